/*
 * fold.c
 *	  Texts made ready for looking up words; Traditional Chinese among them.
 */
#include "unit.h"

#include <string.h>

#include "language/cues.h"
#include "language/fold.h"
#include "language/han.h"

static const struct
{
	const char *text;
	const char *folded;
}			texts[] = {
	{"", " "}, {"...", " "}, {"It's ÄRGER", " its arger "},
	{"Привет ЁЖ", " привет еж "}, {"ＡＢ１", " ab１ "}, {"修bug吧", " 修 bug 吧 "},
	/* Traditional Chinese, of Taiwan and of Hong Kong */
	{"瞭解", " 了解 "}, {"請問", " 请问 "}, {"說明", " 说明 "}, {"說明文檔", " 说明文档 "},
	{"解釋", " 解释 "}, {"為什麼", " 为什么 "}, {"爲甚麼", " 为甚么 "}, {"實作", " 实作 "},
	{"測試", " 测试 "}, {"單元測試", " 单元测试 "}, {"資料庫", " 资料库 "},
	{"哪裡，哪裏", " 哪里 哪里 "}, {"後端", " 后端 "}, {"乾淨", " 干净 "}, {"幹嘛", " 干嘛 "},
	{"佈署與發佈", " 布署与发布 "}, {"準備伺服器", " 准备伺服器 "}, {"複製、恢復", " 复制 恢复 "},
	{"這個錯誤", " 这个错误 "}, {"重構程式碼", " 重构程式码 "}, {"綫程", " 线程 "},
	/* Simplified Chinese stays as it is, where it shares a character, too */
	{"请解释为什么覆盖率显著", " 请解释为什么覆盖率显著 "}, {"著作里面后来干了", " 著作里面后来干了 "},
	{"头发、面条、松树、谷物、系统、皇后", " 头发 面条 松树 谷物 系统 皇后 "},
	/* so do kana and what Japan simplified in its own way */
	{"デプロイして", " デプロイして "}, {"実行 検索 変更 画面 対応", " 実行 検索 変更 画面 対応 "},
};

static void
folded(void)
{
	TextBuffer	buffer = {0};

	for (size_t i = 0; i < lengthof(texts); i++)
	{
		Slice		got = wm_fold(wm_slice(texts[i].text, strlen(texts[i].text)), &buffer);

		ok(got.len == strlen(texts[i].folded) &&
		   memcmp(got.data, texts[i].folded, got.len) == 0, texts[i].text);
		if (!wm_slice_equals(got, wm_slice(texts[i].folded, strlen(texts[i].folded))))
			printf("# got \"%.*s\"\n", (int) got.len, got.data);
	}
	wm_buffer_free(&buffer);
}

/* Bytes that are no UTF-8 may decode to a character of any block. */
static void
broken(void)
{
	TextBuffer	buffer = {0};
	char		text[3] = "";
	size_t		longest = 0;

	for (int lead = 0x80; lead <= 0xFF; lead++)
	{
		for (int next = 0; next <= 0xFF; next++)
		{
			Slice		got;

			text[0] = (char) lead;
			text[1] = text[2] = (char) next;
			got = wm_fold(wm_slice(text, sizeof(text)), &buffer);
			longest = got.len > longest ? got.len : longest;
		}
	}
	ok(longest <= 2 * sizeof(text) + 1, "broken bytes stay within their room");
	wm_buffer_free(&buffer);
}

/* Each character of three bytes, the former of a pair in rising order. */
static void
pairs(void)
{
	size_t		len = strlen(wm_han_pairs);
	bool		rising = true;
	bool		settled = true;

	ok(len % 6 == 0 && len > 6 * 2000, "the table is made of pairs");
	for (size_t at = 6; at < len; at += 6)
		rising = rising && memcmp(wm_han_pairs + at - 6, wm_han_pairs + at, 3) < 0;
	ok(rising, "no character is in the table twice");

	for (uint32_t c = HAN_FIRST; c <= HAN_LAST; c++)
	{
		uint32_t	simplified = wm_han_simplified(c);

		settled = settled && simplified >= HAN_FIRST && simplified <= HAN_LAST &&
			wm_han_simplified(simplified) == simplified;
	}
	ok(settled, "what is Simplified stays");
	ok(wm_han_simplified(HAN_FIRST) == HAN_FIRST && wm_han_simplified(0x842C) == 0x4E07,
	   "one, and ten thousand");
	ok(wm_han_simplified(0) == 0 && wm_han_simplified(HAN_FIRST - 1) == HAN_FIRST - 1 &&
	   wm_han_simplified(HAN_LAST + 1) == HAN_LAST + 1 &&
	   wm_han_simplified(UINT32_MAX) == UINT32_MAX, "what is beyond stays");
}

