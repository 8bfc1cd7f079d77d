-- workmode_histogram: text and binary, operators, the aggregates, quantiles.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- Text: canonical, and nothing but what sessions can give
SELECT '{"version": 1}'::workmode_histogram;
SELECT ' { "fix" : {"values":{"7":2, "-3" : 1}, "sessions":3},"version":1,"unclassified":2,"build":{"sessions":1}} '::workmode_histogram;
SELECT (workmode_histogram('fix', 5)::text::jsonb) #>> '{fix,values,160}' AS is_json,
	workmode_histogram('fix', 5)::text::jsonb::text::workmode_histogram = workmode_histogram('fix', 5) AS lossless;
SELECT ''::workmode_histogram;
SELECT '{}'::workmode_histogram;
SELECT '{"version": 2}'::workmode_histogram;
SELECT '{"version": 1, "fix": {"sessions": 1, "values": {"2764": 1}}}'::workmode_histogram;
SELECT '{"version": 1, "fix": {"sessions": 1, "values": {"0": 2}}}'::workmode_histogram;
SELECT '{"version": 1, "fix": {"sessions": 1, "values": {"0": [1, 1, 1]}}}'::workmode_histogram;
SELECT '{"version": 1, "clustered": true, "fix": {"sessions": 2, "users": 2, "nn": 2, "values": {"0": [2, 2, 1]}}, "all": {"users": 2, "nn": 2, "values": {"0": [2, 2, 2]}}}'::workmode_histogram;

-- NULL modes count as unclassified, NULL values count the session only
CREATE TEMP TABLE session (usr int, mode workmode, value double precision);
INSERT INTO session VALUES (1, 'build', 0.01), (1, 'build', 1), (1, 'fix', 1e12), (1, NULL, 5), (1, NULL, NULL),
	(2, 'build', 1), (2, 'build', 1.005), (2, 'build', NULL), (2, 'fix', 0.000001), (3, 'plan', NULL), (4, NULL, NULL);
SELECT workmode_histogram(mode, value) FROM session;
SELECT workmode_cluster(h) FROM (SELECT workmode_histogram(mode, value) AS h FROM session GROUP BY usr) u;
SELECT workmode_cluster(h) FROM (SELECT workmode_histogram(mode, value) AS h FROM session WHERE usr = 4 GROUP BY usr) u;
SELECT workmode_histogram('fix', 0);
SELECT workmode_histogram(NULL, 1e13);
SELECT workmode_histogram('fix', 'NaN');

-- Binary, and what one weighs: 20 bytes with a handful of sessions
CREATE TEMP TABLE stored AS SELECT workmode_histogram(mode, value) AS h FROM session;
SELECT length(workmode_histogram_send(h)), workmode_histogram_send(h) FROM stored;
SELECT pg_column_size(workmode_histogram('fix', 10 * n)) FROM generate_series(1, 4) n;

-- Operators; equal is the same counts
SELECT h = h + '{"version": 1}' AS same, '{"version": 1}' + h = h AS either_way, h <> h + h AS differs, h + h - h = h AS back,
	h - h = '{"version": 1}' AS empty, h < h + h AS less, workmode_histogram_cmp(h, h + h) AS cmp,
	workmode_histogram_hash(h + h - h) = workmode_histogram_hash(h) AS hash,
	workmode_histogram_hash_extended(h, 1) <> workmode_histogram_hash_extended(h, 2) AS seeded
FROM stored;
SELECT a < b AS less, a = b AS same, b > a AS greater, a >= b AS ge, a <= b AS le
FROM (SELECT '{"version": 1}'::workmode_histogram AS a, '{"version": 1, "unclassified": 1}'::workmode_histogram AS b) AS s;
SELECT h - (h + h) FROM stored;
SELECT h - workmode_histogram('fix', 2) FROM stored GROUP BY h;
SELECT h + h FROM (SELECT '{"version": 1, "unclassified": 576460752303423487}'::workmode_histogram AS h) AS s;
SELECT h + workmode_histogram('fix', 1) FROM (SELECT '{"version": 1, "fix": {"sessions": 576460752303423487}}'::workmode_histogram AS h) AS s GROUP BY h;
SELECT count(*) FROM (SELECT h FROM stored UNION SELECT h FROM stored) AS u;
SELECT amvalidate(oid) FROM pg_opclass WHERE opcname = 'workmode_histogram_ops' ORDER BY opcmethod;

