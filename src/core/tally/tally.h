/*
 * tally.h
 *	  The tally: what is kept of many sessions.
 *
 * A tally counts sessions by mode and sums the values that they carry, in whole
 * numbers, so that the order in which sessions come, or in which parts of a
 * tally are put together, make no difference:
 *
 *		value		kept to a millionth (rounded once, half to even), from
 *					one millionth to 10^12
 *		ln value	of the value as kept, to 10^-12
 *		squares		exact, of value and logarithm as kept
 *
 * A tally of facts counts, in place of values, the sessions of which a yes/no fact
 * is true: these are its valued ones, and all sums of values are zero.  A session
 * of which the fact is not known has no place among them, so it counts as
 * unclassified.  Such a tally is marked, and mixes with no other.
 *
 * A clustered tally is a sum over users (clusters of sessions that are not
 * independent) and keeps, besides, the sums over users of products that the
 * variances of ratios need (see TallyClusters).
 *
 * Sessions may bring the probabilities of their nine modes.  A tally that has such
 * sessions keeps sums of these (TallyExpected), and a clustered one their products,
 * too.  Sessions without probabilities mix with them, as those without values do.
 *
 * While sessions are counted, and while statistics are computed from it, a tally
 * has the flat layout of this file, which belongs to one version of workmode and
 * may change with it.  The packed form is what is stored and sent, and it lives on:
 * pack.h says how later versions keep more in it (counts of outcomes) and still read
 * today's.
 *
 * Everywhere below "mode" is a code, or TALLY_ALL for all nine together; the
 * unclassified are in no mode and not in TALLY_ALL.
 */
#ifndef WORKMODE_TALLY_H
#define WORKMODE_TALLY_H

#include "base/bignum.h"
#include "base/mode.h"

#define TALLY_VERSION	1

/* Bits of Tally.flags; the others are zero. */
#define TALLY_CLUSTERED	1
#define TALLY_FACTS		2
#define TALLY_EXPECTED	4
#define TALLY_FLAGS		(TALLY_CLUSTERED | TALLY_FACTS | TALLY_EXPECTED)

#define TALLY_ALL		MODE_COUNT

/* The largest count: ten of these still fit 64 bits. */
#define TALLY_MAX_SESSIONS	((INT64_C(1) << 59) - 1)

/* The least and the greatest value of a session, and decimals that are kept. */
#define TALLY_MIN_VALUE		1e-6
#define TALLY_MAX_VALUE		1e12
#define TALLY_VALUE_SCALE	6
#define TALLY_LOG_SCALE		12
#define TALLY_SHARE_SCALE	12

/* Sums over sessions.  A tally of facts has the first two only. */
typedef struct TallySums
{
	int64_t		sessions;
	int64_t		valued;			/* that have a value, or a fact that is true */
	Fixed128	value;			/* sum of value, in 10^-6 */
	Fixed192	value2;			/* sum of value squared, in 10^-12 */
	Fixed128	log;			/* sum of ln value, in 10^-12 */
	Fixed128	log2;			/* sum of (ln value) squared, in 10^-24 */
} TallySums;

/*
 * Sums over users.  Of one user: y sessions of the mode, n of all modes, w valued
 * sessions of the mode, s the sum of their values, t that of the values of all
 * modes, l the sum of the logarithms, and z the user's own share y / n, rounded
 * once to 10^-12.
 *
 * A product of two of these is kept where the variance of a ratio needs it:
 *
 *		y / n	the share of the mode		yy, and the pairs below
 *		w / y	how many are valued			ww, wy, yy
 *		s / w	the mean value				ss, sw, ww
 *		s / t	the mode's share of value	ss, st
 *		l / w	the mean logarithm			ll, lw, ww
 *		z		the mean own share			z, zz
 *
 * The rest follows: n is the sum of y over the modes, and t that of s.  So in the
 * row of TALLY_ALL, where y is n and s is t, yy is the sum of all yy and pairs, and
 * ss that of all st; its st, z and zz would say nothing new and are zero.
 */
