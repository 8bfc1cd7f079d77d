/*
 * recognise.c
 *	  Which reader knows a transcript, and what its records are taken out of.
 *
 * First the records are looked at as they stand.  Only if no reader knows any of
 * them, they are looked for in what programs put around records: text before
 * them on their lines, objects that have them as a member, objects around all.
 */
#include "json/mend.h"
#include "readers/recognise.h"

/* So many records are looked at before a format is given up. */
#define RECORDS_TO_RECOGNISE	200

/* And so many behind one that bears no mark. */
#define RECORDS_TO_MARK			10

/* Of a line so many objects are looked at. */
#define PIECES_TO_RECOGNISE		8

/* A string that was put into a string was not meant to be, but it happens. */
#define STRINGS_TO_OPEN			2

void
wm_opening_free(Opening *opening)
{
	wm_envelope_free(&opening->envelope);
	wm_buffer_free(&opening->decoded);
	wm_buffer_free(&opening->text);
}

/* Who is asked, and who declined. */
typedef struct Asking
{
	const ReaderList *list;
	bool		declined[READERS_LIMIT];
} Asking;

/* The number of the reader that knows an object as its record, or -1. */
static int
ask(Asking *asking, Slice record)
{
	for (int i = 0; i < asking->list->count; i++)
	{
		const Reader *reader = asking->list->readers[i];

		if (reader->of_text || asking->declined[i])
			continue;
		if (reader->declines != NULL && reader->declines(record))
			asking->declined[i] = true;
		else if (reader->recognises(record))
			return i;
	}
	return -1;
}

/* The reader that knows a line of text. */
static const Reader *
ask_of_text(const ReaderList *list, Slice line)
{
	for (int i = 0; i < list->count; i++)
	{
		if (list->readers[i]->of_text && list->readers[i]->recognises(line))
			return list->readers[i];
	}
	return NULL;
}

/* Is there another record that is a whole session by itself? */
static bool
another_session(Records *records, const Reader *reader)
{
	Slice		record;

	while (wm_records_next(records, &record))
	{
		if (reader->recognises(wm_slice_trim(record)))
			return true;
	}
	return false;
}

/*
 * The reader that knows one of the records as it stands.  What bears no mark yields
 * to a reader that knows one of the next few: what runs a program may note its
 * prompt first; and over several lines behind words it may be an example in a
 * document.  Of several whole sessions no one is the transcript's: *several.
 */
static const Reader *
recognise_plain(const ReaderList *list, Records records, bool *has_json, bool *several)
{
	Asking		asking = {.list = list};
	const Reader *unmarked = NULL;
	int			left = RECORDS_TO_RECOGNISE;
	bool		words = false;
	Slice		record;

	for (int64_t seen = 0; left > 0 && wm_records_next(&records, &record); seen++)
	{
		const Reader *reader = NULL;
		int			found = -1;

		if (seen < RECORDS_TO_RECOGNISE && unmarked == NULL)
			reader = ask_of_text(list, record);
		if (reader != NULL)
			return reader;
		record = wm_slice_trim(record);
		*has_json |= wm_json_kind(record) == JSON_ARRAY && wm_json_whole(record);
		if (wm_json_kind(record) != JSON_OBJECT)
		{
			words |= record.len > 0 && record.data[0] != '[';
			continue;
		}
		left--;
		*has_json = true;
		if (records.piece != PIECE_WHOLE || (found = ask(&asking, record)) < 0)
			continue;
		reader = list->readers[found];
		if (reader->unmarked && records.joined && words)
			continue;
		*several = reader->of_session && another_session(&records, reader);
		if (*several)
			return NULL;
		if (!reader->unmarked)
			return reader;
		if (unmarked == NULL && left > RECORDS_TO_MARK)
			left = RECORDS_TO_MARK;
		if (unmarked == NULL)
			unmarked = reader;
	}
	return unmarked;
}

/*
 * Members that hold any program's records, if the object has no type of its own.
 * What bears no mark may otherwise be a part of something that does: an answer in a
 * log of requests.
 */
