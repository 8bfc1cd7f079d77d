/*
 * codex_script.h
 *	  Codex's code mode: the calls that the agent's scripts make.
 *
 * In code mode the model has one tool, exec, and calls all others from a script.
 * What a script does is told up to three times, each time in part: by its source,
 * by what it prints, and, in newer sessions, by items for what was done.
 */
#ifndef WORKMODE_CODEX_SCRIPT_H
#define WORKMODE_CODEX_SCRIPT_H

#include "readers/reader.h"

/* Scripts that run at once; an older one is taken for done. */
#define OPEN_SCRIPTS	8

/* So many calls are remembered that are no script's, or whose item is late. */
#define DIRECT_CALLS	32
#define LATE_COMMANDS	64

typedef enum ScriptedKind
{
	SCRIPTED_COMMAND,
	SCRIPTED_POLL,				/* looks after a command that runs */
	SCRIPTED_PATCH,
	SCRIPTED_SERVER,			/* a tool of an MCP server */
	SCRIPTED_OTHER
} ScriptedKind;

/* A call in a script; the names and inputs of all stand in the run's room. */
typedef struct ScriptedCall
{
	uint64_t	id;				/* of the event */
	uint64_t	command;		/* hash, if it is a literal */
	uint64_t	item;			/* that told of it: its id; 0: none did */
	size_t		tool;
	size_t		tool_len;
	size_t		input;			/* JSON */
	size_t		input_len;
	ScriptedKind kind;
	int			statement;
	bool		patch;			/* it applies one, perhaps by a command */
	bool		whole;			/* all of the input is known */
	bool		told;			/* the event was emitted, or will never be */
	bool		settled;		/* and its result was */
	bool		failed;
	bool		done;			/* an item told of it */
} ScriptedCall;

typedef struct ScriptRun
{
	uint64_t	id;				/* of exec's call */
	uint64_t	cell;			/* in which it goes on running: hash */
	EventTime	time;
	TextBuffer	room;
	ScriptedCall *calls;
	int			ncalls;
	int			size;
	bool		codes;			/* it makes something of exit codes */
	int			results;		/* of commands, that were printed so far */
	int			texts;			/* that were */
	int			late_failures;	/* of commands that it looks after */
} ScriptRun;

typedef struct CodexScripts
{
	ScriptRun  *runs[OPEN_SCRIPTS]; /* the oldest first */
	int			nruns;
	uint64_t	direct[DIRECT_CALLS];	/* ids */
	uint64_t	cells[DIRECT_CALLS];	/* which of these wait for: hashes */
	int			next_direct;
	uint64_t	late[LATE_COMMANDS];	/* hashes */
	int			next_late;
	TextBuffer	text;			/* for decoding */
	TextBuffer	input;			/* for what is put together */
} CodexScripts;

/* The agent runs a script; false if this calls no tools. */
extern bool wm_codex_script(Reading *reading, CodexScripts *scripts, uint64_t id,
							Slice source, EventTime time);

/*
 * The agent calls a tool without a script.  If it waits for a script, this is the
 * cell in which that runs, a JSON string.
 */
extern void wm_codex_direct(CodexScripts *scripts, uint64_t id, Slice cell);

/* An item, or an event, of this type tells what was done. */
extern void wm_codex_done(Reading *reading, CodexScripts *scripts, Slice type,
						  Slice item, EventTime time);

/* An item's changes, an object, as a patch that has as many lines; kept in scripts. */
extern Slice wm_codex_make_patch(Reading *reading, CodexScripts *scripts,
								 Slice changes);

/* Emits the calls of all scripts so far, for something else is emitted next. */
extern void wm_codex_flush(Reading *reading, CodexScripts *scripts);

/* The cell that a call waits for; 0 if it does not. */
extern uint64_t wm_codex_cell(const CodexScripts *scripts, uint64_t id);

/* The number of the run that a call began or waits for, or -1. */
extern int	wm_codex_find_run(const CodexScripts *scripts, uint64_t id, uint64_t cell);

/* The input of a call: JSON, or empty. */
extern Slice wm_codex_input(const ScriptRun *run, const ScriptedCall *call);

/* Emits the calls of one script so far. */
extern void wm_codex_tell_all(Reading *reading, CodexScripts *scripts, ScriptRun *run);

/* A script is done; a command that no item told of may still run. */
extern void wm_codex_close(CodexScripts *scripts, int number);

/* There is nothing more: emits what is left, and frees all. */
extern void wm_codex_scripts_end(Reading *reading, CodexScripts *scripts);

/*
 * Emit a call, if it was not yet, and its result.  An item may know what the
 * script did not tell: the command, a JSON value, or the patch.
 */
extern void wm_codex_tell(Reading *reading, CodexScripts *scripts,
						  const ScriptRun *run, ScriptedCall *call,
						  Slice command, Slice patch);
extern void wm_codex_settle(Reading *reading, CodexScripts *scripts,
							const ScriptRun *run, ScriptedCall *call, bool failed,
							EventTime time);

#endif							/* WORKMODE_CODEX_SCRIPT_H */
