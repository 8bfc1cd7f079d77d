--
-- histogram_plan: every plan and every way of splitting gives the same bytes.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

CREATE TABLE histogram_sessions (id int, month int, usr int, mode workmode, value double precision)
	PARTITION BY LIST (month);
CREATE TABLE histogram_sessions_1 PARTITION OF histogram_sessions FOR VALUES IN (1, 2);
CREATE TABLE histogram_sessions_2 PARTITION OF histogram_sessions FOR VALUES IN (3, 4);
INSERT INTO histogram_sessions
SELECT i, 1 + i % 4, hashed % 300,
	CASE WHEN hashed % 50 > 0 THEN (enum_range(NULL::workmode))[1 + hashed % 9] END,
	CASE WHEN hashed % 7 > 0 THEN exp(27.0 * (hashed % 10007) / 10007) * 0.01 END
FROM generate_series(1, 20000) i, LATERAL (SELECT i * 7919::bigint % 104729 AS hashed) h;
-- a user has sessions in one month only, so that months have users apart
CREATE TABLE histogram_users (month int, usr int, histogram workmode_histogram) PARTITION BY LIST (month);
CREATE TABLE histogram_users_1 PARTITION OF histogram_users FOR VALUES IN (1, 2);
CREATE TABLE histogram_users_2 PARTITION OF histogram_users FOR VALUES IN (3, 4);
INSERT INTO histogram_users
SELECT month, usr, workmode_histogram(mode, value) FROM histogram_sessions GROUP BY month, usr;
ANALYZE histogram_sessions, histogram_users;

