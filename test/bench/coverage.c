/*
 * coverage.c
 *	  How often the 95% intervals hold what they estimate, and how often tests see
 *	  a change where there is none: Monte Carlo.
 *
 *		make coverage
 *
 * (Three minutes of one core.)  Sessions are drawn and tallied as in life; intervals and
 * p-values are those that workmode_shares, workmode_shift, workmode_shift_test,
 * workmode_values and workmode_value_indices give.  Four tables:
 *
 *	shares of sessions that are independent.  A share is drawn anew for each
 *	sample, within a tenth of the nominal one: few sessions have few possible
 *	shares, and at a single true one the coverage of any interval jumps about (the
 *	column "at" is for exactly that one).
 *
 *	values of sessions that are independent, by the standard deviation of their
 *	logarithms.
 *
 *	shares of users' sessions: in some populations users are nearly alike and have
 *	about as many sessions, in others a few have most of them.  Two periods are
 *	drawn from the same population, each with users of its own.  "worst" is the
 *	mode with the lowest coverage, or the most false alarms.
 *
 *	values of users' sessions, of which a user's own level makes a quarter of the
 *	variance of their logarithms.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/host.h"
#include "statistics/estimate.h"
#include "tally/tally_add.h"

#include "draw.h"

#define CONFIDENCE	0.95
#define ALPHA		0.05

/* Room for what is drawn: a user's sessions, and those of two periods. */
static Tally *user;
static Tally *period[2];

static void
add(Tally *tally, int mode, const double *value)
{
	TallyProblem problem;

	if (!wm_tally_add(tally, mode, value, &problem))
		abort();
}

static void
add_user(Tally *tally)
{
	TallyProblem problem;

	if (!wm_tally_cluster(tally, user, &problem))
		abort();
}

static bool
holds(Limits limits, double truth)
{
	return limits.low <= truth && truth <= limits.high;
}

static double
percent(int64_t number, int64_t samples)
{
	return 100.0 * (double) number / (double) samples;
}

static int
samples_of(double effort, double size, double most)
{
	return (int) fmin(ceil(effort / size), most);
}


/*
 * Shares of independent sessions.
 */

/* Fix has the share that is looked at; build and test have what it leaves. */
static ShareEstimate
draw_share(int n, double share)
{
	ShareEstimate shares[MODE_COUNT + 1];

	wm_tally_init(period[0], false);
	for (int i = 0; i < n; i++)
		add(period[0], uniform() < share ? MODE_FIX :
			uniform() < 0.6 ? MODE_BUILD : MODE_TEST, NULL);
	wm_share_estimates(period[0], shares);
	return shares[MODE_FIX];
}

static bool
share_holds(int n, double share)
{
	return holds(wm_share_interval(draw_share(n, share), CONFIDENCE, 1), share);
}

static bool
change_holds(int n, double share)
{
	ShareEstimate e0 = draw_share(n, share);
	ShareEstimate e1 = draw_share(n, share / 2);

	return holds(wm_newcombe_interval(e1.p, wm_share_interval(e1, CONFIDENCE, 1),
									  e0.p, wm_share_interval(e0, CONFIDENCE, 1)),
				 share / 2 - share);
}

static double
share_coverage(bool (*check) (int, double), int n, double share, double about,
			   int samples)
{
	int			held = 0;

	for (int i = 0; i < samples; i++)
		held += check(n, share * (1 + about * (2 * uniform() - 1)));
	return percent(held, samples);
}

static void
report_shares(const char *what, bool (*check) (int, double), double effort)
{
	static const double shares[] = {0.02, 0.05, 0.1, 0.2, 0.5};

	for (int n = 50; n <= 5000; n *= 10)
	{
		int			samples = samples_of(effort, 2 * n, 20000);

		printf("%-8s %5d  %6d", what, n, samples);
		for (int i = 0; i < 5; i++)
			printf("   %.2f: %5.1f at %5.1f", shares[i],
				   share_coverage(check, n, shares[i], 0.1, samples),
				   share_coverage(check, n, shares[i], 0, samples));
		printf("\n");
		fflush(stdout);
	}
}


/*
 * Populations of users.
 */

typedef struct Population
{
	const char *name;
	double		likeness;		/* concentration of the users' mixes about the
								 * common one (Dirichlet's distribution) */
	double		spread;			/* standard deviation of ln sessions of a user */
	bool		by_size;		/* users of many sessions have another mix */
} Population;

static const Population populations[] = {
	{"even", 10, 0.6, false},
	{"uneven", 3, 1.2, false},
	{"heavy", 1, 1.6, true},
};

#define POPULATIONS	3

#define MOST_SESSIONS	2000

static double
sessions_at(const Population *p, double z)
{
	return fmin(ceil(exp(1 + p->spread * z)), MOST_SESSIONS);
}

