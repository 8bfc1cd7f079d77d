/*
 * result.c
 *	  Did a tool call fail?  Told from its output, where no flag says so.
 *
 * Agents report in dialects: a JSON object within the string, with an exit
 * code at its end; lines of head matter before the output, one of which has
 * the exit code; or a plain sentence in place of an output.  The marks are
 * facts about the agents' programs; a new one is a row in a table.
 */
#include "json.h"
#include "result.h"

/* So much is looked at from either end of an output. */
#define HEAD_BYTES	400
#define TAIL_BYTES	160

/* How an output begins, and what stands right before its exit code. */
static const struct
{
	Slice		start;
	Slice		before_code;
	bool		at_end;
}			dialects[] = {
	/* Codex: apply_patch and shell_command, exec_command, shell */
	{LITERAL("Exit code: "), LITERAL("Exit code: "), false},
	{LITERAL("Chunk ID: "), LITERAL("Process exited with code "), false},
	{LITERAL("Wall time: "), LITERAL("Process exited with code "), false},
	{LITERAL("{\\\"output\\\":"), LITERAL("\\\"exit_code\\\":"), true},

	/* Gemini CLI's run_shell_command, older and newer */
	{LITERAL("Command: "), LITERAL("\\nExit Code: "), true},
	{LITERAL("Output: "), LITERAL("\\nExit Code: "), true},

	/* mini-swe-agent */
	{LITERAL("<returncode>"), LITERAL("<returncode>"), false},
};

/* Sentences that an output begins with when nothing was done. */
static const Slice refusals[] = {
	LITERAL("failed "),
	LITERAL("error: "),
	LITERAL("Error: "),
	LITERAL("execution error"),
	LITERAL("exec command rejected"),
	LITERAL("exec_command failed"),
	LITERAL("exec_command rejected"),
	LITERAL("write_stdin failed"),
	LITERAL("apply_patch verification failed"),
	LITERAL("patch rejected"),
	LITERAL("unable to locate image"),
	LITERAL("unsupported call"),
	LITERAL("tool call error"),
	LITERAL("aborted"),
};

/* What stands before the output proper. */
static Slice
head(Slice text)
{
	ptrdiff_t	output;

	if (text.len > HEAD_BYTES)
		text.len = HEAD_BYTES;
	output = wm_slice_find(text, SLICE("\\nOutput:"));
	if (output >= 0)
		text.len = (size_t) output;
	return text;
}

static Slice
tail(Slice text)
{
	return text.len > TAIL_BYTES ? wm_slice_from(text, text.len - TAIL_BYTES) : text;
}

/* Is there an exit code?  If so, is it another than zero? */
static bool
find_code(Slice text, bool *failed)
{
	for (size_t i = 0; i < lengthof(dialects); i++)
	{
		Slice		where;
		ptrdiff_t	at;

		if (!wm_slice_starts(text, dialects[i].start))
			continue;
		where = dialects[i].at_end ? tail(text) : head(text);
		at = wm_slice_find(where, dialects[i].before_code);
		if (at < 0)
			continue;
		where = wm_slice_trim(wm_slice_from(where, (size_t) at +
											dialects[i].before_code.len));
		*failed = where.len > 0 && where.data[0] != '0';
		return true;
	}
	return false;
}

static bool
text_failed(Slice text)
{
	bool		failed;

	if (find_code(text, &failed))
		return failed;

	for (size_t i = 0; i < lengthof(refusals); i++)
	{
		if (wm_slice_starts(text, refusals[i]))
			return true;
	}

	/* "Wall time: 216.2 seconds", and then no output. */
	return wm_slice_starts(text, SLICE("Wall time: ")) &&
		wm_slice_find(head(text), SLICE("\\naborted by user")) >= 0;
}

bool
wm_result_failed(Slice output)
{
	static const Slice keys[] = {LITERAL("success"), LITERAL("content"), LITERAL("text")};
	Slice		members[3];
	JsonWalk	walk;
	Slice		key;
	Slice		item;

	switch (wm_json_kind(output))
	{
		case JSON_STRING:
			return text_failed(wm_json_raw(output));

		case JSON_ARRAY:
			walk = wm_json_walk(output);
			if (wm_json_next(&walk, &key, &item) != JSON_ITEM)
				return false;
			return text_failed(wm_json_raw(wm_json_member(item, SLICE("text"))));

		case JSON_OBJECT:
			(void) wm_json_members(output, keys, members, 3);
			if (wm_json_kind(members[0]) == JSON_FALSE)
				return true;
			return text_failed(wm_json_raw(members[1].len > 0 ? members[1] : members[2]));

		default:
			return false;
	}
}
