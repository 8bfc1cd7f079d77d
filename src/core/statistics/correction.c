/*
 * correction.c
 *	  Shares of modes corrected for the errors of the classifier.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/probabilities.h"
#include "statistics/correction.h"
#include "statistics/distribution.h"
#include "statistics/linear.h"

/*
 * Where all labels agree the error that none of them shows is not thought
 * impossible: they count as if SMOOTHING more had come of the whole population.
 * By simulation (test/bench/coverage_correction.c) the intervals of rare modes then
 * hold as often as those of others.
 */
#define SMOOTHING	2.0

static bool
refuse(CorrectionProblem *problem, CorrectionFault fault, int mode,
	   double number)
{
	problem->fault = fault;
	problem->mode = mode;
	problem->number = number;
	return false;
}

static double
sessions_of(const Tally *tally, int mode)
{
	return (double) wm_tally_sessions(tally, mode);
}

/*
 * The covariance of two shares: of sessions it is that of a multinomial, of users
 * that of two ratios (Cochran, 1977, ch. 6).
 */
static double
covariance(const Tally *tally, const double *share, int i, int j)
{
	double		n = sessions_of(tally, TALLY_ALL);

	if (!wm_tally_is_clustered(tally))
		return (share[i] * (i == j) - share[i] * share[j]) / n;
	return wm_ratio_variance(wm_tally_effective_users(tally, TALLY_ALL),
							 wm_tally_share_products(tally, i, j), n);
}

static double
mean_probability(const Tally *tally, int mode, int predicted)
{
	return (double) wm_tally_expected(tally, predicted, mode) / PROBABILITY_WHOLE /
		(double) wm_tally_probable(tally, predicted);
}

void
wm_prediction(const Tally *tally, Prediction *prediction)
{
	double		all = sessions_of(tally, TALLY_ALL);

	prediction->sessions = all;
	prediction->alike = all;
	prediction->df = INFINITY;
	if (wm_tally_is_clustered(tally))
	{
		prediction->alike = wm_tally_effective_users(tally, TALLY_ALL);
		prediction->df = fmax(prediction->alike - 1.0, 1.0);
	}

	for (int i = 0; i < MODE_COUNT; i++)
		prediction->share[i] = all > 0 ? sessions_of(tally, i) / all : NAN;
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
		{
			prediction->covariance[i][j] = covariance(tally, prediction->share, i, j);
			prediction->mean[i][j] = mean_probability(tally, i, j);
		}
	}
	memcpy(prediction->guess, prediction->mean, sizeof(LabelTable));
}

double
wm_variance_of_sum(const Prediction *prediction, const double *weights)
{
	double		sum = 0;

	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
			sum += weights[i] * weights[j] * prediction->covariance[i][j];
	}
	return sum < 0 ? 0 : sum;
}

/* What it would be if the sessions were independent. */
static double
variance_of_independent(const Prediction *prediction, const double *weights)
{
	double		mean = 0;
	double		square = 0;

	for (int i = 0; i < MODE_COUNT; i++)
	{
		mean += prediction->share[i] * weights[i];
		square += prediction->share[i] * weights[i] * weights[i];
	}
	return (square - mean * mean) / prediction->sessions;
}

/* Of no sessions every share is NaN; of some, the sums begin at zero. */
static bool
begin(Correction *correction, const Prediction *prediction)
{
	static const Estimate unknown = {NAN, NAN, NAN};
	bool		some = !isnan(prediction->share[0]);

	memset(correction, 0, sizeof(*correction));
	for (int mode = 0; mode < MODE_COUNT && !some; mode++)
		correction->share[mode] = unknown;
	return some;
}

/* One independent part of a variance; df is Satterthwaite's, put off. */
static void
add_variance(Estimate *share, double variance, double df)
{
	share->variance += variance;
	share->df += variance * variance / df;
}

