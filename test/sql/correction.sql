-- Shares corrected for the classifier's errors, against published oracles.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

CREATE FUNCTION pg_temp.tally_of(VARIADIC counts bigint[]) RETURNS workmode_tally
LANGUAGE sql AS $$
	SELECT ('{"version": 1, ' || string_agg(format('"%s": {"sessions": %s}', (enum_range(NULL::workmode))[mode], n), ', ') || '}')::workmode_tally
	FROM unnest(counts) WITH ORDINALITY AS c (n, mode)
$$;
-- A table of labels, a row per predicted mode (as the literature prints it).
CREATE FUNCTION pg_temp.labels_of(counts int[]) RETURNS workmode_confusion
LANGUAGE sql AS $$
	SELECT workmode_agreement(m[(i - 1) % w + 1], m[(i - 1) / w + 1])
	FROM unnest(counts) WITH ORDINALITY AS c (n, i), generate_series(1, n),
		(SELECT enum_range(NULL::workmode) AS m, array_length(counts, 2) AS w) AS s
$$;

-- Olofsson et al. (2014): strata of 200,000, 150,000, 3.2 and 6.45 million
-- pixels, here thousands more, for their map is all there is.  Expected shares
-- .0235086 .0129846 .3175221 .6459846, standard errors .003491 .002129 .008792
-- .009230, of which the second grows by the two strata where no label is of it
SELECT mode, sessions, share, round(corrected::numeric, 7) AS corrected,
	round(standard_error::numeric, 6) AS standard_error,
	round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM workmode_corrected(pg_temp.tally_of(200000000, 150000000, 3200000000, 6450000000),
	pg_temp.labels_of('{{66,0,5,4},{0,55,8,12},{1,0,153,11},{2,1,9,313}}'));
SELECT round(sqrt(.002129 ^ 2 + .02 ^ 2 * q1 * (1 - q1) / 74 + .32 ^ 2 * q3 * (1 - q3) / 164)::numeric, 6) AS standard_error
FROM (SELECT 2 * .0129846 / 77 AS q1, 2 * .0129846 / 167 AS q3) AS q;
-- prediction-powered inference has the same numbers: W_k + sum of W_i (n_ik/n_i - [i=k])
WITH w AS (SELECT workmode_share(t, m) AS w, m FROM pg_temp.tally_of(200000000, 150000000, 3200000000, 6450000000) AS t, unnest(enum_range(NULL::workmode)) AS m),
	l AS (SELECT pg_temp.labels_of('{{66,0,5,4},{0,55,8,12},{1,0,153,11},{2,1,9,313}}') AS l)
SELECT bool_and(abs(corrected - ppi) < 1e-15) AS same
FROM l, workmode_corrected(pg_temp.tally_of(200000000, 150000000, 3200000000, 6450000000), l) AS c,
	LATERAL (SELECT (SELECT w FROM w WHERE m = mode) + sum(w * (workmode_pairs(l, mode, m)::float8 /
		(SELECT predicted FROM workmode_report(l) AS r WHERE r.mode = m) - (m = mode)::int)) AS ppi FROM w WHERE w > 0) AS p;
-- the published accuracies of that map: users' .880 .733 .927 .963
SELECT mode, round("precision"::numeric, 3) AS users_accuracy
FROM workmode_report(pg_temp.labels_of('{{66,0,5,4},{0,55,8,12},{1,0,153,11},{2,1,9,313}}')) WHERE support > 0;

-- Adjusted count: the true shares .5, .3, .2 seen through a matrix of errors
-- with columns (.90,.06,.04), (.05,.90,.05), (.10,.10,.80)
SELECT mode, share, round(corrected::numeric, 9) AS corrected
FROM workmode_corrected(pg_temp.tally_of(485, 320, 195),
	pg_temp.labels_of('{{90,5,10},{6,90,10},{4,5,80}}'), method => 'adjusted')
