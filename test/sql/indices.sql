-- Value indices and the decomposition of their change, against published oracles.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- A tally of tenths of quantities at one price each, modes in the enum's order.
CREATE FUNCTION pg_temp.period(quantities numeric[], prices numeric[]) RETURNS workmode_tally
LANGUAGE sql AS $$
	SELECT workmode_tally((enum_range(NULL::workmode))[mode], price::float8)
	FROM unnest(quantities, prices) WITH ORDINALITY AS c (quantity, price, mode),
		generate_series(1, (10 * quantity)::int)
$$;

-- Six goods over five periods: Balk (2008), tables 3.1 to 3.12, as gpindex
-- prints them.  Expected at t2 to t5:
--	Laspeyres	1.4200 1.3450 1.3550 1.4400
--	Paasche		1.3824 1.2031 1.0209  .7968
--	Fisher		1.4011 1.2721 1.1762 1.0712
--	Tornqvist	1.4052 1.2890 1.2268 1.2477
CREATE TEMP TABLE balk AS
SELECT t, pg_temp.period(quantities, prices) AS tally
FROM (VALUES
	(1, '{1,1,2,1,4.5,.5}'::numeric[], '{1,1,1,1,1,1}'::numeric[]),
	(2, '{.8,.9,1.9,1.3,4.7,.6}', '{1.2,3,1.3,.7,1.4,.8}'),
	(3, '{1,1.1,1.8,3,5,.8}', '{1,1,1.5,.5,1.7,.6}'),
	(4, '{1.2,1.2,1.9,6,5.6,1.3}', '{.8,.5,1.6,.3,1.9,.4}'),
	(5, '{.9,1.2,2,12,6.5,2.5}', '{1,1,1.6,.1,2,.2}')) AS p (t, quantities, prices);
SELECT b.t, method, round((workmode_value_index(a.tally, b.tally, method) / 100)::numeric, 4) AS index
FROM balk AS a, balk AS b,
	unnest(ARRAY['laspeyres', 'paasche', 'fisher', 'tornqvist']) WITH ORDINALITY AS m (method, o)
WHERE a.t = 1 AND b.t > 1
ORDER BY o, b.t;

-- Factors at t5: unit value .796813 = Fisher 1.0712 times mix .743870
SELECT method, round(value_index::numeric / 100, 6) AS index, base_coverage, current_coverage
FROM balk AS a, balk AS b, workmode_value_indices(a.tally, b.tally)
WHERE a.t = 1 AND b.t = 5;
SELECT bool_and(abs(workmode_value_index(a.tally, b.tally, 'fisher') *
		workmode_value_index(a.tally, b.tally, 'mix') / 100 /
		workmode_value_index(a.tally, b.tally, 'mean') - 1) < 1e-12) AS identity
FROM balk AS a, balk AS b;
-- and the rows are what the single function gives
SELECT bool_and(workmode_value_index(a.tally, b.tally, method) = value_index) AS same
FROM balk AS a, balk AS b, workmode_value_indices(a.tally, b.tally);
SELECT bool_and(workmode_value_index(tally, tally, method) = 100) AS base_is_100
FROM balk, unnest(ARRAY['mean', 'geomean', 'unit_value', 'laspeyres', 'paasche', 'fisher',
	'tornqvist', 'mix']) AS method;

-- Modes that are missing from one period, plan from the first and test, for
-- want of a value, from the second: the fixed-mix indices are of the modes in
-- both, and the coverage says so.
CREATE TEMP TABLE gap AS
SELECT workmode_tally(mode, v0) FILTER (WHERE n0) AS t0, workmode_tally(mode, v1) FILTER (WHERE n1) AS t1
FROM (VALUES ('build'::workmode, 100, 200, true, true), ('build', 100, 200, true, true),
	('fix', 10, 30, true, true), ('test', 40, NULL, true, true),
	('plan', NULL, 500, false, true)) AS s (mode, v0, v1, n0, n1);
SELECT method, round(value_index::numeric, 4) AS value_index,
	round(low::numeric, 2) AS low, round(high::numeric, 2) AS high,
	base_coverage, current_coverage
