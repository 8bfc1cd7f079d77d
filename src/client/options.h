/*
 * options.h
 *	  What the command line asks for.
 */
#ifndef WORKMODE_OPTIONS_H
#define WORKMODE_OPTIONS_H

#include <regex.h>
#include <stdbool.h>
#include <stdint.h>

#include "command_line.h"

typedef enum Wish
{
	WISH_LOAD,
	WISH_DRY_RUN,
	WISH_REPORT,
	WISH_VERSION,
	WISH_HELP
} Wish;

#define JOBS_LIMIT	64

/* No time is as old. */
#define SINCE_EVER	INT64_MIN

typedef struct Options
{
	Wish		wish;
	Server		server;
	const char *person;			/* NULL: nobody was named */
	bool		by_path;		/* the person is the regex's first group */
	regex_t		person_from;
	const char *team;			/* may be NULL */
	const char *source;
	const char *machine;		/* NULL: this one's name */
	bool		facts_only;
	int			jobs;			/* 0: as many as there are processors, up to 4 */
	int64_t		since;			/* microseconds since 1970 */
	bool		quiet;
	const char *report;
	char	  **paths;			/* folders, files and "-" */
	int			npaths;
} Options;

/*
 * Reads the command line.  NULL, or what is wrong with it, which stays until the
 * next call.
 */
extern const char *load_options_read(Options *options, int argc, char **argv);

/* Prints what each option is for. */
extern void load_options_help(void);

/*
 * A date, or a date and a time, as microseconds since 1970; in the local time zone
 * unless a Z stands behind it.  False if it is neither.
 */
extern bool load_since(const char *text, int64_t *since);

#endif							/* WORKMODE_OPTIONS_H */
