--
-- Cline, Roo Code and Kilo Code: their messages with native calls and with calls
-- in XML, sessions of 2026, and what they show; whose words, results told as
-- text, edits, which of the programs it was.  All sessions are invented.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
SET timezone = 'UTC';

CREATE TABLE pg_temp.task (ordinal int, name text, messages jsonb);

-- One session: a command that fails, an edit, a command that does not, the end,
-- and a wish for a test.
INSERT INTO pg_temp.task VALUES (1, 'native calls', $$[
	{"role": "user", "ts": 1793692800000, "content": [
		{"type": "text", "text": "<task>\nthe tide table is an hour off in winter\n</task>"},
		{"type": "text", "text": "# task_progress RECOMMENDED\n\nWhen starting a new task, make a list."},
		{"type": "text", "text": "<environment_details>\n# VSCode Visible Files\ntide.py\n\n# Current Working Directory (/srv/harbour) Files\ntide.py\n\n# Current Mode\nACT MODE\n</environment_details>"}]},
	{"role": "assistant", "ts": 1793692805000, "modelInfo": {"modelId": "claude-sonnet-4-6", "providerId": "anthropic", "mode": "act"},
		"metrics": {"tokens": {"prompt": 100, "completion": 20, "cached": 1000}}, "content": [
		{"type": "thinking", "thinking": "Run the tests first."},
		{"type": "text", "text": "I run the tests."},
		{"type": "tool_use", "id": "t1", "name": "execute_command", "input": {"command": "pytest", "requires_approval": "false"}}]},
	{"role": "user", "ts": 1793692810000, "content": [
		{"type": "tool_result", "tool_use_id": "t1", "content": "[execute_command for 'pytest'] Result:\nCommand failed with exit code 1.\nOutput:\n1 failed"},
		{"type": "text", "text": "<environment_details>\n# Current Mode\nACT MODE\n</environment_details>"}]},
	{"role": "assistant", "ts": 1793692815000, "metrics": {"tokens": {"prompt": 10, "completion": 30, "cached": 1100}}, "content": [
		{"type": "tool_use", "id": "t2", "name": "replace_in_file", "input": {"absolutePath": "/srv/harbour/tide.py", "diff": "------- SEARCH\nzone = UTC\n=======\nzone = LOCAL\nshift = 1\n+++++++ REPLACE", "task_progress": "- [ ] test"}},
		{"type": "tool_use", "id": "t3", "name": "execute_command", "input": {"command": "pytest"}}]},
	{"role": "user", "ts": 1793692820000, "content": [
		{"type": "tool_result", "tool_use_id": "t2", "content": [{"type": "text", "text": "[replace_in_file for 'tide.py'] Result:\nThe content was successfully saved to tide.py."}]},
		{"type": "tool_result", "tool_use_id": "t3", "content": "[execute_command for 'pytest'] Result:\nCommand executed successfully (exit code 0).\nOutput:\n7 passed"}]},
	{"role": "assistant", "ts": 1793692825000, "content": [
		{"type": "tool_use", "id": "t4", "name": "attempt_completion", "input": {"result": "Winter time is right now."}}]},
	{"role": "user", "ts": 1793692830000, "content": [
		{"type": "tool_result", "tool_use_id": "t4", "content": "[attempt_completion] Result: Done"},
		{"type": "text", "text": "<feedback>\nadd a test\n</feedback>"}]},
	{"role": "assistant", "ts": 1793692835000, "content": [
		{"type": "tool_use", "id": "t5", "name": "write_to_file", "input": {"path": "tests/test_tide.py", "content": "def test():\n    pass\n"}}]},
	{"role": "user", "ts": 1793692840000, "content": [
		{"type": "tool_result", "tool_use_id": "t5", "content": "[write_to_file for 'tests/test_tide.py'] Result:\nThe content was successfully saved."}]}
]$$), (2, 'results as text', $$[
	{"role": "user", "ts": 1793692800000, "content": [
		{"type": "text", "text": "<task>\nthe tide table is an hour off in winter\n</task>"},
		{"type": "text", "text": "<environment_details>\n# Current Working Directory (/srv/harbour) Files\ntide.py\n\n# Current Mode\nACT MODE\n</environment_details>"}]},
	{"role": "assistant", "ts": 1793692805000, "modelInfo": {"modelId": "claude-sonnet-4-6", "providerId": "anthropic", "mode": "act"},
		"metrics": {"tokens": {"prompt": 110, "completion": 50, "cached": 2100}}, "content": [
		{"type": "text", "text": "I run the tests."},
		{"type": "tool_use", "id": "t1", "name": "execute_command", "input": {"command": "pytest"}}]},
	{"role": "user", "ts": 1793692810000, "content": [
		{"type": "text", "text": "[execute_command for 'pytest'] Result:\nCommand failed with exit code 1.\nOutput:\n1 failed"}]},
	{"role": "assistant", "ts": 1793692815000, "content": [
		{"type": "tool_use", "id": "t2", "name": "replace_in_file", "input": {"absolutePath": "/srv/harbour/tide.py", "diff": "------- SEARCH\nzone = UTC\n=======\nzone = LOCAL\nshift = 1\n+++++++ REPLACE"}},
		{"type": "tool_use", "id": "t3", "name": "execute_command", "input": {"command": "pytest"}}]},
	{"role": "user", "ts": 1793692820000, "content": [
		{"type": "text", "text": "[replace_in_file for '/srv/harbour/tide.py'] Result:\nThe content was successfully saved to tide.py."},
		{"type": "text", "text": "[execute_command for 'pytest'] Result:\nCommand executed successfully (exit code 0).\nOutput:\n7 passed"}]},
	{"role": "assistant", "ts": 1793692825000, "content": [
		{"type": "tool_use", "id": "t4", "name": "attempt_completion", "input": {"result": "Winter time is right now."}}]},
	{"role": "user", "ts": 1793692830000, "content": [
		{"type": "text", "text": "[attempt_completion] Result:\nThe user has provided feedback on the results. Consider their input to continue the task, and then attempt completion again.\n<feedback>\nadd a test\n</feedback>"}]},
	{"role": "assistant", "ts": 1793692835000, "content": [
		{"type": "tool_use", "id": "t5", "name": "write_to_file", "input": {"path": "tests/test_tide.py", "content": "def test():\n    pass\n"}}]},
	{"role": "user", "ts": 1793692840000, "content": [
		{"type": "text", "text": "[write_to_file for 'tests/test_tide.py'] Result:\nThe content was successfully saved."}]}
]$$), (3, 'calls in XML', $$[
	{"role": "user", "ts": 1793692800000, "content": [
		{"type": "text", "text": "<task>\nthe tide table is an hour off in winter\n</task>"},
		{"type": "text", "text": "<environment_details>\n# VSCode Open Tabs\ntide.py\n\n# Current Mode\n<slug>code</slug>\n<name>Code</name>\n<model>claude-sonnet-4-6</model>\n\n# Current Workspace Directory (/srv/harbour) Files\ntide.py\n</environment_details>"}]},
	{"role": "assistant", "ts": 1793692805000, "content": [
		{"type": "text", "text": "<thinking>Run the tests first.</thinking>\n\nI run the tests.\n\n<execute_command>\n<command>pytest</command>\n</execute_command>"}]},
	{"role": "user", "ts": 1793692810000, "content": [
		{"type": "text", "text": "[execute_command for 'pytest'] Result:"},
		{"type": "text", "text": "Command executed in terminal  within working directory '/srv/harbour'. Command execution was not successful, inspect the cause and adjust as needed.\nExit code: 1\nOutput:\n1 failed"}]},
	{"role": "assistant", "ts": 1793692815000, "content": [
		{"type": "text", "text": "<apply_diff>\n<path>tide.py</path>\n<diff>\n<<<<<<< SEARCH\n:start_line:3\n-------\nzone = UTC\n=======\nzone = LOCAL\nshift = 1\n>>>>>>> REPLACE\n</diff>\n</apply_diff>"}]},
	{"role": "user", "ts": 1793692817000, "content": [
		{"type": "text", "text": "[apply_diff for 'tide.py'] Result:"},
		{"type": "text", "text": "The content was successfully saved to tide.py."}]},
	{"role": "assistant", "ts": 1793692818000, "content": "<execute_command>\n<command>pytest</command>\n</execute_command>"},
	{"role": "user", "ts": 1793692820000, "content": [
		{"type": "text", "text": "[execute_command for 'pytest'] Result:"},
		{"type": "text", "text": "Command executed in terminal  within working directory '/srv/harbour'. Exit code: 0\nOutput:\n7 passed"}]},
	{"role": "assistant", "ts": 1793692825000, "content": [
		{"type": "text", "text": "<attempt_completion>\n<result>\nWinter time is right now.\n</result>\n</attempt_completion>"}]},
	{"role": "user", "ts": 1793692830000, "content": [
		{"type": "text", "text": "[attempt_completion] Result:"},
		{"type": "text", "text": "The user has provided feedback on the results. Consider their input to continue the task, and then attempt completion again.\n<feedback>\nadd a test\n</feedback>"}]},
	{"role": "assistant", "ts": 1793692835000, "content": [
		{"type": "text", "text": "<write_to_file>\n<path>tests/test_tide.py</path>\n<content>\ndef test():\n    pass\n</content>\n<line_count>2</line_count>\n</write_to_file>"}]},
	{"role": "user", "ts": 1793692840000, "content": [
		{"type": "text", "text": "[write_to_file for 'tests/test_tide.py'] Result:"},
		{"type": "text", "text": "The content was successfully saved."}]}
]$$);

