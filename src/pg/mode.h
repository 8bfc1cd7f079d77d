/*
 * mode.h (pg)
 *	  From the enum workmode to the codes of base/mode.h, and back.
 *
 * The two are tied by label.  An enum value is an OID that differs from one
 * database to the next, so none is ever stored.
 */
#ifndef WORKMODE_PG_MODE_H
#define WORKMODE_PG_MODE_H

#include "compat.h"

#include "base/mode.h"

/*
 * The codes of the enum values seen last, kept until an enum changes.  There is
 * a power of two of slots, wide enough that nine neighbouring OIDs rarely
 * collide.
 */
#define MODE_CACHE_SLOTS	32

typedef struct CachedMode
{
	Oid			value;			/* InvalidOid: empty */
	int			mode;
} CachedMode;

extern CachedMode wm_mode_cache[MODE_CACHE_SLOTS];

static inline CachedMode *
wm_mode_cache_slot(Oid value)
{
	return &wm_mode_cache[(value >> 1) % MODE_CACHE_SLOTS]; /* OIDs are even */
}

/* Looks the code of an enum value up in the catalog, and keeps it. */
extern int	wm_mode_look_up(Oid value);

/*
 * The code of an enum value that is an argument.  A label that is no work mode is
 * an error.  The function is inline because sorts and joins call it for each row.
 */
static inline int
wm_mode_from_datum(Datum datum)
{
	Oid			value = DatumGetObjectId(datum);
	CachedMode *cached = wm_mode_cache_slot(value);

	if (likely(cached->value == value && OidIsValid(value)))
		return cached->mode;
	return wm_mode_look_up(value);
}

/*
 * To make an enum value of a code takes the enum's type, which is known from what
 * the function is declared to return.
 */
extern Oid	wm_mode_type_of_result(FunctionCallInfo fcinfo);
extern Datum wm_mode_to_datum(Oid type, int mode);

#endif							/* WORKMODE_PG_MODE_H */
