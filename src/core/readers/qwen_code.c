/*
 * qwen_code.c
 *	  Qwen Code's sessions, JSON Lines.
 *
 * A line is Claude Code's envelope around a message of Gemini's API, {role, parts},
 * or bookkeeping.  A result is a line of its own type, with an account of it for the
 * screen beside the message.  Half of the lines are telemetry.
 */
#include "action/result.h"
#include "readers/reader.h"

typedef struct Notes
{
	bool		main_seen;		/* a line of the main conversation */
	bool		sidechain_seen;
	uint64_t	title;			/* the last one: hash */
	uint64_t	reports;		/* of tokens, by lines without an id */
	char		agent_id[ID_LIMIT]; /* of the first line of a subagent */
} Notes;

typedef enum Key
{
	KEY_TYPE,
	KEY_SUBTYPE,
	KEY_UUID,
	KEY_SESSION,
	KEY_TIMESTAMP,
	KEY_MESSAGE,
	KEY_CWD,
	KEY_VERSION,
	KEY_BRANCH,
	KEY_MODEL,
	KEY_USAGE,
	KEY_RESULT,
	KEY_PAYLOAD,
	KEY_PROVENANCE,
	KEY_SIDECHAIN,
	KEY_AGENT,
	KEY_FORKED_FROM,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TYPE] = LITERAL("type"),
	[KEY_SUBTYPE] = LITERAL("subtype"),
	[KEY_UUID] = LITERAL("uuid"),
	[KEY_SESSION] = LITERAL("sessionId"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_MESSAGE] = LITERAL("message"),
	[KEY_CWD] = LITERAL("cwd"),
	[KEY_VERSION] = LITERAL("version"),
	[KEY_BRANCH] = LITERAL("gitBranch"),
	[KEY_MODEL] = LITERAL("model"),
	[KEY_USAGE] = LITERAL("usageMetadata"),
	[KEY_RESULT] = LITERAL("toolCallResult"),
	[KEY_PAYLOAD] = LITERAL("systemPayload"),
	[KEY_PROVENANCE] = LITERAL("provenance"),
	[KEY_SIDECHAIN] = LITERAL("isSidechain"),
	[KEY_AGENT] = LITERAL("agentId"),
	[KEY_FORKED_FROM] = LITERAL("forkedFrom"),
};

/* What is read of a message, of the account of a result, and of a payload. */
typedef enum MessagePart
{
	MESSAGE_ROLE,
	MESSAGE_PARTS,
	MESSAGE_COUNT
} MessagePart;

typedef enum ResultPart
{
	RESULT_CALL,
	RESULT_STATUS,
	RESULT_DISPLAY,
	RESULT_COUNT
} ResultPart;

typedef enum PayloadPart
{
	PAYLOAD_TEXT,
	PAYLOAD_TITLE,
	PAYLOAD_COMMAND,
	PAYLOAD_PHASE,
	PAYLOAD_SENT,
	PAYLOAD_HIDDEN,
	PAYLOAD_PARENT,
	PAYLOAD_COUNT
} PayloadPart;

static const Slice message_parts[MESSAGE_COUNT] = {
	[MESSAGE_ROLE] = LITERAL("role"),
	[MESSAGE_PARTS] = LITERAL("parts"),
};

static const Slice result_parts[RESULT_COUNT] = {
	[RESULT_CALL] = LITERAL("callId"),
	[RESULT_STATUS] = LITERAL("status"),
	[RESULT_DISPLAY] = LITERAL("resultDisplay"),
};

static const Slice payload_parts[PAYLOAD_COUNT] = {
	[PAYLOAD_TEXT] = LITERAL("displayText"),
	[PAYLOAD_TITLE] = LITERAL("customTitle"),
	[PAYLOAD_COMMAND] = LITERAL("rawCommand"),
	[PAYLOAD_PHASE] = LITERAL("phase"),
	[PAYLOAD_SENT] = LITERAL("sentToModel"),
	[PAYLOAD_HIDDEN] = LITERAL("hiddenInvocation"),
	[PAYLOAD_PARENT] = LITERAL("parentSessionId"),
};

/* A line, with what is read of the objects in it. */
typedef struct Line
{
	Slice		keys[KEY_COUNT];
	Slice		message[MESSAGE_COUNT];
	Slice		result[RESULT_COUNT];
	Slice		payload[PAYLOAD_COUNT];
	EventTime	time;
	bool		sidechain;		/* a subagent's, in the file of another session */
} Line;

/* The members of a part of a message. */
typedef enum Part
{
	PART_TEXT,
	PART_THOUGHT,
	PART_CALL,
	PART_RESPONSE,
	PART_PICTURE,
	PART_COUNT
} Part;

