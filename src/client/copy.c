/*
 * copy.c
 *	  Rows on their way into the board's table, by COPY in binary form.
 *
 * Long values go to libpq in parts, so that no copy is made of them in memory.
 */
#include <stdio.h>

#include "copy.h"
#include "database.h"
#include "message.h"
#include "wire.h"

/* Small values are gathered up to this. */
#define GATHER_LIMIT	65536

/* Long ones are sent in such parts. */
#define PART_SIZE		((size_t) 1024 * 1024)

/* How long a value is that is NULL. */
#define WIRE_NULL		UINT32_MAX

#define JSONB_WIRE_VERSION	1

static bool
flush(Copy *copy)
{
	bool		done = copy->wire.len == 0 ||
		PQputCopyData(copy->conn, copy->wire.data, (int) copy->wire.len) == 1;

	wm_buffer_clear(&copy->wire);
	return done;
}

static bool
put_bytes(Copy *copy, Slice bytes)
{
	if (copy->wire.len + bytes.len <= GATHER_LIMIT)
	{
		wm_buffer_append(&copy->wire, bytes);
		return true;
	}
	if (!flush(copy))
		return false;
	while (bytes.len > 0)
	{
		Slice		part = wm_slice_head(bytes, PART_SIZE);

		if (PQputCopyData(copy->conn, part.data, (int) part.len) != 1)
			return false;
		copy->progress(copy->context, part.len);
		bytes = wm_slice_from(bytes, part.len);
	}
	return true;
}

static void
put_null(Copy *copy)
{
	load_put_int32(&copy->wire, WIRE_NULL);
}

static bool
put_value(Copy *copy, Slice value)
{
	load_put_int32(&copy->wire, (uint32_t) value.len);
	return put_bytes(copy, value);
}

static bool
put_text(Copy *copy, const char *text)
{
	if (text != NULL)
		return put_value(copy, wm_slice_cstring(text));
	put_null(copy);
	return true;
}

static void
put_number4(Copy *copy, int number)
{
	load_put_int32(&copy->wire, 4);
	load_put_int32(&copy->wire, (uint32_t) number);
}

static void
put_number8(Copy *copy, int64_t number)
{
	load_put_int32(&copy->wire, 8);
	load_put_int64(&copy->wire, number);
}

static bool
put_facts(Copy *copy, const Row *row)
{
	load_put_int32(&copy->wire, (uint32_t) row->facts.len + 1);
	load_put_int8(&copy->wire, JSONB_WIRE_VERSION);
	if (!put_bytes(copy, row->facts))
		return false;
	if (row->vector.len > 0)
		return put_value(copy, row->vector);
	put_null(copy);
	return true;
}

#define COLUMNS "source, machine, path, part, parts, person, team, bytes, mtime, "

bool
load_copy_begin(Copy *copy)
{
	const char *statement = copy->facts_only ?
		"COPY workmode.transcript (" COLUMNS "facts, vector) FROM STDIN (FORMAT binary)" :
		"COPY workmode.transcript (" COLUMNS "body) FROM STDIN (FORMAT binary)";
	PGresult   *result = PQexec(copy->conn, statement);

	copy->begun = PQresultStatus(result) == PGRES_COPY_IN;
	if (copy->begun)
		PQclear(result);
	else
		copy->result = result;
	wm_buffer_clear(&copy->wire);

	/* A signature, no flags, and nothing more in the header. */
	wm_buffer_append(&copy->wire, wm_slice("PGCOPY\n\377\r\n\0", 11));
	load_put_int32(&copy->wire, 0);
	load_put_int32(&copy->wire, 0);
	return copy->begun;
}

