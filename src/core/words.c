/*
 * words.c
 *	  Words of a UTF-8 text, in any language.
 */
#include "host.h"
#include "words.h"

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

static LetterKind
letter_at(Slice text, size_t at, size_t *len)
{
	uint32_t	code;

	return wm_letter_at(text, at, len, &code);
}

/* The next word at *at, which moves behind it; false at the end. */
static bool
next_word(Slice text, size_t *at, Slice *word)
{
	size_t		len;
	size_t		from;
	LetterKind	kind = LETTER_NONE;

	while (*at < text.len && (kind = letter_at(text, *at, &len)) == LETTER_NONE)
		*at += len;
	if (*at >= text.len)
		return false;

	from = *at;
	*at += len;
	while (kind == LETTER_OF_WORD && *at < text.len &&
		   letter_at(text, *at, &len) == LETTER_OF_WORD)
		*at += len;
	*word = wm_slice(text.data + from, *at - from);
	return true;
}

int64_t
wm_words_count(Slice text)
{
	size_t		at = 0;
	size_t		from = 0;
	Slice		word;
	int64_t		count = 0;

	while (next_word(text, &at, &word))
	{
		wm_check_step(text.data + from, text.data + at);
		from = at;
		count++;
	}
	return count;
}