SELECT t.name, f.format, f.agent, f.model, f.surface, f.headless, f.project, f.started_at, f.ended_at, f.prompts, f.turns,
	f.actions, f.errors, f.files_changed AS files, f.lines_added AS added, f.lines_removed AS removed, f.words_in, f.words_out,
	f.tokens_in, f.tokens_out, f.lines_read AS read, f.lines_skipped AS skipped
FROM pg_temp.task t, workmode_session(messages) f ORDER BY ordinal
\gx

-- The same through each type and shape
SELECT name,
	workmode_session(messages::text) = workmode_session(messages) AS text,
	workmode_session(messages::json) = workmode_session(messages) AS json,
	workmode_session(jsonb_pretty(messages)) = workmode_session(messages) AS pretty,
	workmode_session(jsonb_build_object('messages', messages)) = workmode_session(messages) AS member,
	workmode_session((SELECT string_agg(line::text, E'\n') FROM jsonb_array_elements(messages) AS line)) =
		workmode_session(messages) AS lines
FROM pg_temp.task ORDER BY ordinal;

-- Cut off anywhere, it gives the messages before
SELECT name, bool_and((s).prompts <= (f).prompts AND (s).actions <= (f).actions) AS never_more,
	max((s).lines_skipped) AS skipped, bool_and((s).format = 'cline') AS recognised
FROM (SELECT name, workmode_session(left(messages::text, n)) AS s, workmode_session(messages) AS f
	  FROM pg_temp.task, generate_series(300, length(messages::text) - 1, 11) AS n) AS cut
GROUP BY name ORDER BY name;

--
-- Whose words: what stands within certain tags, where the program leads to them
--
CREATE FUNCTION pg_temp.read(VARIADIC messages text[]) RETURNS workmode_facts LANGUAGE sql AS $$
	SELECT workmode_session('[{"role": "user", "content": [{"type": "text", "text": "<task>\none two\n</task>"}]}, ' ||
		array_to_string(messages, ', ') || ']')
$$;
CREATE FUNCTION pg_temp.users(VARIADIC texts text[]) RETURNS workmode_facts LANGUAGE sql AS $$
	SELECT pg_temp.read(jsonb_build_object('role', 'user', 'content',
		(SELECT jsonb_agg(jsonb_build_object('type', 'text', 'text', t)) FROM unnest(texts) t))::text)
