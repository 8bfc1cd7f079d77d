/*
 * records.c
 *	  A transcript cut into records, one after the other.
 */
#include "base/host.h"
#include "json/mend.h"
#include "readers/records.h"

/* So many lines of a text are taken for the first of a record before none is. */
#define BROKEN_TO_WALK	16

Slice
wm_records_begin(Slice text)
{
	if (wm_slice_starts(text, SLICE("\xEF\xBB\xBF")))
		text = wm_slice_from(text, 3);
	while (text.len > 0 && (unsigned char) text.data[0] <= ' ')
	{
		wm_check_step(text.data, text.data + 1);
		text = wm_slice_from(text, 1);
	}
	return text;
}

/* What a line holds, but for the comma that may divide it from the next. */
static Slice
without_comma(Slice line)
{
	line = wm_slice_trim(line);
	if (line.len > 0 && line.data[line.len - 1] == ',')
		line.len--;
	return line;
}

/* Do arrays begin, and in the innermost an object or a string? */
static bool
begins_array(Slice text)
{
	while (text.len > 0 && (text.data[0] == '[' || (unsigned char) text.data[0] <= ' '))
	{
		wm_check_step(text.data, text.data + 1);
		text = wm_slice_from(text, 1);
	}
	return text.len > 0 && (text.data[0] == '{' || text.data[0] == '"');
}

/*
 * Does an object whose first line ends with a brace go on in the rest?  What an
 * object or array may have there is no new record, but for an object behind a
 * comma: that is the next element of an array, or the next line behind a broken one.
 */
static bool
goes_on(Slice line, Slice rest)
{
	if (line.data[line.len - 1] != ',')
		return rest.data[0] == ',' || rest.data[0] == ']' || rest.data[0] == '}';
	return rest.data[0] == '"' || wm_mend_open(line) == '[';
}

/*
 * A text that begins with a container is of lines if that ends on its line, unless
 * that line is all there is.
 */
Shape
wm_records_shape(Slice text)
{
	bool		array = text.len > 0 && text.data[0] == '[';
	Shape		shape = array ? SHAPE_ARRAY : SHAPE_OBJECT;
	const char *end = text.data + text.len;
	const char *line_end;
	Slice		line;
	Slice		rest;
	Slice		value;

	if (text.len == 0 || (text.data[0] != '{' && !(array && begins_array(text))))
		return SHAPE_LINES;

	line_end = wm_find_byte(text.data, end, '\n');
	if (line_end == NULL)
		return shape;
	line = wm_slice_trim(wm_slice(text.data, (size_t) (line_end - text.data)));
	rest = wm_slice_trim(wm_slice(line_end, (size_t) (end - line_end)));
	if (rest.len == 0)
		return shape;
	value = without_comma(line);
	if (wm_json_whole(value))
		return SHAPE_LINES;

	/* A broken first line of many, or the first line of one long object? */
	return !array && value.len > 1 && value.data[value.len - 1] == '}' &&
		!goes_on(line, rest) ? SHAPE_LINES : shape;
}

Records
wm_records(Slice text, Shape shape)
{
	Records		records = {.shape = shape, .piece = PIECE_WHOLE};

	records.at = text.data;
	records.end = text.data + text.len;
	if (shape == SHAPE_ARRAY)
	{
		records.walk = wm_json_walk(text);
		records.done = records.walk.close == '\0';
	}
	else if (shape == SHAPE_VALUES)
		records.pieces = wm_pieces(text);
	return records;
}

Records
wm_records_of_source(const RecordSource *source, const char *member)
{
	Records		records = {.shape = SHAPE_ARRAY, .piece = PIECE_WHOLE};

	records.source = source;
	source->begin(source->context, member);
	return records;
}

/* What is left of the text, from here on. */
static Slice
rest_of(const Records *records, const char *from)
{
	return wm_slice(from, (size_t) (records->end - from));
}

/* Does a line begin a container that may end on another line? */
static bool
may_go_on(Slice line, Slice rest)
{
	Slice		inside = wm_records_begin(wm_slice_from(line, line.len > 0));
	Slice		value = without_comma(line);
	char		last;

	if (line.len == 0 || (line.data[0] != '{' && line.data[0] != '[') || rest.len == 0)
		return false;
	if (inside.len > 0 && inside.data[0] != '"' &&
		(line.data[0] == '{' || (inside.data[0] != '{' && inside.data[0] != '[')))
		return false;
	last = value.data[value.len - 1];
	return (last != '}' && last != ']') || goes_on(line, rest);
}

