/*
 * gemini.c
 *	  Gemini CLI: its chats, as one JSON object or as JSON Lines, and the log
 *	  of --output-format stream-json.
 *
 * A chat is a list of messages; a call and its result stand in the message
 * of the model that made it.  As JSON Lines it is a log of what was written
 * when: a message is written whole again each time it grows, and {"$set": ...}
 * may write them all again.  So the last message is held back until the next
 * one shows that it is finished.  If an older one is written again after all, what
 * is new in it is read.
 */
#include "action/result.h"
#include "readers/message_parts.h"
#include "readers/reader.h"

/* The program asks the model to go on within this time of its answer. */
#define NUDGE_TIME	INT64_C(10000000)

typedef struct Notes
{
	bool		subagent;		/* another agent speaks as the user */
	Kept		growing;		/* the last message */
	uint64_t	growing_id;
	bool		returns;		/* others came between it and an older copy of it */
	bool		answered;		/* the model has spoken, last at this time */
	EventTime	answered_at;
	TextBuffer	said;			/* stream-json: the answer's pieces so far */
	EventTime	said_at;
	uint64_t	asked;			/* the last request, until it is answered: hash */
	uint64_t	runs;			/* that have ended */
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
 * The words in a content; the files that they point at with @ stand behind them.  A
 * picture asks without words.
 */
static HumanKind
find_words(Reading *reading, Slice content)
{
	JsonWalk	walk = wm_json_walk(content);
	HumanKind	kind = HUMAN_NOTHING;
	bool		picture = false;
	Slice		key;
	Slice		block;

	if (wm_json_kind(content) == JSON_STRING)
		wm_reading_words(reading, content, &kind);
	while (wm_json_next(&walk, &key, &block) == JSON_ITEM)
	{
		Slice		text = wm_json_member(block, SLICE("text"));

		if (wm_json_kind(text) == JSON_STRING)
			wm_reading_words(reading, text, &kind);
		if (wm_slice_find(text, SLICE("--- Content from referenced files ---")) >= 0)
			break;
		picture |= wm_parts_is_picture(SLICE(""), block);
	}
	return kind == HUMAN_NOTHING && picture ? HUMAN_PROMPT : kind;
}

/*
 * Does the program itself ask the model to go on?  People type these words, too, but
 * not so soon.
 */
static bool
is_nudge(const Reading *reading, EventTime time)
{
	const Notes *notes = reading->notes;

	return notes->answered &&
		wm_slice_equals(wm_buffer_slice(&reading->words), SLICE("Please continue.")) &&
		(time == TIME_UNKNOWN || notes->answered_at == TIME_UNKNOWN ||
		 time - notes->answered_at <= NUDGE_TIME);
}

/*
 * A person's words.  Where what was typed differs from what was sent, both stand
 * there; only what was sent tells if the program wrote it.
 */
static void
read_user(Reading *reading, const Slice *message, EventTime time)
{
	Notes	   *notes = reading->notes;
	HumanKind	kind = find_words(reading, message[KEY_CONTENT]);
	bool		machine = is_nudge(reading, time) ||
		(kind == HUMAN_NOTHING && message[KEY_CONTENT].len > 0);

	if (message[KEY_DISPLAY_CONTENT].len > 0)
	{
		wm_buffer_clear(&reading->words);
		kind = find_words(reading, message[KEY_DISPLAY_CONTENT]);
	}
	if (machine || (notes->subagent && kind != HUMAN_PROMPT))
		kind = HUMAN_NOTHING;
	else if (notes->subagent)
		kind = HUMAN_TASK;
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

/* The name of a call and what else is read of it. */
typedef enum CallKey
{
	CALL_NAME,
	CALL_ARGS,
	CALL_ID,
	CALL_STATUS,
	CALL_RESULT,
	CALL_COUNT
} CallKey;

static const Slice call_keys[CALL_COUNT] = {
	[CALL_NAME] = LITERAL("name"),
	[CALL_ARGS] = LITERAL("args"),
	[CALL_ID] = LITERAL("id"),
	[CALL_STATUS] = LITERAL("status"),
	[CALL_RESULT] = LITERAL("result"),
};

/* Is the call over?  Before that it is validated, scheduled or executed. */
static bool
is_over(Slice status)
{
	return wm_json_says(status, SLICE("success")) ||
		wm_json_says(status, SLICE("error")) ||
		wm_json_says(status, SLICE("cancelled"));
}

/* A shell command that fails is a success of the tool: see its exit code. */
static void
read_call_result(Reading *reading, const Slice *call, uint64_t id, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		output = output_of(call[CALL_RESULT]);

	wm_reading_result(reading, id, output,
					  !wm_json_says(call[CALL_STATUS], SLICE("success")) ||
					  wm_result_failed(output), time, false);
	if (wm_json_says(call[CALL_NAME], SLICE("ask_user")) && !notes->subagent)
		wm_reading_answers(reading,
						   wm_json_member(wm_json_text(output, &reading->input),
										  SLICE("answers")), time);
}

/* Each call once, and its result once.  One without an id is not known again. */
static void
read_tool_call(Reading *reading, Slice object, EventTime time)
{
	Session    *session = reading->session;
	Notes	   *notes = reading->notes;
	Slice		call[CALL_COUNT];
	uint64_t	id;

	if (!wm_json_members(object, call_keys, call, CALL_COUNT))
		return;
	id = wm_json_identity(call[CALL_ID]);
	if (id == 0 ? !notes->returns : !wm_session_seen_as(session, SEEN_CALL, id))
		wm_reading_call(reading, wm_json_text(call[CALL_NAME], &reading->text),
						call[CALL_ARGS], id, time, false);
	if (is_over(call[CALL_STATUS]) &&
		(id == 0 ? !notes->returns : !wm_session_seen_as(session, SEEN_RESULT, id)))
		read_call_result(reading, call, id, time);
}

/* What tools gave to the prompt is counted apart from the input. */
static void
read_tokens(Reading *reading, Slice tokens, uint64_t id)
{
	static const Slice names[] = {
		LITERAL("input"), LITERAL("tool"), LITERAL("output"), LITERAL("thoughts")
	};
	Slice		members[4];

	if (wm_json_members(tokens, names, members, 4))
		wm_session_tokens(reading->session, id,
						  wm_json_number(members[0], 0) + wm_json_number(members[1], 0),
						  wm_json_number(members[2], 0) + wm_json_number(members[3], 0));
}

/* The next words in a walk over an answer's parts, of which some are thoughts. */
static bool
next_words(JsonWalk *walk, Slice *words)
{
	static const Slice names[] = {LITERAL("text"), LITERAL("thought")};
	Slice		part[2];

	while (wm_json_next_members(walk, names, part, 2) == JSON_ITEM)
	{
		*words = part[0];
		if (wm_json_raw(part[0]).len > 0 && !wm_json_is_true(part[1]))
			return true;
	}
	return false;
}

/* The model's words, a string or parts of an answer: once, when there are any. */
static void
read_speech(Reading *reading, Slice content, uint64_t id, EventTime time)
{
	bool		string = wm_json_kind(content) == JSON_STRING;
	JsonWalk	walk = wm_json_walk(content);
	Slice		words = content;

	if ((string ? wm_json_raw(content).len == 0 : !next_words(&walk, &words)) ||
		(id != 0 && wm_session_seen_as(reading->session, SEEN_WORDS, id)))
		return;
	do
		wm_reading_speech(reading, words, time, false);
	while (!string && next_words(&walk, &words));
}

static void
read_model(Reading *reading, const Slice *message, uint64_t id, EventTime time)
{
	Notes	   *notes = reading->notes;
	JsonWalk	calls = wm_json_walk(message[KEY_TOOL_CALLS]);
	Slice		key;
	Slice		call;

	notes->answered = true;
	notes->answered_at = time;
	if (reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model, message[KEY_MODEL]);
	read_tokens(reading, message[KEY_TOKENS], id);
	/* They have a subject, too, which alone says too little. */
	if (!notes->returns)
		wm_reading_thoughts(reading, message[KEY_THOUGHTS], SLICE("description"), time);
	read_speech(reading, message[KEY_CONTENT], id, time);
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

	if (wm_json_says(message[KEY_TYPE], SLICE("gemini")))
		read_model(reading, message, notes->growing_id, time);
	else if (notes->returns)
		return;
	else if (wm_json_says(message[KEY_TYPE], SLICE("user")))
		read_user(reading, message, time);
	else if (wm_json_says(message[KEY_TYPE], SLICE("info")) && !notes->subagent &&
			 wm_json_says(message[KEY_CONTENT], SLICE("Request cancelled.")))
		wm_reading_person(reading, HUMAN_INTERRUPTION, time);
}

/*
 * The next copy of the last message, or another message.  A copy that is shorter
 * lacks something that stood in the one before it: both are read.
 */
static void
grow(Reading *reading, Slice message, Slice id)
{
	Notes	   *notes = reading->notes;
	uint64_t	hash = wm_json_identity(id);

	if (hash != 0 && notes->growing_id == hash && notes->growing.text.len > 0 &&
		message.len >= notes->growing.text.len)
	{
		wm_reading_keep(reading, &notes->growing, message);
		return;
	}
	read_growing(reading);
	wm_reading_keep(reading, &notes->growing, message);
	notes->growing_id = hash;
	notes->returns = hash != 0 && wm_session_seen(reading->session, hash);
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
		uint64_t	words = wm_json_identity(line[KEY_CONTENT]);

		/* What runs the program may have noted the request before it did. */
		read_said(reading);
		if (words == 0 || words != notes->asked)
			read_user(reading, line, time);
		notes->asked = words;
		return;
	}
	notes->asked = 0;
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
	Notes	   *notes = reading->notes;
	Slice		members[2];

	if (wm_json_members(stats, names, members, 2))
		wm_session_tokens(reading->session, ++notes->runs,
						  wm_json_number(members[0], 0),
						  wm_json_number(members[1], 0));
}

/* False: the line is none of stream-json's. */
static bool
read_stream(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;

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
	notes->asked = 0;
	if (wm_json_says(line[KEY_TYPE], SLICE("tool_use")))
		wm_reading_call(reading, wm_json_text(line[KEY_TOOL_NAME], &reading->text),
						line[KEY_PARAMETERS], wm_json_identity(line[KEY_TOOL_ID]),
						time, false);
	else if (wm_json_says(line[KEY_TYPE], SLICE("tool_result")))
		wm_reading_result(reading, wm_json_identity(line[KEY_TOOL_ID]), line[KEY_OUTPUT],
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
	wm_reading_in_terminal(reading, notes->subagent);
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
