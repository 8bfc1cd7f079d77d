/*
 * mend.c
 *	  What can be saved of JSON that is broken.
 */
#include "base/host.h"
#include "json/json_text.h"
#include "json/mend.h"

/* An escape sequence of a terminal is not longer. */
#define COLOUR_SIZE		20

static bool
is_blank(char c)
{
	return (unsigned char) c <= ' ';
}

size_t
wm_mend_balanced(Slice text)
{
	size_t		depth = 0;
	bool		in_string = false;

	for (size_t i = 0; i < text.len; i++)
	{
		char		c = text.data[i];

		wm_check_step(text.data + i, text.data + i + 1);
		if (in_string && c == '\\')
			i++;
		else if (c == '"')
			in_string = !in_string;
		else if (in_string)
			continue;
		else if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && --depth == 0)
			return i + 1;
	}
	return 0;
}

/*
 * From a string's closing quote back to its opening one: the next quote before it
 * that no odd number of backslashes escapes.  SIZE_MAX if there is none.
 */
static size_t
opening_quote(Slice text, size_t close)
{
	size_t		at = close;

	while (at-- > 0)
	{
		size_t		slash = at;

		wm_check_step(text.data + at + 1, text.data + at);
		if (text.data[at] != '"')
			continue;
		while (slash > 0 && text.data[slash - 1] == '\\')
		{
			wm_check_step(text.data + slash, text.data + slash - 1);
			slash--;
		}
		if ((at - slash) % 2 == 0)
			return at;
		at = slash;
	}
	return SIZE_MAX;
}

/* Where the innermost container begins that is open here; SIZE_MAX: there is none. */
static size_t
opening_bracket(Slice text, size_t end)
{
	size_t		depth = 0;

	while (end-- > 0)
	{
		char		c = text.data[end];

		wm_check_step(text.data + end + 1, text.data + end);
		if (c == '"' && (end = opening_quote(text, end)) == SIZE_MAX)
			return SIZE_MAX;
		if (c == '}' || c == ']')
			depth++;
		else if ((c == '{' || c == '[') && depth-- == 0)
			return end;
	}
	return SIZE_MAX;
}

char
wm_mend_open(Slice text)
{
	size_t		at = opening_bracket(text, text.len);

	return at == SIZE_MAX ? '\0' : text.data[at];
}

/* Does an object begin here: with a name, or with its end? */
static bool
begins_object(Slice text, size_t at)
{
	if (text.data[at++] != '{')
		return false;
	while (at < text.len && is_blank(text.data[at]))
	{
		wm_check_step(text.data + at, text.data + at + 1);
		at++;
	}
	return at < text.len && (text.data[at] == '"' || text.data[at] == '}');
}

/* The offset behind what stands before this one, blanks and commas left out. */
static size_t
skip_back(Slice text, size_t at)
{
	while (at > 0 && (is_blank(text.data[at - 1]) || text.data[at - 1] == ','))
	{
		wm_check_step(text.data + at, text.data + at - 1);
		at--;
	}
	return at;
}

/* Where an escape sequence of a terminal begins that ends here; or here. */
static size_t
skip_colour(Slice text, size_t at)
{
	size_t		from = at;

	if (at == 0 || (text.data[at - 1] != 'm' && text.data[at - 1] != 'K'))
		return at;
	for (from--; from > 0 && at - from < COLOUR_SIZE; from--)
	{
		char		c = text.data[from - 1];

		if (c == '[' && from > 1 && text.data[from - 2] == '\x1b')
			return from - 2;
		if (c != ';' && (c < '0' || c > '9'))
			break;
	}
	return at;
}

/* The offset behind the last object, if a text ends with one. */
static size_t
skip_tail(Slice text)
{
	size_t		at = text.len;
	size_t		from;

	do
	{
		from = at;
		at = skip_colour(text, skip_back(text, at));
		if (at > 0 && memchr("]'`)", text.data[at - 1], 4) != NULL)
			at--;
		wm_check_step(text.data + from, text.data + at);
	} while (at < from);
	return at;
}

size_t
wm_mend_run(Slice text, bool whole)
{
	size_t		run = text.len;
	size_t		end = skip_tail(text);

	while (end > 0 && text.data[end - 1] == '}')
	{
		size_t		begin = opening_bracket(text, end - 1);

		if (begin == SIZE_MAX || !begins_object(text, begin) ||
			(whole && !wm_json_whole(wm_slice(text.data + begin, end - begin))))
			break;
		run = begin;
		end = skip_back(text, begin);
	}
	return run;
}

JsonStep
wm_mend_next(JsonWalk *walk, Slice *key, Slice *value)
{
	JsonStep	step = wm_json_next(walk, key, value);

	/* What is broken and not cut off ends where its brackets close. */
	if (step == JSON_BROKEN && value->len > 0 &&
		(value->data[0] == '{' || value->data[0] == '['))
	{
		size_t		len = wm_mend_balanced(*value);

		value->len = len > 0 ? len : value->len;
	}
	return step;
}

Slice
wm_mend_member(Slice object, Slice name, Slice *rest)
{
	JsonWalk	walk = wm_json_walk(object);
	Slice		found = wm_slice(object.data, 0);
	Slice		key;
	Slice		value;
	JsonStep	step;

	do
	{
		step = wm_mend_next(&walk, &key, &value);
		if (step != JSON_END && wm_json_named(key, name))
			found = value;
	} while (step == JSON_ITEM);
	if (rest != NULL)
		*rest = wm_slice(walk.at, step == JSON_END ? (size_t) (walk.end - walk.at) : 0);
	return found;
}
