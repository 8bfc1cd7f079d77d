/*
 * json.c
 *	  Finding JSON values without parsing them, and decoding the few needed.
 */
#include <cjson/cJSON.h>

#include "base/host.h"
#include "base/keyword.h"
#include "base/simd.h"
#include "json/json.h"

/*
 * cJSON up to 1.7.18 cuts a number off at 63 characters, later versions do not.
 * Longer numbers are refused, so that all versions agree.
 */
#define NUMBER_LIMIT	63

/* Counts have no more digits: a double knows them all. */
#define SHORT_NUMBER	15

/* The largest integer below which a double knows every one. */
#define NUMBER_MAX		9007199254740992.0

static inline bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline const char *
skip_space(const char *at, const char *end)
{
	/* Mostly there is none. */
	if (at < end && *at > ' ')
		return at;
	while (at < end && is_space(*at))
	{
		wm_check_step(at, at + 1);
		at++;
	}
	return at;
}

/*
 * Is the quote at this place escaped, by an odd number of backslashes?  A
 * quote ends each run of them, so that none is counted twice.
 */
static inline bool
is_escaped(const char *quote, const char *start)
{
	const char *slash = quote;

	while (slash > start && slash[-1] == '\\')
	{
		wm_check_step(slash, slash - 1);
		slash--;
	}
	return ((quote - slash) & 1) != 0;
}

/* What is left of a string that began at start. */
static const char *
skip_long_string(const char *at, const char *end, const char *start)
{
	for (; end - at >= SIMD_BLOCK; at += SIMD_BLOCK)
	{
		uint64_t	quotes = wm_simd_equal_block(at, '"');

		for (; quotes != 0; quotes &= quotes - 1)
		{
			const char *quote = at + __builtin_ctzll(quotes);

			if (!is_escaped(quote, start))
				return quote + 1;
		}
		wm_check_step(at, at + SIMD_BLOCK);
	}
	for (; at < end; at++)
	{
		if (*at == '"' && !is_escaped(at, start))
			return at + 1;
	}
	return NULL;
}

/* Names, ids and times are seldom longer. */
#define SHORT_STRING	(2 * SIMD_BYTES)

/*
 * From the opening quote to behind the closing one, NULL if there is none.
 * Nearly all bytes of a transcript stand in strings.
 */
static inline const char *
skip_string(const char *at, const char *end)
{
	const char *start = ++at;

	for (; at - start < SHORT_STRING && end - at >= SIMD_BYTES; at += SIMD_BYTES)
	{
		uint32_t	quotes = wm_simd_equal(at, '"');

		if (quotes == 0)
			continue;
		if (is_escaped(at + __builtin_ctz(quotes), start))
			break;
		return at + __builtin_ctz(quotes) + 1;
	}
	return skip_long_string(at, end, start);
}

static const char *
skip_digits(const char *at, const char *end)
{
	const char *from = at;

	while (at < end && *at >= '0' && *at <= '9')
	{
		wm_check_step(at, at + 1);
		at++;
	}
	return at > from ? at : NULL;
}

static const char *
skip_number(const char *at, const char *end)
{
	if (*at == '-')
		at++;
	if (at < end && *at == '0')
		at++;
	else if ((at = skip_digits(at, end)) == NULL)
		return NULL;
	if (at < end && *at == '.' && (at = skip_digits(at + 1, end)) == NULL)
		return NULL;
	if (at < end && (*at == 'e' || *at == 'E'))
	{
		at++;
		if (at < end && (*at == '+' || *at == '-'))
			at++;
		at = skip_digits(at, end);
	}
	return at;
}

static const char *
skip_literal(const char *at, const char *end, Slice literal)
{
	if (!wm_slice_starts(wm_slice(at, (size_t) (end - at)), literal))
		return NULL;
	return at + literal.len;
}