-- Plain and clustered do not mix; a user is no user of users
CREATE TEMP TABLE clustered AS SELECT workmode_cluster(h) AS c FROM (SELECT workmode_histogram(mode, value) AS h FROM session GROUP BY usr) u;
SELECT c + h FROM clustered, stored;
SELECT workmode_cluster(c) FROM clustered;
SELECT c + '{"version": 1}' = c AS same, c + c - c = c AS back, c - c = '{"version": 1}' AS empty FROM clustered;

-- The aggregates: nothing, parts, frames that move
SELECT workmode_histogram(mode, value) FROM session WHERE false;
SELECT workmode_rollup(h), workmode_cluster(h) FROM stored WHERE false;
SELECT workmode_rollup(h) = (SELECT h FROM stored) AS merged
FROM (SELECT mode, workmode_histogram(mode, value) AS h FROM session GROUP BY mode) AS parts;
CREATE TEMP TABLE numbered AS
SELECT i, 1 + i % 4 AS usr, (enum_range(NULL::workmode))[1 + i % 3] AS mode,
	CASE WHEN i % 5 > 0 THEN exp(i * 37 % 100 / 10.0) END AS value
FROM generate_series(1, 60) i;
SELECT bool_and(moving = direct) AS frames
FROM (SELECT i, workmode_histogram(mode, value) OVER (ORDER BY i ROWS 9 PRECEDING) AS moving FROM numbered) AS m,
	LATERAL (SELECT workmode_histogram(mode, value) AS direct FROM numbered AS n WHERE n.i BETWEEN m.i - 9 AND m.i) AS d;
CREATE TEMP TABLE parts AS
SELECT i / 3 AS i, workmode_histogram(mode, value) AS h FROM numbered GROUP BY i / 3;
SELECT bool_and(rolled = direct) AS rolled, bool_and(moving = users) AS clustered
FROM (SELECT i, workmode_rollup(h) OVER w AS rolled, workmode_cluster(h) OVER w AS moving FROM parts
	  WINDOW w AS (ORDER BY i ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING)) AS m,
	LATERAL (SELECT workmode_rollup(h) AS direct, workmode_cluster(h) AS users FROM parts AS n
		WHERE n.i BETWEEN m.i - 4 AND m.i - 1) AS d;
-- Support functions take NULL, no sessions, and what is not theirs.
SELECT workmode_histogram_final(workmode_histogram_accum(NULL, 'fix', 1)) = workmode_histogram('fix', 1) AS first,
	workmode_histogram_final(workmode_histogram_accum_inv(workmode_histogram_accum('{"version": 1}', 'fix', NULL), 'fix', NULL)) = '{"version": 1}' AS empty,
	workmode_histogram_final(workmode_histogram_combine('{"version": 1}', '{"version": 1}')) AS none;
SELECT workmode_histogram_accum_inv('{"version": 1}', 'fix', 1);
SELECT workmode_histogram_accum_inv('{"version": 1}', NULL, NULL);
SELECT workmode_histogram_cluster_accum_inv('{"version": 1}', h) FROM stored;
SELECT workmode_histogram_accum(c::text::workmode_histogram_state, 'fix', 1) FROM clustered;

-- Quantiles: within half a per cent of percentile_disc, at any value
CREATE TEMP TABLE value AS
SELECT (enum_range(NULL::workmode))[1 + hashed % 8] AS mode, round(exp((hashed % 39000) / 1000.0 - 11.5), 6)::double precision AS value, i % 97 AS usr
FROM generate_series(1, 5000) i, LATERAL (SELECT i * 7919::bigint % 104729 AS hashed) h;
CREATE TEMP TABLE of_values AS SELECT workmode_histogram(mode, value) AS h FROM value;
SELECT count(*), max(abs(q.quantile / exact - 1)) < 0.005 AS close, bool_and(q.low <= exact AND exact <= q.high) AS held, bool_and(q.n = v.n) AS n
FROM of_values, generate_series(0, 20) i, workmode_quantiles(h, ARRAY[i / 20.0]) q,
	LATERAL (SELECT percentile_disc(i / 20.0) WITHIN GROUP (ORDER BY value) AS exact, count(*) AS n FROM value
		WHERE value.mode = q.mode OR q.mode IS NULL) v
