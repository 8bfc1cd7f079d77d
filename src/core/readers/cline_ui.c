/*
 * cline_ui.c
 *	  What Cline, Roo Code and Kilo Code show: their ui_messages.json.
 *
 * It stands beside the messages that cline.c reads and tells of the same session:
 * what was said, asked, approved and done, with times and tokens, but hardly any
 * output.  A call is shown once it runs or is to be approved; an error behind it
 * says that it failed.
 */
#include "action/action.h"
#include "action/patch.h"
#include "action/result.h"
#include "readers/cline_text.h"
#include "readers/reader.h"

/* Numbers of tokens stand so near to the end of what is told of a request. */
#define USAGE_BYTES		2048

/* What a message of a kind is. */
typedef enum Showing
{
	SHOWS_NOTHING,
	SHOWS_TASK,
	SHOWS_TEXT,					/* the agent's words, but the first is the task */
	SHOWS_REPLY,				/* a person's */
	SHOWS_REWRITE,				/* a person changed what the agent wrote */
	SHOWS_SPEECH,
	SHOWS_THOUGHT,
	SHOWS_QUESTION,
	SHOWS_RESPONSE,				/* words, to which a person replies by a request */
	SHOWS_TOOL,
	SHOWS_COMMAND,
	SHOWS_OUTPUT,
	SHOWS_MCP,
	SHOWS_BROWSER,
	SHOWS_SUBAGENTS,
	SHOWS_ERROR,
	SHOWS_MISTAKES,				/* so many that a person has to help */
	SHOWS_REQUEST				/* of the model, with its tokens */
} Showing;

