/*
 * confusion.c
 *	  The confusion: a table of two labellings of the same sessions.
 */
#include <string.h>

#include "tally/confusion.h"

void
wm_confusion_init(Confusion *confusion)
{
	int32_t		host = confusion->host;

	memset(confusion, 0, sizeof(*confusion));
	confusion->host = host;
	confusion->version = CONFUSION_VERSION;
}

static bool
add(int64_t *count, int64_t amount)
{
	int64_t		sum = *count + amount;	/* two counts cannot overflow */

	if (sum < 0 || sum > CONFUSION_MAX_COUNT)
		return false;
	*count = sum;
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
		if (!add(&to[i], from[i] * step))
			return false;
	}
	return add(&confusion->skipped, part->skipped * step);
}

const char *
wm_confusion_check(const Confusion *confusion)
{
	const int64_t *counts = &confusion->count[0][0];

	if (confusion->version != CONFUSION_VERSION)
		return "Its version is not known";
	if (confusion->flags != 0 || confusion->reserved != 0)
		return "Reserved bits must be zero";
	if (confusion->skipped < 0 || confusion->skipped > CONFUSION_MAX_COUNT)
		return "A count is out of range";
	for (int i = 0; i < MODE_COUNT * MODE_COUNT; i++)
	{
		if (counts[i] < 0 || counts[i] > CONFUSION_MAX_COUNT)
			return "A count is out of range";
	}
	return NULL;
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
