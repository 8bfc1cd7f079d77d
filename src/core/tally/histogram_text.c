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
#include "base/host.h"
#include "base/text.h"
#include "tally/histogram.h"

/*
 * Writing
 */

/* Comma or brace, key, colon. */
static void
put_key(TextBuffer *buffer, const char *between, const char *key)
{
	wm_text_put(buffer, between);
	wm_text_put(buffer, "\"");
	wm_text_put(buffer, key);
	wm_text_put(buffer, "\": ");
}

static void
put_count(TextBuffer *buffer, const char *between, const char *key, int64_t count)
{
	put_key(buffer, between, key);
	wm_text_put_count(buffer, count);
}

static void
put_sum(TextBuffer *buffer, const Fixed128 *sum)
{
	char		digits[BIGNUM_TEXT_SIZE];

	(void) wm_bignum_print(wm_bignum(sum->word, 2), 0, digits);
	wm_text_put(buffer, digits);
}

static void
put_bin(TextBuffer *buffer, const Histogram *histogram, int row, int bin)
{
	const HistogramMoments *moments = wm_histogram_moments(histogram, row, bin);

	wm_text_put(buffer, "\"");
	wm_text_put_count(buffer, HISTOGRAM_FIRST + bin);
	wm_text_put(buffer, "\": ");
	if (!wm_histogram_is_clustered(histogram))
	{
		wm_text_put_count(buffer, wm_histogram_count(histogram, row, bin));
		return;
	}
	wm_text_put(buffer, "[");
	wm_text_put_count(buffer, wm_histogram_count(histogram, row, bin));
	wm_text_put(buffer, ", ");
	put_sum(buffer, &moments->yn);
	wm_text_put(buffer, ", ");
	put_sum(buffer, &moments->yy);
	wm_text_put(buffer, "]");
}

static void
put_values(TextBuffer *buffer, const char *between, const Histogram *histogram, int row)
{
	put_key(buffer, between, "values");
	between = "{";
	for (int bin = wm_histogram_next(histogram, row, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, row, bin + 1))
	{
		wm_text_put(buffer, between);
		put_bin(buffer, histogram, row, bin);
		between = ", ";
	}
	wm_text_put(buffer, "}");
}

/* The object of a mode or of TALLY_ALL, unless it would be empty. */
static void
put_row(TextBuffer *buffer, const Histogram *histogram, int row)
{
	const HistogramRow *head = &histogram->rows[row];
	const char *between = "{";

	if (head->sessions == 0 && head->valued == 0)
		return;
	put_key(buffer, ", ", row == TALLY_ALL ? "all" : wm_modes[row].name);
	if (row != TALLY_ALL)
	{
		put_count(buffer, between, "sessions", head->sessions);
		between = ", ";
	}
	if (wm_histogram_is_clustered(histogram) && head->valued > 0)
	{
		put_count(buffer, between, "users", head->users);
		between = ", ";
		put_key(buffer, between, "nn");
		put_sum(buffer, &head->nn);
	}
	if (head->valued > 0)
		put_values(buffer, between, histogram, row);
	wm_text_put(buffer, "}");
}

void
wm_histogram_print(const Histogram *histogram, TextBuffer *buffer)
{
	put_count(buffer, "{", "version", histogram->version);
	if (wm_histogram_is_clustered(histogram))
	{
		put_key(buffer, ", ", "clustered");
		wm_text_put(buffer, "true");
	}
	if (histogram->unclassified != 0)
		put_count(buffer, ", ", "unclassified", histogram->unclassified);
	for (int row = 0; row < TALLY_ROWS; row++)
		put_row(buffer, histogram, row);
	wm_text_put(buffer, "}");
}


/*
 * Reading.  The histogram has the clustered layout, whatever it turns out to be.
 */

typedef struct TextParser
{
	Slice		text;
	size_t		at;
	const char *what;			/* what is wrong, once something is */
	Histogram  *histogram;
	bool		has_version;
	bool		clustered;
	bool		has_moments;
	bool		has_counts;		/* of bins, without moments */
} TextParser;

/* Always false.  The first complaint is the one that counts. */
static bool
complain(TextParser *parser, const char *what)
{
	if (parser->what == NULL)
		parser->what = what;
	return false;
}

/* A complaint about a word that has been read already. */
static bool
complain_at(TextParser *parser, Slice word, const char *what)
{
	parser->at = (size_t) (word.data - parser->text.data);
	return complain(parser, what);
}

static inline bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool
is_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-';
}

static inline bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || is_number(c);
}

