/*
 * mode.h (pg)
 *	  Between the enum workmode and the codes of core/mode.h.
 *
 * The two are tied by label.  An enum value is an OID that differs from one
 * database to the next, so none is ever stored.
 */
#ifndef WORKMODE_PG_MODE_H
#define WORKMODE_PG_MODE_H

#include "compat.h"

#include "base/mode.h"

/*
 * The code of an enum value that came as an argument.  Fast in the sfunc of an
 * aggregate: the last answers are kept in flinfo->fn_extra, which the calling
 * function must not use itself; where it does not last (Citus calls with a
 * fresh one each time) only speed is lost.  flinfo may be NULL.
 */
extern int	wm_mode_from_datum(FmgrInfo *flinfo, Datum value);

/*
 * The other way needs the enum's type.  It is known by what the function is
 * declared to return.
 */
extern Oid	wm_mode_type_of_result(FunctionCallInfo fcinfo);
extern Datum wm_mode_to_datum(Oid type, int mode);

#endif							/* WORKMODE_PG_MODE_H */
