/*
 * session.c
 *	  One session: the facts that its events add up to.
 *
 * A call counts when it is made.  What it changed counts when its result is
 * known, for a failed edit changes nothing.  Calls without a result are assumed
 * to have succeeded.  Memory is bounded: at most so many calls are held open, and
 * at most so many files and lines are distinguished.
 */
#include "action/call.h"
#include "base/hashset.h"
#include "base/host.h"
#include "base/keyword.h"
#include "evidence/witness.h"
#include "json/json_text.h"
#include "language/greeting.h"
#include "language/words.h"
#include "session/session.h"

/* Calls whose results are awaited; an older one is settled before. */
#define OPEN_CALLS		256

/* Files of one call that are told apart; a longer patch is cut here. */
#define CHANGES_LIMIT	1024

/* Of a path so many bytes are kept: a few names from its end. */
#define TAIL_LIMIT		256

/* Messages whose tokens may still grow; those of older ones are final. */
#define OPEN_MESSAGES	64

const char *const wm_surface_names[] = {
	[SURFACE_UNKNOWN] = "",
	[SURFACE_CLI] = "cli",
	[SURFACE_DESKTOP] = "desktop",
	[SURFACE_WEB] = "web",
	[SURFACE_IDE] = "ide",
	[SURFACE_SDK] = "sdk",
	[SURFACE_HEADLESS] = "headless",
	[SURFACE_SUBAGENT] = "subagent",
};

typedef struct OpenChange
{
	uint64_t	path;			/* hash */
	uint32_t	tail;			/* bytes of its end that are kept */
	FileKind	file;
	uint32_t	added;
	uint32_t	removed;
} OpenChange;

typedef struct OpenCall
{
	uint64_t	id;				/* 0: free */
	CommandKind command;		/* of a shell call, else COMMAND_COUNT */
	uint32_t	commits;
	uint32_t	pull_requests;
	OpenChange *changes;
	int			nchanges;
	int			size;
	TextBuffer	tails;			/* of the changes' paths, in their order */
} OpenCall;

/* A message and the most tokens that were reported of it. */
typedef struct OpenMessage
{
	uint64_t	identity;		/* 0: free */
	double		in;
	double		out;
} OpenMessage;

struct Session
{
	Facts		facts;
	LineSums	lines;
	OpenCall	open[OPEN_CALLS];
	int			next_open;		/* the oldest: the next to be used again */
	HashSet		files;			/* paths that were changed */
	HashSet		seen;			/* identities of what may be told again */
	bool		sidechain_calls;	/* subagents' calls are in this transcript */
	bool		at_work;		/* the agent has worked since the last request */
	Turn		turn;			/* the one at hand */
	TurnSink	turn_sink;		/* may be NULL */
	void	   *turn_context;
	EventSink	event_sink;		/* may be NULL */
	void	   *event_context;
	Witness		witness;
	int64_t		requests;		/* of people and programs */
	int64_t		greetings;		/* those that ask for nothing */
	OpenMessage messages[OPEN_MESSAGES];
	int			next_message;	/* the oldest: the next to be used again */
	CallRoom	room;			/* for decoding the call at hand */
};

Session *
wm_session_new(void)
{
	Session    *session = wm_alloc(sizeof(Session));

	memset(session, 0, sizeof(Session));
	session->facts.started_at = TIME_UNKNOWN;
	session->facts.ended_at = TIME_UNKNOWN;
	session->turn.started_at = TIME_UNKNOWN;
	return session;
}

void
wm_session_watch(Session *session, TurnSink sink, void *context)
{
	session->turn_sink = sink;
	session->turn_context = context;
}

void
wm_session_listen(Session *session, EventSink sink, void *context)
{
	session->event_sink = sink;
	session->event_context = context;
}

void
wm_session_keep_words(Session *session)
{
	wm_witness_keep_words(&session->witness);
}

void
wm_session_free(Session *session)
{
	for (int i = 0; i < OPEN_CALLS; i++)
	{
		wm_free(session->open[i].changes);
		wm_buffer_free(&session->open[i].tails);
	}
	wm_hashset_free(&session->files);
	wm_hashset_free(&session->seen);
	wm_call_room_free(&session->room);
	wm_witness_free(&session->witness);
	wm_free(session);
}

Facts *
wm_session_facts(Session *session)
{
	return &session->facts;
}

