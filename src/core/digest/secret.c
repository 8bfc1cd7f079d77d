/*
 * secret.c
 *	  Secrets in a text: what looks like a key, a token or a password is masked.
 *
 * The text is walked by runs of letters, digits, hyphens and underscores.  A run may be
 * a token by itself, or may say that what follows is a secret: the name of a
 * password, the scheme of a header, an option of a program.  How far each rule looks
 * ahead is bounded, so the walk is linear.
 */
#include "base/host.h"
#include "base/keyword.h"
#include "digest/secret.h"
#include "digest/secret_name.h"
#include "digest/secret_token.h"

const Slice wm_secret_mark = LITERAL("[secret]");

/* So far is looked ahead for the end of a value, and of a URL's user and password. */
#define VALUE_LIMIT		1024
#define USER_LIMIT		256

/* So much of a line is looked at to see what a block of a key is. */
#define HEADER_LIMIT	80

/* A program that was named on the line, with an option of its own for a password. */
typedef enum Program
{
	PROGRAM_OTHER,
	PROGRAM_MYSQL,				/* -pPASSWORD */
	PROGRAM_SSHPASS,			/* -p PASSWORD */
	PROGRAM_DOCKER,
	PROGRAM_LOGIN,				/* docker login -p PASSWORD */
	PROGRAM_CURL,				/* -u USER:PASSWORD */
	PROGRAM_REDIS				/* -a PASSWORD */
} Program;

static const struct
{
	Slice		name;
	Program		program;
}			programs[] = {
	{LITERAL("mysql"), PROGRAM_MYSQL},
	{LITERAL("mysqldump"), PROGRAM_MYSQL},
	{LITERAL("mysqladmin"), PROGRAM_MYSQL},
	{LITERAL("mysqlimport"), PROGRAM_MYSQL},
	{LITERAL("mariadb"), PROGRAM_MYSQL},
	{LITERAL("mariadb-dump"), PROGRAM_MYSQL},
	{LITERAL("sshpass"), PROGRAM_SSHPASS},
	{LITERAL("docker"), PROGRAM_DOCKER},
	{LITERAL("podman"), PROGRAM_DOCKER},
	{LITERAL("helm"), PROGRAM_DOCKER},
	{LITERAL("curl"), PROGRAM_CURL},
	{LITERAL("wget"), PROGRAM_CURL},
	{LITERAL("redis-cli"), PROGRAM_REDIS},
};

/* A walk over the text. */
typedef struct Walk
{
	Slice		text;
	size_t		at;				/* where the run at hand begins */
	Slice		run;
	Program		program;
	TextBuffer *masked;
	size_t		begun;			/* what the buffer held before */
} Walk;

/* A part of the text, by offsets; empty if there is none. */
typedef struct Span
{
	size_t		from;
	size_t		to;
} Span;

static const Span no_span = {0, 0};

static size_t
behind_run(const Walk *walk)
{
	return walk->at + walk->run.len;
}

