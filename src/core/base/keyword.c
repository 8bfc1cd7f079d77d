/*
 * keyword.c
 *	  The letters of names, and the words that they are made of.
 */
#include "base/keyword.h"

bool
wm_is_word(Slice name, const char *lower)
{
	for (size_t i = 0; i < name.len; i++)
	{
		if (lower[i] == '\0' || wm_lower(name.data[i]) != (unsigned char) lower[i])
			return false;
	}
	return lower[name.len] == '\0';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Letters of other scripts, bytes beyond ASCII, are word characters too. */
static bool
is_word(char c)
{
	return (unsigned char) c >= 0x80 || wm_is_digit(c) || is_upper(c) ||
		(c >= 'a' && c <= 'z');
}

bool
wm_keyword_next(Slice *rest, Slice *word)
{
	size_t		start = 0;
	size_t		end;

	while (start < rest->len && !is_word(rest->data[start]))
		start++;
	if (start == rest->len)
		return false;

	/* A capital after a small letter begins a word of its own. */
	for (end = start + 1; end < rest->len && is_word(rest->data[end]); end++)
	{
		if (is_upper(rest->data[end]) && !is_upper(rest->data[end - 1]))
			break;
	}

	*word = wm_slice(rest->data + start, end - start);
	while (word->len > 1 && wm_is_digit(word->data[word->len - 1]))
		word->len--;
	*rest = wm_slice_from(*rest, end);
	return true;
}
