/*
 * fold.c
 *	  A text made ready for looking up words, in any language.
 */
#include "language/fold.h"
#include "language/han.h"
#include "language/words.h"

/* The plain letters of U+00C0 to U+017F, in their order. */
static const char latin[] =
"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
"nnnnnnnnnoooooooorrrrrrsssssssstttttt"
"uuuuuuuuuuuuwwyyyzzzzzzs";

/* Lower case, a plain letter, or Simplified; most characters are their own. */
static uint32_t
fold_char(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
	if (c >= 0xC0 && c <= 0x17F)
		return (unsigned char) latin[c - 0xC0];
	if (c >= 0x391 && c <= 0x3A9)		/* Greek */
		return c + 0x20;
	if (c >= 0x410 && c <= 0x42F)		/* Cyrillic */
		return c + 0x20;
	if (c == 0x401 || c == 0x451)		/* io is written as ie by most */
		return 0x435;
	if (c >= 0xFF21 && c <= 0xFF3A)		/* full-width capitals */
		return c - 0xFF21 + 'a';
	if (c >= 0xFF41 && c <= 0xFF5A)
		return c - 0xFF41 + 'a';
	return wm_han_simplified(c);
}

static char *
put_char(char *out, uint32_t c, const char *original, size_t len)
{
	uint32_t	folded = fold_char(c);

	if (folded == c)
	{
		memcpy(out, original, len);
		return out + len;
	}
	if (folded < 0x80)
	{
		*out++ = (char) folded;
		return out;
	}
	if (folded < 0x800)
		*out++ = (char) (0xC0 | folded >> 6);
	else
	{
		*out++ = (char) (0xE0 | folded >> 12);
		*out++ = (char) (0x80 | (folded >> 6 & 0x3F));
	}
	*out++ = (char) (0x80 | (folded & 0x3F));
	return out;
}

/* What ASCII is folded to: a letter, or a blank. */
static const char ascii[] =
"                                "
"                0123456789      "
" abcdefghijklmnopqrstuvwxyz     "
" abcdefghijklmnopqrstuvwxyz     ";

Slice
wm_fold(Slice text, TextBuffer *buffer)
{
	LetterKind	before = LETTER_NONE;
	char	   *start;
	char	   *out;
	size_t		len;

	/* At worst each character gets a blank before it. */
	wm_buffer_clear(buffer);
	start = out = wm_buffer_reserve(buffer, text.len * 2 + 1);
	for (size_t at = 0; at < text.len; at += len)
	{
		uint32_t	c = (unsigned char) text.data[at];
		LetterKind	kind;

		/* An apostrophe is part of its word, but people write it in many ways. */
		len = 1;
		if (c == '\'')
			continue;
		if (c < 0x80)
		{
			/* Most text is ASCII, and no processor foresees where words end. */
			bool		letter = ascii[c] != ' ';

			*out = ' ';
			out += letter & (before != LETTER_OF_WORD);
			*out = ascii[c];
			out += letter;
			before = (LetterKind) letter;
			continue;
		}
		kind = wm_letter_at(text, at, &len, &c);
		if (c == 0x2019)
			continue;
		if (kind != LETTER_NONE && kind != before)
			*out++ = ' ';
		if (kind != LETTER_NONE)
			out = put_char(out, c, text.data + at, len);
		before = kind;
	}
	*out++ = ' ';
	buffer->len += (size_t) (out - start);
	return wm_buffer_slice(buffer);
}
