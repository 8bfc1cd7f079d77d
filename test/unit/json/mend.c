/*
 * mend.c
 *	  What is found in broken JSON: where brackets close, which one stays open, a
 *	  member, and where the run of objects begins at a text's end.
 */
#include "unit.h"

#include <string.h>

#include "json/json_text.h"
#include "json/mend.h"

static Slice
text(const char *chars)
{
	return wm_slice(chars, strlen(chars));
}

static void
balanced(const char *json, const char *rest)
{
	size_t		len = wm_mend_balanced(text(json));

	ok(rest == NULL ? len == 0 : len > 0 && strcmp(json + len, rest) == 0, json);
}

static void
open_at_end(const char *json, char bracket)
{
	ok(wm_mend_open(text(json)) == bracket, json);
}

/* Where the run begins, in one text that need not be whole and in one that must. */
static void
run(const char *json, const char *loose, const char *whole)
{
	ok(strcmp(json + wm_mend_run(text(json), false), loose) == 0 &&
	   strcmp(json + wm_mend_run(text(json), true), whole) == 0, json);
}

static void
unquoted(const char *json, const char *expected)
{
	TextBuffer	buffer = {NULL, 0, 0};
	Slice		got;

	wm_json_unquote(text(json), &buffer);
	got = wm_buffer_slice(&buffer);
	ok(wm_slice_equals(got, text(expected)), json);
	wm_buffer_free(&buffer);
}

static void
taken(const char *json, const char *value, const char *rest)
{
	Slice		left = text(json);
	Slice		first;
	bool		took = wm_json_take(&left, &first);

	ok(value == NULL ? !took : took && wm_slice_equals(first, text(value)) &&
	   wm_slice_equals(left, text(rest)), json);
}

/* The member "a" of an object, and what is left behind that. */
static void
member(const char *json, const char *value, const char *rest)
{
	Slice		left;
	Slice		found = wm_mend_member(text(json), text("a"), &left);

	ok(wm_slice_equals(found, text(value)) && wm_slice_equals(left, text(rest)), json);
}

int
main(void)
{
	balanced("{}", "");
	balanced("{\"a\":[1,NaN,]}, 7", ", 7");
	balanced("{\"a\":\"}\\\"}\",\"b\":{}}x", "x");
	balanced("[[]]]", "]");
	balanced("{\"a\":[", NULL);
	balanced("{\"a", NULL);
	balanced("{\"a\\", NULL);
	balanced("{]", "");

	member("", "", "");
	member("{}", "", "");
	member("{\"b\":[1]} {\"a\":2}", "", " {\"a\":2}");
	member("{\"a\":[1],\"b\":2}, 7", "[1]", ", 7");
	member("{\"a\":1,\"\\u0061\":2}", "2", "");
	member("{\"a\":[1,[x]],\"b\":2}, 7", "[1,[x]]", "");
	member("{\"a\":[1,[2],", "[1,[2],", "");
	member("{\"a\":[1],\"b\":[2", "[1]", "");
	member("{\"a\":\"b", "\"b", "");

	open_at_end("", '\0');
	open_at_end("{}", '\0');
	open_at_end("[{}]", '\0');
	open_at_end("{", '{');
	open_at_end("[", '[');
	open_at_end("{\"a\":[{\"b\":\"[\\\"\"},", '[');
	open_at_end("{\"a\":[1,[2]],\"b\":{}", '{');
	open_at_end("\"", '\0');

	run("", "", "");
	run("x", "", "");
	run("{}", "{}", "{}");
	run("x {\"a\":1}", "{\"a\":1}", "{\"a\":1}");
	run("{\"a\":\"b{\"c\":{\"d\":[\"}\\\"{\"]}}", "{\"c\":{\"d\":[\"}\\\"{\"]}}",
		"{\"c\":{\"d\":[\"}\\\"{\"]}}");
	run("{\"a\":1}{\"b\":2}, {\"c\":3} , ", "{\"a\":1}{\"b\":2}, {\"c\":3} , ",
		"{\"a\":1}{\"b\":2}, {\"c\":3} , ");
	run("{\"a\":x} {\"b\":2}", "{\"a\":x} {\"b\":2}", "{\"b\":2}");
	run("{a} {\"b\":2}", "{\"b\":2}", "{\"b\":2}");
	run("[{\"a\":1}]]", "{\"a\":1}]]", "{\"a\":1}]]");
	run("'{\"a\":1}';", "", "");
	run("'{\"a\":1}',", "{\"a\":1}',", "{\"a\":1}',");
	run("\x1b[1;36mx {\"a\":1}\x1b[0m\x1b[K", "{\"a\":1}\x1b[0m\x1b[K",
		"{\"a\":1}\x1b[0m\x1b[K");
	run("{\"a\":1}m", "", "");
	run("{\"a\":1}[0m", "", "");
	run("{\"a\":\"\\\\\"}", "{\"a\":\"\\\\\"}", "{\"a\":\"\\\\\"}");
	run("\"}", "", "");
	run("\\\"}", "", "");
	run("[1]}", "", "");
	run("[{}, 1]", "", "");

	unquoted("", "");
	unquoted("a\\\"b\\\\n\\n", "a\"b\\n\n");
	unquoted("\\u0041\\u00e9\\u20ac\\ud83d\\ude00", "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
	unquoted("\\u0000\\ud83dx\\q\\", "  x q ");

	taken(" {\"a\":[]}{}", "{\"a\":[]}", "{}");
	taken("12,", "12", ",");
	taken("\"a\\\"b\" c", "\"a\\\"b\"", " c");
	taken("{\"a\":}", NULL, NULL);
	taken("", NULL, NULL);
	taken("  ", NULL, NULL);
	return done();
}
