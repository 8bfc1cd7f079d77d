/*
 * estimate.c
 *	  What tallies of a few users estimate, against figures that were worked out by
 *	  hand and with R 4.2.2.
 */
#include "unit.h"

#include "statistics/distribution.h"
#include "statistics/estimate.h"
#include "tally/tally_add.h"

#define COUNT(array)	((int) (sizeof(array) / sizeof((array)[0])))

static void
add(Tally *tally, int mode, double value)
{
	TallyProblem problem;

	ok(wm_tally_add(tally, mode, value > 0 ? &value : NULL, &problem), "a session");
}

static void
add_user(Tally *tally, const Tally *user)
{
	TallyProblem problem;

	ok(wm_tally_cluster(tally, user, &problem), "a user");
}

/* Users of so many sessions of the first three modes each. */
static void
make_users(Tally *tally, const int (*users)[3], int count)
{
	wm_tally_init(tally, true);
	for (int u = 0; u < count; u++)
	{
		TallyRoom	user;

		wm_tally_init(&user.tally, false);
		for (int mode = 0; mode < 3; mode++)
		{
			for (int i = 0; i < users[u][mode]; i++)
				add(&user.tally, mode, 0);
		}
		add_user(tally, &user.tally);
	}
}

static const int before_users[][3] = {
	{4, 1, 0}, {0, 3, 1}, {2, 2, 2}, {7, 1, 1}, {0, 0, 1}, {1, 2, 0},
};
static const int after_users[][3] = {
	{1, 4, 0}, {0, 6, 1}, {1, 1, 5}, {0, 2, 0}, {3, 3, 3},
};

/*
 * Five users with (y, n) = (3,4) (0,2) (1,1) (2,5) (0,3): n^2 / sum of n_u^2 is
 * 225 / 55, of y 36 / 14.  The residuals sum up to 4.4, so the variance is
 * 45/34 * 4.4 / 225, and the design effect that over .24 / 15.
 */
static void
effective_users(void)
{
	static const int users[][3] = {{1, 3, 0}, {2, 0, 0}, {0, 1, 0}, {3, 2, 0}, {3, 0, 0}};
	ShareEstimate shares[MODE_COUNT + 1];
	TallyRoom	room;

	make_users(&room.tally, users, COUNT(users));
	close_to(wm_tally_effective_users(&room.tally, TALLY_ALL), 225.0 / 55, 1e-15, "effective users");
	close_to(wm_tally_effective_users(&room.tally, 1), 36.0 / 14, 1e-15, "effective users of a mode");
	ok(wm_tally_effective_users(&room.tally, 2) == 0, "no sessions have none");

	wm_share_estimates(&room.tally, shares);
	close_to(shares[1].df, 170.0 / 55, 1e-15, "degrees of freedom");
	close_to(shares[1].n, 15 / (45.0 / 34 * 4.4 / 225 / (.24 / 15)), 1e-14, "effective sessions");
}

/* The users' own number and that of the effective ones are one if all are alike. */
static void
equal_users(void)
{
	static const int users[][3] = {{1, 1, 0}, {2, 0, 0}, {0, 2, 0}};
	static const int one[][3] = {{3, 2, 1}};
	ShareEstimate shares[MODE_COUNT + 1];
	TallyRoom	room;

	make_users(&room.tally, users, COUNT(users));
	ok(wm_tally_effective_users(&room.tally, TALLY_ALL) == 3, "equal users are effective");
	wm_share_estimates(&room.tally, shares);
	ok(shares[0].df == 2, "one degree of freedom less");

	make_users(&room.tally, one, COUNT(one));
	ok(wm_tally_effective_users(&room.tally, TALLY_ALL) == 1, "one user is one");
	wm_share_estimates(&room.tally, shares);
	ok(isnan(shares[0].n), "and shows no variance");
}

/* Two users of whom one has nearly all sessions: still one degree of freedom. */
static void
one_large_user(void)
{
	static const int users[][3] = {{60, 30, 10}, {0, 1, 0}};
	ShareEstimate shares[MODE_COUNT + 1];
	TallyRoom	room;
	Limits		limits;

	make_users(&room.tally, users, COUNT(users));
	wm_share_estimates(&room.tally, shares);
	limits = wm_share_interval(shares[0], 0.95, 1);
	ok(shares[0].df == 1, "the least degrees of freedom");
	ok(limits.low > 0 && limits.low < 0.2 && limits.high > 0.9 && limits.high < 1,
	   "little is known of the share");
}

static void
shares_of_users(void)
{
	static const double low[] = {.180858850937, .110290147732, .043932108631};
	static const double high[] = {.819141149063, .644133879410, .507017254971};
	ShareEstimate shares[MODE_COUNT + 1];
	TallyRoom	room;

	make_users(&room.tally, before_users, COUNT(before_users));
	wm_share_estimates(&room.tally, shares);
	for (int mode = 0; mode < 3; mode++)
	{
		Limits		limits = wm_share_interval(shares[mode], 0.95, 1);

		near(limits.low, low[mode], 12, "low of a share of users");
		near(limits.high, high[mode], 12, "high of a share of users");
	}
}

