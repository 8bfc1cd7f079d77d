/*
 * digest.c
 *	  What a rater needs to read of a session, in so many characters.
 *
 * Each event becomes an entry.  The first ones are the head, which stays as it is.
 * Those after it wait in a queue, which has the rest of the room.  When it is full,
 * entries are shortened, from the oldest on, but not those at the end; when all of
 * them are short, the oldest are left out and go into the outline.
 */
#include <stdio.h>

#include "base/host.h"
#include "base/text.h"
#include "digest/digest.h"
#include "digest/excerpt.h"
#include "digest/outline.h"
#include "json/json.h"

/* What was said at once is cut to so much, as the study did. */
#define WORDS_LENGTH	5000
#define CALL_LENGTH		600
#define RESULT_LENGTH	300
#define FAILURE_LENGTH	600
#define TOOL_LENGTH		60

/* The room for the line about the session, and for the one about its end. */
#define FACTS_ROOM		300
#define END_ROOM		80

/* A smaller digest has no line about the session, and one yet smaller no end. */
#define FACTS_LEAST		2000
#define END_LEAST		400

/* Calls whose results may still come. */
#define OPEN_CALLS		256

typedef enum EntryKind
{
	ENTRY_REQUEST,
	ENTRY_ACT,
	ENTRY_WORDS,
	ENTRY_CALL,
	ENTRY_RESULT
} EntryKind;

/* What an entry is shortened to. */
static const size_t brief_lengths[] = {
	[ENTRY_REQUEST] = 1000,
	[ENTRY_ACT] = 300,
	[ENTRY_WORDS] = 400,
	[ENTRY_CALL] = 160,
	[ENTRY_RESULT] = 120,
};

typedef struct Entry
{
	EntryKind	kind;
	bool		failed;
	int			tool;			/* of a call */
	size_t		mark;			/* bytes of the bracket and the blank behind it */
	char	   *text;
	size_t		len;
	size_t		characters;
} Entry;

typedef struct OpenCall
{
	uint64_t	id;
	int64_t		number;
} OpenCall;

/* How the session ended, as far as it has been told. */
typedef enum Ending
{
	ENDING_NONE,
	ENDING_REQUEST,
	ENDING_ACT,
	ENDING_INTERRUPTION,
	ENDING_WORDS,
	ENDING_CALL,
	ENDING_RESULT,
	ENDING_FAILURE
} Ending;

struct Digest
{
	const Facts *facts;
	size_t		most;
	size_t		head_most;
	size_t		words_most;		/* for what was said at once */
	TextBuffer	head;
	size_t		head_characters;
	bool		head_full;
	Entry	   *queue;			/* a ring */
	size_t		size;
	size_t		first;
	size_t		count;
	size_t		brief;			/* so many of the first ones are short */
	size_t		characters;		/* of all in the queue */
	size_t		full_characters;	/* of those that are not short */
	Outline		outline;
	OpenCall	open[OPEN_CALLS];
	int64_t		calls;
	int64_t		results;
	Ending		ending;
	TextBuffer	text;			/* of the event at hand */
	TextBuffer	entry;
};

static Entry *
queued(Digest *digest, size_t i)
{
	return &digest->queue[(digest->first + i) % digest->size];
}

/* What the queue may take. */
static size_t
queue_room(const Digest *digest)
{
	size_t		taken = digest->head_characters + wm_outline_room(&digest->outline) +
		(digest->most >= FACTS_LEAST ? FACTS_ROOM : 0) +
		(digest->most >= END_LEAST ? END_ROOM : 0);

	return digest->most > taken ? digest->most - taken : 0;
}

static Slice
entry_text(const Entry *entry)
{
	return wm_slice(entry->text, entry->len);
}

/* Cuts an entry to its short length; all that is lost is of its own. */
static void
shorten(Digest *digest, Entry *entry)
{
	static const Slice cut = LITERAL(" [...]\n");
	size_t		length = brief_lengths[entry->kind];
	Slice		head;

	digest->full_characters -= entry->characters;
	if (entry->characters <= length)
		return;
	head = wm_characters_head(entry_text(entry), length - cut.len);
	memcpy(entry->text + head.len, cut.data, cut.len);
	entry->len = head.len + cut.len;
	entry->text = wm_realloc(entry->text, entry->len);
	digest->characters -= entry->characters - length;
	entry->characters = length;
}

