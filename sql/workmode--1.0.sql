/* sql/workmode--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION workmode" to load this file. \quit

--
-- mode: the nine work modes (src/pg/mode.c)
--

CREATE TYPE workmode AS ENUM (
	'build', 'fix', 'test', 'orchestrate', 'operate',
	'understand', 'plan', 'analyze', 'communicate'
);
COMMENT ON TYPE workmode IS 'work mode of a coding-agent session';

--
-- session: facts, mode and evidence of one transcript (src/pg/session.c)
--

CREATE TYPE workmode_facts AS (
	format text,
	agent text,
	agent_version text,
	model text,
	surface text,
	headless boolean,
	started_at timestamp with time zone,
	ended_at timestamp with time zone,
	prompts bigint,
	turns bigint,
	actions bigint,
	errors bigint,
	files_changed bigint,
	lines_added bigint,
	lines_removed bigint,
	code_changed boolean,
	words_in bigint,
	words_out bigint,
	tokens_in bigint,
	tokens_out bigint,
	mode workmode,
	confidence double precision,
	second_mode workmode,
	model_version text,
	lines_read bigint,
	lines_skipped bigint
);
COMMENT ON TYPE workmode_facts IS 'facts of one coding-agent session';
COMMENT ON COLUMN workmode_facts.format IS 'transcript format: claude_code, claude_stream, codex, gemini, specstory, messages, swe_agent, mini_swe_agent; NULL if it is none of them';
COMMENT ON COLUMN workmode_facts.agent IS 'the program that ran the session';
COMMENT ON COLUMN workmode_facts.agent_version IS 'its version';
COMMENT ON COLUMN workmode_facts.model IS 'the language model of the first answer';
COMMENT ON COLUMN workmode_facts.surface IS 'where it was used: cli, desktop, web, ide, sdk, headless or subagent; NULL if the transcript does not tell';
COMMENT ON COLUMN workmode_facts.headless IS 'no person sat at the prompt: surface headless, sdk or subagent';
COMMENT ON COLUMN workmode_facts.started_at IS 'earliest time in the transcript';
COMMENT ON COLUMN workmode_facts.ended_at IS 'latest time in the transcript';
COMMENT ON COLUMN workmode_facts.prompts IS 'requests that a person made; housekeeping commands are none';
COMMENT ON COLUMN workmode_facts.turns IS 'stretches of agent work between them';
COMMENT ON COLUMN workmode_facts.actions IS 'tool calls, those of subagents in the same transcript too';
COMMENT ON COLUMN workmode_facts.errors IS 'tool calls that failed';
COMMENT ON COLUMN workmode_facts.files_changed IS 'distinct files that were edited or written';
COMMENT ON COLUMN workmode_facts.lines_added IS 'lines added to files';
COMMENT ON COLUMN workmode_facts.lines_removed IS 'lines removed from files';
COMMENT ON COLUMN workmode_facts.code_changed IS 'code, tests, markup, settings or notebooks were changed, not only documents, plans and data';
COMMENT ON COLUMN workmode_facts.words_in IS 'words that people wrote';
COMMENT ON COLUMN workmode_facts.words_out IS 'words that agents wrote, tool calls not counted';
COMMENT ON COLUMN workmode_facts.tokens_in IS 'tokens read by the model, cached ones too; 0 if the transcript does not tell';
COMMENT ON COLUMN workmode_facts.tokens_out IS 'tokens written by the model';
COMMENT ON COLUMN workmode_facts.mode IS 'work mode of the session; NULL if there is nothing to go on';
COMMENT ON COLUMN workmode_facts.confidence IS 'probability of that mode, from 0 to 1';
COMMENT ON COLUMN workmode_facts.second_mode IS 'the next best mode';
COMMENT ON COLUMN workmode_facts.model_version IS 'version of the classifier that gave the mode';
COMMENT ON COLUMN workmode_facts.lines_read IS 'records of the transcript that were read';
COMMENT ON COLUMN workmode_facts.lines_skipped IS 'records that are broken and were skipped';

CREATE FUNCTION workmode_session(transcript text, strict boolean DEFAULT false)
RETURNS workmode_facts
AS 'MODULE_PATHNAME', 'workmode_session'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_session(text, boolean) IS 'facts of a session, its mode included, in one pass; with strict a broken record is an error';

CREATE FUNCTION workmode_session(transcript json, strict boolean DEFAULT false)
RETURNS workmode_facts
AS 'MODULE_PATHNAME', 'workmode_session'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_session(json, boolean) IS 'facts of a session, its mode included, in one pass; with strict a broken record is an error';

CREATE FUNCTION workmode_session(transcript jsonb, strict boolean DEFAULT false)
RETURNS workmode_facts
AS 'MODULE_PATHNAME', 'workmode_session'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_session(jsonb, boolean) IS 'facts of a session, its mode included, in one pass; with strict a broken record is an error';

--
-- tally: mergeable counts and sums by mode (src/pg/tally.c)
--

--
-- measures: shares, values, shifts, indices over tallies (src/pg/measures.c)
--

--
-- confusion: agreement of two labellings (src/pg/confusion.c)
--

--
-- training: features and models (src/pg/model.c)
--

--
-- value: relative value of a session (src/pg/value.c)
--
