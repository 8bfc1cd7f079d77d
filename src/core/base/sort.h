/*
 * sort.h
 *	  A sort that can be cancelled.
 *
 * The C library's qsort can't: it may hold memory of its own while it compares,
 * which would be lost if a comparison did not return.
 */
#ifndef WORKMODE_SORT_H
#define WORKMODE_SORT_H

#include <stddef.h>

/* As qsort; equal items keep their order.  Needs room for as many items again. */
extern void wm_sort(void *items, size_t count, size_t size,
					int (*compare) (const void *, const void *));

#endif							/* WORKMODE_SORT_H */
