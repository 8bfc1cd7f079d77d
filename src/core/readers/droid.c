/*
 * droid.c
 *	  Sessions of Factory's Droid, JSON Lines.
 *
 * Lines have the shape of Pi's, with a header and ids; the messages are those of
 * Anthropic's API.  What the program tells the model stands among the user's
 * messages.  The model and the tokens are in a file beside the session.
 */
#include "action/result.h"
#include "readers/reader.h"

typedef struct Notes
{
	bool		subagent;		/* another agent speaks as the user */
} Notes;

typedef enum Key
{
	KEY_TYPE,
	KEY_ID,
	KEY_TIMESTAMP,
	KEY_MESSAGE,
	KEY_CWD,
	KEY_TITLE,
	KEY_NAME,
	KEY_CALLER,
	KEY_VISIBILITY,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TYPE] = LITERAL("type"),
	[KEY_ID] = LITERAL("id"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_MESSAGE] = LITERAL("message"),
	[KEY_CWD] = LITERAL("cwd"),
	[KEY_TITLE] = LITERAL("title"),
	[KEY_NAME] = LITERAL("sessionTitle"),
	[KEY_CALLER] = LITERAL("callingSessionId"),
	[KEY_VISIBILITY] = LITERAL("visibility"),
};

typedef enum Part
{
	PART_ROLE,
	PART_CONTENT,
	PART_MODEL,
	PART_VISIBILITY,
	PART_STOP,
	PART_TIMESTAMP,
	PART_COUNT
} Part;

static const Slice message_parts[PART_COUNT] = {
	[PART_ROLE] = LITERAL("role"),
	[PART_CONTENT] = LITERAL("content"),
	[PART_MODEL] = LITERAL("model"),
	[PART_VISIBILITY] = LITERAL("visibility"),
	[PART_STOP] = LITERAL("stopReason"),
	[PART_TIMESTAMP] = LITERAL("timestamp"),
};

typedef enum Block
{
	BLOCK_TYPE,
	BLOCK_TEXT,
	BLOCK_CALL,
	BLOCK_OUTPUT,
	BLOCK_FAILED,
	BLOCK_COUNT
} Block;

static const Slice block_parts[BLOCK_COUNT] = {
	[BLOCK_TYPE] = LITERAL("type"),
	[BLOCK_TEXT] = LITERAL("text"),
	[BLOCK_CALL] = LITERAL("tool_use_id"),
	[BLOCK_OUTPUT] = LITERAL("content"),
	[BLOCK_FAILED] = LITERAL("is_error"),
};

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
	return wm_json_says(line[KEY_TYPE], SLICE("session_start")) &&
		wm_json_kind(line[KEY_ID]) == JSON_STRING &&
		wm_json_kind(line[KEY_CWD]) == JSON_STRING;
}

/* Does a block say that the message is of Anthropic's API? */
static bool
has_block(Slice content)
{
	JsonWalk	walk = wm_json_walk(content);
	Slice		type;

	while (wm_json_next_members(&walk, &block_parts[BLOCK_TYPE], &type, 1) == JSON_ITEM)
	{
		if (wm_json_says(type, SLICE("tool_use")) ||
			wm_json_says(type, SLICE("tool_result")))
			return true;
	}
	return false;
}

/* A file that lost its header: Pi's answers and results tell themselves apart. */
static bool
is_entry(const Slice *line, const Slice *message)
{
	if (!wm_json_says(line[KEY_TYPE], SLICE("message")) ||
		wm_json_kind(line[KEY_ID]) != JSON_STRING ||
		message[PART_STOP].len > 0 || message[PART_TIMESTAMP].len > 0)
		return false;
	return wm_json_says(message[PART_ROLE], SLICE("assistant")) ||
		(wm_json_says(message[PART_ROLE], SLICE("user")) &&
		 (message[PART_VISIBILITY].len > 0 || line[KEY_VISIBILITY].len > 0 ||
		  has_block(message[PART_CONTENT])));
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];
	Slice		message[PART_COUNT];

	return take_line(record, line, message) &&
		(is_header(line) || is_entry(line, message));
}

/*
 * A session that another one has started has that one's id; older ones have their
 * task for a title.  The title is the first request otherwise, and says nothing new.
 */
