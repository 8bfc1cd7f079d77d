/*
 * histogram_text.c
 *	  The histogram as text, and back.
 *
 *		{"version": 1, "unclassified": 2,
 *		 "build": {"sessions": 4, "values": {"252": 2, "311": 1}},
 *		 ...}
 *
 * (on one line).  A bin is named by the least number of hundredths of ln value that it
 * holds: in bin 252 are values from exp(2.52) up to exp(2.53).  What is zero is left
 * out.  A clustered histogram says "clustered": true, has "users" and "nn" of each mode
 * and of all modes under "all", and for the count of each bin an array of the count, yn
 * and yy (see histogram.h).  On input the keys may come in any order, as jsonb likes to
 * have them, but none twice and none unknown.
 */
#include "tally/histogram.h"
#include "tally/state_text.h"

/*
 * Writing
 */

static void
put_sum(TextBuffer *out, const Fixed128 *sum)
{
	char		digits[BIGNUM_TEXT_SIZE];

	(void) wm_bignum_print(wm_bignum(sum->word, 2), 0, digits);
	wm_text_put(out, digits);
}

static void
put_bin(TextBuffer *out, const Histogram *histogram, int row, int bin)
{
	const HistogramMoments *moments = wm_histogram_moments(histogram, row, bin);

	wm_state_put_number_key(out, HISTOGRAM_FIRST + bin);
	if (!wm_histogram_is_clustered(histogram))
	{
		wm_text_put_count(out, wm_histogram_count(histogram, row, bin));
		return;
	}
	wm_text_put(out, "[");
	wm_text_put_count(out, wm_histogram_count(histogram, row, bin));
	wm_text_put(out, ", ");
	put_sum(out, &moments->yn);
	wm_text_put(out, ", ");
	put_sum(out, &moments->yy);
	wm_text_put(out, "]");
}

static void
put_values(TextBuffer *out, const Histogram *histogram, int row)
{
	wm_state_put_key(out, SLICE("values"));
	wm_text_put(out, "{");
	for (int bin = wm_histogram_next(histogram, row, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, row, bin + 1))
		put_bin(out, histogram, row, bin);
	wm_text_put(out, "}");
}

/* The object of a mode or of TALLY_ALL, unless it would be empty. */
static void
put_row(TextBuffer *out, const Histogram *histogram, int row)
{
	const HistogramRow *head = &histogram->rows[row];

	if (head->sessions == 0 && head->valued == 0)
		return;
	wm_state_put_key(out, wm_slice_cstring(wm_tally_row_name(row)));
	wm_text_put(out, "{");
	if (row != TALLY_ALL)
		wm_state_put_count(out, SLICE("sessions"), head->sessions);
	if (wm_histogram_is_clustered(histogram) && head->valued > 0)
	{
		wm_state_put_count(out, SLICE("users"), head->users);
		wm_state_put_key(out, SLICE("nn"));
		put_sum(out, &head->nn);
	}
	if (head->valued > 0)
		put_values(out, histogram, row);
	wm_text_put(out, "}");
}

void
wm_histogram_print(const Histogram *histogram, TextBuffer *out)
{
	wm_text_put(out, "{");
	wm_state_put_count(out, SLICE("version"), histogram->version);
	if (wm_histogram_is_clustered(histogram))
	{
		wm_state_put_key(out, SLICE("clustered"));
		wm_text_put(out, "true");
	}
	if (histogram->unclassified != 0)
		wm_state_put_count(out, SLICE("unclassified"), histogram->unclassified);
	for (int row = 0; row < TALLY_ROWS; row++)
		put_row(out, histogram, row);
	wm_text_put(out, "}");
}


/*
 * Reading
 */

/* What a text is read into. */
typedef struct HistogramInput
{
	Histogram  *histogram;		/* clustered, whatever it turns out to be */
	bool		clustered;
	bool		has_moments;
	bool		has_counts;		/* of bins, without moments */
} HistogramInput;

static inline bool
is_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-';
}

/* Bins are keys, too. */
static inline bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || is_number(c);
}

static bool
read_key(StateReader *reader, Slice *key)
{
	return wm_state_read_key(reader, is_name, key);
}

static bool
parse_number(Slice digits, Bignum *number)
{
	return !wm_state_has_leading_zero(digits) && wm_bignum_parse(digits, 0, number);
}

static bool
read_sum(StateReader *reader, uint64_t *words, int nwords)
{
	Bignum		number;

	wm_state_skip_blanks(reader);
	if (!parse_number(wm_state_take_while(reader, is_number), &number))
		return wm_state_complain(reader, "a whole number was expected");
	if (!wm_bignum_store(number, words, nwords))
		return wm_state_complain(reader, "the number is out of range");
	return true;
}

static bool
read_count(StateReader *reader, int64_t *count)
{
	if (!read_sum(reader, (uint64_t *) count, 1))
		return false;
	return (*count >= 0 && *count <= TALLY_MAX_SESSIONS) ||
		wm_state_complain(reader, "the count is out of range");
}

/* The bin that a key names; -1 if there is none. */
static int
find_bin(Slice key)
{
	Bignum		number;
	int64_t		place;

	if (!parse_number(key, &number) ||
		!wm_bignum_store(number, (uint64_t *) &place, 1) ||
		place < HISTOGRAM_FIRST || place >= HISTOGRAM_FIRST + HISTOGRAM_BINS)
		return -1;
	return (int) (place - HISTOGRAM_FIRST);
}

