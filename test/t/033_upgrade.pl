# pg_upgrade keeps the files of tables and indexes: they fit the new cluster's
# operators and hashes, and what is added there lands where the old rows are.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($old, $new) = map { PostgreSQL::Test::Cluster->new($_) } ('old', 'new');
$_->init(extra => [ '--locale=C', '--encoding=UTF8' ]) foreach ($old, $new);

$old->start;
$old->safe_psql('postgres', q{
	CREATE TYPE other AS ENUM ('a', 'b', 'c');
	CREATE EXTENSION workmode;
	CREATE TABLE session (id int, mode workmode, modes workmode[]) PARTITION BY HASH (mode);
	CREATE TABLE session_0 PARTITION OF session FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE session_1 PARTITION OF session FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO session SELECT ordinal, mode, ARRAY[mode, 'plan'] FROM workmode_modes(), generate_series(1, 100);
	CREATE INDEX ON session (mode);
	CREATE INDEX ON session USING hash (mode);
	CREATE INDEX ON session USING gin (modes);
	CREATE TABLE kept AS SELECT workmode_tally(mode, id) AS tally FROM session;
});

my $ask = q{
	SELECT * FROM kept;
	SELECT tableoid::regclass, mode, count(*) FROM session GROUP BY 1, 2 ORDER BY 1, 2;
	SET enable_seqscan = off;
	SELECT m.mode, (SELECT count(*) FROM session s WHERE s.mode = m.mode) FROM workmode_modes() m;
	SET enable_indexscan = off; SET enable_indexonlyscan = off;
	SELECT m.mode, (SELECT count(*) FROM session s WHERE s.mode = m.mode) FROM workmode_modes() m;
	SELECT m.mode, (SELECT count(*) FROM session s WHERE s.modes @> ARRAY[m.mode]) FROM workmode_modes() m;
	SELECT min(mode), max(mode) FROM session;
};
my $before = $old->safe_psql('postgres', $ask);
like($before, qr/^session_0\|test\|100$/m, 'there is something to upgrade');
$old->stop;

chomp(my $bin = `pg_config --bindir`);
chdir PostgreSQL::Test::Utils::tempdir;
command_ok([ 'pg_upgrade', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $bin, '-B', $bin,
		'-s', $new->host, '-p', $old->port, '-P', $new->port ], 'pg_upgrade');

$new->start;
is($new->safe_psql('postgres', $ask), $before, 'the same after the upgrade');
is($new->safe_psql('postgres', q{
		INSERT INTO session SELECT ordinal, mode FROM workmode_modes();
		SET enable_seqscan = off;
		SELECT DISTINCT (SELECT count(*) FROM session s WHERE s.mode = m.mode) FROM workmode_modes() m;
		SELECT count(*) FROM (SELECT DISTINCT mode, tableoid FROM session) AS place;
	}),
	"101\n9",
	'new rows stand beside the old ones');

$new->stop;
done_testing();