/* A string, number or literal; NULL if it is none. */
static const char *
skip_scalar(const char *at, const char *end)
{
	switch (*at)
	{
		case '"':
			return skip_string(at, end);
		case 't':
			return skip_literal(at, end, SLICE("true"));
		case 'f':
			return skip_literal(at, end, SLICE("false"));
		case 'n':
			return skip_literal(at, end, SLICE("null"));
		default:
			return skip_number(at, end);
	}
}

/* A member's name, from its quote to behind the closing one; NULL if it is none. */
static inline const char *
skip_name(const char *at, const char *end)
{
	return at < end && *at == '"' ? skip_string(at, end) : NULL;
}

/* Behind a name: its colon; NULL if it is not there. */
static inline const char *
skip_colon(const char *at, const char *end)
{
	at = skip_space(at, end);
	return at < end && *at == ':' ? at + 1 : NULL;
}

/* Both; NULL stays NULL. */
static inline const char *
skip_key(const char *at, const char *end)
{
	at = skip_name(skip_space(at, end), end);
	return at == NULL ? NULL : skip_colon(at, end);
}

/* One bit for each open container: set for an object. */
typedef struct Nesting
{
	uint64_t	is_object[(JSON_DEPTH_LIMIT + 63) / 64];
	int			depth;
	int			limit;
} Nesting;

static inline bool
push(Nesting *nesting, bool is_object)
{
	uint64_t	bit = UINT64_C(1) << (nesting->depth % 64);
	uint64_t   *word = &nesting->is_object[nesting->depth / 64];

	if (nesting->depth >= nesting->limit)
		return false;
	*word = is_object ? (*word | bit) : (*word & ~bit);
	nesting->depth++;
	return true;
}

static inline bool
in_object(const Nesting *nesting)
{
	int			top = nesting->depth - 1;

	return (nesting->is_object[top / 64] >> (top % 64)) & 1;
}

/*
 * Behind a value: close containers until one goes on, and step to its next
 * value.  NULL if it is broken; depth 0 if the outermost one is closed.
 */
static inline const char *
close_or_continue(const char *at, const char *end, Nesting *nesting)
{
	while (nesting->depth > 0)
	{
		bool		object = in_object(nesting);

		at = skip_space(at, end);
		if (at == end)
			return NULL;
		if (*at == ',')
			return object ? skip_key(at + 1, end) : at + 1;
		if (*at != (object ? '}' : ']'))
			return NULL;
		at++;
		nesting->depth--;
	}
	return at;
}

/* From the bracket that opens a container to behind it; NULL if it is broken. */
static const char *
skip_container(const char *at, const char *end, int within)
{
	Nesting		nesting;

	nesting.depth = 0;
	nesting.limit = JSON_DEPTH_LIMIT - within;
	do
	{
		const char *from = at;

		at = skip_space(at, end);
		if (at == end)
			return NULL;
		if (*at == '{' || *at == '[')
		{
			bool		object = *at == '{';

			if (!push(&nesting, object))
				return NULL;
			at = skip_space(at + 1, end);
			if (at < end && *at == (object ? '}' : ']'))
				at = close_or_continue(at, end, &nesting);
			else if (object)
				at = skip_key(at, end);
		}
		else if ((at = skip_scalar(at, end)) != NULL)
			at = close_or_continue(at, end, &nesting);

		if (at == NULL)
			return NULL;
		wm_check_step(from, at);
	} while (nesting.depth > 0);

	return at;
}

/*
 * Skip white space and one value, within so many containers that count; false
 * where it is broken.
 */
static inline bool
skip_value(const char **at, const char *end, int within)
{
	const char *from = skip_space(*at, end);
	const char *behind;

	if (from == end)
		return false;
	behind = *from == '{' || *from == '[' ? skip_container(from, end, within) :
		skip_scalar(from, end);
	if (behind == NULL)
		return false;
	wm_check_step(from, behind);
	*at = behind;
	return true;
}

