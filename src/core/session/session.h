/*
 * session.h
 *	  One session: the facts that its events add up to.
 */
#ifndef WORKMODE_SESSION_H
#define WORKMODE_SESSION_H

#include "action/event.h"
#include "base/buffer.h"
#include "evidence/evidence.h"

typedef enum Surface
{
	SURFACE_UNKNOWN,
	SURFACE_CLI,
	SURFACE_DESKTOP,
	SURFACE_WEB,
	SURFACE_IDE,
	SURFACE_SDK,
	SURFACE_HEADLESS,
	SURFACE_SUBAGENT
} Surface;

/* What workmode_facts calls each; empty if the transcript does not tell. */
extern const char *const wm_surface_names[];

/*
 * Names come from transcripts: they are cut, and anything odd is replaced.  Ids,
 * branches and paths are cut and lose control characters, but keep letters beyond
 * ASCII.  The limits are in bytes and include a NUL.
 */
#define NAME_LIMIT	64
#define ID_LIMIT	256
#define PATH_LIMIT	4096

typedef struct Facts
{
	char		session_id[ID_LIMIT];
	char		parent[ID_LIMIT];	/* the session that this one was started from */
	const char *format;			/* the reader's; NULL: not recognised */
	char		agent[NAME_LIMIT];	/* the program, in lower case: "claude_code" */
	char		agent_version[NAME_LIMIT];
	char		model[NAME_LIMIT];	/* the language model */
	Surface		surface;		/* where the person meets the agent */
	bool		headless;		/* no person sits at it */
	char		project[PATH_LIMIT];	/* the working directory at its beginning */
	char		branch[ID_LIMIT];	/* of git, the last that was told */
	EventTime	started_at;
	EventTime	ended_at;
	int64_t		prompts;		/* requests that a person made */
	int64_t		turns;			/* stretches of agent work between requests */
	int64_t		actions;		/* tool calls */
	int64_t		errors;			/* tool calls that failed */
	int64_t		files_changed;
	int64_t		lines_added;
	int64_t		lines_removed;
	bool		code_changed;	/* and not documents, plans and data only */
	int64_t		commits;		/* made by calls that did not fail */
	int64_t		pull_requests;	/* opened by calls that did not fail */
	int64_t		words_in;		/* that people said */
	int64_t		words_out;		/* that the agent said */
	int64_t		tokens_in;
	int64_t		tokens_out;
	int64_t		lines_read;		/* records, be they lines or not */
	int64_t		lines_skipped;	/* records that break off or are none */
} Facts;

/* Lines added to files and removed from them, by FileKind. */
typedef struct LineSums
{
	int64_t		added[FILE_COUNT];
	int64_t		removed[FILE_COUNT];
} LineSums;

/* One request and the work that followed it. */
typedef struct Turn
{
	int64_t		number;			/* of the request, be it a person's or a
								 * program's, from 1; 0 before the first */
	EventTime	started_at;
	int64_t		actions;
	int64_t		errors;
	int64_t		lines_added;
	int64_t		lines_removed;
	const Evidence *evidence;
} Turn;

/* Called with each turn when it is over. */
typedef void (*TurnSink) (const Turn *turn, void *context);

/* Called with each event as it is handed over. */
typedef void (*EventSink) (const Event *event, void *context);

typedef struct Session Session;

/* Makes a session without events, in memory of the host. */
extern Session *wm_session_new(void);
extern void wm_session_free(Session *session);

/* From now on the sink is called with every turn. */
extern void wm_session_watch(Session *session, TurnSink sink, void *context);

/*
 * From now on the sink is called with every event: before the first one, or not at
 * all.  It must leave the event's slices alone.
 */
extern void wm_session_listen(Session *session, EventSink sink, void *context);

/*
 * From now on words are kept, so that wm_session_word() knows them: before the first
 * event, or not at all.
 */
extern void wm_session_keep_words(Session *session);

/* A reader hands over the next event. */
extern void wm_session_event(Session *session, const Event *event);

/* A reader hands over a time of the session that is no event's. */
extern void wm_session_time(Session *session, EventTime time);

/* A reader sets a name among the facts; anything odd in it is replaced. */
extern void wm_session_name(char *name, Slice value);

/* A reader sets an id, a branch or a path among the facts, of at most size bytes. */
extern void wm_session_text(char *text, size_t size, Slice value);

/* A reader tells a working directory: the first of several stays in the facts. */
extern void wm_session_project(Facts *facts, Slice value);

/*
 * A reader reports the tokens of one message (message is the hash of its id, or
 * any other number that is its own).  Of several reports of one message the
 * largest counts; there may be reports of other messages between them.
 */
extern void wm_session_tokens(Session *session, uint64_t message,
							  double in, double out);

/* Has a line of this identity (hash of its uuid) been seen before? */
extern bool wm_session_seen(Session *session, uint64_t identity);

/*
 * Things other than lines that a transcript may tell more than once, each with an
 * identity (a hash) of its own kind.
 */
typedef enum SeenKind
{
	SEEN_TOKENS,				/* a message whose tokens were reported */
	SEEN_MESSAGE,
	SEEN_WORDS,					/* the agent's, in one message */
	SEEN_CALL,
	SEEN_RESULT,
	SEEN_REQUEST				/* a person's words at one time */
} SeenKind;

extern bool wm_session_seen_as(Session *session, SeenKind kind, uint64_t identity);

/* Is a thought wanted now?  Only the first one of a turn is. */
extern bool wm_session_wants_thought(const Session *session);

/* There are no more events: settles what was left open. */
extern void wm_session_end(Session *session);

extern Facts *wm_session_facts(Session *session);

/* Was nothing asked for but an answer to a greeting, and nothing done? */
extern bool wm_session_greets(const Session *session);

/* The evidence of the whole session, once it has ended. */
extern const Evidence *wm_session_evidence(const Session *session);

/* A word of the session, if they are kept, that fell into this bucket; see witness.h. */
extern const char *wm_session_word(const Session *session, WordField field,
								   int bucket);

extern const LineSums *wm_session_lines(const Session *session);

#endif							/* WORKMODE_SESSION_H */
