#!/bin/bash
# test/bench/hostile.sh [MEGABYTES [PART OF A NAME]]: how fast transcripts that
# are hard to read are read (500 MB each unless told), the longest time that a
# cancel would have to wait, and the memory that reading took beside the text.
set -eu

repo=$(cd "$(dirname "$0")/../.." && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

${CC:-cc} -O2 -I"$repo/src/core" -I"$repo/test/unit" -o "$dir/hostile" \
	"$repo/test/bench/hostile.c" "$repo"/src/core/*/*.c "$repo"/src/core/*/*/*.c "$repo/test/unit/host.c" -lcjson -lm
"$dir/hostile" "$@"
