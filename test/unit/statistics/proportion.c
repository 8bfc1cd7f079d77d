/*
 * proportion.c
 *	  Proportions of clustered and plain tallies against R's package survey.
 *
 * Expected are what survey 4.1 gives for the same sessions: svyratio for shares of
 * value, svymean for shares of sessions, and svyby with svymean for rates.
 */
#include "unit.h"

#include "statistics/correction.h"
#include "statistics/proportion.h"
#include "tally/tally_add.h"

#define USERS	8

static const int modes[] = {MODE_BUILD, MODE_FIX, MODE_PLAN, MODE_TEST};

/* Users' sessions, made up so that each has all four modes. */
static void
make(Tally *values, Tally *facts, Tally *plain)
{
	static const int codes[] = {MODE_BUILD, MODE_FIX, MODE_TEST, MODE_PLAN};
	TallyRoom	user[2];
	TallyProblem problem;

	wm_tally_init(values, true);
	wm_tally_init(facts, true);
	wm_tally_init(plain, false);
	for (int u = 1; u <= USERS; u++)
	{
		wm_tally_init(&user[0].tally, false);
		wm_tally_init(&user[1].tally, false);
		for (int i = 0; i <= 2 + 3 * u; i++)
		{
			int			mode = codes[i < 4 ? i : (u * i * i + u + i % 3) % 4];
			double		value = 1 + (7 * u + 5 * i * i) % 13 * u;

			(void) wm_tally_add(&user[0].tally, mode, &value, &problem);
			(void) wm_tally_add_fact(&user[1].tally, mode, (u + i * i + i) % 3 == 0,
									 &problem);
		}
		(void) wm_tally_cluster(values, &user[0].tally, &problem);
		(void) wm_tally_cluster(facts, &user[1].tally, &problem);
		(void) wm_tally_merge(plain, &user[0].tally, &problem);
	}
}

/* n that is p (1 - p) / variance, unless the variance is below the mean's. */
static void
is_known(Proportion got, double p, double error, const char *name)
{
	double		n = p * (1 - p) / (error * error);

	near(got.p, p, 9, name);
	ok(got.n <= n * (1 + 1e-7), name);
}

static void
shares_of_value(const Tally *values, const Tally *plain)
{
	static const double p[] = {.3184449959, .1813482217, .1674937965, .3327129859};
	static const double error[] = {.03087165144, .0435367843, .05713231076, .0456289497};
	static const double plain_error[] = {.05188315359, .03956195113, .03825676795,
	.0519932117};
	Proportion	shares[MODE_COUNT];
	double		trace = 0;

	wm_worth_shares(values, shares);
	for (int i = 0; i < 4; i++)
	{
		double		total = wm_tally_value(values, TALLY_ALL);

		close_to(sqrt(wm_ratio_variance(USERS, wm_tally_worth_residuals(values, modes[i]),
										total)), error[i], 1e-9, "error of a share of value");
		is_known(shares[modes[i]], p[i], error[i], "share of value");
		trace += error[i] * error[i] / p[i];
	}
	close_to(shares[MODE_PLAN].n, p[2] * (1 - p[2]) / pow(error[2], 2), 1e-8,
			 "the largest error counts as it is");
	close_to(shares[MODE_BUILD].n, 3 / trace, 1e-8, "the smallest as the mean");
	close_to(shares[MODE_COMMUNICATE].n, 3 / trace, 1e-8, "and none as that, too");
	close_to(shares[MODE_FIX].df, 4.447217886 - 1, 1e-9, "few users have most of the value");

	wm_worth_shares(plain, shares);
	for (int i = 0; i < 4; i++)
		is_known(shares[modes[i]], p[i], plain_error[i], "plain share of value");
	close_to(shares[MODE_BUILD].n, p[0] * (1 - p[0]) / pow(plain_error[0], 2), 1e-8,
			 "with its own error");
	close_to(shares[MODE_FIX].df, 85.20809712 - 1, 1e-9, "and few sessions");
}

static void
own_shares(const Tally *values)
{
	static const double p[] = {.3022652116, .2182539683, .1878141534, .2916666667};
	static const double error[] = {.02454363765, .02602158145, .0332185802, .02727723628};
	Proportion	shares[MODE_COUNT];

	wm_own_shares(values, shares);
	for (int i = 0; i < 4; i++)
	{
		close_to(sqrt(wm_ratio_variance(USERS, wm_tally_own_residuals(values, modes[i]),
										USERS)), error[i], 1e-8, "error of a mean share");
		is_known(shares[modes[i]], p[i], error[i], "mean share");
	}
	ok(shares[MODE_PLAN].n == 132, "no better than all sessions would tell");
	ok(shares[MODE_FIX].df == USERS - 1, "each user counts");
}

