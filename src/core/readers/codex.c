/*
 * codex.c
 *	  Codex: rollouts of all generations.
 *
 * A rollout interleaves two logs of the same session: response items, which
 * the model sees, and event messages, which the screen shows.  The agent's
 * words, calls and results are taken from the items.  A person's words are
 * taken from the events, for an item of role "user" may as well be machine
 * text; only where no event follows is the item's text looked at.
 *
 * The oldest generation is bare: no envelope around an item, no event, and no
 * time but the header's.  In the newest the lines are numbered, and the screen's
 * log consists of items of its own, such as UserMessage.
 */
#include "action/result.h"
#include "readers/codex.h"

/* Lines copied from a parent session are written without such a pause. */
#define COPY_PAUSE	INT64_C(1000000)

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
	LINE_ORDINAL,
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
	[LINE_ORDINAL] = LITERAL("ordinal"),
};

/* A response item, or an event. */
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
	ITEM_ITEM,
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
	[ITEM_ITEM] = LITERAL("item"),
};

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
		LITERAL("turn_context"), LITERAL("compacted"), LITERAL("world_state"),
		LITERAL("token_usage_record")
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
	{LITERAL("codex_work_desktop"), SURFACE_DESKTOP},
	{LITERAL("codex_desktop"), SURFACE_DESKTOP},
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

/* Threads that neither a person nor a program outside of Codex has started. */
static bool
is_subagent(Slice source, Slice thread_source)
{
	static const Slice sources[] = {
		LITERAL("subagent"), LITERAL("guardian_review"), LITERAL("memory_consolidation")
	};

	for (size_t i = 0; i < lengthof(sources); i++)
	{
		if (wm_json_says(thread_source, sources[i]))
			return true;
	}
	return wm_json_member(source, SLICE("subagent")).len > 0 ||
		wm_json_member(source, SLICE("internal")).len > 0;
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
	HEADER_BASE,
	HEADER_OWN_ORDINAL,
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
	[HEADER_BASE] = LITERAL("history_base"),
	[HEADER_OWN_ORDINAL] = LITERAL("subagent_history_start_ordinal"),
};

/* The thread that started a subagent, or else the one whose history goes on here. */
static void
read_parent(Reading *reading, const Slice *header)
{
	CodexNotes *notes = reading->notes;
	Slice		spawn = wm_json_member(wm_json_member(header[HEADER_SOURCE],
													  SLICE("subagent")),
									   SLICE("thread_spawn"));
	const Slice told[] = {
		header[HEADER_PARENT], wm_json_member(spawn, header_keys[HEADER_PARENT]),
		header[HEADER_FORKED_FROM], wm_json_member(header[HEADER_BASE], SLICE("thread_id"))
	};
	char	   *parent = reading->facts->parent;

	for (size_t i = 0; i < lengthof(told) && parent[0] == '\0'; i++)
	{
		if (wm_json_hash(told[i]) != notes->id)
			wm_reading_id(reading, parent, told[i]);
	}
}

/*
 * Does a copy of the parent's lines follow?  Not where the history goes on by
 * reference, in the parent's file.
 */
static void
expect_copy(CodexNotes *notes, const Slice *header, EventTime time)
{
	bool		by_reference = wm_json_kind(header[HEADER_BASE]) == JSON_OBJECT;
	bool		forked = wm_json_kind(header[HEADER_FORKED_FROM]) == JSON_STRING;

	notes->own_ordinal = wm_json_number(header[HEADER_OWN_ORDINAL], 0);
	notes->inherits = by_reference || forked;
	notes->copying = notes->own_ordinal > 0 || (forked && !by_reference);
	notes->copied_at = time;
}

/* A header behind the first: this session was opened again, or it is the parent's. */
static void
read_other_header(Reading *reading, const Slice *header, uint64_t id, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (id == notes->id)
	{
		notes->copying = false;
		wm_reading_branch(reading, wm_json_member(header[HEADER_GIT], SLICE("branch")));
		return;
	}
	notes->copying |= notes->own_ordinal == 0;
	notes->copied_at = time;
	if (facts->parent[0] == '\0')
		wm_reading_id(reading, facts->parent, header[HEADER_ID]);
}

