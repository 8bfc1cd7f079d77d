/*
 * tally_text.c
 *	  The tally as text, and back.
 *
 *		{"version": 1, "unclassified": 2,
 *		 "build": {"sessions": 3, "valued": 1, "value": 12.5, ...},
 *		 ...}
 *
 * (on one line).  Fields are those of tally.h, and what is zero is left out: a
 * mode without sessions, a sum without values.  A clustered tally says
 * "clustered": true and has the moments of a mode beside its sums and those of
 * all modes under "all".  On input the keys may come in any order, as jsonb
 * likes to have them, but none twice and none unknown.
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

static char *
put_fields(char *out, const char *open, const void *record,
		   const TallyField *fields, int nfields)
{
	for (int i = 0; i < nfields; i++)
	{
		Bignum		number = wm_bignum(wm_tally_words((void *) record, &fields[i]),
									   fields[i].words);

		if (wm_bignum_is_zero(number))
			continue;
		out = put_key(out, open, fields[i].name);
		out += wm_bignum_print(number, fields[i].scale, out);
	}
	return out;
}

static Slice
row_name(int row)
{
	return row == TALLY_ALL ? SLICE("all") : wm_slice_cstring(wm_modes[row].name);
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
		out = put_fields(out, open, &tally->moments[row],
						wm_tally_moment_fields, TALLY_MOMENT_FIELDS);
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

typedef struct Reader
{
	Slice		text;
	size_t		at;
	const char *what;			/* what is wrong, once something is */
	Tally	   *tally;
	bool		has_version;
	bool		has_moments;
} Reader;

/* Always false.  The first complaint is the one that counts. */
static bool
complain(Reader *reader, const char *what)
{
	if (reader->what == NULL)
		reader->what = what;
	return false;
}

