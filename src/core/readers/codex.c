/*
 * codex.c
 *	  Codex: rollouts of both generations, and the log of codex exec --json.
 *
 * A rollout interleaves two logs of the same session: response items, which
 * the model sees, and event messages, which the screen shows.  The agent's
 * words, calls and results are taken from the items.  A person's words are
 * taken from the events, for an item of role "user" may as well be machine
 * text; only where no event follows is the item's text looked at.
 *
 * The older generation is bare: no envelope around an item, no event, and no
 * time but the header's.
 */
#include "action/result.h"
#include "readers/reader.h"

/* Lines copied from a parent session are written without such a pause. */
#define COPY_PAUSE	INT64_C(1000000)

typedef struct Notes
{
	uint64_t	id;				/* of this session, by its first header: hash */
	bool		subagent;		/* another agent speaks as the user */
	bool		enveloped;		/* of the newer generation */
	bool		events_seen;	/* the user's words come as events */

	/* The content of a user's item, until it is clear that no event follows. */
	Kept		unsettled;
	EventTime	unsettled_time;

	/* A fork begins with a copy of its parent's lines. */
	bool		copying;
	EventTime	copied_at;
	Kept		unanswered;		/* the event of the copy's last user message */

	uint64_t	question;		/* the last call that asks the user */

	/* Tokens come as totals; a total that falls begins a new count. */
	uint64_t	count;
	double		tokens_in;
	double		tokens_out;
	double		copied_in;
	double		copied_out;
} Notes;

/* A line: of an envelope, of a bare header, or of codex exec --json. */
typedef enum LineKey
{
	LINE_TIMESTAMP,
	LINE_TYPE,
	LINE_PAYLOAD,
	LINE_ID,
	LINE_INSTRUCTIONS,
	LINE_GIT,
	LINE_RECORD_TYPE,
	LINE_THREAD_ID,
	LINE_ITEM,
	LINE_USAGE,
	LINE_COUNT
} LineKey;

static const Slice line_keys[LINE_COUNT] = {
	[LINE_TIMESTAMP] = LITERAL("timestamp"),
	[LINE_TYPE] = LITERAL("type"),
	[LINE_PAYLOAD] = LITERAL("payload"),
	[LINE_ID] = LITERAL("id"),
	[LINE_INSTRUCTIONS] = LITERAL("instructions"),
	[LINE_GIT] = LITERAL("git"),
	[LINE_RECORD_TYPE] = LITERAL("record_type"),
	[LINE_THREAD_ID] = LITERAL("thread_id"),
	[LINE_ITEM] = LITERAL("item"),
	[LINE_USAGE] = LITERAL("usage"),
};

/* A response item. */
typedef enum ItemKey
{
	ITEM_TYPE,
	ITEM_ROLE,
	ITEM_CONTENT,
	ITEM_NAME,
	ITEM_NAMESPACE,
	ITEM_ARGUMENTS,
	ITEM_INPUT,
	ITEM_ACTION,
	ITEM_OUTPUT,
	ITEM_CALL_ID,
	ITEM_ID,
	ITEM_SUMMARY,
	ITEM_COUNT
} ItemKey;

static const Slice item_keys[ITEM_COUNT] = {
	[ITEM_TYPE] = LITERAL("type"),
	[ITEM_ROLE] = LITERAL("role"),
	[ITEM_CONTENT] = LITERAL("content"),
	[ITEM_NAME] = LITERAL("name"),
	[ITEM_NAMESPACE] = LITERAL("namespace"),
	[ITEM_ARGUMENTS] = LITERAL("arguments"),
	[ITEM_INPUT] = LITERAL("input"),
	[ITEM_ACTION] = LITERAL("action"),
	[ITEM_OUTPUT] = LITERAL("output"),
	[ITEM_CALL_ID] = LITERAL("call_id"),
	[ITEM_ID] = LITERAL("id"),
	[ITEM_SUMMARY] = LITERAL("summary"),
};

static bool
ends_with(Slice text, Slice ending)
{
	return text.len >= ending.len &&
		wm_slice_equals(wm_slice_from(text, text.len - ending.len), ending);
}

