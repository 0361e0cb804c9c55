-- migrate:up
CREATE OR REPLACE VIEW names AS SELECT name, id FROM users;
DROP FUNCTION total();
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$ SELECT 1::bigint $$;

-- migrate:down
SELECT 1;
