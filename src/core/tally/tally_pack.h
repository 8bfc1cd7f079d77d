/*
 * tally_pack.h
 *	  The tally as it is stored and sent: no longer than what it holds.
 *
 * The form is that of pack.h.  Its groups are:
 *
 *		sessions	the unclassified, the set of modes that have sessions,
 *					and for each of these the number
 *		values		for each mode that has sessions, how many have a value,
 *					and their sums; not the squares of a single one, which
 *					follow from its value and logarithm
 *		facts		for each mode that has sessions, of how many the fact is
 *					true
 *		clusters	for each mode that has sessions and for TALLY_ALL, the
 *					moments; then the pairs of modes that have sessions
 *
 *		expected	for each mode that has sessions, how many have probabilities,
 *					and if any do, the set of modes that these may be, and the
 *					sums of all of them but the last, which is what the sums of
 *					so many sessions lack; of a clustered tally then the users,
 *					and the products of the modes that any session may be
 *
 * A tally has the first group unless it is empty, the second if any session has a
 * value, the third if it is of facts, the fourth if it is clustered, and the fifth if
 * any session has probabilities.
 *
 * Of the moments no row has what follows from the rest: of values, if no session
 * of the mode is valued; valued_users, ww and wy, if all of them are (then they are
 * users and yy); of TALLY_ALL what tally.h says.  A tally of facts has no sums of
 * values in the clusters, either.
 */
#ifndef WORKMODE_TALLY_PACK_H
#define WORKMODE_TALLY_PACK_H

#include "tally/pack.h"
#include "tally/tally.h"

/*
 * The room that any tally needs packed: each number is at most a byte longer than
 * its words.
 */
#define TALLY_PACKED_SIZE \
	(PACK_HEAD_SIZE + sizeof(TallyRoom) + \
	 MODE_COUNT * TALLY_SUM_FIELDS + TALLY_ROWS * TALLY_MOMENT_FIELDS + TALLY_PAIRS + \
	 MODE_COUNT * (MODE_COUNT + 1 + PACK_SET_SIZE) + 1 + TALLY_SQUARES)

/* Packs a sound tally and returns the length. */
extern size_t wm_tally_pack(const Tally *tally, char *out);

/*
 * Unpacks bytes, which may be any, into room for any tally.  Bytes that workmode
 * stored give the tally that was packed.  A tally of bytes that come from
 * elsewhere must also pass wm_tally_check() and wm_tally_is_canonical().
 */
extern PackFault wm_tally_unpack(Slice bytes, Tally *tally);

/* Does packing a tally, which was unpacked from these bytes, give them again? */
extern bool wm_tally_is_canonical(const Tally *tally, Slice bytes);

#endif							/* WORKMODE_TALLY_PACK_H */
