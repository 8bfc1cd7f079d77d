/*
 * panel_change.c (pg)
 *	  What has changed between periods of a panel, with intervals.
 */
#include "compat.h"

#include "measures.h"
#include "panel.h"
#include "statistics/estimate.h"
#include "statistics/panel_change.h"
#include "tally.h"

/* Raises an error unless the sums of the periods fit a tally. */
static void
check_fits(bool fits, const TallyProblem *problem)
{
	if (!fits)
		wm_tally_raise(problem);
}

/* Two periods of the panel that is the first argument, and their tallies. */
typedef struct Periods
{
	const PanelPeriod *before;
	const PanelPeriod *after;
	TallyRoom	room0;
	TallyRoom	room1;
} Periods;

static void
get_periods(FunctionCallInfo fcinfo, Periods *periods)
{
	const int32_t days[] = {PG_GETARG_DAY(1), PG_GETARG_DAY(2)};
	const Panel *panel = wm_panel_from_datum_days(PG_GETARG_DATUM(0), days, lengthof(days));
	TallyProblem problem;

	periods->before = wm_panel_period(panel, days[0]);
	periods->after = wm_panel_period(panel, days[1]);
	check_fits(wm_panel_tally(periods->before, &periods->room0.tally, &problem) &&
			   wm_panel_tally(periods->after, &periods->room1.tally, &problem), &problem);
}

/*
 * workmode_shift(panel, before, after, confidence) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_shift_panel);
Datum
workmode_shift_panel(PG_FUNCTION_ARGS)
{
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(3));
	Periods		periods;
	ModeShift	shifts[MODE_COUNT];
	double		p_values[MODE_COUNT];
	double		adjusted[MODE_COUNT];
	TallyProblem problem;
	Rows		rows;

	get_periods(fcinfo, &periods);
	check_fits(wm_panel_shift(periods.before, periods.after, confidence, shifts,
							  &problem), &problem);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		p_values[mode] = shifts[mode].p_value;
	wm_holm(MODE_COUNT, p_values, adjusted);

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		const ModeShift *shift = &shifts[mode];

		wm_rows_mode(&rows, mode);
		wm_rows_number(&rows, shift->share0);
		wm_rows_number(&rows, shift->share1);
		wm_rows_number(&rows, shift->share1 - shift->share0);
		wm_rows_interval(&rows, shift->change);
		wm_rows_number(&rows, shift->p_value);
		wm_rows_number(&rows, shift->mean0);
		wm_rows_number(&rows, shift->mean1);
		wm_rows_number(&rows, shift->mean1 / shift->mean0 - 1.0);
		wm_rows_number(&rows, shift->ratio.low - 1.0);
		wm_rows_number(&rows, shift->ratio.high - 1.0);
		wm_rows_number(&rows, adjusted[mode]);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_shift_test(panel, before, after) returns one row.
 */
PG_FUNCTION_INFO_V1(workmode_shift_test_panel);
Datum
workmode_shift_test_panel(PG_FUNCTION_ARGS)
{
	Periods		periods;
	PanelTest	result;
	ShiftDistance distance;
	TallyProblem problem;
	Rows		rows;

	get_periods(fcinfo, &periods);
	check_fits(wm_panel_shift_test(periods.before, periods.after, &result, &problem),
			   &problem);
	distance = wm_shift_distance(&periods.room0.tally, &periods.room1.tally);
	wm_rows_begin(&rows, fcinfo);
	wm_rows_number(&rows, result.test.chi2);
	wm_rows_number(&rows, result.test.df);
	wm_rows_number(&rows, result.test.p_value);
	wm_rows_number(&rows, distance.total_variation);
	wm_rows_number(&rows, distance.jensen_shannon);
	wm_rows_number(&rows, distance.psi);
	wm_rows_number(&rows, result.effect);
	wm_rows_number(&rows, result.df2);
	wm_rows_put(&rows);
	return (Datum) 0;
}

/*
 * workmode_value_indices(panel, base, current, confidence) returns a row per method.
 */
PG_FUNCTION_INFO_V1(workmode_value_indices_panel);
Datum
workmode_value_indices_panel(PG_FUNCTION_ARGS)
{
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(3));
	Periods		periods;
	double		values[INDEX_METHOD_COUNT];
	Limits		limits[INDEX_METHOD_COUNT];
	TallyProblem problem;
	Rows		rows;

	get_periods(fcinfo, &periods);
	check_fits(wm_panel_indices(periods.before, periods.after, confidence, limits,
								&problem), &problem);
	wm_change_indices(&periods.room0.tally, &periods.room1.tally, values);
	wm_rows_begin(&rows, fcinfo);
	for (int i = 0; i < INDEX_METHOD_COUNT; i++)
	{
		IndexMethod method = (IndexMethod) i;
		const Tally *base = &periods.room0.tally;
		const Tally *current = &periods.room1.tally;

		wm_rows_text(&rows, wm_index_names[method]);
		wm_rows_number(&rows, 100 * values[method]);
		wm_rows_number(&rows, 100 * limits[method].low);
		wm_rows_number(&rows, 100 * limits[method].high);
		wm_rows_number(&rows, wm_change_coverage(base, current, method));
		wm_rows_number(&rows, wm_change_coverage(current, base, method));
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_decompose(panel, before, after, confidence) returns nine rows and that of
 * all modes.
 */
PG_FUNCTION_INFO_V1(workmode_decompose_panel);
Datum
workmode_decompose_panel(PG_FUNCTION_ARGS)
{
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(3));
	Periods		periods;
	ValueChange change;
	ValueChange low;
	ValueChange high;
	TallyProblem problem;
	Rows		rows;

	get_periods(fcinfo, &periods);
	check_fits(wm_panel_decompose(periods.before, periods.after, confidence, &change, &low,
								  &high, &problem), &problem);
	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		wm_rows_mode(&rows, mode);
		wm_rows_number(&rows, change.mix[mode]);
		wm_rows_number(&rows, change.within[mode]);
		wm_rows_number(&rows, change.total[mode]);
		wm_rows_number(&rows, low.mix[mode]);
		wm_rows_number(&rows, high.mix[mode]);
		wm_rows_number(&rows, low.within[mode]);
		wm_rows_number(&rows, high.within[mode]);
		wm_rows_number(&rows, low.total[mode]);
		wm_rows_number(&rows, high.total[mode]);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_trend(panel, confidence) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_trend);
