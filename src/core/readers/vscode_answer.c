/*
 * vscode_answer.c
 *	  Copilot's chats in VS Code: the parts of an answer.
 *
 * Words may come in several parts, with references to files and symbols between, and
 * are collected until something else comes.
 */
#include "action/action.h"
#include "readers/vscode_chat.h"

const Slice wm_vscode_part_keys[PART_COUNT] = {
	[PART_KIND] = LITERAL("kind"),
	[PART_VALUE] = LITERAL("value"),
	[PART_CONTENT] = LITERAL("content"),
	[PART_REFERENCE] = LITERAL("inlineReference"),
	[PART_NAME] = LITERAL("name"),
	[PART_TOOL] = LITERAL("toolId"),
	[PART_CALL] = LITERAL("toolCallId"),
	[PART_CONFIRMED] = LITERAL("isConfirmed"),
	[PART_SPECIFIC] = LITERAL("toolSpecificData"),
	[PART_DETAILS] = LITERAL("resultDetails"),
	[PART_SUBAGENT] = LITERAL("subAgentInvocationId"),
	[PART_OLD_SUBAGENT] = LITERAL("fromSubAgent"),
	[PART_URI] = LITERAL("uri"),
	[PART_EDITS] = LITERAL("edits"),
	[PART_USED] = LITERAL("isUsed"),
	[PART_DATA] = LITERAL("data"),
};

/* What an invocation tells about its tool, by the kind of that. */
typedef enum SpecificKey
{
	SPECIFIC_KIND,
	SPECIFIC_COMMAND_LINE,
	SPECIFIC_COMMAND,
	SPECIFIC_STATE,
	SPECIFIC_INPUT,
	SPECIFIC_COUNT
} SpecificKey;

static const Slice specific_keys[SPECIFIC_COUNT] = {
	[SPECIFIC_KIND] = LITERAL("kind"),
	[SPECIFIC_COMMAND_LINE] = LITERAL("commandLine"),
	[SPECIFIC_COMMAND] = LITERAL("command"),
	[SPECIFIC_STATE] = LITERAL("terminalCommandState"),
	[SPECIFIC_INPUT] = LITERAL("rawInput"),
};

/* A subagent's parts stand among those of the agent that called it. */
static bool
is_aside(const Slice *part)
{
	return wm_json_raw(part[PART_SUBAGENT]).len > 0 ||
		wm_json_is_true(part[PART_OLD_SUBAGENT]);
}

/* The command as the agent wrote it; the person or the tool may have edited it. */
static Slice
command_of(const Slice *specific, bool edited)
{
	static const Slice names[] = {
		LITERAL("userEdited"), LITERAL("toolEdited"), LITERAL("original")
	};
	Slice		lines[3];

	if (wm_json_kind(specific[SPECIFIC_COMMAND_LINE]) != JSON_OBJECT)
		return specific[SPECIFIC_COMMAND];
	(void) wm_json_members(specific[SPECIFIC_COMMAND_LINE], names, lines, 3);
	for (int i = 0; edited && i < 2; i++)
	{
		if (wm_json_raw(lines[i]).len > 0)
			return lines[i];
	}
	return lines[2];
}

/* Did the person refuse the call (0) or skip it (5)? */
static bool
is_refused(Slice confirmed)
{
	double		type;

	if (wm_json_kind(confirmed) == JSON_FALSE)
		return true;
	type = wm_json_number(wm_json_member(confirmed, SLICE("type")), -1);
	return type == 0 || type == 5;
}

/* How an invocation ended; false if it does not tell. */
static bool
find_verdict(const Slice *part, const Slice *specific, bool *failed)
{
	Slice		code = wm_json_member(specific[SPECIFIC_STATE], SLICE("exitCode"));

	*failed = is_refused(part[PART_CONFIRMED]) ||
		wm_json_is_true(wm_json_member(part[PART_DETAILS], SLICE("isError"))) ||
		wm_json_number(code, 0) != 0;
	return *failed || wm_json_kind(code) == JSON_NUMBER;
}

