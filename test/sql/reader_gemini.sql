--
-- Gemini CLI: chats as one object and as JSON Lines, and stream-json
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

CREATE FUNCTION pg_temp.head(members text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT '"sessionId":"s","projectHash":"5d1c","startTime":"2026-02-03T10:00:00.000Z","lastUpdated":"2026-02-03T10:09:00.000Z"' || members
$$;

-- A chat as one object, from its messages.
CREATE FUNCTION pg_temp.chat(VARIADIC messages text[]) RETURNS text LANGUAGE sql AS $$
	SELECT format('{%s,"messages":[%s]}', pg_temp.head(), array_to_string(messages, ','))
$$;

CREATE FUNCTION pg_temp.said(id text, content text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"id":"%s","timestamp":"2026-02-03T10:01:00.000Z","type":"user","content":%s}', id, content)
$$;

CREATE FUNCTION pg_temp.answered(id text, members text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"id":"%s","timestamp":"2026-02-03T10:02:00.000Z","type":"gemini","content":"one two","model":"gemini-2.5-pro","tokens":{"input":100,"output":10,"cached":50,"thoughts":5,"tool":0,"total":115}%s}',
				  id, members)
$$;

CREATE FUNCTION pg_temp.called(id text, name text, args text, status text, response text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"id":"%s","name":"%s","args":%s,"status":"%s","result":[{"functionResponse":{"id":"%1$s","name":"%2$s","response":%5$s}}]}',
				  id, name, args, status, response)
$$;

-- One whole chat.
SELECT pg_temp.all_facts(pg_temp.chat(
	pg_temp.said('m1', '"add a --json flag"'),
	pg_temp.answered('m2', ',"thoughts":[{"subject":"Plan","description":"think a lot"}],"toolCalls":['
		|| pg_temp.called('c1', 'replace', '{"file_path":"/w/main.py","old_string":"old","new_string":"new\nnewer"}', 'success', '{"output":"Successfully modified file"}') || ','
		|| pg_temp.called('c2', 'run_shell_command', '{"command":"pytest"}', 'success', '{"output":"Command: pytest\nDirectory: (root)\nOutput: 1 failed\nError: (none)\nExit Code: 1\nSignal: 0"}') || ','
		|| pg_temp.called('c3', 'read_file', '{"absolute_path":"/w/no.py"}', 'error', '{"error":"File not found"}') || ','
		|| pg_temp.called('c4', 'run_shell_command', '{"command":"ls"}', 'cancelled', '{"error":"[Operation Cancelled]"}') || ']'),
	'{"id":"m3","timestamp":"2026-02-03T10:03:00.000Z","type":"info","content":"Request cancelled."}',
	pg_temp.said('m4', '[{"text":"go on"}]'),
	pg_temp.answered('m5', '')));

-- The same through each type, and laid out over many lines.
SELECT count(DISTINCT (f.prompts, f.words_in, f.words_out, f.actions, f.errors, f.tokens_in, f.lines_added))
FROM pg_temp.chat(pg_temp.said('m1', '"add a flag"'), pg_temp.answered('m2', ',"toolCalls":['
		|| pg_temp.called('c1', 'write_file', '{"file_path":"/w/a.py","content":"a\nb\n"}', 'success', '{"output":"written"}') || ']')) AS c (t),
	LATERAL (SELECT * FROM workmode_session(t)
			 UNION ALL SELECT * FROM workmode_session(t::json)
			 UNION ALL SELECT * FROM workmode_session(t::jsonb)
			 UNION ALL SELECT * FROM workmode_session(jsonb_pretty(t::jsonb))) AS f;

