/*
 * json_text.c
 *	  What JSON strings and numbers say.
 */
#include <cjson/cJSON.h>

#include "base/host.h"
#include "json/json_text.h"

/*
 * cJSON up to 1.7.18 cuts a number off at 63 characters, later versions do not.
 * Longer numbers are refused, so that all versions agree.
 */
#define NUMBER_LIMIT	63

/* Counts have no more digits: a double knows them all. */
#define SHORT_NUMBER	15

/* The largest integer below which a double knows every one. */
#define NUMBER_MAX		9007199254740992.0

Slice
wm_json_raw(Slice value)
{
	if (wm_json_kind(value) != JSON_STRING || value.len < 2)
		return SLICE("");
	return wm_slice(value.data + 1, value.len - 2);
}

bool
wm_json_says(Slice value, Slice text)
{
	return wm_json_kind(value) == JSON_STRING &&
		wm_json_named(wm_json_raw(value), text);
}

bool
wm_json_starts(Slice value, Slice text)
{
	return wm_json_kind(value) == JSON_STRING &&
		wm_json_match(wm_json_raw(value), text) > 0;
}

bool
wm_json_is_true(Slice value)
{
	return wm_json_kind(value) == JSON_TRUE;
}

Slice
wm_json_cut(Slice text)
{
	if (text.len <= JSON_TEXT_LIMIT)
		return text;
	for (size_t len = JSON_TEXT_LIMIT; len > JSON_TEXT_LIMIT - 64; len--)
	{
		if (text.data[len - 1] == ' ')
			return wm_slice(text.data, len);
	}
	return wm_slice(text.data, JSON_TEXT_LIMIT);
}

/* How much of a bad escape is left out: a code that is no character, or the slash. */
static size_t
bad_escape_length(const char *at, const char *end)
{
	return end - at >= 6 && at[1] == 'u' && wm_json_hex4(at + 2, end) >= 0 ? 6 : 1;
}

/* Blank out bad escapes: one keeps cJSON from decoding, or is a NUL to it. */
static void
blank_bad_escapes(char *at, char *end)
{
	while ((at = memchr(at, '\\', (size_t) (end - at))) != NULL)
	{
		size_t		len = wm_json_escape_length(at, end);

		if (len == 0)
		{
			len = bad_escape_length(at, end);
			memset(at, ' ', len);
		}
		at += len;
	}
}

/*
 * Decode a text whose escapes are all of two bytes: most texts escape nothing
 * but quotes, backslashes, newlines and tabs.  False if there are others.
 */
static bool
decode_short_escapes(Slice raw, TextBuffer *buffer)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;
	const char *slash;
	char	   *out;

	wm_buffer_clear(buffer);
	out = wm_buffer_reserve(buffer, raw.len);
	while ((slash = memchr(at, '\\', (size_t) (end - at))) != NULL)
	{
		if (wm_json_escape_length(slash, end) != 2)
			return false;
		memcpy(out, at, (size_t) (slash - at));
		out += slash - at;
		*out++ = wm_json_meaning(slash[1]);
		at = slash + 2;
	}
	memcpy(out, at, (size_t) (end - at));
	buffer->len = (size_t) (out - buffer->data) + (size_t) (end - at);
	return true;
}

Slice
wm_json_decode(Slice raw, TextBuffer *buffer)
{
	char	   *quoted;
	cJSON	   *parsed;

	if (raw.len == 0 || memchr(raw.data, '\\', raw.len) == NULL)
		return raw;
	if (!wm_buffer_holds(buffer, raw) && decode_short_escapes(raw, buffer))
		return wm_buffer_slice(buffer);

	/* Room first, so that nothing can go wrong while cJSON's value lives. */
	quoted = wm_alloc(raw.len + 2);
	quoted[0] = '"';
	memcpy(quoted + 1, raw.data, raw.len);
	quoted[raw.len + 1] = '"';
	wm_buffer_clear(buffer);
	(void) wm_buffer_reserve(buffer, raw.len);

	blank_bad_escapes(quoted + 1, quoted + 1 + raw.len);
	parsed = cJSON_ParseWithLength(quoted, raw.len + 2);
	if (cJSON_IsString(parsed))
	{
		buffer->len = strlen(parsed->valuestring);
		memcpy(buffer->data, parsed->valuestring, buffer->len);
	}
	cJSON_Delete(parsed);
	wm_free(quoted);
	return wm_buffer_slice(buffer);
}

/* The character that an escape of 6 or 12 bytes stands for. */
static uint32_t
code_point(const char *at, size_t len)
{
	uint32_t	unit = (uint32_t) wm_json_hex4(at + 2, at + 6);

	if (len == 6)
		return unit;
	return 0x10000 + ((unit - 0xD800) << 10) +
		((uint32_t) wm_json_hex4(at + 8, at + 12) - 0xDC00);
}

