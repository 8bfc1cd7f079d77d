/*
 * script.c
 *	  The tool calls that a script makes, as far as they can be told without
 *	  running it.
 *
 * The tokens are walked through once, in search of calls of the tools.  On the
 * way, names are noted that stand for values, for functions and for tools.  The
 * body of a loop or function is walked through again for each element or call, as
 * long as the work stays within a multiple of the source.
 */
#include "action/literal.h"
#include "action/script.h"
#include "base/host.h"
#include "json/json_text.h"

/* The work that may be done for each byte of a script, and for any script. */
#define WORK_FACTOR		12
#define WORK_FREE		65536

/* Loops and functions within one another, patterns within patterns. */
#define DEPTH_LIMIT		8

/* So many functions, names for tools, calls and rounds of a loop are noted. */
#define FUNCTIONS_LIMIT	64
#define TOOLS_LIMIT		32
#define CALLS_LIMIT		512
#define ROUNDS_LIMIT	256

typedef struct Function
{
	Slice		name;
	Slice		parameters;
	Slice		body;
	bool		called;
	bool		active;			/* its body is being walked through */
} Function;

/* Another name for a tool, or, with an empty tool, for the object that has all. */
typedef struct ToolName
{
	Slice		name;
	Slice		tool;
} ToolName;

typedef struct Script
{
	ScriptSink	sink;
	void	   *context;
	Literals	literals;
	Function	functions[FUNCTIONS_LIMIT];
	int			nfunctions;
	ToolName	tools[TOOLS_LIMIT];
	int			ntools;
	int			calls;
	int			statement;
	bool		beside;			/* what is walked through runs beside other things */
	int			depth;
} Script;

static void walk(Script *script, Slice source);

static JsLexer
lexer_of(Script *script, Slice source)
{
	return wm_js_lexer(source, &script->literals.work);
}

static Function *
find_function(Script *script, Slice name)
{
	for (int i = 0; i < script->nfunctions; i++)
	{
		if (wm_slice_equals(script->functions[i].name, name))
			return &script->functions[i];
	}
	return NULL;
}

static const ToolName *
find_tool(const Script *script, Slice name)
{
	static const ToolName all = {LITERAL("tools"), {NULL, 0}};

	for (int i = 0; i < script->ntools; i++)
	{
		if (wm_slice_equals(script->tools[i].name, name))
			return &script->tools[i];
	}
	return wm_slice_equals(name, all.name) ? &all : NULL;
}

static void
name_tool(Script *script, Slice name, Slice tool)
{
	if (script->ntools < TOOLS_LIMIT)
		script->tools[script->ntools++] = (ToolName) {name, tool};
}

/* The lexer stands before the arguments. */
static void
tell(Script *script, Slice tool, JsLexer lexer)
{
	ScriptCall	call = {.tool = tool, .statement = script->statement, .whole = true};
	LiteralValue value = {.at = script->literals.made.len};

	if (script->calls == CALLS_LIMIT)
		return;
	script->calls++;
	(void) wm_js_next(&lexer);
	if (wm_literal_spent(&script->literals))
		call.whole = false;
	else if (!wm_js_is(wm_js_peek(&lexer), ")"))
	{
		value = wm_literal_read(&script->literals, &lexer, false);
		call.input = wm_literal_json(&script->literals, value);
		call.whole = value.whole;
	}
	script->sink(&call, script->context);
	wm_literal_drop(&script->literals, value);
}

/* ".name", "?.name" or "['name']" of the tools; empty if it is computed. */
static bool
take_tool(JsLexer *lexer, Slice *tool)
{
	JsLexer		ahead = *lexer;
	JsToken		name;

	*tool = SLICE("");
	if (wm_js_take(&ahead, ".") || wm_js_take(&ahead, "?."))
	{
		name = wm_js_peek(&ahead);
		if (name.kind == JS_NAME)
		{
			(void) wm_js_next(&ahead);
			*tool = name.text;
			*lexer = ahead;
			return true;
		}
	}
	if (!wm_js_take(&ahead, "["))
		return false;
	name = wm_js_peek(&ahead);
	(void) wm_js_inside(&ahead);
	if (name.kind == JS_STRING && name.text.len > 2)
		*tool = wm_slice(name.text.data + 1, name.text.len - 2);
	*lexer = ahead;
	return true;
}

