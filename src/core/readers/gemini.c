/*
 * gemini.c
 *	  Gemini CLI: its chats, as one JSON object or as JSON Lines, and the log
 *	  of --output-format stream-json.
 *
 * A chat is a list of messages; a call and its result stand in the message
 * of the model that made it.  As JSON Lines it is a log of what was written
 * when: a message is written whole again each time it grows, and {"$set": ...}
 * may write them all again.  So the last message is held back until the next
 * one shows that it is finished.
 */
#include "action/result.h"
#include "readers/reader.h"

typedef struct Notes
{
	bool		subagent;		/* another agent speaks as the user */
	Kept		growing;		/* the last message */
	uint64_t	growing_id;
	TextBuffer	said;			/* stream-json: the answer's pieces so far */
	EventTime	said_at;
} Notes;

typedef enum Key
{
	KEY_TYPE,
	KEY_TIMESTAMP,
	KEY_ID,
	KEY_CONTENT,
	KEY_DISPLAY_CONTENT,
	KEY_THOUGHTS,
	KEY_TOOL_CALLS,
	KEY_TOKENS,
	KEY_MODEL,
	KEY_SET,
	KEY_SESSION,
	KEY_PROJECT,
	KEY_MESSAGES,
	KEY_KIND,
	KEY_SUMMARY,
	KEY_START_TIME,
	KEY_STREAM_SESSION,
	KEY_ROLE,
	KEY_TOOL_NAME,
	KEY_TOOL_ID,
	KEY_PARAMETERS,
	KEY_STATUS,
	KEY_OUTPUT,
	KEY_STATS,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TYPE] = LITERAL("type"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_ID] = LITERAL("id"),
	[KEY_CONTENT] = LITERAL("content"),
	[KEY_DISPLAY_CONTENT] = LITERAL("displayContent"),
	[KEY_THOUGHTS] = LITERAL("thoughts"),
	[KEY_TOOL_CALLS] = LITERAL("toolCalls"),
	[KEY_TOKENS] = LITERAL("tokens"),
	[KEY_MODEL] = LITERAL("model"),
	[KEY_SET] = LITERAL("$set"),
	[KEY_SESSION] = LITERAL("sessionId"),
	[KEY_PROJECT] = LITERAL("projectHash"),
	[KEY_MESSAGES] = LITERAL("messages"),
	[KEY_KIND] = LITERAL("kind"),
	[KEY_SUMMARY] = LITERAL("summary"),
	[KEY_START_TIME] = LITERAL("startTime"),
	[KEY_STREAM_SESSION] = LITERAL("session_id"),
	[KEY_ROLE] = LITERAL("role"),
	[KEY_TOOL_NAME] = LITERAL("tool_name"),
	[KEY_TOOL_ID] = LITERAL("tool_id"),
	[KEY_PARAMETERS] = LITERAL("parameters"),
	[KEY_STATUS] = LITERAL("status"),
	[KEY_OUTPUT] = LITERAL("output"),
	[KEY_STATS] = LITERAL("stats"),
};

static bool
is_header(const Slice *line)
{
	return line[KEY_TYPE].len == 0 &&
		wm_json_kind(line[KEY_SESSION]) == JSON_STRING &&
		wm_json_kind(line[KEY_PROJECT]) == JSON_STRING;
}

static bool
is_init(const Slice *line)
{
	return wm_json_says(line[KEY_TYPE], SLICE("init")) &&
		wm_json_kind(line[KEY_STREAM_SESSION]) == JSON_STRING &&
		wm_json_kind(line[KEY_MODEL]) == JSON_STRING;
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];

	return wm_json_members(record, keys, line, KEY_COUNT) &&
		(is_header(line) || is_init(line));
}

/* A chat that breaks off is a chat: what stands before its messages counts. */
static bool
recognises_root(Slice root)
{
	Slice		line[KEY_COUNT];

	(void) wm_json_members(root, keys, line, KEY_COUNT);
	return is_header(line);
}

static void
read_header(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (facts->session_id[0] == '\0')
		wm_reading_id(reading, facts->session_id, line[KEY_SESSION]);
	if (wm_json_says(line[KEY_KIND], SLICE("subagent")))
		notes->subagent = true;
	if (facts->started_at == TIME_UNKNOWN)
		facts->started_at = wm_reading_time(reading, line[KEY_START_TIME]);
	if (line[KEY_SUMMARY].len > 0)
		wm_reading_title(reading, line[KEY_SUMMARY], time);
}

static void
read_root(Reading *reading, Slice root)
{
	Slice		line[KEY_COUNT];

	(void) wm_json_members(root, keys, line, KEY_COUNT);
	read_header(reading, line, TIME_UNKNOWN);
}

/*
 * A person's words; the files that they point at with @ follow in blocks of
 * their own.  Where both differ, what was typed stands beside what was sent.
 */
