/*
 * coverage_panel.c
 *	  How often the 95% intervals of panels hold what they estimate, and how often
 *	  their tests reject what is true: Monte Carlo.
 *
 *		make coverage
 *
 * or by itself with the number of samples, 1000 unless told (a quarter of an hour of
 * one core that is shared).
 *
 * Each user has a number of sessions, whose logarithm is normal, and shares of the
 * modes, which are Dirichlet's: moderately unequal users have a spread of 1.2 and a
 * concentration of 3, very unequal ones 1.6 and 1, and then the number goes with the
 * mix, too.  A user has both for good: those who are in both periods have the same
 * habits in both.  Some, half or all of the users of the first period are in the
 * second.  A session's value is lognormal about a level of its mode and one of its
 * user.
 *
 * "No change" is what tests are of.  In "change" a third of what would have been
 * build becomes fix, and values rise, most of all those of build.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/host.h"
#include "statistics/panel_change.h"
#include "tally/tally_add.h"

#include "draw.h"

#define CONFIDENCE	0.95
#define PERIODS		6
#define MOST_USERS	1000

/* The spread of ln value about its mode's level: of users, and of their sessions. */
#define USER_SPREAD		0.5
#define SESSION_SPREAD	1.0

static const double shares[MODE_COUNT] = {.28, .19, .06, .04, .10, .12, .07, .09, .05};
static const double levels[MODE_COUNT] = {6, 5, 5, 5.5, 4.5, 4, 5, 5, 4.5};
static const double rises[MODE_COUNT] = {.3, .1, .1, 0, .1, .1, .2, .1, 0};

static int
poisson(double mean)
{
	double		product = uniform();
	int			count = 0;

	if (mean > 60)
		return (int) fmax(floor(mean + sqrt(mean) * normal() + 0.5), 0);
	for (; product > exp(-mean); product *= uniform())
		count++;
	return count;
}

/* What is simulated. */
typedef struct World
{
	bool		very_unequal;
	int			users;			/* in each period */
	int			overlap;		/* per cent of them that are in the next, too */
	double		sessions;		/* mean number of a user in a period */
	double		change;			/* 0 or 1, at the last period */
	double		population[MODE_COUNT];	/* shares without change */
} World;

typedef struct User
{
	uint64_t	name;
	double		sessions;		/* the mean of the user's own */
	double		mix[MODE_COUNT];	/* cumulated */
	double		level;
} User;

static void
draw_user(const World *world, User *user)
{
	double		spread = world->very_unequal ? 1.6 : 1.2;
	double		concentration = world->very_unequal ? 1 : 3;
	double		size = normal();
	double		tilted[MODE_COUNT];
	double		sum = 0;

	user->name = draw_word();
	user->sessions = world->sessions * exp(spread * size - spread * spread / 2);
	user->level = normal();
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		tilt = mode == MODE_BUILD ? 0.4 : mode == MODE_OPERATE ? -0.4 : 0;

		tilted[mode] = shares[mode] * (world->very_unequal ? exp(tilt * size) : 1);
		sum += tilted[mode];
	}
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		user->mix[mode] = gamma_of(concentration * tilted[mode] / sum);
		if (mode > 0)
			user->mix[mode] += user->mix[mode - 1];
	}
}

/* How far the change has come by a period. */
static double
progress(const World *world, int period)
{
	return world->change * period / (PERIODS - 1);
}

static int
draw_mode(const User *user, double changed)
{
	double		place = uniform() * user->mix[MODE_COUNT - 1];
	int			mode = 0;

	while (mode < MODE_COUNT - 1 && place >= user->mix[mode])
		mode++;
	return mode == MODE_BUILD && uniform() < changed / 3 ? MODE_FIX : mode;
}

static bool with_values;

static void
draw_sessions(const World *world, const User *user, int period, Tally *tally)
{
	double		changed = progress(world, period);

	wm_tally_init(tally, false);
	for (int left = poisson(user->sessions); left > 0; left--)
	{
		TallyProblem problem;
		int			mode = draw_mode(user, changed);
		double		value = 1;

		if (with_values)
			value = exp(levels[mode] + changed * rises[mode] + USER_SPREAD * user->level +
						SESSION_SPREAD * normal());
		if (!wm_tally_add(tally, mode, with_values ? &value : NULL, &problem))
			abort();
	}
}

/* Days of the first, and of the last period, which are the ones compared. */
static int32_t
day_of(int period)
{
	return 730119 + 30 * period;
}

