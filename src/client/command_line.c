/*
 * command_line.c
 *	  What the command lines of the programs have in common.
 */
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "command_line.h"
#include "message.h"

/* Options of both programs together. */
#define ROWS_LIMIT	40

static const OptionRow server_rows[] = {
	{'h', "host", "HOST", "server's host or folder of its socket"},
	{'p', "port", "PORT", "server's port"},
	{'U', "username", "NAME", "the role to connect as"},
	{'d', "dbname", "DBNAME", "the database, or a connection string or URI"},
	{'w', "no-password", NULL, "never ask for a password"},
	{'W', "password", NULL, "ask for a password before connecting"},
};

#define SERVER_ROWS	((int) lengthof(server_rows))

static int
count_rows(const CommandLine *line)
{
	return line->count + SERVER_ROWS;
}

static const OptionRow *
row(const CommandLine *line, int number)
{
	return number < line->count ? &line->rows[number] : &server_rows[number - line->count];
}

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
client_command_line_help(const CommandLine *line)
{
	printf("\nOptions:\n");
	for (int i = 0; i < line->count; i++)
		help_row(&line->rows[i]);
	printf("\nConnection options (those left out are libpq's: PGHOST and so on):\n");
	for (int i = 0; i < SERVER_ROWS; i++)
		help_row(&server_rows[i]);
}

const char *
client_wrong(const char *format,...)
{
	static char text[1024];
	va_list		args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return text;
}

const char *
client_take_number(int *number, const char *option, const char *value, int low, int high)
{
	char	   *end;
	long		read = strtol(value, &end, 10);

	if (end == value || *end != '\0' || read < low || read > high)
		return client_wrong("--%s takes a number from %d to %d, not %s", option, low, high,
							client_shown(value));
	*number = (int) read;
	return NULL;
}

const char *
client_take_name(const char **name, const char *option, const char *value, size_t limit)
{
	TextBuffer	shown = {NULL, 0, 0};
	bool		sound;

	client_put_name(&shown, value, true);
	sound = wm_slice_equals(wm_buffer_slice(&shown), wm_slice_cstring(value));
	wm_buffer_free(&shown);
	if (value[0] == '\0')
		return client_wrong("--%s needs a name that is not empty", option);
	if (!sound)
		return client_wrong("--%s: the name is not UTF-8", option);
	if (strlen(value) > limit)
		return client_wrong("--%s: the name is longer than the board keeps", option);
	*name = value;
	return NULL;
}

/* Is it an option of the server?  Then it is taken. */
static bool
take_server(Server *server, int code, const char *value)
{
	switch (code)
	{
		case 'h':
			server->host = value;
			return true;
		case 'p':
			server->port = value;
			return true;
		case 'U':
			server->user = value;
			return true;
		case 'd':
			server->database = value;
			return true;
		case 'w':
			server->prompt = PROMPT_NEVER;
			return true;
		case 'W':
			server->prompt = PROMPT_ALWAYS;
			return true;
	}
	return false;
}

/* The table in getopt's own form. */
static void
make_getopt(const CommandLine *line, struct option *longs, char *letters)
{
	int			count = count_rows(line);

	/* A colon before all: what is missing or unknown is told apart and not printed. */
	*letters++ = ':';
	for (int i = 0; i < count; i++)
	{
		const OptionRow *it = row(line, i);

		longs[i] = (struct option) {it->name, it->argument == NULL ?
			no_argument : required_argument, NULL, it->code};
		if (it->code < 256)
		{
			*letters++ = (char) it->code;
			if (it->argument != NULL)
				*letters++ = ':';
		}
	}
	*letters = '\0';
	memset(&longs[count], 0, sizeof(longs[count]));
}

/* What getopt could not make sense of. */
static const char *
wrong_option(const CommandLine *line, int code, char **argv)
{
	const char *argument = argv[optind - 1];
	char		letter[3] = {'-', (char) optopt, '\0'};

	for (int i = 0; i < count_rows(line); i++)
	{
		if (optopt == row(line, i)->code && strncmp(argument, "--", 2) == 0)
			return client_wrong(code == ':' ? "--%s needs a value" : "--%s takes no value",
								row(line, i)->name);
	}
	if (optopt != 0)
		argument = letter;
	return client_wrong(code == ':' ? "%s needs a value" : "there is no option %s",
						argument);
}

const char *
client_command_line_read(const CommandLine *line, Server *server, void *options, int argc,
						 char **argv, bool *stopped)
{
	struct option longs[ROWS_LIMIT + 1];
	char		letters[2 * ROWS_LIMIT + 2];
	int			code;

	make_getopt(line, longs, letters);
	opterr = 0;
	optind = 0;					/* begin anew */
	*stopped = false;
	while (!*stopped && (code = getopt_long(argc, argv, letters, longs, NULL)) != -1)
	{
		const char *fault;

		if (code == '?' && optopt == '?')
			code = OPTION_HELP;
		if (code == '?' || code == ':')
			return wrong_option(line, code, argv);
		if (take_server(server, code, optarg))
			continue;
		fault = line->take(options, code, optarg);
		if (fault != NULL)
			return fault;
		*stopped = code == 'V' || code == OPTION_HELP;
	}
	return NULL;
}

static bool
is_uri(const char *text)
{
	return strncmp(text, "postgresql://", 13) == 0 || strncmp(text, "postgres://", 11) == 0;
}

const char *
client_take_uri(Server *server, char ***arguments, int *count)
{
	if (*count == 0 || !is_uri(**arguments))
		return NULL;
	if (server->database != NULL)
		return "a connection URI and --dbname were given: leave one of them out";
	server->database = *(*arguments)++;
	(*count)--;
	return NULL;
}
