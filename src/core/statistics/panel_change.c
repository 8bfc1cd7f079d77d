/*
 * panel_change.c
 *	  What has changed between periods of a panel, with intervals and tests that
 *	  allow for people who are in several periods.
 */
#include <math.h>
#include <string.h>

#include "base/host.h"
#include "statistics/distribution.h"
#include "statistics/jackknife.h"
#include "statistics/linear.h"
#include "statistics/panel_change.h"

static Limits
exponentials(Limits limits)
{
	Limits		result = {exp(limits.low), exp(limits.high)};

	return result;
}

/*
 * The shift: numbers are, for each mode, the two shares, their difference and the
 * logarithm of the ratio of the mean values.
 */

#define SHARE0		0
#define SHARE1		MODE_COUNT
#define CHANGE		(2 * MODE_COUNT)
#define LOG_RATIO	(3 * MODE_COUNT)
#define SHIFT_NUMBERS	(4 * MODE_COUNT)

static void
work_out_shift(const Tally *const *tallies, const void *context, double *numbers)
{
	(void) context;
	wm_change_shares(tallies[0], numbers + SHARE0);
	wm_change_shares(tallies[1], numbers + SHARE1);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		numbers[CHANGE + mode] = numbers[SHARE1 + mode] - numbers[SHARE0 + mode];
		numbers[LOG_RATIO + mode] = log(wm_change_mean(tallies[1], mode) /
										wm_change_mean(tallies[0], mode));
	}
}

static int64_t
shift_rests_on(const Tally *tally, int number)
{
	if (number < LOG_RATIO)
		return wm_tally_sessions(tally, TALLY_ALL);
	return wm_tally_valued(tally, number - LOG_RATIO);
}

static const Measure shift_measure = {
	SHIFT_NUMBERS, work_out_shift, shift_rests_on, NULL
};

static bool
jackknife_shift(const PanelPeriod *before, const PanelPeriod *after,
				Jackknife *jackknife, TallyProblem *problem)
{
	const PanelPeriod *const periods[] = {before, after};

	return wm_jackknife(2, periods, &shift_measure, jackknife, problem);
}

static double
sessions_of_group(const PanelPeriod *period, int group)
{
	if (period == NULL || period->group[group] == NULL)
		return 0;
	return (double) wm_tally_sessions(period->group[group], TALLY_ALL);
}

/* A group's part of a period's sessions; the parts' squares are added up, too. */
static double
parts_of(const PanelPeriod *period, double *parts)
{
	double		sessions = 0;
	double		squares = 0;

	for (int group = 0; group < PANEL_GROUPS; group++)
		sessions += sessions_of_group(period, group);
	for (int group = 0; group < PANEL_GROUPS; group++)
	{
		parts[group] = sessions_of_group(period, group) / sessions;
		squares += parts[group] * parts[group];
	}
	return squares;
}

/*
 * How many independent sessions would tell as much of a period's shares: the
 * sessions over their mean design effect, which is at least 1.  If all sessions are
 * of one mode no variance shows; then each group counts as all of one mind.
 */
static double
worth_of(const Jackknife *jackknife, const PanelPeriod *period, int first)
{
	double		parts[PANEL_GROUPS];
	double		squares = parts_of(period, parts);
	double		sessions = 0;
	double		trace = 0;
	int			df = -1;

	for (int group = 0; group < PANEL_GROUPS; group++)
		sessions += sessions_of_group(period, group);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		Estimate	share = wm_jackknife_estimate(jackknife, first + mode);

		if (!(share.value > 0))
			continue;
		trace += share.variance * sessions / share.value;
		df++;
	}
	if (df <= 0)
		return jackknife->groups < 2 ? NAN : 1 / squares;
	return isnan(trace) ? NAN : sessions / fmax(trace / df, 1);
}

/* One period's share in a change of shares. */
typedef struct Side
{
	Estimate	share;
	double		worth;
} Side;

typedef struct Sides
{
	Side		before;
	Side		after;
	Estimate	change;
} Sides;

