--
-- The mode of a session: by itself, with scores, with reasons, turn by turn,
-- through each type of argument.  All sessions are invented.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
SET timezone = 'UTC';

-- Messages as lines of Claude Code: a request, a tool call, an answer.
CREATE FUNCTION pg_temp.line(type text, content json, minute int) RETURNS text LANGUAGE sql AS $$
	SELECT json_build_object('type', type, 'sessionId', 's1', 'parentUuid', null,
		'timestamp', '2026-02-03T10:' || lpad(minute::text, 2, '0') || ':00Z',
		'message', json_build_object('role', type, 'content', content))::text || E'\n'
$$;
CREATE FUNCTION pg_temp.asks(words text, minute int DEFAULT 0) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line('user', to_json(words), minute)
$$;
CREATE FUNCTION pg_temp.says(words text, minute int DEFAULT 0) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line('assistant', json_build_array(json_build_object('type', 'text', 'text', words)), minute)
$$;
CREATE FUNCTION pg_temp.calls(tool text, input json, minute int DEFAULT 0) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line('assistant', json_build_array(json_build_object(
		'type', 'tool_use', 'id', md5(tool || input::text || minute), 'name', tool, 'input', input)), minute)
$$;
CREATE FUNCTION pg_temp.results(tool text, input json, minute int, failed boolean DEFAULT false)
RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.line('user', json_build_array(json_build_object('type', 'tool_result',
		'tool_use_id', md5(tool || input::text || minute), 'content', 'done', 'is_error', failed)), minute)
$$;
CREATE FUNCTION pg_temp.edits(path text, minute int DEFAULT 0) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.calls('Edit', json_build_object('file_path', path,
		'old_string', 'a', 'new_string', E'b\nc'), minute)
$$;
CREATE FUNCTION pg_temp.runs(command text, minute int DEFAULT 0) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.calls('Bash', json_build_object('command', command), minute)
$$;

CREATE TABLE invented (name text, transcript text);
INSERT INTO invented VALUES
	('build', pg_temp.asks('Add a page where members can upload a photo') ||
		pg_temp.edits('/app/src/upload.ts') || pg_temp.edits('/app/src/pages/upload.tsx', 1) ||
		pg_temp.says('I have added the upload page and its route.', 2)),
	('fix', pg_temp.asks('Login crashes with a TypeError, please fix the bug') ||
		pg_temp.edits('/app/src/login.ts') || pg_temp.runs('npm test', 1) ||
		pg_temp.says('Fixed: the crash came from an undefined user. The root cause was a missing check.', 2)),
	('test', pg_temp.asks('Write unit tests for the parser and raise the coverage') ||
		pg_temp.edits('/app/tests/parser.test.ts') || pg_temp.edits('/app/tests/lexer.test.ts', 1) ||
		pg_temp.runs('npx jest', 2) || pg_temp.says('All 24 tests pass, coverage is 96%.', 3)),
	('orchestrate', pg_temp.asks('Write a skill for our agents, and a subagent that reviews prompts') ||
		pg_temp.edits('/app/.claude/skills/review/SKILL.md') || pg_temp.edits('/app/.claude/agents/critic.md', 1) ||
		pg_temp.says('The skill and the subagent are in place, CLAUDE.md names both.', 2)),
	('operate', pg_temp.asks('Deploy to staging, then commit and push') ||
		pg_temp.runs('docker compose up -d') || pg_temp.runs('git commit -m "chore: deploy"', 1) ||
		pg_temp.runs('git push', 2) || pg_temp.says('Deployed to the staging server and pushed.', 3)),
	('understand', pg_temp.asks('How does the scheduler decide what runs next? Explain it to me') ||
		pg_temp.calls('Read', '{"file_path": "/app/src/scheduler.ts"}') ||
		pg_temp.says('The scheduler keeps a queue; here is how it works.', 1)),
	('plan', pg_temp.asks('Let us plan the migration: which options do we have, what is the design?') ||
		pg_temp.calls('Write', '{"file_path": "/app/docs/plans/migration-plan.md", "content": "# Plan\nPhase 1"}') ||
		pg_temp.says('The plan has three phases; here are the trade-offs of both options.', 1)),
	('analyze', pg_temp.asks('Which of the variables in the survey data correlate? Plot the distribution') ||
		pg_temp.calls('NotebookEdit', '{"notebook_path": "/data/survey.ipynb", "new_source": "df.corr()"}') ||
		pg_temp.says('The correlation is 0.41 (p < 0.01); the histogram shows two peaks in the data.', 1)),
	('communicate', pg_temp.asks('Draft a newsletter article about our summer fair, in a friendly tone') ||
		pg_temp.calls('Write', '{"file_path": "/texts/newsletter.md", "content": "Dear all,\nsummer is here"}') ||
		pg_temp.says('The draft of the article is ready: four paragraphs and a headline.', 1));

