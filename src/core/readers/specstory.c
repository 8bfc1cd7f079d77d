/*
 * specstory.c
 *	  SpecStory's Markdown logs, of any of the agents that it records.
 *
 * The records are lines.  A header line opens a message ("_**User (time)**_",
 * "_**Agent (model time)**_", in the first generation "_**Assistant**_"); tool
 * calls are rendered within the agent's messages: in blocks with a tag, or in
 * the first generation in sections of their own, between rules.
 *
 * Everything may be quoted in a log, other logs too.  Hence a header counts
 * only behind an empty line, outside of fences and rendered calls, and not
 * when its time lies before the log's own beginning.
 *
 * A log is read in place: what spans lines is one slice of the transcript.
 * Only rendered patches are put together, in the grammar of apply_patch.
 */
#include "readers/lines.h"
#include "readers/specstory.h"

/* Where the output of a command that Claude Code ran itself begins. */
#define COMMAND_OUTPUT	"\n \xE2\x8E\xBF"

/* Names that stand for whichever model the editor picks. */
static bool
names_model(Slice model)
{
	return model.len > 0 && model.data[0] != '<' &&
		!wm_slice_equals(model, SLICE("default")) &&
		!wm_slice_equals(model, SLICE("auto")) &&
		!wm_slice_equals(model, SLICE("GitHub Copilot"));
}

void
wm_specstory_act(Reading *reading, const Log *log, Slice words)
{
	Event		event = {.kind = EVENT_ACT, .time = log->time};

	event.text = words;
	wm_session_event(reading->session, &event);
}

/*
 * A person's message.  Claude Code's slash commands are followed by what they
 * expand to, in a message of the same time: a template, nobody's words.
 */
static void
read_user(Reading *reading, Log *log, Slice text)
{
	bool		expansion = log->wrapped.len > 0 &&
		wm_slice_equals(log->wrapped, log->when);
	ptrdiff_t	output;

	if (wm_line_ends(text, "\n---"))
		text = wm_slice_trim(wm_slice(text.data, text.len - 3));
	if (text.len == 0 || log->sidechain || expansion)
		return;

	text = wm_json_cut(text);
	log->wrapped = wm_line_starts(text, "<command-") ? log->when : wm_slice(NULL, 0);
	output = wm_line_starts(text, "/") ? wm_slice_find(text, SLICE(COMMAND_OUTPUT)) : -1;
	if (output >= 0)
		wm_specstory_act(reading, log, wm_slice(text.data, (size_t) output));
	else
		(void) wm_reading_human(reading, text, log->time);
}

void
wm_specstory_end_words(Reading *reading, Log *log)
{
	Slice		text = wm_slice_trim(log->words);

	log->words = wm_slice(NULL, 0);
	if (log->place == IN_THOUGHT)
		return;
	if (log->voice == VOICE_USER)
		read_user(reading, log, text);
	else if (log->voice == VOICE_AGENT && text.len > 0)
	{
		log->loose_name = wm_slice(NULL, 0);
		wm_reading_say(reading, wm_json_cut(text), log->time, log->sidechain);
	}
}

static void
begin_message(Reading *reading, Log *log, const Header *header)
{
	wm_specstory_end_words(reading, log);
	log->voice = header->voice;
	log->sidechain = header->sidechain;
	log->when = header->when;
	log->time = wm_time_parse(header->when);
	log->section = true;
	log->loose_name = wm_slice(NULL, 0);
	if (log->first == TIME_UNKNOWN)
		log->first = log->time;
	if (header->voice == VOICE_AGENT)
	{
		log->wrapped = wm_slice(NULL, 0);
		if (!header->sidechain && reading->facts->model[0] == '\0' &&
			names_model(header->model))
			wm_session_name(reading->facts->model, header->model);
	}
}

/* Between tags, whose line may have a summary that says nothing. */
static void
read_thought(Reading *reading, Log *log, Slice line)
{
	Event		event = {
		.kind = EVENT_THINK, .sidechain = log->sidechain, .time = log->time
	};
	bool		last = wm_line_drop(&line, "</think>");

	if (wm_line_take(&line, "<think>"))
		(void) wm_line_take(&line, "<details><summary>Thought Process</summary>");
	if (last)
		(void) wm_line_drop(&line, "</details>");
	wm_lines_extend(&log->words, line);
	if (!last)
		return;

	log->place = IN_WORDS;
	event.text = wm_json_cut(log->words);
	log->words = wm_slice(NULL, 0);
	wm_session_event(reading->session, &event);
}

