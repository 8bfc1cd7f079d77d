/*
 * model_text.h
 *	  Vectors and models as text, and back.
 *
 * Both texts are exact, and the same for equal values.  A vector's is
 * "{17:0.25,33:1}": number and amount of each feature.  A model's is a JSON
 * object (see model_text.c).
 */
#ifndef WORKMODE_MODEL_TEXT_H
#define WORKMODE_MODEL_TEXT_H

#include "base/buffer.h"
#include "model/model.h"

extern void wm_vector_print(const Feature *features, uint32_t count,
							TextBuffer *text);
extern void wm_model_print(const Model *model, TextBuffer *text);

/*
 * Room is allocated for the features.  What is wrong is a sentence without its
 * end, NULL where all is well; it includes what wm_features_fault() and
 * wm_model_fault() say.
 */
extern const char *wm_vector_parse(Slice text, Feature **features, uint32_t *count);
extern const char *wm_model_parse(Slice text, Model *model);

/*
 * What every model's text begins with, up to the comma before what is its own;
 * and back, from the members of those names.  False where one is no number: a
 * version that is none is found by wm_model_head_fault().
 */
#define MODEL_HEAD_NAMES \
	LITERAL("version"), LITERAL("sessions"), LITERAL("penalty")
#define MODEL_HEAD_MEMBERS	3

extern void wm_model_head_print(const ModelHead *head, TextBuffer *text);
extern bool wm_model_head_read(const Slice *members, ModelHead *head);

/* A feature's number, as the key of its weights. */
extern bool wm_model_read_number(Slice key, uint32_t *number);

#endif							/* WORKMODE_MODEL_TEXT_H */
