/*
 * hashset.c
 *	  A set of 64-bit hashes that stops growing at a limit.
 */
#include <stddef.h>
#include <string.h>

#include "base/hashset.h"
#include "base/host.h"

#define FIRST_SIZE	64

/*
 * A search ends after so many slots: a transcript that makes hashes collide gets a
 * set that forgets, not one that is slow.
 */
#define PROBE_LIMIT	64

/* The slot that holds the hash, or the empty one where it would go, or NULL. */
static uint64_t *
find_slot(uint64_t *slots, uint32_t size, uint64_t hash)
{
	uint32_t	at = (uint32_t) hash & (size - 1);

	for (int probe = 0; probe < PROBE_LIMIT; probe++)
	{
		if (slots[at] == 0 || slots[at] == hash)
			return &slots[at];
		at = (at + 1) & (size - 1);
	}
	return NULL;
}

static void
grow(HashSet *set)
{
	uint32_t	size = set->size == 0 ? FIRST_SIZE : set->size * 2;
	uint64_t   *slots = wm_alloc(size * sizeof(uint64_t));

	memset(slots, 0, size * sizeof(uint64_t));
	for (uint32_t i = 0; i < set->size; i++)
	{
		uint64_t   *slot;

		if (set->slots[i] != 0 &&
			(slot = find_slot(slots, size, set->slots[i])) != NULL)
			*slot = set->slots[i];
	}
	wm_free(set->slots);
	set->slots = slots;
	set->size = size;
}

bool
wm_hashset_add(HashSet *set, uint64_t hash)
{
	uint64_t   *slot;

	/* At most half full, so that probes stay short. */
	if (set->count * 2 >= set->size && set->count < HASHSET_LIMIT)
		grow(set);
	slot = find_slot(set->slots, set->size, hash);
	if (slot != NULL && *slot == hash)
		return false;
	if (slot != NULL && set->count < HASHSET_LIMIT)
	{
		*slot = hash;
		set->count++;
	}
	return true;
}

void
wm_hashset_free(HashSet *set)
{
	wm_free(set->slots);
	memset(set, 0, sizeof(*set));
}
