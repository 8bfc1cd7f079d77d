/*
 * action.c
 *	  What an agent's tool call is: one kind for the tools of every agent.
 *
 * The names are those that occur in transcripts of Claude Code, Codex, Gemini
 * CLI, Qwen Code, Cursor, Copilot, Cline, Roo, Windsurf, Augment, opencode, SWE-agent,
 * OpenHands, Droid, Kimi, Pi, OpenClaw, Amp, Hermes, Mistral Vibe, gptme and
 * Antigravity.  The same tool goes by many spellings (ReadFile, read_file,
 * copilot_readFile, read_file_v2), so names are compared bare: lower case, no
 * separators, no vendor's prefix, no version.
 */
#include "action/action.h"
#include "base/keyword.h"

/* Longer names are of no agent's own tools. */
#define MAX_NAME	64

static const char *const action_names[ACTION_COUNT] = {
	[ACTION_EDIT] = "edit",
	[ACTION_WRITE] = "write",
	[ACTION_READ] = "read",
	[ACTION_SEARCH] = "search",
	[ACTION_SHELL] = "shell",
	[ACTION_WEB] = "web",
	[ACTION_SUBAGENT] = "subagent",
	[ACTION_PLAN] = "plan",
	[ACTION_ASK] = "ask",
	[ACTION_TODO] = "todo",
	[ACTION_SKILL] = "skill",
	[ACTION_MCP] = "mcp",
	[ACTION_OTHER] = "other",
};

