--
-- GitHub Copilot CLI: its events, as it keeps them and as it prints them
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
SET timezone = 'UTC';

CREATE FUNCTION pg_temp.lines(VARIADIC lines text[]) RETURNS text
LANGUAGE sql AS $$ SELECT array_to_string(lines, E'\n') $$;

-- All facts but what the classifier says.
CREATE FUNCTION pg_temp.all_facts(transcript text) RETURNS text
LANGUAGE sql AS $$
	SELECT jsonb_pretty(to_jsonb(f) - '{mode,second_mode,confidence,probabilities,model_version,value}'::text[])
	FROM workmode_session(transcript) f
$$;

-- An event: its id, its type, what it says, and further members of the line.
CREATE FUNCTION pg_temp.event(id text, type text, data text, more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"type":"%s","data":%s,"id":"%s","timestamp":"2026-05-04T09:00:%sZ","parentId":null%s}',
				  type, data, id, lpad(id, 2, '0'), more)
$$;
CREATE FUNCTION pg_temp.start(more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.event('0', 'session.start', '{"sessionId":"s","version":1,"producer":"copilot-agent"'
		|| CASE WHEN more LIKE '%copilotVersion%' THEN '' ELSE ',"copilotVersion":"1.0.60"' END || more || '}')
$$;
CREATE FUNCTION pg_temp.said(id text, words text, more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$ SELECT pg_temp.event(id, 'user.message', format('{"content":"%s"%s}', words, more)) $$;
CREATE FUNCTION pg_temp.answered(id text, words text, more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$ SELECT pg_temp.event(id, 'assistant.message', format('{"messageId":"m%s","content":"%s"%s}', id, words, more)) $$;
CREATE FUNCTION pg_temp.called(id text, call text, tool text, arguments text, more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.event(id, 'tool.execution_start', format('{"toolCallId":"%s","toolName":"%s","arguments":%s%s}', call, tool, arguments, more))
$$;
CREATE FUNCTION pg_temp.gave(id text, call text, output text, more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.event(id, 'tool.execution_complete', format('{"toolCallId":"%s","success":true,"result":{"content":"%s"}%s}', call, output, more))
$$;

-- One whole session.  The edit adds two lines in place of one, the new file has
-- three, and the edit that fails has none; the shutdown tells them again.
SELECT pg_temp.all_facts(pg_temp.lines(
	pg_temp.start(',"startTime":"2026-05-04T08:59:59.500Z","selectedModel":"auto","context":{"cwd":"/w/app","gitRoot":"/w/app","branch":"main"}'),
	pg_temp.event('1', 'system.message', '{"role":"system","content":"You are an assistant in a terminal."}'),
	pg_temp.said('2', 'fix the parser', ',"transformedContent":"<current_datetime>x</current_datetime>\n\nfix the parser","attachments":[],"agentMode":"interactive","parentAgentTaskId":"p"'),
	pg_temp.event('3', 'assistant.turn_start', '{"turnId":"0"}'),
	pg_temp.answered('4', 'I look at it.', ',"reasoningText":"where is it","model":"claude-sonnet-4.6","outputTokens":40,"toolRequests":['
		|| '{"toolCallId":"c1","name":"bash","arguments":{"command":"make test"},"type":"function"},'
		|| '{"toolCallId":"c2","name":"edit","arguments":{"path":"/w/app/a.c","old_str":"old","new_str":"new\nnewer"}}]'),
	pg_temp.called('5', 'c1', 'bash', '{"command":"make test","description":"Run the tests"}'),
	pg_temp.called('6', 'c2', 'edit', '{"path":"/w/app/a.c","old_str":"old","new_str":"new\nnewer"}'),
	pg_temp.gave('7', 'c1', '1 failed\n<exited with exit code 2>'),
	pg_temp.gave('8', 'c2', 'File /w/app/a.c updated with changes.'),
	pg_temp.called('9', 'c3', 'create', '{"path":"/w/app/b.c","file_text":"a\nb\nc\n"}'),
	pg_temp.gave('10', 'c3', 'Created file /w/app/b.c with 6 characters'),
	pg_temp.called('11', 'c4', 'edit', '{"path":"/w/app/c.c","old_str":"x","new_str":"y"}'),
	pg_temp.event('12', 'tool.execution_complete', '{"toolCallId":"c4","success":false,"error":{"message":"No match found","code":"failure"}}'),
	pg_temp.answered('13', 'Done.', ',"model":"gpt-5.4","outputTokens":5'),
	pg_temp.event('14', 'session.shutdown', '{"codeChanges":{"linesAdded":5,"linesRemoved":1,"filesModified":["a.c","b.c"]},"modelMetrics":{'
		|| '"claude-sonnet-4.6":{"usage":{"inputTokens":900,"outputTokens":41,"cacheReadTokens":700}},"gpt-5.4":{"usage":{"inputTokens":100,"outputTokens":5}}}}'),
	pg_temp.event('15', 'session.resume', '{"context":{"cwd":"/w/other","branch":"fix"}}'),
	pg_temp.said('16', 'and test it'),
	pg_temp.event('17', 'session.shutdown', '{"modelMetrics":{"gpt-5.4":{"usage":{"inputTokens":30,"outputTokens":0}}}}')));

-- The same through each type.
SELECT count(DISTINCT (f.prompts, f.words_in, f.words_out, f.actions, f.errors, f.tokens_out, f.lines_added, f.model)) AS answers, max(f.actions) AS actions
FROM pg_temp.lines(
		pg_temp.start(), pg_temp.said('1', 'do it'),
		pg_temp.answered('2', 'I do', ',"model":"m","outputTokens":3,"toolRequests":[{"toolCallId":"c1","name":"create","arguments":{"path":"/w/a.c","file_text":"a\nb\n"}}]'),
		pg_temp.answered('3', 'I did', ',"toolRequests":[{"toolCallId":"c2","name":"bash","arguments":"{\"command\":\"ls\"}"}]')) AS t,
	LATERAL (SELECT ('[' || replace(t, E'\n', ',') || ']')::jsonb AS j) AS a,
	LATERAL (SELECT * FROM workmode_session(t)
			 UNION ALL SELECT * FROM workmode_session(j::text)
			 UNION ALL SELECT * FROM workmode_session(j::json)
			 UNION ALL SELECT * FROM workmode_session(j)
			 UNION ALL SELECT * FROM workmode_session(replace(t, E'\n', E'\r\n\r\n'))) AS f;

-- Whose words they are.
SELECT name, f.prompts, f.words_in
FROM (VALUES
	(1, 'typed', pg_temp.said('1', 'look at it')),
	(2, 'blank: the autopilot goes on', pg_temp.said('1', '', ',"agentMode":"autopilot"')),
	(3, 'it says so', pg_temp.said('1', 'go on', ',"isAutopilotContinuation":true')),
	(4, 'a skill', pg_temp.said('1', 'many words', ',"source":"skill-pdf"')),
	(5, 'a skill, by its mark', pg_temp.said('1', '<skill-context name=\"pdf\">\nmany words\n</skill-context>')),
	(6, 'another agent', pg_temp.said('1', 'many words', ',"source":"agent-7"')),
	(7, 'another session', pg_temp.said('1', 'many words', ',"inputOrigin":"authenticated-cross-session"')),
	(8, 'the person, by name', pg_temp.said('1', 'look at it', ',"source":"user"')),
	(9, 'to a subagent', pg_temp.event('1', 'user.message', '{"content":"many words"}', ',"agentId":"a"')),
	(10, 'a notification', pg_temp.said('1', '<system_notification>\nIt is done.\n</system_notification>')),
	(11, 'the time behind the words', pg_temp.said('1', 'look at it\n\n<current_datetime>2026-05-04T09:00:00Z</current_datetime>')),
	(12, 'a command of the program', pg_temp.said('1', '/compact')),
	(13, 'a command for the agent', pg_temp.said('1', '/init the project')),
	(14, 'a picture', pg_temp.said('1', '', ',"attachments":[{"type":"file","path":"/w/a.png","displayName":"a.png"}]')),
	(15, 'no picture', pg_temp.said('1', '', ',"attachments":{"type":"file"}')),
	(16, 'the autopilot, with a picture', pg_temp.said('1', '', ',"isAutopilotContinuation":true,"attachments":[{"type":"file"}]'))) AS v (n, name, line),
	LATERAL workmode_session(pg_temp.lines(pg_temp.start(), line)) AS f
ORDER BY n;

-- What a person does without a request: words are counted, prompts are not.
SELECT name, f.prompts, f.words_in, f.actions, f.errors
FROM (VALUES
	(1, 'answers', ARRAY[pg_temp.called('1', 'c', 'ask_user', '{"question":"Which one?"}'),
		pg_temp.gave('2', 'c', 'User selected: the first one', ',"toolTelemetry":{"properties":{"outcome":"answered"}}')]),
	(2, 'answers, without telemetry', ARRAY[pg_temp.called('1', 'c', 'ask_user', '{"question":"Which one?"}'),
		pg_temp.gave('2', 'c', 'User responded: the first one')]),
	(3, 'does not answer', ARRAY[pg_temp.called('1', 'c', 'ask_user', '{"question":"Which one?"}'),
		pg_temp.gave('2', 'c', 'User skipped: no words', ',"toolTelemetry":{"properties":{"outcome":"skipped"}}')]),
	(4, 'answers, as an event, too', ARRAY[pg_temp.called('1', 'c', 'ask_user', '{"question":"Which one?"}'),
		pg_temp.event('2', 'user_input.completed', '{"requestId":"r","answer":"the first one","wasFreeform":true}'),
		pg_temp.gave('3', 'c', 'User responded: the first one', ',"toolTelemetry":{"properties":{"outcome":"answered"}}')]),
	(5, 'runs a command', ARRAY[pg_temp.event('1', 'tool.user_requested', '{"toolCallId":"c","toolName":"bash","arguments":{"command":"git status --short"}}'),
		pg_temp.called('2', 'c', 'bash', '{"command":"git status --short"}'),
		pg_temp.gave('3', 'c', 'fatal\n<exited with exit code 128>')]),
	(6, 'runs a command, and its end says so', ARRAY[pg_temp.event('1', 'tool.execution_complete', '{"toolCallId":"c","success":false,"isUserRequested":true}')]),
	(7, 'stops the agent', ARRAY[pg_temp.event('1', 'abort', '{"reason":"user initiated"}')]),
	(8, 'refuses a call and says why', ARRAY[pg_temp.called('1', 'c', 'bash', '{"command":"ls"}'),
		pg_temp.event('2', 'permission.completed', '{"requestId":"r","result":{"kind":"denied-interactively-by-user","feedback":"not in this directory"}}'),
		pg_temp.event('3', 'tool.execution_complete', '{"toolCallId":"c","success":false,"error":{"message":"not in this directory","code":"denied"}}')]),
	(9, 'grants one', ARRAY[pg_temp.event('1', 'permission.completed', '{"requestId":"r","result":{"kind":"approved"}}'),
		pg_temp.event('2', 'permission.completed', '{"requestId":"r","result":"approved"}')])) AS v (n, name, lines),
	LATERAL workmode_session(pg_temp.lines(VARIADIC pg_temp.start() || lines)) AS f
ORDER BY n;

-- The prompt of a run that takes no answers is a program's task; that of a later
-- run is a person's again.
SELECT name, f.headless, f.prompts, f.words_in, f.turns
FROM (VALUES
	(1, 'a program asks', ARRAY[pg_temp.said('2', 'fix the parser'), pg_temp.answered('3', 'Done.')]),
	(2, 'and once more', ARRAY[pg_temp.said('2', 'fix the parser'), pg_temp.answered('3', 'Done.'),
		pg_temp.event('4', 'session.resume', '{}'), pg_temp.event('5', 'system.message', '{"content":"You are running in non-interactive mode."}'),
		pg_temp.said('6', 'test it'), pg_temp.answered('7', 'Done.')]),
	(3, 'then a person does', ARRAY[pg_temp.said('2', 'fix the parser'), pg_temp.answered('3', 'Done.'),
		pg_temp.event('4', 'session.resume', '{}'), pg_temp.event('5', 'system.message', '{"content":"You are in a terminal."}'),
		pg_temp.said('6', 'test it'), pg_temp.answered('7', 'Done.')]),
	(4, 'it sends a command', ARRAY[pg_temp.said('2', '/compact'), pg_temp.answered('3', 'Done.')])) AS v (n, name, lines),
	LATERAL workmode_session(pg_temp.lines(VARIADIC ARRAY[pg_temp.start(),
		pg_temp.event('1', 'system.message', '{"content":"You are running in non-interactive mode."}')] || lines)) AS f
ORDER BY n;

-- Calls count once, whether they start or not, and a subagent's do, too.
SELECT name, f.actions, f.errors, f.turns, f.words_out
FROM (VALUES
	(1, 'asked for and started', ARRAY[pg_temp.answered('1', 'a', ',"toolRequests":[{"toolCallId":"c","name":"view","arguments":{}}]'),
		pg_temp.called('2', 'c', 'view', '{}'), pg_temp.gave('3', 'c', 'x')]),
	(2, 'asked for and never started', ARRAY[pg_temp.answered('1', 'a', ',"toolRequests":[{"toolCallId":"c","name":"view","arguments":{}},{"toolCallId":"d","name":"view"}]'),
		pg_temp.called('2', 'c', 'view', '{}')]),
	(3, 'asked for and ended, but not started', ARRAY[pg_temp.answered('1', 'a', ',"toolRequests":[{"toolCallId":"c","name":"edit","arguments":{"path":"/w/a.c","old_str":"a","new_str":"b"}}]'),
		pg_temp.event('2', 'tool.execution_complete', '{"toolCallId":"c","success":false}')]),
	(4, 'started later, while a subagent works', ARRAY[
		pg_temp.answered('1', 'a', ',"toolRequests":[{"toolCallId":"c","name":"task","arguments":{"agent_type":"explore","prompt":"look"}},{"toolCallId":"d","name":"view"}]'),
		pg_temp.called('2', 'c', 'task', '{"agent_type":"explore","prompt":"look"}'),
		pg_temp.answered('3', 'b c', ',"parentToolCallId":"c","model":"small","toolRequests":[{"toolCallId":"e","name":"grep"}]'),
		pg_temp.called('4', 'e', 'grep', '{}', ',"parentToolCallId":"c"'),
		pg_temp.called('5', 'd', 'view', '{}'), pg_temp.gave('6', 'd', 'x')]),
	(5, 'events that were copied', ARRAY[pg_temp.said('1', 'do it'), pg_temp.answered('2', 'a'), pg_temp.called('3', 'c', 'view', '{}'), pg_temp.gave('4', 'c', 'x'),
		pg_temp.said('1', 'do it'), pg_temp.answered('2', 'a'), pg_temp.called('3', 'c', 'view', '{}'), pg_temp.gave('4', 'c', 'x'), pg_temp.called('5', 'd', 'view', '{}')]),
	(6, 'started and never ended', ARRAY[pg_temp.called('1', 'c', 'bash', '{"command":"sleep 100"}'), pg_temp.event('2', 'abort', '{"reason":"user initiated"}')]),
	(7, 'pieces of one answer', ARRAY[pg_temp.answered('1', 'one', ',"apiCallId":"x","chunkIndex":0,"toolRequests":[]'), pg_temp.answered('2', 'two', ',"apiCallId":"x","chunkIndex":1')])
	) AS v (n, name, lines),
	LATERAL workmode_session(pg_temp.lines(VARIADIC pg_temp.start() || lines)) AS f
ORDER BY n;

-- Which calls failed.
SELECT name, f.errors, f.lines_added
FROM (VALUES
	(1, 'it succeeded', '"success":true,"result":{"content":"Error: these are the words of a file"}'),
	(2, 'it failed', '"success":false,"error":{"message":"no match","code":"failure"}'),
	(3, 'an error alone', '"error":{"message":"denied","code":"denied"}'),
	(4, 'a command ended with 0', '"success":true,"result":{"content":"ok\n<exited with exit code 0>"}'),
	(5, 'a command ended otherwise', '"success":true,"result":{"content":"no\n<exited with exit code 127>\n"}'),
	(6, 'one that was read later', '"success":true,"result":{"content":"no\n<command with id: 3 exited with exit code 1>"}'),
	(7, 'one with the id of its shell', '"success":true,"result":{"content":"no\n<shellId: 3 completed with exit code 1>"}'),
	(8, 'the mark within the output', '"success":true,"result":{"content":"<exited with exit code 1>\nbut that was before"}'),
	(9, 'as a part of the result', '"success":true,"result":{"content":"no","contents":[{"type":"text","text":"no"},{"type":"shell_exit","shellId":"1","exitCode":1}]}'),
	(10, 'as a part, and it ended with 0', '"success":true,"result":{"content":"ok","contents":[{"type":"terminal","text":"ok","exitCode":0}]}'),
	(11, 'a result that is a text', '"success":true,"result":"no\n<exited with exit code 1>"'),
	(12, 'no result', '"success":true')) AS v (n, name, data),
	LATERAL workmode_session(pg_temp.lines(pg_temp.start(), pg_temp.called('1', 'c', 'create', '{"path":"/w/a.c","file_text":"a\n"}'),
		pg_temp.event('2', 'tool.execution_complete', '{"toolCallId":"c",' || data || '}'))) AS f
ORDER BY n;

-- Tools: of one server or its own, of the first versions, with a patch as text.
SELECT name, f.actions, f.files_changed, f.lines_added, f.lines_removed, f.commits,
	EXISTS (SELECT FROM workmode_explain(t) WHERE evidence LIKE '%used an MCP server') AS server,
	EXISTS (SELECT FROM workmode_explain(t) WHERE evidence = 'a tool''s name has "issues"') AS issues
FROM (VALUES
	(1, 'a patch', pg_temp.called('1', 'c', 'apply_patch', '"*** Begin Patch\n*** Update File: a.c\n@@\n-x\n+y\n+z\n*** End Patch\n"')),
	(2, 'a patch in a request', pg_temp.answered('1', '', ',"toolRequests":[{"toolCallId":"c","name":"apply_patch","type":"custom","arguments":"*** Begin Patch\n*** Add File: b.c\n+y\n*** End Patch\n"}]')),
	(3, 'the editor of 2025', pg_temp.called('1', 'c', 'str_replace_editor', '{"command":"str_replace","path":"/w/a.c","old_str":"a","new_str":"b"}')),
	(4, 'it views', pg_temp.called('1', 'c', 'str_replace_editor', '{"command":"view","path":"/w/a.c"}')),
	(5, 'it creates', pg_temp.called('1', 'c', 'str_replace_editor', '{"command":"create","path":"/w/a.c","file_text":"a\nb\n"}')),
	(6, 'a command that commits', pg_temp.called('1', 'c', 'bash', '{"command":"git commit -qm x"}')),
	(7, 'a server, which is named', pg_temp.called('1', 'c', 'tracker-list-issues', '{"state":"open"}', ',"mcpServerName":"tracker"')),
	(8, 'a server, by the hyphen', pg_temp.called('1', 'c', 'my-tracker-list_issues', '{"state":"open"}'))) AS v (n, name, line),
	LATERAL (SELECT pg_temp.lines(pg_temp.start(), line)) AS l (t),
	LATERAL workmode_session(t) AS f
ORDER BY n;

-- The model of the first answer, or else the one that was chosen before it.
SELECT name, f.model
FROM (VALUES
	(1, 'the message says', ARRAY[pg_temp.event('1', 'session.model_change', '{"newModel":"other"}'), pg_temp.answered('2', 'a', ',"model":"first"'), pg_temp.answered('3', 'a', ',"model":"second"')]),
	(2, 'a call says', ARRAY[pg_temp.answered('1', 'a'), pg_temp.event('2', 'tool.execution_complete', '{"toolCallId":"c","success":true,"model":"first"}')]),
	(3, 'chosen', ARRAY[pg_temp.event('1', 'session.model_change', '{"newModel":"copilot/first"}'), pg_temp.answered('2', 'a'), pg_temp.event('3', 'session.model_change', '{"newModel":"second"}')]),
	(4, 'a subagent''s', ARRAY[pg_temp.answered('1', 'a', ',"model":"small","parentToolCallId":"c"'), pg_temp.answered('2', 'a', ',"model":"first"')]),
	(5, 'nobody says', ARRAY[pg_temp.event('1', 'session.model_change', '{"newModel":"auto"}'), pg_temp.answered('2', 'a')])) AS v (n, name, lines),
	LATERAL workmode_session(pg_temp.lines(VARIADIC pg_temp.start(',"selectedModel":"auto"') || lines)) AS f
ORDER BY n;

-- Where it ran, for whom, and from which session.
SELECT name, f.agent, f.agent_version, f.surface, f.headless, f.parent
FROM (VALUES
	(1, 'a terminal', ARRAY[pg_temp.start()]),
	(2, 'no person', ARRAY[pg_temp.start(), pg_temp.event('1', 'system.message', '{"content":"You are running in non-interactive mode and have no way to ask."}')]),
	(3, 'VS Code, before it told its version', ARRAY[pg_temp.start(',"copilotVersion":"unknown"')]),
	(4, 'VS Code''s own agent', ARRAY[pg_temp.start(',"copilotVersion":"0.44.1","vscodeVersion":"1.110.0"')]),
	(5, 'another session''s', ARRAY[pg_temp.start(',"detachedFromSpawningParentSessionId":"p"')])) AS v (n, name, lines),
	LATERAL workmode_session(pg_temp.lines(VARIADIC lines)) AS f
ORDER BY n;

-- Without tokens in the messages those of the processes are all there is.
SELECT f.tokens_in, f.tokens_out
FROM workmode_session(pg_temp.lines(pg_temp.start(), pg_temp.answered('1', 'a'),
	pg_temp.event('2', 'session.shutdown', '{"modelMetrics":{"m":{"usage":{"inputTokens":9,"outputTokens":4}},"n":{"usage":{}},"o":7}}'),
	pg_temp.event('3', 'session.shutdown', '{"modelMetrics":{"m":{"usage":{"inputTokens":1,"outputTokens":2}}}}'))) AS f;

-- What is printed: pieces that are not kept, no start, and a last line.
SELECT pg_temp.all_facts(pg_temp.lines(
	pg_temp.event('1', 'session.mcp_servers_loaded', '{"servers":[]}', ',"ephemeral":true'),
	pg_temp.event('2', 'session.tools_updated', '{"model":"gpt-5.4-mini"}', ',"ephemeral":true'),
	pg_temp.said('3', 'say hello'),
	pg_temp.event('4', 'assistant.message_delta', '{"messageId":"m5","deltaContent":"Hello"}', ',"ephemeral":true'),
	pg_temp.answered('5', 'Hello there.', ',"outputTokens":7'),
	pg_temp.event('6', 'assistant.usage', '{"inputTokens":100,"outputTokens":7}', ',"ephemeral":true'),
	'{"type":"result","timestamp":"2026-05-04T09:00:08Z","sessionId":"s","exitCode":0,"usage":{"codeChanges":{"linesAdded":3}}}'));

-- A log that begins in its middle, has lines of types that are not known, is
-- broken off, or has nothing in it.
SELECT name, f.format, f.prompts, f.actions, f.lines_read, f.lines_skipped
FROM (VALUES
	(1, 'the middle', pg_temp.lines(pg_temp.event('1', 'hook.start', '{"hookType":"x"}'), pg_temp.said('2', 'do it'))),
	(2, 'no ids and no times', '{"type":"user.message","data":{"content":"do it"}}'),
	(3, 'types that are not known', pg_temp.lines(pg_temp.start(), pg_temp.event('1', 'session.end', '{}'), pg_temp.event('2', 'moon.landed', '{"content":"x"}'), '{"type":"odd"}')),
	(4, 'data of the wrong type', pg_temp.lines(pg_temp.start(), '{"type":"user.message","data":"do it"}', '{"type":"user.message"}', '{"type":7,"data":{}}', '[]')),
	(5, 'members of wrong types', pg_temp.lines(pg_temp.start(), '{"type":"user.message","data":{"content":["do it"]}}', '{"type":"assistant.message","data":{"content":{},"toolRequests":"x"}}', '{"type":"tool.execution_complete","data":{"toolCallId":7,"success":"no","result":[]}}')),
	(6, 'cut off', left(pg_temp.lines(pg_temp.start(), pg_temp.said('1', 'do it'), pg_temp.said('2', 'and this')), -20)),
	(7, 'started only', pg_temp.start()),
	(8, 'another program''s webhook', '{"type":"user.created","data":{"id":"u"},"object":"event","timestamp":1654012591835}'),
	(9, 'another program''s event', '{"type":"session.idle","properties":{"sessionID":"ses_1"}}')) AS v (n, name, t),
	LATERAL workmode_session(t) AS f
ORDER BY n;
