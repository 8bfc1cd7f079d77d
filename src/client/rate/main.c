/*
 * main.c
 *	  workmode-rate: has sessions of a board labelled by a rater.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "database.h"
#include "message.h"
#include "progress.h"
#include "rate/commands.h"
#include "rate/person.h"
#include "signals.h"

/* A count with commas; it stays until the next but one. */
static const char *
count_text(int64_t count)
{
	static TextBuffer texts[2];
	static int	turn;
	TextBuffer *text = &texts[turn ^= 1];

	wm_buffer_clear(text);
	client_put_count(text, count);
	wm_buffer_append_char(text, '\0');
	return text->data;
}

static const char *
sessions(int64_t count)
{
	return count == 1 ? "session" : "sessions";
}

/* What would be handed over; false if the connection is lost. */
static bool
dry_run(const Sample *sample)
{
	int64_t		characters = 0;
	int			count = 0;
	BoardAnswer answer = BOARD_DONE;

	for (int i = 0; i < sample->count && answer != BOARD_LOST && !client_interrupted; i++)
	{
		Handout		handout;

		answer = rate_hand_out(sample, &sample->sessions[i], &handout);
		if (answer != BOARD_DONE)
			continue;
		count++;
		characters += handout.characters;
		rate_handout_free(&handout);
	}
	if (answer == BOARD_LOST || client_interrupted)
		return false;
	printf("%s %s with %s characters would be handed over, codebook included\n",
		   count_text(count), sessions(count), count_text(characters));
	if (sample->labelled > 0)
		printf("%s of the sample %s labelled by %s\n", count_text(sample->labelled),
			   sample->labelled == 1 ? "is" : "are",
			   client_shown(sample->options->rater));
	return true;
}

static void
summary(const Sample *sample, const RateCounts *counts, double seconds)
{
	int			left = sample->count - counts->labelled;

	printf("%s %s labelled by %s", count_text(counts->labelled), sessions(counts->labelled),
		   client_shown(sample->options->rater));
	if (sample->labelled > 0)
		printf(", %s had been before", count_text(sample->labelled));
	printf(left == 0 ? "; none is left of the sample\n" : left == 1 ?
		   "; %s is left of the sample\n" : "; %s are left of the sample\n", count_text(left));
	if (counts->refused + counts->failed + counts->late > 0)
		printf("in vain: %d refused, %d failed, %d timed out\n", counts->refused,
			   counts->failed, counts->late);
	printf("%s characters handed over in %.1f s\n", count_text(counts->characters), seconds);
}

static int
rate(const Sample *sample)
{
	const RateOptions *options = sample->options;
	RateCounts	counts = {0};
	double		began = client_clock();
	bool		done;

	if (sample->count + sample->labelled == 0)
	{
		client_message("the board has no session to label\n"
					   "  Drawn are those that its views count and whose transcripts it has");
		return EXIT_STOP;
	}
	client_signals_note();
	if (options->wish == RATE_WISH_DRY_RUN)
		done = dry_run(sample);
	else if (options->command != NULL)
		done = rate_by_command(sample, &counts);
	else
		done = rate_by_person(sample, &counts);
	client_signals_default();
	if (options->wish == RATE_WISH_LABELS && !options->quiet)
		summary(sample, &counts, client_clock() - began);
	fflush(stdout);
	if (!done)
		client_message("%s; what is labelled stays, and the same command labels the rest",
					   client_interrupted ? "interrupted" : "stopped");
	if (client_interrupted)
		raise(client_interrupted);
	if (!done)
		return EXIT_STOP;
	return options->wish == RATE_WISH_DRY_RUN || counts.labelled == sample->count ?
		EXIT_ALL : EXIT_SOME;
}

static int
run(const RateOptions *options)
{
	PGconn	   *conn = client_connect(&options->server);
	int			status = EXIT_STOP;
	Sample		sample;

	if (conn != NULL && rate_draw(conn, options, &sample))
	{
		status = rate(&sample);
		rate_sample_free(&sample);
	}
	PQfinish(conn);
	return status;
}

/* What is missing, or NULL. */
static const char *
missing(RateOptions *options)
{
	if (options->rater == NULL)
		options->rater = client_user();
	if (options->rater == NULL)
		return "the system has no name for you: --rater says whose labels they are";
	if (options->wish == RATE_WISH_LABELS && options->command == NULL && !isatty(STDIN_FILENO))
		return "nobody sits at a terminal: --command says what rates";
	return NULL;
}

/* A pipe must not take the place of a standard stream that is closed. */
static void
open_standard_streams(void)
{
	int			file;

	while ((file = open("/dev/null", O_RDWR)) >= 0 && file <= STDERR_FILENO)
		;
	if (file >= 0)
		close(file);
}

int
main(int argc, char **argv)
{
	RateOptions options;
	const char *fault;

	client_program = "workmode-rate";
	setlocale(LC_CTYPE, "");
	open_standard_streams();
	signal(SIGPIPE, SIG_IGN);
	fault = rate_options_read(&options, argc, argv);
	if (fault == NULL && options.wish == RATE_WISH_HELP)
		rate_options_help();
	else if (fault == NULL && options.wish == RATE_WISH_VERSION)
		printf("%s %s\n", client_program, WORKMODE_VERSION);
	else
	{
		if (fault == NULL)
			fault = missing(&options);
		if (fault == NULL)
			return run(&options);
		client_message("%s\n  %s --help says what there is", fault, client_program);
		return EXIT_STOP;
	}
	return fflush(stdout) == 0 ? EXIT_ALL : EXIT_STOP;
}
