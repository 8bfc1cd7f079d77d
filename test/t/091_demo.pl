# test/demo.sh: what it says of folders with odd things in them, and its report
# on sessions that a folder of invented ones does not have.
#
# The demo runs with the installation that this test runs with, so nothing is
# built here.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Copy qw(copy);
use PostgreSQL::Test::Cluster;
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

# Arguments that lead nowhere
my $empty = PostgreSQL::Test::Utils::tempdir;
my ($ok, $stdout, $stderr) = demo($empty);
ok(!$ok, 'an empty folder is an error');
like($stderr, qr/nothing to read under \Q$empty\E/, 'that says so');
($ok, $stdout, $stderr) = demo("$empty/none");
ok(!$ok && $stderr =~ /none: no such file or folder/, 'so is no folder at all');
($ok, $stdout, $stderr) = demo('');
ok(!$ok && $stderr =~ /no such file or folder/, 'and an empty name');
($ok, $stdout, $stderr) = demo($empty, $empty);
ok(!$ok && $stderr =~ /FOLDER \| FILE/, 'and two folders');
($ok, $stdout, $stderr) = demo('--help');
ok($ok && $stdout =~ /\A\S+demo\.sh \[--keep\].*sessions\.csv/s && $stderr eq '', '--help explains');
mkdir "$empty/closed", 0;
SKIP:
{
	skip 'root may read all', 1 if -r "$empty/closed";
	($ok, $stdout, $stderr) = demo("$empty/closed");
	ok(!$ok && $stderr =~ /closed cannot be read: Permission denied/, 'and a closed folder');
}

# The sessions that it has when no folder is given: what it shows of their shift is
# the picture in the README.  A model that reads them otherwise needs a new picture.
($ok, $stdout, $stderr) = demo();
my ($picture) = slurp_file("$root/README.md") =~ /^```text\n(.*?)^```$/ms;
my %shown = map { s/\s+$//r => 1 } split /\n/, $stdout;
is(join("\n", grep { !$shown{$_} } split /\n/, $picture), '', 'each line of the picture in the README is what the demo prints');
like($picture, qr/^3\. The shift from .*●.* An interval that holds 0/s, 'a shift, drawn');

# Files, but no session in them
my $foreign = PostgreSQL::Test::Utils::tempdir;
put("$foreign/notes.md", "# Notes\n");
put("$foreign/package.json", '{"name": "x"}');
($ok, $stdout, $stderr) = demo($foreign);
ok(!$ok, 'a folder without sessions is an error');
like($stderr, qr/no session in 2 files\. workmode knows the transcripts of Claude Code/, 'that says what is known');

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
put("$odd/private.md", "# Private\n", 0600);
put("$odd/sessions.csv", "file,mode,value\nx,fix,12\ntail.jsonl,fix,\"a\n7|\e[31mlot\"\n");
symlink "$odd/gone", "$odd/dangling.md";
symlink '.', "$odd/loop";
symlink '/dev/zero', "$odd/zero.json";
mkdir "$odd/shut", 0;
system('mkfifo', "$odd/pipe.json") == 0 or die;
open my $big, '>', "$odd/big.jsonl" or die;
truncate $big, 1 << 30;
close $big;

($ok, $stdout, $stderr) = demo($odd);
ok($ok, 'a folder with odd things is no error');
like($stderr, qr/skipped: binary\.log: is not UTF-8/, 'binary junk is named');
like($stderr, qr/skipped: latin\.txt: is not UTF-8/, 'another encoding is named');
like($stderr, qr/skipped: empty\.json: is empty/, 'an empty file is named');
like($stderr, qr/skipped: big\.jsonl: is too large: a text in PostgreSQL holds 1 GB/, 'a huge file is named');
like($stderr, qr/tail\.jsonl: NUL bytes left out/, 'a tail of NULs is left out');
my $closed = -r "$odd/closed.json" ? 0 : 1;
is(scalar($stderr =~ /skipped: closed\.json: Permission denied/ || 0), $closed, 'a closed file is named');
is(scalar($stderr =~ /not looked at: \S+shut: Permission denied/ || 0), $closed, 'and a closed folder');
unlike($stderr, qr/loop|zero|pipe|dangling/, 'what leads in circles or is no file is left alone');
like($stderr, qr/no prices: sessions\.csv, line 3: the value "a 7\| \[31mlot" is not a number/,
	'a bad price is named, in one line that a terminal does not obey');
like($stdout, qr/^ *4 sessions in @{[ 7 - $closed ]} files/m, 'the sessions are read, whatever their names');
like($stdout, qr/@{[ 4 + $closed ]} files were skipped/, 'the skipped are counted');
like($stdout, qr/2 files are no transcript/, 'so is what is no transcript');
like($stdout, qr/5\. \w+ sessions explained\n\n.*sure/s, 'the sessions are explained');
like($stdout, qr/^3\. Too few sessions for a shift\n\n.*the largest of \d months has \d/m, 'and too few to compare');

# One file, on a server that stays
my $tmp = PostgreSQL::Test::Utils::tempdir_short;
{
	local $ENV{TMPDIR} = $tmp;
	($ok, $stdout, $stderr) = demo('--keep', glob("$sessions/claude/*tide-alarm*"));
}
like($stdout, qr/^ *1 session in 1 file .*^ Fix .*100\.0 %.*^5\. One session explained/ms, 'one file is shown');
my ($connect, $stop) = $stderr =~ /^  (psql -h .*)\n.*\n  (.*; rm -r .*)$/m;
is(qx{$connect -X -A -t -c 'SELECT count(*) FROM session'}, "1\n", 'the line to connect is right');
is(system("$stop > /dev/null"), 0, 'so is the line to stop');
is_deeply([ glob("$tmp/*") ], [], 'which leaves nothing');

# Ctrl-C, early and late
foreach my $after ('Starting', 'Reading')
{
	local $ENV{TMPDIR} = PostgreSQL::Test::Utils::tempdir_short;
	local $SIG{INT} = 'DEFAULT';
	my $said = '';
	my $pid = open my $pipe, '-|', 'setsid', 'bash', '-c', 'exec "$0" 2>&1 > /dev/null', "$root/test/demo.sh";
	while (my $line = <$pipe>)
	{
		$said .= $line;
		kill INT => -$pid if $line =~ /^$after/;
	}
	close $pipe;
	is($? >> 8, 130, "interrupted while $after");
	unlike($said, qr/error|cancel|fatal|no such|terminated/i, 'it says nothing of it');
	is_deeply([ glob("$ENV{TMPDIR}/*") ], [], 'and leaves nothing');
}

# The report, on sessions made up as rows: month, mode, number, value of each
my $node = PostgreSQL::Test::Cluster->new('demo');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

sub report
{
	my ($database, @rows) = @_;
	my ($out, $err);

	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database),
			'-f', "$root/test/demo/load.sql" ], 'the tables of the demo');
	foreach my $row (@rows)
	{
		my ($day, $mode, $n, $value) = map { defined $_ ? "'$_'" : 'NULL' } @$row;

		$node->safe_psql($database, qq{
			INSERT INTO session (file, format, started_at, mode, confidence, prompts, value)
			SELECT 'f' || i, 'claude_code', ${day}::timestamptz, ${mode}::workmode, 0.5, 2, $value
			  FROM generate_series(1, $n) i});
	}
	IPC::Run::run([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-v', 'skipped=0', '-v', 'seconds=1.0',
			'-d', $node->connstr($database), '-f', "$root/test/demo/report.sql" ], '>', \$out, '2>', \$err);
	is($err, '', 'the report says nothing else');
	unlike($out, qr/##/, 'each figure has room');
	return $out;
}

