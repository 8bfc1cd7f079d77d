/*
 * host.c
 *	  The lower floor's host in the fuzz targets.
 *
 * Every input must give back what it took.  Large blocks are kept for the next
 * input, poisoned as long as nobody has them: otherwise nine tenths of the time
 * would go into new pages for them.
 */
#include <malloc.h>
#include <sanitizer/asan_interface.h>

#include "base/host.h"

#include "fuzz.h"

/* From here on a block is kept, if there is a place for it. */
#define LARGE		((size_t) 32 * 1024)
#define PLACES		32

/* Bytes behind a large chunk that are poisoned at least. */
#define MARGIN		64

/* What new memory is filled with, at its beginning. */
#define RUBBISH		0xbe
#define RUBBISH_SIZE 4096

typedef struct Place
{
	char	   *block;			/* NULL: free to be filled */
	size_t		room;			/* bytes of the block */
	size_t		size;			/* bytes of it in use, 0: none */
} Place;

static Place places[PLACES];
static long chunks;				/* that somebody has */

void
must_own_nothing(void)
{
	must(chunks == 0, "all that was taken is given back");
}

static Place *
find_place(const void *chunk)
{
	for (int i = 0; i < PLACES; i++)
		if (places[i].block == chunk)
			return &places[i];
	return NULL;
}

/* The smallest kept block with room, or a new one; NULL if no place is free. */
static Place *
take_place(size_t size)
{
	Place	   *best = NULL;
	size_t		room = LARGE;

	for (int i = 0; i < PLACES; i++)
		if (places[i].size == 0 && places[i].room >= size + MARGIN &&
			(best == NULL || places[i].room < best->room))
			best = &places[i];
	for (int i = 0; i < PLACES && best == NULL; i++)
		if (places[i].block == NULL)
			best = &places[i];
	if (best == NULL || best->block != NULL)
		return best;

	while (room < size + MARGIN)
		room *= 2;
	best->block = malloc(room);
	best->room = room;
	must(best->block != NULL, "there is memory");
	return best;
}

static void *
take_large(size_t size)
{
	Place	   *place = take_place(size);

	if (place == NULL)
		return malloc(size);
	place->size = size;
	ASAN_POISON_MEMORY_REGION(place->block, place->room);
	ASAN_UNPOISON_MEMORY_REGION(place->block, size);
	memset(place->block, RUBBISH, RUBBISH_SIZE);
	return place->block;
}

void *
wm_alloc(size_t size)
{
	void	   *chunk = size < LARGE ? malloc(size) : take_large(size);

	must(chunk != NULL, "there is memory");
	chunks++;
	return chunk;
}

/* Always moves, so that nobody goes on with the old place. */
void *
wm_realloc(void *chunk, size_t size)
{
	void	   *larger = wm_alloc(size);

	if (chunk != NULL)
	{
		const Place *place = find_place(chunk);
		size_t		had = place == NULL ? malloc_usable_size(chunk) : place->size;

		memcpy(larger, chunk, had < size ? had : size);
		wm_free(chunk);
	}
	return larger;
}

void
wm_free(void *chunk)
{
	Place	   *place;

	if (chunk == NULL)
		return;
	chunks--;
	place = find_place(chunk);
	if (place == NULL)
	{
		free(chunk);
		return;
	}
	must(place->size > 0, "nothing is freed twice");
	place->size = 0;
	ASAN_POISON_MEMORY_REGION(place->block, place->room);
}

/* Not counted, as nobody gives it back. */
void *
wm_alloc_for_good(size_t size)
{
	void	   *chunk = malloc(size);

	must(chunk != NULL, "there is memory");
	return chunk;
}

void
wm_check_interrupts(void)
{
}