bool
wm_json_whole(Slice text)
{
	const char *at = text.data;
	const char *end = text.data + text.len;

	return skip_value(&at, end, 0) && skip_space(at, end) == end;
}

bool
wm_json_take(Slice *text, Slice *value)
{
	const char *end = text->data + text->len;
	const char *from = skip_space(text->data, end);
	const char *behind = from;

	if (!skip_value(&behind, end, 0))
		return false;
	*value = wm_slice(from, (size_t) (behind - from));
	*text = wm_slice(behind, (size_t) (end - behind));
	return true;
}

/* Four hex digits; -1 if they are not there. */
static int
hex4(const char *at, const char *end)
{
	int			value = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++)
	{
		int			digit = wm_hex_digit(at[i]);

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* What an escape of two bytes means, by its letter; NUL if it is none. */
static char
meaning_of(char letter)
{
	switch (letter)
	{
		case '"':
		case '\\':
		case '/':
			return letter;
		case 'b':
			return '\b';
		case 'f':
			return '\f';
		case 'n':
			return '\n';
		case 'r':
			return '\r';
		case 't':
			return '\t';
		default:
			return '\0';
	}
}

/*
 * Length of the escape at a backslash, a pair of surrogates counting as one;
 * 0 if it is none that JSON knows.
 */
static size_t
escape_length(const char *at, const char *end)
{
	int			unit;
	int			low;

	if (end - at < 2)
		return 0;
	if (at[1] != 'u')
		return meaning_of(at[1]) != '\0' ? 2 : 0;

	unit = hex4(at + 2, end);
	if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
		return 0;
	if (unit < 0xD800 || unit > 0xDBFF)
		return 6;
	low = end - at >= 8 && at[6] == '\\' && at[7] == 'u' ? hex4(at + 8, end) : -1;
	return low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
}

/* Are all escapes in a string's inside known, and no control characters there? */
static bool
string_is_valid(Slice raw)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;

	while (at < end)
	{
		size_t		len = *at == '\\' ? escape_length(at, end) : 1;

		if (len == 0 || (unsigned char) *at < ' ')
			return false;
		wm_check_step(at, at + len);
		at += len;
	}
	return true;
}

bool
wm_json_valid(Slice text)
{
	const char *at = text.data;
	const char *end = text.data + text.len;
	const char *from = at;

	if (!wm_json_whole(text))
		return false;

	/* It is whole, so that every quote found here opens a string. */
	while ((at = wm_find_byte(at, end, '"')) != NULL)
	{
		const char *close = skip_string(at, end);

		if (!string_is_valid(wm_slice(at + 1, (size_t) (close - at) - 2)))
			return false;
		wm_check_step(from, close);
		from = at = close;
	}
	return true;
}

JsonKind
wm_json_kind(Slice value)
{
	if (value.len == 0)
		return JSON_NOTHING;
	switch (value.data[0])
	{
		case '{':
			return JSON_OBJECT;
		case '[':
			return JSON_ARRAY;
		case '"':
			return JSON_STRING;
		case 't':
			return JSON_TRUE;
		case 'f':
			return JSON_FALSE;
		case 'n':
			return JSON_NULL;
		default:
			return JSON_NUMBER;
	}
}

JsonWalk
wm_json_walk(Slice container)
{
	JsonWalk	walk = {container.data, container.data, '\0', true};

	/* What is no container has no items: the first step ends the walk. */
	if (container.len == 0)
		return walk;

	walk.end += container.len;
	walk.at = skip_space(walk.at, walk.end);
	if (walk.at < walk.end && (*walk.at == '{' || *walk.at == '['))
		walk.close = *walk.at++ == '{' ? '}' : ']';
	return walk;
}

