/*
 * quantile.c
 *	  Quantiles and their intervals: ranks by R, users by hand.
 */
#include "unit.h"

#include "base/host.h"
#include "statistics/distribution.h"
#include "statistics/quantile.h"
#include "unit_host.h"

static ValueCurve curve;

/* A value in the middle of a bin, so many bins above that of 1. */
static double
value_of(int bin)
{
	return wm_histogram_bin_middle(-HISTOGRAM_FIRST + bin);
}

static Histogram *
make(bool clustered)
{
	Histogram  *histogram = wm_alloc(wm_histogram_size(clustered, HISTOGRAM_MAX_ROOM));

	wm_histogram_init(histogram, clustered, HISTOGRAM_MAX_ROOM);
	return histogram;
}

static void
add(Histogram *histogram, int mode, int bin, int count)
{
	double		value = value_of(bin);
	TallyProblem problem;

	for (int i = 0; i < count; i++)
		(void) wm_histogram_add(histogram, mode, &value, &problem);
}

/* A user with y sessions in one bin and the rest of n in the next. */
static void
add_user(Histogram *clustered, int y, int n)
{
	Histogram  *sessions = make(false);
	Histogram  *user = make(true);
	TallyProblem problem;

	add(sessions, MODE_FIX, 0, y);
	add(sessions, MODE_FIX, 1, n - y);
	(void) wm_histogram_of_user(user, sessions, &problem);
	(void) wm_histogram_merge(clustered, user, &problem);
	wm_free(sessions);
	wm_free(user);
}

/* So many values, one in each bin from that of 1 on. */
static void
set_ranks(int n)
{
	Histogram  *histogram = make(false);

	for (int i = 0; i < n; i++)
		add(histogram, MODE_FIX, i, 1);
	wm_value_curve(histogram, MODE_FIX, &curve);
	wm_free(histogram);
}

/* The rank of a limit among these values, 0 if there is none. */
static int
rank_of(double limit, bool high)
{
	return isnan(limit) ? 0 : (int) rint(100 * log(limit)) + !high;
}

/* pbinom() of R 4.2.2 */
static void
test_binomial(void)
{
	close_to(wm_binomial_tail(15, 20, .25), 3.81302743335e-06, 1e-11, "15 of 20, p .25");
	close_to(wm_binomial_tail(31, 100, .25), 0.103787238956, 1e-11, "31 of 100, p .25");
	close_to(wm_binomial_tail(7.5, 19.75, .3), 0.291041342244, 1e-11, "7.5 of 19.75");
	close_to(wm_binomial_tail(26000, 1e5, .25), 1.82207165866e-13, 1e-10, "of 10^5");
	close_to(wm_binomial_tail(2503000, 1e7, .25), 0.0142514580687, 1e-8, "of 10^7");
	ok(wm_binomial_tail(0, 5, .5) == 1 && wm_binomial_tail(6, 5, .5) == 0 &&
	   wm_binomial_tail(1, 5, 0) == 0 && wm_binomial_tail(5, 5, 1) == 1 &&
	   isnan(wm_binomial_tail(NAN, 5, .5)), "none, all, more");
	for (int k = 0; k <= 30; k++)
		close_to(wm_binomial_tail(k, 30, .5), wm_coin_tail(k, 30), 1e-14, "a fair coin");

	/* of more trials the number of successes is off by less than a fifth of one */
	ok(wm_binomial_tail(25010000.2, 1e8, .25) < 0.0104664, "10^8 trials, from below");
	ok(wm_binomial_tail(25009999.8, 1e8, .25) > 0.0104664, "from above");
}

/*
 * The ranks between which the quantile of a continuous distribution lies: from
 * qbinom() of R 4.2.2.
 */
static void
test_ranks(void)
{
	static const struct
	{
		int			n;
		double		fraction;
		int			low;
		int			high;
	}			cases[] = {
		{5, .5, 0, 0}, {6, .5, 1, 6}, {10, .5, 2, 9}, {20, .5, 6, 15}, {100, .5, 40, 61},
		{1000, .5, 469, 532}, {20, .25, 2, 10}, {100, .25, 17, 35}, {1000, .25, 223, 278},
		{10, .25, 0, 6}, {20, .9, 15, 0}, {100, .9, 84, 96}, {1000, .9, 881, 919},
		{20, 0, 0, 1}, {20, 1, 20, 0},
	};

	for (size_t i = 0; i < lengthof(cases); i++)
	{
		char		name[80];
		Limits		limits;

		set_ranks(cases[i].n);
		limits = wm_quantile_interval(&curve, cases[i].fraction, 0.95);
		snprintf(name, sizeof(name), "n %d, fraction %g: ranks %d to %d", cases[i].n,
				 cases[i].fraction, cases[i].low, cases[i].high);
		ok(rank_of(limits.low, false) == cases[i].low &&
		   rank_of(limits.high, true) == cases[i].high, name);
	}
}

