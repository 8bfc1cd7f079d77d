#!/bin/bash
# test/picture.sh - makes the pictures of the board's page that the documents show
#
# Builds workmode, fills a board with the invented sessions of test/data/board.sql,
# and has a browser (chromium) draw the top of the page as doc/report-light.png and
# doc/report-dark.png.  The whole page is kept as report.html if KEEP=1.

set -o errexit -o nounset -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

wm_work
wm_packages chromium fonts-inter
wm_owner
wm_tree
wm_build
wm_start

psql -XqAt -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION workmode_board CASCADE' -f "$REPO/test/data/board.sql" > /dev/null
# When it was refreshed is left out: the same page makes the same picture.
psql -XAt -v ON_ERROR_STOP=1 -c "SELECT regexp_replace(workmode.report(), ' Refreshed [^<]*', '')" > "$WORK/report.html"

for ground in light dark; do
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$WORK/browser" --window-size=920,1180 \
		$([ $ground = light ] || echo --force-dark-mode) --screenshot="$WORK/$ground.png" "file://$WORK/report.html" 2> "$WORK/browser.log" ||
		{ cat "$WORK/browser.log" >&2; exit 1; }
	cp "$WORK/$ground.png" "$REPO/doc/report-$ground.png"
done
ls -l "$REPO"/doc/report-*.png
