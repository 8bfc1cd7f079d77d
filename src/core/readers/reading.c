/*
 * reading.c
 *	  Hands a transcript's records to its reader, and counts them.
 *
 * A record that the reader takes as it stands is walked by nobody else.  Only one
 * that it does not take is looked at again, for objects in it that are whole.
 */
#include "base/host.h"
#include "readers/layout.h"
#include "readers/reading.h"

/* What is needed to hand on a record. */
typedef struct Handing
{
	Opening    *opening;
	Reading		reading;		/* what the reader works with */
	Slice		text;			/* in which a fault's offset counts, or empty */
	bool		strict;			/* the first fault ends the reading */
	Fault	   *fault;
} Handing;

static void
note_fault(Handing *handing, Slice record, const char *reason)
{
	Fault	   *fault = handing->fault;

	if (fault->reason != NULL)
		return;
	fault->offset = handing->text.len > 0 ?
		(size_t) (record.data - handing->text.data) : 0;
	fault->reason = reason;
}

static void
skip(Handing *handing, Slice record, const char *reason)
{
	handing->reading.facts->lines_skipped++;
	note_fault(handing, record, reason);
}

static const char broken[] =
	"it breaks off, is not JSON, or has members of the wrong type";
static const char no_object[] = "it is not a JSON object";

/* Has the reader taken what a whole object holds? */
static bool
take(Handing *handing, Slice object)
{
	Slice		inside;

	return wm_envelope_open(&handing->opening->envelope, object, &inside) &&
		handing->opening->reader->read(&handing->reading, wm_slice_trim(inside));
}

/* So many members tell whether two objects are of one kind. */
#define NAMES_TO_COMPARE	16

/* The names of the first members of an object that is broken. */
typedef struct Names
{
	Slice		name[NAMES_TO_COMPARE];
	int			count;
} Names;

static void
note_names(Names *names, Slice object)
{
	JsonWalk	walk = wm_json_walk(object);
	Slice		value;
	JsonStep	step;

	names->count = 0;
	do
	{
		step = wm_json_next(&walk, &names->name[names->count], &value);
		if (step != JSON_END && names->name[names->count].len > 0)
			names->count++;
	} while (step == JSON_ITEM && names->count < NAMES_TO_COMPARE);
}

/*
 * Is an object a record that follows the broken one, and no part of it?  Records
 * have members in common, an object in a record has hardly one of its members.
 */
static bool
is_sibling(const Names *names, Slice object)
{
	Slice		members[NAMES_TO_COMPARE];
	int			common = 0;

	(void) wm_json_members(object, names->name, members, names->count);
	for (int i = 0; i < names->count; i++)
		common += members[i].len > 0;
	return common > 0 && (common > 1 || names->count == 1);
}

/*
 * Hands on each whole object in a text that is no record as it stands: in a record,
 * or (inside) in what that holds.  A record that is broken counts once, also if
 * some of its members are whole objects.
 */
static void
read_pieces(Handing *handing, Slice record, Slice text, bool inside)
{
	const Reader *reader = handing->opening->reader;
	Pieces		pieces = wm_pieces(text);
	int64_t		read = 0;
	int64_t		skipped = 0;
	Names		names = {.count = 0};	/* of the last broken one */
	Slice		object;
	Piece		piece;

	while ((piece = wm_pieces_next(&pieces, &object)) != PIECE_NONE)
	{
		wm_check_interrupts();
		if (piece == PIECE_PART && !reader->recognises(object) &&
			!is_sibling(&names, object))
			continue;
		if (piece != PIECE_BROKEN &&
			(inside ? reader->read(&handing->reading, object) : take(handing, object)))
			read++;
		else
		{
			note_names(&names, object);
			skip(handing, record, broken);
			skipped++;
		}
	}
	if (read + skipped == 0)
		skip(handing, record, no_object);

	handing->reading.facts->lines_read += read;
	handing->opening->found |= (read > 0 && text.data[0] != '{' ? FOUND_PREFIX : 0) |
		(read > 1 ? FOUND_SEVERAL : 0) | (read > 0 && skipped > 0 ? FOUND_BROKEN : 0);
}

/*
 * May there be records in what is none as it stands?  Not in what is whole, but
 * for an array on a line: of records that bear a mark, it is of no other session.
 */
static bool
may_hold(const Handing *handing, Slice text)
{
	bool		array = wm_json_kind(text) == JSON_ARRAY;

	if (handing->strict || (array && handing->opening->records.shape != SHAPE_LINES))
		return false;
	return !wm_json_whole(text) || (array && !handing->opening->reader->unmarked);
}

/*
 * Hands on what a record holds, or the record itself.  What the reader does not
 * take may have records in it.
 */
