/*
 * study.c (pg)
 *	  The published figures as rows.
 */
#include "compat.h"

#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "mode.h"
#include "../core/study.h"

/* A published per cent as a fraction; unknown ones are NULL. */
static void
put_fraction(int percent, Datum *value, bool *null)
{
	*null = percent == STUDY_UNKNOWN;
	*value = *null ? (Datum) 0 : Float8GetDatum(percent / 100.0);
}

/*
 * mode, family, pooled_share, share_before, share_after, value_growth, status,
 * source: see core/study.c.  Shaped as GROUP BY ROLLUP (family, mode) is.
 */
PG_FUNCTION_INFO_V1(workmode_study);
Datum
workmode_study(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Oid			type;

	InitMaterializedSRF(fcinfo, 0);
	type = wm_mode_type_of_column(rsinfo->setDesc, 0);
	for (int i = 0; i < STUDY_ROWS; i++)
	{
		const StudyRow *row = &wm_study[i];
		Datum		values[8] = {0};
		bool		nulls[8] = {false};

		nulls[0] = row->mode == MODE_NONE;
		if (!nulls[0])
			values[0] = wm_mode_to_datum(type, row->mode);
		nulls[1] = row->family == NULL;
		if (!nulls[1])
			values[1] = CStringGetTextDatum(row->family);
		put_fraction(row->pooled_share, &values[2], &nulls[2]);
		put_fraction(row->share_before, &values[3], &nulls[3]);
		put_fraction(row->share_after, &values[4], &nulls[4]);
		put_fraction(row->value_growth, &values[5], &nulls[5]);
		values[6] = CStringGetTextDatum(row->status);
		values[7] = CStringGetTextDatum(wm_study_source);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
