/*
 * confusion.h (pg)
 *	  workmode_confusion as an argument.
 */
#ifndef WORKMODE_PG_CONFUSION_H
#define WORKMODE_PG_CONFUSION_H

#include "compat.h"

#include "tally/confusion.h"

/*
 * A confusion argument, unpacked into the current memory context; bytes that
 * cannot be unpacked are data_corrupted.
 */
#define PG_GETARG_CONFUSION(n)	wm_confusion_from_datum(PG_GETARG_DATUM(n))

extern Confusion *wm_confusion_from_datum(Datum datum);

#endif							/* WORKMODE_PG_CONFUSION_H */
