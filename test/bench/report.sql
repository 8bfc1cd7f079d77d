-- The whole report in one script: shares by month, shift, indices, decomposition,
-- telemetry both ways, corrected shares, beside the published study.
--
--	psql [-v before=MONTH] [-v after=MONTH] -f test/bench/report.sql
--
-- Reads sessions (author text, month text, mode workmode, value float8,
-- code_changed boolean) and, if it is there, a table of those that a stronger
-- rater labelled: labels (truth workmode, predicted workmode).  The months
-- compared are the first and the last unless others are named.
\set QUIET on
\pset border 0
\pset null '-'
\pset footer off
\timing off
SELECT min(month) AS first_month, max(month) AS last_month FROM sessions \gset
\if :{?before}
\else
	\set before :first_month
\endif
\if :{?after}
\else
	\set after :last_month
\endif

-- One pass over the sessions; all that follows reads these few rows.  Users are
-- clusters: first their own tallies, then what the variance needs of them.
CREATE TEMP TABLE report_month AS
SELECT month, workmode_cluster(tally) AS tally
FROM (SELECT month, author, workmode_tally(mode, value) AS tally
	FROM sessions GROUP BY month, author) AS by_author
GROUP BY month;
CREATE TEMP TABLE report_ends AS
SELECT b.tally AS before, a.tally AS after
FROM report_month AS b, report_month AS a
WHERE b.month = :'before' AND a.month = :'after';

\echo
\echo Sessions, authors and coverage by month
SELECT month, workmode_count(tally) AS sessions, workmode_users(tally) AS authors,
	workmode_unclassified(tally) AS unclassified
FROM report_month ORDER BY month;

\echo
\echo Shares by month in per cent, with 95% limits by author
SELECT mode, month, format('%s (%s-%s)', round(100 * share::numeric),
		coalesce(round(100 * low::numeric)::text, '?'), coalesce(round(100 * high::numeric)::text, '?'))
FROM report_month, workmode_shares(tally)
ORDER BY mode, month \crosstabview

\echo
\echo Shift from :before to :after in points, growth of the mean value in per cent
SELECT mode, round(100 * share_before::numeric, 1) AS before, round(100 * share_after::numeric, 1) AS after,
	round(100 * change::numeric, 1) AS change, round(100 * low::numeric, 1) AS low,
	round(100 * high::numeric, 1) AS high, round(p_value::numeric, 4) AS p,
	round(100 * value_change::numeric, 1) AS value_growth, round(100 * value_low::numeric, 1) AS value_low,
	round(100 * value_high::numeric, 1) AS value_high
FROM report_ends, workmode_shift(before, after);
SELECT round(chi2::numeric, 2) AS chi2, df, round(p_value::numeric, 4) AS p, round(design_effect::numeric, 2) AS design_effect,
	round(total_variation::numeric, 3) AS total_variation, round(jensen_shannon::numeric, 4) AS jensen_shannon,
	round(psi::numeric, 3) AS psi
FROM report_ends, workmode_shift_test(before, after);

\echo
\echo Value indices of :after, :before = 100
SELECT method, round(value_index::numeric, 1) AS index, round(low::numeric, 1) AS low, round(high::numeric, 1) AS high,
	round(100 * base_coverage::numeric, 1) AS base_coverage, round(100 * current_coverage::numeric, 1) AS current_coverage
FROM report_ends, workmode_value_indices(before, after);

\echo
\echo Mean value by month, :before = 100: of the average session, its price, its mix
SELECT month, round(workmode_value_index(before, tally)::numeric, 1) AS mean,
	round(workmode_value_index(before, tally, 'geomean')::numeric, 1) AS geomean,
	round(workmode_value_index(before, tally, 'fisher')::numeric, 1) AS fisher,
	round(workmode_value_index(before, tally, 'mix')::numeric, 1) AS mix
FROM report_month, report_ends ORDER BY month;

\echo
\echo Where the change in mean value comes from
SELECT coalesce(mode::text, 'all') AS mode, round(mix::numeric, 2) AS mix, round(within::numeric, 2) AS within,
	round(total::numeric, 2) AS total
FROM report_ends, workmode_decompose(before, after);

\echo
\echo Labels against changed code, both ways, by month
SELECT month, t.sessions, t.labelled_code, round(100 * t.confirmed::numeric, 1) AS code_changed_pct,
	round(100 * t.confirmed_low::numeric, 1) AS low, round(100 * t.confirmed_high::numeric, 1) AS high,
	t.code_changed, round(100 * t.missed::numeric, 1) AS not_labelled_pct,
	round(100 * t.missed_low::numeric, 1) AS low, round(100 * t.missed_high::numeric, 1) AS high
FROM (SELECT month, (workmode_telemetry(mode, code_changed)).* FROM sessions GROUP BY ROLLUP (month)) AS t
ORDER BY month;

SELECT to_regclass('labels') IS NOT NULL AS has_labels \gset
\if :has_labels
\echo
\echo Shares of all months, as predicted and as corrected by labelled sessions
CREATE TEMP TABLE report_labels AS
SELECT workmode_agreement(truth, predicted) AS labels FROM labels;
SELECT mode, round(100 * share::numeric, 1) AS predicted, round(100 * corrected::numeric, 1) AS corrected,
	round(100 * low::numeric, 1) AS low, round(100 * high::numeric, 1) AS high
FROM report_labels, (SELECT workmode_tally(mode) AS tally FROM sessions) AS s,
	workmode_corrected(tally, labels);
SELECT workmode_pairs(labels) AS labelled, round(workmode_accuracy(labels)::numeric, 3) AS accuracy,
	round(workmode_kappa(labels)::numeric, 3) AS kappa
FROM report_labels;
\endif

\echo
\echo Publishable: all months, cells of at least ten authors
SELECT coalesce(mode::text, 'all') AS mode, sessions, users, round(100 * share::numeric, 1) AS share, status
FROM (SELECT workmode_cluster(tally) AS tally
	FROM (SELECT author, workmode_tally(mode, value) AS tally FROM sessions GROUP BY author) AS by_author) AS s,
	workmode_publishable(tally, min_users => 10);

\echo
\echo Beside the published study (October 2025 to April 2026), in per cent
SELECT s.family, s.mode, round(100 * s.share_before::numeric) AS study_before,
	round(100 * s.share_after::numeric) AS study_after,
	round(100 * h.share_before::numeric, 1) AS here_before, round(100 * h.share_after::numeric, 1) AS here_after,
	round(100 * s.value_growth::numeric) AS study_growth, round(100 * h.value_change::numeric, 1) AS here_growth
FROM workmode_study() AS s LEFT JOIN (SELECT h.* FROM report_ends, workmode_shift(before, after) AS h) AS h USING (mode)
ORDER BY s.family, s.mode;
