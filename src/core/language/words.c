/*
 * words.c
 *	  Words of a UTF-8 text, in any language.
 */
#include "base/host.h"
#include "language/words.h"

/* Letters, digits, '_' and the apostrophe are of words; a row is 16 characters. */
const unsigned char wm_ascii_letters[128] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0,
	0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1,
	0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
};

static size_t
char_length(unsigned char lead)
{
	if (lead < 0xC0)
		return 1;
	if (lead < 0xE0)
		return 2;
	return lead < 0xF0 ? 3 : 4;
}

static uint32_t
code_point(const unsigned char *c, size_t len)
{
	switch (len)
	{
		case 2:
			return (uint32_t) (c[0] & 0x1F) << 6 | (c[1] & 0x3F);
		case 3:
			return (uint32_t) (c[0] & 0x0F) << 12 | (uint32_t) (c[1] & 0x3F) << 6 |
				(c[2] & 0x3F);
		case 4:
			return (uint32_t) (c[0] & 0x07) << 18 | (uint32_t) (c[1] & 0x3F) << 12 |
				(uint32_t) (c[2] & 0x3F) << 6 | (c[3] & 0x3F);
		default:
			return c[0];
	}
}

static LetterKind
letter_kind(uint32_t c)
{
	if ((c >= 0x3040 && c <= 0x30FF) ||		/* kana */
		(c >= 0x3400 && c <= 0x9FFF) ||		/* Han */
		(c >= 0xF900 && c <= 0xFAFF) ||
		(c >= 0x20000 && c <= 0x3FFFF))
		return LETTER_IS_WORD;
	if ((c >= 0x2000 && c <= 0x2BFF) ||		/* punctuation, symbols, arrows, boxes */
		(c >= 0x3000 && c <= 0x303F) ||		/* CJK punctuation */
		(c >= 0xFE30 && c <= 0xFE6F) ||
		(c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
		(c >= 0x1F000 && c <= 0x1FAFF) ||	/* emoji */
		c == 0xA0 || c == 0xAB || c == 0xB7 || c == 0xBB || c == 0xBF || c == 0xFFFD)
		return LETTER_NONE;
	return LETTER_OF_WORD;
}

LetterKind
wm_letter_beyond_ascii(Slice text, size_t at, size_t *len, uint32_t *code)
{
	const unsigned char *c = (const unsigned char *) text.data + at;

	*len = char_length(*c);
	if (at + *len > text.len)
		*len = 1;
	*code = code_point(c, *len);
	return letter_kind(*code);
}

/*
 * A word begins at a letter that none stands before, or is one by itself.  No
 * processor foresees where words end, so ASCII is counted without a branch.
 */
int64_t
wm_words_count(Slice text)
{
	int64_t		count = 0;
	unsigned	before = LETTER_NONE;
	size_t		len;
	uint32_t	code;

	for (size_t at = 0; at < text.len; at += len)
	{
		unsigned char c = (unsigned char) text.data[at];
		unsigned	kind;

		len = 1;
		if (c < 0x80)
			kind = wm_ascii_letters[c];
		else
		{
			kind = wm_letter_beyond_ascii(text, at, &len, &code);
			count += kind == LETTER_IS_WORD;
			kind &= LETTER_OF_WORD;
		}
		count += kind & ~before;
		before = kind;
		wm_check_step(text.data + at, text.data + at + len);
	}
	return count;
}
