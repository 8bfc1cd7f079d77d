/*
 * codex_header.c
 *	  Codex: what a session's header says.
 *
 * There may be several: the session's own, again each time it is opened, and its
 * parent's, with the lines that were copied from there.
 */
#include "readers/codex.h"

/*
 * Who started the session, and where.  The desktop program calls its source
 * "vscode", so the originator is asked first.
 */
static const struct
{
	Slice		name;
	Surface		surface;
}			surfaces[] = {
	{LITERAL("Codex Desktop"), SURFACE_DESKTOP},
	{LITERAL("codex_work_desktop"), SURFACE_DESKTOP},
	{LITERAL("codex_desktop"), SURFACE_DESKTOP},
	{LITERAL("codex_exec"), SURFACE_HEADLESS},
	{LITERAL("codex_sdk"), SURFACE_SDK},
	{LITERAL("codex_vscode"), SURFACE_IDE},
	{LITERAL("codex_cli"), SURFACE_CLI},
	{LITERAL("codex-tui"), SURFACE_CLI},
	{LITERAL("exec"), SURFACE_HEADLESS},
	{LITERAL("vscode"), SURFACE_IDE},
	{LITERAL("mcp"), SURFACE_SDK},
	{LITERAL("cli"), SURFACE_CLI},
};

static Surface
surface_of(Slice value)
{
	for (size_t i = 0; i < lengthof(surfaces); i++)
	{
		if (wm_json_starts(value, surfaces[i].name))
			return surfaces[i].surface;
	}
	return SURFACE_UNKNOWN;
}

/* Threads that neither a person nor a program outside of Codex has started. */
static bool
is_subagent(Slice source, Slice thread_source)
{
	static const Slice sources[] = {
		LITERAL("subagent"), LITERAL("guardian_review"), LITERAL("memory_consolidation")
	};

	for (size_t i = 0; i < lengthof(sources); i++)
	{
		if (wm_json_says(thread_source, sources[i]))
			return true;
	}
	return wm_json_member(source, SLICE("subagent")).len > 0 ||
		wm_json_member(source, SLICE("internal")).len > 0;
}

/* A header: session_meta's payload, or a bare line. */
typedef enum HeaderKey
{
	HEADER_ID,
	HEADER_ORIGINATOR,
	HEADER_SOURCE,
	HEADER_VERSION,
	HEADER_THREAD_SOURCE,
	HEADER_TIMESTAMP,
	HEADER_CWD,
	HEADER_GIT,
	HEADER_PARENT,
	HEADER_FORKED_FROM,
	HEADER_BASE,
	HEADER_OWN_ORDINAL,
	HEADER_COUNT
} HeaderKey;

static const Slice header_keys[HEADER_COUNT] = {
	[HEADER_ID] = LITERAL("id"),
	[HEADER_ORIGINATOR] = LITERAL("originator"),
	[HEADER_SOURCE] = LITERAL("source"),
	[HEADER_VERSION] = LITERAL("cli_version"),
	[HEADER_THREAD_SOURCE] = LITERAL("thread_source"),
	[HEADER_TIMESTAMP] = LITERAL("timestamp"),
	[HEADER_CWD] = LITERAL("cwd"),
	[HEADER_GIT] = LITERAL("git"),
	[HEADER_PARENT] = LITERAL("parent_thread_id"),
	[HEADER_FORKED_FROM] = LITERAL("forked_from_id"),
	[HEADER_BASE] = LITERAL("history_base"),
	[HEADER_OWN_ORDINAL] = LITERAL("subagent_history_start_ordinal"),
};

