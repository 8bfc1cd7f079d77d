/*
 * mixing.c (pg)
 *	  How probabilities go with true modes: by labelled sessions of the caller's, or
 *	  as the default model has it.
 */
#include "compat.h"

#include "utils/array.h"
#include "utils/lsyscache.h"

#include "base/host.h"
#include "mixing.h"
#include "model.h"
#include "tally.h"

/* As each group is left out in turn, a bound for the time that takes. */
#define MAX_GROUPS	10000

static void
check_groups(int count)
{
	if (count > MAX_GROUPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many groups of labelled sessions: %d", count),
				 errdetail("There may be %d.", MAX_GROUPS),
				 errhint("Put people together, with workmode_rollup().")));
}

Mixing
wm_mixing_from_array(ArrayType *array)
{
	Mixing		mixing = {0};
	TallyExpected *groups;
	Datum	   *tallies;
	bool	   *nulls;
	int16		length;
	bool		by_value;
	char		align;
	int			count;

	get_typlenbyvalalign(ARR_ELEMTYPE(array), &length, &by_value, &align);
	deconstruct_array(array, ARR_ELEMTYPE(array), length, by_value, align,
					  &tallies, &nulls, &count);
	check_groups(count);
	groups = palloc(Max(count, 1) * sizeof(TallyExpected));
	for (int i = 0; i < count; i++)
	{
		TallyRoom	room;
		const Tally *tally;

		if (nulls[i])
			continue;
		wm_check_interrupts();
		tally = wm_tally_from_datum_into(tallies[i], &room);
		if (wm_tally_is_expecting(tally))
			groups[mixing.count++] = wm_tally_expectation(tally)->of_sessions;
	}
	mixing.groups = groups;
	return mixing;
}

const Mixing *
wm_mixing_default(void)
{
	return wm_shipped_mixing(wm_model_default()->head.version);
}

const Mixing *
wm_mixing_arg(FunctionCallInfo fcinfo, int argno)
{
	Mixing	   *mixing;

	if (PG_NARGS() <= argno)
		return wm_mixing_default();
	mixing = palloc(sizeof(Mixing));
	*mixing = wm_mixing_from_array(PG_GETARG_ARRAYTYPE_P(argno));
	return mixing->count > 0 ? mixing : wm_mixing_default();
}
