/*
 * histogram.h
 *	  The histogram: how the values of many sessions lie.
 *
 * A histogram counts sessions by mode and by value, in bins of equal width on the
 * scale of logarithms: a bin is a hundredth of ln value wide.  Whoever takes the middle
 * of a bin for the values in it is off by at most half a per cent: Masson, Rim and Lee
 * (2019), Proc. VLDB Endow. 12:2195.  A value is kept to a millionth, as in a tally, and
 * its bin follows from whole numbers, so that it is the same on every machine.  Counts
 * are whole numbers, too: the order in which sessions come, or in which parts of a
 * histogram are put together, makes no difference.
 *
 * A clustered histogram is a sum over users (clusters of sessions that are not
 * independent).  It keeps, besides, what the variance of the share of values below
 * any bin's end needs (see HistogramMoments).
 *
 * While sessions are counted, a histogram has the flat layout of this file: a head
 * and pages, one for each run of bins that has been counted in.  The layout belongs to
 * one version of workmode and may change with it.  The packed form is what is stored
 * and sent, and it lives on (see pack.h).  Its groups are:
 *
 *		sessions	the unclassified, the set of modes that have sessions,
 *					and for each of these the number
 *		values		for each mode that has sessions the number of its bins, and
 *					for each bin how many lie empty before it, and its count
 *		clusters	for each mode that has values and for TALLY_ALL the users and
 *					nn, and for each bin its moments
 *
 * A histogram has the first group unless it is empty, the second if any session has
 * a value, and the third if it is clustered.
 */
#ifndef WORKMODE_HISTOGRAM_H
#define WORKMODE_HISTOGRAM_H

#include "base/buffer.h"
#include "tally/pack.h"
#include "tally/tally.h"
#include "tally/tally_check.h"

#define HISTOGRAM_VERSION	1

/* Bits of Histogram.flags; the others are zero. */
#define HISTOGRAM_CLUSTERED	1

/*
 * Bin b, from 0 on, holds the values v with
 *
 *		HISTOGRAM_FIRST + b <= 100 ln v < HISTOGRAM_FIRST + b + 1
 *
 * and there are as many bins as the range of values needs.
 */
#define HISTOGRAM_BINS_PER_E	100
#define HISTOGRAM_FIRST			(-1382)
#define HISTOGRAM_BINS			4146

/*
 * Bins are counted in pages.  There is a multiple of four of these, so that rows have
 * no padding.
 */
#define HISTOGRAM_PAGE_BINS		32
#define HISTOGRAM_PAGES \
	((HISTOGRAM_BINS + 4 * HISTOGRAM_PAGE_BINS - 1) / (4 * HISTOGRAM_PAGE_BINS) * 4)

/*
 * Sums over users.  Of one user: c sessions in the bin, y in the bin and those below
 * it, n sessions that have a value; all of the row's mode.  The sums of y n and of
 * y^2 over users, for the share of values up to a bin, are those of all bins up to it
 * added up.
 */
typedef struct HistogramMoments
{
	Fixed128	yn;				/* of c n */
	Fixed128	yy;				/* of y^2 - (y - c)^2 */
} HistogramMoments;

typedef struct HistogramPage
{
	int64_t		count[HISTOGRAM_PAGE_BINS];
	HistogramMoments moments[]; /* of each bin, if clustered */
} HistogramPage;

/*
 * What is kept of a mode.  Of TALLY_ALL only a clustered histogram keeps anything, but
 * no sessions: of a plain one it is all modes' added up.
 */
typedef struct HistogramRow
{
	int64_t		sessions;		/* with a value and without */
	int64_t		valued;			/* the sum of counts */
	int64_t		users;			/* that have a session with a value */
	Fixed128	nn;				/* sum over users of n^2 */
	uint16_t	pages[HISTOGRAM_PAGES]; /* numbers from 1 on; 0: nothing there */
} HistogramRow;

typedef struct Histogram
{
	int32_t		host;			/* for the host's use: length of a varlena */
	uint8_t		version;
	uint8_t		flags;
	uint16_t	reserved;		/* zero */
	int32_t		room;			/* pages that there is room for */
	int32_t		taken;			/* pages that are taken */
	int64_t		unclassified;	/* sessions without a mode */
	HistogramRow rows[TALLY_ROWS];
} Histogram;

/* The most pages that a histogram can take. */
#define HISTOGRAM_MAX_ROOM	(TALLY_ROWS * HISTOGRAM_PAGES)

static inline bool
wm_histogram_is_clustered(const Histogram *histogram)
{
	return (histogram->flags & HISTOGRAM_CLUSTERED) != 0;
}

extern size_t wm_histogram_size(bool clustered, int room);

/* An empty histogram with room for so many pages, and one with another's contents. */
extern void wm_histogram_init(Histogram *histogram, bool clustered, int room);
extern void wm_histogram_copy(Histogram *histogram, const Histogram *from, int room);

