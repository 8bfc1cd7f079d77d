/*
 * openclaw.c
 *	  What OpenClaw writes around the messages that it brings from chats.
 */
#include "base/host.h"
#include "base/keyword.h"
#include "json/json_text.h"
#include "readers/openclaw.h"

/* What stands around a message is told apart by so much of a line. */
#define LINE_LIMIT	400

static const Slice queue_head = LITERAL("[Queued messages while agent was busy]");
static const Slice queue_part = LITERAL("---\nQueued #");

/* Events of the system, which may take more than their line. */
static const Slice events[] = {
	LITERAL("System: ["),
	LITERAL("System (untrusted): ["),
};

/* Files that came with a message. */
static const struct
{
	Slice		start;
	Slice		end;
}			files[] = {
	{LITERAL("[media attached"), LITERAL("]")},
	{LITERAL("To send an image back, "), LITERAL("\n")},
	{LITERAL("<media:"), LITERAL(">")},
	{LITERAL("<file name=\""), LITERAL("</file>")},
};

/* Lines behind a message. */
static const Slice tail_lines[] = {
	LITERAL("[from: "),
	LITERAL("[message_id: "),
};

/* What a program asks begins so; its own words stand behind the mark, if it has one. */
static const struct
{
	Slice		start;
	Slice		mark;
}			programs[] = {
	{LITERAL("[cron:"), LITERAL("]")},
	{LITERAL("[Subagent Context]"), LITERAL("[Subagent Task]:")},
	{LITERAL("[Inter-session message]"), LITERAL("\n")},
};

/* What others wrote in a group stands before what the agent is to answer. */
static const Slice group_head = LITERAL("[Chat messages since your last reply");
static const Slice group_mark = LITERAL("[Current message - respond to this]");

static Slice
line_of(Slice text)
{
	const char *newline = wm_find_byte(text.data, text.data + text.len, '\n');

	return newline == NULL ? text : wm_slice(text.data, (size_t) (newline - text.data));
}

/* As much of the first line as matters: the text may be one long line. */
static Slice
first_line(Slice text)
{
	return line_of(wm_slice_head(text, LINE_LIMIT));
}

static Slice
without_line(Slice text)
{
	return wm_slice_from(text, line_of(text).len);
}

static Slice
last_line(Slice text)
{
	size_t		start = text.len;

	while (start > 0 && text.data[start - 1] != '\n')
	{
		wm_check_step(text.data + start, text.data + start - 1);
		start--;
	}
	return wm_slice_from(text, start);
}

/* What stands behind a mark; nothing if it is not there. */
static Slice
behind(Slice text, Slice mark)
{
	ptrdiff_t	at = wm_slice_find(text, mark);

	return wm_slice_from(text, at < 0 ? text.len : (size_t) at + mark.len);
}

/* "[message_id: 12]" */
static bool
take_id(Slice line, ChatMessage *message)
{
	Slice		start = SLICE("[message_id: ");

	if (!wm_slice_starts(line, start))
		return false;
	line = wm_slice_trim(wm_slice_from(line, start.len));
	if (line.len > 0 && line.data[line.len - 1] == ']')
		line.len--;
	message->id = line;
	return true;
}

/*
 * "Sender (untrusted metadata):", and JSON in a fence.  Of several ids the first
 * is the message's own; the others are of what it answers.
 */
static bool
take_account(ChatMessage *message)
{
	Slice		line = wm_slice_trim(first_line(message->words));
	Slice		fence = SLICE("```json\n");
	Slice		rest = wm_slice_trim(wm_slice_from(message->words, line.len));
	Slice		id;
	ptrdiff_t	end;

	if (wm_slice_find(line, SLICE("(untrusted")) < 0 ||
		line.data[line.len - 1] != ':' || !wm_slice_starts(rest, fence))
		return false;
	rest = wm_slice_from(rest, fence.len);
	end = wm_slice_find(rest, SLICE("\n```"));
	if (end < 0)
		end = (ptrdiff_t) rest.len;
	id = wm_json_raw(wm_json_member(wm_slice_trim(wm_slice_head(rest, (size_t) end)),
									SLICE("message_id")));
	if (message->id.len == 0)
		message->id = id;
	message->words = behind(wm_slice_from(rest, (size_t) end), SLICE("```"));
	return true;
}

