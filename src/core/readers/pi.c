/*
 * pi.c
 *	  Sessions of Pi and of programs built on it (OpenClaw, omp), JSON Lines, and
 *	  the log of pi --mode json.
 *
 * The first line is a header; a line then is an entry with an id and its parent's:
 * going back in the conversation starts a branch, and the lines that were left
 * behind stay in the file.  A fork begins with its parent's lines, as old as they
 * are.  In the log a message comes whole in its message_end, after pieces of it;
 * calls and results come once more as events of their own.
 */
#include "base/keyword.h"
#include "readers/openclaw.h"
#include "readers/reader.h"

/* An output that tells an error does so within its first bytes. */
#define ERROR_HEAD		200

typedef struct Notes
{
	bool		stream;			/* the log of a run that no person sits at */
	bool		calls_said;		/* its messages have the calls, */
	bool		results_said;	/* and events have the results */
	bool		subagent;		/* another agent speaks as the user */
	bool		tasked;			/* a schedule or another agent has asked */
	EventTime	forked_at;		/* what is older is the parent's */
	uint64_t	reports;		/* of tokens */
	char		model[NAME_LIMIT];	/* that was chosen, if no answer names one */
} Notes;

typedef enum Key
{
	KEY_TYPE,
	KEY_ID,
	KEY_TIMESTAMP,
	KEY_MESSAGE,
	KEY_CWD,
	KEY_VERSION,
	KEY_PARENT_SESSION,
	KEY_BRANCHED_FROM,
	KEY_MODEL_ID,
	KEY_MODEL,
	KEY_NAME,
	KEY_TITLE,
	KEY_CUSTOM_TYPE,
	KEY_USAGE,
	KEY_CALL_ID,
	KEY_TOOL_NAME,
	KEY_ARGS,
	KEY_RESULT,
	KEY_FAILED,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TYPE] = LITERAL("type"),
	[KEY_ID] = LITERAL("id"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_MESSAGE] = LITERAL("message"),
	[KEY_CWD] = LITERAL("cwd"),
	[KEY_VERSION] = LITERAL("version"),
	[KEY_PARENT_SESSION] = LITERAL("parentSession"),
	[KEY_BRANCHED_FROM] = LITERAL("branchedFrom"),
	[KEY_MODEL_ID] = LITERAL("modelId"),
	[KEY_MODEL] = LITERAL("model"),
	[KEY_NAME] = LITERAL("name"),
	[KEY_TITLE] = LITERAL("title"),
	[KEY_CUSTOM_TYPE] = LITERAL("customType"),
	[KEY_USAGE] = LITERAL("usage"),
	[KEY_CALL_ID] = LITERAL("toolCallId"),
	[KEY_TOOL_NAME] = LITERAL("toolName"),
	[KEY_ARGS] = LITERAL("args"),
	[KEY_RESULT] = LITERAL("result"),
	[KEY_FAILED] = LITERAL("isError"),
};

typedef enum Part
{
	PART_ROLE,
	PART_CONTENT,
	PART_TIMESTAMP,
	PART_PROVIDER,
	PART_MODEL,
	PART_USAGE,
	PART_STOP,
	PART_CALL_ID,
	PART_FAILED,
	PART_DETAILS,
	PART_COMMAND,
	PART_PROVENANCE,
	PART_COUNT
} Part;

static const Slice message_parts[PART_COUNT] = {
	[PART_ROLE] = LITERAL("role"),
	[PART_CONTENT] = LITERAL("content"),
	[PART_TIMESTAMP] = LITERAL("timestamp"),
	[PART_PROVIDER] = LITERAL("provider"),
	[PART_MODEL] = LITERAL("model"),
	[PART_USAGE] = LITERAL("usage"),
	[PART_STOP] = LITERAL("stopReason"),
	[PART_CALL_ID] = LITERAL("toolCallId"),
	[PART_FAILED] = LITERAL("isError"),
	[PART_DETAILS] = LITERAL("details"),
	[PART_COMMAND] = LITERAL("command"),
	[PART_PROVENANCE] = LITERAL("provenance"),
};

/* A block of a content. */
typedef enum Block
{
	BLOCK_TYPE,
	BLOCK_TEXT,
	BLOCK_THOUGHT,
	BLOCK_ID,
	BLOCK_NAME,
	BLOCK_ARGUMENTS,
	BLOCK_COUNT
} Block;

