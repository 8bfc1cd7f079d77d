/*
 * cursor_markdown.c
 *	  The Markdown into which Cursor exports a chat.
 *
 * The records are lines.  Behind a rule and an empty line "**User**" or
 * "**Cursor**" opens a message.  There are words only: neither calls nor times, but
 * for the time of the export.
 */
#include "readers/lines.h"
#include "readers/reader.h"

typedef enum Voice
{
	VOICE_NOBODY,
	VOICE_USER,
	VOICE_AGENT
} Voice;

typedef struct Notes
{
	bool		blank;			/* the line before was empty */
	bool		rule;			/* the last line with anything on it was a rule */
	bool		headed;			/* the export's own line was read */
	Voice		voice;
	Slice		words;			/* of the message, as far as they are read */
	size_t		before_title;	/* bytes of them, if its last line is a title */
	bool		titled;
} Notes;

/* No title and no line about an export is longer. */
#define HEAD_LIMIT	1000

/* "_Exported on 7/26/2026 at 02:35:20 GMT+2 from Cursor (3.13.10)_" */
static bool
read_export(Slice line, Slice *version)
{
	ptrdiff_t	from;

	if (line.len > HEAD_LIMIT || !wm_line_take(&line, "_Exported on ") ||
		!wm_line_drop(&line, ")_"))
		return false;
	from = wm_slice_find(line, SLICE(" from Cursor ("));
	if (from < 0)
		return false;
	*version = wm_slice_from(line, (size_t) from + strlen(" from Cursor ("));
	return true;
}

static void
end_words(Reading *reading, Notes *notes)
{
	if (notes->voice == VOICE_USER || notes->voice == VOICE_AGENT)
		wm_reading_message(reading, notes->words, notes->voice == VOICE_USER);
	notes->words.len = 0;
}

/* A line of a message, or of the next chat, whose head ends this one. */
static void
read_words(Reading *reading, Notes *notes, Slice line)
{
	Slice		version;

	if (line.len == 0)
		return;
	if (read_export(line, &version))
	{
		if (notes->titled)
			notes->words.len = notes->before_title;
		end_words(reading, notes);
		notes->voice = VOICE_NOBODY;
		return;
	}
	notes->titled = notes->blank && wm_slice_starts(line, SLICE("# "));
	notes->before_title = notes->words.len;
	wm_lines_extend(&notes->words, line);
}

/* Before the first message: the title and by what it was exported. */
static void
read_head(Reading *reading, Notes *notes, Slice line)
{
	Event		event = {.kind = EVENT_TITLE, .time = TIME_UNKNOWN};
	Slice		version;

	if (read_export(line, &version))
	{
		notes->headed = true;
		wm_session_name(reading->facts->agent_version, version);
	}
	else if (!notes->headed && line.len <= HEAD_LIMIT &&
			 wm_line_take(&line, "# "))
	{
		event.text = line;
		wm_session_event(reading->session, &event);
	}
}

static bool
read_line(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;
	bool		user = wm_slice_equals(line, SLICE("**User**"));

	if (notes->rule && notes->blank &&
		(user || wm_slice_equals(line, SLICE("**Cursor**"))))
	{
		end_words(reading, notes);
		notes->voice = user ? VOICE_USER : VOICE_AGENT;
	}
	else if (notes->voice == VOICE_NOBODY)
		read_head(reading, notes, line);
	else
		read_words(reading, notes, line);

	if (line.len > 0)
		notes->rule = wm_slice_equals(line, SLICE("---"));
	notes->blank = line.len == 0;
	return true;
}

static void
end(Reading *reading)
{
	end_words(reading, reading->notes);
	reading->facts->surface = SURFACE_IDE;
}

static bool
recognises(Slice line)
{
	Slice		version;

	return read_export(line, &version);
}

const Reader wm_reader_cursor_markdown = {
	.format = "cursor",
	.agent = "cursor",
	.notes_size = sizeof(Notes),
	.of_text = true,
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
