/*
 * train.h
 *	  Training of a model: multinomial logistic regression with a ridge penalty.
 */
#ifndef WORKMODE_TRAIN_H
#define WORKMODE_TRAIN_H

#include "model/examples.h"

typedef struct TrainOptions
{
	int32_t		penalty;		/* on squared weights; in FEATURE_UNIT, above 0 */
	int32_t		temperature;	/* divides scores; in FEATURE_UNIT, above 0 */
} TrainOptions;

#define TRAIN_PENALTY		(100 * FEATURE_UNIT)
#define TRAIN_TEMPERATURE	FEATURE_UNIT

/* The most steps of the fit. */
#define TRAIN_ROUNDS		1000

typedef enum TrainFault
{
	TRAIN_OK,
	TRAIN_NO_EXAMPLES,
	TRAIN_ONE_MODE
} TrainFault;

/*
 * Fills in all of the model but its version.  Its features are allocated, at most
 * one row for each that occurs.  The examples are sorted first, so that equal sets
 * of examples give equal models.  Interruptible.
 */
extern TrainFault wm_train(Example *examples, int count,
						   const TrainOptions *options, Model *model);

#endif							/* WORKMODE_TRAIN_H */
