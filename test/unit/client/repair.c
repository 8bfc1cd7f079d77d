/*
 * repair.c
 *	  NULs and what is no UTF-8, against a table and in random bytes.
 */
#include "unit.h"

#include <string.h>

#include "base/host.h"
#include "repair.h"

#define ROUNDS	200000
#define LENGTH	24

/* Repairs bytes that lie in memory of exactly their size. */
static FileText
repaired(Slice bytes, Repair *repair)
{
	FileText	text = {wm_alloc(bytes.len), bytes.len, bytes.len};

	memcpy(text.data, bytes.data, bytes.len);
	*repair = client_repair(&text);
	return text;
}

static const struct
{
	Slice		bytes;
	Slice		text;
	int			nuls;
	int			broken;
}			cases[] = {
	{LITERAL("plain"), LITERAL("plain"), 0, 0},
	{LITERAL("\0"), LITERAL(""), 1, 0},
	{LITERAL("a\0\0b"), LITERAL("ab"), 2, 0},
	{LITERAL("12345678\0"), LITERAL("12345678"), 1, 0},
	{LITERAL("\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"), LITERAL("\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"), 0, 0},
	{LITERAL("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"),
	LITERAL("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"), 0, 0},
	{LITERAL("\xFF"), LITERAL("\xEF\xBF\xBD"), 0, 1},
	{LITERAL("\x80x"), LITERAL("\xEF\xBF\xBDx"), 0, 1},
	{LITERAL("\xC3"), LITERAL("\xEF\xBF\xBD"), 0, 1},
	{LITERAL("\xC3x"), LITERAL("\xEF\xBF\xBDx"), 0, 1},
	{LITERAL("\xE2\x82"), LITERAL("\xEF\xBF\xBD"), 0, 1},
	{LITERAL("\xE2\x82x"), LITERAL("\xEF\xBF\xBDx"), 0, 1},
	{LITERAL("\xF0\x9F\x98\xC3\xA9"), LITERAL("\xEF\xBF\xBD\xC3\xA9"), 0, 1},
	/* Overlong, surrogate, behind the last. */
	{LITERAL("\xC0\x80"), LITERAL("\xEF\xBF\xBD\xEF\xBF\xBD"), 0, 2},
	{LITERAL("\xE0\x9F\xBF"), LITERAL("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"), 0, 3},
	{LITERAL("\xED\xA0\x80"), LITERAL("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"), 0, 3},
	{LITERAL("\xF4\x90\x80\x80"), LITERAL("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"), 0, 4},
	{LITERAL("\xFF\xFF\0\0\0\0\0\0\0\xFF"), LITERAL("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"), 7, 3},
	{LITERAL("\0\0\0\xFF\xFF\xFF"), LITERAL("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"), 3, 3},
	{LITERAL("\xC3\0\xA9"), LITERAL("\xEF\xBF\xBD\xEF\xBF\xBD"), 1, 2},
};

static void
table(void)
{
	for (size_t i = 0; i < lengthof(cases); i++)
	{
		Repair		repair;
		FileText	text = repaired(cases[i].bytes, &repair);
		char		name[32];

		snprintf(name, sizeof(name), "case %zu", i);
		ok(wm_slice_equals(wm_slice(text.data, text.len), cases[i].text) &&
		   repair.nuls == cases[i].nuls && repair.broken == cases[i].broken, name);
		wm_free(text.data);
	}
}

/* How a character of so many bytes begins: the bits that say so, and what they are. */
static const struct
{
	unsigned char bits;
	unsigned char are;
	uint32_t	least;
}			leads[] = {
	{0, 0, 0}, {0x80, 0, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000},
};

/* Are these bytes one character?  They are decoded, and the code is looked at. */
static bool
is_character(const unsigned char *at, size_t len)
{
	uint32_t	code = at[0] & (unsigned char) ~leads[len].bits;

	if ((at[0] & leads[len].bits) != leads[len].are)
		return false;
	for (size_t i = 1; i < len; i++)
	{
		if ((at[i] & 0xC0) != 0x80)
			return false;
		code = code << 6 | (at[i] & 0x3F);
	}
	return code >= leads[len].least && code <= 0x10FFFF &&
		!(code >= 0xD800 && code <= 0xDFFF);
}

/* Is a text nothing but characters, no NUL among them? */
static bool
is_sound(const char *text, size_t len)
{
	const unsigned char *at = (const unsigned char *) text;
	const unsigned char *end = at + len;

	while (at < end)
	{
		size_t		size = 1;

		while (size <= 4 && (size > (size_t) (end - at) || !is_character(at, size)))
			size++;
		if (size > 4 || *at == '\0')
			return false;
		at += size;
	}
	return true;
}

/* Bytes that are near to being characters. */
static char
some_byte(void)
{
	static const unsigned char bytes[] = {
		0, 0, 'a', 'b', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xBF, 0xC0, 0xC2, 0xDF,
		0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xFF
	};

	return (char) bytes[(size_t) rand() % lengthof(bytes)];
}

/* What is kept is in its order, and nothing else is there than U+FFFD. */
static void
random_bytes(void)
{
	long		wrong = 0;
	long		touched = 0;

	srand(1);
	for (int round = 0; round < ROUNDS; round++)
	{
		char		bytes[LENGTH];
		size_t		len = (size_t) rand() % (LENGTH + 1);
		Repair		repair;
		FileText	text;

		for (size_t i = 0; i < len; i++)
			bytes[i] = some_byte();
		text = repaired(wm_slice(bytes, len), &repair);
		wrong += !is_sound(text.data, text.len);
		wrong += is_sound(bytes, len) != (repair.nuls + repair.broken == 0);
		touched += repair.nuls + repair.broken > 0;
		if (repair.nuls + repair.broken == 0)
			wrong += text.len != len || (len > 0 && memcmp(text.data, bytes, len) != 0);
		wm_free(text.data);
	}
	ok(wrong == 0, "random bytes become characters, and characters stay");
	ok(touched > ROUNDS / 2 && touched < ROUNDS, "both were there");
}

/* A fault at each place of a text that is read eight bytes at a time. */
static void
each_place(void)
{
	long		wrong = 0;

	for (size_t len = 1; len < 40; len++)
	{
		for (size_t at = 0; at < len; at++)
		{
			char		bytes[40];
			Repair		repair;
			FileText	text;

			memset(bytes, 'x', len);
			bytes[at] = '\0';
			text = repaired(wm_slice(bytes, len), &repair);
			wrong += repair.nuls != 1 || text.len != len - 1;
			wm_free(text.data);
			bytes[at] = (char) 0x80;
			text = repaired(wm_slice(bytes, len), &repair);
			wrong += repair.broken != 1 || text.len != len + 2;
			wm_free(text.data);
		}
	}
	ok(wrong == 0, "a fault is found at each place");
}

int
main(void)
{
	table();
	random_bytes();
	each_place();
	return done();
}
