/*
 * training.c
 *	  Fuzz target: any few examples as what models are taught on.
 */
#include <math.h>

#include "base/host.h"
#include "model/train.h"
#include "value/train_value.h"

#include "fuzz.h"

#define EXAMPLES	40
#define FEATURES	6

typedef struct Lesson
{
	Example		examples[EXAMPLES];
	Feature		features[EXAMPLES][FEATURES];
	int			count;
} Lesson;

/* Numbers are close together at the beginning or the end of their range. */
static void
take_example(Bytes *bytes, Lesson *lesson)
{
	Feature    *features = lesson->features[lesson->count];
	Example    *example = &lesson->examples[lesson->count++];
	uint8_t		head = take_byte(bytes);
	uint32_t	number = 0;

	memset(example, 0, sizeof(*example));
	example->features = features;
	example->mode = head % MODE_COUNT;
	example->price = 0.01 * (1 + (double) (take_number(bytes) % 1000000000));
	example->weight = 1 + head % 4;
	while (example->count < head / 32 % (FEATURES + 1))
	{
		int32_t		amount = (int32_t) (take_number(bytes) % (2 * FEATURE_AMOUNT_LIMIT + 1)) -
			FEATURE_AMOUNT_LIMIT;

		number += 1 + take_byte(bytes) * take_byte(bytes) / 8;
		if (number >= FEATURE_NUMBER_LIMIT)
			break;
		features[example->count].number = number;
		features[example->count++].amount = amount == 0 ? 1 : amount;
	}
}

static void
teach_modes(Lesson *lesson, Bytes *bytes)
{
	TrainOptions options = {
		.penalty = 1 + (int32_t) (take_number(bytes) % MODEL_WEIGHT_LIMIT),
		.temperature = 1 + (int32_t) (take_number(bytes) % MODEL_WEIGHT_LIMIT)
	};
	Model		model = {.count = 0};
	Scores		scores;
	double		sum = 0;

	if (wm_train(lesson->examples, lesson->count, &options, &model) != TRAIN_OK)
		return;
	wm_model_make_version(&model);
	must(wm_model_fault(&model) == NULL, "what is taught is sound");
	wm_model_score(&model, lesson->examples[0].features, lesson->examples[0].count, &scores);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		must(scores.probability[mode] >= 0 && scores.probability[mode] <= 1,
			 "a probability is one");
		must(wm_model_knows(&model, mode) || scores.probability[mode] == 0,
			 "nothing is said of what was not taught");
		sum += scores.probability[mode];
	}
	must(fabs(sum - 1) < 1e-9, "probabilities add up to one");
	wm_free((void *) model.features);
}

static void
teach_prices(Lesson *lesson)
{
	ValueModel	model = {.count = 0};

	for (int i = 0; i < lesson->count; i++)
		lesson->examples[i].mode = 0;
	if (wm_train_value(lesson->examples, lesson->count, &model) != TRAIN_VALUE_OK)
		return;
	wm_value_model_make_version(&model);
	must(wm_value_model_fault(&model) == NULL, "what is taught is sound");
	for (int i = 0; i < lesson->count; i++)
		must(wm_value_model_price(&model, lesson->examples[i].features,
								  lesson->examples[i].count) > 0, "a price is at least a cent");
	wm_free((void *) model.weights);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Bytes		bytes = {data, size};
	uint8_t		order = take_byte(&bytes);
	static Lesson lesson;

	lesson.count = 0;
	while (bytes.size > 0 && lesson.count < EXAMPLES)
		take_example(&bytes, &lesson);
	for (int i = 0; order >= 0x80 && lesson.count > 0 && lesson.count < EXAMPLES; i++)
		lesson.examples[lesson.count++] = lesson.examples[i];
	if (order % 2 == 0)
	{
		for (int i = 0; i < lesson.count; i++)
			lesson.examples[i].price = 0;
		teach_modes(&lesson, &bytes);
	}
	else
		teach_prices(&lesson);
	must_own_nothing();
	return 0;
}
