/*
 * claude.h
 *	  Messages of Anthropic's API, which several formats wrap in their lines.
 */
#ifndef WORKMODE_CLAUDE_H
#define WORKMODE_CLAUDE_H

#include "reader.h"

/* One message, and what the line around it says about it. */
typedef struct ClaudeMessage
{
	Slice		message;		/* {"role": ..., "content": ...} */
	Slice		result;			/* Claude Code's own account of a tool's result */
	bool		human;			/* as a user's: may its texts be a person's? */
	bool		sidechain;		/* within a subagent */
	EventTime	time;
} ClaudeMessage;

/*
 * A user's message holds a person's words, tools' results, or both; an
 * assistant's holds the agent's words and calls, and its tokens.  False where
 * the message has no content to read.
 */
extern bool wm_claude_user(Reading *reading, const ClaudeMessage *message);
extern bool wm_claude_assistant(Reading *reading, const ClaudeMessage *message);

/* Tokens in (cached ones too) and out; false where it is no object. */
extern bool wm_claude_usage(Slice usage, double *in, double *out);

#endif							/* WORKMODE_CLAUDE_H */
