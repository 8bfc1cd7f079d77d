/*
 * bar.c
 *	  A share as a bar of characters, for reports in a terminal.
 *
 * Unicode has blocks of one to eight eighths of a column, so that a bar is told
 * apart from one that is an eighth longer.  Databases of other encodings get a
 * number sign for each whole column.
 */
#include "compat.h"

#include <math.h>

#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/float.h"

#define MAX_COLUMNS	1000

/* U+2588 FULL BLOCK stands for eight eighths, U+258F for one; all have three bytes. */
#define BLOCK_BYTES	3

static char *
append_block(char *end, int eighths)
{
	end[0] = '\xE2';
	end[1] = '\x96';
	end[2] = (char) (0x90 - eighths);
	return end + BLOCK_BYTES;
}

static text *
bar_of_blocks(int eighths)
{
	char	   *bar = palloc((eighths / 8 + 1) * BLOCK_BYTES);
	char	   *end = bar;

	for (; eighths >= 8; eighths -= 8)
		end = append_block(end, 8);
	if (eighths > 0)
		end = append_block(end, eighths);
	return cstring_to_text_with_len(bar, end - bar);
}

static text *
bar_of_signs(int columns)
{
	char	   *bar = palloc(columns + 1);

	memset(bar, '#', columns);
	return cstring_to_text_with_len(bar, columns);
}

/* workmode_bar(share, width): a share of 1 is as wide as width says. */
PG_FUNCTION_INFO_V1(workmode_bar);
Datum
workmode_bar(PG_FUNCTION_ARGS)
{
	double		share = PG_GETARG_FLOAT8(0);
	int32		width = PG_GETARG_INT32(1);

	if (!(share >= 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("share is out of range: %s",
						float8out_internal(share)),
				 errdetail("It must lie between 0 and 1."),
				 errhint("For 25%% say 0.25.")));
	if (width < 1 || width > MAX_COLUMNS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width is out of range: %d", width),
				 errdetail("It must lie between 1 and %d.", MAX_COLUMNS)));
	if (GetDatabaseEncoding() == PG_UTF8)
		PG_RETURN_TEXT_P(bar_of_blocks((int) rint(share * width * 8)));
	PG_RETURN_TEXT_P(bar_of_signs((int) rint(share * width)));
}
