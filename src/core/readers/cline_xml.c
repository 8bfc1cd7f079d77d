/*
 * cline_xml.c
 *	  Calls that an agent writes as XML into its words:
 *
 *		<read_file>
 *		<path>src/main.c</path>
 *		</read_file>
 *
 * It is no XML that a parser would take: file contents stand in it as they are,
 * with any tags of their own.  So the tags of tools count by name, and that of an
 * argument which holds a file is closed by the last one that could close it.
 */
#include "base/host.h"
#include "base/keyword.h"
#include "readers/cline_xml.h"

/* No tag is longer. */
#define TAG_LIMIT	64

static const Slice tools[] = {
	LITERAL("access_mcp_resource"), LITERAL("act_mode_respond"), LITERAL("apply_diff"),
	LITERAL("apply_patch"), LITERAL("ask_followup_question"),
	LITERAL("attempt_completion"), LITERAL("browser_action"), LITERAL("codebase_search"),
	LITERAL("condense"), LITERAL("delete_file"), LITERAL("edit_file"),
	LITERAL("execute_command"), LITERAL("fetch_instructions"), LITERAL("focus_chain"),
	LITERAL("generate_explanation"), LITERAL("generate_image"),
	LITERAL("insert_content"), LITERAL("list_code_definition_names"),
	LITERAL("list_files"),
	LITERAL("load_mcp_documentation"), LITERAL("new_rule"), LITERAL("new_task"),
	LITERAL("plan_mode_respond"), LITERAL("read_file"), LITERAL("replace_in_file"),
	LITERAL("report_bug"), LITERAL("run_slash_command"), LITERAL("search_and_replace"),
	LITERAL("search_files"), LITERAL("search_replace"), LITERAL("simple_read_file"),
	LITERAL("skill"), LITERAL("summarize_task"), LITERAL("switch_mode"),
	LITERAL("update_todo_list"), LITERAL("use_mcp_tool"), LITERAL("use_skill"),
	LITERAL("use_subagents"), LITERAL("web_fetch"), LITERAL("web_search"),
	LITERAL("write_to_file"),
};

/* What models think before a call, where they write it into their words. */
static const Slice thinking = LITERAL("thinking");

/* Arguments that hold files and texts of any kind. */
static const Slice texts[] = {
	LITERAL("content"), LITERAL("diff"), LITERAL("patch"), LITERAL("arguments"),
	LITERAL("result"), LITERAL("response"),
};

