--
-- tally_binary: workmode_tally on the wire, good and bad, and in storage.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

CREATE TABLE tally_wire (tally workmode_tally);

-- Receives bytes as COPY would from a file; the error, or whether the tally
-- that came in goes out as the same bytes.
CREATE FUNCTION tally_receive(wire bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0) ||
		int2send(1::int2) || int4send(length(wire)) || wire || int2send(-1::int2);
	octal text;
	detail text;
BEGIN
	SELECT string_agg('\' || (b >> 6) || (b >> 3 & 7) || (b & 7), '' ORDER BY i) INTO octal
	FROM generate_series(0, length(file) - 1) i, LATERAL (SELECT get_byte(file, i) AS b) o;
	DELETE FROM tally_wire;
	EXECUTE format('COPY tally_wire FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' || octal || '''');
	RETURN (SELECT CASE WHEN workmode_tally_send(tally) = wire THEN 'same bytes' ELSE 'other bytes' END
		FROM tally_wire);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(' | ', SQLSTATE, SQLERRM, nullif(detail, ''));
END $$;

CREATE TABLE tally_good (name text, wire bytea);
INSERT INTO tally_good SELECT 'empty', workmode_tally_send('{"version": 1}');
INSERT INTO tally_good SELECT 'plain', workmode_tally_send(workmode_tally(mode, value))
FROM (VALUES ('build'::workmode, 2::float8), ('build', 4), ('build', NULL), (NULL, 1), ('communicate', 1e12)) s(mode, value);
INSERT INTO tally_good SELECT 'clustered', workmode_tally_send(workmode_cluster(tally))
FROM (SELECT workmode_tally(mode, value) AS tally
	FROM (VALUES (1, 'build'::workmode, 0.25::float8), (1, 'fix', 4), (2, 'build', NULL), (3, NULL, 1)) s(usr, mode, value)
	GROUP BY usr) u;

SELECT name, length(wire), substr(wire, 1, 42) AS head, tally_receive(wire) FROM tally_good;

-- one flaw each: a byte at a place
SELECT flaw, tally_receive(bad) FROM tally_good, LATERAL (VALUES
	('nothing', ''::bytea),
	('one byte', substr(wire, 1, 1)),
	('cut short', substr(wire, 1, length(wire) - 1)),
	('one byte more', wire || '\x00'),
	('a clustered tail', wire || substr((SELECT wire FROM tally_good WHERE name = 'clustered'), length(wire) + 1)),
	('version 0', set_byte(wire, 0, 0)),
	('version 2', set_byte(wire, 0, 2)),
	('clustered flag', set_byte(wire, 1, 1)),
	('unknown flag', set_byte(wire, 1, 2)),
	('unclassified < 0', set_byte(wire, 2, 255)),
	('unclassified > 2^59', set_byte(wire, 2, 8)),
	('sessions < 0', set_byte(wire, 10, 128)),
	('sessions < valued', set_byte(wire, 17, 1)),
	('valued < 0', set_byte(wire, 18, 255)),
	('valued 0', set_byte(wire, 25, 0)),
	('value < 0', set_byte(wire, 26, 255)),
	('value too large', set_byte(wire, 26, 1)),
	('value2 < 0', set_byte(wire, 42, 128)),
	('value2 too large', set_byte(wire, 42, 1)),
	('value2 too small', overlay(wire placing '\x0000' from 61)),
	('log too large', set_byte(wire, 66, 1)),
	('log2 < 0', set_byte(wire, 82, 255)),
	('log2 too large', set_byte(wire, 82, 1)),
	('a mode without sessions has a value', set_byte(wire, 98 + 8 + 8, 1)),
	('last mode', set_byte(wire, 10 + 8 * 88, 128))
) f(flaw, bad) WHERE name = 'plain';

SELECT flaw, tally_receive(bad) FROM tally_good, LATERAL (VALUES
	('plain flag', set_byte(wire, 1, 0)),
	('plain flag, plain length', set_byte(substr(wire, 1, 802), 1, 0)),
	('users < 0', set_byte(wire, 802, 255)),
	('users > sessions', set_byte(wire, 809, 9)),
	('valued users > users', set_byte(wire, 817, 2)),
	('yy', set_byte(wire, 833, 1)),
	('all, ll < 0', set_byte(wire, 802 + 9 * 144 + 120, 255)),
	('all users', set_byte(wire, 802 + 9 * 144 + 7, 9))
) f(flaw, bad) WHERE name = 'clustered';

-- every single-bit change of the first 130 bytes is refused, or comes back as
-- the same bytes: nothing else gets in
SELECT answer, count(*) > 0 AS seen FROM (
	SELECT CASE WHEN received = 'same bytes' THEN received ELSE left(received, 5) END AS answer
	FROM tally_good, generate_series(0, 129, 3) byte, LATERAL
		(SELECT tally_receive(set_bit(wire, byte * 8 + byte % 8, 1 - get_bit(wire, byte * 8 + byte % 8))) AS received) r
	WHERE name = 'plain') t
GROUP BY answer ORDER BY answer;

-- binary COPY out and in again
CREATE TABLE tally_store (id int, tally workmode_tally);
INSERT INTO tally_store
SELECT id, workmode_cluster(tally) FROM (
	SELECT i % 40 AS id, i % 7 AS usr, workmode_tally((enum_range(NULL::workmode))[1 + i % 9], exp(i % 20)) AS tally
	FROM generate_series(1, 4000) i GROUP BY 1, 2) u
GROUP BY id;
CREATE TABLE tally_again (LIKE tally_store);
\copy tally_store to 'results/tally_binary.data' (format binary)
\copy tally_again from 'results/tally_binary.data' (format binary)
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
DROP TABLE tally_wire, tally_good, tally_store, tally_again, tally_before CASCADE;
DROP FUNCTION tally_receive;
