/* sql/workmode--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION workmode" to load this file. \quit

--
-- mode: the nine work modes (src/pg/mode.c, src/pg/codebook.c)
--
-- Functions that return a mode are IMMUTABLE, although enum_in is STABLE because
-- labels of an enum may be added and renamed.  The labels of this one are frozen,
-- and the code checks them.  The OID that such a function returns stays for as
-- long as the type: an index or a plan that holds it depends on the type; a dump
-- holds labels, and a restore makes indexes anew; pg_upgrade keeps the OIDs.
--

CREATE TYPE workmode AS ENUM (
	'build', 'fix', 'test', 'orchestrate', 'operate',
	'understand', 'plan', 'analyze', 'communicate'
);
COMMENT ON TYPE workmode IS 'work mode of a coding-agent session';

CREATE TYPE workmode_mode_row AS (
	mode workmode,
	ordinal int,
	family text,
	label text,
	description text,
	colour text
);
COMMENT ON TYPE workmode_mode_row IS 'row of workmode_modes()';
COMMENT ON COLUMN workmode_mode_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_mode_row.ordinal IS 'place of the mode in the order of modes, from 1';
COMMENT ON COLUMN workmode_mode_row.family IS 'family that the mode belongs to: code, operate, explore or inform';
COMMENT ON COLUMN workmode_mode_row.label IS 'name of the mode for readers';
COMMENT ON COLUMN workmode_mode_row.description IS 'what a session of the mode produces';
COMMENT ON COLUMN workmode_mode_row.colour IS 'colour for charts, #RRGGBB';

CREATE FUNCTION workmode_modes()
	RETURNS SETOF workmode_mode_row
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 9;
COMMENT ON FUNCTION workmode_modes() IS
	'the nine work modes: order, family, label, description and colour';

CREATE FUNCTION workmode_codebook()
	RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_codebook() IS
	'how to tell the work mode of a session, for a person or as the prompt of a language model, whose answer is one word';

CREATE TYPE workmode_study_row AS (
	mode workmode,
	family text,
	pooled_share double precision,
	share_before double precision,
	share_after double precision,
	value_growth double precision,
	status text,
	source text
);
COMMENT ON TYPE workmode_study_row IS 'row of workmode_study()';
COMMENT ON COLUMN workmode_study_row.mode IS 'work mode; NULL for a family and for all sessions';
COMMENT ON COLUMN workmode_study_row.family IS 'family of modes; NULL for all sessions';
COMMENT ON COLUMN workmode_study_row.pooled_share IS 'published share over all months';
COMMENT ON COLUMN workmode_study_row.share_before IS 'published share in October 2025';
COMMENT ON COLUMN workmode_study_row.share_after IS 'published share in April 2026';
COMMENT ON COLUMN workmode_study_row.value_growth IS 'published growth of mean value from October 2025 to April 2026, as a fraction';
COMMENT ON COLUMN workmode_study_row.status IS 'where in the source the figures are: stated in its text, or read from a figure';
COMMENT ON COLUMN workmode_study_row.source IS 'publication that the figures come from';

CREATE FUNCTION workmode_study()
	RETURNS SETOF workmode_study_row
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 14;
COMMENT ON FUNCTION workmode_study() IS
	'published figures by mode, by family (mode is NULL) and of all sessions (mode and family are NULL): shares in October 2025 and April 2026, and the growth of mean value between them; a figure that was not published is NULL';

--
-- Order and hash of modes (src/pg/mode_order.c).  PostgreSQL's own functions for
-- enums hash the OID of a label, which differs between databases; these depend
-- on the label alone, so that nodes agree which of them keeps the rows of a mode.
--

CREATE FUNCTION workmode_eq(workmode, workmode) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_eq(workmode, workmode) IS
	'implementation of = operator';

CREATE FUNCTION workmode_ne(workmode, workmode) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_ne(workmode, workmode) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_lt(workmode, workmode) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_lt(workmode, workmode) IS
	'implementation of < operator';

CREATE FUNCTION workmode_le(workmode, workmode) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_le(workmode, workmode) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_ge(workmode, workmode) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_ge(workmode, workmode) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_gt(workmode, workmode) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_gt(workmode, workmode) IS
	'implementation of > operator';

CREATE FUNCTION workmode_cmp(workmode, workmode) RETURNS int
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_cmp(workmode, workmode) IS
	'less-equal-greater';

CREATE FUNCTION workmode_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_sortsupport(internal) IS
	'sort support';

CREATE FUNCTION workmode_hash(workmode) RETURNS int
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_hash(workmode) IS
	'hash';

CREATE FUNCTION workmode_hash_extended(workmode, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_hash_extended(workmode, bigint) IS
	'64-bit hash';

CREATE FUNCTION workmode_smaller(workmode, workmode) RETURNS workmode
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_smaller(workmode, workmode) IS
	'transition function of min(workmode): the earlier of two modes';

CREATE FUNCTION workmode_larger(workmode, workmode) RETURNS workmode
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_larger(workmode, workmode) IS
	'transition function of max(workmode): the later of two modes';

CREATE OPERATOR = (
	LEFTARG = workmode, RIGHTARG = workmode,
	FUNCTION = workmode_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode, workmode) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode, RIGHTARG = workmode,
	FUNCTION = workmode_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode, workmode) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode, RIGHTARG = workmode,
	FUNCTION = workmode_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode, workmode) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = workmode, RIGHTARG = workmode,
	FUNCTION = workmode_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode, workmode) IS 'less than or equal';

CREATE OPERATOR >= (
	LEFTARG = workmode, RIGHTARG = workmode,
	FUNCTION = workmode_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode, workmode) IS 'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = workmode, RIGHTARG = workmode,
	FUNCTION = workmode_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode, workmode) IS 'greater than';

CREATE OPERATOR CLASS workmode_ops
	DEFAULT FOR TYPE workmode USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_cmp(workmode, workmode),
		FUNCTION 2 workmode_sortsupport(internal),
		FUNCTION 4 pg_catalog.btequalimage(oid);
COMMENT ON OPERATOR CLASS workmode_ops USING btree IS
	'default btree operator class of workmode';
COMMENT ON OPERATOR FAMILY workmode_ops USING btree IS
	'btree operator family of workmode';

CREATE OPERATOR CLASS workmode_ops
	DEFAULT FOR TYPE workmode USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_hash(workmode),
		FUNCTION 2 workmode_hash_extended(workmode, bigint);
COMMENT ON OPERATOR CLASS workmode_ops USING hash IS
	'default hash operator class of workmode';
COMMENT ON OPERATOR FAMILY workmode_ops USING hash IS
	'hash operator family of workmode';

CREATE AGGREGATE min(workmode) (
	SFUNC = workmode_smaller,
	STYPE = workmode,
	COMBINEFUNC = workmode_smaller,
	SORTOP = <,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(workmode) IS
	'the first of the modes, in the order of the enum';

CREATE AGGREGATE max(workmode) (
	SFUNC = workmode_larger,
	STYPE = workmode,
	COMBINEFUNC = workmode_larger,
	SORTOP = >,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(workmode) IS
	'the last of the modes, in the order of the enum';

--
-- probabilities: of the nine modes of one session (src/pg/probabilities.c)
--

CREATE TYPE workmode_probabilities;

CREATE FUNCTION workmode_probabilities_in(cstring) RETURNS workmode_probabilities
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION workmode_probabilities_in(cstring) IS
	'input of workmode_probabilities';

CREATE FUNCTION workmode_probabilities_out(workmode_probabilities) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION workmode_probabilities_out(workmode_probabilities) IS
	'output of workmode_probabilities';

CREATE FUNCTION workmode_probabilities_recv(internal) RETURNS workmode_probabilities
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_recv(internal) IS
	'binary input of workmode_probabilities';

CREATE FUNCTION workmode_probabilities_send(workmode_probabilities) RETURNS bytea
	AS 'MODULE_PATHNAME', 'workmode_packed_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_send(workmode_probabilities) IS
	'binary output of workmode_probabilities';

CREATE TYPE workmode_probabilities (
	INPUT = workmode_probabilities_in,
	OUTPUT = workmode_probabilities_out,
	RECEIVE = workmode_probabilities_recv,
	SEND = workmode_probabilities_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = main
);
COMMENT ON TYPE workmode_probabilities IS
	'probabilities of the nine modes of one session, which sum to 1 exactly: whole numbers of 1/65536';

CREATE FUNCTION workmode_probabilities_eq(workmode_probabilities, workmode_probabilities) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_eq(workmode_probabilities, workmode_probabilities) IS
	'implementation of = operator';

CREATE FUNCTION workmode_probabilities_ne(workmode_probabilities, workmode_probabilities) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_ne(workmode_probabilities, workmode_probabilities) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_probabilities_lt(workmode_probabilities, workmode_probabilities) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_lt(workmode_probabilities, workmode_probabilities) IS
	'implementation of < operator';

CREATE FUNCTION workmode_probabilities_le(workmode_probabilities, workmode_probabilities) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_le(workmode_probabilities, workmode_probabilities) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_probabilities_ge(workmode_probabilities, workmode_probabilities) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_ge(workmode_probabilities, workmode_probabilities) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_probabilities_gt(workmode_probabilities, workmode_probabilities) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_gt(workmode_probabilities, workmode_probabilities) IS
	'implementation of > operator';

CREATE FUNCTION workmode_probabilities_cmp(workmode_probabilities, workmode_probabilities) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_cmp(workmode_probabilities, workmode_probabilities) IS
	'less-equal-greater';

CREATE FUNCTION workmode_probabilities_hash(workmode_probabilities) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_hash(workmode_probabilities) IS
	'hash';

CREATE FUNCTION workmode_probabilities_hash_extended(workmode_probabilities, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_state_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probabilities_hash_extended(workmode_probabilities, bigint) IS
	'64-bit hash';

CREATE OPERATOR = (
	LEFTARG = workmode_probabilities, RIGHTARG = workmode_probabilities,
	FUNCTION = workmode_probabilities_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode_probabilities, workmode_probabilities) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode_probabilities, RIGHTARG = workmode_probabilities,
	FUNCTION = workmode_probabilities_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode_probabilities, workmode_probabilities) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode_probabilities, RIGHTARG = workmode_probabilities,
	FUNCTION = workmode_probabilities_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode_probabilities, workmode_probabilities) IS 'less than (an arbitrary order)';

CREATE OPERATOR <= (
	LEFTARG = workmode_probabilities, RIGHTARG = workmode_probabilities,
	FUNCTION = workmode_probabilities_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode_probabilities, workmode_probabilities) IS 'less than or equal (an arbitrary order)';

CREATE OPERATOR >= (
	LEFTARG = workmode_probabilities, RIGHTARG = workmode_probabilities,
	FUNCTION = workmode_probabilities_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode_probabilities, workmode_probabilities) IS 'greater than or equal (an arbitrary order)';

CREATE OPERATOR > (
	LEFTARG = workmode_probabilities, RIGHTARG = workmode_probabilities,
	FUNCTION = workmode_probabilities_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode_probabilities, workmode_probabilities) IS 'greater than (an arbitrary order)';

CREATE OPERATOR CLASS workmode_probabilities_ops
	DEFAULT FOR TYPE workmode_probabilities USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_probabilities_cmp(workmode_probabilities, workmode_probabilities);
COMMENT ON OPERATOR CLASS workmode_probabilities_ops USING btree IS
	'default btree operator class of workmode_probabilities';
COMMENT ON OPERATOR FAMILY workmode_probabilities_ops USING btree IS
	'btree operator family of workmode_probabilities';

CREATE OPERATOR CLASS workmode_probabilities_ops
	DEFAULT FOR TYPE workmode_probabilities USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_probabilities_hash(workmode_probabilities),
		FUNCTION 2 workmode_probabilities_hash_extended(workmode_probabilities, bigint);
COMMENT ON OPERATOR CLASS workmode_probabilities_ops USING hash IS
	'default hash operator class of workmode_probabilities';
COMMENT ON OPERATOR FAMILY workmode_probabilities_ops USING hash IS
	'hash operator family of workmode_probabilities';

CREATE FUNCTION workmode_probabilities_to_array(workmode_probabilities) RETURNS double precision[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION workmode_probabilities_to_array(workmode_probabilities) IS
	'nine numbers, in the order of workmode_modes()';

CREATE FUNCTION workmode_probabilities_from_array(double precision[]) RETURNS workmode_probabilities
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION workmode_probabilities_from_array(double precision[]) IS
	'probabilities from nine numbers in the order of workmode_modes(), whose sum must be 1 within 0.001; they are rounded to 1/65536';

CREATE CAST (workmode_probabilities AS double precision[])
	WITH FUNCTION workmode_probabilities_to_array(workmode_probabilities);
COMMENT ON CAST (workmode_probabilities AS double precision[]) IS
	'nine numbers, in the order of workmode_modes()';

CREATE CAST (double precision[] AS workmode_probabilities)
	WITH FUNCTION workmode_probabilities_from_array(double precision[]);
COMMENT ON CAST (double precision[] AS workmode_probabilities) IS
	'probabilities from nine numbers in the order of workmode_modes()';

CREATE FUNCTION workmode_probability(probabilities workmode_probabilities, mode workmode) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probability(workmode_probabilities, workmode) IS
	'probability of one mode';

--
-- session: facts, mode and evidence of one transcript (src/pg/session.c)
--

CREATE TYPE workmode_facts AS (
	session_id text,
	parent text,
	format text,
	agent text,
	agent_version text,
	model text,
	surface text,
	headless boolean,
	project text,
	branch text,
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
	commits bigint,
	pull_requests bigint,
	words_in bigint,
	words_out bigint,
	tokens_in bigint,
	tokens_out bigint,
	mode workmode,
	confidence double precision,
	second_mode workmode,
	model_version text,
	value double precision,
	lines_read bigint,
	lines_skipped bigint,
	probabilities workmode_probabilities
);
COMMENT ON TYPE workmode_facts IS 'facts of one coding-agent session; format and session_id together identify it, so that a session that was read twice can be seen';
COMMENT ON COLUMN workmode_facts.session_id IS 'id that the agent gave the session; a subagent with a transcript of its own has an id of its own; if a resumed session repeats lines of an older one, it is the newest id; NULL if the transcript does not tell';
COMMENT ON COLUMN workmode_facts.parent IS 'session_id of the session that this one was started from: the caller of a subagent, or the session that was forked or resumed under a new id; NULL if the transcript names none';
COMMENT ON COLUMN workmode_facts.format IS 'transcript format: claude_code, claude_stream, codex, copilot_cli, copilot_share, vscode_chat, gemini, qwen_code, kimi, amp, opencode, cursor, cline, aider, pi, droid, specstory, messages, swe_agent, mini_swe_agent, atif, claude_ai, chatgpt; NULL if it is none of them';
COMMENT ON COLUMN workmode_facts.agent IS 'the program that ran the session';
COMMENT ON COLUMN workmode_facts.agent_version IS 'the version of that program';
COMMENT ON COLUMN workmode_facts.model IS 'the language model of the first answer';
COMMENT ON COLUMN workmode_facts.surface IS 'where the agent was used: cli, desktop, web, ide, sdk, headless or subagent; NULL if the transcript does not tell';
COMMENT ON COLUMN workmode_facts.headless IS 'true if no person sat at the prompt, as in a script, a CI job or a subagent';
COMMENT ON COLUMN workmode_facts.project IS 'working directory at the beginning, with a drive in upper case; NULL if the transcript does not tell';
COMMENT ON COLUMN workmode_facts.branch IS 'git branch, the last one in the transcript; NULL if the transcript does not tell';
COMMENT ON COLUMN workmode_facts.started_at IS 'earliest time in the transcript';
COMMENT ON COLUMN workmode_facts.ended_at IS 'latest time in the transcript';
COMMENT ON COLUMN workmode_facts.prompts IS 'requests that a person made; housekeeping commands are not counted';
COMMENT ON COLUMN workmode_facts.turns IS 'stretches of agent work between requests';
COMMENT ON COLUMN workmode_facts.actions IS 'tool calls, those of subagents in the same transcript included';
COMMENT ON COLUMN workmode_facts.errors IS 'tool calls that failed, those that a person refused among them';
COMMENT ON COLUMN workmode_facts.files_changed IS 'distinct files that were edited or written';
COMMENT ON COLUMN workmode_facts.lines_added IS 'lines added to files';
COMMENT ON COLUMN workmode_facts.lines_removed IS 'lines removed from files';
COMMENT ON COLUMN workmode_facts.code_changed IS 'true if code, tests, markup, settings or notebooks changed, and not only documents, plans and data';
COMMENT ON COLUMN workmode_facts.commits IS 'commits that the agent made, by the command git commit (without --amend) or by a tool, in calls that did not fail';
COMMENT ON COLUMN workmode_facts.pull_requests IS 'pull and merge requests that the agent opened, by a command such as gh pr create or by a tool, in calls that did not fail';
COMMENT ON COLUMN workmode_facts.words_in IS 'words that people wrote';
COMMENT ON COLUMN workmode_facts.words_out IS 'words that agents wrote, tool calls not counted';
COMMENT ON COLUMN workmode_facts.tokens_in IS 'tokens that the model read, cached ones included; 0 if the transcript does not tell';
COMMENT ON COLUMN workmode_facts.tokens_out IS 'tokens that the model wrote; 0 if the transcript does not tell';
COMMENT ON COLUMN workmode_facts.mode IS 'work mode of the session; NULL if there is nothing to go on';
COMMENT ON COLUMN workmode_facts.confidence IS 'probability of the mode, from 0 to 1';
COMMENT ON COLUMN workmode_facts.second_mode IS 'the next best mode';
COMMENT ON COLUMN workmode_facts.model_version IS 'version of the classifier that gave the mode';
COMMENT ON COLUMN workmode_facts.value IS 'relative value of the work at the shipped rates, for comparisons and not as money; NULL if nothing was done';
COMMENT ON COLUMN workmode_facts.lines_read IS 'records of the transcript that were read';
COMMENT ON COLUMN workmode_facts.lines_skipped IS 'records that are broken and were skipped';
COMMENT ON COLUMN workmode_facts.probabilities IS 'probabilities of all nine modes, of which the tallies make expected shares; NULL if there is nothing to go on';

-- COST counts calls of a cheap function, some 20 nanoseconds each: to read a
-- session of common length, a third of a megabyte, takes a millisecond.

CREATE FUNCTION workmode_session(transcript text, strict boolean DEFAULT false)
RETURNS workmode_facts
AS 'MODULE_PATHNAME', 'workmode_session'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_session(text, boolean) IS 'facts of a session, its mode included, in one pass; with strict a broken record is an error';

CREATE FUNCTION workmode_session(transcript json, strict boolean DEFAULT false)
RETURNS workmode_facts
AS 'MODULE_PATHNAME', 'workmode_session'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_session(json, boolean) IS 'facts of a session, its mode included, in one pass; with strict a broken record is an error';

CREATE FUNCTION workmode_session(transcript jsonb, strict boolean DEFAULT false)
RETURNS workmode_facts
AS 'MODULE_PATHNAME', 'workmode_session'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_session(jsonb, boolean) IS 'facts of a session, its mode included, in one pass; with strict a broken record is an error';

--
-- format: what a transcript was recognised as (src/pg/format.c)
--

CREATE TYPE workmode_format_row AS (
	format text,
	agent text,
	shape text,
	unwrapped text,
	records bigint,
	recognised bigint,
	advice text
);
COMMENT ON TYPE workmode_format_row IS 'what a transcript was recognised as; if it was not, what was seen in it and what to do';
COMMENT ON COLUMN workmode_format_row.format IS 'transcript format, as in workmode_facts; NULL if it is none that is known';
COMMENT ON COLUMN workmode_format_row.agent IS 'the program that ran the session; NULL if the transcript does not tell';
COMMENT ON COLUMN workmode_format_row.shape IS 'how the records follow one another: lines, array, object (in a member of one, or one record), values (JSON values over many lines), markdown; text if there are none';
COMMENT ON COLUMN workmode_format_row.unwrapped IS 'what the records were taken out of, such as docker log lines or a JSON string; NULL if they stand by themselves';
COMMENT ON COLUMN workmode_format_row.records IS 'records, or lines where no record is known';
COMMENT ON COLUMN workmode_format_row.recognised IS 'records that were read, as lines_read of workmode_facts';
COMMENT ON COLUMN workmode_format_row.advice IS 'what was seen and what to do; NULL if the transcript was read';

CREATE FUNCTION workmode_format(transcript text)
RETURNS workmode_format_row
AS 'MODULE_PATHNAME', 'workmode_format'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_format(text) IS 'format of a transcript and how its records were found; of one that is not known, what was seen and what to do';

CREATE FUNCTION workmode_format(transcript json)
RETURNS workmode_format_row
AS 'MODULE_PATHNAME', 'workmode_format'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_format(json) IS 'format of a transcript and how its records were found; of one that is not known, what was seen and what to do';

CREATE FUNCTION workmode_format(transcript jsonb)
RETURNS workmode_format_row
AS 'MODULE_PATHNAME', 'workmode_format'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_format(jsonb) IS 'format of a transcript and how its records were found; of one that is not known, what was seen and what to do';

--
-- conversations: the transcripts in a data export (src/pg/conversations.c)
--

CREATE TYPE workmode_conversation_row AS (
	format text,
	session_id text,
	title text,
	started_at timestamp with time zone,
	updated_at timestamp with time zone,
	transcript text
);
COMMENT ON TYPE workmode_conversation_row IS 'row of workmode_conversations()';
COMMENT ON COLUMN workmode_conversation_row.format IS 'format of the transcript, as in workmode_facts: claude_ai or chatgpt';
COMMENT ON COLUMN workmode_conversation_row.session_id IS 'id of the conversation, as in workmode_facts; NULL if the export does not tell';
COMMENT ON COLUMN workmode_conversation_row.title IS 'title of the conversation; NULL if it has none';
COMMENT ON COLUMN workmode_conversation_row.started_at IS 'when the conversation began; NULL if the export does not tell';
COMMENT ON COLUMN workmode_conversation_row.updated_at IS 'when the conversation was last changed, which a new title does, too; NULL if the export does not tell';
COMMENT ON COLUMN workmode_conversation_row.transcript IS 'the conversation as it stands in the export: a transcript for workmode_session() and the others';

CREATE FUNCTION workmode_conversations(export text)
	RETURNS SETOF workmode_conversation_row
	AS 'MODULE_PATHNAME', 'workmode_conversations'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 100;
COMMENT ON FUNCTION workmode_conversations(text) IS
	'the conversations in a data export of claude.ai or ChatGPT, each as a transcript';

CREATE FUNCTION workmode_conversations(export json)
	RETURNS SETOF workmode_conversation_row
	AS 'MODULE_PATHNAME', 'workmode_conversations'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 100;
COMMENT ON FUNCTION workmode_conversations(json) IS
	'the conversations in a data export of claude.ai or ChatGPT, each as a transcript';

CREATE FUNCTION workmode_conversations(export jsonb)
	RETURNS SETOF workmode_conversation_row
	AS 'MODULE_PATHNAME', 'workmode_conversations'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 100;
COMMENT ON FUNCTION workmode_conversations(jsonb) IS
	'the conversations in a data export of claude.ai or ChatGPT, each as a transcript';

--
-- digest: what a rater needs to read of a transcript (src/pg/digest.c)
--

CREATE FUNCTION workmode_digest(transcript text, characters int DEFAULT 25000, strict boolean DEFAULT false)
	RETURNS text
	AS 'MODULE_PATHNAME', 'workmode_digest'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_digest(text, int, boolean) IS
	'what a rater needs to read of a session, in at most so many characters: requests, the agent''s words, its calls and their results, and where it ended, with secrets masked; NULL if there is nothing to read';

CREATE FUNCTION workmode_digest(transcript json, characters int DEFAULT 25000, strict boolean DEFAULT false)
	RETURNS text
	AS 'MODULE_PATHNAME', 'workmode_digest'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_digest(json, int, boolean) IS
	'what a rater needs to read of a session, in at most so many characters: requests, the agent''s words, its calls and their results, and where it ended, with secrets masked; NULL if there is nothing to read';

CREATE FUNCTION workmode_digest(transcript jsonb, characters int DEFAULT 25000, strict boolean DEFAULT false)
	RETURNS text
	AS 'MODULE_PATHNAME', 'workmode_digest'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_digest(jsonb, int, boolean) IS
	'what a rater needs to read of a session, in at most so many characters: requests, the agent''s words, its calls and their results, and where it ended, with secrets masked; NULL if there is nothing to read';

--
-- tally: mergeable counts and sums by mode (src/pg/tally.c, tally_agg.c)
--

CREATE TYPE workmode_tally;

CREATE FUNCTION workmode_tally_in(cstring) RETURNS workmode_tally
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_in(cstring) IS
	'input of workmode_tally';

CREATE FUNCTION workmode_tally_out(workmode_tally) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_out(workmode_tally) IS
	'output of workmode_tally';

CREATE FUNCTION workmode_tally_recv(internal) RETURNS workmode_tally
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_recv(internal) IS
	'binary input of workmode_tally';

CREATE FUNCTION workmode_tally_send(workmode_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'workmode_packed_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_send(workmode_tally) IS
	'binary output of workmode_tally';

CREATE TYPE workmode_tally (
	INPUT = workmode_tally_in,
	OUTPUT = workmode_tally_out,
	RECEIVE = workmode_tally_recv,
	SEND = workmode_tally_send,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE workmode_tally IS
	'mergeable tally of sessions: counts and sums of value by work mode';

CREATE FUNCTION workmode_tally_eq(workmode_tally, workmode_tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_eq(workmode_tally, workmode_tally) IS
	'implementation of = operator';

CREATE FUNCTION workmode_tally_ne(workmode_tally, workmode_tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_ne(workmode_tally, workmode_tally) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_tally_lt(workmode_tally, workmode_tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_lt(workmode_tally, workmode_tally) IS
	'implementation of < operator';

CREATE FUNCTION workmode_tally_le(workmode_tally, workmode_tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_le(workmode_tally, workmode_tally) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_tally_ge(workmode_tally, workmode_tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_ge(workmode_tally, workmode_tally) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_tally_gt(workmode_tally, workmode_tally) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_gt(workmode_tally, workmode_tally) IS
	'implementation of > operator';

CREATE FUNCTION workmode_tally_cmp(workmode_tally, workmode_tally) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_cmp(workmode_tally, workmode_tally) IS
	'less-equal-greater';

CREATE FUNCTION workmode_tally_hash(workmode_tally) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_hash(workmode_tally) IS
	'hash';

CREATE FUNCTION workmode_tally_hash_extended(workmode_tally, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_state_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_hash_extended(workmode_tally, bigint) IS
	'64-bit hash';

CREATE OPERATOR = (
	LEFTARG = workmode_tally, RIGHTARG = workmode_tally,
	FUNCTION = workmode_tally_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode_tally, workmode_tally) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode_tally, RIGHTARG = workmode_tally,
	FUNCTION = workmode_tally_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode_tally, workmode_tally) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode_tally, RIGHTARG = workmode_tally,
	FUNCTION = workmode_tally_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode_tally, workmode_tally) IS 'less than (an arbitrary order)';

CREATE OPERATOR <= (
	LEFTARG = workmode_tally, RIGHTARG = workmode_tally,
	FUNCTION = workmode_tally_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode_tally, workmode_tally) IS 'less than or equal (an arbitrary order)';

CREATE OPERATOR >= (
	LEFTARG = workmode_tally, RIGHTARG = workmode_tally,
	FUNCTION = workmode_tally_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode_tally, workmode_tally) IS 'greater than or equal (an arbitrary order)';

CREATE OPERATOR > (
	LEFTARG = workmode_tally, RIGHTARG = workmode_tally,
	FUNCTION = workmode_tally_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode_tally, workmode_tally) IS 'greater than (an arbitrary order)';

CREATE OPERATOR CLASS workmode_tally_ops
	DEFAULT FOR TYPE workmode_tally USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_tally_cmp(workmode_tally, workmode_tally);
COMMENT ON OPERATOR CLASS workmode_tally_ops USING btree IS
	'default btree operator class of workmode_tally';
COMMENT ON OPERATOR FAMILY workmode_tally_ops USING btree IS
	'btree operator family of workmode_tally';

CREATE OPERATOR CLASS workmode_tally_ops
	DEFAULT FOR TYPE workmode_tally USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_tally_hash(workmode_tally),
		FUNCTION 2 workmode_tally_hash_extended(workmode_tally, bigint);
COMMENT ON OPERATOR CLASS workmode_tally_ops USING hash IS
	'default hash operator class of workmode_tally';
COMMENT ON OPERATOR FAMILY workmode_tally_ops USING hash IS
	'hash operator family of workmode_tally';

CREATE FUNCTION workmode_tally_add(workmode_tally, workmode_tally) RETURNS workmode_tally
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_add(workmode_tally, workmode_tally) IS
	'implementation of + operator';

CREATE FUNCTION workmode_tally_subtract(workmode_tally, workmode_tally) RETURNS workmode_tally
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_subtract(workmode_tally, workmode_tally) IS
	'implementation of - operator';

CREATE OPERATOR + (
	LEFTARG = workmode_tally, RIGHTARG = workmode_tally,
	FUNCTION = workmode_tally_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (workmode_tally, workmode_tally) IS
	'the sessions of both tallies';

CREATE OPERATOR - (
	LEFTARG = workmode_tally, RIGHTARG = workmode_tally,
	FUNCTION = workmode_tally_subtract
);
COMMENT ON OPERATOR - (workmode_tally, workmode_tally) IS
	'the sessions of the left tally without those of the right one, which must be a part of it';

-- The state of the aggregates: a tally laid out for counting, which the final
-- function packs.  It is a type so that it can travel between processes and
-- nodes; nothing else is made of it.

CREATE TYPE workmode_tally_state;

CREATE FUNCTION workmode_tally_state_in(cstring) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_state_in(cstring) IS
	'input of workmode_tally_state';

CREATE FUNCTION workmode_tally_state_out(workmode_tally_state) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_state_out(workmode_tally_state) IS
	'output of workmode_tally_state';

CREATE FUNCTION workmode_tally_state_recv(internal) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_state_recv(internal) IS
	'binary input of workmode_tally_state';

CREATE FUNCTION workmode_tally_state_send(workmode_tally_state) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_state_send(workmode_tally_state) IS
	'binary output of workmode_tally_state';

CREATE TYPE workmode_tally_state (
	INPUT = workmode_tally_state_in,
	OUTPUT = workmode_tally_state_out,
	RECEIVE = workmode_tally_state_recv,
	SEND = workmode_tally_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE workmode_tally_state IS
	'state of the aggregates over tallies while they run; store tallies and not states';

-- Support functions.  Nobody need call them by hand, but they are safe with any
-- arguments.

CREATE FUNCTION workmode_tally_accum(workmode_tally_state, workmode) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_accum(workmode_tally_state, workmode) IS
	'transition function of workmode_tally(mode)';

CREATE FUNCTION workmode_tally_accum(workmode_tally_state, workmode, double precision) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_accum(workmode_tally_state, workmode, double precision) IS
	'transition function of workmode_tally(mode, value)';

CREATE FUNCTION workmode_tally_accum(workmode_tally_state, workmode, double precision, workmode_probabilities) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME', 'workmode_tally_accum_probable' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_accum(workmode_tally_state, workmode, double precision, workmode_probabilities) IS
	'transition function of workmode_tally(mode, value, probabilities)';

CREATE FUNCTION workmode_tally_accum(workmode_tally_state, workmode, boolean) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME', 'workmode_tally_accum_fact' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_accum(workmode_tally_state, workmode, boolean) IS
	'transition function of workmode_tally(mode, fact)';

CREATE FUNCTION workmode_tally_accum_inv(workmode_tally_state, workmode) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_accum_inv(workmode_tally_state, workmode) IS
	'inverse transition function of workmode_tally(mode)';

CREATE FUNCTION workmode_tally_accum_inv(workmode_tally_state, workmode, double precision) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_accum_inv(workmode_tally_state, workmode, double precision) IS
	'inverse transition function of workmode_tally(mode, value)';

CREATE FUNCTION workmode_tally_accum_inv(workmode_tally_state, workmode, double precision, workmode_probabilities) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME', 'workmode_tally_accum_probable_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_accum_inv(workmode_tally_state, workmode, double precision, workmode_probabilities) IS
	'inverse transition function of workmode_tally(mode, value, probabilities)';

CREATE FUNCTION workmode_tally_accum_inv(workmode_tally_state, workmode, boolean) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME', 'workmode_tally_accum_fact_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_accum_inv(workmode_tally_state, workmode, boolean) IS
	'inverse transition function of workmode_tally(mode, fact)';

CREATE FUNCTION workmode_rollup_accum(workmode_tally_state, workmode_tally) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_rollup_accum(workmode_tally_state, workmode_tally) IS
	'transition function of workmode_rollup';

CREATE FUNCTION workmode_rollup_accum_inv(workmode_tally_state, workmode_tally) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_rollup_accum_inv(workmode_tally_state, workmode_tally) IS
	'inverse transition function of workmode_rollup';

CREATE FUNCTION workmode_cluster_accum(workmode_tally_state, workmode_tally) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_cluster_accum(workmode_tally_state, workmode_tally) IS
	'transition function of workmode_cluster';

CREATE FUNCTION workmode_cluster_accum_inv(workmode_tally_state, workmode_tally) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_cluster_accum_inv(workmode_tally_state, workmode_tally) IS
	'inverse transition function of workmode_cluster';

CREATE FUNCTION workmode_tally_combine(workmode_tally_state, workmode_tally_state) RETURNS workmode_tally_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_combine(workmode_tally_state, workmode_tally_state) IS
	'combine function of the tally aggregates';

CREATE FUNCTION workmode_tally_final(workmode_tally_state) RETURNS workmode_tally
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_tally_final(workmode_tally_state) IS
	'final function of the tally aggregates';

CREATE AGGREGATE workmode_tally(mode workmode) (
	SFUNC = workmode_tally_accum,
	STYPE = workmode_tally_state,
	SSPACE = 808,
	FINALFUNC = workmode_tally_final,
	COMBINEFUNC = workmode_tally_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_tally_accum,
	MINVFUNC = workmode_tally_accum_inv,
	MSTYPE = workmode_tally_state,
	MSSPACE = 808,
	MFINALFUNC = workmode_tally_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_tally(workmode) IS
	'tally of sessions by mode; a NULL mode counts as unclassified';

CREATE AGGREGATE workmode_tally(mode workmode, value double precision) (
	SFUNC = workmode_tally_accum,
	STYPE = workmode_tally_state,
	SSPACE = 808,
	FINALFUNC = workmode_tally_final,
	COMBINEFUNC = workmode_tally_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_tally_accum,
	MINVFUNC = workmode_tally_accum_inv,
	MSTYPE = workmode_tally_state,
	MSSPACE = 808,
	MFINALFUNC = workmode_tally_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_tally(workmode, double precision) IS
	'tally of sessions and of their values by mode; a NULL value counts the session only';

CREATE AGGREGATE workmode_tally(mode workmode, value double precision, probabilities workmode_probabilities) (
	SFUNC = workmode_tally_accum,
	STYPE = workmode_tally_state,
	SSPACE = 1528,
	FINALFUNC = workmode_tally_final,
	COMBINEFUNC = workmode_tally_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_tally_accum,
	MINVFUNC = workmode_tally_accum_inv,
	MSTYPE = workmode_tally_state,
	MSSPACE = 1528,
	MFINALFUNC = workmode_tally_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_tally(workmode, double precision, workmode_probabilities) IS
	'tally of sessions, of their values and of the probabilities of their modes; a NULL value, or NULL probabilities, leave the session without them';

CREATE AGGREGATE workmode_tally(mode workmode, fact boolean) (
	SFUNC = workmode_tally_accum,
	STYPE = workmode_tally_state,
	SSPACE = 808,
	FINALFUNC = workmode_tally_final,
	COMBINEFUNC = workmode_tally_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_tally_accum,
	MINVFUNC = workmode_tally_accum_inv,
	MSTYPE = workmode_tally_state,
	MSSPACE = 808,
	MFINALFUNC = workmode_tally_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_tally(workmode, boolean) IS
	'tally of sessions by mode, and of those of which a yes/no fact is true; a session without a mode or of which the fact is NULL counts as unclassified';

CREATE AGGREGATE workmode_rollup(tally workmode_tally) (
	SFUNC = workmode_rollup_accum,
	STYPE = workmode_tally_state,
	SSPACE = 3384,
	FINALFUNC = workmode_tally_final,
	COMBINEFUNC = workmode_tally_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_rollup_accum,
	MINVFUNC = workmode_rollup_accum_inv,
	MSTYPE = workmode_tally_state,
	MSSPACE = 3384,
	MFINALFUNC = workmode_tally_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_rollup(workmode_tally) IS
	'merges tallies: the sessions of all of them';

CREATE AGGREGATE workmode_cluster(tally workmode_tally) (
	SFUNC = workmode_cluster_accum,
	STYPE = workmode_tally_state,
	SSPACE = 3384,
	FINALFUNC = workmode_tally_final,
	COMBINEFUNC = workmode_tally_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_cluster_accum,
	MINVFUNC = workmode_cluster_accum_inv,
	MSTYPE = workmode_tally_state,
	MSSPACE = 3384,
	MFINALFUNC = workmode_tally_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_cluster(workmode_tally) IS
	'merges tallies that are one user''s each: keeps the number of users and what clustered intervals need';

CREATE FUNCTION workmode_count(tally workmode_tally) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_count(workmode_tally) IS
	'sessions that have a mode';

CREATE FUNCTION workmode_count(tally workmode_tally, mode workmode) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_count_mode' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_count(workmode_tally, workmode) IS
	'sessions of a mode';

CREATE FUNCTION workmode_probable(tally workmode_tally) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_probable(workmode_tally) IS
	'sessions that have a mode and probabilities';

CREATE FUNCTION workmode_share(tally workmode_tally, mode workmode) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_share(workmode_tally, workmode) IS
	'share of a mode among the sessions that have a mode; NULL if none has';

CREATE FUNCTION workmode_users(tally workmode_tally) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_users(workmode_tally) IS
	'users with sessions that have a mode; NULL unless the tally is clustered';

CREATE FUNCTION workmode_users(tally workmode_tally, mode workmode) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_users(workmode_tally, workmode) IS
	'users with sessions of a mode; NULL unless the tally is clustered';

CREATE FUNCTION workmode_unclassified(tally workmode_tally) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_unclassified(workmode_tally) IS
	'sessions without a mode';

--
-- measures: shares, values and shifts over tallies (src/pg/measures.c,
-- power.c)
--

CREATE TYPE workmode_share_row AS (
	mode workmode,
	family text,
	sessions bigint,
	share double precision,
	low double precision,
	high double precision
);
COMMENT ON TYPE workmode_share_row IS 'row of workmode_shares()';
COMMENT ON COLUMN workmode_share_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_share_row.family IS 'family that the mode belongs to';
COMMENT ON COLUMN workmode_share_row.sessions IS 'sessions of this mode';
COMMENT ON COLUMN workmode_share_row.share IS 'share of the mode among the sessions that have a mode; by weight in their value, or the mean of the users'' own shares';
COMMENT ON COLUMN workmode_share_row.low IS 'lower limit of the share';
COMMENT ON COLUMN workmode_share_row.high IS 'upper limit of the share';

CREATE FUNCTION workmode_shares(
	tally workmode_tally,
	confidence double precision DEFAULT 0.95,
	joint boolean DEFAULT false,
	weight text DEFAULT 'sessions',
	estimate text DEFAULT 'hard')
	RETURNS SETOF workmode_share_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 9;
COMMENT ON FUNCTION workmode_shares(workmode_tally, double precision, boolean, text, text) IS
	'nine rows: share of each mode with its score interval, which allows for users if the tally is clustered; with joint, all nine intervals hold together (Goodman); the weight is sessions, value (a session weighs as much as its value) or users (each user weighs alike); the estimate is hard (labels are counted), expected (their probabilities are, the best figure of a level) or unmixed (the true shares that explain the probabilities)';

CREATE TYPE workmode_value_row AS (
	mode workmode,
	n bigint,
	mean double precision,
	geomean double precision,
	low double precision,
	high double precision,
	geomean_low double precision,
	geomean_high double precision
);
COMMENT ON TYPE workmode_value_row IS 'row of workmode_values()';
COMMENT ON COLUMN workmode_value_row.mode IS 'work mode; NULL for all modes together';
COMMENT ON COLUMN workmode_value_row.n IS 'sessions with a value';
COMMENT ON COLUMN workmode_value_row.mean IS 'mean value';
COMMENT ON COLUMN workmode_value_row.geomean IS 'geometric mean of the values';
COMMENT ON COLUMN workmode_value_row.low IS 'lower limit of the mean';
COMMENT ON COLUMN workmode_value_row.high IS 'upper limit of the mean';
COMMENT ON COLUMN workmode_value_row.geomean_low IS 'lower limit of the geometric mean';
COMMENT ON COLUMN workmode_value_row.geomean_high IS 'upper limit of the geometric mean';

CREATE FUNCTION workmode_values(tally workmode_tally, confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_value_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 10;
COMMENT ON FUNCTION workmode_values(workmode_tally, double precision) IS
	'nine rows and a total (mode is NULL): mean value and geometric mean, each with its interval';

CREATE TYPE workmode_shift_row AS (
	mode workmode,
	share_before double precision,
	share_after double precision,
	change double precision,
	low double precision,
	high double precision,
	p_value double precision,
	value_before double precision,
	value_after double precision,
	value_change double precision,
	value_low double precision,
	value_high double precision,
	p_holm double precision
);
COMMENT ON TYPE workmode_shift_row IS 'row of workmode_shift()';
COMMENT ON COLUMN workmode_shift_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_shift_row.share_before IS 'share before';
COMMENT ON COLUMN workmode_shift_row.share_after IS 'share after';
COMMENT ON COLUMN workmode_shift_row.change IS 'share after less share before';
COMMENT ON COLUMN workmode_shift_row.low IS 'lower limit of the difference';
COMMENT ON COLUMN workmode_shift_row.high IS 'upper limit of the difference';
COMMENT ON COLUMN workmode_shift_row.p_value IS 'probability of so large a difference if both periods had the same share';
COMMENT ON COLUMN workmode_shift_row.value_before IS 'mean value before';
COMMENT ON COLUMN workmode_shift_row.value_after IS 'mean value after';
COMMENT ON COLUMN workmode_shift_row.value_change IS 'ratio of the mean values, less 1';
COMMENT ON COLUMN workmode_shift_row.value_low IS 'lower limit of value_change';
COMMENT ON COLUMN workmode_shift_row.value_high IS 'upper limit of value_change';
COMMENT ON COLUMN workmode_shift_row.p_holm IS 'p_value adjusted for looking at nine modes (Holm): if no share changed, the probability that any p_holm is below 0.05 is at most 0.05';

CREATE FUNCTION workmode_shift(
	before workmode_tally,
	after workmode_tally,
	confidence double precision DEFAULT 0.95,
	estimate text DEFAULT 'hard')
	RETURNS SETOF workmode_shift_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 9;
COMMENT ON FUNCTION workmode_shift(workmode_tally, workmode_tally, double precision, text) IS
	'nine rows: change of each share, as a difference, and of each mean value, as a ratio less one, with their intervals; the estimate of shares is hard (labels are counted, which shows two thirds of a shift), expected (their probabilities are, which shows half) or unmixed (the true shares that explain the probabilities, the best figure of a shift)';

CREATE TYPE workmode_shift_test_row AS (
	chi2 double precision,
	df double precision,
	p_value double precision,
	total_variation double precision,
	jensen_shannon double precision,
	psi double precision,
	design_effect double precision,
	df2 double precision
);
COMMENT ON TYPE workmode_shift_test_row IS 'row of workmode_shift_test()';
COMMENT ON COLUMN workmode_shift_test_row.chi2 IS 'statistic of the test';
COMMENT ON COLUMN workmode_shift_test_row.df IS 'degrees of freedom';
COMMENT ON COLUMN workmode_shift_test_row.p_value IS 'probability of so large a statistic if both periods had the same shares';
COMMENT ON COLUMN workmode_shift_test_row.total_variation IS 'distance of the shares: half the sum of absolute differences, from 0 to 1';
COMMENT ON COLUMN workmode_shift_test_row.jensen_shannon IS 'distance of the shares: Jensen-Shannon divergence in bits, from 0 to 1';
COMMENT ON COLUMN workmode_shift_test_row.psi IS 'distance of the shares: population stability index';
COMMENT ON COLUMN workmode_shift_test_row.design_effect IS 'design effect: how many times clustering enlarges the variance; the statistic is divided by it';
COMMENT ON COLUMN workmode_shift_test_row.df2 IS 'degrees of freedom of the design effect: the p-value is that of chi2 / df by the F distribution of df and df2; NULL if nothing is clustered, and it is that of chi2 by the chi-squared distribution';

CREATE FUNCTION workmode_shift_test(before workmode_tally, after workmode_tally)
	RETURNS SETOF workmode_shift_test_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1;
COMMENT ON FUNCTION workmode_shift_test(workmode_tally, workmode_tally) IS
	'one row: tests whether two tallies have the same shares (Pearson; if clustered Rao and Scott, by the F distribution), and says how far apart the shares are';

CREATE FUNCTION workmode_effective_users(tally workmode_tally) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_effective_users(workmode_tally) IS
	'so many users with equal numbers of sessions would tell as much as these users: the squared number of sessions over the sum of its squares by user; NULL unless the tally is clustered';

CREATE FUNCTION workmode_effective_users(tally workmode_tally, mode workmode) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_effective_users(workmode_tally, workmode) IS
	'effective users of the sessions of a mode; NULL unless the tally is clustered, and if it has no such sessions';

CREATE FUNCTION workmode_design_effect(tally workmode_tally) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION workmode_design_effect(workmode_tally) IS
	'how many times clustering enlarges the variance of a share, on average over modes: so many sessions are worth one; 1 if the tally is not clustered';

CREATE FUNCTION workmode_design_effect(tally workmode_tally, mode workmode) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION workmode_design_effect(workmode_tally, workmode) IS
	'how many times clustering enlarges the variance of the share of a mode, as its interval has it: at least the average over modes';

CREATE TYPE workmode_power_row AS (
	share_before double precision,
	share_after double precision,
	change double precision,
	sessions bigint,
	power double precision,
	confidence double precision,
	design_effect double precision
);
COMMENT ON TYPE workmode_power_row IS 'row of workmode_power()';
COMMENT ON COLUMN workmode_power_row.share_before IS 'share before';
COMMENT ON COLUMN workmode_power_row.share_after IS 'share after';
COMMENT ON COLUMN workmode_power_row.change IS 'share after less share before';
COMMENT ON COLUMN workmode_power_row.sessions IS 'sessions of each of the two periods; NULL if no number of them will do';
COMMENT ON COLUMN workmode_power_row.power IS 'probability that the shares of two samples differ significantly';
COMMENT ON COLUMN workmode_power_row.confidence IS '1 less the level of significance';
COMMENT ON COLUMN workmode_power_row.design_effect IS 'so many sessions are worth one';

CREATE FUNCTION workmode_power(
	share_before double precision,
	share_after double precision DEFAULT NULL,
	sessions bigint DEFAULT NULL,
	power double precision DEFAULT NULL,
	confidence double precision DEFAULT 0.95,
	design_effect double precision DEFAULT 1)
	RETURNS SETOF workmode_power_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 1;
COMMENT ON FUNCTION workmode_power(double precision, double precision, bigint, double precision, double precision, double precision) IS
	'a plan for comparing a share in two periods, in which one of share_after, sessions and power is NULL and worked out: the power, the sessions needed, or a row each for the least fall and the least rise that are detected';

--
-- facts: rates of yes/no facts by mode (src/pg/facts.c)
--

CREATE TYPE workmode_fact_rate_row AS (
	mode workmode,
	sessions bigint,
	yes bigint,
	rate double precision,
	low double precision,
	high double precision
);
COMMENT ON TYPE workmode_fact_rate_row IS 'row of workmode_fact_rates()';
COMMENT ON COLUMN workmode_fact_rate_row.mode IS 'work mode; NULL for all modes together';
COMMENT ON COLUMN workmode_fact_rate_row.sessions IS 'sessions of this mode of which the fact is known';
COMMENT ON COLUMN workmode_fact_rate_row.yes IS 'sessions of which it is true; of a tally of values, those that have one';
COMMENT ON COLUMN workmode_fact_rate_row.rate IS 'share of these in the sessions of the mode';
COMMENT ON COLUMN workmode_fact_rate_row.low IS 'lower limit of the rate';
COMMENT ON COLUMN workmode_fact_rate_row.high IS 'upper limit of the rate';

CREATE FUNCTION workmode_fact_rates(tally workmode_tally, confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_fact_rate_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION workmode_fact_rates(workmode_tally, double precision) IS
	'nine rows and a total (mode is NULL): of how many sessions a yes/no fact is true, with the score interval of the rate, which allows for users if the tally is clustered';

CREATE TYPE workmode_fact_shift_row AS (
	mode workmode,
	rate_before double precision,
	rate_after double precision,
	change double precision,
	low double precision,
	high double precision,
	p_value double precision,
	p_holm double precision
);
COMMENT ON TYPE workmode_fact_shift_row IS 'row of workmode_fact_shift()';
COMMENT ON COLUMN workmode_fact_shift_row.mode IS 'work mode; NULL for all modes together';
COMMENT ON COLUMN workmode_fact_shift_row.rate_before IS 'rate before';
COMMENT ON COLUMN workmode_fact_shift_row.rate_after IS 'rate after';
COMMENT ON COLUMN workmode_fact_shift_row.change IS 'rate after less rate before';
COMMENT ON COLUMN workmode_fact_shift_row.low IS 'lower limit of the difference';
COMMENT ON COLUMN workmode_fact_shift_row.high IS 'upper limit of the difference';
COMMENT ON COLUMN workmode_fact_shift_row.p_value IS 'probability of so large a difference if both periods had the same rate';
COMMENT ON COLUMN workmode_fact_shift_row.p_holm IS 'p_value adjusted for looking at nine modes (Holm); NULL for all modes together';

CREATE FUNCTION workmode_fact_shift(
	before workmode_tally,
	after workmode_tally,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_fact_shift_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 10;
COMMENT ON FUNCTION workmode_fact_shift(workmode_tally, workmode_tally, double precision) IS
	'nine rows and a total (mode is NULL): change of the rate of a yes/no fact, with its interval';

--
-- indices: value indices and the decomposition of change (src/pg/indices.c)
--

CREATE FUNCTION workmode_value_index(
	base workmode_tally,
	current workmode_tally,
	method text DEFAULT 'mean')
	RETURNS double precision
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION workmode_value_index(workmode_tally, workmode_tally, text) IS
	'index of the value of the average session, 100 = base; the method is mean, geomean, unit_value, laspeyres, paasche, fisher, tornqvist or mix';

CREATE TYPE workmode_value_index_row AS (
	method text,
	value_index double precision,
	low double precision,
	high double precision,
	base_coverage double precision,
	current_coverage double precision
);
COMMENT ON TYPE workmode_value_index_row IS 'row of workmode_value_indices()';
COMMENT ON COLUMN workmode_value_index_row.method IS 'method of the index, by the name that workmode_value_index() takes';
COMMENT ON COLUMN workmode_value_index_row.value_index IS 'value of the average session, 100 = base';
COMMENT ON COLUMN workmode_value_index_row.low IS 'lower limit of the index; NULL if the method has no interval';
COMMENT ON COLUMN workmode_value_index_row.high IS 'upper limit of the index; NULL if the method has no interval';
COMMENT ON COLUMN workmode_value_index_row.base_coverage IS 'share of the base period''s valued sessions that the index covers';
COMMENT ON COLUMN workmode_value_index_row.current_coverage IS 'share of the current period''s valued sessions that the index covers';

CREATE FUNCTION workmode_value_indices(
	base workmode_tally,
	current workmode_tally,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_value_index_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 8;
COMMENT ON FUNCTION workmode_value_indices(workmode_tally, workmode_tally, double precision) IS
	'value index by every method, and the share of each period''s valued sessions that it covers, which is below 1 if the other period lacks a mode';

CREATE TYPE workmode_decompose_row AS (
	mode workmode,
	mix double precision,
	within double precision,
	total double precision,
	mix_low double precision,
	mix_high double precision,
	within_low double precision,
	within_high double precision,
	total_low double precision,
	total_high double precision
);
COMMENT ON TYPE workmode_decompose_row IS 'row of workmode_decompose()';
COMMENT ON COLUMN workmode_decompose_row.mode IS 'work mode; NULL for all modes together';
COMMENT ON COLUMN workmode_decompose_row.mix IS 'change in mean value that comes of the mix of modes';
COMMENT ON COLUMN workmode_decompose_row.within IS 'change in mean value that comes of values within the mode';
COMMENT ON COLUMN workmode_decompose_row.total IS 'sum of mix and within';
COMMENT ON COLUMN workmode_decompose_row.mix_low IS 'lower limit of mix; NULL unless the change is that of a panel';
COMMENT ON COLUMN workmode_decompose_row.mix_high IS 'upper limit of mix';
COMMENT ON COLUMN workmode_decompose_row.within_low IS 'lower limit of within';
COMMENT ON COLUMN workmode_decompose_row.within_high IS 'upper limit of within';
COMMENT ON COLUMN workmode_decompose_row.total_low IS 'lower limit of total';
COMMENT ON COLUMN workmode_decompose_row.total_high IS 'upper limit of total';

CREATE FUNCTION workmode_decompose(before workmode_tally, after workmode_tally)
	RETURNS SETOF workmode_decompose_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION workmode_decompose(workmode_tally, workmode_tally) IS
	'nine rows and a total (mode is NULL): change in mean value, split into mix of modes and values within modes';

--
-- histogram: mergeable counts by mode and value (src/pg/histogram.c,
-- histogram_agg.c, quantile.c)
--

CREATE TYPE workmode_histogram;

CREATE FUNCTION workmode_histogram_in(cstring) RETURNS workmode_histogram
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_in(cstring) IS
	'input of workmode_histogram';

CREATE FUNCTION workmode_histogram_out(workmode_histogram) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_out(workmode_histogram) IS
	'output of workmode_histogram';

CREATE FUNCTION workmode_histogram_recv(internal) RETURNS workmode_histogram
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_recv(internal) IS
	'binary input of workmode_histogram';

CREATE FUNCTION workmode_histogram_send(workmode_histogram) RETURNS bytea
	AS 'MODULE_PATHNAME', 'workmode_packed_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_send(workmode_histogram) IS
	'binary output of workmode_histogram';

CREATE TYPE workmode_histogram (
	INPUT = workmode_histogram_in,
	OUTPUT = workmode_histogram_out,
	RECEIVE = workmode_histogram_recv,
	SEND = workmode_histogram_send,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE workmode_histogram IS
	'mergeable histogram of sessions: counts by work mode and value, in bins on the scale of logarithms';

CREATE FUNCTION workmode_histogram_eq(workmode_histogram, workmode_histogram) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_eq(workmode_histogram, workmode_histogram) IS
	'implementation of = operator';

CREATE FUNCTION workmode_histogram_ne(workmode_histogram, workmode_histogram) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_ne(workmode_histogram, workmode_histogram) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_histogram_lt(workmode_histogram, workmode_histogram) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_lt(workmode_histogram, workmode_histogram) IS
	'implementation of < operator';

CREATE FUNCTION workmode_histogram_le(workmode_histogram, workmode_histogram) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_le(workmode_histogram, workmode_histogram) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_histogram_ge(workmode_histogram, workmode_histogram) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_ge(workmode_histogram, workmode_histogram) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_histogram_gt(workmode_histogram, workmode_histogram) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_gt(workmode_histogram, workmode_histogram) IS
	'implementation of > operator';

CREATE FUNCTION workmode_histogram_cmp(workmode_histogram, workmode_histogram) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_cmp(workmode_histogram, workmode_histogram) IS
	'less-equal-greater';

CREATE FUNCTION workmode_histogram_hash(workmode_histogram) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_hash(workmode_histogram) IS
	'hash';

CREATE FUNCTION workmode_histogram_hash_extended(workmode_histogram, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_state_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_hash_extended(workmode_histogram, bigint) IS
	'64-bit hash';

CREATE OPERATOR = (
	LEFTARG = workmode_histogram, RIGHTARG = workmode_histogram,
	FUNCTION = workmode_histogram_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode_histogram, workmode_histogram) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode_histogram, RIGHTARG = workmode_histogram,
	FUNCTION = workmode_histogram_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode_histogram, workmode_histogram) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode_histogram, RIGHTARG = workmode_histogram,
	FUNCTION = workmode_histogram_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode_histogram, workmode_histogram) IS 'less than (an arbitrary order)';

CREATE OPERATOR <= (
	LEFTARG = workmode_histogram, RIGHTARG = workmode_histogram,
	FUNCTION = workmode_histogram_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode_histogram, workmode_histogram) IS 'less than or equal (an arbitrary order)';

CREATE OPERATOR >= (
	LEFTARG = workmode_histogram, RIGHTARG = workmode_histogram,
	FUNCTION = workmode_histogram_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode_histogram, workmode_histogram) IS 'greater than or equal (an arbitrary order)';

CREATE OPERATOR > (
	LEFTARG = workmode_histogram, RIGHTARG = workmode_histogram,
	FUNCTION = workmode_histogram_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode_histogram, workmode_histogram) IS 'greater than (an arbitrary order)';

CREATE OPERATOR CLASS workmode_histogram_ops
	DEFAULT FOR TYPE workmode_histogram USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_histogram_cmp(workmode_histogram, workmode_histogram);
COMMENT ON OPERATOR CLASS workmode_histogram_ops USING btree IS
	'default btree operator class of workmode_histogram';
COMMENT ON OPERATOR FAMILY workmode_histogram_ops USING btree IS
	'btree operator family of workmode_histogram';

CREATE OPERATOR CLASS workmode_histogram_ops
	DEFAULT FOR TYPE workmode_histogram USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_histogram_hash(workmode_histogram),
		FUNCTION 2 workmode_histogram_hash_extended(workmode_histogram, bigint);
COMMENT ON OPERATOR CLASS workmode_histogram_ops USING hash IS
	'default hash operator class of workmode_histogram';
COMMENT ON OPERATOR FAMILY workmode_histogram_ops USING hash IS
	'hash operator family of workmode_histogram';

CREATE FUNCTION workmode_histogram_add(workmode_histogram, workmode_histogram) RETURNS workmode_histogram
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_add(workmode_histogram, workmode_histogram) IS
	'implementation of + operator';

CREATE FUNCTION workmode_histogram_subtract(workmode_histogram, workmode_histogram) RETURNS workmode_histogram
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_subtract(workmode_histogram, workmode_histogram) IS
	'implementation of - operator';

CREATE OPERATOR + (
	LEFTARG = workmode_histogram, RIGHTARG = workmode_histogram,
	FUNCTION = workmode_histogram_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (workmode_histogram, workmode_histogram) IS
	'the sessions of both histograms';

CREATE OPERATOR - (
	LEFTARG = workmode_histogram, RIGHTARG = workmode_histogram,
	FUNCTION = workmode_histogram_subtract
);
COMMENT ON OPERATOR - (workmode_histogram, workmode_histogram) IS
	'the sessions of the left histogram without those of the right one, which must be a part of it';

-- The state of the aggregates: a histogram laid out for counting, which the final
-- function packs.

CREATE TYPE workmode_histogram_state;

CREATE FUNCTION workmode_histogram_state_in(cstring) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_state_in(cstring) IS
	'input of workmode_histogram_state';

CREATE FUNCTION workmode_histogram_state_out(workmode_histogram_state) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_state_out(workmode_histogram_state) IS
	'output of workmode_histogram_state';

CREATE FUNCTION workmode_histogram_state_recv(internal) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_state_recv(internal) IS
	'binary input of workmode_histogram_state';

CREATE FUNCTION workmode_histogram_state_send(workmode_histogram_state) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_state_send(workmode_histogram_state) IS
	'binary output of workmode_histogram_state';

CREATE TYPE workmode_histogram_state (
	INPUT = workmode_histogram_state_in,
	OUTPUT = workmode_histogram_state_out,
	RECEIVE = workmode_histogram_state_recv,
	SEND = workmode_histogram_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE workmode_histogram_state IS
	'state of the aggregates over histograms while they run; store histograms and not states';

-- Support functions.  Nobody need call them by hand, but they are safe with any
-- arguments.

CREATE FUNCTION workmode_histogram_accum(workmode_histogram_state, workmode, double precision) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_accum(workmode_histogram_state, workmode, double precision) IS
	'transition function of workmode_histogram(mode, value)';

CREATE FUNCTION workmode_histogram_accum_inv(workmode_histogram_state, workmode, double precision) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_accum_inv(workmode_histogram_state, workmode, double precision) IS
	'inverse transition function of workmode_histogram(mode, value)';

CREATE FUNCTION workmode_histogram_rollup_accum(workmode_histogram_state, workmode_histogram) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_rollup_accum(workmode_histogram_state, workmode_histogram) IS
	'transition function of workmode_rollup';

CREATE FUNCTION workmode_histogram_rollup_accum_inv(workmode_histogram_state, workmode_histogram) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_rollup_accum_inv(workmode_histogram_state, workmode_histogram) IS
	'inverse transition function of workmode_rollup';

CREATE FUNCTION workmode_histogram_cluster_accum(workmode_histogram_state, workmode_histogram) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_cluster_accum(workmode_histogram_state, workmode_histogram) IS
	'transition function of workmode_cluster';

CREATE FUNCTION workmode_histogram_cluster_accum_inv(workmode_histogram_state, workmode_histogram) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_cluster_accum_inv(workmode_histogram_state, workmode_histogram) IS
	'inverse transition function of workmode_cluster';

CREATE FUNCTION workmode_histogram_combine(workmode_histogram_state, workmode_histogram_state) RETURNS workmode_histogram_state
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_combine(workmode_histogram_state, workmode_histogram_state) IS
	'combine function of the histogram aggregates';

CREATE FUNCTION workmode_histogram_final(workmode_histogram_state) RETURNS workmode_histogram
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_histogram_final(workmode_histogram_state) IS
	'final function of the histogram aggregates';

CREATE AGGREGATE workmode_histogram(mode workmode, value double precision) (
	SFUNC = workmode_histogram_accum,
	STYPE = workmode_histogram_state,
	SSPACE = 4088,
	FINALFUNC = workmode_histogram_final,
	COMBINEFUNC = workmode_histogram_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_histogram_accum,
	MINVFUNC = workmode_histogram_accum_inv,
	MSTYPE = workmode_histogram_state,
	MSSPACE = 4088,
	MFINALFUNC = workmode_histogram_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_histogram(workmode, double precision) IS
	'histogram of sessions by mode and value; a NULL mode counts as unclassified, a NULL value counts the session only';

CREATE AGGREGATE workmode_rollup(histogram workmode_histogram) (
	SFUNC = workmode_histogram_rollup_accum,
	STYPE = workmode_histogram_state,
	SSPACE = 16384,
	FINALFUNC = workmode_histogram_final,
	COMBINEFUNC = workmode_histogram_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_histogram_rollup_accum,
	MINVFUNC = workmode_histogram_rollup_accum_inv,
	MSTYPE = workmode_histogram_state,
	MSSPACE = 16384,
	MFINALFUNC = workmode_histogram_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_rollup(workmode_histogram) IS
	'merges histograms: the sessions of all of them';

CREATE AGGREGATE workmode_cluster(histogram workmode_histogram) (
	SFUNC = workmode_histogram_cluster_accum,
	STYPE = workmode_histogram_state,
	SSPACE = 65536,
	FINALFUNC = workmode_histogram_final,
	COMBINEFUNC = workmode_histogram_combine,
	INITCOND = '{"version": 1}',
	MSFUNC = workmode_histogram_cluster_accum,
	MINVFUNC = workmode_histogram_cluster_accum_inv,
	MSTYPE = workmode_histogram_state,
	MSSPACE = 65536,
	MFINALFUNC = workmode_histogram_final,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_cluster(workmode_histogram) IS
	'merges histograms that are one user''s each: keeps the number of users and what clustered intervals need';

CREATE FUNCTION workmode_quantile(histogram workmode_histogram, fraction double precision) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION workmode_quantile(workmode_histogram, double precision) IS
	'the value at which a fraction of the values lies below it or at it, to half a per cent: 0.5 for the median; NULL if there are none';

CREATE FUNCTION workmode_quantile(histogram workmode_histogram, fraction double precision, mode workmode) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION workmode_quantile(workmode_histogram, double precision, workmode) IS
	'the value at which a fraction of a mode''s values lies below it or at it, to half a per cent; NULL if there are none';

CREATE TYPE workmode_quantile_row AS (
	mode workmode,
	n bigint,
	fraction double precision,
	quantile double precision,
	low double precision,
	high double precision,
	design_effect double precision
);
COMMENT ON TYPE workmode_quantile_row IS 'row of workmode_quantiles()';
COMMENT ON COLUMN workmode_quantile_row.mode IS 'work mode; NULL for all modes together';
COMMENT ON COLUMN workmode_quantile_row.n IS 'sessions with a value';
COMMENT ON COLUMN workmode_quantile_row.fraction IS 'fraction of the values that lie below the quantile or at it';
COMMENT ON COLUMN workmode_quantile_row.quantile IS 'the value there, to half a per cent';
COMMENT ON COLUMN workmode_quantile_row.low IS 'lower limit of the quantile; NULL if there are too few values for one';
COMMENT ON COLUMN workmode_quantile_row.high IS 'upper limit of the quantile; NULL if there are too few values for one';
COMMENT ON COLUMN workmode_quantile_row.design_effect IS 'so many sessions are worth one; 1 if the histogram is not clustered';

CREATE FUNCTION workmode_quantiles(
	histogram workmode_histogram,
	fractions double precision[] DEFAULT '{0.25,0.5,0.75}',
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_quantile_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 30;
COMMENT ON FUNCTION workmode_quantiles(workmode_histogram, double precision[], double precision) IS
	'nine rows and a total (mode is NULL) for each fraction: the quantile of value with its interval, which is that of order statistics and allows for users if the histogram is clustered';

--
-- panel: tallies of periods that share people (src/pg/panel.c)
--

CREATE TYPE workmode_panel;

CREATE FUNCTION workmode_panel_in(cstring) RETURNS workmode_panel
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_in(cstring) IS
	'input of workmode_panel';

CREATE FUNCTION workmode_panel_out(workmode_panel) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_out(workmode_panel) IS
	'output of workmode_panel';

CREATE FUNCTION workmode_panel_recv(internal) RETURNS workmode_panel
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_recv(internal) IS
	'binary input of workmode_panel';

CREATE FUNCTION workmode_panel_send(workmode_panel) RETURNS bytea
	AS 'MODULE_PATHNAME', 'workmode_packed_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_send(workmode_panel) IS
	'binary output of workmode_panel';

CREATE TYPE workmode_panel (
	INPUT = workmode_panel_in,
	OUTPUT = workmode_panel_out,
	RECEIVE = workmode_panel_recv,
	SEND = workmode_panel_send,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE workmode_panel IS
	'mergeable tallies of several periods that know which sessions come from the same people';

CREATE FUNCTION workmode_panel_eq(workmode_panel, workmode_panel) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_eq(workmode_panel, workmode_panel) IS
	'implementation of = operator';

CREATE FUNCTION workmode_panel_ne(workmode_panel, workmode_panel) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_ne(workmode_panel, workmode_panel) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_panel_lt(workmode_panel, workmode_panel) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_lt(workmode_panel, workmode_panel) IS
	'implementation of < operator';

CREATE FUNCTION workmode_panel_le(workmode_panel, workmode_panel) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_le(workmode_panel, workmode_panel) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_panel_ge(workmode_panel, workmode_panel) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_ge(workmode_panel, workmode_panel) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_panel_gt(workmode_panel, workmode_panel) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_gt(workmode_panel, workmode_panel) IS
	'implementation of > operator';

CREATE FUNCTION workmode_panel_cmp(workmode_panel, workmode_panel) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_cmp(workmode_panel, workmode_panel) IS
	'less-equal-greater';

CREATE FUNCTION workmode_panel_hash(workmode_panel) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_hash(workmode_panel) IS
	'hash';

CREATE FUNCTION workmode_panel_hash_extended(workmode_panel, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_state_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_panel_hash_extended(workmode_panel, bigint) IS
	'64-bit hash';

CREATE OPERATOR = (
	LEFTARG = workmode_panel, RIGHTARG = workmode_panel,
	FUNCTION = workmode_panel_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode_panel, workmode_panel) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode_panel, RIGHTARG = workmode_panel,
	FUNCTION = workmode_panel_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode_panel, workmode_panel) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode_panel, RIGHTARG = workmode_panel,
	FUNCTION = workmode_panel_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode_panel, workmode_panel) IS 'less than (an arbitrary order)';

CREATE OPERATOR <= (
	LEFTARG = workmode_panel, RIGHTARG = workmode_panel,
	FUNCTION = workmode_panel_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode_panel, workmode_panel) IS 'less than or equal (an arbitrary order)';

CREATE OPERATOR >= (
	LEFTARG = workmode_panel, RIGHTARG = workmode_panel,
	FUNCTION = workmode_panel_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode_panel, workmode_panel) IS 'greater than or equal (an arbitrary order)';

CREATE OPERATOR > (
	LEFTARG = workmode_panel, RIGHTARG = workmode_panel,
	FUNCTION = workmode_panel_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode_panel, workmode_panel) IS 'greater than (an arbitrary order)';

CREATE OPERATOR CLASS workmode_panel_ops
	DEFAULT FOR TYPE workmode_panel USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_panel_cmp(workmode_panel, workmode_panel);
COMMENT ON OPERATOR CLASS workmode_panel_ops USING btree IS
	'default btree operator class of workmode_panel';
COMMENT ON OPERATOR FAMILY workmode_panel_ops USING btree IS
	'btree operator family of workmode_panel';

CREATE OPERATOR CLASS workmode_panel_ops
	DEFAULT FOR TYPE workmode_panel USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_panel_hash(workmode_panel),
		FUNCTION 2 workmode_panel_hash_extended(workmode_panel, bigint);
COMMENT ON OPERATOR CLASS workmode_panel_ops USING hash IS
	'default hash operator class of workmode_panel';
COMMENT ON OPERATOR FAMILY workmode_panel_ops USING hash IS
	'hash operator family of workmode_panel';

CREATE FUNCTION workmode_panel_add(workmode_panel, workmode_panel) RETURNS workmode_panel
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION workmode_panel_add(workmode_panel, workmode_panel) IS
	'implementation of + operator, transition function of workmode_rollup(panel) and combine function of the panel aggregates';

CREATE FUNCTION workmode_panel_subtract(workmode_panel, workmode_panel) RETURNS workmode_panel
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION workmode_panel_subtract(workmode_panel, workmode_panel) IS
	'implementation of - operator';

CREATE OPERATOR + (
	LEFTARG = workmode_panel, RIGHTARG = workmode_panel,
	FUNCTION = workmode_panel_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (workmode_panel, workmode_panel) IS
	'the sessions of both panels';

CREATE OPERATOR - (
	LEFTARG = workmode_panel, RIGHTARG = workmode_panel,
	FUNCTION = workmode_panel_subtract
);
COMMENT ON OPERATOR - (workmode_panel, workmode_panel) IS
	'the sessions of the left panel without those of the right one, which must be a part of it';

-- The aggregates count in an expanded panel and change it in place, which is why
-- their state is the type itself.  What a state takes is a kilobyte for each period
-- and for each group in it.

CREATE FUNCTION workmode_panel_accum(workmode_panel, text, date, workmode_tally) RETURNS workmode_panel
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION workmode_panel_accum(workmode_panel, text, date, workmode_tally) IS
	'transition function of workmode_panel(person, period, tally)';

CREATE AGGREGATE workmode_panel(person text, period date, tally workmode_tally) (
	SFUNC = workmode_panel_accum,
	STYPE = workmode_panel,
	SSPACE = 100000,
	COMBINEFUNC = workmode_panel_add,
	INITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_panel(text, date, workmode_tally) IS
	'panel of tallies, each of one person in the period that begins on a day; rows with a NULL are left out';

CREATE AGGREGATE workmode_rollup(panel workmode_panel) (
	SFUNC = workmode_panel_add,
	STYPE = workmode_panel,
	SSPACE = 100000,
	COMBINEFUNC = workmode_panel_add,
	INITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_rollup(workmode_panel) IS
	'merges panels: the sessions of all of them';

CREATE FUNCTION workmode_panel_tally(panel workmode_panel, period date) RETURNS workmode_tally
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION workmode_panel_tally(workmode_panel, date) IS
	'plain tally of the period that begins on a day; without sessions if the panel has no such period';

CREATE TYPE workmode_period_row AS (
	period date,
	sessions bigint,
	unclassified bigint,
	groups int,
	effective_groups double precision
);
COMMENT ON TYPE workmode_period_row IS 'row of workmode_periods()';
COMMENT ON COLUMN workmode_period_row.period IS 'first day of the period';
COMMENT ON COLUMN workmode_period_row.sessions IS 'sessions that have a mode';
COMMENT ON COLUMN workmode_period_row.unclassified IS 'sessions without a mode';
COMMENT ON COLUMN workmode_period_row.groups IS 'groups of people that have sessions, of the 128 that there are';
COMMENT ON COLUMN workmode_period_row.effective_groups IS 'so many groups with equally many sessions would tell as much; intervals have about as many degrees of freedom';

CREATE FUNCTION workmode_periods(panel workmode_panel)
	RETURNS SETOF workmode_period_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 12;
COMMENT ON FUNCTION workmode_periods(workmode_panel) IS
	'a row for each period of a panel, the earliest first';

CREATE FUNCTION workmode_shift(
	panel workmode_panel,
	before date,
	after date,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_shift_row
	AS 'MODULE_PATHNAME', 'workmode_shift_panel'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 9;
COMMENT ON FUNCTION workmode_shift(workmode_panel, date, date, double precision) IS
	'nine rows: change of each share and of each mean value between two periods of a panel, with intervals that allow for people who are in both';

CREATE FUNCTION workmode_shift_test(panel workmode_panel, before date, after date)
	RETURNS SETOF workmode_shift_test_row
	AS 'MODULE_PATHNAME', 'workmode_shift_test_panel'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 1;
COMMENT ON FUNCTION workmode_shift_test(workmode_panel, date, date) IS
	'one row: tests whether two periods of a panel have the same shares, allowing for people who are in both, and says how far apart the shares are';

CREATE FUNCTION workmode_value_indices(
	panel workmode_panel,
	base date,
	current date,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_value_index_row
	AS 'MODULE_PATHNAME', 'workmode_value_indices_panel'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_value_indices(workmode_panel, date, date, double precision) IS
	'value index between two periods of a panel by every method, each with its interval';

CREATE FUNCTION workmode_decompose(
	panel workmode_panel,
	before date,
	after date,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_decompose_row
	AS 'MODULE_PATHNAME', 'workmode_decompose_panel'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 10;
COMMENT ON FUNCTION workmode_decompose(workmode_panel, date, date, double precision) IS
	'nine rows and a total (mode is NULL): change in mean value between two periods of a panel, split into mix of modes and values within modes, each with its interval';

CREATE TYPE workmode_trend_row AS (
	mode workmode,
	share double precision,
	slope double precision,
	low double precision,
	high double precision,
	p_value double precision,
	p_holm double precision
);
COMMENT ON TYPE workmode_trend_row IS 'row of workmode_trend()';
COMMENT ON COLUMN workmode_trend_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_trend_row.share IS 'share of the mode among the sessions of all periods';
COMMENT ON COLUMN workmode_trend_row.slope IS 'change of the share in a month of 30.4375 days, of the straight line that fits all sessions best';
COMMENT ON COLUMN workmode_trend_row.low IS 'lower limit of the slope';
COMMENT ON COLUMN workmode_trend_row.high IS 'upper limit of the slope';
COMMENT ON COLUMN workmode_trend_row.p_value IS 'probability of so large a slope if the share had none';
COMMENT ON COLUMN workmode_trend_row.p_holm IS 'p_value adjusted for looking at nine modes (Holm)';

CREATE FUNCTION workmode_trend(panel workmode_panel, confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_trend_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200000 ROWS 9;
COMMENT ON FUNCTION workmode_trend(workmode_panel, double precision) IS
	'nine rows: slope of each share over all periods of a panel, with its interval';

CREATE TYPE workmode_turnover_row AS (
	mode workmode,
	part text,
	sessions_before bigint,
	sessions_after bigint,
	change double precision,
	low double precision,
	high double precision,
	value_change double precision,
	value_low double precision,
	value_high double precision
);
COMMENT ON TYPE workmode_turnover_row IS 'row of workmode_turnover()';
COMMENT ON COLUMN workmode_turnover_row.mode IS 'work mode; NULL for all modes together';
COMMENT ON COLUMN workmode_turnover_row.part IS 'staying, leaving or entering: whose doing this part of the change is; NULL for the whole change';
COMMENT ON COLUMN workmode_turnover_row.sessions_before IS 'sessions before, of these users';
COMMENT ON COLUMN workmode_turnover_row.sessions_after IS 'sessions after, of these users';
COMMENT ON COLUMN workmode_turnover_row.change IS 'part of the change of the share; the three parts add up to the whole';
COMMENT ON COLUMN workmode_turnover_row.low IS 'lower limit of change';
COMMENT ON COLUMN workmode_turnover_row.high IS 'upper limit of change';
COMMENT ON COLUMN workmode_turnover_row.value_change IS 'part of the change of the mean value; the three parts add up to the whole';
COMMENT ON COLUMN workmode_turnover_row.value_low IS 'lower limit of value_change';
COMMENT ON COLUMN workmode_turnover_row.value_high IS 'upper limit of value_change';

CREATE FUNCTION workmode_turnover(
	stayed workmode_panel,
	others workmode_panel,
	before date,
	after date,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_turnover_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 40;
COMMENT ON FUNCTION workmode_turnover(workmode_panel, workmode_panel, date, date, double precision) IS
	'four rows for each mode and for all (mode is NULL): change of the share and of the mean value, split into what users did who stayed, left and entered; needs a panel of those who are in both periods, and one of the others';

--
-- confusion: agreement of two labellings (src/pg/confusion.c, agreement.c)
--

CREATE TYPE workmode_confusion;

CREATE FUNCTION workmode_confusion_in(cstring) RETURNS workmode_confusion
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_in(cstring) IS
	'input of workmode_confusion';

CREATE FUNCTION workmode_confusion_out(workmode_confusion) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_out(workmode_confusion) IS
	'output of workmode_confusion';

CREATE FUNCTION workmode_confusion_recv(internal) RETURNS workmode_confusion
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_recv(internal) IS
	'binary input of workmode_confusion';

CREATE FUNCTION workmode_confusion_send(workmode_confusion) RETURNS bytea
	AS 'MODULE_PATHNAME', 'workmode_packed_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_send(workmode_confusion) IS
	'binary output of workmode_confusion';

CREATE TYPE workmode_confusion (
	INPUT = workmode_confusion_in,
	OUTPUT = workmode_confusion_out,
	RECEIVE = workmode_confusion_recv,
	SEND = workmode_confusion_send,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE workmode_confusion IS
	'mergeable table of counts by true and predicted work mode';

CREATE FUNCTION workmode_confusion_eq(workmode_confusion, workmode_confusion) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_eq(workmode_confusion, workmode_confusion) IS
	'implementation of = operator';

CREATE FUNCTION workmode_confusion_ne(workmode_confusion, workmode_confusion) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_ne(workmode_confusion, workmode_confusion) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_confusion_lt(workmode_confusion, workmode_confusion) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_lt(workmode_confusion, workmode_confusion) IS
	'implementation of < operator';

CREATE FUNCTION workmode_confusion_le(workmode_confusion, workmode_confusion) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_le(workmode_confusion, workmode_confusion) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_confusion_ge(workmode_confusion, workmode_confusion) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_ge(workmode_confusion, workmode_confusion) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_confusion_gt(workmode_confusion, workmode_confusion) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_gt(workmode_confusion, workmode_confusion) IS
	'implementation of > operator';

CREATE FUNCTION workmode_confusion_cmp(workmode_confusion, workmode_confusion) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_cmp(workmode_confusion, workmode_confusion) IS
	'less-equal-greater';

CREATE FUNCTION workmode_confusion_hash(workmode_confusion) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_hash(workmode_confusion) IS
	'hash';

CREATE FUNCTION workmode_confusion_hash_extended(workmode_confusion, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_state_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_hash_extended(workmode_confusion, bigint) IS
	'64-bit hash';

CREATE OPERATOR = (
	LEFTARG = workmode_confusion, RIGHTARG = workmode_confusion,
	FUNCTION = workmode_confusion_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode_confusion, workmode_confusion) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode_confusion, RIGHTARG = workmode_confusion,
	FUNCTION = workmode_confusion_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode_confusion, workmode_confusion) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode_confusion, RIGHTARG = workmode_confusion,
	FUNCTION = workmode_confusion_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode_confusion, workmode_confusion) IS 'less than (an arbitrary order)';

CREATE OPERATOR <= (
	LEFTARG = workmode_confusion, RIGHTARG = workmode_confusion,
	FUNCTION = workmode_confusion_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode_confusion, workmode_confusion) IS 'less than or equal (an arbitrary order)';

CREATE OPERATOR >= (
	LEFTARG = workmode_confusion, RIGHTARG = workmode_confusion,
	FUNCTION = workmode_confusion_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode_confusion, workmode_confusion) IS 'greater than or equal (an arbitrary order)';

CREATE OPERATOR > (
	LEFTARG = workmode_confusion, RIGHTARG = workmode_confusion,
	FUNCTION = workmode_confusion_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode_confusion, workmode_confusion) IS 'greater than (an arbitrary order)';

CREATE OPERATOR CLASS workmode_confusion_ops
	DEFAULT FOR TYPE workmode_confusion USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_confusion_cmp(workmode_confusion, workmode_confusion);
COMMENT ON OPERATOR CLASS workmode_confusion_ops USING btree IS
	'default btree operator class of workmode_confusion';
COMMENT ON OPERATOR FAMILY workmode_confusion_ops USING btree IS
	'btree operator family of workmode_confusion';

CREATE OPERATOR CLASS workmode_confusion_ops
	DEFAULT FOR TYPE workmode_confusion USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_confusion_hash(workmode_confusion),
		FUNCTION 2 workmode_confusion_hash_extended(workmode_confusion, bigint);
COMMENT ON OPERATOR CLASS workmode_confusion_ops USING hash IS
	'default hash operator class of workmode_confusion';
COMMENT ON OPERATOR FAMILY workmode_confusion_ops USING hash IS
	'hash operator family of workmode_confusion';

CREATE FUNCTION workmode_confusion_add(workmode_confusion, workmode_confusion) RETURNS workmode_confusion
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_add(workmode_confusion, workmode_confusion) IS
	'implementation of + operator';

CREATE FUNCTION workmode_confusion_subtract(workmode_confusion, workmode_confusion) RETURNS workmode_confusion
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_subtract(workmode_confusion, workmode_confusion) IS
	'implementation of - operator';

CREATE OPERATOR + (
	LEFTARG = workmode_confusion, RIGHTARG = workmode_confusion,
	FUNCTION = workmode_confusion_add, COMMUTATOR = +
);
COMMENT ON OPERATOR + (workmode_confusion, workmode_confusion) IS
	'the pairs of both tables';

CREATE OPERATOR - (
	LEFTARG = workmode_confusion, RIGHTARG = workmode_confusion,
	FUNCTION = workmode_confusion_subtract
);
COMMENT ON OPERATOR - (workmode_confusion, workmode_confusion) IS
	'the pairs of the left table without those of the right one, which must be a part of it';

-- Support functions.  Nobody need call them by hand, but they are safe with any
-- arguments.

CREATE FUNCTION workmode_agreement_accum(bigint[], workmode, workmode) RETURNS bigint[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_agreement_accum(bigint[], workmode, workmode) IS
	'transition function of workmode_agreement';

CREATE FUNCTION workmode_agreement_accum_inv(bigint[], workmode, workmode) RETURNS bigint[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_agreement_accum_inv(bigint[], workmode, workmode) IS
	'inverse transition function of workmode_agreement';

CREATE FUNCTION workmode_confusion_accum(bigint[], workmode_confusion) RETURNS bigint[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_accum(bigint[], workmode_confusion) IS
	'transition function of workmode_rollup';

CREATE FUNCTION workmode_confusion_accum_inv(bigint[], workmode_confusion) RETURNS bigint[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_accum_inv(bigint[], workmode_confusion) IS
	'inverse transition function of workmode_rollup';

CREATE FUNCTION workmode_confusion_combine(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_combine(bigint[], bigint[]) IS
	'combine function of the aggregates of confusions';

CREATE FUNCTION workmode_confusion_final(bigint[]) RETURNS workmode_confusion
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_confusion_final(bigint[]) IS
	'final function of the aggregates of confusions';

CREATE AGGREGATE workmode_agreement(truth workmode, predicted workmode) (
	SFUNC = workmode_agreement_accum,
	STYPE = bigint[],
	SSPACE = 680,
	FINALFUNC = workmode_confusion_final,
	COMBINEFUNC = workmode_confusion_combine,
	INITCOND = '{}',
	MSFUNC = workmode_agreement_accum,
	MINVFUNC = workmode_agreement_accum_inv,
	MSTYPE = bigint[],
	MSSPACE = 680,
	MFINALFUNC = workmode_confusion_final,
	MINITCOND = '{}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_agreement(workmode, workmode) IS
	'table of pairs of labels by true and predicted mode; a pair that lacks a label counts as skipped';

CREATE AGGREGATE workmode_rollup(confusion workmode_confusion) (
	SFUNC = workmode_confusion_accum,
	STYPE = bigint[],
	SSPACE = 680,
	FINALFUNC = workmode_confusion_final,
	COMBINEFUNC = workmode_confusion_combine,
	INITCOND = '{}',
	MSFUNC = workmode_confusion_accum,
	MINVFUNC = workmode_confusion_accum_inv,
	MSTYPE = bigint[],
	MSSPACE = 680,
	MFINALFUNC = workmode_confusion_final,
	MINITCOND = '{}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_rollup(workmode_confusion) IS
	'merges tables: the pairs of all of them';

CREATE FUNCTION workmode_pairs(confusion workmode_confusion) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_pairs(workmode_confusion) IS
	'pairs that have both labels';

CREATE FUNCTION workmode_pairs(confusion workmode_confusion, truth workmode, predicted workmode) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_pairs_cell' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_pairs(workmode_confusion, workmode, workmode) IS
	'pairs of one true and one predicted mode';

CREATE FUNCTION workmode_skipped(confusion workmode_confusion) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_skipped(workmode_confusion) IS
	'pairs that lack a label and enter no measure';

CREATE FUNCTION workmode_accuracy(confusion workmode_confusion) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_accuracy(workmode_confusion) IS
	'share of pairs that agree; NULL without pairs';

CREATE FUNCTION workmode_kappa(confusion workmode_confusion) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_kappa(workmode_confusion) IS
	'agreement beyond chance (Cohen); NULL without pairs, and if both labellings use one and the same mode';

CREATE FUNCTION workmode_ac1(confusion workmode_confusion) RETURNS double precision
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_ac1(workmode_confusion) IS
	'agreement beyond chance (Gwet''s AC1), which one common mode does not lower as it does kappa; NULL without pairs';

CREATE TYPE workmode_agreement_measure_row AS (
	measure text,
	estimate double precision,
	standard_error double precision,
	low double precision,
	high double precision
);
COMMENT ON TYPE workmode_agreement_measure_row IS 'row of workmode_agreement_measures()';
COMMENT ON COLUMN workmode_agreement_measure_row.measure IS 'accuracy, kappa or ac1';
COMMENT ON COLUMN workmode_agreement_measure_row.estimate IS 'what the function of that name gives';
COMMENT ON COLUMN workmode_agreement_measure_row.standard_error IS 'standard error of the estimate';
COMMENT ON COLUMN workmode_agreement_measure_row.low IS 'lower limit of the measure';
COMMENT ON COLUMN workmode_agreement_measure_row.high IS 'upper limit of the measure';

CREATE FUNCTION workmode_agreement_measures(
	confusion workmode_confusion,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_agreement_measure_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 3;
COMMENT ON FUNCTION workmode_agreement_measures(workmode_confusion, double precision) IS
	'three rows: accuracy, kappa and AC1, each with its standard error and interval, which take pairs as independent';

CREATE TYPE workmode_report_row AS (
	mode workmode,
	"precision" double precision,
	recall double precision,
	f1 double precision,
	support bigint,
	predicted bigint
);
COMMENT ON TYPE workmode_report_row IS 'row of workmode_report()';
COMMENT ON COLUMN workmode_report_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_report_row."precision" IS 'share of the pairs predicted to have the mode that truly have it';
COMMENT ON COLUMN workmode_report_row.recall IS 'share of the pairs that truly have the mode that are predicted to have it';
COMMENT ON COLUMN workmode_report_row.f1 IS 'harmonic mean of precision and recall';
COMMENT ON COLUMN workmode_report_row.support IS 'pairs with this true mode';
COMMENT ON COLUMN workmode_report_row.predicted IS 'pairs with this predicted mode';

CREATE FUNCTION workmode_report(confusion workmode_confusion)
	RETURNS SETOF workmode_report_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 9;
COMMENT ON FUNCTION workmode_report(workmode_confusion) IS
	'nine rows: precision, recall and F1 of each mode; NULL if a mode was never predicted or never true';

CREATE TYPE workmode_drift_row AS (
	mode workmode,
	share_before double precision,
	share_after double precision,
	change double precision,
	low double precision,
	high double precision,
	p_value double precision
);
COMMENT ON TYPE workmode_drift_row IS 'row of workmode_drift()';
COMMENT ON COLUMN workmode_drift_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_drift_row.share_before IS 'share by the old labels';
COMMENT ON COLUMN workmode_drift_row.share_after IS 'share by the new labels';
COMMENT ON COLUMN workmode_drift_row.change IS 'share after less share before';
COMMENT ON COLUMN workmode_drift_row.low IS 'lower limit of the difference';
COMMENT ON COLUMN workmode_drift_row.high IS 'upper limit of the difference';
COMMENT ON COLUMN workmode_drift_row.p_value IS 'probability of so large a difference if the new labels moved as many sessions into the mode as out of it';

CREATE FUNCTION workmode_drift(
	confusion workmode_confusion,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_drift_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 9;
COMMENT ON FUNCTION workmode_drift(workmode_confusion, double precision) IS
	'nine rows: how each share changes when sessions are labelled anew (truth: the old labels, predicted: the new ones), with the interval for pairs and the exact McNemar test';

CREATE TYPE workmode_drift_test_row AS (
	pairs bigint,
	agreement double precision,
	kappa double precision,
	chi2 double precision,
	df double precision,
	p_value double precision
);
COMMENT ON TYPE workmode_drift_test_row IS 'row of workmode_drift_test()';
COMMENT ON COLUMN workmode_drift_test_row.pairs IS 'pairs that have both labels';
COMMENT ON COLUMN workmode_drift_test_row.agreement IS 'share of pairs that agree';
COMMENT ON COLUMN workmode_drift_test_row.kappa IS 'agreement beyond chance';
COMMENT ON COLUMN workmode_drift_test_row.chi2 IS 'statistic of the test';
COMMENT ON COLUMN workmode_drift_test_row.df IS 'degrees of freedom';
COMMENT ON COLUMN workmode_drift_test_row.p_value IS 'probability of so large a statistic if both labellings had the same shares';

CREATE FUNCTION workmode_drift_test(confusion workmode_confusion)
	RETURNS SETOF workmode_drift_test_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 1;
COMMENT ON FUNCTION workmode_drift_test(workmode_confusion) IS
	'one row: tests whether two labellings of the same sessions have the same shares (Stuart and Maxwell), and says how far they agree';

--
-- sample: which sessions to label (src/pg/sample.c)
--

CREATE FUNCTION workmode_sample(
	id text,
	mode workmode,
	confidence double precision,
	size int,
	seed int DEFAULT 1)
	RETURNS double precision
	AS 'MODULE_PATHNAME'
	LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION workmode_sample(text, workmode, double precision, int, int) IS
	'window function: draws so many sessions of the partition to be labelled, of each predicted mode at random, with more of those that are many or doubtful; of a row that is drawn the chance that it had, NULL of the others';

--
-- correction: shares corrected for the classifier's errors (src/pg/correction.c)
--

CREATE TYPE workmode_corrected_row AS (
	mode workmode,
	sessions bigint,
	share double precision,
	corrected double precision,
	low double precision,
	high double precision,
	standard_error double precision
);
COMMENT ON TYPE workmode_corrected_row IS 'row of workmode_corrected()';
COMMENT ON COLUMN workmode_corrected_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_corrected_row.sessions IS 'sessions predicted to have this mode';
COMMENT ON COLUMN workmode_corrected_row.share IS 'share of the mode, as predicted';
COMMENT ON COLUMN workmode_corrected_row.corrected IS 'share corrected for the classifier''s errors';
COMMENT ON COLUMN workmode_corrected_row.low IS 'lower limit of the corrected share';
COMMENT ON COLUMN workmode_corrected_row.high IS 'upper limit of the corrected share';
COMMENT ON COLUMN workmode_corrected_row.standard_error IS 'standard error of the corrected share, as of the population that the sessions are a sample of';

CREATE FUNCTION workmode_corrected(
	tally workmode_tally,
	labels workmode_confusion,
	confidence double precision DEFAULT 0.95,
	method text DEFAULT 'stratified',
	mixing workmode_tally[] DEFAULT '{}')
	RETURNS SETOF workmode_corrected_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 9;
COMMENT ON FUNCTION workmode_corrected(workmode_tally, workmode_confusion, double precision, text, workmode_tally[]) IS
	'nine rows: share as predicted, and as corrected by labelled sessions, with its interval for the population, which allows for users if the tally is clustered; the method is stratified if the labels were drawn from the tallied sessions by predicted mode, shrunk if there are few of these and the sessions have probabilities, adjusted if they come from elsewhere and the classifier is assumed to err there as it does here';

CREATE FUNCTION workmode_corrected(
	tally workmode_tally,
	labels workmode_confusion,
	labelled workmode_tally,
	confidence double precision DEFAULT 0.95,
	method text DEFAULT 'difference',
	mixing workmode_tally[] DEFAULT '{}')
	RETURNS SETOF workmode_corrected_row
	AS 'MODULE_PATHNAME', 'workmode_corrected_difference'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 9;
COMMENT ON FUNCTION workmode_corrected(workmode_tally, workmode_confusion, workmode_tally, double precision, text, workmode_tally[]) IS
	'nine rows: share as predicted, and as corrected by labelled sessions that were drawn from the tallied ones by predicted mode, and by the probabilities of all: the means of these within each predicted mode, plus what labels differ by from the probabilities of the labelled sessions, whose tally is given, too; the method is difference, or shrunk if there are few labels';

CREATE TYPE workmode_corrected_shift_row AS (
	mode workmode,
	share_before double precision,
	share_after double precision,
	corrected_before double precision,
	corrected_after double precision,
	change double precision,
	low double precision,
	high double precision,
	p_value double precision,
	p_holm double precision
);
COMMENT ON TYPE workmode_corrected_shift_row IS 'row of workmode_corrected_shift()';
COMMENT ON COLUMN workmode_corrected_shift_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_corrected_shift_row.share_before IS 'share before, as predicted';
COMMENT ON COLUMN workmode_corrected_shift_row.share_after IS 'share after, as predicted';
COMMENT ON COLUMN workmode_corrected_shift_row.corrected_before IS 'corrected share before';
COMMENT ON COLUMN workmode_corrected_shift_row.corrected_after IS 'corrected share after';
COMMENT ON COLUMN workmode_corrected_shift_row.change IS 'corrected share after less corrected share before';
COMMENT ON COLUMN workmode_corrected_shift_row.low IS 'lower limit of the difference';
COMMENT ON COLUMN workmode_corrected_shift_row.high IS 'upper limit of the difference';
COMMENT ON COLUMN workmode_corrected_shift_row.p_value IS 'probability of so large a difference if both periods had the same share';
COMMENT ON COLUMN workmode_corrected_shift_row.p_holm IS 'p_value adjusted for looking at nine modes (Holm)';

CREATE FUNCTION workmode_corrected_shift(
	before workmode_tally,
	after workmode_tally,
	labels_before workmode_confusion,
	labels_after workmode_confusion,
	confidence double precision DEFAULT 0.95,
	method text DEFAULT 'stratified',
	mixing workmode_tally[] DEFAULT '{}')
	RETURNS SETOF workmode_corrected_shift_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000 ROWS 9;
COMMENT ON FUNCTION workmode_corrected_shift(workmode_tally, workmode_tally, workmode_confusion, workmode_confusion, double precision, text, workmode_tally[]) IS
	'nine rows: change of each share, corrected in each period by labelled sessions that were drawn from it by predicted mode, with its interval; the method is stratified or shrunk, as in workmode_corrected()';

CREATE FUNCTION workmode_corrected_shift(
	before workmode_tally,
	after workmode_tally,
	labels workmode_confusion,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_corrected_shift_row
	AS 'MODULE_PATHNAME', 'workmode_corrected_shift_common'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000 ROWS 9;
COMMENT ON FUNCTION workmode_corrected_shift(workmode_tally, workmode_tally, workmode_confusion, double precision) IS
	'nine rows: change of each share, corrected by one table of labelled sessions from anywhere, of which the classifier is assumed to err as it does in both periods, with its interval';

CREATE FUNCTION workmode_unmixed(
	tally workmode_tally,
	labelled workmode_tally[],
	confidence double precision DEFAULT 0.95,
	ridge double precision DEFAULT 0.1)
	RETURNS SETOF workmode_corrected_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000 ROWS 9;
COMMENT ON FUNCTION workmode_unmixed(workmode_tally, workmode_tally[], double precision, double precision) IS
	'nine rows: share as predicted, and the share of true modes that explains the probabilities in the tally, with its interval; how probabilities go with true modes is shown by labelled sessions of people whom the model has not learned of: tallies of true modes with probabilities, one of each person or group of people';

CREATE FUNCTION workmode_unmixed_shift(
	before workmode_tally,
	after workmode_tally,
	labelled workmode_tally[],
	confidence double precision DEFAULT 0.95,
	ridge double precision DEFAULT 0.1)
	RETURNS SETOF workmode_corrected_shift_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40000 ROWS 9;
COMMENT ON FUNCTION workmode_unmixed_shift(workmode_tally, workmode_tally, workmode_tally[], double precision, double precision) IS
	'nine rows: change of each share of true modes that explains the probabilities in two tallies, with its interval, by labelled sessions as in workmode_unmixed()';

--
-- telemetry: labels against changed code (src/pg/telemetry.c)
--

CREATE TYPE workmode_telemetry_row AS (
	sessions bigint,
	unknown bigint,
	labelled_code bigint,
	labelled_and_changed bigint,
	confirmed double precision,
	confirmed_low double precision,
	confirmed_high double precision,
	code_changed bigint,
	changed_not_labelled bigint,
	missed double precision,
	missed_low double precision,
	missed_high double precision
);
COMMENT ON TYPE workmode_telemetry_row IS
	'how often sessions labelled code changed code, and how often sessions that changed code were labelled otherwise, with 95% intervals';
COMMENT ON COLUMN workmode_telemetry_row.sessions IS 'sessions of which both facts are known';
COMMENT ON COLUMN workmode_telemetry_row.unknown IS 'sessions without a mode, or of which it is not known whether code changed';
COMMENT ON COLUMN workmode_telemetry_row.labelled_code IS 'sessions labelled with a mode of the family code';
COMMENT ON COLUMN workmode_telemetry_row.labelled_and_changed IS 'sessions labelled code that changed code';
COMMENT ON COLUMN workmode_telemetry_row.confirmed IS 'share of the sessions labelled code that changed code';
COMMENT ON COLUMN workmode_telemetry_row.confirmed_low IS 'lower limit of the share confirmed';
COMMENT ON COLUMN workmode_telemetry_row.confirmed_high IS 'upper limit of the share confirmed';
COMMENT ON COLUMN workmode_telemetry_row.code_changed IS 'sessions that changed code';
COMMENT ON COLUMN workmode_telemetry_row.changed_not_labelled IS 'sessions that changed code and are labelled with a mode of another family';
COMMENT ON COLUMN workmode_telemetry_row.missed IS 'share of the sessions that changed code that are labelled otherwise';
COMMENT ON COLUMN workmode_telemetry_row.missed_low IS 'lower limit of the share missed';
COMMENT ON COLUMN workmode_telemetry_row.missed_high IS 'upper limit of the share missed';

CREATE FUNCTION workmode_telemetry_accum(bigint[], workmode, boolean) RETURNS bigint[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_telemetry_accum(bigint[], workmode, boolean) IS
	'transition function of workmode_telemetry';

CREATE FUNCTION workmode_telemetry_combine(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_telemetry_combine(bigint[], bigint[]) IS
	'combine function of workmode_telemetry';

CREATE FUNCTION workmode_telemetry_final(bigint[]) RETURNS workmode_telemetry_row
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_telemetry_final(bigint[]) IS
	'final function of workmode_telemetry';

CREATE AGGREGATE workmode_telemetry(mode workmode, code_changed boolean) (
	SFUNC = workmode_telemetry_accum,
	STYPE = bigint[],
	FINALFUNC = workmode_telemetry_final,
	COMBINEFUNC = workmode_telemetry_combine,
	INITCOND = '{0,0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_telemetry(workmode, boolean) IS
	'how often sessions labelled code changed code, and how often sessions that changed code were labelled otherwise: counts, shares, intervals';

--
-- publish: what may be published of few users (src/pg/publish.c)
--

CREATE TYPE workmode_publishable_row AS (
	mode workmode,
	family text,
	sessions bigint,
	users bigint,
	share double precision,
	low double precision,
	high double precision,
	status text,
	valued bigint,
	value double precision,
	value_low double precision,
	value_high double precision,
	value_status text
);
COMMENT ON TYPE workmode_publishable_row IS 'row of workmode_publishable()';
COMMENT ON COLUMN workmode_publishable_row.mode IS 'work mode; NULL for all modes together';
COMMENT ON COLUMN workmode_publishable_row.family IS 'family that the mode belongs to; NULL for all modes together';
COMMENT ON COLUMN workmode_publishable_row.sessions IS 'sessions of this mode; NULL if suppressed';
COMMENT ON COLUMN workmode_publishable_row.users IS 'users with sessions of this mode; NULL if suppressed';
COMMENT ON COLUMN workmode_publishable_row.share IS 'share of the sessions; NULL if suppressed';
COMMENT ON COLUMN workmode_publishable_row.low IS 'lower limit of the share; NULL if suppressed, and for all modes together';
COMMENT ON COLUMN workmode_publishable_row.high IS 'upper limit of the share; NULL if suppressed, and for all modes together';
COMMENT ON COLUMN workmode_publishable_row.status IS 'published, or suppressed: of too few users, too much of one user, or what would give such a cell away';
COMMENT ON COLUMN workmode_publishable_row.valued IS 'sessions of this mode that have a value; NULL if the values are suppressed';
COMMENT ON COLUMN workmode_publishable_row.value IS 'mean value; NULL without such sessions, and if the values are suppressed';
COMMENT ON COLUMN workmode_publishable_row.value_low IS 'lower limit of the mean value';
COMMENT ON COLUMN workmode_publishable_row.value_high IS 'upper limit of the mean value';
COMMENT ON COLUMN workmode_publishable_row.value_status IS 'published or suppressed, as status, but of the values';

CREATE FUNCTION workmode_publishable(
	tally workmode_tally,
	min_users integer DEFAULT 10,
	confidence double precision DEFAULT 0.95)
	RETURNS SETOF workmode_publishable_row
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 10;
COMMENT ON FUNCTION workmode_publishable(workmode_tally, integer, double precision) IS
	'nine rows and a total (mode is NULL) of a clustered tally: shares and mean values; cells of too few users or too much of one user, and more that would give these away, are NULL';

CREATE FUNCTION workmode_merge_modes(tally workmode_tally, modes workmode[]) RETURNS workmode_tally
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION workmode_merge_modes(workmode_tally, workmode[]) IS
	'the tally, not clustered, with the sessions of these modes counted as sessions of the first of them: what is then computed tells nothing of them one by one';

--
-- bar: a share that can be seen in a terminal (src/pg/bar.c)
--

CREATE FUNCTION workmode_bar(share double precision, width integer DEFAULT 20)
	RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_bar(double precision, integer) IS
	'a share as a bar of blocks, in eighths of a column; # for whole columns where the database is not in UTF-8';

--
-- training: vectors and models (src/pg/vector.c, model.c, train.c)
--

CREATE TYPE workmode_vector;

CREATE FUNCTION workmode_vector_in(cstring) RETURNS workmode_vector
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_in(cstring) IS
	'input of workmode_vector';

CREATE FUNCTION workmode_vector_out(workmode_vector) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_out(workmode_vector) IS
	'output of workmode_vector';

CREATE FUNCTION workmode_vector_recv(internal) RETURNS workmode_vector
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_recv(internal) IS
	'binary input of workmode_vector';

CREATE FUNCTION workmode_vector_send(workmode_vector) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_send(workmode_vector) IS
	'binary output of workmode_vector';

CREATE TYPE workmode_vector (
	INPUT = workmode_vector_in,
	OUTPUT = workmode_vector_out,
	RECEIVE = workmode_vector_recv,
	SEND = workmode_vector_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);
COMMENT ON TYPE workmode_vector IS
	'evidence of one session: a sparse vector of features';

CREATE FUNCTION workmode_vector_eq(workmode_vector, workmode_vector) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_eq(workmode_vector, workmode_vector) IS
	'implementation of = operator';

CREATE FUNCTION workmode_vector_ne(workmode_vector, workmode_vector) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_ne(workmode_vector, workmode_vector) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_vector_lt(workmode_vector, workmode_vector) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_lt(workmode_vector, workmode_vector) IS
	'implementation of < operator';

CREATE FUNCTION workmode_vector_le(workmode_vector, workmode_vector) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_le(workmode_vector, workmode_vector) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_vector_ge(workmode_vector, workmode_vector) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_ge(workmode_vector, workmode_vector) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_vector_gt(workmode_vector, workmode_vector) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_gt(workmode_vector, workmode_vector) IS
	'implementation of > operator';

CREATE FUNCTION workmode_vector_cmp(workmode_vector, workmode_vector) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_cmp(workmode_vector, workmode_vector) IS
	'less-equal-greater';

CREATE FUNCTION workmode_vector_hash(workmode_vector) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_hash(workmode_vector) IS
	'hash';

CREATE FUNCTION workmode_vector_hash_extended(workmode_vector, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_state_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_vector_hash_extended(workmode_vector, bigint) IS
	'64-bit hash';

CREATE OPERATOR = (
	LEFTARG = workmode_vector, RIGHTARG = workmode_vector,
	FUNCTION = workmode_vector_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode_vector, workmode_vector) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode_vector, RIGHTARG = workmode_vector,
	FUNCTION = workmode_vector_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode_vector, workmode_vector) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode_vector, RIGHTARG = workmode_vector,
	FUNCTION = workmode_vector_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode_vector, workmode_vector) IS 'less than (an arbitrary order)';

CREATE OPERATOR <= (
	LEFTARG = workmode_vector, RIGHTARG = workmode_vector,
	FUNCTION = workmode_vector_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode_vector, workmode_vector) IS 'less than or equal (an arbitrary order)';

CREATE OPERATOR >= (
	LEFTARG = workmode_vector, RIGHTARG = workmode_vector,
	FUNCTION = workmode_vector_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode_vector, workmode_vector) IS 'greater than or equal (an arbitrary order)';

CREATE OPERATOR > (
	LEFTARG = workmode_vector, RIGHTARG = workmode_vector,
	FUNCTION = workmode_vector_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode_vector, workmode_vector) IS 'greater than (an arbitrary order)';

CREATE OPERATOR CLASS workmode_vector_ops
	DEFAULT FOR TYPE workmode_vector USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_vector_cmp(workmode_vector, workmode_vector);
COMMENT ON OPERATOR CLASS workmode_vector_ops USING btree IS
	'default btree operator class of workmode_vector';
COMMENT ON OPERATOR FAMILY workmode_vector_ops USING btree IS
	'btree operator family of workmode_vector';

CREATE OPERATOR CLASS workmode_vector_ops
	DEFAULT FOR TYPE workmode_vector USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_vector_hash(workmode_vector),
		FUNCTION 2 workmode_vector_hash_extended(workmode_vector, bigint);
COMMENT ON OPERATOR CLASS workmode_vector_ops USING hash IS
	'default hash operator class of workmode_vector';
COMMENT ON OPERATOR FAMILY workmode_vector_ops USING hash IS
	'hash operator family of workmode_vector';

CREATE TYPE workmode_model;

CREATE FUNCTION workmode_model_in(cstring) RETURNS workmode_model
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500000;
COMMENT ON FUNCTION workmode_model_in(cstring) IS
	'input of workmode_model';

CREATE FUNCTION workmode_model_out(workmode_model) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500000;
COMMENT ON FUNCTION workmode_model_out(workmode_model) IS
	'output of workmode_model';

CREATE FUNCTION workmode_model_recv(internal) RETURNS workmode_model
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_model_recv(internal) IS
	'binary input of workmode_model';

CREATE FUNCTION workmode_model_send(workmode_model) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_model_send(workmode_model) IS
	'binary output of workmode_model';

CREATE TYPE workmode_model (
	INPUT = workmode_model_in,
	OUTPUT = workmode_model_out,
	RECEIVE = workmode_model_recv,
	SEND = workmode_model_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE workmode_model IS
	'trained classifier of sessions: weights, version, training facts';

CREATE FUNCTION workmode_model_eq(workmode_model, workmode_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_model_eq(workmode_model, workmode_model) IS
	'implementation of = operator';

CREATE FUNCTION workmode_model_ne(workmode_model, workmode_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_model_ne(workmode_model, workmode_model) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_model_lt(workmode_model, workmode_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_model_lt(workmode_model, workmode_model) IS
	'implementation of < operator';

CREATE FUNCTION workmode_model_le(workmode_model, workmode_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_model_le(workmode_model, workmode_model) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_model_ge(workmode_model, workmode_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_model_ge(workmode_model, workmode_model) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_model_gt(workmode_model, workmode_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_model_gt(workmode_model, workmode_model) IS
	'implementation of > operator';

CREATE FUNCTION workmode_model_cmp(workmode_model, workmode_model) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_model_cmp(workmode_model, workmode_model) IS
	'less-equal-greater';

CREATE FUNCTION workmode_model_hash(workmode_model) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION workmode_model_hash(workmode_model) IS
	'hash';

CREATE FUNCTION workmode_model_hash_extended(workmode_model, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_state_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION workmode_model_hash_extended(workmode_model, bigint) IS
	'64-bit hash';

CREATE OPERATOR = (
	LEFTARG = workmode_model, RIGHTARG = workmode_model,
	FUNCTION = workmode_model_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode_model, workmode_model) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode_model, RIGHTARG = workmode_model,
	FUNCTION = workmode_model_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode_model, workmode_model) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode_model, RIGHTARG = workmode_model,
	FUNCTION = workmode_model_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode_model, workmode_model) IS 'less than (an arbitrary order)';

CREATE OPERATOR <= (
	LEFTARG = workmode_model, RIGHTARG = workmode_model,
	FUNCTION = workmode_model_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode_model, workmode_model) IS 'less than or equal (an arbitrary order)';

CREATE OPERATOR >= (
	LEFTARG = workmode_model, RIGHTARG = workmode_model,
	FUNCTION = workmode_model_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode_model, workmode_model) IS 'greater than or equal (an arbitrary order)';

CREATE OPERATOR > (
	LEFTARG = workmode_model, RIGHTARG = workmode_model,
	FUNCTION = workmode_model_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode_model, workmode_model) IS 'greater than (an arbitrary order)';

CREATE OPERATOR CLASS workmode_model_ops
	DEFAULT FOR TYPE workmode_model USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_model_cmp(workmode_model, workmode_model);
COMMENT ON OPERATOR CLASS workmode_model_ops USING btree IS
	'default btree operator class of workmode_model';
COMMENT ON OPERATOR FAMILY workmode_model_ops USING btree IS
	'btree operator family of workmode_model';

CREATE OPERATOR CLASS workmode_model_ops
	DEFAULT FOR TYPE workmode_model USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_model_hash(workmode_model),
		FUNCTION 2 workmode_model_hash_extended(workmode_model, bigint);
COMMENT ON OPERATOR CLASS workmode_model_ops USING hash IS
	'default hash operator class of workmode_model';
COMMENT ON OPERATOR FAMILY workmode_model_ops USING hash IS
	'hash operator family of workmode_model';

CREATE FUNCTION workmode_model_version() RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_model_version() IS
	'version of the default model';

CREATE FUNCTION workmode_model_version(model workmode_model) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION workmode_model_version(workmode_model) IS
	'version of a model';

CREATE FUNCTION workmode_shipped_model() RETURNS workmode_model
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION workmode_shipped_model() IS
	'the default model';

CREATE FUNCTION workmode_shipped_model(version text) RETURNS workmode_model
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION workmode_shipped_model(text) IS
	'the shipped model of this version';

CREATE TYPE workmode_model_weight_row AS (
	mode workmode,
	evidence text,
	weight double precision
);
COMMENT ON TYPE workmode_model_weight_row IS 'row of workmode_model_weights()';
COMMENT ON COLUMN workmode_model_weight_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_model_weight_row.evidence IS 'evidence, in words';
COMMENT ON COLUMN workmode_model_weight_row.weight IS 'what one unit of the evidence adds to the score of the mode';

CREATE FUNCTION workmode_model_weights(model workmode_model)
	RETURNS SETOF workmode_model_weight_row
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500000 ROWS 100000;
COMMENT ON FUNCTION workmode_model_weights(workmode_model) IS
	'weights of a model that are not zero, by mode and evidence';

CREATE TYPE workmode_options AS (
	penalty double precision,
	temperature double precision,
	version text
);
COMMENT ON TYPE workmode_options IS 'options of workmode_train';
COMMENT ON COLUMN workmode_options.penalty IS 'ridge penalty on squared weights; a larger one shrinks them more';
COMMENT ON COLUMN workmode_options.temperature IS 'divides scores; above 1 it flattens probabilities';
COMMENT ON COLUMN workmode_options.version IS 'name of the model; if it is NULL, a name is made of the contents';

CREATE FUNCTION workmode_train_options(
	penalty double precision DEFAULT NULL,
	temperature double precision DEFAULT NULL,
	version text DEFAULT NULL
) RETURNS workmode_options
	AS 'SELECT $1, $2, $3'
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_options(double precision, double precision, text) IS
	'options of workmode_train by name; those not named, or NULL, have their defaults';

CREATE FUNCTION workmode_train_accum(internal, workmode_vector, workmode) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_accum(internal, workmode_vector, workmode) IS
	'transition function of workmode_train(features, mode)';

CREATE FUNCTION workmode_train_accum(internal, workmode_vector, workmode, workmode_options) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_accum(internal, workmode_vector, workmode, workmode_options) IS
	'transition function of workmode_train(features, mode, options)';

CREATE FUNCTION workmode_train_accum(internal, workmode_vector, workmode, workmode_options, double precision) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_accum(internal, workmode_vector, workmode, workmode_options, double precision) IS
	'transition function of workmode_train(features, mode, options, weight)';

CREATE FUNCTION workmode_train_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_combine(internal, internal) IS
	'combine function of workmode_train';

CREATE FUNCTION workmode_train_serial(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_serial(internal) IS
	'serialization function of workmode_train';

CREATE FUNCTION workmode_train_deserial(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_deserial(bytea, internal) IS
	'deserialization function of workmode_train';

CREATE FUNCTION workmode_train_final(internal) RETURNS workmode_model
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000000;
COMMENT ON FUNCTION workmode_train_final(internal) IS
	'final function of workmode_train';

CREATE AGGREGATE workmode_train(features workmode_vector, mode workmode) (
	SFUNC = workmode_train_accum,
	STYPE = internal,
	COMBINEFUNC = workmode_train_combine,
	SERIALFUNC = workmode_train_serial,
	DESERIALFUNC = workmode_train_deserial,
	FINALFUNC = workmode_train_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_train(workmode_vector, workmode) IS
	'trains a model on labelled sessions; rows with a NULL are left out';

CREATE AGGREGATE workmode_train(features workmode_vector, mode workmode, options workmode_options) (
	SFUNC = workmode_train_accum,
	STYPE = internal,
	COMBINEFUNC = workmode_train_combine,
	SERIALFUNC = workmode_train_serial,
	DESERIALFUNC = workmode_train_deserial,
	FINALFUNC = workmode_train_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_train(workmode_vector, workmode, workmode_options) IS
	'trains a model on labelled sessions, with workmode_train_options(...), which must be equal in all rows';

CREATE AGGREGATE workmode_train(features workmode_vector, mode workmode, options workmode_options, weight double precision) (
	SFUNC = workmode_train_accum,
	STYPE = internal,
	COMBINEFUNC = workmode_train_combine,
	SERIALFUNC = workmode_train_serial,
	DESERIALFUNC = workmode_train_deserial,
	FINALFUNC = workmode_train_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_train(workmode_vector, workmode, workmode_options, double precision) IS
	'trains a model on labelled sessions, each of which counts as many times as its weight says, with workmode_train_options(...), which must be equal in all rows';

--
-- classify: mode, scores, reasons and turns of one transcript (src/pg/classify.c)
--

CREATE FUNCTION workmode_classify(transcript text, strict boolean DEFAULT false)
	RETURNS workmode
	AS 'MODULE_PATHNAME', 'workmode_classify'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_classify(text, boolean) IS
	'work mode of a session; NULL if there is nothing to go on';

CREATE FUNCTION workmode_classify(transcript json, strict boolean DEFAULT false)
	RETURNS workmode
	AS 'MODULE_PATHNAME', 'workmode_classify'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_classify(json, boolean) IS
	'work mode of a session; NULL if there is nothing to go on';

CREATE FUNCTION workmode_classify(transcript jsonb, strict boolean DEFAULT false)
	RETURNS workmode
	AS 'MODULE_PATHNAME', 'workmode_classify'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_classify(jsonb, boolean) IS
	'work mode of a session; NULL if there is nothing to go on';

CREATE FUNCTION workmode_classify(transcript text, model workmode_model, strict boolean DEFAULT false)
	RETURNS workmode
	AS 'MODULE_PATHNAME', 'workmode_classify'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_classify(text, workmode_model, boolean) IS
	'work mode of a session by this model; NULL if there is nothing to go on';

CREATE FUNCTION workmode_classify(transcript json, model workmode_model, strict boolean DEFAULT false)
	RETURNS workmode
	AS 'MODULE_PATHNAME', 'workmode_classify'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_classify(json, workmode_model, boolean) IS
	'work mode of a session by this model; NULL if there is nothing to go on';

CREATE FUNCTION workmode_classify(transcript jsonb, model workmode_model, strict boolean DEFAULT false)
	RETURNS workmode
	AS 'MODULE_PATHNAME', 'workmode_classify'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_classify(jsonb, workmode_model, boolean) IS
	'work mode of a session by this model; NULL if there is nothing to go on';

CREATE TYPE workmode_score_row AS (
	mode workmode,
	probability double precision
);
COMMENT ON TYPE workmode_score_row IS 'row of workmode_scores()';
COMMENT ON COLUMN workmode_score_row.mode IS 'work mode';
COMMENT ON COLUMN workmode_score_row.probability IS 'probability that the session has the mode';

CREATE FUNCTION workmode_scores(transcript text, strict boolean DEFAULT false)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 9;
COMMENT ON FUNCTION workmode_scores(text, boolean) IS
	'the nine modes with their probabilities for a session, best first';

CREATE FUNCTION workmode_scores(transcript json, strict boolean DEFAULT false)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 9;
COMMENT ON FUNCTION workmode_scores(json, boolean) IS
	'the nine modes with their probabilities for a session, best first';

CREATE FUNCTION workmode_scores(transcript jsonb, strict boolean DEFAULT false)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 9;
COMMENT ON FUNCTION workmode_scores(jsonb, boolean) IS
	'the nine modes with their probabilities for a session, best first';

CREATE FUNCTION workmode_scores(
	transcript text,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 9;
COMMENT ON FUNCTION workmode_scores(text, workmode_model, boolean) IS
	'the nine modes with their probabilities for a session by this model, best first';

CREATE FUNCTION workmode_scores(
	transcript json,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 9;
COMMENT ON FUNCTION workmode_scores(json, workmode_model, boolean) IS
	'the nine modes with their probabilities for a session by this model, best first';

CREATE FUNCTION workmode_scores(
	transcript jsonb,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 9;
COMMENT ON FUNCTION workmode_scores(jsonb, workmode_model, boolean) IS
	'the nine modes with their probabilities for a session by this model, best first';

CREATE TYPE workmode_explain_row AS (
	mode workmode,
	evidence text,
	amount double precision,
	weight double precision,
	contribution double precision
);
COMMENT ON TYPE workmode_explain_row IS 'row of workmode_explain()';
COMMENT ON COLUMN workmode_explain_row.mode IS 'work mode that the evidence speaks for or against';
COMMENT ON COLUMN workmode_explain_row.evidence IS 'evidence, in words';
COMMENT ON COLUMN workmode_explain_row.amount IS 'amount of the evidence in the session';
COMMENT ON COLUMN workmode_explain_row.weight IS 'what one unit of the evidence adds to the score of the mode';
COMMENT ON COLUMN workmode_explain_row.contribution IS 'amount times weight';

CREATE FUNCTION workmode_explain(transcript text, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_row
	AS 'MODULE_PATHNAME', 'workmode_explain'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 500;
COMMENT ON FUNCTION workmode_explain(text, boolean) IS
	'why a session has its mode: evidence for and against each mode; the contributions to a mode add up to its score';

CREATE FUNCTION workmode_explain(transcript json, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_row
	AS 'MODULE_PATHNAME', 'workmode_explain'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 500;
COMMENT ON FUNCTION workmode_explain(json, boolean) IS
	'why a session has its mode: evidence for and against each mode; the contributions to a mode add up to its score';

CREATE FUNCTION workmode_explain(transcript jsonb, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_row
	AS 'MODULE_PATHNAME', 'workmode_explain'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 500;
COMMENT ON FUNCTION workmode_explain(jsonb, boolean) IS
	'why a session has its mode: evidence for and against each mode; the contributions to a mode add up to its score';

CREATE FUNCTION workmode_explain(
	transcript text,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_row
	AS 'MODULE_PATHNAME', 'workmode_explain'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 500;
COMMENT ON FUNCTION workmode_explain(text, workmode_model, boolean) IS
	'why a session has its mode by this model: evidence for and against each mode; the contributions to a mode add up to its score';

CREATE FUNCTION workmode_explain(
	transcript json,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_row
	AS 'MODULE_PATHNAME', 'workmode_explain'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 500;
COMMENT ON FUNCTION workmode_explain(json, workmode_model, boolean) IS
	'why a session has its mode by this model: evidence for and against each mode; the contributions to a mode add up to its score';

CREATE FUNCTION workmode_explain(
	transcript jsonb,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_row
	AS 'MODULE_PATHNAME', 'workmode_explain'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 500;
COMMENT ON FUNCTION workmode_explain(jsonb, workmode_model, boolean) IS
	'why a session has its mode by this model: evidence for and against each mode; the contributions to a mode add up to its score';

CREATE TYPE workmode_turn_row AS (
	turn bigint,
	started_at timestamp with time zone,
	actions bigint,
	errors bigint,
	lines_added bigint,
	lines_removed bigint,
	mode workmode,
	probability double precision
);
COMMENT ON TYPE workmode_turn_row IS 'row of workmode_turns()';
COMMENT ON COLUMN workmode_turn_row.turn IS 'number of the request, from 1; 0 for work before the first';
COMMENT ON COLUMN workmode_turn_row.started_at IS 'when the request was made; NULL if the transcript does not tell';
COMMENT ON COLUMN workmode_turn_row.actions IS 'tool calls that followed the request';
COMMENT ON COLUMN workmode_turn_row.errors IS 'tool calls that followed the request and failed';
COMMENT ON COLUMN workmode_turn_row.lines_added IS 'lines added to files';
COMMENT ON COLUMN workmode_turn_row.lines_removed IS 'lines removed from files';
COMMENT ON COLUMN workmode_turn_row.mode IS 'work mode of the turn';
COMMENT ON COLUMN workmode_turn_row.probability IS 'probability of the mode';

CREATE FUNCTION workmode_turns(transcript text, strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_row
	AS 'MODULE_PATHNAME', 'workmode_turns'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turns(text, boolean) IS
	'the requests of a session, each with the work that followed it';

CREATE FUNCTION workmode_turns(transcript json, strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_row
	AS 'MODULE_PATHNAME', 'workmode_turns'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turns(json, boolean) IS
	'the requests of a session, each with the work that followed it';

CREATE FUNCTION workmode_turns(transcript jsonb, strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_row
	AS 'MODULE_PATHNAME', 'workmode_turns'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turns(jsonb, boolean) IS
	'the requests of a session, each with the work that followed it';

CREATE FUNCTION workmode_turns(
	transcript text,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_row
	AS 'MODULE_PATHNAME', 'workmode_turns'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turns(text, workmode_model, boolean) IS
	'the requests of a session, each with the work that followed it and its mode by this model';

CREATE FUNCTION workmode_turns(
	transcript json,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_row
	AS 'MODULE_PATHNAME', 'workmode_turns'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turns(json, workmode_model, boolean) IS
	'the requests of a session, each with the work that followed it and its mode by this model';

CREATE FUNCTION workmode_turns(
	transcript jsonb,
	model workmode_model,
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_row
	AS 'MODULE_PATHNAME', 'workmode_turns'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turns(jsonb, workmode_model, boolean) IS
	'the requests of a session, each with the work that followed it and its mode by this model';

CREATE FUNCTION workmode_session(transcript text, model workmode_model, strict boolean DEFAULT false)
	RETURNS workmode_facts
	AS 'MODULE_PATHNAME', 'workmode_session'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_session(text, workmode_model, boolean) IS
	'facts of a session in one pass; its modes and value are by this model';

CREATE FUNCTION workmode_session(transcript json, model workmode_model, strict boolean DEFAULT false)
	RETURNS workmode_facts
	AS 'MODULE_PATHNAME', 'workmode_session'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_session(json, workmode_model, boolean) IS
	'facts of a session in one pass; its modes and value are by this model';

CREATE FUNCTION workmode_session(transcript jsonb, model workmode_model, strict boolean DEFAULT false)
	RETURNS workmode_facts
	AS 'MODULE_PATHNAME', 'workmode_session'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_session(jsonb, workmode_model, boolean) IS
	'facts of a session in one pass; its modes and value are by this model';

CREATE FUNCTION workmode_classify(features workmode_vector)
	RETURNS workmode
	AS 'MODULE_PATHNAME', 'workmode_classify_vector'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_classify(workmode_vector) IS
	'work mode of a session whose evidence was kept';

CREATE FUNCTION workmode_scores(features workmode_vector)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores_vector'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 9;
COMMENT ON FUNCTION workmode_scores(workmode_vector) IS
	'the nine modes with their probabilities for evidence that was kept, best first';

CREATE FUNCTION workmode_classify(features workmode_vector, model workmode_model)
	RETURNS workmode
	AS 'MODULE_PATHNAME', 'workmode_classify_vector'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_classify(workmode_vector, workmode_model) IS
	'work mode of a session whose evidence was kept, by this model';

CREATE FUNCTION workmode_scores(features workmode_vector, model workmode_model)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores_vector'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 9;
COMMENT ON FUNCTION workmode_scores(workmode_vector, workmode_model) IS
	'the nine modes with their probabilities for evidence that was kept, by this model, best first';

CREATE FUNCTION workmode_predict(features workmode_vector)
	RETURNS workmode_probabilities
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_predict(workmode_vector) IS
	'probabilities of the nine modes for evidence that was kept';

CREATE FUNCTION workmode_predict(features workmode_vector, model workmode_model)
	RETURNS workmode_probabilities
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_predict(workmode_vector, workmode_model) IS
	'probabilities of the nine modes for evidence that was kept, by this model';

CREATE FUNCTION workmode_scores(probabilities workmode_probabilities)
	RETURNS SETOF workmode_score_row
	AS 'MODULE_PATHNAME', 'workmode_scores_probabilities'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 9;
COMMENT ON FUNCTION workmode_scores(workmode_probabilities) IS
	'the nine modes with their probabilities, best first';

CREATE FUNCTION workmode_features(transcript text, strict boolean DEFAULT false)
	RETURNS workmode_vector
	AS 'MODULE_PATHNAME', 'workmode_features'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_features(text, boolean) IS
	'the evidence of a session, as models score it; NULL if there is nothing to go on';

CREATE FUNCTION workmode_features(transcript json, strict boolean DEFAULT false)
	RETURNS workmode_vector
	AS 'MODULE_PATHNAME', 'workmode_features'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_features(json, boolean) IS
	'the evidence of a session, as models score it; NULL if there is nothing to go on';

CREATE FUNCTION workmode_features(transcript jsonb, strict boolean DEFAULT false)
	RETURNS workmode_vector
	AS 'MODULE_PATHNAME', 'workmode_features'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_features(jsonb, boolean) IS
	'the evidence of a session, as models score it; NULL if there is nothing to go on';

CREATE TYPE workmode_turn_feature_row AS (
	turn bigint,
	features workmode_vector
);
COMMENT ON TYPE workmode_turn_feature_row IS 'row of workmode_turn_features()';
COMMENT ON COLUMN workmode_turn_feature_row.turn IS 'number of the request, from 1; 0 for work before the first';
COMMENT ON COLUMN workmode_turn_feature_row.features IS 'evidence of the request and of the work that followed it';

CREATE FUNCTION workmode_turn_features(transcript text, strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_feature_row
	AS 'MODULE_PATHNAME', 'workmode_turn_features'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turn_features(text, boolean) IS
	'the evidence of each request and of the work that followed it, which can be classified and trained on as a session''s can';

CREATE FUNCTION workmode_turn_features(transcript json, strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_feature_row
	AS 'MODULE_PATHNAME', 'workmode_turn_features'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turn_features(json, boolean) IS
	'the evidence of each request and of the work that followed it, which can be classified and trained on as a session''s can';

CREATE FUNCTION workmode_turn_features(transcript jsonb, strict boolean DEFAULT false)
	RETURNS SETOF workmode_turn_feature_row
	AS 'MODULE_PATHNAME', 'workmode_turn_features'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 20;
COMMENT ON FUNCTION workmode_turn_features(jsonb, boolean) IS
	'the evidence of each request and of the work that followed it, which can be classified and trained on as a session''s can';

--
-- value: relative value of a session (src/pg/value.c, value_model.c, train_value.c)
--

CREATE FUNCTION workmode_value_version() RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_value_version() IS
	'version of the deliverables, hours and shipped rates behind workmode_value; a value depends on the mode, too, so store it beside values together with the version of the model';

CREATE TYPE workmode_skill_rate AS (
	mode workmode,
	skill text,
	rate double precision,
	unit text,
	source text
);
COMMENT ON TYPE workmode_skill_rate IS 'rate of a skill: a row of workmode_rate_card() and of workmode_rates';
COMMENT ON COLUMN workmode_skill_rate.mode IS 'work mode; NULL for all modes without a rate of their own';
COMMENT ON COLUMN workmode_skill_rate.skill IS 'skill that makes the deliverable';
COMMENT ON COLUMN workmode_skill_rate.rate IS 'price of an hour of the skill';
COMMENT ON COLUMN workmode_skill_rate.unit IS 'unit of the rate, such as USD per hour';
COMMENT ON COLUMN workmode_skill_rate.source IS 'where the rate comes from';

CREATE FUNCTION workmode_rate_card() RETURNS SETOF workmode_skill_rate
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION workmode_rate_card() IS
	'the shipped rates; mode is NULL for all modes without a rate of their own';

-- Rates of one's own, which go before the shipped ones.  The role that creates the
-- extension owns the table and may alter it; the type that functions take belongs
-- to the extension.

CREATE TABLE workmode_rates OF workmode_skill_rate (
	skill NOT NULL CONSTRAINT workmode_rates_skill_check CHECK (skill IN (
		'software', 'web', 'testing', 'writing', 'planning',
		'operations', 'data', 'agents', 'research')),
	rate NOT NULL
		CONSTRAINT workmode_rates_rate_check CHECK (
			rate BETWEEN double precision '0.01' AND double precision '1000000'),
	unit NOT NULL DEFAULT 'USD per hour'
);
COMMENT ON TABLE workmode_rates IS
	'rates of one''s own, to be handed to workmode_value as array_agg(r::workmode_skill_rate); empty when the extension is created, kept by pg_dump';
COMMENT ON COLUMN workmode_rates.mode IS 'work mode; NULL for all modes without a rate of their own';
COMMENT ON COLUMN workmode_rates.skill IS 'skill that makes the deliverable';
COMMENT ON COLUMN workmode_rates.rate IS 'price of an hour of the skill';
COMMENT ON COLUMN workmode_rates.unit IS 'unit of the rate, equal in all rows';
COMMENT ON COLUMN workmode_rates.source IS 'where the rate comes from';
COMMENT ON CONSTRAINT workmode_rates_skill_check ON workmode_rates IS 'a skill is one of workmode_rate_card()';
COMMENT ON CONSTRAINT workmode_rates_rate_check ON workmode_rates IS 'a rate lies between 0.01 and 1000000';

CREATE UNIQUE INDEX workmode_rates_mode_skill_idx ON workmode_rates (mode, skill);
COMMENT ON INDEX workmode_rates_mode_skill_idx IS 'one rate for a skill in a mode';
CREATE UNIQUE INDEX workmode_rates_skill_idx ON workmode_rates (skill) WHERE mode IS NULL;
COMMENT ON INDEX workmode_rates_skill_idx IS 'one rate for a skill in all modes';

-- The role that creates the extension may edit them, superuser or not.
ALTER TABLE workmode_rates OWNER TO @extowner@;
SELECT pg_catalog.pg_extension_config_dump('workmode_rates', '');

CREATE FUNCTION workmode_value(transcript text, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(text, boolean) IS
	'relative value of a session, for comparisons and not as money; NULL if nothing was done';

CREATE FUNCTION workmode_value(transcript json, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(json, boolean) IS
	'relative value of a session, for comparisons and not as money; NULL if nothing was done';

CREATE FUNCTION workmode_value(transcript jsonb, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(jsonb, boolean) IS
	'relative value of a session, for comparisons and not as money; NULL if nothing was done';

CREATE FUNCTION workmode_value(transcript text, rates workmode_skill_rate[], strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(text, workmode_skill_rate[], boolean) IS
	'relative value of a session at these rates, which go before the shipped ones; NULL stands for no rates';

CREATE FUNCTION workmode_value(transcript json, rates workmode_skill_rate[], strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(json, workmode_skill_rate[], boolean) IS
	'relative value of a session at these rates, which go before the shipped ones; NULL stands for no rates';

CREATE FUNCTION workmode_value(transcript jsonb, rates workmode_skill_rate[], strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(jsonb, workmode_skill_rate[], boolean) IS
	'relative value of a session at these rates, which go before the shipped ones; NULL stands for no rates';

CREATE FUNCTION workmode_value(transcript text, model workmode_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_of_mode'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(text, workmode_model, boolean) IS
	'relative value of a session in the mode that this model gives it; NULL if nothing was done';

CREATE FUNCTION workmode_value(transcript json, model workmode_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_of_mode'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(json, workmode_model, boolean) IS
	'relative value of a session in the mode that this model gives it; NULL if nothing was done';

CREATE FUNCTION workmode_value(transcript jsonb, model workmode_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_of_mode'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(jsonb, workmode_model, boolean) IS
	'relative value of a session in the mode that this model gives it; NULL if nothing was done';

CREATE FUNCTION workmode_value(transcript text, rates workmode_skill_rate[], model workmode_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_of_mode'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(text, workmode_skill_rate[], workmode_model, boolean) IS
	'relative value of a session in the mode that this model gives it, at these rates, which go before the shipped ones; NULL stands for no rates';

CREATE FUNCTION workmode_value(transcript json, rates workmode_skill_rate[], model workmode_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_of_mode'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(json, workmode_skill_rate[], workmode_model, boolean) IS
	'relative value of a session in the mode that this model gives it, at these rates, which go before the shipped ones; NULL stands for no rates';

CREATE FUNCTION workmode_value(transcript jsonb, rates workmode_skill_rate[], model workmode_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_of_mode'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(jsonb, workmode_skill_rate[], workmode_model, boolean) IS
	'relative value of a session in the mode that this model gives it, at these rates, which go before the shipped ones; NULL stands for no rates';

CREATE TYPE workmode_explain_value_row AS (
	mode workmode,
	deliverable text,
	amount double precision,
	unit text,
	hours double precision,
	skill text,
	rate double precision,
	value double precision
);
COMMENT ON TYPE workmode_explain_value_row IS 'row of workmode_explain_value()';
COMMENT ON COLUMN workmode_explain_value_row.mode IS 'work mode of the session';
COMMENT ON COLUMN workmode_explain_value_row.deliverable IS 'kind of deliverable';
COMMENT ON COLUMN workmode_explain_value_row.amount IS 'amount that was delivered';
COMMENT ON COLUMN workmode_explain_value_row.unit IS 'unit of the amount';
COMMENT ON COLUMN workmode_explain_value_row.hours IS 'hours that the deliverable would take';
COMMENT ON COLUMN workmode_explain_value_row.skill IS 'skill that makes the deliverable';
COMMENT ON COLUMN workmode_explain_value_row.rate IS 'price of an hour of the skill';
COMMENT ON COLUMN workmode_explain_value_row.value IS 'hours times rate';

CREATE FUNCTION workmode_explain_value(transcript text, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(text, boolean) IS
	'deliverables of a session with their hours, rates and values, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(transcript json, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(json, boolean) IS
	'deliverables of a session with their hours, rates and values, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(transcript jsonb, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(jsonb, boolean) IS
	'deliverables of a session with their hours, rates and values, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(
	transcript text,
	rates workmode_skill_rate[],
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(text, workmode_skill_rate[], boolean) IS
	'deliverables of a session with their hours, and with values at these rates, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(
	transcript json,
	rates workmode_skill_rate[],
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(json, workmode_skill_rate[], boolean) IS
	'deliverables of a session with their hours, and with values at these rates, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(
	transcript jsonb,
	rates workmode_skill_rate[],
	strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(jsonb, workmode_skill_rate[], boolean) IS
	'deliverables of a session with their hours, and with values at these rates, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(transcript text, model workmode_model, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value_of_mode'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(text, workmode_model, boolean) IS
	'deliverables of a session in the mode that this model gives it, with their hours, rates and values, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(transcript json, model workmode_model, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value_of_mode'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(json, workmode_model, boolean) IS
	'deliverables of a session in the mode that this model gives it, with their hours, rates and values, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(transcript jsonb, model workmode_model, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value_of_mode'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(jsonb, workmode_model, boolean) IS
	'deliverables of a session in the mode that this model gives it, with their hours, rates and values, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(
	transcript text, rates workmode_skill_rate[], model workmode_model, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value_of_mode'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(text, workmode_skill_rate[], workmode_model, boolean) IS
	'deliverables of a session in the mode that this model gives it, with their hours, and with values at these rates, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(
	transcript json, rates workmode_skill_rate[], model workmode_model, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value_of_mode'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(json, workmode_skill_rate[], workmode_model, boolean) IS
	'deliverables of a session in the mode that this model gives it, with their hours, and with values at these rates, which add up to its workmode_value';

CREATE FUNCTION workmode_explain_value(
	transcript jsonb, rates workmode_skill_rate[], model workmode_model, strict boolean DEFAULT false)
	RETURNS SETOF workmode_explain_value_row
	AS 'MODULE_PATHNAME', 'workmode_explain_value_of_mode'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000 ROWS 8;
COMMENT ON FUNCTION workmode_explain_value(jsonb, workmode_skill_rate[], workmode_model, boolean) IS
	'deliverables of a session in the mode that this model gives it, with their hours, and with values at these rates, which add up to its workmode_value';

-- Models of value, trained on sessions that have a price.

CREATE TYPE workmode_value_model;

CREATE FUNCTION workmode_value_model_in(cstring) RETURNS workmode_value_model
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION workmode_value_model_in(cstring) IS
	'input of workmode_value_model';

CREATE FUNCTION workmode_value_model_out(workmode_value_model) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION workmode_value_model_out(workmode_value_model) IS
	'output of workmode_value_model';

CREATE FUNCTION workmode_value_model_recv(internal) RETURNS workmode_value_model
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_value_model_recv(internal) IS
	'binary input of workmode_value_model';

CREATE FUNCTION workmode_value_model_send(workmode_value_model) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION workmode_value_model_send(workmode_value_model) IS
	'binary output of workmode_value_model';

CREATE TYPE workmode_value_model (
	INPUT = workmode_value_model_in,
	OUTPUT = workmode_value_model_out,
	RECEIVE = workmode_value_model_recv,
	SEND = workmode_value_model_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE workmode_value_model IS
	'model of value, trained on priced sessions: weights, version, how well held-out sessions are priced';

CREATE FUNCTION workmode_value_model_eq(workmode_value_model, workmode_value_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_value_model_eq(workmode_value_model, workmode_value_model) IS
	'implementation of = operator';

CREATE FUNCTION workmode_value_model_ne(workmode_value_model, workmode_value_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_value_model_ne(workmode_value_model, workmode_value_model) IS
	'implementation of <> operator';

CREATE FUNCTION workmode_value_model_lt(workmode_value_model, workmode_value_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_value_model_lt(workmode_value_model, workmode_value_model) IS
	'implementation of < operator';

CREATE FUNCTION workmode_value_model_le(workmode_value_model, workmode_value_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_value_model_le(workmode_value_model, workmode_value_model) IS
	'implementation of <= operator';

CREATE FUNCTION workmode_value_model_ge(workmode_value_model, workmode_value_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_value_model_ge(workmode_value_model, workmode_value_model) IS
	'implementation of >= operator';

CREATE FUNCTION workmode_value_model_gt(workmode_value_model, workmode_value_model) RETURNS boolean
	AS 'MODULE_PATHNAME', 'workmode_state_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_value_model_gt(workmode_value_model, workmode_value_model) IS
	'implementation of > operator';

CREATE FUNCTION workmode_value_model_cmp(workmode_value_model, workmode_value_model) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION workmode_value_model_cmp(workmode_value_model, workmode_value_model) IS
	'less-equal-greater';

CREATE FUNCTION workmode_value_model_hash(workmode_value_model) RETURNS int
	AS 'MODULE_PATHNAME', 'workmode_state_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION workmode_value_model_hash(workmode_value_model) IS
	'hash';

CREATE FUNCTION workmode_value_model_hash_extended(workmode_value_model, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'workmode_state_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION workmode_value_model_hash_extended(workmode_value_model, bigint) IS
	'64-bit hash';

CREATE OPERATOR = (
	LEFTARG = workmode_value_model, RIGHTARG = workmode_value_model,
	FUNCTION = workmode_value_model_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (workmode_value_model, workmode_value_model) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = workmode_value_model, RIGHTARG = workmode_value_model,
	FUNCTION = workmode_value_model_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (workmode_value_model, workmode_value_model) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = workmode_value_model, RIGHTARG = workmode_value_model,
	FUNCTION = workmode_value_model_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (workmode_value_model, workmode_value_model) IS 'less than (an arbitrary order)';

CREATE OPERATOR <= (
	LEFTARG = workmode_value_model, RIGHTARG = workmode_value_model,
	FUNCTION = workmode_value_model_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (workmode_value_model, workmode_value_model) IS 'less than or equal (an arbitrary order)';

CREATE OPERATOR >= (
	LEFTARG = workmode_value_model, RIGHTARG = workmode_value_model,
	FUNCTION = workmode_value_model_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (workmode_value_model, workmode_value_model) IS 'greater than or equal (an arbitrary order)';

CREATE OPERATOR > (
	LEFTARG = workmode_value_model, RIGHTARG = workmode_value_model,
	FUNCTION = workmode_value_model_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (workmode_value_model, workmode_value_model) IS 'greater than (an arbitrary order)';

CREATE OPERATOR CLASS workmode_value_model_ops
	DEFAULT FOR TYPE workmode_value_model USING btree AS
		OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
		FUNCTION 1 workmode_value_model_cmp(workmode_value_model, workmode_value_model);
COMMENT ON OPERATOR CLASS workmode_value_model_ops USING btree IS
	'default btree operator class of workmode_value_model';
COMMENT ON OPERATOR FAMILY workmode_value_model_ops USING btree IS
	'btree operator family of workmode_value_model';

CREATE OPERATOR CLASS workmode_value_model_ops
	DEFAULT FOR TYPE workmode_value_model USING hash AS
		OPERATOR 1 =,
		FUNCTION 1 workmode_value_model_hash(workmode_value_model),
		FUNCTION 2 workmode_value_model_hash_extended(workmode_value_model, bigint);
COMMENT ON OPERATOR CLASS workmode_value_model_ops USING hash IS
	'default hash operator class of workmode_value_model';
COMMENT ON OPERATOR FAMILY workmode_value_model_ops USING hash IS
	'hash operator family of workmode_value_model';

CREATE FUNCTION workmode_value_version(model workmode_value_model) RETURNS text
	AS 'MODULE_PATHNAME', 'workmode_value_model_version' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION workmode_value_version(workmode_value_model) IS
	'version of a model, to be stored beside values';

CREATE TYPE workmode_value_report_row AS (
	tier text,
	low double precision,
	high double precision,
	sessions bigint,
	log_r2 double precision,
	bias double precision,
	median_predicted double precision,
	median_actual double precision
);
COMMENT ON TYPE workmode_value_report_row IS 'row of workmode_value_report()';
COMMENT ON COLUMN workmode_value_report_row.tier IS 'price tier of sessions that were held out from training; all for all tiers together';
COMMENT ON COLUMN workmode_value_report_row.low IS 'lowest price of the tier; NULL for all tiers together';
COMMENT ON COLUMN workmode_value_report_row.high IS 'upper limit of the tier''s prices; NULL for all tiers together';
COMMENT ON COLUMN workmode_value_report_row.sessions IS 'sessions of the tier that were held out';
COMMENT ON COLUMN workmode_value_report_row.log_r2 IS 'squared correlation of the logarithms of predicted and actual price';
COMMENT ON COLUMN workmode_value_report_row.bias IS 'geometric mean of predicted over actual price; 1 is no bias';
COMMENT ON COLUMN workmode_value_report_row.median_predicted IS 'median of the predicted prices';
COMMENT ON COLUMN workmode_value_report_row.median_actual IS 'median of the actual prices';

CREATE FUNCTION workmode_value_report(model workmode_value_model)
	RETURNS SETOF workmode_value_report_row
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3000 ROWS 5;
COMMENT ON FUNCTION workmode_value_report(workmode_value_model) IS
	'how well a model prices the sessions that were held out from its training, all and by price tier: squared correlation of logarithms, geometric mean of predicted over actual, medians';

CREATE TYPE workmode_value_weight_row AS (
	evidence text,
	weight double precision
);
COMMENT ON TYPE workmode_value_weight_row IS 'row of workmode_value_weights()';
COMMENT ON COLUMN workmode_value_weight_row.evidence IS 'evidence, in words; every session has the bias';
COMMENT ON COLUMN workmode_value_weight_row.weight IS 'what one unit of the evidence adds to ln(value)';

CREATE FUNCTION workmode_value_weights(model workmode_value_model)
	RETURNS SETOF workmode_value_weight_row
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000 ROWS 10000;
COMMENT ON FUNCTION workmode_value_weights(workmode_value_model) IS
	'weights of a model: what it adds to ln(value) for each evidence';

CREATE FUNCTION workmode_train_value_accum(internal, workmode_vector, double precision) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_value_accum(internal, workmode_vector, double precision) IS
	'transition function of workmode_train_value';

CREATE FUNCTION workmode_train_value_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_value_combine(internal, internal) IS
	'combine function of workmode_train_value';

CREATE FUNCTION workmode_train_value_serial(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_value_serial(internal) IS
	'serialization function of workmode_train_value';

CREATE FUNCTION workmode_train_value_deserial(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION workmode_train_value_deserial(bytea, internal) IS
	'deserialization function of workmode_train_value';

CREATE FUNCTION workmode_train_value_final(internal) RETURNS workmode_value_model
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000000;
COMMENT ON FUNCTION workmode_train_value_final(internal) IS
	'final function of workmode_train_value';

CREATE AGGREGATE workmode_train_value(features workmode_vector, price double precision) (
	SFUNC = workmode_train_value_accum,
	STYPE = internal,
	COMBINEFUNC = workmode_train_value_combine,
	SERIALFUNC = workmode_train_value_serial,
	DESERIALFUNC = workmode_train_value_deserial,
	FINALFUNC = workmode_train_value_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE workmode_train_value(workmode_vector, double precision) IS
	'trains a model of value on priced sessions; rows with a NULL are left out';

CREATE FUNCTION workmode_value(transcript text, model workmode_value_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_by_model'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(text, workmode_value_model, boolean) IS
	'value of a session by this model of value, whatever its mode; NULL if nothing was done';

CREATE FUNCTION workmode_value(transcript json, model workmode_value_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_by_model'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(json, workmode_value_model, boolean) IS
	'value of a session by this model of value, whatever its mode; NULL if nothing was done';

CREATE FUNCTION workmode_value(transcript jsonb, model workmode_value_model, strict boolean DEFAULT false)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'workmode_value_by_model'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION workmode_value(jsonb, workmode_value_model, boolean) IS
	'value of a session by this model of value, whatever its mode; NULL if nothing was done';
