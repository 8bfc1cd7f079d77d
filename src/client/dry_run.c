/*
 * dry_run.c
 *	  What would be loaded.
 */
#include <stdio.h>

#include "base/host.h"
#include "dry_run.h"
#include "message.h"
#include "progress.h"

static void
print_loaded(const Crew *crew, const SourceFile *file, const Sessions *sessions)
{
	TextBuffer	line = {NULL, 0, 0};
	const char *person = load_person(crew->options, file->path);

	client_put_bytes(&line, (double) file->bytes);
	if (sessions->count > 1)
	{
		wm_buffer_append(&line, SLICE(", "));
		client_put_count(&line, sessions->count);
		wm_buffer_append(&line, SLICE(" sessions"));
	}
	printf("%s %s: %s, %.*s, ", file->old ? "changed" : "new", client_shown(file->path),
		   sessions->format, (int) line.len, line.data);
	if (person == NULL)
		printf("of nobody\n");
	else
		printf("of %s\n", client_shown(person));
	wm_buffer_free(&line);
}

void
load_dry_run(Crew *crew)
{
	FileText	text = {NULL, 0, 0};
	Counts	   *counts = &crew->shared->counts;

	for (int i = 0; i < crew->list->count; i++)
	{
		SourceFile *file = &crew->list->files[i];

		if (file->left_out)
			printf("no transcript %s: its name says so\n", client_shown(file->path));
	}
	for (int i = 0; i < crew->queued; i++)
	{
		SourceFile *file = &crew->list->files[crew->queue[i]];
		FileRead	read = load_read(file, &text);

		crew->shared->states[crew->queue[i]] = (unsigned char) read.state;
		if (read.state == FILE_LOADED)
		{
			print_loaded(crew, file, &read.sessions);
			counts->sessions += read.sessions.count;
			counts->bytes += file->bytes;
			counts->nobody += load_person(crew->options, file->path) == NULL;
		}
		else if (read.state == FILE_NO_TRANSCRIPT)
			printf("no transcript %s: %s\n", client_shown(file->path), read.reason);
		else
			client_message("%s cannot be loaded: %s", client_shown(file->path),
						   read.reason);
		load_sessions_free(&read.sessions);
	}
	wm_free(text.data);
}
