# Codex's code mode: a session says the same whether its rollout has the classic calls
# of tools or scripts that make them, with the screen's items or without.
#
# test/bench/code_mode.pl rewrites classic rollouts: the invented ones in test/data,
# and one below that has what they lack.

use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $node = PostgreSQL::Test::Cluster->new('code_mode');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION workmode');

my $json = JSON::PP->new->canonical;

# All facts of a transcript, but how many lines it has.
sub facts
{
	my ($transcript) = @_;
	my $sql = sprintf q{SET timezone = 'UTC';
		SELECT to_jsonb(f) - '{lines_read,lines_skipped}'::text[]
		FROM workmode_session(convert_from(decode('%s', 'hex'), 'UTF8')) f}, unpack('H*', $transcript);

	return $json->decode($node->safe_psql('postgres', $sql));
}

# The rollout in a file, rewritten; what is said on the way counts as a failure.
sub rewrite
{
	my ($file, @options) = @_;
	my ($stdout, $stderr);
	my $done = IPC::Run::run([ $^X, "$root/test/bench/code_mode.pl", @options, $file ], '>', \$stdout, '2>', \$stderr);

	is($stderr, '', basename($file) . " is rewritten in silence: @options") or return;
	return $done ? $stdout : undef;
}

# Both forms have the facts of the classic one, and are in code mode.
sub compare
{
	my ($file, $classic) = @_;

	foreach my $options ([], ['--plain'])
	{
		my $rollout = rewrite($file, @$options);
		my $name = basename($file) . (@$options ? ' without items' : ' with items');

		like($rollout, qr/"input":"[^"]*tools[.\[ ]|= tools;/, "$name: scripts call the tools");
		unlike($rollout, qr/"type":"function_call"/, "$name: nothing else does")
		  unless $rollout =~ /"name":"request_user_input"/;
		is($rollout =~ /"type":"item_completed"/ ? 1 : 0, @$options ? 0 : 1, "$name: items");
		is_deeply(facts($rollout), $classic, "$name: all facts are equal");
	}
}

# The sessions in test/data; those of the bare generation have nothing to rewrite.
my $bare = 0;
foreach my $file (sort glob("$root/test/data/sessions/codex/*.jsonl"))
{
	my $classic = slurp_file($file);

	if ($classic !~ /"session_meta"/)
	{
		my ($stdout, $stderr);

		$bare++;
		ok(!IPC::Run::run([ $^X, "$root/test/bench/code_mode.pl", $file ], '>', \$stdout, '2>', \$stderr),
			basename($file) . ' is bare');
		is($stderr, "code_mode.pl: this rollout has no envelopes\n", 'which is what it says');
		next;
	}
	compare($file, facts($classic));
}
is($bare, 2, 'two of them are bare');

# A session with all that is hard to rewrite, and its facts, counted by hand.
my $time = 0;

sub line
{
	my ($type, %payload) = @_;

	return sprintf(qq({"timestamp":"2026-05-04T09:%02d:%02d.000Z","type":"%s","payload":%s}\n),
		$time / 60, $time++ % 60, $type, JSON::PP->new->canonical->utf8->encode(\%payload));
}

sub called
{
	my ($id, $name, $arguments) = @_;

	return line('response_item', type => 'custom_tool_call', call_id => $id, name => $name, input => $arguments)
	  if !ref $arguments;
	return line('response_item', type => 'function_call', call_id => $id, name => $name, arguments => $json->encode($arguments));
}

sub returned
{
	my ($id, $output, $custom) = @_;

	return line('response_item', type => ($custom ? 'custom_tool_call_output' : 'function_call_output'), call_id => $id, output => $output);
}

sub said
{
	my ($role, $words) = @_;
	my %content = (type => $role eq 'user' ? 'input_text' : 'output_text', text => $words);

	return line('response_item', type => 'message', role => $role, content => [ \%content ]) .
	  line('event_msg', type => $role eq 'user' ? 'user_message' : 'agent_message', message => $words);
}

