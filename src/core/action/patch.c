/*
 * patch.c
 *	  Files and line counts of an edit, however the agent wrote it down.
 *
 * One pass over the lines of a patch serves both grammars: that of OpenAI's
 * apply_patch ("*** Update File: p", "@@ ...", then lines that begin with '+',
 * '-' or a space) and the unified diff ("--- a/p", "+++ b/p", "@@ -1,2 +1,3 @@"),
 * where the counts in the hunk's header say which lines are its body, so that
 * a removed line which itself reads "-- x" is not taken for a header.
 */
#include "action/patch.h"
#include "base/host.h"

/* A patch as far as it is read. */
typedef struct PatchReader
{
	FileChangeSink sink;
	void	   *context;
	FileChange	change;			/* the file being read, its path empty if none */
	uint32_t	files;
	uint32_t	old_left;		/* lines still to come in a unified hunk */
	uint32_t	new_left;
	bool		marked;			/* the file began with a "*** ... File:" line */
} PatchReader;

/* Takes the next line off a text, without its line feed and carriage return. */
static Slice
next_line(Slice *rest)
{
	const char *feed = memchr(rest->data, '\n', rest->len);
	size_t		len = feed == NULL ? rest->len : (size_t) (feed - rest->data);
	Slice		line = wm_slice(rest->data, len);

	wm_check_interrupts();
	*rest = wm_slice_from(*rest, feed == NULL ? len : len + 1);
	if (line.len > 0 && line.data[line.len - 1] == '\r')
		line.len--;
	return line;
}

static bool
take_prefix(Slice *line, Slice prefix)
{
	if (!wm_slice_starts(*line, prefix))
		return false;
	*line = wm_slice_from(*line, prefix.len);
	return true;
}

static void
finish_file(PatchReader *reader)
{
	if (reader->change.path.len == 0)
		return;
	reader->files++;
	if (reader->sink != NULL)
		reader->sink(&reader->change, reader->context);
	memset(&reader->change, 0, sizeof(FileChange));
}

static void
start_file(PatchReader *reader, Slice path, ChangeKind kind, bool marked)
{
	finish_file(reader);
	reader->change.path = path;
	reader->change.kind = kind;
	reader->marked = marked;
	reader->old_left = reader->new_left = 0;
}

/* A "*** " line of the apply_patch grammar, its stars already taken off. */
static void
read_marker(PatchReader *reader, Slice line)
{
	if (take_prefix(&line, SLICE("Add File:")))
		start_file(reader, wm_slice_trim(line), CHANGE_CREATE, true);
	else if (take_prefix(&line, SLICE("Update File:")))
		start_file(reader, wm_slice_trim(line), CHANGE_UPDATE, true);
	else if (take_prefix(&line, SLICE("Delete File:")))
		start_file(reader, wm_slice_trim(line), CHANGE_DELETE, true);
	else if (take_prefix(&line, SLICE("Move to:")) && reader->change.path.len > 0)
		reader->change.path = wm_slice_trim(line);
	else if (wm_slice_starts(line, SLICE("End Patch")))
		finish_file(reader);
}

/*
 * The path of a "--- " or "+++ " line: without the time stamp after a tab
 * and git's "a/" or "b/"; empty for /dev/null.
 */
static Slice
header_path(Slice line)
{
	const char *tab = memchr(line.data, '\t', line.len);

	if (tab != NULL)
		line.len = (size_t) (tab - line.data);
	line = wm_slice_trim(line);
	if (wm_slice_equals(line, SLICE("/dev/null")))
		line.len = 0;
	else if (!take_prefix(&line, SLICE("a/")))
		take_prefix(&line, SLICE("b/"));
	return line;
}

/* The two header lines of a file in a unified diff, the second still unread. */
static bool
read_header(PatchReader *reader, Slice old_line, Slice *rest)
{
	Slice		after = *rest;
	Slice		new_line = next_line(&after);
	Slice		old_path;
	Slice		new_path;

	if (!take_prefix(&old_line, SLICE("--- ")) ||
		!take_prefix(&new_line, SLICE("+++ ")))
		return false;

	old_path = header_path(old_line);
	new_path = header_path(new_line);
	if (new_path.len == 0)
		start_file(reader, old_path, CHANGE_DELETE, false);
	else
		start_file(reader, new_path,
				   old_path.len == 0 ? CHANGE_CREATE : CHANGE_UPDATE, false);
	*rest = after;
	return true;
}

