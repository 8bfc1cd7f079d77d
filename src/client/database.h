/*
 * database.h
 *	  The database with the board.
 */
#ifndef WORKMODE_DATABASE_H
#define WORKMODE_DATABASE_H

#include <libpq-fe.h>

#include "files.h"
#include "options.h"

/*
 * Connects as the options say, and asks for a password if one is needed; the next
 * connection uses the same.  NULL if that fails, which is told.
 */
extern PGconn *client_connect(const Server *server);

/* Why the server ended the connection; empty if it did not say. */
extern const char *client_farewell(void);

/* The name of this machine. */
extern const char *client_machine(void);

/* What the system calls the person who runs the program; NULL if nothing. */
extern const char *client_user(void);

/*
 * Says why the board can't be asked, and what helps: to grant something, or, if that is
 * NULL, to connect as the owner.
 */
extern void client_tell_fault(PGconn *conn, const PGresult *result, const char *grant);

/* What the board has of a file. */
typedef struct Known
{
	const char *name;
	int64_t		bytes;
	int64_t		mtime;
} Known;

/* What the board has of this source and machine, sorted by name. */
typedef struct KnownFiles
{
	PGresult   *result;			/* holds the names */
	Known	   *files;
	int			count;
} KnownFiles;

/* Asks the board.  False if it can't be asked, which is told. */
extern bool load_known(PGconn *conn, const Options *options, KnownFiles *known);

/* Is a file unchanged since it was loaded?  *old: the board has it in some form. */
extern bool load_is_known(const KnownFiles *known, const SourceFile *file, bool *old);
extern void load_known_free(KnownFiles *known);

/* Writes the board's report to a file.  False if that fails, which is told. */
extern bool load_report(PGconn *conn, const char *path);

/* An error of the server without its "ERROR:  " and the line feed behind it. */
extern const char *client_error_text(const char *text);

#endif							/* WORKMODE_DATABASE_H */
