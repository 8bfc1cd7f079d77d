/*
 * encoding.c
 *	  Text between the database's encoding and UTF-8, which src/core reads.
 *
 * An SQL_ASCII database promises nothing about its bytes: they pass as they are,
 * and src/core copes with what is not UTF-8.  Bytes from MULE_INTERNAL, which has
 * no conversion, pass as well; into it only ASCII goes.
 */
#include "compat.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

#include "encoding.h"

/*
 * So much is converted at a time, or copied if it is all ASCII: most of a
 * transcript is.  Room is needed for four times as much.
 */
#define BYTES_PER_CONVERSION	4096

/* How a byte order mark begins a file; no server encoding has it as a character. */
static const Slice byte_order_mark = LITERAL("\xEF\xBB\xBF");

static bool
is_ascii(Slice text)
{
	const char *at = text.data;
	const char *end = text.data + text.len;
	uint64		high = 0;
	uint64		word;

	for (; end - at >= (ptrdiff_t) sizeof(word); at += sizeof(word))
	{
		memcpy(&word, at, sizeof(word));
		high |= word;
	}
	for (; at < end; at++)
		high |= (unsigned char) *at;
	return (high & UINT64CONST(0x8080808080808080)) == 0;
}

/* How many bytes there are before the first piece that is not all ASCII. */
static size_t
ascii_prefix(Slice text)
{
	size_t		len = 0;

	while (len < text.len)
	{
		Slice		part = wm_slice_head(wm_slice_from(text, len), BYTES_PER_CONVERSION);

		if (!is_ascii(part))
			break;
		len += part.len;
		CHECK_FOR_INTERRUPTS();
	}
	return len;
}

/* Convert what can be converted; a question mark for each other character. */
static size_t
convert_part(Slice part, Oid conversion, int from, int to, TextBuffer *buffer)
{
	char	   *room = wm_buffer_reserve(buffer, part.len * MAX_CONVERSION_GROWTH + 1);
	size_t		done = convert_prefix(conversion, part.data, part.len, from, to, room);

	buffer->len += strlen(room);
	if (done == 0)
	{
		wm_buffer_append_char(buffer, '?');
		done = Min((size_t) pg_encoding_mblen(from, part.data), part.len);
	}
	return done;
}

static void
convert(Slice text, Oid conversion, int from, int to, TextBuffer *buffer)
{
	while (text.len > 0)
	{
		Slice		part = wm_slice_head(text, BYTES_PER_CONVERSION);
		size_t		done = part.len;

		if (is_ascii(part))
			wm_buffer_append(buffer, part);
		else
			done = convert_part(part, conversion, from, to, buffer);
		text = wm_slice_from(text, done);
		CHECK_FOR_INTERRUPTS();
	}
}

/* A question mark for each byte beyond ASCII: the text stays as long as it was. */
static Slice
only_ascii(Slice text, TextBuffer *buffer)
{
	wm_buffer_clear(buffer);
	wm_buffer_append(buffer, text);
	for (size_t i = 0; i < buffer->len; i++)
	{
		if (i % BYTES_PER_CONVERSION == 0)
			CHECK_FOR_INTERRUPTS();
		if (IS_HIGHBIT_SET(buffer->data[i]))
			buffer->data[i] = '?';
	}
	return wm_buffer_slice(buffer);
}

/* The text itself where nothing is to be converted. */
static Slice
converted(Slice text, int from, int to, TextBuffer *buffer)
{
	size_t		ascii;
	Oid			conversion;

	if (from == to || (ascii = ascii_prefix(text)) == text.len)
		return text;
	conversion = FindDefaultConversionProc(from, to);
	if (!OidIsValid(conversion))
		return to == PG_UTF8 ? text : only_ascii(text, buffer);

	wm_buffer_clear(buffer);
	wm_buffer_append(buffer, wm_slice_head(text, ascii));
	convert(wm_slice_from(text, ascii), conversion, from, to, buffer);
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
	int			encoding = known_encoding();

	if (encoding != PG_UTF8 && wm_slice_starts(text, byte_order_mark))
		text = wm_slice_from(text, byte_order_mark.len);
	return converted(text, encoding, PG_UTF8, buffer);
}

Slice
wm_from_utf8(Slice text, TextBuffer *buffer)
{
	return converted(text, PG_UTF8, known_encoding(), buffer);
}
