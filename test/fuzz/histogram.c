/*
 * histogram.c
 *	  Fuzz target: histograms, as text, packed, and by a run of orders.
 *
 * The first byte says what the others are: a text (t), the packed form (p), or orders
 * that put sessions of a few users in and take them out again (any other).  The
 * clustered histogram of all users is kept up by taking users out and in again; it has
 * to be what would come of the same sessions at once, in any order.
 */
#include <math.h>

#include "base/host.h"
#include "statistics/quantile.h"
#include "tally/histogram.h"

#include "session.h"

static Histogram *
make(bool clustered)
{
	Histogram  *histogram = wm_alloc(wm_histogram_size(clustered, HISTOGRAM_MAX_ROOM));

	wm_histogram_init(histogram, clustered, HISTOGRAM_MAX_ROOM);
	return histogram;
}

static Slice
pack(const Histogram *histogram)
{
	size_t		room = wm_histogram_packed_room(histogram);
	char	   *bytes = wm_alloc(room);
	size_t		len = wm_histogram_pack(histogram, bytes);

	must(len <= room, "the packed form has room");
	return wm_slice(bytes, len);
}

static bool
same(const Histogram *a, const Histogram *b)
{
	Slice		x = pack(a);
	Slice		y = pack(b);
	bool		equal = wm_slice_equals(x, y);

	wm_free((void *) x.data);
	wm_free((void *) y.data);
	return equal;
}

/* All that is worked out from a sound histogram must be worked out. */
static void
read_quantiles(const Histogram *histogram)
{
	static ValueCurve curve;

	for (int mode = 0; mode <= TALLY_ALL; mode++)
	{
		double		last = 0;

		wm_value_curve(histogram, mode, &curve);
		must(!(curve.users > curve.n) && !(curve.effect < 1) && !(curve.df < 0),
			 "users have sessions");
		for (double fraction = 0; fraction <= 1; fraction += 0.25)
		{
			double		quantile = wm_quantile(&curve, fraction);
			Limits		limits = wm_quantile_interval(&curve, fraction, 0.95);

			must((curve.n > 0) == !isnan(quantile) && !(quantile < last),
				 "quantiles ascend");
			must(!(limits.low > quantile) && !(limits.high < quantile),
				 "a quantile lies in its interval");
			last = quantile;
		}
	}
}

static void
check_text(const Histogram *histogram)
{
	TextBuffer	text = {0};
	Histogram  *back;
	TallyTextError error;

	wm_histogram_print(histogram, &text);
	must(wm_histogram_parse(wm_buffer_slice(&text), &back, &error),
		 "what is written can be read");
	must(same(histogram, back), "and is the same");
	wm_free(back);
	wm_buffer_free(&text);
}

static void
check_packed(const Histogram *histogram)
{
	Slice		packed = pack(histogram);
	Histogram  *back;

	must(wm_histogram_unpack(packed, &back) == PACK_FINE,
		 "what is packed can be unpacked");
	must(same(histogram, back), "and is the same");
	must(wm_histogram_is_canonical(back, packed), "and is packed in one way");
	wm_free(back);
	wm_free((void *) packed.data);
}

static void
check_sum(const Histogram *histogram)
{
	Histogram  *sum = make(wm_histogram_is_clustered(histogram));
	TallyProblem problem;

	wm_histogram_copy(sum, histogram, HISTOGRAM_MAX_ROOM);
	if (wm_histogram_merge(sum, histogram, &problem))
	{
		must(wm_histogram_check(sum, &problem), "a sum of sound histograms is sound");
		must(wm_histogram_unmerge(sum, histogram, &problem), "a part can be taken out");
		must(same(sum, histogram), "and the rest is left");
	}
	wm_free(sum);
}

static void
check_histogram(const Histogram *histogram)
{
	check_text(histogram);
	check_packed(histogram);
	check_sum(histogram);
	read_quantiles(histogram);
}

static void
read_text(Slice text)
{
	Histogram  *histogram;
	TallyTextError error;

	if (wm_histogram_parse(text, &histogram, &error))
		check_histogram(histogram);
	else
		must(error.problem.what != NULL && error.byte <= text.len + 1,
			 "an error says what and where");
	wm_free(histogram);
}

