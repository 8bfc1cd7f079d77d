/*
 * fault.h (pg)
 *	  Errors of values that came from outside: one wording for all types.
 *
 * A fault is a sentence, without its end, that says what is wrong.
 */
#ifndef WORKMODE_PG_FAULT_H
#define WORKMODE_PG_FAULT_H

#include "compat.h"

/*
 * Raises the error of a bad text in an input function.  If the caller takes soft
 * errors it is one, and the function must return what this returns.  Of a long
 * text the message has the beginning only.
 */
extern Datum wm_fault_in_text(FunctionCallInfo fcinfo, const char *type,
							  const char *text, const char *fault);

/* Raises the error of bad bytes in a receive function. */
pg_noreturn extern void wm_fault_in_binary(const char *type, const char *fault);

/* Raises the error of a stored value that is damaged. */
pg_noreturn extern void wm_fault_in_store(const char *type, const void *value);

/* Check the version that a receive function reads, and the count it allocates by. */
extern void wm_fault_check_wire(const char *type, int version, int known);
extern void wm_fault_check_features(const char *type, uint32 count);

#endif							/* WORKMODE_PG_FAULT_H */
