/*
 * cline.c
 *	  Messages as Cline, Roo Code and Kilo Code keep them: their
 *	  api_conversation_history.json, and the object with messages of Cline's
 *	  sessions since 2026.
 *
 * The first is an array of Anthropic's messages, but a user's texts are mostly
 * the program's (cline_text.c), and where a model knows no calls, these stand in
 * its words (cline_xml.c) and their results in a user's text.
 */
#include "action/action.h"
#include "action/result.h"
#include "base/keyword.h"
#include "readers/cline_text.h"
#include "readers/cline_xml.h"
#include "readers/reader.h"

/* So many calls of one message have their results told apart. */
#define CALLS_LIMIT		32

/* So many runs of words in one message are compared. */
#define WORDS_LIMIT		8

/* A call of the last message, which may be told a result as text. */
typedef struct SentCall
{
	uint64_t	id;
	uint64_t	tool;			/* hash of its name */
	bool		talk;			/* the agent speaks by it */
	bool		asks;
	bool		foreign;		/* its output may hold anything */
	bool		settled;
} SentCall;

typedef struct Notes
{
	uint64_t	message;		/* how many were read, this one included */
	unsigned	signs;
	bool		surrounded;		/* the surroundings were read once */
	bool		plain;			/* a person's words stand without tags, too */
	bool		nobody;			/* a subagent's: no person speaks */
	uint64_t	unnamed;		/* how many calls without an id were read */
	SentCall	sent[CALLS_LIMIT];
	int			nsent;
	SentCall	unsent;			/* one of which nothing is known */
	SentCall   *told;			/* whose result the next text is, or NULL */
	HumanKind	kind;			/* of the words in the message at hand */
	uint64_t	words[WORDS_LIMIT];
	int			nwords;
} Notes;

typedef enum Key
{
	KEY_ROLE,
	KEY_CONTENT,
	KEY_TS,
	KEY_MODEL,
	KEY_METRICS,
	KEY_METADATA,
	KEY_SUMMARY,
	KEY_TYPE,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_ROLE] = LITERAL("role"),
	[KEY_CONTENT] = LITERAL("content"),
	[KEY_TS] = LITERAL("ts"),
	[KEY_MODEL] = LITERAL("modelInfo"),
	[KEY_METRICS] = LITERAL("metrics"),
	[KEY_METADATA] = LITERAL("metadata"),
	[KEY_SUMMARY] = LITERAL("isSummary"),
	[KEY_TYPE] = LITERAL("type"),
};

/* The members of a block. */
typedef enum Part
{
	PART_TYPE,
	PART_TEXT,
	PART_THINKING,
	PART_ID,
	PART_NAME,
	PART_INPUT,
	PART_CALL,
	PART_OUTPUT,
	PART_FAILED,
	PART_COUNT
} Part;

static const Slice parts_of_block[PART_COUNT] = {
	[PART_TYPE] = LITERAL("type"),
	[PART_TEXT] = LITERAL("text"),
	[PART_THINKING] = LITERAL("thinking"),
	[PART_ID] = LITERAL("id"),
	[PART_NAME] = LITERAL("name"),
	[PART_INPUT] = LITERAL("input"),
	[PART_CALL] = LITERAL("tool_use_id"),
	[PART_OUTPUT] = LITERAL("content"),
	[PART_FAILED] = LITERAL("is_error"),
};

/* Whose messages an object holds, and where its session ran. */
static const Slice agents_of_root[] = {
	LITERAL("lead"), LITERAL("subagent"), LITERAL("teammate"),
};

static const struct
{
	Slice		name;
	Surface		surface;
}			sources[] = {
	{LITERAL("cli"), SURFACE_CLI},
	{LITERAL("vscode"), SURFACE_IDE},
	{LITERAL("jetbrains"), SURFACE_IDE},
	{LITERAL("neovim"), SURFACE_IDE},
	{LITERAL("desktop"), SURFACE_DESKTOP},
	{LITERAL("web"), SURFACE_WEB},
	{LITERAL("core"), SURFACE_SDK},
};

/* What the program tells the model itself when a person lets it go on. */
#define APPROVAL	"The user approved switching to act mode."

