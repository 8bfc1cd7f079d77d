/*
 * classify.h (pg)
 *	  The mode of a session that has been read.
 */
#ifndef WORKMODE_PG_CLASSIFY_H
#define WORKMODE_PG_CLASSIFY_H

#include "compat.h"

#include "model/model.h"
#include "session/session.h"

/* Scores a session that has been read; false if there is nothing to go on. */
extern bool wm_classify_session(const Session *session, const Model *model,
								Scores *scores);

#endif							/* WORKMODE_PG_CLASSIFY_H */
