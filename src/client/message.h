/*
 * message.h
 *	  What the program tells its user, by whichever process.
 */
#ifndef WORKMODE_MESSAGE_H
#define WORKMODE_MESSAGE_H

#include "base/buffer.h"

/* The name that messages begin with. */
extern const char *client_program;

/* Room for a message, NUL included: a pipe takes so many bytes as one on Linux. */
#define MESSAGE_LIMIT	4096

/* From now on messages of this process go into a pipe, each with a NUL behind it. */
extern void client_message_to(int pipe);

/* Called before a message is shown, so that it stands on a line of its own. */
extern void client_message_before(void (*clear) (void));

/* Shows a message; of more than MESSAGE_LIMIT bytes the end is cut off. */
extern void client_message(const char *format,...)
			__attribute__((format(printf, 1, 2)));

/* Shows what came out of a pipe: whole messages; *text keeps the rest. */
extern void client_message_from(TextBuffer *text);

/*
 * A name as it can be shown: in quotes, with control characters and bytes that are
 * no UTF-8 as \xHH.  It stays until the next but one is asked for.
 */
extern const char *client_shown(const char *name);

/*
 * Appends a text with bytes that are no UTF-8 as \xHH, and with control characters,
 * too, but for those that are wanted (NULL: all are).
 */
extern void client_put_text(TextBuffer *text, const char *what, const char *wanted);

/*
 * Appends a name with bytes that are no UTF-8 as \xHH, and with control
 * characters, too, if they are not wanted.
 */
extern void client_put_name(TextBuffer *text, const char *name, bool control);

#endif							/* WORKMODE_MESSAGE_H */
