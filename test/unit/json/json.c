/*
 * json.c
 *	  Strings of every length and with every run of backslashes, members at two
 *	  depths, what is decoded without cJSON, and that escapes make no difference.
 */
#include "unit.h"

#include <locale.h>
#include <string.h>

#include "action/result.h"
#include "json/json_text.h"

/* Longer than what is compared at once, several times. */
#define LENGTHS		200

static Slice
text(const char *chars)
{
	return wm_slice(chars, strlen(chars));
}

/* The length of a string that goes on behind its first quote if it is escaped. */
static void
strings(void)
{
	char		json[LENGTHS + 8];
	long		wrong = 0;

	for (size_t before = 0; before < LENGTHS; before++)
	{
		for (size_t slashes = 0; slashes <= before; slashes++)
		{
			JsonWalk	walk;
			Slice		key;
			Slice		value;
			size_t		len = before + (slashes % 2 == 0 ? 2 : 4);

			/* In memory of its own size, so that reading past it is seen. */
			char	   *exact;

			json[0] = '[';
			json[1] = '"';
			memset(json + 2, 'x', before - slashes);
			memset(json + 2 + before - slashes, '\\', slashes);
			memcpy(json + 2 + before, "\",\"]", 4);
			exact = malloc(before + 6);
			memcpy(exact, json, before + 6);
			walk = wm_json_walk(wm_slice(exact, before + 6));
			wrong += wm_json_next(&walk, &key, &value) != JSON_ITEM || value.len != len;
			free(exact);
		}
	}
	ok(wrong == 0, "a quote ends a string unless it is escaped");
	ok(!wm_json_whole(text("\"no end")) && !wm_json_whole(text("\"no end\\\"")),
	   "a string without its end");
}

/* "a", and in "o" and "p" the members "x" and "y". */
static bool
members(const char *json, const char *expected)
{
	static const Slice outer_keys[] = {LITERAL("a"), LITERAL("o"), LITERAL("p")};
	static const Slice inner_keys[] = {LITERAL("x"), LITERAL("y")};
	Slice		values[7];
	JsonMembers lists[] = {
		{outer_keys, values, 3, 0},
		{inner_keys, values + 3, 2, 1},
		{inner_keys, values + 5, 2, 2}
	};
	char		got[256] = "";
	bool		whole = wm_json_members_deep(text(json), lists, 3);

	for (int i = 0; i < 7; i++)
	{
		strncat(got, values[i].data, values[i].len);
		strcat(got, "|");
	}
	if (strcmp(got, expected) != 0)
		printf("# got %s\n", got);
	return whole && strcmp(got, expected) == 0;
}

static void
two_depths(void)
{
	Slice		values[2];
	static const Slice keys[] = {LITERAL("x"), LITERAL("y")};
	Slice		array = SLICE("[{\"y\":2,\"x\":1}, [{\"x\":3}], {\"x\":{\"y\":4}}]");
	JsonWalk	walk = wm_json_walk(array);

	ok(members("{\"x\":0,\"o\":{\"y\":2,\"o\":{\"x\":5},\"x\":[1]},\"a\":true}",
			   "true|{\"y\":2,\"o\":{\"x\":5},\"x\":[1]}||[1]|2|||"),
	   "members of a member, and only of it");
	ok(members("{\"o\":{\"x\":1},\"p\":{\"x\":2},\"o\":{\"y\":3}}",
			   "|{\"y\":3}|{\"x\":2}||3|2||"), "the last of equal keys wins with all it holds");
	ok(members("{\"o\":{\"x\":1},\"o\":\"no object\"}", "|\"no object\"||||||"),
	   "and with nothing where it is no object");
	ok(!members("{\"o\":{\"x\":1,},\"a\":2}", "|||1||||"), "a broken member breaks its object");

	ok(wm_json_next_members(&walk, keys, values, 2) == JSON_ITEM &&
	   wm_slice_equals(values[0], SLICE("1")) && wm_slice_equals(values[1], SLICE("2")),
	   "members of an element");
	ok(wm_json_next_members(&walk, keys, values, 2) == JSON_ITEM &&
	   values[0].len == 0 && values[1].len == 0, "of one that is no object");
	ok(wm_json_next_members(&walk, keys, values, 2) == JSON_ITEM &&
	   wm_slice_equals(values[0], SLICE("{\"y\":4}")) && values[1].len == 0 &&
	   wm_json_next_members(&walk, keys, values, 2) == JSON_END, "of the last one");
}

/* So deep that one more container within the member is too much. */
static void
depth(void)
{
	static const Slice key = LITERAL("o");
	Slice		values[2];
	JsonMembers lists[] = {{&key, values, 1, 0}, {&key, values + 1, 1, 0}};
	char		json[2 * JSON_DEPTH_LIMIT + 32];

	for (int more = 0; more < 2; more++)
	{
		size_t		len = (size_t) (JSON_DEPTH_LIMIT - 1 + more);
		char	   *at = json + sprintf(json, "{\"o\":{\"y\":");

		memset(at, '[', len);
		memset(at + len, ']', len);
		strcpy(at + 2 * len, "}}");
		ok(wm_json_members(text(json), &key, values, 1) == (more == 0) &&
		   wm_json_members_deep(text(json), lists, 2) == (more == 0),
		   more == 0 ? "as deep as may be" : "too deep, however it is walked");
	}
}

