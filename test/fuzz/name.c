/*
 * name.c
 *	  Fuzz target: any bytes as a path, the name of a tool, mode or skill, a
 *	  time, the output of a call.
 */
#include "action/action.h"
#include "action/event.h"
#include "action/file.h"
#include "action/result.h"
#include "base/mode.h"
#include "value/value.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Slice		text = wm_slice((const char *) data, size);
	Slice		name = wm_file_name(text);
	int			skill = wm_skill_from_name(text);
	int			mode = wm_mode_from_name(text);

	must(name.len <= size, "a file's name is part of its path");
	must(wm_file_kind(text) < FILE_COUNT, "a file has a kind");
	must(wm_action_from_tool(text) < ACTION_COUNT, "a tool has a kind");
	must(skill == SKILL_NONE || (skill >= 0 && skill < SKILL_COUNT &&
								 strlen(wm_skills[skill]) == size),
		 "a skill is found by its name");
	must(mode == MODE_NONE || (mode >= 0 && mode < MODE_COUNT &&
							   strlen(wm_modes[mode].name) == size),
		 "a mode is found by its name");
	(void) wm_time_parse(text);
	(void) wm_result_failed(text);
	must_own_nothing();
	return 0;
}
