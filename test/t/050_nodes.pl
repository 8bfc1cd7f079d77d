# Modes on two nodes: two databases whose labels have different OIDs, joined by
# postgres_fdw.  Aggregates, filters, joins and orders by mode are done where the
# rows are, both nodes agree on every answer, and on the partition of a mode.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('nodes');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

if ($node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'}) eq '0')
{
	$node->stop;
	plan skip_all => 'postgres_fdw, of contrib, is not installed';
}

my $tables = q{
	CREATE TABLE session AS
	SELECT i, i % 50 AS usr, (enum_range(NULL::workmode))[1 + i * 7919 % 97 % 9] AS mode,
		(enum_range(NULL::workmode))[1 + i % 89 % 9] AS second, i % 3 = 0 AS code_changed, (1 + i % 7) * 10.5 / 3 AS value
	FROM generate_series(1, 4340) AS i;
	UPDATE session SET mode = NULL WHERE i % 100 = 0;
	CREATE TABLE kept AS SELECT usr, workmode_tally(mode, value::float8) AS tally FROM session GROUP BY usr;
	ALTER TABLE session ALTER value TYPE float8;
};

# The far node has had other enums before, the near one has not.
$node->safe_psql('postgres', 'CREATE DATABASE near');
$node->safe_psql('postgres', 'CREATE DATABASE far');
$node->safe_psql('near', 'CREATE EXTENSION workmode');
$node->safe_psql('far', q{
	CREATE TYPE colour AS ENUM ('red', 'green', 'blue');
	CREATE TYPE size AS ENUM ('small', 'large');
	CREATE EXTENSION workmode;
	CREATE SCHEMA rows;
	SET search_path = rows, public;} . $tables . q{
	CREATE INDEX ON session (mode);
	ANALYZE;
});

# The same tables in the schema here, and those of the far node in there; and in
# plain, by a server that is not told of the extension.
my ($host, $port) = ($node->host, $node->port);
$node->safe_psql('near', qq{
	CREATE SCHEMA here;
	SET search_path = here, public;
	$tables
	CREATE EXTENSION postgres_fdw SCHEMA public;
	CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw
		OPTIONS (host '$host', port '$port', dbname 'far', use_remote_estimate 'true', extensions 'workmode');
	CREATE SERVER plain FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'far');
	CREATE USER MAPPING FOR CURRENT_USER SERVER far;
	CREATE USER MAPPING FOR CURRENT_USER SERVER plain;
	CREATE SCHEMA there;
	IMPORT FOREIGN SCHEMA rows FROM SERVER far INTO there;
	CREATE SCHEMA plain;
	IMPORT FOREIGN SCHEMA rows FROM SERVER plain INTO plain;
	CREATE TABLE public.rank AS SELECT mode, ordinal FROM workmode_modes();
	ANALYZE;
});

# What both databases say.
sub both
{
	return map { $node->safe_psql($_, $_[0]) } ('near', 'far');
}

my ($near, $far) = both(q{SELECT enumlabel, oid FROM pg_enum WHERE enumtypid = 'workmode'::regtype});
my %seen = map { $_ => 1 } split /\n/, $near;
is(scalar(grep { $seen{$_} } split(/\n/, $far)), 0, 'no label has the same OID on both nodes');
($near, $far) = both('SELECT mode, hashenum(mode) FROM workmode_modes()');
isnt($near, $far, 'PostgreSQL\'s own hash differs between them');
($near, $far) = both('SELECT mode, workmode_hash(mode), workmode_hash_extended(mode, 7), hash_array(ARRAY[mode]) FROM workmode_modes()');
is($near, $far, 'the hash of a mode does not');

# The answer from the tables of a schema.
sub answer
{
	my ($schema, $query, $settings) = @_;

	return $node->safe_psql('near', "SET search_path = $schema, public; $settings; $query");
}