static const Slice block_parts[BLOCK_COUNT] = {
	[BLOCK_TYPE] = LITERAL("type"),
	[BLOCK_TEXT] = LITERAL("text"),
	[BLOCK_THOUGHT] = LITERAL("thinking"),
	[BLOCK_ID] = LITERAL("id"),
	[BLOCK_NAME] = LITERAL("name"),
	[BLOCK_ARGUMENTS] = LITERAL("arguments"),
};

/* The members of a line and of its message, in one walk. */
static bool
take_line(Slice record, Slice *line, Slice *message)
{
	JsonMembers members[] = {
		{keys, line, KEY_COUNT, 0},
		{message_parts, message, PART_COUNT, KEY_MESSAGE}
	};

	return wm_json_members_deep(record, members, (int) lengthof(members));
}

static bool
is_header(const Slice *line)
{
	return wm_json_says(line[KEY_TYPE], SLICE("session")) &&
		(wm_json_kind(line[KEY_CWD]) == JSON_STRING ||
		 wm_json_kind(line[KEY_VERSION]) == JSON_NUMBER);
}

/* Factory's Droid writes lines of the same shape around another message. */
static bool
is_entry(const Slice *line, const Slice *message)
{
	return wm_json_says(line[KEY_TYPE], SLICE("message")) &&
		(wm_json_says(message[PART_ROLE], SLICE("toolResult")) ||
		 wm_json_says(message[PART_ROLE], SLICE("bashExecution")) ||
		 (wm_json_kind(message[PART_ROLE]) == JSON_STRING &&
		  (wm_json_kind(message[PART_STOP]) == JSON_STRING ||
		   wm_json_kind(message[PART_PROVIDER]) == JSON_STRING ||
		   wm_json_kind(message[PART_TIMESTAMP]) == JSON_NUMBER)));
}

static bool
is_event(const Slice *line, const Slice *message)
{
	return (wm_json_says(line[KEY_TYPE], SLICE("message_start")) ||
			wm_json_says(line[KEY_TYPE], SLICE("message_end"))) &&
		wm_json_kind(message[PART_ROLE]) == JSON_STRING;
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];
	Slice		message[PART_COUNT];

	return take_line(record, line, message) &&
		(is_header(line) || is_entry(line, message) || is_event(line, message));
}

/*
 * The id in the path of a session, ".../2026-11-03T08-00-00-000Z_ID.jsonl" or
 * ".../ID.jsonl".
 */
static Slice
id_of_path(Slice path)
{
	Slice		ending = SLICE(".jsonl");
	size_t		start = path.len;
	const char *id;

	while (start > 0 && path.data[start - 1] != '/' && path.data[start - 1] != '\\')
		start--;
	path = wm_slice_from(path, start);
	if (path.len >= ending.len &&
		wm_slice_equals(wm_slice_from(path, path.len - ending.len), ending))
		path.len -= ending.len;
	id = memchr(path.data, '_', path.len);
	if (id == NULL || path.len < 5 || !wm_is_digit(path.data[0]) || path.data[4] != '-')
		return path;
	return wm_slice_from(path, (size_t) (id - path.data) + 1);
}

/* A fork is written at the time in its header. */
static void
note_fork(Reading *reading, Slice path, EventTime time)
{
	Notes	   *notes = reading->notes;

	if (wm_json_kind(path) != JSON_STRING)
		return;
	path = wm_json_text(path, &reading->text);
	wm_session_text(reading->facts->parent, ID_LIMIT,
					id_of_path(wm_keyword_tail(path)));
	if (time != TIME_UNKNOWN)
		notes->forked_at = time;
}

/* Several sessions may stand in one file, one behind the other: it is the first's. */
static void
read_header(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (facts->session_id[0] != '\0')
		return;
	wm_reading_id(reading, facts->session_id, line[KEY_ID]);
	wm_reading_project(reading, line[KEY_CWD]);
	if (wm_slice_find(wm_json_raw(line[KEY_CWD]), SLICE("/.openclaw")) >= 0)
		wm_session_name(facts->agent, SLICE("openclaw"));
	wm_reading_name(reading, notes->model, line[KEY_MODEL_ID]);
	note_fork(reading, line[KEY_PARENT_SESSION].len > 0 ? line[KEY_PARENT_SESSION] :
			  line[KEY_BRANCHED_FROM], time);
	if (line[KEY_TITLE].len > 0)
		wm_reading_title(reading, line[KEY_TITLE], TIME_UNKNOWN);
}

