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
 *
 * Sums of probabilities, in 1/65536, stand under "expected": in the object of a mode the
 * number of its sessions that have probabilities, and the sums by mode; in that of all
 * modes the users, and the products of each mode with itself and those after it.
 */
#include "tally/state_text.h"
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
	return wm_slice_cstring(wm_tally_row_name(row));
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

static char *
put_count(char *out, const char *open, Slice name, int64_t count)
{
	if (count == 0)
		return out;
	out = put_key(out, open, name);
	return out + wm_bignum_print(wm_bignum_from_int(count), 0, out);
}

/* The object of the sums of probabilities of a mode, if any of its sessions has some. */
static char *
put_expected(char *out, const char *top, const Tally *tally, int mode)
{
	char	   *open;

	if (wm_tally_probable(tally, mode) == 0)
		return out;
	out = put_key(out, top, SLICE("expected"));
	open = out;
	*out++ = '{';
	out = put_count(out, open, SLICE("sessions"), wm_tally_probable(tally, mode));
	for (int of = 0; of < MODE_COUNT; of++)
		out = put_count(out, open, row_name(of), wm_tally_expected(tally, mode, of));
	*out++ = '}';
	return out;
}

/* The object of the products of the sums of a mode, unless it would be empty. */
static char *
put_squares(char *out, const char *top, const Tally *tally, int mode)
{
	const TallyExpectedClusters *clusters = wm_tally_expectation(tally)->of_users;
	char	   *open;

	if (wm_tally_expected(tally, TALLY_ALL, mode) == 0)
		return out;
	out = put_key(out, top, row_name(mode));
	open = out;
	*out++ = '{';
	for (int other = mode; other < MODE_COUNT; other++)
		out = put_field(out, open, row_name(other),
						&clusters->product[wm_tally_square_place(mode, other)],
						&wm_tally_pair_field);
	*out++ = '}';
	return out;
}

static char *
put_expected_users(char *out, const char *top, const Tally *tally)
{
	char	   *open;

	if (!wm_tally_is_expecting(tally))
		return out;
	out = put_key(out, top, SLICE("expected"));
	open = out;
	*out++ = '{';
	out = put_count(out, open, SLICE("users"), wm_tally_expected_users(tally));
	for (int mode = 0; mode < MODE_COUNT; mode++)
		out = put_squares(out, open, tally, mode);
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
	out = row == TALLY_ALL ? put_expected_users(out, open, tally) :
		put_expected(out, open, tally, row);
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
	out = put_count(out, buffer, SLICE("unclassified"), tally->unclassified);
	for (int row = 0; row < TALLY_ROWS; row++)
		out = put_row(out, buffer, tally, row);
	*out++ = '}';
	*out = '\0';
	return (size_t) (out - buffer);
}


/*
 * Reading.
 */

/* What a text is read into. */
typedef struct TallyInput
{
	Tally	   *tally;
	bool		has_moments;
	bool		has_expected;
	TallyExpected expected;		/* where they go is not known before the end */
	TallyExpectedClusters expected_users;
} TallyInput;

static inline bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || c == '_' || c == '2';
}

/* A sign or a fraction's point is part of a number. */
static inline bool
is_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static bool
read_key(StateReader *reader, Slice *key)
{
	return wm_state_read_key(reader, is_name, key);
}

