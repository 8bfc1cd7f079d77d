-- workmode_confusion: text and binary, operators, the aggregate, agreement and drift.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- A table of counts, row by row, modes in the enum's order.
CREATE FUNCTION pg_temp.confusion_of(counts int[]) RETURNS workmode_confusion
LANGUAGE sql AS $$
	SELECT workmode_agreement(m[(i - 1) / w + 1], m[(i - 1) % w + 1])
	FROM unnest(counts) WITH ORDINALITY AS c (n, i), generate_series(1, n),
		(SELECT enum_range(NULL::workmode) AS m, array_length(counts, 2) AS w) AS s
$$;

-- Text: canonical, and nothing but what pairs can give
SELECT '{"version": 1}'::workmode_confusion;
SELECT ' { "fix" : {"build":3 , "fix": 0},"version":1,"skipped":2,"build":{"build":1}} '::workmode_confusion;
SELECT pg_temp.confusion_of('{{2,1},{0,5}}');
SELECT pg_temp.confusion_of('{{2,1},{0,5}}')::text::workmode_confusion = pg_temp.confusion_of('{{2,1},{0,5}}') AS lossless;
SELECT (pg_temp.confusion_of('{{2,1},{0,5}}')::text::jsonb) #>> '{build,fix}' AS is_json;
SELECT ''::workmode_confusion;
SELECT '{}'::workmode_confusion;
SELECT '{"version": 2}'::workmode_confusion;
SELECT '{"version": 1, "version": 1}'::workmode_confusion;
SELECT '{"version": 1, "build": {"fix": 1, "fix": 1}}'::workmode_confusion;
SELECT '{"version": 1, "build": {"fix": -1}}'::workmode_confusion;
SELECT '{"version": 1, "build": {"fix": 72057594037927935}}'::workmode_confusion;
SELECT '{"version": 1, "build": {"fix": 72057594037927936}}'::workmode_confusion;
SELECT '{"version": 1, "skipped": 99999999999999999999999}'::workmode_confusion;
SELECT '{"version": 1, "build": {"repair": 1}}'::workmode_confusion;
SELECT '{"version": 1, "repair": {"fix": 1}}'::workmode_confusion;
SELECT '{"version": 1, "build": 1}'::workmode_confusion;
SELECT '{"version": 1, "build": {}}'::workmode_confusion;
SELECT '{"version": 1, "build": {"fix": 1}'::workmode_confusion;
SELECT '{"version": 1, "build": {"fix": 1]'::workmode_confusion;
SELECT '{"version": 1} x'::workmode_confusion;
SELECT '{"version": 1,}'::workmode_confusion;
SELECT '{version: 1}'::workmode_confusion;

-- Binary
CREATE TEMP TABLE pair (truth workmode, predicted workmode);
INSERT INTO pair VALUES ('build', 'build'), ('build', 'fix'), ('fix', 'fix'), ('plan', NULL),
	(NULL, 'plan'), (NULL, NULL), ('communicate', 'communicate');
CREATE TEMP TABLE stored AS
SELECT workmode_agreement(truth, predicted) AS c FROM pair;
SELECT c, length(workmode_confusion_send(c)), workmode_pairs(c), workmode_skipped(c),
	workmode_pairs(c, 'build', 'fix') AS build_fix FROM stored;
SELECT workmode_confusion_send(c), pg_column_size(c) FROM stored;

-- Operators; equal is the same counts
SELECT c = c + '{"version": 1}' AS same, c <> c + c AS differs, c + c - c = c AS back,
	c < c + c AS less, workmode_confusion_cmp(c, c + c) AS cmp,
	workmode_confusion_hash(c + c - c) = workmode_confusion_hash(c) AS hash,
	workmode_confusion_hash_extended(c, 1) <> workmode_confusion_hash_extended(c, 2) AS seeded
