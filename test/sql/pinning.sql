--
-- Pinning: an old model beside a new one gives the old answers to the bit, by
-- each function that takes a model; and what is kept between calls is never
-- another model than the one that was given.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- Sessions of many modes.  The new model is the old one, but that it finds plans
-- and analyses everywhere; the default model is the old one.
CREATE TABLE pinned_sessions (name text, session text);
INSERT INTO pinned_sessions
SELECT name, format('[{"role": "user", "content": %s}, {"role": "assistant", "content": "Done.", "tool_calls": [%s]}, {"role": "user", "content": "Now explain it"}, {"role": "assistant", "content": "It is so."}]',
	to_json(request), (SELECT string_agg(format('{"id": "c%s", "type": "function", "function": {"name": %s, "arguments": %s}}',
		i, to_json(tool), to_json(arguments)), ', ') FROM generate_series(1, 3) AS i))
FROM (VALUES
	('page', 'Build a new page', 'write_file', '{"path": "page.html", "content": "a\nb\nc"}'),
	('fault', 'Fix the bug in the parser, it crashes', 'edit_file', '{"path": "parser.c", "old_string": "a", "new_string": "b"}'),
	('tests', 'Add unit tests', 'write_file', '{"path": "tests/test_a.py", "content": "a\nb"}'),
	('text', 'Write an article about cats', 'write_file', '{"path": "cats.md", "content": "a\nb"}'),
	('server', 'Deploy it to production', 'bash', '{"command": "kubectl apply -f x.yaml"}')) AS v(name, request, tool, arguments);
CREATE TABLE pinned_models (name text, model workmode_model);
INSERT INTO pinned_models
	SELECT 'old', workmode_shipped_model(workmode_model_version());
INSERT INTO pinned_models
	SELECT 'new', jsonb_set(jsonb_set(model::text::jsonb, '{version}', '"later-1"'),
		'{bias}', '[0, 0, 0, 0, 0, 0, 50, 49.5, 0]')::text::workmode_model
	FROM pinned_models;
SELECT name, workmode_model_version(model) = workmode_model_version() AS default_model,
	pg_column_size(model) > 700000 AS plain FROM pinned_models ORDER BY name DESC;

-- What each function says of a session, as one text; floats to the bit.
CREATE FUNCTION pg_temp.bits(float8) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT encode(float8send($1), ''hex'')';
CREATE TABLE pinned_default AS
	SELECT name, workmode_classify(session)::text AS classify,
		(SELECT string_agg(mode || pg_temp.bits(probability), ',') FROM workmode_scores(session)) AS scores,
		(SELECT md5(string_agg(mode || evidence || pg_temp.bits(contribution), ',')) FROM workmode_explain(session)) AS explain,
		(SELECT string_agg(turn || mode::text || pg_temp.bits(probability), ',') FROM workmode_turns(session)) AS turns,
		workmode_session(session)::text AS session,
		workmode_value(session)::text AS value,
		(SELECT string_agg(e::text, ',') FROM workmode_explain_value(session) AS e) AS explain_value,
		workmode_value(session, ARRAY[(NULL, 'software', 70, 'USD', NULL)::workmode_skill_rate])::text AS rates,
		(SELECT string_agg(e::text, ',') FROM workmode_explain_value(session,
			ARRAY[(NULL, 'software', 70, 'USD', NULL)::workmode_skill_rate]) AS e) AS explain_rates,
		workmode_classify(workmode_features(session))::text AS vector,
		(SELECT string_agg(mode || pg_temp.bits(probability), ',') FROM workmode_scores(workmode_features(session))) AS vector_scores
	FROM pinned_sessions;
