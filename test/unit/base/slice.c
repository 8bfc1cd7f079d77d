/*
 * slice.c
 *	  Hashes of slices: one for ever, one to know a slice again by.
 */
#include "unit.h"

#include "base/slice.h"

/* Numbers of features and versions of models rest on these values. */
static void
test_hash(void)
{
	ok(wm_slice_hash(SLICE("")) == UINT64_C(0xfdbdf6ac4fc52e7f), "the hash of nothing");
	ok(wm_slice_hash(SLICE("deploy")) == UINT64_C(0xd8ffa0875e574f20), "the hash of a word");
	ok(wm_slice_hash(SLICE("caf\xC3\xA9")) == UINT64_C(0x504b0cd9f27e6610), "the hash of bytes beyond ASCII");
}

#define LONGEST	40

/* Each length, each place of a byte that differs, each place in memory. */
static void
test_identity(void)
{
	char		text[LONGEST + sizeof(uint64_t)];
	char		other[LONGEST];
	bool		same = true;
	bool		differs = true;
	bool		longer = true;

	memset(text, 'a', sizeof(text));
	for (size_t len = 0; len <= LONGEST; len++)
	{
		uint64_t	identity = wm_slice_identity(wm_slice(text, len));

		for (size_t at = 0; at < sizeof(uint64_t); at++)
			same &= wm_slice_identity(wm_slice(text + at, len)) == identity;
		for (size_t at = 0; at < len; at++)
		{
			memset(other, 'a', sizeof(other));
			other[at] = 'b';
			differs &= wm_slice_identity(wm_slice(other, len)) != identity;
		}
		longer &= len == 0 || wm_slice_identity(wm_slice(text, len - 1)) != identity;
	}
	ok(same, "an identity does not depend on where the bytes lie");
	ok(differs, "one byte makes another identity");
	ok(longer, "so does another length");
	ok(wm_slice_identity(SLICE("")) != 0 && wm_slice_identity(wm_slice("\0", 1)) != 0 &&
	   wm_slice_identity(SLICE("")) != wm_slice_identity(wm_slice("\0", 1)),
	   "nothing and a NUL have one each");
}

int
main(void)
{
	test_hash();
	test_identity();
	return done();
}
