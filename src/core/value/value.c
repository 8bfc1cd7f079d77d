/*
 * value.c
 *	  What a session's deliverables would cost on a freelance marketplace.
 *
 * Each deliverable has an amount: lines kept, things looked up, operations
 * carried out, words said.  Its hours are
 *
 *		base + hours * (amount / per) ^ (5/8)
 *
 * with the constants of the table below.  The power is below one because ten
 * times the lines are not ten times the labour: what comes in bulk is generated,
 * copied or alike.  It is five eighths because that takes square roots only,
 * which every machine rounds alike, and because it lies near the elasticity of
 * 0.6 by which costs of plants have long been scaled with capacity.
 *
 * How long a deliverable takes is a judgement: there is no public measure of it.
 * The hours were set so that a page of text, a hundred lines of code and an
 * afternoon's search for a fault have the ratios that they have in postings, and
 * so that most sessions fall in the lowest price tier and few above the second,
 * as most postings do.
 */
#include <math.h>

#include "value/value.h"

const char *const wm_skills[SKILL_COUNT] = {
	[SKILL_SOFTWARE] = "software",
	[SKILL_WEB] = "web",
	[SKILL_TESTING] = "testing",
	[SKILL_WRITING] = "writing",
	[SKILL_PLANNING] = "planning",
	[SKILL_OPERATIONS] = "operations",
	[SKILL_DATA] = "data",
	[SKILL_AGENTS] = "agents",
	[SKILL_RESEARCH] = "research",
};

/*
 * One rate is a marketplace's own: the median of web developers on Upwork is
 * 30 USD per hour (most lie between 15 and 50).  The others stand to it as the
 * occupation's median annual wage stands to that of web developers in the
 * Occupational Employment and Wage Statistics of the US Bureau of Labor
 * Statistics for May 2024.  In some modes one skill is had from the people of
 * another: a script within an analysis is the analyst's.
 */
#define UPWORK \
	"Upwork median for web developers, 30 USD per hour (June 2026, lyrikai.com)"
#define BLS(wage, occupation) \
	UPWORK ", times " wage " / 90,930 (US BLS median wages, May 2024: " \
	occupation ", web developers)"

#define SOFTWARE_DEVELOPERS	BLS("133,080", "software developers")
#define TESTERS				BLS("102,610", \
								"software quality assurance analysts and testers")
#define WRITERS				BLS("91,670", "technical writers")
#define SYSTEMS_ANALYSTS	BLS("103,790", "computer systems analysts")
#define ADMINISTRATORS		BLS("96,800", "network and computer systems administrators")
#define DATA_SCIENTISTS		BLS("112,590", "data scientists")

const Rate	wm_shipped_rates[] = {
	{MODE_NONE, SKILL_SOFTWARE, 43.9, SOFTWARE_DEVELOPERS},
	{MODE_NONE, SKILL_WEB, 30.0, UPWORK},
	{MODE_NONE, SKILL_TESTING, 33.9, TESTERS},
	{MODE_NONE, SKILL_WRITING, 30.2, WRITERS},
	{MODE_NONE, SKILL_PLANNING, 34.2, SYSTEMS_ANALYSTS},
	{MODE_NONE, SKILL_OPERATIONS, 31.9, ADMINISTRATORS},
	{MODE_NONE, SKILL_DATA, 37.1, DATA_SCIENTISTS},
	{MODE_NONE, SKILL_AGENTS, 43.9, SOFTWARE_DEVELOPERS "; no occupation of its own"},
	{MODE_NONE, SKILL_RESEARCH, 34.2, SYSTEMS_ANALYSTS},
	{MODE_TEST, SKILL_SOFTWARE, 33.9, TESTERS},
	{MODE_OPERATE, SKILL_SOFTWARE, 31.9, ADMINISTRATORS},
	{MODE_ANALYZE, SKILL_SOFTWARE, 37.1, DATA_SCIENTISTS},
};

const int	wm_shipped_rate_count =
	(int) (sizeof(wm_shipped_rates) / sizeof(wm_shipped_rates[0]));

int
wm_skill_from_name(Slice name)
{
	for (int skill = 0; skill < SKILL_COUNT; skill++)
	{
		if (wm_slice_equals(name, wm_slice(wm_skills[skill], strlen(wm_skills[skill]))))
			return skill;
	}
	return SKILL_NONE;
}

static void
set_rates(RateCard *card, const Rate *rates, int count, bool of_all_modes)
{
	for (int i = 0; i < count; i++)
	{
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			if (of_all_modes ? rates[i].mode == MODE_NONE : rates[i].mode == mode)
				card->rate[mode][rates[i].skill] = rates[i].rate;
		}
	}
}

void
wm_rates_merge(RateCard *card, const Rate *rates, int count)
{
	set_rates(card, wm_shipped_rates, wm_shipped_rate_count, true);
	set_rates(card, wm_shipped_rates, wm_shipped_rate_count, false);
	set_rates(card, rates, count, true);
	set_rates(card, rates, count, false);
}