static bool
begins_task(Slice text)
{
	return wm_json_starts(text, SLICE("<task>")) ||
		wm_json_starts(text, SLICE("\n<task>")) ||
		wm_json_starts(text, SLICE("<explicit_instructions"));
}

/* A user's content that begins with a task, or tells of the surroundings. */
static bool
is_users(Slice content)
{
	static const Slice text_key = LITERAL("text");
	JsonWalk	walk = wm_json_walk(content);
	Slice		text;
	bool		first = true;

	if (wm_json_kind(content) == JSON_STRING)
		return begins_task(content);
	while (wm_json_next_members(&walk, &text_key, &text, 1) == JSON_ITEM)
	{
		if ((first && begins_task(text)) ||
			wm_json_starts(text, SLICE("<environment_details>")))
			return true;
		first = false;
	}
	return false;
}

static bool
recognises(Slice record)
{
	static const Slice names[] = {
		LITERAL("modelId"), LITERAL("id"), LITERAL("providerId"), LITERAL("provider")
	};
	Slice		line[KEY_COUNT];
	Slice		model[4];

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;
	if (wm_json_says(line[KEY_ROLE], SLICE("user")))
		return is_users(line[KEY_CONTENT]);
	return wm_json_says(line[KEY_ROLE], SLICE("assistant")) &&
		wm_json_members(line[KEY_MODEL], names, model, 4) &&
		wm_json_kind(model[model[0].len > 0 ? 0 : 1]) == JSON_STRING &&
		wm_json_kind(model[model[2].len > 0 ? 2 : 3]) == JSON_STRING;
}

static bool
is_agent_of_root(Slice value)
{
	for (size_t i = 0; i < lengthof(agents_of_root); i++)
	{
		if (wm_json_says(value, agents_of_root[i]))
			return true;
	}
	return false;
}

/* An object whose messages begin with one of these, also one that breaks off. */
static bool
recognises_root(Slice root)
{
	JsonWalk	walk = wm_json_walk(root);
	bool		named = false;
	Slice		key;
	Slice		value;
	JsonStep	step;

	while ((step = wm_json_next(&walk, &key, &value)) != JSON_END)
	{
		if (wm_json_named(key, SLICE("agent")))
			named = is_agent_of_root(value);
		if (wm_json_named(key, SLICE("messages")))
		{
			walk = wm_json_walk(value);
			return wm_json_kind(value) == JSON_ARRAY &&
				(named || (wm_json_next(&walk, &key, &value) == JSON_ITEM &&
						   recognises(value)));
		}
		if (step == JSON_BROKEN)
			break;
	}
	return false;
}

/* Where a session ran, and what started it if no person did. */
static void
read_origin(Reading *reading, Slice origin)
{
	static const Slice names[] = {
		LITERAL("source"), LITERAL("mode"), LITERAL("parentThreadId"),
		LITERAL("version"), LITERAL("trigger")
	};
	Facts	   *facts = reading->facts;
	Slice		members[5];

	(void) wm_json_members(origin, names, members, 5);
	for (size_t i = 0; i < lengthof(sources); i++)
	{
		if (wm_json_says(members[0], sources[i].name))
			facts->surface = sources[i].surface;
	}
	facts->headless = wm_json_kind(members[4]) == JSON_STRING ||
		(wm_json_kind(members[1]) == JSON_STRING &&
		 !wm_json_says(members[1], SLICE("user")));
	wm_reading_id(reading, facts->parent, members[2]);
	wm_reading_name(reading, facts->agent_version, members[3]);
}

static void
read_root(Reading *reading, Slice root)
{
	static const Slice names[] = {
		LITERAL("agent"), LITERAL("sessionId"), LITERAL("origin")
	};
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		members[3];

	(void) wm_json_members(root, names, members, 3);
	wm_reading_id(reading, facts->session_id, members[1]);
	if (!is_agent_of_root(members[0]))
		return;
	notes->plain = true;
	notes->signs |= SIGN_CLINE;
	facts->surface = SURFACE_CLI;
	read_origin(reading, members[2]);
	notes->nobody = !wm_json_says(members[0], SLICE("lead"));
	if (notes->nobody)
		facts->surface = SURFACE_SUBAGENT;
}

