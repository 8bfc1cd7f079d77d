# test/demo.sh: what it says of folders with odd things in them.
#
# The demo runs with the installation that this test runs with, so nothing is
# built here.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Copy qw(copy);
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $sessions = "$root/test/data/sessions";
$ENV{WORKMODE_BUILT} = 1;
$ENV{PG_CONFIG} ||= 'pg_config';

sub demo
{
	my ($stdout, $stderr);
	my $ok = IPC::Run::run([ "$root/test/demo.sh", @_ ], '<', \undef, '>', \$stdout, '2>', \$stderr);

	return ($ok, $stdout, $stderr);
}

sub put
{
	my ($name, $content, $mode) = @_;

	open my $file, '>:raw', $name or die "open $name: $!";
	print $file $content;
	close $file;
	chmod $mode, $name if defined $mode;
}

# Nothing to read
my $empty = PostgreSQL::Test::Utils::tempdir;
my ($ok, $stdout, $stderr) = demo($empty);
ok(!$ok, 'an empty folder is an error');
like($stderr, qr/nothing to read under \Q$empty\E/, 'that says so');
($ok, $stdout, $stderr) = demo("$empty/none");
ok(!$ok && $stderr =~ /is not a directory/, 'so is no folder at all');

# Odd names and odd contents
my $odd = PostgreSQL::Test::Utils::tempdir . "/it's";
mkdir $_ or die "mkdir $_: $!" foreach $odd, "$odd/a b", "$odd/new\nline";
copy(glob("$sessions/claude/*tide-alarm*"), "$odd/a b/\xc3\xa4 \"q\" \$(id);.jsonl") or die;
copy(glob("$sessions/codex/*invoice*"), "$odd/new\nline/'; DROP TABLE transcript; --.jsonl") or die;
copy(glob("$sessions/claude/*recipe*"), "$odd/bytes\xff.jsonl") or die;
put("$odd/tail.jsonl", slurp_file((glob("$sessions/codex/*quota*"))[0]) . "\0" x 4096);
put("$odd/binary.log", join('', map { chr($_ % 256) } 1 .. 5000));
put("$odd/latin.txt", "caf\xe9\n");
put("$odd/empty.json", '');
put("$odd/closed.json", '{}', 0);
put("$odd/notes.md", "# Notes\n");
symlink "$odd/gone", "$odd/dangling.md";

($ok, $stdout, $stderr) = demo($odd);
ok($ok, 'a folder with odd things is no error');
like($stderr, qr/skipped: binary\.log: is not UTF-8/, 'binary junk is named');
like($stderr, qr/skipped: latin\.txt: is not UTF-8/, 'another encoding is named');
like($stderr, qr/skipped: empty\.json: is empty/, 'an empty file is named');
like($stderr, qr/tail\.jsonl: NUL bytes left out/, 'a tail of NULs is left out');
my $closed = -r "$odd/closed.json" ? 0 : 1;
is(scalar($stderr =~ /skipped: closed\.json: Permission denied/ || 0), $closed, 'a closed file is named');
like($stdout, qr/^ *4 sessions in @{[ 6 - $closed ]} files/m, 'the sessions are read, whatever their names');
like($stdout, qr/@{[ 3 + $closed ]} files skipped/, 'the skipped are counted');
like($stdout, qr/5\. Three sessions explained\n\n.*sure/s, 'and explained');
like($stdout, qr/There is one month|shift from/, 'with a shift, or a word why not');

done_testing();
