# workmode-load --facts-only: the facts are those that the server would find, and
# no word of a transcript goes over the wire.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Find qw(find);
use IO::Select;
use IO::Socket::UNIX;
use POSIX ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

use Loading;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $node = start_board('facts');
my $folder = abs_path(folder('transcripts'));

# All formats, each file with a time of its own, by which its rows are found again.
my $time = 1_770_000_000;
my $words = '';
find(
	{
		no_chdir => 1,
		wanted => sub {
			my ($name) = m{^\Q$root\E/test/data/((?:sessions|formats)/.*)} or return;
			return if -d;
			my $bytes = slurp_file($_);

			write_file("$folder/$name", $bytes);
			$words .= "$name $bytes ";
		}
	},
	"$root/test/data");

# Words in each place that a fact is taken from.
my %planted = (
	id => 'zebrasession', parent => 'zebraparent', cwd => '/home/zebraperson/zebraproject',
	branch => 'zebrabranch', version => 'zebra version', model => 'zebra model', prompt => 'please fix the zebraprompt');
write_file("$folder/planted-zebrafile.jsonl",
	    qq({"type":"user","sessionId":"$planted{id}","uuid":"u","timestamp":"2026-03-02T10:00:00.123456Z","cwd":"$planted{cwd}","gitBranch":"$planted{branch}","version":"$planted{version}","message":{"role":"user","content":"$planted{prompt}"}}\n)
	  . qq({"type":"assistant","sessionId":"$planted{id}","uuid":"a","parentUuid":"u","timestamp":"2026-03-02T10:01:00.000Z","message":{"id":"m","role":"assistant","model":"$planted{model}","content":[{"type":"text","text":"zebraanswer"},{"type":"tool_use","id":"t","name":"Edit","input":{"file_path":"/w/zebra.c","old_string":"a","new_string":"zebratext"}}]}}\n));
write_file("$folder/empty.jsonl", qq({"type":"summary","summary":"zebrasummary","leafUuid":"l","sessionId":"e"}\n));
find({ no_chdir => 1, wanted => sub { utime(++$time, $time, $_) if -f } }, $folder);

#
# A way to the server on which what the client says is kept.
#
my $way = PostgreSQL::Test::Utils::tempdir_short();
my $log = "$way/log";
my $listener = IO::Socket::UNIX->new(Local => "$way/.s.PGSQL.5432", Listen => 5) or die "$way: $!";
my $proxy = fork() // die $!;
if ($proxy == 0)
{
	# Not by exit, nor by die: it is this test's server that would be stopped then.
	eval { serve($_) while ($_ = $listener->accept) || $!{EINTR} };
	print STDERR $@;
	POSIX::_exit(1);
}

# Hands on what one client and the server say to each other.
sub serve
{
	my ($client) = @_;

	return if !$client;
	my $server = IO::Socket::UNIX->new(Peer => $node->host . '/.s.PGSQL.' . $node->port) or die $!;
	my $both = IO::Select->new($client, $server);

	open(my $out, '>>:raw', $log) or die $!;
	while (1)
	{
		foreach my $from ($both->can_read)
		{
			my $to = $from == $client ? $server : $client;
			my $bytes;
			my $got = uninterrupted(sub { sysread($from, $bytes, 65536) });

			return if !$got;
			syswrite($out, $bytes) // die $! if $from == $client;
			for (my $sent = 0; $sent < length $bytes;)
			{
				$sent += uninterrupted(sub { syswrite($to, $bytes, length($bytes) - $sent, $sent) }) // die $!;
			}
		}
	}
}

# A call again, as long as a signal interrupts it.
sub uninterrupted
{
	my ($call) = @_;
	my $result;

	do { $result = $call->() } while (!defined $result && $!{EINTR});
	return $result;
}

my @command = ('workmode-load', '-h', $way, '-p', 5432, '-U', 'anna', '-d', 'postgres', '--machine', 'here', '--person', 'ann', '--jobs', 1);

my ($status, $output, $errors) = load_files({ command => [ @command, '--source', 'facts', '--facts-only', $folder ] });
is($status, 0, 'facts are loaded') or diag($errors);
is($errors, '', 'without a message');
my $wire = slurp_file($log);
unlink $log;
($status, $output, $errors) = load_files({ command => [ @command, '--source', 'facts', '--facts-only', $folder ] });
like($output, qr/^0 transcripts loaded .*\n\d+ files are unchanged/, 'they are known again');
($status, $output, $errors) = load_files({ command => [ @command, '--source', 'body', $folder ] });
is($status, 0, 'bodies are loaded');
my $bodies = slurp_file($log);
kill 'TERM', $proxy;
waitpid $proxy, 0;