FROM stored;
SELECT a < b AS less, a = b AS same, b > a AS greater, a >= b AS ge, a <= b AS le
FROM (SELECT '{"version": 1}'::workmode_confusion AS a, '{"version": 1, "skipped": 1}'::workmode_confusion AS b) AS s;
SELECT c - (c + c) FROM stored;
SELECT c + c FROM (SELECT '{"version": 1, "skipped": 72057594037927935}'::workmode_confusion AS c) AS s;
SELECT count(*) FROM (SELECT c FROM stored UNION SELECT c FROM stored) AS u;
SELECT amvalidate(oid) FROM pg_opclass WHERE opcname = 'workmode_confusion_ops' ORDER BY opcmethod;

-- The aggregate: nothing, parts, frames that move
SELECT workmode_agreement(truth, predicted) FROM pair WHERE false;
SELECT workmode_rollup(c) = (SELECT c FROM stored) AS merged
FROM (SELECT truth, workmode_agreement(truth, predicted) AS c FROM pair GROUP BY truth) AS parts;
SELECT workmode_rollup(c) FROM stored WHERE false;
CREATE TEMP TABLE numbered AS SELECT row_number() OVER () AS i, * FROM pair;
SELECT bool_and(moving = direct) AS frames
FROM (SELECT i, workmode_agreement(truth, predicted) OVER (ORDER BY i ROWS 2 PRECEDING) AS moving FROM numbered) AS m,
	LATERAL (SELECT workmode_agreement(truth, predicted) AS direct FROM numbered AS n
		WHERE n.i BETWEEN m.i - 2 AND m.i) AS d;
-- Support functions take NULL, no pairs, and what is not theirs.
SELECT workmode_confusion_final(workmode_agreement_accum(NULL, 'build', 'fix')),
	workmode_confusion_final(workmode_agreement_accum_inv(workmode_agreement_accum('{}', NULL, 'fix'), 'fix', NULL)) = '{"version": 1}' AS empty,
	workmode_confusion_final(workmode_confusion_combine('{}', '{}')) AS none,
	workmode_confusion_final(workmode_confusion_combine('{}', workmode_confusion_accum('{}', c))) = c AS one,
	workmode_confusion_final(workmode_confusion_accum_inv(workmode_confusion_accum(workmode_confusion_accum('{}', c), c), c)) = c AS out
FROM stored;
SELECT workmode_agreement_accum('{1,2}', 'build', 'fix');
SELECT workmode_confusion_final(array_fill(-1::bigint, ARRAY[82]));
SELECT workmode_confusion_combine('{}', array_fill(72057594037927936, ARRAY[82]));
SELECT workmode_agreement_accum(array_fill(9223372036854775807, ARRAY[82]), 'build', 'fix');

-- Kappa: Cohen's example in psych, in counts of 200; p_o .70, p_e .41, kappa .4915
SELECT workmode_accuracy(c) AS accuracy, round(workmode_kappa(c)::numeric, 4) AS kappa
FROM pg_temp.confusion_of('{{88,14,18},{10,40,10},{2,6,12}}') AS c;
SELECT workmode_accuracy('{"version": 1}'), workmode_kappa('{"version": 1}'),
	workmode_kappa('{"version": 1, "fix": {"fix": 9}}') AS one_mode;
-- AC1 beside kappa, each with its standard error: irrCAC 1.0 gives this table among
-- nine labels .6763 (.03525), its kappa .4915 (.0510)
SELECT measure, round(estimate::numeric, 4) AS estimate, round(standard_error::numeric, 5) AS standard_error,
	round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM workmode_agreement_measures(pg_temp.confusion_of('{{88,14,18},{10,40,10},{2,6,12}}'));
SELECT measure, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM workmode_agreement_measures(pg_temp.confusion_of('{{88,14,18},{10,40,10},{2,6,12}}'), 0.5);
SELECT workmode_accuracy(c) = a.estimate AS accuracy, workmode_kappa(c) = k.estimate AS kappa, workmode_ac1(c) = g.estimate AS ac1
FROM pg_temp.confusion_of('{{88,14,18},{10,40,10},{2,6,12}}') AS c, workmode_agreement_measures(c) a, workmode_agreement_measures(c) k,
	workmode_agreement_measures(c) g
