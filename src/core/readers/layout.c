/*
 * layout.c
 *	  Says how a transcript was laid out.
 */
#include "readers/layout.h"

/* Appends to a list, as far as there is room. */
static void
add(Layout *layout, const char *before, Slice name)
{
	TextBuffer	list = {NULL, 0, 0};

	wm_buffer_append(&list, wm_slice_cstring(layout->unwrapped));
	if (list.len > 0)
		wm_buffer_append(&list, SLICE(", "));
	wm_buffer_append(&list, wm_slice_cstring(before));
	wm_buffer_append(&list, name);
	wm_session_text(layout->unwrapped, LAYOUT_LIMIT, wm_buffer_slice(&list));
	wm_buffer_free(&list);
}

/* The member that holds the records, and the one that holds that. */
static void
add_member(Layout *layout, const Opening *opening)
{
	if (opening->outer.len > 0)
		add(layout, "member ", opening->outer);
	add(layout, opening->text.size > 0 ? "text of member " : "member ", opening->member);
}

static void
add_envelope(Layout *layout, const Envelope *envelope)
{
	Slice		name = wm_slice(envelope->name, envelope->name_len);

	switch (envelope->kind)
	{
		case ENVELOPE_NONE:
			break;
		case ENVELOPE_MEMBER:
			add(layout, "envelopes with the member ", name);
			break;
		case ENVELOPE_TEXT:
			if (wm_slice_equals(name, SLICE("log")))
				add(layout, "docker log lines", SLICE(""));
			else
				add(layout, "envelopes with the text ", name);
			break;
		case ENVELOPE_STRING:
			add(layout, "strings", SLICE(""));
			break;
	}
}

static const char *
shape_of(const Opening *opening)
{
	static const char *const names[] = {
		[SHAPE_LINES] = "lines",
		[SHAPE_ARRAY] = "array",
		[SHAPE_OBJECT] = "object",
		[SHAPE_VALUES] = "values"
	};

	if (opening->reader != NULL && opening->reader->of_text)
		return "markdown";
	if (opening->reader == NULL && opening->shape == SHAPE_LINES && !opening->has_json)
		return "text";
	return names[opening->shape];
}

void
wm_layout_describe(Layout *layout, const Opening *opening)
{
	layout->unwrapped[0] = '\0';
	layout->advice = NULL;
	layout->shape = shape_of(opening);
	if (opening->decoded.size > 0)
		add(layout, "a JSON string", SLICE(""));
	if (opening->found & FOUND_FENCE)
		add(layout, "a code block", SLICE(""));
	if (opening->member.len > 0)
		add_member(layout, opening);
	add_envelope(layout, &opening->envelope);
	if (opening->found & FOUND_PREFIX)
		add(layout, "prefixes of lines", SLICE(""));
	if (opening->found & FOUND_SEVERAL)
		add(layout, "lines of several records", SLICE(""));
	if (opening->found & FOUND_BROKEN)
		add(layout, "lines with broken records", SLICE(""));
}
