/*
 * buffer.c
 *	  A run of bytes that grows.
 */
#include "base/buffer.h"
#include "base/host.h"

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

/* So much is copied between two looks for a cancel. */
#define BYTES_PER_COPY	(1024 * 1024)

void
wm_buffer_append(TextBuffer *buffer, Slice text)
{
	if (text.len > 0)
		(void) wm_buffer_reserve(buffer, text.len);
	while (text.len > 0)
	{
		Slice		part = wm_slice_head(text, BYTES_PER_COPY);

		memcpy(buffer->data + buffer->len, part.data, part.len);
		buffer->len += part.len;
		text = wm_slice_from(text, part.len);
		if (text.len > 0)
			wm_check_interrupts();
	}
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