static void
read_header(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (facts->session_id[0] != '\0')
		return;
	wm_reading_id(reading, facts->session_id, line[KEY_ID]);
	wm_reading_project(reading, line[KEY_CWD]);
	if (wm_json_raw(line[KEY_CALLER]).len > 0)
		wm_reading_id(reading, facts->parent, line[KEY_CALLER]);
	notes->subagent = facts->parent[0] != '\0' ||
		wm_json_starts(line[KEY_TITLE], SLICE("# Task Tool Invocation"));
	facts->started_at = time;
	if (!notes->subagent && !wm_json_says(line[KEY_NAME], SLICE("New Session")))
		wm_reading_title(reading, line[KEY_NAME], TIME_UNKNOWN);
}

/* What is found in a user's message. */
typedef struct Found
{
	HumanKind	kind;
	bool		hidden;			/* it is for the model: no person's */
	bool		picture;
	bool		result;
	EventTime	time;
} Found;

static void
read_user_block(Reading *reading, const Slice *block, Found *found)
{
	if (wm_json_says(block[BLOCK_TYPE], SLICE("tool_result")))
	{
		found->result = true;
		wm_reading_result(reading, wm_json_identity(block[BLOCK_CALL]), block[BLOCK_OUTPUT],
						  wm_json_is_true(block[BLOCK_FAILED]) ||
						  wm_result_failed(block[BLOCK_OUTPUT]), found->time, false);
	}
	else if (wm_json_says(block[BLOCK_TYPE], SLICE("image")))
		found->picture = true;
	else if (!found->hidden && wm_json_says(block[BLOCK_TYPE], SLICE("text")))
		wm_reading_words(reading, block[BLOCK_TEXT], &found->kind);
}

/* A picture asks without words; one beside a result is what the tool saw. */
static void
read_user(Reading *reading, Slice content, bool hidden, EventTime time)
{
	const Notes *notes = reading->notes;
	Found		found = {.hidden = hidden, .time = time};
	JsonWalk	walk = wm_json_walk(content);
	Slice		key;
	Slice		part;
	Slice		block[BLOCK_COUNT];

	if (wm_json_kind(content) == JSON_STRING && !hidden)
		wm_reading_words(reading, content, &found.kind);
	while (wm_json_next(&walk, &key, &part) == JSON_ITEM)
	{
		if (wm_json_kind(part) == JSON_STRING && !hidden)
			wm_reading_words(reading, part, &found.kind);
		else if (wm_json_members(part, block_parts, block, BLOCK_COUNT))
			read_user_block(reading, block, &found);
	}
	if (found.kind == HUMAN_NOTHING && found.picture && !found.result && !hidden)
		found.kind = HUMAN_PROMPT;
	if (notes->subagent && found.kind != HUMAN_NOTHING)
		found.kind = HUMAN_TASK;
	wm_reading_person(reading, found.kind, time);
}

static bool
read_message(Reading *reading, const Slice *line, const Slice *message, EventTime time)
{
	Slice		content = message[PART_CONTENT];
	bool		hidden = wm_json_says(line[KEY_VISIBILITY], SLICE("llm_only")) ||
		wm_json_says(message[PART_VISIBILITY], SLICE("llm_only"));

	if (wm_json_kind(content) != JSON_STRING && wm_json_kind(content) != JSON_ARRAY)
		return false;
	if (wm_json_says(message[PART_ROLE], SLICE("user")))
		read_user(reading, content, hidden, time);
	else if (wm_json_says(message[PART_ROLE], SLICE("assistant")))
	{
		if (reading->facts->model[0] == '\0')
			wm_reading_name(reading, reading->facts->model, message[PART_MODEL]);
		wm_reading_blocks(reading, content, time);
	}
	return true;
}

static bool
read_line(Reading *reading, Slice record)
{
	Slice		line[KEY_COUNT];
	Slice		message[PART_COUNT];
	EventTime	time;

	if (!take_line(record, line, message) ||
		wm_json_kind(line[KEY_TYPE]) != JSON_STRING)
		return false;
	time = wm_reading_time(reading, line[KEY_TIMESTAMP]);
	if (wm_json_says(line[KEY_TYPE], SLICE("session_start")))
	{
		read_header(reading, line, time);
		return true;
	}
	if (!wm_json_says(line[KEY_TYPE], SLICE("message")) ||
		wm_reading_seen(reading, line[KEY_ID]))
		return true;
	return read_message(reading, line, message, time);
}

static void
end(Reading *reading)
{
	const Notes *notes = reading->notes;

	wm_reading_in_terminal(reading, notes->subagent);
}

const Reader wm_reader_droid = {
	.format = "droid",
	.agent = "droid",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
