/*
 * options.c
 *	  What the command line asks for.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "default_folders.h"
#include "message.h"
#include "options.h"

/* Names are at most so long, in bytes. */
#define PERSON_LIMIT	200
#define TEAM_LIMIT		100
#define SOURCE_LIMIT	1000

/* Options without a letter. */
enum
{
	OPTION_PERSON = OPTION_OWN,
	OPTION_PERSON_FROM,
	OPTION_TEAM,
	OPTION_SOURCE,
	OPTION_MACHINE,
	OPTION_FACTS_ONLY,
	OPTION_SINCE,
	OPTION_DRY_RUN,
	OPTION_REPORT
};

static const OptionRow rows[] = {
	{OPTION_PERSON, "person", "NAME", "who worked (default: your system's name for you)"},
	{OPTION_PERSON_FROM, "person-from", "REGEX",
	"who worked, from each path: the first group of a\n"
	"POSIX extended regular expression; a path that does\n"
	"not match is --person's, or nobody's"},
	{OPTION_TEAM, "team", "NAME", "the team"},
	{OPTION_SOURCE, "source", "NAME", "what the board calls this source (default: folder)"},
	{OPTION_MACHINE, "machine", "NAME",
	"the machine that the paths are of (default: this\n"
	"one's name); set it where the name changes, as in\n"
	"containers"},
	{OPTION_FACTS_ONLY, "facts-only", NULL,
	"read transcripts here, and send facts and numbers but\n"
	"no word of them; folders, branches and paths are\n"
	"sent as hashes"},
	{OPTION_SINCE, "since", "DATE",
	"only files that changed then or later: 2026-04-01,\n"
	"\"2026-04-01 12:30\", 2026-04-01T12:30:00Z"},
	{'j', "jobs", "N",
	"read with so many processes, each with a connection\n"
	"(default: as many as processors, but at most 4)"},
	{'n', "dry-run", NULL, "say what would be sent, and send nothing"},
	{OPTION_REPORT, "report", "FILE",
	"write the board's report, a page of HTML, to a file\n"
	"or to \"-\", and load nothing"},
	{'q', "quiet", NULL, "show no progress and no result, errors only"},
	{'V', "version", NULL, "show the version"},
	{OPTION_HELP, "help", NULL, "show this help"},
};

static const char *take(void *context, int code, const char *value);

static const CommandLine line = {rows, (int) lengthof(rows), take};

void
load_options_help(void)
{
	printf("%s loads transcripts of coding-agent sessions into a board (the extension\n"
		   "workmode_board) in PostgreSQL.\n\n"
		   "Usage:\n  %s [OPTION]... [URI] [FOLDER | FILE | -]...\n\n"
		   "URI is a connection URI, postgresql://...; \"-\" is the standard input.  Only what\n"
		   "is new or has changed since it was last loaded is sent.  Without a folder or file,\n"
		   "these are loaded as far as they exist:\n\n", client_program, client_program);
	load_default_folders_help();
	client_command_line_help(&line);
	printf("\nThe exit status is 0 if all is loaded, 1 if a file could not be, and 2 if loading\n"
		   "had to stop.\n");
}

/* Does it refer back to a group? */
static bool
refers_back(const char *regex)
{
	for (; *regex != '\0'; regex++)
	{
		if (*regex == '\\' && regex[1] != '\0' && *++regex >= '1' && *regex <= '9')
			return true;
	}
	return false;
}

/*
 * POSIX knows no back-references in these expressions.  Where they are understood, a
 * long path, which anyone may have named, can take hours.
 */
static const char *
read_regex(Options *options, const char *value)
{
	char		reason[256];
	char		text[512];
	int			status;

	if (options->by_path)
		regfree(&options->person_from);
	options->by_path = false;
	if (refers_back(value))
		return client_wrong("--person-from: %s refers back to a group, by a backslash and a digit; "
					 "write it without", client_shown(value));
	status = regcomp(&options->person_from, value, REG_EXTENDED);
	if (status != 0)
	{
		regerror(status, &options->person_from, reason, sizeof(reason));
		snprintf(text, sizeof(text), "--person-from: %s is no regular expression: %s",
				 client_shown(value), reason);
		return client_wrong("%s", text);
	}
	options->by_path = true;
	if (options->person_from.re_nsub == 0)
		return client_wrong("--person-from: %s has no group: put ( and ) around what is the person",
					 client_shown(value));
	return NULL;
}

static const char *
read_since(Options *options, const char *value)
{
	if (load_since(value, &options->since))
		return NULL;
	return client_wrong("--since: %s is no date such as 2026-04-01 or 2026-04-01 12:30",
				 client_shown(value));
}

/* One option with its value. */
static const char *
take(void *context, int code, const char *value)
{
	Options    *options = context;

	switch (code)
	{
		case OPTION_PERSON:
			return client_take_name(&options->person, "person", value, PERSON_LIMIT);
		case OPTION_PERSON_FROM:
			return read_regex(options, value);
		case OPTION_TEAM:
			return client_take_name(&options->team, "team", value, TEAM_LIMIT);
		case OPTION_SOURCE:
			return client_take_name(&options->source, "source", value, SOURCE_LIMIT);
		case OPTION_MACHINE:
			return client_take_name(&options->machine, "machine", value, SOURCE_LIMIT);
		case OPTION_FACTS_ONLY:
			options->facts_only = true;
			break;
		case OPTION_SINCE:
			return read_since(options, value);
		case 'j':
			return client_take_number(&options->jobs, "jobs", value, 1, JOBS_LIMIT);
		case 'n':
			options->wish = WISH_DRY_RUN;
			break;
		case OPTION_REPORT:
			options->report = value;
			break;
		case 'q':
			options->quiet = true;
			break;
		case 'V':
			options->wish = WISH_VERSION;
			break;
		case OPTION_HELP:
			options->wish = WISH_HELP;
			break;
	}
	return NULL;
}

/* What is left of the command line, and whether all of it goes together. */
static const char *
read_rest(Options *options, int argc, char **argv)
{
	const char *fault;

	options->paths = argv + optind;
	options->npaths = argc - optind;
	fault = client_take_uri(&options->server, &options->paths, &options->npaths);
	if (fault != NULL)
		return fault;
	for (int i = 0; i < options->npaths; i++)
	{
		if (options->paths[i][0] == '\0')
			return "the name of a folder or file is empty";
	}
	if (options->report != NULL)
	{
		if (options->npaths > 0 || options->wish == WISH_DRY_RUN)
			return "--report loads nothing: leave out folders, files and --dry-run";
		options->wish = WISH_REPORT;
	}
	return NULL;
}

const char *
load_options_read(Options *options, int argc, char **argv)
{
	const char *fault;
	bool		stopped;

	memset(options, 0, sizeof(*options));
	options->source = "folder";
	options->since = SINCE_EVER;
	fault = client_command_line_read(&line, &options->server, options, argc, argv,
									 &stopped);
	return fault != NULL || stopped ? fault : read_rest(options, argc, argv);
}
