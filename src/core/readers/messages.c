/*
 * messages.c
 *	  Message arrays as the models' interfaces take them: OpenAI's chat
 *	  completions and responses, Anthropic's messages and Gemini's contents, in
 *	  an array, as a member of an object, or one a line.
 *
 * Converters write both interfaces' calls into one message; libraries and data sets
 * have other names for role and content.
 */
#include "readers/message_parts.h"

typedef enum Key
{
	KEY_ROLE,
	KEY_CONTENT,
	KEY_PARTS,
	KEY_FROM,
	KEY_VALUE,
	KEY_SENDER,
	KEY_TEXT,
	KEY_TYPE,
	KEY_SUMMARY,
	KEY_TOOL_CALLS,
	KEY_TOOL_CALL_ID,
	KEY_MODEL,
	KEY_MODEL_INFO,
	KEY_USAGE,
	KEY_TIMESTAMP,
	KEY_TS,
	KEY_CREATED,
	KEY_METADATA,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_ROLE] = LITERAL("role"),
	[KEY_CONTENT] = LITERAL("content"),
	[KEY_PARTS] = LITERAL("parts"),
	[KEY_FROM] = LITERAL("from"),
	[KEY_VALUE] = LITERAL("value"),
	[KEY_SENDER] = LITERAL("sender"),
	[KEY_TEXT] = LITERAL("text"),
	[KEY_TYPE] = LITERAL("type"),
	[KEY_SUMMARY] = LITERAL("summary"),
	[KEY_TOOL_CALLS] = LITERAL("tool_calls"),
	[KEY_TOOL_CALL_ID] = LITERAL("tool_call_id"),
	[KEY_MODEL] = LITERAL("model"),
	[KEY_MODEL_INFO] = LITERAL("modelInfo"),
	[KEY_USAGE] = LITERAL("usage"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_TS] = LITERAL("ts"),
	[KEY_CREATED] = LITERAL("created_at"),
	[KEY_METADATA] = LITERAL("_metadata"),
};

typedef enum Role
{
	ROLE_NONE,
	ROLE_SYSTEM,
	ROLE_USER,
	ROLE_ASSISTANT,
	ROLE_CALL,					/* a data set's: the text is a call */
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
	{LITERAL("human"), ROLE_USER},
	{LITERAL("assistant"), ROLE_ASSISTANT},
	{LITERAL("model"), ROLE_ASSISTANT},
	{LITERAL("ai"), ROLE_ASSISTANT},
	{LITERAL("gpt"), ROLE_ASSISTANT},
	{LITERAL("tool"), ROLE_TOOL},
	{LITERAL("function"), ROLE_TOOL},
	{LITERAL("function_call"), ROLE_CALL},
	{LITERAL("observation"), ROLE_TOOL},
	{LITERAL("_system_prompt"), ROLE_SYSTEM},
	{LITERAL("_checkpoint"), ROLE_SYSTEM},
	{LITERAL("_usage"), ROLE_SYSTEM},
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

/* What a message with a role says; empty if it is none. */
static Slice
content_of(const Slice *line)
{
	/* Where there are parts, the content repeats their texts. */
	if (wm_json_has_items(line[KEY_PARTS]) &&
		wm_json_kind(line[KEY_CONTENT]) != JSON_ARRAY)
		return line[KEY_PARTS];
	return line[KEY_CONTENT];
}

/*
 * Who says what in a line: {role, content}, {role, parts}; data sets
 * have {from, value}, exports {sender, text, content}, LangChain {type, content}.
 */
static Role
read_role(const Slice *line, Slice *content)
{
	Role		role = role_of(line[KEY_ROLE]);

	*content = content_of(line);
	if (line[KEY_ROLE].len > 0)
		return role;
	if (wm_json_kind(line[KEY_VALUE]) == JSON_STRING)
	{
		*content = line[KEY_VALUE];
		return role_of(line[KEY_FROM]);
	}
	if (line[KEY_SENDER].len > 0)
	{
		if (!wm_json_has_items(*content))
			*content = line[KEY_TEXT];
		return content->len > 0 ? role_of(line[KEY_SENDER]) : ROLE_NONE;
	}
	if (line[KEY_CONTENT].len > 0 &&
		(wm_json_says(line[KEY_TYPE], SLICE("human")) ||
		 wm_json_says(line[KEY_TYPE], SLICE("ai")) ||
		 wm_json_says(line[KEY_TYPE], SLICE("system")) ||
		 (wm_json_says(line[KEY_TYPE], SLICE("tool")) &&
		  line[KEY_TOOL_CALL_ID].len > 0)))
		return role_of(line[KEY_TYPE]);
	return ROLE_NONE;
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];
	Slice		content;
	Role		role;

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	role = read_role(line, &content);
	if (role == ROLE_NONE || (role == ROLE_SYSTEM && line[KEY_ROLE].len == 0))
		return false;
	return content.len > 0 || line[KEY_TOOL_CALLS].len > 0;
}

