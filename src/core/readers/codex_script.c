/*
 * codex_script.c
 *	  Codex's code mode: the calls that the agent's scripts make, and what they
 *	  print.
 *
 * A call is emitted when more than the script is known of it: when an item tells
 * that it was done, or when the script has printed its end.  For a script that fails
 * never makes the calls behind the one that failed, and what the source leaves open
 * an item may tell.
 *
 * Scripts print what their authors like, mostly what the calls gave back: objects
 * with an exit code, or text with head matter.  Of the commands in a script, in
 * their order, each such result settles one.
 */
#include "action/patch.h"
#include "action/result.h"
#include "action/script.h"
#include "base/host.h"
#include "base/keyword.h"
#include "readers/codex_script.h"

/* What a script prints is looked into this deep. */
#define DEPTH_LIMIT		3

/* So much is looked at of how a text begins. */
#define HEAD_BYTES		300
#define ERROR_BYTES		2000

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

/* How the error begins that a script dies of, if it is one of its own. */
static const Slice own_errors[] = {
	LITERAL("TypeError"), LITERAL("ReferenceError"), LITERAL("RangeError"),
	LITERAL("SyntaxError"), LITERAL("URIError"), LITERAL("EvalError"),
	LITERAL("Error"), LITERAL("Uncaught"),
};

/* What else the error says, and of which kind of call it speaks. */
static const struct
{
	Slice		words;
	ScriptedKind kind;
}			errors[] = {
	{LITERAL("apply_patch"), SCRIPTED_PATCH},
	{LITERAL("patch rejected"), SCRIPTED_PATCH},
	{LITERAL("Exit code: "), SCRIPTED_COMMAND},
	{LITERAL("exec_command"), SCRIPTED_COMMAND},
	{LITERAL("exec command"), SCRIPTED_COMMAND},
	{LITERAL("shell_command"), SCRIPTED_COMMAND},
	{LITERAL("Command blocked"), SCRIPTED_COMMAND},
	{LITERAL("write_stdin"), SCRIPTED_POLL},
	{LITERAL("in sandbox"), SCRIPTED_COMMAND},
	{LITERAL("tool call error"), SCRIPTED_SERVER},
};

static Slice
tool_of(const ScriptRun *run, const ScriptedCall *call)
{
	return wm_slice(run->room.data + call->tool, call->tool_len);
}

static Slice
input_of(const ScriptRun *run, const ScriptedCall *call)
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
	return wm_json_hash(last);
}

/* The id of a call that has none of its own. */
static uint64_t
id_of(uint64_t script, int number)
{
	uint64_t	parts[] = {script, (uint64_t) number};

	return wm_slice_hash(wm_slice((const char *) parts, sizeof(parts)));
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
	Slice		input = input_of(run, call);

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

static void
tell_all(Reading *reading, CodexScripts *scripts, ScriptRun *run)
{
	for (int i = 0; i < run->ncalls; i++)
		wm_codex_tell(reading, scripts, run, &run->calls[i], SLICE(""), SLICE(""));
}

void
wm_codex_flush(Reading *reading, CodexScripts *scripts)
{
	for (int i = 0; i < scripts->nruns; i++)
		tell_all(reading, scripts, scripts->runs[i]);
}

static void
free_run(ScriptRun *run)
{
	wm_buffer_free(&run->room);
	wm_free(run->calls);
	wm_free(run);
}

/* A script is done: a command that no item told of may still run. */
static void
close_run(CodexScripts *scripts, int number)
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
		tell_all(reading, scripts, scripts->runs[0]);
		close_run(scripts, 0);
	}
	scripts->runs[scripts->nruns++] = run;
	return true;
}

void
wm_codex_direct(CodexScripts *scripts, uint64_t id, Slice cell)
{
	scripts->direct[scripts->next_direct] = id;
	scripts->cells[scripts->next_direct] = wm_json_hash(cell);
	scripts->next_direct = (scripts->next_direct + 1) % DIRECT_CALLS;
}

