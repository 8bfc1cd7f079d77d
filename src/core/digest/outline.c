/*
 * outline.c
 *	  The outline of what a digest leaves out.
 *
 * Requests become items one after the other.  When these take too much room, every
 * second one is merged into the one before it, and from then on only every second,
 * fourth, eighth request becomes one: they stay spread over all that is left out.
 */
#include "base/host.h"
#include "base/text.h"
#include "digest/excerpt.h"
#include "digest/outline.h"

/* Of a request so many characters are shown. */
#define ITEM_LENGTH		240

/* What stands around an item's text, and in the line above all items, at most. */
#define ITEM_FRAME		64
#define HEAD_ROOM		150
#define TOOL_ROOM		52

/* So many tools are named. */
#define TOOLS_SHOWN		8

/* Of the name of a tool so much is shown. */
#define TOOL_LENGTH		40

int
wm_outline_tool(Outline *outline, Slice name)
{
	Tool	   *tool;

	name = wm_characters_head(name, TOOL_LENGTH);
	for (int i = 0; i < outline->ntools; i++)
	{
		if (wm_slice_equals(wm_slice(outline->tools[i].name, outline->tools[i].len), name))
			return i;
	}
	if (outline->ntools == TOOLS_LIMIT)
		return -1;
	tool = &outline->tools[outline->ntools];
	tool->name = wm_alloc(name.len + 1);
	memcpy(tool->name, name.data, name.len);
	tool->len = name.len;
	return outline->ntools++;
}

static size_t
item_room(const OutlineItem *item)
{
	return item->characters + ITEM_FRAME;
}

/* Every second item goes into the one before it. */
static void
thin(Outline *outline)
{
	size_t		kept = 0;

	outline->characters = 0;
	for (size_t i = 0; i < outline->count; i++)
	{
		OutlineItem *item = &outline->items[i];

		if (i % 2 == 0)
		{
			outline->items[kept++] = *item;
			outline->characters += item_room(item);
			continue;
		}
		outline->items[kept - 1].calls += item->calls;
		outline->items[kept - 1].failed += item->failed;
		outline->items[kept - 1].requests += item->requests + 1;
		wm_free(item->text);
	}
	outline->count = kept;
	outline->stride *= 2;
}

static void
add_item(Outline *outline, Slice text)
{
	OutlineItem *item;

	if (outline->count == outline->size)
	{
		outline->size = outline->size == 0 ? 16 : outline->size * 2;
		outline->items = wm_realloc(outline->items, outline->size * sizeof(OutlineItem));
	}
	text = wm_characters_head(text, ITEM_LENGTH);
	item = &outline->items[outline->count++];
	*item = (OutlineItem) {.text = wm_alloc(text.len + 1), .len = text.len};
	memcpy(item->text, text.data, text.len);
	for (size_t i = 0; i < text.len; i++)
	{
		if (item->text[i] == '\n')
			item->text[i] = ' ';
	}
	item->characters = wm_characters(text);
	outline->characters += item_room(item);
}

void
wm_outline_request(Outline *outline, Slice text)
{
	if (outline->stride == 0)
		outline->stride = 1;
	if (outline->requests++ % outline->stride == 0)
		add_item(outline, text);
	else if (outline->count > 0)
		outline->items[outline->count - 1].requests++;
	while (outline->characters > outline->most && outline->count > 1)
		thin(outline);
	if (outline->characters > outline->most && outline->count == 1)
	{
		wm_free(outline->items[0].text);
		outline->count = 0;
		outline->characters = 0;
	}
}

void
wm_outline_words(Outline *outline)
{
	outline->words++;
}

void
wm_outline_call(Outline *outline, int tool)
{
	outline->calls++;
	if (tool >= 0)
		outline->tools[tool].calls++;
	if (outline->count > 0)
		outline->items[outline->count - 1].calls++;
}

