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
	SELECT jsonb_pretty(to_jsonb(f) - '{mode,second_mode,confidence,probabilities,model_version,value}'::text[])
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

--
-- What came with 0.144: code mode, items, numbered lines, and what marks them
--

-- A line with a number.
CREATE FUNCTION pg_temp.numbered(number int, line text) RETURNS text
LANGUAGE sql AS $$ SELECT replace(line, ',"type":', format(',"ordinal":%s,"type":', number)) $$;

-- The agent runs a script, which prints a head and these texts.
CREATE FUNCTION pg_temp.ran(source text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line('01:00.000', 'response_item',
		format('{"type":"custom_tool_call","call_id":"s","name":"exec","input":%s}', to_json(source)))
$$;

CREATE FUNCTION pg_temp.printed(head text, VARIADIC texts text[] DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line('01:09.000', 'response_item',
		format('{"type":"custom_tool_call_output","call_id":"s","output":%s}',
			   (SELECT json_agg(json_build_object('type', 'input_text', 'text', t) ORDER BY n)
				FROM unnest(head || E'\nWall time 0.5 seconds\nOutput:\n' || texts) WITH ORDINALITY AS u (t, n))))
$$;

-- The screen's log tells that something was said or done.
CREATE FUNCTION pg_temp.item(at text, item text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line(at, 'event_msg', format('{"type":"item_completed","thread_id":"own","turn_id":"t","item":%s}', item))
$$;

CREATE FUNCTION pg_temp.item_of_command(command text, exit_code int) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.item('01:05.000',
		format('{"type":"CommandExecution","id":"exec-%s","command":["/bin/bash","-lc",%s],"source":"agent","status":"%s","exit_code":%s}',
			   md5(command), to_json(command), CASE exit_code WHEN 0 THEN 'completed' ELSE 'failed' END, exit_code))
$$;

CREATE FUNCTION pg_temp.did(VARIADIC records text[]) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s actions, %s errors, %s files +%s -%s', actions, errors, files_changed, lines_added, lines_removed)
	FROM workmode_session(pg_temp.lines(VARIADIC pg_temp.meta() || pg_temp.said('00:02.000', 'do it') || records))
$$;

-- Scripts that print nothing but their end: what can be told of them is in their
-- source.  Patches of this shape add 2 lines and remove 1.
SELECT what, did, CASE WHEN did <> expected THEN expected END AS but_expected
FROM (VALUES
	('one command', 'text(await tools.exec_command({cmd: "ls", workdir: "/w"}));',
	 '1 actions, 0 errors, 0 files +0 -0'),
	('several, one after the other', E'await tools.exec_command({cmd: "ls"});\nawait tools.exec_command({cmd: "pwd"});\nawait tools.web__run({q: "x"});',
	 '3 actions, 0 errors, 0 files +0 -0'),
	('several, side by side', 'const [a, b] = await Promise.all([tools.exec_command({cmd: "ls"}), tools.exec_command({cmd: "pwd"})]); text(a);',
	 '2 actions, 0 errors, 0 files +0 -0'),
	('a loop over known commands', 'for (const cmd of ["ls", "pwd", "id"]) text(await tools.exec_command({cmd}));',
	 '3 actions, 0 errors, 0 files +0 -0'),
	('a loop over unknown ones', 'for (const cmd of await find()) text(await tools.exec_command({cmd}));',
	 '1 actions, 0 errors, 0 files +0 -0'),
	('a function that is called twice', E'const run = async (cmd) => text(await tools.exec_command({cmd}));\nawait run("ls"); await run("pwd");',
	 '2 actions, 0 errors, 0 files +0 -0'),
	('a patch in a string', 'text(await tools.apply_patch("*** Begin Patch\n*** Update File: a.c\n@@\n-x\n+y\n+\"z\"\n*** End Patch"));',
	 '1 actions, 0 errors, 1 files +2 -1'),
	('a patch in a template', E'await tools.apply_patch(`*** Begin Patch\n*** Update File: a.js\n@@\n-x\n+\\`y\\` + "\\\\n"\n+\\${z}\n*** End Patch`);',
	 '1 actions, 0 errors, 1 files +2 -1'),
	('a raw one', E'const patch = String.raw`*** Begin Patch\n*** Update File: a.js\n@@\n-x\n+"y\\n"\n+z\n*** End Patch`;\nawait tools.apply_patch(patch);',
	 '1 actions, 0 errors, 1 files +2 -1'),
	('parts of a patch', E'const file = "a.c";\nlet patch = "*** Begin Patch\\n" + `*** Update File: ${file}\n@@\n-x\n`;\npatch += "+y\\n+z\\n*** End Patch";\nawait tools.apply_patch(patch);',
	 '1 actions, 0 errors, 1 files +2 -1'),
	('lines of a patch', 'await tools.apply_patch(["*** Begin Patch", "*** Update File: a.c", "@@", "-x", "+y", "+z", "*** End Patch"].join("\n"));',
	 '1 actions, 0 errors, 1 files +2 -1'),
	('two patches of two files', E'for (const f of ["a.c", "b.c"]) {\n  await tools.apply_patch(`*** Begin Patch\n*** Update File: ${f}\n@@\n-x\n+y\n+z\n*** End Patch`);\n}',
	 '2 actions, 0 errors, 2 files +4 -2'),
	('a patch by a command', E'await tools.exec_command({cmd: `apply_patch <<\'EOF\'\n*** Begin Patch\n*** Update File: a.c\n@@\n-x\n+y\n+z\n*** End Patch\nEOF`});',
	 '1 actions, 0 errors, 1 files +2 -1'),
	('names in strings and comments', E'// tools.exec_command({cmd: "ls"})\ntext("tools.exec_command()");',
	 '1 actions, 0 errors, 0 files +0 -0'),
	('nothing', '', '1 actions, 0 errors, 0 files +0 -0')) AS v (what, source, expected),
	LATERAL pg_temp.did(pg_temp.ran(source), pg_temp.printed('Script completed')) AS did;

-- What failed, as far as scripts print it.  The script makes two calls, of which the
-- second is not made if the script dies of the first.
SELECT what, did, CASE WHEN did <> expected THEN expected END AS but_expected
FROM (VALUES
	('both went well', 'Script completed', ARRAY['{"exit_code":0,"output":"exit_code 1"}', '{"exit_code":0}'],
	 '2 actions, 0 errors, 0 files +0 -0'),
	('the second failed', 'Script completed', ARRAY['{"chunk_id":"a","exit_code":0}', '{"chunk_id":"b","exit_code":2}'],
	 '2 actions, 1 errors, 0 files +0 -0'),
	('both failed, in one text', 'Script completed', ARRAY['[{"exit_code":1},{"exit_code":2}]'],
	 '2 actions, 2 errors, 0 files +0 -0'),
	('deeper in a text', 'Script completed', ARRAY['{"results":[{"status":"fulfilled","value":{"exit_code":1}},{"status":"rejected","reason":{}}]}'],
	 '2 actions, 2 errors, 0 files +0 -0'),
	('with a head', 'Script completed', ARRAY[E'Exit code: 0\nWall time: 1 seconds\nOutput:\nExit code: 1', E'Exit code: 7\nWall time: 1 seconds\nOutput:\n'],
	 '2 actions, 1 errors, 0 files +0 -0'),
	('in words of another', 'Script completed', ARRAY['it says Exit code: 1', 'it failed with exit code 1'],
	 '2 actions, 0 errors, 0 files +0 -0'),
	('nothing was printed of them', 'Script completed', '{}', '2 actions, 0 errors, 0 files +0 -0'),
	('it died of the first', 'Script failed', ARRAY[E'Script error:\nexec_command failed: no such directory'],
	 '1 actions, 1 errors, 0 files +0 -0'),
	('it died of the second', 'Script failed', ARRAY['{"exit_code":0}', E'Script error:\nExit code: 1\nOutput:\n'],
	 '2 actions, 1 errors, 0 files +0 -0'),
	('it could not be run', 'Script failed', ARRAY[E'Script error:\nSyntaxError: Unexpected token'],
	 '1 actions, 1 errors, 0 files +0 -0'),
	('it died of itself, behind both', 'Script failed', ARRAY['{"exit_code":0}', '{"exit_code":0}', E'Script error:\nTypeError: x is not a function'],
	 '2 actions, 1 errors, 0 files +0 -0')) AS v (what, head, texts, expected),
	LATERAL pg_temp.did(
		pg_temp.ran(E'text(await tools.exec_command({cmd: "make"}));\ntext(await tools.exec_command({cmd: "make check"}));'),
		pg_temp.printed(head, VARIADIC texts)) AS did;

-- Of two patches the script dies of that whose file its error names; a patch that
-- could not be applied changed nothing.
SELECT what, did, CASE WHEN did <> expected THEN expected END AS but_expected
FROM (VALUES
	('the first', E'apply_patch verification failed: Failed to find expected lines in a.c', '1 actions, 1 errors, 0 files +0 -0'),
	('the second', E'apply_patch verification failed: Failed to find expected lines in b.c', '2 actions, 1 errors, 1 files +1 -0')) AS v (what, error, expected),
	LATERAL pg_temp.did(
		pg_temp.ran(E'for (const f of ["a.c", "b.c"])\n  await tools.apply_patch(`*** Begin Patch\n*** Update File: ${f}\n@@\n+x\n*** End Patch`);'),
		pg_temp.printed('Script failed', E'Script error:\n' || error)) AS did;

-- An item tells what its call did, and what the source leaves open.  A call that is
-- told in full is told once; an item without a call is one more round of a loop.
SELECT what, did, CASE WHEN did <> expected THEN expected END AS but_expected
FROM (VALUES
	('a command that failed', 'await tools.exec_command({cmd: "make"});',
	 pg_temp.item_of_command('make', 2), '1 actions, 1 errors, 0 files +0 -0'),
	('two, the first failed', E'await tools.exec_command({cmd: "make"}); await tools.exec_command({cmd: "ls"});',
	 pg_temp.lines(pg_temp.item_of_command('ls', 0), pg_temp.item_of_command('make', 2)), '2 actions, 1 errors, 0 files +0 -0'),
	('two that the source does not tell', E'for (const cmd of await find()) await tools.exec_command({cmd});',
	 pg_temp.lines(pg_temp.item_of_command('ls', 0), pg_temp.item_of_command('sed -i s/x/y/ a.c', 1)), '2 actions, 1 errors, 0 files +0 -0'),
	('a command that writes a file', E'await tools.exec_command({cmd: make()});',
	 pg_temp.item_of_command(E'cat > a.c <<EOF\none\ntwo\nEOF', 0), '1 actions, 0 errors, 1 files +2 -0'),
	('a patch that the source tells', E'await tools.apply_patch("*** Begin Patch\\n*** Update File: a.c\\n@@\\n-x\\n+y\\n*** End Patch");',
	 pg_temp.item('01:05.000', '{"type":"FileChange","id":"f","status":"completed","changes":{"/w/a.c":{"type":"update","unified_diff":"@@ -1,9 +1,9 @@\n-1\n-2\n+3\n+4\n"}}}'),
	 '1 actions, 0 errors, 1 files +1 -1'),
	('one that it does not', E'await tools.apply_patch(await make());',
	 pg_temp.item('01:05.000', '{"type":"FileChange","id":"f","status":"completed","changes":{"/w/a.c":{"type":"update","unified_diff":"@@ -1,2 +1,3 @@\n-1\n+2\n+3\n 4\n"},"/w/b.c":{"type":"add","content":"5\n6\n7\n"},"/w/c.c":{"type":"delete","content":"8\n"}}}'),
	 '1 actions, 0 errors, 3 files +5 -1'),
	('one that failed', E'await tools.apply_patch(await make());',
	 pg_temp.item('01:05.000', '{"type":"FileChange","id":"f","status":"failed","changes":{"/w/a.c":{"type":"add","content":"5\n"}}}'),
	 '1 actions, 1 errors, 0 files +0 -0'),
	('a tool of a server', E'await tools.mcp__maps__route({to: "x"});',
	 pg_temp.item('01:05.000', '{"type":"McpToolCall","id":"m","server":"maps","tool":"route","arguments":{"to":"x"},"status":"completed","result":{"isError":true}}'),
	 '1 actions, 1 errors, 0 files +0 -0'),
	('a server that the source does not tell', E'await tools[name]({to: "x"});',
	 pg_temp.item('01:05.000', '{"type":"McpToolCall","id":"m","server":"maps","tool":"route","arguments":{"to":"x"},"status":"completed"}'),
	 '1 actions, 0 errors, 0 files +0 -0'),
	('two tools that the source does not tell', E'for (const [name, input] of await find()) await tools[name](input);',
	 pg_temp.lines(pg_temp.item_of_command('ls', 1),
		pg_temp.item('01:05.000', '{"type":"FileChange","id":"f","status":"completed","changes":{"/w/a.c":{"type":"add","content":"5\n"}}}')),
	 '2 actions, 1 errors, 1 files +1 -0'),
	('one of which no item tells', 'await tools[name](input);', '', '1 actions, 0 errors, 0 files +0 -0'),
	('a default that does not hold', 'const cmd = given || "ls"; await tools.exec_command({cmd});',
	 pg_temp.item_of_command(E'cat > a.c <<EOF\none\nEOF', 0), '1 actions, 0 errors, 1 files +1 -0'),
	('an item that runs, and then failed', 'await tools.exec_command({cmd: "make"});',
	 pg_temp.lines(replace(pg_temp.item_of_command('make', 1), '"status":"failed","exit_code":1', '"status":"in_progress"'), pg_temp.item_of_command('make', 1)),
	 '1 actions, 1 errors, 0 files +0 -0'),
	('items and events, with the same ids', E'for (const cmd of await find()) await tools.exec_command({cmd}); await tools.apply_patch(x);',
	 pg_temp.lines(
		pg_temp.item('01:04.000', '{"type":"CommandExecution","id":"e1","command":["/bin/bash","-lc","ls"],"status":"completed","exit_code":0}'),
		pg_temp.line('01:04.000', 'event_msg', '{"type":"exec_command_end","call_id":"e1","command":["/bin/bash","-lc","ls"],"exit_code":0}'),
		pg_temp.item('01:04.000', '{"type":"CommandExecution","id":"e2","command":["/bin/bash","-lc","make"],"status":"failed","exit_code":1}'),
		pg_temp.line('01:04.000', 'event_msg', '{"type":"exec_command_end","call_id":"e2","command":["/bin/bash","-lc","make"],"exit_code":1}'),
		pg_temp.item('01:05.000', '{"type":"FileChange","id":"e3","status":"completed","changes":{"/w/a.c":{"type":"add","content":"5\n"}}}'),
		pg_temp.line('01:05.000', 'event_msg', '{"type":"patch_apply_end","call_id":"e3","success":true,"changes":{"/w/a.c":{"type":"add","content":"5\n"}}}')),
	 '3 actions, 1 errors, 1 files +1 -0'),
	('events that say the same', E'await tools.exec_command({cmd: "make"}); await tools.apply_patch(x);',
	 pg_temp.lines(
		pg_temp.line('01:04.000', 'event_msg', '{"type":"exec_command_end","call_id":"e1","command":["/bin/bash","-lc","make"],"exit_code":1}'),
		pg_temp.line('01:05.000', 'event_msg', '{"type":"patch_apply_end","call_id":"e2","success":true,"changes":{"/w/a.c":{"add":{"content":"1\n2\n"}}}}')),
	 '2 actions, 1 errors, 1 files +2 -0')) AS v (what, source, items, expected),
	LATERAL pg_temp.did(pg_temp.ran(source), items, pg_temp.printed('Script completed')) AS did;

-- A call that was made without a script has an output of its own; its item adds nothing.
SELECT pg_temp.did(pg_temp.called('c', 'exec_command', '{"cmd":"make"}', E'Chunk ID: a\nProcess exited with code 1\nOutput:\n'),
	pg_temp.item('01:05.000', '{"type":"CommandExecution","id":"c","command":["/bin/bash","-lc","make"],"status":"failed","exit_code":1}')) AS once;

-- A script goes on running, and is waited for twice: 1 command that failed, 2 looks
-- after it.
SELECT pg_temp.did(pg_temp.ran('text(await tools.exec_command({cmd: "make"}));'), pg_temp.printed('Script running with cell ID 4'),
	pg_temp.called('w1', 'wait', '{"cell_id":"4"}', E'Script running with cell ID 4\nWall time 10.0 seconds\nOutput:\n'),
	pg_temp.line('02:00.000', 'response_item', '{"type":"function_call","name":"wait","arguments":"{\"cell_id\":\"4\"}","call_id":"w2"}'),
	pg_temp.line('02:09.000', 'response_item', '{"type":"function_call_output","call_id":"w2","output":[{"type":"input_text","text":"Script completed\nWall time 3.0 seconds\nOutput:\n"},{"type":"input_text","text":"{\"exit_code\":1}"}]}')) AS waited;

-- A script that was cut off: its calls count, for they may have been made.
SELECT pg_temp.did(pg_temp.ran('text(await tools.exec_command({cmd: "make"})); text(await tools.exec_command({cmd: "ls"}));')) AS cut_off;

-- What a person says comes as an item of the screen's log, and so may what the agent
-- says; what is in both logs counts once.  A picture alone is a request.  Words: 3 + 0
-- + 2 of the person, 2 + 3 of the agent.
SELECT prompts, turns, words_in, words_out, actions, lines_skipped FROM pg_temp.facts(pg_temp.lines(
	pg_temp.meta('"originator":"codex-tui","source":"cli","history_mode":"paginated","thread_source":"user"'),
	pg_temp.injected('one two three'),
	pg_temp.item('00:02.000', '{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"one two three","text_elements":[]}]}'),
	pg_temp.item('00:03.000', '{"type":"Reasoning","id":"r","summary_text":["I think."],"raw_content":[]}'),
	pg_temp.item('00:04.000', '{"type":"AgentMessage","id":"a1","content":[{"type":"Text","text":"so much"}]}'),
	pg_temp.line('00:04.000', 'response_item', '{"type":"message","role":"assistant","content":[{"type":"output_text","text":"so much"}]}'),
	pg_temp.item('00:05.000', '{"type":"UserMessage","id":"u2","content":[{"type":"local_image","path":"a.png"}]}'),
	pg_temp.line('00:06.000', 'response_item', '{"type":"message","role":"assistant","content":[{"type":"output_text","text":"I see it"}]}'),
	pg_temp.item('00:07.000', '{"type":"UserMessage","id":"u3","content":[{"type":"text","text":"go on"}]}'),
	pg_temp.item('00:08.000', '{"type":"SomethingNew","id":"x"}')));

-- Where the agent's words are in the screen's log only, they are taken from there.
SELECT prompts, turns, words_in, words_out FROM pg_temp.facts(pg_temp.lines(
	pg_temp.meta(),
	pg_temp.item('00:02.000', '{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"one two three"}]}'),
	pg_temp.item('00:04.000', '{"type":"AgentMessage","id":"a1","content":[{"type":"Text","text":"so much"}]}'),
	pg_temp.item('00:05.000', '{"type":"UserMessage","id":"u2","content":[{"type":"text","text":"and four"}]}'),
	pg_temp.item('00:06.000', '{"type":"AgentMessage","id":"a2","content":[{"type":"Text","text":"yes"}]}')));

-- What an event and an item tell, counts once, and so does an item that is told again.
-- Words that a person says twice count twice.
SELECT what, prompts, words_in, turns
FROM (VALUES
	('event and item', pg_temp.lines(pg_temp.said('00:02.000', 'go on'), pg_temp.item('00:02.000', '{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"go on"}]}')),
	 pg_temp.lines(pg_temp.said('00:07.000', 'go on'), pg_temp.item('00:07.000', '{"type":"UserMessage","id":"u2","content":[{"type":"text","text":"go on"}]}'))),
	('item and event', pg_temp.lines(pg_temp.item('00:02.000', '{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"go on"}]}'), pg_temp.said('00:02.000', 'go on')),
	 pg_temp.lines(pg_temp.item('00:07.000', '{"type":"UserMessage","id":"u2","content":[{"type":"text","text":"go on"}]}'), pg_temp.said('00:07.000', 'go on'))),
	('two events', pg_temp.said('00:02.000', 'go on'), pg_temp.said('00:07.000', 'go on')),
	('two items', pg_temp.item('00:02.000', '{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"go on"}]}'),
	 pg_temp.item('00:07.000', '{"type":"UserMessage","id":"u2","content":[{"type":"text","text":"go on"}]}')),
	('an item again', pg_temp.item('00:02.000', '{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"go on"}]}'),
	 pg_temp.item('00:07.000', '{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"go on"}]}'))) AS v (what, first, second),
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.meta(), first, pg_temp.answered('00:03.000', 'yes'), second, pg_temp.answered('00:08.000', 'yes')));

-- What Codex itself says as the user, in rollouts with items: no words of the person,
-- who wrote three.
SELECT left(words, 40) AS wrapped, prompts, words_in
FROM (VALUES
	('<hook_prompt hook_run_id="h">Tests are missing.</hook_prompt>'),
	('<codex_internal_context source="goal">Go on with the goal.</codex_internal_context>'),
	('<goal_context>Go on with the goal.</goal_context>'),
	('<recommended_plugins>One, two</recommended_plugins>'),
	('<multi_agent_mode>You may spawn agents.</multi_agent_mode>'),
	('<environment_context><cwd>/w</cwd></environment_context>'),
	('<skill><name>tidy</name>Tidy up.</skill>'),
	('<turn_aborted>The turn was interrupted.</turn_aborted>'),
	('<subagent_notification>{"status":"done"}</subagent_notification>')) AS v (words),
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.meta(),
		pg_temp.injected('one two three'),
		pg_temp.item('00:02.000', '{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"one two three"}]}'),
		pg_temp.answered('00:03.000', 'yes'),
		pg_temp.injected(words),
		pg_temp.answered('00:05.000', 'no')));

