/*
 * greeting.c
 *	  Texts that greet and ask for nothing.
 */
#include "unit.h"

#include <string.h>

#include "language/fold.h"
#include "language/greeting.h"

static Slice
slice(const char *string)
{
	return wm_slice(string, strlen(string));
}

static const struct
{
	const char *text;
	bool		greeting;
}			texts[] = {
	{"hi", true}, {"Hello, Claude!", true}, {"  hey there  ", true}, {"good morning", true},
	{"test 123", true}, {"hello? are you there?", true}, {"What's up", true},
	{"你好", true}, {"你好，在嗎？", true}, {"こんにちは！", true}, {"안녕하세요", true},
	{"¡Hola!", true}, {"Olá, bom dia", true}, {"Привет!", true}, {"Grüezi", false},
	{"Olá, tudo bem?", true}, {"Merhaba", true}, {"Cześć!", true}, {"Dzień dobry", true},
	{"xin chào", true}, {"नमस्ते", true}, {"tudo bem", false}, {"hej, napraw to", false},
	{"", false}, {"...", false}, {"claude", false}, {"1 2 3", false},
	{"hi, what is a monad?", false}, {"hello world in Rust", false}, {"test it", false},
	{"history", false}, {"hi5", false}, {"你好吗我要登录页", false}, {"good", false},
	{"hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi", true},
	{"hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi hi",
	false},
};

/* A word that folds to something else could never be found. */
static void
vocabulary(void)
{
	TextBuffer	buffer = {NULL, 0, 0};
	size_t		wrong = 0;

	for (size_t row = 0; row < wm_greetings_lexicon.rows; row++)
	{
		const char *rest = wm_lexicon_row_words(&wm_greetings_lexicon, row);
		Slice		word;

		while (wm_lexicon_next(&rest, &word))
		{
			Slice		folded = wm_slice_trim(wm_fold(word, &buffer));

			if (wm_slice_equals(folded, word))
				continue;
			printf("# %.*s is folded to %.*s\n", (int) word.len, word.data,
				   (int) folded.len, folded.data);
			wrong++;
		}
	}
	wm_buffer_free(&buffer);
	ok(wrong == 0, "words stand in the table as they are folded");
}

int
main(void)
{
	for (size_t i = 0; i < lengthof(texts); i++)
		ok(wm_is_greeting(slice(texts[i].text)) == texts[i].greeting, texts[i].text);
	vocabulary();
	return done();
}
