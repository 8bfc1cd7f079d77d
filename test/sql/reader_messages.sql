--
-- The reader of message arrays, OpenAI's and Anthropic's: shapes, roles, calls
-- and results, programs that keep such arrays.  All sessions are invented.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
SET timezone = 'UTC';

CREATE TEMP TABLE conversation (ordinal int, name text, messages jsonb);

INSERT INTO conversation VALUES (1, 'chat completions', $$[
	{"role": "system", "content": "You are a careful engineer."},
	{"role": "user", "content": "make the parser accept tabs"},
	{"role": "assistant", "content": "I read it first.", "tool_calls": [
		{"id": "call_1", "type": "function", "function": {"name": "read_file", "arguments": "{\"path\": \"src/parser.c\"}"}}]},
	{"role": "tool", "tool_call_id": "call_1", "content": "int parse(void);"},
	{"role": "assistant", "content": null, "tool_calls": [
		{"id": "call_2", "type": "function", "function": {"name": "edit_file", "arguments": "{\"path\": \"src/parser.c\", \"old_string\": \"a\\nb\", \"new_string\": \"a\\nc\\nd\"}"}},
		{"id": "call_3", "type": "function", "function": {"name": "bash", "arguments": "{\"command\": \"make check\"}"}}]},
	{"role": "tool", "tool_call_id": "call_2", "content": "done"},
	{"role": "tool", "tool_call_id": "call_3", "content": "Exit code: 2\nOutput:\nno rule"},
	{"role": "user", "content": "and now?"},
	{"role": "assistant", "content": "There is no rule named check."}
]$$), (2, 'messages', $$[
	{"role": "user", "content": "make the parser accept tabs"},
	{"role": "assistant", "content": [
		{"type": "thinking", "thinking": "where is it?", "signature": "x"},
		{"type": "text", "text": "I read it first."},
		{"type": "tool_use", "id": "t1", "name": "read_file", "input": {"path": "src/parser.c"}}]},
	{"role": "user", "content": [
		{"type": "tool_result", "tool_use_id": "t1", "content": [{"type": "text", "text": "int parse(void);"}]}]},
	{"role": "assistant", "content": [
		{"type": "tool_use", "id": "t2", "name": "edit_file", "input": {"path": "src/parser.c", "old_string": "a\nb", "new_string": "a\nc\nd"}},
		{"type": "tool_use", "id": "t3", "name": "bash", "input": {"command": "make check"}}]},
	{"role": "user", "content": [
		{"type": "tool_result", "tool_use_id": "t2", "content": "done"},
		{"type": "tool_result", "tool_use_id": "t3", "is_error": true, "content": "no rule"},
		{"type": "text", "text": "and now?"}]},
	{"role": "assistant", "content": "There is no rule named check."}
]$$);

CREATE FUNCTION pg_temp.facts(s workmode_facts, OUT format text, OUT prompts bigint,
	OUT turns bigint, OUT actions bigint, OUT errors bigint, OUT files bigint,
	OUT added bigint, OUT removed bigint, OUT code boolean, OUT words_in bigint,
	OUT words_out bigint)
LANGUAGE sql AS $$
	SELECT s.format, s.prompts, s.turns, s.actions, s.errors, s.files_changed,
		s.lines_added, s.lines_removed, s.code_changed, s.words_in, s.words_out
$$;

SELECT name, f.* FROM conversation, pg_temp.facts(workmode_session(messages)) AS f ORDER BY ordinal;

-- The same through each type and shape
SELECT name,
	workmode_session(messages::text) = workmode_session(messages) AS text,
	workmode_session(messages::json) = workmode_session(messages) AS json,
	workmode_session(jsonb_pretty(messages)) = workmode_session(messages) AS pretty,
	workmode_session(jsonb_build_object('model', NULL, 'messages', messages)) = workmode_session(messages) AS member,
	workmode_session((SELECT string_agg(line::text, E'\n') FROM jsonb_array_elements(messages) AS line)) =
		workmode_session(messages) AS lines
FROM conversation ORDER BY ordinal;

-- Cut off anywhere, an array gives the messages before
SELECT name, shape, bool_and((s).prompts <= (f).prompts AND (s).actions <= (f).actions) AS never_more,
	max((s).lines_skipped) AS skipped, bool_and((s).format = 'messages') AS recognised
