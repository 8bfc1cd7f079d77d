/*
 * coverage_quantile.c
 *	  How often the 95% intervals of quantiles and of agreement hold what they
 *	  estimate: Monte Carlo.
 *
 *		make coverage
 *
 * (a minute).  Medians and ninth deciles are those that workmode_quantiles gives.  Clustered sessions
 * come from users whose numbers of sessions are lognormal: alike (spread 0), or so that
 * few users have most of them (spread 1.2).  The logarithms of one user's values
 * correlate by 1/4.
 *
 * For kappa and AC1, by workmode_agreement_measures, the label of a session is predicted
 * right with a probability, and is otherwise drawn at random.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "statistics/agreement.h"
#include "statistics/quantile.h"

#include "draw.h"

#define CONFIDENCE	0.95

static bool
holds(Limits limits, double truth)
{
	return !(limits.low > truth) && !(limits.high < truth);
}

/*
 * Quantiles
 */

static Histogram *sessions;
static Histogram *user;
static Histogram *all;

/* Sessions of one user, or of all, about a level. */
static void
draw_sessions(int count, double level, double spread)
{
	TallyProblem problem;

	wm_histogram_init(sessions, false, HISTOGRAM_MAX_ROOM);
	for (int i = 0; i < count; i++)
	{
		double		value = exp(5 + level + spread * normal());

		if (!wm_histogram_add(sessions, MODE_FIX, &value, &problem))
			abort();
	}
}

static const Histogram *
draw_users(int users, double spread)
{
	TallyProblem problem;

	wm_histogram_init(all, true, HISTOGRAM_MAX_ROOM);
	for (int i = 0; i < users; i++)
	{
		draw_sessions(1 + (int) (7 * exp(spread * normal())), 0.5 * normal(), sqrt(0.75));
		wm_histogram_init(user, true, HISTOGRAM_MAX_ROOM);
		if (!wm_histogram_of_user(user, sessions, &problem) ||
			!wm_histogram_merge(all, user, &problem))
			abort();
	}
	return all;
}

static void
report_quantiles(const char *what, int count, double spread, int samples)
{
	static ValueCurve curve;
	int			held[2] = {0, 0};

	for (int i = 0; i < samples; i++)
	{
		if (spread < 0)
			draw_sessions(count, 0, 1);
		wm_value_curve(spread < 0 ? sessions : draw_users(count, spread), MODE_FIX, &curve);
		held[0] += holds(wm_quantile_interval(&curve, 0.5, CONFIDENCE), exp(5));
		held[1] += holds(wm_quantile_interval(&curve, 0.9, CONFIDENCE),
						 exp(5 + 1.2815515655446004));
	}
	printf("%-18s %5d  %6d  median: %5.1f  ninth decile: %5.1f\n", what, count, samples,
		   100.0 * held[0] / samples, 100.0 * held[1] / samples);
	fflush(stdout);
}

/*
 * Agreement
 */

static const double shares[MODE_COUNT] = {.26, .19, .16, .10, .14, .07, .04, .03, .01};

/* Both labels have the same shares, so kappa is the probability to be right. */
static void
report_agreement(int pairs, double right, int samples)
{
	double		alike = 0;
	double		chance;
	double		ac1;
	int			held[2] = {0, 0};

	for (int mode = 0; mode < MODE_COUNT; mode++)
		alike += shares[mode] * shares[mode];
	chance = (1 - alike) / (MODE_COUNT - 1);
	ac1 = (right + (1 - right) * alike - chance) / (1 - chance);

	for (int i = 0; i < samples; i++)
	{
		int64_t		counts[MODE_COUNT][MODE_COUNT] = {{0}};

		for (int pair = 0; pair < pairs; pair++)
		{
			int			truth = one_of(MODE_COUNT, shares);

			counts[truth][uniform() < right ? truth : one_of(MODE_COUNT, shares)]++;
		}
		held[0] += holds(wm_kappa_estimate(MODE_COUNT, counts[0], CONFIDENCE).limits, right);
		held[1] += holds(wm_ac1_estimate(MODE_COUNT, counts[0], CONFIDENCE).limits, ac1);
	}
	printf("right %.2f         %5d  %6d  kappa: %5.1f  AC1: %5.1f\n", right, pairs, samples,
		   100.0 * held[0] / samples, 100.0 * held[1] / samples);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	int			effort = argc > 1 ? atoi(argv[1]) : 20000000;

	sessions = wm_alloc(wm_histogram_size(false, HISTOGRAM_MAX_ROOM));
	user = wm_alloc(wm_histogram_size(true, HISTOGRAM_MAX_ROOM));
	all = wm_alloc(wm_histogram_size(true, HISTOGRAM_MAX_ROOM));

	printf("%-18s %5s %7s  coverage of the 95%% interval, in %%\n", "", "n", "samples");
	for (int n = 30; n <= 3000; n *= 10)
		report_quantiles("sessions", n, -1, effort / (n + 200));
	for (int users = 10; users <= 1000; users *= 10)
		report_quantiles("users, alike", users, 0, effort / (20 * users + 200));
	for (int users = 10; users <= 1000; users *= 10)
		report_quantiles("users, unequal", users, 1.2, effort / (40 * users + 200));
	for (int pairs = 30; pairs <= 3000; pairs *= 10)
	{
		report_agreement(pairs, 0.3, effort / pairs / 2);
		report_agreement(pairs, 0.6, effort / pairs / 2);
		report_agreement(pairs, 0.8, effort / pairs / 2);
	}
	return 0;
}
