/*
 * amp.c
 *	  Threads of Sourcegraph's Amp: a JSON object with messages.
 *
 * Messages have the blocks of Anthropic's API, but a result is {toolUseID, run}: how
 * the tool ran, with what it gave back.  Only a message that a person typed tells a
 * time, and an answer by its usage.
 */
#include "action/result.h"
#include "base/keyword.h"
#include "json/mend.h"
#include "readers/reader.h"

typedef struct Notes
{
	uint64_t	reports;		/* of tokens, by answers without an id */
} Notes;

typedef enum RootPart
{
	ROOT_ID,
	ROOT_VERSION,
	ROOT_CREATED,
	ROOT_TITLE,
	ROOT_ENV,
	ROOT_MODE,
	ROOT_MESSAGES,
	ROOT_RELATIONS,
	ROOT_COUNT
} RootPart;

static const Slice root_parts[ROOT_COUNT] = {
	[ROOT_ID] = LITERAL("id"),
	[ROOT_VERSION] = LITERAL("v"),
	[ROOT_CREATED] = LITERAL("created"),
	[ROOT_TITLE] = LITERAL("title"),
	[ROOT_ENV] = LITERAL("env"),
	[ROOT_MODE] = LITERAL("agentMode"),
	[ROOT_MESSAGES] = LITERAL("messages"),
	[ROOT_RELATIONS] = LITERAL("relationships"),
};

typedef enum Key
{
	KEY_ROLE,
	KEY_ID,
	KEY_CONTENT,
	KEY_STATE,
	KEY_USER_STATE,
	KEY_MODE,
	KEY_META,
	KEY_USAGE,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_ROLE] = LITERAL("role"),
	[KEY_ID] = LITERAL("messageId"),
	[KEY_CONTENT] = LITERAL("content"),
	[KEY_STATE] = LITERAL("state"),
	[KEY_USER_STATE] = LITERAL("userState"),
	[KEY_MODE] = LITERAL("agentMode"),
	[KEY_META] = LITERAL("meta"),
	[KEY_USAGE] = LITERAL("usage"),
};

typedef enum Block
{
	BLOCK_TYPE,
	BLOCK_TEXT,
	BLOCK_CALL,
	BLOCK_RUN,
	BLOCK_COUNT
} Block;

static const Slice block_parts[BLOCK_COUNT] = {
	[BLOCK_TYPE] = LITERAL("type"),
	[BLOCK_TEXT] = LITERAL("text"),
	[BLOCK_CALL] = LITERAL("toolUseID"),
	[BLOCK_RUN] = LITERAL("run"),
};

/* A thread has an id that begins so, and a number for each state of it. */
static bool
recognises_root(Slice root)
{
	Slice		parts[ROOT_COUNT];

	/* One that breaks off does so within its messages. */
	if (!wm_json_members(root, root_parts, parts, ROOT_COUNT) &&
		parts[ROOT_MESSAGES].len == 0)
		parts[ROOT_MESSAGES] = wm_mend_member(root, root_parts[ROOT_MESSAGES], NULL);
	return wm_json_kind(parts[ROOT_MESSAGES]) == JSON_ARRAY &&
		wm_json_starts(parts[ROOT_ID], SLICE("T-")) &&
		(wm_json_kind(parts[ROOT_VERSION]) == JSON_NUMBER ||
		 wm_json_kind(parts[ROOT_CREATED]) == JSON_NUMBER ||
		 wm_json_kind(parts[ROOT_MODE]) == JSON_STRING);
}

/* Messages without the thread around them. */
static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];
	Slice		block[BLOCK_COUNT];
	JsonWalk	walk;

	if (!wm_json_members(record, keys, line, KEY_COUNT) || line[KEY_ID].len == 0 ||
		wm_json_kind(line[KEY_ROLE]) != JSON_STRING ||
		wm_json_kind(line[KEY_CONTENT]) != JSON_ARRAY)
		return false;
	if (line[KEY_USER_STATE].len > 0 || line[KEY_MODE].len > 0 ||
		wm_json_kind(wm_json_member(line[KEY_STATE], block_parts[BLOCK_TYPE])) ==
		JSON_STRING)
		return true;
	walk = wm_json_walk(line[KEY_CONTENT]);
	return wm_json_next_members(&walk, block_parts, block, BLOCK_COUNT) == JSON_ITEM &&
		block[BLOCK_CALL].len > 0 && wm_json_kind(block[BLOCK_RUN]) == JSON_OBJECT;
}

