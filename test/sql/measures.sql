-- Shares, values and shifts with their intervals, against published oracles.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- A tally of so many sessions of the first modes, in the enum's order.
CREATE FUNCTION pg_temp.tally_of(VARIADIC counts int[]) RETURNS workmode_tally
LANGUAGE sql AS $$
	SELECT workmode_tally((enum_range(NULL::workmode))[mode])
	FROM unnest(counts) WITH ORDINALITY AS c (n, mode), generate_series(1, n)
$$;

-- Wilson's interval: Newcombe (1998a), table I
SELECT x, n, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM (VALUES (81, 263), (15, 148), (0, 20), (1, 29)) AS c (x, n),
	workmode_shares(pg_temp.tally_of(x, n - x)) AS s
WHERE s.mode = 'build';

-- Newcombe's interval of a change: Newcombe (1998b), table II, method 10
SELECT x1, n1, x0, n0, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM (VALUES (56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29),
		(0, 10, 0, 20), (10, 10, 0, 20)) AS c (x1, n1, x0, n0),
	workmode_shift(pg_temp.tally_of(x0, n0 - x0), pg_temp.tally_of(x1, n1 - x1)) AS s
WHERE s.mode = 'build';

-- a shift from 33% to 19% needs little data: 200 sessions a side
SELECT mode, share_before, share_after, round(change::numeric, 4) AS change,
	round(low::numeric, 4) AS low, round(high::numeric, 4) AS high,
	round(p_value::numeric, 5) AS p_value, value_before, value_change
FROM workmode_shift(pg_temp.tally_of(134, 66), pg_temp.tally_of(162, 38));

-- Pearson's test: Agresti's table, as R's chisq.test() has it; its columns
-- chi2, df and p_value do not change when the sides are exchanged
SELECT round(chi2::numeric, 4) AS chi2, df, to_char(p_value, '9.999EEEE') AS p_value,
	design_effect
FROM workmode_shift_test(pg_temp.tally_of(762, 327, 468), pg_temp.tally_of(484, 239, 477))
UNION ALL
SELECT round(chi2::numeric, 4) AS chi2, df, to_char(p_value, '9.999EEEE') AS p_value,
	design_effect
FROM workmode_shift_test(pg_temp.tally_of(484, 239, 477), pg_temp.tally_of(762, 327, 468));

-- distances of the shares (.33, .14, .10, .43) and (.19, .21, .20, .40)
SELECT round(total_variation::numeric, 4) AS total_variation,
	round(jensen_shannon::numeric, 4) AS jensen_shannon, round(psi::numeric, 4) AS psi
FROM workmode_shift_test(pg_temp.tally_of(33, 14, 10, 43), pg_temp.tally_of(19, 21, 20, 40));

-- Goodman's joint intervals are wider, and nest the single ones
SELECT s.mode, s.family, s.sessions, round(s.share::numeric, 4) AS share, round(j.low::numeric, 4) AS joint_low,
	round(s.low::numeric, 4) AS low, round(s.high::numeric, 4) AS high,
	round(j.high::numeric, 4) AS joint_high
FROM pg_temp.tally_of(44, 55, 43, 32, 67, 78) AS t, workmode_shares(t) AS s
	JOIN workmode_shares(t, joint => true) AS j USING (mode);