/* What an invocation tells of how its call ended, by its id and by its command. */
static void
collect_invocation(Reading *reading, const Slice *part)
{
	ChatNotes  *notes = reading->notes;
	Slice		specific[SPECIFIC_COUNT];
	Slice		text;
	bool		failed;

	(void) wm_json_members(part[PART_SPECIFIC], specific_keys, specific, SPECIFIC_COUNT);
	if (!find_verdict(part, specific, &failed))
		return;
	text = wm_json_text(part[PART_CALL], &reading->text);
	wm_verdicts_add(&notes->verdicts, wm_verdicts_invocation(text), failed);
	text = wm_json_text(command_of(specific, false), &reading->text);
	wm_verdicts_add(&notes->verdicts, wm_verdicts_command(text), failed);
}

void
wm_vscode_call(Reading *reading, Event *event, bool failed)
{
	ChatNotes  *notes = reading->notes;

	event->kind = EVENT_CALL;
	event->call = ++notes->calls;
	wm_session_event(reading->session, event);
	wm_reading_result(reading, event->call, SLICE(""), failed, event->time,
					  event->sidechain);
}

void
wm_vscode_words(Reading *reading, const Answer *answer)
{
	ChatNotes  *notes = reading->notes;
	Slice		words = wm_slice_trim(wm_buffer_slice(&notes->said));

	if (words.len > 0)
		wm_reading_say(reading, wm_json_cut(words), answer->time, false);
	wm_buffer_clear(&notes->said);
}

static void
add_words(Reading *reading, Answer *answer, Slice words)
{
	ChatNotes  *notes = reading->notes;

	answer->any_words = answer->any_words || words.len > 0;
	wm_buffer_append(&notes->said, words);
	if (notes->said.len >= JSON_TEXT_LIMIT)
		wm_vscode_words(reading, answer);
}

void
wm_vscode_thought(Reading *reading, Answer *answer, Slice value)
{
	JsonWalk	walk = wm_json_walk(value);
	Slice		key;
	Slice		piece;

	answer->any_thought = answer->any_thought || wm_json_raw(value).len > 0;
	wm_reading_think(reading, value, answer->time, false);
	if (wm_json_kind(value) != JSON_ARRAY)
		return;
	while (wm_json_next(&walk, &key, &piece) == JSON_ITEM)
	{
		answer->any_thought = answer->any_thought || wm_json_raw(piece).len > 0;
		wm_reading_think(reading, piece, answer->time, false);
	}
}

/* What stands for a file or symbol within a sentence: its name. */
static void
read_reference(Reading *reading, Answer *answer, const Slice *part)
{
	static const Slice names[] = {LITERAL("name"), LITERAL("uri")};
	Slice		members[2];
	Slice		text = wm_json_text(part[PART_NAME], &reading->text);

	(void) wm_json_members(part[PART_REFERENCE], names, members, 2);
	if (text.len == 0)
		text = wm_json_text(members[0], &reading->text);
	if (text.len == 0)
	{
		size_t		start;

		text = wm_vscode_path(reading, members[1].len > 0 ?
							  members[1] : part[PART_REFERENCE]);
		for (start = text.len; start > 0 && text.data[start - 1] != '/'; start--)
			;
		text = wm_slice_from(text, start);
	}
	add_words(reading, answer, text);
}

/* Words that the person gave in answer to questions. */
static void
read_answers(Reading *reading, const Answer *answer, const Slice *part)
{
	static const Slice names[] = {
		LITERAL("selectedValue"), LITERAL("selectedValues"), LITERAL("freeformValue")
	};
	JsonWalk	walk = wm_json_walk(part[PART_DATA]);
	Slice		members[3];
	Slice		key;
	Slice		value;

	if (!wm_json_is_true(part[PART_USED]))
		return;
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		wm_buffer_clear(&reading->words);
		wm_buffer_append(&reading->words, wm_json_text(value, &reading->text));
		(void) wm_json_members(value, names, members, 3);
		for (int i = 0; i < 3; i++)
		{
			JsonWalk	several = wm_json_walk(members[i]);
			Slice		one = members[i];

			do
			{
				Slice		text = wm_json_text(one, &reading->text);

				if (text.len == 0 || reading->words.len >= JSON_TEXT_LIMIT)
					continue;
				if (reading->words.len > 0)
					wm_buffer_append_char(&reading->words, '\n');
				wm_buffer_append(&reading->words, text);
			} while (wm_json_next(&several, &key, &one) == JSON_ITEM);
		}
		if (reading->words.len > 0)
			wm_reading_person(reading, HUMAN_ACT, answer->time);
	}
}

