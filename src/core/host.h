/*
 * host.h
 *	  What the lower floor asks of the program that it lives in.
 *
 * The lower floor (src/core) is plain C.  Inside the server these four
 * functions are memory contexts and CHECK_FOR_INTERRUPTS (src/pg/host.c); in
 * the fuzzers and unit tests they are malloc and nothing (test/fuzz/host.c).
 */
#ifndef WORKMODE_HOST_H
#define WORKMODE_HOST_H

#include <stddef.h>

/* Allocation never returns NULL: the host raises its own error instead. */
extern void *wm_alloc(size_t size);
extern void *wm_realloc(void *chunk, size_t size);
extern void wm_free(void *chunk);

/* Called at least once for each line or 64 kB of work; need not return. */
extern void wm_check_interrupts(void);

#endif							/* WORKMODE_HOST_H */