bool
wm_session_greets(const Session *session)
{
	return session->requests > 0 && session->greetings == session->requests &&
		session->facts.actions == 0;
}

const Evidence *
wm_session_evidence(const Session *session)
{
	return &session->witness.session;
}

const LineSums *
wm_session_lines(const Session *session)
{
	return &session->lines;
}

const char *
wm_session_word(const Session *session, WordField field, int bucket)
{
	return wm_witness_word(&session->witness, field, bucket);
}

void
wm_session_name(char *name, Slice value)
{
	size_t		len = value.len < NAME_LIMIT - 1 ? value.len : NAME_LIMIT - 1;

	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) value.data[i];

		name[i] = c > ' ' && c < 0x7F ? (char) c : (c == ' ' ? ' ' : '?');
	}
	name[len] = '\0';
}

void
wm_session_text(char *text, size_t size, Slice value)
{
	value = wm_slice_cut(value, size - 1);
	for (size_t i = 0; i < value.len; i++)
	{
		unsigned char c = (unsigned char) value.data[i];

		text[i] = c < ' ' || c == 0x7F ? '?' : (char) c;
	}
	text[value.len] = '\0';
}

/* An editor tells a drive by another case than a shell. */
void
wm_session_project(Facts *facts, Slice value)
{
	char	   *project = facts->project;

	if (project[0] != '\0')
		return;
	wm_session_text(project, PATH_LIMIT, value);
	if (project[0] >= 'a' && project[0] <= 'z' && project[1] == ':')
		project[0] = (char) (project[0] - 'a' + 'A');
}

bool
wm_session_seen(Session *session, uint64_t identity)
{
	return !wm_hashset_add(&session->seen, identity);
}

/* The same identity is another one for each kind; it is never 0. */
static uint64_t
identity_of(SeenKind kind, uint64_t identity)
{
	identity ^= ((uint64_t) kind + 1) << 56;
	identity *= UINT64_C(0x9E3779B97F4A7C15);
	return identity != 0 ? identity : 1;
}

bool
wm_session_seen_as(Session *session, SeenKind kind, uint64_t identity)
{
	return wm_session_seen(session, identity_of(kind, identity));
}

bool
wm_session_wants_thought(const Session *session)
{
	return wm_witness_wants_thought(&session->witness);
}

/* Numbers of tokens may come from hostile files, so their sums stop at 2^53. */
static int64_t
add_tokens(int64_t sum, double tokens)
{
	const double limit = 9007199254740992.0;
	double		total = (double) sum + (tokens > 0 ? tokens : 0);

	return (int64_t) (total < limit ? total : limit);
}

/*
 * The message among the open ones; if it is not there, it takes the place of the
 * oldest.  NULL: it was there before, and is final.
 */
static OpenMessage *
open_message(Session *session, uint64_t message)
{
	uint64_t	identity = identity_of(SEEN_TOKENS, message);
	OpenMessage *open;

	/* From the newest on: most reports of a message follow one another. */
	for (int i = 1; i <= OPEN_MESSAGES; i++)
	{
		open = &session->messages[(session->next_message + OPEN_MESSAGES - i) %
								  OPEN_MESSAGES];
		if (open->identity == identity)
			return open;
	}
	if (wm_session_seen(session, identity))
		return NULL;

	open = &session->messages[session->next_message];
	session->next_message = (session->next_message + 1) % OPEN_MESSAGES;
	*open = (OpenMessage) {.identity = identity};
	return open;
}

void
wm_session_tokens(Session *session, uint64_t message, double in, double out)
{
	Facts	   *facts = &session->facts;
	OpenMessage *open = open_message(session, message);

	if (open == NULL)
		return;
	facts->tokens_in = add_tokens(facts->tokens_in, in - open->in);
	facts->tokens_out = add_tokens(facts->tokens_out, out - open->out);
	if (in > open->in)
		open->in = in;
	if (out > open->out)
		open->out = out;
}

static void
note_time(Facts *facts, EventTime time)
{
	if (time == TIME_UNKNOWN)
		return;
	if (facts->started_at == TIME_UNKNOWN || time < facts->started_at)
		facts->started_at = time;
	if (facts->ended_at == TIME_UNKNOWN || time > facts->ended_at)
		facts->ended_at = time;
}

void
wm_session_time(Session *session, EventTime time)
{
	note_time(&session->facts, time);
}

