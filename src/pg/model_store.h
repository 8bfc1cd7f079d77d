/*
 * model_store.h (pg)
 *	  How models of any type are stored, and kept from one call to the next.
 *
 * A model takes as much as 700 kB.  To fetch, unpack and check it for each session
 * costs more than to read the session, so a function that takes a model keeps the
 * last one in flinfo->fn_extra.  This makes calls faster and changes no answer: a
 * model that was kept is used only if it is the model that was given.
 */
#ifndef WORKMODE_PG_MODEL_STORE_H
#define WORKMODE_PG_MODEL_STORE_H

#include "compat.h"

#include "model/model.h"

#define FINGERPRINT_SIZE	16

/*
 * The beginning of every stored model.  The fingerprint is a hash of all that the
 * model holds, so models with equal heads are equal.  Models are compared byte by
 * byte: there is no padding, neither here nor behind it.
 */
typedef struct StoredHead
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint32		layout;
	uint8		fingerprint[FINGERPRINT_SIZE];
	int64		sessions;
	int32		penalty;
	uint32		count;			/* of features with weights */
	char		version[MODEL_VERSION_SIZE];
} StoredHead;

/* What differs from one type of model to another. */
typedef struct ModelType
{
	const char *name;			/* in SQL */
	uint32		layout;			/* the one that this version writes and reads */
	Size		base;			/* bytes of a stored model without weights */
	Size		row;			/* bytes of the weights of one feature */
	Size		size;			/* of the struct that an open model is */

	/*
	 * Opens a stored model of the right size: fills in the struct, whose weights
	 * may stay where they are stored.  Returns what is wrong with it, or NULL.
	 */
	const char *(*open) (const StoredHead *stored, void *model);
} ModelType;

/*
 * Make a value of the type.  wm_stored_new fills in its head and leaves zeros
 * behind that.  When the caller has filled in the rest, wm_stored_finish makes a
 * Datum of it.
 */
extern StoredHead *wm_stored_new(const ModelType *type, const ModelHead *head,
								 uint32 count);
extern Datum wm_stored_finish(StoredHead *stored);

/* The head of a model that is being opened. */
extern ModelHead wm_stored_head(const StoredHead *stored);

/*
 * Opens a model for this call.  Its weights are in place or in the current memory
 * context; if it is not sound, data_corrupted is raised.
 */
extern void wm_stored_open(const ModelType *type, Datum datum, void *model);

/* Opens only the head of a model, for which little of a long value is read. */
extern ModelHead wm_stored_open_head(const ModelType *type, Datum datum);

/*
 * Opens the model that is argument number argno, or returns the one that the call
 * before was given, if that is the model.  A function can keep one model.
 */
extern const void *wm_stored_keep(const ModelType *type, FunctionCallInfo fcinfo,
								  int argno);

#endif							/* WORKMODE_PG_MODEL_STORE_H */
