/*
 * histogram_check.c
 *	  Can some sessions have given this histogram?  All input is checked by this.
 */
#include "base/host.h"
#include "tally/histogram.h"

static bool
less(Bignum a, Bignum b)
{
	return wm_bignum_compare(a, b) < 0;
}

static Bignum
product(Bignum a, Bignum b)
{
	return wm_bignum_multiply(a, b);
}

static Bignum
wide(const Fixed128 *number)
{
	return wm_bignum(number->word, 2);
}

static bool
count_fits(int64_t count)
{
	return count >= 0 && count <= TALLY_MAX_SESSIONS;
}

/*
 * So many users, each with at least one session, can have so many sessions and such a
 * sum of squared counts: least when all are alike, most when one has all that the
 * others can spare.
 */
static bool
can_square(Bignum users, Bignum sessions, Bignum squares)
{
	Bignum		one = wm_bignum_from_int(1);
	Bignum		others = wm_bignum_subtract(users, one);
	Bignum		most = wm_bignum_subtract(sessions, others);

	return !less(product(users, squares), product(sessions, sessions)) &&
		!less(wm_bignum_add(product(most, most), others), squares);
}

/* The sums over the bins from the lowest to this one. */
typedef struct Sums
{
	Bignum		y;
	Bignum		yn;
	Bignum		yy;
} Sums;

/*
 * Each user with y sessions up to a bin has n of them, n >= y, in all; so sums of
 * products lie in this order, and obey Cauchy's inequality, by which no variance is
 * negative.
 */
static bool
can_be_sums(const Sums *sums, Bignum users, Bignum nn)
{
	return !less(sums->yy, sums->y) && !less(sums->yn, sums->yy) && !less(nn, sums->yn) &&
		!less(product(sums->yy, nn), product(sums->yn, sums->yn)) &&
		!less(product(users, sums->yy), product(sums->y, sums->y));
}

static const char *
check_bin(Sums *sums, int64_t count, const HistogramMoments *moments)
{
	Bignum		c = wm_bignum_from_int(count);
	Bignum		yn = wide(&moments->yn);
	Bignum		yy = wide(&moments->yy);

	/* c n and y^2 - (y - c)^2 are at least c each, and nothing without sessions */
	if (less(yn, c) || less(yy, c) ||
		(count == 0 && (!wm_bignum_is_zero(yn) || !wm_bignum_is_zero(yy))))
		return "no users have these products in a bin";
	sums->y = wm_bignum_add(sums->y, c);
	sums->yn = wm_bignum_add(sums->yn, yn);
	sums->yy = wm_bignum_add(sums->yy, yy);
	return NULL;
}

/* The bins of a page, whose sums go on from those of the pages below. */
static const char *
check_page(const HistogramPage *page, const HistogramRow *head, Sums *sums)
{
	Bignum		users = wm_bignum_from_int(head->users);
	Bignum		nn = wide(&head->nn);

	for (int i = 0; i < HISTOGRAM_PAGE_BINS; i++)
	{
		const char *fault = check_bin(sums, page->count[i], &page->moments[i]);

		if (fault != NULL)
			return fault;
		if (page->count[i] > 0 && !can_be_sums(sums, users, nn))
			return "no users have these sums up to a bin";
	}
	return NULL;
}

static const char *
check_bins(const Histogram *histogram, int row)
{
	const HistogramRow *head = &histogram->rows[row];
	Sums		sums = {{{0}}, {{0}}, {{0}}};

	for (int bin = 0; bin < HISTOGRAM_BINS; bin += HISTOGRAM_PAGE_BINS)
	{
		const HistogramPage *page = wm_histogram_find(histogram, row, bin);
		const char *fault = page == NULL ? NULL : check_page(page, head, &sums);

		wm_check_count((size_t) (bin / HISTOGRAM_PAGE_BINS));
		if (fault != NULL)
			return fault;
	}
	if (less(sums.yn, wide(&head->nn)) || less(sums.yy, wide(&head->nn)))
		return "the products do not add up";
	return NULL;
}