static bool
shows_nothing(const Side *side)
{
	return side->share.value == 0 || side->share.value == 1;
}

/* How far the limits of a share are from it. */
static double
below(const Side *side, double critical)
{
	if (shows_nothing(side))
		return side->share.value -
			wm_wilson_interval(side->share.value, side->worth, critical).low;
	return critical * sqrt(side->share.variance);
}

static double
above(const Side *side, double critical)
{
	if (shows_nothing(side))
		return wm_wilson_interval(side->share.value, side->worth, critical).high -
			side->share.value;
	return critical * sqrt(side->share.variance);
}

/* How far the limits of a change are from it. */
static double
reach(const Sides *sides, double critical, bool down)
{
	const Side *before = &sides->before;
	const Side *after = &sides->after;

	if (!shows_nothing(before) && !shows_nothing(after))
		return critical * sqrt(sides->change.variance);
	return down ? hypot(below(after, critical), above(before, critical)) :
		hypot(above(after, critical), below(before, critical));
}

static Limits
change_interval(const Sides *sides, double confidence)
{
	double		critical = wm_critical(confidence, sides->change.df);
	Limits		limits = {
		sides->change.value - reach(sides, critical, true),
		sides->change.value + reach(sides, critical, false)
	};

	if (limits.low < -1)
		limits.low = -1;
	if (limits.high > 1)
		limits.high = 1;
	return limits;
}

/* The critical value at which a limit is just 0, by bisection. */
static double
critical_of(const Sides *sides)
{
	double		size = fabs(sides->change.value);
	bool		down = sides->change.value > 0;
	double		low = 0;
	double		high = 1;

	while (reach(sides, high, down) < size && high < 1e9)
		high *= 2;
	for (;;)
	{
		double		middle = (low + high) / 2;

		if (middle <= low || middle >= high)
			return middle;
		if (reach(sides, middle, down) < size)
			low = middle;
		else
			high = middle;
	}
}

static double
change_p(const Sides *sides)
{
	if (isnan(sides->before.worth) || isnan(sides->after.worth))
		return NAN;
	if (sides->change.value == 0)
		return 1;				/* also where nothing varies at all */
	if (isnan(reach(sides, 1, true)))
		return NAN;
	return 2 * wm_student_tail(critical_of(sides), sides->change.df);
}

bool
wm_panel_shift(const PanelPeriod *before, const PanelPeriod *after,
			   double confidence, ModeShift shifts[MODE_COUNT],
			   TallyProblem *problem)
{
	Jackknife	jackknife;
	TallyRoom	room0;
	TallyRoom	room1;
	bool		fits = jackknife_shift(before, after, &jackknife, problem) &&
		wm_panel_tally(before, &room0.tally, problem) &&
		wm_panel_tally(after, &room1.tally, problem);
	double		worth0 = fits ? worth_of(&jackknife, before, SHARE0) : NAN;
	double		worth1 = fits ? worth_of(&jackknife, after, SHARE1) : NAN;

	for (int mode = 0; fits && mode < MODE_COUNT; mode++)
	{
		ModeShift  *shift = &shifts[mode];
		Sides		sides = {
			{wm_jackknife_estimate(&jackknife, SHARE0 + mode), worth0},
			{wm_jackknife_estimate(&jackknife, SHARE1 + mode), worth1},
			wm_jackknife_estimate(&jackknife, CHANGE + mode)
		};

		shift->share0 = sides.before.share.value;
		shift->share1 = sides.after.share.value;
		shift->change = change_interval(&sides, confidence);
		shift->p_value = change_p(&sides);
		shift->mean0 = wm_change_mean(&room0.tally, mode);
		shift->mean1 = wm_change_mean(&room1.tally, mode);
		shift->ratio = exponentials(wm_jackknife_interval(&jackknife, LOG_RATIO + mode,
														  confidence));
	}
	wm_jackknife_free(&jackknife);
	return fits;
}

/*
 * The test of all shares.
 */

