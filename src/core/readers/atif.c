/*
 * atif.c
 *	  Trajectories in the Agent Trajectory Interchange Format, which Harbor, NeMo
 *	  and other harnesses of benchmarks write, whatever the agent.
 *
 * One object holds all steps.  The names of tools, and how a result says that it
 * failed, are those of the agent.  A step that was copied from an earlier
 * trajectory, to go on from there, is no work of this one.  Trajectories of
 * subagents stand in files of their own or, since 1.7, within that of the caller.
 */
#include "action/result.h"
#include "json/mend.h"
#include "readers/reader.h"
#include "readers/swe_agent.h"

typedef struct Notes
{
	bool		read;			/* a trajectory was read */
	bool		answered;		/* the model of the first answer is known */
	bool		copied;			/* some steps are another trajectory's */
	bool		sidechain;		/* within a subagent's */
	bool		typed;			/* the agent types keystrokes, see read_batch */
	uint64_t	calls;			/* of those that have no ids */
	double		tokens_in;		/* all steps together */
	double		tokens_out;
	TextBuffer	open;			/* the path of SWE-agent's open file */
} Notes;

typedef enum Key
{
	KEY_SCHEMA,
	KEY_SESSION,
	KEY_TRAJECTORY,
	KEY_AGENT,
	KEY_TOTALS,
	KEY_SUBAGENTS,
	KEY_STEPS,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_SCHEMA] = LITERAL("schema_version"),
	[KEY_SESSION] = LITERAL("session_id"),
	[KEY_TRAJECTORY] = LITERAL("trajectory_id"),
	[KEY_AGENT] = LITERAL("agent"),
	[KEY_TOTALS] = LITERAL("final_metrics"),
	[KEY_SUBAGENTS] = LITERAL("subagent_trajectories"),
	[KEY_STEPS] = LITERAL("steps"),
};

typedef enum StepKey
{
	STEP_ID,
	STEP_TIMESTAMP,
	STEP_SOURCE,
	STEP_MESSAGE,
	STEP_THOUGHT,
	STEP_MODEL,
	STEP_CALLS,
	STEP_OBSERVATION,
	STEP_METRICS,
	STEP_COPIED,
	STEP_EXTRA,
	STEP_COUNT
} StepKey;

static const Slice step_keys[STEP_COUNT] = {
	[STEP_ID] = LITERAL("step_id"),
	[STEP_TIMESTAMP] = LITERAL("timestamp"),
	[STEP_SOURCE] = LITERAL("source"),
	[STEP_MESSAGE] = LITERAL("message"),
	[STEP_THOUGHT] = LITERAL("reasoning_content"),
	[STEP_MODEL] = LITERAL("model_name"),
	[STEP_CALLS] = LITERAL("tool_calls"),
	[STEP_OBSERVATION] = LITERAL("observation"),
	[STEP_METRICS] = LITERAL("metrics"),
	[STEP_COPIED] = LITERAL("is_copied_context"),
	[STEP_EXTRA] = LITERAL("extra"),
};

typedef enum CallKey
{
	CALL_ID,
	CALL_NAME,
	CALL_ARGUMENTS,
	CALL_COUNT
} CallKey;

static const Slice call_keys[CALL_COUNT] = {
	[CALL_ID] = LITERAL("tool_call_id"),
	[CALL_NAME] = LITERAL("function_name"),
	[CALL_ARGUMENTS] = LITERAL("arguments"),
};

typedef enum ResultKey
{
	RESULT_CALL,
	RESULT_CONTENT,
	RESULT_EXTRA,
	RESULT_COUNT
} ResultKey;

static const Slice result_keys[RESULT_COUNT] = {
	[RESULT_CALL] = LITERAL("source_call_id"),
	[RESULT_CONTENT] = LITERAL("content"),
	[RESULT_EXTRA] = LITERAL("extra"),
};

/* What converters write beside a call: how the agent's own log has it. */
typedef enum ExtraKey
{
	EXTRA_SIDECHAIN,
	EXTRA_IS_ERROR,
	EXTRA_RESULT_IS_ERROR,
	EXTRA_STATUS,
	EXTRA_METADATA,
	EXTRA_TOOL_METADATA,
	EXTRA_EXIT_CODE,
	EXTRA_COUNT
} ExtraKey;

