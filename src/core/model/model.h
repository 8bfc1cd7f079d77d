/*
 * model.h
 *	  Models: a score for each mode, linear in a session's features.
 *
 * Weights are whole numbers of ten-thousandths (FEATURE_UNIT), as amounts are,
 * so that a score is a whole number too: exact, and free of the order of
 * addition.
 */
#ifndef WORKMODE_MODEL_H
#define WORKMODE_MODEL_H

#include "base/mode.h"
#include "evidence/feature.h"

/* A model's version is a name of at most so many bytes, NUL included. */
#define MODEL_VERSION_SIZE	64

/* Weights lie from -MODEL_WEIGHT_LIMIT to this, so that no score can overflow. */
#define MODEL_WEIGHT_LIMIT	DECIMAL_LIMIT

/* What every kind of model says of itself. */
typedef struct ModelHead
{
	int64_t		sessions;		/* so many it was trained on */
	int32_t		penalty;		/* of its training: see train.h and train_value.h */
	char		version[MODEL_VERSION_SIZE];
} ModelHead;

/* The most sessions that both text and binary can hold. */
#define MODEL_SESSIONS_LIMIT	(INT64_MAX / 16)

typedef struct FeatureWeights
{
	uint32_t	number;
	int32_t		weights[MODE_COUNT];
} FeatureWeights;

typedef struct Model
{
	ModelHead	head;
	uint32_t	modes;			/* bits of the modes that it was trained on */
	int32_t		temperature;	/* see train.h */
	int32_t		bias[MODE_COUNT];
	uint32_t	count;
	const FeatureWeights *features; /* ascending by number */
} Model;

/*
 * NULL if a model that came from outside is sound; else what is wrong with it, as
 * a sentence without its end.
 */
extern const char *wm_model_fault(const Model *model);

/* What is wrong with the head of a model of either kind, or NULL. */
extern const char *wm_model_head_fault(const ModelHead *head);

/* Can this be a version?  It names a model in tables and files: plain characters. */
extern bool wm_model_is_version(const char *version);

/* Sets a version that is made of what the model holds: equal for equal models. */
extern void wm_model_make_version(Model *model);

/* Sets a version that is made of a hash of what a model holds. */
extern void wm_model_head_make_version(ModelHead *head, uint64_t hash);

/* Is a weight within the limits? */
extern bool wm_model_is_weight(int32_t weight);

/* What is wrong with a vector that came from outside, or NULL. */
extern const char *wm_features_fault(const Feature *features, uint32_t count);

/* A total order of vectors; equal vectors are equal in every part. */
extern int	wm_features_compare(const Feature *a, uint32_t na,
								const Feature *b, uint32_t nb);

typedef struct Scores
{
	int64_t		score[MODE_COUNT];	/* in FEATURE_UNIT squared */
	double		probability[MODE_COUNT];	/* sum 1; 0 for a mode that the model
											 * does not know */
	int			order[MODE_COUNT];	/* modes, best first */
} Scores;

#define SCORE_UNIT	((double) FEATURE_UNIT * FEATURE_UNIT)

/*
 * Scores a vector of features, ascending by number.  Features that the model does
 * not know count for nothing.
 */
extern void wm_model_score(const Model *model, const Feature *features,
						   int count, Scores *scores);

/* The weights of a feature, or NULL if the model has none. */
extern const FeatureWeights *wm_model_weights(const Model *model, uint32_t number);

static inline bool
wm_model_knows(const Model *model, int mode)
{
	return (model->modes >> mode & 1) != 0;
}

#endif							/* WORKMODE_MODEL_H */
