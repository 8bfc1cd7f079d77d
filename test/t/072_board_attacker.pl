# The board among people who mean harm: ordinary users, loaders and readers try for
# the owner's rights, for figures that are not shown, and to keep it from its work.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep);

my $node = PostgreSQL::Test::Cluster->new('board_attacker');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
my $super = $node->safe_psql('postgres', 'SELECT current_user');

# What a role is told: output, notices and SQLSTATEs of errors.
sub says
{
	my ($role, $sql) = @_;
	my ($status, $out, $err) = $node->psql('postgres', "\\set VERBOSITY terse\n$sql", on_error_stop => 0, extra_params => [ '-U', $role ]);

	return join("\n", grep { $_ ne '' } $out, $err);
}

# A session that goes on beside this one.
sub beside
{
	my ($role, @statements) = @_;
	my %session = (out => '');

	$session{run} = IPC::Run::start([ 'psql', '-X', '-q', '-A', '-t', '-U', $role, '-d', $node->connstr('postgres'), map { ('-c', $_) } @statements ],
		'<', \'', '>', \$session{out}, '2>', \$session{out});
	return \%session;
}

# Waits for it to be true, a minute at most.
sub until_true
{
	my ($sql) = @_;

	for (1 .. 600)
	{
		return 1 if says($super, $sql) eq 't';
		sleep 0.1;
	}
	return 0;
}

says($super, qq{CREATE ROLE $_ LOGIN; GRANT CREATE ON DATABASE postgres TO $_}) foreach qw(joe ann bi eve mal);