$$;
SELECT name, (f).prompts - 1 AS more, (f).words_in - 2 AS words, (f).errors
FROM (VALUES
	(1, 'feedback', pg_temp.users(E'<feedback>\na b c\n</feedback>')),
	(2, 'after a sentence', pg_temp.users(E'The user provided the following feedback:\n<feedback>\na b c\n</feedback>')),
	(3, 'on resuming', pg_temp.users(E'[TASK RESUMPTION] This task was interrupted.', E'New instructions for task continuation:\n<user_message>\na b c\n</user_message>')),
	(4, 'twice in one message', pg_temp.users(E'<user_message>\na b c\n</user_message>', E'The user also provided the following message when switching to ACT MODE:\n<user_message>\na b c\n</user_message>')),
	(5, 'two in one message', pg_temp.users(E'<feedback>a b</feedback>', E'<user_message>c</user_message>')),
	(6, 'an answer is no request', pg_temp.users(E'[ask_followup_question for ''which?''] Result:\n<answer>\na b c\n</answer>')),
	(7, 'nor if it is told otherwise', pg_temp.users(E'[ask_followup_question for ''which?''] Result:', E'<user_message>\na b c\n</user_message>')),
	(8, 'instructions before it', pg_temp.users(E'<explicit_instructions type="new_task">do it so</explicit_instructions>\n<task>\na b c\n</task>')),
	(9, 'files behind it', pg_temp.users(E'<feedback>\na b c\n</feedback>\n\n<file_content path="x">\nmany words\n</file_content>')),
	(10, 'while a command goes on', pg_temp.users(E'[execute_command for ''make''] Result:', E'Command is still running in terminal from ''/w''.\nHere''s the output so far:\nx\n\n<user_message>\na b c\n</user_message>')),
	(11, 'denied, and why', pg_temp.users(E'[read_file for ''x''] Result:', E'The user denied this operation and provided the following feedback:\n<feedback>\na b c\n</feedback>')),
	(12, 'denied, as JSON', pg_temp.users('[read_file for ''x''] Result:', '{"status":"denied","feedback":"a b c"}')),
	(13, 'approved, as JSON', pg_temp.users('[read_file for ''x''] Result:', '{"status":"approved","feedback":"a b c"}')),
	(14, 'never closed', pg_temp.users(E'<feedback>\na b c')),
	(15, 'empty', pg_temp.users(E'<feedback>\n\n</feedback>')),
	(16, 'tags in a file that was read', pg_temp.users(E'[read_file for ''x''] Result:\n<task>\na b c\n</task>\n<feedback>\nd\n</feedback>')),
	(17, 'tags within a line', pg_temp.users(E'a b <feedback>c</feedback>')),
	(18, 'reminders', pg_temp.users('# TODO LIST UPDATE REQUIRED - You MUST', '[ERROR] You did not use a tool in your previous response!', '[NOTE] Some previous history was removed.', 'Files attached by the user:')),
	(19, 'surroundings', pg_temp.users(E'<environment_details>\nThe user:\n<feedback>a</feedback>\n</environment_details>')),
	(20, 'a string', pg_temp.read(E'{"role": "user", "content": "<feedback>a b c</feedback>"}')),
	(21, 'an image', pg_temp.read('{"role": "user", "content": [{"type": "image", "source": {}}]}'))
) AS v (ordinal, name, f) ORDER BY ordinal;

--
-- Results: which call failed?  Each is the second of two calls.
--
CREATE FUNCTION pg_temp.result(block text) RETURNS workmode_facts LANGUAGE sql AS $$
	SELECT pg_temp.read('{"role": "assistant", "content": [{"type": "tool_use", "id": "a", "name": "list_files", "input": {"path": "."}},
		{"type": "tool_use", "id": "b", "name": "execute_command", "input": {"command": "make"}}]}',
		'{"role": "user", "content": [' || block || ']}')
$$;
SELECT block, (f).errors
FROM (SELECT ordinality, block, pg_temp.result(block) AS f FROM unnest(ARRAY[
	'{"type": "tool_result", "tool_use_id": "b", "content": "[Command exited with code 2]\nno rule"}',
	'{"type": "tool_result", "tool_use_id": "b", "content": "[Command exited with code 0]\n"}',
	'{"type": "tool_result", "tool_use_id": "b", "content": "done", "is_error": true}',
	'{"type": "tool_result", "tool_use_id": "b", "content": [{"type": "text", "text": "The tool execution failed with the following error:\n<error>x</error>"}]}',
	'{"type": "tool_result", "tool_use_id": "b", "content": "{\"status\":\"error\",\"message\":\"The tool execution failed\"}"}',
	'{"type": "tool_result", "tool_use_id": "b", "content": [{"query": "make", "result": "", "success": true}, {"query": "x", "error": "y", "success": false}]}',
	'{"type": "tool_result", "tool_use_id": "b", "content": "{\"query\":\"edit:x\",\"result\":\"\",\"error\":\"no match\",\"success\":false}"}',
	'{"type": "tool_result", "tool_use_id": "b", "content": "{\"query\":\"edit:x\",\"result\":\"done\",\"success\":true}"}',
	'{"type": "tool_result", "tool_use_id": "b", "content": []}',
	'{"type": "tool_result", "tool_use_id": "b"}',
	'{"type": "tool_result", "tool_use_id": 7, "content": "The user denied this operation."}',
	'{"type": "text", "text": "[execute_command for ''make''] Result:\nCommand timed out after 30 seconds. Running in background."}',
	'{"type": "text", "text": "[execute_command for ''make\nx[0]''] Result:\nCommand executed in terminal. Exit code: <undefined, notify user>\nOutput:\n"}',
	'{"type": "text", "text": "[execute_command for ''make''] Result:"}, {"type": "text", "text": "Command executed in terminal. Process terminated by signal SIGINT\nOutput:\n"}',
	'{"type": "text", "text": "[execute_command for ''make''] Result:"}, {"type": "text", "text": "done"}, {"type": "text", "text": "The user denied this operation."}',
	'{"type": "text", "text": "[list_files for ''.''] Result:\nThe tool execution failed with the following error:\n"}, {"type": "text", "text": "[execute_command for ''make''] Result:\nThe user denied this operation."}',
	'{"type": "text", "text": "[read_file for ''x''] Result:\n<files>\n<file><path>x</path><error>Error reading file: none</error></file>\n</files>"}',
	'{"type": "text", "text": "[attempt_completion] Result:\nThe user denied this operation."}',
	'{"type": "text", "text": "Tool [execute_command] was not executed because a tool has already been used in this message."}'
]) WITH ORDINALITY AS r (block)) AS s ORDER BY ordinality;