static bool
is_bare_header(const Slice *line)
{
	return line[LINE_TYPE].len == 0 &&
		wm_json_kind(line[LINE_ID]) == JSON_STRING &&
		wm_json_kind(line[LINE_TIMESTAMP]) == JSON_STRING &&
		(line[LINE_INSTRUCTIONS].len > 0 || line[LINE_GIT].len > 0);
}

static bool
recognises(Slice record)
{
	static const Slice types[] = {
		LITERAL("session_meta"), LITERAL("response_item"), LITERAL("event_msg"),
		LITERAL("turn_context"), LITERAL("compacted")
	};
	Slice		line[LINE_COUNT];

	if (!wm_json_members(record, line_keys, line, LINE_COUNT))
		return false;
	if (wm_json_kind(line[LINE_PAYLOAD]) == JSON_OBJECT)
	{
		for (size_t i = 0; i < lengthof(types); i++)
		{
			if (wm_json_says(line[LINE_TYPE], types[i]))
				return true;
		}
		return false;
	}
	if (wm_json_says(line[LINE_TYPE], SLICE("thread.started")))
		return wm_json_kind(line[LINE_THREAD_ID]) == JSON_STRING;
	return is_bare_header(line) || wm_json_says(line[LINE_RECORD_TYPE], SLICE("state"));
}

/*
 * Who started the session, and where.  The desktop program calls its source
 * "vscode", so the originator is asked first.
 */
static const struct
{
	Slice		name;
	Surface		surface;
}			surfaces[] = {
	{LITERAL("Codex Desktop"), SURFACE_DESKTOP},
	{LITERAL("codex_exec"), SURFACE_HEADLESS},
	{LITERAL("codex_sdk"), SURFACE_SDK},
	{LITERAL("codex_vscode"), SURFACE_IDE},
	{LITERAL("codex_cli"), SURFACE_CLI},
	{LITERAL("codex-tui"), SURFACE_CLI},
	{LITERAL("exec"), SURFACE_HEADLESS},
	{LITERAL("vscode"), SURFACE_IDE},
	{LITERAL("mcp"), SURFACE_SDK},
	{LITERAL("cli"), SURFACE_CLI},
};

static Surface
surface_of(Slice value)
{
	for (size_t i = 0; i < lengthof(surfaces); i++)
	{
		if (wm_json_starts(value, surfaces[i].name))
			return surfaces[i].surface;
	}
	return SURFACE_UNKNOWN;
}

static bool
is_subagent(Slice source, Slice thread_source)
{
	return wm_json_says(thread_source, SLICE("subagent")) ||
		wm_json_member(source, SLICE("subagent")).len > 0;
}

/* A header: session_meta's payload, or a bare line. */
typedef enum HeaderKey
{
	HEADER_ID,
	HEADER_ORIGINATOR,
	HEADER_SOURCE,
	HEADER_VERSION,
	HEADER_THREAD_SOURCE,
	HEADER_TIMESTAMP,
	HEADER_CWD,
	HEADER_GIT,
	HEADER_PARENT,
	HEADER_FORKED_FROM,
	HEADER_COUNT
} HeaderKey;

static const Slice header_keys[HEADER_COUNT] = {
	[HEADER_ID] = LITERAL("id"),
	[HEADER_ORIGINATOR] = LITERAL("originator"),
	[HEADER_SOURCE] = LITERAL("source"),
	[HEADER_VERSION] = LITERAL("cli_version"),
	[HEADER_THREAD_SOURCE] = LITERAL("thread_source"),
	[HEADER_TIMESTAMP] = LITERAL("timestamp"),
	[HEADER_CWD] = LITERAL("cwd"),
	[HEADER_GIT] = LITERAL("git"),
	[HEADER_PARENT] = LITERAL("parent_thread_id"),
	[HEADER_FORKED_FROM] = LITERAL("forked_from_id"),
};

/* The thread that started a subagent, or else the one that was forked. */
static void
read_parent(Reading *reading, const Slice *header)
{
	Slice		spawn = wm_json_member(wm_json_member(header[HEADER_SOURCE],
													  SLICE("subagent")),
									   SLICE("thread_spawn"));
	const Slice told[] = {
		header[HEADER_PARENT], wm_json_member(spawn, header_keys[HEADER_PARENT]),
		header[HEADER_FORKED_FROM]
	};
	char	   *parent = reading->facts->parent;

	for (size_t i = 0; i < lengthof(told) && parent[0] == '\0'; i++)
		wm_reading_id(reading, parent, told[i]);
}

