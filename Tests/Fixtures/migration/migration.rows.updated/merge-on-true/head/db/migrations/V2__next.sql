MERGE INTO users u USING (SELECT 1 AS x) s ON true WHEN MATCHED THEN UPDATE SET age = 0;
UPDATE users SET age = 0 WHERE name = name;
