# workmode_board, as one session of psql cannot show it: refreshes at once, killed
# and started again, readers meanwhile, dumps, pg_cron, what an installer owns.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

chomp(my $share = `pg_config --sharedir`);
my $cron = -e "$share/extension/pg_cron.control";

my $node = PostgreSQL::Test::Cluster->new('board');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_cron'\ncron.use_background_workers = on\nmax_worker_processes = 16\n") if $cron;
$node->start;
my $super = $node->safe_psql('postgres', 'SELECT current_user');

# The answer to SQL, as joe, who owns the board, unless told.
sub ask
{
	my ($sql, %with) = @_;

	return $node->safe_psql($with{db} // 'postgres', $sql, extra_params => [ '-U', $with{as} // 'joe' ]);
}

# The SQLSTATE of what goes wrong.
sub wrong
{
	my ($sql, %with) = @_;
	my ($status, $out, $err) = $node->psql($with{db} // 'postgres', "\\set VERBOSITY sqlstate\n$sql", extra_params => [ '-U', $with{as} // 'joe' ]);

	return $err =~ /ERROR:  (\w+)/ ? $1 : "none: $out";
}

# A session that goes on beside this one, with settings.
sub beside
{
	my ($sql, %with) = @_;
	my %session = (out => '', err => '');

	local $ENV{PGOPTIONS} = $with{options} // '';

	$session{run} = IPC::Run::start([ 'psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-U', $with{as} // 'joe', '-d', $node->connstr('postgres'), '-c', $sql ],
		'<', \'', '>', \$session{out}, '2>', \$session{err});
	return \%session;
}

# What a session says, when it has ended.
sub done
{
	my ($session) = @_;

	$session->{run}->finish;
	return $session->{out} . $session->{err};
}

# Waits for it to be true, a minute at most.
sub until_true
{
	my ($sql) = @_;

	for (1 .. 600)
	{
		return 1 if ask($sql, as => $super) eq 't';
		sleep 0.1;
	}
	return 0;
}

#
# Whoever may create in the database installs it, and owns what it makes.
#
ask(q{
	CREATE ROLE joe LOGIN;
	CREATE ROLE ann LOGIN;
	CREATE ROLE bi LOGIN;
	GRANT CREATE ON DATABASE postgres TO joe;
}, as => $super);
ask('CREATE SCHEMA modes; CREATE EXTENSION workmode SCHEMA modes; CREATE EXTENSION workmode_board');
is(ask(q{SELECT DISTINCT pg_get_userbyid(c.relowner), pg_get_userbyid(p.proowner) FROM pg_class c, pg_proc p WHERE relnamespace = 'workmode'::regnamespace AND pronamespace = 'workmode'::regnamespace}),
	'joe|joe', 'all is owned by its installer, so nothing has more rights than he');
is(wrong('CALL workmode.refresh()', as => $super), '42501', 'not even a superuser lends a refresh his rights');
is(ask('SET ROLE joe; CALL workmode.refresh()', as => $super), '', 'but as its owner he may');

# Two months of two thousand sessions of ten people.
ask(q{
	SET search_path = modes;
	INSERT INTO workmode.transcript (path, person, team, body, bytes)
	SELECT '/' || i, 'p' || i % 10, 'core', format('{"type":"user","sessionId":"s%1$s","timestamp":"2025-%2$s-03T10:00:00Z","cwd":"/home/p/shop","message":{"role":"user","content":"%3$s"}}
{"type":"assistant","sessionId":"s%1$s","timestamp":"2025-%2$s-03T10:05:00Z","message":{"id":"m","role":"assistant","content":[{"type":"text","text":"%4$s"}]}}',
		i, 10 + i % 2, CASE i % 3 WHEN 0 THEN 'Fix the crash in parser.c' WHEN 1 THEN 'Explain the parser to me' ELSE 'Write a plan for the release' END, repeat('Done. ', 200)), 1400
	  FROM generate_series(1, 2000) i;
	SELECT count(*) FROM workmode.configure(reader => 'bi');
});
my $figures = 'SELECT * FROM workmode.share_month ORDER BY day, mode; SELECT * FROM workmode.shift ORDER BY mode_sort; SELECT source, sessions, classified FROM workmode.coverage';

#
# Two at once: one reads, the other says so and returns.
#
my $blocker = beside("BEGIN; SELECT workmode.refresh_turn(); SELECT pg_sleep(3); COMMIT");
ok(until_true(q{SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'workmode.turn'::regclass)}), 'a refresh holds its lock');
my $began = time;
like(done(beside('CALL workmode.refresh()')), qr/NOTICE:  another refresh is running/, 'the second says so');
cmp_ok(time - $began, '<', 2, 'and does not wait');
done($blocker);
my @both = map { beside('CALL workmode.refresh()') } 1 .. 2;
my $said = join '', map { done($_) } @both;
unlike($said, qr/ERROR/, 'two at once disturb each other in no way');
ask('CALL workmode.refresh()');
is(ask('SELECT sessions, classified FROM workmode.coverage'), '2000|2000', 'and all is read');
my $before = ask($figures);
like($before, qr/published/, 'there are figures');

#
# Readers wait for nothing, and see the old figures until the new ones are whole.
#
ask(q{UPDATE workmode.session SET stamp = 'old'; UPDATE workmode.transcript SET person = 'q' WHERE path = '/7'});
my $slow = beside(q{BEGIN; SELECT workmode.retally(); SELECT workmode.configure(min_users => 3); SELECT pg_sleep(4); COMMIT});
ok(until_true(q{SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep')}), 'tallies are being changed');
is(ask("SET lock_timeout = '100ms'; $figures"), $before, 'a reader waits for no lock and sees the old figures');
is(ask("SET lock_timeout = '100ms'; SELECT count(*) > 0 FROM workmode.share_month", as => 'bi'), 't', 'so does one with no rights but those');
done($slow);
ask('SELECT workmode.configure(min_users => 5)');
my $refresh = beside('CALL workmode.refresh()');
my ($reads, $longest) = (0, 0);
while ($refresh->{run}->pumpable && $reads < 200)
{
	my $from = time;

	ask("SET lock_timeout = '100ms'; SELECT count(*) FROM workmode.share_month", as => 'bi');
	$longest = time - $from if time - $from > $longest;
	$reads++;
	$refresh->{run}->pump_nb;
}
unlike(done($refresh), qr/ERROR/, "$reads readers during a refresh");
cmp_ok($longest, '<', 5, 'none of them waits');

#
# Killed in the middle, again and again: nothing is lost, nothing is there twice,
# and the next one goes on.
#
ask('GRANT CREATE ON SCHEMA public TO joe', as => $super);
ask(q{
	CREATE TABLE slow AS SELECT i AS id FROM generate_series(1, 3000) i;
	INSERT INTO workmode.source (name, query) VALUES ('slow', 'SELECT id, ''slow'' AS person, NULL AS team, ''2025-10-01 00:00Z''::timestamptz AS at,
		CASE WHEN id % 500 = 0 THEN pg_sleep(0.5)::text ELSE '''' END || ''x'' AS transcript, 1 AS mark FROM public.slow')});
my $kill = q{SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query = 'CALL workmode.refresh()' AND pid <> pg_backend_pid()};
my $running = beside('CALL workmode.refresh()');
ok(until_true(q{SELECT count(*) >= 1000 AND count(*) < 3000 FROM workmode.session WHERE source = 'slow'}), 'a batch was committed');
is(ask($kill, as => $super), 1, 'killed in the middle');
like(done($running), qr/terminat|closed/, 'it ends');
my $kept = ask(q{SELECT count(*) FROM workmode.session WHERE source = 'slow'});
cmp_ok($kept, '>=', 1000, 'what was committed stays');
is(ask('SELECT count(*) FROM workmode.refresh_log WHERE ended IS NULL'), 1, 'the log has it open');
ask('CALL workmode.refresh()');
is(ask(q{SELECT new FROM workmode.refresh_log ORDER BY began DESC LIMIT 1}), 3000 - $kept, 'the next one reads the rest');
is(ask(q{SELECT error FROM workmode.refresh_log WHERE ended IS NULL}), 'interrupted', 'and says of the other that it was interrupted');
is(ask(q{SELECT count(*), count(DISTINCT id) FROM workmode.session WHERE source = 'slow'}), '3000|3000', 'all is read once');

# Cancelled, it leaves no lock behind in a session that goes on.
ask(q{UPDATE workmode.session SET stamp = 'old' WHERE source = 'slow'});
like(done(beside('CALL workmode.refresh()', options => '-c statement_timeout=1s')), qr/statement timeout/, 'a timeout ends a refresh');
unlike(done(beside('CALL workmode.refresh()')), qr/another refresh/, 'and the next one finds no lock');

# The server goes down hard.
ask(q{UPDATE workmode.session SET stamp = 'old' WHERE source = 'slow'});
$running = beside('CALL workmode.refresh()');
ok(until_true(q{SELECT count(*) FILTER (WHERE stamp <> 'old') > 0 FROM workmode.session WHERE source = 'slow'}), 'the next is under way');
$node->stop('immediate');
done($running);
$node->start;
ask('CALL workmode.refresh()');
is(ask(q{SELECT count(*), count(DISTINCT id), bool_or(stamp = 'old') FROM workmode.session WHERE source = 'slow'}), '3000|3000|f', 'after a crash the next one goes on');

# forget() waits for the batch, and what it removed does not come back with it.
ask(q{UPDATE workmode.session SET stamp = 'old' WHERE source = 'folder'});
$running = beside('CALL workmode.refresh()');
is(ask(q{SELECT workmode.forget('p3')}), 200, 'a person is forgotten during a refresh');
done($running);
ask('CALL workmode.refresh()');
is(ask(q{SELECT count(*) FROM workmode.session WHERE person = 'p3'}), 0, 'and stays so');

# A column of a source goes: it says so, and the others go on.
ask(q{ALTER TABLE slow RENAME id TO number; DELETE FROM workmode.transcript WHERE path = '/1'});
like(done(beside('CALL workmode.refresh()')), qr/WARNING:  source "slow" failed/, 'a source that fails is named');
is(ask(q{SELECT gone, error ~ '^slow: ' FROM workmode.refresh_log ORDER BY began DESC LIMIT 1}), '1|t', 'the others go on, and the log has it');
is(ask(q{SELECT sessions, error <> '' FROM workmode.coverage WHERE source = 'slow'}), '3000|t', 'its sessions stay, and the views say it');
ask(q{ALTER TABLE slow RENAME number TO id; DELETE FROM workmode.source WHERE name = 'slow'; CALL workmode.refresh()});

#
# Transcripts are read by several processes: the plan that a refresh makes says so.
#
SKIP:
{
	my @say = map { ('-c', $_) } "LOAD 'auto_explain'", 'SET auto_explain.log_min_duration = 0', 'SET auto_explain.log_nested_statements = on',
	  'SET client_min_messages = log', 'SET max_parallel_workers_per_gather = 2', 'SET ROLE joe', 'CALL workmode.refresh()';

	ask(q{UPDATE workmode.session SET stamp = 'old'});
	my ($out, $err) = run_command([ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), @say ]);
	skip 'no auto_explain is installed', 1 if $err =~ /could not access file/;
	my ($plan) = $err =~ /(Query Text: \s*CREATE TEMP TABLE workmode_batch.*?)\n(?=LOG:|\z)/s;
	like($plan // '', qr/Workers Planned: [1-9].*Parallel/s, 'transcripts are read in parallel') or diag($plan // $err);
}

#
# A dump, restored by the owner and by a superuser: all as it was, and it goes on.
#
ask('GRANT INSERT ON workmode.transcript TO ann');
ask(q{INSERT INTO workmode.transcript (path, person, body, bytes) VALUES ('/ann', 'ann', 'x', 1)}, as => 'ann');
ask(q{SELECT workmode.configure(min_users => 4, zone => 'Europe/Berlin', before => '2025-10'); INSERT INTO workmode.source (name, query) VALUES ('other', 'SELECT 1 AS id, NULL AS person, NULL AS team, NULL AS at, ''x'' AS transcript, 1 AS mark')});
ask('CALL workmode.refresh()');
# Labels of sessions, and one of a session that is gone.
ask(q{INSERT INTO workmode.label (source, id, rater, mode, chance, seed, characters, seconds)
	SELECT source, id, 'Ann', mode, 0.25, 2, 1000, 3.5 FROM workmode.session WHERE mode IS NOT NULL ORDER BY source, id LIMIT 3});
ask(q{INSERT INTO workmode.label (source, id, person, rater, mode) VALUES ('gone', 'x', 'p9', 'Ann', 'fix')});
# What the next refresh has to do.
ask(q{INSERT INTO workmode.touched (session_id) VALUES ('to do')});
my $all = q{
	SELECT id, part, person, loaded_by, loaded_at, md5(body) FROM workmode.transcript ORDER BY id;
	SELECT * FROM workmode.session ORDER BY source, id;
	SELECT * FROM workmode.label ORDER BY source, id; SELECT * FROM workmode.labelled ORDER BY grain, day;
	SELECT * FROM workmode.tally ORDER BY day, stratum, person, team, project; SELECT * FROM workmode.month ORDER BY dimension, day, name, cluster;
	SELECT * FROM workmode.period ORDER BY dimension, grain, name, day; SELECT * FROM workmode.named ORDER BY dimension, name; SELECT * FROM workmode.touched WHERE session_id = 'to do';
	SELECT * FROM workmode.setting; SELECT * FROM workmode.source ORDER BY name; SELECT * FROM workmode.refresh_log ORDER BY began;
	SELECT * FROM workmode.share_month ORDER BY day, mode; SELECT * FROM workmode.shift ORDER BY mode_sort; SELECT * FROM workmode.coverage ORDER BY source};
my $was = ask($all);
my $file = PostgreSQL::Test::Utils::tempdir . '/board.dump';
foreach my $who ('joe', $super)
{
	ask('CREATE DATABASE restored OWNER joe', as => $super);
	$node->command_ok([ 'pg_dump', '-U', $who, '-Fc', '-f', $file, $node->connstr('postgres') ], "dumped by $who");
	# The schema public is there, and is not joe's.
	my ($out, $err) = run_command([ 'pg_restore', '-U', $who, '-d', $node->connstr('restored'), $file ]);
	is(join("\n", grep { !/public|errors ignored|^Command was|^\s*$/ } split /\n/, $err), '', "restored by $who");
	is_deeply([ split /\n/, ask($all, db => 'restored', as => $super) ], [ split /\n/, $was ], 'all is as it was');
	ask('CALL workmode.refresh()', db => 'restored', as => $who);
	is(ask('SELECT new, changed, gone, error FROM workmode.refresh_log ORDER BY began DESC LIMIT 1', db => 'restored', as => $who), '0|0|0|', 'and a refresh finds nothing to do');
	cmp_ok(ask('SELECT count(*) FROM workmode.share_day', db => 'restored', as => 'bi'), '>', 0, 'readers may read');
	is(wrong(q{INSERT INTO workmode.transcript (path, body, bytes) VALUES ('/2', 'x', 1)}, db => 'restored', as => 'ann'), '42501', 'who loaded what is kept');
	ask('DROP DATABASE restored', as => $super);
}

#
# pg_cron, if it is there.
#
SKIP:
{
	skip 'no pg_cron is installed', 2 unless $cron;

	ask(q{CREATE EXTENSION pg_cron; GRANT USAGE ON SCHEMA cron TO joe}, as => $super);
	ask(q{INSERT INTO workmode.transcript (path, person, body, bytes) VALUES ('/cron', 'p1', 'x', 1)});
	ask(q{SELECT cron.schedule('refresh the board', '* * * * *', 'CALL workmode.refresh()')});
	my $there = 0;
	for (1 .. 80)
	{
		last if $there = ask(q{SELECT count(*) FROM workmode.session s JOIN workmode.transcript t USING (id) WHERE t.path = '/cron'}) eq '1';
		sleep 1;
	}
	ok($there, 'pg_cron refreshes the board');
	is(ask(q{SELECT count(*) FROM workmode.refresh_log WHERE ended IS NULL AND error IS DISTINCT FROM 'interrupted'}), 0, 'and it ends well');
	ask(q{SELECT cron.unschedule('refresh the board')});
}

#
# Moved and dropped.
#
ask('CREATE SCHEMA elsewhere; GRANT USAGE ON SCHEMA elsewhere TO joe; ALTER EXTENSION workmode SET SCHEMA elsewhere', as => $super);
ask(q{UPDATE workmode.session SET stamp = 'old'});
ask('CALL workmode.refresh()');
is(ask(q{SELECT changed > 1000, error IS NULL FROM workmode.refresh_log ORDER BY began DESC LIMIT 1}), 't|t', 'workmode may be moved');
is(wrong('DROP EXTENSION workmode'), '2BP01', 'workmode is not dropped from under the board');
ask('DROP EXTENSION workmode_board');
is(ask(q{SELECT count(*) FROM pg_class WHERE relnamespace = 'workmode'::regnamespace}), 0, 'the board is dropped as one');
is(ask(q{SELECT count(*) > 100 FROM pg_proc WHERE pronamespace = 'elsewhere'::regnamespace}), 't', 'and workmode stays');

$node->stop;
done_testing();
