/*
 * vscode_journal.h
 *	  The journal in which VS Code keeps a chat: what it says in the end.
 *
 * The first entry holds the chat's whole state, each later one changes a part of
 * it: {"kind": 1, "k": path, "v": value} sets a value, 2 appends the elements of v
 * to an array, from index i on if there is an "i", and 3 deletes.  The chat is
 * what stands after the last entry, for requests are taken back and parts of
 * answers are written again.
 *
 * What is kept of a request is its members that tell something, each as the slice
 * of the transcript where it was set last, so that an entry costs time by its own
 * length only.  Memory has a bound: if more is held than that, the requests before
 * the last are taken for final.
 */
#ifndef WORKMODE_VSCODE_JOURNAL_H
#define WORKMODE_VSCODE_JOURNAL_H

#include "json/json_text.h"

/* The members of a request that tell something. */
typedef enum RequestKey
{
	REQUEST_ID,
	REQUEST_TIMESTAMP,
	REQUEST_MESSAGE,
	REQUEST_RESPONSE,			/* kept as parts */
	REQUEST_RESULT,
	REQUEST_MODEL,
	REQUEST_STATE,
	REQUEST_CANCELED,
	REQUEST_HIDDEN,
	REQUEST_SYSTEM,
	REQUEST_CONFIRMATION,
	REQUEST_AGENT,
	REQUEST_PROMPT_TOKENS,
	REQUEST_COMPLETION_TOKENS,
	REQUEST_TEXT,				/* the message's, if that was set alone */
	REQUEST_COUNT
} RequestKey;

extern const Slice wm_vscode_request_keys[REQUEST_COUNT];

/* The members of the chat itself that tell something. */
typedef enum ChatKey
{
	CHAT_SESSION,
	CHAT_CREATED,
	CHAT_LAST_MESSAGE,
	CHAT_TITLE,
	CHAT_RESPONDER,
	CHAT_REQUESTER,
	CHAT_LOCATION,
	CHAT_REPOSITORY,
	CHAT_REQUESTS,				/* kept as requests */
	CHAT_COUNT
} ChatKey;

extern const Slice wm_vscode_chat_keys[CHAT_COUNT];

/* A request and the parts of the answer to it. */
typedef struct ChatRequest
{
	Slice		members[REQUEST_COUNT];
	Slice	   *parts;
	size_t		nparts;
	size_t		size;			/* of the array */
	size_t		bytes;			/* that were copied for it */
} ChatRequest;

/* Called with each request when it is final. */
typedef void (*RequestSink) (void *context, const ChatRequest *request);

/* Zero it before use, but for the first three. */
typedef struct Journal
{
	RequestSink sink;
	void	   *context;
	bool		passing;		/* an entry's text is gone when the next comes */

	Slice		chat[CHAT_COUNT];
	ChatRequest *requests;
	size_t		count;
	size_t		size;			/* of the array */
	size_t		told;			/* so many requests before these are final */
	size_t		held;			/* bytes that the requests take */
} Journal;

/* Is this an entry of such a journal, and surely so? */
extern bool wm_vscode_journal_recognises(Slice record);

/* Reads an entry; false if it is none or has members of the wrong type. */
extern bool wm_vscode_journal_read(Journal *journal, Slice record);

/* There are no more entries: every request is final. */
extern void wm_vscode_journal_end(Journal *journal);

extern void wm_vscode_journal_free(Journal *journal);

#endif							/* WORKMODE_VSCODE_JOURNAL_H */