/* The thread that started a subagent, or else the one whose history goes on here. */
static void
read_parent(Reading *reading, const Slice *header)
{
	CodexNotes *notes = reading->notes;
	Slice		spawn = wm_json_member(wm_json_member(header[HEADER_SOURCE],
													  SLICE("subagent")),
									   SLICE("thread_spawn"));
	const Slice told[] = {
		header[HEADER_PARENT], wm_json_member(spawn, header_keys[HEADER_PARENT]),
		header[HEADER_FORKED_FROM],
		wm_json_member(header[HEADER_BASE], SLICE("thread_id"))
	};
	char	   *parent = reading->facts->parent;

	for (size_t i = 0; i < lengthof(told) && parent[0] == '\0'; i++)
	{
		if (wm_json_identity(told[i]) != notes->id)
			wm_reading_id(reading, parent, told[i]);
	}
}

/*
 * Does a copy of the parent's lines follow?  Not where the history goes on by
 * reference, in the parent's file.
 */
static void
expect_copy(CodexNotes *notes, const Slice *header, EventTime time)
{
	bool		by_reference = wm_json_kind(header[HEADER_BASE]) == JSON_OBJECT;
	bool		forked = wm_json_kind(header[HEADER_FORKED_FROM]) == JSON_STRING;

	notes->own_ordinal = wm_json_number(header[HEADER_OWN_ORDINAL], 0);
	notes->inherits = by_reference || forked;
	notes->copying = notes->own_ordinal > 0 || (forked && !by_reference);
	notes->copied_at = time;
}

/* A header behind the first: this session was opened again, or it is the parent's. */
static void
read_other_header(Reading *reading, const Slice *header, uint64_t id, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Facts	   *facts = reading->facts;

	if (id == notes->id)
	{
		notes->copying = false;
		wm_reading_branch(reading, wm_json_member(header[HEADER_GIT], SLICE("branch")));
		return;
	}
	notes->copying |= notes->own_ordinal == 0;
	notes->copied_at = time;
	if (facts->parent[0] == '\0')
		wm_reading_id(reading, facts->parent, header[HEADER_ID]);
}

/* Who speaks as the user, and where. */
static void
read_surface(Reading *reading, const Slice *header)
{
	CodexNotes *notes = reading->notes;
	Facts	   *facts = reading->facts;

	notes->subagent = is_subagent(header[HEADER_SOURCE], header[HEADER_THREAD_SOURCE]);
	notes->program = wm_json_says(header[HEADER_SOURCE], SLICE("exec"));
	notes->automation = wm_slice_find(wm_json_raw(header[HEADER_THREAD_SOURCE]),
									  SLICE("automation")) >= 0;
	facts->surface = surface_of(header[HEADER_ORIGINATOR]);
	if (facts->surface == SURFACE_UNKNOWN)
		facts->surface = surface_of(header[HEADER_SOURCE]);
	if (notes->subagent)
		facts->surface = SURFACE_SUBAGENT;
	notes->program |= facts->surface == SURFACE_HEADLESS;
	facts->headless = notes->program || notes->automation;
	reading->unattended = notes->automation && !notes->program;
}

/*
 * The first header is the session's own.  If it is repeated, the session was
 * opened again; if another one follows, the lines behind it are the parent's.
 */
void
wm_codex_header(Reading *reading, Slice object, EventTime time)
{
	CodexNotes *notes = reading->notes;
	Facts	   *facts = reading->facts;
	Slice		header[HEADER_COUNT];
	uint64_t	id;

	(void) wm_json_members(object, header_keys, header, HEADER_COUNT);
	id = wm_json_identity(header[HEADER_ID]);
	if (notes->id != 0)
	{
		read_other_header(reading, header, id, time);
		return;
	}

	notes->id = id;
	wm_reading_id(reading, facts->session_id, header[HEADER_ID]);
	read_parent(reading, header);
	expect_copy(notes, header, time);
	wm_reading_project(reading, header[HEADER_CWD]);
	wm_reading_branch(reading, wm_json_member(header[HEADER_GIT], SLICE("branch")));
	wm_reading_name(reading, facts->agent_version, header[HEADER_VERSION]);
	facts->started_at = wm_reading_time(reading, header[HEADER_TIMESTAMP]);
	notes->started_at = facts->started_at;
	read_surface(reading, header);
}
