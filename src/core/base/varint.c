/*
 * varint.c
 *	  Whole numbers in as few bytes as they need.
 */
#include "base/varint.h"

/* A word whose bytes in memory are the least significant first, and back. */
static inline uint64_t
little_endian(uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap64(word);
#else
	return word;
#endif
}

/* Writes all of its words: what is behind the number's bytes is overwritten. */
char *
wm_varint_put(char *out, const uint64_t *number, int words)
{
	int			length;

	while (words > 1 && number[words - 1] == 0)
		words--;
	if (words == 1 && number[0] < VARINT_LENGTHS)
	{
		*out++ = (char) number[0];
		return out;
	}

	length = 8 * words - __builtin_clzll(number[words - 1]) / 8;
	*out++ = (char) (VARINT_LENGTHS + length - 1);
	for (int i = 0; i < words; i++)
	{
		uint64_t	word = little_endian(number[i]);

		memcpy(out + 8 * i, &word, sizeof(word));
	}
	return out + length;
}

/* Up to eight bytes as a number; all eight are read if they are there. */
static inline uint64_t
load(const unsigned char *at, size_t len, size_t available)
{
	uint64_t	word = 0;

	if (available >= sizeof(word))
	{
		memcpy(&word, at, sizeof(word));
		word = little_endian(word);
		return len < sizeof(word) ? word & ((UINT64_C(1) << 8 * len) - 1) : word;
	}
	for (size_t i = 0; i < len; i++)
		word |= (uint64_t) at[i] << 8 * i;
	return word;
}

bool
wm_varint_take(Slice *bytes, uint64_t *number, int words)
{
	const unsigned char *at = (const unsigned char *) bytes->data;
	size_t		length;

	if (bytes->len == 0)
		return false;
	for (int i = 0; i < words; i++)
		number[i] = 0;
	if (at[0] < VARINT_LENGTHS)
	{
		number[0] = at[0];
		*bytes = wm_slice_from(*bytes, 1);
		return true;
	}

	length = (size_t) at[0] - VARINT_LENGTHS + 1;
	if (length > (size_t) words * sizeof(uint64_t) || length >= bytes->len)
		return false;
	for (size_t i = 0; i < length; i += 8)
		number[i / 8] = load(at + 1 + i, length - i, bytes->len - 1 - i);
	*bytes = wm_slice_from(*bytes, length + 1);
	return at[length] != 0 && (length > 1 || number[0] >= VARINT_LENGTHS);
}

/*
 * The sign goes to the lowest bit, below the bits of the number, or of its
 * complement if it is negative: 0, -1, 1, -2 become 0, 1, 2, 3.
 */
char *
wm_varint_put_signed(char *out, const uint64_t *number, int words)
{
	uint64_t	folded[VARINT_WORDS];
	uint64_t	sign = 0 - (number[words - 1] >> 63);

	for (int i = words - 1; i > 0; i--)
		folded[i] = (number[i] << 1 | number[i - 1] >> 63) ^ sign;
	folded[0] = number[0] << 1 ^ sign;
	return wm_varint_put(out, folded, words);
}

bool
wm_varint_take_signed(Slice *bytes, uint64_t *number, int words)
{
	uint64_t	folded[VARINT_WORDS];
	uint64_t	sign;

	if (!wm_varint_take(bytes, folded, words))
		return false;
	sign = 0 - (folded[0] & 1);
	for (int i = 0; i < words - 1; i++)
		number[i] = (folded[i] >> 1 | folded[i + 1] << 63) ^ sign;
	number[words - 1] = folded[words - 1] >> 1 ^ sign;
	return true;
}
