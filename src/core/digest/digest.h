/*
 * digest.h
 *	  What a rater needs to read of a session, in so many characters.
 *
 * A rater, a person or a language model, shall tell what a session was about and how
 * it ended.  A digest has the requests, the agent's words, its calls and what they
 * gave back, each cut to its beginning and end, and last where the session ended.
 * If that is too much, the beginning stays, the end stays, and of what lies between
 * there is an outline.
 *
 * Lines that begin with a bracket are the digest's; what was said is indented, so
 * that nothing that stands in a transcript passes for one of them.
 *
 * The digest listens to the session's events.  It keeps some four times as many bytes
 * as it may have characters, however long the session is.
 */
#ifndef WORKMODE_DIGEST_H
#define WORKMODE_DIGEST_H

#include "session/session.h"

/* As many characters as the published study gave its raters. */
#define DIGEST_CHARACTERS	25000

typedef struct Digest Digest;

/* Listens to a session from now on, in memory of the host. */
extern Digest *wm_digest_new(Session *session, int64_t characters);
extern void wm_digest_free(Digest *digest);

/* Has anything been said or done? */
extern bool wm_digest_any(const Digest *digest);

/* Once the session has ended: appends the digest, in UTF-8. */
extern void wm_digest_put(Digest *digest, TextBuffer *out);

#endif							/* WORKMODE_DIGEST_H */