static void
add_user(const World *world, const User *user, int period, Panel *panel)
{
	TallyRoom	room;
	PanelProblem problem;
	Slice		name = wm_slice((const char *) &user->name, sizeof(user->name));

	draw_sessions(world, user, period, &room.tally);
	if (!wm_panel_add(panel, day_of(period), wm_panel_group(name), &room.tally, &problem))
		abort();
}

/*
 * A panel of some periods, from the first in steps.  Those who stay from the first
 * to the next are put into a panel of their own if there is one.
 */
static void
draw_panel(const World *world, int step, Panel *panel, Panel *stayed, Panel *others)
{
	static User users[MOST_USERS];
	int			staying = world->users * world->overlap / 100;

	for (int period = 0; period < PERIODS; period += step)
	{
		for (int i = 0; i < world->users; i++)
		{
			if (period == 0 || i >= staying)
				draw_user(world, &users[i]);
			if (panel != NULL)
				add_user(world, &users[i], period, panel);
			else
				add_user(world, &users[i], period, i < staying ? stayed : others);
		}
	}
}

/* What is true of the population. */
static void
get_truth(const World *world, int period, double *share, double *mean)
{
	double		changed = progress(world, period);

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		share[mode] = world->population[mode];
		mean[mode] = exp(levels[mode] + changed * rises[mode] +
						 (USER_SPREAD * USER_SPREAD + SESSION_SPREAD * SESSION_SPREAD) / 2);
	}
	share[MODE_FIX] += share[MODE_BUILD] * changed / 3;
	share[MODE_BUILD] -= share[MODE_BUILD] * changed / 3;
}

/* The population's shares, each user counting by sessions: of very many users. */
static void
find_population(World *world)
{
	double		sum = 0;

	memset(world->population, 0, sizeof(world->population));
	for (int i = 0; i < 1000000; i++)
	{
		User		user;

		draw_user(world, &user);
		for (int mode = 0; mode < MODE_COUNT; mode++)
			world->population[mode] += user.sessions / user.mix[MODE_COUNT - 1] *
				(user.mix[mode] - (mode > 0 ? user.mix[mode - 1] : 0));
		sum += user.sessions;
	}
	for (int mode = 0; mode < MODE_COUNT; mode++)
		world->population[mode] /= sum;
}

/* Counts how often something held, of how often it was there. */
typedef struct Rate
{
	const char *name;
	double		held;
	double		all;
} Rate;

static void
count(Rate *rate, bool held)
{
	rate->held += held;
	rate->all++;
}

/* Where nothing is known there are no limits to hold anything. */
static void
count_limits(Rate *rate, double low, double high, double truth)
{
	if (isfinite(low))
		count(rate, low <= truth && truth <= high);
}

static void
report(const World *world, const char *what, const Rate *rates, int nrates)
{
	printf("%-9s %-10s %4d %4d%% %4.0f  %-9s", what, world->very_unequal ? "very" : "moderately",
		   world->users, world->overlap, world->sessions, world->change > 0 ? "change" : "no change");
	for (int i = 0; i < nrates; i++)
		printf(" %s %.1f", rates[i].name, 100 * rates[i].held / rates[i].all);
	printf("\n");
	fflush(stdout);
}

/* Shares: intervals of frequent and of rare modes, and tests. */
static void
simulate_shares(const World *world, int samples)
{
	Rate		rates[] = {{"build", 0, 0}, {"others", 0, 0}, {"rare", 0, 0},
	{"test<.05", 0, 0}, {"any p<.05", 0, 0}, {"any Holm<.05", 0, 0}};
	double		share0[MODE_COUNT];
	double		share1[MODE_COUNT];
	double		mean[MODE_COUNT];

	with_values = false;
	get_truth(world, 0, share0, mean);
	get_truth(world, PERIODS - 1, share1, mean);
	for (int i = 0; i < samples; i++)
	{
		Panel		panel = {0};
		ModeShift	shifts[MODE_COUNT];
		PanelTest	test;
		TallyProblem problem;
		double		p[MODE_COUNT];
		double		holm[MODE_COUNT];
		bool		any = false;
		bool		any_holm = false;

		draw_panel(world, PERIODS - 1, &panel, NULL, NULL);
		if (!wm_panel_shift(wm_panel_period(&panel, day_of(0)),
							wm_panel_period(&panel, day_of(PERIODS - 1)), CONFIDENCE,
							shifts, &problem) ||
			!wm_panel_shift_test(wm_panel_period(&panel, day_of(0)),
								 wm_panel_period(&panel, day_of(PERIODS - 1)), &test, &problem))
			abort();
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			Limits		change = shifts[mode].change;

			count_limits(&rates[mode == MODE_BUILD ? 0 : shares[mode] > 0.06 ? 1 : 2],
						 change.low, change.high, share1[mode] - share0[mode]);
			p[mode] = shifts[mode].p_value;
			any |= p[mode] < 0.05;
		}
		wm_holm(MODE_COUNT, p, holm);
		for (int mode = 0; mode < MODE_COUNT; mode++)
			any_holm |= holm[mode] < 0.05;
		count(&rates[3], test.test.p_value < 0.05);
		count(&rates[4], any);
		count(&rates[5], any_holm);
		wm_panel_free(&panel);
	}
	report(world, "shares", rates, lengthof(rates));
}

