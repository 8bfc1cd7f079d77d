/*
 * tally_pack.c
 *	  The tally as it is stored and sent: no longer than what it holds.
 */
#include "base/probabilities.h"
#include "base/varint.h"
#include "tally/tally_pack.h"

static char *
put_field(char *out, const void *record, const TallyField *field)
{
	const uint64_t *words = wm_tally_words((void *) record, field);

	return field->is_signed ? wm_varint_put_signed(out, words, field->words) :
		wm_varint_put(out, words, field->words);
}

static bool
take_field(Slice *bytes, void *record, const TallyField *field)
{
	uint64_t   *words = wm_tally_words(record, field);

	return field->is_signed ? wm_varint_take_signed(bytes, words, field->words) :
		wm_varint_take(bytes, words, field->words);
}

/*
 * Sessions
 */

static bool
has_sessions(const void *state)
{
	return !wm_tally_is_empty(state);
}

static char *
put_sessions(const void *state, char *out)
{
	const Tally *tally = state;
	unsigned	modes = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		modes |= (unsigned) (tally->sums[mode].sessions > 0) << mode;

	out = wm_varint_put_count(out, tally->unclassified);
	out = wm_pack_put_modes(out, modes);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (tally->sums[mode].sessions > 0)
			out = wm_varint_put_count(out, tally->sums[mode].sessions);
	}
	return out;
}

static bool
take_sessions(void *state, Slice *bytes)
{
	Tally	   *tally = state;
	unsigned	modes;

	if (!wm_varint_take_count(bytes, TALLY_MAX_SESSIONS, &tally->unclassified) ||
		!wm_pack_take_modes(bytes, &modes))
		return false;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if ((modes >> mode & 1) != 0 &&
			!wm_varint_take_count(bytes, TALLY_MAX_SESSIONS,
								  &tally->sums[mode].sessions))
			return false;
	}
	return true;
}

/*
 * Values
 */

static bool
has_values(const void *state)
{
	return !wm_tally_is_of_facts(state) && wm_tally_valued(state, TALLY_ALL) > 0;
}

/* From the value on, with the squares unless they follow from it. */
static char *
put_sums(const TallySums *sums, char *out)
{
	out = put_field(out, sums, &wm_tally_sum_fields[TALLY_VALUE]);
	out = put_field(out, sums, &wm_tally_sum_fields[TALLY_LOG]);
	if (sums->valued == 1)
		return out;
	out = put_field(out, sums, &wm_tally_sum_fields[TALLY_VALUE2]);
	return put_field(out, sums, &wm_tally_sum_fields[TALLY_LOG2]);
}

static bool
take_sums(TallySums *sums, Slice *bytes)
{
	if (sums->valued == 1)
	{
		if (!wm_varint_take(bytes, sums->value.word, 1) ||
			!wm_varint_take_signed(bytes, sums->log.word, 1))
			return false;
		sums->log.word[1] = wm_fixed_negative(sums->log.word, 1) ? UINT64_MAX : 0;
		wm_tally_square(sums);
		return true;
	}
	return take_field(bytes, sums, &wm_tally_sum_fields[TALLY_VALUE]) &&
		take_field(bytes, sums, &wm_tally_sum_fields[TALLY_LOG]) &&
		take_field(bytes, sums, &wm_tally_sum_fields[TALLY_VALUE2]) &&
		take_field(bytes, sums, &wm_tally_sum_fields[TALLY_LOG2]);
}

static char *
put_values(const void *state, char *out)
{
	const Tally *tally = state;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		const TallySums *sums = &tally->sums[mode];

		if (sums->sessions == 0)
			continue;
		out = wm_varint_put_count(out, sums->valued);
		if (sums->valued > 0)
			out = put_sums(sums, out);
	}
	return out;
}

static bool
take_values(void *state, Slice *bytes)
{
	Tally	   *tally = state;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		TallySums  *sums = &tally->sums[mode];

		if (sums->sessions == 0)
			continue;
		if (!wm_varint_take_count(bytes, TALLY_MAX_SESSIONS, &sums->valued) ||
			(sums->valued > 0 && !take_sums(sums, bytes)))
			return false;
	}
	return true;
}

/*
 * Facts
 */

static bool
has_facts(const void *state)
{
	return wm_tally_is_of_facts(state);
}

static char *
put_facts(const void *state, char *out)
{
	const Tally *tally = state;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (tally->sums[mode].sessions > 0)
			out = wm_varint_put_count(out, tally->sums[mode].valued);
	}
	return out;
}

static bool
take_facts(void *state, Slice *bytes)
{
	Tally	   *tally = state;

	tally->flags |= TALLY_FACTS;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (tally->sums[mode].sessions > 0 &&
			!wm_varint_take_count(bytes, TALLY_MAX_SESSIONS, &tally->sums[mode].valued))
			return false;
	}
	return true;
}

