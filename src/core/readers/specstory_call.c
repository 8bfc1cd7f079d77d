/*
 * specstory_call.c
 *	  SpecStory's logs: rendered calls, from the line that begins one to its event.
 */
#include "readers/lines.h"
#include "readers/specstory.h"

/* How the first generation rendered what is folded away. */
static const struct
{
	const char *summary;
	const char *tool;
}			folded_calls[] =
{
	{"Grep search", "grep_search"},
	{"Searched codebase", "codebase_search"},
	{"Searched web", "web_search"},
	{"Listed", "list_dir"},
	{"Read file", "read_file"}
};

/*
 * Arguments that are shown as JSON.  Copilot's hold a command line in an
 * object, and of an edit but the path: its lines stand in the result.
 */
static void
read_arguments(Reading *reading, Tool *tool, Event *event)
{
	static const Slice names[] = {
		LITERAL("commandLine"), LITERAL("file_path"), LITERAL("relativeWorkspacePath")
	};
	Slice		members[3];
	Slice		line;

	(void) wm_json_members(tool->arguments, names, members, 3);
	line = wm_json_member(members[0], SLICE("original"));
	if (line.len > 0)
		event->command = wm_json_text(line, &reading->text);
	else if (members[1].len > 0 || members[2].len > 0)
		tool->path = wm_json_raw(members[members[1].len > 0 ? 1 : 2]);
	else
		event->input = tool->arguments;
}

void
wm_specstory_end_call(Reading *reading, Log *log)
{
	Tool	   *tool = &log->tool;
	bool		second = !tool->loose && tool->empty &&
		tool->name.len > 0 && wm_slice_equals(tool->name, log->loose_name);
	Event		event = {
		.kind = EVENT_CALL, .sidechain = log->sidechain, .time = log->time
	};
	Event		result = {
		.kind = EVENT_RESULT, .sidechain = log->sidechain, .time = log->time
	};

	log->place = IN_WORDS;
	log->loose_name = tool->loose ? tool->name : wm_slice(NULL, 0);
	log->paired = log->paired || tool->loose;
	if (second)
		return;

	if (tool->added + tool->removed == 0)
	{
		tool->added = tool->told_added;
		tool->removed = tool->told_removed;
	}
	event.call = result.call = ++log->calls;
	event.tool = tool->name;
	event.command = wm_json_cut(tool->command);
	event.added = tool->added;
	event.removed = tool->removed;
	if (tool->patch)
		event.input = wm_buffer_slice(&reading->input);
	else if (tool->arguments.len > 0)
		read_arguments(reading, tool, &event);

	/* Some exporters leave out of which file an edit is: the one just read. */
	if (tool->path.len > 0)
		log->last_path = tool->path;
	else if (tool->kind == ACTION_EDIT && tool->added + tool->removed > 0)
		tool->path = log->last_path;
	event.path = wm_json_cut(tool->path);
	wm_session_event(reading->session, &event);

	result.failed = tool->failed || (!tool->loose && tool->empty && log->paired);
	wm_session_event(reading->session, &result);
}

void
wm_specstory_begin_call(Reading *reading, Log *log, Slice name)
{
	wm_specstory_end_words(reading, log);
	wm_buffer_clear(&reading->input);
	memset(&log->tool, 0, sizeof(log->tool));
	log->tool.name = name;
	log->tool.kind = wm_action_from_tool(name);
	log->tool.empty = true;
	log->place = IN_TOOL;
}

void
wm_specstory_tag(Reading *reading, Log *log, Slice line)
{
	Slice		name = wm_line_between(line, "data-tool-name=\"", "\"");
	ptrdiff_t	end;

	wm_specstory_begin_call(reading, log, name);
	end = wm_slice_find(line, SLICE("\">"));
	line = end < 0 ? wm_slice(line.data, 0) : wm_slice_from(line, (size_t) end + 2);
	log->tool.loose = line.len == 0;
	if (line.len > 0)
		wm_specstory_label(reading, log, line);
	if (wm_line_ends(line, "</tool-use>"))
		wm_specstory_end_call(reading, log);
}

bool
wm_specstory_bare_name(Slice line, Slice *name)
{
	if (line.len > HEADER_LIMIT || !wm_line_take(&line, "Tool use: **") ||
		!wm_line_drop(&line, "**"))
		return false;
	*name = line;
	return line.len > 0 && wm_slice_find(line, SLICE("**")) < 0;
}

/* A call that the first generation rendered with no more than one line. */
static void
tell_call(Reading *reading, Log *log, const char *name, Slice path)
{
	wm_specstory_begin_call(reading, log, wm_slice_cstring(name));
	log->tool.path = path;
	wm_specstory_end_call(reading, log);
}

bool
wm_specstory_section(Reading *reading, Log *log, Slice line)
{
	if (wm_line_starts(line, "<details>"))
		log->place = IN_DETAILS;
	else if (wm_line_take(&line, "Read file: "))
		tell_call(reading, log, "read_file", line);
	else if (wm_line_starts(line, "```diff") || wm_line_starts(line, "```bash"))
	{
		wm_specstory_begin_call(reading, log, line.data[3] == 'd' ?
								SLICE("edit_file") : SLICE("run_terminal_cmd"));
		wm_specstory_call_line(reading, log, line);
	}
	else
		return false;
	return true;
}

void
wm_specstory_folded(Reading *reading, Log *log, Slice line)
{
	if (wm_line_starts(line, "</details>"))
		log->place = IN_WORDS;
	line = wm_slice_trim(line);
	if (!wm_line_take(&line, "<summary>"))
		return;
	for (size_t i = 0; i < lengthof(folded_calls); i++)
	{
		if (wm_line_starts(line, folded_calls[i].summary))
		{
			tell_call(reading, log, folded_calls[i].tool, wm_slice(NULL, 0));
			log->place = IN_DETAILS;
			break;
		}
	}
}
