-- migrate:up
CREATE OR REPLACE VIEW titles AS SELECT title FROM orgs;
CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;

-- migrate:down
SELECT 1;
