--
-- invented.sql - transcripts of the sessions in invented.jsonl, which we wrote.
--
-- There a session is short: {"session", "mode", "turns": [{"u": what the person
-- says, "do": ["Edit a.c +3-1", "Bash make ERR", ...], "a": the agent's last
-- words}]}.  An action is a tool of Claude Code and what it is called with;
-- lines added and removed stand behind a path, ERR behind what failed.
--
CREATE FUNCTION pg_temp.lines(word text, count int) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(word || i, E'\n'), '') FROM generate_series(1, least(count, 2000)) AS i
$$;

CREATE FUNCTION pg_temp.input(tool text, words text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT CASE
		WHEN tool = 'Bash' THEN jsonb_build_object('command', words)
		WHEN tool IN ('Edit', 'MultiEdit', 'NotebookEdit') THEN jsonb_build_object('file_path', path,
			'old_string', pg_temp.lines('old', removed), 'new_string', pg_temp.lines('new', added))
		WHEN tool = 'Write' THEN jsonb_build_object('file_path', path, 'content', pg_temp.lines('new', added))
		WHEN tool = 'Read' THEN jsonb_build_object('file_path', path)
		WHEN tool IN ('Grep', 'Glob', 'LS') THEN jsonb_build_object('pattern', words)
		WHEN tool = 'WebSearch' THEN jsonb_build_object('query', words)
		WHEN tool = 'WebFetch' THEN jsonb_build_object('url', words)
		WHEN tool IN ('Task', 'Agent') THEN jsonb_build_object('description', words, 'prompt', words)
		WHEN tool = 'TodoWrite' THEN jsonb_build_object('todos',
			jsonb_build_array(jsonb_build_object('content', words, 'status', 'pending')))
		ELSE jsonb_build_object('description', words)
	END
	FROM (SELECT regexp_replace(words, '\s+[+-]\d.*$', '') AS path,
		coalesce(substring(words FROM '\+(\d{1,4})'), '5')::int AS added,
		coalesce(substring(words FROM '(?:\s|\d)-(\d{1,4})'), '0')::int AS removed) AS w
$$;

-- The messages of a turn: a request, calls with their results, the last words.
CREATE FUNCTION pg_temp.messages(turn jsonb, OUT role text, OUT content jsonb)
RETURNS SETOF record LANGUAGE sql AS $$
	SELECT 'user', turn->'u' WHERE turn->>'u' <> ''
	UNION ALL
	SELECT m.role, jsonb_build_array(m.block)
	FROM jsonb_array_elements_text(turn->'do') WITH ORDINALITY AS d(action, n),
		regexp_match(action, '^(\S+)\s*(.*?)(\s+ERR)?$') AS part,
		LATERAL (VALUES
			('assistant', jsonb_build_object('type', 'tool_use', 'id', 'call' || md5(turn::text) || n,
				'name', part[1], 'input', pg_temp.input(part[1], part[2]))),
			('user', jsonb_build_object('type', 'tool_result', 'tool_use_id', 'call' || md5(turn::text) || n,
				'is_error', part[3] IS NOT NULL, 'content', 'done'))) AS m(role, block)
	UNION ALL
	SELECT 'assistant', jsonb_build_array(jsonb_build_object('type', 'text', 'text', turn->'a'))
	WHERE turn->>'a' <> ''
$$;

CREATE FUNCTION pg_temp.transcript(session jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(jsonb_build_object('type', m.role, 'sessionId', session->'session', 'uuid', t.n || '-' || m.n,
		'message', jsonb_build_object('role', m.role, 'id', t.n || '-' || m.n, 'content', m.content))::text,
		E'\n' ORDER BY t.n, m.n)
	FROM jsonb_array_elements(session->'turns') WITH ORDINALITY AS t(turn, n),
		ROWS FROM (pg_temp.messages(turn)) WITH ORDINALITY AS m(role, content, n)
$$;