WHERE mode <= 'test';
-- two modes are Rogan and Gladen's estimate: 23 of 150, sensitivity .96,
-- specificity .89: .05098
SELECT mode, round(share::numeric, 5) AS apparent, round(corrected::numeric, 5) AS corrected
FROM workmode_corrected(pg_temp.tally_of(23, 127), pg_temp.labels_of('{{96,11},{4,89}}'), method => 'adjusted')
WHERE mode <= 'fix';
-- its variance, by the delta method: of the apparent share and of the labels
SELECT round(standard_error::numeric, 9) AS standard_error, round(by_hand::numeric, 9) AS by_hand
FROM workmode_corrected(pg_temp.tally_of(23, 127), pg_temp.labels_of('{{96,11},{4,89}}'), method => 'adjusted'),
	LATERAL (SELECT sqrt(23 / 150.0 * 127 / 150 / 150 + .96 * .04 * p * p / 99 + .11 * .89 * (1 - p) ^ 2 / 99) / .85 AS by_hand
		FROM (SELECT (23 / 150.0 + .89 - 1) / .85 AS p) AS p) AS h
WHERE mode = 'build';
-- below what errors alone would give the estimate stays on the simplex; the
-- interval begins there
SELECT mode, round(corrected::numeric, 6) AS corrected, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, standard_error > 0 AS error
FROM workmode_corrected(pg_temp.tally_of(10, 140), pg_temp.labels_of('{{96,11},{4,89}}'), method => 'adjusted')
WHERE mode <= 'fix';
-- perfect labels change nothing; the error that they do not show counts as 2 more
-- of the population: (10 + 2 / 2) / 12 of them are right, 40 of 50 are not labelled
SELECT mode, share, corrected, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high,
	round(standard_error::numeric, 9) AS standard_error, round(sqrt(.25 / 100 + 2 * .25 * (40 / 50.0) * (11 / 12.0) * (1 / 12.0) / 9), 9) AS by_hand
FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{10,0},{0,10}}')) WHERE mode <= 'test';
-- once all are labelled, the variance is that of the true shares of these sessions
SELECT mode, c.share, c.corrected, round(c.standard_error::numeric, 9) AS standard_error, round(sqrt(corrected * (1 - corrected) / 100)::numeric, 9) AS by_hand,
	round(c.low::numeric, 3) AS low, round(s.low::numeric, 3) AS share_low
FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{40,10},{20,30}}')) c
	JOIN workmode_shares(pg_temp.tally_of(60, 40)) s USING (mode) WHERE mode <= 'test';

-- Refusals
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50, 2), pg_temp.labels_of('{{10,0,0},{0,10,0},{0,0,1}}'));
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50, 1), pg_temp.labels_of('{{10,0,0},{0,10,0},{0,0,0}}'), method => 'adjusted');
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{52,50},{48,50}}'), method => 'adjusted');
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{50,50},{50,50}}'), method => 'adjusted');
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{50,50},{50,50}}'), method => 'guess');
-- a mode of one session, which is labelled, needs no more; there is the variance of
-- the sessions, and of the two strata whose labels show none of that mode
SELECT mode, round(corrected::numeric, 6) AS corrected, round(standard_error::numeric, 9) AS standard_error,
	round(sqrt(corrected * (1 - corrected) / 101 + 2 * (50 / 101.0) ^ 2 * (40 / 50.0) * (2 / 101.0 / 12) * (1 - 2 / 101.0 / 12) / 9)::numeric, 9) AS by_hand
FROM workmode_corrected(pg_temp.tally_of(50, 50, 1), pg_temp.labels_of('{{10,0,0},{0,10,0},{0,0,1}}')) WHERE mode = 'test';
-- labels that were not drawn of these sessions, or drawn by predicted mode where
-- they should not be
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 9), pg_temp.labels_of('{{10,0},{0,10}}'));
SELECT count(*) FROM workmode_corrected(pg_temp.tally_of(50, 50, 50, 50), pg_temp.labels_of('{{9,0,0,1},{0,9,1,0},{0,1,8,1},{0,1,0,9}}'), method => 'adjusted');
SELECT count(*) FROM workmode_corrected(pg_temp.tally_of(50, 50, 50, 50), pg_temp.labels_of('{{10,0,0,0},{0,10,0,0},{0,0,10,0},{0,0,0,10}}'), method => 'adjusted');
-- nothing to correct
SELECT count(*), count(corrected), count(low) FROM workmode_corrected(pg_temp.tally_of(0), pg_temp.labels_of('{{1}}'));

