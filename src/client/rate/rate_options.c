/*
 * rate_options.c
 *	  What the command line of workmode-rate asks for.
 */
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/slice.h"
#include "message.h"
#include "rate/rate_options.h"

/* The board keeps no longer name, in bytes. */
#define RATER_LIMIT		200

/* Options without a letter. */
enum
{
	OPTION_COMMAND = OPTION_OWN,
	OPTION_RATER,
	OPTION_SIZE,
	OPTION_SEED,
	OPTION_SINCE,
	OPTION_BEFORE,
	OPTION_CHARACTERS,
	OPTION_TIMEOUT,
	OPTION_RETRIES
};

static const OptionRow rows[] = {
	{OPTION_COMMAND, "command", "CMD",
	"a command of the shell that rates: it reads codebook\n"
	"and digest and prints the mode, one word; without it\n"
	"the person at the terminal rates"},
	{OPTION_RATER, "rater", "NAME",
	"whose labels they are: a person, or a language model\n"
	"(default: your system's name for you)"},
	{OPTION_SIZE, "size", "N", "sessions to draw (default: 100)"},
	{OPTION_SEED, "seed", "N", "another seed draws other sessions (default: 1)"},
	{OPTION_SINCE, "since", "DATE", "only sessions of that day or later: 2026-04-01"},
	{OPTION_BEFORE, "before", "DATE", "only sessions of days before that one"},
	{OPTION_CHARACTERS, "characters", "N",
	"length of a digest at most (default: 25000)"},
	{'j', "jobs", "N", "so many commands at a time (default: 4)"},
	{OPTION_TIMEOUT, "timeout", "SECONDS",
	"kill a command that takes longer, with all that it\n"
	"has started (default: 120)"},
	{OPTION_RETRIES, "retries", "N",
	"try so often again if a command fails, takes too long\n"
	"or prints no mode (default: 2)"},
	{'n', "dry-run", NULL,
	"say how many sessions and characters would be handed\n"
	"over, and hand over nothing"},
	{'q', "quiet", NULL, "show no progress and no result, errors only"},
	{'V', "version", NULL, "show the version"},
	{OPTION_HELP, "help", NULL, "show this help"},
};

static const char *
take(void *context, int code, const char *value)
{
	RateOptions *options = context;

	switch (code)
	{
		case OPTION_COMMAND:
			if (value[0] == '\0')
				return "--command needs a command that is not empty";
			options->command = value;
			break;
		case OPTION_RATER:
			return client_take_name(&options->rater, "rater", value, RATER_LIMIT);
		case OPTION_SIZE:
			return client_take_number(&options->size, "size", value, 1, INT_MAX);
		case OPTION_SEED:
			return client_take_number(&options->seed, "seed", value, INT_MIN, INT_MAX);
		case OPTION_SINCE:
			options->since = value;
			break;
		case OPTION_BEFORE:
			options->before = value;
			break;
		case OPTION_CHARACTERS:
			return client_take_number(&options->characters, "characters", value, 1,
									  INT_MAX);
		case 'j':
			return client_take_number(&options->jobs, "jobs", value, 1, RATE_JOBS_LIMIT);
		case OPTION_TIMEOUT:
			return client_take_number(&options->timeout, "timeout", value, 1, 86400);
		case OPTION_RETRIES:
			return client_take_number(&options->retries, "retries", value, 0, 100);
		case 'n':
			options->wish = RATE_WISH_DRY_RUN;
			break;
		case 'q':
			options->quiet = true;
			break;
		case 'V':
			options->wish = RATE_WISH_VERSION;
			break;
		case OPTION_HELP:
			options->wish = RATE_WISH_HELP;
			break;
	}
	return NULL;
}

static const CommandLine line = {rows, (int) lengthof(rows), take};

void
rate_options_help(void)
{
	printf("%s draws sessions from a board (the extension workmode_board) in\n"
		   "PostgreSQL, has a rater label them, and stores the labels in workmode.label.\n\n"
		   "Usage:\n  %s [OPTION]... [URI]\n\n"
		   "The rater is a command, such as one that asks a language model, or the person at\n"
		   "the terminal.  Either gets the codebook and a digest of one session at a time.  In\n"
		   "digests the server masks what looks like a secret, such as keys, tokens and\n"
		   "passwords; that goes by pattern and cannot be complete, and all else of a session\n"
		   "that a rater needs is there: hand it only to whom you would show the transcript.\n"
		   "Nothing of it is written to disk here.\n\n"
		   "What this rater has labelled is not handed over again, so that the same command\n"
		   "goes on where another one stopped.  It connects as the owner of the board.\n",
		   client_program, client_program);
	client_command_line_help(&line);
	printf("\nThe exit status is 0 if the whole sample is labelled, 1 if it is not, and 2 if\n"
		   "rating had to stop.\n");
}

const char *
rate_options_read(RateOptions *options, int argc, char **argv)
{
	char	  **rest;
	int			count;
	bool		stopped;
	const char *fault;

	memset(options, 0, sizeof(*options));
	options->size = 100;
	options->seed = 1;
	options->characters = 25000;
	options->jobs = 4;
	options->timeout = 120;
	options->retries = 2;
	fault = client_command_line_read(&line, &options->server, options, argc, argv,
									 &stopped);
	if (fault != NULL || stopped)
		return fault;
	rest = argv + optind;
	count = argc - optind;
	fault = client_take_uri(&options->server, &rest, &count);
	if (fault == NULL && count > 0)
		return client_wrong("%s is no option and no connection URI",
							client_shown(rest[0]));
	return fault;
}
