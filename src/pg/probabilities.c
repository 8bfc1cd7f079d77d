/*
 * probabilities.c (pg)
 *	  The type workmode_probabilities: text and binary, arrays, reading.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/lsyscache.h"

#include "fault.h"
#include "mode.h"
#include "packed.h"
#include "probabilities.h"

#define TYPE	"workmode_probabilities"

/* False if the bytes are none. */
static bool
from_bytes(Slice bytes, Probabilities *probabilities)
{
	if (bytes.len != PROBABILITIES_SIZE)
		return false;
	memcpy(probabilities->byte, bytes.data, PROBABILITIES_SIZE);
	return wm_probabilities_are_sound(probabilities);
}

Probabilities
wm_probabilities_from_datum(Datum datum)
{
	Probabilities probabilities;

	if (!from_bytes(wm_packed_from_datum(datum), &probabilities))
		wm_fault_in_store(TYPE, DatumGetPointer(datum));
	return probabilities;
}

Datum
wm_probabilities_to_datum(const Probabilities *probabilities)
{
	Assert(wm_probabilities_are_sound(probabilities));
	return wm_packed_to_datum((const char *) probabilities->byte, PROBABILITIES_SIZE);
}

Datum
wm_probabilities_of_scores(const double *probability)
{
	Probabilities probabilities;
	const char *fault = wm_probabilities_round(probability, &probabilities);

	if (fault != NULL)
		elog(ERROR, "a model gave no probabilities: %s", fault);
	return wm_probabilities_to_datum(&probabilities);
}

PG_FUNCTION_INFO_V1(workmode_probabilities_in);
Datum
workmode_probabilities_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Probabilities probabilities;
	const char *fault = wm_probabilities_parse(&probabilities, wm_slice_cstring(text));

	if (fault != NULL)
		return wm_fault_in_text(fcinfo, TYPE, text, fault);
	PG_RETURN_PROBABILITIES(&probabilities);
}

PG_FUNCTION_INFO_V1(workmode_probabilities_out);
Datum
workmode_probabilities_out(PG_FUNCTION_ARGS)
{
	Probabilities probabilities = PG_GETARG_PROBABILITIES(0);
	TextBuffer	text = {0};

	wm_probabilities_print(&probabilities, &text);
	wm_buffer_append_char(&text, '\0');
	PG_RETURN_CSTRING(text.data);
}

PG_FUNCTION_INFO_V1(workmode_probabilities_recv);
Datum
workmode_probabilities_recv(PG_FUNCTION_ARGS)
{
	Probabilities probabilities;

	if (!from_bytes(wm_packed_receive((StringInfo) PG_GETARG_POINTER(0)), &probabilities))
		wm_fault_in_binary(TYPE, "Its bytes are not nine numbers that sum to 65536");
	PG_RETURN_PROBABILITIES(&probabilities);
}

bool
wm_probabilities_is_type(Oid type)
{
	Oid			output;
	bool		varlena;
	FmgrInfo	function;

	getTypeOutputInfo(type, &output, &varlena);
	fmgr_info(output, &function);
	return function.fn_addr == workmode_probabilities_out;
}

void
wm_probabilities_numbers(Datum datum, double *numbers)
{
	Probabilities probabilities = wm_probabilities_from_datum(datum);
	int32		units[MODE_COUNT];

	wm_probabilities_units(&probabilities, units);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		numbers[mode] = (double) units[mode] / PROBABILITY_WHOLE;
}

/*
 * Arrays, in the order of the modes.
 */

PG_FUNCTION_INFO_V1(workmode_probabilities_to_array);
Datum
workmode_probabilities_to_array(PG_FUNCTION_ARGS)
{
	double		numbers[MODE_COUNT];
	Datum		datums[MODE_COUNT];

	wm_probabilities_numbers(PG_GETARG_DATUM(0), numbers);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		datums[mode] = Float8GetDatum(numbers[mode]);
	PG_RETURN_ARRAYTYPE_P(construct_array(datums, MODE_COUNT, FLOAT8OID, sizeof(float8),
										  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

PG_FUNCTION_INFO_V1(workmode_probabilities_from_array);
Datum
workmode_probabilities_from_array(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	Probabilities probabilities;
	const char *fault;

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != MODE_COUNT || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("probabilities need an array of %d numbers without NULL", MODE_COUNT),
				 errhint("Give one for each mode, in the order of workmode_modes().")));
	fault = wm_probabilities_round((double *) ARR_DATA_PTR(array), &probabilities);
	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the numbers of the array are no probabilities"),
				 errdetail("%s.", fault)));
	PG_RETURN_PROBABILITIES(&probabilities);
}

/*
 * Reading.
 */

PG_FUNCTION_INFO_V1(workmode_probability);
Datum
workmode_probability(PG_FUNCTION_ARGS)
{
	double		numbers[MODE_COUNT];

	wm_probabilities_numbers(PG_GETARG_DATUM(0), numbers);
	PG_RETURN_FLOAT8(numbers[wm_mode_from_datum(PG_GETARG_DATUM(1))]);
}