static void
get_sessions(const PanelPeriod *period, double *sessions)
{
	memset(sessions, 0, MODE_COUNT * sizeof(double));
	for (int group = 0; period != NULL && group < PANEL_GROUPS; group++)
	{
		for (int mode = 0; mode < MODE_COUNT && period->group[group] != NULL; mode++)
			sessions[mode] += (double) wm_tally_sessions(period->group[group], mode);
	}
}

/*
 * The sum over modes of the variance of the difference of shares, each over the share
 * of both periods together: the trace of the design effects, but for a factor.
 */
static double
trace_of(const Jackknife *jackknife, const PanelPeriod *before,
		 const PanelPeriod *after, const double *pooled)
{
	double		parts0[PANEL_GROUPS];
	double		parts1[PANEL_GROUPS];
	double		trace = 0;

	(void) parts_of(before, parts0);
	(void) parts_of(after, parts1);
	for (int i = 0; i < jackknife->groups; i++)
	{
		const double *deviation = jackknife->deviation + i * jackknife->numbers;
		double		others0 = sqrt(1 - parts0[jackknife->group[i]]);
		double		others1 = sqrt(1 - parts1[jackknife->group[i]]);

		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			double		change = others1 * deviation[SHARE1 + mode] -
				others0 * deviation[SHARE0 + mode];

			if (!(pooled[mode] == 0))
				trace += change * change / pooled[mode];
		}
	}
	return trace * (jackknife->groups - 1) / jackknife->groups;
}

/* The mean design effect: NaN if nothing is known of how the shares vary. */
static double
effect_of(const Jackknife *jackknife, const PanelPeriod *before,
		  const PanelPeriod *after, const double *row0, const double *row1, double df)
{
	double		n0 = wm_sum(MODE_COUNT, row0);
	double		n1 = wm_sum(MODE_COUNT, row1);
	double		pooled[MODE_COUNT];
	double		trace;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		pooled[mode] = (row0[mode] + row1[mode]) / (n0 + n1);
	trace = trace_of(jackknife, before, after, pooled);
	return jackknife->groups < 2 || !(trace > 1e-28) ? NAN :
		trace / (1 / n0 + 1 / n1) / df;
}

bool
wm_panel_shift_test(const PanelPeriod *before, const PanelPeriod *after,
					PanelTest *result, TallyProblem *problem)
{
	Jackknife	jackknife;
	bool		fits = jackknife_shift(before, after, &jackknife, problem);
	double		row0[MODE_COUNT];
	double		row1[MODE_COUNT];
	Chi2Test   *test = &result->test;

	get_sessions(before, row0);
	get_sessions(after, row1);
	*test = wm_homogeneity_test(MODE_COUNT, row1, row0);
	result->effect = result->df2 = NAN;
	if (fits && test->df > 0)
	{
		result->effect = effect_of(&jackknife, before, after, row0, row1, test->df);
		result->df2 = isnan(result->effect) ? NAN : test->df * jackknife.df[CHANGE];
		test->chi2 /= result->effect;
		test->p_value = wm_f_tail(test->chi2 / test->df, test->df, result->df2);
	}
	wm_jackknife_free(&jackknife);
	return fits;
}

/*
 * The indices, as logarithms.
 */

static void
work_out_indices(const Tally *const *tallies, const void *context, double *numbers)
{
	(void) context;
	wm_change_indices(tallies[0], tallies[1], numbers);
	for (int method = 0; method < INDEX_METHOD_COUNT; method++)
		numbers[method] = log(numbers[method]);
}

static int64_t
indices_rest_on(const Tally *tally, int number)
{
	(void) number;
	return wm_tally_valued(tally, TALLY_ALL);
}

bool
wm_panel_indices(const PanelPeriod *base, const PanelPeriod *current,
				 double confidence, Limits limits[INDEX_METHOD_COUNT],
				 TallyProblem *problem)
{
	const PanelPeriod *const periods[] = {base, current};
	const Measure measure = {INDEX_METHOD_COUNT, work_out_indices, indices_rest_on, NULL};
	Jackknife	jackknife;
	bool		fits = wm_jackknife(2, periods, &measure, &jackknife, problem);

	for (int method = 0; fits && method < INDEX_METHOD_COUNT; method++)
		limits[method] = exponentials(wm_jackknife_interval(&jackknife, method, confidence));
	wm_jackknife_free(&jackknife);
	return fits;
}

