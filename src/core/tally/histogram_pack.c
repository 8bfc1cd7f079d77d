/*
 * histogram_pack.c
 *	  The histogram as it is stored and sent.
 *
 * TALLY_ALL of a clustered histogram has the bins that modes have, and their counts
 * added up; so neither is written.
 */
#include "base/host.h"
#include "base/varint.h"
#include "tally/histogram.h"

/* The group of clusters, by its place in the table below. */
#define CLUSTERS	2

/* What a bin takes: how many are empty before it, its count, its moments. */
#define BIN_SIZE		(VARINT_SIZE(1) + VARINT_SIZE(1))
#define MOMENTS_SIZE	(VARINT_SIZE(2) + VARINT_SIZE(2))

/* And a row: sessions, number of bins, users, nn. */
#define ROW_SIZE		(3 * VARINT_SIZE(1) + VARINT_SIZE(2))

/*
 * Sessions
 */

static bool
has_sessions(const void *state)
{
	return !wm_histogram_is_empty(state);
}

static char *
put_sessions(const void *state, char *out)
{
	const Histogram *histogram = state;
	unsigned	modes = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		modes |= (unsigned) (histogram->rows[mode].sessions > 0) << mode;

	out = wm_varint_put_count(out, histogram->unclassified);
	out = wm_pack_put_modes(out, modes);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (histogram->rows[mode].sessions > 0)
			out = wm_varint_put_count(out, histogram->rows[mode].sessions);
	}
	return out;
}

static bool
take_sessions(void *state, Slice *bytes)
{
	Histogram  *histogram = state;
	unsigned	modes;

	if (!wm_varint_take_count(bytes, TALLY_MAX_SESSIONS, &histogram->unclassified) ||
		!wm_pack_take_modes(bytes, &modes))
		return false;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if ((modes >> mode & 1) != 0 &&
			!wm_varint_take_count(bytes, TALLY_MAX_SESSIONS,
								  &histogram->rows[mode].sessions))
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
	return wm_histogram_valued(state, TALLY_ALL) > 0;
}

static int64_t
count_bins(const Histogram *histogram, int row)
{
	int64_t		bins = 0;

	for (int bin = wm_histogram_next(histogram, row, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, row, bin + 1))
		bins++;
	return bins;
}

static char *
put_bins(const Histogram *histogram, int mode, char *out)
{
	int			last = -1;

	out = wm_varint_put_count(out, count_bins(histogram, mode));
	for (int bin = wm_histogram_next(histogram, mode, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, mode, bin + 1))
	{
		out = wm_varint_put_count(out, bin - last - 1);
		out = wm_varint_put_count(out, wm_histogram_count(histogram, mode, bin));
		last = bin;
	}
	return out;
}

static char *
put_values(const void *state, char *out)
{
	const Histogram *histogram = state;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (histogram->rows[mode].sessions > 0)
			out = put_bins(histogram, mode, out);
	}
	return out;
}

static bool
take_bins(Histogram *histogram, int mode, Slice *bytes)
{
	HistogramRow *row = &histogram->rows[mode];
	int64_t		bins;
	int64_t		bin = -1;

	if (!wm_varint_take_count(bytes, HISTOGRAM_BINS, &bins))
		return false;
	while (bins-- > 0)
	{
		int64_t		blank;
		int64_t		count;

		if (++bin == HISTOGRAM_BINS ||
			!wm_varint_take_count(bytes, HISTOGRAM_BINS - 1 - bin, &blank) ||
			!wm_varint_take_count(bytes, row->sessions - row->valued, &count) ||
			count == 0)
			return false;
		bin += blank;
		row->valued += count;
		*wm_histogram_counter(histogram, mode, (int) bin) = count;
	}
	return true;
}

static bool
take_values(void *state, Slice *bytes)
{
	Histogram  *histogram = state;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (histogram->rows[mode].sessions > 0 && !take_bins(histogram, mode, bytes))
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
	return wm_histogram_is_clustered(state);
}

static char *
put_users(const Histogram *histogram, int row, char *out)
{
	const HistogramRow *head = &histogram->rows[row];

	out = wm_varint_put_count(out, head->users);
	out = wm_varint_put(out, head->nn.word, 2);
	for (int bin = wm_histogram_next(histogram, row, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, row, bin + 1))
	{
		const HistogramMoments *moments = wm_histogram_moments(histogram, row, bin);

		out = wm_varint_put(out, moments->yn.word, 2);
		out = wm_varint_put(out, moments->yy.word, 2);
	}
	return out;
}

