/*
 * event.h
 *	  The common event stream: what happened in a session, in whatever format.
 *
 * A reader turns the records of one transcript format into these events; the
 * session (session.h) counts them and knows no format.
 */
#ifndef WORKMODE_EVENT_H
#define WORKMODE_EVENT_H

#include "base/slice.h"

typedef enum EventKind
{
	EVENT_PROMPT,				/* a person asks for something: opens a turn */
	EVENT_TASK,					/* a program or another agent asks for something:
								 * opens a turn, but these are no person's words */
	EVENT_ACT,					/* a person acts without a request: interrupts,
								 * runs a shell or slash command, answers */
	EVENT_SAY,					/* the agent's words */
	EVENT_THINK,				/* its thoughts, where it shows them */
	EVENT_TITLE,				/* the agent's or person's name for the session */
	EVENT_CALL,					/* the agent calls a tool */
	EVENT_RESULT				/* what the tool gave back */
} EventKind;

/* Microseconds since 1970-01-01 UTC. */
typedef int64_t EventTime;

#define TIME_UNKNOWN	INT64_MIN

typedef struct Event
{
	EventKind	kind;
	bool		sidechain;		/* within a subagent */
	bool		interrupts;		/* ACT: the person stops the agent */
	EventTime	time;

	/* PROMPT, ACT: the person's own words; TASK, SAY, THINK, TITLE: the text. */
	Slice		text;

	/* CALL, RESULT: hash of the call's id, 0 if it has none. */
	uint64_t	call;

	/* CALL: the tool's native name and its input, JSON or a patch's text. */
	Slice		tool;
	Slice		input;

	/* CALL: what a reader found itself, if the input is neither of these. */
	Slice		path;
	Slice		command;
	int64_t		added;
	int64_t		removed;

	/* RESULT */
	bool		failed;			/* the reader saw that the call failed */
	Slice		output;			/* undecoded */
	Slice		patch;			/* JSON: Claude Code's structuredPatch */
	bool		created;		/* the file was not there before */
	int64_t		files;			/* so many files a subagent says that it changed;
								 * added and removed are its lines */
} Event;

/* The time that a text in RFC 3339 gives, with a T or a blank in its middle. */
extern EventTime wm_time_parse(Slice text);

/* The time that a number of Unix seconds or milliseconds gives. */
extern EventTime wm_time_from_number(double number);

#endif							/* WORKMODE_EVENT_H */
