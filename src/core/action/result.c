/*
 * result.c
 *	  Did a tool call fail?  Judged by its output, if no flag says so.
 *
 * Agents report in dialects: a JSON object within the string, with an exit
 * code at its end; lines of head matter before the output, one of which has
 * the exit code; or a plain sentence in place of an output.  The marks are
 * facts about the agents' programs; a new one is a row in a table.
 */
#include "action/result.h"
#include "base/host.h"
#include "json/json_text.h"

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
	{LITERAL("{\"output\":"), LITERAL("\"exit_code\":"), true},

	/* Claude Code's Bash, where no flag came along */
	{LITERAL("Exit code "), LITERAL("Exit code "), false},

	/* Gemini CLI's run_shell_command, bare, older and newer */
	{LITERAL("Exit Code: "), LITERAL("Exit Code: "), false},
	{LITERAL("Command: "), LITERAL("\nExit Code: "), true},
	{LITERAL("Output: "), LITERAL("\nExit Code: "), true},

	/* mini-swe-agent */
	{LITERAL("<returncode>"), LITERAL("<returncode>"), false},

	/* Roo: execute_command, which may end by a signal, and read_file */
	{LITERAL("Command executed in terminal"), LITERAL("Exit code: "), false},
	{LITERAL("Command executed in terminal"), LITERAL("Process terminated by "), false},
	{LITERAL("<file"), LITERAL("<error>"), false},

	/* Cline, of 2026 */
	{LITERAL("[Command exited"), LITERAL("[Command exited with code "), false},
	{LITERAL("{\"query\":"), LITERAL("\"success\":fals"), true},

	/* claude.ai's bash_tool */
	{LITERAL("{\"returncode\":"), LITERAL("{\"returncode\":"), false},
};

/* How the last line of an output begins, and what stands before its exit code. */
static const struct
{
	Slice		start;
	Slice		before_code;
}			endings[] = {
	/* Copilot CLI: a command, one in the background, and one of either kind */
	{LITERAL("<exited with exit code "), LITERAL("exit code ")},
	{LITERAL("<command with id: "), LITERAL("exit code ")},
	{LITERAL("<shellId: "), LITERAL("exit code ")},

	/* VS Code's terminal */
	{LITERAL("Command exited with code "), LITERAL("code ")},

	/* Droid */
	{LITERAL("[Process exited with code "), LITERAL("code ")},
};

/* What stands right before an exit code at the end, however the output begins. */
static const Slice before_last_code[] = {
	/* OpenHands */
	LITERAL("[The command completed with exit code "),
	LITERAL("[Command finished with exit code "),

	/* Harbor's rendering of Claude Code's result */
	LITERAL("[exit_code] "),
};

/* How an output ends if a converter read a flag that says so. */
static const Slice failed_ending = LITERAL("[error] tool reported failure");

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
	LITERAL("Script failed"),

	/* Claude Code, where no flag came along */
	LITERAL("<tool_use_error>"),
	LITERAL("The user doesn't want to "),
	LITERAL("[Request interrupted by user"),
	LITERAL("File does not exist."),
	LITERAL("File has not been read yet."),
	LITERAL("String to replace not found in file."),
	LITERAL("EISDIR: illegal operation"),
	LITERAL("EACCES: permission denied"),
	LITERAL("Request failed with status code "),
	LITERAL("Permission to use "),

	/* Cline and Roo */
	LITERAL("The tool execution failed"),
	LITERAL("The user denied this "),
	LITERAL("User denied the tool execution"),
	LITERAL("Changes were rejected by the user"),
	LITERAL("Command failed with exit code "),
	LITERAL("Command terminated by signal"),
	LITERAL("Command timed out after "),
	LITERAL("Command execution timed out after "),
	LITERAL("Command cancelled."),
	LITERAL("The command was terminated after exceeding"),
	LITERAL("Missing value for required parameter"),
	LITERAL("Unable to apply diff to file"),
	LITERAL("File does not exist at path"),
	LITERAL("<error>"),
	LITERAL("<error_details>"),
	LITERAL("{\"status\":\"error\""),
	LITERAL("{\"status\":\"denied\""),

	/* Kimi CLI, as it tells the model */
	LITERAL("<system>ERROR: "),

	/* Copilot in VS Code */
	LITERAL("ERROR while calling tool: "),
	LITERAL("ERROR: Your input to the tool was invalid"),
	LITERAL("The user cancelled the tool call"),
	LITERAL("The user chose to skip the tool call"),
};