FROM (SELECT name, shape, workmode_session(left(text, n)) AS s, workmode_session(text) AS f
	  FROM conversation,
		(VALUES ('array', '%s'), ('member', '{"messages": %s}')) AS shape (shape, pattern),
		format(pattern, messages) AS text, generate_series(100, length(text) - 1, 7) AS n) AS cut
GROUP BY name, shape ORDER BY name, shape;

-- One message with what may stand in it
CREATE FUNCTION pg_temp.read(VARIADIC messages text[]) RETURNS workmode_facts LANGUAGE sql AS $$
	SELECT workmode_session(format('[%s]', array_to_string(messages, ', ')))
$$;
SELECT name, (f).prompts, (f).actions, (f).errors, (f).words_in, (f).words_out, (f).lines_skipped AS skipped
FROM (VALUES
	(1, 'two blocks are one prompt', pg_temp.read('{"role": "user", "content": [{"type": "text", "text": "one two"}, {"type": "text", "text": "three"}]}')),
	(2, 'a reminder beside it', pg_temp.read('{"role": "user", "content": [{"type": "text", "text": "<system-reminder>no</system-reminder>"}, {"type": "text", "text": "one"}]}')),
	(3, 'an image', pg_temp.read('{"role": "user", "content": [{"type": "image", "source": {"data": "AAAA"}}]}')),
	(4, 'a developer', pg_temp.read('{"role": "developer", "content": "be brief"}')),
	(5, 'input_text', pg_temp.read('{"role": "user", "content": [{"type": "input_text", "text": "one"}]}')),
	(6, 'a call as block and in tool_calls', pg_temp.read('{"role": "assistant", "content": [{"type": "text", "text": "one"},
		{"type": "tool_call", "tool_call_id": "c1", "tool_name": "bash", "arguments": {"command": "ls"}}],
		"tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "{}"}}]}')),
	(7, 'two calls, one of them twice', pg_temp.read('{"role": "assistant", "content": [
		{"type": "tool_call", "id": "c1", "name": "bash", "input": {"command": "ls"}}],
		"tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "{}"}}, {"id": "c2", "function": {"name": "bash", "arguments": "{}"}}]}')),
	(8, 'the same id in two messages', pg_temp.read('{"role": "assistant", "content": [], "tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "{}"}}]}',
		'{"role": "assistant", "content": [], "tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "{}"}}]}')),
	(9, 'arguments that are no JSON', pg_temp.read('{"role": "assistant", "content": "", "tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "ls -l"}}]}')),
	(10, 'a call without a name', pg_temp.read('{"role": "assistant", "content": "one", "tool_calls": [{"id": "c1"}]}')),
	(11, 'a result as block', pg_temp.read('{"role": "assistant", "tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "{}"}}]}',
		'{"role": "tool", "content": [{"type": "tool_output", "tool_call_id": "c1", "output": "Exit code: 1\nOutput:\n"}]}')),
	(12, 'a result by tool_call_id', pg_temp.read('{"role": "assistant", "tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "{}"}}]}',
		'{"role": "tool", "tool_call_id": "c1", "content": "Exit code: 0\nOutput:\nExit code: 1"}')),
	(13, 'a role that nobody knows', pg_temp.read('{"role": "user", "content": "one"}', '{"role": "critic", "content": "two"}')),
	(14, 'content of a wrong type', pg_temp.read('{"role": "user", "content": "one"}', '{"role": "user", "content": 7}')),
	(15, 'no object', pg_temp.read('{"role": "user", "content": "one"}', '"two"')),
	(16, 'blocks of wrong types', pg_temp.read('{"role": "user", "content": [7, "one", {"type": 7, "text": "two"}, {"text": []}, {"text": "three"}]}')),
	(17, 'half of a pair', pg_temp.read('{"role": "user", "content": "one \ud800 two"}')),
	(18, 'a person refuses and says why', pg_temp.read('{"role": "assistant", "tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "{}"}}]}',
		'{"role": "tool", "tool_call_id": "c1", "content": "The user doesn''t want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\none two"}')),
	(19, 'the same in blocks', pg_temp.read('{"role": "assistant", "content": [{"type": "tool_use", "id": "c1", "name": "Bash", "input": {}}]}',
		'{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "c1", "is_error": true, "content": [{"type": "text", "text": "The user doesn''t want to take this action right now. The user said:\none"}]}]}')),
	(20, 'a result that only quotes it', pg_temp.read('{"role": "assistant", "tool_calls": [{"id": "c1", "function": {"name": "bash", "arguments": "{}"}}]}',
		'{"role": "tool", "tool_call_id": "c1", "content": "notes.md: The user doesn''t want to proceed. The user said:\none two"}')),
	(21, 'a file that is not there', pg_temp.read('{"role": "assistant", "tool_calls": [{"id": "c1", "function": {"name": "Read", "arguments": "{}"}}]}',
		'{"role": "tool", "tool_call_id": "c1", "content": "File does not exist."}'))
) AS message (ordinal, name, f)
ORDER BY ordinal;

-- Times, models, tokens
SELECT name, (f).started_at, (f).model, (f).tokens_in, (f).tokens_out
FROM (VALUES
	(1, 'a time', pg_temp.read('{"role": "user", "content": "one", "timestamp": "2026-02-03T10:00:00.500Z"}')),
	(2, 'seconds', pg_temp.read('{"role": "user", "content": "one", "timestamp": 1770112800}')),
	(3, 'milliseconds', pg_temp.read('{"role": "user", "content": "one", "ts": 1770112800500}')),
	(4, 'a converter''s', pg_temp.read('{"role": "user", "content": "one", "_metadata": {"timestamp": "2026-02-03T10:00:00Z"}}')),
	(5, 'a time that is none', pg_temp.read('{"role": "user", "content": "one", "timestamp": "soon"}')),
	(6, 'OpenAI''s usage', pg_temp.read('{"role": "assistant", "model": "gpt-5", "content": "one", "usage": {"prompt_tokens": 10, "completion_tokens": 3}}')),
	(7, 'Anthropic''s usage', pg_temp.read('{"role": "assistant", "model": "claude-opus-4-6", "content": "one",
		"usage": {"input_tokens": 1, "cache_creation_input_tokens": 2, "cache_read_input_tokens": 4, "output_tokens": 8}}',
		'{"role": "assistant", "model": "other", "content": "two", "usage": {"input_tokens": 16, "output_tokens": 32}}')),
	(8, 'of the whole', workmode_session('{"model": "gpt-5", "messages": [{"role": "user", "content": "one"}]}'))
) AS message (ordinal, name, f)
ORDER BY ordinal;

-- Other interfaces, libraries and data sets: one session in the words of each.  A
-- person asks in four words, a command fails, the agent says two words.
CREATE TEMP TABLE dialect (ordinal int, name text, messages jsonb);
INSERT INTO dialect VALUES (1, 'chat completions', $$[
	{"role": "user", "content": "why does it fail?"},
	{"role": "assistant", "tool_calls": [{"id": "c", "function": {"name": "bash", "arguments": "{\"command\": \"make test\"}"}}]},
	{"role": "tool", "tool_call_id": "c", "content": "Exit code: 1\nOutput:\n"},
	{"role": "assistant", "content": "No rule."}
]$$), (2, 'responses', $$[
	{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "why does it fail?"}]},
	{"type": "reasoning", "summary": [{"type": "summary_text", "text": "let me see"}]},
	{"type": "function_call", "id": "fc_1", "call_id": "c", "name": "bash", "arguments": "{\"command\": \"make test\"}"},
	{"type": "function_call_output", "call_id": "c", "output": "Exit code: 1\nOutput:\n"},
	{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "No rule."}]}
]$$), (3, 'Gemini''s contents', $$[
	{"role": "user", "parts": [{"text": "why does it fail?"}]},
	{"role": "model", "parts": [{"text": "let me see", "thought": true}, {"functionCall": {"name": "bash", "args": {"command": "make test"}}}]},
	{"role": "user", "parts": [{"functionResponse": {"name": "bash", "response": {"output": "Exit Code: 1"}}}]},
	{"role": "model", "parts": [{"text": "No rule."}]}
]$$), (4, 'Gemini''s contents in Python', $$[
	{"role": "user", "parts": ["why does it fail?"]},
	{"role": "model", "parts": [{"function_call": {"id": "c", "name": "bash", "args": {"command": "make test"}}}]},
	{"role": "user", "parts": [{"function_response": {"id": "c", "name": "bash", "response": {"error": "no rule"}}}]},
	{"role": "model", "parts": [{"text": "No rule."}]}
]$$), (5, 'the AI SDK''s interface', $$[
	{"id": "1", "role": "user", "parts": [{"type": "text", "text": "why does it fail?"}]},
	{"id": "2", "role": "assistant", "parts": [{"type": "step-start"}, {"type": "reasoning", "text": "let me see"},
		{"type": "tool-bash", "toolCallId": "c", "state": "output-available", "input": {"command": "make test"}, "output": {"exitCode": 1, "stdout": ""}},
		{"type": "text", "text": "No rule."}]}
]$$), (6, 'the same, older', $$[
	{"id": "1", "role": "user", "content": "why does it fail?", "parts": [{"type": "text", "text": "why does it fail?"}]},
	{"id": "2", "role": "assistant", "content": "No rule.", "parts": [
		{"type": "tool-invocation", "toolInvocation": {"state": "result", "toolCallId": "c", "toolName": "bash", "args": {"command": "make test"}, "result": {"success": false}}},
		{"type": "text", "text": "No rule."}]}
]$$), (7, 'the same, of a server''s tool', $$[
	{"id": "1", "role": "user", "parts": [{"type": "text", "text": "why does it fail?"}]},
	{"id": "2", "role": "assistant", "parts": [
		{"type": "dynamic-tool", "toolName": "bash", "toolCallId": "c", "state": "output-error", "input": {"command": "make test"}, "errorText": "no rule"},
		{"type": "text", "text": "No rule."}]}
]$$), (8, 'the AI SDK''s messages', $$[
	{"role": "user", "content": [{"type": "text", "text": "why does it fail?"}]},
	{"role": "assistant", "content": [{"type": "tool-call", "toolCallId": "c", "toolName": "bash", "input": {"command": "make test"}}]},
	{"role": "tool", "content": [{"type": "tool-result", "toolCallId": "c", "toolName": "bash", "output": {"type": "error-text", "value": "no rule"}}]},
	{"role": "assistant", "content": [{"type": "text", "text": "No rule."}]}
]$$), (9, 'LangChain', $$[
	{"type": "system", "content": "You are careful."},
	{"type": "human", "content": "why does it fail?"},
	{"type": "ai", "content": "", "tool_calls": [{"name": "bash", "args": {"command": "make test"}, "id": "c", "type": "tool_call"}]},
	{"type": "tool", "tool_call_id": "c", "name": "bash", "status": "error", "content": "no rule"},
	{"type": "ai", "content": ["No ", {"type": "text", "text": "rule."}]}
]$$), (10, 'ShareGPT', $$[
	{"from": "system", "value": "You are careful."},
	{"from": "human", "value": "why does it fail?"},
	{"from": "function_call", "value": "{\"name\": \"bash\", \"arguments\": {\"command\": \"make test\"}}"},
	{"from": "observation", "value": "no rule"},
	{"from": "gpt", "value": "No rule."}
]$$), (11, 'an export', $$[
	{"sender": "human", "text": "", "content": [{"type": "text", "text": "why does it fail?"}], "created_at": "2026-02-03T10:00:00Z"},
	{"sender": "assistant", "text": "No rule.", "content": [{"type": "tool_use", "id": "c", "name": "bash", "input": {"command": "make test"}},
		{"type": "tool_result", "tool_use_id": "c", "is_error": true, "content": []}, {"type": "text", "text": "No rule."}], "created_at": "2026-02-03T10:01:00Z"}
]$$), (12, 'responses, a tool of the interface', $$[
	{"role": "user", "content": "why does it fail?"},
	{"type": "local_shell_call", "id": "lsh_1", "call_id": "c", "status": "completed", "action": {"type": "exec", "command": ["make", "test"]}},
	{"type": "local_shell_call_output", "call_id": "c", "output": "Exit code: 1\nOutput:\n"},
	{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "No rule."}]}
]$$), (13, 'words alone', $$[
	{"sender": "human", "text": "why does it fail?"},
	{"role": "ai", "content": "No rule."}
]$$);
SELECT name, s.format, s.prompts, s.turns, s.actions, s.errors, s.words_in, s.words_out, s.lines_skipped AS skipped, s.started_at,
	s = workmode_session(messages::text) AS text, (SELECT string_agg(evidence, ', ' ORDER BY evidence) FROM workmode_explain(messages) WHERE mode = s.mode AND evidence LIKE '%commands%') AS commands
