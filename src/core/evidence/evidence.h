/*
 * evidence.h
 *	  What tells the modes apart: counts over a session, or one turn of it.
 *
 * Evidence adds up: that of a session is the sum of that of its turns, except for
 * the first request and the agent's last words.  feature.h makes numbers of it
 * that do not depend on a session's length.
 */
#ifndef WORKMODE_EVIDENCE_H
#define WORKMODE_EVIDENCE_H

#include "action/action.h"
#include "action/command.h"
#include "action/file.h"
#include "language/cues.h"

/* Whose words, said where.  Part of features' numbers: new ones go to the end. */
typedef enum Speech
{
	SPEECH_REQUEST,				/* the person's, weighted by the work that followed */
	SPEECH_FIRST,				/* the first request */
	SPEECH_CLOSING,				/* the agent's last words of a turn, weighted like
								 * the request */
	SPEECH_LAST,				/* the agent's last words of the session */
	SPEECH_SAY,					/* all that the agent says */
	SPEECH_THOUGHT,				/* the agent's first thought of a turn, weighted like
								 * the request, which it mostly repeats */
	SPEECH_ACCOUNT,				/* task lists, descriptions of calls, commit messages */
	SPEECH_TITLE,				/* the session's titles */
	SPEECH_TASK,				/* what the agent asks of other agents */
	SPEECH_COUNT
} Speech;

/* Kinds of commits, by how their message begins. */
typedef enum CommitType
{
	COMMIT_FEATURE,
	COMMIT_FIX,
	COMMIT_DOCS,
	COMMIT_TEST,
	COMMIT_CHORE,
	COMMIT_REFACTOR,
	COMMIT_OTHER,
	COMMIT_COUNT
} CommitType;

/*
 * What was done in a turn, by its greater part.  These are part of features'
 * numbers: new ones go to the end.
 */
typedef enum WorkKind
{
	WORK_TALK,					/* nothing but words */
	WORK_LOOK,					/* reading and searching */
	WORK_ASK,					/* plan mode, questions, the web */
	WORK_GIT,
	WORK_OPERATE,				/* machines, containers, packages, services */
	WORK_TEST_RUN,
	WORK_DATA_RUN,
	WORK_RUN,					/* other commands and tools */
	WORK_CODE,					/* from here on: changed files */
	WORK_TEST,
	WORK_DOC,
	WORK_PLAN,
	WORK_AGENT,
	WORK_CONFIG,
	WORK_DATA,
	WORK_COUNT
} WorkKind;

/*
 * Groups of cues that express one kind of wish.  They are part of features'
 * numbers: new ones go to the end.
 */
typedef enum Theme
{
	THEME_CREATE,
	THEME_CHANGE,
	THEME_INTERFACE,
	THEME_REPAIR,
	THEME_TEST,
	THEME_AGENT,
	THEME_OPERATE,
	THEME_GIT,
	THEME_EXPLAIN,
	THEME_PLAN,
	THEME_DATA,
	THEME_WRITE,
	THEME_OTHER,
	THEME_COUNT
} Theme;

