#!/bin/bash
# test/fuzz/run.sh [SECONDS [TARGET...]] - builds the fuzz targets and runs each
# for so many seconds (10 unless told), under AddressSanitizer and
# UndefinedBehaviorSanitizer.  Prints TAP: a line for each target.
#
# Builds, corpora that have grown and inputs that failed are kept in
# tmp_check/fuzz of the sources; FUZZ_DIR names another place.
# FUZZ_INPUT=FOLDER runs each file of a folder once instead.  With --clang it
# says which clang it takes, or none, and does no more.

set -o errexit -o nounset -o pipefail
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
repo=$(cd "$here/../.." && pwd -P)
for clang in ${CLANG:-clang $(compgen -c clang- | grep -xE 'clang-[0-9]+' | sort -ru)} none; do
	command -v "$clang" > /dev/null || continue
	echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' |
		"$clang" -fsanitize=fuzzer,address,undefined -x c -o /dev/null - 2> /dev/null && break
done
if [ "${1:-}" = --clang ]; then
	echo "$clang"
	[ "$clang" != none ]
	exit
fi

dir=${FUZZ_DIR:-$repo/tmp_check/fuzz}
seconds=${1:-10}
[ $# = 0 ] || shift

targets=("$@")
if [ ${#targets[@]} = 0 ]; then
	for file in "$here"/*.c; do
		[ "$file" = "$here/host.c" ] || targets+=("$(basename "$file" .c)")
	done
fi

if [ "$clang" = none ]; then
	echo "1..1"
	echo "ok 1 # SKIP no clang with libFuzzer here (packages clang and libclang-rt-dev)"
	exit 0
fi

# compile SANITIZERS ARGUMENT...
compile()
{
	"$clang" -g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all -fsanitize="$1" \
		-Werror=implicit-function-declaration \
		-I"$repo/src/core" -I"$here" "${@:2}"
}

# A target, or the object of a source that all of them share; the host's ways
# are none that the fuzzer should look for.
make_one()
{
	local object

	object=${1#"$repo/src/core/"}
	object=$dir/objects/$(printf %s "${object##"$here"/}" | tr / -).o
	case $1 in
		"$here/host.c") compile address,undefined -c "$1" -o "$object" ;;
		"$here"/*) compile fuzzer,address,undefined "$1" "$dir"/objects/*.o \
			-o "$dir/$(basename "$1" .c)" -lcjson -lm ;;
		*) compile fuzzer-no-link,address,undefined -c "$1" -o "$object" ;;
	esac
}

build()
{
	mkdir -p "$dir/objects"
	export -f compile make_one
	export clang repo here dir
	printf '%s\0' "$here/host.c" "$repo"/src/core/*/*.c "$repo"/src/core/*/*/*.c |
		xargs -0 -n 1 -P "$(nproc)" bash -c 'make_one "$1"' make_one &&
		printf '%s\0' "${targets[@]/#/"$here/"}" |
		xargs -0 -n 1 -P "$(nproc)" bash -c 'make_one "$1.c"' make_one
}

# The sources whose strings are the words of a target.
sources()
{
	case $1 in
		command) echo action/command.c action/program.c action/patch.c ;;
		patch) echo action/patch.c ;;
		script) echo action/script.c action/literal*.c action/javascript.c ;;
		speech) echo readers/human.c language/cues.c ;;
		name) echo action/file.c action/action.c action/result.c base/mode.c value/value.c ;;
		histogram) echo base/mode.c tally/histogram_text.c tally/state_text.c ;;
		state) echo base/mode.c model/model_text.c tally/*.c value/value_model.c ;;
		panel) echo base/mode.c tally/panel_text.c tally/state_text.c tally/tally*.c ;;
		transcript) echo readers/*.c session/session.c action/call.c action/result.c ;;
		*) echo base/mode.c ;;
	esac
}

# They know the names that matter; in a vocabulary bars stand between them.
words()
{
	(cd "$repo/src/core" && grep -hoE '"[]-~ !#-[]{2,100}"' $(sources "$1")) |
		sed -E -e 's/\|"$/"/' -e ':more; s/([^"|])\|([^"|])/\1"\n"\2/; t more' |
		grep -xE '.{4,42}' | sort -u
}

# One target, in its log; leaks are looked for in each input, and at the end.
run()
{
	local target=$1

	cd "$dir"
	mkdir -p "corpus/$target"
	if [ -n "${FUZZ_INPUT:-}" ]; then
		"./$target" -timeout=60 -rss_limit_mb=4096 "$FUZZ_INPUT"/*
	else
		words "$target" > "$target.words"
		"./$target" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2048 \
			-max_len=16384 -dict="$target.words" -artifact_prefix="$target-" \
			-print_final_stats=1 "corpus/$target" "$here/corpus/$target"
	fi
}

mkdir -p "$dir"
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
