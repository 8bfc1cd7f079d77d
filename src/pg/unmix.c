/*
 * unmix.c (pg)
 *	  Shares and changes unmixed by labelled sessions of the caller's.
 */
#include "compat.h"

#include <math.h>

#include "corrected.h"
#include "measures.h"
#include "mixing.h"
#include "statistics/unmix.h"
#include "tally.h"

static double
check_ridge(double ridge)
{
	if (!(ridge >= 0 && ridge <= 1000))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("ridge %g is out of range", ridge),
				 errdetail("It must lie between 0 and 1000.")));
	return ridge;
}

static void
raise_few_labels(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("too few labelled sessions to unmix shares"),
			 errdetail("At least two modes need %d labelled sessions with probabilities.",
					   MIXING_MIN_SESSIONS),
			 errhint("Tally the true modes of labelled sessions with their probabilities, people by people.")));
}

/*
 * workmode_unmixed(tally, labelled, confidence, ridge) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_unmixed);
Datum
workmode_unmixed(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	Mixing		mixing = wm_mixing_from_array(PG_GETARG_ARRAYTYPE_P(1));
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	double		ridge = check_ridge(PG_GETARG_FLOAT8(3));
	Prediction	expected;
	Estimate	shares[MODE_COUNT];
	CorrectedShare unmixed[MODE_COUNT];

	wm_expected_prediction(tally, &expected);
	if (!wm_unmixed_shares(&expected, &mixing, ridge, shares))
		raise_few_labels();
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		unmixed[mode].share = shares[mode].value;
		unmixed[mode].limits = wm_unmixed_interval(shares[mode], confidence);
		unmixed[mode].standard_error = sqrt(shares[mode].variance);
	}
	wm_put_corrected(fcinfo, tally, unmixed);
	return (Datum) 0;
}

/*
 * workmode_unmixed_shift(before, after, labelled, confidence, ridge) returns nine
 * rows.
 */
PG_FUNCTION_INFO_V1(workmode_unmixed_shift);
Datum
workmode_unmixed_shift(PG_FUNCTION_ARGS)
{
	const Tally *tallies[2] = {PG_GETARG_TALLY(0), PG_GETARG_TALLY(1)};
	Mixing		mixing = wm_mixing_from_array(PG_GETARG_ARRAYTYPE_P(2));
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(3));
	double		ridge = check_ridge(PG_GETARG_FLOAT8(4));
	Prediction	expected[2];
	Estimate	shares[2][MODE_COUNT];
	Estimate	changes[MODE_COUNT];
	ChangeFigure figures[MODE_COUNT];

	for (int side = 0; side < 2; side++)
	{
		wm_expected_prediction(tallies[side], &expected[side]);
		if (!wm_unmixed_shares(&expected[side], &mixing, ridge, shares[side]))
			raise_few_labels();
	}
	(void) wm_unmixed_changes(&expected[0], &expected[1], &mixing, ridge, changes);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		figures[mode].before = shares[0][mode].value;
		figures[mode].after = shares[1][mode].value;
		figures[mode].change = changes[mode].value;
		figures[mode].limits = wm_change_interval(changes[mode], confidence);
		figures[mode].p = wm_change_p(changes[mode]);
	}
	wm_put_corrected_shift(fcinfo, tallies[0], tallies[1], figures);
	return (Datum) 0;
}