/* A person's words are kept up to the end of the message, and once. */
static void
add_words(Reading *reading, Slice words, HumanKind kind)
{
	Notes	   *notes = reading->notes;
	uint64_t	hash = wm_slice_identity(words);

	if (words.len == 0 || notes->nobody)
		return;
	for (int i = 0; i < notes->nwords; i++)
	{
		if (notes->words[i] == hash)
			return;
	}
	if (notes->nwords < WORDS_LIMIT)
		notes->words[notes->nwords++] = hash;

	if (notes->kind != HUMAN_PROMPT)
		notes->kind = kind;
	if (reading->words.len >= JSON_TEXT_LIMIT)
		return;
	if (reading->words.len > 0)
		wm_buffer_append_char(&reading->words, '\n');
	wm_buffer_append(&reading->words, words);
}

/* What a person adds to a result that is JSON: {"status", "feedback"}. */
static void
add_feedback(Reading *reading, Slice text)
{
	Slice		feedback = wm_json_member(text, SLICE("feedback"));
	TextBuffer	room = {NULL, 0, 0};

	if (wm_json_kind(feedback) == JSON_STRING)
		add_words(reading, wm_slice_trim(wm_json_text(feedback, &room)), HUMAN_PROMPT);
	wm_buffer_free(&room);
}

/* A person's words in a text: within tags, or all of it where there are none. */
static void
read_words(Reading *reading, Slice text, const SentCall *sent)
{
	Notes	   *notes = reading->notes;
	bool		foreign = sent != NULL && sent->foreign;
	bool		any = false;
	Slice		rest = text;
	Slice		words;
	HumanKind	kind;

	if (wm_slice_starts(text, SLICE("{\"status\":")))
		add_feedback(reading, text);
	while (wm_cline_next_words(&rest, foreign, &words, &kind))
	{
		add_words(reading, words,
				  sent != NULL && sent->asks ? HUMAN_ACT : kind);
		any = true;
	}
	if (!notes->plain || any || sent != NULL || wm_slice_starts(text, SLICE(APPROVAL)))
		return;
	kind = wm_human_read(text, &words, &reading->own);
	if (kind != HUMAN_NOTHING)
		add_words(reading, words, kind);
}

/* Tools that show or print what others wrote. */
static bool
is_foreign(Slice tool)
{
	switch (wm_action_from_tool(tool))
	{
		case ACTION_READ:
		case ACTION_SEARCH:
		case ACTION_SHELL:
		case ACTION_WEB:
		case ACTION_MCP:
			return true;
		default:
			return false;
	}
}

static SentCall
sent_call(Slice tool, uint64_t id)
{
	const ClineTalk *talk = wm_cline_talk(tool);
	SentCall	sent = {.id = id, .tool = wm_slice_identity(tool)};

	sent.talk = talk != NULL;
	sent.asks = talk != NULL && talk->asks;
	sent.foreign = talk == NULL && is_foreign(tool);
	return sent;
}

/* The agent calls a tool, or speaks by it; returns the call's id. */
static uint64_t
note_call(Reading *reading, Slice tool, uint64_t id)
{
	Notes	   *notes = reading->notes;

	if (id == 0)
		id = (notes->message << 20 | ++notes->unnamed) * UINT64_C(0x9e3779b97f4a7c15);
	notes->signs |= wm_cline_tool_signs(tool);
	if (notes->nsent < CALLS_LIMIT)
		notes->sent[notes->nsent++] = sent_call(tool, id);
	return id;
}

/*
 * The call of which a text tells the result: the first of this tool that waits for
 * it, or the first of any, as some tools are called otherwise there.
 */
static SentCall *
find_by_tool(Notes *notes, Slice tool)
{
	uint64_t	hash = wm_slice_identity(tool);
	SentCall   *named = NULL;
	SentCall   *waiting = NULL;

	for (int i = 0; i < notes->nsent; i++)
	{
		SentCall   *sent = &notes->sent[i];

		if (waiting == NULL && !sent->settled)
			waiting = sent;
		if (sent->tool == hash && (named == NULL || named->settled))
			named = sent;
	}
	if (named != NULL)
		return named;
	if (waiting != NULL && wm_cline_talk(tool) == NULL)
		return waiting;
	notes->unsent = sent_call(tool, 0);
	return &notes->unsent;
}

