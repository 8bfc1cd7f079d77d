--
-- Pi and programs built on it: sessions, and the log of pi --mode json
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
	OUT format text, OUT agent text, OUT surface text, OUT headless boolean, OUT prompts bigint,
	OUT turns bigint, OUT words_in bigint, OUT words_out bigint,
	OUT actions bigint, OUT errors bigint, OUT lines_skipped bigint)
LANGUAGE sql AS $$
	SELECT format, agent, surface, headless, prompts, turns, words_in, words_out,
		   actions, errors, lines_skipped
	FROM workmode_session(transcript)
$$;

CREATE FUNCTION pg_temp.head(members text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT '{"type":"session","version":3,"id":"s1","timestamp":"2026-02-03T10:00:00.000Z","cwd":"/w/ferry"' || members || '}'
$$;

-- An entry with a message: its id, its minute, and the message's members.
CREATE FUNCTION pg_temp.entry(id text, minute int, message text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"type":"message","id":"%s","parentId":null,"timestamp":"2026-02-03T10:%s:00.000Z","message":{%s,"timestamp":1770112800000}}',
				  id, to_char(minute, 'FM00'), message)
$$;

CREATE FUNCTION pg_temp.said(id text, minute int, words text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.entry(id, minute, format('"role":"user","content":[{"type":"text","text":%s}]', to_json(words)))
$$;

CREATE FUNCTION pg_temp.answered(id text, minute int, blocks text, members text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.entry(id, minute, format('"role":"assistant","content":[%s],"api":"a","provider":"anthropic","model":"claude-x","usage":{"input":10,"output":5,"cacheRead":100,"cacheWrite":20,"totalTokens":135},"stopReason":"stop"%s', blocks, members))
$$;

CREATE FUNCTION pg_temp.call(id text, name text, arguments text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"type":"toolCall","id":"%s","name":"%s","arguments":%s}', id, name, arguments)
$$;

CREATE FUNCTION pg_temp.result(id text, minute int, call text, output text, failed boolean DEFAULT false, members text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.entry(id, minute, format('"role":"toolResult","toolCallId":"%s","toolName":"x","content":[{"type":"text","text":%s}],"isError":%s%s',
											call, to_json(output), to_json(failed), members))
$$;

-- One whole session: two edits, of which one fails; a file that is written; a
-- command that fails; the person's own command; a stop; what others put in.
SELECT pg_temp.all_facts(pg_temp.lines(
	pg_temp.head(),
	'{"type":"model_change","id":"e0","parentId":null,"timestamp":"2026-02-03T10:00:01.000Z","provider":"anthropic","modelId":"claude-y"}',
	pg_temp.said('e1', 1, 'add a flag please'),
	pg_temp.answered('e2', 2, '{"type":"thinking","thinking":"think a lot"},{"type":"text","text":"I add it."},'
		|| pg_temp.call('c1', 'edit', '{"path":"/w/ferry/a.c","edits":[{"oldText":"a","newText":"b\nc"},{"oldText":"x\ny","newText":"z"}]}') || ','
		|| pg_temp.call('c2', 'edit', '{"path":"/w/ferry/b.c","oldText":"a","newText":"b"}') || ','
		|| pg_temp.call('c3', 'write', '{"path":"/w/ferry/c.c","content":"1\n2\n3\n"}') || ','
		|| pg_temp.call('c4', 'bash', '{"command":"make && git commit -m x"}')),
	pg_temp.result('e3', 3, 'c1', 'Successfully replaced', false, ',"details":{"diff":"+1 b\n+2 c\n-1 a"}'),
	pg_temp.result('e4', 3, 'c2', 'Could not find the text', true),
	pg_temp.result('e5', 3, 'c3', 'Successfully wrote 6 bytes'),
	pg_temp.result('e6', 3, 'c4', E'no rule\n\nCommand exited with code 2', true),
	pg_temp.entry('e7', 4, '"role":"bashExecution","command":"ls -la src","output":"a b c d","exitCode":0'),
	'{"type":"custom_message","id":"e8","timestamp":"2026-02-03T10:04:00.000Z","customType":"x","content":"many words put in","display":true}',
	pg_temp.entry('e9', 5, '"role":"custom","customType":"x","content":"many words put in"'),
	pg_temp.entry('e10', 5, '"role":"compactionSummary","summary":"many words"'),
	'{"type":"compaction","id":"e11","timestamp":"2026-02-03T10:05:00.000Z","summary":"many words","firstKeptEntryId":"e1","tokensBefore":9,"usage":{"input":1,"output":2,"cacheRead":4}}',
	pg_temp.answered('e12', 6, '{"type":"text","text":"Now I"}', ',"stopReason":"aborted"'),
	'{"type":"label","id":"e13","timestamp":"2026-02-03T10:07:00.000Z","targetId":"e1","label":"here"}',
	'{"type":"session_info","id":"e14","timestamp":"2026-02-03T10:08:00.000Z","name":"The flag"}',
	'{"type":"of_tomorrow","id":"e15"}'));

-- The first version: no version, no ids, the model in the header, content a
-- string.  The model of an answer comes before one that was chosen.
SELECT format, model, session_id, prompts, words_in, words_out, actions, tokens_in, lines_skipped
FROM (VALUES
	(1, pg_temp.lines(
		'{"type":"session","id":"s2","timestamp":"2025-11-20T10:00:00.000Z","cwd":"/w","provider":"anthropic","modelId":"claude-z","thinkingLevel":"off"}',
		'{"type":"message","timestamp":"2025-11-20T10:01:00.000Z","message":{"role":"user","content":"look at it","timestamp":1763632860000}}',
		'{"type":"message","timestamp":"2025-11-20T10:02:00.000Z","message":{"role":"assistant","content":"Done it.","stopReason":"stop"}}')),
	(2, pg_temp.lines(pg_temp.head(), '{"type":"model_change","id":"e0","model":"anthropic/claude-w"}', pg_temp.said('e1', 1, 'look at it'))),
	(3, pg_temp.lines('{"type":"title","v":1,"title":"It"}      ', pg_temp.head(), pg_temp.said('e1', 1, 'look at it'), pg_temp.answered('e2', 2, '')))) v(n, transcript),
	workmode_session(transcript);

-- A header may be written last: the session began with its first line, and ended
-- with its last message.
SELECT started_at, ended_at
FROM workmode_session(pg_temp.lines(
	replace(pg_temp.head(), 'T10:00', 'T12:00'),
	'{"type":"model_change","id":"e0","timestamp":"2026-02-03T10:00:30.000Z","modelId":"m"}',
	pg_temp.said('e1', 1, 'go on'), pg_temp.answered('e2', 2, ''),
	'{"type":"label","id":"e3","timestamp":"2026-02-03T10:09:00.000Z"}'));

-- What a fork has taken from its parent counts there; a session that another one
-- has begun has all of its lines.
SELECT n, session_id, parent, started_at, prompts, actions, tokens_out, lines_read, lines_skipped
FROM (VALUES
	(1, ',"parentSession":"/home/u/.pi/agent/sessions/--w--/2026-02-03T09-00-00-000Z_0199-ab.jsonl"'),
	(2, ',"parentSession":"C:\\u\\sessions\\my_own.jsonl"'),
	(3, ',"branchedFrom":"/s/2026-02-03T09-00-00-000Z_p1.jsonl"'),
	(4, ',"parentSession":null'),
	(5, '')) v(n, members),
	workmode_session(pg_temp.lines(
		replace(pg_temp.head(members), 'T10:00', 'T10:03'),
		pg_temp.said('e1', 1, 'one'), pg_temp.answered('e2', 2, pg_temp.call('c', 'read', '{"path":"a"}')),
		pg_temp.said('e3', 4, 'two'), pg_temp.answered('e4', 5, pg_temp.call('d', 'read', '{"path":"a"}')))) ORDER BY n;

-- A branch that was left is work, too.  An entry that is written again is not.
SELECT * FROM pg_temp.facts(pg_temp.lines(pg_temp.head(),
	pg_temp.said('e1', 1, 'try it so'), pg_temp.answered('e2', 2, '{"type":"text","text":"So."}'),
	'{"type":"branch_summary","id":"e3","parentId":null,"timestamp":"2026-02-03T10:03:00.000Z","fromId":"e2","summary":"many words"}',
	pg_temp.said('e4', 3, 'try it otherwise'), pg_temp.answered('e5', 4, '{"type":"text","text":"Otherwise."}'),
	pg_temp.said('e4', 3, 'try it otherwise')));

-- Whose words: skills and files stand around them; a picture asks without words.
SELECT n, f.prompts, f.words_in
FROM (VALUES
	(1, pg_temp.said('e', 1, E'<skill name="review" location="/s/SKILL.md">\nMany words of the skill.\n</skill>\n\nthe last commit')),
	(2, pg_temp.said('e', 1, E'<skill name="commit" location="/s/SKILL.md">\nMany words of the skill.\n</skill>')),
	(3, pg_temp.said('e', 1, '<skill name=')),
	(4, pg_temp.said('e', 1, E'<file name="/w/a.txt">\nmany words\n</file>\n<file name="/w/b.png"></file>\nlook at these')),
	(5, pg_temp.entry('e', 1, '"role":"user","content":[{"type":"image","data":"AAAA","mimeType":"image/png"}]')),
	(6, pg_temp.entry('e', 1, '"role":"user","content":[{"type":"text","text":"look"},{"type":"image","data":"AAAA"}]')),
	(7, pg_temp.said('e', 1, '[draft] the plan at 10:30')),
	(8, pg_temp.said('e', 1, 'Queued #3 is broken')),
	(9, pg_temp.said('e', 1, '/quit'))) v(n, line),
	pg_temp.facts(pg_temp.lines(pg_temp.head(), line)) f ORDER BY n;

-- OpenClaw: who wrote a message and where stands around it, and is no word of it.
SELECT n, f.agent, f.surface, f.headless, f.prompts, f.turns, f.words_in
FROM (VALUES
	(1, '[Telegram Ada (@ada) id:7 +1h 2026-02-03 10:01 GMT+1] fix the ferry' || E'\n[message_id: 12]'),
	(2, '[Tue 2026-02-03 10:01 GMT+8] fix the ferry' || E'\n[message_id: 12]'),
	(3, E'[message_id: om_1]\nfix the ferry'),
	(4, E'Conversation info (untrusted metadata):\n```json\n{\n  "message_id": "12",\n  "sender": "Ada"\n}\n```\n\nSender (untrusted metadata):\n```json\n{"name": "Ada"}\n```\n\nfix the ferry'),
	(5, E'[media attached: /m/a.jpg (image/jpeg) | /m/a.jpg]\nTo send an image back, prefer the message tool.\n[WhatsApp +49 10:01] <media:image>'),
	(6, E'[WhatsApp +49 +1m 2026-02-03 10:01 GMT+1] <media:document>\n\n<file name="a.txt">many words</file>\nfix the ferry\n[message_id: 3]'),
	(7, 'System: [2026-02-03 10:01:00 UTC] Exec completed (keen-mist, code 0) :: many words' || E'\n\nmore of them'),
	(8, E'System: [2026-02-03 10:01:00 UTC] Node connected\n\n[Telegram Ada 2026-02-03 10:01 UTC] fix the ferry'),
	(9, E'System: [2026-02-03 10:01:00 UTC] Node connected\n\nfix the ferry\n[message_id: 4]'),
	(10, '[cron:4f1c morning report] Write the morning report'),
	(11, 'Read HEARTBEAT.md if it exists (workspace context). Follow it strictly.'),
	(12, 'Pre-compaction memory flush. Store durable memories now.'),
	(13, 'A new session was started via /new or /reset. Greet the user.'),
	(14, E'[Queued messages while agent was busy]\n\n---\nQueued #1\n[Tue 10:01 UTC] fix the ferry\n[message_id: 5]\n\n---\nQueued #2\nand the harbour\n[message_id: 6]'),
	(15, E'[Queued announce messages while agent was busy]\n\n---\nQueued #1\nA background task "report" just completed successfully.'),
	(16, E'[Chat messages since your last reply - for context]\nBob: many words\n\n[Current message - respond to this]\nAda: fix the ferry\n[from: Ada (+49)]'),
	(17, E'[Subagent Context] You are a subagent.\n\n[Subagent Task]: fix the ferry'),
	(18, E'[Queued messages while agent was busy]'),
	(19, 'Sender (untrusted metadata):'),
	(20, '[Telegram 10:01')) v(n, words),
	pg_temp.facts(pg_temp.lines(pg_temp.head(), pg_temp.said('e', 1, words))) f ORDER BY n;

-- The same message comes again after an error of the provider: it was said once.
SELECT * FROM pg_temp.facts(pg_temp.lines(pg_temp.head(),
	pg_temp.said('e1', 1, E'[Tue 10:01 UTC] one two\n[message_id: 7]'),
	pg_temp.answered('e2', 1, '', ',"stopReason":"error","errorMessage":"overloaded"'),
	pg_temp.said('e3', 2, E'[Tue 10:01 UTC] one two\n[message_id: 7]'),
	pg_temp.answered('e4', 2, '{"type":"text","text":"Three."}'),
	pg_temp.said('e5', 3, E'[Tue 10:03 UTC] one two\n[message_id: 8]')));

-- Where a message comes from, and what OpenClaw itself writes.
SELECT n, f.agent, f.headless, f.prompts, f.turns, f.words_in
FROM (VALUES
	(1, pg_temp.entry('e', 1, '"role":"user","content":"fix it","provenance":{"kind":"external_user"}')),
	(2, pg_temp.entry('e', 1, '"role":"user","content":"fix it","provenance":{"kind":"inter_session","sourceTool":"sessions_send"}')),
	(3, pg_temp.entry('e', 1, '"role":"user","content":"fix it","provenance":{"kind":"internal_system"}')),
	(4, '{"type":"custom","id":"e","customType":"openclaw.cache-ttl","data":{}}'),
	(5, '{"type":"custom","id":"e","customType":"model-snapshot","data":{}}'),
	(6, '{"type":"custom","id":"e","customType":"other","data":{}}')) v(n, line),
	pg_temp.facts(pg_temp.lines(pg_temp.head(), line)) f ORDER BY n;

-- What it has sent to a chat is no answer of a model.
SELECT agent, model, words_out
FROM workmode_session(pg_temp.lines(pg_temp.head(), pg_temp.said('e1', 1, 'hello'),
	pg_temp.entry('e2', 2, '"role":"assistant","content":[{"type":"text","text":"Sent it."}],"provider":"openclaw","model":"delivery-mirror","stopReason":"stop"'),
	pg_temp.answered('e3', 3, '{"type":"text","text":"Said it."}')));
SELECT agent FROM workmode_session(pg_temp.lines(replace(pg_temp.head(), '/w/ferry', '/home/u/.openclaw/workspace'), pg_temp.said('e1', 1, 'hello')));

-- It does not mark results that failed: it says so in the details, or in the text.
SELECT n, f.actions, f.errors
FROM (VALUES
	(1, 'a', '"details":{"status":"completed","exitCode":0,"aggregated":"a"}'),
	(2, 'a', '"details":{"status":"completed","exitCode":1,"aggregated":"a"}'),
	(3, 'a', '"details":{"status":"error","tool":"exec"}'),
	(4, 'a', '"details":{"status":"running","pid":7}'),
	(5, 'Killed session keen-mist.', '"details":{"status":"failed"}'),
	(6, E'{\n  "status": "error",\n  "tool": "exec",\n  "error": "Command exited with code 1"\n}', '"x":1'),
	(7, '{"status": "error"}', '"x":1'),
	(8, '{"status": "ok", "tool": "exec"}', '"details":[]'),
	(9, '{"status": "error", "tool": ', '"details":{"exitCode":"1"}')) v(n, output, members),
	pg_temp.facts(pg_temp.lines(pg_temp.head(), pg_temp.said('e1', 1, 'do it'),
		pg_temp.answered('e2', 2, pg_temp.call('c', 'exec', '{"command":"make"}')),
		pg_temp.result('e3', 3, 'c', output, false, ',' || members))) f ORDER BY n;

-- Tools, and what they do to files; what an extension brings is work, too.
SELECT n, f.actions, f.files_changed AS files, f.lines_added AS added, f.lines_removed AS removed, f.commits, f.code_changed AS code
FROM (VALUES
	(1, 'edit', '{"path":"a.c","oldText":"x\ny","newText":"x\nz\nw"}'),
	(2, 'edit', '{"path":"a.c","edits":[{"oldText":"x","newText":""},{"oldText":"","newText":"y\nz"}]}'),
	(3, 'edit', '{"path":"a.c","edits":[]}'),
	(4, 'edit', '{"path":"a.c","edits":"[]","oldText":"x","newText":"y"}'),
	(5, 'write', '{"path":"notes.md","content":"a\nb"}'),
	(6, 'write', '{"path":"a.c","content":""}'),
	(7, 'bash', '{"command":"cat > a.c <<E\nx\nE"}'),
	(8, 'bash', '{"command":"git commit -m x","timeout":9}'),
	(9, 'read', '{"path":"a.c","offset":1,"limit":2}'),
	(10, 'grep', '{"pattern":"x"}'),
	(11, 'moor', '{"knots":3}'),
	(12, 'exec', '{"command":"git commit -m x","workdir":"/w"}'),
	(13, 'edit', '{"oldText":"x","newText":"y"}'),
	(14, 'edit', '7')) v(n, tool, arguments),
	workmode_session(pg_temp.lines(pg_temp.head(), pg_temp.said('e1', 1, 'do it'),
		pg_temp.answered('e2', 2, pg_temp.call('c', tool, arguments)), pg_temp.result('e3', 3, 'c', 'ok'))) f ORDER BY n;

-- Both ways of a conversation that went back count, with their files and failures.
SELECT prompts, turns, actions, errors, files_changed AS files, lines_added AS added, lines_removed AS removed, tokens_in
FROM workmode_session(pg_temp.lines(pg_temp.head(),
	pg_temp.said('e1', 1, 'try it so'),
	pg_temp.answered('e2', 2, pg_temp.call('c', 'edit', '{"path":"a.c","oldText":"a","newText":"b\nc"}') || ',' || pg_temp.call('d', 'bash', '{"command":"make"}')),
	pg_temp.result('e3', 3, 'c', 'ok'), pg_temp.result('e4', 3, 'd', 'Command exited with code 1', true),
	'{"type":"branch_summary","id":"e5","parentId":"e1","timestamp":"2026-02-03T10:04:00.000Z","fromId":"e4","summary":"many words","usage":{"input":7,"output":1}}',
	pg_temp.said('e6', 5, 'try it otherwise'),
	pg_temp.answered('e7', 6, pg_temp.call('e', 'edit', '{"path":"b.c","oldText":"a","newText":"b"}')),
	pg_temp.result('e8', 7, 'e', 'ok')));

-- A schedule alone makes it headless, a person who asks before or after does not.
SELECT n, f.surface, f.headless, f.prompts, f.turns
FROM (VALUES
	(1, pg_temp.lines(pg_temp.said('e1', 1, '[cron:1 tides] Write the tides'), pg_temp.answered('e2', 2, '{"type":"text","text":"Done."}'), pg_temp.said('e3', 3, '[cron:1 tides] Write the tides'))),
	(2, pg_temp.lines(pg_temp.said('e1', 1, '[cron:1 tides] Write the tides'), pg_temp.answered('e2', 2, '{"type":"text","text":"Done."}'), pg_temp.said('e3', 3, 'and the moon'))),
	(3, pg_temp.lines(pg_temp.said('e1', 1, 'write the tides'), pg_temp.answered('e2', 2, '{"type":"text","text":"Done."}'), pg_temp.said('e3', 3, '[cron:1 tides] Write the tides'), pg_temp.answered('e4', 4, '{"type":"text","text":"Done."}')))) v(n, lines),
	workmode_session(pg_temp.lines(pg_temp.head(), lines)) f ORDER BY n;

-- Usage that is none, or odd.
SELECT n, f.tokens_in, f.tokens_out
FROM (VALUES
	(1, '{"input":1,"output":2}'), (2, '{}'), (3, '7'), (4, '{"input":"1","output":-2,"cacheRead":3}'), (5, 'null')) v(n, usage),
	workmode_session(pg_temp.lines(pg_temp.head(), pg_temp.entry('e1', 1, '"role":"assistant","content":[],"stopReason":"stop","usage":' || usage))) f ORDER BY n;

-- A subagent of omp is asked by another agent.
SELECT * FROM pg_temp.facts(pg_temp.lines(pg_temp.head(),
	'{"type":"session_init","id":"e0","timestamp":"2026-02-03T10:00:01.000Z","task":"find it","tools":[]}',
	pg_temp.said('e1', 1, 'find it'), pg_temp.answered('e2', 2, '{"type":"text","text":"Found."}', ',"stopReason":"aborted"')));

-- The log of a run: what a program asks is the task.  Pieces and copies of what
-- comes whole do not count.
SELECT pg_temp.all_facts(pg_temp.lines(
	pg_temp.head(),
	'{"type":"agent_start"}',
	'{"type":"turn_start"}',
	'{"type":"message_start","message":{"role":"user","content":[{"type":"text","text":"fix it"}],"timestamp":1770112801000}}',
	'{"type":"message_end","message":{"role":"user","content":[{"type":"text","text":"fix it"}],"timestamp":1770112801000}}',
	'{"type":"message_update","message":{"role":"assistant","content":[{"type":"text","text":"I lo"}]},"assistantMessageEvent":{"type":"text_delta","delta":"I lo"}}',
	'{"type":"message_end","message":{"role":"assistant","content":[{"type":"text","text":"I look."},{"type":"toolCall","id":"c1","name":"bash","arguments":{"command":"make"}},{"type":"toolCall","id":"c2","name":"read","arguments":{"path":"a.c"}}],"model":"claude-x","usage":{"input":10,"output":5,"cacheRead":1,"cacheWrite":2},"stopReason":"toolUse","timestamp":1770112802000}}',
	'{"type":"tool_execution_start","toolCallId":"c1","toolName":"bash","args":{"command":"make"}}',
	'{"type":"tool_execution_update","toolCallId":"c1","toolName":"bash","args":{"command":"make"},"partialResult":{}}',
	'{"type":"tool_execution_end","toolCallId":"c1","toolName":"bash","result":{"content":[{"type":"text","text":"no"}]},"isError":true}',
	'{"type":"message_end","message":{"role":"toolResult","toolCallId":"c1","toolName":"bash","content":[{"type":"text","text":"no"}],"isError":true,"timestamp":1770112803000}}',
	'{"type":"tool_execution_start","toolCallId":"c2","toolName":"read","args":{"path":"a.c"}}',
	'{"type":"tool_execution_end","toolCallId":"c2","toolName":"read","result":{"content":[]},"isError":false}',
	'{"type":"message_end","message":{"role":"toolResult","toolCallId":"c2","toolName":"read","content":[],"isError":false,"timestamp":1770112803000}}',
	'{"type":"turn_end","message":{"role":"assistant","content":[{"type":"text","text":"I look."}]},"toolResults":[]}',
	'{"type":"message_end","message":{"role":"assistant","content":[{"type":"text","text":"Done it."}],"model":"claude-x","usage":{"input":10,"output":5},"stopReason":"stop","timestamp":1770112804000}}',
	'{"type":"agent_end","messages":[{"role":"user","content":"fix it"}]}'));

-- With its events alone, or its messages alone, it has the same calls.
SELECT * FROM pg_temp.facts(pg_temp.lines(pg_temp.head(),
	'{"type":"message_end","message":{"role":"assistant","content":[],"model":"claude-x"}}',
	'{"type":"tool_execution_start","toolCallId":"c1","toolName":"bash","args":{"command":"make"}}',
	'{"type":"tool_execution_end","toolCallId":"c1","toolName":"bash","result":{"content":[],"details":{"exitCode":2}}}'));
SELECT * FROM pg_temp.facts(pg_temp.lines(
	'{"type":"message_end","message":{"role":"assistant","content":[{"type":"toolCall","id":"c1","name":"bash","arguments":"{\"command\":\"make\"}"}]}}',
	'{"type":"message_end","message":{"role":"toolResult","toolCallId":"c1","content":[],"isError":true}}'));

-- A file that lost its header; one of a header alone; one that is cut off; lines
-- that are none; a look-alike.
SELECT * FROM pg_temp.facts(pg_temp.lines(pg_temp.said('e1', 1, 'do it'), pg_temp.answered('e2', 2, '')));
SELECT * FROM pg_temp.facts(pg_temp.head());
SELECT * FROM pg_temp.facts(left(pg_temp.lines(pg_temp.head(), pg_temp.said('e1', 1, 'do it'), pg_temp.answered('e2', 2, '')), -30));
SELECT * FROM pg_temp.facts(pg_temp.lines(pg_temp.head(), '7', '{"id":"e"}', '{"type":"message"}', '{"type":"message","message":{"role":7}}',
	pg_temp.entry('e3', 1, '"role":"user","content":7'), pg_temp.entry('e4', 1, '"role":"assistant","content":null'), '{"type":7}'));
SELECT * FROM pg_temp.facts('{"type":"session","id":"x"}');
SELECT * FROM pg_temp.facts('{"type":"message","id":"x","timestamp":"2026-02-03T10:00:00.000Z","message":{"role":"user","content":"hello"}}');
