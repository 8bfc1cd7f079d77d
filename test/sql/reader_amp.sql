--
-- Amp: threads
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
SET timezone = 'UTC';

-- All facts but what the classifier says.
CREATE FUNCTION pg_temp.all_facts(transcript text) RETURNS text
LANGUAGE sql AS $$
	SELECT jsonb_pretty(to_jsonb(f) - '{mode,second_mode,confidence,probabilities,model_version,value}'::text[])
	FROM workmode_session(transcript) f
$$;

CREATE FUNCTION pg_temp.thread(messages text, members text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT '{"v":12,"id":"T-0199-a","created":1770112800000' || members || ',"messages":[' || messages || ']}'
$$;

-- A person's message, of a minute.
CREATE FUNCTION pg_temp.said(id int, minute int, blocks text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"role":"user","messageId":%s,"content":[%s],"userState":{"currentlyVisibleFiles":[]},"meta":{"sentAt":%s}}',
				  id, blocks, 1770112800000 + minute * 60000)
$$;

CREATE FUNCTION pg_temp.answered(id int, minute int, blocks text, state text DEFAULT '{"type":"complete","stopReason":"tool_use"}') RETURNS text LANGUAGE sql AS $$
	SELECT format('{"role":"assistant","messageId":%s,"content":[%s],"state":%s,"usage":{"model":"claude-x","maxInputTokens":168000,"inputTokens":10,"outputTokens":5,"cacheCreationInputTokens":20,"cacheReadInputTokens":100,"totalInputTokens":130,"timestamp":"2026-02-03T10:%s:00.000Z"}}',
				  id, blocks, state, to_char(minute, 'FM00'))
$$;

CREATE FUNCTION pg_temp.call(id text, name text, input text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"type":"tool_use","complete":true,"id":"%s","name":"%s","input":%s}', id, name, input)
$$;

CREATE FUNCTION pg_temp.ran(call text, run text) RETURNS text LANGUAGE sql AS $$
	SELECT format('{"type":"tool_result","toolUseID":"%s","run":%s}', call, run)
$$;

-- A whole thread: what the program tells the model is nobody's; an edit, a file that
-- is written, a command that fails by its exit code, an edit that is refused.
SELECT pg_temp.all_facts(pg_temp.thread(
	'{"role":"info","messageId":0,"content":[{"type":"text","text":"many words put in"}]},' ||
	pg_temp.said(1, 1, '{"type":"text","text":"let it ring at noon"}') || ',' ||
	pg_temp.answered(2, 2, '{"type":"thinking","thinking":"at noon"},{"type":"text","text":"I look."},' ||
		pg_temp.call('c1', 'Bash', '{"cmd":"make && git commit -m x","cwd":"/w/bell"}')) || ',' ||
	'{"role":"user","messageId":3,"content":[' || pg_temp.ran('c1', '{"status":"done","result":{"output":"no rule","exitCode":2},"progress":[]}') || ']},' ||
	pg_temp.answered(4, 3, pg_temp.call('c2', 'edit_file', '{"path":"/w/bell/ring.c","old_str":"a\nb","new_str":"c"}') || ',' ||
		pg_temp.call('c3', 'create_file', '{"path":"/w/bell/noon.c","content":"1\n2\n3\n"}') || ',' ||
		pg_temp.call('c4', 'edit_file', '{"path":"/w/bell/tower.c","old_str":"a","new_str":"b"}')) || ',' ||
	'{"role":"user","messageId":5,"content":[' ||
		pg_temp.ran('c2', '{"status":"done","result":{"diff":"-a\n-b\n+c","lineRange":[1,1]}}') || ',' ||
		pg_temp.ran('c3', '{"status":"done","result":"Created"}') || ',' ||
		pg_temp.ran('c4', '{"status":"rejected-by-user","reason":"no"}') || ']},' ||
	pg_temp.answered(6, 4, '{"type":"text","text":"It rings at noon."}', '{"type":"complete","stopReason":"end_turn"}') || ',' ||
	'{"role":"supervisor","note":"of tomorrow"}',
	',"title":"The bell","agentMode":"smart","env":{"initial":{"trees":[{"uri":"file:///w/bell%20tower","displayName":"bell","repository":{"type":"git","ref":"refs/heads/noon"}},{"uri":"file:///w/other"}],"platform":{"os":"linux","client":"CLI","clientVersion":"0.0.1770"}}},"relationships":[{"type":"mention","role":"child","threadID":"T-0"},{"type":"handoff","role":"child","threadID":"T-1"}]'));

