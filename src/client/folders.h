/*
 * folders.h
 *	  Finds the files of folders.
 */
#ifndef WORKMODE_FOLDERS_H
#define WORKMODE_FOLDERS_H

#include "files.h"
#include "options.h"

/*
 * Adds the files of the folders and files on the command line, or of the default
 * folders, which changed since the time that was given.  Each file is added once.
 * Those of a folder that are no transcripts by their names are left_out.  False if
 * there is no default folder.
 */
extern bool load_folders(const Options *options, FileList *list);

#endif							/* WORKMODE_FOLDERS_H */
