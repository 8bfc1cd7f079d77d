/*
 * kimi_code.c
 *	  Sessions of Kimi Code, JSON Lines (wire.jsonl): what its state was made of.
 *
 * A line is {type, time, ...}.  Who asked is told by the origin of what was asked.
 * Messages that were put into the context repeat it, or are the program's; only the
 * person's own shell commands stand nowhere else.
 */
#include "action/result.h"
#include "readers/reader.h"

typedef struct Notes
{
	bool		subagent;		/* another agent speaks as the user */
	uint64_t	reports;		/* of tokens */
} Notes;

typedef enum Key
{
	KEY_TYPE,
	KEY_TIME,
	KEY_PROTOCOL,
	KEY_CREATED,
	KEY_INPUT,
	KEY_ORIGIN,
	KEY_EVENT,
	KEY_MESSAGE,
	KEY_MODEL,
	KEY_USAGE,
	KEY_CWD,
	KEY_ENVIRONMENT,
	KEY_REASON,
	KEY_AGENT,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TYPE] = LITERAL("type"),
	[KEY_TIME] = LITERAL("time"),
	[KEY_PROTOCOL] = LITERAL("protocol_version"),
	[KEY_CREATED] = LITERAL("created_at"),
	[KEY_INPUT] = LITERAL("input"),
	[KEY_ORIGIN] = LITERAL("origin"),
	[KEY_EVENT] = LITERAL("event"),
	[KEY_MESSAGE] = LITERAL("message"),
	[KEY_MODEL] = LITERAL("model"),
	[KEY_USAGE] = LITERAL("usage"),
	[KEY_CWD] = LITERAL("cwd"),
	[KEY_ENVIRONMENT] = LITERAL("environmentDisclosure"),
	[KEY_REASON] = LITERAL("reason"),
	[KEY_AGENT] = LITERAL("agentId"),
};

typedef enum LoopPart
{
	LOOP_TYPE,
	LOOP_PART,
	LOOP_CALL_ID,
	LOOP_NAME,
	LOOP_ARGS,
	LOOP_RESULT,
	LOOP_COUNT
} LoopPart;

static const Slice loop_parts[LOOP_COUNT] = {
	[LOOP_TYPE] = LITERAL("type"),
	[LOOP_PART] = LITERAL("part"),
	[LOOP_CALL_ID] = LITERAL("toolCallId"),
	[LOOP_NAME] = LITERAL("name"),
	[LOOP_ARGS] = LITERAL("args"),
	[LOOP_RESULT] = LITERAL("result"),
};

static bool
has_type(const Slice *line, Slice type)
{
	return wm_json_says(line[KEY_TYPE], type);
}

static bool
is_request(const Slice *line)
{
	return has_type(line, SLICE("turn.prompt")) || has_type(line, SLICE("turn.steer"));
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	if (has_type(line, SLICE("metadata")))
		return wm_json_kind(line[KEY_PROTOCOL]) == JSON_STRING &&
			line[KEY_CREATED].len > 0;
	return (is_request(line) && wm_json_kind(line[KEY_INPUT]) == JSON_ARRAY) ||
		(has_type(line, SLICE("context.append_loop_event")) &&
		 wm_json_kind(line[KEY_EVENT]) == JSON_OBJECT) ||
		(has_type(line, SLICE("usage.record")) &&
		 wm_json_kind(line[KEY_USAGE]) == JSON_OBJECT);
}

typedef enum OriginPart
{
	ORIGIN_KIND,
	ORIGIN_NAME,
	ORIGIN_TRIGGER,
	ORIGIN_SKILL,
	ORIGIN_SKILL_ARGS,
	ORIGIN_COMMAND,
	ORIGIN_COMMAND_ARGS,
	ORIGIN_COUNT
} OriginPart;

static const Slice origin_parts[ORIGIN_COUNT] = {
	[ORIGIN_KIND] = LITERAL("kind"),
	[ORIGIN_NAME] = LITERAL("name"),
	[ORIGIN_TRIGGER] = LITERAL("trigger"),
	[ORIGIN_SKILL] = LITERAL("skillName"),
	[ORIGIN_SKILL_ARGS] = LITERAL("skillArgs"),
	[ORIGIN_COMMAND] = LITERAL("commandName"),
	[ORIGIN_COMMAND_ARGS] = LITERAL("commandArgs"),
};

