/*
 * script.c
 *	  The calls of tools that a script makes: with literals and what is put
 *	  together of them, in loops and functions, and in scripts that are hard to read.
 */
#include "unit.h"

#include <string.h>

#include "action/literal.h"
#include "action/script.h"
#include "base/buffer.h"
#include "json/json_text.h"
#include "unit_host.h"

#define MEGABYTE	((size_t) 1024 * 1024)

/* Bytes of a short hostile script; sanitize.sh, which is slow, asks for fewer. */
#ifndef SHORT
#define SHORT		MEGABYTE
#endif

/* The calls so far: "tool input", "?" if a part is unknown, each behind a line feed. */
typedef struct Seen
{
	TextBuffer	text;
	int			statement;		/* of the call before */
	int			calls;
	bool		all_json;
} Seen;

static void
note(const ScriptCall *call, void *context)
{
	Seen	   *seen = context;

	/* "|" stands before a call that runs beside the one before. */
	if (seen->calls++ > 0)
		wm_buffer_append(&seen->text, call->statement == seen->statement ?
						 SLICE(" | ") : SLICE("\n"));
	seen->statement = call->statement;
	wm_buffer_append(&seen->text, call->tool);
	if (call->input.len > 0)
		wm_buffer_append_char(&seen->text, ' ');
	wm_buffer_append(&seen->text, call->input);
	if (!call->whole)
		wm_buffer_append(&seen->text, SLICE("?"));
	seen->all_json &= call->input.len == 0 || wm_json_whole(call->input);
}

static void
script_of(Slice source, const char *expected, const char *name)
{
	Seen		seen = {.all_json = true};
	bool		passed;

	wm_script_read(source, note, &seen);
	passed = seen.text.len == strlen(expected) && seen.all_json &&
		(seen.text.len == 0 || memcmp(seen.text.data, expected, seen.text.len) == 0);
	ok(passed, name);
	if (!passed)
		printf("# got %.*s\n", (int) seen.text.len, seen.text.data);
	wm_buffer_free(&seen.text);
}

static void
script(const char *source, const char *expected, const char *name)
{
	script_of(wm_slice(source, strlen(source)), expected, name);
}

static void
calls(void)
{
	script("", "", "nothing");
	script("text('tools.exec_command({})'); // tools.exec_command()\n"
		   "/* tools.exec_command() */ `tools.exec_command()`;", "",
		   "what stands in strings and comments is no call");
	script("const r = await tools.exec_command({cmd: \"ls\", yield_time_ms: 10});\n"
		   "text(r.output);",
		   "exec_command {\"cmd\":\"ls\",\"yield_time_ms\":10}", "one");
	script("tools.wait()", "wait", "without an input");
	script("tools['web__run']('x'); tools?.a?.('y'); tools[name]({b: 1});",
		   "web__run \"x\"\na \"y\"\n {\"b\":1}", "by a property");
	script("await tools.a('1'); await tools.b('2');\nawait tools.c('3')",
		   "a \"1\"\nb \"2\"\nc \"3\"", "one after the other");
	script("const [x, y] = await Promise.all([tools.a('1'), tools.a('2')]);\n"
		   "tools.b('3');",
		   "a \"1\" | a \"2\"\nb \"3\"", "side by side");
	script("text(await tools.a('1').then(r => tools.b('2')));", "a \"1\" | b \"2\"",
		   "one within what follows another");
	script("tools.a(await tools.b('1'))", "a? | b \"1\"", "with what another gave back");
	script("`${await tools.a('1')} ${tools.b('2')}`",
		   "a \"1\" | b \"2\"", "within a template");
	script("my.tools.a('1'); x.tools; tools; tools.a;",
		   "", "another's tools, and no call");
	script("const {exec_command, apply_patch: patch} = tools;\n"
		   "exec_command({}); patch('p');",
		   "exec_command {}\napply_patch \"p\"", "by names of its own");
	script("const t = tools; const run = t.exec_command;\n"
		   "await t.a('1'); await run('2')",
		   "a \"1\"\nexec_command \"2\"", "by other names");
}