/* So nearly all lines look: the object ends, and behind it another begins. */
static bool
is_whole_line(const Records *records, Slice line)
{
	return line.len > 0 && line.data[line.len - 1] == '}' &&
		records->at < records->end && records->at[0] == '{';
}

/*
 * A record may stand on several lines among others on one: the line becomes all of
 * it.  What is broken is walked to where it breaks, so this is not tried for ever.
 */
static void
join_lines(Records *records, Slice *line)
{
	Slice		first = wm_slice_trim(*line);
	Slice		rest = rest_of(records, first.data);
	Slice		value;
	const char *newline;

	records->joined = false;
	if (records->of_text || records->broken >= BROKEN_TO_WALK ||
		!may_go_on(first, wm_records_begin(rest_of(records, records->at))))
		return;
	if (!wm_json_take(&rest, &value))
		records->broken++;
	else if (value.len > first.len)
	{
		*line = value;
		records->joined = true;
		newline = wm_find_byte(rest.data, records->end, '\n');
		records->at = newline == NULL ? records->end : newline + 1;
		rest.len = (size_t) (records->at - rest.data);
		if (without_comma(rest).len > 0)
			records->at = rest.data;
	}
}

/* The next line, without what ends it; false behind the last. */
static bool
next_line(Records *records, Slice *line)
{
	const char *newline;
	const char *from = records->at;

	if (from >= records->end)
		return false;
	newline = wm_find_byte(from, records->end, '\n');
	records->at = newline == NULL ? records->end : newline + 1;
	*line = wm_slice(from, (size_t) ((newline == NULL ? records->end : newline) - from));
	if (line->len > 0 && line->data[line->len - 1] == '\r')
		line->len--;
	if (is_whole_line(records, *line))
		records->joined = false;
	else
		join_lines(records, line);
	return true;
}

/*
 * Steps behind an element that is broken but ends, as one that is nested too
 * deep; false if there is no end before the next element or the array's end.
 */
static bool
step_over(Records *records, Slice *element)
{
	size_t		len = element->len > 0 ? wm_mend_balanced(*element) : 0;
	Slice		behind = wm_records_begin(wm_slice_from(*element, len));

	if (len == 0 || behind.len == 0 || (behind.data[0] != ',' && behind.data[0] != ']'))
		return false;
	records->walk.at = behind.data;

	/* A reader goes a level deeper: without its end it can't pass for whole. */
	element->len = len - 1;
	return true;
}

/*
 * The next element.  If it breaks off in its middle, nothing behind it can be told
 * apart by commas, and all that follows comes with it.  What stands behind the
 * array comes, too.
 */
static bool
next_element(Records *records, Slice *record)
{
	Slice		key;
	JsonStep	step = wm_json_next(&records->walk, &key, record);

	if (step == JSON_ITEM || (step == JSON_BROKEN && step_over(records, record)))
		return true;
	records->done = true;
	if (step == JSON_BROKEN)
		*record = rest_of(records, record->data);
	else
		*record = rest_of(records, records->walk.at);
	return step == JSON_BROKEN || wm_slice_trim(*record).len > 0;
}

/* The next element of a source. */
static bool
next_of_source(Records *records, Slice *record)
{
	const RecordSource *source = records->source;
	JsonStep	step = source->next(source->context, record);

	/* A reader goes a level deeper: without its end it can't pass for whole. */
	if (step == JSON_BROKEN && record->len > 0)
		record->len--;
	return step != JSON_END;
}

bool
wm_records_next(Records *records, Slice *record)
{
	wm_check_interrupts();
	if (records->done)
		return false;
	switch (records->shape)
	{
		case SHAPE_LINES:
			return next_line(records, record);
		case SHAPE_ARRAY:
			return records->source == NULL ? next_element(records, record) :
				next_of_source(records, record);
		case SHAPE_VALUES:
			records->piece = wm_pieces_next(&records->pieces, record);
			return records->piece != PIECE_NONE;
		case SHAPE_OBJECT:
			break;
	}
	*record = rest_of(records, records->at);
	records->done = true;
	return true;
}