bool
load_copy_row(Copy *copy, const Row *row)
{
	load_put_int16(&copy->wire, copy->facts_only ? 11 : 10);
	if (!put_text(copy, row->source) || !put_text(copy, row->machine) ||
		!put_text(copy, row->path))
		return false;
	put_number4(copy, row->part);
	put_number4(copy, row->parts);
	if (!put_text(copy, row->person) || !put_text(copy, row->team))
		return false;
	put_number8(copy, row->bytes);
	put_number8(copy, row->mtime - MICROSECONDS_TO_2000);
	return copy->facts_only ? put_facts(copy, row) : put_value(copy, row->body);
}

/* The first result that is an error, or the last; the connection is then idle. */
static PGresult *
last_result(PGconn *conn)
{
	PGresult   *last = NULL;
	PGresult   *next;

	while ((next = PQgetResult(conn)) != NULL)
	{
		if (last != NULL && PQresultStatus(last) == PGRES_FATAL_ERROR)
			PQclear(next);
		else
		{
			PQclear(last);
			last = next;
		}

		/* Only a connection that broke is still copying. */
		if (PQresultStatus(last) == PGRES_COPY_IN ||
			PQresultStatus(last) == PGRES_COPY_OUT)
			break;
	}
	return last;
}

bool
load_copy_end(Copy *copy)
{
	load_put_int16(&copy->wire, UINT16_MAX);
	if (!flush(copy) || PQputCopyEnd(copy->conn, NULL) != 1)
		return false;
	copy->result = last_result(copy->conn);
	if (PQresultStatus(copy->result) != PGRES_COMMAND_OK)
		return false;
	copy->begun = false;
	PQclear(copy->result);
	copy->result = NULL;
	return true;
}

static bool
is_among(const char *state, const char *const *states)
{
	for (; *states != NULL; states++)
	{
		if (strncmp(state, *states, strlen(*states)) == 0)
			return true;
	}
	return false;
}

static CopyFault
fault_of_state(const char *state)
{
	static const char *const again[] = {
		"40",					/* deadlock, serialization */
		"23505",				/* another has just brought the same file */
		"55P03",				/* lock not available */
		NULL
	};
	static const char *const lost[] = {
		"08",					/* connection */
		"57P",					/* the server stops, or ended the session */
		NULL
	};
	static const char *const stop[] = {
		"53100",				/* disk full */
		"57014",				/* canceled */
		"58",					/* a fault of the server's disk */
		NULL
	};

	if (is_among(state, again))
		return COPY_AGAIN;
	if (is_among(state, lost))
		return COPY_LOST;
	return is_among(state, stop) ? COPY_STOP : COPY_ROW;
}

/* The server's message, with its detail and hint. */
static const char *
reason_of(const PGresult *result, PGconn *conn)
{
	static char reason[MESSAGE_LIMIT / 2];
	const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);

	if (primary == NULL)
		return client_error_text(PQerrorMessage(conn));
	snprintf(reason, sizeof(reason), "%s%s%s%s%s", primary,
			 detail == NULL ? "" : "\n  ", detail == NULL ? "" : detail,
			 hint == NULL ? "" : "\n  ", hint == NULL ? "" : hint);
	return reason;
}

CopyFault
load_copy_fault(Copy *copy, const char **reason)
{
	const char *state;
	CopyFault	fault;

	if (copy->result == NULL && PQstatus(copy->conn) == CONNECTION_OK)
		(void) PQputCopyEnd(copy->conn, "a row could not be sent");
	if (copy->result == NULL)
		copy->result = last_result(copy->conn);
	state = PQresultErrorField(copy->result, PG_DIAG_SQLSTATE);
	*reason = reason_of(copy->result, copy->conn);
	if (PQstatus(copy->conn) == CONNECTION_BAD || state == NULL)
		fault = COPY_LOST;
	else
	{
		fault = fault_of_state(state);
		if (!copy->begun && fault == COPY_ROW)
			fault = COPY_STOP;
	}
	if (fault == COPY_LOST && client_farewell()[0] != '\0')
		*reason = client_farewell();
	PQclear(copy->result);
	copy->result = NULL;
	copy->begun = false;
	return fault;
}