CREATE TABLE pinned_named AS
	SELECT m.name AS model, s.name, workmode_classify(session, model => model)::text AS classify,
		(SELECT string_agg(mode || pg_temp.bits(probability), ',') FROM workmode_scores(session, model => model)) AS scores,
		(SELECT md5(string_agg(mode || evidence || pg_temp.bits(contribution), ',')) FROM workmode_explain(session, model => model)) AS explain,
		(SELECT string_agg(turn || mode::text || pg_temp.bits(probability), ',') FROM workmode_turns(session, model => model)) AS turns,
		workmode_session(session, model => model)::text AS session,
		workmode_value(session, model => model)::text AS value,
		(SELECT string_agg(e::text, ',') FROM workmode_explain_value(session, model => model) AS e) AS explain_value,
		workmode_value(session, model => model, rates => ARRAY[(NULL, 'software', 70, 'USD', NULL)::workmode_skill_rate])::text AS rates,
		(SELECT string_agg(e::text, ',') FROM workmode_explain_value(session, model => model,
			rates => ARRAY[(NULL, 'software', 70, 'USD', NULL)::workmode_skill_rate]) AS e) AS explain_rates,
		workmode_classify(workmode_features(session), model => model)::text AS vector,
		(SELECT string_agg(mode || pg_temp.bits(probability), ',') FROM workmode_scores(workmode_features(session), model => model)) AS vector_scores
	FROM pinned_sessions AS s, pinned_models AS m;

-- The old one says what the default one says, each function and session.
SELECT count(*) AS alike FROM pinned_default AS d JOIN pinned_named AS n USING (name)
WHERE model = 'old' AND to_jsonb(d) = to_jsonb(n) - 'model';
-- The new one says something else, with each function, and the same with all.
SELECT count(*) AS unlike FROM pinned_default AS d JOIN pinned_named AS n USING (name),
	jsonb_each_text(to_jsonb(d)) AS of_default, jsonb_each_text(to_jsonb(n)) AS of_new
WHERE model = 'new' AND of_default.key = of_new.key AND of_default.key <> 'name' AND of_default.value <> of_new.value;
SELECT s.name, workmode_classify(s.session, m.model) AS classify,
	workmode_classify(workmode_features(s.session), m.model) AS vector, f.mode, f.second_mode, f.model_version
FROM pinned_sessions AS s, pinned_models AS m, workmode_session(s.session, m.model) AS f
WHERE m.name = 'new' ORDER BY s.name COLLATE "C";
-- A value depends on the mode that the model gives.
SELECT s.name, e.mode, string_agg(e.deliverable, ', ' ORDER BY e.deliverable COLLATE "C") AS delivered,
	sum(e.value)::numeric(9, 2) = workmode_value(session, model)::numeric(9, 2) AS adds_up,
	workmode_value(session, model) = (workmode_session(session, model)).value AS in_session
FROM pinned_sessions AS s, pinned_models AS m, workmode_explain_value(session, model) AS e
WHERE m.name = 'new' GROUP BY s.name, e.mode, session, model ORDER BY s.name COLLATE "C";
-- Through each type of transcript
SELECT bool_and(to_jsonb(workmode_session(session, model)) = to_jsonb(workmode_session(session::json, model))) AS json,
	bool_and(to_jsonb(workmode_session(session, model)) = to_jsonb(workmode_session(session::jsonb, model))) AS jsonb,
	bool_and(workmode_value(session, model) = workmode_value(session::json, model)
		AND workmode_value(session, model) = workmode_value(session::jsonb, model)) AS value,
	bool_and(workmode_value(session, NULL::workmode_skill_rate[], model) = workmode_value(session::jsonb, NULL::workmode_skill_rate[], model)
		AND workmode_value(session, NULL::workmode_skill_rate[], model) = workmode_value(session, model)) AS no_rates
FROM pinned_sessions, pinned_models;
-- NULL in, NULL out; rates are none if they are NULL.
SELECT workmode_session(session, NULL::workmode_model) IS NULL AS session, workmode_value(session, NULL::workmode_model) AS value,
	workmode_value(session, NULL::workmode_skill_rate[], NULL::workmode_model) AS rates,
	(SELECT count(*) FROM workmode_explain_value(session, NULL::workmode_skill_rate[], NULL::workmode_model)) AS reasons,
	workmode_value(NULL::text, NULL::workmode_skill_rate[], model) AS transcript,
	workmode_value(session, NULL::workmode_skill_rate[], model, NULL) AS strict
FROM pinned_sessions AS s, pinned_models AS m WHERE s.name = 'page' AND m.name = 'new';

