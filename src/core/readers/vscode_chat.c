/*
 * vscode_chat.c
 *	  Copilot's chats in VS Code and its kin: one JSON object, as older versions
 *	  keep a chat and as it is exported, or the journal that newer versions keep.
 *
 * A record is a request with the answer to it, or an entry of the journal.  An
 * answer is a list of parts: words, thoughts, tool invocations, edits.  Once it
 * has ended, its rounds tell the calls again and with their arguments, under ids
 * that may be others; so an answer's calls are taken from the rounds if there are
 * any, and else from the invocations.  How a call ended stands in the results of
 * the rounds, and for a command in its invocation.
 */
#include "readers/vscode_chat.h"

/* The parts of an answer: an array of JSON, or a list that was kept. */
typedef struct Parts
{
	JsonWalk	walk;
	const Slice *list;			/* NULL: they are walked */
	size_t		left;			/* in the list */
} Parts;

/*
 * Is it a request?  One of a list of requests may have no answer yet, or an old
 * message, which is a text; of one that stands alone more is asked.
 */
static bool
is_request(Slice record, bool alone)
{
	Slice		members[REQUEST_COUNT];
	Slice		message;
	bool		answered;
	bool		named;

	if (!wm_json_members(record, wm_vscode_request_keys, members, REQUEST_COUNT))
		return false;
	message = members[REQUEST_MESSAGE];
	if (wm_json_kind(message) == JSON_OBJECT)
		message = wm_json_member(message, SLICE("text"));
	else if (alone)
		return false;
	answered = wm_json_kind(members[REQUEST_RESPONSE]) == JSON_ARRAY;
	named = wm_json_kind(members[REQUEST_ID]) == JSON_STRING;
	return wm_json_kind(message) == JSON_STRING &&
		(alone ? answered && named : answered || named);
}

static bool
recognises(Slice record)
{
	return wm_vscode_journal_recognises(record) || is_request(record, true);
}

/*
 * A chat without requests is one that has not begun; its names may be empty.  Of a
 * chat that breaks off within a request the requests are what is left of it.
 */
static bool
recognises_root(Slice root)
{
	Slice		chat[CHAT_COUNT];
	JsonWalk	walk = wm_json_walk(root);
	JsonStep	step;
	Slice		key;
	Slice		value;

	for (int i = 0; i < CHAT_COUNT; i++)
		chat[i] = SLICE("");
	do
	{
		step = wm_json_next(&walk, &key, &value);
		for (int i = 0; i < CHAT_COUNT; i++)
		{
			if (wm_json_named(key, wm_vscode_chat_keys[i]))
				chat[i] = value;
		}
	} while (step == JSON_ITEM);

	if (wm_json_kind(chat[CHAT_REQUESTS]) != JSON_ARRAY)
		return false;
	walk = wm_json_walk(chat[CHAT_REQUESTS]);
	if (wm_json_next(&walk, &key, &value) == JSON_ITEM)
		return is_request(value, false);
	return wm_json_kind(chat[CHAT_LOCATION]) == JSON_STRING ||
		wm_json_kind(chat[CHAT_RESPONDER]) == JSON_STRING ||
		(wm_json_kind(chat[CHAT_SESSION]) == JSON_STRING &&
		 wm_json_kind(chat[CHAT_CREATED]) == JSON_NUMBER);
}

static void
note_end(Facts *facts, EventTime time)
{
	if (time != TIME_UNKNOWN &&
		(facts->ended_at == TIME_UNKNOWN || time > facts->ended_at))
		facts->ended_at = time;
}

static EventTime
milliseconds(Slice value)
{
	return wm_time_from_number(wm_json_number(value, 0));
}

/*
 * Who answers in this editor: Copilot unless another name is told, which is then
 * written as names of agents are.
 */
static void
read_responder(Reading *reading, Slice value)
{
	Slice		name = wm_json_text(value, &reading->text);
	char	   *agent = reading->facts->agent;

	if (name.len == 0 || wm_slice_starts(name, SLICE("GitHub Copilot")))
		return;
	wm_session_name(agent, name);
	for (; *agent != '\0'; agent++)
	{
		if (*agent == ' ')
			*agent = '_';
		else if (*agent >= 'A' && *agent <= 'Z')
			*agent = (char) (*agent - 'A' + 'a');
	}
}

/* What is told about the chat itself. */
static void
read_chat(Reading *reading, const Slice *chat)
{
	Facts	   *facts = reading->facts;
	EventTime	created = milliseconds(chat[CHAT_CREATED]);

	if (wm_json_raw(chat[CHAT_SESSION]).len > 0)
		wm_reading_id(reading, facts->session_id, chat[CHAT_SESSION]);
	wm_reading_branch(reading,
					  wm_json_member(chat[CHAT_REPOSITORY], SLICE("localBranch")));
	read_responder(reading, chat[CHAT_RESPONDER]);
	if (created != TIME_UNKNOWN &&
		(facts->started_at == TIME_UNKNOWN || created < facts->started_at))
		facts->started_at = created;
	note_end(facts, milliseconds(chat[CHAT_LAST_MESSAGE]));
	wm_reading_title(reading, chat[CHAT_TITLE], TIME_UNKNOWN);
}

