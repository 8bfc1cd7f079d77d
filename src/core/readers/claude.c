/*
 * claude.c
 *	  Messages of Anthropic's API, which several formats wrap in their lines.
 */
#include "readers/claude.h"

/* A count that a hostile file can't blow up. */
static int64_t
read_count(Slice value)
{
	double		number = wm_json_number(value, 0);

	return number > 0 && number < 1e9 ? (int64_t) number : 0;
}

static const Slice message_parts[CLAUDE_PARTS] = {
	[CLAUDE_CONTENT] = LITERAL("content"),
	[CLAUDE_MODEL] = LITERAL("model"),
	[CLAUDE_ID] = LITERAL("id"),
	[CLAUDE_USAGE] = LITERAL("usage"),
};

static const Slice account_parts[ACCOUNT_PARTS] = {
	[ACCOUNT_PATCH] = LITERAL("structuredPatch"),
	[ACCOUNT_TYPE] = LITERAL("type"),
	[ACCOUNT_STATS] = LITERAL("toolStats"),
	[ACCOUNT_ANSWERS] = LITERAL("answers"),
};

bool
wm_claude_line(Slice record, const Slice *keys, Slice *line, int nkeys,
			   int message_key, int account_key, ClaudeMessage *message)
{
	JsonMembers members[] = {
		{keys, line, nkeys, 0},
		{message_parts, message->parts, CLAUDE_PARTS, message_key},
		{account_parts, message->account, ACCOUNT_PARTS, account_key}
	};

	return wm_json_members_deep(record, members, (int) lengthof(members));
}

/* Lines added and removed, is the file new, what has a subagent changed? */
static void
add_account(Event *event, const Slice *account)
{
	static const Slice stats[] = {
		LITERAL("editFileCount"), LITERAL("linesAdded"), LITERAL("linesRemoved")
	};
	Slice		counts[3];

	event->patch = account[ACCOUNT_PATCH];
	event->created = wm_json_says(account[ACCOUNT_TYPE], SLICE("create"));
	if (wm_json_members(account[ACCOUNT_STATS], stats, counts, 3))
	{
		event->files = read_count(counts[0]);
		event->added = read_count(counts[1]);
		event->removed = read_count(counts[2]);
	}
}

/* The members of a block in a user's message. */
typedef enum UserPart
{
	USER_TYPE,
	USER_TEXT,
	USER_CALL,
	USER_OUTPUT,
	USER_FAILED,
	USER_PARTS
} UserPart;

static const Slice user_parts[USER_PARTS] = {
	[USER_TYPE] = LITERAL("type"),
	[USER_TEXT] = LITERAL("text"),
	[USER_CALL] = LITERAL("tool_use_id"),
	[USER_OUTPUT] = LITERAL("content"),
	[USER_FAILED] = LITERAL("is_error"),
};

static void
read_tool_result(Reading *reading, const Slice *block, const Slice *account,
				 const ClaudeMessage *message)
{
	Event		event = {.kind = EVENT_RESULT};

	event.sidechain = message->sidechain;
	event.time = message->time;
	event.call = wm_json_hash(block[USER_CALL]);
	event.output = block[USER_OUTPUT];
	event.failed = wm_json_is_true(block[USER_FAILED]);
	if (account != NULL)
		add_account(&event, account);
	wm_session_event(reading->session, &event);
}

bool
wm_claude_user(Reading *reading, const ClaudeMessage *message)
{
	Slice		content = message->parts[CLAUDE_CONTENT];
	const Slice *account = message->account;
	HumanKind	kind = HUMAN_NOTHING;
	JsonWalk	walk = wm_json_walk(content);
	Slice		block[USER_PARTS];

	if (wm_json_kind(content) != JSON_STRING && wm_json_kind(content) != JSON_ARRAY)
		return false;

	if (message->human && wm_json_kind(content) == JSON_STRING)
		wm_reading_words(reading, content, &kind);
	while (wm_json_next_members(&walk, user_parts, block, USER_PARTS) == JSON_ITEM)
	{
		if (wm_json_says(block[USER_TYPE], SLICE("tool_result")))
		{
			/* There is one account: the first result's. */
			read_tool_result(reading, block, account, message);
			account = NULL;
		}
		else if (message->human && wm_json_says(block[USER_TYPE], SLICE("text")))
			wm_reading_words(reading, block[USER_TEXT], &kind);
	}
	wm_reading_person(reading, kind, message->time);

	/* The answers that a person gave to the agent's questions. */
	wm_reading_answers(reading, message->account[ACCOUNT_ANSWERS], message->time);
	return true;
}