FROM dialect, workmode_session(messages) s ORDER BY ordinal;

-- Calls and results without an id belong together in their order.
SELECT s.actions, s.errors, s.files_changed, s.lines_added
FROM workmode_session($${"contents": [{"role": "user", "parts": [{"text": "write both"}]},
	{"role": "model", "parts": [{"functionCall": {"name": "write_file", "args": {"file_path": "a.c", "content": "1\n2\n"}}},
								{"functionCall": {"name": "write_file", "args": {"file_path": "b.c", "content": "1\n2\n3\n"}}}]},
	{"role": "user", "parts": [{"functionResponse": {"name": "write_file", "response": {"error": "no such folder"}}},
							   {"functionResponse": {"name": "write_file", "response": {"output": "ok"}}}]}]}$$::jsonb) s;

-- Kimi CLI's context.jsonl has lines of its own between the messages, and tells the
-- model of failures and checkpoints in words.
SELECT s.format, s.agent, s.surface, s.prompts, s.words_in, s.actions, s.errors, s.files_changed, s.lines_added, s.lines_removed, s.lines_read, s.lines_skipped
FROM workmode_session($${"role": "_system_prompt", "content": "many words"}
{"role": "_checkpoint", "id": 0}
{"role": "user", "content": [{"type": "text", "text": "<system>CHECKPOINT 0</system>"}]}
{"role": "user", "content": [{"type": "text", "text": "keep the bees warm"}]}
{"role": "assistant", "content": [{"type": "think", "think": "warm", "encrypted": null}, {"type": "text", "text": "I do."}], "tool_calls": [{"type": "function", "id": "c", "function": {"name": "StrReplaceFile", "arguments": "{\"path\": \"hive.c\", \"edit\": {\"old\": \"a\\nb\", \"new\": \"c\"}}"}}, {"type": "function", "id": "d", "function": {"name": "Shell", "arguments": "{\"command\": \"make\"}"}}]}
{"role": "_usage", "token_count": 120}
{"role": "tool", "content": [{"type": "text", "text": "<system>File successfully edited.</system>"}], "tool_call_id": "c"}
{"role": "tool", "content": [{"type": "text", "text": "<system>ERROR: Command failed with exit code: 2.</system>"}, {"type": "text", "text": "no rule"}], "tool_call_id": "d"}$$::text) s;

