/*
 * model_text.h
 *	  Vectors and models as text, and back.
 *
 * Both texts are exact, and the same for equal values.  A vector's is
 * "{17:0.25,33:1}/1": number and amount of each feature, then the feature
 * version.  A model's is a JSON object (see model_text.c).
 */
#ifndef WORKMODE_MODEL_TEXT_H
#define WORKMODE_MODEL_TEXT_H

#include "buffer.h"
#include "model.h"

extern void wm_vector_print(uint32_t feature_version, const Feature *features,
							uint32_t count, TextBuffer *text);
extern void wm_model_print(const Model *model, TextBuffer *text);

/*
 * Room is allocated for the features.  What is wrong is a sentence without its
 * end, NULL where all is well; it includes what wm_features_fault() and
 * wm_model_fault() say.
 */
extern const char *wm_vector_parse(Slice text, uint32_t *feature_version,
								   Feature **features, uint32_t *count);
extern const char *wm_model_parse(Slice text, Model *model);

/* A number of FEATURE_UNIT: plain digits, at most four behind the point. */
#define DECIMAL_TEXT_SIZE	16
extern void wm_decimal_print(int32_t units, char *text);

/* And back, white space around it allowed; false for anything else. */
extern bool wm_decimal_parse(Slice value, int32_t *units);

/* The same for a whole number from 0 to the limit. */
extern bool wm_count_parse(Slice value, int64_t limit, int64_t *count);

#endif							/* WORKMODE_MODEL_TEXT_H */