static const struct
{
	Slice		entity;
	char		character;
}			entities[] = {
	{LITERAL("&lt;"), '<'},
	{LITERAL("&gt;"), '>'},
	{LITERAL("&amp;"), '&'},
	{LITERAL("&quot;"), '"'},
	{LITERAL("&apos;"), '\''},
	{LITERAL("&#39;"), '\''},
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

/* The name in an opening tag that a text begins with; empty if it has none. */
static Slice
tag_name(Slice text)
{
	size_t		len = 1;

	while (len < text.len && len < TAG_LIMIT &&
		   ((text.data[len] >= 'a' && text.data[len] <= 'z') ||
			text.data[len] == '_' || wm_is_digit(text.data[len])))
		len++;
	if (len == text.len || text.data[len] != '>')
		return wm_slice(text.data, 0);
	return wm_slice(text.data + 1, len - 1);
}

/* Is this the place of the tag that closes one of this name? */
static bool
closes(Slice text, const char *place, Slice name)
{
	size_t		left = (size_t) (text.data + text.len - place);

	return left >= name.len + 3 && place[0] == '<' && place[1] == '/' &&
		memcmp(place + 2, name.data, name.len) == 0 && place[name.len + 2] == '>';
}

/* Where a tag of this name is closed for the last time, or NULL. */
static const char *
last_closing(Slice text, Slice name)
{
	for (size_t i = text.len; i > 0; i--)
	{
		wm_check_step(text.data + i, text.data + i - 1);
		if (text.data[i - 1] == '<' && closes(text, text.data + i - 1, name))
			return text.data + i - 1;
	}
	return NULL;
}

/* Where it is closed first. */
static const char *
first_closing(Slice text, Slice name)
{
	const char *at = text.data;
	const char *end = text.data + text.len;

	while ((at = wm_find_byte(at, end, '<')) != NULL && !closes(text, at, name))
	{
		wm_check_step(at, at + 1);
		at++;
	}
	return at;
}

/* Takes what stands between a tag and the one that closes it; all, if none does. */
static Slice
take_inside(Slice *text, Slice name, const char *closing)
{
	Slice		inside = *text;

	if (closing == NULL)
		*text = wm_slice(text->data + text->len, 0);
	else
	{
		inside.len = (size_t) (closing - inside.data);
		*text = wm_slice_from(*text, inside.len + name.len + 3);
	}
	return inside;
}

/* Does a call begin here, with arguments or without any? */
static bool
is_call(Slice name, Slice behind)
{
	if (!is_among(name, tools, lengthof(tools)))
		return false;
	while (behind.len > 0 && (unsigned char) behind.data[0] <= ' ')
	{
		wm_check_step(behind.data, behind.data + 1);
		behind = wm_slice_from(behind, 1);
	}
	return behind.len == 0 || behind.data[0] == '<';
}

bool
wm_cline_next_call(Slice *text, XmlCall *call)
{
	const char *at = text->data;
	const char *end = text->data + text->len;

	while ((at = wm_find_byte(at, end, '<')) != NULL)
	{
		Slice		rest = wm_slice(at, (size_t) (end - at));
		Slice		behind;

		call->name = tag_name(rest);
		behind = wm_slice_from(rest, call->name.len > 0 ? call->name.len + 2 : 1);
		if (wm_slice_equals(call->name, thinking) || is_call(call->name, behind))
		{
			call->before = wm_slice(text->data, (size_t) (at - text->data));
			*text = behind;
			call->inside = take_inside(text, call->name,
									   first_closing(behind, call->name));
			return true;
		}
		wm_check_step(at, behind.data);
		at = behind.data;
	}
	return false;
}

/* Tags around arguments, and around the content of a diff: passed over. */
static bool
is_wrapper(Slice name, Slice behind)
{
	return wm_slice_equals(name, SLICE("args")) ||
		wm_slice_equals(name, SLICE("file")) ||
		(wm_slice_equals(name, SLICE("diff")) &&
		 wm_slice_starts(wm_slice_trim(wm_slice_head(behind, TAG_LIMIT)),
						 SLICE("<content>")));
}

/* The line feeds behind the opening and before the closing tag are no content. */
static Slice
without_ends(Slice text)
{
	if (wm_slice_starts(text, SLICE("\r")))
		text = wm_slice_from(text, 1);
	if (wm_slice_starts(text, SLICE("\n")))
		text = wm_slice_from(text, 1);
	if (text.len > 0 && text.data[text.len - 1] == '\n')
		text.len--;
	return text;
}

/* Takes the next argument off what stands inside a call. */
static bool
next_argument(Slice *text, bool several, Slice *name, Slice *value)
{
	const char *at;

	while ((at = wm_find_byte(text->data, text->data + text->len, '<')) != NULL)
	{
		bool		any_text;

		wm_check_step(text->data, at + 1);
		*text = wm_slice_from(*text, (size_t) (at - text->data));
		*name = tag_name(*text);
		*text = wm_slice_from(*text, name->len > 0 ? name->len + 2 : 1);
		if (name->len == 0 || is_wrapper(*name, *text))
			continue;
		any_text = is_among(*name, texts, lengthof(texts));
		*value = take_inside(text, *name, any_text && !several ?
							 last_closing(*text, *name) :
							 first_closing(*text, *name));
		*value = any_text ? without_ends(*value) : wm_slice_trim(*value);
		return true;
	}
	return false;
}

/* Do the arguments stand in a list of files? */
static bool
has_files(const XmlCall *call)
{
	return wm_slice_starts(wm_slice_trim(call->inside), SLICE("<args>"));
}

/* Takes a character off a text; entities are written by models that mean well. */
static char
take_character(Slice *text)
{
	char		c = text->data[0];

	for (size_t i = 0; c == '&' && i < lengthof(entities); i++)
	{
		if (wm_slice_starts(*text, entities[i].entity))
		{
			*text = wm_slice_from(*text, entities[i].entity.len);
			return entities[i].character;
		}
	}
	*text = wm_slice_from(*text, 1);
	return c;
}

static void
append_decoded(TextBuffer *buffer, Slice text)
{
	while (text.len > 0)
	{
		wm_check_step(text.data, text.data + 1);
		wm_buffer_append_char(buffer, take_character(&text));
	}
}

/* As a string of JSON. */
static void
append_quoted(TextBuffer *buffer, Slice text)
{
	static const char digits[] = "0123456789abcdef";

	wm_buffer_append_char(buffer, '"');
	while (text.len > 0)
	{
		char		c;

		wm_check_step(text.data, text.data + 1);
		c = take_character(&text);
		if (c == '"' || c == '\\')
			wm_buffer_append_char(buffer, '\\');
		if ((unsigned char) c >= ' ')
			wm_buffer_append_char(buffer, c);
		else if (c == '\n')
			wm_buffer_append(buffer, SLICE("\\n"));
		else
		{
			wm_buffer_append(buffer, SLICE("\\u00"));
			wm_buffer_append_char(buffer, digits[c >> 4]);
			wm_buffer_append_char(buffer, digits[c & 15]);
		}
	}
	wm_buffer_append_char(buffer, '"');
}

Slice
wm_cline_argument(const XmlCall *call, Slice name, TextBuffer *buffer)
{
	Slice		rest = call->inside;
	Slice		key;
	Slice		value;

	while (next_argument(&rest, has_files(call), &key, &value))
	{
		if (!wm_slice_equals(key, name))
			continue;
		wm_buffer_clear(buffer);
		append_decoded(buffer, value);
		return wm_buffer_slice(buffer);
	}
	return wm_slice(call->inside.data, 0);
}

/* Several files, each with what changes in it: as a patch. */
static void
append_patch(const XmlCall *call, TextBuffer *buffer)
{
	Slice		rest = call->inside;
	Slice		path = wm_slice(rest.data, 0);
	Slice		key;
	Slice		value;

	while (next_argument(&rest, true, &key, &value))
	{
		if (wm_slice_equals(key, SLICE("path")))
			path = value;
		if (path.len == 0 || !is_among(key, texts, lengthof(texts)))
			continue;
		wm_buffer_append(buffer, SLICE("--- a/"));
		append_decoded(buffer, path);
		wm_buffer_append(buffer, SLICE("\n+++ b/"));
		append_decoded(buffer, path);
		wm_buffer_append_char(buffer, '\n');
		append_decoded(buffer, value);
		wm_buffer_append_char(buffer, '\n');
	}
}

static void
append_object(const XmlCall *call, TextBuffer *buffer)
{
	Slice		rest = call->inside;
	Slice		key;
	Slice		value;
	char		before = '{';

	while (next_argument(&rest, has_files(call), &key, &value))
	{
		wm_buffer_append_char(buffer, before);
		append_quoted(buffer, key);
		wm_buffer_append_char(buffer, ':');
		append_quoted(buffer, value);
		before = ',';
	}
	if (before == '{')
		wm_buffer_append_char(buffer, before);
	wm_buffer_append_char(buffer, '}');
}

Slice
wm_cline_input(const XmlCall *call, TextBuffer *buffer)
{
	wm_buffer_clear(buffer);
	if (has_files(call) && wm_slice_equals(call->name, SLICE("apply_diff")))
		append_patch(call, buffer);
	else
		append_object(call, buffer);
	return wm_buffer_slice(buffer);
}
