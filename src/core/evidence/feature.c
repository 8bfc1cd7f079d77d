/*
 * feature.c
 *	  Features: numbers made of evidence, on which models score.
 */
#include <stdio.h>

#include "base/root.h"
#include "evidence/feature.h"
#include "evidence/named.h"

_Static_assert((int) SPEECH_COUNT <= SPEECH_LIMIT && (int) CUE_COUNT <= CUE_LIMIT &&
			   FIRST_CUE_FEATURE + SPEECH_LIMIT * CUE_LIMIT <= FIRST_THEME_FEATURE,
			   "cues fit");
_Static_assert((int) WORK_COUNT <= WORK_LIMIT && (int) THEME_COUNT <= THEME_LIMIT &&
			   FIRST_THEME_FEATURE + WORK_LIMIT * THEME_LIMIT <= FIRST_RESERVED_FEATURE,
			   "themes fit");
_Static_assert(FIRST_RESERVED_FEATURE < FIRST_WORD_FEATURE &&
			   (int) WORD_FIELDS <= FIELD_LIMIT && WORD_BUCKETS == 4096 &&
			   FIRST_WORD_FEATURE + FIELD_LIMIT * WORD_BUCKETS <= FEATURE_NUMBER_LIMIT,
			   "words fit");

/* A word's amount is whole hundredths, and at least three of them. */
#define WORD_GRAIN		(FEATURE_UNIT / 100)

/* How a kind is called in features' names, and in phrases. */
typedef struct Label
{
	const char *name;
	const char *phrase;
} Label;

static const Label speeches[SPEECH_COUNT] = {
	[SPEECH_REQUEST] = {"request", "requests speak of"},
	[SPEECH_FIRST] = {"first", "the first request speaks of"},
	[SPEECH_CLOSING] = {"closing", "the agent's answers speak of"},
	[SPEECH_LAST] = {"last", "the agent's last words speak of"},
	[SPEECH_SAY] = {"say", "all that the agent says speaks of"},
	[SPEECH_THOUGHT] = {"thought", "the agent's first thoughts speak of"},
	[SPEECH_ACCOUNT] = {"account", "the agent's task lists speak of"},
	[SPEECH_TITLE] = {"title", "the session's titles speak of"},
	[SPEECH_TASK] = {"task", "what subagents are asked speaks of"},
};

static const Label works[WORK_COUNT] = {
	[WORK_TALK] = {"talk", "no work"},
	[WORK_LOOK] = {"look", "reading and searching"},
	[WORK_ASK] = {"ask", "plan mode, questions or the web"},
	[WORK_GIT] = {"git", "commits and pull requests"},
	[WORK_OPERATE] = {"operate", "work on machines"},
	[WORK_TEST_RUN] = {"test_run", "test runs"},
	[WORK_DATA_RUN] = {"data_run", "queries"},
	[WORK_RUN] = {"run", "other commands"},
	[WORK_CODE] = {"code", "changes of code"},
	[WORK_TEST] = {"test", "changes of tests"},
	[WORK_DOC] = {"doc", "changes of documents"},
	[WORK_PLAN] = {"plan", "changes of plans"},
	[WORK_AGENT] = {"agent", "changes of agents' rules"},
	[WORK_CONFIG] = {"config", "changes of settings"},
	[WORK_DATA] = {"data", "changes of data"},
};

static const Label themes[THEME_COUNT] = {
	[THEME_CREATE] = {"create", "something new"},
	[THEME_CHANGE] = {"change", "changes"},
	[THEME_INTERFACE] = {"interface", "looks and products"},
	[THEME_REPAIR] = {"repair", "faults and repairs"},
	[THEME_TEST] = {"test", "tests and checks"},
	[THEME_AGENT] = {"agent", "agents and models"},
	[THEME_OPERATE] = {"operate", "running software"},
	[THEME_GIT] = {"git", "version control"},
	[THEME_EXPLAIN] = {"explain", "questions"},
	[THEME_PLAN] = {"plan", "plans and designs"},
	[THEME_DATA] = {"data", "data and figures"},
	[THEME_WRITE] = {"write", "documents and prose"},
	[THEME_OTHER] = {"other", "anything else"},
};

static const Label fields[WORD_FIELDS] = {
	[WORDS_PERSON] = {"word", "the person says"},
	[WORDS_AGENT] = {"agent_word", "the agent says"},
	[WORDS_THOUGHT] = {"thought_word", "the agent thinks"},
	[WORDS_COMMAND] = {"command_word", "a command has"},
	[WORDS_FILE] = {"file_word", "a changed file has"},
	[WORDS_TOOL] = {"tool_word", "a tool's name has"},
};

/* Without those of words. */
static int
count_fixed(void)
{
	return wm_named_count() + (int) SPEECH_COUNT * (int) CUE_COUNT +
		(int) WORK_COUNT * (int) THEME_COUNT;
}

int
wm_feature_count(void)
{
	return count_fixed() + (int) WORD_FIELDS * WORD_BUCKETS;
}

int
wm_feature_room(const Evidence *evidence)
{
	int			room = count_fixed();

	for (int field = 0; field < WORD_FIELDS; field++)
		room += evidence->ntouched[field];
	return room;
}

/* The mean of a cue's share over texts. */
static Feature *
put_cues(Feature *next, Speech speech, const Evidence *evidence)
{
	int			first = EVIDENCE_CUE + (int) speech * CUE_COUNT;
	uint32_t	texts = evidence->counts[EVIDENCE_SPEECH + speech];

	for (int cue = 0; cue < CUE_COUNT; cue++)
		next = wm_feature_put(next, wm_cue_feature(speech, (Cue) cue),
							  wm_feature_share(evidence->counts[first + cue], texts,
											   FEATURE_UNIT / CUE_UNIT));
	return next;
}

