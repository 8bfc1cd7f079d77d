/*
 * value_model.h
 *	  Models of value: ln(price), linear in a session's features, trained on
 *	  sessions that have a price.
 *
 * Weights are whole numbers of FEATURE_UNIT, as in model.h.
 */
#ifndef WORKMODE_VALUE_MODEL_H
#define WORKMODE_VALUE_MODEL_H

#include "base/buffer.h"
#include "model/model.h"

typedef struct ValueWeight
{
	uint32_t	number;			/* of the feature */
	int32_t		weight;			/* of ln(price) for an amount of one */
} ValueWeight;

/* There are four tiers of price; the first row is for all of them together. */
#define TIER_ROWS	5

typedef struct TierInfo
{
	const char *name;
	double		low;			/* USD, including */
	double		high;			/* excluding; including for the last tier */
} TierInfo;

extern const TierInfo wm_tiers[TIER_ROWS];

#define LOG_R2_UNKNOWN	(-1)

/* How well sessions that were held out from training are priced. */
typedef struct TierReport
{
	int64_t		sessions;
	int32_t		log_r2;			/* in FEATURE_UNIT, or LOG_R2_UNKNOWN */
	int32_t		log_bias;		/* mean of ln(predicted / actual), in FEATURE_UNIT */
	int64_t		predicted;		/* medians, in cents */
	int64_t		actual;
} TierReport;

typedef struct ValueModel
{
	ModelHead	head;
	int32_t		bias;
	TierReport	holdout[TIER_ROWS];
	uint32_t	count;
	const ValueWeight *weights; /* ascending by number, none is zero */
} ValueModel;

/*
 * NULL if a model that came from outside is sound; else what is wrong with it, as
 * a sentence without its end.
 */
extern const char *wm_value_model_fault(const ValueModel *model);

/* Sets a version that is made of what the model holds: equal for equal models. */
extern void wm_value_model_make_version(ValueModel *model);

/* The price that a model gives to a vector of features, in cents; at least one. */
extern int64_t wm_value_model_price(const ValueModel *model,
									const Feature *features, int count);

/*
 * A model as text, and back.  The text is a JSON object (see value_model.c) that
 * is exact, and equal for equal models.  Parsing allocates the weights; it returns
 * NULL, or what is wrong as a sentence without its end.
 */
extern void wm_value_model_print(const ValueModel *model, TextBuffer *text);
extern const char *wm_value_model_parse(Slice text, ValueModel *model);

#endif							/* WORKMODE_VALUE_MODEL_H */
