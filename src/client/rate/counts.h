/*
 * counts.h
 *	  What came of a sample.
 */
#ifndef WORKMODE_RATE_COUNTS_H
#define WORKMODE_RATE_COUNTS_H

#include <stdint.h>

typedef struct RateCounts
{
	int			labelled;		/* sessions, whose labels are stored */
	int			refused;		/* answers that are no mode */
	int			failed;			/* commands that failed */
	int			late;			/* commands that took too long */
	int64_t		characters;		/* handed over */
} RateCounts;

#endif							/* WORKMODE_RATE_COUNTS_H */
