/*
 * estimate.h
 *	  What a tally estimates: shares and mean values, and how well.
 *
 * The sessions of a plain tally are taken as independent.  Of a clustered tally
 * the users are taken as independent: its variances are those of ratios over
 * users.  A few users may have most of the sessions, and a variance that rests on
 * them is known as badly as that of a few users.  So its degrees of freedom are one
 * less than the effective users (wm_tally_effective_users), and not than the users.  With
 * fewer than two users nothing is known but the estimate itself.
 */
#ifndef WORKMODE_ESTIMATE_H
#define WORKMODE_ESTIMATE_H

#include "statistics/interval.h"
#include "statistics/significance.h"
#include "tally/tally.h"

/* A share, and how well it is known. */
typedef struct ShareEstimate
{
	double		p;
	double		sessions;		/* that it is a share of */
	double		n;				/* so many independent sessions would tell as much;
								 * NaN: nothing is known of its variance */
	double		df;				/* degrees of freedom; INFINITY for a plain tally */
} ShareEstimate;

/*
 * The shares of the modes, and of TALLY_ALL, among the classified sessions; p is
 * NaN if there are none.
 *
 * For a clustered tally n is the number of sessions divided by the design effect:
 * Korn and Graubard (1998), Surv. Methodol. 24:193.  With few users the design
 * effect of a mode is unreliable, and a share of 0 or 1 has none; so it is taken
 * as at least the mean design effect of all modes, and as at least 1.
 */
extern void wm_share_estimates(const Tally *tally, ShareEstimate *shares);

/*
 * The score interval of a share.  If "comparisons" intervals shall together have
 * the confidence given, each of them gets what Bonferroni's division leaves
 * (which is Goodman's, too).  With few users the interval is wider by the ratio
 * of Student's t for the effective users' degrees of freedom to that for the
 * sessions' (Korn and Graubard), so that users with one session each have the
 * interval of a plain tally.
 *
 * The critical value is that of wm_wilson_interval(), and the same for all shares of
 * a tally: it takes some 20 microseconds, the interval next to nothing.
 */
extern double wm_share_critical(ShareEstimate share, double confidence,
								int comparisons);
extern Limits wm_share_interval(ShareEstimate share, double confidence,
								int comparisons);

/*
 * The mean value, and the mean ln value, of the valued sessions of a mode or
 * TALLY_ALL.  The estimate is NaN without such sessions, its variance with fewer
 * than two.  A variance of values that a few large ones dominate has fewer degrees
 * of freedom: one less than (sum of v)^2 / (sum of v^2), the effective number of
 * values v, but at least 2; of a clustered tally v is the sum of a user's values.
 */
extern Estimate wm_value_estimate(const Tally *tally, int mode);
extern Estimate wm_log_estimate(const Tally *tally, int mode);

/* How far apart the shares of two tallies are; see distance.h. */
typedef struct ShiftDistance
{
	double		total_variation;
	double		jensen_shannon;
	double		psi;
} ShiftDistance;

extern ShiftDistance wm_shift_distance(const Tally *before, const Tally *after);

/*
 * Tests whether two tallies, of two populations, have the same shares: Pearson's
 * test.  For clustered tallies its statistic is divided by the mean design
 * effect, the first-order correction of Rao and Scott (1981), J. Am. Stat. Assoc.
 * 76:221.  That effect is an estimate; so the statistic is compared with the F
 * distribution, as Thomas and Rao (1987), J. Am. Stat. Assoc. 82:630, have it.  Its
 * degrees of freedom are Welch's, of the two sides' variances.  *effect becomes the
 * design effect: at least 1, 1 for plain tallies, and NaN if a side has one user.
 */
extern Chi2Test wm_shift_test(const Tally *before, const Tally *after,
							  double *effect);

#endif							/* WORKMODE_ESTIMATE_H */
