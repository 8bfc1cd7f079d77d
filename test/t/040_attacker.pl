# An ordinary user who owns the extension attacks the server through its types
# and functions: each attempt is an error or an answer, never a crash.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('attacker');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', q{
	CREATE ROLE joe LOGIN;
	CREATE DATABASE joe OWNER joe;
});

# Where a bigint is taken for a text, this is an address that cannot be read.
my $address = '140737488355328';
my $turn = q{'[{"role": "user", "content": "fix it"}, {"role": "assistant", "content": "I did."}]'::text};
my $rate = q{ROW(NULL, 'web', 60, 'USD per hour', NULL)::workmode_skill_rate};

# Statements in one session: the SQLSTATE of each error that they raise, or what
# they print.  The session must be there at the end.
sub session
{
	my ($role, $sql) = @_;
	my ($stdout, $stderr);

	$node->psql(
		'joe',
		"\\set VERBOSITY sqlstate\n$sql\n;\nROLLBACK;\nSELECT 'still here';",
		on_error_stop => 0,
		stdout => \$stdout,
		stderr => \$stderr,
		extra_params => $role ? [ '-U', $role ] : []);
	return ($stdout =~ s/\n?still here$// ? 1 : 0,
		join(' ', $stderr =~ /ERROR:  (\w{5})$/mg) || $stdout);
}

