/*
 * claude_ai.c
 *	  One conversation of a data export of claude.ai.
 *
 * A message has blocks, in which words, thoughts, calls and results follow one
 * another; its "text" says some of it again.  What stands in an attachment is no
 * person's words.  An edited prompt and another answer make branches of the tree
 * of messages: the one that the last message ends was gone on with.
 */
#include "action/patch.h"
#include "action/result.h"
#include "base/host.h"
#include "json/mend.h"
#include "readers/document.h"
#include "readers/reader.h"
#include "readers/thread.h"

typedef struct Notes
{
	bool		read;			/* a conversation was read */
	uint64_t	calls;			/* of those that have no ids */
	uint64_t	call;			/* the last one */
	bool		asked;			/* it asks the person */
} Notes;

typedef enum Key
{
	KEY_UUID,
	KEY_NAME,
	KEY_CREATED_AT,
	KEY_MODEL,
	KEY_LEAF,
	KEY_MESSAGES,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_UUID] = LITERAL("uuid"),
	[KEY_NAME] = LITERAL("name"),
	[KEY_CREATED_AT] = LITERAL("created_at"),
	[KEY_MODEL] = LITERAL("model"),
	[KEY_LEAF] = LITERAL("current_leaf_message_uuid"),
	[KEY_MESSAGES] = LITERAL("chat_messages"),
};

typedef enum MessageKey
{
	MESSAGE_UUID,
	MESSAGE_PARENT,
	MESSAGE_SENDER,
	MESSAGE_TEXT,
	MESSAGE_CONTENT,
	MESSAGE_CREATED_AT,
	MESSAGE_ATTACHMENTS,
	MESSAGE_FILES,
	MESSAGE_COUNT
} MessageKey;

static const Slice message_keys[MESSAGE_COUNT] = {
	[MESSAGE_UUID] = LITERAL("uuid"),
	[MESSAGE_PARENT] = LITERAL("parent_message_uuid"),
	[MESSAGE_SENDER] = LITERAL("sender"),
	[MESSAGE_TEXT] = LITERAL("text"),
	[MESSAGE_CONTENT] = LITERAL("content"),
	[MESSAGE_CREATED_AT] = LITERAL("created_at"),
	[MESSAGE_ATTACHMENTS] = LITERAL("attachments"),
	[MESSAGE_FILES] = LITERAL("files"),
};

typedef enum BlockKey
{
	BLOCK_TYPE,
	BLOCK_TIME,
	BLOCK_TEXT,
	BLOCK_THINKING,
	BLOCK_ID,
	BLOCK_NAME,
	BLOCK_INPUT,
	BLOCK_CALL,
	BLOCK_CONTENT,
	BLOCK_IS_ERROR,
	BLOCK_COUNT
} BlockKey;

static const Slice block_keys[BLOCK_COUNT] = {
	[BLOCK_TYPE] = LITERAL("type"),
	[BLOCK_TIME] = LITERAL("start_timestamp"),
	[BLOCK_TEXT] = LITERAL("text"),
	[BLOCK_THINKING] = LITERAL("thinking"),
	[BLOCK_ID] = LITERAL("id"),
	[BLOCK_NAME] = LITERAL("name"),
	[BLOCK_INPUT] = LITERAL("input"),
	[BLOCK_CALL] = LITERAL("tool_use_id"),
	[BLOCK_CONTENT] = LITERAL("content"),
	[BLOCK_IS_ERROR] = LITERAL("is_error"),
};

/* What the first message of a conversation has for a parent. */
static const Slice no_message = LITERAL("00000000-0000-4000-8000-000000000000");

/* The members of a conversation, which may break off within its messages. */
static void
take_members(Slice record, Slice *members)
{
	if (!wm_json_members(record, keys, members, KEY_COUNT) &&
		members[KEY_MESSAGES].len == 0)
		members[KEY_MESSAGES] = wm_mend_member(record, keys[KEY_MESSAGES], NULL);
}

/* Its id tells, or its first message, which may break off. */
static bool
recognises(Slice record)
{
	Slice		members[KEY_COUNT];
	JsonWalk	walk;
	Slice		key;
	Slice		first;

	take_members(record, members);
	if (wm_json_kind(members[KEY_MESSAGES]) != JSON_ARRAY)
		return false;
	walk = wm_json_walk(members[KEY_MESSAGES]);
	return wm_json_kind(members[KEY_UUID]) == JSON_STRING ||
		(wm_json_next(&walk, &key, &first) != JSON_END &&
		 wm_json_kind(wm_mend_member(first, message_keys[MESSAGE_SENDER], NULL)) ==
		 JSON_STRING);
}

