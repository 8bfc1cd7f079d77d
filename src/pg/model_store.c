/*
 * model_store.c (pg)
 *	  How models of any type are stored, and kept from one call to the next.
 */
#include "compat.h"

#include "access/detoast.h"
#include "nodes/primnodes.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "evidence/feature.h"
#include "fault.h"
#include "model_store.h"

/* The head without its varlena header, whose bits tell how a value is packed. */
#define HEAD_SIZE		(sizeof(StoredHead) - VARHDRSZ)

StaticAssertDecl(sizeof(StoredHead) == 40 + MODEL_VERSION_SIZE,
				 "the head of stored models has no padding");

/*
 * Writing.
 */

StoredHead *
wm_stored_new(const ModelType *type, const ModelHead *head, uint32 count)
{
	Size		size = type->base + count * type->row;
	StoredHead *stored = palloc0(size);

	SET_VARSIZE(stored, size);
	stored->layout = type->layout;
	stored->sessions = head->sessions;
	stored->penalty = head->penalty;
	stored->count = count;
	memcpy(stored->version, head->version, MODEL_VERSION_SIZE);
	return stored;
}

/* Nobody can make two models of one fingerprint, not even on purpose. */
Datum
wm_stored_finish(StoredHead *stored)
{
	bytea	   *hash = DatumGetByteaPP(DirectFunctionCall1(sha256_bytea,
														   PointerGetDatum(stored)));

	memcpy(stored->fingerprint, VARDATA_ANY(hash), FINGERPRINT_SIZE);
	pfree(hash);
	return PointerGetDatum(stored);
}


/*
 * Reading.
 */

ModelHead
wm_stored_head(const StoredHead *stored)
{
	ModelHead	head = {.sessions = stored->sessions, .penalty = stored->penalty};

	memcpy(head.version, stored->version, MODEL_VERSION_SIZE);
	return head;
}

/* Has a value of so many bytes this head? */
static bool
is_head(const ModelType *type, const StoredHead *stored, Size size)
{
	return size >= type->base && stored->layout == type->layout &&
		stored->count <= FEATURE_NUMBER_LIMIT &&
		size == type->base + stored->count * type->row;
}

static void
open_model(const ModelType *type, const StoredHead *stored, void *model)
{
	if (!is_head(type, stored, VARSIZE(stored)) || type->open(stored, model) != NULL)
		wm_fault_in_store(type->name, stored);
}

void
wm_stored_open(const ModelType *type, Datum datum, void *model)
{
	open_model(type, (StoredHead *) PG_DETOAST_DATUM(datum), model);
}

/* The start of a value, as long as a head or shorter; it may be a copy. */
static StoredHead *
fetch_head(Datum datum)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(datum);

	if (VARATT_IS_4B_U(value))
		return (StoredHead *) value;
	return (StoredHead *) PG_DETOAST_DATUM_SLICE(datum, 0, HEAD_SIZE);
}

ModelHead
wm_stored_open_head(const ModelType *type, Datum datum)
{
	const StoredHead *stored = fetch_head(datum);
	ModelHead	head;

	if (is_head(type, stored, toast_raw_datum_size(datum)))
	{
		head = wm_stored_head(stored);
		if (wm_model_head_fault(&head) == NULL)
			return head;
	}
	wm_fault_in_store(type->name, PG_DETOAST_DATUM(datum));
}


/*
 * Keeping.
 *
 * How a model that is given is found to be the one that is kept:
 *
 *	- The argument is a constant, so it is always the same.  A parameter may
 *	  change from call to call: PL/pgSQL evaluates an expression again and
 *	  again with other values.
 *	- It is a pointer to a table's TOAST, and so was the last one, the same.
 *	- It has the same size and the same head.  Of a value that stands elsewhere
 *	  only the head is fetched.
 *
 * Where it stands in memory says nothing: another value may have come there.
 */

/* TOAST pointers have less bytes. */
#define POINTER_SIZE	64

