/*
 * value.h
 *	  What a session's deliverables would cost on a freelance marketplace.
 *
 * A proxy: hours for what was delivered, multiplied by the rate of the skill that
 * delivers it.  It serves to compare sessions; its level means little.
 */
#ifndef WORKMODE_VALUE_H
#define WORKMODE_VALUE_H

#include "base/mode.h"
#include "session/session.h"

/* Changes whenever a deliverable, its hours or a shipped rate does. */
#define VALUE_VERSION	"1"

typedef enum Skill
{
	SKILL_SOFTWARE,
	SKILL_WEB,
	SKILL_TESTING,
	SKILL_WRITING,
	SKILL_PLANNING,
	SKILL_OPERATIONS,
	SKILL_DATA,
	SKILL_AGENTS,
	SKILL_RESEARCH
} Skill;

#define SKILL_COUNT	9
#define SKILL_NONE	(-1)

extern const char *const wm_skills[SKILL_COUNT];

/* The skill of this name, or SKILL_NONE. */
extern int	wm_skill_from_name(Slice name);

/* A row of a rate card. */
typedef struct Rate
{
	int			mode;			/* MODE_NONE: all modes without a row of their own */
	Skill		skill;
	double		rate;			/* USD per hour */
	const char *source;
} Rate;

#define RATE_UNIT	"USD per hour"

/* The limits of a rate. */
#define RATE_LEAST	0.01
#define RATE_MOST	1000000.0

extern const Rate wm_shipped_rates[];
extern const int wm_shipped_rate_count;

/* A rate for each skill in each mode. */
typedef struct RateCard
{
	double		rate[MODE_COUNT][SKILL_COUNT];
} RateCard;

/*
 * Makes a card of the shipped rates and of these rows.  A row for one mode goes
 * before a row for all modes, and any of these rows goes before the shipped ones.
 */
extern void wm_rates_merge(RateCard *card, const Rate *rates, int count);

/* One deliverable of a session. */
typedef struct Deliverable
{
	const char *name;
	double		amount;
	const char *unit;			/* of the amount */
	double		hours;
	Skill		skill;
	double		rate;
	int64_t		cents;			/* hours times rate, rounded */
} Deliverable;

#define DELIVERABLES_MAX	32

typedef struct Appraisal
{
	int			count;
	Deliverable items[DELIVERABLES_MAX];	/* deliverables with an amount */
	int64_t		cents;			/* their sum */
} Appraisal;

/*
 * What a session of this mode, which has ended, delivered.  False, and no items,
 * if nothing was done.
 */
extern bool wm_appraise(Session *session, int mode, const RateCard *card,
						Appraisal *appraisal);

/* Was anything done that has a value, in whatever mode? */
extern bool wm_delivers(Session *session);

#endif							/* WORKMODE_VALUE_H */
