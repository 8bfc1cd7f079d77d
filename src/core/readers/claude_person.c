/*
 * claude_person.c
 *	  What a person asks of Claude Code: each request once, wherever it is told.
 */
#include "readers/claude_person.h"

/* Stands for the words of a message that has none. */
#define NO_WORDS	UINT64_C(1)

static uint64_t
hash_words(const Reading *reading)
{
	return reading->words.len > 0 ?
		wm_slice_identity(wm_buffer_slice(&reading->words)) : NO_WORDS;
}

static bool
seen_at(Reading *reading, uint64_t words, EventTime time)
{
	uint64_t	moment = (uint64_t) time * UINT64_C(0x9E3779B97F4A7C15);

	return wm_session_seen_as(reading->session, SEEN_REQUEST, words ^ moment);
}

/*
 * Was this said before at this very time?  Lines that are written again keep their
 * time, so time has run back.  In files of old versions all lines have one time,
 * and there a person may well say the same thing twice.  A message that had a
 * picture beside its words may return in two lines.
 */
static bool
is_replay(Reading *reading, const ClaudePerson *person, uint64_t words, EventTime time)
{
	bool		seen;

	if (time == TIME_UNKNOWN)
		return false;
	seen = seen_at(reading, words, time);
	if (words != NO_WORDS)
		(void) seen_at(reading, NO_WORDS, time);
	return seen && person->returned;
}

/* The picture that was shown last, if any, has no words: it is a request itself. */
static void
settle_picture(Reading *reading, ClaudePerson *person)
{
	Event		event = {.kind = EVENT_PROMPT, .time = person->picture_at};

	if (person->picture == HUMAN_NOTHING)
		return;
	if (person->picture == HUMAN_TASK)
		event.kind = EVENT_TASK;
	event.text = SLICE("");
	person->picture = HUMAN_NOTHING;
	wm_session_event(reading->session, &event);
}

static void
drop_queued(ClaudePerson *person, int at)
{
	QueuedPrompt *prompt = &person->queue[at];

	wm_reading_forget(&prompt->content);
	person->queued--;
	memmove(prompt, prompt + 1, (size_t) (person->queued - at) * sizeof(*prompt));
	memset(&person->queue[person->queued], 0, sizeof(*prompt));
}

/*
 * A message has the words of a prompt from the queue, which is thereby told in
 * full.  Was it counted when it left the queue?  An attachment may come late,
 * but what a person says after an answer is said anew.
 */
static bool
was_counted(ClaudePerson *person, uint64_t words, bool attached)
{
	for (int i = 0; i < person->queued; i++)
	{
		QueuedPrompt *prompt = &person->queue[i];
		bool		counted = prompt->content.text.len == 0;

		if (prompt->words != words || (counted && prompt->answered && !attached))
			continue;
		drop_queued(person, i);
		return counted;
	}
	return false;
}

/* Emits the words that were found, of which no other place has told. */
static void
emit(Reading *reading, ClaudePerson *person, HumanKind kind, HumanKind asker,
	 EventTime time)
{
	/* A program's prompt is its task; what else it sends is nobody's act. */
	if (asker == HUMAN_TASK)
		kind = kind == HUMAN_PROMPT ? HUMAN_TASK : HUMAN_NOTHING;
	if (kind == HUMAN_PROMPT || kind == HUMAN_TASK)
	{
		person->asked = true;
		person->asked_at = time;
	}
	wm_reading_person(reading, kind, time);
}

static void
say(Reading *reading, ClaudePerson *person, HumanKind kind, HumanKind asker,
	EventTime time, bool attached)
{
	uint64_t	words = hash_words(reading);

	if (kind == HUMAN_NOTHING || is_replay(reading, person, words, time))
	{
		wm_buffer_clear(&reading->words);
		return;
	}

	/* Editors write picture and words on lines of their own, at one time. */
	if (kind == HUMAN_PROMPT && time != TIME_UNKNOWN && person->picture_at == time)
		person->picture = HUMAN_NOTHING;
	settle_picture(reading, person);

	if (was_counted(person, words, attached))
		wm_buffer_clear(&reading->words);
	else
		emit(reading, person, kind, asker, time);
}

void
wm_person_says(Reading *reading, ClaudePerson *person, HumanKind kind,
			   HumanKind asker, EventTime time)
{
	say(reading, person, kind, asker, time, false);
}

void
wm_person_shows(Reading *reading, ClaudePerson *person, HumanKind asker,
				EventTime time)
{
	if (is_replay(reading, person, NO_WORDS, time) ||
		(person->asked && person->asked_at == time && time != TIME_UNKNOWN))
		return;
	settle_picture(reading, person);
	person->picture = asker;
	person->picture_at = time;
}

