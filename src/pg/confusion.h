/*
 * confusion.h (pg)
 *	  workmode_confusion as an argument.
 */
#ifndef WORKMODE_PG_CONFUSION_H
#define WORKMODE_PG_CONFUSION_H

#include "compat.h"

#include "tally/confusion.h"

/*
 * A confusion argument: whole, aligned and sound, or data_corrupted.  May be
 * the stored value itself: read only.
 */
#define PG_GETARG_CONFUSION(n)	wm_confusion_from_datum(PG_GETARG_DATUM(n))

extern Confusion *wm_confusion_from_datum(Datum datum);

#endif							/* WORKMODE_PG_CONFUSION_H */
