#!/bin/bash
# test/fresh.sh [--list] [--demo] [VARIANT...] - on machines that have nothing yet
#
# Makes bare Debian systems with debootstrap, clones this repository's HEAD into
# a copy of one for each VARIANT, and runs there what a newcomer runs:
# test/demo.sh, then test/check.sh.  Run it by hand, as root, before a release.
# Without VARIANT all of them are run, "matrix" is the versions of PostgreSQL,
# --list names them and how long each takes; --demo leaves check.sh out.
#
# A variant runs in namespaces of its own: when it ends, by whatever way, no
# process and no mount of it is left.  The last lines are a table of what came
# out; the exit status is 0 only when nothing failed.
#
# FRESH_DIR (/var/tmp/workmode-fresh) keeps the systems, the packages that were
# fetched and what each command said; remove it to begin anew.  MIRROR
# (http://deb.debian.org/debian) is where the packages come from.

set -o errexit -o nounset -o pipefail
export LC_ALL=C.UTF-8
exec < /dev/null

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
repo=${here%/*}
FRESH_DIR=${FRESH_DIR:-/var/tmp/workmode-fresh}
MIRROR=${MIRROR:-http://deb.debian.org/debian}
only_demo=
child=

. "$here/fresh/variants.sh"

say()
{
	printf '%s\n' "$*" >&2
}

die()
{
	say "${0##*/}: $*"
	exit 1
}

usage()
{
	sed -n '2,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

# field VARIANT NUMBER: of its line in the table of variants.
field()
{
	variants | awk -F ' *[|] *' -v name="$1" -v number="$2" '$1 == name { print $number }'
}

list()
{
	variants | awk -F ' *[|] *' '
		{ printf "%-13s %4s min  %s\n", $1, $3, $4; all += $3 }
		END { printf "%-13s %4d min\n", "all", all }'
}

# The lines of a system's sources.list.
sources()
{
	local security=${MIRROR%/debian}/debian-security

	echo "deb $MIRROR $1 main"
	case $1 in
		forky | sid) ;;
		# Its security updates are listed, but no longer all there.
		bullseye) echo "deb $MIRROR $1-updates main" ;;
		*)
			echo "deb $MIRROR $1-updates main"
			echo "deb $security $1-security main" ;;
	esac
}

