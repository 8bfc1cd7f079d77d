/*
 * codex_said.c
 *	  Codex: what the person and the agent said.
 *
 * Both are told by response items, which the model sees, and by events or items of
 * the screen's log.  An item in the user's name may as well be machine text, so it is
 * kept until it is clear whether the screen tells it, too.
 */
#include "readers/codex.h"

static void
say(Reading *reading, Slice text, EventTime time)
{
	if (wm_json_kind(text) == JSON_STRING && !wm_codex_imported(reading, text, time))
		wm_reading_speech(reading, text, time, false);
}

/* The content of a message of the agent: a text, or blocks with one. */
static void
say_content(Reading *reading, Slice content, EventTime time)
{
	static const Slice text_key = LITERAL("text");
	JsonWalk	blocks = wm_json_walk(content);
	Slice		text;

	say(reading, content, time);
	while (wm_json_next_members(&blocks, &text_key, &text, 1) == JSON_ITEM)
		say(reading, text, time);
}

/* The agent's words that were on the screen, and did not come in the other log. */
void
wm_codex_say_shown(Reading *reading)
{
	CodexNotes *notes = reading->notes;
	Slice		shown = notes->shown.text;

	notes->shown.text.len = 0;
	if (shown.len > 0)
		say_content(reading, shown, notes->shown_time);
}

/* What was found in a user's message is emitted, as what it is to this session. */
void
wm_codex_person(Reading *reading, HumanKind kind, EventTime time)
{
	CodexNotes *notes = reading->notes;

	if (kind == HUMAN_PROMPT && (notes->program || notes->automation))
		kind = HUMAN_TASK;
	if (kind == HUMAN_TASK)
		notes->automation = false;
	if (kind != HUMAN_NOTHING)
	{
		wm_codex_say_shown(reading);
		wm_codex_flush(reading, &notes->scripts);
	}
	wm_reading_person(reading, kind, time);
}

/*
 * A whole text within one tag, such as "<some_context>": Codex tells the model
 * something.  Of the person's own acts in tags human.c knows.
 */
static bool
is_wrapped(Slice text)
{
	Slice		raw = wm_slice_trim(wm_json_raw(text));
	size_t		len = 1;
	Slice		end;
	bool		parted = false;

	if (!wm_slice_starts(raw, SLICE("<")) || wm_slice_starts(raw, SLICE("<user_")) ||
		wm_slice_starts(raw, SLICE("<send_user_")))
		return false;
	for (; len < raw.len && ((raw.data[len] >= 'a' && raw.data[len] <= 'z') ||
							 raw.data[len] == '_' || raw.data[len] == '-'); len++)
		parted |= raw.data[len] == '_' || raw.data[len] == '-';
	end = wm_slice_from(raw, raw.len - (raw.len > len + 2 ? len + 2 : 0));
	return parted && wm_slice_starts(end, SLICE("</")) &&
		wm_slice_ends(end, SLICE(">")) &&
		memcmp(end.data + 2, raw.data + 1, len - 1) == 0;
}

/*
 * The words in the blocks of a user's item that no event repeated.  Newer items
 * say of each block what it is: "user.text", or context of some kind.
 */
static HumanKind
read_blocks(Reading *reading, Slice content, Slice kinds, bool *own, bool *picture)
{
	static const Slice names[] = {LITERAL("type"), LITERAL("text")};
	JsonWalk	blocks = wm_json_walk(content);
	JsonWalk	said = wm_json_walk(kinds);
	HumanKind	found = HUMAN_NOTHING;
	Slice		block[2];

	while (wm_json_next_members(&blocks, names, block, 2) == JSON_ITEM)
	{
		Slice		key;
		Slice		kind = {NULL, 0};
		bool		users;

		if (kinds.len > 0 && wm_json_next(&said, &key, &kind) != JSON_ITEM)
			kind.len = 0;
		users = wm_json_starts(kind, SLICE("user."));
		*own |= users;
		*picture |= wm_json_says(kind, SLICE("user.image")) ||
			wm_json_starts(block[1], SLICE("<image name="));
		if (wm_json_kind(block[1]) != JSON_STRING)
			continue;
		if (users || wm_json_starts(block[1], SLICE("<user_shell_command")) ||
			((kind.len == 0 || wm_json_says(kind, SLICE("unknown"))) &&
			 !is_wrapped(block[1])))
			wm_reading_words(reading, block[1], &found);
	}
	return found;
}

/*
 * A user's item that no event repeated.  It is a request only in a session whose
 * requests come without events, or if it says itself that it is a person's: with a
 * picture, it may be one without words.  An act it may be in any.
 */