static bool
read_number(StateReader *reader, uint64_t *words, int nwords, int scale)
{
	Slice		digits;
	Bignum		number;

	wm_state_skip_blanks(reader);
	digits = wm_state_take_while(reader, is_number);
	if (wm_state_has_leading_zero(digits))
		return wm_state_complain(reader, "a number was expected");
	if (!wm_bignum_parse(digits, scale, &number))
		return wm_state_complain(reader, "a number that the field can hold was expected");
	if (!wm_bignum_store(number, words, nwords))
		return wm_state_complain(reader, "the number is out of range");
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

static bool
read_words(StateReader *reader, void *record, const TallyField *field)
{
	return read_number(reader, wm_tally_words(record, field), field->words,
					   field->scale);
}

/* The sum of products of the mode with one that comes later. */
static bool
read_pair(StateReader *reader, int mode, Slice key, unsigned *seen)
{
	TallyInput *input = reader->into;
	int			other = wm_mode_from_name(key);

	if (other == MODE_NONE || other <= mode)
		return wm_state_complain_at(reader, key, "a mode that comes later was expected");
	return wm_state_see_once(reader, key, seen, other) &&
		read_words(reader, &input->tally->clusters->pairs[wm_tally_pair(mode, other)],
				   &wm_tally_pair_field);
}

/* A sum of probabilities, or of how many sessions of the mode these are. */
static bool
read_expected(StateReader *reader, int mode, Slice key, unsigned *seen)
{
	TallyExpected *expected = &((TallyInput *) reader->into)->expected;
	int			of = wm_mode_from_name(key);

	if (of != MODE_NONE)
		return wm_state_see_once(reader, key, seen, of) &&
			read_number(reader, (uint64_t *) &expected->sum[mode][of], 1, 0);
	if (wm_slice_equals(key, SLICE("sessions")))
		return wm_state_see_once(reader, key, seen, MODE_COUNT) &&
			read_number(reader, (uint64_t *) &expected->sessions[mode], 1, 0);
	return wm_state_complain_at(reader, key, "the key is unknown");
}

/* A product of the sums of a mode with those of one that does not come before it. */
static bool
read_square(StateReader *reader, int mode, Slice key, unsigned *seen)
{
	TallyInput *input = reader->into;
	int			other = wm_mode_from_name(key);

	if (other == MODE_NONE || other < mode)
		return wm_state_complain_at(reader, key,
									"the mode or one that comes later was expected");
	return wm_state_see_once(reader, key, seen, other) &&
		read_words(reader,
				   &input->expected_users.product[wm_tally_square_place(mode, other)],
				   &wm_tally_pair_field);
}

static bool
read_expected_users(StateReader *reader, int of, Slice key, unsigned *seen)
{
	TallyInput *input = reader->into;
	int			mode = wm_mode_from_name(key);

	(void) of;
	if (mode != MODE_NONE)
		return wm_state_see_once(reader, key, seen, mode) &&
			wm_state_read_object(reader, mode, read_square);
	if (wm_slice_equals(key, SLICE("users")))
		return wm_state_see_once(reader, key, seen, MODE_COUNT) &&
			read_number(reader, (uint64_t *) &input->expected_users.users, 1, 0);
	return wm_state_complain_at(reader, key, "the key is unknown");
}

static bool
read_field(StateReader *reader, int row, Slice key, unsigned *seen)
{
	TallyInput *input = reader->into;
	int			sum = find_field(wm_tally_sum_fields, TALLY_SUM_FIELDS, key);
	int			moment = find_field(wm_tally_moment_fields,
									TALLY_MOMENT_FIELDS, key);

	if (sum >= 0 && row != TALLY_ALL)
		return wm_state_see_once(reader, key, seen, sum) &&
			read_words(reader, &input->tally->sums[row], &wm_tally_sum_fields[sum]);
	if (moment >= 0 && wm_tally_row_has(row, moment))
	{
		input->has_moments = true;
		return wm_state_see_once(reader, key, seen, TALLY_SUM_FIELDS + moment) &&
			read_words(reader, &input->tally->clusters->moments[row],
					   &wm_tally_moment_fields[moment]);
	}
	if (row != TALLY_ALL && wm_slice_equals(key, SLICE("with")))
	{
		input->has_moments = true;
		return wm_state_see_once(reader, key, seen,
								 TALLY_SUM_FIELDS + TALLY_MOMENT_FIELDS) &&
			wm_state_read_object(reader, row, read_pair);
	}
	if (wm_slice_equals(key, SLICE("expected")))
	{
		input->has_expected = true;
		input->has_moments |= row == TALLY_ALL;
		return wm_state_see_once(reader, key, seen,
								 TALLY_SUM_FIELDS + TALLY_MOMENT_FIELDS + 1) &&
			wm_state_read_object(reader, row, row == TALLY_ALL ? read_expected_users :
								 read_expected);
	}
	return wm_state_complain_at(reader, key, "the key is unknown");
}

static bool
read_version(StateReader *reader)
{
	int64_t		version;

	return read_number(reader, (uint64_t *) &version, 1, 0) &&
		wm_state_see_version(reader, version, TALLY_VERSION);
}

static bool
read_flag(StateReader *reader, uint8_t flag)
{
	TallyInput *input = reader->into;

	input->tally->flags |= flag;
	return wm_state_read_true(reader, is_name);
}

static bool
read_member(StateReader *reader, int of, Slice key, unsigned *seen)
{
	TallyInput *input = reader->into;
	int			row = wm_tally_row_from_name(key);

	(void) of;
	if (row != MODE_NONE)
		return wm_state_see_once(reader, key, seen, row) &&
			wm_state_read_object(reader, row, read_field);
	if (wm_slice_equals(key, SLICE("version")))
		return wm_state_see_once(reader, key, seen, TALLY_ROWS) && read_version(reader);
	if (wm_slice_equals(key, SLICE("unclassified")))
		return wm_state_see_once(reader, key, seen, TALLY_ROWS + 1) &&
			read_number(reader, (uint64_t *) &input->tally->unclassified, 1, 0);
	if (wm_slice_equals(key, SLICE("clustered")))
		return wm_state_see_once(reader, key, seen, TALLY_ROWS + 2) &&
			read_flag(reader, TALLY_CLUSTERED);
	if (wm_slice_equals(key, SLICE("facts")))
		return wm_state_see_once(reader, key, seen, TALLY_ROWS + 3) &&
			read_flag(reader, TALLY_FACTS);
	return wm_state_complain_at(reader, key, "the key is unknown");
}

static bool
read_tally(StateReader *reader)
{
	const TallyInput *input = reader->into;

	if (!wm_state_read_text(reader, read_member))
		return false;
	return !input->has_moments || wm_tally_is_clustered(input->tally) ||
		wm_state_complain(reader, "moments need \"clustered\": true");
}

/* What was read of probabilities goes behind the rest. */
static void
place_expected(const TallyInput *input)
{
	TallyExpectation *expectation;

	if (!input->has_expected)
		return;
	wm_tally_expect(input->tally);
	expectation = wm_tally_expectation(input->tally);
	expectation->of_sessions = input->expected;
	if (wm_tally_is_clustered(input->tally))
		expectation->of_users[0] = input->expected_users;
}

bool
wm_tally_parse(Slice text, Tally *tally, TallyTextError *error)
{
	TallyInput	input = {.tally = tally};
	StateReader reader = {.text = text, .rest = text, .read_key = read_key,
	.into = &input};

	wm_tally_init(tally, true);
	tally->flags = 0;
	if (read_tally(&reader))
	{
		place_expected(&input);
		error->byte = 0;
		return wm_tally_check(tally, &error->problem);
	}
	*error = wm_state_error(&reader);
	return false;
}