/* The oldest entry is left out. */
static void
leave_out(Digest *digest)
{
	Entry	   *entry = queued(digest, 0);

	switch (entry->kind)
	{
		case ENTRY_REQUEST:
			wm_outline_request(&digest->outline,
							   wm_slice_trim(wm_slice_from(entry_text(entry),
														   entry->mark)));
			break;
		case ENTRY_WORDS:
			wm_outline_words(&digest->outline);
			break;
		case ENTRY_CALL:
			wm_outline_call(&digest->outline, entry->tool);
			break;
		default:
			break;
	}
	if (entry->failed)
		wm_outline_failure(&digest->outline);

	digest->characters -= entry->characters;
	if (digest->brief > 0)
		digest->brief--;
	else
		digest->full_characters -= entry->characters;
	wm_free(entry->text);
	digest->first = (digest->first + 1) % digest->size;
	digest->count--;
}

static void
make_room(Digest *digest)
{
	while (digest->count > 0 && digest->characters > queue_room(digest))
	{
		if (digest->brief < digest->count && digest->full_characters > digest->most / 4)
			shorten(digest, queued(digest, digest->brief++));
		else
			leave_out(digest);
	}
}

static void
grow_queue(Digest *digest)
{
	size_t		size = digest->size == 0 ? 64 : digest->size * 2;
	Entry	   *queue = wm_alloc(size * sizeof(Entry));

	for (size_t i = 0; i < digest->count; i++)
		queue[i] = *queued(digest, i);
	wm_free(digest->queue);
	digest->queue = queue;
	digest->size = size;
	digest->first = 0;
}

static void
add_entry(Digest *digest, Entry entry)
{
	Slice		text = wm_buffer_slice(&digest->entry);

	entry.len = text.len;
	entry.characters = wm_characters(text);
	digest->head_full |= digest->head_characters + entry.characters > digest->head_most;
	if (!digest->head_full)
	{
		wm_buffer_append(&digest->head, text);
		digest->head_characters += entry.characters;
		return;
	}
	if (digest->count == digest->size)
		grow_queue(digest);
	entry.text = wm_alloc(text.len);
	memcpy(entry.text, text.data, text.len);
	*queued(digest, digest->count++) = entry;
	digest->characters += entry.characters;
	digest->full_characters += entry.characters;
	make_room(digest);
}

