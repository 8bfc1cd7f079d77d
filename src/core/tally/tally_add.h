/*
 * tally_add.h
 *	  Putting sessions, users and tallies into a tally, and taking them out again.
 *
 * If a function returns false, *problem says why, and the tally is worthless.
 */
#ifndef WORKMODE_TALLY_ADD_H
#define WORKMODE_TALLY_ADD_H

#include "base/probabilities.h"
#include "tally/tally_check.h"

/*
 * Add a session, or take it out again.  The mode may be MODE_NONE (unclassified),
 * and the value may be NULL.  The value of an unclassified session is checked but
 * not kept.
 */
extern bool wm_tally_add(Tally *tally, int mode, const double *value,
						 TallyProblem *problem);
extern bool wm_tally_remove(Tally *tally, int mode, const double *value,
							TallyProblem *problem);

/*
 * Add a session that has probabilities, or take it out again; those of an unclassified
 * one are not kept.  There must be room for the sums of probabilities.  A tally has
 * them as long as it has sessions of which they are the sums, and not longer.
 */
extern bool wm_tally_add_probable(Tally *tally, int mode, const double *value,
								  const Probabilities *probabilities,
								  TallyProblem *problem);
extern bool wm_tally_remove_probable(Tally *tally, int mode, const double *value,
									 const Probabilities *probabilities,
									 TallyProblem *problem);

/*
 * Add a session of which a yes/no fact is known to a tally of facts, or take it
 * out again.  An empty tally becomes one of facts, and stays one when its last
 * session is taken out.
 */
extern bool wm_tally_add_fact(Tally *tally, int mode, bool fact,
							  TallyProblem *problem);
extern bool wm_tally_remove_fact(Tally *tally, int mode, bool fact,
								 TallyProblem *problem);

/*
 * Add a tally to another, or take it out again.  Both must be clustered or both
 * plain, and both of facts or neither, but an empty part may be either and changes
 * nothing.  An empty tally becomes one of facts if its first part is; the host must
 * give it that part's layout, and any tally room for the sums of probabilities that
 * the part has.  Taking out leaves a sound tally or fails.
 */
extern bool wm_tally_merge(Tally *tally, const Tally *part,
						   TallyProblem *problem);
extern bool wm_tally_unmerge(Tally *tally, const Tally *part,
							 TallyProblem *problem);

/* Add the plain tally of one user to a clustered tally, or take it out again. */
extern bool wm_tally_cluster(Tally *tally, const Tally *user,
							 TallyProblem *problem);
extern bool wm_tally_uncluster(Tally *tally, const Tally *user,
							   TallyProblem *problem);

#endif							/* WORKMODE_TALLY_ADD_H */