/* A header behind the first: this session was opened again, or it is the parent's. */
static void
read_other_header(Reading *reading, const Slice *header, uint64_t id, EventTime time)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	notes->copying = id != notes->id;
	notes->copied_at = time;
	if (!notes->copying)
		wm_reading_branch(reading, wm_json_member(header[HEADER_GIT], SLICE("branch")));
	else if (facts->parent[0] == '\0')
		wm_reading_id(reading, facts->parent, header[HEADER_ID]);
}

/*
 * The first header is the session's own.  If it is repeated, the session was
 * opened again; if another one follows, the lines behind it are the parent's.
 */
static void
read_header(Reading *reading, Slice object, EventTime time)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		header[HEADER_COUNT];
	uint64_t	id;

	(void) wm_json_members(object, header_keys, header, HEADER_COUNT);
	id = wm_json_hash(header[HEADER_ID]);
	if (notes->id != 0)
	{
		read_other_header(reading, header, id, time);
		return;
	}

	notes->id = id;
	wm_reading_id(reading, facts->session_id, header[HEADER_ID]);
	read_parent(reading, header);
	wm_reading_project(reading, header[HEADER_CWD]);
	wm_reading_branch(reading, wm_json_member(header[HEADER_GIT], SLICE("branch")));
	wm_reading_name(reading, facts->agent_version, header[HEADER_VERSION]);
	facts->started_at = wm_reading_time(reading, header[HEADER_TIMESTAMP]);

	notes->subagent = is_subagent(header[HEADER_SOURCE], header[HEADER_THREAD_SOURCE]);
	facts->headless = wm_json_says(header[HEADER_SOURCE], SLICE("exec"));
	facts->surface = surface_of(header[HEADER_ORIGINATOR]);
	if (facts->surface == SURFACE_UNKNOWN)
		facts->surface = surface_of(header[HEADER_SOURCE]);
	if (notes->subagent)
		facts->surface = SURFACE_SUBAGENT;
}

/*
 * A user's item that no event repeated.  It is a request only in a session
 * whose requests come without events; an act it may be in any.
 */
static void
settle(Reading *reading, bool request)
{
	Notes	   *notes = reading->notes;
	HumanKind	kind = HUMAN_NOTHING;

	if (notes->unsettled.text.len == 0)
		return;
	if (!notes->subagent)
		wm_reading_words(reading, notes->unsettled.text, &kind);
	notes->unsettled.text.len = 0;
	if (kind == HUMAN_PROMPT && !request)
		kind = HUMAN_NOTHING;
	wm_reading_person(reading, kind, notes->unsettled_time);
}

/*
 * Of several user's items in a row the last is the request, unless they are
 * bare; when the agent answers, it is clear that no event follows.
 */
static void
read_message(Reading *reading, const Slice *item, EventTime time)
{
	Notes	   *notes = reading->notes;

	if (wm_json_says(item[ITEM_ROLE], SLICE("user")))
	{
		settle(reading, !notes->enveloped);
		wm_reading_keep(reading, &notes->unsettled, item[ITEM_CONTENT]);
		notes->unsettled_time = time;
	}
	else if (wm_json_says(item[ITEM_ROLE], SLICE("assistant")))
	{
		settle(reading, !notes->events_seen);
		wm_reading_speech(reading, item[ITEM_CONTENT], time, false);
	}
}

/* Add a name, a JSON string, to what is put together in reading->text. */
static void
add_name(Reading *reading, Slice name)
{
	wm_buffer_append(&reading->text,
					 wm_slice_head(wm_json_text(name, &reading->own), NAME_LIMIT));
}

/* "shell" from its name; "web_search" from the item's type, web_search_call. */
static Slice
tool_of(Reading *reading, Slice type, const Slice *item)
{
	Slice		name = item[ITEM_NAME];
	Slice		space = item[ITEM_NAMESPACE];

	if (wm_json_raw(name).len == 0)
		return wm_slice(type.data, type.len - strlen("_call"));
	if (wm_json_raw(space).len == 0)
		return wm_json_text(name, &reading->text);
	wm_buffer_clear(&reading->text);
	add_name(reading, space);
	add_name(reading, name);
	return wm_buffer_slice(&reading->text);
}

