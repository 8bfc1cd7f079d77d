/*
 * panel_change.c
 *	  The jackknife and the measures of panels: one worked out by hand, and seven
 *	  users against R, each of whom is alone in a group.
 *
 * R is 4.2.2 with its package survey 4.1-1: withReplicates() over
 * as.svrepdesign(type = "JK1", mse = TRUE) of svydesign(ids = ~user), with measures
 * that were written in R for the purpose.
 */
#include "unit.h"

#include "statistics/jackknife.h"
#include "statistics/panel_change.h"
#include "tally/tally_add.h"

#define DIGITS	10

static TallyProblem problem;

static void
add(Panel *panel, int32_t day, int group, int mode, double value)
{
	TallyRoom	room;
	PanelProblem panel_problem;

	wm_tally_init(&room.tally, false);
	if (!wm_tally_add(&room.tally, mode, value > 0 ? &value : NULL, &problem) ||
		!wm_panel_add(panel, day, group, &room.tally, &panel_problem))
		printf("# cannot add\n");
}

/* Of n sessions y are fix, and the others build. */
static void
add_user(Panel *panel, int32_t day, int group, int y, int n)
{
	for (int i = 0; i < n; i++)
		add(panel, day, group, i < y ? MODE_FIX : MODE_BUILD, 0);
}

/* The change of the share of fix, alone. */
static void
work_out_change(const Tally *const *tallies, const void *context, double *numbers)
{
	double		shares[2][MODE_COUNT];

	(void) context;
	wm_change_shares(tallies[0], shares[0]);
	wm_change_shares(tallies[1], shares[1]);
	numbers[0] = shares[1][MODE_FIX] - shares[0][MODE_FIX];
}

static int64_t
rests_on_all(const Tally *tally, int number)
{
	(void) number;
	return wm_tally_sessions(tally, TALLY_ALL);
}

static const Measure change_measure = {1, work_out_change, rests_on_all, NULL};

/*
 * Four users, (y, n) before and after: (3, 4) (2, 4), (0, 2) (1, 2), (1, 1) (0, 1),
 * (2, 5) (1, 3).  The change is 4/10 - 6/12 = -.1; without each of them in turn it is
 * 2/6 - 3/8, 3/8 - 6/10, 4/9 - 5/11 and 3/7 - 4/7.
 */
static void
test_by_hand(void)
{
	static const int before[4][2] = {{3, 4}, {0, 2}, {1, 1}, {2, 5}};
	static const int after[4][2] = {{2, 4}, {1, 2}, {0, 1}, {1, 3}};
	static const double without[4] = {
		2.0 / 6 - 3.0 / 8, 3.0 / 8 - 6.0 / 10, 4.0 / 9 - 5.0 / 11, 3.0 / 7 - 4.0 / 7
	};
	Panel		panel = {0};
	Jackknife	jackknife;
	Estimate	estimate;
	double		squares = 0;
	double		weights = 0;

	for (int i = 0; i < 4; i++)
	{
		double		part = (before[i][1] / 12.0 + after[i][1] / 10.0) / 2;

		add_user(&panel, 7, 30 * i, before[i][0], before[i][1]);
		add_user(&panel, 9, 30 * i, after[i][0], after[i][1]);
		squares += pow(without[i] + 0.1, 2);
		weights += part * part;
	}
	ok(wm_jackknife(2, (const PanelPeriod *const *) panel.period, &change_measure,
					&jackknife, &problem) && jackknife.groups == 4 &&
	   jackknife.group[3] == 90, "four groups have sessions");
	estimate = wm_jackknife_estimate(&jackknife, 0);
	near(estimate.value, -0.1, 15, "the change");
	near(estimate.variance, 3.0 / 4 * squares, 15, "its variance, by hand");
	near(estimate.variance, 0.0217097556423855, 15, "and by R");
	near(estimate.df, 1 / weights - 1, 13, "its degrees of freedom, by hand");
	near(estimate.df, 2.28018223234624, 10, "as a number");
	for (int i = 0; i < 4; i++)
		near(jackknife.deviation[i], without[i] + 0.1, 15, "a user's deviation");
	wm_jackknife_free(&jackknife);
	wm_panel_free(&panel);
}

