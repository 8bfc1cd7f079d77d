/*
 * coverage.c
 *	  How often the 95% intervals hold what they estimate: Monte Carlo.
 *
 *		make coverage
 *
 * (ten minutes of one core that is shared).
 *
 * Sessions are drawn and tallied as in life, and the intervals are those that
 * workmode_shares, workmode_shift and workmode_values give.  A share is drawn
 * anew for each sample, within a tenth of the nominal one: few sessions have
 * few possible shares, and at a single true one the coverage of any interval
 * jumps about (the column "at" is for exactly that one).
 *
 * Clustered sessions come from users with 1 to some 20 of them (geometric, mean
 * 3).  A user's session repeats the user's habit half the time, so that two
 * sessions of one user correlate by 1/4.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/host.h"
#include "statistics/estimate.h"
#include "tally/tally_add.h"

#define CONFIDENCE	0.95

/* splitmix64: the same draws everywhere. */
static uint64_t seed = 1;

static double
uniform(void)
{
	uint64_t	z = (seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (double) ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static double
normal(void)
{
	return sqrt(-2 * log(1 - uniform())) * cos(2 * M_PI * uniform());
}

/* Fix has the share that is looked at; the others have what they leave. */
static int
draw_mode(double share)
{
	static const double others[] = {.30, 0, .22, .18, .12, .08, .05, .03, .02};
	double		rest = uniform();
	int			mode = MODE_BUILD;

	if (rest < share)
		return MODE_FIX;
	rest = (rest - share) / (1 - share);
	while (mode < MODE_COUNT - 1 && rest >= others[mode])
		rest -= others[mode++];
	return mode == MODE_FIX ? MODE_TEST : mode;
}

/* The logarithm of a session's value: of spread 1 about the user's own. */
static double
draw_value(double habit)
{
	return exp(habit * 0.5 + normal() * sqrt(0.75));
}

/* Values cost time; where they are not looked at, sessions have none. */
static bool with_values;

static void
add(Tally *tally, int mode, double habit)
{
	TallyProblem problem;
	double		value = with_values ? draw_value(habit) : 1;

	if (!wm_tally_add(tally, mode, with_values ? &value : NULL, &problem))
		abort();
}

static Tally *plain;
static Tally *user;
static Tally *sample[2];

/* One sample of n sessions. */
static const Tally *
draw(Tally *clustered, int n, double share, bool by_user)
{
	TallyProblem problem;

	if (!by_user)
	{
		wm_tally_init(plain, false);
		for (int i = 0; i < n; i++)
			add(plain, draw_mode(share), with_values ? normal() : 0);
		return plain;
	}

	wm_tally_init(clustered, true);
	while (n > 0)
	{
		int			habit = draw_mode(share);
		double		level = with_values ? normal() : 0;

		wm_tally_init(user, false);
		do
			add(user, uniform() < 0.5 ? habit : draw_mode(share), level);
		while (--n > 0 && uniform() < 2.0 / 3);
		if (!wm_tally_cluster(clustered, user, &problem))
			abort();
	}
	return clustered;
}

static bool
holds(Limits limits, double truth)
{
	return limits.low <= truth && truth <= limits.high;
}

static ShareEstimate
estimate(const Tally *tally)
{
	ShareEstimate shares[MODE_COUNT + 1];

	wm_share_estimates(tally, shares);
	return shares[MODE_FIX];
}

static bool
share_holds(int n, double share, bool by_user)
{
	ShareEstimate e = estimate(draw(sample[0], n, share, by_user));

	return holds(wm_share_interval(e, CONFIDENCE, 1), share);
}

static bool
shift_holds(int n, double share, bool by_user)
{
	ShareEstimate e0 = estimate(draw(sample[0], n, share, by_user));
	ShareEstimate e1 = estimate(draw(sample[1], n, share / 2, by_user));

	return holds(wm_newcombe_interval(e1.p, wm_share_interval(e1, CONFIDENCE, 1),
									  e0.p, wm_share_interval(e0, CONFIDENCE, 1)),
				 share / 2 - share);
}

static bool
mean_holds(int n, double share, bool by_user)
{
	const Tally *tally = draw(sample[0], n, share, by_user);

	return holds(wm_mean_interval(wm_value_estimate(tally, TALLY_ALL), CONFIDENCE),
				 exp(0.5));
}

static bool
geomean_holds(int n, double share, bool by_user)
{
	const Tally *tally = draw(sample[0], n, share, by_user);

	return holds(wm_geomean_interval(wm_log_estimate(tally, TALLY_ALL), CONFIDENCE),
				 1);
}

static double
coverage(bool (*check) (int, double, bool), int n, double share, double about,
		 bool by_user, int samples)
{
	int			held = 0;

	for (int i = 0; i < samples; i++)
		held += check(n, share * (1 + about * (2 * uniform() - 1)), by_user);
	return 100.0 * held / samples;
}

static void
report(const char *what, bool (*check) (int, double, bool), const double *shares,
	   bool by_user, int effort)
{
	for (int n = 50; n <= 5000; n *= 10)
	{
		int			samples = effort / n;

		if (samples > 20000)
			samples = 20000;
		printf("%-8s %-10s %5d  %6d", what, by_user ? "clustered" : "plain", n,
			   samples);
		for (const double *share = shares; *share > 0; share++)
			printf("  %.2f: %5.1f at %5.1f", *share,
				   coverage(check, n, *share, 0.1, by_user, samples),
				   coverage(check, n, *share, 0, by_user, samples));
		printf("\n");
		fflush(stdout);
	}
}

int
main(int argc, char **argv)
{
	static const double shares[] = {0.02, 0.05, 0.1, 0.2, 0.5, 0};
	static const double one[] = {0.3, 0};
	int			effort = argc > 1 ? atoi(argv[1]) : 20000000;

	plain = wm_alloc(wm_tally_size(false));
	user = wm_alloc(wm_tally_size(false));
	sample[0] = wm_alloc(wm_tally_size(true));
	sample[1] = wm_alloc(wm_tally_size(true));

	printf("%-8s %-10s %5s %7s  coverage of the 95%% interval by share, in %%\n",
		   "interval", "sessions", "n", "samples");
	for (int by_user = 0; by_user < 2; by_user++)
	{
		report("share", share_holds, shares, by_user, effort);
		report("change", shift_holds, shares, by_user, effort);
		with_values = true;
		report("mean", mean_holds, one, by_user, effort);
		report("geomean", geomean_holds, one, by_user, effort);
		with_values = false;
	}
	return 0;
}
