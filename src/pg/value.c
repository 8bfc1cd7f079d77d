/*
 * value.c (pg)
 *	  The relative value of one transcript, its reasons, and the rate card.
 */
#include "compat.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "classify.h"
#include "composite.h"
#include "model.h"
#include "rows.h"
#include "transcript.h"
#include "value.h"

bool
wm_value_session(Session *session, const Scores *scores, const RateCard *card,
				 Appraisal *appraisal)
{
	RateCard	shipped;

	if (card == NULL)
		wm_rates_merge(&shipped, NULL, 0);
	return wm_appraise(session, scores->order[0], card == NULL ? &shipped : card,
					   appraisal);
}

/*
 * Rates that are given.
 */

static Datum
get_column(const Composite *row, const char *name, Oid type)
{
	bool		null;
	Datum		value = wm_composite_get(row, name, type, &null);

	if (null)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("\"%s\" of a rate must not be NULL", name)));
	return value;
}

static Skill
get_skill(const Composite *row)
{
	char	   *name = TextDatumGetCString(get_column(row, "skill", TEXTOID));
	int			skill = wm_skill_from_name(wm_slice(name, strlen(name)));

	if (skill == SKILL_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown skill: \"%s\"", name),
				 errhint("workmode_rate_card() lists the skills.")));
	return (Skill) skill;
}

static double
get_rate(const Composite *row)
{
	double		rate = DatumGetFloat8(get_column(row, "rate", FLOAT8OID));

	if (!(rate >= RATE_LEAST && rate <= RATE_MOST))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("rate is out of range: %g", rate),
				 errdetail("It must lie between %g and %g.", RATE_LEAST, RATE_MOST)));
	return rate;
}

static Rate
get_row(HeapTupleHeader header)
{
	Composite	row;
	Rate		rate = {.mode = MODE_NONE};

	wm_composite_open(&row, header);
	rate.skill = get_skill(&row);
	rate.rate = get_rate(&row);
	rate.mode = wm_composite_mode(&row, "mode");
	wm_composite_close(&row);
	return rate;
}

/* Which of two rows holds must not depend on the order in which they come. */
static void
check_double(Rate rate, bool (*seen)[SKILL_COUNT])
{
	bool	   *mark = &seen[rate.mode + 1][rate.skill];

	if (*mark)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("more than one rate for skill \"%s\" in %s",
						wm_skills[rate.skill],
						rate.mode == MODE_NONE ? "all modes" :
						psprintf("mode \"%s\"", wm_modes[rate.mode].name))));
	*mark = true;
}

/*
 * An array of rows of workmode_skill_rate, put over the shipped card.  However
 * long it is, no more rows are read than there can be without a double.
 */
static void
read_rates(ArrayType *array, RateCard *card)
{
	bool		seen[MODE_COUNT + 1][SKILL_COUNT] = {{false}};
	Rate		rates[(MODE_COUNT + 1) * SKILL_COUNT];
	int			count = 0;
	ArrayIterator rows;
	Datum		row;
	bool		null;

	if (!type_is_rowtype(ARR_ELEMTYPE(array)))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("rates are of type %s, expected workmode_skill_rate",
						format_type_be(ARR_ELEMTYPE(array)))));
	rows = array_create_iterator(array, 0, NULL);
	while (array_iterate(rows, &row, &null))
	{
		Rate		rate;

		if (null)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("rate must not be NULL")));
		rate = get_row(DatumGetHeapTupleHeader(row));
		check_double(rate, seen);
		rates[count++] = rate;
	}
	array_free_iterator(rows);
	wm_rates_merge(card, rates, count);
}

/* Which argument is what; the transcript is the first, strict the last. */
typedef struct ValueArgs
{
	int			rates;			/* an array, which may be NULL; 0: none */
	int			model;			/* of modes; 0: the default one */
} ValueArgs;

typedef struct Valuation
{
	int			mode;
	Appraisal	appraisal;
} Valuation;