# A function that tells with whose rights it runs.
sub trap
{
	my ($name, $result) = @_;

	return qq{CREATE FUNCTION $name RETURNS $result LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''runs as %'', current_user; RETURN NULL; END';};
}

#
# Before it is installed: what stands in its schema, or may come there later.
#
my $refused = qr/ERROR:  (another role, mal, may create in the schema workmode|the schema workmode has workmode\.page_text\(character varying\) of another role)/;

says('eve', 'CREATE SCHEMA workmode; GRANT CREATE, USAGE ON SCHEMA workmode TO mal');
like(says($super, 'CREATE EXTENSION workmode_board CASCADE'), $refused, 'a right to create in the schema outlasts its owner');
like(says($super, 'ALTER SCHEMA workmode OWNER TO CURRENT_USER; CREATE EXTENSION workmode_board CASCADE'), $refused, 'also if it was given over before');
says($super, 'DROP SCHEMA workmode CASCADE');

says('eve', 'CREATE SCHEMA workmode; CREATE EXTENSION workmode SCHEMA workmode;' . trap('workmode.page_text(varchar)', 'text') . 'ALTER EXTENSION workmode ADD FUNCTION workmode.page_text(varchar)');
like(says($super, 'CREATE EXTENSION workmode_board'), $refused, 'what she adds to an extension is still hers');
says($super, 'DROP EXTENSION workmode; DROP SCHEMA workmode CASCADE');

says('eve', 'CREATE SCHEMA workmode; CREATE EXTENSION workmode SCHEMA workmode;');
is(says($super, 'CREATE EXTENSION workmode_board; SELECT length(workmode.report()) > 1000'), 't', 'an extension alone in the schema is no harm');
says($super, 'DROP EXTENSION workmode_board, workmode; DROP SCHEMA workmode CASCADE');

#
# A board of joe's; ann loads, bi reads, eve may do nothing.
#
says('joe', q{
	CREATE EXTENSION workmode_board CASCADE;
	GRANT INSERT ON workmode.transcript TO ann;
	SELECT count(*) FROM workmode.configure(min_users => 3, reader => 'bi');
});
says($super, q{ALTER ROLE bi SET lock_timeout = '10s'});
says($_, "CREATE SCHEMA $_") foreach qw(ann bi eve);

# A trigger of the owner's on a table of her own, with types of her own.
unlike(says('eve', trap('eve.tell(text)', 'boolean') . q{
		CREATE DOMAIN eve.word AS text CHECK (eve.tell(value) IS NULL);
		CREATE TABLE eve.own (source eve.word, machine text, path text, part int, parts int, loaded_at timestamptz, loaded_by eve.word);
		CREATE TRIGGER own BEFORE INSERT ON eve.own FOR EACH ROW EXECUTE FUNCTION workmode.transcript_replace();
		INSERT INTO eve.own VALUES ('folder', 'm', '/', 0, 1)}),
	qr/runs as joe/, 'nothing of hers runs with his rights');
like(says('eve', q{\set VERBOSITY sqlstate
	INSERT INTO eve.own VALUES ('folder', 'm', '/', 0, 1)}), qr/39P01/, 'the trigger is for one table only');
unlike(says('eve', q{
		CREATE TABLE eve.label (source eve.word, id eve.word, person eve.word);
		CREATE TRIGGER label BEFORE INSERT ON eve.label FOR EACH ROW EXECUTE FUNCTION workmode.label_person();
		INSERT INTO eve.label VALUES ('folder', 'x')}),
	qr/runs as joe/, 'nor by the trigger of labels');
like(says('eve', q{\set VERBOSITY sqlstate
	INSERT INTO eve.label VALUES ('folder', 'x')}), qr/39P01/, 'which is for one table, too');

#
# Figures that are not shown.  In each of two months four people have sessions of fix,
# build and plan, and one has all those of communicate, which take two others with them.
#
my $sessions = q{
	INSERT INTO workmode.transcript (path, person, team, facts, bytes)
	SELECT concat('/', m, i, p, k, n), 'p' || p, 'core', jsonb_build_object('format', 'codex', 'session_id', concat(m, i, p, k, n), 'mode', CASE WHEN p = 1 THEN 'communicate' ELSE k END,
			'started_at', m, 'value', 5 + p), 1
	  FROM unnest('{2025-10-03T10:00:00Z,2025-11-03T10:00:00Z}'::text[]) m, generate_series(1, 3) i, generate_series(1, 5) p, unnest('{fix,fix,fix,build,build,plan}'::text[]) WITH ORDINALITY k(k, n)};
says('ann', $sessions);
is(says('joe', 'CALL workmode.refresh(); SELECT classified FROM workmode.coverage'), '180', 'ninety sessions a month');
says('bi', q{
	CREATE FUNCTION bi.saw(v double precision) RETURNS boolean LANGUAGE plpgsql STRICT COST 0.0001 AS 'BEGIN RAISE NOTICE ''saw %'', v; RETURN true; END';
	CREATE FUNCTION bi.saw(v bigint) RETURNS boolean LANGUAGE plpgsql STRICT COST 0.0001 AS 'BEGIN RAISE NOTICE ''saw %'', v; RETURN true; END'});
is(says('bi', q{SELECT count(*) FILTER (WHERE status = 'suppressed'), count(share_before) FROM workmode.shift WHERE mode = 'communicate'}), '1|0', 'one person alone is not shown');
foreach my $column ('shift.share_before', 'shift.value_after', 'decomposition.total', 'value_index.value_index', 'value_index.n', 'share_month.share', 'share_month.sessions', 'share_month_team.lo', 'share_series.value')
{
	my ($view, $name) = split /\./, $column;
	my @shown = sort split /\n/, says('bi', "SELECT 'NOTICE:  saw ' || $name FROM workmode.$view WHERE $name IS NOT NULL");
	my @seen = sort grep { /saw/ } split /\n/, says('bi', "SELECT count(*) FROM workmode.$view WHERE bi.saw($name)");

	cmp_ok(scalar @shown, '>', 0, "$column is shown") unless $view eq 'share_series';
	is_deeply([ map { s/.*NOTICE/NOTICE/r } @seen ], \@shown, "and a function of the reader's sees no more of it");
}

# An error that quotes what a reader must not know.
says('joe', q{INSERT INTO workmode.source (name, query) VALUES ('quotes', 'SELECT ''bob'' AS id, ''bob'' AS person, NULL AS team, NULL AS at, ''x'' AS transcript, ''bob''::int AS mark')});
says('joe', 'CALL workmode.refresh()');
like(says('joe', q{SELECT error FROM workmode.coverage WHERE source = 'quotes'}), qr/"bob"/, 'the owner reads what failed');
unlike(says('bi', 'SELECT * FROM workmode.coverage; SELECT workmode.report()'), qr/bob/, 'a reader does not');
like(says('bi', q{SELECT error FROM workmode.coverage WHERE source = 'quotes'}), qr/owner/, 'but sees that something did');
says('joe', q{DELETE FROM workmode.source WHERE name = 'quotes'});

#
# A loader keeps the board from its work.
#
like(says('ann', "\\set VERBOSITY sqlstate\nSET datestyle = 'ISO, DMY'; INSERT INTO workmode.transcript (path, facts, bytes) VALUES ('/x', jsonb_build_object($_), 1)"),
	qr/23514/, "facts: $_")
  foreach q{'started_at', '25/12/2025'}, q{'started_at', 'now'}, q{'started_at', 'infinity'}, q{'ended_at', '-infinity'}, q{'ended_at', '2025-12-25'},
  q{'ended_at', '20251-12-25T00:00:00Z'}, q{'model', repeat('x', 100000)};
is(says('ann', q{INSERT INTO workmode.transcript (path, facts, bytes)
	SELECT '/much' || i, jsonb_build_object('mode', 'fix', 'started_at', '2025-10-03T10:00:00.123456Z', 'lines_skipped', 9e18, 'model_version', repeat(i::text, 1000), 'format', '<b>', 'agent', '"><script>'), 1 FROM generate_series(1, 20) i}), '', 'sums that are too large');
is(says('joe', q{CALL workmode.refresh(); SELECT sessions, skipped, length(model_versions) FROM workmode.coverage; SELECT workmode.report() ~ '<script|<b>'}), "200|1000000000000000000|100\nf", 'do not break the views');
says('joe', q{DELETE FROM workmode.transcript WHERE path ~ '^/much'});
is(says('joe', q{INSERT INTO workmode.source (name, query) VALUES ('late', 'SELECT 1 AS id, ''x'' AS person, NULL AS team, timestamptz ''infinity'' AS at, ''x'' AS transcript, 1 AS mark, ''{"mode": "fix", "ended_at": "294276-01-01"}''::jsonb AS facts');
	CALL workmode.refresh(); SELECT kind, started_at, ended_at FROM workmode.session_mode WHERE source = 'late'; DELETE FROM workmode.source WHERE name = 'late'}), 'undated||', 'times that clients cannot read are not shown');

# A loader who never ends keeps forget() waiting, but not a refresh.
says('ann', q{INSERT INTO workmode.transcript (path, person, body, bytes) VALUES ('/ann', 'ann', 'x', 1)});
my $open = beside('ann', 'BEGIN', q{INSERT INTO workmode.transcript (path, person, body, bytes) VALUES ('/ann', 'ann', 'xx', 2)}, 'SELECT pg_sleep(600)');
ok(until_true(q{SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep')}), 'ann has an open transaction');
my $forget = beside('joe', q{SELECT workmode.forget('ann')});
ok(until_true(q{SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)}), 'forget() waits for it');
unlike(says('joe', 'CALL workmode.refresh()'), qr/another refresh/, 'a refresh does not');
says($super, q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'});
$open->{run}->finish;
$forget->{run}->finish;
is($forget->{out}, "1\n", 'and forget() ends');

#
# Whoever may connect takes every lock that he can get.
#
my $locks = beside('bi', 'BEGIN', q{SELECT pg_advisory_lock(oid::bigint) FROM pg_class WHERE relnamespace = 'workmode'::regnamespace}, q{SELECT pg_sleep(600)});
ok(until_true(q{SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep')}), 'a reader holds locks');
is(says('joe', 'CALL workmode.refresh()'), '', 'they keep no refresh from its work');
like(says('bi', "\\set VERBOSITY sqlstate\nBEGIN; LOCK TABLE workmode.turn IN ACCESS SHARE MODE"), qr/42501/, 'that lock is not his');
like(says('bi', "\\set VERBOSITY sqlstate\n$_"), qr/42501/, "$_ is the owner's") foreach 'CALL workmode.refresh()', 'SELECT workmode.refresh_turn()', q{SELECT workmode.forget('p1')}, 'SELECT workmode.retally()';
says($super, q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'});
$locks->{run}->finish;

$node->stop;
done_testing();
