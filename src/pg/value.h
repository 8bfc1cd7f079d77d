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
 * The deliverables of a session at these rates (NULL: the shipped ones), whose
 * mode is the best of the scores.  False if nothing was done.
 */
extern bool wm_value_session(Session *session, const Scores *scores,
							 const RateCard *card, Appraisal *appraisal);

#endif							/* WORKMODE_PG_VALUE_H */
