/*
 * model_store.h (pg)
 *	  How models of any type are stored, and kept from one call to the next.
 *
 * A model takes as much as 700 kB.  To fetch, unpack and check it for each
 * session costs more than to read the session, so a function that takes a model
 * keeps the last one in flinfo->fn_extra.  What is kept makes calls faster and
 * changes no answer: it is used only where it is the model that was given.
 */
#ifndef WORKMODE_PG_MODEL_STORE_H
#define WORKMODE_PG_MODEL_STORE_H

#include "compat.h"

#include "model/model.h"

#define FINGERPRINT_SIZE	16

/*
 * What every stored model begins with.  The fingerprint is of all that stands
 * in the model, so models with the same head are the same.  Models are compared
 * byte by byte: there is no padding, here or behind it.
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
	uint32		layout;			/* that this version writes and reads */
	Size		base;			/* bytes of a stored model without weights */
	Size		row;			/* and of the weights of one feature */
	Size		size;			/* of the struct that is opened */

	/*
	 * Open a stored model of the right size: fill the struct, whose weights may
	 * stay where they are stored.  Returns what is wrong with it, or NULL.
	 */
	const char *(*open) (const StoredHead *stored, void *model);
} ModelType;

/*
 * A value of the type, zero behind its head; when the rest is filled, it is
 * finished, and then a Datum.
 */
extern StoredHead *wm_stored_new(const ModelType *type, const ModelHead *head,
								 uint32 count);
extern Datum wm_stored_finish(StoredHead *stored);

/* The head of a model that is being opened. */
extern ModelHead wm_stored_head(const StoredHead *stored);

/*
 * Open a model once.  It is sound, and its weights stand in place or in the
 * current memory context; anything else is data_corrupted.
 */
extern void wm_stored_open(const ModelType *type, Datum datum, void *model);

/* Only the head: little of a long value is read. */
extern ModelHead wm_stored_open_head(const ModelType *type, Datum datum);

/*
 * Open the model that is argument number argno, or take the one that the call
 * before was given, if it is the same.  A function can keep one model.
 */
extern const void *wm_stored_keep(const ModelType *type, FunctionCallInfo fcinfo,
								  int argno);

#endif							/* WORKMODE_PG_MODEL_STORE_H */
