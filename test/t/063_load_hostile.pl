# workmode-load in folders of people who mean harm, and with servers that do: it ends,
# says what is wrong, and what it says does nothing to the terminal.

use strict;
use warnings;

use Cwd qw(abs_path);
use Encode qw(encode);
use IO::Socket::UNIX;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use POSIX qw(mkfifo);
use Test::More;

use Loading;

my $node = start_board('hostile');
my ($status, $output, $errors);

# Runs it, half a minute at most.
sub ends
{
	my ($name, @arguments) = @_;
	my %given = ref $arguments[0] ? %{ shift @arguments } : ();

	($status, $output, $errors) = load_files({ %given, command => [ 'timeout', '30', loader(@arguments) ] });
	isnt($status, 124, "$name: it ends");
}

sub is_harmless
{
	my ($name) = @_;
	my $said = $output . $errors;

	$said =~ s/[\n\t]//g;
	unlike($said, qr/[\x00-\x1F\x7F]|\xC2[\x80-\x9F]/, "$name: nothing that a terminal obeys");
}

#
# What is no file, or is none any more.
#
my $folder = abs_path(folder('special'));
my $task = '[{"role":"user","content":[{"type":"text","text":"<task>\nfix the tests\n</task>"}]},{"role":"assistant","content":[{"type":"text","text":"Done."}]}]';
write_file("$folder/good.jsonl", session_lines('good'));
write_file("$folder/task/api_conversation_history.json", $task);
mkfifo("$folder/task/ui_messages.json", 0600) or die;
mkfifo("$folder/pipe.jsonl", 0600) or die;
my $socket = IO::Socket::UNIX->new(Local => "$folder/socket.jsonl", Listen => 1);
symlink('/dev/zero', "$folder/zero.jsonl");
symlink('loop.jsonl', "$folder/loop.jsonl");
symlink('.', "$folder/again");
symlink('/nowhere', "$folder/nowhere.jsonl");
ends('no files', '--source', 'special', $folder);
is($status, 0, 'no files: they are no fault');
is(board(q{SELECT string_agg(substring(path FROM '[^/]*$'), ' ' ORDER BY path) FROM workmode.transcript WHERE source = 'special'}),
	'good.jsonl api_conversation_history.json', 'no files: the others are loaded, also beside a pipe in place of a twin');

mkfifo("$folder/.aider.chat.history.md", 0600) or die;
ends('a pipe in a default place', { env => { HOME => $folder } , cwd => $folder }, '--source', 'default');

# A file that is a pipe when it is read: the folder is listed while the board is locked.
my $swap = abs_path(folder('swap'));
write_file("$swap/a.jsonl", session_lines('a'));
{
	my $lock = IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr('postgres'), '-c', 'BEGIN; LOCK TABLE workmode.transcript; SELECT pg_sleep(4)' ], '<', \'', '>', \my $nothing);
	$node->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep')});
	my ($out, $err) = ('', '');
	my $run = IPC::Run::start([ 'timeout', '30', loader('--source', 'swap', $swap) ], '<', \'', '>', \$out, '2>', \$err);
	$node->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'workmode-load' AND wait_event_type = 'Lock')});
	unlink "$swap/a.jsonl";
	mkfifo("$swap/a.jsonl", 0600) or die;
	eval { $run->finish };
	is($run->result(0), 1, 'a file that became a pipe: it ends');
	like($err, qr/a\.jsonl" cannot be loaded and is skipped: it is no file any more/, 'a file that became a pipe: it says so');
	eval { $lock->finish };
}

# A session of another is not one's own by a link to it, or to his folder.
my $people = abs_path(folder('people'));
write_file("$people/bert/projects/s1.jsonl", session_lines('s1'));
write_file("$people/bert/projects/s2.jsonl", session_lines('s2'));
write_file("$people/zoe/apart.jsonl", session_lines('s3'));
mkdir "$people/$_" or die foreach 'anna', 'anna/in';
symlink("$people/bert/projects/s1.jsonl", "$people/anna/mine.jsonl");
symlink('../../bert', "$people/anna/in/all");
symlink('../zoe/apart.jsonl', "$people/bert/apart.jsonl");
my $elsewhere = abs_path(folder('elsewhere'));
write_file("$elsewhere/s4.jsonl", session_lines('s4'));
symlink($elsewhere, "$people/anna/elsewhere");
symlink('elsewhere', "$people/anna/twice");
ends('links', '--source', 'links', '--person-from', '/people_[^/]*/([^/]+)/', $people);
is(board(q{SELECT string_agg(person || substring(path FROM '/[^/]*$'), ' ' ORDER BY path) FROM workmode.transcript WHERE source = 'links'}),
	'anna/s4.jsonl bert/s1.jsonl bert/s2.jsonl zoe/apart.jsonl', 'links: each session is of the folder that it lies in');

