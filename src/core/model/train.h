/*
 * train.h
 *	  Teach a model: multinomial logistic regression with a ridge penalty.
 */
#ifndef WORKMODE_TRAIN_H
#define WORKMODE_TRAIN_H

#include "model/examples.h"

typedef struct TrainOptions
{
	int32_t		penalty;		/* of the squared weights; in FEATURE_UNIT, above 0 */
	int32_t		temperature;	/* scores are divided by it; likewise */
} TrainOptions;

#define TRAIN_PENALTY		(100 * FEATURE_UNIT)
#define TRAIN_TEMPERATURE	FEATURE_UNIT

/* At most so many steps. */
#define TRAIN_ROUNDS		1000

typedef enum TrainFault
{
	TRAIN_OK,
	TRAIN_NO_EXAMPLES,
	TRAIN_ONE_MODE
} TrainFault;

/*
 * Fills everything of the model but its version.  Its features are allocated,
 * at most one row for each that occurs.  The examples are put in an order of
 * their own first, so the same ones give the same model in whatever order they
 * come.  Interruptible.
 */
extern TrainFault wm_train(Example *examples, int count,
						   const TrainOptions *options, Model *model);

#endif							/* WORKMODE_TRAIN_H */