static void
strings(void)
{
	script("tools.a('it\\'s \"so\"')", "a \"it's \\\"so\\\"\"", "quotes");
	script("tools.a(\"tab\\t, feed\\n, \\x41\\u0042\\u{1F600}, \\\\, \\q\")",
		   "a \"tab\\t, feed\\n, \\u0041\\u0042\\ud83d\\ude00, \\\\, q\"", "escapes");
	script("tools.a('one \\\ntwo')", "a \"one two\"", "a string that goes on");
	script("tools.a(`one\n\"two\" \\` \\${x} $y`)",
		   "a \"one\\n\\\"two\\\" ` ${x} $y\"", "a template");
	script("tools.a(String.raw`C:\\new\\u0041 \\\\`)",
		   "a \"C:\\\\new\\\\u0041 \\\\\\\\\"",
		   "a raw template");
	script("const n = 'b'; tools.a(`a ${n} ${1} ${`c${n}`} d`)", "a \"a b 1 cb d\"",
		   "names in a template");
	script("tools.a(`a ${x} b`)", "a \"a  b\"?", "a template with a hole");
	script("tools.a('a' + \"b\" + `c` + 1)", "a \"abc1\"", "parts of a string");
	script("tools.a('a' + x + 'b')", "a \"ab\"?", "parts with a hole");
	script("tools.a(['one', 'two', 'three'].join('\\n'))",
		   "a \"one\\ntwo\\nthree\"", "lines");
	script("tools.a(['one', x].join('\\n'))", "a \"one\\n\"?", "lines with a hole");
	script("tools.a('a,b'.split(',').join(' '))", "a \"a b\"", "taken apart and joined");
	script("tools.a(JSON.stringify({b: [1, true, null]}))",
		   "a \"{\\\"b\\\":[1,true,null]}\"",
		   "JSON of an object");
	script("let p = 'a';\np += 'b';\np += `c`; tools.a(p)", "a \"abc\"", "added to");
	script("const l = []; l.push('a'); l.push('b', 'c'); tools.a(l)",
		   "a [\"a\",\"b\",\"c\"]?",
		   "pushed, perhaps not always");
	script("tools.a(x ? 'b' : 'c')", "a \"b\"?", "a choice");
	script("tools.a('b' || 'c'); tools.a(0 ?? 1)",
		   "a \"b\"\na 0", "what needs no default");
	script("tools.a(null ?? 'c'); tools.a('' || 'd'); tools.a(false || 0 || 'e')",
		   "a \"c\"\na \"d\"\na \"e\"", "a default for what is nothing");
	script("tools.a(x || 'c')", "a \"c\"?", "a default for what is unknown");
}

static void
objects(void)
{
	script("tools.a({'b': 1, \"c\": {d: [1, 2, {e: -1}]}, 3: true})",
		   "a {\"b\":1,\"c\":{\"d\":[1,2,{}]},\"3\":true}?", "nested, but for a sign");
	script("const cmd = 'ls', cwd = '/w'; tools.a({cmd, cwd})",
		   "a {\"cmd\":\"ls\",\"cwd\":\"/w\"}",
		   "named as their values are");
	script("const o = {b: 1}; tools.a({...o, c: 2})", "a {\"b\":1,\"c\":2}", "spread");
	script("const o = {b: {c: ['d', 'e']}}; tools.a(o.b.c[1])", "a \"e\"", "a part");
	script("tools.a({b() { return 1; }, c: x, d: 2})",
		   "a {\"d\":2}?", "members without a value");
	script("const {b, c: [d]} = {b: 1, c: [2]}; tools.a(b); tools.a(d)",
		   "a 1\na 2", "patterns");
	script("tools.a({})", "a {}", "empty");
}

