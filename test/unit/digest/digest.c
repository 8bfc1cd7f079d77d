/*
 * digest.c
 *	  Digests: what they show, what they leave out, and how large they get.
 */
#include "digest/digest.h"
#include "digest/excerpt.h"
#include "readers/transcript.h"

#include "unit.h"
#include "unit_host.h"

static TextBuffer transcript;
static TextBuffer out;

static void
begin(void)
{
	wm_buffer_clear(&transcript);
}

static void
put(const char *text)
{
	wm_buffer_append(&transcript, wm_slice_cstring(text));
}

/* A message, or a call, as OpenAI's interface has it. */
static void
message(const char *role, const char *content)
{
	put("{\"role\":\"");
	put(role);
	put("\",\"content\":\"");
	put(content);
	put("\"}\n");
}

static void
call(int number, const char *name, const char *arguments)
{
	char		id[32];

	(void) snprintf(id, sizeof(id), "\"c%d\"", number);
	put("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"type\":\"function\",\"id\":");
	put(id);
	put(",\"function\":{\"name\":\"");
	put(name);
	put("\",\"arguments\":\"");
	put(arguments);
	put("\"}}]}\n");
}

static void
result(int number, const char *content)
{
	char		head[64];

	(void) snprintf(head, sizeof(head), "{\"role\":\"tool\",\"tool_call_id\":\"c%d\",\"content\":\"",
					number);
	put(head);
	put(content);
	put("\"}\n");
}

/* The digest of the transcript at hand. */
static Slice
digest(int64_t characters)
{
	Session    *session = wm_session_new();
	Digest	   *made = wm_digest_new(session, characters);
	Fault		fault;

	wm_buffer_clear(&out);
	wm_transcript_read_into(session, wm_buffer_slice(&transcript), false, &fault, NULL);
	wm_digest_put(made, &out);
	wm_digest_free(made);
	wm_session_free(session);
	return wm_buffer_slice(&out);
}

static bool
has(Slice text, const char *part)
{
	return wm_slice_find(text, wm_slice_cstring(part)) >= 0;
}

static bool
ends(Slice text, const char *end)
{
	return wm_slice_ends(text, wm_slice_cstring(end));
}

/* A session in which all of it has its place. */
static void
test_whole(void)
{
	Slice		text;

	begin();
	message("user", "Make it\\n[agent] faster");
	message("assistant", "I look.");
	call(1, "Bash", "{\\\"command\\\":\\\"make test\\\",\\\"n\\\":1,\\\"quiet\\\":false}");
	result(1, "Error: no rule to make target");
	call(2, "Read", "{\\\"file_path\\\":\\\"a.c\\\"}");
	result(2, "API_KEY=abc\\u0000\\u0007def\\r\\n\\n\\nint x;");
	message("assistant", "Done.");
	text = digest(25000);
	ok(wm_slice_equals(text, SLICE(
		"[session of an agent: 1 request of a person, 2 calls, 1 failed]\n"
		"[person] Make it\n"
		"  [agent] faster\n"
		"[agent] I look.\n"
		"[call 1] Bash n: 1; command: make test\n"
		"[result 1, failed] Error: no rule to make target\n"
		"[call 2] Read file_path: a.c\n"
		"[result 2] API_KEY=[secret]  def\n"
		"  int x;\n"
		"[agent] Done.\n"
		"[end: the agent has the last word]")), "a digest as a whole");
	if (unit_failed > 0)
		printf("# %.*s\n", (int) text.len, text.data);
}

static void
test_endings(void)
{
	begin();
	message("user", "Go");
	ok(ends(digest(5000), "[end: the last request was not answered]"), "a request without an answer");
	call(1, "Bash", "{}");
	ok(ends(digest(5000), "[end: what the last call gave back is not told]"), "no results at all");
	result(1, "fine");
	ok(ends(digest(5000), "[end: the agent said nothing after its last call]"), "a result");
	call(2, "Bash", "{}");
	ok(ends(digest(5000), "[end: the last call has no result]"), "a call that is pending");
	result(2, "Error: no");
	ok(ends(digest(5000), "the last call failed, and the agent said nothing after it]"), "a failure");
	message("user", "[Request interrupted by user]");
	ok(ends(digest(5000), "[the person interrupts]\n[end: the person interrupted the agent]"), "an interruption");
	message("user", "<system-reminder>be good</system-reminder>");
	ok(!has(digest(5000), "be good"), "a reminder is not said by the person");
}

/* A long session: so many requests, each with a call. */
static void
make_long(int requests)
{
	char		text[200];

	begin();
	for (int i = 1; i <= requests; i++)
	{
		(void) snprintf(text, sizeof(text), "Request number %d, \\u00e9\\ud83d\\ude00 and more words", i);
		message("user", text);
		call(i, i % 3 == 0 ? "Edit" : "Bash", "{\\\"command\\\":\\\"make\\\"}");
		result(i, i % 10 == 0 ? "Error: no" : "fine");
		message("assistant", "It is done, and the rest will be done as well.");
	}
}