SELECT name, workmode_classify(transcript) AS given FROM invented ORDER BY name::workmode;

-- The same through every type, and from the evidence alone
SELECT name,
	workmode_classify(to_json(string_to_array(rtrim(transcript, E'\n'), E'\n')::json[])) = workmode_classify(transcript) AS json,
	workmode_classify(to_jsonb(string_to_array(rtrim(transcript, E'\n'), E'\n')::jsonb[])) = workmode_classify(transcript) AS jsonb,
	workmode_features(to_jsonb(string_to_array(rtrim(transcript, E'\n'), E'\n')::jsonb[])) = workmode_features(transcript) AS features,
	workmode_classify(workmode_features(transcript)) = workmode_classify(transcript) AS evidence,
	workmode_classify(transcript, workmode_shipped_model()) = workmode_classify(transcript) AS model
FROM invented ORDER BY name::workmode;

-- Scores: nine, best first, of sum one; workmode_session says the same.
SELECT name, count(*) AS modes, round(sum(probability)::numeric, 9) AS sum,
	max(s.mode) FILTER (WHERE n = 1) = (f).mode AS first,
	max(s.mode) FILTER (WHERE n = 2) = (f).second_mode AS second,
	max(probability) FILTER (WHERE n = 1) = (f).confidence AS confidence,
	array_agg(probability ORDER BY n) = array_agg(probability ORDER BY probability DESC) AS in_order,
	(f).model_version = workmode_model_version() AS version
FROM (SELECT name, transcript, workmode_session(transcript) AS f FROM invented) AS i,
	workmode_scores(transcript) WITH ORDINALITY AS s(mode, probability, n)
GROUP BY name, f ORDER BY name::workmode;

-- Reasons add up to the scores.
SELECT name, bool_and(abs(contribution - amount * weight) < 1e-9) AS each,
	count(DISTINCT mode) AS modes
FROM invented, workmode_explain(transcript) GROUP BY name ORDER BY name::workmode;
WITH sums AS (
	SELECT name, transcript, e.mode, sum(contribution) AS score
	FROM invented, workmode_explain(transcript) AS e GROUP BY name, transcript, e.mode
), shares AS (
	SELECT name, transcript, mode, exp(score) / sum(exp(score)) OVER (PARTITION BY name) AS share
	FROM sums
)
SELECT name, max(abs(share - probability)) < 1e-9 AS add_up
FROM shares, workmode_scores(transcript) AS s WHERE s.mode = shares.mode
GROUP BY name ORDER BY name::workmode;
SELECT evidence FROM invented, workmode_explain(transcript)
WHERE name = 'test' AND mode = 'test' AND evidence LIKE '% of %'
ORDER BY evidence COLLATE "C" LIMIT 6;

-- A reason of a word names the word, in any language.
SELECT count(*) > 0 AS named FROM workmode_explain(pg_temp.asks('fix the crash, 修复错误')),
	LATERAL regexp_matches(evidence, '^the person says "(crash|fix|the|修复|错误|复错)"$')
WHERE mode = 'fix';

-- Turns
SELECT turn, started_at, actions, errors, lines_added, lines_removed, mode IS NOT NULL AS mode,
	probability BETWEEN 0 AND 1 AS probability
FROM workmode_turns(
	pg_temp.runs('ls', 1) || pg_temp.asks('Fix the crash', 2) || pg_temp.edits('/app/a.c', 3) ||
	pg_temp.results('Edit', json_build_object('file_path', '/app/a.c', 'old_string', 'a', 'new_string', E'b\nc'), 3) ||
	pg_temp.runs('make', 3) || pg_temp.results('Bash', json_build_object('command', 'make'), 3, true) ||
	pg_temp.says('Done.', 4) || pg_temp.asks('Now explain it', 5) || pg_temp.says('It was a null pointer.', 6));

-- A turn's evidence is that of a session of this turn alone.
CREATE TABLE parts AS SELECT * FROM (VALUES
	(1, pg_temp.asks('Fix the crash', 2) || pg_temp.runs('make', 3) ||
		pg_temp.results('Bash', json_build_object('command', 'make'), 3, true) || pg_temp.says('Done.', 4)),
	(2, pg_temp.asks('Now explain it', 5) || pg_temp.says('It was a null pointer.', 6))) AS p(turn, part);
SELECT turn, f.features = workmode_features(part) AS same,
	workmode_classify(f.features) = t.mode AS same_mode