static char
byte_at(const Walk *walk, size_t at)
{
	return at < walk->text.len ? walk->text.data[at] : '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t
skip_blanks(const Walk *walk, size_t at)
{
	for (int i = 0; i < 8 && is_blank(byte_at(walk, at)); i++)
		at++;
	return at;
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'' || c == '`';
}

static Slice
span_text(const Walk *walk, Span span)
{
	return wm_slice(walk->text.data + span.from, span.to - span.from);
}

/* Where a value that is not quoted ends. */
static size_t
bare_end(const Walk *walk, size_t at)
{
	size_t		end = at;

	while (end < walk->text.len && end - at < VALUE_LIMIT)
	{
		char		c = walk->text.data[end];

		if ((unsigned char) c <= ' ' || strchr("\"'`<>,;)]}&|\\", c) != NULL)
			break;
		end++;
	}
	return end;
}

/*
 * The inside of a quoted value, whose quote may be escaped as in a string within a
 * string; no_span if the quote is not closed on its line.
 */
static Span
quoted(const Walk *walk, size_t at)
{
	bool		escaped = byte_at(walk, at) == '\\';
	char		quote = byte_at(walk, at + (escaped ? 1 : 0));
	Span		span;

	if (!is_quote(quote))
		return no_span;
	span.from = span.to = at + (escaped ? 2 : 1);
	while (span.to < walk->text.len && span.to - span.from < VALUE_LIMIT)
	{
		char		c = walk->text.data[span.to];

		if (c == '\n')
			break;
		if (c == quote && !escaped)
			return span;
		if (c == '\\' && byte_at(walk, span.to + 1) == quote && escaped)
			return span;
		span.to += c == '\\' ? 2 : 1;
	}
	return no_span;
}

/* The value at this place, and how it stands there. */
static Span
value_at(const Walk *walk, size_t at, ValueStyle *style)
{
	Span		span = quoted(walk, at);

	if (span.to > 0)
	{
		*style = VALUE_QUOTED;
		return span;
	}
	span.from = at;
	span.to = bare_end(walk, at);
	return span;
}

/*
 * Behind what parts a name from its value: "=", ":", "=>", ":=", with a quote and a
 * bracket before it as in "name": or ["name"] =.  0 if nothing of this is there.
 */
static size_t
behind_sign(const Walk *walk, bool *tight)
{
	size_t		at = behind_run(walk);
	char		sign;

	if (byte_at(walk, at) == '\\')
		at++;
	if (is_quote(byte_at(walk, at)))
		at++;
	if (byte_at(walk, at) == ']')
		at++;
	*tight = byte_at(walk, at) == '=' && at == behind_run(walk);
	at = skip_blanks(walk, at);
	sign = byte_at(walk, at);
	if (sign != '=' && sign != ':')
		return 0;
	at++;
	if (byte_at(walk, at) == sign || byte_at(walk, at) == '/')
		return 0;
	if ((sign == '=' && byte_at(walk, at) == '>') ||
		(sign == ':' && byte_at(walk, at) == '='))
		at++;
	*tight = *tight && !is_blank(byte_at(walk, at));
	return skip_blanks(walk, at);
}

/* In "name: type = value", the value; else the place itself. */
static size_t
behind_type(const Walk *walk, size_t at)
{
	size_t		end = at;

	while (end < walk->text.len && end - at < 40 &&
		   wm_secret_is_run(walk->text.data[end]))
		end++;
	end = skip_blanks(walk, end);
	if (end == at || byte_at(walk, end) != '=' || byte_at(walk, end + 1) == '=')
		return at;
	return skip_blanks(walk, end + 1);
}

/* The value of a name that says that it is a secret. */
static Span
find_named(const Walk *walk)
{
	ValueStyle	style = VALUE_BARE;
	bool		tight;
	bool		variable;
	size_t		at = behind_sign(walk, &tight);
	SecretName	name;
	Span		span;

	if (at == 0)
		return no_span;
	name = wm_secret_name(walk->run);
	if (name == NAME_OTHER)
		return no_span;
	variable = tight && wm_secret_is_variable(walk->run);
	if (variable)
		style = VALUE_VARIABLE;
	else
		at = behind_type(walk, at);
	span = value_at(walk, at, &style);
	if (variable && style == VALUE_QUOTED && name == NAME_STRONG)
		return wm_secret_is_placeholder(span_text(walk, span)) ? no_span : span;
	return wm_secret_value(name, span_text(walk, span), style) ? span : no_span;
}

/* <password>value</password> */
static Span
find_element(const Walk *walk)
{
	Span		span;

	if (walk->at == 0 || walk->text.data[walk->at - 1] != '<' ||
		byte_at(walk, behind_run(walk)) != '>' ||
		wm_secret_name(walk->run) != NAME_STRONG)
		return no_span;
	span.from = behind_run(walk) + 1;
	span.to = bare_end(walk, span.from);
	if (byte_at(walk, span.to) != '<' || byte_at(walk, span.to + 1) != '/' ||
		wm_secret_is_placeholder(span_text(walk, span)))
		return no_span;
	return span;
}

/* "Bearer TOKEN", "Basic TOKEN": what a header has to show. */
static Span
find_credentials(const Walk *walk)
{
	bool		bearer = wm_is_word(walk->run, "bearer");
	ValueStyle	style = VALUE_BARE;
	Span		span;
	Slice		value;
	bool		digit = false;

	if ((!bearer && !wm_is_word(walk->run, "basic")) ||
		!is_blank(byte_at(walk, behind_run(walk))))
		return no_span;
	span = value_at(walk, skip_blanks(walk, behind_run(walk)), &style);
	value = span_text(walk, span);
	for (size_t i = 0; i < value.len; i++)
		digit |= wm_is_digit(value.data[i]) || value.data[i] == '=';
	if (value.len < (bearer ? 12u : 8u) || !digit || style == VALUE_QUOTED ||
		wm_secret_is_placeholder(value))
		return no_span;
	return span;
}

/* "Authorization: SCHEME TOKEN" */
static Span
find_authorization(const Walk *walk)
{
	bool		tight;
	size_t		at;
	Span		span;

	if (!wm_is_word(walk->run, "authorization") &&
		!wm_is_word(walk->run, "proxy-authorization"))
		return no_span;
	at = behind_sign(walk, &tight);
	if (at == 0)
		return no_span;
	while (is_quote(byte_at(walk, at)) || byte_at(walk, at) == '\\')
		at++;
	while (wm_secret_is_run(byte_at(walk, at)))
		at++;
	if (!is_blank(byte_at(walk, at)))
		return no_span;
	span.from = skip_blanks(walk, at);
	span.to = bare_end(walk, span.from);
	if (span.to - span.from < 6 || wm_secret_is_placeholder(span_text(walk, span)))
		return no_span;
	return span;
}

/* The word behind an option, or what is quoted there. */
static Span
argument_at(const Walk *walk, size_t at)
{
	ValueStyle	style = VALUE_BARE;
	Span		span = value_at(walk, at, &style);

	if (byte_at(walk, span.from) == '-' ||
		wm_secret_is_placeholder(span_text(walk, span)))
		return no_span;
	return span;
}

/* "--password VALUE"; with "=" it is the value of a name. */
static Span
find_long_option(const Walk *walk)
{
	size_t		end = behind_run(walk);
	Span		span;
	Slice		value;

	if (!wm_slice_starts(walk->run, SLICE("--")) || !is_blank(byte_at(walk, end)))
		return no_span;
	if (wm_secret_name(walk->run) != NAME_STRONG &&
		!wm_slice_equals(walk->run, SLICE("--token")))
		return no_span;
	span = argument_at(walk, skip_blanks(walk, end));
	value = span_text(walk, span);
	if (span.to == 0 || (!is_quote(byte_at(walk, span.from - 1)) &&
						 !wm_secret_value(NAME_STRONG, value, VALUE_BARE)))
		return no_span;
	return span;
}

/* What follows the colon of "user:password". */
static Span
password_of(const Walk *walk, Span user)
{
	for (size_t at = user.from; at < user.to; at++)
	{
		if (walk->text.data[at] == ':' && at + 1 < user.to)
		{
			user.from = at + 1;
			return wm_secret_is_placeholder(span_text(walk, user)) ? no_span : user;
		}
	}
	return no_span;
}

/* An option of one letter that has a password, by the program on the line. */
static Span
find_short_option(const Walk *walk)
{
	size_t		end = behind_run(walk);
	size_t		next = skip_blanks(walk, end);

	switch (walk->program)
	{
		case PROGRAM_MYSQL:
			if (wm_slice_starts(walk->run, SLICE("-p")) && !is_blank(byte_at(walk, walk->at + 2)))
				return argument_at(walk, walk->at + 2);
			break;
		case PROGRAM_SSHPASS:
			if (wm_slice_equals(walk->run, SLICE("-p")))
				return argument_at(walk, next);
			if (wm_slice_starts(walk->run, SLICE("-p")))
				return argument_at(walk, walk->at + 2);
			break;
		case PROGRAM_LOGIN:
			if (wm_slice_equals(walk->run, SLICE("-p")))
				return argument_at(walk, next);
			break;
		case PROGRAM_REDIS:
			if (wm_slice_equals(walk->run, SLICE("-a")))
				return argument_at(walk, next);
			break;
		case PROGRAM_CURL:
			if (wm_slice_equals(walk->run, SLICE("-u")) ||
				wm_slice_equals(walk->run, SLICE("--user")))
				return password_of(walk, argument_at(walk, next));
			break;
		default:
			break;
	}
	return no_span;
}

/* The secret part of the address of a webhook, which lets anybody write there. */
static Span
find_webhook(const Walk *walk)
{
	Slice		before = wm_slice_head(walk->text, walk->at);
	Span		span = {behind_run(walk), behind_run(walk)};

	if (byte_at(walk, span.from) != '/' ||
		!((wm_slice_equals(walk->run, SLICE("services")) &&
		   wm_slice_ends(before, SLICE("hooks.slack.com/"))) ||
		  (wm_slice_equals(walk->run, SLICE("webhooks")) &&
		   wm_slice_ends(before, SLICE("/api/")))))
		return no_span;
	span.from++;
	span.to = bare_end(walk, span.from);
	return span.to - span.from >= 20 ? span : no_span;
}

/* Behind the line that ends a block, which begins at this place. */
static size_t
behind_block(const Walk *walk, size_t end)
{
	Slice		rest = wm_slice_from(walk->text, end);
	Slice		line = wm_slice_head(rest, HEADER_LIMIT);
	ptrdiff_t	close = wm_slice_find(wm_slice_from(line, strlen("-----END")),
									  SLICE("-----"));

	return close < 0 ? end + line.len :
		end + strlen("-----END") + (size_t) close + strlen("-----");
}

/* Does a line of dashes that begins here tell of a private key? */
static bool
is_private(const Walk *walk)
{
	Slice		line = wm_slice_head(wm_slice_from(walk->text, walk->at), HEADER_LIMIT);
	const char *newline = memchr(line.data, '\n', line.len);

	if (newline != NULL)
		line.len = (size_t) (newline - line.data);
	return wm_slice_find(line, SLICE("PRIVATE KEY")) >= 0;
}

/* A block of a private key, as far as it is in the text. */
static Span
find_block(Walk *walk)
{
	Span		span = {walk->at, walk->text.len};
	ptrdiff_t	end;

	if (wm_slice_starts(walk->run, SLICE("-----END")) && is_private(walk))
	{
		/* It began before the text did: all of this is of it. */
		walk->masked->len = walk->begun;
		span.to = behind_block(walk, walk->at);
		return span;
	}
	if (!wm_slice_starts(walk->run, SLICE("-----BEGIN")) || !is_private(walk))
		return no_span;
	end = wm_slice_find(wm_slice_from(walk->text, walk->at), SLICE("-----END"));
	if (end >= 0)
		span.to = behind_block(walk, walk->at + (size_t) end);
	return span;
}

/* The user and password of a URL, whose "://" stands here. */
static Span
find_user(const Walk *walk, size_t at)
{
	Span		user = {at + strlen("://"), 0};

	for (size_t end = user.from; end < walk->text.len && end - user.from < USER_LIMIT; end++)
	{
		char		c = walk->text.data[end];

		if ((unsigned char) c <= ' ' || strchr("/?#\"'`<>\\", c) != NULL)
			break;
		if (c == '@')
			user.to = end;
	}
	return user.to > 0 ? password_of(walk, user) : no_span;
}

static void
note_program(Walk *walk)
{
	if (walk->program == PROGRAM_DOCKER && wm_slice_equals(walk->run, SLICE("login")))
		walk->program = PROGRAM_LOGIN;
	for (size_t i = 0; i < lengthof(programs); i++)
	{
		if (wm_slice_equals(walk->run, programs[i].name))
			walk->program = programs[i].program;
	}
}

/* The secret that the run at hand is or points to. */
static Span
find(Walk *walk)
{
	static Span (*const finders[]) (const Walk *) = {
		find_named, find_element, find_authorization, find_credentials,
		find_long_option, find_short_option, find_webhook
	};
	size_t		token = wm_secret_token(wm_slice_from(walk->text, walk->at), walk->run);
	Span		span;

	if (token > 0)
		return (Span) {walk->at, walk->at + token};
	span = find_block(walk);
	for (size_t i = 0; i < lengthof(finders) && span.to == 0; i++)
		span = finders[i] (walk);
	return span;
}

/* Copies what stands before a secret, and puts the mark in its place. */
static void
mask(Walk *walk, size_t from, Span span)
{
	if (span.from > from)
		wm_buffer_append(walk->masked, wm_slice(walk->text.data + from, span.from - from));
	wm_buffer_append(walk->masked, wm_secret_mark);
	walk->at = span.to;
}

/* In a string within a string, what follows "\n" is no part of the same word. */
static bool
is_escape(const Walk *walk)
{
	return walk->at > 0 && walk->text.data[walk->at - 1] == '\\' &&
		strchr("nrt", walk->run.data[0]) != NULL;
}

static void
take_run(Walk *walk)
{
	Span		span;

	walk->run = wm_secret_run(wm_slice_from(walk->text, walk->at));
	if (is_escape(walk))
		walk->run.len = 1;
	note_program(walk);
	span = find(walk);
	wm_check_step(walk->run.data, walk->run.data + walk->run.len);
	if (span.to > 0)
	{
		mask(walk, walk->at, span);
		return;
	}
	wm_buffer_append(walk->masked, walk->run);
	walk->at += walk->run.len;
}

static void
take_other(Walk *walk)
{
	char		c = walk->text.data[walk->at];
	Span		span = no_span;

	if (c == ':' && wm_slice_starts(wm_slice_from(walk->text, walk->at), SLICE("://")))
		span = find_user(walk, walk->at);
	if (span.to > 0)
	{
		mask(walk, walk->at, span);
		return;
	}
	if (c == '\n' || c == ';' || c == '|' || c == '&')
		walk->program = PROGRAM_OTHER;
	wm_buffer_append_char(walk->masked, c);
	walk->at++;
}

void
wm_secret_mask(Slice text, TextBuffer *masked)
{
	Walk		walk = {.text = text, .masked = masked, .begun = masked->len};

	while (walk.at < text.len)
	{
		if (wm_secret_is_run(text.data[walk.at]))
			take_run(&walk);
		else
			take_other(&walk);
	}
}
