/*
 * transcript.h (pg)
 *	  A transcript as an SQL argument: text, json or jsonb.
 */
#ifndef WORKMODE_PG_TRANSCRIPT_H
#define WORKMODE_PG_TRANSCRIPT_H

#include "compat.h"

#include "utils/jsonb.h"

#include "session/session.h"

/* In place where it can be, never to be written to. */
typedef struct Transcript
{
	Slice		text;			/* in UTF-8; not of a jsonb */
	Jsonb	   *jsonb;			/* NULL: it is text */
	bool		copied;			/* the jsonb is no stored value, but ours */
} Transcript;

/* The transcript that is argument number argno. */
extern Transcript wm_transcript_arg(FunctionCallInfo fcinfo, int argno);

/*
 * Read it into a session; to be done once.  With strict, a record that would be
 * skipped raises invalid_json_text with its line and byte.
 */
extern Session *wm_transcript_session(Transcript transcript, bool strict);

/* The same, and the sink is told of each turn. */
extern Session *wm_transcript_turns(Transcript transcript, bool strict,
									TurnSink sink, void *context);

/* As a timestamp with time zone; not for TIME_UNKNOWN. */
extern Datum wm_time_to_datum(EventTime time);

#endif							/* WORKMODE_PG_TRANSCRIPT_H */
