/*
 * default_folders.h
 *	  Where agents keep sessions.
 */
#ifndef WORKMODE_DEFAULT_FOLDERS_H
#define WORKMODE_DEFAULT_FOLDERS_H

typedef struct DefaultFolder
{
	const char *variable;		/* if it is set, it takes the place of the folder */
	const char *folder;			/* "~" is the home, "." the current folder */
	const char *pattern;		/* below it */
} DefaultFolder;

/* What is loaded if nothing is named; ends with a folder that is NULL. */
extern const DefaultFolder load_default_folders[];

/* Prints them. */
extern void load_default_folders_help(void);

#endif							/* WORKMODE_DEFAULT_FOLDERS_H */