static const Slice extra_keys[EXTRA_COUNT] = {
	[EXTRA_SIDECHAIN] = LITERAL("is_sidechain"),
	[EXTRA_IS_ERROR] = LITERAL("is_error"),
	[EXTRA_RESULT_IS_ERROR] = LITERAL("tool_result_is_error"),
	[EXTRA_STATUS] = LITERAL("status"),
	[EXTRA_METADATA] = LITERAL("metadata"),
	[EXTRA_TOOL_METADATA] = LITERAL("tool_metadata"),
	[EXTRA_EXIT_CODE] = LITERAL("exit_code"),
};

/* What the readers of these agents' own logs call them. */
static const struct
{
	Slice		name;
	Slice		agent;
}			agents[] = {
	{LITERAL("claude-code"), LITERAL("claude_code")},
	{LITERAL("gemini-cli"), LITERAL("gemini_cli")},
	{LITERAL("qwen-code"), LITERAL("qwen_code")},
	{LITERAL("qwen-coder"), LITERAL("qwen_code")},
	{LITERAL("copilot-cli"), LITERAL("copilot_cli")},
	{LITERAL("cursor-cli"), LITERAL("cursor")},
	{LITERAL("cline-cli"), LITERAL("cline")},
	{LITERAL("swe-agent"), LITERAL("swe_agent")},
	{LITERAL("mini-swe-agent"), LITERAL("mini_swe_agent")},
	{LITERAL("Github Copilot Chat"), LITERAL("copilot")},
};

/* So deep are trajectories of subagents looked for in one another. */
#define SUBAGENT_DEPTH	8

static bool
is_step(Slice record)
{
	Slice		step[STEP_COUNT];

	(void) wm_json_members(record, step_keys, step, STEP_COUNT);
	return step[STEP_ID].len > 0 && wm_json_kind(step[STEP_SOURCE]) == JSON_STRING;
}

/* Is the first element a step?  It may break off. */
static bool
are_steps(Slice steps)
{
	JsonWalk	walk = wm_json_walk(steps);
	Slice		key;
	Slice		first;

	return wm_json_kind(steps) == JSON_ARRAY &&
		wm_json_next(&walk, &key, &first) != JSON_END && is_step(first);
}

/* The members of a trajectory; false if it breaks off, maybe within its steps. */
static bool
take_members(Slice record, Slice *members)
{
	bool		whole = wm_json_members(record, keys, members, KEY_COUNT);

	if (!whole && members[KEY_STEPS].len == 0)
		members[KEY_STEPS] = wm_mend_member(record, keys[KEY_STEPS], NULL);
	return whole;
}

/*
 * The version tells.  Where a trajectory breaks off before it, its agent and the
 * first step do.
 */
static bool
recognises(Slice record)
{
	Slice		members[KEY_COUNT];
	bool		whole = take_members(record, members);

	if (wm_json_kind(members[KEY_STEPS]) != JSON_ARRAY)
		return false;
	return wm_json_starts(members[KEY_SCHEMA], SLICE("ATIF-v")) ||
		(!whole && members[KEY_SCHEMA].len == 0 &&
		 wm_json_kind(members[KEY_AGENT]) == JSON_OBJECT &&
		 are_steps(members[KEY_STEPS]));
}

/* In a benchmark the task is the first message; a person may have said more. */
static void
read_user(Reading *reading, Slice message, EventTime time)
{
	HumanKind	kind = HUMAN_NOTHING;

	if (wm_reading_template(reading, message, time))
		return;
	wm_reading_words(reading, message, &kind);
	wm_reading_person(reading, kind, time);
}

static void
read_call(Reading *reading, const Slice *call, uint64_t id, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		input = call[CALL_ARGUMENTS];

	if (wm_json_says(call[CALL_NAME], SLICE("swe_agent_action")))
	{
		Slice		line = wm_json_member(input, SLICE("raw_action"));

		line = wm_slice_trim(wm_json_text(line, &reading->input));
		if (line.len > 0)
			wm_swe_agent_action(reading, line, &notes->open, id, time);
		return;
	}
	if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &reading->input);
	wm_reading_call(reading, wm_json_text(call[CALL_NAME], &reading->text), input, id,
					time, notes->sidechain);
}

