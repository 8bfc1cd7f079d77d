/*
 * tally.h (pg)
 *	  workmode_tally as an argument and as a result.
 */
#ifndef WORKMODE_PG_TALLY_H
#define WORKMODE_PG_TALLY_H

#include "compat.h"

#include "tally/tally_add.h"

/*
 * A tally argument: whole, aligned, and of a layout that this code can read;
 * anything else is data_corrupted.  May be the stored value itself: read only.
 */
#define PG_GETARG_TALLY(n)		wm_tally_from_datum(PG_GETARG_DATUM(n))
#define PG_RETURN_TALLY(tally)	PG_RETURN_POINTER(wm_tally_sound(tally))

extern Tally *wm_tally_from_datum(Datum datum);

/* An empty tally, or a copy of one, in the current memory context. */
extern Tally *wm_tally_make(bool clustered);

extern Tally *wm_tally_copy(const Tally *tally);

/* The tally itself; with assertions, it must be sound. */
static inline Tally *
wm_tally_sound(Tally *tally)
{
	Assert(wm_tally_is_sound(tally));
	return tally;
}

/* Raises the error that a problem of core/tally.h stands for. */
pg_noreturn extern void wm_tally_raise(const TallyProblem *problem);

#endif							/* WORKMODE_PG_TALLY_H */
