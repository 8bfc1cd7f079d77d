/*
 * json.c
 *	  Fuzz target: any bytes as JSON.
 */
#include "json/json_text.h"

#include "fuzz.h"

#define CLOSER_LOOK 8			/* levels deep */

static void
read_string(Slice value)
{
	TextBuffer	buffer = {NULL, 0, 0};
	Slice		raw = wm_json_raw(value);
	Slice		text = wm_json_text(value, &buffer);

	must(raw.len + 2 == value.len, "a string stands between quotes");
	must(text.len <= raw.len, "no escape is shorter than what it stands for");
	must(wm_json_lines(value) >= 0 && wm_json_lines(value) <= (int64_t) raw.len + 1,
		 "a line takes a byte or more");
	(void) wm_json_cut(raw);
	must(wm_json_says(value, SLICE("type")) <= wm_json_starts(value, SLICE("type")),
		 "what says all says the beginning");
	wm_buffer_free(&buffer);
}

/* Returns how many items it has. */
static size_t
read_container(Slice container, int depth)
{
	JsonWalk	walk = wm_json_walk(container);
	size_t		items = 0;
	Slice		key;
	Slice		value;

	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		JsonKind	kind = wm_json_kind(value);

		items++;
		must(value.len > 0 && value.data >= container.data &&
			 value.data + value.len <= container.data + container.len,
			 "an item lies in its container");
		must(wm_json_whole(value), "an item is a whole value");
		if (kind == JSON_STRING)
			read_string(value);
		else if (kind == JSON_NUMBER)
			(void) wm_json_number(value, -1);
		else if ((kind == JSON_OBJECT || kind == JSON_ARRAY) && depth < CLOSER_LOOK)
			(void) read_container(value, depth + 1);
	}
	must(items <= container.len, "an item takes a byte or more");
	return items;
}

/* One walk for all levels finds what a walk for each of them finds. */
static void
read_members(Slice object)
{
	static const Slice outer[] = {
		LITERAL("message"), LITERAL("type")
	};
	static const Slice inner[] = {
		LITERAL("content"), LITERAL("role")
	};
	Slice		values[4];
	JsonMembers lists[2] = {
		{outer, values, 2, 0}, {inner, values + 2, 2, 0}
	};
	bool		whole = wm_json_members_deep(object, lists, 2);

	must(whole == wm_json_members(object, outer, values, 2), "both say whether it is whole");
	if (!whole)
		return;
	(void) wm_json_members_deep(object, lists, 2);
	for (int i = 0; i < 2; i++)
	{
		Slice		member = wm_json_member(object, outer[i]);
		Slice		deep = wm_json_member(values[0], inner[i]);

		must(member.len == values[i].len && (member.len == 0 || member.data == values[i].data),
			 "members are found");
		must(deep.len == values[2 + i].len && (deep.len == 0 || deep.data == values[2 + i].data),
			 "their members, too");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		text = wm_slice((const char *) data, size);
	JsonKind	kind = wm_json_kind(text);

	must(!wm_json_valid(text) || wm_json_whole(text), "what is valid is whole");
	if (kind == JSON_OBJECT || kind == JSON_ARRAY)
		(void) read_container(text, 0);
	if (kind == JSON_OBJECT)
		read_members(text);
	must_own_nothing();
	return 0;
}
