/*
 * copilot_cli.c
 *	  GitHub Copilot CLI: its events, as it keeps them and as it prints them with
 *	  --output-format json.
 *
 * VS Code's extension and the programs that host this agent write them, too.  A
 * session that goes on in another program begins with a copy of its events, ids
 * and times included, so what was read once is not read again.
 *
 * A call is asked for in the agent's message and then starts; it is told when it
 * starts, or when the next message shows that it never will.  Events that are
 * "ephemeral" are printed but never kept: pieces of what follows whole.
 */
#include "action/result.h"
#include "readers/copilot.h"

typedef struct Notes
{
	bool		printed;		/* nobody sits at this run: a program asks */
	bool		editor;			/* an editor hosts the agent */
	bool		spoken;			/* the agent has said something */
	char		chosen[NAME_LIMIT]; /* the model that was chosen before that */

	/* The calls of the agent's last message, until they have started. */
	Kept		requests;
	EventTime	requested_at;
	bool		requested_aside;
	bool		started;		/* at least one of them has */

	uint64_t	question;		/* the last call that asks the person */
	bool		answered;		/* the answer came as an event of its own */
	uint64_t	own_command;	/* the last one that the person ran */

	uint64_t	reports;		/* of tokens that belong to no message */
	double		said_out;		/* tokens of the messages, */
	double		run_out;		/* and those of the processes that ran */
} Notes;

typedef enum LineKey
{
	LINE_TYPE,
	LINE_DATA,
	LINE_ID,
	LINE_TIMESTAMP,
	LINE_PARENT,
	LINE_AGENT,
	LINE_EPHEMERAL,
	LINE_SESSION,
	LINE_COUNT
} LineKey;

static const Slice line_keys[LINE_COUNT] = {
	[LINE_TYPE] = LITERAL("type"),
	[LINE_DATA] = LITERAL("data"),
	[LINE_ID] = LITERAL("id"),
	[LINE_TIMESTAMP] = LITERAL("timestamp"),
	[LINE_PARENT] = LITERAL("parentId"),
	[LINE_AGENT] = LITERAL("agentId"),
	[LINE_EPHEMERAL] = LITERAL("ephemeral"),
	[LINE_SESSION] = LITERAL("sessionId"),
};

/* The members of "data" that some event has. */
typedef enum DataKey
{
	DATA_SESSION,
	DATA_SPAWNED_BY,
	DATA_VERSION,
	DATA_EDITOR_VERSION,
	DATA_PRODUCER,
	DATA_START_TIME,
	DATA_CONTEXT,
	DATA_BRANCH,
	DATA_SELECTED_MODEL,
	DATA_NEW_MODEL,
	DATA_MODEL_METRICS,
	DATA_CONTENT,
	DATA_SOURCE,
	DATA_INPUT_ORIGIN,
	DATA_CONTINUATION,
	DATA_ATTACHMENTS,
	DATA_PARENT_CALL,
	DATA_MESSAGE_ID,
	DATA_API_CALL,
	DATA_MODEL,
	DATA_OUTPUT_TOKENS,
	DATA_REASONING,
	DATA_REQUESTS,
	DATA_CALL,
	DATA_TOOL,
	DATA_SERVER,
	DATA_ARGUMENTS,
	DATA_SUCCESS,
	DATA_RESULT,
	DATA_ERROR,
	DATA_TELEMETRY,
	DATA_USER_REQUESTED,
	DATA_ANSWER,
	DATA_REASON,
	DATA_TITLE,
	DATA_COUNT
} DataKey;

