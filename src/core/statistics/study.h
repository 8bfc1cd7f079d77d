/*
 * study.h
 *	  The published figures, to be compared with one's own.
 */
#ifndef WORKMODE_STUDY_H
#define WORKMODE_STUDY_H

#include "base/mode.h"

/* A figure that was not published. */
#define STUDY_UNKNOWN	(-1)

/*
 * A row is for a mode, for a family (mode is MODE_NONE) or for all sessions (mode
 * is MODE_NONE and family NULL).  Figures are whole per cents, as published.
 */
typedef struct StudyRow
{
	int			mode;
	const char *family;
	int			pooled_share;	/* October 2025 to April 2026 */
	int			share_before;	/* October 2025 */
	int			share_after;	/* April 2026 */
	int			value_growth;	/* of the average session, from the one to the other */
	const char *status;			/* where it can be read: stated in the text, or in a
								 * figure */
} StudyRow;

#define STUDY_ROWS	14

extern const StudyRow wm_study[STUDY_ROWS];
extern const char *const wm_study_source;

#endif							/* WORKMODE_STUDY_H */
