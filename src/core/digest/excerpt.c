/*
 * excerpt.c
 *	  Of a long text its beginning and its end, without secrets.
 *
 * A long text is looked at through two windows, at its beginning and its end; what
 * lies between is only counted.  The windows are laid over what a JSON string says,
 * not over how it is escaped, so that a jsonb gives the same excerpt.
 */
#include "base/host.h"
#include "base/text.h"
#include "digest/excerpt.h"
#include "digest/secret.h"
#include "json/json_text.h"

/* Beside what is shown, so many bytes are looked at: a secret is often longer. */
#define WINDOW_BYTES	8192

/* The most bytes of a character in UTF-8. */
#define CHARACTER_SIZE	4

/* What is shorter is shown first among the members of an object. */
#define SHORT_LENGTH	120

/* So many members of an object are shown, and objects in objects so deep. */
#define MEMBERS_LIMIT	32
#define DEPTH_LIMIT		4

/* So much of the name of a member is shown. */
#define NAME_LENGTH		60

/* A string of so many bytes without a blank among the first is no text. */
#define DATA_LEAST		1024
#define DATA_LOOK		256

/* The beginning of a text and its end, with so many characters between them. */
typedef struct Parts
{
	TextBuffer	head;
	TextBuffer	tail;
	size_t		between;
} Parts;

static bool
begins_character(char c)
{
	return ((unsigned char) c & 0xC0) != 0x80;
}

size_t
wm_characters(Slice text)
{
	size_t		count = 0;

	for (size_t i = 0; i < text.len; i++)
	{
		wm_check_step(text.data + i, text.data + i + 1);
		count += begins_character(text.data[i]);
	}
	return count;
}

Slice
wm_characters_head(Slice text, size_t most)
{
	size_t		len = 0;
	size_t		count = 0;

	while (len < text.len && (count < most || !begins_character(text.data[len])))
		count += begins_character(text.data[len++]);
	return wm_slice(text.data, len);
}

/* The tail of at most so many characters. */
static Slice
characters_tail(Slice text, size_t most)
{
	size_t		from = text.len;
	size_t		count = 0;

	while (from > 0 && count < most)
		count += begins_character(text.data[--from]);
	return wm_slice_from(text, from);
}

/* How many bytes of a text are a character; 0 if it does not begin with one. */
static size_t
character_length(Slice text)
{
	const unsigned char *at = (const unsigned char *) text.data;
	size_t		len = at[0] < 0x80 ? 1 : at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 2 :
		at[0] < 0xF0 ? 3 : at[0] < 0xF5 ? 4 : 0;

	if (len > text.len)
		return 0;
	for (size_t i = 1; i < len; i++)
	{
		if ((at[i] & 0xC0) != 0x80)
			return 0;
	}

	/* Longer than need be, half of a surrogate pair, or beyond Unicode. */
	if ((at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F) ||
		(at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F))
		return 0;
	return len;
}

static bool
ends_line(const TextBuffer *out)
{
	return out->len == 0 || out->data[out->len - 1] == '\n';
}

/* Appends a text without control characters, empty lines and what is no UTF-8. */
static void
append_clean(TextBuffer *out, Slice text)
{
	while (text.len > 0)
	{
		size_t		len = character_length(text);
		char		c = text.data[0];

		wm_check_step(text.data, text.data + 1);
		if (len > 1)
			wm_buffer_append(out, wm_slice_head(text, len));
		else if (len == 0)
			wm_buffer_append_char(out, '?');
		else if (c == '\n')
		{
			while (out->len > 0 && out->data[out->len - 1] == ' ')
				out->len--;
			if (!ends_line(out))
				wm_buffer_append_char(out, '\n');
		}
		else if (c != '\r')
			wm_buffer_append_char(out, (unsigned char) c < ' ' || c == 0x7F ? ' ' : c);
		text = wm_slice_from(text, len == 0 ? 1 : len);
	}
}

static size_t
window_size(size_t most)
{
	return WINDOW_BYTES + CHARACTER_SIZE * most;
}

/*
 * Cuts out what a program tells the model in the midst of a text.  Where it is not
 * closed, it goes on to the end.
 */