#
# Sizes and times that cannot be.
#
my $odd = abs_path(folder('odd'));
write_file("$odd/late.jsonl", session_lines('late'));
write_file("$odd/early.jsonl", session_lines('early'));
utime 99_999_999_999_999, 99_999_999_999_999, "$odd/late.jsonl";
utime -99_999_999_999_999, -99_999_999_999_999, "$odd/early.jsonl";
write_file("$odd/long$_.jsonl", ''), truncate("$odd/long$_.jsonl", 2**62) || truncate("$odd/long$_.jsonl", 15 * 2**40) foreach 1 .. 3;
ends('sizes and times', '--source', 'odd', $odd);
is($status, 1, 'sizes and times: long ones cannot be loaded');
is(() = $errors =~ /long\d\.jsonl" cannot be loaded and is skipped: it has 1 GB or more/g, 3, 'sizes and times: which it says');
like($output, qr/^2 transcripts loaded \(870 bytes/, 'sizes and times: the others are');
ends('sizes and times again', '--source', 'odd', $odd);
like($output, qr/^2 files are unchanged, 3 could not/m, 'sizes and times: and are known again');

#
# Names that a terminal would obey, and others.
#
my $names = abs_path(folder('names'));
my @names = ("\e]0;owned\a\e[2J", "\xC2\x9B2J", "a\nb", "\x7F\r", "\xFF\xC2", 'x' x 240);
write_file("$names/$_.jsonl", "no transcript") foreach @names;
ends('names', '--source', 'names', map { "$names/$_.jsonl" } @names);
is_harmless('names');
like($errors, qr/\\x1B\]0;owned\\x07\\x1B\[2J/, 'names: they are spelled out');
like($errors, qr/\\xC2\\x9B2J/, 'names: also those of two bytes');
ends('names, dry run', '--source', 'names', '--dry-run', $names);
is_harmless('names, dry run');

# What the server says of them.
write_file("$names/\e[2J\xC2\x9B.jsonl", session_lines('theirs'));
$node->safe_psql('postgres', 'CREATE ROLE bert LOGIN; GRANT INSERT ON workmode.transcript TO bert');
my @bert = loader('--source', 'theirs', $names);
load_files({ command => [ map { $_ eq 'anna' ? 'bert' : $_ } @bert ] });
ends('a message of the server', '--source', 'theirs', $names);
is($status, 1, 'a message of the server: the file is not loaded');
like($errors, qr/was loaded by another role/, 'a message of the server: it says why');
is_harmless('a message of the server');

# Folders one in another, deeper than a path can be.
my $deep = abs_path(folder('deep'));
write_file("$deep/top.jsonl", session_lines('top'));
chdir $deep or die;
foreach (1 .. 300)
{
	mkdir 'd' x 40 or die;
	chdir 'd' x 40 or die;
}
write_file('bottom.jsonl', session_lines('bottom'));
chdir '/';
ends('deep folders', '--source', 'deep', $deep);
is($status, 1, 'deep folders: not all can be read');
like($errors, qr/^workmode-load: "\Q$deep\E.{300,500} \.\.\. [d\/]+" cannot be read and is skipped: File name too long$/m, 'deep folders: it says so');
like($output, qr/^1 transcript loaded/, 'deep folders: the rest is loaded');
is(system('rm', '-r', "$deep/" . 'd' x 40), 0, 'deep folders: gone');

#
# Servers that answer otherwise.
#
sub board_of
{
	my ($database, $body) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, qq{CREATE SCHEMA workmode; GRANT USAGE ON SCHEMA workmode TO PUBLIC; $body});
	ends($database, '-d', $database, $swap);
	is($status, 2, "$database: it stops");
	is_harmless($database);
}

my $columns = q{CREATE FUNCTION workmode.loaded(text, text, OUT path text, OUT part int, OUT bytes};
board_of('other_types', "$columns int, OUT mtime text) RETURNS SETOF record LANGUAGE sql AS \$\$ SELECT 'a', 0, 1, '' FROM generate_series(1, 1000) \$\$");
like($errors, qr/the board answers in a way that this program does not know/, 'other_types: it says so');
board_of('no_size', "$columns bigint, OUT mtime timestamptz) RETURNS SETOF record LANGUAGE sql AS \$\$ SELECT 'a', 0, NULL::bigint, now() \$\$");
board_of('talks', "$columns bigint, OUT mtime timestamptz) RETURNS SETOF record LANGUAGE plpgsql AS \$\$ BEGIN
	FOR i IN 1 .. 20000 LOOP RAISE NOTICE E'\\x1B[2J%', i; END LOOP;
	RAISE E'\\x1B[2J\\u009B lock_timeout %', current_setting('lock_timeout'); END \$\$");
like($errors, qr/lock_timeout 30s/, 'talks: a lock is not waited for for ever');

done_testing();