static void
loops(void)
{
	script("for (const c of ['x', 'y']) { await tools.a(c); }",
		   "a \"x\"\na \"y\"", "a loop");
	script("const cs = ['x', 'y'];\nawait Promise.all(cs.map(c => tools.a({c})))",
		   "a {\"c\":\"x\"} | a {\"c\":\"y\"}", "a loop side by side");
	script("['x', 'y'].forEach(async c => { await tools.a(c) })",
		   "a \"x\" | a \"y\"", "for each");
	script("for (const [k, v] of Object.entries({x: 1, y: 2})) tools.a(k + v)",
		   "a \"x1\"\na \"y2\"", "over entries");
	script("for (const f of await find()) { tools.a({f, g: 1}) }", "a {\"g\":1}?",
		   "over what is unknown");
	script("const run = async (c) => { text(await tools.a(c)); };\n"
		   "await run('x'); await run('y')",
		   "a \"x\"\na \"y\"", "a function that is called twice");
	script("function run(c, d = 'z') { return tools.a(c + d); }\nrun('x');", "a \"xz\"?",
		   "a function with a default, which may not hold");
	script("function never() { return tools.a('x'); }", "a \"x\"",
		   "a function that only others may call");
	script("['x', 'y'].map(tools.a)", "a \"x\" | a \"y\"", "a tool that is handed over");
	script("function f() { f(); tools.a('x'); }\nf();",
		   "a \"x\"", "a function that calls itself");
}

/* Scripts that end too early give what they have. */
static void
broken(void)
{
	script("tools.a('never closed", "a \"never closed\"", "a string without an end");
	script("tools.a(`never closed", "a \"never closed\"", "a template without an end");
	script("tools.a(`${tools.b(`${", "a \"\"? | b \"\"?", "templates without an end");
	script("tools.a({b: [1, {c: 'd'",
		   "a {\"b\":[1,{\"c\":\"d\"}]}", "brackets without an end");
	script("tools.a('x\ntools.b('y')", "a \"x\\n\" | b \"y\"",
		   "a string that ends with its line");
	script("tools.a(", "a?", "only its beginning");
	script("tools.", "", "no tool");
	script("/* tools.a()", "", "a comment without an end");
	script("const", "", "no name");
	script("for (const x of", "", "no loop");
	script("tools.a('x' +", "a \"x\"?", "no second part");
	script(")]}`", "", "only ends");
	script("tools.a('\\", "a \"\"", "a backslash at the end");
	script("tools.a('\\u", "a \"\\u0000\"", "an escape without digits");
	script("tools.a('\xff\xfe')", "a \"\xff\xfe\"", "bytes that are no text");
	script_of(wm_slice("tools.a('b\0c')", 14), "a \"b\\u0000c\"", "a zero byte");
}

/* A head, a body that is repeated, and a tail: the work grows with the length. */
typedef struct Hard
{
	const char *name;
	const char *head;
	const char *body;
	const char *tail;
} Hard;