/* A file or picture without words is a request, too. */
static void
read_human(Reading *reading, const Slice *message, EventTime time)
{
	HumanKind	kind = HUMAN_NOTHING;

	wm_reading_words(reading, message[MESSAGE_CONTENT], &kind);
	if (kind == HUMAN_NOTHING)
		wm_reading_words(reading, message[MESSAGE_TEXT], &kind);
	if (kind == HUMAN_NOTHING && (wm_json_has_items(message[MESSAGE_ATTACHMENTS]) ||
								  wm_json_has_items(message[MESSAGE_FILES])))
		kind = HUMAN_PROMPT;
	wm_reading_person(reading, kind, time);
}

/* An artifact: {command: create | rewrite | update, id, type, content ...}. */
static bool
read_artifact(Reading *reading, Slice input, uint64_t call, EventTime time)
{
	static const Slice names[] = {
		LITERAL("id"), LITERAL("type"), LITERAL("language"), LITERAL("content"),
		LITERAL("old_str"), LITERAL("new_str")
	};
	Document	document = {.tool = SLICE("artifacts"), .call = call};
	Slice		members[6];

	if (!wm_json_members(input, names, members, 6) ||
		wm_json_raw(members[0]).len == 0)
		return false;
	document.name = members[0];
	document.type = members[1];
	document.language = members[2];
	document.added = wm_json_lines(members[3]);
	if (members[3].len == 0)
	{
		LineCounts	lines = wm_patch_count_pair(wm_json_text(members[4], &reading->text),
												wm_json_text(members[5], &reading->own));

		document.added = lines.added;
		document.removed = lines.removed;
	}
	wm_document_call(reading, &document, time);
	return true;
}

static void
read_call(Reading *reading, const Slice *block, EventTime time)
{
	Notes	   *notes = reading->notes;
	uint64_t	call = wm_json_identity(block[BLOCK_ID]);

	if (wm_json_raw(block[BLOCK_NAME]).len == 0)
		return;
	if (call == 0)
		call = ++notes->calls;
	notes->call = call;
	notes->asked = wm_json_starts(block[BLOCK_NAME], SLICE("ask_user_input"));
	if (wm_json_says(block[BLOCK_NAME], SLICE("artifacts")) &&
		read_artifact(reading, block[BLOCK_INPUT], call, time))
		return;
	wm_reading_call(reading, wm_json_text(block[BLOCK_NAME], &reading->text),
					block[BLOCK_INPUT], call, time, false);
}

/* Nobody raises the flag where a command failed: {"returncode":1,"stdout":...}. */
static bool
has_failed(Reading *reading, Slice content)
{
	Slice		text = content;
	JsonWalk	walk = wm_json_walk(content);
	Slice		code;

	if (wm_json_kind(content) == JSON_ARRAY)
		(void) wm_json_next_members(&walk, &block_keys[BLOCK_TEXT], &text, 1);
	if (!wm_json_starts(text, SLICE("{")))
		return wm_result_failed(content);
	code = wm_json_member(wm_json_text(text, &reading->text), SLICE("returncode"));
	return code.len > 0 ? wm_json_number(code, 0) != 0 : wm_result_failed(content);
}

/* What a person answered to the agent's question is an act. */
static void
read_answers(Reading *reading, Slice content, EventTime time)
{
	JsonWalk	walk = wm_json_walk(content);
	Event		event = {.kind = EVENT_ACT, .time = time};
	Slice		text;

	while (wm_json_next_members(&walk, &block_keys[BLOCK_TEXT], &text, 1) == JSON_ITEM)
	{
		event.text = wm_json_text(text, &reading->text);
		if (event.text.len > 0)
			wm_session_event(reading->session, &event);
	}
}

static void
read_result(Reading *reading, const Slice *block, EventTime time)
{
	Notes	   *notes = reading->notes;
	uint64_t	call = wm_json_identity(block[BLOCK_CALL]);
	bool		failed = wm_json_is_true(block[BLOCK_IS_ERROR]) ||
		has_failed(reading, block[BLOCK_CONTENT]);

	wm_reading_result(reading, call != 0 ? call : notes->call, block[BLOCK_CONTENT],
					  failed, time, false);
	if (notes->asked && !failed)
		read_answers(reading, block[BLOCK_CONTENT], time);
	notes->asked = false;
}

