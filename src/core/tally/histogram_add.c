/*
 * histogram_add.c
 *	  Putting sessions, users and histograms into a histogram, and taking them out
 *	  again.
 */
#include <math.h>

#include "base/logarithm.h"
#include "tally/histogram.h"

/* The width of a bin in units of ln value as tallies keep it. */
#define BIN_WIDTH	(INT64_C(1000000000000) / HISTOGRAM_BINS_PER_E)

/* Always false, so that a failing function can end with it. */
static bool
fail(TallyProblem *problem, TallyFault fault, int mode, const char *what)
{
	problem->fault = fault;
	problem->mode = mode;
	problem->what = what;
	return false;
}

/* The bin of a value; false if it is out of range. */
static bool
find_bin(double value, int *bin)
{
	int64_t		log;

	if (!(value >= TALLY_MIN_VALUE && value <= TALLY_MAX_VALUE))
		return false;
	log = wm_log_millionths((uint64_t) rint(value * 1e6));
	*bin = (int) ((log - HISTOGRAM_FIRST * BIN_WIDTH) / BIN_WIDTH);
	return true;
}

/* Whether a session can be put in or taken out, and the bin of its value. */
static bool
check_session(const Histogram *histogram, int mode, const double *value, int *bin,
			  TallyProblem *problem)
{
	if (wm_histogram_is_clustered(histogram))
		return fail(problem, TALLY_MIXED, MODE_NONE, NULL);
	if (value == NULL || find_bin(*value, bin))
		return true;
	problem->value = *value;
	return fail(problem, TALLY_BAD_VALUE, mode, NULL);
}

bool
wm_histogram_add(Histogram *histogram, int mode, const double *value,
				 TallyProblem *problem)
{
	int64_t    *sessions = mode == MODE_NONE ? &histogram->unclassified :
		&histogram->rows[mode].sessions;
	int			bin = 0;

	if (!check_session(histogram, mode, value, &bin, problem))
		return false;
	if (*sessions >= TALLY_MAX_SESSIONS)
		return fail(problem, TALLY_OVERFLOW, mode, "sessions");

	(*sessions)++;
	if (mode != MODE_NONE && value != NULL)
	{
		histogram->rows[mode].valued++;
		(*wm_histogram_counter(histogram, mode, bin))++;
	}
	return true;
}

bool
wm_histogram_remove(Histogram *histogram, int mode, const double *value,
					TallyProblem *problem)
{
	HistogramRow *row;
	int			bin = 0;

	if (!check_session(histogram, mode, value, &bin, problem))
		return false;
	if (mode == MODE_NONE)
		return --histogram->unclassified >= 0 ||
			fail(problem, TALLY_NOT_PART, MODE_NONE, "sessions");

	row = &histogram->rows[mode];
	if (value == NULL ? row->sessions <= row->valued :
		wm_histogram_count(histogram, mode, bin) <= 0)
		return fail(problem, TALLY_NOT_PART, mode, "sessions");

	row->sessions--;
	if (value != NULL)
	{
		row->valued--;
		(*wm_histogram_counter(histogram, mode, bin))--;
	}
	return true;
}

/*
 * Parts
 */

static bool
combine_words(Fixed128 *sum, const Fixed128 *term, bool add)
{
	return add ? wm_fixed_add(sum->word, term->word, 2) :
		wm_fixed_subtract(sum->word, term->word, 2) && !wm_fixed_negative(sum->word, 2);
}

static inline bool
combine_count(int64_t *sum, int64_t term, bool add)
{
	*sum += add ? term : -term;
	return *sum >= 0;
}

static bool
combine_pages(HistogramPage *page, const HistogramPage *part, bool clustered, bool add)
{
	bool		fits = true;

	for (int i = 0; i < HISTOGRAM_PAGE_BINS; i++)
	{
		fits &= combine_count(&page->count[i], part->count[i], add);
		if (clustered && part->count[i] != 0)
			fits &= combine_words(&page->moments[i].yn, &part->moments[i].yn, add) &&
				combine_words(&page->moments[i].yy, &part->moments[i].yy, add);
	}
	return fits;
}

static bool
is_blank(const HistogramPage *page)
{
	int64_t		counts = 0;

	for (int i = 0; i < HISTOGRAM_PAGE_BINS; i++)
		counts |= page->count[i];
	return counts == 0;
}

/* Adds a row of the part or takes it out; false if a number does not fit then. */
static bool
combine_rows(Histogram *histogram, const Histogram *part, int row, bool add)
{
	HistogramRow *sum = &histogram->rows[row];
	const HistogramRow *term = &part->rows[row];
	bool		fits = combine_count(&sum->sessions, term->sessions, add) &&
		sum->sessions <= TALLY_MAX_SESSIONS &&
		combine_count(&sum->valued, term->valued, add) &&
		combine_count(&sum->users, term->users, add) &&
		combine_words(&sum->nn, &term->nn, add);

	if (term->valued == 0)
		return fits;
	for (int bin = 0; bin < HISTOGRAM_BINS && fits; bin += HISTOGRAM_PAGE_BINS)
	{
		const HistogramPage *from = wm_histogram_find(part, row, bin);
		HistogramPage *to;

		if (from == NULL || is_blank(from))
			continue;
		to = add ? wm_histogram_take(histogram, row, bin) :
			wm_histogram_find(histogram, row, bin);
		fits = to != NULL &&
			combine_pages(to, from, wm_histogram_is_clustered(part), add);
	}
	return fits;
}

