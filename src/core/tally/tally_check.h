/*
 * tally_check.h
 *	  Whether a tally can be: the guard at every door that numbers come in by.
 */
#ifndef WORKMODE_TALLY_CHECK_H
#define WORKMODE_TALLY_CHECK_H

#include "tally/tally.h"

/* What is wrong with a tally, or with what was to be put into it. */
typedef enum TallyFault
{
	TALLY_BAD_VALUE,			/* a value out of range */
	TALLY_OVERFLOW,				/* the sum "what" of the mode does not fit */
	TALLY_MIXED,				/* clustered with plain */
	TALLY_NESTED,				/* a clustered tally as one user */
	TALLY_NOT_PART,				/* more taken out than was in */
	TALLY_MALFORMED				/* no sessions can give this; "what" says why */
} TallyFault;

typedef struct TallyProblem
{
	TallyFault	fault;
	int			mode;			/* or TALLY_ALL, or MODE_NONE */
	const char *what;			/* static */
	double		value;			/* the bad one */
} TallyProblem;

/*
 * Whether some sessions could have given this tally, as far as its numbers can
 * tell: the one guard of text and binary input.
 */
extern bool wm_tally_check(const Tally *tally, TallyProblem *problem);

/* The same for one mode's sums: NULL, or what is wrong with them. */
extern const char *wm_tally_check_sums(const TallySums *sums);

/*
 * For assertions: what holds of all tallies that were let in, and of all that
 * are put together from them.
 */
extern bool wm_tally_is_sound(const Tally *tally);

#endif							/* WORKMODE_TALLY_CHECK_H */