static void
read_inside(Handing *handing, Slice record, Slice inside)
{
	Reading    *reading = &handing->reading;
	const Reader *reader = handing->opening->reader;
	bool		object = wm_json_kind(inside) == JSON_OBJECT;

	if (object && handing->strict && !wm_json_valid(inside))
		note_fault(handing, record, "it is not valid JSON");
	else if (object && reader->read(reading, inside))
	{
		reading->facts->lines_read++;
		if (reading->skipped.data != NULL)
			note_fault(handing, reading->passing ? record : reading->skipped, broken);
	}
	else if (may_hold(handing, inside))
		read_pieces(handing, record, inside, true);
	else
		skip(handing, record, object ? broken : no_object);
}

static void
read_record(Handing *handing, Slice record)
{
	Slice		inside;

	record = wm_slice_trim(record);
	if (record.len == 0)
		return;
	if (handing->strict && handing->opening->records.joined)
		note_fault(handing, record, "it is a record over several lines among others");
	if (wm_envelope_open(&handing->opening->envelope, record, &inside))
	{
		inside = wm_slice_trim(inside);
		if (inside.len > 0)
			read_inside(handing, record, inside);
	}
	else if (may_hold(handing, record))
		read_pieces(handing, record, record, false);
	else
		skip(handing, record, wm_json_kind(record) == JSON_OBJECT ? broken : no_object);
}

/* The next of several objects in a text, with what stands before it. */
static void
read_piece(Handing *handing, Slice record)
{
	const Records *records = &handing->opening->records;

	if (handing->strict)
		note_fault(handing, record, "several follow one another without being lines");
	if (records->pieces.junk)
		skip(handing, record, no_object);
	if (records->piece == PIECE_BROKEN)
		skip(handing, record, broken);
	else if (records->piece == PIECE_WHOLE ||
			 handing->opening->reader->recognises(record))
		read_record(handing, record);
}

static bool
is_over(const Handing *handing)
{
	return handing->strict && handing->fault->reason != NULL;
}

static void
read_records(Handing *handing)
{
	Records    *records = &handing->opening->records;
	const Reader *reader = handing->opening->reader;
	Slice		record;

	records->of_text = reader->of_text;
	while (!is_over(handing) && wm_records_next(records, &record))
	{
		if (reader->of_text)
		{
			(void) reader->read(&handing->reading, record);
			handing->reading.facts->lines_read++;
		}
		else if (records->shape == SHAPE_VALUES)
			read_piece(handing, record);
		else
			read_record(handing, record);
	}
	if (records->shape == SHAPE_VALUES && records->pieces.junk)
		skip(handing, wm_slice(records->end, 0), no_object);
	record = wm_slice_trim(wm_envelope_rest(&handing->opening->envelope));
	if (record.len > 0 && !is_over(handing))
		read_inside(handing, wm_slice(records->end, 0), record);
}

static void
read_all(Handing *handing)
{
	const Opening *opening = handing->opening;
	const Reader *reader = opening->reader;
	Reading    *reading = &handing->reading;

	reading->passing = opening->records.source != NULL ||
		opening->envelope.kind == ENVELOPE_TEXT ||
		opening->envelope.kind == ENVELOPE_STRING;
	reading->facts->format = reader->format;
	wm_session_name(reading->facts->agent, wm_slice_cstring(reader->agent));
	reading->notes = wm_alloc(reader->notes_size + 1);
	memset(reading->notes, 0, reader->notes_size + 1);

	if (opening->words > 0)
		note_fault(handing, handing->text, no_object);
	reading->facts->lines_skipped += opening->words;
	if (opening->root.len > 0)
		reader->read_root(reading, opening->root);
	read_records(handing);
	if (reader->end != NULL)
		reader->end(reading);

	wm_buffer_free(&reading->text);
	wm_buffer_free(&reading->own);
	wm_buffer_free(&reading->words);
	wm_buffer_free(&reading->input);
	wm_free(reading->notes);
}

/* Nobody knows these records: count them. */
static void
skip_all(Handing *handing)
{
	Slice		record;

	while (wm_records_next(&handing->opening->records, &record))
	{
		record = wm_slice_trim(record);
		if (record.len > 0)
			skip(handing, record, "it is of no known format");
	}
}

void
wm_reading_all(Opening *opening, Session *session, Slice text, bool strict,
			   Fault *fault, Layout *layout)
{
	Handing		handing = {
		.opening = opening, .text = text, .strict = strict, .fault = fault
	};

	handing.reading.session = session;
	handing.reading.facts = wm_session_facts(session);
	fault->offset = 0;
	fault->reason = NULL;
	if (opening->reader != NULL)
		read_all(&handing);
	else
		skip_all(&handing);
	wm_session_end(session);
	if (layout != NULL)
		wm_layout_describe(layout, opening);
}
