/*
 * shipped.c
 *	  The list of the models that come with workmode.
 */
#include "model/shipped.h"

const Model *const wm_shipped_models[] = {
	&wm_model_1_0,
};

const int	wm_shipped_model_count = lengthof(wm_shipped_models);
