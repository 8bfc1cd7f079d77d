/*
 * proportion.c
 *	  Proportions that weigh sessions otherwise than each alike, and rates of facts.
 */
#include <math.h>

#include "statistics/proportion.h"
#include "statistics/significance.h"

static bool
is_inside(double p)
{
	return p > 0 && p < 1;
}

static double
sessions_of(const Tally *tally, int mode)
{
	return (double) wm_tally_sessions(tally, mode);
}

/* The least degrees of freedom: one. */
static double
df_of(double users)
{
	return fmax(users - 1.0, 1.0);
}

/*
 * The n of shares of one whole, from their variances: at most what the mean design
 * effect gives, in which each mode counts by 1 - p (see estimate.c), and at most
 * "most".  With one mode only no variance shows, and n is "alone".
 */
static void
set_units(const double *variances, double alone, double most, Proportion *shares)
{
	double		trace = 0;
	double		mean = alone;
	int			free = -1;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (!(shares[mode].p > 0))
			continue;
		trace += variances[mode] / shares[mode].p;
		free++;
	}
	if (isnan(trace))
		mean = NAN;
	else if (free > 0)
		mean = fmin(free / trace, most);

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		p = shares[mode].p;

		shares[mode].n = mean;
		if (is_inside(p) && variances[mode] > 0)
			shares[mode].n = fmin(mean, p * (1.0 - p) / variances[mode]);
	}
}

static void
set_unknown(int count, Proportion *proportions)
{
	for (int i = 0; i < count; i++)
		proportions[i] = (Proportion) {NAN, NAN, NAN};
}

/*
 * The residuals of worth of a plain tally, whose sessions are their own clusters:
 * of a session of the mode (1 - p) v, of another -p v.
 */
static double
plain_worth_residuals(const Tally *tally, int mode, double p)
{
	double		own = wm_tally_value2(tally, mode);
	double		others = wm_tally_value2(tally, TALLY_ALL) - own;

	return (1.0 - p) * (1.0 - p) * own + p * p * others;
}

void
wm_worth_shares(const Tally *tally, Proportion *shares)
{
	bool		clustered = wm_tally_is_clustered(tally);
	double		all = wm_tally_value(tally, TALLY_ALL);
	double		valued = (double) wm_tally_valued(tally, TALLY_ALL);
	double		clusters = valued;
	double		alike = wm_tally_effective_values(tally, TALLY_ALL);
	double		variances[MODE_COUNT];

	set_unknown(MODE_COUNT, shares);
	if (!(all > 0))
		return;

	if (clustered)
		clusters = (double) wm_tally_valued_users(tally, TALLY_ALL);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		p = wm_tally_value(tally, mode) / all;

		shares[mode].p = p;
		shares[mode].df = df_of(alike);
		variances[mode] = wm_ratio_variance(clusters, clustered ?
											wm_tally_worth_residuals(tally, mode) :
											plain_worth_residuals(tally, mode, p), all);
	}
	set_units(variances, clusters < 2 ? NAN : alike, valued, shares);
}

void
wm_own_shares(const Tally *tally, Proportion *shares)
{
	double		users = wm_tally_is_clustered(tally) ?
		(double) wm_tally_users(tally, TALLY_ALL) : 0;
	double		variances[MODE_COUNT];

	set_unknown(MODE_COUNT, shares);
	if (!(users > 0))
		return;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		shares[mode].p = wm_tally_own_share(tally, mode);
		shares[mode].df = df_of(users);
		variances[mode] = wm_ratio_variance(users, wm_tally_own_residuals(tally, mode),
											users);
	}
	set_units(variances, users < 2 ? NAN : users, sessions_of(tally, TALLY_ALL), shares);
}

/* The variance of a rate over users. */
static double
rate_variance(const Tally *tally, int mode)
{
	return wm_ratio_variance((double) wm_tally_users(tally, mode),
							 wm_tally_rate_residuals(tally, mode),
							 sessions_of(tally, mode));
}

/* The sessions of a mode that the user of a session has, on average. */
static double
sessions_together(const Tally *tally, int mode)
{
	return sessions_of(tally, mode) / wm_tally_effective_users(tally, mode);
}

/* How sessions of one user and mode correlate, and how well that is known. */
typedef struct Common
{
	double		correlation;
	double		df;
} Common;

/*
 * Over all modes: what users add to the variances of their numbers of valued sessions,
 * to what they would add if their sessions were all alike.  Without variance to see,
 * they are taken to be.  The degrees of freedom are Satterthwaite's (1946),
 * Biometrics Bull. 2:110, of the sum of the variances.
 */
static Common
get_common(const Tally *tally, const Proportion *rates)
{
	Common		common = {1.0, 1.0};
	double		variances = 0;
	double		squares = 0;
	double		independent = 0;
	double		most = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		y = sessions_of(tally, mode);
		double		p = rates[mode].p;
		double		variance;

		if (!is_inside(p) || wm_tally_users(tally, mode) < 2)
			continue;
		variance = y * y * rate_variance(tally, mode);
		variances += variance;
		squares += variance * variance / df_of(wm_tally_effective_users(tally, mode));
		independent += y * p * (1.0 - p);
		most += y * p * (1.0 - p) * (sessions_together(tally, mode) - 1.0);
	}
	if (most > 0)
		common.correlation = fmin(fmax((variances - independent) / most, 0.0), 1.0);
	if (squares > 0)
		common.df = variances * variances / squares;
	return common;
}

/*
 * The rate of a mode gets the design effect that its own variance shows, or the one
 * that the common correlation gives, whichever is more; the rate of all modes, whose
 * sessions of one user may be less alike, gets its own.
 */
static void
dilute_rates(const Tally *tally, Proportion *rates)
{
	Common		common = get_common(tally, rates);

	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		Proportion *rate = &rates[mode];
		double		y = sessions_of(tally, mode);
		double		own = 0;
		double		effect = 1.0;

		if (!(y > 0))
			continue;
		if (mode != TALLY_ALL || !is_inside(rate->p))
			effect += common.correlation * (sessions_together(tally, mode) - 1.0);
		rate->df = df_of(wm_tally_effective_users(tally, mode));
		if (is_inside(rate->p))
			own = rate_variance(tally, mode) * y / (rate->p * (1.0 - rate->p));
		if (own <= effect && mode != TALLY_ALL)
			rate->df = fmax(rate->df, common.df);
		rate->n = wm_tally_users(tally, mode) < 2 ? NAN : y / fmax(own, effect);
	}
}

void
wm_fact_rates(const Tally *tally, Proportion *rates)
{
	set_unknown(TALLY_ALL + 1, rates);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		double		y = sessions_of(tally, mode);

		if (!(y > 0))
			continue;
		rates[mode].p = (double) wm_tally_valued(tally, mode) / y;
		rates[mode].n = y;
		rates[mode].df = INFINITY;
	}
	if (wm_tally_is_clustered(tally))
		dilute_rates(tally, rates);
}

Limits
wm_proportion_interval(Proportion proportion, double confidence, int comparisons)
{
	double		each = 1.0 - (1.0 - confidence) / comparisons;

	return wm_wilson_interval(proportion.p, proportion.n,
							  wm_critical(each, proportion.df));
}

Limits
wm_proportion_change(Proportion before, Proportion after, double confidence)
{
	return wm_newcombe_interval(after.p, wm_proportion_interval(after, confidence, 1),
								before.p, wm_proportion_interval(before, confidence, 1));
}

double
wm_proportion_change_p(Proportion before, Proportion after)
{
	return wm_share_change_p(after.p, after.n, after.df,
							 before.p, before.n, before.df);
}
