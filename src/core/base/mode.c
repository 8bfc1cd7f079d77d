/*
 * mode.c
 *	  The nine work modes: codes, labels, families.
 *
 * The modes follow Anthropic, "Agentic coding and persistent returns to
 * expertise" (2026); the wording is this project's.  Colours are Paul Tol's
 * "muted" scheme, which colour-blind people can tell apart.
 */
#include "base/mode.h"

const ModeInfo wm_modes[MODE_COUNT] = {
	[MODE_BUILD] = {"build", "code", "Build",
		"Working code that is itself the deliverable.", "#332288"},
	[MODE_FIX] = {"fix", "code", "Fix",
		"Broken behaviour made right.", "#cc6677"},
	[MODE_TEST] = {"test", "code", "Test",
		"Knowledge that the thing is correct, or the means to know it.", "#117733"},
	[MODE_ORCHESTRATE] = {"orchestrate", "code", "Orchestrate",
		"Prompts, rules, skills and agents as the object of work.", "#aa4499"},
	[MODE_OPERATE] = {"operate", "operate", "Operate",
		"Software running, released, configured.", "#ddcc77"},
	[MODE_UNDERSTAND] = {"understand", "explore", "Understand",
		"Knowledge in the user's head.", "#88ccee"},
	[MODE_PLAN] = {"plan", "explore", "Plan",
		"A decision on what to do, or how, before doing it.", "#44aa99"},
	[MODE_ANALYZE] = {"analyze", "inform", "Analyze",
		"An insight from data.", "#999933"},
	[MODE_COMMUNICATE] = {"communicate", "inform", "Communicate",
		"Words or slides for people.", "#882255"},
};

int
wm_mode_from_name(Slice name)
{
	for (int mode = 0; mode < MODE_COUNT; mode++)
	{
		if (name.len == strlen(wm_modes[mode].name) &&
			memcmp(name.data, wm_modes[mode].name, name.len) == 0)
			return mode;
	}
	return MODE_NONE;
}
