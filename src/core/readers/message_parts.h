/*
 * message_parts.h
 *	  Calls and results within messages, as the models' interfaces and the
 *	  libraries that speak with them write them.
 */
#ifndef WORKMODE_MESSAGE_PARTS_H
#define WORKMODE_MESSAGE_PARTS_H

#include "readers/reader.h"

/* What parts need to know of the conversation that they stand in. */
typedef struct Conversation
{
	uint64_t	message;		/* how many were read, this one included */
	bool		twice;			/* it may tell a call as block and in tool_calls */
	uint64_t	calls;			/* those without an id, and so their results, */
	uint64_t	results;		/* which come in the same order */
	bool		result;			/* a result came last: a picture is what it shows */
} Conversation;

/* Begins the next message. */
extern void wm_parts_begin(Conversation *conversation);

/* Reads a call, and a result that is a part or a message of its own. */
extern void wm_parts_call(Reading *reading, Conversation *conversation, Slice call,
						  EventTime time);
extern void wm_parts_result(Reading *reading, Slice result, EventTime time);

/* Reads a part that is a call or a result; false if it is another part. */
extern bool wm_parts_read(Reading *reading, Conversation *conversation, Slice type,
						  Slice part, EventTime time);

/* Is a part of this type a picture, or a file that is shown like one? */
extern bool wm_parts_is_picture(Slice type, Slice part);

#endif							/* WORKMODE_MESSAGE_PARTS_H */