static bool
is_common_envelope(Slice key)
{
	static const Slice names[] = {
		LITERAL("body"), LITERAL("data"), LITERAL("entry"), LITERAL("event"),
		LITERAL("item"), LITERAL("line"), LITERAL("log"), LITERAL("message"),
		LITERAL("msg"), LITERAL("payload"), LITERAL("raw"), LITERAL("record"),
		LITERAL("value")
	};

	for (size_t i = 0; i < lengthof(names); i++)
	{
		if (wm_slice_equals(key, names[i]))
			return true;
	}
	return false;
}

/* The reader that knows what a member's value holds. */
static int
ask_inside(Asking *asking, Slice value, TextBuffer *text)
{
	if (wm_json_kind(value) == JSON_OBJECT)
		return ask(asking, value);
	if (!wm_json_starts(value, SLICE("{")))
		return -1;
	wm_buffer_clear(text);
	wm_json_unquote(wm_json_raw(value), text);
	return ask(asking, wm_slice_trim(wm_buffer_slice(text)));
}

/*
 * The reader that knows a member of this object as its record, unless it knows
 * several of them.
 */
static int
ask_envelope(Asking *asking, Slice record, Envelope *envelope)
{
	JsonWalk	walk = wm_json_walk(record);
	bool		typed = wm_json_member(record, SLICE("type")).len > 0;
	int			best = asking->list->count;
	bool		several = false;
	Slice		key;
	Slice		value;

	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		int			found = ask_inside(asking, value, &envelope->text);

		if (found < 0 || found > best ||
			(asking->list->readers[found]->unmarked &&
			 (typed || !is_common_envelope(key))))
			continue;
		several = found == best &&
			!wm_slice_equals(key, wm_slice(envelope->name, envelope->name_len));
		best = found;
		if (!wm_envelope_set(envelope, wm_json_kind(value) == JSON_STRING ?
							 ENVELOPE_TEXT : ENVELOPE_MEMBER, key))
			several = true;
	}
	if (best < asking->list->count && !several)
		return best;
	envelope->kind = ENVELOPE_NONE;
	return -1;
}

/* The reader that knows an object on a line, or what is in its envelope, if any. */
static int
ask_pieces(Asking *asking, Slice line, Envelope *envelope)
{
	Pieces		pieces = wm_pieces(line);
	Slice		object;
	int			found = -1;

	for (int i = 0; found < 0 && i < PIECES_TO_RECOGNISE; i++)
	{
		Piece		piece = wm_pieces_next(&pieces, &object);

		if (piece == PIECE_NONE)
			break;
		if (piece != PIECE_WHOLE)
			continue;
		if ((found = ask(asking, object)) < 0 && envelope != NULL)
			found = ask_envelope(asking, object, envelope);
	}
	return found;
}

/*
 * The reader that knows what a record is taken out of.  An array on a line may be
 * a part of the session, or one conversation of many.
 */
static int
ask_unwrapped(Asking *asking, Shape shape, Slice record, Envelope *envelope)
{
	bool		array = wm_json_kind(record) == JSON_ARRAY;
	int			found = -1;

	if (array && shape != SHAPE_LINES)
		return -1;
	if (!wm_json_whole(record))
		return ask_pieces(asking, record, envelope);
	if (array)
	{
		found = ask_pieces(asking, record, envelope);
		return found >= 0 && asking->list->readers[found]->unmarked ? -1 : found;
	}
	if (wm_json_kind(record) == JSON_OBJECT)
		return ask_envelope(asking, record, envelope);
	if (wm_json_kind(record) == JSON_STRING)
		found = ask_inside(asking, record, &envelope->text);
	if (found >= 0)
		(void) wm_envelope_set(envelope, ENVELOPE_STRING, SLICE(""));
	return found;
}

/*
 * The line that a record of docker holds or ends; empty if it goes on.  False if it
 * is no such record.
 */