# Quotes of all kinds, backslashes, "${", a line that looks like the end of a script.
my $hard = <<'PATCH';
*** Begin Patch
*** Add File: src/quote.js
+const it = 'it\'s ' + "a \"b\"" + `${name}`;
+const path = "C:\\new\\table";
+// */ \u0041 `
+});
*** Update File: src/old.js
@@
-const a = `x`;
+const a = String.raw`x\n`;
+const b = "${a}";
*** Delete File: src/dead.js
*** End Patch
PATCH
my $small = "*** Begin Patch\n*** Update File: doc/guide.md\n@@\n-old\n+new\n*** End Patch\n";
my $rollout = join('',
	line('session_meta', id => 'hard', timestamp => '2026-05-04T09:00:00.000Z', cwd => '/w', originator => 'codex_cli_rs',
		cli_version => '0.120.0', source => 'cli'),
	line('turn_context', model => 'gpt-5.5-codex', cwd => '/w'),
	said('user', 'mend the quotes please'),
	said('assistant', 'I look first.'),

	# Two commands side by side, the second of which fails.
	called('c1', 'exec_command', { cmd => q{rg -n "it's" src | head -3} }),
	called('c2', 'exec_command', { cmd => 'cat src/missing.js' }),
	returned('c1', "Chunk ID: a1\nWall time: 0.1 seconds\nProcess exited with code 0\nOutput:\nsrc/old.js:1"),
	returned('c2', "Chunk ID: a2\nWall time: 0.1 seconds\nProcess exited with code 1\nOutput:\nno such file"),

	# A patch that cannot be applied, and one that can.
	called('p1', 'apply_patch', $small),
	returned('p1', 'apply_patch verification failed: Failed to find expected lines in doc/guide.md', 1),
	called('p2', 'apply_patch', $hard),
	returned('p2', '{"output":"Success.","metadata":{"exit_code":0,"duration_seconds":0.1}}', 1),

	# A command that goes on running, is looked after, and fails in the end.
	called('c3', 'exec_command', { cmd => 'npm test', yield_time_ms => 1000 }),
	returned('c3', "Chunk ID: a3\nWall time: 1.0 seconds\nProcess running with session ID 7\nOutput:\n"),
	called('c4', 'write_stdin', { session_id => 7, chars => '' }),
	returned('c4', "Chunk ID: a4\nWall time: 5.0 seconds\nProcess exited with code 2\nOutput:\n2 failing"),

	# Something that is no JSON, and something with a key twice.
	"this line is torn\n",
	qq({"timestamp":"2026-05-04T09:00:12.000Z","type":"event_msg","payload":{"type":"agent_reasoning","text":"a","text":"b"}}\n),

	# A server's tool, a plan, a commit, an older shell with an argument vector.
	called('m1', 'mcp__maps__route', { to => 'the sea', stops => [ 1, 'two', { three => JSON::PP::null } ] }),
	returned('m1', '{"content":[]}'),
	called('u1', 'update_plan', { plan => [ { step => 'quotes', status => 'completed' } ] }),
	returned('u1', 'Plan updated'),
	called('c5', 'shell', { command => [ 'bash', '-lc', "git commit -am \"quotes: it's done\"" ] }),
	returned('c5', '{"output":"[main 1] done","metadata":{"exit_code":0,"duration_seconds":0.2}}'),
	called('c6', 'exec_command', { cmd => 'rm -rf /' }),
	returned('c6', 'exec command rejected by user'),
	line('event_msg', type => 'token_count', info => { total_token_usage => { input_tokens => 900, output_tokens => 90 } }),
	said('assistant', 'All quotes are mended.'));
my $file = PostgreSQL::Test::Utils::tempdir . '/hard.jsonl';
open my $out, '>:raw', $file or die "open $file: $!";
print $out $rollout;
close $out;

# Errors: cat, the first patch, the look after the tests, rm.  Lines: 4 + 2 added, 1
# removed.  Words: 4 of the person; 3 and 4 of the agent.
my %expected = (
	prompts => 1, turns => 1, actions => 10, errors => 4, commits => 1, files_changed => 3,
	lines_added => 6, lines_removed => 1, words_in => 4, words_out => 7, tokens_in => 900, tokens_out => 90);
my $classic = facts($rollout);
is_deeply({ map { $_ => $classic->{$_} } keys %expected }, \%expected, 'what the classic rollout says');
compare($file, $classic);

done_testing();
