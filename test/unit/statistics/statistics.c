/*
 * statistics.c
 *	  The oracles of published methods that take plain numbers.
 *
 * Those that can be reached through SQL are in test/sql too; here are their
 * digits, and those of more or other cells than nine modes.
 */
#include "unit.h"

#include "statistics/correction.h"
#include "statistics/distance.h"
#include "statistics/distribution.h"
#include "statistics/indices.h"
#include "statistics/interval.h"
#include "statistics/linear.h"
#include "statistics/significance.h"
#include "tally/tally_add.h"

#define COUNT(array)	((int) (sizeof(array) / sizeof((array)[0])))

/* G1: Goodman's joint intervals; CoinMinD's example. */
static void
goodman(void)
{
	static const double counts[] = {44, 55, 43, 32, 67, 78};
	static const double low[] = {.09468368, .12376893, .09208527, .06412671,
	.15637944, .18692732};
	static const double high[] = {.1966413, .2350489, .1931040, .1535697,
	.2760670, .3130119};
	double		chi2 = wm_chi2_critical(0.05 / COUNT(counts), 1);

	near(chi2, 6.960401, 6, "G1 critical value");
	for (int i = 0; i < COUNT(counts); i++)
	{
		Limits		limits = wm_wilson_interval(counts[i] / 319, 319,
												wm_critical(1 - 0.05 / 6, INFINITY));

		near(limits.low, low[i], 8, "G1 low");
		near(limits.high, high[i], 7, "G1 high");
	}
}

static Limits
wilson(double x, double n)
{
	return wm_wilson_interval(x / n, n, wm_critical(0.95, INFINITY));
}

/* W1: Newcombe (1998a), table I. */
static void
wilson_score(void)
{
	static const double cases[][4] = {
		{81, 263, .2553, .3662}, {15, 148, .0624, .1605},
		{0, 20, 0, .1611}, {1, 29, .0061, .1718},
	};

	for (int i = 0; i < COUNT(cases); i++)
	{
		Limits		limits = wilson(cases[i][0], cases[i][1]);

		near(limits.low, cases[i][2], 4, "W1 low");
		near(limits.high, cases[i][3], 4, "W1 high");
	}
	ok(wilson(0, 20).low == 0 && wilson(20, 20).high == 1,
	   "an end that the share is at is exact");
	ok(isnan(wilson(0, 0).low), "nothing is known of nothing");
}

/* N1: Newcombe (1998b), table II, method 10. */
static void
newcombe(void)
{
	static const double cases[][6] = {
		{56, 70, 48, 80, .0524, .3339}, {9, 10, 3, 10, .1705, .8090},
		{6, 7, 2, 7, .0582, .8062}, {5, 56, 0, 29, -.0381, .1926},
		{0, 10, 0, 20, -.1611, .2775}, {10, 10, 0, 20, .6791, 1},
	};

	for (int i = 0; i < COUNT(cases); i++)
	{
		const double *c = cases[i];
		Limits		limits = wm_newcombe_interval(c[0] / c[1], wilson(c[0], c[1]),
												  c[2] / c[3], wilson(c[2], c[3]));

		near(limits.low, c[4], 4, "N1 low");
		near(limits.high, c[5], 4, "N1 high");
	}
}

/* C1: Agresti's table of party by gender. */
static void
homogeneity(void)
{
	static const double women[] = {762, 327, 468};
	static const double men[] = {484, 239, 477};
	static const double none[] = {0, 0, 0};
	Chi2Test	test = wm_homogeneity_test(3, women, men);

	near(test.chi2, 30.0701, 4, "C1 chi-squared");
	near(test.df, 2, 9, "C1 df");
	near(test.p_value, 2.954e-07, 10, "C1 p");
	ok(isnan(wm_homogeneity_test(3, women, none).p_value), "an empty row");
}

/* U1: five users with sessions (y, n) = (3,4) (0,2) (1,1) (2,5) (0,3). */
static void
clusters(void)
{
	static const double y[] = {3, 0, 1, 2, 0};
	static const double n[] = {4, 2, 1, 5, 3};
	double		residuals = 0;
	double		variance;

	for (int u = 0; u < COUNT(y); u++)
		residuals += (y[u] - 0.4 * n[u]) * (y[u] - 0.4 * n[u]);
	variance = wm_ratio_variance(5, residuals, 15);
	near(variance, .0244444, 7, "U1 variance");
	near(sqrt(variance), .156347, 6, "U1 standard error");
	near(variance / (.4 * .6 / 15), 1.527778, 6, "U1 design effect");
	ok(isnan(wm_ratio_variance(1, 0, 15)), "one cluster shows no variance");
	near(wm_ratio_variance(225.0 / 55, residuals, 15), .0258824, 7, "of effective clusters");
}