/* What is counted: runs of kinds, one behind the other. */
typedef enum EvidenceKind
{
	EVIDENCE_ACTION,			/* calls, by ActionKind */
	EVIDENCE_CHANGE = EVIDENCE_ACTION + ACTION_COUNT,	/* changes, by FileKind */
	EVIDENCE_LINE = EVIDENCE_CHANGE + FILE_COUNT,	/* lines changed, by FileKind */
	EVIDENCE_READ = EVIDENCE_LINE + FILE_COUNT, /* files read, by FileKind */
	EVIDENCE_COMMAND = EVIDENCE_READ + FILE_COUNT,	/* shell calls, by CommandKind */
	EVIDENCE_COMMIT = EVIDENCE_COMMAND + COMMAND_COUNT, /* by CommitType */
	EVIDENCE_CUE = EVIDENCE_COMMIT + COMMIT_COUNT,	/* share of a cue in texts, in
													 * CUE_UNIT, by Speech and Cue */
	EVIDENCE_SPEECH = EVIDENCE_CUE + SPEECH_COUNT * CUE_COUNT,	/* weight of texts, by
																 * Speech */
	EVIDENCE_WORK = EVIDENCE_SPEECH + SPEECH_COUNT, /* weight of turns, by WorkKind */
	EVIDENCE_THEME = EVIDENCE_WORK + WORK_COUNT,	/* share of a theme in the words of
													 * turns, in CUE_UNIT, by WorkKind
													 * and Theme */
	EVIDENCE_WEIGHT = EVIDENCE_THEME + WORK_COUNT * THEME_COUNT,	/* of turns */
	EVIDENCE_ACTIONS,
	EVIDENCE_CHANGES,
	EVIDENCE_LINES,
	EVIDENCE_LINES_REMOVED,
	EVIDENCE_READS,
	EVIDENCE_COMMANDS,
	EVIDENCE_COMMITS,
	EVIDENCE_ERRORS,
	EVIDENCE_FAILED_COMMANDS,
	EVIDENCE_FAILED_TESTS,
	EVIDENCE_TURNS,
	EVIDENCE_IDLE_TURNS,		/* without an action */
	EVIDENCE_CHANGING_TURNS,	/* with a change of a file */
	EVIDENCE_PROMPTS,
	EVIDENCE_QUESTIONS,			/* prompts that end in a question mark */
	EVIDENCE_SHORT_PROMPTS,
	EVIDENCE_LONG_PROMPTS,
	EVIDENCE_CODE_PROMPTS,		/* with code or output pasted in */
	EVIDENCE_LINK_PROMPTS,		/* with a link */
	EVIDENCE_SLASH_PROMPTS,		/* that are a slash command */
	EVIDENCE_CLOSINGS,
	EVIDENCE_LONG_CLOSINGS,
	EVIDENCE_CODE_CLOSINGS,		/* with a fenced block */
	EVIDENCE_TABLE_CLOSINGS,	/* with a table */
	EVIDENCE_ASKING_CLOSINGS,	/* that end in a question mark */
	EVIDENCE_KINDS
} EvidenceKind;

#define CUE_UNIT		1000

/*
 * Where words stand.  For each place words are counted by their hash.  They are
 * part of features' numbers: new ones go to the end.
 */
typedef enum WordField
{
	WORDS_PERSON,				/* what the person says */
	WORDS_AGENT,				/* what the agent says */
	WORDS_THOUGHT,				/* what it thinks first in a turn */
	WORDS_COMMAND,				/* shell commands: "git", "git commit" */
	WORDS_FILE,					/* paths of changed files: "ext:c", "d:src" */
	WORDS_TOOL,					/* names of tools that are not the agent's own,
								 * and of their servers: "issue", "s:github" */
	WORD_FIELDS
} WordField;

#define WORD_BUCKETS	4096

typedef struct Evidence
{
	uint32_t	counts[EVIDENCE_KINDS];
	uint32_t	words[WORD_FIELDS][WORD_BUCKETS];	/* weight of texts with the
													 * word */
	uint16_t	touched[WORD_FIELDS][WORD_BUCKETS]; /* buckets that are not zero */
	uint16_t	ntouched[WORD_FIELDS];
} Evidence;

/* Adds without ever wrapping round. */
static inline void
wm_evidence_add(Evidence *evidence, int kind, uint32_t count)
{
	uint32_t   *sum = &evidence->counts[kind];

	*sum = count > UINT32_MAX - *sum ? UINT32_MAX : *sum + count;
}

/* Does the evidence have anything to go on: a word or an action? */
extern bool wm_evidence_any(const Evidence *evidence);

extern void wm_evidence_add_word(Evidence *evidence, int field, uint32_t bucket,
								 uint32_t weight);

/* Makes evidence empty again, faster than by zeroing all of it. */
extern void wm_evidence_clear(Evidence *evidence);

/* Adds the evidence of a turn to that of the session. */
extern void wm_evidence_merge(Evidence *session, const Evidence *turn);

#endif							/* WORKMODE_EVIDENCE_H */