my $out = report('large',
	[ '2026-01-01 UTC', 'build', 120000, 1 ], [ '2026-01-15 UTC', 'fix', 1, 1 ],
	[ '2026-02-15 UTC', 'build', 12, 12345678 ],
	[ '2026-03-31 UTC', 'test', 100000, 1000000000000 ]);
like($out, qr/^  220,013 sessions in 220,013 files/m, 'hundreds of thousands');
like($out, qr/^ Fix .* <0\.1 %/m, 'a share that is not nothing');
like($out, qr/^ Build .*│ *>99 │ *100 │ *· ?$/m, 'one that is not all, and one that is');
like($out, qr/^ sessions .*120001 .*100000 ?$/m, 'large months');
like($out, qr/^ Test .*│ +0\.0 % .*│ 100\.0 % .*│ \+100\.0 │ \+100\.0 to \+100\.0 │ <0\.001 │ {16}│ {14}●$/m, 'a whole shift, drawn at one end');
like($out, qr/^ Build .*│ -100\.0 │ -100\.0 to -100\.0 │ <0\.001 │ ● {14}│ *$/m, 'and its reverse, drawn at the other');
like($out, qr/│ -100 {11}0 {11}\+100 ?$/m, 'on one scale');
like($out, qr/chi-square 220,001\.0 on 2 degrees of freedom, p < 0\.001/, 'tested together');
like($out, qr/^ Feb 2026 .* 12,345,678 .* 1,234,567,800\.0 /m, 'large values');
unlike($out, qr/Perhaps not whole/, 'months that reach to their ends are whole');

$out = report('cut',
	[ '2026-01-20 UTC', 'fix', 50, 10 ], [ '2026-02-02 UTC', 'fix', 20, 10 ],
	[ '2026-03-15 UTC', 'fix', 9, undef ], [ '2026-04-15 UTC', 'fix', 11, 5 ],
	[ '2026-05-05 UTC', 'plan', 30, 10 ]);
like($out, qr/^  Perhaps not whole: Jan 2026 \(from the 20th\), May 2026 \(to the 5th\)$/m, 'months that may be cut are named');
like($out, qr/^3\. The shift from February 2026 to April 2026$/m, 'and not compared');
like($out, qr/^  Compared are .* at least 10 sessions\. Whole: /m, 'by a rule that is told');
like($out, qr/^  All sessions of both months have the same mode\.$/m, 'one mode');
like($out, qr/^4\. .*, February 2026 = 100$/m, 'the base is whole');
like($out, qr/^ Mar 2026 │ +0 │ +│ +│ +│ +$/m, 'a month without values has no index');

$out = report('two', [ '2026-01-20 UTC', 'fix', 50, undef ], [ '2026-02-10 UTC', 'plan', 20, undef ]);
like($out, qr/^3\. The shift from January 2026 to February 2026$/m, 'without two whole months, others are compared');
like($out, qr/^  No two whole months have 10 sessions, so months that are perhaps not whole/m, 'which it says');
like($out, qr/^4\. Too few .*\n\n.*no session has a value\.$/m, 'no values, no index');

$out = report('undated', [ undef, 'fix', 1, 10 ], [ undef, undef, 3, undef ]);
like($out, qr/^  1 session in 4 files.*^  1 session without a date.*^  3 transcripts in which nothing was done/ms, 'no date');
like($out, qr/^2\. to 4\. No session has a date/m, 'no months');

done_testing();