FROM (SELECT string_agg(part, '' ORDER BY turn) AS whole FROM parts) AS w,
	workmode_turn_features(whole) AS f JOIN workmode_turns(whole) AS t USING (turn) JOIN parts USING (turn)
ORDER BY turn;
SELECT count(*) FROM workmode_turn_features('');
DROP TABLE parts;

-- What the agent thinks first in a turn is evidence, in every format that shows it.
CREATE FUNCTION pg_temp.thinks(transcript text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(evidence, ', ' ORDER BY evidence) FROM (SELECT DISTINCT evidence
		FROM workmode_explain(transcript) WHERE evidence LIKE 'the agent thinks "%') AS e
$$;
SELECT format, pg_temp.thinks(t) FROM (VALUES
	('claude_code', pg_temp.asks('Go on') ||
		pg_temp.line('assistant', '[{"type":"thinking","thinking":"deploy server","signature":"x"}]', 1) ||
		pg_temp.line('assistant', '[{"type":"thinking","thinking":"later tests","signature":"x"}]', 2)),
	('claude_code, no text', pg_temp.asks('Go on') ||
		pg_temp.line('assistant', '[{"type":"thinking","thinking":"","signature":"x"}]', 1)),
	('codex', $t${"timestamp":"2026-01-01T00:00:00Z","type":"session_meta","payload":{"id":"c"}}
{"timestamp":"2026-01-01T00:00:01Z","type":"event_msg","payload":{"type":"user_message","message":"Go on"}}
{"timestamp":"2026-01-01T00:00:02Z","type":"response_item","payload":{"type":"reasoning","summary":[{"type":"summary_text","text":"deploy server"},{"type":"summary_text","text":"later tests"}],"encrypted_content":"x"}}$t$),
	('codex exec', $t${"type":"thread.started","thread_id":"c"}
{"type":"item.completed","item":{"id":"1","type":"reasoning","text":"deploy server"}}$t$),
	('gemini', $t${"sessionId":"g","projectHash":"h","startTime":"2026-01-01T00:00:00Z","messages":[{"id":"1","type":"user","content":"Go on"},{"id":"2","type":"gemini","content":"","thoughts":[{"subject":"Plan","description":"deploy server"},{"subject":"Then","description":"later tests"}]}]}$t$),
	('messages', $t$[{"role":"user","content":"Go on"},{"role":"assistant","content":[{"type":"thinking","thinking":"deploy server"},{"type":"text","text":"Done"}]}]$t$),
	('specstory', $t$<!-- Generated by SpecStory, Markdown v2.1.0 -->

<!-- Claude Code Session s (2026-01-01 00:00:00Z) -->

_**User (2026-01-01 00:00:00Z)**_

Go on

_**Agent (claude, 2026-01-01 00:00:01Z)**_

<think><details><summary>Thought Process</summary>
deploy server</details></think>

Done
$t$)) AS f(format, t)
ORDER BY format;

-- A thought that never ends is not what the agent says.
SELECT words_out FROM workmode_session($t$<!-- Generated by SpecStory, Markdown v2.1.0 -->

_**User (2026-01-01 00:00:00Z)**_

Go on

_**Agent (claude, 2026-01-01 00:00:01Z)**_

<think><details><summary>Thought Process</summary>
deploy server
$t$);

-- Requests in other languages
SELECT n, words, workmode_classify(pg_temp.asks(words) || pg_temp.edits('/app/src/a.py')) AS given
FROM (VALUES (1, '修复登录页面的错误，它崩溃了'), (2, 'ログインのエラーを修正してください。動作しない'),
	(3, '로그인 오류를 고쳐줘, 버그가 있어'), (4, 'Arregla el error, el inicio no funciona'),
	(5, 'Corrija o erro: o login não funciona'), (6, 'Behebe den Fehler, die Anmeldung funktioniert nicht'),
	(7, 'Corrige le bogue, la connexion ne fonctionne pas'), (8, 'Исправь ошибку, вход не работает'),
	(9, 'Correggi l''errore, il login non funziona')) AS t(n, words)
ORDER BY n;

-- Nothing to go on
SELECT workmode_classify(''), workmode_classify('nothing'), workmode_features('{}'),
	(SELECT count(*) FROM workmode_scores('')) AS scores,
	(SELECT count(*) FROM workmode_explain('')) AS reasons,
	(SELECT count(*) FROM workmode_turns('')) AS turns;
SELECT workmode_classify(NULL::text) IS NULL AS strict_null;

-- With strict a broken line is an error.
SELECT workmode_classify(transcript || '{"type":') = workmode_classify(transcript) AS skipped
FROM invented WHERE name = 'fix';
SELECT workmode_classify(transcript || '{"type":', strict => true) FROM invented WHERE name = 'fix';

DROP TABLE invented;