int
wm_histogram_missing(const Histogram *histogram, const Histogram *part)
{
	int			missing = 0;

	for (int row = 0; row < TALLY_ROWS; row++)
	{
		if (part->rows[row].valued == 0)
			continue;
		for (int bin = 0; bin < HISTOGRAM_BINS; bin += HISTOGRAM_PAGE_BINS)
			missing += wm_histogram_find(part, row, bin) != NULL &&
				wm_histogram_find(histogram, row, bin) == NULL;
	}
	return missing;
}

static bool
combine(Histogram *histogram, const Histogram *part, bool add, TallyProblem *problem)
{
	TallyFault	fault = add ? TALLY_OVERFLOW : TALLY_NOT_PART;

	if (wm_histogram_is_empty(part))
		return true;
	if (histogram->flags != part->flags)
		return fail(problem, TALLY_MIXED, MODE_NONE, NULL);
	if (!combine_count(&histogram->unclassified, part->unclassified, add) ||
		histogram->unclassified > TALLY_MAX_SESSIONS)
		return fail(problem, fault, MODE_NONE, "sessions");
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		if (!combine_rows(histogram, part, row, add))
			return fail(problem, fault, row, "sessions");
	}
	return true;
}

bool
wm_histogram_merge(Histogram *histogram, const Histogram *part, TallyProblem *problem)
{
	return combine(histogram, part, true, problem);
}

/* That no count is below zero says all of a plain histogram, not of users. */
bool
wm_histogram_unmerge(Histogram *histogram, const Histogram *part,
					 TallyProblem *problem)
{
	if (!combine(histogram, part, false, problem))
		return false;
	if (!wm_histogram_is_clustered(histogram) || wm_histogram_is_empty(histogram) ||
		wm_histogram_check(histogram, problem))
		return true;
	problem->fault = TALLY_NOT_PART;
	return false;
}

/*
 * Users
 */

/* The counts of a page, of a mode or of all modes added up; false if there is none. */
static bool
get_counts(const Histogram *histogram, int row, int first, int64_t *counts)
{
	int			from = row == TALLY_ALL ? 0 : row;
	int			to = row == TALLY_ALL ? MODE_COUNT : row + 1;
	bool		found = false;

	for (int mode = from; mode < to; mode++)
	{
		const HistogramPage *page = wm_histogram_find(histogram, mode, first);

		if (page == NULL)
			continue;
		if (!found)
			memset(counts, 0, HISTOGRAM_PAGE_BINS * sizeof(int64_t));
		found = true;
		for (int i = 0; i < HISTOGRAM_PAGE_BINS; i++)
			counts[i] += page->count[i];
	}
	return found;
}

static Fixed128
product(int64_t a, int64_t b)
{
	Fixed128	result;

	result.word[0] = wm_multiply((uint64_t) a, (uint64_t) b, &result.word[1]);
	return result;
}

/* c of the user's n sessions are in a bin, y in this and those below. */
static void
put_bin(HistogramPage *page, int place, int64_t c, int64_t y, int64_t n)
{
	Fixed128	below = product(y - c, y - c);

	page->count[place] = c;
	page->moments[place].yn = product(c, n);
	page->moments[place].yy = product(y, y);
	(void) wm_fixed_subtract(page->moments[place].yy.word, below.word, 2);
}

/* The bins of a page, and y, which goes on from page to page. */
static void
put_page(HistogramPage *page, const int64_t *counts, int64_t *y, int64_t n)
{
	for (int i = 0; i < HISTOGRAM_PAGE_BINS; i++)
	{
		*y += counts[i];
		if (counts[i] > 0)
			put_bin(page, i, counts[i], *y, n);
	}
}

static void
put_row(Histogram *user, const Histogram *sessions, int row)
{
	int64_t		counts[HISTOGRAM_PAGE_BINS];
	int64_t		n = wm_histogram_valued(sessions, row);
	int64_t		y = 0;

	if (n == 0)
		return;
	user->rows[row].valued = n;
	user->rows[row].users = 1;
	user->rows[row].nn = product(n, n);
	for (int bin = 0; bin < HISTOGRAM_BINS; bin += HISTOGRAM_PAGE_BINS)
	{
		if (get_counts(sessions, row, bin, counts))
			put_page(wm_histogram_take(user, row, bin), counts, &y, n);
	}
}

bool
wm_histogram_of_user(Histogram *user, const Histogram *sessions, TallyProblem *problem)
{
	if (wm_histogram_is_clustered(sessions))
		return fail(problem, TALLY_NESTED, MODE_NONE, NULL);
	user->unclassified = sessions->unclassified;
	for (int mode = 0; mode < MODE_COUNT; mode++)
		user->rows[mode].sessions = sessions->rows[mode].sessions;
	for (int row = 0; row < TALLY_ROWS; row++)
		put_row(user, sessions, row);
	return true;
}
