/*
 * literal.c
 *	  The values that a script's expressions have without being run, as JSON.
 *
 * A value is written at the end of one buffer, in the order of the source, so that
 * what it is made of need not be kept.  Strings are written with the escapes of
 * JSON, which makes one of two by moving the second up to the first.
 *
 * A script may ask for any amount of work, such as a text that is doubled again
 * and again.  All work is counted, and when it has become too much nothing is
 * known any more.
 */
#include "action/literal.h"
#include "base/host.h"
#include "json/json.h"

/* Deeper nesting than this is not looked into. */
#define DEPTH_LIMIT		32

/* With a longer value, the work has become too much. */
#define MADE_LIMIT		(2 * JSON_TEXT_LIMIT)

static bool read_value(Literals *literals, JsLexer *lexer, bool loops, bool *whole);

bool
wm_literal_spent(const Literals *literals)
{
	return literals->work > literals->limit;
}

static void
add(Literals *literals, Slice text)
{
	literals->work += text.len;
	wm_buffer_append(&literals->made, text);
	if (literals->made.len > MADE_LIMIT)
		literals->work = literals->limit + 1;
}

static bool
unknown(Literals *literals, size_t at)
{
	literals->made.len = at;
	return false;
}

static Slice
made_from(const Literals *literals, size_t at)
{
	if (literals->made.len <= at)
		return SLICE("");
	return wm_slice(literals->made.data + at, literals->made.len - at);
}

/* What was made from one place on replaces what was made from an earlier one. */
static void
replace(Literals *literals, size_t at, size_t from, size_t len)
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
	add(literals, wm_slice(text, 6));
}

