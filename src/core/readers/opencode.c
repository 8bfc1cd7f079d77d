/*
 * opencode.c
 *	  OpenCode: a session as "opencode export" gives it, one JSON object, and the
 *	  log of "opencode run --format json", JSON Lines.
 *
 * A session is {info, messages}, a message {info, parts}; a call and its result
 * are one part.  The log has a part a line, with neither prompts nor models.
 * What goes beside a prompt, such as the files that it points at, are texts that
 * are marked as synthetic.
 *
 * Programs that were made from OpenCode write the same.
 */
#include "readers/opencode.h"

typedef struct Notes
{
	bool		subagent;		/* another agent speaks as the user */
	EventTime	forked;			/* what is older was copied from another session */

	/*
	 * The message from which on all was undone, by the hash of its id, and the
	 * part of it, if not all of it was.
	 */
	uint64_t	undone;
	uint64_t	undone_part;
	bool		past;			/* that message was reached */
} Notes;

typedef enum Key
{
	KEY_INFO,
	KEY_PARTS,
	KEY_TYPE,
	KEY_TIMESTAMP,
	KEY_SESSION,
	KEY_PART,
	KEY_ERROR,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_INFO] = LITERAL("info"),
	[KEY_PARTS] = LITERAL("parts"),
	[KEY_TYPE] = LITERAL("type"),
	[KEY_TIMESTAMP] = LITERAL("timestamp"),
	[KEY_SESSION] = LITERAL("sessionID"),
	[KEY_PART] = LITERAL("part"),
	[KEY_ERROR] = LITERAL("error"),
};

/* Of a message. */
typedef enum InfoKey
{
	INFO_ID,
	INFO_SESSION,
	INFO_ROLE,
	INFO_MODEL,
	INFO_PROVIDER,
	INFO_AGENT,
	INFO_SUMMARY,
	INFO_TIME,
	INFO_TOKENS,
	INFO_ERROR,
	INFO_PATH,
	INFO_COUNT
} InfoKey;

static const Slice info_keys[INFO_COUNT] = {
	[INFO_ID] = LITERAL("id"),
	[INFO_SESSION] = LITERAL("sessionID"),
	[INFO_ROLE] = LITERAL("role"),
	[INFO_MODEL] = LITERAL("modelID"),
	[INFO_PROVIDER] = LITERAL("providerID"),
	[INFO_AGENT] = LITERAL("agent"),
	[INFO_SUMMARY] = LITERAL("summary"),
	[INFO_TIME] = LITERAL("time"),
	[INFO_TOKENS] = LITERAL("tokens"),
	[INFO_ERROR] = LITERAL("error"),
	[INFO_PATH] = LITERAL("path"),
};

/* Of a part. */
typedef enum PartKey
{
	PART_ID,
	PART_TYPE,
	PART_TEXT,
	PART_CONTENT,				/* the text, long ago */
	PART_SYNTHETIC,
	PART_IGNORED,
	PART_TOOL,
	PART_CALL,
	PART_STATE,
	PART_TIME,
	PART_TOKENS,
	PART_COMMAND,
	PART_AUTO,
	PART_COUNT
} PartKey;

static const Slice part_keys[PART_COUNT] = {
	[PART_ID] = LITERAL("id"),
	[PART_TYPE] = LITERAL("type"),
	[PART_TEXT] = LITERAL("text"),
	[PART_CONTENT] = LITERAL("content"),
	[PART_SYNTHETIC] = LITERAL("synthetic"),
	[PART_IGNORED] = LITERAL("ignored"),
	[PART_TOOL] = LITERAL("tool"),
	[PART_CALL] = LITERAL("callID"),
	[PART_STATE] = LITERAL("state"),
	[PART_TIME] = LITERAL("time"),
	[PART_TOKENS] = LITERAL("tokens"),
	[PART_COMMAND] = LITERAL("command"),
	[PART_AUTO] = LITERAL("auto"),
};

/* Agents that Kilo's program gives to a model and OpenCode has none of. */
static const Slice kilo_agents[] = {
	LITERAL("code"), LITERAL("ask"), LITERAL("debug"), LITERAL("architect"),
	LITERAL("orchestrator"),
};

