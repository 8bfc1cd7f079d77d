/*
 * tally_pack.c
 *	  The tally as it is stored and sent: no longer than what it holds.
 */
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
	return wm_tally_valued(state, TALLY_ALL) > 0;
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
 * Clusters
 */

static bool
has_clusters(const void *state)
{
	return wm_tally_is_clustered(state);
}

/* Those of values only if there are any; yn of TALLY_ALL is its yy. */
static bool
is_written(const TallyMoments *moments, int row, int field)
{
	if (field == TALLY_YN)
		return row != TALLY_ALL;
	return field < TALLY_WW || moments->valued_users > 0;
}

static char *
put_clusters(const void *state, char *out)
{
	const Tally *tally = state;

	for (int row = 0; row < TALLY_ROWS; row++)
	{
		const TallyMoments *moments = &tally->moments[row];

		if (wm_tally_sessions(tally, row) == 0)
			continue;
		for (int i = 0; i < TALLY_MOMENT_FIELDS; i++)
		{
			if (is_written(moments, row, i))
				out = put_field(out, moments, &wm_tally_moment_fields[i]);
		}
	}
	return out;
}

static bool
take_clusters(void *state, Slice *bytes)
{
	Tally	   *tally = state;

	tally->flags |= TALLY_CLUSTERED;
	memset(tally->moments, 0, TALLY_ROWS * sizeof(TallyMoments));
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		TallyMoments *moments = &tally->moments[row];

		if (wm_tally_sessions(tally, row) == 0)
			continue;
		for (int i = 0; i < TALLY_MOMENT_FIELDS; i++)
		{
			if (is_written(moments, row, i) &&
				!take_field(bytes, moments, &wm_tally_moment_fields[i]))
				return false;
		}
	}
	tally->moments[TALLY_ALL].yn = tally->moments[TALLY_ALL].yy;
	return true;
}

/* Codes of groups are their places: they are stored, so they stay. */
static const PackGroup groups[] = {
	{has_sessions, put_sessions, take_sessions},
	{has_values, put_values, take_values},
	{has_clusters, put_clusters, take_clusters},
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
