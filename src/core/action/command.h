/*
 * command.h
 *	  What a shell command does.
 *
 * A command line is taken apart into its simple commands, through chains,
 * wrappers, nested shells, substitutions and heredocs, and each gets a kind
 * by its program and first words.  Nothing is run, expanded or allocated.
 */
#ifndef WORKMODE_COMMAND_H
#define WORKMODE_COMMAND_H

#include "action/patch.h"
#include "action/program.h"
#include "base/lexicon.h"

/* A simple command's program, wrappers such as sudo taken off. */
typedef struct CommandProgram
{
	Slice		name;			/* without its folder */
	Slice		next;			/* the word behind it, else empty */
} CommandProgram;

/* Simple commands of a line whose programs are told; of the rest only kinds. */
#define COMMAND_PROGRAMS	32

typedef struct CommandFacts
{
	uint32_t	counts[COMMAND_COUNT];	/* simple commands of each kind */
	uint32_t	commands;		/* sum of counts */
	CommandKind dominant;		/* the most telling kind; GLUE for nothing */
	Slice		commit_message; /* of the first git commit -m, else empty */
	uint32_t	commits;		/* git commit, but for those that amend */
	uint32_t	pull_requests;	/* commands that open one */
	Slice		patch;			/* the first apply_patch text, else empty */
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
 * The same for a command given as an argument vector, such as
 * {"bash", "-lc", "cd src && make"} or {"apply_patch", "*** Begin Patch..."}.
 */
extern void wm_command_read_argv(const Slice *argv, int argc, CommandFacts *facts,
								 FileChangeSink sink, void *context);

/* The vocabularies, up to a NULL (for the unit test). */
extern Lexicon *const wm_command_lexicons[];

#endif							/* WORKMODE_COMMAND_H */
