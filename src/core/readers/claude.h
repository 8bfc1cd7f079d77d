/*
 * claude.h
 *	  Messages of Anthropic's API, which several formats wrap in their lines.
 */
#ifndef WORKMODE_CLAUDE_H
#define WORKMODE_CLAUDE_H

#include "readers/reader.h"

/* What is read of a message, {"role": ..., "content": ...}. */
typedef enum ClaudePart
{
	CLAUDE_CONTENT,
	CLAUDE_MODEL,
	CLAUDE_ID,
	CLAUDE_USAGE,
	CLAUDE_PARTS
} ClaudePart;

/* What is read of toolUseResult, Claude Code's own account of a tool's result. */
typedef enum ClaudeAccount
{
	ACCOUNT_PATCH,
	ACCOUNT_TYPE,
	ACCOUNT_STATS,
	ACCOUNT_ANSWERS,
	ACCOUNT_PARTS
} ClaudeAccount;

/* One message, and what the line around it says about it. */
typedef struct ClaudeMessage
{
	Slice		parts[CLAUDE_PARTS];
	Slice		account[ACCOUNT_PARTS];
	bool		human;			/* if it is a user's, may its texts be a person's? */
	bool		sidechain;		/* within a subagent */
	EventTime	time;
} ClaudeMessage;

/*
 * Gets the members of a line, and the parts of two of them: the message and the
 * account.  Both can be long, so all of it takes one walk through the line.
 */
extern bool wm_claude_line(Slice record, const Slice *keys, Slice *line, int nkeys,
						   int message_key, int account_key,
						   ClaudeMessage *message);

/*
 * Emit what a message holds: a user's has a person's words, tools' results, or
 * both; an assistant's has the agent's words and calls, and its tokens.  False if
 * the message has no content to read.
 */
extern bool wm_claude_user(Reading *reading, const ClaudeMessage *message);
extern bool wm_claude_assistant(Reading *reading, const ClaudeMessage *message);

/* The tokens in (cached ones included) and out; false if usage is no object. */
extern bool wm_claude_usage(Slice usage, double *in, double *out);

#endif							/* WORKMODE_CLAUDE_H */
