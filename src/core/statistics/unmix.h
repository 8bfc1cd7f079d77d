/*
 * unmix.h
 *	  Shares of modes from the probabilities of sessions.
 *
 * Labels show only a part of a shift.  A classifier that is not sure takes many of the
 * sessions that moved for what they were before, and the mean of its probabilities
 * shows still less: it is right in a population like that which the model learned of,
 * and holds fast to it in any other.  So there are two estimators:
 *
 *		expected	The mean of the probabilities of each mode.  For a level.
 *		unmixed		The shares of true modes that explain the mean probabilities.
 *					Given the true mode, a session's probabilities are on average
 *					the row of that mode in a matrix M, which labelled sessions of
 *					other people show.  The expected shares e are M' times the true
 *					ones.  These are estimated by least squares with a ridge
 *					toward the expected shares, and sum to 1:
 *
 *						minimize |M' p - e|^2 + ridge |p - e|^2
 *
 *					For a change.  It rests on M being the same here as there.
 *
 * Both are linear in the expected shares, so their variances follow from the
 * covariance of these.  What is not known of the model is added: the groups of
 * labelled people that M was made of are left out in turn (delete-a-group jackknife);
 * and so is the square of what the ridge moves.  By test/accuracy/shares.sh, on authors
 * left out, the intervals then hold as often as they say: those of unmixed shares and
 * changes whether the mix has shifted or not, those of expected ones where it has not.
 *
 * McLachlan, Discriminant Analysis and Statistical Pattern Recognition (1992), ch. 2;
 * Bella et al. (2010), Quantification via Probability Estimators, ICDM.
 */
#ifndef WORKMODE_UNMIX_H
#define WORKMODE_UNMIX_H

#include "statistics/correction.h"
#include "statistics/mixing.h"

/*
 * The strength of the ridge that had the least error over changes of many sizes, among
 * the training authors alone: test/accuracy/shares.sh.
 */
#define UNMIX_RIDGE		0.1

/* The least sessions that tell a mode from others. */
#define MIXING_MIN_SESSIONS	2

/*
 * The expected shares of a tally as a prediction (correction.h): NaN without sessions
 * that have probabilities.  Of a plain tally the covariance is that of sessions
 * of which each is of one mode for sure, which is the most that it can be.
 */
extern void wm_expected_prediction(const Tally *tally, Prediction *prediction);

/* Expected shares; the mixing, if there is one, tells how far a model is off. */
extern void wm_expected_shares(const Prediction *expected, const Mixing *mixing,
							   Estimate shares[MODE_COUNT]);

/*
 * Unmixed shares.  Where least squares leave less than nothing of a mode, the nearest
 * shares that are not negative are taken, and the variance is that of the least
 * squares.  A mode of which the mixing has too few sessions has no share, and NaN for
 * a variance.  False if fewer than two modes are left.
 */
extern bool wm_unmixed_shares(const Prediction *expected, const Mixing *mixing,
							  double ridge, Estimate shares[MODE_COUNT]);

/*
 * Changes of expected shares, and of unmixed ones between shares as above.  The same
 * mixing enters both periods, so a change is known better than two shares.
 */
extern void wm_expected_changes(const Prediction *before, const Prediction *after,
								Estimate changes[MODE_COUNT]);
extern bool wm_unmixed_changes(const Prediction *before, const Prediction *after,
							   const Mixing *mixing, double ridge,
							   Estimate changes[MODE_COUNT]);

/*
 * A better guess of what the sessions of each predicted mode are than their mean
 * probabilities, which hold fast to the mix that the model learned of: these are turned
 * to the mix that unmixing finds (Saerens, Latinne and Decaestecker, 2002, Neural
 * Comput. 14:21, whose formula is for single sessions).  Where nothing can be unmixed
 * the guess stays as it is.  "expected" is wm_expected_prediction() of the same tally.
 */
extern void wm_guess_by_mix(const Prediction *expected, const Mixing *mixing,
							double ridge, Prediction *prediction);

/* Wilson's interval of an expected share; that of an unmixed share by Student's t. */
extern Limits wm_expected_interval(Estimate share, double confidence);
extern Limits wm_unmixed_interval(Estimate share, double confidence);

#endif							/* WORKMODE_UNMIX_H */
