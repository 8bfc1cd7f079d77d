/*
 * literal.c
 *	  The values that a script's expressions have without being run, as JSON.
 *
 * literal_text.c writes a value down, literal_method.c makes one of others; here
 * expressions are read, from the outside in.
 */
#include "action/literal.h"
#include "action/literal_method.h"
#include "action/literal_text.h"
#include "base/host.h"

/* Deeper nesting than this is not looked into. */
#define DEPTH_LIMIT		32

static bool read_value(Literals *literals, JsLexer *lexer, bool loops, bool *whole);

/* `text ${expression} text`, raw behind String.raw. */
static void
add_template(Literals *literals, JsToken token, bool raw, bool *whole)
{
	Slice		text = wm_literal_within(token.text);

	wm_literal_add(literals, SLICE("\""));
	while (text.len > 0)
	{
		size_t		plain = 0;
		JsLexer		lexer;
		size_t		at;

		while (plain < text.len &&
			   (text.data[plain] != '$' || plain + 1 == text.len ||
				text.data[plain + 1] != '{'))
			plain += text.data[plain] == '\\' && plain + 1 < text.len ? 2 : 1;
		wm_check_step(text.data, text.data + plain + 1);
		wm_literal_add_text(literals, wm_slice_head(text, plain), raw);
		if (plain == text.len)
			break;

		lexer = wm_js_lexer(wm_slice_from(text, plain + 2), &literals->work);
		at = literals->made.len;
		(void) read_value(literals, &lexer, false, whole);
		wm_literal_to_text(literals, at, whole);
		if (!wm_js_take(&lexer, "}"))
			(void) wm_js_inside(&lexer);
		text = wm_slice(lexer.at, (size_t) (lexer.end - lexer.at));
	}
	wm_literal_add(literals, SLICE("\""));
}

/* What a container holds goes into the one around it, whose brackets are these. */
static void
spread(Literals *literals, JsLexer *lexer, char open, bool *whole)
{
	size_t		comma = literals->made.len;
	size_t		at;
	Slice		value;

	wm_literal_add_comma(literals);
	at = literals->made.len;
	(void) read_value(literals, lexer, false, whole);
	value = wm_literal_made(literals, at);
	if (value.len > 2 && value.data[0] == open)
		wm_literal_move(literals, at, at + 1, value.len - 2);
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
	wm_literal_add(literals, SLICE("["));
	while (!wm_js_take(lexer, "]") && wm_js_peek(lexer).kind != JS_END)
	{
		if (wm_js_take(lexer, "..."))
			spread(literals, lexer, '[', whole);
		else
		{
			wm_literal_add_comma(literals);
			if (!read_value(literals, lexer, false, whole))
			{
				wm_literal_add(literals, SLICE("null"));
				*whole = false;
			}
		}
		(void) wm_js_expression(lexer);
		if (!wm_js_take(lexer, ",") && !wm_js_is(wm_js_peek(lexer), "]"))
			(void) wm_js_next(lexer);
	}
	wm_literal_add(literals, SLICE("]"));
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
		wm_literal_add(literals,
					   wm_slice(literals->values.data + known->at, known->len));
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

	wm_literal_add_comma(literals);
	if (key.kind == JS_STRING)
		wm_literal_add_string(literals, key);
	else
	{
		wm_literal_add(literals, SLICE("\""));
		wm_literal_add_text(literals, key.text, true);
		wm_literal_add(literals, SLICE("\""));
	}
	wm_literal_add(literals, SLICE(":"));

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
	wm_literal_add(literals, SLICE("{"));
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
	wm_literal_add(literals, SLICE("}"));
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
		wm_js_is(wm_js_peek(&function), "{") ||
		wm_literal_made(literals, at).data[0] != '[')
		return wm_literal_unknown(literals, at);

	wm_buffer_append(&array, wm_literal_made(literals, at));
	literals->made.len = at;
	wm_literal_add(literals, SLICE("["));
	walk = wm_json_walk(wm_buffer_slice(&array));
	while (wm_json_next(&walk, &key, &element) == JSON_ITEM &&
		   !wm_literal_spent(literals))
	{
		JsLexer		body = function;

		wm_literal_add_comma(literals);
		wm_literal_set(literals, name.text, element, *whole);
		if (!read_value(literals, &body, false, whole))
		{
			wm_literal_add(literals, SLICE("null"));
			*whole = false;
		}
	}
	wm_literal_add(literals, SLICE("]"));
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
		return wm_js_is(name, "join") ? wm_literal_join(literals, at, mid, whole) :
			wm_js_is(name, "split") ? wm_literal_split(literals, at, mid, whole) :
			wm_literal_concatenate(literals, at, mid, whole);
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
	return wm_literal_unknown(literals, at);
}

