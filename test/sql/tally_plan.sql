--
-- tally_plan: every plan and every way of splitting gives the same bytes.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- 30,000 sessions of values over fifteen decades, whose sum in doubles would
-- depend on their order
CREATE TABLE tally_sessions (id int, month int, usr int, mode workmode, value double precision)
	PARTITION BY LIST (month);
CREATE TABLE tally_sessions_1 PARTITION OF tally_sessions FOR VALUES IN (1, 2);
CREATE TABLE tally_sessions_2 PARTITION OF tally_sessions FOR VALUES IN (3, 4);
CREATE TABLE tally_sessions_3 PARTITION OF tally_sessions FOR VALUES IN (5, 6);
INSERT INTO tally_sessions
SELECT i, 1 + i % 6, hashed % 500,
	CASE WHEN hashed % 50 > 0 THEN (enum_range(NULL::workmode))[1 + hashed % 9] END,
	CASE WHEN hashed % 7 > 0 THEN exp(27.0 * (hashed % 10007) / 10007) * 0.01 END
FROM generate_series(1, 30000) i, LATERAL (SELECT i * 7919::bigint % 104729 AS hashed) h;
-- a user has sessions in one month only, so that months have users apart
CREATE TABLE tally_users (month int, usr int, tally workmode_tally) PARTITION BY LIST (month);
CREATE TABLE tally_users_1 PARTITION OF tally_users FOR VALUES IN (1, 2, 3);
CREATE TABLE tally_users_2 PARTITION OF tally_users FOR VALUES IN (4, 5, 6);
INSERT INTO tally_users
SELECT month, usr, workmode_tally(mode, value) FROM tally_sessions GROUP BY month, usr;
ANALYZE tally_sessions, tally_users;

CREATE TABLE tally_answer (plan text, split boolean, question text, wire bytea);

