/*
 * estimate.c
 *	  What a tally estimates: shares and mean values, and how well.
 */
#include <math.h>

#include "distribution.h"
#include "estimate.h"

/* Degrees of freedom, and the variance of the share of a mode. */
static double
share_variance(const Tally *tally, int mode, double p, double *df)
{
	double		n = (double) wm_tally_sessions(tally, TALLY_ALL);
	double		users;

	if (!wm_tally_is_clustered(tally))
	{
		*df = INFINITY;
		return p * (1.0 - p) / n;
	}
	users = (double) wm_tally_users(tally, TALLY_ALL);
	*df = users - 1;
	return wm_ratio_variance(users, wm_tally_share_residuals(tally, mode), n);
}

/* The sum over users of their numbers of sessions squared. */
static double
user_squares(const Tally *tally)
{
	return wm_wide_to_double(wm_tally_moment(tally, TALLY_ALL, TALLY_YY));
}

ShareEstimate
wm_share_estimate(const Tally *tally, int mode)
{
	ShareEstimate share = {NAN, NAN, NAN};
	double		n = (double) wm_tally_sessions(tally, TALLY_ALL);
	double		variance;

	if (!(n > 0))
		return share;

	share.p = (double) wm_tally_sessions(tally, mode) / n;
	variance = share_variance(tally, mode, share.p, &share.df);
	share.n = !wm_tally_is_clustered(tally) ? n :
		wm_effective_n(share.p, n, variance, user_squares(tally));
	return share;
}

Limits
wm_share_interval(ShareEstimate share, double confidence, int comparisons)
{
	double		each = 1.0 - (1.0 - confidence) / comparisons;

	return wm_wilson_interval(share.p, share.n, wm_critical(each, share.df));
}

/*
 * A mean from its total over n valued sessions; spread is the sum of squared
 * deviations, residuals the sum of squared residuals over users.
 */
static Estimate
mean_estimate(const Tally *tally, int mode, double total,
			  double spread, double residuals)
{
	Estimate	mean = {NAN, NAN, NAN};
	double		n = (double) wm_tally_valued(tally, mode);

	if (!(n > 0))
		return mean;

	mean.value = total / n;
	if (wm_tally_is_clustered(tally))
	{
		double		users = (double) wm_tally_valued_users(tally, mode);

		mean.variance = wm_ratio_variance(users, residuals, n);
		mean.df = users - 1;
	}
	else if (n > 1)
	{
		mean.variance = spread / (n - 1) / n;
		mean.df = n - 1;
	}
	return mean;
}

Estimate
wm_value_estimate(const Tally *tally, int mode)
{
	return mean_estimate(tally, mode, wm_tally_value(tally, mode),
						 wm_tally_value_spread(tally, mode),
						 wm_tally_value_residuals(tally, mode));
}

Estimate
wm_log_estimate(const Tally *tally, int mode)
{
	return mean_estimate(tally, mode, wm_tally_log(tally, mode),
						 wm_tally_log_spread(tally, mode),
						 wm_tally_log_residuals(tally, mode));
}

/*
 * The mean of the generalised design effects of a test of homogeneity is the
 * trace of D^-1 (V1 + V0) / (1/n1 + 1/n0), over the degrees of freedom, with D
 * the pooled shares: only the variances of single shares enter.
 */
static double
mean_design_effect(const Tally *before, const Tally *after, double df)
{
	double		n0 = (double) wm_tally_sessions(before, TALLY_ALL);
	double		n1 = (double) wm_tally_sessions(after, TALLY_ALL);
	double		trace = 0;
	double		ignored;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		y0 = (double) wm_tally_sessions(before, mode);
		double		y1 = (double) wm_tally_sessions(after, mode);

		if (y0 + y1 > 0)
			trace += (share_variance(before, mode, y0 / n0, &ignored) +
					  share_variance(after, mode, y1 / n1, &ignored)) /
				((y0 + y1) / (n0 + n1));
	}
	return trace / (1.0 / n0 + 1.0 / n1) / df;
}

static void
get_sessions(const Tally *tally, double *sessions)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
		sessions[mode] = (double) wm_tally_sessions(tally, mode);
}

ChisqTest
wm_shift_test(const Tally *before, const Tally *after, double *effect)
{
	double		row0[MODE_COUNT];
	double		row1[MODE_COUNT];
	ChisqTest	test;

	get_sessions(before, row0);
	get_sessions(after, row1);
	test = wm_homogeneity_test(MODE_COUNT, row1, row0);

	*effect = 1;
	if ((wm_tally_is_clustered(before) || wm_tally_is_clustered(after)) &&
		test.df > 0)
	{
		*effect = mean_design_effect(before, after, test.df);
		test = wm_chisq_scale(test, *effect);
	}
	return test;
}

ShiftDistance
wm_shift_distance(const Tally *before, const Tally *after)
{
	ShiftDistance distance;
	double		row0[MODE_COUNT];
	double		row1[MODE_COUNT];
	double		share0[MODE_COUNT];
	double		share1[MODE_COUNT];

	get_sessions(before, row0);
	get_sessions(after, row1);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		share0[mode] = wm_share_estimate(before, mode).p;
		share1[mode] = wm_share_estimate(after, mode).p;
	}
	distance.total_variation = wm_total_variation(MODE_COUNT, share1, share0);
	distance.jensen_shannon = wm_jensen_shannon(MODE_COUNT, share1, share0);
	distance.stability_index = wm_stability_index(MODE_COUNT, row1, row0);
	return distance;
}
