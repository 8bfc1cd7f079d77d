/*
 * codex_script.c
 *	  Codex's code mode: the calls that the agent's scripts make.
 *
 * A call is emitted when more than the script is known of it: when an item tells
 * that it was done, or when the script has printed its end.  For a script that fails
 * never makes the calls behind the one that failed, and what the source leaves open
 * an item may tell.
 */
#include "action/script.h"
#include "base/host.h"
#include "readers/codex_script.h"

/* Which tools are of which kind; those of servers are known by a prefix. */
static const struct
{
	Slice		tool;
	ScriptedKind kind;
}			kinds[] = {
	{LITERAL("exec_command"), SCRIPTED_COMMAND},
	{LITERAL("shell_command"), SCRIPTED_COMMAND},
	{LITERAL("shell"), SCRIPTED_COMMAND},
	{LITERAL("local_shell"), SCRIPTED_COMMAND},
	{LITERAL("container_exec"), SCRIPTED_COMMAND},
	{LITERAL("write_stdin"), SCRIPTED_POLL},
	{LITERAL("apply_patch"), SCRIPTED_PATCH},
};

static Slice
tool_of(const ScriptRun *run, const ScriptedCall *call)
{
	return wm_slice(run->room.data + call->tool, call->tool_len);
}

Slice
wm_codex_input(const ScriptRun *run, const ScriptedCall *call)
{
	return call->input_len == 0 ? SLICE("") :
		wm_slice(run->room.data + call->input, call->input_len);
}

static ScriptedKind
kind_of(Slice tool)
{
	for (size_t i = 0; i < lengthof(kinds); i++)
	{
		if (wm_slice_equals(tool, kinds[i].tool))
			return kinds[i].kind;
	}
	return wm_slice_starts(tool, SLICE("mcp__")) ? SCRIPTED_SERVER : SCRIPTED_OTHER;
}

/* The hash of the command in a call's input: a text, or the last of its words. */
static uint64_t
command_of(Slice input)
{
	static const Slice names[] = {LITERAL("cmd"), LITERAL("command")};
	Slice		members[2];
	JsonWalk	words;
	Slice		key;
	Slice		word;
	Slice		last = {NULL, 0};

	(void) wm_json_members(input, names, members, 2);
	last = members[members[0].len > 0 ? 0 : 1];
	words = wm_json_walk(last);
	while (wm_json_next(&words, &key, &word) == JSON_ITEM)
		last = word;
	return wm_json_identity(last);
}

/* The id of a call that has none of its own. */
static uint64_t
id_of(uint64_t script, int number)
{
	uint64_t	parts[] = {script, (uint64_t) number};

	return wm_slice_identity(wm_slice((const char *) parts, sizeof(parts)));
}

static void
collect(const ScriptCall *found, void *context)
{
	ScriptRun  *run = context;
	ScriptedCall *call;

	if (run->ncalls == run->size)
	{
		run->size = run->size == 0 ? 4 : run->size * 2;
		run->calls = wm_realloc(run->calls, (size_t) run->size * sizeof(ScriptedCall));
	}
	call = &run->calls[run->ncalls];
	memset(call, 0, sizeof(ScriptedCall));
	call->id = id_of(run->id, run->ncalls++);
	call->kind = kind_of(found->tool);
	call->patch = call->kind == SCRIPTED_PATCH ||
		(call->kind == SCRIPTED_COMMAND &&
		 wm_slice_find(found->input, SLICE("*** Begin Patch")) >= 0);
	call->command = command_of(found->input);
	call->statement = found->statement;
	call->whole = found->whole && found->tool.len > 0;
	call->tool = run->room.len;
	call->tool_len = found->tool.len;
	wm_buffer_append(&run->room, found->tool);
	call->input = run->room.len;
	call->input_len = found->input.len;
	wm_buffer_append(&run->room, found->input);
}

