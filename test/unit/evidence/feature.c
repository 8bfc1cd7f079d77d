/*
 * feature.c
 *	  Numbers of features: one name each, within the family's range, and the
 *	  same for ever.
 */
#include "unit.h"

#include <string.h>

#include "evidence/feature.h"
#include "model/model.h"

#define ALL		((size_t) wm_feature_count())

/*
 * Numbers and names that were given out: kinds in the order of their numbers.
 * Nothing here may change but at an end, where new kinds are appended: vectors
 * and models are kept with these numbers.
 */
typedef struct Given
{
	uint32_t	first;			/* number of the first kind */
	uint32_t	step;			/* from one kind to the next */
	const char *prefix;
	const char *kinds;
	const char *suffix;
} Given;

#define TOOLS \
	"edit write read search shell web subagent plan ask todo skill mcp other"
#define FILES \
	"code test web doc plan agent config ops data notebook office other"
#define COMMANDS \
	"test lint build run package git_look git_act forge container cloud machine " \
	"process data document agent network files search look glue other"
#define CUES \
	"create feature change refactor interface product repair fault test review " \
	"agent instruct llm deploy infra ci git setup run machine explain lookup " \
	"plan design data stats experiment docs prose slides research proceed greet " \
	"complaint"
#define THEMES \
	"create change interface repair test agent operate git explain plan data " \
	"write other"

static const Given given[] = {
	{0, 2, "action.", TOOLS, ""},
	{1, 2, "action.", TOOLS, ".most"},
	{128, 2, "change.", FILES, ""},
	{129, 2, "change.", FILES, ".most"},
	{256, 2, "lines.", FILES, ""},
	{257, 2, "lines.", FILES, ".most"},
	{384, 2, "read.", FILES, ""},
	{385, 2, "read.", FILES, ".most"},
	{512, 2, "command.", COMMANDS, ""},
	{513, 2, "command.", COMMANDS, ".most"},
	{640, 2, "action.shell_", COMMANDS, ""},
	{768, 2, "commit.",
		"feature fix docs test chore refactor other", ""},
	{1024, 1, "",
		"size.actions size.changes size.lines size.prompts size.commits any.action "
		"any.change any.commit any.code any.test any.doc any.plan any.agent "
		"any.tests_run rate.changes rate.lines rate.removed rate.actions "
		"rate.commits errors errors.command errors.test turns.idle turns.changing "
		"requests.question requests.short requests.long requests.code requests.link "
		"requests.slash answers.long answers.code answers.table answers.asking", ""},
	{4096, 1, "request.", CUES, ""},
	{4352, 1, "first.", CUES, ""},
	{4608, 1, "closing.", CUES, ""},
	{4864, 1, "last.", CUES, ""},
	{5120, 1, "say.", CUES, ""},
	{5376, 1, "thought.", CUES, ""},
	{5632, 1, "account.", CUES, ""},
	{5888, 1, "title.", CUES, ""},
	{6144, 1, "task.", CUES, ""},
	{8192, 1, "talk+", THEMES, ""},
	{8256, 1, "look+", THEMES, ""},
	{8320, 1, "ask+", THEMES, ""},
	{8384, 1, "git+", THEMES, ""},
	{8448, 1, "operate+", THEMES, ""},
	{8512, 1, "test_run+", THEMES, ""},
	{8576, 1, "data_run+", THEMES, ""},
	{8640, 1, "run+", THEMES, ""},
	{8704, 1, "code+", THEMES, ""},
	{8768, 1, "test+", THEMES, ""},
	{8832, 1, "doc+", THEMES, ""},
	{8896, 1, "plan+", THEMES, ""},
	{8960, 1, "agent+", THEMES, ""},
	{9024, 1, "config+", THEMES, ""},
	{9088, 1, "data+", THEMES, ""},
	{16384, 4095, "word.", "0 4095", ""},
	{20480, 4095, "agent_word.", "0 4095", ""},
	{24576, 4095, "thought_word.", "0 4095", ""},
	{28672, 4095, "command_word.", "0 4095", ""},
	{32768, 4095, "file_word.", "0 4095", ""},
	{36864, 4095, "tool_word.", "0 4095", ""},
};

