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

HumanKind
wm_claude_asker(Slice origin, HumanKind asker)
{
	Slice		kind;

	if (wm_json_kind(origin) != JSON_OBJECT)
		return asker;
	kind = wm_json_member(origin, SLICE("kind"));
	if (kind.len == 0)
		return asker;

	/* What comes from a chat is marked as the program's, but a person wrote it. */
	if (wm_json_says(kind, SLICE("channel")))
		return HUMAN_PROMPT;
	if (!wm_json_says(kind, SLICE("human")))
		return HUMAN_NOTHING;
	return asker == HUMAN_TASK ? HUMAN_PROMPT : asker;
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

/*
 * Has this call of the message at hand been told before?  Some models number the
 * calls of each message anew, so that a call's id alone does not tell; if a message
 * has no id, nothing does.
 */
static bool
seen_call(Reading *reading, ClaudeTalk *talk, uint64_t call)
{
	if (call == 0 || talk->message == 0)
		return false;
	talk->calls[talk->next_call] = (CalledBy) {call, talk->message};
	talk->next_call = (talk->next_call + 1) % CALLS_LIMIT;
	return wm_session_seen_as(reading->session, SEEN_CALL,
							  talk->message * 31 + call);
}

/* Has the result of this call been told before? */
static bool
seen_result(Reading *reading, const ClaudeTalk *talk, uint64_t call)
{
	/* From the newest on: most results follow their calls at once. */
	for (int i = 1; call != 0 && i <= CALLS_LIMIT; i++)
	{
		const CalledBy *by = &talk->calls[(talk->next_call + CALLS_LIMIT - i) %
										  CALLS_LIMIT];

		if (by->call == call)
			return wm_session_seen_as(reading->session, SEEN_RESULT,
									  by->message * 31 + call);
	}
	return false;
}

/* False: it was told before. */
static bool
read_tool_result(Reading *reading, const ClaudeTalk *talk, const Slice *block,
				 const Slice *account, const ClaudeMessage *message)
{
	Event		event = {.kind = EVENT_RESULT};

	event.call = wm_json_identity(block[USER_CALL]);
	if (seen_result(reading, talk, event.call))
		return false;
	event.sidechain = message->sidechain;
	event.time = message->time;
	event.output = block[USER_OUTPUT];
	event.failed = wm_json_is_true(block[USER_FAILED]);
	if (account != NULL)
		add_account(&event, account);
	wm_session_event(reading->session, &event);
	if (event.failed)
		wm_reading_refusal(reading, event.output, message->time);
	return true;
}

/* What a user's message holds, as far as it is read. */
typedef struct UserContent
{
	HumanKind	kind;			/* of the words in it */
	bool		pictures;
	bool		results;
	bool		told;			/* the first result was told before */
} UserContent;

static void
read_user_block(Reading *reading, const ClaudeTalk *talk, const Slice *block,
				const ClaudeMessage *message, UserContent *content)
{
	Slice		type = block[USER_TYPE];

	if (wm_json_says(type, SLICE("tool_result")))
	{
		/* There is one account: the first result's. */
		const Slice *account = content->results ? NULL : message->account;
		bool		news = read_tool_result(reading, talk, block, account, message);

		content->told |= account != NULL && !news;
		content->results = true;
	}
	else if (message->asker == HUMAN_NOTHING)
		return;
	else if (wm_json_says(type, SLICE("text")))
		wm_reading_words(reading, block[USER_TEXT], &content->kind);
	else if (wm_person_is_picture(type))
		content->pictures = true;
}

bool
wm_claude_user(Reading *reading, ClaudeTalk *talk, const ClaudeMessage *message)
{
	Slice		content = message->parts[CLAUDE_CONTENT];
	UserContent read = {.kind = HUMAN_NOTHING};
	JsonWalk	walk = wm_json_walk(content);
	Slice		block[USER_PARTS];

	if (wm_json_kind(content) != JSON_STRING && wm_json_kind(content) != JSON_ARRAY)
		return false;

	if (message->asker != HUMAN_NOTHING && wm_json_kind(content) == JSON_STRING)
		wm_reading_words(reading, content, &read.kind);
	while (wm_json_next_members(&walk, user_parts, block, USER_PARTS) == JSON_ITEM)
		read_user_block(reading, talk, block, message, &read);

	/* A picture beside a result is what the tool saw. */
	if (read.kind == HUMAN_NOTHING && read.pictures && !read.results)
		wm_person_shows(reading, &talk->person, message->asker, message->time);
	else
		wm_person_says(reading, &talk->person, read.kind, message->asker, message->time);

	/* The answers that a person gave to the agent's questions. */
	if (!read.told)
		wm_reading_answers(reading, message->account[ACCOUNT_ANSWERS], message->time);
	return true;
}

typedef enum UsagePart
{
	USAGE_INPUT,
	USAGE_CACHE_WRITTEN,
	USAGE_CACHE_READ,
	USAGE_OUTPUT,
	USAGE_ITERATIONS,
	USAGE_TYPE,					/* of an iteration */
	USAGE_PARTS
} UsagePart;

static const Slice usage_parts[USAGE_PARTS] = {
	[USAGE_INPUT] = LITERAL("input_tokens"),
	[USAGE_CACHE_WRITTEN] = LITERAL("cache_creation_input_tokens"),
	[USAGE_CACHE_READ] = LITERAL("cache_read_input_tokens"),
	[USAGE_OUTPUT] = LITERAL("output_tokens"),
	[USAGE_ITERATIONS] = LITERAL("iterations"),
	[USAGE_TYPE] = LITERAL("type"),
};

/* Cached input is input: so that agents can be compared. */
static void
add_usage(const Slice *usage, double *in, double *out)
{
	for (int i = USAGE_INPUT; i <= USAGE_CACHE_READ; i++)
		*in += wm_json_number(usage[i], 0);
	*out += wm_json_number(usage[USAGE_OUTPUT], 0);
}

/*
 * A message may take several runs of a model.  Its own sums are of the runs that
 * wrote it, without those of an advisor or of a summary.
 */
bool
wm_claude_usage(Slice usage, double *in, double *out)
{
	Slice		members[USAGE_PARTS];
	Slice		iteration[USAGE_PARTS];
	JsonWalk	walk;

	if (!wm_json_members(usage, usage_parts, members, USAGE_PARTS))
		return false;
	*in = *out = 0;
	add_usage(members, in, out);

	walk = wm_json_walk(members[USAGE_ITERATIONS]);
	while (wm_json_next_members(&walk, usage_parts, iteration, USAGE_PARTS) == JSON_ITEM)
	{
		if (wm_json_says(iteration[USAGE_TYPE], SLICE("advisor_message")) ||
			wm_json_says(iteration[USAGE_TYPE], SLICE("compaction")))
			add_usage(iteration, in, out);
	}
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
	ASSISTANT_CALL,
	ASSISTANT_OUTPUT,
	ASSISTANT_FAILED,
	ASSISTANT_PARTS
} AssistantPart;

static const Slice assistant_parts[ASSISTANT_PARTS] = {
	[ASSISTANT_TYPE] = LITERAL("type"),
	[ASSISTANT_TEXT] = LITERAL("text"),
	[ASSISTANT_THOUGHT] = LITERAL("thinking"),
	[ASSISTANT_NAME] = LITERAL("name"),
	[ASSISTANT_INPUT] = LITERAL("input"),
	[ASSISTANT_ID] = LITERAL("id"),
	[ASSISTANT_CALL] = LITERAL("tool_use_id"),
	[ASSISTANT_OUTPUT] = LITERAL("content"),
	[ASSISTANT_FAILED] = LITERAL("is_error"),
};

/*
 * Words of an answer, unless its message said them before.  Only a message with an
 * id is known again.
 */
static void
read_words(Reading *reading, uint64_t id, Slice value, const ClaudeMessage *message)
{
	Slice		words = wm_json_text(value, &reading->text);

	if (id != 0 && words.len > 0 &&
		wm_session_seen_as(reading->session, SEEN_WORDS,
						   id * 31 + wm_slice_identity(words)))
		return;
	wm_reading_say(reading, words, message->time, message->sidechain);
}

/* The server's tools may get their input as a string of JSON. */
static void
read_call(Reading *reading, ClaudeTalk *talk, const Slice *block,
		  const ClaudeMessage *message)
{
	uint64_t	id = wm_json_identity(block[ASSISTANT_ID]);
	Slice		input = block[ASSISTANT_INPUT];

	if (seen_call(reading, talk, id))
		return;
	if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &reading->input);
	wm_reading_call(reading, wm_json_text(block[ASSISTANT_NAME], &reading->text),
					input, id, message->time, message->sidechain);
}

