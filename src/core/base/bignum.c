/*
 * bignum.c
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
	uint64_t	bits = 0;

	for (int i = 0; i < BIGNUM_WORDS; i++)
		bits |= number.word[i];
	return bits == 0;
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

/*
 * Decimal text.  Digits are worked out and read in chunks that a word holds, so
 * that there are few operations on all words.
 */

#define CHUNK_DIGITS	9
#define CHUNK			UINT64_C(1000000000)

/* Takes the last digits off a number of so many words. */
static uint32_t
take_chunk(uint64_t *number, int words)
{
	uint64_t	rest = 0;

	for (int i = words - 1; i >= 0; i--)
	{
		uint64_t	high = rest << 32 | number[i] >> 32;
		uint64_t	low = high % CHUNK << 32 | (uint32_t) number[i];

		number[i] = high / CHUNK << 32 | low / CHUNK;
		rest = low % CHUNK;
	}
	return (uint32_t) rest;
}

int
wm_bignum_print(Bignum number, int scale, char *buffer)
{
	char		digits[BIGNUM_TEXT_SIZE];
	char	   *end = digits + sizeof(digits);
	char	   *first = end;
	char	   *point = end - scale;
	char	   *out = buffer;
	bool		negative;
	Bignum		rest = magnitude(number, &negative);
	int			words = BIGNUM_WORDS;

	/* From the last digit on, with zeros up to the one before the point. */
	do
	{
		uint32_t	chunk;

		while (words > 0 && rest.word[words - 1] == 0)
			words--;
		chunk = take_chunk(rest.word, words);
		for (int i = 0; i < CHUNK_DIGITS; i++, chunk /= 10)
			*--first = (char) ('0' + chunk % 10);
	} while (words > 0 || first >= point);
	while (first < point - 1 && *first == '0')
		first++;
	while (end > point && end[-1] == '0')
		end--;

	if (negative)
		*out++ = '-';
	memcpy(out, first, (size_t) (point - first));
	out += point - first;
	if (end > point)
	{
		*out++ = '.';
		memcpy(out, point, (size_t) (end - point));
		out += end - point;
	}
	*out = '\0';
	return (int) (out - buffer);
}

/* number = number * factor + term; false if it would need more than 191 bits. */
static bool
append_chunk(Bignum *number, uint64_t factor, uint64_t term)
{
	uint64_t	carry = term;

	for (int i = 0; i < 3; i++)
	{
		uint64_t	high;
		uint64_t	low = wm_multiply(number->word[i], factor, &high);

		number->word[i] = low + carry;
		carry = high + (number->word[i] < low);
	}
	return carry == 0 && !wm_fixed_negative(number->word, 3);
}

/*
 * Appends digits, as many as there are and then zeros up to count.  False for
 * what is no digit, or too much.
 */
static bool
append_digits(Bignum *number, Slice digits, size_t count)
{
	uint64_t	factor = 1;
	uint64_t	term = 0;

	for (size_t i = 0; i < count; i++)
	{
		char		digit = i < digits.len ? digits.data[i] : '0';

		if (digit < '0' || digit > '9')
			return false;
		term = term * 10 + (uint64_t) (digit - '0');
		factor *= 10;
		if (factor == CHUNK * CHUNK)
		{
			if (!append_chunk(number, factor, term))
				return false;
			factor = 1;
			term = 0;
		}
	}
	return append_chunk(number, factor, term);
}

bool
wm_bignum_parse(Slice text, int scale, Bignum *number)
{
	bool		negative = text.len > 0 && text.data[0] == '-';
	Slice		whole = wm_slice_from(text, negative ? 1 : 0);
	Slice		fraction = SLICE("");
	const char *point;

	*number = wm_bignum_from_int(0);
	point = wm_find_byte(whole.data, whole.data + whole.len, '.');
	if (point != NULL)
	{
		fraction = wm_slice_from(whole, (size_t) (point + 1 - whole.data));
		whole.len = (size_t) (point - whole.data);
		if (fraction.len == 0 || fraction.len > (size_t) scale)
			return false;
	}
	if (whole.len == 0 ||
		!append_digits(number, whole, whole.len) ||
		!append_digits(number, fraction, (size_t) scale))
		return false;
	if (negative)
		*number = wm_bignum_subtract(wm_bignum_from_int(0), *number);
	return true;
}