/* The count in ",12" or none, which is 1; takes it off the line. */
static uint32_t
hunk_count(Slice *line)
{
	uint32_t	count = 0;

	while (line->len > 0 && line->data[0] >= '0' && line->data[0] <= '9')
		*line = wm_slice_from(*line, 1);
	if (!take_prefix(line, SLICE(",")))
		return 1;
	while (line->len > 0 && line->data[0] >= '0' && line->data[0] <= '9')
	{
		if (count < UINT32_MAX / 16)
			count = count * 10 + (uint32_t) (line->data[0] - '0');
		*line = wm_slice_from(*line, 1);
	}
	return count;
}

/* "@@ -1,2 +3,4 @@": how many lines of either side follow. */
static bool
read_hunk(PatchReader *reader, Slice line)
{
	uint32_t	old_left;

	if (!take_prefix(&line, SLICE("@@ -")))
		return false;
	old_left = hunk_count(&line);
	if (!take_prefix(&line, SLICE(" +")))
		return false;
	reader->new_left = hunk_count(&line);
	reader->old_left = old_left;
	return true;
}

/* A line inside a unified hunk, or of a marked file. */
static void
read_body(PatchReader *reader, Slice line)
{
	char		mark = line.len > 0 ? line.data[0] : ' ';

	if (mark == '+')
		reader->change.lines.added++;
	if (mark == '-')
		reader->change.lines.removed++;
	if (mark != '+' && mark != '\\' && reader->old_left > 0)
		reader->old_left--;
	if (mark != '-' && mark != '\\' && reader->new_left > 0)
		reader->new_left--;
}

uint32_t
wm_patch_read(Slice text, FileChangeSink sink, void *context)
{
	PatchReader reader = {.sink = sink, .context = context};

	while (text.len > 0)
	{
		Slice		line = next_line(&text);
		bool		in_hunk = reader.old_left > 0 || reader.new_left > 0;

		if (take_prefix(&line, SLICE("*** ")))
			read_marker(&reader, line);
		else if (!in_hunk && !reader.marked && read_header(&reader, line, &text))
			continue;
		else if (!reader.marked && !in_hunk && read_hunk(&reader, line))
			continue;
		else if (reader.change.path.len > 0 && (reader.marked || in_hunk))
			read_body(&reader, line);
	}
	finish_file(&reader);
	return reader.files;
}

uint32_t
wm_patch_count_lines(Slice text)
{
	uint32_t	lines = 0;

	while (text.len > 0)
	{
		next_line(&text);
		lines++;
	}
	return lines;
}

/* Takes the last line off a text; the mirror of next_line. */
static Slice
last_line(Slice *rest)
{
	size_t		end = rest->len;
	size_t		start;

	if (end > 0 && rest->data[end - 1] == '\n')
		end--;
	start = end;
	while (start > 0 && rest->data[start - 1] != '\n')
		start--;
	rest->len = start;
	if (end > start && rest->data[end - 1] == '\r')
		end--;
	return wm_slice(rest->data + start, end - start);
}

LineCounts
wm_patch_count_pair(Slice old_text, Slice new_text)
{
	Slice	   (*const take[]) (Slice *) = {next_line, last_line};
	LineCounts	counts;

	for (int end = 0; end < 2; end++)
	{
		while (old_text.len > 0 && new_text.len > 0)
		{
			Slice		old_rest = old_text;
			Slice		new_rest = new_text;

			if (!wm_slice_equals(take[end] (&old_rest), take[end] (&new_rest)))
				break;
			old_text = old_rest;
			new_text = new_rest;
		}
	}

	counts.added = wm_patch_count_lines(new_text);
	counts.removed = wm_patch_count_lines(old_text);
	return counts;
}