static bool
open_docker(Envelope *docker, Slice record, Slice *line)
{
	static const Slice names[] = {LITERAL("log"), LITERAL("stream"), LITERAL("time")};
	Slice		members[3];

	if (!wm_json_members(record, names, members, 3) ||
		wm_json_kind(members[0]) != JSON_STRING ||
		members[1].len + members[2].len == 0)
		return false;
	(void) wm_envelope_set(docker, ENVELOPE_TEXT, names[0]);
	(void) wm_envelope_open(docker, record, line);
	*line = wm_slice_trim(*line);
	return true;
}

/* The reader that knows a line by itself, or an object on it. */
static int
ask_line(Asking *asking, Slice line)
{
	int			found = wm_json_kind(line) == JSON_OBJECT ? ask(asking, line) : -1;

	return found >= 0 ? found : ask_pieces(asking, line, NULL);
}

/* What is looked at while readers are asked for what is taken out of something. */
typedef struct Unwrapping
{
	Asking		asking;
	Shape		shape;
	Envelope	docker;
	Envelope	other;
	int64_t		seen;			/* records */
	int64_t		known;			/* of them by an unmarked reader */
} Unwrapping;

/* The reader that knows this record, and in what envelope. */
static int
ask_next(Unwrapping *unwrapping, Slice record, const Envelope **envelope)
{
	Slice		line;

	unwrapping->seen++;
	*envelope = &unwrapping->docker;
	if (open_docker(&unwrapping->docker, record, &line))
	{
		/* All lines may be longer than a record. */
		if (line.len == 0)
			unwrapping->seen--;
		return ask_line(&unwrapping->asking, line);
	}
	*envelope = &unwrapping->other;
	unwrapping->other.kind = ENVELOPE_NONE;
	return ask_unwrapped(&unwrapping->asking, unwrapping->shape, record,
						 &unwrapping->other);
}

/*
 * The reader that knows one of the records once it is taken out of something.  A
 * text may quote a message or two: what bears no mark must be more than that.
 */
static const Reader *
recognise_each(Unwrapping *unwrapping, Records records, Envelope *envelope)
{
	const ReaderList *list = unwrapping->asking.list;
	const Reader *unmarked = NULL;
	int			objects = 0;
	Slice		record;

	while (objects < RECORDS_TO_RECOGNISE && wm_records_next(&records, &record))
	{
		const Envelope *around;
		int			found;

		if (records.piece != PIECE_WHOLE)
			continue;
		record = wm_slice_trim(record);
		if (wm_find_byte(record.data, record.data + record.len, '{') == NULL)
		{
			unwrapping->seen += record.len > 0;
			continue;
		}
		objects++;
		found = ask_next(unwrapping, record, &around);
		if (found < 0)
			continue;
		(void) wm_envelope_set(envelope, around->kind,
							   wm_slice(around->name, around->name_len));
		if (!list->readers[found]->unmarked)
			return list->readers[found];
		unmarked = list->readers[found];
		unwrapping->known++;
	}
	return 2 * unwrapping->known >= unwrapping->seen ? unmarked : NULL;
}

static const Reader *
recognise_unwrapped(const ReaderList *list, Records records, Envelope *envelope)
{
	Unwrapping	unwrapping = {.asking = {.list = list}, .shape = records.shape};
	const Reader *reader = recognise_each(&unwrapping, records, envelope);

	wm_envelope_free(&unwrapping.docker);
	wm_envelope_free(&unwrapping.other);
	if (reader == NULL)
		envelope->kind = ENVELOPE_NONE;
	return reader;
}

/* Must a reader not read what stands in this object? */
static bool
is_declined(const Reader *reader, Slice root)
{
	return reader->declines_root != NULL && reader->declines_root(root);
}

static const Reader *
recognise(const ReaderList *list, Opening *opening)
{
	bool		several = false;
	const Reader *reader = recognise_plain(list, opening->records, &opening->has_json,
										   &several);

	if (reader == NULL && !several)
		reader = recognise_unwrapped(list, opening->records, &opening->envelope);
	return reader;
}

