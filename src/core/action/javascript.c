/*
 * javascript.c
 *	  The tokens of JavaScript.
 *
 * A slash is the one sign whose meaning depends on what stands before it: behind
 * an operand it divides, elsewhere it begins a regular expression.
 */
#include "action/javascript.h"
#include "base/host.h"

/* Templates within templates are told apart this deep. */
#define TEMPLATE_DEPTH	32

/* Signs of more than one character, the longer before the shorter. */
static const Slice long_signs[] = {
	LITERAL("==="), LITERAL("!=="), LITERAL("..."), LITERAL("&&="), LITERAL("||="),
	LITERAL("\?\?="), LITERAL("=>"), LITERAL("=="), LITERAL("!="), LITERAL("<="),
	LITERAL(">="), LITERAL("&&"), LITERAL("||"), LITERAL("\?\?"), LITERAL("?."),
	LITERAL("++"), LITERAL("--"), LITERAL("+="), LITERAL("-="), LITERAL("*="),
	LITERAL("/="),
};

/* Keywords behind which an operand or a name follows. */
static const char *const operators[] = {
	"async", "await", "case", "class", "const", "delete", "do", "else", "function",
	"in", "instanceof", "let", "new", "of", "return", "throw", "typeof", "var", "void",
	"yield",
};

JsLexer
wm_js_lexer(Slice source, size_t *work)
{
	/* An empty slice may lie nowhere. */
	const char *at = source.data != NULL ? source.data : "";
	JsLexer		lexer = {.at = at, .end = at + source.len};

	lexer.work = work;
	return lexer;
}

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_' || c == '$' || (unsigned char) c >= 0x80;
}

/* Behind a comment, or NULL if none begins here. */
static const char *
comment_end(const char *at, const char *end)
{
	const char *close;

	if (end - at < 2 || at[0] != '/')
		return NULL;
	if (at[1] == '/')
	{
		close = wm_find_byte(at, end, '\n');
		return close == NULL ? end : close;
	}
	if (at[1] != '*')
		return NULL;
	for (close = wm_find_byte(at + 2, end, '*'); close != NULL && close + 1 < end;
		 close = wm_find_byte(close + 1, end, '*'))
	{
		if (close[1] == '/')
			return close + 2;
	}
	return end;
}

/* Behind a string in quotes; one that is not closed ends with its line. */
static const char *
string_end(const char *at, const char *end)
{
	char		quote = *at++;

	for (; at < end && *at != quote && *at != '\n'; at++)
	{
		wm_check_step(at, at + 1);
		if (*at == '\\' && at + 1 < end)
			at++;
	}
	return at < end ? at + 1 : end;
}

/* Behind a template; braces[] counts what is open in each "${". */
static const char *
template_end(const char *at, const char *end)
{
	size_t		braces[TEMPLATE_DEPTH] = {0};
	int			depth = 0;
	bool		code = false;	/* within "${ }" */

	for (at++; at < end; at++)
	{
		const char *comment;

		wm_check_step(at, at + 1);
		if (!code)
		{
			if (*at == '\\' && at + 1 < end)
				at++;
			else if (*at == '`')
			{
				if (depth == 0)
					return at + 1;
				code = true;
				depth--;
			}
			else if (*at == '$' && at + 1 < end && at[1] == '{')
			{
				at++;
				braces[depth] = 0;
				code = true;
			}
		}
		else if (*at == '"' || *at == '\'')
			at = string_end(at, end) - 1;
		else if (*at == '`' && depth + 1 < TEMPLATE_DEPTH)
		{
			depth++;
			code = false;
		}
		else if (*at == '{')
			braces[depth]++;
		else if (*at == '}' && braces[depth]-- == 0)
			code = false;
		else if ((comment = comment_end(at, end)) != NULL)
			at = comment - 1;
	}
	return end;
}

/* Behind a regular expression; one that is not closed ends with its line. */
static const char *
regex_end(const char *at, const char *end)
{
	bool		class = false;

	for (at++; at < end && *at != '\n' && (*at != '/' || class); at++)
	{
		wm_check_step(at, at + 1);
		if (*at == '\\' && at + 1 < end)
			at++;
		else if (*at == '[')
			class = true;
		else if (*at == ']')
			class = false;
	}
	if (at < end && *at == '/')
		at++;
	while (at < end && is_name_char(*at))
		at++;
	return at;
}

/* May the token that follows this one be an operand, and not an operator? */
static bool
before_operand(JsToken token)
{
	switch (token.kind)
	{
		case JS_NAME:
			for (size_t i = 0; token.text.len <= 10 && i < lengthof(operators); i++)
			{
				if (wm_js_is(token, operators[i]))
					return true;
			}
			return false;
		case JS_SIGN:
			return strchr(")]}", token.text.data[0]) == NULL;
		case JS_END:
			return true;
		default:
			return false;
	}
}

static size_t
sign_len(Slice rest)
{
	/* No sign is longer unless one of these is in its second place. */
	if (rest.len < 2 || strchr("=.&|?+->", rest.data[1]) == NULL)
		return 1;
	for (size_t i = 0; i < lengthof(long_signs); i++)
	{
		if (wm_slice_starts(rest, long_signs[i]))
			return long_signs[i].len;
	}
	return 1;
}

