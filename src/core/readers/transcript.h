/*
 * transcript.h
 *	  From the text of a transcript to a session: shape, format, records.
 */
#ifndef WORKMODE_TRANSCRIPT_H
#define WORKMODE_TRANSCRIPT_H

#include "json/json.h"
#include "session/session.h"

/* Where the first record stands that had to be skipped. */
typedef struct Fault
{
	size_t		offset;			/* byte in the transcript, from 0 */
	const char *reason;			/* NULL: nothing was skipped */
} Fault;

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

/* Reads a transcript into a session that the caller has made. */
extern void wm_transcript_read_into(Session *session, Slice text, bool strict,
									Fault *fault);

/*
 * Records that are not there as one text but are handed over one by one: the
 * elements of an array, or of an array that is a member of an object.
 */
typedef struct RecordSource
{
	/* Goes to the first record: of the array (member is NULL), or of a member's. */
	void		(*begin) (void *context, const char *member);

	/*
	 * The next record as JSON, which stays until the one after it is asked for.
	 * JSON_BROKEN if it is nested deeper than JSON_DEPTH_LIMIT; it is then the
	 * last one.
	 */
	JsonStep	(*next) (void *context, Slice *record);
	void	   *context;
} RecordSource;

/*
 * Reads the records of a source that is an array, the first of them an object.
 * The offset of a fault is not known, and 0.
 */
extern void wm_transcript_read_array(Session *session, const RecordSource *source,
									 bool strict, Fault *fault);

/* Is this the name of a member that holds the records of some format? */
extern bool wm_transcript_is_records_member(Slice name);

/*
 * Reads an object whose records come from a source.  The root is its text, in
 * which each array may have lost all but its first element.  False if no member
 * holds records: the object must then be read from its whole text.
 */
extern bool wm_transcript_read_object(Session *session, Slice root,
									  const RecordSource *source,
									  bool strict, Fault *fault);

#endif							/* WORKMODE_TRANSCRIPT_H */
