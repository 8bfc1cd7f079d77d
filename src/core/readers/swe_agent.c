/*
 * swe_agent.c
 *	  SWE-agent's trajectories: one JSON object, its history in a member.
 *
 * In the history the task, the demonstrations and what the tools gave back
 * are all messages of the user: the first that is no demonstration is the
 * task, the others are results.  Nobody sits at it.  A file without a history
 * has its steps in "trajectory", which otherwise says the same again.
 *
 * Actions are tool calls, or in older files lines for a shell with commands
 * of its own: open, create, edit, str_replace_editor and so on.
 */
#include "action/patch.h"
#include "action/result.h"
#include "readers/reader.h"
#include "readers/swe_agent.h"

typedef struct Notes
{
	bool		tasked;
	uint64_t	calls;			/* of those that have no ids */
	TextBuffer	open;			/* the path of the file that is open */
} Notes;

typedef enum Key
{
	KEY_ROLE,
	KEY_CONTENT,
	KEY_AGENT,
	KEY_MESSAGE_TYPE,
	KEY_IS_DEMO,
	KEY_THOUGHT,
	KEY_ACTION,
	KEY_TOOL_CALLS,
	KEY_TOOL_CALL_IDS,
	KEY_OBSERVATION,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_ROLE] = LITERAL("role"),
	[KEY_CONTENT] = LITERAL("content"),
	[KEY_AGENT] = LITERAL("agent"),
	[KEY_MESSAGE_TYPE] = LITERAL("message_type"),
	[KEY_IS_DEMO] = LITERAL("is_demo"),
	[KEY_THOUGHT] = LITERAL("thought"),
	[KEY_ACTION] = LITERAL("action"),
	[KEY_TOOL_CALLS] = LITERAL("tool_calls"),
	[KEY_TOOL_CALL_IDS] = LITERAL("tool_call_ids"),
	[KEY_OBSERVATION] = LITERAL("observation"),
};

/* The commands of its shell that are no programs; most are of the open file. */
static const struct
{
	Slice		name;
	bool		of_open;
}			commands[] = {
	{LITERAL("open"), true},
	{LITERAL("goto"), true},
	{LITERAL("scroll_up"), true},
	{LITERAL("scroll_down"), true},
	{LITERAL("create"), true},
	{LITERAL("edit"), true},
	{LITERAL("insert"), true},
	{LITERAL("search_dir"), false},
	{LITERAL("search_file"), false},
	{LITERAL("find_file"), false},
	{LITERAL("filemap"), false},
	{LITERAL("submit"), false},
};

#define OWN_COMMANDS	((int) lengthof(commands))

/* An item of a history on its own. */
static bool
recognises(Slice record)
{
	Slice		item[KEY_COUNT];

	return wm_json_members(record, keys, item, KEY_COUNT) &&
		wm_json_kind(item[KEY_ROLE]) == JSON_STRING &&
		wm_json_kind(item[KEY_AGENT]) == JSON_STRING &&
		wm_json_kind(item[KEY_MESSAGE_TYPE]) == JSON_STRING;
}

/* Does the first element of an array have both of these members? */
static bool
first_has(Slice array, Key one, Key other)
{
	JsonWalk	walk = wm_json_walk(array);
	Slice		item[KEY_COUNT];
	Slice		key;
	Slice		first;

	return wm_json_kind(array) == JSON_ARRAY &&
		wm_json_next(&walk, &key, &first) == JSON_ITEM &&
		wm_json_members(first, keys, item, KEY_COUNT) &&
		item[one].len > 0 && item[other].len > 0;
}

/* Its first step or its history's first item tells, also if it breaks off. */
static bool
recognises_root(Slice root)
{
	JsonWalk	walk = wm_json_walk(root);
	JsonStep	step;
	Slice		key;
	Slice		value;

	do
	{
		step = wm_json_next(&walk, &key, &value);
		if (step != JSON_END &&
			((wm_json_named(key, SLICE("trajectory")) &&
			  first_has(value, KEY_ACTION, KEY_OBSERVATION)) ||
			 (wm_json_named(key, SLICE("history")) &&
			  first_has(value, KEY_ROLE, KEY_AGENT))))
			return true;
	} while (step == JSON_ITEM);
	return false;
}

/* The next word of a command line, without its quotes. */
static Slice
next_word(Slice *line)
{
	Slice		word;
	size_t		len = 0;
	char		quote;

	*line = wm_slice_trim(*line);
	word = *line;
	quote = word.len > 0 && (word.data[0] == '"' || word.data[0] == '\'') ?
		word.data[0] : 0;
	if (quote != 0)
	{
		const char *close = memchr(word.data + 1, quote, word.len - 1);

		len = close == NULL ? word.len : (size_t) (close - word.data) + 1;
		*line = wm_slice_from(*line, len);
		return wm_slice(word.data + 1, close == NULL ? len - 1 : len - 2);
	}
	while (len < word.len && (unsigned char) word.data[len] > ' ')
		len++;
	*line = wm_slice_from(*line, len);
	return wm_slice(word.data, len);
}

