# test/demo.sh: its options, what it says of folders with odd things in them, and
# its report on sessions that a folder of invented ones does not have.
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
ok($ok && $stdout =~ /\A\S+demo\.sh \[OPTION\].*--report FILE/s && $stderr eq '', '--help explains');
($ok, $stdout, $stderr) = demo('--weather');
ok(!$ok && $stderr =~ /no such option: --weather/, 'an option that there is not');
($ok, $stdout, $stderr) = demo('--person');
ok(!$ok && $stderr =~ /--person needs a value/, 'and one without its value');
($ok, $stdout, $stderr) = demo('--report', "$empty/none/report.html");
ok(!$ok && $stderr =~ /cannot be written to \Q$empty\E/ && $stderr !~ /Starting/, 'a report that has no folder is refused at once');
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
like($stdout, qr/^  62 sessions of 1 person in 63 files /m, 'one person');
like($stdout, qr/^  Not counted: 1 session without a person at the prompt/m, 'a headless session does not count');
like($stderr, qr/^63 transcripts loaded .*63 new files$/m, 'loaded by workmode-load');
like($stderr, qr/^The same as a page .*--report FILE writes it\.$/m, 'a page is offered');

# Options
my $tmp = PostgreSQL::Test::Utils::tempdir_short;
{
	local $ENV{TMPDIR} = $tmp;
	($ok, $stdout, $stderr) = demo('--person-from', '/([a-z]+)/[^/]*$', '--team=Tide & Wind', '--before', '2025-11', '--after=2026-03',
		'--report', "$empty/report.html", '--keep', $sessions);
}
ok($ok, 'options');
like($stdout, qr/^  62 sessions of 3 people in /m, 'people by paths');
like($stdout, qr/^3\. The shift from November 2025 to March 2026$.*\n.* these people cannot tell .*\n.*$/ms, 'months that were named');
unlike($stdout, qr/Compared are/, 'and not chosen');
like($stderr, qr/^The same as a page .* is in \Q$empty\E\/report\.html: /m, 'it says where the page is');
my $page = slurp_file("$empty/report.html");
like($page, qr/\A<!DOCTYPE html>.*<\/html>\n?\z/s, 'which is HTML');
like($page, qr/<dd>62<small>.*Nov 2025.*Mar 2026/s, 'of these sessions and months');
my ($connect, $stop) = $stderr =~ /^  (psql -h .*)\n.*\n  (.*; rm -r .*)$/m;
is(qx{$connect -X -A -t -c 'SELECT person, team, count(*) FROM workmode.transcript GROUP BY 1, 2 ORDER BY 1'},
	"claude|Tide & Wind|27\ncodex|Tide & Wind|19\nspecstory|Tide & Wind|17\n", 'the line to connect is right, and so are people and team');
is(system("$stop > /dev/null"), 0, 'so is the line to stop');
is_deeply([ glob("$tmp/*") ], [], 'which leaves nothing');

($ok, $stdout, $stderr) = demo('--before', 'spring');
ok(!$ok && $stderr =~ /"spring" is not a period\nHINT:  Write 2025, / && $stderr !~ /Loading/, 'a period that is none is refused before anything is loaded');

