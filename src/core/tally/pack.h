/*
 * pack.h
 *	  The packed form of stored states, in memory and on the wire.
 *
 *		version		a byte
 *		groups		a number: a bit for each group of fields that follows
 *		group		for each of them a number, its length, and so many bytes
 *
 * Numbers are written as in base/varint.h.  A state has only the groups that it
 * has something for, so that it is as long as what it holds; an empty one has two
 * bytes.  Packing is canonical: equal states have equal bytes.
 *
 * What a later version of workmode adds to a state becomes a new group, behind the
 * groups that there are.  That version reads what this one wrote, which lacks the
 * group, and writes it in the bytes that it had.  This version refuses a state
 * with a group that it does not know (PACK_NEWER) rather than lose the group.  So
 * the version byte stays, unless a group that was released must change.
 */
#ifndef WORKMODE_PACK_H
#define WORKMODE_PACK_H

#include "base/slice.h"

/* One group of a state's fields.  A new group takes nothing more than this. */
typedef struct PackGroup
{
	/* Whether the state has anything in these fields. */
	bool		(*has) (const void *state);

	/* Writes the fields and returns where they end. */
	char	   *(*put) (const void *state, char *out);

	/* Reads the fields off the front of the bytes; false if these cannot be. */
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

/* Writes the packed form of a state and returns its length. */
extern size_t wm_pack(const PackForm *form, const void *state, char *out);

/*
 * Reads a packed form into an empty state.  The bytes may be any; unless the
 * result is PACK_FINE, the state is worthless.
 */
extern PackFault wm_unpack(const PackForm *form, Slice bytes, void *state);

/* A set of modes, a bit for each, within a group. */
#define PACK_SET_SIZE	2

extern char *wm_pack_put_modes(char *out, unsigned modes);
extern bool wm_pack_take_modes(Slice *bytes, unsigned *modes);

#endif							/* WORKMODE_PACK_H */