static int64_t
number_of(Slice *text)
{
	int64_t		number = 0;

	while (text->len > 0 && text->data[0] >= '0' && text->data[0] <= '9' &&
		   number < INT32_MAX)
	{
		number = number * 10 + (text->data[0] - '0');
		*text = wm_slice_from(*text, 1);
	}
	return number;
}

/* "edit 3:5", then the new lines up to end_of_edit, all of the open file. */
static void
read_edit(Slice action, Event *event)
{
	const char *newline = memchr(action.data, '\n', action.len);
	Slice		range = next_word(&action);
	int64_t		from = number_of(&range);
	ptrdiff_t	end;

	if (from == 0 || range.len == 0 || range.data[0] != ':' || newline == NULL)
		return;
	range = wm_slice_from(range, 1);
	event->removed = number_of(&range) - from + 1;
	if (event->removed < 0)
		event->removed = 0;

	action = wm_slice_from(action, (size_t) (newline - action.data));
	end = wm_slice_find(action, SLICE("\nend_of_edit"));
	for (size_t i = 0; i < (end < 0 ? action.len : (size_t) end); i++)
		event->added += action.data[i] == '\n' ? 1 : 0;
}

/* "view path", "create path --file_text '...'", "str_replace path --old_str ...". */
static void
read_editor(Slice rest, Event *event)
{
	Slice		old_text = LITERAL("");
	Slice		new_text = LITERAL("");
	LineCounts	lines;
	Slice		word;

	event->tool = next_word(&rest);
	event->path = next_word(&rest);
	while ((word = next_word(&rest)).len > 0)
	{
		if (wm_slice_equals(word, SLICE("--old_str")))
			old_text = next_word(&rest);
		else if (wm_slice_equals(word, SLICE("--new_str")) ||
				 wm_slice_equals(word, SLICE("--file_text")))
			new_text = next_word(&rest);
	}
	lines = wm_patch_count_pair(old_text, new_text);
	event->added = lines.added;
	event->removed = lines.removed;
}

static void
read_command(TextBuffer *open, int command, Slice rest, Event *event)
{
	event->tool = commands[command].name;
	if (!commands[command].of_open)
		return;
	if (wm_slice_equals(event->tool, SLICE("open")) ||
		wm_slice_equals(event->tool, SLICE("create")))
	{
		wm_buffer_clear(open);
		wm_buffer_append(open, next_word(&rest));
	}
	else if (wm_slice_equals(event->tool, SLICE("edit")))
		read_edit(rest, event);
	event->path = wm_buffer_slice(open);
}

void
wm_swe_agent_action(Reading *reading, Slice line, TextBuffer *open, uint64_t call,
					EventTime time)
{
	Event		event = {.kind = EVENT_CALL, .time = time, .call = call};
	Slice		rest = line;
	Slice		word = next_word(&rest);
	int			command = 0;

	while (command < OWN_COMMANDS && !wm_slice_equals(word, commands[command].name))
		command++;

	if (command < OWN_COMMANDS)
		read_command(open, command, rest, &event);
	else if (wm_slice_equals(word, SLICE("str_replace_editor")))
		read_editor(rest, &event);
	else
	{
		event.tool = SLICE("bash");
		event.command = line;
	}
	wm_session_event(reading->session, &event);
}

static void
read_action(Reading *reading, Slice action)
{
	Notes	   *notes = reading->notes;
	Slice		line = wm_slice_trim(wm_json_text(action, &reading->input));

	if (line.len > 0)
		wm_swe_agent_action(reading, line, &notes->open, ++notes->calls, TIME_UNKNOWN);
}

static void
read_observation(Reading *reading, Slice ids, Slice content)
{
	const Notes *notes = reading->notes;
	Event		event = {.kind = EVENT_RESULT, .time = TIME_UNKNOWN, .output = content};
	JsonWalk	walk = wm_json_walk(ids);
	Slice		key;
	Slice		id;

	event.call = notes->calls;
	if (wm_json_next(&walk, &key, &id) == JSON_ITEM && wm_json_identity(id) != 0)
		event.call = wm_json_identity(id);
	event.failed = wm_result_failed(content) ||
		wm_json_starts(content, SLICE("Your proposed edit has introduced"));
	wm_session_event(reading->session, &event);
}

static void
read_assistant(Reading *reading, const Slice *item)
{
	wm_reading_speech(reading, item[wm_json_raw(item[KEY_THOUGHT]).len > 0 ?
									KEY_THOUGHT : KEY_CONTENT], TIME_UNKNOWN, false);
	if (wm_json_kind(item[KEY_TOOL_CALLS]) == JSON_ARRAY)
		wm_reading_model_calls(reading, item[KEY_TOOL_CALLS], TIME_UNKNOWN);
	else
		read_action(reading, item[KEY_ACTION]);
}

