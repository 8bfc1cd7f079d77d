--
-- workmode_format and what stands behind it: records are found in what programs
-- put around them, and where none are known it says what was seen
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
SET timezone = 'UTC';

-- Invented sessions, one of each kind of line.
CREATE TABLE pg_temp.session (name text, line text[]);
INSERT INTO pg_temp.session VALUES
('claude_code', ARRAY[
	'{"type":"user","sessionId":"s","uuid":"u1","timestamp":"2026-01-02T03:04:05.000Z","message":{"role":"user","content":"the {login} form, \"[new]\", fails: fix it"}}',
	'{"type":"assistant","sessionId":"s","uuid":"u2","timestamp":"2026-01-02T03:04:15.000Z","message":{"id":"m1","role":"assistant","model":"claude-x","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"t1","name":"Edit","input":{"file_path":"src/form.c","old_string":"a\\nb","new_string":"if (x) { y(\"z\"); }\nd\ne"}}],"usage":{"input_tokens":10,"output_tokens":20}}}',
	'{"type":"user","sessionId":"s","uuid":"u3","timestamp":"2026-01-02T03:04:25.000Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"C:\\w\\"}]}}',
	'{"type":"assistant","sessionId":"s","uuid":"u4","timestamp":"2026-01-02T03:05:15.000Z","message":{"id":"m2","role":"assistant","model":"claude-x","content":[{"type":"text","text":"Done, été \u00e9t\u00e9 \ud83d\ude00."}],"usage":{"input_tokens":1,"output_tokens":2}}}']),
('codex', ARRAY[
	'{"timestamp":"2026-02-03T10:00:00.000Z","type":"session_meta","payload":{"id":"i","timestamp":"2026-02-03T10:00:00.000Z","cwd":"/w","originator":"codex_cli_rs","cli_version":"0.92.0","source":"cli"}}',
	'{"timestamp":"2026-02-03T10:00:01.000Z","type":"event_msg","payload":{"type":"user_message","message":"add a {json} flag"}}',
	'{"timestamp":"2026-02-03T10:00:02.000Z","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":[\"bash\",\"-lc\",\"make test\"]}","call_id":"c1"}}',
	'{"timestamp":"2026-02-03T10:00:03.000Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c1","output":"Exit code: 2\nOutput:\n"}}']),
('claude_stream', ARRAY[
	'{"type":"system","subtype":"init","session_id":"s","model":"claude-x","cwd":"/w"}',
	'{"type":"assistant","session_id":"s","uuid":"a","parent_tool_use_id":null,"message":{"id":"m","role":"assistant","content":[{"type":"text","text":"Done it."},{"type":"tool_use","id":"t","name":"Bash","input":{"command":"ls"}}]}}',
	'{"type":"user","session_id":"s","uuid":"b","parent_tool_use_id":null,"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"ok"}]}}',
	'{"type":"result","session_id":"s","uuid":"c","usage":{"input_tokens":5,"output_tokens":7}}']),
('gemini', ARRAY[
	'{"sessionId":"s","projectHash":"h","startTime":"2026-03-04T10:00:00.000Z"}',
	'{"id":"1","timestamp":"2026-03-04T10:00:01.000Z","type":"user","content":"list the files"}',
	'{"id":"2","timestamp":"2026-03-04T10:00:02.000Z","type":"gemini","model":"g","content":"I list them.","toolCalls":[{"id":"t","name":"list_directory","args":{"path":"."},"status":"success"}]}']),
('messages', ARRAY[
	'{"role":"user","content":"how many {rows} are there?"}',
	'{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"bash","arguments":"{\"command\": \"psql -c ''select 1''\"}"}}]}',
	'{"role":"tool","tool_call_id":"c","content":"42"}',
	'{"role":"assistant","content":"Forty-two."}']);

CREATE FUNCTION pg_temp.lines(line text[], before text DEFAULT '', behind text DEFAULT '', divider text DEFAULT E'\n') RETURNS text
LANGUAGE sql AS $$ SELECT string_agg(before || l || behind, divider ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n) $$;
CREATE FUNCTION pg_temp.list(line text[]) RETURNS jsonb
LANGUAGE sql AS $$ SELECT jsonb_agg(l::jsonb ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n) $$;
-- Each line in an object of its own: %n is its number, %r the record, %t its text.
CREATE FUNCTION pg_temp.each(line text[], pattern text) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(replace(replace(replace(pattern, '%n', n::text), '%t', to_json(l)::text), '%r', l), E'\n' ORDER BY n)
	FROM unnest(line) WITH ORDINALITY u(l, n)
