-- workmode.explain(): why a session has its mode, for the owner of the board.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
RESET client_min_messages;
\set SHOW_CONTEXT never

CREATE TABLE chat (id int PRIMARY KEY, log text);
INSERT INTO workmode.source (name, query) VALUES ('chat',
	'SELECT id, ''ann'' AS person, NULL::text AS team, NULL::timestamptz AS at, log AS transcript, length(log) AS mark FROM public.chat -- all');

-- A session as Claude Code writes it.
CREATE FUNCTION pg_temp.transcript(session_id text, asked text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(line::text, E'\n') FROM (VALUES
		(json_build_object('type', 'user', 'sessionId', session_id, 'uuid', '1', 'timestamp', '2025-10-01T10:00:00Z',
			'message', json_build_object('role', 'user', 'content', asked))),
		(json_build_object('type', 'assistant', 'sessionId', session_id, 'uuid', '2', 'timestamp', '2025-10-01T10:01:00Z',
			'message', json_build_object('role', 'assistant', 'id', 'm', 'content', json_build_array(json_build_object('type', 'text', 'text', 'Done.')))))) l(line)
$$;
INSERT INTO workmode.transcript (path, person, body, bytes) VALUES
	('/fix', 'ann', pg_temp.transcript('one', 'The parser crashes with an error: fix the bug.'), 1),
	('/twice', 'ann', pg_temp.transcript('two', 'Plan the release.'), 1),
	('/theirs', 'bob', pg_temp.transcript('two', 'Explain how the parser works.'), 1);
INSERT INTO workmode.transcript (path, person, facts, bytes) VALUES ('/facts', 'ann', '{"format": "codex", "session_id": "facts", "mode": "fix"}', 1);
INSERT INTO chat VALUES (7, pg_temp.transcript('chat', 'The build is broken: fix the crash.'));
CALL workmode.refresh();

-- What it says is what workmode_explain() says, the session's mode first.
SELECT count(*) = count(w.mode) AND count(*) = (SELECT count(*) FROM workmode_explain(body)) AS same, count(*) > 9 AS some
  FROM workmode.transcript
 CROSS JOIN workmode.explain('one') e
  LEFT JOIN LATERAL workmode_explain(body) w ON (w.mode::text, w.evidence, w.amount, w.weight, w.contribution) = (e.mode, e.evidence, e.amount, e.weight, e.contribution)
 WHERE path = '/fix'
 GROUP BY body;
SELECT mode = (SELECT workmode_classify(body)::text FROM workmode.transcript WHERE path = '/fix') AS right, count(*) > 0 AS some, min(n) = 1 AS first
  FROM (SELECT mode, chosen, row_number() OVER () AS n FROM workmode.explain('one')) e WHERE chosen GROUP BY mode;
SELECT bool_and(contribution <= before) FROM (SELECT contribution, lag(contribution) OVER () AS before FROM workmode.explain('one') WHERE chosen) e;

-- By session or key, of any source.
SELECT mode = (SELECT workmode_classify(log)::text FROM chat) AS right FROM workmode.explain('chat') WHERE chosen GROUP BY mode;
SELECT count(*) > 0 AS some FROM workmode.explain('7', 'chat');
SELECT count(*) > 0 AS some FROM workmode.explain((SELECT id FROM workmode.session WHERE (facts).session_id = 'two' AND person = 'bob'));

-- What it cannot explain, it says why.
SELECT * FROM workmode.explain('none');
SELECT * FROM workmode.explain('7', 'folder');
SELECT count(*) FROM workmode.explain(NULL);
SELECT * FROM workmode.explain('two');
SELECT * FROM workmode.explain('facts');
UPDATE workmode.session SET error = 'it broke' WHERE session_id = 'one';
SELECT * FROM workmode.explain('one');
DELETE FROM chat;
SELECT * FROM workmode.explain('chat');

-- Of two transcripts of one session that counts which tells more.
INSERT INTO workmode.transcript (path, person, body, bytes) VALUES
	('/again', 'bob', pg_temp.transcript('two', 'Explain how the parser works.') || E'\n' || pg_temp.transcript('two', 'And why.'), 1);
DELETE FROM workmode.transcript WHERE person = 'ann';
CALL workmode.refresh();
SELECT count(*) > 0 AS some FROM workmode.explain('two');

-- Nobody else: not a reader, nor one who may see persons, nor a superuser by chance.
CREATE ROLE regress_workmode_reader;
SELECT count(*) FROM workmode.configure(reader => 'regress_workmode_reader') \g /dev/null
GRANT SELECT ON ALL TABLES IN SCHEMA workmode TO regress_workmode_reader;
SET ROLE regress_workmode_reader;
\set VERBOSITY terse
SELECT * FROM workmode.explain('two');
RESET ROLE;
\set VERBOSITY default
DROP OWNED BY regress_workmode_reader;
DROP ROLE regress_workmode_reader;

DROP TABLE chat;
SET client_min_messages = warning;
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