static void
rates(const Tally *facts)
{
	static const double p[] = {.325, .2666666667, .25, .2631578947};
	static const double error[] = {.1474394549, .1672434464, .1008397283, .1791796302};
	static const double alike[] = {6.504065041, 5.769230769, 5.433962264, 6.446428571};
	static const double sessions[] = {40, 30, 24, 38};
	Proportion	got[MODE_COUNT + 1];
	double		variances = 0;
	double		squares = 0;
	double		independent = 0;
	double		most = 0;

	wm_fact_rates(facts, got);
	for (int i = 0; i < 4; i++)
	{
		double		variance = pow(sessions[i] * error[i], 2);

		is_known(got[modes[i]], p[i], error[i], "rate");
		variances += variance;
		squares += variance * variance / (alike[i] - 1);
		independent += sessions[i] * p[i] * (1 - p[i]);
		most += sessions[i] * p[i] * (1 - p[i]) * (sessions[i] / alike[i] - 1);
	}
	close_to(got[MODE_TEST].n, p[3] * (1 - p[3]) / pow(error[3], 2), 1e-8,
			 "a large error counts as it is");
	close_to(got[MODE_TEST].df, alike[3] - 1, 1e-9, "with its degrees of freedom");
	close_to(got[MODE_PLAN].n,
			 24 / (1 + (variances - independent) / most * (24 / alike[2] - 1)), 1e-8,
			 "a small one as sessions of one user correlate in all modes");
	close_to(got[MODE_PLAN].df, variances * variances / squares, 1e-8,
			 "with the degrees of freedom of all");
	near(got[TALLY_ALL].p, .28030303, 8, "of all modes");
	close_to(got[TALLY_ALL].n, .28030303 * (1 - .28030303) / pow(.10829, 2), 1e-4, "its n");
	ok(isnan(got[MODE_COMMUNICATE].p) && isnan(got[MODE_COMMUNICATE].n),
	   "a mode without sessions has none");
}

static void
covariances(const Tally *values, const Tally *plain)
{
	static const double expected[4][4] = {
		{.00052364365, -.00020056744, .00029272005, -.00061579626},
		{-.00020056744, .00100337929, -.00133675491, .00053394306},
		{.00029272005, -.00133675491, .00190484864, -.00086081378},
		{-.00061579626, .00053394306, -.00086081378, .00094266698}
	};
	Prediction	prediction;
	double		alike = wm_tally_effective_users(values, TALLY_ALL);
	double		correction = alike / (alike - 1) / (USERS / (USERS - 1.0));

	wm_prediction(values, &prediction);
	for (int i = 0; i < 4; i++)
	{
		/* what was expected corrects by the number of users, this by those that count */
		for (int j = 0; j < 4; j++)
			near(prediction.covariance[modes[i]][modes[j]], expected[i][j] * correction, 10,
				 "covariance of shares over users");
	}
	wm_prediction(plain, &prediction);
	close_to(prediction.covariance[MODE_BUILD][MODE_FIX], -40 * 30 / pow(132, 3), 1e-12,
			 "and over sessions");
}

/* Where nothing is known it is said. */
static void
unknown(void)
{
	TallyRoom	user;
	TallyRoom	room;
	Tally	   *tally = &room.tally;
	TallyProblem problem;
	Proportion	got[MODE_COUNT + 1];
	double		value = 2;

	wm_tally_init(tally, false);
	wm_worth_shares(tally, got);
	ok(isnan(got[MODE_FIX].p), "no share of no value");
	wm_own_shares(tally, got);
	ok(isnan(got[MODE_FIX].p), "nor of no users");
	wm_fact_rates(tally, got);
	ok(isnan(got[TALLY_ALL].p), "nor a rate");

	wm_tally_init(&user.tally, false);
	(void) wm_tally_add(&user.tally, MODE_FIX, &value, &problem);
	wm_worth_shares(&user.tally, got);
	ok(got[MODE_FIX].p == 1 && isnan(got[MODE_FIX].n), "one session says little");
	(void) wm_tally_add(&user.tally, MODE_FIX, &value, &problem);
	wm_worth_shares(&user.tally, got);
	ok(got[MODE_FIX].p == 1 && got[MODE_FIX].n == 2, "two alike say as much as two");
	wm_fact_rates(&user.tally, got);
	ok(got[MODE_FIX].p == 1 && got[MODE_FIX].n == 2 && isinf(got[MODE_FIX].df),
	   "or of values how many there are");

	wm_tally_init(tally, true);
	(void) wm_tally_cluster(tally, &user.tally, &problem);
	wm_worth_shares(tally, got);
	ok(got[MODE_FIX].p == 1 && isnan(got[MODE_FIX].n), "one user says little");
	wm_own_shares(tally, got);
	ok(got[MODE_FIX].p == 1 && isnan(got[MODE_FIX].n), "of each share");
	wm_fact_rates(tally, got);
	ok(got[MODE_FIX].p == 1 && isnan(got[MODE_FIX].n), "and rate");
	(void) wm_tally_cluster(tally, &user.tally, &problem);
	wm_fact_rates(tally, got);
	ok(got[MODE_FIX].n == 2, "two users who say the same are two");
	wm_own_shares(tally, got);
	ok(got[MODE_FIX].n == 2 && got[MODE_FIX].df == 1, "whatever is asked");
}

/* Score intervals by R: n of 40, t of 7 degrees. */
static void
intervals(void)
{
	Proportion	before = {.3, 40, 7};
	Proportion	after = {.5, 60, 9};
	Limits		limits = wm_proportion_interval(before, 0.95, 1);

	near(limits.low, .162181, 6, "low");
	near(limits.high, .486876, 6, "high");
	limits = wm_proportion_interval(before, 0.95, 9);
	near(limits.low, .107059, 6, "nine of them, low");
	near(limits.high, .605049, 6, "high");
	limits = wm_proportion_change(before, after, 0.95);
	near(limits.low, -.033600, 6, "change, low");
	near(limits.high, .396572, 6, "high");
	ok(wm_proportion_change_p(before, before) == 1, "no change");
}

int
main(void)
{
	TallyRoom	values;
	TallyRoom	facts;
	TallyRoom	plain;

	make(&values.tally, &facts.tally, &plain.tally);
	shares_of_value(&values.tally, &plain.tally);
	own_shares(&values.tally);
	rates(&facts.tally);
	covariances(&values.tally, &plain.tally);
	unknown();
	intervals();
	return done();
}