$$;
-- What docker writes of lines, none of its records with more than so many letters.
CREATE FUNCTION pg_temp.docker(line text[], letters int) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(jsonb_build_object('log', substr(l || E'\n', at, letters), 'stream', 'stdout', 'time', '2026-01-02T03:04:05.000000001Z')::text, E'\n' ORDER BY n, at)
	FROM unnest(line) WITH ORDINALITY u(l, n), generate_series(1, length(l) + 1, letters) at
$$;

CREATE FUNCTION pg_temp.ways(line text[]) RETURNS TABLE (n bigint, way text, transcript text)
LANGUAGE sql AS $$
	SELECT row_number() OVER (), * FROM (VALUES
		('lines', pg_temp.lines(line)),
		('time stamps', pg_temp.lines(line, '2026-01-02T03:04:05.000Z ')),
		('a service''s name', pg_temp.lines(line, 'agent-1  | ')),
		('a name in colours', pg_temp.lines(line, E'\x1b[36magent-1 |\x1b[0m ', E'\x1b[0m')),
		('a log''s time, level and text', pg_temp.lines(line, '[2026-01-02 03:04:05] INFO msg="said" line: ')),
		('server-sent events', pg_temp.lines(line, E'event: message\ndata: ', E'\n')),
		('quotes', pg_temp.lines(line, '''', ''',')),
		('log lines around', E'$ npm ci\nadded 3 packages in {2s}\n\n' || pg_temp.lines(line) || E'\nDone in 4s.\n'),
		('300 log lines before', repeat(E'npm warn deprecated\n', 300) || pg_temp.lines(line)),
		('a comma behind each', pg_temp.lines(line, '', ',')),
		('commas between', pg_temp.lines(line, '', '', E',\n')),
		('glued', pg_temp.lines(line, '', '', '')),
		('glued but for the first', line[1] || E'\n' || pg_temp.lines(line[2:], '', '', '')),
		('over many lines', (SELECT string_agg(jsonb_pretty(l::jsonb), E'\n' ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n))),
		('over many lines, with commas', (SELECT string_agg(jsonb_pretty(l::jsonb), E',\r\n' ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n))),
		('over many lines, behind words', E'The session:\n' || (SELECT string_agg(jsonb_pretty(l::jsonb), E'\n' ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n))),
		('over many lines but for the first', line[1] || E'\n' || (SELECT string_agg(jsonb_pretty(l::jsonb), E'\n' ORDER BY n) FROM unnest(line[2:]) WITH ORDINALITY u(l, n))),
		('over many lines but for the last', pg_temp.lines(line[:cardinality(line) - 1], '', E',\r') || E'\n\n' || (SELECT string_agg(jsonb_pretty(l::jsonb), E'\n' ORDER BY n) FROM unnest(line[cardinality(line):]) WITH ORDINALITY u(l, n)) || E',\n'),
		('over many lines, within words', E'$ show\n' || (SELECT string_agg(jsonb_pretty(l::jsonb), E'\n' ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n)) || E'\nDone in 4s.\n'),
		('an array', pg_temp.list(line)::text),
		('an array of many lines', jsonb_pretty(pg_temp.list(line))),
		('an array without commas', '[' || pg_temp.lines(line) || ']'),
		('an array on each line', pg_temp.lines(line, '[', ']')),
		('two arrays', '[' || pg_temp.lines(line[:2], '', '', ',') || E']\n[' || pg_temp.lines(line[3:], '', '', ',') || ']'),
		('a string on each line', pg_temp.each(line, '%t')),
		('an array of strings', '[' || replace(pg_temp.each(line, '%t'), E'\n', ',') || ']'),
		('a string', to_json(pg_temp.lines(line))::text),
		('a string of an array', to_json(pg_temp.list(line)::text)::text),
		('a string of a string', to_json(to_json(pg_temp.lines(line))::text)::text),
		('a member', jsonb_build_object('id', 7, 'transcript', pg_temp.list(line))::text),
		('a member of a member', jsonb_pretty(jsonb_build_object('status', 'ok', 'data', jsonb_build_object('events', pg_temp.list(line), 'tags', '["a"]'::jsonb)))),
		('a member, its records on lines', '{"id":7,"transcript":[' || pg_temp.lines(line, '', '', E',\n') || ']}'),
		('a member, commas before its records', '{"id":7,"transcript":[' || pg_temp.lines(line, '', '', E'\r\n,') || E'\n]\n}\n'),
		('a code block', E'```jsonl\n' || pg_temp.lines(line) || E'\n```\n'),
		('a code block of an array', E'\n```json\r\n' || jsonb_pretty(pg_temp.list(line)) || E'\r\n```'),
		('a text in a member', json_build_object('id', 7, 'body', pg_temp.lines(line))::text),
		('an array''s text in a member', json_build_object('id', 7, 'body', pg_temp.list(line)::text)::text),
		('an object around each', pg_temp.each(line, '{"seq":%n,"record":%r}')),
		('objects in an array', '[' || replace(pg_temp.each(line, '{"seq":%n,"record":%r}'), E'\n', ',') || ']'),
		('a text in an object', pg_temp.each(line, '{"level":"info","n":%n,"msg":%t}')),
		('docker', pg_temp.docker(line, 16384)),
		('docker, long lines in parts', pg_temp.docker(line, 40)),
		('docker, with other lines', E'{"log":"starting\\n"}\n' || pg_temp.docker(line, 16384) || E'\n{"log":"\\n"}\n{"log":"npm done {0}\\n"}'),
		('docker, with a time in each', pg_temp.docker((SELECT array_agg('2026-01-02 ' || l ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n)), 16384)),
		('docker without line feeds', pg_temp.each(line, '{"log":%t,"stream":"stdout"}')),
		('docker behind a name', pg_temp.each(line, 'agent-1 | {"log":%t}'))
	) v
$$;

-- Which ways lead to the same facts, for all formats or not for these.
CREATE FUNCTION pg_temp.facts(transcript text) RETURNS jsonb LANGUAGE sql AS
	$$ SELECT to_jsonb(f) - 'lines_read' - 'lines_skipped' FROM workmode_session(transcript) f $$;
SELECT way, string_agg(DISTINCT f.shape, ' ') AS shape, string_agg(DISTINCT f.unwrapped, '; ') AS unwrapped,
	string_agg(DISTINCT (f.records - f.recognised)::text, ' ') AS others,
	string_agg(CASE WHEN pg_temp.facts(transcript) = pg_temp.facts(pg_temp.lines(line)) THEN NULL ELSE name || ': ' || coalesce(f.advice, f.format) END, '; ' ORDER BY name) AS not_for
FROM pg_temp.session, pg_temp.ways(line), workmode_format(transcript) f
GROUP BY n, way ORDER BY n;

-- As json and jsonb it is the same.
CREATE FUNCTION pg_temp.is_json(transcript text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM transcript::json;
	RETURN true;
EXCEPTION WHEN OTHERS THEN
	RETURN false;
END $$;
SELECT count(*) AS documents, count(*) FILTER (WHERE t IS NOT DISTINCT FROM j) AS json, count(*) FILTER (WHERE t IS NOT DISTINCT FROM b) AS jsonb,
	count(*) FILTER (WHERE workmode_session(transcript) IS NOT DISTINCT FROM workmode_session(transcript::jsonb)) AS facts
FROM pg_temp.session, pg_temp.ways(line), workmode_format(transcript) t, workmode_format(transcript::json) j, workmode_format(transcript::jsonb) b
WHERE pg_temp.is_json(transcript);

-- A line break between any two tokens of an object or array changes nothing, and
-- neither do several.
CREATE FUNCTION pg_temp.broken_up(whole text) RETURNS TABLE (transcript text)
LANGUAGE sql AS $$
	WITH token AS (SELECT n, t[1] AS t FROM regexp_matches(whole, '"(?:[^"\\]|\\.)*"|[][{}:,]|[^][{}:,"[:space:]]+', 'g') WITH ORDINALITY m(t, n)),
		place AS (SELECT array_agg(t ORDER BY n) AS tokens FROM token)
	SELECT array_to_string(tokens[:at], '') || E'\n' || array_to_string(tokens[at + 1:], '') FROM place, generate_series(1, cardinality(tokens) - 1) at
	UNION ALL
	SELECT string_agg(t || CASE WHEN n % modulus = rest THEN E'\r\n\t' ELSE '' END, '' ORDER BY n)
	FROM token, generate_series(1, 7) modulus, generate_series(0, modulus - 1) rest GROUP BY modulus, rest
$$;
SELECT name, around, count(*) AS places, count(*) FILTER (WHERE workmode_session(t.transcript) IS DISTINCT FROM expected) AS wrong
FROM (SELECT name, around, json::text, workmode_session(json) AS expected FROM pg_temp.session,
		(VALUES ('none'), ('an object')) a(around),
		LATERAL (SELECT CASE around WHEN 'none' THEN pg_temp.list(line) ELSE jsonb_build_object('id', 7, 'model', 'm', 'messages', pg_temp.list(line)) END) l(json)) s,
	pg_temp.broken_up(json) t
GROUP BY name, around ORDER BY name, around;
SELECT format, model, words_in, lines_read, lines_skipped
FROM workmode_session(E'{"model":"m","messages":[{"role":"user","content":"fix it now"},\n{"role":"assistant","content":"I did."}\n]}'::text);

-- A first line that lacks its last brackets is no object around the others.
SELECT name, divider, count(*) AS cuts, count(*) FILTER (WHERE f.recognised <> n - 1 OR f.records <> n) AS wrong
FROM (SELECT name, cardinality(line) AS n, replace(divider, E'\n', '\n') AS divider, left(line[1], -cut) || divider || pg_temp.lines(line[2:], '', '', divider) AS transcript
	  FROM pg_temp.session, (VALUES (E'\n'), (E',\n')) d(divider), generate_series(1, 2) cut
	  WHERE left(line[1], -cut) LIKE '%}') s,
	workmode_format(transcript) f
GROUP BY name, divider ORDER BY name, divider;

-- A record that breaks off anywhere and the next right behind it: the first is
-- skipped, all others are read.
SELECT name, count(*) AS places, count(*) FILTER (WHERE f.recognised <> n - 1 OR f.records <> n) AS wrong,
	count(*) FILTER (WHERE pg_temp.facts(transcript) <> pg_temp.facts(expected)) AS other_facts
FROM (SELECT name, line, cardinality(line) AS n, pg_temp.lines(line[:cut - 1] || line[cut + 1:]) AS expected,
		pg_temp.lines(line[:cut - 1] || (left(line[cut], at) || line[cut + 1]) || line[cut + 2:]) AS transcript
	  FROM pg_temp.session, generate_series(2, cardinality(line) - 1) cut, generate_series(1, length(line[cut]) - 1) at) s,
	workmode_format(transcript) f
GROUP BY name ORDER BY name;

-- A last line that breaks off is skipped, whatever stands before the lines.
SELECT way, count(*) AS places, count(*) FILTER (WHERE f.records > n OR f.recognised <> n - 1) AS wrong
FROM (SELECT w.n AS ordinal, way, cardinality(line) AS n, left(transcript, length(transcript) - length(line[cardinality(line)]) + at) AS transcript
	  FROM pg_temp.session, pg_temp.ways(line) w, generate_series(1, length(line[cardinality(line)]) - 1) at
	  WHERE way IN ('lines', 'time stamps', 'a service''s name')) s,
	workmode_format(transcript) f
GROUP BY ordinal, way ORDER BY ordinal;

-- What is no JSON is skipped, and what stands behind it is read.
SELECT name, f.records, f.recognised, pg_temp.facts(transcript) = pg_temp.facts(pg_temp.lines(line[:1] || line[3:])) AS other_facts_same
FROM pg_temp.session, (VALUES ('{"type": NaN, "x": [{"y": "}"}]}'), ('{"a": {"b": [1, 2,]}}'), ('{a: {}}'), ('{''a'': {''b'': 1}}')) v(bad),
	LATERAL (SELECT pg_temp.lines(line[:1] || (bad || line[3]) || line[4:]) AS transcript) t, workmode_format(transcript) f
WHERE name = 'claude_code';

--
-- What is not read, and what is said of it: there is no format, no prompt, no mode
--
CREATE TABLE pg_temp.unread (id serial, what text, transcript text);
INSERT INTO pg_temp.unread (what, transcript) VALUES
	('nothing', ''), ('blanks', E' \r\n\t\n'), ('a mark', E'\ufeff'),
	('words', 'just some words'),
	('a chat in words', E'User: fix it\nAssistant: I did.'),
	('a table', E'id,prompt\n1,fix it\n'),
	('Markdown', E'# Notes\n\nWe fixed the {login} form.\n\n- one\n'),
	('Markdown that quotes a message', E'# The interface\n\nA message is an object such as {"role": "user", "content": "hello"}\n\nor, of the model,\n\n{"role": "assistant", "content": "I ...", ...}\n'),
	('HTML', '<!DOCTYPE html><html><body>fix it</body></html>'),
	('a Git LFS pointer', E'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
	('base64', encode(convert_to('{"type":"user","sessionId":"s","message":{"content":"fix it"}}', 'UTF8'), 'base64')),
	('base64 of Markdown', encode(convert_to(E'# Notes\n\nWe fixed the login form.', 'UTF8'), 'base64')),
	('gzip in base64', 'H4sIAAAAAAAAA6tWSk7NyclXslJQSs5PSVWqBQDzM4ZUEAAAAA=='),
	('bytes', '{"role":"user","content":"fix it"}'::bytea::text),
	('gzip in hexadecimal digits', '\x1f8b0800'),
	('a number', '-12.5e3'), ('null', 'null'), ('a string', '"fix it"'), ('an empty object', '{}'), ('an empty array', '[]'), ('numbers', '[1, 2]'),
	('a brace', '{'), ('a bracket', '['), ('a literal of Python', $${'role': 'user', 'content': 'fix it'}$$),
	('an object of no format', '{"a": {"b": [{"c": 1}]}}'),
	('lines of no format', E'{"a": 1}\n{"b": 2}\n'),
	('an array of no format', '[{"a": 1}, {"b": 2}]'),
	('broken from the beginning', '{"role" "user"'),
	('an array of conversations', '[[{"role": "user", "content": "fix it"}], [{"role": "user", "content": "and test it"}]]'),
	('the same over many lines', E'[\n [\n  {"role": "user", "content": "fix it"},\n  {"role": "assistant", "content": "I did"}\n ],\n [\n  {"role": "user", "content": "and test it"}\n ]\n]'),
	('the same, broken off', '[[{"role": "user", "content": "fix it"}], [{"role": "user", "content": "and te'),
	('an array of arrays of records', '[[{"type": "user", "sessionId": "s", "message": {"content": "fix it"}}], [{"type": "user", "sessionId": "t", "message": {"content": "test it"}}]]'),
	('an export', '[{"uuid": "a", "name": "One", "chat_messages": [{"sender": "human", "text": "fix it"}]}, {"uuid": "b", "name": "Two", "chat_messages": []}]'),
	('an export in a member', '{"sessions": [{"id": 1, "messages": [{"role": "user", "content": "fix it"}]}, {"id": 2, "messages": []}]}'),
	('a data set', E'{"messages": [{"role": "user", "content": "fix it"}]}\n{"messages": [{"role": "user", "content": "test it"}]}\n'),
	('a data set over many lines', E'{\n"messages": [{"role": "user", "content": "fix it"}]\n}\n{\n"messages": [{"role": "user", "content": "test it"}]\n}\n'),
	('two conversations in an object', '{"before": [{"role": "user", "content": "fix it"}], "after": [{"role": "user", "content": "test it"}]}'),
	('a request with its answer', '{"request": {"messages": [{"role": "user", "content": "fix it"}]}, "response": {"choices": [{"message": {"role": "assistant", "content": "I did"}}]}}'),
	('a request, another interface', '{"model": "m", "messages": [{"role": "user", "content": "fix it"}], "response": {"role": "assistant", "content": [{"type": "text", "text": "I did"}]}}'),
	('a log of requests', E'{"id": 1, "messages": [{"role": "user", "content": "fix it"}], "response": {"choices": []}}\n{"id": 2, "messages": [{"role": "user", "content": "fix it"}, {"role": "user", "content": "and test it"}], "response": {"choices": []}}'),
	('a log of answers', E'{"request": {"model": "m"}, "response": {"role": "assistant", "content": "I did"}}\n{"request": {"model": "m"}, "response": {"role": "assistant", "content": "I did that, too"}}'),
	('input and output', '{"model": "m", "input": [{"type": "message", "role": "user", "content": "fix it"}], "output": [{"type": "message", "role": "assistant", "content": "I did"}]}'),
	('a program''s own message', E'{"type": "message", "id": "a", "parentId": null, "message": {"role": "user", "content": "fix it"}}\n{"type": "message", "id": "b", "parentId": "a", "message": {"role": "assistant", "content": "I did"}}'),
	('a member in the middle of a document', E'{\n "sessions": [\n  {"id": 1,\n   "message": {"role": "user", "content": "fix it"},\n   "next": 2\n  },\n  {"id": 2,');
SELECT what, f.shape, f.records AS n, f.advice
FROM pg_temp.unread, workmode_format(transcript) f ORDER BY id;
SELECT what, f.format, f.recognised, s.prompts, s.mode
FROM pg_temp.unread, workmode_format(transcript) f, workmode_session(transcript) s
WHERE f.format IS NOT NULL OR f.advice IS NULL OR f.recognised > 0 OR s.format IS NOT NULL OR s.prompts > 0 OR s.mode IS NOT NULL;
SELECT count(*) AS documents, count(*) FILTER (WHERE t IS NOT DISTINCT FROM j) AS json, count(*) FILTER (WHERE t IS NOT DISTINCT FROM b) AS jsonb
FROM pg_temp.unread, workmode_format(transcript) t, workmode_format(transcript::json) j, workmode_format(transcript::jsonb) b
WHERE pg_temp.is_json(transcript);

-- What is said of them is of use.
SELECT f.format, s.prompts FROM pg_temp.unread, workmode_format(convert_from(decode(transcript, 'base64'), 'UTF8')) f, workmode_session(convert_from(decode(transcript, 'base64'), 'UTF8')) s WHERE what = 'base64';
SELECT f.format, f.recognised FROM pg_temp.unread, workmode_format(convert_from(transcript::bytea, 'UTF8')) f WHERE what = 'bytes';
SELECT f.format, f.recognised FROM pg_temp.unread, jsonb_array_elements(transcript::jsonb) c, workmode_format(c) f WHERE what = 'an array of conversations';
SELECT f.format, f.recognised FROM pg_temp.unread, regexp_split_to_table(transcript, E'\n') line, workmode_format(line) f WHERE what = 'a data set';

CREATE FUNCTION pg_temp.is_strict(transcript text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM workmode_session(transcript, strict => true);
	RETURN true;
EXCEPTION WHEN invalid_json_text THEN
	RETURN false;
END $$;

--
-- What is read, and how much of it
--
SELECT what, f.format, f.agent, f.shape, left(f.unwrapped, 40) AS unwrapped, length(f.unwrapped) AS long, f.records, f.recognised, f.advice
FROM (VALUES
	(1, 'one line of many', E'a log\n{"a": 1}\n{"type":"user","sessionId":"s","uuid":"u1","message":{"role":"user","content":"fix it"}}\n{"type":"assis'),
	(2, 'Markdown with lines in it', E'# A session\n\n```\n{"type":"user","sessionId":"s","uuid":"u1","message":{"role":"user","content":"fix it"}}\n```\n'),
	(3, 'SpecStory', E'<!-- Generated by SpecStory -->\n\n# 2026-05-01 09:00:00Z\n\n_**User**_\n\nfix {it}\n'),
	(4, 'a mark, and a comma at the end', E'\ufeff{"role": "user", "content": "fix it"},\n'),
	(5, 'a key with a quote', '{"a\"b": {"log": [{"role": "user", "content": "fix it"}]}}'),
	(6, 'a long name', '{"' || repeat('x', 1000) || '": [{"role": "user", "content": "fix it"}]}'),
	(7, 'equal members, of which the last counts', '{"events": [{"role": "user", "content": "no"}], "events": [{"role": "user", "content": "fix it"}]}'),
	(8, 'messages beside marked records', '{"api": [{"role": "user", "content": "no"}], "log": [{"type": "user", "sessionId": "s", "message": {"content": "fix it"}}]}'),
	(9, 'what is round the messages', '{"data": {"model": "m", "cwd": "/w", "session_id": "i", "messages": [{"role": "user", "content": "fix it"}]}}'),
	(10, 'a member that breaks off', '{"status": "ok", "transcript": [{"role": "user", "content": "fix it"}, {"role": "assistant", "content": "I di'),
	(11, 'a string that breaks off', '"{\"role\": \"user\", \"content\": \"fix it\"}\n{\"role\": \"assis'),
	(12, 'three levels are too deep', '{"a": {"b": {"c": [{"role": "user", "content": "fix it"}]}}}'),
	(13, 'behind an array', '[{"role": "user", "content": "fix it"}] and more'),
	(14, 'a request without its answer', '{"body": {"messages": [{"role": "user", "content": "fix it"}]}}')
) v(n, what, transcript), workmode_format(transcript) f ORDER BY n;
-- An object that has the records in a member, alone in what stands around it; one
-- that bears no mark may be an example among words.
SELECT n, around, what, f.format, f.shape, f.unwrapped, f.records, f.recognised, s.session_id, s.words_in, pg_temp.is_strict(transcript) AS strict
FROM (VALUES
	('OpenCode', '{"info": {"id": "ses_1", "directory": "/w"},\n"messages": [{"info": {"id": "m", "role": "user"}, "parts": [{"type": "text", "text": "fix it"}]}]}'),
	('messages', '{"session_id": "i",\n"messages": [{"role": "user", "content": "fix it"}]}')) r(what, root),
	(VALUES (1, 'nothing', '%s'), (2, 'an array', '[%s]'), (3, 'words', E'$ show\n%s\ndone\n'), (4, 'a code block', E'```json\n%s\n```'),
		(5, 'a document', E'# It\n\n```json\n%s\n```\n'), (6, 'two of them', '[%1$s, %1$s]'), (7, 'two among words', E'# It\n\n%1$s\n%1$s'), (8, 'more in the array', '[1, %s]'))
		a(n, around, pattern),
	LATERAL (SELECT format(pattern, replace(root, '\n', E'\n')) AS transcript) t,
	workmode_format(transcript) f, workmode_session(transcript) s
ORDER BY what DESC, n;

-- Text of any format may be a member's text.
SELECT what, f.format, f.shape, f.unwrapped, s.prompts, s.words_in
FROM (VALUES
	('SpecStory', E'<!-- Generated by SpecStory -->\n\n# 2026-05-01 09:00:00Z\n\n_**User**_\n\nfix {it}\n'),
	('Aider', E'# aider chat started at 2026-05-01 09:00:00\n\n#### fix it\n\nI did.\n'),
	('ShareGPT', '{"conversations": [{"from": "human", "value": "fix it"}, {"from": "gpt", "value": "I did."}]}'),
	('words that quote a message', E'the call:\n{"role": "user", "content": "fix it"}\n')) v(what, body),
	LATERAL (SELECT json_build_object('id', 7, 'title', 'fix it', 'body', body)::text AS transcript) t,
	workmode_format(transcript) f, workmode_session(transcript) s;
SELECT f.model, f.project, f.session_id, f.words_in
FROM workmode_session('{"data": {"model": "m", "cwd": "/w", "session_id": "i", "messages": [{"role": "user", "content": "fix it"}]}}'::text) f;

-- With strict a line must be a record as it stands; what is around records may be.
SELECT way, count(*) AS formats, count(*) FILTER (WHERE pg_temp.is_strict(transcript)) AS strict
FROM pg_temp.session, pg_temp.ways(line) GROUP BY n, way ORDER BY n;

SELECT workmode_format(NULL::text) IS NULL AS text, workmode_format(NULL::json) IS NULL AS json, workmode_format(NULL::jsonb) IS NULL AS jsonb;
