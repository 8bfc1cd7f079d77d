/*
 * fold.c
 *	  A text made ready for looking up words, in any language.
 */
#include "fold.h"
#include "words.h"

/* The plain letters of U+00C0 to U+017F, in their order. */
static const char latin[] =
"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
"nnnnnnnnnoooooooorrrrrrsssssssstttttt"
"uuuuuuuuuuuuwwyyyzzzzzzs";

/* Lower case, or a plain letter; most characters are their own. */
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
	return c;
}

static void
append_char(TextBuffer *buffer, uint32_t c, Slice original)
{
	uint32_t	folded = fold_char(c);

	if (folded == c)
		wm_buffer_append(buffer, original);
	else if (folded < 0x80)
		wm_buffer_append_char(buffer, (char) folded);
	else
	{
		wm_buffer_append_char(buffer, (char) (0xC0 | folded >> 6));
		wm_buffer_append_char(buffer, (char) (0x80 | (folded & 0x3F)));
	}
}

Slice
wm_fold(Slice text, TextBuffer *buffer)
{
	LetterKind	before = LETTER_NONE;
	size_t		len;

	/* A character becomes no longer, but a blank may stand before it. */
	wm_buffer_clear(buffer);
	(void) wm_buffer_reserve(buffer, 2 * text.len + 1);
	for (size_t at = 0; at < text.len; at += len)
	{
		uint32_t	c;
		LetterKind	kind = wm_letter_at(text, at, &len, &c);

		/* An apostrophe is part of its word, but people write it in many ways. */
		if (c == '\'' || c == 0x2019)
			continue;
		if (c == '_')
			kind = LETTER_NONE;
		if (kind != LETTER_NONE)
		{
			if (kind != before)
				wm_buffer_append_char(buffer, ' ');
			append_char(buffer, c, wm_slice(text.data + at, len));
		}
		before = kind;
	}
	wm_buffer_append_char(buffer, ' ');
	return wm_buffer_slice(buffer);
}
