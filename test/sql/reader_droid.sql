--
-- Factory Droid: sessions, and the log of droid exec
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
SET timezone = 'UTC';

CREATE FUNCTION pg_temp.facts(VARIADIC lines text[]) RETURNS text
LANGUAGE sql AS $$
	SELECT jsonb_pretty(to_jsonb(f) - '{mode,second_mode,confidence,probabilities,model_version,value}'::text[])
	FROM workmode_session(array_to_string(lines, E'\n')) f
$$;

CREATE FUNCTION pg_temp.message(id text, minute int, role text, content text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"type":"message","id":"%s","parentId":null,"timestamp":"2026-02-03T10:%s:00.000Z","message":{"role":"%s","content":[%s]}}',
				  id, to_char(minute, 'FM00'), role, content)
$$;

CREATE FUNCTION pg_temp.head() RETURNS text LANGUAGE sql AS $$
	SELECT '{"type":"session_start","id":"d1","title":"A kiln","sessionTitle":"A kiln","owner":"u","version":2,"cwd":"/w/kiln"}'
$$;

-- A whole session: a reminder is no word of the person's; an edit, a file that is
-- written, a command that fails; what of tomorrow is not known is one of its lines.
SELECT pg_temp.facts(
	pg_temp.head(),
	pg_temp.message('m1', 1, 'user', '{"type":"text","text":"<system-reminder>\nmany words\n</system-reminder>"},{"type":"text","text":"let it cool slowly"}'),
	pg_temp.message('m2', 2, 'assistant', '{"type":"thinking","thinking":"slowly"},{"type":"text","text":"I look."},'
		'{"type":"tool_use","id":"t1","name":"Execute","input":{"command":"make test","timeout":60}}'),
	pg_temp.message('m3', 3, 'user', '{"type":"tool_result","tool_use_id":"t1","content":"no\n\n[Process exited with code 2]"}'),
	pg_temp.message('m4', 4, 'assistant', '{"type":"tool_use","id":"t2","name":"Edit","input":{"file_path":"/w/kiln/heat.c","old_str":"a\nb","new_str":"c"}},'
		'{"type":"tool_use","id":"t3","name":"Create","input":{"file_path":"/w/kiln/cool.c","content":"1\n2\n"}}'),
	pg_temp.message('m5', 5, 'user', '{"type":"tool_result","tool_use_id":"t2","content":"ok"},{"type":"tool_result","tool_use_id":"t3","content":"refused","is_error":true}'),
	pg_temp.message('m6', 6, 'assistant', '{"type":"text","text":"It cools slowly."}'),
	'{"type":"todo_state","id":"s1","timestamp":"2026-02-03T10:07:00.000Z","todos":[]}',
	'{"type":"of_tomorrow","id":"s2"}');

-- A session may have nothing but its head; another head is none.
SELECT n, f.format, f.session_id, f.project, f.prompts, f.mode, f.lines_skipped
FROM (VALUES
	(1, pg_temp.head()),
	(2, '{"type":"session_start","id":1}'),
	(3, pg_temp.head() || E'\n{"type":"message","id":"m1","message":{"role":"us'),
	(4, pg_temp.head() || E'\n{"type":"message","id":"m1","message":7}\n' || pg_temp.message('m2', 1, 'user', '{"type":"text","text":"go on"}'))) v(n, transcript),
	workmode_session(transcript) f ORDER BY n;

-- The log of a run: no person is there, a call fails by its exit code, and the last
-- line repeats the last message.
SELECT pg_temp.facts(
	'{"type":"system","subtype":"init","cwd":"/w/kiln","session_id":"d2","tools":["Execute"],"model":"m-1","timestamp":1770112800000}',
	'{"type":"message","role":"user","id":"a","text":"let it cool slowly","timestamp":1770112801000,"session_id":"d2"}',
	'{"type":"tool_call","id":"c1","messageId":"b","toolId":"Execute","toolName":"Execute","parameters":{"command":"make"},"timestamp":1770112802000,"session_id":"d2"}',
	'{"type":"tool_result","id":"c1","messageId":"c","toolId":"Execute","isError":true,"value":"Error: Command failed (exit code: 2)","timestamp":1770112803000,"session_id":"d2"}',
	'{"type":"message","role":"assistant","id":"d","text":"It cools.","timestamp":1770112804000,"session_id":"d2"}',
	'{"type":"completion","finalText":"It cools.","numTurns":1,"durationMs":9,"session_id":"d2","timestamp":1770112805000,"usage":{"input_tokens":10,"output_tokens":3,"cache_read_input_tokens":100,"cache_creation_input_tokens":0}}');