/* Degrees of freedom by Satterthwaite (1946), Biometrics Bull. 2:110. */
static void
finish_variance(Estimate *estimate)
{
	if (estimate->variance > 0)
		estimate->df = estimate->variance * estimate->variance / estimate->df;
	else
		estimate->df = INFINITY;
}

/*
 * The last digit of a sum must not put a share above 1.  Of one user nothing is known
 * of any mode, not even of one that the user has no sessions of.
 */
static void
finish_shares(const Prediction *prediction, Correction *correction)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		correction->share[mode].value = fmin(correction->share[mode].value, 1.0);
		finish_variance(&correction->share[mode]);
		if (isnan(prediction->covariance[0][0]))
			correction->share[mode].variance = NAN;
	}
}

/*
 * How the classifier errs, with the modes that are labelled: error[j][i] is the
 * probability that the i'th of them is taken for mode j, and move[i][j] how much
 * the share that best explains what is predicted moves with the predicted share of
 * mode j, as long as no share is at a limit.
 */
typedef struct Errors
{
	int			count;
	int			mode[MODE_COUNT];
	double		labels[MODE_COUNT];
	double		error[MODE_COUNT][MODE_COUNT];
	double		move[MODE_COUNT][MODE_COUNT];
	double		condition;
	Matrix		normal;			/* error' error */
} Errors;

/*
 * Least squares over the modes in the set "support" (bits), their shares summing
 * to 1: the inverse of the matrix of the normal equations with their multiplier.
 * *size is the number of modes, place[] says which.
 */
static bool
invert_bordered(const Errors *errors, unsigned support,
				Matrix inverse, int *place, int *size)
{
	int			n = 0;

	for (int i = 0; i < errors->count; i++)
	{
		if (support & (1U << i))
			place[n++] = i;
	}
	for (int i = 0; i < n; i++)
	{
		for (int k = 0; k < n; k++)
			inverse[i][k] = errors->normal[place[i]][place[k]];
		inverse[i][n] = inverse[n][i] = 1;
	}
	inverse[n][n] = 0;
	*size = n;
	return wm_matrix_invert(n + 1, inverse);
}

/* Works out what follows from the errors; false if they tell modes too badly apart. */
static bool
solve_errors(Errors *errors)
{
	Matrix		inverse;
	int			place[MODE_COUNT];
	int			n;

	for (int i = 0; i < errors->count; i++)
	{
		for (int k = 0; k < errors->count; k++)
		{
			for (int j = 0; j < MODE_COUNT; j++)
				errors->normal[i][k] += errors->error[j][i] * errors->error[j][k];
		}
	}
	errors->condition = wm_condition_number(errors->count, errors->normal);
	if (!(errors->condition <= CORRECTION_MAX_CONDITION) ||
		!invert_bordered(errors, (1U << errors->count) - 1, inverse, place, &n))
		return false;
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
		{
			for (int l = 0; l < n; l++)
				errors->move[i][j] += inverse[i][l] * errors->error[j][l];
		}
	}
	return true;
}


/*
 * Stratified.
 */

/*
 * Of each predicted mode the sessions, how many of them are labelled, what part of
 * these is of a mode, and what part of the sessions is taken to be.
 */
typedef struct Strata
{
	double		sessions[MODE_COUNT];
	double		labels[MODE_COUNT];
	LabelTable	labelled;		/* parts by [truth][predicted] */
	LabelTable	part;
	double		weight[MODE_COUNT]; /* labels that the guess is worth */
	LabelTable	pull;			/* what it moves the parts by */
} Strata;

