--
-- added_column: what users build on our rows outlives an update that adds a
-- column to a type of rows.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- What an update script would do, here to every type of rows at once.  The
-- library is still of today: a type has a column that it does not know.
CREATE FUNCTION pg_temp.row_types() RETURNS SETOF regtype LANGUAGE sql AS $$
	SELECT DISTINCT t.oid::regtype
	FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
		JOIN pg_proc p ON p.oid = d.objid JOIN pg_type t ON t.oid = p.prorettype
	WHERE d.refclassid = 'pg_extension'::regclass AND d.classid = 'pg_proc'::regclass
		AND extname = 'workmode' AND typtype = 'c' AND typname <> 'workmode_options'
	ORDER BY 1
$$;
CREATE FUNCTION pg_temp.update_types() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	type regtype;
	types bigint := 0;
BEGIN
	FOR type IN SELECT * FROM pg_temp.row_types() LOOP
		EXECUTE format('ALTER TYPE %s ADD ATTRIBUTE of_tomorrow text CASCADE', type);
		types := types + 1;
	END LOOP;
	RETURN types;
END $$;

-- Each function that returns rows, and what it is called with.
CREATE FUNCTION pg_temp.said(words text) RETURNS text LANGUAGE sql AS $$
	SELECT jsonb_build_array(jsonb_build_object('role', 'user', 'content', words),
							 jsonb_build_object('role', 'assistant', 'content', 'I did.'))::text
$$;
CREATE TABLE kept_input AS
SELECT body, '[{"uuid": "c", "name": "n", "created_at": "2026-05-01T10:00:00Z", "updated_at": "2026-05-01T10:00:00Z", "chat_messages": []}]'::text AS export,
	workmode_features(body) AS features, model, value_model, tally, tally AS other, labelled, histogram, labels, drawn, panel
FROM (SELECT pg_temp.said('fix the crash in the parser') AS body) b,
	(SELECT workmode_train(workmode_features(pg_temp.said(description)), mode) AS model,
		workmode_agreement(mode, mode) AS labels, workmode_tally(mode, NULL, format('{"%s": 1}', mode)::workmode_probabilities) AS drawn
	 FROM workmode_modes(), generate_series(1, 3)) m,
	(SELECT workmode_train_value(workmode_features(pg_temp.said(repeat('fix it ', n))), 10 * n) AS value_model
	 FROM generate_series(1, 40) n) v,
	(SELECT workmode_cluster(tally) AS tally, array_agg(tally) AS labelled
	 FROM (SELECT workmode_tally(mode, 10 + n, format('{"%s": 1}', mode)::workmode_probabilities) AS tally
		   FROM workmode_modes(), generate_series(1, 20) n GROUP BY n) u) t,
	(SELECT workmode_histogram(mode, n) AS histogram FROM workmode_modes(), generate_series(1, 20) n) h,
	(SELECT workmode_panel(person, period, tally) AS panel
	 FROM (SELECT (n % 20)::text AS person, date '2026-01-01' + n % 3 AS period, workmode_tally(mode, 10 + n) AS tally
		   FROM workmode_modes(), generate_series(1, 60) n WHERE n % (1 + ordinal) > 0 GROUP BY 1, 2) u) p;