/* The calls of a step; the last one's id, 0 if there is none. */
static uint64_t
read_calls(Reading *reading, Slice calls, EventTime time)
{
	Notes	   *notes = reading->notes;
	JsonWalk	walk = wm_json_walk(calls);
	uint64_t	last = 0;
	Slice		call[CALL_COUNT];

	while (wm_json_next_members(&walk, call_keys, call, CALL_COUNT) == JSON_ITEM)
	{
		if (wm_json_raw(call[CALL_NAME]).len == 0)
			continue;
		last = wm_json_identity(call[CALL_ID]);
		if (last == 0)
			last = ++notes->calls;
		read_call(reading, call, last, time);
	}
	return last;
}

/*
 * Terminus may answer with an object instead of calls: {"analysis", "plan",
 * "commands": [{"keystrokes"}]}.  Its words are said, its commands are calls.
 * False if this is none.
 */
static bool
read_batch(Reading *reading, Slice message, EventTime time, uint64_t *last)
{
	static const Slice names[] = {
		LITERAL("commands"), LITERAL("analysis"), LITERAL("plan")
	};
	Notes	   *notes = reading->notes;
	TextBuffer	room = {NULL, 0, 0};
	Slice		text = wm_json_text(message, &room);
	const char *brace = wm_find_byte(text.data, text.data + text.len, '{');
	Slice		members[3];
	JsonWalk	walk;
	Slice		key;
	Slice		command;
	bool		is_batch = false;

	if (brace != NULL)
		is_batch = wm_json_members(wm_slice_from(text, (size_t) (brace - text.data)),
								   names, members, 3) &&
			wm_json_kind(members[0]) == JSON_ARRAY;
	if (is_batch)
	{
		wm_reading_speech(reading, members[1], time, notes->sidechain);
		wm_reading_speech(reading, members[2], time, notes->sidechain);
		walk = wm_json_walk(members[0]);
		while (wm_json_next(&walk, &key, &command) == JSON_ITEM)
		{
			*last = ++notes->calls;
			wm_reading_call(reading, SLICE("bash_command"), command, *last, time,
							notes->sidechain);
		}
	}
	wm_buffer_free(&room);
	return is_batch;
}

/* What a converter puts where the agent said nothing. */
static bool
is_filler(Slice message, Slice calls)
{
	return calls.len > 0 && (wm_json_starts(message, SLICE("Executed ")) ||
							 wm_json_starts(message, SLICE("[tool call")));
}

static bool
has_failed(Slice extra)
{
	Slice		members[EXTRA_COUNT];
	Slice		metadata[EXTRA_COUNT];
	Slice		code;

	if (!wm_json_members(extra, extra_keys, members, EXTRA_COUNT))
		return false;
	(void) wm_json_members(members[EXTRA_METADATA], extra_keys, metadata, EXTRA_COUNT);
	code = wm_json_member(members[EXTRA_TOOL_METADATA], extra_keys[EXTRA_EXIT_CODE]);
	return wm_json_is_true(members[EXTRA_IS_ERROR]) ||
		wm_json_is_true(members[EXTRA_RESULT_IS_ERROR]) ||
		wm_json_is_true(metadata[EXTRA_IS_ERROR]) ||
		wm_json_says(members[EXTRA_STATUS], SLICE("failed")) ||
		wm_json_says(members[EXTRA_STATUS], SLICE("error")) ||
		wm_json_number(members[EXTRA_EXIT_CODE], 0) != 0 ||
		wm_json_number(code, 0) != 0;
}

static size_t
count_items(Slice array)
{
	JsonWalk	walk = wm_json_walk(array);
	size_t		items = 0;
	Slice		key;
	Slice		item;

	while (wm_json_next(&walk, &key, &item) == JSON_ITEM)
		items++;
	return items;
}

/*
 * What the calls of a step gave back.  Results without ids are those of the calls
 * in their order if they are as many, else what came of all, told to the last.
 */
static void
read_results(Reading *reading, const Slice *step, uint64_t last, EventTime time)
{
	const Notes *notes = reading->notes;
	Slice		results = wm_json_member(step[STEP_OBSERVATION], SLICE("results"));
	size_t		ncalls = count_items(step[STEP_CALLS]);
	bool		in_order = ncalls > 1 && ncalls == count_items(results);
	bool		step_failed = ncalls <= 1 && has_failed(step[STEP_EXTRA]);
	JsonWalk	calls = wm_json_walk(step[STEP_CALLS]);
	JsonWalk	walk = wm_json_walk(results);
	Slice		result[RESULT_COUNT];
	Slice		call;

	while (wm_json_next_members(&walk, result_keys, result, RESULT_COUNT) == JSON_ITEM)
	{
		uint64_t	id = wm_json_identity(result[RESULT_CALL]);

		if (in_order && wm_json_next_members(&calls, &call_keys[CALL_ID], &call, 1) ==
			JSON_ITEM && id == 0)
			id = wm_json_identity(call);
		wm_reading_result(reading, id != 0 ? id : last, result[RESULT_CONTENT],
						  step_failed || has_failed(result[RESULT_EXTRA]) ||
						  wm_result_failed(result[RESULT_CONTENT]),
						  time, notes->sidechain);
	}
}

