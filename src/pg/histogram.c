/*
 * histogram.c (pg)
 *	  The type workmode_histogram: text and binary, + and -.
 */
#include "compat.h"

#include "histogram.h"
#include "packed.h"
#include "tally.h"

/* A copy grows by more than is asked for, so that a growing state is copied rarely. */
#define ROOM_AHEAD	4

/*
 * For C code.
 */

Histogram *
wm_histogram_from_datum(Datum datum)
{
	Slice		bytes = wm_packed_from_datum(datum);
	Histogram  *histogram;

	wm_packed_check_stored("workmode_histogram",
						   wm_histogram_unpack(bytes, &histogram), bytes);
	return histogram;
}

Datum
wm_histogram_to_datum(const Histogram *histogram)
{
	char	   *bytes = palloc(wm_histogram_packed_room(histogram));
	Datum		result = wm_packed_to_datum(bytes, wm_histogram_pack(histogram, bytes));

	pfree(bytes);
	return result;
}

Histogram *
wm_histogram_with_room(Histogram *histogram, int more)
{
	int			needed = histogram->taken + more;
	int			room = Min(2 * histogram->room + ROOM_AHEAD, HISTOGRAM_MAX_ROOM);
	Histogram  *copy;

	if (needed <= histogram->room)
		return histogram;
	room = Max(room, needed);
	copy = palloc0(wm_histogram_size(wm_histogram_is_clustered(histogram), room));
	wm_histogram_copy(copy, histogram, room);
	return copy;
}

void
wm_histogram_raise(const TallyProblem *problem)
{
	if (problem->fault == TALLY_OVERFLOW)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("workmode_histogram out of range"),
				 errdetail("\"%s\" cannot have more than " INT64_FORMAT " sessions.",
						   wm_tally_row_name(problem->mode),
						   (int64) TALLY_MAX_SESSIONS)));
	wm_tally_raise_of("workmode_histogram", "histograms", problem);
}


/*
 * Text and binary.
 */

Histogram *
wm_histogram_from_text(FunctionCallInfo fcinfo, const char *type)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Histogram  *histogram;
	TallyTextError error;

	if (!wm_histogram_parse(wm_slice_cstring(text), &histogram, &error))
		wm_tally_fault_in_text(fcinfo, type, text, &error);
	return histogram;
}

char *
wm_histogram_to_text(const Histogram *histogram)
{
	TextBuffer	buffer = {0};

	wm_histogram_print(histogram, &buffer);
	wm_buffer_append_char(&buffer, '\0');
	return buffer.data;
}

Histogram *
wm_histogram_receive(const char *type, StringInfo buf)
{
	Slice		bytes = wm_packed_receive(buf);
	Histogram  *histogram;
	TallyProblem problem;

	wm_packed_check_received(type, wm_histogram_unpack(bytes, &histogram), bytes);
	if (!wm_histogram_check(histogram, &problem))
		wm_histogram_raise(&problem);
	wm_packed_check_canonical(type, wm_histogram_is_canonical(histogram, bytes));
	return histogram;
}

PG_FUNCTION_INFO_V1(workmode_histogram_in);
Datum
workmode_histogram_in(PG_FUNCTION_ARGS)
{
	Histogram  *histogram = wm_histogram_from_text(fcinfo, "workmode_histogram");

	if (histogram == NULL)
		return (Datum) 0;
	PG_RETURN_HISTOGRAM(histogram);
}

PG_FUNCTION_INFO_V1(workmode_histogram_out);
Datum
workmode_histogram_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(wm_histogram_to_text(PG_GETARG_HISTOGRAM(0)));
}

PG_FUNCTION_INFO_V1(workmode_histogram_recv);
Datum
workmode_histogram_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_HISTOGRAM(wm_histogram_receive("workmode_histogram",
											 (StringInfo) PG_GETARG_POINTER(0)));
}


/*
 * The operators + and -.
 */

PG_FUNCTION_INFO_V1(workmode_histogram_add);
Datum
workmode_histogram_add(PG_FUNCTION_ARGS)
{
	Histogram  *sum = PG_GETARG_HISTOGRAM(0);
	const Histogram *part = PG_GETARG_HISTOGRAM(1);
	TallyProblem problem;

	if (wm_histogram_is_empty(sum))
		PG_RETURN_HISTOGRAM(part);
	sum = wm_histogram_with_room(sum, wm_histogram_missing(sum, part));
	if (!wm_histogram_merge(sum, part, &problem))
		wm_histogram_raise(&problem);
	PG_RETURN_HISTOGRAM(sum);
}

/* There is one empty histogram, and it is plain. */
PG_FUNCTION_INFO_V1(workmode_histogram_subtract);
Datum
workmode_histogram_subtract(PG_FUNCTION_ARGS)
{
	Histogram  *rest = PG_GETARG_HISTOGRAM(0);
	TallyProblem problem;

	if (!wm_histogram_unmerge(rest, PG_GETARG_HISTOGRAM(1), &problem))
		wm_histogram_raise(&problem);
	if (wm_histogram_is_empty(rest))
		wm_histogram_init(rest, false, 0);
	PG_RETURN_HISTOGRAM(rest);
}
