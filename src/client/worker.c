/*
 * worker.c
 *	  A process that reads files and sends them in batches.
 *
 * A batch is one COPY, which commits all of it or nothing.  Its files are read
 * again if it has to be sent again, so that memory holds one of them at a time.
 */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/host.h"
#include "copy.h"
#include "crew.h"
#include "database.h"
#include "facts.h"
#include "message.h"

#define BATCH_BYTES		(16 * 1024 * 1024)
#define BATCH_FILES		256

/* So often a batch is sent again if another loader is in the way. */
#define TRIES			20

typedef struct Batch
{
	int			files[BATCH_FILES]; /* their numbers */
	FileState	states[BATCH_FILES];
	int			count;
	Counts		counts;
	int64_t		bytes;			/* that are shown as done */
} Batch;

typedef struct Worker
{
	Crew	   *crew;
	int			number;
	pid_t		parent;
	Copy		copy;
	Batch	   *batch;			/* at hand */
	FileText	text;
	TextBuffer	facts;
	TextBuffer	vector;
} Worker;

static void
show_progress(void *context, size_t bytes)
{
	Worker	   *worker = context;

	worker->batch->bytes += (int64_t) bytes;
	load_count(&worker->crew->shared->bytes, (int64_t) bytes);
}

/* One session of a file. */
static bool
send_session(Worker *worker, Row *row, Slice transcript)
{
	Copy	   *copy = &worker->copy;

	if (!copy->begun && !load_copy_begin(copy))
		return false;
	if (copy->facts_only)
	{
		load_facts(transcript, &worker->facts, &worker->vector);
		row->facts = wm_buffer_slice(&worker->facts);
		row->vector = wm_buffer_slice(&worker->vector);
	}
	else
		row->body = transcript;
	return load_copy_row(copy, row);
}

static bool
send_sessions(Worker *worker, const SourceFile *file, const Sessions *sessions)
{
	const Options *options = worker->crew->options;
	Row			row = {
		.source = options->source, .machine = options->machine, .path = file->name,
		.person = load_person(options, file->path), .team = options->team,
		.bytes = file->bytes, .mtime = file->mtime, .parts = sessions->count
	};

	for (int i = 0; i < sessions->count; i++)
	{
		row.part = sessions->whole ? 0 : i + 1;
		if (!send_session(worker, &row, sessions->parts[i]))
			return false;
	}
	worker->batch->counts.nobody += row.person == NULL;
	worker->batch->counts.sessions += sessions->count;
	worker->batch->counts.bytes += file->bytes;
	return true;
}

/* Tells that a file is not loaded, once. */
static void
fail_file(Worker *worker, int number, const char *reason)
{
	unsigned char *state = &worker->crew->shared->states[number];

	if (*state != FILE_FAILED)
		client_message("%s cannot be loaded and is skipped: %s",
					   client_shown(worker->crew->list->files[number].path), reason);
	*state = FILE_FAILED;
}

/* False if the copy fails. */
static bool
send_file(Worker *worker, int number, FileState *state)
{
	SourceFile *file = &worker->crew->list->files[number];
	Counts	   *counts = &worker->batch->counts;
	int64_t		shown = worker->batch->bytes;
	FileRead	read;
	bool		sent = true;

	worker->crew->shared->reading[worker->number] = number;
	read = load_read(file, &worker->text);
	*state = read.state;
	if (read.state == FILE_FAILED)
		fail_file(worker, number, read.reason);
	else if (read.state == FILE_LOADED)
	{
		counts->repaired += read.repair.nuls + read.repair.broken > 0;
		counts->nuls += read.repair.nuls;
		counts->broken += read.repair.broken;
		sent = send_sessions(worker, file, &read.sessions);
	}
	else if (file->named)
		client_message("%s is no transcript: %s", client_shown(file->path), read.reason);
	load_sessions_free(&read.sessions);

	/* What was repaired, or sent as facts, is not as long as the file. */
	shown += file->bytes - worker->batch->bytes;
	worker->batch->bytes += shown;
	load_count(&worker->crew->shared->bytes, shown);
	return sent;
}

static bool
send_batch(Worker *worker, Batch *batch)
{
	worker->batch = batch;
	memset(&batch->counts, 0, sizeof(batch->counts));
	batch->bytes = 0;
	for (int i = 0; i < batch->count; i++)
	{
		if (!send_file(worker, batch->files[i], &batch->states[i]))
			return false;
	}
	return !worker->copy.begun || load_copy_end(&worker->copy);
}