-- Tools, and what they do to files.
SELECT n, f.actions, f.files_changed AS files, f.lines_added AS added, f.lines_removed AS removed, f.commits, f.code_changed AS code
FROM (VALUES
	(1, 'Edit', '{"file_path":"/w/a.c","old_str":"x\ny","new_str":"x\nz\nw"}'),
	(2, 'MultiEdit', '{"file_path":"/w/a.c","edits":[{"old_str":"x","new_str":"y"},{"old_str":"a\nb","new_str":"c"}]}'),
	(3, 'Create', '{"file_path":"/w/notes.md","content":"a\nb\n"}'),
	(4, 'ApplyPatch', '{"input":"*** Begin Patch\n*** Update File: a.c\n@@\n-x\n+y\n+z\n*** Delete File: b.c\n*** End Patch"}'),
	(5, 'Execute', '{"command":"make && git commit -m x","timeout":60,"riskLevel":"low"}'),
	(6, 'Execute', '{"command":"sed -i s/a/b/ a.c"}'),
	(7, 'Read', '{"file_path":"/w/a.c"}'),
	(8, 'LS', '{"directory_path":"/w"}'),
	(9, 'Grep', '{"pattern":"x"}'),
	(10, 'TodoWrite', '{"todos":"1. [pending] cool"}'),
	(11, 'FetchUrl', '{"url":"https://example.org"}'),
	(12, 'Task', '{"subagent_type":"worker","description":"x","prompt":"cool it"}'),
	(13, 'ExitSpecMode', '{"plan":"cool it"}'),
	(14, 'kiln___fire', '{"heat":3}'),
	(15, 'Edit', '[]')) v(n, tool, input),
	workmode_session(array_to_string(ARRAY[pg_temp.head(),
		pg_temp.message('m1', 1, 'user', '{"type":"text","text":"do it"}'),
		pg_temp.message('m2', 2, 'assistant', format('{"type":"tool_use","id":"t","name":"%s","input":%s}', tool, input)),
		pg_temp.message('m3', 3, 'user', '{"type":"tool_result","tool_use_id":"t","content":"ok"}')], E'\n')) f ORDER BY n;

-- How a result tells that a call failed.
SELECT n, f.actions, f.errors, f.commits
FROM (VALUES
	(1, '"content":"ok"'),
	(2, '"content":"ok","is_error":true'),
	(3, '"content":"Error: Command failed (exit code: 2)"'),
	(4, '"content":"no rule\n\n[Process exited with code 2]"'),
	(5, '"content":"fine\n\n[Process exited with code 0]"'),
	(6, '"content":[{"type":"text","text":"no rule\n\n[Process exited with code 2]"}]'),
	(7, '"content":"[Process exited with code 2]\nsaid the log"'),
	(8, '"content":null'),
	(9, '"is_error":"true"')) v(n, members),
	workmode_session(array_to_string(ARRAY[pg_temp.head(),
		pg_temp.message('m1', 1, 'user', '{"type":"text","text":"do it"}'),
		pg_temp.message('m2', 2, 'assistant', '{"type":"tool_use","id":"t","name":"Execute","input":{"command":"git commit -m x"}}'),
		pg_temp.message('m3', 3, 'user', '{"type":"tool_result","tool_use_id":"t",' || members || '}')], E'\n')) f ORDER BY n;