static void
cut_reminders(TextBuffer *text)
{
	const Slice open = LITERAL("<system-reminder>");
	const Slice close = LITERAL("</system-reminder>");
	Slice		rest = wm_buffer_slice(text);
	size_t		kept = 0;
	ptrdiff_t	at;

	while ((at = wm_slice_find(rest, open)) >= 0)
	{
		memmove(text->data + kept, rest.data, (size_t) at);
		kept += (size_t) at;
		rest = wm_slice_from(rest, (size_t) at);
		at = wm_slice_find(rest, close);
		rest = wm_slice_from(rest, at < 0 ? rest.len : (size_t) at + close.len);
	}
	if (kept > 0 || rest.len < text->len)
	{
		memmove(text->data + kept, rest.data, rest.len);
		text->len = kept + rest.len;
	}
}

/* Replaces a text by itself, masked and cleaned. */
static void
clean(TextBuffer *text)
{
	TextBuffer	masked = {NULL, 0, 0};

	cut_reminders(text);
	wm_secret_mask(wm_slice_trim(wm_buffer_slice(text)), &masked);
	wm_buffer_clear(text);
	append_clean(text, wm_buffer_slice(&masked));
	wm_buffer_free(&masked);
}

/*
 * The beginning of a text in its window.  The last word may be cut through, and is
 * left out, unless it is too long to be one.
 */
static Slice
head_window(Slice text, size_t window)
{
	Slice		head = wm_slice_cut(text, window);
	size_t		len = head.len;

	while (len > 0 && head.len - len < WINDOW_BYTES / 4 &&
		   (unsigned char) head.data[len - 1] > ' ')
		len--;
	return len > 0 && (unsigned char) head.data[len - 1] <= ' ' ?
		wm_slice_head(head, len) : head;
}

/*
 * The end of a text in its window: what may be the rest of a word is left out, as
 * a secret that is cut through could not be known.
 */
static void
append_tail(TextBuffer *tail, Slice text, size_t window)
{
	size_t		from = text.len > window ? text.len - window : 0;

	while (from > 0 && from < text.len && (unsigned char) text.data[from] > ' ')
		from++;
	wm_buffer_append(tail, wm_slice_from(text, from));
}

static void
put_gap(TextBuffer *out, size_t count)
{
	wm_text_put(out, " [... ");
	wm_text_put_count(out, (int64_t) count);
	wm_text_put(out, " characters ...] ");
}

/* Appends the parts, cut to so many characters. */
static void
put_parts(Parts *parts, size_t most, TextBuffer *out)
{
	TextBuffer	gap = {NULL, 0, 0};
	size_t		total;
	size_t		keep;
	Slice		head;
	Slice		tail;

	clean(&parts->head);
	clean(&parts->tail);
	head = wm_buffer_slice(&parts->head);
	tail = parts->between > 0 ? wm_buffer_slice(&parts->tail) : head;
	total = wm_characters(head) + parts->between +
		(parts->between > 0 ? wm_characters(tail) : 0);
	if (total <= most)
		wm_buffer_append(out, head);
	else
	{
		/* The note takes some of the room, and no less if it tells of less. */
		put_gap(&gap, total);
		keep = most > 2 * gap.len ? most - gap.len : 0;
		if (keep == 0)
			wm_buffer_append(out, wm_characters_head(head, most));
		else
		{
			tail = characters_tail(tail, keep / 3);
			head = wm_characters_head(head, keep - keep / 3);
			wm_buffer_append(out, head);
			put_gap(out, total - wm_characters(head) - wm_characters(tail));
			wm_buffer_append(out, tail);
		}
	}
	wm_buffer_free(&gap);
	wm_buffer_free(&parts->head);
	wm_buffer_free(&parts->tail);
}

void
wm_excerpt_text(Slice text, size_t most, TextBuffer *out)
{
	size_t		window = window_size(most);
	Parts		parts = {{NULL, 0, 0}, {NULL, 0, 0}, 0};

	text = wm_slice_trim(text);
	if (text.len <= 2 * window)
		wm_buffer_append(&parts.head, text);
	else
	{
		wm_buffer_append(&parts.head, head_window(text, window));
		append_tail(&parts.tail, text, window);
		parts.between = wm_characters(wm_slice(text.data + parts.head.len,
											   text.len - parts.head.len - parts.tail.len));
	}
	put_parts(&parts, most, out);
}