-- Edits that failed changed nothing
SELECT (f).actions, (f).errors, (f).lines_added, (f).files_changed
FROM pg_temp.read('{"role": "assistant", "content": [{"type": "text", "text": "<replace_in_file><path>a.c</path><diff>------- SEARCH\na\n=======\nb\n+++++++ REPLACE</diff></replace_in_file>"}]}',
	'{"role": "user", "content": [{"type": "text", "text": "[replace_in_file for ''a.c''] Result:"}, {"type": "text", "text": "The tool execution failed with the following error:\n<error>\nno match\n</error>"}]}') AS f;

--
-- Calls in the agent's words
--
CREATE FUNCTION pg_temp.says(words text) RETURNS workmode_facts LANGUAGE sql AS $$
	SELECT pg_temp.read(jsonb_build_object('role', 'assistant', 'content', words)::text)
$$;
SELECT name, (f).actions, (f).files_changed AS files, (f).lines_added AS added, (f).lines_removed AS removed, (f).words_out, (f).commits
FROM (VALUES
	(1, 'none', pg_temp.says('one two three')),
	(2, 'between words', pg_temp.says(E'one\n<read_file>\n<path>a.c</path>\n</read_file>\ntwo')),
	(3, 'two of them', pg_temp.says(E'<list_files><path>.</path></list_files><read_file><path>a.c</path></read_file>')),
	(4, 'not closed', pg_temp.says(E'one\n<read_file>\n<path>a.c')),
	(5, 'named in a sentence', pg_temp.says('one `<read_file>` two <write_to_file> three')),
	(6, 'of a tool that there is not', pg_temp.says('<div><p>one</p></div>')),
	(7, 'a file with tags in it', pg_temp.says(E'<write_to_file>\n<path>a.html</path>\n<content>\n<content>x</content>\n<path>b</path>\n</content>\n</write_to_file>')),
	(8, 'entities', pg_temp.says(E'<execute_command><command>make &amp;&amp; git commit -m &quot;x&quot;</command></execute_command>')),
	(9, 'several files', pg_temp.says(E'<apply_diff><args><file><path>a.c</path><diff><content>\n<<<<<<< SEARCH\n:start_line:1\n-------\na\n=======\nb\nc\n>>>>>>> REPLACE\n</content></diff></file><file><path>b.c</path><diff><content>\n<<<<<<< SEARCH\na\n=======\n>>>>>>> REPLACE\n</content></diff></file></args></apply_diff>')),
	(10, 'several files to read', pg_temp.says(E'<read_file><args><file><path>a.c</path></file><file><path>b.c</path></file></args></read_file>')),
	(11, 'old and new text', pg_temp.says(E'<search_and_replace><path>a.c</path><search>a</search><replace>b\nc</replace></search_and_replace>')),
	(12, 'a block of an edit, escaped', pg_temp.says(E'<replace_in_file><path>a.c</path><diff>&lt;&lt;&lt;&lt;&lt;&lt;&lt; SEARCH\na\n=======\nb\n&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE</diff></replace_in_file>')),
	(13, 'the end', pg_temp.says(E'one\n<attempt_completion>\n<result>\ntwo three\n</result>\n<command>open x</command>\n</attempt_completion>')),
	(14, 'a question', pg_temp.says(E'<ask_followup_question><question>one two?</question><follow_up><suggest>three</suggest></follow_up></ask_followup_question>')),
	(15, 'a plan', pg_temp.says(E'<plan_mode_respond><response>one two</response></plan_mode_respond>')),
	(16, 'a summary for itself', pg_temp.says(E'<summarize_task><context>one two</context></summarize_task>')),
	(17, 'thoughts', pg_temp.says(E'<thinking>\none\n</thinking>\ntwo')),
	(18, 'interrupted', pg_temp.says(E'one two\n\n[Response interrupted by user]'))
) AS v (ordinal, name, f) ORDER BY ordinal;

-- Native calls: the same, and what else there is
SELECT call, (f).actions, (f).files_changed AS files, (f).lines_added AS added, (f).lines_removed AS removed, (f).words_out
FROM (SELECT ordinality, call, pg_temp.read('{"role": "assistant", "content": [{"type": "tool_use", "id": "x", ' || call || '}]}') AS f FROM unnest(ARRAY[
	'"name": "apply_diff", "input": {"path": "a.c", "diff": "<<<<<<< SEARCH\n:start_line:1\n-------\na\n=======\nb\n>>>>>>> REPLACE"}',
	'"name": "editor", "input": {"path": "a.c", "old_text": "a", "new_text": "b\nc"}',
	'"name": "search_and_replace", "input": {"path": "a.c", "operations": [{"search": "a", "replace": "b"}, {"search": "c", "replace": "d\ne"}]}',
	'"name": "insert_content", "input": {"path": "a.c", "line": "3", "content": "a\nb\n"}',
	'"name": "apply_patch", "input": {"input": "*** Begin Patch\n*** Update File: a.c\n@@\n-a\n+b\n*** Add File: b.c\n+x\n*** End Patch"}',
	'"name": "run_commands", "input": {"commands": ["sed -i s/a/b/ a.c", "make"]}',
	'"name": "use_subagents", "input": {"prompt_1": "look", "prompt_2": "look there"}',
	'"name": "plan_mode_respond", "input": {"response": "one two"}',
	'"name": "submit_and_exit", "input": {"summary": "one two", "verified": true}',
	'"name": "ask_question", "input": {"question": "one?", "options": ["a", "b"]}',
	'"name": "attempt_completion", "input": {}',
	'"name": "", "input": {}',
	'"name": 7, "input": 7',
	'"name": "read_file", "input": "{\"path\": \"a.c\"}"'
]) WITH ORDINALITY AS c (call)) AS s ORDER BY ordinality;