Datum
workmode_trend(PG_FUNCTION_ARGS)
{
	const Panel *panel = PG_GETARG_PANEL(0);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(1));
	ModeTrend	trends[MODE_COUNT];
	TallyProblem problem;
	Rows		rows;

	check_fits(wm_panel_trend(panel, confidence, trends, &problem), &problem);
	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		wm_rows_mode(&rows, mode);
		wm_rows_number(&rows, trends[mode].share);
		wm_rows_number(&rows, trends[mode].slope);
		wm_rows_interval(&rows, trends[mode].limits);
		wm_rows_number(&rows, trends[mode].p_value);
		wm_rows_number(&rows, trends[mode].p_holm);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

static void
get_tally(const PanelPeriod *period, TallyRoom *room)
{
	TallyProblem problem;

	check_fits(wm_panel_tally(period, &room->tally, &problem), &problem);
}

/* A row of workmode_turnover(): a mode and whose doing the change is. */
static void
put_turnover(Rows *rows, const TurnoverTallies *tallies, int mode, TurnoverPart part,
			 const ModeTurnover *turnover)
{
	static const char *const names[TURNOVER_PARTS] = {
		[TURNOVER_STAYING] = "staying",
		[TURNOVER_LEAVING] = "leaving",
		[TURNOVER_ENTERING] = "entering",
		[TURNOVER_ALL] = NULL,
	};
	bool		stayed = part == TURNOVER_STAYING || part == TURNOVER_ALL;
	bool		left = part == TURNOVER_LEAVING || part == TURNOVER_ALL;
	bool		entered = part == TURNOVER_ENTERING || part == TURNOVER_ALL;

	wm_rows_mode(rows, mode);
	wm_rows_text(rows, names[part]);
	wm_rows_count(rows, (stayed ? wm_tally_sessions(tallies->stayed_before, mode) : 0) +
				  (left ? wm_tally_sessions(tallies->left, mode) : 0));
	wm_rows_count(rows, (stayed ? wm_tally_sessions(tallies->stayed_after, mode) : 0) +
				  (entered ? wm_tally_sessions(tallies->entered, mode) : 0));
	wm_rows_number(rows, turnover->change.share[part]);
	wm_rows_number(rows, turnover->low.share[part]);
	wm_rows_number(rows, turnover->high.share[part]);
	wm_rows_number(rows, turnover->change.value[part]);
	wm_rows_number(rows, turnover->low.value[part]);
	wm_rows_number(rows, turnover->high.value[part]);
	wm_rows_put(rows);
}

/*
 * workmode_turnover(stayed, others, before, after, confidence) returns four rows for
 * each mode and for all modes.
 */
PG_FUNCTION_INFO_V1(workmode_turnover);
Datum
workmode_turnover(PG_FUNCTION_ARGS)
{
	const int32_t days[] = {PG_GETARG_DAY(2), PG_GETARG_DAY(3)};
	const Panel *stayed = wm_panel_from_datum_days(PG_GETARG_DATUM(0), days, lengthof(days));
	const Panel *others = wm_panel_from_datum_days(PG_GETARG_DATUM(1), days, lengthof(days));
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(4));
	TurnoverPeriods periods = {
		wm_panel_period(stayed, days[0]), wm_panel_period(stayed, days[1]),
		wm_panel_period(others, days[0]), wm_panel_period(others, days[1])
	};
	TallyRoom	rooms[4];
	const TurnoverTallies tallies = {
		&rooms[0].tally, &rooms[1].tally, &rooms[2].tally, &rooms[3].tally
	};
	ModeTurnover turnovers[MODE_COUNT + 1];
	TallyProblem problem;
	Rows		rows;

	get_tally(periods.stayed_before, &rooms[0]);
	get_tally(periods.stayed_after, &rooms[1]);
	get_tally(periods.left, &rooms[2]);
	get_tally(periods.entered, &rooms[3]);
	check_fits(wm_panel_turnover(&periods, confidence, turnovers, &problem), &problem);
	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		for (int part = 0; part < TURNOVER_PARTS; part++)
			put_turnover(&rows, &tallies, mode, (TurnoverPart) part, &turnovers[mode]);
	}
	return (Datum) 0;
}