/*
 * Seven users and three periods; one is not in the first, one not in the last.  The
 * numbers have no meaning, but R makes the same of the same formula.
 */
static void
make_seven(Panel *panel, Panel *others)
{
	static const int32_t days[] = {1000, 1031, 1059};
	static const int modes[] = {MODE_BUILD, MODE_FIX, MODE_PLAN};

	for (int u = 0; u <= 6; u++)
	{
		for (int t = 0; t <= 2; t++)
		{
			int			sessions = (u * 3 + t * 2) % 5 + 1;

			if ((u == 5 && t == 0) || (u == 6 && t == 2))
				continue;
			for (int i = 0; i < sessions; i++)
			{
				int			m = (u * u + i + t * (u % 3)) % 3;
				int			value = 10 + (u * 7 + i * 5 + t * 3 + m * 11) % 17;

				add(others != NULL && u >= 5 ? others : panel, days[t], 10 * u, modes[m],
					value);
			}
		}
	}
}

static void
near_limits(Limits limits, double low, double high, const char *name)
{
	near(limits.low, low, DIGITS, name);
	near(limits.high, high, DIGITS, name);
}

static void
test_shift(const PanelPeriod *before, const PanelPeriod *after)
{
	ModeShift	shifts[MODE_COUNT];

	if (!wm_panel_shift(before, after, 0.95, shifts, &problem))
		printf("# no shift\n");
	near(shifts[MODE_FIX].share1 - shifts[MODE_FIX].share0, -0.0684210526315789, DIGITS, "a change");
	near_limits(shifts[MODE_BUILD].change, -0.113560674732605, 0.176718569469447, "build");
	near_limits(shifts[MODE_FIX].change, -0.280524164480399, 0.143682059217241, "fix");
	near_limits(shifts[MODE_PLAN].change, -0.109273045564128, 0.182957256090444, "plan");
	near(shifts[MODE_BUILD].p_value, 0.604958773486891, DIGITS, "p of build");
	near(shifts[MODE_FIX].p_value, 0.450196568633426, DIGITS, "p of fix");
	near(shifts[MODE_PLAN].p_value, 0.550673167928344, DIGITS, "p of plan");
	near(shifts[MODE_BUILD].mean1 / shifts[MODE_BUILD].mean0, 1.3311170212766, DIGITS, "a ratio");
	near_limits(shifts[MODE_BUILD].ratio, 0.874109102858664, 2.02706105969792, "ratio of build");
	near_limits(shifts[MODE_FIX].ratio, 0.783693960740464, 1.89678060439438, "ratio of fix");
	near_limits(shifts[MODE_PLAN].ratio, 0.974489911789866, 1.91125601788634, "ratio of plan");
	ok(isnan(shifts[MODE_TEST].mean0) && isnan(shifts[MODE_TEST].ratio.low), "no value, no ratio");
}

/* A share of 0 in both periods: Newcombe's parts, of sessions over the design effect. */
static void
test_absent(const PanelPeriod *before, const PanelPeriod *after)
{
	ModeShift	shifts[MODE_COUNT];
	PanelTest	test;
	double		critical = wm_critical(0.95, 5.31394840402274);

	(void) wm_panel_shift(before, after, 0.95, shifts, &problem);
	ok(shifts[MODE_TEST].share0 == 0 && shifts[MODE_TEST].p_value == 1, "no change of nothing");
	near_limits(shifts[MODE_TEST].change, -wm_wilson_interval(0, 19, critical).high,
				wm_wilson_interval(0, 20, critical).high,
				"but 19 and 20 sessions do not show that there is nothing");

	ok(wm_panel_shift_test(before, after, &test, &problem) && test.test.df == 2, "three modes");
	near(test.test.chi2, 1.24805658291537, DIGITS, "chi2");
	near(test.effect, 0.167456522542277, DIGITS, "design effect");
	near(test.df2, 10.6278968080455, DIGITS, "df2");
	near(test.test.p_value, 0.554313259933838, DIGITS, "p");
}

