/*
 * secret.c
 *	  What is masked as a secret, and what only looks like one.
 */
#include "digest/secret.h"

#include "unit.h"
#include "unit_host.h"

/* Tokens are put together here, so that no scanner takes this file for a leak. */
#define ALNUM20		"a1B2c3D4e5F6g7H8i9J0"
#define ALNUM36		ALNUM20 "k1L2m3N4o5P6q7R8"
#define ALNUM40		ALNUM20 ALNUM20
#define HEX32		"0123456789abcdef0123456789abcdef"
#define UPPER16		"ABCDEFGHIJ234567"
#define M			"[secret]"

typedef struct Case
{
	const char *text;
	const char *masked;			/* NULL: as it is */
} Case;

static const Case cases[] = {
	/* Tokens by their prefixes */
	{"AKIA" UPPER16, M},
	{"use ASIA" UPPER16 " now", "use " M " now"},
	{"ghp_" ALNUM36, M},
	{"gho_" ALNUM36 ".", M "."},
	{"ghs_" ALNUM36, M},
	{"github_pat_" ALNUM20 "_" ALNUM40, M},
	{"glpat-" ALNUM20, M},
	{"xoxb-" "123456789012-123456789012-" ALNUM20, M},
	{"xapp-" "1-A0-" ALNUM20, M},
	{"https://hooks.slack.com/services/" "T00000000/B00000000/" ALNUM20, "https://hooks.slack.com/services/" M},
	{"https://discord.com/api/webhooks/" "123456789012345678/" ALNUM40, "https://discord.com/api/webhooks/" M},
	{"sk_" "live_" ALNUM20, M},
	{"rk_" "test_" ALNUM20, M},
	{"whsec_" ALNUM20, M},
	{"AIza" "SyA1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q", M},
	{"ya29." "a0" ALNUM20 "-_" ALNUM20, M},
	{"GOCSPX-" ALNUM20 "ab", M},
	{"sk-" "proj-" ALNUM40, M},
	{"sk-" ALNUM40, M},
	{"\"sk-" "ant-api03-" ALNUM40 "-AA\"", "\"" M "\""},
	{"eyJ" "hbGciOiJIUzI1NiJ9.eyJ" "zdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4fw", M},
	{"npm_" ALNUM36, M},
	{"hf_" ALNUM36, M},
	{"SG." "a1B2c3D4e5F6g7H8i9J0k1.a1B2c3D4e5F6g7H8i9J0k1", M},
	{"123456789:" "AAa1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q", M},
	{"\\nghp_" ALNUM36 "\\n", "\\n" M "\\n"},

	/* What looks like such tokens */
	{"AKIA and ASIA are how keys begin", NULL},
	{"AKIAXXXXXXXXXXXXXXXXXXXXXXXX", NULL},
	{"sk-navigation-button-primary-large", NULL},
	{"sk-learn-contrib-imbalanced-dataset", NULL},
	{"ghp_short", NULL},
	{"xai-and-other-models-that-people-may-like-more", NULL},
	{"npm_config_registry_and_other_long_variable_names", NULL},
	{"eyJust.eyJoke.of names", NULL},
	{"commit 3f2504e04f8941d39a0c0305e82c3301aabbccdd", NULL},
	{"550e8400-e29b-41d4-a716-446655440000", NULL},
	{"src/core/digest/secret_token_name_and_more.c", NULL},

	/* Headers */
	{"Authorization: Bearer " ALNUM20, "Authorization: Bearer " M},
	{"-H 'Authorization: Basic dXNlcjpwYXNz'", "-H 'Authorization: Basic " M "'"},
	{"\"Authorization\": \"token " ALNUM20 "\"", "\"Authorization\": \"token " M "\""},
	{"send a Bearer " ALNUM20 "==", "send a Bearer " M},
	{"X-Api-Key: " HEX32, "X-Api-Key: " M},
	{"the Bearer authentication-middleware", NULL},
	{"Basic authentication is on", NULL},
	{"Authorization: Bearer $TOKEN", NULL},
	{"Authorization: Bearer ${token}", NULL},
	{"Authorization: Bearer <your token>", NULL},

	/* URLs */
	{"postgres://user:hunter2@db/app", "postgres://user:" M "@db/app"},
	{"https://bot:p%40ss!@example.com/x", "https://bot:" M "@example.com/x"},
	{"redis://:s3cret@localhost:6379", "redis://:" M "@localhost:6379"},
	{"https://example.com/?api_key=abc123def&x=1", "https://example.com/?api_key=" M "&x=1"},
	{"http://localhost:8080/a@b", NULL},
	{"https://example.com/@scope/package", NULL},
	{"postgres://user:$PASSWORD@db", NULL},
	{"git@github.com:owner/name.git", NULL},

	/* Variables, as the shell and .env files have them */
	{"export OPENAI_API_KEY=abc", "export OPENAI_API_KEY=" M},
	{"DB_PASSWORD=hunter2\nDB_HOST=x", "DB_PASSWORD=" M "\nDB_HOST=x"},
	{"DB_PASSWORD=\"a (b\" x", "DB_PASSWORD=\"" M "\" x"},
	{"JWT_SECRET='abc#1'", "JWT_SECRET='" M "'"},
	{"GITHUB_TOKEN=abcdefgh1", "GITHUB_TOKEN=" M},
	{"SESSION_KEY=0123456789", "SESSION_KEY=" M},
	{"AWS_SECRET_ACCESS_KEY=" ALNUM40, "AWS_SECRET_ACCESS_KEY=" M},
	{"PGPASSWORD=x psql", "PGPASSWORD=" M " psql"},
	{"API_KEY=$OTHER", NULL},
	{"API_KEY=${OTHER}", NULL},
	{"API_KEY=your-key-here", NULL},
	{"API_KEY=", NULL},
	{"TOKEN=$(cat file)", NULL},
	{"MAX_TOKENS=4096", NULL},
	{"SSH_KEY=/home/x/.ssh/id_rsa1", NULL},
	{"SORT_KEY=name", NULL},
	{"KEYBOARD=us1234567", NULL},

	/* Names and values in code, JSON and YAML */
	{"password: hunter2", "password: " M},
	{"\"password\": \"hunter2\"", "\"password\": \"" M "\""},
	{"{\\\"password\\\": \\\"hunter2\\\"}", "{\\\"password\\\": \\\"" M "\\\"}"},
	{"config['api_key'] = 'abc'", "config['api_key'] = '" M "'"},
	{"apiKey: 'abc-1'", "apiKey: '" M "'"},
	{"const clientSecret: string = \"abc\";", "const clientSecret: string = \"" M "\";"},
	{"token = \"" ALNUM20 "\"", "token = \"" M "\""},
	{"<password>hunter2</password>", "<password>" M "</password>"},
	{"AccountKey=" ALNUM40 "==;x", "AccountKey=" M ";x"},
	{"password: string", NULL},
	{"password: str = None", NULL},
	{"password = request.form['password']", NULL},
	{"password=get_password(1)", NULL},
	{"apiKey: process.env.API_KEY", NULL},
	{"\"password\": \"Enter your password\"", NULL},
	{"if password == 'x1'", NULL},
	{"grep -o '\"authToken\":\"[^\"]*\"'", NULL},
	{"tokens: 512", NULL},
	{"max_tokens = 4096", NULL},
	{"token: Token", NULL},
	{"key: \"user-profile-2-section\"", NULL},
	{"primary_key=True", NULL},
	{"key=lambda x: x[1]", NULL},
	{"monkey: banana1", NULL},
	{"secretary: anna1", NULL},
	{"<password> is asked for", NULL},
	{"forgot my password, reset it", NULL},

	/* Options */
	{"mysql -u root -phunter2 db", "mysql -u root -p" M " db"},
	{"mysqldump -p'a b' db", "mysqldump -p'" M "' db"},
	{"sshpass -p hunter ssh x", "sshpass -p " M " ssh x"},
	{"docker login -u me -p hunter x", "docker login -u me -p " M " x"},
	{"redis-cli -a hunter ping", "redis-cli -a " M " ping"},
	{"curl -u me:hunter https://x", "curl -u me:" M " https://x"},
	{"tool --password hunter2", "tool --password " M},
	{"tool --password=hunter2", "tool --password=" M},
	{"tool --api-key 'abc'", "tool --api-key '" M "'"},
	{"mkdir -p src/core/digest", NULL},
	{"docker run -p 8080:80 image", NULL},
	{"mysql -u root -p db", NULL},
	{"tool --password is asked for", NULL},
	{"tool --password $PASSWORD", NULL},
	{"curl -u $USER https://x", NULL},
	{"mysql x; mkdir -parents", NULL},

	/* Blocks of private keys */
	{"a\n-----BEGIN RSA " "PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nb", "a\n" M "\nb"},
	{"a -----BEGIN OPENSSH " "PRIVATE KEY-----\nb3Bl", "a " M},
	{"abc\ndef\n-----END " "PRIVATE KEY-----\nb", M "\nb"},
	{"-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----", NULL},
	{"-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----", NULL},
	{"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7", NULL},

	/* What was masked stays */
	{"password: " M, NULL},
	{"API_KEY=" M, NULL},
	{"Authorization: Bearer " M, NULL},
	{"postgres://user:" M "@db", NULL},
	{"", NULL},
};

