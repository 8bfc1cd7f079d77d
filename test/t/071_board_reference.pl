# The board's document: its recipes run, one after the other, and it describes
# every view with its columns, every function, table, setting and status.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $reference = slurp_file("$root/doc/workmode_board.md");

my $node = PostgreSQL::Test::Cluster->new('board_reference');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

# "sql skip" marks what needs another program's tables.
my $blocks = 0;
while ($reference =~ /^```sql\n(.*?)^```$/msg)
{
	my ($status, $out, $err) = $node->psql('postgres', $1, on_error_stop => 1);

	$blocks++;
	is($status, 0, "recipe $blocks") or diag($err);
}
cmp_ok($blocks, '>', 4, 'there are recipes');

# A section of the document.
sub section
{
	my ($name) = @_;
	my ($text) = $reference =~ /^## \Q$name\E\n(.*?)(?:^## |\z)/ms;

	return $text;
}

sub ask
{
	return split /\n/, $node->safe_psql('postgres', $_[0]);
}

# The views that readers see, with their columns in their order
foreach my $view (ask(q{
	SELECT relname, string_agg(attname, ', ' ORDER BY attnum)
	  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
	 WHERE relnamespace = 'workmode'::regnamespace AND relkind = 'v' AND has_table_privilege('bi', pg_class.oid, 'SELECT')
	 GROUP BY relname ORDER BY relname}))
{
	my ($name, $columns) = split /\|/, $view;
	my ($row) = grep { (split /\|/)[1] =~ /`$name`/ } section('Views') =~ /^(\|.*\|)$/mg;
	is(join(', ', $row ? (split /\|/, $row)[3] =~ /`(\w+)`/g : ()), $columns, "the view $name");
}

# The functions that are no part of another, with their arguments
foreach my $function (ask(q{
	SELECT proname, array_to_string(proargnames[1:pronargs], ', ')
	  FROM pg_proc
	 WHERE pronamespace = 'workmode'::regnamespace AND proname !~ '^(refresh_|retally_|page_|chart_|transcript_replace$|label_person$|session_person$|grant_views$)'
	 ORDER BY proname}))
{
	my ($name, $arguments) = split /\|/, $function, -1;
	like(section('Functions'), qr/^\| `\Q$name($arguments)\E` \|/m, "the function $name");
}

# Tables, settings, and the words of a status
like(section('Tables'), qr/^\|[^|]*`$_`[^|]*\|/m, "the table $_")
  foreach ask(q{SELECT relname FROM pg_class WHERE relnamespace = 'workmode'::regnamespace AND relkind = 'r'});
like(section('Tables'), qr/`$_`/, "the column $_")
  foreach ask(q{SELECT attname FROM pg_attribute WHERE attrelid IN ('workmode.transcript'::regclass, 'workmode.refresh_log'::regclass) AND attnum > 0});
like(section('Settings'), qr/^\|[^|]*`$_`[^|]*\|/m, "the setting $_") foreach ask('SELECT name FROM workmode.configure()');
my $meaning = $node->safe_psql('postgres', q{SELECT col_description('workmode.shift'::regclass, attnum) FROM pg_attribute WHERE attrelid = 'workmode.shift'::regclass AND attname = 'status'});
foreach my $status (section('What is not shown') =~ /^\| `(\w+)` \|/mg)
{
	like($meaning, qr/\b$status\b/, "the status $status is in the comment on the column");
}

$node->stop;
done_testing();