typedef struct Kept
{
	MemoryContext context;		/* of the copy; reset for the next model */
	const StoredHead *stored;	/* NULL: nothing is kept */
	bool		constant;
	char		pointer[POINTER_SIZE];	/* to where it came from, ... */
	Size		pointer_size;	/* ... 0 where it is unknown */
} Kept;

/* The open model stands behind it. */
static inline void *
model_of(Kept *kept)
{
	return (char *) kept + MAXALIGN(sizeof(Kept));
}

static Kept *
get_kept(const ModelType *type, FmgrInfo *flinfo)
{
	if (flinfo->fn_extra == NULL)
	{
		Kept	   *kept = MemoryContextAllocZero(flinfo->fn_mcxt,
												  MAXALIGN(sizeof(Kept)) + type->size);

		kept->context = AllocSetContextCreate(flinfo->fn_mcxt, "workmode model",
											  ALLOCSET_SMALL_SIZES);
		flinfo->fn_extra = kept;
	}
	return flinfo->fn_extra;
}

static bool
is_constant(const FmgrInfo *flinfo, int argno)
{
	const FuncExpr *call = (const FuncExpr *) flinfo->fn_expr;

	return call != NULL && IsA(call, FuncExpr) && argno < list_length(call->args) &&
		IsA(list_nth(call->args, argno), Const);
}

static bool
is_same_pointer(const Kept *kept, const struct varlena *value)
{
	return VARATT_IS_EXTERNAL_ONDISK(value) &&
		VARSIZE_EXTERNAL(value) == kept->pointer_size &&
		memcmp(value, kept->pointer, kept->pointer_size) == 0;
}

static void
keep_pointer(Kept *kept, const struct varlena *value)
{
	kept->pointer_size = 0;
	if (VARATT_IS_EXTERNAL_ONDISK(value) && VARSIZE_EXTERNAL(value) <= POINTER_SIZE)
	{
		kept->pointer_size = VARSIZE_EXTERNAL(value);
		memcpy(kept->pointer, value, kept->pointer_size);
	}
}

static bool
is_same_head(const Kept *kept, Datum datum)
{
	StoredHead *head;
	bool		same;

	if (toast_raw_datum_size(datum) != VARSIZE(kept->stored))
		return false;
	head = fetch_head(datum);
	same = memcmp(VARDATA(head), VARDATA(kept->stored), HEAD_SIZE) == 0;
	if ((Pointer) head != DatumGetPointer(datum))
		pfree(head);
	return same;
}

/* Whatever fails, nothing is kept that is not whole. */
static void
keep_model(Kept *kept, const ModelType *type, Datum datum, bool constant)
{
	MemoryContext caller;
	StoredHead *stored;

	kept->stored = NULL;
	MemoryContextReset(kept->context);
	caller = MemoryContextSwitchTo(kept->context);

	/* A constant lives as long as the expression, so it need not be copied. */
	stored = (StoredHead *) (constant ? PG_DETOAST_DATUM(datum) :
							 PG_DETOAST_DATUM_COPY(datum));
	MemoryContextSwitchTo(caller);
	open_model(type, stored, model_of(kept));
	keep_pointer(kept, (struct varlena *) DatumGetPointer(datum));
	kept->constant = constant;
	kept->stored = stored;
}

const void *
wm_stored_keep(const ModelType *type, FunctionCallInfo fcinfo, int argno)
{
	Datum		datum = PG_GETARG_DATUM(argno);
	struct varlena *value = (struct varlena *) DatumGetPointer(datum);
	Kept	   *kept = get_kept(type, fcinfo->flinfo);

	if (kept->stored != NULL && (kept->constant || is_same_pointer(kept, value)))
		return model_of(kept);
	if (kept->stored != NULL && is_same_head(kept, datum))
		keep_pointer(kept, value);
	else
		keep_model(kept, type, datum, is_constant(fcinfo->flinfo, argno));
	return model_of(kept);
}
