/*
 * state.c
 *	  Comparing and hashing stored states by their bytes.
 *
 * Tallies, histograms, panels, confusions, vectors and models are canonical: what is
 * equal has the same bytes.  So one set of functions serves the operators of all of them.
 * The order means nothing; it is total, which is all that sorting needs.
 */
#include "compat.h"

#include "common/hashfn.h"

static int
compare(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_GETARG_VARLENA_PP(0);
	struct varlena *b = PG_GETARG_VARLENA_PP(1);
	size_t		a_size = VARSIZE_ANY_EXHDR(a);
	size_t		b_size = VARSIZE_ANY_EXHDR(b);
	int			result = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(a_size, b_size));

	if (result == 0)
		result = a_size < b_size ? -1 : (a_size > b_size ? 1 : 0);
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return result;
}

PG_FUNCTION_INFO_V1(workmode_state_eq);
Datum
workmode_state_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) == 0);
}

PG_FUNCTION_INFO_V1(workmode_state_ne);
Datum
workmode_state_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) != 0);
}

PG_FUNCTION_INFO_V1(workmode_state_lt);
Datum
workmode_state_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) < 0);
}

PG_FUNCTION_INFO_V1(workmode_state_le);
Datum
workmode_state_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) <= 0);
}

PG_FUNCTION_INFO_V1(workmode_state_ge);
Datum
workmode_state_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) >= 0);
}

PG_FUNCTION_INFO_V1(workmode_state_gt);
Datum
workmode_state_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) > 0);
}

PG_FUNCTION_INFO_V1(workmode_state_cmp);
Datum
workmode_state_cmp(PG_FUNCTION_ARGS)
{
	int			result = compare(fcinfo);

	PG_RETURN_INT32(result < 0 ? -1 : (result > 0 ? 1 : 0));
}

PG_FUNCTION_INFO_V1(workmode_state_hash);
Datum
workmode_state_hash(PG_FUNCTION_ARGS)
{
	struct varlena *state = PG_GETARG_VARLENA_PP(0);
	Datum		result = hash_any((unsigned char *) VARDATA_ANY(state),
								  VARSIZE_ANY_EXHDR(state));

	PG_FREE_IF_COPY(state, 0);
	return result;
}

PG_FUNCTION_INFO_V1(workmode_state_hash_extended);
Datum
workmode_state_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *state = PG_GETARG_VARLENA_PP(0);
	Datum		result = hash_any_extended((unsigned char *) VARDATA_ANY(state),
										   VARSIZE_ANY_EXHDR(state), PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(state, 0);
	return result;
}
