/*
 * commands.c
 *	  Has a sample rated by commands, several at a time.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/host.h"
#include "message.h"
#include "progress.h"
#include "rate/answer.h"
#include "rate/command.h"
#include "rate/commands.h"
#include "signals.h"

/* Milliseconds between two looks at commands that say nothing. */
#define POLL_PAUSE	20

/* Seconds before a session is tried again, and at most: servers of models ask for it. */
#define RETRY_PAUSE			1
#define RETRY_PAUSE_LIMIT	60

/* After so many sessions in a row that got no label the command is not worth its price. */
#define VAIN_LIMIT	10

/* A session that waits for a command. */
typedef struct Waiting
{
	int			session;		/* number in the sample */
	int			tries;			/* that were in vain */
	double		due;
} Waiting;

/* A command at work. */
typedef struct Job
{
	bool		busy;
	Waiting		what;
	int64_t		characters;		/* of the digest */
	Command		command;
} Job;

typedef struct Work
{
	const Sample *sample;
	RateCounts *counts;
	Waiting    *waiting;
	int			count;			/* that wait */
	Job			jobs[RATE_JOBS_LIMIT];
	int			vain;			/* sessions in a row */
	bool		stopped;
} Work;

static bool shown;				/* a line stands on the terminal */

static void
clear_line(void)
{
	if (shown)
		fprintf(stderr, "\r\033[K");
	shown = false;
}

static void
show_line(const Work *work)
{
	static int	before = -1;

	if (work->sample->options->quiet || !isatty(STDERR_FILENO) ||
		(shown && before == work->counts->labelled))
		return;
	before = work->counts->labelled;
	fprintf(stderr, "\r\033[K%d of %d labelled", before, work->sample->count);
	fflush(stderr);
	shown = true;
}

/* The session gets no label; why not, in words. */
static void
give_up(Work *work, const Waiting *what, const char *reason)
{
	rate_not_labelled(&work->sample->sessions[what->session], reason);
	if (++work->vain < VAIN_LIMIT)
		return;
	client_message("%d sessions in a row got no label: is the command right?",
				   VAIN_LIMIT);
	work->stopped = true;
}

/* It did not work: later again, or not at all. */
static void
try_again(Work *work, Waiting what, const char *reason)
{
	double		pause = RETRY_PAUSE;

	if (what.tries >= work->sample->options->retries)
	{
		give_up(work, &what, reason);
		return;
	}
	for (int i = 0; i < what.tries && pause < RETRY_PAUSE_LIMIT; i++)
		pause *= 2;
	what.tries++;
	what.due = client_clock() + pause;
	work->waiting[work->count++] = what;
}

/* The command that rates cannot be had. */
static void
stop(Work *work, const char *reason)
{
	client_message("the command cannot be run: %s", reason);
	work->stopped = true;
}

/* Why a command is taken to have failed; NULL if it has not. */
static const char *
failure(int status)
{
	static char reason[100];

	if (WIFSIGNALED(status))
		snprintf(reason, sizeof(reason), "the command was ended by signal %d (%s)",
				 WTERMSIG(status), strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) != 0)
		snprintf(reason, sizeof(reason), "the command ended with status %d",
				 WEXITSTATUS(status));
	else
		return NULL;
	return reason;
}

/* Does the shell say that it can't run the command at all? */
static bool
cannot_be_run(int status)
{
	return WIFEXITED(status) && (WEXITSTATUS(status) == 126 || WEXITSTATUS(status) == 127);
}

static void
store(Work *work, const Job *job, int mode)
{
	switch (rate_store(work->sample, &work->sample->sessions[job->what.session],
					   wm_modes[mode].name, job->characters,
					   client_clock() - job->command.began))
	{
		case BOARD_DONE:
			work->counts->labelled++;
			work->vain = 0;
			break;
		case BOARD_REFUSED:
			break;
		case BOARD_LOST:
			work->stopped = true;
			break;
	}
}

/* An answer that is no mode, as it can be shown. */
static const char *
wrong_answer(TextBuffer *answer)
{
	static char reason[500];

	wm_buffer_append_char(answer, '\0');
	if (answer->len > 101)
		memcpy(answer->data + 97, "...", 4);
	snprintf(reason, sizeof(reason), "the answer %s is no mode",
			 client_shown(answer->data));
	return reason;
}