static SentCall *
find_by_id(Notes *notes, uint64_t id)
{
	for (int i = 0; i < notes->nsent; i++)
	{
		if (notes->sent[i].id == id)
			return &notes->sent[i];
	}
	notes->unsent = (SentCall) {.id = id};
	return &notes->unsent;
}

/* Approval comes before the result, in the same place. */
static bool
is_approval(Slice text)
{
	return wm_slice_starts(text, SLICE("The user approved this operation")) ||
		wm_slice_starts(text, SLICE("{\"status\":\"approved\""));
}

static void
settle(Reading *reading, SentCall *sent, bool failed, EventTime time)
{
	if (!sent->talk && !sent->settled)
		wm_reading_result(reading, sent->id, SLICE(""), failed, time, false);
	sent->settled = true;
}

/* What a tool gave back, in plain text, and what a person adds. */
static void
read_output(Reading *reading, SentCall *sent, Slice text, bool failed, EventTime time)
{
	if (!is_approval(text))
		settle(reading, sent, failed || wm_result_text_failed(text), time);
	read_words(reading, text, sent);
}

/* "Tool [read_file] was not executed because ...": the call came to nothing. */
static bool
read_unexecuted(Reading *reading, Slice text, EventTime time)
{
	Slice		tool;

	if (!wm_slice_starts(text, SLICE("Tool [")))
		return false;
	tool = wm_slice_head(wm_slice_from(text, strlen("Tool [")), NAME_LIMIT);
	for (size_t i = 0; i < tool.len; i++)
	{
		if (tool.data[i] == ']' || tool.data[i] == ' ')
			tool.len = i;
	}
	settle(reading, find_by_tool(reading->notes, tool), true, time);
	return true;
}

/* A text of a user's message: the program's, a result or a person's. */
static void
read_users_text(Reading *reading, Slice value, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		text = wm_slice_trim(wm_json_text(value, &reading->text));
	SentCall   *told = notes->told;
	Slice		output;
	Slice		tool;

	notes->told = NULL;
	if (wm_cline_is_surroundings(text))
	{
		if (!notes->surrounded)
			wm_cline_surroundings(text, reading->facts, &notes->signs);
		notes->surrounded = true;
	}
	else if (wm_cline_report(text, &tool, &output))
	{
		notes->signs |= SIGN_REPORT;
		told = find_by_tool(notes, tool);
		if (output.len > 0)
			read_output(reading, told, output, false, time);
		else
			notes->told = told;
	}
	else if (told != NULL)
		read_output(reading, told, text, false, time);
	else if (!read_unexecuted(reading, text, time))
	{
		if (wm_slice_starts(text, SLICE("# task_progress")))
			notes->signs |= SIGN_CLINE;
		read_words(reading, text, NULL);
	}
}

/* A block that holds a result; its content is a text, or blocks of texts. */
static void
read_result(Reading *reading, const Slice *block, EventTime time)
{
	static const Slice text_key = LITERAL("text");
	Slice		content = block[PART_OUTPUT];
	SentCall   *sent = find_by_id(reading->notes, wm_json_identity(block[PART_CALL]));
	bool		failed = wm_json_is_true(block[PART_FAILED]);
	JsonWalk	walk = wm_json_walk(content);
	Slice		value;
	Slice		tool;

	if (wm_json_kind(content) == JSON_STRING)
	{
		Slice		text = wm_slice_trim(wm_json_text(content, &reading->text));

		(void) wm_cline_report(text, &tool, &text);
		read_output(reading, sent, text, failed, time);
		return;
	}
	failed = failed || wm_result_failed(content);
	while (wm_json_next_members(&walk, &text_key, &value, 1) == JSON_ITEM)
	{
		Slice		text = wm_slice_trim(wm_json_text(value, &reading->text));

		(void) wm_cline_report(text, &tool, &text);
		if (text.len > 0)
			read_output(reading, sent, text, failed, time);
	}
	settle(reading, sent, failed, time);
}

