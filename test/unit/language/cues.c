/*
 * cues.c
 *	  Places of a text that carry a cue: each counts once, however many of the
 *	  cue's words stand there.
 */
#include "unit.h"

#include <string.h>

#include "language/cues.h"
#include "language/fold.h"

static uint32_t
count_cue(Slice text, Cue cue)
{
	TextBuffer	buffer = {NULL, 0, 0};
	uint32_t	counts[CUE_COUNT] = {0};

	wm_cues_count(wm_fold(text, &buffer), counts);
	wm_buffer_free(&buffer);
	return counts[cue];
}

static void
places(const char *text, Cue cue, uint32_t expected)
{
	uint32_t	got = count_cue(wm_slice(text, strlen(text)), cue);

	ok(got == expected, text);
	if (got != expected)
		printf("# %s: got %u, expected %u\n", wm_cues[cue].name, got, expected);
}

/* A text as long as one wants. */
static void
many(const char *text, size_t times, Cue cue, uint32_t expected)
{
	size_t		len = strlen(text);
	char	   *all = malloc(len * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(all + i * len, text, len);
	ok(count_cue(wm_slice(all, len * times), cue) == expected, "many places");
	free(all);
}

int
main(void)
{
	/* a word that stands, or stood, in the rows of several languages */
	places("refactor", CUE_REFACTOR, 1);
	places("migrate", CUE_REFACTOR, 1);
	places("create", CUE_CREATE, 1);
	places("problem", CUE_FAULT, 1);
	places("refactor, then refactor", CUE_REFACTOR, 2);

	/* words of one cue within one another */
	places("code review", CUE_REVIEW, 1);
	places("review the code review", CUE_REVIEW, 2);
	places("unit test", CUE_TEST, 1);
	places("test test", CUE_TEST, 2);
	places("单元测试", CUE_TEST, 1);
	places("测试测试", CUE_TEST, 2);
	places("tests, unit tests and end to end tests", CUE_TEST, 3);

	/* beginnings, whole words, and what is neither */
	places("installing", CUE_SETUP, 1);
	places("reinstalled", CUE_SETUP, 0);
	places("add.", CUE_CREATE, 1);
	places("address", CUE_CREATE, 0);
	places("please add", CUE_CREATE, 1);
	places("stack trace", CUE_FAULT, 1);
	places("stack traces", CUE_FAULT, 1);
	places("stack, trace", CUE_FAULT, 1);
	places("stacked traces", CUE_FAULT, 0);

	/* any case, accents, widths; scripts without blanks */
	places("REFACTOR", CUE_REFACTOR, 1);
	places("Prüfe das", CUE_REVIEW, 1);
	places("ｒｅｆａｃｔｏｒ", CUE_REFACTOR, 1);
	places("请修改bug", CUE_REPAIR, 1);
	places("生成AI", CUE_LLM, 1);
	places("このバグを直して", CUE_FAULT, 1);
	places("오류가 발생", CUE_FAULT, 1);

	/* a word may speak for several cues */
	places("解决冲突", CUE_FAULT, 1);
	places("解决冲突", CUE_GIT, 1);

	/* nothing, and much */
	places("", CUE_TEST, 0);
	places(" ", CUE_TEST, 0);
	places("x", CUE_TEST, 0);
	many("test ", 1, CUE_TEST, 1);
	many("unit test ", 10000, CUE_TEST, 10000);
	many("测试", 10000, CUE_TEST, 10000);
	return done();
}
