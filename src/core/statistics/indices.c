/*
 * indices.c
 *	  Price and quantity indices with modes as goods, and their decomposition.
 */
#include <math.h>

#include "statistics/indices.h"

const char *const wm_index_names[INDEX_METHOD_COUNT] = {
	[INDEX_MEAN] = "mean",
	[INDEX_GEOMEAN] = "geomean",
	[INDEX_UNIT_VALUE] = "unit_value",
	[INDEX_LASPEYRES] = "laspeyres",
	[INDEX_PAASCHE] = "paasche",
	[INDEX_FISHER] = "fisher",
	[INDEX_TORNQVIST] = "tornqvist",
	[INDEX_MIX] = "mix",
};

static bool
is_matched(IndexPeriod base, IndexPeriod current, int i)
{
	return base.count[i] > 0 && current.count[i] > 0;
}

/* The worth of one period's quantities at one period's prices. */
static double
worth(int k, IndexPeriod base, IndexPeriod current,
	  const double *count, const double *price)
{
	double		sum = 0;

	for (int i = 0; i < k; i++)
	{
		if (is_matched(base, current, i))
			sum += count[i] * price[i];
	}
	return sum;
}

/* Mean of the two periods' weights by worth, over the logarithmic changes. */
static double
tornqvist(int k, IndexPeriod base, IndexPeriod current)
{
	double		worth0 = worth(k, base, current, base.count, base.mean);
	double		worth1 = worth(k, base, current, current.count, current.mean);
	double		sum = 0;

	for (int i = 0; i < k; i++)
	{
		if (is_matched(base, current, i))
			sum += (base.count[i] * base.mean[i] / worth0 +
					current.count[i] * current.mean[i] / worth1) / 2 *
				log(current.mean[i] / base.mean[i]);
	}
	return exp(sum);
}

/*
 * With w(a, b) the worth of quantities a at prices b, Laspeyres is
 * w(0, 1) / w(0, 0) and Paasche w(1, 1) / w(1, 0).  The indices of the mix turn
 * the two periods' roles about; they are of shares, so that the change in the
 * number of matched sessions is divided out.
 */
double
wm_index(int k, IndexPeriod base, IndexPeriod current, IndexMethod method)
{
	double		w00 = worth(k, base, current, base.count, base.mean);
	double		w01 = worth(k, base, current, base.count, current.mean);
	double		w10 = worth(k, base, current, current.count, base.mean);
	double		w11 = worth(k, base, current, current.count, current.mean);
	double		n0 = 0;
	double		n1 = 0;

	for (int i = 0; i < k; i++)
	{
		if (is_matched(base, current, i))
		{
			n0 += base.count[i];
			n1 += current.count[i];
		}
	}

	switch (method)
	{
		case INDEX_UNIT_VALUE:
			return w11 / n1 / (w00 / n0);
		case INDEX_LASPEYRES:
			return w01 / w00;
		case INDEX_PAASCHE:
			return w11 / w10;
		case INDEX_FISHER:
			return sqrt(w01 / w00 * (w11 / w10));
		case INDEX_TORNQVIST:
			return n0 > 0 ? tornqvist(k, base, current) : NAN;
		case INDEX_MIX:
			return sqrt(w10 / w00 * (w11 / w01)) * n0 / n1;
		case INDEX_MEAN:
		case INDEX_GEOMEAN:
			break;				/* of all sessions, not of modes */
	}
	return NAN;
}

double
wm_index_coverage(int k, IndexPeriod period, IndexPeriod other)
{
	double		all = 0;
	double		matched = 0;

	for (int i = 0; i < k; i++)
	{
		all += period.count[i];
		if (is_matched(period, other, i))
			matched += period.count[i];
	}
	return matched / all;
}

void
wm_decompose(int k, const double *s0, const double *v0,
			 const double *s1, const double *v1, double level,
			 double *mix, double *within)
{
	for (int i = 0; i < k; i++)
	{
		double		value0 = s0[i] > 0 ? v0[i] : v1[i];
		double		value1 = s1[i] > 0 ? v1[i] : v0[i];

		mix[i] = within[i] = 0;
		if (s0[i] <= 0 && s1[i] <= 0)
			continue;
		mix[i] = (s1[i] - s0[i]) * ((value0 + value1) / 2 - level);
		within[i] = (value1 - value0) * (s0[i] + s1[i]) / 2;
	}
}
