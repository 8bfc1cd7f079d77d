/*
 * claude.c
 *	  Messages of Anthropic's API, which several formats wrap in their lines.
 */
#include "claude.h"

/* A count that a hostile file can't blow up. */
static int64_t
read_count(Slice value)
{
	double		number = wm_json_number(value, 0);

	return number > 0 && number < 1e9 ? (int64_t) number : 0;
}

/* By Claude Code's own account: lines added and removed, is the file new? */
static void
add_patch(Event *event, Slice result)
{
	static const Slice names[] = {
		LITERAL("structuredPatch"), LITERAL("type"), LITERAL("toolStats")
	};
	static const Slice stats[] = {
		LITERAL("editFileCount"), LITERAL("linesAdded"), LITERAL("linesRemoved")
	};
	Slice		members[3];
	Slice		counts[3];

	if (!wm_json_members(result, names, members, 3))
		return;
	event->patch = members[0];
	event->created = wm_json_says(members[1], SLICE("create"));
	if (wm_json_members(members[2], stats, counts, 3))
	{
		event->files = read_count(counts[0]);
		event->added = read_count(counts[1]);
		event->removed = read_count(counts[2]);
	}
}

static void
read_tool_result(Reading *reading, Slice block, Slice result,
				 const ClaudeMessage *message)
{
	static const Slice names[] = {
		LITERAL("tool_use_id"), LITERAL("content"), LITERAL("is_error")
	};
	Slice		members[3];
	Slice		id;
	Event		event = {.kind = EVENT_RESULT};

	(void) wm_json_members(block, names, members, 3);
	id = wm_json_raw(members[0]);
	event.sidechain = message->sidechain;
	event.time = message->time;
	event.call = id.len > 0 ? wm_slice_hash(id) : 0;
	event.output = members[1];
	event.failed = wm_json_is_true(members[2]);
	add_patch(&event, result);
	wm_session_event(reading->session, &event);
}

bool
wm_claude_user(Reading *reading, const ClaudeMessage *message)
{
	static const Slice names[] = {LITERAL("type"), LITERAL("text")};
	Slice		content = wm_json_member(message->message, SLICE("content"));
	Slice		result = message->result;
	HumanKind	kind = HUMAN_NOTHING;
	JsonWalk	walk = wm_json_walk(content);
	Slice		members[2];
	Slice		key;
	Slice		block;

	if (wm_json_kind(content) != JSON_STRING && wm_json_kind(content) != JSON_ARRAY)
		return false;

	if (message->human && wm_json_kind(content) == JSON_STRING)
		wm_reading_words(reading, content, &kind);
	while (wm_json_next(&walk, &key, &block) == JSON_ITEM)
	{
		if (!wm_json_members(block, names, members, 2))
			continue;
		if (wm_json_says(members[0], SLICE("tool_result")))
		{
			/* There is one account, and it is long: the first block's. */
			read_tool_result(reading, block, result, message);
			result.len = 0;
		}
		else if (message->human && wm_json_says(members[0], SLICE("text")))
			wm_reading_words(reading, members[1], &kind);
	}
	wm_reading_person(reading, kind, message->time);

	/* The answers that a person gave to the agent's questions. */
	if (wm_json_kind(message->result) == JSON_OBJECT)
		wm_reading_answers(reading, wm_json_member(message->result, SLICE("answers")),
						   message->time);
	return true;
}

/* Cached input is input: so that agents can be compared. */
bool
wm_claude_usage(Slice usage, double *in, double *out)
{
	static const Slice names[] = {
		LITERAL("input_tokens"), LITERAL("cache_creation_input_tokens"),
		LITERAL("cache_read_input_tokens"), LITERAL("output_tokens")
	};
	Slice		members[4];

	if (!wm_json_members(usage, names, members, 4))
		return false;
	*in = 0;
	for (int i = 0; i < 3; i++)
		*in += wm_json_number(members[i], 0);
	*out = wm_json_number(members[3], 0);
	return true;
}

static void
read_block(Reading *reading, Slice block, const ClaudeMessage *message)
{
	static const Slice names[] = {
		LITERAL("type"), LITERAL("text"), LITERAL("name"), LITERAL("input"), LITERAL("id")
	};
	Slice		members[5];

	if (!wm_json_members(block, names, members, 5))
		return;
	if (wm_json_says(members[0], SLICE("text")))
		wm_reading_say(reading, wm_json_text(members[1], &reading->text),
					   message->time, message->sidechain);
	else if (wm_json_says(members[0], SLICE("tool_use")))
		wm_reading_call(reading, wm_json_raw(members[2]), members[3],
						wm_json_raw(members[4]), message->time, message->sidechain);
}

bool
wm_claude_assistant(Reading *reading, const ClaudeMessage *message)
{
	static const Slice names[] = {
		LITERAL("content"), LITERAL("model"), LITERAL("id"), LITERAL("usage")
	};
	Slice		members[4];
	Slice		id;
	double		in;
	double		out;
	JsonWalk	walk;
	Slice		key;
	Slice		block;

	if (!wm_json_members(message->message, names, members, 4))
		return false;

	/* "<synthetic>" marks the program's own error texts. */
	if (wm_json_says(members[1], SLICE("<synthetic>")))
		return true;
	if (!message->sidechain && reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model, members[1]);
	id = wm_json_raw(members[2]);
	if (id.len > 0 && wm_claude_usage(members[3], &in, &out))
		wm_session_tokens(reading->session, wm_slice_hash(id), in, out);

	if (wm_json_kind(members[0]) == JSON_STRING)
	{
		wm_reading_say(reading, wm_json_text(members[0], &reading->text),
					   message->time, message->sidechain);
		return true;
	}
	if (wm_json_kind(members[0]) != JSON_ARRAY)
		return false;
	walk = wm_json_walk(members[0]);
	while (wm_json_next(&walk, &key, &block) == JSON_ITEM)
		read_block(reading, block, message);
	return true;
}
