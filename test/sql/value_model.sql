--
-- value_model: teaching a model of value from priced sessions, what it reports,
-- its text, and values by it.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- What a statement fails with.
CREATE FUNCTION value_model_try(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
		hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' | ', SQLSTATE, message, nullif(detail, ''), nullif(hint, ''));
END $$;

-- ln(price) is 4 + 2 a - 1.5 b, and some noise; feature 9 says nothing.
CREATE TABLE priced AS
SELECT i AS id,
	format('{3:%s,5:%s,9:1}', a, b)::workmode_vector AS features,
	round(exp(4 + 2 * a - 1.5 * b + noise)::numeric, 2)::double precision AS price
FROM generate_series(1, 400) AS i,
	LATERAL (SELECT round((i * 37 % 101 + 1) / 50.0, 4) AS a, round((i * 53 % 97 + 1) / 97.0, 4) AS b,
		(i * 71 % 89 - 44) / 100.0 AS noise) AS drawn;
ALTER TABLE priced SET (parallel_workers = 2);

CREATE TABLE taught AS SELECT workmode_train_value(features, price) AS model FROM priced;
SELECT evidence ~ 'bias' AS bias, weight FROM taught, workmode_value_weights(model);
SELECT tier, low, high, sessions, log_r2, round(bias::numeric, 4) AS bias, median_predicted, median_actual
FROM taught, workmode_value_report(model);
SELECT model FROM taught;

-- The same rows in any order, and in parts, teach the same model.
SELECT bool_and(other = model) AS same FROM taught, LATERAL (
	SELECT workmode_train_value(features, price ORDER BY id DESC) AS other FROM priced
	UNION ALL SELECT workmode_train_value(features, price ORDER BY md5(id::text)) FROM priced) AS again;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 10;
SET min_parallel_table_scan_size = 0;
SET cpu_tuple_cost = 100;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT workmode_train_value(features, price) FROM priced;
SELECT workmode_train_value(features, price) = (SELECT model FROM taught) AS same FROM priced;
-- A worker that got no row.
SELECT workmode_train_value(features, price) FILTER (WHERE id <= 200) = (
	SELECT workmode_train_value(features, price ORDER BY price) FROM priced WHERE id <= 200) AS same
FROM priced;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET cpu_tuple_cost;
RESET max_parallel_workers_per_gather;

-- Rows with a NULL are left out; each tier is reported.
SELECT workmode_train_value(features, price) = (SELECT model FROM taught) AS same
FROM (SELECT features, price FROM priced
	UNION ALL SELECT NULL, 5 UNION ALL SELECT '{}', NULL) AS holes;
SELECT tier, sessions > 0 AS any, log_r2 > 0.9 AS ordered, bias BETWEEN 0.5 AND 2 AS level
FROM (SELECT workmode_train_value(format('{3:%s}', round(i / 100.0, 2))::workmode_vector,
		round((10 * exp(i / 100.0 + (i % 7) / 20.0))::numeric, 2)::double precision) AS model
	FROM generate_series(1, 830) AS i) AS wide, workmode_value_report(model);

-- Clear errors.
SELECT value_model_try(format('SELECT workmode_train_value(features, price) FROM (%s) AS rows', rows))
FROM unnest(ARRAY[
	'SELECT * FROM priced WHERE false',
	'SELECT * FROM priced WHERE id < 20',
	'SELECT features, 7 AS price FROM priced',
	'SELECT features, 0 AS price FROM priced',
	'SELECT features, -1 AS price FROM priced',
	$$SELECT features, 'NaN'::float8 AS price FROM priced$$,
	$$SELECT features, 'Infinity'::float8 AS price FROM priced$$]) AS rows;

-- Sessions that all look alike get the mean of their logarithms.
SELECT weight, count(*) OVER () FROM (
	SELECT workmode_train_value('{}', CASE WHEN i % 2 = 0 THEN 10 ELSE 1000 END) AS model
	FROM generate_series(1, 41) AS i) AS alike, workmode_value_weights(model);

-- Values by a model: sessions are invented, and what they are worth depends on it alone.
CREATE TABLE sold AS
SELECT i AS id, format('[{"role": "user", "content": "Build page %s."}, {"role": "assistant", "content": "Done.", "tool_calls": [%s]}]',
	i, string_agg(format('{"id": "c%s", "type": "function", "function": {"name": "write_file", "arguments": "{\"path\": \"p%s.html\", \"content\": \"a\\nb\"}"}}', j, j), ', ')) AS session,
	10.0 * i AS price
