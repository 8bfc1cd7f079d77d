/*
 * action.c
 *	  What an agent's tool call is: one kind for the tools of every agent.
 *
 * The names are those that occur in transcripts of Claude Code, Codex, Gemini
 * CLI, Cursor, Copilot, Cline, Roo, Windsurf, Augment, opencode, SWE-agent and
 * OpenHands.  The same tool goes by many spellings (ReadFile, read_file,
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
static const Keyword tools[] = {
	{"accessmcpresource", ACTION_MCP},
	{"activateskill", ACTION_SKILL},
	{"addtasks", ACTION_TODO},
	{"agent", ACTION_SUBAGENT},
	{"agentoutput", ACTION_SUBAGENT},
	{"agentoutputtool", ACTION_SUBAGENT},
	{"applydiff", ACTION_EDIT},
	{"applypatch", ACTION_EDIT},
	{"artifact", ACTION_WRITE},
	{"artifacts", ACTION_WRITE},
	{"askfollowupquestion", ACTION_ASK},
	{"askquestion", ACTION_ASK},
	{"askquestions", ACTION_ASK},
	{"askuser", ACTION_ASK},
	{"askuserquestion", ACTION_ASK},
	{"assigntask", ACTION_SUBAGENT},
	{"backgroundcancel", ACTION_SUBAGENT},
	{"backgroundoutput", ACTION_SUBAGENT},
	{"backgroundtask", ACTION_SUBAGENT},
	{"bash", ACTION_SHELL},
	{"bashoutput", ACTION_SHELL},
	{"browse", ACTION_WEB},
	{"browser", ACTION_WEB},
	{"browseraction", ACTION_WEB},
	{"browseragent", ACTION_SUBAGENT},
	{"browserinteractive", ACTION_WEB},
	{"browserpreview", ACTION_WEB},
	{"callmcptool", ACTION_MCP},
	{"callomoagent", ACTION_SUBAGENT},
	{"capturebrowserscreenshot", ACTION_WEB},
	{"cat", ACTION_READ},
	{"clickelement", ACTION_WEB},
	{"clihelp", ACTION_SUBAGENT},
	{"closeagent", ACTION_SUBAGENT},
	{"codebaseinvestigator", ACTION_SUBAGENT},
	{"codebaseretrieval", ACTION_SEARCH},
	{"codebasesearch", ACTION_SEARCH},
	{"codesearch", ACTION_SEARCH},
	{"commandexecution", ACTION_SHELL},
	{"commandstatus", ACTION_SHELL},
	{"computer", ACTION_WEB},
	{"computercall", ACTION_WEB},
	{"computeruse", ACTION_WEB},
	{"condense", ACTION_PLAN},
	{"containerexec", ACTION_SHELL},
	{"conversationsearch", ACTION_SEARCH},
	{"create", ACTION_WRITE},
	{"createandruntask", ACTION_SHELL},
	{"creatediagram", ACTION_WRITE},
	{"createdirectory", ACTION_WRITE},
	{"createfile", ACTION_WRITE},
	{"creatememory", ACTION_WRITE},
	{"createnewfile", ACTION_WRITE},
	{"createnewjupyternotebook", ACTION_WRITE},
	{"createnewworkspace", ACTION_WRITE},
	{"createplan", ACTION_PLAN},
	{"croncreate", ACTION_SUBAGENT},
	{"crondelete", ACTION_SUBAGENT},
	{"cronlist", ACTION_SUBAGENT},
	{"delegate", ACTION_SUBAGENT},
	{"delegatetask", ACTION_SUBAGENT},
	{"delegatetoagent", ACTION_SUBAGENT},
	{"delegatework", ACTION_SUBAGENT},
	{"deletefile", ACTION_EDIT},
	{"diagnostics", ACTION_READ},
	{"discoverskills", ACTION_SKILL},
	{"dispatchagent", ACTION_SUBAGENT},
	{"edit", ACTION_EDIT},
	{"editexistingfile", ACTION_EDIT},
	{"editfile", ACTION_EDIT},
	{"editfiles", ACTION_EDIT},
	{"editfilesearchreplace", ACTION_EDIT},
	{"editnotebook", ACTION_EDIT},
	{"editnotebookfile", ACTION_EDIT},
	{"editor", ACTION_EDIT},
	{"enterplanmode", ACTION_PLAN},
	{"enterworktree", ACTION_SHELL},
	{"exec", ACTION_SHELL},
	{"execcommand", ACTION_SHELL},
	{"executebash", ACTION_SHELL},
	{"executecode", ACTION_SHELL},
	{"executecommand", ACTION_SHELL},
	{"executeipythoncell", ACTION_SHELL},
	{"executepython", ACTION_SHELL},
	{"executionsubagent", ACTION_SUBAGENT},
	{"exitplanmode", ACTION_PLAN},
	{"exitworktree", ACTION_SHELL},
	{"fastapply", ACTION_EDIT},
	{"fetch", ACTION_WEB},
	{"fetchinstructions", ACTION_SKILL},
	{"fetchmcpresource", ACTION_MCP},
	{"fetchrules", ACTION_READ},
	{"fetchurl", ACTION_WEB},
	{"fetchwebpage", ACTION_WEB},
	{"filechange", ACTION_EDIT},
	{"filesearch", ACTION_SEARCH},
	{"find", ACTION_SEARCH},
	{"findbyname", ACTION_SEARCH},
	{"finder", ACTION_SEARCH},
	{"findfile", ACTION_SEARCH},
	{"findfiles", ACTION_SEARCH},
	{"findreferences", ACTION_SEARCH},
	{"findtextinfiles", ACTION_SEARCH},
	{"focuschain", ACTION_TODO},
	{"followuptask", ACTION_SUBAGENT},
	{"fsappend", ACTION_EDIT},
	{"fsread", ACTION_READ},
	{"fswrite", ACTION_WRITE},
	{"fswriteappend", ACTION_WRITE},
	{"generalist", ACTION_SUBAGENT},
	{"generateimage", ACTION_WRITE},
	{"getchangedfiles", ACTION_READ},
	{"getdiagnostics", ACTION_READ},
	{"geterrors", ACTION_READ},
	{"getfile", ACTION_READ},
	{"getfilecontents", ACTION_READ},
	{"getinternaldocs", ACTION_SKILL},
	{"getnotebooksummary", ACTION_READ},
	{"getprojectsetupinfo", ACTION_READ},
	{"gettaskoutput", ACTION_SHELL},
	{"getterminaloutput", ACTION_SHELL},
	{"getvscodeapi", ACTION_SEARCH},
	{"gitcommitretrieval", ACTION_SEARCH},
	{"githubrepo", ACTION_SEARCH},
	{"glob", ACTION_SEARCH},
	{"globfilesearch", ACTION_SEARCH},
	{"googlewebsearch", ACTION_WEB},
	{"gotodefinition", ACTION_SEARCH},
	{"gotoline", ACTION_READ},
	{"grep", ACTION_SEARCH},
	{"grepcode", ACTION_SEARCH},
	{"grepsearch", ACTION_SEARCH},
	{"grepstr", ACTION_SEARCH},
	{"imagegen", ACTION_WRITE},
	{"imagegeneration", ACTION_WRITE},
	{"imagegenerationcall", ACTION_WRITE},
	{"imageview", ACTION_READ},
	{"insert", ACTION_EDIT},
	{"insertcontent", ACTION_EDIT},
	{"insertedit", ACTION_EDIT},
	{"inserteditintofile", ACTION_EDIT},
	{"interruptagent", ACTION_SUBAGENT},
	{"ipython", ACTION_SHELL},
	{"jupyter", ACTION_SHELL},
	{"killbash", ACTION_SHELL},
	{"killprocess", ACTION_SHELL},
	{"killshell", ACTION_SHELL},
	{"launchprocess", ACTION_SHELL},
	{"librarian", ACTION_SUBAGENT},
	{"listagents", ACTION_SUBAGENT},
	{"listbash", ACTION_SHELL},
	{"listcodedefinitionnames", ACTION_SEARCH},
	{"listcodeusages", ACTION_SEARCH},
	{"listdir", ACTION_READ},
	{"listdirectory", ACTION_READ},
	{"listdirtree", ACTION_READ},
	{"listfiles", ACTION_READ},
	{"listmcpresources", ACTION_MCP},
	{"listmcpresourcestool", ACTION_MCP},
	{"listmcpresourcetemplates", ACTION_MCP},
	{"listprocesses", ACTION_SHELL},
	{"loadskill", ACTION_SKILL},
	{"localshell", ACTION_SHELL},
	{"localshellcall", ACTION_SHELL},
	{"ls", ACTION_READ},
	{"lsdir", ACTION_READ},
	{"lsp", ACTION_SEARCH},
	{"managetodolist", ACTION_TODO},
	{"memory", ACTION_WRITE},
	{"monitor", ACTION_SHELL},
	{"morphedit", ACTION_EDIT},
	{"movefile", ACTION_WRITE},
	{"multiedit", ACTION_EDIT},
	{"multireplacefilecontent", ACTION_EDIT},
	{"multireplacestring", ACTION_EDIT},
	{"multireplacestringinfile", ACTION_EDIT},
	{"multistrreplace", ACTION_EDIT},
	{"navigatepage", ACTION_WEB},
	{"newfile", ACTION_WRITE},
	{"newrule", ACTION_PLAN},
	{"newtask", ACTION_SUBAGENT},
	{"notebookedit", ACTION_EDIT},
	{"notebookread", ACTION_READ},
	{"notifyuser", ACTION_ASK},
	{"open", ACTION_READ},
	{"openbrowserpage", ACTION_WEB},
	{"openbrowserurl", ACTION_WEB},
	{"openfile", ACTION_READ},
	{"openinbrowser", ACTION_WEB},
	{"opensimplebrowser", ACTION_WEB},
	{"oracle", ACTION_SUBAGENT},
	{"patch", ACTION_EDIT},
	{"plan", ACTION_PLAN},
	{"planenter", ACTION_PLAN},
	{"planexit", ACTION_PLAN},
	{"planmoderespond", ACTION_PLAN},
	{"powershell", ACTION_SHELL},
	{"problems", ACTION_READ},
	{"process", ACTION_SHELL},
	{"proposecode", ACTION_EDIT},
	{"python", ACTION_SHELL},
	{"question", ACTION_ASK},
	{"read", ACTION_READ},
	{"readagent", ACTION_SUBAGENT},
	{"readbash", ACTION_SHELL},
	{"readbrowserpage", ACTION_WEB},
	{"readcurrentlyopenfile", ACTION_READ},
	{"readdirectory", ACTION_READ},
	{"readfile", ACTION_READ},
	{"readfiles", ACTION_READ},
	{"readimage", ACTION_READ},
	{"readlints", ACTION_READ},
	{"readmanyfiles", ACTION_READ},
	{"readmcpresource", ACTION_MCP},
	{"readmcpresourcetool", ACTION_MCP},
	{"readmemories", ACTION_READ},
	{"readnotebook", ACTION_READ},
	{"readnotebookcelloutput", ACTION_READ},
	{"readpage", ACTION_WEB},
	{"readpowershell", ACTION_SHELL},
	{"readprocess", ACTION_SHELL},
	{"readprojectstructure", ACTION_READ},
	{"readterminal", ACTION_SHELL},
	{"readurlcontent", ACTION_WEB},
	{"readwebpage", ACTION_WEB},
	{"reapply", ACTION_EDIT},
	{"remember", ACTION_WRITE},
	{"remotetrigger", ACTION_SUBAGENT},
	{"removefiles", ACTION_EDIT},
	{"rename", ACTION_WRITE},
	{"renamefile", ACTION_WRITE},
	{"reorganizetasklist", ACTION_TODO},
	{"replace", ACTION_EDIT},
	{"replacefilecontent", ACTION_EDIT},
	{"replaceinfile", ACTION_EDIT},
	{"replacestring", ACTION_EDIT},
	{"replacestringinfile", ACTION_EDIT},
	{"requestpermissions", ACTION_ASK},
	{"requestuserinput", ACTION_ASK},
	{"resumeagent", ACTION_SUBAGENT},
	{"ripgrep", ACTION_SEARCH},
	{"ripgreprawsearch", ACTION_SEARCH},
	{"runcommand", ACTION_SHELL},
	{"runcommands", ACTION_SHELL},
	{"runinterminal", ACTION_SHELL},
	{"runnotebookcell", ACTION_SHELL},
	{"runplaywrightcode", ACTION_WEB},
	{"runshellcommand", ACTION_SHELL},
	{"runskill", ACTION_SKILL},
	{"runsubagent", ACTION_SUBAGENT},
	{"runtask", ACTION_SHELL},
	{"runterminalcmd", ACTION_SHELL},
	{"runterminalcommand", ACTION_SHELL},
	{"runtest", ACTION_SHELL},
	{"runtests", ACTION_SHELL},
	{"savefile", ACTION_WRITE},
	{"savefiles", ACTION_WRITE},
	{"savememory", ACTION_WRITE},
	{"schedulewakeup", ACTION_SUBAGENT},
	{"screenshotpage", ACTION_WEB},
	{"scrolldown", ACTION_READ},
	{"scrollup", ACTION_READ},
	{"search", ACTION_WEB},
	{"searchandreplace", ACTION_EDIT},
	{"searchcode", ACTION_SEARCH},
	{"searchcodebase", ACTION_SEARCH},
	{"searchdir", ACTION_SEARCH},
	{"searchfile", ACTION_SEARCH},
	{"searchfilecontent", ACTION_SEARCH},
	{"searchfiles", ACTION_SEARCH},
	{"searchproject", ACTION_SEARCH},
	{"searchreplace", ACTION_EDIT},
	{"searchsubagent", ACTION_SUBAGENT},
	{"searchsymbols", ACTION_SEARCH},
	{"searchweb", ACTION_WEB},
	{"searchworkspacesymbols", ACTION_SEARCH},
	{"semanticsearch", ACTION_SEARCH},
	{"sendcommandinput", ACTION_SHELL},
	{"sendinput", ACTION_SUBAGENT},
	{"sendmessage", ACTION_SUBAGENT},
	{"sequentialthinking", ACTION_PLAN},
	{"sessionsearch", ACTION_SEARCH},
	{"shell", ACTION_SHELL},
	{"shellcommand", ACTION_SHELL},
	{"singlefindandreplace", ACTION_EDIT},
	{"skill", ACTION_SKILL},
	{"skillmcp", ACTION_MCP},
	{"slashcommand", ACTION_SKILL},
	{"sleep", ACTION_SHELL},
	{"smartedit", ACTION_EDIT},
	{"spawnagent", ACTION_SUBAGENT},
	{"spawnagents", ACTION_SUBAGENT},
	{"spawnagentsoncsv", ACTION_SUBAGENT},
	{"stopbash", ACTION_SHELL},
	{"stoppowershell", ACTION_SHELL},
	{"strreplace", ACTION_EDIT},
	{"strreplacebasededittool", ACTION_EDIT},
	{"strreplaceeditor", ACTION_EDIT},
	{"strreplaceedittool", ACTION_EDIT},
	{"subagent", ACTION_SUBAGENT},
	{"switchmode", ACTION_PLAN},
	{"task", ACTION_SUBAGENT},
	{"taskboundary", ACTION_TODO},
	{"taskcreate", ACTION_TODO},
	{"taskget", ACTION_TODO},
	{"tasklist", ACTION_TODO},
	{"taskoutput", ACTION_SHELL},
	{"taskstop", ACTION_SHELL},
	{"tasktracker", ACTION_TODO},
	{"taskupdate", ACTION_TODO},
	{"teamcreate", ACTION_SUBAGENT},
	{"teamdelete", ACTION_SUBAGENT},
	{"terminal", ACTION_SHELL},
	{"terminallastcommand", ACTION_READ},
	{"terminalselection", ACTION_READ},
	{"testfailure", ACTION_READ},
	{"testsearch", ACTION_SEARCH},
	{"think", ACTION_PLAN},
	{"todo", ACTION_TODO},
	{"todolist", ACTION_TODO},
	{"todoread", ACTION_TODO},
	{"todos", ACTION_TODO},
	{"todowrite", ACTION_TODO},
	{"toolsearch", ACTION_MCP},
	{"toolsuggest", ACTION_MCP},
	{"trackercreatetask", ACTION_TODO},
	{"trackerlisttasks", ACTION_TODO},
	{"trackerupdatetask", ACTION_TODO},
	{"typeinpage", ACTION_WEB},
	{"undoedit", ACTION_EDIT},
	{"unifiedexec", ACTION_SHELL},
	{"updatememory", ACTION_WRITE},
	{"updateplan", ACTION_TODO},
	{"updatetasks", ACTION_TODO},
	{"updatetodo", ACTION_TODO},
	{"updatetodolist", ACTION_TODO},
	{"urlfetch", ACTION_WEB},
	{"usages", ACTION_SEARCH},
	{"usemcptool", ACTION_MCP},
	{"useskill", ACTION_SKILL},
	{"usesubagents", ACTION_SUBAGENT},
	{"view", ACTION_READ},
	{"viewcodeitem", ACTION_READ},
	{"viewcontentchunk", ACTION_READ},
	{"viewdiff", ACTION_READ},
	{"viewfile", ACTION_READ},
	{"viewfileoutline", ACTION_READ},
	{"viewimage", ACTION_READ},
	{"viewtasklist", ACTION_TODO},
	{"viewtree", ACTION_READ},
	{"vscodeapi", ACTION_SEARCH},
	{"wait", ACTION_SUBAGENT},
	{"waitagent", ACTION_SUBAGENT},
	{"waitforagents", ACTION_SUBAGENT},
	{"waitformcpservers", ACTION_MCP},
	{"webfetch", ACTION_WEB},
	{"webread", ACTION_WEB},
	{"webrun", ACTION_WEB},
	{"websearch", ACTION_WEB},
	{"websearchcall", ACTION_WEB},
	{"workflow", ACTION_SUBAGENT},
	{"write", ACTION_WRITE},
	{"writeagent", ACTION_SUBAGENT},
	{"writebash", ACTION_SHELL},
	{"writefile", ACTION_WRITE},
	{"writepowershell", ACTION_SHELL},
	{"writeprocess", ACTION_SHELL},
	{"writestdin", ACTION_SHELL},
	{"writetodo", ACTION_TODO},
	{"writetodos", ACTION_TODO},
	{"writetofile", ACTION_WRITE},
};

/* Words that tell the kind of a tool whose name is in no row above. */
static const Keyword tool_words[] = {
	{"agent", ACTION_SUBAGENT},
	{"bash", ACTION_SHELL},
	{"browser", ACTION_WEB},
	{"command", ACTION_SHELL},
	{"edit", ACTION_EDIT},
	{"glob", ACTION_SEARCH},
	{"grep", ACTION_SEARCH},
	{"mcp", ACTION_MCP},
	{"patch", ACTION_EDIT},
	{"plan", ACTION_PLAN},
	{"read", ACTION_READ},
	{"replace", ACTION_EDIT},
	{"search", ACTION_SEARCH},
	{"shell", ACTION_SHELL},
	{"skill", ACTION_SKILL},
	{"subagent", ACTION_SUBAGENT},
	{"terminal", ACTION_SHELL},
	{"todo", ACTION_TODO},
	{"todos", ACTION_TODO},
	{"url", ACTION_WEB},
	{"view", ACTION_READ},
	{"web", ACTION_WEB},
	{"write", ACTION_WRITE},
};

