--
-- tally_store: workmode_tally in binary files and in storage.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- binary COPY out and in again
CREATE TABLE tally_store (id int, tally workmode_tally);
INSERT INTO tally_store
SELECT id, workmode_cluster(tally) FROM (
	SELECT i % 40 AS id, i % 7 AS usr, workmode_tally((enum_range(NULL::workmode))[1 + i % 9], exp(i % 20)) AS tally
	FROM generate_series(1, 4000) i GROUP BY 1, 2) u
GROUP BY id;
CREATE TABLE tally_again (LIKE tally_store);
\copy tally_store to 'results/tally_store.data' (format binary)
\copy tally_again from 'results/tally_store.data' (format binary)
SELECT count(*), bool_and(a.tally = b.tally) AS same
FROM tally_store a JOIN tally_again b USING (id);

-- A tally weighs what it holds.
CREATE TABLE tally_sizes (name text, tally workmode_tally);
INSERT INTO tally_sizes VALUES ('empty', '{"version": 1}'),
	('one session', '{"version": 1, "fix": {"sessions": 1}}'),
	('unclassified', '{"version": 1, "unclassified": 1}'),
	('most unclassified', '{"version": 1, "unclassified": 576460752303423487}');
INSERT INTO tally_sizes SELECT 'one value', workmode_tally('fix', 312.5);
INSERT INTO tally_sizes SELECT 'one value, logarithm below zero', workmode_tally('fix', 0.3);
INSERT INTO tally_sizes SELECT 'modes without values', workmode_tally(mode) FROM workmode_modes();
INSERT INTO tally_sizes SELECT '1000 values in each mode', workmode_tally(mode, exp(i % 97 / 10.0))
FROM workmode_modes(), generate_series(1, 1000) i;
INSERT INTO tally_sizes SELECT 'that user, clustered', workmode_cluster(tally) FROM tally_sizes WHERE name ~ '^1000 values';
INSERT INTO tally_sizes SELECT '1000 facts in each mode', workmode_tally(mode, i % 3 = 0)
FROM workmode_modes(), generate_series(1, 1000) i;
INSERT INTO tally_sizes SELECT 'those of one user, clustered', workmode_cluster(tally) FROM tally_sizes WHERE name ~ '^1000 facts';
INSERT INTO tally_sizes SELECT '1000 users with 3 or 4 sessions', workmode_cluster(tally)
FROM (SELECT workmode_tally((enum_range(NULL::workmode))[1 + hashed % 9], exp(1 + hashed % 1009 / 126.0)) AS tally
	FROM generate_series(1, 1000) usr, generate_series(1, 3 + usr % 2) i,
		LATERAL (SELECT abs(hashint4(usr * 100 + i)) AS hashed) h
	GROUP BY usr) u;
INSERT INTO tally_sizes SELECT 'clustered, none with a mode', workmode_cluster(tally) FROM tally_sizes WHERE name = 'unclassified';
SELECT name, pg_column_size(tally), octet_length(workmode_tally_send(tally)) AS wire,
	tally::text::workmode_tally = tally AS text FROM tally_sizes;

-- A month of a user who has 3 or 4 sessions, each with a value, takes less than
-- 100 bytes, in memory and in a table.
CREATE TABLE tally_months AS
SELECT usr, month, workmode_tally((enum_range(NULL::workmode))[1 + hashed % 9], exp(1 + hashed % 1009 / 126.0)) AS tally
FROM generate_series(1, 500) usr, generate_series(1, 4) month, generate_series(1, 3 + usr % 2) i,
	LATERAL (SELECT abs(hashint4(usr * 100 + month * 10 + i)) AS hashed) h
GROUP BY usr, month;
SELECT avg(workmode_count(tally)) AS sessions, round(avg(pg_column_size(tally))) AS mean, max(pg_column_size(tally)) AS most,
	max(pg_column_size(tally + '{"version": 1}')) AS in_memory
FROM tally_months;

-- Compressed and out-of-line values, which come of long rows only, are read like
-- any other and not written to: here of users who are all alike.
CREATE TABLE tally_long (id int, tally workmode_tally, filler text);
ALTER TABLE tally_long SET (toast_tuple_target = 128);
ALTER TABLE tally_long ALTER filler SET STORAGE plain;
INSERT INTO tally_long
SELECT 1, workmode_cluster(tally), repeat('x', 3000) FROM (
	SELECT workmode_tally(mode, 1e12) AS tally FROM workmode_modes(), generate_series(1, 60) usr, generate_series(1, 3)
	GROUP BY usr) u;
ALTER TABLE tally_long ALTER tally SET STORAGE external;
INSERT INTO tally_long SELECT 2, tally - tally + tally, filler FROM tally_long;
SELECT a.tally = b.tally AS same, pg_column_size(a.tally) < octet_length(workmode_tally_send(a.tally)) AS compressed,
	(SELECT pg_relation_size(reltoastrelid) > 0 FROM pg_class WHERE relname = 'tally_long') AS toasted,
	workmode_tally_hash(a.tally) = workmode_tally_hash(b.tally) AS hash, workmode_users(b.tally)
FROM tally_long a, tally_long b WHERE a.id = 1 AND b.id = 2;
SELECT workmode_rollup(tally) = workmode_rollup(tally) FILTER (WHERE id = 1) + workmode_rollup(tally) FILTER (WHERE id = 2) AS rollup,
	count(DISTINCT tally) AS untouched
FROM tally_long;

-- concurrent refresh compares rows by their bytes
CREATE MATERIALIZED VIEW tally_view AS
	SELECT id, workmode_rollup(tally) AS tally FROM tally_store GROUP BY id;
CREATE UNIQUE INDEX ON tally_view (id);
UPDATE tally_store SET tally = tally + tally WHERE id = 3;
DELETE FROM tally_store WHERE id = 4;
CREATE TABLE tally_before AS SELECT id, tally, xmin::text AS writer FROM tally_view;
REFRESH MATERIALIZED VIEW CONCURRENTLY tally_view;
SELECT b.id, v.id IS NULL AS gone, workmode_count(v.tally) / workmode_count(b.tally) AS grown
FROM tally_before b LEFT JOIN tally_view v USING (id)
WHERE v.xmin::text IS DISTINCT FROM b.writer ORDER BY b.id;

SET client_min_messages = warning;
DROP TABLE tally_store, tally_again, tally_before, tally_sizes, tally_months, tally_long CASCADE;
