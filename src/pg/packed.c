/*
 * packed.c (pg)
 *	  Values of the types that are stored and sent in a packed form.
 */
#include "compat.h"

#include "libpq/pqformat.h"

#include "fault.h"
#include "packed.h"

Slice
wm_packed_from_datum(Datum datum)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);

	return wm_slice(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

Slice
wm_packed_receive(StringInfo buf)
{
	int			len = buf->len - buf->cursor;

	return wm_slice(pq_getmsgbytes(buf, len), (size_t) len);
}

Datum
wm_packed_to_datum(const char *bytes, size_t len)
{
	struct varlena *value = palloc(VARHDRSZ + len);

	SET_VARSIZE(value, VARHDRSZ + len);
	memcpy(VARDATA(value), bytes, len);
	return PointerGetDatum(value);
}

static void
check(const char *type, PackFault fault, Slice bytes, int sqlstate)
{
	if (fault == PACK_NEWER)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s was made by a newer version of workmode", type),
				 errhint("Update workmode where the value is read.")));
	if (fault == PACK_BROKEN)
		ereport(ERROR,
				(errcode(sqlstate),
				 errmsg("invalid %s of %zu bytes", type, bytes.len)));
}

void
wm_packed_check_stored(const char *type, PackFault fault, Slice bytes)
{
	check(type, fault, bytes, ERRCODE_DATA_CORRUPTED);
}

void
wm_packed_check_received(const char *type, PackFault fault, Slice bytes)
{
	check(type, fault, bytes, ERRCODE_INVALID_BINARY_REPRESENTATION);
}

void
wm_packed_check_canonical(const char *type, bool canonical)
{
	if (!canonical)
		wm_fault_in_binary(type, "Its bytes are not those that workmode packs it in");
}

/* What is sent are the bytes that are stored. */
PG_FUNCTION_INFO_V1(workmode_packed_send);
Datum
workmode_packed_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(PG_GETARG_BYTEA_P_COPY(0));
}
