/*
 * bignum.c
 *	  Bignum whole numbers and the logarithm, against known answers.
 */
#include "unit.h"

#include "base/bignum.h"
#include "base/logarithm.h"

/* A number from its decimal text, without a fraction. */
static Bignum
number(const char *text)
{
	Bignum		result;

	if (!wm_bignum_parse(wm_slice(text, strlen(text)), 0, &result))
		printf("# cannot read %s\n", text);
	return result;
}

static void
prints(Bignum wide, int scale, const char *expected, const char *name)
{
	char		text[BIGNUM_TEXT_SIZE];
	int			length = wm_bignum_print(wide, scale, text);

	ok(length == (int) strlen(expected) && strcmp(text, expected) == 0, name);
}

static void
refuses(const char *text, int scale, const char *name)
{
	Bignum		result;

	ok(!wm_bignum_parse(wm_slice(text, strlen(text)), scale, &result), name);
}

/* Around every power of two that 191 bits hold, in every unit. */
static void
test_round(void)
{
	static const int scales[] = {0, 6, 12, 24};
	bool		same = true;

	for (int bit = 0; bit < 191; bit++)
		for (int less = 0; less <= 1; less++)
			for (int negative = 0; negative <= 1; negative++)
				for (size_t i = 0; i < lengthof(scales); i++)
				{
					Bignum		wide = wm_bignum_from_int(0);
					Bignum		back;
					char		text[BIGNUM_TEXT_SIZE];
					int			length;

					wide.word[bit / 64] = UINT64_C(1) << bit % 64;
					wide = wm_bignum_subtract(wide, wm_bignum_from_int(less));
					if (negative)
						wide = wm_bignum_subtract(wm_bignum_from_int(0), wide);
					length = wm_bignum_print(wide, scales[i], text);
					same &= length < BIGNUM_TEXT_SIZE &&
						wm_bignum_parse(wm_slice(text, (size_t) length), scales[i], &back) &&
						wm_bignum_compare(wide, back) == 0;
				}
	ok(same, "what is printed is read as it was");
}

static void
test_multiply(void)
{
	uint64_t	high;

	ok(wm_multiply(UINT64_MAX, UINT64_MAX, &high) == 1 &&
	   high == UINT64_MAX - 1, "the largest product");
	ok(wm_multiply(UINT64_C(0xdeadbeefcafebabe), UINT64_C(0x123456789abcdef1),
				   &high) == UINT64_C(0xca165e3e6f4690de) &&
	   high == UINT64_C(0x0fd5bdeeeb2a01d8), "a product with carries");
}

static void
test_add(void)
{
	uint64_t	sum[2] = {UINT64_MAX, INT64_MAX};
	uint64_t	one[2] = {1, 0};
	uint64_t	minus[2] = {UINT64_MAX, UINT64_MAX};

	ok(wm_fixed_add(sum, minus, 2) && sum[0] == UINT64_MAX - 1, "adds minus one");
	ok(wm_fixed_add(sum, one, 2) && !wm_fixed_add(sum, one, 2),
	   "tells that 2^127 is too much");
	ok(sum[0] == 0 && sum[1] == (uint64_t) INT64_MIN &&
	   !wm_fixed_add(sum, minus, 2), "and so is less than -2^127");

	sum[0] = sum[1] = 0;
	ok(wm_fixed_subtract(sum, one, 2) && sum[0] == UINT64_MAX &&
	   sum[1] == UINT64_MAX, "borrows from the higher word");
	sum[0] = 0;
	sum[1] = (uint64_t) INT64_MIN;
	ok(!wm_fixed_subtract(sum, one, 2), "tells that -2^127 - 1 is too little");
}

static void
test_wide(void)
{
	Bignum		a = number("123456789012345678901234567890");
	Bignum		b = number("-987654321098765432109876543210");
	uint64_t	words[3];

	prints(wm_bignum_multiply(a, b), 0,
		   "-121932631137021795226185032733622923332237463801111263526900",
		   "product of unlike signs");
	prints(wm_bignum_multiply(b, b), 0,
		   "975461057985063252587258039935650053345677488187778997104100",
		   "a square");
	ok(wm_bignum_compare(a, b) > 0 && wm_bignum_compare(b, a) < 0 &&
	   wm_bignum_compare(a, a) == 0, "compares across signs");
	ok(wm_bignum_store(b, words, 2) &&
	   wm_bignum_compare(wm_bignum(words, 2), b) == 0, "stores a negative number");
	ok(!wm_bignum_store(wm_bignum_multiply(a, b), words, 2) &&
	   !wm_bignum_store(wm_bignum_multiply(wm_bignum_multiply(a, b), b), words, 3),
	   "does not store what is too wide");
}

