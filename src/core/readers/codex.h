/*
 * codex.h
 *	  What the files of Codex's reader share.
 */
#ifndef WORKMODE_CODEX_H
#define WORKMODE_CODEX_H

#include "readers/codex_script.h"
#include "readers/reader.h"

/* A line: of an envelope, of a bare header, or of codex exec --json. */
typedef enum LineKey
{
	LINE_TIMESTAMP,
	LINE_TYPE,
	LINE_PAYLOAD,
	LINE_ID,
	LINE_INSTRUCTIONS,
	LINE_GIT,
	LINE_RECORD_TYPE,
	LINE_THREAD_ID,
	LINE_ITEM,
	LINE_USAGE,
	LINE_ORDINAL,
	LINE_COUNT
} LineKey;

/* A response item, or an event. */
typedef enum ItemKey
{
	ITEM_TYPE,
	ITEM_ROLE,
	ITEM_CONTENT,
	ITEM_NAME,
	ITEM_NAMESPACE,
	ITEM_ARGUMENTS,
	ITEM_INPUT,
	ITEM_ACTION,
	ITEM_OUTPUT,
	ITEM_CALL_ID,
	ITEM_ID,
	ITEM_SUMMARY,
	ITEM_ITEM,
	ITEM_COUNT
} ItemKey;

/* What told of a person's message: an older event, a newer item, or both. */
typedef enum RequestSource
{
	REQUEST_NONE,
	REQUEST_EVENT,
	REQUEST_ITEM,
	REQUEST_BOTH
} RequestSource;

typedef struct CodexNotes
{
	uint64_t	id;				/* of this session, by its first header: hash */
	bool		subagent;		/* another agent speaks as the user */
	bool		program;		/* a program does: codex exec */
	bool		automation;		/* a program does at first: a task on a schedule */
	bool		enveloped;		/* of the newer generation */
	bool		events_seen;	/* the user's words come as events */

	/* A user's item, until it is clear that no event follows. */
	Kept		unsettled;
	EventTime	unsettled_time;
	uint64_t	request;		/* the words of the last event: hash */
	RequestSource request_source;

	/* A fork or subagent may begin with a copy of its parent's lines. */
	bool		copying;
	EventTime	started_at;
	EventTime	copied_at;
	double		ordinal;		/* of the line at hand */
	double		next_ordinal;
	double		own_ordinal;	/* of the first line of its own; 0 if it is not told */
	bool		inherits;		/* totals of tokens begin with the parent's */
	char		model[NAME_LIMIT];	/* of the copy, or of the settings */
	Kept		unanswered;		/* the event of the copy's last user message */

	/* The agent's words, if they come in the screen's log and not in the model's. */
	bool		words_seen;		/* they come in the model's */
	Kept		shown;
	EventTime	shown_time;

	uint64_t	question;		/* the last call that asks the user */
	int64_t		imported_calls;	/* of another agent's session */
	int64_t		imported_results;

	/* Tokens come as totals; a total that falls begins a new count. */
	uint64_t	count;
	bool		totals_seen;
	double		tokens_in;
	double		tokens_out;
	double		copied_in;
	double		copied_out;
	double		recorded_in;	/* the sums of single responses */
	double		recorded_out;

	CodexScripts scripts;
} CodexNotes;

/* A line of codex exec --json. */
extern void wm_codex_exec_line(Reading *reading, Slice type, Slice thread_id,
							   Slice item, Slice usage);

/* Adds a name, a JSON string, to what is put together in reading->text. */
extern void wm_codex_add_name(Reading *reading, Slice name);

/*
 * A header, session_meta's payload or a bare line.  The first is the session's own.
 * If it is repeated, the session was opened again; if another one follows, the lines
 * behind it are the parent's.
 */
extern void wm_codex_header(Reading *reading, Slice object, EventTime time);

/* Does this line belong to the copy of the parent's?  If so, it was read as that. */
extern bool wm_codex_is_copy(Reading *reading, const Slice *line, const Slice *item,
							 EventTime time);

/*
 * The copy is over: if its last user message has no answer, and its lines were written
 * in one go, that is the session's own.
 */
extern void wm_codex_unanswered(Reading *reading);

/* The settings in force, an event; those of a thread's own begin its own lines. */
extern void wm_codex_settings(Reading *reading, Slice event);

/* A message, a response item. */
extern void wm_codex_message(Reading *reading, const Slice *item, Slice payload,
							 EventTime time);

/*
 * No event follows the user's item that was kept, if there is one.  Is it a request,
 * if it does not say itself what it is?
 */
extern void wm_codex_decide(Reading *reading, bool request);

/* A person's message, an event. */
extern void wm_codex_user_message(Reading *reading, Slice event, EventTime time);

/* An item of the screen's log: what was said, or what was done. */
extern void wm_codex_screen_item(Reading *reading, Slice item, EventTime time);

/* Emits what was found in reading->words, as what it is to this session. */
extern void wm_codex_person(Reading *reading, HumanKind kind, EventTime time);

/* The agent's words that were on the screen, if they did not come in the other log. */
extern void wm_codex_say_shown(Reading *reading);

/* Usage that is told as a total. */
extern void wm_codex_usage(Reading *reading, Slice usage, Slice last);

/* The same in an event. */
extern void wm_codex_token_count(Reading *reading, Slice event);

/* The tokens of one response; they count only where there are no totals. */
extern void wm_codex_response_usage(Reading *reading, Slice record);

/*
 * The agent's words, a JSON string, in a session that Codex took over from another
 * agent: calls and results stand among them.  False if there are none.
 */
extern bool wm_codex_imported(Reading *reading, Slice text, EventTime time);

#endif							/* WORKMODE_CODEX_H */
