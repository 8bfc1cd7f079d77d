/*
 * tally.h (pg)
 *	  workmode_tally as an argument and as a result.
 */
#ifndef WORKMODE_PG_TALLY_H
#define WORKMODE_PG_TALLY_H

#include "compat.h"

#include "lib/stringinfo.h"

#include "tally/tally_add.h"

/*
 * A tally that is an argument, unpacked into the current memory context, or into
 * room that the caller has.  If its bytes cannot be unpacked, data_corrupted is
 * raised.
 */
#define PG_GETARG_TALLY(n)		wm_tally_from_datum(PG_GETARG_DATUM(n))
#define PG_RETURN_TALLY(tally)	return wm_tally_to_datum(tally)

extern const Tally *wm_tally_from_datum(Datum datum);
extern const Tally *wm_tally_from_datum_into(Datum datum, TallyRoom *room);

/* The same tally, or an error if it is one of facts, or if it is not clustered. */
extern const Tally *wm_tally_with_values(const Tally *tally);
extern const Tally *wm_tally_with_users(const Tally *tally);

/* Makes a value of the type workmode_tally. */
extern Datum wm_tally_to_datum(const Tally *tally);

/*
 * Text and binary input, and text output, of a flat tally, which the types of
 * tallies and of their aggregates' states share.  A text that is no tally is a soft
 * error if the caller takes one; the result is then false.
 */
extern bool wm_tally_from_text(FunctionCallInfo fcinfo, const char *type,
							   TallyRoom *room);
extern char *wm_tally_to_text(const Tally *tally);
extern void wm_tally_receive(const char *type, StringInfo buf, TallyRoom *room);

/*
 * Raise the error that a problem of core/tally/tally_check.h stands for: with a tally,
 * and with a value of another type, of which there can be several.
 */
pg_noreturn extern void wm_tally_raise(const TallyProblem *problem);
pg_noreturn extern void wm_tally_raise_of(const char *type, const char *plural,
										  const TallyProblem *problem);

/* Raises what is wrong with a text, softly if the caller takes that. */
extern void wm_tally_fault_in_text(FunctionCallInfo fcinfo, const char *type,
								   const char *text, const TallyTextError *error);

#endif							/* WORKMODE_PG_TALLY_H */
