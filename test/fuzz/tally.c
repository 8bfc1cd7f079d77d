/*
 * tally.c
 *	  Fuzz target: the algebra of tallies and confusions, by a run of orders.
 *
 * The first byte says whether sessions have values or facts.
 * There are a few users with a plain tally each, and the clustered tally of
 * them all, which is kept up by taking users out and in again.  It has to be
 * what would come of the same sessions at once, in any order.
 */
#include <math.h>

#include "base/probabilities.h"
#include "statistics/agreement.h"
#include "statistics/estimate.h"
#include "statistics/proportion.h"
#include "statistics/publish.h"
#include "tally/confusion.h"
#include "tally/tally_add.h"
#include "tally/tally_pack.h"

#include "session.h"

typedef struct World
{
	bool		of_facts;
	Tally	   *user[USERS];
	Tally	   *all;			/* clustered */
	Session		sessions[SESSIONS];
	int			count;
} World;

static Tally *
new_tally(bool clustered, bool of_facts)
{
	Tally	   *tally = calloc(1, sizeof(TallyRoom));

	must(tally != NULL, "there is memory");
	wm_tally_init(tally, clustered);
	if (of_facts)
		tally->flags |= TALLY_FACTS;
	return tally;
}

/* And none the worse for being packed, unless it is empty and has a layout. */
static void
must_be_sound(const Tally *tally)
{
	TallyProblem problem;
	TallyRoom	back;
	char		packed[TALLY_PACKED_SIZE];

	if (wm_tally_is_empty(tally))
		return;
	must(wm_tally_check(tally, &problem), "a tally is sound");
	must(wm_tally_unpack(wm_slice(packed, wm_tally_pack(tally, packed)), &back.tally) == PACK_FINE &&
		 wm_tally_compare(tally, &back.tally) == 0, "and comes back from what it is packed in");
}

/* Sessions of every other mode have probabilities, which follow from their values. */
static bool
take_probabilities(const Session *session, Probabilities *probabilities)
{
	double		numbers[MODE_COUNT] = {0};
	double		part = fmod(session->value, 1);

	if (!session->valued || session->mode % 2 == 0)
		return false;
	numbers[MODE_BUILD] = part;
	numbers[MODE_PLAN] = 1 - part;
	return wm_probabilities_round(numbers, probabilities) == NULL;
}

static bool
step(Tally *tally, bool of_facts, const Session *session, bool add, TallyProblem *problem)
{
	const double *value = session->valued ? &session->value : NULL;
	Probabilities probabilities;

	if (!of_facts && take_probabilities(session, &probabilities))
		return (add ? wm_tally_add_probable : wm_tally_remove_probable)
			(tally, session->mode, value, &probabilities, problem);
	if (of_facts)
		return (add ? wm_tally_add_fact : wm_tally_remove_fact)
			(tally, session->mode, session->valued, problem);
	return (add ? wm_tally_add : wm_tally_remove) (tally, session->mode, value, problem);
}

/* Whatever the order does to a user is done between taking it out and in. */
static bool
put_session(World *world, const Session *session, bool add)
{
	Tally	   *user = world->user[session->user];
	Tally	   *all = world->all;
	TallyProblem problem;
	bool		done;

	must(wm_tally_uncluster(all, user, &problem), "a user can be taken out");
	must_be_sound(all);
	done = step(user, world->of_facts, session, add, &problem);
	must_be_sound(user);
	must(wm_tally_cluster(all, user, &problem), "and put in again");
	must_be_sound(all);
	return done;
}

static void
add_session(World *world, Bytes *bytes)
{
	Session		session = take_session(bytes);

	if (world->count < SESSIONS && put_session(world, &session, true))
		world->sessions[world->count++] = session;
}

static void
remove_session(World *world, Bytes *bytes)
{
	int			which;

	if (world->count == 0)
		return;
	which = take_byte(bytes) % world->count;
	must(put_session(world, &world->sessions[which], false),
		 "a session that is in can be taken out");
	world->sessions[which] = world->sessions[--world->count];
}

/* One user's sessions become another's. */
static void
unite_users(World *world, Bytes *bytes)
{
	int			from = take_byte(bytes) % USERS;
	int			to = take_byte(bytes) % USERS;
	TallyProblem problem;

	if (from == to)
		return;
	must(wm_tally_uncluster(world->all, world->user[from], &problem) &&
		 wm_tally_uncluster(world->all, world->user[to], &problem) &&
		 wm_tally_merge(world->user[to], world->user[from], &problem) &&
		 wm_tally_unmerge(world->user[from], world->user[from], &problem) &&
		 wm_tally_cluster(world->all, world->user[to], &problem),
		 "users can be united");
	must(wm_tally_is_empty(world->user[from]), "nothing is left of the one");
	for (int i = 0; i < world->count; i++)
		if (world->sessions[i].user == from)
			world->sessions[i].user = to;
	must_be_sound(world->all);
	must_be_sound(world->user[to]);
}

/* The same sessions, the last first, with parts of the users put together. */
static void
check_again(const World *world)
{
	World		again = {.count = 0};
	bool		of_facts = world->of_facts;
	Tally	   *half[2] = {new_tally(true, of_facts), new_tally(true, of_facts)};
	TallyProblem problem;

	for (int i = 0; i < USERS; i++)
		again.user[i] = new_tally(false, of_facts);
	for (int i = world->count - 1; i >= 0; i--)
	{
		const Session *session = &world->sessions[i];

		must(step(again.user[session->user], of_facts, session, true, &problem),
			 "what was added once can be added again");
	}
	for (int i = 0; i < USERS; i++)
	{
		must(wm_tally_compare(again.user[i], world->user[i]) == 0,
			 "the order of sessions does not show");
		must(wm_tally_cluster(half[i % 2], again.user[i], &problem), "users go together");
	}
	must(wm_tally_merge(half[0], half[1], &problem), "parts go together");
	must(wm_tally_compare(half[0], world->all) == 0, "nor does the order of users");
	must(wm_tally_unmerge(half[0], half[1], &problem), "and apart");
	must_be_sound(half[0]);
	for (int i = 0; i < USERS; i++)
		free(again.user[i]);
	free(half[0]);
	free(half[1]);
}

