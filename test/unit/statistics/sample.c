/*
 * sample.c
 *	  How a sample to label is shared out among modes, and how sessions are drawn.
 */
#include <stdio.h>

#include "statistics/sample.h"

#include "unit.h"

static const SampleStratum strata[MODE_COUNT] = {
	[MODE_BUILD] = {5000, 5000, INT64_C(5000) * 500000},
	[MODE_FIX] = {5000, 5000, INT64_C(5000) * 900000},
	[MODE_TEST] = {3, 0, 0},
	[MODE_OPERATE] = {100, 100, INT64_C(100) * 500000},
};

static int64_t
total(const int64_t *take)
{
	int64_t		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += take[mode];
	return sum;
}

/* By hand: the weights are 2500, 1500, 1.5 and 50. */
static void
test_shares(void)
{
	int64_t		take[MODE_COUNT];

	wm_sample_allocate(strata, 1000, take);
	ok(total(take) == 1000, "all of the sample is shared out");
	ok(take[MODE_TEST] == 3, "of a small mode all are taken");
	ok(take[MODE_OPERATE] >= 11 && take[MODE_OPERATE] <= 13, "in proportion to its sessions");
	near((double) take[MODE_BUILD] / (double) take[MODE_FIX], 2500.0 / 1500, 2, "and to the deviation");
	ok(take[MODE_PLAN] == 0, "none of a mode that is not there");

	wm_sample_allocate(strata, 18, take);
	ok(take[MODE_BUILD] == 5 && take[MODE_FIX] == 5 && take[MODE_TEST] == 3 && take[MODE_OPERATE] == 5,
	   "each mode gets the least");
	wm_sample_allocate(strata, 2, take);
	ok(take[MODE_BUILD] == 1 && take[MODE_FIX] == 1, "a tiny sample has the largest modes");
	wm_sample_allocate(strata, 0, take);
	ok(total(take) == 0, "none of none");
	wm_sample_allocate(strata, INT32_MAX, take);
	ok(total(take) == 10103 && take[MODE_BUILD] == 5000, "at most all");
}

static void
test_growing(void)
{
	int64_t		before[MODE_COUNT];
	int64_t		after[MODE_COUNT];
	bool		grows = true;

	wm_sample_allocate(strata, 0, before);
	for (int64_t size = 1; size <= 400; size++)
	{
		wm_sample_allocate(strata, size, after);
		for (int mode = 0; mode < MODE_COUNT; mode++)
			grows &= after[mode] >= before[mode];
		memcpy(before, after, sizeof(before));
	}
	ok(grows, "a larger sample holds the smaller one");
}

static void
test_numbers(void)
{
	const int	count = 20000;
	double		sum = 0;
	double		pairs = 0;

	ok(wm_sample_number(SLICE("a"), 1) == wm_sample_number(SLICE("a"), 1) &&
	   wm_sample_number(SLICE("a"), 1) != wm_sample_number(SLICE("a"), 2) &&
	   wm_sample_number(SLICE("a"), 1) != wm_sample_number(SLICE("b"), 1), "numbers belong to id and seed");
	for (int i = 0; i < count; i++)
	{
		char		id[16];
		double		one;
		double		two;

		(void) snprintf(id, sizeof(id), "s%d", i);
		one = (double) wm_sample_number(wm_slice_cstring(id), 1) / 18446744073709551616.0 - 0.5;
		two = (double) wm_sample_number(wm_slice_cstring(id), 2) / 18446744073709551616.0 - 0.5;
		sum += one;
		pairs += one * two * 12;
	}
	ok(fabs(sum / count) < 0.008, "numbers are spread evenly");
	ok(fabs(pairs / count) < 0.03, "another seed gives another sample");
}

int
main(void)
{
	test_shares();
	test_growing();
	test_numbers();
	return done();
}
