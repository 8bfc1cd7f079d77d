/*
 * host.c
 *	  The server as host of src/core (see base/host.h).
 */
#include "compat.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/host.h"

void *
wm_alloc(size_t size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, size);
}

void *
wm_realloc(void *chunk, size_t size)
{
	return chunk == NULL ? wm_alloc(size) : repalloc_huge(chunk, size);
}

void
wm_free(void *chunk)
{
	if (chunk != NULL)
		pfree(chunk);
}

void *
wm_alloc_for_good(size_t size)
{
	return MemoryContextAlloc(TopMemoryContext, size);
}

void
wm_check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}
