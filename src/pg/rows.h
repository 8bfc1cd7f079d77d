/*
 * rows.h
 *	  The rows that a function gives, put together column by column.
 *
 *		wm_rows_begin(&rows, fcinfo);
 *		for each row:
 *			wm_rows_mode(&rows, mode);		the first column
 *			wm_rows_number(&rows, share);	the second
 *			wm_rows_put(&rows);
 *
 * and in a function that returns one composite value:
 *
 *		wm_rows_begin_one(&row, fcinfo);
 *		wm_rows_count(&row, sessions);
 *		return wm_rows_datum(&row);
 *
 * Clients that speak JSON know neither NaN nor infinity: such a number is NULL.
 *
 * A row's type grows at its end with new versions (ALTER TYPE ... ADD ATTRIBUTE),
 * and for a while the library and the database are of two versions.  Columns of
 * the type that are not given are NULL; columns that it does not have yet are
 * left out.  Anything else that somebody did to the type is datatype_mismatch.
 */
#ifndef WORKMODE_PG_ROWS_H
#define WORKMODE_PG_ROWS_H

#include "compat.h"

#include "action/event.h"
#include "vector.h"

typedef struct Rows
{
	struct Tuplestorestate *store;	/* NULL where there is one row */
	TupleDesc	desc;
	int			column;			/* the next to be given */
	Datum	   *values;			/* of all columns of the type */
	bool	   *nulls;
} Rows;

extern void wm_rows_begin(Rows *rows, FunctionCallInfo fcinfo);
extern void wm_rows_begin_one(Rows *row, FunctionCallInfo fcinfo);

/* A mode, or NULL for a code that is none: the row of all modes together. */
extern void wm_rows_mode(Rows *rows, int mode);

/* NULL and an empty text are both unknown, and so NULL. */
extern void wm_rows_text(Rows *rows, const char *text);
extern void wm_rows_bool(Rows *rows, bool value);
extern void wm_rows_int(Rows *rows, int32 number);

/* A text from a transcript, in UTF-8; it is converted to the database's encoding. */
extern void wm_rows_utf8(Rows *rows, const char *text);

/* A text in the database's encoding. */
extern void wm_rows_slice(Rows *rows, Slice text);
extern void wm_rows_count(Rows *rows, int64 count);
extern void wm_rows_number(Rows *rows, double number);
extern void wm_rows_time(Rows *rows, EventTime time);
extern void wm_rows_date(Rows *rows, Datum date);
extern void wm_rows_vector(Rows *rows, const Vector *vector);
extern void wm_rows_probabilities(Rows *rows, Datum probabilities);
extern void wm_rows_null(Rows *rows);

/* The row is complete: puts it among the rows, or returns it. */
extern void wm_rows_put(Rows *rows);
extern Datum wm_rows_datum(Rows *row);

/* A scalar result, NULL where the number is not finite. */
extern Datum wm_return_number(FunctionCallInfo fcinfo, double number);

#endif							/* WORKMODE_PG_ROWS_H */