CREATE TABLE histogram_answer (plan text, split boolean, question text, wire bytea);
CREATE FUNCTION histogram_ask(plan text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	question text;
	line text;
	split boolean;
BEGIN
	FOREACH question IN ARRAY ARRAY[
		'SELECT workmode_histogram_send(workmode_histogram(mode, value)) FROM histogram_sessions',
		'SELECT workmode_histogram_send(workmode_rollup(histogram)) FROM histogram_users',
		'SELECT workmode_histogram_send(workmode_cluster(histogram)) FROM histogram_users',
		'SELECT string_agg(workmode_histogram_send(h), '''' ORDER BY month) FROM (
			SELECT month, workmode_cluster(histogram) AS h FROM histogram_users GROUP BY month) m'] LOOP
		split := false;
		FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || question LOOP
			split := split OR line ~ 'Partial Aggregate|Partial HashAggregate';
		END LOOP;
		EXECUTE format('INSERT INTO histogram_answer SELECT %L, %L, %L, (%s)',
			plan, split, question, question);
	END LOOP;
END $$;

SET max_parallel_workers_per_gather = 0;
SELECT histogram_ask('serial');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT histogram_ask('parallel');
SET enable_partitionwise_aggregate = on;
SET parallel_leader_participation = off;
SELECT histogram_ask('partition-wise, workers only');
RESET ALL;

-- from parts, by hand: by hash, backwards, without a month and with it again
INSERT INTO histogram_answer SELECT 'from parts', true, question, workmode_histogram_send(answer) FROM (VALUES
	('SELECT workmode_histogram_send(workmode_histogram(mode, value)) FROM histogram_sessions',
	 (SELECT workmode_rollup(h ORDER BY part) FROM (SELECT id % 97 AS part, workmode_histogram(mode, value ORDER BY id DESC) AS h
		FROM histogram_sessions GROUP BY id % 97) p)),
	('SELECT workmode_histogram_send(workmode_rollup(histogram)) FROM histogram_users',
	 (SELECT workmode_rollup(histogram) - workmode_rollup(histogram) FILTER (WHERE month = 3)
		+ workmode_rollup(histogram) FILTER (WHERE month = 3) FROM histogram_users)),
	('SELECT workmode_histogram_send(workmode_cluster(histogram)) FROM histogram_users',
	 (SELECT workmode_rollup(h) FROM (SELECT workmode_cluster(histogram) AS h FROM histogram_users GROUP BY usr % 13) p)),
	('SELECT workmode_histogram_send(workmode_cluster(histogram)) FROM histogram_users',
	 (SELECT workmode_cluster(histogram) - workmode_cluster(histogram) FILTER (WHERE month = 3)
		+ workmode_cluster(histogram) FILTER (WHERE month = 3) FROM histogram_users))
) q(question, answer);

-- from states that travel as text or in binary, as between nodes
CREATE AGGREGATE histogram_part(workmode, double precision) (
	SFUNC = workmode_histogram_accum, STYPE = workmode_histogram_state, INITCOND = '{"version": 1}');
CREATE AGGREGATE histogram_part(workmode_histogram) (
	SFUNC = workmode_histogram_cluster_accum, STYPE = workmode_histogram_state, INITCOND = '{"version": 1}');
CREATE AGGREGATE histogram_whole(workmode_histogram_state) (
	SFUNC = workmode_histogram_combine, STYPE = workmode_histogram_state, FINALFUNC = workmode_histogram_final);
CREATE TABLE histogram_states AS
SELECT question, state, state::text AS text FROM (
	SELECT 'SELECT workmode_histogram_send(workmode_histogram(mode, value)) FROM histogram_sessions' AS question, histogram_part(mode, value) AS state
	FROM histogram_sessions GROUP BY id % 97
	UNION ALL
	SELECT 'SELECT workmode_histogram_send(workmode_cluster(histogram)) FROM histogram_users', histogram_part(histogram)
	FROM histogram_users GROUP BY usr % 13) p;
\copy histogram_states (question, state) to 'results/histogram_states.data' (format binary)
CREATE TABLE histogram_states_again (question text, state workmode_histogram_state);
\copy histogram_states_again from 'results/histogram_states.data' (format binary)
INSERT INTO histogram_answer
SELECT 'from states as text', true, question, workmode_histogram_send(histogram_whole(text::workmode_histogram_state)) FROM histogram_states GROUP BY question
UNION ALL
SELECT 'from states in binary', true, question, workmode_histogram_send(histogram_whole(state)) FROM histogram_states_again GROUP BY question;

SELECT a.plan, a.split, count(*), bool_and(a.wire = serial.wire) AS same
FROM histogram_answer a JOIN histogram_answer serial USING (question)
WHERE serial.plan = 'serial'
GROUP BY a.plan, a.split ORDER BY a.plan COLLATE "C", a.split;

-- all values are there, and a clustered histogram has the same quantiles
SELECT count(*) AS rows, bool_and(a.quantile IS NOT DISTINCT FROM b.quantile AND a.n = b.n) AS same, max(a.n) AS n,
	bool_and(b.high - b.low >= a.high - a.low) AS no_shorter
FROM (SELECT workmode_rollup(histogram) AS plain, workmode_cluster(histogram) AS clustered FROM histogram_users) h,
	workmode_quantiles(plain) a JOIN LATERAL workmode_quantiles(clustered) b ON (a.mode, a.fraction) IS NOT DISTINCT FROM (b.mode, b.fraction);

-- stored out of line and compressed
CREATE TABLE histogram_stored AS SELECT workmode_cluster(histogram) AS histogram FROM histogram_users;
ALTER TABLE histogram_stored ALTER histogram SET STORAGE external;
INSERT INTO histogram_stored SELECT histogram + '{"version": 1}' FROM histogram_stored;
SELECT count(DISTINCT histogram), count(DISTINCT pg_column_size(histogram)) AS ways_to_store,
	workmode_rollup(histogram) = (SELECT histogram + histogram FROM histogram_stored LIMIT 1) AS same FROM histogram_stored;

DROP AGGREGATE histogram_part(workmode, double precision), histogram_part(workmode_histogram), histogram_whole(workmode_histogram_state);
DROP TABLE histogram_sessions, histogram_users, histogram_answer, histogram_states, histogram_states_again, histogram_stored;
DROP FUNCTION histogram_ask;
