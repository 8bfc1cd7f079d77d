/*
 * mend.h
 *	  What can be saved of JSON that is broken.
 *
 * Several programs that write one file at a time leave lines in which a record
 * breaks off and the next one begins right behind, or several records without a
 * line feed between them; tools that pass records on put something before each.
 * The functions here find the objects that are whole, and what there is of one
 * that breaks off, each in time that is linear in the text.
 */
#ifndef WORKMODE_MEND_H
#define WORKMODE_MEND_H

#include "json/json.h"

/*
 * The length of the container that a text begins with, by its brackets; 0 if
 * they never close.  It need not be valid JSON.
 */
extern size_t wm_mend_balanced(Slice text);

/* The bracket of the innermost container that a text leaves open; NUL: none. */
extern char wm_mend_open(Slice text);

/*
 * Where the run of objects begins that a text ends with.  Nothing but blanks and
 * commas stands between them; behind them brackets and quotes may be closed, too,
 * and a terminal's colours end.  The text's length if it does not end with an object.
 *
 * The objects need not be valid JSON.  If they must be whole, the run begins behind
 * the last that is not.
 */
extern size_t wm_mend_run(Slice text, bool whole);

/*
 * Walks the members of an object that may be broken, as wm_json_next does.  Of a
 * member that is broken the value is what there is of it: a container whose
 * brackets close ends there, anything else goes on to the end of the text.
 */
extern JsonStep wm_mend_next(JsonWalk *walk, Slice *key, Slice *value);

/*
 * The value of a member of such an object; of equal keys the last wins.  The rest,
 * which may be NULL, is what follows the object, and empty if that is broken.
 */
extern Slice wm_mend_member(Slice object, Slice name, Slice *rest);

#endif							/* WORKMODE_MEND_H */
