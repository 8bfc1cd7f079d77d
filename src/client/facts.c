/*
 * facts.c
 *	  What is sent of a transcript whose words stay here.
 *
 * Numbers, times, and names of a fixed vocabulary go as they are.  What a person
 * may have named, such as a folder or a branch, goes as a hash: equal names can be
 * counted together, but not read.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "base/host.h"
#include "base/probabilities.h"
#include "evidence/feature.h"
#include "facts.h"
#include "json/json_text.h"
#include "model/shipped.h"
#include "readers/transcript.h"
#include "value/value.h"
#include "wire.h"

#define MICROSECONDS	INT64_C(1000000)

/* What was made of a transcript. */
typedef struct Judgement
{
	bool		known;			/* there is evidence of some mode */
	Scores		scores;
	bool		valued;
	Appraisal	appraisal;
} Judgement;

void
load_put_hash(TextBuffer *text, const char *value)
{
	char		hash[24];

	snprintf(hash, sizeof(hash), "#%016" PRIx64, wm_slice_hash(wm_slice_cstring(value)));
	wm_buffer_append(text, wm_slice_cstring(hash));
}

static void
put_key(TextBuffer *json, const char *key)
{
	wm_buffer_append_char(json, json->len == 0 ? '{' : ',');
	wm_json_quote(json, wm_slice_cstring(key));
	wm_buffer_append_char(json, ':');
}

static void
put_null(TextBuffer *json, const char *key)
{
	put_key(json, key);
	wm_buffer_append(json, SLICE("null"));
}

/* An empty text is NULL, as in a row of facts. */
static void
put_text(TextBuffer *json, const char *key, const char *value)
{
	if (value == NULL || value[0] == '\0')
	{
		put_null(json, key);
		return;
	}
	put_key(json, key);
	wm_json_quote(json, wm_slice_cstring(value));
}

static void
put_hash(TextBuffer *json, const char *key, const char *value)
{
	TextBuffer	hash = {NULL, 0, 0};

	if (value[0] != '\0')
	{
		load_put_hash(&hash, value);
		wm_buffer_append_char(&hash, '\0');
	}
	put_text(json, key, hash.data);
	wm_buffer_free(&hash);
}

/* A name that has no other characters than these, else its hash. */
static void
put_name(TextBuffer *json, const char *key, const char *value, const char *characters)
{
	if (value[strspn(value, characters)] == '\0')
		put_text(json, key, value);
	else
		put_hash(json, key, value);
}

#define DIGITS	"0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Of programs, their versions and models. */
static const char name_characters[] = LETTERS DIGITS "._:/@+-";

/* Of ids that programs make by themselves. */
static const char id_characters[] = DIGITS "abcdefABCDEF-";

static void
put_bool(TextBuffer *json, const char *key, bool value)
{
	put_key(json, key);
	wm_buffer_append(json, value ? SLICE("true") : SLICE("false"));
}

static void
put_count(TextBuffer *json, const char *key, int64_t count)
{
	put_key(json, key);
	wm_text_put_count(json, count);
}

static void
put_number(TextBuffer *json, const char *key, double number)
{
	char		digits[32];

	snprintf(digits, sizeof(digits), "%.17g", number);
	put_key(json, key);
	wm_buffer_append(json, wm_slice_cstring(digits));
}

static void
put_time(TextBuffer *json, const char *key, EventTime value)
{
	time_t		seconds = (time_t) (value / MICROSECONDS);
	int64_t		micros = value % MICROSECONDS;
	struct tm	tm;
	char		text[80];

	if (value == TIME_UNKNOWN)
	{
		put_null(json, key);
		return;
	}
	if (micros < 0)
	{
		seconds--;
		micros += MICROSECONDS;
	}
	gmtime_r(&seconds, &tm);
	snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", tm.tm_year + 1900,
			 tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, (int) micros);
	put_text(json, key, text);
}

static const char *
mode_name(int mode)
{
	return mode < 0 || mode >= MODE_COUNT ? NULL : wm_modes[mode].name;
}

