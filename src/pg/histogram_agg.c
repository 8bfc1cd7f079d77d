/*
 * histogram_agg.c
 *	  The aggregates of histograms, and the type of their states.
 *
 * As with tallies, a state is a histogram in the flat layout of core/tally/histogram.h,
 * so that a session is counted in place, and a type of its own,
 * workmode_histogram_state, so that this layout is never that of a workmode_histogram:
 * the final function packs one.
 *
 * A state that has no room for another page is replaced by a larger copy.  Every
 * aggregate starts with the empty histogram, which is plain; it takes the layout of the
 * first part that is not empty, and only an empty histogram changes layout, so that there
 * is one empty histogram and no more.
 */
#include "compat.h"

#include "fault.h"
#include "histogram.h"
#include "mode.h"

#define STATE_TYPE	"workmode_histogram_state"

/* The layout has no padding, and pages are aligned. */
StaticAssertDecl(sizeof(HistogramRow) == 40 + HISTOGRAM_PAGES * sizeof(uint16) &&
				 sizeof(Histogram) == 24 + TALLY_ROWS * sizeof(HistogramRow) &&
				 sizeof(Histogram) % sizeof(int64) == 0,
				 "a histogram is words, one after another");

#define PG_GETARG_STATE(n)		state_from_datum(PG_GETARG_DATUM(n))

/* Whole, aligned, and of the layout of this code, or data_corrupted. */
static Histogram *
state_from_datum(Datum datum)
{
	Histogram  *state = (Histogram *) PG_DETOAST_DATUM(datum);
	Size		size = VARSIZE(state);

	if (size < sizeof(Histogram) || state->version != HISTOGRAM_VERSION ||
		(state->flags & ~HISTOGRAM_CLUSTERED) != 0 || state->reserved != 0 ||
		state->room < 0 || state->room > HISTOGRAM_MAX_ROOM ||
		state->taken < 0 || state->taken > state->room ||
		size != wm_histogram_size(wm_histogram_is_clustered(state), state->room))
		wm_fault_in_store(STATE_TYPE, state);
	return state;
}

/* With its length, which depends on its room. */
static Datum
state_to_datum(Histogram *state)
{
	SET_VARSIZE(state, wm_histogram_size(wm_histogram_is_clustered(state), state->room));
	return PointerGetDatum(state);
}

static Histogram *
make_state(bool clustered, int room)
{
	Histogram  *state = palloc(wm_histogram_size(clustered, room));

	wm_histogram_init(state, clustered, room);
	return state;
}

/* As long as it needs to be. */
static Histogram *
copy_state(const Histogram *histogram)
{
	Histogram  *state = make_state(wm_histogram_is_clustered(histogram),
								   histogram->taken);

	wm_histogram_copy(state, histogram, histogram->taken);
	return state;
}

/*
 * The first argument as a state that may be changed: the state itself inside an
 * aggregate, a copy elsewhere, and an empty state for NULL.
 */
static Histogram *
state_for_update(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return make_state(false, 0);
	if (!AggCheckCallContext(fcinfo, NULL))
		return copy_state(PG_GETARG_STATE(0));
	return PG_GETARG_STATE(0);
}

/* An empty state takes the layout that the part has, or will have. */
static Histogram *
take_layout(Histogram *state, bool clustered)
{
	if (wm_histogram_is_clustered(state) == clustered || !wm_histogram_is_empty(state))
		return state;
	return make_state(clustered, 0);
}

/*
 * Text and binary.
 */

PG_FUNCTION_INFO_V1(workmode_histogram_state_in);
Datum
workmode_histogram_state_in(PG_FUNCTION_ARGS)
{
	Histogram  *histogram = wm_histogram_from_text(fcinfo, STATE_TYPE);

	if (histogram == NULL)
		return (Datum) 0;
	return state_to_datum(copy_state(histogram));
}

PG_FUNCTION_INFO_V1(workmode_histogram_state_out);
Datum
workmode_histogram_state_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(wm_histogram_to_text(PG_GETARG_STATE(0)));
}

PG_FUNCTION_INFO_V1(workmode_histogram_state_recv);
Datum
workmode_histogram_state_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);

	return state_to_datum(copy_state(wm_histogram_receive(STATE_TYPE, buf)));
}

/* The bytes of the histogram that the final function makes of it. */
PG_FUNCTION_INFO_V1(workmode_histogram_state_send);
Datum
workmode_histogram_state_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_HISTOGRAM(PG_GETARG_STATE(0));
}