FROM generate_series(1, 30) AS i, generate_series(1, i) AS j GROUP BY i;
CREATE TABLE seller AS SELECT workmode_train_value(workmode_features(session), price) AS model FROM sold;
SELECT count(*), corr(ln(workmode_value(session, model)), ln(price)) > 0.95 AS learnt,
	bool_and(workmode_value(session, model) = workmode_value(session::json, model)) AS json,
	bool_and(workmode_value(session, model) = workmode_value(session::jsonb, model)) AS jsonb,
	bool_and(workmode_value(session, model) = round(workmode_value(session, model)::numeric, 2)::float8) AS cents
FROM sold, seller;
SELECT workmode_value('[{"role": "user", "content": "hello"}]'::text, model) AS unanswered,
	workmode_value('', model) AS empty, workmode_value(NULL::text, model) AS nothing FROM seller;
SELECT workmode_value_version(model) ~ '^trained-[0-9a-f]{16}$' AS named FROM seller;

-- Text and back, equality and order.
SELECT model::text::workmode_value_model = model AS same, workmode_value_model_hash(model) = workmode_value_model_hash(model::text::workmode_value_model) AS hash FROM taught;
SELECT count(DISTINCT model) FROM (SELECT model FROM taught UNION ALL SELECT model FROM seller UNION ALL SELECT model FROM taught) AS models;
SELECT (a.model < b.model) <> (b.model < a.model) AS ordered, a.model <> b.model AS unequal FROM taught a, seller b;
SELECT amname, opcname, amvalidate(o.oid) FROM pg_opclass o JOIN pg_am m ON m.oid = opcmethod
WHERE opcname LIKE 'workmode_value_model%' ORDER BY amname;

-- What is no model.
CREATE TEMP TABLE sound (text text);
INSERT INTO sound VALUES ('{"version": "a", "sessions": 30, "penalty": 8, "bias": 4, "holdout": [[6, 0.5, 0, 100, 200], [6, null, -0.5, 1, 1], [0, null, 0, 0, 0], [0, null, 0, 0, 0], [0, null, 0, 0, 0]], "weights": {"3": 0.5, "7": -1}}');
SELECT text::workmode_value_model::text = text AS same FROM sound;
SELECT what, split_part(value_model_try(format('SELECT %L::workmode_value_model', replace(text, old, new))), ' | ', 1) AS state,
	split_part(value_model_try(format('SELECT %L::workmode_value_model', replace(text, old, new))), ' | ', 3) AS detail
FROM sound, (VALUES
	(1, 'empty', '{"version": "a", "sessions": 30, "penalty": 8, "bias": 4, "holdout": [[6, 0.5, 0, 100, 200], [6, null, -0.5, 1, 1], [0, null, 0, 0, 0], [0, null, 0, 0, 0], [0, null, 0, 0, 0]], "weights": {"3": 0.5, "7": -1}}', ''),
	(2, 'version', '"a"', '"a b"'), (3, 'no version', '"a"', '""'),
	(5, 'sessions', '30', '0'), (6, 'negative', '30', '-30'), (7, 'penalty', '"penalty": 8', '"penalty": 0'),
	(8, 'bias', '"bias": 4', '"bias": 10001'), (9, 'decimals', '"bias": 4', '"bias": 4.00001'),
	(10, 'rows', '[6, null, -0.5, 1, 1], ', ''), (11, 'cells', '[0, null, 0, 0, 0]]', '[0, null, 0, 0]]'),
	(12, 'correlation', '0.5, 0', '1.5, 0'), (13, 'more in a tier than in all', '[6, null', '[7, null'),
	(14, 'held out more than there are', '[6, 0.5', '[31, 0.5'), (15, 'something of nothing', '[0, null, 0, 0, 0]]', '[0, null, 0, 0, 1]]'),
	(16, 'order', '"3"', '"8"'), (17, 'twice', '"3"', '"7"'), (18, 'zero', '0.5, "7"', '0, "7"'),
	(19, 'number', '"3"', '"65536"'), (20, 'weight', '-1}', '"x"}'), (21, 'array', '{"3": 0.5, "7": -1}', '[1]'),
	(22, 'cut off', '-1}}', '-1')) AS bad (n, what, old, new) ORDER BY n;

DROP TABLE priced, taught, sold, seller;
DROP FUNCTION value_model_try;
