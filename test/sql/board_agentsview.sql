-- workmode_board: the tables of agentsview (0.41) as a source, as far as they are read.  A
-- session means the same as its file, although its messages hold what was called and
-- thought as text.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
CREATE EXTENSION workmode_board;
CREATE SCHEMA "regress view";
SET search_path = "regress view", public;
CREATE TABLE sessions (id text PRIMARY KEY, machine text NOT NULL, project text NOT NULL, agent text NOT NULL,
	entrypoint text NOT NULL DEFAULT '', session_kind text NOT NULL DEFAULT '', started_at timestamptz, deleted_at timestamptz,
	message_count int NOT NULL DEFAULT 0, parent_session_id text, relationship_type text NOT NULL DEFAULT '', is_automated boolean NOT NULL DEFAULT false,
	transcript_revision text NOT NULL DEFAULT '0', git_branch text NOT NULL DEFAULT '', source_version text NOT NULL DEFAULT '');
CREATE TABLE messages (session_id text NOT NULL REFERENCES sessions ON DELETE CASCADE, ordinal int NOT NULL, role text NOT NULL, content text NOT NULL,
	thinking_text text NOT NULL DEFAULT '', timestamp timestamptz, is_system boolean NOT NULL DEFAULT false, model text NOT NULL DEFAULT '',
	is_sidechain boolean NOT NULL DEFAULT false, PRIMARY KEY (session_id, ordinal));
CREATE TABLE tool_calls (id bigserial PRIMARY KEY, session_id text NOT NULL REFERENCES sessions ON DELETE CASCADE, tool_name text NOT NULL, category text NOT NULL,
	call_index int NOT NULL DEFAULT 0, tool_use_id text NOT NULL DEFAULT '', input_json text, result_content text, message_ordinal int NOT NULL);
RESET search_path;
RESET client_min_messages;
\pset null '-'
SET timezone = 'UTC';

INSERT INTO "regress view".sessions (id, machine, project, agent, started_at, deleted_at, relationship_type, is_automated) VALUES
	('a', 'desk', 'shop', 'claude', '2025-10-01 10:00+00', NULL, '', false),
	('b', 'desk', 'shop', 'codex', '2025-10-02 10:00+00', NULL, 'subagent', false),
	('c', 'desk', 'shop', 'codex', '2025-10-03 10:00+00', NULL, '', true),
	('d', 'desk', 'shop', 'codex', '2025-10-04 10:00+00', now(), '', false);
INSERT INTO "regress view".messages (session_id, ordinal, role, content, thinking_text, timestamp, is_system, model) VALUES
	('a', 0, 'user', 'Fix the crash in parser.c', '', '2025-10-01 10:00+00', false, ''),
	('a', 1, 'assistant', E'[Thinking]\nWhere [Bash]\nis it?\n[/Thinking]\nLet me look.\n[Bash: tests]\n$ make check\n\nagain', E'Where [Bash]\nis it?', '2025-10-01 10:01+00', false, 'opus'),
	('a', 2, 'assistant', E'[Edit: /home/x/parser.c]', '', '2025-10-01 10:02+00', false, 'opus'),
	('a', 3, 'user', 'A reminder', '', '2025-10-01 10:02+00', true, ''),
	('a', 4, 'assistant', E'Fixed.\n[Note: it was a NULL.]', '', '2025-10-01 10:03+00', false, 'opus'),
	('b', 0, 'user', 'Look for callers', '', '2025-10-02 10:00+00', false, ''),
	('b', 1, 'assistant', 'There are two.', '', NULL, false, ''),
	('c', 0, 'user', 'Review this', '', NULL, false, ''),
	('c', 1, 'assistant', 'It is fine.', '', NULL, false, ''),
	('d', 0, 'user', 'Gone', '', NULL, false, '');
