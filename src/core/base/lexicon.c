/*
 * lexicon.c
 *	  Vocabularies: tables that say what words mean.
 */
#include "base/host.h"
#include "base/keyword.h"
#include "base/lexicon.h"

/*
 * A hash table with open addressing.  At least half of its slots are empty, so
 * that a search soon ends.
 */
struct LexiconIndex
{
	LexiconWord *words;
	uint32_t   *slots;			/* the number of a word from 1 on, 0: empty */
	size_t		mask;			/* slots less one */
	size_t		longest;		/* word, in bytes */
};

bool
wm_lexicon_next(const char **words, Slice *word)
{
	const char *start = *words;
	size_t		len = strcspn(start, "|");

	if (start[0] == '\0')
		return false;
	*word = wm_slice(start, len);
	*words = start + len + (start[len] == '|' ? 1 : 0);
	return true;
}

size_t
wm_lexicon_count(const Lexicon *lexicon)
{
	size_t		count = 0;
	Slice		word;

	for (size_t row = 0; row < lexicon->rows; row++)
	{
		const char *words = wm_lexicon_row_words(lexicon, row);

		while (wm_lexicon_next(&words, &word))
			count++;
	}
	return count;
}

/* FNV-1a over lower case; its low bits, which choose the slot, are good. */
static uint32_t
hash_of(Slice name)
{
	uint32_t	hash = UINT32_C(0x811c9dc5);

	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ wm_lower(name.data[i])) * UINT32_C(0x01000193);
	return hash ^ hash >> 15;
}

static bool
is_word(Slice name, Slice word)
{
	if (name.len != word.len)
		return false;
	for (size_t i = 0; i < name.len; i++)
	{
		if (wm_lower(name.data[i]) != (unsigned char) word.data[i])
			return false;
	}
	return true;
}

static void
add_word(LexiconIndex *index, uint32_t number, Slice word, size_t row)
{
	size_t		at = hash_of(word) & index->mask;

	while (index->slots[at] != 0)
		at = (at + 1) & index->mask;
	index->slots[at] = number;
	index->words[number - 1] = (LexiconWord) {word, row};
	if (word.len > index->longest)
		index->longest = word.len;
}

/*
 * The index has room for the words because they are counted first.  It is one
 * piece of memory, and nothing raises an error once that is there, so that
 * none is lost.
 */
static LexiconIndex *
make_index(const Lexicon *lexicon)
{
	size_t		count = wm_lexicon_count(lexicon);
	size_t		slots = 2;
	uint32_t	number = 0;
	LexiconIndex *index;
	Slice		word;

	while (slots < 2 * count)
		slots *= 2;
	index = wm_alloc_for_good(sizeof(LexiconIndex) + count * sizeof(LexiconWord) +
							  slots * sizeof(uint32_t));
	index->words = (LexiconWord *) (index + 1);
	index->slots = (uint32_t *) (index->words + count);
	index->mask = slots - 1;
	index->longest = 0;
	memset(index->slots, 0, slots * sizeof(uint32_t));

	for (size_t row = 0; row < lexicon->rows; row++)
	{
		const char *words = wm_lexicon_row_words(lexicon, row);

		while (wm_lexicon_next(&words, &word))
			add_word(index, ++number, word, row);
	}
	return index;
}

/* Names come from transcripts: one of any length is hashed only if short. */
const LexiconWord *
wm_lexicon_find(Lexicon *lexicon, Slice name)
{
	const LexiconIndex *index = lexicon->index;

	if (index == NULL)
		index = lexicon->index = make_index(lexicon);
	if (name.len == 0 || name.len > index->longest)
		return NULL;
	for (size_t at = hash_of(name) & index->mask; index->slots[at] != 0;
		 at = (at + 1) & index->mask)
	{
		const LexiconWord *word = &index->words[index->slots[at] - 1];

		if (is_word(name, word->word))
			return word;
	}
	return NULL;
}

int
wm_lexicon_kind(Lexicon *lexicon, Slice name)
{
	const LexiconWord *found = wm_lexicon_find(lexicon, name);

	return found == NULL ? LEXICON_NONE : wm_lexicon_row_kind(lexicon, found->row);
}