static char *
put_clusters(const void *state, char *out)
{
	const Histogram *histogram = state;

	for (int row = 0; row < TALLY_ROWS; row++)
	{
		if (histogram->rows[row].valued > 0)
			out = put_users(histogram, row, out);
	}
	return out;
}

static bool
take_users(Histogram *histogram, int row, Slice *bytes)
{
	HistogramRow *head = &histogram->rows[row];

	if (!wm_varint_take_count(bytes, TALLY_MAX_SESSIONS, &head->users) ||
		!wm_varint_take(bytes, head->nn.word, 2))
		return false;
	for (int bin = wm_histogram_next(histogram, row, 0); bin < HISTOGRAM_BINS;
		 bin = wm_histogram_next(histogram, row, bin + 1))
	{
		HistogramMoments *moments =
		&wm_histogram_find(histogram, row, bin)->moments[bin % HISTOGRAM_PAGE_BINS];

		if (!wm_varint_take(bytes, moments->yn.word, 2) ||
			!wm_varint_take(bytes, moments->yy.word, 2))
			return false;
	}
	return true;
}

/* The counts of all modes together, once those of each are there. */
static void
add_up(Histogram *histogram)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		histogram->rows[TALLY_ALL].valued += histogram->rows[mode].valued;
		for (int bin = wm_histogram_next(histogram, mode, 0); bin < HISTOGRAM_BINS;
			 bin = wm_histogram_next(histogram, mode, bin + 1))
			*wm_histogram_counter(histogram, TALLY_ALL, bin) +=
				wm_histogram_count(histogram, mode, bin);
	}
}

static bool
take_clusters(void *state, Slice *bytes)
{
	Histogram  *histogram = state;

	add_up(histogram);
	for (int row = 0; row < TALLY_ROWS; row++)
	{
		if (histogram->rows[row].valued > 0 && !take_users(histogram, row, bytes))
			return false;
	}
	return true;
}

/* Codes of groups are their places: they are stored, so they stay. */
static const PackGroup groups[] = {
	{has_sessions, put_sessions, take_sessions},
	{has_values, put_values, take_values},
	{has_clusters, put_clusters, take_clusters},
};

static const PackForm form = {HISTOGRAM_VERSION, lengthof(groups), groups};

size_t
wm_histogram_packed_room(const Histogram *histogram)
{
	size_t		bins = (size_t) histogram->taken * HISTOGRAM_PAGE_BINS;

	return PACK_HEAD_SIZE + VARINT_SIZE(1) + PACK_SET_SIZE + TALLY_ROWS * ROW_SIZE +
		bins * (BIN_SIZE + (wm_histogram_is_clustered(histogram) ? MOMENTS_SIZE : 0));
}

size_t
wm_histogram_pack(const Histogram *histogram, char *out)
{
	return wm_pack(&form, histogram, out);
}

/* A bin of a mode takes two bytes at least, and may take a page here and in TALLY_ALL. */
static int
room_for(Slice bytes, bool clustered)
{
	size_t		pages = clustered ? bytes.len : bytes.len / 2;

	return pages < HISTOGRAM_MAX_ROOM ? (int) pages : HISTOGRAM_MAX_ROOM;
}

/* The layout is chosen by the byte that says which groups there are. */
PackFault
wm_histogram_unpack(Slice bytes, Histogram **histogram)
{
	bool		clustered = bytes.len > 1 &&
		((unsigned char) bytes.data[1] >> CLUSTERS & 1) != 0;
	int			room = room_for(bytes, clustered);
	Histogram  *unpacked = wm_alloc(wm_histogram_size(clustered, room));
	PackFault	fault;

	wm_histogram_init(unpacked, clustered, room);
	fault = wm_unpack(&form, bytes, unpacked);
	if (fault != PACK_FINE)
	{
		wm_free(unpacked);
		unpacked = NULL;
	}
	*histogram = unpacked;
	return fault;
}

bool
wm_histogram_is_canonical(const Histogram *histogram, Slice bytes)
{
	char	   *packed = wm_alloc(wm_histogram_packed_room(histogram));
	size_t		len = wm_histogram_pack(histogram, packed);
	bool		same = wm_slice_equals(wm_slice(packed, len), bytes);

	wm_free(packed);
	return same;
}
