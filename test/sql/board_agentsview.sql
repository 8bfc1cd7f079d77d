-- workmode_board: the tables of agentsview as a source.  A session means the same
-- as its file, although its messages hold what was called and thought as text.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
CREATE SCHEMA "regress view";
SET search_path = "regress view", public;
CREATE TABLE sessions (id text PRIMARY KEY, machine text NOT NULL, project text NOT NULL, agent text NOT NULL, started_at timestamptz, deleted_at timestamptz,
	relationship_type text NOT NULL DEFAULT '', is_automated boolean NOT NULL DEFAULT false, transcript_revision text NOT NULL DEFAULT '0', message_count int NOT NULL DEFAULT 0);
CREATE TABLE messages (session_id text, ordinal int, role text, content text, timestamp timestamptz, is_system boolean NOT NULL DEFAULT false, model text NOT NULL DEFAULT '', PRIMARY KEY (session_id, ordinal));
CREATE TABLE tool_calls (session_id text, message_ordinal int, call_index int, tool_use_id text NOT NULL DEFAULT '', tool_name text, input_json text, result_content text);
RESET search_path;
RESET client_min_messages;
\pset null '-'
SET timezone = 'UTC';

INSERT INTO "regress view".sessions (id, machine, project, agent, started_at, deleted_at, relationship_type, is_automated) VALUES
	('a', 'desk', 'shop', 'claude', '2025-10-01 10:00+00', NULL, '', false),
	('b', 'desk', 'shop', 'codex', '2025-10-02 10:00+00', NULL, 'subagent', false),
	('c', 'desk', 'shop', 'codex', '2025-10-03 10:00+00', NULL, '', true),
	('d', 'desk', 'shop', 'codex', '2025-10-04 10:00+00', now(), '', false);
INSERT INTO "regress view".messages (session_id, ordinal, role, content, timestamp, is_system, model) VALUES
	('a', 0, 'user', 'Fix the crash in parser.c', '2025-10-01 10:00+00', false, ''),
	('a', 1, 'assistant', E'[Thinking]\nWhere [Bash]\nis it?\n[/Thinking]\nLet me look.\n[Bash: tests]\n$ make check\n\nagain', '2025-10-01 10:01+00', false, 'opus'),
	('a', 2, 'assistant', E'[Edit: /home/x/parser.c]', '2025-10-01 10:02+00', false, 'opus'),
	('a', 3, 'user', 'A reminder', '2025-10-01 10:02+00', true, ''),
	('a', 4, 'assistant', E'Fixed.\n[Note: it was a NULL.]', '2025-10-01 10:03+00', false, 'opus'),
	('b', 0, 'user', 'Look for callers', '2025-10-02 10:00+00', false, ''),
	('b', 1, 'assistant', 'There are two.', NULL, false, ''),
	('c', 0, 'user', 'Review this', NULL, false, ''),
	('c', 1, 'assistant', 'It is fine.', NULL, false, ''),
	('d', 0, 'user', 'Gone', NULL, false, '');
INSERT INTO "regress view".tool_calls VALUES
	('a', 1, 0, 't1', 'Bash', '{"command": "make check\n\nagain", "description": "tests"}', 'parser.c:3: crash'),
	('a', 2, 0, 't2', 'Edit', '{"file_path": "/home/x/parser.c", "old_string": "a", "new_string": "if (p)\n\tb"}', NULL),
	('b', 1, 0, 't3', 'Grep', '{"pattern": "broken', NULL);

INSERT INTO workmode.source (name, query) VALUES ('agentsview', workmode.agentsview('regress view'));
CALL workmode.refresh();
SELECT error FROM workmode.coverage;

-- What becomes of the messages.
SELECT format('SELECT jsonb_pretty(transcript::jsonb) FROM (%s) q WHERE id = ''a''', query) AS ask FROM workmode.source WHERE name = 'agentsview' \gset
\pset format unaligned
:ask;
\pset format aligned

-- The mode, the counts and the words are those of the session in its own format; who worked where is what the tables say.
SELECT session_id, person, project, agent, model, kind, day, mode, prompts, actions, lines_added, started_at FROM workmode.session_mode ORDER BY session_id;
SELECT s.mode, s.prompts, s.actions, s.lines_added, s.words_in, s.words_out
  FROM workmode_session($$
{"type":"user","sessionId":"a","timestamp":"2025-10-01T10:00:00Z","uuid":"1","message":{"role":"user","content":"Fix the crash in parser.c"}}
{"type":"assistant","sessionId":"a","timestamp":"2025-10-01T10:01:00Z","uuid":"2","message":{"id":"m1","role":"assistant","model":"opus","content":[{"type":"thinking","thinking":"Where [Bash]\nis it?"},{"type":"text","text":"Let me look."},{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"make check\n\nagain","description":"tests"}}]}}
{"type":"user","sessionId":"a","timestamp":"2025-10-01T10:02:00Z","uuid":"3","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"parser.c:3: crash"}]}}
{"type":"assistant","sessionId":"a","timestamp":"2025-10-01T10:02:00Z","uuid":"4","message":{"id":"m2","role":"assistant","model":"opus","content":[{"type":"tool_use","id":"t2","name":"Edit","input":{"file_path":"/home/x/parser.c","old_string":"a","new_string":"if (p)\n\tb"}}]}}
{"type":"assistant","sessionId":"a","timestamp":"2025-10-01T10:03:00Z","uuid":"5","message":{"id":"m3","role":"assistant","model":"opus","content":[{"type":"text","text":"Fixed.\n[Note: it was a NULL.]"}]}}
$$::text) s;
SELECT (facts).words_in, (facts).words_out FROM workmode.session WHERE id = 'a';

-- A session that has grown or was deleted.
UPDATE "regress view".sessions SET transcript_revision = '1' WHERE id = 'b';
UPDATE "regress view".sessions SET deleted_at = now() WHERE id = 'c';
CALL workmode.refresh();
SELECT new, changed, gone, error FROM workmode.refresh_log ORDER BY began DESC LIMIT 1;

SET client_min_messages = warning;
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
DROP SCHEMA "regress view" CASCADE;
