/*
 * named.c
 *	  Named features: what was done, by counts and their shares.
 *
 * A new feature is a row at the end of a table, with the next number.
 */
#include <stdio.h>

#include "base/logarithm.h"
#include "evidence/named.h"

typedef enum FeatureRule
{
	RULE_SHARE,					/* count / of */
	RULE_MOST,					/* 1 if count is over half of it */
	RULE_ANY,					/* 1 if count > 0 */
	RULE_LOG,					/* ln(1 + count) */
	RULE_RATIO					/* ln(1 + count / of) */
} FeatureRule;

/*
 * A run: features that are alike for each kind of something.  Kind n of its
 * table is number first + 2 n, a share; one more is whether that is the greater
 * part, where the run has it.
 */
typedef struct Kind
{
	int			at;				/* where its count stands among its kind's */
	const char *name;
	const char *phrase;
} Kind;

typedef struct Run
{
	uint32_t	first;			/* its number */
	bool		most;			/* has the greater parts, too */
	const char *prefix;			/* of names */
	const char *phrase;			/* with the numbers count and of, and a kind's */
	const Kind *kinds;
	int			nkinds;
	int			counts;			/* where the counts of its kinds begin */
	int			of;
} Run;

/* So many numbers has a run, used or not. */
#define RUN_SIZE	128

static const Kind tools[] = {
	[0] = {ACTION_EDIT, "edit", "edited a file"},
	[1] = {ACTION_WRITE, "write", "wrote a whole file"},
	[2] = {ACTION_READ, "read", "read a file"},
	[3] = {ACTION_SEARCH, "search", "searched the files"},
	[4] = {ACTION_SHELL, "shell", "ran a shell command"},
	[5] = {ACTION_WEB, "web", "used the web"},
	[6] = {ACTION_SUBAGENT, "subagent", "put another agent to work"},
	[7] = {ACTION_PLAN, "plan", "were of plan mode"},
	[8] = {ACTION_ASK, "ask", "asked the person"},
	[9] = {ACTION_TODO, "todo", "kept the task list"},
	[10] = {ACTION_SKILL, "skill", "used a skill"},
	[11] = {ACTION_MCP, "mcp", "used an MCP server"},
	[12] = {ACTION_OTHER, "other", "used a tool unknown here"},
};

static const Kind files[] = {
	[0] = {FILE_CODE, "code", "code"},
	[1] = {FILE_TEST, "test", "tests"},
	[2] = {FILE_WEB, "web", "web markup"},
	[3] = {FILE_DOC, "doc", "documents"},
	[4] = {FILE_PLAN, "plan", "plans"},
	[5] = {FILE_AGENT, "agent", "agents' rules, skills or prompts"},
	[6] = {FILE_CONFIG, "config", "settings"},
	[7] = {FILE_OPS, "ops", "deployment files"},
	[8] = {FILE_DATA, "data", "data"},
	[9] = {FILE_NOTEBOOK, "notebook", "notebooks"},
	[10] = {FILE_OFFICE, "office", "slides or papers"},
	[11] = {FILE_OTHER, "other", "files unknown here"},
};

static const Kind commands[] = {
	[0] = {COMMAND_TEST, "test", "ran tests"},
	[1] = {COMMAND_LINT, "lint", "linted or checked types"},
	[2] = {COMMAND_BUILD, "build", "compiled or bundled"},
	[3] = {COMMAND_RUN, "run", "ran a program"},
	[4] = {COMMAND_PACKAGE, "package", "managed packages"},
	[5] = {COMMAND_GIT_LOOK, "git_look", "looked at version control"},
	[6] = {COMMAND_GIT_ACT, "git_act", "committed, pushed or merged"},
	[7] = {COMMAND_FORGE, "forge", "dealt with pull requests, issues or CI"},
	[8] = {COMMAND_CONTAINER, "container", "ran containers"},
	[9] = {COMMAND_CLOUD, "cloud", "dealt with clouds and deploys"},
	[10] = {COMMAND_MACHINE, "machine", "ran services or other machines"},
	[11] = {COMMAND_PROCESS, "process", "looked at processes or logs"},
	[12] = {COMMAND_DATA, "data", "worked on data"},
	[13] = {COMMAND_DOCUMENT, "document", "made documents"},
	[14] = {COMMAND_AGENT, "agent", "ran coding agents or models"},
	[15] = {COMMAND_NETWORK, "network", "fetched from the network"},
	[16] = {COMMAND_FILES, "files", "moved or wrote files"},
	[17] = {COMMAND_SEARCH, "search", "searched"},
	[18] = {COMMAND_LOOK, "look", "looked at files"},
	[19] = {COMMAND_GLUE, "glue", "only moved about or waited"},
	[20] = {COMMAND_OTHER, "other", "ran programs unknown here"},
};

