/*
 * codex_change.c
 *	  Codex's code mode: the patch that an item tells.
 *
 * An item has the diff of each file as it was applied.  It becomes a patch in the
 * form that the agent writes, of which only files and counts of lines matter.
 */
#include "action/patch.h"
#include "base/host.h"
#include "readers/codex_script.h"

/* Lines of a diff that were removed and added in one place. */
typedef struct Hunk
{
	TextBuffer	removed;
	TextBuffer	added;
} Hunk;

/* As many signs as lines differ by more than how they end. */
static void
put_hunk(TextBuffer *patch, Hunk *hunk)
{
	LineCounts	lines = wm_patch_count_pair(wm_buffer_slice(&hunk->removed),
											wm_buffer_slice(&hunk->added));

	while (lines.removed-- > 0)
		wm_buffer_append(patch, SLICE("-\n"));
	while (lines.added-- > 0)
		wm_buffer_append(patch, SLICE("+\n"));
	wm_buffer_clear(&hunk->removed);
	wm_buffer_clear(&hunk->added);
}

/* Of a diff, the lines that count. */
static void
put_diff(TextBuffer *patch, Slice diff)
{
	Hunk		hunk = {{NULL, 0, 0}, {NULL, 0, 0}};
	bool		inside = false;

	while (diff.len > 0)
	{
		const char *feed = memchr(diff.data, '\n', diff.len);
		size_t		len = feed == NULL ? diff.len : (size_t) (feed - diff.data) + 1;
		Slice		line = wm_slice(diff.data, len);

		wm_check_interrupts();
		diff = wm_slice_from(diff, len);
		inside |= wm_slice_starts(line, SLICE("@@"));
		if (inside && line.data[0] == '-')
			wm_buffer_append(&hunk.removed, wm_slice_from(line, 1));
		else if (inside && line.data[0] == '+')
			wm_buffer_append(&hunk.added, wm_slice_from(line, 1));
		else if (line.data[0] != '\\')
			put_hunk(patch, &hunk);
	}
	put_hunk(patch, &hunk);
	wm_buffer_free(&hunk.removed);
	wm_buffer_free(&hunk.added);
}

/* A path among the facts' project is told as the agent would. */
static Slice
within_project(const Reading *reading, Slice path)
{
	Slice		project = wm_slice_cstring(reading->facts->project);

	if (project.len > 0 && path.len > project.len + 1 &&
		wm_slice_starts(path, project) && path.data[project.len] == '/')
		return wm_slice_from(path, project.len + 1);
	return path;
}

static void
put_path(Reading *reading, TextBuffer *patch, Slice mark, Slice path)
{
	wm_buffer_append(patch, mark);
	wm_buffer_append(patch, within_project(reading, path));
	wm_buffer_append(patch, SLICE("\n"));
}

/* What a file was changed by: {"type": "add", ...}, or {"add": {...}}. */
static void
put_change(Reading *reading, CodexScripts *scripts, TextBuffer *patch, Slice path,
		   Slice change)
{
	enum
	{
		TYPE, CONTENT, DIFF, MOVE, ADD, UPDATE, DELETE, COUNT
	};
	static const Slice names[COUNT] = {
		LITERAL("type"), LITERAL("content"), LITERAL("unified_diff"),
		LITERAL("move_path"), LITERAL("add"), LITERAL("update"), LITERAL("delete")
	};
	Slice		parts[COUNT];
	bool		added;
	bool		deleted;

	(void) wm_json_members(change, names, parts, COUNT);
	added = wm_json_says(parts[TYPE], names[ADD]) || parts[ADD].len > 0;
	deleted = wm_json_says(parts[TYPE], names[DELETE]) || parts[DELETE].len > 0;
	for (int i = ADD; i < COUNT; i++)
	{
		if (parts[i].len > 0)
			(void) wm_json_members(parts[i], names, parts, ADD);
	}

	if (deleted)
		put_path(reading, patch, SLICE("*** Delete File: "), path);
	else if (added)
	{
		put_path(reading, patch, SLICE("*** Add File: "), path);
		for (int64_t line = wm_json_lines(parts[CONTENT]); line > 0; line--)
			wm_buffer_append(patch, SLICE("+\n"));
	}
	else
	{
		put_path(reading, patch, SLICE("*** Update File: "), path);
		if (wm_json_kind(parts[MOVE]) == JSON_STRING)
			put_path(reading, patch, SLICE("*** Move to: "),
					 wm_json_text(parts[MOVE], &scripts->text));
		put_diff(patch, wm_json_text(parts[DIFF], &scripts->text));
	}
}

/* The item's changes as a patch that has as many lines. */
Slice
wm_codex_make_patch(Reading *reading, CodexScripts *scripts, Slice changes)
{
	JsonWalk	walk = wm_json_walk(changes);
	TextBuffer	path = {NULL, 0, 0};
	Slice		key;
	Slice		change;

	wm_buffer_clear(&scripts->input);
	while (wm_json_next(&walk, &key, &change) == JSON_ITEM)
		put_change(reading, scripts, &scripts->input, wm_json_decode(key, &path),
				   change);
	wm_buffer_free(&path);
	return wm_buffer_slice(&scripts->input);
}
