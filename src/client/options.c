/*
 * options.c
 *	  What the command line asks for.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
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
	OPTION_PERSON = 256,
	OPTION_PERSON_FROM,
	OPTION_TEAM,
	OPTION_SOURCE,
	OPTION_MACHINE,
	OPTION_FACTS_ONLY,
	OPTION_SINCE,
	OPTION_DRY_RUN,
	OPTION_REPORT,
	OPTION_HELP
};

/* An option, and what --help says of it. */
typedef struct OptionRow
{
	int			code;			/* its letter, if it has one */
	const char *name;
	const char *argument;		/* NULL: takes none */
	const char *help;			/* lines */
} OptionRow;

#define FIRST_CONNECTION_ROW	13

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
	{'h', "host", "HOST", "server's host or folder of its socket"},
	{'p', "port", "PORT", "server's port"},
	{'U', "username", "NAME", "the role to connect as"},
	{'d', "dbname", "DBNAME", "the database, or a connection string or URI"},
	{'w', "no-password", NULL, "never ask for a password"},
	{'W', "password", NULL, "ask for a password before connecting"},
};

#define ROWS	((int) lengthof(rows))

static void
help_row(const OptionRow *row)
{
	char		left[40];
	const char *line = row->help;

	snprintf(left, sizeof(left), "--%s%s%s", row->name,
			 row->argument == NULL ? "" : "=", row->argument == NULL ? "" : row->argument);
	if (row->code < 256 || row->code == OPTION_HELP)
		printf("  -%c, %-20s ", row->code == OPTION_HELP ? '?' : row->code, left);
	else
		printf("      %-20s ", left);
	for (const char *next; (next = strchr(line, '\n')) != NULL; line = next + 1)
		printf("%.*s\n%27s", (int) (next - line), line, "");
	printf("%s\n", line);
}

void
load_options_help(void)
{
	printf("%s loads transcripts of coding-agent sessions into a board (the extension\n"
		   "workmode_board) in PostgreSQL.\n\n"
		   "Usage:\n  %s [OPTION]... [URI] [FOLDER | FILE | -]...\n\n"
		   "URI is a connection URI, postgresql://...; \"-\" is the standard input.  Only what\n"
		   "is new or has changed since it was last loaded is sent.  Without a folder or file,\n"
		   "these are loaded as far as they exist:\n\n", PROGRAM, PROGRAM);
	load_default_folders_help();
	printf("\nOptions:\n");
	for (int i = 0; i < FIRST_CONNECTION_ROW; i++)
		help_row(&rows[i]);
	printf("\nConnection options (those left out are libpq's: PGHOST and so on):\n");
	for (int i = FIRST_CONNECTION_ROW; i < ROWS; i++)
		help_row(&rows[i]);
	printf("\nThe exit status is 0 if all is loaded, 1 if a file could not be, and 2 if loading\n"
		   "had to stop.\n");
}

/* What is wrong, in words. */
static const char *
wrong(const char *format, const char *value)
{
	static char text[1024];

	snprintf(text, sizeof(text), format, value);
	return text;
}

static const char *
read_jobs(Options *options, const char *value)
{
	char	   *end;
	long		jobs = strtol(value, &end, 10);

	if (end == value || *end != '\0' || jobs < 1 || jobs > JOBS_LIMIT)
		return wrong("--jobs takes a number from 1 to 64, not %s", load_shown(value));
	options->jobs = (int) jobs;
	return NULL;
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
		return wrong("--person-from: %s refers back to a group, by a backslash and a digit; "
					 "write it without", load_shown(value));
	status = regcomp(&options->person_from, value, REG_EXTENDED);
	if (status != 0)
	{
		regerror(status, &options->person_from, reason, sizeof(reason));
		snprintf(text, sizeof(text), "--person-from: %s is no regular expression: %s",
				 load_shown(value), reason);
		return wrong("%s", text);
	}
	options->by_path = true;
	if (options->person_from.re_nsub == 0)
		return wrong("--person-from: %s has no group: put ( and ) around what is the person",
					 load_shown(value));
	return NULL;
}

static const char *
read_since(Options *options, const char *value)
{
	if (load_since(value, &options->since))
		return NULL;
	return wrong("--since: %s is no date such as 2026-04-01 or 2026-04-01 12:30",
				 load_shown(value));
}