static const Hard hard[] = {
	{"backquotes", "", "`", ""},
	{"backquotes in a call", "tools.a(", "`", ")"},
	{"an odd backquote", "`", "``", ""},
	{"templates within templates", "tools.a(", "`${", ""},
	{"a long template", "tools.a(`", "xxxxxxxx\n", "`)"},
	{"names in a template", "const n = 'x'; tools.a(`", "${n}", "`)"},
	{"calls in a template", "`", "${tools.a(1)}", "`"},
	{"templates one behind the other", "", "tools.a(`x`);", ""},
	{"strings without an end", "", "tools.a('x\n", ""},
	{"backslashes", "tools.a('", "\\", "')"},
	{"parentheses", "tools.a(", "(", ""},
	{"arrays", "tools.a(", "[", ""},
	{"objects", "tools.a(", "{a:", ""},
	{"closing brackets", "", ")]}", ""},
	{"calls within calls", "", "tools.a(", ""},
	{"functions within functions", "", "()=>", "tools.a(1)"},
	{"functions in parentheses", "", "(a=>", "tools.a(1)"},
	{"functions that are named", "", "function f(){", ""},
	{"functions one behind the other", "", "function f(){tools.a(1)}", "f()"},
	{"a sum", "tools.a('x'", "+'x'", ")"},
	{"a sum of numbers", "tools.a(1", "+1", ")"},
	{"a text that grows", "let s='x';", "s+=s;", "tools.a(s)"},
	{"a text that grows, joined", "let s='xxxxxxxx';", "s=[s,s].join(s);", "tools.a(s)"},
	{"an array that grows", "let s=[1];", "s=[...s,...s];", "tools.a(s)"},
	{"an array that is pushed to", "let s=[];", "s.push(1);", "tools.a(s)"},
	{"an object that grows", "let o={a:1};", "o={...o,b:o};", "tools.a(o)"},
	{"JSON of JSON", "let s='\"';", "s=JSON.stringify(s);", "tools.a(s)"},
	{"loops within loops", "", "for(const x of [1,2])", "tools.a(x)"},
	{"loops in methods", "", "[1,2].map(x=>", "tools.a(x)"},
	{"arrays that are mapped", "tools.a([1]", ".map(x=>[x,x])", ")"},
	{"choices", "tools.a(", "x?", "1)"},
	{"defaults", "tools.a(", "x||", "1)"},
	{"signs before an operand", "tools.a(", "!", "x)"},
	{"properties", "tools.a(x", ".y", ")"},
	{"indexes", "tools.a([1]", "[0]", ")"},
	{"indexes within indexes", "tools.a(x", "[x", ")"},
	{"patterns", "const ", "[", "=x;"},
	{"names", "", "const x=1;", "tools.a(x)"},
	{"another name each time", "", "const x$=1,", "tools.a(x)"},
	{"divisions", "x", "/x", ""},
	{"regular expressions", "", "/[/", ""},
	{"comments", "", "/**/", "tools.a(1)"},
	{"comments without an end", "", "/*", ""},
	{"another name for the tools", "", "const t=tools;t.a(1);", ""},
	{"properties without a name", "", "tools.", ""},
	{"blanks", "tools.a(", " ", ")"},
	{"line feeds", "tools.a(1", "\n", ")"},
	{"zero bytes", "", "\\0", ""},
};

static Slice
make_hard(const Hard *script, size_t size, TextBuffer *room)
{
	wm_buffer_clear(room);
	wm_buffer_append(room, wm_slice_cstring(script->head));
	while (room->len < size)
		wm_buffer_append(room, wm_slice_cstring(script->body));
	wm_buffer_append(room, wm_slice_cstring(script->tail));
	return wm_buffer_slice(room);
}

/* Counts what is spent: the bytes that the lexer walked through, or values have. */
static void
count_only(const ScriptCall *call, void *context)
{
	Seen	   *seen = context;

	seen->calls++;
	seen->all_json &= call->input.len == 0 || wm_json_whole(call->input);
}

static void
check_hard(const Hard *hard_one)
{
	TextBuffer	room = {NULL, 0, 0};
	long		interrupts[2];
	size_t		memory[2];
	Seen		seen = {.all_json = true};
	bool		passed;

	for (int i = 0; i < 2; i++)
	{
		Slice		source = make_hard(hard_one, i == 0 ? SHORT / 4 : SHORT, &room);
		size_t		before = unit_host.memory;

		unit_host.interrupts = 0;
		unit_host.peak = before;
		wm_script_read(source, count_only, &seen);
		interrupts[i] = unit_host.interrupts;
		memory[i] = unit_host.peak - before;
	}
	passed = seen.all_json && interrupts[1] <= interrupts[0] * 5 + 1000 &&
		memory[1] <= 24 * MEGABYTE;
	ok(passed, hard_one->name);
	if (!passed)
		printf("# %ld and %ld looks, %zu and %zu kB of memory, JSON %d\n", interrupts[0],
			   interrupts[1], memory[0] / 1024, memory[1] / 1024, seen.all_json);
	wm_buffer_free(&room);
}

int
main(void)
{
	calls();
	strings();
	objects();
	loops();
	broken();
	for (size_t i = 0; i < lengthof(hard); i++)
		check_hard(&hard[i]);
	ok(unit_host.memory == 0, "all memory is given back");
	return done();
}
