/*
 * command_line.h
 *	  What the command lines of the programs have in common.
 */
#ifndef WORKMODE_COMMAND_LINE_H
#define WORKMODE_COMMAND_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* How a program ends. */
#define EXIT_ALL	0
#define EXIT_SOME	1			/* something could not be done */
#define EXIT_STOP	2			/* it had to stop */

typedef enum Prompt
{
	PROMPT_IF_ASKED,			/* for a password, if the server wants one */
	PROMPT_NEVER,
	PROMPT_ALWAYS
} Prompt;

/* Where the database is; what is NULL libpq is to choose. */
typedef struct Server
{
	const char *host;
	const char *port;
	const char *user;
	const char *database;		/* a name, or a connection string or URI */
	Prompt		prompt;
} Server;

/* An option, and what --help says of it. */
typedef struct OptionRow
{
	int			code;			/* its letter, if it has one */
	const char *name;
	const char *argument;		/* NULL: takes none */
	const char *help;			/* lines */
} OptionRow;

/* Codes of options without a letter; those of a program's own come behind. */
enum
{
	OPTION_HELP = 256,
	OPTION_OWN
};

/* The options of a program, but for those that say where the database is. */
typedef struct CommandLine
{
	const OptionRow *rows;
	int			count;

	/* Takes one with its value; returns what is wrong with it, or NULL. */
	const char *(*take) (void *options, int code, const char *value);
} CommandLine;

/*
 * Reads options, up to one that asks for help or the version, which *stopped tells.
 * NULL, or what is wrong with them, which stays until the next call.
 */
extern const char *client_command_line_read(const CommandLine *line, Server *server,
											void *options, int argc, char **argv,
											bool *stopped);

/* Prints what each option is for. */
extern void client_command_line_help(const CommandLine *line);

/* Takes a connection URI from the front of what is left; tells what is wrong. */
extern const char *client_take_uri(Server *server, char ***arguments, int *count);

/* What is wrong, in words. */
extern const char *client_wrong(const char *format,...)
			__attribute__((format(printf, 1, 2)));

/* A whole number within limits. */
extern const char *client_take_number(int *number, const char *option, const char *value,
									  int low, int high);

/* A name that the board keeps: not empty, UTF-8, and of at most so many bytes. */
extern const char *client_take_name(const char **name, const char *option,
									const char *value, size_t limit);

#endif							/* WORKMODE_COMMAND_LINE_H */
