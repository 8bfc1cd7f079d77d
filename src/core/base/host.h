/*
 * host.h
 *	  What src/core asks of the program that it is part of.
 *
 * src/core is plain C.  Inside the server these functions are memory contexts and
 * CHECK_FOR_INTERRUPTS (src/pg/host.c); in the fuzzers and unit tests they are
 * malloc and nothing (test/unit/host.c).
 */
#ifndef WORKMODE_HOST_H
#define WORKMODE_HOST_H

#include <stddef.h>
#include <stdint.h>

/* Allocation never returns NULL: the host raises its own error instead. */
extern void *wm_alloc(size_t size);
extern void *wm_realloc(void *chunk, size_t size);
extern void wm_free(void *chunk);

/* Memory that is kept as long as the process lives: for what is made but once. */
extern void *wm_alloc_for_good(size_t size);

/*
 * The host's chance to cancel: called at least once for each line, for each 64
 * kB of work and for each megabyte that is searched.  It need not return.
 */
extern void wm_check_interrupts(void);

/*
 * Checks for a cancel in a walk through memory that is taken in steps of any
 * length: whenever a step crosses a border between blocks of 64 kB.
 */
static inline void
wm_check_step(const char *from, const char *to)
{
	if ((((uintptr_t) from ^ (uintptr_t) to) >> 16) != 0)
		wm_check_interrupts();
}

/* Checks for a cancel in a loop over small things: once in 1024. */
static inline void
wm_check_count(size_t count)
{
	if (count % 1024 == 0)
		wm_check_interrupts();
}

#endif							/* WORKMODE_HOST_H */