const Reader *
wm_recognise_root(const ReaderList *list, Slice root)
{
	for (int i = 0; i < list->count; i++)
	{
		const Reader *reader = list->readers[i];

		if (reader->recognises_root != NULL && reader->recognises_root(root))
			return is_declined(reader, root) ? NULL : reader;
	}
	return NULL;
}

/* Where records may be within an object: the best place that was found. */
typedef struct Search
{
	const ReaderList *list;
	int			best;			/* the reader's number; count of readers: none */
	bool		several;		/* it would read other places, too */
	Opening		place;
} Search;

static int
number_of(const ReaderList *list, const Reader *reader)
{
	int			number = 0;

	while (number < list->count && list->readers[number] != reader)
		number++;
	return number;
}

/* A reader would read the records there: is that the best place? */
static void
add_place(Search *search, const Opening *place)
{
	int			number = number_of(search->list, place->reader);

	if (number > search->best)
		return;

	/* The last of equal keys wins, as it does everywhere. */
	search->several = number == search->best &&
		!(wm_slice_equals(place->outer, search->place.outer) &&
		  wm_slice_equals(place->member, search->place.member));
	search->best = number;
	search->place = *place;
}

/* An array that is a member of an object may be the records. */
static void
try_array(Search *search, Slice outer, Slice object, Slice key, Slice array)
{
	Opening		place = {.outer = outer, .member = key, .root = object};

	place.records = wm_records(array, SHAPE_ARRAY);
	place.reader = recognise(search->list, &place);
	if (place.reader != NULL && !place.reader->of_text &&
		!(place.reader->unmarked && place.envelope.kind != ENVELOPE_NONE))
		add_place(search, &place);
}

/* An object in an object: as if it were all, or what it has for arrays. */
static void
try_object(Search *search, Slice outer, Slice object)
{
	JsonWalk	walk = wm_json_walk(object);
	Opening		place = {.outer = outer, .root = object};
	JsonStep	step;
	Slice		key;
	Slice		value;

	place.reader = wm_recognise_root(search->list, object);
	if (place.reader != NULL)
	{
		place.member = wm_slice_cstring(place.reader->records_member);
		place.records = wm_records(wm_mend_member(object, place.member, NULL),
								   SHAPE_ARRAY);
		add_place(search, &place);
		return;
	}
	do
	{
		step = wm_mend_next(&walk, &key, &value);
		if (wm_json_kind(value) == JSON_ARRAY)
			try_array(search, outer, object, key, value);
	} while (step == JSON_ITEM);
}

/*
 * The records of an object that no reader knows: an array that is a member, or
 * a member of a member, if it is the only one that a reader would read.
 */
static const Reader *
find_place(const ReaderList *list, Slice object, Opening *opening)
{
	Search		search = {.list = list, .best = list->count};
	JsonWalk	walk = wm_json_walk(object);
	JsonStep	step;
	Slice		key;
	Slice		value;

	do
	{
		step = wm_mend_next(&walk, &key, &value);
		if (wm_json_kind(value) == JSON_ARRAY)
			try_array(&search, SLICE(""), object, key, value);
		else if (wm_json_kind(value) == JSON_OBJECT)
			try_object(&search, key, value);
	} while (step == JSON_ITEM);

	if (search.best == list->count || search.several ||
		is_declined(search.place.reader, object) ||
		is_declined(search.place.reader, search.place.root))
		return NULL;
	opening->outer = search.place.outer;
	opening->member = search.place.member;
	opening->records = search.place.records;
	opening->envelope = search.place.envelope;
	if (search.place.reader->read_root != NULL)
		opening->root = search.place.root;
	return search.place.reader;
}

/*
 * A text that a reader knows as an object with the records in a member.  If others
 * follow, it is one session of several, or the first of its records.
 */
