/*
 * pack.h
 *	  The packed form of stored states, in memory and on the wire.
 *
 *		version		a byte
 *		groups		a number: a bit for each group of fields that follows
 *		group		for each of them a number, its length, and so many bytes
 *
 * Numbers are those of base/varint.h.  A state has the groups that it has
 * something for, so that it is as long as what it holds, and an empty one is
 * two bytes long.  Packing is canonical: equal states have equal bytes.
 *
 * What later versions of workmode keep in a state is a new group, behind those
 * that there are.  They read what this version wrote, which has none of it, and
 * write the same bytes for it; this version refuses what has a group that it
 * does not know (PACK_NEWER) rather than lose it.  So the version byte stays,
 * unless a group that has been released must change.
 */
#ifndef WORKMODE_PACK_H
#define WORKMODE_PACK_H

#include "base/slice.h"

/* One group of a state's fields: all that there is to add for a new one. */
typedef struct PackGroup
{
	/* Whether the state has anything in these fields. */
	bool		(*has) (const void *state);

	/* Writes them; returns where they end. */
	char	   *(*put) (const void *state, char *out);

	/* Reads them off the front of the bytes; false for what cannot be. */
	bool		(*take) (void *state, Slice *bytes);
} PackGroup;

typedef struct PackForm
{
	uint8_t		version;
	int			ngroups;
	const PackGroup *groups;
} PackForm;

typedef enum PackFault
{
	PACK_FINE,
	PACK_BROKEN,				/* no state has these bytes */
	PACK_NEWER					/* made by a later version of workmode */
} PackFault;

/* Room for version, groups and lengths, beside what the groups put. */
#define PACK_HEAD_SIZE	128

/* Writes the packed form; returns its length. */
extern size_t wm_pack(const PackForm *form, const void *state, char *out);

/*
 * Reads a packed form into an empty state.  Any bytes may come: if they are not
 * fine, the state is worthless.
 */
extern PackFault wm_unpack(const PackForm *form, Slice bytes, void *state);

/* A set of modes, a bit for each, within a group. */
#define PACK_SET_SIZE	2

extern char *wm_pack_put_modes(char *out, unsigned modes);
extern bool wm_pack_take_modes(Slice *bytes, unsigned *modes);

#endif							/* WORKMODE_PACK_H */