/* How many bytes and characters the inside of a JSON string stands for. */
typedef struct Measure
{
	size_t		bytes;
	size_t		characters;
} Measure;

static Measure
measure(Slice raw)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;
	Measure		sum = {0, 0};

	while (at < end)
	{
		const char *slash = wm_find_byte(at, end, '\\');
		const char *stop = slash == NULL ? end : slash;
		size_t		len;

		sum.bytes += (size_t) (stop - at);
		sum.characters += wm_characters(wm_slice(at, (size_t) (stop - at)));
		if (slash == NULL)
			break;
		len = wm_json_escape_length(slash, end);
		sum.characters++;
		sum.bytes += len == 12 ? 4 : 1;
		if (len == 6)
		{
			int			code = wm_json_hex4(slash + 2, end);

			sum.bytes += code >= 0x800 ? 2 : (code >= 0x80 ? 1 : 0);
		}
		wm_check_step(at, slash + 1);
		at = slash + (len > 0 ? len : 1);
	}
	return sum;
}

/* The end of a string's inside, from a place that is in no escape on. */
static Slice
raw_tail(Slice raw, size_t most)
{
	size_t		from = raw.len > most ? raw.len - most : 0;
	size_t		slash = from;

	while (slash > 0 && raw.data[slash - 1] == '\\')
	{
		wm_check_step(raw.data + slash, raw.data + slash - 1);
		slash--;
	}
	return wm_slice_from(raw, from + (from - slash) % 2);
}

/* The last bytes of a text, which cut no character. */
static Slice
last_bytes(Slice text, size_t most)
{
	size_t		from = text.len > most ? text.len - most : 0;

	while (from < text.len && !begins_character(text.data[from]))
		from++;
	return wm_slice_from(text, from);
}

/* Decodes both ends of a long string. */
static void
decode_ends(Slice raw, Measure whole, size_t window, Parts *parts)
{
	TextBuffer	decoded = {NULL, 0, 0};
	size_t		shown;

	wm_json_unquote(wm_slice_head(raw, JSON_ESCAPE_SIZE * window), &decoded);
	wm_buffer_append(&parts->head, head_window(wm_buffer_slice(&decoded), window));
	wm_buffer_clear(&decoded);
	wm_json_unquote(raw_tail(raw, JSON_ESCAPE_SIZE * (window + 2)), &decoded);
	append_tail(&parts->tail, last_bytes(wm_buffer_slice(&decoded), window), window - 1);
	shown = wm_characters(wm_buffer_slice(&parts->head)) +
		wm_characters(wm_buffer_slice(&parts->tail));

	/* A bad escape may have been taken for several characters. */
	parts->between = whole.characters > shown ? whole.characters - shown : 1;
	wm_buffer_free(&decoded);
}

static void flatten(Slice value, size_t most, int depth, TextBuffer *out);

/* Pictures and the like, which are written as letters. */
static bool
is_data(Slice raw, Measure whole)
{
	Slice		look = wm_slice_head(raw, DATA_LOOK);

	return whole.bytes >= DATA_LEAST && memchr(look.data, ' ', look.len) == NULL &&
		memchr(look.data, '\\', look.len) == NULL && whole.characters == whole.bytes;
}

/* A string; one that holds a JSON value, as some agents write, says what that says. */
static void
flatten_string(Slice value, size_t most, int depth, TextBuffer *out)
{
	Slice		raw = wm_json_raw(value);
	Measure		whole = measure(raw);
	size_t		window = window_size(most);
	Parts		parts = {{NULL, 0, 0}, {NULL, 0, 0}, 0};
	Slice		text;

	if (is_data(raw, whole))
	{
		put_gap(out, whole.characters);
		return;
	}
	if (whole.bytes > 2 * window)
	{
		decode_ends(raw, whole, window, &parts);
		put_parts(&parts, most, out);
		return;
	}
	wm_json_unquote(raw, &parts.head);
	text = wm_slice_trim(wm_buffer_slice(&parts.head));
	if (depth < DEPTH_LIMIT && wm_json_kind(text) == JSON_OBJECT && wm_json_whole(text))
	{
		flatten(text, most, depth + 1, out);
		wm_buffer_free(&parts.head);
		return;
	}
	put_parts(&parts, most, out);
}

