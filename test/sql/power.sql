-- workmode_power and workmode_design_effect: plans for comparing a share in two periods.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- power.prop.test(..., strict = TRUE) of R 4.2.2: power .740167, n 76.7069, p2 .802631
SELECT share_before, share_after, change, sessions, round(power::numeric, 6) AS power, confidence, design_effect
FROM workmode_power(0.5, 0.75, sessions => 50);
SELECT sessions, power FROM workmode_power(0.5, 0.75, power => 0.9);
SELECT round(share_after::numeric, 6) AS share_after, round(change::numeric, 6) AS change, sessions, power
FROM workmode_power(0.5, sessions => 50, power => 0.9);
-- n 152.91; at a ninth of .05, as for nine modes, 14126.51
SELECT sessions FROM workmode_power(0.33, 0.19, power => 0.8);
SELECT sessions FROM workmode_power(0.05, 0.04, power => 0.9, confidence => 1 - 0.05 / 9);
-- with a design effect of 3 it takes three times as many, and 300 know what 100 would
SELECT sessions, ceil(3 * 152.909788637) AS by_hand FROM workmode_power(0.33, 0.19, power => 0.8, design_effect => 3);
SELECT a.power = b.power AS same
FROM workmode_power(0.33, 0.19, sessions => 300, design_effect => 3) a, workmode_power(0.33, 0.19, sessions => 100) b;
-- a rare mode can rise and not fall; of two sessions nothing is told
SELECT round(change::numeric, 4) AS change FROM workmode_power(0.002, sessions => 500, power => 0.8);
SELECT count(*) FROM workmode_power(0.5, sessions => 2, power => 0.8);
-- no change: the level of significance, and no number of sessions
SELECT round(power::numeric, 12) AS power FROM workmode_power(0.3, 0.3, sessions => 1000);
SELECT change, sessions FROM workmode_power(0.3, 0.3, power => 0.8);
SELECT sessions FROM workmode_power(0.3, 0.3 + 1e-10, power => 0.8);
-- there and back
SELECT count(*), bool_and(back.sessions = n) AS sessions_back, bool_and(abs(again.power - 0.8) < 1e-9) AS power_back
FROM unnest('{0.05,0.2,0.5,0.9}'::float8[]) share, unnest('{50,1000,100000}'::bigint[]) n,
	workmode_power(share, sessions => n, power => 0.8) least, workmode_power(share, least.share_after, power => 0.8) back,
	workmode_power(share, least.share_after, sessions => n) again;

-- NULL where it is not asked for gives no row, as with strict functions
SELECT count(*) FROM workmode_power(NULL, 0.5, sessions => 9);
SELECT count(*) FROM workmode_power(0.4, 0.5, sessions => 9, confidence => NULL);
SELECT count(*) FROM workmode_power(0.4, 0.5, sessions => 9, design_effect => NULL);
SELECT * FROM workmode_power(0.4);
SELECT * FROM workmode_power(0.4, 0.5);
SELECT * FROM workmode_power(0.4, 0.5, sessions => 9, power => 0.8);
SELECT * FROM workmode_power(1.4, 0.5, sessions => 9);
-- sessions that are given are those that are shown
SELECT sessions FROM workmode_power(0.5, 0.6, sessions => 2000000000001);
SELECT sessions FROM workmode_power(0.5, 0.6, sessions => 9223372036854775807);
SELECT * FROM workmode_power(0.4, 'NaN', sessions => 9);
SELECT * FROM workmode_power(0.4, 0.5, sessions => 0);
SELECT * FROM workmode_power(0.4, 0.5, power => 1);
SELECT * FROM workmode_power(0.4, 0.5, power => 0.05);
SELECT * FROM workmode_power(0.4, 0.5, power => 0.08, confidence => 0.9);
SELECT * FROM workmode_power(0.4, 0.5, power => 0.8, confidence => 1);
SELECT * FROM workmode_power(0.4, 0.5, power => 0.8, design_effect => 0.5);
SELECT * FROM workmode_power(0.4, 0.5, power => 0.8, design_effect => 'Infinity');

-- The design effect of five users with sessions of (fix, all): (3,4) (0,2) (1,1) (2,5)
-- (0,3) is 1.527778 with 5/4 for five users; 225/55 of them count, which makes it
-- 1.617647; with two modes the mean is the same
CREATE TEMP TABLE tally AS
SELECT workmode_cluster(t) AS clustered, workmode_rollup(t) AS plain FROM (
	SELECT workmode_tally((CASE WHEN i <= y THEN 'fix' ELSE 'plan' END)::workmode) AS t
	FROM (VALUES (1, 3, 4), (2, 0, 2), (3, 1, 1), (4, 2, 5), (5, 0, 3)) u(usr, y, n), generate_series(1, n) i
	GROUP BY usr) s;
SELECT round(workmode_design_effect(clustered)::numeric, 6) AS mean, round(workmode_design_effect(clustered, 'fix')::numeric, 6) AS fix,
	workmode_design_effect(plain) AS plain, workmode_design_effect(plain, 'fix') AS plain_fix,
	workmode_design_effect('{"version": 1}') AS empty
FROM tally;
-- one user tells nothing of others
SELECT workmode_design_effect(workmode_cluster(t)) AS one FROM (SELECT workmode_tally(mode) AS t FROM workmode_modes()) s;
-- a plan with it
SELECT sessions, design_effect = workmode_design_effect(clustered) AS same
FROM tally, workmode_power(0.33, 0.19, power => 0.8, design_effect => workmode_design_effect(clustered));