/* The cell that a call waits for; 0 if it does not. */
static uint64_t
cell_of(const CodexScripts *scripts, uint64_t id)
{
	for (int i = 0; i < DIRECT_CALLS; i++)
	{
		if (id != 0 && scripts->direct[i] == id)
			return scripts->cells[i];
	}
	return 0;
}

/* The number of the run that a call began or waits for, or -1. */
static int
find_run(const CodexScripts *scripts, uint64_t id, uint64_t cell)
{
	for (int i = 0; i < scripts->nruns; i++)
	{
		if (cell != 0 ? scripts->runs[i]->cell == cell : scripts->runs[i]->id == id)
			return i;
	}
	return -1;
}

/* What a script printed, text by text. */
typedef struct Print
{
	Reading    *reading;
	CodexScripts *scripts;
	ScriptRun  *run;
	EventTime	time;
	bool		attended;
	bool		in_order;		/* there is one text for each command */
	int			texts;
} Print;

/* A command or a look after one, by its number among these. */
static ScriptedCall *
command_number(ScriptRun *run, int number)
{
	for (int i = 0; i < run->ncalls; i++)
	{
		ScriptedCall *call = &run->calls[i];

		if ((call->kind == SCRIPTED_COMMAND || call->kind == SCRIPTED_POLL) &&
			number-- == 0)
			return call;
	}
	return NULL;
}

static int
count_commands(const ScriptRun *run)
{
	int			count = 0;

	for (int i = 0; i < run->ncalls; i++)
		count += run->calls[i].kind == SCRIPTED_COMMAND ||
			run->calls[i].kind == SCRIPTED_POLL ? 1 : 0;
	return count;
}

/* The next command ended so. */
static void
end_command(Print *print, bool failed)
{
	ScriptRun  *run = print->run;
	ScriptedCall *call = command_number(run, print->in_order ? print->texts :
										run->results);

	run->results++;
	if (call != NULL)
		wm_codex_settle(print->reading, print->scripts, run, call, failed, print->time);
}

/* A call of this kind failed: the first that is not settled. */
static void
fail_kind(Print *print, ScriptedKind kind)
{
	ScriptRun  *run = print->run;
	int			i = 0;

	while (i < run->ncalls && (run->calls[i].kind != kind || run->calls[i].settled))
		i++;
	if (i < run->ncalls)
		wm_codex_settle(print->reading, print->scripts, run, &run->calls[i], true,
						print->time);
}

/* What calls gave back, as JSON: of one, or of several in a container. */
static void
read_result(Print *print, Slice value, int depth)
{
	enum
	{
		EXIT_CODE, EXIT_CODE_TOO, CHUNK, SESSION, IS_ERROR, STATUS, VALUE, ANSWERS, COUNT
	};
	static const Slice names[COUNT] = {
		LITERAL("exit_code"), LITERAL("exitCode"), LITERAL("chunk_id"),
		LITERAL("session_id"), LITERAL("isError"), LITERAL("status"), LITERAL("value"),
		LITERAL("answers")
	};
	Slice		result[COUNT];
	Slice		key;
	JsonWalk	walk;

	if (wm_json_kind(value) == JSON_OBJECT)
	{
		Slice		code;

		(void) wm_json_members(value, names, result, COUNT);
		code = result[result[EXIT_CODE].len > 0 ? EXIT_CODE : EXIT_CODE_TOO];
		if (wm_json_kind(code) == JSON_NUMBER)
		{
			end_command(print, wm_json_number(code, 1) != 0);
			return;
		}
		if (result[CHUNK].len > 0 || result[SESSION].len > 0)
		{
			end_command(print, false);
			return;
		}
		if (wm_json_is_true(result[IS_ERROR]))
			fail_kind(print, SCRIPTED_SERVER);
		if (wm_json_says(result[STATUS], SLICE("rejected")))
			end_command(print, true);
		if (print->attended && wm_json_kind(result[ANSWERS]) == JSON_OBJECT)
			wm_reading_answers(print->reading, result[ANSWERS], print->time);
	}
	if (depth == DEPTH_LIMIT)
		return;
	walk = wm_json_walk(value);
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
		read_result(print, value, depth + 1);
}

