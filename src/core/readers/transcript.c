/*
 * transcript.c
 *	  From the text of a transcript to a session: shape, format, records.
 *
 * A transcript is one of four shapes: lines of JSON, a JSON array, a JSON
 * object one of whose members holds the records, or lines of Markdown.  None
 * is parsed as a whole: records are cut off one by one, so that a transcript
 * that breaks off in its middle still gives all that stands before.
 */
#include "base/host.h"
#include "readers/reader.h"
#include "readers/transcript.h"

/*
 * The readers, in the order in which they are asked: a format that is marked
 * clearly comes before one that is known by little.
 */
static const Reader *const readers[] = {
	&wm_reader_codex,
	&wm_reader_claude_code,
	&wm_reader_claude_stream,
	&wm_reader_gemini,
	&wm_reader_specstory,
	&wm_reader_swe_agent,
	&wm_reader_mini_swe_agent,
	&wm_reader_messages,
};

#define READER_COUNT	((int) lengthof(readers))

/* So many records are looked at before a format is given up. */
#define RECORDS_TO_RECOGNISE	200

typedef enum Shape
{
	SHAPE_LINES,				/* a record a line */
	SHAPE_ARRAY,				/* a record an element */
	SHAPE_OBJECT				/* records in a member, or one record */
} Shape;

/* A walk over a transcript's records. */
typedef struct Records
{
	Shape		shape;
	const char *at;
	const char *end;
	JsonWalk	walk;			/* not of SHAPE_LINES */
	const RecordSource *source; /* of SHAPE_ARRAY: asked instead, if not NULL */
	bool		done;
} Records;

/* What is left without a byte order mark and leading white space. */
static Slice
skip_mark(Slice text)
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

/*
 * An array is no line of JSON Lines; an object is one if it ends on the line
 * that it begins on, unless that line is all there is.
 */
static Shape
shape_of(Slice text)
{
	const char *at = text.data;
	const char *end = text.data + text.len;
	const char *line_end;
	Slice		line;

	if (text.len == 0 || (text.data[0] != '{' && text.data[0] != '['))
		return SHAPE_LINES;
	if (text.data[0] == '[')
	{
		Slice		inside = wm_slice_trim(wm_slice_from(text, 1));

		return inside.len > 0 && inside.data[0] == '{' ? SHAPE_ARRAY : SHAPE_LINES;
	}

	line_end = wm_find_byte(at, end, '\n');
	if (line_end == NULL)
		return SHAPE_OBJECT;
	line = wm_slice_trim(wm_slice(at, (size_t) (line_end - at)));
	if (wm_json_whole(line))
		return wm_slice_trim(wm_slice(line_end, (size_t) (end - line_end))).len == 0 ?
			SHAPE_OBJECT : SHAPE_LINES;

	/* A broken first line of many, or the first line of one long object? */
	return line.len > 1 && line.data[line.len - 1] == '}' ? SHAPE_LINES : SHAPE_OBJECT;
}

static Records
records_of_lines(Slice text)
{
	Records		records = {.shape = SHAPE_LINES};

	records.at = text.data;
	records.end = text.data + text.len;
	return records;
}

static Records
records_of_array(Slice array)
{
	Records		records = {.shape = SHAPE_ARRAY};

	records.walk = wm_json_walk(array);
	records.end = array.data + array.len;
	return records;
}

/* They begin anew, in this member or in the array itself. */
static Records
records_of_source(const RecordSource *source, const char *member)
{
	Records		records = {.shape = SHAPE_ARRAY};

	records.source = source;
	source->begin(source->context, member);
	return records;
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
	return true;
}

/* The next element or member's value. */
static JsonStep
next_element(Records *records, Slice *record)
{
	const RecordSource *source = records->source;
	Slice		key;
	JsonStep	step;

	if (source == NULL)
		return wm_json_next(&records->walk, &key, record);
	step = source->next(source->context, record);

	/* A reader goes a level deeper: without its end it can't pass for whole. */
	if (step == JSON_BROKEN && record->len > 0)
		record->len--;
	return step;
}

/* The next record; false behind the last.  A broken one comes as it is. */
static bool
next_record(Records *records, Slice *record)
{
	wm_check_interrupts();
	if (records->done)
		return false;
	if (records->shape == SHAPE_LINES)
		return next_line(records, record);
	if (records->shape == SHAPE_OBJECT)
	{
		*record = wm_slice(records->at, (size_t) (records->end - records->at));
		records->done = true;
		return true;
	}

	switch (next_element(records, record))
	{
		case JSON_ITEM:
			return true;
		case JSON_END:
			return false;
		case JSON_BROKEN:
			break;
	}
	/* Behind a broken element nothing can be told apart. */
	records->done = true;
	return true;
}

static const Reader *
recognise(Records records)
{
	Slice		record;

	for (int seen = 0; seen < RECORDS_TO_RECOGNISE && next_record(&records, &record); seen++)
	{
		for (int i = 0; i < READER_COUNT; i++)
		{
			if (readers[i]->recognises(record))
				return readers[i];
		}
	}
	return NULL;
}

/*
 * The member of a root object that holds a reader's records.  If the text breaks
 * off within the member, this is what there is of it.
 */
static Slice
find_member(Slice root, Slice name)
{
	JsonWalk	walk = wm_json_walk(root);
	Slice		found = wm_slice(root.data, 0);
	Slice		key;
	Slice		value;
	JsonStep	step;

	do
	{
		step = wm_json_next(&walk, &key, &value);
		if (step != JSON_END && wm_json_named(key, name))
			found = value;
	} while (step == JSON_ITEM);
	return found;
}

