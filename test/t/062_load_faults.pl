# workmode-load with many files and long ones, killed, left without a server, beside
# another: what is loaded is whole, and the next run loads the rest.
#
# WORKMODE_LONG_MB=600 in the environment makes the long file as long as that; a
# test of every day has 100 MB, which takes a tenth of the time.

use strict;
use warnings;

use Cwd qw(abs_path);
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

use Loading;

my $files = 5000;
my $long_mb = $ENV{WORKMODE_LONG_MB} || 100;
my $node = start_board('faults');
my ($status, $output, $errors);

# What is on the board of a source: rows, and files that are not as they are on disk.
sub loaded
{
	return board("SELECT count(*) || ' ' || count(*) FILTER (WHERE bytes <> octet_length(body)) FROM workmode.transcript WHERE source = '$_[0]'");
}

#
# 5,000 files.
#
my $folder = abs_path(folder('many'));
my $filler = 'x' x 200;
write_file(sprintf("%s/p%02d/s%04d.jsonl", $folder, $_ % 40, $_), session_lines("s$_") . qq({"type":"summary","sessionId":"s$_","summary":"$filler"}\n) x ($_ % 50)) foreach 1 .. $files;

my $began = time;
($status, $output, $errors) = load_files('--source', 'many', $folder);
my $took = time - $began;
is($status, 0, "$files files are loaded") or diag($errors);
like($output, qr/^5,000 transcripts loaded .*: 5,000 new files$/m, 'and counted');
cmp_ok($took, '<', 30, 'in less than 30 s');
is(loaded('many'), "$files 0", 'all of them');

# What the tests below load: a part of these, as folders and as a number.
my @part = map { sprintf "%s/p%02d", $folder, $_ } 0 .. 9;
my $part = 1250;

$began = time;
($status, $output, $errors) = load_files('--source', 'many', $folder);
my $again = time - $began;
like($output, qr/^5,000 files are unchanged$/m, 'they are unchanged');
cmp_ok($again, '<', 3, 'which is seen at once');
note(sprintf '%d files: %.1f s, again %.2f s', $files, $took, $again);

#
# Many sessions in one file take no longer for each than a few do.
#
my $history = abs_path(folder('history'));
write_file("$history/.aider.chat.history.md", "# aider chat started at 2026-03-01 10:00:00\n\n#### fix it  \n\nDone.\n\n" x 5000);
foreach my $time (1_770_000_000, 1_770_000_001)
{
	utime($time, $time, "$history/.aider.chat.history.md");
	$began = time;
	($status, $output, $errors) = load_files('--source', 'history', $history);
	like($output, qr/^5,000 transcripts loaded /, 'a file of 5,000 sessions') or diag($errors);
	cmp_ok(time - $began, '<', 10, 'in less than 10 s');
	is(board(q{SELECT count(*) FROM workmode.transcript WHERE source = 'history'}), '5000', 'all of them');
}

#
# A long file, and the memory for it: that of each process, its children's at most.
#
my $long = abs_path(folder('long'));
my $line = qq({"type":"assistant","sessionId":"long","message":{"id":"m","role":"assistant","content":[{"type":"text","text":") . ('many words ' x 9000) . qq("}]}}\n);
{
	open(my $file, '>:raw', "$long/long.jsonl") or die $!;
	print $file session_lines('long');
	print $file $line foreach 1 .. $long_mb * 1_000_000 / length $line;
	close($file) or die $!;
}
my $kb = (-s "$long/long.jsonl") / 1024;
SKIP:
{
	skip 'memory is read from /proc', 4 unless -r '/proc/self/status';
	foreach my $kind ([ 'whole', [] ], [ 'as facts', ['--facts-only'] ])
	{
		my $peak = 0;
		my $out = '';
		my $run = IPC::Run::start([ loader('--source', "long $kind->[0]", @{ $kind->[1] }, $long) ], '>', \$out, '2>', \$errors);

		while ($run->pumpable)
		{
			$run->pump_nb;
			foreach my $child (grep { parent($_) && command($_) eq 'workmode-load' } map { m{(\d+)} } glob('/proc/[0-9]*'))
			{
				my $held = held($child);
				$peak = $held if $held > $peak;
			}
			sleep 0.05;
		}
		$run->finish;
		like($out, qr/^1 transcript loaded /, "a long file is loaded $kind->[0]") or diag($errors);
		cmp_ok($peak, '<=', $kb + 32 * 1024, 'memory holds it once');
		note(sprintf '%d MB %s: %d kB beside %d', $long_mb, $kind->[0], $peak - $kb, $kb);
	}
}

sub status_of
{
	my ($process) = @_;
	open(my $file, '<', "/proc/$process/status") or return '';
	local $/;
	return <$file> // '';
}

sub command
{
	return (status_of($_[0]) =~ /^Name:\s+(\S+)/m)[0] // '';
}

sub parent
{
	return (status_of($_[0]) =~ /^PPid:\s+(\d+)/m)[0];
}

sub held
{
	return (status_of($_[0]) =~ /^VmHWM:\s+(\d+)/m)[0] // 0;
}

# Starts it, and waits until some of a source are on the board, but not all: with
# one reader, batches come one after the other.
sub start_and_wait
{
	my ($source, @arguments) = @_;
	my $out = '';
	# What runs in the background has been told to ignore it.
	local $SIG{INT} = 'DEFAULT';
	my $run = IPC::Run::start([ loader('--source', $source, '--jobs', 1, @arguments, @part) ], '>', \$out, '2>', \$errors);

	for (1 .. 600)
	{
		$run->pump_nb;
		last if board("SELECT count(*) FROM workmode.transcript WHERE source = '$source'") > 0;
		sleep 0.02;
	}
	return $run;
}

