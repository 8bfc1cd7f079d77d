/*
 * vector.c (pg)
 *	  The type workmode_vector: text, binary and comparison.
 */
#include "compat.h"

#include "libpq/pqformat.h"
#include "utils/lsyscache.h"

#include "evidence/feature.h"
#include "fault.h"
#include "model/model_text.h"
#include "vector.h"

#define VECTOR_LAYOUT		1

Vector *
wm_vector_from_datum(Datum datum)
{
	Vector	   *vector = (Vector *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(vector) < VECTOR_SIZE(0) || vector->layout != VECTOR_LAYOUT ||
		vector->count > FEATURE_NUMBER_LIMIT ||
		VARSIZE(vector) != VECTOR_SIZE(vector->count) ||
		wm_features_fault(vector->features, vector->count) != NULL)
		wm_fault_in_store("workmode_vector", vector);
	return vector;
}

/* With room for so many features. */
static Vector *
new_vector(uint32 count)
{
	Vector	   *vector = palloc(VECTOR_SIZE(count));

	memset(vector, 0, VECTOR_SIZE(0));
	SET_VARSIZE(vector, VECTOR_SIZE(count));
	vector->layout = VECTOR_LAYOUT;
	vector->count = count;
	return vector;
}

Vector *
wm_vector_make(const Feature *features, uint32 count)
{
	Vector	   *vector = new_vector(count);

	Assert(wm_features_fault(features, count) == NULL);
	memcpy(vector->features, features, count * sizeof(Feature));
	return vector;
}

PG_FUNCTION_INFO_V1(workmode_vector_in);
Datum
workmode_vector_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Feature    *features;
	uint32		count;
	const char *fault = wm_vector_parse(wm_slice_cstring(text), &features, &count);

	if (fault != NULL)
		return wm_fault_in_text(fcinfo, "workmode_vector", text, fault);
	PG_RETURN_VECTOR(wm_vector_make(features, count));
}

PG_FUNCTION_INFO_V1(workmode_vector_out);
Datum
workmode_vector_out(PG_FUNCTION_ARGS)
{
	Vector	   *vector = PG_GETARG_VECTOR(0);
	TextBuffer	text = {0};

	wm_vector_print(vector->features, vector->count, &text);
	wm_buffer_append_char(&text, '\0');
	PG_RETURN_CSTRING(text.data);
}

bool
wm_vector_is_type(Oid type)
{
	Oid			output;
	bool		varlena;
	FmgrInfo	function;

	getTypeOutputInfo(type, &output, &varlena);
	fmgr_info(output, &function);
	return function.fn_addr == workmode_vector_out;
}

void
wm_vector_write(StringInfo buf, const Feature *features, uint32 count)
{
	pq_sendint8(buf, VECTOR_WIRE_VERSION);
	pq_sendint32(buf, count);
	for (uint32 i = 0; i < count; i++)
	{
		pq_sendint32(buf, features[i].number);
		pq_sendint32(buf, (uint32) features[i].amount);
	}
}

Vector *
wm_vector_read(StringInfo buf)
{
	Vector	   *vector;
	uint32		count;
	const char *fault;

	wm_fault_check_wire("workmode_vector", pq_getmsgbyte(buf), VECTOR_WIRE_VERSION);
	count = pq_getmsgint(buf, 4);
	wm_fault_check_features("workmode_vector", count);

	vector = new_vector(count);
	for (uint32 i = 0; i < count; i++)
	{
		vector->features[i].number = pq_getmsgint(buf, 4);
		vector->features[i].amount = (int32) pq_getmsgint(buf, 4);
	}
	fault = wm_features_fault(vector->features, count);
	if (fault != NULL)
		wm_fault_in_binary("workmode_vector", fault);
	return vector;
}

PG_FUNCTION_INFO_V1(workmode_vector_send);
Datum
workmode_vector_send(PG_FUNCTION_ARGS)
{
	const Vector *vector = PG_GETARG_VECTOR(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	wm_vector_write(&buf, vector->features, vector->count);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(workmode_vector_recv);
Datum
workmode_vector_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_VECTOR(wm_vector_read((StringInfo) PG_GETARG_POINTER(0)));
}
