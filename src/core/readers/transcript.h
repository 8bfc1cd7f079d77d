/*
 * transcript.h
 *	  From the text of a transcript to a session: shape, format, records.
 */
#ifndef WORKMODE_TRANSCRIPT_H
#define WORKMODE_TRANSCRIPT_H

#include "readers/account.h"
#include "readers/source.h"
#include "session/session.h"

/*
 * Read a transcript of any known format, in UTF-8, into a new session.  Broken
 * records are skipped and counted; *fault describes the first.
 *
 * Readers compare, count and cut bytes, so the caller converts what is encoded
 * otherwise.  Bytes that are no UTF-8 do no harm.
 *
 * Strings that are not needed are not looked into.  With strict they are, so
 * that any fault is found, and the first one ends the reading.
 */
extern Session *wm_transcript_read(Slice text, bool strict, Fault *fault);

/*
 * The format of a transcript, or NULL if no reader knows it.  No more is read than
 * it takes to find the reader.
 */
extern const char *wm_transcript_format(Slice text);

/*
 * Reads a transcript into a session that the caller has made.  The layout may be
 * NULL, here and below.
 */
extern void wm_transcript_read_into(Session *session, Slice text, bool strict,
									Fault *fault, Layout *layout);

/*
 * Reads the records of a source that is an array, the first of them an object.
 * The offset of a fault is not known, and 0.
 */
extern void wm_transcript_read_array(Session *session, const RecordSource *source,
									 bool strict, Fault *fault, Layout *layout);

/* Is this the name of a member that holds the records of some format? */
extern bool wm_transcript_is_records_member(Slice name);

/*
 * Reads an object whose records come from a source.  The root is its text, in
 * which each array may have lost all but its first element.  False if no member
 * holds records: the object must then be read from its whole text.
 */
extern bool wm_transcript_read_object(Session *session, Slice root,
									  const RecordSource *source, bool strict,
									  Fault *fault, Layout *layout);

#endif							/* WORKMODE_TRANSCRIPT_H */
