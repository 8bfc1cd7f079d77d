/*
 * fault.h (pg)
 *	  Errors of values that came from outside: one wording for all types.
 *
 * A fault is what is wrong, as a sentence without its end.
 */
#ifndef WORKMODE_PG_FAULT_H
#define WORKMODE_PG_FAULT_H

#include "compat.h"

/*
 * The text of an input function: a soft error where the caller can take one,
 * and then the function's result is this.  Of a long text only the start is
 * named.
 */
extern Datum wm_fault_in_text(FunctionCallInfo fcinfo, const char *type,
							  const char *text, const char *fault);

/* What a receive function read. */
pg_noreturn extern void wm_fault_in_binary(const char *type, const char *fault);

/* A value's bytes, as they are stored. */
pg_noreturn extern void wm_fault_in_store(const char *type, const void *value);

/* Checks what a receive function reads first, and what allocates its room. */
extern void wm_fault_check_wire(const char *type, int version, int known);
extern void wm_fault_check_features(const char *type, uint32 count);

#endif							/* WORKMODE_PG_FAULT_H */
