/*
 * envelope.c
 *	  What each record of a transcript may stand in.
 */
#include "readers/envelope.h"

/*
 * Docker cuts a long line of output into parts of 16 kB, a record each; the last
 * one ends with the line feed.  No line is put together that is longer than this.
 */
#define LINE_LIMIT		((size_t) 256 * 1024 * 1024)
#define DOCKER_MEMBER	SLICE("log")

bool
wm_envelope_set(Envelope *envelope, EnvelopeKind kind, Slice name)
{
	if (name.len > ENVELOPE_NAME_LIMIT)
		return false;
	envelope->kind = kind;
	envelope->name_len = name.len;
	memcpy(envelope->name, name.data, name.len);
	return true;
}

static bool
ends_line(Slice text)
{
	return text.len > 0 && text.data[text.len - 1] == '\n';
}

/* The line that a part of one ends, if it does, or that it is by itself. */
static Slice
put_together(Envelope *envelope, Slice part)
{
	bool		first = envelope->line.len == 0;

	if (first && (ends_line(part) || part.len == 0 || part.data[0] != '{' ||
				  wm_json_whole(part)))
		return part;
	if (first || envelope->line.len + part.len <= LINE_LIMIT)
		wm_buffer_append(&envelope->line, part);
	return ends_line(part) ? wm_envelope_rest(envelope) : SLICE("");
}

bool
wm_envelope_open(Envelope *envelope, Slice record, Slice *inside)
{
	Slice		name = wm_slice(envelope->name, envelope->name_len);

	*inside = record;
	if (envelope->kind == ENVELOPE_NONE)
		return true;
	if (envelope->kind != ENVELOPE_STRING &&
		!wm_json_members(record, &name, inside, 1))
		return false;
	if (envelope->kind == ENVELOPE_MEMBER)
		return wm_json_kind(*inside) == JSON_OBJECT;

	if (wm_json_kind(*inside) != JSON_STRING)
		return false;
	wm_buffer_clear(&envelope->text);
	wm_json_unquote(wm_json_raw(*inside), &envelope->text);
	*inside = wm_buffer_slice(&envelope->text);
	if (envelope->kind == ENVELOPE_TEXT && wm_slice_equals(name, DOCKER_MEMBER))
		*inside = put_together(envelope, *inside);
	return true;
}

Slice
wm_envelope_rest(Envelope *envelope)
{
	Slice		rest = wm_buffer_slice(&envelope->line);

	/* It stays in the buffer until the next line begins. */
	envelope->line.len = 0;
	return rest;
}

void
wm_envelope_free(Envelope *envelope)
{
	wm_buffer_free(&envelope->text);
	wm_buffer_free(&envelope->line);
}