-- The answers under the present settings, and whether each plan is split in
-- partial aggregates.  The last two are of each month and user, in turn.
CREATE FUNCTION tally_ask(plan text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	question text;
	line text;
	split boolean;
BEGIN
	FOREACH question IN ARRAY ARRAY[
		'SELECT workmode_tally_send(workmode_tally(mode)) FROM tally_sessions',
		'SELECT workmode_tally_send(workmode_tally(mode, value)) FROM tally_sessions',
		'SELECT workmode_tally_send(workmode_rollup(tally)) FROM tally_users',
		'SELECT workmode_tally_send(workmode_cluster(tally)) FROM tally_users',
		'SELECT string_agg(workmode_tally_send(t), '''' ORDER BY month, usr) FROM (
			SELECT month, usr, workmode_tally(mode, value) AS t FROM tally_sessions GROUP BY month, usr) m',
		'SELECT string_agg(workmode_tally_send(t), '''' ORDER BY month) FROM (
			SELECT month, workmode_cluster(tally) AS t FROM tally_users GROUP BY month) m'] LOOP
		split := false;
		FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || question LOOP
			split := split OR line ~ 'Partial Aggregate';
		END LOOP;
		EXECUTE format('INSERT INTO tally_answer SELECT %L, %L, %L, (%s)',
			plan, split, question, question);
	END LOOP;
END $$;

SET max_parallel_workers_per_gather = 0;
SELECT tally_ask('serial');

SET enable_partitionwise_aggregate = on;
SELECT tally_ask('partition-wise');
RESET enable_partitionwise_aggregate;

SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT tally_ask('parallel');
SET parallel_leader_participation = off;
SELECT tally_ask('workers only');
SET enable_partitionwise_aggregate = on;
SELECT tally_ask('parallel, partition-wise');
RESET ALL;

-- from parts, by hand: by month, by hash, backwards
INSERT INTO tally_answer SELECT 'from parts', true, question, workmode_tally_send(answer) FROM (VALUES
	('SELECT workmode_tally_send(workmode_tally(mode)) FROM tally_sessions',
	 (SELECT workmode_rollup(t ORDER BY month DESC) FROM (SELECT month, workmode_tally(mode) AS t
		FROM tally_sessions GROUP BY month) p)),
	('SELECT workmode_tally_send(workmode_tally(mode, value)) FROM tally_sessions',
	 (SELECT workmode_rollup(t ORDER BY part) FROM (SELECT id % 97 AS part, workmode_tally(mode, value ORDER BY id DESC) AS t
		FROM tally_sessions GROUP BY id % 97) p)),
	('SELECT workmode_tally_send(workmode_rollup(tally)) FROM tally_users',
	 (SELECT workmode_rollup(tally) - workmode_rollup(tally) FILTER (WHERE month = 3)
		+ workmode_rollup(tally) FILTER (WHERE month = 3) FROM tally_users)),
	('SELECT workmode_tally_send(workmode_cluster(tally)) FROM tally_users',
	 (SELECT workmode_rollup(t) FROM (SELECT workmode_cluster(tally) AS t FROM tally_users GROUP BY usr % 13) p))
) q(question, answer);

-- from states that travel as text or in binary, as between nodes
CREATE AGGREGATE tally_part(workmode, double precision) (
	SFUNC = workmode_tally_accum, STYPE = workmode_tally_state, INITCOND = '{"version": 1}');
CREATE AGGREGATE tally_part(workmode_tally) (
	SFUNC = workmode_cluster_accum, STYPE = workmode_tally_state, INITCOND = '{"version": 1}');
CREATE AGGREGATE tally_whole(workmode_tally_state) (
	SFUNC = workmode_tally_combine, STYPE = workmode_tally_state, FINALFUNC = workmode_tally_final);
CREATE TABLE tally_states AS
SELECT question, state, state::text AS text FROM (
	SELECT 'SELECT workmode_tally_send(workmode_tally(mode, value)) FROM tally_sessions' AS question, tally_part(mode, value) AS state
	FROM tally_sessions GROUP BY id % 97
	UNION ALL
	SELECT 'SELECT workmode_tally_send(workmode_cluster(tally)) FROM tally_users', tally_part(tally)
	FROM tally_users GROUP BY usr % 13) p;
\copy tally_states (question, state) to 'results/tally_states.data' (format binary)
CREATE TABLE tally_states_again (question text, state workmode_tally_state);
\copy tally_states_again from 'results/tally_states.data' (format binary)
INSERT INTO tally_answer
SELECT 'from states as text', true, question, workmode_tally_send(tally_whole(text::workmode_tally_state)) FROM tally_states GROUP BY question
UNION ALL
SELECT 'from states in binary', true, question, workmode_tally_send(tally_whole(state)) FROM tally_states_again GROUP BY question;

SELECT a.plan, a.split, count(*), bool_and(a.wire = serial.wire) AS same
FROM tally_answer a JOIN tally_answer serial USING (question)
WHERE serial.plan = 'serial'
GROUP BY a.plan, a.split ORDER BY a.plan COLLATE "C";

-- all sessions are there
SELECT question, workmode_count(rollup) + workmode_unclassified(rollup) AS sessions, workmode_users(rollup)
FROM (SELECT 'tally' AS question, workmode_tally(mode, value) AS rollup FROM tally_sessions
	UNION ALL SELECT 'cluster', workmode_cluster(tally) FROM tally_users) t;
-- and sums in doubles do differ, or this file would prove little
SELECT sum(value ORDER BY id) <> sum(value ORDER BY id DESC) AS doubles_differ,
	workmode_tally(mode, value ORDER BY id) = workmode_tally(mode, value ORDER BY id DESC) AS tallies_agree
FROM tally_sessions;

-- grouping sets roll up what the finest grouping has
SELECT bool_and(month IS NOT NULL OR tally = (SELECT workmode_tally(mode, value) FROM tally_sessions)) AS total
FROM (SELECT month, workmode_tally(mode, value) AS tally FROM tally_sessions GROUP BY ROLLUP (month)) t;

-- a hash aggregate that spills is no different
SET work_mem = '64kB';
SET enable_sort = off;
SELECT workmode_rollup(tally) = (SELECT workmode_tally(mode, value) FROM tally_sessions) AS spilled
FROM (SELECT usr, workmode_tally(mode, value) AS tally FROM tally_sessions GROUP BY usr) t;
RESET ALL;

DROP TABLE tally_sessions, tally_users, tally_answer, tally_states, tally_states_again;
DROP AGGREGATE tally_part(workmode, double precision), tally_part(workmode_tally), tally_whole(workmode_tally_state);
DROP FUNCTION tally_ask;