static bool
read_item(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Slice		item[KEY_COUNT];

	if (!wm_json_members(record, keys, item, KEY_COUNT) ||
		wm_json_kind(item[KEY_ROLE]) != JSON_STRING)
		return false;

	reading->facts->surface = SURFACE_HEADLESS;
	if (wm_json_is_true(item[KEY_IS_DEMO]) ||
		wm_json_says(item[KEY_MESSAGE_TYPE], SLICE("demonstration")))
		return true;
	if (wm_json_says(item[KEY_ROLE], SLICE("assistant")))
		read_assistant(reading, item);
	else if (wm_json_says(item[KEY_ROLE], SLICE("tool")) ||
			 (wm_json_says(item[KEY_ROLE], SLICE("user")) && notes->tasked))
		read_observation(reading, item[KEY_TOOL_CALL_IDS], item[KEY_CONTENT]);
	else if (wm_json_says(item[KEY_ROLE], SLICE("user")))
	{
		wm_reading_task(reading, item[KEY_CONTENT], TIME_UNKNOWN);
		notes->tasked = true;
	}
	return true;
}

/* The steps of a file without a history: the task is not among them. */
static void
read_steps(Reading *reading, Slice trajectory)
{
	JsonWalk	walk = wm_json_walk(trajectory);
	Slice		item[KEY_COUNT];
	Slice		key;
	Slice		step;

	while (wm_json_next(&walk, &key, &step) == JSON_ITEM)
	{
		if (!wm_json_members(step, keys, item, KEY_COUNT))
			continue;
		wm_reading_speech(reading, item[KEY_THOUGHT], TIME_UNKNOWN, false);
		read_action(reading, item[KEY_ACTION]);
		read_observation(reading, wm_slice(NULL, 0), item[KEY_OBSERVATION]);
	}
}

static void
read_info(Reading *reading, Slice info)
{
	static const Slice names[] = {LITERAL("model_stats"), LITERAL("swe_agent_version")};
	static const Slice counts[] = {LITERAL("tokens_sent"), LITERAL("tokens_received")};
	Slice		members[2];
	Slice		tokens[2];

	if (!wm_json_members(info, names, members, 2))
		return;
	wm_reading_name(reading, reading->facts->agent_version, members[1]);
	if (wm_json_members(members[0], counts, tokens, 2))
		wm_session_tokens(reading->session, 1, wm_json_number(tokens[0], 0),
						  wm_json_number(tokens[1], 0));
}

/* The configuration to run it again, an object or a string of JSON. */
static void
read_config(Reading *reading, Slice config)
{
	Slice		model;

	if (wm_json_kind(config) == JSON_STRING)
		config = wm_json_text(config, &reading->input);
	model = wm_json_member(wm_json_member(config, keys[KEY_AGENT]), SLICE("model"));
	wm_reading_name(reading, reading->facts->model,
					wm_json_member(model, SLICE("name")));
}

/* The first step's state tells the directory; it may be a string of JSON. */
static void
read_state(Reading *reading, Slice trajectory)
{
	JsonWalk	walk = wm_json_walk(trajectory);
	Slice		key;
	Slice		step;
	Slice		state;

	if (wm_json_next(&walk, &key, &step) != JSON_ITEM)
		return;
	state = wm_json_member(step, SLICE("state"));
	if (wm_json_kind(state) == JSON_STRING)
		state = wm_json_text(state, &reading->input);
	wm_reading_project(reading, wm_json_member(state, SLICE("working_dir")));
}

static void
read_root(Reading *reading, Slice root)
{
	JsonWalk	walk = wm_json_walk(root);
	JsonStep	step;
	Slice		trajectory = wm_slice(NULL, 0);
	bool		history = false;
	Slice		key;
	Slice		value;

	reading->facts->surface = SURFACE_HEADLESS;
	do
	{
		step = wm_json_next(&walk, &key, &value);
		if (step == JSON_END)
			break;
		if (wm_json_named(key, SLICE("history")))
			history = true;
		else if (wm_json_named(key, SLICE("trajectory")))
			trajectory = value;
		else if (wm_json_named(key, SLICE("info")))
			read_info(reading, value);
		else if (wm_json_named(key, SLICE("replay_config")))
			read_config(reading, value);
	} while (step == JSON_ITEM);
	read_state(reading, trajectory);
	if (!history)
		read_steps(reading, trajectory);
}

static void
end(Reading *reading)
{
	Notes	   *notes = reading->notes;

	wm_buffer_free(&notes->open);
}

const Reader wm_reader_swe_agent = {
	.format = "swe_agent",
	.agent = "swe_agent",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.recognises_root = recognises_root,
	.records_member = "history",
	.read_root = read_root,
	.read = read_item,
	.end = end,
};
