/*
 * bignum.h
 *	  Whole numbers wider than the machine's, for exact sums.
 *
 * A number is a run of 64-bit words, least significant first, in two's
 * complement.  Sums are kept in two or three words (128 or 192 bits), and
 * products of sums are computed in seven (Bignum).  The caller decides what a unit
 * is worth.  A compiler's 128-bit type is used for a faster multiplication only,
 * so that machines without it get the same results.
 */
#ifndef WORKMODE_BIGNUM_H
#define WORKMODE_BIGNUM_H

#include "base/slice.h"

typedef struct Fixed128
{
	uint64_t	word[2];
} Fixed128;

typedef struct Fixed192
{
	uint64_t	word[3];
} Fixed192;

#define BIGNUM_WORDS	7

typedef struct Bignum
{
	uint64_t	word[BIGNUM_WORDS];
} Bignum;

/* Room for any Fixed192 as a decimal with a fraction, and its NUL. */
#define BIGNUM_TEXT_SIZE	96

/* The low half of a product of 64-bit numbers; the high half into *high. */
static inline uint64_t
wm_multiply(uint64_t a, uint64_t b, uint64_t *high)
{
#ifdef __SIZEOF_INT128__
	unsigned __int128 product = (unsigned __int128) a * b;

	*high = (uint64_t) (product >> 64);
	return (uint64_t) product;
#else
	uint64_t	al = (uint32_t) a,
				ah = a >> 32,
				bl = (uint32_t) b,
				bh = b >> 32;
	uint64_t	low = al * bl;
	uint64_t	mid = ah * bl + (low >> 32);
	uint64_t	mid2 = al * bh + (uint32_t) mid;

	*high = ah * bh + (mid >> 32) + (mid2 >> 32);
	return (mid2 << 32) | (uint32_t) low;
#endif
}

static inline bool
wm_fixed_negative(const uint64_t *number, int words)
{
	return (number[words - 1] >> 63) != 0;
}

/*
 * Add a term to a sum, or subtract it; both have as many words.  False if the
 * true result does not fit: the sum is then worthless.
 */
static inline bool
wm_fixed_add(uint64_t *sum, const uint64_t *term, int words)
{
	bool		sum_sign = wm_fixed_negative(sum, words);
	bool		term_sign = wm_fixed_negative(term, words);
	uint64_t	carry = 0;

	for (int i = 0; i < words; i++)
	{
		uint64_t	partial = sum[i] + carry;

		carry = partial < carry;
		sum[i] = partial + term[i];
		carry += sum[i] < partial;
	}
	return sum_sign != term_sign ||
		wm_fixed_negative(sum, words) == sum_sign;
}

static inline bool
wm_fixed_subtract(uint64_t *sum, const uint64_t *term, int words)
{
	bool		sum_sign = wm_fixed_negative(sum, words);
	bool		term_sign = wm_fixed_negative(term, words);
	uint64_t	borrow = 0;

	for (int i = 0; i < words; i++)
	{
		uint64_t	partial = sum[i] - borrow;

		borrow = partial > sum[i];
		sum[i] = partial - term[i];
		borrow += sum[i] > partial;
	}
	return sum_sign == term_sign ||
		wm_fixed_negative(sum, words) == sum_sign;
}

/* From the stored widths to Bignum, and back; false if the number does not fit. */
extern Bignum wm_bignum(const uint64_t *number, int words);
extern Bignum wm_bignum_from_int(int64_t number);
extern bool wm_bignum_store(Bignum number, uint64_t *result, int words);

/* Arithmetic modulo 2^448: the caller knows that the results fit. */
extern Bignum wm_bignum_add(Bignum a, Bignum b);
extern Bignum wm_bignum_subtract(Bignum a, Bignum b);
extern Bignum wm_bignum_multiply(Bignum a, Bignum b);
extern int	wm_bignum_compare(Bignum a, Bignum b);
extern bool wm_bignum_is_zero(Bignum number);

/* The nearest double, ties to even. */
extern double wm_bignum_to_double(Bignum number);

/*
 * A number whose unit is 10^-scale as decimal text, as short as is exact, and
 * back.  Printing takes numbers of at most 192 bits and returns the length.
 * Parsing returns false for a text that is no plain decimal, that has digits
 * beyond the unit, or whose number is wider than 192 bits.
 */
extern int	wm_bignum_print(Bignum number, int scale, char *buffer);
extern bool wm_bignum_parse(Slice text, int scale, Bignum *number);

#endif							/* WORKMODE_BIGNUM_H */
