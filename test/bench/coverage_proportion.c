/*
 * coverage_proportion.c
 *	  How often the 95% intervals of shares by value and by users, and of the rates of
 *	  facts, hold what they estimate: Monte Carlo.
 *
 *		make coverage
 *
 * (half a minute of one core).
 *
 * Sessions come from users whose mix of modes differs (Dirichlet) and whose numbers of
 * sessions do (logarithms are normal): moderately (precision 3, spread 1.2) or much
 * (1, 1.6).  A session's value depends on the mode, on the user (ln of spread 0.5) and
 * on chance (ln of spread 1).  Whether a fact is true depends on the mode and on the
 * user, whose rates vary about those of the mode (beta, precision 4).
 *
 * Plain tallies are of as many sessions as there are users.
 */
#include <stdio.h>
#include <stdlib.h>

#include "statistics/estimate.h"
#include "statistics/proportion.h"
#include "tally/tally_add.h"

#include "draw.h"

#define CONFIDENCE	0.95

static const double base[MODE_COUNT] = {.20, .35, .08, .04, .08, .12, .05, .05, .03};
static const double worth[MODE_COUNT] = {3, 2, 1, 4, 2, .5, 1, 2, 1};
static const double rate[MODE_COUNT] = {.9, .8, .6, .5, .4, .05, .1, .3, .02};

/* How much users differ. */
typedef struct Skew
{
	const char *name;
	double		precision;
	double		spread;
} Skew;

static const Skew skews[] = {
	{"moderate", 3, 1.2},
	{"heavy", 1, 1.6},
};

static void
must(bool done)
{
	if (!done)
		abort();
}

/* One user's sessions: with values into one tally, with facts into another. */
static void
draw_user(const Skew *skew, Tally *values, Tally *facts)
{
	TallyProblem problem;
	double		mix[MODE_COUNT];
	double		own[MODE_COUNT];
	double		level = 0.5 * normal();
	double		sessions = fmin(ceil(exp(1 + skew->spread * normal())), 3000);

	dirichlet(MODE_COUNT, base, skew->precision, mix);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		own[mode] = beta_of(4 * rate[mode], 4 * (1 - rate[mode]));
	wm_tally_init(values, false);
	wm_tally_init(facts, false);
	while (sessions-- > 0)
	{
		int			mode = one_of(MODE_COUNT, mix);
		double		value = worth[mode] * exp(level + normal());

		must(wm_tally_add(values, mode, &value, &problem));
		must(wm_tally_add_fact(facts, mode, uniform() < own[mode], &problem));
	}
}

static void
draw_users(const Skew *skew, int users, Tally *values, Tally *facts)
{
	TallyProblem problem;
	TallyRoom	user[2];

	wm_tally_init(values, true);
	wm_tally_init(facts, true);
	while (users-- > 0)
	{
		draw_user(skew, &user[0].tally, &user[1].tally);
		must(wm_tally_cluster(values, &user[0].tally, &problem));
		must(wm_tally_cluster(facts, &user[1].tally, &problem));
	}
}

static void
draw_sessions(int sessions, Tally *values, Tally *facts)
{
	TallyProblem problem;

	wm_tally_init(values, false);
	wm_tally_init(facts, false);
	while (sessions-- > 0)
	{
		int			mode = one_of(MODE_COUNT, base);
		double		value = worth[mode] * exp(normal());

		must(wm_tally_add(values, mode, &value, &problem));
		must(wm_tally_add_fact(facts, mode, uniform() < rate[mode], &problem));
	}
}

/* What is measured. */
typedef enum What
{
	SESSIONS,
	VALUE,
	USERS,
	RATE,
	CHANGE,
	WHATS
} What;

static const char *const names[WHATS] = {
	"sessions", "value", "users", "rate", "change"
};

typedef struct Score
{
	int			intervals[MODE_COUNT + 1];	/* of rates of TALLY_ALL, too */
	int			held[MODE_COUNT + 1];
	int			rejected[MODE_COUNT + 1];
} Score;

static Score scores[WHATS];