/* What vendors put before or after the name of a tool, bare. */
static const Slice vendor_prefixes[] = {
	LITERAL("copilot"), LITERAL("defaultapi"), LITERAL("functions"), LITERAL("vscode"),
};
static const Slice version_suffixes[] = {
	LITERAL("tool"), LITERAL("v2"), LITERAL("v3"),
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

static Slice
without_suffix(Slice name)
{
	for (size_t i = 0; i < lengthof(version_suffixes); i++)
	{
		Slice		suffix = version_suffixes[i];

		if (name.len > suffix.len &&
			memcmp(name.data + name.len - suffix.len, suffix.data, suffix.len) == 0)
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
	kind = wm_keyword_find(tools, lengthof(tools), bare);
	if (kind != KEYWORD_NONE)
		return (ActionKind) kind;
	if (name.len > 3 && wm_keyword_compare("mcp", wm_slice(name.data, 3)) == 0)
		return ACTION_MCP;

	bare = without_prefix(without_suffix(bare));
	kind = wm_keyword_find(tools, lengthof(tools), bare);

	while (kind == KEYWORD_NONE && wm_keyword_next(&name, &word))
		kind = wm_keyword_find(tool_words, lengthof(tool_words), word);
	return kind == KEYWORD_NONE ? ACTION_OTHER : (ActionKind) kind;
}

const char *
wm_action_name(ActionKind kind)
{
	return action_names[kind];
}

bool
wm_action_sorted(void)
{
	return wm_keyword_sorted(tools, lengthof(tools)) &&
		wm_keyword_sorted(tool_words, lengthof(tool_words));
}
