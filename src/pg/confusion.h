/*
 * confusion.h (pg)
 *	  workmode_confusion as an argument.
 */
#ifndef WORKMODE_PG_CONFUSION_H
#define WORKMODE_PG_CONFUSION_H

#include "compat.h"

#include "tally/confusion.h"

/*
 * A confusion that is an argument, unpacked into the current memory context.  If
 * its bytes cannot be unpacked, data_corrupted is raised.
 */
#define PG_GETARG_CONFUSION(n)	wm_confusion_from_datum(PG_GETARG_DATUM(n))

extern Confusion *wm_confusion_from_datum(Datum datum);

#endif							/* WORKMODE_PG_CONFUSION_H */
