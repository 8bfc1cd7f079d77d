/*
 * unmix.c
 *	  Expected and unmixed shares, against numbers that were computed in another way:
 *	  least squares by substitution, groups left out one by one.
 */
#include "unit.h"

#include "base/probabilities.h"
#include "statistics/unmix.h"
#include "tally/tally_add.h"

/* Three groups of labelled people; of the other six modes they have no sessions. */
static const TallyExpected groups[] = {
	{{10, 10, 20}, {{458752, 131072, 65536}, {196608, 393216, 65536}, {131072, 131072, 1048576}}},
	{{20, 10, 10}, {{786432, 393216, 131072}, {131072, 458752, 65536}, {131072, 131072, 393216}}},
	{{30, 20, 10}, {{1572864, 196608, 196608}, {327680, 655360, 327680}, {81920, 163840, 409600}}},
};

static const Mixing mixing = {lengthof(groups), groups};

/* Expected shares of so many independent sessions. */
static Prediction
prediction_of(double build, double fix, double test, double sessions)
{
	Prediction	prediction = {.sessions = sessions, .share = {build, fix, test},
	.df = INFINITY, .alike = sessions};

	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
			prediction.covariance[i][j] = (prediction.share[i] * (i == j) -
										   prediction.share[i] * prediction.share[j]) / sessions;
	}
	return prediction;
}

static void
test_unmixed(void)
{
	Prediction	expected = prediction_of(0.5, 0.3, 0.2, 1000);
	Estimate	shares[MODE_COUNT];
	double		sum = 0;

	ok(wm_unmixed_shares(&expected, &mixing, 0, shares), "shares are unmixed");
	near(shares[MODE_BUILD].value, 0.5680976248, 10, "without a ridge: build");
	near(shares[MODE_FIX].value, 0.3046415341, 10, "fix");
	near(shares[MODE_TEST].value, 0.1272608411, 10, "test");
	close_to(shares[MODE_BUILD].variance, 1.053736e-03 + 2 * 1.544459e-02, 1e-6,
			 "variance of the sessions and twice that of the labelled");
	ok(shares[MODE_PLAN].value == 0 && isnan(shares[MODE_PLAN].variance),
	   "a mode without labelled sessions has no share, and nothing is known of it");

	ok(wm_unmixed_shares(&expected, &mixing, 0.1, shares), "with a ridge");
	near(shares[MODE_BUILD].value, 0.5526366241, 10, "build");
	near(shares[MODE_FIX].value, 0.3046344063, 10, "fix");
	near(shares[MODE_TEST].value, 0.1427289696, 10, "test");
	close_to(shares[MODE_TEST].variance,
			 3.959053e-04 + 2 * 7.120293e-04 + 1.422121e-02 * 1.422121e-02, 1e-6,
			 "what the ridge moves is added");
	close_to(shares[MODE_TEST].df,
			 pow(3.959053e-04 + 2 * 7.120293e-04, 2) / (pow(2 * 7.120293e-04, 2) / 2), 1e-5,
			 "degrees of freedom are of three groups");
	for (int i = 0; i < MODE_COUNT; i++)
		sum += shares[i].value;
	near(sum, 1, 12, "shares sum to 1");

	ok(wm_unmixed_shares(&expected, &mixing, 1e6, shares), "with a huge ridge");
	near(shares[MODE_BUILD].value, 0.5, 6, "they are the expected ones");
}

static void
test_project(void)
{
	Prediction	expected = prediction_of(0.9, 0.05, 0.05, 1000);
	Estimate	shares[MODE_COUNT];

	/* Least squares leave 1.38, -0.34 and -0.04. */
	ok(wm_unmixed_shares(&expected, &mixing, 0, shares) &&
	   shares[MODE_BUILD].value == 1 && shares[MODE_FIX].value == 0 &&
	   shares[MODE_TEST].value == 0, "no share is negative or above 1");
	ok(shares[MODE_FIX].variance > 0, "their variance remains");
}