void
wm_codex_decide(Reading *reading, bool request)
{
	static const Slice names[] = {
		LITERAL("content"), LITERAL("internal_chat_message_metadata_passthrough")
	};
	CodexNotes *notes = reading->notes;
	Slice		item = notes->unsettled.text;
	Slice		members[2];
	HumanKind	kind = HUMAN_NOTHING;
	bool		own = false;
	bool		picture = false;

	if (item.len == 0)
		return;
	notes->unsettled.text.len = 0;
	if (notes->subagent)
		return;
	(void) wm_json_members(item, names, members, 2);
	if (wm_json_kind(members[0]) == JSON_STRING && !is_wrapped(members[0]))
		wm_reading_words(reading, members[0], &kind);
	else if (wm_json_kind(members[0]) == JSON_ARRAY)
		kind = read_blocks(reading, members[0],
						   wm_json_member(members[1], SLICE("content_item_kinds")),
						   &own, &picture);
	if (kind == HUMAN_NOTHING && picture)
		kind = HUMAN_PROMPT;

	/* The event may have come before. */
	if (reading->words.len > 0 &&
		wm_slice_identity(wm_buffer_slice(&reading->words)) == notes->request)
		own = picture = false;
	if (kind == HUMAN_PROMPT && !request && !own && !picture)
		kind = HUMAN_NOTHING;
	wm_codex_person(reading, kind, notes->unsettled_time);
}

static void
read_words(Reading *reading, const Slice *item, EventTime time)
{
	CodexNotes *notes = reading->notes;

	notes->words_seen = true;
	notes->shown.text.len = 0;
	say_content(reading, item[ITEM_CONTENT], time);
}

/*
 * Of several user's items in a row the last is the request, unless they are
 * bare; when the agent answers, it is clear that no event follows.
 */
void
wm_codex_message(Reading *reading, const Slice *item, Slice payload, EventTime time)
{
	CodexNotes *notes = reading->notes;

	if (wm_json_says(item[ITEM_ROLE], SLICE("user")))
	{
		wm_codex_decide(reading, !notes->enveloped);
		wm_reading_keep(reading, &notes->unsettled, payload);
		notes->unsettled_time = time;
	}
	else if (wm_json_says(item[ITEM_ROLE], SLICE("assistant")))
	{
		wm_codex_decide(reading, !notes->events_seen);
		read_words(reading, item, time);
	}
}

/* Does this event tell what an item has told, or the other way round? */
static bool
is_told_twice(CodexNotes *notes, uint64_t request, RequestSource source)
{
	RequestSource other = source == REQUEST_EVENT ? REQUEST_ITEM : REQUEST_EVENT;
	bool		twice = notes->request == request && notes->request_source == other;

	notes->request = request;
	notes->request_source = twice ? REQUEST_BOTH : source;
	return twice;
}

/* A person's message, as the screen shows it: a text, or blocks; or a picture. */
static void
read_request(Reading *reading, Slice content, bool picture, RequestSource source,
			 EventTime time)
{
	CodexNotes *notes = reading->notes;
	HumanKind	kind = HUMAN_NOTHING;

	notes->events_seen = true;
	notes->unsettled.text.len = 0;
	if (notes->subagent)
		return;
	wm_reading_words(reading, content, &kind);
	if (kind == HUMAN_NOTHING && picture)
		kind = HUMAN_PROMPT;
	if (is_told_twice(notes, wm_slice_identity(wm_buffer_slice(&reading->words)), source))
		kind = HUMAN_NOTHING;
	wm_codex_person(reading, kind, time);
}

void
wm_codex_user_message(Reading *reading, Slice event, EventTime time)
{
	static const Slice names[] = {
		LITERAL("message"), LITERAL("images"), LITERAL("local_images")
	};
	Slice		members[3];

	(void) wm_json_members(event, names, members, 3);
	read_request(reading, members[0],
				 wm_json_has_items(members[1]) || wm_json_has_items(members[2]), REQUEST_EVENT,
				 time);
}

/* An item of the screen's log: what was said, or what was done. */
void
wm_codex_screen_item(Reading *reading, Slice item, EventTime time)
{
	static const Slice names[] = {
		LITERAL("type"), LITERAL("content"), LITERAL("summary_text")
	};
	static const Slice part_keys[] = {LITERAL("type"), LITERAL("text")};
	CodexNotes *notes = reading->notes;
	Slice		members[3];
	Slice		type;
	JsonWalk	walk;
	Slice		key;
	Slice		part[2];
	bool		picture = false;

	(void) wm_json_members(item, names, members, 3);
	type = wm_json_raw(members[0]);
	walk = wm_json_walk(members[wm_slice_equals(type, SLICE("Reasoning")) ? 2 : 1]);
	if (wm_slice_equals(type, SLICE("UserMessage")))
	{
		while (wm_json_next_members(&walk, part_keys, part, 2) == JSON_ITEM)
			picture |= part[1].len == 0 && wm_json_kind(part[0]) == JSON_STRING;
		if (!wm_session_seen_as(reading->session, SEEN_REQUEST,
								wm_slice_identity(item)))
			read_request(reading, members[1], picture, REQUEST_ITEM, time);
	}
	else if (wm_slice_equals(type, SLICE("AgentMessage")))
	{
		wm_codex_decide(reading, !notes->events_seen);
		wm_codex_say_shown(reading);
		if (!notes->words_seen)
			wm_reading_keep(reading, &notes->shown, members[1]);
		notes->shown_time = time;
	}
	else if (wm_slice_equals(type, SLICE("Reasoning")))
	{
		while (wm_json_next(&walk, &key, &part[0]) == JSON_ITEM)
			wm_reading_think(reading, part[0], time, false);
	}
	else
		wm_codex_done(reading, &notes->scripts, type, item, time);
}
