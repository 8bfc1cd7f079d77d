/*
 * script.c
 *	  Fuzz target: any bytes as a script that calls tools, and as its tokens.
 */
#include "action/javascript.h"
#include "action/script.h"
#include "json/json_text.h"

#include "fuzz.h"

/* What a value may weigh, for each byte of the script and for any script. */
#define MOST_WORK	16
#define MOST_FREE	(1024 * 1024)

typedef struct Calls
{
	Slice		source;
	int			statement;
	size_t		bytes;
} Calls;

static void
check_call(const ScriptCall *call, void *context)
{
	Calls	   *calls = context;
	Slice		source = calls->source;

	must(call->tool.len == 0 ||
		 (call->tool.data >= source.data &&
		  call->tool.data + call->tool.len <= source.data + source.len),
		 "a tool's name lies in the script");
	must(call->input.len == 0 || wm_json_whole(call->input), "an input is JSON");
	must(call->statement >= calls->statement, "statements follow one another");
	calls->statement = call->statement;
	calls->bytes += call->input.len;
}

/* Tokens follow one another without end or gap but for blanks and comments. */
static void
check_tokens(Slice source)
{
	size_t		work = 0;
	JsLexer		lexer = wm_js_lexer(source, &work);
	const char *at = source.data;

	for (;;)
	{
		JsToken		peeked = wm_js_peek(&lexer);
		JsToken		token = wm_js_next(&lexer);

		must(peeked.text.data == token.text.data && peeked.text.len == token.text.len,
			 "what is looked at is what is taken");
		must(token.text.data >= at && token.text.data + token.text.len <=
			 source.data + source.len, "tokens lie one behind the other");
		if (token.kind == JS_END)
			break;
		must(token.text.len > 0, "a token takes a byte or more");
		at = token.text.data + token.text.len;
	}
	must(work <= source.len, "each byte is walked through once");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Calls		calls = {.source = wm_slice((const char *) data, size)};

	check_tokens(calls.source);
	wm_script_read(calls.source, check_call, &calls);
	must(calls.bytes <= MOST_WORK * size + MOST_FREE,
		 "what calls are told of is bounded");
	must_own_nothing();
	return 0;
}
