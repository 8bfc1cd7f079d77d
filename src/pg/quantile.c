/*
 * quantile.c (pg)
 *	  Quantiles of value over histograms, with their intervals.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/float.h"

#include "base/host.h"
#include "histogram.h"
#include "measures.h"
#include "mode.h"
#include "statistics/quantile.h"

static double
check_fraction(double fraction)
{
	if (!(fraction >= 0 && fraction <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("fraction is out of range: %s", float8out_internal(fraction)),
				 errdetail("It must lie between 0 and 1."),
				 errhint("For the median say 0.5.")));
	return fraction;
}

/* The fractions of an argument; there may be none. */
static const double *
get_fractions(ArrayType *array, int *count)
{
	const double *fractions = (const double *) ARR_DATA_PTR(array);

	if (ARR_NDIM(array) > 1 || ARR_HASNULL(array) || ARR_ELEMTYPE(array) != FLOAT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fractions must be an array of one dimension and without NULL")));
	*count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	for (int i = 0; i < *count; i++)
		(void) check_fraction(fractions[i]);
	return fractions;
}

/*
 * workmode_quantile(histogram, fraction [, mode]); NULL if there are no values.
 */
PG_FUNCTION_INFO_V1(workmode_quantile);
Datum
workmode_quantile(PG_FUNCTION_ARGS)
{
	const Histogram *histogram = PG_GETARG_HISTOGRAM(0);
	double		fraction = check_fraction(PG_GETARG_FLOAT8(1));
	int			mode = PG_NARGS() < 3 ? TALLY_ALL :
		wm_mode_from_datum(PG_GETARG_DATUM(2));
	ValueCurve *curve = palloc(sizeof(ValueCurve));

	wm_value_curve(histogram, mode, curve);
	return wm_return_number(fcinfo, wm_quantile(curve, fraction));
}

static void
put_quantile(Rows *rows, const ValueCurve *curve, int mode, double fraction,
			 double confidence)
{
	wm_rows_mode(rows, mode);
	wm_rows_count(rows, (int64) curve->n);
	wm_rows_number(rows, fraction);
	wm_rows_number(rows, wm_quantile(curve, fraction));
	wm_rows_interval(rows, wm_quantile_interval(curve, fraction, confidence));
	wm_rows_number(rows, curve->n > 0 ? wm_quantile_effect(curve, fraction) : NAN);
	wm_rows_put(rows);
}

/*
 * workmode_quantiles(histogram, fractions, confidence) returns for each fraction nine
 * rows and that of all modes.
 */
PG_FUNCTION_INFO_V1(workmode_quantiles);
Datum
workmode_quantiles(PG_FUNCTION_ARGS)
{
	const Histogram *histogram = PG_GETARG_HISTOGRAM(0);
	int			count;
	const double *fractions = get_fractions(PG_GETARG_ARRAYTYPE_P(1), &count);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	ValueCurve *curve = palloc(sizeof(ValueCurve));
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		wm_value_curve(histogram, mode, curve);
		for (int i = 0; i < count; i++)
		{
			wm_check_interrupts();
			put_quantile(&rows, curve, mode, fractions[i], confidence);
		}
	}
	return (Datum) 0;
}