/* The path in "file:///w/my%20app". */
static Slice
path_of(Reading *reading, Slice uri)
{
	Slice		text = wm_json_text(uri, &reading->text);

	if (!wm_slice_take(&text, SLICE("file://")))
		return wm_slice(text.data, 0);
	wm_buffer_clear(&reading->own);
	for (size_t i = 0; i < text.len; i++)
	{
		int			high = i + 2 < text.len ? wm_hex_digit(text.data[i + 1]) : -1;
		int			low = i + 2 < text.len ? wm_hex_digit(text.data[i + 2]) : -1;
		bool		escape = text.data[i] == '%' && high >= 0 && low >= 0;

		wm_buffer_append_char(&reading->own,
							  escape ? (char) (high * 16 + low) : text.data[i]);
		i += escape ? 2 : 0;
	}
	return wm_buffer_slice(&reading->own);
}

/* Where the thread began: {"initial": {"trees": [{uri, repository}], "platform"}}. */
static void
read_env(Reading *reading, Slice env)
{
	static const Slice names[] = {LITERAL("trees"), LITERAL("platform")};
	static const Slice tree_names[] = {LITERAL("uri"), LITERAL("repository")};
	static const Slice platform_names[] = {
		LITERAL("client"), LITERAL("clientVersion"), LITERAL("clientType")
	};
	Facts	   *facts = reading->facts;
	Slice		members[2] = {{NULL, 0}};
	Slice		tree[2] = {{NULL, 0}};
	Slice		platform[3] = {{NULL, 0}};
	JsonWalk	walk;
	Slice		branch;

	(void) wm_json_members(wm_json_member(env, SLICE("initial")), names, members, 2);
	walk = wm_json_walk(members[0]);
	(void) wm_json_next_members(&walk, tree_names, tree, 2);
	wm_session_project(facts, path_of(reading, tree[0]));
	branch = wm_json_text(wm_json_member(tree[1], SLICE("ref")), &reading->text);
	(void) wm_slice_take(&branch, SLICE("refs/heads/"));
	wm_session_text(facts->branch, ID_LIMIT, branch);

	(void) wm_json_members(members[1], platform_names, platform, 3);
	wm_reading_name(reading, facts->agent_version, platform[1]);
	if (wm_json_says(platform[0], SLICE("CLI Execute Mode")))
		facts->surface = SURFACE_HEADLESS;
	else if (wm_json_says(platform[0], SLICE("CLI")) ||
			 wm_json_says(platform[2], SLICE("cli")))
		facts->surface = SURFACE_CLI;
	else if (wm_json_starts(platform[0], SLICE("VS Code")) ||
			 wm_json_says(platform[2], SLICE("vscode")))
		facts->surface = SURFACE_IDE;
}

/* A thread to which another one has handed over its work. */
static void
read_relations(Reading *reading, Slice relations)
{
	static const Slice names[] = {
		LITERAL("type"), LITERAL("role"), LITERAL("threadID")
	};
	JsonWalk	walk = wm_json_walk(relations);
	Slice		relation[3];

	while (wm_json_next_members(&walk, names, relation, 3) == JSON_ITEM)
	{
		if (reading->facts->parent[0] == '\0' &&
			wm_json_says(relation[0], SLICE("handoff")) &&
			wm_json_says(relation[1], SLICE("child")))
			wm_reading_id(reading, reading->facts->parent, relation[2]);
	}
}

static void
read_root(Reading *reading, Slice root)
{
	Slice		parts[ROOT_COUNT];

	(void) wm_json_members(root, root_parts, parts, ROOT_COUNT);
	wm_reading_id(reading, reading->facts->session_id, parts[ROOT_ID]);
	wm_session_time(reading->session, wm_reading_time(reading, parts[ROOT_CREATED]));
	wm_reading_title(reading, parts[ROOT_TITLE], TIME_UNKNOWN);
	read_env(reading, parts[ROOT_ENV]);
	read_relations(reading, parts[ROOT_RELATIONS]);
}

