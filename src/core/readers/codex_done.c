/*
 * codex_done.c
 *	  Codex's code mode: the items that tell what was done.
 *
 * Since 0.144 a rollout has an item for each command, patch and call of a server,
 * beside the script that called for it; before, and with other settings, it has
 * events that say the same.  A call that the script tells in full is only settled by
 * its item.  What the source leaves open, the item tells.  An item without a call of
 * its own is a round of a loop.
 */
#include "readers/codex_script.h"

/* The members of an item or event. */
typedef enum DonePart
{
	DONE_ID,
	DONE_CALL_ID,
	DONE_COMMAND,
	DONE_EXIT_CODE,
	DONE_STATUS,
	DONE_SUCCESS,
	DONE_SOURCE,
	DONE_CHANGES,
	DONE_TOOL,
	DONE_SERVER,
	DONE_ARGUMENTS,
	DONE_INVOCATION,
	DONE_RESULT,
	DONE_ERROR,
	DONE_PARTS
} DonePart;

static const Slice done_parts[DONE_PARTS] = {
	[DONE_ID] = LITERAL("id"),
	[DONE_CALL_ID] = LITERAL("call_id"),
	[DONE_COMMAND] = LITERAL("command"),
	[DONE_EXIT_CODE] = LITERAL("exit_code"),
	[DONE_STATUS] = LITERAL("status"),
	[DONE_SUCCESS] = LITERAL("success"),
	[DONE_SOURCE] = LITERAL("source"),
	[DONE_CHANGES] = LITERAL("changes"),
	[DONE_TOOL] = LITERAL("tool"),
	[DONE_SERVER] = LITERAL("server"),
	[DONE_ARGUMENTS] = LITERAL("arguments"),
	[DONE_INVOCATION] = LITERAL("invocation"),
	[DONE_RESULT] = LITERAL("result"),
	[DONE_ERROR] = LITERAL("error"),
};

static const struct
{
	Slice		type;
	ScriptedKind kind;
}			types[] = {
	{LITERAL("CommandExecution"), SCRIPTED_COMMAND},
	{LITERAL("exec_command_end"), SCRIPTED_COMMAND},
	{LITERAL("FileChange"), SCRIPTED_PATCH},
	{LITERAL("patch_apply_end"), SCRIPTED_PATCH},
	{LITERAL("McpToolCall"), SCRIPTED_SERVER},
	{LITERAL("mcp_tool_call_end"), SCRIPTED_SERVER},
	{LITERAL("DynamicToolCall"), SCRIPTED_OTHER},
};

/* An item as far as it is read. */
typedef struct Done
{
	Slice		parts[DONE_PARTS];
	uint64_t	id;
	bool		failed;
	bool		over;			/* it neither runs nor waits */
	EventTime	time;
} Done;

/* A call of a run. */
typedef struct Found
{
	ScriptRun  *run;
	ScriptedCall *call;			/* NULL: none */
} Found;

static bool
says_error(const Slice *parts)
{
	static const Slice names[] = {
		LITERAL("isError"), LITERAL("is_error"), LITERAL("Err")
	};
	Slice		members[3];
	JsonKind	error = wm_json_kind(parts[DONE_ERROR]);

	(void) wm_json_members(parts[DONE_RESULT], names, members, 3);
	return wm_json_is_true(members[0]) || wm_json_is_true(members[1]) ||
		members[2].len > 0 || error == JSON_STRING || error == JSON_OBJECT;
}

static Done
read_done(Slice item, EventTime time)
{
	Done		done = {.time = time};
	Slice	   *parts = done.parts;

	(void) wm_json_members(item, done_parts, parts, DONE_PARTS);
	if (parts[DONE_TOOL].len == 0 && parts[DONE_INVOCATION].len > 0)
	{
		static const Slice names[] = {
			LITERAL("tool"), LITERAL("server"), LITERAL("arguments")
		};

		(void) wm_json_members(parts[DONE_INVOCATION], names, &parts[DONE_TOOL], 3);
	}
	done.id = wm_json_identity(parts[parts[DONE_CALL_ID].len > 0 ? DONE_CALL_ID : DONE_ID]);
	done.failed = wm_json_says(parts[DONE_STATUS], SLICE("failed")) ||
		wm_json_says(parts[DONE_STATUS], SLICE("declined")) ||
		wm_json_number(parts[DONE_EXIT_CODE], 0) != 0 ||
		wm_json_kind(parts[DONE_SUCCESS]) == JSON_FALSE || says_error(parts);
	done.over = !wm_json_says(parts[DONE_STATUS], SLICE("in_progress")) &&
		!wm_json_says(parts[DONE_STATUS], SLICE("inProgress"));
	return done;
}

