/*
 * measures.c
 *	  Shares, mean values and shifts over tallies, with their intervals.
 */
#include "compat.h"

#include <math.h>

#include "utils/builtins.h"

#include "estimator.h"
#include "measures.h"
#include "mode.h"
#include "statistics/estimate.h"
#include "statistics/proportion.h"
#include "tally.h"

double
wm_check_confidence(double confidence)
{
	if (!(confidence > 0 && confidence < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence %g is out of range", confidence),
				 errdetail("It must lie between 0 and 1, both excluded."),
				 errhint("For 95%% say 0.95.")));
	return confidence;
}

void
wm_rows_interval(Rows *rows, Limits limits)
{
	wm_rows_number(rows, limits.low);
	wm_rows_number(rows, limits.high);
}

/* The shares by value or of users; false if the weight is that of sessions. */
static bool
weighted_shares(text *name, const Tally *tally, Proportion *shares)
{
	const char *weight = text_to_cstring(name);

	if (strcmp(weight, "sessions") == 0)
		return false;
	if (strcmp(weight, "value") == 0)
		wm_worth_shares(wm_tally_with_values(tally), shares);
	else if (strcmp(weight, "users") == 0)
		wm_own_shares(wm_tally_with_users(tally), shares);
	else
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight \"%s\" is not known", weight),
				 errhint("Known weights are sessions, value and users.")));
	return true;
}

/* Shares by label: of sessions, by value or of users. */
static void
hard_figures(const Tally *tally, text *weight, double confidence, int comparisons,
			 ShareFigure *figures)
{
	Proportion	weighted[MODE_COUNT];
	bool		is_weighted = weighted_shares(weight, tally, weighted);
	ShareEstimate shares[MODE_COUNT + 1];

	wm_share_estimates(tally, shares);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		figures[mode].share = is_weighted ? weighted[mode].p : shares[mode].p;
		figures[mode].limits = is_weighted ?
			wm_proportion_interval(weighted[mode], confidence, comparisons) :
			wm_share_interval(shares[mode], confidence, comparisons);
	}
}

/* The shares of probabilities are those of sessions. */
static void
check_weight(text *name)
{
	if (strcmp(text_to_cstring(name), "sessions") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("expected and unmixed shares cannot be weighted"),
				 errhint("Their weight is sessions; the estimate hard has others.")));
}

/*
 * workmode_shares(tally, confidence, joint, weight, estimate) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_shares);
Datum
workmode_shares(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(1));
	int			comparisons = PG_GETARG_BOOL(2) ? MODE_COUNT : 1;
	text	   *weight = PG_GETARG_TEXT_PP(3);
	Estimator	estimator = wm_estimator_arg(fcinfo, 4);
	ShareFigure figures[MODE_COUNT];
	Rows		rows;

	if (estimator == ESTIMATE_HARD)
		hard_figures(tally, weight, confidence, comparisons, figures);
	else
	{
		check_weight(weight);
		wm_share_figures(estimator, tally, 1.0 - (1.0 - confidence) / comparisons, figures);
	}
	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		wm_rows_mode(&rows, mode);
		wm_rows_text(&rows, wm_modes[mode].family);
		wm_rows_count(&rows, wm_tally_sessions(tally, mode));
		wm_rows_number(&rows, figures[mode].share);
		wm_rows_interval(&rows, figures[mode].limits);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * Values that are all alike have one mean of either kind, and the arithmetic one is
 * exact.
 */
static void
put_means(Rows *rows, const Tally *tally, int mode, double confidence)
{
	Estimate	mean = wm_value_estimate(tally, mode);
	Estimate	log = wm_log_estimate(tally, mode);
	Limits		limits = wm_mean_interval(mean, confidence);
	bool		alike = wm_tally_value_spread(tally, mode) == 0;

	wm_rows_number(rows, mean.value);
	wm_rows_number(rows, alike ? mean.value : exp(log.value));
	wm_rows_interval(rows, limits);
	wm_rows_interval(rows, alike ? limits : wm_geomean_interval(log, confidence));
}

/*
 * workmode_values(tally, confidence) returns nine rows and that of all modes.
 */
PG_FUNCTION_INFO_V1(workmode_values);
Datum
workmode_values(PG_FUNCTION_ARGS)
{
	const Tally *tally = wm_tally_with_values(PG_GETARG_TALLY(0));
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(1));
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		wm_rows_mode(&rows, mode);
		wm_rows_count(&rows, wm_tally_valued(tally, mode));
		put_means(&rows, tally, mode, confidence);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