WHERE q.n > 0 AND i BETWEEN 1 AND 19;
SELECT mode, n, fraction, round(quantile::numeric, 4) AS quantile, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, design_effect
FROM of_values, workmode_quantiles(h) WHERE mode IS NULL OR mode >= 'analyze';
SELECT workmode_quantile(h, 0.5) = q.quantile AS whole, workmode_quantile(h, 0.5, 'fix') = f.quantile AS mode,
	workmode_quantile(h, 0.5, 'communicate') AS none
FROM of_values, workmode_quantiles(h) q, workmode_quantiles(h) f
WHERE q.mode IS NULL AND q.fraction = 0.5 AND f.mode = 'fix' AND f.fraction = 0.5;

-- Order statistics: of 20 values the median lies between the 6th and the 15th, of 5
-- there is no interval (Conover); a lower and a higher confidence
SELECT n, confidence, round(quantile::numeric) AS quantile, round(low::numeric) AS low, round(high::numeric) AS high
FROM (VALUES (20, 0.95), (5, 0.95), (5, 0.9), (20, 0.5), (20, 0.999)) c(values, confidence),
	LATERAL (SELECT workmode_histogram('fix', v) AS h FROM generate_series(1, values) v) s,
	workmode_quantiles(h, '{0.5}', confidence) WHERE mode = 'fix';

-- Users: 30 with ten sessions each that are all alike know no more than 30 sessions
SELECT q.mode, q.n, round(q.low::numeric, 2) AS low, round(q.high::numeric, 2) AS high, round(q.design_effect::numeric, 3) AS design_effect,
	round(p.low::numeric, 2) AS of_30_low, round(p.high::numeric, 2) AS of_30_high, 10 * 30 / 29.0 AS by_hand
FROM (SELECT workmode_cluster(h) AS users FROM (
		SELECT workmode_histogram('fix', usr) AS h FROM generate_series(1, 30) usr, generate_series(1, 10) GROUP BY usr) u) c,
	(SELECT workmode_histogram('fix', usr) AS h FROM generate_series(1, 30) usr) s,
	workmode_quantiles(users, '{0.5}') q, workmode_quantiles(h, '{0.5}') p
WHERE q.mode IS NOT DISTINCT FROM p.mode AND q.n > 0;
-- the design effect of the share of values up to the median, worked out from users
WITH top AS (
	SELECT exp((floor(100 * ln(quantile)) + 1) / 100) AS top, design_effect
	FROM (SELECT workmode_cluster(h) AS c FROM (SELECT workmode_histogram(mode, value * (usr % 5 + 1)) AS h FROM value WHERE value < 1e11 GROUP BY usr) u) s,
		workmode_quantiles(c, '{0.5}') WHERE mode IS NULL
), usr AS (
	SELECT count(*) FILTER (WHERE value * (usr % 5 + 1) < top)::float8 AS y, count(*)::float8 AS n FROM value, top WHERE value < 1e11 GROUP BY usr
), total AS (
	SELECT sum(y) / sum(n) AS p, sum(n) AS n, count(*) AS m FROM usr
)
SELECT design_effect >= effect * (1 - 1e-12) AS at_least, effect > 1 AS clustered
FROM top, LATERAL (SELECT m / (m - 1.0) * (SELECT sum((y - p * usr.n) ^ 2) FROM usr) / n / (p * (1 - p)) AS effect FROM total) e;

-- nothing, and one user
SELECT count(*), count(quantile) + count(low) + count(design_effect) AS known FROM workmode_quantiles('{"version": 1}');
SELECT fraction, round(quantile::numeric, 3) AS quantile, low, high, design_effect
FROM (SELECT workmode_cluster(h) AS c FROM (SELECT workmode_histogram('fix', v) AS h FROM generate_series(1, 50) v) u) s, workmode_quantiles(c) WHERE mode = 'fix';
SELECT * FROM workmode_quantiles('{"version": 1}', '{}');
SELECT * FROM workmode_quantiles('{"version": 1}', '{0,1}') WHERE mode = 'fix';
SELECT * FROM workmode_quantiles('{"version": 1}', '{0.5,NULL}');
SELECT * FROM workmode_quantiles('{"version": 1}', '{{0.5,0.6}}');
SELECT * FROM workmode_quantiles('{"version": 1}', '{1.01}');
SELECT * FROM workmode_quantiles('{"version": 1}', '{0.5}', 1);
SELECT workmode_quantile('{"version": 1}', 0.5), workmode_quantile(NULL, 0.5);
SELECT workmode_quantile('{"version": 1}', -0.1);
SELECT workmode_quantile('{"version": 1}', 'NaN', 'fix');
