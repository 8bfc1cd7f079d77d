/*
 * fault.c (pg)
 *	  Errors of values that came from outside: one wording for all types.
 */
#include "compat.h"

#include "mb/pg_wchar.h"

#include "evidence/feature.h"
#include "fault.h"

/* A model's text can be long; so much of it tells which it was. */
#define TEXT_NAMED	64

Datum
wm_fault_in_text(FunctionCallInfo fcinfo, const char *type, const char *text,
				 const char *fault)
{
	int			len = (int) strnlen(text, TEXT_NAMED + MAX_MULTIBYTE_CHAR_LEN);

	ereturn(fcinfo->context, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%.*s%s\"", type,
					pg_mbcliplen(text, len, TEXT_NAMED), text,
					len > TEXT_NAMED ? "..." : ""),
			 errdetail("%s.", fault)));
}

void
wm_fault_in_binary(const char *type, const char *fault)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid %s", type),
			 errdetail("%s.", fault)));
}

void
wm_fault_in_store(const char *type, const void *value)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("invalid %s of %zu bytes", type, (size_t) VARSIZE(value))));
}

void
wm_fault_check_wire(const char *type, int version, int known)
{
	if (version != known)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unsupported %s version number %d", type, version)));
}

void
wm_fault_check_features(const char *type, uint32 count)
{
	if (count > FEATURE_NUMBER_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("number of %s features (%u) exceeds the maximum allowed (%d)",
						type, count, FEATURE_NUMBER_LIMIT)));
}