-- How a tool ran.
SELECT n, f.actions, f.errors
FROM (VALUES
	(1, '{"status":"done","result":"ok"}'),
	(2, '{"status":"done","result":{"output":"","exitCode":0}}'),
	(3, '{"status":"done","result":{"output":"no","exitCode":1}}'),
	(4, '{"status":"error","error":{"message":"no such file"}}'),
	(5, '{"status":"error","error":"no such file"}'),
	(6, '{"status":"cancelled","reason":"stopped"}'),
	(7, '{"status":"rejected-by-user","reason":"no","toAllow":[]}'),
	(8, '{"status":"in-progress"}'),
	(9, '{}'),
	(10, '7')) v(n, run),
	workmode_session(pg_temp.thread(pg_temp.said(0, 1, '{"type":"text","text":"ring it"}') || ',' ||
		pg_temp.answered(1, 2, pg_temp.call('c', 'Bash', '{"cmd":"make"}')) || ',' ||
		'{"role":"user","messageId":2,"content":[' || pg_temp.ran('c', run) || ']}')) f ORDER BY n;

-- Where it ran: amp -x has no person.
SELECT n, f.surface, f.headless, f.prompts, f.turns, f.project, f.branch, f.agent_version
FROM (VALUES
	(1, ''),
	(2, ',"env":{"initial":{"platform":{"client":"CLI Execute Mode","clientVersion":"1"}}}'),
	(3, ',"env":{"initial":{"platform":{"client":"VS Code","clientVersion":"1"},"trees":[{"uri":"file:///w/%zz%2"}]}}'),
	(4, ',"env":{"initial":{"platform":{"clientType":"cli"},"trees":[{"uri":"https://x/w","repository":{"ref":"noon"}}]}}'),
	(5, ',"env":7'),
	(6, ',"env":{"initial":{"platform":7,"trees":[7]}}')) v(n, members),
	workmode_session(pg_temp.thread(pg_temp.said(0, 1, '{"type":"text","text":"ring it"}') || ',' || pg_temp.answered(1, 2, pg_temp.call('c', 'Read', '{"path":"a"}')), members)) f ORDER BY n;

-- Whose words; a picture asks without words, unless it is a tool's; one who stops the
-- agent has asked for nothing.
SELECT n, f.prompts, f.turns, f.words_in
FROM (VALUES
	(1, pg_temp.said(0, 1, '{"type":"text","text":"ring it"},{"type":"text","text":"twice"}')),
	(2, pg_temp.said(0, 1, '{"type":"text","text":"<system-reminder>many words</system-reminder>"}')),
	(3, pg_temp.said(0, 1, '{"type":"image","source":{}}')),
	(4, pg_temp.said(0, 1, '{"type":"image","source":{}},' || pg_temp.ran('c', '{"status":"done"}'))),
	(5, pg_temp.answered(0, 1, '{"type":"text","text":"I ring"}', '{"type":"cancelled"}')),
	(6, pg_temp.said(0, 1, '{"type":"text","text":"ring it"}') || ',' || pg_temp.answered(1, 2, '', '{"type":"cancelled"}') || ',' || pg_temp.said(2, 3, '{"type":"text","text":"not so loud"}'))) v(n, messages),
	workmode_session(pg_temp.thread(messages)) f ORDER BY n;

-- Messages without their thread, in an array and a line each; tokens of answers
-- without an id add up.
SELECT format, agent, prompts, actions, errors, tokens_in, tokens_out, lines_read, lines_skipped
FROM (VALUES
	('[' || pg_temp.said(0, 1, '{"type":"text","text":"ring it"}') || ',' || pg_temp.answered(1, 2, pg_temp.call('c', 'Bash', '{"cmd":"make"}')) || ']'),
	(pg_temp.said(0, 1, '{"type":"text","text":"ring it"}') || E'\n' || pg_temp.answered(1, 2, pg_temp.call('c', 'Bash', '{"cmd":"make"}'))),
	('[{"role":"user","messageId":2,"content":[' || pg_temp.ran('c', '{"status":"error"}') || ']}]'),
	(pg_temp.thread(replace(pg_temp.answered(1, 2, '') || ',' || pg_temp.answered(1, 3, ''), '"messageId":1,', ''))),
	(pg_temp.thread(pg_temp.answered(1, 2, '') || ',' || pg_temp.answered(1, 3, '')))) v(transcript),
	workmode_session(transcript);

-- What is broken: messages that are none, a thread without any, one that breaks off,
-- and look-alikes.
SELECT n, f.format, f.session_id, f.prompts, f.lines_read, f.lines_skipped
FROM (VALUES
	(1, pg_temp.thread('7,{"role":7},{"role":"user"},{"role":"user","content":7},{"role":"assistant","content":{}},{"role":"user","content":"ring it"}')),
	(2, pg_temp.thread('')),
	(3, left(pg_temp.thread(pg_temp.said(0, 1, '{"type":"text","text":"ring it"}') || ',' || pg_temp.said(1, 2, '{"type":"text","text":"twice"}')), -30)),
	(4, '{"id":"T-1","messages":[{"role":"user","content":"ring it"}]}'),
	(5, '{"v":1,"id":"U-1","messages":[{"role":"user","content":"ring it"}]}'),
	(6, '{"v":1,"id":"T-1"}'),
	(7, '{"v":1,"id":"T-1","messages":{}}')) v(n, transcript),
	workmode_session(transcript) f ORDER BY n;
