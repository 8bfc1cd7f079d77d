/*
 * probabilities.c
 *	  The probabilities of the nine modes of one session.
 */
#include <math.h>

#include "base/host.h"
#include "base/probabilities.h"
#include "base/text.h"

/* Five digits behind the point. */
#define TEXT_UNIT	100000
#define TEXT_DIGITS	5

/*
 * Nine printed numbers are so far from 1 together, or less.  They must not be divided
 * by their sum, which would make other units of them.
 */
#define TEXT_SLACK	(MODE_COUNT * 0.51 / TEXT_UNIT)

/* Digits behind the point beyond these make no difference. */
#define READ_DIGITS	15

/* The most that the two bytes of a mode hold. */
#define KEPT_MOST	(PROBABILITY_WHOLE - 1)

static void
keep(const int32_t *units, Probabilities *probabilities)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		int32_t		kept = units[mode] < KEPT_MOST ? units[mode] : KEPT_MOST;

		probabilities->byte[2 * mode] = (unsigned char) (kept >> 8);
		probabilities->byte[2 * mode + 1] = (unsigned char) (kept & 255);
	}
}

void
wm_probabilities_units(const Probabilities *probabilities, int32_t units[MODE_COUNT])
{
	const unsigned char *byte = probabilities->byte;
	int32_t		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		units[mode] = byte[2 * mode] << 8 | byte[2 * mode + 1];
		sum += units[mode];
	}
	for (int mode = 0; mode < MODE_COUNT && sum == KEPT_MOST; mode++)
	{
		if (units[mode] == KEPT_MOST)
			units[mode] = PROBABILITY_WHOLE;
	}
}

bool
wm_probabilities_are_sound(const Probabilities *probabilities)
{
	int32_t		units[MODE_COUNT];
	int32_t		sum = 0;

	wm_probabilities_units(probabilities, units);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += units[mode];
	return sum == PROBABILITY_WHOLE;
}

/*
 * The mode whose number exceeds its units most, or least if "sign" is -1.  A mode that
 * has nothing gets nothing, and gives nothing.
 */
static int
most_rounded(const double *exact, const int32_t *units, int sign)
{
	int			most = MODE_NONE;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (exact[mode] == 0 || units[mode] + sign < 0)
			continue;
		if (most == MODE_NONE ||
			sign * (exact[mode] - units[mode]) > sign * (exact[most] - units[most]))
			most = mode;
	}
	return most;
}

/* The nearest units, and then what they lack; few if the sum of the numbers is 1. */
static void
round_units(const double *exact, int32_t *units)
{
	int32_t		rest = PROBABILITY_WHOLE;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		units[mode] = (int32_t) rint(exact[mode]);
		rest -= units[mode];
	}
	while (rest != 0)
	{
		int			sign = rest > 0 ? 1 : -1;

		units[most_rounded(exact, units, sign)] += sign;
		rest -= sign;
	}
}

const char *
wm_probabilities_round(const double numbers[MODE_COUNT], Probabilities *probabilities)
{
	double		exact[MODE_COUNT];
	int32_t		units[MODE_COUNT];
	double		sum = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (!(numbers[mode] >= 0 && numbers[mode] <= 1))
			return "A probability must lie between 0 and 1";
		sum += numbers[mode];
	}
	if (!(fabs(sum - 1) <= PROBABILITY_SLACK))
		return "The sum of the probabilities must be 1";
	for (int mode = 0; mode < MODE_COUNT; mode++)
		exact[mode] = numbers[mode] * PROBABILITY_WHOLE /
			(fabs(sum - 1) > TEXT_SLACK ? sum : 1);
	round_units(exact, units);
	keep(units, probabilities);
	return NULL;
}