/* Over blanks and comments; was a line feed among them? */
static bool
skip_blanks(JsLexer *lexer)
{
	bool		new_line = false;
	const char *comment;

	for (;;)
	{
		while (lexer->at < lexer->end && (unsigned char) *lexer->at <= ' ')
		{
			wm_check_step(lexer->at, lexer->at + 1);
			new_line |= *lexer->at++ == '\n';
		}
		comment = comment_end(lexer->at, lexer->end);
		if (comment == NULL)
			return new_line;
		lexer->at = comment;
	}
}

static JsKind
kind_of(const JsLexer *lexer, const char **end)
{
	const char *at = lexer->at;

	if (*at == '"' || *at == '\'')
	{
		*end = string_end(at, lexer->end);
		return JS_STRING;
	}
	if (*at == '`')
	{
		*end = template_end(at, lexer->end);
		return JS_TEMPLATE;
	}
	if (*at == '/' && before_operand(lexer->last))
	{
		*end = regex_end(at, lexer->end);
		return JS_REGEX;
	}
	if (is_name_char(*at))
	{
		bool		number = *at >= '0' && *at <= '9';

		while (at < lexer->end && (is_name_char(*at) || (number && *at == '.')))
		{
			wm_check_step(at, at + 1);
			at++;
		}
		*end = at;
		return number ? JS_NUMBER : JS_NAME;
	}
	*end = at + sign_len(wm_slice(at, (size_t) (lexer->end - at)));
	return JS_SIGN;
}

JsToken
wm_js_peek(JsLexer *lexer)
{
	JsLexer		ahead = *lexer;
	JsToken		token = {.kind = JS_END};

	if (lexer->peeked_end != NULL)
		return lexer->peeked;
	token.new_line = skip_blanks(&ahead);
	token.text = wm_slice(ahead.at, 0);
	lexer->peeked_end = ahead.at;
	if (ahead.at < ahead.end)
	{
		token.kind = kind_of(&ahead, &lexer->peeked_end);
		token.text.len = (size_t) (lexer->peeked_end - ahead.at);
	}
	wm_check_step(lexer->at, lexer->peeked_end);
	if (lexer->work != NULL)
		*lexer->work += (size_t) (lexer->peeked_end - lexer->at);
	lexer->peeked = token;
	return token;
}

JsToken
wm_js_next(JsLexer *lexer)
{
	lexer->last = wm_js_peek(lexer);
	lexer->at = lexer->peeked_end;
	lexer->peeked_end = NULL;
	return lexer->last;
}

bool
wm_js_take(JsLexer *lexer, const char *text)
{
	if (!wm_js_is(wm_js_peek(lexer), text))
		return false;
	(void) wm_js_next(lexer);
	return true;
}

static bool
closes(JsToken token)
{
	return token.kind == JS_SIGN && strchr(")]}", token.text.data[0]) != NULL;
}

static bool
opens(JsToken token)
{
	return token.kind == JS_SIGN && strchr("([{", token.text.data[0]) != NULL;
}

bool
wm_js_ends(JsToken before, JsToken token)
{
	if (token.kind == JS_END || closes(token) || wm_js_is(token, ",") ||
		wm_js_is(token, ";") || wm_js_is(token, ":"))
		return true;
	if (before_operand(before) || wm_js_is(token, "in") || wm_js_is(token, "instanceof"))
		return false;
	if (token.kind == JS_NAME || token.kind == JS_NUMBER || token.kind == JS_STRING)
		return true;
	return token.new_line && (token.kind == JS_TEMPLATE || opens(token));
}

Slice
wm_js_inside(JsLexer *lexer)
{
	const char *from = lexer->at;
	size_t		depth = 1;
	JsToken		token;

	do
	{
		token = wm_js_next(lexer);
		depth += opens(token) ? 1 : 0;
		depth -= closes(token) ? 1 : 0;
	} while (depth > 0 && token.kind != JS_END);
	return wm_slice(from, (size_t) (token.text.data - from));
}

Slice
wm_js_expression(JsLexer *lexer)
{
	const char *from = lexer->at;
	JsToken		before = lexer->last;

	for (;;)
	{
		JsToken		token = wm_js_peek(lexer);

		if (wm_js_ends(before, token) && !wm_js_is(token, ":"))
			break;
		(void) wm_js_next(lexer);
		if (opens(token))
			(void) wm_js_inside(lexer);
		before = lexer->last;
	}
	return wm_slice(from, (size_t) (lexer->at - from));
}

Slice
wm_js_statement(JsLexer *lexer)
{
	const char *from = lexer->at;
	JsToken		before = {.kind = JS_END};

	if (wm_js_take(lexer, "{"))
		return wm_js_inside(lexer);
	for (;;)
	{
		JsToken		token = wm_js_peek(lexer);

		if (token.kind == JS_END || closes(token) || wm_js_is(token, ";") ||
			(token.new_line && !wm_js_is(before, ")") && wm_js_ends(before, token)))
			break;
		(void) wm_js_next(lexer);
		if (opens(token))
			(void) wm_js_inside(lexer);
		before = lexer->last;
	}
	return wm_slice(from, (size_t) (lexer->at - from));
}
