/*
 * sessions.c
 *	  The sessions in a file: most hold one, some hold many.
 *
 * Aider appends all runs in a folder to one history.  An export holds all chats of
 * a person.  A file may also have a whole session on each line, or in each element
 * of an array.
 */
#include <limits.h>

#include "base/host.h"
#include "readers/export.h"
#include "readers/reader.h"
#include "readers/records.h"
#include "readers/transcript.h"
#include "sessions.h"

static void
add(Sessions *sessions, const char *format, Slice part)
{
	if (sessions->count == INT_MAX)
		return;
	if (sessions->count == sessions->size)
	{
		sessions->size = sessions->size == 0 ? 8 : 2 * sessions->size;
		sessions->parts = wm_realloc(sessions->parts,
									 (size_t) sessions->size * sizeof(Slice));
	}
	sessions->parts[sessions->count++] = part;
	sessions->format = format;
}

/* Each run begins with a heading; what stands before the first is of none. */
static void
cut_aider(Sessions *sessions, Slice text)
{
	Records		lines = wm_records(text, SHAPE_LINES);
	const char *end = text.data + text.len;
	const char *begin = NULL;
	Slice		line;

	while (wm_records_next(&lines, &line))
	{
		if (!wm_reader_aider.recognises(line))
			continue;
		if (begin != NULL)
			add(sessions, wm_reader_aider.format,
				wm_slice(begin, (size_t) (line.data - begin)));
		begin = line.data;
	}
	if (begin != NULL)
		add(sessions, wm_reader_aider.format, wm_slice(begin, (size_t) (end - begin)));
}

static void
cut_export(Sessions *sessions, Slice text)
{
	ExportWalk	walk = wm_export_walk(text);
	Conversation conversation;

	while (wm_export_next(&walk, &conversation))
		add(sessions, conversation.format, conversation.transcript);
}

/* Records that are whole transcripts by themselves. */
static void
cut_records(Sessions *sessions, Slice text)
{
	Records		records;
	Slice		record;

	text = wm_records_begin(text);
	records = wm_records(text, wm_records_shape(text));
	while (records.shape != SHAPE_OBJECT && wm_records_next(&records, &record))
	{
		const char *format = NULL;

		record = wm_slice_trim(record);
		if (wm_json_kind(record) == JSON_OBJECT || wm_json_kind(record) == JSON_ARRAY)
			format = wm_transcript_format(record);
		if (format != NULL)
			add(sessions, format, record);
	}
}

static bool
is_format(const char *format, const Reader *reader)
{
	return format != NULL && strcmp(format, reader->format) == 0;
}

Sessions
load_sessions(Slice text)
{
	Sessions	sessions = {NULL, NULL, 0, 0, false};
	const char *format = wm_transcript_format(text);

	if (is_format(format, &wm_reader_aider))
		cut_aider(&sessions, text);
	else if (format == NULL)
	{
		cut_export(&sessions, text);
		if (sessions.count == 0)
			cut_records(&sessions, text);
	}
	if (sessions.count <= 1 && format != NULL)
	{
		sessions.count = 0;
		add(&sessions, format, text);
		sessions.whole = true;
	}
	return sessions;
}

void
load_sessions_free(Sessions *sessions)
{
	wm_free(sessions->parts);
	sessions->parts = NULL;
	sessions->count = sessions->size = 0;
}