/* "[" was taken. */
static bool
read_index(Literals *literals, JsLexer *lexer, size_t at, bool known, bool *whole)
{
	JsLexer		ahead = *lexer;
	size_t		mid = literals->made.len;
	TextBuffer	name = {NULL, 0, 0};

	(void) read_value(literals, lexer, false, whole);
	wm_literal_to_text(literals, mid, whole);
	wm_buffer_append(&name, wm_literal_made(literals, mid));
	literals->made.len = mid;
	(void) wm_js_inside(&ahead);
	*lexer = ahead;
	known = known && wm_literal_property(literals, at, wm_buffer_slice(&name));
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
read_tail(Literals *literals, JsLexer *lexer, bool loops, size_t at, bool known,
		  bool *whole)
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
				known = known && wm_literal_property(literals, at, name.text);
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
			known = wm_literal_unknown(literals, at);
		}
		else if ((token.kind == JS_TEMPLATE && !token.new_line) ||
				 wm_js_is(token, "++") || wm_js_is(token, "--"))
		{
			(void) wm_js_next(lexer);
			known = wm_literal_unknown(literals, at);
		}
		else
			return known;
	}
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
		return wm_literal_unknown(literals, at);
	if (wm_js_is(method, "stringify"))
		return wm_literal_stringify(literals, at);
	if (wm_js_is(method, "entries") || wm_js_is(method, "keys") ||
		wm_js_is(method, "values"))
		return wm_literal_list(literals, at, method);
	return wm_js_is(method, "freeze") || wm_js_is(method, "from") ||
		wm_literal_unknown(literals, at);
}

static bool
read_named(Literals *literals, JsLexer *lexer, JsToken name, bool *whole)
{
	static const char *const words[] = {"false", "null", "true"};

	for (size_t i = 0; i < lengthof(words); i++)
	{
		if (wm_js_is(name, words[i]))
		{
			wm_literal_add(literals, name.text);
			return true;
		}
	}
	if (wm_js_is(name, "undefined"))
	{
		wm_literal_add(literals, SLICE("null"));
		return true;
	}
	if (wm_js_is(name, "async") || wm_js_is(name, "class") ||
		wm_js_is(name, "function") || wm_js_is(wm_js_peek(lexer), "=>"))
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
		wm_literal_add(literals, number);
	else
		wm_literal_add(literals, SLICE("0"));
	return true;
}

/* Signs and words before an operand; is its value lost by one of them? */
static bool
skip_prefixes(JsLexer *lexer)
{
	static const char *const prefixes[] = {
		"await", "!", "+", "++", "-", "--", "~", "delete", "new", "typeof", "void",
		"yield"
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
		wm_literal_add_string(literals, token);
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
	return known && !lost ? true : wm_literal_unknown(literals, at);
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
			!wm_literal_is_passed_over(literals, at, token))
		{
			(void) wm_js_expression(lexer);
			return true;
		}
		(void) wm_js_next(lexer);
		if (wm_js_is(token, "+"))
		{
			if (!read_operand(literals, lexer, false, whole) || !known)
				*whole = false;
			known = wm_literal_concatenate(literals, at, mid, whole);
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
		value.known = wm_literal_unknown(literals, value.at);
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
	value.known = wm_literal_concatenate(literals, value.at, mid, &value.whole);
	return finish(literals, value);
}

Slice
wm_literal_json(const Literals *literals, LiteralValue value)
{
	return value.known ? wm_literal_made(literals, value.at) : SLICE("");
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
	if (literals->values.len + json.len > LITERAL_MADE_LIMIT * 4)
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