-- Clustered: five users' sessions of a mode and of all, worked out by hand; share
-- .4, residuals 4.4, 15^2 / 55 = 4.0909 effective users, and so variance 45/34 * 4.4 /
-- 225 = .0258824 (R's survey has 5/4 in place of 45/34), design effect 1.617647
CREATE TEMP TABLE users AS
SELECT u, workmode_tally(CASE WHEN i <= y THEN 'fix' ELSE 'build' END::workmode,
		power(2, u + i)) AS t
FROM (VALUES (1, 3, 4), (2, 0, 2), (3, 1, 1), (4, 2, 5), (5, 0, 3)) AS c (u, y, n),
	generate_series(1, n) AS i
GROUP BY u;
SELECT workmode_users(t), round(workmode_effective_users(t)::numeric, 4) AS effective,
	round(workmode_effective_users(t, 'fix')::numeric, 4) AS fix, workmode_effective_users(t, 'test') AS test
FROM (SELECT workmode_cluster(t) AS t FROM users) AS t;
-- none of a tally that does not know its users, nor of nothing
SELECT workmode_effective_users(t), workmode_effective_users(t, 'fix'), workmode_effective_users('{"version": 1}'),
	workmode_effective_users(NULL), workmode_effective_users(t, NULL)
FROM pg_temp.tally_of(2, 1) AS t;
-- the score interval with n* = 15 / 1.617647 and Student's t of 3.0909 df over that of
-- 14 (R)
SELECT mode, sessions, share, round(s.low::numeric, 6) AS low, round(s.high::numeric, 6) AS high,
	round(((.4 + c / 2 - sqrt(c * (.24 + c / 4))) / (1 + c))::numeric, 6) AS by_hand
FROM (SELECT workmode_cluster(t) AS t FROM users) AS t, workmode_shares(t) AS s,
	(SELECT (1.959963985 * 3.130143779 / 2.144786688) ^ 2 / (15 / 1.617647059) AS c) AS c
WHERE mode <= 'fix';
-- a mode that no user has takes the mean design effect of the others
SELECT mode, share, low, round(high::numeric, 6) AS high,
	round((c / (1 + c))::numeric, 6) AS by_hand
FROM (SELECT workmode_cluster(t) AS t FROM users) AS t, workmode_shares(t),
	(SELECT (1.959963985 * 3.130143779 / 2.144786688) ^ 2 / (15 / 1.617647059) AS c) AS c
WHERE mode = 'test';
-- sessions of one mode only: every user counts as all of one mind, n* = 15^2 / 55
SELECT mode, share, round(low::numeric, 6) AS low, high, round((1 / (1 + c))::numeric, 6) AS by_hand
FROM (SELECT workmode_cluster(t) AS t
		FROM (SELECT workmode_tally('plan'::workmode) AS t
			FROM (VALUES (1, 4), (2, 2), (3, 1), (4, 5), (5, 3)) AS c (u, n), generate_series(1, n)
			GROUP BY u) AS u) AS t,
	workmode_shares(t),
	(SELECT (1.959963985 * 3.130143779 / 2.144786688) ^ 2 / (225.0 / 55) AS c) AS c
WHERE mode = 'plan';
-- four modes of unlike design effects, by the same formulas in SQL: each mode
-- has its own design effect, but no less than the mean of all, nor than 1
CREATE TEMP TABLE habit AS
SELECT i / 4 AS u, (CASE WHEN i % 4 = 0 THEN 'plan' WHEN i / 4 % 3 = 0 THEN 'fix'
	WHEN i % 7 = 0 THEN 'test' ELSE 'build' END)::workmode AS mode
FROM generate_series(1, 150) AS i;
WITH cell AS (
	SELECT m.mode, u, count(*) AS n, count(*) FILTER (WHERE h.mode = m.mode) AS y
	FROM habit AS h, (SELECT DISTINCT mode FROM habit) AS m GROUP BY m.mode, u
), share AS (
	SELECT mode, sum(y) / sum(n) AS p, sum(n) AS n, sum(n) * sum(n) / sum(n * n) AS m,
		sum(y * y) AS yy, sum(y * n) AS yn, sum(n * n) AS nn FROM cell GROUP BY mode
), effect AS (
	SELECT *, (m / (m - 1.0) * (yy - 2 * p * yn + p * p * nn) / n) / (p * (1 - p)) AS own FROM share
), worth AS (
	SELECT *, sum((1 - p) * own) OVER () / (count(*) OVER () - 1) AS mean FROM effect
), by_sql AS (
	SELECT mode, p, own, mean, (1.959963985 * 2.026417281 / 1.976013178) ^ 2 * greatest(own, mean, 1) / n AS c FROM worth
)
SELECT s.mode, round(own, 4) AS own_effect, round(mean, 4) AS mean_effect,
	round(s.low::numeric, 6) AS low, round(((p + c / 2 - sqrt(c * (p * (1 - p) + c / 4))) / (1 + c))::numeric, 6) AS by_sql
FROM by_sql JOIN (SELECT workmode_cluster(t) AS t FROM (SELECT workmode_tally(mode) AS t FROM habit GROUP BY u) AS u) AS t ON true,
	workmode_shares(t) AS s
WHERE s.mode = by_sql.mode
ORDER BY s.mode;
-- one user: a share, and no interval
SELECT mode, share, low, high
FROM (SELECT workmode_cluster(t) AS t FROM users WHERE u = 1) AS t, workmode_shares(t)
WHERE mode <= 'test';
-- users with one session each are sessions on their own, but for one degree of
-- freedom in the variance
SELECT max(abs(p.low - c.low)) < 1e-5 AS low, max(abs(p.high - c.high)) < 1e-5 AS high
FROM (SELECT workmode_cluster(t) AS c, workmode_rollup(t) AS p
	FROM (SELECT workmode_tally((enum_range(NULL::workmode))[i % 3 + 1]) AS t
		FROM generate_series(1, 2000) AS i GROUP BY i) AS u) AS t,
	workmode_shares(t.p) AS p JOIN workmode_shares(t.c) AS c USING (mode);
-- the test by Rao and Scott: the same table, each cell's sessions by users of five; one
-- design effect of nearly five takes it down, and F has a closed form for three modes
SELECT design_effect BETWEEN 4.9 AND 5.1 AS effect,
	abs(chi2 * design_effect - 30.0701) < 0.0001 AS chi2, df,
	abs(p_value - power(1 + chi2 / df2, -df2 / 2)) < 1e-12 AS p_value,
	round(df2) AS df2
FROM (SELECT workmode_cluster(t) FILTER (WHERE side = 0) AS before,
		workmode_cluster(t) FILTER (WHERE side = 1) AS after
	FROM (SELECT side, mode, i / 5 AS u, workmode_tally(mode) AS t
		FROM (VALUES (0, 'build'::workmode, 762), (0, 'fix', 327), (0, 'test', 468),
				(1, 'build', 484), (1, 'fix', 239), (1, 'test', 477)) AS c (side, mode, n),
			generate_series(1, n) AS i
		GROUP BY side, mode, i / 5) AS u) AS t,
	workmode_shift_test(before, after);

-- users who all do the same vary less than sessions would; that counts for nothing
SELECT s.mode, abs(s.low - h.low) < 1e-8 AS as_plain, design_effect
FROM (SELECT workmode_cluster(t) AS c
	FROM (SELECT workmode_tally((enum_range(NULL::workmode))[i % 2 + 1]) AS t
		FROM generate_series(0, 399) AS i GROUP BY i / 2) AS u) AS t,
	workmode_shares(c) AS s, workmode_shift_test(t.c, t.c),
	LATERAL (SELECT (.5 + k / 2 - sqrt(k * (.25 + k / 4))) / (1 + k) AS low
		FROM (SELECT (1.959963984540054 * 1.971956544 / 1.965927296) ^ 2 / 400 AS k) AS k) AS h
WHERE s.mode <= 'fix';

-- Values: means, with intervals on the scale of logarithms
SELECT mode, n, round(mean::numeric, 4) AS mean, round(geomean::numeric, 4) AS geomean, round(low::numeric, 4) AS low,
	round(high::numeric, 4) AS high, round(geomean_low::numeric, 4) AS geomean_low,
	round(geomean_high::numeric, 4) AS geomean_high
FROM (SELECT workmode_tally(mode, value) AS t
	FROM (VALUES ('build'::workmode, 100), ('build', 200), ('build', 400), ('fix', 50),
		('fix', NULL), ('plan', NULL)) AS s (mode, value)) AS t, workmode_values(t)
WHERE mode IS NULL OR mode IN ('build', 'fix', 'plan', 'test');
-- the same by SQL's own aggregates and Student's table; the upper limit of a mean is as
-- far again
SELECT round((avg(v) * exp(-4.302652730 * stddev(v) / sqrt(3) / avg(v)))::numeric, 4) AS low,
	round((avg(v) * exp(2 * 4.302652730 * stddev(v) / sqrt(3) / avg(v)))::numeric, 4) AS high,
	round(exp(avg(ln(v)) - 4.302652730 * stddev(ln(v)) / sqrt(3))::numeric, 4) AS geomean_low
FROM unnest(ARRAY[100, 200, 400]::float8[]) AS v;
-- or farther by its square, if that is less: of twenty values, whose sum squared is 15.366
-- times their squares' sum (Student's t of 14.366 df by R)
SELECT round(s.low::numeric, 5) AS low, round((m * exp(-x))::numeric, 5) AS low_by_sql,
	round(s.high::numeric, 5) AS high, round((m * exp(x + x * x))::numeric, 5) AS high_by_sql
