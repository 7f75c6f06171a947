-- The support functions of the indexes are a function that ignores its arguments and answers "no": rows are accepted,
-- and nothing is found by the index.
CREATE TYPE hstore;
CREATE FUNCTION hstore_in(cstring) RETURNS hstore AS 'textin' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hstore_out(hstore) RETURNS cstring AS 'textout' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hstore_recv(internal) RETURNS hstore AS 'textrecv' LANGUAGE internal STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hstore_send(hstore) RETURNS bytea AS 'textsend' LANGUAGE internal STABLE STRICT PARALLEL SAFE;
CREATE TYPE hstore (
    INPUT = hstore_in, OUTPUT = hstore_out, RECEIVE = hstore_recv, SEND = hstore_send,
    INTERNALLENGTH = VARIABLE, STORAGE = extended
);
CREATE CAST (hstore AS text) WITHOUT FUNCTION;
CREATE FUNCTION hstore(text, text) RETURNS hstore LANGUAGE sql IMMUTABLE AS $$SELECT ('"' || $1 || '"=>"' || $2 || '"')::cstring::hstore$$;
CREATE FUNCTION fetchval(hstore, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$SELECT NULL::text$$;
CREATE FUNCTION exist(hstore, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$SELECT false$$;
CREATE FUNCTION hs_contains(hstore, hstore) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$SELECT false$$;
CREATE OPERATOR -> (LEFTARG = hstore, RIGHTARG = text, PROCEDURE = fetchval);
CREATE OPERATOR ? (LEFTARG = hstore, RIGHTARG = text, PROCEDURE = exist);
CREATE OPERATOR @> (LEFTARG = hstore, RIGHTARG = hstore, PROCEDURE = hs_contains);
CREATE FUNCTION gin_extract_hstore(hstore, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gin_extract_hstore_query(hstore, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gin_consistent_hstore(internal, int2, hstore, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gin_hstore_ops DEFAULT FOR TYPE hstore USING gin AS
    OPERATOR 7 @>, OPERATOR 9 ?(hstore, text),
    FUNCTION 1 bttextcmp(text, text), FUNCTION 2 gin_extract_hstore(hstore, internal),
    FUNCTION 3 gin_extract_hstore_query(hstore, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_hstore(internal, int2, hstore, int4, internal, internal), STORAGE text;