/* Goes to the next item's value, where walk->at is then, and gives its key. */
static inline JsonStep
next_value(JsonWalk *walk, Slice *key)
{
	const char *end = walk->end;
	const char *at = skip_space(walk->at, end);
	const char *name;

	*key = wm_slice(at, 0);
	if (walk->close == '\0')
		return JSON_END;
	if (at == end)
		return JSON_BROKEN;
	if (*at == walk->close)
	{
		walk->at = at + 1;
		walk->close = '\0';
		return JSON_END;
	}
	if (!walk->first)
	{
		if (*at != ',')
			return JSON_BROKEN;
		at = skip_space(at + 1, end);
	}
	walk->first = false;

	if (walk->close == '}')
	{
		const char *behind;

		name = at;
		if ((behind = skip_name(name, end)) == NULL ||
			(at = skip_colon(behind, end)) == NULL)
			return JSON_BROKEN;
		*key = wm_slice(name + 1, (size_t) (behind - name) - 2);
		at = skip_space(at, end);
	}
	wm_check_step(walk->at, at);
	walk->at = at;
	return JSON_ITEM;
}

JsonStep
wm_json_next(JsonWalk *walk, Slice *key, Slice *value)
{
	JsonStep	step = next_value(walk, key);
	const char *from = walk->at;

	if (step != JSON_ITEM)
	{
		*value = wm_slice(key->data, 0);
		return step;
	}
	if (!skip_value(&walk->at, walk->end, 0))
	{
		*value = wm_slice(from, (size_t) (walk->end - from));
		return JSON_BROKEN;
	}
	*value = wm_slice(from, (size_t) (walk->at - from));
	return JSON_ITEM;
}

/*
 * One character of a string's inside, if it is ASCII, else -1; steps behind it.
 */
static int
next_ascii(const char **at, const char *end)
{
	size_t		len = **at == '\\' ? escape_length(*at, end) : 1;
	const char *from = *at;

	*at += len;
	switch (len)
	{
		case 1:
			return (unsigned char) *from;
		case 2:
			return meaning_of(from[1]);
		case 6:
			return hex4(from + 2, end);
		default:
			return -1;
	}
}

/*
 * How many bytes of a string's inside say this ASCII text, escapes or not; 0
 * if it begins otherwise.
 */
static size_t
match_text(Slice raw, Slice text)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;

	for (size_t i = 0; i < text.len; i++)
	{
		if (at == end || next_ascii(&at, end) != (unsigned char) text.data[i])
			return 0;
	}
	return (size_t) (at - raw.data);
}

bool
wm_json_named(Slice key, Slice name)
{
	return wm_slice_equals(key, name) ||
		(key.len > name.len && match_text(key, name) == key.len);
}

/* Which of the names a key is, or -1; hardly any is written with escapes. */
static inline int
find_name(Slice key, const Slice *names, int nnames)
{
	for (int i = 0; i < nnames; i++)
	{
		if (wm_slice_equals(key, names[i]))
			return i;
	}
	if (wm_find_byte(key.data, key.data + key.len, '\\') == NULL)
		return -1;
	for (int i = 0; i < nnames; i++)
	{
		if (wm_json_named(key, names[i]))
			return i;
	}
	return -1;
}

static void
clear_members(const JsonMembers *members, const char *at)
{
	for (int i = 0; i < members->nkeys; i++)
		members->values[i] = wm_slice(at, 0);
}

static bool take_value(JsonWalk *walk, const JsonMembers *members, int within);

/* What is left of an object that is walked, and what is wanted of it. */
static bool
take_members(JsonWalk *walk, const JsonMembers *members, int count, int within)
{
	Slice		key;
	JsonStep	step;

	while ((step = next_value(walk, &key)) == JSON_ITEM)
	{
		const char *from = walk->at;
		const JsonMembers *inner = NULL;
		int			number = find_name(key, members->keys, members->nkeys);

		for (int i = 1; i < count; i++)
		{
			if (members[i].of == number)
				inner = &members[i];
		}
		if (!(inner == NULL ? skip_value(&walk->at, walk->end, within) :
			  take_value(walk, inner, within)))
			return false;
		if (number >= 0)
			members->values[number] = wm_slice(from, (size_t) (walk->at - from));
	}
	return step == JSON_END;
}

