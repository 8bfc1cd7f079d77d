/*
 * confusion.h
 *	  The confusion: a table of two labellings of the same sessions.
 *
 * A table of counts by true and predicted mode.  A pair that lacks one of its
 * labels is counted as skipped and enters nothing else, so that coverage is
 * never silent.
 *
 * It is stored and sent in the form of pack.h, with one group: the skipped, the
 * set of true modes that have pairs, and for each of these the set of predicted
 * modes and their counts.  An empty table does not have the group.
 */
#ifndef WORKMODE_CONFUSION_H
#define WORKMODE_CONFUSION_H

#include "base/buffer.h"
#include "base/mode.h"
#include "tally/pack.h"

#define CONFUSION_VERSION	1

/* So many that the 82 counts together still fit 64 bits. */
#define CONFUSION_MAX_COUNT	((INT64_C(1) << 56) - 1)

/* Nothing but counts: the host may keep one as an array of so many. */
typedef struct Confusion
{
	int64_t		skipped;
	int64_t		count[MODE_COUNT][MODE_COUNT];	/* [truth][predicted] */
} Confusion;

#define CONFUSION_COUNTS	(1 + MODE_COUNT * MODE_COUNT)

/* Room for any confusion packed. */
#define CONFUSION_PACKED_SIZE \
	(PACK_HEAD_SIZE + sizeof(Confusion) + CONFUSION_COUNTS + \
	 (MODE_COUNT + 1) * PACK_SET_SIZE)

/*
 * One pair in (step 1) or out again (step -1); a label may be MODE_NONE.  False
 * where the count would leave its range, or has left it before.
 */
extern bool wm_confusion_add(Confusion *confusion, int truth, int predicted,
							 int step);

/* One table into another, or out of it (step -1); false as above, of either. */
extern bool wm_confusion_merge(Confusion *confusion, const Confusion *part,
							   int step);

/* Whether pairs can have given it. */
extern bool wm_confusion_is_sound(const Confusion *confusion);

/*
 * Packs a sound table; returns the length.  Unpacks any bytes: what is fine is
 * sound, too, but what comes from elsewhere may be other bytes than those that
 * it is packed in.
 */
extern size_t wm_confusion_pack(const Confusion *confusion, char *out);
extern PackFault wm_confusion_unpack(Slice bytes, Confusion *confusion);
extern bool wm_confusion_is_canonical(const Confusion *confusion, Slice bytes);

/*
 * The text form: a JSON object of the version, the skipped, and by true mode an
 * object of counts by predicted mode; zeros are left out.  Parsing returns
 * NULL, or what is wrong, as a sentence without its end.
 */
extern void wm_confusion_print(const Confusion *confusion, TextBuffer *buffer);
extern const char *wm_confusion_parse(Confusion *confusion, Slice text);

/* Totals of pairs: all, by true, by predicted mode. */
extern int64_t wm_confusion_pairs(const Confusion *confusion);
extern int64_t wm_confusion_truth(const Confusion *confusion, int mode);
extern int64_t wm_confusion_predicted(const Confusion *confusion, int mode);

#endif							/* WORKMODE_CONFUSION_H */
