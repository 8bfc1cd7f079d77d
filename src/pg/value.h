/*
 * value.h (pg)
 *	  The relative value of a session that has been read.
 */
#ifndef WORKMODE_PG_VALUE_H
#define WORKMODE_PG_VALUE_H

#include "compat.h"

#include "model/model.h"
#include "value/value.h"

/*
 * Its deliverables at these rates (NULL: as shipped), its mode being the best
 * of the scores.  False where nothing was done.
 */
extern bool wm_value_session(Session *session, const Scores *scores,
							 const RateCard *card, Appraisal *appraisal);

#endif							/* WORKMODE_PG_VALUE_H */
