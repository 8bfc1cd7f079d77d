/*
 * facts.h
 *	  What is sent of a transcript whose words stay here.
 */
#ifndef WORKMODE_FACTS_H
#define WORKMODE_FACTS_H

#include "base/buffer.h"

/*
 * Reads a transcript.  Its facts become JSON, with the names that workmode_facts
 * has for them; its evidence becomes a workmode_vector in binary form, empty if
 * there is no evidence.  Both replace what the buffers hold.
 */
extern void load_facts(Slice transcript, TextBuffer *facts, TextBuffer *vector);

/* Appends a hash that stands for a text: "#" and 16 hexadecimal digits. */
extern void load_put_hash(TextBuffer *text, const char *value);

#endif							/* WORKMODE_FACTS_H */
