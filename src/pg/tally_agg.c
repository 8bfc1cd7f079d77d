/*
 * tally_agg.c (pg)
 *	  The aggregates of tallies, and the type of their states.
 *
 * A state is a tally in the flat layout of core/tally/tally.h, so that a session
 * is counted in place, and a type of its own, workmode_tally_state, so that this
 * layout is never that of a workmode_tally: the final function packs one.  As a
 * type with text and binary input and output, states travel between processes
 * and nodes as values do.
 *
 * Every aggregate starts with the empty tally, which is plain; it takes the
 * layout of the first part that is not empty, and only an empty tally changes
 * layout, so that there is one empty tally and no more.
 */
#include "compat.h"

#include "fault.h"
#include "mode.h"
#include "packed.h"
#include "probabilities.h"
#include "tally.h"
#include "tally/tally_pack.h"

#define STATE_TYPE	"workmode_tally_state"

/* The layout has no padding. */
StaticAssertDecl(sizeof(TallySums) == 11 * sizeof(uint64) &&
				 sizeof(TallyMoments) == 25 * sizeof(uint64) &&
				 sizeof(Tally) == 16 + MODE_COUNT * sizeof(TallySums) &&
				 sizeof(TallyExpectation) == MODE_COUNT * (MODE_COUNT + 1) * sizeof(uint64) &&
				 sizeof(TallyExpectedClusters) == (1 + 2 * TALLY_SQUARES) * sizeof(uint64),
				 "a tally is words, one after another");

#define PG_GETARG_STATE(n)		state_from_datum(PG_GETARG_DATUM(n))
#define PG_RETURN_STATE(state)	PG_RETURN_POINTER(state_sound(state))

/* Whole, aligned, and of the layout of this code, or data_corrupted. */
static Tally *
state_from_datum(Datum datum)
{
	Tally	   *state = (Tally *) PG_DETOAST_DATUM(datum);
	Size		size = VARSIZE(state);

	if (size < wm_tally_size(false) || state->version != TALLY_VERSION ||
		(state->flags & ~TALLY_FLAGS) != 0 || state->reserved != 0 ||
		size != wm_tally_size_of(state))
		wm_fault_in_store(STATE_TYPE, state);
	return state;
}

/* The state itself; with assertions, it must be sound. */
static inline Tally *
state_sound(Tally *state)
{
	Assert(wm_tally_is_sound(state));
	return state;
}

static Tally *
make_state(bool clustered)
{
	Tally	   *state = palloc(wm_tally_size(clustered));

	wm_tally_init(state, clustered);
	SET_VARSIZE(state, wm_tally_size(clustered));
	return state;
}

static Tally *
copy_state(const Tally *tally)
{
	Size		size = wm_tally_size_of(tally);
	Tally	   *state = palloc(size);

	memcpy(state, tally, size);
	SET_VARSIZE(state, size);
	return state;
}

/* The state with sums of probabilities, which are zero if it had none. */
static Tally *
expecting_state(Tally *state)
{
	TallyRoom	room;

	if (wm_tally_is_expecting(state))
		return state;
	memcpy(&room, state, wm_tally_size_of(state));
	wm_tally_expect(&room.tally);
	return copy_state(&room.tally);
}

/*
 * The first argument as a state that may be changed: the state itself inside
 * an aggregate, a copy elsewhere, and an empty state for NULL.
 */
static Tally *
state_for_update(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return make_state(false);
	if (!AggCheckCallContext(fcinfo, NULL))
		return copy_state(PG_GETARG_STATE(0));
	return PG_GETARG_STATE(0);
}

/* An empty state takes the layout that the part has, or will have. */
static Tally *
take_layout(Tally *state, bool clustered)
{
	if (wm_tally_is_clustered(state) == clustered || !wm_tally_is_empty(state))
		return state;
	return make_state(clustered);
}

/*
 * A state of which sessions were taken out; there is one that is empty, and one that
 * has no sums of probabilities has no room for them.
 */
static Tally *
settle(Tally *state)
{
	if (state->flags != 0 && wm_tally_is_empty(state))
		return make_state(false);
	return VARSIZE(state) == wm_tally_size_of(state) ? state : copy_state(state);
}

/*
 * Text and binary.
 */

