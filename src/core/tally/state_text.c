/*
 * state_text.c
 *	  What the texts of tallies, histograms, panels and confusions are made of:
 *	  objects, keys, numbers.
 */
#include "tally/state_text.h"

/*
 * Writing.
 */

static void
begin_key(TextBuffer *out)
{
	if (out->data[out->len - 1] != '{')
		wm_text_put(out, ", ");
	wm_text_put(out, "\"");
}

void
wm_state_put_key(TextBuffer *out, Slice key)
{
	begin_key(out);
	wm_buffer_append(out, key);
	wm_text_put(out, "\": ");
}

void
wm_state_put_number_key(TextBuffer *out, int64_t number)
{
	begin_key(out);
	wm_text_put_count(out, number);
	wm_text_put(out, "\": ");
}

void
wm_state_put_count(TextBuffer *out, Slice key, int64_t count)
{
	wm_state_put_key(out, key);
	wm_text_put_count(out, count);
}


/*
 * Reading.
 */

bool
wm_state_complain(StateReader *reader, const char *what)
{
	if (reader->what == NULL)
		reader->what = what;
	return false;
}

bool
wm_state_complain_at(StateReader *reader, Slice word, const char *what)
{
	reader->rest = wm_slice_from(reader->text, (size_t) (word.data - reader->text.data));
	return wm_state_complain(reader, what);
}

TallyTextError
wm_state_error(const StateReader *reader)
{
	TallyTextError error = {0};

	error.byte = (size_t) (reader->rest.data - reader->text.data) + 1;
	error.problem.fault = TALLY_MALFORMED;
	error.problem.mode = MODE_NONE;
	error.problem.what = reader->what;
	return error;
}

bool
wm_state_see_once(StateReader *reader, Slice key, unsigned *seen, int bit)
{
	if ((*seen & (1u << bit)) != 0)
		return wm_state_complain_at(reader, key, "the key came before");
	*seen |= 1u << bit;
	return true;
}

bool
wm_state_see_version(StateReader *reader, int64_t version, int64_t known)
{
	reader->has_version = true;
	return version == known ||
		wm_state_complain(reader, "the version is not one that is known");
}

bool
wm_state_read_object(StateReader *reader, int of, StateMemberReader read_member)
{
	unsigned	seen = 0;
	Slice		key;

	if (!wm_state_take(reader, '{'))
		return wm_state_complain(reader, "\"{\" was expected");
	do
	{
		if (!reader->read_key(reader, &key) || !read_member(reader, of, key, &seen))
			return false;
	} while (wm_state_take(reader, ','));
	return wm_state_take(reader, '}') ||
		wm_state_complain(reader, "\",\" or \"}\" was expected");
}

bool
wm_state_read_text(StateReader *reader, StateMemberReader read_member)
{
	if (!wm_state_read_object(reader, 0, read_member))
		return false;
	wm_state_skip_blanks(reader);
	if (reader->rest.len > 0)
		return wm_state_complain(reader, "the end was expected");
	return reader->has_version || wm_state_complain(reader, "the version is missing");
}

bool
wm_state_has_leading_zero(Slice digits)
{
	size_t		lead = digits.len > 0 && digits.data[0] == '-' ? 1 : 0;

	return digits.len > lead + 1 && digits.data[lead] == '0' &&
		digits.data[lead + 1] != '.';
}
