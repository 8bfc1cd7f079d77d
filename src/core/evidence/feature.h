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

/* Changes whenever a feature's number or meaning does. */
#define FEATURE_VERSION		1

/* Of an amount of one. */
#define FEATURE_UNIT		DECIMAL_UNIT

/* No amount is beyond, either way. */
#define FEATURE_AMOUNT_LIMIT	(INT32_C(100) * FEATURE_UNIT)

/* Features are numbered below this in any version. */
#define FEATURE_NUMBER_LIMIT	65536

typedef struct Feature
{
	uint32_t	number;
	int32_t		amount;
} Feature;

/* So many features has this version. */
extern int	wm_feature_count(void);

/*
 * The features of evidence; room for wm_feature_count() of them.  Returns how
 * many are not zero.
 */
extern int	wm_features_from_evidence(const Evidence *evidence, Feature *features);

/* What a feature is made of: the families stand one behind the other. */
typedef enum FeatureFamily
{
	FEATURES_NAMED,				/* counts, by the table in feature.c */
	FEATURES_CUE,				/* a cue in some kind of words */
	FEATURES_THEME,				/* a theme in turns with some kind of work */
	FEATURES_WORD,				/* a word by its hash */
	FEATURES_UNKNOWN			/* none of this version */
} FeatureFamily;

typedef struct FeatureParts
{
	FeatureFamily family;
	int			row;			/* NAMED: of the table */
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
