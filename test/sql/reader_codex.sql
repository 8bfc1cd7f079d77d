--
-- Codex: rollouts of both generations, codex exec --json; whose words, said
-- once or twice, who started it, what failed
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
	SELECT jsonb_pretty(to_jsonb(f) - '{mode,second_mode,confidence,model_version,value}'::text[])
	FROM workmode_session(transcript) f
$$;

-- The facts that these tests are about.
CREATE FUNCTION pg_temp.facts(transcript text,
	OUT format text, OUT surface text, OUT headless boolean, OUT prompts bigint,
	OUT turns bigint, OUT words_in bigint, OUT words_out bigint,
	OUT actions bigint, OUT errors bigint, OUT lines_skipped bigint)
LANGUAGE sql AS $$
	SELECT format, surface, headless, prompts, turns, words_in, words_out,
		   actions, errors, lines_skipped
	FROM workmode_session(transcript)
$$;

-- A line of the envelope generation.
CREATE FUNCTION pg_temp.line(at text, type text, payload text) RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"timestamp":"2026-02-03T10:%sZ","type":"%s","payload":%s}',
				  at, type, payload)
$$;

CREATE FUNCTION pg_temp.meta(members text DEFAULT '"originator":"codex_cli_rs","source":"cli"')
RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line('00:00.000', 'session_meta',
		format('{"id":"own","timestamp":"2026-02-03T09:59:58.500Z","cwd":"/w","cli_version":"0.92.0",%s}',
			   members))
$$;

-- What a person said, as both logs have it.
CREATE FUNCTION pg_temp.said(at text, words text) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.lines(
		pg_temp.line(at, 'response_item',
			format('{"type":"message","role":"user","content":[{"type":"input_text","text":%s}]}', to_json(words))),
		pg_temp.line(at, 'event_msg',
			format('{"type":"user_message","message":%s,"images":[]}', to_json(words))))
$$;

-- What only the model's log has in the user's name.
CREATE FUNCTION pg_temp.injected(words text) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.line('00:01.000', 'response_item',
		format('{"type":"message","role":"user","content":[{"type":"input_text","text":%s}]}', to_json(words)))
$$;

CREATE FUNCTION pg_temp.answered(at text, words text) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.lines(
		pg_temp.line(at, 'event_msg', format('{"type":"agent_message","message":%s}', to_json(words))),
		pg_temp.line(at, 'response_item',
			format('{"type":"message","role":"assistant","content":[{"type":"output_text","text":%s}]}', to_json(words))))
$$;

CREATE FUNCTION pg_temp.called(id text, name text, arguments text, output text) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.lines(
		pg_temp.line('01:00.000', 'response_item',
			format('{"type":"function_call","name":"%s","arguments":%s,"call_id":"%s"}', name, to_json(arguments), id)),
		pg_temp.line('01:01.000', 'response_item',
			format('{"type":"function_call_output","call_id":"%s","output":%s}', id, to_json(output))))
$$;

