/*
 * advice.c
 *	  What a text is in which no reader knows any record, and what to do with it.
 */
#include "readers/layout.h"

/* So many bytes tell whether a text is base64. */
#define BYTES_TO_LOOK_AT	4096

/* Shorter ones may be words. */
#define BASE64_LEAST		32

/* So many lines tell whether a text is Markdown. */
#define LINES_TO_LOOK_AT	200

/* What a text is, by how it begins. */
static const struct
{
	Slice		start;
	const char *advice;
}			starts[] = {
	{LITERAL("version https://git-lfs.github.com/spec/"),
	"a Git LFS pointer in place of the file: get the file by git lfs pull"},
	{LITERAL("<!DOCTYPE"), "a page of HTML: get the transcript that it shows"},
	{LITERAL("<!doctype"), "a page of HTML: get the transcript that it shows"},
	{LITERAL("<html"), "a page of HTML: get the transcript that it shows"},
	{LITERAL("<?xml"), "XML of no known format"},
	{LITERAL("\\x1f8b"), "gzip in hexadecimal digits: unpack it before it is stored"},
	{LITERAL("\\x"),
	"bytes in hexadecimal digits: use convert_from(transcript::bytea, 'UTF8')"},
	{LITERAL("H4sI"), "gzip in base64: unpack it before it is stored"},
	{LITERAL("KLUv"), "zstd in base64: unpack it before it is stored"},
	{LITERAL("UEsD"), "a zip archive in base64: unpack it before it is stored"},
};

static const char no_text[] = "nothing: the transcript is empty";
static const char words[] = "words without records: there is no turn of a known format";
static const char markdown[] =
	"Markdown without turns: there is none of a known format";
static const char base64[] =
	"base64: use convert_from(decode(transcript, 'base64'), 'UTF8')";
static const char scalar[] = "a JSON value that is neither an array nor an object";
static const char python[] =
	"a literal of Python, not JSON: write it with json.dumps";
static const char not_json[] =
	"a JSON text that breaks off, or is not JSON: no record before the fault is known";
static const char object[] =
	"a JSON object of no known format: no member holds records that are known";
static const char records[] = "JSON records, none of them of a known format";
static const char array[] = "a JSON array, no element of it of a known format";
static const char conversations[] =
	"an array of conversations: use jsonb_array_elements and read each by itself";
static const char member_of_conversations[] =
	"an object with an array of conversations: use jsonb_array_elements on that member "
	"and read each by itself";
static const char export_of_chats[] =
	"a data export of conversations: use workmode_conversations, which makes a "
	"transcript of each";
static const char lines_of_conversations[] =
	"several conversations: read each by itself; of one on each line, use "
	"regexp_split_to_table(transcript, E'\\n')";
static const char requests[] =
	"requests to a model with its answers, each of which repeats what was said before: "
	"read the messages of a session's last request with its answer behind them";

/* Does an object have the messages of a whole conversation? */
static bool
is_conversation(Slice value)
{
	static const Slice names[] = {
		LITERAL("messages"), LITERAL("conversation"), LITERAL("conversations"),
		LITERAL("chat_messages"), LITERAL("turns"), LITERAL("history"),
		LITERAL("dialog"), LITERAL("mapping")
	};
	Slice		members[lengthof(names)];

	(void) wm_json_members(value, names, members, lengthof(names));
	for (size_t i = 0; i < lengthof(names); i++)
	{
		JsonKind	kind = wm_json_kind(members[i]);

		if (kind == JSON_ARRAY || (kind == JSON_OBJECT && i == lengthof(names) - 1))
			return true;
	}
	return false;
}

/* Does an object have an array of them? */
static bool
has_conversations(Slice value)
{
	JsonWalk	walk = wm_json_walk(value);
	Slice		key;
	Slice		member;

	while (wm_json_next(&walk, &key, &member) == JSON_ITEM)
	{
		JsonWalk	elements = wm_json_walk(member);
		Slice		first;

		if (wm_json_kind(member) == JSON_ARRAY &&
			wm_json_next(&elements, &key, &first) == JSON_ITEM &&
			(wm_json_kind(first) == JSON_ARRAY || is_conversation(first)))
			return true;
	}
	return false;
}

/* Is it one of a data export? */
static bool
is_exported(Slice value)
{
	return wm_reader_claude_ai.recognises(value) || wm_reader_chatgpt.recognises(value);
}