static bool
is_session_id(Slice value)
{
	return wm_json_starts(value, SLICE("ses"));
}

static bool
is_message(Slice info, Slice parts)
{
	Slice		members[INFO_COUNT];

	return wm_json_kind(parts) == JSON_ARRAY &&
		wm_json_members(info, info_keys, members, INFO_COUNT) &&
		wm_json_kind(members[INFO_ROLE]) == JSON_STRING &&
		(is_session_id(members[INFO_SESSION]) ||
		 wm_json_starts(members[INFO_ID], SLICE("msg")));
}

static bool
is_event(const Slice *line)
{
	return is_session_id(line[KEY_SESSION]) &&
		wm_json_kind(line[KEY_TYPE]) == JSON_STRING &&
		(wm_json_kind(line[KEY_PART]) == JSON_OBJECT || line[KEY_ERROR].len > 0);
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];

	return wm_json_members(record, keys, line, KEY_COUNT) &&
		(is_message(line[KEY_INFO], line[KEY_PARTS]) || is_event(line));
}

static bool
recognises_root(Slice root)
{
	Slice		info = wm_slice(root.data, 0);
	Slice		messages = info;
	JsonWalk	walk = wm_json_walk(root);
	JsonStep	step;
	Slice		key;
	Slice		value;

	do
	{
		step = wm_json_next(&walk, &key, &value);
		if (step != JSON_END && wm_json_named(key, keys[KEY_INFO]))
			info = value;
		else if (step != JSON_END && wm_json_named(key, SLICE("messages")))
			messages = value;
	} while (step == JSON_ITEM);
	return wm_json_kind(messages) == JSON_ARRAY &&
		is_session_id(wm_json_member(info, SLICE("id")));
}

static EventTime
time_of(Slice milliseconds)
{
	return wm_time_from_number(wm_json_number(milliseconds, 0));
}

/* "... (fork #2)": made as a copy of another session. */
static bool
is_fork(Slice title)
{
	ptrdiff_t	mark = wm_slice_find(title, SLICE(" (fork #"));

	return mark >= 0 && title.data[title.len - 1] == ')';
}

/* The title that a session has until a model gives it one. */
static bool
is_preset(Slice title)
{
	return wm_slice_starts(title, SLICE("New session - ")) ||
		wm_slice_starts(title, SLICE("Child session - "));
}

/* Nobody is there to be asked: "opencode run" says so by its rules. */
static bool
forbids_questions(Slice rules)
{
	static const Slice names[] = {LITERAL("permission"), LITERAL("action")};
	JsonWalk	walk = wm_json_walk(rules);
	Slice		members[2];

	while (wm_json_next_members(&walk, names, members, 2) == JSON_ITEM)
	{
		if (wm_json_says(members[0], SLICE("question")) &&
			wm_json_says(members[1], SLICE("deny")))
			return true;
	}
	return false;
}

static void
set_headless(Facts *facts)
{
	facts->surface = SURFACE_HEADLESS;
	facts->headless = true;
}

static void
read_title(Reading *reading, Slice value, EventTime created)
{
	Notes	   *notes = reading->notes;
	Slice		title = wm_json_text(value, &reading->text);

	if (is_fork(title))
		notes->forked = created;
	if (!is_preset(title))
		wm_reading_title(reading, value, TIME_UNKNOWN);
}

static void
read_root(Reading *reading, Slice root)
{
	static const Slice names[] = {
		LITERAL("id"), LITERAL("parentID"), LITERAL("directory"), LITERAL("title"),
		LITERAL("version"), LITERAL("permission"), LITERAL("revert"), LITERAL("time")
	};
	static const Slice revert_names[] = {LITERAL("messageID"), LITERAL("partID")};
	static const Slice time_name = LITERAL("created");
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		members[8];
	Slice		revert[2];
	Slice		created;
	const JsonMembers lists[] = {
		{names, members, 8, 0},
		{revert_names, revert, 2, 6},
		{&time_name, &created, 1, 7}
	};

	(void) wm_json_members_deep(wm_json_member(root, keys[KEY_INFO]), lists, 3);
	wm_reading_id(reading, facts->session_id, members[0]);
	wm_reading_id(reading, facts->parent, members[1]);
	wm_reading_project(reading, members[2]);
	wm_reading_name(reading, facts->agent_version, members[4]);
	facts->started_at = time_of(created);
	notes->forked = TIME_UNKNOWN;
	read_title(reading, members[3], facts->started_at);
	notes->undone = wm_json_identity(revert[0]);
	notes->undone_part = wm_json_identity(revert[1]);

	notes->subagent = facts->parent[0] != '\0';
	if (!notes->subagent && forbids_questions(members[5]))
		set_headless(facts);
}

