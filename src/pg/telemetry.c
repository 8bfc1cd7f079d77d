/*
 * telemetry.c
 *	  How often sessions labelled code changed code, and how often sessions that
 *	  changed code were labelled otherwise.
 *
 * It is what a tally of the fact code_changed tells (facts.c), of the family code
 * against all others, in one call.
 */
#include "compat.h"

#include <math.h>

#include "counts.h"
#include "measures.h"
#include "mode.h"

/* What the places of the state count. */
typedef enum TelemetryCount
{
	UNKNOWN,					/* mode or code_changed is NULL */
	CODE_CHANGED,				/* labelled code, and code changed */
	CODE_UNCHANGED,
	OTHER_CHANGED,
	OTHER_UNCHANGED
} TelemetryCount;

#define TELEMETRY_COUNTS	5

/* So many that all counts together still fit 64 bits. */
#define TELEMETRY_MAX_COUNT	(PG_INT64_MAX / TELEMETRY_COUNTS)

/* The counts of a state, checked: anybody may call a support function. */
static int64 *
counts_of(ArrayType *state)
{
	int64	   *counts = (int64 *) ARR_DATA_PTR(state);
	bool		sound = wm_counts_fit(state, TELEMETRY_COUNTS);

	for (int i = 0; sound && i < TELEMETRY_COUNTS; i++)
		sound = counts[i] >= 0 && counts[i] <= TELEMETRY_MAX_COUNT;
	if (!sound)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid state of workmode_telemetry"),
				 errdetail("It must be an array of %d counts, each from 0 to " INT64_FORMAT ".",
						   TELEMETRY_COUNTS, TELEMETRY_MAX_COUNT)));
	return counts;
}

static void
add(int64 *count, int64 amount)
{
	if (*count > TELEMETRY_MAX_COUNT - amount)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("count of workmode_telemetry out of range")));
	*count += amount;
}

/* Is the mode of the family "code", which the study calls writing or maintaining it? */
static bool
is_of_code(int mode)
{
	return strcmp(wm_modes[mode].family, "code") == 0;
}

static TelemetryCount
which_count(FunctionCallInfo fcinfo)
{
	bool		code;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return UNKNOWN;
	code = is_of_code(wm_mode_from_datum(PG_GETARG_DATUM(1)));
	if (PG_GETARG_BOOL(2))
		return code ? CODE_CHANGED : OTHER_CHANGED;
	return code ? CODE_UNCHANGED : OTHER_UNCHANGED;
}

/* workmode_telemetry(mode, code_changed): counts[which]++ */
PG_FUNCTION_INFO_V1(workmode_telemetry_accum);
Datum
workmode_telemetry_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *state;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = wm_counts_for_update(fcinfo);
	add(&counts_of(state)[which_count(fcinfo)], 1);
	PG_RETURN_ARRAYTYPE_P(state);
}

PG_FUNCTION_INFO_V1(workmode_telemetry_combine);
Datum
workmode_telemetry_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *state = wm_counts_for_update(fcinfo);
	int64	   *to = counts_of(state);
	const int64 *from = counts_of(PG_GETARG_ARRAYTYPE_P(1));

	for (int i = 0; i < TELEMETRY_COUNTS; i++)
		add(&to[i], from[i]);
	PG_RETURN_ARRAYTYPE_P(state);
}

/* Two counts, the share of the second in the first, and its interval. */
static void
put_share(Rows *row, int64 all, int64 part)
{
	double		p = all > 0 ? (double) part / (double) all : NAN;
	double		critical = wm_critical(0.95, INFINITY);

	wm_rows_count(row, all);
	wm_rows_count(row, part);
	wm_rows_number(row, p);
	wm_rows_interval(row, wm_wilson_interval(p, (double) all, critical));
}

PG_FUNCTION_INFO_V1(workmode_telemetry_final);
Datum
workmode_telemetry_final(PG_FUNCTION_ARGS)
{
	const int64 *counts = counts_of(PG_GETARG_ARRAYTYPE_P(0));
	int64		code = counts[CODE_CHANGED] + counts[CODE_UNCHANGED];
	int64		other = counts[OTHER_CHANGED] + counts[OTHER_UNCHANGED];
	int64		changed = counts[CODE_CHANGED] + counts[OTHER_CHANGED];
	Rows		row;

	wm_rows_begin_one(&row, fcinfo);
	wm_rows_count(&row, code + other);
	wm_rows_count(&row, counts[UNKNOWN]);
	put_share(&row, code, counts[CODE_CHANGED]);
	put_share(&row, changed, counts[OTHER_CHANGED]);
	return wm_rows_datum(&row);
}
