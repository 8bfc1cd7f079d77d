# pg_dump and restore: the rates of one's own, and states and models in tables,
# come back as they were, in text and in pg_dump's own format, to a superuser and
# to an ordinary user.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('dump');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

# The extension in a schema of its own: nothing may rely on search_path.
my $fill = q{
	CREATE SCHEMA modes;
	CREATE EXTENSION workmode SCHEMA modes;
	SET search_path = public, modes;

	INSERT INTO workmode_rates (mode, skill, rate, source) VALUES
		(NULL, 'web', 60, 'our contract'), ('fix', 'software', 120.25, NULL);

	CREATE TABLE kept (
		name text PRIMARY KEY,
		tally workmode_tally,
		confusion workmode_confusion,
		histogram workmode_histogram,
		panel workmode_panel,
		vector workmode_vector,
		model workmode_model,
		value_model workmode_value_model,
		probabilities workmode_probabilities);
	INSERT INTO kept (name, tally) SELECT 'tally', workmode_tally(mode, ordinal / 3.0) FROM workmode_modes();
	INSERT INTO kept (name, tally) SELECT 'clusters', workmode_cluster(tally)
		FROM (SELECT workmode_tally(mode, ordinal) AS tally FROM workmode_modes() GROUP BY ordinal % 3) AS users;
	INSERT INTO kept (name, confusion) SELECT 'confusion', workmode_agreement(a.mode, b.mode)
		FROM workmode_modes() a, workmode_modes() b WHERE a.ordinal <= b.ordinal;
	INSERT INTO kept (name, histogram) SELECT 'histogram', workmode_cluster(histogram)
		FROM (SELECT workmode_histogram(mode, ordinal / 3.0) AS histogram FROM workmode_modes() GROUP BY ordinal % 3) AS users;
	INSERT INTO kept (name, panel) SELECT 'panel', workmode_panel(person, period, tally)
		FROM (SELECT 'person ' || ordinal % 4 AS person, date '2025-10-01' + 31 * (ordinal % 3) AS period, workmode_tally(mode, ordinal / 3.0) AS tally
			FROM workmode_modes() GROUP BY 1, 2) AS person_month;
	INSERT INTO kept (name, vector) VALUES ('vector', '{1:0.25,7:-3.5}');
	INSERT INTO kept (name, model) SELECT 'model', workmode_shipped_model(workmode_model_version());
	INSERT INTO kept (name, value_model) SELECT 'value_model',
		workmode_train_value(format('{3:%s}', i)::workmode_vector, 10 + i % 7) FROM generate_series(1, 50) AS i;
	INSERT INTO kept (name, probabilities) VALUES ('probabilities', '{"build": 0.5, "fix": 0.25, "plan": 0.25}');
	INSERT INTO kept (name, tally) SELECT 'expected', workmode_cluster(tally)
		FROM (SELECT workmode_tally(mode, ordinal, '{"fix": 0.75, "plan": 0.25}') AS tally FROM workmode_modes() GROUP BY ordinal % 3) AS users;
	CREATE UNIQUE INDEX ON kept (tally);
	CREATE UNIQUE INDEX ON kept (probabilities);
	CREATE UNIQUE INDEX ON kept (panel);
	CREATE INDEX ON kept USING hash (value_model);

	-- Partitions and indexes by mode, whose OIDs are others after a restore.
	CREATE TABLE by_hash (mode workmode NOT NULL, id int, modes workmode[], CHECK (mode <= 'communicate')) PARTITION BY HASH (mode);
	CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO by_hash SELECT mode, ordinal, ARRAY[mode, 'plan'] FROM workmode_modes(), generate_series(1, 100);
	CREATE INDEX ON by_hash (mode);
	CREATE INDEX ON by_hash USING hash (mode);
	CREATE VIEW fixes AS SELECT count(*) AS fixes, count(*) FILTER (WHERE mode IN ('fix', 'plan')) AS both FROM by_hash WHERE mode <= 'plan';

	-- An expression index and a view over the functions.
	CREATE TABLE transcript (body text);
	INSERT INTO transcript VALUES ('[{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "It is so."}]');
	CREATE INDEX ON transcript (workmode_value(body));
	CREATE VIEW worth AS SELECT workmode_classify(body) AS mode,
		workmode_value(body, (SELECT array_agg(r::workmode_skill_rate) FROM workmode_rates r)) AS value FROM transcript;
};

