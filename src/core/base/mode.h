/*
 * mode.h
 *	  The nine work modes: codes, labels, families.
 *
 * The code of a mode is its place in the enum's declaration and its index in
 * every state and model.  Codes are frozen: states are stored with them.
 */
#ifndef WORKMODE_MODE_H
#define WORKMODE_MODE_H

#include "base/slice.h"

typedef enum Mode
{
	MODE_BUILD,
	MODE_FIX,
	MODE_TEST,
	MODE_ORCHESTRATE,
	MODE_OPERATE,
	MODE_UNDERSTAND,
	MODE_PLAN,
	MODE_ANALYZE,
	MODE_COMMUNICATE
} Mode;

#define MODE_COUNT	9
#define MODE_NONE	(-1)

typedef struct ModeInfo
{
	const char *name;			/* the enum label */
	const char *family;
	const char *label;			/* for people */
	const char *description;	/* the session's product, one sentence */
	const char *colour;			/* #rrggbb; colour-blind people can tell the nine
								 * apart */
} ModeInfo;

extern const ModeInfo wm_modes[MODE_COUNT];

/* The code of an enum label, or MODE_NONE if there is no such mode. */
extern int	wm_mode_from_name(Slice name);

#endif							/* WORKMODE_MODE_H */
