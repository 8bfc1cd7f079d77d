-- Shares as bars of blocks, for a terminal.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- Of eight columns, each is an eighth: 0.125 fills one, 1/64 an eighth of one.
SELECT share, '[' || workmode_bar(share, 8) || ']' AS bar, length(workmode_bar(share, 8))
FROM unnest(ARRAY[0, 1/64.0, 2/64.0, 3/64.0, 4/64.0, 5/64.0, 6/64.0, 7/64.0, 0.125, 0.25, 0.5, 0.999, 1]::float8[]) AS share;

-- Rounded to the nearest eighth; halves go to the even one.
SELECT share, '[' || workmode_bar(share / 64, 8) || ']' AS bar
FROM unnest(ARRAY[0.49, 0.5, 0.51, 1.5, 2.5]::float8[]) AS share;

-- Twenty columns unless told; the least and the most.
SELECT length(workmode_bar(1)), length(workmode_bar(0.5)), workmode_bar(0.333) AS third,
	workmode_bar(share => 1, width => 1) AS least, length(workmode_bar(1, 1000)) AS most, workmode_bar(-0.0) = '' AS none;

SELECT workmode_bar(NULL) IS NULL AS share, workmode_bar(0.5, NULL) IS NULL AS width;

-- What is no share, and no width
SELECT workmode_bar(1.0000001);
SELECT workmode_bar(-0.25);
SELECT workmode_bar(33);
SELECT workmode_bar('NaN');
SELECT workmode_bar('Infinity');
SELECT workmode_bar(0.5, 0);
SELECT workmode_bar(0.5, 1001);
SELECT workmode_bar(0.5, -2147483648);
