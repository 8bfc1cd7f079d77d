/*
 * tally.c (pg)
 *	  The type workmode_tally: accessors for C code.
 */
#include "compat.h"

#include "tally.h"

const Tally *
wm_tally_from_datum(Datum datum)
{
	const Tally *tally = (const Tally *) PG_DETOAST_DATUM(datum);
	Size		size = VARSIZE(tally);

	if (size < wm_tally_size(false) || tally->version != TALLY_VERSION ||
		(tally->flags & ~TALLY_CLUSTERED) != 0 || tally->reserved != 0 ||
		size != wm_tally_size(wm_tally_is_clustered(tally)))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("invalid workmode_tally value of %zu bytes", size)));
	return tally;
}

Tally *
wm_tally_make(bool clustered)
{
	Tally	   *tally = palloc(wm_tally_size(clustered));

	wm_tally_init(tally, clustered);
	SET_VARSIZE(tally, wm_tally_size(clustered));
	return tally;
}

static const char *
ModeName(int mode)
{
	return mode == TALLY_ALL ? "all" :
		mode == MODE_NONE ? "none" : wm_modes[mode].name;
}

void
wm_tally_raise(const TallyProblem *problem)
{
	switch (problem->fault)
	{
		case TALLY_BAD_VALUE:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value of a session is out of range"),
					 errdetail("A value must lie between %g and %g.",
							   TALLY_MIN_VALUE, TALLY_MAX_VALUE),
					 errhint("A session that is worth nothing has the value NULL.")));
			break;
		case TALLY_OVERFLOW:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("workmode_tally overflows"),
					 errdetail("The sum \"%s\" of mode %s does not fit.",
							   problem->what, ModeName(problem->mode))));
			break;
		case TALLY_MIXED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot put a clustered tally and a plain one together"),
					 errhint("Make both of users' tallies, with workmode_cluster().")));
			break;
		case TALLY_NESTED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a clustered tally cannot be one user"),
					 errhint("Merge clustered tallies with workmode_rollup().")));
			break;
		case TALLY_NOT_PART:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot take out of a tally what is not part of it"),
					 errdetail("Mode %s: %s.",
							   ModeName(problem->mode), problem->what)));
			break;
		case TALLY_MALFORMED:
			ereport(ERROR,
					(errcode(ERRCODE_DATA_CORRUPTED),
					 errmsg("invalid workmode_tally"),
					 errdetail("Mode %s: %s.",
							   ModeName(problem->mode), problem->what)));
			break;
	}
	pg_unreachable();
}
