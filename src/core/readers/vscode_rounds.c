/*
 * vscode_rounds.c
 *	  Copilot's chats in VS Code: what the rounds of an answer tell.
 *
 * A round is what the model said at once, with the calls that it made.  How a call
 * ended stands in the results of the rounds, and for a command in its invocation.
 */
#include "action/result.h"
#include "readers/vscode_chat.h"

/* So much of a result is looked at to see what it is. */
#define RESULT_HEAD		200

/* A call in a round, and what is said before it. */
typedef enum RoundKey
{
	ROUND_RESPONSE,
	ROUND_CALLS,
	ROUND_THINKING,
	ROUND_COUNT
} RoundKey;

static const Slice round_keys[ROUND_COUNT] = {
	[ROUND_RESPONSE] = LITERAL("response"),
	[ROUND_CALLS] = LITERAL("toolCalls"),
	[ROUND_THINKING] = LITERAL("thinking"),
};

/* Most results are trees, which tell of no failure, or begin with one. */
static bool
begins_with_text(Slice result)
{
	Slice		head = wm_slice_head(result, RESULT_HEAD);
	ptrdiff_t	at = wm_slice_find(head, SLICE("\"value\""));

	if (at < 0)
		return true;
	head = wm_slice_from(head, (size_t) at + strlen("\"value\""));
	while (head.len > 0 && (head.data[0] == ':' || (unsigned char) head.data[0] <= ' '))
		head = wm_slice_from(head, 1);
	return head.len == 0 || head.data[0] == '"';
}

/* The results of the rounds that failed, by id; each is a list of texts. */
static void
collect_results(Reading *reading, Slice results)
{
	static const Slice value_key = LITERAL("value");
	ChatNotes  *notes = reading->notes;
	JsonWalk	walk = wm_json_walk(results);
	Slice		key;
	Slice		result;
	Slice		text;

	while (wm_json_next(&walk, &key, &result) == JSON_ITEM)
	{
		JsonWalk	texts;
		bool		failed = false;

		if (!begins_with_text(result))
			continue;
		texts = wm_json_walk(wm_json_member(result, SLICE("content")));
		while (wm_json_next_members(&texts, &value_key, &text, 1) == JSON_ITEM)
			failed = failed ||
				(wm_json_kind(text) == JSON_STRING && wm_result_failed(text));
		if (!failed)
			continue;
		key = wm_json_decode(key, &reading->text);
		wm_verdicts_add(&notes->verdicts, wm_verdicts_result(key), true);
	}
}

/* A walk over the calls of all rounds. */
typedef struct RoundCalls
{
	JsonWalk	rounds;
	JsonWalk	calls;			/* of the round at hand */
} RoundCalls;

static RoundCalls
calls_of(Slice rounds)
{
	RoundCalls	walk = {wm_json_walk(rounds), wm_json_walk(SLICE(""))};

	return walk;
}

/* The next call that the rounds tell: its id, name and arguments. */
static bool
next_call(RoundCalls *walk, Slice *call)
{
	static const Slice names[] = {
		LITERAL("id"), LITERAL("name"), LITERAL("arguments")
	};
	Slice		round[ROUND_COUNT];

	for (;;)
	{
		if (wm_json_next_members(&walk->calls, names, call, 3) == JSON_ITEM)
		{
			if (wm_json_raw(call[1]).len > 0)
				return true;
			continue;
		}
		if (wm_json_next_members(&walk->rounds, round_keys, round, ROUND_COUNT) !=
			JSON_ITEM)
			return false;
		walk->calls = wm_json_walk(round[ROUND_CALLS]);
	}
}

/* Did it fail?  A command's exit code is better known than what its output says. */
static bool
call_failed(Reading *reading, Slice id, Slice arguments)
{
	ChatNotes  *notes = reading->notes;
	Verdicts   *verdicts = &notes->verdicts;
	bool		refused = wm_verdicts_take(verdicts, wm_verdicts_result(id)) != NULL;
	const Verdict *verdict = wm_verdicts_take(verdicts, wm_verdicts_invocation(id));
	Slice		command = wm_json_member(arguments, SLICE("command"));

	if (verdict == NULL)
	{
		command = wm_json_text(command, &reading->own);
		verdict = wm_verdicts_take(verdicts, wm_verdicts_command(command));
	}
	return verdict != NULL ? verdict->failed : refused;
}

bool
wm_vscode_rounds_call(Slice rounds)
{
	RoundCalls	walk = calls_of(rounds);
	Slice		call[3];

	return next_call(&walk, call);
}

static void
read_calls(Reading *reading, const Answer *answer, Slice rounds)
{
	RoundCalls	walk = calls_of(rounds);
	Slice		call[3];

	while (next_call(&walk, call))
	{
		Event		event = {.time = answer->time, .input = call[2]};
		bool		failed;

		if (wm_json_kind(event.input) == JSON_STRING)
			event.input = wm_json_text(event.input, &reading->input);
		failed = call_failed(reading, wm_json_text(call[0], &reading->text),
							 event.input);
		event.tool = wm_json_text(call[1], &reading->text);
		wm_vscode_call(reading, &event, failed);
	}
}

/* What the rounds say, where no part does. */
static void
read_words(Reading *reading, Answer *answer, Slice rounds)
{
	JsonWalk	walk = wm_json_walk(rounds);
	bool		words = !answer->any_words;
	bool		thoughts = !answer->any_thought;
	Slice		round[ROUND_COUNT];

	while ((words || thoughts) &&
		   wm_json_next_members(&walk, round_keys, round, ROUND_COUNT) == JSON_ITEM)
	{
		if (thoughts)
			wm_vscode_thought(reading, answer,
							  wm_json_member(round[ROUND_THINKING], SLICE("text")));
		if (words)
			wm_reading_speech(reading, round[ROUND_RESPONSE], answer->time, false);
	}
}

void
wm_vscode_rounds(Reading *reading, Answer *answer, Slice rounds, Slice results)
{
	ChatNotes  *notes = reading->notes;

	if (answer->by_rounds)
	{
		collect_results(reading, results);
		wm_verdicts_sort(&notes->verdicts);
		read_calls(reading, answer, rounds);
	}
	read_words(reading, answer, rounds);
}
