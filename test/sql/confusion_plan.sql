--
-- confusion_plan: workmode_agreement and workmode_telemetry give the same bytes
-- by every plan.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

CREATE TABLE confusion_pairs (id int, part int, truth workmode, predicted workmode, changed boolean)
	PARTITION BY LIST (part);
CREATE TABLE confusion_pairs_1 PARTITION OF confusion_pairs FOR VALUES IN (0, 1);
CREATE TABLE confusion_pairs_2 PARTITION OF confusion_pairs FOR VALUES IN (2, 3);
INSERT INTO confusion_pairs
SELECT i, i % 4, CASE WHEN hashed % 50 > 0 THEN m[1 + hashed % 9] END,
	CASE WHEN hashed % 61 > 0 THEN m[1 + (hashed + hashed % 13 / 11) % 9] END,
	CASE WHEN hashed % 11 > 0 THEN hashed % 3 = 0 END
FROM generate_series(1, 20000) i, (SELECT enum_range(NULL::workmode) AS m) e,
	LATERAL (SELECT i * 7919::bigint % 104729 AS hashed) h;
CREATE TABLE confusion_parts AS
SELECT part, id % 1000 AS slice, workmode_agreement(truth, predicted) AS table_of
FROM confusion_pairs GROUP BY 1, 2;
ANALYZE confusion_pairs, confusion_parts;

CREATE TABLE confusion_answer (plan text, split boolean, question text, answer text);
CREATE FUNCTION confusion_ask(plan text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	question text;
	line text;
	split boolean;
BEGIN
	FOREACH question IN ARRAY ARRAY[
		'SELECT workmode_agreement(truth, predicted) FROM confusion_pairs',
		'SELECT workmode_telemetry(truth, changed) FROM confusion_pairs',
		'SELECT workmode_rollup(table_of) FROM confusion_parts'] LOOP
		split := false;
		FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || question LOOP
			split := split OR line ~ 'Partial Aggregate';
		END LOOP;
		EXECUTE format('INSERT INTO confusion_answer SELECT %L, %L, %L, (%s)::text',
			plan, split, question, question);
	END LOOP;
END $$;

SET max_parallel_workers_per_gather = 0;
SELECT confusion_ask('serial');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT confusion_ask('parallel');
SET enable_partitionwise_aggregate = on;
SET parallel_leader_participation = off;
SELECT confusion_ask('partition-wise, workers only');
RESET ALL;

SELECT a.plan, a.split, count(*), bool_and(a.answer = serial.answer) AS same
FROM confusion_answer a JOIN confusion_answer serial USING (question)
WHERE serial.plan = 'serial'
GROUP BY a.plan, a.split ORDER BY a.plan COLLATE "C", a.split;
SELECT workmode_agreement(truth, predicted) = (SELECT workmode_rollup(table_of ORDER BY slice DESC) FROM confusion_parts) AS from_parts,
	workmode_pairs(workmode_agreement(truth, predicted)) + workmode_skipped(workmode_agreement(truth, predicted)) AS pairs
FROM confusion_pairs;
SELECT substring(answer FROM '^.(\d+,\d+,\d+,\d+)') AS counts FROM confusion_answer WHERE question ~ 'telemetry' AND plan = 'serial';

-- stored
CREATE TABLE confusion_stored AS SELECT table_of FROM confusion_parts;
SELECT workmode_rollup(table_of) = (SELECT workmode_rollup(table_of) FROM confusion_parts) AS same FROM confusion_stored;

DROP TABLE confusion_pairs, confusion_parts, confusion_answer, confusion_stored;
DROP FUNCTION confusion_ask;