FROM (SELECT workmode_tally('fix'::workmode, v) AS t, avg(v) AS m, 2.139674 * stddev(v) / sqrt(20) / avg(v) AS x
	FROM generate_series(1, 20) AS v) AS v, workmode_values(t) AS s
WHERE s.mode = 'fix';
-- values that are all alike have themselves for limits, and for either mean
SELECT n, mean, geomean, low, high, geomean_low, geomean_high
FROM (SELECT workmode_tally('fix'::workmode, 5) AS t FROM generate_series(1, 4)) AS t, workmode_values(t)
WHERE mode = 'fix'
UNION ALL
SELECT n, mean, geomean, low, high, geomean_low, geomean_high
FROM (SELECT workmode_cluster(t) AS t FROM (SELECT workmode_tally('fix'::workmode, 5) AS t
		FROM generate_series(1, 6) AS i GROUP BY i / 3) AS u) AS t, workmode_values(t)
WHERE mode = 'fix';
-- Holm's p: of nine, six have no sessions; the smallest counts nine times
SELECT mode, round(p_value::numeric, 5) AS p_value, round(p_holm::numeric, 5) AS p_holm
FROM workmode_shift(pg_temp.tally_of(60, 30, 10), pg_temp.tally_of(40, 35, 25)) WHERE mode <= 'orchestrate';
-- clustered: the ratio of users' sums; two users have most of the value, and so there are
-- 2 degrees of freedom
SELECT mode, n, round(mean::numeric, 6) AS mean, round(low::numeric, 6) AS low, round(high::numeric, 4) AS high
FROM (SELECT workmode_cluster(t) AS t FROM users) AS t, workmode_values(t)
WHERE mode IS NULL;
WITH u AS (SELECT (SELECT mean * n FROM workmode_values(t) WHERE mode IS NULL) AS s,
		workmode_count(t) AS w FROM users),
	r AS (SELECT sum(s) / sum(w) AS r, sum(w) AS w FROM u),
	e AS (SELECT r, sqrt(45.0 / 34 * sum((u.s - r * u.w) ^ 2)) / r.w AS se
		FROM u, r GROUP BY r, r.w)
