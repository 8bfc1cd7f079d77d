/*
 * copilot_share.c
 *	  The Markdown that GitHub Copilot CLI writes when a session is shared.
 *
 * The records are lines.  They make blocks: a rule, a line with the time since
 * the session began, and a heading that says who speaks or which tool was called.
 *
 *		---
 *
 *		<sub>4m 8s</sub>
 *
 *		### User
 *
 * A symbol may stand before the time and before who it is.  All three lines are
 * needed, as what is said may have rules and headings of its own.  Of the edits
 * that a tool made, some versions tell the file and not the lines.
 */
#include <stdio.h>

#include "action/action.h"
#include "action/result.h"
#include "readers/lines.h"
#include "readers/copilot.h"
#include "readers/markdown.h"

/* No heading, time or path is longer. */
#define LINE_LIMIT		4096

/* The symbol of a call that failed, a cross. */
#define CROSS			"\xE2\x9D\x8C"

typedef enum Voice
{
	VOICE_NOBODY,				/* the lines before the first block */
	VOICE_USER,
	VOICE_AGENT,
	VOICE_THOUGHT,
	VOICE_TOOL,
	VOICE_PROGRAM				/* what Copilot CLI itself tells */
} Voice;

/* What a line of a tool's block is part of. */
typedef enum ToolPart
{
	PART_LABELS,
	PART_ACCOUNT,				/* what the call is for, over several lines */
	PART_COMMAND,
	PART_ARGUMENTS,
	PART_DIFF,
	PART_OUTPUT
} ToolPart;

typedef struct Tool
{
	Slice		name;
	ActionKind	kind;
	bool		failed;
	ToolPart	part;
	size_t		fence;			/* width of the one that is open, or 0 */
	bool		has_arguments;	/* the next fence holds them */
	Slice		path;
	Slice		command;
	Slice		arguments;
	Slice		output;
	Slice		last_line;		/* of the output, if there is anything on it */
	int64_t		added;
	int64_t		removed;
} Tool;

/* In an old version a summary of the session follows the last block. */
typedef enum Summary
{
	SUMMARY_NONE,
	SUMMARY_BEGUN,
	SUMMARY_MODELS				/* a line for each model that was used */
} Summary;

typedef struct Log
{
	bool		begun;
	EventTime	started;
	int64_t		seconds;		/* since then */
	int64_t		stamp;			/* as the last line with a time says */
	bool		blank;			/* the line before was empty */
	bool		ruled;			/* a rule was the last line but for a time */
	bool		stamped;		/* a time was the last line with anything on it */
	bool		signed_off;		/* it was the file's last line, behind a rule */
	int			behind_rule;	/* lines with anything on them since the last rule */
	size_t		before_rule;	/* how long the run that is read was before it */
	Voice		voice;
	Fence		fence;			/* within words */
	Slice		words;
	Summary		summary;
	uint64_t	calls;
	Tool		tool;
} Log;

/* Does text in bold end with the line? */
static bool
ends_bold(Slice line)
{
	return wm_line_ends(line, "**");
}

/* Take the next number off a text, whatever stands before it; -1 if there is none. */
static int
take_number(Slice *text)
{
	int			number = 0;

	while (text->len > 0 && (text->data[0] < '0' || text->data[0] > '9'))
		*text = wm_slice_from(*text, 1);
	if (text->len == 0)
		return -1;
	while (text->len > 0 && text->data[0] >= '0' && text->data[0] <= '9')
	{
		if (number < 1000000)
			number = number * 10 + (text->data[0] - '0');
		*text = wm_slice_from(*text, 1);
	}
	return number;
}

/* "1h 4m 8s" in seconds; -1 if it is nothing such. */
static int64_t
duration_of(Slice text)
{
	int64_t		seconds = -1;
	int			number;

	while ((number = take_number(&text)) >= 0)
	{
		int			unit = 1;

		if (wm_line_starts(text, "ms"))
			unit = 0;
		else if (wm_line_starts(text, "d"))
			unit = 24 * 3600;
		else if (wm_line_starts(text, "h"))
			unit = 3600;
		else if (wm_line_starts(text, "m"))
			unit = 60;
		else if (!wm_line_starts(text, "s"))
			return -1;
		seconds = (seconds < 0 ? 0 : seconds) + (int64_t) number * unit;
	}
	return seconds;
}