/* Means: section 6 of the methods, log-delta interval of a ratio. */
static void
means(void)
{
	Estimate	base = {100, 150.0 * 150 / 400, INFINITY};
	Estimate	current = {127, 150.0 * 150 / 400, INFINITY};
	Limits		limits = wm_ratio_interval(current, base, 0.95);

	near(limits.low, 1.053, 3, "log-delta low");
	near(limits.high, 1.531, 3, "log-delta high");

	/* the upper limit of a mean is at x + x^2, and at 2 x where x is above 1 */
	limits = wm_mean_interval(base, 0.95);
	close_to(log(100 / limits.low), 1.959963984540054 * .075, 1e-13, "low of a mean");
	close_to(log(limits.high / 100), log(100 / limits.low) * (1 + log(100 / limits.low)),
			 1e-13, "high of a mean");
	base.variance *= 100;
	limits = wm_mean_interval(base, 0.95);
	close_to(log(limits.high / 100), 2 * log(100 / limits.low), 1e-13, "twice as far at most");
}

/* R's p.adjust(p, "holm"): ties, one that is NA, and nine modes. */
static void
holm(void)
{
	static const double p[9] = {.0006, .3, .02, 1, 1, .004, .004, .21, .6};
	static const double expected[9] = {.0054, 1, .12, 1, 1, .032, .032, 1, 1};
	static const double rising[5] = {.01, .02, .03, .04, .05};
	static const double risen[5] = {.05, .08, .09, .09, .09};
	const double gap[4] = {.01, NAN, .04, .03};
	double		adjusted[9];

	wm_holm(9, p, adjusted);
	for (int i = 0; i < 9; i++)
		close_to(adjusted[i], expected[i], 1e-15, "Holm's p of nine");
	wm_holm(5, rising, adjusted);
	for (int i = 0; i < 5; i++)
		close_to(adjusted[i], risen[i], 1e-15, "Holm's p never falls");
	wm_holm(4, gap, adjusted);
	close_to(adjusted[0], .03, 1e-15, "Holm's p of three that count");
	ok(isnan(adjusted[1]), "what is unknown stays so");
	close_to(adjusted[2], .06, 1e-15, "Holm's p of the largest");
	close_to(adjusted[3], .06, 1e-15, "Holm's p of the second");
}

/* Distances: the seed's shares, October to April. */
static void
distances(void)
{
	static const double before[] = {.33, .14, .10, .43};
	static const double after[] = {.19, .21, .20, .40};
	static const double left[] = {1, 0};
	static const double right[] = {0, 1};

	near(wm_total_variation(4, after, before), 0.17, 9, "total variation");
	near(wm_psi(4, after, before), 0.177, 3, "PSI");
	near(wm_jensen_shannon(2, left, right), 1, 12, "disjoint shares: one bit");
	ok(wm_jensen_shannon(4, after, after) == 0, "equal shares: no bits");
	ok(isfinite(wm_psi(2, left, right)), "PSI with empty cells");
}

/* D1: Das Gupta, example 2.1 (one cell, two factors). */
static void
das_gupta_one(void)
{
	static const double s0[] = {10930};
	static const double v0[] = {.717892};
	static const double s1[] = {16591};
	static const double v1[] = {.825974};
	double		mix[1];
	double		within[1];

	wm_decompose(1, s0, v0, s1, v1, 0, mix, within);
	near(mix[0], 4369.913, 3, "D1 first factor");
	near(within[0], 1487.262, 3, "D1 second factor");
	near(mix[0] + within[0], 5857.175, 3, "D1 total");
}

/* D2: Das Gupta, example 5.1 (household sizes and headship rates). */
static void
das_gupta_two(void)
{
	static const double size0[] = {12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8,
	7.0, 5.9, 4.7, 3.6, 4.9};
	static const double size1[] = {10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0,
	6.3, 5.9, 5.1, 4.0, 5.5};
	static const double rate0[] = {1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8,
	54.9, 58.7, 60.4, 62.8, 66.6, 66.8};
	static const double rate1[] = {2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0,
	57.4, 57.2, 61.2, 63.9, 68.6, 72.2};
	double		s0[13];
	double		s1[13];
	double		mix[13];
	double		within[13];
	double		before = 0;
	double		after = 0;

	for (int i = 0; i < 13; i++)
	{
		s0[i] = size0[i] / 100;
		s1[i] = size1[i] / 100;
		before += s0[i] * rate0[i];
		after += s1[i] * rate1[i];
	}
	near(before, 44.7268, 4, "D2 before");
	near(after, 47.6940, 4, "D2 after");

	for (int centred = 0; centred < 2; centred++)
	{
		double		level = centred ? (before + after) / 2 : 0;
		double		all_mix = 0;
		double		all_within = 0;

		wm_decompose(13, s0, rate0, s1, rate1, level, mix, within);
		for (int i = 0; i < 13; i++)
		{
			all_mix += mix[i];
			all_within += within[i];
		}
		near(all_mix, 1.2269, 4, "D2 mix");
		near(all_within, 1.7403, 4, "D2 within");
		near(all_mix + all_within, after - before, 12, "D2 adds up");
	}
}