/* The name of the tools was taken, or another name for one of them. */
static void
read_tool(Script *script, JsLexer *lexer, const ToolName *name)
{
	Slice		tool = name->tool;
	JsLexer		ahead = *lexer;

	if (tool.len == 0 && !take_tool(&ahead, &tool))
		return;
	(void) wm_js_take(&ahead, "?.");
	if (!wm_js_is(wm_js_peek(&ahead), "("))
		return;
	*lexer = ahead;
	tell(script, tool, ahead);
}

/* Behind "=" in a pattern: what a name stands for if nothing else is known. */
static void
bind_default(Script *script, JsLexer *lexer, JsToken name, Slice value)
{
	LiteralValue other = wm_literal_read(&script->literals, lexer, false);

	if (value.len == 0 && name.kind == JS_NAME)
		wm_literal_set(&script->literals, name.text,
					   wm_literal_json(&script->literals, other), false);
	wm_literal_drop(&script->literals, other);
}

/* The names in a pattern, such as "[a, {b: c}]", stand for parts of a value. */
static void
bind(Script *script, JsLexer *lexer, Slice value, bool whole, int depth)
{
	JsToken		token = wm_js_next(lexer);

	if (token.kind == JS_NAME)
		wm_literal_set(&script->literals, token.text, value, whole);
	else if (depth == DEPTH_LIMIT)
		(void) wm_js_inside(lexer);
	else if (wm_js_is(token, "["))
	{
		JsonWalk	elements = wm_json_walk(value);

		while (!wm_js_take(lexer, "]") && wm_js_peek(lexer).kind != JS_END)
		{
			Slice		key;
			Slice		element = {NULL, 0};

			if (elements.at != NULL &&
				wm_json_next(&elements, &key, &element) != JSON_ITEM)
				element.len = 0;
			if (!wm_js_is(wm_js_peek(lexer), ","))
				bind(script, lexer, element, whole, depth + 1);
			(void) wm_js_take(lexer, ",");
		}
	}
	else if (wm_js_is(token, "{"))
	{
		while (!wm_js_take(lexer, "}") && wm_js_peek(lexer).kind != JS_END)
		{
			JsToken		key = wm_js_peek(lexer);
			JsLexer		inner = *lexer;
			Slice		member = wm_json_member(value, key.text);

			(void) wm_js_next(&inner);
			if (wm_js_take(&inner, ":"))
				*lexer = inner;
			bind(script, lexer, member, whole, depth + 1);
			(void) wm_js_take(lexer, ",");
		}
	}
	else if (wm_js_is(token, "...") && wm_js_peek(lexer).kind == JS_NAME)
		wm_literal_set(&script->literals, wm_js_next(lexer).text, SLICE(""), false);

	if (wm_js_take(lexer, "="))
		bind_default(script, lexer, token, value);
}

/* A function's parameters stand for these arguments, an array. */
static void
bind_parameters(Script *script, Slice parameters, Slice arguments, bool whole)
{
	JsLexer		lexer = lexer_of(script, parameters);
	JsonWalk	walk_arguments = wm_json_walk(arguments);

	while (wm_js_peek(&lexer).kind != JS_END)
	{
		Slice		key;
		Slice		argument = {NULL, 0};

		if (arguments.len > 0 &&
			(wm_json_next(&walk_arguments, &key, &argument) != JSON_ITEM ||
			 wm_json_kind(argument) == JSON_NULL))
			argument.len = 0;
		bind(script, &lexer, argument, whole, 0);
		if (!wm_js_take(&lexer, ","))
			(void) wm_js_next(&lexer);
	}
}

/* A body is walked through with what its names now stand for. */
static void
walk_body(Script *script, Slice body, bool beside)
{
	bool		outer = script->beside;

	if (script->depth == DEPTH_LIMIT || script->calls == CALLS_LIMIT)
		return;
	script->depth++;
	script->beside |= beside;
	walk(script, body);
	script->beside = outer;
	script->depth--;
}