bool
wm_person_is_picture(Slice type)
{
	return wm_json_says(type, SLICE("image")) || wm_json_says(type, SLICE("document"));
}

static bool
has_picture(Slice content)
{
	static const Slice type_key = LITERAL("type");
	JsonWalk	walk = wm_json_walk(content);
	Slice		type;

	while (wm_json_next_members(&walk, &type_key, &type, 1) == JSON_ITEM)
	{
		if (wm_person_is_picture(type))
			return true;
	}
	return false;
}

void
wm_person_interjects(Reading *reading, ClaudePerson *person, Slice content,
					 HumanKind asker, EventTime time)
{
	HumanKind	kind = HUMAN_NOTHING;

	wm_reading_words(reading, content, &kind);
	if (kind == HUMAN_NOTHING && has_picture(content))
		wm_person_shows(reading, person, asker, time);
	else
		say(reading, person, kind, asker, time, true);
}

/* What a machine puts into the queue is told again when it leaves it. */
static void
enqueue(Reading *reading, ClaudePerson *person, Slice content, EventTime time)
{
	HumanKind	kind = HUMAN_NOTHING;
	QueuedPrompt *prompt;

	wm_reading_words(reading, content, &kind);
	if (kind != HUMAN_NOTHING)
	{
		if (person->queued == QUEUE_LIMIT)
			drop_queued(person, 0);
		prompt = &person->queue[person->queued++];
		prompt->words = hash_words(reading);
		prompt->time = time;
		wm_reading_keep(reading, &prompt->content, content);
	}
	wm_buffer_clear(&reading->words);
}

/*
 * The prompt that an operation is about: the one that waits with this content, or
 * without a content the oldest, as people's prompts go before a machine's.  -1 if
 * there is none.
 */
static int
find_queued(const ClaudePerson *person, Slice content)
{
	for (int i = 0; i < person->queued; i++)
	{
		Slice		waiting = person->queue[i].content.text;

		if (waiting.len > 0 && (content.len == 0 || wm_slice_equals(waiting, content)))
			return i;
	}
	return -1;
}

/*
 * The agent takes a prompt up while it works.  Older versions write it nowhere
 * else; newer ones add an attachment, before or after.
 */
static void
take_up(Reading *reading, ClaudePerson *person, QueuedPrompt *prompt,
		HumanKind asker)
{
	HumanKind	kind = HUMAN_NOTHING;

	settle_picture(reading, person);
	wm_reading_words(reading, prompt->content.text, &kind);
	wm_reading_forget(&prompt->content);
	emit(reading, person, kind, asker, prompt->time);
}

void
wm_person_queues(Reading *reading, ClaudePerson *person,
				 const QueueOperation *operation, HumanKind asker, EventTime time)
{
	bool		all = wm_json_says(operation->name, SLICE("popAll"));
	int			at;

	if (wm_json_says(operation->name, SLICE("enqueue")))
	{
		enqueue(reading, person, operation->content, time);
		return;
	}

	at = find_queued(person, operation->content);
	if (at < 0)
		return;
	if (wm_json_says(operation->name, SLICE("remove")) &&
		(wm_json_kind(operation->reason) != JSON_STRING ||
		 wm_json_says(operation->reason, SLICE("absorbed_mid_turn"))))
	{
		person->queue[at].time = time;
		take_up(reading, person, &person->queue[at], asker);
		return;
	}

	/* It becomes a message, or goes back to where the person types. */
	drop_queued(person, at);
	while (all && operation->content.len == 0 &&
		   (at = find_queued(person, operation->content)) >= 0)
		drop_queued(person, at);
}

void
wm_person_reaches(ClaudePerson *person, EventTime time)
{
	if (time == TIME_UNKNOWN || time == person->latest)
		return;
	person->returned = time < person->latest;
	if (!person->returned)
		person->latest = time;
}

void
wm_person_answered(Reading *reading, ClaudePerson *person)
{
	settle_picture(reading, person);
	person->asked = false;
	for (int i = 0; i < person->queued; i++)
		person->queue[i].answered |= person->queue[i].content.text.len == 0;
}

/* What still waits in the queue was asked for, even if it is never answered. */
void
wm_person_leaves(Reading *reading, ClaudePerson *person, HumanKind asker)
{
	settle_picture(reading, person);
	for (int i = 0; i < person->queued; i++)
	{
		if (person->queue[i].content.text.len > 0)
			take_up(reading, person, &person->queue[i], asker);
		wm_reading_forget(&person->queue[i].content);
	}
}