static bool
simplifies(Slice text, const char *expected)
{
	char		simplified[16];

	wm_han_simplify(text, simplified);
	return memcmp(simplified, expected, text.len) == 0;
}

static void
simplify(void)
{
	ok(simplifies(SLICE("請 a説明\xE8\xAA"), "请 a说明\xE8\xAA"),
	   "a text, though its end is cut off");
	ok(simplifies(SLICE("请 実行"), "请 実行"), "a text that is so already");
	ok(simplifies(SLICE(""), ""), "an empty one");
}

static bool
carries(const char *text, Cue cue)
{
	TextBuffer	buffer = {0};
	uint32_t	counts[CUE_COUNT] = {0};

	wm_cues_count(wm_fold(wm_slice(text, strlen(text)), &buffer), counts);
	wm_buffer_free(&buffer);
	return counts[cue] > 0;
}

/* The same words in both writings, and those that only one of them has. */
static const struct
{
	Cue			cue;
	const char *text;
}			carried[] = {
	{CUE_EXPLAIN, "請問為什麼會這樣"}, {CUE_EXPLAIN, "幫我瞭解一下"}, {CUE_EXPLAIN, "解釋"},
	{CUE_EXPLAIN, "說明"}, {CUE_EXPLAIN, "甚麼意思"}, {CUE_EXPLAIN, "為何"}, {CUE_EXPLAIN, "哪裡"},
	{CUE_CREATE, "實作登入頁"}, {CUE_CREATE, "建立新專案"}, {CUE_CREATE, "撰寫程式"},
	{CUE_TEST, "測試"}, {CUE_TEST, "單元測試"}, {CUE_TEST, "覆蓋率"}, {CUE_FEATURE, "資料庫"},
	{CUE_FEATURE, "模組與元件"}, {CUE_DEPLOY, "佈署到正式環境"}, {CUE_DEPLOY, "部署"},
	{CUE_INFRA, "伺服器"}, {CUE_MACHINE, "資料夾"}, {CUE_MACHINE, "電腦"}, {CUE_FAULT, "錯誤"},
	{CUE_FAULT, "當機"}, {CUE_REPAIR, "除錯"}, {CUE_REPAIR, "解決"}, {CUE_REFACTOR, "重構"},
	{CUE_REFACTOR, "最佳化"}, {CUE_GIT, "提交並合併分支"}, {CUE_PLAN, "規劃"},
	{CUE_DESIGN, "設計"}, {CUE_DATA, "資料集"}, {CUE_STATS, "視覺化"}, {CUE_DOCS, "說明文件"},
	{CUE_SLIDES, "簡報"}, {CUE_PROCEED, "繼續"}, {CUE_COMPLAINT, "還是一樣，請還原"},
	{CUE_INTERFACE, "網頁按鈕"}, {CUE_AGENT, "代理人"}, {CUE_INSTRUCT, "提示詞"},
	{CUE_RUN, "執行"}, {CUE_SETUP, "安裝套件"}, {CUE_LOOKUP, "搜尋"}, {CUE_CHANGE, "修改"},
	/* Japanese words with a kanji that Chinese has simplified since */
	{CUE_EXPLAIN, "説明して"}, {CUE_CREATE, "開発"}, {CUE_FAULT, "問題"}, {CUE_PLAN, "手順"},
	{CUE_PROCEED, "お願いします"}, {CUE_SETUP, "環境"}, {CUE_FAULT, "動かない"},
};

static void
cues(void)
{
	for (size_t i = 0; i < lengthof(carried); i++)
		ok(carries(carried[i].text, carried[i].cue), carried[i].text);
}

int
main(void)
{
	folded();
	broken();
	pairs();
	simplify();
	cues();
	return done();
}
