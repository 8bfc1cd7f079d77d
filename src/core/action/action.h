/*
 * action.h
 *	  What an agent's tool call is: one kind for the tools of every agent.
 */
#ifndef WORKMODE_ACTION_H
#define WORKMODE_ACTION_H

#include "base/lexicon.h"

typedef enum ActionKind
{
	ACTION_EDIT,				/* changes part of a file */
	ACTION_WRITE,				/* writes a file whole, or makes or moves one */
	ACTION_READ,				/* reads a file, a directory, an output */
	ACTION_SEARCH,				/* looks for files or text in the workspace */
	ACTION_SHELL,				/* runs a command, or feeds a running one */
	ACTION_WEB,					/* searches or fetches the web, drives a browser */
	ACTION_SUBAGENT,			/* starts, instructs or awaits another agent */
	ACTION_PLAN,				/* enters, writes or leaves a plan */
	ACTION_ASK,					/* asks the human */
	ACTION_TODO,				/* keeps the task list */
	ACTION_SKILL,				/* loads a skill or runs a slash command */
	ACTION_MCP,					/* a tool of an MCP server, or a look for one */
	ACTION_OTHER,				/* a tool that this version does not know */
	ACTION_COUNT
} ActionKind;

/*
 * The kind of the tool with this name, as the agent's transcript spells it.
 * Letter case and the separators '_', '-', '.', ':' and ' ' do not matter.
 */
extern ActionKind wm_action_from_tool(Slice name);

/* The kind's name in lower case, such as "edit": a constant string. */
extern const char *wm_action_name(ActionKind kind);

/* The vocabularies, up to a NULL (for the unit test). */
extern Lexicon *const wm_action_lexicons[];

#endif							/* WORKMODE_ACTION_H */
