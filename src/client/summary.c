/*
 * summary.c
 *	  What was done, in a few lines.
 */
#include <stdio.h>

#include "message.h"
#include "progress.h"
#include "summary.h"

/* A count and what is counted, with a comma before it unless it is the first. */
static void
put(TextBuffer *line, int64_t count, const char *one, const char *many)
{
	if (count == 0)
		return;
	if (line->len > 0)
		wm_buffer_append(line, SLICE(", "));
	client_put_count(line, count);
	wm_buffer_append_char(line, ' ');
	wm_buffer_append(line, wm_slice_cstring(count == 1 ? one : many));
}

static void
print(TextBuffer *line)
{
	if (line->len > 0)
		printf("%.*s\n", (int) line->len, line->data);
	wm_buffer_free(line);
}

/* How many files in a state the board had, or had not, before. */
static int
count_files(const Crew *crew, FileState state, bool old)
{
	int			count = 0;

	for (int i = 0; i < crew->queued; i++)
	{
		int			number = crew->queue[i];

		count += crew->shared->states[number] == state &&
			crew->list->files[number].old == old;
	}
	return count;
}

static int
count_state(const Crew *crew, FileState state)
{
	return count_files(crew, state, false) + count_files(crew, state, true);
}

int
load_failed(const Crew *crew)
{
	return crew->list->failed + count_state(crew, FILE_FAILED);
}

static void
print_loaded(const Summary *summary)
{
	const Counts *counts = &summary->crew->shared->counts;
	TextBuffer	line = {NULL, 0, 0};
	TextBuffer	files = {NULL, 0, 0};
	bool		dry = summary->crew->options->wish == WISH_DRY_RUN;
	char		time[32];

	client_put_count(&line, counts->sessions);
	wm_buffer_append(&line, counts->sessions == 1 ? SLICE(" transcript ") :
					 SLICE(" transcripts "));
	wm_buffer_append(&line, dry ? SLICE("would be loaded (") : SLICE("loaded ("));
	client_put_bytes(&line, (double) counts->bytes);
	snprintf(time, sizeof(time), " in %.1f s", summary->seconds);
	wm_buffer_append(&line, wm_slice_cstring(dry ? "" : time));
	wm_buffer_append_char(&line, ')');
	put(&files, count_files(summary->crew, FILE_LOADED, false), "new file", "new files");
	put(&files, count_files(summary->crew, FILE_LOADED, true), "file that has changed",
		"files that have changed");
	if (files.len > 0)
		wm_buffer_append(&line, SLICE(": "));
	wm_buffer_append(&line, wm_buffer_slice(&files));
	wm_buffer_free(&files);
	print(&line);
}

void
load_summary(const Summary *summary)
{
	const Crew *crew = summary->crew;
	const Counts *counts = &crew->shared->counts;
	TextBuffer	line = {NULL, 0, 0};

	print_loaded(summary);
	put(&line, summary->unchanged, "file is unchanged", "files are unchanged");
	put(&line, summary->left_out + count_state(crew, FILE_NO_TRANSCRIPT),
		"file is no transcript", "files are no transcripts");
	put(&line, count_state(crew, FILE_WAITING), "file is left", "files are left");
	put(&line, load_failed(crew), "could not be loaded", "could not be loaded");
	print(&line);
	put(&line, counts->repaired, "file repaired", "files repaired");
	put(&line, counts->nuls, "NUL byte left out", "NUL bytes left out");
	put(&line, counts->broken, "sequence that is no UTF-8 replaced",
		"sequences that are no UTF-8 replaced");
	print(&line);
	put(&line, counts->nobody, "file has no person: its path does not match",
		"files have no person: their paths do not match");
	print(&line);
	if (counts->sessions > 0 && crew->options->wish != WISH_DRY_RUN)
		printf("to show them, as the owner of the board: CALL workmode.refresh();\n");
}
