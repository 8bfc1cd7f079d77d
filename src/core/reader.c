/*
 * reader.c
 *	  What readers share: from messages to events.
 */
#include "reader.h"

HumanKind
wm_reading_human(Reading *reading, Slice text, EventTime time)
{
	Event		event = {.kind = EVENT_PROMPT};
	HumanKind	kind;

	kind = wm_human_read(text, &event.text, &reading->own);
	if (wm_human_in_editor(text) && reading->facts->surface == SURFACE_UNKNOWN)
		reading->facts->surface = SURFACE_IDE;
	if (kind == HUMAN_NOTHING)
		return kind;

	event.kind = kind == HUMAN_PROMPT ? EVENT_PROMPT : EVENT_ACT;
	event.time = time;
	wm_session_event(reading->session, &event);
	return kind;
}

void
wm_reading_say(Reading *reading, Slice text, EventTime time, bool sidechain)
{
	Event		event = {
		.kind = EVENT_SAY, .sidechain = sidechain, .time = time, .text = text
	};

	wm_session_event(reading->session, &event);
}

void
wm_reading_call(Reading *reading, Slice tool, Slice input, Slice id,
				EventTime time, bool sidechain)
{
	Event		event = {.kind = EVENT_CALL, .sidechain = sidechain, .time = time};

	event.tool = tool;
	event.input = input;
	event.call = id.len > 0 ? wm_slice_hash(id) : 0;
	wm_session_event(reading->session, &event);
}

void
wm_reading_result(Reading *reading, Slice id, Slice output, bool failed,
				  EventTime time, bool sidechain)
{
	Event		event = {.kind = EVENT_RESULT, .sidechain = sidechain, .time = time};

	event.call = id.len > 0 ? wm_slice_hash(id) : 0;
	event.output = output;
	event.failed = failed;
	wm_session_event(reading->session, &event);
}
