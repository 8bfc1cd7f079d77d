/*
 * rate_options.h
 *	  What the command line of workmode-rate asks for.
 */
#ifndef WORKMODE_RATE_OPTIONS_H
#define WORKMODE_RATE_OPTIONS_H

#include "command_line.h"

typedef enum RateWish
{
	RATE_WISH_LABELS,
	RATE_WISH_DRY_RUN,
	RATE_WISH_VERSION,
	RATE_WISH_HELP
} RateWish;

#define RATE_JOBS_LIMIT	64

typedef struct RateOptions
{
	RateWish	wish;
	Server		server;
	const char *rater;			/* NULL: nobody was named */
	const char *command;		/* NULL: the person at the terminal rates */
	int			size;			/* of the sample */
	int			seed;
	const char *since;			/* dates, or NULL */
	const char *before;
	int			characters;		/* of a digest at most */
	int			jobs;
	int			timeout;		/* seconds */
	int			retries;
	bool		quiet;
} RateOptions;

/* As load_options_read. */
extern const char *rate_options_read(RateOptions *options, int argc, char **argv);

/* Prints what each option is for. */
extern void rate_options_help(void);

#endif							/* WORKMODE_RATE_OPTIONS_H */