static void
read_user(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		content = line[KEY_CONTENT];
	JsonWalk	walk = wm_json_walk(content);
	Slice		block[PART_COUNT];

	notes->told = NULL;
	notes->kind = HUMAN_NOTHING;
	notes->nwords = 0;
	if (wm_json_kind(content) == JSON_STRING)
		read_users_text(reading, content, time);
	while (wm_json_next_members(&walk, parts_of_block, block, PART_COUNT) == JSON_ITEM)
	{
		if (wm_json_says(block[PART_TYPE], SLICE("tool_result")))
			read_result(reading, block, time);
		else if (wm_json_says(block[PART_TYPE], SLICE("text")))
			read_users_text(reading, block[PART_TEXT], time);
	}

	/* What started the session set its task. */
	if (notes->kind == HUMAN_PROMPT && reading->facts->headless)
		notes->kind = HUMAN_TASK;
	wm_reading_person(reading, notes->kind, time);
}

static void
say(Reading *reading, Slice text, EventTime time)
{
	text = wm_slice_trim(text);
	if (text.len > 0)
		wm_reading_say(reading, text, time, false);
}

static void
think(Reading *reading, Slice text, EventTime time)
{
	Event		event = {.kind = EVENT_THINK, .time = time};

	event.text = wm_slice_trim(text);
	if (event.text.len > 0 && wm_session_wants_thought(reading->session))
		wm_session_event(reading->session, &event);
}

/* A call that stands in the agent's words. */
static void
read_xml_call(Reading *reading, const XmlCall *call, EventTime time)
{
	const ClineTalk *talk = wm_cline_talk(call->name);
	uint64_t	id;

	if (wm_slice_equals(call->name, SLICE("thinking")))
	{
		think(reading, call->inside, time);
		return;
	}
	id = note_call(reading, call->name, 0);
	if (talk == NULL)
		wm_reading_call(reading, call->name, wm_cline_input(call, &reading->input), id,
						time, false);
	else if (talk->argument.len > 0)
		say(reading, wm_cline_argument(call, talk->argument, &reading->input), time);
}

/* The agent's words, with calls among them. */
static void
read_speech(Reading *reading, Slice value, EventTime time)
{
	Slice		text = wm_json_text(value, &reading->text);
	ptrdiff_t	broken = wm_slice_find(text, SLICE("\n\n[Response interrupted by "));
	XmlCall		call;

	if (broken >= 0)
		text.len = (size_t) broken;
	while (wm_cline_next_call(&text, &call))
	{
		say(reading, call.before, time);
		read_xml_call(reading, &call, time);
	}
	say(reading, text, time);
}

static void
read_call(Reading *reading, const Slice *block, EventTime time)
{
	Slice		tool = wm_json_text(block[PART_NAME], &reading->text);
	const ClineTalk *talk = wm_cline_talk(tool);
	Slice		input = block[PART_INPUT];
	uint64_t	id;

	if (tool.len == 0)
		return;
	if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &reading->input);
	id = note_call(reading, tool, wm_json_identity(block[PART_ID]));
	if (talk == NULL)
		wm_reading_call(reading, tool, input, id, time, false);
	else if (talk->argument.len > 0)
		wm_reading_speech(reading, wm_json_member(input, talk->argument), time, false);
}

/*
 * The tokens of an answer: a task's, or a session's of 2026, where the cached ones
 * are among those in.
 */
static void
read_metrics(Reading *reading, Slice metrics)
{
	static const Slice names[] = {
		LITERAL("tokens"), LITERAL("inputTokens"), LITERAL("cacheReadTokens"),
		LITERAL("cacheWriteTokens"), LITERAL("outputTokens"),
		LITERAL("prompt"), LITERAL("cached"), LITERAL("completion")
	};
	const Notes *notes = reading->notes;
	Slice		members[8];
	Slice		tokens[8];
	double		in;
	double		cached;
	double		out;

	if (!wm_json_members(metrics, names, members, 8))
		return;
	(void) wm_json_members(members[0], names, tokens, 8);
	in = wm_json_number(members[1], 0);
	cached = wm_json_number(members[2], 0) + wm_json_number(members[3], 0);
	if (in < cached)
		in += cached;
	in += wm_json_number(tokens[5], 0) + wm_json_number(tokens[6], 0);
	out = wm_json_number(members[4], 0) + wm_json_number(tokens[7], 0);
	wm_session_tokens(reading->session, notes->message, in, out);
}

