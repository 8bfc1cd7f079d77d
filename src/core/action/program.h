/*
 * program.h
 *	  What the programs that agents run are for.
 *
 * A program has a kind and a syntax, which says how its words are understood.
 * "git commit" is a program of its own here, and so is "docker compose exec".
 */
#ifndef WORKMODE_PROGRAM_H
#define WORKMODE_PROGRAM_H

#include "base/lexicon.h"

typedef enum CommandKind
{
	COMMAND_TEST,				/* runs tests */
	COMMAND_LINT,				/* lints, formats, checks types */
	COMMAND_BUILD,				/* compiles, bundles, generates */
	COMMAND_RUN,				/* runs a program or a script */
	COMMAND_PACKAGE,			/* installs or manages packages */
	COMMAND_GIT_LOOK,			/* version control: status, diff, log, show */
	COMMAND_GIT_ACT,			/* version control: add, commit, push, merge */
	COMMAND_FORGE,				/* pull requests, issues, releases, CI runs */
	COMMAND_CONTAINER,			/* docker, kubectl, helm */
	COMMAND_CLOUD,				/* clouds, hosts, infrastructure, deploys */
	COMMAND_MACHINE,			/* services, remote shells, users, settings */
	COMMAND_PROCESS,			/* processes, ports, logs, load */
	COMMAND_DATA,				/* databases, data frames, statistics */
	COMMAND_DOCUMENT,			/* pandoc, LaTeX, slides, images */
	COMMAND_AGENT,				/* coding agents, models, MCP servers */
	COMMAND_NETWORK,			/* curl, wget, dig */
	COMMAND_FILES,				/* changes files: redirects, sed -i, cp, mv, rm */
	COMMAND_SEARCH,				/* grep, rg, find */
	COMMAND_LOOK,				/* ls, cat, head, wc */
	COMMAND_GLUE,				/* the shell's own: cd, echo, export, sleep */
	COMMAND_OTHER,				/* a program that this version does not know */
	COMMAND_COUNT
} CommandKind;

typedef enum ProgramSyntax
{
	SYNTAX_PLAIN,				/* its kind is all there is to know */
	SYNTAX_SUBCOMMAND,			/* the next word may tell more: git commit */
	SYNTAX_TARGET,				/* the next word may tell more, or name a task: make
								 * lint */
	SYNTAX_FILTER,				/* at the end of a pipe it tells nothing: jq */
	SYNTAX_WRAPPER,			/* the rest is a command: sudo, npx, timeout 9 */
	SYNTAX_SHELL,				/* runs a script: bash -c "...", powershell */
	SYNTAX_EVAL,				/* the rest is a script: eval */
	SYNTAX_REMOTE,				/* the rest is a script elsewhere: ssh host ... */
	SYNTAX_CODE,				/* runs code: python -c, -m, file or stdin */
	SYNTAX_FIND,				/* may run a command on what it finds */
	SYNTAX_SED,				/* may edit files in place */
	SYNTAX_TEE,				/* copies stdin to files */
	SYNTAX_PATCH,				/* takes a patch as argument or stdin */
	SYNTAX_COMMIT				/* takes a commit message */
} ProgramSyntax;

typedef struct Program
{
	Slice		name;			/* with its subcommands: "docker compose" */
	int			kind;			/* a CommandKind */
	ProgramSyntax syntax;
	int			skip;			/* words between the options and the rest */
	const char *takes;			/* short options whose value is the next word */
} Program;

/*
 * Finds the program with this name (without a folder), or the subcommand of a
 * program; false if the tables have none.  ".exe" and a version at the end, as in
 * python3.12, are ignored.
 */
extern bool wm_program_find(Slice name, Program *program);
extern bool wm_program_find_sub(const Program *parent, Slice name,
								Program *program);

/*
 * The kind that the words of a task's or script's name suggest ("lint:fix",
 * "run-tests.sh"), or LEXICON_NONE.
 */
extern int	wm_program_target(Slice name);

/* The kind's name in lower case, such as "git_act": a constant string. */
extern const char *wm_command_name(CommandKind kind);

/* The more telling of two kinds, each of which may be -1 for none. */
extern int	wm_command_better(int a, int b);

/* The most telling of the kinds that were counted; GLUE if none was. */
extern CommandKind wm_command_dominant(const uint32_t counts[COMMAND_COUNT]);

/* The vocabularies, up to a NULL (for the unit test). */
extern Lexicon *const wm_program_lexicons[];

#endif							/* WORKMODE_PROGRAM_H */
