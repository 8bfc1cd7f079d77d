/*
 * reader.c
 *	  What readers share: from messages to events.
 */
#include "readers/reader.h"

void
wm_reading_own_words(Reading *reading, Slice text, HumanKind *kind)
{
	Slice		own;
	HumanKind	part = wm_human_read(text, &own, &reading->own);

	if (wm_human_in_editor(text) && reading->facts->surface == SURFACE_UNKNOWN)
		reading->facts->surface = SURFACE_IDE;
	if (part == HUMAN_NOTHING)
		return;
	if (*kind != HUMAN_PROMPT && *kind != HUMAN_TASK)
		*kind = part;
	if (reading->words.len >= JSON_TEXT_LIMIT)
		return;
	if (reading->words.len > 0)
		wm_buffer_append_char(&reading->words, '\n');
	wm_buffer_append(&reading->words, own);
}

/* Where the words of a message's block stand. */
static const Slice text_key = LITERAL("text");

void
wm_reading_words(Reading *reading, Slice content, HumanKind *kind)
{
	JsonWalk	walk = wm_json_walk(content);
	Slice		text;

	if (wm_json_kind(content) == JSON_STRING)
	{
		wm_reading_own_words(reading, wm_json_text(content, &reading->text), kind);
		return;
	}
	while (wm_json_next_members(&walk, &text_key, &text, 1) == JSON_ITEM)
	{
		if (wm_json_kind(text) == JSON_STRING)
			wm_reading_own_words(reading, wm_json_text(text, &reading->text), kind);
	}
}

void
wm_reading_person(Reading *reading, HumanKind kind, EventTime time)
{
	Facts	   *facts = reading->facts;
	Event		event = {.kind = EVENT_ACT, .time = time};

	event.text = wm_buffer_slice(&reading->words);
	event.interrupts = kind == HUMAN_INTERRUPTION;
	if (kind == HUMAN_TASK)
	{
		event.kind = EVENT_TASK;
		reading->unattended |= facts->prompts == 0 && !facts->headless;
		facts->headless |= reading->unattended;
	}
	else if (kind == HUMAN_PROMPT)
	{
		event.kind = EVENT_PROMPT;
		facts->headless &= !reading->unattended;
		reading->unattended = false;
	}
	if (kind != HUMAN_NOTHING)
		wm_session_event(reading->session, &event);
	wm_buffer_clear(&reading->words);
}

HumanKind
wm_reading_human(Reading *reading, Slice text, EventTime time)
{
	HumanKind	kind = HUMAN_NOTHING;

	wm_reading_own_words(reading, text, &kind);
	wm_reading_person(reading, kind, time);
	return kind;
}

void
wm_reading_message(Reading *reading, Slice text, bool person)
{
	text = wm_slice_trim(text);
	if (wm_slice_drop(&text, SLICE("---")))
		text = wm_slice_trim(text);
	if (text.len == 0)
		return;
	text = wm_json_cut(text);
	if (person)
		(void) wm_reading_human(reading, text, TIME_UNKNOWN);
	else
		wm_reading_say(reading, text, TIME_UNKNOWN, false);
}

EventTime
wm_reading_time(Reading *reading, Slice value)
{
	if (wm_json_kind(value) == JSON_NUMBER)
		return wm_time_from_number(wm_json_number(value, 0));
	return wm_time_parse(wm_json_text(value, &reading->text));
}

void
wm_reading_name(Reading *reading, char *name, Slice value)
{
	wm_session_name(name, wm_json_text(value, &reading->text));
}

void
wm_reading_model(Reading *reading, char *name, Slice value)
{
	Slice		model = wm_json_text(value, &reading->text);

	if (wm_slice_starts(model, SLICE("copilot/")))
		model = wm_slice_from(model, strlen("copilot/"));
	if (model.len > 0 && !wm_slice_equals(model, SLICE("auto")))
		wm_session_name(name, model);
}

void
wm_reading_id(Reading *reading, char *id, Slice value)
{
	wm_session_text(id, ID_LIMIT, wm_json_text(value, &reading->text));
}

void
wm_reading_project(Reading *reading, Slice value)
{
	wm_session_project(reading->facts, wm_json_text(value, &reading->text));
}

/* HEAD is what git says where there is no branch. */
void
wm_reading_branch(Reading *reading, Slice value)
{
	Slice		branch = wm_json_text(value, &reading->text);

	if (branch.len > 0 && !wm_slice_equals(branch, SLICE("HEAD")))
		wm_session_text(reading->facts->branch, ID_LIMIT, branch);
}

static void
read_answer(Reading *reading, Slice answer, EventTime time)
{
	Event		event = {.kind = EVENT_ACT, .time = time};

	event.text = wm_json_text(answer, &reading->text);
	if (event.text.len > 0)
		wm_session_event(reading->session, &event);
}