/* Files whose change is a change of code: what runs, tests, builds or looks. */
static bool
changes_code(FileKind file)
{
	switch (file)
	{
		case FILE_CODE:
		case FILE_TEST:
		case FILE_WEB:
		case FILE_CONFIG:
		case FILE_OPS:
		case FILE_NOTEBOOK:
			return true;
		default:
			return false;
	}
}

static void
note_error(Session *session, CommandKind command)
{
	session->facts.errors++;
	session->turn.errors++;
	wm_witness_error(&session->witness, command);
}

/* The call's outcome is known: its changes count, unless it failed. */
static void
settle_call(Session *session, OpenCall *call, bool failed)
{
	Facts	   *facts = &session->facts;
	size_t		tail = 0;

	wm_witness_changes(&session->witness);
	for (int i = 0; i < call->nchanges && !failed; i++)
	{
		OpenChange *change = &call->changes[i];
		Slice		path = wm_slice(call->tails.data + tail, change->tail);

		tail += change->tail;
		if (wm_hashset_add(&session->files, change->path))
			facts->files_changed++;
		facts->lines_added += change->added;
		facts->lines_removed += change->removed;
		session->lines.added[change->file] += change->added;
		session->lines.removed[change->file] += change->removed;
		session->turn.lines_added += change->added;
		session->turn.lines_removed += change->removed;
		wm_witness_change(&session->witness, path, change->file,
						  change->added, change->removed);
		if (changes_code(change->file))
			facts->code_changed = true;
	}
	if (failed)
		note_error(session, call->command);
	else
	{
		facts->commits += call->commits;
		facts->pull_requests += call->pull_requests;
	}
	call->id = 0;
	call->nchanges = 0;
	wm_buffer_clear(&call->tails);
}

static void
collect_change(const FileChange *change, void *context)
{
	OpenCall   *call = context;
	OpenChange *open;
	Slice		tail = wm_keyword_tail(change->path);
	size_t		over = tail.len > TAIL_LIMIT ? tail.len - TAIL_LIMIT : 0;

	if (call->nchanges == CHANGES_LIMIT)
		return;
	if (call->nchanges == call->size)
	{
		call->size = call->size == 0 ? 4 : call->size * 2;
		call->changes = wm_realloc(call->changes,
								   (size_t) call->size * sizeof(OpenChange));
	}
	open = &call->changes[call->nchanges++];
	open->path = wm_slice_identity(change->path);
	tail = wm_slice_from(tail, over);
	open->tail = (uint32_t) tail.len;
	wm_buffer_append(&call->tails, tail);
	open->file = wm_file_kind(change->path);
	open->added = change->lines.added;
	open->removed = change->lines.removed;
}

/* The turn at hand is over, and the next begins with this request. */
static void
end_turn(Session *session, EventTime next)
{
	bool		any = wm_witness_end_turn(&session->witness);

	if (any && session->turn_sink != NULL)
	{
		session->turn.evidence = &session->witness.turn;
		session->turn_sink(&session->turn, session->turn_context);
	}
	memset(&session->turn, 0, sizeof(Turn));
	session->turn.number = session->requests;
	session->turn.started_at = next;
}

/* The agent is at work: the first sign of it since a prompt opens a turn. */
static void
note_work(Session *session)
{
	if (!session->at_work)
		session->facts.turns++;
	session->at_work = true;
}

static void
take_call(Session *session, const Event *event)
{
	OpenCall   *open = &session->open[session->next_open];
	Call		call;

	session->next_open = (session->next_open + 1) % OPEN_CALLS;
	if (open->id != 0)
		settle_call(session, open, false);

	note_work(session);
	session->facts.actions++;
	session->sidechain_calls |= event->sidechain;
	session->turn.actions++;
	wm_call_read(event, &session->room, collect_change, open, &call);
	wm_witness_call(&session->witness, &call, event->tool);
	open->id = event->call;
	open->command = call.action == ACTION_SHELL ? call.command.dominant : COMMAND_COUNT;
	open->commits = call.commits;
	open->pull_requests = call.pull_requests;

	/* A result can't be matched to a call without an id. */
	if (open->id == 0)
		settle_call(session, open, false);
}

static OpenCall *
find_call(Session *session, uint64_t id)
{
	/* From the newest on: most results follow their calls at once. */
	for (int i = 1; id != 0 && i <= OPEN_CALLS; i++)
	{
		int			at = (session->next_open + OPEN_CALLS - i) % OPEN_CALLS;
		OpenCall   *call = &session->open[at];

		if (call->id == id)
			return call;
	}
	return NULL;
}

