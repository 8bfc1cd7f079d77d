/*
 * power.c (pg)
 *	  Planning a comparison of shares: power, sessions needed, least change, and the
 *	  design effect that a plan is made with.
 */
#include "compat.h"

#include <math.h>

#include "utils/float.h"

#include "measures.h"
#include "mode.h"
#include "statistics/estimate.h"
#include "statistics/power.h"
#include "tally.h"

/* The arguments of workmode_power(), of which one may be NULL. */
enum
{
	ARGUMENT_SHARE_BEFORE,
	ARGUMENT_SHARE_AFTER,
	ARGUMENT_SESSIONS,
	ARGUMENT_POWER,
	ARGUMENT_CONFIDENCE,
	ARGUMENT_DESIGN_EFFECT
};

/* Sessions are those of one period, as they are counted. */
typedef struct PowerPlan
{
	double		share_before;
	double		share_after;
	int64		given_sessions;	/* 0 if they are worked out */
	double		sessions;
	double		power;
	double		confidence;
	double		design_effect;
} PowerPlan;

static double
check_share(double share)
{
	if (!(share >= 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("share is out of range: %s", float8out_internal(share)),
				 errdetail("It must lie between 0 and 1."),
				 errhint("For 25%% say 0.25.")));
	return share;
}

static int64
check_sessions(int64 sessions)
{
	if (sessions < 1)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of sessions is out of range: " INT64_FORMAT, sessions),
				 errdetail("Each of the two periods needs at least 1.")));
	return sessions;
}

static double
check_power(double power, double confidence)
{
	if (!(power > 1 - confidence && power < 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("power is out of range: %s", float8out_internal(power)),
				 errdetail("It must lie between %g, which is 1 less the confidence, and 1, both excluded.",
						   1 - confidence),
				 errhint("0.8 and 0.9 are common.")));
	return power;
}

static double
check_design_effect(double effect)
{
	if (!(effect >= 1 && isfinite(effect)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("design effect is out of range: %s", float8out_internal(effect)),
				 errdetail("It must be at least 1 and finite."),
				 errhint("workmode_design_effect() has that of a clustered tally.")));
	return effect;
}

/* Raises an error unless one of the three is left to be worked out. */
static void
check_unknowns(FunctionCallInfo fcinfo)
{
	int			unknowns = PG_ARGISNULL(ARGUMENT_SHARE_AFTER) +
		PG_ARGISNULL(ARGUMENT_SESSIONS) + PG_ARGISNULL(ARGUMENT_POWER);

	if (unknowns != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("one of share_after, sessions and power must be NULL"),
				 errdetail("%d of the 3 are NULL.", unknowns),
				 errhint("The one that is NULL or left out is worked out from the other two.")));
}

static double
argument(FunctionCallInfo fcinfo, int number)
{
	return PG_GETARG_FLOAT8(number);
}

/* What is NULL stays zero. */
static void
get_plan(FunctionCallInfo fcinfo, PowerPlan *plan)
{
	plan->share_before = check_share(argument(fcinfo, ARGUMENT_SHARE_BEFORE));
	plan->confidence = wm_check_confidence(argument(fcinfo, ARGUMENT_CONFIDENCE));
	plan->design_effect =
		check_design_effect(argument(fcinfo, ARGUMENT_DESIGN_EFFECT));
	if (!PG_ARGISNULL(ARGUMENT_SHARE_AFTER))
		plan->share_after = check_share(argument(fcinfo, ARGUMENT_SHARE_AFTER));
	if (!PG_ARGISNULL(ARGUMENT_SESSIONS))
	{
		plan->given_sessions = check_sessions(PG_GETARG_INT64(ARGUMENT_SESSIONS));
		plan->sessions = (double) plan->given_sessions;
	}
	if (!PG_ARGISNULL(ARGUMENT_POWER))
		plan->power = check_power(argument(fcinfo, ARGUMENT_POWER), plan->confidence);
}

/*
 * Sessions as they were given, or whole sessions: the next number above a fraction
 * unless it comes of rounding.  NULL if no number that could be counted will do.
 */
static void
put_sessions(Rows *rows, const PowerPlan *plan)
{
	double		whole = ceil(plan->sessions * (1 - 1e-12));

	if (plan->given_sessions > 0)
		wm_rows_count(rows, plan->given_sessions);
	else if (whole < (double) PG_INT64_MAX)
		wm_rows_count(rows, (int64) fmax(whole, 1));
	else
		wm_rows_null(rows);
}

static void
put_plan(Rows *rows, const PowerPlan *plan)
{
	wm_rows_number(rows, plan->share_before);
	wm_rows_number(rows, plan->share_after);
	wm_rows_number(rows, plan->share_after - plan->share_before);
	put_sessions(rows, plan);
	wm_rows_number(rows, plan->power);
	wm_rows_number(rows, plan->confidence);
	wm_rows_number(rows, plan->design_effect);
	wm_rows_put(rows);
}

/* The least fall and the least rise that are told; no row where there is no room. */
static void
put_least_changes(Rows *rows, PowerPlan *plan, double worth)
{
	for (int direction = -1; direction <= 1; direction += 2)
	{
		plan->share_after = wm_power_share(plan->share_before, worth, plan->power,
										   plan->confidence, direction);
		if (!isnan(plan->share_after))
			put_plan(rows, plan);
	}
}

/*
 * workmode_power(share_before, share_after, sessions, power, confidence, design_effect)
 * returns one row, or two where share_after is asked for.
 */
PG_FUNCTION_INFO_V1(workmode_power);
Datum
workmode_power(PG_FUNCTION_ARGS)
{
	PowerPlan	plan = {0};
	double		worth;
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	if (PG_ARGISNULL(ARGUMENT_SHARE_BEFORE) || PG_ARGISNULL(ARGUMENT_CONFIDENCE) ||
		PG_ARGISNULL(ARGUMENT_DESIGN_EFFECT))
		return (Datum) 0;
	check_unknowns(fcinfo);
	get_plan(fcinfo, &plan);

	/* so many independent sessions would tell as much */
	worth = plan.sessions / plan.design_effect;
	if (PG_ARGISNULL(ARGUMENT_SHARE_AFTER))
	{
		put_least_changes(&rows, &plan, worth);
		return (Datum) 0;
	}
	if (PG_ARGISNULL(ARGUMENT_SESSIONS))
		plan.sessions = plan.design_effect *
			wm_power_sessions(plan.share_before, plan.share_after, plan.power,
							  plan.confidence);
	else
		plan.power = wm_power(plan.share_before, plan.share_after, worth,
							  plan.confidence);
	put_plan(&rows, &plan);
	return (Datum) 0;
}

/*
 * workmode_design_effect(tally [, mode]): how many sessions are worth one, as the
 * intervals of shares have it.
 */
PG_FUNCTION_INFO_V1(workmode_design_effect);
Datum
workmode_design_effect(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	int			mode = PG_NARGS() < 2 ? TALLY_ALL :
		wm_mode_from_datum(PG_GETARG_DATUM(1));
	ShareEstimate shares[MODE_COUNT + 1];

	wm_share_estimates(tally, shares);
	return wm_return_number(fcinfo, shares[mode].sessions / shares[mode].n);
}
