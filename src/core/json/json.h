/*
 * json.h
 *	  Finding JSON values without parsing them, and decoding the few needed.
 *
 * Some 94% of a transcript's bytes need no parser: bookkeeping, copies of
 * files, images, tool output.  The scanner here walks over such values, in
 * place and without allocating, and checks their structure (brackets, commas,
 * colons, literals, numbers, closed strings).  What is needed is decoded one
 * string or number at a time, by cJSON if it has more than digits, or other
 * escapes than those of two bytes.
 *
 * cJSON's allocation hooks are process-wide and can't be read back, so they
 * are left alone, and no cJSON value lives across a call that could raise an
 * error: nothing leaks, whatever another module did to the hooks.
 */
#ifndef WORKMODE_JSON_H
#define WORKMODE_JSON_H

#include "base/buffer.h"
#include "base/slice.h"

/* Deeper nesting than this is refused; it is also cJSON's own limit. */
#define JSON_DEPTH_LIMIT	1000

/* Of a longer string only this many bytes are decoded: nobody types more. */
#define JSON_TEXT_LIMIT		(1024 * 1024)

/* A byte of a string is written with as many at most: \u0041. */
#define JSON_ESCAPE_SIZE	6

typedef enum JsonKind
{
	JSON_NOTHING,				/* empty slice: the member was not there */
	JSON_OBJECT,
	JSON_ARRAY,
	JSON_STRING,
	JSON_NUMBER,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL
} JsonKind;

typedef enum JsonStep
{
	JSON_ITEM,					/* here is a member or an element */
	JSON_END,					/* the container is closed */
	JSON_BROKEN					/* not JSON, too deep, or cut off */
} JsonStep;

/* A walk over the members of an object or the elements of an array. */
typedef struct JsonWalk
{
	const char *at;
	const char *end;
	char		close;			/* the bracket that ends it */
	bool		first;
} JsonWalk;

extern JsonKind wm_json_kind(Slice value);

/* Is this one whole value with nothing but white space around it? */
extern bool wm_json_whole(Slice text);

/* The same, and every string in it is looked through: slow and thorough. */
extern bool wm_json_valid(Slice text);

/*
 * Walk a container.  The text may go on behind it, or be cut off: steps are
 * taken as they are asked for.  On JSON_BROKEN, value is what is left of the
 * text from where the item's value begins (empty where it has none).
 */
extern JsonWalk wm_json_walk(Slice container);
extern JsonStep wm_json_next(JsonWalk *walk, Slice *key, Slice *value);

/*
 * The values of the named members, in one walk; the last of equal keys wins,
 * as it does in json and jsonb; a missing one is an empty slice.  False where
 * the object is broken or more than white space follows it.
 */
extern bool wm_json_members(Slice object, const Slice *keys, Slice *values,
							int nkeys);
extern Slice wm_json_member(Slice object, Slice key);

/*
 * The same in one walk for an object and for objects in it: the first list is
 * of the object itself, each other one of a member in the first.  Where that
 * member is no object, the list's values are empty slices.
 */
typedef struct JsonMembers
{
	const Slice *keys;
	Slice	   *values;
	int			nkeys;
	int			of;				/* that member's number in the first list */
} JsonMembers;

extern bool wm_json_members_deep(Slice object, const JsonMembers *members,
								 int count);

/* Step to an array's next element for its members: of an object, as above. */
extern JsonStep wm_json_next_members(JsonWalk *walk, const Slice *keys,
									 Slice *values, int nkeys);

/* Is a key, or a string's inside, this ASCII name, escapes decoded? */
extern bool wm_json_named(Slice key, Slice name);

/* Does a string value say, or begin with, just this ASCII text? */
extern bool wm_json_says(Slice value, Slice text);
extern bool wm_json_starts(Slice value, Slice text);
extern bool wm_json_is_true(Slice value);

/*
 * What stands between the quotes, undecoded; empty if it is no string.  Compare
 * it with nothing but plain letters, which no writer escapes: what else one
 * escapes is his own affair, and a jsonb escapes no more than it must.
 */
extern Slice wm_json_raw(Slice value);

/*
 * The first JSON_TEXT_LIMIT bytes of a text, less some if a blank is near: a
 * character that is cut through there is lost.
 */
extern Slice wm_json_cut(Slice text);

/*
 * The text of a string value: the bytes themselves where no escape
 * stands among them, else decoded into the buffer.  A bad escape, such
 * as half of a surrogate pair, becomes blanks; \u0000 ends the text.  Empty if
 * it is no string.
 */
extern Slice wm_json_text(Slice value, TextBuffer *buffer);

/* The same of a part of what stands between the quotes. */
extern Slice wm_json_decode(Slice raw, TextBuffer *buffer);

/* The hash of a string's text; 0 if that is empty, or it is no string. */
extern uint64_t wm_json_hash(Slice value);

/*
 * A number of at most 63 characters within +-2^53 (counts and times are no
 * larger), else the fallback.
 */
extern double wm_json_number(Slice value, double fallback);

/* Lines in a string value: newlines, and the rest behind the last of them. */
extern int64_t wm_json_lines(Slice value);

/* The elements of an array; false unless it has just so many. */
extern bool wm_json_elements(Slice array, Slice *elements, int count);

#endif							/* WORKMODE_JSON_H */