/* The share of a mode that users at this place have on average. */
static double
share_at(const Population *p, double z, int mode)
{
	static const double common[] = {.20, .35, .08, .04, .08, .12, .05, .05, .03};
	static const double large[] = {.40, .20, .04, .15, .08, .05, .03, .03, .02};
	double		weight = p->by_size ? 1 / (1 + exp(1.5 - 1.5 * p->spread * z)) : 0;

	return (1 - weight) * common[mode] + weight * large[mode];
}

/* The share of each mode among all sessions of the population. */
static void
true_shares(const Population *p, double *shares)
{
	double		all = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		shares[mode] = 0;
	for (double z = -8; z < 8; z += 1e-4)
	{
		double		n = exp(-z * z / 2) * sessions_at(p, z);

		all += n;
		for (int mode = 0; mode < MODE_COUNT; mode++)
			shares[mode] += n * share_at(p, z, mode);
	}
	for (int mode = 0; mode < MODE_COUNT; mode++)
		shares[mode] /= all;
}

/* A user's sessions; sd is that of ln value, 0 for sessions without one. */
static void
draw_user(const Population *p, double sd)
{
	double		z = normal();
	double		level = normal();
	double		mix[MODE_COUNT];
	double		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += mix[mode] = gamma_of(p->likeness * share_at(p, z, mode)) + 1e-12;
	for (int mode = 0; mode < MODE_COUNT; mode++)
		mix[mode] /= sum;

	wm_tally_init(user, false);
	for (int i = (int) sessions_at(p, z); i > 0; i--)
	{
		double		value = exp(sd * (level * 0.5 + normal() * sqrt(0.75)));

		add(user, one_of(MODE_COUNT, mix), sd > 0 ? &value : NULL);
	}
}

static void
draw_periods(const Population *p, int users, double sd)
{
	for (int side = 0; side < 2; side++)
	{
		wm_tally_init(period[side], true);
		for (int i = 0; i < users; i++)
		{
			draw_user(p, sd);
			add_user(period[side]);
		}
	}
}

/* As many samples as take about as long for each number of users. */
static int
user_samples(const Population *p, int users, double effort)
{
	return samples_of(effort, users * exp(1 + p->spread * p->spread / 2), 4000);
}


/*
 * Shares of users' sessions.
 */

/* How often each of nine things was so. */
typedef int64_t ByMode[MODE_COUNT];

static double
mean_percent(const ByMode number, int64_t samples)
{
	int64_t		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += number[mode];
	return percent(sum, samples) / MODE_COUNT;
}

static double
extreme_percent(const ByMode number, int64_t samples, bool most)
{
	int64_t		extreme = number[0];

	for (int mode = 1; mode < MODE_COUNT; mode++)
	{
		if (most ? number[mode] > extreme : number[mode] < extreme)
			extreme = number[mode];
	}
	return percent(extreme, samples);
}

typedef struct ShareCounts
{
	double		effective;
	ByMode		share;			/* the interval holds the share */
	ByMode		change;			/* the interval of the change holds 0 */
	ByMode		alarm;			/* the p-value of the mode is below 0.05 */
	int64_t		joint;			/* all nine joint intervals hold their shares */
	int64_t		any_alarm;		/* Holm's p-value of any mode is below 0.05 */
	int64_t		test;			/* that of the test of all shares is */
} ShareCounts;

static void
count_shares(ShareCounts *counts, const double *truth)
{
	ShareEstimate e[2][MODE_COUNT + 1];
	double		p[MODE_COUNT];
	double		holm[MODE_COUNT];
	double		effect;
	bool		joint = true;
	bool		any = false;

	for (int side = 0; side < 2; side++)
		wm_share_estimates(period[side], e[side]);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		ShareEstimate e0 = e[0][mode];
		ShareEstimate e1 = e[1][mode];
		Limits		i0 = wm_share_interval(e0, CONFIDENCE, 1);
		Limits		i1 = wm_share_interval(e1, CONFIDENCE, 1);

		counts->share[mode] += holds(i0, truth[mode]);
		joint &= holds(wm_share_interval(e0, CONFIDENCE, MODE_COUNT), truth[mode]);
		counts->change[mode] += holds(wm_newcombe_interval(e1.p, i1, e0.p, i0), 0);
		p[mode] = wm_share_change_p(e1.p, e1.n, e1.df, e0.p, e0.n, e0.df);
		counts->alarm[mode] += p[mode] < ALPHA;
	}
	wm_holm(MODE_COUNT, p, holm);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		any |= holm[mode] < ALPHA;

	counts->effective += wm_tally_effective_users(period[0], TALLY_ALL);
	counts->joint += joint;
	counts->any_alarm += any;
	counts->test += wm_shift_test(period[0], period[1], &effect).p_value < ALPHA;
}

