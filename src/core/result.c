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

#define MARK(text)	{text, sizeof(text) - 1}
#define LENGTH(array)	((int) (sizeof(array) / sizeof((array)[0])))

/* How an output begins, and what stands right before its exit code. */
static const struct
{
	Slice		start;
	Slice		before_code;
	bool		at_end;
}			dialects[] = {
	/* Codex: apply_patch and shell_command, exec_command, shell */
	{MARK("Exit code: "), MARK("Exit code: "), false},
	{MARK("Chunk ID: "), MARK("Process exited with code "), false},
	{MARK("Wall time: "), MARK("Process exited with code "), false},
	{MARK("{\\\"output\\\":"), MARK("\\\"exit_code\\\":"), true},

	/* Gemini CLI's run_shell_command, older and newer */
	{MARK("Command: "), MARK("\\nExit Code: "), true},
	{MARK("Output: "), MARK("\\nExit Code: "), true},

	/* mini-swe-agent */
	{MARK("<returncode>"), MARK("<returncode>"), false},
};

/* Sentences that an output begins with when nothing was done. */
static const Slice refusals[] = {
	MARK("failed "),
	MARK("error: "),
	MARK("Error: "),
	MARK("execution error"),
	MARK("exec command rejected"),
	MARK("exec_command failed"),
	MARK("exec_command rejected"),
	MARK("write_stdin failed"),
	MARK("apply_patch verification failed"),
	MARK("patch rejected"),
	MARK("unable to locate image"),
	MARK("unsupported call"),
	MARK("tool call error"),
	MARK("aborted"),
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
	for (int i = 0; i < LENGTH(dialects); i++)
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

	for (int i = 0; i < LENGTH(refusals); i++)
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
	static const Slice keys[] = {{"success", 7}, {"content", 7}, {"text", 4}};
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
