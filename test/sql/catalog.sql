-- What stands in the catalogs: every object has a comment, every function and
-- operator the properties that planners and pushdown rely on.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;
\pset format unaligned
\pset tuples_only on

CREATE TEMP VIEW member AS
	SELECT classid, objid
	FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
		AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'workmode');

CREATE TEMP VIEW func AS
	SELECT p.*, p.oid::regprocedure AS signature
	FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid;

-- Functions that types, operators, operator classes and aggregates are made of.
CREATE TEMP VIEW support AS
	SELECT refobjid AS oid
	FROM pg_depend
	WHERE refclassid = 'pg_proc'::regclass AND deptype IN ('n', 'i', 'a')
		AND classid IN ('pg_type'::regclass, 'pg_operator'::regclass, 'pg_amproc'::regclass,
						'pg_opclass'::regclass, 'pg_opfamily'::regclass)
	UNION
	SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn,
						aggmtransfn, aggminvtransfn, aggmfinalfn]::oid[])
	FROM pg_aggregate JOIN func ON func.oid = aggfnoid;

-- No object lacks a comment, nor does a column.  (From 17 on the types that come
-- with others, of arrays and of a table's rows, are members of their own.)
SELECT pg_describe_object(classid, objid, 0)
FROM member
WHERE obj_description(objid, classid::regclass::name) IS NULL
	AND NOT EXISTS (SELECT FROM pg_depend d
					WHERE d.classid = 'pg_type'::regclass AND d.classid = member.classid
						AND d.objid = member.objid AND d.deptype = 'i');

SELECT attrelid::regclass, attname
FROM pg_attribute
WHERE attrelid IN (SELECT typrelid FROM pg_type JOIN member ON objid = pg_type.oid
				   UNION SELECT objid FROM member WHERE classid = 'pg_class'::regclass)
	AND attnum > 0 AND col_description(attrelid, attnum) IS NULL;

-- No name but workmode's, and what aggregates of any type are called.
SELECT signature FROM func WHERE proname NOT LIKE 'workmode%' ORDER BY proname;

-- No function is anything but immutable, safe in parallel, of the invoker, and
-- (to be relocatable) without settings of its own.
SELECT signature, provolatile, proparallel
FROM func
WHERE provolatile <> 'i' OR proparallel <> 's' OR prosecdef OR proconfig IS NOT NULL;

-- Those that are not strict, each for a reason: aggregates' transitions count
-- NULLs; rates may be NULL, as array_agg of none is; options have defaults.
SELECT signature
FROM func
WHERE NOT proisstrict AND prokind = 'f'
ORDER BY signature::text COLLATE "C";

-- Whatever reads a transcript takes it as text, json and jsonb, alike but for
-- that, and says that it is dear: a millisecond for a session of common length,
-- where a cheap function takes some 20 nanoseconds.
SELECT proname, pronargs, count(DISTINCT proargtypes[0])
FROM func
WHERE proargnames[1] = 'transcript'
GROUP BY proname, pronargs, proargtypes[1:], proargnames, proallargtypes[2:], proisstrict,
	procost, prorows, prosrc, prorettype, pg_get_expr(proargdefaults, 0)
HAVING count(DISTINCT proargtypes[0]) <> 3 OR procost < 50000;

-- A model is large: no function that takes one is cheap, and with a model or the
-- default one it costs the same.
SELECT signature, procost
FROM func
WHERE procost < 100 AND (proargtypes::oid[] && ARRAY['workmode_model'::regtype::oid, 'workmode_value_model'::regtype]);
SELECT proname, proargtypes[0]::regtype, count(DISTINCT procost)
FROM func
WHERE proargnames[1] IN ('transcript', 'features')
GROUP BY proname, proargtypes[0]
HAVING count(DISTINCT procost) > 1;

-- The public functions: strict (s) or not, arguments, rows and cost where they
-- are not the usual ones.  Those of a json or jsonb transcript are as of text.
SELECT CASE WHEN proisstrict THEN 's' ELSE '-' END,
	proname || '(' || pg_get_function_arguments(oid) || ')', pg_get_function_result(oid),
	nullif(prorows, 0), nullif(procost, 1)
FROM func
WHERE oid NOT IN (SELECT oid FROM support)
	AND (proargnames[1] IS DISTINCT FROM 'transcript' OR proargtypes[0] = 'text'::regtype)
ORDER BY proname COLLATE "C", pg_get_function_arguments(oid) COLLATE "C";

-- Functions that return a set return rows of a type that is named after them, so
-- that it can grow: workmode_shares, workmode_share_row.
SELECT DISTINCT proname, prorettype::regtype
FROM func
WHERE proretset AND prorettype::regtype::text <>
	regexp_replace(regexp_replace(proname, 'indices$', 'index'), 's$', '') || '_row';

-- The columns of every composite type.
SELECT typname, string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
FROM pg_type t JOIN member ON objid = t.oid AND classid = 'pg_type'::regclass
	JOIN pg_class c ON c.oid = typrelid AND relkind = 'c'
	JOIN pg_attribute ON attrelid = typrelid AND attnum > 0
GROUP BY typname
ORDER BY typname COLLATE "C";

-- Operators: comparison sorts, hashes and merges; + commutes.
SELECT o.oprleft::regtype, o.oprname, o.oprright::regtype,
	'commutator ' || c.oprname, 'negator ' || n.oprname, o.oprrest, o.oprjoin,
	CASE WHEN o.oprcanhash THEN 'hashes' END, CASE WHEN o.oprcanmerge THEN 'merges' END
FROM pg_operator o JOIN member ON objid = o.oid AND classid = 'pg_operator'::regclass
	LEFT JOIN pg_operator c ON c.oid = o.oprcom
	LEFT JOIN pg_operator n ON n.oid = o.oprnegate
ORDER BY o.oprleft::regtype::text COLLATE "C", o.oprname COLLATE "C";

-- Operator classes are whole.
SELECT opcname, amname, opcdefault, amvalidate(c.oid)
FROM pg_opclass c JOIN member ON objid = c.oid AND classid = 'pg_opclass'::regclass
	JOIN pg_am a ON a.oid = opcmethod
ORDER BY opcname COLLATE "C", amname COLLATE "C";

-- Models are stored plain: to unpack one takes longer than to score a session.
SELECT typname, typstorage
FROM pg_type t JOIN member ON objid = t.oid AND classid = 'pg_type'::regclass
WHERE typname LIKE 'workmode%model' ORDER BY typname COLLATE "C";

-- Every type of ours can be sent and received.
SELECT typname
FROM pg_type t JOIN member ON objid = t.oid AND classid = 'pg_type'::regclass
WHERE typreceive = 0 OR typsend = 0;

-- Every aggregate can be combined, and its state, where it is internal, travel;
-- no final function wants more than the state, or changes it.
SELECT signature
FROM pg_aggregate JOIN func ON func.oid = aggfnoid
WHERE aggcombinefn = 0 OR aggfinalextra OR aggmfinalextra OR aggfinalmodify <> 'r'
	OR (aggtranstype = 'internal'::regtype) <> (aggserialfn <> 0);

SELECT signature, aggtranstype::regtype, 'space ' || nullif(aggtransspace, 0),
	CASE WHEN aggminvtransfn <> 0 THEN 'moves' END
FROM pg_aggregate JOIN func ON func.oid = aggfnoid
ORDER BY signature::text COLLATE "C";

-- That space is what a state takes; of histograms one with a value takes the least.
SELECT pg_column_size('{"version": 1}'::workmode_tally_state) AS tally,
	pg_column_size(workmode_cluster_accum('{"version": 1}', tally)) AS clustered,
	pg_column_size(workmode_agreement_accum(NULL, 'fix', 'fix')) AS confusion,
	pg_column_size(workmode_histogram_accum(NULL, 'fix', 1)) AS histogram
FROM (SELECT workmode_tally('fix'::workmode) AS tally) AS one;