-- Edits as Mistral Vibe, Hermes and gptme write them.
SELECT tool, s.actions, s.files_changed AS files, s.lines_added AS added, s.lines_removed AS removed, s.code_changed AS code
FROM (VALUES
	(1, 'search_replace', '{"file_path": "a.c", "content": "<<<<<<< SEARCH\na\nb\n=======\nc\n>>>>>>> REPLACE\n\n<<<<<<< SEARCH\nx\n=======\ny\nz\n>>>>>>> REPLACE"}'),
	(2, 'write_file', '{"path": "a.c", "content": "<<<<<<< SEARCH is no mark\nx\n", "overwrite": true}'),
	(3, 'patch', '{"mode": "replace", "path": "a.c", "old_string": "a", "new_string": "b\nc"}'),
	(4, 'patch', '{"mode": "patch", "patch": "*** Begin Patch\n*** Update File: a.c\n@@\n-a\n+b\n*** End Patch"}'),
	(5, 'save', '{"path": "a.c", "content": "a\nb\n"}'),
	(6, 'append', '{"path": "a.c", "content": "a\n"}'),
	(7, 'StrReplaceFile', '{"path": "a.c", "edit": [{"old": "a", "new": "b"}, {"old": "c", "new": "d\ne"}]}'),
	(8, 'StrReplaceFile', '{"path": "a.c", "edit": {"old": "a", "new": "b"}}'),
	(9, 'StrReplaceFile', '{"path": "a.c", "edit": {}}'),
	(10, 'StrReplaceFile', '{"edit": {"old": "a", "new": "b"}}')) v(n, tool, input),
	workmode_session(jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'do it'),
		jsonb_build_object('role', 'assistant', 'content', jsonb_build_array(jsonb_build_object('type', 'tool_use', 'id', 'c', 'name', tool, 'input', input::jsonb))))) s