/* The entry is a mark, and the text at hand with all but its first line indented. */
static void
put_entry(Digest *digest, const char *mark, Entry entry)
{
	TextBuffer *out = &digest->entry;
	Slice		text = wm_slice_trim(wm_buffer_slice(&digest->text));

	wm_buffer_append_char(out, '[');
	wm_text_put(out, mark);
	wm_buffer_append_char(out, ']');
	if (text.len > 0)
		wm_buffer_append_char(out, ' ');
	entry.mark = out->len;
	for (size_t i = 0; i < text.len; i++)
	{
		wm_buffer_append_char(out, text.data[i]);
		if (text.data[i] == '\n')
			wm_text_put(out, "  ");
	}
	wm_buffer_append_char(out, '\n');
	add_entry(digest, entry);
	wm_buffer_clear(out);
	wm_buffer_clear(&digest->text);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void
take_words(Digest *digest, const Event *event)
{
	EntryKind	kind = ENTRY_WORDS;
	const char *mark = event->sidechain ? "subagent" : "agent";

	if (event->kind == EVENT_PROMPT || event->kind == EVENT_TASK)
	{
		kind = ENTRY_REQUEST;
		mark = event->kind == EVENT_PROMPT ? "person" : "program";
	}
	else if (event->kind == EVENT_ACT)
	{
		kind = ENTRY_ACT;
		mark = "person, in passing";
	}
	wm_excerpt_text(event->text, digest->words_most, &digest->text);
	if (digest->text.len == 0 && kind != ENTRY_REQUEST)
		return;
	digest->ending = kind == ENTRY_REQUEST ? ENDING_REQUEST :
		kind == ENTRY_ACT ? ENDING_ACT : ENDING_WORDS;
	put_entry(digest, mark, (Entry) {.kind = kind});
}

static void
take_interruption(Digest *digest)
{
	if (digest->ending == ENDING_INTERRUPTION)
		return;
	digest->ending = ENDING_INTERRUPTION;
	put_entry(digest, "the person interrupts", (Entry) {.kind = ENTRY_ACT});
}

/* "call 3", "result 3, failed" */
static void
put_mark(char *mark, size_t size, const char *what, int64_t number, const char *rest)
{
	if (number > 0)
		(void) snprintf(mark, size, "%s %lld%s", what, (long long) number, rest);
	else
		(void) snprintf(mark, size, "%s%s", what, rest);
}

/* What a reader found itself, or else the input as it stands. */
static void
put_input(const Event *event, size_t most, TextBuffer *out)
{
	JsonKind	kind = wm_json_kind(event->input);

	if (event->path.len > 0)
	{
		wm_buffer_append_char(out, ' ');
		wm_excerpt_text(event->path, most / 2, out);
	}
	if (event->command.len > 0)
	{
		wm_buffer_append_char(out, ' ');
		wm_excerpt_text(event->command, most, out);
	}
	if (event->added > 0 || event->removed > 0)
	{
		wm_text_put(out, " +");
		wm_text_put_count(out, event->added);
		wm_text_put(out, " -");
		wm_text_put_count(out, event->removed);
		wm_text_put(out, " lines");
	}
	if (event->input.len == 0)
		return;
	wm_buffer_append_char(out, ' ');
	if (kind != JSON_NOTHING && wm_json_whole(event->input))
		wm_excerpt_json(event->input, most, out);
	else
		wm_excerpt_text(event->input, most, out);
}

/* The name of a tool stands on one line, whatever is in it. */
static void
put_tool(Slice name, TextBuffer *out)
{
	wm_excerpt_text(wm_slice_cut(name, 4 * TOOL_LENGTH), TOOL_LENGTH, out);
	for (size_t i = 0; i < out->len; i++)
	{
		if (out->data[i] == '\n')
			out->data[i] = ' ';
	}
}

static void
take_call(Digest *digest, const Event *event)
{
	char		mark[64];
	Entry		entry = {.kind = ENTRY_CALL};
	OpenCall   *open = &digest->open[digest->calls % OPEN_CALLS];

	open->id = event->call;
	open->number = ++digest->calls;
	put_tool(event->tool, &digest->text);
	entry.tool = wm_outline_tool(&digest->outline, wm_buffer_slice(&digest->text));
	put_input(event, least(CALL_LENGTH, digest->words_most), &digest->text);
	put_mark(mark, sizeof(mark), "call", open->number, event->sidechain ? ", subagent's" : "");
	digest->ending = ENDING_CALL;
	put_entry(digest, mark, entry);
}

/* The number of the call that has this id; 0 if it is not known. */
static int64_t
number_of(const Digest *digest, uint64_t id)
{
	for (int64_t i = 1; id != 0 && i <= OPEN_CALLS && i <= digest->calls; i++)
	{
		const OpenCall *open = &digest->open[(digest->calls - i) % OPEN_CALLS];

		if (open->id == id)
			return open->number;
	}
	return 0;
}

static void
take_result(Digest *digest, const Event *event)
{
	size_t		most = event->failed ? FAILURE_LENGTH : RESULT_LENGTH;
	int64_t		number = number_of(digest, event->call);
	char		mark[64];

	most = least(most, digest->words_most);
	if (wm_json_kind(event->output) != JSON_NOTHING && wm_json_whole(event->output))
		wm_excerpt_json(event->output, most, &digest->text);
	else
		wm_excerpt_text(event->output, most, &digest->text);
	digest->results++;
	digest->ending = event->failed ? ENDING_FAILURE : ENDING_RESULT;

	/* That a call went well and said nothing need not be told. */
	if (digest->text.len == 0 && !event->failed && number > 0)
		return;
	put_mark(mark, sizeof(mark), "result", number, event->failed ? ", failed" : "");
	put_entry(digest, mark, (Entry) {.kind = ENTRY_RESULT, .failed = event->failed});
}

/* Thoughts and titles are no part of what was done: a title tells a verdict. */
static void
take_event(const Event *event, void *context)
{
	Digest	   *digest = context;

	wm_check_interrupts();
	switch (event->kind)
	{
		case EVENT_ACT:
			if (event->interrupts)
				take_interruption(digest);
			if (event->text.len > 0)
				take_words(digest, event);
			break;
		case EVENT_PROMPT:
		case EVENT_TASK:
		case EVENT_SAY:
			take_words(digest, event);
			break;
		case EVENT_CALL:
			take_call(digest, event);
			break;
		case EVENT_RESULT:
			take_result(digest, event);
			break;
		case EVENT_THINK:
		case EVENT_TITLE:
			break;
	}
}

Digest *
wm_digest_new(Session *session, int64_t characters)
{
	Digest	   *digest = wm_alloc(sizeof(Digest));

	memset(digest, 0, sizeof(Digest));
	digest->facts = wm_session_facts(session);
	digest->most = (size_t) characters;
	digest->head_most = digest->most * 3 / 10;
	digest->words_most = least(WORDS_LENGTH, digest->most / 5);
	digest->outline.most = digest->most * 3 / 20;
	wm_session_listen(session, take_event, digest);
	return digest;
}

void
wm_digest_free(Digest *digest)
{
	while (digest->count > 0)
		wm_free(queued(digest, --digest->count)->text);
	wm_free(digest->queue);
	wm_outline_free(&digest->outline);
	wm_buffer_free(&digest->head);
	wm_buffer_free(&digest->text);
	wm_buffer_free(&digest->entry);
	wm_free(digest);
}

bool
wm_digest_any(const Digest *digest)
{
	return digest->ending != ENDING_NONE;
}

static void
put_number(TextBuffer *out, const char *before, int64_t number, const char *one,
		   const char *many)
{
	if (number == 0)
		return;
	wm_text_put(out, before);
	wm_text_put_count(out, number);
	wm_text_put(out, number == 1 ? one : many);
}

/* The session in one line. */
static void
put_facts(const Facts *facts, TextBuffer *out)
{
	const int64_t minute = INT64_C(60000000);

	wm_text_put(out, "[session of ");
	wm_text_put(out, facts->agent[0] != '\0' ? facts->agent : "an agent");
	wm_text_put(out, facts->headless ? ", no person sits at it" : "");
	put_number(out, ": ", facts->prompts, " request of a person", " requests of a person");
	put_number(out, ", ", facts->actions, " call", " calls");
	put_number(out, ", ", facts->errors, " failed", " failed");
	put_number(out, ", ", facts->files_changed, " file changed", " files changed");
	put_number(out, ", ", facts->lines_added, " line added", " lines added");
	put_number(out, ", ", facts->lines_removed, " line removed", " lines removed");
	put_number(out, ", ", facts->commits, " commit", " commits");
	put_number(out, ", ", facts->pull_requests, " pull request", " pull requests");
	if (facts->started_at != TIME_UNKNOWN && facts->ended_at != TIME_UNKNOWN)
		put_number(out, ", ", (facts->ended_at / minute - facts->started_at / minute),
				   " minute", " minutes");
	wm_text_put(out, "]\n");
}

/* Where the session ended. */
static void
put_end(const Digest *digest, TextBuffer *out)
{
	static const char *const endings[] = {
		[ENDING_NONE] = "",
		[ENDING_REQUEST] = "the last request was not answered",
		[ENDING_ACT] = "the person has the last word",
		[ENDING_INTERRUPTION] = "the person interrupted the agent",
		[ENDING_WORDS] = "the agent has the last word",
		[ENDING_CALL] = "the last call has no result",
		[ENDING_RESULT] = "the agent said nothing after its last call",
		[ENDING_FAILURE] = "the last call failed, and the agent said nothing after it",
	};

	wm_text_put(out, "[end: ");
	wm_text_put(out, digest->ending == ENDING_CALL && digest->results == 0 ?
				"what the last call gave back is not told" : endings[digest->ending]);
	wm_text_put(out, "]\n");
}

void
wm_digest_put(Digest *digest, TextBuffer *out)
{
	TextBuffer	all = {NULL, 0, 0};

	if (digest->most >= FACTS_LEAST)
		put_facts(digest->facts, &all);
	wm_buffer_append(&all, wm_buffer_slice(&digest->head));
	wm_outline_put(&digest->outline, &all);
	for (size_t i = 0; i < digest->count; i++)
		wm_buffer_append(&all, entry_text(queued(digest, i)));
	if (digest->most >= END_LEAST)
		put_end(digest, &all);
	wm_buffer_append(out, wm_characters_head(wm_slice_trim(wm_buffer_slice(&all)),
											 digest->most));
	wm_buffer_free(&all);
}