CREATE TABLE kept_call (name text, call text);
INSERT INTO kept_call VALUES
	('modes', 'workmode_modes()'),
	('study', 'workmode_study()'),
	('session', 'workmode_session(body)'),
	('session_model', 'workmode_session(body, model)'),
	('format', 'workmode_format(body)'),
	('conversations', 'workmode_conversations(export)'),
	('scores', 'workmode_scores(body)'),
	('scores_vector', 'workmode_scores(features)'),
	('scores_probabilities', 'workmode_scores(workmode_predict(features))'),
	('explain', 'workmode_explain(body)'),
	('turns', 'workmode_turns(body)'),
	('turn_features', 'workmode_turn_features(body)'),
	('explain_value', 'workmode_explain_value(body)'),
	('explain_value_model', 'workmode_explain_value(body, model)'),
	('rate_card', 'workmode_rate_card()'),
	('shares', 'workmode_shares(tally)'),
	('shares_expected', 'workmode_shares(tally, estimate => ''expected'')'),
	('shares_unmixed', 'workmode_shares(tally, estimate => ''unmixed'')'),
	('values', 'workmode_values(tally)'),
	('shift', 'workmode_shift(tally, other)'),
	('shift_expected', 'workmode_shift(tally, other, estimate => ''expected'')'),
	('shift_unmixed', 'workmode_shift(tally, other, estimate => ''unmixed'')'),
	('shift_test', 'workmode_shift_test(tally, other)'),
	('fact_rates', 'workmode_fact_rates(tally)'),
	('fact_shift', 'workmode_fact_shift(tally, other)'),
	('value_indices', 'workmode_value_indices(tally, other)'),
	('decompose', 'workmode_decompose(tally, other)'),
	('power', 'workmode_power(0.3, 0.2, power => 0.8)'),
	('quantiles', 'workmode_quantiles(histogram)'),
	('agreement_measures', 'workmode_agreement_measures(labels)'),
	('periods', 'workmode_periods(panel)'),
	('shift_panel', 'workmode_shift(panel, ''2026-01-01'', ''2026-01-02'')'),
	('shift_test_panel', 'workmode_shift_test(panel, ''2026-01-01'', ''2026-01-02'')'),
	('value_indices_panel', 'workmode_value_indices(panel, ''2026-01-01'', ''2026-01-02'')'),
	('decompose_panel', 'workmode_decompose(panel, ''2026-01-01'', ''2026-01-02'')'),
	('trend', 'workmode_trend(panel)'),
	('turnover', 'workmode_turnover(panel, panel, ''2026-01-01'', ''2026-01-02'')'),
	('report', 'workmode_report(labels)'),
	('drift', 'workmode_drift(labels)'),
	('drift_test', 'workmode_drift_test(labels)'),
	('corrected', 'workmode_corrected(tally, labels)'),
	('corrected_difference', 'workmode_corrected(tally, labels, drawn)'),
	('corrected_shift', 'workmode_corrected_shift(tally, other, labels)'),
	('corrected_shift_apart', 'workmode_corrected_shift(tally, other, labels, labels)'),
	('unmixed', 'workmode_unmixed(tally, labelled)'),
	('unmixed_shift', 'workmode_unmixed_shift(tally, other, labelled)'),
	('publishable', 'workmode_publishable(tally)'),
	('telemetry', 'workmode_telemetry_final(''{1,2,3,4,5}'')'),
	('model_weights', 'workmode_model_weights(model)'),
	('value_report', 'workmode_value_report(value_model)'),
	('value_weights', 'workmode_value_weights(value_model)');

-- No type of rows is left out.
SELECT t AS type
FROM pg_temp.row_types() t
WHERE t <> ALL (SELECT p.prorettype FROM pg_proc p JOIN kept_call ON p.proname = substring(call FROM 'workmode_\w+'));

-- What users build: a view, a materialized view, one of whole rows, a statement
-- that is prepared (and names its columns, for * would be made anew), functions in
-- SQL and PL/pgSQL, a table with such a column.
DO $$
DECLARE
	c record;
BEGIN
	FOR c IN SELECT * FROM kept_call LOOP
		EXECUTE format('CREATE VIEW kept_view_%s AS SELECT f.* FROM kept_input, LATERAL %s f', c.name, c.call);
		EXECUTE format('CREATE MATERIALIZED VIEW kept_matview_%s AS SELECT f.* FROM kept_input, LATERAL %s f', c.name, c.call);
		EXECUTE format('CREATE MATERIALIZED VIEW kept_whole_%s AS SELECT f FROM kept_input, LATERAL %s f', c.name, c.call);
		EXECUTE format('PREPARE kept_statement_%s AS SELECT %s FROM kept_input, LATERAL %s f', c.name,
			(SELECT string_agg('f.' || quote_ident(attname), ', ' ORDER BY attnum)
			 FROM pg_attribute WHERE attrelid = ('kept_view_' || c.name)::regclass AND attnum > 0), c.call);
	END LOOP;
END $$;

-- Nor is any C function that makes rows.
SELECT prosrc AS source
FROM pg_proc p JOIN pg_temp.row_types() t ON prorettype = t
WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') AND probin LIKE '%workmode'
EXCEPT
SELECT prosrc
FROM pg_class c JOIN pg_rewrite r ON ev_class = c.oid
	JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_proc'::regclass
	JOIN pg_proc p ON p.oid = d.refobjid
WHERE c.relname LIKE 'kept_view_%'
ORDER BY 1;