typedef struct TallyMoments
{
	int64_t		users;			/* users with y > 0 */
	int64_t		valued_users;	/* users with w > 0 */
	Fixed128	yy;
	Fixed128	z;				/* in 10^-12 */
	Fixed128	zz;				/* in 10^-24 */
	Fixed128	ww;
	Fixed128	wy;
	Fixed128	sw;				/* in 10^-6 */
	Fixed192	ss;				/* in 10^-12 */
	Fixed192	st;				/* in 10^-12 */
	Fixed128	lw;				/* in 10^-12 */
	Fixed192	ll;				/* in 10^-24 */
} TallyMoments;

/* Rows of moments: the modes and TALLY_ALL. */
#define TALLY_ROWS	(MODE_COUNT + 1)

/*
 * What a row is called where people read it, which is "unclassified" for MODE_NONE;
 * and the row that a name is of, or MODE_NONE if it is of none.
 */
extern const char *wm_tally_row_name(int row);
extern int	wm_tally_row_from_name(Slice name);

/* Pairs of modes, of which the second comes after the first. */
#define TALLY_PAIRS	(MODE_COUNT * (MODE_COUNT - 1) / 2)

/*
 * What a clustered tally has besides.  The pairs are the sums of y of one mode
 * times y of another, from which the shares of modes have their covariance:
 * wm_tally_pair() has the place of each.
 */
typedef struct TallyClusters
{
	TallyMoments moments[TALLY_ROWS];
	Fixed128	pairs[TALLY_PAIRS];
} TallyClusters;

/* The most sessions of a mode that have probabilities: nine such sums fit 64 bits. */
#define TALLY_MAX_EXPECTED	((INT64_C(1) << 43) - 1)

/*
 * Of the sessions of each mode: how many have probabilities, and the sum of each
 * probability, in 1/65536 (base/probabilities.h).
 */
typedef struct TallyExpected
{
	int64_t		sessions[MODE_COUNT];
	int64_t		sum[MODE_COUNT][MODE_COUNT];
} TallyExpected;

#define TALLY_SQUARES	(MODE_COUNT * (MODE_COUNT + 1) / 2)

/*
 * Sums over users of the products of e, the sum of one probability over a user's
 * sessions, with that of another or with itself; wm_tally_square_place() has the
 * place of each.  The number of a user's sessions that have probabilities is the
 * nine sums together over 65536, so its products follow from these.
 */
typedef struct TallyExpectedClusters
{
	int64_t		users;			/* with such sessions */
	Fixed128	product[TALLY_SQUARES];
} TallyExpectedClusters;

/* What follows in a tally behind the clusters, or behind the sums if it has none. */
typedef struct TallyExpectation
{
	TallyExpected of_sessions;
	TallyExpectedClusters of_users[];	/* one if the tally is clustered */
} TallyExpectation;

typedef struct Tally
{
	int32_t		host;			/* for the host's use: length of a varlena */
	uint8_t		version;
	uint8_t		flags;
	uint16_t	reserved;		/* zero */
	int64_t		unclassified;	/* sessions without a mode */
	TallySums	sums[MODE_COUNT];
	TallyClusters clusters[];	/* one if the tally is clustered */
} Tally;

/* Room for any tally. */
typedef union TallyRoom
{
	Tally		tally;
	char		room[sizeof(Tally) + sizeof(TallyClusters) +
					 sizeof(TallyExpected) + sizeof(TallyExpectedClusters)];
} TallyRoom;

/*
 * The fields above as data, for code that treats all of them alike: a name, a
 * place, a number of words, the power of ten of the unit, and whether the sum
 * may be negative.
 */
typedef struct TallyField
{
	Slice		name;
	size_t		offset;
	int			words;
	int			scale;
	bool		is_signed;
} TallyField;

typedef enum TallySumField
{
	TALLY_SESSIONS,
	TALLY_VALUED,
	TALLY_VALUE,
	TALLY_VALUE2,
	TALLY_LOG,
	TALLY_LOG2
} TallySumField;

#define TALLY_SUM_FIELDS	6

