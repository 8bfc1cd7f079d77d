/*
 * specstory_part.c
 *	  SpecStory's logs: the lines within a rendered call.
 *
 * Labels name the call's file or command; fences hold its arguments, the command, the
 * content of a file, a diff, or the result.
 */
#include "readers/lines.h"
#include "readers/specstory.h"

/* No number of lines has more digits. */
#define NUMBER_LIMIT	9

/* A patch's files: as rendered, as listed in the result, as patches have it. */
static const struct
{
	const char *rendered;
	const char *listed;
	const char *label;
}			patch_files[] =
{
	{"**Update: `", "M ", "*** Update File: "},
	{"**Add: `", "A ", "*** Add File: "},
	{"**Delete: `", "D ", "*** Delete File: "}
};

/* First lines of results that say that a call failed. */
static const char *const failures[] =
{
	"<tool_use_error>", "Error: ", "Error executing ", "Failed to ",
	"InputValidationError", "Command rejected", "execution error",
	"apply_patch verification failed", "The user doesn't want to proceed"
};

/* The value in a text that is all between backquotes, else empty. */
static Slice
unquote(Slice text)
{
	text = wm_slice_trim(text);
	if (text.len < 3 || text.data[0] != '`' || text.data[text.len - 1] != '`')
		return wm_slice(text.data, 0);
	return wm_slice(text.data + 1, text.len - 2);
}

/* The text before the first of these marks; no path is longer than the limit. */
static Slice
up_to(Slice text, const char *marks)
{
	size_t		len = 0;

	while (len < text.len && len < HEADER_LIMIT && strchr(marks, text.data[len]) == NULL)
		len++;
	return wm_slice(text.data, len);
}

/* A long patch is put together up to a limit. */
static void
append(TextBuffer *buffer, const char *label, Slice line)
{
	if (buffer->len + line.len > JSON_TEXT_LIMIT)
		return;
	wm_buffer_append(buffer, wm_slice_cstring(label));
	wm_buffer_append(buffer, line);
	wm_buffer_append_char(buffer, '\n');
}

/* A path or a command, whichever the tool is about. */
static void
set_subject(Tool *tool, Slice value)
{
	Slice	   *subject = tool->kind == ACTION_SHELL ? &tool->command : &tool->path;

	if (subject->len == 0)
		*subject = value;
}

/* "Read file: path", "Edit file: path" or "Run command: command", of a bare call. */
static void
read_bare_summary(Tool *tool, Slice line)
{
	if (wm_line_take(&line, "Read file: ") || wm_line_take(&line, "Edit file: ") ||
		wm_line_take(&line, "Write file: ") || wm_line_take(&line, "Delete file: "))
		tool->path = wm_slice_trim(line);
	else if (wm_line_take(&line, "Run command: "))
	{
		tool->command = wm_slice_trim(line);
		tool->summarised = true;
	}
}

/* "Tool use: **name** `subject`" or "... (a bullet) Edit file: path". */
static void
read_summary(Tool *tool, Slice line)
{
	ptrdiff_t	end = wm_slice_find(line, SLICE("</summary>"));
	ptrdiff_t	name_end;

	if (end < 0)
		tool->part = PART_SUMMARY;
	else
		line.len = (size_t) end;

	(void) wm_line_take(&line, "<summary>");
	if (tool->bare)
		read_bare_summary(tool, line);
	(void) wm_line_take(&line, "Tool use: **");
	name_end = wm_slice_find(line, SLICE("**"));
	if (name_end < 0)
		return;
	line = wm_slice_trim(wm_slice_from(line, (size_t) name_end + 2));

	if (wm_line_take(&line, "\xE2\x80\xA2 Edit file: ") ||
		wm_line_take(&line, "\xE2\x80\xA2 Read file: "))
		tool->path = wm_slice_trim(line);
	else if (wm_line_take(&line, "\xE2\x80\xA2 Reading [](file:///"))
		tool->path = up_to(line, "#)");
	else
		set_subject(tool, unquote(line));
}

/* The file that a result names: "The file x has been updated...". */
static Slice
find_result_path(Slice line)
{
	ptrdiff_t	note;

	if (wm_line_take(&line, "File created successfully at: "))
	{
		note = wm_slice_find(line, SLICE(" (file state"));
		return note < 0 ? line : wm_slice(line.data, (size_t) note);
	}
	if (wm_line_starts(line, "The file "))
		return wm_line_between(line, "The file ", " has been ");
	return wm_slice(line.data, 0);
}