/* The beginning of an output. */
static Slice
head(Slice raw, TextBuffer *buffer)
{
	raw = wm_slice_head(raw, JSON_ESCAPE_SIZE * HEAD_BYTES);
	return wm_slice_head(wm_json_decode(raw, buffer), HEAD_BYTES);
}

/*
 * The end of an output.  An escape that is cut through in front is not within
 * what is kept, unless it is a backslash that escapes another.
 */
static Slice
tail(Slice raw, TextBuffer *buffer)
{
	size_t		most = JSON_ESCAPE_SIZE * (TAIL_BYTES + 2);
	size_t		from = raw.len > most ? raw.len - most : 0;
	size_t		slash;
	Slice		text;

	for (slash = from; slash > 0 && raw.data[slash - 1] == '\\'; slash--)
		wm_check_step(raw.data + slash, raw.data + slash - 1);
	text = wm_json_decode(wm_slice_from(raw, from + (from - slash) % 2), buffer);
	return text.len > TAIL_BYTES ? wm_slice_from(text, text.len - TAIL_BYTES) : text;
}

/* What stands before the output proper. */
static Slice
preface(Slice beginning)
{
	ptrdiff_t	output = wm_slice_find(beginning, SLICE("\nOutput:"));

	return output < 0 ? beginning : wm_slice_head(beginning, (size_t) output);
}

/* Is there an exit code?  If so, is it another than zero? */
static bool
find_code(Slice beginning, Slice end, bool *failed)
{
	for (size_t i = 0; i < lengthof(dialects); i++)
	{
		Slice		where;
		ptrdiff_t	at;

		if (!wm_slice_starts(beginning, dialects[i].start))
			continue;
		where = dialects[i].at_end ? end : preface(beginning);
		at = wm_slice_find(where, dialects[i].before_code);
		if (at < 0)
			continue;
		where = wm_slice_trim(wm_slice_from(where, (size_t) at +
											dialects[i].before_code.len));

		/* "<undefined>" is what Roo says where the terminal told no code. */
		*failed = where.len > 0 && where.data[0] != '0' && where.data[0] != '<';
		return true;
	}
	return false;
}

/* Does the last line of this end of an output tell an exit code? */
static bool
find_end_code(Slice end, bool *failed)
{
	Slice		line = wm_slice_trim(end);
	size_t		start = line.len;

	if (line.len == 0)
		return false;
	while (start > 0 && line.data[start - 1] != '\n')
		start--;
	line = wm_slice_from(line, start);
	for (size_t i = 0; i < lengthof(endings); i++)
	{
		ptrdiff_t	at;

		if (!wm_slice_starts(line, endings[i].start))
			continue;
		at = wm_slice_find(line, endings[i].before_code);
		if (at < 0)
			continue;
		line = wm_slice_from(line, (size_t) at + endings[i].before_code.len);
		*failed = line.len > 0 && line.data[0] != '0';
		return true;
	}
	return false;
}

/* Is an exit code told last?  If so, is it another than zero? */
static bool
find_last_code(Slice ending, bool *failed)
{
	for (size_t i = 0; i < lengthof(before_last_code); i++)
	{
		ptrdiff_t	at = wm_slice_find(ending, before_last_code[i]);

		if (at < 0)
			continue;
		ending = wm_slice_from(ending, (size_t) at + before_last_code[i].len);
		*failed = ending.len > 0 && ending.data[0] != '0';
		return true;
	}
	return false;
}

static bool
ends_failed(Slice ending)
{
	return wm_slice_ends(wm_slice_trim(ending), failed_ending);
}