-- Blocks that say what they are: a person's words, and context beside them.
SELECT prompts, words_in FROM pg_temp.facts(pg_temp.lines(pg_temp.meta(),
	pg_temp.line('00:02.000', 'response_item', '{"type":"message","role":"user","content":[{"type":"input_text","text":"five words of context here"},{"type":"input_text","text":"one two three"}],"internal_chat_message_metadata_passthrough":{"content_item_kinds":["environment_context","user.text"]}}'),
	pg_temp.answered('00:03.000', 'yes')));

-- A fork by its marks.  The parent's copy has 1 prompt of 3 words and 1000 tokens; what
-- is the fork's own has 1 prompt of 2 words, and the totals go on to 1500.
CREATE FUNCTION pg_temp.own(at text DEFAULT '00:00.500') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.lines(pg_temp.said(at, 'my words'), pg_temp.answered(at, 'yours'),
		pg_temp.line(at, 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":1500,"output_tokens":120},"last_token_usage":{"input_tokens":500,"output_tokens":20}}}'))
$$;
CREATE FUNCTION pg_temp.parents() RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.lines(pg_temp.said('00:00.100', 'the parent asks'), pg_temp.answered('00:00.200', 'the parent answers'),
		pg_temp.line('00:00.300', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":1000,"output_tokens":100},"last_token_usage":{"input_tokens":1000,"output_tokens":100}}}'))
$$;
SELECT what, parent, prompts, words_in, words_out, tokens_in, tokens_out, model, surface
FROM (VALUES
	('settings of its own end the copy',
	 pg_temp.lines(pg_temp.meta('"source":"cli","forked_from_id":"p"'), pg_temp.parents(),
		pg_temp.line('00:00.400', 'event_msg', '{"type":"thread_settings_applied","thread_id":"own","thread_settings":{"model":"gpt-own"}}'), pg_temp.own())),
	('those of the parent do not, but a pause does',
	 pg_temp.lines(pg_temp.meta('"source":"cli","forked_from_id":"p"'), pg_temp.parents(),
		pg_temp.line('00:00.400', 'event_msg', '{"type":"thread_settings_applied","thread_id":"p","thread_settings":{"model":"gpt-p"}}'), pg_temp.own('00:07.000'))),
	('a history in the parent''s file',
	 pg_temp.lines(pg_temp.meta('"source":"cli","forked_from_id":"p","history_base":{"thread_id":"p","through_ordinal":9}'), pg_temp.own())),
	('that alone',
	 pg_temp.lines(pg_temp.meta('"source":"cli","history_base":{"thread_id":"p","through_ordinal":9}'), pg_temp.own())),
	('a subagent whose first line is told, at once behind the copy',
	 (SELECT string_agg(pg_temp.numbered(n::int - 1, line), E'\n' ORDER BY n)
	  FROM unnest(string_to_array(pg_temp.lines(
		pg_temp.meta('"source":{"subagent":{"thread_spawn":{"parent_thread_id":"p","depth":1}}},"thread_source":"subagent","subagent_history_start_ordinal":6'),
		pg_temp.parents(), pg_temp.own()), E'\n')) WITH ORDINALITY AS u (line, n)))) AS v (what, transcript),
	LATERAL workmode_session(transcript);

-- Who asks: threads that Codex starts by itself, and automations, whose first message is
-- the task and whose later ones are a person's (2 words).  With such a one a person
-- sat at the prompt.
SELECT what, f.surface, alone.headless AS headless_alone, f.headless, f.prompts, f.words_in, f.turns
FROM (VALUES
	('a person', '"originator":"Codex Desktop","source":"vscode","thread_source":"user"', 'fix it'),
	('an automation', '"originator":"Codex Desktop","source":"vscode","thread_source":"automation"', 'write the digest'),
	('one that its words tell', '"originator":"Codex Desktop","source":"vscode"', E'Automation: Daily digest\nAutomation ID: daily\nLast run: never\n\nWrite the digest.'),
	('a review', '"originator":"codex-tui","source":"cli","thread_source":"guardian_review"', 'judge it'),
	('memories', '"originator":"codex-tui","source":"cli","thread_source":"memory_consolidation"', 'remember it'),
	('a thread of its own', '"originator":"codex-tui","source":{"internal":"memory_consolidation"}', 'remember it')) AS v (what, members, words),
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.meta(members), pg_temp.said('00:02.000', words))) AS alone,
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.meta(members), pg_temp.said('00:02.000', words), pg_temp.answered('00:03.000', 'done'),
		pg_temp.said('05:00.000', 'two words'), pg_temp.answered('05:03.000', 'done'))) AS f;