/* What a tool gave back that the server ran: {"type": "..._error"} if it failed. */
static void
read_server_result(Reading *reading, const ClaudeTalk *talk, const Slice *block,
				   const ClaudeMessage *message)
{
	uint64_t	id = wm_json_identity(block[ASSISTANT_CALL]);
	Slice		output = block[ASSISTANT_OUTPUT];
	bool		failed = wm_json_is_true(block[ASSISTANT_FAILED]);
	Slice		type;

	if (seen_result(reading, talk, id))
		return;
	type = wm_json_text(wm_json_member(output, assistant_parts[ASSISTANT_TYPE]),
						&reading->text);
	failed |= wm_slice_ends(type, SLICE("_error"));
	wm_reading_result(reading, id, output, failed, message->time, message->sidechain);
}

/*
 * A block of an answer.  The tools that the server runs stand in it with their
 * results: server_tool_use, mcp_tool_use; web_search_tool_result.
 */
static void
read_block(Reading *reading, ClaudeTalk *talk, const Slice *block, bool returns,
		   const ClaudeMessage *message)
{
	Slice		type = wm_json_text(block[ASSISTANT_TYPE], &reading->text);

	if (wm_slice_equals(type, SLICE("text")))
		read_words(reading, talk->message, block[ASSISTANT_TEXT], message);
	else if (wm_slice_equals(type, SLICE("thinking")))
	{
		if (!returns)
			wm_reading_think(reading, block[ASSISTANT_THOUGHT],
							 message->time, message->sidechain);
	}
	else if (wm_slice_ends(type, SLICE("tool_use")))
		read_call(reading, talk, block, message);
	else if (wm_slice_ends(type, SLICE("tool_result")))
		read_server_result(reading, talk, block, message);
}