/* The units as a decimal of five digits behind the point, without zeros at its end. */
static void
put_units(TextBuffer *buffer, int32_t units)
{
	int64_t		decimal = ((int64_t) units * TEXT_UNIT + PROBABILITY_WHOLE / 2) /
		PROBABILITY_WHOLE;
	char		digits[TEXT_DIGITS];
	int			len = TEXT_DIGITS;

	wm_text_put_count(buffer, decimal / TEXT_UNIT);
	decimal %= TEXT_UNIT;
	if (decimal == 0)
		return;
	for (int i = TEXT_DIGITS - 1; i >= 0; i--)
	{
		digits[i] = (char) ('0' + decimal % 10);
		decimal /= 10;
	}
	while (digits[len - 1] == '0')
		len--;
	wm_buffer_append_char(buffer, '.');
	wm_buffer_append(buffer, wm_slice(digits, (size_t) len));
}

void
wm_probabilities_print(const Probabilities *probabilities, TextBuffer *buffer)
{
	int32_t		units[MODE_COUNT];
	const char *between = "{\"";

	wm_probabilities_units(probabilities, units);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (units[mode] == 0)
			continue;
		wm_text_put(buffer, between);
		wm_text_put(buffer, wm_modes[mode].name);
		wm_text_put(buffer, "\": ");
		put_units(buffer, units[mode]);
		between = ", \"";
	}
	wm_text_put(buffer, "}");
}

/* Takes a decimal that is not negative; false if there is none, or it exceeds 9. */
static bool
take_number(Slice *text, double *number)
{
	int64_t		whole;
	int64_t		fraction = 0;
	int64_t		scale = 1;
	size_t		len = 0;

	if (!wm_text_take_count(text, 9, &whole))
		return false;
	*number = (double) whole;
	if (text->len == 0 || text->data[0] != '.')
		return true;
	*text = wm_slice_from(*text, 1);
	for (; len < text->len && text->data[len] >= '0' && text->data[len] <= '9'; len++)
	{
		wm_check_step(text->data + len, text->data + len + 1);
		if (len >= READ_DIGITS)
			continue;
		fraction = fraction * 10 + (text->data[len] - '0');
		scale *= 10;
	}
	*text = wm_slice_from(*text, len);
	*number += (double) fraction / (double) scale;
	return len > 0;
}

/* The next sign, if it is the one; blanks before it do not count. */
static bool
take_sign(Slice *text, char sign)
{
	wm_text_skip_blanks(text);
	return wm_text_take_char(text, sign);
}

/* A mode in double quotes, or MODE_NONE. */
static int
take_mode(Slice *text)
{
	size_t		len = 0;
	int			mode;

	if (!take_sign(text, '"'))
		return MODE_NONE;
	while (len < text->len && text->data[len] >= 'a' && text->data[len] <= 'z')
		len++;
	mode = wm_mode_from_name(wm_slice(text->data, len));
	*text = wm_slice_from(*text, len);
	return wm_text_take_char(text, '"') ? mode : MODE_NONE;
}

/* The members of the object; a number that was not given is negative. */
static const char *
take_members(Slice *text, double *numbers)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
		numbers[mode] = -1;
	do
	{
		int			mode = take_mode(text);

		if (mode == MODE_NONE)
			return "It must hold modes in double quotes";
		if (numbers[mode] >= 0)
			return "A mode is given twice";
		if (!take_sign(text, ':'))
			return "A mode must be followed by a colon";
		wm_text_skip_blanks(text);
		if (!take_number(text, &numbers[mode]))
			return "A probability must be a plain decimal that lies between 0 and 1";
	} while (take_sign(text, ','));
	for (int mode = 0; mode < MODE_COUNT; mode++)
		numbers[mode] = numbers[mode] < 0 ? 0 : numbers[mode];
	return NULL;
}

const char *
wm_probabilities_parse(Probabilities *probabilities, Slice text)
{
	double		numbers[MODE_COUNT];
	const char *fault;

	if (!take_sign(&text, '{'))
		return "It must begin with \"{\"";
	fault = take_members(&text, numbers);
	if (fault != NULL)
		return fault;
	if (!take_sign(&text, '}'))
		return "It must end with \"}\"";
	wm_text_skip_blanks(&text);
	if (text.len != 0)
		return "There is something after the closing \"}\"";
	return wm_probabilities_round(numbers, probabilities);
}