typedef struct Member
{
	Slice		name;
	Slice		value;
	bool		is_long;
} Member;

/* Short values first; then as a jsonb orders its keys. */
static int
compare_members(const Member *a, const Member *b)
{
	if (a->is_long != b->is_long)
		return a->is_long ? 1 : -1;
	if (a->name.len != b->name.len)
		return a->name.len < b->name.len ? -1 : 1;
	return memcmp(a->name.data, b->name.data, a->name.len);
}

/* Puts a member in its place; of equal names the last counts. */
static int
insert_member(Member *members, int count, Member member)
{
	int			at = 0;

	for (int i = 0; i < count; i++)
	{
		if (wm_slice_equals(members[i].name, member.name))
		{
			memmove(&members[i], &members[i + 1], (size_t) (--count - i) * sizeof(Member));
			break;
		}
	}
	while (at < count && compare_members(&members[at], &member) < 0)
		at++;
	if (at == MEMBERS_LIMIT)
		return count;
	if (count == MEMBERS_LIMIT)
		count--;
	memmove(&members[at + 1], &members[at], (size_t) (count - at) * sizeof(Member));
	members[at] = member;
	return count + 1;
}

static int
read_members(Slice object, Member *members)
{
	JsonWalk	walk = wm_json_walk(object);
	int			count = 0;
	Member		member;

	while (wm_json_next(&walk, &member.name, &member.value) == JSON_ITEM)
	{
		JsonKind	kind = wm_json_kind(member.value);

		wm_check_interrupts();
		if (kind == JSON_NULL || kind == JSON_FALSE ||
			wm_slice_equals(member.name, SLICE("type")))
			continue;
		member.is_long = kind == JSON_OBJECT || kind == JSON_ARRAY ||
			(kind == JSON_STRING &&
			 measure(wm_json_raw(member.value)).characters > SHORT_LENGTH);
		count = insert_member(members, count, member);
	}
	return count;
}

/*
 * "name: value; name: value".  A member that is called text needs no name, and what
 * is false or null need not be told.
 */
static void
flatten_object(Slice object, size_t most, int depth, TextBuffer *out)
{
	Member		members[MEMBERS_LIMIT + 1];
	int			count = read_members(object, members);
	size_t		begun = out->len;

	for (int i = 0; i < count; i++)
	{
		size_t		before = out->len;

		if (before > begun)
			wm_text_put(out, "; ");
		if (!wm_slice_equals(members[i].name, SLICE("text")))
		{
			append_clean(out, wm_characters_head(members[i].name, NAME_LENGTH));
			wm_text_put(out, ": ");
		}
		flatten(members[i].value, most / 2, depth + 1, out);
		if (out->len - begun > CHARACTER_SIZE * most)
			break;
	}
}

static void
flatten_array(Slice array, size_t most, int depth, TextBuffer *out)
{
	JsonWalk	walk = wm_json_walk(array);
	size_t		begun = out->len;
	Slice		key;
	Slice		value;

	while (out->len - begun <= CHARACTER_SIZE * most &&
		   wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		wm_check_interrupts();
		if (out->len > begun)
			wm_buffer_append_char(out, wm_json_kind(value) == JSON_STRING ? ' ' : '\n');
		flatten(value, most, depth + 1, out);
	}
}

static void
flatten(Slice value, size_t most, int depth, TextBuffer *out)
{
	switch (wm_json_kind(value))
	{
		case JSON_STRING:
			flatten_string(value, most, depth, out);
			break;
		case JSON_OBJECT:
			if (depth < DEPTH_LIMIT)
				flatten_object(value, most, depth, out);
			break;
		case JSON_ARRAY:
			if (depth < DEPTH_LIMIT)
				flatten_array(value, most, depth, out);
			break;
		case JSON_NUMBER:
		case JSON_TRUE:
		case JSON_FALSE:
			append_clean(out, wm_slice_head(value, NAME_LENGTH));
			break;
		default:
			break;
	}
}

void
wm_excerpt_json(Slice value, size_t most, TextBuffer *out)
{
	TextBuffer	flat = {NULL, 0, 0};

	flatten(value, most, 0, &flat);
	wm_excerpt_text(wm_buffer_slice(&flat), most, out);
	wm_buffer_free(&flat);
}
