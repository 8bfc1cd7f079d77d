/*
 * messages.c
 *	  Message arrays as the models' interfaces take them: OpenAI's chat
 *	  completions and Anthropic's messages, in an array, as a member of an
 *	  object, or one a line.
 *
 * Cline and Roo keep such arrays, Cursor's agent transcripts are such lines,
 * and converters write both interfaces' calls into one message.
 */
#include "action/result.h"
#include "readers/reader.h"

typedef struct Notes
{
	uint64_t	message;		/* how many were read, this one included */
	bool		twice;			/* it may tell a call as block and in tool_calls */
} Notes;

typedef enum Key
{
	KEY_ROLE,
	KEY_CONTENT,
	KEY_TOOL_CALLS,
	KEY_TOOL_CALL_ID,
	KEY_MESSAGE,
	KEY_MODEL,
	KEY_MODEL_INFO,
	KEY_USAGE,
	KEY_TIMESTAMP,
	KEY_TS,
	KEY_METADATA,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_ROLE] = LITERAL("role"),
	[KEY_CONTENT] = LITERAL("content"),
	[KEY_TOOL_CALLS] = LITERAL("tool_calls"),
	[KEY_TOOL_CALL_ID] = LITERAL("tool_call_id"),
	[KEY_MESSAGE] = LITERAL("message"),
	[KEY_MODEL] = LITERAL("model"),
	[KEY_MODEL_INFO] = LITERAL("modelInfo"),
	[KEY_USAGE] = LITERAL("usage"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_TS] = LITERAL("ts"),
	[KEY_METADATA] = LITERAL("_metadata"),
};

typedef enum Role
{
	ROLE_NONE,
	ROLE_SYSTEM,
	ROLE_USER,
	ROLE_ASSISTANT,
	ROLE_TOOL
} Role;

static const struct
{
	Slice		name;
	Role		role;
}			roles[] = {
	{LITERAL("system"), ROLE_SYSTEM},
	{LITERAL("developer"), ROLE_SYSTEM},
	{LITERAL("user"), ROLE_USER},
	{LITERAL("assistant"), ROLE_ASSISTANT},
	{LITERAL("tool"), ROLE_TOOL},
	{LITERAL("function"), ROLE_TOOL},
};

static Role
role_of(Slice value)
{
	for (size_t i = 0; i < lengthof(roles); i++)
	{
		if (wm_json_says(value, roles[i].name))
			return roles[i].role;
	}
	return ROLE_NONE;
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];

	return wm_json_members(record, keys, line, KEY_COUNT) &&
		role_of(line[KEY_ROLE]) != ROLE_NONE &&
		(line[KEY_CONTENT].len > 0 || line[KEY_TOOL_CALLS].len > 0 ||
		 wm_json_kind(line[KEY_MESSAGE]) == JSON_OBJECT);
}

/* An object whose messages begin with one of these, also one that breaks off. */
static bool
recognises_root(Slice root)
{
	JsonWalk	walk = wm_json_walk(root);
	JsonStep	step;
	Slice		key;
	Slice		value;

	while ((step = wm_json_next(&walk, &key, &value)) != JSON_END)
	{
		if (wm_json_named(key, SLICE("messages")))
		{
			walk = wm_json_walk(value);
			return wm_json_kind(value) == JSON_ARRAY &&
				wm_json_next(&walk, &key, &value) == JSON_ITEM && recognises(value);
		}
		if (step == JSON_BROKEN)
			break;
	}
	return false;
}

static void
name_model(Reading *reading, Slice value)
{
	if (reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model, value);
}

/* What converters write beside the messages. */
static void
read_root(Reading *reading, Slice root)
{
	static const Slice names[] = {
		LITERAL("model"), LITERAL("session_id"), LITERAL("sessionId"), LITERAL("cwd")
	};
	Slice		members[4];

	(void) wm_json_members(root, names, members, 4);
	name_model(reading, members[0]);
	wm_reading_id(reading, reading->facts->session_id,
				  members[wm_json_kind(members[1]) == JSON_STRING ? 1 : 2]);
	wm_reading_project(reading, members[3]);
}

