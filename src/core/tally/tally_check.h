/*
 * tally_check.h
 *	  Can some sessions have given this tally?  All input is checked by this.
 */
#ifndef WORKMODE_TALLY_CHECK_H
#define WORKMODE_TALLY_CHECK_H

#include "tally/tally.h"

/* What is wrong with a tally, or with what was to be put into it. */
typedef enum TallyFault
{
	TALLY_BAD_VALUE,			/* a value out of range */
	TALLY_OVERFLOW,				/* the sum that "what" names does not fit */
	TALLY_MIXED,				/* clustered with plain */
	TALLY_UNLIKE,				/* of facts with one that is not */
	TALLY_NESTED,				/* a clustered tally as one user */
	TALLY_NOT_PART,				/* more was taken out than was in */
	TALLY_MALFORMED				/* no sessions can have given it; "what" says why */
} TallyFault;

typedef struct TallyProblem
{
	TallyFault	fault;
	int			mode;			/* or TALLY_ALL, or MODE_NONE */
	const char *what;			/* static */
	double		value;			/* the bad value */
} TallyProblem;

/*
 * What was expected or wrong in a text, and before which byte; that is 0 where the
 * numbers are well formed but no sessions can give them.
 */
typedef struct TallyTextError
{
	size_t		byte;			/* counted from 1 */
	TallyProblem problem;
} TallyTextError;

/* Can some sessions have given this tally, as far as its numbers can tell? */
extern bool wm_tally_check(const Tally *tally, TallyProblem *problem);

/* What is wrong with the sums of one mode of a tally, or NULL. */
extern const char *wm_tally_check_sums(const Tally *tally, int mode);

/* What is wrong with the sums of probabilities of a mode, if there are any, or NULL. */
extern const char *wm_tally_check_expected(const Tally *tally, int mode);

/* Are all sums of probabilities zero? */
extern bool wm_tally_expects_none(const Tally *tally);

/*
 * For assertions: is this true of all tallies that passed the check, and of all
 * tallies that are made of these?
 */
extern bool wm_tally_is_sound(const Tally *tally);

#endif							/* WORKMODE_TALLY_CHECK_H */
