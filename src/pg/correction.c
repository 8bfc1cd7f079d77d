/*
 * correction.c (pg)
 *	  Shares corrected for the errors of the classifier.
 */
#include "compat.h"

#include <math.h>

#include "utils/builtins.h"

#include "confusion.h"
#include "corrected.h"
#include "measures.h"
#include "mixing.h"
#include "statistics/unmix.h"
#include "tally.h"

typedef bool (*Corrector) (const Prediction *prediction, LabelTable labels,
						   Correction *correction, CorrectionProblem *problem);

static Corrector
corrector_from_text(text *name)
{
	const char *method = text_to_cstring(name);

	if (strcmp(method, "stratified") == 0)
		return wm_correct_stratified;
	if (strcmp(method, "shrunk") == 0)
		return wm_correct_shrunk;
	if (strcmp(method, "adjusted") == 0)
		return wm_correct_adjusted;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("correction method \"%s\" is not known", method),
			 errhint("Known methods are stratified, shrunk and adjusted.")));
}

static void
raise_problem(const CorrectionProblem *problem, bool stratified)
{
	if (problem->fault == CORRECTION_ILL_CONDITIONED)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("labels tell modes too badly apart to correct shares"),
				 errdetail("The condition number of their errors is %.1f, the maximum allowed %.1f.",
						   problem->number, CORRECTION_MAX_CONDITION),
				 errhint("Label sessions of the same period and take the method stratified.")));
	if (problem->fault == CORRECTION_NO_PROBABILITIES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no session predicted as \"%s\" has probabilities",
						wm_modes[problem->mode].name),
				 errhint("Tally the sessions with workmode_tally(mode, value, probabilities).")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("too few labelled sessions %s \"%s\" to correct shares",
					stratified ? "predicted as" : "that truly are",
					wm_modes[problem->mode].name),
			 errdetail("Their number is %.0f; every mode in the tally needs at least %d%s.",
					   problem->number, CORRECTION_MIN_LABELS,
					   stratified ? ", or all of its sessions" : ""),
			 errhint("Draw more sessions to label %s this mode.",
					 stratified ? "from those predicted as" : "of")));
}

/* Labels that were drawn from the tallied sessions are not more than these. */
static void
check_drawn_here(const Tally *tally, const Confusion *labels)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		int64		labelled = wm_confusion_predicted(labels, mode);
		int64		tallied = wm_tally_sessions(tally, mode);

		if (labelled > tallied && !wm_tally_is_empty(tally))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("labelled sessions are not of the tallied ones"),
					 errdetail("Labels predicted as \"%s\" are " INT64_FORMAT
							   ", and the tally has " INT64_FORMAT " such sessions.",
							   wm_modes[mode].name, labelled, tallied),
					 errhint("Label some of the tallied sessions. Labels from elsewhere need the method adjusted.")));
	}
}

/* Whether the numbers of labels are alike for some modes, and 0 for all others. */
static bool
is_even(const Confusion *labels, int64_t (*count) (const Confusion *, int))
{
	int64		number = 0;
	int			modes = 0;

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		int64		labelled = count(labels, mode);

		if (labelled == 0)
			continue;
		if (modes++ > 0 && labelled != number)
			return false;
		number = labelled;
	}
	return modes > 3 && number > 1;
}

/*
 * Labels from elsewhere are as many of each predicted mode as chance has it.  The
 * same number of each was drawn so, unless it is because the same number was drawn
 * of each true mode.
 */
static void
check_drawn_at_random(const Confusion *labels)
{
	if (is_even(labels, wm_confusion_predicted) && !is_even(labels, wm_confusion_truth))
		ereport(WARNING,
				(errmsg("labelled sessions seem to be drawn by predicted mode"),
				 errdetail("They are as many of each predicted mode."),
				 errhint("The method adjusted needs labels that were drawn at random, or by true mode.")));
}

static void
get_labels(const Confusion *confusion, LabelTable labels)
{
	for (int i = 0; i < MODE_COUNT; i++)
	{
		for (int j = 0; j < MODE_COUNT; j++)
			labels[i][j] = (double) confusion->count[i][j];
	}
}