static void
test_indices(const PanelPeriod *base, const PanelPeriod *current)
{
	static const double expected[INDEX_METHOD_COUNT][2] = {
		[INDEX_MEAN] = {1.00272726213491, 1.65901052785372},
		[INDEX_GEOMEAN] = {0.97856715735086, 1.72459255560756},
		[INDEX_UNIT_VALUE] = {1.00272726213491, 1.65901052785372},
		[INDEX_LASPEYRES] = {0.985845839825418, 1.69913765253614},
		[INDEX_PAASCHE] = {0.981368698377219, 1.73154068132196},
		[INDEX_FISHER] = {0.984593996015499, 1.71353923675479},
		[INDEX_TORNQVIST] = {0.984559090581938, 1.71343936897435},
		[INDEX_MIX] = {0.960456163226325, 1.02660453973534},
	};
	Limits		limits[INDEX_METHOD_COUNT];

	if (!wm_panel_indices(base, current, 0.95, limits, &problem))
		printf("# no indices\n");
	for (int method = 0; method < INDEX_METHOD_COUNT; method++)
	{
		/* logarithms are kept to 10^-12, and rounded sums of them enter the geomean */
		near(limits[method].low, expected[method][0], DIGITS, wm_index_names[method]);
		near(limits[method].high, expected[method][1], DIGITS, wm_index_names[method]);
	}
}

static void
test_decompose(const PanelPeriod *before, const PanelPeriod *after)
{
	ValueChange change,
				low,
				high;

	if (!wm_panel_decompose(before, after, 0.95, &change, &low, &high, &problem))
		printf("# no decomposition\n");
	near(change.mix[MODE_FIX], -0.0742171217517478, DIGITS, "mix of fix");
	near(low.mix[MODE_FIX], -0.431366551566747, DIGITS, "its low");
	near(high.mix[MODE_FIX], 0.282932308063252, DIGITS, "its high");
	near(change.within[MODE_FIX], 1.16177944862155, DIGITS, "within fix");
	near(low.within[MODE_FIX], -1.54481278572301, DIGITS, "its low");
	near(high.within[MODE_FIX], 3.86837168296612, DIGITS, "its high");
	near(low.total[MODE_BUILD], -0.433383369258563, DIGITS, "total of build");
	near(high.total[MODE_BUILD], 3.79587644405081, DIGITS, "its high");
	near(change.mix[TALLY_ALL], -0.108477443609023, DIGITS, "all mix");
	near(low.mix[TALLY_ALL], -0.665024220784375, DIGITS, "its low");
	near(high.mix[TALLY_ALL], 0.44806933356633, DIGITS, "its high");
	near(low.within[TALLY_ALL], -0.529874407445708, DIGITS, "all within");
	near(high.within[TALLY_ALL], 9.10472403150586, DIGITS, "its high");
	near(change.total[TALLY_ALL], 4.17894736842105, DIGITS, "the whole change");
	near(low.total[TALLY_ALL], -0.201259774129415, DIGITS, "its low");
	near(high.total[TALLY_ALL], 8.55915451097152, DIGITS, "its high");
}

