/*
 * codex_import.c
 *	  Sessions that Codex took over from another agent.
 *
 * Codex makes text of what the other agent did, within the words of the assistant:
 *
 *	[external_agent_tool_call: Bash]
 *	command: ls
 *	[/external_agent_tool_call]
 *
 * and [external_agent_tool_result] or [external_agent_tool_result: error], with no
 * ids: the results come in the order of the calls.
 */
#include "base/host.h"
#include "readers/codex.h"

static const Slice call_open = LITERAL("[external_agent_tool_call: ");
static const Slice call_close = LITERAL("[/external_agent_tool_call]");
static const Slice result_open = LITERAL("[external_agent_tool_result");
static const Slice result_close = LITERAL("[/external_agent_tool_result]");

/* A name of an argument is at most so long. */
#define KEY_LIMIT	40

static uint64_t
id_of(int64_t number)
{
	return wm_slice_identity(wm_slice((const char *) &number, sizeof(number)));
}

/* "key: value", or "key:" with the value on the lines that follow. */
static bool
take_key(Slice line, Slice *key, Slice *value)
{
	size_t		len = 0;

	while (len < line.len && len < KEY_LIMIT &&
		   ((line.data[len] >= 'a' && line.data[len] <= 'z') ||
			(line.data[len] >= 'A' && line.data[len] <= 'Z') || line.data[len] == '_'))
		len++;
	if (len == 0 || len == line.len || line.data[len] != ':' ||
		(len + 1 < line.len && line.data[len + 1] != ' '))
		return false;
	*key = wm_slice_head(line, len);
	*value = wm_slice_from(line, len + 1 < line.len ? len + 2 : len + 1);
	return true;
}

static void
put_member(TextBuffer *input, Slice key, Slice value)
{
	if (input->len > 1)
		wm_buffer_append_char(input, ',');

	/* The name by which the other agents' tools know it. */
	wm_json_quote(input, wm_slice_equals(key, SLICE("file")) ? SLICE("file_path") : key);
	wm_buffer_append_char(input, ':');
	wm_json_quote(input, value);
}

/* The arguments as an object; a line that begins with no key continues a value. */
static Slice
make_input(TextBuffer *input, Slice body)
{
	Slice		key = {NULL, 0};
	Slice		value = {NULL, 0};

	wm_buffer_clear(input);
	wm_buffer_append_char(input, '{');
	while (body.len > 0)
	{
		const char *feed = memchr(body.data, '\n', body.len);
		size_t		len = feed == NULL ? body.len : (size_t) (feed - body.data);
		Slice		line = wm_slice(body.data, len);
		Slice		next_key;
		Slice		next_value;

		wm_check_interrupts();
		body = wm_slice_from(body, feed == NULL ? len : len + 1);
		if (take_key(line, &next_key, &next_value))
		{
			if (key.len > 0)
				put_member(input, key, value);
			key = next_key;
			value = next_value;
		}
		else if (key.len > 0)
			value.len = (size_t) (line.data + line.len - value.data);
	}
	if (key.len > 0)
		put_member(input, key, value);
	wm_buffer_append_char(input, '}');
	return wm_buffer_slice(input);
}

/* "Bash]\n..." up to the mark that closes it. */
static void
read_call(Reading *reading, Slice text, EventTime time)
{
	CodexNotes *notes = reading->notes;
	const char *end = memchr(text.data, ']', text.len);
	size_t		len = end == NULL ? text.len : (size_t) (end - text.data);
	Slice		body = wm_slice_from(text, end == NULL ? len : len + 1);

	wm_reading_call(reading, wm_slice_head(text, len),
					make_input(&reading->input, wm_slice_trim(body)),
					id_of(++notes->imported_calls), time, false);
}

/* "]\n..." or ": error]\n..." */
static void
read_result(Reading *reading, Slice text, EventTime time)
{
	CodexNotes *notes = reading->notes;

	if (notes->imported_results == notes->imported_calls)
		return;
	wm_reading_result(reading, id_of(++notes->imported_results), SLICE(""),
					  wm_slice_starts(text, SLICE(": error")), time, false);
}

static void
say(Reading *reading, Slice text, EventTime time)
{
	text = wm_slice_trim(text);
	if (text.len > 0)
		wm_reading_say(reading, text, time, false);
}

bool
wm_codex_imported(Reading *reading, Slice text, EventTime time)
{
	ptrdiff_t	open;
	TextBuffer	room = {NULL, 0, 0};
	Slice		rest;

	if (wm_slice_find(wm_json_raw(text), SLICE("[external_agent_tool_")) < 0)
		return false;
	rest = wm_json_text(text, &room);
	while ((open = wm_slice_find(rest, SLICE("[external_agent_tool_"))) >= 0)
	{
		Slice		mark = wm_slice_from(rest, (size_t) open);
		bool		call = wm_slice_starts(mark, call_open);
		Slice		close = call ? call_close : result_close;
		Slice		inside = wm_slice_from(mark, call ? call_open.len : 1);
		ptrdiff_t	end = wm_slice_find(inside, close);

		if (!call && !wm_slice_starts(mark, result_open))
			break;
		say(reading, wm_slice_head(rest, (size_t) open), time);
		rest = end < 0 ? SLICE("") : wm_slice_from(inside, (size_t) end + close.len);
		inside = wm_slice_head(inside, end < 0 ? inside.len : (size_t) end);
		if (call)
			read_call(reading, inside, time);
		else
			read_result(reading, wm_slice_from(inside, result_open.len - 1), time);
	}
	say(reading, rest, time);
	wm_buffer_free(&room);
	return true;
}