static void
count(What what, int mode, Limits limits, double truth)
{
	if (isnan(limits.low))
		return;
	scores[what].intervals[mode]++;
	scores[what].held[mode] += limits.low <= truth && truth <= limits.high;
}

static void
count_all(const Tally *values, const Tally *facts, const Tally *later)
{
	ShareEstimate shares[MODE_COUNT + 1];
	Proportion	by_value[MODE_COUNT];
	Proportion	by_users[MODE_COUNT];
	Proportion	rates[2][MODE_COUNT + 1];
	double		all = 0;
	double		all_rate = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		all += base[mode] * worth[mode];
		all_rate += base[mode] * rate[mode];
	}
	wm_share_estimates(values, shares);
	wm_worth_shares(values, by_value);
	wm_own_shares(values, by_users);
	wm_fact_rates(facts, rates[0]);
	wm_fact_rates(later, rates[1]);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		count(SESSIONS, mode, wm_share_interval(shares[mode], CONFIDENCE, 1), base[mode]);
		count(VALUE, mode, wm_proportion_interval(by_value[mode], CONFIDENCE, 1),
			  base[mode] * worth[mode] / all);
		count(USERS, mode, wm_proportion_interval(by_users[mode], CONFIDENCE, 1),
			  base[mode]);
	}
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		count(RATE, mode, wm_proportion_interval(rates[0][mode], CONFIDENCE, 1),
			  mode == TALLY_ALL ? all_rate : rate[mode]);
		count(CHANGE, mode, wm_proportion_change(rates[0][mode], rates[1][mode],
												 CONFIDENCE), 0);
		scores[CHANGE].rejected[mode] +=
			wm_proportion_change_p(rates[0][mode], rates[1][mode]) < 1 - CONFIDENCE;
	}
}

static void
print_row(const char *name, const char *skew, int units, const int *parts,
		  const int *wholes)
{
	printf("%-9s %-9s %5d ", name, skew, units);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		if (wholes[mode] > 0)
			printf(" %5.1f", 100.0 * parts[mode] / wholes[mode]);
	}
	printf("\n");
	fflush(stdout);
}

static void
report(const char *skew, int units)
{
	for (int what = 0; what < WHATS; what++)
	{
		if (scores[what].intervals[0] > 0)
			print_row(names[what], skew, units, scores[what].held,
					  scores[what].intervals);
	}
	print_row("  p < .05", skew, units, scores[CHANGE].rejected,
			  scores[CHANGE].intervals);
}

static void
try(const Skew *skew, int units, int samples)
{
	static TallyRoom room[4];
	Tally	   *values = &room[0].tally;
	Tally	   *facts = &room[1].tally;
	Tally	   *none = &room[2].tally;
	Tally	   *later = &room[3].tally;

	for (int what = 0; what < WHATS; what++)
		scores[what] = (Score) {{0}, {0}, {0}};
	while (samples-- > 0)
	{
		if (skew != NULL)
		{
			draw_users(skew, units, values, facts);
			draw_users(skew, units, none, later);
		}
		else
		{
			draw_sessions(units, values, facts);
			draw_sessions(units, none, later);
		}
		count_all(values, facts, later);
	}
	report(skew != NULL ? skew->name : "plain", units);
}

int
main(int argc, char **argv)
{
	static const int users[] = {10, 30, 100, 1000};
	int			effort = argc > 1 ? atoi(argv[1]) : 400000;

	printf("coverage of 95%% intervals by mode, in %%\nshare                    ");
	for (int mode = 0; mode < MODE_COUNT; mode++)
		printf("   .%02.0f", 100 * base[mode]);
	printf("\nrate                     ");
	for (int mode = 0; mode < MODE_COUNT; mode++)
		printf("   .%02.0f", 100 * rate[mode]);
	printf("   all\n");
	for (size_t i = 0; i < sizeof(users) / sizeof(users[0]); i++)
	{
		int			samples = effort / users[i] < 10000 ? effort / users[i] : 10000;

		try(NULL, 10 * users[i], samples);
		for (size_t skew = 0; skew < sizeof(skews) / sizeof(skews[0]); skew++)
			try(&skews[skew], users[i], samples);
	}
	return 0;
}