static bool
set_up_strata(Strata *strata, const Prediction *prediction, LabelTable labels,
			  CorrectionProblem *problem)
{
	memset(strata, 0, sizeof(*strata));
	for (int predicted = 0; predicted < MODE_COUNT; predicted++)
	{
		double		sessions = round(prediction->share[predicted] * prediction->sessions);
		double		n = 0;

		for (int mode = 0; mode < MODE_COUNT; mode++)
			n += labels[mode][predicted];
		if (!(sessions > 0))
			continue;
		if (n < fmin(CORRECTION_MIN_LABELS, sessions))
			return refuse(problem, CORRECTION_FEW_LABELS, predicted, n);
		strata->sessions[predicted] = sessions;
		strata->labels[predicted] = n;
		for (int mode = 0; mode < MODE_COUNT; mode++)
			strata->labelled[mode][predicted] = labels[mode][predicted] / n;
	}
	memcpy(strata->part, strata->labelled, sizeof(LabelTable));
	return true;
}

/* The share of a stratum's sessions that have no label. */
static double
unlabelled(const Strata *strata, int predicted)
{
	return 1.0 - strata->labels[predicted] / strata->sessions[predicted];
}

/* Shrinks the parts to the guess, the less the more sessions are labelled. */
static bool
shrink_strata(Strata *strata, LabelTable guess, CorrectionProblem *problem)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		double		n = strata->labels[i];
		double		weight;

		if (n == 0)
			continue;
		weight = CORRECTION_WEIGHT * unlabelled(strata, i);
		if (weight > 0 && isnan(guess[0][i]))
			return refuse(problem, CORRECTION_NO_PROBABILITIES, i, 0);
		strata->weight[i] = weight;
		for (int mode = 0; mode < MODE_COUNT && weight > 0; mode++)
		{
			double		pull = weight / (n + weight) * (guess[mode][i] - strata->part[mode][i]);

			strata->part[mode][i] += pull;
			strata->pull[mode][i] = pull;
		}
	}
	return true;
}

/* All sessions' mean probabilities, plus what the labelled ones differ by from theirs. */
static bool
add_differences(Strata *strata, LabelTable mean, LabelTable labelled,
				CorrectionProblem *problem)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		if (strata->labels[i] == 0 || !(unlabelled(strata, i) > 0))
			continue;
		if (isnan(mean[0][i]) || isnan(labelled[0][i]))
			return refuse(problem, CORRECTION_NO_PROBABILITIES, i, 0);
		for (int mode = 0; mode < MODE_COUNT; mode++)
			strata->part[mode][i] += mean[mode][i] - labelled[mode][i];
	}
	return true;
}

/*
 * The variance of the part q of n labels, if the mode has this share of all sessions
 * and the labels are the only ones that there can be.
 */
static double
variance_of_labels(double q, double n, double share)
{
	q = fmin(fmax(q, 0.0), 1.0);
	if (q == 0 || q == 1)
		q = (q * n + SMOOTHING * share) / (n + SMOOTHING);
	return q * (1.0 - q) / (n - 1);
}

/*
 * The part of the variance that comes of the labels, where some sessions have none.
 * What parts are shrunk to counts as labels, and if it is not right, what it moves a
 * share by shows that.
 */
static void
add_variances_of_labels(const Prediction *prediction, const Strata *strata, int mode,
						Estimate *share)
{
	double		pull = 0;

	for (int i = 0; i < MODE_COUNT; i++)
	{
		double		weight = prediction->share[i];
		double		n = strata->labels[i] + strata->weight[i];
		double		part = strata->weight[i] > 0 ? strata->part[mode][i] :
			strata->labelled[mode][i];

		if (strata->labels[i] == 0 || !(unlabelled(strata, i) > 0))
			continue;
		add_variance(share, weight * weight * unlabelled(strata, i) *
					 variance_of_labels(part, n, share->value), n - 1);
		pull += weight * strata->pull[mode][i];
	}
	add_variance(share, pull * pull, INFINITY);
}

/* How modes are taken for others, as the strata have it. */
static bool
errors_of_strata(const Prediction *prediction, const Strata *strata,
				 const Estimate *shares, Errors *errors)
{
	memset(errors, 0, sizeof(*errors));
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		int			i = errors->count;

		if (!(shares[mode].value > 0))
			continue;
		for (int j = 0; j < MODE_COUNT; j++)
			errors->error[j][i] = prediction->share[j] *
				fmax(strata->part[mode][j], 0) / shares[mode].value;
		errors->mode[i] = mode;
		errors->count++;
	}
	return solve_errors(errors);
}

