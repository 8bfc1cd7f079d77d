/*
 * change.c
 *	  Measures that compare tallies of periods, as plain numbers.
 */
#include <math.h>

#include "statistics/change.h"

static double
sessions_of(const Tally *tally, int mode)
{
	return (double) wm_tally_sessions(tally, mode);
}

static double
valued_of(const Tally *tally, int mode)
{
	return (double) wm_tally_valued(tally, mode);
}

void
wm_change_shares(const Tally *tally, double *shares)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
		shares[mode] = sessions_of(tally, mode) / sessions_of(tally, TALLY_ALL);
}

/* The valued sessions of one period, as the indices take them. */
typedef struct Period
{
	double		count[MODE_COUNT];
	double		mean[MODE_COUNT];
} Period;

double
wm_change_mean(const Tally *tally, int mode)
{
	double		n = valued_of(tally, mode);

	return n > 0 ? wm_tally_value(tally, mode) / n : NAN;
}

double
wm_change_mean_log(const Tally *tally, int mode)
{
	double		n = valued_of(tally, mode);

	return n > 0 ? wm_tally_log(tally, mode) / n : NAN;
}

static void
load_period(Period *period, const Tally *tally)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		period->count[mode] = valued_of(tally, mode);
		period->mean[mode] = wm_change_mean(tally, mode);
	}
}

static IndexPeriod
as_index_period(const Period *period)
{
	IndexPeriod result = {period->count, period->mean};

	return result;
}

void
wm_change_indices(const Tally *base, const Tally *current, double *indices)
{
	Period		period0;
	Period		period1;

	load_period(&period0, base);
	load_period(&period1, current);
	for (int method = 0; method < INDEX_METHOD_COUNT; method++)
		indices[method] = wm_index(MODE_COUNT, as_index_period(&period0),
								   as_index_period(&period1), (IndexMethod) method);
	indices[INDEX_MEAN] = wm_change_mean(current, TALLY_ALL) /
		wm_change_mean(base, TALLY_ALL);
	indices[INDEX_GEOMEAN] = exp(wm_change_mean_log(current, TALLY_ALL) -
								 wm_change_mean_log(base, TALLY_ALL));
}

double
wm_change_coverage(const Tally *period, const Tally *other, IndexMethod method)
{
	Period		period0;
	Period		period1;

	if (method == INDEX_MEAN || method == INDEX_GEOMEAN)
		return valued_of(period, TALLY_ALL) > 0 ? 1 : NAN;
	load_period(&period0, period);
	load_period(&period1, other);
	return wm_index_coverage(MODE_COUNT, as_index_period(&period0),
							 as_index_period(&period1));
}

ValueChange
wm_change_decompose(const Tally *before, const Tally *after)
{
	double		level = (wm_change_mean(before, TALLY_ALL) + wm_change_mean(after, TALLY_ALL)) / 2;
	ValueChange change;
	Period		period0;
	Period		period1;

	load_period(&period0, before);
	load_period(&period1, after);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		period0.count[mode] /= valued_of(before, TALLY_ALL);
		period1.count[mode] /= valued_of(after, TALLY_ALL);
	}
	wm_decompose(MODE_COUNT, period0.count, period0.mean, period1.count, period1.mean,
				 level, change.mix, change.within);

	change.mix[TALLY_ALL] = change.within[TALLY_ALL] = 0;
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		change.total[mode] = change.mix[mode] + change.within[mode];
		if (mode == TALLY_ALL)
			continue;
		change.mix[TALLY_ALL] += change.mix[mode];
		change.within[TALLY_ALL] += change.within[mode];
	}
	return change;
}

/*
 * The middle of the times is rounded.  That matters where nearly all sessions are of
 * one period, so what is left of the distances from it is taken out.
 */
void
wm_change_slopes(int count, const Tally *const *tallies, const double *times,
				 double *slopes)
{
	double		all = 0;
	double		middle = 0;
	double		spread = 0;
	double		left = 0;
	double		cross[MODE_COUNT] = {0};
	double		sessions[MODE_COUNT] = {0};

	for (int i = 0; i < count; i++)
	{
		all += sessions_of(tallies[i], TALLY_ALL);
		middle += sessions_of(tallies[i], TALLY_ALL) * times[i];
	}
	middle /= all;
	for (int i = 0; i < count; i++)
	{
		double		distance = times[i] - middle;

		spread += sessions_of(tallies[i], TALLY_ALL) * distance * distance;
		left += sessions_of(tallies[i], TALLY_ALL) * distance;
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			cross[mode] += sessions_of(tallies[i], mode) * distance;
			sessions[mode] += sessions_of(tallies[i], mode);
		}
	}
	spread -= left * left / all;
	for (int mode = 0; mode < MODE_COUNT; mode++)
		slopes[mode] = spread > 0 ?
			(cross[mode] - left * sessions[mode] / all) / spread : NAN;
}

/* So much of something, among so many sessions. */
typedef struct Ratio
{
	double		amount;
	double		sessions;
} Ratio;

static Ratio
share_of(const Tally *tally, int mode)
{
	Ratio		ratio = {sessions_of(tally, mode), sessions_of(tally, TALLY_ALL)};

	return ratio;
}

static Ratio
value_of(const Tally *tally, int mode)
{
	Ratio		ratio = {wm_tally_value(tally, mode), valued_of(tally, mode)};

	return ratio;
}

static double
quotient(Ratio ratio)
{
	return ratio.sessions > 0 ? ratio.amount / ratio.sessions : NAN;
}

static Ratio
sum(Ratio a, Ratio b)
{
	Ratio		both = {a.amount + b.amount, a.sessions + b.sessions};

	return both;
}

/* x (P(S) - P(X)) is P(S) less the ratio of both, and so for those who entered. */
static void
split(Ratio stayed0, Ratio stayed1, Ratio left, Ratio entered, double *parts)
{
	double		all0 = quotient(sum(stayed0, left));
	double		all1 = quotient(sum(stayed1, entered));

	parts[TURNOVER_STAYING] = quotient(stayed1) - quotient(stayed0);
	parts[TURNOVER_LEAVING] = quotient(stayed0) - all0;
	parts[TURNOVER_ENTERING] = all1 - quotient(stayed1);
	if (isnan(parts[TURNOVER_STAYING]))
		parts[TURNOVER_LEAVING] = parts[TURNOVER_ENTERING] = NAN;
	parts[TURNOVER_ALL] = all1 - all0;
}

Turnover
wm_change_turnover(const TurnoverTallies *tallies, int mode)
{
	Turnover	turnover;

	split(share_of(tallies->stayed_before, mode), share_of(tallies->stayed_after, mode),
		  share_of(tallies->left, mode), share_of(tallies->entered, mode),
		  turnover.share);
	split(value_of(tallies->stayed_before, mode), value_of(tallies->stayed_after, mode),
		  value_of(tallies->left, mode), value_of(tallies->entered, mode),
		  turnover.value);
	return turnover;
}
