/*
 * export.h
 *	  The conversations of a data export, one by one.
 *
 * claude.ai and ChatGPT hand out all that a person ever said to them as one file,
 * which holds hundreds of megabytes.  It is never parsed as a whole: conversations
 * are cut out of it one after the other.
 */
#ifndef WORKMODE_EXPORT_H
#define WORKMODE_EXPORT_H

#include "action/event.h"
#include "json/json_text.h"

/* An array of conversations may stand so many containers deep. */
#define EXPORT_DEPTH	4

/* Conversations are known by the member that holds their messages. */
typedef struct ExportKind
{
	const char *format;			/* workmode_facts.format */
	const char *messages;
	JsonKind	kind;			/* of that member */
} ExportKind;

/* Ends with a format that is NULL. */
extern const ExportKind wm_export_kinds[];

typedef struct Conversation
{
	const char *format;
	Slice		transcript;		/* the object, or what there is of it */
	Slice		id;				/* JSON */
	Slice		title;
	Slice		started_at;
	Slice		updated_at;
} Conversation;

/* Is this object a conversation, whole or broken off? */
extern bool wm_export_conversation(Slice object, Conversation *conversation);

/* The time that a member of a conversation gives. */
extern EventTime wm_export_time(Slice value);

/*
 * A walk over a text: an array of conversations, one conversation, one a line, or
 * an object in which such an array stands.
 */
typedef struct ExportWalk
{
	Slice		rest;			/* lines that are not looked at yet */
	bool		lines;			/* there is a value a line */
	JsonWalk	walks[EXPORT_DEPTH];	/* from the outermost container on */
	int			depth;
} ExportWalk;

extern ExportWalk wm_export_walk(Slice text);

/* The next conversation; false behind the last. */
extern bool wm_export_next(ExportWalk *walk, Conversation *conversation);

#endif							/* WORKMODE_EXPORT_H */
