/*
 * names.h
 *	  Which files and folders may be transcripts by their names.
 */
#ifndef WORKMODE_NAMES_H
#define WORKMODE_NAMES_H

#include <stdbool.h>

/* May a file of this name be a transcript?  Its content decides in the end. */
extern bool load_may_be_transcript(const char *name);

/* May a folder of this name have transcripts? */
extern bool load_enters_folder(const char *name);

/*
 * Cline keeps a session twice, in files of one folder.  Is a file of this path one
 * of the two?  *other becomes the path of the other, in memory of the host.
 */
extern bool load_has_twin(const char *path, char **other);

#endif							/* WORKMODE_NAMES_H */
