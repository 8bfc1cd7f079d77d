/*
 * codex.c
 *	  Codex: rollouts of all generations.
 *
 * A rollout interleaves two logs of the same session: response items, which
 * the model sees, and event messages, which the screen shows.  The agent's
 * words, calls and results are taken from the items.  A person's words are
 * taken from the events, for an item of role "user" may as well be machine
 * text; only where no event follows is the item's text looked at.
 *
 * The oldest generation is bare: no envelope around an item, no event, and no
 * time but the header's.  In the newest the lines are numbered, and the screen's
 * log consists of items of its own, such as UserMessage.  There may be a script in
 * place of a call (codex_script.h).
 */
#include "action/result.h"
#include "readers/codex.h"
#include "readers/codex_print.h"

static const Slice line_keys[LINE_COUNT] = {
	[LINE_TIMESTAMP] = LITERAL("timestamp"),
	[LINE_TYPE] = LITERAL("type"),
	[LINE_PAYLOAD] = LITERAL("payload"),
	[LINE_ID] = LITERAL("id"),
	[LINE_INSTRUCTIONS] = LITERAL("instructions"),
	[LINE_GIT] = LITERAL("git"),
	[LINE_RECORD_TYPE] = LITERAL("record_type"),
	[LINE_THREAD_ID] = LITERAL("thread_id"),
	[LINE_ITEM] = LITERAL("item"),
	[LINE_USAGE] = LITERAL("usage"),
	[LINE_ORDINAL] = LITERAL("ordinal"),
};

static const Slice item_keys[ITEM_COUNT] = {
	[ITEM_TYPE] = LITERAL("type"),
	[ITEM_ROLE] = LITERAL("role"),
	[ITEM_CONTENT] = LITERAL("content"),
	[ITEM_NAME] = LITERAL("name"),
	[ITEM_NAMESPACE] = LITERAL("namespace"),
	[ITEM_ARGUMENTS] = LITERAL("arguments"),
	[ITEM_INPUT] = LITERAL("input"),
	[ITEM_ACTION] = LITERAL("action"),
	[ITEM_OUTPUT] = LITERAL("output"),
	[ITEM_CALL_ID] = LITERAL("call_id"),
	[ITEM_ID] = LITERAL("id"),
	[ITEM_SUMMARY] = LITERAL("summary"),
	[ITEM_ITEM] = LITERAL("item"),
};

static bool
is_bare_header(const Slice *line)
{
	return line[LINE_TYPE].len == 0 &&
		wm_json_kind(line[LINE_ID]) == JSON_STRING &&
		wm_json_kind(line[LINE_TIMESTAMP]) == JSON_STRING &&
		(line[LINE_INSTRUCTIONS].len > 0 || line[LINE_GIT].len > 0);
}

static bool
recognises(Slice record)
{
	static const Slice types[] = {
		LITERAL("session_meta"), LITERAL("response_item"), LITERAL("event_msg"),
		LITERAL("turn_context"), LITERAL("compacted"), LITERAL("world_state"),
		LITERAL("token_usage_record")
	};
	Slice		line[LINE_COUNT];

	if (!wm_json_members(record, line_keys, line, LINE_COUNT))
		return false;
	if (wm_json_kind(line[LINE_PAYLOAD]) == JSON_OBJECT)
	{
		for (size_t i = 0; i < lengthof(types); i++)
		{
			if (wm_json_says(line[LINE_TYPE], types[i]))
				return true;
		}
		return false;
	}
	if (wm_json_says(line[LINE_TYPE], SLICE("thread.started")))
		return wm_json_kind(line[LINE_THREAD_ID]) == JSON_STRING;
	return is_bare_header(line) || wm_json_says(line[LINE_RECORD_TYPE], SLICE("state"));
}

void
wm_codex_add_name(Reading *reading, Slice name)
{
	wm_buffer_append(&reading->text,
					 wm_slice_head(wm_json_text(name, &reading->own), NAME_LIMIT));
}

/* "shell" from its name; "web_search" from the item's type, web_search_call. */
static Slice
tool_of(Reading *reading, Slice type, const Slice *item)
{
	Slice		name = item[ITEM_NAME];
	Slice		space = item[ITEM_NAMESPACE];

	if (wm_json_raw(name).len == 0)
		return wm_slice(type.data, type.len - strlen("_call"));
	if (wm_json_raw(space).len == 0)
		return wm_json_text(name, &reading->text);
	wm_buffer_clear(&reading->text);
	wm_codex_add_name(reading, space);
	if (!wm_slice_ends(wm_buffer_slice(&reading->text), SLICE("__")))
		wm_buffer_append(&reading->text, SLICE("__"));
	wm_codex_add_name(reading, name);
	return wm_buffer_slice(&reading->text);
}

