/*
 * opencode_markdown.c
 *	  The Markdown into which OpenCode exports a session.
 *
 * The records are lines.  Behind a rule and an empty line "## User" or
 * "## Assistant (agent - model - seconds)" opens a message, the dashes being dots
 * at half height.  A long session may lack its beginning.  A message of the agent
 * has a thought, words and calls, in this order, with labels between:
 * "_Thinking:_", "**Tool: name**", "**Input:**", "**Output:**", "**Error:**".
 *
 * What a tool gave back may hold any of these and fences, too.  Hence nothing in
 * it counts unless a line with no more than a fence stands before, and what seems
 * to be words behind a call is taken for a part of its output.  Nothing ends a
 * thought: its first paragraph is taken for one, what follows for words.
 */
#include "base/keyword.h"
#include "readers/lines.h"
#include "readers/opencode.h"
#include "readers/shown_time.h"

#define DOT			" \xC2\xB7 "

/* No header is longer. */
#define HEADER_LIMIT	1000

typedef enum Voice
{
	VOICE_NOBODY,				/* before the first header */
	VOICE_USER,
	VOICE_AGENT,
	VOICE_SUMMARY				/* of what was said so far: no answer */
} Voice;

typedef enum Place
{
	IN_WORDS,
	IN_THOUGHT,
	IN_CALL,					/* between its labels and fences */
	IN_INPUT,
	IN_RESULT
} Place;

typedef struct Notes
{
	bool		begun;
	bool		blank;			/* the line before was empty */
	bool		rule;			/* the last line with anything on it was a rule */
	bool		closed;			/* a fence may have ended the result */
	Voice		voice;
	Place		place;
	Slice		words;			/* or the thought, as far as they are read */
	Slice		tool;
	Slice		input;
	bool		has_input;		/* the next fence holds it */
	bool		answered;		/* the next line is the first of the result */
	bool		failed;
	uint64_t	calls;
} Notes;

static bool
is_line(Slice line, const char *text)
{
	return wm_slice_equals(line, wm_slice_cstring(text));
}

/* "Build . big-pickle . 3.6s", the dots being at half height. */
static void
read_note(Reading *reading, Slice note, Voice *voice)
{
	ptrdiff_t	at = wm_slice_find(note, SLICE(DOT));
	Slice		agent = note;
	Slice		model;
	Slice		seconds;

	if (at < 0)
		return;
	agent.len = (size_t) at;
	model = seconds = wm_slice_from(note, (size_t) at + strlen(DOT));
	if (wm_slice_equals(agent, SLICE("Compaction")))
		*voice = VOICE_SUMMARY;

	/* The model's name may have dots, too. */
	while ((at = wm_slice_find(seconds, SLICE(DOT))) >= 0)
		seconds = wm_slice_from(seconds, (size_t) at + strlen(DOT));
	if (seconds.data > model.data && seconds.len > 1 && wm_is_digit(seconds.data[0]) &&
		seconds.data[seconds.len - 1] == 's')
		model.len = (size_t) (seconds.data - model.data) - strlen(DOT);
	if (reading->facts->model[0] == '\0' && *voice == VOICE_AGENT)
		wm_session_name(reading->facts->model, model);
}

/* Does the line open a message, and whose? */
static bool
read_header(Reading *reading, Slice line, Voice *voice)
{
	line = wm_slice_trim(line);
	*voice = is_line(line, "## User") ? VOICE_USER : VOICE_AGENT;
	if (*voice == VOICE_USER || is_line(line, "## Assistant"))
		return true;
	if (line.len > HEADER_LIMIT || !wm_line_take(&line, "## Assistant (") ||
		!wm_line_drop(&line, ")"))
		return false;
	read_note(reading, line, voice);
	return true;
}

static void
end_words(Reading *reading, Notes *notes)
{
	if (notes->voice == VOICE_USER || notes->voice == VOICE_AGENT)
		wm_reading_message(reading, notes->words, notes->voice == VOICE_USER);
	notes->words.len = 0;
}

static void
end_thought(Reading *reading, Notes *notes)
{
	Event		event = {.kind = EVENT_THINK, .time = TIME_UNKNOWN};

	event.text = wm_json_cut(notes->words);
	notes->words.len = 0;
	notes->place = IN_WORDS;
	if (notes->voice == VOICE_AGENT && wm_session_wants_thought(reading->session))
		wm_session_event(reading->session, &event);
}

static void
end_call(Reading *reading, Notes *notes)
{
	notes->place = IN_WORDS;
	if (notes->voice != VOICE_AGENT)
		return;
	notes->calls++;
	wm_reading_call(reading, notes->tool, notes->input, notes->calls, TIME_UNKNOWN,
					false);
	wm_reading_result(reading, notes->calls, SLICE(""),
					  notes->failed || is_line(notes->tool, "invalid"), TIME_UNKNOWN,
					  false);
}

/* What is being read is over: the message, or a part of it. */
static void
end_part(Reading *reading, Notes *notes)
{
	if (notes->place == IN_THOUGHT)
		end_thought(reading, notes);
	else if (notes->place != IN_WORDS)
		end_call(reading, notes);
	else
		end_words(reading, notes);
}

