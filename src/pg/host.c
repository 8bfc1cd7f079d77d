/*
 * host.c
 *	  The server as host of the lower floor (see core/host.h).
 */
#include "compat.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "../core/host.h"

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

/* So much is converted at a time: room is needed for four times as much. */
#define BYTES_PER_CONVERSION	(64 * 1024)

/* Convert what can be converted; a question mark for each other character. */
static void
convert_to_utf8(Slice text, Oid conversion, int encoding, TextBuffer *buffer)
{
	while (text.len > 0)
	{
		Slice		part = wm_slice_head(text, BYTES_PER_CONVERSION);
		char	   *room = wm_buffer_reserve(buffer, part.len * MAX_CONVERSION_GROWTH + 1);
		size_t		done = convert_prefix(conversion, part.data, part.len,
										  encoding, PG_UTF8, room);

		buffer->len += strlen(room);
		if (done == 0)
		{
			wm_buffer_append_char(buffer, '?');
			done = Min((size_t) pg_encoding_mblen(encoding, text.data), text.len);
		}
		text = wm_slice_from(text, done);
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
 * An SQL_ASCII database promises nothing about its bytes, and MULE_INTERNAL has
 * no conversion: they pass as they are, and the lower floor copes with what is
 * not UTF-8.
 */
Slice
wm_to_utf8(Slice text, TextBuffer *buffer)
{
	int			encoding = GetDatabaseEncoding();
	Oid			conversion;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII || is_ascii(text))
		return text;
	conversion = FindDefaultConversionProc(encoding, PG_UTF8);
	if (!OidIsValid(conversion))
		return text;

	wm_buffer_clear(buffer);
	convert_to_utf8(text, conversion, encoding, buffer);
	return wm_buffer_slice(buffer);
}
