/*
 * tally_agg.c (pg)
 *	  The type workmode_tally: operators + and -, and the aggregates.
 *
 * The state of every aggregate is a workmode_tally as it is stored, so partial
 * states may travel as values do.  Within an aggregate the state is changed in
 * place.  Every aggregate starts with the empty tally, which is plain; it takes
 * the layout of the first part that is not empty, and only an empty tally
 * changes layout, so that there is one empty tally and no more.
 */
#include "compat.h"

#include "mode.h"
#include "tally.h"

/*
 * The first argument as a tally that may be changed: the state itself inside
 * an aggregate, a copy elsewhere, and an empty tally for NULL.  A state that
 * is packed or compressed (none of ours) is copied, too.
 */
static Tally *
state_for_update(FunctionCallInfo fcinfo)
{
	Pointer		state;

	if (PG_ARGISNULL(0))
		return wm_tally_make(false);
	state = PG_GETARG_POINTER(0);
	if (VARATT_IS_EXTENDED(state) || !AggCheckCallContext(fcinfo, NULL))
		return wm_tally_copy(PG_GETARG_TALLY(0));
	return wm_tally_from_datum(PointerGetDatum(state));
}

/* An empty state takes the layout that the part has, or will have. */
static Tally *
take_layout(Tally *state, bool clustered)
{
	if (wm_tally_is_clustered(state) == clustered || !wm_tally_is_empty(state))
		return state;
	return wm_tally_make(clustered);
}

static Tally *
merge(Tally *state, const Tally *part)
{
	TallyProblem problem;

	if (wm_tally_is_empty(part))
		return state;
	state = take_layout(state, wm_tally_is_clustered(part));
	if (!wm_tally_merge(state, part, &problem))
		wm_tally_raise(&problem);
	return state;
}

static Tally *
unmerge(Tally *state, const Tally *part)
{
	TallyProblem problem;

	if (!wm_tally_unmerge(state, part, &problem))
		wm_tally_raise(&problem);
	return take_layout(state, false);
}

/* wm_tally_add() or wm_tally_remove() of the session (mode [, value]). */
static inline Datum
step_session(FunctionCallInfo fcinfo,
			bool (*step) (Tally *, int, const double *, TallyProblem *))
{
	Tally	   *state = state_for_update(fcinfo);
	int			mode = PG_ARGISNULL(1) ? MODE_NONE :
		wm_mode_from_datum(fcinfo->flinfo, PG_GETARG_DATUM(1));
	bool		valued = PG_NARGS() > 2 && !PG_ARGISNULL(2);
	double		value = valued ? PG_GETARG_FLOAT8(2) : 0;
	TallyProblem problem;

	if (!step(state, mode, valued ? &value : NULL, &problem))
		wm_tally_raise(&problem);
	PG_RETURN_TALLY(state);
}

/*
 * workmode_tally(mode [, value]): sessions[mode]++, and the value's powers and
 * logarithm into the sums of the mode.
 */
PG_FUNCTION_INFO_V1(workmode_tally_accum);
Datum
workmode_tally_accum(PG_FUNCTION_ARGS)
{
	return step_session(fcinfo, wm_tally_add);
}

/* The same session out again, as a window frame moves on. */
PG_FUNCTION_INFO_V1(workmode_tally_accum_inv);
Datum
workmode_tally_accum_inv(PG_FUNCTION_ARGS)
{
	return step_session(fcinfo, wm_tally_remove);
}

/* Combine function of every aggregate, workmode_rollup(tally), and a + b. */
PG_FUNCTION_INFO_V1(workmode_tally_combine);
Datum
workmode_tally_combine(PG_FUNCTION_ARGS)
{
	PG_RETURN_TALLY(merge(state_for_update(fcinfo), PG_GETARG_TALLY(1)));
}

/* A window frame of workmode_rollup(tally) moves on; and a - b. */
PG_FUNCTION_INFO_V1(workmode_tally_remove);
Datum
workmode_tally_remove(PG_FUNCTION_ARGS)
{
	PG_RETURN_TALLY(unmerge(state_for_update(fcinfo), PG_GETARG_TALLY(1)));
}

/* workmode_cluster(tally): the sums of one user, and the moments from them. */
PG_FUNCTION_INFO_V1(workmode_cluster_accum);
Datum
workmode_cluster_accum(PG_FUNCTION_ARGS)
{
	Tally	   *state = state_for_update(fcinfo);
	const Tally *user = PG_GETARG_TALLY(1);
	TallyProblem problem;

	if (wm_tally_is_empty(user))
		PG_RETURN_TALLY(state);
	state = take_layout(state, true);
	if (!wm_tally_cluster(state, user, &problem))
		wm_tally_raise(&problem);
	PG_RETURN_TALLY(state);
}

PG_FUNCTION_INFO_V1(workmode_cluster_accum_inv);
Datum
workmode_cluster_accum_inv(PG_FUNCTION_ARGS)
{
	Tally	   *state = state_for_update(fcinfo);
	TallyProblem problem;

	if (!wm_tally_uncluster(state, PG_GETARG_TALLY(1), &problem))
		wm_tally_raise(&problem);
	PG_RETURN_TALLY(take_layout(state, false));
}