void
wm_reading_answers(Reading *reading, Slice answers, EventTime time)
{
	JsonWalk	walk = wm_json_walk(answers);
	Slice		key;
	Slice		answer;

	while (wm_json_next(&walk, &key, &answer) == JSON_ITEM)
	{
		/* Codex allows several: {"answers": ["...", ...]}. */
		JsonWalk	several = wm_json_walk(wm_json_member(answer, SLICE("answers")));

		read_answer(reading, answer, time);
		while (wm_json_next(&several, &key, &answer) == JSON_ITEM)
			read_answer(reading, answer, time);
	}
}

void
wm_reading_in_terminal(Reading *reading, bool subagent)
{
	if (subagent)
		reading->facts->surface = SURFACE_SUBAGENT;
	else if (reading->facts->surface == SURFACE_UNKNOWN)
		reading->facts->surface = SURFACE_CLI;
}

void
wm_reading_title(Reading *reading, Slice title, EventTime time)
{
	Event		event = {.kind = EVENT_TITLE, .time = time};

	event.text = wm_json_text(title, &reading->text);
	if (event.text.len > 0)
		wm_session_event(reading->session, &event);
}

void
wm_reading_say(Reading *reading, Slice text, EventTime time, bool sidechain)
{
	Event		event = {
		.kind = EVENT_SAY, .sidechain = sidechain, .time = time, .text = text
	};

	wm_session_event(reading->session, &event);
}

void
wm_reading_speech(Reading *reading, Slice content, EventTime time, bool sidechain)
{
	JsonWalk	walk = wm_json_walk(content);
	Slice		text = wm_json_text(content, &reading->text);

	if (text.len > 0)
		wm_reading_say(reading, text, time, sidechain);
	while (wm_json_next_members(&walk, &text_key, &text, 1) == JSON_ITEM)
	{
		text = wm_json_text(text, &reading->text);
		if (text.len > 0)
			wm_reading_say(reading, text, time, sidechain);
	}
}

void
wm_reading_think(Reading *reading, Slice thought, EventTime time, bool sidechain)
{
	Event		event = {.kind = EVENT_THINK, .sidechain = sidechain, .time = time};

	if (sidechain || !wm_session_wants_thought(reading->session))
		return;
	event.text = wm_json_text(thought, &reading->text);
	if (event.text.len > 0)
		wm_session_event(reading->session, &event);
}

void
wm_reading_thoughts(Reading *reading, Slice blocks, Slice member, EventTime time)
{
	JsonWalk	walk = wm_json_walk(blocks);
	Slice		thought;

	while (wm_json_next_members(&walk, &member, &thought, 1) == JSON_ITEM)
		wm_reading_think(reading, thought, time, false);
}

void
wm_reading_call(Reading *reading, Slice tool, Slice input, uint64_t call,
				EventTime time, bool sidechain)
{
	Event		event = {.kind = EVENT_CALL, .sidechain = sidechain, .time = time};

	event.tool = tool;
	event.input = input;
	event.call = call;
	wm_session_event(reading->session, &event);
}

void
wm_reading_result(Reading *reading, uint64_t call, Slice output, bool failed,
				  EventTime time, bool sidechain)
{
	Event		event = {.kind = EVENT_RESULT, .sidechain = sidechain, .time = time};

	event.call = call;
	event.output = output;
	event.failed = failed;
	wm_session_event(reading->session, &event);
}

/* The text of a call's output: a string, or the first block that has a text. */
static Slice
output_text(Reading *reading, Slice output)
{
	JsonWalk	walk = wm_json_walk(output);
	Slice		text = output;

	if (wm_json_kind(output) == JSON_ARRAY &&
		wm_json_next_members(&walk, &text_key, &text, 1) != JSON_ITEM)
		return SLICE("");
	return wm_json_text(text, &reading->text);
}

void
wm_reading_refusal(Reading *reading, Slice output, EventTime time)
{
	Event		event = {.kind = EVENT_ACT, .time = time};

	event.text = wm_human_refusal(output_text(reading, output));
	if (event.text.len > 0)
		wm_session_event(reading->session, &event);
}

void
wm_reading_blocks(Reading *reading, Slice content, EventTime time)
{
	static const Slice names[] = {
		LITERAL("type"), LITERAL("text"), LITERAL("thinking"), LITERAL("name"),
		LITERAL("input"), LITERAL("id")
	};
	JsonWalk	walk = wm_json_walk(content);
	Slice		block[6];

	if (wm_json_kind(content) == JSON_STRING)
		wm_reading_speech(reading, content, time, false);
	while (wm_json_next_members(&walk, names, block, 6) == JSON_ITEM)
	{
		if (wm_json_says(block[0], SLICE("text")))
			wm_reading_speech(reading, block[1], time, false);
		else if (wm_json_says(block[0], SLICE("thinking")))
			wm_reading_think(reading, block[2], time, false);
		else if (wm_json_says(block[0], SLICE("tool_use")))
			wm_reading_call(reading, wm_json_text(block[3], &reading->text), block[4],
							wm_json_identity(block[5]), time, false);
	}
}

/* The first of some members that is there. */
static Slice
first_of(const Slice *members, int count)
{
	int			i = 0;

	while (i < count - 1 && members[i].len == 0)
		i++;
	return members[i];
}