/*
 * By how much the sessions' being of users adds to the variance that the share of
 * the true mode would have if all were labelled: as much as shows in the predicted
 * modes, seen through the errors; at least what shows without looking through them,
 * and at most what users would add who are all of one mind.  "move" is NULL if the
 * errors can't be looked through.
 */
static double
excess_of_users(const Prediction *prediction, const double *part, const double *move,
				double share)
{
	double		most = share * (1.0 - share) *
		(1.0 / prediction->alike - 1.0 / prediction->sessions);
	double		excess = most;

	if (isnan(prediction->covariance[0][0]))
		return NAN;
	if (move != NULL)
		excess = fmax(wm_variance_of_sum(prediction, move) -
					  variance_of_independent(prediction, move),
					  wm_variance_of_sum(prediction, part) -
					  variance_of_independent(prediction, part));
	return fmax(fmin(excess, most), 0);
}

/*
 * The part of the variance that comes of the sessions.  With few users the excess of
 * a mode is unreliable, so it is taken as at least the mean of all modes, each of
 * them counting by 1 - p (see estimate.c).
 */
static void
add_variances_of_sessions(const Prediction *prediction, const Strata *strata,
						  Estimate *shares)
{
	Errors		errors;
	bool		solved = errors_of_strata(prediction, strata, shares, &errors);
	bool		of_users = !isinf(prediction->df);
	double		excess[MODE_COUNT] = {0};
	double		trace = 0;

	for (int i = 0; i < errors.count && of_users; i++)
	{
		int			mode = errors.mode[i];

		excess[i] = excess_of_users(prediction, strata->part[mode],
									solved ? errors.move[i] : NULL, shares[mode].value);
		trace += excess[i] / shares[mode].value;
	}
	for (int i = 0; i < errors.count; i++)
	{
		int			mode = errors.mode[i];
		double		p = shares[mode].value;
		double		mean = errors.count > 1 ? trace / (errors.count - 1) : 0;

		add_variance(&shares[mode], p * (1.0 - p) / prediction->sessions, INFINITY);
		if (of_users)
			add_variance(&shares[mode], excess[i] < mean * p * (1.0 - p) ?
						 mean * p * (1.0 - p) : excess[i], prediction->df);
	}
}

/* The shares that the parts of the strata make. */
static void
correct_strata(const Prediction *prediction, const Strata *strata,
			   Correction *correction)
{
	double		dilution = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		Estimate   *share = &correction->share[mode];

		for (int i = 0; i < MODE_COUNT; i++)
			share->value += prediction->share[i] * strata->part[mode][i];
		/* by differences it may come out beyond */
		share->value = fmin(fmax(share->value, 0.0), 1.0);
		add_variances_of_labels(prediction, strata, mode, share);
	}
	add_variances_of_sessions(prediction, strata, correction->share);
	for (int i = 0; i < MODE_COUNT; i++)
	{
		if (strata->labels[i] > 0)
			dilution += prediction->share[i] * prediction->share[i] / strata->labels[i];
	}
	correction->labels = 1.0 / dilution;
	finish_shares(prediction, correction);
}

bool
wm_correct_stratified(const Prediction *prediction, LabelTable labels,
					  Correction *correction, CorrectionProblem *problem)
{
	Strata		strata;

	if (!begin(correction, prediction))
		return true;
	if (!set_up_strata(&strata, prediction, labels, problem))
		return false;
	correct_strata(prediction, &strata, correction);
	return true;
}

bool
wm_correct_shrunk(const Prediction *prediction, LabelTable labels,
				  Correction *correction, CorrectionProblem *problem)
{
	Strata		strata;

	if (!begin(correction, prediction))
		return true;
	if (!set_up_strata(&strata, prediction, labels, problem) ||
		!shrink_strata(&strata, ((Prediction *) prediction)->guess, problem))
		return false;
	correct_strata(prediction, &strata, correction);
	return true;
}