static uint64_t
id_of(const Slice *item)
{
	uint64_t	id = wm_json_identity(item[ITEM_CALL_ID]);

	return id != 0 ? id : wm_json_identity(item[ITEM_ID]);
}

/*
 * The script of a call of the tool that runs one: its input, a text, or, where
 * another program stands between, a member of its arguments.
 */
static Slice
script_of(const Slice *item, Slice input)
{
	static const Slice names[] = {LITERAL("code"), LITERAL("input"), LITERAL("source")};
	Slice		members[3];
	Slice		script = {NULL, 0};

	if (!wm_json_says(item[ITEM_NAME], SLICE("exec")) &&
		!wm_json_says(item[ITEM_NAME], SLICE("functions.exec")) &&
		!wm_json_says(item[ITEM_NAME], SLICE("code_mode")))
		return script;
	if (!wm_json_members(input, names, members, 3))
		return input;
	for (int i = 0; i < 3; i++)
		script = script.len > 0 ? script : members[i];
	return script;
}

/* Arguments come as JSON within a string, a custom tool's input as text. */
static void
read_call(Reading *reading, Slice type, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Slice		input = item[ITEM_ARGUMENTS];
	Slice		script;
	Slice		cell = {NULL, 0};
	TextBuffer	room = {NULL, 0, 0};
	bool		ran;

	if (input.len == 0)
		input = item[ITEM_INPUT].len > 0 ? item[ITEM_INPUT] : item[ITEM_ACTION];
	if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &reading->input);

	script = script_of(item, input);
	if (script.len > 0)
	{
		if (wm_json_kind(script) == JSON_STRING && script.data != input.data)
			script = wm_json_text(script, &room);
		ran = wm_codex_script(reading, &notes->scripts, id_of(item), script, time);
		wm_buffer_free(&room);
		if (ran)
			return;
		input = SLICE("");
	}

	if (wm_json_says(item[ITEM_NAME], SLICE("request_user_input")))
		notes->question = id_of(item);
	if (wm_json_says(item[ITEM_NAME], SLICE("wait")))
		cell = wm_json_member(input, SLICE("cell_id"));
	wm_codex_direct(&notes->scripts, id_of(item), cell);

	/* To wait for a script is to look after it; the tool's name is older. */
	wm_reading_call(reading, cell.len > 0 ? SLICE("exec") : tool_of(reading, type, item),
					cell.len > 0 ? SLICE("") : input, id_of(item), time, false);
}

static void
read_output(Reading *reading, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	uint64_t	id = id_of(item);

	if (wm_codex_printed(reading, &notes->scripts, id, item[ITEM_OUTPUT], time,
						 !notes->subagent))
		return;
	wm_reading_result(reading, id, item[ITEM_OUTPUT],
					  wm_result_failed(item[ITEM_OUTPUT]), time, false);
	if (id != 0 && notes->question == id && !notes->subagent)
	{
		Slice		decoded = wm_json_text(item[ITEM_OUTPUT], &reading->input);

		wm_reading_answers(reading, wm_json_member(decoded, SLICE("answers")), time);
	}
}

/* Items of other types are bulk.  Some programs leave a message's type out. */
static bool
read_item(Reading *reading, const Slice *item, Slice payload, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Slice		type = wm_json_raw(item[ITEM_TYPE]);
	bool		message = wm_slice_equals(type, SLICE("message")) ||
		(item[ITEM_TYPE].len == 0 && item[ITEM_CONTENT].len > 0 &&
		 wm_json_kind(item[ITEM_ROLE]) == JSON_STRING);
	bool		call = wm_slice_ends(type, SLICE("_call"));
	bool		output = wm_slice_ends(type, SLICE("_output"));

	if (!message)
		wm_codex_decide(reading, !notes->events_seen);

	/* Of reasoning a summary is legible, if anything is. */
	if (wm_slice_equals(type, SLICE("reasoning")))
		wm_reading_thoughts(reading, item[ITEM_SUMMARY], SLICE("text"), time);
	if (!message && !call && !output)
		return type.len > 0;

	if (message)
		wm_codex_message(reading, item, payload, time);
	else if (call)
		read_call(reading, type, item, time);
	else
		read_output(reading, item, time);
	return true;
}