/* The prediction of a tally, and, with a mixing, the best guess of what its sessions are. */
static void
guess(const Tally *tally, const Mixing *mixing, Prediction *prediction)
{
	Prediction	expected;

	wm_prediction(tally, prediction);
	if (mixing == NULL)
		return;
	wm_expected_prediction(tally, &expected);
	wm_guess_by_mix(&expected, mixing, UNMIX_RIDGE, prediction);
}

/* A tally corrected, or an error. */
static void
correct(const Tally *tally, const Confusion *confusion, Corrector corrector,
		const Mixing *mixing, Correction *correction)
{
	bool		stratified = corrector != wm_correct_adjusted;
	Prediction	prediction;
	LabelTable	labels;
	CorrectionProblem problem;

	get_labels(confusion, labels);
	guess(tally, corrector == wm_correct_shrunk ? mixing : NULL, &prediction);
	if (stratified)
		check_drawn_here(tally, confusion);
	if (!corrector(&prediction, labels, correction, &problem))
		raise_problem(&problem, stratified);
	if (!stratified)
		check_drawn_at_random(confusion);
}

static void
put_corrected(FunctionCallInfo fcinfo, const Tally *tally, const Correction *correction,
			  double confidence)
{
	CorrectedShare shares[MODE_COUNT];

	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		shares[mode].share = correction->share[mode].value;
		shares[mode].limits = wm_correction_interval(correction, mode, confidence);
		shares[mode].standard_error = sqrt(correction->share[mode].variance);
	}
	wm_put_corrected(fcinfo, tally, shares);
}

/*
 * workmode_corrected(tally, labels, confidence, method, mixing) returns nine rows.
 */
PG_FUNCTION_INFO_V1(workmode_corrected);
Datum
workmode_corrected(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(2));
	Correction	correction;

	correct(tally, PG_GETARG_CONFUSION(1), corrector_from_text(PG_GETARG_TEXT_PP(3)),
			wm_mixing_arg(fcinfo, 4), &correction);
	put_corrected(fcinfo, tally, &correction, confidence);
	return (Datum) 0;
}

/* Are differences to be shrunk? */
static bool
is_shrunk(text *name)
{
	const char *method = text_to_cstring(name);

	if (strcmp(method, "difference") != 0 && strcmp(method, "shrunk") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("correction method \"%s\" is not known for labelled sessions with probabilities",
						method),
				 errhint("Known methods are difference and shrunk.")));
	return strcmp(method, "shrunk") == 0;
}

/* The labelled sessions' probabilities must be of as many sessions as the labels. */
static void
check_labelled(const Confusion *labels, const Tally *labelled)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		int64		number = wm_confusion_predicted(labels, mode);
		int64		probable = wm_tally_probable(labelled, mode);

		if (number != probable)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("labels and labelled sessions are not the same"),
					 errdetail("Labels predicted as \"%s\" are " INT64_FORMAT
							   ", and " INT64_FORMAT " such labelled sessions have probabilities.",
							   wm_modes[mode].name, number, probable),
					 errhint("Tally the labelled sessions by their predicted modes, with their probabilities.")));
	}
}

/*
 * workmode_corrected(tally, labels, labelled, confidence, method, mixing) returns nine
 * rows: by differences, where "labelled" is the tally of the labelled sessions.
 */
PG_FUNCTION_INFO_V1(workmode_corrected_difference);
Datum
workmode_corrected_difference(PG_FUNCTION_ARGS)
{
	const Tally *tally = PG_GETARG_TALLY(0);
	const Confusion *confusion = PG_GETARG_CONFUSION(1);
	const Tally *labelled = PG_GETARG_TALLY(2);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(3));
	bool		shrink = is_shrunk(PG_GETARG_TEXT_PP(4));
	Prediction	prediction;
	Prediction	drawn;
	LabelTable	labels;
	Correction	correction;
	CorrectionProblem problem;

	get_labels(confusion, labels);
	check_drawn_here(tally, confusion);
	check_labelled(confusion, labelled);
	guess(tally, shrink ? wm_mixing_arg(fcinfo, 5) : NULL, &prediction);
	wm_prediction(labelled, &drawn);
	if (!wm_correct_difference(&prediction, labels, drawn.mean, shrink, &correction,
							   &problem))
		raise_problem(&problem, true);
	put_corrected(fcinfo, tally, &correction, confidence);
	return (Datum) 0;
}