/* Who speaks as the user, and where. */
static void
read_surface(Reading *reading, const Slice *header)
{
	CodexNotes *notes = reading->notes;
	Facts	   *facts = reading->facts;

	notes->subagent = is_subagent(header[HEADER_SOURCE], header[HEADER_THREAD_SOURCE]);
	notes->program = wm_json_says(header[HEADER_SOURCE], SLICE("exec"));
	notes->automation = wm_slice_find(wm_json_raw(header[HEADER_THREAD_SOURCE]),
									  SLICE("automation")) >= 0;
	facts->surface = surface_of(header[HEADER_ORIGINATOR]);
	if (facts->surface == SURFACE_UNKNOWN)
		facts->surface = surface_of(header[HEADER_SOURCE]);
	if (notes->subagent)
		facts->surface = SURFACE_SUBAGENT;
	notes->program |= facts->surface == SURFACE_HEADLESS;
	facts->headless = notes->program || notes->automation;
	reading->unattended = notes->automation && !notes->program;
}

/*
 * The first header is the session's own.  If it is repeated, the session was
 * opened again; if another one follows, the lines behind it are the parent's.
 */
static void
read_header(Reading *reading, Slice object, EventTime time)
{
	CodexNotes *notes = reading->notes;
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
	expect_copy(notes, header, time);
	wm_reading_project(reading, header[HEADER_CWD]);
	wm_reading_branch(reading, wm_json_member(header[HEADER_GIT], SLICE("branch")));
	wm_reading_name(reading, facts->agent_version, header[HEADER_VERSION]);
	facts->started_at = wm_reading_time(reading, header[HEADER_TIMESTAMP]);
	notes->started_at = facts->started_at;
	read_surface(reading, header);
}

static void
say(Reading *reading, Slice text, EventTime time)
{
	if (wm_json_kind(text) == JSON_STRING && !wm_codex_imported(reading, text, time))
		wm_reading_speech(reading, text, time, false);
}

/* The content of a message of the agent: a text, or blocks with one. */
static void
say_content(Reading *reading, Slice content, EventTime time)
{
	static const Slice text_key = LITERAL("text");
	JsonWalk	blocks = wm_json_walk(content);
	Slice		text;

	say(reading, content, time);
	while (wm_json_next_members(&blocks, &text_key, &text, 1) == JSON_ITEM)
		say(reading, text, time);
}

/* The agent's words that were on the screen, and did not come in the other log. */
static void
say_shown(Reading *reading)
{
	CodexNotes *notes = reading->notes;
	Slice		shown = notes->shown.text;

	notes->shown.text.len = 0;
	if (shown.len > 0)
		say_content(reading, shown, notes->shown_time);
}

/* What was found in a user's message is emitted, as what it is to this session. */
static void
read_person(Reading *reading, HumanKind kind, EventTime time)
{
	CodexNotes *notes = reading->notes;

	if (kind == HUMAN_PROMPT && (notes->program || notes->automation))
		kind = HUMAN_TASK;
	if (kind == HUMAN_TASK)
		notes->automation = false;
	if (kind != HUMAN_NOTHING)
	{
		say_shown(reading);
		wm_codex_flush(reading, &notes->scripts);
	}
	wm_reading_person(reading, kind, time);
}

/*
 * A whole text within one tag, such as "<some_context>": Codex tells the model
 * something.  Of the person's own acts in tags human.c knows.
 */
static bool
is_wrapped(Slice text)
{
	Slice		raw = wm_slice_trim(wm_json_raw(text));
	size_t		len = 1;
	Slice		end;
	bool		parted = false;

	if (!wm_slice_starts(raw, SLICE("<")) || wm_slice_starts(raw, SLICE("<user_")) ||
		wm_slice_starts(raw, SLICE("<send_user_")))
		return false;
	for (; len < raw.len && ((raw.data[len] >= 'a' && raw.data[len] <= 'z') ||
							 raw.data[len] == '_' || raw.data[len] == '-'); len++)
		parted |= raw.data[len] == '_' || raw.data[len] == '-';
	end = wm_slice_from(raw, raw.len - (raw.len > len + 2 ? len + 2 : 0));
	return parted && wm_slice_starts(end, SLICE("</")) && wm_slice_ends(end, SLICE(">")) &&
		memcmp(end.data + 2, raw.data + 1, len - 1) == 0;
}

