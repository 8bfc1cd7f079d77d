#!/bin/bash
# test/unit/sanitize.sh [DIRECTORY] - the unit tests under AddressSanitizer and
# UndefinedBehaviorSanitizer.  Prints what they print.
#
# Everything is built in a directory of its own (tmp_check/sanitize of the
# sources), from a copy of what is needed: a build apart from the sources would
# take the objects that lie among them.  PG_CONFIG and CC are make's.
#
# Besides what "undefined" holds, a float that its integer has no room for is an
# error.  Unsigned numbers may wrap round, for hashes and wide numbers live on
# that, and floats be divided by zero, for statistics.h promises NaN there.  The
# checks of _FORTIFY_SOURCE are left out, for AddressSanitizer does not see into
# the functions that they call.

set -o errexit -o nounset -o pipefail
export LC_ALL=C

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
dir=${1:-$repo/tmp_check/sanitize}
cc=${CC:-$("${PG_CONFIG:-pg_config}" --cc)}
flags="-g -O1 -fno-omit-frame-pointer -U_FORTIFY_SOURCE -DSHORT=65536 -fno-sanitize-recover=all"
flags="$flags -fsanitize=address,undefined,float-cast-overflow"

# works FLAG...: a program can be built with them, and started.
works()
{
	echo 'int main(void) { return 0; }' | $cc "$@" -x c -o "$dir/try" - && "$dir/try"
}

mkdir -p "$dir"
if ! works $flags > "$dir/try.log" 2>&1; then
	echo "1..0 # SKIP $cc has no sanitizers here: $(tail -n 1 "$dir/try.log")"
	exit 0
fi

export ASAN_OPTIONS=detect_stack_use_after_return=1:detect_leaks=1:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1
tar -C "$repo" -cf - Makefile workmode.control workmode_board.control $(cd "$repo" && find src test/unit -name '*.[ch]') |
	tar -xf - -C "$dir"
cd "$dir"
make -s -j "$(nproc)" CC="$cc" COPT="$flags" unit
