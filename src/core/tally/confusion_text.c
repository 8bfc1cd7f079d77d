/*
 * confusion_text.c
 *	  The text form of a confusion.
 */
#include "tally/confusion.h"
#include "tally/state_text.h"

static void
put_row(TextBuffer *out, const Confusion *confusion, int truth)
{
	wm_state_put_key(out, wm_slice_cstring(wm_modes[truth].name));
	wm_text_put(out, "{");
	for (int predicted = 0; predicted < MODE_COUNT; predicted++)
	{
		if (confusion->count[truth][predicted] != 0)
			wm_state_put_count(out, wm_slice_cstring(wm_modes[predicted].name),
							   confusion->count[truth][predicted]);
	}
	wm_text_put(out, "}");
}

void
wm_confusion_print(const Confusion *confusion, TextBuffer *out)
{
	wm_text_put(out, "{");
	wm_state_put_count(out, SLICE("version"), CONFUSION_VERSION);
	if (confusion->skipped != 0)
		wm_state_put_count(out, SLICE("skipped"), confusion->skipped);
	for (int truth = 0; truth < MODE_COUNT; truth++)
	{
		if (wm_confusion_truth(confusion, truth) != 0)
			put_row(out, confusion, truth);
	}
	wm_text_put(out, "}");
}

static inline bool
is_name(char c)
{
	return c != '"';
}

/* A key with its colon. */
static bool
take_key(StateReader *reader, Slice *key)
{
	if (!wm_state_take(reader, '"'))
		return false;
	*key = wm_state_take_while(reader, is_name);
	return wm_state_take(reader, '"') && wm_state_take(reader, ':');
}

/* A number that is not there yet, into its place. */
static bool
read_count(StateReader *reader, int64_t *count)
{
	int64_t		number;

	wm_state_skip_blanks(reader);
	if (!wm_text_take_count(&reader->rest, CONFUSION_MAX_COUNT, &number))
		return wm_state_complain(reader, number > CONFUSION_MAX_COUNT ?
								 "A count is out of range" :
								 "A count must be a whole number that is not negative");
	if (*count != 0)
		return wm_state_complain(reader, "A count is given twice");
	*count = number;
	return true;
}

static bool
read_row(StateReader *reader, int64_t *row)
{
	if (!wm_state_take(reader, '{'))
		return wm_state_complain(reader, "A row must begin with \"{\"");
	do
	{
		Slice		key;
		int			mode;

		if (!take_key(reader, &key))
			return wm_state_complain(reader, "A row must hold modes with their counts");
		mode = wm_mode_from_name(key);
		if (mode == MODE_NONE)
			return wm_state_complain(reader, "A predicted label is not a mode");
		if (!read_count(reader, &row[mode]))
			return false;
	} while (wm_state_take(reader, ','));
	return wm_state_take(reader, '}') ||
		wm_state_complain(reader, "A row must end with \"}\"");
}

/* One member of the object, by its key. */
static bool
read_member(StateReader *reader, Confusion *confusion, int64_t *version)
{
	Slice		key;
	int			mode;

	if (!take_key(reader, &key))
		return wm_state_complain(reader,
								 "It must hold keys in double quotes, each with a colon");
	if (wm_slice_equals(key, SLICE("version")))
		return read_count(reader, version);
	if (wm_slice_equals(key, SLICE("skipped")))
		return read_count(reader, &confusion->skipped);
	mode = wm_mode_from_name(key);
	if (mode == MODE_NONE)
		return wm_state_complain(reader, "A true label is not a mode");
	return read_row(reader, confusion->count[mode]);
}

static bool
read_confusion(StateReader *reader, Confusion *confusion)
{
	int64_t		version = 0;

	if (!wm_state_take(reader, '{'))
		return wm_state_complain(reader, "It must begin with \"{\"");
	do
	{
		if (!read_member(reader, confusion, &version))
			return false;
	} while (wm_state_take(reader, ','));
	if (!wm_state_take(reader, '}'))
		return wm_state_complain(reader, "It must end with \"}\"");
	wm_state_skip_blanks(reader);
	if (reader->rest.len != 0)
		return wm_state_complain(reader, "There is something after the closing \"}\"");
	return version == CONFUSION_VERSION ||
		wm_state_complain(reader, "Its version is missing or not known");
}

const char *
wm_confusion_parse(Confusion *confusion, Slice text)
{
	StateReader reader = {.text = text, .rest = text};

	memset(confusion, 0, sizeof(*confusion));
	(void) read_confusion(&reader, confusion);
	return reader.what;
}