/*
 * The words in the blocks of a user's item that no event repeated.  Newer items
 * say of each block what it is: "user.text", or context of some kind.
 */
static HumanKind
read_blocks(Reading *reading, Slice content, Slice kinds, bool *own, bool *picture)
{
	static const Slice names[] = {LITERAL("type"), LITERAL("text")};
	JsonWalk	blocks = wm_json_walk(content);
	JsonWalk	said = wm_json_walk(kinds);
	HumanKind	found = HUMAN_NOTHING;
	Slice		block[2];

	while (wm_json_next_members(&blocks, names, block, 2) == JSON_ITEM)
	{
		Slice		key;
		Slice		kind = {NULL, 0};
		bool		users;

		if (kinds.len > 0 && wm_json_next(&said, &key, &kind) != JSON_ITEM)
			kind.len = 0;
		users = wm_json_starts(kind, SLICE("user."));
		*own |= users;
		*picture |= wm_json_says(kind, SLICE("user.image")) ||
			wm_json_starts(block[1], SLICE("<image name="));
		if (wm_json_kind(block[1]) != JSON_STRING)
			continue;
		if (users || wm_json_starts(block[1], SLICE("<user_shell_command")) ||
			((kind.len == 0 || wm_json_says(kind, SLICE("unknown"))) &&
			 !is_wrapped(block[1])))
			wm_reading_words(reading, block[1], &found);
	}
	return found;
}

/*
 * A user's item that no event repeated.  It is a request only in a session whose
 * requests come without events, or if it says itself that it is a person's: with a
 * picture, it may be one without words.  An act it may be in any.
 */
static void
settle(Reading *reading, bool request)
{
	static const Slice names[] = {
		LITERAL("content"), LITERAL("internal_chat_message_metadata_passthrough")
	};
	CodexNotes *notes = reading->notes;
	Slice		item = notes->unsettled.text;
	Slice		members[2];
	HumanKind	kind = HUMAN_NOTHING;
	bool		own = false;
	bool		picture = false;

	if (item.len == 0)
		return;
	notes->unsettled.text.len = 0;
	if (notes->subagent)
		return;
	(void) wm_json_members(item, names, members, 2);
	if (wm_json_kind(members[0]) == JSON_STRING && !is_wrapped(members[0]))
		wm_reading_words(reading, members[0], &kind);
	else if (wm_json_kind(members[0]) == JSON_ARRAY)
		kind = read_blocks(reading, members[0],
						   wm_json_member(members[1], SLICE("content_item_kinds")),
						   &own, &picture);
	if (kind == HUMAN_NOTHING && picture)
		kind = HUMAN_PROMPT;

	/* The event may have come before. */
	if (reading->words.len > 0 &&
		wm_slice_hash(wm_buffer_slice(&reading->words)) == notes->request)
		own = picture = false;
	if (kind == HUMAN_PROMPT && !request && !own && !picture)
		kind = HUMAN_NOTHING;
	read_person(reading, kind, notes->unsettled_time);
}

static void
read_words(Reading *reading, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;

	notes->words_seen = true;
	notes->shown.text.len = 0;
	say_content(reading, item[ITEM_CONTENT], time);
}

/*
 * Of several user's items in a row the last is the request, unless they are
 * bare; when the agent answers, it is clear that no event follows.
 */
static void
read_message(Reading *reading, const Slice *item, Slice payload, EventTime time)
{
	CodexNotes *notes = reading->notes;

	if (wm_json_says(item[ITEM_ROLE], SLICE("user")))
	{
		settle(reading, !notes->enveloped);
		wm_reading_keep(reading, &notes->unsettled, payload);
		notes->unsettled_time = time;
	}
	else if (wm_json_says(item[ITEM_ROLE], SLICE("assistant")))
	{
		settle(reading, !notes->events_seen);
		read_words(reading, item, time);
	}
}

void
wm_codex_add_name(Reading *reading, Slice name)
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
	wm_codex_add_name(reading, space);
	if (!wm_slice_ends(wm_buffer_slice(&reading->text), SLICE("__")))
		wm_buffer_append(&reading->text, SLICE("__"));
	wm_codex_add_name(reading, name);
	return wm_buffer_slice(&reading->text);
}

