/*
 * confusion.c
 *	  The confusion: a table of two labellings of the same sessions.
 */
#include <string.h>

#include "tally/confusion.h"

static bool
fits(int64_t count)
{
	return count >= 0 && count <= CONFUSION_MAX_COUNT;
}

/* The count may be any number, the amount is one or a count that fits. */
static bool
add(int64_t *count, int64_t amount)
{
	if (!fits(*count) || !fits(*count + amount))
		return false;
	*count += amount;
	return true;
}

bool
wm_confusion_add(Confusion *confusion, int truth, int predicted, int step)
{
	if (truth == MODE_NONE || predicted == MODE_NONE)
		return add(&confusion->skipped, step);
	return add(&confusion->count[truth][predicted], step);
}

bool
wm_confusion_merge(Confusion *confusion, const Confusion *part, int step)
{
	int64_t    *to = &confusion->count[0][0];
	const int64_t *from = &part->count[0][0];

	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
	{
		if (!fits(from[i]) || !add(&to[i], from[i] * step))
			return false;
	}
	return fits(part->skipped) && add(&confusion->skipped, part->skipped * step);
}

bool
wm_confusion_is_sound(const Confusion *confusion)
{
	const int64_t *counts = &confusion->count[0][0];
	bool		sound = fits(confusion->skipped);

	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
		sound &= fits(counts[i]);
	return sound;
}

int64_t
wm_confusion_truth(const Confusion *confusion, int mode)
{
	int64_t		sum = 0;

	for (int predicted = 0; predicted < MODE_COUNT; predicted++)
		sum += confusion->count[mode][predicted];
	return sum;
}

int64_t
wm_confusion_predicted(const Confusion *confusion, int mode)
{
	int64_t		sum = 0;

	for (int truth = 0; truth < MODE_COUNT; truth++)
		sum += confusion->count[truth][mode];
	return sum;
}

int64_t
wm_confusion_pairs(const Confusion *confusion)
{
	int64_t		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += wm_confusion_truth(confusion, mode);
	return sum;
}
