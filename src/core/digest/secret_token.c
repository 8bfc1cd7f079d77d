/*
 * secret_token.c
 *	  Tokens that can be known by themselves, whatever stands around them.
 *
 * Services put a prefix before their keys, so that scanners find those that leak.  A
 * new one is a row in a table.
 */
#include "base/keyword.h"
#include "digest/secret_token.h"

/* What a token has behind its prefix. */
typedef enum Shape
{
	SHAPE_RUN,					/* letters, digits, hyphens, underscores */
	SHAPE_RANDOM,				/* such as a machine draws: names look alike */
	SHAPE_EXACT,				/* so many characters and no more */
	SHAPE_DOTTED				/* full stops, too */
} Shape;

/* A shorter run is none of these tokens. */
#define TOKEN_LEAST		14

/* A prefix, and the fewest characters that the whole token has. */
static const struct
{
	Slice		prefix;
	size_t		least;
	Shape		shape;
}			tokens[] = {
	/* Anthropic, OpenAI, OpenRouter, and those that write keys as OpenAI does */
	{LITERAL("sk-ant-"), 20, SHAPE_RUN},
	{LITERAL("sk-proj-"), 20, SHAPE_RUN},
	{LITERAL("sk-svcacct-"), 24, SHAPE_RUN},
	{LITERAL("sk-admin-"), 24, SHAPE_RANDOM},
	{LITERAL("sk-or-v1-"), 24, SHAPE_RUN},
	{LITERAL("sk-"), 20, SHAPE_RANDOM},

	/* Other language models */
	{LITERAL("AIza"), 39, SHAPE_RUN},
	{LITERAL("gsk_"), 40, SHAPE_RANDOM},
	{LITERAL("xai-"), 40, SHAPE_RANDOM},
	{LITERAL("hf_"), 30, SHAPE_RANDOM},
	{LITERAL("pplx-"), 40, SHAPE_RANDOM},
	{LITERAL("nvapi-"), 40, SHAPE_RUN},
	{LITERAL("r8_"), 35, SHAPE_RANDOM},
	{LITERAL("tvly-"), 24, SHAPE_RANDOM},
	{LITERAL("lsv2_"), 40, SHAPE_RUN},

	/* Google */
	{LITERAL("ya29"), 30, SHAPE_DOTTED},
	{LITERAL("GOCSPX-"), 28, SHAPE_RUN},

	/* AWS: keys of users, and those that last for a while */
	{LITERAL("AKIA"), 20, SHAPE_EXACT},
	{LITERAL("ASIA"), 20, SHAPE_EXACT},
	{LITERAL("ABSK"), 40, SHAPE_RANDOM},

	/* GitHub, GitLab */
	{LITERAL("ghp_"), 40, SHAPE_RUN},
	{LITERAL("gho_"), 40, SHAPE_RUN},
	{LITERAL("ghu_"), 40, SHAPE_RUN},
	{LITERAL("ghs_"), 40, SHAPE_RUN},
	{LITERAL("ghr_"), 40, SHAPE_RUN},
	{LITERAL("github_pat_"), 30, SHAPE_RUN},
	{LITERAL("glpat-"), 20, SHAPE_DOTTED},
	{LITERAL("gldt-"), 20, SHAPE_RUN},
	{LITERAL("glrt-"), 20, SHAPE_RUN},
	{LITERAL("glptt-"), 24, SHAPE_RUN},

	/* Slack */
	{LITERAL("xoxa-"), 16, SHAPE_RUN},
	{LITERAL("xoxb-"), 16, SHAPE_RUN},
	{LITERAL("xoxe-"), 16, SHAPE_RUN},
	{LITERAL("xoxe.xoxp-"), 16, SHAPE_DOTTED},
	{LITERAL("xoxp-"), 16, SHAPE_RUN},
	{LITERAL("xoxr-"), 16, SHAPE_RUN},
	{LITERAL("xoxs-"), 16, SHAPE_RUN},
	{LITERAL("xapp-"), 16, SHAPE_RUN},

	/* Stripe: secret and restricted keys, and what signs its calls */
	{LITERAL("sk_live_"), 20, SHAPE_RUN},
	{LITERAL("sk_test_"), 20, SHAPE_RUN},
	{LITERAL("rk_live_"), 20, SHAPE_RUN},
	{LITERAL("rk_test_"), 20, SHAPE_RUN},
	{LITERAL("whsec_"), 24, SHAPE_RUN},

	/* Registries of packages */
	{LITERAL("npm_"), 40, SHAPE_RANDOM},
	{LITERAL("pypi-AgEI"), 40, SHAPE_RUN},
	{LITERAL("rubygems_"), 40, SHAPE_RUN},
	{LITERAL("dckr_pat_"), 24, SHAPE_RUN},

	/* Others */
	{LITERAL("SG."), 40, SHAPE_DOTTED},
	{LITERAL("shpat_"), 36, SHAPE_RUN},
	{LITERAL("shpss_"), 36, SHAPE_RUN},
	{LITERAL("sq0atp-"), 26, SHAPE_RUN},
	{LITERAL("sq0csp-"), 26, SHAPE_RUN},
	{LITERAL("lin_api_"), 30, SHAPE_RUN},
	{LITERAL("ntn_"), 40, SHAPE_RANDOM},
	{LITERAL("figd_"), 30, SHAPE_RUN},
	{LITERAL("glsa_"), 30, SHAPE_RUN},
	{LITERAL("dop_v1_"), 40, SHAPE_RUN},
	{LITERAL("sbp_"), 40, SHAPE_RANDOM},
	{LITERAL("sb_secret_"), 24, SHAPE_RUN},
	{LITERAL("hvs."), 24, SHAPE_DOTTED},
	{LITERAL("dapi"), 36, SHAPE_RANDOM},
	{LITERAL("PMAK-"), 40, SHAPE_RUN},
	{LITERAL("AGE-SECRET-KEY-1"), 50, SHAPE_RUN},
};