static uint64_t
id_of(const Slice *item)
{
	uint64_t	id = wm_json_hash(item[ITEM_CALL_ID]);

	return id != 0 ? id : wm_json_hash(item[ITEM_ID]);
}

/*
 * The script of a call of the tool that runs one: its input, a text, or, where
 * another program stands between, a member of its arguments.
 */
static Slice
script_of(const Slice *item, Slice input)
{
	static const Slice names[] = {LITERAL("code"), LITERAL("input"), LITERAL("source")};
	Slice		members[3];
	Slice		script = {NULL, 0};

	if (!wm_json_says(item[ITEM_NAME], SLICE("exec")) &&
		!wm_json_says(item[ITEM_NAME], SLICE("functions.exec")) &&
		!wm_json_says(item[ITEM_NAME], SLICE("code_mode")))
		return script;
	if (!wm_json_members(input, names, members, 3))
		return input;
	for (int i = 0; i < 3; i++)
		script = script.len > 0 ? script : members[i];
	return script;
}

/* Arguments come as JSON within a string, a custom tool's input as text. */
static void
read_call(Reading *reading, Slice type, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Slice		input = item[ITEM_ARGUMENTS];
	Slice		script;
	Slice		cell = {NULL, 0};
	TextBuffer	room = {NULL, 0, 0};
	bool		ran;

	if (input.len == 0)
		input = item[ITEM_INPUT].len > 0 ? item[ITEM_INPUT] : item[ITEM_ACTION];
	if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &reading->input);

	script = script_of(item, input);
	if (script.len > 0)
	{
		if (wm_json_kind(script) == JSON_STRING && script.data != input.data)
			script = wm_json_text(script, &room);
		ran = wm_codex_script(reading, &notes->scripts, id_of(item), script, time);
		wm_buffer_free(&room);
		if (ran)
			return;
		input = SLICE("");
	}

	if (wm_json_says(item[ITEM_NAME], SLICE("request_user_input")))
		notes->question = id_of(item);
	if (wm_json_says(item[ITEM_NAME], SLICE("wait")))
		cell = wm_json_member(input, SLICE("cell_id"));
	wm_codex_direct(&notes->scripts, id_of(item), cell);

	/* To wait for a script is to look after it; the tool's name is older. */
	wm_reading_call(reading, cell.len > 0 ? SLICE("exec") : tool_of(reading, type, item),
					cell.len > 0 ? SLICE("") : input, id_of(item), time, false);
}

static void
read_output(Reading *reading, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	uint64_t	id = id_of(item);

	if (wm_codex_printed(reading, &notes->scripts, id, item[ITEM_OUTPUT], time,
						 !notes->subagent))
		return;
	wm_reading_result(reading, id, item[ITEM_OUTPUT],
					  wm_result_failed(item[ITEM_OUTPUT]), time, false);
	if (id != 0 && notes->question == id && !notes->subagent)
	{
		Slice		decoded = wm_json_text(item[ITEM_OUTPUT], &reading->input);

		wm_reading_answers(reading, wm_json_member(decoded, SLICE("answers")), time);
	}
}

/* Items of other types are bulk.  Some programs leave a message's type out. */
static bool
read_item(Reading *reading, const Slice *item, Slice payload, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Slice		type = wm_json_raw(item[ITEM_TYPE]);
	bool		message = wm_slice_equals(type, SLICE("message")) ||
		(item[ITEM_TYPE].len == 0 && item[ITEM_CONTENT].len > 0 &&
		 wm_json_kind(item[ITEM_ROLE]) == JSON_STRING);
	bool		call = wm_slice_ends(type, SLICE("_call"));
	bool		output = wm_slice_ends(type, SLICE("_output"));

	if (!message)
		settle(reading, !notes->events_seen);
	/* Of reasoning a summary is legible, if anything is. */
	if (wm_slice_equals(type, SLICE("reasoning")))
		wm_reading_thoughts(reading, item[ITEM_SUMMARY], SLICE("text"), time);
	if (!message && !call && !output)
		return type.len > 0;

	if (message)
		read_message(reading, item, payload, time);
	else if (call)
		read_call(reading, type, item, time);
	else
		read_output(reading, item, time);
	return true;
}

static const Slice usage_keys[] = {LITERAL("input_tokens"), LITERAL("output_tokens")};

