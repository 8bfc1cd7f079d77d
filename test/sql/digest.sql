--
-- workmode_digest: what a rater needs to read of a session, and how much of it;
-- workmode_codebook: by what to rate it.  Which secrets are masked test/unit/digest
-- tells.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;

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

CREATE FUNCTION pg_temp.lines(line text[]) RETURNS text
LANGUAGE sql AS $$ SELECT string_agg(l, E'\n' ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n) $$;
CREATE FUNCTION pg_temp.list(line text[]) RETURNS jsonb
LANGUAGE sql AS $$ SELECT jsonb_agg(l::jsonb ORDER BY n) FROM unnest(line) WITH ORDINALITY u(l, n) $$;

-- Versions of psql differ in how wide they take the face to be.
SELECT name, replace(workmode_digest(pg_temp.lines(line)), chr(128512), '(face)') AS workmode_digest FROM pg_temp.session ORDER BY name;

-- The same through each type, and the same each time.
SELECT name, workmode_digest(pg_temp.list(line)::text) = workmode_digest(pg_temp.lines(line)) AS "array",
	workmode_digest(pg_temp.list(line)::text::json) = workmode_digest(pg_temp.lines(line)) AS json,
	workmode_digest(pg_temp.list(line)) = workmode_digest(pg_temp.lines(line)) AS jsonb
FROM pg_temp.session ORDER BY name;

-- A long session: no request is longer than 5,000 characters, no digest longer than it may be.
CREATE TABLE pg_temp.long AS
SELECT string_agg(format('{"role":"user","content":"request %s: %s"}', n, repeat('été ', 5 * n)) || E'\n' ||
	format('{"role":"assistant","content":null,"tool_calls":[{"id":"c%s","type":"function","function":{"name":"%s","arguments":"{\"command\":\"make\"}"}}]}',
		n, CASE WHEN n % 4 = 0 THEN 'edit' ELSE 'bash' END) || E'\n' ||
	format('{"role":"tool","tool_call_id":"c%s","content":"%s"}', n, CASE WHEN n % 50 = 0 THEN 'Error: no' ELSE 'fine' END),
	E'\n' ORDER BY n) AS body
FROM generate_series(1, 400) n;
SELECT characters, length(workmode_digest(body, characters)) <= characters AS fits,
	length(workmode_digest(body, characters)) > 0.75 * characters AS used,
	workmode_digest(body, characters) LIKE '%[person] request 1: été%' AS first,
	workmode_digest(body, characters) LIKE '%[call 400]%' AS last
FROM pg_temp.long, unnest(ARRAY[0, 1, 10, 100, 1000, 3000, 5000, 25000, 100000]) characters ORDER BY characters;
SELECT length(workmode_digest(body)) AS by_default, workmode_digest(body) = workmode_digest(body, 25000) AS is_25000,
	length(workmode_digest(body, 2147483647)) > 1000000 AS huge,
	workmode_digest(body, 2147483647) LIKE '%left out here%' AS cut
FROM pg_temp.long;
SELECT substring(workmode_digest(body) FROM '\[left out here[^]]*\]') FROM pg_temp.long;
SELECT max(length(line)) <= 5000 + length('[person] ') AS cut
FROM pg_temp.long, regexp_split_to_table(workmode_digest(body, 2147483647), '\n') line;

-- Secrets.
SELECT workmode_digest('[{"role":"user","content":"use ghp_' || repeat('a1B2', 9) || ' please"},
	{"role":"assistant","content":"export DB_PASSWORD=hunter2"}]');

-- Nothing to read, nothing at all, and what breaks off.
SELECT workmode_digest(NULL::text) IS NULL AS "null", workmode_digest('') IS NULL AS empty, workmode_digest('no transcript') IS NULL AS unread,
	workmode_digest('[]'::jsonb) IS NULL AS empty_array, workmode_digest('[{"role":"user","content":"hi"}]', NULL) IS NULL AS null_characters,
	workmode_digest('[{"role":"user","content":"hi"}]', 0) = '' AS zero;
SELECT workmode_digest(pg_temp.lines(line) || E'\n{"role":"user","content":"cut o') LIKE '%cut o%' AS broken FROM pg_temp.session WHERE name = 'messages';
SELECT workmode_digest('[{"role":"user","content":"hi"}]', -1);
SELECT workmode_digest(E'{"role":"user","content":"hi"}\n{"role":', strict => true);

-- The codebook is a prompt: each mode has its line, and is among the answers.
SELECT count(*) AS modes, bool_and(workmode_codebook() ~ (E'\n' || mode || ': ')) AS defined
FROM workmode_modes();
SELECT regexp_replace(substring(workmode_codebook() FROM E'\n(build [a-z ]*)\n'), ' ', ',', 'g') =
	(SELECT string_agg(mode::text, ',' ORDER BY mode) FROM workmode_modes()) AS answers;
SELECT length(workmode_codebook()) BETWEEN 3000 AND 8000 AS short, octet_length(workmode_codebook()) = length(workmode_codebook()) AS ascii;
