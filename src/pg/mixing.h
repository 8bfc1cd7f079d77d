/*
 * mixing.h (pg)
 *	  How probabilities go with true modes: by labelled sessions of the caller's, or
 *	  as the default model has it.
 */
#ifndef WORKMODE_PG_MIXING_H
#define WORKMODE_PG_MIXING_H

#include "compat.h"

#include "utils/array.h"

#include "statistics/mixing.h"

/* The groups of labelled sessions that an array's tallies are, or an error. */
extern Mixing wm_mixing_from_array(ArrayType *array);

/* That of the default model; NULL if it has none. */
extern const Mixing *wm_mixing_default(void);

/*
 * Argument number argno, an array of tallies; the default if the array is empty, or for
 * a function that was declared before it had this argument.
 */
extern const Mixing *wm_mixing_arg(FunctionCallInfo fcinfo, int argno);

#endif							/* WORKMODE_PG_MIXING_H */