void
wm_codex_usage(Reading *reading, Slice usage, Slice last)
{
	CodexNotes *notes = reading->notes;
	Slice		members[2];
	double		in;
	double		out;

	if (!wm_json_members(usage, usage_keys, members, 2))
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
	else if (!notes->totals_seen && notes->inherits && notes->copied_in == 0 &&
			 wm_json_members(last, usage_keys, members, 2))
	{
		/* What was not copied is in the total all the same. */
		notes->copied_in = in - wm_json_number(members[0], in);
		notes->copied_out = out - wm_json_number(members[1], out);
	}
	notes->totals_seen |= !notes->copying;
	if (!notes->copying)
		wm_session_tokens(reading->session, notes->count,
						  in - notes->copied_in, out - notes->copied_out);
}

static void
read_token_count(Reading *reading, Slice event)
{
	static const Slice names[] = {
		LITERAL("total_token_usage"), LITERAL("last_token_usage")
	};
	Slice		usage[2];

	if (wm_json_members(wm_json_member(event, SLICE("info")), names, usage, 2))
		wm_codex_usage(reading, usage[0], usage[1]);
}

/* The tokens of one response; they count only where there are no totals. */
static void
read_response_usage(Reading *reading, Slice record)
{
	static const Slice names[] = {LITERAL("response_id"), LITERAL("usage")};
	CodexNotes *notes = reading->notes;
	Slice		response[2];
	Slice		members[2];

	(void) wm_json_members(record, names, response, 2);
	if (!wm_json_members(response[1], usage_keys, members, 2) ||
		wm_reading_seen(reading, response[0]))
		return;
	notes->recorded_in += wm_json_number(members[0], 0);
	notes->recorded_out += wm_json_number(members[1], 0);
}

/* Does this event tell what an item has told, or the other way round? */
static bool
is_told_twice(CodexNotes *notes, uint64_t request, RequestSource source)
{
	RequestSource other = source == REQUEST_EVENT ? REQUEST_ITEM : REQUEST_EVENT;
	bool		twice = notes->request == request && notes->request_source == other;

	notes->request = request;
	notes->request_source = twice ? REQUEST_BOTH : source;
	return twice;
}

/* A person's message, as the screen shows it: a text, or blocks; or a picture. */
static void
read_request(Reading *reading, Slice content, bool picture, RequestSource source,
			 EventTime time)
{
	CodexNotes *notes = reading->notes;
	HumanKind	kind = HUMAN_NOTHING;

	notes->events_seen = true;
	notes->unsettled.text.len = 0;
	if (notes->subagent)
		return;
	wm_reading_words(reading, content, &kind);
	if (kind == HUMAN_NOTHING && picture)
		kind = HUMAN_PROMPT;
	if (is_told_twice(notes, wm_slice_hash(wm_buffer_slice(&reading->words)), source))
		kind = HUMAN_NOTHING;
	read_person(reading, kind, time);
}

static bool
has_elements(Slice array)
{
	JsonWalk	walk = wm_json_walk(array);
	Slice		key;
	Slice		element;

	return wm_json_kind(array) == JSON_ARRAY &&
		wm_json_next(&walk, &key, &element) == JSON_ITEM;
}

static void
read_user_message(Reading *reading, Slice event, EventTime time)
{
	static const Slice names[] = {
		LITERAL("message"), LITERAL("images"), LITERAL("local_images")
	};
	Slice		members[3];

	(void) wm_json_members(event, names, members, 3);
	read_request(reading, members[0],
				 has_elements(members[1]) || has_elements(members[2]), REQUEST_EVENT,
				 time);
}

