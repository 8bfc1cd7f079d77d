/*
 * sample.c
 *	  Which sessions to label: so many of each predicted mode, drawn at random.
 *
 * Neyman's allocation in whole numbers: units are given out one by one, each to the
 * stratum in which it lowers the variance most (Wright 2012), which is to say by the
 * priority N S / sqrt(n (n + 1)).  With a larger sample the same units are given out
 * and then more, so that labels of a smaller one stay useful.
 *
 * Which sessions are taken is settled by a permanent random number of each (Ohlsson
 * 1995), so that it does not depend on the others.
 */
#include <math.h>

#include "base/host.h"
#include "statistics/sample.h"

/* Nobody is sure to be right or wrong, whatever the classifier says of itself. */
#define SURE		0.95

/* The standard deviation of being right, by what the classifier says of itself. */
static double
deviation(const SampleStratum *stratum)
{
	double		right;

	if (stratum->rated == 0)
		return 0.5;
	right = (double) stratum->confidence / CONFIDENCE_UNIT / (double) stratum->rated;
	if (right > SURE)
		right = SURE;
	if (right < 1 - SURE)
		right = 1 - SURE;
	return sqrt(right * (1 - right));
}

/* The mode that gets the next unit; MODE_NONE if all sessions are taken. */
static int
next_mode(const SampleStratum *strata, const double *weights, const int64_t *take,
		  int64_t least)
{
	int			best = MODE_NONE;
	double		most = -1;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		n = (double) take[mode];
		double		priority;

		if (take[mode] >= strata[mode].sessions || (least > 0 && take[mode] >= least))
			continue;
		priority = n > 0 ? weights[mode] / sqrt(n * (n + 1)) : weights[mode] * 2;
		if (priority > most)
		{
			most = priority;
			best = mode;
		}
	}
	return best;
}

void
wm_sample_allocate(const SampleStratum *strata, int64_t size, int64_t *take)
{
	double		weights[MODE_COUNT];
	int64_t		given = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		weights[mode] = (double) strata[mode].sessions * deviation(&strata[mode]);
		take[mode] = 0;
	}

	/* First one of each, then two, up to the least; then by priority alone. */
	for (int64_t least = 1; least <= SAMPLE_LEAST + 1;)
	{
		int			mode = given == size ? MODE_NONE :
			next_mode(strata, weights, take, least <= SAMPLE_LEAST ? least : 0);

		wm_check_count((size_t) given);
		if (mode == MODE_NONE)
		{
			least++;
			continue;
		}
		take[mode]++;
		given++;
	}
}

uint64_t
wm_sample_number(Slice id, int64_t seed)
{
	uint64_t	number = wm_slice_hash(id) + (uint64_t) seed * UINT64_C(0x9E3779B97F4A7C15);

	number = (number ^ (number >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	number = (number ^ (number >> 27)) * UINT64_C(0x94D049BB133111EB);
	return number ^ (number >> 31);
}
