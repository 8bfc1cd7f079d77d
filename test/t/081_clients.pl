# Clients of many kinds read every view of the board: names, types, comments and
# values are those that psql shows, in whatever time zone the client is.
#
# A client that is not installed is skipped.

use strict;
use warnings;

use Cwd qw(abs_path);
use Encode qw(decode);
use File::Basename qw(dirname);
use IPC::Run qw(run timeout);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');

# JDBC wants TCP.
my $node = PostgreSQL::Test::Cluster->new('clients');
$node->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8', '--auth=trust' ]);
$node->append_conf('postgresql.conf', "listen_addresses = '127.0.0.1'\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION workmode_board CASCADE; CREATE ROLE bi LOGIN');
$node->psql('postgres', '', extra_params => [ '-q', '-f', "$root/test/data/board.sql" ]);
$node->safe_psql('postgres', "SELECT workmode.configure(reader => 'bi')");

my $port = $node->port;
my %type = (
	'character varying' => 'varchar',
	'integer' => 'int4',
	'bigint' => 'int8',
	'double precision' => 'float8',
	'boolean' => 'bool',
	'date' => 'date',
	'timestamp with time zone' => 'timestamptz');

sub psql
{
	my ($sql) = @_;
	my ($out, $err) = ('', '');

	run [ 'psql', '-XqAt', '-F', "\x1f", '-R', "\x1e", '-P', 'null=\N', '-v', 'ON_ERROR_STOP=1', '-d', "host=127.0.0.1 port=$port user=bi dbname=postgres options=-ctimezone=UTC", '-c', $sql ],
	  '<', \undef, '>', \$out, '2>', \$err or die $err;
	chomp $out;
	return map { [ map { $_ eq '\N' ? undef : $_ } split /\x1f/, $_, -1 ] } split /\x1e/, decode('UTF-8', $out);
}

# What psql says of each view; rows are sorted by all that they hold.
my %view;
foreach my $row (psql(q{
	SELECT c.relname, obj_description(c.oid, 'pg_class')
	  FROM pg_class c
	 WHERE relnamespace = 'workmode'::regnamespace AND relkind = 'v' AND has_table_privilege(c.oid, 'SELECT')}))
{
	my ($name, $comment) = @$row;
	my @columns = map { [ $_->[0], $_->[1] =~ s/\(.*//r, $_->[2] ] } psql(qq{
		SELECT attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)
		  FROM pg_attribute WHERE attrelid = 'workmode.$name'::regclass AND attnum > 0 ORDER BY attnum});

	$view{$name} = {
		comment => $comment,
		columns => [ map { [ $_->[0], $type{ $_->[1] }, $_->[2] ] } @columns ],
		rows => [ psql("SELECT * FROM workmode.$name") ] };
}
cmp_ok(scalar keys %view, '>=', 16, 'psql: views');
is(join(' ', grep { !$view{$_}{comment} } sort keys %view), '', 'psql: each has a comment');
is( join(' ', map { my $name = $_; map { "$name.$_->[0]" } grep { !defined $_->[1] || !$_->[2] } @{ $view{$name}{columns} } } sort keys %view),
	'', 'psql: each column has a comment, and a type that every client knows');
is(join(' ', grep { !@{ $view{$_}{rows} } } sort keys %view), 'session_mode', 'psql: each has rows, but a reader sees no single sessions');

# Expected shares are among the values that the clients read.
my ($expected) = grep { $view{share_month}{columns}[$_][0] eq 'expected' } 0 .. $#{ $view{share_month}{columns} };
cmp_ok(scalar(grep { defined $_->[$expected] } @{ $view{share_month}{rows} }), '>', 0, 'psql: expected shares');

# A value in the one form that all are compared in.
sub plain
{
	my ($value, $type) = @_;

	return 'NULL' unless defined $value;
	return $value =~ /^(t|true|1)$/i ? 'true' : 'false' if $type eq 'bool';
	return sprintf '%.10g', $value if $type =~ /^(int|float)/;
	return substr($value =~ s/T/ /r . ':00', 0, 16) if $type eq 'timestamptz';
	return $value;
}

sub plain_rows
{
	my ($name, $rows) = @_;
	my @types = map { $_->[1] } @{ $view{$name}{columns} };

	return join "\n", sort map { my $row = $_; join ' | ', map { plain($row->[$_], $types[$_]) } 0 .. $#types } @$rows;
}

# Whether there is a client, by a command that uses it.
sub works
{
	my ($out, $err) = ('', '');

	return eval { run [@_], '<', \undef, '>', \$out, '2>', \$err, timeout(60) };
}

# Runs a client and compares what it read.  Of types, how it names them; without
# comments where it has no way to tell.
sub compare
{
	my ($name, $names, $comments, @command) = @_;
	my ($out, $err) = ('', '');
	local $ENV{TZ} = 'Asia/Tokyo';
	my %seen;

	run [@command], '<', \undef, '>', \$out, '2>', \$err, timeout(120);
	is($err, '', "$name: no error");
	$seen{ $_->{view} } = $_ foreach map { decode_json($_) } split /\n/, $out;
	is(join(' ', sort keys %seen), join(' ', sort keys %view), "$name: all views");
	foreach my $name_of_view (sort keys %seen)
	{
		my ($it, $there) = ($seen{$name_of_view}, $view{$name_of_view});

		is(join(', ', map { "$_->[0] " . $names->($_->[1]) } @{ $it->{columns} }), join(', ', map { "$_->[0] $_->[1]" } @{ $there->{columns} }), "$name: columns and types of $name_of_view");
		is_deeply([ $it->{comment}, map { $_->[2] } @{ $it->{columns} } ], [ $there->{comment}, map { $_->[2] } @{ $there->{columns} } ], "$name: comments of $name_of_view") if $comments;
		ok(plain_rows($name_of_view, $it->{rows}) eq plain_rows($name_of_view, $there->{rows}), "$name: values of $name_of_view");
	}
	return;
}

my $dsn = "host=127.0.0.1 port=$port user=bi dbname=postgres";
my $url = "postgresql://bi\@127.0.0.1:$port/postgres";
my $same = sub { $_[0] };

SKIP:
{
	my ($jar) = grep { -e } glob('/usr/share/java/postgresql.jar /usr/share/java/postgresql-jdbc*.jar');

	skip 'no JDBC driver is here (libpostgresql-jdbc-java)', 1 unless $jar;
	skip 'no Java that compiles is here (default-jdk-headless)', 1 unless works('java', '--list-modules') && `java --list-modules` =~ /jdk\.compiler/;
	compare('JDBC', $same, 1, 'java', '-Xmx256m', '-XX:TieredStopAtLevel=1', '-cp', $jar, "$root/test/clients/Read.java", "jdbc:postgresql://127.0.0.1:$port/postgres?user=bi", 'workmode');
}

# Debian's Python, or another that has the module.
foreach my $client (
	[ 'psycopg2', 'python3-psycopg2', $dsn, $same ],
	[ 'psycopg', 'python3-psycopg', $dsn, $same ],
	[ 'sqlalchemy', 'python3-sqlalchemy and python3-psycopg2', $url, \&type_of_sqlalchemy ],
	[ 'pyodbc', 'python3-pyodbc and odbc-postgresql', undef, $same ])
{
	my ($module, $package, $connection, $names) = @$client;
	my ($python) = grep { works($_, '-c', "import $module" . ($module eq 'sqlalchemy' ? ', psycopg2' : '')) } '/usr/bin/python3', 'python3';

  SKIP:
	{
		skip "no $module is here ($package)", 1 unless $python;
		if ($module eq 'pyodbc')
		{
			my ($driver) = grep { -e } glob('/usr/lib/*/odbc/psqlodbcw.so /usr/lib64/psqlodbcw.so');

			skip 'no ODBC driver is here (odbc-postgresql)', 1 unless $driver;
			$connection = "Driver=$driver;Server=127.0.0.1;Port=$port;Database=postgres;Username=bi";
		}
		compare($module, $names, $module ne 'pyodbc', $python, "$root/test/clients/read.py", $module, $connection, 'workmode');
	}
}

# Its versions before 1.4 name the zone.
sub type_of_sqlalchemy
{
	my ($type) = @_;
	my %name = (INTEGER => 'int4', BIGINT => 'int8', BOOLEAN => 'bool', DATE => 'date', TIMESTAMP => 'timestamptz', 'TIMESTAMP WITH TIME ZONE' => 'timestamptz');

	return $type =~ /^VARCHAR\(\d+\)$/ ? 'varchar' : $type =~ /^(DOUBLE.PRECISION|FLOAT)/ ? 'float8' : $name{$type} // $type;
}

SKIP:
{
	my @paths = grep { defined } $ENV{NODE_PATH}, '/usr/share/nodejs', '/usr/lib/nodejs';
	local $ENV{NODE_PATH} = join ':', @paths;

	skip 'no node-postgres is here (node-pg)', 1 unless works('node', '-e', 'require("pg")');
	compare('node-postgres', $same, 1, 'node', "$root/test/clients/read.js", $url, 'workmode');
}

$node->stop;

done_testing();
