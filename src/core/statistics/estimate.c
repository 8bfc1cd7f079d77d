/*
 * estimate.c
 *	  What a tally estimates: shares and mean values, and how well.
 */
#include <math.h>

#include "statistics/distance.h"
#include "statistics/distribution.h"
#include "statistics/estimate.h"

static double
sessions_of(const Tally *tally, int mode)
{
	return (double) wm_tally_sessions(tally, mode);
}

/*
 * The degrees of freedom of a variance over users of whom "effective" count.  The
 * least that shows a variance at all is two users, and they give one.
 */
static double
users_df(double effective)
{
	return fmax(effective - 1, 1);
}

/* The variance of a ratio over users, of whom "effective" count. */
static double
users_variance(int64_t users, double effective, double residuals, double n)
{
	return users < 2 ? NAN : wm_ratio_variance(effective, residuals, n);
}

/* The degrees of freedom of the variances of a tally's shares. */
static double
shares_df(const Tally *tally)
{
	if (!wm_tally_is_clustered(tally))
		return INFINITY;
	return users_df(wm_tally_effective_users(tally, TALLY_ALL));
}

/* The variance of the share of a mode, as it shows. */
static double
share_variance(const Tally *tally, int mode)
{
	double		n = sessions_of(tally, TALLY_ALL);
	double		p = sessions_of(tally, mode) / n;

	if (!wm_tally_is_clustered(tally))
		return p * (1.0 - p) / n;
	return users_variance(wm_tally_users(tally, TALLY_ALL),
						  wm_tally_effective_users(tally, TALLY_ALL),
						  wm_tally_share_residuals(tally, mode), n);
}

/*
 * The mean design effect of the shares of a clustered tally, each mode counting
 * by 1 - p: the trace of the design effects of the whole table over its
 * degrees of freedom (Rao and Scott).
 *
 * With sessions of one mode only no variance shows at all.  Then each user
 * counts as all of one mind, which is the least that sessions can be worth.
 */
static double
mean_share_effect(const Tally *tally, const double *variances)
{
	double		n = sessions_of(tally, TALLY_ALL);
	double		trace = 0;
	int			df = -1;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		y = sessions_of(tally, mode);

		if (y == 0)
			continue;
		trace += variances[mode] * n / (y / n);
		df++;
	}
	if (df > 0)
		return trace / df;
	if (wm_tally_users(tally, TALLY_ALL) < 2)
		return NAN;
	return wm_bignum_to_double(wm_tally_moment(tally, TALLY_ALL, TALLY_YY)) / n;
}

/* What a clustered tally's sessions are worth; see the header. */
static void
dilute(const Tally *tally, ShareEstimate *shares)
{
	double		n = sessions_of(tally, TALLY_ALL);
	double		df = shares_df(tally);
	double		variances[MODE_COUNT + 1] = {0};
	double		mean_effect;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		variances[mode] = share_variance(tally, mode);
	mean_effect = mean_share_effect(tally, variances);

	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		double		p = shares[mode].p;
		double		effect = fmax(mean_effect, 1);

		if (p > 0 && p < 1)
			effect = fmax(effect, variances[mode] * n / (p * (1.0 - p)));
		shares[mode].n = isnan(mean_effect) ? NAN : n / effect;
		shares[mode].df = df;
	}
}

void
wm_share_estimates(const Tally *tally, ShareEstimate *shares)
{
	double		n = sessions_of(tally, TALLY_ALL);

	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		shares[mode].p = sessions_of(tally, mode) / n;
		shares[mode].sessions = n;
		shares[mode].n = n;
		shares[mode].df = INFINITY;
	}
	if (n > 0 && wm_tally_is_clustered(tally))
		dilute(tally, shares);
}

double
wm_share_critical(ShareEstimate share, double confidence, int comparisons)
{
	double		each = 1.0 - (1.0 - confidence) / comparisons;
	double		critical = wm_critical(each, INFINITY);

	if (isfinite(share.df))
		critical *= wm_critical(each, share.df) /
			wm_critical(each, share.sessions - 1);
	return critical;
}

Limits
wm_share_interval(ShareEstimate share, double confidence, int comparisons)
{
	return wm_wilson_interval(share.p, share.n,
							  wm_share_critical(share, confidence, comparisons));
}

