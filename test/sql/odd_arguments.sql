--
-- Every function, operator and aggregate with arguments at the edges of their
-- types: each answers, or raises an error that is meant for the user
--
-- A server with assertions takes a quarter of an hour for this: once is enough.
SELECT current_setting('debug_assertions')::boolean AND getdatabaseencoding() <> 'UTF8' AS enough \gset
\if :enough
	\quit
\endif
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;

CREATE TABLE pg_temp.odd (type regtype, value text);
INSERT INTO pg_temp.odd
	SELECT 'text'::regtype, unnest('{"",x,mean,build,"{}","{\"type\":\"user\",\"sessionId\":\"s\",\"message\":{\"content\":\"fix it\"}}"}'::text[])
	UNION ALL SELECT 'text', repeat('x', 10000)
	UNION ALL SELECT 'json', unnest('{"null","[]","{\"type\":\"user\",\"sessionId\":\"s\",\"message\":{\"content\":\"fix it\"}}"}'::text[])
	UNION ALL SELECT 'jsonb', unnest('{"null","[]","{\"type\":\"user\",\"sessionId\":\"s\",\"message\":{\"content\":\"fix it\"}}"}'::text[])
	UNION ALL SELECT 'double precision', unnest('{0,-1,1,0.95,2.5,NaN,Infinity,-Infinity,1e308,1e-308,1e12,1e-7}'::text[])
	UNION ALL SELECT 'double precision[]', unnest('{"{}","{0,0.5,1}","{NULL}","{{0.5}}","{NaN}","{-1}","{2}","[3:4]={0.1,0.2}"}'::text[])
	UNION ALL SELECT 'integer', unnest('{0,-1,1,10,2147483647,-2147483648}'::text[])
	UNION ALL SELECT 'bigint', unnest('{0,-1,1,9223372036854775807,-9223372036854775808}'::text[])
	UNION ALL SELECT 'bigint[]', unnest('{"{}","{1,2,3,4,5,6,7,8,9}","{0,0,0,0,0,0,0,0,0}","{-1,2,3,4,5,6,7,8,9}","{NULL,2,3,4,5,6,7,8,9}","{{1,2,3},{4,5,6},{7,8,9}}","{9223372036854775807,1,1,1,1,1,1,1,1}"}'::text[])
	UNION ALL SELECT 'bigint[]', array_fill(n, ARRAY[82])::text FROM unnest('{0,1,-1,9223372036854775807}'::bigint[]) n
	UNION ALL SELECT 'boolean', unnest('{t,f}'::text[])
	UNION ALL SELECT 'bytea', unnest('{"","\\x00","\\xffffffff"}'::text[])
	UNION ALL SELECT 'cstring', unnest('{"",x,"{}","{1}"}'::text[])
	UNION ALL SELECT 'workmode', unnest('{build,communicate}'::text[])
	UNION ALL SELECT 'workmode[]', unnest('{"{}","{build}","{build,communicate,build}","{NULL}","{{fix,test},{plan,NULL}}"}'::text[])
	UNION ALL SELECT 'workmode_tally', t::text FROM (
		SELECT workmode_tally(m, v) FROM (VALUES ('build'::workmode, 1::float8)) x(m, v) WHERE false
		UNION ALL SELECT workmode_tally(m, v) FROM (VALUES ('build'::workmode, 1e12::float8), ('fix', 1e-6), ('test', NULL), (NULL, 5)) x(m, v)
		UNION ALL SELECT workmode_tally(NULL::workmode, 1)
	UNION ALL SELECT workmode_tally(m, f) FROM (VALUES ('build'::workmode, true), ('build', false), ('fix', NULL)) x(m, f)
		UNION ALL SELECT workmode_cluster(t) FROM (SELECT workmode_tally(m, 2.5) AS t FROM unnest('{build,fix,plan}'::workmode[]) m GROUP BY m) u
		UNION ALL SELECT workmode_cluster(t) FROM (SELECT workmode_tally('plan'::workmode) AS t) u) s(t)
	UNION ALL SELECT 'workmode_histogram', t::text FROM (
		SELECT workmode_histogram(m, v) FROM (VALUES ('build'::workmode, 1::float8)) x(m, v) WHERE false
		UNION ALL SELECT workmode_histogram(m, v) FROM (VALUES ('build'::workmode, 1e12::float8), ('fix', 1e-6), ('test', NULL), (NULL, 5)) x(m, v)
		UNION ALL SELECT workmode_histogram(NULL, 1)
		UNION ALL SELECT workmode_cluster(t) FROM (SELECT workmode_histogram(m, 2.5) AS t FROM unnest('{build,fix,plan}'::workmode[]) m GROUP BY m) u
		UNION ALL SELECT workmode_cluster(t) FROM (SELECT workmode_histogram('plan', NULL) AS t) u) s(t)
	UNION ALL SELECT 'date', unnest('{2026-01-01,2026-02-01,-infinity,infinity,4713-11-24 BC,5874897-12-31}'::text[])
	UNION ALL SELECT 'workmode_panel', t::text FROM (
		SELECT workmode_panel('', '2026-01-01', t) FROM (SELECT workmode_tally('build', 1)) x(t) WHERE false
		UNION ALL SELECT workmode_panel(p::text, date '2026-01-01' + 31 * m, t) FROM (
			SELECT p, m, workmode_tally((enum_range(NULL::workmode))[1 + (p + m) % 9], 1 + p) AS t FROM generate_series(1, 7) p, generate_series(0, 1) m GROUP BY p, m) x
		UNION ALL SELECT workmode_panel('a', d, '{"version": 1, "fix": {"sessions": 576460752303423487}}') FROM unnest('{0001-01-01,2026-01-01,9999-12-31}'::date[]) d
		UNION ALL SELECT workmode_panel(p, '2026-01-01', '{"version": 1, "unclassified": 576460752303423487}') FROM unnest('{a,b}'::text[]) p) s(t)
	UNION ALL SELECT 'workmode_confusion', t::text FROM (
		SELECT workmode_agreement(m, m) FROM unnest('{build}'::workmode[]) m WHERE false
		UNION ALL SELECT workmode_agreement(m, 'build') FROM unnest('{build,fix,plan,NULL}'::workmode[]) m
		UNION ALL SELECT workmode_agreement(m, m) FROM unnest(enum_range(NULL::workmode)) m, generate_series(1, 10)) s(t)
	UNION ALL SELECT 'workmode_probabilities', unnest('{"{\"build\": 1}","{\"communicate\": 0.00002, \"build\": 0.99998}","{\"fix\": 0.5, \"plan\": 0.5}"}'::text[])
	UNION ALL SELECT 'workmode_tally[]', v::text FROM (
		SELECT '{}'::workmode_tally[] UNION ALL SELECT '{NULL}'
		UNION ALL SELECT array_agg(t) FROM (SELECT workmode_tally(m, 2, '{"fix": 0.75, "plan": 0.25}') AS t FROM unnest('{fix,fix,plan,plan}'::workmode[]) m, generate_series(1, 2) g GROUP BY g) x) s(v)
	UNION ALL SELECT 'workmode_vector', unnest('{"{}","{64:0.6931,73:1}","{65535:100}","{0:-100}","{1:1}"}'::text[])
	UNION ALL SELECT 'workmode_model', '{"version": "a", "sessions": 0, "penalty": 1, "temperature": 1, "modes": 1, "bias": [0, 0, 0, 0, 0, 0, 0, 0, 0], "weights": {}}'
	UNION ALL SELECT 'workmode_value_model', '{"version": "a", "sessions": 30, "penalty": 8, "bias": 4, "holdout": [[6, 0.5, 0, 100, 200], [6, null, -0.5, 1, 1], [0, null, 0, 0, 0], [0, null, 0, 0, 0], [0, null, 0, 0, 0]], "weights": {"3": 0.5, "7": -1}}'
	UNION ALL SELECT 'workmode_options', unnest('{"(,,)","(0,0,)","(NaN,NaN,x)","(1e308,-1,\"\")","(8,1,a)"}'::text[])
	UNION ALL SELECT 'workmode_skill_rate[]', unnest('{"{}","{NULL}","{{NULL}}"}'::text[])
	UNION ALL SELECT 'workmode_skill_rate[]', ARRAY[ROW(NULL, skill, r, '', NULL)::workmode_skill_rate]::text
	FROM (SELECT skill FROM workmode_rate_card() LIMIT 1) c, unnest('{0,-1,NaN,1e308,100}'::float8[]) r;
