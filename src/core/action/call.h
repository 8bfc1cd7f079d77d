/*
 * call.h
 *	  What a tool call says: kind of action, file, command, changes.
 *
 * Agents have different names for the parts of a call's input; all of these names
 * stand in one table in call.c.
 */
#ifndef WORKMODE_CALL_H
#define WORKMODE_CALL_H

#include "action/action.h"
#include "action/command.h"
#include "action/event.h"
#include "action/file.h"
#include "action/patch.h"
#include "base/buffer.h"

typedef struct Call
{
	ActionKind	action;
	Slice		path;			/* the file that it is about, if it names one */
	Slice		name;			/* of a skill, command or kind of subagent */
	Slice		account;		/* the agent's own words on what it does */
	Slice		task;			/* what it asks of another agent */
	Slice		server;			/* of a tool that is not the agent's own, if its */
	Slice		tool;			/* name tells it, and what it is called there */
	CommandFacts command;		/* of a shell call, else all zero */
	uint32_t	commits;		/* that the call makes */
	uint32_t	pull_requests;	/* that the call opens */
} Call;

/* Room for decoding a call's parts, which is kept from call to call. */
typedef struct CallRoom
{
	TextBuffer	text;
	TextBuffer	other;
	TextBuffer	path;
	TextBuffer	name;
	TextBuffer	account;
	TextBuffer	command;
	TextBuffer	task;
	TextBuffer	server;
	TextBuffer	tool;
} CallRoom;

/*
 * Reads a call.  Each file that it changes is handed to the sink.  The slices of
 * *call live until the room is used again.
 */
extern void wm_call_read(const Event *event, CallRoom *room,
						 FileChangeSink sink, void *context, Call *call);

extern void wm_call_room_free(CallRoom *room);

#endif							/* WORKMODE_CALL_H */
