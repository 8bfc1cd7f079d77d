# workmode-load: what it finds, sends, repairs, leaves out, and says.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use POSIX ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use Loading;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $node = start_board('load');
my ($status, $output, $errors);

sub result
{
	my ($wanted, $out, $err, $name) = @_;

	is($status, $wanted, "$name: status") or diag($output, $errors);
	like($output, $out, "$name: result");
	like($errors, $err, "$name: errors");
}

#
# New, unchanged, grown, shorter.
#
my $folder = abs_path(folder('some'));
write_file("$folder/p/one.jsonl", session_lines('one'));
write_file("$folder/p/two.jsonl", session_lines('two'));
write_file("$folder/package.json", '{"name": "app", "version": "1.0.0"}');
write_file("$folder/notes.json", '{"name": "app", "colours": ["red"]}');
write_file("$folder/picture.png", 'no text');

($status, $output, $errors) = load_files('--dry-run', '--person', 'Ann', $folder);
result(0, qr/^2 transcripts would be loaded \(.*\): 2 new files\n3 files are no transcripts$/m, qr/^$/, 'dry run');
unlike($output, qr/refresh/, 'dry run: there is nothing to refresh');
like($output, qr{^new "\Q$folder\E/p/one.jsonl": claude_code, \d+ bytes, of "Ann"$}m, 'dry run: a new file');
like($output, qr{^no transcript "\Q$folder\E/notes.json": a JSON object of no known format}m, 'dry run: no transcript by its content');
like($output, qr{^no transcript "\Q$folder\E/package.json": }m, 'dry run: no transcript by its name');
is(board('SELECT count(*) FROM workmode.transcript'), '0', 'dry run: nothing is sent');

($status, $output, $errors) = load_files('--person', 'Ann', '--team', 'Core', '--source', 'laptop', $folder);
result(0, qr/^2 transcripts loaded \(.* in .* s\): 2 new files\n3 files are no transcripts\nto show them, as the owner of the board: CALL workmode\.refresh\(\);\n\z/, qr/^$/, 'new');
is(board(q{SELECT string_agg(concat_ws('|', source, machine, path, part, parts, person, team, bytes, body = convert_from(pg_read_binary_file(path), 'UTF8'),
		date_trunc('second', mtime) = (pg_stat_file(path)).modification, loaded_by, (workmode_session(body)).session_id), E'\n' ORDER BY path) FROM workmode.transcript}),
	join("\n", map { my $size = -s "$folder/p/$_.jsonl"; "laptop|here|$folder/p/$_.jsonl|0|1|Ann|Core|$size|t|t|anna|$_" } 'one', 'two'),
	'new: the rows');
my $before = board(q{SELECT string_agg(loaded_at::text, ',' ORDER BY path) FROM workmode.transcript});

($status, $output, $errors) = load_files('--source', 'laptop', $folder);
result(0, qr/^0 transcripts loaded .*\n2 files are unchanged, 3 files are no transcripts\n\z/, qr/^$/, 'unchanged');
is(board(q{SELECT string_agg(loaded_at::text, ',' ORDER BY path) FROM workmode.transcript}), $before, 'unchanged: nothing is sent');

write_file("$folder/p/one.jsonl", session_lines('one') . session_lines('one, more'));
utime(1_770_000_000, 1_770_000_000, "$folder/p/two.jsonl");
($status, $output, $errors) = load_files('--source', 'laptop', $folder);
result(0, qr/^2 transcripts loaded .*: 2 files that have changed$/m, qr/^$/, 'grown, and touched');
is(board(q{SELECT string_agg(bytes || ' ' || octet_length(body), ',' ORDER BY path) || ' ' || max(extract(epoch FROM mtime)::bigint) FILTER (WHERE path ~ 'two') FROM workmode.transcript}),
	join(',', map { my $size = -s "$folder/p/$_.jsonl"; "$size $size" } 'one', 'two') . ' 1770000000', 'grown: rows are replaced');