/* A skill that a person called: its name and what stood behind it are their words. */
static HumanKind
read_command(Reading *reading, const Slice *origin)
{
	bool		skill = wm_json_says(origin[ORIGIN_KIND], SLICE("skill_activation"));
	Slice		name = origin[skill ? ORIGIN_SKILL : ORIGIN_COMMAND];
	Slice		rest = origin[skill ? ORIGIN_SKILL_ARGS : ORIGIN_COMMAND_ARGS];

	if (!skill && !wm_json_says(origin[ORIGIN_KIND], SLICE("plugin_command")))
		return HUMAN_NOTHING;
	if (!wm_json_says(origin[ORIGIN_TRIGGER], SLICE("user-slash")))
		return HUMAN_NOTHING;
	wm_buffer_append_char(&reading->words, '/');
	wm_buffer_append(&reading->words, wm_json_text(name, &reading->text));
	wm_buffer_append_char(&reading->words, ' ');
	wm_buffer_append(&reading->words, wm_json_text(rest, &reading->text));
	return HUMAN_PROMPT;
}

/*
 * A schedule's request and another agent's are a task; hooks, goals and what else
 * keeps the agent going are nobody's.
 */
static void
read_request(Reading *reading, const Slice *line, EventTime time)
{
	static const Slice names[] = {LITERAL("type")};
	Notes	   *notes = reading->notes;
	Slice		origin[ORIGIN_COUNT] = {{NULL, 0}};
	HumanKind	kind = HUMAN_NOTHING;
	JsonWalk	walk = wm_json_walk(line[KEY_INPUT]);
	bool		user;
	bool		task;
	Slice		type;

	(void) wm_json_members(line[KEY_ORIGIN], origin_parts, origin, ORIGIN_COUNT);
	user = origin[ORIGIN_KIND].len == 0 ||
		wm_json_says(origin[ORIGIN_KIND], SLICE("user"));
	notes->subagent = notes->subagent ||
		(wm_json_says(origin[ORIGIN_KIND], SLICE("system_trigger")) &&
		 wm_json_says(origin[ORIGIN_NAME], SLICE("subagent")));
	task = notes->subagent || wm_json_says(origin[ORIGIN_KIND], SLICE("cron_job"));
	if (user || task)
		wm_reading_words(reading, line[KEY_INPUT], &kind);
	else
		kind = read_command(reading, origin);
	while (user && kind == HUMAN_NOTHING &&
		   wm_json_next_members(&walk, names, &type, 1) == JSON_ITEM)
	{
		/* A picture asks without words. */
		if (wm_json_says(type, SLICE("image_url")))
			kind = HUMAN_PROMPT;
	}
	if (task)
		kind = kind == HUMAN_PROMPT ? HUMAN_TASK : HUMAN_NOTHING;
	wm_reading_person(reading, kind, time);
}

/* "<bash-input>", of a person; what it put out has another phase. */
static void
read_context(Reading *reading, Slice message, EventTime time)
{
	static const Slice names[] = {LITERAL("content"), LITERAL("origin")};
	static const Slice origin_names[] = {LITERAL("kind"), LITERAL("phase")};
	Slice		members[2];
	Slice		origin[2];
	HumanKind	kind = HUMAN_NOTHING;

	if (!wm_json_members(message, names, members, 2) ||
		!wm_json_members(members[1], origin_names, origin, 2) ||
		!wm_json_says(origin[0], SLICE("shell_command")) ||
		!wm_json_says(origin[1], SLICE("input")))
		return;
	wm_reading_words(reading, members[0], &kind);
	wm_reading_person(reading, kind, time);
}

static void
read_part(Reading *reading, Slice part, EventTime time)
{
	static const Slice names[] = {LITERAL("type"), LITERAL("text"), LITERAL("think")};
	Slice		members[3];

	if (!wm_json_members(part, names, members, 3))
		return;
	if (wm_json_says(members[0], SLICE("text")))
		wm_reading_speech(reading, members[1], time, false);
	else if (wm_json_says(members[0], SLICE("think")))
		wm_reading_think(reading, members[2], time, false);
}

