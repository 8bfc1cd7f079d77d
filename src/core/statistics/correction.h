/*
 * correction.h
 *	  Shares of modes corrected for the errors of the classifier.
 *
 * Two estimators, for two kinds of labelled sessions:
 *
 *		stratified	The labelled sessions are a random sample of the very
 *					sessions that were tallied, drawn by predicted mode (so many
 *					of each).  Nothing is assumed of the classifier.  Cochran,
 *					Sampling Techniques (1977), ch. 5A; Olofsson et al. (2014),
 *					Remote Sens. Environ. 148:42.  Stratified prediction-powered
 *					inference with lambda = 1 gives the same numbers.
 *		adjusted	The labelled sessions come from elsewhere.  It is assumed
 *					that the classifier errs here as it did there: given the true
 *					mode, the predicted one has the same probabilities.  Of all
 *					shares that are not negative and sum to 1, those are taken
 *					that best explain the predicted ones, by least squares.
 *					Forman (2008), Data Min. Knowl. Discov. 17:164.
 */
#ifndef WORKMODE_CORRECTION_H
#define WORKMODE_CORRECTION_H

#include <stdbool.h>

#include "base/mode.h"
#include "statistics/interval.h"

/* With fewer labels of a mode, nothing is known of how much they vary. */
#define CORRECTION_MIN_LABELS	2

/*
 * With a condition number above this, a small error in what is observed becomes
 * a large one in what is inferred: Belsley, Kuh and Welsch, Regression
 * Diagnostics (1980).
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
	double		labels;			/* size of a random sample that would tell as much */
} Correction;

/*
 * The corrected shares, from the numbers of sessions by predicted mode.  False if
 * they cannot be had, and *problem says why.  Without sessions all are NaN.
 */
extern bool wm_correct_stratified(const double *sessions, LabelTable labels,
								  Correction *correction,
								  CorrectionProblem *problem);
extern bool wm_correct_adjusted(const double *sessions, LabelTable labels,
								Correction *correction,
								CorrectionProblem *problem);

/*
 * The interval of a corrected share: Wilson's, with the number of sessions that
 * would give its variance.  If the labels of every stratum agree among themselves
 * there is no variance to see, and Correction.labels is taken instead.  A share
 * that least squares put at a limit has its standard errors on the inner side.
 */
extern Limits wm_correction_interval(const Correction *correction, int mode,
									 double confidence);

#endif							/* WORKMODE_CORRECTION_H */