CREATE FUNCTION pg_temp.all_rows(relation text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	rows jsonb;
BEGIN
	EXECUTE format('SELECT jsonb_agg(to_jsonb(r)) FROM %s r', relation) INTO rows;
	RETURN rows;
END $$;
ALTER TABLE kept_call ADD rows jsonb;
UPDATE kept_call SET rows = pg_temp.all_rows('kept_view_' || name);
SELECT count(*) AS calls, count(rows) AS with_rows FROM kept_call;

CREATE FUNCTION pg_temp.own_shares(t workmode_tally) RETURNS SETOF workmode_share_row LANGUAGE sql AS
	'SELECT * FROM workmode_shares(t) WHERE family = ''code''';
CREATE FUNCTION pg_temp.own_table(t workmode_tally) RETURNS TABLE (mode text, sessions bigint) LANGUAGE sql AS
	'SELECT s.mode::text, s.sessions FROM workmode_shares(t) s WHERE s.family = ''code''';
CREATE FUNCTION pg_temp.own_loop(t workmode_tally) RETURNS SETOF workmode_share_row LANGUAGE plpgsql AS $$
DECLARE
	s workmode_share_row;
BEGIN
	FOR s IN SELECT * FROM workmode_shares(t) WHERE family = 'code' LOOP
		RETURN NEXT s;
	END LOOP;
END $$;
CREATE FUNCTION pg_temp.own_facts(body text) RETURNS workmode_facts LANGUAGE sql AS
	'SELECT workmode_session(body)';
SELECT count(*), sum(sessions) FROM kept_input, pg_temp.own_shares(tally);
SELECT count(*), sum(sessions) FROM kept_input, pg_temp.own_table(tally);
SELECT count(*), sum(sessions) FROM kept_input, pg_temp.own_loop(tally);
SELECT f.prompts FROM kept_input, pg_temp.own_facts(body) f;

CREATE TABLE kept_rows AS
SELECT workmode_session(body) AS facts, s AS share FROM kept_input, workmode_shares(tally) s;
CREATE INDEX ON kept_rows ((facts));
CREATE TABLE kept_of OF workmode_facts;
INSERT INTO kept_of SELECT (facts).* FROM kept_rows LIMIT 1;
CREATE TABLE kept_named AS SELECT format, prompts, mode FROM kept_view_session;

SET plan_cache_mode = force_generic_plan;
EXECUTE kept_statement_shift_test;

BEGIN;
SELECT pg_temp.update_types() = count(*) AS updated FROM pg_temp.row_types();

-- Views and statements have the rows that they had, refreshed ones too.
SELECT count(*) AS calls,
	count(*) FILTER (WHERE rows IS DISTINCT FROM pg_temp.all_rows('kept_view_' || name)) AS views_differ
FROM kept_call;
DO $$
DECLARE
	c record;
	rows jsonb;
BEGIN
	FOR c IN SELECT * FROM kept_call ORDER BY name LOOP
		EXECUTE format('REFRESH MATERIALIZED VIEW kept_matview_%s', c.name);
		EXECUTE format('REFRESH MATERIALIZED VIEW kept_whole_%s', c.name);
		IF c.rows IS DISTINCT FROM pg_temp.all_rows('kept_matview_' || c.name) THEN
			RAISE WARNING 'refreshed %', c.name;
		END IF;
		EXECUTE format('SELECT jsonb_agg(to_jsonb(f) - ''of_tomorrow'') FROM kept_whole_%s', c.name) INTO rows;
		IF c.rows IS DISTINCT FROM rows THEN
			RAISE WARNING 'whole rows of %', c.name;
		END IF;
		EXECUTE format('CREATE TEMP TABLE executed ON COMMIT DROP AS EXECUTE kept_statement_%s', c.name);
		IF c.rows IS DISTINCT FROM pg_temp.all_rows('executed') THEN
			RAISE WARNING 'prepared %', c.name;
		END IF;
		DROP TABLE executed;
	END LOOP;
END $$;
EXECUTE kept_statement_shift_test;
SELECT count(*), sum(sessions), count(of_tomorrow) FROM kept_input, pg_temp.own_shares(tally);
SELECT count(*), sum(sessions) FROM kept_input, pg_temp.own_table(tally);
SELECT count(*), sum(sessions), count(of_tomorrow) FROM kept_input, pg_temp.own_loop(tally);
SELECT f.prompts, f.of_tomorrow FROM kept_input, pg_temp.own_facts(body) f;

-- What is new is there, and NULL; so it is in rows that were kept.
SELECT s.mode, s.sessions, s.of_tomorrow FROM kept_input, workmode_shares(tally) s WHERE s.mode = 'fix';
SELECT (workmode_shift_test(tally, other)).of_tomorrow IS NULL AS called_so FROM kept_input;
SELECT (facts).prompts, (facts).of_tomorrow, (share).sessions, (share).of_tomorrow FROM kept_rows LIMIT 1;
SELECT prompts, of_tomorrow FROM kept_of;
INSERT INTO kept_rows SELECT workmode_session(body), s FROM kept_input, workmode_shares(tally) s;
INSERT INTO kept_named SELECT * FROM (SELECT format, prompts, mode FROM kept_view_session) f;
SELECT count(*), count(DISTINCT facts) FROM kept_rows;

-- However many columns an update adds.
DO $$
BEGIN
	FOR i IN 1 .. 100 LOOP
		EXECUTE format('ALTER TYPE workmode_mode_row ADD ATTRIBUTE more_%s int CASCADE', i);
		EXECUTE format('ALTER TYPE workmode_facts ADD ATTRIBUTE more_%s int CASCADE', i);
	END LOOP;
END $$;
SELECT count(*), max(ordinal), max(more_100) FROM workmode_modes();
SELECT f.prompts, f.more_100 FROM kept_input, workmode_session(body) f;
ROLLBACK;
RESET plan_cache_mode;

-- Without CASCADE tables made of the type itself stand in its way.
\set VERBOSITY sqlstate
ALTER TYPE workmode_facts ADD ATTRIBUTE of_tomorrow text;
\set VERBOSITY default

-- The other way round: until the update is made, a new library meets a type that
-- lacks a column.
CREATE TYPE kept_short AS (mode workmode, family text);
CREATE FUNCTION pg_temp.short_shares(workmode_tally, double precision, boolean, text) RETURNS SETOF kept_short
	AS '$libdir/workmode', 'workmode_shares' LANGUAGE C STRICT;
SELECT s.* FROM kept_input, pg_temp.short_shares(tally, 0.95, false, 'sessions') s WHERE s.family = 'operate';
CREATE TYPE kept_shortest AS (session_id text, parent text, format text);
CREATE FUNCTION pg_temp.short_session(text, boolean) RETURNS kept_shortest
	AS '$libdir/workmode', 'workmode_session' LANGUAGE C STRICT;
SELECT pg_temp.short_session(body, false) FROM kept_input;

DEALLOCATE ALL;
SET client_min_messages = warning;
DROP TABLE kept_rows, kept_of, kept_named;
DO $$
DECLARE
	name text;
BEGIN
	FOR name IN SELECT k.name FROM kept_call k LOOP
		EXECUTE format('DROP VIEW kept_view_%s', name);
		EXECUTE format('DROP MATERIALIZED VIEW kept_matview_%s, kept_whole_%s', name, name);
	END LOOP;
END $$;
RESET client_min_messages;

-- What is no update is told: a column that was dropped, or that has another type.
BEGIN;
ALTER TYPE workmode_shift_row DROP ATTRIBUTE value_high;
SELECT count(*) FROM kept_input, workmode_shift(tally, other);
ROLLBACK;
BEGIN;
ALTER TYPE workmode_decompose_row ALTER ATTRIBUTE within TYPE text;
SELECT count(*) FROM kept_input, workmode_decompose(tally, other);
ROLLBACK;
CREATE FUNCTION pg_temp.calls_with(altered regtype, change text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	call text;
	rows bigint;
BEGIN
	FOR call IN
		SELECT k.call FROM kept_call k
		WHERE EXISTS (SELECT FROM pg_proc
					  WHERE proname = substring(k.call FROM 'workmode_\w+') AND prorettype = altered)
	LOOP
		BEGIN
			EXECUTE format('ALTER TYPE %s %s', altered, change);
			EXECUTE format('SELECT count(f) FROM kept_input, LATERAL %s f', call) INTO rows;
			RAISE restrict_violation;
		EXCEPTION
			WHEN restrict_violation THEN RETURN NEXT 'answer';
			WHEN OTHERS THEN RETURN NEXT SQLSTATE;
		END;
	END LOOP;
END $$;
SELECT c.answer, count(*) > 100 AS many
FROM pg_temp.row_types() t JOIN pg_type ON pg_type.oid = t JOIN pg_attribute a ON attrelid = typrelid,
	pg_temp.calls_with(t, format('DROP ATTRIBUTE %I', attname)) c(answer)
WHERE t <> 'workmode_skill_rate'::regtype
GROUP BY 1 ORDER BY 1;
-- (A column that is NULL has no value to be of the wrong type.)
SELECT DISTINCT new::text, c.answer
FROM pg_temp.row_types() t JOIN pg_type ON pg_type.oid = t JOIN pg_attribute a ON attrelid = typrelid,
	unnest('{text, bigint, name, workmode}'::regtype[]) new,
	pg_temp.calls_with(t, format('ALTER ATTRIBUTE %I TYPE %s', attname, new)) c(answer)
WHERE t <> 'workmode_skill_rate'::regtype AND new <> atttypid
ORDER BY 1, 2;

DROP FUNCTION pg_temp.short_shares, pg_temp.short_session;
DROP TYPE kept_short, kept_shortest;
DROP TABLE kept_input, kept_call;