static void
read_result(Reading *reading, Slice id, Slice result, EventTime time)
{
	static const Slice names[] = {LITERAL("output"), LITERAL("isError")};
	Slice		members[2] = {{NULL, 0}};

	(void) wm_json_members(result, names, members, 2);
	wm_reading_result(reading, wm_json_identity(id), members[0],
					  wm_json_is_true(members[1]) || wm_result_failed(members[0]),
					  time, false);
}

/* What the agent says and does. */
static bool
read_event(Reading *reading, Slice event, EventTime time)
{
	Slice		parts[LOOP_COUNT];

	if (!wm_json_members(event, loop_parts, parts, LOOP_COUNT))
		return false;
	if (wm_json_says(parts[LOOP_TYPE], SLICE("content.part")))
		read_part(reading, parts[LOOP_PART], time);
	else if (wm_json_says(parts[LOOP_TYPE], SLICE("tool.call")))
		wm_reading_call(reading, wm_json_text(parts[LOOP_NAME], &reading->text),
						parts[LOOP_ARGS], wm_json_identity(parts[LOOP_CALL_ID]), time,
						false);
	else if (wm_json_says(parts[LOOP_TYPE], SLICE("tool.result")))
		read_result(reading, parts[LOOP_CALL_ID], parts[LOOP_RESULT], time);
	return true;
}

static void
read_usage(Reading *reading, const Slice *line)
{
	static const Slice names[] = {
		LITERAL("inputOther"), LITERAL("inputCacheRead"),
		LITERAL("inputCacheCreation"), LITERAL("output")
	};
	Notes	   *notes = reading->notes;
	Slice		members[4];
	double		in = 0;

	if (!wm_json_members(line[KEY_USAGE], names, members, 4))
		return;
	for (int i = 0; i < 3; i++)
		in += wm_json_number(members[i], 0);
	wm_session_tokens(reading->session, ++notes->reports, in,
					  wm_json_number(members[3], 0));
}

/* Lines about the session, and what a person did without a word. */
static void
read_about(Reading *reading, const Slice *line, EventTime time)
{
	if (has_type(line, SLICE("context.append_message")))
		read_context(reading, line[KEY_MESSAGE], time);
	else if (has_type(line, SLICE("turn.cancel")) &&
			 !wm_json_says(line[KEY_REASON], SLICE("aborted")))
		wm_reading_person(reading, HUMAN_INTERRUPTION, time);
	else if (has_type(line, SLICE("usage.record")))
		read_usage(reading, line);
	else if (has_type(line, SLICE("config.update")) ||
			 has_type(line, SLICE("profile.bind")))
	{
		wm_reading_project(reading, line[KEY_CWD]);
		wm_reading_project(reading,
						   wm_json_member(line[KEY_ENVIRONMENT], keys[KEY_CWD]));
	}
}

static bool
read_line(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		line[KEY_COUNT];
	EventTime	time;

	if (!wm_json_members(record, keys, line, KEY_COUNT) ||
		wm_json_kind(line[KEY_TYPE]) != JSON_STRING)
		return false;
	time = wm_reading_time(reading, line[KEY_TIME]);
	if (facts->model[0] == '\0')
		wm_reading_name(reading, facts->model, line[KEY_MODEL]);
	notes->subagent = notes->subagent ||
		(wm_json_raw(line[KEY_AGENT]).len > 0 &&
		 !wm_json_says(line[KEY_AGENT], SLICE("main")));

	if (has_type(line, SLICE("context.append_loop_event")))
		return read_event(reading, line[KEY_EVENT], time);
	if (!is_request(line))
		read_about(reading, line, time);
	else if (wm_json_kind(line[KEY_INPUT]) != JSON_ARRAY)
		return false;
	else
		read_request(reading, line, time);
	return true;
}

static void
end(Reading *reading)
{
	const Notes *notes = reading->notes;

	wm_reading_in_terminal(reading, notes->subagent);
}

const Reader wm_reader_kimi_code = {
	.format = "kimi",
	.agent = "kimi_code",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