static void
read_root(Reading *reading, Slice root)
{
	Slice		chat[CHAT_COUNT];

	(void) wm_json_members(root, wm_vscode_chat_keys, chat, CHAT_COUNT);
	read_chat(reading, chat);
}

static bool
next_part(Parts *parts, Slice *part)
{
	if (parts->list == NULL)
		return wm_json_next_members(&parts->walk, wm_vscode_part_keys, part,
									PART_COUNT) == JSON_ITEM;
	if (parts->left == 0)
		return false;
	parts->left--;
	(void) wm_json_members(*parts->list++, wm_vscode_part_keys, part, PART_COUNT);
	return true;
}

/* A person's words, a button of theirs, or nobody's. */
static void
read_person(Reading *reading, const Slice *members, EventTime time)
{
	Slice		message = members[REQUEST_MESSAGE];
	HumanKind	kind = HUMAN_NOTHING;

	if (wm_json_is_true(members[REQUEST_SYSTEM]) ||
		wm_json_is_true(members[REQUEST_HIDDEN]))
		return;
	if (wm_json_raw(members[REQUEST_CONFIRMATION]).len > 0)
		kind = HUMAN_ACT;
	else
	{
		if (wm_json_kind(message) == JSON_OBJECT)
			message = wm_json_member(message, SLICE("text"));
		if (members[REQUEST_TEXT].len > 0)
			message = members[REQUEST_TEXT];
		wm_reading_words(reading, message, &kind);
	}
	wm_reading_person(reading, kind, time);
}

/* "Name • 1x" is how an answer by a model that Copilot chose is signed. */
static Slice
signed_model(Reading *reading, Slice details)
{
	Slice		text = wm_json_text(details, &reading->text);
	ptrdiff_t	bullet = wm_slice_find(text, SLICE(" \xE2\x80\xA2 "));

	return wm_slice_head(text, bullet < 0 ? 0 : (size_t) bullet);
}

typedef enum ResultKey
{
	RESULT_ROUNDS,
	RESULT_RESULTS,
	RESULT_PROMPT_TOKENS,
	RESULT_OUTPUT_TOKENS,
	RESULT_MODEL,
	RESULT_SESSION,
	RESULT_COUNT
} ResultKey;

static const Slice result_keys[RESULT_COUNT] = {
	[RESULT_ROUNDS] = LITERAL("toolCallRounds"),
	[RESULT_RESULTS] = LITERAL("toolCallResults"),
	[RESULT_PROMPT_TOKENS] = LITERAL("promptTokens"),
	[RESULT_OUTPUT_TOKENS] = LITERAL("outputTokens"),
	[RESULT_MODEL] = LITERAL("resolvedModel"),
	[RESULT_SESSION] = LITERAL("sessionId"),
};

/* Which model answered, with which version of the agent. */
static void
read_model(Reading *reading, const Slice *members, const Slice *result, Slice details)
{
	Facts	   *facts = reading->facts;
	Slice		version = wm_json_member(members[REQUEST_AGENT],
										 SLICE("extensionVersion"));

	if (facts->model[0] == '\0')
		wm_reading_model(reading, facts->model, members[REQUEST_MODEL]);
	if (facts->model[0] == '\0')
		wm_reading_model(reading, facts->model, result[RESULT_MODEL]);
	if (facts->model[0] == '\0')
		wm_session_name(facts->model, signed_model(reading, details));
	if (facts->agent_version[0] == '\0')
		wm_reading_name(reading, facts->agent_version, version);
}

/* The tokens of a request, of which versions tell in one of three places. */
static void
read_tokens(Reading *reading, const Slice *members, const Slice *result, Slice usage)
{
	static const Slice names[] = {LITERAL("promptTokens"), LITERAL("completionTokens")};
	ChatNotes  *notes = reading->notes;
	Slice		used[2];
	double		in;
	double		out;

	(void) wm_json_members(usage, names, used, 2);
	in = wm_json_number(members[REQUEST_PROMPT_TOKENS], 0);
	out = wm_json_number(members[REQUEST_COMPLETION_TOKENS], 0);
	in = wm_json_number(used[0], in);
	out = wm_json_number(used[1], out);
	in = wm_json_number(result[RESULT_PROMPT_TOKENS], in);
	out = wm_json_number(result[RESULT_OUTPUT_TOKENS], out);
	wm_session_tokens(reading->session, ++notes->requests, in, out);
}

