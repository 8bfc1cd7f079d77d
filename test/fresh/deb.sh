#!/bin/bash
# test/fresh/deb.sh - makes the Debian package, installs it, tests it, purges it
#
#	test/fresh/deb.sh		as root, in a fresh Debian of its own
#
# It installs packages and changes the machine's PostgreSQL: run it in a root
# that is thrown away afterwards, as test/fresh.sh does.  It needs a network,
# some 1.5 GB and ten minutes.  The repository it lies in is only read.
#
# What it does: builds the package twice, from what "git archive" makes of HEAD
# and from a clone; installs the first with apt; creates the extension in a
# cluster of its own and asks it something; runs the regression tests against
# what is installed, which is why the build leaves them out; purges the package
# and looks for leavings.  Prints TAP; the last line says "N passed, N failed".

set -o errexit -o nounset -o pipefail
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
unset PGDATABASE PGHOST PGHOSTADDR PGOPTIONS PGPORT PGSERVICE PGUSER
exec < /dev/null

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
builder=workmode-build
work=
passed=0
failed=0

at_end()
{
	local status=$?

	trap - EXIT
	# Something stopped before it could be counted.
	[ $status = 0 ] || [ $failed -gt 0 ] || failed=1
	[ -z "$work" ] || rm -rf "$work"
	printf '1..%d\n' $((passed + failed))
	printf '%d passed, %d failed\n' $passed $failed
	[ $failed = 0 ]
}

# check NAME COMMAND...: one test; what the command prints is shown if it fails.
check()
{
	local name=$1 log=$work/check.log start=$SECONDS status

	shift
	# Not as a condition: there bash would go on after an error in a function.
	set +o errexit
	(set -o errexit; "$@") > "$log" 2>&1
	status=$?
	set -o errexit
	if [ $status = 0 ]; then
		passed=$((passed + 1))
		printf 'ok %d - %s (%d s)\n' $((passed + failed)) "$name" $((SECONDS - start))
	else
		failed=$((failed + 1))
		printf 'not ok %d - %s\n' $((passed + failed)) "$name"
		tail -n 60 "$log" | sed 's/^/# /'
		exit 1
	fi
}

apt_install()
{
	apt-get install -y -q --no-install-recommends "$@"
}

as_builder()
{
	runuser -u $builder -- "$@"
}

# What Debian's server package would make and start at its installation.
no_main_cluster()
{
	mkdir -p /etc/postgresql-common/createcluster.d
	echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/no-main-cluster.conf
}

# A root that debootstrap made does not know localhost, where pg_virtualenv's
# cluster listens.
tools()
{
	[ -s /etc/hosts ] || echo '127.0.0.1 localhost' > /etc/hosts
	apt-get update -q -o APT::Update::Error-Mode=any || apt-get update -q
	apt_install build-essential git
}

sources()
{
	mkdir "$work/archive" "$work/archive/workmode" "$work/clone"
	git -c safe.directory='*' -C "$repo" archive HEAD | tar -xf - -C "$work/archive/workmode"
	git -c safe.directory='*' clone -q "$repo" "$work/clone/workmode"
	chown -R $builder "$work"
}

build_dependencies()
{
	no_main_cluster
	apt-get build-dep -y -q --no-install-recommends -P nocheck "$work/archive/workmode"
}

# build FOLDER: the packages lie in it afterwards.
build()
{
	cd "$work/$1/workmode"
	as_builder env DEB_BUILD_OPTIONS=nocheck DEB_BUILD_PROFILES=nocheck dpkg-buildpackage -us -uc -b
}

# The one package; beside it lies one of debugging symbols.
package_file()
{
	find "$work/$1" -maxdepth 1 -name 'postgresql-*-workmode_*.deb'
}

contents()
{
	dpkg-deb --fsys-tarfile "$(package_file "$1")" | tar -tf - | sort
}

# holds PATTERN...: the package has a file for each.
holds()
{
	local pattern

	contents archive > "$work/contents"
	cat "$work/contents"
	for pattern in "$@"; do
		grep -qE "$pattern\$" "$work/contents" || { echo "no $pattern"; return 1; }
	done
}

same_contents()
{
	diff <(contents archive) <(contents clone)
}

# Runs a command in a cluster that pg_virtualenv makes for it.
in_cluster()
{
	cd "$work"
	as_builder pg_virtualenv -v "$version" "$@"
}

query()
{
	in_cluster psql -XAtq -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION workmode' -c "$1" | tee "$work/answer"
	grep -qxF -- "$2" "$work/answer"
}

loads()
{
	in_cluster sh -c 'psql -Xq -v ON_ERROR_STOP=1 -c "CREATE EXTENSION workmode_board CASCADE" && "$0" "$1"' \
		"/usr/lib/postgresql/$version/bin/workmode-load" "$work/archive/workmode/test/data/sessions" | tee "$work/answer"
	grep -qE '^[0-9]+ transcripts loaded' "$work/answer"
}

installcheck()
{
	cd "$work/archive/workmode"
	as_builder debian/tests/installcheck
}

nothing_left()
{
	if dpkg-query -W "$package"; then
		return 1
	fi
	! find / -xdev \( -path "$work" -o -path "$repo" -o -path /proc -o -path /sys \) -prune \
		-o -name '*workmode*' -print | grep .
}

[ "$(id -u)" = 0 ] || { echo "${0##*/}: only root can install packages" >&2; exit 1; }
trap at_end EXIT
work=$(mktemp -d /var/tmp/workmode-deb.XXXXXX)
chmod 755 "$work"
id $builder > /dev/null 2>&1 || useradd --system --home-dir "$work" $builder

check "git and a compiler are installed" tools
check "an archive and a clone are made" sources
check "apt finds what debian/control asks for" build_dependencies
check "the package is built from git archive" build archive
check "the package is built from a clone" build clone
check "both have the same files" same_contents

package=$(dpkg-deb -f "$(package_file archive)" Package)
version=${package#postgresql-}
version=${version%-workmode}
echo "# $(basename "$(package_file archive)"), $(stat -c %s "$(package_file archive)") bytes"

check "the package has library, programs, SQL and documents" holds \
	"lib/postgresql/$version/lib/workmode.so" \
	"share/postgresql/$version/extension/workmode.control" \
	"share/postgresql/$version/extension/workmode--[0-9.]+.sql" \
	"lib/postgresql/$version/bin/workmode-load" "share/postgresql/$version/man/man1/workmode-load.1.*" \
	"lib/postgresql/$version/bin/workmode-rate" "share/postgresql/$version/man/man1/workmode-rate.1.*" \
	"share/postgresql/$version/extension/workmode_board.control" \
	"share/postgresql/$version/extension/workmode_board--[0-9.]+.sql" \
	"doc/postgresql-doc-$version/extension/workmode.md.*" "doc/postgresql-doc-$version/extension/workmode_board.md.*" \
	"doc/$package/README.md.*" "doc/$package/changelog.gz" \
	"doc/$package/changelog.Debian.gz" "doc/$package/copyright"
check "apt installs it" apt_install "$(package_file archive)" "postgresql-$version"
check "it is created, and tells a session's mode" query \
	"SELECT workmode_classify('{\"role\":\"user\",\"content\":\"fix the crash in the parser\"}')" fix
check "workmode-load loads transcripts into a board" loads
check "the regression tests pass against it" installcheck
check "apt purges it" apt-get purge -y -q "$package"
check "nothing of it is left" nothing_left