typedef enum TallyMomentField
{
	TALLY_USERS,
	TALLY_VALUED_USERS,
	TALLY_YY,
	TALLY_Z,
	TALLY_ZZ,
	TALLY_WW,
	TALLY_WY,
	TALLY_SW,
	TALLY_SS,
	TALLY_ST,
	TALLY_LW,
	TALLY_LL
} TallyMomentField;

#define TALLY_MOMENT_FIELDS 12

extern const TallyField wm_tally_sum_fields[TALLY_SUM_FIELDS];
extern const TallyField wm_tally_moment_fields[TALLY_MOMENT_FIELDS];
extern const TallyField wm_tally_pair_field;

/* Whether a row keeps the moment: TALLY_ALL lacks some. */
static inline bool
wm_tally_row_has(int row, TallyMomentField field)
{
	return row != TALLY_ALL ||
		(field != TALLY_Z && field != TALLY_ZZ && field != TALLY_ST);
}

/* The place of a pair of modes; the second comes after the first. */
static inline int
wm_tally_pair(int first, int second)
{
	return first * (2 * MODE_COUNT - first - 3) / 2 + second - 1;
}

/* The words of a field in TallySums or TallyMoments. */
static inline uint64_t *
wm_tally_words(void *record, const TallyField *field)
{
	return (uint64_t *) ((char *) record + field->offset);
}

/* The place of a product of two modes, of which the second is not before the first. */
static inline int
wm_tally_square_place(int first, int second)
{
	return first * (2 * MODE_COUNT - first - 1) / 2 + second;
}

/* The size of a tally without probabilities, and of this one. */
extern size_t wm_tally_size(bool clustered);
extern size_t wm_tally_size_of(const Tally *tally);
extern void wm_tally_init(Tally *tally, bool clustered);

/* Give a tally sums of probabilities, for which there is room, and take them off. */
extern void wm_tally_expect(Tally *tally);
extern void wm_tally_forget_expected(Tally *tally);
extern bool wm_tally_is_empty(const Tally *tally);

static inline bool
wm_tally_is_clustered(const Tally *tally)
{
	return (tally->flags & TALLY_CLUSTERED) != 0;
}

static inline bool
wm_tally_is_expecting(const Tally *tally)
{
	return (tally->flags & TALLY_EXPECTED) != 0;
}

/* The sums of probabilities of a tally that has some. */
static inline TallyExpectation *
wm_tally_expectation(const Tally *tally)
{
	return (TallyExpectation *)
		((char *) tally + wm_tally_size(wm_tally_is_clustered(tally)));
}

static inline bool
wm_tally_is_of_facts(const Tally *tally)
{
	return (tally->flags & TALLY_FACTS) != 0;
}

/* The squares of the only session that has a value. */
static inline void
wm_tally_square(TallySums *sums)
{
	int64_t		log = (int64_t) sums->log.word[0];
	uint64_t	magnitude = log < 0 ? 0 - (uint64_t) log : (uint64_t) log;

	sums->value2.word[0] = wm_multiply(sums->value.word[0], sums->value.word[0],
									   &sums->value2.word[1]);
	sums->value2.word[2] = 0;
	sums->log2.word[0] = wm_multiply(magnitude, magnitude, &sums->log2.word[1]);
}

/* Sessions, valued ones, and sums of value, of its square and of ln value. */
extern int64_t wm_tally_sessions(const Tally *tally, int mode);
extern int64_t wm_tally_valued(const Tally *tally, int mode);
extern double wm_tally_value(const Tally *tally, int mode);
extern double wm_tally_value2(const Tally *tally, int mode);
extern double wm_tally_log(const Tally *tally, int mode);

/*
 * Sums of squared deviations from the mean over the valued sessions, of value and
 * of ln value.  They are computed exactly before they become doubles, so nothing
 * cancels.  Zero if no session is valued.
 */
extern double wm_tally_value_spread(const Tally *tally, int mode);
extern double wm_tally_log_spread(const Tally *tally, int mode);