/* Skip a value and take what is wanted of it, if it is an object. */
static bool
take_value(JsonWalk *walk, const JsonMembers *members, int within)
{
	JsonWalk	inside = *walk;

	clear_members(members, walk->at);
	if (walk->at == walk->end || *walk->at != '{')
		return skip_value(&walk->at, walk->end, within);
	inside.at++;
	inside.close = '}';
	inside.first = true;
	if (!take_members(&inside, members, 1, within + 1))
		return false;
	walk->at = inside.at;
	return true;
}

bool
wm_json_members_deep(Slice object, const JsonMembers *members, int count)
{
	JsonWalk	walk = wm_json_walk(object);

	for (int i = 0; i < count; i++)
		clear_members(&members[i], object.data);
	return wm_json_kind(object) == JSON_OBJECT &&
		take_members(&walk, members, count, 0) &&
		skip_space(walk.at, walk.end) == walk.end;
}

bool
wm_json_members(Slice object, const Slice *keys, Slice *values, int nkeys)
{
	JsonMembers members = {keys, values, nkeys, 0};

	return wm_json_members_deep(object, &members, 1);
}

JsonStep
wm_json_next_members(JsonWalk *walk, const Slice *keys, Slice *values, int nkeys)
{
	JsonMembers members = {keys, values, nkeys, 0};
	Slice		key;
	JsonStep	step = next_value(walk, &key);

	if (step == JSON_ITEM && !take_value(walk, &members, 0))
		return JSON_BROKEN;
	return step;
}

Slice
wm_json_member(Slice object, Slice key)
{
	Slice		value;

	(void) wm_json_members(object, &key, &value, 1);
	return value;
}

bool
wm_json_has_items(Slice array)
{
	JsonWalk	walk = wm_json_walk(array);
	Slice		key;
	Slice		item;

	return wm_json_kind(array) == JSON_ARRAY &&
		wm_json_next(&walk, &key, &item) == JSON_ITEM;
}

Slice
wm_json_raw(Slice value)
{
	if (wm_json_kind(value) != JSON_STRING || value.len < 2)
		return SLICE("");
	return wm_slice(value.data + 1, value.len - 2);
}

bool
wm_json_says(Slice value, Slice text)
{
	return wm_json_kind(value) == JSON_STRING &&
		wm_json_named(wm_json_raw(value), text);
}

bool
wm_json_starts(Slice value, Slice text)
{
	return wm_json_kind(value) == JSON_STRING &&
		match_text(wm_json_raw(value), text) > 0;
}

bool
wm_json_is_true(Slice value)
{
	return wm_json_kind(value) == JSON_TRUE;
}

Slice
wm_json_cut(Slice text)
{
	if (text.len <= JSON_TEXT_LIMIT)
		return text;
	for (size_t len = JSON_TEXT_LIMIT; len > JSON_TEXT_LIMIT - 64; len--)
	{
		if (text.data[len - 1] == ' ')
			return wm_slice(text.data, len);
	}
	return wm_slice(text.data, JSON_TEXT_LIMIT);
}

/* How much of a bad escape is left out: a code that is no character, or the slash. */
static size_t
bad_escape_length(const char *at, const char *end)
{
	return end - at >= 6 && at[1] == 'u' && hex4(at + 2, end) >= 0 ? 6 : 1;
}

/* Blank out bad escapes: one keeps cJSON from decoding, or is a NUL to it. */
static void
blank_bad_escapes(char *at, char *end)
{
	while ((at = memchr(at, '\\', (size_t) (end - at))) != NULL)
	{
		size_t		len = escape_length(at, end);

		if (len == 0)
		{
			len = bad_escape_length(at, end);
			memset(at, ' ', len);
		}
		at += len;
	}
}

