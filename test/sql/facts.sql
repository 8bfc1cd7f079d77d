-- Rates of yes/no facts by mode, and shares that weigh by value or by user.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- Eight users whose sessions R's package survey was given, too (see
-- test/unit/statistics/proportion.c).
CREATE TEMP TABLE session AS
SELECT u, i, ('{build,fix,test,plan}'::workmode[])[1 + CASE WHEN i < 4 THEN i ELSE (u * i * i + u + i % 3) % 4 END] AS mode,
	(1 + (7 * u + 5 * i * i) % 13 * u)::float8 AS value, (u + i * i + i) % 3 = 0 AS fact
FROM generate_series(1, 8) AS u, generate_series(0, 2 + 3 * u) AS i;
CREATE TEMP TABLE tally AS
SELECT workmode_cluster(v) AS values, workmode_cluster(f) AS facts, workmode_rollup(v) AS plain, workmode_rollup(f) AS plain_facts
FROM (SELECT workmode_tally(mode, value) AS v, workmode_tally(mode, fact) AS f FROM session GROUP BY u) AS t;

-- Rates: Wilson's interval over sessions
SELECT r.mode, r.sessions, r.yes, round(r.rate::numeric, 6) AS rate, round(r.low::numeric, 6) AS low, round(r.high::numeric, 6) AS high,
	abs(r.low - (r.yes + z * z / 2 - z * sqrt(r.yes * (1 - r.rate) + z * z / 4)) / (r.sessions + z * z)) < 1e-9 AS wilson
FROM tally, workmode_fact_rates(plain_facts) AS r, LATERAL (SELECT 1.959963984540054 AS z) AS z ORDER BY r.mode;
-- and over users: survey has standard errors .147439 .167243 .179180 .100840 .10829,
-- of which that of plan is below what the modes have together
SELECT r.mode, r.sessions, r.yes, round(r.rate::numeric, 6) AS rate, round(r.low::numeric, 6) AS low, round(r.high::numeric, 6) AS high,
	r.low < p.low AND r.high > p.high AS wider
FROM tally, workmode_fact_rates(facts) AS r JOIN workmode_fact_rates(plain_facts) AS p ON p.mode IS NOT DISTINCT FROM r.mode
WHERE r.sessions > 0 ORDER BY r.mode;
-- users with one session each are sessions, but for Student's t
SELECT bool_and(c.rate IS NOT DISTINCT FROM p.rate) AS rate, bool_and(abs(c.low - p.low) < .002 AND c.low <= p.low) AS low
FROM (SELECT workmode_cluster(t) AS c, workmode_rollup(t) AS p
	FROM (SELECT workmode_tally((enum_range(NULL::workmode))[1 + i % 2], i % 5 < 2) AS t FROM generate_series(1, 1000) AS i GROUP BY i) AS u) AS t,
	workmode_fact_rates(t.c) AS c JOIN workmode_fact_rates(t.p) AS p ON p.mode IS NOT DISTINCT FROM c.mode;
-- of a tally of values: how many sessions have one
SELECT mode, sessions, yes, rate FROM workmode_fact_rates('{"version": 1, "fix": {"sessions": 4, "valued": 1, "value": 1, "value2": 1}}') WHERE sessions > 0 ORDER BY mode;
-- one user, nothing, wrong arguments
SELECT mode, sessions, yes, rate, low, high
FROM (SELECT workmode_cluster(t) AS t FROM (SELECT workmode_tally(mode, fact) AS t FROM session WHERE u = 1) AS one) AS t, workmode_fact_rates(t) WHERE sessions > 0 ORDER BY mode;
SELECT count(*), sum(sessions), sum(yes), count(rate), count(low), count(high) FROM workmode_fact_rates('{"version": 1}');
SELECT count(*) FROM workmode_fact_rates('{"version": 1}', 1);