static void
put_facts(TextBuffer *json, const Facts *facts)
{
	put_name(json, "session_id", facts->session_id, id_characters);
	put_name(json, "parent", facts->parent, id_characters);
	put_text(json, "format", facts->format);
	put_name(json, "agent", facts->agent, name_characters);
	put_name(json, "agent_version", facts->agent_version, name_characters);
	put_name(json, "model", facts->model, name_characters);
	put_text(json, "surface", wm_surface_names[facts->surface]);
	put_bool(json, "headless", facts->headless);
	put_hash(json, "project", facts->project);
	put_hash(json, "branch", facts->branch);
	put_time(json, "started_at", facts->started_at);
	put_time(json, "ended_at", facts->ended_at);
	put_count(json, "prompts", facts->prompts);
	put_count(json, "turns", facts->turns);
	put_count(json, "actions", facts->actions);
	put_count(json, "errors", facts->errors);
	put_count(json, "files_changed", facts->files_changed);
	put_count(json, "lines_added", facts->lines_added);
	put_count(json, "lines_removed", facts->lines_removed);
	put_bool(json, "code_changed", facts->code_changed);
	put_count(json, "commits", facts->commits);
	put_count(json, "pull_requests", facts->pull_requests);
	put_count(json, "words_in", facts->words_in);
	put_count(json, "words_out", facts->words_out);
	put_count(json, "tokens_in", facts->tokens_in);
	put_count(json, "tokens_out", facts->tokens_out);
}

/* As an object of numbers by mode, which the database reads as what it prints. */
static void
put_probabilities(TextBuffer *json, const char *key, const Scores *scores)
{
	Probabilities probabilities;

	if (wm_probabilities_round(scores->probability, &probabilities) != NULL)
	{
		put_null(json, key);
		return;
	}
	put_key(json, key);
	wm_probabilities_print(&probabilities, json);
}

static void
put_judgement(TextBuffer *json, const Judgement *judgement, const Model *model)
{
	const Scores *scores = &judgement->scores;

	put_text(json, "mode", judgement->known ? mode_name(scores->order[0]) : NULL);
	if (judgement->known)
		put_number(json, "confidence", scores->probability[scores->order[0]]);
	else
		put_null(json, "confidence");
	put_text(json, "second_mode", judgement->known ? mode_name(scores->order[1]) : NULL);
	if (judgement->known)
		put_probabilities(json, "probabilities", scores);
	else
		put_null(json, "probabilities");
	put_text(json, "model_version", model->head.version);
	if (judgement->valued)
		put_number(json, "value", (double) judgement->appraisal.cents / 100);
	else
		put_null(json, "value");
}

static void
put_vector(TextBuffer *vector, const Feature *features, int count)
{
	load_put_int8(vector, VECTOR_WIRE_VERSION);
	load_put_int32(vector, (uint32_t) count);
	for (int i = 0; i < count; i++)
	{
		load_put_int32(vector, features[i].number);
		load_put_int32(vector, (uint32_t) features[i].amount);
	}
}

static void
judge(Session *session, const Model *model, Judgement *judgement, TextBuffer *vector)
{
	const Evidence *evidence = wm_session_evidence(session);
	Feature    *features;
	RateCard	card;
	int			count;

	memset(judgement, 0, sizeof(*judgement));
	judgement->known = wm_evidence_any(evidence);
	if (!judgement->known)
		return;
	features = wm_alloc((size_t) wm_feature_room(evidence) * sizeof(Feature));
	count = wm_features_from_evidence(evidence, features);
	wm_model_score(model, features, count, &judgement->scores);
	wm_rates_merge(&card, NULL, 0);
	judgement->valued = wm_appraise(session, judgement->scores.order[0], &card,
									&judgement->appraisal);
	put_vector(vector, features, count);
	wm_free(features);
}

void
load_facts(Slice transcript, TextBuffer *facts, TextBuffer *vector)
{
	const Model *model = wm_shipped_last(&wm_shipped_models);
	Judgement	judgement;
	Session    *session;
	Fault		fault;

	wm_buffer_clear(facts);
	wm_buffer_clear(vector);
	session = wm_transcript_read(transcript, false, &fault);
	judge(session, model, &judgement, vector);
	put_facts(facts, wm_session_facts(session));
	put_judgement(facts, &judgement, model);
	put_count(facts, "lines_read", wm_session_facts(session)->lines_read);
	put_count(facts, "lines_skipped", wm_session_facts(session)->lines_skipped);
	wm_buffer_append_char(facts, '}');
	wm_session_free(session);
}
