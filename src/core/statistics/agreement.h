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