static const Kind commits[] = {
	[0] = {COMMIT_FEATURE, "feature", "added something"},
	[1] = {COMMIT_FIX, "fix", "fixed something"},
	[2] = {COMMIT_DOCS, "docs", "were of documents"},
	[3] = {COMMIT_TEST, "test", "were of tests"},
	[4] = {COMMIT_CHORE, "chore", "were chores"},
	[5] = {COMMIT_REFACTOR, "refactor", "improved something"},
	[6] = {COMMIT_OTHER, "other", "were of no known type"},
};

/* Every kind that is counted has a row, and there is room for all. */
#define FITS_RUN(kinds, count) \
	(lengthof(kinds) == (size_t) (count) && 2 * lengthof(kinds) <= RUN_SIZE)

_Static_assert(FITS_RUN(tools, ACTION_COUNT), "tools have a row for each kind");
_Static_assert(FITS_RUN(files, FILE_COUNT), "files have a row for each kind");
_Static_assert(FITS_RUN(commands, COMMAND_COUNT), "commands have a row for each kind");
_Static_assert(FITS_RUN(commits, COMMIT_COUNT), "commits have a row for each type");

/* Ascending by number. */
static const Run runs[] = {
	{0, true, "action.", "%u of %u actions %s",
		tools, lengthof(tools), EVIDENCE_ACTION, EVIDENCE_ACTIONS},
	{128, true, "change.", "%u of %u file changes were of %s",
		files, lengthof(files), EVIDENCE_CHANGE, EVIDENCE_CHANGES},
	{256, true, "lines.", "%u of %u changed lines were of %s",
		files, lengthof(files), EVIDENCE_LINE, EVIDENCE_LINES},
	{384, true, "read.", "%u of %u files read were %s",
		files, lengthof(files), EVIDENCE_READ, EVIDENCE_READS},
	{512, true, "command.", "%u of %u shell commands %s",
		commands, lengthof(commands), EVIDENCE_COMMAND, EVIDENCE_COMMANDS},
	{640, false, "action.shell_", "%u of %u actions %s in the shell",
		commands, lengthof(commands), EVIDENCE_COMMAND, EVIDENCE_ACTIONS},
	{768, false, "commit.", "%u of %u commits %s",
		commits, lengthof(commits), EVIDENCE_COMMIT, EVIDENCE_COMMITS},
};

/* A feature of no run; the numbers below are the runs'. */
#define FIRST_SINGLE	1024

typedef struct Single
{
	uint32_t	number;
	const char *name;
	const char *phrase;			/* with the numbers count and of */
	FeatureRule rule;
	int			count;
	int			of;
} Single;