static size_t
skip_any(Slice text, size_t at, const char *chars, size_t most)
{
	size_t		from = at;

	while (at < text.len && at < from + most && strchr(chars, text.data[at]) != NULL)
		at++;
	return at;
}

static size_t
skip_word(Slice text, size_t at, const char *word)
{
	size_t		len = strlen(word);

	return at + len <= text.len && wm_is_word(wm_slice(text.data + at, len), word) ?
		at + len : at;
}

/* "== exit code: 1", as scripts put it in words of their own. */
static bool
tells_exit(Slice text, bool *failed)
{
	size_t		word = skip_any(text, 0, "=-#[(*: ", 8);
	size_t		at = skip_word(text, word, "exit");
	size_t		value;

	if (at == word)
		return false;
	at = skip_any(text, at, "_ -", 1);
	at = skip_word(text, skip_word(text, at, "code"), "status");
	value = skip_any(text, at, "=: ", 3);
	if (value == text.len || text.data[value] < '0' || text.data[value] > '9' ||
		strchr("=: ", text.data[value - 1]) == NULL)
		return false;
	*failed = text.data[value] != '0';
	return true;
}

static Slice
without_error(Slice text)
{
	static const Slice heads[] = {LITERAL("Script error:"), LITERAL("Error: ")};

	for (size_t i = 0; i < lengthof(heads); i++)
	{
		text = wm_slice_trim(text);
		if (wm_slice_starts(text, heads[i]))
			text = wm_slice_from(text, heads[i].len);
	}
	return wm_slice_trim(text);
}

/* Of which kind of call an error speaks; SCRIPTED_OTHER if of none. */
static ScriptedKind
kind_of_error(Slice error, bool at_start)
{
	for (size_t i = 0; i < lengthof(errors); i++)
	{
		ptrdiff_t	found = wm_slice_find(error, errors[i].words);

		if (at_start ? found == 0 : found >= 0)
			return errors[i].kind;
	}
	return SCRIPTED_OTHER;
}

/* One text that a script printed; output is the same as JSON, if it is a string. */
static void
read_text(Print *print, Slice output, Slice text)
{
	bool		failed;
	ScriptedKind kind;

	text = wm_slice_trim(text);
	if (text.len > 0 && (text.data[0] == '{' || text.data[0] == '['))
		read_result(print, text, 0);
	else if (wm_result_exit_code(output, &failed) ||
			 (print->run->codes && tells_exit(text, &failed)))
		end_command(print, failed);
	else
	{
		text = without_error(wm_slice_head(text, HEAD_BYTES));
		kind = kind_of_error(text, true);
		if (kind == SCRIPTED_COMMAND && failed)
			end_command(print, true);
		else if (kind == SCRIPTED_PATCH &&
				 wm_slice_starts(text, SLICE("apply_patch verif")))
			fail_kind(print, kind);
	}
	print->texts++;
	print->run->texts++;
}

/* Does the error name a file that this patch changes? */
typedef struct Blame
{
	Slice		error;
	bool		found;
} Blame;

static void
look_for(const FileChange *change, void *context)
{
	Blame	   *blame = context;

	blame->found |= change->path.len > 0 &&
		wm_slice_find(blame->error, change->path) >= 0;
}

static bool
is_blamed(const ScriptRun *run, const ScriptedCall *call, Slice error, TextBuffer *room)
{
	Blame		blame = {.error = error};
	Slice		input = input_of(run, call);

	if (wm_json_kind(input) == JSON_STRING)
		(void) wm_patch_read(wm_json_text(input, room), SLICE(""), look_for, &blame);
	return blame.found;
}

/*
 * The call of a kind, or of any, that a script died of.  Those before it printed
 * what they gave back, if the script is of the simple sort that prints at once.
 */
static int
find_culprit(Print *print, Slice error, ScriptedKind kind)
{
	ScriptRun  *run = print->run;
	int			last = -1;

	for (int i = 0; i < run->ncalls; i++)
	{
		ScriptedCall *call = &run->calls[i];

		if (call->settled || (kind != SCRIPTED_OTHER && call->kind != kind))
			continue;
		if (call->kind == SCRIPTED_PATCH && kind == SCRIPTED_PATCH &&
			is_blamed(run, call, error, &print->scripts->text))
			return i;
		if (last < run->texts)
			last = i;
	}
	return last;
}