static void
test_trend(const Panel *panel)
{
	ModeTrend	trends[MODE_COUNT];
	Panel		empty = {0};
	double		sum = 0;

	if (!wm_panel_trend(panel, 0.95, trends, &problem))
		printf("# no trend\n");
	near(trends[MODE_BUILD].share, 0.396551724137931, DIGITS, "share of all periods");
	near(trends[MODE_BUILD].slope, 0.0165984391811228, DIGITS, "slope of build, as by lm()");
	near_limits(trends[MODE_BUILD].limits, -0.0612176561253256, 0.0944145344875712, "its limits");
	near(trends[MODE_BUILD].p_value, 0.616762031846963, DIGITS, "its p");
	near(trends[MODE_FIX].slope, -0.0358885171483736, DIGITS, "slope of fix");
	near_limits(trends[MODE_FIX].limits, -0.14330412260998, 0.071527088313233, "its limits");
	near(trends[MODE_FIX].p_value, 0.440664225397357, DIGITS, "its p");
	near_limits(trends[MODE_PLAN].limits, -0.0523792948677734, 0.0909594508022751, "of plan");
	near(trends[MODE_PLAN].p_holm, 1, DIGITS, "p of three, adjusted");
	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += trends[mode].slope;
	near(sum, 0, 15, "slopes add up to nothing");
	ok(trends[MODE_TEST].slope == 0 && isnan(trends[MODE_TEST].limits.low) &&
	   isnan(trends[MODE_TEST].p_value) && isnan(trends[MODE_TEST].p_holm),
	   "nothing is known of a mode without sessions");
	ok(wm_panel_trend(&empty, 0.95, trends, &problem) && isnan(trends[MODE_FIX].slope) &&
	   isnan(trends[MODE_FIX].share), "the empty panel has no trend");
}

static void
near_part(const ModeTurnover *turnover, TurnoverPart part, double share, double share_error,
		  double value, double value_error, const char *name)
{
	double		reach = wm_critical(0.95, 1e300);

	near(turnover->change.share[part], share, DIGITS, name);
	near(turnover->change.value[part], value, DIGITS, name);

	/* the degrees of freedom are not R's, so that only ratios of widths tell */
	near((turnover->high.share[part] - turnover->low.share[part]) /
		 (turnover->high.share[TURNOVER_STAYING] - turnover->low.share[TURNOVER_STAYING]),
		 share_error, 8, name);
	near((turnover->high.value[part] - turnover->low.value[part]) /
		 (turnover->high.value[TURNOVER_STAYING] - turnover->low.value[TURNOVER_STAYING]),
		 value_error, 8, name);
	ok(turnover->high.share[part] - share > reach * 0.01, name);
}