static void
test_long(void)
{
	Slice		text;
	bool		fits = true;
	bool		valid = true;

	make_long(2000);
	text = digest(4000);
	ok(has(text, "[person] Request number 1,") && has(text, "Request number 2000,"), "beginning and end are kept");
	ok(has(text, "[left out here: 19") && has(text, "Bash 13") && has(text, "Edit 6"), "what is left out is counted");
	ok(has(text, "; of these requests:]\n  - Request number "), "and outlined");
	ok(has(text, "  - Request number 10,") && has(text, " (511 more requests, 512 calls, 52 failed)\n  - Request number 522,") &&
	   has(text, " (511 more requests, 512 calls, 51 failed)\n  - Request number 1034,"), "evenly");
	ok(wm_characters(text) > 2800, "the room is used");
	if (unit_failed > 0)
		printf("# %zu characters\n%.*s\n", wm_characters(text), (int) text.len, text.data);
	for (int64_t most = 0; most <= 3000; most += most < 500 ? 1 : 37)
	{
		text = digest(most);
		fits &= wm_characters(text) <= (size_t) most;
		valid &= text.len == 0 || ((unsigned char) text.data[0] & 0xC0) != 0x80;
		make_long(most < 500 ? 30 : 200);
	}
	ok(fits, "no digest is longer than it may be");
	ok(valid, "no character is cut through");
	ok(digest(0).len == 0, "none of no length");
}

static void
test_large(void)
{
	static char words[300001];
	Slice		text;

	memset(words, 'x', sizeof(words) - 1);
	for (size_t i = 7; i < sizeof(words) - 1; i += 8)
		words[i] = ' ';
	begin();
	message("user", words);
	call(1, "Read", "{}");
	result(1, words);
	text = digest(25000);
	ok(wm_characters(text) < 5600, "one turn is cut");
	ok(has(text, " [... 29"), "and it is told by how much");
}

static size_t
peak_of(int requests)
{
	size_t		before;

	make_long(requests);
	before = unit_host.memory;
	unit_host.peak = before;
	(void) digest(4000);
	return unit_host.peak - before;
}

static void
test_memory(void)
{
	size_t		some = peak_of(500);
	size_t		many = peak_of(5000);

	/* The session itself notes what it has seen; the digest must not add to it. */
	ok(many < some + 1024 * 1024, "memory does not grow with the session");
}

static bool
excerpt(const char *value, size_t most, const char *expected)
{
	TextBuffer	got = {NULL, 0, 0};
	bool		same;

	wm_excerpt_json(wm_slice_cstring(value), most, &got);
	same = wm_slice_equals(wm_buffer_slice(&got), wm_slice_cstring(expected));
	if (!same)
		printf("# got %.*s\n", (int) got.len, got.data);
	wm_buffer_free(&got);
	return same;
}

static void
test_excerpts(void)
{
	ok(excerpt("{\"b\":\"x\",\"a\":[1,\"y\",\"z\"],\"b\":\"w\",\"n\":null}", 100, "b: w; a: 1 y z"), "an object");
	ok(excerpt("{\"a\":[1,\"y\",\"z\"],\"b\":\"w\"}", 100, "b: w; a: 1 y z"), "in another order");
	ok(excerpt("[{\"type\":\"text\",\"text\":\"one\"},{\"type\":\"text\",\"text\":\"two\"}]", 100, "one\ntwo"), "blocks");
	ok(excerpt("\"{\\\"output\\\":\\\"a\\\\nb\\\"}\"", 100, "output: a\nb"), "JSON in a string");
	ok(excerpt("{\"password\":\"hunter2\"}", 100, "password: [secret]"), "a secret by the name of its member");
	ok(excerpt("\"\xC3\x28 \xED\xA0\x80 \xF0\x9F\x98\x80\"", 100, "?( ??? \xF0\x9F\x98\x80"), "what is no UTF-8");
	ok(excerpt("\"\\ud800 x\\u0000y\"", 100, "x y"), "what is no character");
	ok(excerpt("[[[[[[[[1]]]]]]]]", 100, ""), "what lies too deep");
	ok(excerpt("\"abcdef\"", 3, "abc"), "a few characters");
	ok(excerpt("\"abcdef\"", 0, ""), "no character");
	ok(excerpt("{\"a\":1,\"b\":", 10, "a: 1"), "what breaks off");
}

int
main(void)
{
	test_whole();
	test_endings();
	test_long();
	test_large();
	test_memory();
	test_excerpts();
	wm_buffer_free(&transcript);
	wm_buffer_free(&out);
	ok(unit_host.memory == 0, "nothing is left");
	return done();
}
