/*
 * probabilities.c
 *	  Probabilities of one session: rounding, bytes, text, and what is refused.
 */
#include "unit.h"

#include "base/probabilities.h"

/* Whether the text is read, and printed again as expected. */
static bool
prints(const char *text, const char *expected)
{
	Probabilities probabilities;
	TextBuffer	buffer = {0};
	bool		same;

	if (wm_probabilities_parse(&probabilities, wm_slice_cstring(text)) != NULL)
		return false;
	wm_probabilities_print(&probabilities, &buffer);
	same = wm_slice_equals(wm_buffer_slice(&buffer), wm_slice_cstring(expected));
	wm_buffer_free(&buffer);
	return same;
}

static bool
refuses(const char *text, const char *expected)
{
	Probabilities probabilities;
	const char *fault = wm_probabilities_parse(&probabilities, wm_slice_cstring(text));

	return fault != NULL && strcmp(fault, expected) == 0;
}

static void
test_text(void)
{
	ok(prints("{\"fix\": 0.25, \"build\":0.75}", "{\"build\": 0.75, \"fix\": 0.25}"),
	   "modes are printed in their order");
	ok(prints(" { \"plan\" : 1 } ", "{\"plan\": 1}"), "one mode is certain");
	ok(prints("{\"plan\": 1, \"fix\": 0}", "{\"plan\": 1}"), "zeros are left out");
	ok(prints("{\"plan\": 0.99998, \"fix\": 0.00002}", "{\"fix\": 0.00002, \"plan\": 0.99998}"),
	   "a unit beside a mode that is all but certain is kept");
	ok(prints("{\"build\": 0.333333333333333333, \"fix\": 0.3333333333333333, \"test\": 0.3333333333}",
			  "{\"build\": 0.33334, \"fix\": 0.33333, \"test\": 0.33333}"),
	   "of equals the first gets the rest");
	ok(refuses("", "It must begin with \"{\""), "an empty text is refused");
	ok(refuses("{}", "It must hold modes in double quotes"), "so is an empty object");
	ok(refuses("{\"Build\": 1}", "It must hold modes in double quotes"), "and no mode");
	ok(refuses("{\"build\" 1}", "A mode must be followed by a colon"), "a missing colon");
	ok(refuses("{\"build\": -1}",
			   "A probability must be a plain decimal that lies between 0 and 1"),
	   "a negative number");
	ok(refuses("{\"build\": 1.}",
			   "A probability must be a plain decimal that lies between 0 and 1"),
	   "a point without digits");
	ok(refuses("{\"build\": 1e0}", "It must end with \"}\""), "an exponent");
	ok(refuses("{\"build\": 1.5}", "A probability must lie between 0 and 1"), "more than 1");
	ok(refuses("{\"build\": 0.5, \"build\": 0.5}", "A mode is given twice"), "a mode twice");
	ok(refuses("{\"build\": 0.99}", "The sum of the probabilities must be 1"),
	   "a sum that is not 1");
	ok(refuses("{\"build\": 1} x", "There is something after the closing \"}\""),
	   "something behind it");
}

static int32_t
unit_of(const double *numbers, int mode)
{
	Probabilities probabilities;
	int32_t		units[MODE_COUNT];

	if (wm_probabilities_round(numbers, &probabilities) != NULL)
		return -1;
	wm_probabilities_units(&probabilities, units);
	return units[mode];
}

