/*
 * feature.h
 *	  Features: numbers made of evidence, on which models score.
 *
 * A vector holds the features of a session that are not zero, in the order of
 * their numbers.  An amount is a whole number of ten-thousandths, so that the
 * same session has the same vector on every machine.
 */
#ifndef WORKMODE_FEATURE_H
#define WORKMODE_FEATURE_H

#include "base/text.h"
#include "evidence/evidence.h"

/* Of an amount of one. */
#define FEATURE_UNIT		DECIMAL_UNIT

/* No amount is beyond, either way. */
#define FEATURE_AMOUNT_LIMIT	(INT32_C(100) * FEATURE_UNIT)

/*
 * Numbers.
 *
 * Vectors and models are kept for ever, so a number means the same in every
 * version.  Each family has a range of its own, in which numbers are only ever
 * appended: what changes its meaning gets a new number, and a number that is no
 * longer made is never given again.  A feature that a shipped model knows is
 * made for ever.  A model scores any vector by the numbers that it knows, and
 * what it does not know counts for nothing.
 *
 *		0		named features: each has its number in the tables of feature.c
 *		4096	cues: + speech * 256 + cue, for 16 kinds of speech with 256 cues
 *		8192	themes: + work * 64 + theme, for 64 kinds of work with 64 themes
 *		12288	nothing yet
 *		16384	words: + field * 4096 + bucket, for 12 fields
 *		65536	the end
 *
 * The enums Speech, Cue, WorkKind, Theme and WordField are part of numbers, so a
 * new kind goes to the end; and so are the folding and the hash of words, which
 * stay as they are.
 */
#define FIRST_CUE_FEATURE		4096
#define SPEECH_LIMIT			16
#define CUE_LIMIT				256
#define FIRST_THEME_FEATURE		8192
#define WORK_LIMIT				64
#define THEME_LIMIT				64
#define FIRST_RESERVED_FEATURE	12288
#define FIRST_WORD_FEATURE		16384
#define FIELD_LIMIT				12
#define FEATURE_NUMBER_LIMIT	65536

static inline uint32_t
wm_cue_feature(Speech speech, Cue cue)
{
	return FIRST_CUE_FEATURE + (uint32_t) speech * CUE_LIMIT + (uint32_t) cue;
}

static inline uint32_t
wm_theme_feature(WorkKind work, Theme theme)
{
	return FIRST_THEME_FEATURE + (uint32_t) work * THEME_LIMIT + (uint32_t) theme;
}

static inline uint32_t
wm_word_feature(WordField field, int bucket)
{
	return FIRST_WORD_FEATURE + (uint32_t) field * WORD_BUCKETS + (uint32_t) bucket;
}

typedef struct Feature
{
	uint32_t	number;
	int32_t		amount;
} Feature;

/* What most amounts are: count / of, in units; nothing of nothing is 0. */
static inline int32_t
wm_feature_share(uint64_t count, uint64_t of, uint64_t unit)
{
	return of == 0 ? 0 : (int32_t) ((count * unit + of / 2) / of);
}

/* Put a feature that is not zero at the end of a vector; returns the new end. */
static inline Feature *
wm_feature_put(Feature *end, uint32_t number, int32_t amount)
{
	if (amount == 0)
		return end;
	end->number = number;
	end->amount = amount;
	return end + 1;
}

/* So many features this version makes. */
extern int	wm_feature_count(void);

/*
 * The features of evidence; room for wm_feature_count() of them.  Returns how
 * many are not zero.
 */
extern int	wm_features_from_evidence(const Evidence *evidence, Feature *features);

/* What a feature is made of. */
typedef enum FeatureFamily
{
	FEATURES_NAMED,				/* counts, by the tables in feature.c */
	FEATURES_CUE,				/* a cue in some kind of words */
	FEATURES_THEME,				/* a theme in turns with some kind of work */
	FEATURES_WORD,				/* a word by its hash */
	FEATURES_UNKNOWN			/* this version does not make it */
} FeatureFamily;

typedef struct FeatureParts
{
	FeatureFamily family;
	Speech		speech;			/* CUE */
	Cue			cue;
	WorkKind	work;			/* THEME */
	Theme		theme;
	WordField	field;			/* WORD */
	int			bucket;
} FeatureParts;

extern FeatureParts wm_feature_parts(uint32_t number);

/* A feature's short name ("command.test"), into a buffer. */
#define FEATURE_NAME_SIZE	64
extern void wm_feature_name(uint32_t number, char *name);

/*
 * What it says of this evidence, in words: "14 of 22 shell commands ran
 * tests".  For a feature of words, the word that it stands for is given.
 */
#define FEATURE_PHRASE_SIZE 160
extern void wm_feature_phrase(uint32_t number, const Evidence *evidence,
							  const char *word, char *phrase);

#endif							/* WORKMODE_FEATURE_H */