static inline Slice
take_while(TextParser *parser, bool (*is) (char))
{
	const char *start = parser->text.data + parser->at;
	const char *end = parser->text.data + parser->text.len;
	const char *at = start;

	while (at < end && is(*at))
	{
		wm_check_step(at, at + 1);
		at++;
	}
	parser->at += (size_t) (at - start);
	return wm_slice(start, (size_t) (at - start));
}

/* Steps over the character if it comes next. */
static bool
take(TextParser *parser, char c)
{
	(void) take_while(parser, is_space);
	if (parser->at >= parser->text.len || parser->text.data[parser->at] != c)
		return false;
	parser->at++;
	return true;
}

static bool
read_key(TextParser *parser, Slice *key)
{
	if (!take(parser, '"'))
		return complain(parser, "a key was expected");
	*key = take_while(parser, is_word);
	if (!take(parser, '"') || !take(parser, ':'))
		return complain(parser, "a key and a colon were expected");
	return true;
}

/* As in JSON, no zero leads another digit. */
static bool
is_plain(Slice digits)
{
	size_t		lead = digits.len > 0 && digits.data[0] == '-' ? 1 : 0;

	return digits.len == lead + 1 ||
		(digits.len > lead && digits.data[lead] != '0');
}

static bool
read_sum(TextParser *parser, uint64_t *words, int nwords)
{
	Slice		digits;
	Bignum		number;

	(void) take_while(parser, is_space);
	digits = take_while(parser, is_number);
	if (!is_plain(digits) || !wm_bignum_parse(digits, 0, &number))
		return complain(parser, "a whole number was expected");
	if (!wm_bignum_store(number, words, nwords))
		return complain(parser, "the number is out of range");
	return true;
}

static bool
read_count(TextParser *parser, int64_t *count)
{
	if (!read_sum(parser, (uint64_t *) count, 1))
		return false;
	return (*count >= 0 && *count <= TALLY_MAX_SESSIONS) ||
		complain(parser, "the count is out of range");
}

/* Notes that a key has come; false if it came before. */
static bool
see_once(TextParser *parser, Slice key, unsigned *seen, int bit)
{
	if ((*seen & (1u << bit)) != 0)
		return complain_at(parser, key, "the key came before");
	*seen |= 1u << bit;
	return true;
}

/* The bin that a key names. */
static bool
find_bin(TextParser *parser, Slice key, int *bin)
{
	Bignum		number;
	int64_t		place;

	if (!is_plain(key) || !wm_bignum_parse(key, 0, &number) ||
		!wm_bignum_store(number, (uint64_t *) &place, 1) ||
		place < HISTOGRAM_FIRST || place >= HISTOGRAM_FIRST + HISTOGRAM_BINS)
		return complain_at(parser, key, "there is no such bin");
	*bin = (int) (place - HISTOGRAM_FIRST);
	return true;
}

/* A count, or an array of a count and moments. */
static bool
read_bin(TextParser *parser, int64_t *count, HistogramMoments *moments)
{
	if (!take(parser, '['))
	{
		parser->has_counts = true;
		return read_count(parser, count);
	}
	parser->has_moments = true;
	if (!read_count(parser, count))
		return false;
	if (!take(parser, ','))
		return complain(parser, "\",\" was expected");
	if (!read_sum(parser, moments->yn.word, 2))
		return false;
	if (!take(parser, ','))
		return complain(parser, "\",\" was expected");
	return read_sum(parser, moments->yy.word, 2) &&
		(take(parser, ']') || complain(parser, "\"]\" was expected"));
}

static bool
read_value(TextParser *parser, int row)
{
	HistogramRow *head = &parser->histogram->rows[row];
	HistogramPage *page;
	Slice		key;
	int64_t    *count;
	int			bin;

	if (!read_key(parser, &key) || !find_bin(parser, key, &bin))
		return false;
	page = wm_histogram_take(parser->histogram, row, bin);
	count = &page->count[bin % HISTOGRAM_PAGE_BINS];
	if (*count != 0)
		return complain_at(parser, key, "the key came before");
	if (!read_bin(parser, count, &page->moments[bin % HISTOGRAM_PAGE_BINS]))
		return false;
	if (*count == 0 || *count > INT64_MAX - head->valued)
		return complain_at(parser, key, "the count is out of range");
	head->valued += *count;
	return true;
}

static bool
read_values(TextParser *parser, int row)
{
	if (!take(parser, '{'))
		return complain(parser, "\"{\" was expected");
	do
	{
		if (!read_value(parser, row))
			return false;
	} while (take(parser, ','));
	return take(parser, '}') || complain(parser, "\",\" or \"}\" was expected");
}

