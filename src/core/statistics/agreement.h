/*
 * agreement.h
 *	  How two labellings of the same sessions agree.
 */
#ifndef WORKMODE_AGREEMENT_H
#define WORKMODE_AGREEMENT_H

#include "statistics/interval.h"
#include "statistics/significance.h"
#include "tally/confusion.h"

/* The share of pairs that agree; NaN without pairs. */
extern double wm_accuracy(const Confusion *confusion);

/*
 * Cohen's kappa (1960), Educ. Psychol. Meas. 20:37.  NaN without pairs, and if
 * both labellings give one and the same mode to all sessions.
 */
extern double wm_kappa(const Confusion *confusion);

/*
 * Gwet's AC1 (2008), Br. J. Math. Stat. Psychol. 61:29.  It takes chance agreement for
 * that of labellers who are uncertain of some sessions, so that one mode that most
 * sessions have does not pass for chance.  Its scale has all nine modes, whichever occur.
 * NaN without pairs.
 */
extern double wm_ac1(const Confusion *confusion);

/* A measure of agreement, and how well it is known; pairs are taken as independent. */
typedef struct AgreementEstimate
{
	double		value;
	double		standard_error;
	Limits		limits;
} AgreementEstimate;

/* With the binomial standard error and Wilson's interval. */
extern AgreementEstimate wm_accuracy_estimate(const Confusion *confusion,
											  double confidence);

/*
 * Kappa with the standard error of Fleiss, Cohen and Everitt (1969), Psychol. Bull.
 * 72:323, and AC1 with that of Gwet (2008), of a table of counts, row by row, with any
 * number of labels from 2 to MODE_COUNT.  The intervals are Student's for one pair less
 * than there are, cut at -1 and 1: Gwet, Handbook of Inter-Rater Reliability (2014),
 * ch. 5.  Where no variance shows, as in perfect agreement, there is none.
 */
extern AgreementEstimate wm_kappa_estimate(int labels, const int64_t *counts,
										   double confidence);
extern AgreementEstimate wm_ac1_estimate(int labels, const int64_t *counts,
										 double confidence);

/*
 * Tests whether both labellings have the same shares: Stuart (1955), Biometrika
 * 42:412, Maxwell (1970), Br. J. Psychiatry 116:651.  The degrees of freedom are
 * the rank of the covariance matrix: a mode that is never confused with another
 * gives none.
 */
extern Chi2Test wm_marginal_test(const Confusion *confusion);

/* The change of one mode's share from the true to the predicted labels. */
typedef struct PairedChange
{
	double		share1;			/* among the predicted labels */
	double		share0;			/* among the true labels */
	Limits		change;
	double		p_value;		/* exact McNemar */
} PairedChange;

extern PairedChange wm_paired_change(const Confusion *confusion, int mode,
									 double confidence);

#endif							/* WORKMODE_AGREEMENT_H */