/* Bare names of tools. */
static const LexiconRow tool_rows[] = {
	{ACTION_EDIT, "applydiff|applypatch|codeaction|edit|editexistingfile|editfile|"
		"editfiles|editfilesearchreplace|editnotebook|editnotebookfile|editor|"
		"fastapply|filechange|fileeditor|morphedit|multiedit|notebookedit|patch|"
		"proposecode|reapply|smartedit|texteditor|undoedit"},
	{ACTION_EDIT, "insert|insertcontent|insertedit|inserteditintofile|fsappend"},
	{ACTION_EDIT, "multireplacefilecontent|multireplacestring|multireplacestringinfile|"
		"multistrreplace|replace|replacefilecontent|replaceinfile|replacestring|"
		"replacestringinfile|searchandreplace|searchreplace|singlefindandreplace|"
		"strreplace|strreplacebasededittool|strreplaceeditor|strreplaceedittool|"
		"texteditorcodeexecution"},
	{ACTION_EDIT, "canmoreupdatetextdoc"},
	{ACTION_EDIT, "delete|deletefile|removefiles"},
	{ACTION_EDIT, "applieddiff|editedexistingfile|filedeleted"},
	{ACTION_EDIT, "append|formatfile"},

	{ACTION_WRITE, "artifact|artifacts|canmorecreatetextdoc|create|createfile|"
		"createnewfile|fswrite|fswriteappend|newfile|savefile|savefiles|write|"
		"writefile|writetofile"},
	{ACTION_WRITE, "newfilecreated|save"},
	{ACTION_WRITE, "createdirectory|createnewjupyternotebook|createnewworkspace|"
		"movefile|rename|renamefile"},
	{ACTION_WRITE, "creatediagram|dalletext2im|generateimage|imagegen|imagegenerate|"
		"imagegeneration|imagegenerationcall|mermaid|painter|visualizeshowwidget"},
	{ACTION_WRITE, "bio|creatememory|memory|remember|savememory|storememory|"
		"updatememory"},

	{ACTION_READ, "cat|fsread|getfile|getfilecontents|gotoline|open|openfile|read|"
		"readcurrentlyopenfile|readfile|readfiles|readmanyfiles|scrolldown|scrollup|"
		"view|viewcodeitem|viewcontentchunk|viewfile|viewfileoutline"},
	{ACTION_READ, "getnotebooksummary|imageview|lookat|notebookread|readimage|"
		"readnotebook|readnotebookcelloutput|viewimage|vision|visionanalyze"},
	{ACTION_READ, "list|listdir|listdirectory|listdirtree|listfiles|ls|lsdir|"
		"readdirectory|readprojectstructure|viewtree|getprojectsetupinfo"},
	{ACTION_READ, "listfilesrecursive|listfilestoplevel"},
	{ACTION_READ, "diagnostics|getchangedfiles|getdiagnostics|geterrors|problems|"
		"readlints|testfailure|viewdiff|terminallastcommand|terminalselection"},
	{ACTION_READ, "fetchcopilotclidocumentation|fetchrules|memoryget|readmemories"},

	{ACTION_SEARCH, "codebaseretrieval|codebasesearch|codesearch|grep|grepcode|"
		"grepsearch|grepstr|rg|ripgrep|ripgreprawsearch|searchcode|searchcodebase|"
		"searchfilecontent|searchproject|semanticsearch|findtextinfiles|testsearch"},
	{ACTION_SEARCH, "filesearch|find|findbyname|finder|findfile|findfiles|glob|"
		"globfilesearch|searchdir|searchfile|searchfiles"},
	{ACTION_SEARCH, "findreferences|gotodefinition|listcodedefinitionnames|"
		"listcodeusages|lsp|searchsymbols|searchworkspacesymbols|usages"},
	{ACTION_SEARCH, "conversationsearch|findthread|myfilesbrowser|recentchats|"
		"sessionsearch|getvscodeapi|vscodeapi|gitcommitretrieval|githubrepo"},

	{ACTION_SHELL, "bash|commandexecution|containerexec|exec|execcommand|execute|"
		"executebash|executecommand|localshell|localshellcall|powershell|runcommand|"
		"runcommands|runinterminal|runshellcommand|runterminalcmd|runterminalcommand|"
		"shell|shellcommand|terminal|unifiedexec"},
	{ACTION_SHELL, "executecode|executeipythoncell|executepython|ipython|jupyter|"
		"python|pythonuservisible|repl|runnotebookcell"},
	{ACTION_SHELL, "bashcodeexecution|codeexecution"},
	{ACTION_SHELL, "createandruntask|runtask|runtest|runtests"},
	{ACTION_SHELL, "await|bashoutput|commandstatus|gettaskoutput|getterminaloutput|"
		"listbash|listpowershell|listprocesses|monitor|readbash|readpowershell|"
		"readprocess|readterminal|taskoutput"},
	{ACTION_SHELL, "ptykill|ptylist|ptyread|ptyspawn|ptywrite|tmux"},
	{ACTION_SHELL, "readcommandoutput"},
	{ACTION_SHELL, "killbash|killprocess|killshell|launchprocess|process|"
		"sendcommandinput|stopbash|stoppowershell|taskstop|writebash|writepowershell|"
		"writeprocess|writestdin"},
	{ACTION_SHELL, "enterworktree|exitworktree|sleep"},
	{ACTION_SHELL, "eval|ssh"},

	{ACTION_WEB, "googlewebsearch|search|searchweb|websearch|websearchcall"},
	{ACTION_WEB, "fetch|fetchurl|fetchwebpage|readurlcontent|readwebpage|urlfetch|"
		"webfetch|webread|webrun|readpage"},
	{ACTION_WEB, "browse|browser|browseraction|browserinteractive|browserpreview|"
		"capturebrowserscreenshot|clickelement|computer|computercall|computeruse|"
		"navigatepage|openbrowserpage|openbrowserurl|openinbrowser|opensimplebrowser|"
		"readbrowserpage|runplaywrightcode|screenshotpage|typeinpage"},
	{ACTION_WEB, "browseractionlaunch"},

	{ACTION_SUBAGENT, "agent|assigntask|browseragent|browsersubagent|callomoagent|"
		"delegate|delegatetask|delegatetoagent|delegatework|dispatchagent|"
		"executionsubagent|newtask|runsubagent|searchsubagent|spawnagent|spawnagents|"
		"spawnagentsoncsv|subagent|task|teamcreate|usesubagents|workflow"},
	{ACTION_SUBAGENT, "advisor|clihelp|codebaseinvestigator|generalist|librarian|"
		"mixtureofagents|oracle"},
	{ACTION_SUBAGENT, "agentoutput|agentoutputtool|backgroundcancel|backgroundoutput|"
		"backgroundtask|closeagent|followuptask|interruptagent|listagents|readagent|"
		"resumeagent|sendinput|sendmessage|teamdelete|wait|waitagent|waitforagents|"
		"writeagent"},
	{ACTION_SUBAGENT, "createsubsession|createthread|handoff|sessionshistory|"
		"sessionslist|sessionssend|sessionsspawn|subagents"},
	{ACTION_SUBAGENT, "croncreate|crondelete|cronjob|cronlist|manageschedule|"
		"remotetrigger|schedulewakeup"},

	{ACTION_PLAN, "createplan|enterplanmode|exitplanmode|plan|planenter|planexit|"
		"planmoderespond|switchmode|switchtoactmode"},
	{ACTION_PLAN, "exitspecmode|proposemission"},
	{ACTION_PLAN, "condense|newrule|sequentialthinking|think"},

	{ACTION_ASK, "ask|clarify"},
	{ACTION_ASK, "askfollowupquestion|askquestion|askquestions|askuser|askuserinput|"
		"askuserquestion|question|requestpermissions|requestuserinput|"
		"requestuserinputasync"},
	{ACTION_ASK, "message|notifyuser|presentfiles|pushnotification|reportfindings"},

	{ACTION_TODO, "addtasks|focuschain|managetodolist|reorganizetasklist|taskboundary|"
		"taskcreate|taskget|tasklist|tasktracker|taskupdate|todo|todolist|todoread|"
		"todos|todowrite|trackercreatetask|trackerlisttasks|trackerupdatetask|"
		"updateplan|updatetasks|updatetodo|updatetodolist|viewtasklist|writetodo|"
		"writetodos"},
	{ACTION_TODO, "attemptcompletion|finish|reportintent|sessionstoresql|sql|"
		"taskcomplete"},

	{ACTION_SKILL, "activateskill|discoverskills|fetchinstructions|getinternaldocs|"
		"loadskill|runskill|runslashcommand|skill|skills|skillslist|"
		"slashcommand|useskill"},

	{ACTION_MCP, "accessmcpresource|callmcptool|fetchmcpresource|listmcpresources|"
		"listmcpresourcestool|listmcpresourcetemplates|readmcpresource|"
		"readmcpresourcetool|skillmcp|toolsearch|toolsearchtoolbm25|"
		"toolsearchtoolregex|toolsuggest|usemcptool|"
		"waitformcpservers"},
};

