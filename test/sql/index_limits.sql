--
-- index_limits: what btree indexes can't hold, and what does in their place.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS workmode;
RESET client_min_messages;

-- States of all modes and many users; vectors with as many features as long
-- sessions have, of numbers that compression makes no smaller; and models.
CREATE TABLE index_states AS
SELECT id, workmode_cluster(tally) AS tally, workmode_rollup(confusion) AS confusion
FROM (SELECT i % 3 AS id, i % 500 AS usr,
		workmode_tally((enum_range(NULL::workmode))[1 + i % 9], exp(i % 250 / 10.0)) AS tally,
		workmode_agreement((enum_range(NULL::workmode))[1 + i % 9], (enum_range(NULL::workmode))[1 + i % 7]) AS confusion
	FROM generate_series(1, 6000) i GROUP BY 1, 2) u
GROUP BY id;
CREATE TABLE index_vectors AS
SELECT id, format('{%s}', string_agg(format('%s:%s', 20 * i + (id + i) % 17,
	round((1 + abs(hashint4(1000 * id + i) % 9999)) / 10000.0, 4)), ',' ORDER BY i))::workmode_vector AS features
FROM generate_series(1, 30) id, generate_series(1, 900) i
GROUP BY id;
CREATE TABLE index_models AS
SELECT workmode_shipped_model() AS model, workmode_train_value(features, 10 + id % 7) AS value_model FROM index_vectors;

-- A confusion, and a tally of up to a thousand million sessions of each mode, fit
-- into the 2,704 bytes of a btree index on pages of 8 kB even where nothing of them
-- can be compressed.
SELECT DISTINCT octet_length(workmode_tally_send(tally)) AS tally, octet_length(workmode_confusion_send(confusion)) AS confusion
FROM index_states;
CREATE UNIQUE INDEX ON index_states (tally);
CREATE INDEX ON index_states (confusion);

-- A vector or a model doesn't.
\set VERBOSITY sqlstate
CREATE INDEX ON index_vectors (features);
ALTER TABLE index_vectors ADD UNIQUE (features);
CREATE INDEX ON index_models (model);
CREATE INDEX ON index_models (value_model);
\set VERBOSITY default

-- A hash index holds them all, and finds them.
CREATE INDEX ON index_states USING hash (tally);
CREATE INDEX ON index_states USING hash (confusion);
CREATE INDEX index_vectors_hash ON index_vectors USING hash (features);
CREATE INDEX ON index_models USING hash (model);
CREATE INDEX ON index_models USING hash (value_model);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
PREPARE index_find (workmode_vector) AS SELECT id FROM index_vectors WHERE features = $1;
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) EXECUTE index_find (NULL);
SELECT v.id, w.id AS found FROM index_vectors v, LATERAL (
	SELECT id FROM index_vectors w WHERE w.features = v.features OFFSET 0) w
WHERE v.id = 7;
SELECT count(*) FROM index_models WHERE model = workmode_shipped_model();
RESET plan_cache_mode;
RESET enable_seqscan;
RESET enable_bitmapscan;

-- As a constraint it keeps them apart.
ALTER TABLE index_vectors ADD EXCLUDE USING hash (features WITH =);
\set VERBOSITY sqlstate
INSERT INTO index_vectors (features) SELECT features FROM index_vectors WHERE id = 7;
\set VERBOSITY default

-- Sorting is no index: values of any size can be told apart, ordered and merged.
SET enable_hashagg = off;
SELECT count(*) FROM (SELECT features FROM index_vectors GROUP BY features) v;
RESET enable_hashagg;
SELECT count(DISTINCT model), count(DISTINCT value_model) FROM (TABLE index_models UNION ALL TABLE index_models) m;
SET enable_hashjoin = off;
SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM index_vectors v JOIN index_vectors w USING (features);
SELECT count(*) FROM index_vectors v JOIN index_vectors w USING (features);
RESET enable_hashjoin;
RESET enable_nestloop;

DROP TABLE index_states, index_vectors, index_models;
