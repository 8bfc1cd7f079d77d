#!/bin/bash
# test/fuzz/run.sh [SECONDS [TARGET...]] - builds the fuzz targets and runs each
# for so many seconds (10 unless told), under AddressSanitizer and
# UndefinedBehaviorSanitizer.  Prints TAP: a line for each target.
#
# Builds, corpora that have grown and inputs that failed are kept in
# tmp_check/fuzz of the sources; FUZZ_DIR names another place.
# FUZZ_INPUT=FOLDER runs each file of a folder once instead.

set -o errexit -o nounset -o pipefail
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
repo=$(cd "$here/../.." && pwd -P)
dir=${FUZZ_DIR:-$repo/tmp_check/fuzz}
seconds=${1:-10}
[ $# = 0 ] || shift

targets=("$@")
if [ ${#targets[@]} = 0 ]; then
	for file in "$here"/*.c; do
		targets+=("$(basename "$file" .c)")
	done
fi

for clang in ${CLANG:-clang $(compgen -c clang- | grep -xE 'clang-[0-9]+' | sort -ru)} none; do
	command -v "$clang" > /dev/null || continue
	echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' |
		"$clang" -fsanitize=fuzzer,address,undefined -x c -o /dev/null - 2> /dev/null && break
done
if [ "$clang" = none ]; then
	echo "1..1"
	echo "ok 1 # SKIP no clang with libFuzzer here (packages clang and libclang-rt-dev)"
	exit 0
fi

# What a target starts from; the transcripts of test/data are seeds as well.
seeds()
{
	[ ! -d "$here/corpus/$1" ] || echo "$here/corpus/$1"
	[ "$1" != transcript ] || find "$repo/test/data" -mindepth 1 -type d
}

build()
{
	local flags="-g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all
		-I$repo/src/core -I$repo/test/fuzz"
	local objects=$dir/objects file

	mkdir -p "$objects"
	for file in "$repo"/src/core/*.c "$repo"/test/unit/host.c; do
		"$clang" $flags -fsanitize=fuzzer-no-link,address,undefined -c "$file" \
			-o "$objects/$(basename "$file" .c).o" || return 1
	done
	for file in "${targets[@]}"; do
		"$clang" $flags -fsanitize=fuzzer,address,undefined "$here/$file.c" "$objects"/*.o \
			-o "$dir/$file" -lcjson -lm || return 1
	done
}

# The readers know the names that matter: the strings in their sources.
words()
{
	grep -hoE '"[]-~ !#-[]{2,40}"' "$repo"/src/core/*.c | sort -u
}

# One target, in its log; leaks are looked for at the end.
run()
{
	local target=$1

	cd "$dir"
	mkdir -p "corpus/$target"
	if [ -n "${FUZZ_INPUT:-}" ]; then
		"./$target" -timeout=60 -rss_limit_mb=4096 "$FUZZ_INPUT"/*
	else
		"./$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
			-max_len=65536 -dict="$dir/words" -artifact_prefix="$target-" \
			-print_final_stats=1 "corpus/$target" $(seeds "$target")
	fi
}

mkdir -p "$dir"
words > "$dir/words"
echo "1..${#targets[@]}"
if ! build > "$dir/build.log" 2>&1; then
	sed 's/^/# /' "$dir/build.log" | tail -n 40
	echo "Bail out!  The fuzz targets can't be built."
	exit 1
fi

number=0
failed=0
for target in "${targets[@]}"; do
	number=$((number + 1))
	if (run "$target") > "$dir/$target.log" 2>&1; then
		runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$dir/$target.log")
		echo "ok $number - $target${runs:+ ($runs inputs)}"
	else
		failed=1
		echo "not ok $number - $target"
		tail -n 60 "$dir/$target.log" | sed 's/^/# /'
	fi
done
exit $failed
