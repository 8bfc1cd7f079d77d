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
