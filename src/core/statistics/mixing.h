/*
 * mixing.h
 *	  How the probabilities of sessions go with their true modes.
 *
 * A model gives a session of a true mode certain probabilities on average, which
 * labelled sessions show of people whom it has not learned of.  They are kept as exact
 * sums, in groups of people, so that each group can be left out: what then becomes of a
 * figure tells how well they are known.
 */
#ifndef WORKMODE_MIXING_H
#define WORKMODE_MIXING_H

#include "tally/tally.h"

/* A group as TallyExpected, whose rows are true modes here. */
typedef struct Mixing
{
	int			count;
	const TallyExpected *groups;
} Mixing;

/* The mixing that comes with the shipped model of this version, or NULL. */
extern const Mixing *wm_shipped_mixing(const char *version);

/* One for each file mixing_VERSION.c. */
extern const Mixing wm_mixing_1_0;

#endif							/* WORKMODE_MIXING_H */
