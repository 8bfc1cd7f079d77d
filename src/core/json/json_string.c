/*
 * json_string.c
 *	  What stands between the quotes of a JSON string: its escapes.
 */
#include "base/host.h"
#include "base/keyword.h"
#include "json/json_string.h"

int
wm_json_hex4(const char *at, const char *end)
{
	int			value = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++)
	{
		int			digit = wm_hex_digit(at[i]);

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

char
wm_json_meaning(char letter)
{
	switch (letter)
	{
		case '"':
		case '\\':
		case '/':
			return letter;
		case 'b':
			return '\b';
		case 'f':
			return '\f';
		case 'n':
			return '\n';
		case 'r':
			return '\r';
		case 't':
			return '\t';
		default:
			return '\0';
	}
}

size_t
wm_json_escape_length(const char *at, const char *end)
{
	int			unit;
	int			low;

	if (end - at < 2)
		return 0;
	if (at[1] != 'u')
		return wm_json_meaning(at[1]) != '\0' ? 2 : 0;

	unit = wm_json_hex4(at + 2, end);
	if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
		return 0;
	if (unit < 0xD800 || unit > 0xDBFF)
		return 6;
	low = end - at >= 8 && at[6] == '\\' && at[7] == 'u' ? wm_json_hex4(at + 8, end) : -1;
	return low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
}

bool
wm_json_raw_is_valid(Slice raw)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;

	while (at < end)
	{
		size_t		len = *at == '\\' ? wm_json_escape_length(at, end) : 1;

		if (len == 0 || (unsigned char) *at < ' ')
			return false;
		wm_check_step(at, at + len);
		at += len;
	}
	return true;
}

/*
 * One character of a string's inside, if it is ASCII, else -1; steps behind it.
 */
static int
next_ascii(const char **at, const char *end)
{
	size_t		len = **at == '\\' ? wm_json_escape_length(*at, end) : 1;
	const char *from = *at;

	*at += len;
	switch (len)
	{
		case 1:
			return (unsigned char) *from;
		case 2:
			return wm_json_meaning(from[1]);
		case 6:
			return wm_json_hex4(from + 2, end);
		default:
			return -1;
	}
}

size_t
wm_json_match(Slice raw, Slice text)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;

	for (size_t i = 0; i < text.len; i++)
	{
		if (at == end || next_ascii(&at, end) != (unsigned char) text.data[i])
			return 0;
	}
	return (size_t) (at - raw.data);
}

bool
wm_json_named(Slice key, Slice name)
{
	return wm_slice_equals(key, name) ||
		(key.len > name.len && wm_json_match(key, name) == key.len);
}