/* Ascending by number. */
static const Single singles[] = {
	{1024, "size.actions", "%u actions", RULE_LOG, EVIDENCE_ACTIONS, EVIDENCE_ACTIONS},
	{1025, "size.changes", "%u file changes", RULE_LOG,
		EVIDENCE_CHANGES, EVIDENCE_CHANGES},
	{1026, "size.lines", "%u changed lines", RULE_LOG, EVIDENCE_LINES, EVIDENCE_LINES},
	{1027, "size.prompts", "%u requests", RULE_LOG, EVIDENCE_PROMPTS, EVIDENCE_PROMPTS},
	{1028, "size.commits", "%u commits", RULE_LOG, EVIDENCE_COMMITS, EVIDENCE_COMMITS},
	{1029, "any.action", "%u actions", RULE_ANY, EVIDENCE_ACTIONS, EVIDENCE_ACTIONS},
	{1030, "any.change", "%u file changes", RULE_ANY,
		EVIDENCE_CHANGES, EVIDENCE_CHANGES},
	{1031, "any.commit", "%u commits", RULE_ANY, EVIDENCE_COMMITS, EVIDENCE_COMMITS},
	{1032, "any.code", "%u changes of code", RULE_ANY,
		EVIDENCE_CHANGE + FILE_CODE, EVIDENCE_CHANGES},
	{1033, "any.test", "%u changes of tests", RULE_ANY,
		EVIDENCE_CHANGE + FILE_TEST, EVIDENCE_CHANGES},
	{1034, "any.doc", "%u changes of documents", RULE_ANY,
		EVIDENCE_CHANGE + FILE_DOC, EVIDENCE_CHANGES},
	{1035, "any.plan", "%u changes of plans", RULE_ANY,
		EVIDENCE_CHANGE + FILE_PLAN, EVIDENCE_CHANGES},
	{1036, "any.agent", "%u changes of agents' rules, skills or prompts", RULE_ANY,
		EVIDENCE_CHANGE + FILE_AGENT, EVIDENCE_CHANGES},
	{1037, "any.tests_run", "%u test runs", RULE_ANY,
		EVIDENCE_COMMAND + COMMAND_TEST, EVIDENCE_COMMANDS},
	{1038, "rate.changes", "%u file changes in %u actions", RULE_RATIO,
		EVIDENCE_CHANGES, EVIDENCE_ACTIONS},
	{1039, "rate.lines", "%u lines in %u file changes", RULE_RATIO,
		EVIDENCE_LINES, EVIDENCE_CHANGES},
	{1040, "rate.removed", "%u of %u changed lines were removed", RULE_SHARE,
		EVIDENCE_LINES_REMOVED, EVIDENCE_LINES},
	{1041, "rate.actions", "%u actions in %u turns", RULE_RATIO,
		EVIDENCE_ACTIONS, EVIDENCE_TURNS},
	{1042, "rate.commits", "%u commits for %u file changes", RULE_RATIO,
		EVIDENCE_COMMITS, EVIDENCE_CHANGES},
	{1043, "errors", "%u of %u actions failed", RULE_SHARE,
		EVIDENCE_ERRORS, EVIDENCE_ACTIONS},
	{1044, "errors.command", "%u of %u shell commands failed", RULE_SHARE,
		EVIDENCE_FAILED_COMMANDS, EVIDENCE_COMMANDS},
	{1045, "errors.test", "%u of %u test runs failed", RULE_SHARE,
		EVIDENCE_FAILED_TESTS, EVIDENCE_COMMAND + COMMAND_TEST},
	{1046, "turns.idle", "%u of %u turns were talk only", RULE_SHARE,
		EVIDENCE_IDLE_TURNS, EVIDENCE_TURNS},
	{1047, "turns.changing", "%u of %u turns changed files", RULE_SHARE,
		EVIDENCE_CHANGING_TURNS, EVIDENCE_TURNS},
	{1048, "requests.question", "%u of %u requests were questions", RULE_SHARE,
		EVIDENCE_QUESTIONS, EVIDENCE_PROMPTS},
	{1049, "requests.short", "%u of %u requests were short", RULE_SHARE,
		EVIDENCE_SHORT_PROMPTS, EVIDENCE_PROMPTS},
	{1050, "requests.long", "%u of %u requests were long", RULE_SHARE,
		EVIDENCE_LONG_PROMPTS, EVIDENCE_PROMPTS},
	{1051, "requests.code", "%u of %u requests held code or output", RULE_SHARE,
		EVIDENCE_CODE_PROMPTS, EVIDENCE_PROMPTS},
	{1052, "requests.link", "%u of %u requests held a link", RULE_SHARE,
		EVIDENCE_LINK_PROMPTS, EVIDENCE_PROMPTS},
	{1053, "requests.slash", "%u of %u requests were slash commands", RULE_SHARE,
		EVIDENCE_SLASH_PROMPTS, EVIDENCE_PROMPTS},
	{1054, "answers.long", "%u of %u answers were long", RULE_SHARE,
		EVIDENCE_LONG_CLOSINGS, EVIDENCE_CLOSINGS},
	{1055, "answers.code", "%u of %u answers held code", RULE_SHARE,
		EVIDENCE_CODE_CLOSINGS, EVIDENCE_CLOSINGS},
	{1056, "answers.table", "%u of %u answers held a table", RULE_SHARE,
		EVIDENCE_TABLE_CLOSINGS, EVIDENCE_CLOSINGS},
	{1057, "answers.asking", "%u of %u answers asked something", RULE_SHARE,
		EVIDENCE_ASKING_CLOSINGS, EVIDENCE_CLOSINGS},
};