# All that is kept, as text.
sub contents
{
	my ($database, $user) = @_;

	return $node->safe_psql($database, q{
		SET search_path = public, modes;
		SELECT * FROM kept ORDER BY name;
		SELECT t.* FROM kept, workmode_trend(panel) t;
		SELECT * FROM workmode_rates ORDER BY skill;
		SELECT * FROM worth;
		SELECT * FROM fixes;
		SELECT tableoid::regclass, mode, modes, count(*) FROM by_hash GROUP BY 1, 2, 3 ORDER BY 1, 2;
		SET enable_seqscan = off;
		SELECT m.mode, (SELECT count(*) FROM by_hash b WHERE b.mode = m.mode) FROM workmode_modes() m;
	}, extra_params => $user);
}

my $file = PostgreSQL::Test::Utils::tempdir . '/before';
$node->safe_psql('postgres', 'CREATE ROLE joe LOGIN');

sub dump_and_restore
{
	my ($who, $owner, @user) = @_;
	my $name = $who ? 'an ordinary user: ' : '';

	$node->safe_psql('postgres', "CREATE DATABASE ${who}before $owner");
	$node->safe_psql("${who}before", $fill, extra_params => \@user);
	my $before = contents("${who}before", \@user);
	like($before, qr/our contract/, "${name}there is something to dump");

	foreach my $format ('plain', 'custom')
	{
		my $to = $node->connstr("${who}after_$format");

		$node->safe_psql('postgres', "CREATE DATABASE ${who}after_$format $owner");
		$node->command_ok([ 'pg_dump', @user, "--format=$format", '-f', "$file.$format",
				$node->connstr("${who}before") ],
			"${name}pg_dump, $format");
		$node->command_ok(
			$format eq 'plain'
			? [ 'psql', @user, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$file.$format", $to ]
			: [ 'pg_restore', @user, '--exit-on-error', '-d', $to, "$file.$format" ],
			"${name}restored, $format");
		is(contents("${who}after_$format", \@user), $before, "${name}the same after restore, $format");
	}
}

dump_and_restore('joe_', 'OWNER joe', '-U', 'joe');
dump_and_restore('', '');

# What belongs to the extension is made by it, not dumped.
my $dump = slurp_file("$file.plain");
unlike($dump, qr/CREATE TABLE modes\.workmode_rates/, 'the table of rates is the extension\'s');
like($dump, qr/^COPY modes\.workmode_rates/m, 'its rows are dumped');

# Binary COPY, there and back.
my $binary = $file . '.copy';
is( $node->safe_psql('after_plain', qq{
		SET search_path = public, modes;
		COPY kept TO '$binary' (FORMAT binary);
		CREATE TABLE copied (LIKE kept);
		COPY copied FROM '$binary' (FORMAT binary);
		SELECT count(*) FROM (SELECT * FROM copied EXCEPT SELECT * FROM kept) AS lost;
		SELECT count(*) FROM copied;
	}),
	"0\n10",
	'the same after binary COPY');

# The extension can be moved, and its rates with it.
is( $node->safe_psql('after_custom', q{
		CREATE SCHEMA elsewhere;
		ALTER EXTENSION workmode SET SCHEMA elsewhere;
		SELECT count(*) FROM elsewhere.workmode_rates;
		SELECT count(*) FROM worth;
	}),
	"2\n1",
	'moved to another schema');

$node->stop;
done_testing();
