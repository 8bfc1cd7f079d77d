/*
 * kimi.c
 *	  Sessions of Kimi CLI, JSON Lines (wire.jsonl): what its screen was told.
 *
 * A line is {timestamp, message: {type, payload}}.  The arguments of a call may be
 * cut, with the rest in lines that follow, even behind the results of others.  What
 * a subagent did stands in lines of its own.  Nothing names the model.
 */
#include "readers/reader.h"

/* The last call, whose arguments may go on. */
typedef struct HeldCall
{
	bool		held;
	uint64_t	id;				/* hash */
	EventTime	time;
	TextBuffer	name;
	TextBuffer	input;
} HeldCall;

typedef struct Notes
{
	HeldCall	call;
	uint64_t	reports;		/* of tokens, by steps without an id */
} Notes;

typedef enum Key
{
	KEY_TYPE,
	KEY_PROTOCOL,
	KEY_CREATED,
	KEY_TIMESTAMP,
	KEY_MESSAGE,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TYPE] = LITERAL("type"),
	[KEY_PROTOCOL] = LITERAL("protocol_version"),
	[KEY_CREATED] = LITERAL("created_at"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_MESSAGE] = LITERAL("message"),
};

static const Slice message_parts[] = {LITERAL("type"), LITERAL("payload")};

/* One message: what it is, and what it says. */
typedef struct Message
{
	Slice		type;
	Slice		payload;
	EventTime	time;
	bool		sidechain;
} Message;

static bool
take_line(Slice record, Slice *line, Message *message)
{
	Slice		parts[2];
	JsonMembers members[] = {
		{keys, line, KEY_COUNT, 0},
		{message_parts, parts, 2, KEY_MESSAGE}
	};

	if (!wm_json_members_deep(record, members, (int) lengthof(members)))
		return false;
	message->type = parts[0];
	message->payload = parts[1];
	message->sidechain = false;
	return true;
}

/* Kimi Code begins a file with such a line, too, but with a time in it. */
static bool
is_header(const Slice *line)
{
	return wm_json_says(line[KEY_TYPE], SLICE("metadata")) &&
		wm_json_kind(line[KEY_PROTOCOL]) == JSON_STRING && line[KEY_CREATED].len == 0;
}

static bool
is_message(const Message *message)
{
	return wm_json_kind(message->type) == JSON_STRING &&
		wm_json_kind(message->payload) == JSON_OBJECT;
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];
	Message		message;

	return take_line(record, line, &message) &&
		(is_header(line) ||
		 (is_message(&message) && wm_json_kind(line[KEY_TIMESTAMP]) == JSON_NUMBER));
}

static bool
has_type(const Message *message, Slice type)
{
	return wm_json_says(message->type, type);
}

/* The call is whole. */
static void
settle_call(Reading *reading)
{
	HeldCall   *call = &((Notes *) reading->notes)->call;

	if (call->held)
		wm_reading_call(reading, wm_buffer_slice(&call->name),
						wm_buffer_slice(&call->input), call->id, call->time, false);
	call->held = false;
}

static void
add_arguments(Reading *reading, Slice arguments)
{
	HeldCall   *call = &((Notes *) reading->notes)->call;

	if (call->held && call->input.len < JSON_TEXT_LIMIT)
		wm_buffer_append(&call->input, wm_json_text(arguments, &reading->text));
}

/* {id, function: {name, arguments}} */
static void
read_call(Reading *reading, const Message *message)
{
	static const Slice names[] = {LITERAL("id"), LITERAL("function")};
	static const Slice function_names[] = {LITERAL("name"), LITERAL("arguments")};
	HeldCall   *call = &((Notes *) reading->notes)->call;
	Slice		members[2];
	Slice		function[2] = {{NULL, 0}};

	(void) wm_json_members(message->payload, names, members, 2);
	(void) wm_json_members(members[1], function_names, function, 2);
	if (wm_json_raw(function[0]).len == 0)
		return;
	if (message->sidechain)
	{
		Slice		input = wm_json_text(function[1], &reading->input);

		wm_reading_call(reading, wm_json_text(function[0], &reading->text), input,
						wm_json_identity(members[0]), message->time, true);
		return;
	}
	settle_call(reading);
	call->held = true;
	call->id = wm_json_identity(members[0]);
	call->time = message->time;
	wm_buffer_clear(&call->name);
	wm_buffer_append(&call->name, wm_json_text(function[0], &reading->text));
	wm_buffer_clear(&call->input);
	add_arguments(reading, function[1]);
}

/* {tool_call_id, return_value: {is_error, output, message}} */
static void
read_result(Reading *reading, const Message *message)
{
	static const Slice names[] = {LITERAL("tool_call_id"), LITERAL("return_value")};
	static const Slice value_names[] = {
		LITERAL("is_error"), LITERAL("output"), LITERAL("message")
	};
	const Notes *notes = reading->notes;
	Slice		members[2];
	Slice		value[3] = {{NULL, 0}};
	uint64_t	id;

	(void) wm_json_members(message->payload, names, members, 2);
	(void) wm_json_members(members[1], value_names, value, 3);
	id = wm_json_identity(members[0]);
	if (!message->sidechain && notes->call.held && notes->call.id == id)
		settle_call(reading);
	wm_reading_result(reading, id, wm_json_raw(value[1]).len > 0 ? value[1] : value[2],
					  wm_json_is_true(value[0]), message->time, message->sidechain);
}

