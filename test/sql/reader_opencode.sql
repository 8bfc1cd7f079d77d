--
-- OpenCode: the session that it exports, the log of a run, and its Markdown.
-- All sessions are invented.
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
	OUT format text, OUT surface text, OUT prompts bigint,
	OUT turns bigint, OUT words_in bigint, OUT words_out bigint,
	OUT actions bigint, OUT errors bigint, OUT read bigint, OUT skipped bigint)
LANGUAGE sql AS $$
	SELECT format, surface, prompts, turns, words_in, words_out,
		   actions, errors, lines_read, lines_skipped
	FROM workmode_session(transcript)
$$;

-- A session from its messages; members are more of what it says about itself.
CREATE FUNCTION pg_temp.session(members text, VARIADIC messages text[]) RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"info":{"id":"ses_1","slug":"wet-dog","directory":"/w/ferry","title":"Tide tables","version":"1.18.2","time":{"created":1770112800000,"updated":1770119999000}%s},"messages":[%s]}',
				  members, array_to_string(messages, ','))
$$;

-- A message of a person, some seconds after the session began.
CREATE FUNCTION pg_temp.said(seconds int, VARIADIC parts text[]) RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"info":{"id":"msg_%s","sessionID":"ses_1","role":"user","time":{"created":%s},"agent":"build","model":{"providerID":"p","modelID":"other"},"summary":{"diffs":[]}},"parts":[%s]}',
				  seconds, 1770112800000 + seconds * 1000, array_to_string(parts, ','))
$$;

-- An answer, of two seconds.
CREATE FUNCTION pg_temp.answered(seconds int, members text, VARIADIC parts text[]) RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"info":{"id":"msg_%s","sessionID":"ses_1","role":"assistant","time":{"created":%s,"completed":%s},"modelID":"tide-1","providerID":"p","agent":"build","path":{"cwd":"/w/other"},"tokens":{"input":100,"output":20,"reasoning":5,"cache":{"read":30,"write":10}}%s},"parts":[%s]}',
				  seconds, 1770112800000 + seconds * 1000, 1770112802000 + seconds * 1000, members, array_to_string(parts, ','))
$$;

CREATE FUNCTION pg_temp.words(words text, members text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"id":"prt_1","type":"text","text":%s%s}', to_json(words), members)
$$;

