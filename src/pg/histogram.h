/*
 * histogram.h (pg)
 *	  workmode_histogram as an argument and as a result.
 */
#ifndef WORKMODE_PG_HISTOGRAM_H
#define WORKMODE_PG_HISTOGRAM_H

#include "compat.h"

#include "lib/stringinfo.h"

#include "tally/histogram.h"

/*
 * A histogram that is an argument, unpacked into the current memory context.  If its
 * bytes cannot be unpacked, data_corrupted is raised.
 */
#define PG_GETARG_HISTOGRAM(n)	wm_histogram_from_datum(PG_GETARG_DATUM(n))
#define PG_RETURN_HISTOGRAM(histogram)	return wm_histogram_to_datum(histogram)

extern Histogram *wm_histogram_from_datum(Datum datum);

/* Makes a value of the type workmode_histogram. */
extern Datum wm_histogram_to_datum(const Histogram *histogram);

/*
 * Text and binary input, and text output, of a flat histogram, which the types of
 * histograms and of their aggregates' states share.  A text that is no histogram is a
 * soft error if the caller takes one; the result is then NULL.
 */
extern Histogram *wm_histogram_from_text(FunctionCallInfo fcinfo, const char *type);
extern char *wm_histogram_to_text(const Histogram *histogram);
extern Histogram *wm_histogram_receive(const char *type, StringInfo buf);

/* The histogram itself, or a copy of it with room for so many pages more than it has. */
extern Histogram *wm_histogram_with_room(Histogram *histogram, int more);

/* Raises the error that a problem of core/tally/tally_check.h stands for. */
pg_noreturn extern void wm_histogram_raise(const TallyProblem *problem);

#endif							/* WORKMODE_PG_HISTOGRAM_H */
