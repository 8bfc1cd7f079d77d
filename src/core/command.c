/*
 * command.c
 *	  What a shell command does.
 */
#include "command.h"

void
wm_command_read(Slice command, CommandFacts *facts, FileChangeSink sink, void *context)
{
	(void) command, (void) sink, (void) context;
	memset(facts, 0, sizeof(*facts));
	facts->dominant = COMMAND_OTHER;
}

void
wm_command_read_argv(const Slice *argv, int argc, CommandFacts *facts,
					 FileChangeSink sink, void *context)
{
	(void) argv, (void) argc;
	wm_command_read(SLICE(""), facts, sink, context);
}

const char *
wm_command_name(CommandKind kind)
{
	(void) kind;
	return "other";
}