/*
 * Of clustered tallies only: users with sessions of the mode, users with valued
 * ones, and the sums over users of squared residuals
 *
 *		share		(y - p n)^2		with p = sum y / sum n
 *		rate		(w - r y)^2		with r = sum w / sum y
 *		value		(s - r w)^2		with r = sum s / sum w, the mean value
 *		worth		(s - r t)^2		with r = sum s / sum t, the share of value
 *		log			(l - r w)^2		with r = sum l / sum w, the mean logarithm
 *		own share	(z - r)^2		with r = sum z / users, the mean own share
 *
 * The linearised variance of a ratio is m/(m-1) times such a sum over the square
 * of the denominator (Cochran, Sampling Techniques, 1977, ch. 6).  These, too, are
 * computed exactly.  Zero if the denominator is.
 */
extern int64_t wm_tally_users(const Tally *tally, int mode);
extern int64_t wm_tally_valued_users(const Tally *tally, int mode);
extern double wm_tally_share_residuals(const Tally *tally, int mode);
extern double wm_tally_rate_residuals(const Tally *tally, int mode);
extern double wm_tally_value_residuals(const Tally *tally, int mode);
extern double wm_tally_worth_residuals(const Tally *tally, int mode);
extern double wm_tally_log_residuals(const Tally *tally, int mode);
extern double wm_tally_own_residuals(const Tally *tally, int mode);

/* The residuals of two shares, multiplied: sum (y_1 - p_1 n)(y_2 - p_2 n). */
extern double wm_tally_share_products(const Tally *tally, int mode1, int mode2);

/* The mean of the users' own shares of a mode; zero without users. */
extern double wm_tally_own_share(const Tally *tally, int mode);

/*
 * The effective users of the sessions of a mode, of a clustered tally: so many users
 * who had the same number of sessions each would have them as concentrated as they
 * are, (sum y)^2 / sum yy.  From 1, if one user has all, to the number of users, if all
 * have the same number; zero without such sessions.  Kish, Survey Sampling (1965), ch.
 * 11, has it of weights, and Carter, Schnepel and Steigerwald (2017), Rev. Econ. Stat.
 * 99:698, of clusters.
 */
extern double wm_tally_effective_users(const Tally *tally, int mode);

/*
 * The same by value: so many equal values would make the sum of values, or of a
 * clustered tally so many users with values of the same sum.  Zero without values.
 */
extern double wm_tally_effective_values(const Tally *tally, int mode);

/* A sum or a moment before it becomes a double, in units of its field's scale. */
extern Bignum wm_tally_sum(const Tally *tally, int mode, TallySumField which);
extern Bignum wm_tally_moment(const Tally *tally, int mode,
							  TallyMomentField which);

/* The sum over users of y of one mode times y of another, or of TALLY_ALL. */
extern Bignum wm_tally_product(const Tally *tally, int mode1, int mode2);

/*
 * Sessions of a mode that have probabilities, and the sum of the probabilities that
 * they are of the mode "of", in 1/65536; zero where there are none.
 */
extern int64_t wm_tally_probable(const Tally *tally, int mode);
extern int64_t wm_tally_expected(const Tally *tally, int mode, int of);

/*
 * Of clustered tallies only: users with such sessions, how many users alike would
 * tell as much, and the residuals of each two expected shares, multiplied: the sum of
 * (e_1 - p_1 m)(e_2 - p_2 m), in sessions, with m the number of a user's sessions
 * and p the expected share.  Zero if there are none.
 */
extern int64_t wm_tally_expected_users(const Tally *tally);
extern double wm_tally_effective_expected_users(const Tally *tally);
extern void wm_tally_expected_products(const Tally *tally,
									   double residuals[MODE_COUNT][MODE_COUNT]);

/* The sum over users of two sums of probabilities, multiplied, or of TALLY_ALL. */
extern Bignum wm_tally_expected_product(const Tally *tally, int mode1, int mode2);

/* An arbitrary total order; equal tallies have equal bits. */
extern int	wm_tally_compare(const Tally *a, const Tally *b);

#endif							/* WORKMODE_TALLY_H */
