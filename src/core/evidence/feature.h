/*
 * feature.h
 *	  Features: numbers made of evidence, on which models score.
 *
 * A vector holds the features of a session that are not zero, in the order of
 * their numbers.  An amount is a whole number of ten-thousandths, so that a session
 * has the same vector on every machine.
 */
#ifndef WORKMODE_FEATURE_H
#define WORKMODE_FEATURE_H

#include "evidence/number.h"

/*
 * The version of a vector in binary, which the server and its clients write: the
 * version in one byte, the count of features, then number and amount of each, all
 * in four bytes of which the highest comes first.
 */
#define VECTOR_WIRE_VERSION	1

/* The number of features that this version makes. */
extern int	wm_feature_count(void);

/* So many features this evidence has at most, which are far fewer. */
extern int	wm_feature_room(const Evidence *evidence);

/*
 * Writes the features of evidence, for which there must be that room, and returns
 * how many are not zero.
 */
extern int	wm_features_from_evidence(const Evidence *evidence, Feature *features);

/* What a feature is made of. */
typedef enum FeatureFamily
{
	FEATURES_NAMED,				/* counts, by the tables in named.c */
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

/* Writes a feature's short name, such as "command.test", of FEATURE_NAME_SIZE. */
extern void wm_feature_name(uint32_t number, char *name);

/*
 * Writes what a feature says of this evidence in words, such as "14 of 22 shell
 * commands ran tests", of FEATURE_PHRASE_SIZE.  For a feature of words, the word
 * that it stands for is given.
 */
extern void wm_feature_phrase(uint32_t number, const Evidence *evidence,
							  const char *word, char *phrase);

#endif							/* WORKMODE_FEATURE_H */