-- One whole session: words are said twice and counted once, totals of tokens
-- are not added up, bulk is passed over.
SELECT pg_temp.all_facts(pg_temp.lines(
	pg_temp.meta(),
	pg_temp.line('00:00.500', 'turn_context', '{"turn_id":"t1","cwd":"/w","model":"gpt-5-codex","effort":"medium"}'),
	pg_temp.line('00:00.600', 'response_item', '{"type":"message","role":"developer","content":[{"type":"input_text","text":"<permissions instructions> be careful"}]}'),
	pg_temp.injected('<environment_context> <cwd>/w</cwd> </environment_context>'),
	pg_temp.said('00:02.000', 'add a --json flag'),
	pg_temp.line('00:03.000', 'response_item', '{"type":"reasoning","summary":[{"type":"summary_text","text":"think"}],"encrypted_content":"gAAA"}'),
	pg_temp.line('00:03.100', 'event_msg', '{"type":"agent_reasoning","text":"think"}'),
	pg_temp.answered('00:04.000', 'I will look first.'),
	pg_temp.called('c1', 'exec_command', '{"cmd":"rg -n flag src"}', E'Chunk ID: a1\nWall time: 0.05 seconds\nProcess exited with code 0\nOutput:\nsrc/main.rs:3'),
	pg_temp.line('01:02.000', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":100,"cached_input_tokens":80,"output_tokens":10}}}'),
	pg_temp.line('01:03.000', 'response_item', '{"type":"custom_tool_call","name":"apply_patch","call_id":"c2","input":"*** Begin Patch\n*** Update File: src/main.rs\n@@\n-old\n+new\n+newer\n*** End Patch"}'),
	pg_temp.line('01:04.000', 'response_item', '{"type":"custom_tool_call_output","call_id":"c2","output":"{\"output\":\"Success. Updated the following files:\\nM src/main.rs\\n\",\"metadata\":{\"exit_code\":0,\"duration_seconds\":0.1}}"}'),
	pg_temp.line('01:05.000', 'event_msg', '{"type":"patch_apply_end","call_id":"c2","success":true,"changes":{"src/main.rs":{"type":"update","unified_diff":"@@"}}}'),
	pg_temp.line('01:06.000', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":300,"cached_input_tokens":200,"output_tokens":30}}}'),
	pg_temp.line('01:07.000', 'event_msg', '{"type":"token_count","info":null,"rate_limits":{}}'),
	pg_temp.line('01:08.000', 'compacted', '{"message":"","replacement_history":[{"type":"message","role":"user","content":[{"type":"input_text","text":"add a --json flag"}]}]}'),
	pg_temp.answered('01:09.000', 'Done.'),
	pg_temp.line('01:10.000', 'event_msg', '{"type":"task_complete","last_agent_message":"Done."}')));

-- Text in the user's name that is not the user's.
SELECT prompts, words_in FROM pg_temp.facts(pg_temp.lines(
	pg_temp.meta(),
	pg_temp.injected('# AGENTS.md instructions for /w  <INSTRUCTIONS> use tabs </INSTRUCTIONS>'),
	pg_temp.injected('<user_instructions> use tabs </user_instructions>'),
	pg_temp.injected('<some_new_tag> that no table knows'),
	pg_temp.said('00:02.000', 'one two three'),
	pg_temp.injected('<another_new_tag> that no table knows'),
	pg_temp.injected('<subagent_notification> {"agent_id":"a"} </subagent_notification>'),
	pg_temp.answered('00:03.000', 'yes')));

-- What the user did that is no request: an interruption, told by an event and
-- an item; a shell command; answers.
SELECT prompts, words_in, actions FROM pg_temp.facts(pg_temp.lines(
	pg_temp.meta(),
	pg_temp.said('00:02.000', 'one two three'),
	pg_temp.injected('<turn_aborted> The user interrupted </turn_aborted>'),
	pg_temp.line('00:04.000', 'event_msg', '{"type":"turn_aborted","reason":"interrupted"}'),
	pg_temp.injected('<user_shell_command><command>git status</command></user_shell_command>'),
	pg_temp.called('q', 'request_user_input', '{"questions":[{"id":"where"}]}',
				   '{"answers":{"where":{"answers":["in the cellar"]}}}')));

-- The user's own words within a message: after the editor's context, after the
-- names of files, in the fence of a template.
SELECT left(translate(words, E'\n', ' '), 40) AS message, prompts, words_in, surface
FROM (VALUES
	(E'# Context from my IDE setup:\n\n## Active file: a.c\n\n## My request for Codex:\none two three'),
	(E'\n# Files mentioned by the user:\n\n## a.png: /tmp/a.png\n\n## My request for Codex:\none two three'),
	(E'## Prior conversation with Codex:\n{"conversation":[]}\n## My request for Codex:\none two three'),
	(E'\n## User Input\n\n```text\none two three\n```\n\nYou **MUST** consider the user input before proceeding.\n\n## Outline'),
	(E'\n## User Input\n\n```text\n\n```\n\nYou **MUST** consider the user input before proceeding.\n\n## Outline'),
	(E'---\ndescription: Write the plan.\n---\n\nConsider it.\n\nUser input:\n\none two three\n\nThe text above'),
	(E'---\ndescription: Write the plan.\n---\n\n## User Input\n\n```text\none two three\n```\n\nThe rest'),
	(E'---\ndescription: Write the plan.\n---\n\nThe rest'),
	(E'PLEASE IMPLEMENT THIS PLAN:\n# One two\n\n- much text')) AS v (words),
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.meta('"originator":null'), pg_temp.said('00:02.000', words)));

-- A user message that is a picture and words is one prompt.
SELECT prompts, words_in FROM pg_temp.facts(pg_temp.lines(
	'{"id":"b","timestamp":"2025-08-01T08:00:00.000Z","instructions":null,"git":{}}',
	'{"type":"message","role":"user","content":[{"type":"input_text","text":"what is this"},{"type":"input_text","text":"<image>"},{"type":"input_image","image_url":"data:"},{"type":"input_text","text":"</image>"}]}'));