/* The batch is in the database. */
static void
count_batch(Worker *worker, const Batch *batch)
{
	Shared	   *shared = worker->crew->shared;

	shared->reading[worker->number] = -1;
	for (int i = 0; i < batch->count; i++)
		shared->states[batch->files[i]] = (unsigned char) batch->states[i];
	load_count(&shared->counts.sessions, batch->counts.sessions);
	load_count(&shared->counts.bytes, batch->counts.bytes);
	load_count(&shared->counts.repaired, batch->counts.repaired);
	load_count(&shared->counts.nuls, batch->counts.nuls);
	load_count(&shared->counts.broken, batch->counts.broken);
	load_count(&shared->counts.nobody, batch->counts.nobody);
	__atomic_fetch_add(&shared->files, batch->count, __ATOMIC_RELAXED);
}

/* Two loaders that met must not meet again at once. */
static void
pause_before(int try)
{
	long		most = 10000000L << (try < 5 ? try : 5);
	struct timespec time = {.tv_nsec = most / 2 + random() % (most / 2)};

	nanosleep(&time, NULL);
}

/* All processes stop; the first of them says why. */
static void
stop(Worker *worker, CopyFault fault, const char *reason)
{
	if (__atomic_exchange_n(&worker->crew->shared->stop, 1, __ATOMIC_RELAXED) != 0)
		return;
	client_message(fault == COPY_LOST ? "the connection was lost: %s" :
				   "the database takes no more: %s", reason);
}

/* False if nothing more can be sent. */
static bool
deliver(Worker *worker, Batch *batch)
{
	const char *reason;
	CopyFault	fault;

	for (int try = 0; !send_batch(worker, batch); try++)
	{
		load_count(&worker->crew->shared->bytes, -batch->bytes);
		fault = load_copy_fault(&worker->copy, &reason);
		if (fault == COPY_LOST || fault == COPY_STOP)
		{
			stop(worker, fault, reason);
			return false;
		}
		if (fault == COPY_AGAIN && try < TRIES)
		{
			pause_before(try);
			continue;
		}
		if (batch->count == 1)
		{
			fail_file(worker, batch->files[0], reason);
			batch->states[0] = FILE_FAILED;
			memset(&batch->counts, 0, sizeof(batch->counts));
			break;
		}

		/* One of them is not taken: each by itself. */
		for (int i = 0; i < batch->count; i++)
		{
			Batch		one = {.files = {batch->files[i]}, .count = 1};

			if (!deliver(worker, &one))
				return false;
		}
		return true;
	}
	count_batch(worker, batch);
	return true;
}

/* Is there nobody who would use what is done? */
static bool
must_stop(const Worker *worker)
{
	return __atomic_load_n(&worker->crew->shared->stop, __ATOMIC_RELAXED) != 0 ||
		getppid() != worker->parent;
}

/* Takes the next files that nobody has taken. */
static bool
take_batch(Worker *worker, Batch *batch)
{
	Crew	   *crew = worker->crew;
	int64_t		bytes = 0;

	batch->count = 0;
	while (batch->count < BATCH_FILES && bytes < BATCH_BYTES)
	{
		int			place = __atomic_fetch_add(&crew->shared->next, 1, __ATOMIC_RELAXED);

		if (place >= crew->queued)
			break;
		batch->files[batch->count++] = crew->queue[place];
		bytes += crew->list->files[crew->queue[place]].bytes;
	}
	return batch->count > 0;
}

/* Long files are read by one process, so that memory holds one of them. */
static bool
deliver_long_ones(Worker *worker, Batch *batch)
{
	Crew	   *crew = worker->crew;

	if (__atomic_exchange_n(&crew->shared->takes_long_ones, 1, __ATOMIC_RELAXED) != 0)
		return true;
	batch->count = 1;
	for (int i = 0; i < crew->long_ones; i++)
	{
		batch->files[0] = crew->queue[i];
		if (must_stop(worker) || !deliver(worker, batch))
			return false;
	}
	return true;
}

int
load_work(Crew *crew, int number, pid_t parent)
{
	Worker		worker = {.crew = crew, .number = number, .parent = parent};
	Batch	   *batch = wm_alloc(sizeof(Batch));
	bool		going;

	worker.copy.conn = client_connect(&crew->options->server);
	if (worker.copy.conn == NULL)
		return WORKER_UNCONNECTED;
	worker.copy.facts_only = crew->options->facts_only;
	worker.copy.progress = show_progress;
	worker.copy.context = &worker;
	srandom((unsigned int) getpid());

	going = deliver_long_ones(&worker, batch);
	while (going && !must_stop(&worker) && take_batch(&worker, batch))
		going = deliver(&worker, batch);
	PQfinish(worker.copy.conn);
	return going ? WORKER_DONE : WORKER_STOPPED;
}
