-- workmode_board: what a role may do that has INSERT on the table of transcripts
-- and nothing else; what a row replaces.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
CREATE ROLE regress_ann;
CREATE ROLE regress_bob;
CREATE ROLE regress_eve;
GRANT INSERT ON workmode.transcript TO regress_ann, regress_bob;
RESET client_min_messages;
\pset null '-'
\set SHOW_CONTEXT never

CREATE FUNCTION pg_temp.kept(OUT machine text, OUT path text, OUT part int, OUT parts int, OUT person text, OUT body text, OUT loaded_by name)
RETURNS SETOF record LANGUAGE sql AS $$
	SELECT machine, path, part, parts, person, body, loaded_by FROM workmode.transcript ORDER BY machine, path, part
$$;

SET SESSION AUTHORIZATION regress_ann;
COPY workmode.transcript (machine, path, part, parts, person, body, bytes) FROM STDIN WITH (DELIMITER '|');
laptop|/a|0|1|ann|one|3
laptop|/b|1|3|ann|b1|9
laptop|/b|2|3|ann|b2|9
laptop|/b|3|3|ann|b3|9
desk|/a|0|1|ann|another|7
\.
-- Nothing else is granted.
SELECT count(*) FROM workmode.transcript;
UPDATE workmode.transcript SET body = 'x';
DELETE FROM workmode.transcript;
SELECT count(*) FROM workmode.session;
SELECT * FROM workmode.loaded('folder', 'laptop') ORDER BY path, part;
SELECT * FROM workmode.loaded('folder', 'desk');
SELECT * FROM workmode.loaded('other', 'laptop');

-- The same file again: what was sent of who and when does not count.
INSERT INTO workmode.transcript (machine, path, body, bytes, loaded_by, loaded_at)
VALUES ('laptop', '/a', 'one, grown', 10, 'regress_bob', '2001-01-01');
-- The same key twice in one command: the last one stays.
INSERT INTO workmode.transcript (machine, path, body, bytes) VALUES ('laptop', '/c', 'first', 5), ('laptop', '/c', 'last', 4);
-- Fewer parts: the last of the older ones goes.  Other numbers: all go.
INSERT INTO workmode.transcript (machine, path, part, parts, body, bytes) VALUES ('laptop', '/b', 1, 2, 'b1 anew', 9);
RESET SESSION AUTHORIZATION;
SELECT * FROM pg_temp.kept();
SELECT loaded_at > now() - interval '1 hour' AS now FROM workmode.transcript GROUP BY 1;
SET SESSION AUTHORIZATION regress_ann;
INSERT INTO workmode.transcript (machine, path, body, bytes) VALUES ('laptop', '/b', 'whole', 5);
RESET SESSION AUTHORIZATION;
SELECT * FROM pg_temp.kept() WHERE path = '/b';
SET SESSION AUTHORIZATION regress_ann;
INSERT INTO workmode.transcript (machine, path, part, parts, body, bytes) VALUES ('laptop', '/b', 1, 1, 'a part', 5);
RESET SESSION AUTHORIZATION;
SELECT * FROM pg_temp.kept() WHERE path = '/b';

-- Another role replaces nothing and sees nothing of it.
SET SESSION AUTHORIZATION regress_bob;
INSERT INTO workmode.transcript (machine, path, body, bytes) VALUES ('laptop', '/a', 'mine', 4);
INSERT INTO workmode.transcript (machine, path, part, parts, body, bytes) VALUES ('laptop', '/b', 2, 2, 'mine', 4);
SELECT * FROM workmode.loaded('folder', 'laptop');
INSERT INTO workmode.transcript (source, machine, path, body, bytes) VALUES ('bob', 'laptop', '/a', 'mine', 4);
SELECT * FROM workmode.loaded('bob', 'laptop');
RESET SESSION AUTHORIZATION;

-- A role without INSERT learns what to ask for.
SET SESSION AUTHORIZATION regress_eve;
INSERT INTO workmode.transcript (path, body, bytes) VALUES ('/a', 'x', 1);
SELECT * FROM workmode.loaded('folder', 'laptop');
RESET SESSION AUTHORIZATION;

-- The owner may say who loaded a row and when, as pg_restore does.
INSERT INTO workmode.transcript (path, body, bytes, loaded_by, loaded_at) VALUES ('/r', 'x', 1, 'regress_ann', '2026-01-02 03:04:05+00');
SELECT loaded_by, loaded_at = '2026-01-02 03:04:05+00' AS kept FROM workmode.transcript WHERE path = '/r';

-- Rows that make no sense; paths of any length.
\set VERBOSITY terse
INSERT INTO workmode.transcript (path, bytes) VALUES ('/x', 1);
INSERT INTO workmode.transcript (path, body, facts, bytes) VALUES ('/x', 'x', '{}', 1);
INSERT INTO workmode.transcript (path, body, vector, bytes) VALUES ('/x', 'x', '{1:1}', 1);
INSERT INTO workmode.transcript (path, body, bytes, part) VALUES ('/x', 'x', 1, 2);
INSERT INTO workmode.transcript (path, body, bytes, part) VALUES ('/x', 'x', 1, -1);
INSERT INTO workmode.transcript (path, body, bytes) VALUES ('/x', 'x', -1);
INSERT INTO workmode.transcript (path, body, bytes) VALUES (NULL, 'x', 1);
INSERT INTO workmode.transcript (path, person, body, bytes) VALUES ('/x', repeat('p', 201), 'x', 1);
INSERT INTO workmode.transcript (path, facts, bytes) VALUES ('/x', '{"value": 0}', 1);
INSERT INTO workmode.transcript (path, facts, bytes) VALUES ('/x', '{"value": "NaN"}', 1);
INSERT INTO workmode.transcript (path, facts, bytes) VALUES ('/x', '{"confidence": 1.5}', 1);
INSERT INTO workmode.transcript (path, facts, bytes) VALUES ('/x', '{"mode": "sleep"}', 1);
INSERT INTO workmode.transcript (path, facts, bytes) VALUES ('/x', '{"prompts": "many"}', 1);
INSERT INTO workmode.transcript (path, facts, bytes) VALUES ('/x', '[]', 1);
INSERT INTO workmode.transcript (path, body, bytes) SELECT string_agg(md5(i::text), '/'), 'x', 1 FROM generate_series(1, 1000) i;
SELECT length(path), length(id) FROM workmode.transcript WHERE length(path) > 1000;
\set VERBOSITY default

SET client_min_messages = warning;
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
DROP ROLE regress_ann, regress_bob, regress_eve;
