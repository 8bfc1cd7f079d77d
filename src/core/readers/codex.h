/*
 * codex.h
 *	  What the files of Codex's reader share.
 */
#ifndef WORKMODE_CODEX_H
#define WORKMODE_CODEX_H

#include "readers/codex_script.h"
#include "readers/reader.h"

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

/* Usage that is told as a total. */
extern void wm_codex_usage(Reading *reading, Slice usage, Slice last);

/*
 * The agent's words, a JSON string, in a session that Codex took over from another
 * agent: calls and results stand among them.  False if there are none.
 */
extern bool wm_codex_imported(Reading *reading, Slice text, EventTime time);

#endif							/* WORKMODE_CODEX_H */
