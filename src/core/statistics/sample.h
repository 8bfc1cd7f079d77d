/*
 * sample.h
 *	  Which sessions to label: so many of each predicted mode, drawn at random.
 *
 * The sessions of a mode are a stratum, and within it each has the same chance.  So
 * labels of what was drawn are what the correction of shares assumes.
 */
#ifndef WORKMODE_SAMPLE_H
#define WORKMODE_SAMPLE_H

#include "base/mode.h"
#include "base/slice.h"

/* Confidences are added up in whole millionths, so that their order is no matter. */
#define CONFIDENCE_UNIT		1000000

/* Of each mode so many are drawn, if the sample has room for them. */
#define SAMPLE_LEAST		5

/* The sessions that are predicted to have one mode. */
typedef struct SampleStratum
{
	int64_t		sessions;
	int64_t		rated;			/* those with a confidence */
	int64_t		confidence;		/* its sum, in units */
} SampleStratum;

/*
 * Shares a sample of so many sessions out among the modes.  Each gets the least; the
 * rest goes where it lowers the variance of the corrected shares most: by the number
 * of sessions times the standard deviation of being right.  A larger sample takes
 * at least as many of each mode.
 */
extern void wm_sample_allocate(const SampleStratum *strata, int64_t size,
							   int64_t *take);

/*
 * A number that belongs to an id for good, as if drawn at random.  Of a mode those
 * with the lowest are drawn.
 */
extern uint64_t wm_sample_number(Slice id, int64_t seed);

#endif							/* WORKMODE_SAMPLE_H */