INSERT INTO "regress view".tool_calls (session_id, message_ordinal, call_index, tool_use_id, tool_name, category, input_json, result_content) VALUES
	('a', 1, 0, 't1', 'Bash', 'Bash', '{"command": "make check\n\nagain", "description": "tests"}', 'parser.c:3: crash'),
	('a', 2, 0, 't2', 'Edit', 'Edit', '{"file_path": "/home/x/parser.c", "old_string": "a", "new_string": "if (p)\n\tb"}', NULL),
	('b', 1, 0, 't3', 'Grep', 'Grep', '{"pattern": "broken', NULL);

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

-- A subagent within the transcript, which no person asked and nobody heard; a person
-- who interrupts and refuses; the program's own words, and those of a summary.
INSERT INTO "regress view".sessions (id, machine, project, agent, started_at, entrypoint, git_branch, source_version) VALUES
	('e', 'desk', 'shop', 'claude', '2025-10-05 10:00+00', 'claude-vscode', 'main', '1.0.60');
INSERT INTO "regress view".messages (session_id, ordinal, role, content, thinking_text, timestamp, is_system, model, is_sidechain) VALUES
	('e', 0, 'user', 'Why is the basket empty?', '', '2025-10-05 10:00+00', false, '', false),
	('e', 1, 'assistant', E'[Task: search (general)]', '', '2025-10-05 10:01+00', false, 'opus', false),
	('e', 2, 'user', 'Search all code for baskets', '', '2025-10-05 10:01+00', false, '', true),
	('e', 3, 'assistant', E'[Thinking]\nA search.\n[/Thinking]\nI search at once.\n[Grep: basket]', 'A search.', '2025-10-05 10:02+00', false, 'haiku', true),
	('e', 4, 'assistant', E'[Thinking]\nThe session expires.\n[/Thinking]\nIt expires.\n[Bash]\n$ rm -r cache', 'The session expires.', '2025-10-05 10:03+00', false, 'opus', false),
	('e', 5, 'user', '[Request interrupted by user for tool use]', '', '2025-10-05 10:04+00', true, '', false),
	('e', 6, 'user', 'Only explain', '', '2025-10-05 10:05+00', false, '', false),
	('e', 7, 'assistant', 'API Error: 500', '', '2025-10-05 10:05+00', false, '<synthetic>', false),
	('e', 8, 'assistant', 'We spoke of baskets before', '', '2025-10-05 10:06+00', true, '', false),
	('e', 9, 'assistant', 'After an hour it is gone.', '', '2025-10-05 10:07+00', false, 'opus', false);
INSERT INTO "regress view".tool_calls (session_id, message_ordinal, tool_use_id, tool_name, category, input_json, result_content) VALUES
	('e', 1, 't1', 'Task', 'Task', '{"description": "search", "prompt": "Search all code for baskets", "subagent_type": "general"}', 'Found in cart.js'),
	('e', 3, 't2', 'Grep', 'Grep', '{"pattern": "basket"}', '<tool_use_error>no such folder</tool_use_error>'),
	('e', 4, 't3', 'Bash', 'Bash', '{"command": "rm -r cache"}',
	 E'The user doesn''t want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nleave the cache alone');

-- Codex: calls with a patch for an input, and others without ids.
INSERT INTO "regress view".sessions (id, machine, project, agent, started_at) VALUES
	('codex:f', 'desk', 'shop', 'codex', '2025-10-06 10:00+00');
INSERT INTO "regress view".messages (session_id, ordinal, role, content, timestamp) VALUES
	('codex:f', 0, 'user', 'Add a greeting', '2025-10-06 10:00+00'),
	('codex:f', 1, 'assistant', E'[Edit: hello.c]', '2025-10-06 10:01+00'),
	('codex:f', 2, 'assistant', E'[Bash]\n$ cc hello.c', '2025-10-06 10:02+00'),
	('codex:f', 3, 'assistant', E'[Bash]\n$ ./a.out', '2025-10-06 10:03+00'),
	('codex:f', 4, 'assistant', 'It greets.', '2025-10-06 10:04+00');