static const char *
check_users(const Histogram *histogram, int row)
{
	const HistogramRow *head = &histogram->rows[row];
	int64_t		valued = wm_histogram_valued(histogram, row);

	if (!count_fits(head->users) || head->users > valued ||
		(head->users == 0) != (valued == 0))
		return "no users have these sessions";
	if (valued == 0)
		return wm_bignum_is_zero(wide(&head->nn)) ? NULL :
			"there are products without users";
	if (!can_square(wm_bignum_from_int(head->users), wm_bignum_from_int(valued),
					wide(&head->nn)))
		return "no users have these sessions and this sum of squares (nn)";
	return check_bins(histogram, row);
}

/* What ties the modes' users and products to those of all modes together. */
static const char *
check_all(const Histogram *histogram)
{
	const HistogramRow *all = &histogram->rows[TALLY_ALL];
	Bignum		nn = wm_bignum_from_int(0);
	int64_t		users = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		const HistogramRow *row = &histogram->rows[mode];

		if (row->users > all->users)
			return "a mode has more users than there are";
		users += row->users;
		nn = wm_bignum_add(nn, wide(&row->nn));
	}
	if (all->users > users)
		return "there are more users than the modes have";
	if (less(wide(&all->nn), nn))
		return "the sums of squares (nn) do not add up";
	return NULL;
}

/* In a bin of TALLY_ALL there are the sessions that the modes have there. */
static const char *
check_sums(const Histogram *histogram)
{
	int64_t		valued = 0;
	int64_t		all = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		valued += histogram->rows[mode].valued;
	for (int bin = wm_histogram_next(histogram, TALLY_ALL, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, TALLY_ALL, bin + 1))
	{
		int64_t		count = 0;

		for (int mode = 0; mode < MODE_COUNT; mode++)
			count += wm_histogram_count(histogram, mode, bin);
		if (count != wm_histogram_count(histogram, TALLY_ALL, bin))
			return "the counts do not add up";
		all += count;
	}
	return valued == all && valued == histogram->rows[TALLY_ALL].valued ? NULL :
		"the counts do not add up";
}

static const char *
check_counts(const Histogram *histogram, int mode)
{
	const HistogramRow *row = &histogram->rows[mode];
	int64_t		valued = 0;

	if (!count_fits(row->sessions) || !count_fits(row->valued))
		return "a count is out of range";
	for (int bin = wm_histogram_next(histogram, mode, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, mode, bin + 1))
	{
		int64_t		count = wm_histogram_count(histogram, mode, bin);

		if (count < 0 || count > row->sessions - valued)
			return "more sessions have a value than there are";
		valued += count;
	}
	return valued == row->valued ? NULL : "the counts do not add up";
}

/* What is wrong, and *row where; NULL if nothing is. */
static const char *
find_fault(const Histogram *histogram, int *row)
{
	const char *fault = NULL;

	*row = MODE_NONE;
	if (!count_fits(histogram->unclassified))
		return "a count is out of range";
	for (int mode = 0; mode < MODE_COUNT && fault == NULL; mode++)
	{
		*row = mode;
		fault = check_counts(histogram, mode);
	}
	if (!wm_histogram_is_clustered(histogram))
		return fault;

	if (fault == NULL)
	{
		*row = TALLY_ALL;
		fault = check_sums(histogram);
	}
	for (int i = 0; i < TALLY_ROWS && fault == NULL; i++)
	{
		*row = i;
		fault = check_users(histogram, i);
	}
	if (fault == NULL)
		fault = check_all(histogram);
	if (fault == NULL && wm_histogram_is_empty(histogram))
		fault = "it has clusters but no sessions";
	return fault;
}

bool
wm_histogram_check(const Histogram *histogram, TallyProblem *problem)
{
	problem->fault = TALLY_MALFORMED;
	problem->what = find_fault(histogram, &problem->mode);
	return problem->what == NULL;
}
