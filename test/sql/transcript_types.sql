--
-- The same session gives the same answer as text, json and jsonb, as lines and
-- as an array, however its JSON is written
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
SET timezone = 'UTC';

-- Events and messages of several formats, one a line.
CREATE TABLE pg_temp.session (name text, lines text);
INSERT INTO pg_temp.session VALUES
('claude_code', $$
{"type":"user","sessionId":"s","uuid":"u1","version":"2.1.40","entrypoint":"cli","timestamp":"2026-01-02T03:04:05.5Z","message":{"role":"user","content":"the login form fails, please fix it"}}
{"type":"assistant","sessionId":"s","uuid":"u2","timestamp":"2026-01-02T03:04:15Z","message":{"id":"m1","role":"assistant","model":"claude-x","content":[{"type":"text","text":"I look at the form."},{"type":"tool_use","id":"t1","name":"Edit","input":{"file_path":"src/form.c","path":"notes.txt","old_string":"a\nb","new_string":"a\nc\nd"}}],"usage":{"input_tokens":10,"cache_read_input_tokens":1000,"output_tokens":1.2e2}}}
{"type":"user","sessionId":"s","uuid":"u3","timestamp":"2026-01-02T03:04:25Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"done"}]},"toolUseResult":{"filePath":"src/form.c","structuredPatch":[{"oldStart":1,"lines":[" a","-b","+c","+d"]}]}}
{"type":"assistant","sessionId":"s","uuid":"u4","timestamp":"2026-01-02T03:05:15Z","message":{"id":"m2","role":"assistant","model":"claude-x","content":[{"type":"tool_use","id":"t2","name":"Bash","input":{"command":"cd app && npm test","description":"Run the tests"}}]}}
{"type":"user","sessionId":"s","uuid":"u5","timestamp":"2026-01-02T03:06:25Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t2","content":"Exit code 1","is_error":true}]},"toolUseResult":"Error: Exit code 1"}
{"type":"system","sessionId":"s","uuid":"u6","content":"\u003ccommand-name>/review\u003c/command-name>\u003ccommand-args>the fix\u003c/command-args>"}
{"type":"queue-operation","sessionId":"s","operation":"enqueue","timestamp":"2026-01-02T03:07:00Z","content":"and the mobile page, too"}
{"type":"user","sessionId":"s","uuid":"u7","timestamp":"2026-01-02T03:07:05Z","message":{"role":"user","content":[{"type":"image","source":{"type":"base64","data":"AAAA"}}]}}
{"type":"queue-operation","sessionId":"s","operation":"remove","timestamp":"2026-01-02T03:07:10Z","content":"and the mobile page, too","reason":"absorbed_mid_turn"}
$$),
('codex', $$
{"timestamp":"2026-02-03T10:00:00.000Z","type":"session_meta","payload":{"id":"i","timestamp":"2026-02-03T10:00:00.000Z","originator":"codex_cli_rs","cli_version":"0.92.0","source":"cli"}}
{"timestamp":"2026-02-03T10:00:00.000Z","type":"turn_context","payload":{"cwd":"/w","model":"gpt-x"}}
{"timestamp":"2026-02-03T10:00:01.000Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"add a --json flag"}]}}
{"timestamp":"2026-02-03T10:00:01.000Z","type":"event_msg","payload":{"type":"user_message","message":"add a --json flag"}}
{"timestamp":"2026-02-03T10:00:02.000Z","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":[\"apply_patch\",\"*** Begin Patch\\n*** Update File: src\/main.rs\\n@@\\n-a\\n+b\\n+c\\n*** End Patch\"]}","call_id":"c1"}}
{"timestamp":"2026-02-03T10:00:03.000Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c1","output":"{\"output\":\"Success\",\"metadata\":{\"exit_code\":0,\"duration_seconds\":0.1}}"}}
{"timestamp":"2026-02-03T10:00:03.000Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":1000,"output_tokens":50}}}}
{"timestamp":"2026-02-03T10:00:04.000Z","type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Added."}]}}
$$),
('copilot_cli', $$
{"type":"session.start","data":{"sessionId":"s","copilotVersion":"1.0.60","context":{"cwd":"/w","branch":"main"}},"id":"1","timestamp":"2026-05-04T09:00:00.000Z","parentId":null}
{"type":"user.message","data":{"content":"fix the parser, please"},"id":"2","timestamp":"2026-05-04T09:00:01.000Z","parentId":"1"}
{"type":"assistant.message","data":{"messageId":"m","content":"I mend it.","model":"m","outputTokens":9,"toolRequests":[{"toolCallId":"c","name":"edit","arguments":{"path":"src/a.c","old_str":"a","new_str":"b\nc"}}]},"id":"3","timestamp":"2026-05-04T09:00:02.000Z","parentId":"2"}
{"type":"tool.execution_complete","data":{"toolCallId":"c","success":true,"result":{"content":"updated"}},"id":"4","timestamp":"2026-05-04T09:00:03.000Z","parentId":"3"}
{"type":"tool.execution_start","data":{"toolCallId":"d","toolName":"bash","arguments":"{\"command\":\"make test\"}"},"id":"5","timestamp":"2026-05-04T09:00:04.000Z","parentId":"4"}
{"type":"tool.execution_complete","data":{"toolCallId":"d","success":true,"result":{"content":"no\n<exited with exit code 2>"}},"id":"6","timestamp":"2026-05-04T09:00:05.000Z","parentId":"5"}
$$),
('vscode_chat', $$
{"kind":0,"v":{"sessionId":"s","creationDate":1777885200000,"requests":[]}}
{"kind":2,"k":["requests"],"v":[{"requestId":"r","timestamp":1777885201000,"message":{"text":"rename the column"},"response":[{"value":"I re"}]}]}
{"kind":2,"k":["requests",0,"response"],"v":[{"value":"I rename it."},{"kind":"toolInvocationSerialized","toolId":"copilot_replaceString","toolCallId":"c"},{"kind":"textEditGroup","uri":{"path":"/w/src/t.sql"},"edits":[[{"text":"a int,\nb int\n","range":{"startLineNumber":2,"startColumn":1,"endLineNumber":3,"endColumn":1}}]]}],"i":0}
{"kind":1,"k":["requests",0,"result"],"v":{"metadata":{"promptTokens":5,"outputTokens":7}}}
$$),
('claude_stream', $$
{"type":"system","subtype":"init","session_id":"s","model":"claude-x","claude_code_version":"2.1"}
{"type":"assistant","session_id":"s","uuid":"a","parent_tool_use_id":null,"message":{"id":"m","role":"assistant","content":[{"type":"text","text":"Done it."},{"type":"tool_use","id":"t","name":"Write","input":{"file_path":"docs/notes.md","content":"# Notes\n\nOne\u000aTwo"}}]}}
{"type":"user","session_id":"s","uuid":"b","parent_tool_use_id":null,"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"ok"}]}}
{"type":"result","session_id":"s","uuid":"c","usage":{"input_tokens":5,"output_tokens":7}}
$$),
('cline', $$
{"role":"user","ts":1770112800500,"content":[{"type":"text","text":"<task>\nsort the list\n</task>"},{"type":"text","text":"<environment_details>\n# Current Working Directory (/w/list) Files\n</environment_details>"}]}
{"role":"assistant","ts":1770112801000,"modelInfo":{"modelId":"claude-x","providerId":"p"},"metrics":{"tokens":{"prompt":10,"completion":5,"cached":100}},"content":[{"type":"text","text":"I sort it.\n<write_to_file><path>src/list.py</path><content>\nxs = \"a/b\"\n</content></write_to_file>"},{"type":"tool_use","id":"t","name":"replace_in_file","input":{"path":"src/list.py","diff":"------- SEARCH\nxs\n=======\nxs.sort()\nreturn xs\n+++++++ REPLACE"}}]}
{"role":"user","content":[{"type":"text","text":"[write_to_file for 'src/list.py'] Result:\nThe user denied this operation."},{"type":"tool_result","tool_use_id":"t","content":"done"},{"type":"text","text":"<feedback>by name</feedback>"}]}
$$),
('cline_ui', $$
{"ts":1770112800500,"type":"say","say":"text","text":"sort the list"}
{"ts":1770112801000,"type":"say","say":"api_req_started","text":"{\"request\":\"a/b\",\"tokensIn\":10,\"tokensOut\":5}"}
{"ts":1770112802000,"type":"ask","ask":"tool","text":"{\"tool\":\"appliedDiff\",\"path\":\"src/list.py\",\"diff\":\"@@ -1 +1,2 @@\\n-xs\\n+xs.sort()\\n+return xs\"}"}
{"ts":1770112803000,"type":"say","say":"completion_result","text":"Sorted."}
$$),
('anthropic', $$
{"role":"user","content":"write tests for slug()"}
{"role":"assistant","content":[{"type":"text","text":"I write them."},{"type":"tool_use","id":"t","name":"str_replace_based_edit_tool","input":{"command":"create","path":"tests/test_slug.py","file_text":"def test():\n    pass\n"}}]}
{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"File created"}]}
$$),
('openai', $$
{"role":"system","content":"You are an agent."}
{"role":"user","content":"how many rows are there?"}
{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"bash","arguments":"{\"command\": \"psql -c 'select count(*) from t'\"}"}}]}
{"role":"tool","tool_call_id":"c","content":"42"}
{"role":"assistant","content":"Forty-two."}
$$),
('opencode', $$
{"info":{"id":"msg_1","sessionID":"ses_1","role":"user","time":{"created":1770112800000}},"parts":[{"id":"prt_1","type":"text","text":"say which port is open"},{"id":"prt_2","type":"text","text":"contents of a file","synthetic":true}]}
{"info":{"id":"msg_2","sessionID":"ses_1","role":"assistant","time":{"created":1770112801000,"completed":1770112802000},"modelID":"m","tokens":{"input":10,"output":2,"reasoning":1,"cache":{"read":5,"write":0}}},"parts":[{"id":"prt_3","type":"tool","callID":"c","tool":"edit","state":{"status":"completed","input":{"filePath":"src/port.c","oldString":"a\nb","newString":"a\nc\nd"},"output":"ok"}},{"id":"prt_4","type":"tool","callID":"d","tool":"bash","state":{"status":"completed","input":{"command":"make"},"output":"no rule","metadata":{"exit":2}}},{"id":"prt_5","type":"text","text":"It says so now."}]}
$$),
('pi', $$
{"type":"session","version":3,"id":"s","timestamp":"2026-01-02T03:04:05.000Z","cwd":"/w/ferry"}
{"type":"message","id":"a","parentId":null,"timestamp":"2026-01-02T03:04:06.000Z","message":{"role":"user","content":[{"type":"text","text":"moor it at night"}],"timestamp":1767323046000}}
{"type":"message","id":"b","parentId":"a","timestamp":"2026-01-02T03:04:07.000Z","message":{"role":"assistant","provider":"p","model":"m","stopReason":"toolUse","content":[{"type":"text","text":"I moor it."},{"type":"toolCall","id":"c","name":"edit","arguments":{"path":"src/moor.c","edits":[{"oldText":"a","newText":"b\nc"},{"oldText":"x\ny","newText":"z"}]}},{"type":"toolCall","id":"d","name":"bash","arguments":{"command":"make"}}],"usage":{"input":10,"output":5,"cacheRead":100,"cacheWrite":20}}}
{"type":"message","id":"e","parentId":"b","timestamp":"2026-01-02T03:04:08.000Z","message":{"role":"toolResult","toolCallId":"c","toolName":"edit","content":[{"type":"text","text":"ok"}],"isError":false}}
{"type":"message","id":"f","parentId":"e","timestamp":"2026-01-02T03:04:09.000Z","message":{"role":"toolResult","toolCallId":"d","toolName":"bash","content":[{"type":"text","text":"no\n\nCommand exited with code 2"}],"isError":true}}
$$),
('droid', $$
{"type":"session_start","id":"s","title":"t","sessionTitle":"t","version":2,"cwd":"/w/kiln"}
{"type":"message","id":"a","timestamp":"2026-01-02T03:04:06.000Z","message":{"role":"user","content":[{"type":"text","text":"<system-reminder>\nmany words\n</system-reminder>"},{"type":"text","text":"fire it slowly"}]}}
{"type":"message","id":"b","timestamp":"2026-01-02T03:04:07.000Z","message":{"role":"assistant","content":[{"type":"text","text":"I do."},{"type":"tool_use","id":"c","name":"Create","input":{"file_path":"src/kiln.c","content":"int a;\nint b;\n"}},{"type":"tool_use","id":"d","name":"Execute","input":{"command":"make"}}]}}
{"type":"message","id":"e","timestamp":"2026-01-02T03:04:08.000Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":"ok"},{"type":"tool_result","tool_use_id":"d","content":"no\n\n[Process exited with code 2]"}]}}
$$),
('droid_stream', $$
{"type":"system","subtype":"init","session_id":"s","cwd":"/w/kiln","tools":["Execute"],"model":"m","timestamp":1767323045000}
{"type":"message","role":"user","id":"a","text":"fire it slowly","timestamp":1767323046000,"session_id":"s"}
{"type":"tool_call","id":"c","toolName":"Execute","parameters":{"command":"make"},"timestamp":1767323047000,"session_id":"s"}
{"type":"tool_result","id":"c","isError":false,"value":{"stdout":"no","exitCode":2},"timestamp":1767323048000,"session_id":"s"}
{"type":"completion","finalText":"It is cold.","session_id":"s","timestamp":1767323049000,"usage":{"input_tokens":10,"output_tokens":3,"cache_read_input_tokens":100}}
$$),
('qwen_code', $$
{"uuid":"a","parentUuid":null,"sessionId":"s","timestamp":"2026-01-02T03:04:06.000Z","type":"user","cwd":"/w/loom","version":"0.12.6","message":{"role":"user","parts":[{"text":"weave it tighter"}]}}
{"uuid":"b","parentUuid":"a","sessionId":"s","timestamp":"2026-01-02T03:04:07.000Z","type":"assistant","model":"m","message":{"role":"model","parts":[{"text":"tighter","thought":true},{"text":"I do."},{"functionCall":{"id":"c","name":"edit","args":{"file_path":"src/warp.c","old_string":"a\nb","new_string":"c"}}},{"functionCall":{"id":"d","name":"run_shell_command","args":{"command":"make"}}}]},"usageMetadata":{"promptTokenCount":100,"candidatesTokenCount":7,"thoughtsTokenCount":3,"totalTokenCount":107}}
{"uuid":"e","parentUuid":"b","sessionId":"s","timestamp":"2026-01-02T03:04:08.000Z","type":"tool_result","message":{"role":"user","parts":[{"functionResponse":{"id":"c","name":"edit","response":{"output":"ok"}}}]},"toolCallResult":{"callId":"c","status":"success"}}
{"uuid":"f","parentUuid":"e","sessionId":"s","timestamp":"2026-01-02T03:04:09.000Z","type":"tool_result","message":{"role":"user","parts":[{"functionResponse":{"id":"d","name":"run_shell_command","response":{"output":"Command: make\nOutput: no\nExit Code: 2"}}}]},"toolCallResult":{"callId":"d","status":"success"}}
$$),
('kimi', $$
{"type":"metadata","protocol_version":"1.3"}
{"timestamp":1767323046.5,"message":{"type":"TurnBegin","payload":{"user_input":[{"type":"text","text":"keep the bees warm"}]}}}
{"timestamp":1767323047.5,"message":{"type":"ContentPart","payload":{"type":"text","text":"I do."}}}
{"timestamp":1767323048.5,"message":{"type":"ToolCall","payload":{"type":"function","id":"c","function":{"name":"StrReplaceFile","arguments":"{\"path\":\"src\/hive.c\",\"edit\":{\"old\":\"a\\nb\","}}}}
{"timestamp":1767323048.5,"message":{"type":"ToolCallPart","payload":{"arguments_part":"\"new\":\"c\"}}"}}}
{"timestamp":1767323049.5,"message":{"type":"ToolResult","payload":{"tool_call_id":"c","return_value":{"is_error":false,"output":"","message":"ok","display":[]}}}}
{"timestamp":1767323050.5,"message":{"type":"StatusUpdate","payload":{"token_usage":{"input_other":10,"output":5,"input_cache_read":100,"input_cache_creation":20},"message_id":"m"}}}
$$),
('kimi_code', $$
{"type":"metadata","protocol_version":"1.5","created_at":1767323045000}
{"type":"turn.prompt","input":[{"type":"text","text":"keep the bees warm"}],"origin":{"kind":"user"},"time":1767323046000}
{"type":"context.append_loop_event","event":{"type":"content.part","part":{"type":"text","text":"I do."}},"time":1767323047000}
{"type":"context.append_loop_event","event":{"type":"tool.call","toolCallId":"c","name":"Bash","args":{"command":"make"}},"time":1767323048000}
{"type":"context.append_loop_event","event":{"type":"tool.result","toolCallId":"c","result":{"output":"no rule","isError":true}},"time":1767323049000}
{"type":"usage.record","model":"m","usage":{"inputOther":10,"output":5,"inputCacheRead":100,"inputCacheCreation":20},"time":1767323050000}
$$),
('amp', $$
{"role":"user","messageId":0,"content":[{"type":"text","text":"ring it at noon"}],"userState":{},"meta":{"sentAt":1767323046000}}
{"role":"assistant","messageId":1,"content":[{"type":"text","text":"I do."},{"type":"tool_use","complete":true,"id":"c","name":"edit_file","input":{"path":"src/bell.c","old_str":"a\nb","new_str":"c"}},{"type":"tool_use","complete":true,"id":"d","name":"Bash","input":{"cmd":"make"}}],"state":{"type":"complete"},"usage":{"model":"m","inputTokens":10,"outputTokens":5,"cacheCreationInputTokens":20,"cacheReadInputTokens":100,"timestamp":"2026-01-02T03:04:07.000Z"}}
{"role":"user","messageId":2,"content":[{"type":"tool_result","toolUseID":"c","run":{"status":"done","result":{"diff":"x"}}},{"type":"tool_result","toolUseID":"d","run":{"status":"done","result":{"output":"no","exitCode":2}}}]}
$$),
('cursor', $$
{"role":"user","message":{"content":[{"type":"text","text":"<user_query>\nmake it blink\n</user_query>"}]}}
{"role":"assistant","message":{"content":[{"type":"text","text":"I do."},{"type":"tool_use","name":"Write","input":{"path":"src/light.c","contents":"int on;\nint off;\n"}}]}}
{"type":"turn_ended","status":"success"}
$$),
('atif', $$
{"schema_version":"ATIF-v1.7","session_id":"s","agent":{"name":"codex","version":"1","model_name":"model-x"},"steps":[{"step_id":1,"source":"user","timestamp":"2026-01-02T03:04:05Z","message":"add a --json flag"},{"step_id":2,"source":"agent","message":[{"type":"text","text":"Added."}],"tool_calls":[{"tool_call_id":"c","function_name":"apply_patch","arguments":{"input":"*** Begin Patch\n*** Update File: src\/main.rs\n@@\n-a\n+b\n+c\n*** End Patch"}}],"observation":{"results":[{"source_call_id":"c","content":"Success"}]}}],"final_metrics":{"total_prompt_tokens":10,"total_completion_tokens":2}}
$$),
('claude_ai', $$
{"uuid":"s","name":"A loom","created_at":"2026-01-02T03:04:05Z","chat_messages":[{"uuid":"m","sender":"human","text":"mend it","content":[{"type":"text","text":"mend it"}],"parent_message_uuid":"00000000-0000-4000-8000-000000000000"},{"uuid":"n","sender":"assistant","content":[{"type":"text","text":"I did."},{"type":"tool_use","id":"t","name":"bash_tool","input":{"command":"make"}},{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"{\"returncode\":2}"}]}],"parent_message_uuid":"m"}]}
$$),
('chatgpt', $$
{"title":"A pump","create_time":1767322800.5,"mapping":{"b":{"id":"b","parent":"a","message":{"id":"b","author":{"role":"assistant"},"content":{"content_type":"text","parts":["It is dry."]},"recipient":"all"}},"a":{"id":"a","parent":null,"message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["why is it loud"]}}}},"current_node":"b"}
$$);

-- The lines as one array, and some of its letters written as escapes.
CREATE FUNCTION pg_temp.as_array(lines text) RETURNS text
LANGUAGE sql AS $$
	SELECT '[' || replace(btrim(lines, E'\n'), E'\n', E',\n') || ']'
$$;
CREATE FUNCTION pg_temp.escaped(document text) RETURNS text
LANGUAGE sql AS $$
	SELECT replace(replace(replace(replace(replace(document, '\n', '\u000a'), '/', '\/'),
				   'user', '\u0075ser'), 'text', 'te\u0078t'), '\\/', '\/')
$$;

SELECT name, f.format, f.prompts, f.turns, f.actions, f.errors, f.files_changed AS files,
	   f.lines_added AS added, f.lines_removed AS removed, f.code_changed AS code,
	   f.words_in, f.words_out, f.tokens_in, f.tokens_out, f.lines_read AS read, f.lines_skipped AS skipped
FROM pg_temp.session, workmode_session(pg_temp.as_array(lines)) f
ORDER BY name COLLATE "C";

SELECT name,
	   f IS NOT DISTINCT FROM workmode_session(array_text::json) AS json,
	   f IS NOT DISTINCT FROM workmode_session(array_text::jsonb) AS jsonb,
	   f IS NOT DISTINCT FROM workmode_session(jsonb_pretty(array_text::jsonb)) AS pretty,
	   f IS NOT DISTINCT FROM workmode_session(replace(array_text, E'\n', E'\r\n')) AS crlf,
	   f IS NOT DISTINCT FROM workmode_session(pg_temp.escaped(array_text)) AS escaped,
	   f IS NOT DISTINCT FROM workmode_session(pg_temp.escaped(array_text)::jsonb) AS escaped_jsonb
FROM pg_temp.session, pg_temp.as_array(lines) array_text, workmode_session(array_text) f
ORDER BY name COLLATE "C";

-- Events are the same as lines; so are messages that stand in a member.
SELECT name, workmode_session(lines) IS NOT DISTINCT FROM workmode_session(pg_temp.as_array(lines)) AS lines
FROM pg_temp.session
WHERE name NOT IN ('anthropic', 'openai')
ORDER BY name COLLATE "C";
SELECT name, workmode_session(('{"messages":' || pg_temp.as_array(lines) || '}')::jsonb)
			 IS NOT DISTINCT FROM workmode_session(pg_temp.as_array(lines)) AS member
FROM pg_temp.session
WHERE name IN ('anthropic', 'openai')
ORDER BY name COLLATE "C";

-- Of equal keys the last counts, also where json keeps them all.
SELECT count(DISTINCT f::text)
FROM (VALUES ('[{"role":"assistant","content":"a b","role":"user","content":"a b c"}]')) v(t),
	 LATERAL (VALUES (workmode_session(t)), (workmode_session(t::json)), (workmode_session(t::jsonb))) w(f);

-- The declared type decides, not the expression: a cast value, a column, a
-- parameter, a domain, a function's result.
CREATE DOMAIN pg_temp.stored AS jsonb;
PREPARE by_parameter(jsonb) AS SELECT (workmode_session($1)).prompts;
EXECUTE by_parameter('[{"role":"user","content":"a"}]');
SELECT (workmode_session('[{"role":"user","content":"a"}]'::pg_temp.stored)).prompts,
	   (workmode_session(jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'a')))).prompts;

-- Toasted, compressed, short: the header makes no difference.
CREATE TABLE pg_temp.kept (t text, j json, b jsonb);
INSERT INTO pg_temp.kept
	SELECT a, a::json, a::jsonb
	FROM (VALUES ('[{"role":"user","content":"a"}]'),
				 ('[{"role":"user","content":"' || repeat('word ', 10000) || '"}]'),
				 ('[{"role":"user","content":"' || (SELECT string_agg(md5(i::text), ' ') FROM generate_series(1, 1000) i) || '"}]')) v(a);
SELECT (workmode_session(t)).words_in AS text, (workmode_session(j)).words_in AS json, (workmode_session(b)).words_in AS jsonb
FROM pg_temp.kept;

-- A jsonb is read by its parts just as its text is read, whatever stands in it:
-- the facts are the same, and so is the place of what is no record.  (In a text
-- what is nested too deep hides the members behind it, in a jsonb it does not.)
CREATE FUNCTION pg_temp.fault(transcript jsonb, as_text boolean) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	IF as_text THEN
		PERFORM workmode_session(transcript::text, true);
	ELSE
		PERFORM workmode_session(transcript, true);
	END IF;
	RETURN 'none';
EXCEPTION WHEN invalid_json_text THEN
	RETURN SQLERRM;
END $$;
CREATE TABLE pg_temp.odd (name text, value jsonb);
INSERT INTO pg_temp.odd VALUES
	('null', 'null'), ('true', 'true'), ('number', '-12.50e-3'), ('long number', to_jsonb(10::numeric ^ 300)),
	('empty', '""'), ('escapes', '"\"\\\/\b\f\n\r\t\u0001\u001f\u007f"'),
	('nothing', '[]'), ('nested nothing', '[[], {}, [[]], {"": {"": []}}]'), ('mixed', '{"b": [1, "x", {"c": null}], "a": {"d": false}}'),
	('long', to_jsonb(repeat('ab"' || E'\n', 40000))), ('deep', (repeat('[', 990) || repeat(']', 990))::jsonb),
	('too deep', (repeat('{"a":', 1010) || '1' || repeat('}', 1010))::jsonb);
SELECT name, count(*) AS transcripts,
	   count(*) FILTER (WHERE workmode_session(j) IS NOT DISTINCT FROM workmode_session(j::text)) AS same,
	   count(*) FILTER (WHERE pg_temp.fault(j, false) = pg_temp.fault(j, true)) AS same_fault,
	   min(left(pg_temp.fault(j, false), 40)) AS fault
FROM pg_temp.odd, jsonb_build_array(
		jsonb_build_object('role', 'user', 'content', 'fix it'),
		jsonb_build_object('role', 'user', 'content', value, 'other', value),
		jsonb_build_object('role', 'assistant', 'content', 'I did'), 7, value) records,
	 LATERAL (VALUES (records), (jsonb_build_object('messages', records)),
					 (jsonb_build_object('aa', value, 'messages', records, 'trajectory', records)),
					 (jsonb_build_object('sessionId', 's', 'projectHash', 'h', 'messages', records)),
					 (jsonb_build_object('info', '{"exit_status": "x"}'::jsonb, 'messages', records, 'history', value)),
					 (jsonb_build_object('info', jsonb_build_object('id', 'ses_1', 'title', value), 'messages', records)),
					 (jsonb_build_object('history', records - 1, 'trajectory', jsonb_build_array(value))),
					 (jsonb_build_object('messages', value)), (jsonb_build_array(value)), (value)) v(j)
GROUP BY name
ORDER BY name;

-- The deepest record that is read, and one a level deeper, which is skipped.
SELECT name, depth, f.lines_read, f.lines_skipped, pg_temp.fault(j, false) AS fault,
	   f IS NOT DISTINCT FROM workmode_session(j::text) AS same, pg_temp.fault(j, false) = pg_temp.fault(j, true) AS same_fault
FROM generate_series(999, 1001) depth,
	 LATERAL (SELECT jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'fix it'),
		jsonb_build_object('role', 'user', 'content', 'and more', 'other', (repeat('[', depth) || repeat(']', depth))::jsonb),
		jsonb_build_object('role', 'user', 'content', 'and more')) AS records) r,
	 LATERAL (VALUES ('array', records), ('object', jsonb_build_object('messages', records))) v(name, j),
	 workmode_session(j) f
ORDER BY name, depth;

-- What is JSON but no transcript.
SELECT j, f.format, f.lines_read, f.lines_skipped,
	   f IS NOT DISTINCT FROM workmode_session(j::json) AS json,
	   f IS NOT DISTINCT FROM workmode_session(j::jsonb) AS jsonb
FROM unnest('{1,"null","\"words\"","[]","{}","[1, [2], {\"a\": 3}]","{\"a\": {\"b\": []}}"}'::text[]) j, workmode_session(j) f;

-- Whoever alters our row type is told so.
BEGIN;
ALTER TYPE workmode_facts ALTER ATTRIBUTE prompts TYPE text;
SELECT (workmode_session('{"type":"user"}'::text)).format;
ROLLBACK;