INSERT INTO "regress view".tool_calls (session_id, message_ordinal, tool_use_id, tool_name, category, input_json, result_content) VALUES
	('codex:f', 1, 'c1', 'apply_patch', 'Edit', E'*** Begin Patch\n*** Add File: hello.c\n+int main(void) { return 0; }\n*** End Patch\n', 'Exit code: 0'),
	('codex:f', 2, '', 'exec_command', 'Bash', '{"cmd": "cc hello.c"}', E'Exit code: 1\nOutput:\nno compiler'),
	('codex:f', 3, '', 'exec_command', 'Bash', '{"cmd": "./a.out"}', E'Exit code: 0\nOutput:\nhello');
CALL workmode.refresh();
SELECT (facts).session_id, (facts).branch, (facts).agent_version, mode, (facts).surface, (facts).prompts, (facts).turns, (facts).actions, (facts).errors, (facts).lines_added, (facts).words_in
  FROM workmode.session WHERE id IN ('e', 'codex:f') ORDER BY id DESC;
SELECT s.session_id, s.branch, s.agent_version, s.mode, s.surface, s.prompts, s.turns, s.actions, s.errors, s.lines_added, s.words_in
  FROM (VALUES (1, $$
{"type":"user","sessionId":"e","gitBranch":"main","version":"1.0.60","entrypoint":"claude-vscode","timestamp":"2025-10-05T10:00:00Z","uuid":"1","message":{"role":"user","content":"Why is the basket empty?"}}
{"type":"assistant","sessionId":"e","timestamp":"2025-10-05T10:01:00Z","uuid":"2","message":{"id":"m1","role":"assistant","model":"opus","content":[{"type":"tool_use","id":"t1","name":"Task","input":{"description":"search","prompt":"Search all code for baskets","subagent_type":"general"}}]}}
{"type":"user","sessionId":"e","isSidechain":true,"timestamp":"2025-10-05T10:01:00Z","uuid":"3","message":{"role":"user","content":"Search all code for baskets"}}
{"type":"assistant","sessionId":"e","isSidechain":true,"timestamp":"2025-10-05T10:02:00Z","uuid":"4","message":{"id":"m2","role":"assistant","model":"haiku","content":[{"type":"thinking","thinking":"A search."},{"type":"text","text":"I search at once."},{"type":"tool_use","id":"t2","name":"Grep","input":{"pattern":"basket"}}]}}
{"type":"user","sessionId":"e","isSidechain":true,"timestamp":"2025-10-05T10:02:00Z","uuid":"5","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t2","is_error":true,"content":"<tool_use_error>no such folder</tool_use_error>"}]}}
{"type":"user","sessionId":"e","timestamp":"2025-10-05T10:02:00Z","uuid":"6","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"Found in cart.js"}]}}
{"type":"assistant","sessionId":"e","timestamp":"2025-10-05T10:03:00Z","uuid":"7","message":{"id":"m3","role":"assistant","model":"opus","content":[{"type":"thinking","thinking":"The session expires."},{"type":"text","text":"It expires."},{"type":"tool_use","id":"t3","name":"Bash","input":{"command":"rm -r cache"}}]}}
{"type":"user","sessionId":"e","timestamp":"2025-10-05T10:04:00Z","uuid":"8","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t3","is_error":true,"content":"The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nleave the cache alone"}]}}
{"type":"user","sessionId":"e","timestamp":"2025-10-05T10:04:00Z","uuid":"9","message":{"role":"user","content":"[Request interrupted by user for tool use]"}}
{"type":"user","sessionId":"e","timestamp":"2025-10-05T10:05:00Z","uuid":"10","message":{"role":"user","content":"Only explain"}}
{"type":"assistant","sessionId":"e","timestamp":"2025-10-05T10:05:00Z","uuid":"11","message":{"id":"m4","role":"assistant","model":"<synthetic>","content":[{"type":"text","text":"API Error: 500"}]}}
{"type":"user","sessionId":"e","isCompactSummary":true,"timestamp":"2025-10-05T10:06:00Z","uuid":"12","message":{"role":"user","content":"We spoke of baskets before"}}
{"type":"assistant","sessionId":"e","timestamp":"2025-10-05T10:07:00Z","uuid":"13","message":{"id":"m5","role":"assistant","model":"opus","content":[{"type":"text","text":"After an hour it is gone."}]}}
$$), (2, $$
{"timestamp":"2025-10-06T10:00:00Z","type":"session_meta","payload":{"id":"f","timestamp":"2025-10-06T10:00:00Z"}}
{"timestamp":"2025-10-06T10:00:00Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"Add a greeting"}]}}
{"timestamp":"2025-10-06T10:01:00Z","type":"response_item","payload":{"type":"custom_tool_call","name":"apply_patch","call_id":"c1","input":"*** Begin Patch\n*** Add File: hello.c\n+int main(void) { return 0; }\n*** End Patch\n"}}
{"timestamp":"2025-10-06T10:01:00Z","type":"response_item","payload":{"type":"custom_tool_call_output","call_id":"c1","output":"Exit code: 0"}}
{"timestamp":"2025-10-06T10:02:00Z","type":"response_item","payload":{"type":"function_call","name":"exec_command","call_id":"c2","arguments":"{\"cmd\": \"cc hello.c\"}"}}
{"timestamp":"2025-10-06T10:02:00Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c2","output":"Exit code: 1\nOutput:\nno compiler"}}
{"timestamp":"2025-10-06T10:03:00Z","type":"response_item","payload":{"type":"function_call","name":"exec_command","call_id":"c3","arguments":"{\"cmd\": \"./a.out\"}"}}
{"timestamp":"2025-10-06T10:03:00Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c3","output":"Exit code: 0\nOutput:\nhello"}}
{"timestamp":"2025-10-06T10:04:00Z","type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"It greets."}]}}
$$)) AS file (number, body), workmode_session(body) s ORDER BY number;

