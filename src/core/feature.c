/*
 * feature.c
 *	  Features: numbers made of evidence, on which models score.
 */
#include <stdio.h>

#include "feature.h"
#include "logarithm.h"

typedef enum FeatureRule
{
	RULE_SHARE,					/* count / of */
	RULE_ANY,					/* 1 if count > 0 */
	RULE_LOG					/* ln(1 + count) */
} FeatureRule;

/* In a phrase, %1$u is the count and %2$u what it is of. */
typedef struct FeatureInfo
{
	const char *name;
	const char *phrase;
	FeatureRule rule;
	int			count;
	int			of;
} FeatureInfo;

#define OF_ACTIONS(kind, name, phrase) \
	{"action." name, "%u of %u actions " phrase, RULE_SHARE, EVIDENCE_ACTION + kind, EVIDENCE_ACTIONS}
#define OF_CHANGES(kind, name, phrase) \
	{"change." name, "%u of %u file changes " phrase, RULE_SHARE, EVIDENCE_CHANGE + kind, EVIDENCE_CHANGES}
#define OF_LINES(kind, name, phrase) \
	{"lines." name, "%u of %u changed lines " phrase, RULE_SHARE, EVIDENCE_LINE + kind, EVIDENCE_LINES}
#define OF_READS(kind, name, phrase) \
	{"read." name, "%u of %u files read " phrase, RULE_SHARE, EVIDENCE_READ + kind, EVIDENCE_READS}
#define OF_COMMANDS(kind, name, phrase) \
	{"command." name, "%u of %u shell commands " phrase, RULE_SHARE, EVIDENCE_COMMAND + kind, EVIDENCE_COMMANDS}

static const FeatureInfo features[] = {
	OF_ACTIONS(ACTION_EDIT, "edit", "edited a file"),
	OF_ACTIONS(ACTION_WRITE, "write", "wrote a whole file"),
	OF_ACTIONS(ACTION_READ, "read", "read a file"),
	OF_ACTIONS(ACTION_SEARCH, "search", "searched the files"),
	OF_ACTIONS(ACTION_SHELL, "shell", "ran a shell command"),
	OF_ACTIONS(ACTION_WEB, "web", "used the web"),
	OF_ACTIONS(ACTION_SUBAGENT, "subagent", "put another agent to work"),
	OF_ACTIONS(ACTION_PLAN, "plan", "were of plan mode"),
	OF_ACTIONS(ACTION_ASK, "ask", "asked the person"),
	OF_ACTIONS(ACTION_TODO, "todo", "kept the task list"),
	OF_ACTIONS(ACTION_SKILL, "skill", "used a skill"),
	OF_ACTIONS(ACTION_MCP, "mcp", "used an MCP server"),
	OF_ACTIONS(ACTION_OTHER, "other", "used a tool unknown here"),

	OF_CHANGES(FILE_CODE, "code", "were of code"),
	OF_CHANGES(FILE_TEST, "test", "were of tests"),
	OF_CHANGES(FILE_WEB, "web", "were of web markup"),
	OF_CHANGES(FILE_DOC, "doc", "were of documents"),
	OF_CHANGES(FILE_PLAN, "plan", "were of plans"),
	OF_CHANGES(FILE_AGENT, "agent", "were of agents' rules, skills or prompts"),
	OF_CHANGES(FILE_CONFIG, "config", "were of settings"),
	OF_CHANGES(FILE_OPS, "ops", "were of deployment files"),
	OF_CHANGES(FILE_DATA, "data", "were of data"),
	OF_CHANGES(FILE_NOTEBOOK, "notebook", "were of notebooks"),
	OF_CHANGES(FILE_OFFICE, "office", "were of slides or papers"),
	OF_CHANGES(FILE_OTHER, "other", "were of files unknown here"),

	OF_LINES(FILE_CODE, "code", "were of code"),
	OF_LINES(FILE_TEST, "test", "were of tests"),
	OF_LINES(FILE_WEB, "web", "were of web markup"),
	OF_LINES(FILE_DOC, "doc", "were of documents"),
	OF_LINES(FILE_PLAN, "plan", "were of plans"),
	OF_LINES(FILE_AGENT, "agent", "were of agents' rules, skills or prompts"),
	OF_LINES(FILE_CONFIG, "config", "were of settings"),
	OF_LINES(FILE_OPS, "ops", "were of deployment files"),
	OF_LINES(FILE_DATA, "data", "were of data"),
	OF_LINES(FILE_NOTEBOOK, "notebook", "were of notebooks"),
	OF_LINES(FILE_OFFICE, "office", "were of slides or papers"),
	OF_LINES(FILE_OTHER, "other", "were of files unknown here"),

	OF_READS(FILE_CODE, "code", "were code"),
	OF_READS(FILE_TEST, "test", "were tests"),
	OF_READS(FILE_DOC, "doc", "were documents"),
	OF_READS(FILE_PLAN, "plan", "were plans"),
	OF_READS(FILE_AGENT, "agent", "were agents' rules, skills or prompts"),
	OF_READS(FILE_DATA, "data", "were data"),

	OF_COMMANDS(COMMAND_TEST, "test", "ran tests"),
	OF_COMMANDS(COMMAND_LINT, "lint", "linted or checked types"),
	OF_COMMANDS(COMMAND_BUILD, "build", "compiled or bundled"),
	OF_COMMANDS(COMMAND_RUN, "run", "ran a program"),
	OF_COMMANDS(COMMAND_PACKAGE, "package", "managed packages"),
	OF_COMMANDS(COMMAND_GIT_LOOK, "git_look", "looked at version control"),
	OF_COMMANDS(COMMAND_GIT_ACT, "git_act", "committed, pushed or merged"),
	OF_COMMANDS(COMMAND_FORGE, "forge", "dealt with pull requests, issues or CI"),
	OF_COMMANDS(COMMAND_CONTAINER, "container", "ran containers"),
	OF_COMMANDS(COMMAND_CLOUD, "cloud", "dealt with clouds and deploys"),
	OF_COMMANDS(COMMAND_MACHINE, "machine", "ran the machine's services"),
	OF_COMMANDS(COMMAND_PROCESS, "process", "looked at processes or logs"),
	OF_COMMANDS(COMMAND_DATA, "data", "worked on data"),
	OF_COMMANDS(COMMAND_DOCUMENT, "document", "made documents"),
	OF_COMMANDS(COMMAND_AGENT, "agent", "ran coding agents or models"),
	OF_COMMANDS(COMMAND_NETWORK, "network", "fetched from the network"),
	OF_COMMANDS(COMMAND_FILES, "files", "moved or wrote files"),
	OF_COMMANDS(COMMAND_SEARCH, "search", "searched"),
	OF_COMMANDS(COMMAND_LOOK, "look", "looked at files"),

	{"size.actions", "%u actions", RULE_LOG, EVIDENCE_ACTIONS, EVIDENCE_ACTIONS},
	{"size.changes", "%u file changes", RULE_LOG, EVIDENCE_CHANGES, EVIDENCE_CHANGES},
	{"size.prompts", "%u requests", RULE_LOG, EVIDENCE_PROMPTS, EVIDENCE_PROMPTS},
	{"any.change", "%u file changes", RULE_ANY, EVIDENCE_CHANGES, EVIDENCE_CHANGES},
	{"any.code", "%u changes of code", RULE_ANY, EVIDENCE_CHANGE + FILE_CODE, EVIDENCE_CHANGES},
	{"any.action", "%u actions", RULE_ANY, EVIDENCE_ACTIONS, EVIDENCE_ACTIONS},
	{"errors", "%u of %u actions failed", RULE_SHARE, EVIDENCE_ERRORS, EVIDENCE_ACTIONS},
	{"questions", "%u of %u requests were questions", RULE_SHARE, EVIDENCE_QUESTIONS, EVIDENCE_PROMPTS},
};

