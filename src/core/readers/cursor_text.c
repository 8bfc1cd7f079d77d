/*
 * cursor_text.c
 *	  Cursor's agent transcripts as text.
 *
 * The records are lines.  "user:" and "assistant:" alone on a line open a message.
 * The request stands in a tag of its own, behind whatever the editor has put
 * before it.  The agent's words, its thoughts and calls follow one another:
 * "[Thinking] ...", "[Tool call] Name" with the arguments in lines that are
 * indented, "[Tool result] Name" with nothing behind.  Nothing tells of failures.
 *
 * An argument is "  name: value".  The value may have more lines, and these are
 * written as they are.  So of a call that changes a file only arguments that such
 * calls have are taken for one, each once; else the lines of a file that look like
 * one would end its text.
 *
 * Words follow a thought on the next line, while its own paragraphs have an empty
 * line between them: so a thought ends where two lines follow one another and the
 * second is of no list.
 */
#include "action/action.h"
#include "base/host.h"
#include "base/keyword.h"
#include "readers/cursor.h"
#include "readers/lines.h"

typedef enum Place
{
	IN_NOTHING,					/* before the first message */
	IN_USER,
	IN_WORDS,
	IN_THOUGHT,
	IN_CALL,
	IN_PATCH,
	IN_RESULT
} Place;

/*
 * Arguments of calls that change a file, and what each is; of two that are the
 * same only the first counts.
 */
typedef enum ChangeArgument
{
	ARGUMENT_PATH = 1,
	ARGUMENT_CONTENT = 2,
	ARGUMENT_OLD = 4,
	ARGUMENT_NEW = 8,
	ARGUMENT_OTHER = 16
} ChangeArgument;

static const struct
{
	Slice		name;
	ChangeArgument argument;
}			change_arguments[] = {
	{LITERAL("path"), ARGUMENT_PATH},
	{LITERAL("file_path"), ARGUMENT_PATH},
	{LITERAL("target_file"), ARGUMENT_PATH},
	{LITERAL("target_notebook"), ARGUMENT_PATH},
	{LITERAL("contents"), ARGUMENT_CONTENT},
	{LITERAL("content"), ARGUMENT_CONTENT},
	{LITERAL("code_edit"), ARGUMENT_CONTENT},
	{LITERAL("old_string"), ARGUMENT_OLD},
	{LITERAL("new_string"), ARGUMENT_NEW},
	{LITERAL("instructions"), ARGUMENT_OTHER},
	{LITERAL("replace_all"), ARGUMENT_OTHER},
};

/* No name of a tool or an argument is longer. */
#define NAME_BYTES		64

/* Tags of the request and of what the editor puts before it. */
static const Slice context_tags[] = {
	LITERAL("<user_query>"), LITERAL("<user_info>"),
	LITERAL("<git_status>"), LITERAL("<git_diff_from_branch_to_main>"),
	LITERAL("<manually_attached_skills>"), LITERAL("<agent_skills>"),
	LITERAL("<mcp_instructions>"), LITERAL("<attached_files>"),
	LITERAL("<open_and_recently_viewed_files>"), LITERAL("<image_files>"),
	LITERAL("<external_links>"), LITERAL("<cursor_commands>"),
};

typedef struct Notes
{
	Place		place;
	bool		in_query;		/* the tag of the request is open */
	bool		break_before;	/* the line before was empty, or announced a list */
	Slice		run;			/* the lines of words or of a thought */
	Slice		tool;
	bool		indented;		/* its patch is */
	bool		changes;		/* it changes a file */
	char		sign;			/* behind the names of arguments; 0: none was read */
	int			seen;			/* of enum ChangeArgument */
	Slice		argument;
	Slice		value;
} Notes;

static void
put_string(TextBuffer *json, Slice text)
{
	wm_buffer_append_char(json, '"');
	for (size_t i = 0; i < text.len && json->len < JSON_TEXT_LIMIT; i++)
	{
		char		c = text.data[i];

		wm_check_step(text.data + i, text.data + i + 1);
		if (c == '\n')
			wm_buffer_append(json, SLICE("\\n"));
		else if (c == '\r' && i + 1 < text.len && text.data[i + 1] == '\n')
			continue;
		else if (c == '\t')
			wm_buffer_append(json, SLICE("\\t"));
		else if (c == '"' || c == '\\')
		{
			wm_buffer_append_char(json, '\\');
			wm_buffer_append_char(json, c);
		}
		else
			wm_buffer_append_char(json, (unsigned char) c < ' ' ? ' ' : c);
	}
	wm_buffer_append_char(json, '"');
}