-- Messages of the program, thoughts beside them, roles and contents of wrong types
SELECT name, (f).prompts, (f).words_out, (f).lines_read, (f).lines_skipped AS skipped
FROM (VALUES
	(1, 'a summary', pg_temp.read('{"role": "assistant", "isSummary": true, "content": "one two"}')),
	(2, 'put in between', pg_temp.read('{"role": "user", "metadata": {"displayRole": "system"}, "content": "<feedback>a</feedback>"}')),
	(3, 'thoughts, encrypted', pg_temp.read('{"type": "reasoning", "summary": [], "encrypted_content": "x", "ts": 1}')),
	(4, 'another role', pg_temp.read('{"role": "critic", "content": "x"}')),
	(5, 'no content', pg_temp.read('{"role": "user"}')),
	(6, 'a number', pg_temp.read('{"role": "assistant", "content": 7}')),
	(7, 'blocks of wrong types', pg_temp.read('{"role": "user", "content": [7, "x", [], {"type": 7, "text": "<feedback>a</feedback>"}, {"type": "text", "text": []}]}')),
	(8, 'no object', pg_temp.read('"x"'))
) AS v (ordinal, name, f) ORDER BY ordinal;

--
-- Which program, its model, when and where: from the surroundings
--
CREATE FUNCTION pg_temp.around(details text, tool text DEFAULT 'read_file') RETURNS workmode_facts LANGUAGE sql AS $$
	SELECT workmode_session(jsonb_build_array(
		jsonb_build_object('role', 'user', 'content', jsonb_build_array(
			jsonb_build_object('type', 'text', 'text', E'<user_message>\nhelp\n</user_message>'),
			jsonb_build_object('type', 'text', 'text', E'<environment_details>\n' || details || E'\n</environment_details>'))),
		jsonb_build_object('role', 'assistant', 'content', jsonb_build_array(
			jsonb_build_object('type', 'tool_use', 'id', 'x', 'name', tool, 'input', '{}'::jsonb)))))
$$;
SELECT name, (f).agent, (f).model, (f).project, (f).started_at, (f).prompts
FROM (VALUES
	(1, 'Cline', pg_temp.around(E'# Current Time\n11/3/2026, 9:00:05 PM (Europe/Berlin, UTC+1:00)\n\n# Current Working Directory (c:/work) Files\n\n# Current Mode\nPLAN MODE')),
	(2, 'another blank, another zone', pg_temp.around(E'# VSCode Open Tabs\n\n# Current Time\n7/14/2026, 12:30:00\u202fAM (Asia/Kolkata, UTC+5:30)')),
	(3, 'west', pg_temp.around(E'# VSCode Open Tabs\n\n# Current Time\n7/14/2026, 12:30:00 PM (America/New_York, UTC-4:00)')),
	(4, 'a day first', pg_temp.around(E'# VSCode Open Tabs\n\n# Current Time\n14.7.2026, 12:30:00 (Europe/Berlin, UTC+2:00)')),
	(5, 'Roo', pg_temp.around(E'# VSCode Open Tabs\n\n# Current Time\nCurrent time in ISO 8601 UTC format: 2026-05-06T06:07:39.068Z\nUser time zone: Europe/Warsaw, UTC+2:00\n\n# Current Mode\n<slug>code</slug>\n<name>Code</name>\n<model>glm-5</model>\n\n\n# Current Workspace Directory (/home/k/app) Files\n.roo/')),
	(6, 'Roo by a tool', pg_temp.around('', 'update_todo_list')),
	(7, 'Kilo by its folder', pg_temp.around(E'# Current Mode\n<slug>code</slug>\n\n# Current Workspace Directory (/w) Files\n.kilocode/')),
	(8, 'Kilo by a tool', pg_temp.around(E'\n<slug>code</slug>', 'fast_edit_file')),
	(9, 'several folders', pg_temp.around(E'\n# Current Working Directory (Primary: app) Files')),
	(10, 'nothing', pg_temp.around(''))
) AS v (ordinal, name, f) ORDER BY ordinal;

-- An older Cline's file tells results as Roo does, but its tools are its own
SELECT (pg_temp.users('[read_file for ''x''] Result:')).agent AS told_so,
	(pg_temp.read('{"role": "assistant", "content": "<replace_in_file><path>a</path></replace_in_file>"}', '{"role": "user", "content": "[replace_in_file for ''a''] Result:"}')).agent AS with_a_tool;

