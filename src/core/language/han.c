/*
 * han.c
 *	  Traditional Chinese characters and the Simplified ones for them.
 */
#include "language/han.h"

/*
 * The Simplified character for each of the block, or 0 if it stays as it is; built
 * when it is first asked for.
 */
static struct
{
	bool		ready;
	uint16_t	simplified[HAN_LAST - HAN_FIRST + 1];
}			han_index;

/* A character of the block is three bytes long in UTF-8. */
static uint32_t
next_char(const char **text)
{
	const unsigned char *c = (const unsigned char *) *text;

	*text += 3;
	return (uint32_t) (c[0] & 0x0F) << 12 | (uint32_t) (c[1] & 0x3F) << 6 |
		(c[2] & 0x3F);
}

static void
build_index(void)
{
	for (const char *pair = wm_han_pairs; pair[0] != '\0';)
	{
		uint32_t	from = next_char(&pair);

		han_index.simplified[from - HAN_FIRST] = (uint16_t) next_char(&pair);
	}
	han_index.ready = true;
}

uint32_t
wm_han_simplified(uint32_t c)
{
	uint32_t	simplified;

	if (c < HAN_FIRST || c > HAN_LAST)
		return c;
	if (!han_index.ready)
		build_index();
	simplified = han_index.simplified[c - HAN_FIRST];
	return simplified == 0 ? c : simplified;
}

void
wm_han_simplify(Slice text, char *simplified)
{
	const char *at = text.data;
	const char *end = text.data + text.len;

	memcpy(simplified, text.data, text.len);
	while (at < end)
	{
		char	   *out = simplified + (at - text.data);
		unsigned char lead = (unsigned char) *at;
		uint32_t	c;

		if (lead < 0xE4 || lead > 0xE9 || end - at < 3)
		{
			at++;
			continue;
		}
		c = wm_han_simplified(next_char(&at));
		out[0] = (char) (0xE0 | c >> 12);
		out[1] = (char) (0x80 | (c >> 6 & 0x3F));
		out[2] = (char) (0x80 | (c & 0x3F));
	}
}
