/*
 * progress.h
 *	  How far loading is.
 */
#ifndef WORKMODE_PROGRESS_H
#define WORKMODE_PROGRESS_H

#include "base/buffer.h"

typedef struct Progress
{
	int			files;			/* in all */
	int64_t		bytes;
	int			files_done;
	int64_t		bytes_done;
	double		seconds;		/* since the beginning */
} Progress;

/* Seconds of a clock that goes on evenly. */
extern double client_clock(void);

/* A count with commas, a number of bytes in a unit, a time in minutes. */
extern void client_put_count(TextBuffer *text, int64_t count);
extern void client_put_bytes(TextBuffer *text, double bytes);

/* Count, bytes, rate and time left, as a sentence. */
extern void load_put_progress(TextBuffer *text, const Progress *progress);

/*
 * Shows it, if it is time to: on a terminal as a line that changes, elsewhere as
 * a line now and then.
 */
extern void load_progress_show(const Progress *progress);

/* Takes the line that changes away from the terminal. */
extern void load_progress_clear(void);

#endif							/* WORKMODE_PROGRESS_H */