-- Whose words: files that were pointed at follow the words, or the words as
-- they were typed stand beside; answers are the person's.
SELECT n, f.prompts, f.words_in, f.surface
FROM (VALUES
	(1, pg_temp.said('m', '[{"text":"look at @a.txt"},{"text":"\n--- Content from referenced files ---"},{"text":"\nContent from @a.txt:\n"},{"text":"many words of the file"},{"text":"\n--- End of content ---"}]')),
	(2, pg_temp.said('m', '"look at @a.txt\n--- Content from referenced files ---\nmany words"')),
	(3, '{"id":"m","type":"user","content":[{"text":"many words of an expanded command"}],"displayContent":[{"text":"/look at"}]}'),
	(4, pg_temp.said('m', '"<state_snapshot> what was said so far </state_snapshot>"')),
	(5, pg_temp.said('m', '"This is the Gemini CLI. We are setting up the context for our chat."')),
	(6, pg_temp.answered('m', ',"toolCalls":[' || pg_temp.called('c', 'ask_user', '{"questions":[]}', 'success', '{"output":"{\"answers\":{\"0\":\"in the cellar\"}}"}') || ']')),
	(7, pg_temp.said('m', '"look at it\n\nUser Selected Files:\n- /w/a.c\n\n\n\n\n PRIOR CHAT HISTORY: many words"')),
	(8, pg_temp.said('m', '[{"text":"look at it\nCurrent File Path:\n```c\n/w/a.c\n```\n"}]'))) AS v (n, message),
	LATERAL pg_temp.facts(pg_temp.chat(message)) AS f;

-- A subagent's user is another agent, whose words are its task.
SELECT * FROM pg_temp.facts(format('{%s,"messages":[%s]}', pg_temp.head(',"kind":"subagent"'), pg_temp.said('m', '"find the files"')));
SELECT mode IS NOT NULL AS has_mode
FROM workmode_session(format('{%s,"messages":[%s]}', pg_temp.head(',"kind":"subagent"'), pg_temp.said('m', '"find the files"')));

-- The program itself asks the model to go on; so do people, but not so soon.
SELECT n, f.prompts, f.words_in
FROM (VALUES
	(1, '"System: Please continue."', '10:02:01'),
	(2, '"System: Potential loop detected. Details: the same call. Please take a step back."', '10:02:01'),
	(3, '"Please continue."', '10:02:01'),
	(4, '[{"text":"Please continue."}],"displayContent":[{"text":"add a flag"}]', '10:02:01'),
	(5, '"Please continue."', '10:03:00'),
	(6, '"Please continue with the tests."', '10:02:01')) v (n, content, at),
	LATERAL pg_temp.facts(pg_temp.chat(pg_temp.said('m1', '"add a flag"'), pg_temp.answered('m2', ''),
		format('{"id":"m3","timestamp":"2026-02-03T%s.000Z","type":"user","content":%s}', at, content))) f
ORDER BY n;

-- What tools gave to the prompt is input that is counted apart: 1000 + 300, 50 + 20.
SELECT tokens_in, tokens_out
FROM workmode_session(pg_temp.chat('{"id":"m1","type":"gemini","content":"Two.","tokens":{"input":1000,"output":50,"cached":400,"thoughts":20,"tool":300,"total":1370}}'));

-- As JSON Lines a message is written again whenever it grows, and all of them
-- may be.
SELECT agent, model, started_at, ended_at, prompts, turns, actions, errors,
	words_in, words_out, tokens_in, tokens_out, lines_read, lines_skipped
FROM workmode_session(pg_temp.lines(
	format('{%s,"kind":"main"}', pg_temp.head()),
	pg_temp.said('m1', '[{"text":"add a flag"}]'),
	pg_temp.answered('m2', ''),
	'{"$set":{"lastUpdated":"2026-02-03T10:02:30.000Z"}}',
	pg_temp.answered('m2', ',"toolCalls":[{"id":"c1","name":"read_file","args":{}}]'),
	pg_temp.answered('m2', ',"toolCalls":[' || pg_temp.called('c1', 'read_file', '{}', 'error', '{"error":"no"}') || ']'),
	format('{"$set":{"messages":[%s,%s,%s]}}', pg_temp.said('m1', '"add a flag"'),
		   pg_temp.answered('m2', ''), pg_temp.said('m3', '"go on"')),
	format('{"$set":{"messages":[%s,%s,%s,%s]}}', pg_temp.said('m1', '"add a flag"'),
		   pg_temp.answered('m2', ''), pg_temp.said('m3', '"go on"'), pg_temp.answered('m4', '')),
	'{"$rewindTo":"m3"}'));

