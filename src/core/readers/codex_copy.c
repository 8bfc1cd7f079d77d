/*
 * codex_copy.c
 *	  Codex: the lines that a fork or subagent took from its parent.
 *
 * They have been counted there.  Where they end is told by the header, by the
 * settings that come first of the session's own lines, or by a pause.
 */
#include "readers/codex.h"

/* Lines copied from a parent session are written without such a pause. */
#define COPY_PAUSE	INT64_C(1000000)

/* The settings in force; those of a thread's own begin its own lines. */
void
wm_codex_settings(Reading *reading, Slice event)
{
	static const Slice names[] = {LITERAL("thread_id"), LITERAL("thread_settings")};
	CodexNotes *notes = reading->notes;
	Slice		members[2];

	(void) wm_json_members(event, names, members, 2);
	if (notes->id == 0 || wm_json_identity(members[0]) != notes->id)
		return;
	notes->copying &= notes->own_ordinal > 0;
	notes->unanswered.text.len = 0;
	wm_reading_name(reading, notes->model, wm_json_member(members[1], SLICE("model")));
}

/* Does a line of the copy tell that the agent has answered? */
static bool
is_answer(const Slice *item)
{
	static const Slice types[] = {
		LITERAL("agent_message"), LITERAL("function_call"), LITERAL("custom_tool_call"),
		LITERAL("reasoning")
	};
	Slice		done = wm_json_member(item[ITEM_ITEM], SLICE("type"));

	for (size_t i = 0; i < lengthof(types); i++)
	{
		if (wm_json_says(item[ITEM_TYPE], types[i]))
			return true;
	}
	return wm_json_says(item[ITEM_ROLE], SLICE("assistant")) ||
		(wm_json_kind(done) == JSON_STRING && !wm_json_says(done, SLICE("UserMessage")));
}

static bool
is_request(const Slice *item)
{
	return wm_json_says(item[ITEM_TYPE], SLICE("user_message")) ||
		(wm_json_says(item[ITEM_TYPE], SLICE("item_completed")) &&
		 wm_json_says(wm_json_member(item[ITEM_ITEM], SLICE("type")),
					  SLICE("UserMessage")));
}

/*
 * Is the copy over?  The header may tell the first line of the session's own.  If
 * not, the lines of a copy either keep the times that they had, before the session
 * began, or are written in one go when it begins, so that the first pause ends them.
 */
static bool
copy_ends(const CodexNotes *notes, EventTime time)
{
	if (notes->own_ordinal > 0)
		return notes->ordinal >= notes->own_ordinal;
	if (time == TIME_UNKNOWN || notes->copied_at == TIME_UNKNOWN ||
		(notes->started_at != TIME_UNKNOWN && time < notes->started_at))
		return false;
	return time - notes->copied_at > COPY_PAUSE ||
		(notes->started_at != TIME_UNKNOWN && notes->copied_at < notes->started_at);
}

/*
 * If the last user message among lines that were written in one go has no answer, it
 * is the session's own.
 */
void
wm_codex_unanswered(Reading *reading)
{
	CodexNotes *notes = reading->notes;
	Slice		event = notes->unanswered.text;
	Slice		item = wm_json_member(event, SLICE("item"));

	notes->unanswered.text.len = 0;
	if (event.len == 0 || notes->own_ordinal > 0 || notes->copied_at < notes->started_at)
		return;
	if (item.len > 0)
		wm_codex_screen_item(reading, item, notes->copied_at);
	else
		wm_codex_user_message(reading, event, notes->copied_at);
}

/* Lines copied from the parent have been counted there. */
bool
wm_codex_is_copy(Reading *reading, const Slice *line, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Kept	   *unanswered = &notes->unanswered;

	if (!notes->copying)
		return false;
	if (copy_ends(notes, time))
	{
		notes->copying = false;
		wm_codex_unanswered(reading);
		return false;
	}

	notes->copied_at = time;
	if (wm_json_says(item[ITEM_TYPE], SLICE("thread_settings_applied")))
		wm_codex_settings(reading, line[LINE_PAYLOAD]);
	else if (is_request(item))
		wm_reading_keep(reading, unanswered, line[LINE_PAYLOAD]);
	else if (is_answer(item))
		unanswered->text.len = 0;
	else if (wm_json_says(item[ITEM_TYPE], SLICE("token_count")))
		wm_codex_token_count(reading, line[LINE_PAYLOAD]);
	else if (wm_json_says(line[LINE_TYPE], SLICE("turn_context")))
		wm_reading_name(reading, notes->model,
						wm_json_member(line[LINE_PAYLOAD], SLICE("model")));
	return true;
}
