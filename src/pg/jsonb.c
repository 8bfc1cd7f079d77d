/*
 * jsonb.c (pg)
 *	  A jsonb as text, piece by piece, so that a cancel need not wait.
 *
 * JsonbToCString can't be interrupted, and its text is a second copy of the
 * whole.  Nearly all transcripts are an array of records, or an object with
 * such an array: of these one record at a time is written and read.
 */
#include "compat.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "encoding.h"
#include "json/json_text.h"
#include "jsonb.h"

/* So much of a string is written at a time. */
#define BYTES_PER_PIECE	(64 * 1024)

/*
 * A short jsonb can be a long text: a number of ten bytes may have 131,072
 * digits.  What would be too long for a text takes no more memory than one.
 */
static void
check_size(const TextBuffer *text)
{
	if (text->len > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("jsonb is too large to be read as a transcript"),
				 errdetail("Written as text, it or a record of it exceeds %zu MB.",
						   (Size) MaxAllocSize / (1024 * 1024))));
}

/* The letter behind the backslash; 'u' for a code, NUL for no escape. */
static char
escape_letter(unsigned char c)
{
	switch (c)
	{
		case '"':
		case '\\':
			return (char) c;
		case '\b':
			return 'b';
		case '\f':
			return 'f';
		case '\n':
			return 'n';
		case '\r':
			return 'r';
		case '\t':
			return 't';
		default:
			return c < ' ' ? 'u' : '\0';
	}
}

static char *
put_escape(char *out, unsigned char c, char letter)
{
	static const char digits[] = "0123456789abcdef";

	*out++ = '\\';
	*out++ = letter;
	if (letter == 'u')
	{
		*out++ = '0';
		*out++ = '0';
		*out++ = digits[c >> 4];
		*out++ = digits[c & 15];
	}
	return out;
}

/* The inside of a string, or a piece of it. */
static void
put_piece(TextBuffer *text, Slice piece)
{
	char	   *start = wm_buffer_reserve(text, piece.len * JSON_ESCAPE_SIZE);
	char	   *out = start;

	for (size_t i = 0; i < piece.len; i++)
	{
		unsigned char c = (unsigned char) piece.data[i];
		char		letter = c > '\\' ? '\0' : escape_letter(c);

		if (letter == '\0')
			*out++ = (char) c;
		else
			out = put_escape(out, c, letter);
	}
	text->len += (size_t) (out - start);
}

static void
put_string(TextBuffer *text, Slice string)
{
	wm_buffer_append_char(text, '"');
	while (string.len > 0)
	{
		Slice		piece = wm_slice_head(string, BYTES_PER_PIECE);

		CHECK_FOR_INTERRUPTS();
		put_piece(text, piece);
		check_size(text);
		string = wm_slice_from(string, piece.len);
	}
	wm_buffer_append_char(text, '"');
}

static void
put_numeric(TextBuffer *text, Numeric number)
{
	char	   *digits = DatumGetCString(DirectFunctionCall1(numeric_out,
															 NumericGetDatum(number)));

	wm_buffer_append(text, wm_slice_cstring(digits));
	pfree(digits);
	check_size(text);
}

static void
put_scalar(TextBuffer *text, const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvNull:
			wm_buffer_append(text, SLICE("null"));
			break;
		case jbvString:
			put_string(text, wm_slice(value->val.string.val, value->val.string.len));
			break;
		case jbvNumeric:
			put_numeric(text, value->val.numeric);
			break;
		case jbvBool:
			wm_buffer_append(text, value->val.boolean ? SLICE("true") : SLICE("false"));
			break;
		default:
			elog(ERROR, "unrecognized jsonb value type: %d", (int) value->type);
	}
}

/* An array or object, or the scalar that is all of a jsonb; returns its depth. */
static int
put_container(TextBuffer *text, JsonbContainer *container)
{
	JsonbIterator *walk = JsonbIteratorInit(container);
	JsonbValue	value;
	JsonbIteratorToken token;
	bool		scalar = JsonContainerIsScalar(container);
	bool		first = true;	/* nothing to be divided from */
	int			depth = 0;
	int			deepest = 0;

	while ((token = JsonbIteratorNext(&walk, &value, false)) != WJB_DONE)
	{
		bool		closes = token == WJB_END_ARRAY || token == WJB_END_OBJECT;

		CHECK_FOR_INTERRUPTS();
		if (!first && !closes)
			wm_buffer_append(text, SLICE(", "));
		first = false;
		switch (token)
		{
			case WJB_BEGIN_ARRAY:
			case WJB_BEGIN_OBJECT:
				if (!scalar)
					wm_buffer_append_char(text, token == WJB_BEGIN_ARRAY ? '[' : '{');
				first = true;
				depth++;
				deepest = Max(deepest, depth);
				break;
			case WJB_KEY:
				put_scalar(text, &value);
				wm_buffer_append(text, SLICE(": "));
				first = true;
				break;
			case WJB_END_ARRAY:
			case WJB_END_OBJECT:
				if (!scalar)
					wm_buffer_append_char(text, token == WJB_END_ARRAY ? ']' : '}');
				depth--;
				break;
			default:
				put_scalar(text, &value);
				break;
		}
	}
	return deepest;
}