bool
wm_correct_difference(const Prediction *prediction, LabelTable labels,
					  LabelTable labelled, bool shrink, Correction *correction,
					  CorrectionProblem *problem)
{
	double		(*mean)[MODE_COUNT] = ((Prediction *) prediction)->mean;
	double		(*guess)[MODE_COUNT] = ((Prediction *) prediction)->guess;
	Strata		strata;

	if (!begin(correction, prediction))
		return true;
	if (!set_up_strata(&strata, prediction, labels, problem) ||
		!add_differences(&strata, mean, labelled, problem) ||
		(shrink && !shrink_strata(&strata, guess, problem)))
		return false;
	correct_strata(prediction, &strata, correction);
	return true;
}


/*
 * Adjusted.
 */

/* The modes that have labels; those without, and without sessions, are left out. */
static bool
collect_modes(Errors *errors, const Prediction *before, const Prediction *after,
			  LabelTable labels, CorrectionProblem *problem)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		int			i = errors->count;
		double		n = wm_sum(MODE_COUNT, labels[mode]);

		if (n == 0 && !(before->share[mode] > 0) && !(after->share[mode] > 0))
			continue;			/* neither seen nor known */
		if (n < CORRECTION_MIN_LABELS)
			return refuse(problem, CORRECTION_FEW_LABELS, mode, n);
		for (int j = 0; j < MODE_COUNT; j++)
			errors->error[j][i] = labels[mode][j] / n;
		errors->mode[i] = mode;
		errors->labels[i] = n;
		errors->count++;
	}
	return true;
}

/* The errors that labels show, for two periods, which may be one. */
static bool
errors_of_labels(Errors *errors, const Prediction *before, const Prediction *after,
				 LabelTable labels, CorrectionProblem *problem)
{
	memset(errors, 0, sizeof(*errors));
	return collect_modes(errors, before, after, labels, problem) &&
		(solve_errors(errors) ||
		 refuse(problem, CORRECTION_ILL_CONDITIONED, MODE_NONE, errors->condition));
}

/* The squared distance between the shares explained and observed. */
static double
misfit(const Errors *errors, const double *observed, const double *p)
{
	double		sum = 0;

	for (int j = 0; j < MODE_COUNT; j++)
	{
		double		rest = -observed[j];

		for (int i = 0; i < errors->count; i++)
			rest += errors->error[j][i] * p[i];
		sum += rest * rest;
	}
	return sum;
}

/*
 * The best shares on the simplex.  Which of them are 0 there is a set of modes,
 * and with nine there are at most 511 sets that leave one: all are tried.
 */
static void
solve_on_simplex(const Errors *errors, const double *observed, double *best)
{
	double		target[MODE_COUNT] = {0};
	double		least = INFINITY;

	for (int i = 0; i < errors->count; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
			target[i] += errors->error[j][i] * observed[j];
	}
	for (unsigned support = 1; support < 1U << errors->count; support++)
	{
		Matrix		inverse;
		int			place[MODE_COUNT];
		double		p[MODE_COUNT] = {0};
		bool		feasible = true;
		double		distance;
		int			n;

		if (!invert_bordered(errors, support, inverse, place, &n))
			continue;
		for (int i = 0; i < n; i++)
		{
			double		share = inverse[i][n];

			for (int k = 0; k < n; k++)
				share += inverse[i][k] * target[place[k]];
			feasible = feasible && share >= 0;
			p[place[i]] = share;
		}
		distance = misfit(errors, observed, p);
		if (feasible && distance < least)
		{
			least = distance;
			memcpy(best, p, sizeof(p));
		}
	}
}

/*
 * The variance of what the labels of the k'th mode add to the i'th share, for each
 * unit of the k'th: these labels fell among the predicted modes as they did.
 */
