/*
 * confusion.h
 *	  The confusion: a table of two labellings of the same sessions.
 *
 * It is a table of counts by true and predicted mode.  A pair that lacks one of its
 * labels is counted as skipped and enters nothing else, so that coverage is never
 * silent.
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

/* The largest count: 82 of these still fit 64 bits. */
#define CONFUSION_MAX_COUNT	((INT64_C(1) << 56) - 1)

/* Nothing but counts: the host may keep one as an array of so many. */
typedef struct Confusion
{
	int64_t		skipped;
	int64_t		count[MODE_COUNT][MODE_COUNT];	/* [truth][predicted] */
} Confusion;

#define CONFUSION_COUNTS	(1 + MODE_COUNT * MODE_COUNT)

/* The room that any confusion needs packed. */
#define CONFUSION_PACKED_SIZE \
	(PACK_HEAD_SIZE + sizeof(Confusion) + CONFUSION_COUNTS + \
	 (MODE_COUNT + 1) * PACK_SET_SIZE)

/*
 * Adds a pair (step 1) or takes it out again (step -1); a label may be MODE_NONE.
 * False if the count would leave its range, or has left it before.
 */
extern bool wm_confusion_add(Confusion *confusion, int truth, int predicted,
							 int step);

/*
 * Adds a table to another (step 1) or takes it out again (step -1).  False if a
 * count would leave its range, or has left it before in either table.
 */
extern bool wm_confusion_merge(Confusion *confusion, const Confusion *part,
							   int step);

/* Can some pairs have given this table? */
extern bool wm_confusion_is_sound(const Confusion *confusion);

/*
 * Pack a sound table, which returns the length, and unpack bytes, which may be
 * any.  If the result is PACK_FINE the table is sound.  Bytes that come from
 * elsewhere must also be those that packing gives again (is_canonical).
 */
extern size_t wm_confusion_pack(const Confusion *confusion, char *out);
extern PackFault wm_confusion_unpack(Slice bytes, Confusion *confusion);
extern bool wm_confusion_is_canonical(const Confusion *confusion, Slice bytes);

/*
 * A table as text, and back: a JSON object with the version, the skipped, and for
 * each true mode an object of counts by predicted mode; zeros are left out.
 * Parsing returns NULL, or what is wrong as a sentence without its end.
 */
extern void wm_confusion_print(const Confusion *confusion, TextBuffer *buffer);
extern const char *wm_confusion_parse(Confusion *confusion, Slice text);

/* Numbers of pairs: all, those of a true mode, those of a predicted mode. */
extern int64_t wm_confusion_pairs(const Confusion *confusion);
extern int64_t wm_confusion_truth(const Confusion *confusion, int mode);
extern int64_t wm_confusion_predicted(const Confusion *confusion, int mode);

#endif							/* WORKMODE_CONFUSION_H */
