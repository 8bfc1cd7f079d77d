/*
 * topics.c
 *	  Topics of examples, and what training makes of them.
 */
#include "unit.h"

#include <math.h>
#include <string.h>

#include "base/host.h"
#include "model/topics.h"
#include "model/train.h"

#define EXAMPLES	60
#define WORDS		6			/* three of one topic, three of another */

static Feature features[EXAMPLES][2];
static Example examples[EXAMPLES];

/* Bucket 0 of what people say. */
static uint32_t
first_word(void)
{
	return wm_word_feature(WORDS_PERSON, 0);
}

/* Two words of one topic in each example: 0 1, 1 2, 2 0, or 3 4, 4 5, 5 3. */
static void
set_examples(void)
{
	for (int i = 0; i < EXAMPLES; i++)
	{
		int			topic = i % 2;
		uint32_t	a = (uint32_t) (topic * 3 + i / 2 % 3);
		uint32_t	b = (uint32_t) (topic * 3 + (i / 2 + 1) % 3);

		features[i][0].number = first_word() + (a < b ? a : b);
		features[i][1].number = first_word() + (a < b ? b : a);
		features[i][0].amount = features[i][1].amount = FEATURE_UNIT * 7 / 10;
		examples[i] = (Example) {
			.features = features[i], .count = 2, .mode = topic, .weight = 1
		};
	}
}

static void
find(Topics *topics, int count)
{
	static int	column_of[FEATURE_NUMBER_LIMIT];
	static double deviation[WORDS] = {0.3, 0.3, 0.3, 0.3, 0.3, 0.3};

	memset(column_of, -1, sizeof(column_of));
	for (uint32_t i = 0; i < WORDS; i++)
		column_of[first_word() + i] = (int) i;
	wm_topics_find(topics, examples, count, column_of, deviation, WORDS);
}

static double
variance(const Topics *topics, int topic)
{
	double		sum = 0;
	double		square = 0;

	for (int i = 0; i < EXAMPLES; i++)
	{
		double		place = topics->places[i * topics->count + topic];

		sum += place;
		square += place * place;
	}
	return square / EXAMPLES - sum / EXAMPLES * (sum / EXAMPLES);
}

/* Do examples of the two topics lie apart, in one direction or together? */
static bool
tells_apart(const Topics *topics)
{
	double		apart = 0;

	for (int topic = 0; topic < topics->count; topic++)
		apart += fabs(topics->places[topic] - topics->places[topics->count + topic]);
	return apart > 1;
}

static int32_t
weight_of(const Model *model, uint32_t word, int mode)
{
	const FeatureWeights *weights = wm_model_weights(model, first_word() + word);

	return weights == NULL ? 0 : weights->weights[mode];
}

int
main(void)
{
	TrainOptions options = {10 * FEATURE_UNIT, FEATURE_UNIT};
	Topics		topics;
	Topics		again;
	Model		model;

	set_examples();
	find(&topics, EXAMPLES);
	find(&again, EXAMPLES);
	ok(topics.count == EXAMPLES / EXAMPLES_PER_TOPIC, "so many topics as examples allow");
	ok(fabs(variance(&topics, 0) - 1) < 1e-9, "places have variance one");
	ok(tells_apart(&topics), "examples of two topics lie apart");
	ok(memcmp(topics.loadings, again.loadings,
			  (size_t) (WORDS * topics.count) * sizeof(double)) == 0,
	   "the same examples have the same topics");
	ok(fabs(0.7 * topics.loadings[0] + 0.7 * topics.loadings[topics.count] -
			topics.places[0]) < 1e-9, "loadings lead to places");
	wm_topics_free(&topics);
	wm_topics_free(&again);

	find(&topics, EXAMPLES_PER_TOPIC - 1);
	ok(topics.count == 0, "too few examples have none");
	wm_topics_free(&topics);

	/* Word 2 stands in examples of no mode's own, but with the others' words. */
	for (int i = 0; i < EXAMPLES; i++)
	{
		for (int j = 0; j < examples[i].count; j++)
		{
			if (features[i][j].number == first_word() + 2)
				examples[i].mode = i / 6 % 2;
		}
	}
	ok(wm_train(examples, EXAMPLES, &options, &model) == TRAIN_OK, "a model is made");
	ok(weight_of(&model, 0, 0) > 0 && weight_of(&model, 3, 1) > 0,
	   "words speak for the modes that they came with");
	ok(weight_of(&model, 2, 0) > weight_of(&model, 2, 1),
	   "a word that came with both speaks as its topic does");
	wm_free((void *) model.features);
	return done();
}
