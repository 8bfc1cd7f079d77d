/*
 * correction.h
 *	  Shares of modes corrected for the errors of the classifier.
 *
 * What is estimated are the shares in the population that the sessions were drawn
 * from, as by workmode_shares: two things make them uncertain, that only some
 * sessions are labelled, and that the sessions themselves are a sample.  The
 * sessions of a clustered tally are a sample of users.
 *
 * Estimators, for two kinds of labelled sessions:
 *
 *		stratified	The labelled sessions are a random sample of the very
 *					sessions that were tallied, drawn by predicted mode (so many
 *					of each).  Nothing is assumed of the classifier.  Cochran,
 *					Sampling Techniques (1977), ch. 5A and 12; Olofsson et al.
 *					(2014), Remote Sens. Environ. 148:42.  Stratified
 *					prediction-powered inference with lambda = 1 gives the same
 *					shares.
 *		difference	As stratified, where the sessions have probabilities.  Of each
 *					predicted mode all sessions' mean probabilities are taken, plus
 *					what the labelled ones' modes differ by from theirs: a
 *					difference estimator within strata (Cochran, ch. 7), which is
 *					prediction-powered inference with probabilities (Angelopoulos
 *					et al., 2023, Science 382:669).
 *		shrunk		As either, and a guess from probabilities of what a predicted
 *					mode's sessions are counts like CORRECTION_WEIGHT labels.  Best
 *					with few labels.
 *		adjusted	The labelled sessions come from elsewhere.  It is assumed
 *					that the classifier errs here as it did there: given the true
 *					mode, the predicted one has the same probabilities.  Of all
 *					shares that are not negative and sum to 1, those are taken
 *					that best explain the predicted ones, by least squares.
 *					Forman (2008), Data Min. Knowl. Discov. 17:164.
 *
 * Either is wrong with the other's labels.  Labels that were drawn by predicted mode
 * do not show how often a true mode is taken for another, and labels from elsewhere
 * do not show what the sessions of a predicted mode are here.
 */
#ifndef WORKMODE_CORRECTION_H
#define WORKMODE_CORRECTION_H

#include <stdbool.h>

#include "base/mode.h"
#include "statistics/interval.h"
#include "statistics/linear.h"
#include "tally/tally.h"

/*
 * With fewer labels of a mode, nothing is known of how much they vary, unless all of
 * its sessions are labelled.
 */
#define CORRECTION_MIN_LABELS	2

/*
 * With a condition number above this, a small error in what is observed becomes
 * a large one in what is inferred: Belsley, Kuh and Welsch, Regression
 * Diagnostics (1980).
 */
#define CORRECTION_MAX_CONDITION	30.0

/* So many labels is the guess worth that shares are shrunk to. */
#define CORRECTION_WEIGHT	8.0

/* Labelled sessions, or numbers of theirs, by [true mode][predicted mode]. */
typedef double LabelTable[MODE_COUNT][MODE_COUNT];

typedef enum CorrectionFault
{
	CORRECTION_FEW_LABELS,		/* "number" labels of the mode */
	CORRECTION_NO_PROBABILITIES,	/* of sessions that are predicted as the mode */
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
	bool		adjusted;
} Correction;

/*
 * Shares of predicted modes, and how far a sample of sessions tells those of its
 * population.  Without sessions the shares are NaN; with one user nothing is known
 * of their covariance, which is NaN, too.
 */
typedef struct Prediction
{
	double		sessions;
	double		share[MODE_COUNT];
	Matrix		covariance;
	double		df;				/* of the covariance */
	double		alike;			/* users alike that would tell as much, or sessions */
	LabelTable	mean;			/* mean probability by [mode][predicted mode]; NaN
								 * where no session has probabilities */
	LabelTable	guess;			/* what parts of a predicted mode are of each mode if
								 * no label tells: the means, or wm_guess_by_mix() */
} Prediction;

extern void wm_prediction(const Tally *tally, Prediction *prediction);

/* The variance of a weighted sum of predicted shares; NaN if it is not known. */
extern double wm_variance_of_sum(const Prediction *prediction, const double *weights);

/*
 * The corrected shares.  False if they cannot be had, and *problem says why.
 * Without sessions all are NaN.
 *
 * The variance of a stratified share has two parts, as of any two samples of which
 * one is drawn from the other (Cochran, ch. 12).  That of the labels within the
 * sessions is none once all of them are labelled.  That of the sessions within the
 * population is what the true modes of all of them would have.  Independent sessions
 * make it known; of users it is inferred from how their predicted modes vary, since
 * the classifier blurs how their true modes do, taking it to err with one user as
 * with another.
 */
extern bool wm_correct_stratified(const Prediction *prediction, LabelTable labels,
								  Correction *correction,
								  CorrectionProblem *problem);
extern bool wm_correct_shrunk(const Prediction *prediction, LabelTable labels,
							  Correction *correction, CorrectionProblem *problem);
extern bool wm_correct_adjusted(const Prediction *prediction, LabelTable labels,
								Correction *correction,
								CorrectionProblem *problem);

/*
 * By differences, which may be shrunk then; "labelled" are the mean probabilities of
 * the labelled sessions, as in Prediction.mean.  The variance of the labels is that of
 * their modes, which is a little more than that of the differences if the
 * probabilities tell anything.
 */
extern bool wm_correct_difference(const Prediction *prediction, LabelTable labels,
								  LabelTable labelled, bool shrink,
								  Correction *correction, CorrectionProblem *problem);

/*
 * Two periods corrected by one table of labels, adjusted as above, and the changes
 * from the one to the other.  As the same errors enter both, a change is known
 * better than the two shares.
 */
extern bool wm_correct_both(const Prediction *before, const Prediction *after,
							LabelTable labels, Correction corrections[2],
							Estimate *changes, CorrectionProblem *problem);

/*
 * The interval of a corrected share.  A stratified one has Wilson's, with the number
 * of sessions that would give its variance.  An adjusted one, whose variance is that
 * of other shares' errors however small it is, has so many standard errors to either
 * side, as far as 0 and 1.  If there is no variance to see, because nothing is known
 * of the mode but that there is none of it, it is Wilson's with Correction.labels.
 */
extern Limits wm_correction_interval(const Correction *correction, int mode,
									 double confidence);

/*
 * The change between two periods that were corrected by labels of their own, and its
 * interval, from those of the two shares by Newcombe's method (see interval.h).  The
 * p-value of no change is one less the confidence at which the interval would just
 * hold 0, so that the two never contradict each other, and few sessions of one mode,
 * which show no variance, prove nothing.
 */
extern Estimate wm_correction_change(const Correction *before,
									 const Correction *after, int mode);
extern Limits wm_correction_change_interval(const Correction *before,
											const Correction *after, int mode,
											double confidence);
extern double wm_correction_change_p(const Correction *before,
									 const Correction *after, int mode);

/* The interval of a change by Student's t, and the p-value of no change. */
extern Limits wm_change_interval(Estimate change, double confidence);
extern double wm_change_p(Estimate change);

#endif							/* WORKMODE_CORRECTION_H */