/* The first call of this kind that no item has told of; whole: 1 yes, 0 no, -1 any. */
static Found
find_kind(CodexScripts *scripts, ScriptedKind kind, int whole, Slice tool)
{
	Found		found = {NULL, NULL};

	for (int i = 0; i < scripts->nruns; i++)
	{
		ScriptRun  *run = scripts->runs[i];

		for (int j = 0; j < run->ncalls; j++)
		{
			ScriptedCall *call = &run->calls[j];
			Slice		name = wm_slice(run->room.data + call->tool, call->tool_len);

			if (call->done ||
				(kind == SCRIPTED_PATCH ? !call->patch : call->kind != kind) ||
				(whole >= 0 && call->whole != whole) ||
				name.len < tool.len ||
				!wm_slice_equals(wm_slice_from(name, name.len - tool.len), tool))
				continue;
			found.run = run;
			found.call = call;
			return found;
		}
	}
	return found;
}

static Found
find_command(CodexScripts *scripts, uint64_t command)
{
	Found		found = {NULL, NULL};

	for (int i = 0; i < scripts->nruns; i++)
	{
		ScriptRun  *run = scripts->runs[i];

		for (int j = 0; j < run->ncalls; j++)
		{
			if (command == 0 || run->calls[j].done || run->calls[j].command != command)
				continue;
			found.run = run;
			found.call = &run->calls[j];
			return found;
		}
	}
	return found;
}

/* The call of which this item told before, when it was not over. */
static Found
find_item(CodexScripts *scripts, uint64_t id)
{
	Found		found = {NULL, NULL};

	for (int i = 0; i < scripts->nruns; i++)
	{
		ScriptRun  *run = scripts->runs[i];

		for (int j = 0; j < run->ncalls; j++)
		{
			if (id == 0 || run->calls[j].item != id)
				continue;
			found.run = run;
			found.call = &run->calls[j];
			return found;
		}
	}
	return found;
}

/* Was the call made without a script?  Then its own output tells all. */
static bool
is_direct(const CodexScripts *scripts, uint64_t id)
{
	for (int i = 0; i < DIRECT_CALLS; i++)
	{
		if (id != 0 && scripts->direct[i] == id)
			return true;
	}
	return false;
}

/* Did a script that is done start this command? */
static bool
take_late(CodexScripts *scripts, uint64_t command)
{
	for (int i = 0; i < LATE_COMMANDS; i++)
	{
		if (command != 0 && scripts->late[i] == command)
		{
			scripts->late[i] = 0;
			return true;
		}
	}
	return false;
}

/* The item's call: what the source does not tell, the item does. */
static void
take(Reading *reading, CodexScripts *scripts, Found found, const Done *done,
	 Slice command, Slice patch)
{
	if (!found.call->whole)
		wm_codex_tell(reading, scripts, found.run, found.call, command, patch);
	else
		wm_codex_tell(reading, scripts, found.run, found.call, SLICE(""), SLICE(""));
	found.call->done = true;
	found.call->item = done->id;
	if (done->over)
		wm_codex_settle(reading, scripts, found.run, found.call, done->failed,
						done->time);
}

/* A call whose tool the script computes is told by an item, if one comes in time. */
static void
leave_to_item(CodexScripts *scripts)
{
	for (int i = 0; i < scripts->nruns; i++)
	{
		ScriptRun  *run = scripts->runs[i];

		for (int j = 0; j < run->ncalls; j++)
		{
			ScriptedCall *call = &run->calls[j];

			if (call->tool_len > 0 || call->told)
				continue;
			call->told = call->settled = call->done = true;
			return;
		}
	}
}

/*
 * What no call of the source is known to have done: of a tool whose name it
 * computes, or in a round of a loop, whose calls it tells but once.
 */
static void
add(Reading *reading, CodexScripts *scripts, const Done *done, Slice tool, Slice input)
{
	if (!done->over)
		return;
	leave_to_item(scripts);
	wm_reading_call(reading, tool, input, done->id, done->time, false);
	wm_reading_result(reading, done->id, SLICE(""), done->failed, done->time, false);
}