/*
 * Cline and Roo Code keep such messages, too.  But what they write as the user's
 * text is mostly the tools', and calls stand in the agent's text.
 */
static bool
declines(Slice record)
{
	static const Slice names[] = {LITERAL("content"), LITERAL("text")};
	Slice		content = wm_json_member(record, names[0]);
	JsonWalk	walk = wm_json_walk(content);
	Slice		key;
	Slice		block;

	if (wm_json_kind(content) == JSON_ARRAY &&
		wm_json_next(&walk, &key, &block) == JSON_ITEM)
		content = wm_json_member(block, names[1]);
	return wm_json_starts(content, SLICE("<task>")) &&
		wm_slice_find(record, SLICE("environment_details>")) >= 0;
}

static bool
holds(Slice value)
{
	return wm_json_kind(value) == JSON_OBJECT || wm_json_kind(value) == JSON_ARRAY;
}

static bool
says(Slice value)
{
	return holds(value) || wm_json_kind(value) == JSON_STRING;
}

/*
 * A request to a model, or its answer: the messages are all that was said before,
 * and what the model said to them stands elsewhere.
 */
static bool
declines_root(Slice root)
{
	static const Slice names[] = {
		LITERAL("request"), LITERAL("response"), LITERAL("choices"),
		LITERAL("completion"), LITERAL("input"), LITERAL("output"),
		LITERAL("inputs"), LITERAL("outputs")
	};
	Slice		members[8];

	(void) wm_json_members(root, names, members, 8);
	return holds(members[0]) || says(members[1]) || holds(members[2]) ||
		says(members[3]) ||
		(members[4].len > 0 && holds(members[5])) ||
		(members[6].len > 0 && holds(members[7]));
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
				wm_json_next(&walk, &key, &value) == JSON_ITEM && recognises(value) &&
				!declines(value);
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
		value = line[line[KEY_TS].len > 0 ? KEY_TS : KEY_CREATED];
	if (value.len == 0)
		value = wm_json_member(line[KEY_METADATA], keys[KEY_TIMESTAMP]);
	if (wm_json_kind(value) == JSON_STRING)
		return wm_reading_time(reading, value);
	return wm_time_from_number(wm_json_number(value, 0));
}

static void
read_calls(Reading *reading, Slice calls, EventTime time)
{
	JsonWalk	walk = wm_json_walk(calls);
	Slice		key;
	Slice		call;

	while (wm_json_next(&walk, &key, &call) == JSON_ITEM)
		wm_parts_call(reading, reading->notes, call, time);
}

typedef enum PartKey
{
	PART_TYPE,
	PART_TEXT,
	PART_THINKING,
	PART_THOUGHT,
	PART_COUNT
} PartKey;

static bool
is_words(Slice type)
{
	return type.len == 0 || wm_json_says(type, SLICE("text")) ||
		wm_json_says(type, SLICE("input_text")) ||
		wm_json_says(type, SLICE("output_text"));
}

/* The words or the thought in a part. */
static void
read_words(Reading *reading, Role role, const Slice *part, Slice text, EventTime time,
		   HumanKind *kind)
{
	bool		thought = wm_json_says(part[PART_TYPE], SLICE("thinking")) ||
		wm_json_says(part[PART_TYPE], SLICE("reasoning")) ||
		wm_json_is_true(part[PART_THOUGHT]);

	if (thought)
	{
		if (role == ROLE_ASSISTANT)
			wm_reading_think(reading, part[PART_THINKING].len > 0 ?
							 part[PART_THINKING] : text, time, false);
	}
	else if (!is_words(part[PART_TYPE]))
		return;
	else if (role == ROLE_USER)
		wm_reading_words(reading, text, kind);
	else if (role == ROLE_ASSISTANT)
		wm_reading_speech(reading, text, time, false);
}

/*
 * What a message of the user or the agent says and does, part by part.  A picture
 * asks without words; one beside a result or behind it is what the tool saw.
 */
