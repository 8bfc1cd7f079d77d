/*
 * lexicon.h
 *	  Vocabularies: tables that say what words mean.
 *
 * What tools, programs, names of files and words of people mean is kept in
 * tables, so that a new word is one more in a row.  A row holds the words of
 * one subject, with bars between them, so that a reader of the table sees what
 * belongs together:
 *
 *	{COMMAND_TEST, "pytest|tox|unittest"},
 *
 * Words are in lower case, and each stands once in its vocabulary; a unit test
 * looks at both.  The first look-up makes an index of the words, which is kept
 * as long as the process lives.  It takes no lock: two threads may not make it.
 */
#ifndef WORKMODE_LEXICON_H
#define WORKMODE_LEXICON_H

#include "base/slice.h"

/* A row that holds nothing else; others may have more columns. */
typedef struct LexiconRow
{
	int			kind;
	const char *words;
} LexiconRow;

typedef struct LexiconIndex LexiconIndex;

typedef struct Lexicon
{
	const int  *kind;			/* of the first row */
	const char *const *words;	/* of the first row */
	size_t		row_size;
	size_t		rows;
	LexiconIndex *index;		/* NULL until a word is looked up */
} Lexicon;

/* The vocabulary of an array, whose rows have at least those two columns. */
#define LEXICON(table) \
	{&(table)[0].kind, &(table)[0].words, sizeof((table)[0]), lengthof(table), NULL}

typedef struct LexiconWord
{
	Slice		word;			/* as it stands in its row */
	size_t		row;
} LexiconWord;

#define LEXICON_NONE	(-1)

/* The word that a name is, in letters of any case, or NULL. */
extern const LexiconWord *wm_lexicon_find(Lexicon *lexicon, Slice name);

/* The kind of the row in which a name stands as a word, or LEXICON_NONE. */
extern int	wm_lexicon_kind(Lexicon *lexicon, Slice name);

/* Takes the next word off a row's words and returns whether there was one. */
extern bool wm_lexicon_next(const char **words, Slice *word);

/* The words in all rows. */
extern size_t wm_lexicon_count(const Lexicon *lexicon);

static inline int
wm_lexicon_row_kind(const Lexicon *lexicon, size_t row)
{
	return *(const int *) ((const char *) lexicon->kind + row * lexicon->row_size);
}

static inline const char *
wm_lexicon_row_words(const Lexicon *lexicon, size_t row)
{
	return *(const char *const *)
		((const char *) lexicon->words + row * lexicon->row_size);
}

#endif							/* WORKMODE_LEXICON_H */