FROM gap, workmode_value_indices(t0, t1);
SELECT workmode_value_index(t0, t1) AS mean, 100 * ((200 + 200 + 30 + 500) / 4.0) / ((100 + 100 + 10 + 40) / 4.0) AS by_hand,
	abs(workmode_value_index(t0, t1, 'fisher') * workmode_value_index(t0, t1, 'mix') / 100 -
		workmode_value_index(t0, t1, 'unit_value')) < 1e-9 AS identity_of_matched
FROM gap;
-- no mode in both
SELECT method, round(value_index::numeric, 6) AS value_index, base_coverage, current_coverage
FROM workmode_value_indices(pg_temp.period('{1}', '{1}'), pg_temp.period('{0,1}', '{1,2}'));
-- no value at all
SELECT count(*), count(value_index), count(low), count(base_coverage)
FROM workmode_value_indices(pg_temp.period('{1}', '{NULL}'), pg_temp.period('{1}', '{1}'));
SELECT workmode_value_index(pg_temp.period('{1}', '{1}'), pg_temp.period('{1}', '{1}'), 'Fisher');

-- Decomposition: rows add up to the total, the total to the change; with two
-- modes everything can be seen: build 100 to 200, fix 50 to 50, half to a
-- quarter of the sessions
SELECT * FROM workmode_decompose(pg_temp.period('{.2,.2}', '{100,50}'), pg_temp.period('{.1,.3}', '{200,50}'));
-- modes that come and go are mix, not within, and nothing is lost
SELECT mode, round(mix::numeric, 6) AS mix, round(within::numeric, 6) AS within, round(total::numeric, 6) AS total
FROM gap, workmode_decompose(t0, t1);
SELECT bool_and(abs(d.total - (b1.mean - b0.mean)) < 1e-12 * (b1.mean + b0.mean)) AS exact,
	bool_and(abs(d.mix + d.within - d.total) < 1e-12 * (b1.mean + b0.mean)) AS adds_up
FROM balk AS a, balk AS b, workmode_decompose(a.tally, b.tally) AS d,
	workmode_values(a.tally) AS b0, workmode_values(b.tally) AS b1
WHERE d.mode IS NULL AND b0.mode IS NULL AND b1.mode IS NULL;
SELECT count(*), count(total) FROM workmode_decompose(pg_temp.period('{1}', '{NULL}'), pg_temp.period('{1}', '{1}'));

-- Two factors, the mix of modes and of a stratum (here: surfaces), by the same
-- formulas over tallies by stratum: README, "Measures"
CREATE TEMP TABLE by_surface AS
SELECT surface, workmode_tally(mode, v) FILTER (WHERE t = 0) AS t0,
	workmode_tally(mode, v) FILTER (WHERE t = 1) AS t1
FROM (VALUES ('cli', 'build'::workmode, 0, 100), ('cli', 'build', 1, 150), ('cli', 'fix', 0, 20),
	('cli', 'fix', 0, 30), ('cli', 'fix', 1, 40), ('web', 'build', 0, 60), ('web', 'build', 1, 90),
	('web', 'build', 1, 110), ('web', 'plan', 1, 70)) AS s (surface, mode, t, v)
GROUP BY surface;
WITH cell AS (
	SELECT surface, mode, v0.n / sum(v0.n) OVER () AS s0, v1.n / sum(v1.n) OVER () AS s1,
		coalesce(v0.mean, v1.mean) AS v0, coalesce(v1.mean, v0.mean) AS v1,
		sum(v0.n * v0.mean) OVER () / sum(v0.n) OVER () AS mean0,
		sum(v1.n * v1.mean) OVER () / sum(v1.n) OVER () AS mean1
	FROM by_surface, workmode_values(t0) AS v0 JOIN workmode_values(t1) AS v1 USING (mode)
)
SELECT surface, mode, round(sum((s1 - s0) * ((v0 + v1) / 2 - (mean0 + mean1) / 2))::numeric, 4) AS mix,
	round(sum((v1 - v0) * (s0 + s1) / 2)::numeric, 4) AS within
FROM cell
WHERE s0 + s1 > 0
GROUP BY GROUPING SETS ((surface, mode), (surface), ())
ORDER BY surface, mode;
SELECT round((workmode_value_index(t0, t1) / 100 - 1)::numeric * (210.0 / 4), 4) AS total
FROM (SELECT workmode_rollup(t0) AS t0, workmode_rollup(t1) AS t1 FROM by_surface) AS s;
