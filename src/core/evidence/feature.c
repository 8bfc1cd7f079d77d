/*
 * feature.c
 *	  Features: numbers made of evidence, on which models score.
 */
#include <stdio.h>

#include "base/logarithm.h"
#include "base/root.h"
#include "evidence/feature.h"

typedef enum FeatureRule
{
	RULE_SHARE,					/* count / of */
	RULE_MOST,					/* 1 if count is over half of it */
	RULE_ANY,					/* 1 if count > 0 */
	RULE_LOG,					/* ln(1 + count) */
	RULE_RATIO					/* ln(1 + count / of) */
} FeatureRule;

typedef struct FeatureInfo
{
	const char *name;
	const char *phrase;			/* with the numbers count and of */
	FeatureRule rule;
	int			count;
	int			of;
} FeatureInfo;

/* A share, and whether it is the greater part. */
#define PART(name, phrase, count, of) \
	{name, "%u of %u " phrase, RULE_SHARE, count, of}, \
	{name ".most", "%u of %u " phrase ", most of them", RULE_MOST, count, of}

static const FeatureInfo features[] = {
	PART("action.edit", "actions edited a file",
		 EVIDENCE_ACTION + ACTION_EDIT, EVIDENCE_ACTIONS),
	PART("action.write", "actions wrote a whole file",
		 EVIDENCE_ACTION + ACTION_WRITE, EVIDENCE_ACTIONS),
	PART("action.read", "actions read a file",
		 EVIDENCE_ACTION + ACTION_READ, EVIDENCE_ACTIONS),
	PART("action.search", "actions searched the files",
		 EVIDENCE_ACTION + ACTION_SEARCH, EVIDENCE_ACTIONS),
	PART("action.shell", "actions ran a shell command",
		 EVIDENCE_ACTION + ACTION_SHELL, EVIDENCE_ACTIONS),
	PART("action.web", "actions used the web",
		 EVIDENCE_ACTION + ACTION_WEB, EVIDENCE_ACTIONS),
	PART("action.subagent", "actions put another agent to work",
		 EVIDENCE_ACTION + ACTION_SUBAGENT, EVIDENCE_ACTIONS),
	PART("action.plan", "actions were of plan mode",
		 EVIDENCE_ACTION + ACTION_PLAN, EVIDENCE_ACTIONS),
	PART("action.ask", "actions asked the person",
		 EVIDENCE_ACTION + ACTION_ASK, EVIDENCE_ACTIONS),
	PART("action.todo", "actions kept the task list",
		 EVIDENCE_ACTION + ACTION_TODO, EVIDENCE_ACTIONS),
	PART("action.skill", "actions used a skill",
		 EVIDENCE_ACTION + ACTION_SKILL, EVIDENCE_ACTIONS),
	PART("action.mcp", "actions used an MCP server",
		 EVIDENCE_ACTION + ACTION_MCP, EVIDENCE_ACTIONS),
	PART("action.other", "actions used a tool unknown here",
		 EVIDENCE_ACTION + ACTION_OTHER, EVIDENCE_ACTIONS),

	PART("change.code", "file changes were of code",
		 EVIDENCE_CHANGE + FILE_CODE, EVIDENCE_CHANGES),
	PART("change.test", "file changes were of tests",
		 EVIDENCE_CHANGE + FILE_TEST, EVIDENCE_CHANGES),
	PART("change.web", "file changes were of web markup",
		 EVIDENCE_CHANGE + FILE_WEB, EVIDENCE_CHANGES),
	PART("change.doc", "file changes were of documents",
		 EVIDENCE_CHANGE + FILE_DOC, EVIDENCE_CHANGES),
	PART("change.plan", "file changes were of plans",
		 EVIDENCE_CHANGE + FILE_PLAN, EVIDENCE_CHANGES),
	PART("change.agent", "file changes were of agents' rules, skills or prompts",
		 EVIDENCE_CHANGE + FILE_AGENT, EVIDENCE_CHANGES),
	PART("change.config", "file changes were of settings",
		 EVIDENCE_CHANGE + FILE_CONFIG, EVIDENCE_CHANGES),
	PART("change.ops", "file changes were of deployment files",
		 EVIDENCE_CHANGE + FILE_OPS, EVIDENCE_CHANGES),
	PART("change.data", "file changes were of data",
		 EVIDENCE_CHANGE + FILE_DATA, EVIDENCE_CHANGES),
	PART("change.notebook", "file changes were of notebooks",
		 EVIDENCE_CHANGE + FILE_NOTEBOOK, EVIDENCE_CHANGES),
	PART("change.office", "file changes were of slides or papers",
		 EVIDENCE_CHANGE + FILE_OFFICE, EVIDENCE_CHANGES),
	PART("change.other", "file changes were of files unknown here",
		 EVIDENCE_CHANGE + FILE_OTHER, EVIDENCE_CHANGES),

	PART("lines.code", "changed lines were of code",
		 EVIDENCE_LINE + FILE_CODE, EVIDENCE_LINES),
	PART("lines.test", "changed lines were of tests",
		 EVIDENCE_LINE + FILE_TEST, EVIDENCE_LINES),
	PART("lines.web", "changed lines were of web markup",
		 EVIDENCE_LINE + FILE_WEB, EVIDENCE_LINES),
	PART("lines.doc", "changed lines were of documents",
		 EVIDENCE_LINE + FILE_DOC, EVIDENCE_LINES),
	PART("lines.plan", "changed lines were of plans",
		 EVIDENCE_LINE + FILE_PLAN, EVIDENCE_LINES),
	PART("lines.agent", "changed lines were of agents' rules, skills or prompts",
		 EVIDENCE_LINE + FILE_AGENT, EVIDENCE_LINES),
	PART("lines.config", "changed lines were of settings",
		 EVIDENCE_LINE + FILE_CONFIG, EVIDENCE_LINES),
	PART("lines.ops", "changed lines were of deployment files",
		 EVIDENCE_LINE + FILE_OPS, EVIDENCE_LINES),
	PART("lines.data", "changed lines were of data",
		 EVIDENCE_LINE + FILE_DATA, EVIDENCE_LINES),
	PART("lines.notebook", "changed lines were of notebooks",
		 EVIDENCE_LINE + FILE_NOTEBOOK, EVIDENCE_LINES),
	PART("lines.office", "changed lines were of slides or papers",
		 EVIDENCE_LINE + FILE_OFFICE, EVIDENCE_LINES),
	PART("lines.other", "changed lines were of files unknown here",
		 EVIDENCE_LINE + FILE_OTHER, EVIDENCE_LINES),

	PART("read.code", "files read were code",
		 EVIDENCE_READ + FILE_CODE, EVIDENCE_READS),
	PART("read.test", "files read were tests",
		 EVIDENCE_READ + FILE_TEST, EVIDENCE_READS),
	PART("read.web", "files read were web markup",
		 EVIDENCE_READ + FILE_WEB, EVIDENCE_READS),
	PART("read.doc", "files read were documents",
		 EVIDENCE_READ + FILE_DOC, EVIDENCE_READS),
	PART("read.plan", "files read were plans",
		 EVIDENCE_READ + FILE_PLAN, EVIDENCE_READS),
	PART("read.agent", "files read were agents' rules, skills or prompts",
		 EVIDENCE_READ + FILE_AGENT, EVIDENCE_READS),
	PART("read.config", "files read were settings",
		 EVIDENCE_READ + FILE_CONFIG, EVIDENCE_READS),
	PART("read.ops", "files read were deployment files",
		 EVIDENCE_READ + FILE_OPS, EVIDENCE_READS),
	PART("read.data", "files read were data",
		 EVIDENCE_READ + FILE_DATA, EVIDENCE_READS),
	PART("read.notebook", "files read were notebooks",
		 EVIDENCE_READ + FILE_NOTEBOOK, EVIDENCE_READS),
	PART("read.office", "files read were slides or papers",
		 EVIDENCE_READ + FILE_OFFICE, EVIDENCE_READS),
	PART("read.other", "files read were files unknown here",
		 EVIDENCE_READ + FILE_OTHER, EVIDENCE_READS),

	PART("command.test", "shell commands ran tests",
		 EVIDENCE_COMMAND + COMMAND_TEST, EVIDENCE_COMMANDS),
	PART("command.lint", "shell commands linted or checked types",
		 EVIDENCE_COMMAND + COMMAND_LINT, EVIDENCE_COMMANDS),
	PART("command.build", "shell commands compiled or bundled",
		 EVIDENCE_COMMAND + COMMAND_BUILD, EVIDENCE_COMMANDS),
	PART("command.run", "shell commands ran a program",
		 EVIDENCE_COMMAND + COMMAND_RUN, EVIDENCE_COMMANDS),
	PART("command.package", "shell commands managed packages",
		 EVIDENCE_COMMAND + COMMAND_PACKAGE, EVIDENCE_COMMANDS),
	PART("command.git_look", "shell commands looked at version control",
		 EVIDENCE_COMMAND + COMMAND_GIT_LOOK, EVIDENCE_COMMANDS),
	PART("command.git_act", "shell commands committed, pushed or merged",
		 EVIDENCE_COMMAND + COMMAND_GIT_ACT, EVIDENCE_COMMANDS),
	PART("command.forge", "shell commands dealt with pull requests, issues or CI",
		 EVIDENCE_COMMAND + COMMAND_FORGE, EVIDENCE_COMMANDS),
	PART("command.container", "shell commands ran containers",
		 EVIDENCE_COMMAND + COMMAND_CONTAINER, EVIDENCE_COMMANDS),
	PART("command.cloud", "shell commands dealt with clouds and deploys",
		 EVIDENCE_COMMAND + COMMAND_CLOUD, EVIDENCE_COMMANDS),
	PART("command.machine", "shell commands ran services or other machines",
		 EVIDENCE_COMMAND + COMMAND_MACHINE, EVIDENCE_COMMANDS),
	PART("command.process", "shell commands looked at processes or logs",
		 EVIDENCE_COMMAND + COMMAND_PROCESS, EVIDENCE_COMMANDS),
	PART("command.data", "shell commands worked on data",
		 EVIDENCE_COMMAND + COMMAND_DATA, EVIDENCE_COMMANDS),
	PART("command.document", "shell commands made documents",
		 EVIDENCE_COMMAND + COMMAND_DOCUMENT, EVIDENCE_COMMANDS),
	PART("command.agent", "shell commands ran coding agents or models",
		 EVIDENCE_COMMAND + COMMAND_AGENT, EVIDENCE_COMMANDS),
	PART("command.network", "shell commands fetched from the network",
		 EVIDENCE_COMMAND + COMMAND_NETWORK, EVIDENCE_COMMANDS),
	PART("command.files", "shell commands moved or wrote files",
		 EVIDENCE_COMMAND + COMMAND_FILES, EVIDENCE_COMMANDS),
	PART("command.search", "shell commands searched",
		 EVIDENCE_COMMAND + COMMAND_SEARCH, EVIDENCE_COMMANDS),
	PART("command.look", "shell commands looked at files",
		 EVIDENCE_COMMAND + COMMAND_LOOK, EVIDENCE_COMMANDS),
	PART("command.glue", "shell commands moved about in the shell",
		 EVIDENCE_COMMAND + COMMAND_GLUE, EVIDENCE_COMMANDS),
	PART("command.other", "shell commands ran programs unknown here",
		 EVIDENCE_COMMAND + COMMAND_OTHER, EVIDENCE_COMMANDS),

	{"action.test", "%u of %u actions ran tests in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_TEST, EVIDENCE_ACTIONS},
	{"action.lint", "%u of %u actions linted or checked types in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_LINT, EVIDENCE_ACTIONS},
	{"action.build", "%u of %u actions compiled or bundled in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_BUILD, EVIDENCE_ACTIONS},
	{"action.run", "%u of %u actions ran a program in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_RUN, EVIDENCE_ACTIONS},
	{"action.package", "%u of %u actions managed packages in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_PACKAGE, EVIDENCE_ACTIONS},
	{"action.git_look", "%u of %u actions looked at version control in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_GIT_LOOK, EVIDENCE_ACTIONS},
	{"action.git_act", "%u of %u actions committed, pushed or merged in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_GIT_ACT, EVIDENCE_ACTIONS},
	{"action.forge", "%u of %u actions dealt with pull requests, issues or CI in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_FORGE, EVIDENCE_ACTIONS},
	{"action.container", "%u of %u actions ran containers in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_CONTAINER, EVIDENCE_ACTIONS},
	{"action.cloud", "%u of %u actions dealt with clouds and deploys in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_CLOUD, EVIDENCE_ACTIONS},
	{"action.machine", "%u of %u actions ran services or other machines in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_MACHINE, EVIDENCE_ACTIONS},
	{"action.process", "%u of %u actions looked at processes or logs in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_PROCESS, EVIDENCE_ACTIONS},
	{"action.data", "%u of %u actions worked on data in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_DATA, EVIDENCE_ACTIONS},
	{"action.document", "%u of %u actions made documents in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_DOCUMENT, EVIDENCE_ACTIONS},
	{"action.agent", "%u of %u actions ran coding agents or models in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_AGENT, EVIDENCE_ACTIONS},
	{"action.network", "%u of %u actions fetched from the network in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_NETWORK, EVIDENCE_ACTIONS},
	{"action.files", "%u of %u actions moved or wrote files in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_FILES, EVIDENCE_ACTIONS},
	{"action.shell_search", "%u of %u actions searched in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_SEARCH, EVIDENCE_ACTIONS},
	{"action.look", "%u of %u actions looked at files in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_LOOK, EVIDENCE_ACTIONS},
	{"action.glue", "%u of %u actions moved about in the shell in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_GLUE, EVIDENCE_ACTIONS},
	{"action.shell_other", "%u of %u actions ran programs unknown here in the shell", RULE_SHARE,
		EVIDENCE_COMMAND + COMMAND_OTHER, EVIDENCE_ACTIONS},

	{"commit.feature", "%u of %u commits added something", RULE_SHARE,
		EVIDENCE_COMMIT + COMMIT_FEATURE, EVIDENCE_COMMITS},
	{"commit.fix", "%u of %u commits fixed something", RULE_SHARE,
		EVIDENCE_COMMIT + COMMIT_FIX, EVIDENCE_COMMITS},
	{"commit.docs", "%u of %u commits were of documents", RULE_SHARE,
		EVIDENCE_COMMIT + COMMIT_DOCS, EVIDENCE_COMMITS},
	{"commit.test", "%u of %u commits were of tests", RULE_SHARE,
		EVIDENCE_COMMIT + COMMIT_TEST, EVIDENCE_COMMITS},
	{"commit.chore", "%u of %u commits were chores", RULE_SHARE,
		EVIDENCE_COMMIT + COMMIT_CHORE, EVIDENCE_COMMITS},
	{"commit.refactor", "%u of %u commits improved something", RULE_SHARE,
		EVIDENCE_COMMIT + COMMIT_REFACTOR, EVIDENCE_COMMITS},
	{"commit.other", "%u of %u commits were of no known type", RULE_SHARE,
		EVIDENCE_COMMIT + COMMIT_OTHER, EVIDENCE_COMMITS},

	{"size.actions", "%u actions", RULE_LOG, EVIDENCE_ACTIONS, EVIDENCE_ACTIONS},
	{"size.changes", "%u file changes", RULE_LOG, EVIDENCE_CHANGES, EVIDENCE_CHANGES},
	{"size.lines", "%u changed lines", RULE_LOG, EVIDENCE_LINES, EVIDENCE_LINES},
	{"size.prompts", "%u requests", RULE_LOG, EVIDENCE_PROMPTS, EVIDENCE_PROMPTS},
	{"size.commits", "%u commits", RULE_LOG, EVIDENCE_COMMITS, EVIDENCE_COMMITS},
	{"any.action", "%u actions", RULE_ANY, EVIDENCE_ACTIONS, EVIDENCE_ACTIONS},
	{"any.change", "%u file changes", RULE_ANY, EVIDENCE_CHANGES, EVIDENCE_CHANGES},
	{"any.commit", "%u commits", RULE_ANY, EVIDENCE_COMMITS, EVIDENCE_COMMITS},
	{"any.code", "%u changes of code", RULE_ANY, EVIDENCE_CHANGE + FILE_CODE, EVIDENCE_CHANGES},
	{"any.test", "%u changes of tests", RULE_ANY, EVIDENCE_CHANGE + FILE_TEST, EVIDENCE_CHANGES},
	{"any.doc", "%u changes of documents", RULE_ANY, EVIDENCE_CHANGE + FILE_DOC, EVIDENCE_CHANGES},
	{"any.plan", "%u changes of plans", RULE_ANY, EVIDENCE_CHANGE + FILE_PLAN, EVIDENCE_CHANGES},
	{"any.agent", "%u changes of agents' rules, skills or prompts", RULE_ANY,
		EVIDENCE_CHANGE + FILE_AGENT, EVIDENCE_CHANGES},
	{"any.tests_run", "%u test runs", RULE_ANY, EVIDENCE_COMMAND + COMMAND_TEST, EVIDENCE_COMMANDS},
	{"rate.changes", "%u file changes in %u actions", RULE_RATIO, EVIDENCE_CHANGES, EVIDENCE_ACTIONS},
	{"rate.lines", "%u lines in %u file changes", RULE_RATIO, EVIDENCE_LINES, EVIDENCE_CHANGES},
	{"rate.removed", "%u of %u changed lines were removed", RULE_SHARE,
		EVIDENCE_LINES_REMOVED, EVIDENCE_LINES},
	{"rate.actions", "%u actions in %u turns", RULE_RATIO, EVIDENCE_ACTIONS, EVIDENCE_TURNS},
	{"rate.commits", "%u commits for %u file changes", RULE_RATIO, EVIDENCE_COMMITS, EVIDENCE_CHANGES},
	{"errors", "%u of %u actions failed", RULE_SHARE, EVIDENCE_ERRORS, EVIDENCE_ACTIONS},
	{"errors.command", "%u of %u shell commands failed", RULE_SHARE,
		EVIDENCE_FAILED_COMMANDS, EVIDENCE_COMMANDS},
	{"errors.test", "%u of %u test runs failed", RULE_SHARE,
		EVIDENCE_FAILED_TESTS, EVIDENCE_COMMAND + COMMAND_TEST},
	{"turns.idle", "%u of %u turns were talk only", RULE_SHARE, EVIDENCE_IDLE_TURNS, EVIDENCE_TURNS},
	{"turns.changing", "%u of %u turns changed files", RULE_SHARE,
		EVIDENCE_CHANGING_TURNS, EVIDENCE_TURNS},
	{"requests.question", "%u of %u requests were questions", RULE_SHARE,
		EVIDENCE_QUESTIONS, EVIDENCE_PROMPTS},
	{"requests.short", "%u of %u requests were short", RULE_SHARE,
		EVIDENCE_SHORT_PROMPTS, EVIDENCE_PROMPTS},
	{"requests.long", "%u of %u requests were long", RULE_SHARE,
		EVIDENCE_LONG_PROMPTS, EVIDENCE_PROMPTS},
	{"requests.code", "%u of %u requests held code or output", RULE_SHARE,
		EVIDENCE_CODE_PROMPTS, EVIDENCE_PROMPTS},
	{"requests.link", "%u of %u requests held a link", RULE_SHARE,
		EVIDENCE_LINK_PROMPTS, EVIDENCE_PROMPTS},
	{"requests.slash", "%u of %u requests were slash commands", RULE_SHARE,
		EVIDENCE_SLASH_PROMPTS, EVIDENCE_PROMPTS},
	{"answers.long", "%u of %u answers were long", RULE_SHARE,
		EVIDENCE_LONG_CLOSINGS, EVIDENCE_CLOSINGS},
	{"answers.code", "%u of %u answers held code", RULE_SHARE,
		EVIDENCE_CODE_CLOSINGS, EVIDENCE_CLOSINGS},
	{"answers.table", "%u of %u answers held a table", RULE_SHARE,
		EVIDENCE_TABLE_CLOSINGS, EVIDENCE_CLOSINGS},
	{"answers.asking", "%u of %u answers asked something", RULE_SHARE,
		EVIDENCE_ASKING_CLOSINGS, EVIDENCE_CLOSINGS},
};

#define NAMED_FEATURES	((int) (sizeof(features) / sizeof(features[0])))

/* Behind them stand the cues of each kind of words, then the words. */
#define CUE_FEATURES	((int) SPEECH_COUNT * (int) CUE_COUNT)
#define FIRST_THEME		(NAMED_FEATURES + CUE_FEATURES)
#define THEME_FEATURES	((int) WORK_COUNT * (int) THEME_COUNT)
#define FIRST_WORD		(FIRST_THEME + THEME_FEATURES)
#define WORD_FEATURES	((int) WORD_FIELDS * WORD_BUCKETS)

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
};

int
wm_feature_count(void)
{
	return FIRST_WORD + WORD_FEATURES;
}

static int32_t
ratio(uint64_t count, uint64_t of, uint64_t unit)
{
	return of == 0 ? 0 : (int32_t) ((count * unit + of / 2) / of);
}

/* ln of a number of millionths. */
static int32_t
logarithm(uint64_t millionths)
{
	int32_t		log = (int32_t) (wm_log_millionths(millionths) /
								 (1000000000000 / FEATURE_UNIT));

	return log < FEATURE_AMOUNT_LIMIT ? log : FEATURE_AMOUNT_LIMIT;
}

static int32_t
amount_of(const FeatureInfo *info, const Evidence *evidence)
{
	uint64_t	count = evidence->counts[info->count];
	uint64_t	of = evidence->counts[info->of];

	switch (info->rule)
	{
		case RULE_SHARE:
			return ratio(count < of ? count : of, of, FEATURE_UNIT);
		case RULE_MOST:
			return count * 2 > of ? FEATURE_UNIT : 0;
		case RULE_ANY:
			return count > 0 ? FEATURE_UNIT : 0;
		case RULE_LOG:
			return logarithm((count + 1) * 1000000);
		case RULE_RATIO:
			return of == 0 ? 0 : logarithm(1000000 + count * 1000000 / of);
	}
	return 0;
}

/* The mean of a cue's share over texts. */
static int32_t
cue_amount(int cue, const Evidence *evidence)
{
	return ratio(evidence->counts[EVIDENCE_CUE + cue],
				 evidence->counts[EVIDENCE_SPEECH + cue / CUE_COUNT],
				 FEATURE_UNIT / CUE_UNIT);
}

/* The mean of a theme's share over turns, where other work counts as none. */
static int32_t
theme_amount(int theme, const Evidence *evidence)
{
	return ratio(evidence->counts[EVIDENCE_THEME + theme],
				 evidence->counts[EVIDENCE_WEIGHT], FEATURE_UNIT / CUE_UNIT);
}

static Feature *
put_feature(Feature *next, int number, int32_t amount)
{
	if (amount == 0)
		return next;
	next->number = (uint32_t) number;
	next->amount = amount;
	return next + 1;
}

/* Words as the square roots of their shares: the squares add up to one. */
static Feature *
put_words(Feature *next, int field, const Evidence *evidence)
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
		next = put_feature(next, FIRST_WORD + field * WORD_BUCKETS + i,
						   amount < 3 * WORD_GRAIN ? 0 : amount);
	}
	return next;
}

int
wm_features_from_evidence(const Evidence *evidence, Feature *vector)
{
	Feature    *next = vector;

	for (int i = 0; i < NAMED_FEATURES; i++)
		next = put_feature(next, i, amount_of(&features[i], evidence));
	for (int i = 0; i < CUE_FEATURES; i++)
		next = put_feature(next, NAMED_FEATURES + i, cue_amount(i, evidence));
	for (int i = 0; i < THEME_FEATURES; i++)
		next = put_feature(next, FIRST_THEME + i, theme_amount(i, evidence));
	for (int field = 0; field < WORD_FIELDS; field++)
		next = put_words(next, field, evidence);
	return (int) (next - vector);
}

FeatureParts
wm_feature_parts(uint32_t number)
{
	FeatureParts parts = {.family = FEATURES_UNKNOWN};
	int			at = (int) number;

	if (number >= (uint32_t) wm_feature_count())
		return parts;
	if (at < NAMED_FEATURES)
	{
		parts.family = FEATURES_NAMED;
		parts.row = at;
	}
	else if (at < FIRST_THEME)
	{
		parts.family = FEATURES_CUE;
		parts.speech = (Speech) ((at - NAMED_FEATURES) / CUE_COUNT);
		parts.cue = (Cue) ((at - NAMED_FEATURES) % CUE_COUNT);
	}
	else if (at < FIRST_WORD)
	{
		parts.family = FEATURES_THEME;
		parts.work = (WorkKind) ((at - FIRST_THEME) / THEME_COUNT);
		parts.theme = (Theme) ((at - FIRST_THEME) % THEME_COUNT);
	}
	else
	{
		parts.family = FEATURES_WORD;
		parts.field = (WordField) ((at - FIRST_WORD) / WORD_BUCKETS);
		parts.bucket = (at - FIRST_WORD) % WORD_BUCKETS;
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
			snprintf(name, FEATURE_NAME_SIZE, "%s", features[parts.row].name);
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
			snprintf(phrase, FEATURE_PHRASE_SIZE, features[parts.row].phrase,
					 evidence->counts[features[parts.row].count],
					 evidence->counts[features[parts.row].of]);
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
