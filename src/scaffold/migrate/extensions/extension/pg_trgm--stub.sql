-- The support functions of the indexes are a function that ignores its arguments and answers "no": rows are accepted,
-- and nothing is found by the index.
CREATE FUNCTION similarity(text, text) RETURNS real LANGUAGE sql IMMUTABLE STRICT AS $$SELECT 0::real$$;
CREATE FUNCTION word_similarity(text, text) RETURNS real LANGUAGE sql IMMUTABLE STRICT AS $$SELECT 0::real$$;
CREATE FUNCTION show_trgm(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$SELECT ARRAY[]::text[]$$;
CREATE FUNCTION similarity_op(text, text) RETURNS boolean LANGUAGE sql STABLE STRICT AS $$SELECT false$$;
CREATE OPERATOR % (LEFTARG = text, RIGHTARG = text, PROCEDURE = similarity_op);
CREATE FUNCTION gin_extract_value_trgm(text, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gin_extract_query_trgm(text, internal, int2, internal, internal, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gin_trgm_consistent(internal, int2, text, int4, internal, internal, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gin_trgm_ops FOR TYPE text USING gin AS
    OPERATOR 1 %(text, text), OPERATOR 3 ~~(text, text), OPERATOR 4 ~~*(text, text),
    FUNCTION 1 btint4cmp(int4, int4), FUNCTION 2 gin_extract_value_trgm(text, internal),
    FUNCTION 3 gin_extract_query_trgm(text, internal, int2, internal, internal, internal, internal),
    FUNCTION 4 gin_trgm_consistent(internal, int2, text, int4, internal, internal, internal, internal), STORAGE int4;
CREATE FUNCTION gtrgm_consistent(internal, text, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gtrgm_union(internal, internal) RETURNS gtsvector AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gtrgm_penalty(internal, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gtrgm_picksplit(internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gtrgm_same(gtsvector, gtsvector, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_trgm_ops FOR TYPE text USING gist AS
    OPERATOR 1 %(text, text), OPERATOR 3 ~~(text, text), OPERATOR 4 ~~*(text, text),
    FUNCTION 1 gtrgm_consistent(internal, text, smallint, oid, internal), FUNCTION 2 gtrgm_union(internal, internal), FUNCTION 5 gtrgm_penalty(internal, internal, internal),
    FUNCTION 6 gtrgm_picksplit(internal, internal), FUNCTION 7 gtrgm_same(gtsvector, gtsvector, internal);
