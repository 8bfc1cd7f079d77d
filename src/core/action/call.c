/*
 * call.c
 *	  What a tool call says: kind of action, file, command, changes.
 */
#include "action/call.h"
#include "base/keyword.h"
#include "json/json_text.h"

/* What a member of a call's input is, whatever the agent calls it. */
typedef enum Part
{
	PART_PATH,
	PART_COMMAND,
	PART_COMMANDS,
	PART_OLD,
	PART_NEW,
	PART_CONTENT,
	PART_EDITS,
	PART_PATCH,
	PART_NAME,
	PART_ACCOUNT,
	PART_PLAN,
	PART_TASK,
	PART_SERVER,
	PART_TOOL,
	PART_OTHER_TOOL,			/* of which no evidence is made */
	PART_COUNT
} Part;

static const struct
{
	Slice		name;
	Part		part;
}			names[] = {
	{LITERAL("file_path"), PART_PATH},
	{LITERAL("path"), PART_PATH},
	{LITERAL("filePath"), PART_PATH},
	{LITERAL("notebook_path"), PART_PATH},
	{LITERAL("absolute_path"), PART_PATH},
	{LITERAL("absolutePath"), PART_PATH},
	{LITERAL("relative_path"), PART_PATH},
	{LITERAL("target_file"), PART_PATH},
	{LITERAL("TargetFile"), PART_PATH},
	{LITERAL("target_notebook"), PART_PATH},
	{LITERAL("filename"), PART_PATH},
	{LITERAL("command"), PART_COMMAND},
	{LITERAL("cmd"), PART_COMMAND},
	{LITERAL("CommandLine"), PART_COMMAND},
	{LITERAL("commands"), PART_COMMANDS},
	{LITERAL("keystrokes"), PART_COMMAND},
	{LITERAL("old_string"), PART_OLD},
	{LITERAL("oldString"), PART_OLD},
	{LITERAL("old_str"), PART_OLD},
	{LITERAL("oldText"), PART_OLD},
	{LITERAL("old_text"), PART_OLD},
	{LITERAL("old"), PART_OLD},
	{LITERAL("search"), PART_OLD},
	{LITERAL("new_string"), PART_NEW},
	{LITERAL("newString"), PART_NEW},
	{LITERAL("new_str"), PART_NEW},
	{LITERAL("newText"), PART_NEW},
	{LITERAL("new_text"), PART_NEW},
	{LITERAL("new"), PART_NEW},
	{LITERAL("replace"), PART_NEW},
	{LITERAL("new_source"), PART_NEW},
	{LITERAL("code_edit"), PART_NEW},
	{LITERAL("code"), PART_NEW},
	{LITERAL("content"), PART_CONTENT},
	{LITERAL("contents"), PART_CONTENT},
	{LITERAL("file_text"), PART_CONTENT},
	{LITERAL("CodeContent"), PART_CONTENT},
	{LITERAL("body"), PART_CONTENT},
	{LITERAL("edits"), PART_EDITS},
	{LITERAL("replacements"), PART_EDITS},
	{LITERAL("operations"), PART_EDITS},
	{LITERAL("edit"), PART_EDITS},
	{LITERAL("patch"), PART_PATCH},
	{LITERAL("patchText"), PART_PATCH},
	{LITERAL("diff"), PART_PATCH},
	{LITERAL("input"), PART_PATCH},
	{LITERAL("skill"), PART_NAME},
	{LITERAL("skill_name"), PART_NAME},
	{LITERAL("subagent_type"), PART_NAME},
	{LITERAL("agent_type"), PART_NAME},
	{LITERAL("description"), PART_ACCOUNT},
	{LITERAL("subject"), PART_ACCOUNT},
	{LITERAL("explanation"), PART_ACCOUNT},
	{LITERAL("justification"), PART_ACCOUNT},
	{LITERAL("plan"), PART_PLAN},
	{LITERAL("todos"), PART_PLAN},
	{LITERAL("prompt"), PART_TASK},
	{LITERAL("prompt_1"), PART_TASK},
	{LITERAL("message"), PART_TASK},
	{LITERAL("task"), PART_TASK},
	{LITERAL("objective"), PART_TASK},
	{LITERAL("request"), PART_TASK},
	{LITERAL("query"), PART_TASK},
	{LITERAL("server_name"), PART_SERVER},
	{LITERAL("serverName"), PART_SERVER},
	{LITERAL("server"), PART_SERVER},
	{LITERAL("tool_name"), PART_TOOL},
	{LITERAL("toolName"), PART_TOOL},
	{LITERAL("tool"), PART_OTHER_TOOL},
};

