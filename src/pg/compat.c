/*
 * compat.c
 *	  What older PostgreSQL versions lack (see compat.h).
 */
#include "compat.h"

#include "mb/pg_wchar.h"

#if PG_VERSION_NUM < 150000

#include "miscadmin.h"
#include "utils/tuplestore.h"

void
InitMaterializedSRF(FunctionCallInfo fcinfo, bits32 flags)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext old;
	TupleDesc	tupdesc;

	(void) flags;
	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
		!(rsinfo->allowedModes & SFRM_Materialize))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));

	old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = tuplestore_begin_heap(true, false, work_mem);
	rsinfo->setDesc = tupdesc;
	MemoryContextSwitchTo(old);
}

#endif

#if PG_VERSION_NUM >= 140000

size_t
convert_prefix(Oid conversion, const char *text, size_t len, int from, int to,
			   char *room)
{
	unsigned char *from_bytes = (unsigned char *) unconstify(char *, text);
	int			room_size = (int) len * MAX_CONVERSION_GROWTH + 1;

	*room = '\0';
	return (size_t) pg_do_encoding_conversion_buf(conversion, from, to,
												  from_bytes, (int) len,
												  (unsigned char *) room,
												  room_size, true);
}

#else

/* Convert all of it, or return false where a character can't be. */
static bool
convert_all(Oid conversion, const char *text, size_t len, int from, int to, char *room)
{
	MemoryContext context = CurrentMemoryContext;
	volatile bool converted = true;

	PG_TRY();
	{
		OidFunctionCall5(conversion, Int32GetDatum(from), Int32GetDatum(to),
						 CStringGetDatum(text), CStringGetDatum(room),
						 Int32GetDatum((int) len));
	}
	PG_CATCH();
	{
		int			code = geterrcode();

		if (code != ERRCODE_UNTRANSLATABLE_CHARACTER &&
			code != ERRCODE_CHARACTER_NOT_IN_REPERTOIRE)
			PG_RE_THROW();
		MemoryContextSwitchTo(context);
		FlushErrorState();
		converted = false;
	}
	PG_END_TRY();
	return converted;
}

/* Without conversions that stop: halve the text until all of it is converted. */
size_t
convert_prefix(Oid conversion, const char *text, size_t len, int from, int to,
			   char *room)
{
	while (len > 0 && !convert_all(conversion, text, len, from, to, room))
		len = (size_t) pg_encoding_mbcliplen(from, text, (int) len, (int) len / 2);
	if (len == 0)
		*room = '\0';
	return len;
}

#endif