-- Whose words: what only the model may see is nobody's; a picture asks without words,
-- unless a tool saw it.
SELECT n, f.prompts, f.turns, f.words_in, f.lines_skipped
FROM (VALUES
	(1, pg_temp.message('m', 1, 'user', '{"type":"text","text":"let it"},{"type":"text","text":"cool"}')),
	(2, replace(pg_temp.message('m', 1, 'user', ''), '[]', '"let it cool"')),
	(3, pg_temp.message('m', 1, 'user', '"let it","cool"')),
	(4, replace(pg_temp.message('m', 1, 'user', '{"type":"text","text":"let it cool"}'), '"parentId":null', '"visibility":"llm_only"')),
	(5, replace(pg_temp.message('m', 1, 'user', '{"type":"text","text":"let it cool"}'), '"role":"user"', '"role":"user","visibility":"llm_only"')),
	(6, replace(pg_temp.message('m', 1, 'user', '{"type":"text","text":"let it cool"}'), '"role":"user"', '"role":"user","visibility":"user_only"')),
	(7, pg_temp.message('m', 1, 'user', '{"type":"image","source":{}}')),
	(8, pg_temp.message('m', 1, 'user', '{"type":"tool_result","tool_use_id":"t","content":"x"},{"type":"image","source":{}}')),
	(9, pg_temp.message('m', 1, 'user', '{"type":"text","text":"<system-reminder>many words</system-reminder>"}')),
	(10, pg_temp.message('m', 1, 'user', '{"type":"text","text":"cool it"}') || E'\n' || pg_temp.message('m', 1, 'user', '{"type":"text","text":"cool it"}')),
	(11, pg_temp.message('m', 1, 'system', '{"type":"text","text":"many words"}')),
	(12, '{"type":"compaction_state","id":"m","timestamp":"2026-02-03T10:01:00.000Z","summaryText":"many words"}')) v(n, line),
	workmode_session(pg_temp.head() || E'\n' || line) f ORDER BY n;

-- A session that another one has begun is a subagent's: it is asked by an agent.
SELECT n, f.surface, f.headless, f.parent, f.prompts, f.turns, f.words_in, f.words_out
FROM (VALUES
	(1, '{"type":"session_start","id":"d2","title":"t","callingSessionId":"d1","cwd":"/w/kiln"}'),
	(2, '{"type":"session_start","id":"d2","title":"# Task Tool Invocation\nSubagent: worker","cwd":"/w/kiln"}'),
	(3, '{"type":"session_start","id":"d2","title":"t","callingSessionId":null,"cwd":"/w/kiln"}'),
	(4, '{"type":"session_start","id":"d2","title":"t","sessionTitle":"New Session","cwd":"/w/kiln"}')) v(n, head),
	workmode_session(array_to_string(ARRAY[head,
		pg_temp.message('m1', 1, 'user', '{"type":"text","text":"let it cool"}'),
		pg_temp.message('m2', 2, 'assistant', '{"type":"text","text":"It cools."}')], E'\n')) f ORDER BY n;

-- A model that an answer names; a file that lost its head; a second head; lines of Pi
-- and of no format among them.
SELECT n, f.format, f.session_id, f.model, f.prompts, f.actions, f.lines_read, f.lines_skipped
FROM (VALUES
	(1, pg_temp.head() || E'\n' || replace(pg_temp.message('m', 1, 'assistant', ''), '"role"', '"model":"m-1","role"')),
	(2, pg_temp.message('m', 1, 'assistant', '{"type":"tool_use","id":"t","name":"Read","input":{}}')),
	(3, pg_temp.message('m', 1, 'user', '{"type":"tool_result","tool_use_id":"t","content":"x"}')),
	(4, pg_temp.head() || E'\n' || replace(pg_temp.head(), 'd1', 'd2') || E'\n' || pg_temp.message('m', 1, 'user', '{"type":"text","text":"go on"}')),
	(5, pg_temp.head() || E'\n7\nwords\n{"type":7}\n{"id":"x"}\n{"type":"message","id":"x"}\n' || pg_temp.message('m', 1, 'user', '{"type":"text","text":"go on"}')),
	(6, pg_temp.head() || E'\n{"type":"message","id":"e","message":{"role":"toolResult","toolCallId":"t","content":[]}}\n' || pg_temp.message('m', 1, 'user', '{"type":"text","text":"go on"}')),
	(7, pg_temp.message('m', 1, 'user', '{"type":"text","text":"go on"}'))) v(n, transcript),
	workmode_session(transcript) f ORDER BY n;