/* P1 and P3: Balk's data; six goods, five periods, unit prices at first. */
static const double prices[5][6] = {
	{1, 1, 1, 1, 1, 1}, {1.2, 3, 1.3, .7, 1.4, .8}, {1, 1, 1.5, .5, 1.7, .6},
	{.8, .5, 1.6, .3, 1.9, .4}, {1, 1, 1.6, .1, 2, .2},
};
static const double quantities[5][6] = {
	{1, 1, 2, 1, 4.5, .5}, {.8, .9, 1.9, 1.3, 4.7, .6},
	{1, 1.1, 1.8, 3, 5, .8}, {1.2, 1.2, 1.9, 6, 5.6, 1.3},
	{.9, 1.2, 2, 12, 6.5, 2.5},
};

static void
balk(void)
{
	static const double expected[4][4] = {
		{1.4200, 1.3824, 1.4011, 1.4052}, {1.3450, 1.2031, 1.2721, 1.2890},
		{1.3550, 1.0209, 1.1762, 1.2268}, {1.4400, .7968, 1.0712, 1.2477},
	};
	static const double missing[] = {1, 1, 0, 1, 4.5, .5};
	IndexPeriod base = {quantities[0], prices[0]};
	IndexPeriod last = {quantities[4], prices[4]};
	IndexPeriod gap = {missing, prices[0]};

	for (int t = 1; t < 5; t++)
	{
		IndexPeriod current = {quantities[t], prices[t]};

		for (int method = 0; method < 4; method++)
			near(wm_index(6, base, current, INDEX_LASPEYRES + method),
				 expected[t - 1][method], 4,
				 wm_index_names[INDEX_LASPEYRES + method]);
		close_to(wm_index(6, base, current, INDEX_FISHER) *
				 wm_index(6, base, current, INDEX_MIX),
				 wm_index(6, base, current, INDEX_UNIT_VALUE), 1e-14,
				 "P3 price times mix is unit value");
	}
	near(wm_index(6, base, last, INDEX_UNIT_VALUE), .796813, 6, "P3 unit value");
	near(wm_index(6, base, last, INDEX_MIX), .743870, 6, "P3 mix");

	near(wm_index_coverage(6, last, gap), 23.1 / 25.1, 12, "coverage");
	close_to(wm_index(6, gap, last, INDEX_FISHER) *
			 wm_index(6, gap, last, INDEX_MIX),
			 wm_index(6, gap, last, INDEX_UNIT_VALUE), 1e-14,
			 "price times mix with a missing mode");
}

/* Small matrices. */
static void
matrices(void)
{
	Matrix		a = {{4, 1}, {1, 3}};
	Matrix		singular = {{1, -1}, {-1, 1}};
	Matrix		wide = {{100, 0}, {0, 1}};
	const double x[] = {2, -2};
	int			rank;

	near(wm_quadratic_form(2, singular, x, &rank), 4, 12, "a singular form");
	ok(rank == 1, "its rank");
	near(wm_condition_number(2, wide), 10, 12, "condition number");
	ok(isinf(wm_condition_number(2, singular)), "condition of a singular one");
	ok(wm_matrix_invert(2, a), "an inverse");
	near(a[0][0] * 11, 3, 12, "its first element");
	ok(!wm_matrix_invert(2, singular), "no inverse");
}

/* All labels are of one mode; the weights add up to a digit more than 1. */
static void
correction_of_one_mode(void)
{
	static const int64_t sessions[MODE_COUNT] = {15, 16, 16, 5, 19, 14, 15, 17, 13};
	LabelTable	labels = {{2, 2, 2, 2, 2, 2, 2, 2, 2}};
	Tally		tally;
	Prediction	prediction;
	Correction	correction;
	CorrectionProblem problem;

	wm_tally_init(&tally, false);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		tally.sums[mode].sessions = sessions[mode];
	wm_prediction(&tally, &prediction);
	ok(wm_correct_stratified(&prediction, labels, &correction, &problem) &&
	   correction.share[0].value == 1, "a corrected share is at most 1");
}

/*
 * Two periods and one table of labels, with sensitivity .9 and specificity .8: the
 * errors of the labels enter by the change, those of the sessions as they are.
 */