ORDER BY n;

-- A picture asks without words; one beside a result or behind it is what the tool saw.
SELECT what, s.prompts, s.turns, s.words_in
FROM (VALUES
	(1, 'Anthropic', '[{"role": "user", "content": [{"type": "image", "source": {"data": "AAAA"}}]}, {"role": "assistant", "content": "A cat."}]'),
	(2, 'OpenAI', '[{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:"}}]}, {"role": "assistant", "content": "A cat."}]'),
	(3, 'responses', '[{"role": "user", "content": [{"type": "input_file", "file_data": "data:"}]}, {"role": "assistant", "content": "A cat."}]'),
	(4, 'Gemini', '{"contents": [{"role": "user", "parts": [{"inlineData": {"data": "AAAA"}}]}, {"role": "model", "parts": [{"text": "A cat."}]}]}'),
	(5, 'AI SDK', '[{"role": "user", "parts": [{"type": "file", "mediaType": "image/png", "url": "data:"}]}, {"role": "assistant", "parts": [{"type": "text", "text": "A cat."}]}]'),
	(6, 'beside words', '[{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "what is it"}]}, {"role": "assistant", "content": "A cat."}]'),
	(7, 'two, one after the other', '[{"role": "user", "content": [{"type": "image"}]}, {"role": "assistant", "content": "A cat."}, {"role": "user", "content": [{"type": "image"}]}, {"role": "assistant", "content": "A dog."}]'),
	(8, 'beside a result', '[{"role": "user", "content": "look"}, {"role": "assistant", "content": [{"type": "tool_use", "id": "c", "name": "Read", "input": {}}]}, {"role": "user", "content": [{"type": "image"}, {"type": "tool_result", "tool_use_id": "c", "content": "x"}]}]'),
	(9, 'behind a result', '[{"role": "user", "content": "look"}, {"role": "assistant", "tool_calls": [{"id": "c", "function": {"name": "shoot", "arguments": "{}"}}]}, {"role": "tool", "tool_call_id": "c", "content": "see"}, {"role": "user", "content": [{"type": "image_url"}]}]'),
	(10, 'behind an item', '[{"role": "user", "content": "look"}, {"type": "function_call", "name": "shoot", "arguments": "{}", "call_id": "c"}, {"type": "function_call_output", "call_id": "c", "output": "see"}, {"role": "user", "content": [{"type": "input_image"}]}]'),
	(11, 'of the model', '[{"role": "user", "content": "draw it"}, {"role": "assistant", "content": [{"type": "image"}]}]'))
	v(n, what, messages), workmode_session(messages::text) s ORDER BY n;