-- Tokens of single responses add up, each once, where there are no totals: 100 + 40 and
-- 10 + 4; with totals those count.
CREATE FUNCTION pg_temp.used(response text, tokens_in int, tokens_out int) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line('00:03.000', 'token_usage_record',
		format('{"thread_id":"own","response_id":"%s","usage":{"input_tokens":%s,"output_tokens":%s},"turn_token_usage":{"input_tokens":9999,"output_tokens":9999}}',
			   response, tokens_in, tokens_out))
$$;
SELECT tokens_in, tokens_out
FROM (VALUES (''), (pg_temp.line('00:04.000', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":150,"output_tokens":15}}}'))) AS v (total),
	LATERAL workmode_session(pg_temp.lines(pg_temp.meta(), pg_temp.used('r1', 100, 10), pg_temp.used('r1', 100, 10), pg_temp.used('r2', 40, 4), total));

-- The question a script asks, and its answer: 2 words of the person beside the prompt's.
SELECT prompts, words_in, actions FROM pg_temp.facts(pg_temp.lines(
	pg_temp.meta(), pg_temp.said('00:02.000', 'do it'),
	pg_temp.ran('text(await tools.request_user_input({questions: [{id: "where"}]}));'),
	pg_temp.printed('Script completed', '{"answers":{"where":{"answers":["the cellar"]}}}')));

-- The answer to a question that did not wait: an act of 2 words, of which neither the
-- question's nor the tag's are the person's.
SELECT prompts, words_in, actions FROM pg_temp.facts(pg_temp.lines(
	pg_temp.meta(), pg_temp.said('00:02.000', 'do it'),
	pg_temp.called('q', 'request_user_input_async', '{"questions":[{"id":"q","question":"Where is it?"}]}', '{"status":"asked"}'),
	pg_temp.injected(E'<send_user_message_question_reply>\n[{"answer":"the cellar","question":"Where is it?"}]'),
	pg_temp.answered('01:05.000', 'Found.')));

-- A fork whose copied lines keep their times, seconds apart, from before it began.
SELECT parent, prompts, words_in, words_out, tokens_in, started_at, ended_at FROM workmode_session(pg_temp.lines(
	replace(pg_temp.meta('"source":"cli","forked_from_id":"p"'), '2026-02-03T', '2026-02-04T'),
	pg_temp.said('01:00.000', 'the parent asks'), pg_temp.answered('01:07.000', 'the parent answers'),
	pg_temp.line('01:30.000', 'event_msg', '{"type":"token_count","info":{"total_token_usage":{"input_tokens":1000,"output_tokens":100}}}'),
	replace(pg_temp.own('00:00.000'), '2026-02-03T', '2026-02-04T')));

-- A session that was taken over from another agent: calls and results are texts within
-- the agent's words.  2 calls, of which the second failed; 2 + 1 words.
SELECT prompts, words_out, actions, errors, files_changed FROM workmode_session(pg_temp.lines(
	pg_temp.meta(), pg_temp.said('00:02.000', 'do it'),
	pg_temp.answered('00:03.000', E'I look.\n[external_agent_tool_call: Bash]\ndescription: List\ncommand: ls\n[/external_agent_tool_call]'),
	pg_temp.answered('00:04.000', E'[external_agent_tool_result]\na.c b.c\n[/external_agent_tool_result]'),
	pg_temp.answered('00:05.000', E'[external_agent_tool_call: Edit]\nfile: a.c\n[/external_agent_tool_call]\n[external_agent_tool_result: error]\nnot read yet\n[/external_agent_tool_result]'),
	pg_temp.answered('00:06.000', 'Done.')));

-- Scripts that are broken, deep or not of code mode.
SELECT what, did FROM (VALUES
	('a string without an end', 'tools.exec_command({cmd: "ls'),
	('a template without an end', 'tools.apply_patch(`*** Begin Patch'),
	('brackets', 'tools.exec_command(' || repeat('[', 10000)),
	('calls within calls', repeat('tools.a(', 10000)),
	('backquotes', 'tools.a(' || repeat('`', 10001)),
	('a text that grows', 'let s = "x";' || repeat('s += s;', 100) || 'tools.exec_command({cmd: s})')) AS v (what, source),
	LATERAL pg_temp.did(pg_temp.ran(source), pg_temp.printed('Script completed')) AS did;
