/*
 * agreement.c
 *	  Measures over a confusion: accuracy, kappa, AC1, the report, drift.
 */
#include "compat.h"

#include <math.h>

#include "confusion.h"
#include "measures.h"
#include "mode.h"
#include "statistics/agreement.h"

/* Pairs that have both labels. */
PG_FUNCTION_INFO_V1(workmode_pairs);
Datum
workmode_pairs(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(wm_confusion_pairs(PG_GETARG_CONFUSION(0)));
}

PG_FUNCTION_INFO_V1(workmode_pairs_cell);
Datum
workmode_pairs_cell(PG_FUNCTION_ARGS)
{
	const Confusion *confusion = PG_GETARG_CONFUSION(0);
	int			truth = wm_mode_from_datum(PG_GETARG_DATUM(1));
	int			predicted = wm_mode_from_datum(PG_GETARG_DATUM(2));

	PG_RETURN_INT64(confusion->count[truth][predicted]);
}

/* Pairs that lack a label. */
PG_FUNCTION_INFO_V1(workmode_skipped);
Datum
workmode_skipped(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_CONFUSION(0)->skipped);
}

PG_FUNCTION_INFO_V1(workmode_accuracy);
Datum
workmode_accuracy(PG_FUNCTION_ARGS)
{
	return wm_return_number(fcinfo,
							wm_accuracy(PG_GETARG_CONFUSION(0)));
}

PG_FUNCTION_INFO_V1(workmode_kappa);
Datum
workmode_kappa(PG_FUNCTION_ARGS)
{
	return wm_return_number(fcinfo,
							wm_kappa(PG_GETARG_CONFUSION(0)));
}

PG_FUNCTION_INFO_V1(workmode_ac1);
Datum
workmode_ac1(PG_FUNCTION_ARGS)
{
	return wm_return_number(fcinfo,
							wm_ac1(PG_GETARG_CONFUSION(0)));
}

static void
put_agreement(Rows *rows, const char *measure, AgreementEstimate agreement)
{
	wm_rows_text(rows, measure);
	wm_rows_number(rows, agreement.value);
	wm_rows_number(rows, agreement.standard_error);
	wm_rows_interval(rows, agreement.limits);
	wm_rows_put(rows);
}

/*
 * workmode_agreement_measures(confusion, confidence) returns a row for each measure.
 */
PG_FUNCTION_INFO_V1(workmode_agreement_measures);
Datum
workmode_agreement_measures(PG_FUNCTION_ARGS)
{
	const Confusion *confusion = PG_GETARG_CONFUSION(0);
	const int64 *counts = confusion->count[0];
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(1));
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	put_agreement(&rows, "accuracy", wm_accuracy_estimate(confusion, confidence));
	put_agreement(&rows, "kappa", wm_kappa_estimate(MODE_COUNT, counts, confidence));
	put_agreement(&rows, "ac1", wm_ac1_estimate(MODE_COUNT, counts, confidence));
	return (Datum) 0;
}

/*
 * workmode_report(confusion) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_report);
Datum
workmode_report(PG_FUNCTION_ARGS)
{
	const Confusion *confusion = PG_GETARG_CONFUSION(0);
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		double		right = (double) confusion->count[mode][mode];
		int64		support = wm_confusion_truth(confusion, mode);
		int64		predicted = wm_confusion_predicted(confusion, mode);

		wm_rows_mode(&rows, mode);
		wm_rows_number(&rows, right / (double) predicted);
		wm_rows_number(&rows, right / (double) support);
		wm_rows_number(&rows, 2 * right / (double) (predicted + support));
		wm_rows_count(&rows, support);
		wm_rows_count(&rows, predicted);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_drift(confusion, confidence) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_drift);
Datum
workmode_drift(PG_FUNCTION_ARGS)
{
	const Confusion *confusion = PG_GETARG_CONFUSION(0);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(1));
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		PairedChange change = wm_paired_change(confusion, mode, confidence);

		wm_rows_mode(&rows, mode);
		wm_rows_number(&rows, change.share0);
		wm_rows_number(&rows, change.share1);
		wm_rows_number(&rows, change.share1 - change.share0);
		wm_rows_interval(&rows, change.change);
		wm_rows_number(&rows, change.p_value);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_drift_test(confusion) returns one row.
 */
PG_FUNCTION_INFO_V1(workmode_drift_test);
Datum
workmode_drift_test(PG_FUNCTION_ARGS)
{
	const Confusion *confusion = PG_GETARG_CONFUSION(0);
	Chi2Test	test = wm_marginal_test(confusion);
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	wm_rows_count(&rows, wm_confusion_pairs(confusion));
	wm_rows_number(&rows, wm_accuracy(confusion));
	wm_rows_number(&rows, wm_kappa(confusion));
	wm_rows_number(&rows, test.chi2);
	wm_rows_number(&rows, test.df);
	wm_rows_number(&rows, test.p_value);
	wm_rows_put(&rows);
	return (Datum) 0;
}