static void
test_guess(void)
{
	Prediction	expected = prediction_of(0.5, 0.3, 0.2, 1000);
	Prediction	prediction = prediction_of(0.7, 0.3, 0, 1000);
	const Prediction nothing = prediction_of(NAN, NAN, NAN, 0);
	const Mixing none = {0, NULL};

	prediction.guess[MODE_BUILD][MODE_BUILD] = 0.6;
	prediction.guess[MODE_FIX][MODE_BUILD] = 0.3;
	prediction.guess[MODE_TEST][MODE_BUILD] = 0.1;
	prediction.guess[MODE_PLAN][MODE_FIX] = 1;
	prediction.guess[MODE_PLAN][MODE_TEST] = NAN;

	wm_guess_by_mix(&nothing, &mixing, 0, &prediction);
	wm_guess_by_mix(&expected, &none, 0, &prediction);
	ok(prediction.guess[MODE_BUILD][MODE_BUILD] == 0.6,
	   "without sessions or a mixing the guess stays as it is");

	wm_guess_by_mix(&expected, &mixing, 0, &prediction);
	near(prediction.guess[MODE_BUILD][MODE_BUILD], 0.6492611656, 9,
		 "what is more in the mix is more of each predicted mode");
	near(prediction.guess[MODE_FIX][MODE_BUILD], 0.2901378051, 9, "what is as much");
	near(prediction.guess[MODE_TEST][MODE_BUILD], 0.0606010294, 9, "what is less");
	near(prediction.guess[MODE_PLAN][MODE_FIX], 1, 12,
		 "a mode that cannot be unmixed keeps its weight");
	ok(isnan(prediction.guess[MODE_PLAN][MODE_TEST]), "of no sessions nothing is known");
}

static void
test_changes(void)
{
	Prediction	before = prediction_of(0.45, 0.25, 0.3, 1000);
	Prediction	after = prediction_of(0.5, 0.3, 0.2, 1000);
	Estimate	shares[2][MODE_COUNT];
	Estimate	changes[MODE_COUNT];

	ok(wm_unmixed_changes(&before, &after, &mixing, 0.1, changes) &&
	   wm_unmixed_shares(&before, &mixing, 0.1, shares[0]) &&
	   wm_unmixed_shares(&after, &mixing, 0.1, shares[1]), "changes are unmixed");
	near(changes[MODE_BUILD].value, 0.0651521118, 10, "build");
	near(changes[MODE_FIX].value, 0.0931748286, 10, "fix");
	near(changes[MODE_TEST].value, -0.1583269404, 10, "test");
	near(changes[MODE_TEST].value, shares[1][MODE_TEST].value - shares[0][MODE_TEST].value, 12,
		 "a change is that of the shares");
	ok(changes[MODE_FIX].variance < shares[0][MODE_FIX].variance + shares[1][MODE_FIX].variance,
	   "and better known than two shares");

	wm_expected_changes(&before, &after, changes);
	near(changes[MODE_TEST].value, -0.1, 12, "a change of expected shares");
	near(changes[MODE_TEST].variance, (0.2 * 0.8 + 0.3 * 0.7) / 1000, 12, "has both variances");
}

static void
test_expected(void)
{
	Prediction	expected = prediction_of(0.5, 0.3, 0.2, 1000);
	Estimate	shares[MODE_COUNT];

	wm_expected_shares(&expected, NULL, shares);
	near(shares[MODE_FIX].value, 0.3, 12, "an expected share");
	near(shares[MODE_FIX].variance, 0.3 * 0.7 / 1000, 12, "without a mixing");
	ok(isinf(shares[MODE_FIX].df), "and without its degrees of freedom");
	wm_expected_shares(&expected, &mixing, shares);
	close_to(shares[MODE_FIX].variance, 0.3 * 0.7 / 1000 + 2 * 3.858333e-03, 1e-6,
			 "with one, what the labelled are off by is added");
}

static void
test_refused(void)
{
	const TallyExpected one = {{10, 1, 0}, {{655360}, {0, 65536}}};
	const Mixing poor = {1, &one};
	const Mixing none = {0, NULL};
	Prediction	expected = prediction_of(0.5, 0.3, 0.2, 1000);
	Prediction	nothing;
	TallyRoom	room;
	Estimate	shares[MODE_COUNT];
	Limits		limits;

	ok(!wm_unmixed_shares(&expected, &poor, 0.1, shares), "one mode alone cannot be unmixed");
	ok(!wm_unmixed_changes(&expected, &expected, &none, 0.1, shares), "nor can no labels");

	wm_tally_init(&room.tally, false);
	wm_expected_prediction(&room.tally, &nothing);
	ok(wm_unmixed_shares(&nothing, &mixing, 0.1, shares) && isnan(shares[MODE_BUILD].value),
	   "without probabilities no share is known");
	limits = wm_unmixed_interval(shares[MODE_BUILD], 0.95);
	ok(isnan(limits.low) && isnan(limits.high), "and no interval");
	wm_expected_shares(&nothing, &mixing, shares);
	limits = wm_expected_interval(shares[MODE_BUILD], 0.95);
	ok(isnan(shares[MODE_BUILD].value) && isnan(limits.low), "nor an expected one");
}