/* Users that count among those of the valued sessions of a mode. */
static double
effective_valued_users(const Tally *tally, int mode)
{
	double		n = (double) wm_tally_valued(tally, mode);

	return n * n / wm_bignum_to_double(wm_tally_moment(tally, mode, TALLY_WW));
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

	if (!(n > 0) || wm_tally_is_of_facts(tally))
		return mean;

	mean.value = total / n;
	if (wm_tally_is_clustered(tally))
	{
		double		effective = effective_valued_users(tally, mode);

		mean.variance = users_variance(wm_tally_valued_users(tally, mode),
									   effective, residuals, n);
		mean.df = users_df(effective);
	}
	else if (n > 1)
	{
		mean.variance = spread / (n - 1) / n;
		mean.df = n - 1;
	}
	return mean;
}

/*
 * If a few large values make most of the sum, they make most of the variance, too,
 * and it is known as badly as that of a few.  Fewer than 2 degrees of freedom, at
 * which Student's t is 4.3, would only say again that next to nothing is known.
 */
Estimate
wm_value_estimate(const Tally *tally, int mode)
{
	Estimate	mean = mean_estimate(tally, mode, wm_tally_value(tally, mode),
									 wm_tally_value_spread(tally, mode),
									 wm_tally_is_clustered(tally) ?
									 wm_tally_value_residuals(tally, mode) : 0);

	if (mean.df > 2)
		mean.df = fmin(mean.df, fmax(wm_tally_effective_values(tally, mode) - 1, 2));
	return mean;
}

Estimate
wm_log_estimate(const Tally *tally, int mode)
{
	return mean_estimate(tally, mode, wm_tally_log(tally, mode),
						 wm_tally_log_spread(tally, mode),
						 wm_tally_is_clustered(tally) ?
						 wm_tally_log_residuals(tally, mode) : 0);
}

/*
 * The sum of the variances of a tally's shares, each over the share that the mode
 * has in both tallies together: the trace of D^-1 V, with D those shares.
 */
static double
variance_trace(const Tally *tally, const Tally *other)
{
	double		n = sessions_of(tally, TALLY_ALL) + sessions_of(other, TALLY_ALL);
	double		trace = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		both = sessions_of(tally, mode) + sessions_of(other, mode);

		if (both > 0)
			trace += share_variance(tally, mode) / (both / n);
	}
	return trace;
}

/*
 * The mean of the generalised design effects of a test of homogeneity is the
 * trace of D^-1 (V1 + V0) / (1/n1 + 1/n0), over the degrees of freedom of the
 * test: only the variances of single shares enter.
 *
 * Of two modes there is one design effect, with the degrees of freedom of one
 * variance.  A mean of more is steadier, but not as steady as that of independent
 * ones would be, because the same users make them all.  It is taken as worth twice
 * as much: test/bench/coverage.c shows that the test then keeps its level.
 */
static Chi2Test
scale_by_effect(Chi2Test test, const Tally *before, const Tally *after,
				double *effect)
{
	double		trace0 = variance_trace(before, after);
	double		trace1 = variance_trace(after, before);
	double		plain = 1.0 / sessions_of(before, TALLY_ALL) +
		1.0 / sessions_of(after, TALLY_ALL);

	*effect = (trace0 + trace1) / plain / test.df;
	if (*effect < 1)
		*effect = 1;			/* as no sessions are worth more than they are */
	return wm_chi2_scale(test, *effect, fmin(test.df, 2) *
						 wm_welch_df(trace1, shares_df(after),
									 trace0, shares_df(before)));
}

static void
get_sessions(const Tally *tally, double *sessions)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
		sessions[mode] = sessions_of(tally, mode);
}

Chi2Test
wm_shift_test(const Tally *before, const Tally *after, double *effect)
{
	double		row0[MODE_COUNT];
	double		row1[MODE_COUNT];
	Chi2Test	test;

	get_sessions(before, row0);
	get_sessions(after, row1);
	test = wm_homogeneity_test(MODE_COUNT, row1, row0);

	*effect = 1;
	if ((wm_tally_is_clustered(before) || wm_tally_is_clustered(after)) &&
		test.df > 0)
		test = scale_by_effect(test, before, after, effect);
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
		share0[mode] = row0[mode] / sessions_of(before, TALLY_ALL);
		share1[mode] = row1[mode] / sessions_of(after, TALLY_ALL);
	}
	distance.total_variation = wm_total_variation(MODE_COUNT, share1, share0);
	distance.jensen_shannon = wm_jensen_shannon(MODE_COUNT, share1, share0);
	distance.psi = wm_psi(MODE_COUNT, row1, row0);
	return distance;
}
