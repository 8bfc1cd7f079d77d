/*
 * json.c
 *	  Finding JSON values without parsing them.
 */
#include "base/host.h"
#include "base/simd.h"
#include "json/json.h"
#include "json/json_string.h"

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

		if (!wm_json_raw_is_valid(wm_slice(at + 1, (size_t) (close - at) - 2)))
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
