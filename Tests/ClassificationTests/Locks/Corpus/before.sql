
-- What stands before any case: the names by which verdict.sql speaks of tables, and their files.
ANALYZE;
CREATE SCHEMA oracle;
CREATE TABLE oracle.before AS
  SELECT c.oid, CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || relname AS name, relfilenode AS file,
    reltuples AS rows
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relkind IN ('r', 'p', 'm') AND nspname IN ('public', 'app');
SELECT FROM pg_stat_force_next_flush();
