/*
 * aider_edits.c
 *	  The edits in an answer that Aider got, and what came of them.
 */
#include "action/patch.h"
#include "readers/aider_edits.h"

/* No file's name is longer. */
#define NAME_BYTES	250

void
wm_aider_format(AiderEdits *edits, Slice line)
{
	static const struct
	{
		Slice		name;
		EditFormat	format;
	}			formats[] = {
		{LITERAL("whole edit format"), FORMAT_WHOLE},
		{LITERAL("whole-func edit format"), FORMAT_WHOLE},
		{LITERAL("udiff edit format"), FORMAT_UDIFF},
		{LITERAL("udiff-simple edit format"), FORMAT_UDIFF},
		{LITERAL("patch edit format"), FORMAT_PATCH},
		{LITERAL(" edit format"), FORMAT_BLOCKS},
	};

	for (size_t i = 0; i < lengthof(formats); i++)
	{
		if (wm_slice_find(line, formats[i].name) < 0)
			continue;
		edits->format = formats[i].format;
		return;
	}
}

/* The file that a line names, without what Markdown puts around it. */
static Slice
clean_path(Slice line)
{
	line = wm_slice_trim(line);
	if (line.len > NAME_BYTES)
		return wm_slice(line.data, 0);
	while (line.len > 0 && strchr("#*` ", line.data[0]) != NULL)
		line = wm_slice_from(line, 1);
	while (line.len > 0 && strchr(":*` ", line.data[line.len - 1]) != NULL)
		line.len--;
	return line;
}

/* How many backquotes a line begins with, if they are a fence; else 0. */
static size_t
fence_width(Slice line)
{
	size_t		width = 0;

	line = wm_slice_head(wm_slice_trim(line), NAME_BYTES);
	while (width < line.len && line.data[width] == '`')
		width++;
	return width < 3 ? 0 : width;
}

/*
 * The file's name stands on the line before the fence, or in the fence, before
 * the block.  A sentence in its place means the file of the block before.
 */
static Slice
find_path(const AiderEdits *edits, const char **end)
{
	Slice		path = edits->path;

	for (int i = 2; i >= 0; i--)
	{
		Slice		line = edits->before[i];
		bool		fence = fence_width(line) > 0;
		Slice		name = clean_path(line);

		if (line.len == 0)
			break;
		if (fence && wm_slice_find(name, SLICE(".")) < 0)
		{
			*end = line.data;
			continue;
		}
		if (wm_slice_find(name, SLICE(" ")) < 0 || path.len == 0)
		{
			*end = line.data;
			path = name;
		}
		break;
	}
	return path;
}

static void
add_edit(AiderEdits *edits, AiderEdit edit)
{
	if (edits->count < AIDER_EDITS)
		edits->found[edits->count++] = edit;
}

static Slice
between(const char *from, const char *end)
{
	return wm_slice(from, (size_t) (end - from));
}

/* A SEARCH/REPLACE block, from its first mark to its last. */
static bool
read_block_line(AiderEdits *edits, Slice line, const char **end)
{
	BlockMark	mark = wm_patch_block_mark(line);
	AiderEdit	edit = {.failed = false};

	if (mark == BLOCK_SEARCH)
	{
		if (!edits->within)
			edits->path = find_path(edits, end);
		edits->within = true;
		edits->from = line.data;
		edits->inside = NULL;
		return true;
	}
	if (!edits->within)
		return false;
	if (edits->inside == NULL)
		edits->inside = line.data;
	if (mark == BLOCK_REPLACE)
	{
		edit.path = edits->path;
		edit.text = between(edits->from, line.data + line.len);
		edit.hash = wm_slice_identity(between(edits->inside, line.data));
		add_edit(edits, edit);
		edits->within = false;
		edits->behind = true;
	}
	return true;
}

/* A whole file: a line with its name, and a fence. */
static bool
read_whole_line(AiderEdits *edits, Slice line, const char **end)
{
	size_t		width = fence_width(line);
	AiderEdit	edit = {.failed = false};

	if (!edits->within && width > 0)
	{
		edits->path = clean_path(edits->before[2]);
		if (edits->path.len > 0)
			*end = edits->before[2].data;
		edits->within = true;
		edits->fence = width;
		edits->lines = 0;
		return true;
	}
	if (!edits->within)
		return false;
	if (width < edits->fence || wm_slice_trim(line).len != width)
	{
		edits->lines++;
		return true;
	}
	edit.path = edits->path;
	edit.lines = edits->lines;
	if (edit.path.len > 0)
		add_edit(edits, edit);
	edits->within = false;
	return true;
}

/* What was read of a patch is that of one file; it ends here. */
static void
end_patch(AiderEdits *edits, const char *at)
{
	AiderEdit	edit = {.path = edits->path};

	if (edits->from != NULL)
	{
		edit.text = between(edits->from, at);
		add_edit(edits, edit);
	}
	edits->from = NULL;
}