static double
variance_of_errors(const Errors *errors, int i, int k, const double *observed)
{
	double		n = errors->labels[k];
	double		smoothing = 0;
	double		mean = 0;
	double		square = 0;

	for (int j = 0; j < MODE_COUNT; j++)
	{
		if (errors->error[j][k] == 1)
			smoothing = SMOOTHING;	/* no error was seen */
	}
	for (int j = 0; j < MODE_COUNT; j++)
	{
		double		error = (n * errors->error[j][k] + smoothing * observed[j]) /
			(n + smoothing);

		mean += error * errors->move[i][j];
		square += error * errors->move[i][j] * errors->move[i][j];
	}
	return fmax(square - mean * mean, 0.0) / (n - 1);
}

/*
 * The variance of sum of errors times p by the delta method, of the solution
 * without limits: the errors vary because labels fell as they did.
 */
static void
add_variances_of_errors(const Errors *errors, const double *p,
						const double *observed, Estimate *estimates)
{
	for (int i = 0; i < errors->count; i++)
	{
		for (int k = 0; k < errors->count; k++)
			add_variance(&estimates[errors->mode[i]], p[k] * p[k] *
						 variance_of_errors(errors, i, k, observed),
						 errors->labels[k] - 1);
	}
}

/* And what is observed varies because the sessions are a sample. */
static void
add_variances_of_sample(const Errors *errors, const Prediction *prediction,
						Estimate *estimates)
{
	for (int i = 0; i < errors->count; i++)
		add_variance(&estimates[errors->mode[i]],
					 wm_variance_of_sum(prediction, errors->move[i]), prediction->df);
}

/* The shares of the modes that are labelled, also into p. */
static void
adjust(const Errors *errors, const Prediction *prediction, double *p,
	   Correction *correction)
{
	memset(p, 0, MODE_COUNT * sizeof(*p));
	solve_on_simplex(errors, prediction->share, p);
	for (int i = 0; i < errors->count; i++)
	{
		correction->share[errors->mode[i]].value = p[i];
		correction->labels += errors->labels[i];
	}
	correction->adjusted = true;
	add_variances_of_errors(errors, p, prediction->share, correction->share);
	add_variances_of_sample(errors, prediction, correction->share);
	finish_shares(prediction, correction);
}

bool
wm_correct_adjusted(const Prediction *prediction, LabelTable labels,
					Correction *correction, CorrectionProblem *problem)
{
	Errors		errors;
	double		p[MODE_COUNT];

	if (!begin(correction, prediction))
		return true;
	if (!errors_of_labels(&errors, prediction, prediction, labels, problem))
		return false;
	adjust(&errors, prediction, p, correction);
	return true;
}

/* The errors of the same labels enter by how much a share has changed. */
static void
set_changes(const Errors *errors, const Prediction *before, const Prediction *after,
			double p[2][MODE_COUNT], const Correction corrections[2], Estimate *changes)
{
	double		moved[MODE_COUNT];
	double		observed[MODE_COUNT];

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		moved[mode] = p[1][mode] - p[0][mode];
		observed[mode] = (before->share[mode] + after->share[mode]) / 2;
		changes[mode].value = corrections[1].share[mode].value -
			corrections[0].share[mode].value;
		changes[mode].variance = 0;
		changes[mode].df = 0;
	}
	add_variances_of_errors(errors, moved, observed, changes);
	add_variances_of_sample(errors, before, changes);
	add_variances_of_sample(errors, after, changes);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		finish_variance(&changes[mode]);
		if (isnan(before->covariance[0][0]) || isnan(after->covariance[0][0]))
			changes[mode].variance = NAN;
	}
}

