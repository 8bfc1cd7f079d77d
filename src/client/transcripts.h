/*
 * transcripts.h
 *	  From a file to the transcripts in it.
 */
#ifndef WORKMODE_TRANSCRIPTS_H
#define WORKMODE_TRANSCRIPTS_H

#include "files.h"
#include "options.h"
#include "sessions.h"

typedef enum FileState
{
	FILE_WAITING,
	FILE_LOADED,
	FILE_NO_TRANSCRIPT,
	FILE_FAILED					/* and the user was told */
} FileState;

typedef struct FileRead
{
	FileState	state;			/* LOADED: there are sessions */
	const char *reason;			/* else: why there are none */
	Repair		repair;
	Sessions	sessions;		/* in the text that was read */
} FileRead;

/* Reads a file into memory, which is used again, repairs it and finds sessions. */
extern FileRead load_read(SourceFile *file, FileText *text);

/*
 * Who worked, by the options and the path of the file; NULL if nobody is told.  It
 * stays until the next call.
 */
extern const char *load_person(const Options *options, const char *path);

/* Sets the name that the board has for a file. */
extern void load_name_file(SourceFile *file, bool facts_only);

#endif							/* WORKMODE_TRANSCRIPTS_H */
