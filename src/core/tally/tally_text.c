/*
 * tally_text.c
 *	  The tally as text, and back.
 *
 *		{"version": 1, "unclassified": 2,
 *		 "build": {"sessions": 3, "valued": 1, "value": 12.5, ...},
 *		 ...}
 *
 * (on one line).  Fields are those of tally.h, and what is zero is left out: a
 * mode without sessions, a sum without values.  A tally of facts says
 * "facts": true.  A clustered tally says "clustered": true and has the moments of
 * a mode beside its sums, the pairs with modes that come after it under "with",
 * and the moments of all modes under "all".  On input the keys may come in any
 * order, as jsonb likes to have them, but none twice and none unknown.
 */
#include "base/host.h"
#include "tally/tally_text.h"

/*
 * Writing.
 */

static char *
put(char *out, Slice text)
{
	memcpy(out, text.data, text.len);
	return out + text.len;
}

/* A key, after a comma if the object that begins at open has keys before. */
static char *
put_key(char *out, const char *open, Slice key)
{
	if (out != open + 1)
		out = put(out, SLICE(", "));
	*out++ = '"';
	out = put(out, key);
	return put(out, SLICE("\": "));
}

/* A field, unless it is zero. */
static char *
put_field(char *out, const char *open, Slice name, const void *record,
		  const TallyField *field)
{
	Bignum		number = wm_bignum(wm_tally_words((void *) record, field), field->words);

	if (wm_bignum_is_zero(number))
		return out;
	out = put_key(out, open, name);
	return out + wm_bignum_print(number, field->scale, out);
}

static char *
put_fields(char *out, const char *open, const void *record,
		   const TallyField *fields, int nfields)
{
	for (int i = 0; i < nfields; i++)
		out = put_field(out, open, fields[i].name, record, &fields[i]);
	return out;
}

static Slice
row_name(int row)
{
	return row == TALLY_ALL ? SLICE("all") : wm_slice_cstring(wm_modes[row].name);
}

/* The object of the pairs of a mode with others, unless it would be empty. */
static char *
put_pairs(char *out, const char *top, const Tally *tally, int mode)
{
	char	   *start = out;
	char	   *open;

	out = put_key(out, top, SLICE("with"));
	open = out;
	*out++ = '{';
	for (int other = mode + 1; other < MODE_COUNT; other++)
		out = put_field(out, open, row_name(other),
						&tally->clusters->pairs[wm_tally_pair(mode, other)],
						&wm_tally_pair_field);
	if (out == open + 1)
		return start;
	*out++ = '}';
	return out;
}

/* The object of a mode or of TALLY_ALL, unless it would be empty. */
static char *
put_row(char *out, const char *top, const Tally *tally, int row)
{
	char	   *open;

	if (wm_tally_sessions(tally, row) == 0 ||
		(row == TALLY_ALL && !wm_tally_is_clustered(tally)))
		return out;
	out = put_key(out, top, row_name(row));
	open = out;
	*out++ = '{';
	if (row != TALLY_ALL)
		out = put_fields(out, open, &tally->sums[row],
						 wm_tally_sum_fields, TALLY_SUM_FIELDS);
	if (wm_tally_is_clustered(tally))
		out = put_fields(out, open, &tally->clusters->moments[row],
						 wm_tally_moment_fields, TALLY_MOMENT_FIELDS);
	if (wm_tally_is_clustered(tally) && row != TALLY_ALL)
		out = put_pairs(out, open, tally, row);
	*out++ = '}';
	return out;
}

size_t
wm_tally_print(const Tally *tally, char *buffer)
{
	char	   *out = buffer;

	*out++ = '{';
	out = put_key(out, buffer, SLICE("version"));
	out += wm_bignum_print(wm_bignum_from_int(tally->version), 0, out);
	if (wm_tally_is_clustered(tally))
		out = put(put_key(out, buffer, SLICE("clustered")), SLICE("true"));
	if (wm_tally_is_of_facts(tally))
		out = put(put_key(out, buffer, SLICE("facts")), SLICE("true"));
	if (tally->unclassified != 0)
	{
		out = put_key(out, buffer, SLICE("unclassified"));
		out += wm_bignum_print(wm_bignum_from_int(tally->unclassified), 0, out);
	}
	for (int row = 0; row < TALLY_ROWS; row++)
		out = put_row(out, buffer, tally, row);
	*out++ = '}';
	*out = '\0';
	return (size_t) (out - buffer);
}


/*
 * Reading.
 */

typedef struct TextParser
{
	Slice		text;
	size_t		at;
	const char *what;			/* what is wrong, once something is */
	Tally	   *tally;
	bool		has_version;
	bool		has_moments;
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

/* What a character may be; a sign or a fraction's point is part of a number. */
static inline bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || c == '_' || c == '2';
}

static inline bool
is_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '.';
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
	*key = take_while(parser, is_name);
	if (!take(parser, '"') || !take(parser, ':'))
		return complain(parser, "a key and a colon were expected");
	(void) take_while(parser, is_space);
	return true;
}

