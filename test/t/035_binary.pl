# Binary COPY: what comes in is what went out, whatever the client's encoding;
# and a file with flaws is refused, or gives a value that is sound.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# So many flawed files of each type, the same ones in each run.
my $flawed = 50;
srand(20260101);

my $node = PostgreSQL::Test::Cluster->new('binary');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION workmode;
CREATE TABLE workmode_of AS SELECT mode AS value FROM workmode_modes();
CREATE TABLE tally AS SELECT workmode_tally(mode, ordinal / 3.0) AS value FROM workmode_modes()
	UNION ALL SELECT workmode_cluster(tally) FROM (SELECT workmode_tally(mode, ordinal) AS tally FROM workmode_modes() GROUP BY ordinal % 3) AS users
	UNION ALL SELECT workmode_cluster(tally) FROM (SELECT workmode_tally(mode, 0.001 * ordinal) AS tally FROM workmode_modes()) AS one
	UNION ALL SELECT workmode_tally(mode, ordinal / 3.0, '{"fix": 0.75, "plan": 0.25}') FROM workmode_modes()
	UNION ALL SELECT workmode_cluster(tally)
	FROM (SELECT workmode_tally(mode, ordinal, CASE WHEN ordinal > 2 THEN '{"fix": 0.75, "plan": 0.25}'::workmode_probabilities END) AS tally FROM workmode_modes() GROUP BY ordinal % 3) AS users
	UNION ALL SELECT workmode_tally(NULL::workmode) UNION ALL SELECT '{"version": 1}'
	UNION ALL SELECT '{"version": 1, "unclassified": 576460752303423487, "plan": {"sessions": 576460752303423487}}';
CREATE TABLE state AS SELECT value::text::workmode_tally_state AS value FROM tally;
CREATE TABLE confusion AS SELECT workmode_agreement(a.mode, b.mode) AS value
	FROM workmode_modes() a, workmode_modes() b WHERE a.ordinal <= b.ordinal;
CREATE TABLE histogram AS SELECT workmode_histogram(mode, ordinal) AS value FROM workmode_modes()
	UNION ALL SELECT workmode_cluster(histogram)
	FROM (SELECT workmode_histogram(mode, ordinal) AS histogram FROM workmode_modes() GROUP BY ordinal % 3) AS users;
CREATE TABLE histogram_state AS SELECT value::text::workmode_histogram_state AS value FROM histogram;
CREATE TABLE panel AS SELECT workmode_panel(person, period, tally) AS value
	FROM (SELECT 'person ' || ordinal % 4 AS person, date '2025-10-01' + 31 * (ordinal % 3) AS period, workmode_tally(mode, ordinal / 3.0) AS tally
		FROM workmode_modes() GROUP BY 1, 2) AS person_month
	UNION ALL SELECT '{"version": 1}' UNION ALL SELECT '{"version": 1, "9999-12-31": {"0": {"version": 1, "unclassified": 3}}}';
CREATE TABLE probabilities (value) AS VALUES ('{"build": 0.5, "fix": 0.5}'::workmode_probabilities), ('{"plan": 1}');
CREATE TABLE vector (value) AS VALUES ('{1:0.25,7:-3.5}'::workmode_vector), ('{}');
CREATE TABLE model AS SELECT workmode_train(v::workmode_vector, m) AS value
	FROM (VALUES ('{1:1}', 'build'::workmode), ('{1:2,7:1}', 'build'), ('{7:1}', 'fix'), ('{7:3,9:1}', 'fix')) e(v, m);
CREATE TABLE value_model AS SELECT workmode_train_value(format('{3:%s}', i)::workmode_vector, 10 + i % 7) AS value
	FROM generate_series(1, 50) AS i;
CREATE TABLE facts AS SELECT workmode_session('[{"type": "user", "sessionId": "s", "timestamp": "2026-01-02T03:04:05Z",
	"message": {"role": "user", "content": "Why?"}}, {"type": "assistant", "sessionId": "s", "message": {"model": "m", "content": "So."}}]'::text) AS value;
SQL

