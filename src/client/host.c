/*
 * host.c
 *	  The program as host of src/core (see base/host.h).
 */
#include <stdlib.h>

#include "base/host.h"
#include "message.h"

static void *
checked(void *chunk, size_t size)
{
	if (chunk == NULL && size > 0)
	{
		client_message("memory ran out: %zu bytes cannot be had\n"
					   "  Fewer readers need less: --jobs 1", size);
		_Exit(2);
	}
	return chunk;
}

void *
wm_alloc(size_t size)
{
	return checked(malloc(size), size);
}

void *
wm_realloc(void *chunk, size_t size)
{
	return checked(realloc(chunk, size), size);
}

void
wm_free(void *chunk)
{
	free(chunk);
}

void *
wm_alloc_for_good(size_t size)
{
	return wm_alloc(size);
}

/* A signal ends the program, or the process that reads, wherever it is. */
void
wm_check_interrupts(void)
{
}
