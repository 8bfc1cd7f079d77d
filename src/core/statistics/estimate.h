/*
 * estimate.h
 *	  What a tally estimates: shares and mean values, and how well.
 *
 * A plain tally's sessions are taken as independent.  A clustered tally's users
 * are; its variances are those of ratios over users, with as many degrees of
 * freedom as there are users, less one.  Of fewer than two users nothing is
 * known but the estimate itself.
 */
#ifndef WORKMODE_ESTIMATE_H
#define WORKMODE_ESTIMATE_H

#include "statistics/interval.h"
#include "statistics/significance.h"
#include "tally/tally.h"

/*
 * A share p of so many sessions, known as well as by n independent ones (NaN:
 * not at all), and the degrees of freedom behind that knowledge.
 */
typedef struct ShareEstimate
{
	double		p;
	double		sessions;
	double		n;
	double		df;				/* INFINITY for a plain tally */
} ShareEstimate;

/*
 * The shares of the modes, and of TALLY_ALL, among the classified sessions; p
 * is NaN without any.
 *
 * Of a clustered tally n is what its sessions are worth, the number of them
 * over the design effect: Korn and Graubard (1998), Surv. Methodol. 24:193.
 * A mode that few users have shows its own design effect badly, and a share of
 * 0 or 1 none, so that it is never taken as less than the mean one of all
 * modes, nor than 1.
 */
extern void wm_share_estimates(const Tally *tally, ShareEstimate *shares);

/*
 * Score interval of a share at the confidence that remains for each of
 * "comparisons" intervals when all together shall have the one given
 * (Bonferroni's division, which is Goodman's too).  Few users widen it by
 * Student's t with their degrees of freedom over that with the sessions' (Korn
 * and Graubard), so that users with one session each have the plain interval.
 */
extern Limits wm_share_interval(ShareEstimate share, double confidence,
								  int comparisons);

/*
 * Mean value and mean ln value of the valued sessions of a mode, or TALLY_ALL;
 * the value is NaN without any, the variance with fewer than two.
 */
extern Estimate wm_value_estimate(const Tally *tally, int mode);
extern Estimate wm_log_estimate(const Tally *tally, int mode);

/* How far apart the shares of two tallies are; see statistics.h. */
typedef struct ShiftDistance
{
	double		total_variation;
	double		jensen_shannon;
	double		stability_index;
} ShiftDistance;

extern ShiftDistance wm_shift_distance(const Tally *before, const Tally *after);

/*
 * Whether two tallies, of two populations, have the same shares: Pearson's test,
 * if clustered divided by the mean design effect (the first-order correction of
 * Rao and Scott (1981), J. Am. Stat. Assoc. 76:221), which is given too; it
 * is at least 1, 1 for plain tallies, and NaN where a side has one user.
 */
extern ChisqTest wm_shift_test(const Tally *before, const Tally *after,
							   double *effect);

#endif							/* WORKMODE_ESTIMATE_H */