static const Reader *
open_root(const ReaderList *list, Slice text, Opening *opening)
{
	const Reader *reader = wm_recognise_root(list, text);
	Slice		array;
	Slice		rest;

	if (reader == NULL)
		return NULL;
	array = wm_mend_member(text, wm_slice_cstring(reader->records_member), &rest);
	if (wm_find_byte(rest.data, rest.data + rest.len, '{') != NULL)
		return NULL;
	opening->root = text;
	opening->records = wm_records(array, SHAPE_ARRAY);
	return reader;
}

/* One of these shapes, if a reader then knows the records. */
static const Reader *
open_as(const ReaderList *list, Slice text, Shape shape, Opening *opening)
{
	opening->shape = shape;
	opening->records = wm_records(text, shape);
	return recognise(list, opening);
}

/* The text of a member, if a reader knows it as a transcript. */
static const Reader *
open_text(const ReaderList *list, Slice value, Opening *opening)
{
	Slice		member = opening->member;
	const Reader *reader;
	Slice		text;

	if (wm_json_kind(value) != JSON_STRING)
		return NULL;
	wm_json_unquote(wm_json_raw(value), &opening->text);
	text = wm_records_begin(wm_buffer_slice(&opening->text));
	opening->shape = wm_records_shape(text);
	if (opening->shape == SHAPE_OBJECT)
	{
		reader = open_root(list, text, opening);
		if (reader == NULL)
			reader = find_place(list, text, opening);
		opening->outer = SLICE("");
		opening->member = member;
		return reader;
	}
	reader = open_as(list, text, opening->shape, opening);
	if (reader != NULL && !reader->of_text && wm_json_kind(text) != JSON_OBJECT &&
		wm_json_kind(text) != JSON_ARRAY)
		return NULL;
	return reader;
}

/*
 * An object that has a whole transcript as the text of a member, as the row of a
 * table has: the only one that a reader would read.
 */
static const Reader *
find_text(const ReaderList *list, Slice object, Opening *opening)
{
	JsonWalk	walk = wm_json_walk(object);
	Opening		best = {NULL};
	int			found = 0;
	Slice		key;
	Slice		value;

	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		Opening		place = {.member = key};

		place.reader = open_text(list, value, &place);
		if (place.reader != NULL && ++found == 1)
			best = place;
		else
			wm_opening_free(&place);
	}
	if (found != 1 || is_declined(best.reader, object))
	{
		wm_opening_free(&best);
		return NULL;
	}
	best.decoded = opening->decoded;
	*opening = best;
	return best.reader;
}

/*
 * A text that begins like an object: one with the records in a member, or one
 * record over however many lines, or several of these, or lines of which the first
 * is broken.
 */
static const Reader *
open_object(const ReaderList *list, Slice text, Opening *opening)
{
	const Reader *reader = open_root(list, text, opening);
	Slice		rest = text;
	bool		several = false;
	Slice		first;
	bool		whole;

	if (reader != NULL)
		return reader;
	opening->records = wm_records(text, SHAPE_OBJECT);
	reader = recognise_plain(list, opening->records, &opening->has_json, &several);
	if (reader != NULL)
		return reader;

	whole = wm_json_take(&rest, &first);
	if (whole && wm_find_byte(rest.data, rest.data + rest.len, '{') != NULL)
		return open_as(list, text, SHAPE_VALUES, opening);
	reader = find_place(list, whole ? first : text, opening);
	if (reader == NULL && !whole)
		reader = open_as(list, text, SHAPE_LINES, opening);
	if (reader == NULL)
		reader = open_as(list, text, SHAPE_OBJECT, opening);
	if (reader == NULL && whole)
		reader = find_text(list, first, opening);
	return reader;
}

/*
 * The only object in an array or among words, if it has the records in a member.
 * What bears no mark may be an example in a document.
 */
static const Reader *
open_only(const ReaderList *list, Opening *opening)
{
	Opening		inner = *opening;
	Records		records = opening->records;
	Slice		only = SLICE("");
	Slice		record;

	while (wm_records_next(&records, &record))
	{
		record = wm_slice_trim(record);
		if (wm_json_kind(record) != JSON_OBJECT)
			inner.words += record.len > 0;
		else if (only.len > 0)
			return NULL;
		else
			only = record;
	}
	if (only.len == 0 || (inner.reader = open_root(list, only, &inner)) == NULL ||
		(inner.words > 0 && (inner.reader->unmarked || opening->shape == SHAPE_ARRAY)))
		return NULL;
	*opening = inner;
	return inner.reader;
}