/* The mean of a theme's share over turns, where other work counts as none. */
static Feature *
put_themes(Feature *next, WorkKind work, const Evidence *evidence)
{
	int			first = EVIDENCE_THEME + (int) work * THEME_COUNT;
	uint32_t	turns = evidence->counts[EVIDENCE_WEIGHT];

	for (int theme = 0; theme < THEME_COUNT; theme++)
		next = wm_feature_put(next, wm_theme_feature(work, (Theme) theme),
							  wm_feature_share(evidence->counts[first + theme], turns,
											   FEATURE_UNIT / CUE_UNIT));
	return next;
}

/* Words as the square roots of their shares: the squares add up to one. */
static Feature *
put_words(Feature *next, WordField field, const Evidence *evidence)
{
	uint64_t	sum = 0;

	for (int i = 0; i < evidence->ntouched[field]; i++)
		sum += evidence->words[field][evidence->touched[field][i]];
	for (int i = 0; i < WORD_BUCKETS && sum > 0; i++)
	{
		uint64_t	weight = evidence->words[field][i];
		int32_t		root;
		int32_t		amount;

		if (weight == 0)
			continue;
		root = (int32_t) wm_square_root(weight * FEATURE_UNIT / sum * FEATURE_UNIT);
		amount = (root + WORD_GRAIN / 2) / WORD_GRAIN * WORD_GRAIN;
		next = wm_feature_put(next, wm_word_feature(field, i),
							  amount < 3 * WORD_GRAIN ? 0 : amount);
	}
	return next;
}

int
wm_features_from_evidence(const Evidence *evidence, Feature *vector)
{
	Feature    *next = wm_named_put(vector, evidence);

	for (int speech = 0; speech < SPEECH_COUNT; speech++)
		next = put_cues(next, (Speech) speech, evidence);
	for (int work = 0; work < WORK_COUNT; work++)
		next = put_themes(next, (WorkKind) work, evidence);
	for (int field = 0; field < WORD_FIELDS; field++)
		next = put_words(next, (WordField) field, evidence);
	return (int) (next - vector);
}

FeatureParts
wm_feature_parts(uint32_t number)
{
	FeatureParts parts = {.family = FEATURES_UNKNOWN};

	if (number < FIRST_CUE_FEATURE)
		parts.family = wm_named_exists(number) ? FEATURES_NAMED : FEATURES_UNKNOWN;
	else if (number < FIRST_THEME_FEATURE)
	{
		parts.speech = (Speech) ((number - FIRST_CUE_FEATURE) / CUE_LIMIT);
		parts.cue = (Cue) ((number - FIRST_CUE_FEATURE) % CUE_LIMIT);
		if (parts.speech < SPEECH_COUNT && parts.cue < CUE_COUNT)
			parts.family = FEATURES_CUE;
	}
	else if (number < FIRST_RESERVED_FEATURE)
	{
		parts.work = (WorkKind) ((number - FIRST_THEME_FEATURE) / THEME_LIMIT);
		parts.theme = (Theme) ((number - FIRST_THEME_FEATURE) % THEME_LIMIT);
		if (parts.work < WORK_COUNT && parts.theme < THEME_COUNT)
			parts.family = FEATURES_THEME;
	}
	else if (number >= FIRST_WORD_FEATURE)
	{
		parts.field = (WordField) ((number - FIRST_WORD_FEATURE) / WORD_BUCKETS);
		parts.bucket = (int) ((number - FIRST_WORD_FEATURE) % WORD_BUCKETS);
		if (parts.field < WORD_FIELDS)
			parts.family = FEATURES_WORD;
	}
	return parts;
}

void
wm_feature_name(uint32_t number, char *name)
{
	FeatureParts parts = wm_feature_parts(number);

	switch (parts.family)
	{
		case FEATURES_NAMED:
			wm_named_name(number, name);
			break;
		case FEATURES_CUE:
			snprintf(name, FEATURE_NAME_SIZE, "%s.%s", speeches[parts.speech].name,
					 wm_cues[parts.cue].name);
			break;
		case FEATURES_THEME:
			snprintf(name, FEATURE_NAME_SIZE, "%s+%s", works[parts.work].name,
					 themes[parts.theme].name);
			break;
		case FEATURES_WORD:
			snprintf(name, FEATURE_NAME_SIZE, "%s.%d", fields[parts.field].name,
					 parts.bucket);
			break;
		case FEATURES_UNKNOWN:
			snprintf(name, FEATURE_NAME_SIZE, "%u", number);
			break;
	}
}

void
wm_feature_phrase(uint32_t number, const Evidence *evidence, const char *word,
				  char *phrase)
{
	FeatureParts parts = wm_feature_parts(number);

	switch (parts.family)
	{
		case FEATURES_NAMED:
			wm_named_phrase(number, evidence, phrase);
			break;
		case FEATURES_CUE:
			snprintf(phrase, FEATURE_PHRASE_SIZE, "%s %s", speeches[parts.speech].phrase,
					 wm_cues[parts.cue].subject);
			break;
		case FEATURES_THEME:
			snprintf(phrase, FEATURE_PHRASE_SIZE, "turns with %s speak of %s",
					 works[parts.work].phrase, themes[parts.theme].phrase);
			break;
		case FEATURES_WORD:
			snprintf(phrase, FEATURE_PHRASE_SIZE, "%s \"%s\"",
					 fields[parts.field].phrase, word);
			break;
		case FEATURES_UNKNOWN:
			snprintf(phrase, FEATURE_PHRASE_SIZE, "feature %u", number);
			break;
	}
}