static bool
is_request(Slice value)
{
	return wm_reader_messages.declines_root(value);
}

static const char *
advice_on_object(Slice text)
{
	Slice		rest = text;
	Slice		first;
	bool		more;

	if (!wm_json_take(&rest, &first))
	{
		text = wm_slice_trim(wm_slice_from(text, 1));
		return text.len > 0 && text.data[0] == '\'' ? python : not_json;
	}
	more = wm_find_byte(rest.data, rest.data + rest.len, '{') != NULL;
	if (is_request(first))
		return requests;
	if (more && is_exported(first))
		return export_of_chats;
	if (more)
		return is_conversation(first) ? lines_of_conversations : records;
	return has_conversations(first) ? member_of_conversations : object;
}

static const char *
advice_on_array(Slice text)
{
	JsonWalk	walk = wm_json_walk(text);
	Slice		key;
	Slice		first;
	JsonStep	step = wm_json_next(&walk, &key, &first);

	if (step == JSON_BROKEN && wm_json_kind(first) != JSON_ARRAY)
		return not_json;
	if (is_exported(first))
		return export_of_chats;
	if (wm_json_kind(first) == JSON_ARRAY || is_conversation(first))
		return conversations;
	return is_request(first) ? requests : array;
}

/* Are there arrays of objects, one on each line? */
static bool
begins_with_arrays(Slice text)
{
	Slice		first;
	Slice		key;
	Slice		element;
	JsonWalk	walk;

	if (!wm_json_take(&text, &first) || wm_slice_trim(text).len == 0)
		return false;
	walk = wm_json_walk(first);
	return wm_json_next(&walk, &key, &element) == JSON_ITEM &&
		wm_json_kind(element) == JSON_OBJECT;
}

/* Nothing but letters of base64, and lines of them. */
static bool
is_base64(Slice text)
{
	text = wm_slice_head(text, BYTES_TO_LOOK_AT);
	for (size_t i = 0; i < text.len; i++)
	{
		char		c = text.data[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			  (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '-' || c == '_' ||
			  c == '=' || c == '\n' || c == '\r'))
			return false;
	}
	return text.len >= BASE64_LEAST;
}

/* Are there headings, lists, fences or quotes? */
static bool
is_markdown(Slice text)
{
	Records		lines = wm_records(text, SHAPE_LINES);
	Slice		line;

	for (int i = 0; i < LINES_TO_LOOK_AT && wm_records_next(&lines, &line); i++)
	{
		if (wm_slice_starts(line, SLICE("# ")) || wm_slice_starts(line, SLICE("## ")) ||
			wm_slice_starts(line, SLICE("### ")) || wm_slice_starts(line, SLICE("- ")) ||
			wm_slice_starts(line, SLICE("* ")) || wm_slice_starts(line, SLICE("> ")) ||
			wm_slice_starts(line, SLICE("```")) || wm_slice_starts(line, SLICE("**")))
			return true;
	}
	return false;
}

const char *
wm_layout_advice(Slice text)
{
	text = wm_slice_trim(wm_records_begin(text));
	if (text.len == 0)
		return no_text;
	if (text.data[0] == '{')
		return advice_on_object(text);
	if (text.data[0] == '[' && wm_records_shape(text) == SHAPE_ARRAY)
		return advice_on_array(text);
	if (text.data[0] == '[' && begins_with_arrays(text))
		return lines_of_conversations;
	for (size_t i = 0; i < lengthof(starts); i++)
	{
		if (wm_slice_starts(text, starts[i].start))
			return starts[i].advice;
	}
	if (wm_json_whole(text))
		return wm_json_kind(text) == JSON_ARRAY ? array : scalar;
	if (is_base64(text))
		return base64;
	return is_markdown(text) ? markdown : words;
}

/* The first element is enough. */
const char *
wm_layout_advice_source(const RecordSource *source)
{
	TextBuffer	text = {NULL, 0, 0};
	const char *advice;
	Slice		record;

	source->begin(source->context, NULL);
	wm_buffer_append_char(&text, '[');
	if (source->next(source->context, &record) != JSON_END)
		wm_buffer_append(&text, record);
	wm_buffer_append_char(&text, ']');
	advice = wm_layout_advice(wm_buffer_slice(&text));
	wm_buffer_free(&text);
	return advice;
}