/* Takes up to so many hexadecimal digits. */
static uint32_t
take_hex(Slice *text, int most)
{
	uint32_t	number = 0;

	for (int i = 0; i < most && text->len > 0; i++)
	{
		char		c = text->data[0];
		int			digit = c >= '0' && c <= '9' ? c - '0' :
			c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (digit < 0)
			break;
		number = number * 16 + (uint32_t) digit;
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
			add(literals, wm_slice(escape, 2));
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
			add(literals, wm_slice(escape + 1, 1));
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
		add(literals, SLICE("\\\""));
	else if (c == '\\')
		add(literals, SLICE("\\\\"));
	else if (c == '\n')
		add(literals, SLICE("\\n"));
	else if (c == '\t')
		add(literals, SLICE("\\t"));
	else if (c != '\r' || text->len == 0 || text->data[0] != '\n')
		add_unit(literals, (unsigned char) c);
}

/* The text of a string or template, between its quotes.  Raw, it has no escapes. */
static void
add_text(Literals *literals, Slice text, bool raw)
{
	while (text.len > 0)
	{
		size_t		plain = 0;

		while (plain < text.len && (unsigned char) text.data[plain] >= ' ' &&
			   text.data[plain] != '"' && text.data[plain] != '\\')
			plain++;
		wm_check_step(text.data, text.data + plain + 1);
		add(literals, wm_slice_head(text, plain));
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

static Slice
within_quotes(Slice text)
{
	char		quote = text.data[0];

	text = wm_slice_from(text, 1);
	if (text.len > 0 && text.data[text.len - 1] == quote)
		text.len--;
	return text;
}

static void
add_string(Literals *literals, JsToken token)
{
	add(literals, SLICE("\""));
	add_text(literals, within_quotes(token.text), false);
	add(literals, SLICE("\""));
}

/*
 * Makes text of the value at the end, which becomes a part of a string: its quotes
 * go.  Of anything but strings, numbers and truth nothing is left.
 */
static void
make_text(Literals *literals, size_t at, bool *whole)
{
	Slice		value = made_from(literals, at);

	switch (wm_json_kind(value))
	{
		case JSON_STRING:
			replace(literals, at, at + 1, value.len - 2);
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

/* Two values are added: at the end stand the first and, from mid on, the second. */
static bool
concatenate(Literals *literals, size_t at, size_t mid, bool *whole)
{
	Slice		second = made_from(literals, mid);
	bool		text_first = mid > at && literals->made.data[at] == '"';
	bool		text_second = wm_json_kind(second) == JSON_STRING;

	if (!text_first && !text_second)
		return unknown(literals, at);
	make_text(literals, mid, whole);
	if (text_first)
		replace(literals, mid - 1, mid, literals->made.len - mid);
	else
	{
		TextBuffer	text = {NULL, 0, 0};

		wm_buffer_append(&text, made_from(literals, mid));
		literals->made.len = mid;
		make_text(literals, at, whole);
		wm_buffer_append_char(&literals->made, '"');
		memmove(literals->made.data + at + 1, literals->made.data + at,
				literals->made.len - at - 1);
		literals->made.data[at] = '"';
		add(literals, wm_buffer_slice(&text));
		wm_buffer_free(&text);
	}
	add(literals, SLICE("\""));
	return true;
}

/* `text ${expression} text`, raw behind String.raw. */
static void
add_template(Literals *literals, JsToken token, bool raw, bool *whole)
{
	Slice		text = within_quotes(token.text);

	add(literals, SLICE("\""));
	while (text.len > 0)
	{
		size_t		plain = 0;
		JsLexer		lexer;
		size_t		at;

		while (plain < text.len &&
			   (text.data[plain] != '$' || plain + 1 == text.len || text.data[plain + 1] != '{'))
			plain += text.data[plain] == '\\' && plain + 1 < text.len ? 2 : 1;
		wm_check_step(text.data, text.data + plain + 1);
		add_text(literals, wm_slice_head(text, plain), raw);
		if (plain == text.len)
			break;

		lexer = wm_js_lexer(wm_slice_from(text, plain + 2), &literals->work);
		at = literals->made.len;
		(void) read_value(literals, &lexer, false, whole);
		make_text(literals, at, whole);
		if (!wm_js_take(&lexer, "}"))
			(void) wm_js_inside(&lexer);
		text = wm_slice(lexer.at, (size_t) (lexer.end - lexer.at));
	}
	add(literals, SLICE("\""));
}

/* A comma, unless this is the first in its container. */
static void
add_comma(Literals *literals)
{
	char		last = literals->made.data[literals->made.len - 1];

	if (last != '[' && last != '{')
		add(literals, SLICE(","));
}

/* What a container holds goes into the one around it, whose brackets are these. */
static void
spread(Literals *literals, JsLexer *lexer, char open, bool *whole)
{
	size_t		comma = literals->made.len;
	size_t		at;
	Slice		value;

	add_comma(literals);
	at = literals->made.len;
	(void) read_value(literals, lexer, false, whole);
	value = made_from(literals, at);
	if (value.len > 2 && value.data[0] == open)
		replace(literals, at, at + 1, value.len - 2);
	else
	{
		*whole &= value.len == 2 && value.data[0] == open;
		literals->made.len = comma;
	}
}

/* "[" was taken. */
static bool
read_array(Literals *literals, JsLexer *lexer, bool *whole)
{
	add(literals, SLICE("["));
	while (!wm_js_take(lexer, "]") && wm_js_peek(lexer).kind != JS_END)
	{
		if (wm_js_take(lexer, "..."))
			spread(literals, lexer, '[', whole);
		else
		{
			add_comma(literals);
			if (!read_value(literals, lexer, false, whole))
			{
				add(literals, SLICE("null"));
				*whole = false;
			}
		}
		(void) wm_js_expression(lexer);
		if (!wm_js_take(lexer, ",") && !wm_js_is(wm_js_peek(lexer), "]"))
			(void) wm_js_next(lexer);
	}
	add(literals, SLICE("]"));
	return true;
}

/* The value that a name stands for. */
static bool
add_named(Literals *literals, Slice name, bool *whole)
{
	for (int i = 0; i < literals->nnames; i++)
	{
		const LiteralName *known = &literals->names[i];

		if (!wm_slice_equals(known->name, name))
			continue;
		if (known->len == 0)
			return false;
		add(literals, wm_slice(literals->values.data + known->at, known->len));
		*whole &= known->whole;
		return true;
	}
	return false;
}

/* A member whose key was taken: "key: value", "key", or a method. */
static void
read_member(Literals *literals, JsLexer *lexer, JsToken key, bool *whole)
{
	size_t		comma = literals->made.len;
	bool		known = false;

	add_comma(literals);
	if (key.kind == JS_STRING)
		add_string(literals, key);
	else
	{
		add(literals, SLICE("\""));
		add_text(literals, key.text, true);
		add(literals, SLICE("\""));
	}
	add(literals, SLICE(":"));

	if (wm_js_take(lexer, ":"))
		known = read_value(literals, lexer, false, whole);
	else if (key.kind == JS_NAME &&
			 (wm_js_is(wm_js_peek(lexer), ",") || wm_js_is(wm_js_peek(lexer), "}")))
		known = add_named(literals, key.text, whole);
	if (!known)
	{
		literals->made.len = comma;
		*whole = false;
	}
}

/* "{" was taken. */
static bool
read_object(Literals *literals, JsLexer *lexer, bool *whole)
{
	add(literals, SLICE("{"));
	for (;;)
	{
		JsToken		key = wm_js_next(lexer);

		if (key.kind == JS_END || wm_js_is(key, "}"))
			break;
		if (wm_js_is(key, "..."))
			spread(literals, lexer, '{', whole);
		else if (key.kind == JS_NAME || key.kind == JS_STRING || key.kind == JS_NUMBER)
			read_member(literals, lexer, key, whole);
		else if (wm_js_is(key, "["))
		{
			(void) wm_js_inside(lexer);
			*whole = false;
		}

		/* Over what was not understood, such as the body of a method. */
		while (!wm_js_take(lexer, ",") && !wm_js_is(wm_js_peek(lexer), "}") &&
			   wm_js_peek(lexer).kind != JS_END)
		{
			JsToken		token = wm_js_next(lexer);

			if (wm_js_is(token, "(") || wm_js_is(token, "[") || wm_js_is(token, "{"))
				(void) wm_js_inside(lexer);
		}
	}
	add(literals, SLICE("}"));
	return true;
}

/* "(" was taken: an expression in parentheses, or a function. */
static bool
read_parentheses(Literals *literals, JsLexer *lexer, bool *whole)
{
	JsLexer		ahead = *lexer;
	bool		known;

	(void) wm_js_inside(&ahead);
	if (wm_js_is(wm_js_peek(&ahead), "=>"))
	{
		*lexer = ahead;
		(void) wm_js_expression(lexer);
		return false;
	}
	known = read_value(literals, lexer, false, whole);
	*lexer = ahead;
	return known;
}

/* The arguments of a call, "(" taken, of which the first is made. */
static bool
read_argument(Literals *literals, JsLexer *lexer, bool *whole)
{
	JsLexer		ahead = *lexer;
	bool		known;

	known = !wm_js_is(wm_js_peek(lexer), ")") &&
		read_value(literals, lexer, false, whole);
	(void) wm_js_inside(&ahead);
	*lexer = ahead;
	return known;
}

/* The elements of an array, joined to one string; the separator stands from mid on. */
static bool
join(Literals *literals, size_t at, size_t mid, bool *whole)
{
	TextBuffer	array = {NULL, 0, 0};
	TextBuffer	separator = {NULL, 0, 0};
	JsonWalk	walk;
	Slice		key;
	Slice		element;

	if (mid == at || literals->made.data[at] != '[')
		return unknown(literals, at);
	if (literals->made.len == mid)
		add(literals, SLICE("\",\""));
	make_text(literals, mid, whole);
	wm_buffer_append(&separator, made_from(literals, mid));
	literals->made.len = mid;
	wm_buffer_append(&array, made_from(literals, at));
	literals->made.len = at;

	add(literals, SLICE("\""));
	walk = wm_json_walk(wm_buffer_slice(&array));
	for (bool first = true; !wm_literal_spent(literals) &&
		 wm_json_next(&walk, &key, &element) == JSON_ITEM; first = false)
	{
		size_t		from;

		if (!first)
			add(literals, wm_buffer_slice(&separator));
		from = literals->made.len;
		add(literals, element);
		make_text(literals, from, whole);
	}
	add(literals, SLICE("\""));
	wm_buffer_free(&array);
	wm_buffer_free(&separator);
	return true;
}

/* Bytes of the character or escape that the inside of a JSON string begins with. */
static size_t
character_len(Slice text)
{
	size_t		len = text.data[0] != '\\' || text.len < 2 ? 1 : text.data[1] == 'u' ? 6 : 2;

	return len < text.len ? len : text.len;
}

/* A string, taken apart into an array; the separator stands from mid on. */
static bool
split(Literals *literals, size_t at, size_t mid, bool *whole)
{
	TextBuffer	source = {NULL, 0, 0};
	TextBuffer	separator = {NULL, 0, 0};
	Slice		rest;

	if (mid == at || literals->made.data[at] != '"')
		return unknown(literals, at);
	make_text(literals, mid, whole);
	wm_buffer_append(&separator, made_from(literals, mid));
	literals->made.len = mid;
	make_text(literals, at, whole);
	wm_buffer_append(&source, made_from(literals, at));
	literals->made.len = at;
	rest = wm_buffer_slice(&source);

	add(literals, SLICE("[\""));
	while (rest.len > 0 && !wm_literal_spent(literals))
	{
		size_t		plain = 0;
		bool		found = false;

		while (plain < rest.len && !found)
		{
			found = separator.len > 0 &&
				wm_slice_starts(wm_slice_from(rest, plain), wm_buffer_slice(&separator));
			if (!found)
				plain += character_len(wm_slice_from(rest, plain));
		}
		wm_check_step(rest.data, rest.data + plain);
		add(literals, wm_slice_head(rest, plain));
		if (!found)
			break;
		add(literals, SLICE("\",\""));
		rest = wm_slice_from(rest, plain + separator.len);
	}
	add(literals, SLICE("\"]"));
	wm_buffer_free(&source);
	wm_buffer_free(&separator);
	return true;
}

/* What a function that is one expression makes of each element; "(" was taken. */
static bool
map(Literals *literals, JsLexer *lexer, size_t at, bool *whole)
{
	JsLexer		function = *lexer;
	TextBuffer	array = {NULL, 0, 0};
	bool		parentheses = wm_js_take(&function, "(");
	JsToken		name = wm_js_next(&function);
	JsonWalk	walk;
	Slice		key;
	Slice		element;

	(void) wm_js_inside(lexer);
	if (parentheses)
		(void) wm_js_inside(&function);
	if (name.kind != JS_NAME || !wm_js_take(&function, "=>") ||
		wm_js_is(wm_js_peek(&function), "{") || made_from(literals, at).data[0] != '[')
		return unknown(literals, at);

	wm_buffer_append(&array, made_from(literals, at));
	literals->made.len = at;
	add(literals, SLICE("["));
	walk = wm_json_walk(wm_buffer_slice(&array));
	while (wm_json_next(&walk, &key, &element) == JSON_ITEM && !wm_literal_spent(literals))
	{
		JsLexer		body = function;

		add_comma(literals);
		wm_literal_set(literals, name.text, element, *whole);
		if (!read_value(literals, &body, false, whole))
		{
			add(literals, SLICE("null"));
			*whole = false;
		}
	}
	add(literals, SLICE("]"));
	wm_buffer_free(&array);
	return true;
}

/* A method of the value that was made from at on; "(" was taken. */
static bool
read_method(Literals *literals, JsLexer *lexer, JsToken name, size_t at, bool *whole)
{
	static const char *const same[] = {
		"normalize", "toString", "trim", "trimEnd", "trimStart", "valueOf"
	};
	static const char *const like[] = {
		"filter", "replace", "replaceAll", "reverse", "slice", "sort", "substring"
	};
	size_t		mid = literals->made.len;

	if (wm_js_is(name, "map"))
		return map(literals, lexer, at, whole);
	if (wm_js_is(name, "join") || wm_js_is(name, "split") || wm_js_is(name, "concat"))
	{
		(void) read_argument(literals, lexer, whole);
		return wm_js_is(name, "join") ? join(literals, at, mid, whole) :
			wm_js_is(name, "split") ? split(literals, at, mid, whole) :
			concatenate(literals, at, mid, whole);
	}
	(void) wm_js_inside(lexer);
	for (size_t i = 0; i < lengthof(same); i++)
	{
		if (wm_js_is(name, same[i]))
			return true;
	}
	*whole = false;
	for (size_t i = 0; i < lengthof(like); i++)
	{
		if (wm_js_is(name, like[i]))
			return true;
	}
	return unknown(literals, at);
}

/* The member or element of the value that was made from at on. */
static bool
read_property(Literals *literals, size_t at, Slice name)
{
	Slice		value = made_from(literals, at);
	Slice		part = {NULL, 0};

	if (wm_json_kind(value) == JSON_OBJECT)
		part = wm_json_member(value, name);
	else if (wm_json_kind(value) == JSON_ARRAY && name.len > 0)
	{
		JsonWalk	walk = wm_json_walk(value);
		double		left = wm_json_number(name, -1);
		Slice		key;

		while (left >= 0 && wm_json_next(&walk, &key, &part) == JSON_ITEM && left-- > 0)
			part.len = 0;
	}
	literals->work += value.len;
	if (part.len == 0)
		return unknown(literals, at);
	replace(literals, at, (size_t) (part.data - literals->made.data), part.len);
	return true;
}

/* "[" was taken. */
static bool
read_index(Literals *literals, JsLexer *lexer, size_t at, bool known, bool *whole)
{
	JsLexer		ahead = *lexer;
	size_t		mid = literals->made.len;
	TextBuffer	name = {NULL, 0, 0};

	(void) read_value(literals, lexer, false, whole);
	make_text(literals, mid, whole);
	wm_buffer_append(&name, made_from(literals, mid));
	literals->made.len = mid;
	(void) wm_js_inside(&ahead);
	*lexer = ahead;
	known = known && read_property(literals, at, wm_buffer_slice(&name));
	wm_buffer_free(&name);
	return known;
}

bool
wm_literal_loops(JsToken method)
{
	return wm_js_is(method, "map") || wm_js_is(method, "forEach") ||
		wm_js_is(method, "flatMap");
}

/* Does a method follow that calls a function for each element? */
static bool
before_loop(const JsLexer *lexer)
{
	JsLexer		ahead = *lexer;

	return (wm_js_take(&ahead, ".") || wm_js_take(&ahead, "?.")) &&
		wm_literal_loops(wm_js_next(&ahead)) && wm_js_take(&ahead, "(");
}

/* What follows an operand: properties, methods, calls. */
static bool
read_tail(Literals *literals, JsLexer *lexer, bool loops, size_t at, bool known, bool *whole)
{
	for (;;)
	{
		JsToken		token = wm_js_peek(lexer);

		if (loops && known && before_loop(lexer))
			return true;
		if (wm_js_is(token, ".") || wm_js_is(token, "?."))
		{
			JsToken		name;

			(void) wm_js_next(lexer);
			name = wm_js_peek(lexer);
			if (name.kind != JS_NAME)
				continue;
			(void) wm_js_next(lexer);
			if (!wm_js_take(lexer, "("))
				known = known && read_property(literals, at, name.text);
			else if (known)
				known = read_method(literals, lexer, name, at, whole);
			else
				(void) wm_js_inside(lexer);
		}
		else if (wm_js_is(token, "[") && !token.new_line)
		{
			(void) wm_js_next(lexer);
			known = read_index(literals, lexer, at, known, whole);
		}
		else if (wm_js_is(token, "(") && !token.new_line)
		{
			(void) wm_js_next(lexer);
			(void) wm_js_inside(lexer);
			known = unknown(literals, at);
		}
		else if ((token.kind == JS_TEMPLATE && !token.new_line) ||
				 wm_js_is(token, "++") || wm_js_is(token, "--"))
		{
			(void) wm_js_next(lexer);
			known = unknown(literals, at);
		}
		else
			return known;
	}
}

/* The text of JSON, as a string. */
static bool
stringify(Literals *literals, size_t at)
{
	TextBuffer	text = {NULL, 0, 0};

	wm_buffer_append(&text, made_from(literals, at));
	literals->made.len = at;
	add(literals, SLICE("\""));
	add_text(literals, wm_buffer_slice(&text), true);
	add(literals, SLICE("\""));
	wm_buffer_free(&text);
	return true;
}

/* Object.entries() and the like: an array of what an object has. */
static bool
list_members(Literals *literals, size_t at, JsToken what)
{
	bool		keys = !wm_js_is(what, "values");
	bool		values = !wm_js_is(what, "keys");
	TextBuffer	object = {NULL, 0, 0};
	JsonWalk	walk;
	Slice		key;
	Slice		value;

	if (made_from(literals, at).data[0] != '{')
		return unknown(literals, at);
	wm_buffer_append(&object, made_from(literals, at));
	literals->made.len = at;
	add(literals, SLICE("["));
	walk = wm_json_walk(wm_buffer_slice(&object));
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		add_comma(literals);
		add(literals, keys && values ? SLICE("[") : SLICE(""));
		if (keys)
		{
			add(literals, SLICE("\""));
			add(literals, key);
			add(literals, SLICE("\""));
		}
		add(literals, keys && values ? SLICE(",") : SLICE(""));
		add(literals, values ? value : SLICE(""));
		add(literals, keys && values ? SLICE("]") : SLICE(""));
	}
	add(literals, SLICE("]"));
	wm_buffer_free(&object);
	return true;
}

/* What the language itself has: String.raw, JSON.stringify, Object.entries. */
static bool
read_builtin(Literals *literals, JsLexer *lexer, JsToken name, bool *whole)
{
	size_t		at = literals->made.len;
	JsToken		method;

	if (wm_js_is(name, "String") && wm_js_take(lexer, "("))
		return read_argument(literals, lexer, whole);
	if (!wm_js_take(lexer, "."))
		return false;
	method = wm_js_next(lexer);
	if (wm_js_is(method, "raw") && wm_js_peek(lexer).kind == JS_TEMPLATE)
	{
		add_template(literals, wm_js_next(lexer), true, whole);
		return true;
	}
	if (!wm_js_take(lexer, "(") || !read_argument(literals, lexer, whole))
		return unknown(literals, at);
	if (wm_js_is(method, "stringify"))
		return stringify(literals, at);
	if (wm_js_is(method, "entries") || wm_js_is(method, "keys") || wm_js_is(method, "values"))
		return list_members(literals, at, method);
	return wm_js_is(method, "freeze") || wm_js_is(method, "from") || unknown(literals, at);
}

static bool
read_named(Literals *literals, JsLexer *lexer, JsToken name, bool *whole)
{
	static const char *const words[] = {"false", "null", "true"};

	for (size_t i = 0; i < lengthof(words); i++)
	{
		if (wm_js_is(name, words[i]))
		{
			add(literals, name.text);
			return true;
		}
	}
	if (wm_js_is(name, "undefined"))
	{
		add(literals, SLICE("null"));
		return true;
	}
	if (wm_js_is(name, "async") || wm_js_is(name, "class") || wm_js_is(name, "function") ||
		wm_js_is(wm_js_peek(lexer), "=>"))
	{
		(void) wm_js_expression(lexer);
		return false;
	}
	if (wm_js_is(name, "String") || wm_js_is(name, "JSON") || wm_js_is(name, "Object") ||
		wm_js_is(name, "Array"))
		return read_builtin(literals, lexer, name, whole);
	return add_named(literals, name.text, whole);
}

static bool
add_number(Literals *literals, Slice number)
{
	if (wm_json_whole(number) && wm_json_kind(number) == JSON_NUMBER)
		add(literals, number);
	else
		add(literals, SLICE("0"));
	return true;
}

/* Signs and words before an operand; is its value lost by one of them? */
static bool
skip_prefixes(JsLexer *lexer)
{
	static const char *const prefixes[] = {
		"await", "!", "+", "++", "-", "--", "~", "delete", "new", "typeof", "void", "yield"
	};
	bool		lost = false;
	size_t		i;

	do
	{
		for (i = 0; i < lengthof(prefixes) && !wm_js_take(lexer, prefixes[i]); i++)
			;
		lost |= i > 0 && i < lengthof(prefixes);
	} while (i < lengthof(prefixes));
	return lost;
}

static bool
read_operand(Literals *literals, JsLexer *lexer, bool loops, bool *whole)
{
	size_t		at = literals->made.len;
	bool		lost = skip_prefixes(lexer);
	bool		known = false;
	JsToken		token = wm_js_peek(lexer);

	if (wm_js_ends(lexer->last, token) && token.kind == JS_SIGN)
		return false;
	(void) wm_js_next(lexer);
	if (token.kind == JS_STRING)
	{
		add_string(literals, token);
		known = true;
	}
	else if (token.kind == JS_TEMPLATE)
	{
		add_template(literals, token, false, whole);
		known = true;
	}
	else if (token.kind == JS_NUMBER)
		known = add_number(literals, token.text);
	else if (token.kind == JS_NAME)
		known = read_named(literals, lexer, token, whole);
	else if (wm_js_is(token, "["))
		known = read_array(literals, lexer, whole);
	else if (wm_js_is(token, "{"))
		known = read_object(literals, lexer, whole);
	else if (wm_js_is(token, "("))
		known = read_parentheses(literals, lexer, whole);

	known = read_tail(literals, lexer, loops, at, known, whole);
	return known && !lost ? true : unknown(literals, at);
}

/* Behind "?": the first of both values, though the second may be meant. */
static bool
read_choice(Literals *literals, JsLexer *lexer, bool *whole)
{
	bool		known = read_value(literals, lexer, false, whole);

	*whole = false;
	if (wm_js_take(lexer, ":"))
		(void) wm_js_expression(lexer);
	return known;
}

/* Is the value that was made from at on one that "||" or "??" passes over? */
static bool
is_passed_over(const Literals *literals, size_t at, JsToken sign)
{
	Slice		value = made_from(literals, at);

	if (wm_json_kind(value) == JSON_NULL || wm_js_is(sign, "??"))
		return wm_json_kind(value) == JSON_NULL;
	return wm_json_kind(value) == JSON_FALSE || wm_slice_equals(value, SLICE("\"\"")) ||
		(wm_json_kind(value) == JSON_NUMBER && wm_json_number(value, 1) == 0);
}

static bool
read_operators(Literals *literals, JsLexer *lexer, bool loops, bool *whole)
{
	size_t		at = literals->made.len;
	bool		known = read_operand(literals, lexer, loops, whole);

	for (;;)
	{
		JsToken		token = wm_js_peek(lexer);
		size_t		mid = literals->made.len;

		if (wm_js_ends(lexer->last, token) || (loops && before_loop(lexer)))
			return known;
		if (known && (wm_js_is(token, "||") || wm_js_is(token, "??")) &&
			!is_passed_over(literals, at, token))
		{
			(void) wm_js_expression(lexer);
			return true;
		}
		(void) wm_js_next(lexer);
		if (wm_js_is(token, "+"))
		{
			if (!read_operand(literals, lexer, false, whole) || !known)
				*whole = false;
			known = concatenate(literals, at, mid, whole);
			continue;
		}

		literals->made.len = at;
		if (wm_js_is(token, "?"))
			return read_choice(literals, lexer, whole);
		if (wm_js_is(token, "||") || wm_js_is(token, "??"))
		{
			*whole &= known;
			return read_value(literals, lexer, false, whole);
		}
		(void) wm_js_expression(lexer);
		return false;
	}
}

static bool
read_value(Literals *literals, JsLexer *lexer, bool loops, bool *whole)
{
	bool		known = false;

	if (wm_literal_spent(literals) || literals->depth == DEPTH_LIMIT)
	{
		(void) wm_js_expression(lexer);
		*whole = false;
		return false;
	}
	literals->depth++;
	known = read_operators(literals, lexer, loops, whole);
	literals->depth--;
	return known;
}

/* What was broken off, because the work became too much, is no JSON. */
static LiteralValue
finish(Literals *literals, LiteralValue value)
{
	if (wm_literal_spent(literals))
		value.known = unknown(literals, value.at);
	value.whole &= value.known;
	return value;
}

LiteralValue
wm_literal_read(Literals *literals, JsLexer *lexer, bool loops)
{
	LiteralValue value = {.at = literals->made.len, .whole = true};

	value.known = read_value(literals, lexer, loops, &value.whole);
	return finish(literals, value);
}

LiteralValue
wm_literal_sum(Literals *literals, Slice name, JsLexer *lexer)
{
	LiteralValue value = {.at = literals->made.len, .whole = true};
	bool		both = add_named(literals, name, &value.whole);
	size_t		mid = literals->made.len;

	both &= read_value(literals, lexer, false, &value.whole);
	value.whole &= both;
	value.known = concatenate(literals, value.at, mid, &value.whole);
	return finish(literals, value);
}

Slice
wm_literal_json(const Literals *literals, LiteralValue value)
{
	return value.known ? made_from(literals, value.at) : SLICE("");
}

void
wm_literal_drop(Literals *literals, LiteralValue value)
{
	literals->made.len = value.at;
}

void
wm_literal_set(Literals *literals, Slice name, Slice json, bool whole)
{
	LiteralName *known;
	int			i = 0;

	while (i < literals->nnames && !wm_slice_equals(literals->names[i].name, name))
		i++;
	if (i == LITERAL_NAMES)
		return;
	if (i == literals->nnames)
		literals->nnames++;
	known = &literals->names[i];
	known->name = name;
	known->at = literals->values.len;
	known->len = json.len;
	known->whole = whole;
	literals->work += json.len;
	if (literals->values.len + json.len > MADE_LIMIT * 4)
		known->len = 0;
	else
		wm_buffer_append(&literals->values, json);
}

Slice
wm_literal_named(const Literals *literals, Slice name)
{
	for (int i = 0; i < literals->nnames; i++)
	{
		const LiteralName *known = &literals->names[i];

		if (wm_slice_equals(known->name, name))
			return known->len == 0 ? SLICE("") :
				wm_slice(literals->values.data + known->at, known->len);
	}
	return SLICE("");
}

void
wm_literal_free(Literals *literals)
{
	wm_buffer_free(&literals->values);
	wm_buffer_free(&literals->made);
}
