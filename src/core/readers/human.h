/*
 * human.h
 *	  Whose words they are: the person's own in a message of role "user".
 *
 * In every format that role also carries machine text: context, reminders,
 * command output, compaction summaries, expanded templates.  All the marks that
 * distinguish these from a person's words stand in one table in human.c.
 */
#ifndef WORKMODE_HUMAN_H
#define WORKMODE_HUMAN_H

#include "action/event.h"
#include "base/buffer.h"

typedef enum HumanKind
{
	HUMAN_NOTHING,				/* no person wrote this */
	HUMAN_PROMPT,				/* a request */
	HUMAN_ACT,					/* an act: housekeeping command, shell command,
								 * answer */
	HUMAN_INTERRUPTION,			/* an act: the person stopped the agent */
	HUMAN_TASK					/* a request that a program or another agent makes
								 * in a person's place; only a reader can tell */
} HumanKind;

/*
 * What a user message is.  *own becomes what the person wrote in it: the text
 * itself, a part of it, or several parts put together in the buffer.
 */
extern HumanKind wm_human_read(Slice text, Slice *own, TextBuffer *buffer);

/*
 * The words with which a person refused a call, in what the call gave back; empty
 * if it was not refused, or without a word.
 */
extern Slice wm_human_refusal(Slice output);

/* Does the text carry the marks of an editor with the agent inside? */
extern bool wm_human_in_editor(Slice text);

#endif							/* WORKMODE_HUMAN_H */