void
wm_codex_tell(Reading *reading, CodexScripts *scripts, const ScriptRun *run,
			  ScriptedCall *call, Slice command, Slice patch)
{
	Slice		tool = tool_of(run, call);
	Slice		input = wm_codex_input(run, call);

	if (call->told)
		return;
	call->told = true;
	if (command.len > 0)
	{
		wm_buffer_clear(&scripts->input);
		wm_buffer_append(&scripts->input, SLICE("{\"command\":"));
		wm_buffer_append(&scripts->input, command);
		wm_buffer_append(&scripts->input, SLICE("}"));
		input = wm_buffer_slice(&scripts->input);
	}
	else if (patch.len > 0)
		input = patch;
	else if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &scripts->text);
	wm_reading_call(reading, tool.len > 0 ? tool : SLICE("exec"), input, call->id,
					run->time, false);
}

void
wm_codex_settle(Reading *reading, CodexScripts *scripts, const ScriptRun *run,
				ScriptedCall *call, bool failed, EventTime time)
{
	wm_codex_tell(reading, scripts, run, call, SLICE(""), SLICE(""));
	if (call->settled)
		return;
	call->settled = true;
	call->failed = failed;
	wm_reading_result(reading, call->id, SLICE(""), failed, time, false);
}

void
wm_codex_tell_all(Reading *reading, CodexScripts *scripts, ScriptRun *run)
{
	for (int i = 0; i < run->ncalls; i++)
		wm_codex_tell(reading, scripts, run, &run->calls[i], SLICE(""), SLICE(""));
}

void
wm_codex_flush(Reading *reading, CodexScripts *scripts)
{
	for (int i = 0; i < scripts->nruns; i++)
		wm_codex_tell_all(reading, scripts, scripts->runs[i]);
}

static void
free_run(ScriptRun *run)
{
	wm_buffer_free(&run->room);
	wm_free(run->calls);
	wm_free(run);
}

void
wm_codex_close(CodexScripts *scripts, int number)
{
	ScriptRun  *run = scripts->runs[number];

	for (int i = 0; i < run->ncalls; i++)
	{
		if (run->calls[i].command == 0 || run->calls[i].done)
			continue;
		scripts->late[scripts->next_late] = run->calls[i].command;
		scripts->next_late = (scripts->next_late + 1) % LATE_COMMANDS;
	}
	free_run(run);
	scripts->nruns--;
	memmove(&scripts->runs[number], &scripts->runs[number + 1],
			(size_t) (scripts->nruns - number) * sizeof(scripts->runs[0]));
}

bool
wm_codex_script(Reading *reading, CodexScripts *scripts, uint64_t id, Slice source,
				EventTime time)
{
	ScriptRun  *run = wm_alloc(sizeof(ScriptRun));

	memset(run, 0, sizeof(ScriptRun));
	run->id = id;
	run->time = time;
	run->codes = wm_slice_find(source, SLICE("exit_code")) >= 0;
	wm_script_read(source, collect, run);
	if (run->ncalls == 0)
	{
		free_run(run);
		return false;
	}
	if (scripts->nruns == OPEN_SCRIPTS)
	{
		wm_codex_tell_all(reading, scripts, scripts->runs[0]);
		wm_codex_close(scripts, 0);
	}
	scripts->runs[scripts->nruns++] = run;
	return true;
}

void
wm_codex_direct(CodexScripts *scripts, uint64_t id, Slice cell)
{
	scripts->direct[scripts->next_direct] = id;
	scripts->cells[scripts->next_direct] = wm_json_identity(cell);
	scripts->next_direct = (scripts->next_direct + 1) % DIRECT_CALLS;
}

uint64_t
wm_codex_cell(const CodexScripts *scripts, uint64_t id)
{
	for (int i = 0; i < DIRECT_CALLS; i++)
	{
		if (id != 0 && scripts->direct[i] == id)
			return scripts->cells[i];
	}
	return 0;
}

int
wm_codex_find_run(const CodexScripts *scripts, uint64_t id, uint64_t cell)
{
	for (int i = 0; i < scripts->nruns; i++)
	{
		if (cell != 0 ? scripts->runs[i]->cell == cell : scripts->runs[i]->id == id)
			return i;
	}
	return -1;
}

void
wm_codex_scripts_end(Reading *reading, CodexScripts *scripts)
{
	wm_codex_flush(reading, scripts);
	while (scripts->nruns > 0)
		wm_codex_close(scripts, scripts->nruns - 1);
	wm_buffer_free(&scripts->text);
	wm_buffer_free(&scripts->input);
}
