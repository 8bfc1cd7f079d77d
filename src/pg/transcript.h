/*
 * transcript.h (pg)
 *	  A transcript as an SQL argument: text, json or jsonb.
 */
#ifndef WORKMODE_PG_TRANSCRIPT_H
#define WORKMODE_PG_TRANSCRIPT_H

#include "compat.h"

#include "../core/session.h"

/*
 * The text of argument number argno, in UTF-8: in place where it can be, never
 * to be written to.
 */
extern Slice wm_transcript_arg(FunctionCallInfo fcinfo, int argno);

/*
 * Read it into a session.  With strict, a record that would be skipped raises
 * invalid_json_text with its line and byte.
 */
extern Session *wm_transcript_session(Slice text, bool strict);

/* The same, and the sink is told of each turn. */
extern Session *wm_transcript_turns(Slice text, bool strict, TurnSink sink,
									void *context);

/* As a timestamp with time zone; not for TIME_UNKNOWN. */
extern Datum wm_time_to_datum(EventTime time);

#endif							/* WORKMODE_PG_TRANSCRIPT_H */
