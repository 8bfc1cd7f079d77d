/*
 * evidence.c
 *	  The words that reasons name: each within its room, whatever the bytes.
 */
#include "unit.h"

#include <string.h>

#include "evidence.h"

#define STRAY	300

/* Is it one of the words that people said? */
static bool
has_word(const Witness *witness, const char *word)
{
	for (int bucket = 0; bucket < WORD_BUCKETS; bucket++)
	{
		if (strcmp(wm_witness_word(witness, 0, bucket), word) == 0)
			return true;
	}
	return false;
}

static size_t
longest_word(const Witness *witness)
{
	size_t		longest = 0;

	for (int bucket = 0; bucket < WORD_BUCKETS; bucket++)
	{
		size_t		len = strlen(wm_witness_word(witness, 0, bucket));

		longest = len > longest ? len : longest;
	}
	return longest;
}

int
main(void)
{
	static Witness witness;
	char		text[6 + STRAY];

	wm_witness_act(&witness, SLICE("Fix the parser, repairrepairrepairrepairrepair"));
	ok(has_word(&witness, "parser"), "a word is kept");
	ok(has_word(&witness, ""), "a bucket without one is empty");
	ok(longest_word(&witness) == 6, "a word too long for its room does not count");

	/* Bopomofo; in SQL_ASCII nothing says that a character ends. */
	memcpy(text, "\xE3\x84\x85\xE3\x84\x86", 6);
	wm_witness_act(&witness, wm_slice(text, 6));
	ok(has_word(&witness, "\xE3\x84\x85\xE3\x84\x86"), "neighbours are a word");
	memset(text + 6, 0x80, STRAY);
	wm_witness_act(&witness, wm_slice(text, sizeof(text)));
	ok(longest_word(&witness) == WORD_SIZE - 1, "with stray bytes it is cut to its room");

	wm_witness_free(&witness);
	return done();
}