/* The reader that takes an object for one with the records in a member. */
static const Reader *
recognise_root(Slice root)
{
	for (int i = 0; i < READER_COUNT; i++)
	{
		if (readers[i]->recognises_root != NULL && readers[i]->recognises_root(root))
			return readers[i];
	}
	return NULL;
}

/*
 * A text that begins like an object: one with the records in a member, or one
 * record over however many lines, or lines of which the first is broken.
 */
static const Reader *
open_object(Slice text, Records *records, Slice *root)
{
	Records		lines = records_of_lines(text);
	const Reader *reader = recognise_root(text);

	if (reader != NULL)
	{
		*root = text;
		*records = records_of_array(find_member(text,
												wm_slice_cstring(reader->records_member)));
		return reader;
	}

	*records = lines;
	records->shape = SHAPE_OBJECT;
	reader = recognise(*records);
	if (reader == NULL && (reader = recognise(lines)) != NULL)
		*records = lines;
	return reader;
}

/* The reader of a transcript and its records, whatever their shape. */
static const Reader *
open_transcript(Slice text, Records *records, Slice *root)
{
	*root = wm_slice(text.data, 0);
	switch (shape_of(text))
	{
		case SHAPE_LINES:
			*records = records_of_lines(text);
			return recognise(*records);

		case SHAPE_ARRAY:
			*records = records_of_array(text);
			return recognise(*records);

		case SHAPE_OBJECT:
			return open_object(text, records, root);
	}
	return NULL;
}

static void
note_fault(Fault *fault, Slice text, Slice record, const char *reason)
{
	if (fault->reason == NULL)
	{
		fault->offset = text.len > 0 ? (size_t) (record.data - text.data) : 0;
		fault->reason = reason;
	}
}

/* Hand one record to its reader, and count it. */
static void
read_record(const Reader *reader, Reading *reading, Slice record,
			Slice text, bool strict, Fault *fault)
{
	Facts	   *facts = reading->facts;

	if (reader->of_text)
	{
		(void) reader->read(reading, record);
		facts->lines_read++;
		return;
	}

	record = wm_slice_trim(record);
	if (record.len == 0)
		return;
	if (wm_json_kind(record) != JSON_OBJECT)
	{
		facts->lines_skipped++;
		note_fault(fault, text, record, "it is not a JSON object");
	}
	else if (strict && !wm_json_valid(record))
		note_fault(fault, text, record, "it is not valid JSON");
	else if (!reader->read(reading, record))
	{
		facts->lines_skipped++;
		note_fault(fault, text, record,
				   "it breaks off, is not JSON, or has members of the wrong type");
	}
	else
		facts->lines_read++;
}

static void
read_records(const Reader *reader, Session *session, Records records,
			 Slice root, Slice text, bool strict, Fault *fault)
{
	Reading		reading = {.session = session, .facts = wm_session_facts(session)};
	Slice		record;

	reading.passing = records.source != NULL;
	reading.facts->format = reader->format;
	wm_session_name(reading.facts->agent, wm_slice_cstring(reader->agent));
	reading.notes = wm_alloc(reader->notes_size + 1);
	memset(reading.notes, 0, reader->notes_size + 1);

	if (root.len > 0)
		reader->read_root(&reading, root);
	while (next_record(&records, &record) && !(strict && fault->reason != NULL))
		read_record(reader, &reading, record, text, strict, fault);
	if (reader->end != NULL)
		reader->end(&reading);

	wm_buffer_free(&reading.text);
	wm_buffer_free(&reading.own);
	wm_buffer_free(&reading.words);
	wm_buffer_free(&reading.input);
	wm_free(reading.notes);
}

/* Nobody knows these records: count them. */
static void
skip_records(Session *session, Records records, Slice text, Fault *fault)
{
	Slice		record;

	while (next_record(&records, &record))
	{
		record = wm_slice_trim(record);
		if (record.len == 0)
			continue;
		wm_session_facts(session)->lines_skipped++;
		note_fault(fault, text, record, "it is of no known format");
	}
}

Session *
wm_transcript_read(Slice text, bool strict, Fault *fault)
{
	Session    *session = wm_session_new();

	wm_transcript_read_into(session, text, strict, fault);
	return session;
}

/* The whole of it, by the reader that was found, if any. */
static void
read_all(const Reader *reader, Session *session, Records records,
		 Slice root, Slice text, bool strict, Fault *fault)
{
	fault->offset = 0;
	fault->reason = NULL;
	if (reader != NULL)
		read_records(reader, session, records, root, text, strict, fault);
	else
		skip_records(session, records, text, fault);
	wm_session_end(session);
}

void
wm_transcript_read_into(Session *session, Slice text, bool strict, Fault *fault)
{
	Records		records;
	Slice		root;
	const Reader *reader = open_transcript(skip_mark(text), &records, &root);

	read_all(reader, session, records, root, text, strict, fault);
}

bool
wm_transcript_is_records_member(Slice name)
{
	for (int i = 0; i < READER_COUNT; i++)
	{
		const char *member = readers[i]->records_member;

		if (member != NULL && wm_slice_equals(name, wm_slice_cstring(member)))
			return true;
	}
	return false;
}

void
wm_transcript_read_array(Session *session, const RecordSource *source,
						 bool strict, Fault *fault)
{
	const Reader *reader = recognise(records_of_source(source, NULL));

	read_all(reader, session, records_of_source(source, NULL), SLICE(""), SLICE(""),
			 strict, fault);
}

bool
wm_transcript_read_object(Session *session, Slice root, const RecordSource *source,
						  bool strict, Fault *fault)
{
	const Reader *reader = recognise_root(root);

	if (reader == NULL)
		return false;
	read_all(reader, session, records_of_source(source, reader->records_member),
			 root, SLICE(""), strict, fault);
	return true;
}
