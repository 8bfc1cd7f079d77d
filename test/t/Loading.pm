# Loading.pm - a server with a board, folders of invented transcripts, and
# workmode-load
package Loading;

use strict;
use warnings;

use Exporter qw(import);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(start_board folder write_file session_lines load_files loader board);

my $node;

# The program gives its connections a name of its own, unless it is told another.
delete $ENV{PGAPPNAME};

# A server with a board, and a role anna who may load into it.
sub start_board
{
	$node = PostgreSQL::Test::Cluster->new($_[0]);
	$node->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
	$node->append_conf('postgresql.conf', "fsync = off\njit = off\n");
	$node->start;
	$node->safe_psql('postgres', q{
		CREATE EXTENSION workmode_board CASCADE;
		CREATE ROLE anna LOGIN;
		GRANT INSERT ON workmode.transcript TO anna;
	});
	return $node;
}

# A folder of this test's own, which is removed at its end.
sub folder
{
	return PostgreSQL::Test::Utils::tempdir($_[0]);
}

# Bytes as they are; folders are made.
sub write_file
{
	my ($path, $bytes) = @_;

	make_path(dirname($path));
	open(my $file, '>:raw', $path) or die "$path: $!";
	print $file $bytes;
	close($file) or die "$path: $!";
	return $path;
}

# A session of Claude Code: what a person asks, and an edit.
sub session_lines
{
	my ($id, $words) = @_;

	$words //= "Please fix the bug $id.";
	return
	    qq({"type":"user","sessionId":"$id","uuid":"u-$id","timestamp":"2026-03-02T10:00:00.000Z","cwd":"/w/app","message":{"role":"user","content":"$words"}}\n)
	  . qq({"type":"assistant","sessionId":"$id","uuid":"a-$id","timestamp":"2026-03-02T10:01:00.000Z","message":{"id":"m-$id","role":"assistant","content":[{"type":"tool_use","id":"t","name":"Edit","input":{"file_path":"/w/app/a.c","old_string":"a","new_string":"b"}}]}}\n);
}

# The command as anna, whom nothing of this machine tells where else to look.
sub loader
{
	my @arguments = @_;

	return ('workmode-load', '-h', $node->host, '-p', $node->port, '-U', 'anna', '-d', 'postgres', '--machine', 'here', @arguments);
}

# Runs it; a hash as the first argument may have its input and its environment.
# Returns exit status, output, errors.
sub load_files
{
	my %given = ref $_[0] ? %{ +shift } : ();
	my @command = $given{command} ? @{ $given{command} } : loader(@_);
	my $input = $given{input} // '';
	my ($output, $errors);
	local %ENV = (%ENV, %{ $given{env} // {} });

	IPC::Run::run(\@command, '<', \$input, '>', \$output, '2>', \$errors);
	return ($? >> 8, $output, $errors);
}

# What the owner of the board sees in it.
sub board
{
	return $node->safe_psql('postgres', $_[0]);
}

1;
