/*
 * host.c
 *	  The lower floor's host in unit tests and fuzz targets: malloc, and a
 *	  count of what is asked of it.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "base/host.h"
#include "unit_host.h"

UnitHost	unit_host;

static void
count(void *old, void *chunk)
{
	unit_host.memory += (chunk == NULL ? 0 : malloc_usable_size(chunk));
	unit_host.memory -= (old == NULL ? 0 : malloc_usable_size(old));
	if (unit_host.memory > unit_host.peak)
		unit_host.peak = unit_host.memory;
}

void *
wm_alloc(size_t size)
{
	void	   *chunk = malloc(size);

	if (chunk == NULL)
		abort();
	count(NULL, chunk);
	return chunk;
}

void *
wm_realloc(void *chunk, size_t size)
{
	void	   *larger = wm_alloc(size);

	if (chunk != NULL)
	{
		size_t		had = malloc_usable_size(chunk);

		memcpy(larger, chunk, had < size ? had : size);
	}
	wm_free(chunk);
	return larger;
}

void
wm_free(void *chunk)
{
	count(chunk, NULL);
	free(chunk);
}

/* Not counted, as nobody gives it back. */
void *
wm_alloc_for_good(size_t size)
{
	void	   *chunk = malloc(size);

	if (chunk == NULL)
		abort();
	return chunk;
}

void
wm_check_interrupts(void)
{
	unit_host.interrupts++;
	if (unit_host.on_interrupt != NULL)
		unit_host.on_interrupt();
}