static bool
masks(Slice text, const char *expected)
{
	TextBuffer	masked = {NULL, 0, 0};
	Slice		got;
	bool		same;

	/* What the buffer has already is no part of the text. */
	wm_buffer_append(&masked, SLICE("password="));
	wm_secret_mask(text, &masked);
	got = wm_slice(masked.data + strlen("password="), masked.len - strlen("password="));
	same = wm_slice_equals(got, wm_slice_cstring(expected));
	if (!same)
		printf("# got %.*s\n", (int) got.len, got.data);
	wm_buffer_free(&masked);
	return same;
}

/* Each beginning of each text, in memory of its own: no rule looks beyond the end. */
static void
cut_all(void)
{
	for (size_t i = 0; i < lengthof(cases); i++)
	{
		for (size_t len = 0; len <= strlen(cases[i].text); len++)
		{
			TextBuffer	masked = {NULL, 0, 0};
			char	   *copy = malloc(len + 1);

			memcpy(copy, cases[i].text, len);
			wm_secret_mask(wm_slice(copy, len), &masked);
			wm_buffer_free(&masked);
			free(copy);
		}
	}
	ok(true, "any text may break off anywhere");
}

int
main(void)
{
	for (size_t i = 0; i < lengthof(cases); i++)
	{
		const Case *c = &cases[i];
		const char *expected = c->masked != NULL ? c->masked : c->text;

		ok(masks(wm_slice_cstring(c->text), expected), c->text[0] == '\0' ? "nothing" :
		   c->masked != NULL ? "a secret is masked" : "what looks like one is not");
		ok(masks(wm_slice_cstring(expected), expected), "and masked again it stays");
		if (unit_failed > 0 && !masks(wm_slice_cstring(c->text), expected))
			printf("# of %s\n", c->text);
	}
	cut_all();
	return done();
}
