/*
 * command.h
 *	  A command of the user's that rates one session.
 *
 * It leads a process group of its own, which is killed when it ends: nothing that it
 * has started outlives it.
 */
#ifndef WORKMODE_RATE_COMMAND_H
#define WORKMODE_RATE_COMMAND_H

#include <poll.h>
#include <sys/types.h>

#include "base/buffer.h"

/* More bytes are no answer. */
#define ANSWER_LIMIT	1000

typedef enum CommandState
{
	COMMAND_RUNS,
	COMMAND_ENDED,				/* by itself */
	COMMAND_LATE,				/* it was killed for the time that it took */
	COMMAND_PRATES				/* it was killed for the length of its answer */
} CommandState;

typedef struct Command
{
	pid_t		process;
	int			input;			/* -1: it has all, or wants no more */
	int			output;			/* -1: it says no more */
	TextBuffer	text;			/* what it is given */
	size_t		given;
	TextBuffer	answer;
	double		began;
	int			status;			/* of waitpid, once it has ended */
} Command;

/*
 * Starts a command line of the shell; its text becomes the command's.  False with
 * errno if that fails.
 */
extern bool rate_command_start(Command *command, const char *line, TextBuffer text);

/* What to wait for; returns how many. */
extern int	rate_command_polls(const Command *command, struct pollfd *polls);

/* Gives and takes what there is; kills it after so many seconds. */
extern CommandState rate_command_step(Command *command, int timeout);

/* Kills it with all that it has started. */
extern void rate_command_kill(Command *command);
extern void rate_command_free(Command *command);

#endif							/* WORKMODE_RATE_COMMAND_H */