/* Is there a time of day in it? */
static bool
has_time(Slice text)
{
	const char *at = text.data;

	for (size_t i = 2; i + 2 < text.len; i++)
	{
		if (at[i] == ':' && wm_is_digit(at[i - 1]) && wm_is_digit(at[i - 2]) &&
			wm_is_digit(at[i + 1]) && wm_is_digit(at[i + 2]))
			return true;
	}
	return false;
}

/*
 * The length of "[Telegram Ada (@ada) id:7 2026-11-03 08:00 UTC]", or of "[Tue
 * 2026-11-03 08:00 UTC]", at the beginning of a text; 0 if it has none.
 */
static size_t
envelope_of(Slice text)
{
	Slice		line = first_line(text);
	const char *close = memchr(line.data, ']', line.len);

	if (close == NULL || line.data[0] != '[')
		return 0;
	line.len = (size_t) (close - line.data);
	return has_time(line) ? line.len + 1 : 0;
}

/*
 * What happened stands before a message, if one follows at all: that has an
 * envelope, an account, or an id at its end.
 */
static bool
take_event(ChatMessage *message)
{
	bool		event = false;
	Slice		rest;

	for (size_t i = 0; i < lengthof(events); i++)
		event = event || wm_slice_starts(message->words, events[i]);
	if (!event)
		return false;
	rest = without_line(message->words);
	while (rest.len > 0 && message->id.len == 0)
	{
		rest = wm_slice_from(rest, 1);
		if (envelope_of(rest) > 0 || wm_slice_starts(rest, files[0].start) ||
			wm_slice_starts(rest, SLICE("Conversation info (untrusted")))
			break;
		rest = without_line(rest);
	}
	message->words = rest;
	return true;
}

static bool
take_file(ChatMessage *message)
{
	for (size_t i = 0; i < lengthof(files); i++)
	{
		if (wm_slice_starts(message->words, files[i].start))
		{
			message->file = true;
			message->words = behind(message->words, files[i].end);
			return true;
		}
	}
	return false;
}

static bool
take_program(ChatMessage *message)
{
	for (size_t i = 0; i < lengthof(programs); i++)
	{
		if (wm_slice_starts(message->words, programs[i].start))
		{
			message->program = true;
			message->words = behind(message->words, programs[i].mark);
			return true;
		}
	}
	return false;
}

/* Takes one thing off that stands before the words; false if there is none. */
static bool
take_head(ChatMessage *message)
{
	size_t		envelope;

	if (message->words.len == 0)
		return false;
	if (take_event(message) || take_file(message) || take_program(message) ||
		take_account(message))
		return true;
	envelope = envelope_of(message->words);
	if (envelope > 0)
		message->words = wm_slice_from(message->words, envelope);
	else if (wm_slice_starts(message->words, group_head))
		message->words = behind(message->words, group_mark);
	else if (take_id(first_line(message->words), message))
		message->words = without_line(message->words);
	else
		return false;
	return true;
}

/* Takes a line off that stands behind the words. */
static bool
take_tail(ChatMessage *message)
{
	Slice		line = last_line(message->words);
	bool		take = false;

	for (size_t i = 0; !take && i < lengthof(tail_lines); i++)
		take = wm_slice_starts(line, tail_lines[i]);
	if (!take)
		return false;
	(void) take_id(line, message);
	message->words.len -= line.len;
	return true;
}

/* The end of the first of the messages that waited in a queue. */
static size_t
part_end(Slice text)
{
	ptrdiff_t	next = wm_slice_find(text, SLICE("\n---\nQueued #"));

	return next < 0 ? text.len : (size_t) next;
}

bool
wm_openclaw_next(Slice *text, ChatMessage *message)
{
	Slice		rest = wm_slice_trim(*text);

	memset(message, 0, sizeof(*message));
	if (wm_slice_starts(rest, queue_head))
		rest = wm_slice_trim(wm_slice_from(rest, queue_head.len));
	if (wm_slice_starts(rest, queue_part))
		rest = without_line(wm_slice_from(rest, queue_part.len));
	message->words = wm_slice_head(rest, part_end(rest));
	*text = wm_slice_from(rest, message->words.len);
	if (rest.len == 0)
		return false;

	/* What stands behind is taken off first: the id says if there is a message. */
	do
		message->words = wm_slice_trim(message->words);
	while (take_tail(message));
	while (take_head(message))
		message->words = wm_slice_trim(message->words);
	return true;
}