static void
test_values(void)
{
	set_ranks(9);
	ok(wm_quantile(&curve, 0.5) == value_of(4), "the median of nine");
	set_ranks(10);
	ok(wm_quantile(&curve, 0.5) == value_of(4) &&
	   wm_quantile(&curve, 0.500001) == value_of(5),
	   "of ten the lower of two");
	ok(wm_quantile(&curve, 0) == value_of(0) && wm_quantile(&curve, 1) == value_of(9) &&
	   wm_quantile(&curve, 0.1) == value_of(0) &&
	   wm_quantile(&curve, 0.11) == value_of(1),
	   "the least, the greatest, and what is between");
	ok(wm_quantile_effect(&curve, 0.5) == 1, "independent sessions are worth themselves");
	set_ranks(0);
	ok(isnan(wm_quantile(&curve, 0.5)) &&
	   isnan(wm_quantile_interval(&curve, 0.5, 0.95).low), "nothing is known of nothing");
	set_ranks(1);
	ok(wm_quantile(&curve, 0.5) == value_of(0) &&
	   isnan(wm_quantile_interval(&curve, 0.5, 0.95).high), "little of one value");
}

/* Modes apart and together. */
static void
test_modes(void)
{
	Histogram  *histogram = make(false);

	add(histogram, MODE_FIX, 5, 3);
	add(histogram, MODE_PLAN, 9, 4);
	wm_value_curve(histogram, MODE_PLAN, &curve);
	ok(curve.n == 4 && wm_quantile(&curve, 0.5) == value_of(9), "a mode");
	wm_value_curve(histogram, TALLY_ALL, &curve);
	ok(curve.n == 7 && wm_quantile(&curve, 3 / 7.0) == value_of(5) &&
	   wm_quantile(&curve, 0.5) == value_of(9), "all modes");
	wm_value_curve(histogram, MODE_TEST, &curve);
	ok(curve.n == 0, "a mode without sessions");
	wm_free(histogram);
}

/*
 * U1: five users with (y, n) = (3,4) (0,2) (1,1) (2,5) (0,3), as in statistics.c: the
 * share .4 has the variance .0244444 and the design effect 1.527778.
 */
static void
test_users(void)
{
	Histogram  *clustered = make(true);

	add_user(clustered, 3, 4);
	add_user(clustered, 0, 2);
	add_user(clustered, 1, 1);
	add_user(clustered, 2, 5);
	add_user(clustered, 0, 3);
	wm_value_curve(clustered, MODE_FIX, &curve);
	ok(curve.n == 15 && curve.users == 5, "users and their sessions");
	near(wm_quantile_effect(&curve, 0.4), 1.527778, 6, "U1 design effect");
	near(wm_quantile_effect(&curve, 1), 1.527778, 6, "where nothing varies, the mean");
	near(curve.df, 225 / 55.0 - 1, 12, "df: as many equal users, less one");
	wm_free(clustered);
}

/* What users of one session each know, and users whose sessions are all alike. */
static void
test_worth(void)
{
	Histogram  *single = make(true);
	Histogram  *alike = make(true);
	Histogram  *one = make(true);
	Histogram  *plain = make(false);
	Limits		limits[3];

	for (int i = 0; i < 100; i++)
	{
		add_user(single, i % 2, 1);
		add_user(alike, 5 * (i % 2), 5);
	}
	add(plain, MODE_FIX, 0, 50);
	add(plain, MODE_FIX, 1, 50);
	wm_value_curve(plain, MODE_FIX, &curve);
	limits[0] = wm_quantile_interval(&curve, 0.3, 0.95);
	wm_value_curve(single, MODE_FIX, &curve);
	near(wm_quantile_effect(&curve, 0.3), 100 / 99.0, 12, "one session each");
	limits[1] = wm_quantile_interval(&curve, 0.3, 0.95);
	wm_value_curve(alike, MODE_FIX, &curve);
	near(wm_quantile_effect(&curve, 0.3), 5 * 100 / 99.0, 12, "five alike are worth one");
	limits[2] = wm_quantile_interval(&curve, 0.3, 0.95);
	ok(limits[0].low == limits[1].low && limits[0].high == limits[1].high &&
	   limits[0].low == limits[2].low && limits[0].high == limits[2].high,
	   "so the intervals are those of as many sessions");
	for (double fraction = 0.05; fraction < 1; fraction += 0.05)
	{
		Limits		users;

		wm_value_curve(alike, MODE_FIX, &curve);
		users = wm_quantile_interval(&curve, fraction, 0.95);
		wm_value_curve(plain, MODE_FIX, &curve);
		limits[0] = wm_quantile_interval(&curve, fraction, 0.95);
		ok(!(users.low > limits[0].low) && !(users.high < limits[0].high), "no shorter");
	}

	add_user(one, 10, 20);
	wm_value_curve(one, MODE_FIX, &curve);
	ok(wm_quantile(&curve, 0.2) == value_of(0) &&
	   isnan(wm_quantile_interval(&curve, 0.2, 0.95).low) &&
	   isnan(wm_quantile_effect(&curve, 0.2)), "one user shows no variance");
	wm_free(single);
	wm_free(alike);
	wm_free(one);
	wm_free(plain);
}

int
main(void)
{
	test_binomial();
	test_ranks();
	test_values();
	test_modes();
	test_users();
	test_worth();
	ok(unit_host.memory == 0, "all memory is given back");
	return done();
}
