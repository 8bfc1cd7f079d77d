--
-- Vectors and models as values: text, binary, comparison, malformed ones;
-- training: order, parallel plans, options, errors.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- Vectors
SELECT v::workmode_vector FROM (VALUES
	('{}'), ('{0:1}'), (' { 3 : -0.25 , 17 : 2.5000 } '), ('{65535:100}')) AS t(v);
SELECT '{1:1}'::workmode_vector = '{1:1.0}'::workmode_vector AS equal,
	'{1:1}'::workmode_vector < '{1:2}'::workmode_vector AS less,
	'{1:1}'::workmode_vector <> '{2:1}'::workmode_vector AS other_number,
	workmode_vector_hash('{1:1}') = workmode_vector_hash('{1:1.00}') AS same_hash;
SELECT workmode_vector_send('{3:-0.25}');
SELECT count(DISTINCT v), max(v::text) FROM (VALUES
	('{1:1}'::workmode_vector), ('{1:1}'), ('{2:1}')) AS t(v);

-- What is no vector
CREATE FUNCTION pg_temp.refuses(statement text, OUT state text, OUT message text, OUT detail text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	message := 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE,
		message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
END $$;
SELECT v, r.state, r.detail
FROM (VALUES (1, ''), (2, '{'), (3, '}'), (4, '{}/1'), (5, '{}{}'), (6, '{1}'), (7, '{1:}'),
	(8, '{1:0}'), (9, '{2:1,1:1}'), (10, '{1:1,1:1}'), (11, '{65536:1}'),
	(12, '{1:101}'), (13, '{1:1e3}'), (14, '{1:0.00001}'), (15, '{1:NaN}'),
	(16, '{1:1,}'), (17, '{-1:1}'), (18, '{1:1'), (19, '{99999999999:1}')) AS t(n, v),
	pg_temp.refuses(format('SELECT %L::workmode_vector', v)) AS r
ORDER BY n;

-- Examples: two modes that two features tell apart, a third one beside them.
CREATE TABLE examples AS
	SELECT n, format('{13:%s,37:%s,62:0.5}', 0.3 + n % 7 * 0.1, 0.9 - n % 5 * 0.1)::workmode_vector AS features,
		(CASE WHEN n % 7 > 4 THEN 'build' WHEN n % 5 < 2 THEN 'understand' ELSE 'plan' END)::workmode AS mode
	FROM generate_series(1, 7000) AS n;
ANALYZE examples;
CREATE TABLE models (name text, model workmode_model);
INSERT INTO models SELECT 'up', workmode_train(features, mode ORDER BY n) FROM examples;
INSERT INTO models SELECT 'down', workmode_train(features, mode ORDER BY n DESC) FROM examples;
INSERT INTO models SELECT 'stiff', workmode_train(features, mode, workmode_train_options(
	penalty => 1000, version => 'stiff-1')) FROM examples;

-- The same rows in any order give the same model.
SELECT count(DISTINCT model) AS models, count(DISTINCT model::text) AS texts,
	count(DISTINCT workmode_model_hash(model)) AS hashes
FROM models WHERE name IN ('up', 'down');
SELECT a.model = b.model AS equal, a.model < b.model OR a.model > b.model AS ordered
FROM models AS a, models AS b WHERE a.name = 'up' AND b.name = 'stiff';

-- Lossless as text and through jsonb
SELECT name, model::text::workmode_model = model AS text,
	model::text::jsonb::text::workmode_model = model AS jsonb
FROM models ORDER BY name;
SELECT workmode_model_version(model),
	(SELECT count(DISTINCT mode) FROM workmode_model_weights(model)) AS modes,
	model::text::jsonb->>'sessions' AS sessions, model::text::jsonb->>'penalty' AS penalty
FROM models WHERE name = 'stiff';
SELECT bool_and(workmode_model_version(model) LIKE 'trained-%') FROM models WHERE name <> 'stiff';

-- It tells its examples apart, and never gives a mode that it was not taught.
SELECT mode, workmode_classify(features, model) AS given, count(*)
FROM examples, models WHERE name = 'up' GROUP BY 1, 2 ORDER BY 1, 2;
SELECT mode, probability = 0 AS never, probability < 1 AS no_certainty
FROM models, workmode_scores('{13:0.9}'::workmode_vector, model)
WHERE name = 'up' ORDER BY mode;
SELECT round(sum(probability)::numeric, 9) FROM workmode_scores('{}'::workmode_vector);

-- Rows with a NULL are left out.
SELECT count(DISTINCT model) FROM (
	SELECT workmode_train(features, mode) AS model FROM examples
	UNION ALL SELECT workmode_train(features, mode) FROM (
		TABLE examples UNION ALL VALUES (0, NULL::workmode_vector, 'fix'::workmode), (0, '{1:1}', NULL)) AS e
) AS m;

-- A parallel plan gives the same model.
ALTER TABLE examples SET (parallel_workers = 2);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT workmode_train(features, mode) FROM examples;
SELECT workmode_train(features, mode) = (SELECT model FROM models WHERE name = 'up') AS same FROM examples;
SELECT workmode_train(features, mode, workmode_train_options(penalty => 1000, version => 'stiff-1'))
	= (SELECT model FROM models WHERE name = 'stiff') AS same FROM examples;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- Weights: what counts for more decides, and none is left out but by NULL.
SELECT heavy, workmode_classify('{1:1}'::workmode_vector, workmode_train(
		'{1:1}', mode, workmode_train_options(penalty => 1),
		CASE WHEN mode = heavy THEN 3 ELSE 0.5 END)) AS given
FROM (VALUES ('build'::workmode), ('fix')) AS h(heavy), (VALUES ('build'::workmode), ('fix')) AS m(mode),
	generate_series(1, 5)
GROUP BY heavy ORDER BY heavy;
SELECT workmode_train(features, mode, NULL, 1) = (SELECT model FROM models WHERE name = 'up') AS as_without,
	workmode_train(features, mode, NULL, CASE WHEN n <= 40 THEN 1 END)
	= workmode_train(features, mode) FILTER (WHERE n <= 40) AS left_out
FROM examples;

-- Options are for the whole training, whichever row or part has them: rows without
-- any do not matter, and rows with others are an error.
SELECT workmode_train(features, mode, CASE WHEN n % 3 = 1 THEN workmode_train_options(
	penalty => 1000, version => 'stiff-1') END) = (SELECT model FROM models WHERE name = 'stiff') AS some_rows
FROM examples;
CREATE TABLE parts (part int, features workmode_vector, mode workmode) PARTITION BY LIST (part);
CREATE TABLE part1 PARTITION OF parts FOR VALUES IN (1);
CREATE TABLE part2 PARTITION OF parts FOR VALUES IN (2);
INSERT INTO parts SELECT 1 + n % 2, features, mode FROM examples;
SET enable_partitionwise_aggregate = on;
SELECT workmode_train(features, mode, CASE WHEN part = 2 THEN workmode_train_options(
	penalty => 1000, version => 'stiff-1') END) = (SELECT model FROM models WHERE name = 'stiff') AS one_part
FROM parts;

-- People must be left out whole.  Each here has a habit, which tells nothing of others,
-- and mostly does one thing; a clue that all share is right eight times in ten.  Models
-- that have learned of other sessions of the same people are too sure, and what they
-- say of them leaves too few fixes to others, of whose sessions nine in ten are some.
CREATE TABLE habits AS
	SELECT person, n, mode, (CASE WHEN (mode = 'fix') = ((n + person) % 10 < 8) THEN '{12288:1,%s:1}' ELSE '{%s:1}' END) AS clues
	FROM generate_series(1, 40) AS person, generate_series(0, 19) AS n,
		LATERAL (SELECT (CASE WHEN (person % 2 = 0 OR person > 20) = (n < 18) THEN 'fix' ELSE 'plan' END)::workmode AS mode) AS m;
ALTER TABLE habits ADD features workmode_vector;
UPDATE habits SET features = format(clues, 12288 + person)::workmode_vector;
CREATE TABLE judged AS
	SELECT by, person, mode, workmode_predict(features, model) AS p
	FROM unnest('{person,session}'::text[]) AS by, generate_series(0, 4) AS part,
		LATERAL (SELECT workmode_train(features, mode, workmode_train_options(penalty => 1)) AS model FROM habits
			WHERE person <= 20 AND CASE by WHEN 'person' THEN person / 2 ELSE n END % 5 <> part) AS m,
		habits
	WHERE person <= 20 AND CASE by WHEN 'person' THEN person / 2 ELSE n END % 5 = part;
SELECT by, count(*), round(avg(workmode_probability(p, mode))::numeric, 2) AS of_true_mode
FROM judged GROUP BY by ORDER BY by;
SELECT by, mode, round(share::numeric, 2) AS hard, round(corrected::numeric, 2) AS corrected, low < share_of_true AND high > share_of_true AS holds
FROM (SELECT by, array_agg(tally) AS labelled
	  FROM (SELECT by, workmode_tally(mode, NULL, p) AS tally FROM judged GROUP BY by, person) AS t GROUP BY by) AS l,
	(SELECT workmode_cluster(tally) AS tally
	 FROM (SELECT workmode_tally((SELECT s.mode FROM workmode_scores(p) AS s LIMIT 1), NULL, p) AS tally
		   FROM (SELECT person, workmode_predict(features, model) AS p
				 FROM habits, (SELECT workmode_train(features, mode, workmode_train_options(penalty => 1)) FILTER (WHERE person <= 20) AS model FROM habits) AS m
				 WHERE person > 20) AS given GROUP BY person) AS t) AS others,
	workmode_unmixed(tally, labelled, ridge => 0)
	JOIN (VALUES ('fix'::workmode, 0.9), ('plan', 0.1)) AS v(mode, share_of_true) USING (mode)
ORDER BY by, mode;

-- What cannot be trained
SELECT r.* FROM (VALUES
	(1, 'SELECT workmode_train(features, mode) FROM examples WHERE false'),
	(2, 'SELECT workmode_train(features, mode) FROM examples WHERE mode = ''plan'''),
	(4, 'SELECT workmode_train(features, mode, workmode_train_options(penalty => 0)) FROM examples'),
	(5, 'SELECT workmode_train(features, mode, workmode_train_options(penalty => ''NaN'')) FROM examples'),
	(6, 'SELECT workmode_train(features, mode, workmode_train_options(temperature => -1)) FROM examples'),
	(7, 'SELECT workmode_train(features, mode, workmode_train_options(version => ''a b'')) FROM examples'),
	(8, 'SELECT workmode_train(features, mode, NULL, 0) FROM examples'),
	(9, 'SELECT workmode_train(features, mode, NULL, ''NaN'') FROM examples'),
	(10, 'SELECT workmode_train(features, mode, NULL, 1e7) FROM examples'),
	(12, 'SELECT workmode_shipped_model(''never'')'),
	(13, 'SELECT workmode_train(features, mode, workmode_train_options(penalty => 1 + n % 2)) FROM examples'),
	(14, 'SELECT workmode_train(features, mode, workmode_train_options(version => ''v'' || n)) FROM examples WHERE n < 3'),
	(15, 'SELECT workmode_train(features, mode, workmode_train_options(penalty => part)) FROM parts')) AS t(n, statement),
	pg_temp.refuses(statement) AS r
ORDER BY n;
RESET enable_partitionwise_aggregate;

-- What is no model
CREATE FUNCTION pg_temp.broken(change jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT (model::text::jsonb || change)::text FROM models WHERE name = 'stiff'
$$;
SELECT n, r.state, r.detail
FROM (VALUES (1, ''), (2, '[]'), (3, '{}'),
	(4, pg_temp.broken('{"version": ""}')), (5, pg_temp.broken('{"version": "a b"}')),
	(6, pg_temp.broken('{"modes": 1}')), (7, pg_temp.broken('{"modes": 1023}')),
	(8, pg_temp.broken('{"modes": 3}')), (9, pg_temp.broken('{"sessions": 0}')),
	(10, pg_temp.broken('{"penalty": "x"}')), (11, pg_temp.broken('{"bias": [1, 2]}')),
	(12, pg_temp.broken('{"bias": [0, 0, 0, 0, 0, 0, 0, 0, 100000]}')),
	(13, pg_temp.broken('{"weights": []}')), (14, pg_temp.broken('{"weights": {"x": []}}')),
	(15, pg_temp.broken('{"weights": {"1": [1]}}')),
	(16, pg_temp.broken('{"weights": {"65536": [0, 0, 0, 0, 0, 0, 0, 0, 0]}}'))) AS t(n, model),
	pg_temp.refuses(format('SELECT %L::workmode_model', model)) AS r
ORDER BY n;

-- The models that are shipped
SELECT workmode_shipped_model() = workmode_shipped_model(workmode_model_version()) AS default_model,
	workmode_model_version(workmode_shipped_model()) = workmode_model_version() AS version,
	workmode_shipped_model()::text::workmode_model = workmode_shipped_model() AS lossless;

DROP TABLE examples, models, parts, habits, judged;
