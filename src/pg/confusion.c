/*
 * confusion.c (pg)
 *	  The type workmode_confusion: text and binary, operators, aggregates.
 */
#include "compat.h"

#include "catalog/pg_type.h"

#include "confusion.h"
#include "counts.h"
#include "fault.h"
#include "mode.h"
#include "packed.h"

/* The states of the aggregates are arrays of counts. */
StaticAssertDecl(sizeof(Confusion) == CONFUSION_COUNTS * sizeof(int64),
				 "a confusion is nothing but counts");

/*
 * For C code.
 */

Confusion *
wm_confusion_from_datum(Datum datum)
{
	Slice		bytes = wm_packed_from_datum(datum);
	Confusion  *confusion = palloc(sizeof(Confusion));

	wm_packed_check_stored("workmode_confusion",
						   wm_confusion_unpack(bytes, confusion), bytes);
	return confusion;
}

static Datum
confusion_to_datum(const Confusion *confusion)
{
	char		bytes[CONFUSION_PACKED_SIZE];

	Assert(wm_confusion_is_sound(confusion));
	return wm_packed_to_datum(bytes, wm_confusion_pack(confusion, bytes));
}

/* What failed is a count that left its range at one end or the other. */
static void
raise_range(int step)
{
	if (step > 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("count of workmode_confusion exceeds the maximum allowed (" INT64_FORMAT ")",
						(int64) CONFUSION_MAX_COUNT)));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot take out of a workmode_confusion what is not part of it")));
}


/*
 * Text and binary.
 */

PG_FUNCTION_INFO_V1(workmode_confusion_in);
Datum
workmode_confusion_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Confusion	confusion;
	const char *fault = wm_confusion_parse(&confusion, wm_slice_cstring(text));

	if (fault != NULL)
		return wm_fault_in_text(fcinfo, "workmode_confusion", text, fault);
	return confusion_to_datum(&confusion);
}

PG_FUNCTION_INFO_V1(workmode_confusion_out);
Datum
workmode_confusion_out(PG_FUNCTION_ARGS)
{
	TextBuffer	buffer = {0};

	wm_confusion_print(PG_GETARG_CONFUSION(0), &buffer);
	wm_buffer_append_char(&buffer, '\0');
	PG_RETURN_CSTRING(buffer.data);
}

PG_FUNCTION_INFO_V1(workmode_confusion_recv);
Datum
workmode_confusion_recv(PG_FUNCTION_ARGS)
{
	Slice		bytes = wm_packed_receive((StringInfo) PG_GETARG_POINTER(0));
	Confusion	confusion;

	wm_packed_check_received("workmode_confusion",
							 wm_confusion_unpack(bytes, &confusion), bytes);
	wm_packed_check_canonical("workmode_confusion",
							  wm_confusion_is_canonical(&confusion, bytes));
	return confusion_to_datum(&confusion);
}


/*
 * The operators + and -.
 */

static Datum
combine(FunctionCallInfo fcinfo, int step)
{
	Confusion  *result = PG_GETARG_CONFUSION(0);

	if (!wm_confusion_merge(result, PG_GETARG_CONFUSION(1), step))
		raise_range(step);
	return confusion_to_datum(result);
}

PG_FUNCTION_INFO_V1(workmode_confusion_add);
Datum
workmode_confusion_add(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(workmode_confusion_subtract);
Datum
workmode_confusion_subtract(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, -1);
}


/*
 * The aggregates.  Their state is an array of counts, those of a Confusion, or
 * an empty one as long as there are no pairs.
 */

static void
check_state(bool sound)
{
	if (!sound)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid state of workmode_agreement"),
				 errdetail("It must be an array of %d counts, each from 0 to " INT64_FORMAT ", or empty.",
						   CONFUSION_COUNTS, (int64) CONFUSION_MAX_COUNT)));
}

/* The counts of a state, NULL for none; anybody may call a support function. */
static Confusion *
counts_of(ArrayType *state)
{
	if (ARR_NDIM(state) == 0)
		return NULL;
	check_state(wm_counts_fit(state, CONFUSION_COUNTS));
	return (Confusion *) ARR_DATA_PTR(state);
}

static ArrayType *
make_state(void)
{
	Size		size = ARR_OVERHEAD_NONULLS(1) + sizeof(Confusion);
	ArrayType  *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->ndim = 1;
	state->elemtype = INT8OID;
	ARR_DIMS(state)[0] = CONFUSION_COUNTS;
	ARR_LBOUND(state)[0] = 1;
	return state;
}

/* The state, to be changed; one without pairs gets its counts here. */
static ArrayType *
state_for_update(FunctionCallInfo fcinfo)
{
	ArrayType  *state;

	if (PG_ARGISNULL(0))
		return make_state();
	state = wm_counts_for_update(fcinfo);
	return counts_of(state) == NULL ? make_state() : state;
}

static int
label(FunctionCallInfo fcinfo, int argument)
{
	if (PG_ARGISNULL(argument))
		return MODE_NONE;
	return wm_mode_from_datum(PG_GETARG_DATUM(argument));
}

static Datum
count_pair(FunctionCallInfo fcinfo, int step)
{
	ArrayType  *state = state_for_update(fcinfo);

	if (!wm_confusion_add(counts_of(state), label(fcinfo, 1), label(fcinfo, 2), step))
		raise_range(step);
	PG_RETURN_ARRAYTYPE_P(state);
}

/* workmode_agreement(truth, predicted): count[truth][predicted]++ */
PG_FUNCTION_INFO_V1(workmode_agreement_accum);
Datum
workmode_agreement_accum(PG_FUNCTION_ARGS)
{
	return count_pair(fcinfo, 1);
}

/* Takes a pair out again, as a window frame moves on. */
PG_FUNCTION_INFO_V1(workmode_agreement_accum_inv);
Datum
workmode_agreement_accum_inv(PG_FUNCTION_ARGS)
{
	return count_pair(fcinfo, -1);
}

static Datum
merge(FunctionCallInfo fcinfo, const Confusion *part, int step)
{
	ArrayType  *state = state_for_update(fcinfo);

	if (part != NULL && !wm_confusion_merge(counts_of(state), part, step))
		raise_range(step);
	PG_RETURN_ARRAYTYPE_P(state);
}

/* workmode_rollup(confusion): a table into the state, and out of it again. */
PG_FUNCTION_INFO_V1(workmode_confusion_accum);
Datum
workmode_confusion_accum(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, PG_GETARG_CONFUSION(1), 1);
}

PG_FUNCTION_INFO_V1(workmode_confusion_accum_inv);
Datum
workmode_confusion_accum_inv(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, PG_GETARG_CONFUSION(1), -1);
}

/* Combine function of both aggregates. */
PG_FUNCTION_INFO_V1(workmode_confusion_combine);
Datum
workmode_confusion_combine(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, counts_of(PG_GETARG_ARRAYTYPE_P(1)), 1);
}

/* Final function of both. */
PG_FUNCTION_INFO_V1(workmode_confusion_final);
Datum
workmode_confusion_final(PG_FUNCTION_ARGS)
{
	static const Confusion none = {0};
	const Confusion *counts = counts_of(PG_GETARG_ARRAYTYPE_P(0));

	if (counts == NULL)
		counts = &none;
	check_state(wm_confusion_is_sound(counts));
	return confusion_to_datum(counts);
}