static void
test_turnover(void)
{
	Panel		stayed = {0};
	Panel		others = {0};
	ModeTurnover turnovers[MODE_COUNT + 1];
	TurnoverPeriods periods;
	bool		adds_up = true;

	make_seven(&stayed, &others);
	periods.stayed_before = wm_panel_period(&stayed, 1000);
	periods.stayed_after = wm_panel_period(&stayed, 1059);
	periods.left = wm_panel_period(&others, 1000);
	periods.entered = wm_panel_period(&others, 1059);
	if (!wm_panel_turnover(&periods, 0.95, turnovers, &problem))
		printf("# no turnover\n");
	near_part(&turnovers[MODE_BUILD], TURNOVER_STAYING, 0.0666666666666667, 1,
			  4.83333333333333, 1, "build, staying");
	near_part(&turnovers[MODE_BUILD], TURNOVER_LEAVING, -0.0350877192982456,
			  0.0412228093918704 / 0.0524962498273695, -1.42857142857143,
			  1.58129862612827 / 2.42064532914754, "build, leaving");
	near_part(&turnovers[MODE_BUILD], TURNOVER_ENTERING, 0,
			  0.013978246300971 / 0.0524962498273695, 1.04166666666667,
			  1.27552891142744 / 2.42064532914754, "build, entering");
	near_part(&turnovers[MODE_FIX], TURNOVER_LEAVING, 0.0315789473684211,
			  0.0332972963945755 / 0.0897563779692738, -0.190476190476191,
			  0.473890705109023 / 4.00157707005864, "fix, leaving");
	near_part(&turnovers[MODE_PLAN], TURNOVER_ENTERING, 0.0333333333333333,
			  0.0366782032820304 / 0.0658864015475016, 1.08333333333333,
			  1.24259712660525 / 2.60722439533291, "plan, entering");
	near(turnovers[MODE_BUILD].change.share[TURNOVER_ALL], 0.0315789473684211, DIGITS,
		 "the whole change");
	near(turnovers[TALLY_ALL].change.value[TURNOVER_ALL], 4.17894736842105, DIGITS,
		 "and that of the mean value");
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		const Turnover *change = &turnovers[mode].change;

		for (int part = 0; part < TURNOVER_ALL; part++)
			adds_up &= mode >= MODE_TEST && mode <= MODE_UNDERSTAND ? change->share[part] == 0 :
				mode > MODE_PLAN || isfinite(change->value[part]);
		adds_up &= fabs(change->share[0] + change->share[1] + change->share[2] -
						change->share[TURNOVER_ALL]) < 1e-15;
		if (isfinite(change->value[TURNOVER_ALL]))
			adds_up &= fabs(change->value[0] + change->value[1] + change->value[2] -
							change->value[TURNOVER_ALL]) < 1e-14;
	}
	ok(adds_up, "parts add up");

	periods.stayed_after = NULL;
	(void) wm_panel_turnover(&periods, 0.95, turnovers, &problem);
	ok(isnan(turnovers[MODE_FIX].change.share[TURNOVER_STAYING]) &&
	   isnan(turnovers[MODE_FIX].change.share[TURNOVER_LEAVING]) &&
	   isnan(turnovers[MODE_FIX].change.share[TURNOVER_ENTERING]) &&
	   isfinite(turnovers[MODE_FIX].change.share[TURNOVER_ALL]),
	   "where nobody stayed nothing is split");
	wm_panel_free(&stayed);
	wm_panel_free(&others);
}

/* What is not known, and what only seems to be. */
static void
test_unknown(void)
{
	Panel		panel = {0};
	ModeShift	shifts[MODE_COUNT];
	PanelTest	test;
	Limits		limits[INDEX_METHOD_COUNT];

	ok(wm_panel_shift(NULL, NULL, 0.95, shifts, &problem) && isnan(shifts[MODE_FIX].share0) &&
	   isnan(shifts[MODE_FIX].change.low) && isnan(shifts[MODE_FIX].p_value), "nobody");
	ok(wm_panel_shift_test(NULL, NULL, &test, &problem) && isnan(test.test.p_value), "nor a test");

	add_user(&panel, 1, 5, 1, 2);
	add_user(&panel, 2, 5, 1, 3);
	ok(wm_panel_shift(panel.period[0], panel.period[1], 0.95, shifts, &problem) &&
	   fabs(shifts[MODE_FIX].share1 - 1.0 / 3) < 1e-15 && isnan(shifts[MODE_FIX].change.low) &&
	   isnan(shifts[MODE_FIX].p_value), "one user: a change, and no more");
	ok(wm_panel_shift_test(panel.period[0], panel.period[1], &test, &problem) &&
	   isnan(test.effect) && isnan(test.test.p_value), "nor a test");

	add_user(&panel, 1, 6, 2, 4);
	add_user(&panel, 2, 6, 1, 3);
	ok(wm_panel_shift(panel.period[0], panel.period[1], 0.95, shifts, &problem) &&
	   isnan(shifts[MODE_FIX].change.low) && isnan(shifts[MODE_FIX].p_value) &&
	   wm_panel_shift_test(panel.period[0], panel.period[1], &test, &problem) &&
	   isnan(test.test.p_value), "two who do the same show no variance, which is not none");
	wm_panel_free(&panel);

	for (int group = 0; group < 9; group++)
	{
		for (int i = 0; i < 1 + group % 4; i++)
		{
			add(&panel, 1, group, MODE_FIX, 0.1);
			add(&panel, 2, group, MODE_FIX, 0.2);
		}
	}
	ok(wm_panel_shift(panel.period[0], panel.period[1], 0.95, shifts, &problem) &&
	   shifts[MODE_FIX].change.low < -0.2 && shifts[MODE_FIX].change.high > 0.2 &&
	   shifts[MODE_FIX].p_value == 1, "all of one mode, each user of one mind");
	ok(wm_panel_shift_test(panel.period[0], panel.period[1], &test, &problem) &&
	   test.test.df == 0 && test.test.p_value == 1, "which is no shift");
	ok(wm_panel_indices(panel.period[0], panel.period[1], 0.95, limits, &problem) &&
	   isnan(limits[INDEX_MEAN].low) && isnan(limits[INDEX_FISHER].low),
	   "values that do not vary but for rounding");
	panel.period[1]->group[3]->sums[MODE_FIX].sessions = TALLY_MAX_SESSIONS;
	ok(!wm_panel_shift(panel.period[0], panel.period[1], 0.95, shifts, &problem) &&
	   problem.fault == TALLY_OVERFLOW, "sums that do not fit");
	wm_panel_free(&panel);
}

