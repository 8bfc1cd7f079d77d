/*
 * unmix.c
 *	  Shares of modes from the probabilities of sessions.
 */
#include <math.h>
#include <string.h>

#include "base/host.h"
#include "base/probabilities.h"
#include "statistics/unmix.h"

/*
 * The people of a tally are another sample than the labelled people of a mixing: what
 * the probabilities of either are off by differs by twice what one of them varies.
 */
#define SAMPLES_OF_PEOPLE	2

/* The variance of a rarer share is that of one so rare. */
#define RARE	0.005

/*
 * Expected.
 */

/* Of sessions of which each is of one mode for sure. */
static double
plain_covariance(const Prediction *prediction, int i, int j)
{
	const double *share = prediction->share;

	return (share[i] * (i == j) - share[i] * share[j]) / prediction->sessions;
}

static void
set_covariance(const Tally *tally, Prediction *prediction)
{
	bool		clustered = wm_tally_is_clustered(tally);
	bool		unknown = prediction->sessions == 0 ||
		(clustered && wm_tally_expected_users(tally) < 2);
	double		residuals[MODE_COUNT][MODE_COUNT];

	if (clustered)
		wm_tally_expected_products(tally, residuals);
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
			prediction->covariance[i][j] = unknown ? NAN :
				!clustered ? plain_covariance(prediction, i, j) :
				wm_ratio_variance(prediction->alike, residuals[i][j],
								  prediction->sessions);
	}
}

void
wm_expected_prediction(const Tally *tally, Prediction *prediction)
{
	double		all = (double) wm_tally_probable(tally, TALLY_ALL);

	prediction->sessions = all;
	prediction->alike = all;
	prediction->df = INFINITY;
	if (wm_tally_is_clustered(tally))
	{
		prediction->alike = wm_tally_effective_expected_users(tally);
		prediction->df = fmax(prediction->alike - 1.0, 1.0);
	}

	for (int i = 0; i < MODE_COUNT; i++)
		prediction->share[i] = all > 0 ?
			(double) wm_tally_expected(tally, TALLY_ALL, i) / PROBABILITY_WHOLE / all : NAN;
	set_covariance(tally, prediction);
}

/* An estimate whose variance is the sum of two, each with degrees of freedom. */
static Estimate
estimate_of(double value, double variance, double df, double other, double other_df)
{
	Estimate	estimate = {value, variance + other, df};

	if (other > 0)
		estimate.df = wm_welch_df(variance, df, other, other_df);
	return estimate;
}

/*
 * With few users the variance of one share is unreliable, so it is taken as at least the
 * mean of all, over what it would be of independent sessions; each counts by 1 - p.
 * See estimate.c, which does so with labels.
 */
static void
raise_variances(const double *share, double *variance)
{
	double		trace = 0;

	for (int i = 0; i < MODE_COUNT; i++)
		trace += variance[i] / fmax(share[i], RARE);
	for (int i = 0; i < MODE_COUNT; i++)
	{
		double		p = fmax(share[i], RARE);
		double		least = trace / (MODE_COUNT - 1) * p * (1.0 - p);

		if (variance[i] < least)
			variance[i] = least;
	}
}

/*
 * The delete-a-group jackknife of nine numbers: each group adds what became of them
 * without it.
 */
typedef struct Replicates
{
	int			count;
	double		sum[MODE_COUNT];
	double		squares[MODE_COUNT];
} Replicates;

static void
add_replicate(Replicates *replicates, const double *replicate, const double *whole)
{
	replicates->count++;
	for (int i = 0; i < MODE_COUNT; i++)
	{
		double		moved = replicate[i] - whole[i];

		replicates->sum[i] += moved;
		replicates->squares[i] += moved * moved;
	}
}

/* Zero if nothing can be left out. */
static double
jackknife_variance(const Replicates *replicates, int i)
{
	double		n = replicates->count;

	if (replicates->count < 2)
		return 0;
	return fmax((replicates->squares[i] - replicates->sum[i] * replicates->sum[i] / n) *
				(n - 1) / n, 0);
}

/*
 * Labelled sessions of a mixing by true mode, and the sums of their probabilities: as
 * doubles, since nobody says how many groups there are.
 */
