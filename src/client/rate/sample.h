/*
 * sample.h
 *	  The sessions to label, as the board has them, and where labels go.
 */
#ifndef WORKMODE_RATE_SAMPLE_H
#define WORKMODE_RATE_SAMPLE_H

#include <libpq-fe.h>

#include "base/slice.h"
#include "rate/rate_options.h"

typedef struct Session
{
	const char *source;
	const char *id;
	const char *chance;
} Session;

/* What was drawn. */
typedef struct Sample
{
	PGconn	   *conn;
	const RateOptions *options;
	PGresult   *drawn;			/* holds the names */
	PGresult   *codebook;
	Session    *sessions;		/* that the rater has not labelled */
	int			count;
	int			labelled;		/* by the rater, before */
} Sample;

/* What a rater is given of a session, and how many characters that is. */
typedef struct Handout
{
	PGresult   *digest;
	int64_t		digest_characters;
	int64_t		characters;		/* with the codebook */
} Handout;

/* How the board answers. */
typedef enum BoardAnswer
{
	BOARD_DONE,
	BOARD_REFUSED,				/* of this session; why is told */
	BOARD_LOST					/* the connection; why is told */
} BoardAnswer;

/* Draws.  False if the board can't be asked, which is told. */
extern bool rate_draw(PGconn *conn, const RateOptions *options, Sample *sample);
extern void rate_sample_free(Sample *sample);

extern Slice rate_codebook(const Sample *sample);
extern BoardAnswer rate_hand_out(const Sample *sample, const Session *session, Handout *handout);
extern Slice rate_digest(const Handout *handout);
extern void rate_handout_free(Handout *handout);

/* Says that a session gets no label, and why not. */
extern void rate_not_labelled(const Session *session, const char *reason);

/* Stores a label, once. */
extern BoardAnswer rate_store(const Sample *sample, const Session *session, const char *mode,
							  int64_t characters, double seconds);

#endif							/* WORKMODE_RATE_SAMPLE_H */
