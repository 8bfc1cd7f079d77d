/*
 * histogram.c
 *	  The histogram: how the values of many sessions lie.
 */
#include <math.h>

#include "tally/histogram.h"

size_t
wm_histogram_size(bool clustered, int room)
{
	return sizeof(Histogram) + (size_t) room * wm_histogram_page_size(clustered);
}

void
wm_histogram_init(Histogram *histogram, bool clustered, int room)
{
	memset(histogram, 0, sizeof(Histogram));
	histogram->version = HISTOGRAM_VERSION;
	histogram->flags = clustered ? HISTOGRAM_CLUSTERED : 0;
	histogram->room = room;
}

void
wm_histogram_copy(Histogram *histogram, const Histogram *from, int room)
{
	memcpy(histogram, from,
		   wm_histogram_size(wm_histogram_is_clustered(from), from->taken));
	histogram->room = room;
}

bool
wm_histogram_is_empty(const Histogram *histogram)
{
	int64_t		sessions = histogram->unclassified;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sessions |= histogram->rows[mode].sessions;
	return sessions == 0;
}

HistogramPage *
wm_histogram_take(Histogram *histogram, int row, int bin)
{
	HistogramPage *page = wm_histogram_find(histogram, row, bin);

	if (page == NULL)
	{
		histogram->taken++;
		histogram->rows[row].pages[bin / HISTOGRAM_PAGE_BINS] =
			(uint16_t) histogram->taken;
		page = wm_histogram_find(histogram, row, bin);
		memset(page, 0, wm_histogram_page_size(wm_histogram_is_clustered(histogram)));
	}
	return page;
}

int
wm_histogram_next(const Histogram *histogram, int row, int bin)
{
	while (bin < HISTOGRAM_BINS)
	{
		const HistogramPage *page = wm_histogram_find(histogram, row, bin);

		if (page == NULL)
			bin += HISTOGRAM_PAGE_BINS - bin % HISTOGRAM_PAGE_BINS;
		else if (page->count[bin % HISTOGRAM_PAGE_BINS] == 0)
			bin++;
		else
			return bin;
	}
	return HISTOGRAM_BINS;
}

/* Is what the row says the modes' added up? */
static bool
is_sum(const Histogram *histogram, int row)
{
	return row == TALLY_ALL && !wm_histogram_is_clustered(histogram);
}

int64_t
wm_histogram_valued(const Histogram *histogram, int mode)
{
	int64_t		sum = 0;

	if (!is_sum(histogram, mode))
		return histogram->rows[mode].valued;
	for (mode = 0; mode < MODE_COUNT; mode++)
		sum += histogram->rows[mode].valued;
	return sum;
}

int64_t
wm_histogram_count(const Histogram *histogram, int mode, int bin)
{
	int64_t		sum = 0;

	if (!is_sum(histogram, mode))
	{
		const HistogramPage *page = wm_histogram_find(histogram, mode, bin);

		return page == NULL ? 0 : page->count[bin % HISTOGRAM_PAGE_BINS];
	}
	for (mode = 0; mode < MODE_COUNT; mode++)
		sum += wm_histogram_count(histogram, mode, bin);
	return sum;
}

const HistogramMoments *
wm_histogram_moments(const Histogram *histogram, int mode, int bin)
{
	const HistogramPage *page = wm_histogram_find(histogram, mode, bin);

	return page == NULL ? NULL : &page->moments[bin % HISTOGRAM_PAGE_BINS];
}

/* e to the power of so many hundredths, unless no value is so small or so great. */
static double
power(double hundredths)
{
	double		value = exp(hundredths / HISTOGRAM_BINS_PER_E);

	return fmin(fmax(value, TALLY_MIN_VALUE), TALLY_MAX_VALUE);
}

double
wm_histogram_bin_low(int bin)
{
	return power(HISTOGRAM_FIRST + bin);
}

double
wm_histogram_bin_high(int bin)
{
	return power(HISTOGRAM_FIRST + bin + 1);
}

/* The harmonic mean of both ends. */
double
wm_histogram_bin_middle(int bin)
{
	double		low = wm_histogram_bin_low(bin);
	double		high = wm_histogram_bin_high(bin);

	return 2 * low * high / (low + high);
}
