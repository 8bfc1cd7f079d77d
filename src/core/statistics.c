/*
 * statistics.c
 *	  Intervals, variances, tests and distances for shares and means.
 */
#include <math.h>

#include "distribution.h"
#include "statistics.h"

static const Limits unknown = {NAN, NAN};

static double
square(double x)
{
	return x * x;
}

double
wm_critical(double confidence, double df)
{
	return wm_student_critical((1.0 - confidence) / 2.0, df);
}

Limits
wm_wilson_interval(double p, double n, double critical)
{
	Limits		limits;
	double		width = critical * critical / n;
	double		middle = p + width / 2;
	double		reach = sqrt(width * (p * (1.0 - p) + width / 4));

	if (!(n > 0 && critical >= 0))
		return unknown;

	/* the ends are exact where the share is: no rounding may show there */
	limits.low = p <= 0 ? 0.0 : fmax((middle - reach) / (1.0 + width), 0.0);
	limits.high = p >= 1 ? 1.0 : fmin((middle + reach) / (1.0 + width), 1.0);
	return limits;
}

Limits
wm_newcombe_interval(double p1, Limits i1, double p0, Limits i0)
{
	Limits		limits;
	double		change = p1 - p0;

	limits.low = change - hypot(p1 - i1.low, i0.high - p0);
	limits.high = change + hypot(i1.high - p1, p0 - i0.low);
	return limits;
}

Limits
wm_paired_interval(double a, double b, double c, double d, double critical)
{
	Limits		limits;
	double		n = a + b + c + d;
	double		p1 = (a + b) / n;
	double		p0 = (a + c) / n;
	Limits		i1 = wm_wilson_interval(p1, n, critical);
	Limits		i0 = wm_wilson_interval(p0, n, critical);
	double		margins = (a + b) * (c + d) * (a + c) * (b + d);
	double		cross = a * d - b * c;
	double		phi = 0;
	double		down1 = p1 - i1.low;
	double		down0 = p0 - i0.low;
	double		up1 = i1.high - p1;
	double		up0 = i0.high - p0;

	if (!(n > 0))
		return unknown;

	/* Newcombe's correction: a positive correlation is taken down a little */
	if (cross > 0)
		cross = fmax(cross - n / 2, 0.0);
	if (margins > 0)
		phi = cross / sqrt(margins);

	limits.low = p1 - p0 -
		sqrt(fmax(down1 * down1 - 2 * phi * down1 * up0 + up0 * up0, 0.0));
	limits.high = p1 - p0 +
		sqrt(fmax(up1 * up1 - 2 * phi * up1 * down0 + down0 * down0, 0.0));
	return limits;
}

double
wm_ratio_variance(double clusters, double residuals, double n)
{
	if (!(clusters >= 2 && n > 0))
		return NAN;
	return clusters / (clusters - 1.0) * residuals / square(n);
}

/* Of the logarithm of a mean, by the delta method. */
static Estimate
log_of_mean(Estimate mean)
{
	mean.variance /= square(mean.value);
	mean.value = log(mean.value);
	return mean;
}

Limits
wm_geomean_interval(Estimate log, double confidence)
{
	Limits		limits;
	double		reach = wm_critical(confidence, log.df) * sqrt(log.variance);

	limits.low = exp(log.value - reach);
	limits.high = exp(log.value + reach);
	return limits;
}

Limits
wm_mean_interval(Estimate mean, double confidence)
{
	return wm_geomean_interval(log_of_mean(mean), confidence);
}

/*
 * Degrees of freedom of the sum of two estimated variances: Welch (1947),
 * Biometrika 34:28.
 */
static double
welch_df(double variance1, double df1, double variance0, double df0)
{
	double		sum = square(variance1) / df1 + square(variance0) / df0;

	if (sum > 0)
		return square(variance1 + variance0) / sum;
	return fmin(df1, df0);
}

/* The difference of two estimates with its interval on the same scale. */
static Limits
difference_interval(Estimate one, Estimate zero, double confidence)
{
	Limits		limits;
	double		df = welch_df(one.variance, one.df, zero.variance, zero.df);
	double		reach = wm_critical(confidence, df) *
		sqrt(one.variance + zero.variance);

	limits.low = one.value - zero.value - reach;
	limits.high = one.value - zero.value + reach;
	return limits;
}

