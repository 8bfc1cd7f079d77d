/*
 * witness.h
 *	  The witness: gathers evidence from what is said and done.
 */
#ifndef WORKMODE_WITNESS_H
#define WORKMODE_WITNESS_H

#include "action/call.h"
#include "base/buffer.h"
#include "evidence/evidence.h"

/* Room for a word and its NUL; longer ones don't count, or are cut. */
#define WORD_SIZE		25

/* Places of a text with each cue, and of them all. */
typedef struct CueCounts
{
	uint32_t	counts[CUE_COUNT];
	uint64_t	all;
} CueCounts;

/* What a session's evidence is gathered with; zero it before use. */
typedef struct Witness
{
	Evidence	session;		/* of the turns that have ended */
	Evidence	turn;			/* of the turn at hand */
	bool		in_turn;		/* there is a turn at hand */
	TextBuffer	folded;
	TextBuffer	opening;		/* what the turn's request says */
	TextBuffer	thought;		/* the beginning of its first thought */
	TextBuffer	closing;		/* the agent's last words so far */
	TextBuffer	closing_folded; /* the same, and what cues they hold */
	CueCounts	closing_cues;
	uint32_t	text;			/* number of the text at hand */
	uint32_t	seen[WORD_FIELDS][WORD_BUCKETS];	/* the last text with it */
	char	   *words;			/* the first of each bucket that was seen, for
								 * reasons: WORD_SIZE bytes each */
} Witness;

/* A request: the turn before it must have been ended. */
extern void wm_witness_prompt(Witness *witness, Slice text);

/* What a person said without asking for anything: counts as a small request. */
extern void wm_witness_act(Witness *witness, Slice text);
extern void wm_witness_say(Witness *witness, Slice text);

/*
 * What the agent thinks; only a turn's first thought counts, so later ones need
 * not be brought here.
 */
extern bool wm_witness_wants_thought(const Witness *witness);
extern void wm_witness_think(Witness *witness, Slice text);
extern void wm_witness_title(Witness *witness, Slice text);
extern void wm_witness_call(Witness *witness, const Call *call, Slice tool);

/* The files that one call changed follow: a word of their paths counts once. */
extern void wm_witness_changes(Witness *witness);
extern void wm_witness_change(Witness *witness, Slice path, FileKind file,
							  uint32_t added, uint32_t removed);

/* A call failed; a shell call was of this kind, others are of COMMAND_COUNT. */
extern void wm_witness_error(Witness *witness, CommandKind command);

/*
 * The turn at hand is over: weigh its words and add it to the session's.
 * False if there was none.  The turn's evidence stands until the next begins.
 */
extern bool wm_witness_end_turn(Witness *witness);

/* A word that fell into this bucket; empty if none did. */
extern const char *wm_witness_word(const Witness *witness, WordField field,
								   int bucket);

extern void wm_witness_free(Witness *witness);

#endif							/* WORKMODE_WITNESS_H */