/*
 * Decode a text whose escapes are all of two bytes: most texts escape nothing
 * but quotes, backslashes, newlines and tabs.  False if there are others.
 */
static bool
decode_short_escapes(Slice raw, TextBuffer *buffer)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;
	const char *slash;
	char	   *out;

	wm_buffer_clear(buffer);
	out = wm_buffer_reserve(buffer, raw.len);
	while ((slash = memchr(at, '\\', (size_t) (end - at))) != NULL)
	{
		if (escape_length(slash, end) != 2)
			return false;
		memcpy(out, at, (size_t) (slash - at));
		out += slash - at;
		*out++ = meaning_of(slash[1]);
		at = slash + 2;
	}
	memcpy(out, at, (size_t) (end - at));
	buffer->len = (size_t) (out - buffer->data) + (size_t) (end - at);
	return true;
}

Slice
wm_json_decode(Slice raw, TextBuffer *buffer)
{
	char	   *quoted;
	cJSON	   *parsed;

	if (raw.len == 0 || memchr(raw.data, '\\', raw.len) == NULL)
		return raw;
	if (!wm_buffer_holds(buffer, raw) && decode_short_escapes(raw, buffer))
		return wm_buffer_slice(buffer);

	/* Room first, so that nothing can go wrong while cJSON's value lives. */
	quoted = wm_alloc(raw.len + 2);
	quoted[0] = '"';
	memcpy(quoted + 1, raw.data, raw.len);
	quoted[raw.len + 1] = '"';
	wm_buffer_clear(buffer);
	(void) wm_buffer_reserve(buffer, raw.len);

	blank_bad_escapes(quoted + 1, quoted + 1 + raw.len);
	parsed = cJSON_ParseWithLength(quoted, raw.len + 2);
	if (cJSON_IsString(parsed))
	{
		buffer->len = strlen(parsed->valuestring);
		memcpy(buffer->data, parsed->valuestring, buffer->len);
	}
	cJSON_Delete(parsed);
	wm_free(quoted);
	return wm_buffer_slice(buffer);
}

/* The character that an escape of 6 or 12 bytes stands for. */
static uint32_t
code_point(const char *at, size_t len)
{
	uint32_t	unit = (uint32_t) hex4(at + 2, at + 6);

	if (len == 6)
		return unit;
	return 0x10000 + ((unit - 0xD800) << 10) +
		((uint32_t) hex4(at + 8, at + 12) - 0xDC00);
}

static void
append_utf8(TextBuffer *text, uint32_t code)
{
	int			more = code < 0x80 ? 0 : (code < 0x800 ? 1 : (code < 0x10000 ? 2 : 3));
	static const unsigned char marks[] = {0, 0xC0, 0xE0, 0xF0};

	wm_buffer_append_char(text, (char) (marks[more] | (code >> (6 * more))));
	while (more-- > 0)
		wm_buffer_append_char(text, (char) (0x80 | ((code >> (6 * more)) & 0x3F)));
}

void
wm_json_unquote(Slice raw, TextBuffer *text)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;
	const char *slash;

	if (raw.len == 0)
		return;
	(void) wm_buffer_reserve(text, raw.len);
	while ((slash = wm_find_byte(at, end, '\\')) != NULL)
	{
		size_t		len = escape_length(slash, end);
		const char *from = at;

		wm_buffer_append(text, wm_slice(at, (size_t) (slash - at)));
		if (len == 2)
			wm_buffer_append_char(text, meaning_of(slash[1]));
		else if (len > 0 && code_point(slash, len) != 0)
			append_utf8(text, code_point(slash, len));
		else
			wm_buffer_append_char(text, ' ');
		at = slash + (len > 0 ? len : bad_escape_length(slash, end));
		wm_check_step(from, at);
	}
	wm_buffer_append(text, wm_slice(at, (size_t) (end - at)));
}

