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
		event.call = wm_slice_identity(change);
		wm_session_event(reading->session, &event);
		event.kind = EVENT_RESULT;
		event.failed = failed;
		wm_session_event(reading->session, &event);
	}
}

typedef enum ExecPart
{
	EXEC_TYPE,
	EXEC_OLD_TYPE,
	EXEC_ID,
	EXEC_TEXT,
	EXEC_STATUS,
	EXEC_EXIT_CODE,
	EXEC_OUTPUT,
	EXEC_CHANGES,
	EXEC_SERVER,
	EXEC_TOOL,
	EXEC_ARGUMENTS,
	EXEC_PARTS
} ExecPart;

static const Slice exec_parts[EXEC_PARTS] = {
	[EXEC_TYPE] = LITERAL("type"),
	[EXEC_OLD_TYPE] = LITERAL("item_type"),
	[EXEC_ID] = LITERAL("id"),
	[EXEC_TEXT] = LITERAL("text"),
	[EXEC_STATUS] = LITERAL("status"),
	[EXEC_EXIT_CODE] = LITERAL("exit_code"),
	[EXEC_OUTPUT] = LITERAL("aggregated_output"),
	[EXEC_CHANGES] = LITERAL("changes"),
	[EXEC_SERVER] = LITERAL("server"),
	[EXEC_TOOL] = LITERAL("tool"),
	[EXEC_ARGUMENTS] = LITERAL("arguments"),
};

/*
 * Call and result in one.  A command is one line of shell; a tool of an MCP server is
 * named as everywhere else.
 */
static void
read_tool(Reading *reading, Slice object, Slice type, const Slice *item, bool failed)
{
	Event		event = {.kind = EVENT_CALL, .time = TIME_UNKNOWN};

	event.tool = type;
	event.call = wm_json_identity(item[EXEC_ID]);
	event.input = object;
	if (wm_slice_equals(type, SLICE("mcp_tool_call")))
	{
		wm_buffer_clear(&reading->text);
		wm_buffer_append(&reading->text, SLICE("mcp__"));
		wm_codex_add_name(reading, item[EXEC_SERVER]);
		wm_buffer_append(&reading->text, SLICE("__"));
		wm_codex_add_name(reading, item[EXEC_TOOL]);
		event.tool = wm_buffer_slice(&reading->text);
		event.input = item[EXEC_ARGUMENTS];
	}
	else if (wm_slice_equals(type, SLICE("collab_tool_call")))
		event.tool = wm_json_text(item[EXEC_TOOL], &reading->text);
	wm_session_event(reading->session, &event);
	wm_reading_result(reading, event.call, item[EXEC_OUTPUT], failed, TIME_UNKNOWN,
					  false);
}

/* An item: words, thoughts, changed files, or a tool.  An error is a warning. */
static void
read_item(Reading *reading, Slice object)
{
	Slice		item[EXEC_PARTS];
	Slice		type;
	bool		failed;

	if (!wm_json_members(object, exec_parts, item, EXEC_PARTS))
		return;
	type = wm_json_raw(item[item[EXEC_TYPE].len > 0 ? EXEC_TYPE : EXEC_OLD_TYPE]);
	failed = wm_json_says(item[EXEC_STATUS], SLICE("failed")) ||
		wm_json_says(item[EXEC_STATUS], SLICE("declined")) ||
		wm_json_number(item[EXEC_EXIT_CODE], 0) != 0;

	if (wm_slice_equals(type, SLICE("agent_message")) ||
		wm_slice_equals(type, SLICE("assistant_message")))
		wm_reading_say(reading, wm_json_text(item[EXEC_TEXT], &reading->text),
					   TIME_UNKNOWN, false);
	else if (wm_slice_equals(type, SLICE("reasoning")))
		wm_reading_think(reading, item[EXEC_TEXT], TIME_UNKNOWN, false);
	else if (wm_slice_equals(type, SLICE("file_change")))
		read_file_changes(reading, item[EXEC_CHANGES], failed);
	else if (!wm_slice_equals(type, SLICE("error")))
		read_tool(reading, object, type, item, failed);
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

