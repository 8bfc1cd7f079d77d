/*
 * droid_stream.c
 *	  The log of droid exec --output-format stream-json, JSON Lines.
 *
 * Messages, thoughts, calls and results are lines of their own, some written twice
 * with one id.  Its last line repeats the last message and has the tokens of the
 * run.  No person sits at it: the prompt is a program's.
 */
#include "action/result.h"
#include "readers/claude.h"

typedef struct Notes
{
	uint64_t	runs;			/* that have ended */
	uint64_t	said;			/* the last message: hash */
} Notes;

typedef enum Key
{
	KEY_TYPE,
	KEY_SUBTYPE,
	KEY_SESSION,
	KEY_OTHER_SESSION,
	KEY_TIMESTAMP,
	KEY_CWD,
	KEY_MODEL,
	KEY_ROLE,
	KEY_TEXT,
	KEY_ID,
	KEY_CALL_ID,
	KEY_TOOL_NAME,
	KEY_PARAMETERS,
	KEY_FAILED,
	KEY_VALUE,
	KEY_FINAL_TEXT,
	KEY_USAGE,
	KEY_UUID,
	KEY_EFFORT,
	KEY_TOOLS,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TYPE] = LITERAL("type"),
	[KEY_SUBTYPE] = LITERAL("subtype"),
	[KEY_SESSION] = LITERAL("session_id"),
	[KEY_OTHER_SESSION] = LITERAL("sessionId"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_CWD] = LITERAL("cwd"),
	[KEY_MODEL] = LITERAL("model"),
	[KEY_ROLE] = LITERAL("role"),
	[KEY_TEXT] = LITERAL("text"),
	[KEY_ID] = LITERAL("id"),
	[KEY_CALL_ID] = LITERAL("toolCallId"),
	[KEY_TOOL_NAME] = LITERAL("toolName"),
	[KEY_PARAMETERS] = LITERAL("parameters"),
	[KEY_FAILED] = LITERAL("isError"),
	[KEY_VALUE] = LITERAL("value"),
	[KEY_FINAL_TEXT] = LITERAL("finalText"),
	[KEY_USAGE] = LITERAL("usage"),
	[KEY_UUID] = LITERAL("uuid"),
	[KEY_EFFORT] = LITERAL("reasoning_effort"),
	[KEY_TOOLS] = LITERAL("tools"),
};

/* The session's id, as releases write it. */
static Slice
session_of(const Slice *line)
{
	return line[wm_json_kind(line[KEY_SESSION]) == JSON_STRING ?
				KEY_SESSION : KEY_OTHER_SESSION];
}

/* Other programs begin their logs with such a line, too. */
static bool
is_init(const Slice *line)
{
	return wm_json_says(line[KEY_TYPE], SLICE("system")) &&
		wm_json_says(line[KEY_SUBTYPE], SLICE("init")) && line[KEY_UUID].len == 0 &&
		(wm_json_kind(line[KEY_OTHER_SESSION]) == JSON_STRING ||
		 line[KEY_EFFORT].len > 0 ||
		 wm_slice_find(line[KEY_TOOLS], SLICE("\"Execute\"")) >= 0);
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];

	if (!wm_json_members(record, keys, line, KEY_COUNT) ||
		wm_json_kind(session_of(line)) != JSON_STRING)
		return false;
	return is_init(line) ||
		(wm_json_says(line[KEY_TYPE], SLICE("message")) &&
		 wm_json_kind(line[KEY_ROLE]) == JSON_STRING &&
		 wm_json_kind(line[KEY_TEXT]) == JSON_STRING) ||
		(wm_json_says(line[KEY_TYPE], SLICE("tool_call")) &&
		 wm_json_kind(line[KEY_TOOL_NAME]) == JSON_STRING) ||
		(wm_json_says(line[KEY_TYPE], SLICE("completion")) &&
		 wm_json_kind(line[KEY_FINAL_TEXT]) == JSON_STRING);
}