/* Sets of modes and kinds, a bit for each. */
#define BIT(kind)	(UINT32_C(1) << (kind))

#define EVERY_MODE	(BIT(MODE_COUNT) - 1)
#define MODES_OF_WORDS \
	(BIT(MODE_UNDERSTAND) | BIT(MODE_PLAN) | BIT(MODE_ANALYZE) | BIT(MODE_COMMUNICATE))

/* To find out: by tools, by looking and by trying. */
#define INQUIRIES \
	(BIT(ACTION_READ) | BIT(ACTION_SEARCH) | BIT(ACTION_WEB) | BIT(ACTION_MCP) | \
	 BIT(ACTION_SUBAGENT) | BIT(ACTION_SKILL))
#define TRIALS \
	(BIT(COMMAND_LOOK) | BIT(COMMAND_SEARCH) | BIT(COMMAND_GIT_LOOK) | \
	 BIT(COMMAND_NETWORK) | BIT(COMMAND_PROCESS) | BIT(COMMAND_OTHER) | \
	 BIT(COMMAND_TEST) | BIT(COMMAND_LINT) | BIT(COMMAND_BUILD) | \
	 BIT(COMMAND_RUN) | BIT(COMMAND_DATA))

/* To have an effect beyond the files, whose lines are counted themselves. */
#define OPERATIONS \
	(BIT(COMMAND_PACKAGE) | BIT(COMMAND_GIT_ACT) | BIT(COMMAND_FORGE) | \
	 BIT(COMMAND_CONTAINER) | BIT(COMMAND_CLOUD) | BIT(COMMAND_MACHINE) | \
	 BIT(COMMAND_DOCUMENT) | BIT(COMMAND_AGENT))

typedef struct DeliverableInfo
{
	const char *name;
	const char *unit;
	Skill		skill;
	uint32_t	modes;			/* in which it is delivered */
	uint32_t	files;			/* its amount: lines kept in files of these kinds, */
	uint32_t	actions;		/* actions, */
	uint32_t	commands;		/* shell commands, */
	bool		errors;			/* errors met, */
	bool		words;			/* the agent's words */
	double		base;			/* hours, once */
	double		hours;			/* for ... */
	double		per;			/* ... so much of it */
} DeliverableInfo;

/* Lines kept in files, whatever the mode. */
#define FILES(name, kinds, skill, hours, per) \
	{name, "lines", skill, EVERY_MODE, kinds, 0, 0, false, false, 0, hours, per}

/* What was looked up and tried, in one mode. */
#define INQUIRY(name, mode, skill, hours) \
	{name, "steps", skill, BIT(mode), 0, INQUIRIES, TRIALS, false, false, 0, hours, 20}

/* What the agent said. */
#define WORDS(name, modes, skill, hours) \
	{name, "words", skill, modes, 0, 0, 0, false, true, 0, hours, 500}

static const DeliverableInfo deliverables[] = {
	/* A hundred lines of working code are half a day's posting. */
	FILES("code", BIT(FILE_CODE) | BIT(FILE_OTHER), SKILL_SOFTWARE, 4.0, 100),
	/* Tests are more alike than what they test. */
	FILES("tests", BIT(FILE_TEST), SKILL_TESTING, 3.0, 100),
	/* Markup says less in a line than code. */
	FILES("pages", BIT(FILE_WEB), SKILL_WEB, 2.5, 100),
	/* A setting is a short line; what deploys must be tried as well. */
	FILES("settings", BIT(FILE_CONFIG), SKILL_OPERATIONS, 0.5, 50),
	FILES("deployment files", BIT(FILE_OPS), SKILL_OPERATIONS, 1.5, 50),
	/* Fifty lines are a page or two; a design or a prompt is weighed longer. */
	FILES("documents", BIT(FILE_DOC) | BIT(FILE_OFFICE), SKILL_WRITING, 2.0, 50),
	FILES("plans", BIT(FILE_PLAN), SKILL_PLANNING, 2.5, 50),
	FILES("agent files", BIT(FILE_AGENT), SKILL_AGENTS, 2.5, 50),
	FILES("notebooks", BIT(FILE_NOTEBOOK), SKILL_DATA, 4.0, 100),
	/* Rows of data are put out by programs. */
	FILES("data files", BIT(FILE_DATA), SKILL_DATA, 0.5, 1000),

	/*
	 * Before a fault is mended it is to be reproduced, and then shown to be
	 * gone: an hour.  The search is most of the work, and errors are part of it.
	 */
	{"repair", "steps", SKILL_SOFTWARE, BIT(MODE_FIX),
	0, INQUIRIES, TRIALS, true, false, 1.0, 2.0, 20},
	/* Where looking and trying are the work itself ... */
	INQUIRY("review", MODE_TEST, SKILL_TESTING, 1.5),
	INQUIRY("operation", MODE_OPERATE, SKILL_OPERATIONS, 1.0),
	INQUIRY("inquiry", MODE_UNDERSTAND, SKILL_RESEARCH, 1.0),
	INQUIRY("analysis", MODE_ANALYZE, SKILL_DATA, 2.0),
	INQUIRY("rehearsal", MODE_ORCHESTRATE, SKILL_AGENTS, 1.0),
	/* ... and where it only prepares it. */
	INQUIRY("groundwork", MODE_BUILD, SKILL_SOFTWARE, 0.5),
	INQUIRY("groundwork", MODE_PLAN, SKILL_PLANNING, 0.5),
	INQUIRY("groundwork", MODE_COMMUNICATE, SKILL_WRITING, 0.5),

	/* To commit or install beside other work is soon done. */
	{"operations", "commands", SKILL_OPERATIONS, BIT(MODE_OPERATE),
	0, 0, OPERATIONS | BIT(COMMAND_FILES), false, false, 0, 2.0, 10},
	{"chores", "commands", SKILL_OPERATIONS, EVERY_MODE & ~BIT(MODE_OPERATE),
	0, 0, OPERATIONS, false, false, 0, 0.5, 10},

	/* Where words are what was wanted, 500 are a page; else they report. */
	WORDS("explanation", BIT(MODE_UNDERSTAND), SKILL_RESEARCH, 1.0),
	WORDS("advice", BIT(MODE_PLAN), SKILL_PLANNING, 1.5),
	WORDS("findings", BIT(MODE_ANALYZE), SKILL_DATA, 1.0),
	WORDS("text", BIT(MODE_COMMUNICATE), SKILL_WRITING, 1.5),
	WORDS("report", EVERY_MODE & ~MODES_OF_WORDS, SKILL_RESEARCH, 0.25),

	/* A greeting's answer is nothing of these: nothing was asked for. */
};

