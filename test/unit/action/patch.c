/*
 * patch.c
 *	  Files and lines of patches, diffs and pairs of texts.
 */
#include "unit.h"

#include <string.h>

#include "action/patch.h"
#include "changes.h"

static void
patch(const char *text, const char *expected, const char *name)
{
	uint32_t	files;
	uint32_t	noted = 0;

	seen[0] = '\0';
	files = wm_patch_read(wm_slice(text, strlen(text)), note, NULL);
	for (const char *c = seen; *c != '\0'; c++)
		noted += *c == ';';
	ok(strcmp(seen, expected) == 0 && files == noted, name);
	if (strcmp(seen, expected) != 0)
		printf("# got %s\n", seen);
}

static void
pair(const char *old_text, const char *new_text, uint32_t added, uint32_t removed,
	 const char *name)
{
	LineCounts	counts = wm_patch_count_pair(wm_slice(old_text, strlen(old_text)),
											 wm_slice(new_text, strlen(new_text)));

	ok(counts.added == added && counts.removed == removed, name);
	if (counts.added != added || counts.removed != removed)
		printf("# got +%u -%u\n", counts.added, counts.removed);
}

static void
apply_patches(void)
{
	patch("*** Begin Patch\n*** Update File: a.c\n@@ int main\n x\n-y\n+z\n+w\n*** End Patch\n",
		  "a.c U +2 -1;", "an update");
	patch("*** Begin Patch\n*** Add File: n.md\n+one\n+two\n*** Delete File: old.c\n"
		  "*** Update File: a.c\n*** Move to: b.c\n@@\n-x\n+y\n*** End Patch",
		  "n.md C +2 -0;old.c D +0 -0;b.c U +1 -1;", "add, delete and move");
	patch("*** Begin Patch\r\n*** Update File: a.c\r\n@@\r\n-x\r\n+y\r\n*** End Patch\r\n",
		  "a.c U +1 -1;", "carriage returns");
	patch("*** Update File: a.c\n+x", "a.c U +1 -0;", "neither first nor last line");
	patch("*** Begin Patch\n*** Update File: a.sql\n@@\n--- old remark\n+-- new remark\n"
		  "+++ more\n*** End of File\n*** End Patch\n+stray\n",
		  "a.sql U +2 -1;", "lines that look like headers");
	patch("*** Move to: x\n+y\n", "", "a move of nothing");
	patch("*** Begin Patch\n*** End Patch\n", "", "an empty patch");
}

static void
unified_diffs(void)
{
	patch("diff --git a/x.c b/x.c\nindex 1..2 100644\n--- a/x.c\n+++ b/x.c\n"
		  "@@ -1,3 +1,4 @@ main\n a\n-b\n+c\n+d\n e\n",
		  "x.c U +2 -1;", "git's");
	patch("--- x.c\t2026-01-01 00:00:00\n+++ x.c\t2026-01-02 00:00:00\n@@ -1 +1 @@\n-a\n+b\n",
		  "x.c U +1 -1;", "diff -u's, with one line");
	patch("--- /dev/null\n+++ b/n.c\n@@ -0,0 +1,2 @@\n+a\n+b\n"
		  "--- a/o.c\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n",
		  "n.c C +2 -0;o.c D +0 -1;", "made and deleted");
	patch("--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1,2 @@\n--- remark\n+++ remark\n same\n+trailing\n",
		  "q.sql U +1 -1;", "removed lines that look like headers");
	patch("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
		  "\\ No newline at end of file\n",
		  "x U +1 -1;", "no line feed at the end");
	patch("--- a/x\n+++ b/x\n@@ -1,99999999999999999999 +1 @@\n+a\n", "x U +1 -0;",
		  "a count beyond all counts");
	patch("just text\n+ and a plus\n- and a minus\n", "", "no patch at all");
	patch("", "", "nothing");
}

static void
pairs(void)
{
	pair("", "a\nb\n", 2, 0, "into nothing");
	pair("a\nb", "", 0, 2, "out of something");
	pair("a\nb\nc\n", "a\nx\ny\nc\n", 2, 1, "in the middle");
	pair("a\nb", "a\nb\nc", 1, 0, "at the end");
	pair("b", "a\nb", 1, 0, "at the beginning");
	pair("same\n", "same\n", 0, 0, "no change");
	pair("same", "same\n", 0, 0, "a line feed at the end is no line");
	pair("a\r\nb\r\n", "a\nb\n", 0, 0, "nor is a carriage return");
	pair("x\n\n\nq", "x\nq", 0, 2, "empty lines count");
	pair("int a = 1;", "int a = 2;", 1, 1, "whole lines");
	pair("a\na\n", "a\na\na\n", 1, 0, "repeated lines are not counted twice");
	pair("", "", 0, 0, "nothing");

	ok(wm_patch_count_lines(SLICE("")) == 0, "no lines");
	ok(wm_patch_count_lines(SLICE("\n")) == 1, "an empty line");
	ok(wm_patch_count_lines(SLICE("a\nb")) == 2, "an unended line");
}

int
main(void)
{
	apply_patches();
	unified_diffs();
	pairs();
	return done();
}
