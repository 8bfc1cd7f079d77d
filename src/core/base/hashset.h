/*
 * hashset.h
 *	  A set of 64-bit hashes that stops growing at a limit.
 *
 * Transcripts are hostile, so what is remembered of them has a bound.  A full set
 * takes nothing more in.
 */
#ifndef WORKMODE_HASHSET_H
#define WORKMODE_HASHSET_H

#include <stdbool.h>
#include <stdint.h>

#define HASHSET_LIMIT	(UINT32_C(1) << 19)

typedef struct HashSet
{
	uint64_t   *slots;			/* 0: empty */
	uint32_t	size;			/* a power of two, or 0 */
	uint32_t	count;
} HashSet;

/* Adds a hash.  True if it was not in the set before, or if the set is full. */
extern bool wm_hashset_add(HashSet *set, uint64_t hash);
extern void wm_hashset_free(HashSet *set);

#endif							/* WORKMODE_HASHSET_H */
