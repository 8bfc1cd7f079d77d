--
-- Cursor: agent transcripts as JSON Lines, as an array and as text, and the
-- Markdown of a chat.  All sessions are invented.
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
	OUT format text, OUT agent text, OUT surface text, OUT prompts bigint,
	OUT turns bigint, OUT words_in bigint, OUT words_out bigint,
	OUT actions bigint, OUT files bigint, OUT added bigint, OUT removed bigint,
	OUT read bigint, OUT skipped bigint)
LANGUAGE sql AS $$
	SELECT format, agent, surface, prompts, turns, words_in, words_out,
		   actions, files_changed, lines_added, lines_removed, lines_read, lines_skipped
	FROM workmode_session(transcript)
$$;

--
-- JSON Lines
--
CREATE FUNCTION pg_temp.said(VARIADIC texts text[]) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"role":"user","message":{"content":[%s]}}',
				  (SELECT string_agg(format('{"type":"text","text":%s}', to_json(t)), ',') FROM unnest(texts) t))
$$;
CREATE FUNCTION pg_temp.did(VARIADIC blocks text[]) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"role":"assistant","message":{"content":[%s]}}', array_to_string(blocks, ','))
$$;
CREATE FUNCTION pg_temp.words(words text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"type":"text","text":%s}', to_json(words))
$$;

-- No results, no models, and no times but those before a request.
SELECT pg_temp.all_facts(pg_temp.lines(
	pg_temp.said(E'<user_info>\nOS: linux\n</user_info>'),
	pg_temp.said(E'<timestamp>Tuesday, Feb 3, 2026, 3:30 PM (UTC+5:30)</timestamp>\n<user_query>\nmake the buoy blink faster\n</user_query>'),
	pg_temp.did(pg_temp.words(E'I look for it.\n\n[REDACTED]'), '{"type":"tool_use","name":"Grep","input":{"pattern":"blink","path":"/w"}}'),
	pg_temp.did(pg_temp.words('[REDACTED]'), '{"type":"tool_use","name":"StrReplace","input":{"path":"/w/buoy.c","old_string":"a","new_string":"b\nc"}}'),
	pg_temp.did('{"type":"tool_use","name":"Delete","input":{"path":"/w/old.c"}}', pg_temp.words('Done.')),
	'{"type":"turn_ended","status":"success"}',
	pg_temp.said(E'<timestamp>Tuesday, Feb 3, 2026, 5:31 AM (UTC-5)</timestamp>\n<user_query>thanks</user_query>')));

SELECT n, f.*
FROM (VALUES
	-- what the editor puts before a request, in texts of its own or in the same
	(1, pg_temp.said(E'<git_status>\n M a.c\n</git_status>', E'<agent_skills>\nmany\n</agent_skills>', 'one two')),
	(2, pg_temp.said(E'<manually_attached_skills>\nmany\n</manually_attached_skills>\n<git_diff_from_branch_to_main>\n+x\n</git_diff_from_branch_to_main>\n<user_query>\none two\n</user_query>\n<system_reminder>x</system_reminder>')),
	(3, pg_temp.said(E'<external_links>\nmany\n</external_links>\n<image_files>\n1. /x.png\n</image_files>')),
	(4, '{"role":"user","message":{"content":"<user_query>one two three</user_query>"}}'),
	(5, '{"role":"user","message":{"content":[{"type":"image","source":{"data":"AAAA"}}]}}'),
	(6, pg_temp.said(E'<timestamp>Tuesday, Feb 3, 2026, 3:30 PM (UTC+5:30)</timestamp>\none two')),
	-- blocks whose types were written otherwise; results; thoughts
	(7, pg_temp.did('{"type":"tool-call","toolCallId":"c","toolName":"Write","args":{"path":"a.c","contents":"a\nb\n"}}')),
	(8, pg_temp.did('{"type":"tool_call","toolName":"Shell","args":"{\"command\":\"ls\"}"}')),
	(9, pg_temp.lines(pg_temp.did('{"type":"tool-call","toolCallId":"c","toolName":"Write","args":{"path":"a.c","contents":"a\nb\n"}}'),
		'{"role":"tool","message":{"content":[{"type":"tool-result","toolCallId":"c","result":"no such folder","isError":true}]}}')),
	(10, pg_temp.did('{"type":"thinking","thinking":"hm"}', '{"type":"reasoning","text":"hm"}', pg_temp.words('<think>is it so?</think>It is so.<think>or not'))),
	(11, pg_temp.did('{"type":"tool_use","name":"ApplyPatch","input":"*** Begin Patch\n*** Update File: a.c\n@@\n-a\n+b\n*** End Patch"}')),
	(12, pg_temp.did('{"type":"tool_use","name":"EditNotebook","input":{"target_notebook":"a.ipynb","cell_idx":1,"old_string":"","new_string":"x = 1"}}')),
	(13, '{"role":"assistant","message":{"content":"one two"}}'),
	-- odd lines
	(14, pg_temp.lines(pg_temp.said('one'), '{"type":"turn_ended"}', '{"type":7}', '{"role":"critic","message":{"content":"x"}}', '{"role":"user","message":7}',
		'{"role":"user","message":{"content":7}}', '{"role":"system","message":{"content":"be brief"}}', '{"role":"assistant"}', 'x', '{}')),
	(15, pg_temp.did('7', '{"type":"tool_use"}', '{"type":"tool_use","name":7}', '{"type":"hologram"}', '[]')),
	-- of another format
	(16, '{"role":"user","message":"one"}'),
	(17, '{"role":"user","content":"one"}'),
	(18, '{"type":"turn_ended","status":"success"}'),
	(19, '{"type":"user","sessionId":"s","message":{"role":"user","content":"one"}}')) v (n, transcript),
	LATERAL pg_temp.facts(transcript) f
