/*
 * database.c
 *	  The database with the board.
 */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/host.h"
#include "database.h"
#include "message.h"
#include "password.h"
#include "wire.h"

/* The password that was asked for. */
static char *password;

/* What the server said last of why it ends the connection. */
static char farewell[MESSAGE_LIMIT / 4];

/* Notices are for nobody but this one, which comes as one if nothing was asked. */
static void
hear(void *context, const char *text)
{
	(void) context;
	if (strncmp(text, "FATAL:  ", 8) == 0)
		snprintf(farewell, sizeof(farewell), "%s", client_error_text(text));
}

const char *
client_farewell(void)
{
	return farewell;
}

static PGconn *
try_connect(const Server *server)
{
	const char *keywords[] = {
		"host", "port", "user", "password", "dbname", "client_encoding",
		"fallback_application_name", NULL
	};
	const char *values[] = {
		server->host, server->port, server->user, password, server->database, "UTF8",
		client_program, NULL
	};
	PGconn	   *conn;

	/* A connection string in place of the database's name is taken apart. */
	conn = PQconnectdbParams(keywords, values, 1);
	if (conn == NULL)
		(void) wm_alloc(SIZE_MAX);	/* says that memory ran out, and ends */
	PQsetNoticeProcessor(conn, hear, NULL);
	return conn;
}

/*
 * No object of another user takes the place of what is called here, and a role's
 * settings for its people don't end a long load, or a session in which someone thinks;
 * but a loader that never ends its transaction must not keep this one waiting for ever.
 * Where the server has lz4 (14 and newer) and nobody chose otherwise, it packs
 * transcripts in less than half the time.
 */
static bool
prepare(PGconn *conn)
{
	static const char statements[] =
		"SELECT pg_catalog.set_config('search_path', '', false);"
		"SET statement_timeout = 0; SET lock_timeout = '30s';"
		"SELECT pg_catalog.set_config(name, 'lz4', false) FROM pg_catalog.pg_settings"
		" WHERE name = 'default_toast_compression' AND source = 'default'"
		" AND 'lz4' = ANY (enumvals);"
		"SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings"
		" WHERE name = 'idle_session_timeout';"
		"SET idle_in_transaction_session_timeout = 0";
	PGresult   *result = PQexec(conn, statements);
	bool		done = PQresultStatus(result) == PGRES_COMMAND_OK;

	if (!done)
		client_message("the connection cannot be set up: %s",
					   client_error_text(PQerrorMessage(conn)));
	PQclear(result);
	return done;
}

PGconn *
client_connect(const Server *server)
{
	PGconn	   *conn;

	if (server->prompt == PROMPT_ALWAYS && password == NULL)
		password = client_ask_password();
	conn = try_connect(server);
	if (PQstatus(conn) == CONNECTION_BAD && PQconnectionNeedsPassword(conn) &&
		password == NULL && server->prompt != PROMPT_NEVER)
	{
		PQfinish(conn);
		password = client_ask_password();
		conn = try_connect(server);
	}
	if (PQstatus(conn) == CONNECTION_BAD)
		client_message("no connection to the database: %s\n"
					   "  -h, -p, -U and -d, or a URI postgresql://..., say which one it is; "
					   "see --help",
					   client_error_text(PQerrorMessage(conn)));
	else if (prepare(conn))
		return conn;
	PQfinish(conn);
	return NULL;
}

const char *
client_machine(void)
{
	static char name[256];
	static TextBuffer sound;

	if (sound.len == 0)
	{
		if (gethostname(name, sizeof(name) - 1) < 0)
			name[0] = '\0';
		client_put_name(&sound, name, false);
		wm_buffer_append_char(&sound, '\0');
	}
	return sound.data;
}

const char *
client_user(void)
{
	const struct passwd *entry = getpwuid(geteuid());
	const char *name = entry != NULL ? entry->pw_name : getenv("USER");
	TextBuffer	sound = {NULL, 0, 0};

	if (name == NULL || name[0] == '\0')
		return NULL;
	client_put_name(&sound, name, false);
	wm_buffer_append_char(&sound, '\0');
	return sound.data;
}

const char *
client_error_text(const char *text)
{
	static char room[MESSAGE_LIMIT / 2];
	size_t		len;

	if (strncmp(text, "ERROR:  ", 8) == 0 || strncmp(text, "FATAL:  ", 8) == 0)
		text += 8;
	snprintf(room, sizeof(room), "%s", text);
	len = strlen(room);
	while (len > 0 && room[len - 1] == '\n')
		room[--len] = '\0';
	return room;
}

/* Does the error say that there is no board? */
static bool
lacks_board(const char *sqlstate)
{
	static const char *const states[] = {
		"3F000",				/* no schema */
		"42883",				/* no function */
		"42P01",				/* no table */
	};

	for (size_t i = 0; i < lengthof(states); i++)
	{
		if (strcmp(sqlstate, states[i]) == 0)
			return true;
	}
	return false;
}

