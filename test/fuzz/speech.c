/*
 * speech.c
 *	  Fuzz target: any bytes as what a person says, and as words.
 */
#include "language/cues.h"
#include "language/fold.h"
#include "language/words.h"
#include "readers/human.h"

#include "fuzz.h"

static void
read_message(Slice text)
{
	TextBuffer	buffer = {NULL, 0, 0};
	Slice		own;
	HumanKind	kind = wm_human_read(text, &own, &buffer);

	must(own.len <= 2 * text.len + 2, "own words are part of the message");
	must(kind == HUMAN_NOTHING || wm_words_count(own) <= (int64_t) own.len,
		 "a word takes a byte or more");
	(void) wm_human_in_editor(text);
	wm_buffer_free(&buffer);
}

static void
read_words(Slice text)
{
	TextBuffer	buffer = {NULL, 0, 0};
	uint32_t	counts[CUE_COUNT] = {0};
	Slice		folded = wm_fold(text, &buffer);

	must(folded.len <= 2 * text.len + 1, "a character gets a blank at most");
	wm_cues_count(folded, counts);
	for (int cue = 0; cue < CUE_COUNT; cue++)
		must(counts[cue] <= folded.len, "a cue takes a byte or more");
	wm_buffer_free(&buffer);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		text = wm_slice((const char *) data, size);

	read_message(text);
	read_words(text);
	must_own_nothing();
	return 0;
}