bool
wm_reading_model_call(Reading *reading, Slice value, ModelCall *call)
{
	static const Slice names[] = {
		LITERAL("call_id"), LITERAL("id"), LITERAL("tool_call_id"),
		LITERAL("toolCallId"),
		LITERAL("name"), LITERAL("tool_name"), LITERAL("toolName"),
		LITERAL("input"), LITERAL("arguments"), LITERAL("args"),
		LITERAL("function")
	};
	Slice		members[11];
	Slice		function[11];
	Slice		name;

	if (!wm_json_members(value, names, members, 11))
		return false;
	(void) wm_json_members(members[10], names, function, 11);

	call->id = wm_json_identity(first_of(members, 4));
	name = function[4].len > 0 ? function[4] : first_of(members + 4, 3);
	call->name = wm_json_text(name, &reading->text);
	call->input = function[8].len > 0 ? function[8] : first_of(members + 7, 3);
	if (wm_json_kind(call->input) == JSON_STRING)
		call->input = wm_json_text(call->input, &reading->input);
	return call->name.len > 0;
}

void
wm_reading_model_calls(Reading *reading, Slice calls, EventTime time)
{
	JsonWalk	walk = wm_json_walk(calls);
	Slice		key;
	Slice		value;
	ModelCall	call;

	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		if (wm_reading_model_call(reading, value, &call))
			wm_reading_call(reading, call.name, call.input, call.id, time, false);
	}
}

void
wm_reading_keep(const Reading *reading, Kept *kept, Slice text)
{
	kept->text = text;
	if (!reading->passing)
		return;
	wm_buffer_clear(&kept->room);
	wm_buffer_append(&kept->room, text);
	kept->text = wm_buffer_slice(&kept->room);
}

void
wm_reading_forget(Kept *kept)
{
	kept->text.len = 0;
	wm_buffer_free(&kept->room);
}

void
wm_reading_skip(Reading *reading, Slice part)
{
	reading->facts->lines_skipped++;
	if (reading->skipped.data == NULL)
		reading->skipped = part;
}

void
wm_reading_parts(Reading *reading, Slice container, PartReader read, void *context)
{
	JsonWalk	walk = wm_json_walk(container);
	JsonStep	step;
	Slice		key;
	Slice		part;

	while ((step = wm_json_next(&walk, &key, &part)) != JSON_END)
	{
		if (step == JSON_ITEM && read(context, key, part))
			reading->facts->lines_read++;
		else if (part.len > 0)
			wm_reading_skip(reading, part);
		if (step == JSON_BROKEN)
			break;
	}
}

bool
wm_reading_seen(Reading *reading, Slice id)
{
	uint64_t	hash = wm_json_identity(id);

	return hash != 0 && wm_session_seen(reading->session, hash);
}

/* What stands before and behind a task in the templates of benchmarks. */
static const struct
{
	Slice		before;
	Slice		behind;
}			task_frames[] = {
	{LITERAL("<pr_description>"), LITERAL("</pr_description>")},
	{LITERAL("\nISSUE:\n"), LITERAL("\nINSTRUCTIONS:")},
	{LITERAL("Please solve this issue:"), LITERAL("\nYou can execute bash commands")},
	{LITERAL("Please solve this task:"), LITERAL("\nYou can execute bash commands")},
	{LITERAL("\nTask Description:\n"), LITERAL("\nCurrent terminal state:")},
	{LITERAL(" NEW TASK DESCRIPTION ---------------------\n"),
	LITERAL("\n--------------------- END OF NEW TASK DESCRIPTION")},
};

/* What fills a template; false, and all of the text, if it is none. */
static bool
task_of(Slice *text)
{
	for (size_t i = 0; i < lengthof(task_frames); i++)
	{
		ptrdiff_t	before = wm_slice_find(*text, task_frames[i].before);
		ptrdiff_t	behind;

		if (before < 0)
			continue;
		*text = wm_slice_from(*text, (size_t) before + task_frames[i].before.len);
		behind = wm_slice_find(*text, task_frames[i].behind);
		if (behind >= 0)
			text->len = (size_t) behind;
		return true;
	}
	return false;
}

/* The text of a message that is a JSON string or begins with a block with a text. */
static Slice
first_text(Reading *reading, Slice content)
{
	JsonWalk	walk = wm_json_walk(content);
	Slice		key;

	if (wm_json_kind(content) == JSON_ARRAY)
	{
		(void) wm_json_next(&walk, &key, &content);
		content = wm_json_member(content, text_key);
	}
	return wm_json_text(content, &reading->text);
}

static void
emit_task(Reading *reading, Slice task, EventTime time)
{
	Event		event = {.kind = EVENT_PROMPT, .time = time};

	event.text = wm_slice_trim(task);
	wm_session_event(reading->session, &event);
}

void
wm_reading_task(Reading *reading, Slice content, EventTime time)
{
	Slice		text = first_text(reading, content);

	(void) task_of(&text);
	emit_task(reading, text, time);
}

bool
wm_reading_template(Reading *reading, Slice content, EventTime time)
{
	Slice		text = first_text(reading, content);

	if (!task_of(&text))
		return false;
	emit_task(reading, text, time);
	return true;
}