static void
read_metrics(Notes *notes, Slice metrics)
{
	static const Slice names[] = {
		LITERAL("prompt_tokens"), LITERAL("completion_tokens")
	};
	Slice		tokens[2];

	if (!wm_json_members(metrics, names, tokens, 2))
		return;
	notes->tokens_in += wm_json_number(tokens[0], 0);
	notes->tokens_out += wm_json_number(tokens[1], 0);
}

static void
read_agent_step(Reading *reading, const Slice *step, EventTime time)
{
	Notes	   *notes = reading->notes;
	uint64_t	last = 0;

	if (!notes->answered && !notes->sidechain && wm_json_raw(step[STEP_MODEL]).len > 0)
		wm_reading_name(reading, reading->facts->model, step[STEP_MODEL]);
	notes->answered |= !notes->sidechain;
	read_metrics(notes, step[STEP_METRICS]);
	wm_reading_think(reading, step[STEP_THOUGHT], time, notes->sidechain);
	if (!(notes->typed && read_batch(reading, step[STEP_MESSAGE], time, &last)) &&
		!is_filler(step[STEP_MESSAGE], step[STEP_CALLS]))
		wm_reading_speech(reading, step[STEP_MESSAGE], time, notes->sidechain);
	if (count_items(step[STEP_CALLS]) > 0)
		last = read_calls(reading, step[STEP_CALLS], time);
	if (last != 0)
		read_results(reading, step, last, time);
}

/* False if it is no step. */
static bool
read_step(void *context, Slice key, Slice record)
{
	Reading    *reading = context;
	Notes	   *notes = reading->notes;
	bool		subagent = notes->sidechain;
	Slice		step[STEP_COUNT];
	EventTime	time;

	(void) key;					/* steps stand in an array */
	if (!wm_json_members(record, step_keys, step, STEP_COUNT) ||
		wm_json_kind(step[STEP_SOURCE]) != JSON_STRING)
		return false;
	if (wm_json_is_true(step[STEP_COPIED]))
	{
		notes->copied = true;
		return true;
	}
	time = wm_reading_time(reading, step[STEP_TIMESTAMP]);
	notes->sidechain |= wm_json_is_true(wm_json_member(step[STEP_EXTRA],
													   extra_keys[EXTRA_SIDECHAIN]));
	if (wm_json_says(step[STEP_SOURCE], SLICE("agent")))
		read_agent_step(reading, step, time);
	else if (wm_json_says(step[STEP_SOURCE], SLICE("user")) && !notes->sidechain)
		read_user(reading, step[STEP_MESSAGE], time);
	notes->sidechain = subagent;
	return true;
}

/* A harness runs agents by itself; in VS Code a person sits at one. */
static void
name_agent(Reading *reading, Slice name)
{
	Facts	   *facts = reading->facts;

	wm_reading_name(reading, facts->agent, name);
	for (size_t i = 0; i < lengthof(agents); i++)
	{
		if (wm_json_says(name, agents[i].name))
			wm_session_name(facts->agent, agents[i].agent);
	}
	facts->surface = wm_json_says(name, SLICE("Github Copilot Chat")) ?
		SURFACE_IDE : SURFACE_HEADLESS;
}

/* Where it worked, if there was one such place only. */
static void
read_place(Reading *reading, Slice extra)
{
	static const Slice names[] = {
		LITERAL("cwd"), LITERAL("cwds"), LITERAL("git"), LITERAL("git_branches"),
		LITERAL("workspace_path")
	};
	Slice		members[5];
	Slice		only;

	if (!wm_json_members(extra, names, members, 5))
		return;
	wm_reading_project(reading, members[0]);
	if (wm_json_elements(members[1], &only, 1))
		wm_reading_project(reading, only);
	wm_reading_project(reading, members[4]);
	wm_reading_branch(reading, wm_json_member(members[2], SLICE("branch")));
	if (wm_json_elements(members[3], &only, 1))
		wm_reading_branch(reading, only);
}