static void
check_proportions(const Tally *tally)
{
	Proportion	proportions[3][TALLY_ALL + 1];

	wm_worth_shares(tally, proportions[0]);
	wm_own_shares(tally, proportions[1]);
	wm_fact_rates(tally, proportions[2]);
	for (int which = 0; which < 3; which++)
	{
		for (int mode = 0; mode < MODE_COUNT; mode++)
		{
			Proportion	p = proportions[which][mode];
			Limits		limits = wm_proportion_interval(p, 0.95, 1);

			must(!(p.p < 0 || p.p > 1 || p.n < 0 || p.df < 1), "a proportion is one");
			must(!(limits.low < 0 || limits.high > 1 || limits.low > p.p ||
				   limits.high < p.p), "and lies in its interval");
		}
	}
}

static void
check_estimates(const World *world)
{
	const Tally *all = world->all;
	ShareEstimate shares[TALLY_ALL + 1];
	Publication of_shares[TALLY_ROWS];
	Publication of_values[TALLY_ROWS];

	wm_share_estimates(all, shares);
	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		Limits		share = wm_share_interval(shares[mode], 0.95, MODE_COUNT);
		Estimate	value = wm_value_estimate(all, mode);
		Estimate	log = wm_log_estimate(all, mode);
		Limits		mean = wm_mean_interval(value, 0.95);
		double		effective = wm_tally_effective_users(all, mode);
		int64_t		users = wm_tally_users(all, mode);

		must(!(shares[mode].p < 0 || shares[mode].p > 1), "a share is a share");
		must(!(share.low < 0 || share.high > 1 || share.low > shares[mode].p ||
			   share.high < shares[mode].p), "and lies in its interval");
		must(!(value.value < 0 || value.variance < 0 || log.variance < 0),
			 "no variance is negative");
		must(!(mean.low > value.value || mean.high < value.value),
			 "a mean lies in its interval");
		must(users >= 0 && users <= USERS, "there are so many users");
		must(users == 0 ? effective == 0 :
			 effective >= 1 && effective <= (double) users * (1 + 1e-15),
			 "and no more of them count");
		must(wm_largest_part(users, wm_tally_sum(all, mode, TALLY_SESSIONS),
							 wm_tally_moment(all, mode, TALLY_YY)) <=
			 (double) wm_tally_sessions(all, mode) + 1e-9, "none has more than all");
	}
	check_proportions(all);
	wm_publish_shares(all, 2, of_shares);
	wm_publish_values(all, 2, of_shares, of_values);
	wm_published_estimates(all, of_shares, shares);
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		must(wm_tally_users(all, mode) != 1 || of_shares[mode] == SUPPRESSED,
			 "one user does not show");
		must(wm_tally_valued_users(all, mode) != 1 || of_values[mode] == SUPPRESSED,
			 "nor the value of one");
		must(!(shares[mode].n > shares[mode].sessions), "no session is worth more than it is");
	}
}

/* The sessions' modes beside those of the sessions before them. */
static void
check_confusion(const World *world)
{
	Confusion	forth = {0};
	Confusion	back = {0};

	for (int i = 1; i < world->count; i++)
	{
		must(wm_confusion_add(&forth, world->sessions[i].mode,
							  world->sessions[i - 1].mode, 1), "a pair can be added");
		must(wm_confusion_add(&back, world->sessions[i - 1].mode,
							  world->sessions[i].mode, 1), "either way");
	}
	must(wm_confusion_is_sound(&forth), "a confusion is sound");
	must(wm_confusion_pairs(&forth) == wm_confusion_pairs(&back), "both have all pairs");
	must(!(wm_kappa(&forth) > 1), "kappa is at most one");
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		PairedChange change = wm_paired_change(&forth, mode, 0.95);

		must(wm_confusion_truth(&forth, mode) == wm_confusion_predicted(&back, mode),
			 "one's truth is the other's prediction");
		must(!(change.p_value < 0 || change.p_value > 1), "p is a probability");
		must(!(change.change.low > change.change.high), "an interval has two ends");
	}
	for (int i = 1; i < world->count; i++)
		must(wm_confusion_add(&forth, world->sessions[i].mode,
							  world->sessions[i - 1].mode, -1), "a pair can be taken out");
	must(wm_confusion_pairs(&forth) == 0 && forth.skipped == 0, "then none is left");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Bytes		bytes = {data, size};
	World		world = {.of_facts = take_byte(&bytes) % 2 == 1};

	world.all = new_tally(true, world.of_facts);
	for (int i = 0; i < USERS; i++)
		world.user[i] = new_tally(false, world.of_facts);
	for (int orders = 0; bytes.size > 0 && orders < 2 * SESSIONS; orders++)
	{
		switch (take_byte(&bytes) % 4)
		{
			case 0:
				remove_session(&world, &bytes);
				break;
			case 1:
				unite_users(&world, &bytes);
				break;
			default:
				add_session(&world, &bytes);
				break;
		}
	}
	check_again(&world);
	check_estimates(&world);
	check_confusion(&world);
	for (int i = 0; i < USERS; i++)
		free(world.user[i]);
	free(world.all);
	must_own_nothing();
	return 0;
}
