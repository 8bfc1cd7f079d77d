-- Labels against changed code, both ways.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

CREATE TEMP TABLE session (mode workmode, code_changed boolean, n int);
INSERT INTO session VALUES ('build', true, 90), ('fix', true, 40), ('test', false, 10), ('orchestrate', true, 1),
	('operate', true, 5), ('plan', false, 30), ('communicate', true, 2), ('plan', NULL, 3), (NULL, true, 4), (NULL, NULL, 1);
SELECT t.sessions, t.unknown, t.labelled_code, t.labelled_and_changed, round(t.confirmed::numeric, 4) AS confirmed,
	round(t.confirmed_low::numeric, 4) AS low, round(t.confirmed_high::numeric, 4) AS high
FROM (SELECT (workmode_telemetry(mode, code_changed)).* FROM session, generate_series(1, n)) AS t;
SELECT t.code_changed, t.changed_not_labelled, round(t.missed::numeric, 4) AS missed,
	round(t.missed_low::numeric, 4) AS low, round(t.missed_high::numeric, 4) AS high
FROM (SELECT (workmode_telemetry(mode, code_changed)).* FROM session, generate_series(1, n)) AS t;
-- Wilson's interval, as of any other share
SELECT bool_and(confirmed_low = low AND confirmed_high = high) AS same
FROM (SELECT (workmode_telemetry(mode, code_changed)).* FROM session, generate_series(1, n)) AS t,
	(SELECT workmode_tally((CASE WHEN i <= 131 THEN 'build' ELSE 'fix' END)::workmode) AS t FROM generate_series(1, 141) AS i) AS s,
	workmode_shares(s.t) AS w WHERE w.mode = 'build';
-- nothing, and nothing known
SELECT workmode_telemetry(mode, code_changed) FROM session WHERE false;
SELECT workmode_telemetry(NULL, NULL);
-- parts, as parallel workers and shards make them
SELECT workmode_telemetry_combine('{1,2,3,4,5}', workmode_telemetry_accum('{0,0,0,0,0}', 'plan', true));
SELECT workmode_telemetry_accum(NULL, 'plan', true) IS NULL AS null_state;
SELECT workmode_telemetry_final('{1,2,3}');
SELECT workmode_telemetry_final('{1,2,3,4,NULL}');
SELECT workmode_telemetry_final('{1,2,3,4,-5}');
SELECT workmode_telemetry_final('{1,2,3,4,1844674407370955162}');
SELECT workmode_telemetry_combine('{1844674407370955161,0,0,0,0}', '{1,0,0,0,0}');
SELECT (workmode_telemetry_final('{1,1844674407370955161,1844674407370955161,1844674407370955161,1844674407370955161}')).sessions;