/*
 * The words in a user's text.  OpenClaw writes a message from a chat again each
 * time that the model's provider fails.  A picture asks without words.
 */
static void
find_words(Reading *reading, Slice value, HumanKind *kind, bool *program)
{
	Slice		rest = wm_json_text(value, &reading->text);
	ChatMessage message;

	while (wm_openclaw_next(&rest, &message))
	{
		if (message.id.len > 0 &&
			wm_session_seen(reading->session,
							wm_slice_identity(message.id) ^ UINT64_C(0x6368617420696421)))
			continue;
		*program = *program || message.program;
		wm_reading_own_words(reading, message.words, kind);
		if (message.file && message.words.len == 0 && *kind == HUMAN_NOTHING)
			*kind = HUMAN_PROMPT;
	}
}

/* What OpenClaw says of where a message comes from. */
static HumanKind
asker_of(const Notes *notes, Slice provenance)
{
	Slice		kind = wm_json_member(provenance, SLICE("kind"));

	if (wm_json_says(kind, SLICE("internal_system")))
		return HUMAN_NOTHING;
	return notes->stream || notes->subagent ||
		wm_json_says(kind, SLICE("inter_session")) ? HUMAN_TASK : HUMAN_PROMPT;
}

static void
read_user(Reading *reading, const Slice *message, EventTime time)
{
	Notes	   *notes = reading->notes;
	HumanKind	asker = asker_of(notes, message[PART_PROVENANCE]);
	HumanKind	kind = HUMAN_NOTHING;
	bool		program = false;
	bool		picture = false;
	JsonWalk	walk = wm_json_walk(message[PART_CONTENT]);
	Slice		block[BLOCK_COUNT];

	if (wm_json_kind(message[PART_CONTENT]) == JSON_STRING)
		find_words(reading, message[PART_CONTENT], &kind, &program);
	while (wm_json_next_members(&walk, block_parts, block, BLOCK_COUNT) == JSON_ITEM)
	{
		if (wm_json_says(block[BLOCK_TYPE], SLICE("text")))
			find_words(reading, block[BLOCK_TEXT], &kind, &program);
		picture = picture || wm_json_says(block[BLOCK_TYPE], SLICE("image"));
	}
	if (picture && kind == HUMAN_NOTHING)
		kind = HUMAN_PROMPT;

	if (asker == HUMAN_NOTHING || (asker == HUMAN_TASK && kind != HUMAN_PROMPT))
		kind = HUMAN_NOTHING;
	else if (asker == HUMAN_TASK || (program && kind == HUMAN_PROMPT))
		kind = HUMAN_TASK;
	notes->tasked = notes->tasked || kind == HUMAN_TASK;
	wm_reading_person(reading, kind, time);
}

/* What a person did: typed a shell command, or stopped the agent without a word. */
static void
read_act(Reading *reading, Slice command, EventTime time)
{
	const Notes *notes = reading->notes;

	if (notes->stream || notes->subagent)
		return;
	wm_buffer_append(&reading->words, wm_json_text(command, &reading->text));
	wm_reading_person(reading, command.len > 0 ? HUMAN_ACT : HUMAN_INTERRUPTION, time);
}

static void
read_usage(Reading *reading, Slice usage)
{
	static const Slice names[] = {
		LITERAL("input"), LITERAL("cacheRead"), LITERAL("cacheWrite"), LITERAL("output")
	};
	Notes	   *notes = reading->notes;
	Slice		members[4];
	double		in = 0;

	if (!wm_json_members(usage, names, members, 4))
		return;
	for (int i = 0; i < 3; i++)
		in += wm_json_number(members[i], 0);
	wm_session_tokens(reading->session, ++notes->reports, in,
					  wm_json_number(members[3], 0));
}

static void
read_call(Reading *reading, Slice name, Slice input, Slice id, EventTime time)
{
	if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &reading->input);
	wm_reading_call(reading, wm_json_text(name, &reading->text), input,
					wm_json_identity(id), time, false);
}