-- A model of value needs no mode: what it says is the same beside any model of modes.
CREATE TABLE pinned_prices AS
	SELECT workmode_train_value(format('{1024:%s}', round(i / 10.0, 1))::workmode_vector, 10 + i) AS model FROM generate_series(1, 40) AS i;
SELECT count(DISTINCT workmode_value(session, model)) AS prices, bool_and(workmode_value(session, model) = workmode_value(session::jsonb, model)) AS alike,
	bool_and(workmode_value_version(model) LIKE 'trained-%') AS named
FROM pinned_sessions, pinned_prices;

--
-- What is kept between calls
--

-- Two models by turns in one call site, stored in each way: aside and plain, aside
-- and compressed (which weights of many digits are not), and in memory.
CREATE TABLE pinned_compressed (name text, model workmode_model);
ALTER TABLE pinned_compressed ALTER model SET STORAGE EXTENDED;
CREATE FUNCTION pg_temp.rounded(model jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
	'SELECT jsonb_set(model, ''{weights}'', jsonb_object_agg(key, (SELECT jsonb_agg(round(weight::numeric, 1) ORDER BY i)
		FROM jsonb_array_elements_text(value) WITH ORDINALITY AS e(weight, i)))) FROM jsonb_each(model->''weights'')';
INSERT INTO pinned_compressed SELECT name, pg_temp.rounded(model::text::jsonb)::text::workmode_model FROM pinned_models;
SELECT bool_and(pg_column_size(model) < 700000) AS compressed FROM pinned_compressed;
SELECT stored, count(*), bool_and(CASE name WHEN 'new' THEN (f).mode IN ('plan', 'analyze') ELSE (f).mode = before END) AS mode,
	bool_and(((f).model_version = 'later-1') = (name = 'new')) AS version
FROM (SELECT stored, m.name, workmode_session(session, model) AS f, workmode_classify(session) AS before
	FROM (SELECT 'plain' AS stored, name, model FROM pinned_models
		UNION ALL SELECT 'compressed', name, model FROM pinned_compressed
		UNION ALL SELECT 'in memory', name, model::text::workmode_model FROM pinned_models) AS m,
		pinned_sessions AS s ORDER BY s.name, stored, m.name) AS turns
GROUP BY stored ORDER BY stored;

-- Small models of one version and one size, each made where the last one was.
CREATE FUNCTION pg_temp.little(mode int, first int DEFAULT 0) RETURNS workmode_model LANGUAGE sql IMMUTABLE AS $$
	SELECT format('{"version": "v", "sessions": 9, "penalty": 1, "temperature": 1, "modes": 511, "bias": [%s], "weights": {"%s": [1, 0, 0, 0, 0, 0, 0, 0, 0]}}',
		string_agg(CASE i WHEN mode THEN '2' ELSE '1' END, ', ' ORDER BY i), first)::workmode_model
	FROM generate_series(1, 9) AS i
$$;
CREATE TABLE pinned_little AS SELECT i, pg_temp.little(1 + i % 9) AS model FROM generate_series(1, 900) AS i;
SELECT count(*) AS wrong FROM generate_series(1, 900) AS i
WHERE workmode_classify('{}'::workmode_vector, pg_temp.little(1 + i % 9)) <> (enum_range(NULL::workmode))[1 + i % 9];
SELECT count(*) AS wrong FROM pinned_little
WHERE workmode_classify('{}'::workmode_vector, model) <> (enum_range(NULL::workmode))[1 + i % 9];
SELECT count(*) AS wrong FROM (SELECT i, workmode_scores('{}'::workmode_vector, model) AS s FROM pinned_little) AS rows
WHERE (s).probability > 0.2 AND (s).mode <> (enum_range(NULL::workmode))[1 + i % 9];
SELECT DISTINCT pg_column_size(model) FROM pinned_little;

-- Parameters: a generic plan is called with other models, and so is an expression
-- in PL/pgSQL, which stays the same through a transaction.
SET plan_cache_mode = force_generic_plan;
PREPARE pinned_by (workmode_model) AS
	SELECT min((workmode_session(session, $1)).model_version) = workmode_model_version($1) AS version,
		bool_and(workmode_classify(session, $1) = workmode_classify(session)) AS as_default FROM pinned_sessions;
