#!/bin/bash
# test/fresh/cassert.sh [MAJOR] - the whole suite on a server with assertions
#
# Builds PostgreSQL from Debian's source package, of the version that is
# installed or would be, with assertions and with what makes wrong use of memory
# and caches show; then runs a test with every cache emptied at every chance, and
# test/check.sh.  The last line says "N passed, N failed".
#
# FRESH_DIR (/var/tmp/workmode-fresh) keeps the server, so that it is built but
# once.  The machine's own list of package sources stays as it is.

set -o errexit -o nounset -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
exec < /dev/null

FRESH_DIR=${FRESH_DIR:-/var/tmp/workmode-fresh}

# Freed memory is overwritten and sizes are checked by --enable-cassert itself.
# RANDOMIZE_ALLOCATED_MEMORY, which fills new memory, too, is left out: tests of long
# transcripts would take hours.
# What copies and writes out plan trees is left out: the extension has no nodes
# of its own, and a constant model of 740 kB is written out for ever.
options="--enable-cassert --enable-debug --enable-tap-tests --without-icu
	--without-readline --without-zlib"
macros="-DRELCACHE_FORCE_RELEASE -DCATCACHE_FORCE_RELEASE"

# What looks most into the catalogs, short enough for empty caches.
discarding=mode

# The sources' list and what apt keeps of it are in a directory of ours.
our_apt()
{
	local tool=$1

	shift
	"$tool" -q -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- \
		-o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" \
		-o APT::Sandbox::User=root "$@"
}

# Packages that a build from Debian's sources needs, beside those of check.sh.
install_tools()
{
	local missing

	wm_work
	missing=($(unmet gcc make perl libipc-run-perl bison flex bzip2))
	[ ${#missing[@]} = 0 ] || meet "${missing[@]}"
}

# Where this machine's packages come from, but for their sources.
source_lines()
{
	apt-get indextargets --format 'deb-src $(SITE) $(RELEASE) $(COMPONENT)' \
		'Created-By: Packages' | sort -u
}

# The newest version of a source package that can be fetched: a mirror may have
# a list without the files.
fetch_source()
{
	local version

	mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
	source_lines > "$work/sources.list"
	our_apt apt-get update
	cd "$work"
	for version in $(our_apt apt-cache showsrc "$1" | sed -n 's/^Version: //p' | sort -rVu); do
		! our_apt apt-get source --download-only "$1=$version" || return 0
	done
	return 1
}

# The server in $prefix, made in a directory beside it.
build()
{
	rm -rf "$prefix" "$work"
	mkdir -p "$work/source" &&
		(fetch_source "postgresql-$major") &&
		tar -C "$work/source" --strip-components=1 -xf "$work"/postgresql-*.orig.tar.* &&
		cd "$work/source" &&
		./configure -q --prefix="$prefix" $options CFLAGS="-O1 -fno-omit-frame-pointer" \
			CPPFLAGS="$(echo $macros)" &&
		make -s -j "$(nproc)" -C src install &&
		cd / && rm -rf "$work" && echo $options $macros > "$prefix/built"
}

# A test with caches emptied at every chance, which takes a hundred times as
# long.
discard()
{
	wm_work
	wm_packages perl
	wm_owner
	wm_tree
	wm_build || { cat "$WORK/make.log"; return 1; }
	wm_start debug_discard_caches=1 || return 1
	cd "$WORK/src"
	as_owner make -s installcheck PG_CONFIG="$PG_CONFIG" REGRESS="$discarding" \
		REGRESS_OPTS="--inputdir=test --dbname=discard --encoding=UTF8 --no-locale" ||
		{ head -n 200 regression.diffs; return 1; }
}

major=${1:-$(debian_servers | head -n 1)}
major=${major:-$(debian_depends postgresql 2> /dev/null || true)}
major=${major#postgresql-}
[ -n "$major" ] || die "which version of PostgreSQL?  Say so: cassert.sh 15"
prefix=$FRESH_DIR/cassert/postgresql-$major
work=$prefix.build

mkdir -p "$FRESH_DIR/cassert"
if [ "$(cat "$prefix/built" 2> /dev/null)" != "$(echo $options $macros)" ]; then
	say "Building PostgreSQL $major with assertions ..."
	(install_tools && build) > "$prefix.log" 2>&1 || { tail -n 20 "$prefix.log" >&2; die "no server came of it"; }
fi

export PG_CONFIG=$prefix/bin/pg_config
status=0
(discard) || status=$?
[ $status = 0 ] || say "With caches emptied at every chance a test failed."
"$REPO/test/check.sh" && [ $status = 0 ]
