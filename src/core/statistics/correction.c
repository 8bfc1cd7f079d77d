/*
 * correction.c
 *	  Shares of modes corrected for the errors of the classifier.
 */
#include <math.h>
#include <string.h>

#include "statistics/correction.h"
#include "statistics/linear.h"

static bool
refuse(CorrectionProblem *problem, CorrectionFault fault, int mode,
	   double number)
{
	problem->fault = fault;
	problem->mode = mode;
	problem->number = number;
	return false;
}

/* Of no sessions every share is NaN; of some, the sums begin at zero. */
static bool
begin(Correction *correction, double sessions)
{
	static const Estimate unknown = {NAN, NAN, NAN};

	memset(correction, 0, sizeof(*correction));
	for (int mode = 0; mode < MODE_COUNT && !(sessions > 0); mode++)
		correction->share[mode] = unknown;
	return sessions > 0;
}

/* One independent part of a variance; df is Satterthwaite's, put off. */
static void
add_variance(Estimate *share, double variance, double df)
{
	share->variance += variance;
	share->df += variance * variance / df;
}

/*
 * Degrees of freedom by Satterthwaite (1946), Biometrics Bull. 2:110.  The last
 * digit of a sum must not put a share above 1.
 */
static void
finish_shares(Correction *correction)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		Estimate   *share = &correction->share[mode];

		share->value = fmin(share->value, 1.0);
		if (share->variance > 0)
			share->df = share->variance * share->variance / share->df;
		else
			share->df = INFINITY;
	}
}

bool
wm_correct_stratified(const double *sessions, LabelTable labels,
					  Correction *correction, CorrectionProblem *problem)
{
	double		all = wm_sum(MODE_COUNT, sessions);
	double		dilution = 0;

	if (!begin(correction, all))
		return true;

	for (int predicted = 0; predicted < MODE_COUNT; predicted++)
	{
		double		weight = sessions[predicted] / all;
		double		n = 0;

		for (int mode = 0; mode < MODE_COUNT; mode++)
			n += labels[mode][predicted];
		if (weight <= 0)
			continue;
		if (n < CORRECTION_MIN_LABELS)
			return refuse(problem, CORRECTION_FEW_LABELS, predicted, n);

		dilution += weight * weight / n;
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			double		q = labels[mode][predicted] / n;

			correction->share[mode].value += weight * q;
			add_variance(&correction->share[mode],
						 weight * weight * q * (1.0 - q) / (n - 1), n - 1);
		}
	}
	correction->labels = 1.0 / dilution;
	finish_shares(correction);
	return true;
}

/*
 * The system that the adjusted count solves, of the modes that are labelled:
 * error[j][i] is the probability that the i'th of them is taken for mode j.
 */
typedef struct Adjustment
{
	int			count;
	int			mode[MODE_COUNT];
	double		labels[MODE_COUNT];
	double		error[MODE_COUNT][MODE_COUNT];
	double		observed[MODE_COUNT];	/* shares of predicted modes */
	Matrix		normal;			/* error' error */
	double		target[MODE_COUNT]; /* error' observed */
} Adjustment;

static bool
set_up(Adjustment *system, const double *sessions, LabelTable labels,
	   CorrectionProblem *problem)
{
	double		all = wm_sum(MODE_COUNT, sessions);

	memset(system, 0, sizeof(*system));

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		int			i = system->count;
		double		n = wm_sum(MODE_COUNT, labels[mode]);

		system->observed[mode] = sessions[mode] / all;
		if (n == 0 && sessions[mode] == 0)
			continue;			/* neither seen nor known */
		if (n < CORRECTION_MIN_LABELS)
			return refuse(problem, CORRECTION_FEW_LABELS, mode, n);
		for (int j = 0; j < MODE_COUNT; j++)
			system->error[j][i] = labels[mode][j] / n;
		system->mode[i] = mode;
		system->labels[i] = n;
		system->count++;
	}

	for (int i = 0; i < system->count; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
		{
			system->target[i] += system->error[j][i] * system->observed[j];
			for (int k = 0; k < system->count; k++)
				system->normal[i][k] += system->error[j][i] * system->error[j][k];
		}
	}
	return true;
}

/*
 * Least squares over the modes in the set "support" (bits), their shares summing
 * to 1: the inverse of the matrix of the normal equations with their multiplier.
 * *size is the number of modes, place[] says which.
 */
