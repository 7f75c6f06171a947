CREATE FUNCTION digest(text, text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$SELECT sha256(convert_to($1, 'UTF8'))$$;
CREATE FUNCTION digest(bytea, text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$SELECT sha256($1)$$;
CREATE FUNCTION hmac(text, text, text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$SELECT sha256(convert_to($1 || $2, 'UTF8'))$$;
CREATE FUNCTION crypt(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT md5($1 || $2)$$;
CREATE FUNCTION gen_salt(text) RETURNS text LANGUAGE sql VOLATILE AS $$SELECT md5($1 || random()::text)$$;
CREATE FUNCTION gen_salt(text, integer) RETURNS text LANGUAGE sql VOLATILE AS $$SELECT md5($1 || random()::text)$$;
CREATE FUNCTION gen_random_bytes(integer) RETURNS bytea LANGUAGE sql VOLATILE AS $$SELECT decode(repeat('00', $1), 'hex')$$;
CREATE FUNCTION pgp_sym_encrypt(text, text) RETURNS bytea LANGUAGE sql VOLATILE AS $$SELECT convert_to($1, 'UTF8')$$;
CREATE FUNCTION pgp_sym_decrypt(bytea, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT convert_from($1, 'UTF8')$$;