static void
read_assistant(Reading *reading, const Slice *message, EventTime time)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	JsonWalk	walk = wm_json_walk(message[PART_CONTENT]);
	Slice		block[BLOCK_COUNT];

	/* OpenClaw notes so what it has sent to a chat itself. */
	if (wm_json_says(message[PART_PROVIDER], SLICE("openclaw")))
		wm_session_name(facts->agent, SLICE("openclaw"));
	else if (facts->model[0] == '\0')
		wm_reading_name(reading, facts->model, message[PART_MODEL]);
	read_usage(reading, message[PART_USAGE]);

	if (wm_json_kind(message[PART_CONTENT]) == JSON_STRING)
		wm_reading_speech(reading, message[PART_CONTENT], time, false);
	while (wm_json_next_members(&walk, block_parts, block, BLOCK_COUNT) == JSON_ITEM)
	{
		if (wm_json_says(block[BLOCK_TYPE], SLICE("text")))
			wm_reading_speech(reading, block[BLOCK_TEXT], time, false);
		else if (wm_json_says(block[BLOCK_TYPE], SLICE("thinking")))
			wm_reading_think(reading, block[BLOCK_THOUGHT], time, false);
		else if (wm_json_says(block[BLOCK_TYPE], SLICE("toolCall")))
		{
			notes->calls_said = true;
			read_call(reading, block[BLOCK_NAME], block[BLOCK_ARGUMENTS],
					  block[BLOCK_ID], time);
		}
	}
	if (wm_json_says(message[PART_STOP], SLICE("aborted")))
		read_act(reading, SLICE(""), time);
}

/* OpenClaw gives {"status": "error", "tool": ...} as what the tool has put out. */
static bool
tells_error(Reading *reading, Slice content)
{
	static const Slice names[] = {LITERAL("status"), LITERAL("tool")};
	JsonWalk	walk = wm_json_walk(content);
	Slice		key;
	Slice		block;
	Slice		text;
	Slice		members[2];

	if (wm_json_next(&walk, &key, &block) != JSON_ITEM)
		return false;
	text = wm_json_member(block, block_parts[BLOCK_TEXT]);
	if (!wm_json_starts(text, SLICE("{")) ||
		wm_slice_find(wm_slice_head(text, ERROR_HEAD), names[0]) < 0 ||
		!wm_json_members(wm_json_text(text, &reading->text), names, members, 2))
		return false;
	return wm_json_says(members[0], SLICE("error")) && members[1].len > 0;
}

/* Pi marks a result that failed; OpenClaw says so in the details. */
static bool
has_failed(Reading *reading, Slice marked, Slice details, Slice content)
{
	static const Slice names[] = {LITERAL("status"), LITERAL("exitCode")};
	Slice		members[2];

	if (wm_json_is_true(marked))
		return true;
	(void) wm_json_members(details, names, members, 2);
	return wm_json_says(members[0], SLICE("error")) ||
		wm_json_number(members[1], 0) != 0 || tells_error(reading, content);
}

static void
read_result(Reading *reading, Slice id, Slice marked, Slice details, Slice content,
			EventTime time)
{
	wm_reading_result(reading, wm_json_identity(id), content,
					  has_failed(reading, marked, details, content), time, false);
}

static bool
is_content(Slice content)
{
	JsonKind	kind = wm_json_kind(content);

	return kind == JSON_NOTHING || kind == JSON_NULL || kind == JSON_STRING ||
		kind == JSON_ARRAY;
}

/* What extensions, hooks and compaction put in has roles of its own. */
static bool
read_message(Reading *reading, const Slice *message, EventTime time)
{
	const Notes *notes = reading->notes;
	Slice		role = message[PART_ROLE];

	if (wm_json_kind(role) != JSON_STRING || !is_content(message[PART_CONTENT]))
		return false;
	if (wm_json_says(role, SLICE("user")))
		read_user(reading, message, time);
	else if (wm_json_says(role, SLICE("assistant")))
		read_assistant(reading, message, time);
	else if (wm_json_says(role, SLICE("toolResult")) && !notes->results_said)
		read_result(reading, message[PART_CALL_ID], message[PART_FAILED],
					message[PART_DETAILS], message[PART_CONTENT], time);
	else if (wm_json_says(role, SLICE("bashExecution")))
		read_act(reading, message[PART_COMMAND], time);
	return true;
}