-- Where sessions are held.  Claude Code says it; of the others, agentsview guesses who are
-- a program's.  The lines of a subagent's own file are all its own.
INSERT INTO "regress view".sessions (id, machine, project, agent, started_at, relationship_type, entrypoint, session_kind, is_automated) VALUES
	('g1', 'desk', 'shop', 'claude', '2025-10-07 10:00+00', '', 'cli', '', true),
	('g2', 'desk', 'shop', 'claude', '2025-10-07 10:00+00', '', 'cli', 'bg', false),
	('g3', 'desk', 'shop', 'claude', '2025-10-07 10:00+00', '', 'sdk-cli', '', false),
	('g4', 'desk', 'shop', 'claude', '2025-10-07 10:00+00', '', 'sdk-ts', '', false),
	('g5', 'desk', 'shop', 'claude', '2025-10-07 10:00+00', '', 'claude-desktop', '', false),
	('g6', 'desk', 'shop', 'claude', '2025-10-07 10:00+00', '', 'remote', '', false),
	('g7', 'desk', 'shop', 'claude', '2025-10-07 10:00+00', 'subagent', 'cli', '', false),
	('g8', 'desk', 'shop', 'gemini', '2025-10-07 10:00+00', '', '', '', true);
INSERT INTO "regress view".messages (session_id, ordinal, role, content, is_sidechain)
	SELECT id, 0, 'user', 'Look for callers', id = 'g7' FROM "regress view".sessions WHERE id LIKE 'g_';
CALL workmode.refresh();
SELECT id, surface, headless, (facts).words_in FROM workmode.session WHERE id LIKE 'g_' ORDER BY id;

-- Versions before 0.39 do not say where.
ALTER TABLE "regress view".sessions DROP COLUMN entrypoint, DROP COLUMN session_kind;
UPDATE "regress view".sessions SET transcript_revision = '1' WHERE id = 'g1';
CALL workmode.refresh();
SELECT id, surface, headless FROM workmode.session WHERE id = 'g1';

-- A session that has grown or was deleted.
UPDATE "regress view".sessions SET transcript_revision = '1' WHERE id = 'b';
UPDATE "regress view".sessions SET deleted_at = now() WHERE id = 'c';
CALL workmode.refresh();
SELECT new, changed, gone, error FROM workmode.refresh_log ORDER BY began DESC LIMIT 1;

SET client_min_messages = warning;
DROP EXTENSION workmode_board;
DROP SCHEMA workmode;
DROP SCHEMA "regress view" CASCADE;