WHERE a.measure = 'accuracy' AND k.measure = 'kappa' AND g.measure = 'ac1';
-- where one mode is common kappa is below zero, though 118 of 125 pairs agree
SELECT round(workmode_accuracy(c)::numeric, 4) AS accuracy, round(workmode_kappa(c)::numeric, 4) AS kappa, round(workmode_ac1(c)::numeric, 4) AS ac1
FROM pg_temp.confusion_of('{{118,5},{2,0}}') AS c;
-- perfect agreement, one mode only, nothing
SELECT measure, estimate, standard_error, round(low::numeric, 4) AS low, high FROM workmode_agreement_measures(pg_temp.confusion_of('{{9,0},{0,9}}'));
SELECT measure, estimate, standard_error, round(low::numeric, 4) AS low, high FROM workmode_agreement_measures('{"version": 1, "fix": {"fix": 9}}');
SELECT * FROM workmode_agreement_measures('{"version": 1}');
SELECT workmode_ac1('{"version": 1}'), workmode_ac1(NULL);
SELECT * FROM workmode_agreement_measures('{"version": 1}', 2);
SELECT mode, round("precision"::numeric, 4) AS "precision", recall, round(f1::numeric, 4) AS f1, support, predicted
FROM workmode_report(pg_temp.confusion_of('{{8,2,0},{1,3,0},{1,1,0}}'));

-- Drift: the same sessions labelled by two models.
-- McNemar's exact test, 15 against 5 discordant pairs: p .0414; Stuart and
-- Maxwell's test of two modes is McNemar's without correction
SELECT mode, share_before, share_after, round(change::numeric, 4) AS change, round(low::numeric, 4) AS low,
	round(high::numeric, 4) AS high, round(p_value::numeric, 4) AS p_value
FROM workmode_drift(pg_temp.confusion_of('{{40,15},{5,40}}'));
SELECT pairs, agreement, round(kappa::numeric, 4) AS kappa, chi2, df, round(p_value::numeric, 5) AS p_value,
	chi2 = (15 - 5) ^ 2 / 20.0 AS mcnemar
FROM workmode_drift_test(pg_temp.confusion_of('{{40,15},{5,40}}'));
-- three modes: Maxwell's test worked out from the inverse of the 2 by 2 matrix
SELECT round(chi2::numeric, 6) AS chi2, df, round(((d1 ^ 2 * v22 - 2 * d1 * d2 * v12 + d2 ^ 2 * v11) /
	(v11 * v22 - v12 ^ 2))::numeric, 6) AS by_hand
FROM workmode_drift_test(pg_temp.confusion_of('{{88,14,18},{10,40,10},{2,6,12}}')),
	(SELECT 100 - 120 AS d1, 60 - 60 AS d2, 120 + 100 - 2 * 88.0 AS v11,
		60 + 60 - 2 * 40.0 AS v22, -(14 + 10.0) AS v12) AS v;
-- modes that are never confused, or only among themselves, take no part: two
-- separate pairs of modes give two degrees of freedom
SELECT chi2, df FROM workmode_drift_test(pg_temp.confusion_of('{{9,8,0,0,0},{2,9,0,0,0},{0,0,9,4,0},{0,0,12,9,0},{0,0,0,0,7}}'));
SELECT (8 - 2) ^ 2 / 10.0 + (4 - 12) ^ 2 / 16.0 AS sum_of_two_tests;
-- perfect agreement, and nothing at all
SELECT * FROM workmode_drift_test(pg_temp.confusion_of('{{9,0},{0,9}}'));
SELECT * FROM workmode_drift_test('{"version": 1, "skipped": 3}');
SELECT * FROM workmode_drift('{"version": 1}') WHERE mode = 'build';
-- Newcombe (1998c), table II, method 10 for pairs
SELECT cells, round(-high::numeric, 4) AS low, round(-low::numeric, 4) AS high
FROM (VALUES ('{{36,12},{2,0}}'::int[]), ('{{20,12},{2,16}}'), ('{{18,14},{0,18}}')) AS t (cells),
	workmode_drift(pg_temp.confusion_of(cells))
WHERE mode = 'build';
