--
-- expected: tallies with probabilities, and the shares and shifts that these give.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
SET extra_float_digits = 0;
RESET client_min_messages;

-- Sessions whose probabilities are whole numbers of 1/64, so that sums can be seen.
CREATE TABLE expected_session AS
SELECT n AS id, n % 7 AS usr, n % 3 AS day, mode,
	CASE WHEN n % 5 > 0 THEN n % 10 + 0.5 END::double precision AS value,
	CASE WHEN n % 4 > 0 THEN array_agg(CASE ordinal WHEN 1 + n % 9 THEN (40 + n % 8) / 64.0 WHEN 1 + (n + 1) % 9 THEN (24 - n % 8) / 64.0 ELSE 0 END ORDER BY ordinal) END::double precision[]::workmode_probabilities AS p
FROM generate_series(1, 200) AS n, (SELECT array_agg(mode ORDER BY ordinal) AS modes FROM workmode_modes()) m,
	LATERAL (SELECT CASE WHEN n % 11 > 0 THEN modes[1 + n % 9] END AS mode) AS o, generate_series(1, 9) AS ordinal
GROUP BY n, mode;

-- The sums are those of SQL, sessions without a mode or without probabilities left out.
CREATE FUNCTION pg_temp.sums(tally workmode_tally) RETURNS TABLE (mode text, of text, units bigint) LANGUAGE sql AS $$
	SELECT m.key, e.key, e.value::bigint
	FROM jsonb_each(tally::text::jsonb) AS m,
		LATERAL (SELECT * FROM jsonb_each_text(CASE WHEN jsonb_typeof(m.value) = 'object' AND m.key <> 'all' THEN m.value -> 'expected' END)) AS e
$$;
WITH given AS (
	SELECT s.mode::text, o.mode::text AS of, (sum(workmode_probability(p, o.mode)) * 65536)::bigint AS units
	FROM expected_session AS s, workmode_modes() AS o
	WHERE s.mode IS NOT NULL AND p IS NOT NULL GROUP BY 1, 2 HAVING sum(workmode_probability(p, o.mode)) > 0
	UNION ALL SELECT mode::text, 'sessions', count(*) FROM expected_session WHERE mode IS NOT NULL AND p IS NOT NULL GROUP BY 1),
kept AS (SELECT s.* FROM (SELECT workmode_tally(mode, value, p) AS tally FROM expected_session) t, pg_temp.sums(tally) AS s)
SELECT count(*) AS sums, (SELECT count(*) FROM (TABLE given EXCEPT TABLE kept) d) AS lacking,
	(SELECT count(*) FROM (TABLE kept EXCEPT TABLE given) d) AS extra FROM kept;

-- Without probabilities a tally is what it was, and as short.
SELECT workmode_tally(mode, value, NULL) = workmode_tally(mode, value) AS same,
	pg_column_size(workmode_tally(mode, value, NULL)) = pg_column_size(workmode_tally(mode, value)) AS short,
	pg_column_size(workmode_tally(mode, value, p)) - pg_column_size(workmode_tally(mode, value)) AS more
FROM expected_session;

-- How many sessions have probabilities, and a mode.
SELECT workmode_probable(tally) = (SELECT count(*) FROM expected_session WHERE mode IS NOT NULL AND p IS NOT NULL) AS probable, workmode_probable(tally) < workmode_count(tally) AS not_all,
	workmode_probable('{"version": 1}') AS none, workmode_probable(NULL) AS unknown
FROM (SELECT workmode_tally(mode, value, p) AS tally FROM expected_session) t;

-- Parts put together, taken out, and in a moving window.
SELECT (SELECT workmode_tally(mode, value, p) FROM expected_session) = workmode_rollup(tally) AS together,
	(SELECT workmode_tally(mode, value, p) FROM expected_session) - (SELECT workmode_tally(mode, value, p) FROM expected_session WHERE day > 0)
		= (SELECT workmode_tally(mode, value, p) FROM expected_session WHERE day = 0) AS apart