/* The same formulas in R, with chisq.test() and pf(). */
static void
shift_of_users(void)
{
	TallyRoom	before;
	TallyRoom	after;
	TallyRoom	plain;
	double		effect;
	Chi2Test	test;

	make_users(&before.tally, before_users, COUNT(before_users));
	make_users(&after.tally, after_users, COUNT(after_users));
	test = wm_shift_test(&before.tally, &after.tally, &effect);
	close_to(effect, 1.97596523532388, 1e-13, "design effect");
	close_to(test.chi2, 3.69730011108715, 1e-13, "chi-squared");
	close_to(test.df, 2, 0, "df");
	close_to(test.df2, 13.6118091629266, 1e-13, "df2");
	close_to(test.p_value, 0.19486933456802, 1e-12, "p");

	/* what is known of a plain side limits nothing: twice the other's df remain */
	wm_tally_init(&plain.tally, false);
	for (int i = 0; i < 1000000; i += 1000)
		plain.tally.sums[i / 1000 % 3].sessions += 1000000;
	test = wm_shift_test(&before.tally, &plain.tally, &effect);
	close_to(test.df2, 2 * (14.0 / 3 - 1), 1e-6, "df2 beside a side that is known");
	test = wm_shift_test(&plain.tally, &plain.tally, &effect);
	ok(effect == 1 && isinf(test.df2), "plain tallies have no df2");
}

/* Two modes: as the square of Student's t, with Welch's degrees of freedom. */
static void
shift_of_two_modes(void)
{
	static const int before[][3] = {{1, 1, 0}, {3, 0, 0}, {0, 2, 0}, {2, 2, 0}};
	static const int after[][3] = {{1, 4, 0}, {0, 3, 0}, {1, 1, 0}, {2, 3, 0}};
	TallyRoom	room[2];
	double		effect;
	Chi2Test	test;

	make_users(&room[0].tally, before, COUNT(before));
	make_users(&room[1].tally, after, COUNT(after));
	test = wm_shift_test(&room[0].tally, &room[1].tally, &effect);
	ok(effect > 1, "the users are alike in themselves");
	close_to(test.p_value, 2 * wm_student_tail(sqrt(test.chi2), test.df2), 1e-12,
			 "F with one degree of freedom is Student's t squared");
}

/* Values of a user: so many sessions, which share a sum. */
static void
values_of_users(void)
{
	static const double sum[] = {30, 4, 100, 12, 55};
	static const int sessions[] = {3, 1, 4, 2, 2};
	TallyRoom	room;
	Estimate	mean;
	Limits		limits;

	wm_tally_init(&room.tally, true);
	for (int u = 0; u < COUNT(sum); u++)
	{
		TallyRoom	user;

		wm_tally_init(&user.tally, false);
		for (int i = 0; i < sessions[u]; i++)
			add(&user.tally, 0, sum[u] / sessions[u]);
		add_user(&room.tally, &user.tally);
	}
	mean = wm_value_estimate(&room.tally, TALLY_ALL);
	limits = wm_mean_interval(mean, 0.95);
	close_to(mean.value, 16.75, 1e-12, "mean of users' values");
	close_to(mean.variance, 23.5102272727, 1e-10, "its variance");
	close_to(mean.df, 2, 0, "degrees of freedom by two large users");
	close_to(limits.low, 4.82051406836, 1e-10, "its lower limit");
	close_to(limits.high, 202.235654461, 1e-10, "its upper limit");
	close_to(wm_log_estimate(&room.tally, TALLY_ALL).df, 144.0 / 34 - 1, 1e-14,
			 "of the logarithm only sessions count");
}

static void
plain_values(void)
{
	static const double values[] = {100, 200, 400, 50, 1000, 75, 300};
	TallyRoom	room;
	Estimate	mean;
	Limits		limits;

	wm_tally_init(&room.tally, false);
	for (int i = 0; i < COUNT(values); i++)
		add(&room.tally, i % 2, values[i]);
	mean = wm_value_estimate(&room.tally, TALLY_ALL);
	limits = wm_mean_interval(mean, 0.95);
	close_to(mean.df, 2.45198279981, 1e-11, "degrees of freedom by large values");
	close_to(limits.low, 67.7058982259, 1e-10, "lower limit of a skewed mean");
	close_to(limits.high, 6102.80755197, 1e-10, "upper limit of a skewed mean");
	ok(wm_log_estimate(&room.tally, TALLY_ALL).df == 6, "all count in the logarithm");
}

/* Nothing varies: the limits are the value, to the bit. */
static void
constant_values(void)
{
	TallyRoom	room;
	Estimate	mean;
	Limits		limits;

	wm_tally_init(&room.tally, false);
	for (int i = 0; i < 3; i++)
		add(&room.tally, 0, 5);
	mean = wm_value_estimate(&room.tally, 0);
	limits = wm_mean_interval(mean, 0.95);
	ok(mean.value == 5 && limits.low == 5 && limits.high == 5, "limits of a constant");
	limits = wm_ratio_interval(mean, mean, 0.95);
	ok(limits.low == 1 && limits.high == 1, "limits of its change");
}

int
main(void)
{
	effective_users();
	equal_users();
	one_large_user();
	shares_of_users();
	shift_of_users();
	shift_of_two_modes();
	values_of_users();
	plain_values();
	constant_values();
	return done();
}