-- The workflow: 60 of the sessions drawn by predicted mode, at least two of
-- each, labelled by a stronger rater; the classifier takes every fifth fix
-- for a build
CREATE TEMP TABLE session AS
SELECT i, truth, CASE WHEN truth = 'fix' AND i % 5 = 0 THEN 'build' ELSE truth END AS predicted
FROM (SELECT i, (CASE WHEN i % 10 < 3 THEN 'build' WHEN i % 10 < 7 THEN 'fix' ELSE 'plan' END)::workmode AS truth
	FROM generate_series(1, 1000) AS i) AS s;
WITH drawn AS (
	SELECT *, row_number() OVER (PARTITION BY predicted ORDER BY md5(i::text)) AS nth,
		count(*) OVER (PARTITION BY predicted) AS stratum
	FROM session
), label AS (
	SELECT truth, predicted FROM drawn WHERE nth <= greatest(2, round(60.0 * stratum / 1000))
)
SELECT mode, c.share, round(t.true_share, 4) AS true_share, t.true_share BETWEEN c.low AND c.high AS covered,
	abs(c.corrected - t.true_share) <= abs(c.share - t.true_share) AS no_worse
FROM (SELECT workmode_tally(predicted) AS t FROM session) AS s,
	(SELECT workmode_agreement(truth, predicted) AS l FROM label) AS l,
	workmode_corrected(t, l) AS c
	JOIN (SELECT truth AS mode, count(*) / 1000.0 AS true_share FROM session GROUP BY truth) AS t USING (mode)
ORDER BY mode;

-- Users: the variance of the labels within the sessions stays, and to that of the
-- sessions users add what shows in the predicted modes, seen through the errors.
-- By hand, of fix: 60^2 / 800 = 4.5 users count, 25 of 60 sessions are predicted so, (35 * .1 + 25 * .8) / 60 are
CREATE TEMP TABLE usr AS
SELECT u, workmode_tally(CASE WHEN i <= fixes THEN 'fix'::workmode ELSE 'build' END) AS tally, fixes, n
FROM (VALUES (1, 8, 10), (2, 1, 10), (3, 5, 20), (4, 9, 10), (5, 2, 10)) AS v (u, fixes, n), generate_series(1, n) AS i
GROUP BY u, fixes, n;
SELECT mode, round(c.corrected::numeric, 6) AS corrected, round(c.standard_error::numeric, 9) AS standard_error,
	round(sqrt(labels + p * (1 - p) / 60 + excess)::numeric, 9) AS by_hand, c.low < s.low AND c.high > s.high AS wider
FROM (SELECT workmode_cluster(tally) AS users, workmode_rollup(tally) AS plain,
		9 / 7.0 * sum((fixes - n * 25 / 60.0) ^ 2) / 60 ^ 2 - 25 / 60.0 * 35 / 60 / 60 AS seen FROM usr) AS t,
	pg_temp.labels_of('{{9,1},{2,8}}') AS l, workmode_corrected(users, l) AS c JOIN workmode_corrected(plain, l) AS s USING (mode),
	LATERAL (SELECT (35 * .1 + 25 * .8) / 60 AS p) AS p,
	LATERAL (SELECT 1 / (25 / 60.0 * .8 / p - 25 / 60.0 * .2 / (1 - p)) AS move,
		(35 / 60.0) ^ 2 * (1 - 10 / 35.0) * .1 * .9 / 9 + (25 / 60.0) ^ 2 * (1 - 10 / 25.0) * .8 * .2 / 9 AS labels) AS m,
	LATERAL (SELECT seen * move ^ 2 AS excess) AS e
WHERE mode <= 'fix' ORDER BY mode;
-- at most what users would add who are all of one mind: 60^2 / 800 = 4.5 alike
SELECT round(c.standard_error::numeric, 9) AS standard_error, round(sqrt(labels + p * (1 - p) / 4.5)::numeric, 9) AS by_hand
FROM (SELECT workmode_cluster(tally) AS users FROM usr) AS t,
	pg_temp.labels_of('{{6,4},{5,5}}') AS l, workmode_corrected(users, l) AS c,
	LATERAL (SELECT (35 * .4 + 25 * .5) / 60 AS p) AS p,
	LATERAL (SELECT (35 / 60.0) ^ 2 * (1 - 10 / 35.0) * .4 * .6 / 9 + (25 / 60.0) ^ 2 * (1 - 10 / 25.0) * .5 * .5 / 9 AS labels) AS m