bool
wm_correct_both(const Prediction *before, const Prediction *after, LabelTable labels,
				Correction corrections[2], Estimate *changes,
				CorrectionProblem *problem)
{
	static const Estimate unknown = {NAN, NAN, NAN};
	bool		some_before = begin(&corrections[0], before);
	bool		some_after = begin(&corrections[1], after);
	Errors		errors;
	double		p[2][MODE_COUNT];

	for (int mode = 0; mode < MODE_COUNT; mode++)
		changes[mode] = unknown;
	if (!some_before && !some_after)
		return true;
	if (!errors_of_labels(&errors, before, after, labels, problem))
		return false;
	if (some_before)
		adjust(&errors, before, p[0], &corrections[0]);
	if (some_after)
		adjust(&errors, after, p[1], &corrections[1]);
	if (some_before && some_after)
		set_changes(&errors, before, after, p, corrections, changes);
	return true;
}

/* The interval of a share, of which each end leaves so much probability outside. */
static Limits
share_interval(const Correction *correction, int mode, double tail)
{
	Estimate	share = correction->share[mode];
	double		critical = wm_student_critical(tail, share.df);
	double		reach = critical * sqrt(share.variance);
	double		inner = share.value * (1.0 - share.value);
	Limits		limits = {NAN, NAN};

	if (isnan(share.variance))
		return limits;
	if (share.variance == 0)
		return wm_wilson_interval(share.value, correction->labels, critical);
	if (inner > 0 && !correction->adjusted)
		return wm_wilson_interval(share.value, inner / share.variance, critical);

	limits.low = fmax(share.value - reach, 0.0);
	limits.high = fmin(share.value + reach, 1.0);
	return limits;
}

Limits
wm_correction_interval(const Correction *correction, int mode,
					   double confidence)
{
	return share_interval(correction, mode, (1.0 - confidence) / 2);
}

Estimate
wm_correction_change(const Correction *before, const Correction *after, int mode)
{
	Estimate	one = after->share[mode];
	Estimate	zero = before->share[mode];
	Estimate	change;

	change.value = one.value - zero.value;
	change.variance = one.variance + zero.variance;
	change.df = wm_welch_df(one.variance, one.df, zero.variance, zero.df);
	return change;
}

static Limits
change_interval(const Correction *before, const Correction *after, int mode,
				double tail)
{
	return wm_newcombe_interval(after->share[mode].value,
								share_interval(after, mode, tail),
								before->share[mode].value,
								share_interval(before, mode, tail));
}

Limits
wm_correction_change_interval(const Correction *before, const Correction *after,
							  int mode, double confidence)
{
	return change_interval(before, after, mode, (1.0 - confidence) / 2);
}

/*
 * The tail at which a limit is just 0, by bisection of its logarithm.  The least one
 * that is told apart from none is that of a double.
 */
double
wm_correction_change_p(const Correction *before, const Correction *after, int mode)
{
	double		change = after->share[mode].value - before->share[mode].value;
	double		low = log(DBL_MIN);
	double		high = log(0.5);

	if (isnan(change_interval(before, after, mode, 0.25).low))
		return NAN;
	if (change == 0)
		return 1;
	for (;;)
	{
		double		middle = (low + high) / 2;
		Limits		limits;

		if (middle <= low || middle >= high)
			return fmin(2 * exp(high), 1.0);
		limits = change_interval(before, after, mode, exp(middle));
		if (limits.low > 0 || limits.high < 0)
			high = middle;
		else
			low = middle;
	}
}

Limits
wm_change_interval(Estimate change, double confidence)
{
	double		reach = wm_critical(confidence, change.df) * sqrt(change.variance);
	Limits		limits = {NAN, NAN};

	if (isnan(reach))
		return limits;
	limits.low = fmax(change.value - reach, -1.0);
	limits.high = fmin(change.value + reach, 1.0);
	return limits;
}

double
wm_change_p(Estimate change)
{
	if (isnan(change.variance))
		return NAN;
	if (change.value == 0)
		return 1;				/* also where nothing varies at all */
	return 2 * wm_student_tail(fabs(change.value) / sqrt(change.variance), change.df);
}
