# Modes on Citus: a coordinator and two workers, whose labels all have different
# OIDs.  Every answer is that of one node; and as Citus may not gather rows to
# aggregate them, every answer was made of the workers' parts.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Each node has had as many enums as its place in the list says.
my @nodes = map { PostgreSQL::Test::Cluster->new($_) } ('coordinator', 'worker_1', 'worker_2');
my ($coordinator, @workers) = @nodes;

foreach my $i (0 .. $#nodes)
{
	$nodes[$i]->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
	$nodes[$i]->start;
	if ($nodes[$i]->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'citus'}) eq '0')
	{
		$nodes[$i]->stop;
		plan skip_all => 'Citus is not installed';
	}
	$nodes[$i]->safe_psql('postgres', join(';', map { "CREATE TYPE other_$_ AS ENUM ('a', 'b', 'c')" } (0 .. 2 * $i)));
	$nodes[$i]->append_conf('postgresql.conf', q{
		shared_preload_libraries = 'citus'
		citus.node_conninfo = 'sslmode=prefer'
		citus.shard_count = 8
		citus.coordinator_aggregation_strategy = 'disabled'
		citus.enable_repartition_joins = on
	});
	$nodes[$i]->restart;
	$nodes[$i]->safe_psql('postgres', 'CREATE EXTENSION citus');
}

sub ask
{
	return $coordinator->safe_psql('postgres', $_[0]);
}

ask(sprintf(q{SELECT citus_set_coordinator_host('%s', %d)}, $coordinator->host, $coordinator->port));
ask(sprintf(q{SELECT citus_add_node('%s', %d)}, $_->host, $_->port)) foreach @workers;
ask('CREATE EXTENSION workmode');

# What all nodes say.
sub everywhere
{
	return map { $_->safe_psql('postgres', $_[0]) } @nodes;
}

my %seen;
$seen{$_}++ foreach map { split /\n/ } everywhere(q{SELECT enumlabel, oid FROM pg_enum WHERE enumtypid = 'workmode'::regtype});
is(scalar(keys %seen), 27, 'no label has the same OID on two nodes');
my @own = everywhere('SELECT hashenum(mode) FROM workmode_modes()');
ok($own[0] ne $own[1] && $own[1] ne $own[2], 'PostgreSQL\'s own hash differs between nodes');
my @hash = everywhere('SELECT mode, workmode_hash(mode) FROM workmode_modes()');
ok($hash[0] eq $hash[1] && $hash[1] eq $hash[2], 'the hash of a mode does not');

# The same rows in a table of the coordinator, in one that is distributed by
# user, and in one that is distributed by mode, to which the workers hand each
# other the rows.
ask(q{
	CREATE TABLE plain AS
	SELECT i, i % 50 AS usr, (enum_range(NULL::workmode))[1 + i * 7919 % 97 % 9] AS mode,
		(enum_range(NULL::workmode))[1 + i % 89 % 9] AS second, i % 3 = 0 AS code_changed, ((1 + i % 7) * 10.5 / 3)::float8 AS value
	FROM generate_series(1, 4340) AS i;
	CREATE TABLE by_user (LIKE plain);
	CREATE TABLE by_mode (LIKE plain);
	SELECT create_distributed_table('by_user', 'usr');
	SELECT create_distributed_table('by_mode', 'mode');
	INSERT INTO by_user TABLE plain;
	INSERT INTO by_mode TABLE by_user;
	CREATE TABLE rank (mode workmode PRIMARY KEY, ordinal int);
	SELECT create_reference_table('rank');
	INSERT INTO rank SELECT mode, ordinal FROM workmode_modes();
});