/* A turn that was rolled back was nevertheless asked for and worked on. */
static void
read_event(Reading *reading, Slice event, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Slice		type = item[ITEM_TYPE];

	if (wm_json_says(type, SLICE("user_message")))
		wm_codex_user_message(reading, event, time);
	else if (wm_json_says(type, SLICE("item_completed")))
		wm_codex_screen_item(reading, item[ITEM_ITEM], time);
	else if (wm_json_says(type, SLICE("token_count")))
		wm_codex_token_count(reading, event);
	else if (wm_json_says(type, SLICE("turn_aborted")))
	{
		if (!notes->subagent &&
			wm_json_says(wm_json_member(event, SLICE("reason")), SLICE("interrupted")))
			wm_codex_person(reading, HUMAN_INTERRUPTION, time);
	}
	else if (wm_json_says(type, SLICE("thread_name_updated")))
		wm_reading_title(reading, wm_json_member(event, SLICE("thread_name")), time);
	else if (wm_json_says(type, SLICE("thread_settings_applied")))
		wm_codex_settings(reading, event);
	else if (wm_slice_ends(wm_json_raw(type), SLICE("_end")))
		wm_codex_done(reading, &notes->scripts, wm_json_raw(type), event, time);
}

static bool
read_envelope(Reading *reading, const Slice *line, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Slice		type = line[LINE_TYPE];
	Slice		payload = line[LINE_PAYLOAD];

	notes->enveloped = true;
	notes->ordinal = wm_json_number(line[LINE_ORDINAL], notes->next_ordinal);
	notes->next_ordinal = notes->ordinal + 1;
	if (wm_json_says(type, SLICE("session_meta")))
		wm_codex_header(reading, payload, time);
	else if (wm_codex_is_copy(reading, line, item, time))
		return true;
	else if (wm_json_says(type, SLICE("response_item")))
		return read_item(reading, item, payload, time);
	else if (wm_json_says(type, SLICE("event_msg")))
		read_event(reading, payload, item, time);
	else if (wm_json_says(type, SLICE("token_usage_record")))
		wm_codex_response_usage(reading, payload);
	else if (wm_json_says(type, SLICE("turn_context")) &&
			 reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model,
						wm_json_member(payload, SLICE("model")));
	return true;
}

static bool
read_line(Reading *reading, Slice record)
{
	Slice		line[LINE_COUNT];
	Slice		item[ITEM_COUNT];
	JsonMembers members[] = {
		{line_keys, line, LINE_COUNT, 0},
		{item_keys, item, ITEM_COUNT, LINE_PAYLOAD}
	};
	Slice		type;
	EventTime	time;

	if (!wm_json_members_deep(record, members, 2))
		return false;

	type = wm_json_raw(line[LINE_TYPE]);
	time = wm_reading_time(reading, line[LINE_TIMESTAMP]);
	if (line[LINE_PAYLOAD].len > 0)
	{
		if (wm_json_kind(line[LINE_PAYLOAD]) != JSON_OBJECT ||
			wm_json_kind(line[LINE_TYPE]) != JSON_STRING)
			return false;
		return read_envelope(reading, line, item, time);
	}
	if (line[LINE_RECORD_TYPE].len > 0)
		return true;
	if (is_bare_header(line))
		wm_codex_header(reading, record, time);
	else if (wm_json_kind(line[LINE_TYPE]) != JSON_STRING)
		return false;
	else if (wm_find_byte(type.data, type.data + type.len, '.') != NULL)
		wm_codex_exec_line(reading, line[LINE_TYPE], line[LINE_THREAD_ID],
						   line[LINE_ITEM], line[LINE_USAGE]);
	else
		return wm_json_members(record, item_keys, item, ITEM_COUNT) &&
			read_item(reading, item, record, time);
	return true;
}

static void
end(Reading *reading)
{
	CodexNotes *notes = reading->notes;
	Facts	   *facts = reading->facts;

	wm_codex_decide(reading, !notes->events_seen);
	wm_codex_say_shown(reading);
	wm_codex_unanswered(reading);
	wm_codex_scripts_end(reading, &notes->scripts);
	if (!notes->totals_seen)
		wm_session_tokens(reading->session, notes->count + 1,
						  notes->recorded_in, notes->recorded_out);
	if (facts->model[0] == '\0')
		wm_session_name(facts->model, wm_slice_cstring(notes->model));
	wm_reading_forget(&notes->unsettled);
	wm_reading_forget(&notes->unanswered);
	wm_reading_forget(&notes->shown);
}

const Reader wm_reader_codex = {
	.format = "codex",
	.agent = "codex",
	.notes_size = sizeof(CodexNotes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