CREATE FUNCTION pg_temp.called(tool text, input text, status text, members text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
	SELECT format('{"id":"prt_2","type":"tool","callID":"c","tool":"%s","state":{"status":"%s","input":%s%s}}', tool, status, input, members)
$$;

-- One whole session.  Its tokens stand in the answers and again at the end of each
-- step, what it changed in the inputs and again beside them.
SELECT pg_temp.all_facts(pg_temp.session('',
	pg_temp.said(1, pg_temp.words('the tide table is off by an hour'),
		'{"type":"file","mime":"text/plain","filename":"tide.py","url":"file:///w/ferry/tide.py"}',
		pg_temp.words('Called the Read tool with the following input: {}', ',"synthetic":true'),
		pg_temp.words('def high_water(): pass', ',"synthetic":true')),
	pg_temp.answered(10, ',"finish":"tool-calls"',
		'{"type":"step-start","snapshot":"a"}',
		'{"type":"reasoning","text":"is it summer time?","time":{"start":1770112811000}}',
		pg_temp.words('I look at it.'),
		pg_temp.called('bash', '{"command":"pytest","description":"Run the tests"}', 'completed',
			',"output":"1 failed","metadata":{"exit":1},"time":{"start":1770112812000,"end":1770112813000}'),
		pg_temp.called('edit', '{"filePath":"/w/ferry/tide.py","oldString":"a","newString":"b\nc"}', 'completed',
			',"output":"ok","metadata":{"diff":"+b","filediff":{"additions":2,"deletions":1}}'),
		'{"type":"patch","hash":"a","files":["/w/ferry/tide.py"]}',
		'{"type":"step-finish","tokens":{"input":100,"output":20,"reasoning":5,"cache":{"read":30,"write":10}}}'),
	pg_temp.answered(20, ',"finish":"stop"', pg_temp.words('It was summer time.')),
	pg_temp.said(30, pg_temp.words('thank you')),
	pg_temp.answered(40, '', pg_temp.words('Gladly.'))));

-- The same through each type, and laid out over many lines.
SELECT count(DISTINCT to_jsonb(f))
FROM pg_temp.session(',"permission":[{"permission":"question","action":"deny"}],"revert":{"messageID":"msg_9"}',
		pg_temp.said(1, pg_temp.words('one')), pg_temp.answered(2, '', pg_temp.words('two')),
		pg_temp.said(9, pg_temp.words('three'))) t,
	LATERAL (SELECT * FROM workmode_session(t)
			 UNION ALL SELECT * FROM workmode_session(t::json)
			 UNION ALL SELECT * FROM workmode_session(t::jsonb)
			 UNION ALL SELECT * FROM workmode_session(jsonb_pretty(t::jsonb))) f;

-- Calls: which count, and which failed.
SELECT n, f.actions, f.errors, f.prompts, f.words_in, w.files_changed AS files, w.lines_added AS added, w.lines_removed AS removed
FROM (VALUES
	(1, pg_temp.called('bash', '{}', 'pending')),
	(2, pg_temp.called('bash', '{"command":"sleep 9"}', 'pending')),
	(3, pg_temp.called('bash', '{"command":"sleep 9"}', 'running', ',"time":{"start":1770112812000}')),
	(4, pg_temp.called('bash', '{"command":"make"}', 'completed', ',"output":"error: 0 of them","metadata":{"exit":0}')),
	(5, pg_temp.called('bash', '{"command":"make"}', 'completed', ',"output":"x\n<shell_metadata>\nbash tool terminated command","metadata":{"exit":null}')),
	(6, pg_temp.called('bash', '{"command":"make"}', 'completed', ',"output":"x"')),
	(7, pg_temp.called('write', '{"filePath":"a.c","content":"a\nb\n"}', 'error', ',"error":"Tool execution aborted"')),
	(8, pg_temp.called('write', '{"filePath":"a.c","content":"a\nb\n"}', 'completed', ',"output":"ok"')),
	(9, pg_temp.called('invalid', '{"tool":"edit","error":"x"}', 'completed', ',"output":"The arguments are invalid"')),
	(10, pg_temp.called('apply_patch', '{"patchText":"*** Begin Patch\n*** Update File: a.c\n@@\n-a\n+b\n+c\n*** Add File: b.c\n+x\n*** End Patch"}', 'completed', ',"output":"ok"')),
	(11, pg_temp.called('multiedit', '{"filePath":"a.c","edits":[{"oldString":"a","newString":"b"},{"oldString":"c","newString":"d\ne"}]}', 'completed', ',"output":"ok"')),
	(12, pg_temp.called('bash', '{"command":"rm -rf x"}', 'error', ',"error":"The user rejected permission to use this specific tool call."')),
	(13, pg_temp.called('bash', '{"command":"rm -rf x"}', 'error', ',"error":"The user rejected permission to use this specific tool call with the following feedback: move it away"')),
	(14, pg_temp.called('question', '{"questions":[{"question":"Which?"}]}', 'error', ',"error":"The user dismissed this question"')),
	(15, pg_temp.called('question', '{"questions":[]}', 'completed', ',"output":"User has answered your questions: \"Which port?\"=\"the old harbour\", \"When?\"=\"now\". You can now continue."')),
	(16, pg_temp.called('read', '{"filePath":"a.c"}', 'completed', ',"output":"The user dismissed this question"')),
	(17, '{"type":"tool","tool":"read"}'),
	(18, '{"type":"tool","tool":7,"state":{"status":"completed","input":{}}}'),
	(19, '{"type":"tool","tool":"read","state":{"status":"error","input":{},"error":"no"}}')) v (n, part),
	LATERAL pg_temp.session('', pg_temp.answered(1, '', part)) t,
	LATERAL pg_temp.facts(t) f, LATERAL workmode_session(t) w
ORDER BY n;

-- A person's messages.
SELECT n, f.prompts, f.words_in, f.turns
FROM (VALUES
	(1, pg_temp.said(1, pg_temp.words('one two'), pg_temp.words('three'))),
	(2, pg_temp.said(1, pg_temp.words('one two', ',"synthetic":true'))),
	(3, pg_temp.said(1, pg_temp.words('one two', ',"ignored":true'))),
	(4, pg_temp.said(1, pg_temp.words('one two', ',"synthetic":false'))),
	(5, pg_temp.said(1, '{"type":"file","mime":"image/png","url":"data:image/png;base64,AAAA"}')),
	(6, pg_temp.said(1, '{"type":"compaction","auto":true}')),
	(7, pg_temp.said(1, '{"type":"compaction","auto":false}')),
	(8, pg_temp.said(1, '{"type":"subtask","prompt":"look at all","description":"x","agent":"explore"}')),
	(9, pg_temp.said(1, '{"type":"subtask","prompt":"look at all","description":"x","agent":"explore","command":"review"}')),
	(10, pg_temp.said(1, '{"type":"text","content":"one two three"}')),
	(11, pg_temp.said(1, pg_temp.words('<system-reminder>plan mode</system-reminder>'))),
	(12, pg_temp.said(1, VARIADIC '{}')),
	(13, pg_temp.said(1, '7', '{"type":7,"text":"one"}', '{"type":"text","text":7}', pg_temp.words('one')))) v (n, message),
	LATERAL pg_temp.facts(pg_temp.session('', message, pg_temp.answered(2, '', pg_temp.words('x')))) f
ORDER BY n;

-- Sums of what was said are no answers; an abort is an act; unknown parts are none.
SELECT n, f.*
FROM (VALUES
	(1, pg_temp.answered(1, ',"summary":true,"mode":"compaction"', pg_temp.words('so far we did this'), pg_temp.called('read', '{}', 'completed'))),
	(2, pg_temp.answered(1, ',"error":{"name":"MessageAbortedError","data":{"message":"x"}}', pg_temp.words('I will'))),
	(3, pg_temp.answered(1, ',"error":{"name":"APIError"}', VARIADIC '{}')),
	(4, pg_temp.answered(1, '', '{"type":"retry","error":{}}', '{"type":"snapshot"}', '{"type":"hologram","text":"x"}', '{}'))) v (n, message),
	LATERAL pg_temp.facts(pg_temp.session('', pg_temp.said(0, pg_temp.words('do it')), message)) f
ORDER BY n;

-- Another agent's session; a run, where nobody can be asked; both.
SELECT n, f.surface, f.headless, f.parent, f.prompts, f.words_in, f.actions, f.errors
FROM (VALUES
	(1, ',"parentID":"ses_0"'),
	(2, ',"permission":[{"permission":"question","action":"deny","pattern":"*"},{"permission":"plan_enter","action":"deny","pattern":"*"}]'),
	(3, ',"permission":[{"permission":"question","action":"allow"},{"permission":"bash","action":"deny"},7]'),
	(4, ',"parentID":"ses_0","permission":[{"permission":"question","action":"deny"}]')) v (n, members),
	LATERAL workmode_session(pg_temp.session(members, pg_temp.said(1, pg_temp.words('find the files')),
		pg_temp.answered(2, ',"error":{"name":"MessageAbortedError"}', pg_temp.called('question', '{}', 'error', ',"error":"The user dismissed this question"')))) f
ORDER BY n;

-- What was undone does not count: from a message on, or from a part of it.
SELECT n, f.prompts, f.words_in, f.words_out, f.actions, f.tokens_in, f.lines_read, f.ended_at
FROM (VALUES (1, ''), (2, ',"revert":{"messageID":"msg_30"}'), (3, ',"revert":{"messageID":"msg_20","partID":"prt_2"}'),
			 (4, ',"revert":{"messageID":"msg_99"}'), (5, ',"revert":{"messageID":"msg_10"}'), (6, ',"revert":7')) v (n, members),
	LATERAL workmode_session(pg_temp.session(members,
		pg_temp.said(10, pg_temp.words('one')), pg_temp.answered(20, '', pg_temp.words('two three'), pg_temp.called('read', '{"filePath":"a"}', 'completed')),
		pg_temp.said(30, pg_temp.words('four')), pg_temp.answered(40, '', pg_temp.words('five')))) f
ORDER BY n;

-- A fork begins with a copy, whose messages keep their times and get new ids.
SELECT n, f.started_at, f.prompts, f.words_in, f.tokens_in
FROM (VALUES (1, ',"title":"Tide tables (fork #2)"'), (2, ',"title":"Tide tables (fork #2) of old"'), (3, '')) v (n, members),
	LATERAL workmode_session(pg_temp.session(members, pg_temp.said(-100, pg_temp.words('one two')), pg_temp.answered(-90, '', pg_temp.words('x')),
		pg_temp.said(5, pg_temp.words('three')), pg_temp.answered(6, '', pg_temp.words('y')))) f
ORDER BY n;

-- Programs that were made from it: Kilo's gives its own agents to models of its own.
SELECT n, f.agent, f.model
FROM (VALUES (1, '"providerID":"kilo","agent":"code"'), (2, '"providerID":"kilo","agent":"build"'), (3, '"providerID":"p","agent":"code"')) v (n, members),
	LATERAL workmode_session(format('{"info":{"id":"ses_1"},"messages":[{"info":{"id":"msg_1","role":"assistant","modelID":"m",%s},"parts":[]}]}', members)) f
ORDER BY n;

-- Nothing but messages, as an array and as lines; never prompted; cut off; no such
-- session.
SELECT n, f.*
FROM (VALUES
	(1, format('[%s,%s]', pg_temp.said(1, pg_temp.words('one')), pg_temp.answered(2, '', pg_temp.words('two')))),
	(2, pg_temp.lines(pg_temp.said(1, pg_temp.words('one')), pg_temp.answered(2, '', pg_temp.words('two')))),
	(3, pg_temp.session('', VARIADIC '{}')),
	(4, left(pg_temp.session('', pg_temp.said(1, pg_temp.words('one')), pg_temp.answered(2, '', pg_temp.words('two'))), -30)),
	(5, pg_temp.session('', '7', '{}', '{"info":{"id":"msg_1","role":"user"},"parts":7}', '{"info":{"id":"msg_1"},"parts":[]}',
		'{"info":{"id":"msg_1","role":"critic"},"parts":[]}', pg_temp.said(1, pg_temp.words('one')))),
	(6, '{"info":{"id":"ses_1"}}'),
	(7, '{"info":{"id":"ses_1"},"messages":{}}'),
	(8, '{"info":{"id":"x"},"messages":[]}'),
	(9, '{"messages":[{"info":{"id":"msg_1","role":"user"},"parts":[{"type":"text","text":"one"}]}],"info":{"id":"ses_1"}}'),
	(10, '{"messages":[{"role":"user","content":"one"}],"info":{"id":"7"}}'),
	(11, '')) v (n, transcript),
	LATERAL pg_temp.facts(transcript) f
ORDER BY n;
SELECT session_id, project FROM workmode_session(format('[%s]', pg_temp.answered(2, '', pg_temp.words('two'))));

-- The log of a run: no prompt, no model.
SELECT pg_temp.all_facts(pg_temp.lines(
	'{"type":"step_start","timestamp":1770112800000,"sessionID":"ses_2","part":{"id":"prt_1","type":"step-start","snapshot":"a"}}',
	'{"type":"reasoning","timestamp":1770112801000,"sessionID":"ses_2","part":{"id":"prt_2","type":"reasoning","text":"hm","time":{"start":1770112800500,"end":1770112800900}}}',
	'{"type":"tool_use","timestamp":1770112802000,"sessionID":"ses_2","part":{"id":"prt_3","type":"tool","callID":"c1","tool":"bash","state":{"status":"completed","input":{"command":"make test"},"output":"1 failed","metadata":{"exit":2},"time":{"start":1770112801500,"end":1770112802000}}}}',
	'{"type":"tool_use","timestamp":1770112803000,"sessionID":"ses_2","part":{"id":"prt_4","type":"tool","callID":"c2","tool":"write","state":{"status":"completed","input":{"filePath":"/w/a.py","content":"a\nb\n"},"output":"ok","time":{"start":1770112802500,"end":1770112803000}}}}',
	'{"type":"step_finish","timestamp":1770112804000,"sessionID":"ses_2","part":{"id":"prt_5","type":"step-finish","reason":"tool-calls","tokens":{"total":160,"input":100,"output":20,"reasoning":5,"cache":{"read":30,"write":5}}}}',
	'{"type":"step_start","timestamp":1770112805000,"sessionID":"ses_2","part":{"id":"prt_6","type":"step-start"}}',
	'{"type":"text","timestamp":1770112806000,"sessionID":"ses_2","part":{"id":"prt_7","type":"text","text":"The test failed.","time":{"start":1770112805500,"end":1770112806000}}}',
	'{"type":"step_finish","timestamp":1770112807000,"sessionID":"ses_2","part":{"id":"prt_8","type":"step-finish","tokens":{"input":200,"output":10,"reasoning":0,"cache":{"read":0,"write":0}}}}',
	'{"type":"error","timestamp":1770112808000,"sessionID":"ses_2","error":{"name":"APIError","data":{"message":"overloaded"}}}',
	'{"type":"done","timestamp":1770112809000,"sessionID":"ses_2","reason":"idle","rejected":[]}'));

-- Lines of a run that are none, or odd.
SELECT n, f.*
FROM (VALUES
	(1, '{"type":"text","sessionID":"ses_2","part":{"type":"text","text":"one"}}'),
	(2, '{"type":"text","sessionID":"ses_2","part":7}'),
	(3, '{"type":"text","sessionID":"x","part":{"type":"text","text":"one"}}'),
	(4, '{"type":"error","sessionID":"ses_2","error":{"name":"x"}}'),
	(5, '{"type":"text","sessionID":"ses_2","part":{"type":"text","text":"one"}}' || E'\n{"type":"text","sessionID":7}\n7\n{"type":"text","sessionID":"ses_2","part":[]}'),
	(6, '{"type":"user","sessionId":"s","message":{"role":"user","content":"one"}}')) v (n, transcript),
	LATERAL pg_temp.facts(transcript) f
ORDER BY n;

--
-- Markdown
--
CREATE FUNCTION pg_temp.export(VARIADIC messages text[]) RETURNS text LANGUAGE sql AS $$
	SELECT E'# Tide tables\n\n**Session ID:** ses_1\n**Created:** 2/3/2026, 10:00:00 AM\n**Updated:** 2/3/2026, 1:05:06 PM\n\n---\n\n'
		|| array_to_string(messages, E'\n\n---\n\n') || E'\n\n---\n\n'
$$;

-- Two messages and a call with each label.
SELECT pg_temp.all_facts(pg_temp.export(
	E'## User\n\nthe tide table is off\n\n## by an hour',
	E'## Assistant (Build · Tide One (new) · 3.6s)\n\n_Thinking:_\n\nis it summer time?\n\nI look.\n\n**Tool: edit**\n\n**Input:**\n```json\n{\n  "filePath": "/w/tide.py",\n  "oldString": "a",\n  "newString": "b\\nc"\n}\n```\n\n**Output:**\n```\nok\n```\n\n**Tool: bash**\n\n**Input:**\n```json\n{\n  "command": "make"\n}\n```\n\n**Error:**\n```\nno rule\n```',
	E'## User\n\n',
	E'## Assistant (Compaction · Tide One · 9.0s)\n\n## Goal\n\nso far we did this',
	E'## User\n\nthank you',
	E'## Assistant (Plan · Tide)\n\nGladly.'));

-- What may stand in it.
SELECT n, f.*
FROM (VALUES
	-- it may begin in the middle, and with an answer
	(1, E'## Assistant (Build · m · 1.0s)\n\none two\n\n---\n\n## User\n\nthree\n'),
	(2, pg_temp.export(E'## Assistant (Build · m · 1.0s)\n\none two', E'## User\n\nthree')),
	-- no header without a rule and an empty line before it
	(3, pg_temp.export(E'## User\n\none\n\n## User\n\ntwo\n---\n## User\nthree')),
	(4, pg_temp.export(E'## User\n\none\n\n---\n\ntwo\n\n## Assistant\n\nthree', E'## Assistant\n\nfour')),
	-- what a tool gave back may have fences, labels, rules and headers
	(5, pg_temp.export(E'## User\n\none', E'## Assistant (Build · m)\n\n**Tool: webfetch**\n\n**Input:**\n```json\n{}\n```\n\n**Output:**\n```\nA page\n\n---\n\n## User\n\nhello\n\n**Tool: bash**\n\n**Error:**\n\n```js\nx\n```\n\nmore words\n```')),
	-- calls without details; words behind a call are of its output
	(6, pg_temp.export(E'## Assistant\n\none\n\n**Tool: read**\n\n**Tool: bash**\n')),
	(7, pg_temp.export(E'## Assistant\n\n**Tool: bash**\n\n**Input:**\n```json\n{\n  "command": "sleep 9"\n}\n```\n\n**Output:**\n```\nx\n\n<shell_metadata>\nshell tool terminated command after exceeding timeout 5000 ms.\n</shell_metadata>\n```\n\nthree words more')),
	(8, pg_temp.export(E'## Assistant\n\n**Tool: invalid**\n\n**Input:**\n```json\n{}\n```\n\n**Output:**\n```\nThe arguments are invalid\n```')),
	-- questions
	(9, pg_temp.export(E'## Assistant\n\n**Tool: question**\n\n**Input:**\n```json\n{}\n```\n\n**Output:**\n```\nUser has answered your questions: "Which port?"="the old harbour". You can now continue.\n```')),
	(10, pg_temp.export(E'## Assistant\n\n**Tool: question**\n\n**Input:**\n```json\n{}\n```\n\n**Error:**\n```\nThe user dismissed this question\n```')),
	-- cut off within an input; with CR LF; nothing but its head
	(11, E'## Assistant (Build · m · 1.0s)\n\n**Tool: write**\n\n**Input:**\n```json\n{\n  "filePath": "a.c",\n  "content": "x'),
	(12, replace(pg_temp.export(E'## User\n\none', E'## Assistant\n\ntwo\n\n**Tool: read**\n\n**Input:**\n```json\n{}\n```'), E'\n', E'\r\n')),
	(13, pg_temp.export(VARIADIC '{}')),
	-- no transcript
	(14, E'# Notes\n\n## User\n\none\n\n## Assistant\n\ntwo\n'),
	(15, E'## Assistant (Build)\n\none'),
	-- a command that was stopped
	(16, pg_temp.export(E'## Assistant\n\n**Tool: bash**\n\n**Input:**\n```json\n{}\n```\n\n**Output:**\n```\nx\n\n<bash_metadata>\nUser aborted the command\n</bash_metadata>\n```'))) v (n, transcript),
	LATERAL pg_temp.facts(transcript) f
ORDER BY n;

-- Times as they are shown in several places, taken as UTC; and none.  Where it began
-- after what it says of its end, that is no end.
SELECT shown, f.started_at, f.ended_at >= f.started_at AS ordered
FROM unnest(ARRAY['5/9/2026, 9:08:30 AM', '5/9/2026, 12:08:30 AM', '5/9/2026, 12:08:30 PM', '8/6/2026, 8:53:32 am', '31/07/2026, 20:37:39', '12/31/2026, 20:37',
	'04.04.2026, 17:46:01', '2026/8/2 14:58:50', '2026-08-02, 9:05:06 p.m.', '9' || U&'\202F' || '5/2026', '2/3/2026, 1:05:06' || U&'\202F' || 'PM',
	'13/13/2026, 10:00', '1/2/3', 'Invalid Date', '', '99999999999999999999/1/1 1:1:1']) WITH ORDINALITY s (shown, n),
	LATERAL workmode_session(replace(pg_temp.export(VARIADIC '{}'), '2/3/2026, 10:00:00 AM', shown)) f
ORDER BY n;