/*
 * Lines; or, if no reader knows them, one object among words, or objects over many
 * lines behind something else.  What bears no mark may be an example in a document.
 */
static const Reader *
open_lines(const ReaderList *list, Slice text, Opening *opening)
{
	const Reader *reader = open_as(list, text, SHAPE_LINES, opening);

	if (reader == NULL && opening->has_json)
		reader = open_only(list, opening);
	if (reader == NULL && opening->has_json)
	{
		reader = open_as(list, text, SHAPE_VALUES, opening);
		if (reader == NULL || reader->unmarked)
		{
			opening->shape = SHAPE_LINES;
			opening->records = wm_records(text, SHAPE_LINES);
			opening->envelope.kind = ENVELOPE_NONE;
			reader = NULL;
		}
	}
	return reader;
}

/* Elements, or an array around one object with the records in a member. */
static const Reader *
open_array(const ReaderList *list, Slice text, Opening *opening)
{
	const Reader *reader = open_as(list, text, SHAPE_ARRAY, opening);

	return reader == NULL ? open_only(list, opening) : reader;
}

/* A text that is a JSON string, also one that breaks off, becomes what it says. */
static Slice
open_string(Slice text, TextBuffer *decoded)
{
	TextBuffer	outer = *decoded;
	Slice		rest = text;
	Slice		string;

	if (wm_json_take(&rest, &string))
	{
		if (wm_slice_trim(rest).len > 0)
			return text;
		text = wm_json_raw(string);
	}
	else if (wm_slice_starts(text, SLICE("\"{\\\"")))
		text = wm_slice_from(text, 1);
	else
		return text;

	memset(decoded, 0, sizeof(TextBuffer));
	wm_json_unquote(text, decoded);
	wm_buffer_free(&outer);
	return wm_records_begin(wm_buffer_slice(decoded));
}

/* A text that is a code block of Markdown, and nothing else, is what that holds. */
static Slice
open_fence(Slice text, int *found)
{
	Slice		inside = wm_slice_trim(text);
	const char *begin;

	if (!wm_slice_take(&inside, SLICE("```")) ||
		!wm_slice_drop(&inside, SLICE("\n```")) ||
		(begin = wm_find_byte(inside.data, inside.data + inside.len, '\n')) == NULL ||
		wm_slice_find(inside, SLICE("\n```")) >= 0)
		return text;
	*found |= FOUND_FENCE;
	return wm_records_begin(wm_slice_from(inside, (size_t) (begin - inside.data)));
}

void
wm_recognise_text(const ReaderList *list, Slice text, Opening *opening)
{
	text = open_fence(wm_records_begin(text), &opening->found);
	for (int i = 0; i < STRINGS_TO_OPEN && wm_json_kind(text) == JSON_STRING; i++)
		text = open_string(text, &opening->decoded);

	opening->shape = wm_records_shape(text);
	if (opening->shape == SHAPE_LINES)
		opening->reader = open_lines(list, text, opening);
	else if (opening->shape == SHAPE_OBJECT)
		opening->reader = open_object(list, text, opening);
	else
		opening->reader = open_array(list, text, opening);
}

void
wm_recognise_source(const ReaderList *list, const RecordSource *source,
					Opening *opening)
{
	bool		several = false;

	opening->shape = SHAPE_ARRAY;
	opening->records = wm_records_of_source(source, NULL);
	opening->reader = recognise_plain(list, opening->records, &opening->has_json,
									  &several);
	if (opening->reader == NULL && !several)
		opening->reader = recognise_unwrapped(list, wm_records_of_source(source, NULL),
											  &opening->envelope);
	opening->records = wm_records_of_source(source, NULL);
}
