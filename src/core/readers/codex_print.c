/*
 * codex_print.c
 *	  Codex's code mode: what scripts print.
 *
 * Scripts print what their authors like, mostly what the calls gave back: objects
 * with an exit code, or text with head matter.  Of the commands in a script, in
 * their order, each such result settles one.
 */
#include "action/result.h"
#include "base/keyword.h"
#include "readers/codex_failure.h"
#include "readers/codex_print.h"

/* What a script prints is looked into this deep. */
#define DEPTH_LIMIT		3

/* So much is looked at of how a text begins, and of an error. */
#define HEAD_BYTES		300
#define ERROR_BYTES		2000

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
		text = wm_codex_error_words(wm_slice_head(text, HEAD_BYTES));
		kind = wm_codex_error_kind(text, true);
		if (kind == SCRIPTED_COMMAND && failed)
			end_command(print, true);
		else if (kind == SCRIPTED_PATCH &&
				 wm_slice_starts(text, SLICE("apply_patch verif")))
			fail_kind(print, kind);
	}
	print->texts++;
	print->run->texts++;
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
				print->run->cell = wm_slice_identity(cell);
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
	uint64_t	cell = wm_codex_cell(scripts, id);
	int			number = wm_codex_find_run(scripts, id, cell);
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
		wm_codex_died(reading, scripts, print.run, wm_buffer_slice(&error), time);
	if (state == SCRIPT_FAILED || state == SCRIPT_COMPLETED)
	{
		settle_all(&print);
		wm_codex_close(scripts, number);
	}
	wm_buffer_free(&error);
	return true;
}