/* A fence with a unified diff of one file or several. */
static bool
read_diff_line(AiderEdits *edits, Slice line, const char **end)
{
	size_t		width = fence_width(line);

	if (!edits->within && width > 0)
	{
		edits->fence = width;
		edits->within = true;
		edits->diff = wm_slice_starts(wm_slice_from(wm_slice_trim(line), width),
									  SLICE("diff"));
		edits->from = NULL;
		*end = line.data;
		return edits->diff;
	}
	if (!edits->within)
		return false;
	if (width >= edits->fence)
	{
		bool		diff = edits->diff;

		end_patch(edits, line.data);
		edits->within = false;
		return diff;
	}
	if (edits->diff && wm_slice_starts(line, SLICE("+++ ")) &&
		wm_slice_starts(edits->before[2], SLICE("--- ")))
	{
		end_patch(edits, edits->before[2].data);
		edits->from = edits->before[2].data;
		edits->path = clean_path(wm_slice_from(line, 4));
		if (wm_slice_starts(edits->path, SLICE("b/")))
			edits->path = wm_slice_from(edits->path, 2);
	}
	return edits->diff;
}

/* A patch in the grammar of apply_patch, file by file. */
static bool
read_patch_line(AiderEdits *edits, Slice line, const char **end)
{
	static const Slice markers[] = {
		LITERAL("*** Update File: "), LITERAL("*** Add File: "),
		LITERAL("*** Delete File: "),
	};

	if (!edits->within && wm_slice_starts(line, SLICE("*** Begin Patch")))
	{
		edits->within = true;
		edits->from = NULL;
		*end = line.data;
		return true;
	}
	if (!edits->within)
		return false;
	for (size_t i = 0; i < lengthof(markers); i++)
	{
		if (!wm_slice_starts(line, markers[i]))
			continue;
		end_patch(edits, line.data);
		edits->from = line.data;
		edits->path = wm_slice_trim(wm_slice_from(line, markers[i].len));
	}
	if (wm_slice_starts(line, SLICE("*** End Patch")))
	{
		end_patch(edits, line.data);
		edits->within = false;
		edits->behind = true;
	}
	return true;
}

static bool
read_edit_line(AiderEdits *edits, Slice line, const char **end)
{
	switch (edits->format)
	{
		case FORMAT_WHOLE:
			return read_whole_line(edits, line, end);
		case FORMAT_UDIFF:
			return read_diff_line(edits, line, end);
		case FORMAT_PATCH:
			return read_patch_line(edits, line, end);
		default:
			return read_block_line(edits, line, end);
	}
}

bool
wm_aider_answer(AiderEdits *edits, Slice line, const char **end)
{
	bool		behind = edits->behind;
	bool		within = edits->within;
	bool		part;

	/* The fence around a block is closed behind it. */
	edits->behind = false;
	*end = line.data;
	part = read_edit_line(edits, line, end) || (behind && fence_width(line) > 0);
	if (within && !edits->within)
		memset(edits->before, 0, sizeof(edits->before));
	else if (wm_slice_trim(line).len > 0)
	{
		edits->before[0] = edits->before[1];
		edits->before[1] = edits->before[2];
		edits->before[2] = line;
	}
	return part;
}

void
wm_aider_answered(AiderEdits *edits)
{
	edits->within = edits->behind = false;
	edits->from = NULL;
	edits->path.len = 0;
	memset(edits->before, 0, sizeof(edits->before));
}

static bool
is_separator(char c)
{
	return c == '/' || c == '\\';
}

/*
 * Do two paths name the same file, as far as they go?  Windows and Markdown put
 * backslashes into them.
 */
static bool
same_file(Slice a, Slice b)
{
	bool		border = true;

	while (a.len > 0 && b.len > 0)
	{
		bool		a_parts = is_separator(a.data[a.len - 1]);
		bool		b_parts = is_separator(b.data[b.len - 1]);

		border = a_parts || b_parts;
		if (!border && a.data[a.len - 1] != b.data[b.len - 1])
			return false;
		a.len -= a_parts || !border ? 1 : 0;
		b.len -= b_parts || !border ? 1 : 0;
	}
	return border || (a.len == 0 && b.len == 0) ||
		(a.len > 0 && is_separator(a.data[a.len - 1])) ||
		(b.len > 0 && is_separator(b.data[b.len - 1]));
}

static void
fail(AiderEdits *edits, AiderEdit *edit)
{
	edit->failed = true;
	if (edits->unmatched > 0)
		edits->unmatched--;
}