static void
read_agent(Reading *reading, Slice agent)
{
	static const Slice names[] = {
		LITERAL("name"), LITERAL("version"), LITERAL("model_name"), LITERAL("extra")
	};
	Notes	   *notes = reading->notes;
	Slice		members[4];

	(void) wm_json_members(agent, names, members, 4);
	name_agent(reading, members[0]);
	wm_reading_name(reading, reading->facts->agent_version, members[1]);
	wm_reading_name(reading, reading->facts->model, members[2]);
	read_place(reading, members[3]);
	notes->typed = wm_json_starts(members[0], SLICE("terminus"));
}

/*
 * Terminus tells by its ids where a trajectory goes on from another ("ID-cont-2"),
 * and which one is a subagent's ("ID-summarization-1-answers").
 */
static void
read_ancestry(Facts *facts)
{
	Slice		id = wm_slice_cstring(facts->session_id);
	ptrdiff_t	at = wm_slice_find(id, SLICE("-summarization-"));
	size_t		len = id.len;

	if (at > 0)
	{
		wm_session_text(facts->parent, ID_LIMIT, wm_slice(id.data, (size_t) at));
		facts->surface = SURFACE_SUBAGENT;
		return;
	}
	while (len > 0 && id.data[len - 1] >= '0' && id.data[len - 1] <= '9')
		len--;
	at = wm_slice_find(id, SLICE("-cont-"));
	if (at <= 0 || len != (size_t) at + strlen("-cont-") || id.len != len + 1 ||
		id.data[len] == '0')
		return;
	wm_session_text(facts->parent, ID_LIMIT,
					id.data[len] == '1' ? wm_slice(id.data, (size_t) at) : id);
	if (id.data[len] != '1')
		facts->parent[len]--;
}

static void read_subagents(Reading *reading, Slice trajectories, int depth);

static void
read_trajectory(Reading *reading, const Slice *members, int depth)
{
	wm_reading_parts(reading, members[KEY_STEPS], read_step, reading);
	if (depth < SUBAGENT_DEPTH)
		read_subagents(reading, members[KEY_SUBAGENTS], depth + 1);
}

static void
read_subagents(Reading *reading, Slice trajectories, int depth)
{
	Notes	   *notes = reading->notes;
	JsonWalk	walk = wm_json_walk(trajectories);
	Slice		members[KEY_COUNT];

	if (wm_json_kind(trajectories) != JSON_ARRAY)
		return;
	notes->sidechain = true;
	while (wm_json_next_members(&walk, keys, members, KEY_COUNT) == JSON_ITEM)
		read_trajectory(reading, members, depth);
}

/*
 * The totals say the steps' metrics again, or more where some steps have none;
 * where a trajectory goes on from another they add up both.
 */
static void
settle_tokens(Reading *reading, Slice totals)
{
	static const Slice names[] = {
		LITERAL("total_prompt_tokens"), LITERAL("total_completion_tokens")
	};
	const Notes *notes = reading->notes;
	Slice		tokens[2];

	wm_session_tokens(reading->session, 1, notes->tokens_in, notes->tokens_out);
	if (!notes->copied && wm_json_members(totals, names, tokens, 2))
		wm_session_tokens(reading->session, 1, wm_json_number(tokens[0], 0),
						  wm_json_number(tokens[1], 0));
}

static bool
read_root(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		members[KEY_COUNT];

	(void) take_members(record, members);
	if (notes->read || wm_json_kind(members[KEY_STEPS]) != JSON_ARRAY)
		return false;
	notes->read = true;
	wm_reading_id(reading, facts->session_id,
				  members[wm_json_raw(members[KEY_SESSION]).len > 0 ?
						  KEY_SESSION : KEY_TRAJECTORY]);
	read_agent(reading, members[KEY_AGENT]);
	read_ancestry(facts);
	read_trajectory(reading, members, 0);
	settle_tokens(reading, members[KEY_TOTALS]);
	return true;
}

static void
end(Reading *reading)
{
	Notes	   *notes = reading->notes;

	wm_buffer_free(&notes->open);
}

const Reader wm_reader_atif = {
	.format = "atif",
	.agent = "",
	.notes_size = sizeof(Notes),
	.of_session = true,
	.recognises = recognises,
	.read = read_root,
	.end = end,
};