bool
wm_secret_is_run(char c)
{
	unsigned char lower = wm_lower(c);

	return (lower >= 'a' && lower <= 'z') || wm_is_digit(c) || c == '-' || c == '_';
}

/* The longest beginning of letters, digits, hyphens, underscores and full stops. */
static size_t
dotted_length(Slice text)
{
	size_t		len = 0;

	while (len < text.len && (wm_secret_is_run(text.data[len]) || text.data[len] == '.'))
		len++;
	while (len > 0 && text.data[len - 1] == '.')
		len--;
	return len;
}

Slice
wm_secret_run(Slice text)
{
	size_t		len = 0;

	while (len < text.len && wm_secret_is_run(text.data[len]))
		len++;
	return wm_slice(text.data, len);
}

bool
wm_secret_is_random(Slice text)
{
	size_t		stretch = 0;
	bool		digit = false;
	bool		letter = false;

	for (size_t i = 0; i < text.len; i++)
	{
		unsigned char c = wm_lower(text.data[i]);
		bool		is_letter = c >= 'a' && c <= 'z';

		if (!is_letter && !wm_is_digit(text.data[i]))
		{
			stretch = 0;
			digit = letter = false;
			continue;
		}
		digit |= !is_letter;
		letter |= is_letter;
		if (++stretch >= 16 && digit && letter)
			return true;
	}
	return false;
}

/* Three parts of base64, of which the first two are JSON objects. */
static size_t
web_token(Slice text, Slice run)
{
	Slice		rest = wm_slice_from(text, run.len);
	Slice		part;

	if (!wm_slice_starts(run, SLICE("eyJ")) || !wm_slice_take(&rest, SLICE(".")))
		return 0;
	part = wm_secret_run(rest);
	if (part.len < 10 || !wm_slice_starts(part, SLICE("eyJ")))
		return 0;
	rest = wm_slice_from(rest, part.len);
	if (wm_slice_take(&rest, SLICE(".")))
		rest = wm_slice_from(rest, wm_secret_run(rest).len);
	return text.len - rest.len;
}

/* A bot of Telegram: its number and 35 characters. */
static size_t
bot_token(Slice text, Slice run)
{
	Slice		rest = wm_slice_from(text, run.len);
	size_t		len;

	for (size_t i = 0; i < run.len; i++)
	{
		if (!wm_is_digit(run.data[i]))
			return 0;
	}
	if (run.len < 8 || run.len > 10 || !wm_slice_take(&rest, SLICE(":")))
		return 0;
	len = wm_secret_run(rest).len;
	return len == 35 ? run.len + 1 + len : 0;
}

static size_t
token_length(size_t row, Slice text, Slice run)
{
	size_t		len = run.len;

	switch (tokens[row].shape)
	{
		case SHAPE_RUN:
			break;
		case SHAPE_RANDOM:
			if (!wm_secret_is_random(wm_slice_from(run, tokens[row].prefix.len)))
				return 0;
			break;
		case SHAPE_EXACT:
			if (len != tokens[row].least)
				return 0;
			for (size_t i = 0; i < len; i++)
			{
				if (run.data[i] == '-' || run.data[i] == '_' ||
					(run.data[i] >= 'a' && run.data[i] <= 'z'))
					return 0;
			}
			break;
		case SHAPE_DOTTED:
			len = dotted_length(text);
			break;
	}
	return len >= tokens[row].least ? len : 0;
}

/* Can a token begin with this run?  A dotted one may have a short run first. */
static bool
may_begin(Slice text, Slice run)
{
	return run.len >= TOKEN_LEAST ||
		(text.len > run.len && (text.data[run.len] == '.' || text.data[run.len] == ':'));
}

size_t
wm_secret_token(Slice text, Slice run)
{
	size_t		len;

	if (!may_begin(text, run))
		return 0;
	for (size_t i = 0; i < lengthof(tokens); i++)
	{
		if (text.data[0] != tokens[i].prefix.data[0] ||
			!wm_slice_starts(text, tokens[i].prefix))
			continue;
		len = token_length(i, text, run);
		if (len > 0)
			return len;
	}
	len = web_token(text, run);
	return len > 0 ? len : bot_token(text, run);
}
