/*
 * witness.h
 *	  The witness gathers evidence from what is said and done.
 */
#ifndef WORKMODE_WITNESS_H
#define WORKMODE_WITNESS_H

#include "action/call.h"
#include "base/buffer.h"
#include "evidence/evidence.h"

/* Room for a word and its NUL; longer words are cut or not counted. */
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
	TextBuffer	closing_folded; /* the agent's last words, folded */
	CueCounts	closing_cues;	/* the cues in them */
	uint32_t	text;			/* number of the text at hand */
	uint32_t	seen[WORD_FIELDS][WORD_BUCKETS];	/* number of the last text with
													 * the word */
	char	   *words;			/* the first word of each bucket, to name it in an
								 * explanation: WORD_SIZE bytes each; NULL if
								 * none is wanted */
} Witness;

/*
 * From now on words are kept, so that wm_witness_word() knows them.  They take
 * more memory than all the rest.
 */
extern void wm_witness_keep_words(Witness *witness);

/* Takes a request; the turn before it must have been ended. */
extern void wm_witness_prompt(Witness *witness, Slice text);

/* Takes what a person said without a request; it counts as a small one. */
extern void wm_witness_act(Witness *witness, Slice text);

/* Takes the agent's words. */
extern void wm_witness_say(Witness *witness, Slice text);

/*
 * Takes what the agent thinks.  Only the first thought of a turn counts: others
 * are not wanted, and need not be decoded.
 */
extern bool wm_witness_wants_thought(const Witness *witness);
extern void wm_witness_think(Witness *witness, Slice text);
extern void wm_witness_title(Witness *witness, Slice text);
extern void wm_witness_call(Witness *witness, const Call *call, Slice tool);

/* The files that one call changed follow: a word of their paths counts once. */
extern void wm_witness_changes(Witness *witness);

/* Takes a file that was changed. */
extern void wm_witness_change(Witness *witness, Slice path, FileKind file,
							  uint32_t added, uint32_t removed);

/*
 * A call failed: a shell call with a command of this kind, or any other call with
 * COMMAND_COUNT.
 */
extern void wm_witness_error(Witness *witness, CommandKind command);

/*
 * The turn at hand is over: weighs its words and adds its evidence to that of the
 * session.  False if there was no turn.  The turn's evidence stays until the next
 * turn begins.
 */
extern bool wm_witness_end_turn(Witness *witness);

/* A word that fell into this bucket; empty if none did, or if none is kept. */
extern const char *wm_witness_word(const Witness *witness, WordField field,
								   int bucket);

extern void wm_witness_free(Witness *witness);

#endif							/* WORKMODE_WITNESS_H */
