/*
 * main.c
 *	  workmode-load: loads transcripts into a board.
 */
#include <locale.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "database.h"
#include "load.h"
#include "message.h"

/* What the system calls the person who runs the program. */
static const char *
system_user(void)
{
	const struct passwd *entry = getpwuid(geteuid());
	const char *name = entry != NULL ? entry->pw_name : getenv("USER");
	TextBuffer	sound = {NULL, 0, 0};

	if (name == NULL || name[0] == '\0')
		return NULL;
	load_put_name(&sound, name, false);
	wm_buffer_append_char(&sound, '\0');
	return sound.data;
}

static int
report(const Options *options)
{
	PGconn	   *conn = load_connect(options);
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
		load_message("%s\n  %s --help says what there is", fault, PROGRAM);
		return EXIT_STOP;
	}
	if (options.wish == WISH_HELP || options.wish == WISH_VERSION)
	{
		if (options.wish == WISH_HELP)
			load_options_help();
		else
			printf("%s %s\n", PROGRAM, WORKMODE_VERSION);
		return fflush(stdout) == 0 ? EXIT_ALL : EXIT_STOP;
	}
	if (options.machine == NULL)
		options.machine = load_machine();
	if (options.person == NULL && !options.by_path)
		options.person = system_user();
	return options.wish == WISH_REPORT ? report(&options) : load_run(&options);
}