-- The change of rates: Newcombe's interval of the two
SELECT s.mode, round(s.change::numeric, 6) AS change, s.change = s.rate_after - s.rate_before AS difference,
	abs(s.low - (s.change - sqrt((a.rate - a.low) ^ 2 + (b.high - b.rate) ^ 2))) < 1e-12 AS low,
	abs(s.high - (s.change + sqrt((a.high - a.rate) ^ 2 + (b.rate - b.low) ^ 2))) < 1e-12 AS high, round(s.p_value::numeric, 6) AS p_value
FROM (SELECT workmode_cluster(f) FILTER (WHERE u < 6) AS before, workmode_cluster(f) FILTER (WHERE u >= 4) AS after
	FROM (SELECT u, workmode_tally(mode, fact) AS f FROM session GROUP BY u) AS t) AS t,
	workmode_fact_shift(before, after, 0.9) AS s, workmode_fact_rates(before, 0.9) AS b, workmode_fact_rates(after, 0.9) AS a
WHERE b.mode IS NOT DISTINCT FROM s.mode AND a.mode IS NOT DISTINCT FROM s.mode AND s.change IS NOT NULL ORDER BY s.mode;
-- Newcombe (1998a), table II: 56 of 70 against 48 of 80, .0524 to .3339
SELECT mode, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, round(p_value::numeric, 4) AS p_value
FROM (SELECT workmode_tally('fix'::workmode, i <= 48) AS before FROM generate_series(1, 80) AS i) AS b,
	(SELECT workmode_tally('fix'::workmode, i <= 56) AS after FROM generate_series(1, 70) AS i) AS a, workmode_fact_shift(before, after)
WHERE change <> 0 ORDER BY mode;
-- Holm's p: of the two modes that have a p-value the smaller counts twice; the total is
-- none of those that are looked at
SELECT mode, round(p_value::numeric, 5) AS p_value, round(p_holm::numeric, 5) AS p_holm, p_holm = 2 * p_value AS twice
FROM (SELECT workmode_tally(CASE WHEN i <= 80 THEN 'fix'::workmode ELSE 'plan' END, i <= 48 OR i > 100) AS before FROM generate_series(1, 120) AS i) AS b,
	(SELECT workmode_tally(CASE WHEN i <= 70 THEN 'fix'::workmode ELSE 'plan' END, i <= 56 OR i > 95) AS after FROM generate_series(1, 120) AS i) AS a,
	workmode_fact_shift(before, after) WHERE change IS NOT NULL ORDER BY mode;
SELECT count(*), count(rate_before), count(rate_after), count(change), count(low), count(p_value) FROM tally, workmode_fact_shift('{"version": 1}', facts);

-- workmode_telemetry has the same counts: of the sessions labelled code, those that
-- changed it (confirmed), and of those that changed it, the ones labelled otherwise
CREATE TEMP TABLE labelled (mode workmode, code_changed boolean, n int);
INSERT INTO labelled VALUES ('build', true, 90), ('fix', true, 40), ('test', false, 10), ('orchestrate', true, 1),
	('operate', true, 5), ('plan', false, 30), ('communicate', true, 2), ('plan', NULL, 3), (NULL, true, 4), (NULL, NULL, 1);
SELECT (t.telemetry).sessions = workmode_count(t.facts) AS sessions, (t.telemetry).unknown = workmode_unclassified(t.facts) AS unknown,
	(t.telemetry).labelled_code = sum(r.sessions) FILTER (WHERE m.family = 'code') AS labelled_code,
	(t.telemetry).labelled_and_changed = sum(r.yes) FILTER (WHERE m.family = 'code') AS labelled_and_changed,
	(t.telemetry).code_changed = sum(r.yes) AS code_changed,
	(t.telemetry).changed_not_labelled = sum(r.yes) FILTER (WHERE m.family <> 'code') AS changed_not_labelled
FROM (SELECT workmode_telemetry(mode, code_changed) AS telemetry, workmode_tally(mode, code_changed) AS facts
	FROM labelled, generate_series(1, n)) AS t, workmode_fact_rates(t.facts) AS r JOIN workmode_modes() AS m USING (mode)
