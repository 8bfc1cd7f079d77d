/*
 * cursor.c
 *	  Cursor's agent transcripts as JSON: JSON Lines, and before these an array.
 *
 * A line is {role, message: {content}}, an element {role, text, toolCalls}.  The
 * request stands in a tag of its own, behind whatever the editor has put before
 * it.  Results are left out, and so are models and times, but for a tag that later
 * versions put before the request.
 */
#include "action/result.h"
#include "base/host.h"
#include "readers/cursor.h"
#include "readers/shown_time.h"

typedef enum Key
{
	KEY_ROLE,
	KEY_MESSAGE,
	KEY_TEXT,
	KEY_CALLS,
	KEY_RESULT,
	KEY_TYPE,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_ROLE] = LITERAL("role"),
	[KEY_MESSAGE] = LITERAL("message"),
	[KEY_TEXT] = LITERAL("text"),
	[KEY_CALLS] = LITERAL("toolCalls"),
	[KEY_RESULT] = LITERAL("toolResult"),
	[KEY_TYPE] = LITERAL("type"),
};

static const Slice content_key = LITERAL("content");

/* What stands in the place of words that were taken out. */
static const Slice redacted = LITERAL("[REDACTED]");

EventTime
wm_cursor_time(Slice text)
{
	ptrdiff_t	query = wm_slice_find(text, SLICE("<user_query>"));
	ptrdiff_t	tag;

	if (query >= 0)
		text.len = (size_t) query;
	tag = wm_slice_find(text, SLICE("<timestamp>"));
	if (tag < 0)
		return TIME_UNKNOWN;
	text = wm_slice_from(text, (size_t) tag + strlen("<timestamp>"));
	tag = wm_slice_find(text, SLICE("</timestamp>"));
	return tag < 0 ? TIME_UNKNOWN : wm_shown_time(wm_slice(text.data, (size_t) tag));
}

/* Words without a thought among them. */
static void
say_words(Reading *reading, Slice text, EventTime time)
{
	text = wm_slice_trim(text);
	while (wm_slice_drop(&text, redacted))
	{
		wm_check_step(text.data + text.len + redacted.len, text.data + text.len);
		text = wm_slice_trim(text);
	}
	if (text.len > 0)
		wm_reading_say(reading, text, time, false);
}

void
wm_cursor_say(Reading *reading, Slice text, EventTime time)
{
	Event		event = {.kind = EVENT_THINK, .time = time};
	ptrdiff_t	at;

	while ((at = wm_slice_find(text, SLICE("<think>"))) >= 0)
	{
		say_words(reading, wm_slice(text.data, (size_t) at), time);
		text = wm_slice_from(text, (size_t) at + strlen("<think>"));
		at = wm_slice_find(text, SLICE("</think>"));
		event.text = wm_slice_trim(wm_slice(text.data, at < 0 ? text.len : (size_t) at));
		if (event.text.len > 0 && wm_session_wants_thought(reading->session))
			wm_session_event(reading->session, &event);
		text = wm_slice_from(text, at < 0 ? text.len : (size_t) at + strlen("</think>"));
	}
	say_words(reading, text, time);
}

static bool
is_role(Slice role)
{
	return wm_json_says(role, SLICE("user")) || wm_json_says(role, SLICE("assistant")) ||
		wm_json_says(role, SLICE("tool")) || wm_json_says(role, SLICE("system"));
}

/* Does the first element of an array name a tool as Cursor does? */
static bool
names_tool(Slice calls)
{
	static const Slice name = LITERAL("toolName");
	JsonWalk	walk = wm_json_walk(calls);
	Slice		tool;

	return wm_json_kind(calls) == JSON_ARRAY &&
		wm_json_next_members(&walk, &name, &tool, 1) == JSON_ITEM &&
		wm_json_kind(tool) == JSON_STRING;
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];
	JsonKind	content;

	if (!wm_json_members(record, keys, line, KEY_COUNT) || !is_role(line[KEY_ROLE]))
		return false;
	content = wm_json_kind(wm_json_member(line[KEY_MESSAGE], content_key));
	return content == JSON_STRING || content == JSON_ARRAY ||
		names_tool(line[KEY_CALLS]) ||
		wm_json_member(line[KEY_RESULT], SLICE("toolName")).len > 0 ||
		wm_slice_find(wm_json_raw(line[KEY_TEXT]), SLICE("<user_query>")) >= 0;
}

typedef enum BlockKey
{
	BLOCK_TYPE,
	BLOCK_TEXT,
	BLOCK_THINKING,
	BLOCK_COUNT
} BlockKey;

static const Slice block_keys[BLOCK_COUNT] = {
	[BLOCK_TYPE] = LITERAL("type"),
	[BLOCK_TEXT] = LITERAL("text"),
	[BLOCK_THINKING] = LITERAL("thinking"),
};

/* One text of a person's message. */
static void
read_own(Reading *reading, Slice value, HumanKind *kind, EventTime *time)
{
	Slice		text = wm_slice_trim(wm_json_text(value, &reading->text));
	EventTime	sent = wm_cursor_time(text);
	ptrdiff_t	behind = wm_slice_find(text, SLICE("</timestamp>"));

	if (sent != TIME_UNKNOWN)
		*time = sent;
	if (behind >= 0 && wm_slice_starts(text, SLICE("<timestamp>")))
		text = wm_slice_from(text, (size_t) behind + strlen("</timestamp>"));
	wm_reading_own_words(reading, text, kind);
}