static void
report_user_shares(const Population *p, int users, double effort)
{
	int			samples = user_samples(p, users, effort);
	ShareCounts counts = {0};
	double		truth[MODE_COUNT];

	true_shares(p, truth);
	for (int i = 0; i < samples; i++)
	{
		draw_periods(p, users, 0);
		count_shares(&counts, truth);
	}
	printf("%-8s %5d %9.1f %7d  %5.1f  %5.1f  %5.1f   %5.1f  %5.1f   %5.1f  %5.1f  %5.1f  %5.1f\n",
		   p->name, users, counts.effective / samples, samples,
		   mean_percent(counts.share, samples),
		   extreme_percent(counts.share, samples, false),
		   percent(counts.joint, samples),
		   mean_percent(counts.change, samples),
		   extreme_percent(counts.change, samples, false),
		   percent(counts.test, samples),
		   mean_percent(counts.alarm, samples),
		   extreme_percent(counts.alarm, samples, true),
		   percent(counts.any_alarm, samples));
	fflush(stdout);
}


/*
 * Values.
 */

typedef struct ValueCounts
{
	int64_t		mean;
	int64_t		geomean;
	int64_t		ratio;			/* of the means of two periods, which is 1 */
	int64_t		geomean_ratio;
} ValueCounts;

static void
count_values(ValueCounts *counts, double sd)
{
	Estimate	mean[2];
	Estimate	log[2];

	for (int side = 0; side < 2; side++)
	{
		mean[side] = wm_value_estimate(period[side], TALLY_ALL);
		log[side] = wm_log_estimate(period[side], TALLY_ALL);
	}
	counts->mean += holds(wm_mean_interval(mean[0], CONFIDENCE), exp(sd * sd / 2));
	counts->geomean += holds(wm_geomean_interval(log[0], CONFIDENCE), 1);
	counts->ratio += holds(wm_ratio_interval(mean[1], mean[0], CONFIDENCE), 1);
	counts->geomean_ratio += holds(wm_log_ratio_interval(log[1], log[0], CONFIDENCE), 1);
}

static void
print_values(const char *what, int size, double sd, int samples, ValueCounts counts)
{
	printf("%-8s %5d  %4.1f  %6d   %5.1f  %5.1f   %5.1f  %5.1f\n", what, size, sd, samples,
		   percent(counts.mean, samples), percent(counts.geomean, samples),
		   percent(counts.ratio, samples), percent(counts.geomean_ratio, samples));
	fflush(stdout);
}

static void
report_values(int n, double sd, double effort)
{
	int			samples = samples_of(effort, n, 20000);
	ValueCounts counts = {0};

	for (int i = 0; i < samples; i++)
	{
		for (int side = 0; side < 2; side++)
		{
			wm_tally_init(period[side], false);
			for (int j = 0; j < n; j++)
			{
				double		value = exp(sd * normal());

				add(period[side], MODE_FIX, &value);
			}
		}
		count_values(&counts, sd);
	}
	print_values("sessions", n, sd, samples, counts);
}

static void
report_user_values(const Population *p, int users, double sd, double effort)
{
	int			samples = user_samples(p, users, effort);
	ValueCounts counts = {0};

	for (int i = 0; i < samples; i++)
	{
		draw_periods(p, users, sd);
		count_values(&counts, sd);
	}
	print_values(p->name, users, sd, samples, counts);
}

int
main(int argc, char **argv)
{
	static const int sizes[] = {10, 30, 100, 300, 1000};
	static const int users[] = {5, 10, 50, 200, 1000};
	double		effort = argc > 1 ? atof(argv[1]) : 1e7;

	user = wm_alloc(wm_tally_size(false));
	for (int side = 0; side < 2; side++)
		period[side] = wm_alloc(wm_tally_size(true));

	printf("%-8s %5s %7s   coverage of the 95%% interval by share, in %%\n",
		   "interval", "n", "samples");
	report_shares("share", share_holds, effort);
	report_shares("change", change_holds, effort);

	printf("\n%-8s %5s %9s %7s  share  worst  joint  change  worst    test      p  worst    any\n",
		   "users", "n", "effective", "samples");
	for (int i = 0; i < POPULATIONS; i++)
	{
		for (int j = 0; j < 5; j++)
			report_user_shares(&populations[i], users[j], effort);
	}

	printf("\n%-8s %5s  %4s  %6s    mean   geom   ratio   geom\n",
		   "values", "n", "sd", "samples");
	for (double sd = 0.5; sd <= 2; sd *= 2)
	{
		for (int j = 0; j < 5; j++)
			report_values(sizes[j], sd, effort);
	}
	for (int i = 0; i < POPULATIONS; i++)
	{
		for (double sd = 1; sd <= 2; sd++)
		{
			for (int j = 0; j < 5; j++)
				report_user_values(&populations[i], users[j], sd, effort);
		}
	}
	return 0;
}
