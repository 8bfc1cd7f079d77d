/*
 * envelope.h
 *	  What each record of a transcript may stand in.
 *
 * Programs that pass records on put each into an object of their own, as a
 * member or as the text of one: a log collector's {"log":"{...}\n"}, a queue's
 * {"seq":1,"record":{...}}; or they write each as a string.
 */
#ifndef WORKMODE_ENVELOPE_H
#define WORKMODE_ENVELOPE_H

#include "base/buffer.h"
#include "json/json_text.h"

typedef enum EnvelopeKind
{
	ENVELOPE_NONE,				/* records stand by themselves */
	ENVELOPE_MEMBER,			/* a member is the record */
	ENVELOPE_TEXT,				/* a member's text is the record, or a line */
	ENVELOPE_STRING				/* it is a string whose text is the record */
} EnvelopeKind;

/* A longer name is no member that a program puts records into. */
#define ENVELOPE_NAME_LIMIT	64

typedef struct Envelope
{
	EnvelopeKind kind;
	char		name[ENVELOPE_NAME_LIMIT];
	size_t		name_len;
	TextBuffer	text;			/* of the record at hand, decoded */
	TextBuffer	line;			/* of a long line: what came of it */
} Envelope;

/* Can it be told with what records stand in: a member of this name, or none? */
extern bool wm_envelope_set(Envelope *envelope, EnvelopeKind kind, Slice name);

/*
 * Gets what a record holds, which stays until the next is opened.  False if it
 * holds nothing of that kind; empty if what it holds goes on in the next one.
 */
extern bool wm_envelope_open(Envelope *envelope, Slice record, Slice *inside);

/* What is left of a line that never ended. */
extern Slice wm_envelope_rest(Envelope *envelope);

extern void wm_envelope_free(Envelope *envelope);

#endif							/* WORKMODE_ENVELOPE_H */