WHERE mode = 'fix';
-- adjusted: the variance of the predicted share, of users, takes the place of that of sessions
SELECT round(c.standard_error::numeric, 9) AS standard_error,
	round(sqrt(9 / 7.0 * squares / 60 ^ 2 + .9 * .1 * p ^ 2 / 99 + .8 * .2 * (1 - p) ^ 2 / 99)::numeric / .7, 9) AS by_hand
FROM (SELECT workmode_cluster(tally) AS users, sum((fixes - n * 25 / 60.0) ^ 2) AS squares FROM usr) AS t,
	workmode_corrected(users, pg_temp.labels_of('{{80,10},{20,90}}'), method => 'adjusted') AS c,
	LATERAL (SELECT (25 / 60.0 - .2) / .7 AS p) AS p
WHERE mode = 'fix';
-- of one user nothing is known but the estimate
SELECT mode, round(corrected::numeric, 6) AS corrected, low, high, standard_error
FROM (SELECT workmode_cluster(tally) AS users FROM usr WHERE u = 3) AS t, workmode_corrected(users, pg_temp.labels_of('{{9,1},{1,2}}'))
WHERE mode <= 'test';

-- Shifts.  Each period by labels of its own: the changes are those of the two
-- corrected shares, with Newcombe's interval of the two intervals
SELECT s.mode, s.share_before = b.share AND s.share_after = a.share AS raw, s.corrected_before = b.corrected AND s.corrected_after = a.corrected AS corrected,
	round(s.change::numeric, 6) AS change, s.change = a.corrected - b.corrected AS difference,
	abs(s.low - (s.change - sqrt((a.corrected - a.low) ^ 2 + (b.high - b.corrected) ^ 2))) < 1e-12 AS low,
	abs(s.high - (s.change + sqrt((a.high - a.corrected) ^ 2 + (b.corrected - b.low) ^ 2))) < 1e-12 AS high, round(s.p_value::numeric, 6) AS p_value
FROM (SELECT pg_temp.tally_of(300, 100, 50) AS before, pg_temp.tally_of(100, 200, 50) AS after,
		pg_temp.labels_of('{{18,2,0},{1,19,0},{1,0,9}}') AS lb, pg_temp.labels_of('{{15,5,0},{2,18,0},{0,0,20}}') AS la) AS t,
	workmode_corrected_shift(before, after, lb, la) AS s JOIN workmode_corrected(before, lb) AS b USING (mode) JOIN workmode_corrected(after, la) AS a USING (mode)
WHERE mode <= 'orchestrate' ORDER BY mode;
-- by one table of labels: sensitivity .9, specificity .8; by hand the labels' errors
-- enter by the change, and the sessions of both periods as they are.  The normal
-- distribution has .0400 beyond 2.0537, on both sides
SELECT s.mode, round(s.corrected_before::numeric, 6) AS before, round(s.corrected_after::numeric, 6) AS after, round(s.change::numeric, 6) AS change,
	round(by_hand::numeric, 6) AS by_hand, round(((s.high - s.low) / 2)::numeric, 4) AS reach, round(1.95996 * error, 4) AS reach_by_hand,
	round(s.p_value::numeric, 4) AS p_value, round(abs(by_hand) / error, 4) AS z
FROM workmode_corrected_shift(pg_temp.tally_of(300, 200), pg_temp.tally_of(600, 500), '{"version": 1, "build": {"build": 900000, "fix": 100000}, "fix": {"build": 200000, "fix": 800000}}') AS s,
	LATERAL (SELECT (6 / 11.0 - 3 / 5.0) / .7 AS by_hand) AS h,
	LATERAL (SELECT (sqrt(.6 * .4 / 500 + 6 / 11.0 * 5 / 11 / 1100 + .9 * .1 * by_hand ^ 2 / 999999 + .8 * .2 * by_hand ^ 2 / 999999) / .7)::numeric AS error) AS e