static const Slice part_names[PART_COUNT] = {
	[PART_TEXT] = LITERAL("text"),
	[PART_THOUGHT] = LITERAL("thought"),
	[PART_CALL] = LITERAL("functionCall"),
	[PART_RESPONSE] = LITERAL("functionResponse"),
	[PART_PICTURE] = LITERAL("inlineData"),
};

static bool
take_line(Slice record, Line *line)
{
	JsonMembers members[] = {
		{keys, line->keys, KEY_COUNT, 0},
		{message_parts, line->message, MESSAGE_COUNT, KEY_MESSAGE},
		{result_parts, line->result, RESULT_COUNT, KEY_RESULT},
		{payload_parts, line->payload, PAYLOAD_COUNT, KEY_PAYLOAD}
	};

	return wm_json_members_deep(record, members, (int) lengthof(members)) &&
		wm_json_kind(line->keys[KEY_TYPE]) == JSON_STRING;
}

static bool
has_type(const Line *line, Slice type)
{
	return wm_json_says(line->keys[KEY_TYPE], type);
}

static bool
has_subtype(const Line *line, Slice subtype)
{
	return wm_json_says(line->keys[KEY_SUBTYPE], subtype);
}

static bool
recognises(Slice record)
{
	Line		line;

	if (!take_line(record, &line) ||
		(wm_json_kind(line.keys[KEY_UUID]) != JSON_STRING &&
		 wm_json_kind(line.keys[KEY_SESSION]) != JSON_STRING))
		return false;
	if (has_type(&line, SLICE("system")))
		return wm_json_kind(line.keys[KEY_PAYLOAD]) == JSON_OBJECT;
	if (has_type(&line, SLICE("tool_result")))
		return wm_json_kind(line.keys[KEY_RESULT]) == JSON_OBJECT ||
			wm_json_kind(line.message[MESSAGE_PARTS]) == JSON_ARRAY;
	return (has_type(&line, SLICE("user")) || has_type(&line, SLICE("assistant"))) &&
		(wm_json_kind(line.message[MESSAGE_PARTS]) == JSON_ARRAY ||
		 wm_json_says(line.message[MESSAGE_ROLE], SLICE("model")));
}

static void
note_identity(Reading *reading, const Line *line)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (facts->session_id[0] == '\0')
		wm_reading_id(reading, facts->session_id, line->keys[KEY_SESSION]);
	if (facts->agent_version[0] == '\0')
		wm_reading_name(reading, facts->agent_version, line->keys[KEY_VERSION]);
	if (notes->agent_id[0] == '\0')
		wm_reading_id(reading, notes->agent_id, line->keys[KEY_AGENT]);
	wm_reading_project(reading, line->keys[KEY_CWD]);
	wm_reading_branch(reading, line->keys[KEY_BRANCH]);
}

/* Every line that a fork has taken names the session that it is from. */
static bool
is_copied(Reading *reading, const Line *line)
{
	Slice		origin = line->keys[KEY_FORKED_FROM];

	if (wm_json_kind(origin) == JSON_OBJECT)
		origin = wm_json_member(origin, keys[KEY_SESSION]);
	else if (wm_json_kind(origin) != JSON_STRING)
		return false;
	if (reading->facts->parent[0] == '\0')
		wm_reading_id(reading, reading->facts->parent, origin);
	return true;
}

/*
 * Who asks in a user's line?  What comes from a schedule is a task; notifications
 * and what keeps the agent at a goal are nobody's.  A subagent is asked by another
 * agent, which speaks for itself in its own file.
 */
static HumanKind
asker_of(const Reading *reading, const Line *line)
{
	const Notes *notes = reading->notes;

	if (line->sidechain)
		return HUMAN_NOTHING;
	if (has_subtype(line, SLICE("cron")) || !notes->main_seen)
		return HUMAN_TASK;
	if (wm_json_kind(line->keys[KEY_PROVENANCE]) == JSON_STRING &&
		!wm_json_says(line->keys[KEY_PROVENANCE], SLICE("real_user")))
		return HUMAN_NOTHING;
	return wm_json_kind(line->keys[KEY_SUBTYPE]) != JSON_STRING ||
		has_subtype(line, SLICE("mid_turn_user_message")) ||
		has_subtype(line, SLICE("realtime_message")) ? HUMAN_PROMPT : HUMAN_NOTHING;
}

/*
 * {"response": {"output": ...}}, or "error" in it.  A command that failed is a success
 * of the tool: see its exit code.
 */