/*
 * Tools of MCP servers that commit or open a pull request, by the end of their
 * names, without separators.
 */
static const struct
{
	Slice		ending;
	uint32_t	commits;
	uint32_t	pull_requests;
}			forge_tools[] = {
	{LITERAL("gitcommit"), 1, 0},
	{LITERAL("createpullrequest"), 0, 1},
	{LITERAL("createpullrequestwithcopilot"), 0, 1},
	{LITERAL("createmergerequest"), 0, 1},
	{LITERAL("createpr"), 0, 1},
};

/* Of a task in a list, where its words stand. */
static const Slice task_words[] = {
	LITERAL("content"), LITERAL("step"), LITERAL("subject"), LITERAL("description")
};

/* An argument vector longer than this is read up to here. */
#define ARGUMENTS_LIMIT		64

/*
 * Of several names for one part the table's first wins, wherever it stands:
 * a jsonb puts its keys in an order of its own.
 */
static void
read_parts(Slice input, Slice *parts)
{
	int			rank[PART_COUNT];
	JsonWalk	walk = wm_json_walk(input);
	Slice		key;
	Slice		value;

	for (int part = 0; part < PART_COUNT; part++)
		rank[part] = (int) lengthof(names);
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		int			i = 0;

		while (i < (int) lengthof(names) && !wm_json_named(key, names[i].name))
			i++;
		if (i < (int) lengthof(names) && i <= rank[names[i].part])
		{
			parts[names[i].part] = value;
			rank[names[i].part] = i;
		}
	}
}

/* An argument vector: decoded one behind the other, then taken apart. */
static void
read_arguments(Slice array, CallRoom *room, FileChangeSink sink, void *context,
			   Call *call)
{
	size_t		ends[ARGUMENTS_LIMIT];
	Slice		arguments[ARGUMENTS_LIMIT];
	int			count = 0;
	JsonWalk	walk = wm_json_walk(array);
	Slice		key;
	Slice		value;
	size_t		start = 0;

	wm_buffer_clear(&room->command);
	while (count < ARGUMENTS_LIMIT && room->command.len < JSON_TEXT_LIMIT &&
		   wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		wm_buffer_append(&room->command, wm_json_text(value, &room->text));
		ends[count++] = room->command.len;
	}
	for (int i = 0; i < count; i++)
	{
		arguments[i] = wm_slice(room->command.data + start, ends[i] - start);
		start = ends[i];
	}
	wm_command_read_argv(arguments, count, &call->command, sink, context);
}

static void
read_command(Slice command, CallRoom *room, FileChangeSink sink, void *context,
			 Call *call)
{
	if (wm_json_kind(command) == JSON_ARRAY)
		read_arguments(command, room, sink, context, call);
	else
		wm_command_read(wm_json_text(command, &room->command), &call->command,
						sink, context);
}

/* Several command lines, each by itself: read as a script of them. */
static void
read_commands(Slice array, CallRoom *room, FileChangeSink sink, void *context,
			  Call *call)
{
	JsonWalk	walk = wm_json_walk(array);
	Slice		key;
	Slice		value;

	wm_buffer_clear(&room->command);
	while (room->command.len < JSON_TEXT_LIMIT &&
		   wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		wm_buffer_append(&room->command, wm_json_text(value, &room->text));
		wm_buffer_append_char(&room->command, '\n');
	}
	wm_command_read(wm_buffer_slice(&room->command), &call->command, sink, context);
}

static LineCounts
count_pair(Slice old_text, Slice new_text, CallRoom *room)
{
	return wm_patch_count_pair(wm_json_text(old_text, &room->text),
							   wm_json_text(new_text, &room->other));
}

/*
 * Several edits, each a pair of its own: of the call's file, or each of the file
 * that it names.  The first file is what the call is about, if nothing else is.
 */
static void
read_edits(Slice edits, CallRoom *room, FileChangeSink sink, void *context, Call *call)
{
	FileChange	change = {.path = call->path, .kind = CHANGE_UPDATE};
	bool		whole = call->path.len > 0;
	JsonWalk	walk = wm_json_walk(edits);
	Slice		key;
	Slice		edit;

	while (wm_json_next(&walk, &key, &edit) == JSON_ITEM)
	{
		Slice		parts[PART_COUNT] = {{NULL, 0}};
		LineCounts	lines;

		read_parts(edit, parts);
		lines = count_pair(parts[PART_OLD], parts[PART_NEW], room);
		if (!whole)
		{
			change.lines = lines;
			change.path = wm_json_text(parts[PART_PATH],
									   call->path.len > 0 ? &room->text : &room->path);
			if (call->path.len == 0)
				call->path = change.path;
			if (change.path.len > 0)
				sink(&change, context);
			continue;
		}
		change.lines.added += lines.added;
		change.lines.removed += lines.removed;
	}
	if (whole)
		sink(&change, context);
}