/*
 * A function: "(a, b) => body", "a => body" or "function name(a, b) { body }", each
 * with "async" before it or not.  The name of the last is set if it has one.
 */
static bool
take_function(JsLexer *lexer, Function *function)
{
	JsLexer		ahead = *lexer;
	JsToken		token;
	bool		word;

	(void) wm_js_take(&ahead, "async");
	word = wm_js_take(&ahead, "function");
	(void) (word && wm_js_take(&ahead, "*"));
	token = wm_js_next(&ahead);
	function->called = function->active = false;
	if (word && token.kind == JS_NAME)
	{
		function->name = token.text;
		token = wm_js_next(&ahead);
	}
	if (wm_js_is(token, "("))
		function->parameters = wm_js_inside(&ahead);
	else if (!word && token.kind == JS_NAME)
		function->parameters = token.text;
	else
		return false;

	if (!word && !wm_js_take(&ahead, "=>"))
		return false;
	if (wm_js_take(&ahead, "{"))
		function->body = wm_js_inside(&ahead);
	else if (word)
		return false;
	else
		function->body = wm_js_expression(&ahead);
	*lexer = ahead;
	return true;
}

static void
note_function(Script *script, const Function *function)
{
	Function   *known = find_function(script, function->name);

	if (known != NULL && !known->active)
		*known = *function;
	else if (known == NULL && script->nfunctions < FUNCTIONS_LIMIT)
		script->functions[script->nfunctions++] = *function;
	else
		walk_body(script, function->body, false);
}

/* A known function is called; the lexer stands before the arguments. */
static void
call_function(Script *script, Function *function, JsLexer lexer, bool beside)
{
	TextBuffer	arguments = {NULL, 0, 0};
	bool		whole = true;

	if (function->active)
		return;
	function->called = true;
	(void) wm_js_next(&lexer);
	wm_buffer_append_char(&arguments, '[');
	while (!wm_js_is(wm_js_peek(&lexer), ")") && wm_js_peek(&lexer).kind != JS_END)
	{
		LiteralValue value = wm_literal_read(&script->literals, &lexer, false);

		if (arguments.len > 1)
			wm_buffer_append_char(&arguments, ',');
		wm_buffer_append(&arguments, value.known ?
						 wm_literal_json(&script->literals, value) : SLICE("null"));
		wm_literal_drop(&script->literals, value);
		whole &= value.whole;
		(void) wm_js_expression(&lexer);
		if (!wm_js_take(&lexer, ","))
			break;
	}
	wm_buffer_append_char(&arguments, ']');
	bind_parameters(script, function->parameters, wm_buffer_slice(&arguments), whole);
	wm_buffer_free(&arguments);
	function->active = true;
	walk_body(script, function->body, beside);
	function->active = false;
}

/* Once for each element of an array: its name's value, and the body. */
static void
repeat(Script *script, Slice array, bool whole, Slice pattern, Slice body, bool beside)
{
	TextBuffer	room = {NULL, 0, 0};
	JsonWalk	elements;
	Slice		key;
	Slice		element;

	wm_buffer_append(&room, array);
	elements = wm_json_walk(wm_buffer_slice(&room));
	for (int round = 0; round < ROUNDS_LIMIT && !wm_literal_spent(&script->literals) &&
		 wm_json_next(&elements, &key, &element) == JSON_ITEM; round++)
	{
		JsLexer		lexer = lexer_of(script, pattern);

		script->statement += beside || script->beside ? 0 : 1;
		bind(script, &lexer, element, whole, 0);
		walk_body(script, body, beside);
	}
	wm_buffer_free(&room);
}

/* A tool or function that is not called but handed over by its name. */
static bool
take_reference(Script *script, JsLexer *lexer, Function *function, Slice *tool)
{
	JsToken		token = wm_js_next(lexer);
	const ToolName *named = find_tool(script, token.text);
	const Function *known = find_function(script, token.text);

	if (token.kind == JS_NAME && named != NULL)
	{
		*tool = named->tool;
		return tool->len > 0 || take_tool(lexer, tool);
	}
	if (token.kind != JS_NAME || known == NULL)
		return false;
	find_function(script, token.text)->called = true;
	*function = *known;
	return true;
}

