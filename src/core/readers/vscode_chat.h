/*
 * vscode_chat.h
 *	  What the files of the reader of Copilot's chats in VS Code share.
 *
 * vscode_chat.c reads requests and hands each part of an answer to vscode_answer.c,
 * whose edits vscode_edit.c puts together; vscode_rounds.c then reads what the rounds
 * of the answer tell.
 */
#ifndef WORKMODE_VSCODE_CHAT_H
#define WORKMODE_VSCODE_CHAT_H

#include "readers/reader.h"
#include "readers/vscode_journal.h"
#include "readers/vscode_verdicts.h"

/* An edit whose lines are told by the parts behind it. */
typedef struct HeldEdit
{
	bool		held;
	bool		invoked;		/* by a tool, whose edits may be of several files */
	bool		aside;			/* by a subagent */
	bool		failed;
	bool		writes;			/* files that were not there */
	Slice		tool;			/* a JSON string, or empty */
} HeldEdit;

/* What the records of a chat are: the first that is whole tells. */
typedef enum ChatRecords
{
	RECORDS_UNKNOWN,
	RECORDS_REQUESTS,
	RECORDS_ENTRIES				/* of a journal */
} ChatRecords;

typedef struct ChatNotes
{
	ChatRecords records;
	Journal		journal;
	TextBuffer	said;			/* words of the answer so far */
	TextBuffer	patch;			/* of the edit that is held */
	Verdicts	verdicts;		/* on the calls of the answer */
	HeldEdit	edit;
	uint64_t	calls;			/* so far: a call's id is its number */
	uint64_t	requests;		/* so far: tokens are reported by number */
} ChatNotes;

/* The answer that is read. */
typedef struct Answer
{
	EventTime	time;
	bool		by_rounds;		/* its own calls come from the rounds */
	bool		any_words;		/* some part has words */
	bool		any_thought;
} Answer;

/* The members of a part of an answer that tell something. */
typedef enum PartKey
{
	PART_KIND,
	PART_VALUE,
	PART_CONTENT,
	PART_REFERENCE,
	PART_NAME,
	PART_TOOL,
	PART_CALL,
	PART_CONFIRMED,
	PART_SPECIFIC,
	PART_DETAILS,
	PART_SUBAGENT,
	PART_OLD_SUBAGENT,
	PART_URI,
	PART_EDITS,
	PART_USED,
	PART_DATA,
	PART_COUNT
} PartKey;

extern const Slice wm_vscode_part_keys[PART_COUNT];

/* Reads a part of an answer. */
extern void wm_vscode_part(Reading *reading, Answer *answer, const Slice *part);

/* Emits the words that were collected so far. */
extern void wm_vscode_words(Reading *reading, const Answer *answer);

/* Emits a thought: a JSON string, or a list of its pieces. */
extern void wm_vscode_thought(Reading *reading, Answer *answer, Slice value);

/* Emits a call and how it ended, which is known when the call is told. */
extern void wm_vscode_call(Reading *reading, Event *event, bool failed);

/* The path of a URI: an object with its parts, or a text. */
extern Slice wm_vscode_path(Reading *reading, Slice uri);

/* Reads the edits of one file, made by the tool that was invoked before, if any was. */
extern void wm_vscode_edit_group(Reading *reading, const Answer *answer,
								 const Slice *part);

/* Emits the edit that is held, for it is whole, with the patch that was put together. */
extern void wm_vscode_edit(Reading *reading, const Answer *answer);

/* Does any of an answer's rounds tell of a call? */
extern bool wm_vscode_rounds_call(Slice rounds);

/* Reads the rounds of an answer whose parts have been read, and their calls' results. */
extern void wm_vscode_rounds(Reading *reading, Answer *answer, Slice rounds,
							 Slice results);

#endif							/* WORKMODE_VSCODE_CHAT_H */
