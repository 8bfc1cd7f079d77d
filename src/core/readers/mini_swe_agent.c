/*
 * mini_swe_agent.c
 *	  mini-swe-agent's trajectories: one JSON object, its messages in a member.
 *
 * The first generation writes a command as the one fenced block of a message,
 * and its output as a message of the user; the second calls a tool.  Nobody
 * sits at it: the first message of the user is the task that a benchmark or a
 * script set.
 */
#include "action/result.h"
#include "readers/reader.h"

typedef struct Notes
{
	bool		tasked;
	uint64_t	calls;			/* of the first generation, which have no ids */
} Notes;

static bool
recognises(Slice record)
{
	/* A message alone can't be told from any other chat's. */
	(void) record;
	return false;
}

/* One that breaks off has not got to its last member: its first tells too. */
static bool
recognises_root(Slice root)
{
	static const Slice names[] = {LITERAL("trajectory_format"), LITERAL("info")};
	static const Slice marks[] = {LITERAL("mini_version"), LITERAL("exit_status")};
	Slice		members[2];
	Slice		info[2];

	(void) wm_json_members(root, names, members, 2);
	if (members[0].len > 0)
		return wm_json_starts(members[0], SLICE("mini-swe-agent"));
	return wm_json_members(members[1], marks, info, 2) &&
		(info[0].len > 0 || info[1].len > 0);
}

static void
read_root(Reading *reading, Slice root)
{
	static const Slice names[] = {LITERAL("mini_version"), LITERAL("config")};
	Facts	   *facts = reading->facts;
	Slice		info = wm_json_member(root, SLICE("info"));
	Slice		members[2];
	Slice		model;
	Slice		environment;

	facts->surface = SURFACE_HEADLESS;
	if (!wm_json_members(info, names, members, 2))
		return;
	wm_reading_name(reading, facts->agent_version, members[0]);
	model = wm_json_member(members[1], SLICE("model"));
	wm_reading_name(reading, facts->model, wm_json_member(model, SLICE("model_name")));
	environment = wm_json_member(members[1], SLICE("environment"));
	wm_reading_project(reading, wm_json_member(environment, SLICE("cwd")));
}

/* The command in a message's fenced block; what stands before it is said. */
static void
read_fenced(Reading *reading, Slice content, EventTime time)
{
	Notes	   *notes = reading->notes;
	Slice		text = wm_json_text(content, &reading->text);
	ptrdiff_t	fence = wm_slice_find(text, SLICE("```"));
	const char *line;
	Event		event = {.kind = EVENT_CALL, .time = time};
	ptrdiff_t	close;

	wm_reading_say(reading, fence < 0 ? text : wm_slice(text.data, (size_t) fence),
				   time, false);
	if (fence < 0)
		return;
	text = wm_slice_from(text, (size_t) fence);
	line = wm_find_byte(text.data, text.data + text.len, '\n');
	if (line == NULL)
		return;
	text = wm_slice_from(text, (size_t) (line - text.data) + 1);
	close = wm_slice_find(text, SLICE("\n```"));
	if (close >= 0)
		text.len = (size_t) close;

	event.tool = SLICE("bash");
	event.command = text;
	event.call = ++notes->calls;
	wm_session_event(reading->session, &event);
}

static void
read_assistant(Reading *reading, Slice content, Slice tool_calls, EventTime time)
{
	if (wm_json_kind(tool_calls) != JSON_ARRAY)
	{
		read_fenced(reading, content, time);
		return;
	}
	wm_reading_speech(reading, content, time, false);
	wm_reading_model_calls(reading, tool_calls, time);
}

static void
read_output(Reading *reading, Slice id, Slice content, Slice extra, EventTime time)
{
	const Notes *notes = reading->notes;
	Slice		code = wm_json_member(extra, SLICE("returncode"));
	Event		event = {.kind = EVENT_RESULT, .time = time, .output = content};

	event.call = wm_json_identity(id);
	if (event.call == 0)
		event.call = notes->calls;
	event.failed = code.len > 0 ?
		wm_json_number(code, 0) != 0 : wm_result_failed(content);
	wm_session_event(reading->session, &event);
}

static bool
read_message(Reading *reading, Slice record)
{
	static const Slice names[] = {
		LITERAL("role"), LITERAL("content"), LITERAL("tool_calls"),
		LITERAL("tool_call_id"), LITERAL("extra")
	};
	Notes	   *notes = reading->notes;
	Slice		members[5];
	EventTime	time;

	if (!wm_json_members(record, names, members, 5) ||
		wm_json_kind(members[0]) != JSON_STRING)
		return false;
	time = wm_time_from_number(wm_json_number(wm_json_member(members[4],
															 SLICE("timestamp")), 0));

	if (wm_json_says(members[0], SLICE("assistant")))
		read_assistant(reading, members[1], members[2], time);
	else if (wm_json_says(members[0], SLICE("tool")))
		read_output(reading, members[3], members[1], members[4], time);
	else if (wm_json_says(members[0], SLICE("user")))
	{
		if (!notes->tasked)
			wm_reading_task(reading, members[1], time);
		else
			read_output(reading, members[3], members[1], members[4], time);
		notes->tasked = true;
	}
	return true;
}

const Reader wm_reader_mini_swe_agent = {
	.format = "mini_swe_agent",
	.agent = "mini_swe_agent",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.recognises_root = recognises_root,
	.records_member = "messages",
	.read_root = read_root,
	.read = read_message,
};