static uint64_t
id_of(const Slice *item)
{
	uint64_t	id = wm_json_hash(item[ITEM_CALL_ID]);

	return id != 0 ? id : wm_json_hash(item[ITEM_ID]);
}

/* Arguments come as JSON within a string, a custom tool's input as text. */
static void
read_call(Reading *reading, Slice type, const Slice *item, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		input = item[ITEM_ARGUMENTS];

	if (input.len == 0)
		input = item[ITEM_INPUT].len > 0 ? item[ITEM_INPUT] : item[ITEM_ACTION];
	if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &reading->input);

	if (wm_json_says(item[ITEM_NAME], SLICE("request_user_input")))
		notes->question = id_of(item);
	wm_reading_call(reading, tool_of(reading, type, item), input, id_of(item),
					time, false);
}

static void
read_output(Reading *reading, const Slice *item, EventTime time)
{
	Notes	   *notes = reading->notes;
	uint64_t	id = id_of(item);

	wm_reading_result(reading, id, item[ITEM_OUTPUT],
					  wm_result_failed(item[ITEM_OUTPUT]), time, false);
	if (id != 0 && notes->question == id && !notes->subagent)
	{
		Slice		decoded = wm_json_text(item[ITEM_OUTPUT], &reading->input);

		wm_reading_answers(reading, wm_json_member(decoded, SLICE("answers")), time);
	}
}

/* Items of other types are bulk. */
static bool
read_item(Reading *reading, const Slice *item, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		type = wm_json_raw(item[ITEM_TYPE]);
	bool		message = wm_slice_equals(type, SLICE("message"));
	bool		call = ends_with(type, SLICE("_call"));
	bool		output = ends_with(type, SLICE("_output"));

	if (!message)
		settle(reading, !notes->events_seen);
	/* Of reasoning a summary is legible, if anything is. */
	if (wm_slice_equals(type, SLICE("reasoning")))
		wm_reading_thoughts(reading, item[ITEM_SUMMARY], SLICE("text"), time);
	if (!message && !call && !output)
		return type.len > 0;

	if (message)
		read_message(reading, item, time);
	else if (call)
		read_call(reading, type, item, time);
	else
		read_output(reading, item, time);
	return true;
}

static void
read_usage(Reading *reading, Slice usage)
{
	static const Slice names[] = {LITERAL("input_tokens"), LITERAL("output_tokens")};
	Notes	   *notes = reading->notes;
	Slice		members[2];
	double		in;
	double		out;

	if (!wm_json_members(usage, names, members, 2))
		return;
	in = wm_json_number(members[0], 0);
	out = wm_json_number(members[1], 0);
	if (in < notes->tokens_in || out < notes->tokens_out)
	{
		notes->count++;
		notes->copied_in = notes->copied_out = 0;
	}
	notes->tokens_in = in;
	notes->tokens_out = out;
	if (notes->copying)
	{
		notes->copied_in = in;
		notes->copied_out = out;
	}
	else
		wm_session_tokens(reading->session, notes->count,
						  in - notes->copied_in, out - notes->copied_out);
}

static void
read_user_message(Reading *reading, Slice event, EventTime time)
{
	Notes	   *notes = reading->notes;
	HumanKind	kind = HUMAN_NOTHING;

	notes->events_seen = true;
	notes->unsettled.text.len = 0;
	if (!notes->subagent)
		wm_reading_words(reading, wm_json_member(event, SLICE("message")), &kind);
	wm_reading_person(reading, kind, time);
}

/* A turn that was rolled back was nevertheless asked for and worked on. */
static void
read_event(Reading *reading, Slice event, Slice type, EventTime time)
{
	Notes	   *notes = reading->notes;

	if (wm_json_says(type, SLICE("user_message")))
		read_user_message(reading, event, time);
	else if (wm_json_says(type, SLICE("token_count")))
		read_usage(reading, wm_json_member(wm_json_member(event, SLICE("info")),
										   SLICE("total_token_usage")));
	else if (wm_json_says(type, SLICE("turn_aborted")))
	{
		if (!notes->subagent &&
			wm_json_says(wm_json_member(event, SLICE("reason")), SLICE("interrupted")))
			wm_reading_person(reading, HUMAN_ACT, time);
	}
	else if (wm_json_says(type, SLICE("thread_name_updated")))
		wm_reading_title(reading, wm_json_member(event, SLICE("thread_name")), time);
}