/*
 * A time as the person's system writes it: year first, or month first where it
 * has AM and PM in capitals, else day first.  It names no zone, and is taken for
 * UTC.
 */
static EventTime
local_time(Slice text)
{
	Slice		rest = text;
	int			part[6];
	char		iso[64];
	bool		afternoon;
	bool		morning;

	for (int i = 0; i < 6; i++)
		part[i] = take_number(&rest);
	if (part[5] < 0)
		part[5] = 0;
	morning = wm_slice_find(rest, SLICE("AM")) >= 0;
	afternoon = wm_slice_find(rest, SLICE("PM")) >= 0;
	if (part[0] < 1000)
	{
		int			year = part[2];
		bool		month_first = part[0] <= 12 &&
			(morning || afternoon || part[1] > 12);

		part[2] = part[month_first ? 1 : 0];
		part[1] = part[month_first ? 0 : 1];
		part[0] = year;
	}
	afternoon = afternoon || wm_slice_find(rest, SLICE("pm")) >= 0 ||
		wm_slice_find(rest, SLICE("p.m.")) >= 0;
	morning = morning || wm_slice_find(rest, SLICE("am")) >= 0 ||
		wm_slice_find(rest, SLICE("a.m.")) >= 0;
	if (afternoon && part[3] < 12)
		part[3] += 12;
	else if (morning && part[3] == 12)
		part[3] = 0;
	for (int i = 0; i < 6; i++)
	{
		if (part[i] < 0 || part[i] > 9999)
			return TIME_UNKNOWN;
	}
	snprintf(iso, sizeof(iso), "%04d-%02d-%02dT%02d:%02d:%02d",
			 part[0], part[1], part[2], part[3], part[4], part[5]);
	return wm_time_parse(wm_slice_cstring(iso));
}

static EventTime
time_of(const Log *log)
{
	return log->started == TIME_UNKNOWN ? TIME_UNKNOWN :
		log->started + log->seconds * INT64_C(1000000);
}

/* The block of words is at its end: whose were they? */
static void
end_words(Reading *reading, Log *log)
{
	Slice		text = wm_json_cut(wm_slice_trim(log->words));
	Event		thought = {.kind = EVENT_THINK, .time = time_of(log), .text = text};

	log->words = wm_slice(NULL, 0);
	if (text.len == 0)
		return;
	if (log->voice == VOICE_USER)
		(void) wm_reading_human(reading, text, time_of(log));
	else if (log->voice == VOICE_AGENT)
		wm_reading_say(reading, text, time_of(log), false);
	else if (log->voice == VOICE_THOUGHT)
		wm_session_event(reading->session, &thought);
}

/*
 * The block of a tool is at its end: tell the call.  The shell that is called
 * local is the person's own.
 */
static void
end_tool(Reading *reading, Log *log)
{
	Tool	   *tool = &log->tool;
	Event		event = {.kind = EVENT_CALL, .time = time_of(log), .call = ++log->calls};

	if (wm_slice_equals(tool->name, SLICE("local_shell")))
	{
		wm_copilot_command(reading, wm_slice_trim(tool->command), event.time);
		return;
	}
	event.input = wm_slice_trim(tool->arguments);
	if (wm_json_kind(event.input) == JSON_STRING)
		event.input = wm_json_text(event.input, &reading->input);
	event.command = wm_json_cut(wm_slice_trim(tool->command));
	event.path = tool->path;
	event.added = tool->added;
	event.removed = tool->removed;
	event.tool = wm_copilot_tool(reading, tool->name, SLICE(""));
	wm_session_event(reading->session, &event);
	wm_reading_result(reading, event.call, SLICE(""),
					  tool->failed || wm_result_line_failed(tool->last_line),
					  event.time, false);
	if (wm_slice_equals(tool->name, SLICE("ask_user")) && !tool->failed)
		wm_copilot_answer(reading, wm_slice_trim(tool->output), event.time);
}