-- A message may be written again when others have followed: its calls, results and
-- tokens are read then, its words once, and its thoughts are no words.
CREATE FUNCTION pg_temp.model(id text, content text, tokens int, calls text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT format('{"id":"%s","timestamp":"2026-02-03T10:02:00.000Z","type":"gemini","content":%s,"tokens":{"input":100,"output":%s},"toolCalls":[%s]}',
				  id, content, tokens, calls)
$$;
CREATE FUNCTION pg_temp.write(status text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.called('c1', 'write_file', '{"file_path":"/w/a.py","content":"a\nb\n"}', status, '{"output":"done"}')
$$;
SELECT name, prompts, actions, errors, files_changed AS files, lines_added AS added, words_in, words_out, tokens_in, tokens_out
FROM (VALUES
	(1, 'a call', ARRAY[pg_temp.model('m1', '"I write."', 5), '{"id":"i1","type":"info","content":"Update"}', pg_temp.model('m1', '"I write."', 8, pg_temp.write('success'))]),
	(2, 'a result', ARRAY[pg_temp.model('m1', '"I write."', 5, pg_temp.write('executing')), pg_temp.said('m2', '"go on"'), pg_temp.model('m1', '"I write."', 5, pg_temp.write('error'))]),
	(3, 'words', ARRAY[pg_temp.model('m1', '""', 5, pg_temp.write('success')), pg_temp.said('m2', '"go on"'), pg_temp.model('m1', '[{"text":"hm","thought":true},{"text":"I have"},{"text":"written."}]', 5, pg_temp.write('success'))]),
	(4, 'a copy that is shorter', ARRAY[pg_temp.model('m1', '"I write it."', 5, pg_temp.write('awaiting_approval')), pg_temp.model('m1', '"I write."', 5, pg_temp.write('cancelled'))]),
	(5, 'nothing new', ARRAY[pg_temp.said('m0', '"go on"'), pg_temp.model('m1', '"I write."', 5, pg_temp.write('success')), pg_temp.said('m0', '"go on now"'), pg_temp.model('m1', '"I write."', 4, pg_temp.write('success'))]),
	(6, 'no ids', ARRAY[replace(pg_temp.model('m1', '"I write."', 5, pg_temp.write('success')), '"id"', '"no"'), replace(pg_temp.model('m1', '"I write."', 5, pg_temp.write('success')), '"id"', '"no"')])
) v (n, name, messages), workmode_session(pg_temp.lines(VARIADIC format('{%s}', pg_temp.head()) || messages))
ORDER BY n;

-- Never prompted; cut off within a message; lines that are none.
SELECT * FROM pg_temp.facts(pg_temp.chat(VARIADIC '{}'));
SELECT * FROM pg_temp.facts(format('{%s}', pg_temp.head()));
SELECT * FROM pg_temp.facts(left(pg_temp.chat(pg_temp.said('m1', '"do it"'), pg_temp.answered('m2', '')), -30));
SELECT * FROM pg_temp.facts(pg_temp.chat('7', pg_temp.said('m1', '"do it"'), '{"type":"gemini"}', '{"type":"user","content":7}', '{}'));

-- stream-json: an answer comes in pieces.
SELECT pg_temp.all_facts(pg_temp.lines(
	'{"type":"init","timestamp":"2026-02-03T10:00:00.000Z","session_id":"s","model":"gemini-2.5-flash"}',
	'{"type":"message","timestamp":"2026-02-03T10:00:00.100Z","role":"user","content":"add a flag"}',
	'{"type":"message","timestamp":"2026-02-03T10:00:02.000Z","role":"assistant","content":"I will lo","delta":true}',
	'{"type":"message","timestamp":"2026-02-03T10:00:02.100Z","role":"assistant","content":"ok.","delta":true}',
	'{"type":"tool_use","timestamp":"2026-02-03T10:00:03.000Z","tool_name":"read_file","tool_id":"t1","parameters":{"absolute_path":"/w/a"}}',
	'{"type":"tool_result","timestamp":"2026-02-03T10:00:04.000Z","tool_id":"t1","status":"error","error":{"type":"file_not_found","message":"no"}}',
	'{"type":"tool_use","timestamp":"2026-02-03T10:00:05.000Z","tool_name":"run_shell_command","tool_id":"t2","parameters":{"command":"ls"}}',
	'{"type":"tool_result","timestamp":"2026-02-03T10:00:06.000Z","tool_id":"t2","status":"success","output":"a"}',
	'{"type":"error","timestamp":"2026-02-03T10:00:06.500Z","severity":"warning","message":"loop"}',
	'{"type":"message","timestamp":"2026-02-03T10:00:07.000Z","role":"assistant","content":"Done.","delta":true}',
	'{"type":"result","timestamp":"2026-02-03T10:00:08.000Z","status":"success","stats":{"total_tokens":130,"input_tokens":120,"output_tokens":10,"duration_ms":8000,"tool_calls":2}}'));

-- What runs the program may write its prompt before the log, and several logs into
-- one file.
CREATE FUNCTION pg_temp.run(prompt text, tokens int) RETURNS text[] LANGUAGE sql AS $$
	SELECT ARRAY[
		format('{"type":"message","role":"user","content":"%s","ts":"2026-02-03T11:00:00"}', prompt),
		'{"type":"init","timestamp":"2026-02-03T10:00:00.000Z","session_id":"s","model":"gemini-2.5-flash"}',
		format('{"type":"message","timestamp":"2026-02-03T10:00:00.100Z","role":"user","content":"%s"}', prompt),
		'{"type":"message","timestamp":"2026-02-03T10:00:02.000Z","role":"assistant","content":"I look.","delta":true}',
		format('{"type":"tool_use","timestamp":"2026-02-03T10:00:03.000Z","tool_name":"read_file","tool_id":"t%s","parameters":{"absolute_path":"/w/a"}}', tokens),
		format('{"type":"result","timestamp":"2026-02-03T10:00:08.000Z","status":"error","stats":{"input_tokens":%s,"output_tokens":10}}', tokens)]
$$;
SELECT * FROM pg_temp.facts(pg_temp.lines(VARIADIC pg_temp.run('add a flag', 100)));
SELECT prompts, turns, words_in, actions, started_at, tokens_in, tokens_out
FROM workmode_session(pg_temp.lines(VARIADIC pg_temp.run('add a flag', 100) || pg_temp.run('add a flag', 120)));

-- A message like that alone is anybody's.
SELECT format, agent FROM workmode_session((pg_temp.run('add a flag', 1))[1] || E'\n' || (pg_temp.run('add a flag', 1))[1]);

-- A picture asks without words.
SELECT s.prompts, s.turns, s.words_in
FROM workmode_session($${"sessionId":"s","projectHash":"h","startTime":"2026-03-04T10:00:00.000Z","messages":[
	{"id":"1","timestamp":"2026-03-04T10:00:01.000Z","type":"user","content":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},
	{"id":"2","timestamp":"2026-03-04T10:00:02.000Z","type":"gemini","content":"A cat."},
	{"id":"3","timestamp":"2026-03-04T10:00:03.000Z","type":"user","content":[{"text":"and this"},{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}]}$$::text) s;