/*
 * Lines copied from the parent have been counted there.  They are written in
 * one go when the session begins, so the first pause ends them; if the last
 * user message before it has no answer among them, it is the session's own.
 */
static bool
is_copy(Reading *reading, Slice payload, Slice type, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		unanswered = notes->unanswered.text;

	if (!notes->copying)
		return false;
	if (time != TIME_UNKNOWN && notes->copied_at != TIME_UNKNOWN &&
		time - notes->copied_at > COPY_PAUSE)
	{
		notes->copying = false;
		notes->unanswered.text.len = 0;
		if (unanswered.len > 0)
			read_user_message(reading, unanswered, notes->copied_at);
		return false;
	}

	notes->copied_at = time;
	if (wm_json_says(type, SLICE("user_message")))
		wm_reading_keep(reading, &notes->unanswered, payload);
	else if (wm_json_says(type, SLICE("agent_message")) ||
			 wm_json_says(type, SLICE("function_call")) ||
			 wm_json_says(type, SLICE("reasoning")))
		notes->unanswered.text.len = 0;
	else if (wm_json_says(type, SLICE("token_count")))
		read_event(reading, payload, type, time);
	return true;
}

static bool
read_envelope(Reading *reading, const Slice *line, const Slice *item, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		type = line[LINE_TYPE];
	Slice		payload = line[LINE_PAYLOAD];

	notes->enveloped = true;
	if (wm_json_says(type, SLICE("session_meta")))
		read_header(reading, payload, time);
	else if (is_copy(reading, payload, item[ITEM_TYPE], time))
		return true;
	else if (wm_json_says(type, SLICE("response_item")))
		return read_item(reading, item, time);
	else if (wm_json_says(type, SLICE("event_msg")))
		read_event(reading, payload, item[ITEM_TYPE], time);
	else if (wm_json_says(type, SLICE("turn_context")) &&
			 reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model,
						wm_json_member(payload, SLICE("model")));
	return true;
}

/* The files that codex exec --json says were changed: a call for each. */
static void
read_file_changes(Reading *reading, Slice changes, bool failed)
{
	JsonWalk	walk = wm_json_walk(changes);
	Slice		key;
	Slice		change;

	while (wm_json_next(&walk, &key, &change) == JSON_ITEM)
	{
		Event		event = {.kind = EVENT_CALL, .time = TIME_UNKNOWN};

		event.tool = SLICE("file_change");
		event.path = wm_json_text(wm_json_member(change, SLICE("path")), &reading->text);
		event.call = wm_slice_hash(change);
		wm_session_event(reading->session, &event);
		event.kind = EVENT_RESULT;
		event.failed = failed;
		wm_session_event(reading->session, &event);
	}
}

/*
 * An item of codex exec --json: call and result in one.  A command is one
 * line of shell; a tool of an MCP server is named as everywhere else.
 */
