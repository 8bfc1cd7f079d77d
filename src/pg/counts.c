/*
 * counts.c
 *	  States of aggregates that are arrays of counts.
 */
#include "compat.h"

#include "catalog/pg_type.h"

#include "counts.h"

bool
wm_counts_fit(ArrayType *state, int count)
{
	return ARR_NDIM(state) == 1 && ARR_DIMS(state)[0] == count &&
		!ARR_HASNULL(state) && ARR_ELEMTYPE(state) == INT8OID;
}

ArrayType *
wm_counts_for_update(FunctionCallInfo fcinfo)
{
	if (AggCheckCallContext(fcinfo, NULL))
		return PG_GETARG_ARRAYTYPE_P(0);
	return PG_GETARG_ARRAYTYPE_P_COPY(0);
}
