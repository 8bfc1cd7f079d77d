/*
 * quantile.c
 *	  Quantiles of value, from a histogram, and how well they are known.
 */
#include <math.h>

#include "statistics/distribution.h"
#include "statistics/quantile.h"

static double
to_double(const Fixed128 *number)
{
	return wm_bignum_to_double(wm_bignum(number->word, 2));
}

/* The variance of the share of values up to a bin, times n. */
static double
scaled_variance(const ValueCurve *curve, int bin)
{
	double		p = (double) curve->upto[bin] / curve->n;
	double		residuals = curve->yy[bin] - 2 * p * curve->yn[bin] + p * p * curve->nn;

	return curve->n * wm_ratio_variance(curve->users, fmax(residuals, 0), curve->n);
}

static double
binomial_variance(const ValueCurve *curve, int bin)
{
	double		p = (double) curve->upto[bin] / curve->n;

	return p * (1.0 - p);
}

/* Where all values lie in one bin no variance shows: then each user is of one mind. */
static double
mean_effect(const ValueCurve *curve)
{
	double		shown = 0;
	double		binomial = 0;
	int64_t		below = 0;

	for (int bin = 0; bin < HISTOGRAM_BINS; bin++)
	{
		double		count = (double) (curve->upto[bin] - below);

		below = curve->upto[bin];
		if (count == 0)
			continue;
		shown += count * scaled_variance(curve, bin);
		binomial += count * binomial_variance(curve, bin);
	}
	return binomial > 0 ? shown / binomial : curve->nn / curve->n;
}

static void
add_counts(const Histogram *histogram, int row, int64_t *counts)
{
	for (int bin = wm_histogram_next(histogram, row, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, row, bin + 1))
		counts[bin] += wm_histogram_count(histogram, row, bin);
}

/* Of all modes a plain histogram keeps no row. */
static void
get_counts(const Histogram *histogram, int mode, ValueCurve *curve)
{
	memset(curve->upto, 0, sizeof(curve->upto));
	if (mode != TALLY_ALL || curve->clustered)
		add_counts(histogram, mode, curve->upto);
	else
	{
		for (mode = 0; mode < MODE_COUNT; mode++)
			add_counts(histogram, mode, curve->upto);
	}
	for (int bin = 1; bin < HISTOGRAM_BINS; bin++)
		curve->upto[bin] += curve->upto[bin - 1];
}

static void
get_moments(const Histogram *histogram, int mode, ValueCurve *curve)
{
	double		yn = 0;
	double		yy = 0;
	int			next = wm_histogram_next(histogram, mode, 0);

	for (int bin = 0; bin < HISTOGRAM_BINS; bin++)
	{
		if (bin == next)
		{
			const HistogramMoments *moments = wm_histogram_moments(histogram, mode, bin);

			yn += to_double(&moments->yn);
			yy += to_double(&moments->yy);
			next = wm_histogram_next(histogram, mode, bin + 1);
		}
		curve->yn[bin] = yn;
		curve->yy[bin] = yy;
	}
}

void
wm_value_curve(const Histogram *histogram, int mode, ValueCurve *curve)
{
	curve->clustered = wm_histogram_is_clustered(histogram);
	get_counts(histogram, mode, curve);
	curve->n = curve->users = (double) curve->upto[HISTOGRAM_BINS - 1];
	curve->df = INFINITY;
	curve->effect = 1;
	if (!curve->clustered || curve->n == 0)
		return;

	curve->users = (double) histogram->rows[mode].users;
	curve->nn = to_double(&histogram->rows[mode].nn);
	curve->df = curve->n * curve->n / curve->nn - 1;
	get_moments(histogram, mode, curve);
	curve->effect = curve->users > 1 ? fmax(mean_effect(curve), 1) : NAN;
}

/* The bin of the value that has so many values below it or beside it, itself one. */
static int
find_rank(const ValueCurve *curve, double rank)
{
	int			low = 0;
	int			high = HISTOGRAM_BINS - 1;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if ((double) curve->upto[middle] >= rank)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* As PostgreSQL's percentile_disc has it. */
static int
find_quantile(const ValueCurve *curve, double fraction)
{
	return find_rank(curve, fmin(fmax(ceil(fraction * curve->n), 1), curve->n));
}

double
wm_quantile(const ValueCurve *curve, double fraction)
{
	if (!(curve->n > 0))
		return NAN;
	return wm_histogram_bin_middle(find_quantile(curve, fraction));
}

double
wm_quantile_effect(const ValueCurve *curve, double fraction)
{
	int			bin;
	double		binomial;

	if (!curve->clustered || isnan(curve->effect))
		return curve->effect;
	bin = find_quantile(curve, fraction);
	binomial = binomial_variance(curve, bin);
	return binomial > 0 ?
		fmax(curve->effect, scaled_variance(curve, bin) / binomial) : curve->effect;
}

/*
 * The rank of the greatest value that the quantile is not below, but for the
 * probability "tail"; 0 if there is none.  With an effect of e each e values are worth
 * one, so the first of each e are what counts.
 */
static double
rank_below(double n, double effect, double fraction, double tail)
{
	double		low = 0;
	double		high = n + 1;

	while (high - low > 1)
	{
		double		rank = floor(low + (high - low) / 2);
		double		worth = 1 + (rank - 1) / effect;

		if (rank <= low || rank >= high)
			break;				/* beyond 2^53 no number lies between */
		/* fewer than so many values lie below the quantile: more lie above */
		if (wm_binomial_tail(n / effect - worth + 1, n / effect, 1 - fraction) <= tail)
			low = rank;
		else
			high = rank;
	}
	return low;
}

Limits
wm_quantile_interval(const ValueCurve *curve, double fraction, double confidence)
{
	Limits		limits = {NAN, NAN};
	double		tail = (1.0 - confidence) / 2;
	double		effect = wm_quantile_effect(curve, fraction);
	double		below;
	double		above;

	if (isfinite(curve->df))
	{
		double		wider = wm_critical(confidence, curve->df) /
			wm_critical(confidence, curve->n - 1);

		effect *= wider * wider;
	}
	if (!(curve->n > 0 && isfinite(effect)))
		return limits;

	below = rank_below(curve->n, effect, fraction, tail);
	above = rank_below(curve->n, effect, 1 - fraction, tail);
	if (below > 0)
		limits.low = wm_histogram_bin_low(find_rank(curve, below));
	if (above > 0)
		limits.high = wm_histogram_bin_high(find_rank(curve, curve->n + 1 - above));
	return limits;
}