Limits
wm_ratio_interval(Estimate mean1, Estimate mean0, double confidence)
{
	return wm_log_ratio_interval(log_of_mean(mean1), log_of_mean(mean0),
								 confidence);
}

Limits
wm_log_ratio_interval(Estimate log1, Estimate log0, double confidence)
{
	Limits		limits = difference_interval(log1, log0, confidence);

	limits.low = exp(limits.low);
	limits.high = exp(limits.high);
	return limits;
}

double
wm_share_change_p(double p1, double n1, double df1,
				  double p0, double n0, double df0)
{
	double		pooled = (p1 * n1 + p0 * n0) / (n1 + n0);
	double		spread = pooled * (1.0 - pooled);
	double		t;

	if (!(n1 > 0 && n0 > 0))
		return NAN;
	if (p1 == p0)
		return 1;				/* also where nothing varies at all */
	t = fabs(p1 - p0) / sqrt(spread * (1.0 / n1 + 1.0 / n0));
	return 2 * wm_student_tail(t, welch_df(spread / n1, df1, spread / n0, df0));
}

double
wm_mcnemar_p(double b, double c)
{
	return fmin(2 * wm_coin_tail(fmax(b, c), b + c), 1.0);
}

static double
total(int k, const double *row)
{
	double		sum = 0;

	for (int i = 0; i < k; i++)
		sum += row[i];
	return sum;
}

ChisqTest
wm_homogeneity_test(int k, const double *row1, const double *row0)
{
	ChisqTest	test = {0, -1, NAN};
	double		n1 = total(k, row1);
	double		n0 = total(k, row0);

	if (!(n1 > 0 && n0 > 0))
	{
		test.chisq = test.df = NAN;
		return test;
	}

	for (int i = 0; i < k; i++)
	{
		double		both = row1[i] + row0[i];

		if (!(both > 0))
			continue;
		test.chisq += square(row1[i] * n0 - row0[i] * n1) / (both * n1 * n0);
		test.df++;
	}
	test.p_value = test.df > 0 ? wm_chisq_tail(test.chisq, test.df) : 1.0;
	return test;
}

ChisqTest
wm_chisq_scale(ChisqTest test, double effect)
{
	test.chisq /= effect;
	test.p_value = test.df > 0 ? wm_chisq_tail(test.chisq, test.df) : 1.0;
	return test;
}

double
wm_total_variation(int k, const double *s1, const double *s0)
{
	double		sum = 0;

	for (int i = 0; i < k; i++)
		sum += fabs(s1[i] - s0[i]);
	return sum / 2;
}

double
wm_jensen_shannon(int k, const double *s1, const double *s0)
{
	double		sum = 0;

	for (int i = 0; i < k; i++)
	{
		double		middle = (s1[i] + s0[i]) / 2;

		if (s1[i] > 0)
			sum += s1[i] * log2(s1[i] / middle);
		if (s0[i] > 0)
			sum += s0[i] * log2(s0[i] / middle);
	}
	return sum < 0 ? 0 : sum / 2;	/* rounding may leave less than nothing */
}

double
wm_stability_index(int k, const double *row1, const double *row0)
{
	double		n1 = total(k, row1);
	double		n0 = total(k, row0);
	double		sum = 0;
	double		added = 0;
	int			columns = 0;

	if (!(n1 > 0 && n0 > 0))
		return NAN;

	for (int i = 0; i < k; i++)
	{
		columns += row1[i] + row0[i] > 0;
		if ((row1[i] > 0) != (row0[i] > 0))
			added = 0.5;
	}
	for (int i = 0; i < k; i++)
	{
		double		s1 = (row1[i] + added) / (n1 + added * columns);
		double		s0 = (row0[i] + added) / (n0 + added * columns);

		if (row1[i] + row0[i] > 0)
			sum += (s1 - s0) * log(s1 / s0);
	}
	return sum;
}