/* A tool gets each element of an array. */
static void
tell_each(Script *script, Slice tool, Slice array, bool whole)
{
	TextBuffer	room = {NULL, 0, 0};
	JsonWalk	elements;
	Slice		key;
	ScriptCall	call = {.tool = tool, .whole = whole, .statement = script->statement};

	wm_buffer_append(&room, array);
	elements = wm_json_walk(wm_buffer_slice(&room));
	while (script->calls < CALLS_LIMIT &&
		   wm_json_next(&elements, &key, &call.input) == JSON_ITEM)
	{
		script->calls++;
		script->sink(&call, script->context);
	}
	wm_buffer_free(&room);
}

/*
 * "array.map(function)" and the like.  The lexer stands before the array, and
 * goes behind the function if that is what comes.
 */
static bool
read_method_loop(Script *script, JsLexer *lexer)
{
	JsLexer		ahead = *lexer;
	Function	function = {{NULL, 0}, {NULL, 0}, {NULL, 0}, false, false};
	Slice		tool = {NULL, 0};
	LiteralValue array;
	Slice		json;
	bool		found;

	if (wm_literal_spent(&script->literals))
		return false;
	array = wm_literal_read(&script->literals, &ahead, true);
	json = wm_literal_json(&script->literals, array);
	found = wm_json_kind(json) == JSON_ARRAY &&
		(wm_js_take(&ahead, ".") || wm_js_take(&ahead, "?.")) &&
		wm_literal_loops(wm_js_next(&ahead)) && wm_js_take(&ahead, "(") &&
		(take_function(&ahead, &function) ||
		 take_reference(script, &ahead, &function, &tool));
	if (found && tool.len > 0)
		tell_each(script, tool, json, array.whole);
	else if (found)
		repeat(script, json, array.whole, function.parameters, function.body, true);
	wm_literal_drop(&script->literals, array);
	if (found)
		*lexer = ahead;
	return found;
}

/* Behind "for": a loop over the elements of an array that is known. */
static bool
read_loop(Script *script, JsLexer *lexer)
{
	JsLexer		ahead = *lexer;
	JsLexer		pattern;
	LiteralValue array;
	Slice		parts;
	Slice		body;
	Slice		json;

	(void) wm_js_take(&ahead, "await");
	if (wm_literal_spent(&script->literals) || !wm_js_take(&ahead, "("))
		return false;
	parts = wm_js_inside(&ahead);
	pattern = lexer_of(script, parts);
	if (!wm_js_take(&pattern, "const") && !wm_js_take(&pattern, "let"))
		(void) wm_js_take(&pattern, "var");
	parts = wm_slice(pattern.at, (size_t) (pattern.end - pattern.at));
	if (wm_js_take(&pattern, "[") || wm_js_take(&pattern, "{"))
		(void) wm_js_inside(&pattern);
	else
		(void) wm_js_next(&pattern);
	parts.len = (size_t) (pattern.at - parts.data);
	if (!wm_js_take(&pattern, "of"))
		return false;

	array = wm_literal_read(&script->literals, &pattern, false);
	json = wm_literal_json(&script->literals, array);
	if (wm_json_kind(json) != JSON_ARRAY)
	{
		wm_literal_drop(&script->literals, array);
		pattern = lexer_of(script, parts);
		bind(script, &pattern, SLICE(""), false, 0);
		return false;
	}
	body = wm_js_statement(&ahead);
	repeat(script, json, array.whole, parts, body, false);
	wm_literal_drop(&script->literals, array);
	*lexer = ahead;
	return true;
}

