/*
 * answer.c
 *	  Which answers of a rater are modes.
 */
#include "unit.h"

#include "rate/answer.h"

static int
mode(const char *answer)
{
	return rate_answer_mode(wm_slice_cstring(answer));
}

int
main(void)
{
	ok(mode("build") == MODE_BUILD && mode("communicate") == MODE_COMMUNICATE, "a word");
	ok(mode(" \r\n\tFiX\v\f\n") == MODE_FIX, "in any case, with blanks around");
	ok(mode("") == MODE_NONE && mode(" \n") == MODE_NONE, "nothing");
	ok(mode("building") == MODE_NONE && mode("buil") == MODE_NONE &&
	   mode("The mode is build.") == MODE_NONE && mode("build fix") == MODE_NONE &&
	   mode("build.") == MODE_NONE && mode("\"build\"") == MODE_NONE, "what is no mode");
	ok(rate_answer_mode(wm_slice("build\0", 6)) == MODE_NONE, "a NUL");
	ok(mode("build\xC2\xA0") == MODE_NONE, "a blank of two bytes");
	return done();
}