static EventTime
time_of(Reading *reading, const Slice *line)
{
	Slice		value = line[KEY_TIMESTAMP];

	if (value.len == 0)
		value = line[KEY_TS];
	if (value.len == 0)
		value = wm_json_member(line[KEY_METADATA], keys[KEY_TIMESTAMP]);
	if (wm_json_kind(value) == JSON_STRING)
		return wm_reading_time(reading, value);
	return wm_time_from_number(wm_json_number(value, 0));
}

/* Has this message made this call before? */
static bool
is_repeated(Reading *reading, uint64_t id)
{
	Notes	   *notes = reading->notes;

	return notes->twice && id != 0 &&
		wm_session_seen(reading->session,
						id ^ notes->message * UINT64_C(0x9e3779b97f4a7c15));
}

static void
read_call(Reading *reading, Slice value, EventTime time)
{
	ModelCall	call;

	if (wm_reading_model_call(reading, value, &call) && !is_repeated(reading, call.id))
		wm_reading_call(reading, call.name, call.input, call.id, time, false);
}

static void
read_calls(Reading *reading, Slice calls, EventTime time)
{
	JsonWalk	walk = wm_json_walk(calls);
	Slice		key;
	Slice		call;

	while (wm_json_next(&walk, &key, &call) == JSON_ITEM)
		read_call(reading, call, time);
}

/* A result: {tool_use_id, content, is_error}, or {tool_call_id, output}. */
static void
read_result(Reading *reading, Slice block, EventTime time)
{
	static const Slice names[] = {
		LITERAL("tool_use_id"), LITERAL("tool_call_id"), LITERAL("content"),
		LITERAL("output"),
		LITERAL("is_error")
	};
	Slice		members[5];
	Slice		output;

	(void) wm_json_members(block, names, members, 5);
	output = members[members[2].len > 0 ? 2 : 3];
	wm_reading_result(reading, wm_json_hash(members[members[0].len > 0 ? 0 : 1]), output,
					  wm_json_is_true(members[4]) || wm_result_failed(output),
					  time, false);
}

/* Reads a block that is a call or a result, in a message of any role. */
static bool
read_tool_block(Reading *reading, Slice type, Slice block, EventTime time)
{
	if (wm_json_says(type, SLICE("tool_use")) || wm_json_says(type, SLICE("tool_call")))
		read_call(reading, block, time);
	else if (wm_json_says(type, SLICE("tool_result")) ||
			 wm_json_says(type, SLICE("tool_output")))
		read_result(reading, block, time);
	else
		return false;
	return true;
}

static bool
is_words(Slice type)
{
	return type.len == 0 || wm_json_says(type, SLICE("text")) ||
		wm_json_says(type, SLICE("input_text")) ||
		wm_json_says(type, SLICE("output_text"));
}

/* What a message of the user or the agent says and does, block by block. */
static void
read_content(Reading *reading, Role role, Slice content, EventTime time)
{
	static const Slice names[] = {LITERAL("type"), LITERAL("text"), LITERAL("thinking")};
	HumanKind	kind = HUMAN_NOTHING;
	JsonWalk	walk = wm_json_walk(content);
	Slice		members[3];
	Slice		key;
	Slice		block;

	if (wm_json_kind(content) == JSON_STRING)
	{
		if (role == ROLE_USER)
			wm_reading_words(reading, content, &kind);
		else if (role == ROLE_ASSISTANT)
			wm_reading_speech(reading, content, time, false);
	}
	while (wm_json_next(&walk, &key, &block) == JSON_ITEM)
	{
		if (!wm_json_members(block, names, members, 3) ||
			read_tool_block(reading, members[0], block, time))
			continue;
		if (role == ROLE_ASSISTANT && wm_json_says(members[0], SLICE("thinking")))
			wm_reading_think(reading, members[2], time, false);
		if (!is_words(members[0]))
			continue;
		if (role == ROLE_USER)
			wm_reading_words(reading, members[1], &kind);
		else if (role == ROLE_ASSISTANT)
			wm_reading_speech(reading, members[1], time, false);
	}
	wm_reading_person(reading, kind, time);
}