/* "**Tool: name**" opens a call. */
static bool
begin_call(Reading *reading, Notes *notes, Slice line)
{
	if (!notes->blank ||
		(notes->voice != VOICE_AGENT && notes->voice != VOICE_SUMMARY) ||
		!wm_line_take(&line, "**Tool: ") || !wm_line_drop(&line, "**"))
		return false;
	end_part(reading, notes);
	notes->place = IN_CALL;
	notes->tool = line;
	notes->input.len = 0;
	notes->has_input = notes->failed = false;
	return true;
}

/*
 * The first line of what a tool gave back may have a person's words.  A command
 * that ran for too long or was stopped says so behind its output.
 */
static void
read_result_line(Reading *reading, Notes *notes, Slice line)
{
	if (notes->answered && wm_opencode_reply(reading, wm_json_cut(line), TIME_UNKNOWN))
		notes->failed = false;
	notes->answered = false;
	if (wm_slice_starts(line, SLICE("bash tool terminated command")) ||
		wm_slice_starts(line, SLICE("shell tool terminated command")) ||
		wm_slice_starts(line, SLICE("User aborted the command")))
		notes->failed = true;
}

/* Between the labels of a call. */
static void
read_call_line(Notes *notes, Slice line)
{
	if (is_line(line, "**Input:**"))
		notes->has_input = true;
	else if (is_line(line, "**Output:**") || is_line(line, "**Error:**"))
	{
		notes->has_input = false;
		notes->failed = is_line(line, "**Error:**");
		notes->place = IN_RESULT;
		notes->closed = false;
		notes->answered = true;
	}
	else if (notes->has_input && wm_slice_starts(line, SLICE("```")))
		notes->place = IN_INPUT;
}

static void
read_part_line(Reading *reading, Notes *notes, Slice line)
{
	bool		fence = is_line(line, "```");

	switch (notes->place)
	{
		case IN_WORDS:
			if (is_line(line, "_Thinking:_") && notes->blank &&
				notes->voice != VOICE_USER)
			{
				end_words(reading, notes);
				notes->place = IN_THOUGHT;
			}
			else if (line.len > 0)
				wm_lines_extend(&notes->words, line);
			break;
		case IN_THOUGHT:
			if (line.len > 0)
				wm_lines_extend(&notes->words, line);
			else if (notes->words.len > 0)
				end_thought(reading, notes);
			break;
		case IN_CALL:
			read_call_line(notes, line);
			break;
		case IN_INPUT:
			if (fence)
				notes->place = IN_CALL;
			else
				wm_lines_extend(&notes->input, line);
			break;
		case IN_RESULT:
			if (fence)
				notes->closed = true;
			else if (line.len > 0 && !(notes->closed && is_line(line, "---")))
			{
				notes->closed = false;
				read_result_line(reading, notes, line);
			}
			break;
	}
}

/* Before the first header. */
static void
read_preamble(Reading *reading, Slice line)
{
	Facts	   *facts = reading->facts;
	Event		event = {.kind = EVENT_TITLE, .time = TIME_UNKNOWN};

	if (wm_line_take(&line, "**Session ID:** "))
		wm_session_text(facts->session_id, ID_LIMIT, line);
	else if (wm_line_take(&line, "**Created:** "))
		facts->started_at = wm_shown_time(line);
	else if (wm_line_take(&line, "**Updated:** "))
		facts->ended_at = wm_shown_time(line);
	else if (facts->session_id[0] == '\0' && line.len <= HEADER_LIMIT &&
			 wm_line_take(&line, "# ") &&
			 !wm_slice_starts(line, SLICE("New session - ")))
	{
		event.text = line;
		wm_session_event(reading->session, &event);
	}
}

static bool
read_line(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;
	Voice		voice;
	bool		open = notes->place == IN_INPUT ||
		(notes->place == IN_RESULT && !notes->closed);

	if (((notes->rule && notes->blank) || !notes->begun) && !open &&
		read_header(reading, line, &voice))
	{
		end_part(reading, notes);
		notes->voice = voice;
		notes->place = IN_WORDS;
	}
	else if (open || !begin_call(reading, notes, line))
	{
		if (notes->voice == VOICE_NOBODY)
			read_preamble(reading, line);
		else
			read_part_line(reading, notes, line);
	}

	/* A rule counts with an empty line on either side. */
	if (line.len > 0)
	{
		notes->begun = true;
		notes->rule = notes->blank && !open && is_line(line, "---");
	}
	notes->blank = line.len == 0;
	return true;
}

static void
end(Reading *reading)
{
	end_part(reading, reading->notes);
	reading->facts->surface = SURFACE_CLI;
}

static bool
recognises(Slice line)
{
	if (wm_slice_starts(line, SLICE("**Session ID:** ses")))
		return true;
	return line.len <= HEADER_LIMIT && wm_line_take(&line, "## Assistant (") &&
		wm_line_drop(&line, ")") && wm_slice_find(line, SLICE(DOT)) > 0;
}

const Reader wm_reader_opencode_markdown = {
	.format = "opencode",
	.agent = "opencode",
	.notes_size = sizeof(Notes),
	.of_text = true,
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
