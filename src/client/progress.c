/*
 * progress.c
 *	  How far loading is.
 */
#include <inttypes.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "message.h"
#include "progress.h"

/* Seconds between two pictures on a terminal, and between two lines elsewhere. */
#define TERMINAL_PAUSE	0.2
#define LINE_PAUSE		10.0

/* Cells of the bar, and of a terminal that does not tell. */
#define BAR_CELLS		20
#define TERMINAL_CELLS	80

static double shown_at;			/* seconds since the beginning */
static bool standing;			/* a line stands on the terminal */

double
client_clock(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

void
client_put_count(TextBuffer *text, int64_t count)
{
	char		digits[32];
	int			len = snprintf(digits, sizeof(digits), "%" PRId64, count);

	for (int i = 0; i < len; i++)
	{
		wm_buffer_append_char(text, digits[i]);
		if ((len - i) % 3 == 1 && i < len - 1)
			wm_buffer_append_char(text, ',');
	}
}

void
client_put_bytes(TextBuffer *text, double bytes)
{
	static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
	size_t		unit = 0;
	char		number[64];

	while (bytes >= 999.5 && unit < lengthof(units) - 1)
	{
		bytes /= 1000;
		unit++;
	}
	snprintf(number, sizeof(number), "%.*f %s", unit > 0 && bytes < 9.95 ? 1 : 0, bytes,
			 units[unit]);
	wm_buffer_append(text, wm_slice_cstring(number));
}

static void
put_minutes(TextBuffer *text, double seconds)
{
	int64_t		whole = (int64_t) (seconds + 0.5);
	char		time[64];

	if (whole >= 3600)
		snprintf(time, sizeof(time), "%" PRId64 ":%02d:%02d", whole / 3600,
				 (int) (whole / 60 % 60), (int) (whole % 60));
	else
		snprintf(time, sizeof(time), "%d:%02d", (int) (whole / 60), (int) (whole % 60));
	wm_buffer_append(text, wm_slice_cstring(time));
}

void
load_put_progress(TextBuffer *text, const Progress *progress)
{
	double		rate = progress->seconds > 0 ?
		(double) progress->bytes_done / progress->seconds : 0;
	int64_t		left = progress->bytes - progress->bytes_done;

	client_put_count(text, progress->files_done);
	wm_buffer_append(text, SLICE(" of "));
	client_put_count(text, progress->files);
	wm_buffer_append(text, SLICE(" files, "));
	client_put_bytes(text, (double) progress->bytes_done);
	wm_buffer_append(text, SLICE(" of "));
	client_put_bytes(text, (double) progress->bytes);
	if (rate > 0)
	{
		wm_buffer_append(text, SLICE(", "));
		client_put_bytes(text, rate);
		wm_buffer_append(text, SLICE("/s, "));
		put_minutes(text, left > 0 ? (double) left / rate : 0);
		wm_buffer_append(text, SLICE(" left"));
	}
}

static void
put_bar(TextBuffer *text, const Progress *progress)
{
	int			full = progress->bytes > 0 && progress->bytes_done < progress->bytes ?
		(int) (BAR_CELLS * ((double) progress->bytes_done / (double) progress->bytes)) :
		BAR_CELLS;

	wm_buffer_append_char(text, '[');
	for (int i = 0; i < BAR_CELLS; i++)
		wm_buffer_append_char(text, i < full ? '#' : '.');
	wm_buffer_append(text, SLICE("] "));
}

static size_t
terminal_cells(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return TERMINAL_CELLS;
}

void
load_progress_show(const Progress *progress)
{
	bool		terminal = isatty(STDERR_FILENO) == 1;
	TextBuffer	text = {NULL, 0, 0};

	if (progress->seconds - shown_at < (terminal ? TERMINAL_PAUSE : LINE_PAUSE))
		return;
	shown_at = progress->seconds;
	if (terminal)
		put_bar(&text, progress);
	load_put_progress(&text, progress);
	if (terminal)
	{
		/* The last cell is left free, lest the terminal go to the next line. */
		fprintf(stderr, "\r%.*s\033[K", (int) wm_slice_head(wm_buffer_slice(&text),
															terminal_cells() - 1).len,
				text.data);
		standing = true;
	}
	else
		fprintf(stderr, "%s: %.*s\n", client_program, (int) text.len, text.data);
	fflush(stderr);
	wm_buffer_free(&text);
}

void
load_progress_clear(void)
{
	if (standing)
		fprintf(stderr, "\r\033[K");
	standing = false;
}
