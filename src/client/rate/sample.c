/*
 * sample.c
 *	  The sessions to label, as the board has them, and where labels go.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/host.h"
#include "database.h"
#include "message.h"
#include "rate/sample.h"

/* What the board gives, or NULL if it does not, which is told. */
static PGresult *
ask(PGconn *conn, const char *query, int count, const char *const *values, int columns)
{
	PGresult   *result = PQexecParams(conn, query, count, NULL, values, NULL, NULL, 0);

	if (PQresultStatus(result) == PGRES_TUPLES_OK && PQnfields(result) == columns)
		return result;
	client_tell_fault(conn, result, NULL);
	PQclear(result);
	return NULL;
}

bool
rate_draw(PGconn *conn, const RateOptions *options, Sample *sample)
{
	char		size[16];
	char		seed[16];
	const char *values[] = {size, seed, options->since, options->before, options->rater};

	*sample = (Sample) {.conn = conn, .options = options};
	snprintf(size, sizeof(size), "%d", options->size);
	snprintf(seed, sizeof(seed), "%d", options->seed);
	sample->codebook = ask(conn, "SELECT codebook, pg_catalog.length(codebook)"
						   " FROM workmode.codebook", 0, NULL, 2);
	if (sample->codebook == NULL)
		return false;
	sample->drawn = ask(conn, "SELECT s.source, s.id, s.chance, EXISTS (SELECT"
						" FROM workmode.label l WHERE l.source = s.source AND l.id = s.id"
						" AND l.rater = $5::pg_catalog.text)"
						" FROM workmode.sample($1::int, $2::int, $3::date, $4::date) s",
						5, values, 4);
	if (sample->drawn == NULL)
	{
		rate_sample_free(sample);
		return false;
	}
	sample->sessions = wm_alloc((size_t) PQntuples(sample->drawn) * sizeof(Session) + 1);
	for (int i = 0; i < PQntuples(sample->drawn); i++)
	{
		if (strcmp(PQgetvalue(sample->drawn, i, 3), "t") == 0)
			sample->labelled++;
		else
			sample->sessions[sample->count++] = (Session)
			{
				PQgetvalue(sample->drawn, i, 0), PQgetvalue(sample->drawn, i, 1),
					PQgetvalue(sample->drawn, i, 2)
			};
	}
	return true;
}

void
rate_sample_free(Sample *sample)
{
	PQclear(sample->drawn);
	PQclear(sample->codebook);
	wm_free(sample->sessions);
	*sample = (Sample) {NULL};
}

static Slice
value(const PGresult *result)
{
	return wm_slice(PQgetvalue(result, 0, 0), (size_t) PQgetlength(result, 0, 0));
}

Slice
rate_codebook(const Sample *sample)
{
	return value(sample->codebook);
}

Slice
rate_digest(const Handout *handout)
{
	return value(handout->digest);
}

void
rate_handout_free(Handout *handout)
{
	PQclear(handout->digest);
	*handout = (Handout) {NULL};
}

void
rate_not_labelled(const Session *session, const char *reason)
{
	client_message("session %s of %s is not labelled: %s", client_shown(session->id),
				   client_shown(session->source), reason);
}

/* Says why a session is not labelled, or that the connection is gone. */
static BoardAnswer
tell(const Sample *sample, const Session *session, const PGresult *result)
{
	bool		lost = PQstatus(sample->conn) == CONNECTION_BAD;

	if (lost)
		client_message("the connection was lost: %s",
					   client_error_text(PQerrorMessage(sample->conn)));
	else
		rate_not_labelled(session, client_error_text(PQresultErrorMessage(result)));
	return lost ? BOARD_LOST : BOARD_REFUSED;
}

BoardAnswer
rate_hand_out(const Sample *sample, const Session *session, Handout *handout)
{
	char		characters[16];
	const char *values[] = {session->id, session->source, characters};
	BoardAnswer answer = BOARD_DONE;
	PGresult   *result;

	snprintf(characters, sizeof(characters), "%d", sample->options->characters);
	result = PQexecParams(sample->conn, "SELECT d, pg_catalog.length(d)"
						  " FROM workmode.digest($1::text, $2::text, $3::int) d",
						  3, NULL, values, NULL, NULL, 0);
	if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) != 1)
		answer = tell(sample, session, result);
	else if (PQgetisnull(result, 0, 0))
	{
		rate_not_labelled(session, "there is nothing to read in it");
		answer = BOARD_REFUSED;
	}
	if (answer != BOARD_DONE)
	{
		PQclear(result);
		return answer;
	}
	handout->digest = result;
	handout->digest_characters = strtoll(PQgetvalue(result, 0, 1), NULL, 10);
	handout->characters = handout->digest_characters + 1 +
		strtoll(PQgetvalue(sample->codebook, 0, 1), NULL, 10);
	return BOARD_DONE;
}

BoardAnswer
rate_store(const Sample *sample, const Session *session, const char *mode,
		   int64_t characters, double seconds)
{
	char		seed[16];
	char		length[32];
	char		time[32];
	const char *values[] = {
		session->source, session->id, sample->options->rater, mode, session->chance, seed,
		length, time
	};
	BoardAnswer answer = BOARD_DONE;
	PGresult   *result;

	snprintf(seed, sizeof(seed), "%d", sample->options->seed);
	snprintf(length, sizeof(length), "%" PRId64, characters);
	snprintf(time, sizeof(time), "%.3f", seconds);
	result = PQexecParams(sample->conn, "WITH session AS (SELECT s.source, s.id"
						  " FROM workmode.session s"
						  " WHERE s.source = $1 AND s.id = $2 FOR SHARE),"
						  " stored AS (INSERT INTO workmode.label"
						  " (source, id, rater, mode, chance, seed, characters, seconds)"
						  " SELECT s.source, s.id, $3, $4, $5, $6, $7, $8 FROM session s"
						  " ON CONFLICT DO NOTHING)"
						  " SELECT FROM session", 8, NULL, values, NULL, NULL, 0);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		answer = tell(sample, session, result);
	else if (PQntuples(result) == 0)
	{
		rate_not_labelled(session, "the board has it no more");
		answer = BOARD_REFUSED;
	}
	PQclear(result);
	return answer;
}