/* Values: indices, the ratio of means within a mode, the decomposition. */
static void
simulate_values(const World *world, int samples)
{
	Rate		rates[INDEX_METHOD_COUNT + 6] = {0};
	Rate	   *of_modes = rates + INDEX_METHOD_COUNT;
	static const char *const names[] = {"mode's mean", "mix", "within", "total", "mode's mix", "mode's within"};
	double		share0[MODE_COUNT];
	double		share1[MODE_COUNT];
	double		mean0[MODE_COUNT];
	double		mean1[MODE_COUNT];
	double		indices[INDEX_METHOD_COUNT];
	double		mix[MODE_COUNT + 1] = {0};
	double		within[MODE_COUNT + 1] = {0};
	double		all0 = 0;
	double		all1 = 0;
	double		logs = 0;

	for (int method = 0; method < INDEX_METHOD_COUNT; method++)
		rates[method].name = wm_index_names[method];
	for (size_t i = 0; i < lengthof(names); i++)
		of_modes[i].name = names[i];
	with_values = true;
	get_truth(world, 0, share0, mean0);
	get_truth(world, PERIODS - 1, share1, mean1);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		all0 += share0[mode] * mean0[mode];
		all1 += share1[mode] * mean1[mode];
		logs += share1[mode] * log(mean1[mode]) - share0[mode] * log(mean0[mode]);
	}
	for (int method = 0; method < INDEX_METHOD_COUNT; method++)
		indices[method] = wm_index(MODE_COUNT, (IndexPeriod) {share0, mean0},
								   (IndexPeriod) {share1, mean1}, (IndexMethod) method);
	indices[INDEX_MEAN] = all1 / all0;
	indices[INDEX_GEOMEAN] = exp(logs);
	wm_decompose(MODE_COUNT, share0, mean0, share1, mean1, (all0 + all1) / 2, mix, within);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		mix[TALLY_ALL] += mix[mode];
		within[TALLY_ALL] += within[mode];
	}

	for (int i = 0; i < samples; i++)
	{
		Panel		panel = {0};
		const PanelPeriod *before;
		const PanelPeriod *after;
		Limits		limits[INDEX_METHOD_COUNT];
		ModeShift	shifts[MODE_COUNT];
		ValueChange change,
					low,
					high;
		TallyProblem problem;

		draw_panel(world, PERIODS - 1, &panel, NULL, NULL);
		before = wm_panel_period(&panel, day_of(0));
		after = wm_panel_period(&panel, day_of(PERIODS - 1));
		if (!wm_panel_indices(before, after, CONFIDENCE, limits, &problem) ||
			!wm_panel_shift(before, after, CONFIDENCE, shifts, &problem) ||
			!wm_panel_decompose(before, after, CONFIDENCE, &change, &low, &high, &problem))
			abort();
		for (int method = 0; method < INDEX_METHOD_COUNT; method++)
			count_limits(&rates[method], limits[method].low, limits[method].high, indices[method]);
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			Limits		ratio = shifts[mode].ratio;

			count_limits(&of_modes[0], ratio.low, ratio.high, mean1[mode] / mean0[mode]);
		}
		for (int mode = 0; mode <= MODE_COUNT; mode++)
		{
			Rate	   *of_mix = &of_modes[mode == TALLY_ALL ? 1 : 4];
			Rate	   *of_within = &of_modes[mode == TALLY_ALL ? 2 : 5];

			count_limits(of_mix, low.mix[mode], high.mix[mode], mix[mode]);
			count_limits(of_within, low.within[mode], high.within[mode], within[mode]);
		}
		count_limits(&of_modes[3], low.total[TALLY_ALL], high.total[TALLY_ALL],
					 mix[TALLY_ALL] + within[TALLY_ALL]);
		wm_panel_free(&panel);
	}
	report(world, "values", rates, lengthof(rates));
}