static bool
read_number(TextParser *parser, uint64_t *words, int nwords, int scale)
{
	Slice		digits = take_while(parser, is_number);
	Bignum		number;
	size_t		lead = digits.len > 0 && digits.data[0] == '-' ? 1 : 0;

	/* As in JSON, no zero leads another digit. */
	if (digits.len > lead + 1 && digits.data[lead] == '0' &&
		digits.data[lead + 1] != '.')
		return complain(parser, "a number was expected");
	if (!wm_bignum_parse(digits, scale, &number))
		return complain(parser, "a number that the field can hold was expected");
	if (!wm_bignum_store(number, words, nwords))
		return complain(parser, "the number is out of range");
	return true;
}

/* The field of that name; -1 if there is none. */
static int
find_field(const TallyField *fields, int nfields, Slice key)
{
	for (int i = 0; i < nfields; i++)
	{
		if (wm_slice_equals(key, fields[i].name))
			return i;
	}
	return -1;
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

static bool
read_words(TextParser *parser, void *record, const TallyField *field)
{
	return read_number(parser, wm_tally_words(record, field), field->words,
					   field->scale);
}

/* The object of pairs with modes that come after this one. */
static bool
read_pairs(TextParser *parser, int mode)
{
	TallyClusters *clusters = parser->tally->clusters;
	unsigned	seen = 0;
	Slice		key;

	parser->has_moments = true;
	if (!take(parser, '{'))
		return complain(parser, "\"{\" was expected");
	do
	{
		int			other;

		if (!read_key(parser, &key))
			return false;
		other = wm_mode_from_name(key);
		if (other == MODE_NONE || other <= mode)
			return complain_at(parser, key, "a mode that comes later was expected");
		if (!see_once(parser, key, &seen, other) ||
			!read_words(parser, &clusters->pairs[wm_tally_pair(mode, other)],
						&wm_tally_pair_field))
			return false;
	} while (take(parser, ','));
	return take(parser, '}') || complain(parser, "\",\" or \"}\" was expected");
}

static bool
read_field(TextParser *parser, int row, Slice key, unsigned *seen)
{
	int			sum = find_field(wm_tally_sum_fields, TALLY_SUM_FIELDS, key);
	int			moment = find_field(wm_tally_moment_fields,
									TALLY_MOMENT_FIELDS, key);

	if (sum >= 0 && row != TALLY_ALL)
		return see_once(parser, key, seen, sum) &&
			read_words(parser, &parser->tally->sums[row], &wm_tally_sum_fields[sum]);
	if (moment >= 0 && wm_tally_row_has(row, moment))
	{
		parser->has_moments = true;
		return see_once(parser, key, seen, TALLY_SUM_FIELDS + moment) &&
			read_words(parser, &parser->tally->clusters->moments[row],
					   &wm_tally_moment_fields[moment]);
	}
	if (row != TALLY_ALL && wm_slice_equals(key, SLICE("with")))
		return see_once(parser, key, seen, TALLY_SUM_FIELDS + TALLY_MOMENT_FIELDS) &&
			read_pairs(parser, row);
	return complain_at(parser, key, "the key is unknown");
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
	uint64_t	version;

	if (!read_number(parser, &version, 1, 0))
		return false;
	parser->has_version = true;
	return version == TALLY_VERSION ||
		complain(parser, "the version is not one that is known");
}

/* A flag is there and true, or it is not there. */
static bool
read_flag(TextParser *parser, uint8_t flag)
{
	Slice		word = take_while(parser, is_name);

	parser->tally->flags |= flag;
	return wm_slice_equals(word, SLICE("true")) ||
		complain_at(parser, word, "\"true\" was expected");
}

static bool
read_member(TextParser *parser, Slice key, unsigned *seen)
{
	int			row = wm_slice_equals(key, SLICE("all")) ? TALLY_ALL :
		wm_mode_from_name(key);

	if (row != MODE_NONE)
		return see_once(parser, key, seen, row) && read_row(parser, row);
	if (wm_slice_equals(key, SLICE("version")))
		return see_once(parser, key, seen, TALLY_ROWS) && read_version(parser);
	if (wm_slice_equals(key, SLICE("unclassified")))
		return see_once(parser, key, seen, TALLY_ROWS + 1) &&
			read_number(parser, (uint64_t *) &parser->tally->unclassified, 1, 0);
	if (wm_slice_equals(key, SLICE("clustered")))
		return see_once(parser, key, seen, TALLY_ROWS + 2) &&
			read_flag(parser, TALLY_CLUSTERED);
	if (wm_slice_equals(key, SLICE("facts")))
		return see_once(parser, key, seen, TALLY_ROWS + 3) &&
			read_flag(parser, TALLY_FACTS);
	return complain_at(parser, key, "the key is unknown");
}

static bool
read_tally(TextParser *parser)
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
	if (parser->has_moments && !wm_tally_is_clustered(parser->tally))
		return complain(parser, "moments need \"clustered\": true");
	return true;
}

bool
wm_tally_parse(Slice text, Tally *tally, TallyTextError *error)
{
	TextParser	parser = {text, 0, NULL, tally, false, false};

	wm_tally_init(tally, true);
	tally->flags = 0;
	if (read_tally(&parser))
	{
		error->byte = 0;
		return wm_tally_check(tally, &error->problem);
	}
	error->byte = parser.at + 1;
	error->problem.fault = TALLY_MALFORMED;
	error->problem.mode = MODE_NONE;
	error->problem.what = parser.what;
	return false;
}