unlink("$folder/p/one.jsonl");
($status, $output, $errors) = load_files('--source', 'laptop', $folder);
is(board('SELECT count(*) FROM workmode.transcript'), '2', 'what is gone from the folder stays');

($status, $output, $errors) = load_files('--quiet', '--source', 'second', "$folder/p/two.jsonl", "$folder/p/two.jsonl", $folder);
result(0, qr/^$/, qr/^$/, 'quiet');
is(board(q{SELECT count(*) FROM workmode.transcript WHERE source = 'second'}), '1', 'a file that is named three times counts once');

#
# Since a date.
#
my $dated = abs_path(folder('dated'));
my %time = (old => 1_767_225_600, new => 1_775_088_000);    # 2026-01-01, 2026-04-02 in UTC
foreach my $name (keys %time)
{
	write_file("$dated/$name.jsonl", session_lines($name));
	utime($time{$name}, $time{$name}, "$dated/$name.jsonl");
}
foreach my $since ([ '2026-04-01', 1 ], [ '2025-12-30', 2 ], [ '2026-04-02T00:00:00Z', 1 ], [ '2026-04-02T00:00:01Z', 0 ], [ '2026-01-01 00:00:00Z', 2 ])
{
	($status, $output, $errors) = load_files('--dry-run', '--since', $since->[0], $dated);
	result(0, qr/^$since->[1] transcripts? would/m, qr/^$/, "since $since->[0]");
}
($status, $output, $errors) = load_files('--since', '2026-02-30', $dated);
result(2, qr/^$/, qr/--since: "2026-02-30" is no date such as 2026-04-01/, 'no date');

#
# Whose it is.
#
my $team = abs_path(folder('team'));
write_file("$team/home/anna/a.jsonl", session_lines('a'));
write_file("$team/home/j\xC3\xB6rg/b.jsonl", session_lines('b'));
write_file("$team/else/c.jsonl", session_lines('c'));
($status, $output, $errors) = load_files('--source', 'team', '--person-from', 'home/([^/]+)/', $team);
result(0, qr/^1 file has no person: its path does not match$/m, qr/^$/, 'persons by path');
is(board(q{SELECT string_agg(coalesce(person, 'nobody'), ',' ORDER BY person) FROM workmode.transcript WHERE source = 'team'}),
	"anna,j\xC3\xB6rg,nobody", 'persons by path: the rows');
($status, $output, $errors) = load_files('--source', 'team2', '--person-from', 'home/([^/]+)/', '--person', 'guest', $team);
result(0, qr/^3 transcripts loaded .*\nto show them, .*\n$/, qr/^$/, 'persons by path, else one by name');
is(board(q{SELECT string_agg(person, ',' ORDER BY person) FROM workmode.transcript WHERE source = 'team2'}), "anna,guest,j\xC3\xB6rg", 'the rows');
my $user = getpwuid($<);
($status, $output, $errors) = load_files('--source', 'mine', "$team/else");
is(board(q{SELECT person FROM workmode.transcript WHERE source = 'mine'}), $user, "by default it is the system's user");
foreach my $wrong ([ 'home/[', qr/is no regular expression/ ], [ 'home/', qr/has no group: put \( and \) around/ ])
{
	($status, $output, $errors) = load_files('--person-from', $wrong->[0], $team);
	result(2, qr/^$/, $wrong->[1], "--person-from $wrong->[0]");
}

