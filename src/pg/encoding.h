/*
 * encoding.h (pg)
 *	  Text from UTF-8 to the database's encoding; the other way is the host's
 *	  (see core/host.h).
 */
#ifndef WORKMODE_PG_ENCODING_H
#define WORKMODE_PG_ENCODING_H

#include "../core/buffer.h"

/*
 * UTF-8 as the database has it: the text itself, or what stands in the buffer.
 * A question mark stands for each character that the database does not know.
 */
extern Slice wm_from_utf8(Slice text, TextBuffer *buffer);

#endif							/* WORKMODE_PG_ENCODING_H */