--
-- A session of 2026: an object with messages; words stand without tags
--
CREATE TABLE pg_temp.session AS SELECT $$
{"version": 1, "updated_at": "2026-04-22T17:42:10.123Z", "agent": "lead", "sessionId": "s-1",
 "origin": {"source": "vscode", "mode": "user", "sessionId": "s-1", "parentThreadId": "s-0", "version": "4.1.0"},
 "messages": [
	{"id": "m1", "role": "user", "content": [{"type": "text", "text": "what is in the readme?"}, {"type": "file", "path": "/w/README", "content": "many words"}]},
	{"id": "m2", "role": "assistant", "ts": 1776879730000, "modelInfo": {"id": "claude-sonnet-4-6", "provider": "anthropic"}, "content": [
		{"type": "thinking", "thinking": "read it"}, {"type": "tool_use", "id": "c1", "name": "read_files", "input": {"files": [{"path": "/w/README"}]}}]},
	{"id": "m3", "role": "user", "content": [{"type": "tool_result", "tool_use_id": "c1", "is_error": false, "content": [{"query": "/w/README", "result": "x", "success": true}]}]},
	{"id": "m4", "role": "assistant", "ts": 1776879731000, "modelInfo": {"id": "claude-sonnet-4-6", "provider": "anthropic"},
		"metrics": {"inputTokens": 50, "outputTokens": 8, "cacheReadTokens": 30, "cacheWriteTokens": 1, "cost": 0.1}, "content": [{"type": "text", "text": "Not much."}]},
	{"id": "m5", "role": "user", "content": [{"type": "text", "text": "<mode_notice>The user switched from plan mode to act mode before sending this message.</mode_notice>\n<user_input mode=\"act\">write more</user_input>"}]},
	{"id": "m6", "role": "user", "content": [{"type": "text", "text": "The user approved switching to act mode. Continue with the approved plan now."}]},
	{"id": "m7", "role": "assistant", "ts": 1776879740000, "content": [{"type": "tool_use", "id": "c2", "name": "editor", "input": {"path": "/w/README", "old_text": "x", "new_text": "x\ny\n"}}]},
	{"id": "m8", "role": "user", "content": [{"type": "tool_result", "tool_use_id": "c2", "is_error": true, "content": "The user denied this edit. The user provided the following feedback:\n<feedback>\nnot there\n</feedback>"}]}
 ]}$$::text AS body;
SELECT f.format, f.session_id, f.parent, f.agent, f.agent_version, f.model, f.surface, f.headless, f.started_at, f.prompts, f.actions, f.errors,
	f.lines_added, f.words_in, f.words_out, f.tokens_in, f.tokens_out, f.lines_read, f.lines_skipped,
	f IS NOT DISTINCT FROM workmode_session(body::jsonb) AS jsonb, f IS NOT DISTINCT FROM workmode_session(body::json) AS json
FROM pg_temp.session, workmode_session(body) f
\gx
-- Others: where it ran, who asked; and one that breaks off
SELECT change, f.surface, f.headless, f.prompts, f.actions
FROM pg_temp.session, unnest('{
	"{\"origin\": {\"source\": \"cli\"}}", "{\"origin\": null}", "{\"origin\": {\"source\": \"web\", \"trigger\": \"schedule\"}}",
	"{\"origin\": {\"source\": \"core\", \"mode\": \"automation\"}}", "{\"agent\": \"subagent\"}", "{\"agent\": \"someone\"}", "{\"messages\": []}"}'::jsonb[]) change,
	workmode_session(body::jsonb || change) f;
SELECT bool_and((f).format = 'cline' AND (f).session_id = 's-1') AS recognised, max((f).actions) AS actions, max((f).lines_skipped) AS skipped
FROM (SELECT workmode_session(left(body, n)) AS f FROM pg_temp.session, generate_series(strpos(body, '"m1"'), length(body) - 10, 13) n) s;

--
-- What is shown: ui_messages.json
--
CREATE FUNCTION pg_temp.shown(VARIADIC messages text[]) RETURNS workmode_facts LANGUAGE sql AS $$
	SELECT workmode_session('[{"ts": 1793692800000, "type": "say", "say": "task", "text": "one two"},
		{"ts": 1793692801000, "type": "say", "say": "api_req_started", "text": "{}"}, ' || array_to_string(messages, ', ') || ']')
