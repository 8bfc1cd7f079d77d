--
-- claude -p --output-format stream-json: lines, or the same in one array
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
	OUT format text, OUT model text, OUT prompts bigint, OUT turns bigint,
	OUT words_in bigint, OUT words_out bigint, OUT actions bigint,
	OUT errors bigint, OUT tokens_in bigint, OUT tokens_out bigint,
	OUT lines_skipped bigint)
LANGUAGE sql AS $$
	SELECT format, model, prompts, turns, words_in, words_out, actions, errors,
		   tokens_in, tokens_out, lines_skipped
	FROM workmode_session(transcript)
$$;

CREATE FUNCTION pg_temp.init() RETURNS text LANGUAGE sql AS $$
	SELECT '{"type":"system","subtype":"init","cwd":"/w","session_id":"s","tools":["Bash"],"model":"claude-x","claude_code_version":"2.1.61","uuid":"u0"}'
$$;

-- A line of a message; the parent is the call that a subagent works for.
CREATE FUNCTION pg_temp.line(role text, content text, parent text DEFAULT 'null', members text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"type":"%1$s","message":{"id":"msg_%5$s","role":"%1$s","model":"claude-x","content":%2$s,"usage":{"input_tokens":1,"cache_read_input_tokens":10,"output_tokens":2}},"parent_tool_use_id":%3$s,"session_id":"s"%4$s}',
				  role, content, parent, members, md5(content))
$$;

-- One whole log.  The last line tells the tokens.
CREATE FUNCTION pg_temp.log() RETURNS text[] LANGUAGE sql AS $$
	SELECT ARRAY[
		'{"type":"system","subtype":"hook_started","hook_name":"SessionStart:startup","session_id":"s"}',
		pg_temp.init(),
		'{"type":"stream_event","event":{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"I will"}},"session_id":"s","parent_tool_use_id":null}',
		pg_temp.line('assistant', '[{"type":"text","text":"I will look."}]'),
		pg_temp.line('assistant', '[{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"make check"}}]'),
		pg_temp.line('user', '[{"type":"tool_result","tool_use_id":"t1","content":"Exit code 2","is_error":true}]'),
		pg_temp.line('assistant', '[{"type":"tool_use","id":"t2","name":"Edit","input":{"file_path":"/w/a.c","old_string":"old","new_string":"new"}}]'),
		pg_temp.line('user', '[{"type":"tool_result","tool_use_id":"t2","content":"updated"}]', 'null',
			',"tool_use_result":{"filePath":"/w/a.c","structuredPatch":[{"lines":[" x","-old","+new","+newer"]}]}'),
		'{"type":"rate_limit_event","session_id":"s"}',
		pg_temp.line('assistant', '[{"type":"text","text":"Done."}]'),
		'{"type":"result","subtype":"success","is_error":false,"num_turns":3,"result":"Done.","session_id":"s","usage":{"input_tokens":5,"cache_creation_input_tokens":100,"cache_read_input_tokens":200,"output_tokens":77}}']
$$;
SELECT pg_temp.all_facts(pg_temp.lines(VARIADIC pg_temp.log()));

-- The same as one array, of each type.
SELECT DISTINCT f.format, f.turns, f.words_out, f.actions, f.errors, f.lines_added, f.tokens_in, f.tokens_out, f.lines_read
FROM (SELECT '[' || array_to_string(pg_temp.log(), E',\n') || ']') AS a (t),
	LATERAL (SELECT * FROM workmode_session(t)
			 UNION ALL SELECT * FROM workmode_session(t::json)
			 UNION ALL SELECT * FROM workmode_session(t::jsonb)) AS f;

-- Killed: no last line, the messages' own tokens have to do.
SELECT * FROM pg_temp.facts(pg_temp.lines(VARIADIC (pg_temp.log())[1:10]));

