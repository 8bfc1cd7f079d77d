/*
 * recognise.h
 *	  Which reader knows a transcript, and what its records are taken out of.
 */
#ifndef WORKMODE_RECOGNISE_H
#define WORKMODE_RECOGNISE_H

#include "readers/envelope.h"
#include "readers/reader.h"
#include "readers/records.h"

/* So many readers there may be. */
#define READERS_LIMIT	64

/* The readers, in the order in which they are asked. */
typedef struct ReaderList
{
	const Reader *const *readers;
	int			count;
} ReaderList;

/* What was found around records when they were read. */
typedef enum Finding
{
	FOUND_PREFIX = 1,			/* text before one on its line */
	FOUND_SEVERAL = 2,			/* several on a line */
	FOUND_BROKEN = 4,			/* one beside another that is broken */
	FOUND_FENCE = 8				/* the marks of a code block around all of them */
} Finding;

/* A transcript that is ready to be read; no format is known if reader is NULL. */
typedef struct Opening
{
	const Reader *reader;
	Records		records;
	Slice		root;			/* the object around them, to be read; or empty */
	Shape		shape;			/* of the whole */
	bool		has_json;		/* some line begins with an object */
	int64_t		words;			/* lines around the object that has the records */
	Slice		outer;			/* in which member the root is, and */
	Slice		member;			/* in which the records are, if no reader says so */
	Envelope	envelope;		/* around each record */
	TextBuffer	decoded;		/* the text, if it came as a JSON string */
	TextBuffer	text;			/* the text in a member, if that is all of it */
	int			found;			/* Findings */
} Opening;

extern void wm_opening_free(Opening *opening);

/* Opens a text. */
extern void wm_recognise_text(const ReaderList *list, Slice text, Opening *opening);

/* Opens an array whose elements come from a source. */
extern void wm_recognise_source(const ReaderList *list, const RecordSource *source,
								Opening *opening);

/*
 * The reader that takes an object for one that has the records in a member.  The
 * arrays of the root may have lost all but their first elements.
 */
extern const Reader *wm_recognise_root(const ReaderList *list, Slice root);

#endif							/* WORKMODE_RECOGNISE_H */