my %tables = (
	workmode_of => 'workmode', tally => 'workmode_tally', state => 'workmode_tally_state', confusion => 'workmode_confusion',
	histogram => 'workmode_histogram', histogram_state => 'workmode_histogram_state',
	panel => 'workmode_panel', vector => 'workmode_vector', model => 'workmode_model', value_model => 'workmode_value_model',
	probabilities => 'workmode_probabilities', facts => 'workmode_facts',
);
foreach my $table (keys %tables)
{
	$node->safe_psql('postgres', "CREATE TABLE ${table}_array AS SELECT array_agg(value) || NULL AS value FROM $table");
}
$tables{"${_}_array"} = "$tables{$_}\[]" foreach keys %tables;

my $dir = $node->basedir;

# The good file of each, out and in and out again.
my $sql = '';
foreach my $table (sort keys %tables)
{
	$sql .= "CREATE TABLE ${table}_in (value $tables{$table});\n";
	foreach my $encoding (qw(UTF8 LATIN1 SQL_ASCII EUC_JP))
	{
		$sql .= "SET client_encoding = $encoding;
			COPY $table TO '$dir/$table.$encoding' (FORMAT binary);
			COPY ${table}_in FROM '$dir/$table.$encoding' (FORMAT binary);
			COPY ${table}_in TO '$dir/$table.$encoding.again' (FORMAT binary);
			TRUNCATE ${table}_in;\n";
	}
}
$node->safe_psql('postgres', $sql);
foreach my $table (sort keys %tables)
{
	my $good = slurp_file("$dir/$table.UTF8");
	my @others = grep { slurp_file($_) ne $good } glob "$dir/$table.*";

	is("@others", '', "$tables{$table} comes back as it was");
}

# A copy of a file with one to three flaws.
sub damage
{
	my ($bytes) = @_;

	foreach (0 .. int rand 3)
	{
		# Behind the file's head: its flaws are the server's affair.
		my $at = 19 + int rand(length($bytes) - 19);
		my $kind = int rand 5;

		if ($kind == 0)
		{
			$bytes = substr $bytes, 0, $at + 1;
		}
		elsif ($kind == 1)
		{
			substr($bytes, $at, 1) = '';
		}
		elsif ($kind == 2)
		{
			substr($bytes, $at, 0) = chr int rand 256;
		}
		else
		{
			substr($bytes, $at, 1) = $kind == 3 ? chr int rand 256 : substr($bytes, $at, 1) ^ chr(1 << int rand 8);
		}
	}
	return $bytes;
}

# What a flawed file gives goes out and comes back, in binary and as text.
$sql = "\\set VERBOSITY sqlstate\n";
my $files = 0;
foreach my $table (sort keys %tables)
{
	my $good = slurp_file("$dir/$table.UTF8");

	foreach my $i (1 .. $flawed)
	{
		my $bytes = damage($good);

		next if $bytes eq $good;
		$files++;
		open my $file, '>:raw', "$dir/$table.$i" or die;
		print $file $bytes;
		close $file;
		chmod 0644, "$dir/$table.$i";
		$sql .= "COPY ${table}_in FROM '$dir/$table.$i' (FORMAT binary);\n";
	}
	$sql .= "SELECT 'unsound: $table ' || value::text FROM ${table}_in
		WHERE value::text::$tables{$table}::text IS DISTINCT FROM value::text;
		COPY ${table}_in TO '$dir/$table.kept' (FORMAT binary);
		CREATE TABLE ${table}_again (value $tables{$table});
		COPY ${table}_again FROM '$dir/$table.kept' (FORMAT binary);
		SELECT 'other: $table' WHERE (SELECT array_agg(value::text) FROM ${table}_in) IS DISTINCT FROM (SELECT array_agg(value::text) FROM ${table}_again);\n";
}
my ($ret, $out, $err) = $node->psql('postgres', $sql, on_error_stop => 0);
my %states;
$states{$_}++ foreach $err =~ /ERROR:  (\w{5})/g;
my $refused = () = $err =~ /ERROR:/g;

is($ret, 0, 'the server lives');
is($out, '', 'what is taken in is sound');
cmp_ok($refused, '>', $files / 2, "most of $files flawed files are refused");
is(join(' ', grep { /^(XX|57|58|08006)/ } sort keys %states), '', 'and none as an internal error');
note(join ', ', map { "$_: $states{$_}" } sort keys %states);

$node->stop;
done_testing();