static void
take_command(Reading *reading, CodexScripts *scripts, const Done *done)
{
	Slice		command = done->parts[DONE_COMMAND];
	Slice		last = command;
	JsonWalk	words = wm_json_walk(command);
	Slice		key;
	Slice		word;
	Found		found;

	while (wm_json_next(&words, &key, &word) == JSON_ITEM)
		last = word;

	/* The person's own, of which a message tells. */
	if (wm_json_says(done->parts[DONE_SOURCE], SLICE("user_shell")))
		return;
	found = find_command(scripts, wm_json_identity(last));
	if (found.call == NULL && take_late(scripts, wm_json_identity(last)))
	{
		/* The agent is told when it looks after it. */
		found = find_kind(scripts, SCRIPTED_POLL, -1, SLICE(""));
		if (found.call != NULL && done->failed)
			found.run->late_failures++;
		return;
	}
	if (found.call == NULL)
		found = find_kind(scripts, SCRIPTED_COMMAND, 0, SLICE(""));
	if (found.call == NULL)
		found = find_kind(scripts, SCRIPTED_COMMAND, 1, SLICE(""));
	if (found.call != NULL)
	{
		take(reading, scripts, found, done, command, SLICE(""));
		return;
	}

	wm_buffer_clear(&scripts->input);
	wm_buffer_append(&scripts->input, SLICE("{\"command\":"));
	wm_buffer_append(&scripts->input, command);
	wm_buffer_append(&scripts->input, SLICE("}"));
	add(reading, scripts, done, SLICE("exec_command"), wm_buffer_slice(&scripts->input));
}

static void
take_patch(Reading *reading, CodexScripts *scripts, const Done *done)
{
	Found		found = find_kind(scripts, SCRIPTED_PATCH, -1, SLICE(""));
	Slice		patch = SLICE("");

	if (found.call == NULL || !found.call->whole)
		patch = wm_codex_make_patch(reading, scripts, done->parts[DONE_CHANGES]);
	if (found.call != NULL)
		take(reading, scripts, found, done, SLICE(""), patch);
	else
		add(reading, scripts, done, SLICE("apply_patch"), patch);
}

/* A tool of a server, or of the program that Codex is part of. */
static void
take_tool(Reading *reading, CodexScripts *scripts, const Done *done, ScriptedKind kind)
{
	Slice		tool = wm_json_text(done->parts[DONE_TOOL], &scripts->text);
	Found		found = find_kind(scripts, kind, -1, tool);

	if (found.call == NULL && kind == SCRIPTED_SERVER)
		found = find_kind(scripts, kind, -1, SLICE(""));
	if (found.call != NULL)
		take(reading, scripts, found, done, SLICE(""), SLICE(""));
	else if (kind == SCRIPTED_SERVER)
	{
		TextBuffer	name = {NULL, 0, 0};

		wm_buffer_append(&name, SLICE("mcp__"));
		wm_buffer_append(&name, wm_json_raw(done->parts[DONE_SERVER]));
		wm_buffer_append(&name, SLICE("__"));
		wm_buffer_append(&name, wm_json_raw(done->parts[DONE_TOOL]));
		add(reading, scripts, done,
			wm_slice_head(wm_buffer_slice(&name), 3 * NAME_LIMIT),
			done->parts[DONE_ARGUMENTS]);
		wm_buffer_free(&name);
	}
}

void
wm_codex_done(Reading *reading, CodexScripts *scripts, Slice type, Slice item,
			  EventTime time)
{
	Done		done;
	Found		found;
	size_t		i = 0;

	while (i < lengthof(types) && !wm_slice_equals(type, types[i].type))
		i++;
	if (i == lengthof(types) || scripts->nruns == 0)
		return;
	done = read_done(item, time);
	if (is_direct(scripts, done.id))
		return;
	found = find_item(scripts, done.id);
	if (found.call != NULL && done.over)
		wm_codex_settle(reading, scripts, found.run, found.call, done.failed, done.time);

	/* An item and an event may tell the same, with one id. */
	if (found.call != NULL ||
		(done.over && done.id != 0 &&
		 wm_session_seen_as(reading->session, SEEN_RESULT, done.id)))
		return;
	if (types[i].kind == SCRIPTED_COMMAND)
		take_command(reading, scripts, &done);
	else if (types[i].kind == SCRIPTED_PATCH)
		take_patch(reading, scripts, &done);
	else
		take_tool(reading, scripts, &done, types[i].kind);
}
