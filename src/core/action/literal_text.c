/*
 * literal_text.c
 *	  How the value of a script's expression is written: as JSON.
 *
 * A value is written at the end of one buffer, in the order of the source, so that
 * what it is made of need not be kept.  Strings are written with the escapes of
 * JSON, which makes one of two by moving the second up to the first.
 */
#include "action/literal_text.h"
#include "base/host.h"
#include "base/keyword.h"

void
wm_literal_add(Literals *literals, Slice json)
{
	literals->work += json.len;
	wm_buffer_append(&literals->made, json);
	if (literals->made.len > LITERAL_MADE_LIMIT)
		literals->work = literals->limit + 1;
}

bool
wm_literal_unknown(Literals *literals, size_t at)
{
	literals->made.len = at;
	return false;
}

Slice
wm_literal_made(const Literals *literals, size_t at)
{
	if (literals->made.len <= at)
		return SLICE("");
	return wm_slice(literals->made.data + at, literals->made.len - at);
}

void
wm_literal_move(Literals *literals, size_t at, size_t from, size_t len)
{
	if (len > 0)
		memmove(literals->made.data + at, literals->made.data + from, len);
	literals->made.len = at + len;
	literals->work += len;
}

static void
add_unit(Literals *literals, uint32_t unit)
{
	static const char digits[] = "0123456789abcdef";
	char		text[] = "\\u0000";

	for (int i = 0; i < 4; i++)
		text[2 + i] = digits[(unit >> (12 - 4 * i)) & 15];
	wm_literal_add(literals, wm_slice(text, 6));
}

/* Takes up to so many hexadecimal digits. */
static uint32_t
take_hex(Slice *text, int most)
{
	uint32_t	number = 0;

	for (int i = 0; i < most && text->len > 0 && wm_hex_digit(text->data[0]) >= 0; i++)
	{
		number = number * 16 + (uint32_t) wm_hex_digit(text->data[0]);
		*text = wm_slice_from(*text, 1);
	}
	return number;
}

/* "u0041" or "u{1f600}", the u taken. */
static void
add_unicode(Literals *literals, Slice *text)
{
	bool		braces = text->len > 0 && text->data[0] == '{';
	uint32_t	code;

	if (braces)
		*text = wm_slice_from(*text, 1);
	code = take_hex(text, braces ? 6 : 4);
	if (braces && text->len > 0 && text->data[0] == '}')
		*text = wm_slice_from(*text, 1);
	if (code > 0xFFFF)
	{
		code -= 0x10000;
		add_unit(literals, 0xD800 + ((code >> 10) & 0x3FF));
		code = 0xDC00 + (code & 0x3FF);
	}
	add_unit(literals, code);
}

/* What follows a backslash. */
static void
add_escape(Literals *literals, Slice *text)
{
	char		c = text->data[0];
	char		escape[] = {'\\', c};

	*text = wm_slice_from(*text, 1);
	switch (c)
	{
		case 'n':
		case 't':
		case 'r':
		case 'b':
		case 'f':
		case '\\':
		case '"':
			wm_literal_add(literals, wm_slice(escape, 2));
			break;
		case 'u':
			add_unicode(literals, text);
			break;
		case 'x':
			add_unit(literals, take_hex(text, 2));
			break;
		case 'v':
			add_unit(literals, 11);
			break;
		case '0':
			add_unit(literals, 0);
			break;
		case '\r':
			if (text->len > 0 && text->data[0] == '\n')
				*text = wm_slice_from(*text, 1);
			break;
		case '\n':
			break;
		default:
			wm_literal_add(literals, wm_slice(escape + 1, 1));
			break;
	}
}

/* A character that JSON wants escaped. */
static void
add_special(Literals *literals, Slice *text)
{
	char		c = text->data[0];

	*text = wm_slice_from(*text, 1);
	if (c == '"')
		wm_literal_add(literals, SLICE("\\\""));
	else if (c == '\\')
		wm_literal_add(literals, SLICE("\\\\"));
	else if (c == '\n')
		wm_literal_add(literals, SLICE("\\n"));
	else if (c == '\t')
		wm_literal_add(literals, SLICE("\\t"));
	else if (c != '\r' || text->len == 0 || text->data[0] != '\n')
		add_unit(literals, (unsigned char) c);
}

void
wm_literal_add_text(Literals *literals, Slice text, bool raw)
{
	while (text.len > 0)
	{
		size_t		plain = 0;

		while (plain < text.len && (unsigned char) text.data[plain] >= ' ' &&
			   text.data[plain] != '"' && text.data[plain] != '\\')
			plain++;
		wm_check_step(text.data, text.data + plain + 1);
		wm_literal_add(literals, wm_slice_head(text, plain));
		text = wm_slice_from(text, plain);
		if (text.len == 0)
			break;
		if (text.data[0] != '\\' || raw)
			add_special(literals, &text);
		else
		{
			text = wm_slice_from(text, 1);
			if (text.len > 0)
				add_escape(literals, &text);
		}
	}
}

Slice
wm_literal_within(Slice text)
{
	char		quote = text.data[0];

	text = wm_slice_from(text, 1);
	if (text.len > 0 && text.data[text.len - 1] == quote)
		text.len--;
	return text;
}

void
wm_literal_add_string(Literals *literals, JsToken token)
{
	wm_literal_add(literals, SLICE("\""));
	wm_literal_add_text(literals, wm_literal_within(token.text), false);
	wm_literal_add(literals, SLICE("\""));
}

void
wm_literal_to_text(Literals *literals, size_t at, bool *whole)
{
	Slice		value = wm_literal_made(literals, at);

	switch (wm_json_kind(value))
	{
		case JSON_STRING:
			wm_literal_move(literals, at, at + 1, value.len - 2);
			break;
		case JSON_NUMBER:
		case JSON_TRUE:
		case JSON_FALSE:
			break;
		default:
			literals->made.len = at;
			*whole = false;
			break;
	}
}

void
wm_literal_add_comma(Literals *literals)
{
	char		last = literals->made.data[literals->made.len - 1];

	if (last != '[' && last != '{')
		wm_literal_add(literals, SLICE(","));
}
