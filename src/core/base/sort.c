/*
 * sort.c
 *	  A sort that can be cancelled: runs are merged until one is left.
 */
#include <string.h>

#include "base/host.h"
#include "base/sort.h"

/* Comparisons between two looks for a cancel: each may be a long one. */
#define COMPARISONS		32

/* Bytes moved at a time, where nothing is left to compare. */
#define BYTES_PER_MOVE	((size_t) 1024 * 1024)

typedef struct Sort
{
	size_t		size;			/* of an item */
	int			(*compare) (const void *, const void *);
	size_t		compared;
} Sort;

static inline size_t
least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

static char *
move(char *out, const char *from, const char *end)
{
	while (from < end)
	{
		size_t		part = least_of((size_t) (end - from), BYTES_PER_MOVE);

		memcpy(out, from, part);
		out += part;
		from += part;
		if (from < end)
			wm_check_interrupts();
	}
	return out;
}

/* Merge the sorted runs [left, middle) and [middle, end) into out. */
static void
merge(Sort *sort, const char *left, const char *middle, const char *end, char *out)
{
	const char *right = middle;

	while (left < middle && right < end)
	{
		const char **least = sort->compare(left, right) <= 0 ? &left : &right;

		if (++sort->compared % COMPARISONS == 0)
			wm_check_interrupts();
		memcpy(out, *least, sort->size);
		*least += sort->size;
		out += sort->size;
	}
	out = move(out, left, middle);
	(void) move(out, right, end);
}

void
wm_sort(void *items, size_t count, size_t size,
		int (*compare) (const void *, const void *))
{
	Sort		sort = {size, compare, 0};
	size_t		bytes = count * size;
	char	   *room = wm_alloc(bytes + 1);
	char	   *from = items;
	char	   *into = room;

	for (size_t run = size; run < bytes; run *= 2)
	{
		char	   *swap = from;

		for (size_t at = 0; at < bytes; at += 2 * run)
			merge(&sort, from + at, from + least_of(at + run, bytes),
				  from + least_of(at + 2 * run, bytes), into + at);
		from = into;
		into = swap;
	}
	if (from != items)
		(void) move(items, from, from + bytes);
	wm_free(room);
}