static void
read_usage(Reading *reading, Slice usage)
{
	static const Slice names[] = {
		LITERAL("input_tokens"), LITERAL("cache_creation_input_tokens"),
		LITERAL("cache_read_input_tokens"), LITERAL("prompt_tokens"),
		LITERAL("output_tokens"), LITERAL("completion_tokens")
	};
	const Notes *notes = reading->notes;
	Slice		members[6];
	double		in = 0;

	if (!wm_json_members(usage, names, members, 6))
		return;
	for (int i = 0; i < 4; i++)
		in += wm_json_number(members[i], 0);
	wm_session_tokens(reading->session, notes->message, in,
					  wm_json_number(members[4], wm_json_number(members[5], 0)));
}

static void
read_assistant(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;

	notes->twice = wm_json_kind(line[KEY_CONTENT]) == JSON_ARRAY &&
		wm_json_kind(line[KEY_TOOL_CALLS]) == JSON_ARRAY;
	name_model(reading, line[KEY_MODEL]);
	if (wm_json_kind(line[KEY_MODEL_INFO]) == JSON_OBJECT)
		name_model(reading, wm_json_member(line[KEY_MODEL_INFO], SLICE("modelId")));
	read_usage(reading, line[KEY_USAGE]);
	read_content(reading, ROLE_ASSISTANT, line[KEY_CONTENT], time);
	read_calls(reading, line[KEY_TOOL_CALLS], time);
}

/* Two programs show themselves by how they write such messages. */
static void
name_agent(Facts *facts, const Slice *line)
{
	if (facts->agent[0] != '\0')
		return;
	if (wm_json_kind(line[KEY_MESSAGE]) == JSON_OBJECT)
		wm_session_name(facts->agent, SLICE("cursor"));
	else if (wm_json_kind(line[KEY_MODEL_INFO]) == JSON_OBJECT)
	{
		wm_session_name(facts->agent, SLICE("cline"));
		facts->surface = SURFACE_IDE;
	}
}

static bool
is_content(Slice content)
{
	switch (wm_json_kind(content))
	{
		case JSON_NOTHING:
		case JSON_NULL:
		case JSON_STRING:
		case JSON_ARRAY:
			return true;
		default:
			return false;
	}
}

static bool
read_message(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Slice		line[KEY_COUNT];
	Role		role;
	EventTime	time;

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	name_agent(reading->facts, line);
	role = role_of(line[KEY_ROLE]);
	if (line[KEY_CONTENT].len == 0 && wm_json_kind(line[KEY_MESSAGE]) == JSON_OBJECT)
		line[KEY_CONTENT] = wm_json_member(line[KEY_MESSAGE], keys[KEY_CONTENT]);
	if (role == ROLE_NONE || !is_content(line[KEY_CONTENT]))
		return false;

	notes->message++;
	time = time_of(reading, line);
	switch (role)
	{
		case ROLE_USER:
			read_content(reading, role, line[KEY_CONTENT], time);
			break;
		case ROLE_ASSISTANT:
			read_assistant(reading, line, time);
			break;
		case ROLE_TOOL:
			if (line[KEY_TOOL_CALL_ID].len > 0)
				read_result(reading, record, time);
			else
				read_content(reading, role, line[KEY_CONTENT], time);
			break;
		default:
			break;
	}
	return true;
}

const Reader wm_reader_messages = {
	.format = "messages",
	.agent = "",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.recognises_root = recognises_root,
	.records_member = "messages",
	.read_root = read_root,
	.read = read_message,
};
