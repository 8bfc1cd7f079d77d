/*
 * load.c
 *	  Loads what is new, or says what would be loaded.
 *
 * This process finds the files and asks the board what it has of them.  Others
 * read and send; it shows how far they are and what they have to say.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/host.h"
#include "crew.h"
#include "database.h"
#include "dry_run.h"
#include "folders.h"
#include "load.h"
#include "message.h"
#include "progress.h"
#include "signals.h"
#include "summary.h"

#define JOBS_DEFAULT	4

/* Milliseconds between two looks at how far it is. */
#define POLL_PAUSE		200

/* The files to read, long ones first; counts the others. */
static void
make_queue(Crew *crew, const KnownFiles *known, Summary *summary)
{
	FileList   *list = crew->list;
	int		   *queue = wm_alloc((size_t) list->count * sizeof(int) + 1);

	for (int i = 0; i < list->count; i++)
	{
		SourceFile *file = &list->files[i];

		load_name_file(file, crew->options->facts_only);
		if (file->left_out)
			summary->left_out++;
		else if (load_is_known(known, file, &file->old) && file->held.data == NULL)
			summary->unchanged++;
		else
			queue[crew->queued++] = i;
	}
	for (int i = 0; i < crew->queued; i++)
	{
		int			number = queue[i];

		if (list->files[number].bytes < LONG_FILE)
			continue;
		memmove(&queue[crew->long_ones + 1], &queue[crew->long_ones],
				(size_t) (i - crew->long_ones) * sizeof(int));
		queue[crew->long_ones++] = number;
	}
	crew->queue = queue;
}

static void
share(Crew *crew)
{
	size_t		size = sizeof(Shared) + (size_t) crew->list->count;

	crew->shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
						-1, 0);
	if (crew->shared == MAP_FAILED)
		(void) wm_alloc(SIZE_MAX);	/* says that memory ran out, and ends */
	crew->shared->next = crew->long_ones;
	for (int i = 0; i < JOBS_LIMIT; i++)
		crew->shared->reading[i] = -1;
}

static int
count_jobs(const Crew *crew)
{
	long		processors = sysconf(_SC_NPROCESSORS_ONLN);
	int			jobs = crew->options->jobs;

	if (jobs == 0)
		jobs = processors < 1 ? 1 : processors > JOBS_DEFAULT ? JOBS_DEFAULT :
			(int) processors;
	return jobs < crew->queued ? jobs : crew->queued;
}

/* The process of a worker, which tells the other end of the pipe what it has to say. */
static pid_t
start_worker(Crew *crew, int number, const int *ends)
{
	pid_t		parent = getpid();
	pid_t		worker;

	fflush(NULL);
	worker = fork();
	if (worker != 0)
		return worker;
	client_signals_default();
	signal(SIGPIPE, SIG_IGN);
	close(ends[0]);
	client_message_to(ends[1]);
	_exit(load_work(crew, number, parent));
}

static void
show_progress(const Crew *crew, int64_t bytes, double began)
{
	Progress	progress = {
		.files = crew->queued, .bytes = bytes,
		.files_done = __atomic_load_n(&crew->shared->files, __ATOMIC_RELAXED),
		.bytes_done = __atomic_load_n(&crew->shared->bytes, __ATOMIC_RELAXED),
		.seconds = client_clock() - began
	};

	if (!crew->options->quiet)
		load_progress_show(&progress);
}

/* Shows what workers say until the last of them has closed the pipe. */
static void
listen_to(Crew *crew, int pipe, const pid_t *workers, int count)
{
	TextBuffer	said = {NULL, 0, 0};
	double		began = client_clock();
	int64_t		bytes = 0;
	bool		killed = false;
	ssize_t		got = 1;

	for (int i = 0; i < crew->queued; i++)
		bytes += crew->list->files[crew->queue[i]].bytes;
	while (got != 0)
	{
		struct pollfd ready = {.fd = pipe, .events = POLLIN};

		if (poll(&ready, 1, POLL_PAUSE) > 0)
		{
			got = read(pipe, wm_buffer_reserve(&said, MESSAGE_LIMIT), MESSAGE_LIMIT);
			said.len += got > 0 ? (size_t) got : 0;
			client_message_from(&said);
		}
		show_progress(crew, bytes, began);
		for (int i = 0; client_interrupted && !killed && i < count; i++)
			kill(workers[i], SIGTERM);
		killed = client_interrupted;
	}
	load_progress_clear();
	wm_buffer_free(&said);
}

