--
-- panel: periods that share people; their changes with intervals.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
SET extra_float_digits = 0;
SET datestyle = 'ISO';
RESET client_min_messages;

-- What a statement fails with, or that it does not.
CREATE FUNCTION pg_temp.try(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
		hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' | ', SQLSTATE, CASE WHEN message !~ 'input syntax' THEN message END,
		nullif(detail, ''), nullif(hint, ''));
END $$;

--
-- The state: text, what is in it, the same by any way
--
SELECT workmode_panel(person, period, tally)
FROM (VALUES ('anna', date '2026-01-01', workmode_tally '{"version": 1, "fix": {"sessions": 2}}'),
	('ben', '2026-02-01', '{"version": 1, "plan": {"sessions": 1}}'),
	('anna', '2026-02-01', '{"version": 1, "fix": {"sessions": 1}, "unclassified": 1}'),
	('anna', '2026-02-01', '{"version": 1, "fix": {"sessions": 4}}'),
	('cleo', '2026-03-01', '{"version": 1}'),
	(NULL, '2026-02-01', '{"version": 1, "fix": {"sessions": 8}}'),
	('ben', NULL, '{"version": 1, "fix": {"sessions": 8}}'),
	('ben', '2026-02-01', NULL)) AS v (person, period, tally);
SELECT workmode_panel('anna', '2026-01-01', NULL), workmode_rollup(NULL::workmode_panel);

-- 40 people in 4 months with values over nine decades; some come, some go
CREATE TABLE panel_session (id int, person text, month date, mode workmode, value double precision) PARTITION BY LIST (month);
CREATE TABLE panel_session_1 PARTITION OF panel_session FOR VALUES IN ('2026-01-01', '2026-02-01');
CREATE TABLE panel_session_2 PARTITION OF panel_session FOR VALUES IN ('2026-03-01', '2026-04-01');
INSERT INTO panel_session
SELECT i, 'person ' || usr, date '2026-01-01' + make_interval(months => month),
	CASE WHEN hashed % 40 > 0 THEN (enum_range(NULL::workmode))[1 + (hashed / 7 + usr * usr) % (2 + usr % 8)] END,
	CASE WHEN hashed % 6 > 0 THEN exp(20.0 * (hashed % 1009) / 1009) * 0.01 END
FROM generate_series(1, 4000) i, LATERAL (SELECT i * 7919::bigint % 104729 AS hashed) h,
	LATERAL (SELECT (hashed % 40)::int AS usr, (hashed / 40 % 4)::int AS month) u
WHERE NOT (usr BETWEEN 30 AND 34 AND month > 1) AND NOT (usr > 34 AND month < 2);
CREATE TABLE panel_part AS
SELECT person, month, workmode_tally(mode, value) AS tally FROM panel_session GROUP BY person, month;
-- a tally for each session, enough for workers to be worth it
CREATE TABLE panel_one AS
SELECT person, month, workmode_tally(mode, value) AS tally FROM panel_session GROUP BY person, month, id;
ALTER TABLE panel_one SET (parallel_workers = 2);
ANALYZE panel_session, panel_part, panel_one;

