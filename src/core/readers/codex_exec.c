/*
 * codex_exec.c
 *	  The log of codex exec --json.
 *
 * It has call and result in one item, but neither the prompt nor any time.
 */
#include "readers/codex.h"

/* The files that codex exec --json says were changed: a call for each. */
static void
read_file_changes(Reading *reading, Slice changes, bool failed)
{
	JsonWalk	walk = wm_json_walk(changes);
	Slice		key;
	Slice		change;

	while (wm_json_next(&walk, &key, &change) == JSON_ITEM)
	{
		Event		event = {.kind = EVENT_CALL, .time = TIME_UNKNOWN};

		event.tool = SLICE("file_change");
		event.path = wm_json_text(wm_json_member(change, SLICE("path")), &reading->text);
		event.call = wm_slice_hash(change);
		wm_session_event(reading->session, &event);
		event.kind = EVENT_RESULT;
		event.failed = failed;
		wm_session_event(reading->session, &event);
	}
}

/*
 * An item of codex exec --json: call and result in one.  A command is one
 * line of shell; a tool of an MCP server is named as everywhere else.
 */
static void
read_item(Reading *reading, Slice object)
{
	enum
	{
		TYPE, OLD_TYPE, ID, TEXT, STATUS, EXIT_CODE, COMMAND, OUTPUT, CHANGES, SERVER,
		TOOL, ARGUMENTS, QUERY, COUNT
	};
	static const Slice names[COUNT] = {
		LITERAL("type"), LITERAL("item_type"), LITERAL("id"), LITERAL("text"),
		LITERAL("status"),
		LITERAL("exit_code"), LITERAL("command"), LITERAL("aggregated_output"),
		LITERAL("changes"),
		LITERAL("server"), LITERAL("tool"), LITERAL("arguments"), LITERAL("query")
	};
	Slice		item[COUNT];
	Slice		type;
	uint64_t	id;
	bool		failed;
	Event		event = {.kind = EVENT_CALL, .time = TIME_UNKNOWN};

	if (!wm_json_members(object, names, item, COUNT))
		return;
	type = wm_json_raw(item[TYPE].len > 0 ? item[TYPE] : item[OLD_TYPE]);
	id = wm_json_hash(item[ID]);
	failed = wm_json_says(item[STATUS], SLICE("failed")) ||
		wm_json_says(item[STATUS], SLICE("declined")) ||
		wm_json_number(item[EXIT_CODE], 0) != 0;

	if (wm_slice_equals(type, SLICE("agent_message")) ||
		wm_slice_equals(type, SLICE("assistant_message")))
	{
		wm_reading_say(reading, wm_json_text(item[TEXT], &reading->text),
					   TIME_UNKNOWN, false);
		return;
	}
	if (wm_slice_equals(type, SLICE("reasoning")))
	{
		wm_reading_think(reading, item[TEXT], TIME_UNKNOWN, false);
		return;
	}
	if (wm_slice_equals(type, SLICE("error")))
		return;
	if (wm_slice_equals(type, SLICE("file_change")))
	{
		read_file_changes(reading, item[CHANGES], failed);
		return;
	}

	event.tool = type;
	event.call = id;
	event.input = object;
	if (wm_slice_equals(type, SLICE("mcp_tool_call")))
	{
		wm_buffer_clear(&reading->text);
		wm_buffer_append(&reading->text, SLICE("mcp__"));
		wm_codex_add_name(reading, item[SERVER]);
		wm_buffer_append(&reading->text, SLICE("__"));
		wm_codex_add_name(reading, item[TOOL]);
		event.tool = wm_buffer_slice(&reading->text);
		event.input = item[ARGUMENTS];
	}
	else if (wm_slice_equals(type, SLICE("collab_tool_call")))
		event.tool = wm_json_text(item[TOOL], &reading->text);
	wm_session_event(reading->session, &event);
	wm_reading_result(reading, id, item[OUTPUT], failed, TIME_UNKNOWN, false);
}

void
wm_codex_exec_line(Reading *reading, Slice type, Slice thread_id, Slice item,
				   Slice usage)
{
	if (wm_json_says(type, SLICE("thread.started")))
	{
		reading->facts->surface = SURFACE_HEADLESS;
		reading->facts->headless = true;
		if (reading->facts->session_id[0] == '\0')
			wm_reading_id(reading, reading->facts->session_id, thread_id);
	}
	else if (wm_json_says(type, SLICE("item.completed")))
		read_item(reading, item);
	else if (wm_json_says(type, SLICE("turn.completed")))
		wm_codex_usage(reading, usage, SLICE(""));
}