INSERT INTO pg_temp.odd SELECT 'workmode_tally_state', value FROM pg_temp.odd WHERE type = 'workmode_tally'::regtype;
INSERT INTO pg_temp.odd SELECT 'workmode_histogram_state', value FROM pg_temp.odd WHERE type = 'workmode_histogram'::regtype;
INSERT INTO pg_temp.odd SELECT DISTINCT type, NULL FROM pg_temp.odd;

-- The same as SQL.  The shipped model is named, not written out: to read its
-- text takes longer than all that is done with it here.
CREATE TABLE pg_temp.literal AS
	SELECT type, quote_nullable(value) || '::' || type AS literal FROM pg_temp.odd
	UNION ALL SELECT 'workmode_model', 'workmode_shipped_model()';

-- Lists of arguments for a function: all combinations, or as many as make sense
-- with each value of each argument in some of them.
CREATE FUNCTION pg_temp.odd_lists(types regtype[]) RETURNS SETOF text[]
LANGUAGE plpgsql AS $$
DECLARE
	lists jsonb := '[[]]';
BEGIN
	FOR i IN array_lower(types, 1) .. array_upper(types, 1) LOOP
		SELECT jsonb_agg(list) INTO lists
		FROM (SELECT l || jsonb_build_array(literal) AS list
			  FROM jsonb_array_elements(lists) l, pg_temp.literal
			  WHERE type = types[i]
			  ORDER BY row_number() OVER (PARTITION BY literal ORDER BY md5(l::text || literal)), literal
			  LIMIT 400) c;
	END LOOP;
	RETURN QUERY SELECT ARRAY(SELECT jsonb_array_elements_text(l)) FROM jsonb_array_elements(lists) l;
