/*
 * sort.h
 *	  A sort that can be cancelled.
 *
 * The C library's qsort cannot be cancelled: it may hold memory of its own while
 * it compares, and would lose that if a comparison did not return.
 */
#ifndef WORKMODE_SORT_H
#define WORKMODE_SORT_H

#include <stddef.h>

/* As qsort, but equal items keep their order.  Takes room for a second array. */
extern void wm_sort(void *items, size_t count, size_t size,
					int (*compare) (const void *, const void *));

#endif							/* WORKMODE_SORT_H */