static void
test_rounding(void)
{
	const double whole[MODE_COUNT] = {[MODE_TEST] = 1};
	const double ninths[MODE_COUNT] = {1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0,
	1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0};
	const double above[MODE_COUNT] = {0.5005, 0.5004};
	const double below[MODE_COUNT] = {0.4997, 0.4998};
	const double far[MODE_COUNT] = {0.502, 0.5};
	const double none[MODE_COUNT] = {[MODE_FIX] = NAN};

	ok(unit_of(whole, MODE_TEST) == PROBABILITY_WHOLE, "one mode has all");
	/* 65536 / 9 = 7281.78: nine times 7282 are 65538. */
	ok(unit_of(ninths, MODE_BUILD) == 7281 && unit_of(ninths, MODE_FIX) == 7281 &&
	   unit_of(ninths, MODE_TEST) == 7282 && unit_of(ninths, MODE_COMMUNICATE) == 7282,
	   "the first two of nine equals give what is too much");
	ok(unit_of(above, MODE_BUILD) + unit_of(above, MODE_FIX) == PROBABILITY_WHOLE,
	   "a sum a little above 1 becomes 1");
	ok(unit_of(below, MODE_BUILD) + unit_of(below, MODE_FIX) == PROBABILITY_WHOLE,
	   "and one a little below");
	ok(unit_of(below, MODE_TEST) == 0 && unit_of(above, MODE_TEST) == 0,
	   "a mode that has nothing gets nothing");
	ok(unit_of(far, MODE_BUILD) == -1, "one that is farther off is refused");
	ok(unit_of(none, MODE_BUILD) == -1, "so is what is no number");
}

/* Numbers that look random, the same each time. */
static uint32_t
next_random(void)
{
	static uint32_t state = 20260701;

	state = state * 1664525 + 1013904223;
	return state >> 8;
}

/* Random probabilities are what they were after their text and as numbers. */
static void
test_round_trip(void)
{
	bool		same = true;

	for (int i = 0; i < 20000; i++)
	{
		double		numbers[MODE_COUNT];
		double		sum = 0;
		Probabilities one;
		Probabilities two;
		TextBuffer	text = {0};

		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			numbers[mode] = pow(next_random() / 16777216.0, i % 20);
			sum += numbers[mode];
		}
		for (int mode = 0; mode < MODE_COUNT; mode++)
			numbers[mode] /= sum;
		same = same && wm_probabilities_round(numbers, &one) == NULL &&
			wm_probabilities_are_sound(&one);
		wm_probabilities_print(&one, &text);
		same = same && wm_probabilities_parse(&two, wm_buffer_slice(&text)) == NULL &&
			memcmp(&one, &two, sizeof(one)) == 0;
		wm_buffer_free(&text);
	}
	ok(same, "20,000 probabilities are what they were after their text");
}

static void
test_bytes(void)
{
	Probabilities probabilities = {{0}};
	int32_t		units[MODE_COUNT];

	ok(!wm_probabilities_are_sound(&probabilities), "zeros are no probabilities");
	memset(&probabilities, 255, sizeof(probabilities));
	ok(!wm_probabilities_are_sound(&probabilities), "nor are ones");
	memset(&probabilities, 0, sizeof(probabilities));
	probabilities.byte[2] = 255;
	probabilities.byte[3] = 255;
	wm_probabilities_units(&probabilities, units);
	ok(wm_probabilities_are_sound(&probabilities) && units[MODE_FIX] == PROBABILITY_WHOLE,
	   "65535 with nothing beside it is certain");
	probabilities.byte[5] = 1;
	wm_probabilities_units(&probabilities, units);
	ok(wm_probabilities_are_sound(&probabilities) &&
	   units[MODE_FIX] == PROBABILITY_WHOLE - 1 && units[MODE_TEST] == 1,
	   "with 1 beside it, it is 65535");
	probabilities.byte[5] = 2;
	ok(!wm_probabilities_are_sound(&probabilities), "with 2, it is none");
	memset(&probabilities, 0, sizeof(probabilities));
	probabilities.byte[0] = 255;
	probabilities.byte[1] = 254;
	probabilities.byte[3] = 1;
	ok(!wm_probabilities_are_sound(&probabilities), "a sum of 65535 of two is none");
}

int
main(void)
{
	test_text();
	test_rounding();
	test_round_trip();
	test_bytes();
	return done();
}