/*
 * Clusters
 */

static bool
has_clusters(const void *state)
{
	return wm_tally_is_clustered(state);
}

/* What tells which moments of a row are written. */
typedef struct RowShape
{
	int			row;
	bool		empty;			/* without sessions */
	bool		valued;			/* with valued sessions */
	bool		some_valued;	/* and with others */
	bool		values;			/* these have values, and are no facts */
} RowShape;

static RowShape
shape_of_row(const Tally *tally, int row)
{
	int64_t		sessions = wm_tally_sessions(tally, row);
	int64_t		valued = wm_tally_valued(tally, row);
	RowShape	shape = {row, sessions == 0, valued > 0, valued > 0 && valued < sessions,
	valued > 0 && !wm_tally_is_of_facts(tally)};

	return shape;
}

/* Whether the moment does not follow from what is written beside it. */
static inline bool
is_written(const RowShape *shape, TallyMomentField field)
{
	switch (field)
	{
		case TALLY_USERS:
			return true;
		case TALLY_YY:
		case TALLY_Z:
		case TALLY_ZZ:
			return shape->row != TALLY_ALL;
		case TALLY_VALUED_USERS:
		case TALLY_WW:
		case TALLY_WY:
			return shape->some_valued;
		case TALLY_SS:
		case TALLY_ST:
			return shape->values && shape->row != TALLY_ALL;
		default:
			return shape->values;
	}
}

static char *
put_clusters(const void *state, char *out)
{
	const Tally *tally = state;

	for (int row = 0; row < TALLY_ROWS; row++)
	{
		RowShape	shape = shape_of_row(tally, row);

		for (int i = 0; i < TALLY_MOMENT_FIELDS && !shape.empty; i++)
		{
			if (is_written(&shape, i))
				out = put_field(out, &tally->clusters->moments[row],
								&wm_tally_moment_fields[i]);
		}
	}
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = i + 1; j < MODE_COUNT; j++)
		{
			if (tally->sums[i].sessions > 0 && tally->sums[j].sessions > 0)
				out = put_field(out, &tally->clusters->pairs[wm_tally_pair(i, j)],
								&wm_tally_pair_field);
		}
	}
	return out;
}

/* Sums may be of any bytes here; the check finds out what no tally has. */
static void
add_words(uint64_t *sum, const uint64_t *term, int words)
{
	(void) wm_fixed_add(sum, term, words);
}

/* The moments of TALLY_ALL that are sums over modes and pairs. */
static void
follow_from_modes(TallyClusters *clusters)
{
	TallyMoments *all = &clusters->moments[TALLY_ALL];

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		add_words(all->yy.word, clusters->moments[mode].yy.word, 2);
		add_words(all->ss.word, clusters->moments[mode].st.word, 3);
	}
	for (int pair = 0; pair < TALLY_PAIRS; pair++)
	{
		add_words(all->yy.word, clusters->pairs[pair].word, 2);
		add_words(all->yy.word, clusters->pairs[pair].word, 2);
	}
}

static bool
take_moments(Tally *tally, const RowShape *shape, Slice *bytes)
{
	TallyMoments *moments = &tally->clusters->moments[shape->row];

	for (int i = 0; i < TALLY_MOMENT_FIELDS; i++)
	{
		if (is_written(shape, i) &&
			!take_field(bytes, moments, &wm_tally_moment_fields[i]))
			return false;
	}
	return true;
}

static bool
take_pairs(Tally *tally, Slice *bytes)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = i + 1; j < MODE_COUNT; j++)
		{
			if (tally->sums[i].sessions > 0 && tally->sums[j].sessions > 0 &&
				!take_field(bytes, &tally->clusters->pairs[wm_tally_pair(i, j)],
							&wm_tally_pair_field))
				return false;
		}
	}
	return true;
}

static bool
take_clusters(void *state, Slice *bytes)
{
	Tally	   *tally = state;
	RowShape	shapes[TALLY_ROWS];

	tally->flags |= TALLY_CLUSTERED;
	memset(tally->clusters, 0, sizeof(TallyClusters));
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		shapes[row] = shape_of_row(tally, row);
		if (!shapes[row].empty && !take_moments(tally, &shapes[row], bytes))
			return false;
	}
	if (!take_pairs(tally, bytes))
		return false;

	follow_from_modes(tally->clusters);
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		TallyMoments *moments = &tally->clusters->moments[row];

		if (!shapes[row].valued || shapes[row].some_valued)
			continue;
		moments->valued_users = moments->users;
		moments->ww = moments->yy;
		moments->wy = moments->yy;
	}
	return true;
}

