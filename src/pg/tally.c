/*
 * tally.c (pg)
 *	  The type workmode_tally: text and binary, operators, reading.
 */
#include "compat.h"

#include "libpq/pqformat.h"
#include "utils/float.h"

#include "fault.h"
#include "mode.h"
#include "tally.h"
#include "tally/tally_text.h"

/* Stored for ever, and compared byte by byte: there must be no padding. */
StaticAssertDecl(sizeof(TallySums) == 11 * sizeof(uint64) &&
				 sizeof(TallyMoments) == 18 * sizeof(uint64) &&
				 sizeof(Tally) == 16 + MODE_COUNT * sizeof(TallySums),
				 "the layout of a tally is fixed");

/*
 * For C code.
 */

Tally *
wm_tally_from_datum(Datum datum)
{
	Tally	   *tally = (Tally *) PG_DETOAST_DATUM(datum);
	Size		size = VARSIZE(tally);

	if (size < wm_tally_size(false) || tally->version != TALLY_VERSION ||
		(tally->flags & ~TALLY_CLUSTERED) != 0 || tally->reserved != 0 ||
		size != wm_tally_size(wm_tally_is_clustered(tally)))
		wm_fault_in_store("workmode_tally", tally);
	return wm_tally_sound(tally);
}

Tally *
wm_tally_make(bool clustered)
{
	Tally	   *tally = palloc(wm_tally_size(clustered));

	wm_tally_init(tally, clustered);
	SET_VARSIZE(tally, wm_tally_size(clustered));
	return tally;
}

Tally *
wm_tally_copy(const Tally *tally)
{
	Tally	   *copy = palloc(VARSIZE(tally));

	memcpy(copy, tally, VARSIZE(tally));
	return copy;
}

static const char *
row_name(int row)
{
	if (row == MODE_NONE)
		return "unclassified";
	return row == TALLY_ALL ? "all" : wm_modes[row].name;
}

static const char *
fault_in_row(const TallyProblem *problem)
{
	return psprintf("In \"%s\": %s", row_name(problem->mode), problem->what);
}

void
wm_tally_raise(const TallyProblem *problem)
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
					 errmsg("workmode_tally out of range"),
					 errdetail("The sum \"%s\" of \"%s\" does not fit.",
							   problem->what, row_name(problem->mode))));
			break;
		case TALLY_MIXED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot combine a clustered workmode_tally with a plain one"),
					 errhint("Make both of users' tallies with workmode_cluster().")));
			break;
		case TALLY_NESTED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a clustered workmode_tally cannot be one cluster"),
					 errhint("Merge clustered tallies with workmode_rollup().")));
			break;
		case TALLY_NOT_PART:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot take out of a workmode_tally what is not part of it"),
					 errdetail("Nothing sound would be left of \"%s\" (%s).",
							   row_name(problem->mode), problem->what)));
			break;
		case TALLY_MALFORMED:
			wm_fault_in_binary("workmode_tally", fault_in_row(problem));
			break;
	}
	pg_unreachable();
}


/*
 * Text and binary.
 */

PG_FUNCTION_INFO_V1(workmode_tally_in);
Datum
workmode_tally_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Tally	   *tally = wm_tally_make(true);
	TallyTextError error;

	if (!wm_tally_parse(wm_slice_cstring(text), tally, &error))
		return wm_fault_in_text(fcinfo, "workmode_tally", text, error.byte == 0 ?
								fault_in_row(&error.problem) :
								psprintf("At byte %zu: %s", error.byte,
										 error.problem.what));
	SET_VARSIZE(tally, wm_tally_size(wm_tally_is_clustered(tally)));
	PG_RETURN_TALLY(tally);
}

PG_FUNCTION_INFO_V1(workmode_tally_out);
Datum
workmode_tally_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(TALLY_TEXT_SIZE);

	(void) wm_tally_print(PG_GETARG_TALLY(0), text);
	PG_RETURN_CSTRING(text);
}

/* The words of a record's fields, the most significant of each first. */
static void
send_fields(StringInfo buf, const void *record, const TallyField *fields,
		   int nfields)
{
	for (int i = 0; i < nfields; i++)
	{
		const uint64_t *words = wm_tally_words((void *) record, &fields[i]);

		for (int word = fields[i].words - 1; word >= 0; word--)
			pq_sendint64(buf, words[word]);
	}
}

static void
receive_fields(StringInfo buf, void *record, const TallyField *fields,
			  int nfields)
{
	for (int i = 0; i < nfields; i++)
	{
		uint64_t   *words = wm_tally_words(record, &fields[i]);

		for (int word = fields[i].words - 1; word >= 0; word--)
			words[word] = (uint64_t) pq_getmsgint64(buf);
	}
}

PG_FUNCTION_INFO_V1(workmode_tally_send);
Datum
workmode_tally_send(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint8(&buf, tally->version);
	pq_sendint8(&buf, tally->flags);
	pq_sendint64(&buf, tally->unclassified);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		send_fields(&buf, &tally->sums[mode], wm_tally_sum_fields,
				   TALLY_SUM_FIELDS);
	for (int row = 0; wm_tally_is_clustered(tally) && row < TALLY_ROWS; row++)
		send_fields(&buf, &tally->moments[row], wm_tally_moment_fields,
				   TALLY_MOMENT_FIELDS);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(workmode_tally_recv);
Datum
workmode_tally_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(buf);
	int			flags = pq_getmsgbyte(buf);
	Tally	   *tally;
	TallyProblem problem;

	wm_fault_check_wire("workmode_tally", version, TALLY_VERSION);
	if ((flags & ~TALLY_CLUSTERED) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown flags in workmode_tally: %d", flags)));

	tally = wm_tally_make(flags == TALLY_CLUSTERED);
	tally->unclassified = pq_getmsgint64(buf);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		receive_fields(buf, &tally->sums[mode], wm_tally_sum_fields,
					  TALLY_SUM_FIELDS);
	for (int row = 0; wm_tally_is_clustered(tally) && row < TALLY_ROWS; row++)
		receive_fields(buf, &tally->moments[row], wm_tally_moment_fields,
					  TALLY_MOMENT_FIELDS);
	if (buf->cursor != buf->len)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("workmode_tally has %d bytes too many",
						buf->len - buf->cursor)));
	if (!wm_tally_check(tally, &problem))
		wm_tally_raise(&problem);
	PG_RETURN_TALLY(tally);
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
	int			mode = wm_mode_from_datum(fcinfo->flinfo, PG_GETARG_DATUM(1));

	PG_RETURN_INT64(wm_tally_sessions(PG_GETARG_TALLY(0), mode));
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
	int			mode = wm_mode_from_datum(fcinfo->flinfo, PG_GETARG_DATUM(1));
	int64		total = wm_tally_sessions(tally, TALLY_ALL);

	if (total == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) wm_tally_sessions(tally, mode) / (double) total);
}

/* NULL where users were not told apart; nobody made an empty tally. */
PG_FUNCTION_INFO_V1(workmode_users);
Datum
workmode_users(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	int			mode = PG_NARGS() < 2 ? TALLY_ALL :
		wm_mode_from_datum(fcinfo->flinfo, PG_GETARG_DATUM(1));

	if (wm_tally_is_clustered(tally))
		PG_RETURN_INT64(wm_tally_users(tally, mode));
	if (wm_tally_is_empty(tally))
		PG_RETURN_INT64(0);
	PG_RETURN_NULL();
}
