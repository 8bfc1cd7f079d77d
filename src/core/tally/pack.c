/*
 * pack.c
 *	  The packed form of stored states, in memory and on the wire.
 */
#include "base/mode.h"
#include "base/varint.h"
#include "tally/pack.h"

/* A group's length stands before its bytes, but is known only behind them. */
static char *
put_group(const PackGroup *group, const void *state, char *out)
{
	char	   *content = out + 1;
	size_t		len = (size_t) (group->put(state, content) - content);

	if (len >= VARINT_LENGTHS)
	{
		char		head[VARINT_SIZE(1)];
		char	   *head_end = wm_varint_put_count(head, (int64_t) len);
		size_t		head_len = (size_t) (head_end - head);

		memmove(out + head_len, content, len);
		memcpy(out, head, head_len);
		return out + head_len + len;
	}
	*out = (char) len;
	return content + len;
}

size_t
wm_pack(const PackForm *form, const void *state, char *out)
{
	char	   *start = out;
	int64_t		present = 0;

	for (int i = 0; i < form->ngroups; i++)
		present |= (int64_t) form->groups[i].has(state) << i;

	*out++ = (char) form->version;
	out = wm_varint_put_count(out, present);
	for (int i = 0; i < form->ngroups; i++)
	{
		if ((present >> i & 1) != 0)
			out = put_group(&form->groups[i], state, out);
	}
	return (size_t) (out - start);
}

static bool
take_group(const PackGroup *group, Slice *bytes, void *state)
{
	int64_t		len;
	Slice		content;

	if (!wm_varint_take_count(bytes, (int64_t) bytes->len, &len) ||
		(size_t) len > bytes->len)
		return false;
	content = wm_slice_head(*bytes, (size_t) len);
	*bytes = wm_slice_from(*bytes, (size_t) len);
	return group->take(state, &content) && content.len == 0;
}

PackFault
wm_unpack(const PackForm *form, Slice bytes, void *state)
{
	uint64_t	present;
	int			version;

	if (bytes.len == 0)
		return PACK_BROKEN;
	version = (unsigned char) bytes.data[0];
	if (version != form->version)
		return version > form->version ? PACK_NEWER : PACK_BROKEN;
	bytes = wm_slice_from(bytes, 1);
	if (!wm_varint_take(&bytes, &present, 1))
		return PACK_BROKEN;
	if (present >> form->ngroups != 0)
		return PACK_NEWER;
	for (int i = 0; i < form->ngroups; i++)
	{
		if ((present >> i & 1) != 0 && !take_group(&form->groups[i], &bytes, state))
			return PACK_BROKEN;
	}
	return bytes.len == 0 ? PACK_FINE : PACK_BROKEN;
}

char *
wm_pack_put_modes(char *out, unsigned modes)
{
	*out++ = (char) (modes & 0xff);
	*out++ = (char) (modes >> 8);
	return out;
}

bool
wm_pack_take_modes(Slice *bytes, unsigned *modes)
{
	const unsigned char *at = (const unsigned char *) bytes->data;

	if (bytes->len < PACK_SET_SIZE)
		return false;
	*modes = at[0] | (unsigned) at[1] << 8;
	*bytes = wm_slice_from(*bytes, PACK_SET_SIZE);
	return *modes >> MODE_COUNT == 0;
}
