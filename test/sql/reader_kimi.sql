--
-- Kimi CLI and Kimi Code: what their screens were told
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

--
-- Kimi CLI
--
CREATE FUNCTION pg_temp.head() RETURNS text LANGUAGE sql AS $$
	SELECT '{"type":"metadata","protocol_version":"1.3"}'
$$;

CREATE FUNCTION pg_temp.wire(second int, type text, payload text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"timestamp":%s.5,"message":{"type":"%s","payload":%s}}', 1770112800 + second, type, payload)
$$;

CREATE FUNCTION pg_temp.call(second int, id text, name text, arguments text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.wire(second, 'ToolCall', format('{"type":"function","id":"%s","function":{"name":"%s","arguments":%s},"extras":null}', id, name, to_json(arguments)))
$$;

CREATE FUNCTION pg_temp.result(second int, id text, failed boolean, output text, message text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.wire(second, 'ToolResult', format('{"tool_call_id":"%s","return_value":{"is_error":%s,"output":%s,"message":%s,"display":[]}}', id, to_json(failed), to_json(output), to_json(message)))
$$;

-- A whole session: edits, one pair and several; a file that is written; a call whose
-- arguments come in pieces, behind another one's result; a command that fails.
SELECT pg_temp.all_facts(pg_temp.lines(pg_temp.head(),
	pg_temp.wire(0, 'TurnBegin', '{"user_input":[{"type":"text","text":"keep the bees warm"}]}'),
	pg_temp.wire(1, 'StepBegin', '{"n":1}'),
	pg_temp.wire(2, 'ContentPart', '{"type":"think","think":"warm"}'),
	pg_temp.wire(3, 'ContentPart', '{"type":"text","text":"I look."}'),
	pg_temp.call(4, 'c1', 'ReadFile', '{"path": "hive.c"}'),
	pg_temp.call(5, 'c2', 'StrReplaceFile', '{"path": "hive.c", "edit": {"old": "a\nb", '),
	pg_temp.result(6, 'c1', false, '1 a'),
	pg_temp.wire(7, 'ToolCallPart', '{"arguments_part":"\"new\": \"c\""}'),
	pg_temp.wire(7, 'ToolCallPart', '{"arguments_part":"}}"}'),
	pg_temp.wire(8, 'StatusUpdate', '{"context_usage":0.1,"token_usage":{"input_other":10,"output":5,"input_cache_read":100,"input_cache_creation":20},"message_id":"m1"}'),
	pg_temp.result(9, 'c2', false, '', 'File successfully edited.'),
	pg_temp.wire(10, 'StepBegin', '{"n":2}'),
	pg_temp.call(11, 'c3', 'StrReplaceFile', '{"path":"comb.c","edit":[{"old":"a","new":"b\nc"},{"old":"x\ny","new":"z"}]}'),
	pg_temp.call(12, 'c4', 'WriteFile', '{"path":"wax.c","content":"1\n2\n3\n","mode":"overwrite"}'),
	pg_temp.call(13, 'c5', 'Shell', '{"command":"make && git commit -m x"}'),
	pg_temp.wire(13, 'ApprovalRequest', '{"id":"r","tool_call_id":"c5","sender":"Shell","action":"run command","description":"make"}'),
	pg_temp.wire(14, 'ApprovalResponse', '{"request_id":"r","response":"approve"}'),
	pg_temp.result(15, 'c3', false, ''), pg_temp.result(15, 'c4', false, ''),
	pg_temp.result(16, 'c5', true, 'no rule', 'Command failed with exit code: 2.'),
	pg_temp.wire(17, 'StatusUpdate', '{"token_usage":{"input_other":10,"output":5,"input_cache_read":100,"input_cache_creation":20},"message_id":"m1"}'),
	pg_temp.wire(18, 'StatusUpdate', '{"token_usage":{"input_other":1,"output":2},"message_id":null}'),
	pg_temp.wire(19, 'CompactionBegin', '{}'), pg_temp.wire(20, 'CompactionEnd', '{}'),
	pg_temp.wire(21, 'ContentPart', '{"type":"text","text":"They are warm."}'),
	pg_temp.wire(22, 'TurnEnd', '{}'), pg_temp.wire(23, 'OfTomorrow', '{}')));

-- Whose words; what is asked by the way, and said in refusing a call, is no request.
SELECT n, f.prompts, f.turns, f.words_in, f.surface
FROM (VALUES
	(1, pg_temp.wire(0, 'TurnBegin', '{"user_input":"keep them warm"}')),
	(2, pg_temp.wire(0, 'TurnBegin', '{"user_input":[{"type":"image_url","image_url":{"url":"data:"}}]}')),
	(3, pg_temp.wire(0, 'TurnBegin', '{"user_input":[{"type":"text","text":"<system-reminder>many words</system-reminder>"}]}')),
	(4, pg_temp.wire(0, 'TurnBegin', '{"user_input":"keep them warm"}') || E'\n' || pg_temp.wire(1, 'SteerInput', '{"user_input":"not hot"}')),
	(5, pg_temp.wire(0, 'BtwBegin', '{"id":"b","question":"why bees"}')),
	(6, pg_temp.wire(0, 'ApprovalResponse', '{"request_id":"r","response":"reject","feedback":"not so hot"}')),
	(7, pg_temp.wire(0, 'Notification', '{"id":"n","title":"many words","body":"many words"}')),
	(8, pg_temp.wire(0, 'TurnBegin', '{}'))) v(n, line),
	workmode_session(pg_temp.lines(pg_temp.head(), line)) f ORDER BY n;

-- A subagent's words and calls count, what it is asked does not; a call whose arguments
-- never end is one.
SELECT n, f.prompts, f.actions, f.errors, f.files_changed, f.words_out, f.tokens_in
FROM (VALUES
	(1, pg_temp.lines(
		pg_temp.call(1, 't', 'Task', '{"description":"find it","prompt":"find it"}'),
		pg_temp.wire(2, 'SubagentEvent', '{"task_tool_call_id":"t","event":{"type":"TurnBegin","payload":{"user_input":"find it"}}}'),
		pg_temp.wire(3, 'SubagentEvent', '{"parent_tool_call_id":"t","event":{"type":"ContentPart","payload":{"type":"text","text":"I find it"}}}'),
		pg_temp.wire(4, 'SubagentEvent', '{"parent_tool_call_id":"t","event":{"type":"ToolCall","payload":{"id":"u","function":{"name":"WriteFile","arguments":"{\"path\":\"a.c\",\"content\":\"1\"}"}}}}'),
		pg_temp.wire(5, 'SubagentEvent', '{"parent_tool_call_id":"t","event":{"type":"ToolResult","payload":{"tool_call_id":"u","return_value":{"is_error":false,"output":""}}}}'),
		pg_temp.wire(6, 'SubagentEvent', '{"parent_tool_call_id":"t","event":{"type":"StatusUpdate","payload":{"token_usage":{"input_other":7,"output":1},"message_id":"s"}}}'),
		pg_temp.wire(7, 'SubagentEvent', '{"parent_tool_call_id":"t","event":7}'),
		pg_temp.result(8, 't', false, 'found'))),
	(2, pg_temp.call(1, 'c', 'WriteFile', '{"path":"a.c","content":"1')),
	(3, pg_temp.lines(pg_temp.call(1, 'c', 'WriteFile', '{"path":"a.c","content":"1"'), pg_temp.wire(2, 'ToolCallPart', '{"arguments_part":"}"}'))),
	(4, pg_temp.lines(pg_temp.wire(2, 'ToolCallPart', '{"arguments_part":"}"}'), pg_temp.result(3, 'x', true, ''))),
	(5, pg_temp.wire(1, 'ToolCall', '{"id":"c","function":{"name":"Shell","arguments":null}}')),
	(6, pg_temp.wire(1, 'ToolCall', '{"id":"c","function":7}'))) v(n, lines),
	workmode_session(pg_temp.lines(pg_temp.head(), lines)) f ORDER BY n;

--
-- Kimi Code
--
CREATE FUNCTION pg_temp.code_head() RETURNS text LANGUAGE sql AS $$
	SELECT '{"type":"metadata","protocol_version":"1.5","created_at":1770112800000}'
$$;

CREATE FUNCTION pg_temp.code(second int, type text, members text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"type":"%s",%s,"time":%s}', type, members, 1770112800000 + second * 1000)
$$;

CREATE FUNCTION pg_temp.asked(second int, words text, origin text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.code(second, 'turn.prompt', format('"input":[{"type":"text","text":%s}],"origin":%s', to_json(words), origin))
$$;

CREATE FUNCTION pg_temp.loop(second int, event text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.code(second, 'context.append_loop_event', format('"event":{%s}', event))
$$;

SELECT pg_temp.all_facts(pg_temp.lines(pg_temp.code_head(),
	pg_temp.code(0, 'config.update', '"cwd":"/w/hive","profileName":"agent","systemPrompt":"many words"'),
	pg_temp.asked(1, 'keep the bees warm', '{"kind":"user"}'),
	pg_temp.code(1, 'context.append_message', '"message":{"role":"user","content":[{"type":"text","text":"keep the bees warm"}],"toolCalls":[]}'),
	pg_temp.code(2, 'llm.request', '"kind":"loop","provider":"kimi","model":"kimi-x"'),
	pg_temp.loop(3, '"type":"step.begin","uuid":"s"'),
	pg_temp.loop(4, '"type":"content.part","stepUuid":"s","part":{"type":"think","think":"warm"}'),
	pg_temp.loop(5, '"type":"content.part","stepUuid":"s","part":{"type":"text","text":"I look."}'),
	pg_temp.loop(6, '"type":"tool.call","stepUuid":"s","toolCallId":"c1","name":"Edit","args":{"path":"hive.c","old_string":"a\nb","new_string":"c"}'),
	pg_temp.loop(7, '"type":"tool.call","stepUuid":"s","toolCallId":"c2","name":"Write","args":{"path":"wax.c","content":"1\n2\n"}'),
	pg_temp.loop(8, '"type":"tool.call","stepUuid":"s","toolCallId":"c3","name":"Bash","args":{"command":"make"}'),
	pg_temp.loop(9, '"type":"tool.result","toolCallId":"c1","result":{"output":"Replaced 1"}'),
	pg_temp.loop(9, '"type":"tool.result","toolCallId":"c2","result":{"output":[{"type":"text","text":"refused"}],"isError":true}'),
	pg_temp.loop(9, '"type":"tool.result","toolCallId":"c3","result":{"output":"no rule","isError":true}'),
	pg_temp.loop(10, '"type":"step.end","uuid":"s","usage":{"inputOther":10,"output":5,"inputCacheRead":100,"inputCacheCreation":20}'),
	pg_temp.code(10, 'usage.record', '"model":"kimi-x","usage":{"inputOther":10,"output":5,"inputCacheRead":100,"inputCacheCreation":20},"usageScope":"turn"'),
	pg_temp.code(11, 'usage.record', '"model":"kimi-y","usage":{"inputOther":1,"output":2},"usageScope":"session"'),
	pg_temp.code(12, 'context.apply_compaction', '"summary":"many words","compactedCount":2'),
	pg_temp.code(13, 'context.append_message', '"message":{"role":"user","content":[{"type":"text","text":"<bash-input>\nls -la\n</bash-input>"}],"origin":{"kind":"shell_command","phase":"input"}}'),
	pg_temp.code(13, 'context.append_message', '"message":{"role":"user","content":[{"type":"text","text":"<bash-stdout>a b c</bash-stdout>"}],"origin":{"kind":"shell_command","phase":"output"}}'),
	pg_temp.code(14, 'turn.cancel', '"turnId":1,"reason":"user_cancelled"'),
	pg_temp.code(15, 'of.tomorrow', '"x":1')));

-- Who asks.
SELECT n, f.surface, f.headless, f.prompts, f.turns, f.words_in
FROM (VALUES
	(1, pg_temp.asked(1, 'keep them warm', '{"kind":"user"}')),
	(2, pg_temp.asked(1, 'keep them warm', '{"kind":"system_trigger","name":"subagent"}')),
	(3, pg_temp.asked(1, 'keep on', '{"kind":"system_trigger","name":"stop_hook"}')),
	(4, pg_temp.asked(1, 'keep them warm', '{"kind":"cron_job","jobId":"j"}')),
	(5, pg_temp.asked(1, 'many words of a skill', '{"kind":"skill_activation","skillName":"warm","skillArgs":"the second hive","trigger":"user-slash"}')),
	(6, pg_temp.asked(1, 'many words of a skill', '{"kind":"skill_activation","skillName":"warm","trigger":"model-tool"}')),
	(7, pg_temp.asked(1, 'many words', '{"kind":"plugin_command","commandName":"warm","commandArgs":"it","trigger":"user-slash"}')),
	(8, pg_temp.asked(1, 'many words', '{"kind":"hook_result","event":"Stop"}')),
	(9, replace(pg_temp.asked(1, 'not hot', '{"kind":"user"}'), 'turn.prompt', 'turn.steer')),
	(10, pg_temp.code(1, 'turn.prompt', '"input":[{"type":"image_url"}],"origin":{"kind":"user"}')),
	(11, pg_temp.code(1, 'turn.prompt', '"input":[{"type":"text","text":"keep them warm"}],"agentId":"main"')),
	(12, pg_temp.code(1, 'turn.prompt', '"input":[{"type":"text","text":"keep them warm"}],"agentId":"agent-0"')),
	(13, pg_temp.asked(1, 'keep them warm', '{"kind":"cron_job"}') || E'\n' || pg_temp.asked(2, 'not hot', '{"kind":"user"}'))) v(n, line),
	workmode_session(pg_temp.lines(pg_temp.code_head(), line)) f ORDER BY n;

-- Broken lines, heads alone, files that lost theirs, and look-alikes.
SELECT n, f.format, f.agent, f.prompts, f.lines_read, f.lines_skipped
FROM (VALUES
	(1, pg_temp.head()),
	(2, pg_temp.code_head()),
	(3, pg_temp.lines(pg_temp.head(), '7', '{"timestamp":1}', '{"timestamp":1,"message":{"type":"x"}}', '{"timestamp":1,"message":{"type":"TurnBegin","payload":[]}}', left(pg_temp.wire(0, 'TurnBegin', '{"user_input":"keep them warm"}'), -5))),
	(4, pg_temp.lines(pg_temp.code_head(), '7', '{"time":1}', '{"type":"turn.prompt"}', '{"type":"context.append_loop_event","event":7}', '{"type":"usage.record"}', left(pg_temp.asked(1, 'keep them warm', '{}'), -5))),
	(5, pg_temp.wire(0, 'TurnBegin', '{"user_input":"keep them warm"}')),
	(6, pg_temp.asked(1, 'keep them warm', '{"kind":"user"}')),
	(7, '{"type":"metadata"}'),
	(8, '{"type":"turn.prompt","input":"keep them warm"}'),
	(9, '{"timestamp":"x","message":{"type":"TurnBegin","payload":{}}}')) v(n, transcript),
	workmode_session(transcript) f ORDER BY n;