static void
read_stream_item(Reading *reading, Slice object)
{
	enum
	{
		TYPE, OLD_TYPE, ID, TEXT, STATUS, EXIT_CODE, COMMAND, OUTPUT, CHANGES, SERVER,
		TOOL, ARGUMENTS, QUERY, COUNT
	};
	static const Slice names[COUNT] = {
		LITERAL("type"), LITERAL("item_type"), LITERAL("id"), LITERAL("text"),
		LITERAL("status"),
		LITERAL("exit_code"), LITERAL("command"), LITERAL("aggregated_output"),
		LITERAL("changes"),
		LITERAL("server"), LITERAL("tool"), LITERAL("arguments"), LITERAL("query")
	};
	Slice		item[COUNT];
	Slice		type;
	uint64_t	id;
	bool		failed;
	Event		event = {.kind = EVENT_CALL, .time = TIME_UNKNOWN};

	if (!wm_json_members(object, names, item, COUNT))
		return;
	type = wm_json_raw(item[TYPE].len > 0 ? item[TYPE] : item[OLD_TYPE]);
	id = wm_json_hash(item[ID]);
	failed = wm_json_says(item[STATUS], SLICE("failed")) ||
		wm_json_says(item[STATUS], SLICE("declined")) ||
		wm_json_number(item[EXIT_CODE], 0) != 0;

	if (wm_slice_equals(type, SLICE("agent_message")) ||
		wm_slice_equals(type, SLICE("assistant_message")))
	{
		wm_reading_say(reading, wm_json_text(item[TEXT], &reading->text),
					   TIME_UNKNOWN, false);
		return;
	}
	if (wm_slice_equals(type, SLICE("reasoning")))
	{
		wm_reading_think(reading, item[TEXT], TIME_UNKNOWN, false);
		return;
	}
	if (wm_slice_equals(type, SLICE("error")))
		return;
	if (wm_slice_equals(type, SLICE("file_change")))
	{
		read_file_changes(reading, item[CHANGES], failed);
		return;
	}

	event.tool = type;
	event.call = id;
	event.input = object;
	if (wm_slice_equals(type, SLICE("mcp_tool_call")))
	{
		wm_buffer_clear(&reading->text);
		wm_buffer_append(&reading->text, SLICE("mcp__"));
		add_name(reading, item[SERVER]);
		wm_buffer_append(&reading->text, SLICE("__"));
		add_name(reading, item[TOOL]);
		event.tool = wm_buffer_slice(&reading->text);
		event.input = item[ARGUMENTS];
	}
	wm_session_event(reading->session, &event);
	wm_reading_result(reading, id, item[OUTPUT], failed, TIME_UNKNOWN, false);
}

/* A line of codex exec --json; the prompt is not in it, nor any time. */
static void
read_stream(Reading *reading, const Slice *line)
{
	Slice		type = line[LINE_TYPE];

	if (wm_json_says(type, SLICE("thread.started")))
	{
		reading->facts->surface = SURFACE_HEADLESS;
		reading->facts->headless = true;
		if (reading->facts->session_id[0] == '\0')
			wm_reading_id(reading, reading->facts->session_id, line[LINE_THREAD_ID]);
	}
	else if (wm_json_says(type, SLICE("item.completed")))
		read_stream_item(reading, line[LINE_ITEM]);
	else if (wm_json_says(type, SLICE("turn.completed")))
		read_usage(reading, line[LINE_USAGE]);
}

static bool
read_line(Reading *reading, Slice record)
{
	Slice		line[LINE_COUNT];
	Slice		item[ITEM_COUNT];
	JsonMembers members[] = {
		{line_keys, line, LINE_COUNT, 0},
		{item_keys, item, ITEM_COUNT, LINE_PAYLOAD}
	};
	Slice		type;
	EventTime	time;

	if (!wm_json_members_deep(record, members, 2))
		return false;

	type = wm_json_raw(line[LINE_TYPE]);
	time = wm_reading_time(reading, line[LINE_TIMESTAMP]);
	if (line[LINE_PAYLOAD].len > 0)
	{
		if (wm_json_kind(line[LINE_PAYLOAD]) != JSON_OBJECT ||
			wm_json_kind(line[LINE_TYPE]) != JSON_STRING)
			return false;
		return read_envelope(reading, line, item, time);
	}
	if (line[LINE_RECORD_TYPE].len > 0)
		return true;
	if (is_bare_header(line))
		read_header(reading, record, time);
	else if (wm_json_kind(line[LINE_TYPE]) != JSON_STRING)
		return false;
	else if (wm_find_byte(type.data, type.data + type.len, '.') != NULL)
		read_stream(reading, line);
	else
		return wm_json_members(record, item_keys, item, ITEM_COUNT) &&
			read_item(reading, item, time);
	return true;
}

static void
end(Reading *reading)
{
	Notes	   *notes = reading->notes;

	settle(reading, !notes->events_seen);
	if (notes->unanswered.text.len > 0)
		read_user_message(reading, notes->unanswered.text, notes->copied_at);
	wm_reading_forget(&notes->unsettled);
	wm_reading_forget(&notes->unanswered);
}

const Reader wm_reader_codex = {
	.format = "codex",
	.agent = "codex",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
