/*
 * files.h
 *	  The files that may hold transcripts.
 */
#ifndef WORKMODE_FILES_H
#define WORKMODE_FILES_H

#include "repair.h"

typedef struct SourceFile
{
	char	   *path;			/* absolute, or "-": the standard input */
	char	   *name;			/* what the board calls it */
	int64_t		bytes;			/* size and time of change when it was found */
	int64_t		mtime;			/* microseconds since 1970 */
	bool		named;			/* on the command line */
	bool		left_out;		/* by its name it is no transcript */
	bool		old;			/* the board has it as it was before */
	FileText	held;			/* what was read of the standard input */
	Repair		repair;			/* of that */
} SourceFile;

typedef struct FileList
{
	SourceFile *files;
	int			count;
	int			size;
	int			failed;			/* folders and files that can't be read */
} FileList;

/* Adds a file; the path is copied. */
extern SourceFile *load_files_add(FileList *list, const char *path);

extern void load_files_free(FileList *list);

struct stat;

/* The time of change, in microseconds since 1970. */
extern int64_t load_mtime(const struct stat *status);

/* The size; of a file that is too long anyway a little more than is allowed. */
extern int64_t load_size(const struct stat *status);

/*
 * The longest text that the board takes: a value of PostgreSQL is below 1 GB, with
 * what the row and the messages need around it.
 */
#define TEXT_LIMIT	((size_t) 0x3fffffff - 0x10000)

/* What to say of a longer one. */
extern const char load_too_long[];

/*
 * Reads a whole file into memory, which is used again; size and time of change
 * become what they were before the first byte was read.  NULL, or why it can't be.
 */
extern const char *load_file_read(SourceFile *file, FileText *text);

#endif							/* WORKMODE_FILES_H */