static void
read_packed(Slice bytes)
{
	Histogram  *histogram;
	TallyProblem problem;

	if (wm_histogram_unpack(bytes, &histogram) == PACK_FINE &&
		(wm_histogram_is_empty(histogram) || wm_histogram_check(histogram, &problem)) &&
		wm_histogram_is_canonical(histogram, bytes))
		check_histogram(histogram);
	wm_free(histogram);
}

/*
 * Orders
 */

typedef struct World
{
	Histogram  *user[USERS];
	Histogram  *all;			/* clustered */
	Session		sessions[SESSIONS];
	int			count;
} World;

/* Puts a user in, or takes one out. */
static void
move_user(Histogram *all, const Histogram *sessions, bool in)
{
	int			room = wm_histogram_user_room(sessions);
	Histogram  *user = wm_alloc(wm_histogram_size(true, room));
	TallyProblem problem;

	wm_histogram_init(user, true, room);
	if (!wm_histogram_is_empty(sessions))
	{
		must(wm_histogram_of_user(user, sessions, &problem) &&
			 user->taken <= user->room, "a user has room");
		must(in ? wm_histogram_merge(all, user, &problem) :
			 wm_histogram_unmerge(all, user, &problem),
			 "and can be put in and taken out");
	}
	wm_free(user);
}

static bool
put(Histogram *histogram, const Session *session, bool in)
{
	const double *value = session->valued ? &session->value : NULL;
	TallyProblem problem;

	return in ? wm_histogram_add(histogram, session->mode, value, &problem) :
		wm_histogram_remove(histogram, session->mode, value, &problem);
}

static bool
move_session(World *world, const Session *session, bool in)
{
	Histogram  *user = world->user[session->user];
	bool		done;

	move_user(world->all, user, false);
	done = put(user, session, in);
	move_user(world->all, user, true);
	return done;
}

static void
add_session(World *world, Bytes *bytes)
{
	Session		session = take_session(bytes);

	if (world->count < SESSIONS && move_session(world, &session, true))
		world->sessions[world->count++] = session;
}

static void
remove_session(World *world, Bytes *bytes)
{
	int			which;

	if (world->count == 0)
		return;
	which = take_byte(bytes) % world->count;
	must(move_session(world, &world->sessions[which], false),
		 "a session that is in can be taken out");
	world->sessions[which] = world->sessions[--world->count];
}

/* The same sessions, the last first, and users in two halves. */
static void
check_again(const World *world)
{
	Histogram  *half[2] = {make(true), make(true)};
	TallyProblem problem;

	for (int i = 0; i < USERS; i++)
	{
		Histogram  *again = make(false);

		for (int j = world->count - 1; j >= 0; j--)
			must(world->sessions[j].user != i || put(again, &world->sessions[j], true),
				 "what was added once can be added again");
		must(same(again, world->user[i]), "the order of sessions does not show");
		move_user(half[i % 2], again, true);
		wm_free(again);
	}
	must(wm_histogram_merge(half[0], half[1], &problem), "parts go together");
	must(wm_histogram_is_empty(half[0]) || same(half[0], world->all),
		 "nor does the order of users");
	wm_free(half[0]);
	wm_free(half[1]);
}

static void
follow_orders(Bytes bytes)
{
	World		world = {.count = 0};
	TallyProblem problem;

	world.all = make(true);
	for (int i = 0; i < USERS; i++)
		world.user[i] = make(false);
	for (int orders = 0; bytes.size > 0 && orders < 2 * SESSIONS; orders++)
	{
		if (take_byte(&bytes) % 4 == 0)
			remove_session(&world, &bytes);
		else
			add_session(&world, &bytes);
		must(orders % 16 > 0 || wm_histogram_is_empty(world.all) ||
			 wm_histogram_check(world.all, &problem), "all are sound");
	}
	check_again(&world);
	if (!wm_histogram_is_empty(world.all))
		check_histogram(world.all);
	for (int i = 0; i < USERS; i++)
		wm_free(world.user[i]);
	wm_free(world.all);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		rest;

	if (size == 0)
		return 0;
	rest = wm_slice((const char *) data + 1, size - 1);
	if (data[0] == 't')
		read_text(rest);
	else if (data[0] == 'p')
		read_packed(rest);
	else
		follow_orders((Bytes) {data + 1, size - 1});
	must_own_nothing();
	return 0;
}
