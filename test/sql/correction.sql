-- Shares corrected for the classifier's errors, against published oracles.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

CREATE FUNCTION pg_temp.tally_of(VARIADIC counts int[]) RETURNS workmode_tally
LANGUAGE sql AS $$
	SELECT workmode_tally((enum_range(NULL::workmode))[mode])
	FROM unnest(counts) WITH ORDINALITY AS c (n, mode), generate_series(1, n)
$$;
-- A table of labels, a row per predicted mode (as the literature prints it).
CREATE FUNCTION pg_temp.labels_of(counts int[]) RETURNS workmode_confusion
LANGUAGE sql AS $$
	SELECT workmode_agreement(m[(i - 1) % w + 1], m[(i - 1) / w + 1])
	FROM unnest(counts) WITH ORDINALITY AS c (n, i), generate_series(1, n),
		(SELECT enum_range(NULL::workmode) AS m, array_length(counts, 2) AS w) AS s
$$;

-- Olofsson et al. (2014): strata of 200,000, 150,000, 3.2 and 6.45 million
-- pixels, here thousandths.  Expected shares .0235086 .0129846 .3175221
-- .6459846, standard errors .003491 .002129 .008792 .009230
SELECT mode, sessions, share, round(corrected::numeric, 7) AS corrected,
	round(standard_error::numeric, 6) AS standard_error,
	round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM workmode_corrected(pg_temp.tally_of(20, 15, 320, 645),
	pg_temp.labels_of('{{66,0,5,4},{0,55,8,12},{1,0,153,11},{2,1,9,313}}'));
-- prediction-powered inference has the same numbers: W_k + sum of W_i (n_ik/n_i - [i=k])
WITH w AS (SELECT workmode_share(t, m) AS w, m FROM pg_temp.tally_of(20, 15, 320, 645) AS t, unnest(enum_range(NULL::workmode)) AS m),
	l AS (SELECT pg_temp.labels_of('{{66,0,5,4},{0,55,8,12},{1,0,153,11},{2,1,9,313}}') AS l)
SELECT bool_and(abs(corrected - ppi) < 1e-15) AS same
FROM l, workmode_corrected(pg_temp.tally_of(20, 15, 320, 645), l) AS c,
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
-- its variance, by the delta method: of the sessions' errors and of the labels'
SELECT round(standard_error::numeric, 9) AS standard_error, round(by_hand::numeric, 9) AS by_hand
FROM workmode_corrected(pg_temp.tally_of(23, 127), pg_temp.labels_of('{{96,11},{4,89}}'), method => 'adjusted'),
	LATERAL (SELECT sqrt(.96 * .04 * (p * p / 99 + p / 150) + .11 * .89 * ((1 - p) ^ 2 / 99 + (1 - p) / 150)) / .85 AS by_hand
		FROM (SELECT (23 / 150.0 + .89 - 1) / .85 AS p) AS p) AS h
WHERE mode = 'build';
-- below what errors alone would give the estimate stays on the simplex; the
-- interval begins there
SELECT mode, round(corrected::numeric, 6) AS corrected, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, standard_error > 0 AS error
FROM workmode_corrected(pg_temp.tally_of(10, 140), pg_temp.labels_of('{{96,11},{4,89}}'), method => 'adjusted')
WHERE mode <= 'fix';
-- perfect labels change nothing, and the interval is that of the labels
SELECT mode, share, corrected, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, standard_error
FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{10,0},{0,10}}')) WHERE mode <= 'test';

-- Refusals
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50, 1), pg_temp.labels_of('{{10,0,0},{0,10,0},{0,0,1}}'));
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50, 1), pg_temp.labels_of('{{10,0,0},{0,10,0},{0,0,0}}'), method => 'adjusted');
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{52,50},{48,50}}'), method => 'adjusted');
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{50,50},{50,50}}'), method => 'adjusted');
SELECT * FROM workmode_corrected(pg_temp.tally_of(50, 50), pg_temp.labels_of('{{50,50},{50,50}}'), method => 'guess');
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