typedef struct Labelled
{
	double		sessions[MODE_COUNT];
	double		sum[MODE_COUNT][MODE_COUNT];
} Labelled;

static void
add_group(Labelled *labelled, const TallyExpected *group, int sign)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		labelled->sessions[i] += sign * (double) group->sessions[i];
		for (int j = 0; j < MODE_COUNT; j++)
			labelled->sum[i][j] += sign * ((double) group->sum[i][j] / PROBABILITY_WHOLE);
	}
}

static void
add_groups(Labelled *labelled, const Mixing *mixing)
{
	memset(labelled, 0, sizeof(*labelled));
	for (int group = 0; group < mixing->count; group++)
		add_group(labelled, &mixing->groups[group], 1);
}

/* How far the expected shares of the labelled sessions are from the true ones. */
static void
set_bias(const Labelled *labelled, double *bias)
{
	double		all = wm_sum(MODE_COUNT, labelled->sessions);

	for (int j = 0; j < MODE_COUNT; j++)
	{
		double		expected = 0;

		for (int i = 0; i < MODE_COUNT; i++)
			expected += labelled->sum[i][j];
		bias[j] = all > 0 ? (expected - labelled->sessions[j]) / all : 0;
	}
}

static void
jackknife_bias(const Mixing *mixing, Replicates *replicates)
{
	Labelled	all;
	double		whole[MODE_COUNT];

	add_groups(&all, mixing);
	set_bias(&all, whole);
	for (int group = 0; group < mixing->count; group++)
	{
		Labelled	rest = all;
		double		replicate[MODE_COUNT];

		wm_check_interrupts();
		add_group(&rest, &mixing->groups[group], -1);
		set_bias(&rest, replicate);
		add_replicate(replicates, replicate, whole);
	}
}

void
wm_expected_shares(const Prediction *expected, const Mixing *mixing,
				   Estimate shares[MODE_COUNT])
{
	Replicates	replicates = {0};
	double		variance[MODE_COUNT];

	if (mixing != NULL)
		jackknife_bias(mixing, &replicates);
	for (int i = 0; i < MODE_COUNT; i++)
		variance[i] = expected->covariance[i][i];
	raise_variances(expected->share, variance);
	for (int i = 0; i < MODE_COUNT; i++)
		shares[i] = estimate_of(expected->share[i], variance[i], expected->df,
								SAMPLES_OF_PEOPLE * jackknife_variance(&replicates, i),
								replicates.count - 1);
}

void
wm_expected_changes(const Prediction *before, const Prediction *after,
					Estimate changes[MODE_COUNT])
{
	for (int i = 0; i < MODE_COUNT; i++)
		changes[i] = estimate_of(after->share[i] - before->share[i],
								 after->covariance[i][i], after->df,
								 before->covariance[i][i], before->df);
}


/*
 * Unmixed.
 */

/* The mean probabilities by true mode, of the modes that have sessions. */
typedef struct Means
{
	int			count;
	int			mode[MODE_COUNT];
	double		mean[MODE_COUNT][MODE_COUNT];	/* of the i'th such mode */
} Means;

static void
set_means(const Labelled *labelled, Means *means)
{
	means->count = 0;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		n = labelled->sessions[mode];
		double	   *mean = means->mean[means->count];

		if (n < MIXING_MIN_SESSIONS)
			continue;
		for (int j = 0; j < MODE_COUNT; j++)
			mean[j] = labelled->sum[mode][j] / n;
		means->mode[means->count++] = mode;
	}
}

/*
 * How much each unmixed share moves with each expected one: of the linear equations
 * that the header's least squares lead to, with a multiplier for the sum of 1, the
 * solution by what stands on their right.
 */
static bool
set_moves(const Means *means, double ridge, Matrix moves)
{
	int			n = means->count;
	Matrix		inverse = {{0}};

	for (int i = 0; i < n; i++)
	{
		for (int k = 0; k < n; k++)
		{
			inverse[i][k] = ridge * (i == k);
			for (int j = 0; j < MODE_COUNT; j++)
				inverse[i][k] += means->mean[i][j] * means->mean[k][j];
		}
		inverse[i][n] = 1;
		inverse[n][i] = 1;
	}
	if (n < 2 || !wm_matrix_invert(n + 1, inverse))
		return false;

	memset(moves, 0, sizeof(Matrix));
	for (int i = 0; i < n; i++)
	{
		double	   *move = moves[means->mode[i]];

		for (int j = 0; j < MODE_COUNT; j++)
		{
			move[j] = inverse[i][n];
			for (int k = 0; k < n; k++)
				move[j] += inverse[i][k] *
					(means->mean[k][j] + ridge * (means->mode[k] == j));
		}
	}
	return true;
}