/*
 * Support functions
 */

/* wm_histogram_add() or wm_histogram_remove() of the session (mode, value). */
static inline Datum
step_session(FunctionCallInfo fcinfo,
			 bool (*step) (Histogram *, int, const double *, TallyProblem *))
{
	Histogram  *state = wm_histogram_with_room(state_for_update(fcinfo), 1);
	int			mode = PG_ARGISNULL(1) ? MODE_NONE :
		wm_mode_from_datum(PG_GETARG_DATUM(1));
	bool		valued = !PG_ARGISNULL(2);
	double		value = valued ? PG_GETARG_FLOAT8(2) : 0;
	TallyProblem problem;

	if (!step(state, mode, valued ? &value : NULL, &problem))
		wm_histogram_raise(&problem);
	return state_to_datum(state);
}

/* workmode_histogram(mode, value): the count of the value's bin, plus one. */
PG_FUNCTION_INFO_V1(workmode_histogram_accum);
Datum
workmode_histogram_accum(PG_FUNCTION_ARGS)
{
	return step_session(fcinfo, wm_histogram_add);
}

/* Takes a session out again, as a window frame moves on. */
PG_FUNCTION_INFO_V1(workmode_histogram_accum_inv);
Datum
workmode_histogram_accum_inv(PG_FUNCTION_ARGS)
{
	return step_session(fcinfo, wm_histogram_remove);
}

static Datum
merge(Histogram *state, const Histogram *part)
{
	TallyProblem problem;

	if (wm_histogram_is_empty(part))
		return state_to_datum(state);
	state = take_layout(state, wm_histogram_is_clustered(part));
	state = wm_histogram_with_room(state, wm_histogram_missing(state, part));
	if (!wm_histogram_merge(state, part, &problem))
		wm_histogram_raise(&problem);
	return state_to_datum(state);
}

static Datum
unmerge(Histogram *state, const Histogram *part)
{
	TallyProblem problem;

	if (!wm_histogram_unmerge(state, part, &problem))
		wm_histogram_raise(&problem);
	return state_to_datum(take_layout(state, false));
}

/* The clustered histogram of one user; an empty one stays plain. */
static const Histogram *
user_from_datum(Datum datum)
{
	const Histogram *sessions = wm_histogram_from_datum(datum);
	Histogram  *user;
	TallyProblem problem;

	if (wm_histogram_is_empty(sessions))
		return sessions;
	user = make_state(true, wm_histogram_user_room(sessions));
	if (!wm_histogram_of_user(user, sessions, &problem))
		wm_histogram_raise(&problem);
	return user;
}

/* Combine function of every aggregate. */
PG_FUNCTION_INFO_V1(workmode_histogram_combine);
Datum
workmode_histogram_combine(PG_FUNCTION_ARGS)
{
	return merge(state_for_update(fcinfo), PG_GETARG_STATE(1));
}

/* workmode_rollup(histogram): a histogram into the state, and out of it again. */
PG_FUNCTION_INFO_V1(workmode_histogram_rollup_accum);
Datum
workmode_histogram_rollup_accum(PG_FUNCTION_ARGS)
{
	return merge(state_for_update(fcinfo), PG_GETARG_HISTOGRAM(1));
}

PG_FUNCTION_INFO_V1(workmode_histogram_rollup_accum_inv);
Datum
workmode_histogram_rollup_accum_inv(PG_FUNCTION_ARGS)
{
	return unmerge(state_for_update(fcinfo), PG_GETARG_HISTOGRAM(1));
}

/* workmode_cluster(histogram): a user's histogram into the state, and out of it. */
PG_FUNCTION_INFO_V1(workmode_histogram_cluster_accum);
Datum
workmode_histogram_cluster_accum(PG_FUNCTION_ARGS)
{
	return merge(state_for_update(fcinfo), user_from_datum(PG_GETARG_DATUM(1)));
}

PG_FUNCTION_INFO_V1(workmode_histogram_cluster_accum_inv);
Datum
workmode_histogram_cluster_accum_inv(PG_FUNCTION_ARGS)
{
	return unmerge(state_for_update(fcinfo), user_from_datum(PG_GETARG_DATUM(1)));
}

/* Final function of every aggregate; the state goes on as it is. */
PG_FUNCTION_INFO_V1(workmode_histogram_final);
Datum
workmode_histogram_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_HISTOGRAM(PG_GETARG_STATE(0));
}
