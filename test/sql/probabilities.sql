--
-- probabilities: the type workmode_probabilities, as text, binary and array, its
-- order, and what gives it.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- Text: JSON, in the order of the modes, without zeros.
SELECT '{"plan": 0.125, "build": 0.5, "fix": 0.375}'::workmode_probabilities;
SELECT '{"plan": 0.125, "build": 0.5, "fix": 0.375}'::workmode_probabilities::text::jsonb->'plan' AS plan;
SELECT ' { "test":1 , "fix":0} '::workmode_probabilities;

-- What is none.
SELECT ''::workmode_probabilities;
SELECT '{"build": 0.5}'::workmode_probabilities;
SELECT '{"build": 0.5, "build": 0.5}'::workmode_probabilities;
SELECT '{"repair": 1}'::workmode_probabilities;
SELECT '{"build": -0.5, "fix": 1.5}'::workmode_probabilities;
SELECT '{"build": NaN}'::workmode_probabilities;
SELECT '{"build": 1}}'::workmode_probabilities;
SELECT repeat('[', 100000)::workmode_probabilities;

-- Arrays, both ways; the numbers are rounded to 1/65536, and their sum is 1.
SELECT ('{"build": 0.5, "communicate": 0.5}'::workmode_probabilities)::double precision[];
SELECT array[1/3.0, 1/3.0, 1/3.0, 0, 0, 0, 0, 0, 0]::double precision[]::workmode_probabilities;
SELECT sum(units) AS units, bool_and(units = round(units)) AS whole
FROM unnest(array[1/7.0, 1/7.0, 1/7.0, 1/7.0, 1/7.0, 1/7.0, 1/7.0, 0, 0]::double precision[]::workmode_probabilities::double precision[]) AS p,
	LATERAL (SELECT (p * 65536)::numeric AS units) u;
SELECT array[0.5, 0.5]::double precision[]::workmode_probabilities;
SELECT array[0.5, 0.5, NULL, 0, 0, 0, 0, 0, 0]::double precision[]::workmode_probabilities;
SELECT array[[0.5, 0.5, 0, 0, 0, 0, 0, 0, 0]]::double precision[]::workmode_probabilities;
SELECT array[0.5, 'NaN', 0, 0, 0, 0, 0, 0, 0]::double precision[]::workmode_probabilities;
SELECT array[0.5, 0.4, 0, 0, 0, 0, 0, 0, 0]::double precision[]::workmode_probabilities;

-- Reading.
SELECT workmode_probability(p, 'build') AS build, workmode_probability(p, 'plan') AS plan
FROM (SELECT '{"build": 0.25, "fix": 0.75}'::workmode_probabilities AS p) t;
SELECT * FROM workmode_scores('{"build": 0.25, "fix": 0.5, "analyze": 0.25}'::workmode_probabilities);

-- Binary: nine numbers of two bytes, of which the higher comes first.
SELECT workmode_probabilities_send('{"build": 0.5, "fix": 0.5}');
SELECT workmode_probabilities_send('{"test": 1}');

-- Order and equality.
SELECT a = b AS equal, a < b AS less FROM (VALUES
	('{"build": 0.5, "fix": 0.5}'::workmode_probabilities, '{"fix": 0.5, "build": 0.5}'::workmode_probabilities),
	('{"build": 0.25, "fix": 0.75}', '{"build": 0.5, "fix": 0.5}')) AS v(a, b);
SELECT count(DISTINCT p) AS kinds FROM (VALUES
	('{"build": 0.5, "fix": 0.5}'::workmode_probabilities), ('{"fix": 0.5, "build": 0.5}'), ('{"fix": 1}')) AS v(p);

-- What gives them: evidence, and the facts of a session, in one pass.
SELECT workmode_predict(features) = (workmode_session(body)).probabilities AS same,
	array_agg(workmode_probability(workmode_predict(features), s.mode) - s.probability BETWEEN -1/65536.0 AND 1/65536.0) AS near,
	bool_and(workmode_predict(features) = workmode_predict(features, workmode_shipped_model(workmode_model_version()))) AS pinned
FROM (SELECT body, workmode_features(body) AS features
	  FROM (SELECT '[{"role": "user", "content": "fix the crash in the parser"}, {"role": "assistant", "content": "I fixed it."}]'::text AS body) b) f,
	workmode_scores(features) AS s
GROUP BY body, features;
SELECT (workmode_session('nothing')).probabilities IS NULL AS none;

-- What is stored is compact, and facts go through JSON and back.
CREATE TABLE kept_probabilities (p workmode_probabilities);
INSERT INTO kept_probabilities VALUES ('{"build": 0.5, "fix": 0.5}'), (NULL);
SELECT pg_column_size(p) AS bytes FROM kept_probabilities WHERE p IS NOT NULL;
SELECT (jsonb_populate_record(NULL::kept_probabilities, to_jsonb(k))).p FROM kept_probabilities AS k ORDER BY p;
DROP TABLE kept_probabilities;
