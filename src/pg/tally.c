/*
 * tally.c (pg)
 *	  The type workmode_tally: text and binary, + and -, reading.
 */
#include "compat.h"

#include "utils/float.h"

#include "fault.h"
#include "mode.h"
#include "packed.h"
#include "tally.h"
#include "tally/tally_pack.h"
#include "tally/tally_text.h"

/*
 * For C code.
 */

const Tally *
wm_tally_from_datum_into(Datum datum, TallyRoom *room)
{
	Slice		bytes = wm_packed_from_datum(datum);

	wm_packed_check_stored("workmode_tally",
						   wm_tally_unpack(bytes, &room->tally), bytes);
	Assert(wm_tally_is_sound(&room->tally));
	return &room->tally;
}

const Tally *
wm_tally_from_datum(Datum datum)
{
	return wm_tally_from_datum_into(datum, palloc(sizeof(TallyRoom)));
}

const Tally *
wm_tally_with_values(const Tally *tally)
{
	if (wm_tally_is_of_facts(tally))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the tally is of yes/no facts and has no values"),
				 errhint("Read it with workmode_fact_rates().")));
	return tally;
}

const Tally *
wm_tally_with_users(const Tally *tally)
{
	if (!wm_tally_is_clustered(tally) && !wm_tally_is_empty(tally))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the tally does not know its users"),
				 errhint("Make it of the users' own tallies, with workmode_cluster().")));
	return tally;
}

Datum
wm_tally_to_datum(const Tally *tally)
{
	char		bytes[TALLY_PACKED_SIZE];

	Assert(wm_tally_is_sound(tally));
	return wm_packed_to_datum(bytes, wm_tally_pack(tally, bytes));
}

static const char *
fault_in_row(const TallyProblem *problem)
{
	return psprintf("In \"%s\": %s", wm_tally_row_name(problem->mode), problem->what);
}

void
wm_tally_raise(const TallyProblem *problem)
{
	wm_tally_raise_of("workmode_tally", "tallies", problem);
}

void
wm_tally_raise_of(const char *type, const char *plural, const TallyProblem *problem)
{
	switch (problem->fault)
	{
		case TALLY_BAD_VALUE:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value of a session is out of range: %s",
							float8out_internal(problem->value)),
					 errdetail("A value must lie between %.6f and %.0f.",
							   TALLY_MIN_VALUE, TALLY_MAX_VALUE),
					 errhint("The value of a session that is worth nothing is NULL.")));
			break;
		case TALLY_OVERFLOW:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("%s out of range", type),
					 errdetail("The sum \"%s\" of \"%s\" does not fit.",
							   problem->what, wm_tally_row_name(problem->mode))));
			break;
		case TALLY_MIXED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot combine a clustered %s with a plain one", type),
					 errhint("Make both of users' %s with workmode_cluster().", plural)));
			break;
		case TALLY_UNLIKE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot combine a %s of yes/no facts with one that is not of facts",
							type),
					 errhint("Tally each fact, and values, by itself.")));
			break;
		case TALLY_NESTED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a clustered %s cannot be one cluster", type),
					 errhint("Merge clustered %s with workmode_rollup().", plural)));
			break;
		case TALLY_NOT_PART:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot take out of a %s what is not part of it", type),
					 errdetail("Nothing sound would be left of \"%s\" (%s).",
							   wm_tally_row_name(problem->mode), problem->what)));
			break;
		case TALLY_MALFORMED:
			wm_fault_in_binary(type, fault_in_row(problem));
			break;
	}
	pg_unreachable();
}


/*
 * Text and binary.
 */

void
wm_tally_fault_in_text(FunctionCallInfo fcinfo, const char *type, const char *text,
					   const TallyTextError *error)
{
	(void) wm_fault_in_text(fcinfo, type, text, error->byte == 0 ?
							fault_in_row(&error->problem) :
							psprintf("At byte %zu: %s", error->byte,
									 error->problem.what));
}

bool
wm_tally_from_text(FunctionCallInfo fcinfo, const char *type, TallyRoom *room)
{
	char	   *text = PG_GETARG_CSTRING(0);
	TallyTextError error;

	if (wm_tally_parse(wm_slice_cstring(text), &room->tally, &error))
		return true;
	wm_tally_fault_in_text(fcinfo, type, text, &error);
	return false;
}

char *
wm_tally_to_text(const Tally *tally)
{
	char		text[TALLY_TEXT_SIZE];

	return pnstrdup(text, wm_tally_print(tally, text));
}