/* A file of a patch, as rendered before its diff or as the result lists it. */
static bool
read_patch_file(Reading *reading, Tool *tool, Slice line)
{
	for (size_t i = 0; i < lengthof(patch_files); i++)
	{
		const char *mark = tool->patch_listed ? patch_files[i].listed :
			patch_files[i].rendered;

		if (wm_line_take(&line, mark))
		{
			if (wm_line_ends(line, "`**"))
				line.len -= 3;
			append(&reading->input, patch_files[i].label, line);
			tool->patch = true;
			return true;
		}
	}
	return false;
}

static bool
is_nonzero(Slice number)
{
	return number.len > 0 && ((number.data[0] >= '1' && number.data[0] <= '9') ||
							  number.data[0] == '-');
}

static void
read_result(Reading *reading, Tool *tool, Slice line)
{
	Slice		path;

	if (line.len == 0)
		return;
	tool->result_lines++;

	if (wm_line_take(&line, "Exit Code: ") ||
		(tool->result_lines <= 5 && wm_line_take(&line, "Process exited with code ")) ||
		(tool->result_lines == 1 && wm_line_take(&line, "Exit code ")))
	{
		tool->failed = is_nonzero(line);
		return;
	}
	for (size_t i = 0; i < lengthof(failures) && tool->result_lines == 1; i++)
		tool->failed = tool->failed || wm_line_starts(line, failures[i]);

	if (wm_line_take(&line, "\"textEditContent\": "))
	{
		if (wm_line_ends(line, ","))
			line.len--;
		tool->added += wm_json_lines(line);
	}
	else if (tool->patch_listed)
		(void) read_patch_file(reading, tool, line);
	else if (wm_line_starts(line, "Success. Updated the following files:"))
		tool->patch_listed = !tool->patch;
	else if (tool->path.len == 0 &&
			 (tool->kind == ACTION_EDIT || tool->kind == ACTION_WRITE))
	{
		path = find_result_path(line);
		if (path.len > 0)
			tool->path = path;
	}
}

/* The number that a text begins with; 0 if it begins with none. */
static int64_t
leading_number(Slice text)
{
	int64_t		number = 0;

	for (size_t i = 0; i < text.len && i < NUMBER_LIMIT; i++)
	{
		if (text.data[i] < '0' || text.data[i] > '9')
			break;
		number = number * 10 + (text.data[i] - '0');
	}
	return number;
}

/* "Lines added: 2, lines removed: 1", behind its first words. */
static void
read_told_lines(Tool *tool, Slice line)
{
	ptrdiff_t	removed = wm_slice_find(line, SLICE("lines removed: "));

	tool->told_added += leading_number(line);
	if (removed >= 0)
		tool->told_removed +=
			leading_number(wm_slice_from(line, (size_t) removed +
										 strlen("lines removed: ")));
}

void
wm_specstory_label(Reading *reading, Log *log, Slice line)
{
	Tool	   *tool = &log->tool;
	Slice		value;

	line = wm_slice_trim(line);
	if (wm_line_starts(line, "</details>"))
	{
		tool->closed = tool->bare;
		return;
	}
	if (line.len == 0 || tool->closed)
		return;
	(void) wm_line_take(&line, "<details>");
	if (wm_line_starts(line, "<summary>"))
	{
		read_summary(tool, line);
		return;
	}
	if (line.len == 0)
		return;
	tool->empty = false;

	value = wm_line_between(line, ": `", "`");
	if (wm_line_starts(line, "- command: `"))
		tool->command = value;
	else if (wm_line_starts(line, "Path: `") || wm_line_starts(line, "- path: `") ||
			 wm_line_starts(line, "- filePath: `") ||
			 wm_line_starts(line, "- file_path: `"))
		tool->path = value;
	else if (wm_line_starts(line, "Parameters:"))
		tool->has_arguments = true;
	else if (tool->bare && wm_line_take(&line, "Lines added: "))
		read_told_lines(tool, line);
	else if (wm_line_take(&line, "**Answer:** "))
		wm_specstory_act(reading, log, wm_json_cut(line));
	else if (wm_line_take(&line, "Result:") || wm_line_take(&line, "Output:") ||
			 wm_line_take(&line, "**Result:**") ||
			 wm_line_take(&line, "Additional data:") || tool->past_call)
	{
		tool->past_call = true;
		read_result(reading, tool, wm_slice_trim(line));
	}
	else if (!read_patch_file(reading, tool, line))
		set_subject(tool, unquote(line));
}

