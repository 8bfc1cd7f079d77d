--
-- Copilot's chats in VS Code: as one object, and as the journal of one
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

-- A request, the parts of the answer to it, and further members.
CREATE FUNCTION pg_temp.request(words text, parts text DEFAULT '', more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"requestId":"request_1","timestamp":1777885200000,"message":{"text":"%s","parts":[]},"variableData":{"variables":[{"value":"x"}]},"response":[%s]%s}', words, parts, more)
$$;
CREATE FUNCTION pg_temp.chat(VARIADIC requests text[] DEFAULT '{}') RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"version":3,"requesterUsername":"me","responderUsername":"GitHub Copilot","initialLocation":"panel","requests":[%s],"sessionId":"s","creationDate":1777885199000,"lastMessageDate":1777885200000,"customTitle":"The parser"}',
				  array_to_string(requests, ','))
$$;
-- An invocation of a tool, and what it tells.
CREATE FUNCTION pg_temp.invoked(id text, tool text, more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"kind":"toolInvocationSerialized","invocationMessage":{"value":"x"},"isConfirmed":{"type":1},"isComplete":true,"toolCallId":"%s","toolId":"%s"%s}', id, tool, more)
$$;
CREATE FUNCTION pg_temp.ran(id text, command text, code text DEFAULT '0', more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.invoked(id, 'run_in_terminal', format(',"toolSpecificData":{"kind":"terminal","commandLine":{"original":"%s"},"language":"sh","terminalCommandState":{"exitCode":%s}}%s', command, code, more))
$$;
-- The edits of one file: a text in the place of some lines.
CREATE FUNCTION pg_temp.edited(path text, edits text) RETURNS text
LANGUAGE sql AS $$ SELECT format('{"kind":"textEditGroup","uri":{"$mid":1,"path":"%s","scheme":"file"},"edits":[[%s],[]],"done":true}', path, edits) $$;
CREATE FUNCTION pg_temp.edit(text text, from_line int, from_column int, to_line int, to_column int) RETURNS text
LANGUAGE sql AS $$ SELECT format('{"text":"%s","range":{"startLineNumber":%s,"startColumn":%s,"endLineNumber":%s,"endColumn":%s}}', text, from_line, from_column, to_line, to_column) $$;
-- The result of an answer, from its calls in one round.
CREATE FUNCTION pg_temp.result(calls text, results text DEFAULT '', more text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT format(',"result":{"timings":{},"metadata":{"toolCallRounds":[{"response":"words again","toolCalls":[%s]},{"response":"and again","toolCalls":[]}],"toolCallResults":{%s}%s}}', calls, results, more)
$$;
CREATE FUNCTION pg_temp.call(id text, tool text, arguments jsonb) RETURNS text
LANGUAGE sql AS $$ SELECT format('{"id":"%s","name":"%s","arguments":%s}', id, tool, to_json(arguments::text)) $$;

-- One whole chat.  The edit adds two lines in place of one, the new file has
-- three; one command fails, and one is refused.
CREATE TABLE pg_temp.whole AS
SELECT pg_temp.chat(
	pg_temp.request('fix the parser',
		'{"kind":"mcpServersStarting"},{"kind":"thinking","value":"where is it","id":"t"},{"value":"I run "},{"value":"the tests. "},'
		|| pg_temp.ran('c1', 'make test', '2') || ',{"value":"In "},{"kind":"inlineReference","inlineReference":{"path":"/w/a.c","scheme":"file"}},{"value":" it is."},'
		|| pg_temp.invoked('c2', 'copilot_replaceString') || ',{"kind":"undoStop","id":"u"},{"kind":"codeblockUri","uri":{"path":"/w/a.c"}},'
		|| pg_temp.edited('/w/a.c', pg_temp.edit('new\nnewer\n', 3, 1, 4, 1)) || ',' || pg_temp.ran('c3', 'make test', '0'),
		',"agent":{"extensionVersion":"0.44.1","id":"github.copilot.editsAgent"},"modelId":"copilot/claude-sonnet-4.6","modelState":{"value":1,"completedAt":1777885260000}'
		|| pg_temp.result(pg_temp.call('c1', 'run_in_terminal', '{"command":"make test","explanation":"Run the tests"}') || ','
			|| pg_temp.call('c2', 'replace_string_in_file', '{"filePath":"/w/a.c","oldString":"old","newString":"new\nnewer"}') || ','
			|| pg_temp.call('c3', 'run_in_terminal', '{"command":"make test"}'), '', ',"promptTokens":900,"outputTokens":40')),
	pg_temp.request('and test it', '{"value":"So I do."},' || pg_temp.invoked('c4', 'copilot_createFile') || ','
		|| pg_temp.edited('/w/b.c', pg_temp.edit('a\nb\nc\n', 1, 1, 1, 1)) || ',' || pg_temp.ran('c5', 'git push', '0', ',"isConfirmed":{"type":0}'),
		',"modelId":"copilot/gpt-5.4","modelState":{"value":2,"completedAt":1777885290000},"promptTokens":100,"completionTokens":5')) AS t;
SELECT pg_temp.all_facts(t) FROM pg_temp.whole;

-- The same through each type, as an export, and as journals.
CREATE FUNCTION pg_temp.journal(chat jsonb) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.lines(
		jsonb_build_object('kind', 0, 'v', (chat || '{"requests":[],"customTitle":"draft","inputState":{"inputText":"fi"}}'))::text,
		'{"kind":1,"k":["inputState","inputText"],"v":"fix"}',
		-- A request that is taken back, and an answer that is written again.
		jsonb_build_object('kind', 2, 'k', '["requests"]'::jsonb, 'v', '[{"message":{"text":"do no such thing"},"response":[{"value":"no"}]}]'::jsonb)::text,
		jsonb_build_object('kind', 2, 'k', '["requests"]'::jsonb, 'v', jsonb_build_array(first - 'response' - 'result' - 'modelState'), 'i', 0)::text,
		jsonb_build_object('kind', 1, 'k', '["requests",0,"response"]'::jsonb, 'v', '[{"value":"I ru"}]'::jsonb)::text,
		jsonb_build_object('kind', 2, 'k', '["requests",0,"response"]'::jsonb, 'v', jsonb_path_query_array(first, '$.response[0 to 4]'), 'i', 0)::text,
		'{"kind":2,"k":["requests",0,"response"],"v":[{"value":"what is not said in the end"},{"kind":"toolInvocationSerialized","toolId":"x"}]}',
		jsonb_build_object('kind', 2, 'k', '["requests",0,"response"]'::jsonb, 'v', jsonb_path_query_array(first, '$.response[4 to 99]'), 'i', 4)::text,
		'{"kind":2,"k":["requests",0,"response"]}',
		'{"kind":1,"k":["requests",0,"vote"],"v":1}',
		'{"kind":1,"k":["requests",0,"result"],"v":{"metadata":{}}}',
		jsonb_build_object('kind', 1, 'k', '["requests",0,"result"]'::jsonb, 'v', first->'result')::text,
		jsonb_build_object('kind', 1, 'k', '["requests",0,"modelState"]'::jsonb, 'v', first->'modelState')::text,
		jsonb_build_object('kind', 2, 'k', '["requests"]'::jsonb, 'v', jsonb_build_array(second, first))::text,
		'{"kind":2,"k":["requests"],"i":2}',
		'{"kind":3,"k":["customTitle"]}',
		jsonb_build_object('kind', 1, 'k', '["customTitle"]'::jsonb, 'v', chat->'customTitle')::text)
	FROM (SELECT chat->'requests'->0 AS first, chat->'requests'->1 AS second) r
$$;
SELECT name, f.prompts, f.words_in, f.words_out, f.actions, f.errors, f.lines_added, f.lines_removed, f.tokens_in, f.session_id IS NULL AS exported,
	f.started_at, f.ended_at, f.lines_read, f.mode = first_value(f.mode) OVER (ORDER BY n) AS same_mode
FROM pg_temp.whole, LATERAL (SELECT pg_temp.journal(t::jsonb) AS j) AS x,
	LATERAL (SELECT 1 AS n, 'text' AS name, * FROM workmode_session(t)
			 UNION ALL SELECT 2, 'json', * FROM workmode_session(t::json)
			 UNION ALL SELECT 3, 'jsonb', * FROM workmode_session(t::jsonb)
			 UNION ALL SELECT 4, 'over many lines', * FROM workmode_session(jsonb_pretty(t::jsonb))
			 UNION ALL SELECT 5, 'as exported', * FROM workmode_session(t::jsonb - '{version,sessionId,creationDate,lastMessageDate,customTitle}'::text[])
			 UNION ALL SELECT 6, 'one entry', * FROM workmode_session(jsonb_build_object('kind', 0, 'v', t::jsonb)::text)
			 UNION ALL SELECT 7, 'a journal', * FROM workmode_session(j)
			 UNION ALL SELECT 8, 'as jsonb', * FROM workmode_session(('[' || replace(j, E'\n', ',') || ']')::jsonb)) AS f
ORDER BY n;

-- Whose words they are.
SELECT name, f.prompts, f.words_in
FROM (VALUES
	(1, 'typed', pg_temp.request('@workspace /fix the parser')),
	(2, 'an old message, which is a text', '{"requestId":"r","message":"look at it","response":[]}'),
	(3, 'blank', pg_temp.request('  ')),
	(4, 'a button', pg_temp.request('@agent Continue: \"Continue to iterate?\"', '', ',"confirmation":"Continue"')),
	(5, 'the editor itself', pg_temp.request('many words', '', ',"isSystemInitiated":true')),
	(6, 'hidden', pg_temp.request('many words', '', ',"isHidden":true')),
	(7, 'stopped', pg_temp.request('look at it', '', ',"isCanceled":true')),
	(8, 'taken back later', pg_temp.request('look at it', '', ',"shouldBeRemovedOnSend":{"requestId":"r"}')),
	(9, 'answers', pg_temp.request('', '{"kind":"questionCarousel","questions":[{"id":"q"}],"isUsed":true,"data":{"a":"the first one","b":{"selectedValue":"red","freeformValue":"or blue"},"c":{"selectedValues":["x","y"]}}}')),
	(10, 'no answers yet', pg_temp.request('', '{"kind":"questionCarousel","data":{"a":"the first one"}}'))) AS v (n, name, request),
	LATERAL workmode_session(pg_temp.chat(request)) AS f
ORDER BY n;

-- What the agent says: parts without a kind, and of kinds that are known.
SELECT name, f.words_out
FROM (VALUES
	(1, 'pieces of one word', '{"value":"un"},{"value":"done "},{"kind":"undoStop"},{"value":"work"}'),
	(2, 'with a kind', '{"kind":"markdownContent","content":{"value":"one two"}}'),
	(3, 'marked as weak', '{"kind":"markdownVuln","content":{"value":"one two"},"vulnerabilities":[]}'),
	(4, 'a symbol within a sentence', '{"value":"see "},{"kind":"inlineReference","inlineReference":{"name":"parse","kind":11,"location":{"uri":{"path":"/w/a.c"}}}},{"value":" there"}'),
	(5, 'a place within a sentence', '{"value":"see "},{"kind":"inlineReference","inlineReference":{"uri":{"path":"/w/a.c"},"range":{}}},{"value":" there"}'),
	(6, 'kinds that are no words', '{"kind":"progressMessage","content":{"value":"one"}},{"kind":"warning","content":{"value":"one"}},{"kind":"next","value":"one"},{"kind":"thinking","value":["a","b"]}'),
	(7, 'words on both sides of a thought', '{"value":"one"},{"kind":"thinking","value":""},{"value":"two"}')) AS v (n, name, parts),
	LATERAL workmode_session(pg_temp.chat(pg_temp.request('', parts))) AS f
ORDER BY n;
-- Where no part has words, the rounds do.
SELECT f.words_out FROM workmode_session(pg_temp.chat(pg_temp.request('do it', '', pg_temp.result('')))) AS f;

-- Calls: of the rounds if there are any, else the invocations; never both.
SELECT name, f.actions, f.errors, f.turns
FROM (VALUES
	(1, 'ids that do not join', pg_temp.ran('uuid-1', 'make', '1') || ',' || pg_temp.ran('uuid-2', 'make', '0') || ',' || pg_temp.ran('uuid-3', 'ls', '0'),
		pg_temp.result(pg_temp.call('call_a__vscode-17', 'run_in_terminal', '{"command":"make"}') || ',' || pg_temp.call('call_b__vscode-18', 'run_in_terminal', '{"command":"make"}'))),
	(2, 'ids with and without an end', pg_temp.ran('call_a', 'make', '1') || ',' || pg_temp.ran('call_b', 'make test', '0'),
		pg_temp.result(pg_temp.call('call_a__vscode-17', 'run_in_terminal', '{"command":"make; true"}') || ',' || pg_temp.call('call_b__vscode-18', 'run_in_terminal', '{"command":"make test"}'))),
	(3, 'more calls than invocations', pg_temp.invoked('c1', 'copilot_readFile'),
		pg_temp.result(pg_temp.call('c1', 'read_file', '{}') || ',' || pg_temp.call('c2', 'read_file', '{}') || ',' || pg_temp.call('c3', 'read_file', '{}'))),
	(4, 'no rounds', pg_temp.invoked('c1', 'copilot_readFile') || ',' || pg_temp.invoked('c2', 'mcp_tracker_list_issues', ',"resultDetails":{"input":"{}","output":[],"isError":true}'), ''),
	(5, 'a subagent''s stand beside', pg_temp.invoked('c1', 'runSubagent') || ',' || pg_temp.ran('c2', 'ls', '1', ',"subAgentInvocationId":"c1"') || ',' || pg_temp.invoked('c3', 'copilot_readFile', ',"fromSubAgent":true'),
		pg_temp.result(pg_temp.call('c9', 'runSubagent', '{"description":"look","prompt":"find the files"}'))),
	(6, 'results that failed', '',
		pg_temp.result(pg_temp.call('a__vscode-1', 'read_file', '{}') || ',' || pg_temp.call('b__vscode-2', 'create_file', '{}') || ',' || pg_temp.call('c__vscode-3', 'run_in_terminal', '{"command":"ls"}')
			|| ',' || pg_temp.call('d__vscode-4', 'list_dir', '{}') || ',' || pg_temp.call('e__vscode-5', 'run_in_terminal', '{"command":"x"}'),
			'"a__vscode-1":{"content":[{"$mid":21,"value":"ERROR while calling tool: no such file"}]},"b__vscode-2":{"content":[{"value":"ERROR: Your input to the tool was invalid (must be string)"}]},'
			|| '"c__vscode-3":{"content":[{"value":"The user cancelled the tool call."}]},"d__vscode-4":{"content":[{"$mid":21,"value":{"node":{"children":[{"text":"Error: x"}]}}}]},'
			|| '"e__vscode-5":{"content":[{"value":"x: command not found\n\n\nCommand exited with code 127"}]}')),
	(7, 'refused, skipped and broken off', pg_temp.ran('c1', 'ls', '0', ',"isConfirmed":{"type":0}') || ',' || pg_temp.ran('c2', 'ls', '0', ',"isConfirmed":{"type":5}') || ',' || pg_temp.ran('c3', 'ls', 'null', ',"isConfirmed":false')
		|| ',{"kind":"toolInvocationSerialized","isComplete":true,"toolCallId":"c4","toolId":"run_in_terminal","toolSpecificData":{"kind":"terminal","command":"ls"}}', ''),
	(8, 'the turn failed', pg_temp.invoked('c1', 'copilot_readFile'), ',"result":{"errorDetails":{"message":"Sorry, too many requests"}}')) AS v (n, name, parts, more),
	LATERAL workmode_session(pg_temp.chat(pg_temp.request('do it', parts, more))) AS f
ORDER BY n;

-- Edits that no round tells: their lines stand in groups by file.
SELECT name, f.actions, f.errors, f.files_changed, f.lines_added, f.lines_removed
FROM (VALUES
	(1, 'lines for a line', pg_temp.invoked('c', 'copilot_replaceString') || ',' || pg_temp.edited('/w/a.c', pg_temp.edit('a\nb\n', 3, 1, 4, 1))),
	(2, 'within one line', pg_temp.invoked('c', 'copilot_replaceString') || ',' || pg_temp.edited('/w/a.c', pg_temp.edit('new', 3, 5, 3, 8))),
	(3, 'whole lines without their end', pg_temp.invoked('c', 'copilot_replaceString') || ',' || pg_temp.edited('/w/a.c', pg_temp.edit('a\nb', 3, 1, 5, 9))),
	(4, 'lines that are taken out', pg_temp.invoked('c', 'copilot_replaceString') || ',' || pg_temp.edited('/w/a.c', pg_temp.edit('', 3, 1, 6, 1))),
	(5, 'a file that is new', pg_temp.invoked('c', 'copilot_createFile') || ',' || pg_temp.edited('/w/a.c', pg_temp.edit('a\nb\n', 1, 1, 1, 1))),
	(6, 'two files by one call', pg_temp.invoked('c', 'copilot_applyPatch') || ',' || pg_temp.edited('/w/a.c', pg_temp.edit('a\n', 1, 1, 1, 1)) || ',{"value":"and"},' || pg_temp.edited('/w/b.c', pg_temp.edit('a\n', 1, 1, 1, 1))),
	(7, 'two calls', pg_temp.invoked('c', 'copilot_createFile') || ',' || pg_temp.edited('/w/a.c', pg_temp.edit('a\n', 1, 1, 1, 1)) || ',' || pg_temp.invoked('d', 'copilot_createFile') || ',' || pg_temp.edited('/w/b.c', pg_temp.edit('a\n', 1, 1, 1, 1))),
	(8, 'a call that changed nothing', pg_temp.invoked('c', 'copilot_replaceString', ',"resultDetails":{"isError":true}')),
	(9, 'without a tool', pg_temp.edited('file:///c%3A/w/a.c', pg_temp.edit('a\n', 1, 1, 1, 1)) || ',' || pg_temp.edited('/c:/w/b.c', pg_temp.edit('a\n', 1, 1, 1, 1))),
	(10, 'cells of a notebook', '{"kind":"notebookEditGroup","uri":{"path":"/w/a.ipynb"},"edits":[[{"editType":1,"index":0,"count":0,"cells":[{"source":"x = 1\ny = 2","language":"python"}]}],[{"uri":{"path":"x"},"edit":{"text":"z\n","range":{"startLineNumber":1,"startColumn":1,"endLineNumber":2,"endColumn":1}}}]]}'),
	(11, 'odd ranges', pg_temp.edited('/w/a.c', '{"text":"a\n","range":{"startLineNumber":5,"endLineNumber":2}},{"text":"b\n","range":7},{"text":8},9,{"text":"c\n","range":{"startLineNumber":"x","endLineNumber":1e300}}'))) AS v (n, name, parts),
	LATERAL workmode_session(pg_temp.chat(pg_temp.request('do it', parts))) AS f
ORDER BY n;
-- The rounds tell them again, but for a subagent's.
SELECT f.actions, f.files_changed, f.lines_added
FROM workmode_session(pg_temp.chat(pg_temp.request('do it',
	pg_temp.invoked('c', 'copilot_createFile') || ',' || pg_temp.edited('/w/a.c', pg_temp.edit('a\n', 1, 1, 1, 1)) || ','
	|| pg_temp.invoked('d', 'copilot_createFile', ',"subAgentInvocationId":"x"') || ',' || pg_temp.edited('/w/b.c', pg_temp.edit('a\nb\n', 1, 1, 1, 1)),
	pg_temp.result(pg_temp.call('c', 'create_file', '{"filePath":"/w/a.c","content":"a\n"}'))))) AS f;

-- What the tools of the rounds are given.
SELECT name, f.files_changed, f.lines_added, f.lines_removed
FROM (VALUES
	(1, 'several replacements', pg_temp.call('c', 'multi_replace_string_in_file', '{"explanation":"x","replacements":[{"filePath":"/w/a.c","oldString":"a","newString":"b"},{"filePath":"/w/b.c","oldString":"a","newString":"b\nc"}]}')),
	(2, 'a patch', pg_temp.call('c', 'apply_patch', '{"input":"*** Begin Patch\n*** Update File: /w/a.c\n@@\n-a\n+b\n+c\n*** End Patch","explanation":"x"}')),
	(3, 'code', pg_temp.call('c', 'insert_edit_into_file', '{"filePath":"/w/a.c","code":"a\nb\n","explanation":"x"}')),
	(4, 'a folder', pg_temp.call('c', 'create_directory', '{"dirPath":"/w/x"}'))) AS v (n, name, call),
	LATERAL workmode_session(pg_temp.chat(pg_temp.request('do it', '', pg_temp.result(call)))) AS f
ORDER BY n;

-- Model, tokens and version are told in several ways.
SELECT name, f.model, f.tokens_in, f.tokens_out, f.agent, f.agent_version, f.session_id
FROM (VALUES
	(1, 'by the request', ',"modelId":"copilot/gpt-5.4","promptTokens":7,"completionTokens":2'),
	(2, 'chosen by Copilot, and told', ',"modelId":"copilot/auto","result":{"metadata":{"resolvedModel":"gpt-5.4","promptTokens":7,"outputTokens":2,"sessionId":"m"}}'),
	(3, 'chosen by Copilot, and signed', ',"modelId":"copilot/auto","result":{"details":"GPT-5.4 • 1x","usage":{"promptTokens":7,"completionTokens":2}}'),
	(4, 'not told', ',"modelId":"copilot/auto","result":{"details":"words"}'),
	(5, 'of another provider', ',"modelId":"ollama/qwen3"')) AS v (n, name, more),
	LATERAL workmode_session('{"initialLocation":"panel","requests":[' || pg_temp.request('do it', '', more) || ']}') AS f
ORDER BY n;
SELECT f.agent, f.branch
FROM unnest(ARRAY['GitHub Copilot', '', 'Positron Assistant']) WITH ORDINALITY r (responder, n),
	LATERAL workmode_session(jsonb_build_object('responderUsername', responder, 'initialLocation', 'panel', 'repoData', '{"localBranch":"main"}'::jsonb, 'requests', '[]'::jsonb)) AS f
ORDER BY n;

-- The journal: entries that change one thing, or none.
SELECT name, f.prompts, f.words_in, f.words_out, f.lines_read, f.lines_skipped
FROM (VALUES
	(1, 'as it was pushed', ARRAY[]::text[]),
	(2, 'a part is appended', ARRAY['{"kind":2,"k":["requests",0,"response"],"v":[{"value":" more"}]}']),
	(3, 'parts are replaced', ARRAY['{"kind":2,"k":["requests",0,"response"],"v":[{"value":"other words"}],"i":1}']),
	(4, 'parts are cut', ARRAY['{"kind":2,"k":["requests",0,"response"],"i":1}']),
	(5, 'cut behind their end', ARRAY['{"kind":2,"k":["requests",0,"response"],"v":[{"value":" more"}],"i":99}']),
	(6, 'all are set', ARRAY['{"kind":1,"k":["requests",0,"response"],"v":[{"value":"one"}]}']),
	(7, 'one is set', ARRAY['{"kind":1,"k":["requests",0,"response",1],"v":{"value":"new new new"}}']),
	(8, 'one is deleted, and others keep their place', ARRAY['{"kind":3,"k":["requests",0,"response",0]}', '{"kind":2,"k":["requests",0,"response"],"v":[{"value":" six"}],"i":2}']),
	(9, 'the answer is deleted', ARRAY['{"kind":3,"k":["requests",0,"response"]}']),
	(10, 'the words are set', ARRAY['{"kind":1,"k":["requests",0,"message","text"],"v":"look again"}']),
	(11, 'the message is set behind them', ARRAY['{"kind":1,"k":["requests",0,"message","text"],"v":"look again"}', '{"kind":1,"k":["requests",0,"message"],"v":{"text":"look there once more"}}']),
	(12, 'the request is set', ARRAY['{"kind":1,"k":["requests",0],"v":{"message":{"text":"anew"},"response":[{"value":"one two"}]}}']),
	(13, 'one is set behind the last', ARRAY['{"kind":1,"k":["requests",1],"v":{"message":{"text":"anew"}}}']),
	(14, 'it is deleted', ARRAY['{"kind":3,"k":["requests",0]}', '{"kind":2,"k":["requests"],"v":[{"message":{"text":"one"}}]}']),
	(15, 'all requests are taken back', ARRAY['{"kind":2,"k":["requests"],"v":[{"message":{"text":"one"}}],"i":0}']),
	(16, 'all are set', ARRAY['{"kind":1,"k":["requests"],"v":[{"message":{"text":"one"}},{"message":{"text":"two"}}]}']),
	(17, 'a new state', ARRAY['{"kind":0,"v":{"requests":[{"message":{"text":"one"}}]}}']),
	(18, 'what is not there', ARRAY['{"kind":1,"k":["requests",7,"result"],"v":{}}', '{"kind":2,"k":["requests",7,"response"],"v":[{"value":"x"}]}', '{"kind":1,"k":["requests",0,"response",7],"v":{"value":"x"}}', '{"kind":1,"k":["requests",-1],"v":{}}', '{"kind":1,"k":["requests",1e99],"v":{}}', '{"kind":1,"k":["requests","x","y"],"v":{}}']),
	(19, 'what does not matter', ARRAY['{"kind":1,"k":[],"v":{}}', '{"kind":1,"k":["inputState","inputText"],"v":"x"}', '{"kind":2,"k":["requests",0,"variableData","variables"],"v":[{}]}', '{"kind":1,"k":["requests",0,"response",0,"value"],"v":"x"}', '{"kind":1,"k":["requests",0,"result","metadata","x","y"],"v":1}', '{"kind":2,"k":["requests",0,"response"],"v":"x"}']),
	(20, 'entries of no known kind', ARRAY['{"kind":4,"k":["requests"],"v":[]}']),
	(21, 'entries that are broken', ARRAY['{"kind":1,"v":{}}', '{"kind":0,"v":[]}', '{"kind":"1","k":["requests"]}', '{"kind":-1}', '{"k":["requests"]}', '{"kind":2,"k":["requests",0,"response"],"v":[{"value":" mo'])) AS v (n, name, entries),
	LATERAL workmode_session(pg_temp.lines(VARIADIC ARRAY['{"kind":0,"v":{"sessionId":"s","requests":[]}}',
		'{"kind":2,"k":["requests"],"v":[{"message":{"text":"look at it"},"response":[{"value":"one "},{"value":"two three"}]}]}'] || entries)) AS f
ORDER BY n;

-- Thousands of requests: the first are final when too many are held.
SELECT f.prompts, f.words_in, f.words_out
FROM workmode_session(pg_temp.lines('{"kind":0,"v":{"requests":[]}}',
	'{"kind":2,"k":["requests"],"v":[' || repeat('{"message":{"text":"one"}},', 99999) || '{"message":{"text":"one"}}]}',
	'{"kind":2,"k":["requests",99999,"response"],"v":[{"value":"said in the end"}]}',
	'{"kind":2,"k":["requests"],"v":[{"message":{"text":"two two"}}],"i":99999}')) AS f;
-- An answer of more parts than are held is cut.
SELECT f.words_out
FROM workmode_session(pg_temp.lines('{"kind":0,"v":{"requests":[{"message":{"text":"one"}}]}}',
	'{"kind":2,"k":["requests",0,"response"],"v":[' || repeat('{"value":"a "},', 299999) || '{"value":"a "}]}')) AS f;

-- Chats that have not begun, have broken off, or are none.
SELECT name, f.format, f.prompts, f.lines_read, f.lines_skipped
FROM (VALUES
	(1, 'not begun', pg_temp.chat()),
	(2, 'with names that are empty', '{"version":3,"responderUsername":"","requests":[],"sessionId":"s","mode":{"id":"agent","kind":"agent"},"inputText":""}'),
	(16, 'without names', '{"version":3,"requests":[],"sessionId":"s","creationDate":1777885200000}'),
	(3, 'a journal that has not begun', '{"kind":0,"v":{"version":3,"requests":[],"sessionId":"s"}}'),
	(4, 'the end of a journal', pg_temp.lines('{"kind":2,"k":["requests"],"v":[{"message":{"text":"one"}}]}', '{"kind":1,"k":["requests",0,"modelState"],"v":{"value":1}}')),
	(5, 'cut off in the second request', left(pg_temp.chat(pg_temp.request('one', '{"value":"x"}'), pg_temp.request('two', '{"value":"x"}')), -140)),
	(6, 'cut off in the first', left(pg_temp.chat(pg_temp.request('one', '{"value":"x"}')), -140)),
	(7, 'requests on their own', '[' || pg_temp.request('one') || ',' || pg_temp.request('two') || ']'),
	(8, 'odd requests', '{"initialLocation":"panel","requests":[' || pg_temp.request('one') || ',7,null,{},[],{"message":8},{"message":{"text":9},"response":"x","result":[],"timestamp":"y"}]}'),
	(9, 'prompts and completions', '{"requests":[{"timestamp":"2025-10-01T10:00:00Z","prompt":"fix it","completion":"done"}]}'),
	(10, 'they, with a name', '{"responderUsername":"GitHub Copilot","requests":[{"timestamp":1,"prompt":"fix it","completion":"done"}]}'),
	(11, 'instructions', '{"instructions":"fix it","version":3}'),
	(12, 'requests of something else', '{"sessionId":"s","requests":[{"method":"GET","url":"/"}]}'),
	(13, 'no requests of something else', '{"sessionId":"s","requests":[]}'),
	(14, 'another log with kinds', pg_temp.lines('{"kind":1,"k":["users",0],"v":{}}', '{"kind":0,"v":{"users":[]}}')),
	(15, 'a log of messages', '{"requestId":"r","message":"served","level":"info"}')) AS v (n, name, t),
	LATERAL workmode_session(t) AS f
ORDER BY n;
