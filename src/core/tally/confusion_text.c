/*
 * confusion_text.c
 *	  The text form of a confusion.
 */
#include "base/host.h"
#include "base/text.h"
#include "tally/confusion.h"

/* Comma, key, colon. */
static void
append_key(TextBuffer *buffer, const char *between, const char *key)
{
	wm_text_put(buffer, between);
	wm_text_put(buffer, "\"");
	wm_text_put(buffer, key);
	wm_text_put(buffer, "\": ");
}

void
wm_confusion_print(const Confusion *confusion, TextBuffer *buffer)
{
	append_key(buffer, "{", "version");
	wm_text_put_count(buffer, CONFUSION_VERSION);
	if (confusion->skipped != 0)
	{
		append_key(buffer, ", ", "skipped");
		wm_text_put_count(buffer, confusion->skipped);
	}
	for (int truth = 0; truth < MODE_COUNT; truth++)
	{
		const char *between = "{";

		if (wm_confusion_truth(confusion, truth) == 0)
			continue;
		append_key(buffer, ", ", wm_modes[truth].name);
		for (int predicted = 0; predicted < MODE_COUNT; predicted++)
		{
			if (confusion->count[truth][predicted] == 0)
				continue;
			append_key(buffer, between, wm_modes[predicted].name);
			wm_text_put_count(buffer, confusion->count[truth][predicted]);
			between = ", ";
		}
		wm_text_put(buffer, "}");
	}
	wm_text_put(buffer, "}");
}

static void
skip_blanks(Slice *text)
{
	while (text->len > 0 &&
		   (text->data[0] == ' ' || text->data[0] == '\t' ||
			text->data[0] == '\n' || text->data[0] == '\r'))
	{
		wm_check_step(text->data, text->data + 1);
		*text = wm_slice_from(*text, 1);
	}
}

/* The next sign, if it is the one; blanks before it do not count. */
static bool
take(Slice *text, char sign)
{
	skip_blanks(text);
	if (text->len == 0 || text->data[0] != sign)
		return false;
	*text = wm_slice_from(*text, 1);
	return true;
}

/* A key with its colon. */
static bool
take_key(Slice *text, Slice *key)
{
	const char *quote;

	if (!take(text, '"'))
		return false;
	quote = wm_find_byte(text->data, text->data + text->len, '"');
	if (quote == NULL)
		return false;
	*key = wm_slice(text->data, (size_t) (quote - text->data));
	*text = wm_slice_from(*text, key->len);
	return take(text, '"') && take(text, ':');
}

/* A number that is not there yet, into its place. */
static const char *
take_count(Slice *text, int64_t *count)
{
	size_t		len = 0;
	int64_t		number = 0;

	skip_blanks(text);
	while (len < text->len && text->data[len] >= '0' && text->data[len] <= '9')
	{
		wm_check_step(text->data + len, text->data + len + 1);
		number = number * 10 + (text->data[len++] - '0');
		if (number > CONFUSION_MAX_COUNT)
			return "A count is out of range";
	}
	if (len == 0)
		return "A count must be a whole number that is not negative";
	if (*count != 0)
		return "A count is given twice";
	*count = number;
	*text = wm_slice_from(*text, len);
	return NULL;
}

static const char *
take_row(Slice *text, int64_t *row)
{
	if (!take(text, '{'))
		return "A row must begin with \"{\"";
	do
	{
		Slice		key;
		int			mode;
		const char *fault;

		if (!take_key(text, &key))
			return "A row must hold modes with their counts";
		mode = wm_mode_from_name(key);
		if (mode == MODE_NONE)
			return "A predicted label is not a mode";
		fault = take_count(text, &row[mode]);
		if (fault != NULL)
			return fault;
	} while (take(text, ','));
	return take(text, '}') ? NULL : "A row must end with \"}\"";
}

/* One member of the object, by its key. */
static const char *
take_member(Slice *text, Confusion *confusion, int64_t *version)
{
	Slice		key;
	int			mode;

	if (!take_key(text, &key))
		return "It must hold keys in double quotes, each with a colon";
	if (wm_slice_equals(key, SLICE("version")))
		return take_count(text, version);
	if (wm_slice_equals(key, SLICE("skipped")))
		return take_count(text, &confusion->skipped);
	mode = wm_mode_from_name(key);
	if (mode == MODE_NONE)
		return "A true label is not a mode";
	return take_row(text, confusion->count[mode]);
}

const char *
wm_confusion_parse(Confusion *confusion, Slice text)
{
	int64_t		version = 0;

	memset(confusion, 0, sizeof(*confusion));
	if (!take(&text, '{'))
		return "It must begin with \"{\"";
	do
	{
		const char *fault = take_member(&text, confusion, &version);

		if (fault != NULL)
			return fault;
	} while (take(&text, ','));
	if (!take(&text, '}'))
		return "It must end with \"}\"";
	skip_blanks(&text);
	if (text.len != 0)
		return "There is something after the closing \"}\"";
	if (version != CONFUSION_VERSION)
		return "Its version is missing or not known";
	return NULL;
}