static void
read_event_result(Reading *reading, const Slice *line, EventTime time)
{
	static const Slice names[] = {LITERAL("details"), LITERAL("content")};
	Notes	   *notes = reading->notes;
	Slice		members[2];

	notes->results_said = true;
	(void) wm_json_members(line[KEY_RESULT], names, members, 2);
	read_result(reading, line[KEY_CALL_ID], line[KEY_FAILED], members[0], members[1],
				time);
}

/*
 * An event of the log; false if the line is none.  A call's event comes behind the
 * message that has the call, a result's before its message.
 */
static bool
read_event(Reading *reading, const Slice *line, const Slice *message, EventTime time,
		   bool *read)
{
	Notes	   *notes = reading->notes;
	bool		end = wm_json_says(line[KEY_TYPE], SLICE("message_end"));
	bool		call = wm_json_says(line[KEY_TYPE], SLICE("tool_execution_start"));
	bool		result = wm_json_says(line[KEY_TYPE], SLICE("tool_execution_end"));

	if (!end && !call && !result)
		return false;
	notes->stream = true;
	if (end)
		*read = read_message(reading, message, time);
	else if (call && !notes->calls_said)
		read_call(reading, line[KEY_TOOL_NAME], line[KEY_ARGS], line[KEY_CALL_ID], time);
	else if (result)
		read_event_result(reading, line, time);
	return true;
}

/* Lines about the session. */
static void
read_about(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		type = line[KEY_TYPE];

	if (wm_json_says(type, SLICE("model_change")))
		wm_reading_name(reading, notes->model, line[KEY_MODEL_ID].len > 0 ?
						line[KEY_MODEL_ID] : line[KEY_MODEL]);
	else if (wm_json_says(type, SLICE("session_info")))
		wm_reading_title(reading, line[KEY_NAME], time);
	else if (wm_json_says(type, SLICE("title")))
		wm_reading_title(reading, line[KEY_TITLE], time);
	else if (wm_json_says(type, SLICE("session_init")))
		notes->subagent = true;
	else if (wm_json_says(type, SLICE("compaction")) ||
			 wm_json_says(type, SLICE("branch_summary")))
		read_usage(reading, line[KEY_USAGE]);
	else if (wm_json_starts(line[KEY_CUSTOM_TYPE], SLICE("openclaw")) ||
			 wm_json_says(line[KEY_CUSTOM_TYPE], SLICE("model-snapshot")))
		wm_session_name(reading->facts->agent, SLICE("openclaw"));
}

/* The header's time may be later than that of every line. */
static void
note_start(Facts *facts, EventTime time)
{
	if (time != TIME_UNKNOWN &&
		(facts->started_at == TIME_UNKNOWN || time < facts->started_at))
		facts->started_at = time;
}

static bool
read_line(Reading *reading, Slice record)
{
	const Notes *notes = reading->notes;
	Slice		line[KEY_COUNT];
	Slice		message[PART_COUNT];
	EventTime	time;
	bool		read = true;

	if (!take_line(record, line, message) ||
		wm_json_kind(line[KEY_TYPE]) != JSON_STRING)
		return false;
	time = wm_reading_time(reading, line[KEY_TIMESTAMP]);
	if (time == TIME_UNKNOWN)
		time = wm_reading_time(reading, message[PART_TIMESTAMP]);

	/* What a fork has taken from its parent counts there. */
	if (time != TIME_UNKNOWN && time < notes->forked_at)
		return true;
	note_start(reading->facts, time);
	if (wm_json_says(line[KEY_TYPE], SLICE("session")))
	{
		read_header(reading, line, time);
		return true;
	}
	if (wm_reading_seen(reading, line[KEY_ID]))
		return true;
	if (wm_json_says(line[KEY_TYPE], SLICE("message")))
		return read_message(reading, message, time);
	if (!read_event(reading, line, message, time, &read))
		read_about(reading, line, time);
	return read;
}

static void
end(Reading *reading)
{
	const Notes *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (facts->model[0] == '\0')
		memcpy(facts->model, notes->model, NAME_LIMIT);
	if (notes->stream || (notes->tasked && facts->prompts == 0))
		facts->surface = SURFACE_HEADLESS;
	wm_reading_in_terminal(reading, notes->subagent);
}

const Reader wm_reader_pi = {
	.format = "pi",
	.agent = "pi",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
