--
-- wire: what each type sends and receives in binary, good and bad.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- Receives bytes as COPY would from a file; the error, or whether the value
-- that came in goes out as the same bytes.
CREATE FUNCTION pg_temp.receive(type regtype, wire bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0) ||
		int2send(1::int2) || int4send(length(wire)) || wire || int2send(-1::int2);
	octal text;
	same boolean;
	detail text;
BEGIN
	SELECT string_agg('\' || (b >> 6) || (b >> 3 & 7) || (b & 7), '' ORDER BY i) INTO octal
	FROM generate_series(0, length(file) - 1) i, LATERAL (SELECT get_byte(file, i) AS b) o;
	EXECUTE format('CREATE TEMP TABLE received (value %s)', type);
	EXECUTE format('COPY received FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' || octal || '''');
	EXECUTE format('SELECT %s_send(value) = $1 FROM received', type) INTO same USING wire;
	DROP TABLE received;
	RETURN CASE WHEN same THEN 'same bytes' ELSE 'other bytes' END;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(' | ', SQLSTATE, SQLERRM, nullif(detail, ''));
END $$;

-- Tallies
CREATE TABLE tally_good (name text, wire bytea);
INSERT INTO tally_good SELECT 'empty', workmode_tally_send('{"version": 1}');
INSERT INTO tally_good SELECT 'plain', workmode_tally_send(workmode_tally(mode, value))
FROM (VALUES ('build'::workmode, 2::float8), ('build', 4), ('build', NULL), (NULL, 1), ('communicate', 1e12)) s(mode, value);
INSERT INTO tally_good SELECT 'clustered', workmode_tally_send(workmode_cluster(tally))
FROM (SELECT workmode_tally(mode, value) AS tally
	FROM (VALUES (1, 'build'::workmode, 0.25::float8), (1, 'fix', 4), (2, 'build', NULL), (3, NULL, 1)) s(usr, mode, value)
	GROUP BY usr) u;

INSERT INTO tally_good SELECT 'probabilities', workmode_tally_send(workmode_cluster(tally))
FROM (SELECT workmode_tally(mode, value, p::workmode_probabilities) AS tally
	FROM (VALUES (1, 'build'::workmode, 0.25::float8, '{"build": 0.5, "fix": 0.5}'), (1, 'fix', 4, NULL), (2, 'build', NULL, '{"build": 1}')) s(usr, mode, value, p)
	GROUP BY usr) u;
INSERT INTO tally_good SELECT 'facts', workmode_tally_send(workmode_tally(mode, fact))
FROM (VALUES ('build'::workmode, true), ('build', false), ('fix', false), ('fix', NULL), (NULL, true)) s(mode, fact);
INSERT INTO tally_good SELECT 'clustered facts', workmode_tally_send(workmode_cluster(tally))
FROM (SELECT workmode_tally(mode, fact) AS tally
	FROM (VALUES (1, 'build'::workmode, true), (1, 'fix', false), (2, 'build', false), (3, NULL, true)) s(usr, mode, fact)
	GROUP BY usr) u;

SELECT name, length(wire), wire, pg_temp.receive('workmode_tally', wire), pg_temp.receive('workmode_tally_state', wire) AS state
FROM tally_good;

-- one flaw each: a byte at a place, or bytes in place of others
SELECT flaw, pg_temp.receive('workmode_tally', bad) FROM tally_good, LATERAL (VALUES
	('nothing', ''::bytea),
	('one byte', substr(wire, 1, 1)),
	('cut short', substr(wire, 1, length(wire) - 1)),
	('one byte more', wire || '\x00'),
	('one byte more in a group', set_byte(wire, 8, 49) || '\x00'),
	('version 0', set_byte(wire, 0, 0)),
	('version 2', set_byte(wire, 0, 2)),
	('a group of the future', set_byte(wire, 1, 35)),
	('probabilities that are not there', set_byte(wire, 1, 19)),
	('many groups of the future', overlay(wire placing '\xe7ffffffffffffffff' from 2 for 1)),
	('a clustered flag', set_byte(wire, 1, 11)),
	('facts beside values', set_byte(wire, 1, 7) || '\x020101'),
	('no sessions', set_byte(wire, 1, 2)),
	('no values', set_byte(wire, 1, 1)),
	('no groups', set_byte(wire, 1, 0)),
	('groups in more bytes than needed', overlay(wire placing '\xe003' from 2 for 1)),
	('a group beyond the end', set_byte(wire, 8, 200)),
	('a group of 2^63 bytes', overlay(wire placing '\xe70000000000000080' from 9 for 1)),
	('a group of 2^64 - 1 bytes', overlay(wire placing '\xe7ffffffffffffffff' from 9 for 1)),
	('a group that ends early', set_byte(wire, 2, 4)),
	('unclassified in more bytes', overlay(wire placing '\x06e001' from 3 for 2)),
	('unclassified 2^59', overlay(wire placing '\x0de70000000000000008' from 3 for 2)),
	('unclassified of 9 bytes', overlay(wire placing '\x0ee8000000000000000001' from 3 for 2)),
	('a tenth mode', set_byte(wire, 5, 3)),
	('a mode more', set_byte(wire, 4, 3)),
	('a mode less', set_byte(wire, 4, 0)),
	('a mode of no sessions', set_byte(wire, 7, 0)),
	('sessions < valued', set_byte(wire, 6, 1)),
	('valued 0', set_byte(wire, 9, 0)),
	('valued 1', set_byte(wire, 9, 1)),
	('value 0', overlay(wire placing '\x2d00' from 9 for 1)),
	('value in more bytes', overlay(overlay(wire placing '\xe3' from 11 for 1) placing '\x00' from 15 for 0)),
	('value too small', set_byte(wire, 13, 1)),
	('value too large', set_byte(wire, 13, 255)),
	('log too large', set_byte(wire, 20, 100)),
	('value2 too small', set_byte(wire, 27, 1)),
	('value2 too large', set_byte(wire, 27, 255)),
	('log2 too small', set_byte(wire, 38, 0)),
	('log2 too large', overlay(set_byte(wire, 8, 53) placing '\xefffffffffffffffffffffffffffffff3f' from 29 for 12)),
	('the only value 0', overlay(set_byte(wire, 8, 40) placing '\x00' from 42 for 9)),
	('the only value too large', set_byte(wire, 49, 255)),
	('the only value of 9 bytes', overlay(set_byte(wire, 8, 49) placing '\xe8000000000000000001' from 42 for 9)),
	('the only log too large', set_byte(wire, 56, 255)),
	('an empty group', '\x010103000000'),
	('an empty group of values', '\x010304000100010100'),
	('one that is clustered without sessions', '\x010800'),
	('one of facts without sessions', '\x010400'),
	('facts', '\x010504000100030102'),
	('more facts than sessions', '\x010504000100030104'),
	('facts of 9 bytes', '\x0105040001000309e8000000000000000001'),
	('facts of 2^59', '\x0105040001000308e700000000000000')
) f(flaw, bad) WHERE name = 'plain';

SELECT flaw, pg_temp.receive('workmode_tally', bad) FROM tally_good, LATERAL (VALUES
	('cut short', substr(wire, 1, length(wire) - 1)),
	('the group cut short', substr(set_byte(wire, 33, get_byte(wire, 33) - 1), 1, length(wire) - 1)),
	('no clusters', set_byte(wire, 1, 3)),
	('no clusters, and their group gone', substr(set_byte(wire, 1, 3), 1, 33)),
	('users 0', set_byte(wire, 34, 0)),
	('users > sessions', set_byte(wire, 34, 9)),
	('users of 2^63', overlay(set_byte(wire, 33, 134) placing '\xe70000000000000080' from 35 for 1)),
	('valued users 0', set_byte(wire, 35, 0)),
	('valued users > users', set_byte(wire, 35, 3)),
	('yy', set_byte(wire, 36, 1)),
	('z', set_byte(wire, 43, 9)),
	('zz', set_byte(wire, 55, 9)),
	('ww', set_byte(wire, 56, 2)),
	('wy', set_byte(wire, 57, 2)),
	('a pair of too many', set_byte(wire, length(wire) - 1, 2)),
	('a pair of none', set_byte(wire, length(wire) - 1, 0))
) f(flaw, bad) WHERE name = 'clustered';

-- a single-bit change is refused, or comes back as the same bytes: nothing
-- else gets in
SELECT answer, count(*) > 0 AS seen FROM (
	SELECT CASE WHEN received = 'same bytes' THEN received ELSE left(received, 5) END AS answer
	FROM tally_good, generate_series(0, length(wire) - 1, 2) byte, LATERAL
		(SELECT pg_temp.receive('workmode_tally', set_bit(wire, byte * 8 + byte % 8, 1 - get_bit(wire, byte * 8 + byte % 8))) AS received) r
	WHERE name <> 'empty') t
GROUP BY answer ORDER BY answer;

-- Histograms
CREATE TABLE histogram_good (name text, wire bytea);
INSERT INTO histogram_good SELECT 'empty', workmode_histogram_send('{"version": 1}');
INSERT INTO histogram_good SELECT 'plain', workmode_histogram_send(workmode_histogram(mode, value))
FROM (VALUES ('build'::workmode, 2::float8), ('build', 2), ('build', 2.05), ('build', NULL), (NULL, 1), ('communicate', 1e12)) s(mode, value);
INSERT INTO histogram_good SELECT 'clustered', workmode_histogram_send(workmode_cluster(histogram))
FROM (SELECT workmode_histogram(mode, value) AS histogram
	FROM (VALUES (1, 'build'::workmode, 0.25::float8), (1, 'fix', 4), (2, 'build', 0.25), (2, 'build', 1), (3, NULL, 1)) s(usr, mode, value)
	GROUP BY usr) u;
SELECT name, length(wire), wire, pg_temp.receive('workmode_histogram', wire), pg_temp.receive('workmode_histogram_state', wire) AS state
FROM histogram_good;

SELECT flaw, pg_temp.receive('workmode_histogram', bad) FROM histogram_good, LATERAL (VALUES
	('nothing', ''::bytea),
	('one byte', substr(wire, 1, 1)),
	('cut short', substr(wire, 1, length(wire) - 1)),
	('one byte more', wire || '\x00'),
	('version 0', set_byte(wire, 0, 0)),
	('version 2', set_byte(wire, 0, 2)),
	('a group of the future', set_byte(wire, 1, 11)),
	('a clustered flag', set_byte(wire, 1, 7)),
	('no values', set_byte(wire, 1, 1)),
	('a group beyond the end', set_byte(wire, 8, 200)),
	('unclassified in more bytes', overlay(wire placing '\x06e001' from 3 for 2)),
	('unclassified 2^59', overlay(wire placing '\x0de70000000000000008' from 3 for 2)),
	('a tenth mode', set_byte(wire, 5, 3)),
	('a mode of no sessions', set_byte(wire, 7, 0)),
	('sessions < valued', set_byte(wire, 6, 2)),
	('no bins', set_byte(wire, 9, 0)),
	('a bin more', set_byte(wire, 9, 3)),
	('bins of 2^63', overlay(set_byte(wire, 8, get_byte(wire, 8) + 8) placing '\xe70000000000000080' from 10 for 1)),
	('a bin beyond the last', overlay(wire placing '\xffff' from 12 for 2)),
	('a bin in more bytes', overlay(set_byte(wire, 8, get_byte(wire, 8) + 1) placing '\xe00a' from 15 for 1)),
	('a count of 0', set_byte(wire, 13, 0)),
	('an empty group', '\x010103000000'),
	('an empty group of values', '\x010304000100010100'),
	('one that is clustered without sessions', '\x010400')
) f(flaw, bad) WHERE name = 'plain';

SELECT flaw, pg_temp.receive('workmode_histogram', bad) FROM histogram_good, LATERAL (VALUES
	('cut short', substr(wire, 1, length(wire) - 1)),
	('no clusters', set_byte(wire, 1, 3)),
	('no clusters, and their group gone', substr(set_byte(wire, 1, 3), 1, 21)),
	('users 0', set_byte(wire, 22, 0)),
	('users > sessions', set_byte(wire, 22, 9)),
	('users of 2^63', overlay(set_byte(wire, 21, get_byte(wire, 21) + 8) placing '\xe70000000000000080' from 23 for 1)),
	('nn', set_byte(wire, 23, 9)),
	('yn', set_byte(wire, 24, 1)),
	('yy', set_byte(wire, 25, 1)),
	('yy of a later bin', set_byte(wire, 27, 1))
) f(flaw, bad) WHERE name = 'clustered';

-- nothing else gets in here, either
SELECT answer, count(*) > 0 AS seen FROM (
	SELECT CASE WHEN received = 'same bytes' THEN received ELSE left(received, 5) END AS answer
	FROM histogram_good, generate_series(0, length(wire) - 1) byte, LATERAL
		(SELECT pg_temp.receive('workmode_histogram', set_bit(wire, byte * 8 + byte % 8, 1 - get_bit(wire, byte * 8 + byte % 8))) AS received) r
	WHERE name IN ('plain', 'clustered')) t
GROUP BY answer ORDER BY answer;

-- Confusions
SELECT flaw, pg_temp.receive('workmode_confusion', bad)
FROM (SELECT workmode_confusion_send('{"version": 1, "skipped": 2, "build": {"fix": 3}, "communicate": {"communicate": 300}}') AS wire) w, LATERAL (VALUES
	('none', wire),
	('empty', '\x0100'),
	('nothing', ''::bytea),
	('cut short', substr(wire, 1, length(wire) - 1)),
	('one byte more', wire || '\x00'),
	('version 0', set_byte(wire, 0, 0)),
	('version 2', set_byte(wire, 0, 2)),
	('a group of the future', set_byte(wire, 1, 3)),
	('an empty group', '\x010103000000'),
	('a row without pairs', '\x0101050201000000'),
	('a row without a predicted mode', set_byte(set_byte(wire, 6, 0), 2, 14)),
	('a mode of no pairs', set_byte(wire, 8, 0)),
	('a tenth mode', set_byte(wire, 7, 2)),
	('skipped in more bytes', overlay(wire placing '\x0fe002' from 3 for 2)),
	('skipped > 2^56', overlay(wire placing '\x16e70000000000000001' from 3 for 2)),
	('a count > 2^56', overlay(wire placing '\x16e70000000000000001' from 9 for 1))
) f(flaw, bad);
SELECT workmode_confusion_send('{"version": 1, "skipped": 2, "build": {"fix": 3}, "communicate": {"communicate": 300}}');

-- Vectors
SELECT flaw, pg_temp.receive('workmode_vector', bad)
FROM (SELECT workmode_vector_send('{3:0.5,7:-1}') AS wire) AS good, LATERAL (VALUES
	(1, 'none', wire), (2, 'nothing', ''::bytea), (3, 'cut short', substr(wire, 1, length(wire) - 1)),
	(4, 'one byte more', wire || '\x00'), (5, 'wire version', set_byte(wire, 0, 2)),
	(6, 'count', set_byte(wire, 1, 255)), (7, 'count beyond the end', set_byte(wire, 4, 3)),
	(8, 'order', set_byte(wire, 8, 8)), (9, 'number', set_byte(wire, 14, 1)),
	(10, 'zero', overlay(wire placing '\x0000' from 12)), (11, 'amount', set_byte(wire, 9, 127))) AS flawed (n, flaw, bad) ORDER BY n;

-- Models: what is refused as text is refused here.
SELECT flaw, pg_temp.receive('workmode_model', bad)
FROM (SELECT workmode_model_send('{"version": "a", "sessions": 30, "penalty": 8, "temperature": 1, "modes": 3, "bias": [1, -1, 0, 0, 0, 0, 0, 0, 0], "weights": {"3": [0.5, -0.5, 0, 0, 0, 0, 0, 0, 0], "7": [0, 1, 0, 0, 0, 0, 0, 0, 0]}}') AS wire) AS good, LATERAL (VALUES
	(1, 'none', wire), (2, 'nothing', ''::bytea), (3, 'cut short', substr(wire, 1, length(wire) - 1)),
	(4, 'one byte more', wire || '\x00'), (5, 'wire version', set_byte(wire, 0, 2)),
	(6, 'a version without an end', set_byte(wire, 64, 65)), (7, 'a version that goes on', set_byte(wire, 3, 65)),
	(8, 'modes', set_byte(wire, 67, 2)), (9, 'one mode', set_byte(wire, 68, 1)),
	(10, 'sessions', set_byte(wire, 76, 0)), (11, 'sessions, beyond 2^59', set_byte(wire, 69, 8)),
	(12, 'penalty', set_byte(wire, 77, 127)), (13, 'temperature', set_byte(wire, 81, 127)),
	(14, 'negative temperature', set_byte(wire, 81, 255)),
	(15, 'bias', set_byte(wire, 85, 127)), (16, 'bias of a mode not known', set_byte(wire, 96, 1)),
	(17, 'count', set_byte(wire, 121, 255)), (18, 'count beyond the end', set_byte(wire, 124, 3)),
	(19, 'order', set_byte(wire, 128, 8)), (20, 'weight', set_byte(wire, 129, 127))) AS flawed (n, flaw, bad) ORDER BY n;

-- Models of value
SELECT flaw, pg_temp.receive('workmode_value_model', bad)
FROM (SELECT workmode_value_model_send('{"version": "a", "sessions": 30, "penalty": 8, "bias": 4, "holdout": [[6, 0.5, 0, 100, 200], [6, null, -0.5, 1, 1], [0, null, 0, 0, 0], [0, null, 0, 0, 0], [0, null, 0, 0, 0]], "weights": {"3": 0.5, "7": -1}}') AS wire) AS good, LATERAL (VALUES
	(1, 'none', wire), (2, 'nothing', ''::bytea), (3, 'cut short', substr(wire, 1, length(wire) - 1)),
	(4, 'one byte more', wire || '\x00'), (5, 'wire version', set_byte(wire, 0, 2)),
	(6, 'a version without an end', set_byte(wire, 64, 65)), (7, 'a version that goes on', set_byte(wire, 3, 65)),
	(8, 'negative sessions', set_byte(wire, 65, 255)),
	(9, 'bias', set_byte(wire, 77, 127)), (10, 'tier', set_byte(wire, 81, 1)),
	(11, 'count', set_byte(wire, 241, 255)), (12, 'count beyond the end', set_byte(wire, 244, 3)),
	(13, 'order', set_byte(wire, 248, 9))) AS flawed (n, flaw, bad) ORDER BY n;

DROP TABLE tally_good, histogram_good;
