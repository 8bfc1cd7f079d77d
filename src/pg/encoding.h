/*
 * encoding.h (pg)
 *	  Text between the database's encoding and UTF-8.
 *
 * src/core knows nothing but UTF-8: a transcript is converted as a whole before it
 * is read, and words are converted back one by one.
 */
#ifndef WORKMODE_PG_ENCODING_H
#define WORKMODE_PG_ENCODING_H

#include "base/buffer.h"

/*
 * A transcript in UTF-8: the text itself if it is UTF-8 already, as ASCII is, else
 * converted into the buffer.  A question mark stands for each character that
 * Unicode does not have.  A byte order mark that was taken for letters of the
 * database's encoding is left out.
 */
extern Slice wm_to_utf8(Slice text, TextBuffer *buffer);

/*
 * UTF-8 in the database's encoding: the text itself, or converted into the buffer.
 * A question mark stands for each character that this encoding does not have; if
 * there is no conversion to it at all, one stands for each byte beyond ASCII.
 */
extern Slice wm_from_utf8(Slice text, TextBuffer *buffer);

#endif							/* WORKMODE_PG_ENCODING_H */