static double
share_change_p(ShareEstimate share0, ShareEstimate share1)
{
	return wm_share_change_p(share1.p, share1.n, share1.df,
							 share0.p, share0.n, share0.df);
}

/* Changes of shares by label. */
static void
hard_changes(const Tally *before, const Tally *after, double confidence,
			 ChangeFigure *figures)
{
	ShareEstimate shares0[MODE_COUNT + 1];
	ShareEstimate shares1[MODE_COUNT + 1];

	wm_share_estimates(before, shares0);
	wm_share_estimates(after, shares1);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		ShareEstimate zero = shares0[mode];
		ShareEstimate one = shares1[mode];

		figures[mode].before = zero.p;
		figures[mode].after = one.p;
		figures[mode].change = one.p - zero.p;
		figures[mode].limits =
			wm_newcombe_interval(one.p, wm_share_interval(one, confidence, 1),
								 zero.p, wm_share_interval(zero, confidence, 1));
		figures[mode].p = share_change_p(zero, one);
	}
}

static void
put_share_change(Rows *rows, const ChangeFigure *figure)
{
	wm_rows_number(rows, figure->before);
	wm_rows_number(rows, figure->after);
	wm_rows_number(rows, figure->change);
	wm_rows_interval(rows, figure->limits);
	wm_rows_number(rows, figure->p);
}

static void
put_value_change(Rows *rows, const Tally *before, const Tally *after,
				 int mode, double confidence)
{
	Estimate	mean0 = wm_value_estimate(before, mode);
	Estimate	mean1 = wm_value_estimate(after, mode);
	Limits		ratio = wm_ratio_interval(mean1, mean0, confidence);

	wm_rows_number(rows, mean0.value);
	wm_rows_number(rows, mean1.value);
	wm_rows_number(rows, mean1.value / mean0.value - 1.0);
	wm_rows_number(rows, ratio.low - 1.0);
	wm_rows_number(rows, ratio.high - 1.0);
}

/*
 * workmode_shift(before, after, confidence, estimate) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_shift);
Datum
workmode_shift(PG_FUNCTION_ARGS)
{
	const Tally *before = PG_GETARG_TALLY(0);
	const Tally *after = PG_GETARG_TALLY(1);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	Estimator	estimator = wm_estimator_arg(fcinfo, 3);
	ChangeFigure figures[MODE_COUNT];
	double		p[MODE_COUNT];
	double		holm[MODE_COUNT];
	Rows		rows;

	if (estimator == ESTIMATE_HARD)
		hard_changes(before, after, confidence, figures);
	else
		wm_change_figures(estimator, before, after, confidence, figures);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		p[mode] = figures[mode].p;
	wm_holm(MODE_COUNT, p, holm);

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		wm_rows_mode(&rows, mode);
		put_share_change(&rows, &figures[mode]);
		put_value_change(&rows, before, after, mode, confidence);
		wm_rows_number(&rows, holm[mode]);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_shift_test(before, after) returns one row.
 */
PG_FUNCTION_INFO_V1(workmode_shift_test);
Datum
workmode_shift_test(PG_FUNCTION_ARGS)
{
	const Tally *before = PG_GETARG_TALLY(0);
	const Tally *after = PG_GETARG_TALLY(1);
	double		effect;
	Chi2Test	test = wm_shift_test(before, after, &effect);
	ShiftDistance distance = wm_shift_distance(before, after);
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	wm_rows_number(&rows, test.chi2);
	wm_rows_number(&rows, test.df);
	wm_rows_number(&rows, test.p_value);
	wm_rows_number(&rows, distance.total_variation);
	wm_rows_number(&rows, distance.jensen_shannon);
	wm_rows_number(&rows, distance.psi);
	wm_rows_number(&rows, effect);
	wm_rows_number(&rows, test.df2);
	wm_rows_put(&rows);
	return (Datum) 0;
}

/*
 * workmode_effective_users(tally [, mode]) returns a number; NULL if the tally does
 * not know its users, or has none.
 */
PG_FUNCTION_INFO_V1(workmode_effective_users);
Datum
workmode_effective_users(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	int			mode = PG_NARGS() < 2 ? TALLY_ALL :
		wm_mode_from_datum(PG_GETARG_DATUM(1));

	if (!wm_tally_is_clustered(tally) || wm_tally_sessions(tally, mode) == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(wm_tally_effective_users(tally, mode));
}
