-- migrate:up
DROP MATERIALIZED VIEW totals;
CREATE MATERIALIZED VIEW totals AS SELECT org_id, count(*) AS n FROM users GROUP BY org_id;

-- migrate:down
SELECT 1;