static void
read_response(Reading *reading, const Line *line, Slice response)
{
	static const Slice names[] = {LITERAL("id"), LITERAL("response")};
	static const Slice inner_names[] = {LITERAL("output"), LITERAL("error")};
	Slice		members[2];
	Slice		inner[2];
	uint64_t	call;
	bool		failed;

	if (!wm_json_members(response, names, members, 2))
		return;
	call = wm_json_identity(members[0]);
	(void) wm_json_members(members[1], inner_names, inner, 2);
	failed = wm_json_raw(inner[1]).len > 0 || wm_result_failed(inner[0]);

	/* The account is that of one call. */
	if (call == wm_json_identity(line->result[RESULT_CALL]) ||
		wm_json_raw(line->result[RESULT_CALL]).len == 0)
		failed = failed || wm_json_says(line->result[RESULT_STATUS], SLICE("error")) ||
			wm_json_says(line->result[RESULT_STATUS], SLICE("cancelled"));
	wm_reading_result(reading, call, inner[inner[0].len > 0 ? 0 : 1], failed, line->time,
					  line->sidechain);
}

/*
 * What a person typed stands beside what was sent, in later releases.  A picture
 * asks without words; one beside a result is what the tool saw.
 */
static void
read_user(Reading *reading, const Line *line)
{
	Slice		shown = line->payload[PAYLOAD_TEXT];
	HumanKind	asker = asker_of(reading, line);
	HumanKind	kind = HUMAN_NOTHING;
	JsonWalk	walk = wm_json_walk(line->message[MESSAGE_PARTS]);
	bool		own = asker != HUMAN_NOTHING && wm_json_raw(shown).len == 0;
	bool		picture = false;
	bool		result = false;
	Slice		part[PART_COUNT];

	if (asker != HUMAN_NOTHING && !own)
		wm_reading_words(reading, shown, &kind);
	while (wm_json_next_members(&walk, part_names, part, PART_COUNT) == JSON_ITEM)
	{
		picture = picture || part[PART_PICTURE].len > 0;
		result = result || part[PART_RESPONSE].len > 0;
		if (part[PART_RESPONSE].len > 0)
			read_response(reading, line, part[PART_RESPONSE]);
		else if (own && wm_json_kind(part[PART_TEXT]) == JSON_STRING)
		{
			wm_reading_words(reading, part[PART_TEXT], &kind);

			/* The files that a person points at with @ stand behind the words. */
			own = wm_slice_find(part[PART_TEXT],
								SLICE("--- Content from referenced files ---")) < 0;
		}
	}
	if (picture && !result && kind == HUMAN_NOTHING && asker != HUMAN_NOTHING)
		kind = HUMAN_PROMPT;
	if (asker == HUMAN_TASK)
		kind = kind == HUMAN_PROMPT ? HUMAN_TASK : HUMAN_NOTHING;
	wm_reading_person(reading, kind, line->time);
}

/* A result whose message is missing is told by its account alone. */
static void
read_result(Reading *reading, const Line *line)
{
	JsonWalk	walk = wm_json_walk(line->message[MESSAGE_PARTS]);
	Slice		part[PART_COUNT];
	bool		found = false;

	while (wm_json_next_members(&walk, part_names, part, PART_COUNT) == JSON_ITEM)
	{
		if (part[PART_RESPONSE].len > 0)
			read_response(reading, line, part[PART_RESPONSE]);
		found = found || part[PART_RESPONSE].len > 0;
	}
	if (!found && line->result[RESULT_CALL].len > 0)
		wm_reading_result(reading, wm_json_identity(line->result[RESULT_CALL]),
						  line->result[RESULT_DISPLAY],
						  !wm_json_says(line->result[RESULT_STATUS], SLICE("success")) ||
						  wm_result_failed(line->result[RESULT_DISPLAY]),
						  line->time, line->sidechain);
}

/*
 * Cached tokens are counted with the prompt's.  Whether thoughts are counted with
 * the candidates' depends on the provider; the total tells.
 */
static void
read_usage(Reading *reading, const Line *line)
{
	static const Slice names[] = {
		LITERAL("promptTokenCount"), LITERAL("candidatesTokenCount"),
		LITERAL("thoughtsTokenCount"), LITERAL("totalTokenCount")
	};
	Notes	   *notes = reading->notes;
	uint64_t	id = wm_json_identity(line->keys[KEY_UUID]);
	Slice		members[4];
	double		in;
	double		out;
	double		total;

	if (!wm_json_members(line->keys[KEY_USAGE], names, members, 4))
		return;
	in = wm_json_number(members[0], 0);
	out = wm_json_number(members[1], 0) + wm_json_number(members[2], 0);
	total = wm_json_number(members[3], 0);
	if (total > in && total - in < out)
		out = total - in;
	wm_session_tokens(reading->session, id != 0 ? id : ++notes->reports, in, out);
}

