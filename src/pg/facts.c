/*
 * facts.c
 *	  Rates of a yes/no fact by mode, and how they change.
 */
#include "compat.h"

#include "measures.h"
#include "statistics/proportion.h"
#include "statistics/significance.h"
#include "tally.h"

/*
 * workmode_fact_rates(tally, confidence) returns nine rows and that of all modes.
 */
PG_FUNCTION_INFO_V1(workmode_fact_rates);
Datum
workmode_fact_rates(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(1));
	Proportion	rates[MODE_COUNT + 1];
	Rows		rows;

	wm_fact_rates(tally, rates);
	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		wm_rows_mode(&rows, mode);
		wm_rows_count(&rows, wm_tally_sessions(tally, mode));
		wm_rows_count(&rows, wm_tally_valued(tally, mode));
		wm_rows_number(&rows, rates[mode].p);
		wm_rows_interval(&rows, wm_proportion_interval(rates[mode], confidence, 1));
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_fact_shift(before, after, confidence) returns nine rows and that of all
 * modes.
 */
PG_FUNCTION_INFO_V1(workmode_fact_shift);
Datum
workmode_fact_shift(PG_FUNCTION_ARGS)
{
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	Proportion	before[MODE_COUNT + 1];
	Proportion	after[MODE_COUNT + 1];
	double		p[MODE_COUNT + 1];
	double		holm[MODE_COUNT];
	Rows		rows;

	wm_fact_rates(PG_GETARG_TALLY(0), before);
	wm_fact_rates(PG_GETARG_TALLY(1), after);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
		p[mode] = wm_proportion_change_p(before[mode], after[mode]);
	wm_holm(MODE_COUNT, p, holm);

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		wm_rows_mode(&rows, mode);
		wm_rows_number(&rows, before[mode].p);
		wm_rows_number(&rows, after[mode].p);
		wm_rows_number(&rows, after[mode].p - before[mode].p);
		wm_rows_interval(&rows, wm_proportion_change(before[mode], after[mode],
													 confidence));
		wm_rows_number(&rows, p[mode]);
		if (mode != TALLY_ALL)	/* the total is not one of those looked at */
			wm_rows_number(&rows, holm[mode]);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}