static int
put_value(TextBuffer *text, const JsonbValue *value)
{
	if (value->type == jbvBinary)
		return put_container(text, value->val.binary.data);
	put_scalar(text, value);
	return 0;
}

void
wm_jsonb_print(const Jsonb *jsonb, TextBuffer *text)
{
	(void) put_container(text, unconstify(JsonbContainer *, &jsonb->root));
}

void
wm_jsonb_print_value(const JsonbValue *value, TextBuffer *text)
{
	(void) put_value(text, value);
}

static bool
is_array(const JsonbValue *value)
{
	return value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data);
}

/* The elements of the array itself, or of the one in this member. */
static void
begin_records(void *context, const char *member)
{
	JsonbRecords *records = context;
	JsonbContainer *array = &records->jsonb->root;
	JsonbValue	value;

	if (records->elements != NULL)
		pfree(records->elements);
	records->elements = NULL;
	if (member != NULL)
	{
		JsonbValue	name = {.type = jbvString};
		JsonbValue *found;

		name.val.string.val = unconstify(char *, member);
		name.val.string.len = strlen(member);
		found = findJsonbValueFromContainer(array, JB_FOBJECT, &name);
		if (found == NULL || !is_array(found))
			return;
		array = found->val.binary.data;
		pfree(found);
	}
	records->elements = JsonbIteratorInit(array);
	(void) JsonbIteratorNext(&records->elements, &value, true);
}

static JsonStep
next_record(void *context, Slice *record)
{
	JsonbRecords *records = context;
	JsonbValue	value;
	int			depth;

	if (JsonbIteratorNext(&records->elements, &value, true) != WJB_ELEM)
		return JSON_END;
	wm_buffer_clear(&records->text);
	depth = put_value(&records->text, &value);
	*record = wm_to_utf8(wm_buffer_slice(&records->text), &records->utf8);
	return depth > JSON_DEPTH_LIMIT ? JSON_BROKEN : JSON_ITEM;
}

RecordSource
wm_jsonb_source(JsonbRecords *records)
{
	RecordSource source = {begin_records, next_record, records};

	return source;
}

static JsonbIterator *
walk_of(const Jsonb *jsonb)
{
	return JsonbIteratorInit(unconstify(JsonbContainer *, &jsonb->root));
}

/* Does an object have a member with records, and no other thing of that name? */
static bool
has_records(const Jsonb *jsonb)
{
	JsonbIterator *members = walk_of(jsonb);
	JsonbValue	value;
	bool		any = false;

	(void) JsonbIteratorNext(&members, &value, true);
	while (JsonbIteratorNext(&members, &value, true) == WJB_KEY)
	{
		Slice		name = wm_slice(value.val.string.val, value.val.string.len);

		CHECK_FOR_INTERRUPTS();
		(void) JsonbIteratorNext(&members, &value, true);
		if (!wm_transcript_is_records_member(name))
			continue;
		if (!is_array(&value))
			return false;
		any = true;
	}
	return any;
}

static int
put_first_element(TextBuffer *text, JsonbContainer *array)
{
	JsonbValue *first = getIthJsonbValueFromContainer(array, 0);
	int			depth = 0;

	wm_buffer_append_char(text, '[');
	if (first != NULL)
		depth = put_value(text, first);
	wm_buffer_append_char(text, ']');
	return depth + 1;
}

bool
wm_jsonb_print_root(const Jsonb *jsonb, TextBuffer *text)
{
	JsonbIterator *members;
	JsonbValue	value;
	int			deepest = 0;

	if (!has_records(jsonb))
		return false;
	members = walk_of(jsonb);
	(void) JsonbIteratorNext(&members, &value, true);
	wm_buffer_append_char(text, '{');
	while (JsonbIteratorNext(&members, &value, true) == WJB_KEY)
	{
		int			depth;

		if (text->data[text->len - 1] != '{')
			wm_buffer_append(text, SLICE(", "));
		put_scalar(text, &value);
		wm_buffer_append(text, SLICE(": "));
		(void) JsonbIteratorNext(&members, &value, true);
		depth = is_array(&value) ? put_first_element(text, value.val.binary.data) :
			put_value(text, &value);
		deepest = Max(deepest, depth);
	}
	wm_buffer_append_char(text, '}');
	return deepest < JSON_DEPTH_LIMIT;
}
