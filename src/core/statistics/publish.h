/*
 * publish.h
 *	  Which cells of a table of modes may be published, so that nothing can be
 *	  learnt of few users, and with which digits.
 *
 * A number may be published if it is certain that at least min_users users are
 * behind it, and that none of them has too large a part of it.  That must hold of
 * each cell that is published, of the total, and of all cells together that are
 * suppressed: they are the total less what is published.
 *
 * Hundepool et al., Statistical Disclosure Control (2012), ch. 4.
 */
#ifndef WORKMODE_PUBLISH_H
#define WORKMODE_PUBLISH_H

#include "statistics/estimate.h"
#include "tally/tally_add.h"

/* Nothing says why a cell is suppressed: that would tell the small ones apart. */
typedef enum Publication
{
	PUBLISHED,
	SUPPRESSED
} Publication;

extern const char *const wm_publication_names[];

/*
 * What may be published of a clustered or empty tally: cells[mode] of each mode,
 * cells[TALLY_ALL] of the total.
 *
 * A cell is suppressed if it has sessions, but of fewer than min_users users, or if
 * it is not certain that no user has more than half of them.  (Of two users one
 * always has half: if min_users is 2, one may have three quarters.  If min_users
 * is 1, everything is published.)  A tally keeps the sum of squared sessions of
 * users, which bounds the largest part: see wm_largest_part().
 *
 * Then further cells are suppressed, the smallest first, until those that are
 * suppressed keep what they hide:
 *
 *		they are at least two, and together they may be published;
 *		whoever knows this rule, and even which cell was suppressed for the others'
 *		sake, is left with min_users numbers for the sessions of each other one, or,
 *		if nearly every user has one session, with all that few users can have.
 *
 * Empty cells are published.  If the total may not be published, or there are too
 * few sessions to hide any, no cell is.
 */
extern void wm_publish_shares(const Tally *tally, int64_t min_users,
							  Publication *cells);

/*
 * What may be published of the values: by the same rules, for sessions that have a
 * value, for the users who have such, and for each user's part of these sessions and
 * of the sum of values.  What "shares" suppresses is suppressed here, too.
 */
extern void wm_publish_values(const Tally *tally, int64_t min_users,
							  const Publication *shares, Publication *cells);

/*
 * The most that one of so many users can have of a sum, if this is the sum of the
 * squares of what each has: the mean and sqrt(users - 1) standard deviations.
 * Samuelson (1968), J. Am. Stat. Assoc. 63:1522.
 */
extern double wm_largest_part(int64_t users, Bignum sum, Bignum squares);

/*
 * The shares of the published modes as wm_share_estimates() has them, but for the
 * floor of their design effects, which is the mean of the published modes only.
 * If nothing is suppressed they are the same.  Nothing in it depends on how the
 * suppressed sessions lie in their cells.
 */
extern void wm_published_estimates(const Tally *tally, const Publication *cells,
								   ShareEstimate *shares);

/*
 * The power of ten to which a figure is rounded that has a standard error of about
 * scale / sqrt(n): the largest that is at most a tenth of this.  More digits
 * would tell sums of squares, and so the parts that users have.
 */
extern int	wm_published_digit(double scale, double n);
extern double wm_round_to(double number, int digit);
extern Limits wm_round_outward(Limits limits, int digit);

/*
 * Counts the sessions of these modes as sessions of the first of them, in a plain
 * tally.  Statistics of many users' tallies that were merged so tell nothing of
 * the modes one by one.  False if a sum does not fit.
 */
extern bool wm_merge_modes(Tally *tally, const bool *modes,
						   TallyProblem *problem);

#endif							/* WORKMODE_PUBLISH_H */
