/*
 * fixed.c
 *	  Whole numbers wider than the machine's: the part that is not hot.
 */
#include "fixed.h"

#include <math.h>

Wide
wm_wide(const uint64_t *number, int words)
{
	uint64_t	sign = wm_fixed_negative(number, words) ? UINT64_MAX : 0;
	Wide		wide;

	for (int i = 0; i < WIDE_WORDS; i++)
		wide.word[i] = i < words ? number[i] : sign;
	return wide;
}

Wide
wm_wide_int(int64_t number)
{
	uint64_t	word = (uint64_t) number;

	return wm_wide(&word, 1);
}

bool
wm_wide_store(Wide number, uint64_t *result, int words)
{
	memcpy(result, number.word, words * sizeof(uint64_t));
	return wm_wide_compare(wm_wide(result, words), number) == 0;
}

Wide
wm_wide_add(Wide a, Wide b)
{
	(void) wm_fixed_add(a.word, b.word, WIDE_WORDS);
	return a;
}

Wide
wm_wide_subtract(Wide a, Wide b)
{
	(void) wm_fixed_subtract(a.word, b.word, WIDE_WORDS);
	return a;
}

Wide
wm_wide_multiply(Wide a, Wide b)
{
	Wide		product = {{0}};
	int			b_words = WIDE_WORDS;

	while (b_words > 0 && b.word[b_words - 1] == 0)
		b_words--;
	for (int i = 0; i < WIDE_WORDS; i++)
	{
		uint64_t	carry = 0;
		int			j;

		if (a.word[i] == 0)
			continue;
		for (j = 0; j < b_words && i + j < WIDE_WORDS; j++)
		{
			uint64_t	high;
			uint64_t	low = wm_multiply(a.word[i], b.word[j], &high);

			low += carry;
			high += low < carry;
			product.word[i + j] += low;
			carry = high + (product.word[i + j] < low);
		}
		if (i + j < WIDE_WORDS)
			product.word[i + j] = carry;
	}
	return product;
}

int
wm_wide_compare(Wide a, Wide b)
{
	bool		a_sign = wm_fixed_negative(a.word, WIDE_WORDS);

	if (a_sign != wm_fixed_negative(b.word, WIDE_WORDS))
		return a_sign ? -1 : 1;
	for (int i = WIDE_WORDS - 1; i >= 0; i--)
	{
		if (a.word[i] != b.word[i])
			return a.word[i] < b.word[i] ? -1 : 1;
	}
	return 0;
}

bool
wm_wide_is_zero(Wide number)
{
	return wm_wide_compare(number, wm_wide_int(0)) == 0;
}

static Wide
magnitude(Wide number, bool *negative)
{
	*negative = wm_fixed_negative(number.word, WIDE_WORDS);
	return *negative ? wm_wide_subtract(wm_wide_int(0), number) : number;
}

double
wm_wide_to_double(Wide number)
{
	bool		negative;
	Wide		rest = magnitude(number, &negative);
	int			top = WIDE_WORDS - 1;
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
divide_small(Wide *number, uint32_t divisor)
{
	uint64_t	rest = 0;

	for (int i = WIDE_WORDS - 1; i >= 0; i--)
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
wm_wide_print(Wide number, int scale, char *buffer)
{
	char		digits[FIXED_TEXT_SIZE];
	int			ndigits = 0;
	int			last = 0;
	char	   *out = buffer;
	bool		negative;
	Wide		rest = magnitude(number, &negative);

	/* Least digit first, at least one before the point. */
	while (ndigits <= scale || !wm_wide_is_zero(rest))
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
wm_wide_parse(Slice text, int scale, Wide *number)
{
	bool		negative = text.len > 0 && text.data[0] == '-';
	size_t		at = negative ? 1 : 0;
	size_t		whole = at;
	int			fraction = -1;	/* digits after the point, once it came */
	Wide		ten = wm_wide_int(10);
	uint64_t	fits[3];

	*number = wm_wide_int(0);
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
		*number = wm_wide_add(wm_wide_multiply(*number, ten),
							  wm_wide_int(text.data[at] - '0'));
		if (!wm_wide_store(*number, fits, 3))
			return false;
	}
	if (at == whole || fraction == 0)
		return false;

	for (int i = fraction < 0 ? 0 : fraction; i < scale; i++)
		*number = wm_wide_multiply(*number, ten);
	if (negative)
		*number = wm_wide_subtract(wm_wide_int(0), *number);
	return wm_wide_store(*number, fits, 3);
}
