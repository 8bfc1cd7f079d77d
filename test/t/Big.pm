# Big.pm - a server that tells what memory its backends hold, and texts as long
# as transcripts get
package Big;

use strict;
use warnings;

use Exporter qw(import);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(start_server memory_beside);

# Little is shared, so that what a backend holds is its own.
sub start_server
{
	my $node = PostgreSQL::Test::Cluster->new($_[0]);

	$node->init(extra => [ '--locale=C.UTF-8', '--encoding=UTF8' ]);
	$node->append_conf('postgresql.conf', "shared_buffers = '8MB'\nfsync = off\nautovacuum = off\njit = off\n");
	$node->start;
	$node->safe_psql('postgres', q{
		CREATE EXTENSION workmode;

		-- kB of this backend's own memory, now and at most.
		CREATE FUNCTION memory(what text) RETURNS int LANGUAGE sql VOLATILE AS $$
			SELECT substring(pg_read_file('/proc/self/status', 0, 10000) FROM what || ':\s+(\d+)')::int
		$$;

		-- A line in which a person says so.
		CREATE FUNCTION said(words text, uuid text DEFAULT 'u') RETURNS text LANGUAGE sql AS $$
			SELECT '{"type":"user","sessionId":"s","uuid":"' || uuid || '","message":{"role":"user","content":' || words || '}}'
		$$;

		-- A head, a body repeated up to so many bytes, a tail.
		CREATE FUNCTION long(head text, body text, tail text, megabytes int) RETURNS text LANGUAGE sql AS $$
			SELECT head || repeat(body, megabytes * 1000000 / octet_length(body)) || tail
		$$;
	});
	return $node;
}

# What one value of a table's column takes: its own size in kB, the peak beside
# what the backend held before, and the lines that were read of it.
sub memory_beside
{
	my ($node, $table, $column) = @_;

	return split /\|/, $node->safe_psql(
		'postgres', qq{
		SELECT count(workmode_classify('{}'::text)) \\g /dev/null
		SELECT memory('RssAnon') + memory('RssFile') AS before \\gset
		SELECT (workmode_session($column)).lines_read AS read FROM $table \\gset
		SELECT pg_column_size($column) / 1024, memory('VmHWM') - memory('RssShmem') - :before, :read FROM $table;
	});
}

1;
