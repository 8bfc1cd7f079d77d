/*
 * transcript.c
 *	  Fuzz target: any bytes as a transcript.
 */
#include "evidence/feature.h"
#include "model/shipped.h"
#include "readers/transcript.h"
#include "value/value.h"

#include "fuzz.h"

static void
check_facts(const Facts *facts, size_t size)
{
	must(facts->prompts >= 0 && facts->turns >= 0 && facts->actions >= 0 &&
		 facts->errors >= 0 && facts->files_changed >= 0 &&
		 facts->lines_added >= 0 && facts->lines_removed >= 0 &&
		 facts->words_in >= 0 && facts->words_out >= 0 &&
		 facts->tokens_in >= 0 && facts->tokens_out >= 0 &&
		 facts->commits >= 0 && facts->pull_requests >= 0 &&
		 facts->lines_read >= 0 && facts->lines_skipped >= 0,
		 "no count is negative");
	must((size_t) (facts->lines_read + facts->lines_skipped) <= size + 1,
		 "a record takes a byte or more");
	must((size_t) (facts->prompts + facts->actions) <= size &&
		 (size_t) (facts->lines_added + facts->lines_removed) <= 2 * size,
		 "nothing comes from nothing");
	must(facts->started_at == TIME_UNKNOWN || facts->ended_at == TIME_UNKNOWN ||
		 facts->started_at <= facts->ended_at,
		 "a session does not end before it began");
	must(facts->format != NULL || facts->lines_read == 0,
		 "what is of no format is not read");
	must(memchr(facts->agent, '\0', NAME_LIMIT) != NULL &&
		 memchr(facts->agent_version, '\0', NAME_LIMIT) != NULL &&
		 memchr(facts->model, '\0', NAME_LIMIT) != NULL &&
		 memchr(facts->session_id, '\0', ID_LIMIT) != NULL &&
		 memchr(facts->parent, '\0', ID_LIMIT) != NULL &&
		 memchr(facts->branch, '\0', ID_LIMIT) != NULL &&
		 memchr(facts->project, '\0', PATH_LIMIT) != NULL,
		 "names end");
}

/* Times, names and counts: all of the facts, none of the padding. */
static bool
same_facts(const Facts *a, const Facts *b)
{
	return a->format == b->format &&
		strcmp(a->session_id, b->session_id) == 0 &&
		strcmp(a->parent, b->parent) == 0 &&
		strcmp(a->project, b->project) == 0 &&
		strcmp(a->branch, b->branch) == 0 &&
		strcmp(a->agent, b->agent) == 0 &&
		strcmp(a->agent_version, b->agent_version) == 0 &&
		strcmp(a->model, b->model) == 0 &&
		a->surface == b->surface && a->headless == b->headless &&
		a->started_at == b->started_at && a->ended_at == b->ended_at &&
		a->prompts == b->prompts && a->turns == b->turns &&
		a->actions == b->actions && a->errors == b->errors &&
		a->files_changed == b->files_changed &&
		a->lines_added == b->lines_added && a->lines_removed == b->lines_removed &&
		a->code_changed == b->code_changed &&
		a->commits == b->commits && a->pull_requests == b->pull_requests &&
		a->words_in == b->words_in && a->words_out == b->words_out &&
		a->tokens_in == b->tokens_in && a->tokens_out == b->tokens_out &&
		a->lines_read == b->lines_read && a->lines_skipped == b->lines_skipped;
}

/* Whatever the evidence, there is a judgement, a reason and a price. */
static void
judge(Session *session)
{
	const Evidence *evidence = wm_session_evidence(session);
	Feature    *features = malloc((size_t) wm_feature_count() * sizeof(Feature));
	int			count = wm_features_from_evidence(evidence, features);
	char		phrase[FEATURE_PHRASE_SIZE];
	double		sum = 0;
	Scores		scores;
	RateCard	card;
	Appraisal	appraisal;

	must(wm_features_fault(features, (uint32_t) count) == NULL,
		 "features are sound");
	wm_model_score(wm_shipped_last(&wm_shipped_models), features, count, &scores);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		sum += scores.probability[mode];
	must(sum > 0.999999 && sum < 1.000001, "probabilities add up to one");

	for (int i = 0; i < count; i++)
	{
		FeatureParts parts = wm_feature_parts(features[i].number);

		wm_feature_phrase(features[i].number, evidence, parts.family == FEATURES_WORD ?
						  wm_session_word(session, parts.field, parts.bucket) : "",
						  phrase);
		must(memchr(phrase, '\0', FEATURE_PHRASE_SIZE) != NULL, "a reason has room");
	}

	wm_rates_merge(&card, NULL, 0);
	if (wm_appraise(session, scores.order[0], &card, &appraisal))
		must(appraisal.cents >= 0 && appraisal.count <= DELIVERABLES_MAX,
			 "a price is no debt");
	free(features);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		text = wm_slice((const char *) data, size);
	Fault		fault;
	Fault		strict_fault;
	Session    *session = wm_transcript_read(text, false, &fault);
	Session    *strict = wm_transcript_read(text, true, &strict_fault);
	Facts	   *facts = wm_session_facts(session);

	check_facts(facts, size);
	check_facts(wm_session_facts(strict), size);

	must((facts->lines_skipped > 0) == (fault.reason != NULL),
		 "what is skipped has a reason");
	must(fault.offset <= size && strict_fault.offset <= size,
		 "a fault lies in the text");
	must(fault.reason == NULL ||
		 (strict_fault.reason != NULL && strict_fault.offset <= fault.offset),
		 "strict finds what was skipped, or more before it");
	must(strict_fault.reason != NULL || same_facts(facts, wm_session_facts(strict)),
		 "without a fault strict says the same");

	judge(session);
	wm_session_free(session);
	wm_session_free(strict);
	must_own_nothing();
	return 0;
}
