/*
 * names.c
 *	  Which files and folders may be transcripts by their names.
 *
 * What a file holds is decided by its content.  Here stands what need not be
 * opened, and what would be taken for a transcript although it is a copy or a
 * list of several.
 */
#include "base/host.h"
#include "names.h"
#include "base/slice.h"

static const Slice endings[] = {
	LITERAL(".jsonl"), LITERAL(".json"), LITERAL(".ndjson"), LITERAL(".md"),
	LITERAL(".txt"), LITERAL(".traj"), LITERAL(".log"),
};

/* OpenClaw keeps what was deleted or begun anew, and adds a time to the name. */
static const Slice kept[] = {LITERAL(".jsonl.deleted."), LITERAL(".jsonl.reset.")};

static const Slice no_files[] = {
	LITERAL("history.jsonl"),	/* Claude Code, Codex: all requests of all sessions */
	LITERAL("session_index.jsonl"), /* Codex */
	LITERAL("sessions-index.json"), /* Claude Code */
	LITERAL("sessions.json"),	/* OpenClaw */
	LITERAL("logs.json"),		/* Gemini CLI: requests of all sessions */
	LITERAL("settings.json"),
	LITERAL("settings.local.json"),
	LITERAL("package.json"),
	LITERAL("package-lock.json"),
	LITERAL("tsconfig.json"),
	LITERAL("task_metadata.json"),	/* Cline */
	LITERAL("history_item.json"),	/* Roo Code */
};

static const Slice no_endings[] = {
	LITERAL(".meta.json"),		/* Claude Code's subagents */
	LITERAL(".settings.json"),	/* Droid */
};

static const Slice no_folders[] = {
	LITERAL(".git"), LITERAL("node_modules"),
	LITERAL("tool-results"),	/* Claude Code: what a call gave back */
};

static const Slice twins[] = {
	LITERAL("/api_conversation_history.json"), LITERAL("/ui_messages.json"),
};

static bool
is_among(Slice name, const Slice *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		if (wm_slice_equals(name, names[i]))
			return true;
	}
	return false;
}

static bool
ends_among(Slice name, const Slice *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		if (wm_slice_ends(name, names[i]))
			return true;
	}
	return false;
}

bool
load_may_be_transcript(const char *name)
{
	Slice		slice = wm_slice_cstring(name);

	for (size_t i = 0; i < lengthof(kept); i++)
	{
		if (wm_slice_find(slice, kept[i]) >= 0)
			return true;
	}
	return ends_among(slice, endings, lengthof(endings)) &&
		!ends_among(slice, no_endings, lengthof(no_endings)) &&
		!is_among(slice, no_files, lengthof(no_files));
}

bool
load_enters_folder(const char *name)
{
	return !is_among(wm_slice_cstring(name), no_folders, lengthof(no_folders));
}

bool
load_has_twin(const char *path, char **other)
{
	Slice		slice = wm_slice_cstring(path);

	for (size_t i = 0; i < lengthof(twins); i++)
	{
		Slice		twin = twins[1 - i];

		if (!wm_slice_drop(&slice, twins[i]))
			continue;
		*other = wm_alloc(slice.len + twin.len + 1);
		memcpy(*other, slice.data, slice.len);
		memcpy(*other + slice.len, twin.data, twin.len + 1);
		return true;
	}
	return false;
}
