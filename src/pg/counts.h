/*
 * counts.h
 *	  States of aggregates that are arrays of counts.
 *
 * Such a state is bigint[], a type that travels between processes and nodes by
 * itself.
 */
#ifndef WORKMODE_PG_COUNTS_H
#define WORKMODE_PG_COUNTS_H

#include "compat.h"

#include "utils/array.h"

/* Is it an array of so many counts?  Anybody may call a support function. */
extern bool wm_counts_fit(ArrayType *state, int count);

/* Argument 0, to be changed: itself in an aggregate, else a copy. */
extern ArrayType *wm_counts_for_update(FunctionCallInfo fcinfo);

#endif							/* WORKMODE_PG_COUNTS_H */