#
# Bytes that a text cannot hold.
#
my $broken = abs_path(folder('broken'));
write_file("$broken/nul.jsonl", session_lines('nul', "keep this") . ("\0" x 1000) . "\n");
write_file("$broken/utf8.jsonl", session_lines('utf8', "half \xC3 a \xED\xA0\x80 letter \xF4\x8F\xBF\xBF, r\xC3\xA9sum\xC3\xA9"));
($status, $output, $errors) = load_files('--source', 'broken', $broken);
result(0, qr/^2 files repaired, 1,000 NUL bytes left out, 4 sequences that are no UTF-8 replaced$/m, qr/^$/, 'repaired');
is( board(q{SELECT string_agg((workmode_session(body)).session_id || ' ' || octet_length(body) || ' ' || bytes || ' ' || (length(body) - length(replace(body, U&'\FFFD', ''))), ',' ORDER BY path)
		FROM workmode.transcript WHERE source = 'broken'}),
	join(',', 'nul ' . ((-s "$broken/nul.jsonl") - 1000) . ' ' . (-s "$broken/nul.jsonl") . ' 0',
		'utf8 ' . ((-s "$broken/utf8.jsonl") + 8) . ' ' . (-s "$broken/utf8.jsonl") . ' 4'),
	'repaired: the rows');
($status, $output, $errors) = load_files('--source', 'broken', $broken);
result(0, qr/^2 files are unchanged$/m, qr/^$/, 'repaired files are not sent again');

#
# Odd names, links.
#
my $names = abs_path(folder('names'));
write_file("$names/new\nline \"and\" tab\t.jsonl", session_lines('a'));
write_file("$names/half \xC3.jsonl", session_lines('b'));
write_file("$names/" . ('long' x 50) . '/' . ('name' x 50) . '.jsonl', session_lines('c'));
write_file("$names/real/d.jsonl", session_lines('d'));
symlink('../real', "$names/real/circle");
symlink("$names", "$names/all");
symlink("real/d.jsonl", "$names/again.jsonl");
symlink("nowhere", "$names/nowhere.jsonl");
symlink("itself.jsonl", "$names/itself.jsonl");
write_file("$names/.git/e.jsonl", session_lines('e'));
write_file("$names/node_modules/f.jsonl", session_lines('f'));
($status, $output, $errors) = load_files('--source', 'names', $names);
result(0, qr/^4 transcripts loaded /, qr/^$/, 'odd names and links');
is(board(q{SELECT string_agg(path, '|' ORDER BY path COLLATE "C") FROM workmode.transcript WHERE source = 'names'}),
	join('|', map { "$names/$_" } 'half \xC3.jsonl', ('long' x 50) . '/' . ('name' x 50) . '.jsonl', "new\nline \"and\" tab\t.jsonl", 'real/d.jsonl'), 'the paths');
