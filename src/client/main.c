/*
 * main.c
 *	  workmode-load: loads transcripts into a board.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "database.h"
#include "load.h"
#include "message.h"

static int
report(const Options *options)
{
	PGconn	   *conn = client_connect(&options->server);
	bool		done = conn != NULL && load_report(conn, options->report);

	PQfinish(conn);
	return done ? EXIT_ALL : EXIT_STOP;
}

int
main(int argc, char **argv)
{
	Options		options;
	const char *fault;

	/* A regular expression takes letters as the paths have them. */
	setlocale(LC_CTYPE, "");
	fault = load_options_read(&options, argc, argv);
	if (fault != NULL)
	{
		client_message("%s\n  %s --help says what there is", fault, client_program);
		return EXIT_STOP;
	}
	if (options.wish == WISH_HELP || options.wish == WISH_VERSION)
	{
		if (options.wish == WISH_HELP)
			load_options_help();
		else
			printf("%s %s\n", client_program, WORKMODE_VERSION);
		return fflush(stdout) == 0 ? EXIT_ALL : EXIT_STOP;
	}
	if (options.machine == NULL)
		options.machine = client_machine();
	if (options.person == NULL && !options.by_path)
		options.person = client_user();
	return options.wish == WISH_REPORT ? report(&options) : load_run(&options);
}