#
# The same facts.
#
$node->safe_psql('postgres', q{
	CREATE VIEW pair AS
	SELECT b.path, jsonb_populate_record(NULL::workmode_facts, f.facts) AS f, workmode_session(b.body) AS s,
		f.facts, f.vector, workmode_features(b.body) AS features, f.path AS hashed
	FROM workmode.transcript b JOIN workmode.transcript f USING (mtime, part, parts, bytes, person)
	WHERE b.source = 'body' AND f.source = 'facts'
});
my $count = board(q{SELECT count(*) FROM workmode.transcript WHERE source = 'body'});
cmp_ok($count, '>', 80, 'there are sessions');
is(board('SELECT count(*) FROM pair'), $count, 'each has its facts');
is(board(q{SELECT count(*) FROM workmode.transcript WHERE source = 'facts' AND (body IS NOT NULL OR facts IS NULL)}), '0', 'and no body');
my $hashed = q{- '{session_id,parent,project,branch,agent_version,model}'::text[]};
is(board(qq{SELECT string_agg(path, ', ') FROM pair WHERE (to_jsonb(f) $hashed) IS DISTINCT FROM (to_jsonb(s) $hashed)}), '', 'facts are those of the server');
is(board('SELECT string_agg(path, \', \') FROM pair WHERE vector IS DISTINCT FROM features'), '', 'and so are vectors');
is(board('SELECT count(*) > 5 FROM pair WHERE vector IS NULL') . board('SELECT count(*) > 50 FROM pair WHERE vector IS NOT NULL'), 'ft', 'there are some');
is(board(q{SELECT string_agg(DISTINCT key, ',' ORDER BY key) FROM pair, jsonb_object_keys(facts) key}),
	board(q{SELECT string_agg(attname, ',' ORDER BY attname) FROM pg_attribute WHERE attrelid = 'workmode_facts'::regclass AND NOT attisdropped}), 'each fact is sent');

# Names are kept if they are of a program or hexadecimal, else hashed, always in the same way.
foreach my $name ('session_id', 'parent', 'project', 'branch', 'agent_version', 'model')
{
	my $kept = { session_id => '^[0-9a-fA-F-]+$', parent => '^[0-9a-fA-F-]+$' }->{$name}
	  // ($name =~ /project|branch/ ? '^$' : '^[A-Za-z0-9._:/@+-]{1,64}$');

	is(board(qq{SELECT string_agg(path, ', ') FROM pair
			WHERE (f).$name IS DISTINCT FROM (s).$name AND ((s).$name IS NULL OR (s).$name ~ '$kept' OR (f).$name IS NULL OR (f).$name !~ '^#[0-9a-f]{16}\$')
				OR (f).$name = (s).$name AND (s).$name !~ '$kept'}), '', "$name: kept or hashed");
	is(board(qq{SELECT count(*) FROM (SELECT 1 FROM pair GROUP BY (s).$name HAVING count(DISTINCT (f).$name) > 1
			UNION ALL SELECT 1 FROM pair GROUP BY (f).$name HAVING count(DISTINCT (s).$name) > 1) t}), '0', "$name: equal if it was equal");
}
is(board('SELECT string_agg(hashed, \',\') FROM pair WHERE hashed !~ \'^#[0-9a-f]{16}$\''), '', 'paths are hashed');

#
# No word.  What a row of a transcript may hold: the names and values of facts that
# come from a list, and what the options say.
#
sub copied
{
	my ($bytes) = @_;
	my $copied = '';
	my $at = unpack('N', $bytes);    # the startup message has no type

	while ($at < length $bytes)
	{
		my ($type, $length) = unpack("x$at aN", $bytes);

		$copied .= substr($bytes, $at + 5, $length - 4) if $type eq 'd';
		$at += 1 + $length;

		# The next connection.
		$at += unpack("x$at N", $bytes) if $type eq 'X' && $at < length $bytes;
	}
	return $copied;
}

sub words_of
{
	my ($text) = @_;

	return map { lc $_ => 1 } $text =~ /[A-Za-z]{5,}/g;
}
my $known = board(q{
	SELECT string_agg(word, ' ') FROM (
		SELECT attname::text FROM pg_attribute WHERE attrelid = 'workmode_facts'::regclass
		UNION ALL SELECT unnest(enum_range(NULL::workmode))::text
		UNION ALL SELECT concat_ws(' ', (f).format, (f).agent, (f).surface, (f).model, (f).agent_version, (f).model_version) FROM pair
	) t (word)});
my %known = words_of("$known facts here ann false PGCOPY");
$wire = copied($wire);
cmp_ok(length $wire, '>', 50_000, 'facts went over the wire');

# Hashes and ids are no words, though they may look like some.
my %sent = words_of($wire =~ s/#[0-9a-f]{16}|(?=[a-f-]*[0-9])[0-9a-f-]{8,}//gr);
my %said = words_of($words);
is(join(' ', sort grep { !$known{$_} } keys %sent), '', 'no other word than of names and lists');
is(join(' ', sort grep { $said{$_} && !$known{$_} } keys %sent), '', 'no word of a transcript');
unlike($wire, qr/zebra/i, 'no planted word');
unlike($known, qr/zebra/i, 'and none among agents and models');
like(copied($bodies), qr/zebraproject.*zebraprompt.*zebrafile|zebrafile.*zebraproject.*zebraprompt/s, 'bodies have them, so that they would be seen');

done_testing();