static const Slice data_keys[DATA_COUNT] = {
	[DATA_SESSION] = LITERAL("sessionId"),
	[DATA_SPAWNED_BY] = LITERAL("detachedFromSpawningParentSessionId"),
	[DATA_VERSION] = LITERAL("copilotVersion"),
	[DATA_EDITOR_VERSION] = LITERAL("vscodeVersion"),
	[DATA_PRODUCER] = LITERAL("producer"),
	[DATA_START_TIME] = LITERAL("startTime"),
	[DATA_CONTEXT] = LITERAL("context"),
	[DATA_BRANCH] = LITERAL("branch"),
	[DATA_SELECTED_MODEL] = LITERAL("selectedModel"),
	[DATA_NEW_MODEL] = LITERAL("newModel"),
	[DATA_MODEL_METRICS] = LITERAL("modelMetrics"),
	[DATA_CONTENT] = LITERAL("content"),
	[DATA_SOURCE] = LITERAL("source"),
	[DATA_INPUT_ORIGIN] = LITERAL("inputOrigin"),
	[DATA_CONTINUATION] = LITERAL("isAutopilotContinuation"),
	[DATA_ATTACHMENTS] = LITERAL("attachments"),
	[DATA_PARENT_CALL] = LITERAL("parentToolCallId"),
	[DATA_MESSAGE_ID] = LITERAL("messageId"),
	[DATA_API_CALL] = LITERAL("apiCallId"),
	[DATA_MODEL] = LITERAL("model"),
	[DATA_OUTPUT_TOKENS] = LITERAL("outputTokens"),
	[DATA_REASONING] = LITERAL("reasoningText"),
	[DATA_REQUESTS] = LITERAL("toolRequests"),
	[DATA_CALL] = LITERAL("toolCallId"),
	[DATA_TOOL] = LITERAL("toolName"),
	[DATA_SERVER] = LITERAL("mcpServerName"),
	[DATA_ARGUMENTS] = LITERAL("arguments"),
	[DATA_SUCCESS] = LITERAL("success"),
	[DATA_RESULT] = LITERAL("result"),
	[DATA_ERROR] = LITERAL("error"),
	[DATA_TELEMETRY] = LITERAL("toolTelemetry"),
	[DATA_USER_REQUESTED] = LITERAL("isUserRequested"),
	[DATA_ANSWER] = LITERAL("answer"),
	[DATA_REASON] = LITERAL("reason"),
	[DATA_TITLE] = LITERAL("title"),
};

/* When an event was, and whether a subagent's. */
typedef struct When
{
	EventTime	time;
	bool		aside;
} When;

/* What events of any type begin with; none of a session has another. */
static const Slice type_groups[] = {
	LITERAL("session."), LITERAL("assistant."), LITERAL("user."), LITERAL("tool."),
	LITERAL("system."), LITERAL("subagent."), LITERAL("hook."), LITERAL("permission."),
	LITERAL("skill."),
};

/* The whole of an event is there, whatever its type. */
static bool
is_chained(Slice type, const Slice *line)
{
	if (wm_json_kind(line[LINE_ID]) != JSON_STRING ||
		wm_json_kind(line[LINE_TIMESTAMP]) != JSON_STRING || line[LINE_PARENT].len == 0)
		return false;
	for (size_t i = 0; i < lengthof(type_groups); i++)
	{
		if (wm_json_starts(type, type_groups[i]))
			return true;
	}
	return false;
}

static bool
recognises(Slice record)
{
	Slice		line[LINE_COUNT];
	Slice		data[DATA_COUNT];
	JsonMembers members[] = {
		{line_keys, line, LINE_COUNT, 0},
		{data_keys, data, DATA_COUNT, LINE_DATA}
	};
	Slice		type;

	if (!wm_json_members_deep(record, members, 2) ||
		wm_json_kind(line[LINE_DATA]) != JSON_OBJECT)
		return false;
	type = line[LINE_TYPE];
	if (wm_json_says(type, SLICE("session.start")))
		return wm_json_kind(data[DATA_SESSION]) == JSON_STRING;
	if (wm_json_says(type, SLICE("user.message")) ||
		wm_json_says(type, SLICE("assistant.message")))
		return wm_json_kind(data[DATA_CONTENT]) == JSON_STRING;
	if (wm_json_says(type, SLICE("tool.execution_start")) ||
		wm_json_says(type, SLICE("tool.execution_complete")))
		return wm_json_kind(data[DATA_CALL]) == JSON_STRING;
	return is_chained(type, line);
}

/* Is there a string with anything in it? */
static bool
is_told(Slice value)
{
	return wm_json_raw(value).len > 0;
}

