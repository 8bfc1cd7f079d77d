/*
 * varint.h
 *	  Whole numbers in as few bytes as they need.
 *
 * A number below VARINT_LENGTHS is one byte.  For a greater one, a byte says how
 * many bytes follow (VARINT_LENGTHS stands for one), and these hold the number,
 * the least significant first.  There is one way to write a number, and nothing
 * else is read.
 *
 * As in bignum.h, a number is a run of 64-bit words, of at most VARINT_WORDS.
 */
#ifndef WORKMODE_VARINT_H
#define WORKMODE_VARINT_H

#include "base/slice.h"

#define VARINT_LENGTHS	224
#define VARINT_WORDS	3

/* The room that any number of so many words needs. */
#define VARINT_SIZE(words)	(1 + (words) * sizeof(uint64_t))

/*
 * Write a number that is not negative, or a number of either sign, into room of
 * VARINT_SIZE, and return where its bytes end.
 */
extern char *wm_varint_put(char *out, const uint64_t *number, int words);
extern char *wm_varint_put_signed(char *out, const uint64_t *number, int words);

static inline char *
wm_varint_put_count(char *out, int64_t count)
{
	uint64_t	word = (uint64_t) count;

	return wm_varint_put(out, &word, 1);
}

/*
 * Read a number off the front of the bytes.  False if there is none, if it is not
 * written in the one way, or if it needs more words.
 */
extern bool wm_varint_take(Slice *bytes, uint64_t *number, int words);
extern bool wm_varint_take_signed(Slice *bytes, uint64_t *number, int words);

/* Reads a count from 0 to the limit off the front of the bytes. */
static inline bool
wm_varint_take_count(Slice *bytes, int64_t limit, int64_t *count)
{
	uint64_t	word;

	if (!wm_varint_take(bytes, &word, 1) || word > (uint64_t) limit)
		return false;
	*count = (int64_t) word;
	return true;
}

#endif							/* WORKMODE_VARINT_H */