/*
 * The decomposition: numbers are those of a ValueChange.
 */

#define ROWS			(MODE_COUNT + 1)
#define MIX				0
#define WITHIN			ROWS
#define TOTAL			(2 * ROWS)
#define DECOMPOSE_NUMBERS	(3 * ROWS)

static void
work_out_decompose(const Tally *const *tallies, const void *context, double *numbers)
{
	ValueChange change = wm_change_decompose(tallies[0], tallies[1]);

	(void) context;
	for (int mode = 0; mode < ROWS; mode++)
	{
		numbers[MIX + mode] = change.mix[mode];
		numbers[WITHIN + mode] = change.within[mode];
		numbers[TOTAL + mode] = change.total[mode];
	}
}

/* What happens within a mode rests on its own sessions, and else on all of them. */
static int64_t
decompose_rests_on(const Tally *tally, int number)
{
	bool		within = number >= WITHIN && number < TOTAL;

	return wm_tally_valued(tally, within ? number - WITHIN : TALLY_ALL);
}

bool
wm_panel_decompose(const PanelPeriod *before, const PanelPeriod *after,
				   double confidence, ValueChange *change, ValueChange *low,
				   ValueChange *high, TallyProblem *problem)
{
	const PanelPeriod *const periods[] = {before, after};
	const Measure measure = {DECOMPOSE_NUMBERS, work_out_decompose, decompose_rests_on, NULL};
	Jackknife	jackknife;
	bool		fits = wm_jackknife(2, periods, &measure, &jackknife, problem);

	for (int mode = 0; fits && mode < ROWS; mode++)
	{
		Limits		mix = wm_jackknife_interval(&jackknife, MIX + mode, confidence);
		Limits		within = wm_jackknife_interval(&jackknife, WITHIN + mode, confidence);
		Limits		total = wm_jackknife_interval(&jackknife, TOTAL + mode, confidence);

		change->mix[mode] = jackknife.value[MIX + mode];
		change->within[mode] = jackknife.value[WITHIN + mode];
		change->total[mode] = jackknife.value[TOTAL + mode];
		low->mix[mode] = mix.low;
		low->within[mode] = within.low;
		low->total[mode] = total.low;
		high->mix[mode] = mix.high;
		high->within[mode] = within.high;
		high->total[mode] = total.high;
	}
	wm_jackknife_free(&jackknife);
	return fits;
}

/*
 * The trend: numbers are the slopes, and the shares in all periods together.
 */

#define SLOPE			0
#define SHARE			MODE_COUNT
#define TREND_NUMBERS	(2 * MODE_COUNT)

typedef struct TrendContext
{
	int			periods;
	const double *times;		/* in months */
} TrendContext;

static void
work_out_trend(const Tally *const *tallies, const void *context, double *numbers)
{
	const TrendContext *trend = context;
	double		sessions = 0;

	wm_change_slopes(trend->periods, tallies, trend->times, numbers + SLOPE);
	memset(numbers + SHARE, 0, MODE_COUNT * sizeof(double));
	for (int i = 0; i < trend->periods; i++)
	{
		sessions += (double) wm_tally_sessions(tallies[i], TALLY_ALL);
		for (int mode = 0; mode < MODE_COUNT; mode++)
			numbers[SHARE + mode] += (double) wm_tally_sessions(tallies[i], mode);
	}
	for (int mode = 0; mode < MODE_COUNT; mode++)
		numbers[SHARE + mode] /= sessions;
}

static int64_t
trend_rests_on(const Tally *tally, int number)
{
	(void) number;
	return wm_tally_sessions(tally, TALLY_ALL);
}

