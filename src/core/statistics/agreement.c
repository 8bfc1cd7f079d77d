/*
 * agreement.c
 *	  How two labellings of the same sessions agree.
 */
#include <math.h>

#include "statistics/agreement.h"
#include "statistics/linear.h"

double
wm_accuracy(const Confusion *confusion)
{
	int64_t		agreed = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		agreed += confusion->count[mode][mode];
	return (double) agreed / (double) wm_confusion_pairs(confusion);
}

/*
 * Agreement beyond chance
 */

/* A table of counts as shares. */
typedef struct Shares
{
	int			labels;
	double		pairs;
	double		agreed;
	double		cell[MODE_COUNT][MODE_COUNT];
	double		row[MODE_COUNT];
	double		column[MODE_COUNT];
} Shares;

/*
 * The agreement that chance gives, and its slope: when the share of cell (i, j) grows,
 * it grows by row[i] + column[j] times as much.
 */
typedef struct Chance
{
	double		agreed;
	double		row[MODE_COUNT];
	double		column[MODE_COUNT];
} Chance;

static Shares
get_shares(int labels, const int64_t *counts)
{
	Shares		shares = {.labels = labels};

	for (int i = 0; i < labels * labels; i++)
		shares.pairs += (double) counts[i];
	for (int i = 0; i < labels; i++)
	{
		shares.agreed += (double) counts[i * labels + i];
		for (int j = 0; j < labels; j++)
		{
			double		share = (double) counts[i * labels + j] / shares.pairs;

			shares.cell[i][j] = share;
			shares.row[i] += share;
			shares.column[j] += share;
		}
	}
	shares.agreed /= shares.pairs;
	return shares;
}

/* Both label at random, each by the shares that they have. */
static Chance
kappa_chance(const Shares *shares)
{
	Chance		chance = {0};

	for (int i = 0; i < shares->labels; i++)
	{
		chance.agreed += shares->row[i] * shares->column[i];
		chance.row[i] = shares->column[i];
		chance.column[i] = shares->row[i];
	}
	return chance;
}

/* One of the two labels at random, which is likely to agree by its being uncertain. */
static Chance
ac1_chance(const Shares *shares)
{
	Chance		chance = {0};
	double		others = shares->labels - 1;

	for (int i = 0; i < shares->labels; i++)
	{
		double		common = (shares->row[i] + shares->column[i]) / 2;

		chance.agreed += common * (1.0 - common) / others;
		chance.row[i] = chance.column[i] = (0.5 - common) / others;
	}
	return chance;
}

static double
beyond_chance(const Shares *shares, const Chance *chance)
{
	return (shares->agreed - chance->agreed) / (1.0 - chance->agreed);
}

/* By the delta method: the spread over pairs of what each adds to the measure. */
static double
standard_error(const Shares *shares, const Chance *chance)
{
	double		value = beyond_chance(shares, chance);
	double		added[MODE_COUNT][MODE_COUNT];
	double		mean = 0;
	double		spread = 0;

	if (shares->agreed == 1)
		return isnan(value) ? NAN : 0;	/* what the sums below would round */
	for (int i = 0; i < shares->labels; i++)
	{
		for (int j = 0; j < shares->labels; j++)
		{
			added[i][j] = (i == j) - (1.0 - value) * (chance->row[i] + chance->column[j]);
			mean += shares->cell[i][j] * added[i][j];
		}
	}
	for (int i = 0; i < shares->labels; i++)
	{
		for (int j = 0; j < shares->labels; j++)
			spread += shares->cell[i][j] * (added[i][j] - mean) * (added[i][j] - mean);
	}
	return sqrt(spread / shares->pairs) / (1.0 - chance->agreed);
}

static AgreementEstimate
estimate(const Shares *shares, const Chance *chance, double confidence)
{
	AgreementEstimate measure = {.limits = {NAN, NAN}};
	double		reach;

	measure.value = beyond_chance(shares, chance);
	measure.standard_error = standard_error(shares, chance);
	reach = measure.standard_error * wm_critical(confidence, shares->pairs - 1);
	if (reach > 0)
	{
		measure.limits.low = fmax(measure.value - reach, -1.0);
		measure.limits.high = fmin(measure.value + reach, 1.0);
	}
	return measure;
}

AgreementEstimate
wm_accuracy_estimate(const Confusion *confusion, double confidence)
{
	AgreementEstimate measure;
	double		pairs = (double) wm_confusion_pairs(confusion);

	measure.value = wm_accuracy(confusion);
	measure.standard_error = sqrt(measure.value * (1.0 - measure.value) / pairs);
	measure.limits = wm_wilson_interval(measure.value, pairs,
										wm_critical(confidence, INFINITY));
	return measure;
}

AgreementEstimate
wm_kappa_estimate(int labels, const int64_t *counts, double confidence)
{
	Shares		shares = get_shares(labels, counts);
	Chance		chance = kappa_chance(&shares);

	return estimate(&shares, &chance, confidence);
}

AgreementEstimate
wm_ac1_estimate(int labels, const int64_t *counts, double confidence)
{
	Shares		shares = get_shares(labels, counts);
	Chance		chance = ac1_chance(&shares);

	return estimate(&shares, &chance, confidence);
}

double
wm_kappa(const Confusion *confusion)
{
	Shares		shares = get_shares(MODE_COUNT, confusion->count[0]);
	Chance		chance = kappa_chance(&shares);

	return beyond_chance(&shares, &chance);
}

double
wm_ac1(const Confusion *confusion)
{
	Shares		shares = get_shares(MODE_COUNT, confusion->count[0]);
	Chance		chance = ac1_chance(&shares);

	return beyond_chance(&shares, &chance);
}

/*
 * Labellings compared
 */

Chi2Test
wm_marginal_test(const Confusion *confusion)
{
	Chi2Test	test = {NAN, NAN, INFINITY, NAN};
	Matrix		covariance = {{0}};
	double		change[MODE_COUNT];
	int			rank;

	if (wm_confusion_pairs(confusion) == 0)
		return test;

	for (int i = 0; i < MODE_COUNT; i++)
	{
		change[i] = (double) (wm_confusion_predicted(confusion, i) -
							  wm_confusion_truth(confusion, i));
		for (int j = 0; j < MODE_COUNT; j++)
		{
			double		moved = (double) (confusion->count[i][j] +
										  confusion->count[j][i]);

			if (i == j)
				continue;
			covariance[i][i] += moved;
			covariance[i][j] = -moved;
		}
	}
	test.chi2 = wm_quadratic_form(MODE_COUNT, covariance, change, &rank);
	test.df = rank;
	return wm_chi2_scale(test, 1.0, INFINITY);
}

PairedChange
wm_paired_change(const Confusion *confusion, int mode, double confidence)
{
	PairedChange change;
	double		pairs = (double) wm_confusion_pairs(confusion);
	double		truth = (double) wm_confusion_truth(confusion, mode);
	double		predicted = (double) wm_confusion_predicted(confusion, mode);
	double		both = (double) confusion->count[mode][mode];

	change.share0 = truth / pairs;
	change.share1 = predicted / pairs;
	change.change = wm_paired_interval(both, predicted - both, truth - both,
									   pairs - truth - predicted + both,
									   wm_critical(confidence, INFINITY));
	change.p_value = pairs > 0 ?
		wm_mcnemar_p(predicted - both, truth - both) : NAN;
	return change;
}
