/*
 * statistics.c
 *	  Fuzz target: any numbers in the formulas for shares, means and indices.
 */
#include <math.h>

#include "statistics/agreement.h"
#include "statistics/correction.h"
#include "statistics/distance.h"
#include "statistics/distribution.h"
#include "statistics/indices.h"
#include "statistics/interval.h"
#include "statistics/power.h"
#include "statistics/significance.h"

#include "fuzz.h"

/* Counts as a table has them, of sessions or of labels. */
static void
take_counts(Bytes *bytes, int64_t limit, double *counts)
{
	for (int i = 0; i < MODE_COUNT; i++)
		counts[i] = (double) (take_number(bytes) % (uint64_t) limit);
}

/* Degrees of freedom: nobody has fewer than one. */
static double
take_df(Bytes *bytes)
{
	return fmax(take_double(bytes), 1);
}

static Estimate
take_estimate(Bytes *bytes)
{
	Estimate	estimate;

	estimate.value = take_double(bytes);
	estimate.variance = take_double(bytes);
	estimate.df = take_df(bytes);
	return estimate;
}

static void
must_be_probability(double p)
{
	must(isnan(p) || (p >= 0 && p <= 1), "a probability is one");
}

static void
check_tails(Bytes *bytes)
{
	double		x = take_double(bytes);
	double		df = take_df(bytes);
	double		columns = 1 + take_byte(bytes);
	double		heads = (double) (take_number(bytes) >> 11);
	double		tosses = (double) (take_number(bytes) >> 11);

	must_be_probability(wm_normal_tail(x));
	must_be_probability(wm_student_tail(x, df));
	must_be_probability(wm_chi2_tail(x, columns));
	must_be_probability(wm_f_tail(x, columns, df));
	must_be_probability(wm_coin_tail(fmin(heads, tosses), tosses));
	must_be_probability(wm_mcnemar_p(heads, tosses));
	must_be_probability(wm_binomial_tail(fmin(heads, tosses), tosses,
										 (double) take_byte(bytes) / 255));
	must(!(wm_student_critical(x, df) < 0) || x > 0.5, "the upper half is positive");
	must(!(wm_chi2_critical(x, columns) < 0), "a sum of squares is positive");
}

static void
check_shares(Bytes *bytes)
{
	double		counts[4];
	double		n = 0;
	double		critical = wm_critical(0.95, 1 + take_byte(bytes));
	Limits		limits;

	for (int i = 0; i < 4; i++)
	{
		counts[i] = (double) (take_number(bytes) >> 8);
		n += counts[i];
	}
	limits = wm_wilson_interval(counts[0] / n, n, critical);
	must(!(limits.low < 0 || limits.high > 1 || limits.low > counts[0] / n ||
		   limits.high < counts[0] / n), "a share lies in its interval");
	limits = wm_paired_interval(counts[0], counts[1], counts[2], counts[3], critical);
	must(!(limits.low > limits.high), "an interval has two ends");
	must_be_probability(wm_share_change_p(counts[0] / n, n, take_df(bytes),
										  counts[1] / n, n, take_df(bytes)));
}

static void
check_means(Bytes *bytes)
{
	Estimate	one = take_estimate(bytes);
	Estimate	zero = take_estimate(bytes);
	Limits		limits = wm_mean_interval(one, 0.95);

	must(!(limits.low > limits.high) && !(limits.low < 0), "an interval has two ends");
	limits = wm_ratio_interval(one, zero, 0.95);
	must(!(limits.low > limits.high) && !(limits.low < 0), "above zero");
	limits = wm_log_ratio_interval(one, zero, 0.95);
	must(!(limits.low > limits.high) && !(limits.low < 0), "on each scale");
}

