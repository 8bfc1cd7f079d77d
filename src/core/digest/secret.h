/*
 * secret.h
 *	  Secrets in a text: what looks like a key, a token or a password is masked.
 *
 * The masks go by pattern.  They know what well-known services put before their
 * keys, and the names that people give to secrets; a password that stands in the
 * midst of a sentence they cannot know.
 */
#ifndef WORKMODE_SECRET_H
#define WORKMODE_SECRET_H

#include "base/buffer.h"

/* What stands in a secret's place. */
extern const Slice wm_secret_mark;

/*
 * Appends a text with the mark in place of each secret.  What was masked once stays as
 * it is.  A text that begins or ends within a block of a private key is masked from
 * its beginning or to its end.
 */
extern void wm_secret_mask(Slice text, TextBuffer *masked);

#endif							/* WORKMODE_SECRET_H */