#define DELIVERABLE_COUNT	((int) (sizeof(deliverables) / sizeof(deliverables[0])))

/*
 * A line that replaces another counts half, for much of it was there; a line
 * taken out and not replaced an eighth.
 */
static double
kept_lines(int64_t added, int64_t removed)
{
	int64_t		replaced = added < removed ? added : removed;

	return (double) (added - replaced) + (double) replaced / 2 +
		(double) (removed - replaced) / 8;
}

/* Evidence of the kinds in a set, the first of which stands at "first". */
static double
count_kinds(const Evidence *evidence, int first, int kinds, uint32_t set)
{
	double		sum = 0;

	for (int kind = 0; kind < kinds; kind++)
	{
		if ((set & BIT(kind)) != 0)
			sum += evidence->counts[first + kind];
	}
	return sum;
}

static double
amount_of(const DeliverableInfo *info, Session *session)
{
	const Evidence *evidence = wm_session_evidence(session);
	const LineSums *lines = wm_session_lines(session);
	double		amount = 0;

	for (int kind = 0; kind < FILE_COUNT; kind++)
	{
		if ((info->files & BIT(kind)) != 0)
			amount += kept_lines(lines->added[kind], lines->removed[kind]);
	}
	amount += count_kinds(evidence, EVIDENCE_ACTION, ACTION_COUNT, info->actions);
	amount += count_kinds(evidence, EVIDENCE_COMMAND, COMMAND_COUNT, info->commands);
	if (info->errors)
		amount += evidence->counts[EVIDENCE_ERRORS];
	if (info->words)
		amount += (double) wm_session_facts(session)->words_out;
	return amount;
}

/* To the power of five eighths. */
static double
dampen(double x)
{
	double		half = sqrt(x);

	return half * sqrt(sqrt(half));
}

bool
wm_appraise(Session *session, int mode, const RateCard *card,
			Appraisal *appraisal)
{
	appraisal->count = 0;
	appraisal->cents = 0;
	if (wm_session_greets(session))
		return false;
	for (int i = 0; i < DELIVERABLE_COUNT; i++)
	{
		const DeliverableInfo *info = &deliverables[i];
		double		amount = amount_of(info, session);
		Deliverable *item = &appraisal->items[appraisal->count];

		if ((info->modes & BIT(mode)) == 0 || amount <= 0)
			continue;
		item->name = info->name;
		item->amount = amount;
		item->unit = info->unit;
		item->hours = info->base + info->hours * dampen(amount / info->per);
		item->skill = info->skill;
		item->rate = card->rate[mode][info->skill];
		item->cents = (int64_t) floor(item->hours * item->rate * 100 + 0.5);
		appraisal->cents += item->cents;
		appraisal->count++;
	}
	return appraisal->cents > 0;
}

bool
wm_delivers(Session *session)
{
	if (wm_session_greets(session))
		return false;
	for (int i = 0; i < DELIVERABLE_COUNT; i++)
	{
		if (amount_of(&deliverables[i], session) > 0)
			return true;
	}
	return false;
}
