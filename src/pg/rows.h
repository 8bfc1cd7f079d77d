/*
 * rows.h
 *	  The rows that a set-returning function gives, put together by column.
 *
 *		wm_rows_begin(&rows, fcinfo);
 *		for each row:
 *			wm_rows_mode(&rows, mode);		the first column
 *			wm_rows_number(&rows, share);	the second
 *			wm_rows_put(&rows);
 *
 * Clients that speak JSON know neither NaN nor infinity: such a number is NULL.
 */
#ifndef WORKMODE_PG_ROWS_H
#define WORKMODE_PG_ROWS_H

#include "compat.h"

#include "../core/event.h"

#define ROWS_MAX_COLUMNS	16

typedef struct Rows
{
	ReturnSetInfo *result;
	int			column;			/* the next to be given */
	Datum		values[ROWS_MAX_COLUMNS];
	bool		nulls[ROWS_MAX_COLUMNS];
} Rows;

extern void wm_rows_begin(Rows *rows, FunctionCallInfo fcinfo);

/* A mode, or NULL for a code that is none: the row of all modes together. */
extern void wm_rows_mode(Rows *rows, int mode);
extern void wm_rows_text(Rows *rows, const char *text);
extern void wm_rows_count(Rows *rows, int64 count);
extern void wm_rows_number(Rows *rows, double number);
extern void wm_rows_time(Rows *rows, EventTime time);
extern void wm_rows_null(Rows *rows);

extern void wm_rows_put(Rows *rows);

/* A scalar result, NULL where the number is not finite. */
extern Datum wm_return_number(FunctionCallInfo fcinfo, double number);

#endif							/* WORKMODE_PG_ROWS_H */
