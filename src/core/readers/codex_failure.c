/*
 * codex_failure.c
 *	  Codex's code mode: what a script died of.
 */
#include "action/patch.h"
#include "readers/codex_failure.h"

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

Slice
wm_codex_error_words(Slice text)
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

ScriptedKind
wm_codex_error_kind(Slice error, bool at_start)
{
	for (size_t i = 0; i < lengthof(errors); i++)
	{
		ptrdiff_t	found = wm_slice_find(error, errors[i].words);

		if (at_start ? found == 0 : found >= 0)
			return errors[i].kind;
	}
	return SCRIPTED_OTHER;
}

/* An error, and whether it names a file that a patch changes. */
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
	Slice		input = wm_codex_input(run, call);

	if (wm_json_kind(input) == JSON_STRING)
		(void) wm_patch_read(wm_json_text(input, room), SLICE(""), look_for, &blame);
	return blame.found;
}

/*
 * The call of a kind, or of any, that a script died of.  Those before it printed
 * what they gave back, if the script is of the simple sort that prints at once.
 */
static int
find_culprit(CodexScripts *scripts, const ScriptRun *run, Slice error, ScriptedKind kind)
{
	int			last = -1;

	for (int i = 0; i < run->ncalls; i++)
	{
		const ScriptedCall *call = &run->calls[i];

		if (call->settled || (kind != SCRIPTED_OTHER && call->kind != kind))
			continue;
		if (call->kind == SCRIPTED_PATCH && kind == SCRIPTED_PATCH &&
			is_blamed(run, call, error, &scripts->text))
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
			return wm_codex_error_kind(error, false) == SCRIPTED_OTHER;
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

void
wm_codex_died(Reading *reading, CodexScripts *scripts, ScriptRun *run, Slice error,
			  EventTime time)
{
	int			culprit;
	Slice		plain = wm_codex_error_words(error);

	if (wm_slice_starts(plain, SLICE("SyntaxError")))
	{
		/* Nothing of it was run. */
		leave_out(run, 0, -1);
		wm_reading_call(reading, SLICE("exec"), SLICE(""), run->id, run->time, false);
		wm_reading_result(reading, run->id, SLICE(""), true, time, false);
		return;
	}
	if (is_own_error(plain) || is_own_error(wm_slice_trim(error)))
		culprit = -1;
	else
	{
		culprit = find_culprit(scripts, run, plain, wm_codex_error_kind(plain, false));
		if (culprit < 0)
			culprit = find_culprit(scripts, run, plain, SCRIPTED_OTHER);
	}
	if (culprit < 0)
	{
		wm_codex_tell_all(reading, scripts, run);
		if (!has_failed(run))
			wm_reading_result(reading, run->id, SLICE(""), true, time, false);
		return;
	}
	wm_codex_settle(reading, scripts, run, &run->calls[culprit], true, time);
	leave_out(run, culprit + 1, run->calls[culprit].statement);
}
