--
-- Bad input: whatever a transcript holds, it is no error without strict, and
-- with strict the first broken record is told by its line and byte
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
SET timezone = 'UTC';

-- A line of Claude Code: a person says so; the agent took so many tokens.
CREATE FUNCTION pg_temp.said(words text, uuid text DEFAULT 'u') RETURNS text
LANGUAGE sql AS $$
	SELECT '{"type":"user","sessionId":"s","uuid":"' || uuid || '","message":{"role":"user","content":"' || words || '"}}'
$$;
CREATE FUNCTION pg_temp.took(tokens text) RETURNS text
LANGUAGE sql AS $$
	SELECT '{"type":"assistant","sessionId":"s","uuid":"a","message":{"id":"m","role":"assistant","content":"ok","usage":{"input_tokens":' || tokens || ',"output_tokens":1}}}'
$$;

-- What strict says of it: nothing, or the error.
CREATE FUNCTION pg_temp.strictly(transcript text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM workmode_session(transcript, strict => true);
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate || ' ' || sqlerrm;
END $$;

CREATE TABLE pg_temp.bad (id serial, name text, transcript text);

CREATE FUNCTION pg_temp.add(name text, transcript text) RETURNS void
LANGUAGE sql AS $$ INSERT INTO pg_temp.bad (name, transcript) VALUES (name, transcript) $$;

CREATE VIEW pg_temp.report AS
	SELECT name, format, prompts, words_in AS words, tokens_in AS tokens,
		   lines_read AS read, lines_skipped AS skipped,
		   pg_temp.strictly(transcript) AS strict
	FROM pg_temp.bad, workmode_session(transcript)
	ORDER BY id;

--
-- Nothing to go on
--
INSERT INTO pg_temp.bad (name, transcript) VALUES
	('empty', ''),
	('blank', E' \r\n\t\n '),
	('brace', '{'),
	('bracket', '['),
	('closing brace', '}'),
	('empty object', '{}'),
	('empty array', '[]'),
	('array of empty objects', '[{}, {}]'),
	('null', 'null'),
	('number', '-12.5e3'),
	('string', '"{}"'),
	('open string', '"'),
	('backslash', E'\\'),
	('words', 'just some words'),
	('Git LFS stub', E'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
	('two broken lines', E'{"type":\n{"sessionId"'),
	('control characters', E'\x01\x02{\x03}\x1f\n\x7f\x0b\x0c'),
	('10,000 arrays', repeat('[', 10000)),
	('10,000 arrays, closed', repeat('[', 10000) || repeat(']', 10000)),
	('10,000 objects', repeat('{"a":', 10000)),
	('10,000 lines of a brace', repeat(E'{\n', 10000));
SELECT * FROM pg_temp.report;
TRUNCATE pg_temp.bad;

--
-- Depth: what is more than 1,000 containers deep is not read
--
INSERT INTO pg_temp.bad (name, transcript)
	SELECT 'depth ' || depth,
		   E'{"type":"x","sessionId":"s"}\n{"type":"x","sessionId":"s","deep":' ||
		   repeat('[', depth - 1) || repeat(']', depth - 1) || '}'
	FROM unnest('{999,1000,1002,10000}'::int[]) depth;
SELECT * FROM pg_temp.report;
TRUNCATE pg_temp.bad;

--
-- Escapes and what stands raw in strings: a bad escape is blank
--
INSERT INTO pg_temp.bad (name, transcript)
	SELECT name, pg_temp.said(words)
	FROM (VALUES
		('NUL escape ends the text', 'one two\u0000 three'),
		('pair of surrogates', 'one \ud83d\ude00 two'),
		('high surrogate alone', 'one\ud83dtwo'),
		('high surrogate at the end', 'one two \ud83d'),
		('low surrogate alone', 'one\ude00two'),
		('pair the wrong way round', 'one \ude00\ud83d two'),
		('two high surrogates', 'one \ud83d\ud83d two'),
		('high surrogate, other escape', 'one \ud83d\n two'),
		('unknown escape', 'one \x two'),
		('short escape', 'one \u12 two'),
		('escape of no digits', 'one \uzzzz two'),
		('tab as it is', E'one\ttwo'),
		('all escapes', '\"one\" \\ \/ \b \f \n \r \t \u0074wo'),
		('only a bad escape', '\ud800')
	) v(name, words);
SELECT * FROM pg_temp.report;
TRUNCATE pg_temp.bad;

-- A string that nothing closes: the line is broken, the next one is not.
INSERT INTO pg_temp.bad (name, transcript) VALUES
	('escaped quote at the end',
	 E'{"type":"user","sessionId":"s","message":{"content":"one\\"}}\n' || pg_temp.said('two'));
SELECT * FROM pg_temp.report;
TRUNCATE pg_temp.bad;

--
-- Keys: the last of equal ones counts, as in json and jsonb; escapes are names
--
INSERT INTO pg_temp.bad (name, transcript) VALUES
	('equal keys', '{"type":"assistant","sessionId":"s","type":"user","message":{"content":"one","content":"one two"},"message":{"content":"one","content":"one two three"}}'),
	('key with escapes', '{"\u0074ype":"\u0075ser","session\u0049d":"s","message":{"cont\u0065nt":"one"}}'),
	('key with a NUL escape', '{"type\u0000":"x","type":"user","sessionId":"s","message":{"content":"one"}}'),
	('empty key', '{"":"x","type":"user","sessionId":"s","message":{"":1,"content":"one"}}'),
	('no value', '{"type":"user","sessionId":"s","message":{"content":"one"},"x"}'),
	('no comma', '{"type":"user","sessionId":"s" "message":{"content":"one"}}'),
	('comma at the end', '{"type":"user","sessionId":"s","message":{"content":"one"},}'),
	('single quotes', $${'type':'user','sessionId':'s'}$$),
	('10,000 keys', '{"type":"user","sessionId":"s",' || (SELECT string_agg('"k' || i || '":' || i, ',') FROM generate_series(1, 10000) i) || ',"message":{"content":"one"}}');
SELECT * FROM pg_temp.report;
TRUNCATE pg_temp.bad;

--
-- Numbers: what is no count is none, what is no number breaks the line
--
INSERT INTO pg_temp.bad (name, transcript)
	SELECT 'tokens ' || left(number, 22), pg_temp.said('one') || E'\n' || pg_temp.took(number)
	FROM regexp_split_to_table('7 -7 7.9 7e2 1e999 -1e999 1e-999 1e308 9007199254740992 9007199254740993 '
		'99999999999999999999 -0 01 1. .5 +1 1e 1e+ - 0x10 NaN Infinity "7" true null [7] {}', ' ') number
	UNION ALL
	SELECT '100 digits', pg_temp.said('one') || E'\n' || pg_temp.took(repeat('9', 100))
	UNION ALL
	SELECT '100 decimals', pg_temp.said('one') || E'\n' || pg_temp.took('7.' || repeat('0', 100));
SELECT * FROM pg_temp.report;
TRUNCATE pg_temp.bad;

-- So are times.
SELECT time, started_at
FROM unnest('{2026-01-02T03:04:05Z,2026-01-02T03:04:05.123456789+05:30,2026-01-02 03:04,
	2026-13-02T03:04:05Z,2026-01-32T03:04:05Z,2026-01-02T24:04:05Z,1969-12-31T23:59:59Z,
	9999-12-31T23:59:60-99:99,-2026-01-02T03:04:05Z,now,infinity,""}'::text[]) time,
	 workmode_session('{"type":"user","sessionId":"s","timestamp":"' || time || '","message":{"content":"one"}}');

--
-- Lines
--
INSERT INTO pg_temp.bad (name, transcript) VALUES
	('CR LF', pg_temp.said('one', '1') || E'\r\n' || pg_temp.said('two', '2') || E'\r\n'),
	('CR alone', pg_temp.said('one', '1') || E'\r' || pg_temp.said('two', '2')),
	('blank lines', E'\n\n' || pg_temp.said('one', '1') || E'\n\n \n' || pg_temp.said('two', '2') || E'\n\n'),
	('blanks around', E'  \t' || pg_temp.said('one', '1') || E' \t \n' || pg_temp.said('two', '2')),
	('no line feed at the end', pg_temp.said('one', '1') || E'\n' || pg_temp.said('two', '2')),
	('two records on a line', pg_temp.said('one', '1') || pg_temp.said('two', '2') || E'\n' || pg_temp.said('three', '3')),
	('first line broken', E'{"type":"user","sess\n' || pg_temp.said('one', '1') || E'\n' || pg_temp.said('two', '2')),
	('first line without its head', E'"content":"zero"}}\n' || pg_temp.said('one', '1') || E'\n' || pg_temp.said('two', '2')),
	('junk between', pg_temp.said('one', '1') || E'\n\x01\x02\x03\n' || pg_temp.said('two', '2')),
	('lines that are no objects', pg_temp.said('one', '1') || E'\n12\n"x"\n[]\nnull\n' || pg_temp.said('two', '2')),
	('another format between', pg_temp.said('one', '1') ||
	 E'\n{"timestamp":"2026-01-02T03:04:05Z","type":"event_msg","payload":{"type":"user_message","message":"x"}}\n' || pg_temp.said('two', '2')),
	('Markdown behind', pg_temp.said('one', '1') || E'\n_**User**_\n\nhello\n'),
	('a merge conflict', E'<<<<<<< ours\n' || pg_temp.said('one', '1') || E'\n=======\n' || pg_temp.said('two', '2') || E'\n>>>>>>> theirs\n'),
	('the same line twice', pg_temp.said('one', '1') || E'\n' || pg_temp.said('one', '1')),
	('one record over many lines', replace(pg_temp.said('one', '1'), ',', E',\n'));
SELECT * FROM pg_temp.report;
TRUNCATE pg_temp.bad;

-- A last line that breaks off, wherever it does.
SELECT count(*), bool_and(prompts = 1 AND lines_read = 1 AND lines_skipped = (cut > 0)::int) AS skipped,
	   bool_and(pg_temp.strictly(transcript) IS NOT DISTINCT FROM
				CASE WHEN cut > 0 THEN '22032 invalid transcript at line 2, byte 1' END) AS told
FROM (SELECT cut, pg_temp.said('one', '1') || E'\n' || left(pg_temp.said('two', '2'), cut) AS transcript
	  FROM generate_series(0, length(pg_temp.said('two', '2')) - 1) cut) t,
	 workmode_session(transcript);

-- An array that breaks off gives what stands before.
SELECT min(lines_read), max(lines_read), max(lines_skipped), bool_and(lines_read + lines_skipped <= 3)
FROM (SELECT '[' || pg_temp.said('one', '1') || ',' || pg_temp.said('two', '2') || ',' || pg_temp.said('three', '3') || ']') a(whole),
	 generate_series(1, length(whole)) cut, workmode_session(left(whole, cut));

-- The byte is counted in its line, from 1, and the first fault is told.
SELECT pg_temp.strictly(pg_temp.said('one') || E'\r\n\n   {"a":\n{');
SELECT pg_temp.strictly('[' || pg_temp.said('one') || E',\n  7]');
-- A byte order mark is no byte of the first line.
SELECT n, pg_temp.strictly(E'\uFEFF' || transcript) = pg_temp.strictly(transcript) AS same,
	   pg_temp.strictly(E'\uFEFF' || transcript)
FROM (VALUES (1, '{"type":"user"'), (2, '  7'), (3, '[' || pg_temp.said('one') || ', 7]'),
			 (4, E'\n\n {'), (5, pg_temp.said('one') || E'\n{'), (6, 'just some words')) t(n, transcript)
ORDER BY n;
SELECT workmode_session('{"type":"user"', true);
SELECT workmode_session('[1, 2]'::json, true);
SELECT workmode_session('[{"type": "user", "sessionId": "s"}]'::jsonb, true);

-- NULL in, NULL out.
SELECT workmode_session(NULL::text) IS NULL AS text, workmode_session(NULL::json) IS NULL AS json,
	   workmode_session(NULL::jsonb) IS NULL AS jsonb, workmode_session('{}'::text, strict => NULL) IS NULL AS strict;

--
-- Wrong types: each value of each record, whichever format it is of, is put in
-- the place of each value by turns.  Nothing is an error; the record is read or
-- it is skipped; strict raises its own error or none.
--
CREATE TABLE pg_temp.good (format text, record jsonb);
INSERT INTO pg_temp.good VALUES
	('claude_code', '{"type":"user","sessionId":"s","uuid":"u","parentUuid":null,"isSidechain":false,"isMeta":false,"isCompactSummary":false,"version":"2.1","entrypoint":"cli","sessionKind":"x","origin":{"kind":"human"},"promptSource":"x","cwd":"/w","gitBranch":"main","agentId":"a","forkedFrom":{"sessionId":"p","messageUuid":"u"},"timestamp":"2026-01-02T03:04:05Z","message":{"role":"user","content":[{"type":"text","text":"one"},{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"x"}],"is_error":true}]},"toolUseResult":{"type":"create","answers":{"q":"a"},"structuredPatch":[{"lines":["+a","-b"," c"]}]}}'),
	('claude_code', '{"type":"assistant","sessionId":"s","uuid":"v","message":{"id":"m","model":"x","usage":{"input_tokens":1,"output_tokens":2},"content":[{"type":"text","text":"one"},{"type":"tool_use","id":"t","name":"Edit","input":{"file_path":"a.c","old_string":"x","new_string":"y"}},{"type":"tool_use","id":"u","name":"MultiEdit","input":{"file_path":"a.c","edits":[{"old_string":"x","new_string":"y"}]}},{"type":"tool_use","id":"v","name":"Bash","input":{"command":"make","description":"x"}},{"type":"tool_use","id":"w","name":"TodoWrite","input":{"todos":[{"content":"x","status":"y"}]}}]}}'),
	('claude_code', '{"type":"attachment","sessionId":"s","uuid":"w","attachment":{"type":"queued_command","prompt":[{"type":"text","text":"one"},{"type":"image"}],"commandMode":"prompt","origin":{"kind":"human"},"isMeta":false}}'),
	('claude_code', '{"type":"queue-operation","sessionId":"s","operation":"enqueue","content":"one","reason":"x","timestamp":"2026-01-02T03:04:05Z"}'),
	('claude_code', '{"type":"assistant","session_id":"s","timestamp":1767323045000,"message":{"id":"m","model":"x","usage":{"input_tokens":1,"iterations":[{"type":"advisor_message","input_tokens":1,"output_tokens":2}]},"content":[{"type":"server_tool_use","id":"s","name":"web_search","input":"{}"},{"type":"web_search_tool_result","tool_use_id":"s","content":{"type":"web_search_tool_result_error"}}]}}'),
	('claude_code', '{"type":"summary","summary":"one","leafUuid":"u"}'),
	('codex', '{"timestamp":"2026-01-02T03:04:05Z","type":"session_meta","payload":{"id":"i","timestamp":"2026-01-02T03:04:05Z","originator":"codex_cli_rs","source":{"subagent":{"thread_spawn":{"parent_thread_id":"p"}}},"cli_version":"0.9","thread_source":"x","cwd":"/w","git":{"branch":"main"},"parent_thread_id":"p","forked_from_id":"f"}}'),
	('codex', '{"timestamp":"2026-01-02T03:04:05Z","type":"response_item","payload":{"type":"function_call","name":"shell","namespace":"x","arguments":"{\"command\":[\"bash\",\"-lc\",\"ls\"]}","call_id":"c"}}'),
	('codex', '{"timestamp":"2026-01-02T03:04:05Z","type":"response_item","payload":{"type":"function_call_output","output":[{"type":"text","text":"Exit code: 1"}],"call_id":"c"}}'),
	('codex', '{"timestamp":"2026-01-02T03:04:05Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"one"}]}}'),
	('codex', '{"timestamp":"2026-01-02T03:04:05Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":1,"output_tokens":2}}}}'),
	('codex', '{"timestamp":"2026-01-02T03:04:05Z","type":"event_msg","payload":{"type":"user_message","message":"one"}}'),
	('codex', '{"type":"item.completed","item":{"id":"i","type":"file_change","status":"failed","exit_code":1,"command":"ls","changes":[{"path":"a","kind":"add"}]}}'),
	('copilot_cli', '{"type":"session.start","data":{"sessionId":"s","detachedFromSpawningParentSessionId":"p","copilotVersion":"1.0","vscodeVersion":"1.1","producer":"copilot-agent","startTime":"2026-01-02T03:04:05Z","context":{"cwd":"/w","branch":"main"},"selectedModel":"m"},"id":"i","timestamp":"2026-01-02T03:04:05Z","parentId":null}'),
	('copilot_cli', '{"type":"user.message","data":{"content":"one","source":"user","inputOrigin":"","isAutopilotContinuation":false},"id":"i","timestamp":"2026-01-02T03:04:05Z","parentId":null,"agentId":null,"ephemeral":false}'),
	('copilot_cli', '{"type":"assistant.message","data":{"content":"one","reasoningText":"x","model":"m","messageId":"m","apiCallId":"a","outputTokens":1,"toolRequests":[{"toolCallId":"c","name":"bash","mcpServerName":"","arguments":{"command":"ls"}},{"toolCallId":"d","name":"apply_patch","arguments":"*** Begin Patch"}]}}'),
	('copilot_cli', '{"type":"tool.execution_start","data":{"toolCallId":"c","toolName":"x-y","mcpServerName":"x","arguments":{"path":"a.c","old_str":"x","new_str":"y"},"parentToolCallId":null}}'),
	('copilot_cli', '{"type":"tool.execution_complete","data":{"toolCallId":"c","success":false,"isUserRequested":false,"result":{"content":"x","contents":[{"type":"shell_exit","exitCode":1}]},"error":{"message":"x"},"toolTelemetry":{"properties":{"outcome":"answered"}}}}'),
	('copilot_cli', '{"type":"session.shutdown","data":{"modelMetrics":{"m":{"usage":{"inputTokens":1,"outputTokens":2}}}},"id":"i","timestamp":"2026-01-02T03:04:05Z","parentId":null}'),
	('gemini', '{"sessionId":"s","projectHash":"h","startTime":"2026-01-02T03:04:05Z","kind":"main","messages":[{"id":"i","type":"user","timestamp":"2026-01-02T03:04:05Z","content":[{"text":"one"}]},{"id":"j","type":"gemini","model":"g","content":"x","tokens":{"input":1,"output":2,"thoughts":3},"toolCalls":[{"id":"t","name":"write_file","status":"success","args":{"file_path":"a.c","content":"x"},"result":[{"functionResponse":{"response":{"output":"x"}}}]}]}]}'),
	('claude_stream', '{"type":"system","subtype":"init","session_id":"s","cwd":"/w","model":"m","claude_code_version":"2"}'),
	('claude_stream', '{"type":"result","session_id":"s","uuid":"u","parent_tool_use_id":null,"message":{"content":"x"},"usage":{"input_tokens":1,"output_tokens":2}}'),
	('cline', '[{"role":"user","ts":1,"content":[{"type":"text","text":"<task>one</task>"},{"type":"tool_result","tool_use_id":"t","is_error":true,"content":[{"type":"text","text":"x","success":false}]},{"type":"text","text":"<environment_details>\n</environment_details>"}]},{"role":"assistant","modelInfo":{"modelId":"m","providerId":"p"},"metrics":{"tokens":{"prompt":1,"completion":2,"cached":3}},"content":[{"type":"text","text":"<read_file><path>a</path></read_file>"},{"type":"tool_use","id":"t","name":"replace_in_file","input":{"path":"a.c","diff":"------- SEARCH\nx\n=======\ny\n+++++++ REPLACE"}},{"type":"tool_use","id":"u","name":"attempt_completion","input":{"result":"x"}}]}]'),
	('cline', '{"agent":"lead","sessionId":"s","origin":{"source":"cli","mode":"user","trigger":null,"parentThreadId":"p","version":"1"},"messages":[{"role":"user","metadata":{"displayRole":"user"},"content":[{"type":"text","text":"one"}]},{"role":"assistant","ts":1,"isSummary":false,"modelInfo":{"id":"m","provider":"p"},"metrics":{"inputTokens":1,"outputTokens":2,"cacheReadTokens":3},"content":[{"type":"tool_use","id":"t","name":"run_commands","input":{"commands":["ls","make"]}}]}]}'),
	('cline', '[{"ts":1,"type":"say","say":"task","text":"one"},{"ts":2,"type":"ask","ask":"tool","partial":false,"text":"{\"tool\":\"editedExistingFile\",\"path\":\"a\",\"diffStats\":{\"added\":1}}","modelInfo":{"modelId":"m"}},{"ts":3,"type":"say","say":"api_req_started","text":"{\"tokensIn\":1}","metadata":{"kiloCode":{}}}]'),
	('pi', '{"type":"session","version":3,"id":"s","timestamp":"2026-01-02T03:04:05Z","cwd":"/w","parentSession":"/s/2026-01-02_p.jsonl"}'),
	('pi', '{"type":"message","id":"a","parentId":"b","timestamp":"2026-01-02T03:04:05Z","message":{"role":"assistant","provider":"p","model":"m","stopReason":"stop","content":[{"type":"text","text":"x"},{"type":"thinking","thinking":"y"},{"type":"toolCall","id":"c","name":"edit","arguments":{"path":"a.c","edits":[{"oldText":"x","newText":"y"}]}}],"usage":{"input":1,"output":2,"cacheRead":3,"cacheWrite":4}}}'),
	('pi', '{"type":"message","id":"a","timestamp":"2026-01-02T03:04:05Z","message":{"role":"toolResult","toolCallId":"c","toolName":"bash","content":[{"type":"text","text":"x"}],"isError":true,"details":{"status":"error","exitCode":1}}}'),
	('droid', '{"type":"session_start","id":"d","title":"t","sessionTitle":"t","owner":"u","version":2,"cwd":"/w"}'),
	('droid', '{"type":"message","id":"a","parentId":"b","timestamp":"2026-01-02T03:04:05Z","message":{"role":"user","content":[{"type":"text","text":"one"},{"type":"tool_result","tool_use_id":"c","content":"x","is_error":true}]}}'),
	('qwen_code', '{"uuid":"a","parentUuid":null,"sessionId":"s","timestamp":"2026-01-02T03:04:05Z","type":"assistant","cwd":"/w","version":"1","gitBranch":"b","model":"m","message":{"role":"model","parts":[{"text":"x","thought":true},{"functionCall":{"id":"c","name":"edit","args":{"file_path":"a.c","old_string":"x","new_string":"y"}}}]},"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":2,"thoughtsTokenCount":3}}'),
	('qwen_code', '{"uuid":"a","sessionId":"s","type":"tool_result","message":{"role":"user","parts":[{"functionResponse":{"id":"c","name":"x","response":{"output":"x"}}}]},"toolCallResult":{"callId":"c","status":"error","resultDisplay":{"fileDiff":"x"},"error":{},"errorType":"e"}}'),
	('droid', '{"type":"system","subtype":"init","session_id":"s","cwd":"/w","tools":["Execute"],"model":"m","reasoning_effort":"low","timestamp":1}'),
	('droid', '{"type":"message","role":"user","id":"a","text":"one","session_id":"s","sessionId":"s","timestamp":"2026-01-02T03:04:05Z"}'),
	('droid', '{"type":"tool_call","id":"c","toolCallId":"c","toolName":"Edit","parameters":{"file_path":"a.c","old_str":"x","new_str":"y"},"timestamp":1,"session_id":"s"}'),
	('droid', '{"type":"completion","finalText":"x","session_id":"s","usage":{"input_tokens":1,"output_tokens":2}}'),
	('qwen_code', '{"uuid":"a","sessionId":"s","type":"user","subtype":"x","provenance":"real_user","isSidechain":false,"agentId":"a","forkedFrom":{"sessionId":"p"},"message":{"role":"user","parts":[{"text":"one"},{"inlineData":{}}]},"systemPayload":{"displayText":"one","customTitle":"t","rawCommand":"/x","phase":"invocation","sentToModel":false,"hiddenInvocation":false,"parentSessionId":"p"}}'),
	('kimi', '{"type":"metadata","protocol_version":"1.3"}'),
	('kimi', '{"timestamp":1.5,"message":{"type":"TurnBegin","payload":{"user_input":[{"type":"text","text":"one"},{"type":"image_url"}]}}}'),
	('kimi', '{"timestamp":1.5,"message":{"type":"ToolCall","payload":{"type":"function","id":"c","function":{"name":"StrReplaceFile","arguments":"{\"path\":\"a.c\",\"edit\":{\"old\":\"x\",\"new\":\"y\"}}"}}}}'),
	('kimi', '{"timestamp":1.5,"message":{"type":"ToolResult","payload":{"tool_call_id":"c","return_value":{"is_error":true,"output":[{"type":"text","text":"x"}],"message":"x"}}}}'),
	('kimi', '{"timestamp":1.5,"message":{"type":"SubagentEvent","payload":{"parent_tool_call_id":"c","event":{"type":"StatusUpdate","payload":{"token_usage":{"input_other":1,"output":2},"message_id":"m"}}}}}'),
	('kimi', '{"type":"turn.prompt","input":[{"type":"text","text":"one"}],"origin":{"kind":"skill_activation","name":"x","trigger":"user-slash","skillName":"x","skillArgs":"y","commandName":"x","commandArgs":"y"},"agentId":"main","time":1}'),
	('kimi', '{"type":"context.append_loop_event","event":{"type":"tool.result","part":{"type":"text","text":"x","think":"y"},"toolCallId":"c","name":"Edit","args":{"path":"a.c","old_string":"x","new_string":"y"},"result":{"output":"x","isError":true}},"time":1}'),
	('kimi', '{"type":"usage.record","model":"m","usage":{"inputOther":1,"output":2,"inputCacheRead":3,"inputCacheCreation":4},"cwd":"/w","environmentDisclosure":{"cwd":"/w"},"message":{"content":[{"type":"text","text":"x"}],"origin":{"kind":"shell_command","phase":"input"}},"reason":"x","time":1}'),
	('amp', '{"v":1,"id":"T-1","created":1,"title":"t","agentMode":"smart","env":{"initial":{"trees":[{"uri":"file:///w","repository":{"ref":"refs/heads/b"}}],"platform":{"client":"CLI","clientVersion":"1","clientType":"cli"}}},"relationships":[{"type":"handoff","role":"child","threadID":"T-0"}],"messages":[{"role":"user","messageId":0,"content":[{"type":"text","text":"one"},{"type":"tool_result","toolUseID":"c","run":{"status":"error","result":{"output":"x","exitCode":1},"error":{"message":"x"}}}],"userState":{},"agentMode":"smart","meta":{"sentAt":1}},{"role":"assistant","messageId":1,"content":[{"type":"text","text":"x"},{"type":"thinking","thinking":"y"},{"type":"tool_use","id":"c","name":"edit_file","input":{"path":"a.c","old_str":"x","new_str":"y"}}],"state":{"type":"cancelled"},"usage":{"model":"m","inputTokens":1,"outputTokens":2,"timestamp":"2026-01-02T03:04:05Z"}}]}'),
	('messages', '{"session_id":"s","cwd":"/w","messages":[{"role":"user","content":"one"},{"role":"assistant","content":[{"type":"text","text":"x"},{"type":"tool_use","id":"t","name":"bash","input":{"command":"ls"}}],"tool_calls":[{"id":"c","type":"function","function":{"name":"bash","arguments":"{\"command\":\"ls\"}"}}]},{"role":"tool","tool_call_id":"c","content":"x"}]}'),
	('vscode_chat', '{"version":3,"sessionId":"s","responderUsername":"x","requesterUsername":"y","initialLocation":"panel","creationDate":1,"lastMessageDate":2,"customTitle":"t","repoData":{"localBranch":"main"},"requests":[{"requestId":"r","timestamp":1,"message":{"text":"one"},"agent":{"extensionVersion":"1"},"modelId":"copilot/m","isCanceled":false,"modelState":{"value":1,"completedAt":2},"response":[{"value":"x"},{"kind":"inlineReference","inlineReference":{"uri":{"path":"/a.c"},"name":"n"},"name":"n"},{"kind":"toolInvocationSerialized","toolId":"run_in_terminal","toolCallId":"c","isConfirmed":{"type":1},"toolSpecificData":{"kind":"terminal","commandLine":{"original":"ls","userEdited":"ls -l"},"terminalCommandState":{"exitCode":1}},"resultDetails":{"input":"{}","isError":true}},{"kind":"questionCarousel","isUsed":true,"data":{"q":{"selectedValues":["x"],"freeformValue":"y"}}}],"result":{"details":"m","usage":{"promptTokens":1,"completionTokens":2},"metadata":{"promptTokens":1,"resolvedModel":"m","toolCallRounds":[{"response":"x","thinking":{"text":"x"},"toolCalls":[{"id":"c","name":"read_file","arguments":"{}"}]}],"toolCallResults":{"c":{"content":[{"value":"x"}]}}}}}]}'),
	('vscode_chat', '{"initialLocation":"panel","requests":[{"requestId":"r","message":{"text":"one"},"response":[{"kind":"toolInvocationSerialized","toolId":"copilot_applyPatch"},{"kind":"textEditGroup","uri":{"path":"/a.c"},"edits":[[{"text":"x","range":{"startLineNumber":1,"startColumn":1,"endLineNumber":2,"endColumn":1}}]]},{"kind":"notebookEditGroup","uri":"file:///b.ipynb","edits":[[{"cells":[{"source":"x"}],"edit":{"text":"y","range":{}}}]]}]}]}'),
	('vscode_chat', '{"kind":0,"v":{"sessionId":"s","requests":[{"requestId":"r","message":{"text":"one"},"response":[{"value":"x"}]}]}}'),
	('vscode_chat', '{"kind":2,"k":["requests",0,"response"],"v":[{"value":"x"}],"i":1}'),
	('swe_agent', '{"environment":"e","trajectory":[{"action":"ls","observation":"x","response":"y","state":{"working_dir":"/w"}}],"history":[{"role":"user","content":"one","agent":"main","message_type":"observation"},{"role":"assistant","content":"x","action":"ls","tool_calls":[{"id":"c","function":{"name":"bash","arguments":"{}"}}]}],"info":{"exit_status":"x","model_stats":{"tokens_sent":1,"tokens_received":2}}}'),
	('mini_swe_agent', '{"info":{"exit_status":"x","mini_version":"1","model_stats":{"api_calls":1},"config":{"model":{"model_name":"m"},"environment":{"cwd":"/w"}}},"trajectory_format":"mini-swe-agent-1","messages":[{"role":"user","content":"one"},{"role":"assistant","content":"```bash\nls\n```","extra":{"timestamp":1}},{"role":"user","content":"<returncode>1</returncode>"}]}'),
	('opencode', '{"info":{"id":"ses_1","parentID":"ses_0","directory":"/w","title":"t (fork #1)","version":"1","time":{"created":1770112800000},"permission":[{"permission":"question","action":"deny"}],"revert":{"messageID":"msg_9","partID":"prt_9"}},"messages":[{"info":{"id":"msg_1","sessionID":"ses_1","role":"user","time":{"created":1770112801000}},"parts":[{"id":"prt_1","type":"text","text":"one","synthetic":false}]},{"info":{"id":"msg_2","role":"assistant","summary":false,"modelID":"m","providerID":"p","path":{"cwd":"/w"},"tokens":{"input":1,"output":2,"reasoning":3,"cache":{"read":4,"write":5}},"error":{"name":"MessageAbortedError"}},"parts":[{"type":"reasoning","text":"x","time":{"start":1}},{"type":"tool","callID":"c","tool":"bash","state":{"status":"completed","input":{"command":"ls"},"output":"x","metadata":{"exit":1},"time":{"start":1,"end":2}}}]}]}'),
	('opencode', '{"type":"tool_use","timestamp":1770112800000,"sessionID":"ses_1","part":{"type":"tool","callID":"c","tool":"question","state":{"status":"completed","input":{},"output":"User has answered your questions: \"a\"=\"b\""}}}'),
	('cursor', '{"role":"user","message":{"content":[{"type":"text","text":"<user_query>one</user_query>"},{"type":"image"}]}}'),
	('cursor', '{"role":"assistant","message":{"content":[{"type":"text","text":"<think>x</think>one"},{"type":"tool_use","name":"Write","input":{"path":"a.c","contents":"x"}},{"type":"tool-result","toolCallId":"c","result":"x","isError":true}]}}'),
	('cursor', '{"role":"assistant","text":"one","toolCalls":[{"toolName":"write","args":{"file_path":"a.c","contents":"x"}}],"toolResult":{"toolName":"write"}}'),
	('atif', '{"schema_version":"ATIF-v1.7","session_id":"s","agent":{"name":"codex","version":"1","model_name":"m","extra":{"cwds":["/w"],"git":{"branch":"b"}}},"steps":[{"step_id":1,"source":"user","timestamp":"2026-01-02T03:04:05Z","message":"one"},{"step_id":2,"source":"agent","message":[{"type":"text","text":"x"}],"reasoning_content":"y","model_name":"n","tool_calls":[{"tool_call_id":"c","function_name":"shell","arguments":{"command":["ls"]}}],"observation":{"results":[{"source_call_id":"c","content":"x","extra":{"is_error":true}}]},"metrics":{"prompt_tokens":1,"completion_tokens":2},"is_copied_context":false,"extra":{"status":"failed","is_sidechain":false}}],"final_metrics":{"total_prompt_tokens":1,"total_completion_tokens":2},"subagent_trajectories":[{"steps":[{"step_id":1,"source":"agent","message":"x"}]}]}'),
	('claude_ai', '{"uuid":"c","name":"n","created_at":"2026-01-02T03:04:05Z","chat_messages":[{"uuid":"m","sender":"human","text":"one","content":[{"type":"text","text":"one"}],"created_at":"2026-01-02T03:04:05Z","attachments":[{"file_name":"a"}],"files":[],"parent_message_uuid":"p"},{"uuid":"n","sender":"assistant","content":[{"type":"tool_use","id":"t","name":"artifacts","input":{"id":"a","type":"text/html","content":"x"}},{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"{\"returncode\":1}"}],"is_error":true}],"parent_message_uuid":"m"}]}'),
	('chatgpt', '{"title":"t","create_time":1767322800.5,"current_node":"b","conversation_id":"c","default_model_slug":"m","mapping":{"a":{"id":"a","parent":null,"message":{"id":"a","author":{"role":"user"},"create_time":1767322800.5,"content":{"content_type":"multimodal_text","parts":["one",{"text":"two"}]},"metadata":{"is_visually_hidden_from_conversation":false}}},"b":{"id":"b","parent":"a","message":{"id":"b","author":{"role":"assistant"},"content":{"content_type":"code","text":"{\"name\":\"n\",\"type\":\"document\",\"content\":\"x\"}"},"recipient":"canmore.create_textdoc","metadata":{"model_slug":"n","aggregate_result":{"status":"success"}}}}}}');

-- Every value's path, and the record with another value there.
CREATE FUNCTION pg_temp.paths(value jsonb, path text[] DEFAULT '{}') RETURNS SETOF text[]
LANGUAGE plpgsql AS $$
DECLARE
	part record;
BEGIN
	IF path <> '{}' THEN
		RETURN NEXT path;
	END IF;
	IF jsonb_typeof(value) = 'object' THEN
		FOR part IN SELECT * FROM jsonb_each(value) LOOP
			RETURN QUERY SELECT pg_temp.paths(part.value, path || part.key);
		END LOOP;
	ELSIF jsonb_typeof(value) = 'array' THEN
		FOR part IN SELECT e.value, e.ordinality - 1 AS key FROM jsonb_array_elements(value) WITH ORDINALITY e LOOP
			RETURN QUERY SELECT pg_temp.paths(part.value, path || part.key::text);
		END LOOP;
	END IF;
END $$;

SELECT w.format, count(*) > 100 AS many,
	   bool_and((a.lines_read + a.lines_skipped) <= 6) AS counted,
	   bool_and(a IS NOT DISTINCT FROM b) AS alike,
	   array_agg(DISTINCT left(pg_temp.strictly(wrong::text), 5)) AS strict
FROM (SELECT format, jsonb_set(record, path, value::jsonb) AS wrong
	  FROM pg_temp.good, pg_temp.paths(record) path,
		   unnest('{null,true,-1,1e300,"\"\"","\"x\"","[]","{}","[[]]","[{}]","{\"a\":{}}","[null,1,\"x\"]"}'::text[]) value) w,
	 LATERAL workmode_session(wrong::text) a, LATERAL workmode_session(wrong) b
GROUP BY w.format
ORDER BY w.format;

-- And with each value left out.
SELECT count(*) > 100 AS many, bool_and((a.lines_read + a.lines_skipped) <= 4) AS counted
FROM pg_temp.good, pg_temp.paths(record) path, workmode_session((record #- path)::text) a;

--
-- Of a long text the first megabyte is read, with blanks in it or without
--
SELECT what, prompts, words_in, lines_skipped
FROM (VALUES ('words', repeat('word ', 300000)), ('one word', repeat('word', 400000)),
			 ('escapes', repeat('\n\u0041', 600000)), ('escapes and a letter', 'x' || repeat('\n\u0041', 600000))) v(what, words),
	 workmode_session(pg_temp.said(words));
