/*
 * repair.c
 *	  Makes a text of bytes that PostgreSQL would refuse.
 */
#include "base/host.h"
#include "repair.h"

static const Slice replacement = LITERAL("\xEF\xBF\xBD");

#define EACH_BYTE(byte)	((byte) * UINT64_C(0x0101010101010101))

/*
 * How long a character is, and between what its second byte must lie: neither
 * overlong forms nor surrogates are UTF-8, nor what lies behind U+10FFFF.
 */
static size_t
lead(unsigned char byte, unsigned char *least, unsigned char *most)
{
	*least = 0x80;
	*most = 0xBF;
	if (byte >= 0xC2 && byte <= 0xDF)
		return 2;
	if (byte >= 0xE0 && byte <= 0xEF)
	{
		if (byte == 0xE0)
			*least = 0xA0;
		if (byte == 0xED)
			*most = 0x9F;
		return 3;
	}
	if (byte >= 0xF0 && byte <= 0xF4)
	{
		if (byte == 0xF0)
			*least = 0x90;
		if (byte == 0xF4)
			*most = 0x8F;
		return 4;
	}
	return byte < 0x80 ? 1 : 0;
}

size_t
client_utf8_step(Slice text, bool *valid)
{
	unsigned char least;
	unsigned char most;
	size_t		len = lead((unsigned char) text.data[0], &least, &most);

	for (size_t i = 1; i < len; i++)
	{
		unsigned char byte = i < text.len ? (unsigned char) text.data[i] : 0;

		if (byte < least || byte > most)
		{
			*valid = false;
			return i;
		}
		least = 0x80;
		most = 0xBF;
	}
	*valid = len > 0;
	return len > 0 ? len : 1;
}

/* Do eight bytes hold neither NUL nor anything beyond ASCII? */
static bool
is_plain(uint64_t word)
{
	return ((word | (word - EACH_BYTE(0x01))) & EACH_BYTE(0x80)) == 0;
}

/* The length of the text's beginning that needs no repair. */
static size_t
sound_prefix(Slice text)
{
	size_t		at = 0;

	while (at < text.len)
	{
		uint64_t	word;
		bool		valid;
		size_t		len;

		while (text.len - at >= sizeof(word))
		{
			memcpy(&word, text.data + at, sizeof(word));
			if (!is_plain(word))
				break;
			at += sizeof(word);
		}
		if (at == text.len || text.data[at] == '\0')
			break;
		len = client_utf8_step(wm_slice_from(text, at), &valid);
		if (!valid)
			break;
		at += len;
	}
	return at;
}

/* One flaw and what stands before it. */
typedef struct Flaw
{
	size_t		sound;			/* so many bytes stay as they are */
	size_t		len;			/* so many are replaced, 0 behind the last flaw */
	bool		nul;
} Flaw;

static Flaw
next_flaw(Slice text)
{
	Flaw		flaw = {.sound = sound_prefix(text)};
	bool		valid;

	if (flaw.sound < text.len)
	{
		flaw.nul = text.data[flaw.sound] == '\0';
		flaw.len = client_utf8_step(wm_slice_from(text, flaw.sound), &valid);
	}
	return flaw;
}

/* By how much what is written may be ahead of what is read, at most. */
static size_t
count_flaws(Slice text, Repair *repair)
{
	ptrdiff_t	ahead = 0;
	ptrdiff_t	most = 0;
	Flaw		flaw;

	for (; text.len > 0; text = wm_slice_from(text, flaw.sound + flaw.len))
	{
		flaw = next_flaw(text);
		if (flaw.len == 0)
			break;
		repair->nuls += flaw.nul;
		repair->broken += !flaw.nul;
		ahead += (flaw.nul ? 0 : (ptrdiff_t) replacement.len) - (ptrdiff_t) flaw.len;
		if (ahead > most)
			most = ahead;
	}
	return (size_t) most;
}

static char *
write_bytes(char *to, Slice bytes)
{
	memmove(to, bytes.data, bytes.len);
	return to + bytes.len;
}

Repair
client_repair(FileText *text)
{
	Repair		repair = {0, 0};
	size_t		room = count_flaws(wm_slice(text->data, text->len), &repair);
	Slice		rest;
	char	   *to;

	if (repair.nuls + repair.broken == 0)
		return repair;
	if (text->len + room > text->size)
	{
		text->size = text->len + room;
		text->data = wm_realloc(text->data, text->size);
	}
	memmove(text->data + room, text->data, text->len);
	rest = wm_slice(text->data + room, text->len);
	to = text->data;
	while (rest.len > 0)
	{
		Flaw		flaw = next_flaw(rest);

		to = write_bytes(to, wm_slice_head(rest, flaw.sound));
		rest = wm_slice_from(rest, flaw.sound + flaw.len);
		if (flaw.len > 0 && !flaw.nul)
			to = write_bytes(to, replacement);
	}
	text->len = (size_t) (to - text->data);
	return repair;
}