-- The bare generation: no envelope, no event, no time but the header's.
SELECT format, agent, model, surface, started_at, ended_at, prompts, turns, words_in, words_out, actions, errors, lines_read, lines_skipped
FROM workmode_session(pg_temp.lines(
	'{"id":"b","timestamp":"2025-08-01T08:00:00.000Z","instructions":"be brief","git":{"branch":"main"}}',
	'{"record_type":"state"}',
	'{"type":"message","role":"user","content":[{"type":"input_text","text":"<environment_context>\n<cwd>/w</cwd>"}]}',
	'{"type":"message","role":"user","content":[{"type":"input_text","text":"fix the test"}]}',
	'{"type":"reasoning","summary":[],"encrypted_content":"gAAA"}',
	'{"type":"local_shell_call","call_id":"l1","status":"completed","action":{"type":"exec","command":["make","check"]}}',
	'{"type":"function_call_output","call_id":"l1","output":"{\"output\":\"1 failed\",\"metadata\":{\"exit_code\":2,\"duration_seconds\":1.0}}"}',
	'{"type":"message","role":"assistant","content":[{"type":"output_text","text":"It fails."}]}',
	'{"record_type":"state"}',
	'{"type":"message","role":"user","content":[{"type":"input_text","text":"go on"}]}')) \gx

-- Who started it: the originator first, for the desktop program calls its
-- source "vscode".
SELECT members, surface, headless, prompts
FROM (VALUES
	('"originator":"Codex Desktop","source":"vscode"'),
	('"originator":"codex_vscode","source":"vscode"'),
	('"originator":"codex-tui","source":"cli"'),
	('"originator":"codex_exec","source":"exec"'),
	('"originator":"codex_sdk_ts","source":"exec"'),
	('"originator":"somebody","source":"mcp"'),
	('"originator":"somebody"'),
	('"originator":"codex_cli_rs","source":{"subagent":{"thread_spawn":{"parent_thread_id":"p","depth":1}}}'),
	('"originator":"codex_cli_rs","source":{"subagent":{"other":"guardian"}}')) AS v (members),
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.meta(members), pg_temp.said('00:02.000', 'do it'),
										pg_temp.answered('00:03.000', 'done')));

-- What failed, in all dialects.
SELECT translate(output, E'\n', '~') AS output, errors
FROM (VALUES
	('{"output":"fine","metadata":{"exit_code":0,"duration_seconds":0.1}}'),
	('{"output":"no","metadata":{"exit_code":1,"duration_seconds":0.1}}'),
	(E'Exit code: 0\nWall time: 0.1 seconds\nOutput:\nExit code: 1'),
	(E'Exit code: 124\nWall time: 10 seconds\nOutput:\n'),
	(E'Chunk ID: a1\nWall time: 0.05 seconds\nProcess exited with code 0\nOutput:\nProcess exited with code 1'),
	(E'Chunk ID: a1\nWall time: 0.05 seconds\nProcess exited with code -1\nOutput:\n'),
	(E'Chunk ID: a1\nWall time: 10 seconds\nProcess running with session ID 7\nOutput:\n'),
	(E'Chunk ID: a1\nWall time: 10 seconds\nProcess running with session ID 7\nOutput:\nProcess exited with code 1'),
	('failed in sandbox MacosSeatbelt with execution error: denied'),
	('execution error: Io(Os { code: 2, kind: NotFound })'),
	('exec command rejected by user'),
	('apply_patch verification failed: Failed to find expected lines in a.c'),
	(E'Wall time: 216.2 seconds\naborted by user'),
	('Plan updated'),
	('')) AS v (output),
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.meta(), pg_temp.called('c', 'shell', '{"command":["true"]}', output)));

-- Outputs as a list of content, and as an object.
SELECT output, errors
FROM (VALUES
	('[{"type":"input_text","text":"Exit code: 3\nOutput:\n"}]'),
	('[{"type":"input_image","image_url":"data:"}]'),
	('{"content":"no such tool","success":false}'),
	('{"content":"Exit code: 0"}'),
	('null')) AS v (output),
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.meta(),
		pg_temp.line('01:00.000', 'response_item', '{"type":"function_call","name":"view_image","arguments":"{}","call_id":"c"}'),
		pg_temp.line('01:01.000', 'response_item', format('{"type":"function_call_output","call_id":"c","output":%s}', output))));

-- Calls without a name of their own, without a result, of an MCP server.
SELECT actions, errors FROM pg_temp.facts(pg_temp.lines(
	pg_temp.meta(),
	pg_temp.line('01:00.000', 'response_item', '{"type":"web_search_call","status":"completed","action":{"type":"search","query":"chess clocks"}}'),
	pg_temp.line('01:01.000', 'response_item', '{"type":"function_call","namespace":"mcp__maps__","name":"route","arguments":"{}","call_id":"m"}'),
	pg_temp.line('01:02.000', 'response_item', '{"type":"ghost_snapshot","ghost_commit":{"id":"f00"}}')));

