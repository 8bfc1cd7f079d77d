--
-- The readers of SWE-agent's and mini-swe-agent's trajectories.  The task is a
-- prompt, for it says what is asked for; but nobody sat there: headless.  All
-- sessions are invented.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
SET timezone = 'UTC';

CREATE TEMP TABLE trajectory (ordinal int, name text, root jsonb);

-- The same work in four ways of writing it down
INSERT INTO trajectory VALUES (1, 'message types', $${
	"environment": "swe_main",
	"trajectory": [{"action": "ls", "observation": "a.py", "thought": "look"}],
	"history": [
		{"role": "system", "content": "You are in a shell.", "agent": "main", "message_type": "system_prompt"},
		{"role": "user", "content": "a demonstration", "agent": "main", "message_type": "demonstration"},
		{"role": "user", "content": [{"type": "text", "text": "In /repo:\n<pr_description>\nmean of nothing fails\n</pr_description>\nFix it."}], "agent": "main", "message_type": "observation"},
		{"role": "assistant", "content": "I look.", "thought": "I look.", "action": "str_replace_editor view /repo/stats.py", "agent": "main", "message_type": "action",
			"tool_calls": [{"id": "c1", "type": "function", "function": {"name": "str_replace_editor", "arguments": "{\"command\": \"view\", \"path\": \"/repo/stats.py\"}"}}]},
		{"role": "tool", "content": "def mean(xs): ...", "agent": "main", "message_type": "observation", "tool_call_ids": ["c1"]},
		{"role": "assistant", "content": "I mend it.", "thought": "I mend it.", "action": "str_replace_editor str_replace", "agent": "main", "message_type": "action",
			"tool_calls": [{"id": "c2", "type": "function", "function": {"name": "str_replace_editor", "arguments": "{\"command\": \"str_replace\", \"path\": \"/repo/stats.py\", \"old_str\": \"a\", \"new_str\": \"b\\nc\"}"}}]},
		{"role": "tool", "content": "edited", "agent": "main", "message_type": "observation", "tool_call_ids": ["c2"]},
		{"role": "assistant", "content": "I run it.", "thought": "", "action": "python run.py", "agent": "main", "message_type": "action",
			"tool_calls": [{"id": "c3", "type": "function", "function": {"name": "bash", "arguments": "{\"command\": \"python run.py\"}"}}]},
		{"role": "tool", "content": "Exit code: 1\nOutput:\n", "agent": "main", "message_type": "observation", "tool_call_ids": ["c3"]}],
	"info": {"exit_status": "submitted", "swe_agent_version": "1.1.0", "model_stats": {"tokens_sent": 900, "tokens_received": 60}},
	"replay_config": "{\"agent\": {\"model\": {\"name\": \"claude-sonnet-4\"}}}"
}$$), (2, 'no message types', $${
	"environment": "swe_main",
	"trajectory": [],
	"history": [
		{"role": "system", "content": "You are in a shell.", "agent": "primary"},
		{"role": "user", "content": "Open a file", "agent": "primary", "is_demo": true},
		{"role": "assistant", "content": "I open it", "action": "open x.py", "agent": "primary", "is_demo": true},
		{"role": "user", "content": "We have this issue:\nISSUE:\nmean of nothing fails\n\nINSTRUCTIONS:\nFix it.", "agent": "primary"},
		{"role": "assistant", "content": "I look.\n```\nopen \"stats.py\" 1\n```", "thought": "I look.", "action": "open \"stats.py\" 1", "agent": "primary"},
		{"role": "user", "content": "[File: stats.py]", "agent": "primary"},
		{"role": "assistant", "content": "I mend it.", "thought": "I mend it.", "action": "edit 2:2\n    b\n    c\nend_of_edit", "agent": "primary"},
		{"role": "user", "content": "[File: stats.py]", "agent": "primary"},
		{"role": "assistant", "content": "I run it.", "thought": "I run it.", "action": "edit 1:9\n(\nend_of_edit", "agent": "primary"},
		{"role": "user", "content": "Your proposed edit has introduced new syntax error(s).", "agent": "primary"}]
}$$), (3, 'mini, tool calls', $${
	"info": {"mini_version": "2.0.0", "config": {"model": {"model_name": "gpt-5-mini"}}},
	"messages": [
		{"role": "system", "content": "You can run commands."},
		{"role": "user", "content": "Please solve this issue: mean of nothing fails\n\nYou can execute bash commands and edit files."},
		{"role": "assistant", "content": "I look.", "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "bash", "arguments": "{\"command\": \"cat stats.py\"}"}}], "extra": {"timestamp": 1770112800.5}},
		{"role": "tool", "tool_call_id": "c1", "content": "<returncode>0</returncode>\n<output>\na\n</output>", "extra": {"returncode": 0, "timestamp": 1770112801}},
		{"role": "assistant", "content": "I mend it.", "tool_calls": [{"id": "c2", "type": "function", "function": {"name": "bash", "arguments": "{\"command\": \"cat > stats.py <<'X'\\nb\\nc\\nX\"}"}}]},
		{"role": "tool", "tool_call_id": "c2", "content": "<returncode>0</returncode>"},
		{"role": "assistant", "content": "I run it.", "tool_calls": [{"id": "c3", "type": "function", "function": {"name": "bash", "arguments": "{\"command\": \"python run.py\"}"}}]},
		{"role": "tool", "tool_call_id": "c3", "content": "<returncode>1</returncode>"},
		{"role": "exit", "content": "", "extra": {"exit_status": "Submitted"}}],
	"trajectory_format": "mini-swe-agent-1.1"
}$$), (4, 'mini, fenced', $${
	"info": {"exit_status": "Submitted"},
	"messages": [
		{"role": "system", "content": "You can run commands."},
		{"role": "user", "content": "<pr_description>mean of nothing fails</pr_description>"},
		{"role": "assistant", "content": "I look.\n\n```bash\ncat stats.py\n```"},
		{"role": "user", "content": "<returncode>0</returncode>\n<output>\na\n</output>"},
		{"role": "assistant", "content": "I mend it.\n\n```bash\ncat > stats.py <<'X'\nb\nc\nX\n```"},
		{"role": "user", "content": "<returncode>0</returncode>"},
		{"role": "assistant", "content": "I run it.\n\n```bash\npython run.py\n```"},
		{"role": "user", "content": "<returncode>1</returncode>"}],
	"trajectory_format": "mini-swe-agent-1"
}$$);