/* Cached input is input: so that agents can be compared. */
bool
wm_claude_usage(Slice usage, double *in, double *out)
{
	static const Slice names[] = {
		LITERAL("input_tokens"), LITERAL("cache_creation_input_tokens"),
		LITERAL("cache_read_input_tokens"), LITERAL("output_tokens")
	};
	Slice		members[4];

	if (!wm_json_members(usage, names, members, 4))
		return false;
	*in = 0;
	for (int i = 0; i < 3; i++)
		*in += wm_json_number(members[i], 0);
	*out = wm_json_number(members[3], 0);
	return true;
}

/* The members of a block in an assistant's message. */
typedef enum AssistantPart
{
	ASSISTANT_TYPE,
	ASSISTANT_TEXT,
	ASSISTANT_THOUGHT,
	ASSISTANT_NAME,
	ASSISTANT_INPUT,
	ASSISTANT_ID,
	ASSISTANT_PARTS
} AssistantPart;

static const Slice assistant_parts[ASSISTANT_PARTS] = {
	[ASSISTANT_TYPE] = LITERAL("type"),
	[ASSISTANT_TEXT] = LITERAL("text"),
	[ASSISTANT_THOUGHT] = LITERAL("thinking"),
	[ASSISTANT_NAME] = LITERAL("name"),
	[ASSISTANT_INPUT] = LITERAL("input"),
	[ASSISTANT_ID] = LITERAL("id"),
};

static void
read_block(Reading *reading, const Slice *block, const ClaudeMessage *message)
{
	if (wm_json_says(block[ASSISTANT_TYPE], SLICE("text")))
		wm_reading_say(reading, wm_json_text(block[ASSISTANT_TEXT], &reading->text),
					   message->time, message->sidechain);
	else if (wm_json_says(block[ASSISTANT_TYPE], SLICE("thinking")))
		wm_reading_think(reading, block[ASSISTANT_THOUGHT],
						 message->time, message->sidechain);
	else if (wm_json_says(block[ASSISTANT_TYPE], SLICE("tool_use")))
		wm_reading_call(reading, wm_json_text(block[ASSISTANT_NAME], &reading->text),
						block[ASSISTANT_INPUT], wm_json_hash(block[ASSISTANT_ID]),
						message->time, message->sidechain);
}

bool
wm_claude_assistant(Reading *reading, const ClaudeMessage *message)
{
	const Slice *parts = message->parts;
	Slice		content = parts[CLAUDE_CONTENT];
	uint64_t	id = wm_json_hash(parts[CLAUDE_ID]);
	JsonWalk	walk = wm_json_walk(content);
	Slice		block[ASSISTANT_PARTS];
	double		in;
	double		out;

	/* "<synthetic>" marks the program's own error texts. */
	if (wm_json_says(parts[CLAUDE_MODEL], SLICE("<synthetic>")))
		return true;
	if (!message->sidechain && reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model, parts[CLAUDE_MODEL]);
	if (id != 0 && wm_claude_usage(parts[CLAUDE_USAGE], &in, &out))
		wm_session_tokens(reading->session, id, in, out);

	if (wm_json_kind(content) == JSON_STRING)
	{
		wm_reading_say(reading, wm_json_text(content, &reading->text),
					   message->time, message->sidechain);
		return true;
	}
	if (wm_json_kind(content) != JSON_ARRAY)
		return false;
	while (wm_json_next_members(&walk, assistant_parts, block,
								ASSISTANT_PARTS) == JSON_ITEM)
		read_block(reading, block, message);
	return true;
}
