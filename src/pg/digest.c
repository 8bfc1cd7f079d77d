/*
 * digest.c (pg)
 *	  workmode_digest: what a rater needs to read of a transcript.
 */
#include "compat.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "digest/digest.h"
#include "encoding.h"
#include "transcript.h"

static int32
get_characters(FunctionCallInfo fcinfo)
{
	int32		characters = PG_GETARG_INT32(1);

	if (characters < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a digest cannot have %d characters", characters),
				 errhint("The least is 0; the published study read %d.",
						 DIGEST_CHARACTERS)));
	return characters;
}

/*
 * Where no conversion is known, a question mark stands for each byte, which makes a
 * text longer.  In SQL_ASCII, UTF-8 passes as it is, and characters of it are counted.
 */
static text *
text_of(Slice utf8, int32 characters)
{
	TextBuffer	buffer = {0};
	Slice		digest = wm_from_utf8(utf8, &buffer);

	if (GetDatabaseEncoding() != PG_SQL_ASCII)
		digest.len = pg_mbcharcliplen(digest.data, (int) digest.len, characters);
	return cstring_to_text_with_len(digest.data, digest.len);
}

/*
 * workmode_digest(transcript, characters, strict) returns text; NULL if there is no
 * word and no call in the transcript
 */
PG_FUNCTION_INFO_V1(workmode_digest);
Datum
workmode_digest(PG_FUNCTION_ARGS)
{
	int32		characters = get_characters(fcinfo);
	Session    *session = wm_session_new();
	Digest	   *digest = wm_digest_new(session, characters);
	TextBuffer	buffer = {0};
	bool		any;
	text	   *result = NULL;

	wm_transcript_into(session, wm_transcript_arg(fcinfo, 0), PG_GETARG_BOOL(2));
	any = wm_digest_any(digest);
	if (any)
	{
		wm_digest_put(digest, &buffer);
		result = text_of(wm_buffer_slice(&buffer), characters);
	}
	wm_buffer_free(&buffer);
	wm_digest_free(digest);
	wm_session_free(session);
	if (!any)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(result);
}
