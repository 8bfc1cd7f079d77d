/*
 * greeting.c
 *	  Requests that ask for nothing: a greeting, or a try whether anyone answers.
 */
#include "language/fold.h"
#include "language/greeting.h"

/* Nobody needs more bytes to greet. */
#define GREETING_LIMIT	80

enum
{
	GREETING,
	COURTESY					/* goes with a greeting, and is none by itself */
};

/* Words as they are when folded; those of unspaced scripts may end anywhere. */
static const LexiconRow rows[] = {
	{GREETING, "hello|hi|hey|heya|hiya|howdy|yo|sup|whats up|greetings|good morning|"
	"good afternoon|good evening|good day"},
	{GREETING, "test|testing|test message|ping"},
	{GREETING, "你好|您好|早上好|早安|晚上好|下午好|在吗|哈喽|哈啰|嗨|测试"},
	{GREETING, "こんにちは|おはよう|おはようございます|こんばんは|はじめまして|テスト"},
	{GREETING, "안녕|안녕하세요|하이|테스트"},
	{GREETING, "hola|buenas|buenos dias|buenas tardes|buenas noches"},
	{GREETING, "ola|oi|bom dia|boa tarde|boa noite"},
	{GREETING, "hallo|moin|servus|guten tag|guten morgen|guten abend"},
	{GREETING, "bonjour|bonsoir|salut|coucou"},
	{GREETING, "привет|здравствуй|здравствуйте|добрый день|доброе утро|тест"},
	{GREETING, "ciao|buongiorno|buonasera|salve"},
	{GREETING, "merhaba|selam|gunaydin|salam|namaste|नमस्ते|xin chao|"
	"مرحبا|السلام عليكم"},
	{GREETING, "czesc|dzien dobry|ahoj|hej|hoi|goedemorgen|halo|привіт|добрий день"},
	{COURTESY, "claude|codex|gemini|copilot|cursor|agent|assistant|friend|there|again|"
	"all|everyone|world"},
	{COURTESY, "how are you|how are you doing|hows it going|are you there|"
	"can you hear me|nice to meet you"},
	{COURTESY, "como estas|que tal|tudo bem|como vai|ca va|comment ca va|wie gehts|"
	"wie geht es dir|come stai|как дела"},
	{COURTESY, "1|2|3|12|123"},
};

Lexicon		wm_greetings_lexicon = LEXICON(rows);

/*
 * The length of the longest word that stands at this place and ends at a blank, or
 * anywhere in a script without them; 0 if none does.
 */
static size_t
match(Slice folded, size_t at, bool *greets)
{
	bool		unspaced = wm_fold_unspaced(folded.data[at]);
	size_t		longest = 0;

	for (size_t end = at + 1; end < folded.len; end++)
	{
		int			kind = LEXICON_NONE;

		if (unspaced || folded.data[end] == ' ')
			kind = wm_lexicon_kind(&wm_greetings_lexicon,
								   wm_slice(folded.data + at, end - at));
		if (kind == LEXICON_NONE)
			continue;
		longest = end - at;
		*greets = kind == GREETING;
	}
	return longest;
}

/* Bytes at this place that are no part of a word: a blank, or Spanish marks. */
static size_t
skip(Slice folded, size_t at)
{
	Slice		rest = wm_slice_from(folded, at);

	if (wm_slice_starts(rest, SLICE("\xC2\xA1")) ||
		wm_slice_starts(rest, SLICE("\xC2\xBF")))
		return 2;
	return folded.data[at] == ' ' ? 1 : 0;
}

static bool
greets_only(Slice folded)
{
	bool		greets = false;

	for (size_t at = 0; at < folded.len;)
	{
		bool		greeting = false;
		size_t		len = skip(folded, at);

		if (len == 0)
			len = match(folded, at, &greeting);
		if (len == 0)
			return false;
		greets |= greeting;
		at += len;
	}
	return greets;
}

bool
wm_is_greeting(Slice text)
{
	TextBuffer	buffer = {NULL, 0, 0};
	bool		greeting;

	if (text.len > GREETING_LIMIT)
		return false;
	greeting = greets_only(wm_fold(text, &buffer));
	wm_buffer_free(&buffer);
	return greeting;
}
