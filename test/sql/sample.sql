--
-- workmode_sample: which sessions to label, and with which chance
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;

-- Of 1,000 sessions most are built, some fixed, few planned, and some have no mode.
CREATE TABLE pg_temp.session AS
SELECT 's' || n AS id, CASE WHEN n <= 600 THEN 'build' WHEN n <= 900 THEN 'fix' WHEN n <= 904 THEN 'plan' WHEN n <= 990 THEN 'operate' END::workmode AS mode,
	CASE WHEN n <= 600 THEN 0.8 WHEN n <= 900 THEN 0.5 END AS confidence, n > 500 AS later
FROM generate_series(1, 1000) n;

CREATE VIEW pg_temp.drawn AS
SELECT id, mode, workmode_sample(id, mode, confidence, 100) OVER () AS chance FROM pg_temp.session;

-- By hand: the weights are 600 * 0.4, 300 * 0.5, 4 * 0.5 and 86 * 0.5.
SELECT mode, count(*) AS sessions, count(chance) AS drawn, round(min(chance)::numeric, 4) AS chance, min(chance) = max(chance) AS same
FROM pg_temp.drawn GROUP BY mode ORDER BY mode;

-- The chances say how many sessions those that are drawn stand for.
SELECT round(sum(1 / chance)::numeric, 6) AS sessions FROM pg_temp.drawn;

-- The order of rows is no matter, the seed is, and a larger sample holds the smaller.
SELECT count(*) FILTER (WHERE a IS NOT NULL) AS drawn, count(*) FILTER (WHERE (a IS NULL) <> (b IS NULL)) AS other_order,
	count(*) FILTER (WHERE (a IS NULL) <> (c IS NULL)) > 100 AS other_seed, count(*) FILTER (WHERE a IS NOT NULL AND d IS NULL) AS lost,
	count(d) AS more
FROM (SELECT workmode_sample(id, mode, confidence, 100) OVER () AS a, workmode_sample(id, mode, confidence, 100) OVER (ORDER BY id DESC) AS b,
		workmode_sample(id, mode, confidence, 100, 2) OVER () AS c, workmode_sample(id, mode, confidence, 150, seed => 1) OVER () AS d
	FROM pg_temp.session) s;
SELECT string_agg(id, ' ' ORDER BY id) FROM pg_temp.drawn WHERE mode = 'plan' AND chance IS NOT NULL;

-- Each part of the window has a sample of its own.
SELECT later, count(chance) AS drawn, round(sum(1 / chance)::numeric, 6) AS sessions
FROM (SELECT later, workmode_sample(id, mode, confidence, 20) OVER (PARTITION BY later) AS chance FROM pg_temp.session) s
GROUP BY later ORDER BY later;

-- None, one, few, all and more than all.
SELECT size, count(chance) AS drawn, count(DISTINCT mode) FILTER (WHERE chance IS NOT NULL) AS modes, max(chance)
FROM (SELECT size, mode, workmode_sample(id, mode, confidence, size) OVER (PARTITION BY size) AS chance
	FROM pg_temp.session, unnest(ARRAY[0, 1, 4, 989, 990, 2147483647, NULL]) size) s
GROUP BY size ORDER BY size;
SELECT count(*) FROM (SELECT workmode_sample(id, mode, confidence, 10) OVER () FROM pg_temp.session WHERE false) s;
SELECT workmode_sample('x', 'fix', NULL, 10) OVER () AS one, workmode_sample('x', NULL, 0.5, 10) OVER () AS without_mode,
	workmode_sample('x', 'fix', 0.5, 10, NULL) OVER () AS without_seed;

-- The labels of the sample correct the shares.
SELECT c.mode, c.sessions, round(c.corrected::numeric, 3) AS corrected
FROM (SELECT workmode_tally(mode) AS tally FROM pg_temp.session WHERE mode IS NOT NULL) t,
	(SELECT workmode_agreement(CASE WHEN mode = 'plan' THEN 'build' ELSE mode END, mode) AS labels FROM pg_temp.drawn WHERE chance IS NOT NULL) l,
	workmode_corrected(t.tally, l.labels) c
WHERE c.sessions > 0;

-- What is wrong with an argument.
SELECT workmode_sample('x', 'fix', 0.5, -1) OVER ();
SELECT workmode_sample('x', 'fix', 1.5, 1) OVER ();
SELECT workmode_sample('x', 'fix', 'NaN', 1) OVER ();
SELECT workmode_sample(NULL, 'fix', 0.5, 1) OVER ();
SELECT workmode_sample('x', 'fix', 0.5, 1);
