--
-- mode: the enum, its description, and the published figures.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

SELECT mode, ordinal, family, label, colour FROM workmode_modes();
SELECT mode, description FROM workmode_modes() ORDER BY mode;

-- every label is described once, in the order of the enum
SELECT array_agg(mode ORDER BY ordinal) = enum_range(NULL::workmode) AS complete,
	count(DISTINCT colour) AS colours
FROM workmode_modes();

SELECT mode, family, pooled_share AS pooled, share_before AS before,
	share_after AS after, value_growth AS growth, status
FROM workmode_study();
SELECT DISTINCT source FROM workmode_study();

-- modes add up to their families, and families to all
SELECT family, round(sum(pooled_share)::numeric, 9) AS of_modes,
	(SELECT pooled_share FROM workmode_study() f
	 WHERE f.mode IS NULL AND f.family = m.family) AS published
FROM workmode_study() m WHERE mode IS NOT NULL
GROUP BY family ORDER BY family;

-- its rows stand beside one's own grouping sets
SELECT m.family, m.mode, count(*) AS sessions, s.pooled_share
FROM (VALUES ('fix'::workmode), ('fix'), ('plan')) session(mode)
	JOIN workmode_modes() m USING (mode)
	JOIN workmode_study() s USING (mode)
GROUP BY ROLLUP (m.family, (m.mode, s.pooled_share))
HAVING m.mode IS NOT NULL ORDER BY 1, 2;

-- modes work in any schema, whatever the search path holds
CREATE SCHEMA mode_test;
CREATE TYPE mode_test.workmode AS ENUM ('other');
SET search_path = mode_test, public;
SELECT count(*) FROM workmode_modes() WHERE mode = 'build';
SELECT workmode_count(workmode_tally(mode), 'plan') FROM workmode_modes();
RESET search_path;
SET client_min_messages = warning;
DROP SCHEMA mode_test CASCADE;
RESET client_min_messages;

-- a label that is not ours is refused where a code is needed
BEGIN;
ALTER TYPE workmode RENAME VALUE 'plan' TO 'dream';
SAVEPOINT renamed;
SELECT workmode_tally('dream'::workmode);
ROLLBACK TO renamed;
SELECT mode FROM workmode_modes();
ROLLBACK;
SELECT workmode_count(workmode_tally('plan'::workmode), 'plan');
