/*
 * crew.h
 *	  What the processes that read transcripts share.
 *
 * Each process has a connection of its own.  It takes files from the list, reads
 * them, and sends them in batches; what it has done it counts here, where the
 * process that started it can see it.
 */
#ifndef WORKMODE_CREW_H
#define WORKMODE_CREW_H

#include <sys/types.h>

#include "files.h"
#include "options.h"
#include "transcripts.h"

/* What was done; all that is counted here has been committed. */
typedef struct Counts
{
	int64_t		sessions;
	int64_t		bytes;
	int64_t		repaired;		/* files */
	int64_t		nuls;
	int64_t		broken;
	int64_t		nobody;			/* files whose paths tell no person */
} Counts;

/* In memory that all processes share. */
typedef struct Shared
{
	int			next;			/* place in the queue that nobody has taken yet */
	int			takes_long_ones;	/* somebody does */
	int			stop;			/* a process could not go on */
	int			reading[JOBS_LIMIT];	/* number of the file that each reads, or -1 */
	int			files;			/* that are done with */
	int64_t		bytes;			/* of those, and of the file at hand */
	Counts		counts;
	unsigned char states[];		/* FileState by number of file */
} Shared;

typedef struct Crew
{
	const Options *options;
	FileList   *list;
	const int  *queue;			/* numbers of files: long ones first */
	int			queued;
	int			long_ones;		/* so many of them; one process reads them all */
	Shared	   *shared;
} Crew;

/* A file of this size is long. */
#define LONG_FILE	(64 * 1024 * 1024)

/* How a process ends. */
#define WORKER_DONE			0
#define WORKER_STOPPED		2
#define WORKER_UNCONNECTED	3

/* Reads files until none is left, as the process of a number; returns how it ends. */
extern int	load_work(Crew *crew, int number, pid_t parent);

static inline void
load_count(int64_t *counter, int64_t more)
{
	__atomic_fetch_add(counter, more, __ATOMIC_RELAXED);
}

#endif							/* WORKMODE_CREW_H */
