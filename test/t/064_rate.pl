# workmode-rate: commands that rate rightly, answer wrongly, fail, hang, lie and die;
# the person at the terminal; and what the board makes of the labels.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

use Loading;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $node = start_board('rate');
my $dir = abs_path(folder('stubs'));
my ($status, $output, $errors);

# The command as the owner of the board.
sub command
{
	return ('workmode-rate', '-h', $node->host, '-p', $node->port, '-d', 'postgres', @_);
}

sub rate
{
	my %given = ref $_[0] ? %{ +shift } : ();

	($status, $output, $errors) = load_files({ %given, command => [ command(@_) ] });
	return;
}

sub result
{
	my ($wanted, $out, $err, $name) = @_;

	is($status, $wanted, "$name: status") or diag($output, $errors);
	like($output, $out, "$name: result");
	like($errors, $err, "$name: errors");
}

sub labels
{
	return board("SELECT count(*) FROM workmode.label WHERE rater = '$_[0]'");
}

# Waits until something is so, at most ten seconds.
sub comes_true
{
	my ($what) = @_;

	for (my $i = 0; $i < 500; $i++)
	{
		return 1 if $what->();
		sleep(0.02);
	}
	return 0;
}

# Has a process ended?  What has ended may keep its number until the system's first
# process looks after it, which can take seconds.
sub has_ended
{
	my ($pid) = @_;

	return 1 if !kill(0, $pid);
	open(my $file, '<', "/proc/$pid/stat") or return 0;
	return (<$file> // '') =~ /\) Z /;
}

# Are the processes gone whose numbers stand in a file?
sub are_gone
{
	my @pids = split ' ', slurp_file($_[0]);

	return @pids > 0 && comes_true(sub { !grep { !has_ended($_) } @pids });
}

#
# A board of some sessions, with a secret in one of them, and one without transcript.
#
my $secret = 'ghp_' . 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5';
my $more = abs_path(folder('more'));
write_file("$more/secret.jsonl", session_lines('secret', "Push it with the token $secret please."));
load_files('--quiet', '--person-from', '([^/]*)/[^/]*$', "$root/test/data/sessions/claude", $more);
write_file("$more/facts.jsonl", session_lines('facts'));
load_files('--quiet', '--facts-only', '--person', 'Fay', "$more/facts.jsonl");
board('CALL workmode.refresh()');
my $counted = board('SELECT count(*) FROM workmode.session_mode WHERE counted');
my $all = $counted - 1;
cmp_ok($all, '>', 20, 'there are sessions');
is(board("SELECT count(*) || ' ' || count(DISTINCT (source, id)) || ' ' || min(chance) FROM workmode.sample(100000)"), "$all $all 1", 'the sample leaves out what has no transcript');
is(board("SELECT string_agg(id, ',') FROM workmode.sample(10)"), board("SELECT string_agg(id, ',') FROM workmode.sample(10)"), 'the same sample, in the same order');
isnt(board("SELECT string_agg(id, ',') FROM workmode.sample(10)"), board("SELECT string_agg(id, ',') FROM workmode.sample(10, 2)"), 'another seed');
is(board("SELECT count(*) FROM workmode.sample(100000, 1, '2020-01-01', '2020-01-02')"), 0, 'a period');

# What a rater that is right knows: the mode of each digest.
my $codebook = board('SELECT codebook FROM workmode.codebook');
write_file("$dir/codebook", $codebook);
write_file("$dir/truth", board(q{SELECT md5(workmode.digest(id, source)) || ' ' || mode FROM workmode.session WHERE mode IS NOT NULL AND (vector IS NULL)}) . "\n");
write_file("$dir/right.pl", <<'STUB');
use Digest::MD5 qw(md5_hex);
my ($dir, $log, $pause) = @ARGV;
local $/;
my $text = <STDIN>;
sub slurp { open(my $file, '<:raw', $_[0]) or die; return <$file> }
my $codebook = slurp("$dir/codebook");
my %truth = slurp("$dir/truth") =~ /^(\w+) (\w+)$/mg;
my $digest = substr($text, length($codebook) + 1);
open(my $file, '>>', "$dir/$log") or die;
syswrite($file, md5_hex($digest) . "\n");
select(undef, undef, undef, $pause) if $pause;
print "\n  ", uc($truth{ md5_hex($digest) } // 'unknown'), " \r\n" if substr($text, 0, length($codebook) + 1) eq "$codebook\n";
STUB
sub right
{
	my ($log, $pause) = @_;

	return "'$^X' '$dir/right.pl' '$dir' $log " . ($pause // 0);
}

sub started
{
	return -e "$dir/$_[0]" ? scalar(split /\n/, slurp_file("$dir/$_[0]")) : 0;
}

#
# What would be handed over, and that it is.
#
my $characters = board('SELECT sum(length(workmode.digest(id, source)) + 1 + length(codebook)) FROM workmode.sample(12), workmode.codebook');
my $shown = $characters =~ s/(?<=\d)(?=(\d{3})+$)/,/gr;
rate('--rater', 'right', '--size', 12, '--dry-run', '--command', 'touch ' . "$dir/dry");
result(0, qr/^12 sessions with \Q$shown\E characters would be handed over, codebook included\n\z/, qr/^$/, 'dry run');
ok(!-e "$dir/dry", 'dry run: no command is run');
is(labels('right'), 0, 'dry run: no label');

rate('--rater', 'right', '--size', 12, '--command', right('one'));
result(0, qr/^12 sessions labelled by "right"; none is left of the sample\n\Q$shown\E characters handed over in [\d.]+ s\n\z/, qr/^$/, 'right');
is(board(q{SELECT count(*) FROM workmode.label l JOIN workmode.session s USING (source, id) JOIN workmode.sample(12) d USING (source, id)
		WHERE rater = 'right' AND l.mode = s.mode AND l.chance = d.chance AND l.seed = 1 AND l.seconds > 0 AND l.rated_at <= clock_timestamp()
		  AND l.characters = length(workmode.digest(id, source))}), 12, 'right: the labels');
is(started('one'), 12, 'right: one command for each session');

rate('--rater', 'right', '--size', 12, '--command', right('again'));
result(0, qr/^0 sessions labelled by "right", 12 had been before; none is left of the sample\n0 characters/, qr/^$/, 'again');
is(started('again'), 0, 'again: no command is run');
rate('--rater', 'right', '--size', 14, '--characters', 300, '--command', 'cat > /dev/null; echo fix');
result(0, qr/^2 sessions labelled by "right", 12 had been before/, qr/^$/, 'a larger sample');
is(board(q{SELECT max(characters) <= 300 FROM workmode.label WHERE mode = 'fix' AND rated_at = (SELECT max(rated_at) FROM workmode.label)}), 't', 'a shorter digest');
board(q{DELETE FROM workmode.label});

# No secret is handed over.
rate('--rater', 'spy', '--size', 1000, '--jobs', 8, '--command', "tee -a '$dir/seen' > /dev/null; echo build");
result(0, qr/^$all sessions labelled/, qr/^$/, 'all, with commands that need not read');
like(slurp_file("$dir/seen"), qr/Push it with the token/, 'all digests are handed over');
unlike(slurp_file("$dir/seen"), qr/\Q$secret\E/, 'and the secret is masked');
unlink("$dir/seen");

#
# Commands that are of no use.
#
sub bad_commands
{
	my ($counts, @cases) = @_;
	my $all = @cases;
	my $lines = join ' ', map { "$_) $cases[$_][1] ;;" } 0 .. $#cases;

	write_file("$dir/turn", '');
	rate('--rater', 'bad', '--size', $all, '--jobs', 1, '--retries', 0, '--command', "turn=\$(wc -c < '$dir/turn'); printf x >> '$dir/turn'; case \$((turn)) in $lines esac");
	result(1, qr/^0 sessions labelled by "bad"; $all are left of the sample\nin vain: $counts\n/, qr/^(workmode-rate: session .* is not labelled: .*\n){$all}$/, 'bad commands');
	my @said = split /\n/, $errors;
	like($said[$_], $cases[$_][2], $cases[$_][0]) foreach 0 .. $#cases;
	return;
}

bad_commands('8 refused, 0 failed, 0 timed out',
	[ 'nonsense', 'echo nonsense', qr/the answer "nonsense\\x0A" is no mode/ ],
	[ 'prose', 'echo "The mode is build."', qr/the answer "The mode is build\.\\x0A" is no mode/ ],
	[ 'two modes', 'echo build; echo fix', qr/is no mode/ ],
	[ 'a mode with a stop', 'echo build.', qr/is no mode/ ],
	[ 'a NUL', q{printf 'build\\0'}, qr/is no mode/ ],
	[ 'bytes', q{printf '\\377\\033[2J'}, qr/the answer "\\xFF\\x1B\[2J" is no mode/ ],
	[ 'nothing', 'true', qr/the answer "" is no mode/ ],
	[ 'megabytes', 'yes build', qr/the answer is longer than any mode/ ]);
bad_commands('0 refused, 2 failed, 0 timed out',
	[ 'a failure', 'echo build; exit 3', qr/the command ended with status 3/ ],
	[ 'a suicide', 'echo build; kill -9 $$', qr/the command was ended by signal 9/ ]);
is(labels('bad'), 0, 'none of it is stored');

my $began = time();
rate('--rater', 'bad', '--size', 2, '--retries', 0, '--timeout', 1, '--command', "sleep 300 & echo \$! \$\$ >> '$dir/hangs'; wait");
result(1, qr/0 refused, 0 failed, 2 timed out/, qr/the command took too long/, 'hanging commands');
cmp_ok(time() - $began, '<', 10, 'hanging commands: time');
ok(are_gone("$dir/hangs"), 'hanging commands: all of each is killed');

rate('--rater', 'parent', '--size', 2, '--command', "sleep 300 & echo \$! >> '$dir/left'; echo plan");
result(0, qr/^2 sessions labelled/, qr/^$/, 'commands that leave something behind');
ok(are_gone("$dir/left"), 'and it is killed');

rate('--rater', 'bad', '--size', 3, '--command', '/no/such/program');
result(2, qr/^0 sessions labelled/, qr/the command cannot be run: the command ended with status 127\n.*stopped; what is labelled stays/s, 'no such command');
rate('--rater', 'bad', '--size', 20, '--jobs', 1, '--retries', 0, '--command', "echo x >> '$dir/vain'; false");
result(2, qr/10 failed/, qr/10 sessions in a row got no label/, 'a command that never works');
is(started('vain'), 10, 'is not paid for without an end');

# What fails is tried again, after a pause.
rate('--rater', 'late', '--size', 3, '--command', "sum=\$(md5sum | cut -c1-32); if [ -e '$dir/'\$sum ]; then echo test; else touch '$dir/'\$sum; false; fi");
result(0, qr/^3 sessions labelled .*\nin vain: 0 refused, 3 failed, 0 timed out\n/, qr/^$/, 'tried again');

#
# Stopped, by whatever.
#
sub start_slow
{
	my ($rater, $command) = @_;
	my %run = (in => '', out => '', err => '');
	# What runs in the background has been told to ignore it.
	local $SIG{INT} = 'DEFAULT';

	$run{handle} = IPC::Run::start([ command('--rater', $rater, '--size', 12, '--jobs', 2, '--retries', 0, '--command', $command) ],
		'<', \$run{in}, '>', \$run{out}, '2>', \$run{err}, IPC::Run::timeout(120));
	return \%run;
}

my $run = start_slow('killed', "for n in 1 2 3 4; do if mkdir '$dir/killed'\$n; then exec " . right('killed') . "; fi; done 2> /dev/null; until [ -e '$dir/go' ]; do sleep 0.02; done");
ok(comes_true(sub { labels('killed') == 4 }), 'killed after some labels');
$run->{handle}->signal('KILL');
write_file("$dir/go", '');
eval { $run->{handle}->finish };
my $had = labels('killed');
is($had, 4, 'and it has stored no more');
rate('--rater', 'killed', '--size', 12, '--command', right('resumed'));
result(0, qr/^@{[ 12 - $had ]} sessions? labelled by "killed", $had had been before; none is left/, qr/^$/, 'the same command does the rest');
is(started('resumed'), 12 - $had, 'and no more');

$run = start_slow('stopped', "if mkdir '$dir/some'; then echo test; else sleep 300 & echo \$! \$\$ >> '$dir/stopped'; wait; fi 2> /dev/null");
ok(comes_true(sub { -e "$dir/stopped" && labels('stopped') > 0 && started('stopped') == 2 }), 'interrupted at work');
$run->{handle}->signal('INT');
eval { $run->{handle}->finish };
is(($run->{handle}->full_results)[0] & 127, 2, 'interrupted: it ends by the signal');
like($run->{err}, qr/interrupted; what is labelled stays/, 'interrupted: it says so');
ok(are_gone("$dir/stopped"), 'interrupted: commands are killed');
is(labels('stopped'), 1, 'interrupted: labels stay');

$run = start_slow('lost', "echo \$\$ >> '$dir/lost'; until [ -e '$dir/lost.go' ]; do sleep 0.02; done; echo test");
ok(comes_true(sub { -e "$dir/lost" && started('lost') == 2 }), 'the server goes away');
$node->stop('immediate');
write_file("$dir/lost.go", '');
eval { $run->{handle}->finish };
is($run->{handle}->full_result(0) >> 8, 2, 'the server goes away: status') or diag($run->{err});
like($run->{err}, qr/the connection was lost: .*stopped; what is labelled stays/s, 'the server goes away: it says so');
ok(are_gone("$dir/lost"), 'the server goes away: commands are killed');
$node->start;

#
# Corrected shares and agreement, by the queries of the document.
#
board('DELETE FROM workmode.label');
rate('--rater', 'some-model', '--size', 1000, '--jobs', 8, '--command', right('all'));
result(0, qr/^$all sessions labelled/, qr/^$/, 'all, rightly');
rate('--rater', 'liar', '--size', 1000, '--jobs', 8, '--command', 'cat > /dev/null; echo build');
my ($section) = slurp_file("$root/doc/workmode_board.md") =~ /^## Labels\n(.*?)^## /ms;
my ($corrected, $shift, $quality) = $section =~ /^```sql\n(.*?)^```$/msg;
my ($report, $agreement) = split /\n\n/, $quality;

# The session without a transcript is the only one without a label.
is(board("SELECT bool_and(abs(raw - corrected) < 0.02 AND low <= corrected AND corrected <= high) FROM (" . ($corrected =~ s/;\n//r) . ") c"), 't', 'one who agrees with the classifier corrects nothing');
is(board("SELECT corrected || ' ' || high FROM (" . ($corrected =~ s/;\n//r =~ s/some-model/liar/r) . ") c WHERE mode = 'build'"), '1.000 1.000', 'one who always says build corrects all to it');
my $quarters = board("SELECT count(*) FROM workmode.labelled WHERE rater = 'some-model' AND grain = 'quarter'");
cmp_ok($quarters, '>', 0, 'labels by quarter');
is(board("SELECT sum(workmode_pairs(labels)) FROM workmode.labelled WHERE rater = 'some-model' AND grain = 'quarter'"), $all, 'and all of them');
my $day = board("SELECT day FROM workmode.labelled WHERE rater = 'liar' AND grain = 'all'");
$shift = $shift =~ s/some-model/liar/r =~ s/'quarter'/'all'/r =~ s/2025-10-01|2026-04-01/$day/gr =~ s/;\n//r;
is(board("SELECT string_agg(mode || ' ' || change, ',') FROM ($shift) c WHERE mode = 'build'"), 'build 0.000', 'the change from a period to itself');
is(board("SELECT bool_and(precision = 1 AND recall = 1) || ' ' || sum(support) FROM (" . ($report =~ s/;\n?//r) . ") r WHERE support > 0"), "true $all", 'how good the classifier is');
is( board("SELECT rater || ' ' || other_rater || ' ' || sessions || ' ' || round(estimate::numeric, 6) FROM (" . ($agreement =~ s/;\n?//r) . ") m WHERE measure = 'accuracy'"),
	board("SELECT 'liar some-model ' || $all || ' ' || round(avg((mode = 'build')::int), 6) FROM workmode.label WHERE rater = 'some-model'"),
	'how far two raters agree');

#
# The person at the terminal.
#
SKIP:
{
	skip 'IO::Pty is not installed', 7 unless eval { require IO::Pty };
	my ($typed, $seen) = ("maybe\nPlan\ns\nc\n2\nq\n", '');
	local $ENV{PAGER} = '';
	my $handle = IPC::Run::start([ command('--rater', 'Ann', '--size', 5) ], '<pty<', \$typed, '>', \my $out, '2>', \my $err);
	eval { $handle->finish };
	is($handle->full_result(0) >> 8, 1, 'terminal: status') or diag($err // '');
	like(substr($out, -200), qr/2 sessions labelled by "Ann"; 3 are left of the sample\nin vain: 1 refused/, 'terminal: result');
	like($out, qr/1 build, 2 fix, .* 9 communicate\nnumber or word;/, 'terminal: the question');
	is(() = $out =~ /^\d of 5$/mg, 4, 'terminal: four digests');
	ok(index($out, substr($codebook, 0, 60)) > 0, 'terminal: the codebook');
	is(board(q{SELECT string_agg(mode::text, ',' ORDER BY rated_at) FROM workmode.label WHERE rater = 'Ann'}), 'plan,fix', 'terminal: the labels');
	unlike($out, qr/\e/, 'terminal: nothing moves the cursor');
}
rate('--size', 2);
result(2, qr/^$/, qr/nobody sits at a terminal: --command says what rates/, 'no terminal and no command');

#
# Who may, and what is wrong with the command line.
#
rate('-U', 'anna', '--command', 'echo build');
result(2, qr/^$/, qr/the role "anna" has not the rights that it needs: permission denied .*\n.*owner's: -U says/, 'who does not own the board');
rate('--command', 'echo build', '--since', '2020-01-01', '--before', '2020-02-01');
result(2, qr/^$/, qr/the board has no session to label/, 'a period without sessions');
rate('--command', 'echo build', '--since', 'yesteryear');
result(2, qr/^$/, qr/invalid input syntax for type date: "yesteryear"/, 'no date');
foreach my $wrong ([ '--jobs', '0' ], [ '--jobs', '65' ], [ '--timeout', '0' ], [ '--size', '-1' ], [ '--retries', 'x' ], [ '--rater', '' ], [ '--command', '' ], ['folder'], ['--nothing'])
{
	rate(@$wrong);
	result(2, qr/^$/, qr/--help says what there is/, "@$wrong");
}
rate('--command', 'echo build', '--quiet', '--size', 1, '--rater', 'quiet');
result(0, qr/^$/, qr/^$/, 'quiet');
is(board('SELECT count(*) FROM workmode.label WHERE rater = ' . "'quiet'"), 1, 'quiet: it works');

rate('--version');
result(0, qr/^workmode-rate [\d.]+$/, qr/^$/, '--version');
rate('--help');
result(0, qr/masks what looks like a secret/, qr/^$/, '--help');
is(join(',', grep { length > 90 } split(/\n/, $output)), '', '--help: no line is long');
my @help = map { s/^ +//r } $output =~ /^ +((?:-., )?--[\w-]+(?:=\w+)?)  /mg;
cmp_ok(scalar(@help), '>', 15, '--help: options');
my @manual = map { s/\\f.|\\(?=-)//gr } slurp_file("$root/doc/workmode-rate.1") =~ /^\.TP\n\.?B?R? ?(\\fB\\-.*)$/mg;
is(join("\n", sort @manual), join("\n", sort @help), 'the manual has the options of --help');

#
# Nobody is forgotten but with his labels, even with one that is just being given.
#
my $person = board('SELECT min(person) FROM workmode.label');
my $theirs = board("SELECT count(*) FROM workmode.label WHERE person = '$person'");
cmp_ok($theirs, '>', 0, 'someone has labels');
$had = board('SELECT count(*) FROM workmode.label');
my $forget = "psql -X -q -h '" . $node->host . "' -p " . $node->port . " -d postgres -c \"SELECT workmode.forget('$person')\" > /dev/null";
rate('--rater', 'late', '--size', 1000, '--jobs', 1, '--command', "cat > /dev/null; $forget; echo fix");
is(board("SELECT count(*) FROM workmode.label WHERE rater <> 'late'"), $had - $theirs, 'and is forgotten with them');
is(board("SELECT count(*) FROM workmode.label WHERE person = '$person'"), 0, 'and with what a rater says afterwards');
like($errors, qr/is not labelled: (the board has it no more|there is no session)/, 'who is told');

$node->stop;
done_testing();
