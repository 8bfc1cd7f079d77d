/*
 * encoding.c
 *	  Text between the database's encoding and UTF-8, which the lower floor reads.
 *
 * An SQL_ASCII database promises nothing about its bytes, and MULE_INTERNAL has
 * no conversion: there they pass as they are, and the lower floor copes with what
 * is not UTF-8.
 */
#include "compat.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

#include "encoding.h"
#include "../core/host.h"

/* So much is converted at a time: room is needed for four times as much. */
#define BYTES_PER_CONVERSION	(64 * 1024)

/* Convert what can be converted; a question mark for each other character. */
static void
convert(Slice text, Oid conversion, int from, int to, TextBuffer *buffer)
{
	while (text.len > 0)
	{
		Slice		part = wm_slice_head(text, BYTES_PER_CONVERSION);
		char	   *room = wm_buffer_reserve(buffer, part.len * MAX_CONVERSION_GROWTH + 1);
		size_t		done = convert_prefix(conversion, part.data, part.len, from, to, room);

		buffer->len += strlen(room);
		if (done == 0)
		{
			wm_buffer_append_char(buffer, '?');
			done = Min((size_t) pg_encoding_mblen(from, text.data), text.len);
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

/* The text itself where nothing is to be converted, or can be. */
static Slice
converted(Slice text, int from, int to, TextBuffer *buffer)
{
	Oid			conversion;

	if (from == to || is_ascii(text))
		return text;
	conversion = FindDefaultConversionProc(from, to);
	if (!OidIsValid(conversion))
		return text;

	wm_buffer_clear(buffer);
	convert(text, conversion, from, to, buffer);
	return wm_buffer_slice(buffer);
}

static int
known_encoding(void)
{
	int			encoding = GetDatabaseEncoding();

	return encoding == PG_SQL_ASCII ? PG_UTF8 : encoding;
}

Slice
wm_to_utf8(Slice text, TextBuffer *buffer)
{
	return converted(text, known_encoding(), PG_UTF8, buffer);
}

Slice
wm_from_utf8(Slice text, TextBuffer *buffer)
{
	return converted(text, PG_UTF8, known_encoding(), buffer);
}
