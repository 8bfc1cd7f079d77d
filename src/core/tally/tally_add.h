/*
 * tally_add.h
 *	  Sessions, users and tallies put into a tally, and taken out again.
 *
 * Where one of these is false, the problem says why, and the tally is worthless.
 */
#ifndef WORKMODE_TALLY_ADD_H
#define WORKMODE_TALLY_ADD_H

#include "tally/tally_check.h"

/*
 * One session in, or out again.  The mode may be MODE_NONE (unclassified); the
 * value may be NULL; an unclassified session's value is checked but not kept.
 */
extern bool wm_tally_add(Tally *tally, int mode, const double *value,
						 TallyProblem *problem);
extern bool wm_tally_remove(Tally *tally, int mode, const double *value,
							TallyProblem *problem);

/*
 * One tally into another, or out of it.  Both must be clustered or both plain,
 * but for an empty part, which changes nothing; it is for the host to give an
 * empty tally the layout of its first part.  Taking out leaves a sound tally
 * or fails.
 */
extern bool wm_tally_merge(Tally *tally, const Tally *part,
						   TallyProblem *problem);
extern bool wm_tally_unmerge(Tally *tally, const Tally *part,
							 TallyProblem *problem);

/* One user's plain tally into a clustered tally, or out of it. */
extern bool wm_tally_cluster(Tally *tally, const Tally *user,
							 TallyProblem *problem);
extern bool wm_tally_uncluster(Tally *tally, const Tally *user,
							   TallyProblem *problem);

#endif							/* WORKMODE_TALLY_ADD_H */