/*
 * Answers stand in "User has answered your questions: "..."="...", ...", and
 * what to do instead behind a refusal.
 */
bool
wm_opencode_reply(Reading *reading, Slice text, EventTime time)
{
	Event		event = {.kind = EVENT_ACT, .time = time};
	const Slice feedback = SLICE("following feedback: ");
	ptrdiff_t	at = wm_slice_find(wm_slice_head(text, 200), feedback);
	const char *end;

	if (wm_slice_starts(text, SLICE("The user dismissed this question")))
	{
		wm_session_event(reading->session, &event);
		return true;
	}
	if (at >= 0 && wm_slice_starts(text, SLICE("The user rejected permission")))
	{
		event.text = wm_slice_from(text, (size_t) at + feedback.len);
		wm_session_event(reading->session, &event);
	}
	if (!wm_slice_starts(text, SLICE("User has answered your questions: ")))
		return false;
	while ((at = wm_slice_find(text, SLICE("\"=\""))) >= 0)
	{
		text = wm_slice_from(text, (size_t) at + 3);
		end = wm_find_byte(text.data, text.data + text.len, '"');
		event.text = wm_slice(text.data, end == NULL ? 0 : (size_t) (end - text.data));
		if (event.text.len > 0)
			wm_session_event(reading->session, &event);
		text = wm_slice_from(text, event.text.len);
	}
	return false;
}

/* A command that was killed is completed, with null in place of its exit code. */
static bool
has_failed(Slice tool, Slice status, Slice exit)
{
	return wm_json_says(status, SLICE("error")) ||
		wm_json_says(tool, SLICE("invalid")) ||
		wm_json_kind(exit) == JSON_NULL || wm_json_number(exit, 0) != 0;
}

/* A call, in whichever state it is, with the result that it has got. */
static void
read_call(Reading *reading, const Slice *part, EventTime time)
{
	static const Slice names[] = {
		LITERAL("status"), LITERAL("input"), LITERAL("output"), LITERAL("error"),
		LITERAL("metadata"), LITERAL("time")
	};
	static const Slice exit_name = LITERAL("exit");
	static const Slice time_names[] = {LITERAL("start"), LITERAL("end")};
	const Notes *notes = reading->notes;
	Slice		state[6];
	Slice		times[2];
	Slice		exit;
	Slice		output;
	EventTime	start;
	bool		failed;
	/* The result follows at once, so it is matched to its call in any case. */
	uint64_t	id = wm_json_identity(part[PART_CALL]);
	const JsonMembers lists[] = {
		{names, state, 6, 0}, {&exit_name, &exit, 1, 4}, {time_names, times, 2, 5}
	};

	if (!wm_json_members_deep(part[PART_STATE], lists, (int) lengthof(lists)) ||
		wm_json_kind(part[PART_TOOL]) != JSON_STRING)
		return;
	if (wm_json_says(state[0], SLICE("pending")) && state[1].len <= strlen("{}"))
		return;
	if (id == 0)
		id = 1;
	start = time_of(times[0]);
	wm_reading_call(reading, wm_json_text(part[PART_TOOL], &reading->text), state[1], id,
					start == TIME_UNKNOWN ? time : start, false);
	if (!wm_json_says(state[0], SLICE("completed")) &&
		!wm_json_says(state[0], SLICE("error")))
		return;

	if (time_of(times[1]) != TIME_UNKNOWN)
		time = time_of(times[1]);
	failed = has_failed(part[PART_TOOL], state[0], exit);
	output = state[state[3].len > 0 ? 3 : 2];
	if (!notes->subagent &&
		(failed || wm_json_says(part[PART_TOOL], SLICE("question"))) &&
		wm_opencode_reply(reading, wm_json_text(output, &reading->text), time))
		failed = false;
	wm_reading_result(reading, id, output, failed, time, false);
}

