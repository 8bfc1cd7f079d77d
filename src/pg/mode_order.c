/*
 * mode_order.c
 *	  Comparing and hashing modes by their codes.
 *
 * PostgreSQL's own functions for enums hash the OID of a label, which differs
 * from one database to the next.  The codes of base/mode.h are the same in all,
 * so that nodes agree which of them keeps the rows of a mode.  Partitions and
 * shards are laid out by these hashes: they must never change.
 */
#include "compat.h"

#include "common/hashfn.h"
#include "utils/sortsupport.h"

#include "mode.h"

/*
 * Within a database a mode has one OID, so that a look at the OIDs is enough to
 * tell equal from different.
 */
static inline bool
is_equal(Datum a, Datum b)
{
	return DatumGetObjectId(a) == DatumGetObjectId(b);
}

static inline int
compare(Datum a, Datum b)
{
	return is_equal(a, b) ? 0 : wm_mode_from_datum(a) - wm_mode_from_datum(b);
}

PG_FUNCTION_INFO_V1(workmode_eq);
Datum
workmode_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(is_equal(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

PG_FUNCTION_INFO_V1(workmode_ne);
Datum
workmode_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!is_equal(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

PG_FUNCTION_INFO_V1(workmode_lt);
Datum
workmode_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)) < 0);
}

PG_FUNCTION_INFO_V1(workmode_le);
Datum
workmode_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)) <= 0);
}

PG_FUNCTION_INFO_V1(workmode_ge);
Datum
workmode_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)) >= 0);
}

PG_FUNCTION_INFO_V1(workmode_gt);
Datum
workmode_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)) > 0);
}

PG_FUNCTION_INFO_V1(workmode_cmp);
Datum
workmode_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

static int
compare_in_sort(Datum a, Datum b, SortSupport sort)
{
	(void) sort;
	return compare(a, b);
}

PG_FUNCTION_INFO_V1(workmode_sortsupport);
Datum
workmode_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport sort = (SortSupport) PG_GETARG_POINTER(0);

	sort->comparator = compare_in_sort;
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(workmode_hash);
Datum
workmode_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32(wm_mode_from_datum(PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(workmode_hash_extended);
Datum
workmode_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended(wm_mode_from_datum(PG_GETARG_DATUM(0)),
								PG_GETARG_INT64(1));
}

/* Transition and combine functions of min(workmode) and max(workmode). */
PG_FUNCTION_INFO_V1(workmode_smaller);
Datum
workmode_smaller(PG_FUNCTION_ARGS)
{
	Datum		a = PG_GETARG_DATUM(0);
	Datum		b = PG_GETARG_DATUM(1);

	return compare(a, b) <= 0 ? a : b;
}

PG_FUNCTION_INFO_V1(workmode_larger);
Datum
workmode_larger(PG_FUNCTION_ARGS)
{
	Datum		a = PG_GETARG_DATUM(0);
	Datum		b = PG_GETARG_DATUM(1);

	return compare(a, b) >= 0 ? a : b;
}