-- Tools that the server runs stand in the answer with their results.
SELECT s.actions, s.errors, s.prompts, s.words_out
FROM workmode_session($$[{"role": "user", "content": "look it up"}, {"role": "assistant", "content": [
	{"type": "server_tool_use", "id": "a", "name": "web_search", "input": {"query": "x"}},
	{"type": "web_search_tool_result", "tool_use_id": "a", "content": [{"type": "web_search_result", "title": "x"}]},
	{"type": "server_tool_use", "id": "b", "name": "web_fetch", "input": {"url": "u"}},
	{"type": "web_fetch_tool_result", "tool_use_id": "b", "content": {"type": "web_fetch_tool_result_error", "error_code": "unavailable"}},
	{"type": "mcp_tool_use", "id": "c", "name": "find", "server_name": "s", "input": {}},
	{"type": "mcp_tool_result", "tool_use_id": "c", "is_error": true, "content": []},
	{"type": "text", "text": "Found it."}]}]$$::jsonb) s;

-- What is no array of messages
SELECT transcript, (workmode_session(transcript)).format
FROM unnest(ARRAY['[]', '[{}]', '[{"role": "user"}]', '[{"role": 7, "content": "x"}]', '{"messages": []}',
	'{"messages": {"role": "user", "content": "x"}}', '[1, 2]', '[[{"role": "user", "content": "x"}]]',
	'{"role": "user", "content": "x"}']) AS transcript;
