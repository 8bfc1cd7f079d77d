/*
 * rows.c
 *	  The rows that a function gives, put together column by column.
 */
#include "compat.h"

#include <math.h>

#include "access/htup_details.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "encoding.h"
#include "mode.h"
#include "rows.h"
#include "transcript.h"

void
wm_rows_begin(Rows *rows, FunctionCallInfo fcinfo)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	rows->store = result->setResult;
	rows->desc = result->setDesc;
	rows->column = 0;
}

void
wm_rows_begin_one(Rows *row, FunctionCallInfo fcinfo)
{
	if (get_call_result_type(fcinfo, NULL, &row->desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	row->desc = BlessTupleDesc(row->desc);
	row->store = NULL;
	row->column = 0;
}

static void
add(Rows *rows, Datum value, bool null)
{
	Assert(rows->column < ROWS_MAX_COLUMNS);
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
	if (mode >= 0 && mode < MODE_COUNT)
		add(rows, wm_mode_to_datum(wm_mode_type_of_column(rows->desc, rows->column),
								   mode), false);
	else
		wm_rows_null(rows);
}

void
wm_rows_text(Rows *rows, const char *text)
{
	if (text == NULL || text[0] == '\0')
		wm_rows_null(rows);
	else
		add(rows, CStringGetTextDatum(text), false);
}

void
wm_rows_bool(Rows *rows, bool value)
{
	add(rows, BoolGetDatum(value), false);
}

void
wm_rows_int(Rows *rows, int32 number)
{
	add(rows, Int32GetDatum(number), false);
}

/*
 * Bytes that are no character, and characters that the database does not know,
 * become question marks.
 */
void
wm_rows_utf8(Rows *rows, const char *text)
{
	int			len = (int) strlen(text);
	char	   *valid = pstrdup(text);
	TextBuffer	buffer = {0};
	Slice		known;

	for (int i = 0, step; i < len; i += step)
	{
		unsigned char *at = (unsigned char *) valid + i;

		step = pg_utf_mblen(at);
		if (i + step > len || !pg_utf8_islegal(at, step))
		{
			*at = '?';
			step = 1;
		}
	}
	known = wm_from_utf8(wm_slice(valid, (size_t) len), &buffer);
	wm_rows_text(rows, pnstrdup(known.data, known.len));
	wm_buffer_free(&buffer);
	pfree(valid);
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
wm_rows_vector(Rows *rows, const Vector *vector)
{
	add(rows, PointerGetDatum(vector), false);
}

/* Somebody may have altered a composite type of ours. */
static void
check_complete(const Rows *rows)
{
	if (rows->column != rows->desc->natts)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("function return row and declared return row do not match"),
				 errdetail("The row has %d columns, its type has %d.",
						   rows->column, rows->desc->natts)));
}

void
wm_rows_put(Rows *rows)
{
	check_complete(rows);
	tuplestore_putvalues(rows->store, rows->desc, rows->values, rows->nulls);
	rows->column = 0;
}

Datum
wm_rows_datum(Rows *row)
{
	check_complete(row);
	return HeapTupleGetDatum(heap_form_tuple(row->desc, row->values, row->nulls));
}

Datum
wm_return_number(FunctionCallInfo fcinfo, double number)
{
	if (!isfinite(number))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(number);
}