/* The calls that were never made: nothing is emitted of them. */
static void
leave_out(ScriptRun *run, int from, int statement)
{
	for (int i = from; i < run->ncalls; i++)
	{
		if (run->calls[i].statement > statement && !run->calls[i].told)
			run->calls[i].told = run->calls[i].settled = true;
	}
}

/* The script died of an error of its own, and not of a call's. */
static bool
is_own_error(Slice error)
{
	for (size_t i = 0; i < lengthof(own_errors); i++)
	{
		if (wm_slice_starts(error, own_errors[i]))
			return kind_of_error(error, false) == SCRIPTED_OTHER;
	}
	return false;
}

/* Has a call failed?  Then the script died of that, whatever it says. */
static bool
has_failed(const ScriptRun *run)
{
	int			i = 0;

	while (i < run->ncalls && !run->calls[i].failed)
		i++;
	return i < run->ncalls;
}

/* "Script failed", and why. */
static void
read_failure(Print *print, Slice error)
{
	ScriptRun  *run = print->run;
	int			culprit;
	Slice		plain = without_error(error);

	if (wm_slice_starts(plain, SLICE("SyntaxError")))
	{
		/* Nothing of it was run. */
		leave_out(run, 0, -1);
		wm_reading_call(print->reading, SLICE("exec"), SLICE(""), run->id, run->time,
						false);
		wm_reading_result(print->reading, run->id, SLICE(""), true, print->time, false);
		return;
	}
	if (is_own_error(plain) || is_own_error(wm_slice_trim(error)))
		culprit = -1;
	else
	{
		culprit = find_culprit(print, plain, kind_of_error(plain, false));
		if (culprit < 0)
			culprit = find_culprit(print, plain, SCRIPTED_OTHER);
	}
	if (culprit < 0)
	{
		tell_all(print->reading, print->scripts, run);
		if (!has_failed(run))
			wm_reading_result(print->reading, run->id, SLICE(""), true, print->time,
							  false);
		return;
	}
	wm_codex_settle(print->reading, print->scripts, run, &run->calls[culprit], true,
					print->time);
	leave_out(run, culprit + 1, run->calls[culprit].statement);
}

/* How a script stands, by the head of what it printed. */
typedef enum ScriptState
{
	SCRIPT_UNKNOWN,
	SCRIPT_RUNNING,
	SCRIPT_FAILED,
	SCRIPT_COMPLETED
} ScriptState;

/* The head is taken off the first text; cell is set if the script goes on running. */
static ScriptState
read_head(Slice *text, Slice *cell)
{
	static const Slice running = LITERAL("Script running with cell ID ");
	Slice		head = *text;
	ptrdiff_t	output = wm_slice_find(wm_slice_head(head, HEAD_BYTES),
									   SLICE("\nOutput:"));
	const char *line;

	*cell = SLICE("");
	if (!wm_slice_starts(head, SLICE("Script ")))
		return SCRIPT_UNKNOWN;
	*text = output < 0 ? SLICE("") :
		wm_slice_from(head, (size_t) output + strlen("\nOutput:"));
	line = memchr(head.data, '\n', head.len);
	if (line != NULL)
		head.len = (size_t) (line - head.data);
	if (wm_slice_starts(head, running))
	{
		*cell = wm_slice_trim(wm_slice_from(head, running.len));
		return SCRIPT_RUNNING;
	}
	return wm_slice_starts(head, SLICE("Script failed")) ? SCRIPT_FAILED :
		SCRIPT_COMPLETED;
}

/* The texts of an output: itself, or those of a list. */
typedef struct Texts
{
	JsonWalk	walk;
	Slice		only;
} Texts;