/* Lines that a structured patch adds and removes, by their first bytes. */
static LineCounts
count_patch(Slice patch)
{
	static const Slice lines_key = LITERAL("lines");
	LineCounts	lines = {0, 0};
	JsonWalk	hunks = wm_json_walk(patch);
	Slice		hunk;

	while (wm_json_next_members(&hunks, &lines_key, &hunk, 1) == JSON_ITEM)
	{
		JsonWalk	walk = wm_json_walk(hunk);
		Slice		key;
		Slice		line;

		while (wm_json_next(&walk, &key, &line) == JSON_ITEM)
		{
			lines.added += wm_json_starts(line, SLICE("+")) ? 1 : 0;
			lines.removed += wm_json_starts(line, SLICE("-")) ? 1 : 0;
		}
	}
	return lines;
}

/*
 * A subagent's calls stand in a transcript of its own, and only its sum comes
 * back, which is taken for code; older generations have them in this one instead.
 */
static void
take_subagent(Session *session, const Event *event)
{
	Facts	   *facts = &session->facts;

	if (session->sidechain_calls)
		return;
	facts->files_changed += event->files;
	facts->lines_added += event->added;
	facts->lines_removed += event->removed;
	session->lines.added[FILE_CODE] += event->added;
	session->lines.removed[FILE_CODE] += event->removed;
	if (event->added + event->removed > 0)
		facts->code_changed = true;
}

static void
take_result(Session *session, const Event *event)
{
	OpenCall   *call = find_call(session, event->call);

	if (event->files > 0)
		take_subagent(session, event);
	if (call == NULL)
	{
		if (event->failed)
			note_error(session, COMMAND_COUNT);
		return;
	}

	/* The patch as applied is exact; a created file has none. */
	if (call->nchanges == 1 && wm_json_kind(event->patch) == JSON_ARRAY &&
		!event->created)
	{
		LineCounts	lines = count_patch(event->patch);

		call->changes[0].added = lines.added;
		call->changes[0].removed = lines.removed;
	}
	settle_call(session, call, event->failed);
}

/* A request opens a turn, whoever makes it. */
static void
take_request(Session *session, const Event *event)
{
	session->requests++;
	session->greetings += wm_is_greeting(event->text) ? 1 : 0;
	session->at_work = false;
	end_turn(session, event->time);
	wm_witness_prompt(&session->witness, event->text);
}

void
wm_session_event(Session *session, const Event *event)
{
	Facts	   *facts = &session->facts;

	if (session->event_sink != NULL)
		session->event_sink(event, session->event_context);
	note_time(facts, event->time);
	switch (event->kind)
	{
		case EVENT_PROMPT:
			facts->prompts++;
			facts->words_in += wm_words_count(event->text);
			take_request(session, event);
			break;
		case EVENT_TASK:
			take_request(session, event);
			break;
		case EVENT_ACT:
			facts->words_in += wm_words_count(event->text);
			wm_witness_act(&session->witness, event->text);
			break;
		case EVENT_SAY:
			note_work(session);
			facts->words_out += wm_words_count(event->text);
			if (!event->sidechain)
				wm_witness_say(&session->witness, event->text);
			break;
		case EVENT_THINK:
			if (!event->sidechain)
				wm_witness_think(&session->witness, event->text);
			break;
		case EVENT_TITLE:
			wm_witness_title(&session->witness, event->text);
			break;
		case EVENT_CALL:
			take_call(session, event);
			break;
		case EVENT_RESULT:
			take_result(session, event);
			break;
	}
}

/* What a reader was told of the beginning may lie behind all that happened. */
static void
settle_times(Facts *facts)
{
	if (facts->started_at != TIME_UNKNOWN && facts->ended_at != TIME_UNKNOWN &&
		facts->started_at > facts->ended_at)
		facts->ended_at = facts->started_at;
}

void
wm_session_end(Session *session)
{
	for (int i = 0; i < OPEN_CALLS; i++)
	{
		if (session->open[i].id != 0)
			settle_call(session, &session->open[i], false);
	}
	end_turn(session, TIME_UNKNOWN);
	settle_times(&session->facts);

	switch (session->facts.surface)
	{
		case SURFACE_HEADLESS:
		case SURFACE_SDK:
		case SURFACE_SUBAGENT:
			session->facts.headless = true;
			break;
		default:
			break;
	}
}
