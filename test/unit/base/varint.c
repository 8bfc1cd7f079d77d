/*
 * varint.c
 *	  Numbers as bytes and back: known bytes, every length, and what is refused.
 */
#include "unit.h"

#include "base/varint.h"

#define NUMBER(low, middle, high)	((const uint64_t[]) {low, middle, high})

/* Three words become these bytes, and the bytes the words again. */
static bool
is_written(const uint64_t *number, bool is_signed, Slice expected)
{
	char		bytes[VARINT_SIZE(VARINT_WORDS)];
	char	   *end = is_signed ? wm_varint_put_signed(bytes, number, 3) :
		wm_varint_put(bytes, number, 3);
	Slice		rest = wm_slice(bytes, (size_t) (end - bytes));
	uint64_t	back[3] = {7, 7, 7};

	return wm_slice_equals(rest, expected) &&
		(is_signed ? wm_varint_take_signed(&rest, back, 3) :
		 wm_varint_take(&rest, back, 3)) &&
		rest.len == 0 && memcmp(back, number, sizeof(back)) == 0;
}

static void
test_known(void)
{
	ok(is_written(NUMBER(0, 0, 0), false, SLICE("\0")), "zero is one byte");
	ok(is_written(NUMBER(223, 0, 0), false, SLICE("\xdf")), "so is the last small number");
	ok(is_written(NUMBER(224, 0, 0), false, SLICE("\xe0\xe0")), "the next is two");
	ok(is_written(NUMBER(255, 0, 0), false, SLICE("\xe0\xff")), "as is 255");
	ok(is_written(NUMBER(256, 0, 0), false, SLICE("\xe1\x00\x01")), "256 is three");
	ok(is_written(NUMBER(0, 1, 0), false, SLICE("\xe8\0\0\0\0\0\0\0\0\1")), "2^64 is ten");
	ok(is_written(NUMBER(0, 0, UINT64_C(1) << 63), false,
				  SLICE("\xf7\0\0\0\0\0\0\0\0\0\0\0\0"
						"\0\0\0\0\0\0\0\0\0\0\0\x80")),
	   "and the longest 25");
	ok(is_written(NUMBER(0, 0, 0), true, SLICE("\0")), "zero has no sign");
	ok(is_written(NUMBER(UINT64_MAX, UINT64_MAX, UINT64_MAX), true, SLICE("\1")),
	   "minus one is one byte");
	ok(is_written(NUMBER(1, 0, 0), true, SLICE("\2")), "one, too");
	ok(is_written(NUMBER((uint64_t) -112, UINT64_MAX, UINT64_MAX), true, SLICE("\xdf")),
	   "and -112");
	ok(is_written(NUMBER(112, 0, 0), true, SLICE("\xe0\xe0")), "112 is not");
	ok(is_written(NUMBER(0, 0, UINT64_C(1) << 63), true,
				  SLICE("\xf7\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"
						"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")),
	   "the least number has its bytes");
}

/* Around every power of two, of either sign, in one to three words. */
static void
test_round(void)
{
	bool		same = true;
	bool		cut = true;

	for (int words = 1; words <= VARINT_WORDS; words++)
		for (int bit = 0; bit < 64 * words; bit++)
			for (int less = 0; less <= 1; less++)
				for (int is_signed = 0; is_signed <= 1; is_signed++)
				{
					uint64_t	number[VARINT_WORDS] = {0};
					uint64_t	back[VARINT_WORDS];
					char		bytes[VARINT_SIZE(VARINT_WORDS)];
					size_t		len;
					Slice		rest;

					number[bit / 64] = UINT64_C(1) << bit % 64;
					for (int i = 0; less && i <= bit / 64; i++)
						number[i] = i < bit / 64 ? UINT64_MAX : number[i] - 1;
					len = (size_t) (is_signed ?
									wm_varint_put_signed(bytes, number, words) - bytes :
									wm_varint_put(bytes, number, words) - bytes);
					rest = wm_slice(bytes, len);
					same &= len <= VARINT_SIZE(words) &&
						(is_signed ? wm_varint_take_signed(&rest, back, words) :
						 wm_varint_take(&rest, back, words)) &&
						rest.len == 0 && memcmp(number, back, (size_t) words * 8) == 0;
					for (size_t i = 0; i < len; i++)
					{
						rest = wm_slice(bytes, i);
						cut &= !wm_varint_take(&rest, back, words);
					}
				}
	ok(same, "numbers of all lengths come back");
	ok(cut, "but not when they are cut short");
}

static bool
refuses(Slice bytes, int words)
{
	uint64_t	number[VARINT_WORDS];

	return !wm_varint_take(&bytes, number, words) &&
		!wm_varint_take_signed(&bytes, number, words);
}

static void
test_refused(void)
{
	int64_t		count;
	Slice		bytes = SLICE("\5\xe0\xe0\7");

	ok(refuses(SLICE(""), 3), "nothing is no number");
	ok(refuses(SLICE("\xe0\xdf"), 3), "a small number has no length");
	ok(refuses(SLICE("\xe1\xff\x00"), 3), "there is no byte too many");
	ok(refuses(SLICE("\xe8\1\1\1\1\1\1\1\1\1"), 1), "a word has eight bytes");
	ok(refuses(SLICE("\xff\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1"
					 "\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1"), 3),
	   "three have 24");
	ok(wm_varint_take_count(&bytes, 5, &count) && count == 5 &&
	   wm_varint_take_count(&bytes, 224, &count) && count == 224 &&
	   bytes.len == 1 && !wm_varint_take_count(&bytes, 6, &count), "a count has its limit");
	bytes = SLICE("\xe7\0\0\0\0\0\0\0\x80");
	ok(!wm_varint_take_count(&bytes, INT64_MAX, &count), "and is not negative");
}

int
main(void)
{
	test_known();
	test_round();
	test_refused();
	return done();
}