void
client_tell_fault(PGconn *conn, const PGresult *result, const char *grant)
{
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	char	   *role = PQescapeIdentifier(conn, PQuser(conn), strlen(PQuser(conn)));

	if (sqlstate != NULL && lacks_board(sqlstate))
		client_message("the database %s has no board (%s)\n"
					   "  Its owner makes one by: CREATE EXTENSION workmode_board CASCADE;",
					   client_shown(PQdb(conn)), primary);
	else if (sqlstate != NULL && strcmp(sqlstate, "42501") == 0 && grant == NULL)
		client_message("the role %s has not the rights that it needs: %s\n"
					   "  They are the board's owner's: -U says as whom to connect",
					   client_shown(PQuser(conn)), primary);
	else if (sqlstate != NULL && strcmp(sqlstate, "42501") == 0)
		client_message("the role %s has not the rights that it needs: %s\n"
					   "  The owner of the board gives them by: GRANT %s TO %s;",
					   client_shown(PQuser(conn)), primary, grant, role == NULL ? "..." : role);
	else
		client_message("the board cannot be asked: %s",
					   client_error_text(PQresultErrorMessage(result)));
	PQfreemem(role);
}

/* Are these the columns that were asked for? */
static bool
is_sound(const PGresult *result)
{
	if (PQnfields(result) != 3)
		return false;
	for (int i = 0; i < PQntuples(result); i++)
	{
		if (PQgetlength(result, i, 1) != 8 || PQgetlength(result, i, 2) != 8)
			return false;
	}
	return true;
}

static int
compare_known(const void *a, const void *b)
{
	return strcmp(((const Known *) a)->name, ((const Known *) b)->name);
}

bool
load_known(PGconn *conn, const Options *options, KnownFiles *known)
{
	const char *values[] = {options->source, options->machine};

	memset(known, 0, sizeof(*known));
	known->result = PQexecParams(conn,
								 "SELECT path, bytes, mtime"
								 " FROM workmode.loaded($1::pg_catalog.text, $2::pg_catalog.text)"
								 " WHERE part OPERATOR(pg_catalog.<=) 1 AND mtime IS NOT NULL",
								 2, NULL, values, NULL, NULL, 1);
	if (PQresultStatus(known->result) != PGRES_TUPLES_OK)
	{
		client_tell_fault(conn, known->result, "INSERT ON workmode.transcript");
		PQclear(known->result);
		return false;
	}
	if (!is_sound(known->result))
	{
		client_message("the board answers in a way that this program does not know");
		PQclear(known->result);
		return false;
	}
	known->count = PQntuples(known->result);
	known->files = wm_alloc((size_t) known->count * sizeof(Known) + 1);
	for (int i = 0; i < known->count; i++)
	{
		known->files[i].name = PQgetvalue(known->result, i, 0);
		known->files[i].bytes = load_get_int64(PQgetvalue(known->result, i, 1));
		/* Unsigned, as infinity is the largest number there is. */
		known->files[i].mtime = (int64_t)
			((uint64_t) load_get_int64(PQgetvalue(known->result, i, 2)) +
			 MICROSECONDS_TO_2000);
	}
	qsort(known->files, (size_t) known->count, sizeof(Known), compare_known);
	return true;
}

bool
load_is_known(const KnownFiles *known, const SourceFile *file, bool *old)
{
	Known		wanted = {.name = file->name};
	const Known *found = bsearch(&wanted, known->files, (size_t) known->count,
								 sizeof(Known), compare_known);

	*old = found != NULL;
	return found != NULL && found->bytes == file->bytes && found->mtime == file->mtime;
}

void
load_known_free(KnownFiles *known)
{
	PQclear(known->result);
	wm_free(known->files);
}

/* False with errno. */
static bool
write_file(const char *path, Slice text)
{
	bool		standard = strcmp(path, "-") == 0;
	FILE	   *file = standard ? stdout : fopen(path, "w");
	bool		done = file != NULL && fwrite(text.data, 1, text.len, file) == text.len &&
		fflush(file) == 0;
	int			fault = errno;

	if (file != NULL && !standard && fclose(file) != 0 && done)
		return false;
	errno = fault;
	return done;
}

bool
load_report(PGconn *conn, const char *path)
{
	PGresult   *result = PQexec(conn, "SELECT workmode.report()");
	bool		done = false;

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		client_tell_fault(conn, result, "EXECUTE ON FUNCTION workmode.report()");
	else if (PQntuples(result) != 1 || PQgetisnull(result, 0, 0))
		client_message("the board has no report yet: CALL workmode.refresh() makes one");
	else
	{
		done = write_file(path, wm_slice(PQgetvalue(result, 0, 0),
										 (size_t) PQgetlength(result, 0, 0)));
		if (!done)
			client_message("the report cannot be written to %s: %s", client_shown(path),
						   strerror(errno));
	}
	PQclear(result);
	return done;
}