/* Slopes over six months; those who are not in the next month are gone for good. */
static void
simulate_trend(const World *world, int samples)
{
	Rate		rates[] = {{"build", 0, 0}, {"others", 0, 0}, {"rare", 0, 0},
	{"any Holm<.05", 0, 0}};
	double		share0[MODE_COUNT];
	double		share1[MODE_COUNT];
	double		mean[MODE_COUNT];
	double		months = (day_of(PERIODS - 1) - day_of(0)) / MONTH_LENGTH;

	with_values = false;
	get_truth(world, 0, share0, mean);
	get_truth(world, PERIODS - 1, share1, mean);
	for (int i = 0; i < samples; i++)
	{
		Panel		panel = {0};
		ModeTrend	trends[MODE_COUNT];
		TallyProblem problem;
		bool		any = false;

		draw_panel(world, 1, &panel, NULL, NULL);
		if (!wm_panel_trend(&panel, CONFIDENCE, trends, &problem))
			abort();
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			Limits		limits = trends[mode].limits;

			any |= trends[mode].p_holm < 0.05;
			count_limits(&rates[mode == MODE_BUILD ? 0 : shares[mode] > 0.06 ? 1 : 2],
						 limits.low, limits.high, (share1[mode] - share0[mode]) / months);
		}
		count(&rates[3], any);
		wm_panel_free(&panel);
	}
	report(world, "trend", rates, lengthof(rates));
}

/*
 * Those who stay, leave and enter are alike, so that the whole change is that of
 * those who stay.
 */
static void
simulate_turnover(const World *world, int samples)
{
	Rate		rates[] = {{"staying", 0, 0}, {"leaving", 0, 0}, {"entering", 0, 0},
	{"all", 0, 0}, {"value staying", 0, 0}, {"leaving", 0, 0}, {"entering", 0, 0}, {"all", 0, 0}};
	double		share0[MODE_COUNT];
	double		share1[MODE_COUNT];
	double		mean0[MODE_COUNT];
	double		mean1[MODE_COUNT];

	with_values = true;
	get_truth(world, 0, share0, mean0);
	get_truth(world, PERIODS - 1, share1, mean1);
	for (int i = 0; i < samples; i++)
	{
		Panel		stayed = {0};
		Panel		others = {0};
		ModeTurnover turnovers[MODE_COUNT + 1];
		TurnoverPeriods periods;
		TallyProblem problem;

		draw_panel(world, PERIODS - 1, NULL, &stayed, &others);
		periods.stayed_before = wm_panel_period(&stayed, day_of(0));
		periods.stayed_after = wm_panel_period(&stayed, day_of(PERIODS - 1));
		periods.left = wm_panel_period(&others, day_of(0));
		periods.entered = wm_panel_period(&others, day_of(PERIODS - 1));
		if (!wm_panel_turnover(&periods, CONFIDENCE, turnovers, &problem))
			abort();
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			const ModeTurnover *turnover = &turnovers[mode];

			for (int part = 0; part < TURNOVER_PARTS; part++)
			{
				bool		moves = part == TURNOVER_STAYING || part == TURNOVER_ALL;

				count_limits(&rates[part], turnover->low.share[part], turnover->high.share[part],
							 moves ? share1[mode] - share0[mode] : 0);
				count_limits(&rates[TURNOVER_PARTS + part], turnover->low.value[part],
							 turnover->high.value[part], moves ? mean1[mode] - mean0[mode] : 0);
			}
		}
		wm_panel_free(&stayed);
		wm_panel_free(&others);
	}
	report(world, "turnover", rates, lengthof(rates));
}

int
main(int argc, char **argv)
{
	static const int users[] = {10, 50, 200, 1000};
	static const double sessions[] = {10, 2};
	int			samples = argc > 1 ? atoi(argv[1]) : 1000;

	printf("measure   users are  N    same  each  what       how often the 95%% interval holds the truth, in %%\n");
	for (int unequal = 0; unequal < 2; unequal++)
	{
		World		world = {.very_unequal = unequal != 0, .sessions = 10};

		find_population(&world);
		for (size_t i = 0; i < lengthof(users) * lengthof(sessions) * 6; i++)
		{
			world.change = (double) (i % 2);
			world.overlap = (int) (i / 2 % 3) * 50;
			world.users = users[i / 6 % lengthof(users)];
			world.sessions = sessions[i / 6 / lengthof(users)];
			simulate_shares(&world, samples);
			simulate_values(&world, samples);
			simulate_trend(&world, samples);
			if (world.overlap == 50)
				simulate_turnover(&world, samples);
		}
	}
	return 0;
}