PG_FUNCTION_INFO_V1(workmode_tally_state_in);
Datum
workmode_tally_state_in(PG_FUNCTION_ARGS)
{
	TallyRoom	room;

	if (!wm_tally_from_text(fcinfo, STATE_TYPE, &room))
		return (Datum) 0;
	PG_RETURN_STATE(copy_state(&room.tally));
}

PG_FUNCTION_INFO_V1(workmode_tally_state_out);
Datum
workmode_tally_state_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(wm_tally_to_text(PG_GETARG_STATE(0)));
}

PG_FUNCTION_INFO_V1(workmode_tally_state_recv);
Datum
workmode_tally_state_recv(PG_FUNCTION_ARGS)
{
	TallyRoom	room;

	wm_tally_receive(STATE_TYPE, (StringInfo) PG_GETARG_POINTER(0), &room);
	PG_RETURN_STATE(copy_state(&room.tally));
}

/* The bytes of the tally that the final function makes of it. */
PG_FUNCTION_INFO_V1(workmode_tally_state_send);
Datum
workmode_tally_state_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_TALLY(PG_GETARG_STATE(0));
}

/*
 * Support functions
 */

/* The mode that is the second argument. */
static inline int
mode_argument(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(1) ? MODE_NONE : wm_mode_from_datum(PG_GETARG_DATUM(1));
}