/* A log may hold several runs: it is the first one's. */
static void
note_session(Reading *reading, const Slice *line)
{
	Facts	   *facts = reading->facts;

	if (facts->session_id[0] == '\0')
		wm_reading_id(reading, facts->session_id, session_of(line));
	wm_reading_project(reading, line[KEY_CWD]);
	if (facts->model[0] == '\0')
		wm_reading_name(reading, facts->model, line[KEY_MODEL]);
}

/* Was it told before?  A call has one id, a message has one for each of its texts. */
static bool
is_repeated(Reading *reading, const Slice *line, Slice id)
{
	uint64_t	identity = wm_json_identity(id);

	if (identity == 0)
		return false;
	identity ^= wm_json_identity(line[KEY_TYPE]) * 31 + wm_json_identity(line[KEY_TEXT]) * 7;
	return wm_session_seen(reading->session, identity);
}

static void
read_message(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;
	HumanKind	kind = HUMAN_NOTHING;

	if (wm_json_says(line[KEY_ROLE], SLICE("assistant")))
	{
		notes->said = wm_json_identity(line[KEY_TEXT]);
		wm_reading_speech(reading, line[KEY_TEXT], time, false);
		return;
	}
	wm_reading_words(reading, line[KEY_TEXT], &kind);
	wm_reading_person(reading, kind == HUMAN_PROMPT ? HUMAN_TASK : HUMAN_NOTHING, time);
}

/* What a tool gave back is a text, or an object with the exit code of a command. */
static void
read_result(Reading *reading, const Slice *line, Slice id, EventTime time)
{
	Slice		value = line[KEY_VALUE];
	bool		failed = wm_json_is_true(line[KEY_FAILED]) || wm_result_failed(value) ||
		(wm_json_kind(value) == JSON_OBJECT &&
		 wm_json_number(wm_json_member(value, SLICE("exitCode")), 0) != 0);

	wm_reading_result(reading, wm_json_identity(id), value, failed, time, false);
}

static void
read_completion(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;
	double		in;
	double		out;

	if (wm_json_identity(line[KEY_FINAL_TEXT]) != notes->said)
		wm_reading_speech(reading, line[KEY_FINAL_TEXT], time, false);
	notes->runs++;
	if (wm_claude_usage(line[KEY_USAGE], &in, &out))
		wm_session_tokens(reading->session, notes->runs, in, out);
}

static bool
read_line(Reading *reading, Slice record)
{
	Slice		line[KEY_COUNT];
	Slice		type;
	Slice		id;
	EventTime	time;

	if (!wm_json_members(record, keys, line, KEY_COUNT) ||
		wm_json_kind(line[KEY_TYPE]) != JSON_STRING)
		return false;
	type = line[KEY_TYPE];
	id = line[line[KEY_CALL_ID].len > 0 ? KEY_CALL_ID : KEY_ID];
	reading->facts->surface = SURFACE_HEADLESS;
	note_session(reading, line);
	if (is_repeated(reading, line, id))
		return true;

	time = wm_reading_time(reading, line[KEY_TIMESTAMP]);
	if (wm_json_says(type, SLICE("message")))
		read_message(reading, line, time);
	else if (wm_json_says(type, SLICE("reasoning")))
		wm_reading_think(reading, line[KEY_TEXT], time, false);
	else if (wm_json_says(type, SLICE("tool_call")))
		wm_reading_call(reading, wm_json_text(line[KEY_TOOL_NAME], &reading->text),
						line[KEY_PARAMETERS], wm_json_identity(id), time, false);
	else if (wm_json_says(type, SLICE("tool_result")))
		read_result(reading, line, id, time);
	else if (wm_json_says(type, SLICE("completion")))
		read_completion(reading, line, time);
	return true;
}

const Reader wm_reader_droid_stream = {
	.format = "droid",
	.agent = "droid",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
};
