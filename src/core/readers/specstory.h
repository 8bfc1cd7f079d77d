/*
 * specstory.h
 *	  What the files of the reader of SpecStory's logs share.
 *
 * specstory.c walks the lines of a log, specstory_header.c knows those that say who
 * speaks and when, specstory_call.c where a rendered call begins and ends, and
 * specstory_part.c reads the lines within one.
 */
#ifndef WORKMODE_SPECSTORY_H
#define WORKMODE_SPECSTORY_H

#include "action/action.h"
#include "readers/markdown.h"
#include "readers/reader.h"

/* Who speaks in a message. */
typedef enum Voice
{
	VOICE_NOBODY,				/* the lines before the first header */
	VOICE_USER,
	VOICE_AGENT
} Voice;

/* Within what a line stands in a message. */
typedef enum Place
{
	IN_WORDS,
	IN_THOUGHT,
	IN_DETAILS,					/* a rendered search of the first generation */
	IN_TOOL
} Place;

/* No header nor title is longer. */
#define HEADER_LIMIT	1000

/* The line that opens a message. */
typedef struct Header
{
	Voice		voice;
	bool		sidechain;
	bool		first_generation;
	Slice		model;
	Slice		when;			/* the time, as it is written; may be empty */
} Header;

/* Of what a rendered call's lines are part. */
typedef enum ToolPart
{
	PART_LABELS,
	PART_SUMMARY,				/* one that goes on over several lines */
	PART_INPUT,					/* arguments, as JSON */
	PART_COMMAND,
	PART_CONTENT,				/* of a file that is written */
	PART_DIFF,
	PART_RESULT
} ToolPart;

/* A call that is rendered, as far as its lines are read. */
typedef struct Tool
{
	Slice		name;
	ActionKind	kind;
	bool		loose;			/* the tag stands alone on its line */
	bool		bare;			/* a line names it: "Tool use: **name**" */
	bool		closed;			/* the details behind that line have ended */
	bool		summarised;		/* the command is but a summary's */
	bool		empty;			/* nothing was rendered but the name */
	ToolPart	part;
	bool		has_arguments;	/* the next fence holds them */
	bool		past_call;		/* only results follow */
	int			result_lines;
	Slice		path;
	Slice		command;
	Slice		arguments;
	bool		patch;			/* being put together in reading->input */
	bool		patch_listed;	/* files as listed in the result follow */
	int64_t		added;
	int64_t		removed;
	int64_t		told_added;		/* in words: of a change that is not shown */
	int64_t		told_removed;
	int64_t		lines;			/* in the fence that is read: all of them, */
	int64_t		plus;			/* added, */
	int64_t		minus;			/* removed, */
	int64_t		odd;			/* and those that no diff has */
	bool		failed;
} Tool;

/* The log, as far as it is read. */
typedef struct Log
{
	bool		begun;
	bool		tagged;			/* generation 2: calls have tags */
	bool		paired;			/* the exporter writes each call twice */
	bool		blank;			/* the line before was empty */
	bool		section;		/* a rule was the last line with anything on it */
	Voice		voice;			/* of the message at hand, as the next three */
	bool		sidechain;
	Slice		when;
	EventTime	time;
	Surface		surface;		/* unless a person's words tell otherwise */
	EventTime	titled;			/* the title's */
	EventTime	first;			/* the first header's */
	Slice		wrapped;		/* when the last slash command was entered */
	Place		place;
	Fence		fence;
	Slice		words;			/* of the message, as far as they are read */
	Slice		loose_name;		/* of the loose call that just ended */
	Slice		last_path;		/* the file that the last call was about */
	uint64_t	calls;			/* so far: a call's id is its number */
	Tool		tool;			/* the call at hand, IN_TOOL */
} Log;

/* Does this line open a message? */
extern bool wm_specstory_header(Slice line, Header *header);

/* Is it a header of this log, or of one that is quoted in it? */
extern bool wm_specstory_is_own(const Log *log, const Header *header);

/* Reads a line before the first header: who, where, when. */
extern void wm_specstory_preamble(Reading *reading, Log *log, Slice line);

/* Emits the message's words so far. */
extern void wm_specstory_end_words(Reading *reading, Log *log);

/* Emits that a person ran a command that is no request, or answered a question. */
extern void wm_specstory_act(Reading *reading, const Log *log, Slice words);

/* Reads a tag, <tool-use data-tool-name="...">, and what follows on its line. */
extern void wm_specstory_tag(Reading *reading, Log *log, Slice line);

/* Does this line name a call of the first generation: "Tool use: **name**"? */
extern bool wm_specstory_bare_name(Slice line, Slice *name);

/* Does this section of the first generation render a call?  Then it is begun. */
extern bool wm_specstory_section(Reading *reading, Log *log, Slice line);

/* Reads a line of what the first generation folded away: it may name a call. */
extern void wm_specstory_folded(Reading *reading, Log *log, Slice line);

/* A rendered call begins, and ends: it is emitted. */
extern void wm_specstory_begin_call(Reading *reading, Log *log, Slice name);
extern void wm_specstory_end_call(Reading *reading, Log *log);

/* Reads a line within a rendered call; a label stands outside of its fences. */
extern void wm_specstory_call_line(Reading *reading, Log *log, Slice line);
extern void wm_specstory_label(Reading *reading, Log *log, Slice line);

#endif							/* WORKMODE_SPECSTORY_H */
