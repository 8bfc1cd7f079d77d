/*
 * vscode_verdicts.c
 *	  How the calls of one answer ended, to be looked up by keys.
 */
#include "base/host.h"
#include "base/sort.h"
#include "readers/vscode_verdicts.h"

/* What VS Code puts behind an id to tell calls of the same id apart. */
#define ID_SUFFIX		"__vscode-"

#define VERDICTS_LIMIT	((size_t) 1 << 16)

uint64_t
wm_verdicts_result(Slice id)
{
	return id.len > 0 ? wm_slice_identity(id) : 0;
}

uint64_t
wm_verdicts_invocation(Slice id)
{
	ptrdiff_t	suffix = wm_slice_find(id, SLICE(ID_SUFFIX));

	if (suffix >= 0)
		id.len = (size_t) suffix;
	return id.len > 0 ? ~wm_slice_identity(id) : 0;
}

uint64_t
wm_verdicts_command(Slice command)
{
	command = wm_slice_trim(command);
	return command.len > 0 ? wm_slice_identity(command) * 3 : 0;
}

void
wm_verdicts_add(Verdicts *verdicts, uint64_t key, bool failed)
{
	if (key == 0 || verdicts->count == VERDICTS_LIMIT)
		return;
	if (verdicts->count == verdicts->size)
	{
		verdicts->size = verdicts->size == 0 ? 16 : verdicts->size * 2;
		verdicts->items = wm_realloc(verdicts->items, verdicts->size * sizeof(Verdict));
	}
	verdicts->items[verdicts->count++] = (Verdict) {.key = key, .failed = failed};
}

static int
compare_keys(const void *a, const void *b)
{
	uint64_t	left = ((const Verdict *) a)->key;
	uint64_t	right = ((const Verdict *) b)->key;

	return left < right ? -1 : left > right;
}

void
wm_verdicts_sort(Verdicts *verdicts)
{
	if (verdicts->count > 1)
		wm_sort(verdicts->items, verdicts->count, sizeof(Verdict), compare_keys);
}

const Verdict *
wm_verdicts_take(Verdicts *verdicts, uint64_t key)
{
	size_t		low = 0;
	size_t		high = verdicts->count;
	Verdict    *first;
	Verdict    *next;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (verdicts->items[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == verdicts->count || verdicts->items[low].key != key)
		return NULL;
	first = &verdicts->items[low];
	if (first->taken == verdicts->count - low)
		return NULL;
	next = first + first->taken;
	if (next->key != key)
		return NULL;
	first->taken++;
	return next;
}

void
wm_verdicts_clear(Verdicts *verdicts)
{
	verdicts->count = 0;
}

void
wm_verdicts_free(Verdicts *verdicts)
{
	wm_free(verdicts->items);
}
