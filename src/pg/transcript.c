/*
 * transcript.c (pg)
 *	  A transcript as an SQL argument: text, json or jsonb.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "../core/transcript.h"
#include "encoding.h"
#include "transcript.h"

/*
 * The type that the called function was declared with: unlike that of the
 * expression that calls it, it is known however the function is called.
 */
static Oid
declared_argtype(FunctionCallInfo fcinfo, int argno)
{
	Oid		   *types;
	Oid			type;
	int			count;

	(void) get_func_signature(fcinfo->flinfo->fn_oid, &types, &count);
	type = argno < count ? types[argno] : InvalidOid;
	pfree(types);
	return type;
}

static void
append_element(StringInfo text, JsonbValue *element)
{
	Jsonb	   *scalar;

	if (element->type == jbvBinary)
	{
		(void) JsonbToCString(text, element->val.binary.data, element->val.binary.len);
		return;
	}
	scalar = JsonbValueToJsonb(element);
	(void) JsonbToCString(text, &scalar->root, VARSIZE(scalar));
	pfree(scalar);
}

/* The elements of an array one by one, so that a cancel need not wait long. */
static Slice
text_of_jsonb(Jsonb *jb)
{
	StringInfoData text;
	JsonbIterator *elements;
	JsonbValue	element;

	initStringInfo(&text);
	if (!JB_ROOT_IS_ARRAY(jb) || JB_ROOT_IS_SCALAR(jb))
	{
		(void) JsonbToCString(&text, &jb->root, VARSIZE(jb));
		return wm_slice(text.data, (size_t) text.len);
	}

	elements = JsonbIteratorInit(&jb->root);
	(void) JsonbIteratorNext(&elements, &element, true);
	appendStringInfoChar(&text, '[');
	while (JsonbIteratorNext(&elements, &element, true) == WJB_ELEM)
	{
		CHECK_FOR_INTERRUPTS();
		if (text.len > 1)
			appendStringInfoChar(&text, ',');
		append_element(&text, &element);
	}
	appendStringInfoChar(&text, ']');
	return wm_slice(text.data, (size_t) text.len);
}

/*
 * A jsonb keeps neither the order of keys nor doubles of them, and no reader
 * relies on either: its text says what the original said.
 */
Slice
wm_transcript_arg(FunctionCallInfo fcinfo, int argno)
{
	TextBuffer	buffer = {0};
	text	   *packed;

	if (declared_argtype(fcinfo, argno) == JSONBOID)
		return wm_to_utf8(text_of_jsonb(PG_GETARG_JSONB_P(argno)), &buffer);
	packed = PG_GETARG_TEXT_PP(argno);
	return wm_to_utf8(wm_slice(VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed)), &buffer);
}

/* The byte of its line at which it begins, in the database's encoding. */
static void
raise_fault(Slice text, const Fault *fault)
{
	TextBuffer	buffer = {0};
	int64		line = 1;
	const char *at = text.data;
	const char *line_start = text.data;
	Slice		before;

	while ((at = memchr(at, '\n', text.data + fault->offset - at)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		line_start = ++at;
		line++;
	}
	before = wm_from_utf8(wm_slice(line_start, text.data + fault->offset - line_start),
						  &buffer);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_JSON_TEXT),
			 errmsg("invalid transcript at line " INT64_FORMAT ", byte " UINT64_FORMAT,
					line, (uint64) before.len + 1),
			 errdetail("What begins there is no record: %s.", fault->reason),
			 errhint("Without \"strict\" such records are skipped and counted in lines_skipped.")));
}

Session *
wm_transcript_session(Slice text, bool strict)
{
	return wm_transcript_turns(text, strict, NULL, NULL);
}

Session *
wm_transcript_turns(Slice text, bool strict, TurnSink sink, void *context)
{
	Fault		fault;
	Session    *session = wm_session_new();

	check_stack_depth();
	wm_session_watch(session, sink, context);
	wm_transcript_read_into(session, text, strict, &fault);
	if (strict && fault.reason != NULL)
		raise_fault(text, &fault);
	return session;
}

Datum
wm_time_to_datum(EventTime time)
{
	const int64 epoch = (int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY;

	return TimestampTzGetDatum(time - epoch);
}
