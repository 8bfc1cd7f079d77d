/*
 * outline.h
 *	  The outline of what a digest leaves out: how much of each kind, and some of
 *	  the requests, with the work that followed each.
 */
#ifndef WORKMODE_OUTLINE_H
#define WORKMODE_OUTLINE_H

#include "base/buffer.h"

/* Names of tools that are told apart; others are counted together. */
#define TOOLS_LIMIT		24

typedef struct Tool
{
	char	   *name;
	size_t		len;
	int64_t		calls;			/* that were left out */
} Tool;

/* A request that was left out, and what came until the next one that is shown. */
typedef struct OutlineItem
{
	char	   *text;
	size_t		len;
	size_t		characters;
	int64_t		calls;
	int64_t		failed;
	int64_t		requests;		/* further ones */
} OutlineItem;

typedef struct Outline
{
	size_t		most;			/* characters that the items may take */
	size_t		characters;		/* that they take */
	OutlineItem *items;
	size_t		count;
	size_t		size;
	int64_t		stride;			/* of so many requests one becomes an item */
	int64_t		requests;		/* that were left out, and so on */
	int64_t		words;
	int64_t		calls;
	int64_t		failed;
	Tool		tools[TOOLS_LIMIT];
	int			ntools;
} Outline;

/* The number of a tool, for counting its calls; -1 if there are too many tools. */
extern int	wm_outline_tool(Outline *outline, Slice name);

/* Something is left out.  Of a request the first words are kept. */
extern void wm_outline_request(Outline *outline, Slice text);
extern void wm_outline_words(Outline *outline);
extern void wm_outline_call(Outline *outline, int tool);
extern void wm_outline_failure(Outline *outline);

/* Has anything been left out? */
extern bool wm_outline_any(const Outline *outline);

/* So many characters it takes at most. */
extern size_t wm_outline_room(const Outline *outline);

extern void wm_outline_put(const Outline *outline, TextBuffer *out);
extern void wm_outline_free(Outline *outline);

#endif							/* WORKMODE_OUTLINE_H */