static bool
next_text(Texts *texts, Slice *text)
{
	static const Slice text_key = LITERAL("text");

	*text = texts->only;
	texts->only.len = 0;
	if (wm_json_kind(*text) == JSON_STRING)
		return true;
	while (wm_json_next_members(&texts->walk, &text_key, text, 1) == JSON_ITEM)
	{
		if (wm_json_kind(*text) == JSON_STRING)
			return true;
	}
	return false;
}

static Texts
texts_of(Slice output)
{
	Texts		texts = {wm_json_walk(output), output};

	return texts;
}

/* Is there one text for each command, whatever the texts say? */
static bool
is_in_order(const ScriptRun *run, Slice output)
{
	Texts		texts = texts_of(output);
	Slice		text;
	int			count = -1;		/* the first is the head */

	while (next_text(&texts, &text))
		count += wm_json_starts(text, SLICE("Script error:")) ? 0 : 1;
	return run->results == 0 && count == count_commands(run);
}

/* All that a script printed this time; error is what it died of, if it did. */
static ScriptState
read_print(Print *print, Slice output, TextBuffer *error)
{
	Texts		texts = texts_of(output);
	TextBuffer	room = {NULL, 0, 0};
	ScriptState state = SCRIPT_UNKNOWN;
	Slice		text;
	Slice		cell;

	for (bool first = true; next_text(&texts, &text); first = false)
	{
		Slice		decoded = wm_json_text(text, &room);

		if (first)
		{
			state = read_head(&decoded, &cell);
			if (cell.len > 0)
				print->run->cell = wm_slice_hash(cell);
			decoded = wm_slice_trim(decoded);
			if (state == SCRIPT_UNKNOWN || decoded.len == 0)
				continue;
		}
		if (wm_slice_starts(decoded, SLICE("Script error:")))
			wm_buffer_append(error, wm_slice_head(decoded, ERROR_BYTES));
		else
			read_text(print, first ? SLICE("") : text, decoded);
	}
	wm_buffer_free(&room);
	return state;
}

/* The script is over: what was not settled went well, as far as one can tell. */
static void
settle_all(Print *print)
{
	ScriptRun  *run = print->run;
	int			failures = run->late_failures;

	for (int i = 0; i < run->ncalls; i++)
		failures -= run->calls[i].kind == SCRIPTED_POLL && run->calls[i].failed ? 1 : 0;
	for (int i = 0; i < run->ncalls; i++)
	{
		ScriptedCall *call = &run->calls[i];
		bool		failed = failures > 0 && call->kind == SCRIPTED_POLL &&
			!call->settled;

		failures -= failed ? 1 : 0;
		wm_codex_settle(print->reading, print->scripts, run, call, failed, print->time);
	}
}

bool
wm_codex_printed(Reading *reading, CodexScripts *scripts, uint64_t id, Slice output,
				 EventTime time, bool attended)
{
	uint64_t	cell = cell_of(scripts, id);
	int			number = find_run(scripts, id, cell);
	Print		print = {.reading = reading, .scripts = scripts, .time = time};
	TextBuffer	error = {NULL, 0, 0};
	ScriptState state;

	if (number < 0)
		return false;
	print.run = scripts->runs[number];
	print.attended = attended;
	print.in_order = is_in_order(print.run, output);
	state = read_print(&print, output, &error);
	if (cell != 0)
		wm_reading_result(reading, id, output, false, time, false);

	/* What is neither head nor refusal is a note that it sends while it runs. */
	if (state == SCRIPT_UNKNOWN && wm_result_failed(output))
		state = SCRIPT_FAILED;
	if (state == SCRIPT_FAILED)
		read_failure(&print, wm_buffer_slice(&error));
	if (state == SCRIPT_FAILED || state == SCRIPT_COMPLETED)
	{
		settle_all(&print);
		close_run(scripts, number);
	}
	wm_buffer_free(&error);
	return true;
}

void
wm_codex_scripts_end(Reading *reading, CodexScripts *scripts)
{
	wm_codex_flush(reading, scripts);
	while (scripts->nruns > 0)
		close_run(scripts, scripts->nruns - 1);
	wm_buffer_free(&scripts->text);
	wm_buffer_free(&scripts->input);
}