static void
read_content(Reading *reading, Role role, Slice content, EventTime time)
{
	static const Slice names[PART_COUNT] = {
		LITERAL("type"), LITERAL("text"), LITERAL("thinking"), LITERAL("thought")
	};
	Conversation *conversation = reading->notes;
	HumanKind	kind = HUMAN_NOTHING;
	JsonWalk	walk = wm_json_walk(content);
	bool		picture = false;
	Slice		members[PART_COUNT] = {{NULL, 0}};
	Slice		key;
	Slice		part;

	if (wm_json_kind(content) == JSON_STRING)
		read_words(reading, role, members, content, time, &kind);
	while (wm_json_next(&walk, &key, &part) == JSON_ITEM)
	{
		bool		object = wm_json_members(part, names, members, PART_COUNT);

		if (wm_json_kind(part) == JSON_STRING)
			read_words(reading, role, members, part, time, &kind);
		else if (object && wm_parts_read(reading, conversation, members[PART_TYPE],
										 part, time))
			conversation->result = true;
		else if (object)
		{
			picture |= wm_parts_is_picture(members[PART_TYPE], part);
			read_words(reading, role, members, members[PART_TEXT], time, &kind);
		}
	}
	if (role == ROLE_USER && kind == HUMAN_NOTHING && picture && !conversation->result)
		kind = HUMAN_PROMPT;
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
	const Conversation *conversation = reading->notes;
	Slice		members[6];
	double		in = 0;

	if (!wm_json_members(usage, names, members, 6))
		return;
	for (int i = 0; i < 4; i++)
		in += wm_json_number(members[i], 0);
	wm_session_tokens(reading->session, conversation->message, in,
					  wm_json_number(members[4], wm_json_number(members[5], 0)));
}

static void
read_assistant(Reading *reading, const Slice *line, Slice content, EventTime time)
{
	Conversation *conversation = reading->notes;

	conversation->twice = wm_json_kind(content) == JSON_ARRAY &&
		wm_json_kind(line[KEY_TOOL_CALLS]) == JSON_ARRAY;
	name_model(reading, line[KEY_MODEL]);
	if (wm_json_kind(line[KEY_MODEL_INFO]) == JSON_OBJECT)
		name_model(reading, wm_json_member(line[KEY_MODEL_INFO], SLICE("modelId")));
	read_usage(reading, line[KEY_USAGE]);
	read_content(reading, ROLE_ASSISTANT, content, time);
	read_calls(reading, line[KEY_TOOL_CALLS], time);
	conversation->result = false;
}

/* A program shows itself by how it writes such messages. */
static void
name_agent(Facts *facts, const Slice *line)
{
	if (facts->agent[0] != '\0')
		return;
	if (wm_json_kind(line[KEY_MODEL_INFO]) == JSON_OBJECT)
	{
		wm_session_name(facts->agent, SLICE("cline"));
		facts->surface = SURFACE_IDE;
	}
	else if (wm_json_starts(line[KEY_ROLE], SLICE("_")) &&
			 role_of(line[KEY_ROLE]) == ROLE_SYSTEM)
	{
		/* context.jsonl of Kimi CLI has lines between the messages. */
		wm_session_name(facts->agent, SLICE("kimi_cli"));
		facts->surface = SURFACE_CLI;
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

/* A message that is all call: {"name": ..., "arguments": {...}} as a text. */
static void
read_call_text(Reading *reading, Slice content, EventTime time)
{
	TextBuffer	text = {NULL, 0, 0};

	wm_parts_call(reading, reading->notes, wm_json_text(content, &text), time);
	wm_buffer_free(&text);
}

/* An item that is no message, as OpenAI's responses have them: {type, call_id}. */
static bool
read_item(Reading *reading, const Slice *line, Slice record, EventTime time)
{
	if (line[KEY_ROLE].len > 0 || wm_json_kind(line[KEY_TYPE]) != JSON_STRING)
		return false;
	if (wm_parts_read(reading, reading->notes, line[KEY_TYPE], record, time))
	{
		((Conversation *) reading->notes)->result = true;
		return true;
	}
	if (!wm_json_says(line[KEY_TYPE], SLICE("reasoning")))
		return false;
	wm_reading_thoughts(reading, line[KEY_SUMMARY], keys[KEY_TEXT], time);
	return true;
}

static bool
read_message(Reading *reading, Slice record)
{
	Conversation *conversation = reading->notes;
	Slice		line[KEY_COUNT];
	Slice		content;
	Role		role;
	EventTime	time;

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	name_agent(reading->facts, line);
	role = read_role(line, &content);
	time = time_of(reading, line);
	if (role == ROLE_NONE)
		return read_item(reading, line, record, time);
	if (!is_content(content))
		return false;

	wm_parts_begin(conversation);
	switch (role)
	{
		case ROLE_USER:
			read_content(reading, role, content, time);
			break;
		case ROLE_ASSISTANT:
			read_assistant(reading, line, content, time);
			break;
		case ROLE_CALL:
			read_call_text(reading, content, time);
			break;
		case ROLE_TOOL:
			conversation->result = true;
			if (line[KEY_TOOL_CALL_ID].len > 0)
				wm_parts_result(reading, record, time);
			else
				read_content(reading, role, content, time);
			break;
		default:
			break;
	}
	return true;
}

const Reader wm_reader_messages = {
	.format = "messages",
	.agent = "",
	.notes_size = sizeof(Conversation),
	.recognises = recognises,
	.declines = declines,
	.unmarked = true,
	.recognises_root = recognises_root,
	.declines_root = declines_root,
	.records_member = "messages",
	.read_root = read_root,
	.read = read_message,
};