/* An item of the screen's log: what was said, or what was done. */
static void
read_done_item(Reading *reading, Slice item, EventTime time)
{
	static const Slice names[] = {
		LITERAL("type"), LITERAL("content"), LITERAL("summary_text")
	};
	static const Slice part_keys[] = {LITERAL("type"), LITERAL("text")};
	CodexNotes *notes = reading->notes;
	Slice		members[3];
	Slice		type;
	JsonWalk	walk;
	Slice		key;
	Slice		part[2];
	bool		picture = false;

	(void) wm_json_members(item, names, members, 3);
	type = wm_json_raw(members[0]);
	walk = wm_json_walk(members[wm_slice_equals(type, SLICE("Reasoning")) ? 2 : 1]);
	if (wm_slice_equals(type, SLICE("UserMessage")))
	{
		while (wm_json_next_members(&walk, part_keys, part, 2) == JSON_ITEM)
			picture |= part[1].len == 0 && wm_json_kind(part[0]) == JSON_STRING;
		if (!wm_session_seen_as(reading->session, SEEN_REQUEST,
								wm_slice_hash(item)))
			read_request(reading, members[1], picture, REQUEST_ITEM, time);
	}
	else if (wm_slice_equals(type, SLICE("AgentMessage")))
	{
		settle(reading, !notes->events_seen);
		say_shown(reading);
		if (!notes->words_seen)
			wm_reading_keep(reading, &notes->shown, members[1]);
		notes->shown_time = time;
	}
	else if (wm_slice_equals(type, SLICE("Reasoning")))
	{
		while (wm_json_next(&walk, &key, &part[0]) == JSON_ITEM)
			wm_reading_think(reading, part[0], time, false);
	}
	else
		wm_codex_done(reading, &notes->scripts, type, item, time);
}

/* The settings in force; those of a thread's own begin its own lines. */
static void
read_settings(Reading *reading, Slice event)
{
	static const Slice names[] = {LITERAL("thread_id"), LITERAL("thread_settings")};
	CodexNotes *notes = reading->notes;
	Slice		members[2];

	(void) wm_json_members(event, names, members, 2);
	if (notes->id == 0 || wm_json_hash(members[0]) != notes->id)
		return;
	notes->copying &= notes->own_ordinal > 0;
	notes->unanswered.text.len = 0;
	wm_reading_name(reading, notes->model, wm_json_member(members[1], SLICE("model")));
}

/* A turn that was rolled back was nevertheless asked for and worked on. */
static void
read_event(Reading *reading, Slice event, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Slice		type = item[ITEM_TYPE];

	if (wm_json_says(type, SLICE("user_message")))
		read_user_message(reading, event, time);
	else if (wm_json_says(type, SLICE("item_completed")))
		read_done_item(reading, item[ITEM_ITEM], time);
	else if (wm_json_says(type, SLICE("token_count")))
		read_token_count(reading, event);
	else if (wm_json_says(type, SLICE("turn_aborted")))
	{
		if (!notes->subagent &&
			wm_json_says(wm_json_member(event, SLICE("reason")), SLICE("interrupted")))
			read_person(reading, HUMAN_ACT, time);
	}
	else if (wm_json_says(type, SLICE("thread_name_updated")))
		wm_reading_title(reading, wm_json_member(event, SLICE("thread_name")), time);
	else if (wm_json_says(type, SLICE("thread_settings_applied")))
		read_settings(reading, event);
	else if (wm_slice_ends(wm_json_raw(type), SLICE("_end")))
		wm_codex_done(reading, &notes->scripts, wm_json_raw(type), event, time);
}

/* Does a line of the copy tell that the agent has answered? */
static bool
is_answer(const Slice *item)
{
	static const Slice types[] = {
		LITERAL("agent_message"), LITERAL("function_call"), LITERAL("custom_tool_call"),
		LITERAL("reasoning")
	};
	Slice		done = wm_json_member(item[ITEM_ITEM], SLICE("type"));

	for (size_t i = 0; i < lengthof(types); i++)
	{
		if (wm_json_says(item[ITEM_TYPE], types[i]))
			return true;
	}
	return wm_json_says(item[ITEM_ROLE], SLICE("assistant")) ||
		(wm_json_kind(done) == JSON_STRING && !wm_json_says(done, SLICE("UserMessage")));
}

static bool
is_request(const Slice *item)
{
	return wm_json_says(item[ITEM_TYPE], SLICE("user_message")) ||
		(wm_json_says(item[ITEM_TYPE], SLICE("item_completed")) &&
		 wm_json_says(wm_json_member(item[ITEM_ITEM], SLICE("type")),
					  SLICE("UserMessage")));
}

/*
 * Is the copy over?  The header may tell the first line of the session's own.  If
 * not, the lines of a copy either keep the times that they had, before the session
 * began, or are written in one go when it begins, so that the first pause ends them.
 */
