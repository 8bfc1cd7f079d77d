/*
 * probabilities.h
 *	  The probabilities of the nine modes of one session.
 *
 * They are whole numbers of 1/65536 that sum to 65536 exactly, so that sums over
 * sessions are exact, too, and free of order, and the nine sums of so many sessions
 * are together 65536 times as much.
 *
 * A session's probabilities are kept in 18 bytes, two for each mode, of which the
 * first is the higher; so the order of the bytes is that of the numbers.  65536 does
 * not fit: a mode that is certain is kept as 65535 with nothing beside it, which no
 * other probabilities are.
 */
#ifndef WORKMODE_PROBABILITIES_H
#define WORKMODE_PROBABILITIES_H

#include "base/buffer.h"
#include "base/mode.h"

#define PROBABILITY_WHOLE	65536

#define PROBABILITIES_SIZE	(2 * MODE_COUNT)

typedef struct Probabilities
{
	unsigned char byte[PROBABILITIES_SIZE];
} Probabilities;

/* How far the sum of nine numbers may be from 1 for these to be probabilities. */
#define PROBABILITY_SLACK	0.001

/* Are the bytes, which may come from outside, those of probabilities? */
extern bool wm_probabilities_are_sound(const Probabilities *probabilities);

/* The units of sound probabilities; their sum is PROBABILITY_WHOLE. */
extern void wm_probabilities_units(const Probabilities *probabilities,
								   int32_t units[MODE_COUNT]);

/*
 * Rounds nine numbers to units, each to the nearest; then those that were rounded
 * most get or give what the sum lacks, of equals the first.  Where the sum is off by
 * more than printing explains, the numbers are divided by it before.  NULL, or why
 * they are no probabilities, as a sentence without its end.
 */
extern const char *wm_probabilities_round(const double numbers[MODE_COUNT],
										  Probabilities *probabilities);

/*
 * Probabilities as text, and back: a JSON object of decimals by mode, of which five
 * digits behind the point tell a unit from the next; zeros are left out.  Parsing
 * rounds as above and returns NULL, or what is wrong.
 */
extern void wm_probabilities_print(const Probabilities *probabilities,
								   TextBuffer *buffer);
extern const char *wm_probabilities_parse(Probabilities *probabilities, Slice text);

#endif							/* WORKMODE_PROBABILITIES_H */