static bool
decodes(const char *json, const char *expected)
{
	TextBuffer	buffer = {NULL, 0, 0};
	Slice		got = wm_json_text(text(json), &buffer);
	bool		equal = wm_slice_equals(got, text(expected));

	if (!equal)
		printf("# got %.*s\n", (int) got.len, got.data);
	wm_buffer_free(&buffer);
	return equal;
}

static void
decoding(void)
{
	TextBuffer	buffer = {NULL, 0, 0};
	Slice		value;

	ok(decodes("\"plain\"", "plain") && decodes("\"\"", ""), "no escapes");
	ok(decodes("\"\\\"a\\\\b\\/c\\b\\f\\n\\r\\t\"", "\"a\\b/c\b\f\n\r\t"), "short escapes");
	ok(decodes("\"\\n\\u00e9\\ud83d\\ude00\\t\"", "\n\xC3\xA9\xF0\x9F\x98\x80\t"), "long ones, too");
	ok(decodes("\"a\\nb\\q\\ud83d!\"", "a\nb q      !"), "bad ones are blanks");
	ok(decodes("\"a\\nb\\u0000c\"", "a\nb"), "a NUL ends the text");

	/* What is decoded may lie where it is decoded to. */
	wm_buffer_append(&buffer, SLICE("{\"k\":\"\\\"long enough\\\"\\n\\u0041\"}"));
	value = wm_json_member(wm_buffer_slice(&buffer), SLICE("k"));
	ok(wm_slice_equals(wm_json_text(value, &buffer), SLICE("\"long enough\"\nA")),
	   "within one buffer");
	wm_buffer_free(&buffer);

	ok(wm_json_number(SLICE("0"), -1) == 0 &&
	   wm_json_number(SLICE("999999999999999"), -1) == 999999999999999.0 &&
	   wm_json_number(SLICE("9007199254740992"), -1) == 9007199254740992.0 &&
	   wm_json_number(SLICE("9007199254740994"), -1) == -1, "whole numbers");
	ok(wm_json_number(SLICE("-12"), 0) == -12 && wm_json_number(SLICE("1.5e3"), 0) == 1500 &&
	   wm_json_number(SLICE("\"12\""), -1) == -1, "others");
}

/* A program may have set a locale with a comma before the fraction. */
static void
comma(void)
{
	if (setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL)
	{
		ok(true, "a comma before the fraction # SKIP there is no locale de_DE.UTF-8");
		return;
	}
	ok(wm_json_number(SLICE("1.5e3"), 0) == 1500 && wm_json_number(SLICE("-0.25"), 0) == -0.25,
	   "a comma before the fraction");
	(void) setlocale(LC_NUMERIC, "C");
}

/* How a writer escapes makes no difference. */
static void
escapes(void)
{
	const size_t limit = JSON_TEXT_LIMIT;
	TextBuffer	plain = {NULL, 0, 0};
	TextBuffer	escaped = {NULL, 0, 0};
	TextBuffer	buffer = {NULL, 0, 0};

	wm_buffer_append_char(&plain, '"');
	wm_buffer_append_char(&escaped, '"');
	for (size_t i = 0; i < limit + 10; i++)
	{
		wm_buffer_append_char(&plain, 'A');
		wm_buffer_append(&escaped, SLICE("\\u0041"));
	}
	wm_buffer_append_char(&plain, '"');
	wm_buffer_append_char(&escaped, '"');
	ok(wm_json_text(wm_buffer_slice(&plain), &buffer).len == limit &&
	   wm_json_text(wm_buffer_slice(&escaped), &buffer).len == limit, "of a long text");

	ok(wm_json_identity(SLICE("\"a/b\"")) == wm_json_identity(SLICE("\"\\u0061\\/b\"")) &&
	   wm_json_identity(SLICE("\"\"")) == 0 && wm_json_identity(SLICE("17")) == 0, "of an id");

	ok(wm_result_failed(SLICE("\"<returncode>1</returncode>\"")) &&
	   wm_result_failed(SLICE("\"\\u003creturncode\\u003e1\\u003c/returncode\\u003e\"")) &&
	   !wm_result_failed(SLICE("\"\\u003creturncode\\u003e0\"")), "at an output's start");
	ok(wm_result_failed(SLICE("\"{\\\"output\\\":\\\"\\\",\\\"exit_code\\\":1}\"")) &&
	   wm_result_failed(SLICE("\"{\\u0022output\\u0022:\\u0022\\u0022,\\u0022exit_code\\u0022:1}\"")),
	   "of quotes");

	/* From one byte to the next the end of the output begins elsewhere. */
	for (size_t len = 0, wrong = 0; len <= 2000; len++)
	{
		plain.len = escaped.len = 0;
		wm_buffer_append(&plain, SLICE("\"Output: "));
		for (size_t i = 0; i < len; i++)
			wm_buffer_append(&plain, SLICE("\\\\"));
		wm_buffer_append(&plain, SLICE("\\nExit Code: 1\""));
		wrong += !wm_result_failed(wm_buffer_slice(&plain));
		if (len == 2000)
			ok(wrong == 0, "at an output's end");
	}
	wm_buffer_free(&plain);
	wm_buffer_free(&escaped);
	wm_buffer_free(&buffer);
}

int
main(void)
{
	strings();
	two_depths();
	depth();
	decoding();
	comma();
	escapes();
	return done();
}