static void
read_user(Reading *reading, Slice content)
{
	JsonWalk	walk = wm_json_walk(content);
	HumanKind	kind = HUMAN_NOTHING;
	EventTime	time = TIME_UNKNOWN;
	Slice		block[BLOCK_COUNT];
	bool		picture = false;

	if (wm_json_kind(content) == JSON_STRING)
		read_own(reading, content, &kind, &time);
	while (wm_json_next_members(&walk, block_keys, block, BLOCK_COUNT) == JSON_ITEM)
	{
		if (wm_json_kind(block[BLOCK_TEXT]) == JSON_STRING)
			read_own(reading, block[BLOCK_TEXT], &kind, &time);
		picture = picture || wm_json_says(block[BLOCK_TYPE], SLICE("image"));
	}
	if (kind == HUMAN_NOTHING && picture)
		kind = HUMAN_PROMPT;
	wm_reading_person(reading, kind, time);
}

static void
read_call(Reading *reading, Slice value)
{
	ModelCall	call;

	if (wm_reading_model_call(reading, value, &call))
		wm_reading_call(reading, call.name, call.input, call.id, TIME_UNKNOWN, false);
}

static void
read_result(Reading *reading, Slice value)
{
	static const Slice names[] = {
		LITERAL("tool_use_id"), LITERAL("toolCallId"), LITERAL("content"),
		LITERAL("result"), LITERAL("is_error"), LITERAL("isError")
	};
	Slice		members[6];
	Slice		output;

	(void) wm_json_members(value, names, members, 6);
	output = members[members[2].len > 0 ? 2 : 3];
	wm_reading_result(reading, wm_json_identity(members[members[0].len > 0 ? 0 : 1]), output,
					  wm_json_is_true(members[4]) || wm_json_is_true(members[5]) ||
					  wm_result_failed(output), TIME_UNKNOWN, false);
}

static bool
is_any(Slice type, const Slice *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		if (wm_json_says(type, names[i]))
			return true;
	}
	return false;
}

/* A block of what the agent says and does; a version wrote the types otherwise. */
static void
read_block(Reading *reading, Slice value)
{
	static const Slice calls[] = {
		LITERAL("tool_use"), LITERAL("tool_call"), LITERAL("tool-call")
	};
	static const Slice results[] = {
		LITERAL("tool_result"), LITERAL("tool-result")
	};
	Slice		block[BLOCK_COUNT];

	if (!wm_json_members(value, block_keys, block, BLOCK_COUNT))
		return;
	if (is_any(block[BLOCK_TYPE], calls, lengthof(calls)))
		read_call(reading, value);
	else if (is_any(block[BLOCK_TYPE], results, lengthof(results)))
		read_result(reading, value);
	else if (wm_json_says(block[BLOCK_TYPE], SLICE("thinking")))
		wm_reading_think(reading, block[BLOCK_THINKING], TIME_UNKNOWN, false);
	else if (wm_json_says(block[BLOCK_TYPE], SLICE("reasoning")))
		wm_reading_think(reading, block[BLOCK_TEXT], TIME_UNKNOWN, false);
	else
		wm_cursor_say(reading, wm_json_text(block[BLOCK_TEXT], &reading->text),
					  TIME_UNKNOWN);
}

static void
read_blocks(Reading *reading, Slice blocks)
{
	JsonWalk	walk = wm_json_walk(blocks);
	Slice		key;
	Slice		value;

	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
		read_block(reading, value);
}

static void
read_agent(Reading *reading, Slice content, Slice calls)
{
	wm_cursor_say(reading, wm_json_text(content, &reading->text), TIME_UNKNOWN);
	read_blocks(reading, content);
	wm_reading_model_calls(reading, calls, TIME_UNKNOWN);
}

/* Lines without a role tell of turns that are over, and the like. */
static bool
read_line(Reading *reading, Slice record)
{
	Slice		line[KEY_COUNT];
	Slice		content;

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	if (line[KEY_ROLE].len == 0)
		return wm_json_kind(line[KEY_TYPE]) == JSON_STRING;
	content = line[KEY_TEXT];
	if (line[KEY_MESSAGE].len > 0)
		content = wm_json_member(line[KEY_MESSAGE], content_key);
	if (!is_role(line[KEY_ROLE]) ||
		(line[KEY_MESSAGE].len > 0 && wm_json_kind(line[KEY_MESSAGE]) != JSON_OBJECT) ||
		(content.len > 0 && wm_json_kind(content) != JSON_STRING &&
		 wm_json_kind(content) != JSON_ARRAY))
		return false;

	if (wm_json_says(line[KEY_ROLE], SLICE("user")))
		read_user(reading, content);
	else if (wm_json_says(line[KEY_ROLE], SLICE("assistant")))
		read_agent(reading, content, line[KEY_CALLS]);
	else if (wm_json_says(line[KEY_ROLE], SLICE("tool")))
		read_blocks(reading, content);
	return true;
}

const Reader wm_reader_cursor = {
	.format = "cursor",
	.agent = "cursor",
	.recognises = recognises,
	.read = read_line,
};