WHERE mode = 'build';
-- two sessions of one mode and two of another prove little, and one user's nothing;
-- Holm's p: of nine that are looked at, seven are 1, and the smallest counts nine times
SELECT mode, change, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, round(p_value::numeric, 4) AS p_value, round(p_holm::numeric, 4) AS p_holm
FROM workmode_corrected_shift(pg_temp.tally_of(2, 0), pg_temp.tally_of(0, 2), pg_temp.labels_of('{{2,0},{0,0}}'), pg_temp.labels_of('{{0,0},{0,2}}')) WHERE mode <= 'test';
SELECT count(change), count(low), count(high), count(p_value), count(p_holm)
FROM (SELECT workmode_cluster(pg_temp.tally_of(10, 10)) AS user, pg_temp.labels_of('{{9,1},{1,9}}') AS labels) AS t,
	LATERAL (SELECT * FROM workmode_corrected_shift(t.user, t.user, labels) UNION ALL SELECT * FROM workmode_corrected_shift(t.user, t.user, labels, labels)) AS s;
-- p and interval never contradict each other where each period has its own labels
SELECT count(*) > 100 AS some, bool_and((p_value < 0.05) = (low > 0 OR high < 0)) AS agree, bool_and(p_holm >= p_value AND p_holm <= least(9 * p_value, 1)) AS holm
FROM generate_series(2, 14) AS i, generate_series(5, 29, 3) AS j,
	LATERAL (SELECT pg_temp.tally_of(i, 40 - i) AS before, pg_temp.tally_of(j, 60 - j) AS after,
		pg_temp.labels_of(format('{{%s,1},{1,%s}}', i / 2, 15)::int[]) AS lb, pg_temp.labels_of(format('{{%s,0},{1,%s}}', j / 2, 20)::int[]) AS la) AS t,
	LATERAL workmode_corrected_shift(before, after, lb, la) WHERE mode <= 'fix';
SELECT mode, round(p_value::numeric, 5) AS p_value, round(p_holm::numeric, 5) AS p_holm
FROM workmode_corrected_shift(pg_temp.tally_of(300, 200), pg_temp.tally_of(600, 500), pg_temp.labels_of('{{90,10},{20,80}}')) WHERE mode <= 'test';
-- labels of all sessions that are all right: shares are known as they are without,
-- and not better.  Users of unequal size, of whom few count
WITH session AS (
	SELECT u, (ARRAY['build', 'fix', 'test']::workmode[])[1 + (i * (u % 3 + 1)) % 3] AS mode
	FROM generate_series(1, 12) AS u, generate_series(1, (2 ^ least(u, 8))::int) AS i)
SELECT c.mode, c.corrected = s.share AS same, (c.high - c.low) / (s.high - s.low) BETWEEN 0.99 AND 1.05 AS as_wide
FROM (SELECT workmode_cluster(tally) AS tally FROM (SELECT workmode_tally(mode) AS tally FROM session GROUP BY u) AS u) AS t,
	(SELECT workmode_agreement(mode, mode) AS labels FROM session) AS l,
	workmode_corrected(tally, labels) AS c JOIN workmode_shares(tally) AS s USING (mode) WHERE s.share > 0 ORDER BY mode;
-- nothing, and refusals
SELECT count(*), count(change), count(low), count(p_value), count(corrected_before), count(corrected_after)
FROM workmode_corrected_shift('{"version": 1}', pg_temp.tally_of(50, 50), pg_temp.labels_of('{{9,1},{2,8}}'));
SELECT count(*), count(change), count(low), count(p_value), count(corrected_before), count(corrected_after)
FROM workmode_corrected_shift('{"version": 1}', pg_temp.tally_of(50, 50), '{"version": 1}', pg_temp.labels_of('{{9,1},{2,8}}'));
SELECT * FROM workmode_corrected_shift(pg_temp.tally_of(50, 50), pg_temp.tally_of(50, 50), pg_temp.labels_of('{{9,1},{2,8}}'), '{"version": 1}'::workmode_confusion);
SELECT * FROM workmode_corrected_shift(pg_temp.tally_of(50, 50), pg_temp.tally_of(50, 50), pg_temp.labels_of('{{52,50},{48,50}}'));
SELECT * FROM workmode_corrected_shift(pg_temp.tally_of(50, 50), pg_temp.tally_of(50, 50), pg_temp.labels_of('{{9,1},{2,8}}'), 2);