($status, $output, $errors) = load_files('--source', 'names', $names);
result(0, qr/^4 files are unchanged$/m, qr/^$/, 'they are known again');
($status, $output, $errors) = load_files('--source', 'names2', '--dry-run', $names);
like($output, qr/new\\x0Aline "and" tab\\x09\.jsonl"/, 'what is shown of a name has no control characters');

#
# What can't be read.
#
my $closed = abs_path(folder('closed'));
write_file("$closed/a.jsonl", session_lines('a'));
write_file("$closed/b.jsonl", session_lines('b'));
write_file("$closed/c/c.jsonl", session_lines('c'));
SKIP:
{
	skip 'root reads everything', 9 if $< == 0;
	chmod(0, "$closed/a.jsonl", "$closed/c");
	($status, $output, $errors) = load_files('--source', 'closed', $closed);
	result(1, qr/^1 transcript loaded .*\n2 could not be loaded$/m, qr{"\Q$closed\E/a.jsonl" cannot be loaded and is skipped: Permission denied}, 'unreadable');
	like($errors, qr{"\Q$closed\E/c" cannot be read and is skipped: Permission denied}, 'unreadable: the folder');
	is(scalar(() = $errors =~ /a\.jsonl/g), 1, 'unreadable: told once');
	chmod(0755, "$closed/c");
	chmod(0644, "$closed/a.jsonl");
	($status, $output, $errors) = load_files('--source', 'closed', $closed);
	result(0, qr/^2 transcripts loaded .*\n1 file is unchanged$/m, qr/^$/, 'readable again');
	is(board(q{SELECT count(*) FROM workmode.transcript WHERE source = 'closed'}), '3', 'all are there');
}
($status, $output, $errors) = load_files('--source', 'closed2', "$closed/nothing", "$closed/b.jsonl");
result(1, qr/^1 transcript loaded /, qr{"\Q$closed\E/nothing" cannot be read and is skipped: No such file}, 'a file that is not there');
($status, $output, $errors) = load_files("$folder/notes.json");
result(0, qr/^0 transcripts loaded/, qr{notes.json" is no transcript: a JSON object of no known format}, 'a file that was named and is no transcript');

# 1 GB: a file with a hole takes no room.
write_file("$closed/huge.jsonl", session_lines('huge'));
truncate("$closed/huge.jsonl", 1024 * 1024 * 1024);
($status, $output, $errors) = load_files('--source', 'closed', "$closed");
result(1, qr/^3 files are unchanged, 1 could not be loaded$/m, qr{huge.jsonl" cannot be loaded and is skipped: it has 1 GB or more}, '1 GB');
unlink("$closed/huge.jsonl");

#
# Many sessions in one file.
#
my $many = abs_path(folder('many'));
my $chat = q({"uuid":"11111111-0000-4000-8000-00000000000%d","name":"Chat %d","created_at":"2026-02-0%dT10:00:00Z","updated_at":"2026-02-01T10:05:00Z","chat_messages":[{"uuid":"m%d","sender":"human","text":"Explain chapter %d to me","content":[{"type":"text","text":"Explain chapter %d to me"}],"created_at":"2026-02-01T10:00:00Z"},{"uuid":"n%d","sender":"assistant","text":"It says this.","content":[{"type":"text","text":"It says this."}],"created_at":"2026-02-01T10:01:00Z"}]});

sub chats
{
	return '[' . join(',', map { my $n = $_; $chat =~ s/%d/$n/gr } @_) . ']';
}
write_file("$many/conversations.json", chats(1 .. 5));
write_file("$many/.aider.chat.history.md",
	join('', map { "\n# aider chat started at 2026-03-0$_ 10:00:00\n\n> Aider v0.86.1  \n\n#### fix part $_  \n\nDone.\n" } 1 .. 3));
write_file("$many/lines.jsonl",
	join('', map { qq({"info":{"id":"ses_$_","title":"t","version":"1.2.0","directory":"/w","time":{"created":1770000000000}},"messages":[{"info":{"id":"msg_$_","role":"user","sessionID":"ses_$_","time":{"created":1770000000000}},"parts":[{"id":"prt_$_","type":"text","text":"please fix it"}]}]}\n) } 1 .. 4));
($status, $output, $errors) = load_files('--source', 'many', $many);
result(0, qr/^12 transcripts loaded .*: 3 new files$/m, qr/^$/, 'many sessions in a file');
my $parts = q{SELECT string_agg(concat_ws('|', substring(path FROM '[^/]*$'), part, parts, (s).format, (s).prompts, coalesce(left((s).session_id, 36), '-'), (s).started_at AT TIME ZONE 'UTC'), E'\n' ORDER BY path, part)
	FROM (SELECT *, workmode_session(body) AS s FROM workmode.transcript WHERE source = 'many') t};
is( board($parts),
	join("\n",
		(map { ".aider.chat.history.md|$_|3|aider|1|-|2026-03-0$_ 10:00:00" } 1 .. 3),
		(map { "conversations.json|$_|5|claude_ai|1|11111111-0000-4000-8000-00000000000$_|2026-02-01 10:00:00" } 1 .. 5),
		(map { "lines.jsonl|$_|4|opencode|1|ses_$_|2026-02-02 02:40:00" } 1 .. 4)),
	'many sessions: the rows');
write_file("$many/conversations.json", chats(2, 3));
($status, $output, $errors) = load_files('--source', 'many', $many);
result(0, qr/^2 transcripts loaded .*: 1 file that has changed\n2 files are unchanged$/m, qr/^$/, 'fewer sessions in a file');
is(board(q{SELECT string_agg(part || ' ' || (workmode_session(body)).session_id, ',' ORDER BY part) FROM workmode.transcript WHERE source = 'many' AND path ~ 'conversations'}),
	'1 11111111-0000-4000-8000-000000000002,2 11111111-0000-4000-8000-000000000003', 'fewer sessions: the rows');

# Cline keeps a session in two files.
my $task = '[{"role":"user","content":[{"type":"text","text":"<task>\nfix the tests\n</task>"},{"type":"text","text":"<environment_details>\n# Time\n</environment_details>"}]%s},{"role":"assistant","content":[{"type":"text","text":"Done."}]%s}]';
my $ui = '[{"ts":1770000000000,"type":"say","say":"task","text":"fix the tests"},{"ts":1770000001000,"type":"say","say":"text","text":"Done."}]';
my $cline = abs_path(folder('cline'));
write_file("$cline/dated/api_conversation_history.json", sprintf($task, ',"ts":1770000000000', ',"ts":1770000001000'));
write_file("$cline/dated/ui_messages.json", $ui);
write_file("$cline/undated/api_conversation_history.json", sprintf($task, '', ''));
write_file("$cline/undated/ui_messages.json", $ui);
write_file("$cline/alone/api_conversation_history.json", sprintf($task, '', ''));
write_file("$cline/$_/task_metadata.json", '{"files_in_context":[]}') foreach 'dated', 'alone';
($status, $output, $errors) = load_files('--source', 'cline', $cline);
result(0, qr/^3 transcripts loaded .*\n4 files are no transcripts$/m, qr/^$/, 'two files of one session');
is(board(q{SELECT string_agg(substring(path FROM '[^/]*/[^/]*$'), ',' ORDER BY path) FROM workmode.transcript WHERE source = 'cline'}),
	'alone/api_conversation_history.json,dated/api_conversation_history.json,undated/ui_messages.json', 'the one that tells more is loaded');

#
# The standard input.
#
($status, $output, $errors) = load_files({ input => session_lines('piped', "a \0 and \xFF") }, '--source', 'pipe', '-');
result(0, qr/^1 transcript loaded .*\n1 file repaired, 1 NUL byte left out, 1 sequence that is no UTF-8 replaced$/m, qr/^$/, 'standard input');
($status, $output, $errors) = load_files({ input => session_lines('piped again') }, '--source', 'pipe', '-', '-');
is(board(q{SELECT path || ' ' || (workmode_session(body)).session_id || ' ' || (bytes = octet_length(body)) FROM workmode.transcript WHERE source = 'pipe'}),
	'- piped again true', 'standard input takes the place of what it was before');
($status, $output, $errors) = load_files({ input => '' }, '--source', 'pipe', '-');
result(0, qr/^0 transcripts/, qr/"-" is no transcript: nothing: the transcript is empty/, 'empty standard input');

# A pipe with a name can be read once, and has no size.
my $pipes = abs_path(folder('pipes'));
SKIP:
{
	skip 'no mkfifo here', 4 if system('mkfifo', "$pipes/named") != 0;
	my $writer = fork() // die $!;
	if ($writer == 0)
	{
		write_file("$pipes/named", session_lines('named'));
		POSIX::_exit(0);
	}
	($status, $output, $errors) = load_files('--source', 'pipe', "$pipes/named", $pipes);
	waitpid $writer, 0;
	result(0, qr/^1 transcript loaded/, qr/^$/, 'a pipe with a name');
	is(board(q{SELECT (workmode_session(body)).session_id || ' ' || (bytes = octet_length(body)) FROM workmode.transcript WHERE path ~ 'named$' AND source = 'pipe'}),
		'named true', 'a pipe with a name: the row');
}

#
# Default folders.
#
my $home = abs_path(folder('home'));
write_file("$home/.claude/projects/-w-app/a.jsonl", session_lines('a'));
write_file("$home/.claude/projects/-w-app/a/subagents/agent-1.jsonl", session_lines('b'));
write_file("$home/.claude/projects/-w-app/a/subagents/agent-1.meta.json", '{}');
write_file("$home/.claude/projects/-w-app/a/tool-results/big.json", session_lines('no'));
write_file("$home/.claude/history.jsonl", session_lines('no'));
write_file("$home/.config/Code - Insiders/User/workspaceStorage/0a/chatSessions/c.jsonl", session_lines('c'));
write_file("$home/.config/Code - Insiders/User/workspaceStorage/0a/state.jsonl", session_lines('no'));
write_file("$home/c[x]/sessions/2026/d.jsonl", session_lines('d'));
($status, $output, $errors) = load_files({ env => { HOME => $home, CODEX_HOME => "$home/c[x]", CLAUDE_CONFIG_DIR => '' } }, '--source', 'home');
result(0, qr/^4 transcripts loaded /, qr/^$/, 'default folders');
is(board(q{SELECT string_agg((workmode_session(body)).session_id, ',' ORDER BY 1) FROM (SELECT body FROM workmode.transcript WHERE source = 'home' ORDER BY path) t}),
	'a,b,c,d', 'default folders: the sessions');
($status, $output, $errors) = load_files({ env => { HOME => "$folder/nowhere", CODEX_HOME => '', CLAUDE_CONFIG_DIR => '' } }, '--source', 'home');
result(2, qr/^$/, qr/there is no folder of an agent that is known: name one/, 'no default folder');

#
# No board, no rights, no server, a row of somebody else.
#
$node->safe_psql('postgres', 'CREATE DATABASE plain; CREATE ROLE "Bob B" LOGIN; CREATE ROLE carla LOGIN; GRANT INSERT ON workmode.transcript TO carla');
my @server = ('workmode-load', '-h', $node->host, '-p', $node->port);
($status, $output, $errors) = load_files({ command => [ @server, '-U', 'anna', '-d', 'plain', $folder ] });
result(2, qr/^$/, qr/the database "plain" has no board .*\n  Its owner makes one by: CREATE EXTENSION workmode_board CASCADE;/, 'no board');
($status, $output, $errors) = load_files({ command => [ @server, '-U', 'Bob B', '-d', 'postgres', $folder ] });
result(2, qr/^$/, qr/the role "Bob B" has not the rights.*\n  The owner of the board gives them by: GRANT INSERT ON workmode.transcript TO "Bob B";/, 'no rights');
($status, $output, $errors) = load_files({ command => [ 'workmode-load', '-h', "$folder/nowhere", $folder ] });
result(2, qr/^$/, qr/no connection to the database: .*\n.*-h, -p, -U and -d, or a URI/s, 'no server');
($status, $output, $errors) = load_files({ command => [ @server, '-U', 'carla', '-d', 'postgres', '--machine', 'here', '--source', 'names', $names ] });
result(1, qr/^0 transcripts loaded .*\n4 could not be loaded$/m, qr/real\/d.jsonl" cannot be loaded and is skipped: ".*" of source "names" was loaded by another role/, 'rows of another role');
write_file("$names/z.jsonl", session_lines('z'));
($status, $output, $errors) = load_files({ command => [ @server, '-U', 'carla', '-d', 'postgres', '--machine', 'here', '--source', 'names', $names ] });
result(1, qr/^1 transcript loaded .*\n4 could not be loaded$/m, qr/another role/, 'one row among those of another role');
my $uri = 'postgresql://anna@/postgres?port=' . $node->port . '&host=' . $node->host;
($status, $output, $errors) = load_files({ command => [ 'workmode-load', $uri, '--source', 'uri', "$folder/p" ] });
result(0, qr/^1 transcript loaded/, qr/^$/, 'a connection URI');
($status, $output, $errors) = load_files({ command => [ 'workmode-load', '-d', $uri, '--source', 'uri', "$folder/p" ] });
result(0, qr/^1 file is unchanged$/m, qr/^$/, 'a connection URI as the database');
my $host = `uname -n`;
chomp $host;
is(board(q{SELECT machine FROM workmode.transcript WHERE source = 'uri'}), $host, "by default the machine is this one's name");

# In a database of another encoding, the server says what it has no letter for.
$node->safe_psql('postgres', q{CREATE DATABASE latin TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'});
$node->safe_psql('latin', 'CREATE EXTENSION workmode_board CASCADE; GRANT INSERT ON workmode.transcript TO anna');
my $letters = abs_path(folder('letters'));
write_file("$letters/a.jsonl", session_lines('a', "caf\xC3\xA9"));
write_file("$letters/b.jsonl", session_lines('b', "\xE2\x82\xAC"));
write_file("$letters/c.jsonl", session_lines('c', "na\xC3\xAFve"));
($status, $output, $errors) = load_files({ command => [ @server, '-U', 'anna', '-d', 'latin', $letters ] });
result(1, qr/^2 transcripts loaded .*\n1 could not be loaded$/m, qr/b.jsonl" cannot be loaded and is skipped: character .* has no equivalent in encoding "LATIN1"/, 'a letter that the database does not know');

#
# Options.
#
foreach my $wrong (
	[ [ '--jobs', '0' ], qr/--jobs takes a number from 1 to 64, not "0"/ ],
	[ [ '--jobs=x' ], qr/--jobs takes a number/ ],
	[ [ '--colour' ], qr/there is no option --colour/ ],
	[ [ '-x' ], qr/there is no option -x/ ],
	[ ['--team'], qr/--team needs a value/ ],
	[ [ '--quiet=yes' ], qr/--quiet takes no value/ ],
	[ [ '--person', '' ], qr/--person needs a name/ ],
	[ [ '--person', "\xFF" ], qr/--person: the name is not UTF-8/ ],
	[ [ '--team', 'x' x 101 ], qr/--team: the name is longer/ ],
	[ [ '' ], qr/the name of a folder or file is empty/ ],
	[ [ '-d', 'x', 'postgres://y' ], qr/a connection URI and --dbname were given/ ],
	[ [ '--report', 'x', 'folder' ], qr/--report loads nothing/ ])
{
	($status, $output, $errors) = load_files({ command => [ 'workmode-load', @{ $wrong->[0] } ] });
	result(2, qr/^$/, $wrong->[1], "@{$wrong->[0]}");
}

#
# --help and the manual have the same options.
#
my ($version) = slurp_file("$root/workmode.control") =~ /^default_version = '(.*)'/m;
($status, $output, $errors) = load_files({ command => [ 'workmode-load', '--version' ] });
result(0, qr/^workmode-load \Q$version\E$/, qr/^$/, '--version');
($status, $output, $errors) = load_files({ command => [ 'workmode-load', '--help' ] });
result(0, qr/^Usage:$/m, qr/^$/, '--help');
is(join(',', grep { length > 90 } split(/\n/, $output)), '', '--help: no line is long');
my @help = map { s/^ +//r } $output =~ /^ +((?:-., )?--[\w-]+(?:=\w+)?)  /mg;
cmp_ok(scalar(@help), '>', 15, '--help: options');
my $manual = slurp_file("$root/doc/workmode-load.1");
my @manual = map { s/\\f.|\\(?=-)//gr } $manual =~ /^\.TP\n\.?B?R? ?(\\fB\\-.*)$/mg;
is(join("\n", sort @manual), join("\n", sort @help), 'the manual has the options of --help');
my ($folders) = $output =~ /exist:\n\n(.*?)\n\n/s;
my ($manual_folders) = $manual =~ /^\.nf\n(.*?)^\.fi/ms;
is($manual_folders =~ s/\\\././gr =~ s/\\&//gr, $folders =~ s/^  //mgr . "\n", 'the manual has the folders of --help');
SKIP:
{
	skip 'no man here', 1 if system('command -v groff > /dev/null') != 0;
	is(`groff -man -Tutf8 -ww '$root/doc/workmode-load.1' 2>&1 > /dev/null`, '', 'groff takes the manual');
}

done_testing();
