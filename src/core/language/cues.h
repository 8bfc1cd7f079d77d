/*
 * cues.h
 *	  Words and phrases that tell of a work mode, in many languages.
 *
 * A cue is a subject, such as "something is broken" or "wants an explanation".
 * One table in cues.c has the words that carry each cue.
 */
#ifndef WORKMODE_CUES_H
#define WORKMODE_CUES_H

#include "base/lexicon.h"

typedef enum Cue
{
	CUE_CREATE,
	CUE_FEATURE,
	CUE_CHANGE,
	CUE_REFACTOR,
	CUE_INTERFACE,
	CUE_PRODUCT,
	CUE_REPAIR,
	CUE_FAULT,
	CUE_TEST,
	CUE_REVIEW,
	CUE_AGENT,
	CUE_INSTRUCT,
	CUE_LLM,
	CUE_DEPLOY,
	CUE_INFRA,
	CUE_CI,
	CUE_GIT,
	CUE_SETUP,
	CUE_RUN,
	CUE_MACHINE,
	CUE_EXPLAIN,
	CUE_LOOKUP,
	CUE_PLAN,
	CUE_DESIGN,
	CUE_DATA,
	CUE_STATS,
	CUE_EXPERIMENT,
	CUE_DOCS,
	CUE_PROSE,
	CUE_SLIDES,
	CUE_RESEARCH,
	CUE_PROCEED,
	CUE_GREET,
	CUE_COMPLAINT,
	CUE_COUNT
} Cue;

typedef struct CueInfo
{
	const char *name;
	const char *subject;		/* what a text that carries the cue is about */
} CueInfo;

extern const CueInfo wm_cues[CUE_COUNT];

/*
 * Counts, for each cue, the places in a folded text (fold.h) that carry it.
 * Words that begin at one place or overlap are one: "code review" is one for
 * CUE_REVIEW, though "review" is another of its words.
 */
extern void wm_cues_count(Slice folded, uint32_t counts[CUE_COUNT]);

/* The table of words (for the unit test). */
extern const Lexicon wm_cues_lexicon;

#endif							/* WORKMODE_CUES_H */
