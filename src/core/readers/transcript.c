/*
 * transcript.c
 *	  From the text of a transcript to a session: shape, format, records.
 *
 * recognise.c finds the reader and the records, records.c cuts them, reading.c
 * hands each to the reader, and layout.c says how that went.
 */
#include "readers/layout.h"
#include "readers/reading.h"
#include "readers/transcript.h"

/*
 * The readers, in the order in which they are asked: a format that is marked
 * clearly comes before one that is known by little.
 */
static const Reader *const readers[] = {
	&wm_reader_atif,
	&wm_reader_claude_ai,
	&wm_reader_chatgpt,
	&wm_reader_codex,
	&wm_reader_copilot_cli,
	&wm_reader_pi,
	&wm_reader_droid,
	&wm_reader_droid_stream,
	&wm_reader_qwen_code,
	&wm_reader_kimi,
	&wm_reader_kimi_code,
	&wm_reader_amp,
	&wm_reader_claude_code,
	&wm_reader_claude_stream,
	&wm_reader_gemini,
	&wm_reader_vscode_chat,
	&wm_reader_opencode,
	&wm_reader_specstory,
	&wm_reader_copilot_share,
	&wm_reader_opencode_markdown,
	&wm_reader_cursor_markdown,
	&wm_reader_cursor_text,
	&wm_reader_aider,
	&wm_reader_swe_agent,
	&wm_reader_mini_swe_agent,
	&wm_reader_cursor,
	&wm_reader_cline,
	&wm_reader_cline_ui,
	&wm_reader_claude_stream_bare,
	&wm_reader_messages,
};

_Static_assert(lengthof(readers) <= READERS_LIMIT, "all readers can be asked");

static const ReaderList list = {readers, lengthof(readers)};

Session *
wm_transcript_read(Slice text, bool strict, Fault *fault)
{
	Session    *session = wm_session_new();

	wm_transcript_read_into(session, text, strict, fault, NULL);
	return session;
}

const char *
wm_transcript_format(Slice text)
{
	Opening		opening = {NULL};

	wm_recognise_text(&list, text, &opening);
	wm_opening_free(&opening);
	return opening.reader == NULL ? NULL : opening.reader->format;
}

void
wm_transcript_read_into(Session *session, Slice text, bool strict, Fault *fault,
						Layout *layout)
{
	Opening		opening = {NULL};
	bool		decoded;

	wm_recognise_text(&list, text, &opening);

	/* Where a record stood in a string that was decoded nobody knows. */
	decoded = opening.decoded.size > 0 || opening.text.size > 0;
	wm_reading_all(&opening, session, decoded ? SLICE("") : text, strict, fault, layout);
	if (layout != NULL && opening.reader == NULL)
		layout->advice = wm_layout_advice(decoded ? wm_buffer_slice(&opening.decoded) :
										  text);
	wm_opening_free(&opening);
}

bool
wm_transcript_is_records_member(Slice name)
{
	for (int i = 0; i < list.count; i++)
	{
		const char *member = readers[i]->records_member;

		if (member != NULL && wm_slice_equals(name, wm_slice_cstring(member)))
			return true;
	}
	return false;
}

void
wm_transcript_read_array(Session *session, const RecordSource *source,
						 bool strict, Fault *fault, Layout *layout)
{
	Opening		opening = {NULL};

	wm_recognise_source(&list, source, &opening);
	wm_reading_all(&opening, session, SLICE(""), strict, fault, layout);
	if (layout != NULL && opening.reader == NULL)
		layout->advice = wm_layout_advice_source(source);
	wm_opening_free(&opening);
}

bool
wm_transcript_read_object(Session *session, Slice root, const RecordSource *source,
						  bool strict, Fault *fault, Layout *layout)
{
	Opening		opening = {.shape = SHAPE_OBJECT, .root = root};

	opening.reader = wm_recognise_root(&list, root);
	if (opening.reader == NULL)
		return false;
	opening.records = wm_records_of_source(source, opening.reader->records_member);
	wm_reading_all(&opening, session, SLICE(""), strict, fault, layout);
	wm_opening_free(&opening);
	return true;
}
