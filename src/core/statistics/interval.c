/*
 * interval.c
 *	  Intervals of shares and means, of their differences and ratios.
 */
#include <math.h>

#include "statistics/distribution.h"
#include "statistics/interval.h"

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
	if (!(clusters > 1 && n > 0))
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

/* How far the limits of an estimate are from it. */
static double
reach_of(Estimate estimate, double confidence)
{
	return wm_critical(confidence, estimate.df) * sqrt(estimate.variance);
}

Limits
wm_geomean_interval(Estimate log, double confidence)
{
	Limits		limits;
	double		reach = reach_of(log, confidence);

	limits.low = exp(log.value - reach);
	limits.high = exp(log.value + reach);
	return limits;
}

/* The mean itself is multiplied: exp(log(mean)) may be another number. */
Limits
wm_mean_interval(Estimate mean, double confidence)
{
	Limits		limits;
	double		reach = reach_of(log_of_mean(mean), confidence);

	if (!(mean.value > 0))
		return unknown;
	limits.low = mean.value * exp(-reach);
	limits.high = mean.value * exp(reach + reach * fmin(reach, 1));
	return limits;
}

double
wm_welch_df(double variance1, double df1, double variance0, double df0)
{
	double		sum = square(variance1) / df1 + square(variance0) / df0;

	if (sum > 0)
		return square(variance1 + variance0) / sum;
	return sum == 0 ? fmin(df1, df0) : NAN;
}

/* The difference of two independent estimates. */
static Estimate
difference(Estimate one, Estimate zero)
{
	Estimate	result;

	result.value = one.value - zero.value;
	result.variance = one.variance + zero.variance;
	result.df = wm_welch_df(one.variance, one.df, zero.variance, zero.df);
	return result;
}

Limits
wm_ratio_interval(Estimate mean1, Estimate mean0, double confidence)
{
	Limits		limits;
	double		ratio = mean1.value / mean0.value;
	double		reach = reach_of(difference(log_of_mean(mean1), log_of_mean(mean0)),
								 confidence);

	if (!(mean1.value > 0 && mean0.value > 0))
		return unknown;
	limits.low = ratio * exp(-reach);
	limits.high = ratio * exp(reach);
	return limits;
}

Limits
wm_log_ratio_interval(Estimate log1, Estimate log0, double confidence)
{
	return wm_geomean_interval(difference(log1, log0), confidence);
}
