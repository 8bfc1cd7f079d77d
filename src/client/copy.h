/*
 * copy.h
 *	  Rows on their way into the board's table, by COPY in binary form.
 */
#ifndef WORKMODE_COPY_H
#define WORKMODE_COPY_H

#include <libpq-fe.h>

#include "base/buffer.h"

/* A row of workmode.transcript.  Texts that are NULL are NULL there. */
typedef struct Row
{
	const char *source;
	const char *machine;
	const char *path;
	int			part;
	int			parts;
	const char *person;
	const char *team;
	Slice		body;			/* or, if facts alone are sent: */
	Slice		facts;
	Slice		vector;			/* empty: NULL */
	int64_t		bytes;
	int64_t		mtime;			/* microseconds since 1970 */
} Row;

typedef struct Copy
{
	PGconn	   *conn;
	bool		facts_only;
	bool		begun;
	PGresult   *result;			/* an error of the server that was not asked for yet */
	TextBuffer	wire;			/* what was not handed to libpq yet */
	void		(*progress) (void *context, size_t bytes);	/* so many more are sent */
	void	   *context;
} Copy;

/*
 * Each of these returns false if the server or the connection does not take it: the
 * rows since the beginning are then lost, and load_copy_fault tells why.
 */
extern bool load_copy_begin(Copy *copy);
extern bool load_copy_row(Copy *copy, const Row *row);
extern bool load_copy_end(Copy *copy);

/* What became of rows that could not be copied. */
typedef enum CopyFault
{
	COPY_LOST,					/* the connection is gone */
	COPY_STOP,					/* no other row would be taken, either */
	COPY_AGAIN,					/* another loader was in the way */
	COPY_ROW					/* one of the rows is not taken */
} CopyFault;

/* Ends what can't go on, and says why; *reason stays until the next call. */
extern CopyFault load_copy_fault(Copy *copy, const char **reason);

#endif							/* WORKMODE_COPY_H */