/* The run of lines that is read: a command, or words. */
static Slice *
run_of(Log *log)
{
	return log->voice == VOICE_TOOL && log->tool.part == PART_COMMAND ?
		&log->tool.command : &log->words;
}

/* The block is at its end; what stands from its last rule on may be none of it. */
static void
end_block(Reading *reading, Log *log, bool ruled)
{
	Slice	   *run = run_of(log);

	if (ruled && run->len > log->before_rule)
		run->len = log->before_rule;
	if (log->voice == VOICE_TOOL)
		end_tool(reading, log);
	else
		end_words(reading, log);
}

/* "`name`", and that it failed if it did; an older version puts a cross before. */
static void
read_tool_heading(Log *log, Slice heading, bool crossed)
{
	Slice		name = wm_line_between(heading, "`", "`");
	Slice		outcome = wm_slice_from(heading, (size_t) (name.data - heading.data) +
										name.len);

	memset(&log->tool, 0, sizeof(log->tool));
	log->tool.name = name;
	log->tool.kind = wm_action_from_tool(name);
	log->tool.failed = crossed || wm_slice_find(outcome, SLICE("Failed")) >= 0 ||
		wm_slice_find(outcome, SLICE("Denied")) >= 0 ||
		wm_slice_find(outcome, SLICE("Rejected")) >= 0;
}

/* Who the block that begins here is of; false if none begins. */
static bool
begin_block(Reading *reading, Log *log, Slice line)
{
	bool		crossed;

	if (!log->stamped || line.len > LINE_LIMIT || !wm_line_take(&line, "### ") ||
		!(log->ruled || log->voice == VOICE_NOBODY))
		return false;

	/* Within a fence that is open it may be quoted: of an earlier time, it is. */
	if (log->fence.width > 0 && log->stamp < log->seconds)
		return false;

	/* An encoding without such symbols has question marks for them. */
	crossed = wm_line_starts(line, CROSS);
	while (line.len > 0 && ((unsigned char) line.data[0] >= 0x80 ||
							line.data[0] == ' ' || line.data[0] == '?'))
		line = wm_slice_from(line, 1);

	end_block(reading, log, log->ruled);
	log->seconds = log->stamp;
	log->fence.width = 0;
	log->before_rule = 0;
	line = wm_slice_trim(line);
	if (wm_line_starts(line, "`"))
	{
		log->voice = VOICE_TOOL;
		read_tool_heading(log, line, crossed);
	}
	else if (wm_slice_equals(line, SLICE("User")))
		log->voice = VOICE_USER;
	else if (wm_slice_equals(line, SLICE("Copilot")))
		log->voice = VOICE_AGENT;
	else if (wm_slice_equals(line, SLICE("Reasoning")))
		log->voice = VOICE_THOUGHT;
	else
		log->voice = VOICE_PROGRAM;
	return true;
}

/* Which session, and when it began. */
static void
read_preamble(Reading *reading, Log *log, Slice line)
{
	Slice		id = wm_line_between(line, "**Session ID:** `", "`");
	ptrdiff_t	at = wm_slice_find(line, SLICE("**Started:**"));

	if (!wm_line_starts(line, ">") || line.len > LINE_LIMIT)
		return;
	if (id.len > 0 && reading->facts->session_id[0] == '\0')
		wm_session_text(reading->facts->session_id, ID_LIMIT, id);
	if (at >= 0 && log->started == TIME_UNKNOWN)
	{
		log->started = local_time(wm_slice_from(line, (size_t) at));
		reading->facts->started_at = log->started;
	}
}

/* Does a line of a tool's block only open or close what is folded away? */
static bool
is_folding(Slice line)
{
	return wm_line_starts(line, "<details>") || wm_line_starts(line, "</details>") ||
		wm_line_starts(line, "<summary>") || wm_line_starts(line, "</summary>");
}