$$;
CREATE FUNCTION pg_temp.tool(tool jsonb, type text DEFAULT 'say', more text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT format('{"ts": 1793692802000, "type": "%s", "%s": "tool", "text": %s%s}', type, type, to_json(tool::text), more)
$$;

-- A session
SELECT f.format, f.agent, f.model, f.surface, f.headless, f.started_at, f.ended_at, f.prompts, f.turns, f.actions, f.errors,
	f.files_changed, f.lines_added, f.lines_removed, f.words_in, f.words_out, f.tokens_in, f.tokens_out, f.lines_read, f.lines_skipped
FROM pg_temp.shown(
	'{"ts": 1793692801000, "type": "say", "say": "checkpoint_created", "lastCheckpointHash": "ab"}',
	'{"ts": 1793692802000, "type": "say", "say": "api_req_started", "text": "{\"request\":\"<task>one two</task> \\\"tokensIn\\\": 9\",\"tokensIn\":100,\"tokensOut\":20,\"cacheReads\":1000,\"cacheWrites\":5,\"cost\":0.1}", "modelInfo": {"modelId": "grok", "providerId": "x", "mode": "act"}}',
	'{"ts": 1793692803000, "type": "say", "say": "reasoning", "text": "read it first"}',
	'{"ts": 1793692804000, "type": "say", "say": "text", "text": "I read", "partial": true}',
	'{"ts": 1793692805000, "type": "say", "say": "text", "text": "I read it.", "partial": false}',
	pg_temp.tool('{"tool": "readFile", "path": "a.c", "content": "/w/a.c"}'),
	pg_temp.tool('{"tool": "editedExistingFile", "path": "a.c", "content": "------- SEARCH\na\n=======\nb\nc\n+++++++ REPLACE"}', 'ask'),
	pg_temp.tool('{"tool": "editedExistingFile", "path": "a.c", "content": "------- SEARCH\na\n=======\nb\nc\n+++++++ REPLACE"}'),
	'{"ts": 1793692806000, "type": "ask", "ask": "command", "text": "makeREQ_APP"}',
	'{"ts": 1793692807000, "type": "ask", "ask": "command_output", "text": "no rule"}',
	'{"ts": 1793692807000, "type": "say", "say": "command_output", "text": "[Command exited with code 2]"}',
	'{"ts": 1793692808000, "type": "say", "say": "completion_result", "text": "Done now."}',
	'{"ts": 1793692808000, "type": "ask", "ask": "completion_result", "text": ""}',
	'{"ts": 1793692809000, "type": "say", "say": "user_feedback", "text": "and the docs"}',
	pg_temp.tool('{"tool": "newFileCreated", "path": "doc.md", "content": "a\nb\n"}'),
	'{"ts": 1793692811000, "type": "say", "say": "task_progress", "text": "- [x] all"}') AS f
\gx

-- What may be shown, one by one
SELECT name, (f).prompts - 1 AS more, (f).words_in - 2 AS words, (f).words_out, (f).actions, (f).errors, (f).files_changed AS files, (f).lines_added AS added, (f).lines_removed AS removed
FROM (VALUES
	(1, 'an edit with a diff', pg_temp.shown(pg_temp.tool('{"tool": "appliedDiff", "path": "a.c", "diff": "<<<<<<< SEARCH\n:start_line:1\n-------\na\n=======\nb\n>>>>>>> REPLACE", "content": "x\ny\nz"}', 'ask'))),
	(2, 'a hunk', pg_temp.shown(pg_temp.tool('{"tool": "editedExistingFile", "path": "a.c", "diff": "@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n"}', 'ask'))),
	(3, 'counted', pg_temp.shown(pg_temp.tool('{"tool": "newFileCreated", "path": "a.c", "content": "@@ -0,0 +1 @@\n+a", "diffStats": {"added": 7, "removed": 2}}', 'ask'))),
	(4, 'a file that is a patch', pg_temp.shown(pg_temp.tool('{"tool": "newFileCreated", "path": "a.c", "content": "--- /dev/null\n+++ b/a.c\n@@ -0,0 +1,2 @@\n+a\n+b"}', 'ask'))),
	(5, 'several files', pg_temp.shown(pg_temp.tool('{"tool": "appliedDiff", "batchDiffs": [{"path": "a.c", "content": "@@ -1 +1 @@\n-a\n+b"}, {"path": "b.c", "content": "<<<<<<< SEARCH\na\n=======\nb\nc\n>>>>>>> REPLACE"}]}', 'ask'))),
	(6, 'a patch of several files', pg_temp.shown(pg_temp.tool('{"tool": "editedExistingFile", "path": "", "content": "*** Begin Patch\n*** Update File: a.c\n@@\n-a\n+b\n*** Add File: b.c\n+x\n*** End Patch"}'))),
	(7, 'a file that is written again', pg_temp.shown(pg_temp.tool('{"tool": "editedExistingFile", "path": "a.c", "content": "a\nb\nc"}'))),
	(8, 'deleted', pg_temp.shown(pg_temp.tool('{"tool": "fileDeleted", "path": "a.c"}'))),
	(9, 'left over', pg_temp.shown(pg_temp.tool('{"tool": "newFileCreated", "path": "a.c", "content": "a"}', 'ask', ', "partial": true'))),
	(10, 'to be approved, then done', pg_temp.shown(pg_temp.tool('{"tool": "readFile", "path": "a.c"}', 'ask'), pg_temp.tool('{"tool": "readFile", "path": "a.c"}'))),
	(11, 'done twice', pg_temp.shown(pg_temp.tool('{"tool": "readFile", "path": "a.c"}'), pg_temp.tool('{"tool": "readFile", "path": "a.c"}'))),
	(12, 'no action', pg_temp.shown(pg_temp.tool('{"tool": "finishTask"}', 'ask'), pg_temp.tool('{"tool": "summarizeTask", "content": "x"}'))),
	(13, 'an edit that failed', pg_temp.shown(pg_temp.tool('{"tool": "editedExistingFile", "path": "a.c", "content": "a"}'), '{"ts": 1, "type": "say", "say": "diff_error", "text": "a.c"}')),
	(14, 'an error of its own', pg_temp.shown('{"ts": 1, "type": "say", "say": "error", "text": "Cline tried to use read_file without value for path"}')),
	(15, 'an error behind what went well', pg_temp.shown(pg_temp.tool('{"tool": "newFileCreated", "path": "a.c", "content": "a"}'), '{"ts": 1, "type": "say", "say": "text", "text": "so"}', '{"ts": 1, "type": "say", "say": "clineignore_error", "text": "x"}')),
	(16, 'too many mistakes', pg_temp.shown('{"ts": 1, "type": "ask", "ask": "mistake_limit_reached", "text": "x"}')),
	(17, 'a command with its output', pg_temp.shown('{"ts": 1, "type": "say", "say": "command", "text": "make\nOutput:\n[Command exited with code 2]\nno rule"}')),
	(18, 'a tool of a server', pg_temp.shown('{"ts": 1, "type": "ask", "ask": "use_mcp_server", "text": "{\"serverName\":\"x\",\"type\":\"use_mcp_tool\",\"toolName\":\"create_pull_request\"}"}', '{"ts": 1, "type": "say", "say": "mcp_server_response", "text": "x"}')),
	(19, 'a browser', pg_temp.shown('{"ts": 1, "type": "say", "say": "browser_action_launch", "text": "http://x"}', '{"ts": 1, "type": "say", "say": "browser_action", "text": "{\"action\":\"click\"}"}')),
	(20, 'subagents', pg_temp.shown('{"ts": 1, "type": "ask", "ask": "use_subagents", "text": "{\"prompts\":[\"look\"]}"}')),
	(21, 'a question, answered', pg_temp.shown('{"ts": 1, "type": "ask", "ask": "followup", "text": "{\"question\":\"which one?\",\"options\":[\"a\",\"b\"]}"}', '{"ts": 1, "type": "say", "say": "user_feedback", "text": "the red one"}')),
	(22, 'a question, an answer selected', pg_temp.shown('{"ts": 1, "type": "ask", "ask": "followup", "text": "{\"question\":\"which?\",\"options\":[\"a\",\"b\"],\"selected\":\"a\"}"}', '{"ts": 1, "type": "say", "say": "user_feedback", "text": "now go"}')),
	(23, 'a question in plain words', pg_temp.shown('{"ts": 1, "type": "ask", "ask": "followup", "text": "which one?"}')),
	(24, 'a plan, and what comes then', pg_temp.shown('{"ts": 1, "type": "ask", "ask": "plan_mode_respond", "text": "{\"response\":\"first this\",\"options\":[]}"}', '{"ts": 1, "type": "say", "say": "user_feedback", "text": "do it"}')),
	(25, 'changed by hand', pg_temp.shown('{"ts": 1, "type": "say", "say": "user_feedback_diff", "text": "{\"tool\":\"editedExistingFile\",\"path\":\"a.c\",\"diff\":\"x\"}"}')),
	(26, 'requests again', pg_temp.shown('{"ts": 1, "type": "say", "say": "api_req_retried"}', '{"ts": 1, "type": "say", "say": "error_retry", "text": "x"}', '{"ts": 1, "type": "ask", "ask": "api_req_failed", "text": "x"}', '{"ts": 1, "type": "ask", "ask": "resume_task"}')),
	(27, 'kinds that nobody knows', pg_temp.shown('{"ts": 1, "type": "say", "say": "x"}', '{"ts": 1, "type": "ask", "ask": "tool", "text": "x"}', '{"ts": 1, "type": "say", "say": "tool", "text": 7}'))
) AS v (ordinal, name, f) ORDER BY ordinal;

-- Without a task the first text is it
SELECT (f).prompts, (f).words_in, (f).words_out
FROM workmode_session('[{"ts": 1, "type": "say", "say": "text", "text": "one two"}, {"ts": 2, "type": "say", "say": "api_req_started", "text": "{}"}, {"ts": 3, "type": "say", "say": "text", "text": "three"}]') f;

-- A picture asks without words, unless it answers a question.
SELECT (f).prompts, (f).words_in
FROM workmode_session('[{"ts": 1, "type": "say", "say": "task", "text": "one two"}, {"ts": 2, "type": "say", "say": "user_feedback", "text": "", "images": ["data:image/png;base64,AA"]},
	{"ts": 3, "type": "say", "say": "user_feedback", "text": "", "images": []}, {"ts": 4, "type": "ask", "ask": "followup", "text": "which?"},
	{"ts": 5, "type": "say", "say": "user_feedback", "text": "", "images": ["data:image/png;base64,AA"]}]'::text) f;

-- Which program; tokens, of which Roo's have the cached ones in them
SELECT message, (f).agent, (f).tokens_in, (f).tokens_out, (f).lines_read - 1 AS read, (f).lines_skipped AS skipped
FROM (SELECT ordinality, message, workmode_session('[{"ts": 1, "type": "say", "say": "text", "text": "x"}, ' || message || ']') AS f FROM unnest(ARRAY[
	'{"ts": 1, "type": "say", "say": "checkpoint_created", "text": "x"}',
	'{"ts": 1, "type": "say", "say": "checkpoint_saved", "text": "x"}',
	'{"ts": 1, "type": "ask", "ask": "tool", "text": "{\"tool\": \"updateTodoList\"}"}',
	'{"ts": 1, "type": "say", "say": "api_req_started", "text": "{\"apiProtocol\":\"openai\",\"usageMissing\":false}"}',
	'{"ts": 1, "type": "ask", "ask": "payment_required_prompt", "text": "x"}',
	'{"ts": 1, "type": "say", "say": "text", "text": "x", "metadata": {"kiloCode": {}}}',
	'{"ts": 1, "type": "say", "say": "x", "modelInfo": {"modelId": 7}}',
	'{"ts": 1, "type": "say", "say": "api_req_started", "text": "{\"tokensIn\":100,\"tokensOut\":5,\"cacheReads\":40}"}',
	'{"ts": 1, "type": "say", "say": "api_req_started", "text": "{\"apiProtocol\":\"openai\",\"tokensIn\":100,\"tokensOut\":5,\"cacheReads\":40}"}',
	'{"ts": 1, "type": "say", "say": "api_req_started", "text": "{\"apiProtocol\":\"anthropic\",\"tokensIn\":3,\"tokensOut\":5,\"cacheReads\":40,\"cacheWrites\":10}"}',
	'{"ts": 1, "type": "say", "say": "api_req_started", "text": "{\"tokensIn\":1,\"tokensIn\":\"x\",\"tokensOut\":1e99"}',
	'{"ts": "x", "type": "say", "say": "text", "text": "x"}',
	'{"ts": 1, "type": "say", "text": "x"}',
	'{"ts": 1, "type": "say", "say": 7}',
	'{"type": "y"}'
]) WITH ORDINALITY AS m (message)) s ORDER BY ordinality;

-- What is none of theirs
SELECT transcript, (workmode_session(transcript)).format
FROM unnest(ARRAY['[{"role": "user", "content": "one <task>two</task>"}]', '[{"role": "assistant", "content": "<task>x</task>"}]',
	'[{"role": "user", "content": [{"type": "text", "text": "x"}, {"type": "text", "text": "<task>y</task>"}]}]',
	'[{"role": "user", "content": [{"type": "text", "text": "x"}, {"type": "text", "text": "<environment_details>"}]}]',
	'[{"role": "user", "content": "\n<task>x"}]', '{"messages": [{"role": "user", "content": "<task>x"}]}',
	'[{"role": "assistant", "content": "x", "modelInfo": {"modelId": "m", "providerId": "p"}}]', '[{"role": "assistant", "content": "x", "modelInfo": {"modelId": "m"}}]',
	'{"agent": "lead", "messages": 7}', '{"agent": "lead"}', '{"agent": "lead", "messages": []}',
	'[{"ts": 1, "type": "say", "say": "x"}]', '[{"type": "say", "say": "x"}]', '[{"ts": 1, "type": "say", "ask": "x"}]']) AS transcript;
