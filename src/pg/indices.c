/*
 * indices.c (pg)
 *	  Value indices over two tallies, and the decomposition of their change.
 */
#include "compat.h"

#include <math.h>

#include "utils/builtins.h"

#include "measures.h"
#include "statistics/change.h"
#include "statistics/estimate.h"
#include "tally.h"

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
	double		indices[INDEX_METHOD_COUNT];

	wm_change_indices(wm_tally_with_values(PG_GETARG_TALLY(0)),
					  wm_tally_with_values(PG_GETARG_TALLY(1)), indices);
	return wm_return_number(fcinfo, 100 * indices[method]);
}

/* The two that are of all sessions have intervals. */
static Limits
index_interval(const Tally *base, const Tally *current, IndexMethod method,
			   double confidence)
{
	Limits		limits = {NAN, NAN};

	if (method == INDEX_MEAN)
		limits = wm_ratio_interval(wm_value_estimate(current, TALLY_ALL),
								   wm_value_estimate(base, TALLY_ALL),
								   confidence);
	else if (method == INDEX_GEOMEAN)
		limits = wm_log_ratio_interval(wm_log_estimate(current, TALLY_ALL),
									   wm_log_estimate(base, TALLY_ALL),
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
	const Tally *base = wm_tally_with_values(PG_GETARG_TALLY(0));
	const Tally *current = wm_tally_with_values(PG_GETARG_TALLY(1));
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	double		indices[INDEX_METHOD_COUNT];
	Rows		rows;

	wm_change_indices(base, current, indices);
	wm_rows_begin(&rows, fcinfo);
	for (int i = 0; i < INDEX_METHOD_COUNT; i++)
	{
		IndexMethod method = (IndexMethod) i;

		wm_rows_text(&rows, wm_index_names[method]);
		wm_rows_number(&rows, 100 * indices[method]);
		wm_rows_interval(&rows, index_interval(base, current, method, confidence));
		wm_rows_number(&rows, wm_change_coverage(base, current, method));
		wm_rows_number(&rows, wm_change_coverage(current, base, method));
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_decompose(before, after) returns nine rows and that of all modes.
 */
PG_FUNCTION_INFO_V1(workmode_decompose);
Datum
workmode_decompose(PG_FUNCTION_ARGS)
{
	ValueChange change = wm_change_decompose(wm_tally_with_values(PG_GETARG_TALLY(0)),
												 wm_tally_with_values(PG_GETARG_TALLY(1)));
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		wm_rows_mode(&rows, mode);
		wm_rows_number(&rows, change.mix[mode]);
		wm_rows_number(&rows, change.within[mode]);
		wm_rows_number(&rows, change.total[mode]);
		for (int limit = 0; limit < 6; limit++)
			wm_rows_null(&rows);	/* limits: only a panel has them */
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}
