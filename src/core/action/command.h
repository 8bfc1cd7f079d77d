/*
 * command.h
 *	  What a shell command does.
 *
 * A command line is taken apart into its simple commands, through chains,
 * wrappers, nested shells, substitutions and heredocs.  The program and the first
 * words of a simple command give its kind.  Nothing is run, expanded or allocated.
 */
#ifndef WORKMODE_COMMAND_H
#define WORKMODE_COMMAND_H

#include "action/patch.h"
#include "action/program.h"
#include "base/lexicon.h"

/* The program of a simple command, without wrappers such as sudo. */
typedef struct CommandProgram
{
	Slice		name;			/* without its folder */
	Slice		next;			/* the word behind it; empty if there is none */
} CommandProgram;

/* So many simple commands of a line have their programs listed. */
#define COMMAND_PROGRAMS	32

typedef struct CommandFacts
{
	uint32_t	counts[COMMAND_COUNT];	/* simple commands of each kind */
	uint32_t	commands;		/* sum of counts */
	CommandKind dominant;		/* the most telling kind; GLUE if there is none */
	Slice		commit_message; /* of the first git commit -m, or empty */
	uint32_t	commits;		/* commands git commit that do not amend */
	uint32_t	pull_requests;	/* commands that open one */
	Slice		patch;			/* the text of the first apply_patch, or empty */
	CommandProgram programs[COMMAND_PROGRAMS];
	int			nprograms;
} CommandFacts;

/*
 * Reads a command line as given to a POSIX shell or PowerShell and fills
 * facts.  Each file that it visibly writes or edits is handed to the sink
 * (which may be NULL): heredocs and redirections, tee, sed -i, and the files
 * of embedded patches, so that facts->patch need not be read again.
 * The slices point into the command.
 */
extern void wm_command_read(Slice command, CommandFacts *facts,
							FileChangeSink sink, void *context);

/*
 * Reads a command that is given as an argument vector, such as
 * {"bash", "-lc", "cd src && make"} or {"apply_patch", "*** Begin Patch..."}, and
 * fills facts as wm_command_read does.
 */
extern void wm_command_read_argv(const Slice *argv, int argc, CommandFacts *facts,
								 FileChangeSink sink, void *context);

/* The vocabularies, up to a NULL (for the unit test). */
extern Lexicon *const wm_command_lexicons[];

#endif							/* WORKMODE_COMMAND_H */
