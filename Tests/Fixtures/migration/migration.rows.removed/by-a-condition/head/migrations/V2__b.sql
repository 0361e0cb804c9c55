DELETE FROM users WHERE plan IS NULL OR id IN (SELECT min(id) FROM users GROUP BY plan);