/* It is the text that is cut: how much of it was escaped makes no difference. */
Slice
wm_json_text(Slice value, TextBuffer *buffer)
{
	Slice		raw = wm_json_raw(value);

	raw = wm_slice_head(raw, JSON_ESCAPE_SIZE * JSON_TEXT_LIMIT);
	return wm_json_cut(wm_json_decode(raw, buffer));
}

void
wm_json_quote(TextBuffer *buffer, Slice text)
{
	static const char digits[] = "0123456789abcdef";

	wm_buffer_append_char(buffer, '"');
	while (text.len > 0)
	{
		size_t		plain = 0;
		unsigned char c;
		char		escape[] = "\\u0000";

		while (plain < text.len && (unsigned char) text.data[plain] >= ' ' &&
			   text.data[plain] != '"' && text.data[plain] != '\\')
			plain++;
		wm_check_step(text.data, text.data + plain + 1);
		wm_buffer_append(buffer, wm_slice_head(text, plain));
		if (plain == text.len)
			break;
		c = (unsigned char) text.data[plain];
		escape[4] = digits[c >> 4];
		escape[5] = digits[c & 15];
		wm_buffer_append(buffer, wm_slice(escape, 6));
		text = wm_slice_from(text, plain + 1);
	}
	wm_buffer_append_char(buffer, '"');
}

uint64_t
wm_json_identity(Slice value)
{
	TextBuffer	buffer = {NULL, 0, 0};
	Slice		text = wm_json_text(value, &buffer);
	uint64_t	hash = text.len > 0 ? wm_slice_identity(text) : 0;

	wm_buffer_free(&buffer);
	return hash;
}

/* The number that so few digits say; -1 if there is more to it. */
static int64_t
short_number(Slice value)
{
	int64_t		number = 0;

	if (value.len > SHORT_NUMBER)
		return -1;
	for (size_t i = 0; i < value.len; i++)
	{
		if (value.data[i] < '0' || value.data[i] > '9')
			return -1;
		number = number * 10 + (value.data[i] - '0');
	}
	return number;
}

double
wm_json_number(Slice value, double fallback)
{
	double		number = fallback;
	cJSON	   *parsed;

	if (wm_json_kind(value) != JSON_NUMBER || value.len > NUMBER_LIMIT)
		return fallback;
	if (short_number(value) >= 0)
		return (double) short_number(value);
	parsed = cJSON_ParseWithLength(value.data, value.len);
	if (cJSON_IsNumber(parsed) && parsed->valuedouble >= -NUMBER_MAX &&
		parsed->valuedouble <= NUMBER_MAX)
		number = parsed->valuedouble;
	cJSON_Delete(parsed);
	return number;
}

int64_t
wm_json_lines(Slice value)
{
	Slice		raw = wm_json_raw(value);
	const char *at = raw.data;
	const char *end = raw.data + raw.len;
	int64_t		lines = 0;
	const char *slash;
	const char *line = at;

	while ((slash = wm_find_byte(at, end, '\\')) != NULL)
	{
		size_t		len = escape_length(slash, end);
		const char *from = at;

		at = slash + (len > 0 ? len : 1);
		wm_check_step(from, at);
		if ((len == 2 && slash[1] == 'n') || (len == 6 && hex4(slash + 2, end) == '\n'))
		{
			lines++;
			line = at;
		}
	}
	return lines + (line < end ? 1 : 0);
}

bool
wm_json_elements(Slice array, Slice *elements, int count)
{
	JsonWalk	walk = wm_json_walk(array);
	Slice		key;
	Slice		element;
	int			found = 0;

	if (wm_json_kind(array) != JSON_ARRAY)
		return false;
	while (wm_json_next(&walk, &key, &element) == JSON_ITEM)
	{
		if (found == count)
			return false;
		elements[found++] = element;
	}
	return found == count;
}
