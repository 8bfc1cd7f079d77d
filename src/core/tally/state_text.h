/*
 * state_text.h
 *	  What the texts of tallies, histograms, panels and confusions are made of:
 *	  objects, keys, numbers.
 *
 * To put is to append to a text.  A reader goes through one: to take is to step over
 * something if it comes next, and to read is to take it, or to complain and return
 * false.  Both step over blanks that stand before.  The first complaint is the one that
 * counts.
 */
#ifndef WORKMODE_STATE_TEXT_H
#define WORKMODE_STATE_TEXT_H

#include "base/host.h"
#include "base/text.h"
#include "tally/tally_check.h"

/*
 * Put a key with its colon into the object that is open, after a comma if there are keys
 * before; and a count behind its key.
 */
extern void wm_state_put_key(TextBuffer *out, Slice key);
extern void wm_state_put_number_key(TextBuffer *out, int64_t number);
extern void wm_state_put_count(TextBuffer *out, Slice key, int64_t count);

typedef struct StateReader StateReader;

/* Reads a key with its quotes and its colon. */
typedef bool (*StateKeyReader) (StateReader *reader, Slice *key);

/*
 * Reads what stands behind a key in the object of a mode, a day or the like, which is
 * the number that wm_state_read_object() was given.  *seen has the object's keys before,
 * for wm_state_see_once().
 */
typedef bool (*StateMemberReader) (StateReader *reader, int of, Slice key,
								   unsigned *seen);

struct StateReader
{
	Slice		text;
	Slice		rest;			/* what has not been read yet */
	const char *what;			/* what is wrong, once something is */
	StateKeyReader read_key;
	bool		has_version;
	void	   *into;			/* where the readers of members put what they read */
};

/* Always false, so that a failing function can end with it. */
extern bool wm_state_complain(StateReader *reader, const char *what);

/* A complaint about a word that has been read already. */
extern bool wm_state_complain_at(StateReader *reader, Slice word, const char *what);

/* The complaint, with the byte before which the reader stands. */
extern TallyTextError wm_state_error(const StateReader *reader);

/* Notes by its bit that a key has come; complains if it came before. */
extern bool wm_state_see_once(StateReader *reader, Slice key, unsigned *seen, int bit);

/* Notes that the version has come; complains unless it is the one that is known. */
extern bool wm_state_see_version(StateReader *reader, int64_t version, int64_t known);

extern bool wm_state_read_object(StateReader *reader, int of,
								 StateMemberReader read_member);

/* Reads the whole text: one object, of nothing, that has a version. */
extern bool wm_state_read_text(StateReader *reader, StateMemberReader read_member);

/* As in JSON, no zero leads another digit. */
extern bool wm_state_has_leading_zero(Slice digits);


/*
 * What is inline here is done for each word and sign of a text.
 */

static inline bool
wm_state_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline void
wm_state_skip_blanks(StateReader *reader)
{
	const char *end = reader->rest.data + reader->rest.len;
	const char *at = reader->rest.data;

	while (at < end && wm_state_is_blank(*at))
	{
		wm_check_step(at, at + 1);
		at++;
	}
	reader->rest = wm_slice(at, (size_t) (end - at));
}

/* Takes as many characters as are of the kind, no blanks before them. */
static inline Slice
wm_state_take_while(StateReader *reader, bool (*is) (char))
{
	const char *start = reader->rest.data;
	const char *end = start + reader->rest.len;
	const char *at = start;

	while (at < end && is(*at))
	{
		wm_check_step(at, at + 1);
		at++;
	}
	reader->rest = wm_slice(at, (size_t) (end - at));
	return wm_slice(start, (size_t) (at - start));
}

static inline bool
wm_state_take(StateReader *reader, char c)
{
	wm_state_skip_blanks(reader);
	return wm_text_take_char(&reader->rest, c);
}

static inline bool
wm_state_read_key(StateReader *reader, bool (*is_name) (char), Slice *key)
{
	if (!wm_state_take(reader, '"'))
		return wm_state_complain(reader, "a key was expected");
	*key = wm_state_take_while(reader, is_name);
	return (wm_state_take(reader, '"') && wm_state_take(reader, ':')) ||
		wm_state_complain(reader, "a key and a colon were expected");
}

/* Reads a flag, which is true or is not there. */
static inline bool
wm_state_read_true(StateReader *reader, bool (*is_name) (char))
{
	Slice		word;

	wm_state_skip_blanks(reader);
	word = wm_state_take_while(reader, is_name);
	return wm_slice_equals(word, SLICE("true")) ||
		wm_state_complain_at(reader, word, "\"true\" was expected");
}

#endif							/* WORKMODE_STATE_TEXT_H */