/* "{exec_command, apply_patch: patch} = tools" gives the tools other names. */
static void
name_tools(Script *script, Slice pattern)
{
	JsLexer		lexer = lexer_of(script, pattern);
	JsToken		token = wm_js_next(&lexer);

	for (token = wm_js_next(&lexer); token.kind == JS_NAME; token = wm_js_next(&lexer))
	{
		JsToken		name = token;

		if (wm_js_take(&lexer, ":"))
			name = wm_js_next(&lexer);
		name_tool(script, name.text, token.text);
		if (!wm_js_take(&lexer, ","))
			break;
	}
}

/* What a name or pattern is set to; the lexer stands behind "=". */
static void
assign(Script *script, JsLexer *lexer, Slice pattern, bool add)
{
	JsLexer		ahead = *lexer;
	JsToken		token = wm_js_peek(&ahead);
	const ToolName *tools = token.kind == JS_NAME ? find_tool(script, token.text) : NULL;
	Function	function = {.name = pattern};
	LiteralValue value;
	Slice		tool = {NULL, 0};
	JsLexer		names = lexer_of(script, pattern);

	if (wm_literal_spent(&script->literals))
		return;
	if (take_function(&ahead, &function))
	{
		function.name = pattern;
		note_function(script, &function);
		*lexer = ahead;
		return;
	}
	if (tools != NULL && tools->tool.len == 0)
	{
		(void) wm_js_next(&ahead);
		(void) take_tool(&ahead, &tool);
		if (wm_js_ends(ahead.last, wm_js_peek(&ahead)))
		{
			if (pattern.data[0] == '{' && tool.len == 0)
				name_tools(script, pattern);
			else
				name_tool(script, pattern, tool);
			return;
		}
		ahead = *lexer;
	}

	value = wm_literal_read(&script->literals, &ahead, false);
	if (!add)
		bind(script, &names, wm_literal_json(&script->literals, value), value.whole, 0);
	wm_literal_drop(&script->literals, value);
}

/* "name += expression" */
static void
append(Script *script, JsLexer lexer, Slice name)
{
	LiteralValue value;

	if (wm_literal_spent(&script->literals))
		return;
	value = wm_literal_sum(&script->literals, name, &lexer);
	wm_literal_set(&script->literals, name, wm_literal_json(&script->literals, value),
				   value.whole);
	wm_literal_drop(&script->literals, value);
}

/* "name.push(expression, ...)": further elements of an array. */
static void
push(Script *script, JsLexer lexer, Slice name)
{
	TextBuffer	array = {NULL, 0, 0};
	Slice		known = wm_literal_named(&script->literals, name);

	wm_buffer_append(&array, wm_slice_head(known, known.len - 1));
	while (!wm_js_is(wm_js_peek(&lexer), ")") && wm_js_peek(&lexer).kind != JS_END)
	{
		LiteralValue value = wm_literal_read(&script->literals, &lexer, false);

		if (array.len > 1)
			wm_buffer_append_char(&array, ',');
		wm_buffer_append(&array, value.known ?
						 wm_literal_json(&script->literals, value) : SLICE("null"));
		wm_literal_drop(&script->literals, value);
		(void) wm_js_expression(&lexer);
		if (!wm_js_take(&lexer, ","))
			break;
	}
	wm_buffer_append_char(&array, ']');
	wm_literal_set(&script->literals, name, wm_buffer_slice(&array), false);
	wm_buffer_free(&array);
}

/* Behind "const", "let" or "var". */
static void
declare(Script *script, JsLexer *lexer)
{
	JsLexer		ahead = *lexer;
	JsToken		token = wm_js_next(&ahead);
	Slice		pattern = token.text;

	if (wm_js_is(token, "{") || wm_js_is(token, "["))
	{
		(void) wm_js_inside(&ahead);
		pattern.len = (size_t) (ahead.at - pattern.data);
	}
	else if (token.kind != JS_NAME)
		return;
	if (!wm_js_take(&ahead, "="))
		return;
	assign(script, &ahead, pattern, false);
	*lexer = ahead;
}