/* The arguments that some invocations tell. */
static Slice
input_of(Reading *reading, const Slice *part, const Slice *specific)
{
	Slice		input = specific[SPECIFIC_INPUT];

	if (wm_json_says(specific[SPECIFIC_KIND], SLICE("subagent")))
		return part[PART_SPECIFIC];
	if (input.len == 0)
		input = wm_json_member(part[PART_DETAILS], SLICE("input"));
	if (wm_json_kind(input) == JSON_STRING)
		input = wm_json_text(input, &reading->input);
	return wm_json_kind(input) == JSON_OBJECT ? input : SLICE("");
}

/* A call that only its invocation tells. */
static void
read_invocation(Reading *reading, const Answer *answer, const Slice *part)
{
	ChatNotes  *notes = reading->notes;
	Event		event = {.sidechain = is_aside(part), .time = answer->time};
	Slice		specific[SPECIFIC_COUNT];
	ActionKind	kind;
	bool		failed;

	(void) wm_json_members(part[PART_SPECIFIC], specific_keys, specific, SPECIFIC_COUNT);
	(void) find_verdict(part, specific, &failed);
	event.tool = wm_json_text(part[PART_TOOL], &reading->text);
	event.input = input_of(reading, part, specific);
	kind = wm_action_from_tool(event.tool);
	if ((kind == ACTION_EDIT || kind == ACTION_WRITE) && event.input.len == 0)
	{
		notes->edit = (HeldEdit) {
			.held = true, .invoked = true, .aside = event.sidechain, .failed = failed,
			.writes = kind == ACTION_WRITE, .tool = part[PART_TOOL]
		};
		return;
	}
	if (kind == ACTION_SHELL && event.input.len == 0)
		event.command = wm_json_text(command_of(specific, true), &reading->own);
	wm_vscode_call(reading, &event, failed);
}

/* An invocation: the rounds tell it, too, unless it is a subagent's. */
static void
read_call(Reading *reading, Answer *answer, const Slice *part)
{
	wm_vscode_words(reading, answer);
	wm_vscode_edit(reading, answer);
	if (answer->by_rounds && !is_aside(part))
		collect_invocation(reading, part);
	else
		read_invocation(reading, answer, part);
}

/* Kinds that are not known, and there are more with each version, are no words. */
void
wm_vscode_part(Reading *reading, Answer *answer, const Slice *part)
{
	Slice		kind = part[PART_KIND];
	Slice		words = part[PART_VALUE];

	if (wm_json_says(kind, SLICE("markdownContent")) ||
		wm_json_says(kind, SLICE("markdownVuln")))
	{
		if (part[PART_CONTENT].len > 0)
			words = wm_json_kind(part[PART_CONTENT]) == JSON_OBJECT ?
				wm_json_member(part[PART_CONTENT], SLICE("value")) : part[PART_CONTENT];
		kind = SLICE("");
	}
	if (wm_json_raw(kind).len == 0)
		add_words(reading, answer, wm_json_text(words, &reading->text));
	else if (wm_json_says(kind, SLICE("inlineReference")))
		read_reference(reading, answer, part);
	else if (wm_json_says(kind, SLICE("thinking")))
	{
		wm_vscode_words(reading, answer);
		wm_vscode_thought(reading, answer, part[PART_VALUE]);
	}
	else if (wm_json_says(kind, SLICE("toolInvocationSerialized")))
		read_call(reading, answer, part);
	else if (wm_json_says(kind, SLICE("textEditGroup")) ||
			 wm_json_says(kind, SLICE("notebookEditGroup")))
		wm_vscode_edit_group(reading, answer, part);
	else if (wm_json_says(kind, SLICE("questionCarousel")))
		read_answers(reading, answer, part);
}
