/*
 * confusion.c (pg)
 *	  The type workmode_confusion: text and binary, operators, aggregate.
 */
#include "compat.h"

#include "libpq/pqformat.h"

#include "confusion.h"
#include "fault.h"
#include "mode.h"

/*
 * For C code.
 */

Confusion *
wm_confusion_from_datum(Datum datum)
{
	Confusion  *confusion = (Confusion *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(confusion) != sizeof(Confusion) ||
		wm_confusion_check(confusion) != NULL)
		wm_fault_in_store("workmode_confusion", confusion);
	return confusion;
}

static Confusion *
make_confusion(void)
{
	Confusion  *confusion = palloc0(sizeof(Confusion));

	SET_VARSIZE(confusion, sizeof(Confusion));
	wm_confusion_init(confusion);
	return confusion;
}

/*
 * The first argument as a confusion that may be changed: the state itself
 * inside an aggregate, a copy elsewhere, an empty one for NULL.  A state that
 * came packed is copied, too.
 */
static Confusion *
state_for_update(FunctionCallInfo fcinfo)
{
	Confusion  *state;
	Confusion  *copy;

	if (PG_ARGISNULL(0))
		return make_confusion();
	state = PG_GETARG_CONFUSION(0);
	if (AggCheckCallContext(fcinfo, NULL) &&
		PointerGetDatum(state) == PG_GETARG_DATUM(0))
		return state;
	copy = make_confusion();
	memcpy(copy, state, sizeof(Confusion));
	return copy;
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
	Confusion  *confusion = make_confusion();
	const char *fault = wm_confusion_parse(confusion, wm_slice_cstring(text));

	if (fault != NULL)
		return wm_fault_in_text(fcinfo, "workmode_confusion", text, fault);
	PG_RETURN_POINTER(confusion);
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

PG_FUNCTION_INFO_V1(workmode_confusion_send);
Datum
workmode_confusion_send(PG_FUNCTION_ARGS)
{
	const Confusion *confusion = PG_GETARG_CONFUSION(0);
	const int64_t *counts = &confusion->count[0][0];
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, confusion->version);
	pq_sendint64(&buf, confusion->skipped);
	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
		pq_sendint64(&buf, counts[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(workmode_confusion_recv);
Datum
workmode_confusion_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Confusion  *confusion = make_confusion();
	int64_t    *counts = &confusion->count[0][0];
	const char *fault;

	confusion->version = (uint8_t) pq_getmsgbyte(buf);
	wm_fault_check_wire("workmode_confusion", confusion->version, CONFUSION_VERSION);
	confusion->skipped = pq_getmsgint64(buf);
	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
		counts[i] = pq_getmsgint64(buf);
	fault = wm_confusion_check(confusion);
	if (fault != NULL)
		wm_fault_in_binary("workmode_confusion", fault);
	PG_RETURN_POINTER(confusion);
}


/*
 * The aggregate, and the operators.
 */

static int
label(FunctionCallInfo fcinfo, int argument)
{
	if (PG_ARGISNULL(argument))
		return MODE_NONE;
	return wm_mode_from_datum(fcinfo->flinfo, PG_GETARG_DATUM(argument));
}

static Datum
count_pair(FunctionCallInfo fcinfo, int step)
{
	Confusion  *state = state_for_update(fcinfo);

	if (!wm_confusion_add(state, label(fcinfo, 1), label(fcinfo, 2), step))
		raise_range(step);
	Assert(wm_confusion_check(state) == NULL);
	PG_RETURN_POINTER(state);
}

/* workmode_agreement(truth, predicted): count[truth][predicted]++ */
PG_FUNCTION_INFO_V1(workmode_agreement_accum);
Datum
workmode_agreement_accum(PG_FUNCTION_ARGS)
{
	return count_pair(fcinfo, 1);
}

/* The same pair out again, as a window frame moves on. */
PG_FUNCTION_INFO_V1(workmode_agreement_accum_inv);
Datum
workmode_agreement_accum_inv(PG_FUNCTION_ARGS)
{
	return count_pair(fcinfo, -1);
}

static Datum
merge(FunctionCallInfo fcinfo, int step)
{
	Confusion  *state = state_for_update(fcinfo);

	if (!wm_confusion_merge(state, PG_GETARG_CONFUSION(1), step))
		raise_range(step);
	Assert(wm_confusion_check(state) == NULL);
	PG_RETURN_POINTER(state);
}

/* Combine function of the aggregates, workmode_rollup(confusion), and a + b. */
PG_FUNCTION_INFO_V1(workmode_confusion_combine);
Datum
workmode_confusion_combine(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, 1);
}

/* A window frame of workmode_rollup(confusion) moves on; and a - b. */
PG_FUNCTION_INFO_V1(workmode_confusion_remove);
Datum
workmode_confusion_remove(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, -1);
}