GROUP BY t.telemetry, t.facts;
-- and the same intervals, where one mode stands for its family
SELECT (t.telemetry).confirmed = r.rate AND (t.telemetry).confirmed_low = r.low AND (t.telemetry).confirmed_high = r.high AS confirmed,
	(t.telemetry).missed = s.share AND (t.telemetry).missed_low = s.low AND (t.telemetry).missed_high = s.high AS missed
FROM (SELECT workmode_telemetry(mode, code_changed) AS telemetry, workmode_tally(family, code_changed) AS facts,
		workmode_tally(family) FILTER (WHERE code_changed) AS changed
	FROM labelled, generate_series(1, n),
		LATERAL (SELECT CASE WHEN mode IN ('build', 'fix', 'test', 'orchestrate') THEN 'build'::workmode
			WHEN mode IS NOT NULL THEN 'operate' END AS family) AS f) AS t,
	workmode_fact_rates(t.facts) AS r, workmode_shares(t.changed) AS s
WHERE r.mode = 'build' AND s.mode = 'operate';

-- Shares by value: a ratio of totals; survey has standard errors .030872 .043537
-- .045629 .057132 over users and .051883 .039562 .051993 .038257 over sessions
SELECT s.mode, s.sessions, round(s.share::numeric, 6) AS share, s.share = sum(value) FILTER (WHERE t.mode = s.mode) / sum(value) AS ratio,
	round(s.low::numeric, 6) AS low, round(s.high::numeric, 6) AS high
FROM session AS t, tally, workmode_shares(values, weight => 'value') AS s WHERE s.sessions > 0 GROUP BY s.mode, s.sessions, s.share, s.low, s.high ORDER BY s.mode;
SELECT s.mode, round(s.share::numeric, 6) AS share, round(s.low::numeric, 6) AS low, round(s.high::numeric, 6) AS high
FROM tally, workmode_shares(plain, weight => 'value') AS s WHERE s.sessions > 0 ORDER BY s.mode;
-- values that are all alike weigh as sessions do
SELECT bool_and(abs(v.share - s.share) < 1e-15) AS share, bool_and(v.low <= s.low AND v.high >= s.high) AS wider,
	max(greatest(s.low - v.low, v.high - s.high)) < .0003 AS by_little
FROM (SELECT workmode_tally(mode, 7.5) AS t FROM session, generate_series(1, 10)) AS t, workmode_shares(t) AS s JOIN workmode_shares(t, weight => 'value') AS v USING (mode);
-- Shares of users: the mean of each user's own, as avg has it
SELECT s.mode, s.sessions, round(s.share::numeric, 6) AS share, abs(s.share - own) < 1e-12 AS mean, round(s.low::numeric, 6) AS low, round(s.high::numeric, 6) AS high
FROM tally, workmode_shares(values, weight => 'users') AS s
	JOIN (SELECT mode, avg(share) AS own FROM (SELECT u, m.mode, avg((t.mode = m.mode)::int) AS share
		FROM session AS t, workmode_modes() AS m GROUP BY u, m.mode) AS a GROUP BY mode) AS o USING (mode)
WHERE s.sessions > 0 ORDER BY s.mode;
-- the default, and joint intervals, which are wider
SELECT weight, bool_and(j.low <= s.low AND j.high >= s.high AND j.share = s.share) AS wider,
	bool_and(s = d) AS default
FROM tally, unnest('{sessions,value,users}'::text[]) AS weight, workmode_shares(values, weight => weight) AS s
	JOIN workmode_shares(values, joint => true, weight => weight) AS j USING (mode) JOIN workmode_shares(values) AS d USING (mode)
GROUP BY weight ORDER BY weight;
SELECT weight, count(*), sum(sessions), count(share), count(low)
FROM unnest('{sessions,value,users}'::text[]) AS weight, workmode_shares('{"version": 1}', weight => weight) GROUP BY weight ORDER BY weight;
SELECT count(*) FROM tally, workmode_shares(plain, weight => 'users');
SELECT count(*) FROM tally, workmode_shares(facts, weight => 'value');
SELECT count(*) FROM tally, workmode_shares(facts, weight => 'users');
SELECT count(*) FROM tally, workmode_shares(values, weight => 'hours');
