/*
 * person.c
 *	  Has a sample rated by the person at the terminal.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "message.h"
#include "progress.h"
#include "rate/answer.h"
#include "rate/person.h"
#include "signals.h"

/* Longer lines are no answer. */
#define LINE_LIMIT	100

typedef enum Reply
{
	REPLY_MODE,
	REPLY_SKIP,
	REPLY_QUIT,
	REPLY_CODEBOOK,
	REPLY_UNCLEAR
} Reply;

/*
 * Shows a text, by the pager if the person has one.  What a transcript says must not
 * move the cursor.
 */
static void
show(Slice text)
{
	const char *pager = getenv("PAGER");
	FILE	   *pipe = pager != NULL && pager[0] != '\0' ? popen(pager, "w") : NULL;
	FILE	   *stream = pipe != NULL ? pipe : stdout;
	TextBuffer	raw = {NULL, 0, 0};
	TextBuffer	shown = {NULL, 0, 0};

	wm_buffer_append(&raw, text);
	wm_buffer_append_char(&raw, '\0');
	client_put_text(&shown, raw.data, "\n\t");
	fwrite(shown.data, 1, shown.len, stream);
	fputc('\n', stream);
	if (pipe != NULL)
		pclose(pipe);
	wm_buffer_free(&raw);
	wm_buffer_free(&shown);
}

static void
show_question(void)
{
	for (int i = 0; i < MODE_COUNT; i++)
		printf("%d %s%s", i + 1, wm_modes[i].name, i < MODE_COUNT - 1 ? ", " : "\n");
	printf("number or word; c shows the codebook, s skips the session, q quits: ");
	fflush(stdout);
}

/* One line; false at the end, or if a signal came. */
static bool
read_line(char *line)
{
	bool		whole;

	if (client_interrupted || fgets(line, LINE_LIMIT, stdin) == NULL)
		return false;
	whole = strchr(line, '\n') != NULL;
	line[strcspn(line, "\n")] = '\0';
	while (!whole)
	{
		int			c = getchar();

		if (c == EOF)
			return false;
		whole = c == '\n';
		line[0] = '\0';
	}
	return true;
}

static Reply
ask(int *mode)
{
	char		line[LINE_LIMIT];

	show_question();
	if (!read_line(line))
	{
		printf("\n");
		return REPLY_QUIT;
	}
	if (strcmp(line, "s") == 0)
		return REPLY_SKIP;
	if (strcmp(line, "q") == 0)
		return REPLY_QUIT;
	if (strcmp(line, "c") == 0)
		return REPLY_CODEBOOK;
	*mode = line[0] >= '1' && line[0] <= '9' && line[1] == '\0' ? line[0] - '1' :
		rate_answer_mode(wm_slice_cstring(line));
	return *mode == MODE_NONE ? REPLY_UNCLEAR : REPLY_MODE;
}

/* Asks until the person says what to do. */
static Reply
ask_until_clear(const Sample *sample, RateCounts *counts, int *mode)
{
	Reply		reply;

	while ((reply = ask(mode)) == REPLY_UNCLEAR || reply == REPLY_CODEBOOK)
	{
		if (reply == REPLY_CODEBOOK)
			show(rate_codebook(sample));
		else
			counts->refused++;
	}
	return reply;
}

bool
rate_by_person(const Sample *sample, RateCounts *counts)
{
	Reply		reply = REPLY_SKIP;
	BoardAnswer answer = BOARD_DONE;

	for (int i = 0; i < sample->count && reply != REPLY_QUIT && answer != BOARD_LOST; i++)
	{
		double		began = client_clock();
		int			mode = MODE_NONE;
		Handout		handout;

		answer = rate_hand_out(sample, &sample->sessions[i], &handout);
		if (answer != BOARD_DONE)
			continue;
		printf("\n%d of %d\n\n", i + 1, sample->count);
		show(rate_digest(&handout));
		counts->characters += handout.digest_characters;
		reply = ask_until_clear(sample, counts, &mode);
		if (reply == REPLY_MODE)
		{
			answer = rate_store(sample, &sample->sessions[i], wm_modes[mode].name,
								handout.digest_characters, client_clock() - began);
			counts->labelled += answer == BOARD_DONE;
		}
		rate_handout_free(&handout);
	}
	return answer != BOARD_LOST && !client_interrupted;
}