# @ stands for the table.
my %query = (
	'rows by mode' => 'SELECT mode, count(*) FROM @ GROUP BY mode ORDER BY mode',
	'tally' => 'SELECT workmode_tally(mode) FROM @',
	'tally with values' => 'SELECT workmode_tally(mode, value) FROM @',
	'filtered tally' => q{SELECT workmode_tally(mode, value) FILTER (WHERE mode < 'plan') FROM @},
	'tally of groups' => q{SELECT i % 4 AS quarter, workmode_tally(mode, value) FROM @ GROUP BY i % 4 HAVING workmode_count(workmode_tally(mode), 'fix') > 0 ORDER BY 1},
	'clusters and rollup' => 'SELECT workmode_cluster(t), workmode_rollup(t) FROM (SELECT usr, workmode_tally(mode, value) AS t FROM @ GROUP BY usr) AS u',
	'agreement' => 'SELECT workmode_agreement(mode, second) FROM @',
	'telemetry' => 'SELECT (workmode_telemetry(mode, code_changed)).* FROM @',
	'min and max' => 'SELECT min(mode), max(mode) FROM @',
	'min and max of groups' => 'SELECT second, min(mode), max(mode) FROM @ GROUP BY second ORDER BY second',
	'distinct modes' => 'SELECT count(DISTINCT mode) FROM @',
	'modes in order' => 'SELECT DISTINCT mode FROM @ ORDER BY mode DESC',
	'one mode' => q{SELECT count(*), min(i) FROM @ WHERE mode = 'fix'},
	'two modes' => q{SELECT count(*), min(i) FROM @ WHERE mode IN ('fix', 'plan')},
	'two modes, as an array' => q{SELECT count(*), min(i) FROM @ WHERE mode = ANY ('{fix,plan}')},
	'a range of modes' => q{SELECT count(*), min(i) FROM @ WHERE mode >= 'test' AND mode < 'plan'},
	'join with a reference table' => 'SELECT count(*), sum(ordinal) FROM @ JOIN rank USING (mode)',
	'figures' => 'SELECT s.* FROM (SELECT workmode_tally(mode, value) AS t FROM @) AS a, LATERAL workmode_shares(t) AS s',
	'subtotals' => q{SELECT quarter, workmode_rollup(t) FROM (SELECT i % 4 AS quarter, usr, workmode_tally(mode, value) AS t FROM @ GROUP BY 1, 2) AS g GROUP BY quarter ORDER BY quarter},
);
foreach my $protocol ('on', 'off')
{
	ask("ALTER SYSTEM SET citus.enable_binary_protocol = $protocol");
	$coordinator->reload;
	foreach my $name (sort keys %query)
	{
		my %answer = map { my $query = $query{$name}; $query =~ s/\@/$_/g; ($_ => ask($query)) } ('plain', 'by_user', 'by_mode');

		is($answer{by_user}, $answer{plain}, "$name, distributed by user, binary $protocol");
		is($answer{by_mode}, $answer{plain}, "$name, distributed by mode, binary $protocol");
	}
}

# A mode is in one shard, whichever node says so.
like(ask(q{EXPLAIN SELECT count(*) FROM by_mode WHERE mode = 'fix'}), qr/Task Count: 1\b/, 'a mode\'s rows are in one shard');
my $modes = q{SELECT result FROM run_command_on_shards('by_mode', 'SELECT string_agg(DISTINCT mode::text, '','') FROM %s')};
is(scalar(grep { length } split /[\n,]/, ask($modes)), 9, 'no mode is in two shards');

# Rows that are moved by their mode, between workers.
my $join = 'SELECT count(*), sum(a.i), min(b.mode) FROM %s a JOIN %s b ON a.mode = b.mode AND a.i %% 10 = 0 AND b.i %% 10 = 1';
my $expected = ask(sprintf($join, 'plain', 'plain'));
is(ask(sprintf($join, 'by_mode', 'by_mode')), $expected, 'join of shards by mode');
is(ask(sprintf($join, 'by_user', 'by_mode')), $expected, 'join that moves one side by mode');
is(ask('SET citus.enable_single_hash_repartition_joins = on; ' . sprintf($join, 'by_user', 'by_mode')), $expected, '... to where the other is');
is(ask(sprintf($join, 'by_user', 'by_user')), $expected, 'join that moves both sides by mode');

# A transcript's facts beside it, without a way over the coordinator; which can
# read them, although the type of their mode has another OID.
ask(q{
	CREATE TABLE transcript (usr int, body text);
	CREATE TABLE facts (usr int, facts workmode_facts);
	SELECT create_distributed_table('transcript', 'usr');
	SELECT create_distributed_table('facts', 'usr');
	INSERT INTO transcript
	SELECT i, format('[{"role": "user", "content": "%s"}, {"role": "assistant", "content": "It is so."}]',
		CASE WHEN i % 2 = 0 THEN 'Why is it so?' ELSE 'Write the tests.' END) FROM generate_series(1, 20) i;
	INSERT INTO facts SELECT usr, workmode_session(body) FROM transcript;
});
is(ask('SELECT workmode_count(workmode_tally((facts).mode)) FROM facts'), 20, 'facts are made where the transcripts are');
foreach my $protocol ('on', 'off')
{
	my $binary = "SET citus.enable_binary_protocol = $protocol; ";

	is( ask($binary . 'SELECT usr, facts FROM facts ORDER BY usr'),
		ask('SELECT usr, workmode_session(body) FROM (SELECT usr, body FROM transcript OFFSET 0) t ORDER BY usr'),
		"facts come to the coordinator, binary $protocol");
	is( ask($binary . 'SELECT usr, (facts).mode, (facts).second_mode FROM facts ORDER BY usr'),
		ask('SELECT usr, (f).mode, (f).second_mode FROM (SELECT usr, workmode_session(body) AS f FROM (SELECT usr, body FROM transcript OFFSET 0) t OFFSET 0) t ORDER BY usr'),
		"so do their modes, binary $protocol");
}

$_->stop foreach reverse @nodes;
done_testing();
