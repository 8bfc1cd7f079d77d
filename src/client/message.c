/*
 * message.c
 *	  What the program tells its user, by whichever process.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "message.h"
#include "repair.h"

/* More bytes of a name are not shown. */
#define NAME_SHOWN	1000

const char *client_program = "workmode-load";

/* The pipe to the process that shows messages; -1: this one does. */
static int	to = -1;
static void (*before) (void);

void
client_message_to(int pipe)
{
	to = pipe;
}

void
client_message_before(void (*clear) (void))
{
	before = clear;
}

/* Is it a character that a terminal obeys?  C1 has two bytes in UTF-8. */
static bool
is_control(Slice character)
{
	unsigned char byte = (unsigned char) character.data[0];

	return byte < ' ' || byte == 0x7F ||
		(byte == 0xC2 && (unsigned char) character.data[1] < 0xA0);
}

void
client_put_text(TextBuffer *text, const char *what, const char *wanted)
{
	Slice		rest = wm_slice_cstring(what);

	while (rest.len > 0)
	{
		bool		valid;
		size_t		len = client_utf8_step(rest, &valid);
		Slice		character = wm_slice_head(rest, len);

		if (valid && (wanted == NULL || !is_control(character) ||
					  strchr(wanted, character.data[0]) != NULL))
			wm_buffer_append(text, character);
		else
		{
			char		escape[8];

			snprintf(escape, sizeof(escape), "\\x%02X", (unsigned char) rest.data[0]);
			wm_buffer_append(text, wm_slice_cstring(escape));
			len = 1;
		}
		rest = wm_slice_from(rest, len);
	}
}

/* What a server or a name says must not move the cursor. */
static void
show(const char *message)
{
	TextBuffer	text = {NULL, 0, 0};

	client_put_text(&text, message, "\n\t");
	if (before != NULL)
		before();
	fprintf(stderr, "%s: %.*s\n", client_program, (int) text.len, text.data);
	fflush(stderr);
	wm_buffer_free(&text);
}

void
client_message(const char *format,...)
{
	char		message[MESSAGE_LIMIT];
	size_t		size = to < 0 || PIPE_BUF > MESSAGE_LIMIT ? MESSAGE_LIMIT : PIPE_BUF;
	va_list		args;

	va_start(args, format);
	vsnprintf(message, size, format, args);
	va_end(args);
	if (to < 0)
		show(message);
	else if (write(to, message, strlen(message) + 1) < 0)
		_exit(1);				/* nobody is there any more */
}

void
client_message_from(TextBuffer *text)
{
	const char *at = text->data;
	const char *end = text->data + text->len;
	const char *stop;

	while ((stop = wm_find_byte(at, end, '\0')) != NULL)
	{
		show(at);
		at = stop + 1;
	}
	memmove(text->data, at, (size_t) (end - at));
	text->len = (size_t) (end - at);
}

void
client_put_name(TextBuffer *text, const char *name, bool control)
{
	client_put_text(text, name, control ? NULL : "");
}

/* A path may be as long as a message, which must have room for what is wrong. */
static void
shorten(TextBuffer *text)
{
	static const Slice gap = LITERAL(" ... ");
	Slice		whole = wm_buffer_slice(text);
	size_t		begin;
	size_t		end;

	if (text->len <= NAME_SHOWN)
		return;
	begin = wm_slice_cut(whole, NAME_SHOWN / 2).len;
	end = wm_slice_cut(whole, text->len - NAME_SHOWN / 2 + gap.len).len;
	memcpy(text->data + begin, gap.data, gap.len);
	memmove(text->data + begin + gap.len, text->data + end, text->len - end);
	text->len -= end - begin - gap.len;
}

const char *
client_shown(const char *name)
{
	static TextBuffer texts[2];
	static int	turn;
	TextBuffer *text = &texts[turn ^= 1];

	wm_buffer_clear(text);
	wm_buffer_append_char(text, '"');
	client_put_name(text, name, false);
	shorten(text);
	wm_buffer_append_char(text, '"');
	wm_buffer_append_char(text, '\0');
	return text->data;
}
