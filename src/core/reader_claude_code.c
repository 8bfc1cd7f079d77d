/*
 * reader_claude_code.c
 *	  Claude Code's session files, JSON Lines, in all their generations.
 *
 * A line is an envelope (camelCase keys) around one API message, or
 * bookkeeping.  One answer of the model is spread over several lines, a
 * block each; a tool's result is a user message, and beside it stands
 * toolUseResult, a copy of which only a structuredPatch and the answers to
 * questions are looked at.
 */
#include "reader.h"

typedef struct Notes
{
	bool		main_seen;		/* a line of the main conversation */
	bool		sidechain_seen;
} Notes;

typedef enum Key
{
	KEY_TYPE,
	KEY_SESSION,
	KEY_PARENT,
	KEY_LEAF,
	KEY_UUID,
	KEY_TIMESTAMP,
	KEY_SIDECHAIN,
	KEY_META,
	KEY_COMPACT,
	KEY_VERSION,
	KEY_ENTRYPOINT,
	KEY_SESSION_KIND,
	KEY_ORIGIN,
	KEY_PROMPT_SOURCE,
	KEY_MESSAGE,
	KEY_RESULT,
	KEY_ATTACHMENT,
	KEY_CONTENT,
	KEY_AI_TITLE,
	KEY_CUSTOM_TITLE,
	KEY_SUMMARY,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TYPE] = {"type", 4},
	[KEY_SESSION] = {"sessionId", 9},
	[KEY_PARENT] = {"parentUuid", 10},
	[KEY_LEAF] = {"leafUuid", 8},
	[KEY_UUID] = {"uuid", 4},
	[KEY_TIMESTAMP] = {"timestamp", 9},
	[KEY_SIDECHAIN] = {"isSidechain", 11},
	[KEY_META] = {"isMeta", 6},
	[KEY_COMPACT] = {"isCompactSummary", 16},
	[KEY_VERSION] = {"version", 7},
	[KEY_ENTRYPOINT] = {"entrypoint", 10},
	[KEY_SESSION_KIND] = {"sessionKind", 11},
	[KEY_ORIGIN] = {"origin", 6},
	[KEY_PROMPT_SOURCE] = {"promptSource", 12},
	[KEY_MESSAGE] = {"message", 7},
	[KEY_RESULT] = {"toolUseResult", 13},
	[KEY_ATTACHMENT] = {"attachment", 10},
	[KEY_CONTENT] = {"content", 7},
	[KEY_AI_TITLE] = {"aiTitle", 7},
	[KEY_CUSTOM_TITLE] = {"customTitle", 11},
	[KEY_SUMMARY] = {"summary", 7},
};

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	if (wm_json_kind(line[KEY_SESSION]) == JSON_STRING)
		return wm_json_kind(line[KEY_TYPE]) == JSON_STRING;
	return wm_json_says(line[KEY_TYPE], SLICE("summary")) && line[KEY_LEAF].len > 0;
}

static const struct
{
	Slice		entrypoint;
	Surface		surface;
}			surfaces[] = {
	{{"cli", 3}, SURFACE_CLI},
	{{"claude-vscode", 13}, SURFACE_IDE},
	{{"claude-jetbrains", 16}, SURFACE_IDE},
	{{"claude-desktop", 14}, SURFACE_DESKTOP},
	{{"local-agent", 11}, SURFACE_DESKTOP},
	{{"remote", 6}, SURFACE_WEB},
	{{"sdk-cli", 7}, SURFACE_HEADLESS},
	{{"claude-code-github-action", 25}, SURFACE_HEADLESS},
	{{"sdk-", 4}, SURFACE_SDK},
};

static void
read_surface(Facts *facts, const Slice *line)
{
	Slice		entrypoint = wm_json_raw(line[KEY_ENTRYPOINT]);

	if (facts->surface != SURFACE_UNKNOWN)
		return;
	if (wm_json_says(line[KEY_SESSION_KIND], SLICE("bg")))
		facts->surface = SURFACE_HEADLESS;
	else if (wm_json_says(line[KEY_PROMPT_SOURCE], SLICE("sdk")) && entrypoint.len == 0)
		facts->surface = SURFACE_SDK;
	for (size_t i = 0; facts->surface == SURFACE_UNKNOWN && entrypoint.len > 0 &&
		 i < sizeof(surfaces) / sizeof(surfaces[0]); i++)
	{
		if (wm_slice_starts(entrypoint, surfaces[i].entrypoint))
			facts->surface = surfaces[i].surface;
	}
}