/* By the kinds of what is said and asked; one row for both where they agree. */
static const struct
{
	Slice		kind;
	Showing		said;
	Showing		asked;
	unsigned	signs;
}			kinds[] = {
	{LITERAL("task"), SHOWS_TASK, SHOWS_NOTHING, SIGN_CLINE},
	{LITERAL("text"), SHOWS_TEXT, SHOWS_NOTHING, 0},
	{LITERAL("user_feedback"), SHOWS_REPLY, SHOWS_NOTHING, 0},
	{LITERAL("user_feedback_diff"), SHOWS_REWRITE, SHOWS_NOTHING, 0},
	{LITERAL("completion_result"), SHOWS_SPEECH, SHOWS_NOTHING, 0},
	{LITERAL("plan_completion_result"), SHOWS_SPEECH, SHOWS_NOTHING, SIGN_CLINE},
	{LITERAL("reasoning"), SHOWS_THOUGHT, SHOWS_NOTHING, 0},
	{LITERAL("followup"), SHOWS_NOTHING, SHOWS_QUESTION, 0},
	{LITERAL("plan_mode_respond"), SHOWS_NOTHING, SHOWS_RESPONSE, SIGN_CLINE},
	{LITERAL("act_mode_respond"), SHOWS_NOTHING, SHOWS_RESPONSE, SIGN_CLINE},
	{LITERAL("tool"), SHOWS_TOOL, SHOWS_TOOL, 0},
	{LITERAL("command"), SHOWS_COMMAND, SHOWS_COMMAND, 0},
	{LITERAL("command_output"), SHOWS_OUTPUT, SHOWS_OUTPUT, 0},
	{LITERAL("use_mcp_server"), SHOWS_MCP, SHOWS_MCP, 0},
	{LITERAL("mcp_server_response"), SHOWS_OUTPUT, SHOWS_NOTHING, 0},
	{LITERAL("browser_action_launch"), SHOWS_BROWSER, SHOWS_BROWSER, 0},
	{LITERAL("browser_action"), SHOWS_BROWSER, SHOWS_NOTHING, 0},
	{LITERAL("use_subagents"), SHOWS_SUBAGENTS, SHOWS_SUBAGENTS, SIGN_CLINE},
	{LITERAL("error"), SHOWS_ERROR, SHOWS_NOTHING, 0},
	{LITERAL("diff_error"), SHOWS_ERROR, SHOWS_NOTHING, 0},
	{LITERAL("clineignore_error"), SHOWS_ERROR, SHOWS_NOTHING, SIGN_CLINE},
	{LITERAL("rooignore_error"), SHOWS_ERROR, SHOWS_NOTHING, SIGN_ROO},
	{LITERAL("command_permission_denied"), SHOWS_ERROR, SHOWS_NOTHING, SIGN_CLINE},
	{LITERAL("mistake_limit_reached"), SHOWS_NOTHING, SHOWS_MISTAKES, 0},
	{LITERAL("api_req_started"), SHOWS_REQUEST, SHOWS_NOTHING, 0},

	/* What only one of the programs shows. */
	{LITERAL("checkpoint_created"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_CLINE},
	{LITERAL("task_progress"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_CLINE},
	{LITERAL("checkpoint_saved"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_ROO},
	{LITERAL("subtask_result"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_ROO},
	{LITERAL("condense_context"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_ROO},
	{LITERAL("codebase_search_result"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_ROO},
	{LITERAL("user_edit_todos"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_ROO},
	{LITERAL("payment_required_prompt"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_KILO},
	{LITERAL("invalid_model"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_KILO},
	{LITERAL("checkpoint_restore"), SHOWS_NOTHING, SHOWS_NOTHING, SIGN_KILO},
};

/* Tools as they are shown: those of Roo and Kilo, and those that do nothing. */
static const struct
{
	Slice		tool;
	unsigned	signs;
	bool		is_action;
}			shown_tools[] = {
	{LITERAL("appliedDiff"), SIGN_ROO, true},
	{LITERAL("codebaseSearch"), SIGN_ROO, true},
	{LITERAL("fetchInstructions"), SIGN_ROO, true},
	{LITERAL("insertContent"), SIGN_ROO, true},
	{LITERAL("newTask"), SIGN_ROO, true},
	{LITERAL("runSlashCommand"), SIGN_ROO, true},
	{LITERAL("searchAndReplace"), SIGN_ROO, true},
	{LITERAL("switchMode"), SIGN_ROO, true},
	{LITERAL("updateTodoList"), SIGN_ROO, true},
	{LITERAL("finishTask"), SIGN_ROO, false},
	{LITERAL("imageGenerated"), SIGN_ROO, false},
	{LITERAL("summarizeTask"), SIGN_CLINE, false},
};

typedef struct Notes
{
	unsigned	signs;
	bool		begun;			/* what comes first is over */
	bool		asked;			/* a person's next words are an answer */
	bool		pictures;		/* the message shows some */
	uint64_t	requests;
	uint64_t	calls;
	uint64_t	open;			/* the call that may still fail, or 0 */
	uint64_t	shown;			/* hash of the last call's text */
	bool		shown_asked;	/* it was to be approved */
} Notes;

typedef enum Key
{
	KEY_TS,
	KEY_TYPE,
	KEY_SAY,
	KEY_ASK,
	KEY_TEXT,
	KEY_IMAGES,
	KEY_PARTIAL,
	KEY_MODEL,
	KEY_METADATA,
	KEY_COUNT
} Key;

static const Slice keys[KEY_COUNT] = {
	[KEY_TS] = LITERAL("ts"),
	[KEY_TYPE] = LITERAL("type"),
	[KEY_SAY] = LITERAL("say"),
	[KEY_ASK] = LITERAL("ask"),
	[KEY_TEXT] = LITERAL("text"),
	[KEY_IMAGES] = LITERAL("images"),
	[KEY_PARTIAL] = LITERAL("partial"),
	[KEY_MODEL] = LITERAL("modelInfo"),
	[KEY_METADATA] = LITERAL("metadata"),
};

/* The members of what is told of a tool. */
typedef enum Part
{
	PART_TOOL,
	PART_PATH,
	PART_CONTENT,
	PART_DIFF,
	PART_STATS,
	PART_DIFFS,
	PART_COUNT
} Part;

static const Slice parts_of_tool[PART_COUNT] = {
	[PART_TOOL] = LITERAL("tool"),
	[PART_PATH] = LITERAL("path"),
	[PART_CONTENT] = LITERAL("content"),
	[PART_DIFF] = LITERAL("diff"),
	[PART_STATS] = LITERAL("diffStats"),
	[PART_DIFFS] = LITERAL("batchDiffs"),
};

/* Is it something that was said or asked?  If so, what? */
static bool
kind_of(const Slice *line, bool *asked, Slice *kind)
{
	*asked = wm_json_says(line[KEY_TYPE], SLICE("ask"));
	*kind = line[*asked ? KEY_ASK : KEY_SAY];
	return (*asked || wm_json_says(line[KEY_TYPE], SLICE("say"))) &&
		wm_json_kind(*kind) == JSON_STRING;
}

static bool
recognises(Slice record)
{
	Slice		line[KEY_COUNT];
	Slice		kind;
	bool		asked;

	return wm_json_members(record, keys, line, KEY_COUNT) &&
		kind_of(line, &asked, &kind) && wm_json_kind(line[KEY_TS]) == JSON_NUMBER;
}

/* What came of the call that was shown last is known. */
static void
settle(Reading *reading, bool failed, EventTime time)
{
	Notes	   *notes = reading->notes;

	if (notes->open != 0)
		wm_reading_result(reading, notes->open, SLICE(""), failed, time, false);
	notes->open = 0;
}

/* A call that had to be approved may be shown again when it runs. */
static bool
is_shown_again(Notes *notes, Slice text, bool asked)
{
	uint64_t	hash = wm_slice_identity(text);
	bool		again = hash == notes->shown && asked != notes->shown_asked;

	notes->shown = again ? 0 : hash;
	notes->shown_asked = asked;
	return again;
}

static void
call(Reading *reading, Event *event)
{
	Notes	   *notes = reading->notes;

	settle(reading, false, event->time);
	notes->open = event->call = ++notes->calls;
	event->kind = EVENT_CALL;
	wm_session_event(reading->session, event);
}

/* Does a text that tells of an edit tell it as a patch, not as the whole file? */
static bool
is_patch(Slice text)
{
	static const Slice beginnings[] = {
		LITERAL("@@"), LITERAL("--- "), LITERAL("*** "), LITERAL("diff --git "),
		LITERAL("Index: "),
	};
	const char *end;
	Slice		line;

	text = wm_slice_trim(text);
	end = memchr(text.data, '\n', text.len);
	line = wm_slice_head(text, end == NULL ? 0 : (size_t) (end - text.data));
	if (end != NULL && wm_patch_block_mark(line) == BLOCK_SEARCH)
		return true;
	for (size_t i = 0; i < lengthof(beginnings); i++)
	{
		if (wm_slice_starts(text, beginnings[i]))
			return true;
	}
	return false;
}

/* Changes of several files, told in a list: as one patch in the buffer. */
static Slice
put_together(Slice diffs, TextBuffer *buffer, TextBuffer *room)
{
	static const Slice names[] = {LITERAL("path"), LITERAL("content")};
	JsonWalk	walk = wm_json_walk(diffs);
	Slice		members[2];

	wm_buffer_clear(buffer);
	while (buffer->len < JSON_TEXT_LIMIT &&
		   wm_json_next_members(&walk, names, members, 2) == JSON_ITEM)
	{
		Slice		path = wm_json_text(members[0], room);

		wm_buffer_append(buffer, SLICE("--- a/"));
		wm_buffer_append(buffer, path);
		wm_buffer_append(buffer, SLICE("\n+++ b/"));
		wm_buffer_append(buffer, path);
		wm_buffer_append_char(buffer, '\n');
		wm_buffer_append(buffer, wm_json_text(members[1], room));
		wm_buffer_append_char(buffer, '\n');
	}
	return wm_buffer_slice(buffer);
}

static int64_t
count_of(Slice object, Slice name)
{
	double		number = wm_json_number(wm_json_member(object, name), 0);

	return number > 0 && number < 1e9 ? (int64_t) number : 0;
}

/* What an edit changes: counted by the program, told as a patch, or as the file. */
static void
read_edit(Reading *reading, const Slice *part, Event *event)
{
	bool		has_diff = wm_json_kind(part[PART_DIFF]) == JSON_STRING &&
		part[PART_DIFF].len > 2;
	Slice		text;

	if (wm_json_kind(part[PART_DIFFS]) == JSON_ARRAY)
	{
		event->input = put_together(part[PART_DIFFS], &reading->text, &reading->own);
		return;
	}
	event->path = wm_json_text(part[PART_PATH], &reading->own);
	if (wm_json_kind(part[PART_STATS]) == JSON_OBJECT)
	{
		event->added = count_of(part[PART_STATS], SLICE("added"));
		event->removed = count_of(part[PART_STATS], SLICE("removed"));
		return;
	}
	text = wm_json_text(part[has_diff ? PART_DIFF : PART_CONTENT], &reading->text);
	if (is_patch(text))
		event->input = text;
	else
		event->added = (int64_t) wm_patch_count_lines(text);
}

/* A tool: an object of JSON in a text. */
static void
read_tool(Reading *reading, Slice text, EventTime time)
{
	Notes	   *notes = reading->notes;
	Event		event = {.time = time};
	Slice		part[PART_COUNT];

	/* One that breaks off may tell enough. */
	(void) wm_json_members(text, parts_of_tool, part, PART_COUNT);
	event.tool = wm_json_raw(part[PART_TOOL]);
	if (event.tool.len == 0)
		return;
	for (size_t i = 0; i < lengthof(shown_tools); i++)
	{
		if (!wm_slice_equals(event.tool, shown_tools[i].tool))
			continue;
		notes->signs |= shown_tools[i].signs;
		if (!shown_tools[i].is_action)
			return;
	}
	switch (wm_action_from_tool(event.tool))
	{
		case ACTION_EDIT:
		case ACTION_WRITE:
			read_edit(reading, part, &event);
			break;
		default:
			event.input = text;
			break;
	}
	call(reading, &event);
}

/* A command line, with its output behind it or not. */
static void
read_command(Reading *reading, Slice text, EventTime time)
{
	Event		event = {.time = time};
	ptrdiff_t	output = wm_slice_find(text, SLICE("\nOutput:"));
	const Slice flag = SLICE("REQ_APP");

	event.tool = SLICE("execute_command");
	event.command = output < 0 ? text : wm_slice_head(text, (size_t) output);
	if (event.command.len > flag.len)
		(void) wm_slice_drop(&event.command, flag);
	call(reading, &event);
	if (output >= 0)
	{
		text = wm_slice_from(text, (size_t) output + strlen("\nOutput:"));
		settle(reading, wm_result_text_failed(wm_slice_trim(text)), time);
	}
}

/* Something else that the agent does, with what is shown of it as its input. */
static void
read_other(Reading *reading, Showing showing, Slice text, EventTime time)
{
	Event		event = {.time = time};

	if (showing == SHOWS_MCP)
		event.tool = SLICE("use_mcp_tool");
	else if (showing == SHOWS_BROWSER)
		event.tool = SLICE("browser_action");
	else
		event.tool = SLICE("use_subagents");
	if (wm_json_kind(text) == JSON_OBJECT)
		event.input = text;
	call(reading, &event);
}

static void
read_call(Reading *reading, Showing showing, Slice value, bool asked, EventTime time)
{
	Slice		text = wm_slice_trim(wm_json_text(value, &reading->input));

	if (text.len == 0 || is_shown_again(reading->notes, text, asked))
		return;
	if (showing == SHOWS_TOOL)
		read_tool(reading, text, time);
	else if (showing == SHOWS_COMMAND)
		read_command(reading, text, time);
	else
		read_other(reading, showing, text, time);
}

/*
 * What the agent asks or answers: a text, or an object with it and with what a
 * person selected.
 */
static void
read_question(Reading *reading, Slice value, EventTime time)
{
	static const Slice names[] = {
		LITERAL("question"), LITERAL("response"), LITERAL("selected")
	};
	Notes	   *notes = reading->notes;
	Event		answer = {.kind = EVENT_ACT, .time = time};
	Slice		text = wm_json_text(value, &reading->input);
	Slice		members[3];

	if (wm_json_kind(text) != JSON_OBJECT)
	{
		if (text.len > 0)
			wm_reading_say(reading, text, time, false);
		return;
	}
	(void) wm_json_members(text, names, members, 3);
	wm_reading_speech(reading, members[0], time, false);
	wm_reading_speech(reading, members[1], time, false);
	answer.text = wm_json_text(members[2], &reading->text);
	if (answer.text.len > 0)
	{
		notes->asked = false;
		wm_session_event(reading->session, &answer);
	}
}

/* The last number of this name in a text. */
static double
find_number(Slice text, Slice name)
{
	Slice		number = wm_slice(text.data, 0);
	ptrdiff_t	at;
	size_t		len = 0;

	while ((at = wm_slice_find(text, name)) >= 0)
		number = text = wm_slice_from(text, (size_t) at + name.len);
	while (len < number.len && number.data[len] != ',' && number.data[len] != '}')
		len++;
	return wm_json_number(wm_slice(number.data, len), 0);
}

/*
 * The tokens of a request stand behind the request itself, which may be long.
 * Roo's tokens in have had the cached ones in them since it says which protocol
 * it speaks, Cline's never had.
 */
static void
read_usage(Reading *reading, Slice value)
{
	Notes	   *notes = reading->notes;
	Slice		raw = wm_json_raw(value);
	Slice		text = wm_json_decode(raw.len > USAGE_BYTES ?
									  wm_slice_from(raw, raw.len - USAGE_BYTES) : raw,
									  &reading->text);
	double		in = find_number(text, SLICE("\"tokensIn\":"));
	double		cached = find_number(text, SLICE("\"cacheReads\":")) +
		find_number(text, SLICE("\"cacheWrites\":"));

	if (wm_slice_find(text, SLICE("\"usageMissing\":")) >= 0)
		notes->signs |= SIGN_KILO;
	if (wm_slice_find(text, SLICE("\"apiProtocol\":")) < 0)
		in += cached;
	else
	{
		notes->signs |= SIGN_ROO;
		in = in < cached ? in + cached : in;
	}
	wm_session_tokens(reading->session, ++notes->requests, in,
					  find_number(text, SLICE("\"tokensOut\":")));
}

/* A person's words, or a picture without any; an answer is no request. */
static void
read_reply(Reading *reading, Slice value, EventTime time)
{
	Notes	   *notes = reading->notes;
	HumanKind	kind = HUMAN_NOTHING;

	wm_reading_words(reading, value, &kind);
	if (kind == HUMAN_NOTHING && notes->pictures)
		kind = HUMAN_PROMPT;
	if (kind == HUMAN_PROMPT && notes->asked)
		kind = HUMAN_ACT;
	wm_reading_person(reading, kind, time);
	notes->asked = false;
}

static void
read_rewrite(Reading *reading, EventTime time)
{
	Event		event = {.kind = EVENT_ACT, .time = time};

	wm_session_event(reading->session, &event);
}

/* The first text is the task, where nothing else is called so. */
static void
read_text(Reading *reading, Slice value, EventTime time)
{
	Notes	   *notes = reading->notes;

	if (!notes->begun)
		read_reply(reading, value, time);
	else
		wm_reading_speech(reading, value, time, false);
	notes->begun = true;
}

/* An error belongs to the call before it, or tells of one that was never shown. */
static void
read_error(Reading *reading, EventTime time)
{
	const Notes *notes = reading->notes;

	if (notes->open != 0)
		settle(reading, true, time);
	else
		wm_reading_result(reading, 0, SLICE(""), true, time, false);
}

/* Is it shown that a call is made, goes on or fails?  Then there is no more to it. */
static bool
show_call(Reading *reading, Showing showing, bool asked, Slice text, EventTime time)
{
	switch (showing)
	{
		case SHOWS_NOTHING:
			return true;
		case SHOWS_TOOL:
		case SHOWS_COMMAND:
		case SHOWS_MCP:
		case SHOWS_BROWSER:
		case SHOWS_SUBAGENTS:
			read_call(reading, showing, text, asked, time);
			return true;
		case SHOWS_OUTPUT:
			if (wm_json_starts(text, SLICE("[Command exited with code ")))
				settle(reading, wm_result_failed(text), time);
			return true;
		case SHOWS_ERROR:
			read_error(reading, time);
			return true;
		case SHOWS_MISTAKES:
			settle(reading, true, time);
			return true;
		default:
			return false;
	}
}

static void
show(Reading *reading, Showing showing, bool asked, Slice text, EventTime time)
{
	Notes	   *notes = reading->notes;

	if (show_call(reading, showing, asked, text, time))
		return;

	/* All else shows that the last call is over. */
	settle(reading, false, time);
	switch (showing)
	{
		case SHOWS_TASK:
		case SHOWS_REPLY:
			notes->begun = true;
			read_reply(reading, text, time);
			break;
		case SHOWS_TEXT:
			read_text(reading, text, time);
			break;
		case SHOWS_REWRITE:
			read_rewrite(reading, time);
			break;
		case SHOWS_SPEECH:
			wm_reading_speech(reading, text, time, false);
			break;
		case SHOWS_THOUGHT:
			wm_reading_think(reading, text, time, false);
			break;
		case SHOWS_QUESTION:
			notes->asked = true;
			read_question(reading, text, time);
			break;
		case SHOWS_RESPONSE:
			read_question(reading, text, time);
			break;
		default:
			notes->begun = true;
			read_usage(reading, text);
			break;
	}
}

/* The model, and which program shows itself by what it puts beside a message. */
static void
read_surroundings(Reading *reading, const Slice *line)
{
	Notes	   *notes = reading->notes;

	if (wm_json_kind(line[KEY_MODEL]) == JSON_OBJECT)
	{
		notes->signs |= SIGN_CLINE;
		if (reading->facts->model[0] == '\0')
			wm_reading_name(reading, reading->facts->model,
							wm_json_member(line[KEY_MODEL], SLICE("modelId")));
	}
	if (wm_json_kind(line[KEY_METADATA]) == JSON_OBJECT &&
		wm_json_member(line[KEY_METADATA], SLICE("kiloCode")).len > 0)
		notes->signs |= SIGN_KILO;
}

static bool
read_message(Reading *reading, Slice record)
{
	Notes	   *notes = reading->notes;
	Slice		line[KEY_COUNT];
	Slice		kind;
	bool		asked;

	if (!wm_json_members(record, keys, line, KEY_COUNT) ||
		!kind_of(line, &asked, &kind))
		return false;
	read_surroundings(reading, line);
	notes->pictures = wm_json_has_items(line[KEY_IMAGES]);
	for (size_t i = 0; i < lengthof(kinds); i++)
	{
		if (!wm_json_says(kind, kinds[i].kind))
			continue;
		notes->signs |= kinds[i].signs;

		/* What was left when a stream broke off is said again, or never. */
		if (!wm_json_is_true(line[KEY_PARTIAL]))
			show(reading, asked ? kinds[i].asked : kinds[i].said, asked, line[KEY_TEXT],
				 wm_time_from_number(wm_json_number(line[KEY_TS], 0)));
		break;
	}
	return true;
}

static void
end(Reading *reading)
{
	const Notes *notes = reading->notes;

	settle(reading, false, TIME_UNKNOWN);
	wm_cline_name_agent(reading->facts, notes->signs);
	reading->facts->surface = SURFACE_IDE;
}

const Reader wm_reader_cline_ui = {
	.format = "cline",
	.agent = "cline",
	.notes_size = sizeof(Notes),
	.recognises = recognises,
	.read = read_message,
	.end = end,
};
