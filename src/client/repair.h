/*
 * repair.h
 *	  Makes a text of bytes that PostgreSQL would refuse.
 *
 * A text of PostgreSQL holds no NUL and nothing but valid UTF-8.  Agents that
 * crash leave NULs behind, and terminals' output anything.
 */
#ifndef WORKMODE_REPAIR_H
#define WORKMODE_REPAIR_H

#include "base/slice.h"

/* Bytes in memory of the host that a text was read into, with room behind it. */
typedef struct FileText
{
	char	   *data;
	size_t		len;
	size_t		size;
} FileText;

typedef struct Repair
{
	int64_t		nuls;			/* bytes that were left out */
	int64_t		broken;			/* sequences that became U+FFFD */
} Repair;

/*
 * The length of the character that a text, which is not empty, begins with; if it
 * is none that PostgreSQL takes, the length of what one U+FFFD stands for.  A NUL
 * is a character here.
 */
extern size_t client_utf8_step(Slice text, bool *valid);

/*
 * Leaves out NULs, and puts U+FFFD in place of each sequence that is no UTF-8.
 * This is done in place: memory grows by no more than the text does.
 */
extern Repair client_repair(FileText *text);

#endif							/* WORKMODE_REPAIR_H */
