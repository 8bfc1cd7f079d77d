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
 * Cohen's kappa (1960), Educ. Psychol. Meas. 20:37; NaN without pairs, and
 * where both labellings know but one mode, the same.
 */
extern double wm_kappa(const Confusion *confusion);

/*
 * Whether both labellings have the same shares: Stuart (1955), Biometrika
 * 42:412, Maxwell (1970), Br. J. Psychiatry 116:651.  The degrees of freedom
 * are the rank of the covariance: modes never confused with others give none.
 */
extern ChisqTest wm_marginal_test(const Confusion *confusion);

/* The change of one mode's share from truth to predicted. */
typedef struct PairedChange
{
	double		share1;			/* predicted */
	double		share0;			/* truth */
	Limits		change;
	double		p_value;		/* exact McNemar */
} PairedChange;

extern PairedChange wm_paired_change(const Confusion *confusion, int mode,
										double confidence);

#endif							/* WORKMODE_AGREEMENT_H */
