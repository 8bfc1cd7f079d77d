/*
 * cues.h
 *	  Words and phrases that tell of a work mode, in many languages.
 *
 * A cue is a meaning: "something is broken", "wants to be told".  Which words
 * carry it stands in one table in cues.c; a new word or language is a row.
 */
#ifndef WORKMODE_CUES_H
#define WORKMODE_CUES_H

#include "slice.h"

typedef enum Cue
{
	CUE_CREATE,					/* make something new */
	CUE_CHANGE,					/* alter, improve, restructure */
	CUE_INTERFACE,				/* pages, buttons, layouts, games */
	CUE_REPAIR,					/* put right */
	CUE_FAULT,					/* something is broken */
	CUE_TEST,					/* tests and coverage */
	CUE_REVIEW,					/* review, audit, verify */
	CUE_AGENT,					/* agents, prompts, skills, rules */
	CUE_DEPLOY,					/* release, deploy, servers */
	CUE_GIT,					/* commits, branches, pull requests */
	CUE_SETUP,					/* install, configure */
	CUE_RUN,					/* run, start, watch */
	CUE_EXPLAIN,				/* wants to be told */
	CUE_PLAN,					/* designs, specs, decisions */
	CUE_DATA,					/* data, figures, experiments */
	CUE_WRITE,					/* prose, documents, slides */
	CUE_PROCEED,				/* go on, yes */
	CUE_COUNT
} Cue;

typedef struct CueInfo
{
	const char *name;
	const char *asks;			/* what a request with it does: "asks ..." */
} CueInfo;

extern const CueInfo wm_cues[CUE_COUNT];

/*
 * The index over the table: built by wm_cues_prepare, some microseconds, and
 * held by whoever looks words up.
 */
#define CUE_SLOTS	1024

typedef struct CueIndex
{
	int16_t		first[CUE_SLOTS];
	int16_t	   *next;
} CueIndex;

extern void wm_cues_prepare(CueIndex *index);
extern void wm_cues_free(CueIndex *index);

/* Counts, for each cue, the places in a folded text (fold.h) that carry it. */
extern void wm_cues_count(const CueIndex *index, Slice folded,
						  uint32_t counts[CUE_COUNT]);

#endif							/* WORKMODE_CUES_H */
