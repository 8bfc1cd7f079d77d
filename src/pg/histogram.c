/*
 * histogram.c (pg)
 *	  The type workmode_histogram: text and binary, + and -.
 */
#include "compat.h"

#include "fault.h"
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

static const char *
row_name(int row)
{
	if (row == MODE_NONE)
		return "unclassified";
	return row == TALLY_ALL ? "all" : wm_modes[row].name;
}

static const char *
fault_in_row(const TallyProblem *problem)
{
	return psprintf("In \"%s\": %s", row_name(problem->mode), problem->what);
}

void
wm_histogram_raise(const TallyProblem *problem)
{
	switch (problem->fault)
	{
		case TALLY_OVERFLOW:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("workmode_histogram out of range"),
					 errdetail("\"%s\" cannot have more than " INT64_FORMAT " sessions.",
							   row_name(problem->mode), (int64) TALLY_MAX_SESSIONS)));
			break;
		case TALLY_MIXED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot combine a clustered workmode_histogram with a plain one"),
					 errhint("Make both of users' histograms with workmode_cluster().")));
			break;
		case TALLY_NESTED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a clustered workmode_histogram cannot be one cluster"),
					 errhint("Merge clustered histograms with workmode_rollup().")));
			break;
		case TALLY_NOT_PART:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot take out of a workmode_histogram what is not part of it"),
					 errdetail("Nothing sound would be left of \"%s\" (%s).",
							   row_name(problem->mode), problem->what)));
			break;
		case TALLY_MALFORMED:
			wm_fault_in_binary("workmode_histogram", fault_in_row(problem));
			break;
		default:				/* of the session, as in a tally */
			wm_tally_raise(problem);
			break;
	}
	pg_unreachable();
}


/*
 * Text and binary.
 */

Histogram *
wm_histogram_from_text(FunctionCallInfo fcinfo, const char *type)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Histogram  *histogram;
	TallyProblem problem;
	size_t		byte;

	if (!wm_histogram_parse(wm_slice_cstring(text), &histogram, &byte, &problem))
		(void) wm_fault_in_text(fcinfo, type, text, byte == 0 ? fault_in_row(&problem) :
								psprintf("At byte %zu: %s", byte, problem.what));
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
	if (!wm_histogram_is_canonical(histogram, bytes))
		wm_fault_in_binary(type, "Its bytes are not those that workmode packs it in");
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