/* p is below 1 less the confidence just where the interval leaves out 0. */
static void
test_agreement(void)
{
	int			apart = 0;
	int			flat = 0;
	bool		agree = true;

	for (int i = 0; i < 400; i++)
	{
		Panel		panel = {0};
		ModeShift	shifts[MODE_COUNT];

		for (int group = 0; group < 12; group++)
		{
			add_user(&panel, 1, group, group * i % 7 < i % 5 ? 1 : 0, 2 + group % 3);
			add_user(&panel, 2, group, (group + i) % 5 < i % 3 ? 2 : 0, 2 + (group + i) % 4);
		}
		for (double confidence = 0.5; confidence < 1; confidence += 0.0625)
		{
			const ModeShift *fix = &shifts[MODE_FIX];

			if (!wm_panel_shift(panel.period[0], panel.period[1], confidence, shifts, &problem))
				printf("# no shift\n");
			if (isnan(fix->p_value))
				continue;
			apart += fix->change.low > 0 || fix->change.high < 0;
			flat += fix->share0 == 0 || fix->share1 == 0;
			agree &= (fix->change.low > 0 || fix->change.high < 0) ==
				(fix->p_value < 1 - confidence);
		}
		wm_panel_free(&panel);
	}
	ok(agree && apart > 100 && flat > 100, "p and interval never contradict each other");
	printf("# %d apart, %d flat\n", apart, flat);
}

/* One session against 3 10^16: the line goes through both periods all the same. */
static void
test_lopsided_slope(void)
{
	const double times[] = {10.1, 11.3};
	TallyRoom	rooms[2];
	const Tally *const tallies[] = {&rooms[0].tally, &rooms[1].tally};
	double		slopes[MODE_COUNT];

	wm_tally_init(&rooms[0].tally, false);
	wm_tally_init(&rooms[1].tally, false);
	rooms[0].tally.sums[MODE_FIX].sessions = INT64_C(30000000000000001);
	rooms[1].tally.sums[MODE_TEST].sessions = 1;
	wm_change_slopes(2, tallies, times, slopes);
	near(slopes[MODE_TEST], 1 / 1.2, 12, "slope of a session among many");
	near(slopes[MODE_FIX], -1 / 1.2, 12, "and of the many");
}

int
main(void)
{
	Panel		panel = {0};

	test_by_hand();
	make_seven(&panel, NULL);
	test_shift(panel.period[0], panel.period[2]);
	test_absent(panel.period[0], panel.period[2]);
	test_indices(panel.period[0], panel.period[2]);
	test_decompose(panel.period[0], panel.period[2]);
	test_trend(&panel);
	test_lopsided_slope();
	wm_panel_free(&panel);
	test_turnover();
	test_unknown();
	test_agreement();
	return done();
}