#define NAMED_FEATURES	((int) (sizeof(features) / sizeof(features[0])))

/* Behind them stand the cues of each speech. */
#define CUE_FEATURES	((int) SPEECH_COUNT * (int) CUE_COUNT)

static const struct
{
	const char *name;
	const char *phrase;
}			speeches[SPEECH_COUNT] = {
	[SPEECH_REQUEST] = {"request", "requests"},
	[SPEECH_CLOSING] = {"closing", "the agent's last words"},
	[SPEECH_TITLE] = {"title", "titles"},
	[SPEECH_ACCOUNT] = {"account", "the agent's task lists"},
};

int
wm_feature_count(void)
{
	return NAMED_FEATURES + CUE_FEATURES;
}

static FeatureInfo
cue_feature(int cue)
{
	FeatureInfo info = {NULL, NULL, RULE_SHARE, EVIDENCE_CUE + cue,
	EVIDENCE_SPEECH + cue / CUE_COUNT};

	return info;
}

static FeatureInfo
feature_info(uint32_t number)
{
	return number < (uint32_t) NAMED_FEATURES ? features[number] :
		cue_feature((int) number - NAMED_FEATURES);
}

static int32_t
amount_of(const FeatureInfo *info, const Evidence *evidence)
{
	uint64_t	count = evidence->counts[info->count];
	uint64_t	of = evidence->counts[info->of];

	switch (info->rule)
	{
		case RULE_SHARE:
			return of == 0 ? 0 : (int32_t) ((count * FEATURE_UNIT + of / 2) / of);
		case RULE_ANY:
			return count > 0 ? FEATURE_UNIT : 0;
		case RULE_LOG:
			return (int32_t) (wm_log_millionths((count + 1) * 1000000) / 100000000);
	}
	return 0;
}

int
wm_features_from_evidence(const Evidence *evidence, Feature *vector)
{
	int			count = 0;

	for (int i = 0; i < wm_feature_count(); i++)
	{
		FeatureInfo info = feature_info((uint32_t) i);
		int32_t		amount = amount_of(&info, evidence);

		if (amount != 0)
		{
			vector[count].number = (uint32_t) i;
			vector[count++].amount = amount;
		}
	}
	return count;
}

void
wm_feature_name(uint32_t number, char *name)
{
	int			cue = (int) number - NAMED_FEATURES;

	if (cue < 0)
		snprintf(name, FEATURE_NAME_SIZE, "%s", features[number].name);
	else
		snprintf(name, FEATURE_NAME_SIZE, "%s.%s", speeches[cue / CUE_COUNT].name,
				 wm_cues[cue % CUE_COUNT].name);
}

/* A cue's count is a weight: a person wants to see it as a share. */
static void
cue_phrase(int cue, const Evidence *evidence, char *phrase)
{
	FeatureInfo info = cue_feature(cue);
	int32_t		amount = amount_of(&info, evidence);

	snprintf(phrase, FEATURE_PHRASE_SIZE, "%d%% of %s: %s",
			 (amount * 100 + FEATURE_UNIT / 2) / FEATURE_UNIT,
			 speeches[cue / CUE_COUNT].phrase, wm_cues[cue % CUE_COUNT].asks);
}

void
wm_feature_phrase(uint32_t number, const Evidence *evidence, char *phrase)
{
	int			cue = (int) number - NAMED_FEATURES;

	if (cue < 0)
		snprintf(phrase, FEATURE_PHRASE_SIZE, features[number].phrase,
				 evidence->counts[features[number].count],
				 evidence->counts[features[number].of]);
	else
		cue_phrase(cue, evidence, phrase);
}