static void
read_user(Reading *reading, const Slice *message, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		content = message[KEY_DISPLAY_CONTENT].len > 0 ?
		message[KEY_DISPLAY_CONTENT] : message[KEY_CONTENT];
	JsonWalk	walk = wm_json_walk(content);
	HumanKind	kind = HUMAN_NOTHING;
	Slice		key;
	Slice		block;

	if (notes->subagent)
		return;
	if (wm_json_kind(content) == JSON_STRING)
		wm_reading_words(reading, content, &kind);
	while (wm_json_next(&walk, &key, &block) == JSON_ITEM)
	{
		Slice		text = wm_json_member(block, SLICE("text"));

		if (wm_json_kind(text) == JSON_STRING)
			wm_reading_words(reading, text, &kind);
		if (wm_slice_find(text, SLICE("--- Content from referenced files ---")) >= 0)
			break;
	}
	wm_reading_person(reading, kind, time);
}

/* [{"functionResponse": {"response": {"output": ...}}}], or "error" in it. */
static Slice
output_of(Slice result)
{
	static const Slice names[] = {LITERAL("output"), LITERAL("error")};
	Slice		members[2];
	JsonWalk	walk = wm_json_walk(result);
	Slice		key;
	Slice		part;

	if (wm_json_next(&walk, &key, &part) != JSON_ITEM)
		return result;
	part = wm_json_member(wm_json_member(part, SLICE("functionResponse")),
						  SLICE("response"));
	(void) wm_json_members(part, names, members, 2);
	return members[0].len > 0 ? members[0] : members[1];
}

/* A shell command that fails is a success of the tool: see its exit code. */
static void
read_tool_call(Reading *reading, Slice call, EventTime time)
{
	static const Slice names[] = {
		LITERAL("name"), LITERAL("args"), LITERAL("id"), LITERAL("status"),
		LITERAL("result")
	};
	Notes	   *notes = reading->notes;
	Slice		members[5];
	uint64_t	id;
	Slice		output;

	if (!wm_json_members(call, names, members, 5))
		return;
	id = wm_json_hash(members[2]);
	wm_reading_call(reading, wm_json_text(members[0], &reading->text), members[1], id,
					time, false);
	if (members[3].len == 0)
		return;

	output = output_of(members[4]);
	wm_reading_result(reading, id, output,
					  !wm_json_says(members[3], SLICE("success")) ||
					  wm_result_failed(output), time, false);
	if (wm_json_says(members[0], SLICE("ask_user")) && !notes->subagent)
		wm_reading_answers(reading,
						   wm_json_member(wm_json_text(output, &reading->input),
										  SLICE("answers")), time);
}

static void
read_tokens(Reading *reading, Slice tokens, uint64_t id)
{
	static const Slice names[] = {
		LITERAL("input"), LITERAL("output"), LITERAL("thoughts")
	};
	Slice		members[3];

	if (wm_json_members(tokens, names, members, 3))
		wm_session_tokens(reading->session, id, wm_json_number(members[0], 0),
						  wm_json_number(members[1], 0) +
						  wm_json_number(members[2], 0));
}

static void
read_model(Reading *reading, const Slice *message, uint64_t id, EventTime time)
{
	JsonWalk	calls = wm_json_walk(message[KEY_TOOL_CALLS]);
	Slice		key;
	Slice		call;

	if (reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model, message[KEY_MODEL]);
	read_tokens(reading, message[KEY_TOKENS], id);
	/* They have a subject, too, which alone says too little. */
	wm_reading_thoughts(reading, message[KEY_THOUGHTS], SLICE("description"), time);
	wm_reading_speech(reading, message[KEY_CONTENT], time, false);
	while (wm_json_next(&calls, &key, &call) == JSON_ITEM)
		read_tool_call(reading, call, time);
}

/* A message of a chat, once it is finished. */
static void
read_growing(Reading *reading)
{
	Notes	   *notes = reading->notes;
	Slice		message[KEY_COUNT];
	EventTime	time;

	if (notes->growing.text.len == 0)
		return;
	(void) wm_json_members(notes->growing.text, keys, message, KEY_COUNT);
	notes->growing.text.len = 0;
	time = wm_reading_time(reading, message[KEY_TIMESTAMP]);

	if (wm_json_says(message[KEY_TYPE], SLICE("user")))
		read_user(reading, message, time);
	else if (wm_json_says(message[KEY_TYPE], SLICE("gemini")))
		read_model(reading, message, notes->growing_id, time);
	else if (wm_json_says(message[KEY_TYPE], SLICE("info")) && !notes->subagent &&
			 wm_json_says(message[KEY_CONTENT], SLICE("Request cancelled.")))
		wm_reading_person(reading, HUMAN_ACT, time);
}

/* A shorter copy of a message is an older one. */
static void
grow(Reading *reading, Slice message, Slice id)
{
	Notes	   *notes = reading->notes;
	uint64_t	hash = wm_json_hash(id);

	if (notes->growing.text.len > 0 && notes->growing_id == hash && id.len > 0)
	{
		if (message.len >= notes->growing.text.len)
			wm_reading_keep(reading, &notes->growing, message);
		return;
	}
	if (id.len > 0 && wm_session_seen(reading->session, hash))
		return;
	read_growing(reading);
	wm_reading_keep(reading, &notes->growing, message);
	notes->growing_id = hash;
}