/* The names, in the order of the numbers. */
typedef struct Name
{
	char		name[FEATURE_NAME_SIZE];
	uint32_t	number;
} Name;

static bool
is_known(uint32_t number)
{
	return wm_feature_parts(number).family != FEATURES_UNKNOWN;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const Name *) a)->name, ((const Name *) b)->name);
}

/* One more than there should be, if need be, so that too many are seen. */
static Name *
sorted_names(size_t *count)
{
	Name	   *names = malloc((ALL + 1) * sizeof(Name));

	*count = 0;
	for (uint32_t number = 0; number < FEATURE_NUMBER_LIMIT && *count <= ALL; number++)
	{
		if (!is_known(number))
			continue;
		wm_feature_name(number, names[*count].name);
		names[(*count)++].number = number;
	}
	qsort(names, *count, sizeof(Name), compare_names);
	return names;
}

/* The number that has this name, or the limit. */
static uint32_t
number_of(const Name *names, size_t count, const char *name)
{
	Name		wanted;
	const Name *found;

	snprintf(wanted.name, FEATURE_NAME_SIZE, "%s", name);
	found = bsearch(&wanted, names, count, sizeof(Name), compare_names);
	return found == NULL ? FEATURE_NUMBER_LIMIT : found->number;
}

static void
unique_names(void)
{
	size_t		count;
	Name	   *names = sorted_names(&count);
	bool		unique = true;
	bool		back = true;

	for (size_t i = 1; i < count; i++)
		unique = unique && strcmp(names[i - 1].name, names[i].name) != 0;
	for (uint32_t number = 0; number < FEATURE_NUMBER_LIMIT; number++)
	{
		char		name[FEATURE_NAME_SIZE];

		wm_feature_name(number, name);
		back = back && (!is_known(number) || number_of(names, count, name) == number);
	}
	ok(count == ALL, "there are as many features as are counted");
	ok(unique, "each has a name of its own");
	ok(back, "from a number to its name and back");
	free(names);
}

/* Are these kinds still where they were? */
static bool
stays(const Given *run)
{
	const char *kind = run->kinds;
	bool		same = true;

	for (uint32_t number = run->first; *kind != '\0'; number += run->step)
	{
		int			len = (int) strcspn(kind, " ");
		char		expected[FEATURE_NAME_SIZE];
		char		name[FEATURE_NAME_SIZE];

		snprintf(expected, sizeof(expected), "%s%.*s%s", run->prefix, len, kind,
				 run->suffix);
		wm_feature_name(number, name);
		if (strcmp(name, expected) != 0)
		{
			printf("# %u is \"%s\", was \"%s\"\n", number, name, expected);
			same = false;
		}
		kind += len + (kind[len] == ' ' ? 1 : 0);
	}
	return same;
}

static void
given_numbers(void)
{
	bool		same = true;

	for (size_t i = 0; i < lengthof(given); i++)
		same = stays(&given[i]) && same;
	ok(same, "numbers that were given out keep their names");
}

/* Is it the number of these parts, by the rule of its family's range? */
static bool
is_in_range(uint32_t number)
{
	FeatureParts parts = wm_feature_parts(number);
	uint32_t	by_rule;

	switch (parts.family)
	{
		case FEATURES_NAMED:
			return number < 4096;
		case FEATURES_CUE:
			by_rule = 4096 + (uint32_t) parts.speech * 256 + (uint32_t) parts.cue;
			return number == by_rule && number < 8192 &&
				number == wm_cue_feature(parts.speech, parts.cue);
		case FEATURES_THEME:
			by_rule = 8192 + (uint32_t) parts.work * 64 + (uint32_t) parts.theme;
			return number == by_rule && number < 12288 &&
				number == wm_theme_feature(parts.work, parts.theme);
		case FEATURES_WORD:
			by_rule = 16384 + (uint32_t) parts.field * 4096 + (uint32_t) parts.bucket;
			return number == by_rule && number < 65536 &&
				number == wm_word_feature(parts.field, parts.bucket);
		case FEATURES_UNKNOWN:
			return true;
	}
	return false;
}