/* A fence opens within a call: what do the lines in it tell? */
static void
open_part(Tool *tool, Slice info)
{
	tool->lines = tool->plus = tool->minus = tool->odd = 0;
	tool->empty = false;

	if (tool->past_call)
		tool->part = PART_RESULT;
	else if (wm_slice_equals(info, SLICE("diff")))
		tool->part = PART_DIFF;
	else if (tool->has_arguments)
		tool->part = PART_INPUT;
	else if (tool->kind == ACTION_SHELL &&
			 (tool->command.len == 0 || tool->summarised) &&
			 info.len > 0 && !wm_slice_equals(info, SLICE("text")))
	{
		tool->part = PART_COMMAND;
		tool->command.len = 0;
	}
	else if (tool->kind == ACTION_WRITE && tool->added == 0)
		tool->part = PART_CONTENT;
	else
		tool->part = PART_RESULT;
}

/*
 * A fence of a diff has ended.  Gemini's shows but the new text: lines that no
 * diff has, or none that is marked.
 */
static void
close_diff(Tool *tool)
{
	if (tool->patch)
		return;
	if (tool->odd > 0 || tool->plus + tool->minus == 0)
		tool->added += tool->lines;
	else
	{
		tool->added += tool->plus;
		tool->removed += tool->minus;
	}
}

static void
read_diff_line(Reading *reading, Tool *tool, Slice line)
{
	tool->lines++;
	if (wm_line_starts(line, "+"))
		tool->plus++;
	else if (wm_line_starts(line, "-"))
		tool->minus++;
	else if (line.len > 0 && strchr(" @\\", line.data[0]) == NULL)
		tool->odd++;
	if (tool->patch)
		append(&reading->input, "", line);
}

static void
read_fenced_line(Reading *reading, Tool *tool, Slice line)
{
	Slice		trimmed = wm_slice_trim(line);

	switch (tool->part)
	{
		case PART_INPUT:
			wm_lines_extend(&tool->arguments, line);
			if (wm_line_take(&trimmed, "\"exitCode\": "))
				tool->failed = is_nonzero(trimmed);
			break;
		case PART_COMMAND:
			wm_lines_extend(&tool->command, line);
			break;
		case PART_CONTENT:
			/* Its own fences don't end it: the result behind it does. */
			tool->lines++;
			if (find_result_path(line).len > 0 || wm_line_starts(line, "Result: "))
			{
				tool->part = PART_LABELS;
				tool->past_call = true;
				(void) wm_line_take(&trimmed, "Result: ");
				read_result(reading, tool, trimmed);
			}
			break;
		case PART_DIFF:
			read_diff_line(reading, tool, line);
			break;
		default:
			read_result(reading, tool, trimmed);
			break;
	}
}

void
wm_specstory_call_line(Reading *reading, Log *log, Slice line)
{
	Tool	   *tool = &log->tool;
	Slice		info = line;

	if (tool->part == PART_SUMMARY)
	{
		if (wm_slice_find(line, SLICE("</summary>")) >= 0)
			tool->part = PART_LABELS;
	}
	else if (!wm_line_take(&info, "```"))
	{
		if (tool->part == PART_LABELS)
			wm_specstory_label(reading, log, line);
		else
			read_fenced_line(reading, tool, line);
	}
	else if (tool->part == PART_LABELS)
		open_part(tool, wm_slice_trim(info));
	else if (tool->part == PART_CONTENT)
	{
		if (wm_slice_trim(info).len == 0)
			tool->added = tool->lines;
		tool->lines++;
	}
	else if (wm_slice_trim(info).len == 0)
	{
		if (tool->part == PART_DIFF)
			close_diff(tool);
		tool->past_call = tool->past_call || tool->part == PART_COMMAND ||
			tool->part == PART_RESULT;
		tool->part = PART_LABELS;
	}
}