/* How a tool ran: what is not over was left behind by a program that ended. */
static void
read_result(Reading *reading, Slice call, Slice run, EventTime time)
{
	static const Slice names[] = {
		LITERAL("status"), LITERAL("result"), LITERAL("error")
	};
	Slice		members[3];
	Slice		message;
	bool		failed;

	(void) wm_json_members(run, names, members, 3);
	failed = wm_json_says(members[0], SLICE("error")) ||
		wm_json_says(members[0], SLICE("cancelled")) ||
		wm_json_says(members[0], SLICE("rejected-by-user")) ||
		wm_result_failed(members[1]);
	if (members[1].len == 0)
	{
		message = wm_json_member(members[2], SLICE("message"));
		members[1] = message.len > 0 ? message : members[2];
	}
	wm_reading_result(reading, wm_json_identity(call), members[1], failed, time, false);
}

/* A picture asks without words; one beside a result is what the tool saw. */
static void
read_user(Reading *reading, const Slice *line, EventTime time)
{
	HumanKind	kind = HUMAN_NOTHING;
	JsonWalk	walk = wm_json_walk(line[KEY_CONTENT]);
	Slice		block[BLOCK_COUNT];
	bool		picture = false;
	bool		result = false;

	if (wm_json_kind(line[KEY_CONTENT]) == JSON_STRING)
		wm_reading_words(reading, line[KEY_CONTENT], &kind);
	while (wm_json_next_members(&walk, block_parts, block, BLOCK_COUNT) == JSON_ITEM)
	{
		picture = picture || wm_json_says(block[BLOCK_TYPE], SLICE("image"));
		if (wm_json_says(block[BLOCK_TYPE], SLICE("tool_result")))
		{
			result = true;
			read_result(reading, block[BLOCK_CALL], block[BLOCK_RUN], time);
		}
		else if (wm_json_says(block[BLOCK_TYPE], SLICE("text")))
			wm_reading_words(reading, block[BLOCK_TEXT], &kind);
	}
	if (picture && !result && kind == HUMAN_NOTHING)
		kind = HUMAN_PROMPT;
	if (reading->facts->surface == SURFACE_HEADLESS)
		kind = kind == HUMAN_PROMPT ? HUMAN_TASK : HUMAN_NOTHING;
	wm_reading_person(reading, kind, time);
}

/* The time of an answer stands in its usage. */
static EventTime
read_usage(Reading *reading, const Slice *line)
{
	static const Slice names[] = {
		LITERAL("inputTokens"), LITERAL("cacheCreationInputTokens"),
		LITERAL("cacheReadInputTokens"), LITERAL("outputTokens"), LITERAL("model"),
		LITERAL("timestamp")
	};
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	uint64_t	id = wm_json_identity(line[KEY_ID]);
	Slice		members[6];
	double		in = 0;

	if (!wm_json_members(line[KEY_USAGE], names, members, 6))
		return TIME_UNKNOWN;
	for (int i = 0; i < 3; i++)
		in += wm_json_number(members[i], 0);
	wm_session_tokens(reading->session, id != 0 ? id : ++notes->reports, in,
					  wm_json_number(members[3], 0));
	if (facts->model[0] == '\0')
		wm_reading_name(reading, facts->model, members[4]);
	return wm_reading_time(reading, members[5]);
}

static void
read_assistant(Reading *reading, const Slice *line)
{
	EventTime	time = read_usage(reading, line);

	wm_reading_blocks(reading, line[KEY_CONTENT], time);
	/* A person has stopped it. */
	if (wm_json_says(wm_json_member(line[KEY_STATE], block_parts[BLOCK_TYPE]),
					 SLICE("cancelled")))
		wm_reading_person(reading, HUMAN_INTERRUPTION, time);
}

/* The program itself writes as "info" what it tells the model. */
static bool
read_message(Reading *reading, Slice record)
{
	Slice		line[KEY_COUNT];

	if (!wm_json_members(record, keys, line, KEY_COUNT) ||
		wm_json_kind(line[KEY_ROLE]) != JSON_STRING)
		return false;
	if (wm_json_says(line[KEY_ROLE], SLICE("user")))
		read_user(reading, line,
				  wm_reading_time(reading, wm_json_member(line[KEY_META],
														  SLICE("sentAt"))));
	else if (wm_json_says(line[KEY_ROLE], SLICE("assistant")))
		read_assistant(reading, line);
	else
		return true;
	return wm_json_kind(line[KEY_CONTENT]) == JSON_ARRAY ||
		wm_json_kind(line[KEY_CONTENT]) == JSON_STRING;
}

const Reader wm_reader_amp = {
	.format = "amp",
	.agent = "amp",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.recognises_root = recognises_root,
	.records_member = "messages",
	.read_root = read_root,
	.read = read_message,
};