/* What the call is about, before its output. */
static void
read_label(Tool *tool, Slice line)
{
	Slice		text = wm_slice_trim(line);
	ptrdiff_t	note;

	if (text.len == 0 || wm_slice_equals(text, SLICE("---")) ||
		wm_line_starts(text, "<sub>"))
		return;
	if (wm_line_starts(text, "<summary>Arguments</summary>"))
		tool->has_arguments = true;
	else if (wm_line_starts(text, "**"))
	{
		if (text.len < 4 || !ends_bold(text))
			tool->part = PART_ACCOUNT;
	}
	else if (tool->kind == ACTION_SHELL && wm_line_take(&text, "$ "))
	{
		tool->part = PART_COMMAND;
		tool->command = text;
	}
	else if (!is_folding(text) && tool->path.len == 0 && text.len <= LINE_LIMIT &&
			 (tool->kind == ACTION_READ || tool->kind == ACTION_EDIT ||
			  tool->kind == ACTION_WRITE))
	{
		note = wm_slice_find(text, SLICE(" (lines "));
		tool->path = note < 0 ? text : wm_slice_head(text, (size_t) note);
	}
}

/* How many backquotes a line begins with. */
static size_t
fence_width(Slice line)
{
	size_t		width = 0;

	while (width < line.len && line.data[width] == '`')
		width++;
	return width;
}

static void
open_fence(Tool *tool, Slice line, size_t width)
{
	bool		edits = tool->kind == ACTION_EDIT || tool->kind == ACTION_WRITE;

	tool->fence = width;
	if (tool->has_arguments)
		tool->part = PART_ARGUMENTS;
	else if (edits && wm_slice_equals(wm_slice_trim(wm_slice_from(line, width)),
									  SLICE("diff")))
		tool->part = PART_DIFF;
	else
		tool->part = PART_OUTPUT;
	tool->has_arguments = false;
}

static void
read_fenced_line(Tool *tool, Slice line)
{
	switch (tool->part)
	{
		case PART_ARGUMENTS:
			wm_lines_extend(&tool->arguments, line);
			break;
		case PART_DIFF:
			if (wm_line_starts(line, "+") && !wm_line_starts(line, "+++ "))
				tool->added++;
			else if (wm_line_starts(line, "-") && !wm_line_starts(line, "--- "))
				tool->removed++;
			break;
		default:
			wm_lines_extend(&tool->output, line);
			if (wm_slice_trim(line).len > 0)
				tool->last_line = line;
			break;
	}
}

static void
read_tool_line(Tool *tool, Slice line)
{
	size_t		width = fence_width(line);

	if (tool->fence > 0)
	{
		if (width >= tool->fence && wm_slice_trim(wm_slice_from(line, width)).len == 0)
		{
			tool->fence = 0;
			tool->part = PART_LABELS;
		}
		else
			read_fenced_line(tool, line);
	}
	else if (width >= 3)
		open_fence(tool, line, width);
	else if (tool->part == PART_ACCOUNT)
	{
		if (ends_bold(wm_slice_trim(line)))
			tool->part = PART_LABELS;
	}
	else if (tool->part == PART_COMMAND && !is_folding(line))
		wm_lines_extend(&tool->command, line);
	else
	{
		tool->part = PART_LABELS;
		read_label(tool, line);
	}
}

/* "2.0m" of "2.0m input": a million times two. */
static double
amount_of(Slice text)
{
	double		amount = 0;
	double		unit = 0;

	for (; text.len > 0; text = wm_slice_from(text, 1))
	{
		if (text.data[0] == '.' && unit == 0)
			unit = 1;
		else if (text.data[0] >= '0' && text.data[0] <= '9')
		{
			amount = amount * 10 + (text.data[0] - '0');
			unit *= 10;
		}
		else
			break;
	}
	if (unit > 0)
		amount /= unit;
	if (wm_line_starts(text, "k"))
		amount *= 1e3;
	else if (wm_line_starts(text, "m"))
		amount *= 1e6;
	return amount;
}

/* What stands before such a word: "18.1k" of "…, 18.1k output, …". */
static double
used(Slice line, const char *what)
{
	ptrdiff_t	at = wm_slice_find(line, wm_slice_cstring(what));
	size_t		start;

	if (at < 0)
		return 0;
	start = (size_t) at;
	while (start > 0 && line.data[start - 1] != ' ')
		start--;
	return amount_of(wm_slice(line.data + start, (size_t) at - start));
}