sub attack
{
	my ($name, $expected, $sql, $role) = @_;
	my ($alive, $answer) = session($role // 'joe', $sql);

	ok($alive, "$name: the session lives");
	like($answer, $expected, "$name: the answer");
}

my ($alive, $owner) = session('joe', q{
	CREATE EXTENSION workmode;
	SELECT pg_get_userbyid(extowner), NOT rolsuper FROM pg_extension, pg_roles
	WHERE extname = 'workmode' AND rolname = current_user});
is($owner, 'joe|t', 'the extension belongs to no superuser');

#
# The table of rates is joe's, the type of its rows is not.
#
attack("a column of the table, $_", qr/^42809$/, "BEGIN; ALTER TABLE workmode_rates $_")
  foreach 'ALTER skill TYPE bigint USING 0', 'DROP skill', 'RENAME skill TO rate2', 'ADD more text';
attack("the type itself, $_", qr/^42501$/, "BEGIN; ALTER TYPE $_")
  foreach 'workmode_skill_rate ALTER ATTRIBUTE skill TYPE bigint CASCADE',
  'workmode_skill_rate DROP ATTRIBUTE mode CASCADE',
  'workmode_skill_rate RENAME ATTRIBUTE skill TO rate2 CASCADE',
  'workmode_options ALTER ATTRIBUTE version TYPE bigint',
  'workmode_facts ALTER ATTRIBUTE prompts TYPE text',
  'workmode_telemetry_row ALTER ATTRIBUTE sessions TYPE text',
  'workmode_share_row ADD ATTRIBUTE more text', 'workmode_share_row DROP ATTRIBUTE share CASCADE',
  q{workmode RENAME VALUE 'fix' TO 'mend'}, q{workmode ADD VALUE 'rest'}, 'workmode OWNER TO joe';

# What is no longer of that type can no longer be handed over, not even by plans
# and views that were made before.
my $retype = qq{
	ALTER TABLE workmode_rates NOT OF;
	ALTER TABLE workmode_rates DROP CONSTRAINT workmode_rates_skill_check;
	DROP INDEX workmode_rates_mode_skill_idx, workmode_rates_skill_idx;
	ALTER TABLE workmode_rates ALTER skill TYPE bigint USING $address;
};
my $all = '(SELECT array_agg(r::workmode_skill_rate) FROM workmode_rates r)';
my $one = q{INSERT INTO workmode_rates (skill, rate) VALUES ('web', 60);};
attack('a retyped table', qr/^42846$/, "BEGIN; $one $retype SELECT workmode_value($turn, $all)");
attack('its own rows', qr/^42883$/,
	"BEGIN; $one $retype SELECT workmode_value($turn, (SELECT array_agg(r) FROM workmode_rates r))");
attack('a plan made before', qr/^42804|^0A000|^42846/, qq{
	BEGIN; $one SET plan_cache_mode = force_generic_plan;
	PREPARE worth AS SELECT workmode_value($turn, $all);
	EXECUTE worth \\g /dev/null
	$retype EXECUTE worth});
attack('a view made before', qr/^42804/, qq{
	BEGIN; $one
	CREATE VIEW worth AS SELECT workmode_value($turn, $all);
	$retype SELECT * FROM worth});
attack('values that do not fit', qr/^22P02$/,
	qq{SELECT workmode_value($turn, ARRAY[ROW('none', $address, 5, '', '')::workmode_skill_rate])});
attack('a number for a skill', qr/^22023$/,
	qq{SELECT workmode_value($turn, ARRAY[ROW(NULL, $address, 5, '', '')::workmode_skill_rate])});
attack('rows of another shape', qr/^42883$/, qq{
	BEGIN; CREATE TYPE other AS (mode workmode, skill bigint, rate double precision, unit text, source text);
	SELECT workmode_value($turn, ARRAY[ROW(NULL, $address, 5, '', '')::other])});
attack('rows of no type', qr/^42883|^42846/, "SELECT workmode_value($turn, ARRAY[ROW(NULL, $address, 5, '', '')])");
attack('rows of no type, cast', qr/^42846$/, qq{
	SELECT workmode_value($turn, array_agg(r::workmode_skill_rate))
	FROM (SELECT ROW(NULL, $address, 5, '', '') AS r) s});

# Arrays of every shape.
attack('arrays', qr/^t\|t\|t\|t$/, qq{
	BEGIN;
	CREATE DOMAIN own_rate AS workmode_skill_rate;
	CREATE DOMAIN own_rates AS workmode_skill_rate[];
	SELECT workmode_value($turn, '{}'::workmode_skill_rate[]) = workmode_value($turn),
		workmode_value($turn, ARRAY[ARRAY[$rate]]) = workmode_value($turn, ARRAY[$rate]),
		workmode_value($turn, ARRAY[$rate]::own_rate[]) = workmode_value($turn, ARRAY[$rate]),
		workmode_value($turn, ARRAY[$rate]::own_rates) = workmode_value($turn, ARRAY[$rate])});
attack('a million of no rates', qr/^22004$/,
	"SELECT workmode_value($turn, array_fill(NULL::workmode_skill_rate, ARRAY[1000000]))");
attack('many of one rate', qr/^21000$/, "SELECT workmode_value($turn, array_fill($rate, ARRAY[1000, 10]))");
attack('a skill of a megabyte, compressed', qr/^22023$/, qq{
	BEGIN;
	CREATE TABLE long AS SELECT ROW(NULL, repeat('web', 350000), 60, '', '')::workmode_skill_rate AS r;
	SELECT workmode_value($turn, array_agg(r)) FROM long});

attack('values that PL/pgSQL holds expanded', qr/^t$/, qq{
	DO \$\$
	DECLARE
		r workmode_skill_rate;
		rates workmode_skill_rate[];
		options workmode_options;
		counts bigint[] := '{1,1,1,1,1}';
	BEGIN
		r.skill := 'web';
		r.rate := 60;
		rates[3] := r;
		r.mode := 'fix';
		rates := rates || r;
		ASSERT workmode_value($turn, rates) = workmode_value($turn, ARRAY[$rate, ROW('fix', 'web', 60, '', '')::workmode_skill_rate]);
		options.version := 'own';
		ASSERT (SELECT workmode_model_version(workmode_train('{1:1}', m, options)) FROM unnest('{fix,build}'::workmode[]) m) = 'own';
		counts[5] := 2;
		ASSERT workmode_telemetry_combine(counts, counts) = '{2,2,2,2,4}' AND counts = '{1,1,1,1,2}';
	END \$\$;
	SELECT true});

#
# An administrator who alters a type of ours breaks functions, not the server.
# Each of these once ended it, or read one type as another.
#
my $no_table = 'ALTER EXTENSION workmode DROP TABLE workmode_rates; DROP TABLE workmode_rates;';
attack("an administrator: $_->[0]", qr/^42804$/, "BEGIN; $no_table ALTER TYPE $_->[0]; SELECT $_->[1]", '')
  foreach
  [ 'workmode_skill_rate ALTER ATTRIBUTE skill TYPE bigint', "workmode_value($turn, ARRAY[ROW(NULL, $address, 5, '', '')::workmode_skill_rate])" ],
  [ 'workmode_skill_rate ALTER ATTRIBUTE rate TYPE text', "workmode_value($turn, ARRAY[ROW(NULL, 'web', '5', '', '')::workmode_skill_rate])" ],
  [ 'workmode_skill_rate ALTER ATTRIBUTE mode TYPE oid', "workmode_value($turn, ARRAY[ROW(1, 'web', 5, '', '')::workmode_skill_rate])" ],
  [ 'workmode_skill_rate RENAME ATTRIBUTE skill TO name', "workmode_value($turn, ARRAY[$rate])" ],
  [ 'workmode_skill_rate DROP ATTRIBUTE skill', "workmode_value($turn, ARRAY[ROW(NULL, 5, '', '')::workmode_skill_rate])" ],
  [ 'workmode_skill_rate ALTER ATTRIBUTE rate TYPE bigint', 'count(*) FROM workmode_rate_card()' ],
  [ 'workmode_skill_rate DROP ATTRIBUTE source', 'count(*) FROM workmode_rate_card()' ],
  [ 'workmode_options ALTER ATTRIBUTE version TYPE bigint',
	"workmode_train('{1:1}', 'fix', ROW(1, 1, $address)::workmode_options)" ],
  [ 'workmode_options ALTER ATTRIBUTE penalty TYPE bigint', "workmode_train('{1:1}', 'fix', ROW(1, 1, '')::workmode_options)" ],
  [ 'workmode_options DROP ATTRIBUTE temperature', "workmode_train('{1:1}', 'fix', ROW(1, '')::workmode_options)" ],
  [ 'workmode_facts ALTER ATTRIBUTE prompts TYPE text', "workmode_session($turn)" ],
  [ 'workmode_facts ALTER ATTRIBUTE format TYPE bigint', "workmode_session($turn)" ],
  [ 'workmode_facts ALTER ATTRIBUTE started_at TYPE timestamp', q{workmode_session('{"type":"user","sessionId":"s","timestamp":"2026-01-02T03:04:05Z","message":{"content":"x"}}'::text)} ],
  [ 'workmode_facts DROP ATTRIBUTE lines_skipped', "workmode_session($turn)" ],
  [ 'workmode_share_row ALTER ATTRIBUTE family TYPE bigint', q{count(*) FROM workmode_shares((SELECT workmode_tally('fix'::workmode)))} ],
  [ 'workmode_share_row DROP ATTRIBUTE high', q{count(*) FROM workmode_shares((SELECT workmode_tally('fix'::workmode)))} ],
  [ 'workmode_share_row ALTER ATTRIBUTE mode TYPE oid', q{count(*) FROM workmode_shares((SELECT workmode_tally('fix'::workmode)))} ],
  [ 'workmode_telemetry_row ALTER ATTRIBUTE sessions TYPE text', q{workmode_telemetry('fix', true)} ],
  [ 'workmode_telemetry_row ALTER ATTRIBUTE missed TYPE numeric', q{workmode_telemetry('fix', true)} ];

# A column more is what an update brings.
attack("an update: $_->[0]", $_->[2], "BEGIN; $no_table ALTER TYPE $_->[0] ADD ATTRIBUTE more text; SELECT $_->[1]", '')
  foreach
  [ 'workmode_facts', "(workmode_session($turn)).prompts", qr/^1$/ ],
  [ 'workmode_share_row', q{count(*) FROM workmode_shares((SELECT workmode_tally('fix'::workmode)))}, qr/^9$/ ],
  [ 'workmode_skill_rate', 'count(*) FROM workmode_rate_card()', qr/^12$/ ],
  [ 'workmode_telemetry_row', q{(workmode_telemetry('fix', true)).sessions}, qr/^1$/ ];

#
# States of aggregates that are C structures: SQL has no value of that kind, and
# newer servers do not even take NULL for one.
#
attack("no state: $_", qr/^(0A000|42883)$/, "SELECT $_")
  foreach q{workmode_train_accum(NULL, '{1:1}', 'fix')},
  q{workmode_train_accum(NULL, '{1:1}', 'fix', NULL)},
  q{workmode_train_value_accum(NULL, '{1:1}', 1)},
  'workmode_train_combine(NULL, NULL)', 'workmode_train_value_combine(NULL, NULL)',
  'workmode_train_final(NULL)', 'workmode_train_value_final(NULL)',
  q{workmode_train_final(workmode_train_deserial('\x0001', NULL))},
  q{workmode_train_value_final(workmode_train_value_deserial('\xffffffff', NULL))},
  q{workmode_train_final(workmode_train_value_accum(NULL, '{1:1}', 1))},
  q{workmode_train_final(int8_avg_deserialize('\x00', NULL))},
  q{array_agg_finalfn(workmode_train_accum(NULL, '{1:1}', 'fix'), NULL::int)},
  q{workmode_train_final(workmode_train_accum(NULL, '{1:1}', m)) FROM unnest('{fix,build}'::workmode[]) m};
attack("no state of another's: $_", qr/^(0A000|XX000|42883)$/, "SELECT $_")
  foreach 'workmode_train_final(array_agg_transfn(NULL, 1))', 'workmode_train_combine(numeric_avg_accum(NULL, 1), NULL)';
attack('the bytes of none', qr/^(t|0A000|42883)$/,
	'SELECT workmode_train_serial(NULL) IS NULL AND workmode_train_value_serial(NULL) IS NULL');
attack('functions that take them', qr/^t$/, q{
	SELECT count(*) = 0 FROM pg_proc
	WHERE proname LIKE 'workmode%' AND prorettype = 'internal'::regtype AND NOT 'internal'::regtype = ANY (proargtypes)});

# What would make such values needs a superuser.
attack("not for joe: $_", qr/^42501$|^42P13$/, $_)
  foreach q{CREATE AGGREGATE own(workmode_vector, workmode) (SFUNC = workmode_train_accum, STYPE = internal, FINALFUNC = workmode_train_value_final)},
  q{CREATE FUNCTION own(internal) RETURNS internal AS '$libdir/workmode', 'workmode_train_combine' LANGUAGE C},
  q{CREATE FUNCTION own(bytea) RETURNS workmode_tally AS '$libdir/workmode', 'workmode_tally_combine' LANGUAGE C},
  q{CREATE FUNCTION own(internal) RETURNS bigint AS 'SELECT 1::bigint' LANGUAGE sql},
  q{CREATE CAST (bytea AS workmode_tally) WITHOUT FUNCTION},
  q{CREATE CAST (integer AS workmode) WITHOUT FUNCTION},
  q{CREATE OR REPLACE FUNCTION workmode_model_version() RETURNS text AS 'SELECT 1::text' LANGUAGE sql},
  q{ALTER FUNCTION workmode_train_final(internal) STRICT},
  q{ALTER FUNCTION workmode_kappa(workmode_confusion) CALLED ON NULL INPUT},
  q{ALTER EXTENSION workmode DROP FUNCTION workmode_model_version()};
attack('another enum', qr/^42883$/, q{BEGIN; CREATE TYPE mood AS ENUM ('fix'); SELECT workmode_tally('fix'::mood)});
attack('a domain over the enum', qr/^1$/, q{
	BEGIN; CREATE DOMAIN own_mode AS workmode CHECK (VALUE <> 'plan');
	SELECT workmode_count(workmode_tally('fix'::own_mode), 'fix')});

#
# Aggregates of joe's over our support functions.
#
my $tallies = q{BEGIN; CREATE TABLE kept AS SELECT workmode_tally(mode, ordinal) AS tally FROM workmode_modes() GROUP BY ordinal;};
my $states = "$tallies ALTER TABLE kept ADD state workmode_tally_state; UPDATE kept SET state = tally::text::workmode_tally_state;";
attack('a merge without a first state', qr/^t\|9\n9\|9$/, qq{
	$states
	CREATE AGGREGATE own(workmode_tally_state) (SFUNC = workmode_tally_combine, STYPE = workmode_tally_state);
	SELECT workmode_tally_final(own(state)) = workmode_rollup(tally), workmode_count(workmode_tally_final(own(state))) FROM kept;
	SELECT sum(workmode_count(tally)), sum(workmode_count(workmode_tally_final(state))) FROM kept});
attack('a transition as the final function', qr/^18\n9$/, qq{
	$tallies
	CREATE AGGREGATE own(workmode) (SFUNC = workmode_tally_accum, STYPE = workmode_tally_state,
		FINALFUNC = workmode_tally_accum, FINALFUNC_EXTRA);
	SELECT workmode_count(tally) + workmode_unclassified(tally) + sessions - 1
	FROM (SELECT workmode_tally_final(own(mode)) AS tally, count(*) AS sessions FROM workmode_modes()) s;
	SELECT sum(workmode_count(tally)) FROM kept});
attack('an inverse of another aggregate', qr/^22023$/, qq{
	$tallies
	CREATE AGGREGATE own(workmode_tally) (SFUNC = workmode_rollup_accum, STYPE = workmode_tally_state, INITCOND = '{"version": 1}',
		MSFUNC = workmode_cluster_accum, MINVFUNC = workmode_rollup_accum_inv, MSTYPE = workmode_tally_state, MINITCOND = '{"version": 1}');
	SELECT own(tally) OVER (ROWS 2 PRECEDING) FROM kept});
attack('a state where a tally is wanted', qr/^42883|^42804|^42846$/, "$states $_")
  foreach 'SELECT workmode_count(state) FROM kept', 'INSERT INTO kept (tally) SELECT state FROM kept',
  'SELECT state::workmode_tally FROM kept', 'SELECT workmode_tally_final(tally) FROM kept', 'SELECT count(DISTINCT state) FROM kept';
attack('an inverse of what was never there', qr/^22023$/, q{SELECT workmode_tally_accum_inv('{"version": 1}', 'fix')});
attack("counts of another length: $_", qr/^22023$/, qq{
	BEGIN;
	CREATE AGGREGATE own(workmode, boolean) (SFUNC = workmode_telemetry_accum, STYPE = bigint[], INITCOND = '$_');
	SELECT own('fix', true)})
  foreach '{}', '{1}', '{1,2,3,4,NULL}', '{{1,2,3,4,5}}', '{0,0,0,0,-1}', '{0,0,0,0,9223372036854775807}';
attack('counts between other bounds', qr/^t$/, qq{
	BEGIN;
	CREATE AGGREGATE own(workmode, boolean) (SFUNC = workmode_telemetry_accum, STYPE = bigint[], INITCOND = '[7:11]={0,0,0,0,0}');
	SELECT own('fix', true) = '[7:11]={0,1,0,0,0}'});
attack('counts that an aggregate shares', qr/^t$/, qq{
	BEGIN;
	CREATE AGGREGATE own(bigint[]) (SFUNC = workmode_telemetry_combine, STYPE = bigint[]);
	CREATE TABLE counts AS SELECT '{1,1,1,1,1}'::bigint[] AS n FROM generate_series(1, 3);
	SELECT own(n) = '{3,3,3,3,3}' AND bool_and(n = '{1,1,1,1,1}') FROM counts});
my %pairs = (
	'one count' => '{1}',
	'a NULL' => '{NULL}',
	'a count too few' => '{' . join(',', (0) x 81) . '}',
	'a count too many' => '{' . join(',', (0) x 83) . '}',
	'one of them NULL' => '{' . join(',', (0) x 81, 'NULL') . '}',
	'two dimensions' => '{' . join(',', ('{' . join(',', (0) x 41) . '}') x 2) . '}',
	'one of them negative' => '{' . join(',', (0) x 81, -1) . '}',
	'one of them too large' => '{' . join(',', (0) x 81, '9223372036854775807') . '}',
);
attack("a state of pairs, $_", qr/^22023$/, qq{
	BEGIN;
	CREATE AGGREGATE own(workmode, workmode) (SFUNC = workmode_agreement_accum, STYPE = bigint[],
		FINALFUNC = workmode_confusion_final, INITCOND = '$pairs{$_}');
	SELECT own('fix', 'fix')})
  foreach sort keys %pairs;
attack('pairs that an aggregate shares', qr/^t$/, qq{
	BEGIN;
	CREATE AGGREGATE own(bigint[]) (SFUNC = workmode_confusion_combine, STYPE = bigint[]);
	CREATE TABLE counts AS SELECT array_fill(1::bigint, ARRAY[82]) AS n FROM generate_series(1, 3);
	SELECT own(n) = array_fill(3::bigint, ARRAY[82]) AND bool_and(n = array_fill(1::bigint, ARRAY[82])) FROM counts});
my $histograms = q{BEGIN; CREATE TABLE kept AS SELECT workmode_histogram(mode, ordinal ^ 9) AS h, workmode_histogram(mode, ordinal ^ 9)::text::workmode_histogram_state AS state
	FROM workmode_modes() GROUP BY ordinal;};
attack('a histogram without a first state, which has no room', qr/^t\|t$/, qq{
	$histograms
	CREATE AGGREGATE own(workmode_histogram_state) (SFUNC = workmode_histogram_combine, STYPE = workmode_histogram_state);
	SELECT workmode_histogram_final(own(state)) = workmode_rollup(h), bool_and(workmode_histogram_final(state) = h) FROM kept});
attack('a histogram whose transition is the final function', qr/^t$/, qq{
	$histograms
	CREATE AGGREGATE own(workmode, double precision) (SFUNC = workmode_histogram_accum, STYPE = workmode_histogram_state,
		FINALFUNC = workmode_histogram_accum, FINALFUNC_EXTRA);
	SELECT workmode_histogram_final(own(mode, ordinal)) = workmode_histogram(mode, ordinal) + workmode_histogram(NULL, NULL) FILTER (WHERE ordinal = 1) FROM workmode_modes()});
attack('an inverse of another aggregate of histograms', qr/^22023$/, qq{
	$histograms
	CREATE AGGREGATE own(workmode_histogram) (SFUNC = workmode_histogram_rollup_accum, STYPE = workmode_histogram_state, INITCOND = '{"version": 1}',
		MSFUNC = workmode_histogram_cluster_accum, MINVFUNC = workmode_histogram_rollup_accum_inv, MSTYPE = workmode_histogram_state, MINITCOND = '{"version": 1}');
	SELECT own(h) OVER (ROWS 2 PRECEDING) FROM kept});
my $panels = q{BEGIN; CREATE TABLE kept AS SELECT workmode_panel('person ' || ordinal, '2026-01-01'::date + ordinal % 3, tally) AS p
	FROM (SELECT ordinal, workmode_tally(mode, ordinal) AS tally FROM workmode_modes() GROUP BY ordinal) m GROUP BY ordinal;};
attack('a panel without a first state', qr/^t\|9\n9$/, qq{
	$panels
	CREATE AGGREGATE own(workmode_panel) (SFUNC = workmode_panel_add, STYPE = workmode_panel);
	SELECT own(p) = workmode_rollup(p), (SELECT sum(sessions) FROM workmode_periods(own(p))) FROM kept;
	SELECT sum(sessions) FROM kept, workmode_periods(p)});
attack('a panel whose transition is the final function', qr/^42P13$/, qq{
	$panels
	CREATE AGGREGATE own(workmode_panel) (SFUNC = workmode_panel_add, STYPE = workmode_panel,
		FINALFUNC = workmode_panel_add, FINALFUNC_EXTRA, INITCOND = '{"version": 1}')});
attack('a state that two results share', qr/^t\|18\n9$/, qq{
	$panels
	CREATE AGGREGATE own(workmode_panel) (SFUNC = workmode_panel_add, STYPE = workmode_panel, INITCOND = '{"version": 1}');
	SELECT own(p) + own(p) - own(p) = own(p), (SELECT sum(sessions) FROM workmode_periods(own(p) + own(p))) FROM kept;
	SELECT sum(sessions) FROM kept, workmode_periods(p)});
attack('a panel that is taken out as it grows', qr/^t$/, qq{
	$panels
	CREATE AGGREGATE own(workmode_panel) (SFUNC = workmode_panel_add, STYPE = workmode_panel, INITCOND = '{"version": 1}',
		MSFUNC = workmode_panel_add, MINVFUNC = workmode_panel_subtract, MSTYPE = workmode_panel, MINITCOND = '{"version": 1}');
	SELECT bool_and(moved = added) FROM (SELECT own(p) OVER w AS moved, workmode_rollup(p) OVER w AS added
		FROM kept WINDOW w AS (ORDER BY p ROWS 2 PRECEDING)) s});
attack('a part that was never there', qr/^22023$/, qq{
	$panels
	SELECT a.p - b.p FROM kept a, kept b});
attack('a panel that PL/pgSQL holds expanded', qr/^t$/, qq{
	$panels
	DO \$\$
	DECLARE
		one workmode_panel := (SELECT workmode_rollup(p) FROM kept);
		two workmode_panel := one + one;
	BEGIN
		one := one + one;
		ASSERT one = two AND one - one = '{"version": 1}' AND one = two;
		ASSERT workmode_panel_add(one, one) - one = two AND one = two;
		ASSERT workmode_panel_accum(one, 'person', '2026-01-01', '{"version": 1, "fix": {"sessions": 1}}') <> one AND one = two;
	END \$\$;
	SELECT true});
attack("no period: $_", qr/^22008$/, qq{SELECT workmode_panel('person', '$_', '{"version": 1, "fix": {"sessions": 1}}')})
  foreach 'infinity', '-infinity', '0001-12-31 BC', '10000-01-01';
attack("not one person's tally: $_->[0]", qr/^22023$/, "SELECT workmode_panel('person', '2026-01-01', tally) FROM (SELECT $_->[1] AS tally) t")
  foreach [ 'clustered', q{workmode_cluster('{"version": 1, "fix": {"sessions": 1}}'::workmode_tally)} ],
  [ 'of facts', q{workmode_tally('fix'::workmode, true)} ];
attack('sums that do not fit', qr/^22003 22003 22003 22003 22003$/, q{
	CREATE TEMP TABLE full_panel AS SELECT format('{"version": 1, "2026-01-01": {"0": {"version": 1, "fix": {"sessions": %1$s}}, "1": {"version": 1, "fix": {"sessions": %1$s}}}}',
		(1::bigint << 59) - 1)::workmode_panel AS p;
	SELECT p + p FROM full_panel;
	SELECT workmode_panel_tally(p, '2026-01-01') FROM full_panel;
	SELECT workmode_periods(p) FROM full_panel;
	SELECT workmode_trend(p) FROM full_panel;
	SELECT workmode_shift(p, '2026-01-01', '2026-01-01') FROM full_panel});
attack('days that no panel has', qr/^0\|0\|0$/, q{
	SELECT count(s.change), count(s.low), workmode_count(workmode_panel_tally(p, 'infinity'))
	FROM (SELECT workmode_panel('person', '2026-01-01', '{"version": 1, "fix": {"sessions": 1}}') AS p) t,
		workmode_shift(p, '-infinity', '2026-01-01') s GROUP BY p});

#
# Bytes that are no state, as a superuser can make them: cut off anywhere.
#
attack("$_->[0] that is cut off", qr/^t\|t$/, qq{
	BEGIN;
	CREATE CAST (bytea AS $_->[0]) WITHOUT FUNCTION;
	CREATE FUNCTION refusal(bytes bytea) RETURNS text LANGUAGE plpgsql AS \$\$
	BEGIN
		PERFORM $_->[2];
		RETURN 'none';
	EXCEPTION WHEN data_corrupted THEN
		RETURN 'corrupted';
	END \$\$;
	SELECT bool_and(refusal(substr(whole, 1, length)) = 'corrupted'), refusal(whole) = 'none'
	FROM (SELECT $_->[1] AS whole OFFSET 0) w, generate_series(0, octet_length(whole) - 1) length
	GROUP BY whole}, '')
  foreach
  [ 'workmode_tally', '(SELECT workmode_tally_send(workmode_cluster(tally)) FROM (SELECT workmode_tally(mode, ordinal) AS tally FROM workmode_modes() GROUP BY ordinal % 2) u)', 'workmode_count(bytes::workmode_tally)' ],
  [ 'workmode_confusion', '(SELECT workmode_confusion_send(workmode_agreement(mode, mode)) FROM workmode_modes())', 'workmode_pairs(bytes::workmode_confusion)' ],
  [ 'workmode_histogram', '(SELECT workmode_histogram_send(workmode_cluster(h)) FROM (SELECT workmode_histogram(mode, ordinal) AS h FROM workmode_modes() GROUP BY ordinal % 2) u)', 'workmode_quantile(bytes::workmode_histogram, 0.5)' ],
  [ 'workmode_panel', q{(SELECT workmode_panel_send(workmode_panel('person ' || ordinal, '2026-01-01'::date + ordinal % 3, tally)) FROM (SELECT ordinal, workmode_tally(mode, ordinal) AS tally FROM workmode_modes() GROUP BY ordinal) m)}, 'count(*) FROM workmode_trend(bytes::workmode_panel)' ],
  [ 'workmode_panel', q{(SELECT workmode_panel_send(workmode_panel('person ' || ordinal, '2026-01-01'::date + ordinal % 3, tally)) FROM (SELECT ordinal, workmode_tally(mode, ordinal) AS tally FROM workmode_modes() GROUP BY ordinal) m)}, q{workmode_panel_tally(bytes::workmode_panel, '2026-01-02')} ];

#
# Rows in binary, one byte wrong at a time.
#
my $file = PostgreSQL::Test::Utils::tempdir . '/rows';
session('joe', qq{
	CREATE TABLE binary_rows (options workmode_options, rates workmode_skill_rate[]);
	INSERT INTO binary_rows VALUES (ROW('NaN', 1, 'a'), ARRAY[$rate, ROW('fix', 'web', 'NaN', '', NULL)::workmode_skill_rate]);
	\\copy binary_rows TO '$file' (FORMAT binary)
	TRUNCATE binary_rows});
my $bytes = slurp_file($file);
cmp_ok(length($bytes), '>', 100, 'rows in binary');
my $loads = '';
for my $i (0 .. length($bytes) - 1)
{
	foreach my $flip (0x01, 0x80)
	{
		my $wrong = $bytes;

		substr($wrong, $i, 1) ^= chr($flip);
		open my $out, '>:raw', "$file.$i.$flip" or die "open: $!";
		print $out $wrong;
		close $out;
		$loads .= "\\copy binary_rows FROM '$file.$i.$flip' (FORMAT binary)\n";
	}
}
($alive, my $states) = session('joe', $loads);
ok($alive, 'flawed rows in binary: the session lives');
unlike($states, qr/XX|still/, 'none is an internal error');
my ($survivors) = (session('joe', 'SELECT count(*) FROM binary_rows'))[1];
cmp_ok($survivors, '>', 10, 'some flaws are in a value');
($alive, $states) = session('joe', qq{
	DO \$\$
	DECLARE
		r record;
	BEGIN
		FOR r IN SELECT * FROM binary_rows LOOP
			BEGIN
				PERFORM workmode_train('{1:1}', m, r.options) FROM unnest('{fix,build}'::workmode[]) m;
			EXCEPTION WHEN numeric_value_out_of_range OR invalid_parameter_value THEN
			END;
			BEGIN
				PERFORM workmode_value($turn, r.rates);
			EXCEPTION WHEN numeric_value_out_of_range OR invalid_parameter_value OR null_value_not_allowed THEN
			END;
		END LOOP;
	END \$\$;
	SELECT 'all used'});
ok($alive, 'what came in is used: the session lives');
is($states, 'all used', 'what came in is used, or refused by its value');

# Nobody crashed meanwhile.
unlike(slurp_file($node->logfile), qr/terminated by signal/, 'no process was killed');
$node->stop;
done_testing();