/* wm_tally_add() or wm_tally_remove() of the session (mode [, value]). */
static inline Datum
step_session(FunctionCallInfo fcinfo,
			 bool (*step) (Tally *, int, const double *, TallyProblem *))
{
	Tally	   *state = state_for_update(fcinfo);
	int			mode = mode_argument(fcinfo);
	bool		valued = PG_NARGS() > 2 && !PG_ARGISNULL(2);
	double		value = valued ? PG_GETARG_FLOAT8(2) : 0;
	TallyProblem problem;

	if (!step(state, mode, valued ? &value : NULL, &problem))
		wm_tally_raise(&problem);
	PG_RETURN_STATE(state);
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

/* Takes a session out again, as a window frame moves on. */
PG_FUNCTION_INFO_V1(workmode_tally_accum_inv);
Datum
workmode_tally_accum_inv(PG_FUNCTION_ARGS)
{
	return step_session(fcinfo, wm_tally_remove);
}

/* wm_tally_add_probable() or wm_tally_remove_probable() of the session that is given. */
static Tally *
step_probable(FunctionCallInfo fcinfo, Tally *state,
			  bool (*step) (Tally *, int, const double *, const Probabilities *, TallyProblem *))
{
	double		value = PG_ARGISNULL(2) ? 0 : PG_GETARG_FLOAT8(2);
	Probabilities probabilities = PG_GETARG_PROBABILITIES(3);
	TallyProblem problem;

	if (!step(state, mode_argument(fcinfo), PG_ARGISNULL(2) ? NULL : &value,
			  &probabilities, &problem))
		wm_tally_raise(&problem);
	return state;
}

/* A session without a mode, or without probabilities, has none to sum. */
static inline bool
is_probable(FunctionCallInfo fcinfo)
{
	return !PG_ARGISNULL(1) && !PG_ARGISNULL(3);
}

/*
 * workmode_tally(mode, value, probabilities): as above, and the probabilities into
 * their sums.
 */
PG_FUNCTION_INFO_V1(workmode_tally_accum_probable);
Datum
workmode_tally_accum_probable(PG_FUNCTION_ARGS)
{
	if (!is_probable(fcinfo))
		return step_session(fcinfo, wm_tally_add);
	PG_RETURN_STATE(step_probable(fcinfo, expecting_state(state_for_update(fcinfo)),
								  wm_tally_add_probable));
}

PG_FUNCTION_INFO_V1(workmode_tally_accum_probable_inv);
Datum
workmode_tally_accum_probable_inv(PG_FUNCTION_ARGS)
{
	if (!is_probable(fcinfo))
		return step_session(fcinfo, wm_tally_remove);
	PG_RETURN_STATE(settle(step_probable(fcinfo, state_for_update(fcinfo),
										 wm_tally_remove_probable)));
}

/*
 * wm_tally_add_fact() or wm_tally_remove_fact() of the session (mode, fact); one
 * of which either is not known is unclassified.
 */
static Tally *
step_fact(FunctionCallInfo fcinfo,
		  bool (*step) (Tally *, int, bool, TallyProblem *))
{
	Tally	   *state = state_for_update(fcinfo);
	bool		known = !PG_ARGISNULL(1) && !PG_ARGISNULL(2);
	int			mode = mode_argument(fcinfo);
	TallyProblem problem;

	if (!step(state, known ? mode : MODE_NONE, known && PG_GETARG_BOOL(2), &problem))
		wm_tally_raise(&problem);
	return state;
}

/* workmode_tally(mode, fact): sessions[mode]++, and valued[mode]++ if it is true. */
PG_FUNCTION_INFO_V1(workmode_tally_accum_fact);
Datum
workmode_tally_accum_fact(PG_FUNCTION_ARGS)
{
	PG_RETURN_STATE(step_fact(fcinfo, wm_tally_add_fact));
}

PG_FUNCTION_INFO_V1(workmode_tally_accum_fact_inv);
Datum
workmode_tally_accum_fact_inv(PG_FUNCTION_ARGS)
{
	PG_RETURN_STATE(settle(step_fact(fcinfo, wm_tally_remove_fact)));
}

static Tally *
merge(Tally *state, const Tally *part)
{
	TallyProblem problem;

	if (wm_tally_is_empty(part))
		return state;
	state = take_layout(state, wm_tally_is_clustered(part));
	if (wm_tally_is_expecting(part))
		state = expecting_state(state);
	if (!wm_tally_merge(state, part, &problem))
		wm_tally_raise(&problem);
	return state;
}

/* wm_tally_unmerge() or wm_tally_uncluster() of the tally that is the second argument. */
static Tally *
take_out(FunctionCallInfo fcinfo,
		 bool (*step) (Tally *, const Tally *, TallyProblem *))
{
	TallyRoom	room;
	const Tally *part = wm_tally_from_datum_into(PG_GETARG_DATUM(1), &room);
	Tally	   *state = state_for_update(fcinfo);
	TallyProblem problem;

	if (!step(state, part, &problem))
		wm_tally_raise(&problem);
	return settle(state);
}

/* Combine function of every aggregate. */
PG_FUNCTION_INFO_V1(workmode_tally_combine);
Datum
workmode_tally_combine(PG_FUNCTION_ARGS)
{
	PG_RETURN_STATE(merge(state_for_update(fcinfo), PG_GETARG_STATE(1)));
}

/* workmode_rollup(tally): a tally into the state. */
PG_FUNCTION_INFO_V1(workmode_rollup_accum);
Datum
workmode_rollup_accum(PG_FUNCTION_ARGS)
{
	TallyRoom	room;
	const Tally *part = wm_tally_from_datum_into(PG_GETARG_DATUM(1), &room);

	PG_RETURN_STATE(merge(state_for_update(fcinfo), part));
}

/* And out of it again. */
PG_FUNCTION_INFO_V1(workmode_rollup_accum_inv);
Datum
workmode_rollup_accum_inv(PG_FUNCTION_ARGS)
{
	PG_RETURN_STATE(take_out(fcinfo, wm_tally_unmerge));
}

/* workmode_cluster(tally): the sums of one user, and the moments from them. */
PG_FUNCTION_INFO_V1(workmode_cluster_accum);
Datum
workmode_cluster_accum(PG_FUNCTION_ARGS)
{
	TallyRoom	room;
	const Tally *user = wm_tally_from_datum_into(PG_GETARG_DATUM(1), &room);
	Tally	   *state = state_for_update(fcinfo);
	TallyProblem problem;

	if (wm_tally_is_empty(user))
		PG_RETURN_STATE(state);
	state = take_layout(state, true);
	if (wm_tally_is_expecting(user))
		state = expecting_state(state);
	if (!wm_tally_cluster(state, user, &problem))
		wm_tally_raise(&problem);
	PG_RETURN_STATE(state);
}

PG_FUNCTION_INFO_V1(workmode_cluster_accum_inv);
Datum
workmode_cluster_accum_inv(PG_FUNCTION_ARGS)
{
	PG_RETURN_STATE(take_out(fcinfo, wm_tally_uncluster));
}

/* Final function of every aggregate; the state goes on as it is. */
PG_FUNCTION_INFO_V1(workmode_tally_final);
Datum
workmode_tally_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_TALLY(PG_GETARG_STATE(0));
}
