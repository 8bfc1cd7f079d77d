/*
 * indices.c (pg)
 *	  Value indices over two tallies, and the decomposition of their change.
 */
#include "compat.h"

#include <math.h>

#include "utils/builtins.h"

#include "measures.h"
#include "statistics/estimate.h"
#include "statistics/indices.h"
#include "tally.h"

/* The valued sessions of one period, as the indices take them. */
typedef struct Period
{
	const Tally *tally;
	double		count[MODE_COUNT];
	double		mean[MODE_COUNT];
} Period;

static void
load_period(Period *period, const Tally *tally)
{
	period->tally = tally;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		period->count[mode] = (double) wm_tally_valued(tally, mode);
		period->mean[mode] = wm_value_estimate(tally, mode).value;
	}
}

static IndexPeriod
as_index_period(const Period *period)
{
	IndexPeriod result = {period->count, period->mean};

	return result;
}

/* By any method, 1 where nothing changed. */
static double
value_index(const Period *base, const Period *current, IndexMethod method)
{
	if (method == INDEX_MEAN)
		return wm_value_estimate(current->tally, TALLY_ALL).value /
			wm_value_estimate(base->tally, TALLY_ALL).value;
	if (method == INDEX_GEOMEAN)
		return exp(wm_log_estimate(current->tally, TALLY_ALL).value -
				   wm_log_estimate(base->tally, TALLY_ALL).value);
	return wm_index(MODE_COUNT, as_index_period(base),
					as_index_period(current), method);
}

static IndexMethod
method_from_text(text *name)
{
	const char *wanted = text_to_cstring(name);

	for (int method = 0; method < INDEX_METHOD_COUNT; method++)
	{
		if (strcmp(wanted, wm_index_names[method]) == 0)
			return (IndexMethod) method;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("value index method \"%s\" is not known", wanted),
			 errhint("Known methods are mean, geomean, unit_value, laspeyres, "
					 "paasche, fisher, tornqvist and mix.")));
}

/*
 * workmode_value_index(base, current, method) returns a number, 100 = base.
 */
PG_FUNCTION_INFO_V1(workmode_value_index);
Datum
workmode_value_index(PG_FUNCTION_ARGS)
{
	IndexMethod method = method_from_text(PG_GETARG_TEXT_PP(2));
	Period		base;
	Period		current;

	load_period(&base, PG_GETARG_TALLY(0));
	load_period(&current, PG_GETARG_TALLY(1));
	return wm_return_number(fcinfo, 100 * value_index(&base, &current, method));
}

/* The shares of a period's valued sessions that an index is about. */
static double
coverage(const Period *period, const Period *other, IndexMethod method)
{
	if (method == INDEX_MEAN || method == INDEX_GEOMEAN)
		return wm_tally_valued(period->tally, TALLY_ALL) > 0 ? 1 : NAN;
	return wm_index_coverage(MODE_COUNT, as_index_period(period),
							 as_index_period(other));
}

/* The two that are of all sessions have intervals. */
static Limits
index_interval(const Period *base, const Period *current, IndexMethod method,
			   double confidence)
{
	Limits		limits = {NAN, NAN};

	if (method == INDEX_MEAN)
		limits = wm_ratio_interval(wm_value_estimate(current->tally, TALLY_ALL),
								   wm_value_estimate(base->tally, TALLY_ALL),
								   confidence);
	else if (method == INDEX_GEOMEAN)
		limits = wm_log_ratio_interval(wm_log_estimate(current->tally, TALLY_ALL),
									   wm_log_estimate(base->tally, TALLY_ALL),
									   confidence);
	limits.low *= 100;
	limits.high *= 100;
	return limits;
}

/*
 * workmode_value_indices(base, current, confidence) returns a row per method.
 */
PG_FUNCTION_INFO_V1(workmode_value_indices);
Datum
workmode_value_indices(PG_FUNCTION_ARGS)
{
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	Period		base;
	Period		current;
	Rows		rows;

	load_period(&base, PG_GETARG_TALLY(0));
	load_period(&current, PG_GETARG_TALLY(1));
	wm_rows_begin(&rows, fcinfo);
	for (int i = 0; i < INDEX_METHOD_COUNT; i++)
	{
		IndexMethod method = (IndexMethod) i;

		wm_rows_text(&rows, wm_index_names[method]);
		wm_rows_number(&rows, 100 * value_index(&base, &current, method));
		wm_rows_interval(&rows, index_interval(&base, &current, method,
											   confidence));
		wm_rows_number(&rows, coverage(&base, &current, method));
		wm_rows_number(&rows, coverage(&current, &base, method));
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

static void
put_effects(Rows *rows, int mode, double mix, double within)
{
	wm_rows_mode(rows, mode);
	wm_rows_number(rows, mix);
	wm_rows_number(rows, within);
	wm_rows_number(rows, mix + within);
	wm_rows_put(rows);
}

/*
 * workmode_decompose(before, after) returns nine rows and that of all modes.
 */
PG_FUNCTION_INFO_V1(workmode_decompose);
Datum
workmode_decompose(PG_FUNCTION_ARGS)
{
	const Tally *tally0 = PG_GETARG_TALLY(0);
	const Tally *tally1 = PG_GETARG_TALLY(1);
	double		level = (wm_value_estimate(tally0, TALLY_ALL).value +
						 wm_value_estimate(tally1, TALLY_ALL).value) / 2;
	Period		before;
	Period		after;
	double		mix[MODE_COUNT];
	double		within[MODE_COUNT];
	double		all_mix = 0;
	double		all_within = 0;
	Rows		rows;

	load_period(&before, tally0);
	load_period(&after, tally1);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		before.count[mode] /= (double) wm_tally_valued(tally0, TALLY_ALL);
		after.count[mode] /= (double) wm_tally_valued(tally1, TALLY_ALL);
	}
	wm_decompose(MODE_COUNT, before.count, before.mean, after.count, after.mean,
				 level, mix, within);

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		put_effects(&rows, mode, mix[mode], within[mode]);
		all_mix += mix[mode];
		all_within += within[mode];
	}
	put_effects(&rows, MODE_NONE, all_mix, all_within);
	return (Datum) 0;
}
