/*
 * logarithm.c
 *	  The natural logarithm in whole numbers.
 *
 * A C library's log() may differ in its last bit from one machine to the next
 * (a fused multiplication is enough), and then a sum of logarithms taken on a
 * laptop and one taken on a cluster differ too.  Whole numbers cannot.
 *
 * The argument is 2^e m with m in [1, 2).  The first six bits of m after the
 * leading one choose a factor r near 1/m, so that m r = 1 + x with |x| below
 * 2^-6.9; then ln is e ln 2 - ln r + ln(1 + x), the last by six terms of its
 * series, which leaves an error below 10^-15.
 */
#include "base/bignum.h"
#include "base/logarithm.h"

#define ONE_Q62		(INT64_C(1) << 62)

/* In units of 2^-56. */
#define LN_2		UINT64_C(0xb17217f7d1cf7a)
#define LN_MILLION	UINT64_C(0xdd0c54cc7ffd022)

/* For the middle of each 64th of [1, 2): r in units of 2^-16, -ln r in 2^-56. */
static const struct
{
	uint32_t	factor;
	uint64_t	log;
}			steps[64] = {
	{65028, 0x01fdfaa6b12679}, {64035, 0x05ee74c1f98e47}, {63072, 0x09cf83dd075eb1},
	{62138, 0x0da142b89080df}, {61231, 0x1164e8eeaf5cde}, {60350, 0x151ab33f13e03c},
	{59494, 0x18c2e9d642231d}, {58662, 0x1c5de08f760f3b}, {57852, 0x1fed1932000ac7},
	{57065, 0x236ebfaa74c146}, {56299, 0x26e46a405680f0}, {55554, 0x2a4d6fc753f06b},
	{54828, 0x2dab87ce60c427}, {54120, 0x30ff50ca421221}, {53431, 0x3447023fe09cbe},
	{52759, 0x37847ae884bb9c}, {52103, 0x3ab874d6a45923}, {51464, 0x3de12b97bd326c},
	{50840, 0x4100a652d3c103}, {50231, 0x44166de6c0ad56}, {49637, 0x47220905b639e8},
	{49056, 0x4a25a84f821a8f}, {48489, 0x4d1f8c6a62e753}, {47935, 0x5010a01a1ce18f},
	{47393, 0x52f9dc55ef2488}, {46864, 0x55d97c5d2769ad}, {46346, 0x58b1e7cae9a655},
	{45839, 0x5b82c8a8d5e99d}, {45344, 0x5e4a557f7d1e89}, {44859, 0x610b15687f0e5d},
	{44384, 0x63c4ba1ce18b1f}, {43919, 0x6676f40490443f}, {43464, 0x69217243af6c30},
	{43019, 0x6bc3e2c9676387}, {42582, 0x6e61065a5ccbe9}, {42154, 0x70f7129f41fd34},
	{41734, 0x7387502e4297be}, {41323, 0x760fea96349efc}, {40920, 0x78923069f23098},
	{40525, 0x7b0de1493d44f4}, {40137, 0x7d845de9c584b1}, {39756, 0x7ff57021a1f281},
	{39383, 0x825f36ed4fc894}, {39017, 0x84c31c7acaeb02}, {38657, 0x87229a2e9a4662},
	{38304, 0x897bccaca77de4}, {37958, 0x8bce79df2354d0}, {37617, 0x8e1de2fb8c2326},
	{37283, 0x9066608cb86d60}, {36954, 0x92ab4274db465f}, {36631, 0x94ea99f672568b},
	{36314, 0x972435b74adb52}, {36003, 0x9957e3c8d19d6b}, {35696, 0x9b891daa4c3db3},
	{35395, 0x9db41450004315}, {35099, 0x9fda7226a16c0d}, {34808, 0xa1fc0f183ef2f6},
	{34521, 0xa41aa88f5478fc}, {34239, 0xa634377e7d63d4}, {33962, 0xa84892600b8b5a},
	{33689, 0xaa59813cdde6c2}, {33421, 0xac64efae8ace3f}, {33157, 0xae6cace3c47cea},
	{32897, 0xb07099a2ba4873},
};

/* Product of numbers in units of 2^-62, of any sign. */
static inline int64_t
multiply_q62(int64_t a, int64_t b)
{
	uint64_t	high;

	(void) wm_multiply((uint64_t) a, (uint64_t) b, &high);
	high -= (a < 0 ? (uint64_t) b : 0) + (b < 0 ? (uint64_t) a : 0);
	return (int64_t) (high << 2);
}

int64_t
wm_log_millionths(uint64_t number)
{
	int			exponent = 63 - __builtin_clzll(number);
	uint64_t	mantissa = number << (63 - exponent);
	int			step = (mantissa >> 57) & 63;
	uint64_t	product;
	int64_t		x,
				series;
	uint64_t	log,
				units,
				low;
	bool		negative;

	/* 1 + x, and the series by Horner's rule. */
	(void) wm_multiply(mantissa, (uint64_t) steps[step].factor << 48, &product);
	x = (int64_t) (product >> 1) - ONE_Q62;
	series = ONE_Q62 / 5 - multiply_q62(x, ONE_Q62 / 6);
	series = ONE_Q62 / 4 - multiply_q62(x, series);
	series = ONE_Q62 / 3 - multiply_q62(x, series);
	series = ONE_Q62 / 2 - multiply_q62(x, series);
	series = ONE_Q62 - multiply_q62(x, series);
	series = multiply_q62(x, series);

	log = (uint64_t) exponent * LN_2 + steps[step].log - LN_MILLION;
	log += (uint64_t) (series / 64);
	negative = (int64_t) log < 0;
	if (negative)
		log = 0 - log;
	low = wm_multiply(log, UINT64_C(1000000000000), &units);
	units = (units << 8 | low >> 56) + (low >> 55 & 1);
	return negative ? -(int64_t) units : (int64_t) units;
}