bool
wm_panel_trend(const Panel *panel, double confidence,
			   ModeTrend trends[MODE_COUNT], TallyProblem *problem)
{
	double		times[PANEL_MAX_PERIODS];
	double		p_values[MODE_COUNT];
	double		adjusted[MODE_COUNT];
	TrendContext context = {panel->count, times};
	const Measure measure = {TREND_NUMBERS, work_out_trend, trend_rests_on, &context};
	Jackknife	jackknife;
	bool		fits;

	for (int i = 0; i < panel->count; i++)
		times[i] = (panel->period[i]->day - panel->period[0]->day) / MONTH_LENGTH;
	fits = wm_jackknife(panel->count, (const PanelPeriod *const *) panel->period,
						&measure, &jackknife, problem);

	for (int mode = 0; fits && mode < MODE_COUNT; mode++)
	{
		trends[mode].share = jackknife.value[SHARE + mode];
		trends[mode].slope = jackknife.value[SLOPE + mode];
		trends[mode].limits = wm_jackknife_interval(&jackknife, SLOPE + mode, confidence);
		trends[mode].p_value = wm_jackknife_p(&jackknife, SLOPE + mode);
		p_values[mode] = trends[mode].p_value;
	}
	if (fits)
		wm_holm(MODE_COUNT, p_values, adjusted);
	for (int mode = 0; fits && mode < MODE_COUNT; mode++)
		trends[mode].p_holm = adjusted[mode];
	wm_jackknife_free(&jackknife);
	return fits;
}

/*
 * The turnover: numbers are those of a Turnover for each mode and for all.
 */

#define NUMBERS_PER_ROW		(2 * TURNOVER_PARTS)
#define TURNOVER_NUMBERS	(ROWS * NUMBERS_PER_ROW)

static void
work_out_turnover(const Tally *const *tallies, const void *context, double *numbers)
{
	const TurnoverTallies kinds = {tallies[0], tallies[1], tallies[2], tallies[3]};

	(void) context;
	for (int mode = 0; mode < ROWS; mode++)
	{
		Turnover	turnover = wm_change_turnover(&kinds, mode);
		double	   *row = numbers + mode * NUMBERS_PER_ROW;

		memcpy(row, turnover.share, sizeof(turnover.share));
		memcpy(row + TURNOVER_PARTS, turnover.value, sizeof(turnover.value));
	}
}

static int64_t
turnover_rests_on(const Tally *tally, int number)
{
	if (number % NUMBERS_PER_ROW < TURNOVER_PARTS)
		return wm_tally_sessions(tally, TALLY_ALL);
	return wm_tally_valued(tally, number / NUMBERS_PER_ROW);
}

static void
get_turnover(const Jackknife *jackknife, int mode, double confidence, ModeTurnover *result)
{
	for (int part = 0; part < TURNOVER_PARTS; part++)
	{
		int			share = mode * NUMBERS_PER_ROW + part;
		int			value = share + TURNOVER_PARTS;
		Limits		of_share = wm_jackknife_interval(jackknife, share, confidence);
		Limits		of_value = wm_jackknife_interval(jackknife, value, confidence);

		result->change.share[part] = jackknife->value[share];
		result->change.value[part] = jackknife->value[value];
		result->low.share[part] = of_share.low;
		result->high.share[part] = of_share.high;
		result->low.value[part] = of_value.low;
		result->high.value[part] = of_value.high;
	}
}

bool
wm_panel_turnover(const TurnoverPeriods *periods, double confidence,
				  ModeTurnover turnovers[MODE_COUNT + 1], TallyProblem *problem)
{
	const PanelPeriod *const kinds[] = {
		periods->stayed_before, periods->stayed_after, periods->left, periods->entered
	};
	const Measure measure = {TURNOVER_NUMBERS, work_out_turnover, turnover_rests_on, NULL};
	Jackknife	jackknife;
	bool		fits = wm_jackknife(4, kinds, &measure, &jackknife, problem);

	for (int mode = 0; fits && mode < ROWS; mode++)
		get_turnover(&jackknife, mode, confidence, &turnovers[mode]);
	wm_jackknife_free(&jackknife);
	return fits;
}
