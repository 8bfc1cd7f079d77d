/*
 * compat.c
 *	  What older PostgreSQL versions lack (see compat.h).
 */
#include "compat.h"

#include "catalog/namespace.h"
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

size_t
convert_prefix(const char *text, size_t len, int from, int to,
			   char *room, size_t size)
{
#if PG_VERSION_NUM >= 140000
	Oid			proc = FindDefaultConversionProc(from, to);

	*room = '\0';
	if (!OidIsValid(proc))
		return 0;
	return pg_do_encoding_conversion_buf(proc, from, to,
										 (unsigned char *) unconstify(char *, text), len,
										 (unsigned char *) room, size, true);
#else
	char	   *converted = (char *) pg_do_encoding_conversion(
								(unsigned char *) unconstify(char *, text), len, from, to);

	strlcpy(room, converted == text ? "" : converted, size);
	return len;
#endif
}