# Files, but no session in them
my $foreign = PostgreSQL::Test::Utils::tempdir;
put("$foreign/notes.md", "# Notes\n");
put("$foreign/package.json", '{"name": "x"}');
($ok, $stdout, $stderr) = demo($foreign);
ok(!$ok, 'a folder without sessions is an error');
like($stderr, qr/^no transcript \S+package\.json"?: its name says so\nno transcript \S+notes\.md"?: Markdown.*\n\S+ no transcript in what is under/m, 'that says why of each file');
put("$foreign/undated.json", '[{"role": "user", "content": "fix the crash in the parser"}]');
($ok, $stdout, $stderr) = demo($foreign);
ok(!$ok && $stderr =~ /no session to show, but 1 without a date$/m, 'so is one without a session that counts');

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
my $closed = -r "$odd/closed.json" ? 0 : 1;
is(scalar($stderr =~ /closed\.json"? cannot be .*: Permission denied/ || 0), $closed, 'a closed file is named');
is(scalar($stderr =~ /shut"? cannot be read and is skipped: Permission denied/ || 0), $closed, 'and a closed folder');
like($stderr, qr/big\.jsonl.*1 GB/, 'a huge file is named');
like($stderr, qr/^4 transcripts loaded/m, 'the transcripts are found, whatever their names');
like($stderr, qr/^@{[ 6 - $closed ]} files are no transcripts, @{[ 1 + 2 * $closed ]} could not be loaded$/m, 'others are counted');
like($stderr, qr/4,096 NUL bytes left out/, 'a tail of NULs is left out');
unlike($stderr, qr/loop|zero|pipe|dangling/, 'what leads in circles or is no file is left alone');
unlike($stderr, qr/[^ -~\n\xc3\xa4]/, 'nothing is said that a terminal would obey');
like($stdout, qr/^ *4 sessions of 1 person in 4 files/m, 'the sessions are read');
like($stdout, qr/^  Some files could not be loaded/m, 'and it is said that others are not');
like($stdout, qr/5\. \w+ sessions explained\n\n.*sure/s, 'the sessions are explained');
like($stdout, qr/^3\. No shift\n\n.*the largest has \d\.$/m, 'and too few to compare');

# One file, from where it lies
chdir "$sessions/claude" or die;
($ok, $stdout, $stderr) = demo(glob("*tide-alarm*"));
chdir $root or die;
like($stdout, qr/^ *1 session of 1 person in 1 file .*^ Fix .*100\.0 %.*^5\. One session explained/ms, 'one file is shown');
like($stdout, qr/^3\. No shift\n\n.*one is over, with 1 session\.$/m, 'which is too little');

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

# The report, on sessions made up as rows: day, mode, number, value of each, person.
# The board was refreshed last on 20 May 2026.
my $node = PostgreSQL::Test::Cluster->new('demo');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

sub report
{
	my ($database, $months, @rows) = @_;
	my ($out, $err);

	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, q{
		CREATE EXTENSION workmode_board CASCADE;
		SELECT workmode.configure(min_users => 1);
		INSERT INTO workmode.source (name, query) VALUES ('folder', 'SELECT * FROM workmode.folder');
		INSERT INTO workmode.refresh_log (began, ended) VALUES ('2026-05-20 12:00 UTC', '2026-05-20 12:01 UTC')});
	foreach my $row (@rows)
	{
		my ($day, $mode, $n, $value, $person) = @$row;
		my $facts = "jsonb_build_object('format', 'claude_code', 'started_at', '$day'::timestamptz, 'mode', '$mode', 'value', "
		  . ($value // 'NULL') . ')';

		$person //= 'anna';
		$node->safe_psql($database, qq{
			INSERT INTO workmode.session (source, id, person, stamp, facts, read_at)
			SELECT 'folder', '$day $mode $person ' || i, '$person', '', f, now()
			  FROM generate_series(1, $n) i, jsonb_populate_record(NULL::workmode_facts, $facts) f});
	}
	$node->safe_psql($database, 'SELECT workmode.retally()');
	IPC::Run::run([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-v', 'loaded=0', @$months,
			'-d', $node->connstr($database), '-f', "$root/test/demo/report.sql" ], '>', \$out, '2>', \$err);
	is($err, '', 'the report says nothing else');
	unlike($out, qr/##/, 'each figure has room');
	return $out;
}

my @chosen = ('-v', 'before=', '-v', 'after=');
my $out = report('large', \@chosen,
	[ '2026-01-01 UTC', 'build', 120000, 1 ], [ '2026-01-15 UTC', 'fix', 1, 1 ],
	[ '2026-02-15 UTC', 'build', 12, 12345678 ],
	[ '2026-03-31 UTC', 'test', 100000, 1000000000000 ]);
like($out, qr/^  220,013 sessions of 1 person/m, 'hundreds of thousands');
like($out, qr/^ Fix .* <0\.1 %/m, 'a share that is not nothing');
like($out, qr/^ Build .*│ *>99 │ *100 │ *· ?$/m, 'one that is not all, and one that is');
like($out, qr/^ sessions .*120001 .*100000 ?$/m, 'large months');
like($out, qr/^ Test .*│ +0\.0 % .*│ 100\.0 % .*│ \+100\.0 │ +│ +│ {16}│ {14}●$/m, 'a whole shift, drawn at one end');
like($out, qr/^ Build .*│ -100\.0 │ +│ +│ ● {14}│ *$/m, 'and its reverse, drawn at the other');
like($out, qr/│ -100 {11}0 {11}\+100 ?$/m, 'on one scale');
like($out, qr/^  It takes more people, or more days, .*; total variation 1\.00\.$/m, 'one day of one person tells nothing of chance');
like($out, qr/^ Feb 2026 .* 12,345,678 .* 1,234,567,800\.0 /m, 'large values');
unlike($out, qr/Not whole/, 'months are whole');
unlike($out, qr/^5\./m, 'without transcripts none is explained');

# Months that are cut or not over
my @cut = ([ '2026-01-20 UTC', 'fix', 50, 10 ], [ '2026-02-02 UTC', 'fix', 20, 10 ],
	[ '2026-03-15 UTC', 'fix', 9 ], [ '2026-04-15 UTC', 'fix', 11, 5 ],
	[ '2026-05-05 UTC', 'plan', 30, 10 ]);
$out = report('cut', \@chosen, @cut);
like($out, qr/^  Not whole: Jan 2026 \(from the 20th\), May 2026 \(not over\)$/m, 'they are named');
like($out, qr/^3\. The shift from February 2026 to April 2026$/m, 'and not compared');
like($out, qr/^  Compared are .* that are over and have at least 10 sessions\.$/m, 'by a rule that is told');
like($out, qr/^  All sessions of both periods have the same mode\.$/m, 'one mode');
like($out, qr/^4\. .*, February 2026 = 100$/m, 'the base is whole');
like($out, qr/^ Mar 2026 │ +0 │ +│ +│ +│ +$/m, 'a month without values has no index');
like($out, qr/^ Apr 2026 │ +11 │ +5\.00 │ +50\.0 │/m, 'one with half the value has half the index');

$out = report('named', [ '-v', 'before=2026-03', '-v', 'after=' ], @cut);
like($out, qr/^3\. The shift from March 2026 to April 2026$/m, 'a month of few sessions is compared if it is named');
$out = report('running', [ '-v', 'before=', '-v', 'after=2026-05' ], @cut);
like($out, qr/^3\. No shift\n\n  May 2026 is not over\.$/m, 'one that is not over is not');
$out = report('nothing', [ '-v', 'before=2025-03', '-v', 'after=2026-03' ], @cut);
like($out, qr/^3\. No shift\n\n  There are no sessions in March 2025, or none in March 2026\.$/m, 'nor one without sessions');

$out = report('two', \@chosen, [ '2026-01-20 UTC', 'fix', 50 ], [ '2026-02-10 UTC', 'plan', 20 ]);
like($out, qr/^3\. The shift from January 2026 to February 2026$/m, 'without two whole months, one that is cut is compared');
like($out, qr/^4\. No value index\n/m, 'no values, no index');
$out = report('running_only', \@chosen, [ '2026-05-02 UTC', 'fix', 50, 1 ]);
like($out, qr/^3\. No shift\n\n.*; here none is over\.$/m, 'one month, which is not over');

# Intervals: of one person's days, and of people
my @months = ([ '2026-01-02 UTC', 'fix', 12 ], [ '2026-01-03 UTC', 'build', 8 ], [ '2026-02-02 UTC', 'fix', 6 ], [ '2026-02-03 UTC', 'build', 14 ]);
my %range;

sub shift_of_fix
{
	my ($database, $tallies) = @_;

	return $node->safe_psql($database, qq{
		SELECT format('%s to %s', to_char(round(100 * low::numeric, 1), 'FMS990.0'), to_char(round(100 * high::numeric, 1), 'FMS990.0'))
		  FROM (SELECT $tallies) t(b, a), workmode_shift(b, a) s WHERE mode = 'fix'});
}

$out = report('alone', \@chosen, @months);
($range{alone}) = $out =~ /^ Fix +│ +60\.0 % .*│ +30\.0 % .*│ +-30\.0 │ +(\S+ to +\S+) │/m;
is($range{alone} =~ s/ +/ /gr, shift_of_fix('alone', q{
	(SELECT workmode_cluster(day) FROM (SELECT workmode_tally('fix'::workmode) FROM generate_series(1, 12)
			UNION ALL SELECT workmode_tally('build'::workmode) FROM generate_series(1, 8)) d(day)),
	(SELECT workmode_cluster(day) FROM (SELECT workmode_tally('fix'::workmode) FROM generate_series(1, 6)
			UNION ALL SELECT workmode_tally('build'::workmode) FROM generate_series(1, 14)) d(day))}),
	'one person: from day to day');
like($out, qr/chi-square [\d.]+ on 1 degrees of freedom, p = 0\.\d+; total variation 0\.30/, 'tested together');
like($out, qr/these days of one person are a random sample.*these days of one person cannot tell/s, 'as it says');
$out = report('many', \@chosen, @months, map { my @row = @$_; [ @row[0 .. 2], undef, 'bela' ] } @months);
($range{many}) = $out =~ /^ Fix +│ +60\.0 % .*│ +30\.0 % .*│ +-30\.0 │ +(\S+ to +\S+) │/m;
is($range{many} =~ s/ +/ /gr, $node->safe_psql('many', q{
	SELECT format('%s to %s', to_char(round(100 * lo::numeric, 1), 'FMS990.0'), to_char(round(100 * hi::numeric, 1), 'FMS990.0'))
	  FROM workmode.shift WHERE mode = 'fix'}), 'several: what the board says');
isnt($range{many}, $range{alone}, 'which is another thing');
like($out, qr/these people are a random sample.*these people cannot tell/s, 'as it says');

done_testing();