static void
read_tokens(Reading *reading, Slice tokens, uint64_t id)
{
	static const Slice names[] = {
		LITERAL("input"), LITERAL("output"), LITERAL("reasoning"), LITERAL("cache")
	};
	static const Slice cache_names[] = {LITERAL("read"), LITERAL("write")};
	Slice		members[4];
	Slice		cache[2];
	const JsonMembers lists[] = {{names, members, 4, 0}, {cache_names, cache, 2, 3}};

	if (wm_json_members_deep(tokens, lists, (int) lengthof(lists)))
		wm_session_tokens(reading->session, id, wm_json_number(members[0], 0) +
						  wm_json_number(cache[0], 0) + wm_json_number(cache[1], 0),
						  wm_json_number(members[1], 0) + wm_json_number(members[2], 0));
}

static Slice
text_of(const Slice *part)
{
	return part[part[PART_TEXT].len > 0 ? PART_TEXT : PART_CONTENT];
}

/* The next part; false behind the last, and where the rest was undone. */
static bool
next_part(const Notes *notes, JsonWalk *walk, Slice *part)
{
	if (wm_json_next_members(walk, part_keys, part, PART_COUNT) != JSON_ITEM)
		return false;
	return !notes->past || notes->undone_part == 0 ||
		wm_json_identity(part[PART_ID]) != notes->undone_part;
}

/*
 * A prompt, be it words or a file; or an act: a command that is put to a subagent
 * or one that has the session summed up.
 */
static void
read_user(Reading *reading, Slice parts, EventTime time)
{
	const Notes *notes = reading->notes;
	JsonWalk	walk = wm_json_walk(parts);
	HumanKind	kind = HUMAN_NOTHING;
	HumanKind	other = HUMAN_NOTHING;
	Slice		part[PART_COUNT];

	while (next_part(notes, &walk, part))
	{
		Slice		type = part[PART_TYPE];

		if (wm_json_says(type, SLICE("text")) &&
			!wm_json_is_true(part[PART_SYNTHETIC]) &&
			!wm_json_is_true(part[PART_IGNORED]))
			wm_reading_words(reading, text_of(part), &kind);
		else if (wm_json_says(type, SLICE("file")))
			other = HUMAN_PROMPT;
		else if (other == HUMAN_NOTHING &&
				 ((wm_json_says(type, SLICE("subtask")) && part[PART_COMMAND].len > 0) ||
				  (wm_json_says(type, SLICE("compaction")) &&
				   wm_json_kind(part[PART_AUTO]) == JSON_FALSE)))
			other = HUMAN_ACT;
	}
	if (kind == HUMAN_NOTHING)
		kind = other;
	if (notes->subagent || reading->facts->headless)
		kind = kind == HUMAN_PROMPT ? HUMAN_TASK : HUMAN_NOTHING;
	wm_reading_person(reading, kind, time);
}

/* A part of what the agent says and does. */
static void
read_part(Reading *reading, const Slice *part, EventTime time)
{
	EventTime	start = time_of(wm_json_member(part[PART_TIME], SLICE("start")));

	if (start != TIME_UNKNOWN)
		time = start;
	if (wm_json_says(part[PART_TYPE], SLICE("text")))
		wm_reading_speech(reading, text_of(part), time, false);
	else if (wm_json_says(part[PART_TYPE], SLICE("reasoning")))
		wm_reading_think(reading, text_of(part), time, false);
	else if (wm_json_says(part[PART_TYPE], SLICE("tool")))
		read_call(reading, part, time);
}

static void
name_agent(Reading *reading, const Slice *info)
{
	if (reading->facts->model[0] != '\0')
		return;
	wm_reading_name(reading, reading->facts->model, info[INFO_MODEL]);
	for (size_t i = 0; i < lengthof(kilo_agents); i++)
	{
		if (wm_json_says(info[INFO_PROVIDER], SLICE("kilo")) &&
			wm_json_says(info[INFO_AGENT], kilo_agents[i]))
			wm_session_name(reading->facts->agent, SLICE("kilo_code"));
	}
}