/* False where the value is NULL. */
static bool
appraise(FunctionCallInfo fcinfo, ValueArgs args, Valuation *value)
{
	int			last = PG_NARGS() - 1;
	const Model *model;
	RateCard	card;
	Session    *session;
	Scores		scores;
	bool		done;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(args.model) || PG_ARGISNULL(last))
		return false;
	model = args.model == 0 ? wm_model_default() : wm_model_arg(fcinfo, args.model);
	if (args.rates == 0 || PG_ARGISNULL(args.rates))
		wm_rates_merge(&card, NULL, 0);
	else
		read_rates(PG_GETARG_ARRAYTYPE_P(args.rates), &card);

	session = wm_transcript_session(wm_transcript_arg(fcinfo, 0), PG_GETARG_BOOL(last));
	done = wm_classify_session(session, model, &scores) &&
		wm_value_session(session, &scores, &card, &value->appraisal);
	if (done)
		value->mode = scores.order[0];
	wm_session_free(session);
	return done;
}

static Datum
return_value(FunctionCallInfo fcinfo, ValueArgs args)
{
	Valuation	value;

	if (!appraise(fcinfo, args, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) value.appraisal.cents / 100);
}

/* workmode_value(transcript [, rates], strict) returns double precision */
PG_FUNCTION_INFO_V1(workmode_value);
Datum
workmode_value(PG_FUNCTION_ARGS)
{
	ValueArgs	args = {.rates = PG_NARGS() > 2 ? 1 : 0};

	return return_value(fcinfo, args);
}

/* workmode_value(transcript [, rates], model, strict) returns double precision */
PG_FUNCTION_INFO_V1(workmode_value_of_mode);
Datum
workmode_value_of_mode(PG_FUNCTION_ARGS)
{
	ValueArgs	args = {.rates = PG_NARGS() > 3 ? 1 : 0, .model = PG_NARGS() - 2};

	return return_value(fcinfo, args);
}

static Datum
put_value(FunctionCallInfo fcinfo, ValueArgs args)
{
	Valuation	value;
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	if (!appraise(fcinfo, args, &value))
		return (Datum) 0;
	for (int i = 0; i < value.appraisal.count; i++)
	{
		const Deliverable *item = &value.appraisal.items[i];

		wm_rows_mode(&rows, value.mode);
		wm_rows_text(&rows, item->name);
		wm_rows_number(&rows, item->amount);
		wm_rows_text(&rows, item->unit);
		wm_rows_number(&rows, item->hours);
		wm_rows_text(&rows, wm_skills[item->skill]);
		wm_rows_number(&rows, item->rate);
		wm_rows_number(&rows, (double) item->cents / 100);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/*
 * workmode_explain_value(transcript [, rates], strict) returns rows (mode,
 * deliverable, amount, unit, hours, skill, rate, value), which add up.
 */
PG_FUNCTION_INFO_V1(workmode_explain_value);
Datum
workmode_explain_value(PG_FUNCTION_ARGS)
{
	ValueArgs	args = {.rates = PG_NARGS() > 2 ? 1 : 0};

	return put_value(fcinfo, args);
}

/* workmode_explain_value(transcript [, rates], model, strict) returns those rows. */
PG_FUNCTION_INFO_V1(workmode_explain_value_of_mode);
Datum
workmode_explain_value_of_mode(PG_FUNCTION_ARGS)
{
	ValueArgs	args = {.rates = PG_NARGS() > 3 ? 1 : 0, .model = PG_NARGS() - 2};

	return put_value(fcinfo, args);
}

/* workmode_rate_card() returns rows (mode, skill, rate, unit, source) */
PG_FUNCTION_INFO_V1(workmode_rate_card);
Datum
workmode_rate_card(PG_FUNCTION_ARGS)
{
	Rows		rows;

	wm_rows_begin(&rows, fcinfo);
	for (int i = 0; i < wm_shipped_rate_count; i++)
	{
		const Rate *rate = &wm_shipped_rates[i];

		wm_rows_mode(&rows, rate->mode);
		wm_rows_text(&rows, wm_skills[rate->skill]);
		wm_rows_number(&rows, rate->rate);
		wm_rows_text(&rows, RATE_UNIT);
		wm_rows_text(&rows, rate->source);
		wm_rows_put(&rows);
	}
	return (Datum) 0;
}

/* workmode_value_version() returns text */
PG_FUNCTION_INFO_V1(workmode_value_version);
Datum
workmode_value_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(VALUE_VERSION));
}
