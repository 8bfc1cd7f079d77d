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

/* No weight is beyond, either way: so that no score can overflow. */
#define MODEL_WEIGHT_LIMIT	DECIMAL_LIMIT

/* What every kind of model says of itself. */
typedef struct ModelHead
{
	int64_t		sessions;		/* that it was trained on */
	int32_t		penalty;		/* and how: see train.h and train_value.h */
	char		version[MODEL_VERSION_SIZE];
} ModelHead;

/* What text and binary alike can hold. */
#define MODEL_SESSIONS_LIMIT	(INT64_MAX / 16)

typedef struct FeatureWeights
{
	uint32_t	number;
	int32_t		weights[MODE_COUNT];
} FeatureWeights;

typedef struct Model
{
	ModelHead	head;
	uint32_t	modes;			/* bits of the modes that it was taught */
	int32_t		temperature;	/* see train.h */
	int32_t		bias[MODE_COUNT];
	uint32_t	count;
	const FeatureWeights *features; /* ascending by number */
} Model;

/*
 * What is wrong with a model that came from outside, as a sentence without its
 * end, or NULL.
 */
extern const char *wm_model_fault(const Model *model);

/* The same of what any model has. */
extern const char *wm_model_head_fault(const ModelHead *head);

/* A version names a model in tables and file names: plain characters only. */
extern bool wm_model_is_version(const char *version);

/* A version made of what the model holds: the same for equal models. */
extern void wm_model_make_version(Model *model);

/* The same of a hash of what it holds. */
extern void wm_model_head_make_version(ModelHead *head, uint64_t hash);

/* Is it one that a model may hold, of whatever it is? */
extern bool wm_model_is_weight(int32_t weight);

/* What is wrong with a vector, in the same way. */
extern const char *wm_features_fault(const Feature *features, uint32_t count);

/* A total order; equal is the same in every part. */
extern int	wm_features_compare(const Feature *a, uint32_t na,
								const Feature *b, uint32_t nb);

typedef struct Scores
{
	int64_t		score[MODE_COUNT];	/* in FEATURE_UNIT squared */
	double		probability[MODE_COUNT];	/* sum 1; 0 for modes not taught */
	int			order[MODE_COUNT];	/* modes, best first */
} Scores;

#define SCORE_UNIT	((double) FEATURE_UNIT * FEATURE_UNIT)

/*
 * Score a vector of features, ascending by number.  What the model does not
 * know counts for nothing.
 */
extern void wm_model_score(const Model *model, const Feature *features,
						   int count, Scores *scores);

/* The weights of a feature, or NULL where the model has none. */
extern const FeatureWeights *wm_model_weights(const Model *model, uint32_t number);

static inline bool
wm_model_knows(const Model *model, int mode)
{
	return (model->modes >> mode & 1) != 0;
}

#endif							/* WORKMODE_MODEL_H */