-- Several runs in one log; a run that is told twice counts once, but for its end,
-- which is known by its uuid alone.
SELECT * FROM pg_temp.facts(pg_temp.lines(VARIADIC pg_temp.log()) || E'\n' ||
	regexp_replace(pg_temp.lines(VARIADIC pg_temp.log()), '"(msg_|t[12]")', '"other_\1', 'g'));
SELECT * FROM pg_temp.facts(pg_temp.lines(VARIADIC pg_temp.log()) || E'\n' ||
	pg_temp.lines(VARIADIC (pg_temp.log())[1:10]));

-- With --output-format json there is but the last line.
SELECT * FROM pg_temp.facts((pg_temp.log())[11]);

-- Two subagents at once, in a run that was cut off: 13 + 12 + 12 and 9 + 8 + 7.
SELECT * FROM pg_temp.facts(pg_temp.lines(VARIADIC pg_temp.init() || ARRAY(
	SELECT format('{"type":"assistant","message":{"id":"%s","role":"assistant","content":[{"type":"text","text":"%s"}],"usage":{"input_tokens":%s,"cache_read_input_tokens":10,"output_tokens":%s}},"parent_tool_use_id":%s,"session_id":"s"}',
				  id, words, tokens, told, parent)
	FROM (VALUES (1, 'm1', 'One', 3, 9, 'null'), (2, 's1', 'two', 2, 4, '"t1"'), (3, 's2', 'three', 2, 4, '"t2"'),
		(4, 's1', 'four', 2, 8, '"t1"'), (5, 's2', 'five', 2, 7, '"t2"')) v (n, id, words, tokens, told, parent) ORDER BY n)));

-- Who says so in a line's origin.
SELECT name, f.prompts, f.words_in
FROM (VALUES
	(1, 'no origin', ''),
	(2, 'a person', ',"origin":{"kind":"human"}'),
	(3, 'another session', ',"origin":{"kind":"peer"}'),
	(4, 'a chat', ',"origin":{"kind":"channel","server":"x"},"isSynthetic":true'),
	(5, 'a notification', ',"origin":{"kind":"task-notification"},"isReplay":true')) v (n, name, members),
	LATERAL pg_temp.facts(pg_temp.lines(pg_temp.init(), pg_temp.line('user', '"one two"', 'null', members))) f
ORDER BY n;

-- Prompts that came in as lines are in the log; what a subagent is told, and
-- what the program says, is nobody's.
SELECT * FROM pg_temp.facts(pg_temp.lines(
	pg_temp.init(),
	pg_temp.line('user', '[{"type":"text","text":"one two three"}]'),
	pg_temp.line('assistant', '[{"type":"tool_use","id":"t1","name":"Task","input":{"prompt":"find it"}}]'),
	pg_temp.line('user', '[{"type":"text","text":"find it"}]', '"t1"'),
	pg_temp.line('assistant', '[{"type":"tool_use","id":"t2","name":"Grep","input":{"pattern":"it"}}]', '"t1"'),
	pg_temp.line('user', '"the machine says"', 'null', ',"isSynthetic":true'),
	pg_temp.line('user', '[{"type":"text","text":"<system-reminder>be kind</system-reminder>"}]')));

-- A log whose lines bear no mark may end with a picture that asks without words.
SELECT f.format, f.prompts FROM workmode_session(pg_temp.lines(
	'{"type":"system","subtype":"init","session_id":"s","model":"m"}',
	'{"type":"user","session_id":"s","message":{"role":"user","content":[{"type":"image","source":{"data":"AAAA"}}]}}')) f;

-- A line told twice; one cut off; lines that are none.
SELECT * FROM pg_temp.facts(pg_temp.lines(
	pg_temp.init(),
	pg_temp.line('user', '"do it"', 'null', ',"uuid":"u1"'),
	pg_temp.line('user', '"do it"', 'null', ',"uuid":"u1"'),
	'{"type":"assistant","message":7,"session_id":"s"}', '{"session_id":"s"}', '[]', '',
	left(pg_temp.line('assistant', '"cut off here"'), -20)));
