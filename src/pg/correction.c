/*
 * correction.c (pg)
 *	  Shares corrected for the errors of the classifier.
 */
#include "compat.h"

#include <math.h>

#include "utils/builtins.h"

#include "confusion.h"
#include "measures.h"
#include "statistics/correction.h"
#include "tally.h"

typedef bool (*Corrector) (const double *sessions, LabelTable labels,
						   Correction *correction, CorrectionProblem *problem);

static Corrector
corrector_from_text(text *name)
{
	const char *method = text_to_cstring(name);

	if (strcmp(method, "stratified") == 0)
		return wm_correct_stratified;
	if (strcmp(method, "adjusted") == 0)
		return wm_correct_adjusted;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("correction method \"%s\" is not known", method),
			 errhint("Known methods are stratified and adjusted.")));
}

static void
raise_problem(const CorrectionProblem *problem, Corrector corrector)
{
	bool		stratified = corrector == wm_correct_stratified;

	if (problem->fault == CORRECTION_ILL_CONDITIONED)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("labels tell modes too badly apart to correct shares"),
				 errdetail("The condition number of their errors is %.1f, the maximum allowed %.1f.",
						   problem->number, CORRECTION_MAX_CONDITION),
				 errhint("Label sessions of the same period and take the method stratified.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("too few labelled sessions %s \"%s\" to correct shares",
					stratified ? "predicted as" : "that truly are",
					wm_modes[problem->mode].name),
			 errdetail("Their number is %.0f; every mode in the tally needs at least %d.",
					   problem->number, CORRECTION_MIN_LABELS),
			 errhint("Draw more sessions to label %s this mode.",
					 stratified ? "from those predicted as" : "of")));
}

/*
 * workmode_corrected(tally, labels, confidence, method) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_corrected);
Datum
workmode_corrected(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	const Confusion *confusion = PG_GETARG_CONFUSION(1);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	Corrector	corrector = corrector_from_text(PG_GETARG_TEXT_PP(3));
	double		sessions[MODE_COUNT];
	LabelTable	labels;
	Correction	correction;
	CorrectionProblem problem;
	Rows		rows;

	for (int i = 0; i < MODE_COUNT; i++)
	{
		sessions[i] = (double) wm_tally_sessions(tally, i);
		for (int j = 0; j < MODE_COUNT; j++)
			labels[i][j] = (double) confusion->count[i][j];
	}
	if (!corrector(sessions, labels, &correction, &problem))
		raise_problem(&problem, corrector);

	wm_rows_begin(&rows, fcinfo);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		Estimate	share = correction.share[mode];

		wm_rows_mode(&rows, mode);
		wm_rows_count(&rows, wm_tally_sessions(tally, mode));
		wm_rows_number(&rows, sessions[mode] /
					   (double) wm_tally_sessions(tally, TALLY_ALL));
		wm_rows_number(&rows, share.value);
		wm_rows_interval(&rows, wm_correction_interval(&correction, mode,
													   confidence));
		wm_rows_number(&rows, sqrt(share.variance));
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}
