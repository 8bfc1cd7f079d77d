/*
 * host.c
 *	  The server as host of the lower floor (see core/host.h).
 */
#include "compat.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "host.h"

void *
wm_alloc(size_t size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, size);
}

void *
wm_realloc(void *chunk, size_t size)
{
	return chunk == NULL ? wm_alloc(size) : repalloc_huge(chunk, size);
}

void
wm_free(void *chunk)
{
	if (chunk != NULL)
		pfree(chunk);
}

void
wm_check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* Convert what can be converted; a question mark for each other character. */
static void
convert_to_utf8(Slice text, int encoding, TextBuffer *buffer)
{
	while (text.len > 0)
	{
		char	   *room = wm_buffer_reserve(buffer, text.len * MAX_CONVERSION_GROWTH + 1);
		size_t		done = convert_prefix(text.data, text.len, encoding, PG_UTF8,
										  room, text.len * MAX_CONVERSION_GROWTH + 1);

		buffer->len += strlen(room);
		text = wm_slice_from(text, done);
		if (text.len > 0)
		{
			size_t		skip = pg_encoding_mblen(encoding, text.data);

			wm_buffer_append_char(buffer, '?');
			text = wm_slice_from(text, Min(skip, text.len));
		}
		CHECK_FOR_INTERRUPTS();
	}
}

static bool
is_ascii(Slice text)
{
	for (size_t i = 0; i < text.len; i++)
	{
		if (IS_HIGHBIT_SET(text.data[i]))
			return false;
	}
	return true;
}

/*
 * An SQL_ASCII database promises nothing about its bytes: they pass as they
 * are, and the lower floor copes with what is not UTF-8.
 */
Slice
wm_to_utf8(Slice text, TextBuffer *buffer)
{
	int			encoding = GetDatabaseEncoding();

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII || is_ascii(text))
		return text;

	wm_buffer_clear(buffer);
	convert_to_utf8(text, encoding, buffer);
	return wm_buffer_slice(buffer);
}