ORDER BY n;

--
-- An array, as it was before
--
SELECT n, f.*
FROM (VALUES
	(1, '[{"role":"user","text":"[Image]\n<image_files>\n1. /x.png\n</image_files>\n<user_query>\nmake it blink\n</user_query>"},
		{"role":"assistant","text":"<think>\nhow?\n</think>\nI look.","toolCalls":[{"toolName":"read_file","args":{"target_file":"a.c"}},{"toolName":"search_replace","args":{"file_path":"a.c","old_string":"a","new_string":"b\nc"}}]},
		{"role":"tool","toolResult":{"toolName":"read_file"}},
		{"role":"tool","toolResult":{"toolName":"search_replace"}},
		{"role":"assistant","text":"Done."}]'),
	(2, '[{"role":"assistant","text":"one two"},{"role":"assistant","toolCalls":[{"toolName":"run_terminal_cmd","args":{"command":"make"}}]}]'),
	(3, '[{"role":"tool","toolResult":{"toolName":"x"}},{"role":"user","text":7},{"role":"assistant","text":"one","toolCalls":7},{"role":"assistant","toolCalls":[7,{}]}]'),
	(4, '[{"role":"user","text":"<git_status>\n M a.c\n</git_status>"},{"role":"user","text":"<user_query>one</user_query>"}]'),
	(5, '[{"role":"user","text":"one"}]'),
	(6, '[{"role":"assistant","toolCalls":[{"name":"x"}]}]')) v (n, transcript),
	LATERAL pg_temp.facts(transcript) f
ORDER BY n;

-- The same through each type.
SELECT count(DISTINCT to_jsonb(f))
FROM (VALUES ('[{"role":"user","text":"<user_query>make it blink</user_query>"},{"role":"assistant","toolCalls":[{"toolName":"write","args":{"file_path":"a.c","contents":"a\nb"}}]}]')) v (t),
	LATERAL (SELECT * FROM workmode_session(t)
			 UNION ALL SELECT * FROM workmode_session(t::json)
			 UNION ALL SELECT * FROM workmode_session(t::jsonb)
			 UNION ALL SELECT * FROM workmode_session(jsonb_pretty(t::jsonb))) f;

--
-- Text
--
SELECT pg_temp.all_facts(pg_temp.lines(
	'user:', '<git_status>', ' M a.c', '</git_status>', '<timestamp>Tuesday, Feb 3, 2026, 8:00 AM (UTC+0)</timestamp>',
	'<user_query>', 'make the buoy blink', '', 'assistant:', 'and faster', '</user_query>', '',
	'assistant:', '[Thinking] The buoy blinks:', '1. slowly', '2. seldom', '', 'So it must be faster.', 'I look for it.',
	'[Tool call] Grep', '  pattern: blink', '  path: /w', '[Tool call] Shell', '  command: make test', '  description: Run the tests', '',
	'[Tool result] Grep', '', '[Tool result] Shell', '',
	'assistant:', '<think>', 'ah', '</think>', 'Here it is.',
	'[Tool call] StrReplace', '  path: /w/buoy.c', '  old_string:   a', '  b', '  new_string:   a', '  path: c', '  d', '',
	'[Tool result] StrReplace', '', 'assistant:', 'Done.'));

