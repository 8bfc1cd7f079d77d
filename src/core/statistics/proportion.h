/*
 * proportion.h
 *	  Proportions that weigh sessions otherwise than each alike, and rates of facts.
 *
 * estimate.h has the share of a mode in the sessions.  Here are
 *
 *		worth		its share of the value: a session weighs as much as its value,
 *					be that hours, tokens, lines or money
 *		own share	the mean of the users' own shares: each user weighs alike,
 *					with however many sessions
 *		rate		of the sessions of the mode, the share that is valued: those
 *					of which a fact is true, or that have a value
 *
 * The first and the last are ratios of totals, with the linearised variance of
 * Cochran, Sampling Techniques (1977), ch. 6, over users if the tally is clustered
 * and else over sessions.  The mean of own shares has the variance of a mean, and
 * only a clustered tally knows it.
 *
 * All that was counted is taken for a sample of what might have been, so an
 * interval is wider than nothing even if every session was counted.
 */
#ifndef WORKMODE_PROPORTION_H
#define WORKMODE_PROPORTION_H

#include "statistics/interval.h"
#include "tally/tally.h"

/*
 * A proportion, known as well as one of n independent units (NaN if nothing is
 * known of its variance); df are the degrees of freedom of that.
 */
typedef struct Proportion
{
	double		p;
	double		n;
	double		df;
} Proportion;

/*
 * By mode, and of the rates for TALLY_ALL, too.  p is NaN where there is nothing to
 * have a proportion of.
 *
 * With few users the variance of a mode is unreliable, and a proportion of 0 or 1
 * shows none.  So n is at most what the variances of all modes together give: of
 * shares by their mean design effect, of rates by the correlation that the sessions
 * of one user have in all modes.  It is at most the number of sessions.
 *
 * If users are of very unequal size a few of them decide: df is the number of users
 * alike that would tell as much, less 1.
 */
extern void wm_worth_shares(const Tally *tally, Proportion *shares);
extern void wm_own_shares(const Tally *tally, Proportion *shares);
extern void wm_fact_rates(const Tally *tally, Proportion *rates);

/*
 * The score interval, with n and with Student's t for df.  If "comparisons"
 * intervals shall together have the confidence given, each of them gets what
 * Bonferroni's division leaves.
 */
extern Limits wm_proportion_interval(Proportion proportion, double confidence,
									 int comparisons);

/* The change from one to another of independent tallies: see interval.h. */
extern Limits wm_proportion_change(Proportion before, Proportion after,
								   double confidence);
extern double wm_proportion_change_p(Proportion before, Proportion after);

#endif							/* WORKMODE_PROPORTION_H */