static void
test_double(void)
{
	ok(wm_bignum_to_double(number("0")) == 0, "zero as a double");
	ok(wm_bignum_to_double(number("-9007199254740993")) == -9007199254740992.0,
	   "a tie goes to even");
	ok(wm_bignum_to_double(number("9007199254740995")) == 9007199254740996.0,
	   "up, too");
	/* 2^129 + 2^76, half a step above 2^129, and one more. */
	ok(wm_bignum_to_double(number("680564733841877002484612940777859842048")) ==
	   ldexp(1, 129), "a far tie");
	ok(wm_bignum_to_double(number("680564733841877002484612940777859842049")) ==
	   ldexp(1, 129) + ldexp(1, 77), "a far bit breaks it");
}

static void
test_text(void)
{
	Bignum		wide;

	prints(number("0"), 24, "0", "zero has no fraction");
	prints(number("1"), 6, "0.000001", "the unit");
	prints(number("-1500000"), 6, "-1.5", "no zeros at the end");
	prints(number("1000000"), 0, "1000000", "unless they count");
	prints(number("3138550867693340381917894711603833208051177722232017256447"),
		   12, "3138550867693340381917894711603833208051177722.232017256447",
		   "the largest of 192 bits");
	prints(number("-1000000000000000000"), 12, "-1000000", "a chunk of zeros");
	prints(number("1000000000"), 9, "1", "a unit of one chunk");
	prints(number("999999999999999999999999999"), 24, "999.999999999999999999999999",
		   "three chunks of nines");
	ok(wm_bignum_parse(SLICE("000000000000000000000000000000000000000000000000000000000000001"), 0, &wide) &&
	   wm_bignum_compare(wide, wm_bignum_from_int(1)) == 0, "reads zeros before a number");
	ok(wm_bignum_parse(SLICE("-0"), 6, &wide) && wm_bignum_is_zero(wide), "and no negative zero");
	ok(wm_bignum_parse(SLICE("-12.5"), 6, &wide) &&
	   wm_bignum_compare(wide, number("-12500000")) == 0, "reads a fraction");
	refuses("", 6, "nothing is no number");
	refuses("-", 6, "nor is a sign");
	refuses("1.", 6, "nor an empty fraction");
	refuses(".5", 6, "nor only a fraction");
	refuses("1.2.3", 6, "nor two points");
	refuses("1.0000001", 6, "a digit below the unit");
	refuses("+1", 6, "a plus");
	refuses("1e3", 6, "an exponent");
	refuses("3138550867693340381917894711603833208051177722232017256448", 0,
			"one more than 192 bits");
	refuses("3138550867693340381917894711603833208051177722232017256447", 6,
			"192 bits shifted");
}

/* ln x from the C library, where long doubles are longer. */
static void
test_logarithm(void)
{
	uint64_t	number = 1;
	double		worst = 0;

	ok(wm_log_millionths(1) == INT64_C(-13815510557964), "ln of a millionth");
	ok(wm_log_millionths(1000000) == 0, "ln 1");
	ok(wm_log_millionths(2000000) == INT64_C(693147180560), "ln 2");
	ok(wm_log_millionths(UINT64_C(1000000000000000000)) ==
	   INT64_C(27631021115929), "ln of a million millions");
	while (number < UINT64_C(1000000000000000000))
	{
		long double exact = (logl(number) - logl(1e6L)) * 1e12L;

		worst = fmax(worst, fabsl(wm_log_millionths(number) - exact));
		number += number / 5003 + 1;
	}
	ok(worst < (sizeof(long double) > sizeof(double) ? 0.501 : 10),
	   "rounds to the nearest");
}

int
main(void)
{
	test_round();
	test_multiply();
	test_add();
	test_wide();
	test_double();
	test_text();
	test_logarithm();
	return done();
}