/* Mistral Vibe gives SEARCH/REPLACE blocks as the content. */
static Slice
patch_of(const Slice *parts, ActionKind action)
{
	return action == ACTION_EDIT && parts[PART_PATCH].len == 0 &&
		wm_json_starts(parts[PART_CONTENT], SLICE("<<<<<<< SEARCH")) ?
		parts[PART_CONTENT] : parts[PART_PATCH];
}

static void
read_change(const Slice *parts, CallRoom *room, FileChangeSink sink,
			void *context, Call *call)
{
	FileChange	change = {.path = call->path, .kind = CHANGE_UPDATE};
	Slice		patch = patch_of(parts, call->action);
	Slice		pair[PART_COUNT] = {{NULL, 0}};

	if (wm_json_kind(patch) == JSON_STRING &&
		wm_patch_read(wm_json_text(patch, &room->text), call->path, sink, context) > 0)
		return;
	if (wm_json_kind(parts[PART_EDITS]) == JSON_ARRAY)
	{
		read_edits(parts[PART_EDITS], room, sink, context, call);
		return;
	}
	if (call->path.len == 0)
		return;

	/* Kimi gives the only one of several edits as an object. */
	read_parts(parts[PART_EDITS], pair);
	if (pair[PART_OLD].len == 0 && pair[PART_NEW].len == 0)
	{
		pair[PART_OLD] = parts[PART_OLD];
		pair[PART_NEW] = parts[PART_NEW];
	}
	if (pair[PART_OLD].len > 0 || pair[PART_NEW].len > 0)
		change.lines = count_pair(pair[PART_OLD], pair[PART_NEW], room);
	else
	{
		change.kind = CHANGE_CREATE;
		change.lines.added = (uint32_t) wm_json_lines(parts[PART_CONTENT]);
	}
	sink(&change, context);
}

static void
add_account(CallRoom *room, Slice text)
{
	Slice		words = wm_json_text(text, &room->text);

	if (words.len == 0 || room->account.len >= JSON_TEXT_LIMIT)
		return;
	if (room->account.len > 0)
		wm_buffer_append_char(&room->account, '\n');
	wm_buffer_append(&room->account, words);
}

/* A plan or task list is a text, or an array of tasks. */
static void
add_plan(CallRoom *room, Slice plan)
{
	JsonWalk	walk;
	Slice		key;
	Slice		task;

	if (wm_json_kind(plan) == JSON_STRING)
		add_account(room, plan);
	walk = wm_json_walk(plan);
	while (wm_json_next(&walk, &key, &task) == JSON_ITEM)
	{
		Slice		words[lengthof(task_words)];

		(void) wm_json_members(task, task_words, words, (int) lengthof(task_words));
		for (size_t i = 0; i < lengthof(task_words); i++)
			add_account(room, words[i]);
	}
}

/* Does a name end so, whatever its letters' case and between separators? */
static bool
ends_bare(Slice name, Slice ending)
{
	size_t		left = ending.len;

	name = wm_keyword_tail(name);
	for (size_t at = name.len; left > 0 && at > 0; at--)
	{
		unsigned char c = wm_lower(name.data[at - 1]);

		if (c == (unsigned char) ending.data[left - 1])
			left--;
		else if (c != '_' && c != '-' && c != '.' && c != ' ')
			break;
	}
	return left == 0;
}

static void
note_forge_tool(Slice tool, Call *call)
{
	for (size_t i = 0; i < lengthof(forge_tools); i++)
	{
		if (ends_bare(tool, forge_tools[i].ending))
		{
			call->commits += forge_tools[i].commits;
			call->pull_requests += forge_tools[i].pull_requests;
		}
	}
}

/* Some agents put what they tell a running one into "content". */
static Slice
read_task(const Slice *parts, CallRoom *room)
{
	Slice		task = parts[PART_TASK].len > 0 ? parts[PART_TASK] : parts[PART_CONTENT];

	return wm_json_text(task, &room->task);
}

static bool
is_separator(char c)
{
	return c == '_' || c == '-' || c == '.' || c == ':';
}

/*
 * The tool of a server goes by "mcp__server__tool" with most agents; where
 * nothing parts the two, all of it is the tool's name.
 */
