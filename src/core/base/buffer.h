/*
 * buffer.h
 *	  A run of bytes that grows.
 */
#ifndef WORKMODE_BUFFER_H
#define WORKMODE_BUFFER_H

#include "base/slice.h"

typedef struct TextBuffer
{
	char	   *data;
	size_t		len;
	size_t		size;
} TextBuffer;

/* Makes room for so many more bytes and returns where they go. */
extern char *wm_buffer_reserve(TextBuffer *buffer, size_t more);
extern void wm_buffer_append(TextBuffer *buffer, Slice text);
extern void wm_buffer_append_char(TextBuffer *buffer, char c);
extern void wm_buffer_free(TextBuffer *buffer);

static inline void
wm_buffer_clear(TextBuffer *buffer)
{
	buffer->len = 0;
}

/* Does this text lie in the buffer? */
static inline bool
wm_buffer_holds(const TextBuffer *buffer, Slice text)
{
	return buffer->size > 0 && text.data >= buffer->data &&
		text.data < buffer->data + buffer->size;
}

static inline Slice
wm_buffer_slice(const TextBuffer *buffer)
{
	return buffer->len > 0 ? wm_slice(buffer->data, buffer->len) : SLICE("");
}

#endif							/* WORKMODE_BUFFER_H */
