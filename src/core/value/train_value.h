/*
 * train_value.h
 *	  Teach a model of value: ridge regression of ln(price) on features.
 */
#ifndef WORKMODE_TRAIN_VALUE_H
#define WORKMODE_TRAIN_VALUE_H

#include "model/examples.h"
#include "value/value_model.h"

/* Of the squared weights, each per standard deviation of its feature. */
#define TRAIN_VALUE_PENALTY	(8 * FEATURE_UNIT)

/* Fewer sessions teach nothing. */
#define TRAIN_VALUE_LEAST	20

/* One session in so many is held out to measure by. */
#define HOLDOUT_PART		5

typedef enum TrainValueFault
{
	TRAIN_VALUE_OK,
	TRAIN_VALUE_TOO_FEW,
	TRAIN_VALUE_CONSTANT
} TrainValueFault;

/*
 * Fills everything of the model but its feature version and version; its
 * weights are allocated.
 *
 * Twice it is fitted: without the sessions held out, to be measured on them,
 * and then on all, which is the model.  Which are held out is told by a hash of
 * a session's own features and price; and the examples are put in an order of
 * their own first, so the same ones give the same model in whatever order they
 * come.  Prices are above zero.  Interruptible.
 */
extern TrainValueFault wm_train_value(Example *examples, int count,
									  ValueModel *model);

#endif							/* WORKMODE_TRAIN_VALUE_H */