static void
correction_of_both(void)
{
	LabelTable	labels = {{90, 10}, {20, 80}};
	Tally		tally[2];
	Prediction	predictions[2];
	Correction	corrections[2];
	Estimate	changes[MODE_COUNT];
	CorrectionProblem problem;
	double		change = (6 / 11.0 - 3 / 5.0) / .7;
	double		sample[2] = {.6 * .4 / 500, 6 / 11.0 * 5 / 11 / 1100};
	double		each = (.9 * .1 + .8 * .2) * change * change / 99;
	double		parts = pow(.9 * .1 * change * change / 99, 2) / 99 +
		pow(.8 * .2 * change * change / 99, 2) / 99;
	double		variance = sample[0] + sample[1] + each;

	for (int which = 0; which < 2; which++)
	{
		wm_tally_init(&tally[which], false);
		tally[which].sums[0].sessions = which == 0 ? 300 : 600;
		tally[which].sums[1].sessions = which == 0 ? 200 : 500;
		wm_prediction(&tally[which], &predictions[which]);
	}
	ok(wm_correct_both(&predictions[0], &predictions[1], labels, corrections, changes,
					   &problem), "two periods are corrected by one table");
	close_to(changes[0].value, change, 1e-12, "change");
	close_to(changes[0].variance, variance / (.7 * .7), 1e-12, "its variance");
	close_to(changes[0].df, variance * variance / parts, 1e-9, "its degrees of freedom");
	close_to(changes[1].value, -change, 1e-12, "the other loses it");
	near(wm_change_p(changes[0]), .0422, 4, "its p-value");
	ok(changes[2].value == 0 && wm_change_p(changes[2]) == 1, "what is not there stays so");
}

/*
 * All sessions are labelled, and each period is of one mode: no variance shows.  With
 * Wilson's limits of none of two, the interval holds 0 just if z^2 / (2 + z^2) is the
 * root of 1/2.  The normal distribution has .0280 beyond the 2.1974 of that.
 */
static void
change_without_variance(void)
{
	Correction	corrections[2];
	CorrectionProblem problem;
	double		p;

	for (int which = 0; which < 2; which++)
	{
		LabelTable	labels = {{0}};
		TallyRoom	room;
		Prediction	prediction;

		wm_tally_init(&room.tally, false);
		room.tally.sums[which].sessions = 2;
		labels[which][which] = 2;
		wm_prediction(&room.tally, &prediction);
		ok(wm_correct_stratified(&prediction, labels, &corrections[which], &problem),
		   "two sessions of one mode are corrected");
	}
	p = wm_correction_change_p(&corrections[0], &corrections[1], 0);
	near(p, .0280, 4, "few sessions of one mode prove little");
	near(wm_correction_change_interval(&corrections[0], &corrections[1], 0, 1 - p).high,
		 0, 9, "the interval that just holds 0 has the p-value");
	ok(wm_correction_change_p(&corrections[0], &corrections[1], 2) == 1,
	   "what is in neither has not changed");
}

/* One user's sessions do not tell what others' are, not even that nothing changed. */
static void
change_of_one_user(void)
{
	LabelTable	labels = {{9, 1}, {2, 8}};
	Prediction	predictions[2];
	Correction	corrections[2];
	Estimate	changes[MODE_COUNT];
	CorrectionProblem problem;
	TallyProblem fault;
	bool		unknown = true;

	for (int which = 0; which < 2; which++)
	{
		TallyRoom	user;
		TallyRoom	room;

		wm_tally_init(&user.tally, false);
		user.tally.sums[0].sessions = user.tally.sums[1].sessions = 10;
		wm_tally_init(&room.tally, true);
		ok(wm_tally_cluster(&room.tally, &user.tally, &fault), "one user");
		wm_prediction(&room.tally, &predictions[which]);
	}
	ok(wm_correct_both(&predictions[0], &predictions[1], labels, corrections, changes,
					   &problem), "a user's two periods are corrected");
	for (int mode = 0; mode < MODE_COUNT; mode++)
		unknown &= changes[mode].value == 0 && isnan(wm_change_p(changes[mode])) &&
			isnan(wm_correction_change_p(&corrections[0], &corrections[1], mode));
	ok(unknown, "no p-value of one user");
}

int
main(void)
{
	change_without_variance();
	change_of_one_user();
	goodman();
	wilson_score();
	newcombe();
	homogeneity();
	clusters();
	means();
	holm();
	distances();
	das_gupta_one();
	das_gupta_two();
	balk();
	matrices();
	near(wm_mcnemar_p(15, 5), 0.0414, 4, "exact McNemar, 15 against 5");
	ok(wm_mcnemar_p(0, 0) == 1, "McNemar of no discordant pair");
	correction_of_one_mode();
	correction_of_both();
	return done();
}
