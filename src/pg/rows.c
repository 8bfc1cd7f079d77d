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
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

#include "encoding.h"
#include "mode.h"
#include "probabilities.h"
#include "rows.h"
#include "transcript.h"

/* Columns that nothing is given for stay NULL. */
static void
begin(Rows *rows, TupleDesc desc)
{
	rows->desc = desc;
	rows->values = palloc0(desc->natts * sizeof(Datum));
	rows->nulls = palloc(desc->natts * sizeof(bool));
	memset(rows->nulls, true, desc->natts * sizeof(bool));
	rows->column = 0;
}

void
wm_rows_begin(Rows *rows, FunctionCallInfo fcinfo)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	rows->store = result->setResult;
	begin(rows, result->setDesc);
}

void
wm_rows_begin_one(Rows *row, FunctionCallInfo fcinfo)
{
	TupleDesc	desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	row->store = NULL;
	begin(row, BlessTupleDesc(desc));
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
raise_type(Form_pg_attribute column, const char *expected)
{
	raise_mismatch(psprintf(_("Column \"%s\" has type %s, the row has %s there."),
							NameStr(column->attname),
							format_type_be(column->atttypid), expected));
}

/* The next column of the row's type; NULL behind its last one. */
static Form_pg_attribute
next_column(Rows *rows)
{
	Form_pg_attribute column;

	if (rows->column == rows->desc->natts)
		return NULL;
	column = TupleDescAttr(rows->desc, rows->column++);
	if (column->attisdropped)
		raise_mismatch(psprintf(_("Column number %d was dropped."), column->attnum));
	return column;
}

static void
put(Rows *rows, Form_pg_attribute column, Datum value)
{
	rows->values[column->attnum - 1] = value;
	rows->nulls[column->attnum - 1] = false;
}

/* A value of this type: it would be read as one of the column's. */
static void
add(Rows *rows, Datum value, Oid type)
{
	Form_pg_attribute column = next_column(rows);

	if (column == NULL)
		return;
	if (column->atttypid != type)
		raise_type(column, format_type_be(type));
	put(rows, column, value);
}

void
wm_rows_null(Rows *rows)
{
	(void) next_column(rows);
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
	Form_pg_attribute column = next_column(rows);

	if (column == NULL || mode < 0 || mode >= MODE_COUNT)
		return;
	if (!type_is_enum(column->atttypid))
		raise_type(column, "workmode");
	put(rows, column, wm_mode_to_datum(column->atttypid, mode));
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
wm_rows_slice(Rows *rows, Slice text)
{
	if (text.len == 0)
		wm_rows_null(rows);
	else
		add(rows, PointerGetDatum(cstring_to_text_with_len(text.data, text.len)),
			TEXTOID);
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
wm_rows_date(Rows *rows, Datum date)
{
	add(rows, date, DATEOID);
}

void
wm_rows_vector(Rows *rows, const Vector *vector)
{
	Form_pg_attribute column = next_column(rows);

	if (column == NULL)
		return;
	if (!wm_vector_is_type(column->atttypid))
		raise_type(column, "workmode_vector");
	put(rows, column, PointerGetDatum(vector));
}

void
wm_rows_probabilities(Rows *rows, Datum probabilities)
{
	Form_pg_attribute column = next_column(rows);

	if (column == NULL)
		return;
	if (!wm_probabilities_is_type(column->atttypid))
		raise_type(column, "workmode_probabilities");
	put(rows, column, probabilities);
}

void
wm_rows_put(Rows *rows)
{
	tuplestore_putvalues(rows->store, rows->desc, rows->values, rows->nulls);
	memset(rows->nulls, true, rows->desc->natts * sizeof(bool));
	rows->column = 0;
}

Datum
wm_rows_datum(Rows *row)
{
	return HeapTupleGetDatum(heap_form_tuple(row->desc, row->values, row->nulls));
}

Datum
wm_return_number(FunctionCallInfo fcinfo, double number)
{
	if (!isfinite(number))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(number);
}