void
wm_outline_failure(Outline *outline)
{
	outline->failed++;
	if (outline->count > 0)
		outline->items[outline->count - 1].failed++;
}

bool
wm_outline_any(const Outline *outline)
{
	return outline->requests + outline->words + outline->calls + outline->failed > 0;
}

size_t
wm_outline_room(const Outline *outline)
{
	int			tools = outline->ntools < TOOLS_SHOWN ? outline->ntools : TOOLS_SHOWN;

	return wm_outline_any(outline) ?
		HEAD_ROOM + (size_t) tools * TOOL_ROOM + outline->characters : 0;
}

/* "3 calls", with a comma before it if it is not the first. */
static void
put_count(TextBuffer *out, int64_t count, const char *one, const char *many, bool *first)
{
	if (count == 0)
		return;
	if (!*first)
		wm_text_put(out, ", ");
	wm_text_put_count(out, count);
	wm_text_put(out, " ");
	wm_text_put(out, count == 1 ? one : many);
	*first = false;
}

/* The tool with the most calls among those that have fewer than the one before. */
static int
next_tool(const Outline *outline, const bool *shown)
{
	int			best = -1;

	for (int i = 0; i < outline->ntools; i++)
	{
		if (!shown[i] && outline->tools[i].calls > 0 &&
			(best < 0 || outline->tools[i].calls > outline->tools[best].calls))
			best = i;
	}
	return best;
}

/* " (Edit 12, Bash 4, others 2)" */
static void
put_tools(const Outline *outline, TextBuffer *out)
{
	bool		shown[TOOLS_LIMIT] = {false};
	int64_t		rest = outline->calls;
	int			tool;

	if (rest == 0)
		return;
	wm_text_put(out, " (");
	for (int i = 0; i < TOOLS_SHOWN && (tool = next_tool(outline, shown)) >= 0; i++)
	{
		shown[tool] = true;
		rest -= outline->tools[tool].calls;
		if (i > 0)
			wm_text_put(out, ", ");
		wm_buffer_append(out, wm_slice(outline->tools[tool].name, outline->tools[tool].len));
		wm_text_put(out, " ");
		wm_text_put_count(out, outline->tools[tool].calls);
	}
	if (rest > 0)
	{
		wm_text_put(out, rest == outline->calls ? "others " : ", others ");
		wm_text_put_count(out, rest);
	}
	wm_text_put(out, ")");
}

static void
put_item(const OutlineItem *item, TextBuffer *out)
{
	bool		first = true;

	wm_text_put(out, "  - ");
	wm_buffer_append(out, wm_slice(item->text, item->len));
	if (item->calls + item->requests > 0)
	{
		wm_text_put(out, " (");
		put_count(out, item->requests, "more request", "more requests", &first);
		put_count(out, item->calls, "call", "calls", &first);
		put_count(out, item->failed, "failed", "failed", &first);
		wm_text_put(out, ")");
	}
	wm_text_put(out, "\n");
}

void
wm_outline_put(const Outline *outline, TextBuffer *out)
{
	bool		first = true;

	if (!wm_outline_any(outline))
		return;
	wm_text_put(out, "[left out here: ");
	put_count(out, outline->requests, "request", "requests", &first);
	put_count(out, outline->words, "message of the agent", "messages of the agent", &first);
	put_count(out, outline->calls, "call", "calls", &first);
	put_tools(outline, out);
	put_count(out, outline->failed, "failed", "failed", &first);
	wm_text_put(out, outline->count > 0 ? "; of these requests:]\n" : "]\n");
	for (size_t i = 0; i < outline->count; i++)
		put_item(&outline->items[i], out);
}

void
wm_outline_free(Outline *outline)
{
	for (size_t i = 0; i < outline->count; i++)
		wm_free(outline->items[i].text);
	for (int i = 0; i < outline->ntools; i++)
		wm_free(outline->tools[i].name);
	wm_free(outline->items);
}