# Makes a bare system once.
make_system()
{
	local suite=$1 root=$FRESH_DIR/root/$1 script=/usr/share/debootstrap/scripts/$1

	[ ! -d "$root" ] || return 0
	# Of a suite that is newer than debootstrap.
	[ -e "$script" ] || script=${script%/*}/sid
	say "Making a bare $suite ..."
	mkdir -p "$FRESH_DIR/root" "$FRESH_DIR/debs"
	rm -rf "$root.new"
	debootstrap --variant=minbase --cache-dir="$FRESH_DIR/debs" "$suite" "$root.new" "$MIRROR" "$script" \
		> "$root.log" 2>&1 || { tail -n 5 "$root.log" >&2; return 1; }
	mv "$root.new" "$root"
}

# A copy of a system, which costs nothing where overlays can be mounted.
copy_system()
{
	mkdir -p "$run/upper" "$run/work" "$root"
	mount -t overlay overlay "$root" \
		-o "lowerdir=$FRESH_DIR/root/$1,upperdir=$run/upper,workdir=$run/work" 2> /dev/null ||
		cp -a --reflink=auto "$FRESH_DIR/root/$1/." "$root/"
	mount -t proc proc "$root/proc"
	mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$root/dev/pts"
	mount -t tmpfs tmpfs "$root/dev/shm"
}

# As after an installation: no lists of packages, and apt gets at its mirror as
# it does here.  What has been fetched once is not fetched again.
set_up_apt()
{
	local apt=$root/etc/apt

	cp -L /etc/resolv.conf "$root/etc/resolv.conf"
	sources "$1" > "$apt/sources.list"
	apt-config dump | grep -E '^Acquire::(http|https|ftp)::|^Acquire::Check-' > "$apt/apt.conf.d/10here" || true
	echo 'APT::Keep-Downloaded-Packages "true";' > "$apt/apt.conf.d/10keep"
	echo force-unsafe-io > "$root/etc/dpkg/dpkg.cfg.d/fast"
	rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin
	mkdir -p "$root/var/cache/apt/archives/partial" "$FRESH_DIR/debs/partial"
	mount --bind "$FRESH_DIR/debs" "$root/var/cache/apt/archives"
}

# Runs a command in the system, as root.
inside()
{
	env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		HOME=/root DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"
}

# Installs packages there, for a variant's preparation.
add()
{
	inside apt-get update -q
	inside apt-get install -y -q --no-install-recommends "$@"
}

# Runs a line of shell in the clone, as the variant's user would.
as_newcomer()
{
	inside timeout 2h "${isolation[@]}" runuser -u "$user" -- env HOME="$home" USER="$user" "${environment[@]}" \
		sh -c 'cd "$1" && eval "$2"' sh "$clone" "$1"
}

# one_command LINE LOG: runs it and reports.
one_command()
{
	local start=$SECONDS status=0 outcome=ok counted

	as_newcomer "$1" > "$2" 2>&1 || status=$?
	judge $status "$2" || outcome=FAILED
	counted=$(grep -oE '[0-9]+ passed, [0-9]+ failed' "$2" | tail -n 1 || true)
	report "$1" $outcome $((SECONDS - start)) "$counted"
	[ $outcome = ok ] || { say "  the end of $2, exit status $status:"; tail -n 15 "$2" | sed 's/^/  | /' >&2; }
}

# Whether what a variant watches over is as it was.
see_after()
{
	local outcome=ok

	untouched > "$1" 2>&1 || outcome=FAILED
	report "$watched untouched" $outcome 0 ""
	[ $outcome = ok ] || head -n 15 "$1" | sed 's/^/  | /' >&2
}

report()
{
	printf '%s|%s|%s|%s|%s\n' "$variant" "$@" >> "$FRESH_DIR/results"
	say "$variant: $1: $2, $3 s${4:+, $4}"
}

# What a variant may set otherwise.
defaults()
{
	user=root
	home=/root
	clone=
	environment=()
	isolation=()
	commands=(test/demo.sh test/check.sh)
	prepare() { :; }
	cloned() { :; }
	judge() { [ "$1" = 0 ]; }
	watched=
}

# Everything of one variant, in its namespaces; called by way of unshare.
within()
{
	local number=0 line log suite

	variant=$1
	run=$FRESH_DIR/run/$variant
	root=$run/root
	log=$FRESH_DIR/log/$variant
	suite=$(field "$variant" 2)
	trap 'exit 130' INT TERM HUP
	defaults
	"variant_$variant"
	clone=${clone:-$home/workmode}
	[ -z "$only_demo" ] || [ "${commands[*]}" != "test/demo.sh test/check.sh" ] ||
		commands=(test/demo.sh)

	{
		copy_system "$suite"
		set_up_apt "$suite"
		prepare
		git -c safe.directory='*' clone -q "$repo" "$root$clone"
		inside chown -R "$user:" "$clone"
		cloned
	} > "$log.prepare" 2>&1
	for line in "${commands[@]}"; do
		number=$((number + 1))
		one_command "$line" "$log.$number"
	done
	[ -z "$watched" ] || see_after "$log.untouched"
}

# Runs a variant and removes its copy of the system.  In a process group of its
# own it ends when it is told to, not before what it runs has ended.
run_variant()
{
	local status=0 start=$SECONDS

	rm -rf "${FRESH_DIR:?}/run/$1"
	mkdir -p "$FRESH_DIR/run/$1" "$FRESH_DIR/log"
	make_system "$(field "$1" 2)" && {
		set -o monitor
		unshare --mount --pid --fork --kill-child "$0" $only_demo --within "$1" &
		child=$!
		set +o monitor
		wait $child
	} || status=$?
	rm -rf "${FRESH_DIR:?}/run/$1"
	if [ $status != 0 ]; then
		variant=$1 report preparation FAILED $((SECONDS - start)) ""
		tail -n 15 "$FRESH_DIR/log/$1.prepare" 2> /dev/null | sed 's/^/  | /' >&2 || true
	fi
}

# The mounts go with the last process of their namespace.
stop()
{
	trap '' INT TERM HUP
	if [ -n "$child" ]; then
		kill -KILL "$child" 2> /dev/null || true
		wait "$child" 2> /dev/null || true
	fi
	rm -rf "${FRESH_DIR:?}/run"
	exit "$1"
}

table()
{
	awk -F '|' '
		BEGIN { format = "%-13s %-28s %-7s %7s  %s\n"; printf format, "variant", "command", "outcome", "seconds", "counted" }
		{ printf format, $1, $2, $3, $4, $5; bad += $3 != "ok" }
		END { printf "%d ok, %d failed, %s\n", NR - bad, bad, took; exit bad > 0 || NR == 0 }
	' took="$((SECONDS / 60)) min $((SECONDS % 60)) s" "$FRESH_DIR/results"
}

# In a function, so that a change to this file does not matter to one that runs.
main()
{
	local chosen=() variant

	while [ $# -gt 0 ]; do
		case $1 in
			--within) within "$2"; exit ;;
			--demo) only_demo=--demo ;;
			--list) list; exit ;;
			-h | --help) usage; exit ;;
			-*) usage >&2; exit 2 ;;
			matrix) chosen+=(bullseye bookworm trixie forky sid experimental) ;;
			*)
				[ -n "$(field "$1" 1)" ] || die "no variant $1; --list names them"
				chosen+=("$1") ;;
		esac
		shift
	done
	[ ${#chosen[@]} -gt 0 ] || chosen=($(variants | sed 's/ .*//'))
	[ "$(id -u)" = 0 ] || die "only root can make such systems"
	command -v debootstrap > /dev/null || die "debootstrap is missing"
	[ -z "$(git -C "$repo" status --porcelain 2> /dev/null)" ] ||
		say "What is not committed takes no part in this."

	export FRESH_DIR MIRROR
	trap 'stop 130' INT
	trap 'stop 143' TERM HUP
	mkdir -p "$FRESH_DIR"
	exec 9> "$FRESH_DIR/lock"
	flock -n 9 || die "another one is at work in $FRESH_DIR"
	: > "$FRESH_DIR/results"
	for variant in "${chosen[@]}"; do
		run_variant "$variant"
	done
	table
}

main "$@"; exit