static bool
read_field(TextParser *parser, int row, Slice key, unsigned *seen)
{
	HistogramRow *head = &parser->histogram->rows[row];

	if (row != TALLY_ALL && wm_slice_equals(key, SLICE("sessions")))
		return see_once(parser, key, seen, 0) && read_count(parser, &head->sessions);
	if (wm_slice_equals(key, SLICE("values")))
		return see_once(parser, key, seen, 1) && read_values(parser, row);
	if (!wm_slice_equals(key, SLICE("users")) && !wm_slice_equals(key, SLICE("nn")))
		return complain_at(parser, key, "the key is unknown");

	parser->has_moments = true;
	if (wm_slice_equals(key, SLICE("users")))
		return see_once(parser, key, seen, 2) && read_count(parser, &head->users);
	return see_once(parser, key, seen, 3) && read_sum(parser, head->nn.word, 2);
}

static bool
read_row(TextParser *parser, int row)
{
	unsigned	seen = 0;
	Slice		key;

	if (!take(parser, '{'))
		return complain(parser, "\"{\" was expected");
	do
	{
		if (!read_key(parser, &key) || !read_field(parser, row, key, &seen))
			return false;
	} while (take(parser, ','));
	return take(parser, '}') || complain(parser, "\",\" or \"}\" was expected");
}

static bool
read_version(TextParser *parser)
{
	int64_t		version;

	if (!read_count(parser, &version))
		return false;
	parser->has_version = true;
	return version == HISTOGRAM_VERSION ||
		complain(parser, "the version is not one that is known");
}

static bool
read_clustered(TextParser *parser)
{
	Slice		word;

	(void) take_while(parser, is_space);
	word = take_while(parser, is_word);
	parser->clustered = true;
	return wm_slice_equals(word, SLICE("true")) ||
		complain_at(parser, word, "\"true\" was expected");
}

static bool
read_member(TextParser *parser, Slice key, unsigned *seen)
{
	int			row = wm_slice_equals(key, SLICE("all")) ? TALLY_ALL :
		wm_mode_from_name(key);

	parser->has_moments |= row == TALLY_ALL;
	if (row != MODE_NONE)
		return see_once(parser, key, seen, row) && read_row(parser, row);
	if (wm_slice_equals(key, SLICE("version")))
		return see_once(parser, key, seen, TALLY_ROWS) && read_version(parser);
	if (wm_slice_equals(key, SLICE("unclassified")))
		return see_once(parser, key, seen, TALLY_ROWS + 1) &&
			read_count(parser, &parser->histogram->unclassified);
	if (wm_slice_equals(key, SLICE("clustered")))
		return see_once(parser, key, seen, TALLY_ROWS + 2) && read_clustered(parser);
	return complain_at(parser, key, "the key is unknown");
}

static bool
read_histogram(TextParser *parser)
{
	unsigned	seen = 0;
	Slice		key;

	if (!take(parser, '{'))
		return complain(parser, "\"{\" was expected");
	do
	{
		if (!read_key(parser, &key) || !read_member(parser, key, &seen))
			return false;
	} while (take(parser, ','));
	if (!take(parser, '}'))
		return complain(parser, "\",\" or \"}\" was expected");
	(void) take_while(parser, is_space);
	if (parser->at != parser->text.len)
		return complain(parser, "the end was expected");
	if (!parser->has_version)
		return complain(parser, "the version is missing");
	if (parser->has_moments && !parser->clustered)
		return complain(parser, "moments need \"clustered\": true");
	if (parser->has_counts && parser->clustered)
		return complain(parser, "a count lacks its moments");
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
wm_histogram_parse(Slice text, Histogram **histogram, size_t *byte,
				   TallyProblem *problem)
{
	int			room = (int) wm_text_items(text, HISTOGRAM_MAX_ROOM - 1);
	TextParser	parser = {.text = text};
	bool		parsed;

	parser.histogram = wm_alloc(wm_histogram_size(true, room));
	wm_histogram_init(parser.histogram, true, room);
	parsed = read_histogram(&parser);
	*byte = parsed ? 0 : parser.at + 1;
	problem->fault = TALLY_MALFORMED;
	problem->mode = MODE_NONE;
	problem->what = parser.what;

	*histogram = parser.histogram;
	if (parsed && !parser.clustered)
	{
		*histogram = without_moments(parser.histogram);
		wm_free(parser.histogram);
	}
	if (parsed && wm_histogram_check(*histogram, problem))
		return true;
	wm_free(*histogram);
	*histogram = NULL;
	return false;
}
