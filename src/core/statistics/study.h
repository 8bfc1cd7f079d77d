/*
 * study.h
 *	  The published figures to stand beside one's own.
 */
#ifndef WORKMODE_STUDY_H
#define WORKMODE_STUDY_H

#include "base/mode.h"

/* A figure that was not published. */
#define STUDY_UNKNOWN	(-1)

/*
 * One row: of a mode, of a family (mode is MODE_NONE) or of all sessions
 * (family is NULL, too).  Figures are whole per cents, as published.
 */
typedef struct StudyRow
{
	int			mode;
	const char *family;
	int			pooled_share;	/* October 2025 to April 2026 */
	int			share_before;	/* October 2025 */
	int			share_after;	/* April 2026 */
	int			value_growth;	/* of the average session, between the two */
	const char *status;			/* stated, figure: where it can be read */
} StudyRow;

#define STUDY_ROWS	14

extern const StudyRow wm_study[STUDY_ROWS];
extern const char *const wm_study_source;

#endif							/* WORKMODE_STUDY_H */