static void
check_distances(Bytes *bytes)
{
	double		row[2][MODE_COUNT];
	double		share[2][MODE_COUNT];
	double		n[2] = {0, 0};
	Chi2Test	test;
	double		distance;

	for (int side = 0; side < 2; side++)
	{
		take_counts(bytes, INT64_C(1) << 59, row[side]);
		for (int i = 0; i < MODE_COUNT; i++)
			n[side] += row[side][i];
		for (int i = 0; i < MODE_COUNT; i++)
			share[side][i] = n[side] > 0 ? row[side][i] / n[side] : 0;
	}
	test = wm_homogeneity_test(MODE_COUNT, row[1], row[0]);
	must(!(test.chi2 < 0), "a sum of squares is positive");
	must_be_probability(test.p_value);
	must_be_probability(wm_chi2_scale(test, 1 + take_byte(bytes),
									  take_df(bytes)).p_value);
	must(!(wm_psi(MODE_COUNT, row[1], row[0]) < 0), "a distance is positive");
	distance = wm_total_variation(MODE_COUNT, share[1], share[0]);
	must(distance >= 0 && distance <= 1 + 1e-12, "no distance is beyond 1");
	distance = wm_jensen_shannon(MODE_COUNT, share[1], share[0]);
	must(distance >= 0 && distance <= 1 + 1e-12, "on no measure");
}

/* The mean probabilities of the sessions of a predicted mode; NaN if there are none. */
static void
take_means(Bytes *bytes, LabelTable mean, int predicted)
{
	double		weight[MODE_COUNT];
	double		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		weight[mode] = take_byte(bytes);
		sum += weight[mode];
	}
	for (int mode = 0; mode < MODE_COUNT; mode++)
		mean[mode][predicted] = weight[mode] / sum;
}

/* Corrections by the second byte. */
static bool
correct(int which, const Prediction *predictions, LabelTable labels,
		Correction *correction, CorrectionProblem *problem)
{
	switch (which)
	{
		case 0:
			return wm_correct_stratified(predictions, labels, correction, problem);
		case 1:
			return wm_correct_adjusted(predictions, labels, correction, problem);
		case 2:
			return wm_correct_shrunk(predictions, labels, correction, problem);
		default:
			return wm_correct_difference(predictions, labels,
										 ((Prediction *) predictions)[1].mean,
										 which % 2 == 0, correction, problem);
	}
}

/* What is predicted, by independent sessions or by users. */
static void
take_prediction(Bytes *bytes, Prediction *prediction)
{
	Tally		tally;

	wm_tally_init(&tally, false);
	for (int i = 0; i < MODE_COUNT; i++)
		tally.sums[i].sessions = (int64_t) (take_number(bytes) % (UINT64_C(1) << 59));
	wm_prediction(&tally, prediction);
	for (int predicted = 0; predicted < MODE_COUNT; predicted++)
		take_means(bytes, prediction->mean, predicted);
	memcpy(prediction->guess, prediction->mean, sizeof(LabelTable));
	if (take_byte(bytes) % 2 == 0)
		return;
	prediction->df = take_df(bytes);
	prediction->alike = 1 + prediction->sessions / (1 + take_byte(bytes));
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
			prediction->covariance[i][j] *= 1 + take_byte(bytes);
	}
}

/* Differences may leave less than nothing of a mode, of which nothing is then left. */
static void
check_corrected(const Correction *correction, bool by_differences)
{
	double		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		Limits		limits = wm_correction_interval(correction, mode, 0.95);

		must(!(limits.low > limits.high) && !(limits.low < 0) && !(limits.high > 1),
			 "an interval of a share lies between 0 and 1");
		must(!(correction->share[mode].variance < 0), "no variance is negative");
		sum += correction->share[mode].value;
	}
	must(isnan(sum) || by_differences || fabs(sum - 1) < 1e-6, "shares add up to one");
}

static void
check_correction(Bytes *bytes)
{
	Prediction	predictions[2];
	LabelTable	labels;
	int			which = take_byte(bytes) % 5;
	Correction	corrections[2];
	Estimate	changes[MODE_COUNT];
	CorrectionProblem problem = {.mode = -1};

	take_prediction(bytes, &predictions[0]);
	for (int i = 0; i < MODE_COUNT; i++)
		take_counts(bytes, INT64_C(1) << 56, labels[i]);
	take_prediction(bytes, &predictions[1]);
	if (!correct(which, predictions, labels, &corrections[0], &problem))
	{
		must(problem.fault == CORRECTION_ILL_CONDITIONED ||
			 (problem.mode >= 0 && problem.mode < MODE_COUNT), "a problem says where");
		return;
	}
	check_corrected(&corrections[0], which >= 3);
	if (!wm_correct_both(&predictions[0], &predictions[1], labels, corrections, changes,
						 &problem))
		return;
	for (int side = 0; side < 2; side++)
		check_corrected(&corrections[side], false);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		Limits		limits = wm_change_interval(changes[mode], 0.95);

		must(!(limits.low > limits.high) && !(limits.low < -1) && !(limits.high > 1),
			 "so does that of a change, between -1 and 1");
		must_be_probability(wm_change_p(changes[mode]));
		must_be_probability(wm_correction_change_p(&corrections[0], &corrections[1], mode));
		must(!(changes[mode].variance < 0), "no variance of a change is negative");
	}
}