static void
ranges(void)
{
	bool		in_range = true;
	bool		nothing = true;

	for (uint32_t number = 0; number < FEATURE_NUMBER_LIMIT; number++)
		in_range = in_range && is_in_range(number);
	for (uint32_t number = 12288; number < 16384; number++)
		nothing = nothing && !is_known(number);
	ok(in_range, "each family keeps to its range");
	ok(nothing, "what is free is free");
	ok(!is_known(FEATURE_NUMBER_LIMIT) && !is_known(UINT32_MAX),
	   "beyond all ranges is nothing");
	ok(is_known(0) && is_known(wm_cue_feature(SPEECH_COUNT - 1, CUE_COUNT - 1)) &&
	   !is_known(wm_cue_feature(SPEECH_COUNT - 1, CUE_COUNT)) &&
	   is_known(wm_theme_feature(WORK_COUNT - 1, THEME_COUNT - 1)) &&
	   !is_known(wm_theme_feature(WORK_COUNT, 0)) &&
	   is_known(wm_word_feature(WORD_FIELDS - 1, WORD_BUCKETS - 1)) &&
	   !is_known(wm_word_feature(WORD_FIELDS, 0)), "the first and the last of each");
}

/* The same count everywhere: then each share is one, and no feature is zero. */
static void
fill(Evidence *evidence, uint32_t count)
{
	for (int i = 0; i < EVIDENCE_KINDS; i++)
		evidence->counts[i] = count;
	for (int field = 0; field < WORD_FIELDS; field++)
		wm_evidence_add_word(evidence, field, (uint32_t) field * 7, 1);
}

static bool
are_phrases(const Feature *vector, int count, const Evidence *evidence)
{
	bool		fit = true;

	for (int i = 0; i < count; i++)
	{
		char		phrase[FEATURE_PHRASE_SIZE];

		memset(phrase, '?', sizeof(phrase));
		wm_feature_phrase(vector[i].number, evidence, "word", phrase);
		fit = fit && strlen(phrase) < FEATURE_PHRASE_SIZE - 1 &&
			strchr(phrase, '%') == NULL;
	}
	return fit;
}

static const char *
phrase_of(uint32_t number, const Evidence *evidence)
{
	static char phrase[FEATURE_PHRASE_SIZE];

	wm_feature_phrase(number, evidence, "", phrase);
	return phrase;
}

static void
vectors(void)
{
	static Evidence evidence;
	Feature    *vector = malloc(ALL * sizeof(Feature));
	int			count;

	ok(wm_features_from_evidence(&evidence, vector) == 0, "no evidence, no feature");
	fill(&evidence, 3);
	count = wm_features_from_evidence(&evidence, vector);
	ok(count == wm_feature_count() - WORD_FIELDS * (WORD_BUCKETS - 1) &&
	   wm_features_fault(vector, (uint32_t) count) == NULL,
	   "a vector has every feature once, in order");
	ok(vector[0].number == 0 && vector[count - 1].number ==
	   wm_word_feature(WORD_FIELDS - 1, 7 * (WORD_FIELDS - 1)),
	   "from the first to the last");

	fill(&evidence, UINT32_MAX);
	count = wm_features_from_evidence(&evidence, vector);
	ok(wm_features_fault(vector, (uint32_t) count) == NULL &&
	   are_phrases(vector, count, &evidence), "the largest counts have room in phrases");
	ok(strcmp(phrase_of(257, &evidence), "4294967295 of 4294967295 "
			  "changed lines were of code, most of them") == 0 &&
	   strcmp(phrase_of(640 + 2 * 19, &evidence), "4294967295 of 4294967295 "
			  "actions only moved about or waited in the shell") == 0,
	   "a phrase of each half of a run");
	free(vector);
}

int
main(void)
{
	unique_names();
	given_numbers();
	ranges();
	vectors();
	return done();
}
