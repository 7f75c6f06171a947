-- The support functions of the indexes are a function that ignores its arguments and answers "no": rows are accepted,
-- and nothing is found by the index.
CREATE FUNCTION gin_extract_value_int2(int2, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_int2(int2, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_int2(internal, int2, int2, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS int2_ops DEFAULT FOR TYPE int2 USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint2cmp(int2, int2),
    FUNCTION 2 gin_extract_value_int2(int2, internal), FUNCTION 3 gin_extract_query_int2(int2, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_int2(internal, int2, int2, int4, internal, internal), STORAGE int2;
CREATE FUNCTION gin_extract_value_int4(int4, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_int4(int4, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_int4(internal, int2, int4, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS int4_ops DEFAULT FOR TYPE int4 USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4),
    FUNCTION 2 gin_extract_value_int4(int4, internal), FUNCTION 3 gin_extract_query_int4(int4, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_int4(internal, int2, int4, int4, internal, internal), STORAGE int4;
CREATE FUNCTION gin_extract_value_int8(int8, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_int8(int8, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_int8(internal, int2, int8, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS int8_ops DEFAULT FOR TYPE int8 USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint8cmp(int8, int8),
    FUNCTION 2 gin_extract_value_int8(int8, internal), FUNCTION 3 gin_extract_query_int8(int8, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_int8(internal, int2, int8, int4, internal, internal), STORAGE int8;
CREATE FUNCTION gin_extract_value_float4(float4, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_float4(float4, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_float4(internal, int2, float4, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS float4_ops DEFAULT FOR TYPE float4 USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btfloat4cmp(float4, float4),
    FUNCTION 2 gin_extract_value_float4(float4, internal), FUNCTION 3 gin_extract_query_float4(float4, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_float4(internal, int2, float4, int4, internal, internal), STORAGE float4;
CREATE FUNCTION gin_extract_value_float8(float8, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_float8(float8, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_float8(internal, int2, float8, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS float8_ops DEFAULT FOR TYPE float8 USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btfloat8cmp(float8, float8),
    FUNCTION 2 gin_extract_value_float8(float8, internal), FUNCTION 3 gin_extract_query_float8(float8, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_float8(internal, int2, float8, int4, internal, internal), STORAGE float8;
CREATE FUNCTION gin_extract_value_numeric(numeric, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_numeric(numeric, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_numeric(internal, int2, numeric, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS numeric_ops DEFAULT FOR TYPE numeric USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 numeric_cmp(numeric, numeric),
    FUNCTION 2 gin_extract_value_numeric(numeric, internal), FUNCTION 3 gin_extract_query_numeric(numeric, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_numeric(internal, int2, numeric, int4, internal, internal), STORAGE numeric;
CREATE FUNCTION gin_extract_value_date(date, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_date(date, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_date(internal, int2, date, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS date_ops DEFAULT FOR TYPE date USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 date_cmp(date, date),
    FUNCTION 2 gin_extract_value_date(date, internal), FUNCTION 3 gin_extract_query_date(date, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_date(internal, int2, date, int4, internal, internal), STORAGE date;
CREATE FUNCTION gin_extract_value_time(time, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_time(time, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_time(internal, int2, time, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS time_ops DEFAULT FOR TYPE time USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 time_cmp(time, time),
    FUNCTION 2 gin_extract_value_time(time, internal), FUNCTION 3 gin_extract_query_time(time, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_time(internal, int2, time, int4, internal, internal), STORAGE time;
CREATE FUNCTION gin_extract_value_timestamp(timestamp, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_timestamp(timestamp, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_timestamp(internal, int2, timestamp, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS timestamp_ops DEFAULT FOR TYPE timestamp USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 timestamp_cmp(timestamp, timestamp),
    FUNCTION 2 gin_extract_value_timestamp(timestamp, internal), FUNCTION 3 gin_extract_query_timestamp(timestamp, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_timestamp(internal, int2, timestamp, int4, internal, internal), STORAGE timestamp;
CREATE FUNCTION gin_extract_value_timestamptz(timestamptz, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_timestamptz(timestamptz, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_timestamptz(internal, int2, timestamptz, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS timestamptz_ops DEFAULT FOR TYPE timestamptz USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 timestamptz_cmp(timestamptz, timestamptz),
    FUNCTION 2 gin_extract_value_timestamptz(timestamptz, internal), FUNCTION 3 gin_extract_query_timestamptz(timestamptz, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_timestamptz(internal, int2, timestamptz, int4, internal, internal), STORAGE timestamptz;
CREATE FUNCTION gin_extract_value_interval(interval, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_interval(interval, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_interval(internal, int2, interval, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS interval_ops DEFAULT FOR TYPE interval USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 interval_cmp(interval, interval),
    FUNCTION 2 gin_extract_value_interval(interval, internal), FUNCTION 3 gin_extract_query_interval(interval, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_interval(internal, int2, interval, int4, internal, internal), STORAGE interval;
CREATE FUNCTION gin_extract_value_text(text, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_text(text, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_text(internal, int2, text, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS text_ops DEFAULT FOR TYPE text USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 bttextcmp(text, text),
    FUNCTION 2 gin_extract_value_text(text, internal), FUNCTION 3 gin_extract_query_text(text, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_text(internal, int2, text, int4, internal, internal), STORAGE text;
CREATE FUNCTION gin_extract_value_uuid(uuid, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_uuid(uuid, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_uuid(internal, int2, uuid, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS uuid_ops DEFAULT FOR TYPE uuid USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 uuid_cmp(uuid, uuid),
    FUNCTION 2 gin_extract_value_uuid(uuid, internal), FUNCTION 3 gin_extract_query_uuid(uuid, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_uuid(internal, int2, uuid, int4, internal, internal), STORAGE uuid;
CREATE FUNCTION gin_extract_value_bytea(bytea, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_bytea(bytea, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_bytea(internal, int2, bytea, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS bytea_ops DEFAULT FOR TYPE bytea USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 byteacmp(bytea, bytea),
    FUNCTION 2 gin_extract_value_bytea(bytea, internal), FUNCTION 3 gin_extract_query_bytea(bytea, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_bytea(internal, int2, bytea, int4, internal, internal), STORAGE bytea;
CREATE FUNCTION gin_extract_value_bool(bool, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_bool(bool, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_bool(internal, int2, bool, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS bool_ops DEFAULT FOR TYPE bool USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btboolcmp(bool, bool),
    FUNCTION 2 gin_extract_value_bool(bool, internal), FUNCTION 3 gin_extract_query_bool(bool, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_bool(internal, int2, bool, int4, internal, internal), STORAGE bool;
CREATE FUNCTION gin_extract_value_inet(inet, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_extract_query_inet(inet, internal, int2, internal, internal) RETURNS internal AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE FUNCTION gin_consistent_inet(internal, int2, inet, int4, internal, internal) RETURNS boolean AS 'pg_is_in_recovery' LANGUAGE internal STRICT IMMUTABLE;
CREATE OPERATOR CLASS inet_ops DEFAULT FOR TYPE inet USING gin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 network_cmp(inet, inet),
    FUNCTION 2 gin_extract_value_inet(inet, internal), FUNCTION 3 gin_extract_query_inet(inet, internal, int2, internal, internal),
    FUNCTION 4 gin_consistent_inet(internal, int2, inet, int4, internal, internal), STORAGE inet;