sub process_of
{
	my ($run) = @_;
	return $run->{KIDS}[0]{PID};
}

# No backend works for it any more.
sub await_backends
{
	$node->poll_query_until('postgres', q{SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = 'workmode-load'})
	  or die 'backends remain';
}

# Makes it slow, so that it can be caught in the middle.
$node->safe_psql('postgres', q{
	CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.003); RETURN NEW; END $$;
	CREATE TRIGGER slow BEFORE INSERT ON workmode.transcript FOR EACH ROW EXECUTE FUNCTION slow();
});

#
# Ended in the middle, in each way.
#
foreach my $signal ('KILL', 'INT', 'TERM')
{
	my $run = start_and_wait("ended by $signal");

	kill $signal, process_of($run);
	eval { $run->finish };
	await_backends();

	my ($rows, $broken) = split / /, loaded("ended by $signal");
	cmp_ok($rows, '>', 0, "$signal: something is loaded");
	cmp_ok($rows, '<', $part, "$signal: but not all");
	is($broken, 0, "$signal: and what is, is whole");
	like($errors, qr/interrupted; what is loaded stays/, "$signal: it says so") if $signal ne 'KILL';

	($status, $output, $errors) = load_files('--source', "ended by $signal", @part);
	like($output, qr/^@{[ commas($part - $rows) ]} transcripts loaded /, "$signal: the next run loads the rest");
	is(loaded("ended by $signal"), "$part 0", "$signal: then all is there");
}

sub commas
{
	my ($number) = @_;
	1 while $number =~ s/(\d)(\d{3})(?!\d)/$1,$2/;
	return $number;
}

# The process that reads is killed: the user is told.
{
	my $run = start_and_wait('reader');
	my ($child) = grep { (parent($_) // 0) == process_of($run) } map { m{(\d+)} } glob('/proc/[0-9]*');

	SKIP:
	{
		skip 'children are looked for in /proc', 2 unless -r '/proc/self/status';
		kill 'KILL', $child;
		eval { $run->finish };
		is($run->result(0), 2, 'a reader was killed: status');
		like($errors, qr/a process that reads was ended by signal 9 \(.*\)\n  It was at "\Q$folder\E.*jsonl"/, 'a reader was killed: it says so');
	}
	eval { $run->finish };
	($status, $output, $errors) = load_files('--source', 'reader', @part);
	is(loaded('reader'), "$part 0", 'a reader was killed: the next run loads the rest');
}

#
# A server that stops.
#
{
	my $run = start_and_wait('stopped');

	$node->stop('fast');
	eval { $run->finish };
	is($run->result(0), 2, 'the server stopped: status');
	like($errors, qr/the connection was lost: .*stopped; what is loaded stays, and the same command loads the rest/s, 'the server stopped: it says so');
	$node->start;
	my ($rows, $broken) = split / /, loaded('stopped');
	cmp_ok($rows, '>', 0, 'the server stopped: something is loaded');
	is($broken, 0, 'the server stopped: and it is whole');
	$run = start_and_wait('crashed');
	$node->stop('immediate');
	eval { $run->finish };
	is($run->result(0), 2, 'the server crashed: status');
	$node->start;
	($status, $output, $errors) = load_files('--source', $_, @part) foreach 'stopped', 'crashed';
	is(loaded($_), "$part 0", "$_: the next run loads the rest") foreach 'stopped', 'crashed';
}

# A connection that the administrator ends.
{
	my $run = start_and_wait('terminated');

	board(q{SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'workmode-load'});
	eval { $run->finish };
	is($run->result(0), 2, 'a connection was ended: status');
	like($errors, qr/the connection was lost: terminating connection due to administrator command/, 'a connection was ended: it says so');
}

#
# Two at once, of the same files.
#
$node->safe_psql('postgres', 'DROP TRIGGER slow ON workmode.transcript');
foreach my $round (1 .. 3)
{
	my @errors = ('', '');
	my @out = ('', '');
	my @runs = map { IPC::Run::start([ loader('--source', "two $round", '--jobs', 2, @part) ], '>', \$out[$_], '2>', \$errors[$_]) } 0, 1;

	eval { $_->finish } foreach @runs;
	is(join(',', map { $_->result(0) } @runs), '0,0', "two at once, round $round: both load") or diag(@errors);
	is(loaded("two $round"), "$part 0", 'and each file is there once');
	is("@errors", ' ', 'without a message');
}

#
# One role with too few connections: one process does all.
#
await_backends();
$node->safe_psql('postgres', 'ALTER ROLE anna CONNECTION LIMIT 1');
($status, $output, $errors) = load_files('--source', 'narrow', '--jobs', 3, "$folder/p01");
is($status, 0, 'one connection is enough');
like($errors, qr/too many connections for role "anna"/, 'the others say that they have none');
is(loaded('narrow'), '125 0', 'all is loaded');

#
# Progress on a terminal.
#
SKIP:
{
	skip 'script shows a terminal', 2 if system('script --version > /dev/null 2>&1') != 0;
	$node->safe_psql('postgres', 'ALTER ROLE anna CONNECTION LIMIT -1;
		CREATE TRIGGER slow BEFORE INSERT ON workmode.transcript FOR EACH ROW EXECUTE FUNCTION slow()');
	my $command = join(' ', map { "'$_'" } loader('--source', 'shown', '--jobs', 2, @part));
	my $shown = `script -qec "$command" /dev/null < /dev/null`;

	like($shown, qr{\r\[[#.]{20}\] [\d,]+ of 1,250 files, [\d.]+ \w+ of [\d.]+ MB, [\d.]+ [kM]B/s, \d+:\d\d left\e\[K}, 'a bar with count, bytes, rate and time left');
	like($shown, qr/\r\e\[K1,250 transcripts loaded /, 'it makes room for the result');
}

done_testing();