static void
read_call(Reading *reading, const Line *line, Slice call)
{
	static const Slice names[] = {LITERAL("id"), LITERAL("name"), LITERAL("args")};
	Slice		members[3];

	if (wm_json_members(call, names, members, 3))
		wm_reading_call(reading, wm_json_text(members[1], &reading->text), members[2],
						wm_json_identity(members[0]), line->time, line->sidechain);
}

static void
read_assistant(Reading *reading, const Line *line)
{
	Facts	   *facts = reading->facts;
	JsonWalk	walk = wm_json_walk(line->message[MESSAGE_PARTS]);
	Slice		part[PART_COUNT];

	if (!line->sidechain && facts->model[0] == '\0')
		wm_reading_name(reading, facts->model, line->keys[KEY_MODEL]);
	read_usage(reading, line);
	while (wm_json_next_members(&walk, part_names, part, PART_COUNT) == JSON_ITEM)
	{
		if (part[PART_CALL].len > 0)
			read_call(reading, line, part[PART_CALL]);
		else if (wm_json_is_true(part[PART_THOUGHT]))
			wm_reading_think(reading, part[PART_TEXT], line->time, line->sidechain);
		else if (wm_json_kind(part[PART_TEXT]) == JSON_STRING)
			wm_reading_say(reading, wm_json_text(part[PART_TEXT], &reading->text),
						   line->time, line->sidechain);
	}
}

/* What was sent to the model as well is a user's line of its own. */
static void
read_command(Reading *reading, const Line *line)
{
	if (!wm_json_says(line->payload[PAYLOAD_PHASE], SLICE("invocation")) ||
		wm_json_is_true(line->payload[PAYLOAD_SENT]) ||
		wm_json_is_true(line->payload[PAYLOAD_HIDDEN]) || line->sidechain)
		return;
	wm_buffer_append(&reading->words,
					 wm_json_text(line->payload[PAYLOAD_COMMAND], &reading->text));
	wm_reading_person(reading, HUMAN_ACT, line->time);
}

/*
 * A rewind takes back what was said, but it was said.  The title is written again
 * and again, to stand near the end of the file.
 */
static void
read_system(Reading *reading, const Line *line)
{
	Notes	   *notes = reading->notes;
	uint64_t	title = wm_json_identity(line->payload[PAYLOAD_TITLE]);

	if (has_subtype(line, SLICE("slash_command")))
		read_command(reading, line);
	else if (has_subtype(line, SLICE("custom_title")) && title != notes->title)
	{
		notes->title = title;
		wm_reading_title(reading, line->payload[PAYLOAD_TITLE], line->time);
	}
	else if (has_subtype(line, SLICE("parent_session")) &&
			 reading->facts->parent[0] == '\0')
		wm_reading_id(reading, reading->facts->parent, line->payload[PAYLOAD_PARENT]);
}

static bool
read_line(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Line		line;
	bool		subagent;

	if (!take_line(record, &line))
		return false;
	if (is_copied(reading, &line))
		return true;
	note_identity(reading, &line);
	subagent = wm_json_is_true(line.keys[KEY_SIDECHAIN]) ||
		wm_json_kind(line.keys[KEY_AGENT]) == JSON_STRING;
	*(subagent ? &notes->sidechain_seen : &notes->main_seen) = true;
	line.sidechain = subagent && notes->main_seen;
	line.time = wm_reading_time(reading, line.keys[KEY_TIMESTAMP]);

	if (has_type(&line, SLICE("user")))
		read_user(reading, &line);
	else if (has_type(&line, SLICE("tool_result")))
		read_result(reading, &line);
	else if (has_type(&line, SLICE("assistant")))
		read_assistant(reading, &line);
	else if (has_type(&line, SLICE("system")))
		read_system(reading, &line);
	return has_type(&line, SLICE("system")) || line.keys[KEY_MESSAGE].len == 0 ||
		wm_json_kind(line.message[MESSAGE_PARTS]) == JSON_ARRAY;
}

static void
end(Reading *reading)
{
	const Notes *notes = reading->notes;
	Facts	   *facts = reading->facts;
	bool		subagent = notes->sidechain_seen && !notes->main_seen;

	if (subagent)
	{
		/* A subagent's lines have the id of the session that it works for. */
		memcpy(facts->parent, facts->session_id, ID_LIMIT);
		memcpy(facts->session_id, notes->agent_id, ID_LIMIT);
	}
	wm_reading_in_terminal(reading, subagent);
}

const Reader wm_reader_qwen_code = {
	.format = "qwen_code",
	.agent = "qwen_code",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