CREATE TABLE panel_answer (plan text, split boolean, wire bytea);
CREATE FUNCTION pg_temp.ask(plan text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	question text := 'SELECT workmode_panel_send(workmode_panel(person, month, tally)) FROM panel_one';
	line text;
	split boolean := false;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || question LOOP
		split := split OR line ~ 'Partial Aggregate';
	END LOOP;
	EXECUTE format('INSERT INTO panel_answer SELECT %L, %L, (%s)', plan, split, question);
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.ask('serial');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT pg_temp.ask('parallel');
SET parallel_leader_participation = off;
SELECT pg_temp.ask('workers only');
RESET parallel_leader_participation;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
INSERT INTO panel_answer
SELECT 'backwards', true, workmode_panel_send(workmode_panel(person, month, tally ORDER BY person DESC, month DESC)) FROM panel_part
UNION ALL
SELECT 'a month at a time', true, workmode_panel_send(workmode_panel(person, month, tally)) FROM panel_part
UNION ALL
SELECT 'merged by person', true, workmode_panel_send(workmode_rollup(panel)) FROM (
	SELECT workmode_panel(person, month, tally) AS panel FROM panel_part GROUP BY person) p
UNION ALL
SELECT 'merged by month', true, workmode_panel_send(workmode_rollup(panel ORDER BY month DESC)) FROM (
	SELECT month, workmode_panel(person, month, tally) AS panel FROM panel_part GROUP BY month) p
UNION ALL
SELECT 'added up', true, workmode_panel_send(workmode_panel(person, month, tally) FILTER (WHERE month < '2026-03-01') +
	workmode_panel(person, month, tally) FILTER (WHERE month >= '2026-03-01')) FROM panel_part
UNION ALL
SELECT 'taken out again', true, workmode_panel_send(workmode_panel(person, month, tally) + workmode_panel(person, month, tally) -
	workmode_panel(person, month, tally)) FROM panel_part
UNION ALL
SELECT 'from text', true, workmode_panel_send(workmode_panel(person, month, tally)::text::workmode_panel) FROM panel_part
UNION ALL
SELECT 'from jsonb', true, workmode_panel_send(workmode_panel(person, month, tally)::text::jsonb::text::workmode_panel) FROM panel_part
UNION ALL
SELECT 'of grouping sets', true, workmode_panel_send(panel) FROM (
	SELECT person, workmode_panel(person, month, tally) AS panel FROM panel_part GROUP BY ROLLUP (person)) g WHERE person IS NULL;
SELECT a.plan, a.split, a.wire = serial.wire AS same
FROM panel_answer a, panel_answer serial
WHERE serial.plan = 'serial'
ORDER BY a.plan COLLATE "C";
-- a hash aggregate that spills, and a window
SET work_mem = '64kB';
SET enable_sort = off;
SELECT (SELECT workmode_panel_send(workmode_rollup(panel)) FROM (
		SELECT person, workmode_panel(person, month, tally) AS panel FROM panel_part GROUP BY person OFFSET 0) p) = wire AS spilled
FROM panel_answer WHERE plan = 'serial';
RESET work_mem;
RESET enable_sort;
SELECT bool_and(running = (SELECT workmode_panel(person, month, tally) FROM panel_part q WHERE q.month <= w.month)) AS windows
FROM (SELECT month, workmode_rollup(panel) OVER (ORDER BY month) AS running
	FROM (SELECT month, workmode_panel(person, month, tally) AS panel FROM panel_part GROUP BY month) p) w;

-- stored: in a table, out of line, in a binary file; compared, hashed, sorted
CREATE TABLE panel_store AS SELECT 1 AS id, workmode_panel(person, month, tally) AS panel FROM panel_part;
INSERT INTO panel_store SELECT 2, workmode_panel(person, month, tally) FROM panel_part WHERE person <> 'person 7';
\copy panel_store to 'results/panel_store.data' (format binary)
CREATE TABLE panel_again (LIKE panel_store);
\copy panel_again from 'results/panel_store.data' (format binary)
SELECT s.id, s.panel = a.panel AS same, workmode_panel_send(s.panel) = (SELECT wire FROM panel_answer WHERE plan = 'serial') AS serial,
	pg_column_size(s.panel) < 30000 AS small
FROM panel_store s JOIN panel_again a USING (id) ORDER BY id;
SELECT count(DISTINCT panel), count(*) FROM (SELECT panel FROM panel_store UNION ALL SELECT panel FROM panel_again) p;
SELECT count(*) FROM panel_store s JOIN panel_again a ON s.panel = a.panel;
SELECT a.panel < b.panel AS lt, a.panel <= b.panel AS le, a.panel > b.panel AS gt, a.panel >= b.panel AS ge, a.panel <> b.panel AS ne
FROM panel_store a, panel_store b WHERE a.id = 1 AND b.id = 2 AND a.panel < b.panel
UNION ALL
SELECT true, true, false, false, true FROM panel_store a, panel_store b WHERE a.id = 1 AND b.id = 2 AND a.panel > b.panel;
-- a person is taken out of what was stored
SELECT a.panel - (SELECT workmode_panel(person, month, tally) FROM panel_part WHERE person = 'person 7') = b.panel AS forgotten
FROM panel_store a, panel_store b WHERE a.id = 1 AND b.id = 2;
SELECT panel - panel AS nothing FROM panel_store WHERE id = 1;
-- in PL/pgSQL, where a value may be the one that was expanded
DO $$
DECLARE
	total workmode_panel := '{"version": 1}';
	kept workmode_panel;
	part record;
BEGIN
	FOR part IN SELECT workmode_panel(person, month, tally) AS panel FROM panel_part GROUP BY month ORDER BY month LOOP
		kept := total;
		total := total + part.panel;
		IF kept = total OR kept + part.panel <> total THEN
			RAISE EXCEPTION 'what was kept has changed';
		END IF;
	END LOOP;
	IF total <> (SELECT panel FROM panel_store WHERE id = 1) THEN
		RAISE EXCEPTION 'the sum is another';
	END IF;
END $$;
-- support functions may be called by anybody
SELECT workmode_panel_accum('{"version": 1}', 'anna', '2026-01-01', workmode_tally('fix'::workmode)) =
	workmode_panel('anna', '2026-01-01', workmode_tally '{"version": 1, "fix": {"sessions": 1}}') AS accum,
	workmode_panel_accum(NULL, 'anna', '2026-01-01', workmode_tally('fix'::workmode)) AS none;

-- reading
SELECT period, sessions, unclassified, groups, round(effective_groups::numeric, 2) AS effective_groups
FROM panel_store, workmode_periods(panel) WHERE id = 1;
-- by hand, with the groups as the panel's text has them
SELECT period, sum(n) = p.sessions AS sessions, count(*) = p.groups AS groups, abs(sum(n) ^ 2 / sum(n ^ 2) - p.effective_groups) < 1e-9 AS effective
FROM panel_store, workmode_periods(panel) p, LATERAL (SELECT workmode_count(value::text::workmode_tally) AS n
	FROM jsonb_each(panel::text::jsonb -> period::text)) g
WHERE id = 1
GROUP BY period, p.sessions, p.groups, p.effective_groups ORDER BY period;
SELECT bool_and(workmode_panel_tally(panel, month) = tally) AS tallies
FROM panel_store, (SELECT month, workmode_tally(mode, value) AS tally FROM panel_session GROUP BY month) m WHERE id = 1;
SELECT workmode_panel_tally(panel, '2026-01-02') AS absent, workmode_panel_tally(panel, 'infinity') AS never FROM panel_store WHERE id = 1;

--
-- Measures: the numbers are those of tallies
--
CREATE TEMP VIEW two AS
SELECT panel, workmode_panel_tally(panel, '2026-01-01') AS before, workmode_panel_tally(panel, '2026-04-01') AS after
FROM panel_store WHERE id = 1;
SELECT bool_and(p.mode = t.mode AND p.share_before = t.share_before AND p.share_after = t.share_after AND p.change = t.change) AS shares,
	bool_and((p.value_before, p.value_after, p.value_change) IS NOT DISTINCT FROM (t.value_before, t.value_after, t.value_change)) AS means
FROM two, workmode_shift(panel, '2026-01-01', '2026-04-01') p JOIN workmode_shift(before, after) t USING (mode);
SELECT (p.total_variation, p.jensen_shannon, p.psi, p.df) = (t.total_variation, t.jensen_shannon, t.psi, t.df) AS distances,
	abs(p.chi2 * p.design_effect / t.chi2 - 1) < 1e-12 AS chi2
FROM two, workmode_shift_test(panel, '2026-01-01', '2026-04-01') p, workmode_shift_test(before, after) t;
SELECT bool_and((p.method, p.value_index, p.base_coverage, p.current_coverage) = (t.method, t.value_index, t.base_coverage, t.current_coverage)) AS indices,
	bool_and(p.low < p.value_index AND p.value_index < p.high) AS limits
FROM two, workmode_value_indices(panel, '2026-01-01', '2026-04-01') p JOIN workmode_value_indices(before, after) t USING (method);
SELECT bool_and(((p).mix, (p).within, (p).total) IS NOT DISTINCT FROM ((t).mix, (t).within, (t).total)) AS decomposition,
	count((p).mix_low) AS limits, count((t).mix_low) AS none
FROM two, workmode_decompose(panel, '2026-01-01', '2026-04-01') p JOIN workmode_decompose(before, after) t ON p.mode IS NOT DISTINCT FROM t.mode;

-- Their variances are the jackknife's: without each group in turn the measure is made
-- again.  Eight people, each alone in a group.
CREATE TEMP TABLE few AS
SELECT person, workmode_panel(person, month, tally) AS panel FROM panel_part
WHERE person IN ('person 1', 'person 2', 'person 4', 'person 9', 'person 12', 'person 33', 'person 36', 'person 38') GROUP BY person;
CREATE TEMP TABLE few_all AS SELECT workmode_rollup(panel) AS panel FROM few;
CREATE TEMP TABLE few_without AS
SELECT person, few_all.panel - few.panel AS panel FROM few, few_all;
SELECT period, groups FROM few_all, workmode_periods(panel);
CREATE FUNCTION pg_temp.numbers(panel workmode_panel) RETURNS TABLE (measure text, what text, number float8, reach float8) LANGUAGE sql AS $$
	SELECT 'shift', mode::text, change, (high - low) / 2 FROM workmode_shift(panel, '2026-01-01', '2026-04-01', 0.5)
	WHERE share_before > 0 AND share_after > 0
	UNION ALL
	SELECT 'indices', method, ln(value_index), ln(high / low) / 2 FROM workmode_value_indices(panel, '2026-01-01', '2026-04-01', 0.5)
	UNION ALL
	SELECT 'mix', mode::text, mix, (mix_high - mix_low) / 2 FROM workmode_decompose(panel, '2026-01-01', '2026-04-01', 0.5)
	UNION ALL
	SELECT 'within', mode::text, within, (within_high - within_low) / 2 FROM workmode_decompose(panel, '2026-01-01', '2026-04-01', 0.5)
	UNION ALL
	SELECT 'total', mode::text, total, (total_high - total_low) / 2 FROM workmode_decompose(panel, '2026-01-01', '2026-04-01', 0.5)
	UNION ALL
	SELECT 'slope', mode::text, slope, (high - low) / 2 FROM workmode_trend(panel, 0.5)
$$;
-- The reach of each interval over its standard error is Student's critical value.  In
-- each measure it is one value, but within modes, where a mode's own sessions count.
SELECT a.measure, count(*) AS numbers, round(min(reach / error)::numeric, 6) AS least, round(max(reach / error)::numeric, 6) AS most
FROM few_all, pg_temp.numbers(panel) AS a JOIN (
	SELECT n.measure, n.what, sqrt(7.0 / 8 * sum((n.number - a.number) ^ 2)) AS error
	FROM few_all, pg_temp.numbers(few_all.panel) AS a, few_without AS w, pg_temp.numbers(w.panel) AS n
	WHERE n.measure = a.measure AND n.what IS NOT DISTINCT FROM a.what
	GROUP BY n.measure, n.what) AS e ON e.measure = a.measure AND e.what IS NOT DISTINCT FROM a.what
WHERE error > 1e-9
GROUP BY a.measure ORDER BY a.measure COLLATE "C";
-- the degrees of freedom, by sessions and by those with a value; of these R's
-- qt(.75, df) is what stands above
SELECT round((1 / sum(part ^ 2) - 1)::numeric, 6) AS sessions, round((1 / sum(valued ^ 2) - 1)::numeric, 6) AS valued
FROM (SELECT (n0 / sum(n0) OVER () + n1 / sum(n1) OVER ()) / 2 AS part, (v0 / sum(v0) OVER () + v1 / sum(v1) OVER ()) / 2 AS valued
	FROM (SELECT workmode_count(before) AS n0, workmode_count(after) AS n1,
			(SELECT n FROM workmode_values(before) WHERE mode IS NULL) AS v0, (SELECT n FROM workmode_values(after) WHERE mode IS NULL) AS v1
		FROM few, LATERAL (SELECT workmode_panel_tally(panel, '2026-01-01') AS before, workmode_panel_tally(panel, '2026-04-01') AS after) t) n) p;

-- Who is in both periods makes the interval of a change shorter: the same sessions as
-- those of the same people, and as those of others
CREATE TEMP TABLE habit AS
SELECT usr, month, workmode_tally(CASE WHEN usr * 7 % 10 + i * (1 + month) % 3 + month * (usr % 2) < 6 THEN 'fix' ELSE 'build' END::workmode) AS tally
FROM generate_series(1, 60) AS usr, generate_series(0, 1) AS month, generate_series(1, 7 + usr % 5) AS i
GROUP BY usr, month;
SELECT kind, round(change::numeric, 4) AS change, round((high - low)::numeric, 4) AS length, round(p_value::numeric, 4) AS p_value
FROM (SELECT 'the same' AS kind, workmode_panel(usr::text, date '2026-01-01' + month, tally) AS panel FROM habit
	UNION ALL
	SELECT 'others', workmode_panel(usr || ' ' || month, date '2026-01-01' + month, tally) FROM habit) p,
	workmode_shift(panel, '2026-01-01', '2026-01-02')
WHERE mode = 'fix';

-- Trend: the slope is PostgreSQL's, of all sessions
SELECT bool_and(abs(t.slope - s.slope) < 1e-12) AS slopes, abs(sum(t.slope)) < 1e-12 AS zero, bool_and(t.low < t.slope AND t.slope < t.high) AS limits,
	bool_and(t.p_holm >= t.p_value) AS holm, count(*)
FROM panel_store, workmode_trend(panel) t JOIN (
	SELECT m.mode, regr_slope((s.mode = m.mode)::int, (s.month - date '2026-01-01') / 30.4375) AS slope
	FROM panel_session s, workmode_modes() m WHERE s.mode IS NOT NULL GROUP BY m.mode) s USING (mode)
WHERE id = 1;

-- Turnover: who is in both months, and who in one
CREATE TEMP TABLE turned AS
SELECT workmode_panel(person, month, tally) FILTER (WHERE months = 2) AS stayed,
	workmode_panel(person, month, tally) FILTER (WHERE months = 1) AS others
FROM (SELECT *, count(*) OVER (PARTITION BY person) AS months
	FROM panel_part WHERE month IN ('2026-01-01', '2026-04-01') AND workmode_count(tally) > 0) p;
SELECT mode, part, sessions_before, sessions_after, round(change::numeric, 5) AS change, low < change AND change < high AS limits,
	round(value_change::numeric, 2) AS value_change
FROM turned, workmode_turnover(stayed, others, '2026-01-01', '2026-04-01') WHERE mode IS NULL OR mode IN ('build', 'fix');
-- the parts add up to the whole, and that is what workmode_shift says
SELECT count(*) AS modes, bool_and(abs(parts - whole) < 1e-14) AS add_up, bool_and(abs(whole - change) < 1e-14) AS share,
	bool_and(abs(value_parts - value_whole) < 1e-9 * value_before) AS values_add_up, bool_and(abs(value_whole - (value_after - value_before)) < 1e-9 * value_before) AS value,
	bool_and(before = workmode_count(workmode_panel_tally(panel, '2026-01-01'), mode)) AS sessions
FROM (SELECT mode, sum(change) FILTER (WHERE part IS NOT NULL) AS parts, sum(change) FILTER (WHERE part IS NULL) AS whole,
		sum(value_change) FILTER (WHERE part IS NOT NULL) AS value_parts, sum(value_change) FILTER (WHERE part IS NULL) AS value_whole,
		sum(sessions_before) FILTER (WHERE part IS NOT NULL) AS before
	FROM turned, workmode_turnover(stayed, others, '2026-01-01', '2026-04-01') WHERE mode IS NOT NULL GROUP BY mode) t,
	LATERAL (SELECT panel, change, value_before, value_after FROM panel_store, workmode_shift(panel, '2026-01-01', '2026-04-01') s
		WHERE id = 1 AND s.mode = t.mode) s;

--
-- Little and nothing
--
-- no sessions; periods that are not there; the same period twice
SELECT count(*), count(share_before), count(change), count(low), count(p_value) FROM workmode_shift(workmode_panel '{"version": 1}', '2026-01-01', '2026-04-01');
SELECT * FROM workmode_shift_test(workmode_panel '{"version": 1}', '2026-01-01', '2026-04-01');
SELECT count(*), count(value_index), count(low) FROM workmode_value_indices(workmode_panel '{"version": 1}', '2026-01-01', '2026-04-01');
SELECT count(*), count(total), count(total_low) FROM workmode_decompose(workmode_panel '{"version": 1}', '2026-01-01', '2026-04-01');
SELECT count(*), count(share), count(slope), count(low), count(p_value) FROM workmode_trend('{"version": 1}');
SELECT count(*), count(change), count(value_change), sum(sessions_before) FROM workmode_turnover('{"version": 1}', '{"version": 1}', '2026-01-01', '2026-04-01');
SELECT count(*) FROM workmode_periods('{"version": 1}');
SELECT count(*), count(share_before), count(share_after), count(low) FROM panel_store, workmode_shift(panel, '2026-01-01', '2025-01-01') WHERE id = 1;
SELECT count(*), count(share_before), count(low) FROM panel_store, workmode_shift(panel, '-infinity', 'infinity') WHERE id = 1;
SELECT bool_and(change = 0), bool_and(p_value = 1), count(low) FROM panel_store, workmode_shift(panel, '2026-01-01', '2026-01-01') WHERE id = 1;
-- one person; one period
SELECT count(share_after), count(change), count(low), count(p_value), count(value_change), count(value_low)
FROM few, workmode_shift(panel, '2026-01-01', '2026-04-01') WHERE person = 'person 1';
SELECT chi2, df, p_value, total_variation > 0 AS distance, design_effect, df2 FROM few, workmode_shift_test(panel, '2026-01-01', '2026-04-01') WHERE person = 'person 1';
SELECT count(value_index), count(low) FROM few, workmode_value_indices(panel, '2026-01-01', '2026-04-01') WHERE person = 'person 1';
SELECT count(total), count(total_low) FROM few, workmode_decompose(panel, '2026-01-01', '2026-04-01') WHERE person = 'person 1' AND mode IS NULL;
SELECT count(slope), count(low), count(p_holm) FROM few, workmode_trend(panel) WHERE person = 'person 1';
SELECT count(share), count(slope), count(low) FROM (SELECT workmode_panel(person, month, tally) AS panel FROM panel_part WHERE month = '2026-01-01') p, workmode_trend(panel);
-- all sessions are of one mode: no shift, but how sure that is depends on how many people there are
SELECT people, change, round(low::numeric, 3) AS low, round(high::numeric, 3) AS high, p_value
FROM (VALUES (3), (30)) AS n (people), LATERAL (SELECT workmode_panel('u' || u, d, workmode_tally '{"version": 1, "fix": {"sessions": 20}}') AS panel
	FROM generate_series(1, people) AS u, unnest('{2026-01-01,2026-02-01}'::date[]) AS d) AS p, workmode_shift(panel, '2026-01-01', '2026-02-01')
WHERE mode = 'fix';
-- what a NULL is given to is NULL, and so has no rows
SELECT count(*) FROM workmode_shift(NULL::workmode_panel, '2026-01-01', '2026-02-01');
SELECT count(*) FROM panel_store, workmode_shift(panel, NULL, '2026-02-01');
SELECT count(*) FROM panel_store, workmode_trend(panel, NULL);

--
-- What cannot be
--
SELECT pg_temp.try($$SELECT workmode_panel('a', '2026-01-01', t) FROM (SELECT workmode_cluster(tally) AS t FROM panel_part) c$$);
SELECT day, pg_temp.try(format($$SELECT workmode_panel('a', %L, '{"version": 1, "fix": {"sessions": 1}}')$$, day))
FROM unnest('{infinity,-infinity,0001-01-01,0001-12-31 BC,9999-12-31,10000-01-01}'::text[]) AS day;
SELECT pg_temp.try($$SELECT workmode_panel('a', date '2026-01-01' + i, '{"version": 1, "fix": {"sessions": 1}}') FROM generate_series(1, 400) i$$);
SELECT pg_temp.try($$SELECT workmode_panel('a', date '2026-01-01' + i, '{"version": 1, "fix": {"sessions": 1}}') FROM generate_series(1, 401) i$$);
SELECT pg_temp.try($$SELECT panel - '{"version": 1, "2026-01-01": {"5": {"version": 1, "fix": {"sessions": 1000}}}}' FROM panel_store$$);
SELECT pg_temp.try($$SELECT panel - '{"version": 1, "2020-01-01": {"5": {"version": 1, "fix": {"sessions": 1}}}}' FROM panel_store$$);
SELECT pg_temp.try(format('SELECT * FROM panel_store, workmode_%s', call)) FROM unnest(ARRAY[
	$$shift(panel, '2026-01-01', '2026-02-01', 1)$$, $$value_indices(panel, '2026-01-01', '2026-02-01', 'NaN')$$,
	$$decompose(panel, '2026-01-01', '2026-02-01', 0)$$, $$trend(panel, 95)$$, $$turnover(panel, panel, '2026-01-01', '2026-02-01', -1)$$]) AS call;
-- each group's tally fits, that of all groups does not
CREATE TEMP TABLE much AS SELECT workmode_panel '{"version": 1, "2026-01-01": {"1": {"version": 1, "fix": {"sessions": 576460752303423487}}, "2": {"version": 1, "fix": {"sessions": 1}}}}' AS panel;
SELECT pg_temp.try(format('SELECT * FROM much, workmode_%s', call)) FROM unnest(ARRAY['panel_tally(panel, ''2026-01-01'')', 'periods(panel)',
	$$shift(panel, '2026-01-01', '2026-02-01')$$, $$shift_test(panel, '2026-01-01', '2026-02-01')$$, $$value_indices(panel, '2026-01-01', '2026-02-01')$$,
	$$decompose(panel, '2025-01-01', '2026-01-01')$$, 'trend(panel)', $$turnover(panel, panel, '2026-01-01', '2026-02-01')$$]) AS call;
SELECT pg_temp.try('SELECT panel + panel FROM much');

-- texts
SELECT input, pg_temp.try(format('SELECT %L::workmode_panel', input)) FROM (VALUES
	(''), ('{'), ('{}'), ('[]'), ('{"version": 2}'), ('{"version": 1, "version": 1}'), ('{"version": 1} x'), ('{"version": 1, "x": {}}'),
	('{"version": 1, "2026-02-29": {"1": {"version": 1, "fix": {"sessions": 1}}}}'),
	('{"version": 1, "2026-02-28": {}}'), ('{"version": 1, "2026-02-28": {"128": {"version": 1, "fix": {"sessions": 1}}}}'),
	('{"version": 1, "2026-02-28": {"1": {"version": 1}}}'), ('{"version": 1, "2026-02-28": {"1": {"fix": {"sessions": 1}}}}'),
	('{"version": 1, "2026-02-28": {"1": {"version": 1, "fix": {"sessions": 1, "valued": 2}}}}'),
	('{"version": 1, "2026-02-28": {"1": {"version": 1, "clustered": true, "unclassified": 1}}}'),
	('{"version": 1, "2026-02-28": {"1": {"version": 1, "clustered": true}}}'),
	('{"version": 1, "2026-02-28": {"1": {"version": 1, "fix": {"sessions": 1}}}, "2026-02-28": {"2": {"version": 1, "fix": {"sessions": 1}}}}'),
	('{"version": 1, "2026-02-28": {"1": {"version": 1, "fix": {"sessions": 1}}, "1": {"version": 1, "fix": {"sessions": 1}}}}')) AS t (input);
SELECT pg_temp.try(format('SELECT %L::workmode_panel', '{"version": 1, ' || string_agg(format('"%s": {"1": {"version": 1, "fix": {"sessions": 1}}}',
	date '2026-01-01' + i), ', ') || '}')) FROM generate_series(0, 400) AS i;

-- Receives bytes as COPY would from a file; the error, or whether the value that came
-- in goes out as the same bytes.
CREATE FUNCTION pg_temp.receive(wire bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0) ||
		int2send(1::int2) || int4send(length(wire)) || wire || int2send(-1::int2);
	octal text;
	same boolean;
	detail text;
BEGIN
	SELECT string_agg('\' || (b >> 6) || (b >> 3 & 7) || (b & 7), '' ORDER BY i) INTO octal
	FROM generate_series(0, length(file) - 1) i, LATERAL (SELECT get_byte(file, i) AS b) o;
	CREATE TEMP TABLE received (value workmode_panel);
	EXECUTE format('COPY received FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' || octal || '''');
	SELECT workmode_panel_send(value) = wire INTO same FROM received;
	DROP TABLE received;
	RETURN CASE WHEN same THEN 'same bytes' ELSE 'other bytes' END;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(' | ', SQLSTATE, SQLERRM, nullif(detail, ''));
END $$;
CREATE TEMP TABLE good AS
SELECT workmode_panel_send('{"version": 1, "2026-01-01": {"3": {"version": 1, "fix": {"sessions": 2}}}, "2026-02-01": {"3": {"version": 1, "plan": {"sessions": 1}}}}') AS wire;
SELECT wire FROM good;
SELECT flaw, pg_temp.receive(bad) FROM good, LATERAL (VALUES
	('none', wire),
	('empty', '\x0100'::bytea),
	('nothing', ''::bytea),
	('cut short', substr(wire, 1, length(wire) - 1)),
	('one byte more', wire || '\x00'),
	('version 0', set_byte(wire, 0, 0)),
	('version 2', set_byte(wire, 0, 2)),
	('fields of the future', set_byte(wire, 1, 3)),
	('no periods', '\x01010100'),
	('one period more', set_byte(wire, 3, 3)),
	('401 periods', overlay(set_byte(wire, 2, get_byte(wire, 2) + 2) placing '\xe19101' from 4 for 1)),
	('a day beyond 9999', set_byte(wire, 7, 255)),
	('the same day twice', set_byte(wire, 33, 0)),
	('a period that is too long', set_byte(wire, 8, 25)),
	('a period that is too short', set_byte(wire, 8, 23)),
	('another group', set_byte(set_byte(wire, 9, 0), 10, 1)),
	('a group more', set_byte(wire, 9, 24)),
	('no groups', set_byte(wire, 9, 0)),
	('a tally that is too long', set_byte(wire, 25, 8)),
	('a tally of the future', set_byte(wire, 26, 2)),
	('a tally of facts', '\x01011b010518' || substr(wire, 10, 16) || '\x0701050301000000'),
	('an empty tally', '\x010116010513' || substr(wire, 10, 16) || '\x020100'),
	('a mode of no sessions', set_byte(wire, 32, 0)),
	('a day in more bytes', '\x01011c01e00518' || substr(wire, 10, 16) || '\x0701010400020002'),
	('that day', '\x01011b010518' || substr(wire, 10, 16) || '\x0701010400020002')) AS f (flaw, bad);
-- a single bit that is changed is refused, or comes back as the same bytes
SELECT answer, count(*) > 0 AS seen FROM (
	SELECT CASE WHEN received = 'same bytes' THEN received ELSE left(received, 5) END AS answer
	FROM good, generate_series(0, length(wire) - 1) byte, LATERAL
		(SELECT pg_temp.receive(set_bit(wire, byte * 8 + byte % 8, 1 - get_bit(wire, byte * 8 + byte % 8))) AS received) r) t
GROUP BY answer ORDER BY answer;

DROP VIEW two;
DROP TABLE panel_session, panel_part, panel_one, panel_answer, panel_store, panel_again;