/* The model that the first answer names, of the session and of its subagents. */
static void
note_model(Reading *reading, ClaudeTalk *talk, const ClaudeMessage *message)
{
	char	   *model = message->sidechain ? talk->sidechain_model :
		reading->facts->model;

	if (model[0] == '\0')
		wm_reading_name(reading, model, message->parts[CLAUDE_MODEL]);
}

bool
wm_claude_assistant(Reading *reading, ClaudeTalk *talk, const ClaudeMessage *message)
{
	const Slice *parts = message->parts;
	Slice		content = parts[CLAUDE_CONTENT];
	uint64_t	id = wm_json_identity(parts[CLAUDE_ID]);
	JsonWalk	walk = wm_json_walk(content);
	Slice		block[ASSISTANT_PARTS];
	bool		returns;		/* after other messages: mostly to be told again */
	double		in;
	double		out;

	if (!message->sidechain)
		wm_person_answered(reading, &talk->person);

	/* "<synthetic>" marks the program's own error texts. */
	if (wm_json_says(parts[CLAUDE_MODEL], SLICE("<synthetic>")))
		return true;
	note_model(reading, talk, message);
	if (id != 0 && wm_claude_usage(parts[CLAUDE_USAGE], &in, &out))
		wm_session_tokens(reading->session, id, in, out);
	returns = id != talk->message && id != 0 &&
		wm_session_seen_as(reading->session, SEEN_MESSAGE, id);
	talk->message = id;

	if (wm_json_kind(content) == JSON_STRING)
	{
		read_words(reading, id, content, message);
		return true;
	}
	if (wm_json_kind(content) != JSON_ARRAY)
		return false;
	while (wm_json_next_members(&walk, assistant_parts, block,
								ASSISTANT_PARTS) == JSON_ITEM)
		read_block(reading, talk, block, returns, message);
	return true;
}