/* An answer; one that only sums the session up is none. */
static void
read_assistant(Reading *reading, const Slice *info, Slice parts, EventTime time)
{
	const Notes *notes = reading->notes;
	JsonWalk	walk = wm_json_walk(parts);
	Slice		part[PART_COUNT];

	name_agent(reading, info);
	read_tokens(reading, info[INFO_TOKENS], wm_json_identity(info[INFO_ID]));
	if (wm_json_is_true(info[INFO_SUMMARY]))
		return;
	while (next_part(notes, &walk, part))
		read_part(reading, part, time);
	if (!notes->subagent && !reading->facts->headless &&
		wm_json_says(wm_json_member(info[INFO_ERROR], SLICE("name")),
					 SLICE("MessageAbortedError")))
		wm_reading_person(reading, HUMAN_INTERRUPTION, time);
}

/* Was this message, which is the next, undone? */
static bool
is_undone(Notes *notes, Slice id)
{
	if (notes->past)
		return true;
	notes->past = notes->undone != 0 && wm_json_identity(id) == notes->undone;
	return notes->past && notes->undone_part == 0;
}

static bool
read_message(Reading *reading, Slice value, Slice parts)
{
	static const Slice time_names[] = {LITERAL("created"), LITERAL("completed")};
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		info[INFO_COUNT];
	Slice		times[2];
	EventTime	created;
	const JsonMembers lists[] = {
		{info_keys, info, INFO_COUNT, 0}, {time_names, times, 2, INFO_TIME}
	};

	if (wm_json_kind(parts) != JSON_ARRAY ||
		!wm_json_members_deep(value, lists, (int) lengthof(lists)) ||
		wm_json_kind(info[INFO_ROLE]) != JSON_STRING)
		return false;
	created = time_of(times[0]);
	if (is_undone(notes, info[INFO_ID]) ||
		(created != TIME_UNKNOWN && created < notes->forked))
		return true;

	if (facts->session_id[0] == '\0')
		wm_reading_id(reading, facts->session_id, info[INFO_SESSION]);
	wm_reading_project(reading, wm_json_member(info[INFO_PATH], SLICE("cwd")));
	if (wm_json_says(info[INFO_ROLE], SLICE("user")))
		read_user(reading, parts, created);
	else if (wm_json_says(info[INFO_ROLE], SLICE("assistant")))
		read_assistant(reading, info, parts, created);
	wm_session_time(reading->session, created);
	wm_session_time(reading->session, time_of(times[1]));
	return true;
}

/* A line of the log. */
static bool
read_event(Reading *reading, const Slice *line)
{
	EventTime	time = time_of(line[KEY_TIMESTAMP]);
	Slice		part[PART_COUNT];

	set_headless(reading->facts);
	wm_session_time(reading->session, time);
	if (reading->facts->session_id[0] == '\0')
		wm_reading_id(reading, reading->facts->session_id, line[KEY_SESSION]);
	if (line[KEY_PART].len == 0)
		return true;
	if (!wm_json_members(line[KEY_PART], part_keys, part, PART_COUNT))
		return false;
	read_part(reading, part, time);
	if (wm_json_says(part[PART_TYPE], SLICE("step-finish")))
		read_tokens(reading, part[PART_TOKENS], wm_json_identity(part[PART_ID]));
	return true;
}

static bool
read_record(Reading *reading, Slice record)
{
	Slice		line[KEY_COUNT];

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	if (wm_json_kind(line[KEY_INFO]) == JSON_OBJECT)
		return read_message(reading, line[KEY_INFO], line[KEY_PARTS]);
	return is_session_id(line[KEY_SESSION]) && read_event(reading, line);
}

static void
end(Reading *reading)
{
	const Notes *notes = reading->notes;

	wm_reading_in_terminal(reading, notes->subagent);
}

const Reader wm_reader_opencode = {
	.format = "opencode",
	.agent = "opencode",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.recognises_root = recognises_root,
	.records_member = "messages",
	.read_root = read_root,
	.read = read_record,
	.end = end,
};
