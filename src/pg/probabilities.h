/*
 * probabilities.h (pg)
 *	  workmode_probabilities as an argument and as a result.
 */
#ifndef WORKMODE_PG_PROBABILITIES_H
#define WORKMODE_PG_PROBABILITIES_H

#include "compat.h"

#include "base/probabilities.h"

/* Those that are an argument; if they are not sound, data_corrupted is raised. */
#define PG_GETARG_PROBABILITIES(n)	wm_probabilities_from_datum(PG_GETARG_DATUM(n))
#define PG_RETURN_PROBABILITIES(probabilities) \
	return wm_probabilities_to_datum(probabilities)

extern Probabilities wm_probabilities_from_datum(Datum datum);
extern Datum wm_probabilities_to_datum(const Probabilities *probabilities);

/* As numbers, by mode. */
extern void wm_probabilities_numbers(Datum datum, double *numbers);

/* Those that a model gave. */
extern Datum wm_probabilities_of_scores(const double *probability);

/* Is this the type's OID?  It differs from one database to the next. */
extern bool wm_probabilities_is_type(Oid type);

#endif							/* WORKMODE_PG_PROBABILITIES_H */