/* Does an array have a block of this type? */
static bool
has_block(Slice content, Slice type)
{
	static const Slice name = LITERAL("type");
	JsonWalk	walk = wm_json_walk(content);
	Slice		value;

	while (wm_json_next_members(&walk, &name, &value, 1) == JSON_ITEM)
	{
		if (wm_json_says(value, type))
			return true;
	}
	return false;
}

/* A text, or blocks with a text; a picture asks without words. */
static void
read_input(Reading *reading, const Message *message)
{
	Slice		input = wm_json_member(message->payload, SLICE("user_input"));
	HumanKind	kind = HUMAN_NOTHING;

	wm_reading_words(reading, input, &kind);
	if (kind == HUMAN_NOTHING && has_block(input, SLICE("image_url")))
		kind = HUMAN_PROMPT;
	wm_reading_person(reading, kind, message->time);
}

/* Words with which a person refused a call, or asked something by the way. */
static void
read_act(Reading *reading, const Message *message, Slice name)
{
	Slice		words = wm_json_text(wm_json_member(message->payload, name),
									 &reading->text);

	if (words.len == 0)
		return;
	wm_buffer_append(&reading->words, words);
	wm_reading_person(reading, HUMAN_ACT, message->time);
}

static void
read_part(Reading *reading, const Message *message)
{
	static const Slice names[] = {LITERAL("type"), LITERAL("text"), LITERAL("think")};
	Slice		members[3];

	(void) wm_json_members(message->payload, names, members, 3);
	if (wm_json_says(members[0], SLICE("text")))
		wm_reading_speech(reading, members[1], message->time, message->sidechain);
	else if (wm_json_says(members[0], SLICE("think")))
		wm_reading_think(reading, members[2], message->time, message->sidechain);
}

/* {token_usage: {...}, message_id} */
static void
read_status(Reading *reading, const Message *message)
{
	static const Slice names[] = {LITERAL("token_usage"), LITERAL("message_id")};
	static const Slice usage_names[] = {
		LITERAL("input_other"), LITERAL("input_cache_read"),
		LITERAL("input_cache_creation"), LITERAL("output")
	};
	Notes	   *notes = reading->notes;
	Slice		members[2];
	Slice		usage[4];
	uint64_t	id;
	double		in = 0;

	(void) wm_json_members(message->payload, names, members, 2);
	if (!wm_json_members(members[0], usage_names, usage, 4))
		return;
	for (int i = 0; i < 3; i++)
		in += wm_json_number(usage[i], 0);
	id = wm_json_identity(members[1]);
	wm_session_tokens(reading->session, id != 0 ? id : ++notes->reports, in,
					  wm_json_number(usage[3], 0));
}

/* What the agent and its subagents do. */
static void
read_work(Reading *reading, const Message *message)
{
	if (has_type(message, SLICE("ContentPart")))
		read_part(reading, message);
	else if (has_type(message, SLICE("ToolCall")))
		read_call(reading, message);
	else if (has_type(message, SLICE("ToolResult")))
		read_result(reading, message);
	else if (has_type(message, SLICE("StatusUpdate")))
		read_status(reading, message);
}

static void
read_subagent(Reading *reading, const Message *message)
{
	Message		inner = {.time = message->time, .sidechain = true};
	Slice		parts[2];

	if (!wm_json_members(wm_json_member(message->payload, SLICE("event")),
						 message_parts, parts, 2))
		return;
	inner.type = parts[0];
	inner.payload = parts[1];
	read_work(reading, &inner);
}

static void
read_message(Reading *reading, const Message *message)
{
	bool		asks = has_type(message, SLICE("TurnBegin")) ||
		has_type(message, SLICE("SteerInput"));

	if (asks || has_type(message, SLICE("StepBegin")))
		settle_call(reading);
	if (asks)
		read_input(reading, message);
	else if (has_type(message, SLICE("ToolCallPart")))
		add_arguments(reading, wm_json_member(message->payload,
											  SLICE("arguments_part")));
	else if (has_type(message, SLICE("SubagentEvent")))
		read_subagent(reading, message);
	else if (has_type(message, SLICE("ApprovalResponse")))
		read_act(reading, message, SLICE("feedback"));
	else if (has_type(message, SLICE("BtwBegin")))
		read_act(reading, message, SLICE("question"));
	else
		read_work(reading, message);
}

static bool
read_line(Reading *reading, Slice record)
{
	Slice		line[KEY_COUNT];
	Message		message;

	if (!take_line(record, line, &message))
		return false;
	if (is_header(line))
		return true;
	if (!is_message(&message))
		return false;
	message.time = wm_reading_time(reading, line[KEY_TIMESTAMP]);
	read_message(reading, &message);
	return true;
}

static void
end(Reading *reading)
{
	HeldCall   *call = &((Notes *) reading->notes)->call;

	settle_call(reading);
	wm_buffer_free(&call->name);
	wm_buffer_free(&call->input);
	wm_reading_in_terminal(reading, false);
}

const Reader wm_reader_kimi = {
	.format = "kimi",
	.agent = "kimi_cli",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
