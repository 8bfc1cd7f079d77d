/*
 * shipped.c
 *	  The models that are shipped: each is sound and takes the features that this
 *	  version makes, and a newer one beside it changes nothing that it says.
 */
#include "unit.h"

#include <string.h>

#include "model/shipped.h"

static bool
takes_features(const Model *model)
{
	for (uint32_t i = 0; i < model->count; i++)
	{
		if (wm_feature_parts(model->features[i].number).family == FEATURES_UNKNOWN)
		{
			printf("# %s knows feature %u, which is not made any more\n",
				   model->head.version, model->features[i].number);
			return false;
		}
	}
	return true;
}

static void
all_shipped(const ModelList *list)
{
	bool		sound = true;
	bool		made = true;
	bool		found = true;

	for (int i = 0; i < list->count; i++)
	{
		const Model *model = list->models[i];

		sound = sound && wm_model_fault(model) == NULL;
		made = takes_features(model) && made;
		found = found && wm_shipped_find(list, model->head.version) == model;
	}
	ok(list->count > 0 && sound, "each is sound");
	ok(made, "each knows only features that are made");
	ok(found, "each is found by its version");
	ok(wm_shipped_last(list) == list->models[list->count - 1],
	   "the last is the default one");
	ok(wm_shipped_find(list, "") == NULL && wm_shipped_find(list, "1.") == NULL,
	   "no other is found");
}

/* Some evidence: a vector with every third feature of the model. */
static int
make_vector(const Model *model, Feature *vector)
{
	int			count = 0;

	for (uint32_t i = 0; i < model->count; i += 3)
	{
		vector[count].number = model->features[i].number;
		vector[count++].amount = 1 + (int32_t) (i * 37 % 5000);
	}
	return count;
}

static bool
same_scores(const Scores *a, const Scores *b)
{
	return memcmp(a->score, b->score, sizeof(a->score)) == 0 &&
		memcmp(a->probability, b->probability, sizeof(a->probability)) == 0 &&
		memcmp(a->order, b->order, sizeof(a->order)) == 0;
}

/* The model, and one like it but for the weights of the vector's first feature. */
static void
two_models(const Model *old)
{
	FeatureWeights *weights = malloc(old->count * sizeof(FeatureWeights));
	Feature    *vector = malloc(old->count * sizeof(Feature));
	int			count = make_vector(old, vector);
	Model		new = *old;
	const Model *const models[] = {old, &new};
	ModelList	list = {models, 2};
	Scores		before;
	Scores		pinned;
	Scores		newest;

	wm_model_score(old, vector, count, &before);
	memcpy(weights, old->features, old->count * sizeof(FeatureWeights));
	weights[0].weights[MODE_PLAN] += FEATURE_UNIT;
	new.features = weights;
	snprintf(new.head.version, MODEL_VERSION_SIZE, "later");
	ok(wm_shipped_last(&list) == &new &&
	   wm_shipped_find(&list, new.head.version) == &new, "with a new model the default is another");
	wm_model_score(wm_shipped_find(&list, old->head.version), vector, count, &pinned);
	wm_model_score(wm_shipped_last(&list), vector, count, &newest);
	ok(same_scores(&before, &pinned), "the old one's answers stay, to the bit");
	ok(!same_scores(&before, &newest), "the new one's are its own");
	free(weights);
	free(vector);
}

/* What a later version makes, an older model passes over. */
static void
later_features(const Model *model)
{
	Feature    *vector = malloc((model->count + 2) * sizeof(Feature));
	int			count = make_vector(model, vector);
	Scores		before;
	Scores		after;

	wm_model_score(model, vector, count, &before);
	vector[count++] = (Feature) {FEATURE_NUMBER_LIMIT - 2, FEATURE_UNIT};
	vector[count++] = (Feature) {FEATURE_NUMBER_LIMIT - 1, -FEATURE_AMOUNT_LIMIT};
	ok(wm_features_fault(vector, (uint32_t) count) == NULL,
	   "numbers of later versions are sound");
	wm_model_score(model, vector, count, &after);
	ok(same_scores(&before, &after), "and count for nothing");
	vector[count - 1].number = FEATURE_NUMBER_LIMIT;
	ok(wm_features_fault(vector, (uint32_t) count) != NULL,
	   "beyond the limit they are not");
	free(vector);
}

int
main(void)
{
	all_shipped(&wm_shipped_models);
	two_models(&wm_model_1_0);
	later_features(&wm_model_1_0);
	return done();
}