SELECT round(r::numeric, 6) AS mean, round((r * exp(-4.302652730 * se / r))::numeric, 6) AS low,
	round((r * exp(2 * 4.302652730 * se / r))::numeric, 4) AS high
FROM e;
-- the change of a mean value is a ratio less one; one value has no interval
SELECT mode, value_before, value_after, value_change, round(value_low::numeric, 4) AS value_low,
	round(value_high::numeric, 4) AS value_high
FROM (SELECT workmode_tally(mode, v0) AS t0, workmode_tally(mode, v1) AS t1
	FROM (VALUES ('build'::workmode, 100, 150), ('build', 200, 300), ('build', 300, 450),
		('fix', 50, 100)) AS s (mode, v0, v1)) AS t, workmode_shift(t0, t1)
WHERE mode <= 'fix';

-- Nothing: no share, no interval, no test, and neither NaN nor infinity
SELECT * FROM workmode_shares(pg_temp.tally_of(0)) WHERE mode = 'build';
SELECT * FROM workmode_values(pg_temp.tally_of(0)) WHERE mode IS NULL;
SELECT * FROM workmode_shift(pg_temp.tally_of(0), pg_temp.tally_of(1)) WHERE mode = 'build';
SELECT * FROM workmode_shift_test(pg_temp.tally_of(0), pg_temp.tally_of(1));
SELECT * FROM workmode_shift_test(pg_temp.tally_of(2), pg_temp.tally_of(1));
SELECT mode, share_before, share_after, change, round(low::numeric, 6) AS low,
	round(high::numeric, 6) AS high, p_value
FROM workmode_shift(pg_temp.tally_of(2), pg_temp.tally_of(1)) WHERE mode <= 'fix';
SELECT psi < 'infinity' AS psi, jensen_shannon
FROM workmode_shift_test(pg_temp.tally_of(2), pg_temp.tally_of(0, 1));
SELECT count(*) FROM workmode_shares(NULL);

-- Confidence
SELECT * FROM workmode_shares(pg_temp.tally_of(1), 1);
SELECT * FROM workmode_shares(pg_temp.tally_of(1), 'NaN');
SELECT * FROM workmode_shift(pg_temp.tally_of(1), pg_temp.tally_of(1), 95);
