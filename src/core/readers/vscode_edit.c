/*
 * vscode_edit.c
 *	  Copilot's chats in VS Code: edits, as a patch that has as many lines.
 *
 * An edit's lines stand in parts of the answer that follow the tool's invocation, one
 * part for each file.  It is held until something else comes.
 */
#include "readers/vscode_chat.h"

/* No edit is taken to be of more lines. */
#define EDIT_LIMIT		100000

Slice
wm_vscode_path(Reading *reading, Slice uri)
{
	Slice		path = wm_json_kind(uri) == JSON_OBJECT ?
		wm_json_text(wm_json_member(uri, SLICE("path")), &reading->own) :
		wm_json_text(uri, &reading->own);

	if (wm_slice_starts(path, SLICE("file://")))
		path = wm_slice_from(path, strlen("file://"));

	/* "/c:/w" */
	if (path.len > 2 && path.data[0] == '/' && path.data[2] == ':')
		path = wm_slice_from(path, 1);
	return path;
}

void
wm_vscode_edit(Reading *reading, const Answer *answer)
{
	ChatNotes  *notes = reading->notes;
	HeldEdit   *edit = &notes->edit;
	Event		event = {.sidechain = edit->aside, .time = answer->time};

	if (!edit->held)
		return;
	edit->held = false;
	event.tool = edit->tool.len > 0 ? wm_json_text(edit->tool, &reading->text) :
		SLICE("edit_file");
	event.input = wm_buffer_slice(&notes->patch);
	wm_vscode_call(reading, &event, edit->failed);
	wm_buffer_clear(&notes->patch);
}

/* Add lines of one sort to the patch; what they say does not matter. */
static void
add_lines(TextBuffer *patch, char sign, int64_t count)
{
	if (count > EDIT_LIMIT)
		count = EDIT_LIMIT;
	for (; count > 0 && patch->len < JSON_TEXT_LIMIT; count--)
	{
		wm_buffer_append_char(patch, sign);
		wm_buffer_append_char(patch, '\n');
	}
}

/*
 * An edit puts a text in the place of a range.  A range that ends where a line
 * begins takes nothing of that line; one that ends within it takes the line, too,
 * unless it is empty.
 */
static void
add_edit(TextBuffer *patch, Slice text, Slice range)
{
	static const Slice names[] = {
		LITERAL("startLineNumber"), LITERAL("startColumn"), LITERAL("endLineNumber"),
		LITERAL("endColumn")
	};
	Slice		members[4];
	double		at[4];
	double		removed;

	(void) wm_json_members(range, names, members, 4);
	for (int i = 0; i < 4; i++)
		at[i] = wm_json_number(members[i], 1);
	removed = at[2] - at[0];
	if (at[3] > 1 && (removed > 0 || at[3] > at[1]))
		removed++;
	if (removed > EDIT_LIMIT)
		removed = EDIT_LIMIT;
	add_lines(patch, '-', removed > 0 ? (int64_t) removed : 0);
	add_lines(patch, '+', wm_json_lines(text));
}

/* Edits of a text, or of a notebook: of cells, or of the text in one. */
static void
add_edits(TextBuffer *patch, Slice edits)
{
	static const Slice names[] = {
		LITERAL("text"), LITERAL("range"), LITERAL("edit"), LITERAL("cells")
	};
	static const Slice source_key = LITERAL("source");
	JsonWalk	walk = wm_json_walk(edits);
	Slice		edit[4];

	while (wm_json_next_members(&walk, names, edit, 4) == JSON_ITEM)
	{
		JsonWalk	cells = wm_json_walk(edit[3]);
		Slice		inner[4];
		Slice		source;

		if (edit[0].len > 0)
			add_edit(patch, edit[0], edit[1]);
		(void) wm_json_members(edit[2], names, inner, 4);
		if (inner[0].len > 0)
			add_edit(patch, inner[0], inner[1]);
		while (wm_json_next_members(&cells, &source_key, &source, 1) == JSON_ITEM)
			add_lines(patch, '+', wm_json_lines(source));
	}
}

void
wm_vscode_edit_group(Reading *reading, const Answer *answer, const Slice *part)
{
	ChatNotes  *notes = reading->notes;
	HeldEdit   *edit = &notes->edit;
	JsonWalk	walk = wm_json_walk(part[PART_EDITS]);
	Slice		path = wm_vscode_path(reading, part[PART_URI]);
	Slice		key;
	Slice		edits;

	/* The rounds tell what the agent itself edits. */
	if (answer->by_rounds && !(edit->held && edit->aside))
		return;
	if (!edit->held || !edit->invoked)
	{
		wm_vscode_edit(reading, answer);
		*edit = (HeldEdit) {.held = true};
	}
	if (path.len == 0 || notes->patch.len >= JSON_TEXT_LIMIT)
		return;
	wm_buffer_append(&notes->patch, edit->writes ? SLICE("*** Add File: ") :
					 SLICE("*** Update File: "));
	wm_buffer_append(&notes->patch, wm_slice_head(path, PATH_LIMIT));
	wm_buffer_append_char(&notes->patch, '\n');
	while (wm_json_next(&walk, &key, &edits) == JSON_ITEM)
		add_edits(&notes->patch, edits);
}
