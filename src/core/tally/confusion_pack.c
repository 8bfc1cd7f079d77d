/*
 * confusion_pack.c
 *	  The confusion as it is stored and sent.
 */
#include "base/varint.h"
#include "tally/confusion.h"

static bool
has_pairs(const void *state)
{
	const Confusion *confusion = state;

	return confusion->skipped > 0 || wm_confusion_pairs(confusion) > 0;
}

/* The counts above zero, behind the set of their modes. */
static char *
put_row(char *out, const int64_t *counts)
{
	unsigned	modes = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
		modes |= (unsigned) (counts[mode] > 0) << mode;
	out = wm_pack_put_modes(out, modes);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (counts[mode] > 0)
			out = wm_varint_put_count(out, counts[mode]);
	}
	return out;
}

static bool
take_row(Slice *bytes, int64_t *counts)
{
	unsigned	modes;

	if (!wm_pack_take_modes(bytes, &modes))
		return false;
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if ((modes >> mode & 1) != 0 &&
			!wm_varint_take_count(bytes, CONFUSION_MAX_COUNT, &counts[mode]))
			return false;
	}
	return true;
}

static char *
put_pairs(const void *state, char *out)
{
	const Confusion *confusion = state;
	unsigned	truths = 0;

	for (int truth = 0; truth < MODE_COUNT; truth++)
		truths |= (unsigned) (wm_confusion_truth(confusion, truth) > 0) << truth;

	out = wm_varint_put_count(out, confusion->skipped);
	out = wm_pack_put_modes(out, truths);
	for (int truth = 0; truth < MODE_COUNT; truth++)
	{
		if ((truths >> truth & 1) != 0)
			out = put_row(out, confusion->count[truth]);
	}
	return out;
}

static bool
take_pairs(void *state, Slice *bytes)
{
	Confusion  *confusion = state;
	unsigned	truths;

	if (!wm_varint_take_count(bytes, CONFUSION_MAX_COUNT, &confusion->skipped) ||
		!wm_pack_take_modes(bytes, &truths))
		return false;
	for (int truth = 0; truth < MODE_COUNT; truth++)
	{
		if ((truths >> truth & 1) != 0 &&
			!take_row(bytes, confusion->count[truth]))
			return false;
	}
	return true;
}

/* Codes of groups are their places: they are stored, so they stay. */
static const PackGroup groups[] = {
	{has_pairs, put_pairs, take_pairs},
};

static const PackForm form = {CONFUSION_VERSION, lengthof(groups), groups};

size_t
wm_confusion_pack(const Confusion *confusion, char *out)
{
	return wm_pack(&form, confusion, out);
}

PackFault
wm_confusion_unpack(Slice bytes, Confusion *confusion)
{
	memset(confusion, 0, sizeof(*confusion));
	return wm_unpack(&form, bytes, confusion);
}

bool
wm_confusion_is_canonical(const Confusion *confusion, Slice bytes)
{
	char		packed[CONFUSION_PACKED_SIZE];
	size_t		len = wm_confusion_pack(confusion, packed);

	return wm_slice_equals(wm_slice(packed, len), bytes);
}
