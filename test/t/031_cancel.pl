# A cancel is obeyed wherever the reader of a hostile transcript is.
#
# Times are told, not tested: machines differ.  test/bench measures them.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

use Big;

my $node = start_server('cancel');

# The text is there first, then it is read over and over until the timeout.
my %hostile = (
	'lines' => q~'', said('"words"') || E'\n', ''~,
	'a string' => q~said('"'), 'words ', '"}}'~,
	'escaped quotes' => q~said('"'), '\"', '"}}'~,
	'blanks' => q~'{"type":"user",', ' ', '"sessionId":"s"}'~,
	'digits' => q~'{"type":"user","sessionId":"s","x":', '1', '}'~,
	'brackets' => q~'{"type":"user","sessionId":"s","x":[', '[],', '1]}'~,
	'keys' => q~'{"type":"user","sessionId":"s",', '"a":1,', '"b":2}'~,
	'no format' => q~'', E'x\n', ''~,
	'a file' => q~'{"type":"assistant","sessionId":"s","message":{"content":[{"type":"tool_use","id":"t","name":"Write","input":{"file_path":"a.c","content":"', '\n', '"}}]}}'~,
);
foreach my $name (sort keys %hostile)
{
	foreach my $strict ('false', 'true')
	{
		my $start = time();
		my $stderr;
		$node->psql(
			'postgres', "
			SET statement_timeout = '2s';
			DO \$\$
			DECLARE
				t text := long($hostile{$name}, 100);
			BEGIN
				LOOP
					BEGIN
						PERFORM workmode_session(t, $strict);
					EXCEPTION WHEN invalid_json_text THEN
					END;
				END LOOP;
			END \$\$;",
			stderr => \$stderr);
		my $over = time() - $start - 2;

		like($stderr, qr/canceling statement due to statement timeout/,
			"$name" . ($strict eq 'true' ? ', strictly,' : '') . ' can be cancelled');
		note(sprintf '%s: %.0f ms after the timeout, start of psql included', $name, 1000 * $over);
	}
}

# The server has seen no crash.
is($node->safe_psql('postgres', 'SELECT 1'), '1', 'the server is well');
$node->stop;

done_testing();