static void
read_block(Reading *reading, const Slice *block, EventTime time)
{
	if (wm_json_kind(block[BLOCK_TIME]) == JSON_STRING)
		time = wm_reading_time(reading, block[BLOCK_TIME]);
	if (wm_json_says(block[BLOCK_TYPE], SLICE("text")))
		wm_reading_speech(reading, block[BLOCK_TEXT], time, false);
	else if (wm_json_says(block[BLOCK_TYPE], SLICE("thinking")))
		wm_reading_think(reading, block[BLOCK_THINKING], time, false);
	else if (wm_json_says(block[BLOCK_TYPE], SLICE("tool_use")))
		read_call(reading, block, time);
	else if (wm_json_says(block[BLOCK_TYPE], SLICE("tool_result")))
		read_result(reading, block, time);
}

static void
read_assistant(Reading *reading, const Slice *message, EventTime time)
{
	JsonWalk	walk = wm_json_walk(message[MESSAGE_CONTENT]);
	Slice		block[BLOCK_COUNT];

	if (!wm_json_has_items(message[MESSAGE_CONTENT]))
		wm_reading_speech(reading, message[MESSAGE_TEXT], time, false);
	while (wm_json_next_members(&walk, block_keys, block, BLOCK_COUNT) == JSON_ITEM)
		read_block(reading, block, time);
}

static void
read_message(Reading *reading, Slice record)
{
	Slice		message[MESSAGE_COUNT];
	EventTime	time;

	(void) wm_json_members(record, message_keys, message, MESSAGE_COUNT);
	time = wm_reading_time(reading, message[MESSAGE_CREATED_AT]);
	if (wm_json_says(message[MESSAGE_SENDER], SLICE("human")))
		read_human(reading, message, time);
	else if (wm_json_says(message[MESSAGE_SENDER], SLICE("assistant")))
		read_assistant(reading, message, time);
}

/* False if it is no message. */
static bool
add_message(void *thread, Slice key, Slice record)
{
	ThreadNode	node = {.in_order = true, .record = record};
	Slice		message[MESSAGE_COUNT];

	(void) key;					/* messages stand in an array */
	if (!wm_json_members(record, message_keys, message, MESSAGE_COUNT) ||
		wm_json_kind(message[MESSAGE_SENDER]) != JSON_STRING)
		return false;
	node.id = wm_json_identity(message[MESSAGE_UUID]);
	node.parent = wm_json_identity(message[MESSAGE_PARENT]);
	if (wm_json_says(message[MESSAGE_PARENT], no_message))
		node.in_order = false;
	return wm_thread_add(thread, node);
}

static void
read_messages(Reading *reading, Slice messages, Slice leaf)
{
	Thread		thread = {NULL, 0, 0};
	size_t		to;
	size_t		steps;
	uint32_t   *way;

	wm_reading_parts(reading, messages, add_message, &thread);
	to = wm_thread_find(&thread, wm_json_identity(leaf));
	if (to == thread.count && to > 0)
		to--;
	way = wm_thread_way(&thread, to, &steps);
	for (size_t i = 0; i < steps; i++)
		read_message(reading, thread.nodes[way[i]].record);
	wm_free(way);
	wm_thread_free(&thread);
}

static bool
read_conversation(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		members[KEY_COUNT];

	take_members(record, members);
	if (notes->read || wm_json_kind(members[KEY_MESSAGES]) != JSON_ARRAY)
		return false;
	notes->read = true;
	facts->surface = SURFACE_WEB;
	wm_reading_id(reading, facts->session_id, members[KEY_UUID]);
	wm_reading_name(reading, facts->model, members[KEY_MODEL]);
	wm_session_time(reading->session, wm_reading_time(reading, members[KEY_CREATED_AT]));
	wm_reading_title(reading, members[KEY_NAME], TIME_UNKNOWN);
	read_messages(reading, members[KEY_MESSAGES], members[KEY_LEAF]);
	return true;
}

const Reader wm_reader_claude_ai = {
	.format = "claude_ai",
	.agent = "claude_ai",
	.notes_size = sizeof(Notes),
	.of_session = true,
	.recognises = recognises,
	.read = read_conversation,
};
