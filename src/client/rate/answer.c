/*
 * answer.c
 *	  What a rater says.
 */
#include "rate/answer.h"

/* No mode has a longer name. */
#define NAME_LIMIT	16

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

int
rate_answer_mode(Slice answer)
{
	char		name[NAME_LIMIT];

	while (answer.len > 0 && is_blank(answer.data[0]))
		answer = wm_slice_from(answer, 1);
	while (answer.len > 0 && is_blank(answer.data[answer.len - 1]))
		answer.len--;
	if (answer.len > NAME_LIMIT)
		return MODE_NONE;
	for (size_t i = 0; i < answer.len; i++)
	{
		char		c = answer.data[i];

		name[i] = c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
	}
	return wm_mode_from_name(wm_slice(name, answer.len));
}
