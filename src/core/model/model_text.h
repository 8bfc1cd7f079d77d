/*
 * model_text.h
 *	  Vectors and models as text, and back.
 *
 * Both texts are exact, and equal values have equal texts.  The text of a vector
 * is "{17:0.25,33:1}": number and amount of each feature.  The text of a model is a
 * JSON object (see model_text.c).
 */
#ifndef WORKMODE_MODEL_TEXT_H
#define WORKMODE_MODEL_TEXT_H

#include "base/buffer.h"
#include "model/model.h"

extern void wm_vector_print(const Feature *features, uint32_t count,
							TextBuffer *text);
extern void wm_model_print(const Model *model, TextBuffer *text);

/*
 * Parsing allocates room for the features.  It returns NULL, or what is wrong as
 * a sentence without its end; what wm_features_fault() and wm_model_fault() find
 * is included.
 */
extern const char *wm_vector_parse(Slice text, Feature **features, uint32_t *count);
extern const char *wm_model_parse(Slice text, Model *model);

/*
 * The text of either kind of model begins with the members of its head, up to a
 * comma.  They are read back from the values of the members of these names; false
 * if one that should be a number is none.  wm_model_head_fault() finds a version
 * that cannot be.
 */
#define MODEL_HEAD_NAMES \
	LITERAL("version"), LITERAL("sessions"), LITERAL("penalty")
#define MODEL_HEAD_MEMBERS	3

extern void wm_model_head_print(const ModelHead *head, TextBuffer *text);
extern bool wm_model_head_read(const Slice *members, ModelHead *head);

/* Reads a feature's number, which is the key of its weights. */
extern bool wm_model_read_number(Slice key, uint32_t *number);

#endif							/* WORKMODE_MODEL_TEXT_H */
