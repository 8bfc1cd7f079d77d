/*
 * study.c
 *	  The published figures, to be compared with one's own.
 *
 * Shares and growth of value as Anthropic's report gives them, in its text
 * ("stated") or as labels of its figures 1 and 4 ("figure").  The growth for
 * communicate is the figure's line of that name, which may include analyze.
 */
#include "statistics/study.h"

#define NA	STUDY_UNKNOWN

const char *const wm_study_source =
"Anthropic, Agentic coding and persistent returns to expertise, 16 June 2026";

const StudyRow wm_study[STUDY_ROWS] = {
	{MODE_BUILD, "code", 25, NA, 21, 43, "stated; April share from figure"},
	{MODE_FIX, "code", 26, 33, 19, 32, "stated"},
	{MODE_TEST, "code", 2, NA, NA, NA, "figure"},
	{MODE_ORCHESTRATE, "code", 3, NA, NA, NA, "figure"},
	{MODE_OPERATE, "operate", 17, 14, 21, 34, "stated"},
	{MODE_UNDERSTAND, "explore", 7, NA, NA, NA, "figure"},
	{MODE_PLAN, "explore", 7, NA, NA, NA, "figure"},
	{MODE_ANALYZE, "inform", 3, NA, NA, NA, "figure"},
	{MODE_COMMUNICATE, "inform", 10, NA, NA, 2, "figure"},
	{MODE_NONE, "code", 56, NA, NA, NA, "stated"},
	{MODE_NONE, "operate", 17, 14, 21, 34, "stated"},
	{MODE_NONE, "explore", 14, NA, NA, NA, "stated"},
	{MODE_NONE, "inform", 13, 10, 20, NA, "stated"},
	{MODE_NONE, NULL, 100, 100, 100, 27, "stated"},
};