-- One call: what its lines are.
SELECT n, f.actions, f.files, f.added, f.removed, f.words_out
FROM (VALUES
	(1, E'[Tool call] Write\n  path: a.yaml\n  contents: path: x\n  path: y\n  content: z\n\n  description: w\n\n[Tool result] Write'),
	(2, E'[Tool call] Write\n  contents: one\ntwo\n  path: a.c\n'),
	(3, E'[Tool call] Write\n  path: a.json\n  contents: {\n  "a": 1\n}\n'),
	(4, E'[Tool call] Write\n  path=a.c\n  contents=one\ntwo: 3\n'),
	(5, E'[Tool call] Write\n  {"path":"a.c","contents":"one\\ntwo\\n"}\n'),
	(6, E'[Tool call] Write {"path":"a.c","contents":"one\\ntwo\\n"}\n'),
	(7, E'[Tool call] ApplyPatch*** Begin Patch\n*** Update File: a.c\n@@\n-one\n+two\n+three\n*** End Patch\n\n[Tool result] ApplyPatch'),
	(8, E'[Tool call] ApplyPatch\n*** Begin Patch\n*** Add File: a.c\n+two\n*** End Patch\n'),
	(9, E'[Tool call] ApplyPatch\n  *** Begin Patch\n  *** Update File: a.c\n  @@\n  -one\n  +two\n  *** End Patch\n'),
	(10, E'[Tool call] edit_file\n  target_file: a.c\n  instructions: I add two\n  code_edit: one\n  two\n'),
	(11, E'[Tool call] TodoWrite\n  todos: [{"id":"1","content":"x","status":"pending"}]\n  merge: true\n[Tool call] TodoWrite\n  todos: [{"id"\n'),
	(12, E'[Tool call] Write\n'),
	(13, E'[Tool call] \n'),
	(14, E'[Tool call] Write\n  path: a.c\n  contents: "\\\t\x01'),
	(15, E'[Tool call] Delete\n  path: a.c\n\n[Tool result] Delete\nwords of a result\n\nassistant:\none two')) v (n, call),
	LATERAL pg_temp.facts(E'user:\n<user_query>\nx\n</user_query>\n\nassistant:\n' || call) f
ORDER BY n;

SELECT n, f.*
FROM (VALUES
	-- only what stands in the tag of a request is one
	(1, E'user:\n<git_status>\n M a.c\n</git_status>\n\nassistant:\none'),
	(2, E'user:\none two\n\nassistant:\n[Tool call] Read\n  path: a\n\nuser:\n<user_query>three</user_query>\n'),
	(3, E'user:\n<user_query>\none\n'),
	(4, E'user:\r\n<user_query>\r\none two\r\n</user_query>\r\n\r\nA:\r\n[Tool call] Write\r\n  path: a.c\r\n  contents: one\r\ntwo\r\n\r\n[Tool result] Write\r\n'),
	-- where a thought ends
	(5, E'assistant:\n[Thinking] one\ntwo three\n[Tool call] Read\n'),
	(6, E'assistant:\n[Thinking] one\n\ntwo three\n- four\n[Tool call] Read\n'),
	(7, E'assistant:\n[Thinking] one\n[Tool call] Read\n'),
	-- labels in a request, or before the first message, are none
	(8, E'[Tool call] Read\n  path: a\n\nassistant:\none'),
	(9, E'user:\n<user_query>\n[Tool call] Read\n</user_query>\n'),
	-- no transcript
	(10, E'user:\n  name: x\nassistant:\n  name: y\n'),
	(11, E'[Tool call]\n'),
	(12, E'<timestamp>2026-01-01</timestamp>\n'),
	-- the ends of lines are no part of what changed
	(13, E'user:\r\n<user_query>\r\none two\r\n</user_query>\r\n\r\nA:\r\n[Tool call] StrReplace\r\n  path: a.c\r\n  old_string: one\r\n  new_string: one\r\ntwo\r\n\r\n[Tool result] StrReplace\r\n')) v (n, transcript),
	LATERAL pg_temp.facts(transcript) f
ORDER BY n;

--
-- Markdown
--
SELECT pg_temp.all_facts(pg_temp.lines(
	'# Blinking buoys', '_Exported on 7/26/2026 at 02:35:20 GMT+2 from Cursor (3.13.10)_', '',
	'---', '', '**User**', '', 'make the buoy blink', '', '**Cursor**', '', 'I wrote that myself', '',
	'---', '', '**Cursor**', '', 'I did.', '', '---', '', 'A rule of my own.', '',
	'---', '', '**User**', '', 'thanks', '', '---', ''));

SELECT n, f.*
FROM (VALUES
	-- something may stand before it, or another chat behind it
	(1, E'---\ntags: x\n---\n\n# T\n_Exported on 2025. 11. 9. at 14시 42분 23초 GMT+9 from Cursor (2.0.69)_\n\n---\n\n**User**\n\none\n'),
	(2, E'_Exported on 2026/3/17 at GMT+8 10:53:16 from Cursor (2.3.34)_\n\n---\n\n**User**\n\none\n\n---\n\n**Cursor**\n\ntwo\n\n---\n\n# T\n_Exported on 1/1/2026 at 1:00:00 EST from Cursor (1.0)_\n\n---\n\n**User**\n\nthree\n'),
	(3, E'_Exported on 2026/3/17 at GMT+8 10:53:16 from Cursor (2.3.34)_\n\n---\n**User**\n\none\n'),
	(4, E'_Exported on 2026/3/17 at GMT+8 10:53:16 from Cursor (2.3.34)_\r\n\r\n---\r\n\r\n**User**\r\n\r\none two\r\n'),
	(5, '_Exported on today from Cursor (x)_'),
	(6, E'# T\n\n---\n\n**User**\n\none\n\n---\n\n**Cursor**\n\ntwo\n')) v (n, transcript),
	LATERAL pg_temp.facts(transcript) f
ORDER BY n;
