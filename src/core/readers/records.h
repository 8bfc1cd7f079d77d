/*
 * records.h
 *	  A transcript cut into records, one after the other.
 *
 * Four shapes hold records: lines (or, of some records, several), an array, JSON
 * values that follow one another over whatever lines, and an object that is one
 * record.  (An object may also have them in a member, which is an array.)  None is
 * parsed as a whole, so that a transcript that breaks off in its middle still gives
 * all that stands before.
 */
#ifndef WORKMODE_RECORDS_H
#define WORKMODE_RECORDS_H

#include "json/json.h"
#include "readers/source.h"

typedef enum Shape
{
	SHAPE_LINES,				/* a record a line */
	SHAPE_ARRAY,				/* a record an element */
	SHAPE_OBJECT,				/* one record */
	SHAPE_VALUES				/* a record a JSON value */
} Shape;

/*
 * A walk through a text in which records follow one another with something
 * between them, or broken ones: a line that is no record as it stands, or all of
 * SHAPE_VALUES.
 */
typedef struct Pieces
{
	Slice		rest;
	const char *begin;
	bool		searched;		/* the rest is, or is no run of objects */
	bool		broken;			/* a record before it may be broken */
	bool		junk;			/* something stood before the last object */
} Pieces;

typedef enum Piece
{
	PIECE_NONE,					/* no more */
	PIECE_WHOLE,				/* an object */
	PIECE_PART,					/* an object, but maybe a part of a broken one */
	PIECE_BROKEN				/* what is left of a record */
} Piece;

extern Pieces wm_pieces(Slice text);
extern Piece wm_pieces_next(Pieces *pieces, Slice *piece);

/* A walk over a transcript's records. */
typedef struct Records
{
	Shape		shape;
	const char *at;
	const char *end;
	JsonWalk	walk;			/* of SHAPE_ARRAY */
	const RecordSource *source; /* of SHAPE_ARRAY: asked instead, if not NULL */
	Pieces		pieces;			/* of SHAPE_VALUES */
	Piece		piece;			/* what the last record is */
	bool		of_text;		/* of SHAPE_LINES: no line is joined with others */
	bool		joined;			/* of SHAPE_LINES: it stands on several lines */
	int			broken;			/* lines that looked like the first of several */
	bool		done;
} Records;

/* What is left of a text without a byte order mark and leading white space. */
extern Slice wm_records_begin(Slice text);

/* The shape of such a text by its first line. */
extern Shape wm_records_shape(Slice text);

extern Records wm_records(Slice text, Shape shape);

/* They begin anew, in this member or in the array itself. */
extern Records wm_records_of_source(const RecordSource *source, const char *member);

/* The next record; false behind the last.  A broken one comes as it is. */
extern bool wm_records_next(Records *records, Slice *record);

#endif							/* WORKMODE_RECORDS_H */