static bool
invert_bordered(const Adjustment *system, unsigned support,
				Matrix inverse, int *place, int *size)
{
	int			n = 0;

	for (int i = 0; i < system->count; i++)
	{
		if (support & (1U << i))
			place[n++] = i;
	}
	for (int i = 0; i < n; i++)
	{
		for (int k = 0; k < n; k++)
			inverse[i][k] = system->normal[place[i]][place[k]];
		inverse[i][n] = inverse[n][i] = 1;
	}
	inverse[n][n] = 0;
	*size = n;
	return wm_matrix_invert(n + 1, inverse);
}

/* The squared distance between the shares explained and observed. */
static double
misfit(const Adjustment *system, const double *p)
{
	double		sum = 0;

	for (int j = 0; j < MODE_COUNT; j++)
	{
		double		rest = -system->observed[j];

		for (int i = 0; i < system->count; i++)
			rest += system->error[j][i] * p[i];
		sum += rest * rest;
	}
	return sum;
}

/*
 * The best shares on the simplex.  Which of them are 0 there is a set of modes,
 * and with nine there are at most 511 sets that leave one: all are tried.
 */
static void
solve_on_simplex(const Adjustment *system, double *best)
{
	double		least = INFINITY;

	for (unsigned support = 1; support < 1U << system->count; support++)
	{
		Matrix		inverse;
		int			place[MODE_COUNT];
		double		p[MODE_COUNT] = {0};
		bool		feasible = true;
		double		distance;
		int			n;

		if (!invert_bordered(system, support, inverse, place, &n))
			continue;
		for (int i = 0; i < n; i++)
		{
			double		share = inverse[i][n];

			for (int k = 0; k < n; k++)
				share += inverse[i][k] * system->target[place[k]];
			feasible = feasible && share >= 0;
			p[place[i]] = share;
		}
		distance = misfit(system, p);
		if (feasible && distance < least)
		{
			least = distance;
			memcpy(best, p, sizeof(p));
		}
	}
}

/*
 * Variances by the delta method, of the solution without limits, given the
 * inverse of its matrix: what is observed varies because the errors of "all"
 * sessions fell as they did, the matrix because those of its labels did.
 */
static void
add_variances(const Adjustment *system, Matrix inverse, const double *p, double all,
			  Estimate *shares)
{
	int			n = system->count;

	for (int i = 0; i < n; i++)
	{
		for (int k = 0; k < n; k++)
		{
			double		weight = p[k] * p[k] / (system->labels[k] - 1) + p[k] / all;
			double		mean = 0;
			double		square = 0;

			/* how the share i moves when a session of mode k is taken for j */
			for (int j = 0; j < MODE_COUNT; j++)
			{
				double		move = 0;

				for (int l = 0; l < n; l++)
					move += inverse[i][l] * system->error[j][l];
				mean += system->error[j][k] * move;
				square += system->error[j][k] * move * move;
			}
			add_variance(&shares[system->mode[i]],
						 weight * fmax(square - mean * mean, 0.0),
						 system->labels[k] - 1);
		}
	}
}

bool
wm_correct_adjusted(const double *sessions, LabelTable labels,
					Correction *correction, CorrectionProblem *problem)
{
	double		all = wm_sum(MODE_COUNT, sessions);
	Adjustment	system;
	Matrix		inverse;
	int			place[MODE_COUNT];
	int			n;
	double		p[MODE_COUNT] = {0};
	double		condition;

	if (!begin(correction, all))
		return true;
	if (!set_up(&system, sessions, labels, problem))
		return false;
	condition = wm_condition_number(system.count, system.normal);
	if (!(condition <= CORRECTION_MAX_CONDITION) ||
		!invert_bordered(&system, (1U << system.count) - 1, inverse, place, &n))
		return refuse(problem, CORRECTION_ILL_CONDITIONED, MODE_NONE, condition);

	solve_on_simplex(&system, p);
	for (int i = 0; i < system.count; i++)
	{
		correction->share[system.mode[i]].value = p[i];
		correction->labels += system.labels[i];
	}
	add_variances(&system, inverse, p, all, correction->share);
	finish_shares(correction);
	return true;
}

Limits
wm_correction_interval(const Correction *correction, int mode,
					   double confidence)
{
	Estimate	share = correction->share[mode];
	double		critical = wm_critical(confidence, share.df);
	double		reach = critical * sqrt(share.variance);
	double		inner = share.value * (1.0 - share.value);
	Limits		limits = {NAN, NAN};

	if (isnan(share.variance))
		return limits;
	if (share.variance == 0)
		return wm_wilson_interval(share.value, correction->labels, critical);
	if (inner > 0)
		return wm_wilson_interval(share.value, inner / share.variance, critical);

	limits.low = fmax(share.value - reach, 0.0);
	limits.high = fmin(share.value + reach, 1.0);
	return limits;
}
