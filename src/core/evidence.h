/*
 * evidence.h
 *	  What tells the modes apart: counts over a session, or one turn of it.
 *
 * Evidence adds up: a session's is the sum of its turns'.  feature.h makes
 * numbers of it that do not depend on a session's length.
 */
#ifndef WORKMODE_EVIDENCE_H
#define WORKMODE_EVIDENCE_H

#include "call.h"
#include "cues.h"

/* Whose words, said where. */
typedef enum Speech
{
	SPEECH_REQUEST,				/* the person's, weighted by the work that followed */
	SPEECH_CLOSING,				/* the agent's last words of a turn */
	SPEECH_TITLE,				/* the session's titles */
	SPEECH_ACCOUNT,				/* task lists, descriptions of calls, commit messages */
	SPEECH_COUNT
} Speech;

/* What is counted; runs of kinds stand one behind the other. */
typedef enum EvidenceKind
{
	EVIDENCE_ACTION,			/* calls, by ActionKind */
	EVIDENCE_CHANGE = EVIDENCE_ACTION + ACTION_COUNT,	/* changes of files, by FileKind */
	EVIDENCE_LINE = EVIDENCE_CHANGE + FILE_COUNT,	/* lines changed, by FileKind */
	EVIDENCE_READ = EVIDENCE_LINE + FILE_COUNT, /* files read, by FileKind */
	EVIDENCE_COMMAND = EVIDENCE_READ + FILE_COUNT,	/* shell calls, by CommandKind */
	EVIDENCE_CUE = EVIDENCE_COMMAND + COMMAND_COUNT,	/* weight of texts with a
														 * cue, by Speech and Cue */
	EVIDENCE_SPEECH = EVIDENCE_CUE + SPEECH_COUNT * CUE_COUNT,	/* weight of texts, by Speech */
	EVIDENCE_ACTIONS = EVIDENCE_SPEECH + SPEECH_COUNT,
	EVIDENCE_CHANGES,
	EVIDENCE_LINES,
	EVIDENCE_READS,
	EVIDENCE_COMMANDS,
	EVIDENCE_ERRORS,
	EVIDENCE_PROMPTS,
	EVIDENCE_QUESTIONS,			/* prompts that end in a question mark */
	EVIDENCE_KINDS
} EvidenceKind;

typedef struct Evidence
{
	uint32_t	counts[EVIDENCE_KINDS];
} Evidence;

/* Adds without ever wrapping round. */
static inline void
wm_evidence_add(Evidence *evidence, int kind, uint32_t count)
{
	uint32_t   *sum = &evidence->counts[kind];

	*sum = count > UINT32_MAX - *sum ? UINT32_MAX : *sum + count;
}

/* Is there anything to go on: a word or an action? */
static inline bool
wm_evidence_any(const Evidence *evidence)
{
	uint32_t	any = evidence->counts[EVIDENCE_ACTIONS] | evidence->counts[EVIDENCE_PROMPTS];

	for (int i = 0; i < SPEECH_COUNT; i++)
		any |= evidence->counts[EVIDENCE_SPEECH + i];
	return any != 0;
}

/* What a session's evidence is gathered with; zero it before use. */
typedef struct Witness
{
	Evidence	session;		/* of the turns that have ended */
	Evidence	turn;			/* of the turn at hand */
	bool		in_turn;		/* there is a turn at hand */
	CueIndex	index;
	bool		prepared;
	TextBuffer	folded;
	TextBuffer	closing;		/* the agent's last words so far */
} Witness;

/* A request: the turn before it must have been ended. */
extern void wm_witness_prompt(Witness *witness, Slice text);
extern void wm_witness_say(Witness *witness, Slice text);
extern void wm_witness_title(Witness *witness, Slice text);
extern void wm_witness_call(Witness *witness, const Call *call);
extern void wm_witness_change(Witness *witness, FileKind file, uint32_t lines);
extern void wm_witness_error(Witness *witness);

/*
 * The turn at hand is over: weigh its words and add it to the session's.
 * False if there was none.  The turn's evidence stands until the next begins.
 */
extern bool wm_witness_end_turn(Witness *witness);

extern void wm_witness_free(Witness *witness);

#endif							/* WORKMODE_EVIDENCE_H */
