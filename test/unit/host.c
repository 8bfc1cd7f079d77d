/*
 * host.c
 *	  The lower floor's host in unit tests: malloc, UTF-8, and no interrupts.
 */
#include <stdlib.h>

#include "host.h"

void *
wm_alloc(size_t size)
{
	return wm_realloc(NULL, size);
}

void *
wm_realloc(void *chunk, size_t size)
{
	void	   *result = realloc(chunk, size);

	if (result == NULL)
		abort();
	return result;
}

void
wm_free(void *chunk)
{
	free(chunk);
}

void
wm_check_interrupts(void)
{
}

Slice
wm_to_utf8(Slice text, TextBuffer *buffer)
{
	(void) buffer;
	return text;
}