CREATE FUNCTION pg_temp.model(which text) RETURNS workmode_model LANGUAGE sql STABLE AS
	'SELECT model FROM pinned_models WHERE name = which';
EXECUTE pinned_by(pg_temp.model('new'));
EXECUTE pinned_by(pg_temp.model('old'));
EXECUTE pinned_by(pg_temp.little(7));
RESET plan_cache_mode;
DO $$
DECLARE
	m record;
	little workmode_model;
	given workmode;
	told text := '';
BEGIN
	FOR m IN SELECT name, model FROM pinned_models, generate_series(1, 3) AS n ORDER BY n, name LOOP
		given := workmode_classify('{}'::workmode_vector, m.model);
		told := told || ' ' || m.name || CASE given WHEN workmode_classify('{}'::workmode_vector) THEN ' as before,' ELSE ' otherwise,' END;
	END LOOP;
	RAISE NOTICE '%', told;
	FOR i IN 0..899 LOOP
		little := pg_temp.little(1 + i % 9);
		given := workmode_classify('{}'::workmode_vector, little);
		ASSERT given = (enum_range(NULL::workmode))[1 + i % 9];
		IF i % 100 = 0 THEN
			BEGIN
				given := workmode_classify('{', little, true);
			EXCEPTION WHEN invalid_json_text THEN
				NULL;
			END;
		END IF;
	END LOOP;
END $$;

-- A value that takes another's place in its table
DO $$
DECLARE
	m workmode_model;
	given workmode;
BEGIN
	FOR i IN 0..6 LOOP
		UPDATE pinned_compressed SET model = p.model FROM pinned_models AS p
		WHERE pinned_compressed.name = 'new' AND p.name = CASE i % 2 WHEN 0 THEN 'old' ELSE 'new' END;
		SELECT model INTO m FROM pinned_compressed WHERE name = 'new';
		given := workmode_classify('{}'::workmode_vector, m);
		ASSERT (given = 'plan') = (i % 2 = 1);
	END LOOP;
END $$;

-- A function that calls itself between two calls of the same expression
CREATE FUNCTION pg_temp.deep(depth int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	model workmode_model := pg_temp.little(1 + depth % 9);
	given workmode;
BEGIN
	given := workmode_classify(CASE WHEN depth > 0 AND pg_temp.deep(depth - 1) <> '' THEN '{}' ELSE '{0:0.0001}' END::workmode_vector, model);
	RETURN given;
END $$;
SELECT depth, pg_temp.deep(depth) FROM generate_series(0, 5) AS depth ORDER BY depth;

-- Parallel workers, and a sub-select, which is one parameter for all of them
ALTER TABLE pinned_little SET (parallel_workers = 2);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT count(*) AS wrong FROM pinned_little
WHERE workmode_classify('{}'::workmode_vector, model) <> (enum_range(NULL::workmode))[1 + i % 9];
SELECT count(*) AS wrong FROM pinned_little
WHERE workmode_classify('{}'::workmode_vector, model) <> (enum_range(NULL::workmode))[1 + i % 9];
SELECT count(*) AS wrong FROM pinned_little
WHERE workmode_classify('{}'::workmode_vector, (SELECT m.model FROM pinned_models AS m WHERE name = 'new')) <> 'plan';
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- Models of value by turns, too
CREATE TABLE pinned_values AS
	SELECT i, format('{"version": "v", "sessions": 9, "penalty": 1, "bias": %s, "holdout": [%s], "weights": {}}', i % 7,
		'[0, null, 0, 0, 0], [0, null, 0, 0, 0], [0, null, 0, 0, 0], [0, null, 0, 0, 0], [0, null, 0, 0, 0]')::workmode_value_model AS model
	FROM generate_series(1, 70) AS i;
SELECT count(*) AS wrong FROM pinned_values, pinned_sessions
WHERE workmode_value(session, model) <> round(exp(i % 7)::numeric, 2)::float8;

DROP TABLE pinned_default, pinned_named, pinned_sessions, pinned_models, pinned_compressed, pinned_little, pinned_prices, pinned_values;
