/*
 * transcript.c (pg)
 *	  A transcript as an SQL argument: text, json or jsonb.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "encoding.h"
#include "jsonb.h"
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

/*
 * A jsonb keeps neither the order of keys nor doubles of them, and no reader
 * relies on either: its text says what the original said.
 */
Transcript
wm_transcript_arg(FunctionCallInfo fcinfo, int argno)
{
	Transcript	transcript = {.jsonb = NULL};
	TextBuffer	buffer = {0};
	text	   *packed;

	if (declared_argtype(fcinfo, argno) == JSONBOID)
	{
		transcript.jsonb = PG_GETARG_JSONB_P(argno);
		transcript.copied = (Pointer) transcript.jsonb != PG_GETARG_POINTER(argno);
		return transcript;
	}
	packed = PG_GETARG_TEXT_PP(argno);
	transcript.text = wm_slice(VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed));
	transcript.text = wm_to_utf8(transcript.text, &buffer);
	return transcript;
}

/*
 * The byte of its line at which it begins, in the database's encoding.  A byte order
 * mark is no byte of the first line: no editor shows it.
 */
static void
raise_fault(Slice text, const Fault *fault)
{
	TextBuffer	buffer = {0};
	int64		line = 1;
	const char *at = text.data;
	const char *line_start = text.data;
	Slice		before;

	while ((at = wm_find_byte(at, text.data + fault->offset, '\n')) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		line_start = ++at;
		line++;
	}
	before = wm_slice(line_start, text.data + fault->offset - line_start);
	if (line == 1)
		(void) wm_slice_take(&before, SLICE("\xEF\xBB\xBF"));
	before = wm_from_utf8(before, &buffer);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_JSON_TEXT),
			 errmsg("invalid transcript at line " INT64_FORMAT ", byte " UINT64_FORMAT,
					line, (uint64) before.len + 1),
			 errdetail("What begins there is no record: %s.", fault->reason),
			 errhint("Without \"strict\" such records are skipped and counted in lines_skipped.")));
}

static void
read_text(Session *session, Slice text, bool strict, Layout *layout)
{
	Fault		fault;

	wm_transcript_read_into(session, text, strict, &fault, layout);
	if (strict && fault.reason != NULL)
		raise_fault(text, &fault);
}

/* Its whole text takes its place in memory. */
static Slice
text_of_jsonb(const Transcript *transcript)
{
	TextBuffer	text = {0};
	TextBuffer	utf8 = {0};

	wm_jsonb_print(transcript->jsonb, &text);
	if (transcript->copied)
		pfree(transcript->jsonb);
	return wm_to_utf8(wm_buffer_slice(&text), &utf8);
}

/* Are these records?  One alone may be a root with the records in a member. */
static bool
holds_objects(Jsonb *array)
{
	JsonbValue *first = getIthJsonbValueFromContainer(&array->root, 0);

	return JB_ROOT_COUNT(array) > 1 && first->type == jbvBinary &&
		JsonContainerIsObject(first->val.binary.data);
}

/* False if this jsonb has to be read as one text. */
static bool
read_records(Session *session, Jsonb *jsonb, bool strict, Fault *fault, Layout *layout)
{
	JsonbRecords records = {.jsonb = jsonb};
	RecordSource source = wm_jsonb_source(&records);
	TextBuffer	root = {0};
	TextBuffer	utf8 = {0};
	bool		done = false;

	if (JB_ROOT_IS_OBJECT(jsonb))
		done = wm_jsonb_print_root(jsonb, &root) &&
			wm_transcript_read_object(session, wm_to_utf8(wm_buffer_slice(&root), &utf8),
									  &source, strict, fault, layout);
	else if (!JB_ROOT_IS_SCALAR(jsonb) && holds_objects(jsonb))
	{
		wm_transcript_read_array(session, &source, strict, fault, layout);
		done = true;
	}
	wm_buffer_free(&records.text);
	wm_buffer_free(&records.utf8);
	wm_buffer_free(&root);
	wm_buffer_free(&utf8);
	return done;
}

static void
read_jsonb(Session *session, const Transcript *transcript, bool strict, Layout *layout)
{
	Fault		fault;
	Slice		text;

	if (!read_records(session, transcript->jsonb, strict, &fault, layout))
	{
		read_text(session, text_of_jsonb(transcript), strict, layout);
		return;
	}
	if (!strict || fault.reason == NULL)
		return;

	/* Where it stands is known when there is a text; it is a fault even if not. */
	text = text_of_jsonb(transcript);
	read_text(wm_session_new(), text, true, NULL);
	raise_fault(text, &fault);
}

static void
read_transcript(Session *session, const Transcript *transcript, bool strict,
				Layout *layout)
{
	check_stack_depth();
	if (transcript->jsonb != NULL)
		read_jsonb(session, transcript, strict, layout);
	else
		read_text(session, transcript->text, strict, layout);
}

void
wm_transcript_into(Session *session, Transcript transcript, bool strict)
{
	read_transcript(session, &transcript, strict, NULL);
}

Session *
wm_transcript_session(Transcript transcript, bool strict)
{
	Session    *session = wm_session_new();

	wm_transcript_into(session, transcript, strict);
	return session;
}

Session *
wm_transcript_layout(Transcript transcript, Layout *layout)
{
	Session    *session = wm_session_new();

	read_transcript(session, &transcript, false, layout);
	return session;
}

Datum
wm_time_to_datum(EventTime time)
{
	const int64 days = POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE;

	return TimestampTzGetDatum(time - days * USECS_PER_DAY);
}