END $$;

-- Call a function with each of them.
CREATE FUNCTION pg_temp.call_oddly(function regprocedure, OUT calls int, OUT answers int, OUT untried bigint, OUT internal_errors text[])
LANGUAGE plpgsql AS $$
DECLARE
	proc record;
	arguments text[];
	tried jsonb := '{}';
BEGIN
	SELECT proname, proargtypes::regtype[] AS types INTO proc FROM pg_proc WHERE oid = function;
	calls := 0;
	answers := 0;
	FOR arguments IN SELECT pg_temp.odd_lists(proc.types) LOOP
		calls := calls + 1;
		tried := tried || (SELECT jsonb_object_agg(i || ' ' || a, true) FROM unnest(arguments) WITH ORDINALITY u(a, i));
		BEGIN
			EXECUTE format('SELECT count(x::text) FROM (SELECT %I(%s) FROM generate_series(1, 2)) s(x)',
						   proc.proname, array_to_string(arguments, ', '));
			answers := answers + 1;
		EXCEPTION WHEN OTHERS THEN
			IF sqlstate LIKE 'XX%' OR sqlstate LIKE '58%' OR sqlstate IN ('42883', '42725', '0A000') THEN
				internal_errors := internal_errors || format('%s(%s): %s %s', proc.proname, left(array_to_string(arguments, ', '), 100), sqlstate, sqlerrm);
			END IF;
		END;
	END LOOP;
	SELECT count(*) - (SELECT count(*) FROM jsonb_object_keys(tried)) INTO untried
	FROM unnest(proc.types) t JOIN pg_temp.literal l ON l.type = t;
END $$;

-- In groups, so that whoever follows results/odd_arguments.out sees where it is.
CREATE TABLE pg_temp.function AS
	SELECT oid::regprocedure AS function,
		   CASE WHEN proargtypes[0] IN ('text'::regtype, 'json'::regtype, 'jsonb'::regtype) THEN 'transcripts'
				WHEN 'workmode_model'::regtype = ANY (proargtypes) THEN 'models'
				WHEN proargtypes::regtype[] && '{workmode_tally,workmode_tally_state}' THEN 'tallies'
				ELSE 'others' END AS "group"
	FROM pg_proc
	WHERE proname LIKE 'workmode%' AND NOT 'internal'::regtype = ANY (proargtypes) AND pronargs > 0;
CREATE TABLE pg_temp.outcome (function regprocedure, calls int, answers int, untried bigint, internal_errors text[]);

-- Functions of transcripts
INSERT INTO pg_temp.outcome SELECT function, c.* FROM pg_temp.function, pg_temp.call_oddly(function) c WHERE "group" = 'transcripts';
-- Functions of models
INSERT INTO pg_temp.outcome SELECT function, c.* FROM pg_temp.function, pg_temp.call_oddly(function) c WHERE "group" = 'models';
-- Functions of tallies
INSERT INTO pg_temp.outcome SELECT function, c.* FROM pg_temp.function, pg_temp.call_oddly(function) c WHERE "group" = 'tallies';
-- All others
INSERT INTO pg_temp.outcome SELECT function, c.* FROM pg_temp.function, pg_temp.call_oddly(function) c WHERE "group" = 'others';

SELECT count(*) > 100 AS functions, sum(calls) > 5000 AS calls, sum(answers) > 1000 AS answers, sum(calls) - sum(answers) > 1000 AS errors
FROM pg_temp.outcome;
SELECT function, untried FROM pg_temp.outcome WHERE calls = 0 OR untried <> 0;
SELECT function, internal_errors[1] FROM pg_temp.outcome WHERE internal_errors IS NOT NULL;