static void
choose_model(Reading *reading, Slice value)
{
	Notes	   *notes = reading->notes;

	if (!notes->spoken)
		wm_reading_model(reading, notes->chosen, value);
}

static void
note_model(Reading *reading, Slice value, When when)
{
	if (!when.aside && reading->facts->model[0] == '\0')
		wm_reading_model(reading, reading->facts->model, value);
}

/* The directory and its branch, in "context" or beside it. */
static void
read_context(Reading *reading, const Slice *data)
{
	static const Slice names[] = {LITERAL("cwd"), LITERAL("branch")};
	Slice		context[2];

	(void) wm_json_members(data[DATA_CONTEXT], names, context, 2);
	wm_reading_project(reading, context[0]);
	wm_reading_branch(reading, context[1]);
	wm_reading_branch(reading, data[DATA_BRANCH]);
}

/*
 * VS Code's extension names its editor, and wrote "unknown" for the version when
 * it ran this agent before it could.
 */
static void
read_start(Reading *reading, const Slice *data, When when)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	EventTime	started = wm_reading_time(reading, data[DATA_START_TIME]);

	if (facts->session_id[0] == '\0')
		wm_reading_id(reading, facts->session_id, data[DATA_SESSION]);
	if (facts->parent[0] == '\0')
		wm_reading_id(reading, facts->parent, data[DATA_SPAWNED_BY]);
	if (started == TIME_UNKNOWN)
		started = when.time;
	if (facts->started_at == TIME_UNKNOWN)
		facts->started_at = started;

	if (wm_json_says(data[DATA_VERSION], SLICE("unknown")))
		notes->editor = true;
	else if (facts->agent_version[0] == '\0')
		wm_reading_name(reading, facts->agent_version, data[DATA_VERSION]);
	if (is_told(data[DATA_EDITOR_VERSION]))
	{
		notes->editor = true;
		wm_session_name(facts->agent, SLICE("copilot"));
	}
	if (wm_slice_find(wm_json_raw(data[DATA_PRODUCER]), SLICE("vscode")) >= 0 ||
		wm_slice_find(wm_json_raw(data[DATA_PRODUCER]), SLICE("intellij")) >= 0)
		notes->editor = true;
	choose_model(reading, data[DATA_SELECTED_MODEL]);
	read_context(reading, data);
}

static void
read_surroundings(Reading *reading, const Slice *data, When when)
{
	(void) when;
	read_context(reading, data);
	choose_model(reading, data[DATA_SELECTED_MODEL]);
}

/* Its instructions say whether this run, too, takes no answers. */
static void
read_resume(Reading *reading, const Slice *data, When when)
{
	Notes	   *notes = reading->notes;

	notes->printed = false;
	read_surroundings(reading, data, when);
}

static void
read_model_change(Reading *reading, const Slice *data, When when)
{
	(void) when;
	choose_model(reading, data[DATA_NEW_MODEL]);
}

/* The instructions of a run that takes no answers say so. */
static void
read_instructions(Reading *reading, const Slice *data, When when)
{
	Notes	   *notes = reading->notes;

	(void) when;
	if (wm_slice_find(wm_json_raw(data[DATA_CONTENT]),
					  SLICE("running in non-interactive mode")) >= 0)
		notes->printed = true;
}

/* Does another program or agent speak as the user? */
static bool
is_machine(const Slice *data, When when)
{
	return when.aside || wm_json_is_true(data[DATA_CONTINUATION]) ||
		is_told(data[DATA_INPUT_ORIGIN]) ||
		(is_told(data[DATA_SOURCE]) && !wm_json_says(data[DATA_SOURCE], SLICE("user")));
}

/* A call, unless it was told already; its id is a JSON string. */
static void
tell_call(Reading *reading, Slice id, Slice name, Slice server, Slice arguments,
		  When when)
{
	Notes	   *notes = reading->notes;
	uint64_t	call = wm_json_identity(id);

	/* An event may have the same id. */
	if (call != 0 && wm_session_seen(reading->session, ~call))
		return;
	if (wm_json_says(name, SLICE("ask_user")))
		notes->question = call;
	if (wm_json_kind(arguments) == JSON_STRING)
		arguments = wm_json_text(arguments, &reading->input);
	wm_reading_call(reading,
					wm_copilot_tool(reading, wm_json_text(name, &reading->text),
									wm_json_text(server, &reading->own)),
					arguments, call, when.time, when.aside);
}