_Static_assert(lengthof(runs) * RUN_SIZE <= FIRST_SINGLE, "runs have room");
_Static_assert(FIRST_SINGLE + lengthof(singles) <= FIRST_CUE_FEATURE,
			   "singles have room");

int
wm_named_count(void)
{
	int			count = (int) lengthof(singles);

	for (size_t i = 0; i < lengthof(runs); i++)
		count += runs[i].nkinds * (runs[i].most ? 2 : 1);
	return count;
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
amount_of(FeatureRule rule, uint64_t count, uint64_t of)
{
	switch (rule)
	{
		case RULE_SHARE:
			return wm_feature_share(count < of ? count : of, of, FEATURE_UNIT);
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

static Feature *
put_run(Feature *next, const Run *run, const Evidence *evidence)
{
	uint32_t	of = evidence->counts[run->of];

	for (int i = 0; i < run->nkinds; i++)
	{
		uint32_t	number = run->first + 2 * (uint32_t) i;
		uint32_t	count = evidence->counts[run->counts + run->kinds[i].at];

		next = wm_feature_put(next, number, amount_of(RULE_SHARE, count, of));
		if (run->most)
			next = wm_feature_put(next, number + 1, amount_of(RULE_MOST, count, of));
	}
	return next;
}

static Feature *
put_singles(Feature *next, const Evidence *evidence)
{
	for (size_t i = 0; i < lengthof(singles); i++)
	{
		const Single *single = &singles[i];

		next = wm_feature_put(next, single->number,
							  amount_of(single->rule, evidence->counts[single->count],
										evidence->counts[single->of]));
	}
	return next;
}

Feature *
wm_named_put(Feature *next, const Evidence *evidence)
{
	for (size_t i = 0; i < lengthof(runs); i++)
		next = put_run(next, &runs[i], evidence);
	return put_singles(next, evidence);
}

/* The run that has this number; *kind is where in its table. */
static const Run *
find_run(uint32_t number, int *kind)
{
	for (size_t i = 0; i < lengthof(runs); i++)
	{
		uint32_t	at = number - runs[i].first;

		*kind = (int) (at / 2);
		if (number >= runs[i].first && at / 2 < (uint32_t) runs[i].nkinds &&
			(at % 2 == 0 || runs[i].most))
			return &runs[i];
	}
	return NULL;
}

static const Single *
find_single(uint32_t number)
{
	for (size_t i = 0; i < lengthof(singles); i++)
	{
		if (singles[i].number == number)
			return &singles[i];
	}
	return NULL;
}

bool
wm_named_exists(uint32_t number)
{
	int			kind;

	return find_run(number, &kind) != NULL || find_single(number) != NULL;
}

void
wm_named_name(uint32_t number, char *name)
{
	int			kind;
	const Run  *run = find_run(number, &kind);

	if (run == NULL)
		snprintf(name, FEATURE_NAME_SIZE, "%s", find_single(number)->name);
	else
		snprintf(name, FEATURE_NAME_SIZE, "%s%s%s", run->prefix, run->kinds[kind].name,
				 (number - run->first) % 2 == 0 ? "" : ".most");
}

void
wm_named_phrase(uint32_t number, const Evidence *evidence, char *phrase)
{
	int			kind;
	const Run  *run = find_run(number, &kind);
	const Single *single;
	int			len;

	if (run == NULL)
	{
		single = find_single(number);
		snprintf(phrase, FEATURE_PHRASE_SIZE, single->phrase,
				 evidence->counts[single->count], evidence->counts[single->of]);
		return;
	}
	len = snprintf(phrase, FEATURE_PHRASE_SIZE, run->phrase,
				   evidence->counts[run->counts + run->kinds[kind].at],
				   evidence->counts[run->of], run->kinds[kind].phrase);
	if ((number - run->first) % 2 != 0)
		snprintf(phrase + len, (size_t) (FEATURE_PHRASE_SIZE - len), ", most of them");
}