/* The argument is read to its end: it becomes a member of the input. */
static void
end_argument(Reading *reading, Notes *notes)
{
	TextBuffer *json = &reading->input;
	Slice		value = wm_slice_trim(notes->value);

	if (notes->argument.len == 0 || json->len + value.len > 2 * JSON_TEXT_LIMIT)
		return;
	wm_buffer_append(json, json->len == 0 ? SLICE("{") : SLICE(","));
	put_string(json, notes->argument);
	wm_buffer_append_char(json, ':');
	if (!notes->changes && value.len > 0 &&
		(value.data[0] == '[' || value.data[0] == '{') && wm_json_whole(value))
		wm_buffer_append(json, value);
	else
		put_string(json, notes->value);
	notes->argument.len = 0;
}

static void
end_call(Reading *reading, Notes *notes)
{
	if (notes->place == IN_CALL)
	{
		end_argument(reading, notes);
		if (reading->input.len > 0)
			wm_buffer_append_char(&reading->input, '}');
	}
	wm_reading_call(reading, notes->tool, wm_buffer_slice(&reading->input), 0,
					TIME_UNKNOWN, false);
}

static void
end_thought(Reading *reading, Notes *notes)
{
	Event		event = {.kind = EVENT_THINK, .time = TIME_UNKNOWN};

	event.text = wm_json_cut(wm_slice_trim(notes->run));
	if (event.text.len > 0 && wm_session_wants_thought(reading->session))
		wm_session_event(reading->session, &event);
}

/* Of a person's message only the request counts. */
static void
end_user(Reading *reading, Notes *notes)
{
	ptrdiff_t	query = wm_slice_find(notes->run, SLICE("<user_query>"));

	if (query >= 0)
		(void) wm_reading_human(reading,
								wm_json_cut(wm_slice_from(notes->run, (size_t) query)),
								wm_cursor_time(notes->run));
}

/* What is being read is over. */
static void
end_part(Reading *reading, Notes *notes)
{
	switch (notes->place)
	{
		case IN_NOTHING:
		case IN_RESULT:
			break;
		case IN_USER:
			end_user(reading, notes);
			break;
		case IN_WORDS:
			wm_cursor_say(reading, wm_json_cut(notes->run), TIME_UNKNOWN);
			break;
		case IN_THOUGHT:
			end_thought(reading, notes);
			break;
		case IN_CALL:
		case IN_PATCH:
			end_call(reading, notes);
			break;
	}
	notes->run.len = 0;
}

/*
 * A line of a patch, which may be indented as arguments are, or of arguments as
 * they were sent, in JSON.
 */
static void
add_patch_line(Reading *reading, Slice line)
{
	if (reading->input.len + line.len > JSON_TEXT_LIMIT)
		return;
	wm_buffer_append(&reading->input, line);
	wm_buffer_append_char(&reading->input, '\n');
}

/* The name at the beginning of a text. */
static Slice
name_of(Slice text)
{
	size_t		len = 0;

	while (len < text.len && len < NAME_BYTES && (unsigned char) text.data[len] > ' ' &&
		   strchr("*:={(\"", text.data[len]) == NULL)
		len++;
	return wm_slice(text.data, len);
}

/* Does a patch begin so, or an object? */
static bool
is_patch(Slice text)
{
	return text.len > 0 && (text.data[0] == '*' || text.data[0] == '{');
}

/* "Name"; a patch may follow it on the same line. */
static void
begin_call(Reading *reading, Notes *notes, Slice line)
{
	ActionKind	kind;

	end_part(reading, notes);
	wm_buffer_clear(&reading->input);
	notes->tool = name_of(line);
	kind = wm_action_from_tool(notes->tool);
	notes->changes = kind == ACTION_EDIT || kind == ACTION_WRITE;
	notes->sign = 0;
	notes->seen = 0;
	notes->argument.len = 0;
	notes->indented = false;
	notes->place = IN_CALL;
	line = wm_slice_trim(wm_slice_from(line, notes->tool.len));
	if (is_patch(line))
	{
		notes->place = IN_PATCH;
		add_patch_line(reading, line);
	}
}

/*
 * May this be an argument of the call, which was none before?  Behind the content
 * of a file there is but its path.
 */
static bool
is_argument(Notes *notes, Slice name)
{
	int			argument = 0;

	if (!notes->changes)
		return true;
	for (size_t i = 0; i < lengthof(change_arguments); i++)
	{
		if (wm_slice_equals(name, change_arguments[i].name))
			argument = change_arguments[i].argument;
	}
	if (argument == 0 || (notes->seen & argument) != 0 ||
		((notes->seen & ARGUMENT_CONTENT) != 0 && argument != ARGUMENT_PATH))
		return false;
	notes->seen |= argument;
	return true;
}