/* The calls of the last message that have not started will not do so any more. */
static void
tell_requests(Reading *reading)
{
	static const Slice names[] = {
		LITERAL("toolCallId"), LITERAL("name"), LITERAL("mcpServerName"),
		LITERAL("arguments")
	};
	Notes	   *notes = reading->notes;
	When		when = {notes->requested_at, notes->requested_aside};
	JsonWalk	walk = wm_json_walk(notes->requests.text);
	Slice		request[4];

	while (wm_json_next_members(&walk, names, request, 4) == JSON_ITEM)
	{
		if (is_told(request[1]))
			tell_call(reading, request[0], request[1], request[2], request[3], when);
	}
	notes->requests.text.len = 0;
}

static bool
has_attachment(const Slice *data)
{
	JsonWalk	walk = wm_json_walk(data[DATA_ATTACHMENTS]);
	Slice		key;
	Slice		value;

	return wm_json_kind(data[DATA_ATTACHMENTS]) == JSON_ARRAY &&
		wm_json_next(&walk, &key, &value) == JSON_ITEM;
}

/* The prompt of a run that takes no answers is a program's. */
static void
read_user(Reading *reading, const Slice *data, When when)
{
	const Notes *notes = reading->notes;
	HumanKind	kind = HUMAN_NOTHING;

	tell_requests(reading);
	if (is_machine(data, when))
		return;
	wm_reading_words(reading, data[DATA_CONTENT], &kind);
	if (kind == HUMAN_NOTHING && !is_told(data[DATA_CONTENT]) && has_attachment(data))
		kind = HUMAN_PROMPT;
	if (notes->printed)
		kind = kind == HUMAN_PROMPT ? HUMAN_TASK : HUMAN_NOTHING;
	wm_reading_person(reading, kind, when.time);
}

static void
read_message(Reading *reading, const Slice *data, When when)
{
	Notes	   *notes = reading->notes;
	double		tokens = wm_json_number(data[DATA_OUTPUT_TOKENS], 0);
	Slice		id = is_told(data[DATA_API_CALL]) ?
		data[DATA_API_CALL] : data[DATA_MESSAGE_ID];

	tell_requests(reading);
	if (!when.aside)
		notes->spoken = true;
	note_model(reading, data[DATA_MODEL], when);
	if (tokens > 0)
	{
		notes->said_out += tokens;
		wm_session_tokens(reading->session,
						  is_told(id) ? wm_json_identity(id) : ++notes->reports, 0, tokens);
	}
	wm_reading_think(reading, data[DATA_REASONING], when.time, when.aside);
	wm_reading_speech(reading, data[DATA_CONTENT], when.time, when.aside);

	if (wm_json_kind(data[DATA_REQUESTS]) != JSON_ARRAY)
		return;
	wm_reading_keep(reading, &notes->requests, data[DATA_REQUESTS]);
	notes->requested_at = when.time;
	notes->requested_aside = when.aside;
	notes->started = false;
}

static void
read_thought(Reading *reading, const Slice *data, When when)
{
	wm_reading_think(reading, data[DATA_CONTENT], when.time, when.aside);
}

static void
read_call(Reading *reading, const Slice *data, When when)
{
	Notes	   *notes = reading->notes;

	notes->started = true;
	note_model(reading, data[DATA_MODEL], when);
	tell_call(reading, data[DATA_CALL], data[DATA_TOOL], data[DATA_SERVER],
			  data[DATA_ARGUMENTS], when);
}

/* The person runs a command; its start and end are told like those of a call. */
static void
read_own_command(Reading *reading, const Slice *data, When when)
{
	Notes	   *notes = reading->notes;
	Slice		command = wm_json_member(data[DATA_ARGUMENTS], SLICE("command"));

	notes->own_command = wm_json_identity(data[DATA_CALL]);
	if (notes->own_command != 0)
		(void) wm_session_seen(reading->session, ~notes->own_command);
	wm_copilot_command(reading, wm_json_text(command, &reading->text), when.time);
}