\x on
SELECT name, s.format, s.agent, s.agent_version, s.model, s.surface, s.headless,
	s.started_at, s.ended_at, s.prompts, s.turns, s.actions, s.errors, s.files_changed,
	s.lines_added, s.lines_removed, s.code_changed, s.words_in, s.words_out,
	s.tokens_in, s.tokens_out, s.lines_read, s.lines_skipped
FROM trajectory, workmode_session(root) AS s ORDER BY ordinal;
\x off

-- The same through each type
SELECT name, workmode_session(root::text) = workmode_session(root) AS text,
	workmode_session(root::json) = workmode_session(root) AS json,
	workmode_session(jsonb_pretty(root)) = workmode_session(root) AS pretty
FROM trajectory ORDER BY ordinal;

-- Cut off anywhere behind the task, a file gives what stands before
SELECT name, bool_and((s).prompts <= (f).prompts AND (s).actions <= (f).actions AND (s).lines_skipped <= 1) AS never_more,
	array_agg(DISTINCT (s).format) AS formats
FROM (SELECT name, workmode_session(left(text, n)) AS s, workmode_session(text) AS f
	  FROM trajectory, CAST(root AS text) AS text,
		generate_series(strpos(text, 'I look'), length(text), 7) AS n) AS cut
GROUP BY name ORDER BY name;

-- A history alone is known by its items; a trajectory alone lacks the task
SELECT s.format, s.headless, s.prompts, s.actions, s.errors, s.lines_added
FROM trajectory, workmode_session(root -> 'history') AS s WHERE ordinal = 1;
SELECT s.format, s.headless, s.prompts, s.actions, s.files_changed, s.lines_added, s.lines_removed
FROM workmode_session($${"environment": "swe_main", "trajectory": [
	{"action": "create b.py", "observation": "[File: b.py]", "thought": "new", "response": "new", "state": "{}"},
	{"action": "edit 1:1\none\ntwo\nend_of_edit", "observation": "[File: b.py]", "thought": "write", "state": "{}"},
	{"action": "submit", "observation": "", "thought": "done", "state": "{}"}], "info": {}}$$) AS s;

-- Lines for its shell
CREATE FUNCTION pg_temp.act(actions text[]) RETURNS workmode_facts LANGUAGE sql AS $$
	SELECT workmode_session(jsonb_build_object('history', jsonb_agg(jsonb_build_object(
		'role', 'assistant', 'agent', 'main', 'content', '', 'action', action))))
	FROM unnest(actions) AS action
$$;
SELECT line[1] AS first, (f).actions, (f).files_changed AS files, (f).lines_added AS added, (f).lines_removed AS removed
FROM (VALUES
	(1, ARRAY['ls -l', 'open a.py']),
	(2, ARRAY['find_file a.py', 'search_dir mean', 'scroll_down', 'goto 3', 'submit']),
	(3, ARRAY['edit 3:2' || E'\none\nend_of_edit']),
	(4, ARRAY['open a.py', E'edit 3:5\none\nend_of_edit', E'edit 7:7\nend_of_edit']),
	(5, ARRAY['create a.py', E'edit 1\nend_of_edit', 'edit', 'edit 1:']),
	(6, ARRAY[E'str_replace_editor create /w/a.py --file_text ''one\ntwo\n''']),
	(7, ARRAY[E'str_replace_editor str_replace /w/a.py --old_str ''one\ntwo'' --new_str "one\nthree\nfour"']),
	(8, ARRAY['str_replace_editor view /w/a.py', 'str_replace_editor', 'str_replace_editor create ''']),
	(9, ARRAY['', ' ']),
	(10, ARRAY[E'cat > a.py <<X\none\nX'])
) AS shell (ordinal, line), pg_temp.act(line) AS f
ORDER BY ordinal;

-- What is neither
SELECT transcript, (workmode_session(transcript)).format
FROM unnest(ARRAY['{"history": []}', '{"trajectory": [], "history": 7}', '{"trajectory": [{"action": "ls"}]}',
	'{"info": {"mini_version": "2"}}', '{"trajectory_format": "another", "messages": []}']) AS transcript;
