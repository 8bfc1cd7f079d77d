/*
 * confusion.h
 *	  The confusion: a table of two labellings of the same sessions.
 *
 * A flat table of counts by true and predicted mode.  A pair that lacks one of
 * its labels is counted as skipped and enters nothing else, so that coverage
 * is never silent.
 */
#ifndef WORKMODE_CONFUSION_H
#define WORKMODE_CONFUSION_H

#include "base/buffer.h"
#include "base/mode.h"

#define CONFUSION_VERSION	1

/* So many that the 82 counts together still fit 64 bits. */
#define CONFUSION_MAX_COUNT	((INT64_C(1) << 56) - 1)

typedef struct Confusion
{
	int32_t		host;			/* the host's own: length of a varlena */
	uint8_t		version;
	uint8_t		flags;			/* zero */
	uint16_t	reserved;		/* zero */
	int64_t		skipped;
	int64_t		count[MODE_COUNT][MODE_COUNT];	/* [truth][predicted] */
} Confusion;

extern void wm_confusion_init(Confusion *confusion);

/*
 * One pair in (step 1) or out again (step -1); a label may be MODE_NONE.  False
 * where the count would leave its range.
 */
extern bool wm_confusion_add(Confusion *confusion, int truth, int predicted,
							 int step);

/* One table into another, or out of it (step -1); false as above. */
extern bool wm_confusion_merge(Confusion *confusion, const Confusion *part,
							   int step);

/*
 * NULL, or what no pairs can have given, as a sentence without its end: the one
 * guard of all input.
 */
extern const char *wm_confusion_check(const Confusion *confusion);

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