/* A name that the board keeps must not be empty, and be UTF-8. */
static const char *
read_name(const char **name, const char *option, const char *value, size_t limit)
{
	TextBuffer	shown = {NULL, 0, 0};
	bool		sound;

	load_put_name(&shown, value, true);
	sound = wm_slice_equals(wm_buffer_slice(&shown), wm_slice_cstring(value));
	wm_buffer_free(&shown);
	if (value[0] == '\0')
		return wrong("--%s needs a name that is not empty", option);
	if (!sound)
		return wrong("--%s: the name is not UTF-8", option);
	if (strlen(value) > limit)
		return wrong("--%s: the name is longer than the board keeps", option);
	*name = value;
	return NULL;
}

/* One option with its value. */
static const char *
read_option(Options *options, int code, const char *value)
{
	switch (code)
	{
		case OPTION_PERSON:
			return read_name(&options->person, "person", value, PERSON_LIMIT);
		case OPTION_PERSON_FROM:
			return read_regex(options, value);
		case OPTION_TEAM:
			return read_name(&options->team, "team", value, TEAM_LIMIT);
		case OPTION_SOURCE:
			return read_name(&options->source, "source", value, SOURCE_LIMIT);
		case OPTION_MACHINE:
			return read_name(&options->machine, "machine", value, SOURCE_LIMIT);
		case OPTION_FACTS_ONLY:
			options->facts_only = true;
			break;
		case OPTION_SINCE:
			return read_since(options, value);
		case 'j':
			return read_jobs(options, value);
		case 'n':
			options->wish = WISH_DRY_RUN;
			break;
		case OPTION_REPORT:
			options->report = value;
			break;
		case 'q':
			options->quiet = true;
			break;
		case 'h':
			options->host = value;
			break;
		case 'p':
			options->port = value;
			break;
		case 'U':
			options->user = value;
			break;
		case 'd':
			options->database = value;
			break;
		case 'w':
			options->prompt = PROMPT_NEVER;
			break;
		case 'W':
			options->prompt = PROMPT_ALWAYS;
			break;
	}
	return NULL;
}

/* The table in getopt's own form. */
static void
make_getopt(struct option *longs, char *letters)
{
	/* A colon before all: what is missing or unknown is told apart and not printed. */
	*letters++ = ':';
	for (int i = 0; i < ROWS; i++)
	{
		longs[i] = (struct option) {rows[i].name, rows[i].argument == NULL ?
			no_argument : required_argument, NULL, rows[i].code};
		if (rows[i].code < 256)
		{
			*letters++ = (char) rows[i].code;
			if (rows[i].argument != NULL)
				*letters++ = ':';
		}
	}
	*letters = '\0';
	memset(&longs[ROWS], 0, sizeof(longs[ROWS]));
}

/* What getopt could not make sense of. */
static const char *
wrong_option(int code, char **argv)
{
	const char *argument = argv[optind - 1];
	char		letter[3] = {'-', (char) optopt, '\0'};

	for (int i = 0; i < ROWS; i++)
	{
		if (optopt == rows[i].code && strncmp(argument, "--", 2) == 0)
			return wrong(code == ':' ? "--%s needs a value" : "--%s takes no value",
						 rows[i].name);
	}
	if (optopt != 0)
		argument = letter;
	return wrong(code == ':' ? "%s needs a value" : "there is no option %s", argument);
}

static bool
is_uri(const char *text)
{
	return strncmp(text, "postgresql://", 13) == 0 || strncmp(text, "postgres://", 11) == 0;
}

/* What is left of the command line, and whether all of it goes together. */
static const char *
read_rest(Options *options, int argc, char **argv)
{
	options->paths = argv + optind;
	options->npaths = argc - optind;
	if (options->npaths > 0 && is_uri(options->paths[0]))
	{
		if (options->database != NULL)
			return "a connection URI and --dbname were given: leave one of them out";
		options->database = options->paths[0];
		options->paths++;
		options->npaths--;
	}
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
	struct option longs[ROWS + 1];
	char		letters[2 * ROWS + 2];
	int			code;

	memset(options, 0, sizeof(*options));
	options->source = "folder";
	options->since = SINCE_EVER;
	make_getopt(longs, letters);
	opterr = 0;
	optind = 0;					/* begin anew */
	while ((code = getopt_long(argc, argv, letters, longs, NULL)) != -1)
	{
		const char *fault;

		if (code == 'V' || code == OPTION_HELP || (code == '?' && optopt == '?'))
		{
			options->wish = code == 'V' ? WISH_VERSION : WISH_HELP;
			return NULL;
		}
		if (code == '?' || code == ':')
			return wrong_option(code, argv);
		fault = read_option(options, code, optarg);
		if (fault != NULL)
			return fault;
	}
	return read_rest(options, argc, argv);
}