/* Of what a tool gave back, does a part tell a code other than zero? */
static bool
exit_failed(Slice parts)
{
	static const Slice code_key = LITERAL("exitCode");
	JsonWalk	walk = wm_json_walk(parts);
	Slice		code;

	while (wm_json_next_members(&walk, &code_key, &code, 1) == JSON_ITEM)
	{
		if (wm_json_number(code, 0) != 0)
			return true;
	}
	return false;
}

/* Did the person answer?  If so the output of the tool that asked says what. */
static void
read_answer(Reading *reading, const Slice *data, Slice output, When when)
{
	Notes	   *notes = reading->notes;
	Slice		properties = wm_json_member(data[DATA_TELEMETRY], SLICE("properties"));
	Slice		outcome = wm_json_member(properties, SLICE("outcome"));
	bool		answered = is_told(outcome) ?
		wm_json_says(outcome, SLICE("answered")) :
		wm_json_starts(output, SLICE("User "));

	if (answered && !notes->answered && !when.aside)
		wm_copilot_answer(reading, wm_json_text(output, &reading->text), when.time);
	notes->answered = false;
	notes->question = 0;
}

static void
read_result(Reading *reading, const Slice *data, When when)
{
	static const Slice names[] = {LITERAL("content"), LITERAL("contents")};
	Notes	   *notes = reading->notes;
	uint64_t	call = wm_json_identity(data[DATA_CALL]);
	Slice		result[2];
	Slice		output;
	bool		failed;

	if (wm_json_is_true(data[DATA_USER_REQUESTED]) ||
		(call != 0 && call == notes->own_command))
		return;
	if (!notes->started)
		tell_requests(reading);
	note_model(reading, data[DATA_MODEL], when);
	(void) wm_json_members(data[DATA_RESULT], names, result, 2);
	output = wm_json_kind(data[DATA_RESULT]) == JSON_STRING ?
		data[DATA_RESULT] : result[0];
	failed = wm_json_kind(data[DATA_SUCCESS]) == JSON_FALSE ||
		wm_json_kind(data[DATA_ERROR]) == JSON_OBJECT ||
		wm_result_code_failed(output) || exit_failed(result[1]);
	wm_reading_result(reading, call, output, failed, when.time, when.aside);
	if (call != 0 && call == notes->question)
		read_answer(reading, data, output, when);
}

/* The answer, once the person has given it; the tool's output tells it again. */
static void
read_input(Reading *reading, const Slice *data, When when)
{
	Notes	   *notes = reading->notes;

	if (!is_told(data[DATA_ANSWER]))
		return;
	wm_copilot_answer(reading, wm_json_text(data[DATA_ANSWER], &reading->text),
					  when.time);
	notes->answered = notes->question != 0;
}

/* What the person says in refusing a call. */
static void
read_refusal(Reading *reading, const Slice *data, When when)
{
	Slice		words = wm_json_member(data[DATA_RESULT], SLICE("feedback"));

	if (is_told(words))
		wm_copilot_answer(reading, wm_json_text(words, &reading->text), when.time);
}

static void
read_abort(Reading *reading, const Slice *data, When when)
{
	if (wm_json_starts(data[DATA_REASON], SLICE("user")) && !when.aside)
		wm_reading_person(reading, HUMAN_INTERRUPTION, when.time);
}

/* What one process used, by model; a session that is resumed has several. */
static void
read_shutdown(Reading *reading, const Slice *data, When when)
{
	static const Slice names[] = {LITERAL("inputTokens"), LITERAL("outputTokens")};
	Notes	   *notes = reading->notes;
	JsonWalk	walk = wm_json_walk(data[DATA_MODEL_METRICS]);
	double		in = 0;
	Slice		key;
	Slice		metrics;
	Slice		usage[2];

	(void) when;
	while (wm_json_next(&walk, &key, &metrics) == JSON_ITEM)
	{
		(void) wm_json_members(wm_json_member(metrics, SLICE("usage")), names, usage, 2);
		in += wm_json_number(usage[0], 0);
		notes->run_out += wm_json_number(usage[1], 0);
	}
	wm_session_tokens(reading->session, ++notes->reports, in, 0);
}

