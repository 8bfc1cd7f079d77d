/*
 * estimator.c
 *	  Shares and changes by the estimator that the caller names.
 */
#include "compat.h"

#include <math.h>

#include "utils/builtins.h"

#include "estimator.h"
#include "mixing.h"
#include "statistics/unmix.h"

Estimator
wm_estimator_arg(FunctionCallInfo fcinfo, int argno)
{
	const char *estimate;

	if (PG_NARGS() <= argno)
		return ESTIMATE_HARD;
	estimate = text_to_cstring(PG_GETARG_TEXT_PP(argno));
	if (strcmp(estimate, "hard") == 0)
		return ESTIMATE_HARD;
	if (strcmp(estimate, "expected") == 0)
		return ESTIMATE_EXPECTED;
	if (strcmp(estimate, "unmixed") == 0)
		return ESTIMATE_UNMIXED;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("estimate \"%s\" is not known", estimate),
			 errhint("Known estimates are hard, expected and unmixed.")));
}

static void
set_unknown(Estimate *estimates)
{
	static const Estimate unknown = {NAN, NAN, NAN};

	for (int mode = 0; mode < MODE_COUNT; mode++)
		estimates[mode] = unknown;
}

/* Expected shares, or unmixed ones; unknown if these cannot be had. */
static void
estimate_shares(Estimator estimator, const Prediction *expected, const Mixing *mixing,
				Estimate *shares)
{
	if (estimator == ESTIMATE_EXPECTED)
		wm_expected_shares(expected, mixing, shares);
	else if (mixing == NULL || !wm_unmixed_shares(expected, mixing, UNMIX_RIDGE, shares))
		set_unknown(shares);
}

static void
estimate_changes(Estimator estimator, const Prediction *before, const Prediction *after,
				 const Mixing *mixing, Estimate *changes)
{
	if (estimator == ESTIMATE_EXPECTED)
		wm_expected_changes(before, after, changes);
	else if (mixing == NULL ||
			 !wm_unmixed_changes(before, after, mixing, UNMIX_RIDGE, changes))
		set_unknown(changes);
}

void
wm_share_figures(Estimator estimator, const Tally *tally, double confidence,
				 ShareFigure figures[MODE_COUNT])
{
	Prediction	expected;
	Estimate	shares[MODE_COUNT];

	wm_expected_prediction(tally, &expected);
	estimate_shares(estimator, &expected, wm_mixing_default(), shares);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		figures[mode].share = shares[mode].value;
		figures[mode].limits = estimator == ESTIMATE_EXPECTED ?
			wm_expected_interval(shares[mode], confidence) :
			wm_unmixed_interval(shares[mode], confidence);
	}
}

void
wm_change_figures(Estimator estimator, const Tally *before, const Tally *after,
				  double confidence, ChangeFigure figures[MODE_COUNT])
{
	Prediction	expected[2];
	Estimate	shares[2][MODE_COUNT];
	Estimate	changes[MODE_COUNT];

	wm_expected_prediction(before, &expected[0]);
	wm_expected_prediction(after, &expected[1]);
	for (int side = 0; side < 2; side++)
		estimate_shares(estimator, &expected[side], wm_mixing_default(), shares[side]);
	estimate_changes(estimator, &expected[0], &expected[1], wm_mixing_default(), changes);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		figures[mode].before = shares[0][mode].value;
		figures[mode].after = shares[1][mode].value;
		figures[mode].change = changes[mode].value;
		figures[mode].limits = wm_change_interval(changes[mode], confidence);
		figures[mode].p = wm_change_p(changes[mode]);
	}
}