static void
append_utf8(TextBuffer *text, uint32_t code)
{
	int			more = code < 0x80 ? 0 : (code < 0x800 ? 1 : (code < 0x10000 ? 2 : 3));
	static const unsigned char marks[] = {0, 0xC0, 0xE0, 0xF0};

	wm_buffer_append_char(text, (char) (marks[more] | (code >> (6 * more))));
	while (more-- > 0)
		wm_buffer_append_char(text, (char) (0x80 | ((code >> (6 * more)) & 0x3F)));
}

void
wm_json_unquote(Slice raw, TextBuffer *text)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;
	const char *slash;

	if (raw.len == 0)
		return;
	(void) wm_buffer_reserve(text, raw.len);
	while ((slash = wm_find_byte(at, end, '\\')) != NULL)
	{
		size_t		len = wm_json_escape_length(slash, end);
		const char *from = at;

		wm_buffer_append(text, wm_slice(at, (size_t) (slash - at)));
		if (len == 2)
			wm_buffer_append_char(text, wm_json_meaning(slash[1]));
		else if (len > 0 && code_point(slash, len) != 0)
			append_utf8(text, code_point(slash, len));
		else
			wm_buffer_append_char(text, ' ');
		at = slash + (len > 0 ? len : bad_escape_length(slash, end));
		wm_check_step(from, at);
	}
	wm_buffer_append(text, wm_slice(at, (size_t) (end - at)));
}

/* It is the text that is cut: how much of it was escaped makes no difference. */
Slice
wm_json_text(Slice value, TextBuffer *buffer)
{
	Slice		raw = wm_json_raw(value);

	raw = wm_slice_head(raw, JSON_ESCAPE_SIZE * JSON_TEXT_LIMIT);
	return wm_json_cut(wm_json_decode(raw, buffer));
}

void
wm_json_quote(TextBuffer *buffer, Slice text)
{
	static const char digits[] = "0123456789abcdef";

	wm_buffer_append_char(buffer, '"');
	while (text.len > 0)
	{
		size_t		plain = 0;
		unsigned char c;
		char		escape[] = "\\u0000";

		while (plain < text.len && (unsigned char) text.data[plain] >= ' ' &&
			   text.data[plain] != '"' && text.data[plain] != '\\')
			plain++;
		wm_check_step(text.data, text.data + plain + 1);
		wm_buffer_append(buffer, wm_slice_head(text, plain));
		if (plain == text.len)
			break;
		c = (unsigned char) text.data[plain];
		escape[4] = digits[c >> 4];
		escape[5] = digits[c & 15];
		wm_buffer_append(buffer, wm_slice(escape, 6));
		text = wm_slice_from(text, plain + 1);
	}
	wm_buffer_append_char(buffer, '"');
}

uint64_t
wm_json_identity(Slice value)
{
	TextBuffer	buffer = {NULL, 0, 0};
	Slice		text = wm_json_text(value, &buffer);
	uint64_t	hash = text.len > 0 ? wm_slice_identity(text) : 0;

	wm_buffer_free(&buffer);
	return hash;
}

/* The number that so few digits say; -1 if there is more to it. */
static int64_t
short_number(Slice value)
{
	int64_t		number = 0;

	if (value.len > SHORT_NUMBER)
		return -1;
	for (size_t i = 0; i < value.len; i++)
	{
		if (value.data[i] < '0' || value.data[i] > '9')
			return -1;
		number = number * 10 + (value.data[i] - '0');
	}
	return number;
}

double
wm_json_number(Slice value, double fallback)
{
	double		number = fallback;
	cJSON	   *parsed;

	if (wm_json_kind(value) != JSON_NUMBER || value.len > NUMBER_LIMIT)
		return fallback;
	if (short_number(value) >= 0)
		return (double) short_number(value);
	parsed = cJSON_ParseWithLength(value.data, value.len);
	if (cJSON_IsNumber(parsed) && parsed->valuedouble >= -NUMBER_MAX &&
		parsed->valuedouble <= NUMBER_MAX)
		number = parsed->valuedouble;
	cJSON_Delete(parsed);
	return number;
}

int64_t
wm_json_lines(Slice value)
{
	Slice		raw = wm_json_raw(value);
	const char *at = raw.data;
	const char *end = raw.data + raw.len;
	int64_t		lines = 0;
	const char *slash;
	const char *line = at;

	while ((slash = wm_find_byte(at, end, '\\')) != NULL)
	{
		size_t		len = wm_json_escape_length(slash, end);
		const char *from = at;

		at = slash + (len > 0 ? len : 1);
		wm_check_step(from, at);
		if ((len == 2 && slash[1] == 'n') || (len == 6 && wm_json_hex4(slash + 2, end) == '\n'))
		{
			lines++;
			line = at;
		}
	}
	return lines + (line < end ? 1 : 0);
}