-- A session opened again has its own header again; what follows is new.
SELECT prompts, turns FROM pg_temp.facts(pg_temp.lines(
	pg_temp.meta(), pg_temp.said('00:02.000', 'one'), pg_temp.answered('00:03.000', 'two'),
	pg_temp.meta(), pg_temp.said('30:02.000', 'three'), pg_temp.answered('30:03.000', 'four')));

-- A fork begins with a copy of its parent's lines, written in one go.
CREATE FUNCTION pg_temp.copy() RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.lines(
		pg_temp.meta('"originator":"codex_cli_rs","source":"cli","forked_from_id":"parent"'),
		pg_temp.line('00:00.001', 'session_meta', '{"id":"parent","timestamp":"2026-02-01T08:00:00.000Z","originator":"codex_vscode","cli_version":"0.80.0"}'),
		pg_temp.said('00:00.002', 'the parent asks'), pg_temp.answered('00:00.003', 'the parent answers'),
		pg_temp.line('00:00.004', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":1000,"output_tokens":100}}}'))
$$;
SELECT what, prompts, words_in, words_out, tokens_in, tokens_out, surface, agent_version, started_at
FROM (VALUES
	('a pause, then a prompt', pg_temp.lines(pg_temp.said('05:00.000', 'mine'), pg_temp.answered('05:03.000', 'yours'))),
	('a prompt at once', pg_temp.lines(pg_temp.said('00:00.005', 'mine'), pg_temp.answered('00:04.000', 'yours'))),
	('a prompt and no answer', pg_temp.said('00:00.005', 'mine')),
	('nothing', '')) AS v (what, own),
	LATERAL workmode_session(pg_temp.lines(pg_temp.copy(), own,
		pg_temp.line('06:00.000', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":1500,"output_tokens":120}}}')));

-- A total that falls begins a new count.
SELECT tokens_in, tokens_out FROM workmode_session(pg_temp.lines(
	pg_temp.meta(),
	pg_temp.line('00:01.000', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":500,"output_tokens":50}}}'),
	pg_temp.line('00:02.000', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":20,"output_tokens":2}}}'),
	pg_temp.line('00:03.000', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":60,"output_tokens":6}}}')));

-- Never prompted; cut off in its last line; lines that are none.
SELECT * FROM pg_temp.facts(pg_temp.meta());
SELECT * FROM pg_temp.facts(pg_temp.lines(pg_temp.meta(), pg_temp.said('00:02.000', 'do it'),
	'{"timestamp":"2026-02-03T10:00:05Z","type":"response_item","payload":{"type":"message","role":"assist'));
SELECT * FROM pg_temp.facts(pg_temp.lines(pg_temp.meta(), '{"type":"event_msg","payload":7}', '{"payload":{}}', '[]', 'x', '{}', '',
	'{"type":"response_item","payload":{"role":"user"}}', pg_temp.said('00:02.000', 'do it')));

-- The log of codex exec --json: call and result in one, the prompt is not in it.
SELECT format, model, surface, headless, started_at, prompts, turns, actions, errors, files_changed, words_out, tokens_in, tokens_out, lines_skipped
FROM workmode_session(pg_temp.lines(
	'{"type":"thread.started","thread_id":"t"}',
	'{"type":"turn.started"}',
	'{"type":"item.completed","item":{"id":"item_0","type":"reasoning","text":"think"}}',
	'{"type":"item.started","item":{"id":"item_1","type":"command_execution","command":"bash -lc ''make check''","aggregated_output":"","status":"in_progress"}}',
	'{"type":"item.completed","item":{"id":"item_1","type":"command_execution","command":"bash -lc ''make check''","aggregated_output":"1 failed","exit_code":2,"status":"failed"}}',
	'{"type":"item.completed","item":{"id":"item_2","type":"file_change","changes":[{"path":"src/a.c","kind":"update"},{"path":"src/b.c","kind":"add"}],"status":"completed"}}',
	'{"type":"item.completed","item":{"id":"item_3","type":"mcp_tool_call","server":"maps","tool":"route","arguments":{"to":"x"},"status":"completed"}}',
	'{"type":"item.completed","item":{"id":"item_4","type":"web_search","query":"chess clocks"}}',
	'{"type":"item.completed","item":{"id":"item_5","type":"agent_message","text":"All green now."}}',
	'{"type":"turn.completed","usage":{"input_tokens":900,"cached_input_tokens":500,"output_tokens":40}}',
	'{"type":"error","message":"gone"}')) \gx
