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

#include "statistics.h"
#include "tally.h"

/* A share p, known as well as by n independent sessions (n is NaN: not at all). */
typedef struct ShareEstimate
{
	double		p;
	double		n;
	double		df;
} ShareEstimate;

/* The share of a mode among the classified sessions; p is NaN without any. */
extern ShareEstimate wm_share_estimate(const Tally *tally, int mode);

/*
 * Its score interval at the confidence that remains for each of "comparisons"
 * intervals when all together shall have the one given (Bonferroni's division,
 * which is Goodman's too).
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
 * Rao and Scott (1981), J. Am. Stat. Assoc. 76:221), which is given too; it is
 * 1 for plain tallies and NaN where a side has one user.
 */
extern ChisqTest wm_shift_test(const Tally *before, const Tally *after,
							   double *effect);

#endif							/* WORKMODE_ESTIMATE_H */