extern bool wm_histogram_is_empty(const Histogram *histogram);

static inline size_t
wm_histogram_page_size(bool clustered)
{
	return sizeof(HistogramPage) +
		(clustered ? HISTOGRAM_PAGE_BINS * sizeof(HistogramMoments) : 0);
}

/*
 * The page of a row that has the bin, or NULL if there is none.  The bin's place in it
 * is bin % HISTOGRAM_PAGE_BINS.  A number beyond those that are taken, which only
 * damage can make, is none.
 */
static inline HistogramPage *
wm_histogram_find(const Histogram *histogram, int row, int bin)
{
	int			number = histogram->rows[row].pages[bin / HISTOGRAM_PAGE_BINS];
	size_t		size = wm_histogram_page_size(wm_histogram_is_clustered(histogram));

	if (number == 0 || number > histogram->taken)
		return NULL;
	return (HistogramPage *) ((char *) (histogram + 1) + (size_t) (number - 1) * size);
}

/* The same page, which is made if there is none; there must be room for it. */
extern HistogramPage *wm_histogram_take(Histogram *histogram, int row, int bin);

/* The place of a bin's count; there must be room for its page. */
static inline int64_t *
wm_histogram_counter(Histogram *histogram, int row, int bin)
{
	return &wm_histogram_take(histogram, row, bin)->count[bin % HISTOGRAM_PAGE_BINS];
}

/* The next bin of a row from this one on that has sessions, or HISTOGRAM_BINS. */
extern int	wm_histogram_next(const Histogram *histogram, int row, int bin);

/*
 * Put a session into a plain histogram, or take it out again; as with tallies, mode
 * may be MODE_NONE and value NULL.  To add one there must be room for one more page.
 */
extern bool wm_histogram_add(Histogram *histogram, int mode, const double *value,
							 TallyProblem *problem);
extern bool wm_histogram_remove(Histogram *histogram, int mode, const double *value,
								TallyProblem *problem);

/*
 * Put the sessions of a part into a histogram, for which there must be room for so
 * many more pages, or take them out again.  Both have the same layout, unless the
 * part is empty.
 */
extern int	wm_histogram_missing(const Histogram *histogram, const Histogram *part);
extern bool wm_histogram_merge(Histogram *histogram, const Histogram *part,
							   TallyProblem *problem);
extern bool wm_histogram_unmerge(Histogram *histogram, const Histogram *part,
								 TallyProblem *problem);

/*
 * Makes a clustered histogram of one user of the user's plain one, in an empty
 * histogram with room for twice the pages: those of the modes, and those of all modes
 * together, which are no more.
 */
static inline int
wm_histogram_user_room(const Histogram *sessions)
{
	return 2 * sessions->taken;
}

extern bool wm_histogram_of_user(Histogram *user, const Histogram *sessions,
								 TallyProblem *problem);

/*
 * Can some sessions have given this histogram, as far as its numbers can tell?  All
 * input is checked by this.
 */
extern bool wm_histogram_check(const Histogram *histogram, TallyProblem *problem);

/* Sessions that have a value, of a mode or TALLY_ALL, and those in a bin. */
extern int64_t wm_histogram_valued(const Histogram *histogram, int mode);
extern int64_t wm_histogram_count(const Histogram *histogram, int mode, int bin);

/* The moments of a bin of a clustered histogram, or NULL if there are none. */
extern const HistogramMoments *wm_histogram_moments(const Histogram *histogram,
													int mode, int bin);

/*
 * The ends of a bin, and its middle, which is off from both by the same ratio.  None is
 * outside the range of values.
 */
extern double wm_histogram_bin_low(int bin);
extern double wm_histogram_bin_high(int bin);
extern double wm_histogram_bin_middle(int bin);

/* The room that a histogram needs packed; it is packed into so many bytes. */
extern size_t wm_histogram_packed_room(const Histogram *histogram);
extern size_t wm_histogram_pack(const Histogram *histogram, char *out);

/*
 * Unpacks bytes, which may be any, into memory of the host's; *histogram is NULL
 * unless the result is PACK_FINE.  Bytes that workmode stored give the histogram that
 * was packed.  One of bytes that come from elsewhere must also pass
 * wm_histogram_check() and wm_histogram_is_canonical().
 */
extern PackFault wm_histogram_unpack(Slice bytes, Histogram **histogram);
extern bool wm_histogram_is_canonical(const Histogram *histogram, Slice bytes);

/*
 * A histogram as text, and back: a JSON object, which is exact (see
 * histogram_text.c).  Parsing leaves a histogram in memory of the host's that
 * wm_histogram_check() has passed; on failure there is none.
 */
extern void wm_histogram_print(const Histogram *histogram, TextBuffer *buffer);
extern bool wm_histogram_parse(Slice text, Histogram **histogram,
							   TallyTextError *error);

#endif							/* WORKMODE_HISTOGRAM_H */
