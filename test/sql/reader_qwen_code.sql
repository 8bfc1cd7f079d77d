--
-- Qwen Code: sessions in Claude Code's envelope, with Gemini's parts
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

CREATE FUNCTION pg_temp.line(id text, minute int, members text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"uuid":"%s","parentUuid":null,"sessionId":"q1","timestamp":"2026-02-03T10:%s:00.000Z",%s,"cwd":"/w/loom","version":"0.12.6","gitBranch":"main"}',
				  id, to_char(minute, 'FM00'), members)
$$;

CREATE FUNCTION pg_temp.said(id text, minute int, parts text, members text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line(id, minute, format('"type":"user","message":{"role":"user","parts":[%s]}%s', parts, members))
$$;

CREATE FUNCTION pg_temp.answered(id text, minute int, parts text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line(id, minute, format('"type":"assistant","model":"coder-model","message":{"role":"model","parts":[%s]},"usageMetadata":{"promptTokenCount":100,"candidatesTokenCount":7,"thoughtsTokenCount":3,"cachedContentTokenCount":80}', parts))
$$;

CREATE FUNCTION pg_temp.result(id text, minute int, call text, response text, status text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line(id, minute, format('"type":"tool_result","message":{"role":"user","parts":[{"functionResponse":{"id":"%1$s","name":"x","response":%2$s}}]},"toolCallResult":{"callId":"%1$s","status":"%3$s","resultDisplay":"x"}',
				  call, response, status))
$$;

-- A whole session: what the program shows of a request is the person's, a thought
-- is no word, a command fails by its exit code though its status is success.
SELECT pg_temp.facts(
	pg_temp.said('u1', 1, '{"text":"weave it tighter"},{"text":"<qwen:context>\nmany words\n</qwen:context>"}', ',"systemPayload":{"displayText":"weave it tighter"}'),
	pg_temp.answered('u2', 2, '{"text":"tighter","thought":true},{"text":"I look."},{"functionCall":{"id":"c1","name":"run_shell_command","args":{"command":"make test"}}}'),
	pg_temp.result('u3', 3, 'c1', '{"output":"Command: make test\nOutput: no\nExit Code: 1"}', 'success'),
	pg_temp.answered('u4', 4, '{"functionCall":{"id":"c2","name":"edit","args":{"file_path":"/w/loom/warp.c","old_string":"a\nb","new_string":"c"}}},{"functionCall":{"id":"c3","name":"write_file","args":{"file_path":"/w/loom/weft.c","content":"1\n2\n"}}}'),
	pg_temp.result('u5', 5, 'c2', '{"output":"ok"}', 'success'),
	pg_temp.result('u6', 5, 'c3', '{"error":"refused"}', 'error'),
	pg_temp.line('u7', 6, '"type":"system","subtype":"ui_telemetry","systemPayload":{"uiEvent":{"event.name":"x"}}'),
	pg_temp.answered('u8', 6, '{"text":"It is tight."}'),
	pg_temp.line('u9', 7, '"type":"system","subtype":"of_tomorrow"'));

-- Whose words.
SELECT n, f.format, f.prompts, f.words_in, f.lines_skipped
FROM (VALUES
	(1, pg_temp.said('u', 1, '{"text":"weave on"}')),
	(2, pg_temp.said('u', 1, '{"text":"<system-reminder>many words</system-reminder>"}')),
	(3, pg_temp.said('u', 1, '{"text":"weave on"}', ',"subtype":"mid_turn_user_message"')),
	(4, pg_temp.said('u', 1, '{"text":"many words"}', ',"subtype":"notification"')),
	(5, pg_temp.said('u', 1, '{"text":7}')),
	(6, pg_temp.said('u', 1, '{"text":"weave on"}') || E'\n{"uuid":"v","sessionId":"q1","type":"user","message":{"role":"us')) v(n, line),
	workmode_session(line) f ORDER BY n;

-- A line of Claude Code in the same envelope is Claude Code's.
SELECT format FROM workmode_session(pg_temp.line('u', 1, '"type":"user","message":{"role":"user","content":"weave on"}'));

-- Tools, and what they do to files.
SELECT n, f.actions, f.files_changed AS files, f.lines_added AS added, f.lines_removed AS removed, f.commits, f.code_changed AS code
FROM (VALUES
	(1, 'edit', '{"file_path":"/w/a.c","old_string":"x\ny","new_string":"x\nz\nw"}'),
	(2, 'replace', '{"file_path":"/w/a.c","old_string":"x","new_string":"y"}'),
	(3, 'write_file', '{"file_path":"/w/notes.md","content":"a\nb\n"}'),
	(4, 'run_shell_command', '{"command":"make && git commit -m x","is_background":false}'),
	(5, 'read_file', '{"absolute_path":"/w/a.c"}'),
	(6, 'grep_search', '{"pattern":"x"}'),
	(7, 'todo_write', '{"todos":[{"content":"weave","status":"pending"}]}'),
	(8, 'task', '{"description":"x","prompt":"weave it","subagent_type":"general"}'),
	(9, 'exit_plan_mode', '{"plan":"weave it"}'),
	(10, 'weave', '{"threads":4}'),
	(11, 'edit', '{"file_path":"/w/a.c"}'),
	(12, 'edit', '"x"')) v(n, tool, args),
	workmode_session(array_to_string(ARRAY[pg_temp.said('u1', 1, '{"text":"do it"}'),
		pg_temp.answered('u2', 2, format('{"functionCall":{"id":"c","name":"%s","args":%s}}', tool, args)),
		pg_temp.result('u3', 3, 'c', '{"output":"ok"}', 'success')], E'\n')) f ORDER BY n;

-- How a result tells that a call failed: its status, an error, or an exit code.  One
-- without a message is told by its account alone, and a call may lack its result.
SELECT n, f.actions, f.errors, f.commits
FROM (VALUES
	(1, pg_temp.result('u3', 3, 'c', '{"output":"ok"}', 'success')),
	(2, pg_temp.result('u3', 3, 'c', '{"output":"ok"}', 'error')),
	(3, pg_temp.result('u3', 3, 'c', '{"output":"ok"}', 'cancelled')),
	(4, pg_temp.result('u3', 3, 'c', '{"error":"no such file"}', 'success')),
	(5, pg_temp.result('u3', 3, 'c', '{"error":""}', 'success')),
	(6, pg_temp.result('u3', 3, 'c', '{"output":"Command: x\nOutput: no\nExit Code: 1"}', 'success')),
	(7, pg_temp.result('u3', 3, 'c', '{"output":"Command: x\nOutput: (empty)\nExit Code: 0"}', 'success')),
	(8, pg_temp.line('u3', 3, '"type":"tool_result","toolCallResult":{"callId":"c","status":"success","resultDisplay":"ok"}')),
	(9, pg_temp.line('u3', 3, '"type":"tool_result","toolCallResult":{"callId":"c","status":"error","error":{},"errorType":"file_not_found"}')),
	(10, pg_temp.said('u3', 3, '{"functionResponse":{"id":"c","name":"x","response":{"error":"no"}}}')),
	(11, replace(pg_temp.result('u3', 3, 'c', '{"output":"ok"}', 'error'), '"callId":"c"', '"callId":"d"')),
	(12, '')) v(n, line),
	workmode_session(array_to_string(ARRAY[pg_temp.said('u1', 1, '{"text":"do it"}'),
		pg_temp.answered('u2', 2, '{"functionCall":{"id":"c","name":"run_shell_command","args":{"command":"git commit -m x"}}}'), line], E'\n')) f ORDER BY n;

-- Who asks: what the program shows is the person's; a picture asks without words,
-- unless a tool saw it; files that were pointed at are no words.
SELECT n, f.headless, f.prompts, f.turns, f.words_in, f.lines_skipped
FROM (VALUES
	(1, pg_temp.said('u', 1, '{"text":"many words of a template"}', ',"systemPayload":{"displayText":"/weave on"}')),
	(2, pg_temp.said('u', 1, '{"text":"weave on"}', ',"systemPayload":{"displayText":""}')),
	(3, pg_temp.said('u', 1, '{"inlineData":{"mimeType":"image/png"}}')),
	(4, pg_temp.said('u', 1, '{"functionResponse":{"id":"c","response":{"output":"x"}}},{"inlineData":{}}')),
	(5, pg_temp.said('u', 1, '{"text":"look at @a.c"},{"text":"\n--- Content from referenced files ---"},{"text":"many words"}')),
	(6, pg_temp.said('u', 1, '{"text":"weave on"}', ',"provenance":"real_user"')),
	(7, pg_temp.said('u', 1, '{"text":"weave on"}', ',"provenance":"goal"')),
	(8, pg_temp.said('u', 1, '{"text":"weave on"}', ',"subtype":"realtime_message"')),
	(9, pg_temp.said('u', 1, '{"text":"weave on"}', ',"subtype":"of_tomorrow"')),
	(10, pg_temp.line('u', 1, '"type":"system","subtype":"slash_command","systemPayload":{"phase":"invocation","rawCommand":"/stats tools"}')),
	(11, pg_temp.line('u', 1, '"type":"system","subtype":"slash_command","systemPayload":{"phase":"result","rawCommand":"/stats tools"}')),
	(12, pg_temp.line('u', 1, '"type":"system","subtype":"slash_command","systemPayload":{"phase":"invocation","rawCommand":"/weave on","sentToModel":true}')),
	(13, pg_temp.line('u', 1, '"type":"system","subtype":"slash_command","systemPayload":{"phase":"invocation","rawCommand":"/weave on","hiddenInvocation":true}')),
	(14, pg_temp.line('u', 1, '"type":"system","subtype":"chat_compression","systemPayload":{"info":{},"compressedHistory":[{"role":"user","parts":[{"text":"many words"}]}]}'))) v(n, line),
	workmode_session(line) f ORDER BY n;

-- A session in which only schedules asked is headless; one in which a person asked,
-- before or after, is not.
SELECT n, f.surface, f.headless, f.prompts, f.turns, f.words_in
FROM (VALUES
	(1, pg_temp.said('u1', 1, '{"text":"weave on"}', ',"subtype":"cron"')),
	(2, pg_temp.said('u1', 1, '{"text":"weave on"}', ',"subtype":"cron"') || E'\n' || pg_temp.answered('u2', 2, '{"text":"I do."}') || E'\n' || pg_temp.said('u3', 3, '{"text":"weave on"}', ',"subtype":"cron"') || E'\n' || pg_temp.answered('u4', 4, '{"text":"I do."}')),
	(3, pg_temp.said('u1', 1, '{"text":"weave on"}', ',"subtype":"cron"') || E'\n' || pg_temp.answered('u2', 2, '{"text":"I do."}') || E'\n' || pg_temp.said('u3', 3, '{"text":"tighter"}')),
	(4, pg_temp.said('u1', 1, '{"text":"tighter"}') || E'\n' || pg_temp.answered('u2', 2, '{"text":"I do."}') || E'\n' || pg_temp.said('u3', 3, '{"text":"weave on"}', ',"subtype":"cron"') || E'\n' || pg_temp.answered('u4', 4, '{"text":"I do."}')),
	(5, pg_temp.said('u1', 1, '{"text":"<system-reminder>many words</system-reminder>"}', ',"subtype":"cron"')),
	(6, pg_temp.said('u1', 1, '{"text":"many words"}', ',"subtype":"notification"') || E'\n' || pg_temp.answered('u2', 2, '{"text":"I do."}'))) v(n, lines),
	workmode_session(lines) f ORDER BY n;

-- Both ways of a conversation that was wound back count: it was asked for and done.
SELECT prompts, turns, actions, errors, files_changed AS files, lines_added AS added, lines_removed AS removed, lines_skipped
FROM workmode_session(array_to_string(ARRAY[
	pg_temp.said('u1', 1, '{"text":"weave it so"}'),
	pg_temp.answered('u2', 2, '{"functionCall":{"id":"c","name":"edit","args":{"file_path":"a.c","old_string":"a","new_string":"b\nc"}}},{"functionCall":{"id":"d","name":"run_shell_command","args":{"command":"make"}}}'),
	pg_temp.result('u3', 3, 'c', '{"output":"ok"}', 'success'), pg_temp.result('u4', 3, 'd', '{"output":"Command: make\nExit Code: 2"}', 'success'),
	pg_temp.line('u5', 4, '"type":"system","subtype":"rewind","systemPayload":{"targetUuid":"u1"}'),
	replace(pg_temp.said('u6', 5, '{"text":"weave it otherwise"}'), '"parentUuid":null', '"parentUuid":"u1"'),
	pg_temp.answered('u7', 6, '{"functionCall":{"id":"e","name":"edit","args":{"file_path":"b.c","old_string":"a","new_string":"b"}}}'),
	pg_temp.result('u8', 7, 'e', '{"output":"ok"}', 'success')], E'\n'));

-- Tokens: an answer in several lines of one id counts once; whether thoughts are
-- among the candidates' the total tells; without ids all count.
SELECT n, f.tokens_in, f.tokens_out, f.words_out
FROM (VALUES
	(1, pg_temp.answered('u', 1, '{"text":"One."}') || E'\n' || pg_temp.answered('u', 1, '{"text":"Two."}')),
	(2, pg_temp.answered('u', 1, '{"text":"One."}') || E'\n' || pg_temp.answered('v', 1, '{"text":"Two."}')),
	(3, replace(pg_temp.answered('u', 1, ''), '"thoughtsTokenCount":3', '"thoughtsTokenCount":3,"totalTokenCount":107')),
	(4, replace(pg_temp.answered('u', 1, ''), '"thoughtsTokenCount":3', '"thoughtsTokenCount":3,"totalTokenCount":110')),
	(5, replace(pg_temp.answered('u', 1, '') || E'\n' || pg_temp.answered('u', 1, ''), '"uuid":"u",', '')),
	(6, replace(pg_temp.answered('u', 1, ''), '"promptTokenCount":100', '"promptTokenCount":"x"')),
	(7, replace(pg_temp.answered('u', 1, ''), '"usageMetadata":{', '"x":{'))) v(n, lines),
	workmode_session(lines) f ORDER BY n;

-- Subagents: within the file of another session, and in a file of their own, which
-- has the id of the session that they work for.
SELECT n, f.session_id, f.parent, f.surface, f.headless, f.prompts, f.turns, f.actions, f.words_in, f.model
FROM (VALUES
	(1, pg_temp.said('u1', 1, '{"text":"weave on"}') || E'\n' ||
		replace(pg_temp.said('u2', 2, '{"text":"find the thread"}'), '"uuid"', '"isSidechain":true,"agentId":"a1","uuid"') || E'\n' ||
		replace(pg_temp.answered('u3', 3, '{"functionCall":{"id":"c","name":"read_file","args":{}}}'), '"uuid"', '"isSidechain":true,"agentId":"a1","uuid"')),
	(2, replace(pg_temp.said('u2', 2, '{"text":"find the thread"}'), '"uuid"', '"isSidechain":true,"agentId":"a1","uuid"') || E'\n' ||
		replace(pg_temp.answered('u3', 3, '{"functionCall":{"id":"c","name":"read_file","args":{}}}'), '"uuid"', '"isSidechain":true,"agentId":"a1","uuid"'))) v(n, lines),
	workmode_session(lines) f ORDER BY n;

-- What a fork has taken counts in the session that it is from; a session may also be
-- begun by another one, and have a title of its own.
SELECT n, f.session_id, f.parent, f.prompts, f.words_in, f.actions, f.lines_read
FROM (VALUES
	(1, replace(pg_temp.said('u1', 1, '{"text":"weave on"}') || E'\n' || pg_temp.answered('u2', 2, '{"functionCall":{"id":"c","name":"read_file","args":{}}}'), '"uuid"', '"forkedFrom":{"sessionId":"q0","messageUuid":"x"},"uuid"') || E'\n' || pg_temp.said('u3', 3, '{"text":"tighter"}')),
	(2, replace(pg_temp.said('u1', 1, '{"text":"weave on"}'), '"uuid"', '"forkedFrom":"q0","uuid"') || E'\n' || pg_temp.said('u3', 3, '{"text":"tighter"}')),
	(3, pg_temp.line('u1', 1, '"type":"system","subtype":"parent_session","systemPayload":{"parentSessionId":"q0"}') || E'\n' || pg_temp.said('u3', 3, '{"text":"tighter"}')),
	(4, pg_temp.line('u1', 1, '"type":"system","subtype":"custom_title","systemPayload":{"customTitle":"The loom"}') || E'\n' || pg_temp.said('u3', 3, '{"text":"tighter"}') || E'\n' || pg_temp.line('u4', 4, '"type":"system","subtype":"custom_title","systemPayload":{"customTitle":"The loom"}'))) v(n, lines),
	workmode_session(lines) f ORDER BY n;

-- Records that are broken, glued to others, or of another format.
SELECT n, f.format, f.prompts, f.lines_read, f.lines_skipped
FROM (VALUES
	(1, pg_temp.said('u1', 1, '{"text":"weave on"}') || E'\n7\nwords\n{}\n{"type":7}\n' || pg_temp.said('u2', 2, '{"text":"tighter"}')),
	(2, pg_temp.said('u1', 1, '{"text":"weave on"}') || pg_temp.said('u2', 2, '{"text":"tighter"}') || E'\n' || pg_temp.answered('u3', 3, '')),
	(3, pg_temp.said('u1', 1, '{"text":"weave on"}') || E'\n' || pg_temp.line('u2', 2, '"type":"user","message":{"role":"user","content":"tighter"}')),
	(4, pg_temp.said('u1', 1, '{"text":"weave on"}') || E'\n' || left(pg_temp.said('u2', 2, '{"text":"tighter"}'), -20)),
	(5, pg_temp.said('u1', 1, '{"text":"weave on"}') || E'\n' || pg_temp.line('u2', 2, '"type":"assistant","message":{"role":"model","parts":{}}')),
	(6, pg_temp.line('u1', 1, '"type":"user","message":{"role":"user","parts":[]}')),
	(7, '{"uuid":"u","sessionId":"q","type":"user","message":{"role":"user"}}'),
	(8, '{"type":"user","message":{"role":"user","parts":[{"text":"weave on"}]}}')) v(n, lines),
	workmode_session(lines) f ORDER BY n;
