/*
 * secret_name.c
 *	  Names whose values are secrets, and what such a value looks like.
 */
#include "base/keyword.h"
#include "digest/secret_name.h"
#include "digest/secret_token.h"

/* Of a longer name the end is looked at. */
#define NAME_ROOM	64

/* How names of secrets end, in lower case and with underscores between words. */
static const struct
{
	Slice		ending;
	bool		inside;			/* also where no word begins: "pgpassword" */
	SecretName	name;
}			endings[] = {
	{LITERAL("password"), true, NAME_STRONG},
	{LITERAL("passwd"), true, NAME_STRONG},
	{LITERAL("passphrase"), true, NAME_STRONG},
	{LITERAL("pwd"), false, NAME_STRONG},
	{LITERAL("sshpass"), false, NAME_STRONG},
	{LITERAL("secret"), true, NAME_STRONG},
	{LITERAL("secret_key"), true, NAME_STRONG},
	{LITERAL("secretkey"), true, NAME_STRONG},
	{LITERAL("secret_key_base"), true, NAME_STRONG},
	{LITERAL("api_key"), true, NAME_STRONG},
	{LITERAL("apikey"), true, NAME_STRONG},
	{LITERAL("access_key"), true, NAME_STRONG},
	{LITERAL("accesskey"), true, NAME_STRONG},
	{LITERAL("account_key"), true, NAME_STRONG},
	{LITERAL("accountkey"), true, NAME_STRONG},
	{LITERAL("private_key"), true, NAME_STRONG},
	{LITERAL("privatekey"), true, NAME_STRONG},
	{LITERAL("encryption_key"), true, NAME_STRONG},
	{LITERAL("signing_key"), true, NAME_STRONG},
	{LITERAL("service_role_key"), true, NAME_STRONG},
	{LITERAL("auth_token"), true, NAME_STRONG},
	{LITERAL("authtoken"), true, NAME_STRONG},
	{LITERAL("access_token"), true, NAME_STRONG},
	{LITERAL("accesstoken"), true, NAME_STRONG},
	{LITERAL("refresh_token"), true, NAME_STRONG},
	{LITERAL("api_token"), true, NAME_STRONG},
	{LITERAL("apitoken"), true, NAME_STRONG},
	{LITERAL("bot_token"), true, NAME_STRONG},
	{LITERAL("token"), false, NAME_WEAK},
	{LITERAL("key"), false, NAME_WEAK},
	{LITERAL("pass"), false, NAME_WEAK},
	{LITERAL("auth"), false, NAME_WEAK},
	{LITERAL("credential"), false, NAME_WEAK},
	{LITERAL("credentials"), false, NAME_WEAK},
};

/* Values that tell a type, or that there is none. */
static const char *const no_values[] = {
	"true", "false", "null", "none", "nil", "undefined", "yes", "no", "on", "off",
	"str", "string", "text", "bytes", "bool", "boolean", "int", "integer", "number",
	"any", "optional", "required", "object", "varchar", "password", "secret", "token",
	"hidden", "redacted", "masked", "changeme", "example", "placeholder", "env",
};

/* How something in the place of a value begins. */
static const char *const placeholders[] = {
	"$", "<", "{", "[", "%", "*", "...", "\xE2\x80\xA6", "\xE2\x80\xA2", "redacted", "xxx", "your", "my-", "my_", "insert", "replace", "process.env",
	"os.environ", "os.getenv", "getenv", "env.", "env[", "import.meta", "secrets.",
	"config.", "settings.", "self.", "this.", "args.", "req.", "request.", "ctx.",
};

/* The name in lower case: words parted by underscores, no digits at its end. */
static Slice
fold(Slice name, char *room)
{
	size_t		len = 0;

	while (name.len > 0 && (wm_is_digit(name.data[name.len - 1]) ||
							name.data[name.len - 1] == '_' ||
							name.data[name.len - 1] == '-'))
		name.len--;
	if (name.len > NAME_ROOM)
		name = wm_slice_from(name, name.len - NAME_ROOM);
	for (size_t i = 0; i < name.len; i++)
	{
		char		c = name.data[i];
		unsigned char lower = wm_lower(c);

		if (c == '-')
			lower = '_';
		else if (lower != (unsigned char) c && i > 0 && name.data[i - 1] != '-' &&
				 name.data[i - 1] != '_' &&
				 wm_lower(name.data[i - 1]) == (unsigned char) name.data[i - 1])
			room[len++] = '_';
		room[len++] = (char) lower;
	}
	return wm_slice(room, len);
}

SecretName
wm_secret_name(Slice name)
{
	char		room[2 * NAME_ROOM];
	Slice		folded = fold(name, room);

	for (size_t i = 0; i < lengthof(endings); i++)
	{
		size_t		before;

		if (!wm_slice_ends(folded, endings[i].ending))
			continue;
		before = folded.len - endings[i].ending.len;
		if (endings[i].inside || before == 0 || folded.data[before - 1] == '_')
			return endings[i].name;
	}
	return NAME_OTHER;
}

bool
wm_secret_is_variable(Slice name)
{
	bool		letter = false;

	for (size_t i = 0; i < name.len; i++)
	{
		char		c = name.data[i];

		if (c >= 'A' && c <= 'Z')
			letter = true;
		else if (!wm_is_digit(c) && c != '_')
			return false;
	}
	return letter;
}

static bool
begins(Slice value, const char *lower)
{
	size_t		len = strlen(lower);

	if (value.len < len)
		return false;
	for (size_t i = 0; i < len; i++)
	{
		if (wm_lower(value.data[i]) != (unsigned char) lower[i])
			return false;
	}
	return true;
}

bool
wm_secret_is_placeholder(Slice value)
{
	for (size_t i = 0; i < lengthof(placeholders); i++)
	{
		if (begins(value, placeholders[i]))
			return true;
	}
	for (size_t i = 0; i < lengthof(no_values); i++)
	{
		if (wm_is_word(value, no_values[i]))
			return true;
	}
	return value.len == 0;
}

/* Is there anything that no identifier has, or a digit? */
static bool
is_no_word(Slice value)
{
	for (size_t i = 0; i < value.len; i++)
	{
		unsigned char c = wm_lower(value.data[i]);

		if (!(c >= 'a' && c <= 'z') && c != '_' && c != '.')
			return true;
	}
	return false;
}

static bool
has_any(Slice value, const char *bytes)
{
	for (size_t i = 0; i < value.len; i++)
	{
		if (strchr(bytes, value.data[i]) != NULL && value.data[i] != '\0')
			return true;
	}
	return false;
}

/* What a name of a key has may as well be a path, a name or a number. */
static bool
is_weak_secret(Slice value, ValueStyle style)
{
	if (has_any(value, " ([{"))
		return false;
	if (style == VALUE_VARIABLE && value.len >= 8 && value.data[0] != '/' &&
		value.data[0] != '.' && value.data[0] != '~' &&
		wm_slice_find(value, SLICE("://")) < 0)
		return is_no_word(value) || value.len >= 20;
	return value.len >= 16 && wm_secret_is_random(value);
}

bool
wm_secret_value(SecretName name, Slice value, ValueStyle style)
{
	if (name == NAME_OTHER || wm_secret_is_placeholder(value))
		return false;
	if (name == NAME_WEAK)
		return is_weak_secret(value, style);
	switch (style)
	{
		case VALUE_QUOTED:
			return !has_any(value, " ");
		case VALUE_VARIABLE:
			return !has_any(value, "([");
		case VALUE_BARE:
			return value.len >= 4 && is_no_word(value) && !has_any(value, "([{");
	}
	return false;
}