/* A complaint about a word that has been read already. */
static bool
complain_at(Reader *reader, Slice word, const char *what)
{
	reader->at = (size_t) (word.data - reader->text.data);
	return complain(reader, what);
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
take_while(Reader *reader, bool (*is) (char))
{
	const char *start = reader->text.data + reader->at;
	const char *end = reader->text.data + reader->text.len;
	const char *at = start;

	while (at < end && is(*at))
	{
		wm_check_step(at, at + 1);
		at++;
	}
	reader->at += (size_t) (at - start);
	return wm_slice(start, (size_t) (at - start));
}

/* Steps over the character if it comes next. */
static bool
take(Reader *reader, char c)
{
	(void) take_while(reader, is_space);
	if (reader->at >= reader->text.len || reader->text.data[reader->at] != c)
		return false;
	reader->at++;
	return true;
}

static bool
read_key(Reader *reader, Slice *key)
{
	if (!take(reader, '"'))
		return complain(reader, "a key was expected");
	*key = take_while(reader, is_name);
	if (!take(reader, '"') || !take(reader, ':'))
		return complain(reader, "a key and a colon were expected");
	(void) take_while(reader, is_space);
	return true;
}

static bool
read_number(Reader *reader, uint64_t *words, int nwords, int scale)
{
	Slice		digits = take_while(reader, is_number);
	Bignum		number;
	size_t		lead = digits.len > 0 && digits.data[0] == '-' ? 1 : 0;

	/* As in JSON, no zero leads another digit. */
	if (digits.len > lead + 1 && digits.data[lead] == '0' &&
		digits.data[lead + 1] != '.')
		return complain(reader, "a number was expected");
	if (!wm_bignum_parse(digits, scale, &number))
		return complain(reader, "a number that the field can hold was expected");
	if (!wm_bignum_store(number, words, nwords))
		return complain(reader, "the number is out of range");
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
see_once(Reader *reader, Slice key, unsigned *seen, int bit)
{
	if ((*seen & (1u << bit)) != 0)
		return complain_at(reader, key, "the key came before");
	*seen |= 1u << bit;
	return true;
}

static bool
read_field(Reader *reader, int row, Slice key, unsigned *seen)
{
	const TallyField *field;
	void	   *record;
	int			sum = find_field(wm_tally_sum_fields, TALLY_SUM_FIELDS, key);
	int			moment = find_field(wm_tally_moment_fields,
								   TALLY_MOMENT_FIELDS, key);

	if (sum >= 0 && row != TALLY_ALL)
	{
		field = &wm_tally_sum_fields[sum];
		record = &reader->tally->sums[row];
	}
	else if (moment >= 0)
	{
		field = &wm_tally_moment_fields[moment];
		record = &reader->tally->moments[row];
		reader->has_moments = true;
	}
	else
		return complain_at(reader, key, "the key is unknown");
	return see_once(reader, key, seen,
				   sum >= 0 ? sum : TALLY_SUM_FIELDS + moment) &&
		read_number(reader, wm_tally_words(record, field), field->words,
				   field->scale);
}

static bool
read_row(Reader *reader, int row)
{
	unsigned	seen = 0;
	Slice		key;

	if (!take(reader, '{'))
		return complain(reader, "\"{\" was expected");
	do
	{
		if (!read_key(reader, &key) || !read_field(reader, row, key, &seen))
			return false;
	} while (take(reader, ','));
	return take(reader, '}') || complain(reader, "\",\" or \"}\" was expected");
}

static bool
read_version(Reader *reader)
{
	uint64_t	version;

	if (!read_number(reader, &version, 1, 0))
		return false;
	reader->has_version = true;
	return version == TALLY_VERSION ||
		complain(reader, "the version is not one that is known");
}

static bool
read_clustered(Reader *reader)
{
	Slice		word = take_while(reader, is_name);

	reader->tally->flags = TALLY_CLUSTERED;
	return wm_slice_equals(word, SLICE("true")) ||
		complain_at(reader, word, "\"true\" was expected");
}

static bool
read_member(Reader *reader, Slice key, unsigned *seen)
{
	int			row = wm_slice_equals(key, SLICE("all")) ? TALLY_ALL :
		wm_mode_from_name(key);

	if (row != MODE_NONE)
		return see_once(reader, key, seen, row) && read_row(reader, row);
	if (wm_slice_equals(key, SLICE("version")))
		return see_once(reader, key, seen, TALLY_ROWS) && read_version(reader);
	if (wm_slice_equals(key, SLICE("unclassified")))
		return see_once(reader, key, seen, TALLY_ROWS + 1) &&
			read_number(reader, (uint64_t *) &reader->tally->unclassified, 1, 0);
	if (wm_slice_equals(key, SLICE("clustered")))
		return see_once(reader, key, seen, TALLY_ROWS + 2) && read_clustered(reader);
	return complain_at(reader, key, "the key is unknown");
}

static bool
read_tally(Reader *reader)
{
	unsigned	seen = 0;
	Slice		key;

	if (!take(reader, '{'))
		return complain(reader, "\"{\" was expected");
	do
	{
		if (!read_key(reader, &key) || !read_member(reader, key, &seen))
			return false;
	} while (take(reader, ','));
	if (!take(reader, '}'))
		return complain(reader, "\",\" or \"}\" was expected");
	(void) take_while(reader, is_space);
	if (reader->at != reader->text.len)
		return complain(reader, "the end was expected");
	if (!reader->has_version)
		return complain(reader, "the version is missing");
	if (reader->has_moments && !wm_tally_is_clustered(reader->tally))
		return complain(reader, "moments need \"clustered\": true");
	return true;
}

bool
wm_tally_parse(Slice text, Tally *tally, TallyTextError *error)
{
	Reader		reader = {text, 0, NULL, tally, false, false};

	wm_tally_init(tally, true);
	tally->flags = 0;
	if (read_tally(&reader))
	{
		error->byte = 0;
		return wm_tally_check(tally, &error->problem);
	}
	error->byte = reader.at + 1;
	error->problem.fault = TALLY_MALFORMED;
	error->problem.mode = MODE_NONE;
	error->problem.what = reader.what;
	return false;
}