# The far node's rows give the answer of the same rows here, by a plan with all
# of these lines.
sub agree
{
	my ($name, $query, $settings, @plan) = @_;
	my $plan = answer('there', "EXPLAIN (VERBOSE, COSTS OFF) $query", $settings);

	is(answer('there', $query, $settings), answer('here', $query, $settings), $name);
	like($plan, $_, "$name: the plan") foreach @plan;
}

# Nothing but a scan, whose statement does all that is done, and perhaps a sort.
sub shipped
{
	my ($name, $query, @remote) = @_;

	agree($name, $query, '', qr/\A(Sort\n(  .*\n)*  ->  )?Foreign Scan/, map { qr/Remote SQL: .*$_/ } @remote);
}

shipped('tally', 'SELECT workmode_tally(mode) FROM session', 'SELECT public\.workmode_tally\(mode\) FROM');
shipped('tally with values, by user', 'SELECT usr, workmode_tally(mode, value) FROM session GROUP BY usr ORDER BY usr',
	'public\.workmode_tally\(mode, value\) FROM .* GROUP BY');
shipped('filtered tally', q{SELECT workmode_tally(mode) FILTER (WHERE mode <> 'fix') FROM session},
	'FILTER \(WHERE \(mode OPERATOR\(public\.<>\) \'fix\'');
shipped('rollup and clusters', 'SELECT workmode_rollup(tally), workmode_cluster(tally) FROM kept',
	'public\.workmode_rollup\(tally\), public\.workmode_cluster\(tally\)');
shipped('a figure of a tally', q{SELECT workmode_share(workmode_tally(mode), 'fix') FROM session},
	'SELECT public\.workmode_share\(public\.workmode_tally\(mode\), \'fix\'');
shipped('agreement', 'SELECT workmode_agreement(mode, second) FROM session', 'public\.workmode_agreement\(mode, second\)');
shipped('telemetry', 'SELECT workmode_telemetry(mode, code_changed) FROM session', 'public\.workmode_telemetry\(mode, code_changed\)');
shipped('min and max', 'SELECT min(mode), max(mode) FROM session', 'public\.min\(mode\), public\.max\(mode\)');
shipped('distinct modes', 'SELECT count(DISTINCT mode) FROM session', 'count\(DISTINCT mode\)');
shipped('a mode\'s sessions', q{SELECT count(*) FROM session WHERE mode = 'fix'}, 'WHERE \(\(mode OPERATOR\(public\.=\) \'fix\'');
shipped('either mode\'s', q{SELECT count(*) FROM session WHERE mode = 'fix' OR mode > 'plan'}, ' OR ');
shipped('in order', 'SELECT i, mode FROM session ORDER BY mode DESC, i', 'ORDER BY mode DESC NULLS FIRST, i ASC');
shipped('a join', 'SELECT count(*) FROM session a JOIN kept USING (usr) JOIN session b ON a.mode = b.mode AND b.i = a.usr',
	'mode OPERATOR\(public\.=\) .*mode');
agree('groups', 'SELECT mode, count(*) FROM session GROUP BY mode ORDER BY mode', '', qr/Remote SQL: SELECT mode, count\(\*\) FROM .* GROUP BY/);

# Before 17 the type of arrays does not count as the extension's, and a list of
# modes is compared here.
agree('a list', q{SELECT mode, count(*) FROM session WHERE mode IN ('fix', 'plan') GROUP BY mode ORDER BY mode}, '');
agree('a list, as an array', q{SELECT count(*) FROM session WHERE mode = ANY ('{fix,plan,NULL}')}, '');

# Rows of both nodes meet here.
my $join = 'SELECT count(*), sum(ordinal) FROM session JOIN public.rank USING (mode)';
agree('hash join', $join, 'SET enable_mergejoin = off; SET enable_nestloop = off', qr/Hash Cond: .*mode = .*mode/);
agree('merge join', $join, 'SET enable_hashjoin = off; SET enable_nestloop = off', qr/Merge Cond: .*mode = .*mode/,
	qr/Remote SQL: .* ORDER BY mode ASC NULLS LAST/);
