/*
 * transcript.c
 *	  Fuzz target: any bytes as a transcript, as the string of one, and as an array
 *	  whose elements are handed over one by one.
 */
#include "digest/digest.h"
#include "digest/excerpt.h"
#include "evidence/feature.h"
#include "model/shipped.h"
#include "readers/export.h"
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
	Feature    *features = malloc((size_t) wm_feature_room(evidence) * sizeof(Feature));
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

static void
check_layout(const Layout *layout, const Facts *facts)
{
	must(layout->shape != NULL && memchr(layout->unwrapped, '\0', LAYOUT_LIMIT) != NULL,
		 "a layout is described");
	must((layout->advice != NULL) == (facts->format == NULL),
		 "there is advice on what is not known, and only on that");
}

/* The text as JSON writes it; to be freed. */
static Slice
quote(Slice text)
{
	char	   *string = malloc(6 * text.len + 2);
	size_t		len = 0;

	string[len++] = '"';
	for (size_t i = 0; i < text.len; i++)
	{
		unsigned char c = (unsigned char) text.data[i];

		if (c < ' ' || c == '"' || c == '\\' || c == '/')
			len += (size_t) sprintf(string + len, c < ' ' ? "\\u%04x" : "\\%c", c);
		else
			string[len++] = (char) c;
	}
	string[len++] = '"';
	return wm_slice(string, len);
}

/* A text that was put into a string is read as the text. */
static void
check_string(Slice text, const Facts *facts)
{
	Slice		begin = text;
	Slice		string = quote(text);
	Fault		fault;
	Session    *session = wm_transcript_read(string, false, &fault);

	if (wm_slice_starts(begin, SLICE("\xEF\xBB\xBF")))
		begin = wm_slice_from(begin, 3);
	begin = wm_slice_trim(begin);
	check_facts(wm_session_facts(session), string.len);
	if (begin.len > 0 && begin.data[0] != '"' && memchr(text.data, '\0', text.len) == NULL)
		must(same_facts(facts, wm_session_facts(session)),
			 "a string says what its text says");
	wm_session_free(session);
	free((char *) string.data);
}

/* The elements of an array, each in memory of its own. */
typedef struct Elements
{
	Slice		array;
	JsonWalk	walk;
	char	   *element;
} Elements;

static void
begin_elements(void *context, const char *member)
{
	Elements   *elements = context;

	must(member == NULL, "an array has no members");
	elements->walk = wm_json_walk(elements->array);
}

static JsonStep
next_element(void *context, Slice *record)
{
	Elements   *elements = context;
	Slice		key;
	JsonStep	step = wm_json_next(&elements->walk, &key, record);

	free(elements->element);
	elements->element = NULL;
	if (step != JSON_END)
	{
		elements->element = malloc(record->len + 1);
		memcpy(elements->element, record->data, record->len);
		record->data = elements->element;
	}
	return step;
}

/* An array is read alike as a text and element by element. */
static void
check_elements(Slice text, const Facts *facts)
{
	Elements	elements = {.array = wm_slice_trim(text)};
	RecordSource source = {begin_elements, next_element, &elements};
	Session    *session;
	Fault		fault;
	Layout		layout;
	Slice		key;
	Slice		first;

	elements.walk = wm_json_walk(elements.array);
	if (elements.array.len == 0 || elements.array.data[0] != '[' ||
		!wm_json_whole(elements.array) ||
		wm_json_next(&elements.walk, &key, &first) != JSON_ITEM || first.data[0] != '{')
		return;
	session = wm_session_new();
	wm_transcript_read_array(session, &source, false, &fault, &layout);
	must(same_facts(facts, wm_session_facts(session)),
		 "elements say what their array says");
	check_layout(&layout, wm_session_facts(session));
	free(elements.element);
	wm_session_free(session);
}

/* Conversations lie in the text, one behind the other. */
static void
check_export(Slice text)
{
	ExportWalk	walk = wm_export_walk(text);
	Conversation conversation;
	const char *behind = text.data;

	while (wm_export_next(&walk, &conversation))
	{
		Slice		transcript = conversation.transcript;

		must(transcript.data >= behind && transcript.len > 0 &&
			 transcript.data + transcript.len <= text.data + text.len,
			 "a conversation is a part of the text");
		(void) wm_export_time(conversation.started_at);
		behind = transcript.data + transcript.len;
	}
}

/* A digest has its length, and begins and ends with whole characters. */
static void
check_digest(Slice text)
{
	size_t		most = text.len % 3000;
	Session    *session = wm_session_new();
	Digest	   *digest = wm_digest_new(session, (int64_t) most);
	TextBuffer	out = {NULL, 0, 0};
	Fault		fault;
	Slice		made;

	wm_transcript_read_into(session, text, false, &fault, NULL);
	wm_digest_put(digest, &out);
	made = wm_buffer_slice(&out);
	must(wm_characters(made) <= most, "a digest is no longer than it may be");
	must(made.len == 0 || ((unsigned char) made.data[0] & 0xC0) != 0x80,
		 "a digest begins with a character");
	for (size_t i = 0; i < made.len; i++)
		must((unsigned char) made.data[i] >= ' ' || made.data[i] == '\n',
			 "a digest has no control characters");
	wm_buffer_free(&out);
	wm_digest_free(digest);
	wm_session_free(session);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		text = wm_slice((const char *) data, size);
	Fault		fault;
	Fault		strict_fault;
	Layout		layout;
	Session    *session = wm_session_new();
	Session    *strict = wm_transcript_read(text, true, &strict_fault);
	Facts	   *facts = wm_session_facts(session);

	wm_session_keep_words(session);
	wm_transcript_read_into(session, text, false, &fault, &layout);
	check_facts(facts, size);
	check_layout(&layout, facts);
	check_string(text, facts);
	check_elements(text, facts);
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

	check_export(text);
	check_digest(text);
	judge(session);
	wm_session_free(session);
	wm_session_free(strict);
	must_own_nothing();
	return 0;
}
