/*
 * encoding.h (pg)
 *	  Text between the database's encoding and UTF-8.
 *
 * The lower floor knows nothing but UTF-8: a transcript is converted as a whole
 * before it is read, and words come back one by one.
 */
#ifndef WORKMODE_PG_ENCODING_H
#define WORKMODE_PG_ENCODING_H

#include "base/buffer.h"

/*
 * A transcript in UTF-8: in place where it is that already, as one of ASCII is,
 * else converted into the buffer.  A question mark stands for each character
 * that Unicode does not have; a byte order mark that was taken for letters of
 * the database's encoding is left out.
 */
extern Slice wm_to_utf8(Slice text, TextBuffer *buffer);

/*
 * UTF-8 as the database has it: the text itself, or what stands in the buffer.
 * A question mark stands for each character that the database does not know, or
 * for each byte of them where its encoding has no conversion at all.
 */
extern Slice wm_from_utf8(Slice text, TextBuffer *buffer);

#endif							/* WORKMODE_PG_ENCODING_H */