/* A signal ended a worker: the file that it read may be why. */
static void
tell_signal(const Crew *crew, int number, int signal)
{
	int			file = crew->shared->reading[number];

	if (file < 0)
		client_message("a process that reads was ended by signal %d (%s)", signal,
					   strsignal(signal));
	else
		client_message("a process that reads was ended by signal %d (%s)\n"
					   "  It was at %s", signal, strsignal(signal),
					   client_shown(crew->list->files[file].path));
}

/* Waits for a worker; returns how it ended. */
static int
await(const Crew *crew, int number, pid_t worker)
{
	int			status;

	while (waitpid(worker, &status, 0) < 0)
	{
		if (errno != EINTR)
			return WORKER_STOPPED;
	}
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	if (!client_interrupted)
		tell_signal(crew, number, WTERMSIG(status));
	return WORKER_STOPPED;
}

/* False if some file was not looked at. */
static bool
run_workers(Crew *crew)
{
	int			jobs = count_jobs(crew);
	pid_t		workers[JOBS_LIMIT];
	int			started = 0;
	int			done = 0;
	bool		stopped = false;
	int			ends[2];

	if (jobs == 0)
		return true;
	if (pipe(ends) < 0)
	{
		client_message("no pipe can be made: %s", strerror(errno));
		return false;
	}
	while (started < jobs && (workers[started] = start_worker(crew, started, ends)) > 0)
		started++;
	if (started == 0)
		client_message("no process can be started: %s", strerror(errno));
	close(ends[1]);
	listen_to(crew, ends[0], workers, started);
	close(ends[0]);
	for (int i = 0; i < started; i++)
	{
		int			status = await(crew, i, workers[i]);

		done += status == WORKER_DONE;
		stopped |= status != WORKER_DONE && status != WORKER_UNCONNECTED;
	}

	/* One that got no connection has left the work to the others. */
	return done > 0 && !stopped && !client_interrupted;
}

static bool
ask_board(Crew *crew, Summary *summary)
{
	PGconn	   *conn = client_connect(&crew->options->server);
	KnownFiles	known;
	bool		asked;

	if (conn == NULL)
		return false;
	asked = load_known(conn, crew->options, &known);
	if (asked)
	{
		make_queue(crew, &known, summary);
		load_known_free(&known);
		share(crew);
	}
	PQfinish(conn);
	return asked;
}

static int
load_files(const Options *options, FileList *list)
{
	Crew		crew = {.options = options, .list = list};
	Summary		summary = {.crew = &crew, .seconds = client_clock()};
	bool		done = true;

	if (!ask_board(&crew, &summary))
		return EXIT_STOP;
	if (options->wish == WISH_DRY_RUN)
		load_dry_run(&crew);
	else
	{
		client_message_before(load_progress_clear);
		client_signals_note();
		done = run_workers(&crew);
		client_signals_default();
	}
	summary.seconds = client_clock() - summary.seconds;
	if (!options->quiet)
		load_summary(&summary);
	fflush(stdout);
	if (!done)
		client_message("%s; what is loaded stays, and the same command loads the rest",
					   client_interrupted ? "interrupted" : "stopped");
	if (client_interrupted)
		raise(client_interrupted);
	return !done ? EXIT_STOP : load_failed(&crew) > 0 ? EXIT_SOME : EXIT_ALL;
}

int
load_run(const Options *options)
{
	FileList	list = {NULL, 0, 0, 0};
	int			status = EXIT_STOP;

	if (load_folders(options, &list))
		status = load_files(options, &list);
	else
		client_message("there is no folder of an agent that is known: name one\n"
					   "  %s --help lists those that were looked for", client_program);
	load_files_free(&list);
	return status;
}