/* A name that stands for a value: is it changed, or walked through? */
static void
read_variable(Script *script, JsLexer *lexer, JsToken name, JsLexer before)
{
	JsLexer		ahead = *lexer;
	Slice		known = wm_literal_named(&script->literals, name.text);

	if (wm_js_take(&ahead, "="))
	{
		assign(script, &ahead, name.text, false);
		*lexer = ahead;
	}
	else if (wm_js_take(&ahead, "+="))
		append(script, ahead, name.text);
	else if (wm_json_kind(known) == JSON_ARRAY || wm_js_is(name, "Object"))
	{
		if (wm_js_take(&ahead, ".") && wm_js_take(&ahead, "push") &&
			wm_js_take(&ahead, "("))
		{
			if (known.len > 0 && !wm_literal_spent(&script->literals))
				push(script, ahead, name.text);
		}
		else if (read_method_loop(script, &before))
			*lexer = before;
	}
}

/* A name that is no property; before is the lexer as it stood before it. */
static void
read_name(Script *script, JsLexer *lexer, JsToken name, JsLexer before, bool beside)
{
	const ToolName *tool = find_tool(script, name.text);
	Function   *function = find_function(script, name.text);
	Function	declared = {{NULL, 0}, {NULL, 0}, {NULL, 0}, false, false};

	if (tool != NULL)
		read_tool(script, lexer, tool);
	else if (wm_js_is(name, "const") || wm_js_is(name, "let") || wm_js_is(name, "var"))
		declare(script, lexer);
	else if (wm_js_is(name, "for"))
		(void) read_loop(script, lexer);
	else if (wm_js_is(name, "function"))
	{
		if (!wm_literal_spent(&script->literals) && take_function(&before, &declared) &&
			declared.name.len > 0)
		{
			note_function(script, &declared);
			*lexer = before;
		}
	}
	else if (function != NULL && wm_js_is(wm_js_peek(lexer), "("))
	{
		if (!wm_literal_spent(&script->literals))
			call_function(script, function, *lexer, beside);
	}
	else
		read_variable(script, lexer, name, before);
}

/* The expressions within a template. */
static void
walk_template(Script *script, Slice template)
{
	JsLexer		lexer;
	Slice		rest = template;
	ptrdiff_t	open;

	while ((open = wm_slice_find(rest, SLICE("${"))) >= 0)
	{
		lexer = lexer_of(script, wm_slice_from(rest, (size_t) open + 2));
		walk_body(script, wm_js_inside(&lexer), true);
		rest = wm_slice(lexer.at, (size_t) (lexer.end - lexer.at));
	}
}

static void
walk(Script *script, Slice source)
{
	JsLexer		lexer = lexer_of(script, source);
	size_t		nest = 0;		/* brackets that are open, but no braces */
	bool		property = false;

	for (;;)
	{
		JsLexer		before = lexer;
		JsToken		token = wm_js_next(&lexer);

		if (token.kind == JS_END)
			break;
		if (nest == 0 && !script->beside && (token.new_line || wm_js_is(token, ";")))
			script->statement++;
		if (token.kind == JS_TEMPLATE)
			walk_template(script, token.text);
		else if (token.kind == JS_NAME && !property)
			read_name(script, &lexer, token, before, nest > 0);
		else if (wm_js_is(token, "(") || wm_js_is(token, "["))
		{
			nest++;
			if (wm_js_is(token, "[") && read_method_loop(script, &before))
			{
				lexer = before;
				nest--;
			}
		}
		else if ((wm_js_is(token, ")") || wm_js_is(token, "]")) && nest > 0)
			nest--;
		property = wm_js_is(token, ".") || wm_js_is(token, "?.");
	}
}

void
wm_script_read(Slice source, ScriptSink sink, void *context)
{
	Script	   *script = wm_alloc(sizeof(Script));

	memset(script, 0, sizeof(Script));
	script->sink = sink;
	script->context = context;
	script->literals.limit = WORK_FACTOR * source.len + WORK_FREE;
	walk(script, source);

	/* Functions that only the tools may call. */
	for (int i = 0; i < script->nfunctions; i++)
	{
		Function	function = script->functions[i];

		if (function.called)
			continue;
		bind_parameters(script, function.parameters, SLICE(""), false);
		walk_body(script, function.body, false);
	}
	wm_literal_free(&script->literals);
	wm_free(script);
}
