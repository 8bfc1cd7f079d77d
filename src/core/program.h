/*
 * program.h
 *	  What the programs that agents run are for.
 *
 * A program has a kind, and a reading: how its words are to be understood.
 * "git commit" is a program of its own here; so is "docker compose exec".
 */
#ifndef WORKMODE_PROGRAM_H
#define WORKMODE_PROGRAM_H

#include "command.h"
#include "keyword.h"

typedef enum Reading
{
	READING_PLAIN,				/* its kind is all there is to know */
	READING_SUBCOMMAND,			/* the next word may tell more: git commit */
	READING_TARGET,				/* the same, or names a task: make lint */
	READING_FILTER,				/* at the end of a pipe it tells nothing: jq */
	READING_WRAPPER,			/* the rest is a command: sudo, npx, timeout 9 */
	READING_SHELL,				/* runs a script: bash -c "...", powershell */
	READING_EVAL,				/* the rest is a script: eval */
	READING_REMOTE,				/* the rest is a script elsewhere: ssh host ... */
	READING_CODE,				/* runs code: python -c, -m, file or stdin */
	READING_FIND,				/* may run a command on what it finds */
	READING_SED,				/* may edit files in place */
	READING_TEE,				/* copies stdin to files */
	READING_PATCH,				/* takes a patch as argument or stdin */
	READING_COMMIT				/* takes a commit message */
} Reading;

typedef struct Program
{
	const char *name;			/* with its subcommands: "docker compose" */
	int			kind;			/* a CommandKind */
	Reading		reading;
	int			skip;			/* words between the options and the rest */
	const char *takes;			/* short options whose value is the next word */
} Program;

/*
 * The program with this name (no folder), or the subcommand of a program;
 * false where there is none in the tables.  ".exe" and a version at the end,
 * as in python3.12, are passed over.
 */
extern bool wm_program_find(Slice name, Program *program);
extern bool wm_program_find_sub(const Program *parent, Slice name,
								Program *program);

/*
 * The kind that the words of a task's or script's name suggest ("lint:fix",
 * "run-tests.sh"), or KEYWORD_NONE.
 */
extern int	wm_program_target(Slice name);

/* Whether the tables are in order (for the unit test). */
extern bool wm_program_sorted(void);

#endif							/* WORKMODE_PROGRAM_H */
