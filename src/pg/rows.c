/*
 * rows.c
 *	  The rows that a function gives, put together column by column.
 */
#include "compat.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
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

/* Somebody may have altered a composite type of ours. */
static void
raise_mismatch(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("function return row and declared return row do not match"),
			 errdetail_internal("%s", detail),
			 errhint("The types that come with workmode must not be altered.")));
}

static void
raise_count(const Rows *rows, int count)
{
	raise_mismatch(psprintf(_("The row has %d columns, its type has %d."),
							count, rows->desc->natts));
}

static void
raise_type(Form_pg_attribute column, const char *expected)
{
	raise_mismatch(psprintf(_("Column \"%s\" has type %s, the row has %s there."),
							NameStr(column->attname),
							format_type_be(column->atttypid), expected));
}

/* The next column of the row's type. */
static Form_pg_attribute
next_column(const Rows *rows)
{
	Form_pg_attribute column;

	if (rows->column >= Min(rows->desc->natts, ROWS_MAX_COLUMNS))
		raise_count(rows, rows->column + 1);
	column = TupleDescAttr(rows->desc, rows->column);
	if (column->attisdropped)
		raise_mismatch(psprintf(_("Column number %d was dropped."), column->attnum));
	return column;
}

static void
put(Rows *rows, Datum value, bool null)
{
	rows->values[rows->column] = value;
	rows->nulls[rows->column] = null;
	rows->column++;
}

/* A value of this type: it would be read as one of the column's. */
static void
add(Rows *rows, Datum value, Oid type)
{
	Form_pg_attribute column = next_column(rows);

	if (column->atttypid != type)
		raise_type(column, format_type_be(type));
	put(rows, value, false);
}

void
wm_rows_null(Rows *rows)
{
	(void) next_column(rows);
	put(rows, (Datum) 0, true);
}

void
wm_rows_time(Rows *rows, EventTime time)
{
	if (time == TIME_UNKNOWN)
		wm_rows_null(rows);
	else
		add(rows, wm_time_to_datum(time), TIMESTAMPTZOID);
}

void
wm_rows_mode(Rows *rows, int mode)
{
	if (mode >= 0 && mode < MODE_COUNT)
	{
		Oid			type = next_column(rows)->atttypid;

		add(rows, wm_mode_to_datum(type, mode), type);
	}
	else
		wm_rows_null(rows);
}

void
wm_rows_text(Rows *rows, const char *text)
{
	if (text == NULL || text[0] == '\0')
		wm_rows_null(rows);
	else
		add(rows, CStringGetTextDatum(text), TEXTOID);
}

void
wm_rows_bool(Rows *rows, bool value)
{
	add(rows, BoolGetDatum(value), BOOLOID);
}

void
wm_rows_int(Rows *rows, int32 number)
{
	add(rows, Int32GetDatum(number), INT4OID);
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
	add(rows, Int64GetDatum(count), INT8OID);
}

void
wm_rows_number(Rows *rows, double number)
{
	if (isfinite(number))
		add(rows, Float8GetDatum(number), FLOAT8OID);
	else
		wm_rows_null(rows);
}

void
wm_rows_vector(Rows *rows, const Vector *vector)
{
	Form_pg_attribute column = next_column(rows);

	if (!wm_vector_is_type(column->atttypid))
		raise_type(column, "workmode_vector");
	put(rows, PointerGetDatum(vector), false);
}

static void
check_complete(const Rows *rows)
{
	if (rows->column != rows->desc->natts)
		raise_count(rows, rows->column);
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