is(answer('here', q{SELECT count(*) FROM here.session h FULL JOIN there.session t USING (i, mode) WHERE h.i IS NULL OR t.i IS NULL}, ''),
	2 * 43, 'each row finds its like, but for those without a mode');
is(answer('here', q{SELECT mode, count(*) FROM (TABLE here.session UNION ALL TABLE there.session) s GROUP BY mode ORDER BY mode}, ''),
	answer('here', 'SELECT mode, 2 * count(*) FROM session GROUP BY mode ORDER BY mode', ''), 'nine groups of both nodes\' rows');

# A server that is not told of the extension hands over rows.
foreach my $query ('SELECT workmode_tally(mode, value) FROM session', q{SELECT count(*) FROM session WHERE mode = 'fix'},
	'SELECT min(mode), max(mode) FROM session')
{
	is(answer('plain', $query, ''), answer('here', $query, ''), "without extensions: $query");
	unlike(answer('plain', "EXPLAIN (VERBOSE, COSTS OFF) $query", ''), qr/Remote SQL: .*(workmode|min|WHERE)/, '... is not shipped');
}

# Writing: the far node compares, and stores its own OIDs.
$node->safe_psql('near', q{UPDATE there.session SET mode = 'communicate' WHERE mode = 'build'; UPDATE here.session SET mode = 'communicate' WHERE mode = 'build'});
agree('after an update', 'SELECT mode, count(*) FROM session GROUP BY mode ORDER BY mode', '');

#
# Partitions by hash, one on each node.  What the near node sends to the far
# one's partition, the far one would refuse if it thought of another.
#
my $parent = 'CREATE TABLE shard (mode workmode, id int) PARTITION BY HASH (mode)';
my $first = 'FOR VALUES WITH (MODULUS 2, REMAINDER 0)';
my $second = 'FOR VALUES WITH (MODULUS 2, REMAINDER 1)';
$node->safe_psql('far', "$parent; CREATE TABLE shard_0 PARTITION OF shard $first; CREATE TABLE shard_1 PARTITION OF shard $second");
$node->safe_psql('near', "$parent; CREATE TABLE shard_0 PARTITION OF shard $first;
	CREATE FOREIGN TABLE shard_1 PARTITION OF shard $second SERVER far;
	INSERT INTO shard SELECT mode, ordinal FROM workmode_modes(), generate_series(1, 10)");
$node->safe_psql('far', 'INSERT INTO shard SELECT mode, ordinal FROM workmode_modes(), generate_series(1, 10)');
($near, $far) = both('SELECT DISTINCT mode FROM ONLY shard_0 ORDER BY mode');
is($near, $far, 'the nodes agree which modes are in the first partition');
like($near, qr/\n/, 'of which there are some');
my $each = q{SELECT m.mode, (SELECT count(*) FROM shard s WHERE s.mode = m.mode) FROM workmode_modes() m};
is($node->safe_psql('far', $each), $node->safe_psql('far', q{
	SELECT m.mode, CASE WHEN tableoid = 'shard_0'::regclass THEN 10 ELSE 20 END FROM workmode_modes() m JOIN (SELECT DISTINCT mode, tableoid FROM shard) s USING (mode) ORDER BY mode}),
	'the far node finds the near one\'s rows beside its own');
is( $node->safe_psql('near', 'SET enable_partitionwise_aggregate = on; SELECT mode, count(*), sum(id) FROM shard GROUP BY mode ORDER BY mode'),
	$node->safe_psql('near', 'SELECT mode, count(*), sum(id) FROM shard GROUP BY mode ORDER BY mode'),
	'aggregated by partition');
is($node->safe_psql('near', 'SELECT count(DISTINCT mode) FROM shard'), 9, 'nine modes in two partitions');

$node->stop;
done_testing();