/* A count, or an array of a count and moments. */
static bool
read_bin(StateReader *reader, int64_t *count, HistogramMoments *moments)
{
	HistogramInput *input = reader->into;

	if (!wm_state_take(reader, '['))
	{
		input->has_counts = true;
		return read_count(reader, count);
	}
	input->has_moments = true;
	if (!read_count(reader, count))
		return false;
	if (!wm_state_take(reader, ','))
		return wm_state_complain(reader, "\",\" was expected");
	if (!read_sum(reader, moments->yn.word, 2))
		return false;
	if (!wm_state_take(reader, ','))
		return wm_state_complain(reader, "\",\" was expected");
	return read_sum(reader, moments->yy.word, 2) &&
		(wm_state_take(reader, ']') || wm_state_complain(reader, "\"]\" was expected"));
}

/* That a bin came before is seen by its count. */
static bool
read_value(StateReader *reader, int row, Slice key, unsigned *seen)
{
	HistogramInput *input = reader->into;
	HistogramRow *head = &input->histogram->rows[row];
	HistogramPage *page;
	int64_t    *count;
	int			bin = find_bin(key);

	(void) seen;
	if (bin < 0)
		return wm_state_complain_at(reader, key, "there is no such bin");
	page = wm_histogram_take(input->histogram, row, bin);
	count = &page->count[bin % HISTOGRAM_PAGE_BINS];
	if (*count != 0)
		return wm_state_complain_at(reader, key, "the key came before");
	if (!read_bin(reader, count, &page->moments[bin % HISTOGRAM_PAGE_BINS]))
		return false;
	if (*count == 0 || *count > INT64_MAX - head->valued)
		return wm_state_complain_at(reader, key, "the count is out of range");
	head->valued += *count;
	return true;
}

static bool
read_field(StateReader *reader, int row, Slice key, unsigned *seen)
{
	HistogramInput *input = reader->into;
	HistogramRow *head = &input->histogram->rows[row];

	if (row != TALLY_ALL && wm_slice_equals(key, SLICE("sessions")))
		return wm_state_see_once(reader, key, seen, 0) &&
			read_count(reader, &head->sessions);
	if (wm_slice_equals(key, SLICE("values")))
		return wm_state_see_once(reader, key, seen, 1) &&
			wm_state_read_object(reader, row, read_value);
	if (!wm_slice_equals(key, SLICE("users")) && !wm_slice_equals(key, SLICE("nn")))
		return wm_state_complain_at(reader, key, "the key is unknown");

	input->has_moments = true;
	if (wm_slice_equals(key, SLICE("users")))
		return wm_state_see_once(reader, key, seen, 2) &&
			read_count(reader, &head->users);
	return wm_state_see_once(reader, key, seen, 3) &&
		read_sum(reader, head->nn.word, 2);
}

static bool
read_version(StateReader *reader)
{
	int64_t		version;

	return read_count(reader, &version) &&
		wm_state_see_version(reader, version, HISTOGRAM_VERSION);
}

static bool
read_member(StateReader *reader, int of, Slice key, unsigned *seen)
{
	HistogramInput *input = reader->into;
	int			row = wm_tally_row_from_name(key);

	(void) of;
	input->has_moments |= row == TALLY_ALL;
	if (row != MODE_NONE)
		return wm_state_see_once(reader, key, seen, row) &&
			wm_state_read_object(reader, row, read_field);
	if (wm_slice_equals(key, SLICE("version")))
		return wm_state_see_once(reader, key, seen, TALLY_ROWS) && read_version(reader);
	if (wm_slice_equals(key, SLICE("unclassified")))
		return wm_state_see_once(reader, key, seen, TALLY_ROWS + 1) &&
			read_count(reader, &input->histogram->unclassified);
	if (wm_slice_equals(key, SLICE("clustered")))
	{
		input->clustered = true;
		return wm_state_see_once(reader, key, seen, TALLY_ROWS + 2) &&
			wm_state_read_true(reader, is_name);
	}
	return wm_state_complain_at(reader, key, "the key is unknown");
}

static bool
read_histogram(StateReader *reader)
{
	const HistogramInput *input = reader->into;

	if (!wm_state_read_text(reader, read_member))
		return false;
	if (input->has_moments && !input->clustered)
		return wm_state_complain(reader, "moments need \"clustered\": true");
	if (input->has_counts && input->clustered)
		return wm_state_complain(reader, "a count lacks its moments");
	return true;
}

/* The same counts in the plain layout. */
static Histogram *
without_moments(const Histogram *histogram)
{
	Histogram  *plain = wm_alloc(wm_histogram_size(false, histogram->taken));

	wm_histogram_init(plain, false, histogram->taken);
	plain->unclassified = histogram->unclassified;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		plain->rows[mode].sessions = histogram->rows[mode].sessions;
		plain->rows[mode].valued = histogram->rows[mode].valued;
		for (int bin = wm_histogram_next(histogram, mode, 0); bin < HISTOGRAM_BINS;
			 bin = wm_histogram_next(histogram, mode, bin + 1))
			*wm_histogram_counter(plain, mode, bin) =
				wm_histogram_count(histogram, mode, bin);
	}
	return plain;
}

bool
wm_histogram_parse(Slice text, Histogram **histogram, TallyTextError *error)
{
	int			room = (int) wm_text_items(text, HISTOGRAM_MAX_ROOM - 1);
	HistogramInput input = {wm_alloc(wm_histogram_size(true, room)), false, false, false};
	StateReader reader = {.text = text, .rest = text, .read_key = read_key,
	.into = &input};

	wm_histogram_init(input.histogram, true, room);
	*histogram = input.histogram;
	error->byte = 0;
	if (!read_histogram(&reader))
		*error = wm_state_error(&reader);
	else
	{
		if (!input.clustered)
		{
			*histogram = without_moments(input.histogram);
			wm_free(input.histogram);
		}
		if (wm_histogram_check(*histogram, &error->problem))
			return true;
	}
	wm_free(*histogram);
	*histogram = NULL;
	return false;
}