/* "    model    2.0m input, 18.1k output, …" */
static void
read_usage(Reading *reading, Log *log, Slice line)
{
	size_t		len = 0;

	line = wm_slice_trim(line);
	if (line.len == 0 || line.len > LINE_LIMIT || wm_line_starts(line, "```"))
		return;
	while (len < line.len && line.data[len] != ' ')
		len++;
	if (reading->facts->model[0] == '\0')
		wm_session_name(reading->facts->model, wm_slice_head(line, len));
	wm_session_tokens(reading->session, ++log->calls, used(line, " input"),
					  used(line, " output"));
}

/* The program's own lines, in an old version behind the last block. */
static void
read_program_line(Reading *reading, Log *log, Slice line)
{
	if (log->summary == SUMMARY_MODELS)
		read_usage(reading, log, line);
	else if (log->summary == SUMMARY_BEGUN && wm_line_starts(line, "Usage by model:"))
		log->summary = SUMMARY_MODELS;
}

static void
read_words(Reading *reading, Log *log, Slice line)
{
	if (log->behind_rule == 1 && wm_line_starts(line, "Total usage est:"))
	{
		end_block(reading, log, true);
		log->voice = VOICE_PROGRAM;
		log->summary = SUMMARY_BEGUN;
		return;
	}
	wm_fence_step(&log->fence, line);
	if (wm_slice_trim(line).len > 0)
		wm_lines_extend(&log->words, line);
}

/* What a line is for the next one. */
static void
note_line(Log *log, Slice line)
{
	Slice		text = wm_slice_trim(line);
	bool		rule = log->blank && wm_slice_equals(text, SLICE("---"));

	log->blank = text.len == 0;
	if (log->blank)
		return;
	log->stamped = log->signed_off = false;
	if (rule)
	{
		log->ruled = true;
		log->behind_rule = 0;
		return;
	}
	log->behind_rule++;
	if (text.len <= LINE_LIMIT && wm_line_starts(text, "<sub>"))
		log->stamp = duration_of(wm_line_between(text, "<sub>", "</sub>"));
	else
		log->stamp = -1;
	log->stamped = log->stamp >= 0;
	log->signed_off = log->behind_rule == 1 &&
		wm_line_starts(text, "<sub>Generated by [GitHub Copilot CLI]");
	log->ruled = log->ruled && log->stamped && log->behind_rule == 1;
}

static void
read_block_line(Reading *reading, Log *log, Slice line)
{
	size_t		run = run_of(log)->len;

	switch (log->voice)
	{
		case VOICE_NOBODY:
			read_preamble(reading, log, line);
			break;
		case VOICE_TOOL:
			read_tool_line(&log->tool, line);
			break;
		case VOICE_PROGRAM:
			read_program_line(reading, log, line);
			break;
		default:
			read_words(reading, log, line);
			break;
	}
	if (log->blank && wm_slice_equals(wm_slice_trim(line), SLICE("---")))
		log->before_rule = run;
}

static bool
read_line(Reading *reading, Slice line)
{
	Log		   *log = reading->notes;
	bool		quoted;

	if (!log->begun)
	{
		log->begun = true;
		log->started = TIME_UNKNOWN;
		log->stamp = -1;
	}
	quoted = log->voice == VOICE_TOOL && log->tool.fence > 0;
	if (quoted || !begin_block(reading, log, line))
		read_block_line(reading, log, line);
	if (!quoted)
		note_line(log, line);
	return true;
}

static void
end(Reading *reading)
{
	Log		   *log = reading->notes;

	end_block(reading, log, log->ruled || log->signed_off);
	wm_reading_in_terminal(reading, false);
}

/* The title is a person's as well, but for its symbol; the id is Copilot's. */
static bool
recognises(Slice line)
{
	return wm_line_starts(line, "# \xF0\x9F\xA4\x96 Copilot CLI Session") ||
		wm_line_starts(line, "> **Session ID:** `") ||
		wm_line_starts(line, "> - **Session ID:** `");
}

const Reader wm_reader_copilot_share = {
	.format = "copilot_share",
	.agent = "copilot_cli",
	.notes_size = sizeof(Log),
	.of_text = true,
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