/* The first block of this file, or of any if it is empty, is one that failed. */
static void
fail_first(AiderEdits *edits, Slice path)
{
	for (int i = 0; i < edits->count; i++)
	{
		AiderEdit  *edit = &edits->found[i];

		if (!edit->failed && (edit->path.len == 0 || path.len == 0 ||
							  same_file(edit->path, path)))
		{
			fail(edits, edit);
			return;
		}
	}
}

/* The block with these lines is one that failed; false if there is none. */
static bool
fail_block(AiderEdits *edits, uint64_t hash)
{
	for (int i = 0; i < edits->count; i++)
	{
		if (!edits->found[i].failed && edits->found[i].hash == hash)
		{
			fail(edits, &edits->found[i]);
			return true;
		}
	}
	return false;
}

/* The file of a block that did not match, in the report's line on it, or none. */
static Slice
reported_path(Slice line)
{
	ptrdiff_t	path = wm_slice_find(line, SLICE(" lines in "));

	return path < 0 ? wm_slice(line.data, 0) :
		wm_slice_trim(wm_slice_from(line, (size_t) path + strlen(" lines in ")));
}

/*
 * The report names the file of each block that did not match, then repeats it.
 * One that is not repeated as it was is the first of its file.
 */
void
wm_aider_report(AiderEdits *edits, Slice line)
{
	BlockMark	mark = wm_patch_block_mark(line);

	if (wm_slice_starts(line, SLICE("## SearchReplaceNoExactMatch")) ||
		wm_slice_starts(line, SLICE("# The other ")) ||
		wm_slice_starts(line, SLICE("The SEARCH section must")))
	{
		if (edits->reported.len > 0)
			fail_first(edits, edits->reported);
		edits->in_block = false;
		edits->reported = reported_path(line);
	}
	else if (mark == BLOCK_SEARCH)
	{
		edits->in_block = true;
		edits->block = NULL;
	}
	else if (edits->in_block)
	{
		if (edits->block == NULL)
			edits->block = line.data;
		if (mark == BLOCK_REPLACE &&
			fail_block(edits, wm_slice_identity(between(edits->block, line.data))))
			edits->reported.len = 0;
		edits->in_block = mark != BLOCK_REPLACE;
	}
}

static void
tell(Reading *reading, AiderEdits *edits, const AiderEdit *edit, Slice path,
	 bool failed, EventTime time)
{
	Event		event = {.kind = EVENT_CALL, .time = time, .call = ++edits->calls};

	event.tool = edit->text.len == 0 && edit->lines > 0 ? SLICE("write") : SLICE("edit");
	event.input = edit->text;
	event.path = path;
	event.added = edit->lines;
	wm_session_event(reading->session, &event);
	wm_reading_result(reading, event.call, SLICE(""), failed, time, false);
}

/* Which edits are told now? */
typedef struct Choice
{
	Slice		path;			/* of this file, or of any if it is empty */
	bool		failed;			/* of those that have failed, or have not */
} Choice;

/* Tells what is chosen, and keeps the rest; returns how many there were. */
static int
tell_chosen(Reading *reading, AiderEdits *edits, Choice choice, bool failed,
			EventTime time)
{
	int			kept = 0;
	int			told = 0;

	for (int i = 0; i < edits->count; i++)
	{
		AiderEdit  *edit = &edits->found[i];

		if (edit->failed != choice.failed ||
			(choice.path.len > 0 && edit->path.len > 0 &&
			 !same_file(edit->path, choice.path)))
		{
			edits->found[kept++] = *edit;
			continue;
		}
		tell(reading, edits, edit, choice.path.len > 0 ? choice.path : edit->path,
			 failed, time);
		told++;
	}
	edits->count = kept;
	return told;
}

/* An edit that was not seen in the answer was made all the same. */
void
wm_aider_file(Reading *reading, AiderEdits *edits, Slice path, bool failed,
			  EventTime time)
{
	Choice		choice = {path, false};
	AiderEdit	unseen = {.path = path};

	if (tell_chosen(reading, edits, choice, failed, time) == 0)
		tell(reading, edits, &unseen, path, failed, time);
}

void
wm_aider_others(Reading *reading, AiderEdits *edits, bool failed, EventTime time)
{
	Choice		choice = {wm_slice(NULL, 0), false};

	(void) tell_chosen(reading, edits, choice, failed, time);
}

void
wm_aider_failed(Reading *reading, AiderEdits *edits, EventTime time)
{
	Choice		choice = {wm_slice(NULL, 0), true};

	if (edits->reported.len > 0)
		fail_first(edits, edits->reported);
	for (int left = edits->unmatched; left > 0; left--)
		fail_first(edits, wm_slice(NULL, 0));
	edits->reported.len = 0;
	edits->unmatched = 0;
	edits->in_block = false;
	(void) tell_chosen(reading, edits, choice, true, time);
}