--
-- The log of droid exec
--
CREATE FUNCTION pg_temp.log(VARIADIC events text[]) RETURNS text LANGUAGE sql AS $$
	SELECT array_to_string(ARRAY['{"type":"system","subtype":"init","cwd":"/w/kiln","session_id":"d2","tools":["Execute"],"model":"m-1","timestamp":1770112800000}'] || events, E'\n')
$$;

-- Ids under other names; results in every shape; an edit that failed is none.
SELECT n, f.actions, f.errors, f.files_changed AS files, f.lines_added AS added
FROM (VALUES
	(1, '"id":"c"', '"id":"c","isError":false,"value":"ok"'),
	(2, '"toolCallId":"c"', '"toolCallId":"c","isError":true,"value":"no"'),
	(3, '"id":"c","toolCallId":"d"', '"toolCallId":"d","value":{"stdout":"x","exitCode":1}'),
	(4, '"id":"c"', '"id":"c","value":{"stdout":"x","exitCode":0}'),
	(5, '"id":"c"', '"id":"c","value":"no\n\n[Process exited with code 2]"'),
	(6, '"id":"c"', '"id":"c"'),
	(7, '"id":"c"', '"id":"x","isError":true,"value":"no"')) v(n, call, result),
	workmode_session(pg_temp.log(
		'{"type":"message","role":"user","id":"a","text":"cool it","session_id":"d2"}',
		'{"type":"tool_call",' || call || ',"toolName":"Create","parameters":{"file_path":"a.c","content":"1\n2"},"session_id":"d2"}',
		'{"type":"tool_result",' || result || ',"session_id":"d2"}')) f ORDER BY n;

-- What is written twice counts once; the last message counts if it was not told;
-- several runs add up; the program's reminders are nobody's; a log that lost its head.
SELECT n, f.session_id, f.headless, f.prompts, f.turns, f.words_in, f.words_out, f.actions, f.tokens_in, f.tokens_out, f.lines_skipped
FROM (VALUES
	(1, pg_temp.log('{"type":"message","role":"user","id":"a","text":"cool it","session_id":"d2"}', '{"type":"message","role":"user","id":"a","text":"cool it","session_id":"d2"}',
		'{"type":"tool_call","id":"c","toolName":"Read","parameters":{},"session_id":"d2"}', '{"type":"tool_call","id":"c","toolName":"Read","parameters":{},"session_id":"d2"}',
		'{"type":"message","role":"assistant","id":"b","text":"It cools.","session_id":"d2"}', '{"type":"message","role":"assistant","id":"b","text":"Slowly.","session_id":"d2"}')),
	(2, pg_temp.log('{"type":"message","role":"user","id":"a","text":"cool it","session_id":"d2"}', '{"type":"completion","finalText":"It cools slowly.","session_id":"d2","usage":{"input_tokens":1,"output_tokens":2}}')),
	(3, pg_temp.log('{"type":"completion","finalText":"One.","session_id":"d2","usage":{"input_tokens":1,"output_tokens":2}}', '{"type":"message","role":"user","id":"e","text":"cool it more","session_id":"d3"}', '{"type":"completion","finalText":"Two.","session_id":"d3","usage":{"input_tokens":10,"cache_creation_input_tokens":5,"output_tokens":3}}')),
	(4, pg_temp.log('{"type":"message","role":"user","id":"a","text":"<system-reminder>many words</system-reminder>","session_id":"d2"}', '{"type":"reasoning","id":"b","text":"many words","session_id":"d2"}', '{"type":"error","message":"many words","session_id":"d2"}')),
	(5, '{"type":"tool_call","id":"c","toolName":"Read","parameters":{},"sessionId":"d4","timestamp":"2026-02-03T10:00:00Z"}'),
	(6, pg_temp.log('7', '{"type":7}', '{"session_id":"d2"}', '{"type":"of_tomorrow"}', '{"type":"message","role":"user","id":"a","te')),
	(7, '{"type":"system","subtype":"init","cwd":"/w","sessionId":"d5","model":"m"}')) v(n, transcript),
	workmode_session(transcript) f ORDER BY n;
