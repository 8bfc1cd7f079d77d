/*
 * correction.h
 *	  Shares of modes corrected for the errors of the classifier.
 *
 * Two estimators, for two kinds of labelled sessions:
 *
 *		stratified	Labels are a random sample of the very sessions that were
 *					tallied, drawn by predicted mode (so many of each).  Nothing
 *					is assumed of the classifier.  Cochran, Sampling Techniques
 *					(1977), ch. 5A; Olofsson et al. (2014), Remote Sens.
 *					Environ. 148:42.  Prediction-powered inference with its
 *					lambda at 1, stratified, gives the same numbers.
 *		adjusted	Labels come from elsewhere.  Assumes that the classifier
 *					still errs as it did there: given the true mode, the
 *					predicted one has the same probabilities.  The shares that
 *					best explain the predicted ones, by least squares, among
 *					those that are none below 0 and sum to 1.  Forman (2008),
 *					Data Min. Knowl. Discov. 17:164.
 */
#ifndef WORKMODE_CORRECTION_H
#define WORKMODE_CORRECTION_H

#include <stdbool.h>

#include "base/mode.h"
#include "statistics/interval.h"

/* Fewer labels of a mode say nothing about how much they vary. */
#define CORRECTION_MIN_LABELS	2

/*
 * Above this a small error in what is observed becomes a large one in what is
 * inferred: Belsley, Kuh and Welsch, Regression Diagnostics (1980).
 */
#define CORRECTION_MAX_CONDITION	30.0

/* Labelled sessions by [true mode][predicted mode]. */
typedef double LabelTable[MODE_COUNT][MODE_COUNT];

typedef enum CorrectionFault
{
	CORRECTION_FEW_LABELS,		/* "number" labels of the mode */
	CORRECTION_ILL_CONDITIONED	/* condition "number" */
} CorrectionFault;

typedef struct CorrectionProblem
{
	CorrectionFault fault;
	int			mode;
	double		number;
} CorrectionProblem;

typedef struct Correction
{
	Estimate	share[MODE_COUNT];
	double		labels;			/* what they are worth as one random sample */
} Correction;

/*
 * The corrected shares from the numbers of sessions by predicted mode; false,
 * with the problem, where they cannot be had.  Without sessions all are NaN.
 */
extern bool wm_correct_stratified(const double *sessions, LabelTable labels,
								  Correction *correction,
								  CorrectionProblem *problem);
extern bool wm_correct_adjusted(const double *sessions, LabelTable labels,
								Correction *correction,
								CorrectionProblem *problem);

/*
 * Interval of a corrected share: Wilson's with the number of sessions that its
 * variance is worth.  Where labels of every stratum agree among themselves no
 * variance shows; then as many as the labels are worth.  A share that least
 * squares put at a limit has its standard errors on the inner side.
 */
extern Limits wm_correction_interval(const Correction *correction, int mode,
									 double confidence);

#endif							/* WORKMODE_CORRECTION_H */