static void
read_words(Reading *reading, Log *log, Slice line)
{
	bool		blank = wm_slice_trim(line).len == 0;
	Slice		name;

	if (log->voice == VOICE_AGENT && log->fence.width == 0)
	{
		if (wm_line_starts(line, "<tool-use data-tool-"))
		{
			wm_specstory_tag(reading, log, line);
			return;
		}
		if (wm_line_starts(line, "<think>"))
		{
			wm_specstory_end_words(reading, log);
			log->place = IN_THOUGHT;
			read_thought(reading, log, line);
			return;
		}
		if (log->blank && wm_slice_equals(line, SLICE("---")))
		{
			wm_specstory_end_words(reading, log);
			log->section = true;
			return;
		}
		if (!log->tagged && log->blank && wm_specstory_bare_name(line, &name))
		{
			wm_specstory_begin_call(reading, log, name);
			log->tool.bare = true;
			return;
		}
		if (log->section && !log->tagged && wm_specstory_section(reading, log, line))
			return;
	}
	wm_fence_step(&log->fence, line);
	if (!blank)
	{
		log->section = false;
		wm_lines_extend(&log->words, line);
	}
}

/* Is the line behind the call that is being read, or its own last one? */
static bool
ends_call(const Log *log, Slice line)
{
	Header		header;
	Slice		name;

	if (log->tagged)
		return wm_line_starts(line, "</details></tool-use>") ||
			wm_line_starts(line, "</tool-use>");
	if (log->tool.part != PART_LABELS || !log->blank || line.len == 0)
		return false;
	return log->tool.closed || wm_slice_equals(line, SLICE("---")) ||
		wm_specstory_header(line, &header) ||
		(log->tool.bare && wm_specstory_bare_name(line, &name));
}

/* Lines of what is rendered within a message; false if there is nothing such. */
static bool
read_rendered(Reading *reading, Log *log, Slice line)
{
	switch (log->place)
	{
		case IN_WORDS:
			return false;
		case IN_THOUGHT:
			read_thought(reading, log, line);
			return true;
		case IN_DETAILS:
			wm_specstory_folded(reading, log, line);
			return true;
		case IN_TOOL:
			break;
	}
	if (!ends_call(log, line))
	{
		wm_specstory_call_line(reading, log, line);
		return true;
	}
	wm_specstory_end_call(reading, log);

	/* What ends a call of the first generation is no part of it. */
	return log->tagged;
}

static bool
read_line(Reading *reading, Slice line)
{
	Log		   *log = reading->notes;
	Header		header;

	if (!log->begun)
	{
		log->begun = true;
		log->titled = log->first = log->time = TIME_UNKNOWN;
	}

	if (!read_rendered(reading, log, line))
	{
		if (log->blank && log->fence.width == 0 &&
			wm_specstory_header(line, &header) && wm_specstory_is_own(log, &header))
			begin_message(reading, log, &header);
		else if (log->voice == VOICE_NOBODY)
			wm_specstory_preamble(reading, log, line);
		else
			read_words(reading, log, line);
	}

	log->blank = wm_slice_trim(line).len == 0;
	return true;
}

static void
end(Reading *reading)
{
	Log		   *log = reading->notes;
	Facts	   *facts = reading->facts;

	if (log->place == IN_TOOL)
		wm_specstory_end_call(reading, log);
	wm_specstory_end_words(reading, log);

	/* The words tell an editor; and without times the title's is all there is. */
	if (facts->surface == SURFACE_UNKNOWN)
		facts->surface = log->surface;
	if (log->begun && facts->started_at == TIME_UNKNOWN)
		facts->started_at = log->titled;
}

static bool
recognises(Slice line)
{
	return wm_line_starts(line, "<!-- Generated by SpecStory");
}

const Reader wm_reader_specstory = {
	.format = "specstory",
	.agent = "",
	.notes_size = sizeof(Log),
	.of_text = true,
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