/* "  name: value" or "  name=value", whichever the call began with. */
static bool
begin_argument(Reading *reading, Notes *notes, Slice line)
{
	Slice		name;

	if (!wm_line_take(&line, "  "))
		return false;
	name = name_of(line);
	if (name.len == 0 || name.len == line.len ||
		(line.data[name.len] != ':' && line.data[name.len] != '=') ||
		(notes->sign != 0 && line.data[name.len] != notes->sign) ||
		!is_argument(notes, name))
		return false;
	end_argument(reading, notes);
	notes->sign = line.data[name.len];
	notes->argument = name;
	line = wm_slice_from(line, name.len + 1);
	(void) wm_line_take(&line, " ");
	notes->value = line;
	return true;
}

static void
read_call_line(Reading *reading, Notes *notes, Slice line)
{
	Slice		inside = wm_slice_trim(line);

	if (begin_argument(reading, notes, line) || inside.len == 0)
		return;
	if (notes->argument.len > 0)
		wm_lines_extend(&notes->value, line);
	else if (notes->sign == 0 && is_patch(inside))
	{
		notes->place = IN_PATCH;
		notes->indented = line.data[0] == ' ';
		add_patch_line(reading, inside);
	}
}

/* Does the line open a message?  Within a request it may be quoted. */
static bool
read_header(Reading *reading, Notes *notes, Slice line)
{
	bool		user = wm_slice_equals(line, SLICE("user:"));

	if (notes->in_query ||
		(!user && !wm_slice_equals(line, SLICE("assistant:")) &&
		 !wm_slice_equals(line, SLICE("A:"))))
		return false;
	end_part(reading, notes);
	notes->place = user ? IN_USER : IN_WORDS;
	return true;
}

/* Does a list or the like follow this line? */
static bool
announces(Slice line)
{
	line = wm_slice_trim(line);
	return line.len == 0 || line.data[line.len - 1] == ':';
}

/* Does a paragraph begin with this line, rather than an item of a list? */
static bool
is_plain(Slice line)
{
	unsigned char c = line.len > 0 ? wm_lower(line.data[0]) : ' ';

	return (c >= 'a' && c <= 'z') || c >= 0x80 || c == '"';
}

static void
read_thought_line(Reading *reading, Notes *notes, Slice line)
{
	if (!notes->break_before && is_plain(line))
	{
		end_part(reading, notes);
		notes->place = IN_WORDS;
	}
	notes->break_before = announces(line);
	if (line.len > 0)
		wm_lines_extend(&notes->run, line);
}

/* Does the line open a part of what the agent says and does? */
static bool
read_label(Reading *reading, Notes *notes, Slice line)
{
	if (notes->place == IN_USER || notes->place == IN_NOTHING ||
		!wm_slice_starts(line, SLICE("[T")))
		return false;
	if (wm_line_take(&line, "[Tool call] "))
		begin_call(reading, notes, line);
	else if (wm_slice_starts(line, SLICE("[Tool result]")))
	{
		end_part(reading, notes);
		notes->place = IN_RESULT;
	}
	else if (wm_line_take(&line, "[Thinking] "))
	{
		end_part(reading, notes);
		notes->place = IN_THOUGHT;
		notes->run = line;
		notes->break_before = announces(line);
	}
	else
		return false;
	return true;
}

static void
read_part_line(Reading *reading, Notes *notes, Slice line)
{
	switch (notes->place)
	{
		case IN_NOTHING:
		case IN_RESULT:
			break;
		case IN_USER:
			if (wm_slice_find(line, SLICE("<user_query>")) >= 0)
				notes->in_query = true;
			if (wm_slice_find(line, SLICE("</user_query>")) >= 0)
				notes->in_query = false;
			wm_lines_extend(&notes->run, line);
			break;
		case IN_WORDS:
			if (line.len > 0)
				wm_lines_extend(&notes->run, line);
			break;
		case IN_THOUGHT:
			read_thought_line(reading, notes, line);
			break;
		case IN_PATCH:
			if (notes->indented)
				(void) wm_line_take(&line, "  ");
			add_patch_line(reading, line);
			break;
		case IN_CALL:
			read_call_line(reading, notes, line);
			break;
	}
}

static bool
read_line(Reading *reading, Slice line)
{
	Notes	   *notes = reading->notes;

	if (!read_header(reading, notes, line) && !read_label(reading, notes, line))
		read_part_line(reading, notes, line);
	return true;
}

static void
end(Reading *reading)
{
	end_part(reading, reading->notes);
}

/* A call or a result with the name of a tool, or the tag of some context. */
static bool
recognises(Slice line)
{
	if (wm_line_take(&line, "[Tool call] ") ||
		wm_line_take(&line, "[Tool result] "))
		return line.len > 0 && wm_lower(line.data[0]) >= 'a' &&
			wm_lower(line.data[0]) <= 'z';
	for (size_t i = 0; i < lengthof(context_tags); i++)
	{
		if (wm_slice_starts(line, context_tags[i]))
			return true;
	}
	return false;
}

const Reader wm_reader_cursor_text = {
	.format = "cursor",
	.agent = "cursor",
	.notes_size = sizeof(Notes),
	.of_text = true,
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
