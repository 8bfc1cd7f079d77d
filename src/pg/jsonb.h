/*
 * jsonb.h (pg)
 *	  A jsonb as text, piece by piece, so that a cancel need not wait.
 */
#ifndef WORKMODE_PG_JSONB_H
#define WORKMODE_PG_JSONB_H

#include "compat.h"

#include "utils/jsonb.h"

#include "base/buffer.h"
#include "readers/transcript.h"

/*
 * All of it is appended, just as jsonb's output function writes it, in the
 * database's encoding.
 */
extern void wm_jsonb_print(const Jsonb *jsonb, TextBuffer *text);

/* The elements of a jsonb's arrays as records in UTF-8; one is in memory at a time. */
typedef struct JsonbRecords
{
	Jsonb	   *jsonb;
	JsonbIterator *elements;	/* NULL behind the last */
	TextBuffer	text;
	TextBuffer	utf8;			/* of the text, if it is in another encoding */
} JsonbRecords;

extern RecordSource wm_jsonb_source(JsonbRecords *records);

/*
 * An object as wm_transcript_read_object wants it, but in the database's
 * encoding.  False if it has to be read from its whole text.
 */
extern bool wm_jsonb_print_root(const Jsonb *jsonb, TextBuffer *text);

#endif							/* WORKMODE_PG_JSONB_H */