static void
apply(Matrix moves, const double *expected, double *result)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		result[i] = 0;
		for (int j = 0; j < MODE_COUNT; j++)
			result[i] += moves[i][j] * expected[j];
	}
}

/* A mixing, solved as a whole. */
typedef struct Solution
{
	Labelled	labelled;
	Means		means;
	Matrix		moves;
} Solution;

static bool
solve(const Mixing *mixing, double ridge, Solution *solution)
{
	add_groups(&solution->labelled, mixing);
	set_means(&solution->labelled, &solution->means);
	return set_moves(&solution->means, ridge, solution->moves);
}

/*
 * What becomes of the unmixed numbers as each group is left out.  A group that a mode
 * needs, or the solution, is not left out.
 */
static void
jackknife_moves(const Mixing *mixing, double ridge, const Solution *solution,
				const double *expected, Replicates *replicates)
{
	double		whole[MODE_COUNT];

	apply((double (*)[LINEAR_MAX]) solution->moves, expected, whole);
	for (int group = 0; group < mixing->count; group++)
	{
		Labelled	rest = solution->labelled;
		Means		means;
		Matrix		moves;
		double		replicate[MODE_COUNT];

		wm_check_interrupts();
		add_group(&rest, &mixing->groups[group], -1);
		set_means(&rest, &means);
		if (means.count < solution->means.count || !set_moves(&means, ridge, moves))
			continue;
		apply(moves, expected, replicate);
		add_replicate(replicates, replicate, whole);
	}
}

/*
 * The nearest numbers that are not negative and have the same sum of 1: what is below
 * zero becomes zero, and the others bear it in equal parts, again and again.
 */
static void
project(double *shares)
{
	bool		zero[MODE_COUNT] = {false};

	for (;;)
	{
		double		below = 0;
		int			left = 0;

		for (int i = 0; i < MODE_COUNT; i++)
		{
			if (shares[i] < 0)
			{
				below += shares[i];
				shares[i] = 0;
				zero[i] = true;
			}
			left += !zero[i];
		}
		if (below == 0)
			return;
		for (int i = 0; i < MODE_COUNT; i++)
			shares[i] += zero[i] ? 0 : below / left;
	}
}

/*
 * What the ridge moves the unmixed numbers by, if they are the true ones: what would be
 * unmixed of the probabilities that the mixing gives to these, less these.
 */
static void
set_pull(const Solution *solution, const double *unmixed, double *pull)
{
	const Means *means = &solution->means;
	double		expected[MODE_COUNT] = {0};

	for (int i = 0; i < means->count; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
			expected[j] += unmixed[means->mode[i]] * means->mean[i][j];
	}
	apply((double (*)[LINEAR_MAX]) solution->moves, expected, pull);
	for (int i = 0; i < MODE_COUNT; i++)
		pull[i] -= unmixed[i];
}

/* The modes that the mixing cannot tell have no variance. */
static void
forget_unknown(const Solution *solution, Estimate *estimates)
{
	bool		known[MODE_COUNT] = {false};

	for (int i = 0; i < solution->means.count; i++)
		known[solution->means.mode[i]] = true;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (!known[mode])
			estimates[mode].variance = NAN;
	}
}