/* Words that tell the kind of a tool whose name is in no row above. */
static const LexiconRow tool_word_rows[] = {
	{ACTION_EDIT, "edit|patch|replace"},

	{ACTION_WRITE, "write"},

	{ACTION_READ, "read|view"},

	{ACTION_SEARCH, "glob|grep|search"},

	{ACTION_SHELL, "bash|command|shell|terminal"},

	{ACTION_WEB, "browser|url|web"},

	{ACTION_SUBAGENT, "agent|subagent"},

	{ACTION_PLAN, "plan"},

	{ACTION_TODO, "todo|todos"},

	{ACTION_SKILL, "skill"},

	{ACTION_MCP, "mcp"},
};

static Lexicon tools = LEXICON(tool_rows);
static Lexicon tool_words = LEXICON(tool_word_rows);

Lexicon    *const wm_action_lexicons[] = {&tools, &tool_words, NULL};

/* What vendors put before or after the name of a tool, bare. */
static const Slice vendor_prefixes[] = {
	LITERAL("copilot"), LITERAL("defaultapi"), LITERAL("developer"),
	LITERAL("functions"), LITERAL("vscode"),
};
static const Slice version_suffixes[] = {
	LITERAL("tool"), LITERAL("v0"), LITERAL("v2"), LITERAL("v3"),
};

/* Lower case without separators, into MAX_NAME bytes; empty if longer. */
static Slice
bare_name(Slice name, char *buffer)
{
	size_t		len = 0;

	for (size_t i = 0; i < name.len; i++)
	{
		if (name.data[i] == '\0' || strchr("_-.: ", name.data[i]) != NULL)
			continue;
		if (len == MAX_NAME)
			return wm_slice(buffer, 0);
		buffer[len++] = (char) wm_lower(name.data[i]);
	}
	return wm_slice(buffer, len);
}

static Slice
without_prefix(Slice name)
{
	for (size_t i = 0; i < lengthof(vendor_prefixes); i++)
	{
		if (wm_slice_starts(name, vendor_prefixes[i]))
			return wm_slice_from(name, vendor_prefixes[i].len);
	}
	return name;
}

/* "collaboration__spawn_agent" is a tool of the agent's own in a space of names. */
static Slice
without_space(Slice name)
{
	ptrdiff_t	space = wm_slice_find(name, SLICE("__"));

	return space <= 0 ? wm_slice(name.data, 0) : wm_slice_from(name, (size_t) space + 2);
}

static Slice
without_suffix(Slice name)
{
	for (size_t i = 0; i < lengthof(version_suffixes); i++)
	{
		Slice		suffix = version_suffixes[i];

		if (name.len > suffix.len && wm_slice_ends(name, suffix))
			return wm_slice(name.data, name.len - suffix.len);
	}
	return name;
}

ActionKind
wm_action_from_tool(Slice name)
{
	char		buffer[MAX_NAME];
	Slice		bare;
	Slice		word;
	int			kind;

	name = wm_keyword_tail(name);
	bare = bare_name(name, buffer);
	kind = wm_lexicon_kind(&tools, bare);
	if (kind != LEXICON_NONE)
		return (ActionKind) kind;
	if (name.len > 3 && wm_is_word(wm_slice(name.data, 3), "mcp"))
		return ACTION_MCP;

	bare = without_prefix(without_suffix(bare));
	kind = wm_lexicon_kind(&tools, bare);
	if (kind == LEXICON_NONE)
		kind = wm_lexicon_kind(&tools, bare_name(without_space(name), buffer));

	while (kind == LEXICON_NONE && wm_keyword_next(&name, &word))
		kind = wm_lexicon_kind(&tool_words, word);
	return kind == LEXICON_NONE ? ACTION_OTHER : (ActionKind) kind;
}

const char *
wm_action_name(ActionKind kind)
{
	return action_names[kind];
}