static void
check_indices(Bytes *bytes)
{
	double		count[2][MODE_COUNT];
	double		mean[2][MODE_COUNT];
	double		mix[MODE_COUNT];
	double		within[MODE_COUNT];
	IndexPeriod base = {count[0], mean[0]};
	IndexPeriod current = {count[1], mean[1]};

	for (int side = 0; side < 2; side++)
	{
		take_counts(bytes, INT64_C(1) << 59, count[side]);
		for (int i = 0; i < MODE_COUNT; i++)
			mean[side][i] = 1e-6 * (1 + (double) (take_number(bytes) % 1000000000000000000));
	}
	for (int method = INDEX_UNIT_VALUE; method < INDEX_METHOD_COUNT; method++)
		must(!(wm_index(MODE_COUNT, base, current, (IndexMethod) method) <= 0),
			 "an index is positive");
	must_be_probability(wm_index_coverage(MODE_COUNT, base, current));
	wm_decompose(MODE_COUNT, count[0], mean[0], count[1], mean[1], mean[0][0],
				 mix, within);
}

static void
check_agreement(Bytes *bytes)
{
	Confusion	confusion;
	int64_t    *counts = confusion.count[0];
	int			labels = 2 + take_byte(bytes) % (MODE_COUNT - 1);
	AgreementEstimate measure[3];

	confusion.skipped = 0;
	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
		counts[i] = (int64_t) (take_number(bytes) % ((uint64_t) CONFUSION_MAX_COUNT + 1));
	measure[0] = wm_accuracy_estimate(&confusion, 0.95);
	measure[1] = wm_kappa_estimate(labels, counts, 0.95);
	measure[2] = wm_ac1_estimate(labels, counts, 0.95);
	for (int i = 0; i < 3; i++)
	{
		must(!(fabs(measure[i].value) > 1 + 1e-9), "no agreement is beyond 1");
		must(!(measure[i].standard_error < 0), "no error is negative");
		must(!(measure[i].limits.low < -1) && !(measure[i].limits.high > 1) &&
			 !(measure[i].limits.low > measure[i].limits.high), "nor a limit");
	}
}

/* A share, at either end as often as not. */
static double
take_share(Bytes *bytes)
{
	uint8_t		which = take_byte(bytes);

	return which % 4 < 2 ? which % 4 : (double) take_number(bytes) / 0x1p64;
}

static void
check_power(Bytes *bytes)
{
	double		p0 = take_share(bytes);
	double		p1 = take_share(bytes);
	double		n = 1 + (double) take_number(bytes);
	double		confidence = 0.5 + (double) take_byte(bytes) / 513;
	double		power = 1 - confidence / (2 + take_byte(bytes));

	must_be_probability(wm_power(p0, p1, n, confidence));
	must(!(wm_power_sessions(p0, p1, power, confidence) < 0), "no number is negative");
	for (int direction = -1; direction <= 1; direction += 2)
	{
		double		share = wm_power_share(p0, n, power, confidence, direction);

		must_be_probability(share);
		must(!((share - p0) * direction < 0), "a share lies in this direction");
		must(isnan(share) || wm_power(p0, share, n, confidence) >= power,
			 "with this power");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const check[]) (Bytes *) = {
		check_tails, check_shares, check_means, check_distances, check_correction,
		check_indices, check_agreement, check_power
	};
	Bytes		bytes = {data, size};
	uint8_t		which = take_byte(&bytes);

	check[which % (sizeof(check) / sizeof(check[0]))] (&bytes);
	must_own_nothing();
	return 0;
}
