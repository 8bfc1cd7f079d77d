/*
 * composite.c (pg)
 *	  A row that came as an argument, each of its columns checked.
 */
#include "compat.h"

#include "access/htup_details.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "composite.h"
#include "mode.h"

void
wm_composite_open(Composite *row, HeapTupleHeader header)
{
	row->tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	ItemPointerSetInvalid(&row->tuple.t_self);
	row->tuple.t_tableOid = InvalidOid;
	row->tuple.t_data = header;
	row->desc = lookup_rowtype_tupdesc(HeapTupleHeaderGetTypeId(header),
									   HeapTupleHeaderGetTypMod(header));
}

void
wm_composite_close(Composite *row)
{
	ReleaseTupleDesc(row->desc);
	row->desc = NULL;
}

static Form_pg_attribute
find_column(const Composite *row, const char *name)
{
	for (int i = 0; i < row->desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(row->desc, i);

		if (!column->attisdropped && strcmp(NameStr(column->attname), name) == 0)
			return column;
	}
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("type %s has no column \"%s\"",
					format_type_be(row->desc->tdtypeid), name),
			 errhint("The type that comes with workmode must not be altered.")));
}

static void
raise_mismatch(const Composite *row, Form_pg_attribute column, const char *expected)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of type %s has type %s, expected %s",
					NameStr(column->attname), format_type_be(row->desc->tdtypeid),
					format_type_be(column->atttypid), expected),
			 errhint("The type that comes with workmode must not be altered.")));
}

/* heap_getattr() checks the row against its type where the server can. */
static Datum
get(const Composite *row, Form_pg_attribute column, bool *null)
{
	return heap_getattr((HeapTuple) &row->tuple, column->attnum, row->desc, null);
}

Datum
wm_composite_get(const Composite *row, const char *name, Oid type, bool *null)
{
	Form_pg_attribute column = find_column(row, name);

	if (column->atttypid != type)
		raise_mismatch(row, column, format_type_be(type));
	return get(row, column, null);
}

/* Any enum will do, for the label says what a value means. */
int
wm_composite_mode(const Composite *row, const char *name)
{
	Form_pg_attribute column = find_column(row, name);
	bool		null;
	Datum		value;

	if (!type_is_enum(column->atttypid))
		raise_mismatch(row, column, "workmode");
	value = get(row, column, &null);
	return null ? MODE_NONE : wm_mode_from_datum(value);
}