void
wm_tally_receive(const char *type, StringInfo buf, TallyRoom *room)
{
	Slice		bytes = wm_packed_receive(buf);
	TallyProblem problem;

	wm_packed_check_received(type, wm_tally_unpack(bytes, &room->tally), bytes);
	if (!wm_tally_check(&room->tally, &problem))
		wm_tally_raise(&problem);
	wm_packed_check_canonical(type, wm_tally_is_canonical(&room->tally, bytes));
}

PG_FUNCTION_INFO_V1(workmode_tally_in);
Datum
workmode_tally_in(PG_FUNCTION_ARGS)
{
	TallyRoom	room;

	if (!wm_tally_from_text(fcinfo, "workmode_tally", &room))
		return (Datum) 0;
	PG_RETURN_TALLY(&room.tally);
}

PG_FUNCTION_INFO_V1(workmode_tally_out);
Datum
workmode_tally_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(wm_tally_to_text(PG_GETARG_TALLY(0)));
}

PG_FUNCTION_INFO_V1(workmode_tally_recv);
Datum
workmode_tally_recv(PG_FUNCTION_ARGS)
{
	TallyRoom	room;

	wm_tally_receive("workmode_tally", (StringInfo) PG_GETARG_POINTER(0), &room);
	PG_RETURN_TALLY(&room.tally);
}


/*
 * The operators + and -.
 */

PG_FUNCTION_INFO_V1(workmode_tally_add);
Datum
workmode_tally_add(PG_FUNCTION_ARGS)
{
	TallyRoom	room;
	Tally	   *sum = &room.tally;
	const Tally *part = PG_GETARG_TALLY(1);
	TallyProblem problem;

	(void) wm_tally_from_datum_into(PG_GETARG_DATUM(0), &room);
	if (wm_tally_is_empty(sum))
		PG_RETURN_TALLY(part);
	if (!wm_tally_merge(sum, part, &problem))
		wm_tally_raise(&problem);
	PG_RETURN_TALLY(sum);
}

/* There is one empty tally, and it is plain. */
PG_FUNCTION_INFO_V1(workmode_tally_subtract);
Datum
workmode_tally_subtract(PG_FUNCTION_ARGS)
{
	TallyRoom	room;
	Tally	   *rest = &room.tally;
	TallyProblem problem;

	(void) wm_tally_from_datum_into(PG_GETARG_DATUM(0), &room);
	if (!wm_tally_unmerge(rest, PG_GETARG_TALLY(1), &problem))
		wm_tally_raise(&problem);
	if (wm_tally_is_empty(rest))
		wm_tally_init(rest, false);
	PG_RETURN_TALLY(rest);
}


/*
 * Reading.
 */

PG_FUNCTION_INFO_V1(workmode_count);
Datum
workmode_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(wm_tally_sessions(PG_GETARG_TALLY(0), TALLY_ALL));
}

PG_FUNCTION_INFO_V1(workmode_count_mode);
Datum
workmode_count_mode(PG_FUNCTION_ARGS)
{
	int			mode = wm_mode_from_datum(PG_GETARG_DATUM(1));

	PG_RETURN_INT64(wm_tally_sessions(PG_GETARG_TALLY(0), mode));
}

PG_FUNCTION_INFO_V1(workmode_probable);
Datum
workmode_probable(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(wm_tally_probable(PG_GETARG_TALLY(0), TALLY_ALL));
}

PG_FUNCTION_INFO_V1(workmode_unclassified);
Datum
workmode_unclassified(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TALLY(0)->unclassified);
}

/* NULL where there are no sessions to have a share in. */
PG_FUNCTION_INFO_V1(workmode_share);
Datum
workmode_share(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	int			mode = wm_mode_from_datum(PG_GETARG_DATUM(1));
	int64		total = wm_tally_sessions(tally, TALLY_ALL);

	if (total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) wm_tally_sessions(tally, mode) / (double) total);
}

/* NULL if the tally does not know its users; an empty tally has none. */
PG_FUNCTION_INFO_V1(workmode_users);
Datum
workmode_users(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	int			mode = PG_NARGS() < 2 ? TALLY_ALL :
		wm_mode_from_datum(PG_GETARG_DATUM(1));

	if (wm_tally_is_clustered(tally))
		PG_RETURN_INT64(wm_tally_users(tally, mode));
	if (wm_tally_is_empty(tally))
		PG_RETURN_INT64(0);
	PG_RETURN_NULL();
}
