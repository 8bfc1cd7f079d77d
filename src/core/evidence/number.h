/*
 * number.h
 *	  The numbers of features, and what a vector of features is made of.
 */
#ifndef WORKMODE_NUMBER_H
#define WORKMODE_NUMBER_H

#include "base/text.h"
#include "evidence/evidence.h"

/* An amount of one is so many units. */
#define FEATURE_UNIT		DECIMAL_UNIT

/* Amounts lie from -FEATURE_AMOUNT_LIMIT to this. */
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
 *		0		named features: each has its number in the tables of named.c
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

/* Most amounts are this: count / of, in units; nothing of nothing is 0. */
static inline int32_t
wm_feature_share(uint64_t count, uint64_t of, uint64_t unit)
{
	return of == 0 ? 0 : (int32_t) ((count * unit + of / 2) / of);
}

/* Puts a feature at the end of a vector unless it is zero; returns the new end. */
static inline Feature *
wm_feature_put(Feature *end, uint32_t number, int32_t amount)
{
	if (amount == 0)
		return end;
	end->number = number;
	end->amount = amount;
	return end + 1;
}

/* Room for a feature's name and for its phrase, NUL included; see feature.h. */
#define FEATURE_NAME_SIZE	64
#define FEATURE_PHRASE_SIZE 160

#endif							/* WORKMODE_NUMBER_H */