FROM (SELECT workmode_tally(mode, value, p) AS tally FROM expected_session GROUP BY day) d;
SELECT count(*) FILTER (WHERE moved = whole) AS same, count(*) FILTER (WHERE moved <> whole) AS other
FROM (SELECT id, workmode_tally(mode, value, p) OVER (ORDER BY id ROWS BETWEEN 4 PRECEDING AND CURRENT ROW) AS moved FROM expected_session) w,
	LATERAL (SELECT workmode_tally(mode, value, p) AS whole FROM (SELECT * FROM expected_session s WHERE s.id BETWEEN w.id - 4 AND w.id ORDER BY s.id) x) y;
SELECT count(*) FILTER (WHERE moved = whole) AS same, count(*) FILTER (WHERE moved <> whole) AS other
FROM (SELECT usr, workmode_cluster(tally) OVER (ORDER BY usr ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS moved
	  FROM (SELECT usr, workmode_tally(mode, value, p) AS tally FROM expected_session GROUP BY usr) u) w,
	LATERAL (SELECT workmode_cluster(tally) AS whole
		FROM (SELECT workmode_tally(mode, value, p) AS tally FROM expected_session s WHERE s.usr BETWEEN w.usr - 1 AND w.usr GROUP BY s.usr) x) y;
SELECT (SELECT workmode_tally(mode, value, p) FROM expected_session WHERE id = 1) - (SELECT workmode_tally(mode, value, p) FROM expected_session WHERE id = 1) AS nothing;
SELECT (SELECT workmode_tally(mode, value) FROM expected_session) - (SELECT workmode_tally(mode, value, p) FROM expected_session WHERE id = 1);

-- Text and binary, through a table.
CREATE TABLE expected_tally AS
SELECT 'plain' AS name, workmode_tally(mode, value, p) AS tally FROM expected_session
UNION ALL SELECT 'clustered', workmode_cluster(tally) FROM (SELECT workmode_tally(mode, value, p) AS tally FROM expected_session GROUP BY usr) u;
SELECT name, tally = tally::text::workmode_tally AS text, tally = tally::text::jsonb::text::workmode_tally AS jsonb, pg_column_size(tally) AS bytes
FROM expected_tally ORDER BY name;
SELECT workmode_tally(mode, value, p) FROM expected_session WHERE id <= 2;
SELECT workmode_cluster(tally) FROM (SELECT workmode_tally(mode, value, p) AS tally FROM expected_session WHERE id <= 2 GROUP BY usr) u;
SELECT workmode_merge_modes(workmode_tally(mode, value, p), '{build,fix,test}') FROM expected_session WHERE id <= 2;
SELECT workmode_probable(workmode_merge_modes(workmode_tally('fix', NULL, '{"fix": 0.75, "plan": 0.25}'), '{build,fix,test}')) AS probable_of_one_mode;

-- What no sessions can have given.
CREATE FUNCTION pg_temp.refused(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	PERFORM input::workmode_tally;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' | ' || detail;
END $$;
SELECT pg_temp.refused('{"version": 1, "fix": {"sessions": 1, "expected": ' || e || '}}') AS refused
FROM unnest(array['{}', '{"sessions": 1}', '{"sessions": 1, "fix": 65535}', '{"sessions": 1, "fix": 65537}', '{"sessions": 2, "fix": 131072}',
	'{"sessions": 1, "fix": 65537, "plan": -1}', '{"sessions": -1, "fix": -65536}', '{"sessions": 8796093022208, "fix": 1}',
	'{"sessions": 1, "fix": 0.5}', '{"users": 1}', '[]', '{"sessions": 1, "fix": 65536}']) AS e;

-- Expected shares are the means of the probabilities; where there are none they are NULL.
SELECT s.mode, s.sessions, round(s.share::numeric, 6) AS share, round(g.share::numeric, 6) AS mean, low <= s.share AND s.share <= high AS inside
FROM expected_tally, workmode_shares(tally, estimate => 'expected') AS s,
	LATERAL (SELECT avg(workmode_probability(p, s.mode)) AS share FROM expected_session WHERE expected_session.mode IS NOT NULL AND p IS NOT NULL) AS g
WHERE name = 'plain';
SELECT count(*) AS rows, count(share) AS shares, count(low) AS lows FROM (SELECT workmode_tally(mode, value) AS tally FROM expected_session) t, workmode_shares(tally, estimate => 'expected');
SELECT count(*) AS rows, count(share) AS shares, count(low) AS lows FROM (SELECT workmode_tally(mode, value) AS tally FROM expected_session) t, workmode_shares(tally, estimate => 'unmixed');
SELECT count(*) AS rows, count(share_before) AS befores, count(change) AS changes, count(p_value) AS ps, count(value_change) AS values
FROM (SELECT workmode_tally(mode, value) FILTER (WHERE day = 0) AS before, workmode_tally(mode, value, p) FILTER (WHERE day > 0) AS after FROM expected_session) t,
	workmode_shift(before, after, estimate => 'unmixed');

-- Hard shares do not change with probabilities.
SELECT count(*) AS rows, bool_and(a = b) AS same
FROM (SELECT workmode_tally(mode, value, p) AS tally, workmode_tally(mode, value) AS plain FROM expected_session) t,
	LATERAL (SELECT (SELECT array_agg(s) FROM workmode_shares(tally) AS s) AS a, (SELECT array_agg(s) FROM workmode_shares(plain, estimate => 'hard') AS s) AS b) x;

-- All three side by side, of a clustered tally; shares sum to 1.
SELECT mode, round(hard.share::numeric, 4) AS hard, round(expected.share::numeric, 4) AS expected, round(unmixed.share::numeric, 4) AS unmixed,
	round(expected.low::numeric, 4) AS expected_low, round(expected.high::numeric, 4) AS expected_high,
	round(unmixed.low::numeric, 4) AS unmixed_low, round(unmixed.high::numeric, 4) AS unmixed_high
FROM expected_tally, workmode_shares(tally) AS hard
	JOIN LATERAL workmode_shares(tally, estimate => 'expected') AS expected USING (mode)
	JOIN LATERAL workmode_shares(tally, estimate => 'unmixed') AS unmixed USING (mode)
WHERE name = 'clustered' ORDER BY mode;
SELECT estimate, round(sum(share)::numeric, 9) AS sum, min(share) >= 0 AS positive
FROM expected_tally, unnest('{hard,expected,unmixed}'::text[]) AS estimate, workmode_shares(tally, estimate => estimate) GROUP BY name, estimate ORDER BY name, estimate;
SELECT estimate, round(sum(change)::numeric, 9) AS sum, bool_and(change BETWEEN low AND high) AS inside, bool_and(abs(share_after - share_before - change) < 1e-12) AS difference, bool_and(p_holm >= p_value) AS holm
FROM (SELECT workmode_cluster(tally) FILTER (WHERE day = 0) AS before, workmode_cluster(tally) FILTER (WHERE day > 0) AS after
	  FROM (SELECT day, workmode_tally(mode, value, p) AS tally FROM expected_session GROUP BY usr, day) u) t,
	unnest('{hard,expected,unmixed}'::text[]) AS estimate, workmode_shift(before, after, estimate => estimate) GROUP BY estimate ORDER BY estimate;
SELECT * FROM expected_tally, workmode_shares(tally, estimate => 'best');
SELECT * FROM expected_tally, workmode_shares(tally, weight => 'value', estimate => 'expected');
SELECT * FROM expected_tally, workmode_shift(tally, tally, estimate => '');

-- Unmixed by labelled sessions of one's own: of a fix the model is sure by 3/4, of a
-- plan, too.  Sessions of which it is sure by 5/8 are then fixes to three quarters:
-- 5/8 = 3/4 * 3/4 + 1/4 * 1/4.
CREATE TABLE expected_labels AS
SELECT array_agg(tally) AS labelled
FROM (SELECT workmode_tally(mode, NULL, p) AS tally
	FROM (VALUES ('fix'::workmode, '{"fix": 0.75, "plan": 0.25}'::workmode_probabilities), ('plan', '{"fix": 0.25, "plan": 0.75}')) AS v(mode, p), generate_series(1, 6) AS author
	GROUP BY author) a;
SELECT mode, sessions, round(share::numeric, 4) AS share, round(corrected::numeric, 6) AS corrected, low <= corrected AND corrected <= high AS inside
FROM expected_labels, (SELECT workmode_tally(mode, NULL, p) AS tally FROM (VALUES ('fix'::workmode, '{"fix": 0.625, "plan": 0.375}'::workmode_probabilities)) AS v(mode, p), generate_series(1, 100)) t,
	workmode_unmixed(tally, labelled, ridge => 0) WHERE sessions > 0 OR corrected > 0;
SELECT mode, share_before, share_after, round(corrected_before::numeric, 6) AS corrected_before, round(corrected_after::numeric, 6) AS corrected_after,
	round(change::numeric, 6) AS change, p_value < 0.001 AS sure
FROM expected_labels,
	(SELECT workmode_tally('fix', NULL, '{"fix": 0.625, "plan": 0.375}') AS before FROM generate_series(1, 400)) b,
	(SELECT workmode_tally('fix', NULL, '{"fix": 0.75, "plan": 0.25}') AS after FROM generate_series(1, 400)) a,
	workmode_unmixed_shift(before, after, labelled, ridge => 0) WHERE change <> 0;
SELECT count(corrected) AS shares, count(low) AS lows FROM expected_labels, workmode_unmixed('{"version": 1}', labelled);
SELECT * FROM workmode_unmixed('{"version": 1}', '{}');
SELECT * FROM workmode_unmixed('{"version": 1}', '{NULL}');
SELECT * FROM workmode_unmixed('{"version": 1}', array_fill('{"version": 1}'::workmode_tally, array[10001]));
SELECT * FROM expected_labels, workmode_unmixed('{"version": 1}', labelled, ridge => -1);
SELECT * FROM expected_labels, workmode_unmixed('{"version": 1}', labelled, ridge => 'NaN');
SELECT * FROM expected_labels, workmode_unmixed('{"version": 1}', labelled, 95);

-- Corrected by ten labels of a hundred sessions that are predicted to be fixes, of
-- which the model is sure by 5/8, and by 6/10 of those that are labelled.  Seven are
-- fixes: 0.7 + 0.625 - 0.6 by difference, and (7 + 7.2 * 0.625) / (10 + 7.2) shrunk, as
-- the probabilities count like 8 labels less a tenth.  They stay as they are if the model
-- is right whenever it is sure.
CREATE TABLE expected_drawn AS SELECT * FROM
	(SELECT array_agg(tally) AS right_one FROM (SELECT workmode_tally(mode, NULL, p) AS tally
		FROM (VALUES ('fix'::workmode, '{"fix": 1}'::workmode_probabilities), ('plan', '{"plan": 1}')) AS v(mode, p), generate_series(1, 6) GROUP BY mode) m) r,
	(SELECT workmode_tally('fix', NULL, '{"fix": 0.625, "plan": 0.375}') AS tally FROM generate_series(1, 100)) t,
	(SELECT workmode_agreement(CASE WHEN n <= 7 THEN 'fix' ELSE 'plan' END::workmode, 'fix') AS labels, workmode_tally('fix', NULL, '{"fix": 0.6, "plan": 0.4}') AS labelled
	 FROM generate_series(1, 10) n) l;
SELECT 'difference' AS method, mode, round(corrected::numeric, 4) AS corrected, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, round(standard_error::numeric, 5) AS standard_error
FROM expected_drawn, workmode_corrected(tally, labels, labelled) WHERE corrected > 0
UNION ALL  -- (10 * 0.725 + 7.2 * 0.625) / 17.2
SELECT 'difference, shrunk' AS method, mode, round(corrected::numeric, 4) AS corrected, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, round(standard_error::numeric, 5) AS standard_error
FROM expected_drawn, workmode_corrected(tally, labels, labelled, method => 'shrunk', mixing => right_one) WHERE corrected > 0
UNION ALL
SELECT method, mode, round(corrected::numeric, 4), round(low::numeric, 4), round(high::numeric, 4), round(standard_error::numeric, 5)
FROM expected_drawn, unnest('{stratified,shrunk}'::text[]) AS method, workmode_corrected(tally, labels, method => method, mixing => right_one) WHERE corrected > 0 ORDER BY 1, 2;
-- By the labelled sessions above 5 of 7 are fixes, with a ridge of 0.1: 0.5 + x, where x is
-- 0.75 / 3.5.  So (7.25 + 7.2 * 5 / 7) / 17.2 and (7 + 7.2 * 5 / 7) / 17.2; in the other period
-- all are fixes, by a label and by probability.  The model that comes with the extension has another
-- mixing.
SELECT round(d.corrected::numeric, 4) AS difference, round(s.corrected::numeric, 4) AS shrunk, round(c.change::numeric, 4) AS change, o.corrected <> s.corrected AS other
FROM expected_drawn, expected_labels l,
	(SELECT workmode_tally('fix', NULL, '{"fix": 1}') AS after, workmode_agreement('fix', 'fix') AS labels_after FROM generate_series(1, 10)) a,
	workmode_corrected(tally, labels, expected_drawn.labelled, method => 'shrunk', mixing => l.labelled) d,
	workmode_corrected(tally, labels, method => 'shrunk', mixing => l.labelled) s, workmode_corrected(tally, labels, method => 'shrunk') o,
	workmode_corrected_shift(tally, after, labels, labels_after, method => 'shrunk', mixing => l.labelled) c
WHERE d.mode = 'fix' AND s.mode = 'fix' AND o.mode = 'fix' AND c.mode = 'fix';
SELECT * FROM expected_drawn, workmode_corrected(tally, labels, method => 'shrunk', mixing => array_fill('{"version": 1}'::workmode_tally, array[10001]));
SELECT method, mode, round(change::numeric, 4) AS change FROM expected_drawn, unnest('{stratified,shrunk,adjusted}'::text[]) AS method,
	workmode_corrected_shift(tally, tally, labels, labels, method => method) WHERE share_before > 0 AND method <> 'adjusted';
SELECT * FROM expected_drawn, workmode_corrected_shift(tally, tally, labels, labels, method => 'adjusted');
SELECT * FROM expected_drawn, workmode_corrected(tally, labels, tally);
SELECT * FROM expected_drawn, LATERAL (SELECT workmode_tally('fix'::workmode) AS bare FROM generate_series(1, 100)) b, workmode_corrected(bare, labels, method => 'shrunk');
SELECT * FROM expected_drawn, LATERAL (SELECT workmode_tally('fix'::workmode) AS bare FROM generate_series(1, 100)) b, workmode_corrected(bare, labels, labelled);
SELECT * FROM expected_drawn, workmode_corrected(tally, labels, method => 'best');
SELECT * FROM expected_drawn, workmode_corrected(tally, labels, labelled, method => 'stratified');
-- With all sessions labelled there is nothing to shrink to, and nothing that they differ by.
SELECT DISTINCT round(corrected::numeric, 4) AS corrected
FROM (SELECT workmode_tally('fix', NULL, '{"fix": 0.6, "plan": 0.4}') AS tally, workmode_agreement(CASE WHEN n <= 7 THEN 'fix' ELSE 'plan' END::workmode, 'fix') AS labels FROM generate_series(1, 10) n) t,
	LATERAL (SELECT * FROM workmode_corrected(tally, labels, method => 'shrunk') UNION ALL SELECT * FROM workmode_corrected(tally, labels, tally)) c WHERE corrected > 0;

DROP TABLE expected_drawn, expected_session, expected_tally, expected_labels;