static void
read_title(Reading *reading, const Slice *data, When when)
{
	wm_reading_title(reading, data[DATA_TITLE], when.time);
}

/* Events of other types tell nothing, or tell it again. */
static const struct
{
	Slice		type;
	void		(*read) (Reading *reading, const Slice *data, When when);
}			events[] = {
	{LITERAL("session.start"), read_start},
	{LITERAL("session.resume"), read_resume},
	{LITERAL("session.context_changed"), read_surroundings},
	{LITERAL("session.model_change"), read_model_change},
	{LITERAL("session.shutdown"), read_shutdown},
	{LITERAL("session.title_changed"), read_title},
	{LITERAL("system.message"), read_instructions},
	{LITERAL("user.message"), read_user},
	{LITERAL("user_input.completed"), read_input},
	{LITERAL("permission.completed"), read_refusal},
	{LITERAL("assistant.message"), read_message},
	{LITERAL("assistant.reasoning"), read_thought},
	{LITERAL("tool.user_requested"), read_own_command},
	{LITERAL("tool.execution_start"), read_call},
	{LITERAL("tool.execution_complete"), read_result},
	{LITERAL("abort"), read_abort},
};

/* A line that is printed only; the last one has the session's id. */
static void
read_printed(Reading *reading, const Slice *line, const Slice *data)
{
	Notes	   *notes = reading->notes;

	notes->printed = true;
	if (reading->facts->session_id[0] == '\0')
		wm_reading_id(reading, reading->facts->session_id, line[LINE_SESSION]);
	if (wm_json_says(line[LINE_TYPE], SLICE("session.tools_updated")))
		choose_model(reading, data[DATA_MODEL]);
}

/* The same event was read before: no two types share an id. */
static bool
is_copy(Reading *reading, const Slice *line)
{
	uint64_t	hash = wm_json_identity(line[LINE_ID]);

	return hash != 0 &&
		wm_session_seen(reading->session, hash ^ wm_json_identity(line[LINE_TYPE]));
}

static bool
read_line(Reading *reading, Slice record)
{
	Slice		line[LINE_COUNT];
	Slice		data[DATA_COUNT];
	JsonMembers members[] = {
		{line_keys, line, LINE_COUNT, 0},
		{data_keys, data, DATA_COUNT, LINE_DATA}
	};
	When		when;

	if (!wm_json_members_deep(record, members, 2) ||
		wm_json_kind(line[LINE_TYPE]) != JSON_STRING)
		return false;
	if (wm_json_is_true(line[LINE_EPHEMERAL]) ||
		wm_json_says(line[LINE_TYPE], SLICE("result")))
	{
		read_printed(reading, line, data);
		return true;
	}

	for (size_t i = 0; i < lengthof(events); i++)
	{
		if (!wm_json_says(line[LINE_TYPE], events[i].type))
			continue;
		if (wm_json_kind(line[LINE_DATA]) != JSON_OBJECT)
			return false;
		if (is_copy(reading, line))
			return true;
		when.time = wm_reading_time(reading, line[LINE_TIMESTAMP]);
		when.aside = is_told(line[LINE_AGENT]) || is_told(data[DATA_PARENT_CALL]);
		events[i].read(reading, data, when);
		return true;
	}
	return true;
}

static void
end(Reading *reading)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;

	tell_requests(reading);
	wm_reading_forget(&notes->requests);
	if (notes->said_out == 0)
		wm_session_tokens(reading->session, ++notes->reports, 0, notes->run_out);
	if (facts->model[0] == '\0')
		memcpy(facts->model, notes->chosen, NAME_LIMIT);
	if (notes->printed)
		facts->surface = SURFACE_HEADLESS;
	else if (facts->surface == SURFACE_UNKNOWN)
		facts->surface = notes->editor ? SURFACE_IDE : SURFACE_CLI;
}

const Reader wm_reader_copilot_cli = {
	.format = "copilot_cli",
	.agent = "copilot_cli",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_line,
	.end = end,
};
