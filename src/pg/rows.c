/*
 * rows.c
 *	  The rows that a set-returning function gives, put together by column.
 */
#include "compat.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "mode.h"
#include "rows.h"
#include "transcript.h"

void
wm_rows_begin(Rows *rows, FunctionCallInfo fcinfo)
{
	InitMaterializedSRF(fcinfo, 0);
	rows->result = (ReturnSetInfo *) fcinfo->resultinfo;
	rows->column = 0;
}

static void
add(Rows *rows, Datum value, bool null)
{
	Assert(rows->column < rows->result->setDesc->natts);
	rows->values[rows->column] = value;
	rows->nulls[rows->column] = null;
	rows->column++;
}

void
wm_rows_null(Rows *rows)
{
	add(rows, (Datum) 0, true);
}

void
wm_rows_time(Rows *rows, EventTime time)
{
	if (time == TIME_UNKNOWN)
		wm_rows_null(rows);
	else
		add(rows, wm_time_to_datum(time), false);
}

void
wm_rows_mode(Rows *rows, int mode)
{
	Oid			type = wm_mode_type_of_column(rows->result->setDesc,
											  rows->column);

	if (mode >= 0 && mode < MODE_COUNT)
		add(rows, wm_mode_to_datum(type, mode), false);
	else
		wm_rows_null(rows);
}

void
wm_rows_text(Rows *rows, const char *text)
{
	add(rows, CStringGetTextDatum(text), false);
}

void
wm_rows_count(Rows *rows, int64 count)
{
	add(rows, Int64GetDatum(count), false);
}

void
wm_rows_number(Rows *rows, double number)
{
	if (isfinite(number))
		add(rows, Float8GetDatum(number), false);
	else
		wm_rows_null(rows);
}

void
wm_rows_put(Rows *rows)
{
	Assert(rows->column == rows->result->setDesc->natts);
	tuplestore_putvalues(rows->result->setResult, rows->result->setDesc,
						 rows->values, rows->nulls);
	rows->column = 0;
}

Datum
wm_return_number(FunctionCallInfo fcinfo, double number)
{
	if (!isfinite(number))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(number);
}
