/*
 * transcript.h (pg)
 *	  A transcript as an SQL argument: text, json or jsonb.
 */
#ifndef WORKMODE_PG_TRANSCRIPT_H
#define WORKMODE_PG_TRANSCRIPT_H

#include "compat.h"

#include "utils/jsonb.h"

#include "readers/account.h"
#include "session/session.h"

/* A transcript, in place if it can be; it must not be written to. */
typedef struct Transcript
{
	Slice		text;			/* in UTF-8, unless it is a jsonb */
	Jsonb	   *jsonb;			/* NULL if it is a text or a json */
	bool		copied;			/* the jsonb is a copy, not the stored value */
} Transcript;

/* The transcript that is argument number argno. */
extern Transcript wm_transcript_arg(FunctionCallInfo fcinfo, int argno);

/*
 * Reads a transcript into a new session, which can be done once.  With strict, a
 * record that would be skipped raises invalid_json_text with its line and byte.
 */
extern Session *wm_transcript_session(Transcript transcript, bool strict);

/* As above, into a session that was made before. */
extern void wm_transcript_into(Session *session, Transcript transcript, bool strict);

/* Reads a transcript into a new session and says how it is laid out. */
extern Session *wm_transcript_layout(Transcript transcript, Layout *layout);

/* A time as a timestamp with time zone; not for TIME_UNKNOWN. */
extern Datum wm_time_to_datum(EventTime time);

#endif							/* WORKMODE_PG_TRANSCRIPT_H */
