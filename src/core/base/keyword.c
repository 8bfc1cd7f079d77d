/*
 * keyword.c
 *	  Sorted tables of words, and the words of an identifier.
 */
#include "base/keyword.h"

int
wm_keyword_compare(const char *name, Slice word)
{
	for (size_t i = 0; i < word.len; i++)
	{
		int			order = (unsigned char) name[i] - wm_lower(word.data[i]);

		if (order != 0 || name[i] == '\0')
			return name[i] == '\0' ? -1 : order;
	}
	return name[word.len] == '\0' ? 0 : 1;
}

int
wm_keyword_find(const Keyword *table, size_t rows, Slice word)
{
	size_t		low = 0;
	size_t		high = rows;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		int			order = wm_keyword_compare(table[middle].name, word);

		if (order == 0)
			return table[middle].kind;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return KEYWORD_NONE;
}

bool
wm_keyword_sorted(const Keyword *table, size_t rows)
{
	for (size_t i = 0; i < rows; i++)
	{
		Slice		name = wm_slice(table[i].name, strlen(table[i].name));

		for (size_t c = 0; c < name.len; c++)
		{
			if (wm_lower(name.data[c]) != (unsigned char) name.data[c])
				return false;
		}
		if (i > 0 && wm_keyword_compare(table[i - 1].name, name) >= 0)
			return false;
	}
	return true;
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
