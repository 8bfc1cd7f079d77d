/*
 * json.h
 *	  Finding JSON values without parsing them.
 *
 * Some 94% of a transcript's bytes need no parser: bookkeeping, copies of
 * files, images, tool output.  The scanner here walks over these values, in
 * place and without allocating, and checks their structure (brackets, commas,
 * colons, literals, numbers, closed strings).  What a value says is told by
 * json_text.h.
 */
#ifndef WORKMODE_JSON_H
#define WORKMODE_JSON_H

#include "base/slice.h"

/* Deeper nesting than this is refused; it is also cJSON's own limit. */
#define JSON_DEPTH_LIMIT	1000

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

/* The elements of an array; false unless it has exactly so many. */
extern bool wm_json_elements(Slice array, Slice *elements, int count);

#endif							/* WORKMODE_JSON_H */
