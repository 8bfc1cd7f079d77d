/*
 * text.c
 *	  What the texts of vectors, models and states are made of: numbers, signs,
 *	  arrays.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/host.h"
#include "base/text.h"

#define FRACTION_DIGITS	4

void
wm_text_put(TextBuffer *text, const char *string)
{
	wm_buffer_append(text, wm_slice(string, strlen(string)));
}

void
wm_text_put_count(TextBuffer *text, int64_t count)
{
	char		digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, count);
	wm_text_put(text, digits);
}

void
wm_text_put_decimal(TextBuffer *text, int32_t units)
{
	uint32_t	size = units < 0 ? -(uint32_t) units : (uint32_t) units;
	char		digits[16];
	int			len = snprintf(digits, sizeof(digits), "%s%u.%04u",
							   units < 0 ? "-" : "",
							   size / DECIMAL_UNIT, size % DECIMAL_UNIT);

	while (digits[len - 1] == '0')
		len--;
	if (digits[len - 1] == '.')
		len--;
	wm_buffer_append(text, wm_slice(digits, (size_t) len));
}

void
wm_text_skip_blanks(Slice *text)
{
	while (text->len > 0 && (unsigned char) text->data[0] <= ' ')
	{
		wm_check_step(text->data, text->data + 1);
		*text = wm_slice_from(*text, 1);
	}
}

bool
wm_text_take_count(Slice *text, int64_t limit, int64_t *count)
{
	size_t		len = 0;

	*count = 0;
	while (len < text->len && text->data[len] >= '0' && text->data[len] <= '9')
	{
		wm_check_step(text->data + len, text->data + len + 1);
		*count = *count * 10 + (text->data[len++] - '0');
		if (*count > limit)
			return false;
	}
	*text = wm_slice_from(*text, len);
	return len > 0;
}

/* A fraction's digits are as many as there are, the rest are zeros. */
bool
wm_text_take_decimal(Slice *text, int32_t *units)
{
	bool		negative = wm_text_take_char(text, '-');
	int64_t		whole;
	int64_t		fraction = 0;

	if (!wm_text_take_count(text, DECIMAL_LIMIT / DECIMAL_UNIT, &whole))
		return false;
	if (wm_text_take_char(text, '.'))
	{
		size_t		before = text->len;

		if (!wm_text_take_count(text, DECIMAL_UNIT - 1, &fraction) ||
			before - text->len > FRACTION_DIGITS)
			return false;
		for (size_t digits = before - text->len; digits < FRACTION_DIGITS; digits++)
			fraction *= 10;
	}
	*units = (int32_t) (whole * DECIMAL_UNIT + fraction) * (negative ? -1 : 1);
	return true;
}

bool
wm_text_read_count(Slice value, int64_t limit, int64_t *count)
{
	value = wm_slice_trim(value);
	return wm_text_take_count(&value, limit, count) && value.len == 0;
}

bool
wm_text_read_decimal(Slice value, int32_t *units)
{
	value = wm_slice_trim(value);
	return wm_text_take_decimal(&value, units) && value.len == 0;
}

size_t
wm_text_items(Slice text, size_t limit)
{
	const char *at = text.data;
	const char *end = text.data + text.len;
	size_t		items = 1;

	while (items <= limit && (at = wm_find_byte(at, end, ',')) != NULL)
	{
		wm_check_step(at, at + 1);
		at++;
		items++;
	}
	return items;
}