/* Did a person write this message?  The newer keys say so best. */
static bool
is_human(const Slice *line)
{
	Slice		origin;

	if (wm_json_is_true(line[KEY_SIDECHAIN]) || wm_json_is_true(line[KEY_META]) ||
		wm_json_is_true(line[KEY_COMPACT]) ||
		wm_json_says(line[KEY_PROMPT_SOURCE], SLICE("system")))
		return false;
	if (wm_json_kind(line[KEY_ORIGIN]) != JSON_OBJECT)
		return true;
	origin = wm_json_member(line[KEY_ORIGIN], SLICE("kind"));
	return origin.len == 0 || wm_json_says(origin, SLICE("human"));
}

/* Lines added and removed, and whether the file is new, by Claude Code's own account. */
static void
add_patch(Event *event, Slice result)
{
	static const Slice names[] = {{"structuredPatch", 15}, {"type", 4}};
	Slice		members[2];

	if (wm_json_kind(result) == JSON_OBJECT &&
		wm_json_members(result, names, members, 2))
	{
		event->patch = members[0];
		event->created = wm_json_says(members[1], SLICE("create"));
	}
}

static void
read_tool_result(Reading *reading, Slice block, const Slice *line, EventTime time)
{
	static const Slice names[] = {{"tool_use_id", 11}, {"content", 7}, {"is_error", 8}};
	Slice		members[3];
	Slice		id;
	Event		event = {.kind = EVENT_RESULT};

	(void) wm_json_members(block, names, members, 3);
	id = wm_json_raw(members[0]);
	event.sidechain = wm_json_is_true(line[KEY_SIDECHAIN]);
	event.time = time;
	event.call = id.len > 0 ? wm_slice_hash(id) : 0;
	event.output = members[1];
	event.failed = wm_json_is_true(members[2]);
	add_patch(&event, line[KEY_RESULT]);
	wm_session_event(reading->session, &event);
}

/* The answers that a person gave to the agent's questions. */
static void
read_answers(Reading *reading, const Slice *line, EventTime time)
{
	if (wm_json_kind(line[KEY_RESULT]) == JSON_OBJECT)
		wm_reading_answers(reading,
						   wm_json_member(line[KEY_RESULT], SLICE("answers")), time);
}

/* A message's content: one text, or blocks of which some are texts. */
static void
read_content(Reading *reading, Slice content, bool human, const Slice *line,
			 EventTime time)
{
	static const Slice names[] = {{"type", 4}, {"text", 4}};
	HumanKind	kind = HUMAN_NOTHING;
	JsonWalk	walk = wm_json_walk(content);
	Slice		members[2];
	Slice		key;
	Slice		block;

	if (human && wm_json_kind(content) == JSON_STRING)
		wm_reading_words(reading, content, &kind);
	while (wm_json_next(&walk, &key, &block) == JSON_ITEM)
	{
		if (!wm_json_members(block, names, members, 2))
			continue;
		if (wm_json_says(members[0], SLICE("tool_result")))
			read_tool_result(reading, block, line, time);
		else if (human && wm_json_says(members[0], SLICE("text")))
			wm_reading_words(reading, members[1], &kind);
	}
	wm_reading_person(reading, kind, time);
}

static bool
read_user(Reading *reading, const Slice *line, EventTime time)
{
	Slice		content = wm_json_member(line[KEY_MESSAGE], SLICE("content"));
	JsonKind	kind = wm_json_kind(content);

	if (kind != JSON_STRING && kind != JSON_ARRAY)
		return false;
	read_content(reading, content, is_human(line), line, time);
	read_answers(reading, line, time);
	return true;
}

/* Cached input is input: so that agents can be compared. */
static void
read_usage(Reading *reading, Slice message_id, Slice usage)
{
	static const Slice names[] = {
		{"input_tokens", 12}, {"cache_creation_input_tokens", 27},
		{"cache_read_input_tokens", 23}, {"output_tokens", 13}
	};
	Slice		members[4];
	Slice		id = wm_json_raw(message_id);
	double		in = 0;

	if (id.len == 0 || !wm_json_members(usage, names, members, 4))
		return;
	for (int i = 0; i < 3; i++)
		in += wm_json_number(members[i], 0);
	wm_session_tokens(reading->session, wm_slice_hash(id), in,
					  wm_json_number(members[3], 0));
}

static void
read_block(Reading *reading, Slice block, EventTime time, bool sidechain)
{
	static const Slice names[] = {
		{"type", 4}, {"text", 4}, {"name", 4}, {"input", 5}, {"id", 2}
	};
	Slice		members[5];

	if (!wm_json_members(block, names, members, 5))
		return;
	if (wm_json_says(members[0], SLICE("text")))
		wm_reading_say(reading, wm_json_text(members[1], &reading->text), time, sidechain);
	else if (wm_json_says(members[0], SLICE("tool_use")))
		wm_reading_call(reading, wm_json_raw(members[2]), members[3],
						wm_json_raw(members[4]), time, sidechain);
}

