/*
 * train_value.h
 *	  Training of a model of value: ridge regression of ln(price) on features.
 */
#ifndef WORKMODE_TRAIN_VALUE_H
#define WORKMODE_TRAIN_VALUE_H

#include "model/examples.h"
#include "value/value_model.h"

/* Penalty on squared weights, each per standard deviation of its feature. */
#define TRAIN_VALUE_PENALTY	(8 * FEATURE_UNIT)

/* A model cannot be trained on fewer sessions. */
#define TRAIN_VALUE_LEAST	20

/* One session in so many is held out, to measure how well others are priced. */
#define HOLDOUT_PART		5

typedef enum TrainValueFault
{
	TRAIN_VALUE_OK,
	TRAIN_VALUE_TOO_FEW,
	TRAIN_VALUE_CONSTANT
} TrainValueFault;

/*
 * Fills in all of the model but its feature version and its version; its weights
 * are allocated.
 *
 * The model is fitted twice: without the sessions that are held out, to be
 * measured on them, and then on all sessions, which gives the weights.  A hash of
 * a session's own features and price decides whether it is held out, and the
 * examples are sorted first, so that equal sets of examples give equal models.
 * Prices must be above zero.  Interruptible.
 */
extern TrainValueFault wm_train_value(Example *examples, int count,
									  ValueModel *model);

#endif							/* WORKMODE_TRAIN_VALUE_H */