static bool
begins_refused(Slice beginning)
{
	for (size_t i = 0; i < lengthof(refusals); i++)
	{
		if (wm_slice_starts(beginning, refusals[i]))
			return true;
	}

	/* "Wall time: 216.2 seconds", and then no output. */
	return wm_slice_starts(beginning, SLICE("Wall time: ")) &&
		wm_slice_find(preface(beginning), SLICE("\naborted by user")) >= 0;
}

/*
 * Judged by its beginning and its end: does an output tell how the call ended, and
 * did it fail?  If it does not tell, was the call refused?
 */
static bool
tells(Slice beginning, Slice end, bool *failed)
{
	bool		found = find_code(beginning, end, failed) ||
		find_end_code(end, failed) || find_last_code(end, failed);

	if (!found)
		*failed = begins_refused(beginning) || ends_failed(end);
	return found;
}

/* The same of what stands between the quotes of a string. */
static bool
raw_tells(Slice raw, bool *failed)
{
	TextBuffer	beginning_room = {NULL, 0, 0};
	TextBuffer	end_room = {NULL, 0, 0};
	bool		found = tells(head(raw, &beginning_room), tail(raw, &end_room), failed);

	wm_buffer_free(&beginning_room);
	wm_buffer_free(&end_room);
	return found;
}

static bool
raw_failed(Slice raw)
{
	bool		failed;

	(void) raw_tells(raw, &failed);
	return failed;
}

bool
wm_result_exit_code(Slice output, bool *failed)
{
	return raw_tells(wm_json_raw(output), failed);
}

bool
wm_result_code_failed(Slice output)
{
	TextBuffer	room = {NULL, 0, 0};
	bool		failed = false;

	(void) find_end_code(tail(wm_json_raw(output), &room), &failed);
	wm_buffer_free(&room);
	return failed;
}

bool
wm_result_line_failed(Slice line)
{
	bool		failed = false;

	if (line.len <= TAIL_BYTES)
		(void) find_end_code(line, &failed);
	return failed;
}

bool
wm_result_text_failed(Slice text)
{
	bool		failed;

	(void) tells(wm_slice_head(text, HEAD_BYTES),
				 text.len > TAIL_BYTES ?
				 wm_slice_from(text, text.len - TAIL_BYTES) : text, &failed);
	return failed;
}

/* How Codex heads what a script printed: a command's own head may follow. */
static bool
heads_script(Slice text)
{
	return wm_json_starts(text, SLICE("Script completed")) ||
		wm_json_starts(text, SLICE("Script running"));
}

/*
 * A list has items with a text, of which the first decides, unless it heads a
 * script's output; or one for each file or command, by Cline, which says of each
 * whether it went well.
 */
static bool
list_failed(Slice list)
{
	static const Slice keys[] = {LITERAL("text"), LITERAL("success")};
	JsonWalk	walk = wm_json_walk(list);
	Slice		members[2];
	bool		first = true;
	bool		script = false;

	while (wm_json_next_members(&walk, keys, members, 2) == JSON_ITEM)
	{
		bool		failed = wm_json_kind(members[1]) == JSON_FALSE;

		if (first && !failed && !(script = heads_script(members[0])))
			failed = raw_failed(wm_json_raw(members[0]));
		else if (!first && script)
			failed = failed || (wm_result_exit_code(members[0], &failed) && failed);
		if (failed)
			return true;
		first = false;
	}
	return false;
}

bool
wm_result_failed(Slice output)
{
	static const Slice keys[] = {
		LITERAL("success"), LITERAL("content"), LITERAL("text"), LITERAL("exitCode"),
		LITERAL("exit_code")
	};
	Slice		members[5];

	switch (wm_json_kind(output))
	{
		case JSON_STRING:
			return raw_failed(wm_json_raw(output));

		case JSON_ARRAY:
			return list_failed(output);

		case JSON_OBJECT:
			(void) wm_json_members(output, keys, members, 5);
			if (wm_json_kind(members[0]) == JSON_FALSE ||
				wm_json_number(members[3], 0) != 0 || wm_json_number(members[4], 0) != 0)
				return true;
			return raw_failed(wm_json_raw(members[1].len > 0 ? members[1] : members[2]));

		default:
			return false;
	}
}