bool
wm_unmixed_shares(const Prediction *expected, const Mixing *mixing, double ridge,
				  Estimate shares[MODE_COUNT])
{
	Solution	solution;
	Replicates	replicates = {0};
	double		unmixed[MODE_COUNT];
	double		pull[MODE_COUNT];
	double		variance[MODE_COUNT];

	if (!solve(mixing, ridge, &solution))
		return false;
	apply(solution.moves, expected->share, unmixed);
	set_pull(&solution, unmixed, pull);
	jackknife_moves(mixing, ridge, &solution, expected->share, &replicates);
	for (int i = 0; i < MODE_COUNT; i++)
		variance[i] = wm_variance_of_sum(expected, solution.moves[i]);
	raise_variances(unmixed, variance);
	if (!isnan(unmixed[0]))
		project(unmixed);
	for (int i = 0; i < MODE_COUNT; i++)
	{
		shares[i] = estimate_of(unmixed[i], variance[i], expected->df,
								SAMPLES_OF_PEOPLE * jackknife_variance(&replicates, i),
								replicates.count - 1);
		shares[i].variance += pull[i] * pull[i];
	}
	forget_unknown(&solution, shares);
	return true;
}

/* The change of an unmixed share, by the moves of all expected ones. */
static Estimate
change_of(double value, const Prediction *before, const Prediction *after,
		  const double *moves, const Replicates *replicates, int i)
{
	double		variance0 = wm_variance_of_sum(before, moves);
	double		variance1 = wm_variance_of_sum(after, moves);

	return estimate_of(value, variance0 + variance1,
					   wm_welch_df(variance1, after->df, variance0, before->df),
					   jackknife_variance(replicates, i), replicates->count - 1);
}

bool
wm_unmixed_changes(const Prediction *before, const Prediction *after,
				   const Mixing *mixing, double ridge, Estimate changes[MODE_COUNT])
{
	Solution	solution;
	Replicates	replicates = {0};
	double		moved[MODE_COUNT];
	double		pull[MODE_COUNT];
	double		unmixed[3][MODE_COUNT]; /* before, after, the change */

	if (!solve(mixing, ridge, &solution))
		return false;
	for (int i = 0; i < MODE_COUNT; i++)
		moved[i] = after->share[i] - before->share[i];
	apply(solution.moves, before->share, unmixed[0]);
	apply(solution.moves, after->share, unmixed[1]);
	apply(solution.moves, moved, unmixed[2]);
	set_pull(&solution, unmixed[2], pull);
	jackknife_moves(mixing, ridge, &solution, moved, &replicates);
	for (int side = 0; side < 2; side++)
	{
		if (!isnan(unmixed[side][0]))
			project(unmixed[side]);
	}
	for (int i = 0; i < MODE_COUNT; i++)
	{
		changes[i] = change_of(unmixed[1][i] - unmixed[0][i], before, after,
							   solution.moves[i], &replicates, i);
		changes[i].variance += pull[i] * pull[i];
	}
	forget_unknown(&solution, changes);
	return true;
}


/*
 * Intervals.
 */

Limits
wm_unmixed_interval(Estimate share, double confidence)
{
	double		reach = wm_critical(confidence, share.df) * sqrt(share.variance);
	Limits		limits = {NAN, NAN};

	if (isnan(reach))
		return limits;
	limits.low = fmax(share.value - reach, 0.0);
	limits.high = fmin(share.value + reach, 1.0);
	return limits;
}

/* Turns the parts of one predicted mode by how much each mode's share is more. */
static void
turn_parts(LabelTable parts, int predicted, const double *more)
{
	double		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += parts[mode][predicted] * more[mode];
	if (!(sum > 0))
		return;
	for (int mode = 0; mode < MODE_COUNT; mode++)
		parts[mode][predicted] *= more[mode] / sum;
}

void
wm_guess_by_mix(const Prediction *expected, const Mixing *mixing, double ridge,
				Prediction *prediction)
{
	Estimate	shares[MODE_COUNT];
	double		more[MODE_COUNT];

	if (isnan(expected->share[0]) ||
		!wm_unmixed_shares(expected, mixing, ridge, shares))
		return;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		more[mode] = 1;
		if (!isnan(shares[mode].variance) && expected->share[mode] > 0)
			more[mode] = shares[mode].value / expected->share[mode];
	}
	for (int predicted = 0; predicted < MODE_COUNT; predicted++)
		turn_parts(prediction->guess, predicted, more);
}

Limits
wm_expected_interval(Estimate share, double confidence)
{
	double		inner = share.value * (1.0 - share.value);

	if (!(inner > 0 && share.variance > 0))
		return wm_unmixed_interval(share, confidence);
	return wm_wilson_interval(share.value, inner / share.variance,
							  wm_critical(confidence, share.df));
}