/* The command has ended by itself: what did it say? */
static void
judge(Work *work, Job *job)
{
	const char *reason = failure(job->command.status);
	int			mode;

	if (reason != NULL)
	{
		work->counts->failed++;
		if (cannot_be_run(job->command.status))
			stop(work, reason);
		else
			try_again(work, job->what, reason);
		return;
	}
	mode = rate_answer_mode(wm_buffer_slice(&job->command.answer));
	if (mode == MODE_NONE)
	{
		work->counts->refused++;
		try_again(work, job->what, wrong_answer(&job->command.answer));
	}
	else
		store(work, job, mode);
}

static void
step(Work *work, Job *job)
{
	CommandState state = rate_command_step(&job->command, work->sample->options->timeout);

	if (state == COMMAND_RUNS)
		return;
	job->busy = false;
	if (state == COMMAND_ENDED)
		judge(work, job);
	else if (state == COMMAND_LATE)
	{
		work->counts->late++;
		try_again(work, job->what, "the command took too long");
	}
	else
	{
		work->counts->refused++;
		try_again(work, job->what, "the answer is longer than any mode");
	}
	rate_command_free(&job->command);
}

/* Takes the session that has waited longest out of the queue; false if none is due. */
static bool
next_session(Work *work, Waiting *what)
{
	double		now = client_clock();

	for (int i = 0; i < work->count; i++)
	{
		if (work->waiting[i].due > now)
			continue;
		*what = work->waiting[i];
		memmove(&work->waiting[i], &work->waiting[i + 1],
				(size_t) (--work->count - i) * sizeof(Waiting));
		return true;
	}
	return false;
}

/* Hands a session to a command. */
static void
start(Work *work, Job *job, Waiting what)
{
	const Sample *sample = work->sample;
	TextBuffer	text = {NULL, 0, 0};
	Handout		handout;

	switch (rate_hand_out(sample, &sample->sessions[what.session], &handout))
	{
		case BOARD_DONE:
			break;
		case BOARD_REFUSED:
			return;
		case BOARD_LOST:
			work->stopped = true;
			return;
	}
	wm_buffer_append(&text, rate_codebook(sample));
	wm_buffer_append_char(&text, '\n');
	wm_buffer_append(&text, rate_digest(&handout));
	job->what = what;
	job->characters = handout.digest_characters;
	job->busy = rate_command_start(&job->command, sample->options->command, text);
	if (job->busy)
		work->counts->characters += handout.characters;
	else
	{
		stop(work, strerror(errno));
		rate_command_free(&job->command);
	}
	rate_handout_free(&handout);
}

static bool
must_stop(const Work *work)
{
	return work->stopped || client_interrupted;
}

/* Keeps as many commands at work as there may be; returns how many there are. */
static int
start_some(Work *work)
{
	int			busy = 0;

	for (int i = 0; i < work->sample->options->jobs; i++)
	{
		Job		   *job = &work->jobs[i];
		Waiting		what;

		while (!job->busy && !must_stop(work) && next_session(work, &what))
			start(work, job, what);
		busy += job->busy;
	}
	return busy;
}

/* Until some command does something. */
static void
wait_for_some(const Work *work)
{
	struct pollfd polls[2 * RATE_JOBS_LIMIT];
	int			count = 0;

	for (int i = 0; i < work->sample->options->jobs; i++)
	{
		if (work->jobs[i].busy)
			count += rate_command_polls(&work->jobs[i].command, &polls[count]);
	}
	poll(polls, (nfds_t) count, POLL_PAUSE);
}

static void
kill_all(Work *work)
{
	for (int i = 0; i < work->sample->options->jobs; i++)
	{
		if (!work->jobs[i].busy)
			continue;
		rate_command_kill(&work->jobs[i].command);
		rate_command_free(&work->jobs[i].command);
	}
}

bool
rate_by_command(const Sample *sample, RateCounts *counts)
{
	Work		work = {.sample = sample, .counts = counts, .count = sample->count};

	work.waiting = wm_alloc((size_t) sample->count * sizeof(Waiting) + 1);
	for (int i = 0; i < sample->count; i++)
		work.waiting[i] = (Waiting) {.session = i};
	client_message_before(clear_line);
	while (!must_stop(&work) && (start_some(&work) > 0 || work.count > 0))
	{
		show_line(&work);
		wait_for_some(&work);
		for (int i = 0; i < sample->options->jobs && !must_stop(&work); i++)
		{
			if (work.jobs[i].busy)
				step(&work, &work.jobs[i]);
		}
	}
	clear_line();
	kill_all(&work);
	wm_free(work.waiting);
	return !must_stop(&work);
}
