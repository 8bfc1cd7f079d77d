/*
 * vscode_verdicts.h
 *	  How the calls of one answer ended, to be looked up by keys.
 *
 * What a chat of VS Code tells of a call's end stands apart from the call, in an
 * order of its own.  Several verdicts may have one key, such as those of a command
 * that is run again: they are taken in the order in which they were added.
 */
#ifndef WORKMODE_VSCODE_VERDICTS_H
#define WORKMODE_VSCODE_VERDICTS_H

#include "base/slice.h"

typedef struct Verdict
{
	uint64_t	key;
	uint32_t	taken;			/* of those with this key, if it is the first */
	bool		failed;
} Verdict;

/* Zero it before use. */
typedef struct Verdicts
{
	Verdict    *items;
	size_t		count;
	size_t		size;			/* of the array */
} Verdicts;

/*
 * The keys by which a verdict is found: the id of a result, the id of an invocation,
 * and a command; each is 0 if there is none.  No two sorts of them are confused.
 */
extern uint64_t wm_verdicts_result(Slice id);
extern uint64_t wm_verdicts_invocation(Slice id);
extern uint64_t wm_verdicts_command(Slice command);

/* Adds a verdict, unless the key is 0 or there are too many. */
extern void wm_verdicts_add(Verdicts *verdicts, uint64_t key, bool failed);

/* All are added: now they can be looked up. */
extern void wm_verdicts_sort(Verdicts *verdicts);

/* The next verdict with this key, NULL if there is none left. */
extern const Verdict *wm_verdicts_take(Verdicts *verdicts, uint64_t key);

extern void wm_verdicts_clear(Verdicts *verdicts);
extern void wm_verdicts_free(Verdicts *verdicts);

#endif							/* WORKMODE_VSCODE_VERDICTS_H */
