/*
 * transcript.h
 *	  From the text of a transcript to a session: shape, format, records.
 */
#ifndef WORKMODE_TRANSCRIPT_H
#define WORKMODE_TRANSCRIPT_H

#include "session.h"

/* Where the first record that had to be skipped stands. */
typedef struct Fault
{
	size_t		offset;			/* byte in the transcript, from 0 */
	const char *reason;			/* NULL: nothing was skipped */
} Fault;

/*
 * Read a transcript of any known format, in UTF-8, into a new session.  Broken
 * records are skipped and counted; the first is told in *fault.
 *
 * Readers compare its bytes, and count and cut by them, so the caller converts
 * what is encoded otherwise.  Bytes that are no UTF-8 do no harm.
 *
 * Strings that are not needed are not looked into.  With strict they are, so
 * that any fault is found, and the first one ends the reading.
 */
extern Session *wm_transcript_read(Slice text, bool strict, Fault *fault);

/* The same, into a session that the caller has made. */
extern void wm_transcript_read_into(Session *session, Slice text, bool strict,
									Fault *fault);

#endif							/* WORKMODE_TRANSCRIPT_H */
