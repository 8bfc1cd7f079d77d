/*
 * shipped.c
 *	  The list of the models that come with workmode.
 */
#include "model/shipped.h"

static const Model *const models[] = {
	&wm_model_1_0,
};

const ModelList wm_shipped_models = {models, lengthof(models)};

const Model *
wm_shipped_last(const ModelList *list)
{
	return list->models[list->count - 1];
}

const Model *
wm_shipped_find(const ModelList *list, const char *version)
{
	for (int i = 0; i < list->count; i++)
	{
		if (strcmp(list->models[i]->head.version, version) == 0)
			return list->models[i];
	}
	return NULL;
}