static bool
read_assistant(Reading *reading, const Slice *line, EventTime time)
{
	static const Slice names[] = {
		{"content", 7}, {"model", 5}, {"id", 2}, {"usage", 5}
	};
	Slice		members[4];
	bool		sidechain = wm_json_is_true(line[KEY_SIDECHAIN]);
	JsonWalk	walk;
	Slice		key;
	Slice		block;

	if (!wm_json_members(line[KEY_MESSAGE], names, members, 4))
		return false;

	/* "<synthetic>" marks the program's own error texts. */
	if (wm_json_says(members[1], SLICE("<synthetic>")))
		return true;
	if (!sidechain && reading->facts->model[0] == '\0')
		wm_session_name(reading->facts->model, wm_json_raw(members[1]));
	read_usage(reading, members[2], members[3]);

	if (wm_json_kind(members[0]) == JSON_STRING)
	{
		wm_reading_say(reading, wm_json_text(members[0], &reading->text), time, sidechain);
		return true;
	}
	if (wm_json_kind(members[0]) != JSON_ARRAY)
		return false;
	walk = wm_json_walk(members[0]);
	while (wm_json_next(&walk, &key, &block) == JSON_ITEM)
		read_block(reading, block, time, sidechain);
	return true;
}

/* What a person typed while the agent worked comes as an attachment. */
static void
read_attachment(Reading *reading, const Slice *line, EventTime time)
{
	static const Slice names[] = {{"type", 4}, {"prompt", 6}, {"commandMode", 11}};
	Slice		members[3];

	if (wm_json_members(line[KEY_ATTACHMENT], names, members, 3) &&
		wm_json_says(members[0], SLICE("queued_command")) &&
		!wm_json_says(members[2], SLICE("task-notification")))
		read_content(reading, members[1], is_human(line), line, time);
}

static bool
read_line(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Slice		line[KEY_COUNT];
	Slice		uuid;
	EventTime	time;
	bool		spoken;

	if (!wm_json_members(record, keys, line, KEY_COUNT) ||
		wm_json_kind(line[KEY_TYPE]) != JSON_STRING)
		return false;

	/* Forks and resumed sessions repeat earlier lines to the letter. */
	uuid = wm_json_raw(line[KEY_UUID]);
	if (uuid.len > 0 && wm_session_seen(reading->session, wm_slice_hash(uuid)))
		return true;

	time = wm_time_parse(wm_json_raw(line[KEY_TIMESTAMP]));
	spoken = wm_json_says(line[KEY_TYPE], SLICE("user")) ||
		wm_json_says(line[KEY_TYPE], SLICE("assistant"));
	if (spoken)
	{
		*(wm_json_is_true(line[KEY_SIDECHAIN]) ?
		  &notes->sidechain_seen : &notes->main_seen) = true;
		read_surface(reading->facts, line);
		if (reading->facts->agent_version[0] == '\0')
			wm_session_name(reading->facts->agent_version, wm_json_raw(line[KEY_VERSION]));
	}

	if (wm_json_says(line[KEY_TYPE], SLICE("user")))
		return read_user(reading, line, time);
	if (wm_json_says(line[KEY_TYPE], SLICE("assistant")))
		return read_assistant(reading, line, time);
	if (wm_json_says(line[KEY_TYPE], SLICE("attachment")))
		read_attachment(reading, line, time);
	else if (wm_slice_starts(wm_json_raw(line[KEY_CONTENT]), SLICE("<command-")))
		/* A system line: the newer home of slash commands. */
		read_content(reading, line[KEY_CONTENT], is_human(line), line, time);
	else if (line[KEY_AI_TITLE].len > 0)
		wm_reading_title(reading, line[KEY_AI_TITLE], time);
	else if (line[KEY_CUSTOM_TITLE].len > 0)
		wm_reading_title(reading, line[KEY_CUSTOM_TITLE], time);
	else if (wm_json_says(line[KEY_TYPE], SLICE("summary")))
		wm_reading_title(reading, line[KEY_SUMMARY], time);
	return true;
}

static void
end(Reading *reading)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (notes->sidechain_seen && !notes->main_seen)
		facts->surface = SURFACE_SUBAGENT;
	else if (facts->surface == SURFACE_UNKNOWN && notes->main_seen)
		facts->surface = SURFACE_CLI;
}

const Reader wm_reader_claude_code = {
	.format = "claude_code",
	.agent = "claude_code",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