/*
 * Expected
 */

static bool
has_expected(const void *state)
{
	return wm_tally_is_expecting(state);
}

/* The modes that sessions of a mode, or of TALLY_ALL, may be, as bits. */
static unsigned
possible_modes(const Tally *tally, int mode)
{
	unsigned	modes = 0;

	for (int of = 0; of < MODE_COUNT; of++)
		modes |= (unsigned) (wm_tally_expected(tally, mode, of) > 0) << of;
	return modes;
}

/* Is this the last mode of the set? */
static bool
is_last(unsigned modes, int mode)
{
	return modes >> mode == 1;
}

static char *
put_expected_row(const Tally *tally, int mode, char *out)
{
	unsigned	modes = possible_modes(tally, mode);

	out = wm_varint_put_count(out, wm_tally_probable(tally, mode));
	if (wm_tally_probable(tally, mode) == 0)
		return out;
	out = wm_pack_put_modes(out, modes);
	for (int of = 0; of < MODE_COUNT; of++)
	{
		if ((modes >> of & 1) != 0 && !is_last(modes, of))
			out = wm_varint_put_count(out, wm_tally_expected(tally, mode, of));
	}
	return out;
}

static char *
put_expected(const void *state, char *out)
{
	const Tally *tally = state;
	unsigned	modes = possible_modes(tally, TALLY_ALL);

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (tally->sums[mode].sessions > 0)
			out = put_expected_row(tally, mode, out);
	}
	if (!wm_tally_is_clustered(tally))
		return out;
	out = wm_varint_put_count(out, wm_tally_expected_users(tally));
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = i; j < MODE_COUNT; j++)
		{
			const TallyExpectedClusters *clusters = wm_tally_expectation(tally)->of_users;

			if ((modes >> i & 1) != 0 && (modes >> j & 1) != 0)
				out = put_field(out, &clusters->product[wm_tally_square_place(i, j)],
								&wm_tally_pair_field);
		}
	}
	return out;
}

static bool
take_expected_row(TallyExpected *expected, int mode, Slice *bytes)
{
	int64_t		rest;
	unsigned	modes;

	if (!wm_varint_take_count(bytes, TALLY_MAX_EXPECTED, &expected->sessions[mode]))
		return false;
	if (expected->sessions[mode] == 0)
		return true;
	if (!wm_pack_take_modes(bytes, &modes))
		return false;
	rest = expected->sessions[mode] * PROBABILITY_WHOLE;
	for (int of = 0; of < MODE_COUNT; of++)
	{
		int64_t    *sum = &expected->sum[mode][of];

		if ((modes >> of & 1) == 0)
			continue;
		if (is_last(modes, of))
			*sum = rest;
		else if (!wm_varint_take_count(bytes, rest, sum))
			return false;
		rest -= *sum;
	}
	return true;
}

static bool
take_expected(void *state, Slice *bytes)
{
	Tally	   *tally = state;
	TallyExpectation *expectation;
	unsigned	modes;

	wm_tally_expect(tally);
	expectation = wm_tally_expectation(tally);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (tally->sums[mode].sessions > 0 &&
			!take_expected_row(&expectation->of_sessions, mode, bytes))
			return false;
	}
	if (!wm_tally_is_clustered(tally))
		return true;
	modes = possible_modes(tally, TALLY_ALL);
	if (!wm_varint_take_count(bytes, TALLY_MAX_SESSIONS, &expectation->of_users->users))
		return false;
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = i; j < MODE_COUNT; j++)
		{
			if ((modes >> i & 1) != 0 && (modes >> j & 1) != 0 &&
				!take_field(bytes, &expectation->of_users->product[wm_tally_square_place(i, j)],
							&wm_tally_pair_field))
				return false;
		}
	}
	return true;
}

/* Codes of groups are their places: they are stored, so they stay. */
static const PackGroup groups[] = {
	{has_sessions, put_sessions, take_sessions},
	{has_values, put_values, take_values},
	{has_facts, put_facts, take_facts},
	{has_clusters, put_clusters, take_clusters},
	{has_expected, put_expected, take_expected},
};

static const PackForm form = {TALLY_VERSION, lengthof(groups), groups};

size_t
wm_tally_pack(const Tally *tally, char *out)
{
	return wm_pack(&form, tally, out);
}

PackFault
wm_tally_unpack(Slice bytes, Tally *tally)
{
	wm_tally_init(tally, false);
	return wm_unpack(&form, bytes, tally);
}

bool
wm_tally_is_canonical(const Tally *tally, Slice bytes)
{
	char		packed[TALLY_PACKED_SIZE];
	size_t		len = wm_tally_pack(tally, packed);

	return wm_slice_equals(wm_slice(packed, len), bytes);
}
