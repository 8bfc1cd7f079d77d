/*
 * json.h
 *	  Finding JSON values without parsing them, and decoding the few needed.
 *
 * Some 94% of a transcript's bytes need no parser: bookkeeping, copies of
 * files, images, tool output.  The scanner here walks over these values, in
 * place and without allocating, and checks their structure (brackets, commas,
 * colons, literals, numbers, closed strings).  What is needed is decoded one
 * string or number at a time: simple escapes and plain digits here, all else by
 * cJSON.
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

/* Of a longer string only so many bytes are decoded: nobody types more. */
#define JSON_TEXT_LIMIT		(1024 * 1024)

/* One byte of a string is written as at most six: \u0041. */
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

/* Is this one whole value, every string in it valid, too?  Slow and thorough. */
extern bool wm_json_valid(Slice text);

/*
 * Cuts a text at the end of the value that it begins with: the text becomes what
 * stands behind.  False if no whole value stands there.
 */
extern bool wm_json_take(Slice *text, Slice *value);

/*
 * Walk a container, one item for each step.  The text may go on behind the
 * container, or be cut off within it.  On JSON_BROKEN, value is what is left of
 * the text from the beginning of the item's value; it is empty if there is none.
 */
extern JsonWalk wm_json_walk(Slice container);
extern JsonStep wm_json_next(JsonWalk *walk, Slice *key, Slice *value);

/*
 * The values of the named members, in one walk.  The last of equal keys wins, as
 * it does in json and jsonb.  A missing member's value is an empty slice.  False
 * if the object is broken or if more than white space follows it.
 */
extern bool wm_json_members(Slice object, const Slice *keys, Slice *values,
							int nkeys);
extern Slice wm_json_member(Slice object, Slice key);

/* Is this an array with an item in it? */
extern bool wm_json_has_items(Slice array);

/*
 * The values of named members of an object and of objects in it, in one walk.
 * The first list names members of the object itself, each other list names
 * members of one that the first list has.  If that one is no object, the values
 * of its list are empty slices.
 */
typedef struct JsonMembers
{
	const Slice *keys;
	Slice	   *values;
	int			nkeys;
	int			of;				/* the object's number in the first list */
} JsonMembers;

extern bool wm_json_members_deep(Slice object, const JsonMembers *members,
								 int count);

/* Step to an array's next element and get the named members of that object. */
extern JsonStep wm_json_next_members(JsonWalk *walk, const Slice *keys,
									 Slice *values, int nkeys);

/* Is a key, or the inside of a string, this ASCII name once it is decoded? */
extern bool wm_json_named(Slice key, Slice name);

/* Is the text of a string value this ASCII text, or does it begin with it? */
extern bool wm_json_says(Slice value, Slice text);
extern bool wm_json_starts(Slice value, Slice text);
extern bool wm_json_is_true(Slice value);

/*
 * What stands between the quotes, undecoded; empty if the value is no string.
 * Compare it with plain letters only, which no program escapes.  Programs differ
 * in what else they escape, and a jsonb escapes no more than it must.
 */
extern Slice wm_json_raw(Slice value);

/*
 * The first JSON_TEXT_LIMIT bytes of a text, or a little less, so that it ends at
 * a blank.  If there is no blank near, a character may be cut through and lost.
 */
extern Slice wm_json_cut(Slice text);

/*
 * The text of a string value: the bytes themselves if there is no escape among
 * them, else decoded into the buffer.  A bad escape, such as half of a surrogate
 * pair, becomes blanks; \u0000 ends the text.  Empty if the value is no string.
 */
extern Slice wm_json_text(Slice value, TextBuffer *buffer);

/* The text of a part of what stands between the quotes of a string. */
extern Slice wm_json_decode(Slice raw, TextBuffer *buffer);

/*
 * Appends the text of a string's inside, however long it is, as wm_json_text is
 * not meant to: for a text that was put into a string as a whole.  A bad escape
 * and \u0000 become blanks.
 */
extern void wm_json_unquote(Slice raw, TextBuffer *text);

/* Appends a text as a JSON string. */
extern void wm_json_quote(TextBuffer *buffer, Slice text);

/* The hash of a string's text; 0 if that is empty or the value is no string. */
extern uint64_t wm_json_identity(Slice value);

/*
 * The number that a value is, if it has at most 63 characters and lies within
 * +-2^53 (counts and times are no larger); else the fallback.
 */
extern double wm_json_number(Slice value, double fallback);

/* The lines of a string value; a last one without a line feed counts. */
extern int64_t wm_json_lines(Slice value);

/* The elements of an array; false unless it has exactly so many. */
extern bool wm_json_elements(Slice array, Slice *elements, int count);

#endif							/* WORKMODE_JSON_H */
