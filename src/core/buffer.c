/*
 * buffer.c
 *	  A run of bytes that grows.
 */
#include "buffer.h"
#include "host.h"

char *
wm_buffer_reserve(TextBuffer *buffer, size_t more)
{
	size_t		need = buffer->len + more;

	if (need > buffer->size)
	{
		size_t		size = buffer->size < 256 ? 256 : buffer->size;

		while (size < need)
			size *= 2;
		buffer->data = wm_realloc(buffer->data, size);
		buffer->size = size;
	}
	return buffer->data + buffer->len;
}

void
wm_buffer_append(TextBuffer *buffer, Slice text)
{
	if (text.len == 0)
		return;
	memcpy(wm_buffer_reserve(buffer, text.len), text.data, text.len);
	buffer->len += text.len;
}

void
wm_buffer_append_char(TextBuffer *buffer, char c)
{
	*wm_buffer_reserve(buffer, 1) = c;
	buffer->len++;
}

void
wm_buffer_free(TextBuffer *buffer)
{
	wm_free(buffer->data);
	buffer->data = NULL;
	buffer->len = 0;
	buffer->size = 0;
}