static void
name_model(Reading *reading, Slice info)
{
	static const Slice names[] = {LITERAL("modelId"), LITERAL("id")};
	Notes	   *notes = reading->notes;
	Slice		members[2];

	if (!wm_json_members(info, names, members, 2))
		return;
	notes->signs |= SIGN_CLINE;
	if (reading->facts->model[0] == '\0')
		wm_reading_name(reading, reading->facts->model,
						members[members[0].len > 0 ? 0 : 1]);
}

static void
read_assistant(Reading *reading, const Slice *line, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		content = line[KEY_CONTENT];
	JsonWalk	walk = wm_json_walk(content);
	Slice		block[PART_COUNT];

	notes->nsent = 0;
	name_model(reading, line[KEY_MODEL]);
	read_metrics(reading, line[KEY_METRICS]);
	if (wm_json_kind(content) == JSON_STRING)
		read_speech(reading, content, time);
	while (wm_json_next_members(&walk, parts_of_block, block, PART_COUNT) == JSON_ITEM)
	{
		if (wm_json_says(block[PART_TYPE], SLICE("text")))
			read_speech(reading, block[PART_TEXT], time);
		else if (wm_json_says(block[PART_TYPE], SLICE("tool_use")))
			read_call(reading, block, time);
		else if (wm_json_says(block[PART_TYPE], SLICE("thinking")))
			wm_reading_think(reading, block[PART_THINKING], time, false);
		else if (wm_json_says(block[PART_TYPE], SLICE("reasoning")))
			wm_reading_think(reading, block[PART_TEXT], time, false);
	}
}

/* When a message was sent; older ones tell it in the surroundings only. */
static EventTime
time_of(Reading *reading, const Slice *line)
{
	static const Slice text_key = LITERAL("text");
	JsonWalk	walk = wm_json_walk(line[KEY_CONTENT]);
	Slice		text;

	if (wm_json_kind(line[KEY_TS]) == JSON_STRING)
		return wm_reading_time(reading, line[KEY_TS]);
	if (line[KEY_TS].len > 0)
		return wm_time_from_number(wm_json_number(line[KEY_TS], 0));
	while (wm_json_next_members(&walk, &text_key, &text, 1) == JSON_ITEM)
	{
		if (wm_json_starts(text, SLICE("<environment_details>")))
			return wm_cline_time(wm_json_text(text, &reading->text));
	}
	return TIME_UNKNOWN;
}

/* Is it the program that speaks: a summary, or what it put in between? */
static bool
is_programs(const Slice *line)
{
	Slice		role;

	if (wm_json_is_true(line[KEY_SUMMARY]))
		return true;
	role = wm_json_member(line[KEY_METADATA], SLICE("displayRole"));
	return wm_json_says(role, SLICE("system")) || wm_json_says(role, SLICE("status"));
}

static bool
read_message(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Slice		line[KEY_COUNT];
	JsonKind	kind;
	bool		user;

	if (!wm_json_members(record, keys, line, KEY_COUNT))
		return false;

	/* Roo puts a model's thoughts, encrypted, beside the messages. */
	if (line[KEY_ROLE].len == 0)
		return wm_json_kind(line[KEY_TYPE]) == JSON_STRING;

	user = wm_json_says(line[KEY_ROLE], SLICE("user"));
	kind = wm_json_kind(line[KEY_CONTENT]);
	if ((!user && !wm_json_says(line[KEY_ROLE], SLICE("assistant"))) ||
		(kind != JSON_STRING && kind != JSON_ARRAY))
		return false;

	notes->message++;
	if (is_programs(line))
		return true;
	if (user)
		read_user(reading, line, time_of(reading, line));
	else
		read_assistant(reading, line, time_of(reading, line));
	return true;
}

static void
end(Reading *reading)
{
	const Notes *notes = reading->notes;

	wm_cline_name_agent(reading->facts, notes->signs);
	if (reading->facts->surface == SURFACE_UNKNOWN)
		reading->facts->surface = SURFACE_IDE;
}

const Reader wm_reader_cline = {
	.format = "cline",
	.agent = "cline",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.recognises_root = recognises_root,
	.records_member = "messages",
	.read_root = read_root,
	.read = read_message,
	.end = end,
};