static void
read_tool_name(Slice name, Call *call)
{
	ptrdiff_t	end;

	name = wm_keyword_tail(name);
	if (call->action == ACTION_MCP)
	{
		if (name.len < 4 || !wm_is_word(wm_slice(name.data, 3), "mcp"))
			return;				/* a tool of the agent's own that looks for others */
		name = wm_slice_from(name, 3);
		while (name.len > 0 && is_separator(name.data[0]))
			name = wm_slice_from(name, 1);
	}
	end = wm_slice_find(name, SLICE("__"));
	if (end > 0)
	{
		call->server = wm_slice(name.data, (size_t) end);
		name = wm_slice_from(name, (size_t) end + 2);
	}
	call->tool = name;
}

/* Some agents have one tool for the tools of all servers, which its input names. */
static void
read_tool_input(const Slice *parts, CallRoom *room, Call *call)
{
	Slice		tool;

	if (call->action != ACTION_MCP)
		return;
	note_forge_tool(wm_json_text(parts[PART_OTHER_TOOL], &room->text), call);
	tool = wm_json_text(parts[PART_TOOL], &room->tool);
	note_forge_tool(tool, call);
	if (call->tool.len > 0)
		return;
	call->server = wm_json_text(parts[PART_SERVER], &room->server);
	call->tool = tool;
}

/* One tool may edit or only view, and says which in its "command". */
static bool
is_view(const Slice *parts)
{
	return wm_json_says(parts[PART_COMMAND], SLICE("view"));
}

static void
read_input(Slice input, CallRoom *room, FileChangeSink sink, void *context,
		   Call *call)
{
	Slice		parts[PART_COUNT] = {{NULL, 0}};

	read_parts(input, parts);
	call->path = wm_json_text(parts[PART_PATH], &room->path);
	call->name = wm_json_text(parts[PART_NAME], &room->name);

	add_account(room, parts[PART_ACCOUNT]);
	add_plan(room, parts[PART_PLAN]);
	call->account = wm_buffer_slice(&room->account);
	if (call->action == ACTION_SUBAGENT)
		call->task = read_task(parts, room);
	read_tool_input(parts, room, call);

	if (call->action == ACTION_SHELL && wm_json_kind(parts[PART_COMMANDS]) == JSON_ARRAY)
		read_commands(parts[PART_COMMANDS], room, sink, context, call);
	else if (call->action == ACTION_SHELL)
		read_command(parts[PART_COMMAND], room, sink, context, call);
	else if (call->action == ACTION_EDIT && is_view(parts))
		call->action = ACTION_READ;
	else if (call->action == ACTION_EDIT || call->action == ACTION_WRITE)
		read_change(parts, room, sink, context, call);
}

/* What the reader made out, of an input that is neither JSON nor a patch. */
static void
read_rendered(const Event *event, FileChangeSink sink, void *context, Call *call)
{
	FileChange	change = {.path = event->path, .kind = CHANGE_UPDATE};

	call->path = event->path;
	if (event->command.len > 0)
		wm_command_read(event->command, &call->command, sink, context);
	if ((call->action == ACTION_EDIT || call->action == ACTION_WRITE) &&
		event->path.len > 0)
	{
		change.kind = call->action == ACTION_WRITE ? CHANGE_CREATE : CHANGE_UPDATE;
		change.lines.added = (uint32_t) event->added;
		change.lines.removed = (uint32_t) event->removed;
		sink(&change, context);
	}
}

void
wm_call_read(const Event *event, CallRoom *room,
			 FileChangeSink sink, void *context, Call *call)
{
	Slice		input = wm_slice_trim(event->input);

	memset(call, 0, sizeof(*call));
	call->action = wm_action_from_tool(event->tool);
	call->command.dominant = COMMAND_GLUE;
	wm_buffer_clear(&room->account);
	if (call->action == ACTION_MCP || call->action == ACTION_OTHER)
		read_tool_name(event->tool, call);

	if (wm_json_kind(input) == JSON_OBJECT)
		read_input(input, room, sink, context, call);
	else if (input.len > 0)
	{
		call->path = event->path;
		(void) wm_patch_read(input, event->path, sink, context);
	}
	else
		read_rendered(event, sink, context, call);

	call->commits += call->command.commits;
	call->pull_requests += call->command.pull_requests;
	if (call->action != ACTION_SHELL)
		note_forge_tool(event->tool, call);
}

void
wm_call_room_free(CallRoom *room)
{
	wm_buffer_free(&room->text);
	wm_buffer_free(&room->other);
	wm_buffer_free(&room->path);
	wm_buffer_free(&room->name);
	wm_buffer_free(&room->account);
	wm_buffer_free(&room->command);
	wm_buffer_free(&room->task);
	wm_buffer_free(&room->server);
	wm_buffer_free(&room->tool);
}
