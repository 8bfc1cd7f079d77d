/*
 * transcript.h
 *	  From the text of a transcript to a session: shape, format, records.
 */
#ifndef WORKMODE_TRANSCRIPT_H
#define WORKMODE_TRANSCRIPT_H

#include "json/json.h"
#include "session/session.h"

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

/*
 * Records that are not there as one text, but handed over one by one: the
 * elements of an array, or of an array that is a member of an object.
 */
typedef struct RecordSource
{
	/* Begin with the first: of the array (NULL), or of this member's, if any. */
	void		(*begin) (void *context, const char *member);

	/*
	 * The next as JSON, which stays until the one after it is asked for.
	 * JSON_BROKEN: it is nested deeper than JSON_DEPTH_LIMIT, and the last.
	 */
	JsonStep	(*next) (void *context, Slice *record);
	void	   *context;
} RecordSource;

/*
 * The same from a source, except that the fault's offset is unknown (0).  An
 * array begins with an object.
 */
extern void wm_transcript_read_array(Session *session, const RecordSource *source,
									 bool strict, Fault *fault);

/*
 * Of an object the root is its text, in which arrays may have lost all but
 * their first element if one of them is a member that holds records.  False
 * where none of its members does: such an object is read from its whole text.
 */
extern bool wm_transcript_is_records_member(Slice name);
extern bool wm_transcript_read_object(Session *session, Slice root,
									  const RecordSource *source,
									  bool strict, Fault *fault);

#endif							/* WORKMODE_TRANSCRIPT_H */