static bool
read_chat(Reading *reading, Slice record, const Slice *line)
{
	if (line[KEY_TYPE].len == 0)
		return false;
	grow(reading, record, line[KEY_ID]);
	return true;
}

/* {"$set": ...}: facts about the chat, or all its messages. */
static bool
read_set(Reading *reading, Slice set)
{
	Slice		line[KEY_COUNT];
	JsonWalk	walk;
	Slice		key;
	Slice		message;

	if (!wm_json_members(set, keys, line, KEY_COUNT))
		return false;
	if (line[KEY_KIND].len > 0 || line[KEY_SUMMARY].len > 0)
		read_header(reading, line, TIME_UNKNOWN);
	walk = wm_json_walk(line[KEY_MESSAGES]);
	while (wm_json_next(&walk, &key, &message) == JSON_ITEM)
		grow(reading, message, wm_json_member(message, SLICE("id")));
	return true;
}

/* The pieces of an answer, put together. */
static void
read_said(Reading *reading)
{
	Notes	   *notes = reading->notes;

	if (notes->said.len > 0)
		wm_reading_say(reading, wm_buffer_slice(&notes->said), notes->said_at, false);
	wm_buffer_clear(&notes->said);
}

static void
read_stream_message(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;

	if (!wm_json_says(line[KEY_ROLE], SLICE("assistant")))
	{
		read_said(reading);
		read_user(reading, line, time);
		return;
	}
	if (notes->said.len == 0)
		notes->said_at = time;
	wm_buffer_append(&notes->said, wm_json_text(line[KEY_CONTENT], &reading->text));
	if (notes->said.len >= JSON_TEXT_LIMIT)
		read_said(reading);
}

static void
read_stats(Reading *reading, Slice stats)
{
	static const Slice names[] = {LITERAL("input_tokens"), LITERAL("output_tokens")};
	Slice		members[2];

	if (wm_json_members(stats, names, members, 2))
		wm_session_tokens(reading->session, 0, wm_json_number(members[0], 0),
						  wm_json_number(members[1], 0));
}

/* False: the line is none of stream-json's. */
static bool
read_stream(Reading *reading, const Slice *line, EventTime time)
{
	if (is_init(line))
	{
		reading->facts->surface = SURFACE_HEADLESS;
		reading->facts->headless = true;
		wm_reading_name(reading, reading->facts->model, line[KEY_MODEL]);
		if (reading->facts->session_id[0] == '\0')
			wm_reading_id(reading, reading->facts->session_id, line[KEY_STREAM_SESSION]);
		return true;
	}
	if (wm_json_says(line[KEY_TYPE], SLICE("message")))
	{
		read_stream_message(reading, line, time);
		return true;
	}

	read_said(reading);
	if (wm_json_says(line[KEY_TYPE], SLICE("tool_use")))
		wm_reading_call(reading, wm_json_text(line[KEY_TOOL_NAME], &reading->text),
						line[KEY_PARAMETERS], wm_json_hash(line[KEY_TOOL_ID]),
						time, false);
	else if (wm_json_says(line[KEY_TYPE], SLICE("tool_result")))
		wm_reading_result(reading, wm_json_hash(line[KEY_TOOL_ID]), line[KEY_OUTPUT],
						  wm_json_says(line[KEY_STATUS], SLICE("error")) ||
						  wm_result_failed(line[KEY_OUTPUT]), time, false);
	else if (wm_json_says(line[KEY_TYPE], SLICE("result")))
		read_stats(reading, line[KEY_STATS]);
	else
		return false;
	return true;
}

static bool
read_line(Reading *reading, Slice record)
{
	Slice		line[KEY_COUNT];
	EventTime	time;

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	time = wm_reading_time(reading, line[KEY_TIMESTAMP]);

	if (is_header(line))
	{
		read_header(reading, line, time);
		return read_set(reading, record);
	}
	if (line[KEY_SET].len > 0)
		return read_set(reading, line[KEY_SET]);
	if (line[KEY_TYPE].len > 0)
		return read_stream(reading, line, time) || read_chat(reading, record, line);

	/* {"$rewindTo": ...} takes back what was said, but it was said. */
	return true;
}

static void
end(Reading *reading)
{
	Notes	   *notes = reading->notes;

	read_growing(reading);
	read_said(reading);
	wm_reading_forget(&notes->growing);
	wm_buffer_free(&notes->said);
	if (notes->subagent)
		reading->facts->surface = SURFACE_SUBAGENT;
	else if (reading->facts->surface == SURFACE_UNKNOWN)
		reading->facts->surface = SURFACE_CLI;
}

const Reader wm_reader_gemini = {
	.format = "gemini",
	.agent = "gemini_cli",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.recognises_root = recognises_root,
	.records_member = "messages",
	.read_root = read_root,
	.read = read_line,
	.end = end,
};