static bool
copy_ends(const CodexNotes *notes, EventTime time)
{
	if (notes->own_ordinal > 0)
		return notes->ordinal >= notes->own_ordinal;
	if (time == TIME_UNKNOWN || notes->copied_at == TIME_UNKNOWN ||
		(notes->started_at != TIME_UNKNOWN && time < notes->started_at))
		return false;
	return time - notes->copied_at > COPY_PAUSE ||
		(notes->started_at != TIME_UNKNOWN && notes->copied_at < notes->started_at);
}

/*
 * If the last user message among lines that were written in one go has no answer, it
 * is the session's own.
 */
static void
read_unanswered(Reading *reading)
{
	CodexNotes *notes = reading->notes;
	Slice		event = notes->unanswered.text;
	Slice		item = wm_json_member(event, SLICE("item"));

	notes->unanswered.text.len = 0;
	if (event.len == 0 || notes->own_ordinal > 0 || notes->copied_at < notes->started_at)
		return;
	if (item.len > 0)
		read_done_item(reading, item, notes->copied_at);
	else
		read_user_message(reading, event, notes->copied_at);
}

/* Lines copied from the parent have been counted there. */
static bool
is_copy(Reading *reading, const Slice *line, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Kept	   *unanswered = &notes->unanswered;

	if (!notes->copying)
		return false;
	if (copy_ends(notes, time))
	{
		notes->copying = false;
		read_unanswered(reading);
		return false;
	}

	notes->copied_at = time;
	if (wm_json_says(item[ITEM_TYPE], SLICE("thread_settings_applied")))
		read_settings(reading, line[LINE_PAYLOAD]);
	else if (is_request(item))
		wm_reading_keep(reading, unanswered, line[LINE_PAYLOAD]);
	else if (is_answer(item))
		unanswered->text.len = 0;
	else if (wm_json_says(item[ITEM_TYPE], SLICE("token_count")))
		read_token_count(reading, line[LINE_PAYLOAD]);
	else if (wm_json_says(line[LINE_TYPE], SLICE("turn_context")))
		wm_reading_name(reading, notes->model,
						wm_json_member(line[LINE_PAYLOAD], SLICE("model")));
	return true;
}

static bool
read_envelope(Reading *reading, const Slice *line, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Slice		type = line[LINE_TYPE];
	Slice		payload = line[LINE_PAYLOAD];

	notes->enveloped = true;
	notes->ordinal = wm_json_number(line[LINE_ORDINAL], notes->next_ordinal);
	notes->next_ordinal = notes->ordinal + 1;
	if (wm_json_says(type, SLICE("session_meta")))
		read_header(reading, payload, time);
	else if (is_copy(reading, line, item, time))
		return true;
	else if (wm_json_says(type, SLICE("response_item")))
		return read_item(reading, item, payload, time);
	else if (wm_json_says(type, SLICE("event_msg")))
		read_event(reading, payload, item, time);
	else if (wm_json_says(type, SLICE("token_usage_record")))
		read_response_usage(reading, payload);
	else if (wm_json_says(type, SLICE("turn_context")) &&
			 reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model,
						wm_json_member(payload, SLICE("model")));
	return true;
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
		wm_codex_exec_line(reading, line[LINE_TYPE], line[LINE_THREAD_ID],
						   line[LINE_ITEM], line[LINE_USAGE]);
	else
		return wm_json_members(record, item_keys, item, ITEM_COUNT) &&
			read_item(reading, item, record, time);
	return true;
}

static void
end(Reading *reading)
{
	CodexNotes *notes = reading->notes;
	Facts	   *facts = reading->facts;

	settle(reading, !notes->events_seen);
	say_shown(reading);
	read_unanswered(reading);
	wm_codex_scripts_end(reading, &notes->scripts);
	if (!notes->totals_seen)
		wm_session_tokens(reading->session, notes->count + 1,
						  notes->recorded_in, notes->recorded_out);
	if (facts->model[0] == '\0')
		wm_session_name(facts->model, wm_slice_cstring(notes->model));
	wm_reading_forget(&notes->unsettled);
	wm_reading_forget(&notes->unanswered);
	wm_reading_forget(&notes->shown);
}

const Reader wm_reader_codex = {
	.format = "codex",
	.agent = "codex",
	.notes_size = sizeof(CodexNotes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
