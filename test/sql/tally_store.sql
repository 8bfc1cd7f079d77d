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

-- compressed and out-of-line values are read like any other, and not written to
ALTER TABLE tally_store ALTER tally SET STORAGE external;
UPDATE tally_store SET id = id + 1000, tally = tally - tally + tally;
SELECT bool_and(pg_column_size(b.tally) < 2000) AS compressed,
	min(pg_column_size(a.tally)) AS external,
	(SELECT pg_relation_size(reltoastrelid) > 0 FROM pg_class WHERE relname = 'tally_store') AS toasted,
	workmode_rollup(a.tally) = workmode_rollup(b.tally) AS rollup
FROM tally_store a JOIN tally_again b ON b.id = a.id - 1000;
SELECT bool_and(workmode_tally_combine(a.tally, b.tally) = b.tally + b.tally) AS combined,
	bool_and(a.tally = b.tally) AS untouched
FROM tally_store a JOIN tally_again b ON b.id = a.id - 1000;

-- concurrent refresh compares rows by their bytes
CREATE MATERIALIZED VIEW tally_view AS
	SELECT id, workmode_rollup(tally) AS tally FROM tally_store GROUP BY id;
CREATE UNIQUE INDEX ON tally_view (id);
UPDATE tally_store SET tally = tally + tally WHERE id = 1003;
DELETE FROM tally_store WHERE id = 1004;
CREATE TABLE tally_before AS SELECT id, tally, xmin::text AS writer FROM tally_view;
REFRESH MATERIALIZED VIEW CONCURRENTLY tally_view;
SELECT b.id, v.id IS NULL AS gone, workmode_count(v.tally) / workmode_count(b.tally) AS grown
FROM tally_before b LEFT JOIN tally_view v USING (id)
WHERE v.xmin::text IS DISTINCT FROM b.writer ORDER BY b.id;

SET client_min_messages = warning;
DROP TABLE tally_store, tally_again, tally_before CASCADE;
