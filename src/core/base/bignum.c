/*
 * fixed.c
 *	  Whole numbers wider than the machine's: the part that is not hot.
 */
#include <math.h>

#include "base/bignum.h"

Bignum
wm_bignum(const uint64_t *number, int words)
{
	uint64_t	sign = wm_fixed_negative(number, words) ? UINT64_MAX : 0;
	Bignum		wide;

	for (int i = 0; i < BIGNUM_WORDS; i++)
		wide.word[i] = i < words ? number[i] : sign;
	return wide;
}

Bignum
wm_bignum_from_int(int64_t number)
{
	uint64_t	word = (uint64_t) number;

	return wm_bignum(&word, 1);
}

bool
wm_bignum_store(Bignum number, uint64_t *result, int words)
{
	memcpy(result, number.word, words * sizeof(uint64_t));
	return wm_bignum_compare(wm_bignum(result, words), number) == 0;
}

Bignum
wm_bignum_add(Bignum a, Bignum b)
{
	(void) wm_fixed_add(a.word, b.word, BIGNUM_WORDS);
	return a;
}

Bignum
wm_bignum_subtract(Bignum a, Bignum b)
{
	(void) wm_fixed_subtract(a.word, b.word, BIGNUM_WORDS);
	return a;
}

Bignum
wm_bignum_multiply(Bignum a, Bignum b)
{
	Bignum		product = {{0}};
	int			b_words = BIGNUM_WORDS;

	while (b_words > 0 && b.word[b_words - 1] == 0)
		b_words--;
	for (int i = 0; i < BIGNUM_WORDS; i++)
	{
		uint64_t	carry = 0;
		int			j;

		if (a.word[i] == 0)
			continue;
		for (j = 0; j < b_words && i + j < BIGNUM_WORDS; j++)
		{
			uint64_t	high;
			uint64_t	low = wm_multiply(a.word[i], b.word[j], &high);

			low += carry;
			high += low < carry;
			product.word[i + j] += low;
			carry = high + (product.word[i + j] < low);
		}
		if (i + j < BIGNUM_WORDS)
			product.word[i + j] = carry;
	}
	return product;
}

int
wm_bignum_compare(Bignum a, Bignum b)
{
	bool		a_sign = wm_fixed_negative(a.word, BIGNUM_WORDS);

	if (a_sign != wm_fixed_negative(b.word, BIGNUM_WORDS))
		return a_sign ? -1 : 1;
	for (int i = BIGNUM_WORDS - 1; i >= 0; i--)
	{
		if (a.word[i] != b.word[i])
			return a.word[i] < b.word[i] ? -1 : 1;
	}
	return 0;
}

bool
wm_bignum_is_zero(Bignum number)
{
	return wm_bignum_compare(number, wm_bignum_from_int(0)) == 0;
}

static Bignum
magnitude(Bignum number, bool *negative)
{
	*negative = wm_fixed_negative(number.word, BIGNUM_WORDS);
	return *negative ? wm_bignum_subtract(wm_bignum_from_int(0), number) : number;
}

double
wm_bignum_to_double(Bignum number)
{
	bool		negative;
	Bignum		rest = magnitude(number, &negative);
	int			top = BIGNUM_WORDS - 1;
	int			shift;
	uint64_t	head;
	bool		sticky = false;
	double		result;

	while (top > 0 && rest.word[top] == 0)
		top--;
	if (rest.word[top] == 0)
		return 0;

	/* The leading 64 bits, and whether anything follows them. */
	shift = __builtin_clzll(rest.word[top]);
	head = rest.word[top] << shift;
	if (top > 0)
	{
		if (shift > 0)
			head |= rest.word[top - 1] >> (64 - shift);
		sticky = (rest.word[top - 1] << shift) != 0;
		for (int i = top - 2; i >= 0; i--)
			sticky |= rest.word[i] != 0;
	}

	/* The last of 64 bits is far below the 53 kept: it can stand for the rest. */
	result = ldexp((double) (head | sticky), 64 * top - shift);
	return negative ? -result : result;
}

/* Divides in place by a small number; gives the remainder. */
static uint32_t
divide_small(Bignum *number, uint32_t divisor)
{
	uint64_t	rest = 0;

	for (int i = BIGNUM_WORDS - 1; i >= 0; i--)
	{
		uint64_t	high = (rest << 32) | (number->word[i] >> 32);
		uint64_t	low;

		rest = high % divisor;
		low = (rest << 32) | (uint32_t) number->word[i];
		rest = low % divisor;
		number->word[i] = (high / divisor) << 32 | low / divisor;
	}
	return (uint32_t) rest;
}

int
wm_bignum_print(Bignum number, int scale, char *buffer)
{
	char		digits[BIGNUM_TEXT_SIZE];
	int			ndigits = 0;
	int			last = 0;
	char	   *out = buffer;
	bool		negative;
	Bignum		rest = magnitude(number, &negative);

	/* Least digit first, at least one before the point. */
	while (ndigits <= scale || !wm_bignum_is_zero(rest))
		digits[ndigits++] = (char) ('0' + divide_small(&rest, 10));
	while (last < scale && digits[last] == '0')
		last++;

	if (negative)
		*out++ = '-';
	for (int i = ndigits - 1; i >= last; i--)
	{
		if (i == scale - 1)
			*out++ = '.';
		*out++ = digits[i];
	}
	*out = '\0';
	return (int) (out - buffer);
}

bool
wm_bignum_parse(Slice text, int scale, Bignum *number)
{
	bool		negative = text.len > 0 && text.data[0] == '-';
	size_t		at = negative ? 1 : 0;
	size_t		whole = at;
	int			fraction = -1;	/* digits after the point, once it came */
	Bignum		ten = wm_bignum_from_int(10);
	uint64_t	fits[3];

	*number = wm_bignum_from_int(0);
	for (; at < text.len; at++)
	{
		if (text.data[at] == '.' && fraction < 0 && at > whole)
		{
			fraction = 0;
			continue;
		}
		if (text.data[at] < '0' || text.data[at] > '9' ||
			(fraction >= 0 && ++fraction > scale))
			return false;
		*number = wm_bignum_add(wm_bignum_multiply(*number, ten),
							  wm_bignum_from_int(text.data[at] - '0'));
		if (!wm_bignum_store(*number, fits, 3))
			return false;
	}
	if (at == whole || fraction == 0)
		return false;

	for (int i = fraction < 0 ? 0 : fraction; i < scale; i++)
		*number = wm_bignum_multiply(*number, ten);
	if (negative)
		*number = wm_bignum_subtract(wm_bignum_from_int(0), *number);
	return wm_bignum_store(*number, fits, 3);
}