/* The change of a share, as the two shares that are corrected each by itself have it. */
static ChangeFigure
change_of_shares(const Correction *corrections, int mode, double confidence)
{
	ChangeFigure change;

	change.before = corrections[0].share[mode].value;
	change.after = corrections[1].share[mode].value;
	change.change = wm_correction_change(&corrections[0], &corrections[1], mode).value;
	change.limits = wm_correction_change_interval(&corrections[0], &corrections[1], mode,
												  confidence);
	change.p = wm_correction_change_p(&corrections[0], &corrections[1], mode);
	return change;
}

/* The method that is the argument: one for labels that were drawn from the sessions. */
static Corrector
drawing_corrector(FunctionCallInfo fcinfo, int argno)
{
	Corrector	corrector = wm_correct_stratified;

	if (PG_NARGS() > argno)
		corrector = corrector_from_text(PG_GETARG_TEXT_PP(argno));
	if (corrector == wm_correct_adjusted)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("correction method \"adjusted\" needs one table of labels for both periods")));
	return corrector;
}

/*
 * workmode_corrected_shift(before, after, labels_before, labels_after, confidence,
 * method, mixing) returns nine rows: each period is corrected by labels of its own sessions.
 */
PG_FUNCTION_INFO_V1(workmode_corrected_shift);
Datum
workmode_corrected_shift(PG_FUNCTION_ARGS)
{
	const Tally *before = PG_GETARG_TALLY(0);
	const Tally *after = PG_GETARG_TALLY(1);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(4));
	Corrector	corrector = drawing_corrector(fcinfo, 5);
	const Mixing *mixing = wm_mixing_arg(fcinfo, 6);
	Correction	corrections[2];
	ChangeFigure changes[MODE_COUNT];

	correct(before, PG_GETARG_CONFUSION(2), corrector, mixing, &corrections[0]);
	correct(after, PG_GETARG_CONFUSION(3), corrector, mixing, &corrections[1]);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		changes[mode] = change_of_shares(corrections, mode, confidence);
	wm_put_corrected_shift(fcinfo, before, after, changes);
	return (Datum) 0;
}

/*
 * workmode_corrected_shift(before, after, labels, confidence) returns nine rows:
 * the classifier is assumed to err in both periods as it did in the labels.
 */
PG_FUNCTION_INFO_V1(workmode_corrected_shift_common);
Datum
workmode_corrected_shift_common(PG_FUNCTION_ARGS)
{
	const Tally *before = PG_GETARG_TALLY(0);
	const Tally *after = PG_GETARG_TALLY(1);
	const Confusion *confusion = PG_GETARG_CONFUSION(2);
	double		confidence = wm_check_confidence(PG_GETARG_FLOAT8(3));
	Prediction	predictions[2];
	LabelTable	labels;
	Correction	corrections[2];
	Estimate	estimates[MODE_COUNT];
	ChangeFigure changes[MODE_COUNT];
	CorrectionProblem problem;

	get_labels(confusion, labels);
	wm_prediction(before, &predictions[0]);
	wm_prediction(after, &predictions[1]);
	if (!wm_correct_both(&predictions[0], &predictions[1], labels, corrections,
						 estimates, &problem))
		raise_problem(&problem, false);
	check_drawn_at_random(confusion);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		changes[mode] = change_of_shares(corrections, mode, confidence);

		/* of a change that shows no variance the shares tell how well they are known */
		if (!(estimates[mode].variance > 0))
			continue;
		changes[mode].change = estimates[mode].value;
		changes[mode].limits = wm_change_interval(estimates[mode], confidence);
		changes[mode].p = wm_change_p(estimates[mode]);
	}
	wm_put_corrected_shift(fcinfo, before, after, changes);
	return (Datum) 0;
}
