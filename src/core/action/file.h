/*
 * file.h
 *	  What a file is for, judged by its path alone.
 */
#ifndef WORKMODE_FILE_H
#define WORKMODE_FILE_H

#include "base/lexicon.h"

typedef enum FileKind
{
	FILE_CODE,					/* source of programs and libraries, SQL included */
	FILE_TEST,					/* tests, fixtures, snapshots */
	FILE_WEB,					/* markup and style: HTML, CSS, SVG */
	FILE_DOC,					/* prose for people: README, docs, posts, notes */
	FILE_PLAN,					/* specs, designs, plans, task lists, decisions */
	FILE_AGENT,					/* CLAUDE.md, rules, skills, prompts, hooks, MCP */
	FILE_CONFIG,				/* settings, manifests, makefiles: yaml, toml, env */
	FILE_OPS,					/* what deploys and runs: CI, Docker, k8s, terraform */
	FILE_DATA,					/* tables, sheets, dumps, logs, results */
	FILE_NOTEBOOK,				/* Jupyter, R Markdown, Quarto */
	FILE_OFFICE,				/* slides, documents, LaTeX, PDF, diagrams */
	FILE_OTHER,
	FILE_COUNT
} FileKind;

/* The last name of a path, with either kind of slash; empty if it ends in one. */
extern Slice wm_file_name(Slice path);

/*
 * The kind of the file at this path, absolute or relative, with either kind of
 * slash.  A whole name overrules folders, folders overrule the words of the name,
 * and those overrule its extension.
 */
extern FileKind wm_file_kind(Slice path);

/* The kind's name in lower case, such as "code": a constant string. */
extern const char *wm_file_kind_name(FileKind kind);

/* The vocabularies, up to a NULL (for the unit test). */
extern Lexicon *const wm_file_lexicons[];

#endif							/* WORKMODE_FILE_H */