/* A session, half of one mode and half of another. */
static void
add_session(Tally *tally, int mode, int one, int other)
{
	double		numbers[MODE_COUNT] = {0};
	Probabilities probabilities;
	TallyProblem problem;

	numbers[one] += 0.5;
	numbers[other] += 0.5;
	if (wm_probabilities_round(numbers, &probabilities) != NULL ||
		!wm_tally_add_probable(tally, mode, NULL, &probabilities, &problem))
		abort();
}

/*
 * Two users: one has two sessions, build and fix by half each, the other one session
 * of test.  Shares are 1/3 each; the residuals of build are 1 - 2/3 and 0 - 1/3.
 */
static void
test_tallies(void)
{
	TallyRoom	all;
	TallyRoom	user;
	TallyProblem problem;
	Prediction	expected;

	wm_tally_init(&all.tally, true);
	wm_tally_init(&user.tally, false);
	add_session(&user.tally, MODE_BUILD, MODE_BUILD, MODE_FIX);
	add_session(&user.tally, MODE_BUILD, MODE_BUILD, MODE_FIX);
	ok(wm_tally_cluster(&all.tally, &user.tally, &problem), "one user");
	wm_expected_prediction(&all.tally, &expected);
	ok(expected.share[MODE_FIX] == 0.5 && isnan(expected.covariance[0][0]),
	   "shows shares, and not how they vary");

	wm_tally_init(&user.tally, false);
	add_session(&user.tally, MODE_TEST, MODE_TEST, MODE_TEST);
	ok(wm_tally_cluster(&all.tally, &user.tally, &problem), "another user");
	wm_expected_prediction(&all.tally, &expected);
	near(expected.share[MODE_FIX], 1 / 3.0, 12, "a third is expected of each");
	near(expected.alike, 9 / 5.0, 12, "effective users");
	/* 9/5 over 4/5, times (1/9 + 1/9), over 9 */
	near(expected.covariance[MODE_BUILD][MODE_BUILD], 2.25 * (2 / 9.0) / 9, 12, "a variance");
	near(expected.covariance[MODE_BUILD][MODE_TEST], -2.25 * (4 / 9.0) / 9, 12, "a covariance");

	wm_tally_init(&user.tally, false);
	add_session(&user.tally, MODE_BUILD, MODE_BUILD, MODE_FIX);
	ok(wm_tally_add(&user.tally, MODE_FIX, NULL, &problem), "a session without probabilities");
	wm_expected_prediction(&user.tally, &expected);
	ok(expected.sessions == 1 && expected.share[MODE_FIX] == 0.5, "is not among the expected");
	near(expected.covariance[MODE_FIX][MODE_FIX], 0.25, 12,
		 "of independent sessions, the variance of labels");
}

static void
test_shipped(void)
{
	const Mixing *shipped = wm_shipped_mixing("1.0");
	bool		sound = shipped != NULL && shipped->count > 1;
	int64_t		sessions[MODE_COUNT] = {0};

	for (int group = 0; sound && group < shipped->count; group++)
	{
		const TallyExpected *part = &shipped->groups[group];

		for (int i = 0; i < MODE_COUNT; i++)
		{
			int64_t		sum = 0;

			for (int j = 0; j < MODE_COUNT; j++)
				sum += part->sum[i][j];
			sessions[i] += part->sessions[i];
			sound = sound && sum == part->sessions[i] * PROBABILITY_WHOLE;
		}
	}
	ok(sound, "the mixing of 1.0 sums up");
	for (int i = 0; i < MODE_COUNT; i++)
		sound = sound && sessions[i] >= 100;
	ok(sound, "and has a hundred sessions of each mode");
	ok(wm_shipped_mixing("0.9") == NULL, "no other model has one");
}

int
main(void)
{
	test_unmixed();
	test_project();
	test_guess();
	test_changes();
	test_expected();
	test_refused();
	test_tallies();
	test_shipped();
	return done();
}
