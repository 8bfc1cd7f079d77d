/*
 * transcripts.c
 *	  From a file to the transcripts in it.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/host.h"
#include "facts.h"
#include "message.h"
#include "names.h"
#include "readers/layout.h"
#include "readers/transcript.h"
#include "transcripts.h"

/* Does the one transcript in a file tell when it was? */
static bool
is_dated(const Sessions *sessions)
{
	Fault		fault;
	Session    *session;
	bool		dated;

	if (!sessions->whole)
		return false;
	session = wm_transcript_read(sessions->parts[0], false, &fault);
	dated = wm_session_facts(session)->started_at != TIME_UNKNOWN;
	wm_session_free(session);
	return dated;
}

/* Is the file of this path a transcript that tells when it was? */
static bool
is_dated_file(char *path)
{
	SourceFile	file = {.path = path};
	FileText	text = {NULL, 0, 0};
	bool		dated = false;

	if (load_file_read(&file, &text) == NULL)
	{
		Sessions	sessions = load_sessions(wm_slice(text.data, text.len));

		dated = is_dated(&sessions);
		load_sessions_free(&sessions);
	}
	wm_free(text.data);
	return dated;
}

/*
 * Of Cline's two files the history for the model has what calls gave back, but may
 * lack times, and without these a session falls out of every chart.
 */
static bool
yields_to_twin(const SourceFile *file, const Sessions *sessions)
{
	char	   *twin;
	bool		yields;

	if (file->named || !sessions->whole || !load_has_twin(file->path, &twin))
		return false;
	if (access(twin, R_OK) != 0)
		yields = false;
	else if (wm_slice_ends(wm_slice_cstring(twin), SLICE("ui_messages.json")))
		yields = !is_dated(sessions) && is_dated_file(twin);
	else
		yields = is_dated_file(twin);
	wm_free(twin);
	return yields;
}

FileRead
load_read(SourceFile *file, FileText *text)
{
	FileRead	result = {.state = FILE_LOADED};
	Slice		transcript;

	if (file->held.data != NULL)
	{
		transcript = wm_slice(file->held.data, file->held.len);
		result.repair = file->repair;
	}
	else
	{
		result.reason = load_file_read(file, text);
		if (result.reason == NULL)
			result.repair = client_repair(text);
		transcript = wm_slice(text->data, text->len);
	}
	if (result.reason == NULL && transcript.len > TEXT_LIMIT)
		result.reason = load_too_long;
	if (result.reason != NULL)
	{
		result.state = FILE_FAILED;
		return result;
	}
	result.sessions = load_sessions(transcript);
	if (result.sessions.count == 0)
		result.reason = wm_layout_advice(transcript);
	else if (yields_to_twin(file, &result.sessions))
		result.reason = "the file beside it has the same session";
	if (result.reason != NULL)
		result.state = FILE_NO_TRANSCRIPT;
	return result;
}

const char *
load_person(const Options *options, const char *path)
{
	static TextBuffer person;
	regmatch_t	groups[2];
	char	   *name;

	if (!options->by_path || regexec(&options->person_from, path, 2, groups, 0) != 0 ||
		groups[1].rm_so < 0 || groups[1].rm_eo == groups[1].rm_so)
		return options->person;
	name = wm_alloc((size_t) (groups[1].rm_eo - groups[1].rm_so) + 1);
	memcpy(name, path + groups[1].rm_so, (size_t) (groups[1].rm_eo - groups[1].rm_so));
	name[groups[1].rm_eo - groups[1].rm_so] = '\0';
	wm_buffer_clear(&person);
	client_put_name(&person, name, true);
	wm_buffer_append_char(&person, '\0');
	wm_free(name);
	return person.data;
}

void
load_name_file(SourceFile *file, bool facts_only)
{
	TextBuffer	name = {NULL, 0, 0};

	if (facts_only && strcmp(file->path, "-") != 0)
		load_put_hash(&name, file->path);
	else
		client_put_name(&name, file->path, true);
	wm_buffer_append_char(&name, '\0');
	file->name = name.data;
}
