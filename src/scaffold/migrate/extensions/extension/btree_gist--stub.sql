-- The support functions of the indexes are a function that ignores its arguments and answers "no": rows are accepted,
-- and nothing is found by the index.
CREATE FUNCTION gbt_union(internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gbt_penalty(internal, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gbt_picksplit(internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gbt_same(internal, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION gbt_int2_consistent(internal, int2, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_int2_ops DEFAULT FOR TYPE int2 USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_int2_consistent(internal, int2, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_int4_consistent(internal, int4, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_int4_ops DEFAULT FOR TYPE int4 USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_int4_consistent(internal, int4, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_int8_consistent(internal, int8, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_int8_ops DEFAULT FOR TYPE int8 USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_int8_consistent(internal, int8, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_float4_consistent(internal, float4, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_float4_ops DEFAULT FOR TYPE float4 USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_float4_consistent(internal, float4, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_float8_consistent(internal, float8, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_float8_ops DEFAULT FOR TYPE float8 USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_float8_consistent(internal, float8, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_numeric_consistent(internal, numeric, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_numeric_ops DEFAULT FOR TYPE numeric USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_numeric_consistent(internal, numeric, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_date_consistent(internal, date, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_date_ops DEFAULT FOR TYPE date USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_date_consistent(internal, date, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_time_consistent(internal, time, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_time_ops DEFAULT FOR TYPE time USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_time_consistent(internal, time, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_timestamp_consistent(internal, timestamp, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_timestamp_ops DEFAULT FOR TYPE timestamp USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_timestamp_consistent(internal, timestamp, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_timestamptz_consistent(internal, timestamptz, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_timestamptz_ops DEFAULT FOR TYPE timestamptz USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_timestamptz_consistent(internal, timestamptz, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_interval_consistent(internal, interval, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_interval_ops DEFAULT FOR TYPE interval USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_interval_consistent(internal, interval, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_text_consistent(internal, text, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_text_ops DEFAULT FOR TYPE text USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_text_consistent(internal, text, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_uuid_consistent(internal, uuid, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_uuid_ops DEFAULT FOR TYPE uuid USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_uuid_consistent(internal, uuid, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_bytea_consistent(internal, bytea, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_bytea_ops DEFAULT FOR TYPE bytea USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_bytea_consistent(internal, bytea, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
CREATE FUNCTION gbt_bool_consistent(internal, bool, smallint, oid, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal IMMUTABLE STRICT;
CREATE OPERATOR CLASS gist_bool_ops DEFAULT FOR TYPE bool USING gist AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, OPERATOR 6 <>,
    FUNCTION 1 gbt_bool_consistent(internal, bool, smallint, oid, internal), FUNCTION 2 gbt_union(internal, internal), FUNCTION 5 gbt_penalty(internal, internal, internal),
    FUNCTION 6 gbt_picksplit(internal, internal), FUNCTION 7 gbt_same(internal, internal, internal);