/* A request and the answer to it. */
static void
tell_request(Reading *reading, const Slice *members, Parts parts)
{
	static const Slice outer_names[] = {
		LITERAL("metadata"), LITERAL("details"), LITERAL("usage")
	};
	static const Slice state_names[] = {LITERAL("value"), LITERAL("completedAt")};
	ChatNotes  *notes = reading->notes;
	Answer		answer = {.time = milliseconds(members[REQUEST_TIMESTAMP])};
	Slice		outer[3];
	Slice		result[RESULT_COUNT];
	Slice		state[2];
	Slice		part[PART_COUNT];
	JsonMembers inner[] = {
		{outer_names, outer, 3, 0},
		{result_keys, result, RESULT_COUNT, 0}
	};

	(void) wm_json_members_deep(members[REQUEST_RESULT], inner, 2);
	(void) wm_json_members(members[REQUEST_STATE], state_names, state, 2);
	answer.by_rounds = wm_vscode_rounds_call(result[RESULT_ROUNDS]);

	/* An export has the session's id nowhere else. */
	if (reading->facts->session_id[0] == '\0')
		wm_reading_id(reading, reading->facts->session_id, result[RESULT_SESSION]);
	read_person(reading, members, answer.time);
	read_model(reading, members, result, outer[1]);
	read_tokens(reading, members, result, outer[2]);

	wm_verdicts_clear(&notes->verdicts);
	while (next_part(&parts, part))
		wm_vscode_part(reading, &answer, part);
	wm_vscode_words(reading, &answer);
	wm_vscode_edit(reading, &answer);
	wm_vscode_rounds(reading, &answer, result[RESULT_ROUNDS], result[RESULT_RESULTS]);

	/* The person stopped it. */
	if (wm_json_is_true(members[REQUEST_CANCELED]) || wm_json_number(state[0], 0) == 2)
		wm_reading_person(reading, HUMAN_INTERRUPTION, answer.time);
	note_end(reading->facts, milliseconds(state[1]));
}

/* A request of the journal, once nothing more can happen to it. */
static void
tell_kept_request(void *context, const ChatRequest *request)
{
	Parts		parts = {.list = request->parts, .left = request->nparts};

	if (request->parts == NULL)
		parts.walk = wm_json_walk(SLICE(""));
	tell_request(context, request->members, parts);
}

/* An entry of the journal. */
static bool
read_entry(Reading *reading, Slice record)
{
	ChatNotes  *notes = reading->notes;

	notes->journal.sink = tell_kept_request;
	notes->journal.context = reading;
	notes->journal.passing = reading->passing;
	if (!wm_vscode_journal_read(&notes->journal, record))
		return false;
	notes->records = RECORDS_ENTRIES;
	return true;
}

/* A request of a chat that is there as a whole. */
static bool
read_request(Reading *reading, Slice record)
{
	ChatNotes  *notes = reading->notes;
	Slice		members[REQUEST_COUNT];
	Parts		parts = {.list = NULL};

	if (!wm_json_members(record, wm_vscode_request_keys, members, REQUEST_COUNT) ||
		(members[REQUEST_MESSAGE].len == 0 && members[REQUEST_ID].len == 0))
		return false;
	notes->records = RECORDS_REQUESTS;

	/* A request has no text beside its message. */
	members[REQUEST_TEXT].len = 0;
	parts.walk = wm_json_walk(members[REQUEST_RESPONSE]);
	tell_request(reading, members, parts);
	return true;
}

static bool
read_record(Reading *reading, Slice record)
{
	ChatNotes  *notes = reading->notes;

	switch (notes->records)
	{
		case RECORDS_REQUESTS:
			return read_request(reading, record);
		case RECORDS_ENTRIES:
			return read_entry(reading, record);
		case RECORDS_UNKNOWN:
			break;
	}
	return read_request(reading, record) || read_entry(reading, record);
}

static void
end(Reading *reading)
{
	ChatNotes  *notes = reading->notes;

	if (notes->records == RECORDS_ENTRIES)
	{
		read_chat(reading, notes->journal.chat);
		wm_vscode_journal_end(&notes->journal);
		wm_vscode_journal_free(&notes->journal);
	}
	wm_buffer_free(&notes->said);
	wm_buffer_free(&notes->patch);
	wm_verdicts_free(&notes->verdicts);
	reading->facts->surface = SURFACE_IDE;
}

const Reader wm_reader_vscode_chat = {
	.format = "vscode_chat",
	.agent = "copilot",
	.notes_size = sizeof(ChatNotes),
	.recognises = recognises,
	.recognises_root = recognises_root,
	.records_member = "requests",
	.read_root = read_root,
	.read = read_record,
	.end = end,
};
